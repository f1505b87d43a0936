//! Everything that is asked of the log beside its streams: rows that are folded from facts.

pub mod accesses;
pub mod cases;
pub mod deadlines;
pub mod desks;
pub mod disclosures;
mod live;
pub mod memberships;
pub mod outbox;
pub mod outcomes;
pub mod people;
pub mod recommendations;
pub mod schools;
pub mod stages;
pub mod statistics;

use crate::db::{Row, Value};
use crate::failed::Fault;
pub(crate) use live::Live;
use live::Running;
use redress_domain::Recorded;
use std::fmt;
use std::hash::Hash;

/// A table that is a pure fold of the log: the same facts give the same rows, whether they are taken in
/// one by one as they happen or all at once in a rebuild.
pub trait View: Send + Sync + 'static {
    /// The table's name, one word.
    const NAME: &'static str;
    /// Raised whenever the table or the fold changes; the view is then rebuilt at the next start.
    const VERSION: i64;
    /// The table and then its indexes, with `{table}` where a rebuild may put another name, `{index}`
    /// where an index's name begins, and the words of [`crate::db::Engine::define`].
    const TABLE: &'static [&'static str];
    /// The columns of the key, after `part`.
    const KEY: &'static [&'static str];
    /// The other columns.
    const COLUMNS: &'static [&'static str];
    /// The column of totals, in a view that keeps some: see [`View::counts`].
    const TOTAL: Option<&'static str> = None;
    /// What tells rows apart.
    type Key: Clone + Ord + Hash + Send + fmt::Debug;
    /// A row. It is stored where folding has made another of it.
    type Row: Clone + PartialEq + Send;

    /// The keys of the rows that a fact changes.
    fn keys(recorded: &Recorded) -> Vec<Self::Key>;

    /// Whether the rows of this fact cannot have been there before it. Saves looking for them; if one was there all the
    /// same, it is not written over, and the view falls behind.
    fn first(_: &Recorded) -> bool {
        false
    }

    /// The row after a fact; none if it is to go.
    ///
    /// # Errors
    /// The fact makes no sense to this view, which then stays where it is and is reported.
    fn fold(key: &Self::Key, row: Option<Self::Row>, recorded: &Recorded) -> Result<Option<Self::Row>, Fault>;

    /// The totals that a fact raises by one, by their keys, given the row that is about to be folded. Totals stand in
    /// the table beside the rows and are never loaded: what is new is added to what is stored.
    fn counts(_row: Option<&Self::Row>, _: &Recorded) -> Vec<Self::Key> {
        Vec::new()
    }

    /// The key's values, in the order of [`View::KEY`].
    fn bind_key<'a>(key: &'a Self::Key, values: &mut Vec<Value<'a>>);

    /// The row's values, in the order of [`View::COLUMNS`].
    ///
    /// # Errors
    /// A value cannot be written.
    fn bind<'a>(row: &'a Self::Row, values: &mut Vec<Value<'a>>) -> Result<(), Fault>;

    /// A row as it was stored: the key's columns, then the others.
    ///
    /// # Errors
    /// It holds what this view never writes.
    fn read(row: &Row) -> Result<(Self::Key, Self::Row), Fault>;
}

/// A view on the list, by the way to set it going.
#[derive(Clone, Copy)]
pub struct Listed {
    /// Its table's name.
    pub name: &'static str,
    /// The version of its fold.
    pub version: i64,
    pub(crate) start: fn() -> Box<dyn Live>,
}

impl Listed {
    /// A view's place on the list.
    #[must_use]
    pub const fn new<V: View>() -> Self {
        Self { name: V::NAME, version: V::VERSION, start: || Box::new(Running::<V>::new()) }
    }
}

impl fmt::Debug for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} version {}", self.name, self.version)
    }
}

/// Every view. A new one is a file beside this and a line here.
pub const VIEWS: &[Listed] = &[
    Listed::new::<cases::Cases>(),
    Listed::new::<deadlines::Deadlines>(),
    Listed::new::<desks::Desks>(),
    Listed::new::<recommendations::Recommendations>(),
    Listed::new::<outcomes::Outcomes>(),
    Listed::new::<people::People>(),
    Listed::new::<disclosures::Disclosures>(),
    Listed::new::<schools::Schools>(),
    Listed::new::<statistics::Statistics>(),
    Listed::new::<stages::Stages>(),
    Listed::new::<accesses::Accesses>(),
    Listed::new::<memberships::Memberships>(),
    Listed::new::<memberships::Identities>(),
    Listed::new::<outbox::Outbox>(),
];
