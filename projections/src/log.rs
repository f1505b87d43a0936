//! The log as it is read: records, their one encoding, and the head row.

use crate::db::{Connection, Db, Row, Sql, Value};
use crate::failed::Fault;
use crate::merkle::{self, Frontier, Hash};
use crate::question::Question;
use crate::schema::PART;
use jiff::Timestamp;
use redress_domain::stream::SCHEMA;
use redress_domain::{Actor, ComplaintId, Fact, Kind, Recorded, StreamId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The columns of a record in the order of its encoding, after the part.
pub(crate) const COLUMNS: &str = "position, kind, stream, version, event, schema, at, actor, cause, payload";

/// Without what is known of a stream's records, and the name that each payload says as well.
pub(crate) const SELECT_STREAM: &str = "SELECT position, version, schema, at, actor, cause, payload FROM event \
    WHERE part = $1 AND kind = $2 AND stream = $3 AND version > $4 ORDER BY version";
pub(crate) const SELECT_SINCE: &str = "SELECT position, kind, stream, version, event, schema, at, actor, cause, \
    payload FROM event WHERE part = $1 AND position > $2 ORDER BY position LIMIT $3";
pub(crate) const SELECT_HEAD: &str = "SELECT turn, position, frontier, root, checkpoints FROM log_head WHERE part = $1";
/// Takes the head row and holds it to the end of the transaction, without changing it.
pub(crate) const LOCK_HEAD: &str = "UPDATE log_head SET turn = turn WHERE part = $1 \
    RETURNING turn, position, frontier, root, checkpoints";
/// Moves the head row on, if it is where it is thought to be: otherwise it has no position to be given,
/// and the database refuses. So what follows in the transaction can be sent without waiting for this.
pub(crate) const MOVE_HEAD: &str = "UPDATE log_head SET turn = turn + 1, \
    position = CASE WHEN turn = $6 THEN $1 END, frontier = $2, root = $3, checkpoints = $4 WHERE part = $5";
/// Takes the head row like [`LOCK_HEAD`], without waiting for it: it is refused like [`MOVE_HEAD`] if the row is not
/// where it is thought to be.
pub(crate) const HOLD_HEAD: &str = "UPDATE log_head SET position = CASE WHEN turn = $2 THEN position END \
    WHERE part = $1";
/// Moves the head row on without changing the log, so that whatever was decided before can no longer be recorded.
pub(crate) const SHUT_OUT: &str = "UPDATE log_head SET turn = turn + 1 WHERE part = $1";

/// One record exactly as the table holds it, before anything is decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored<'a> {
    /// Its place in the log.
    pub position: i64,
    /// The kind of its stream.
    pub kind: &'a str,
    /// Its stream.
    pub stream: &'a str,
    /// Its place in the stream.
    pub version: i64,
    /// The event's name.
    pub event: &'a str,
    /// The version of the event's shape.
    pub schema: i64,
    /// When it was recorded, in microseconds since 1970.
    pub at: i64,
    /// Who caused it.
    pub actor: &'a str,
    /// The command it follows from.
    pub cause: &'a str,
    /// The event, as JSON text.
    pub payload: &'a str,
}

impl<'a> Stored<'a> {
    /// Reads the columns of [`COLUMNS`].
    pub(crate) fn read(row: &'a Row) -> Result<Self, Fault> {
        Ok(Self {
            position: row.int(0)?,
            kind: row.text(1)?,
            stream: row.text(2)?,
            version: row.int(3)?,
            event: row.text(4)?,
            schema: row.int(5)?,
            at: row.int(6)?,
            actor: row.text(7)?,
            cause: row.text(8)?,
            payload: row.text(9)?,
        })
    }

    /// The bytes of its leaf in the tree: `redress/1`, then the part and each column, a line each; the
    /// numbers in decimal, the texts as they are. No text has a line end in it, and the payload, the
    /// only one that could be long, comes last.
    #[must_use]
    pub fn encode(&self) -> String {
        let Self { position, kind, stream, version, event, schema, at, actor, cause, payload } = self;
        format!(
            "redress/1\n{PART}\n{position}\n{kind}\n{stream}\n{version}\n{event}\n{schema}\n{at}\n{actor}\n{cause}\n{payload}"
        )
    }

    /// The hash of its leaf.
    #[must_use]
    pub fn leaf(&self) -> Hash {
        merkle::leaf(self.encode().as_bytes())
    }

