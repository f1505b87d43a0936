//! Which complaints a person on the family's side is on, by their opaque number.

use super::View;
use super::cases::{self, CaseRow, columns};
use crate::db::{Db, Row, Value};
use crate::failed::Fault;
use crate::schema::PART;
use redress_domain::complaint::{Event, intake, parties};
use redress_domain::{Fact, PersonId, Recorded};

/// The table of people.
#[derive(Debug)]
pub struct People;

impl View for People {
    const NAME: &'static str = "people";
    const VERSION: i64 = 1;
    const TABLE: &'static [&'static str] = &["CREATE TABLE {table} (
        part BIGINT NOT NULL,
        person TEXT {ascii} NOT NULL,
        complaint TEXT {ascii} NOT NULL,
        since BIGINT NOT NULL,
        PRIMARY KEY (part, person, complaint)
      ) {clustered}"];
    const KEY: &'static [&'static str] = &["person", "complaint"];
    const COLUMNS: &'static [&'static str] = &["since"];
    type Key = (PersonId, String);
    type Row = i64;

    fn keys(recorded: &Recorded) -> Vec<Self::Key> {
        let Fact::Complaint(event) = &recorded.fact else { return Vec::new() };
        let people = match event {
            Event::Intake(intake::Event::ComplaintSubmitted { complainants, representative, .. }) => {
                let complainants = complainants.iter().map(|one| one.new_person.0);
                complainants.chain(representative.iter().map(|one| one.new_person.0)).collect()
            }
            Event::Parties(parties::Event::ComplainantJoined { complainant, .. }) => vec![complainant.new_person.0],
            Event::Parties(parties::Event::RepresentativeAuthorised { representative, .. }) => {
                vec![representative.new_person.0]
            }
            Event::Parties(parties::Event::PartySubstituted { substitute, .. }) => vec![substitute.new_person.0],
            _ => Vec::new(),
        };
        people.into_iter().map(|person| (person, recorded.stream.id.clone())).collect()
    }

    fn first(recorded: &Recorded) -> bool {
        recorded.version == 1
    }

    fn fold(_: &Self::Key, row: Option<i64>, recorded: &Recorded) -> Result<Option<i64>, Fault> {
        Ok(Some(row.unwrap_or(recorded.position)))
    }

    fn bind_key<'a>((person, complaint): &'a Self::Key, values: &mut Vec<Value<'a>>) {
        values.extend([Value::text(person.to_string()), Value::text(&**complaint)]);
    }

    fn bind<'a>(since: &'a i64, values: &mut Vec<Value<'a>>) -> Result<(), Fault> {
        values.push(Value::Int(*since));
        Ok(())
    }

    fn read(row: &Row) -> Result<(Self::Key, i64), Fault> {
        let person = row.text(0)?.parse().map_err(|_| Fault::corrupt("a person's number is not one"))?;
        Ok(((person, row.text(1)?.into()), row.int(2)?))
    }
}

pub(crate) const CASES: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM people p JOIN cases c ON c.part = p.part AND c.id = p.complaint ",
    "WHERE p.part = $1 AND p.person = $2 AND c.since < $3 ORDER BY c.since DESC LIMIT $4"
);

/// A page of the cases a person is on, what was lodged last coming first. The policy still decides on each.
pub(crate) async fn cases(db: &Db, person: PersonId, below: Option<i64>, limit: u32) -> Result<Vec<CaseRow>, Fault> {
    let values = [
        Value::Int(PART),
        Value::text(person.to_string()),
        Value::Int(below.unwrap_or(i64::MAX)),
        Value::Int(limit.into()),
    ];
    cases::read(db, CASES, &values).await
}
