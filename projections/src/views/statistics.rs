//! How often each thing happened in each month: totals are kept, never counted.

use super::View;
use crate::db::{Db, Row, Value};
use crate::failed::Fault;
use crate::schema::PART;
use redress_domain::clock::civil_date;
use redress_domain::{Fact, Recorded};

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

/// The table of figures.
#[derive(Debug)]
pub struct Statistics;

impl View for Statistics {
    const NAME: &'static str = "statistics";
    const VERSION: i64 = 3;
    const TABLE: &'static [&'static str] = &["CREATE TABLE {table} (
        part BIGINT NOT NULL,
        measure TEXT {ascii} NOT NULL,
        period TEXT {ascii} NOT NULL,
        n BIGINT NOT NULL,
        PRIMARY KEY (part, measure, period)
      ) {clustered}"];
    const KEY: &'static [&'static str] = &["measure", "period"];
    const COLUMNS: &'static [&'static str] = &["n"];
    type Key = (String, String);
    type Row = i64;

    fn keys(recorded: &Recorded) -> Vec<Self::Key> {
        // Figures are of complaints. How often people come in and files are read says who is busy, and with
        // what; and where there is one file, a figure about a child's safety is a warning.
        let told = match &recorded.fact {
            Fact::Complaint(event) => !event.sealed(),
            Fact::School(_) | Fact::Terms(_) | Fact::BankHolidays(_) | Fact::Decision(_) => true,
            Fact::Disclosure(_) | Fact::Access(_) | Fact::Membership(_) | Fact::Post(_) | Fact::Feeds(_) => false,
        };
        if !told {
            return Vec::new();
        }
        let day = civil_date(recorded.at);
        vec![(recorded.fact.name().into(), format!("{:04}-{:02}", day.year(), day.month()))]
    }

    fn fold(_: &Self::Key, row: Option<i64>, _: &Recorded) -> Result<Option<i64>, Fault> {
        Ok(Some(row.unwrap_or(0) + 1))
    }

    fn bind_key<'a>((measure, period): &'a Self::Key, values: &mut Vec<Value<'a>>) {
        values.extend([Value::text(&**measure), Value::text(&**period)]);
    }

    fn bind<'a>(n: &'a i64, values: &mut Vec<Value<'a>>) -> Result<(), Fault> {
        values.push(Value::Int(*n));
        Ok(())
    }

    fn read(row: &Row) -> Result<(Self::Key, i64), Fault> {
        Ok(((row.text(0)?.into(), row.text(1)?.into()), row.int(2)?))
    }
}

pub(crate) const BETWEEN: &str = "SELECT measure, period, n FROM statistics WHERE part = $1 AND period >= $2 \
    AND period <= $3 ORDER BY measure, period";

/// The figures of the months from one to another, both included, each written `YYYY-MM`.
pub(crate) async fn between(db: &Db, from: &str, to: &str) -> Result<Vec<Figure>, Fault> {
    let rows = db.fetch(BETWEEN, &[Value::Int(PART), Value::text(from), Value::text(to)]).await?;
    let figure = |row: &Row| Ok(Figure { measure: row.text(0)?.into(), period: row.text(1)?.into(), n: row.int(2)? });
    rows.iter().map(figure).collect()
}
