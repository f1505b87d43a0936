//! The desks: each case by the clock that tells how it stands, so that a page of a desk is one range of an index.

use super::View;
use super::cases::{CaseRow, Cases, WIDTH, columns, rank};
use crate::Store;
use crate::db::{Db, Row, Value};
use crate::failed::{Failed, Fault};
use crate::log;
use crate::schema::PART;
use redress_domain::complaint::desk::{OnDesk, Place};
use redress_domain::complaint::facts::CaseFacts;
use redress_domain::complaint::stage::Stage;
use redress_domain::law::LaCode;
use redress_domain::policy;
use redress_domain::{Body, ComplaintId, Fact, Recorded, Urn};
use std::collections::BTreeMap;

/// The table of desks.
#[derive(Debug)]
pub struct Desks;

impl View for Desks {
    const NAME: &'static str = "desks";
    const VERSION: i64 = 1;
    const TABLE: &'static [&'static str] = &[
        // A case has its place as everybody at its bodies knows it, as those who protect children do, and as the local
        // authority does, which is told of its own issues alone.
        "CREATE TABLE {table} (
           part BIGINT NOT NULL,
           complaint TEXT {ascii} NOT NULL,
           school BIGINT,
           authority BIGINT,
           others TEXT {ascii} NOT NULL,
           reached BIGINT NOT NULL,
           stage TEXT {ascii} NOT NULL,
           place TEXT {ascii} NOT NULL,
           protected TEXT {ascii} NOT NULL,
           apart TEXT {ascii} NOT NULL,
           state TEXT NOT NULL,
           PRIMARY KEY (part, complaint)
         ) {clustered}{roomy}",
        "CREATE INDEX {index}_school ON {table} (part, school, place, complaint)",
        // Few cases have other respondents or travel beyond the school: small indexes, seldom written.
        "CREATE INDEX {index}_authority ON {table} (part, authority, apart, complaint) WHERE authority IS NOT NULL",
        "CREATE INDEX {index}_others ON {table} (part, place, complaint) WHERE others <> ''",
        "CREATE INDEX {index}_ombudsman ON {table} (part, place, complaint) WHERE reached >= 2",
        "CREATE INDEX {index}_secretary ON {table} (part, place, complaint) WHERE reached >= 3",
    ];
    const KEY: &'static [&'static str] = &["complaint"];
    const COLUMNS: &'static [&'static str] =
        &["school", "authority", "others", "reached", "stage", "place", "protected", "apart", "state"];
    type Key = String;
    type Row = OnDesk;

    fn keys(recorded: &Recorded) -> Vec<String> {
        match &recorded.fact {
            Fact::Complaint(event) if OnDesk::changes_with(event) => vec![recorded.stream.id.clone()],
            _ => Vec::new(),
        }
    }

    fn first(recorded: &Recorded) -> bool {
        recorded.version == 1
    }

    fn fold(_: &String, row: Option<OnDesk>, recorded: &Recorded) -> Result<Option<OnDesk>, Fault> {
        let Fact::Complaint(event) = &recorded.fact else { return Ok(row) };
        let mut row = row.unwrap_or_default();
        row.evolve(event);
        Ok(Some(row))
    }

    fn bind_key<'a>(complaint: &'a String, values: &mut Vec<Value<'a>>) {
        values.push(Value::text(&**complaint));
    }

    fn bind<'a>(row: &'a OnDesk, values: &mut Vec<Value<'a>>) -> Result<(), Fault> {
        let facts = &row.facts;
        values.extend([
            Value::opt_int(facts.schools.first().map(|urn| urn.0)),
            Value::opt_int(facts.authorities.first().map(|code| code.0)),
            Value::text(others(facts)),
            Value::Int(rank(policy::furthest(facts))),
            Value::text(facts.stage.name()),
            Value::text(row.place(false).to_string()),
            Value::text(row.place(true).to_string()),
            Value::text(row.place_apart().to_string()),
            Value::text(serde_json::to_string(row)?),
        ]);
        Ok(())
    }

    fn read(row: &Row) -> Result<(String, OnDesk), Fault> {
        Ok((row.text(0)?.into(), serde_json::from_str(row.text(WIDTH)?)?))
    }
}

/// The respondents beside the first school and the first authority, as `/school:100002/`; empty for nearly all cases.
fn others(facts: &CaseFacts) -> String {
    let schools = facts.schools.iter().skip(1).map(|urn| Body::School(*urn));
    let others = schools.chain(facts.authorities.iter().skip(1).map(|code| Body::Authority(*code)));
    let others: String = others.map(|body| format!("/{body}")).collect();
    if others.is_empty() { others } else { others + "/" }
}

/// Whose desk is asked for. The policy still decides on each row of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desk {
    /// A school's.
    School(Urn),
    /// A local authority's.
    Authority(LaCode),
    /// That of the Local Commissioners.
    Ombudsman,
    /// The Secretary of State's.
    Department,
}

/// One case of a desk.
#[derive(Debug, Clone, PartialEq)]
pub struct DeskRow {
    /// The case.
    pub case: CaseRow,
    /// What the desks know of it.
    pub on: OnDesk,
    /// Its place among the others.
    pub at: At,
}

