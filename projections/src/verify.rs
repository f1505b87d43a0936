//! Reads the whole log again and checks every promise that can be checked from it.

use crate::db::{Db, Value};
use crate::failed::Fault;
use crate::log::{Head, SELECT_SINCE, Stored, since};
use crate::merkle::{Frontier, Hash};
use crate::schema::PART;

/// How many records are read at once.
const PAGE: i64 = 10_000;

/// Finds a stream whose versions are not 1, 2, 3 … in the order of positions.
pub(crate) const OUT_OF_ORDER: &str = "SELECT kind, stream FROM (SELECT kind, stream, version, ROW_NUMBER() \
    OVER (PARTITION BY kind, stream ORDER BY position) AS place FROM event WHERE part = $1 AND position <= $2) \
    AS counted WHERE version <> place LIMIT 1";

/// What was found to be true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The position of the last record.
    pub position: i64,
    /// The root over all records.
    pub root: Hash,
}

/// Recomputes the root over all records up to the head's, and checks that positions are dense and each
/// stream is in order. `progress` is told the position reached and the head's.
pub(crate) async fn verify(db: &Db, progress: &mut (dyn FnMut(i64, i64) + Send)) -> Result<Verified, Fault> {
    let head = Head::fetch(db).await?;
    let mut frontier = Frontier::default();
    let mut at = 0;
    while at < head.position {
        let rows = db.fetch(SELECT_SINCE, &since(at, PAGE.min(head.position - at))).await?;
        if rows.is_empty() {
            return Err(Fault::corrupt(format!("record {} is missing", at + 1)));
        }
        for row in &rows {
            let stored = Stored::read(row)?;
            at += 1;
            if stored.position != at {
                return Err(Fault::corrupt(format!("record {at} is missing")));
            }
            frontier.push(stored.leaf());
        }
        progress(at, head.position);
    }
    if frontier != head.frontier || frontier.root() != head.root {
        return Err(Fault::corrupt("the records are not those that the head row was computed from"));
    }
    let wrong = db.fetch(OUT_OF_ORDER, &[Value::Int(PART), Value::Int(head.position)]).await?;
    if let Some(row) = wrong.first() {
        return Err(Fault::corrupt(format!("stream {} {} is out of order", row.text(0)?, row.text(1)?)));
    }
    Ok(Verified { position: head.position, root: head.root })
}