    /// The fact, in today's shape.
    ///
    /// # Errors
    /// The record is not one that this service wrote.
    pub fn decode(&self) -> Result<Recorded, Fault> {
        let &Self { position, version, schema, at, actor, cause, payload, .. } = self;
        let line = Line { position, version, schema, at, actor, cause, payload };
        let kind = Kind::ALL.iter().copied().find(|kind| kind.name() == self.kind);
        line.decode(StreamId { kind: kind.ok_or_else(|| line.unknown("kind"))?, id: self.stream.into() })
    }
}

/// What is decoded of a record whose stream is known.
struct Line<'a> {
    position: i64,
    version: i64,
    schema: i64,
    at: i64,
    actor: &'a str,
    cause: &'a str,
    payload: &'a str,
}

impl<'a> Line<'a> {
    /// Reads the columns of [`SELECT_STREAM`].
    fn read(row: &'a Row) -> Result<Self, Fault> {
        Ok(Self {
            position: row.int(0)?,
            version: row.int(1)?,
            schema: row.int(2)?,
            at: row.int(3)?,
            actor: row.text(4)?,
            cause: row.text(5)?,
            payload: row.text(6)?,
        })
    }

    fn unknown(&self, what: &str) -> Fault {
        Fault::corrupt(format!("record {} has an unknown {what}", self.position))
    }

    fn decode(&self, stream: StreamId) -> Result<Recorded, Fault> {
        let schema = u16::try_from(self.schema).map_err(|_| self.unknown("schema"))?;
        Ok(Recorded {
            position: self.position,
            version: self.version,
            at: Timestamp::from_microsecond(self.at).map_err(|_| self.unknown("instant"))?,
            actor: self.actor.parse::<Actor>().map_err(|_| self.unknown("actor"))?,
            cause: self.cause.into(),
            fact: Fact::decode(stream.kind, schema, self.payload)?,
            stream,
        })
    }
}

/// The parts of a record that have to be written out before it can be stored or hashed.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) recorded: Recorded,
    actor: String,
    payload: String,
}

impl Written {
    pub(crate) fn new(recorded: Recorded) -> Result<Self, Fault> {
        let payload = recorded.fact.encode()?;
        Ok(Self { actor: recorded.actor.to_string(), payload, recorded })
    }

    pub(crate) fn stored(&self) -> Stored<'_> {
        let recorded = &self.recorded;
        Stored {
            position: recorded.position,
            kind: recorded.stream.kind.name(),
            stream: &recorded.stream.id,
            version: recorded.version,
            event: recorded.fact.name(),
            schema: i64::from(SCHEMA),
            at: recorded.at.as_microsecond(),
            actor: &self.actor,
            cause: &recorded.cause,
            payload: &self.payload,
        }
    }

    pub(crate) fn bind<'a>(&'a self, values: &mut Vec<Value<'a>>) {
        let stored = self.stored();
        values.extend([
            Value::Int(PART),
            Value::Int(stored.position),
            Value::text(stored.kind),
            Value::text(stored.stream),
            Value::Int(stored.version),
            Value::text(stored.event),
            Value::Int(stored.schema),
            Value::Int(stored.at),
            Value::text(stored.actor),
            Value::text(stored.cause),
            Value::text(stored.payload),
        ]);
    }
}

/// How far a view has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Checkpoint {
    /// The version of the view's code that folded it.
    pub version: i64,
    /// The last position it has taken in.
    pub position: i64,
    /// How often it has been rebuilt.
    pub generation: i64,
    /// The last generation that any rebuild, finished or not, was given.
    pub claimed: i64,
}

/// The head of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Counts every change of this row, so that a writer sees whether another one was here.
    pub turn: i64,
    /// The position of the last record; 0 while there is none.
    pub position: i64,
    /// The right edge of the tree over all records.
    pub frontier: Frontier,
    /// The root over all records, as it is stored.
    pub root: Hash,
    /// How far each view has come. Views that this version of the service does not know are kept.
    pub checkpoints: BTreeMap<String, Checkpoint>,
}

impl Head {
    /// Reads the columns of [`SELECT_HEAD`] and [`LOCK_HEAD`].
    pub(crate) fn read(rows: &[Row]) -> Result<Self, Fault> {
        let row = rows.first().ok_or_else(|| Fault::corrupt("the head row is missing"))?;
        let position = row.int(1)?;
        let leaves = u64::try_from(position).map_err(|_| Fault::corrupt("the head's position is negative"))?;
        Ok(Self {
            turn: row.int(0)?,
            position,
            frontier: Frontier::from_bytes(leaves, row.bytes(2)?)?,
            root: row.bytes(3)?.try_into().map_err(|_| Fault::corrupt("the head's root is not a hash"))?,
            checkpoints: serde_json::from_str(row.text(4)?)?,
        })
    }

