//! How often each thing happened in each month, and of which kind it was: totals are kept, never counted.

use super::View;
use crate::Store;
use crate::db::{Db, Row, Value};
use crate::failed::{Failed, Fault};
use crate::schema::PART;
use redress_domain::clock::civil_date;
use redress_domain::complaint::{Event, deadlines, intake, investigation, letter, panel, school};
use redress_domain::law::LaCode;
use redress_domain::school::Entry;
use redress_domain::{Fact, Recorded};
use std::collections::BTreeMap;

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What was counted: an event's name.
    pub measure: String,
    /// The month in London, as `YYYY-MM`.
    pub period: String,
    /// How often.
    pub n: i64,
}

/// How often a thing of one kind happened, ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// What was counted: an event's name.
    pub measure: String,
    /// By what it is told apart, such as `guarantee`.
    pub by: String,
    /// Which of them it is.
    pub value: String,
    /// How often.
    pub n: i64,
}

/// How many complaints there were of the schools of one phase in one authority, ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// The authority's code.
    pub code: LaCode,
    /// The authority's name.
    pub authority: String,
    /// The phase's code.
    pub phase: u8,
    /// How many.
    pub n: i64,
}

/// The period of what is counted without regard to its month.
const EVER: &str = "ever";

/// By what an event is told apart from others of its name, and which it is; several where it decides several issues.
fn splits(event: &Event) -> Vec<String> {
    let outcomes = |outcomes: &[letter::IssueOutcome]| {
        outcomes.iter().map(|one| format!("outcome:{}", one.outcome.code())).collect::<Vec<_>>()
    };
    match event {
        Event::Intake(intake::Event::ComplaintSubmitted { school, .. }) => vec![format!("school:{school}")],
        Event::Intake(intake::Event::IssueClassified { classified, .. }) => {
            vec![format!("guarantee:{}", classified.guarantee)]
        }
        Event::School(school::Event::Stage1DecisionIssued { outcomes: of, .. })
        | Event::Panel(panel::Event::GoverningBodyDecisionIssued { outcomes: of, .. }) => outcomes(of),
        Event::Investigation(investigation::Event::InvestigationCompleted { findings, .. }) => {
            findings.iter().map(|one| format!("outcome:{}", one.finding.code())).collect()
        }
        Event::Deadlines(deadlines::Event::DeadlineMet { rule, in_time, .. }) => {
            vec![format!("{}:{rule}", if *in_time { "in_time" } else { "late" })]
        }
        _ => Vec::new(),
    }
}

/// The figures that an event adds to, and by how much.
fn counted(recorded: &Recorded) -> BTreeMap<(String, String, String), i64> {
    let mut counts = BTreeMap::new();
    // Figures are of complaints. How often people come in and files are read says who is busy, and with
    // what; and where there is one file, a figure about a child's safety is a warning.
    let event = match &recorded.fact {
        Fact::Complaint(event) if event.sealed() => return counts,
        Fact::Complaint(event) => Some(event),
        Fact::School(_) | Fact::Terms(_) | Fact::BankHolidays(_) | Fact::Decision(_) => None,
        Fact::Disclosure(_) | Fact::Access(_) | Fact::Membership(_) | Fact::Post(_) | Fact::Feeds(_) => return counts,
    };
    let (name, day) = (recorded.fact.name(), civil_date(recorded.at));
    counts.insert((name.into(), String::new(), format!("{:04}-{:02}", day.year(), day.month())), 1);
    for split in event.map(splits).unwrap_or_default() {
        *counts.entry((name.into(), split, EVER.into())).or_default() += 1;
    }
    counts
}

/// The table of figures.
#[derive(Debug)]
pub struct Statistics;

