//! The append-only log, the vault, and the views folded from the log: everything that touches SQL.
//!
//! [`Store`] is the one way in. A command goes to [`Store::execute`]; the one writer behind it decides,
//! appends and folds every view in one transaction, and answers when that is durable.

pub mod db;
pub mod drafts;
mod failed;
mod kept;
pub mod log;
pub mod many;
pub mod merkle;
mod piped;
mod place;
pub mod proofs;
mod question;
mod quiet;
mod readers;
mod rebuild;
mod row;
mod schema;
#[cfg(test)]
mod sql_rules;
mod store;
mod value;
mod vault;
mod verify;
pub mod views;
mod writer;

pub use drafts::Drafts;
pub use failed::{Failed, Fault};
pub use kept::Kept;
pub use log::{Checkpoint, Head};
pub use store::{Health, Options, Store, ViewHealth};
pub use vault::{MasterKey, MasterKeys, Sealed, Vault, sealing};
pub use verify::Verified;
pub use writer::{Done, IdempotencyKey, Job};
