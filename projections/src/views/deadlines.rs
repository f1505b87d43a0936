//! What is due, from whom and by when: one row a clock, so that a report is one read of an index.

use super::View;
use super::cases::{CaseRow, Cases, List, WIDTH, columns};
use crate::db::{Db, Row, Value};
use crate::failed::Fault;
use crate::schema::PART;
use jiff::civil::Date;
use redress_domain::complaint::deadlines::{Deadline, concerned, started};
use redress_domain::ids::DeadlineNo;
use redress_domain::{ComplaintId, Fact, Recorded};

/// The table of clocks.
#[derive(Debug)]
pub struct Deadlines;

impl View for Deadlines {
    const NAME: &'static str = "deadlines";
    const VERSION: i64 = 3;
    const TABLE: &'static [&'static str] = &[
        // No date is written as empty text: what cannot be computed stands first in every report.
        "CREATE TABLE {table} (
           part BIGINT NOT NULL,
           complaint TEXT {ascii} NOT NULL,
           deadline BIGINT NOT NULL,
           due TEXT {ascii} NOT NULL,
           owed BIGINT NOT NULL,
           state TEXT NOT NULL,
           lapses TEXT {ascii} NOT NULL,
           PRIMARY KEY (part, complaint, deadline)
         ) {clustered}",
        "CREATE INDEX {index}_due ON {table} (part, owed, due, complaint, deadline)",
        // What runs and will one day have gone by: the one thing the ticker looks at.
        "CREATE INDEX {index}_lapses ON {table} (part, lapses, complaint, deadline) WHERE lapses <> ''",
    ];
    const KEY: &'static [&'static str] = &["complaint", "deadline"];
    const COLUMNS: &'static [&'static str] = &["due", "owed", "state", "lapses"];
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
            Value::text(row.lapses().map(|day| day.to_string()).unwrap_or_default()),
        ]);
        Ok(())
    }

    fn read(row: &Row) -> Result<(Self::Key, Deadline), Fault> {
        let number = u16::try_from(row.int(1)?).map_err(|_| Fault::corrupt("a deadline's number is out of range"))?;
        Ok(((row.text(0)?.into(), number), serde_json::from_str(row.text(4)?)?))
    }
}

/// A running clock whose last day has gone by: that day, its complaint and its number.
pub type Lapsed = (Date, ComplaintId, DeadlineNo);

pub(crate) const LAPSED: &str = "SELECT lapses, complaint, deadline FROM deadlines \
    WHERE part = $1 AND lapses <> '' AND lapses < $2 AND (lapses, complaint, deadline) > ($3, $4, $5) \
    ORDER BY lapses, complaint, deadline LIMIT $6";

/// The running clocks whose last day lies before a day, on every reading of the law, after the one where the
/// page before ended.
pub(crate) async fn lapsed(db: &Db, today: Date, after: Option<Lapsed>, limit: u32) -> Result<Vec<Lapsed>, Fault> {
    let (day, complaint, number) = after.map_or((String::new(), String::new(), -1), |(day, complaint, number)| {
        (day.to_string(), complaint.to_string(), i64::from(number.0))
    });
    let values = [
        Value::Int(PART),
        Value::text(today.to_string()),
        Value::text(day),
        Value::text(complaint),
        Value::Int(number),
        Value::Int(limit.into()),
    ];
    let wrong = |what| Fault::corrupt(format!("a running clock has a wrong {what}"));
    let read = |row: &Row| {
        let day = row.text(0)?.parse().map_err(|_| wrong("day"))?;
        let complaint = row.text(1)?.parse().map_err(|_| wrong("complaint"))?;
        let number = u16::try_from(row.int(2)?).map_err(|_| wrong("number"))?;
        Ok((day, complaint, DeadlineNo(number)))
    };
    db.fetch(LAPSED, &values).await?.iter().map(read).collect()
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

/// What a line is read from.
macro_rules! lines {
    ($($from:literal)*) => {
        concat!("SELECT ", columns!(), ", d.state FROM ", $($from),*)
    };
}

macro_rules! which {
    ($owed:literal $($rest:literal)*) => {
        concat!(
            "WHERE ", $owed, " = $2 AND (d.due, d.complaint, d.deadline) > ($3, $4, $5) AND d.due <= $6 ",
            $($rest,)* "ORDER BY d.due, d.complaint, d.deadline LIMIT $7"
        )
    };
}

/// A long list is read in the order of its days.
macro_rules! long {
    ($which:literal) => {
        concat!(lines!("deadlines d JOIN cases c ON c.part = d.part AND c.id = d.complaint "), which!("d.part = $1 AND d.owed" $which))
    };
}

/// A short list is gathered first, so that what is read depends on how long it is and not on how long others are; and
/// of each case its number alone, until it is known which are told of. Each way to be on it has a selection and an index
/// of its own; and the plus, and the part taken from one's own, keep an engine that has not counted from walking what
/// everybody has instead.
macro_rules! short {
    ($($which:literal)or*) => {
        concat!(
            "WITH own AS MATERIALIZED (",
            short!(@own $($which)*),
            "), d AS MATERIALIZED (SELECT d.complaint, d.deadline, d.due, d.state FROM own \
             JOIN deadlines d ON d.part = own.part AND d.complaint = own.id ",
            which!("+d.owed"),
            ") ",
            lines!("d JOIN cases c ON c.part = $1 AND c.id = d.complaint ORDER BY d.due, d.complaint, d.deadline")
        )
    };
    (@own $first:literal $($other:literal)*) => {
        concat!("SELECT part, id FROM cases WHERE part = $1 AND ", $first, $(" UNION SELECT part, id FROM cases WHERE part = $1 AND ", $other,)*)
    };
}

pub(crate) const ALL: &str = long!("");
pub(crate) const OMBUDSMAN: &str = long!("AND c.reached >= 2 ");
pub(crate) const SECRETARY: &str = long!("AND c.reached >= 3 ");
pub(crate) const SCHOOL: &str = short!("school = $8" or "since > 0 AND others <> '' AND others LIKE $9");
pub(crate) const AUTHORITY: &str = short!("since > 0 AND others <> '' AND others LIKE $8");
pub(crate) const AREA: &str = short!(
    "school IN (SELECT s.urn FROM schools s WHERE s.part = $1 AND s.authority = $8)"
    or "since > 0 AND others <> '' AND others LIKE $9"
);

/// The clocks of a list of cases that are still owed, or those that are not, with a last day up to one, the
/// first first; what has no date comes before everything. The policy still decides on each row.
pub(crate) async fn page(
    db: &Db,
    list: List,
    owed: bool,
    to: Date,
    after: Option<&After>,
    limit: u32,
) -> Result<Vec<DueRow>, Fault> {
    let (due, complaint, number) =
        after.map_or(("", "", -1), |(due, complaint, number)| (due, complaint, i64::from(number.0)));
    let mut values = vec![
        Value::Int(PART),
        Value::Int(owed.into()),
        Value::text(due),
        Value::text(complaint),
        Value::Int(number),
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
        List::Area(code) => {
            values.extend([Value::Int(code.0.into()), Value::text(format!("%/authority:{code}/%"))]);
            AREA
        }
    };
    let line = |row: &Row| Ok(DueRow { case: Cases::read(row)?.1, deadline: serde_json::from_str(row.text(WIDTH)?)? });
    db.fetch(sql, &values).await?.iter().map(line).collect()
}
