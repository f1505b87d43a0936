//! What a complaint is and may become: the law as data, and two pure functions, `decide` and `evolve`.
//!
//! Nothing here reads a clock, a disk, a network or a name. Time and the person acting arrive in a
//! [`Stamp`]; personal data stay in the vault and are met only as [`Held`] references.

pub mod access;
pub mod actor;
pub mod clock;
pub mod complaint;
pub mod cqrs;
pub mod decision;
pub mod disclosure;
pub mod feed;
pub mod held;
pub mod holidays;
pub mod ids;
pub mod law;
pub mod membership;
pub mod policy;
pub mod post;
pub mod refused;
pub mod report;
pub mod school;
pub mod stream;
pub mod target;
pub mod terms;

pub use access::AccessId;
pub use actor::{Actor, Body, Role, Stamp};
pub use complaint::{Action, Complaint};
pub use held::Held;
pub use ids::{ComplaintId, DocumentId, PersonId, Urn};
pub use refused::Refused;
pub use stream::{Fact, Kind, Order, Recorded, References, StreamId, Subject};