    /// The head as it is now.
    pub(crate) async fn fetch(db: &Db) -> Result<Self, Fault> {
        Self::read(&db.fetch(SELECT_HEAD, &[Value::Int(PART)]).await?)
    }

    /// Takes the head row to the end of the open transaction.
    pub(crate) async fn lock(connection: &mut Connection) -> Result<Self, Fault> {
        Self::read(&connection.fetch(LOCK_HEAD, &[Value::Int(PART)]).await?)
    }

    /// The statement that writes this in place of the head row of its turn; see [`Fault::is_stale`].
    pub(crate) fn replacement(&self) -> Result<(Sql, Vec<Value<'_>>), Fault> {
        let values = vec![
            Value::Int(self.position),
            Value::bytes(self.frontier.to_bytes()),
            Value::bytes(&self.root[..]),
            Value::text(serde_json::to_string(&self.checkpoints)?),
            Value::Int(PART),
            Value::Int(self.turn),
        ];
        Ok((MOVE_HEAD.into(), values))
    }

    /// The statement that takes the head row of this turn to the end of the transaction; see [`Fault::is_stale`].
    pub(crate) fn hold(&self) -> (Sql, Vec<Value<'static>>) {
        (HOLD_HEAD.into(), vec![Value::Int(PART), Value::Int(self.turn)])
    }

    /// Writes this in place of the head row of its turn.
    pub(crate) async fn replace(&self, connection: &mut Connection) -> Result<(), Fault> {
        let (sql, values) = self.replacement()?;
        connection.execute(sql, &values).await
    }
}

/// Everything that happened in one stream after a version, in order.
pub(crate) fn stream(stream: &StreamId, after: i64) -> Question<'_, Vec<Recorded>> {
    let values = vec![Value::Int(PART), Value::text(stream.kind.name()), Value::text(&*stream.id), Value::Int(after)];
    let records = |rows: &[Row]| rows.iter().map(|row| Line::read(row)?.decode(stream.clone())).collect();
    Question::new(SELECT_STREAM, values, records)
}

/// How many complaints one question can name.
const MOST_NAMED: usize = 100;

/// Some complaints as the values of a statement that takes so many, after the part. There are few such
/// numbers, so that each text is prepared once: the last complaint is named again until the list is full.
pub(crate) fn named(complaints: &[ComplaintId]) -> Vec<Value<'static>> {
    let count = complaints.len().min(MOST_NAMED).next_power_of_two().min(MOST_NAMED);
    let last = complaints.last().into_iter().cycle();
    let named = complaints.iter().chain(last).take(count).map(|id| Value::text(id.to_string()));
    std::iter::once(Value::Int(PART)).chain(named).collect()
}

/// The places of the complaints among the values that [`named`] gives.
pub(crate) fn places(values: &[Value<'_>]) -> String {
    (2..=values.len()).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}

/// The statement that reads some complaints.
pub(crate) fn select_complaints(places: &str) -> String {
    format!(
        "SELECT position, kind, stream, version, event, schema, at, actor, cause, payload FROM event \
         WHERE part = $1 AND kind = 'complaint' AND stream IN ({places}) ORDER BY stream, version"
    )
}

/// Everything that happened in some complaints, each in its order.
pub(crate) async fn complaints(
    db: &Db,
    complaints: &[ComplaintId],
) -> Result<BTreeMap<ComplaintId, Vec<Recorded>>, Fault> {
    let mut found: BTreeMap<ComplaintId, Vec<Recorded>> = BTreeMap::new();
    if complaints.is_empty() {
        return Ok(found);
    }
    let values = named(complaints);
    for row in db.fetch(select_complaints(&places(&values)), &values).await? {
        let record = Stored::read(&row)?.decode()?;
        let id = record.stream.id.parse().map_err(|_| Fault::corrupt("a complaint's identifier is not one"))?;
        found.entry(id).or_default().push(record);
    }
    Ok(found)
}

/// The statement and values for the records after a position.
pub(crate) fn since(position: i64, limit: i64) -> [Value<'static>; 3] {
    [Value::Int(PART), Value::Int(position), Value::Int(limit)]
}
