//! What is due, from whom and by when: one row a clock, so that a report is one read of an index.

use super::View;
use super::cases::{CaseRow, Cases, List};
use crate::db::{Db, Row, Value};
use crate::failed::Fault;
use crate::schema::PART;
use jiff::civil::Date;
use redress_domain::complaint::deadlines::{Deadline, concerned, started};
use redress_domain::ids::DeadlineNo;
use redress_domain::{ComplaintId, Fact, Recorded};
use std::collections::BTreeMap;

/// The table of clocks.
#[derive(Debug)]
pub struct Deadlines;

impl View for Deadlines {
    const NAME: &'static str = "deadlines";
    const VERSION: i64 = 2;
    const TABLE: &'static [&'static str] = &[
        // No date is written as empty text: what cannot be computed stands first in every report.
        "CREATE TABLE {table} (
           part BIGINT NOT NULL,
           complaint TEXT {ascii} NOT NULL,
           deadline BIGINT NOT NULL,
           due TEXT {ascii} NOT NULL,
           owed BIGINT NOT NULL,
           state TEXT NOT NULL,
           PRIMARY KEY (part, complaint, deadline)
         ) {clustered}",
        "CREATE INDEX {index}_owed ON {table} (part, due, complaint, deadline) WHERE owed = 1",
    ];
    const KEY: &'static [&'static str] = &["complaint", "deadline"];
    const COLUMNS: &'static [&'static str] = &["due", "owed", "state"];
    type Key = (String, u16);
    type Row = Deadline;

    fn keys(recorded: &Recorded) -> Vec<Self::Key> {
        let Fact::Complaint(event) = &recorded.fact else { return Vec::new() };
        concerned(event).map(|number| (recorded.stream.id.clone(), number.0)).into_iter().collect()
    }

    fn first(recorded: &Recorded) -> bool {
        matches!(&recorded.fact, Fact::Complaint(event) if started(event).is_some())
    }

    fn fold(
        (complaint, number): &Self::Key,
        row: Option<Deadline>,
        recorded: &Recorded,
    ) -> Result<Option<Deadline>, Fault> {
        let Fact::Complaint(event) = &recorded.fact else { return Ok(row) };
        if let Some(deadline) = started(event) {
            return Ok(Some(deadline));
        }
        let unknown = || Fault::corrupt(format!("deadline {number} of {complaint} was changed before it started"));
        let mut deadline = row.ok_or_else(unknown)?;
        deadline.evolve(event);
        Ok(Some(deadline))
    }

    fn bind_key<'a>((complaint, number): &'a Self::Key, values: &mut Vec<Value<'a>>) {
        values.extend([Value::text(&**complaint), Value::Int((*number).into())]);
    }

    fn bind<'a>(row: &'a Deadline, values: &mut Vec<Value<'a>>) -> Result<(), Fault> {
        values.extend([
            Value::text(row.due.map(|due| due.to_string()).unwrap_or_default()),
            Value::Int(row.owed().into()),
            Value::text(serde_json::to_string(row)?),
        ]);
        Ok(())
    }

    fn read(row: &Row) -> Result<(Self::Key, Deadline), Fault> {
        let number = u16::try_from(row.int(1)?).map_err(|_| Fault::corrupt("a deadline's number is out of range"))?;
        Ok(((row.text(0)?.into(), number), serde_json::from_str(row.text(4)?)?))
    }
}

/// How many complaints one question about what they owe can name.
pub const MOST_NAMED: usize = 100;

/// The statement that asks what is owed in so many complaints.
pub(crate) fn owed_in(count: usize) -> String {
    let places: Vec<String> = (2..count + 2).map(|place| format!("${place}")).collect();
    format!(
        "SELECT complaint, state FROM deadlines WHERE part = $1 AND owed = 1 AND complaint IN ({}) ORDER BY complaint, deadline",
        places.join(", ")
    )
}

/// What is owed in each of some complaints, at most [`MOST_NAMED`] of them.
pub(crate) async fn owed(db: &Db, complaints: &[ComplaintId]) -> Result<BTreeMap<ComplaintId, Vec<Deadline>>, Fault> {
    let mut owed: BTreeMap<ComplaintId, Vec<Deadline>> = BTreeMap::new();
    if complaints.is_empty() {
        return Ok(owed);
    }
    // Few texts, so that each is prepared once: the last complaint is named again until the list is full.
    let count = complaints.len().min(MOST_NAMED).next_power_of_two().min(MOST_NAMED);
    let named = complaints.iter().chain(std::iter::repeat(&complaints[complaints.len() - 1])).take(count);
    let values: Vec<Value<'_>> =
        std::iter::once(Value::Int(PART)).chain(named.map(|id| Value::text(id.to_string()))).collect();
    for row in db.fetch(owed_in(count), &values).await? {
        let complaint = row.text(0)?.parse().map_err(|_| Fault::corrupt("a complaint's identifier is not one"))?;
        owed.entry(complaint).or_default().push(serde_json::from_str(row.text(1)?)?);
    }
    Ok(owed)
}

/// One line of the report: a clock and the case it runs in.
#[derive(Debug, Clone, PartialEq)]
pub struct DueRow {
    /// The case.
    pub case: CaseRow,
    /// The clock.
    pub deadline: Deadline,
}

/// Where a page ended: the due date as written, the complaint, the deadline.
pub type After = (String, String, DeadlineNo);

macro_rules! report {
    ($which:literal) => {
        concat!(
            "SELECT c.id, c.reference, c.stage, c.reached, c.school, c.others, c.made_on, c.updated_at, c.since, c.position, ",
            "c.version, c.facts, d.state FROM deadlines d JOIN cases c ON c.part = d.part AND c.id = d.complaint ",
            "WHERE d.part = $1 AND d.owed = 1 AND (d.due, d.complaint, d.deadline) > ($2, $3, $4) AND d.due >= $5 ",
            "AND d.due <= $6 ",
            $which,
            " ORDER BY d.due, d.complaint, d.deadline LIMIT $7"
        )
    };
}

pub(crate) const ALL: &str = report!("");
pub(crate) const SCHOOL: &str = report!("AND (c.school = $8 OR (c.others <> '' AND c.others LIKE $9))");
pub(crate) const AUTHORITY: &str = report!("AND c.others <> '' AND c.others LIKE $8");
pub(crate) const OMBUDSMAN: &str = report!("AND c.reached >= 2");
pub(crate) const SECRETARY: &str = report!("AND c.reached >= 3");

/// What is owed in a list of cases with a last day between two, soonest first; what has no date comes
/// before everything when no first day is given. The policy still decides on each row.
pub(crate) async fn page(
    db: &Db,
    list: List,
    from: Option<Date>,
    to: Date,
    after: Option<&After>,
    limit: u32,
) -> Result<Vec<DueRow>, Fault> {
    let (due, complaint, number) =
        after.map_or(("", "", -1), |(due, complaint, number)| (due, complaint, i64::from(number.0)));
    let mut values = vec![
        Value::Int(PART),
        Value::text(due),
        Value::text(complaint),
        Value::Int(number),
        Value::text(from.map(|day| day.to_string()).unwrap_or_default()),
        Value::text(to.to_string()),
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
    };
    let line = |row: &Row| Ok(DueRow { case: Cases::read(row)?.1, deadline: serde_json::from_str(row.text(12)?)? });
    db.fetch(sql, &values).await?.iter().map(line).collect()
}
