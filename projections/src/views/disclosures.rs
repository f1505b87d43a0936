//! Who was shown what is personal, across all complaints: one row a disclosure.

use super::View;
use crate::db::{Db, Row, Value};
use crate::failed::Fault;
use crate::schema::PART;
use redress_domain::disclosure::Event;
use redress_domain::{ComplaintId, Fact, PersonId, Recorded};

/// One disclosure.
#[derive(Debug, Clone, PartialEq)]
pub struct DisclosureRow {
    /// Its place in the log.
    pub position: i64,
    /// The complaint.
    pub complaint: ComplaintId,
    /// To whom.
    pub person: PersonId,
    /// What the log says of it.
    pub event: Event,
}

/// The table of disclosures.
#[derive(Debug)]
pub struct Disclosures;

impl View for Disclosures {
    const NAME: &'static str = "disclosures";
    const VERSION: i64 = 1;
    const TABLE: &'static [&'static str] = &[
        "CREATE TABLE {table} (
           part BIGINT NOT NULL,
           position BIGINT NOT NULL,
           complaint TEXT {ascii} NOT NULL,
           person TEXT {ascii} NOT NULL,
           event TEXT NOT NULL,
           PRIMARY KEY (part, position)
         ) {clustered}",
        "CREATE INDEX {index}_person ON {table} (part, person, position)",
    ];
    const KEY: &'static [&'static str] = &["position"];
    const COLUMNS: &'static [&'static str] = &["complaint", "person", "event"];
    type Key = i64;
    type Row = DisclosureRow;

    fn keys(recorded: &Recorded) -> Vec<i64> {
        match recorded.fact {
            Fact::Disclosure(_) => vec![recorded.position],
            _ => Vec::new(),
        }
    }

    fn first(_: &Recorded) -> bool {
        true
    }

    fn fold(position: &i64, row: Option<DisclosureRow>, recorded: &Recorded) -> Result<Option<DisclosureRow>, Fault> {
        let Fact::Disclosure(event) = &recorded.fact else { return Ok(row) };
        let id = &recorded.stream.id;
        let complaint = id.parse().map_err(|_| Fault::corrupt(format!("\"{id}\" is not a complaint's identifier")))?;
        let Event::PersonalDataDisclosed { to, .. } = event;
        Ok(Some(DisclosureRow { position: *position, complaint, person: to.person, event: event.clone() }))
    }

    fn bind_key<'a>(position: &'a i64, values: &mut Vec<Value<'a>>) {
        values.push(Value::Int(*position));
    }

    fn bind<'a>(row: &'a DisclosureRow, values: &mut Vec<Value<'a>>) -> Result<(), Fault> {
        values.extend([
            Value::text(row.complaint.to_string()),
            Value::text(row.person.to_string()),
            Value::text(serde_json::to_string(&row.event)?),
        ]);
        Ok(())
    }

    fn read(row: &Row) -> Result<(i64, DisclosureRow), Fault> {
        let wrong = |what: &str| Fault::corrupt(format!("the row of a disclosure has a wrong {what}"));
        let position = row.int(0)?;
        let disclosure = DisclosureRow {
            position,
            complaint: row.text(1)?.parse().map_err(|_| wrong("complaint"))?,
            person: row.text(2)?.parse().map_err(|_| wrong("person"))?,
            event: serde_json::from_str(row.text(3)?)?,
        };
        Ok((position, disclosure))
    }
}

pub(crate) const ALL: &str = "SELECT position, complaint, person, event FROM disclosures \
    WHERE part = $1 AND position < $2 ORDER BY position DESC LIMIT $3";
pub(crate) const PERSON: &str = "SELECT position, complaint, person, event FROM disclosures \
    WHERE part = $1 AND person = $4 AND position < $2 ORDER BY position DESC LIMIT $3";

/// A page of disclosures to one person or to all, the latest first, below the position where the page
/// before ended.
pub(crate) async fn page(
    db: &Db,
    person: Option<PersonId>,
    below: Option<i64>,
    limit: u32,
) -> Result<Vec<DisclosureRow>, Fault> {
    let mut values = vec![Value::Int(PART), Value::Int(below.unwrap_or(i64::MAX)), Value::Int(limit.into())];
    let sql = match person {
        Some(person) => {
            values.push(Value::text(person.to_string()));
            PERSON
        }
        None => ALL,
    };
    db.fetch(sql, &values).await?.iter().map(|row| Ok(Disclosures::read(row)?.1)).collect()
}
