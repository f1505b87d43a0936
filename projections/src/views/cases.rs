//! The work lists: one row a complaint, with what the policy needs to decide who may see it.

use super::View;
use crate::db::{Db, Row, Value};
use crate::failed::Fault;
use crate::schema::PART;
use redress_domain::complaint::facts::CaseFacts;
use redress_domain::complaint::stage::{Level, Stage};
use redress_domain::law::LaCode;
use redress_domain::policy;
use redress_domain::{ComplaintId, Fact, Recorded, Urn};
use std::fmt::Write;

/// One complaint, as a list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseRow {
    /// Which complaint.
    pub id: ComplaintId,
    /// What lists and the policy know of it; nothing of its version.
    pub facts: CaseFacts,
    /// The position at which it was lodged, by which lists are ordered: it never changes, so that rows do
    /// not move between the pages of a list, and no index has to follow each event.
    pub since: i64,
}

/// The table of complaints.
#[derive(Debug)]
pub struct Cases;

/// How far along a level is, as the lists of the later levels compare it.
pub(super) fn rank(level: Level) -> i64 {
    match level {
        Level::Intake => 0,
        Level::School => 1,
        Level::Ombudsman => 2,
        Level::SecretaryOfState => 3,
    }
}

impl View for Cases {
    const NAME: &'static str = "cases";
    const VERSION: i64 = 10;
    const TABLE: &'static [&'static str] = &[
        "CREATE TABLE {table} (
           part BIGINT NOT NULL,
           id TEXT {ascii} NOT NULL,
           reference TEXT {ascii} NOT NULL,
           stage TEXT {ascii} NOT NULL,
           reached BIGINT NOT NULL,
           school BIGINT,
           others TEXT {ascii} NOT NULL,
           made_on TEXT {ascii},
           since BIGINT NOT NULL,
           facts TEXT NOT NULL,
           PRIMARY KEY (part, id)
         ) {clustered}{roomy}",
        "CREATE INDEX {index}_reference ON {table} (part, reference)",
        "CREATE INDEX {index}_since ON {table} (part, since)",
        "CREATE INDEX {index}_school ON {table} (part, school, since)",
        // Few cases have a second respondent or travel beyond the school: small indexes, seldom written.
        "CREATE INDEX {index}_others ON {table} (part, since) WHERE others <> ''",
        "CREATE INDEX {index}_ombudsman ON {table} (part, since) WHERE reached >= 2",
        "CREATE INDEX {index}_secretary ON {table} (part, since) WHERE reached >= 3",
    ];
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [&'static str] =
        &["reference", "stage", "reached", "school", "others", "made_on", "since", "facts"];
    type Key = String;
    type Row = CaseRow;

    fn keys(recorded: &Recorded) -> Vec<String> {
        match recorded.fact {
            Fact::Complaint(_) => vec![recorded.stream.id.clone()],
            _ => Vec::new(),
        }
    }

    fn first(recorded: &Recorded) -> bool {
        recorded.version == 1
    }

    fn fold(key: &String, row: Option<CaseRow>, recorded: &Recorded) -> Result<Option<CaseRow>, Fault> {
        let Fact::Complaint(event) = &recorded.fact else { return Ok(row) };
        let mut row = match row {
            Some(row) => row,
            None => CaseRow {
                id: key.parse().map_err(|_| Fault::corrupt(format!("\"{key}\" is not a complaint's identifier")))?,
                facts: CaseFacts::default(),
                since: recorded.position,
            },
        };
        row.facts.evolve(event);
        // What versions are told by goes up with every other event. A version is told with the file, and not by a list,
        // so that a row is stored only where what a list tells has changed.
        row.facts.reserved.clear();
        Ok(Some(row))
    }

    fn bind_key<'a>(id: &'a String, values: &mut Vec<Value<'a>>) {
        values.push(Value::text(&**id));
    }

    fn bind<'a>(row: &'a CaseRow, values: &mut Vec<Value<'a>>) -> Result<(), Fault> {
        let facts = &row.facts;
        values.extend([
            Value::text(row.id.reference()),
            Value::text(facts.stage.name()),
            Value::Int(rank(policy::furthest(facts))),
            Value::opt_int(facts.schools.first().map(|urn| urn.0)),
            Value::text(others(facts)),
            Value::opt_text(facts.made_on.map(|day| day.to_string())),
            Value::Int(row.since),
            Value::text(serde_json::to_string(facts)?),
        ]);
        Ok(())
    }

    fn read(row: &Row) -> Result<(String, CaseRow), Fault> {
        let id = row.text(0)?;
        let wrong = |what: &str| Fault::corrupt(format!("the row of case {id} has a wrong {what}"));
        let case = CaseRow {
            id: id.parse().map_err(|_| wrong("id"))?,
            since: row.int(7)?,
            facts: serde_json::from_str(row.text(8)?)?,
        };
        Ok((id.into(), case))
    }
}

