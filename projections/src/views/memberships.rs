//! Who holds which office, and by which identity they are known when they sign in.

use super::View;
use crate::db::{Db, Row, Value};
use crate::failed::Fault;
use crate::question::Question;
use crate::schema::PART;
use redress_domain::membership::{Event, Membership, Memberships as Offices};
use redress_domain::{Fact, PersonId, Recorded};

/// The table of memberships: one row a person, since they are asked for together.
#[derive(Debug)]
pub struct Memberships;

impl View for Memberships {
    const NAME: &'static str = "memberships";
    const VERSION: i64 = 1;
    const TABLE: &'static [&'static str] = &["CREATE TABLE {table} (
        part BIGINT NOT NULL,
        person TEXT {ascii} NOT NULL,
        version BIGINT NOT NULL,
        granted TEXT NOT NULL,
        PRIMARY KEY (part, person)
      ) {clustered}"];
    const KEY: &'static [&'static str] = &["person"];
    const COLUMNS: &'static [&'static str] = &["version", "granted"];
    type Key = PersonId;
    type Row = (i64, Vec<Membership>);

    fn keys(recorded: &Recorded) -> Vec<PersonId> {
        match recorded.fact {
            Fact::Membership(_) => recorded.stream.id.parse().into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn first(recorded: &Recorded) -> bool {
        recorded.version == 1
    }

    fn fold(_: &PersonId, row: Option<Self::Row>, recorded: &Recorded) -> Result<Option<Self::Row>, Fault> {
        let Fact::Membership(event) = &recorded.fact else { return Ok(row) };
        // One fold for the decision and the view.
        let mut offices = Offices { granted: row.map(|row| row.1).unwrap_or_default(), ..Offices::default() };
        offices.evolve(event);
        Ok(Some((recorded.version, offices.granted)))
    }

    fn bind_key<'a>(person: &'a PersonId, values: &mut Vec<Value<'a>>) {
        values.push(Value::text(person.to_string()));
    }

    fn bind<'a>((version, granted): &'a Self::Row, values: &mut Vec<Value<'a>>) -> Result<(), Fault> {
        values.extend([Value::Int(*version), Value::text(serde_json::to_string(granted)?)]);
        Ok(())
    }

    fn read(row: &Row) -> Result<(PersonId, Self::Row), Fault> {
        let person = row.text(0)?.parse().map_err(|_| Fault::corrupt("a person's number is not one"))?;
        Ok((person, (row.int(1)?, serde_json::from_str(row.text(2)?)?)))
    }
}

/// The table of identities: who a provider's name for somebody stands for.
#[derive(Debug)]
pub struct Identities;

impl View for Identities {
    const NAME: &'static str = "identities";
    const VERSION: i64 = 1;
    const TABLE: &'static [&'static str] = &["CREATE TABLE {table} (
        part BIGINT NOT NULL,
        identity TEXT {ascii} NOT NULL,
        person TEXT {ascii} NOT NULL,
        PRIMARY KEY (part, identity)
      ) {clustered}"];
    const KEY: &'static [&'static str] = &["identity"];
    const COLUMNS: &'static [&'static str] = &["person"];
    type Key = String;
    type Row = PersonId;

    fn keys(recorded: &Recorded) -> Vec<String> {
        match &recorded.fact {
            Fact::Membership(Event::IdentityLinked { identity }) => vec![identity.clone()],
            _ => Vec::new(),
        }
    }

    /// The first who was linked stays: an identity never comes to mean somebody else.
    fn fold(_: &String, row: Option<PersonId>, recorded: &Recorded) -> Result<Option<PersonId>, Fault> {
        match row {
            Some(person) => Ok(Some(person)),
            None => recorded.stream.id.parse().map(Some).map_err(|_| Fault::corrupt("a person's number is not one")),
        }
    }

    fn bind_key<'a>(identity: &'a String, values: &mut Vec<Value<'a>>) {
        values.push(Value::text(&**identity));
    }

    fn bind<'a>(person: &'a PersonId, values: &mut Vec<Value<'a>>) -> Result<(), Fault> {
        values.push(Value::text(person.to_string()));
        Ok(())
    }

    fn read(row: &Row) -> Result<(String, PersonId), Fault> {
        let person = row.text(1)?.parse().map_err(|_| Fault::corrupt("a person's number is not one"))?;
        Ok((row.text(0)?.into(), person))
    }
}

pub(crate) const OF_IDENTITY: &str = "SELECT m.person, m.version, m.granted FROM identities i \
    JOIN memberships m ON m.part = i.part AND m.person = i.person WHERE i.part = $1 AND i.identity = $2";
pub(crate) const OF_PERSON: &str = "SELECT person, version, granted FROM memberships WHERE part = $1 AND person = $2";

/// Who an identity stands for, and their offices, past and to come.
pub(crate) async fn of_identity(db: &Db, identity: &str) -> Result<Option<(PersonId, Vec<Membership>)>, Fault> {
    let rows = db.fetch(OF_IDENTITY, &[Value::Int(PART), Value::text(identity)]).await?;
    rows.first().map(|row| Memberships::read(row).map(|(person, (_, granted))| (person, granted))).transpose()
}

/// A person's offices, past and to come, and the version they are at.
pub(crate) fn of_person<'a>(person: PersonId) -> Question<'a, Option<(i64, Vec<Membership>)>> {
    Question::new(OF_PERSON, vec![Value::Int(PART), Value::text(person.to_string())], |rows| {
        rows.first().map(|row| Ok(Memberships::read(row)?.1)).transpose()
    })
}
