//! How long the stages took: how often each was left after how many days. Totals are kept, never counted.
//!
//! Beside the totals stands a row for each complaint, of where it is and since when: without it nobody could tell
//! after how many days a stage is left.

use super::View;
use crate::Store;
use crate::db::{Row, Value};
use crate::failed::{Failed, Fault};
use crate::schema::PART;
use redress_domain::clock::civil_date;
use redress_domain::complaint::stage::Stage;
use redress_domain::report::Stay;
use redress_domain::{Fact, Recorded};
use std::collections::BTreeMap;

/// The table of stages.
#[derive(Debug)]
pub struct Stages;

impl View for Stages {
    const NAME: &'static str = "stages";
    const VERSION: i64 = 1;
    const TABLE: &'static [&'static str] = &["CREATE TABLE {table} (
        part BIGINT NOT NULL,
        complaint TEXT {ascii} NOT NULL,
        stage TEXT {ascii} NOT NULL,
        days BIGINT NOT NULL,
        stay TEXT NOT NULL DEFAULT '',
        n BIGINT NOT NULL DEFAULT 0,
        PRIMARY KEY (part, complaint, stage, days)
      ) {clustered}"];
    const KEY: &'static [&'static str] = &["complaint", "stage", "days"];
    const COLUMNS: &'static [&'static str] = &["stay", "n"];
    const TOTAL: Option<&'static str> = Some("n");
    /// A complaint, or none; a stage and a number of days, or none.
    type Key = (String, &'static str, i32);
    type Row = Stay;

    fn keys(recorded: &Recorded) -> Vec<Self::Key> {
        match &recorded.fact {
            Fact::Complaint(event) if Stay::ends_with(event) => vec![(recorded.stream.id.clone(), "", 0)],
            _ => Vec::new(),
        }
    }

    fn first(recorded: &Recorded) -> bool {
        recorded.version == 1
    }

    fn fold(_: &Self::Key, row: Option<Stay>, recorded: &Recorded) -> Result<Option<Stay>, Fault> {
        let Fact::Complaint(event) = &recorded.fact else { return Ok(row) };
        Ok(Some(Stay::after(row, event, civil_date(recorded.at)).0))
    }

    fn counts(row: Option<&Stay>, recorded: &Recorded) -> Option<Self::Key> {
        let Fact::Complaint(event) = &recorded.fact else { return None };
        let (stage, days) = Stay::after(row.copied(), event, civil_date(recorded.at)).1?;
        Some((String::new(), stage.name(), days))
    }

    fn bind_key<'a>((complaint, stage, days): &'a Self::Key, values: &mut Vec<Value<'a>>) {
        values.extend([Value::text(&**complaint), Value::text(*stage), Value::Int((*days).into())]);
    }

    fn bind<'a>(stay: &'a Stay, values: &mut Vec<Value<'a>>) -> Result<(), Fault> {
        values.extend([Value::text(serde_json::to_string(stay)?), Value::Int(0)]);
        Ok(())
    }

    fn read(row: &Row) -> Result<(Self::Key, Stay), Fault> {
        Ok(((row.text(0)?.into(), "", 0), serde_json::from_str(row.text(3)?)?))
    }
}

pub(crate) const TOTALS: &str =
    "SELECT stage, days, n FROM stages WHERE part = $1 AND complaint = '' ORDER BY stage, days";

impl Store {
    /// How often each stage was left after how many days: by the stage, in the order of the journey, the numbers of
    /// days with how often each, the fewest days first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn stages(&self) -> Result<BTreeMap<Stage, Vec<(i32, i64)>>, Failed> {
        let mut stages: BTreeMap<Stage, Vec<(i32, i64)>> = BTreeMap::new();
        for row in self.db().fetch(TOTALS, &[Value::Int(PART)]).await? {
            let name = row.text(0)?;
            let stage = Stage::ALL.iter().copied().find(|stage| stage.name() == name);
            let stage = stage.ok_or_else(|| Fault::corrupt(format!("\"{name}\" is no stage")))?;
            let days = i32::try_from(row.int(1)?).map_err(|_| Fault::corrupt("a stage took too many days"))?;
            stages.entry(stage).or_default().push((days, row.int(2)?));
        }
        Ok(stages)
    }
}
