//! The messages that events ask for and that have neither gone out nor been given up.
//!
//! It is a view like any other, so a message is on the list in the same transaction as the event that
//! asks for it, and off it in the same as the event that says what became of it.

use super::View;
use crate::db::{Db, Row, Value};
use crate::failed::Fault;
use crate::schema::PART;
use jiff::Timestamp;
use redress_domain::access::{AccessId, Event as OfAccess};
use redress_domain::post::Event as OfPost;
use redress_domain::{Fact, Held, Recorded};

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Letter {
    /// A code to sign in with, and the last instant it is good for.
    SignInCode(Held, Timestamp),
    /// That somebody was given another access code.
    AccessCodeReplaced,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageRow {
    /// The position of the event that asks for it: its number.
    pub position: i64,
    /// To whose address, and about which case.
    pub access: AccessId,
    /// The address.
    pub to: Held,
    /// What it says.
    pub letter: Letter,
    /// Not before then.
    pub due: Timestamp,
}

/// The table of messages.
#[derive(Debug)]
pub struct Outbox;

impl View for Outbox {
    const NAME: &'static str = "outbox";
    const VERSION: i64 = 1;
    const TABLE: &'static [&'static str] = &[
        "CREATE TABLE {table} (
           part BIGINT NOT NULL,
           position BIGINT NOT NULL,
           due BIGINT NOT NULL,
           access TEXT {ascii} NOT NULL,
           address TEXT NOT NULL,
           code TEXT,
           until BIGINT,
           PRIMARY KEY (part, position)
         ) {clustered}",
        "CREATE INDEX {index}_due ON {table} (part, due, position)",
    ];
    const KEY: &'static [&'static str] = &["position"];
    const COLUMNS: &'static [&'static str] = &["due", "access", "address", "code", "until"];
    type Key = i64;
    type Row = MessageRow;

    fn keys(recorded: &Recorded) -> Vec<i64> {
        match &recorded.fact {
            Fact::Access(OfAccess::SignInCodeIssued { .. } | OfAccess::AccessCodeReplaced { to: Some(_), .. }) => {
                vec![recorded.position]
            }
            Fact::Post(_) => recorded.stream.id.parse().into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn first(recorded: &Recorded) -> bool {
        matches!(recorded.fact, Fact::Access(_))
    }

    fn fold(position: &i64, row: Option<MessageRow>, recorded: &Recorded) -> Result<Option<MessageRow>, Fault> {
        let asked = |to: &Held, letter: Letter| {
            let access = recorded.stream.id.parse().map_err(|_| Fault::corrupt("an access is not one"))?;
            Ok(Some(MessageRow { position: *position, access, to: to.clone(), letter, due: recorded.at }))
        };
        match (&recorded.fact, row) {
            (Fact::Access(OfAccess::SignInCodeIssued { code, to, until }), _) => {
                asked(to, Letter::SignInCode(code.clone(), *until))
            }
            (Fact::Access(OfAccess::AccessCodeReplaced { to: Some(to), .. }), _) => {
                asked(to, Letter::AccessCodeReplaced)
            }
            (Fact::Post(OfPost::MessageSent {} | OfPost::MessageAbandoned { .. }), _) => Ok(None),
            (Fact::Post(OfPost::MessageDelayed { again_at, .. }), Some(row)) => {
                Ok(Some(MessageRow { due: *again_at, ..row }))
            }
            (_, row) => Ok(row),
        }
    }

    fn bind_key<'a>(position: &'a i64, values: &mut Vec<Value<'a>>) {
        values.push(Value::Int(*position));
    }

    fn bind<'a>(row: &'a MessageRow, values: &mut Vec<Value<'a>>) -> Result<(), Fault> {
        let (code, until) = match &row.letter {
            Letter::SignInCode(code, until) => (Some(code.to_string()), Some(until.as_microsecond())),
            Letter::AccessCodeReplaced => (None, None),
        };
        values.extend([
            Value::Int(row.due.as_microsecond()),
            Value::text(row.access.to_string()),
            Value::text(row.to.to_string()),
            Value::opt_text(code),
            Value::opt_int(until),
        ]);
        Ok(())
    }

    fn read(row: &Row) -> Result<(i64, MessageRow), Fault> {
        let wrong = || Fault::corrupt("a message is not one");
        let instant = |micros| Timestamp::from_microsecond(micros).map_err(|_| wrong());
        let letter = match (row.opt_text(4)?, row.opt_int(5)?) {
            (Some(code), Some(until)) => Letter::SignInCode(code.parse().map_err(|_| wrong())?, instant(until)?),
            _ => Letter::AccessCodeReplaced,
        };
        let position = row.int(0)?;
        let due = instant(row.int(1)?)?;
        let access = row.text(2)?.parse().map_err(|_| wrong())?;
        let to = row.text(3)?.parse().map_err(|_| wrong())?;
        Ok((position, MessageRow { position, access, to, letter, due }))
    }
}

pub(crate) const DUE: &str = "SELECT position, due, access, address, code, until FROM outbox \
    WHERE part = $1 AND due <= $2 ORDER BY due, position LIMIT $3";

/// The messages that may go out now, the longest waiting first.
pub(crate) async fn due(db: &Db, now: Timestamp, limit: u32) -> Result<Vec<MessageRow>, Fault> {
    let values = [Value::Int(PART), Value::Int(now.as_microsecond()), Value::Int(limit.into())];
    db.fetch(DUE, &values).await?.iter().map(|row| Ok(Outbox::read(row)?.1)).collect()
}
