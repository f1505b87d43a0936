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
use redress_domain::complaint::Event;
use redress_domain::complaint::data_request::Event as OfRequest;
use redress_domain::complaint::deadlines::Event as Clock;
use redress_domain::ids::{DeadlineNo, PersonId, RequestNo};
use redress_domain::post::Event as OfPost;
use redress_domain::{Fact, Held, Recorded};

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Letter {
    /// A code to sign in with, and the last instant it is good for.
    SignInCode(Held, Timestamp),
    /// That somebody was given another access code.
    AccessCodeReplaced,
    /// That the last days of these time limits have moved.
    DaysMoved(Vec<DeadlineNo>),
    /// That the copy of somebody's data can be fetched.
    CopyReady(RequestNo),
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageRow {
    /// Which message: the position of the event that asks for it and, where it asks for several, the person.
    pub message: String,
    /// To whom, and about which case.
    pub access: AccessId,
    /// The address; none where it is the one that they gave with the complaint.
    pub to: Option<Held>,
    /// What it says.
    pub letter: Letter,
    /// Not before then.
    pub due: Timestamp,
}

/// One message to each of these people.
fn each(recorded: &Recorded, to: &[PersonId]) -> Vec<String> {
    to.iter().map(|person| format!("{}/{person}", recorded.position)).collect()
}

/// The table of messages.
#[derive(Debug)]
pub struct Outbox;

impl View for Outbox {
    const NAME: &'static str = "outbox";
    const VERSION: i64 = 3;
    const TABLE: &'static [&'static str] = &[
        "CREATE TABLE {table} (
           part BIGINT NOT NULL,
           message TEXT {ascii} NOT NULL,
           due BIGINT NOT NULL,
           access TEXT {ascii} NOT NULL,
           address TEXT,
           code TEXT,
           until BIGINT,
           deadlines TEXT,
           request BIGINT,
           PRIMARY KEY (part, message)
         ) {clustered}",
        "CREATE INDEX {index}_due ON {table} (part, due, message)",
    ];
    const KEY: &'static [&'static str] = &["message"];
    const COLUMNS: &'static [&'static str] = &["due", "access", "address", "code", "until", "deadlines", "request"];
    type Key = String;
    type Row = MessageRow;

    fn keys(recorded: &Recorded) -> Vec<String> {
        match &recorded.fact {
            Fact::Access(OfAccess::SignInCodeIssued { .. } | OfAccess::AccessCodeReplaced { to: Some(_), .. }) => {
                vec![recorded.position.to_string()]
            }
            Fact::Complaint(Event::Deadlines(Clock::MoveNoticeRaised { to, .. })) => each(recorded, to),
            Fact::Complaint(Event::DataRequest(OfRequest::DataCopyReleased { to, .. })) => each(recorded, to),
            Fact::Post(_) => vec![recorded.stream.id.clone()],
            _ => Vec::new(),
        }
    }

    fn first(recorded: &Recorded) -> bool {
        !matches!(recorded.fact, Fact::Post(_))
    }

    fn fold(message: &String, row: Option<MessageRow>, recorded: &Recorded) -> Result<Option<MessageRow>, Fault> {
        let wrong = || Fault::corrupt(format!("message {message} is to nobody"));
        let asked = |access: AccessId, to: Option<&Held>, letter: Letter| {
            Some(MessageRow { message: message.clone(), access, to: to.cloned(), letter, due: recorded.at })
        };
        let access = || recorded.stream.id.parse().map_err(|_| wrong());
        let one_of_several = || -> Result<AccessId, Fault> {
            let person = message.split_once('/').and_then(|(_, person)| person.parse().ok());
            let complaint = recorded.stream.id.parse().map_err(|_| wrong())?;
            Ok(AccessId { complaint, person: person.ok_or_else(wrong)? })
        };
        Ok(match (&recorded.fact, row) {
            (Fact::Access(OfAccess::SignInCodeIssued { code, to, until }), _) => {
                asked(access()?, Some(to), Letter::SignInCode(code.clone(), *until))
            }
            (Fact::Access(OfAccess::AccessCodeReplaced { to: Some(to), .. }), _) => {
                asked(access()?, Some(to), Letter::AccessCodeReplaced)
            }
            (Fact::Complaint(Event::Deadlines(Clock::MoveNoticeRaised { deadlines, .. })), _) => {
                asked(one_of_several()?, None, Letter::DaysMoved(deadlines.clone()))
            }
            (Fact::Complaint(Event::DataRequest(OfRequest::DataCopyReleased { request, .. })), _) => {
                asked(one_of_several()?, None, Letter::CopyReady(*request))
            }
            (Fact::Post(OfPost::MessageSent {} | OfPost::MessageAbandoned { .. }), _) => None,
            (Fact::Post(OfPost::MessageDelayed { again_at, .. }), Some(row)) => {
                Some(MessageRow { due: *again_at, ..row })
            }
            (_, row) => row,
        })
    }

    fn bind_key<'a>(message: &'a String, values: &mut Vec<Value<'a>>) {
        values.push(Value::text(&**message));
    }

    fn bind<'a>(row: &'a MessageRow, values: &mut Vec<Value<'a>>) -> Result<(), Fault> {
        let (mut code, mut until, mut deadlines, mut request) = (None, None, None, None);
        match &row.letter {
            Letter::SignInCode(held, last) => (code, until) = (Some(held.to_string()), Some(last.as_microsecond())),
            Letter::AccessCodeReplaced => {}
            Letter::DaysMoved(moved) => deadlines = Some(serde_json::to_string(moved)?),
            Letter::CopyReady(number) => request = Some(number.0),
        }
        values.extend([
            Value::Int(row.due.as_microsecond()),
            Value::text(row.access.to_string()),
            Value::opt_text(row.to.as_ref().map(Held::to_string)),
            Value::opt_text(code),
            Value::opt_int(until),
            Value::opt_text(deadlines),
            Value::opt_int(request),
        ]);
        Ok(())
    }

    fn read(row: &Row) -> Result<(String, MessageRow), Fault> {
        let wrong = || Fault::corrupt("a message is not one");
        let instant = |micros| Timestamp::from_microsecond(micros).map_err(|_| wrong());
        let letter = match (row.opt_text(4)?, row.opt_int(5)?, row.opt_text(6)?, row.opt_int(7)?) {
            (Some(code), Some(until), ..) => Letter::SignInCode(code.parse().map_err(|_| wrong())?, instant(until)?),
            (_, _, Some(deadlines), _) => Letter::DaysMoved(serde_json::from_str(deadlines)?),
            (.., Some(request)) => Letter::CopyReady(RequestNo(u16::try_from(request).map_err(|_| wrong())?)),
            _ => Letter::AccessCodeReplaced,
        };
        let message = row.text(0)?.to_owned();
        let due = instant(row.int(1)?)?;
        let access = row.text(2)?.parse().map_err(|_| wrong())?;
        let to = row.opt_text(3)?.map(str::parse).transpose().map_err(|_| wrong())?;
        Ok((message.clone(), MessageRow { message, access, to, letter, due }))
    }
}

pub(crate) const DUE: &str = "SELECT message, due, access, address, code, until, deadlines, request FROM outbox \
    WHERE part = $1 AND due <= $2 ORDER BY due, message LIMIT $3";

/// The messages that may go out now, the longest waiting first.
pub(crate) async fn due(db: &Db, now: Timestamp, limit: u32) -> Result<Vec<MessageRow>, Fault> {
    let values = [Value::Int(PART), Value::Int(now.as_microsecond()), Value::Int(limit.into())];
    db.fetch(DUE, &values).await?.iter().map(|row| Ok(Outbox::read(row)?.1)).collect()
}