impl View for Statistics {
    const NAME: &'static str = "statistics";
    const VERSION: i64 = 4;
    const TABLE: &'static [&'static str] = &["CREATE TABLE {table} (
        part BIGINT NOT NULL,
        measure TEXT {ascii} NOT NULL,
        split TEXT {ascii} NOT NULL,
        period TEXT {ascii} NOT NULL,
        n BIGINT NOT NULL,
        PRIMARY KEY (part, measure, split, period)
      ) {clustered}"];
    const KEY: &'static [&'static str] = &["measure", "split", "period"];
    const COLUMNS: &'static [&'static str] = &["n"];
    type Key = (String, String, String);
    type Row = i64;

    fn keys(recorded: &Recorded) -> Vec<Self::Key> {
        counted(recorded).into_keys().collect()
    }

    fn fold(key: &Self::Key, row: Option<i64>, recorded: &Recorded) -> Result<Option<i64>, Fault> {
        Ok(Some(row.unwrap_or(0) + counted(recorded).get(key).copied().unwrap_or(0)))
    }

    fn bind_key<'a>((measure, split, period): &'a Self::Key, values: &mut Vec<Value<'a>>) {
        values.extend([Value::text(&**measure), Value::text(&**split), Value::text(&**period)]);
    }

    fn bind<'a>(n: &'a i64, values: &mut Vec<Value<'a>>) -> Result<(), Fault> {
        values.push(Value::Int(*n));
        Ok(())
    }

    fn read(row: &Row) -> Result<(Self::Key, i64), Fault> {
        Ok(((row.text(0)?.into(), row.text(1)?.into(), row.text(2)?.into()), row.int(3)?))
    }
}

pub(crate) const BETWEEN: &str = "SELECT measure, period, n FROM statistics WHERE part = $1 AND split = '' \
    AND period >= $2 AND period <= $3 ORDER BY measure, period";

pub(crate) const SPLITS: &str = "SELECT measure, split, n FROM statistics WHERE part = $1 AND period = $2 \
    AND measure <> 'complaint_submitted' ORDER BY measure, split";
/// Of each area one school's entry comes with the count: it has the authority's name.
pub(crate) const AREAS: &str = "SELECT schools.phase, CAST(SUM(statistics.n) AS BIGINT), MIN(schools.entry) \
    FROM statistics JOIN schools ON schools.part = statistics.part \
    AND schools.urn = CAST(SUBSTR(statistics.split, 8) AS BIGINT) WHERE statistics.part = $1 \
    AND statistics.measure = 'complaint_submitted' AND statistics.split >= 'school:' \
    AND statistics.split < 'school<' GROUP BY schools.authority, schools.phase";

/// How often each thing happened, by its kind.
async fn by_kind(db: &Db) -> Result<Vec<Split>, Fault> {
    let rows = db.fetch(SPLITS, &[Value::Int(PART), Value::text(EVER)]).await?;
    let split = |row: &Row| {
        let (by, value) = row.text(1)?.split_once(':').unwrap_or_default();
        Ok(Split { measure: row.text(0)?.into(), by: by.into(), value: value.into(), n: row.int(2)? })
    };
    rows.iter().map(split).collect()
}

/// How many complaints there were, by the authority and the phase of the school.
async fn by_area(db: &Db) -> Result<Vec<Area>, Fault> {
    let rows = db.fetch(AREAS, &[Value::Int(PART)]).await?;
    let area = |row: &Row| {
        let phase = u8::try_from(row.int(0)?).map_err(|_| Fault::corrupt("a school has an unknown phase"))?;
        let entry: Entry = serde_json::from_str(row.text(2)?)?;
        Ok(Area { code: entry.authority, phase, n: row.int(1)?, authority: entry.authority_name })
    };
    rows.iter().map(area).collect()
}

/// The figures of the months from one to another, both included, each written `YYYY-MM`.
async fn between(db: &Db, from: &str, to: &str) -> Result<Vec<Figure>, Fault> {
    let rows = db.fetch(BETWEEN, &[Value::Int(PART), Value::text(from), Value::text(to)]).await?;
    let figure = |row: &Row| Ok(Figure { measure: row.text(0)?.into(), period: row.text(1)?.into(), n: row.int(2)? });
    rows.iter().map(figure).collect()
}

impl Store {
    /// How often each thing happened in the months from one to another, each written `YYYY-MM`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn statistics(&self, from: &str, to: &str) -> Result<Vec<Figure>, Failed> {
        Ok(between(self.db(), from, to).await?)
    }

    /// How often each thing happened by its kind, and how many complaints there were by the area of the school.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn kinds(&self) -> Result<(Vec<Split>, Vec<Area>), Failed> {
        Ok((by_kind(self.db()).await?, by_area(self.db()).await?))
    }
}