/// The respondents beside the first school, as `/school:100002/authority:301/`; empty for most cases.
fn others(facts: &CaseFacts) -> String {
    let mut others = String::new();
    for urn in facts.schools.iter().skip(1) {
        let _ = write!(others, "/school:{urn}");
    }
    for code in &facts.authorities {
        let _ = write!(others, "/authority:{code}");
    }
    if !others.is_empty() {
        others.push('/');
    }
    others
}

/// Whose list is asked for. The policy still decides on each row of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Every case there is.
    All,
    /// The cases in which a school is a respondent.
    School(Urn),
    /// The cases in which a local authority is a respondent.
    Authority(LaCode),
    /// The cases about the schools of a local authority, and those in which it is a respondent.
    Area(LaCode),
    /// The cases that have reached the Local Commissioner.
    Ombudsman,
    /// The cases that have reached the Secretary of State.
    SecretaryOfState,
}

/// The columns that [`Cases::read`] reads, of the table under the name `c`.
macro_rules! columns {
    () => {
        "c.id, c.reference, c.stage, c.reached, c.school, c.others, c.made_on, c.since, c.facts"
    };
}
pub(super) use columns;
/// How many columns those are: whatever is selected beside them comes after.
pub(super) const WIDTH: usize = Cases::KEY.len() + Cases::COLUMNS.len();

macro_rules! select {
    ($($rest:literal)*) => {
        concat!("SELECT ", columns!(), " FROM cases c WHERE part = $1 ", $($rest),*)
    };
}

macro_rules! list {
    ($which:literal) => {
        select!($which " AND since < $2 AND ($3 = '' OR stage = $3) ORDER BY since DESC LIMIT $4")
    };
    // Two lists in one, which have no case in common. Each is found by its own index, as neither would be by an "or".
    ($one:literal, $other:literal) => {
        concat!(select!($one " AND ($3 = '' OR stage = $3) UNION ALL "), list!($other))
    };
}

pub(crate) const ONE: &str = select!("AND id = $2");
pub(crate) const BY_REFERENCE: &str = select!("AND reference = $2 ORDER BY id");
pub(crate) const ALL: &str = list!("");
pub(crate) const SCHOOL: &str = list!("AND school = $5 AND since < $2", "AND others <> '' AND others LIKE $6");
pub(crate) const AUTHORITY: &str = list!("AND others <> '' AND others LIKE $5");
// SQLite walks all cases for this one, the last first, until a page is full: an area has many of them.
pub(crate) const AREA: &str = list!(
    "AND school IN (SELECT s.urn FROM schools s WHERE s.part = $1 AND s.authority = $5) AND since < $2",
    "AND others <> '' AND others LIKE $6 \
     AND NOT EXISTS (SELECT 1 FROM schools s WHERE s.part = $1 AND s.authority = $5 AND s.urn = school)"
);
pub(crate) const OMBUDSMAN: &str = list!("AND reached >= 2");
pub(crate) const SECRETARY: &str = list!("AND reached >= 3");

pub(super) async fn read(db: &Db, sql: &'static str, values: &[Value<'_>]) -> Result<Vec<CaseRow>, Fault> {
    db.fetch(sql, values).await?.iter().map(|row| Ok(Cases::read(row)?.1)).collect()
}

/// One case.
pub(crate) async fn one(db: &Db, id: ComplaintId) -> Result<Option<CaseRow>, Fault> {
    Ok(read(db, ONE, &[Value::Int(PART), Value::text(id.to_string())]).await?.pop())
}

/// The cases with a reference: nearly always one, but fifty bits may meet.
pub(crate) async fn by_reference(db: &Db, reference: &str) -> Result<Vec<CaseRow>, Fault> {
    read(db, BY_REFERENCE, &[Value::Int(PART), Value::text(reference)]).await
}

/// A page of a list, what was lodged last coming first, below the position where the page before ended.
pub(crate) async fn page(
    db: &Db,
    list: List,
    stage: Option<Stage>,
    below: Option<i64>,
    limit: u32,
) -> Result<Vec<CaseRow>, Fault> {
    let mut values = vec![
        Value::Int(PART),
        Value::Int(below.unwrap_or(i64::MAX)),
        Value::text(stage.map_or("", Stage::name)),
        Value::Int(limit.into()),
    ];
    let sql = match list {
        List::All => ALL,
        List::Ombudsman => OMBUDSMAN,
        List::SecretaryOfState => SECRETARY,
        List::School(urn) => {
            values.extend([Value::Int(urn.0.into()), Value::text(format!("%/school:{urn}/%"))]);
            SCHOOL
        }
        List::Authority(code) => {
            values.push(Value::text(format!("%/authority:{code}/%")));
            AUTHORITY
        }
        List::Area(code) => {
            values.extend([Value::Int(code.0.into()), Value::text(format!("%/authority:{code}/%"))]);
            AREA
        }
    };
    read(db, sql, &values).await
}
