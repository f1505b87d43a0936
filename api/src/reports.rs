//! Reports over the caller's cases: what is due, how it stands on any day, and how long things took.

mod compliance;
mod csv;
mod filter;
mod walk;

pub use compliance::{Compliance, ComplianceQuery, StageRow, TimeLimitRow, compliance, report_compliance};
pub use csv::{csv, report_deadlines_csv};
pub use filter::ReportQuery;
pub(crate) use walk::{Line, Walk};

use crate::app::App;
use crate::asked::{Asked, Reply};
use crate::cursor;
use crate::problem::Problem;
use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::clock::{self, Basis, Owner};
use redress_domain::complaint::stage::Stage;
use redress_domain::ids::DeadlineNo;
use redress_domain::report::Standing;
use redress_domain::{Actor, ComplaintId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most clocks that totals are counted over; beyond, they say that they are not complete.
const MOST_COUNTED: usize = 20_000;

/// One thing that is, or was, due.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DueRow {
    /// The last day in time; none where a calendar is missing.
    pub due: Option<Date>,
    /// Why no date could be computed.
    pub missing: Option<String>,
    /// How it stands on the day of the report.
    pub status: Standing,
    /// The day it was done, if it was.
    pub met_on: Option<Date>,
    /// The complaint.
    pub complaint: ComplaintId,
    /// The number of the deadline on its file.
    pub deadline: DeadlineNo,
    /// The rule it follows from.
    pub rule: String,
    /// What must be done, in a few words.
    pub name: String,
    /// What authority the rule has.
    pub basis: Option<Basis>,
    /// Who must act.
    pub owed_by: Owner,
    /// The short reference that people quote.
    pub reference: String,
    /// Where the case stood on the day of the report.
    pub stage: Stage,
    /// Whether the day has passed and the thing is not done.
    pub overdue: bool,
    /// Where this deadline is explained.
    pub href: String,
}

/// How many clocks stand in each way.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Totals {
    /// The number for each way a clock can stand; a way that no clock stands in is left out.
    pub by_status: BTreeMap<Standing, usize>,
    /// Whether every clock that fits was counted. Where there are very many, the count stops.
    pub complete: bool,
}

/// One page of the report.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DuePage {
    /// The day that is reported on.
    pub as_of: Date,
    /// The instant up to which what was recorded is counted.
    pub known_at: Timestamp,
    /// What is due, the first first; of a day or an instant in the past, case by case, what was lodged last first.
    pub deadlines: Vec<DueRow>,
    /// How many there are by status, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub totals: Option<Totals>,
    /// The marker of the next page, if there is one.
    pub next: Option<String>,
}

/// Reports what is due in the caller's cases. What has no date, because a calendar is missing, comes before
/// everything.
///
/// # Errors
/// A filter or marker that is not right.
pub async fn report_deadlines(asked: Asked<ReportQuery>) -> Result<Reply<DuePage>, Problem> {
    Ok(due(&asked.app, asked.caller()?, &asked.query).await?.into())
}

/// One page of the report, for the API and for the page that shows it.
///
/// # Errors
/// A filter or marker that is not right.
pub async fn due(app: &App, caller: &Actor, query: &ReportQuery) -> Result<DuePage, Problem> {
    let limit = cursor::limit(query.limit)?;
    let mut walk = Walk::over(app, caller, query, query.after.as_deref(), false)?;
    let (lines, next) = walk.page(limit).await?;
    let totals = match query.totals {
        Some(true) => Some(totals(Walk::over(app, caller, query, None, true)?).await?),
        _ => None,
    };
    let deadlines = lines.iter().map(|line| row(line, walk.on)).collect();
    Ok(DuePage { as_of: walk.on, known_at: walk.known_at, deadlines, totals, next })
}

async fn totals(mut walk: Walk<'_>) -> Result<Totals, Problem> {
    let (mut by_status, mut complete) = (BTreeMap::new(), true);
    while let Some(lines) = walk.step(walk::STEP).await? {
        for line in lines {
            *by_status.entry(Standing::of(&line.clock, walk.on)).or_default() += 1;
        }
        if walk.looked >= MOST_COUNTED {
            complete = false;
            break;
        }
    }
    Ok(Totals { by_status, complete })
}

fn row(line: &Line, on: Date) -> DueRow {
    let rule = line.clock.row();
    let status = Standing::of(&line.clock, on);
    DueRow {
        due: line.clock.due,
        missing: line.clock.missing.clone(),
        status,
        met_on: line.clock.met_on,
        complaint: line.case.id,
        deadline: line.clock.deadline,
        rule: line.clock.rule.to_string(),
        name: rule.map(|rule: &clock::Rule| rule.name.clone()).unwrap_or_default(),
        basis: rule.map(|rule| rule.basis),
        owed_by: line.clock.owed_by,
        reference: line.case.id.reference(),
        stage: line.stage,
        overdue: status == Standing::Overdue,
        href: format!("/v1/complaints/{}/deadlines/{}", line.case.id, line.clock.deadline),
    }
}