/// A place as it is written, and which case stands there.
pub type At = (String, String);

/// The rows of a desk from one place up to, and without, another.
macro_rules! rows {
    ($place:literal, $which:literal) => {
        concat!(
            "SELECT complaint, ",
            $place,
            " AS at, state FROM desks WHERE part = $1 AND ",
            $which,
            " AND (",
            $place,
            ", complaint) > ($2, $3) AND ",
            $place,
            " < $4 AND ($5 = '' OR stage = $5) ORDER BY ",
            $place,
            ", complaint LIMIT $6"
        )
    };
}

/// The same with the cases; so only those of the page are looked up.
macro_rules! page {
    ($($rows:tt)*) => {
        concat!(
            "WITH d AS MATERIALIZED (", $($rows)*, ") SELECT ", columns!(),
            ", d.state, d.at FROM d JOIN cases c ON c.part = $1 AND c.id = d.complaint ORDER BY d.at, d.complaint"
        )
    };
}

/// The desk of a body that is the first of its kind in most of its cases, and beside another in a few: two ranges.
macro_rules! beside {
    ($place:literal, $first:literal, $beside:literal) => {
        page!(
            "SELECT * FROM (",
            rows!($place, $first),
            ") own UNION ALL SELECT * FROM (",
            rows!($place, $beside),
            ") beside ORDER BY at, complaint LIMIT $6"
        )
    };
}

/// The desks of schools, authorities, the Commissioners and the Secretary of State.
macro_rules! desks {
    ($place:literal) => {
        [
            beside!($place, "school = $7", "others <> '' AND others LIKE $8"),
            beside!("apart", "authority = $7", "others <> '' AND others LIKE $8"),
            page!(rows!($place, "reached >= 2")),
            page!(rows!($place, "reached >= 3")),
        ]
    };
}

pub(crate) const TOLD: [&str; 4] = desks!("place");
/// Few read these, and no index is kept for them: all rows of the desk are put in order.
pub(crate) const PROTECTED: [&str; 4] = desks!("protected");

/// A part of a desk.
#[derive(Debug)]
pub struct Part {
    /// Whose desk.
    pub desk: Desk,
    /// Whether for somebody who protects children.
    pub protects: bool,
    /// Only at this stage.
    pub stage: Option<Stage>,
    /// From this place.
    pub from: Place,
    /// Up to, and without, this one; to the end if left out.
    pub to: Option<Place>,
    /// After the row where the page before ended.
    pub after: Option<At>,
}

/// What stands after every place.
const END: &str = "~";

async fn page(db: &Db, part: &Part, limit: u32) -> Result<Vec<DeskRow>, Fault> {
    let (place, complaint) = part.after.clone().unwrap_or_else(|| (part.from.to_string(), String::new()));
    let mut values = vec![
        Value::Int(PART),
        Value::text(place),
        Value::text(complaint),
        Value::text(part.to.map_or_else(|| END.to_owned(), |to| to.to_string())),
        Value::text(part.stage.map_or("", Stage::name)),
        Value::Int(limit.into()),
    ];
    let (which, own) = match part.desk {
        Desk::School(urn) => (0, Some((i64::from(urn.0), Body::School(urn)))),
        Desk::Authority(code) => (1, Some((i64::from(code.0), Body::Authority(code)))),
        Desk::Ombudsman => (2, None),
        Desk::Department => (3, None),
    };
    if let Some((number, body)) = own {
        values.extend([Value::Int(number), Value::text(format!("%/{body}/%"))]);
    }
    let sql = if part.protects { PROTECTED[which] } else { TOLD[which] };
    let line = |row: &Row| {
        let (id, case) = Cases::read(row)?;
        Ok(DeskRow { case, on: serde_json::from_str(row.text(WIDTH)?)?, at: (row.text(WIDTH + 1)?.into(), id) })
    };
    db.fetch(sql, &values).await?.iter().map(line).collect()
}

/// The statement that asks what the desks know of some complaints.
pub(crate) fn named(places: &str) -> String {
    format!("SELECT complaint, state FROM desks WHERE part = $1 AND complaint IN ({places})")
}

async fn of(db: &Db, complaints: &[ComplaintId]) -> Result<BTreeMap<ComplaintId, OnDesk>, Fault> {
    if complaints.is_empty() {
        return Ok(BTreeMap::new());
    }
    let values = log::named(complaints);
    let read = |row: &Row| {
        let complaint = row.text(0)?.parse().map_err(|_| Fault::corrupt("a complaint's identifier is not one"))?;
        Ok((complaint, serde_json::from_str(row.text(1)?)?))
    };
    db.fetch(named(&log::places(&values)), &values).await?.iter().map(read).collect()
}

impl Store {
    /// So many rows of a part of a desk, what is due first coming first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn desk(&self, part: &Part, limit: u32) -> Result<Vec<DeskRow>, Failed> {
        Ok(page(self.db(), part, limit).await?)
    }

    /// What the desks know of each of some complaints, at most a hundred of them.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn on_desks(&self, complaints: &[ComplaintId]) -> Result<BTreeMap<ComplaintId, OnDesk>, Failed> {
        Ok(of(self.db(), complaints).await?)
    }
}
