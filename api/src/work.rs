//! Work lists: the caller's cases, and what is due in them.

use crate::app::App;
use crate::asked::{Asked, Reply};
use crate::cursor;
use crate::problem::Problem;
use jiff::civil::Date;
use redress_domain::clock::civil_date;
use redress_domain::complaint::stage::{Level, Stage};
use redress_domain::{Action, Actor, Body, ComplaintId, Urn, policy};
use redress_projections::views::cases::{CaseRow, List};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which cases to list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListQuery {
    /// Only at this stage.
    pub stage: Option<Stage>,
    /// Only at this level.
    pub level: Option<Level>,
    /// Only those with something overdue, or only those without.
    pub overdue: Option<bool>,
    /// How many, 1 to 100; 20 if left out.
    #[schemars(range(min = 1, max = 100))]
    pub limit: Option<u16>,
    /// The "next" marker of the page before.
    pub after: Option<String>,
}

/// One case of a work list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Row {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The short reference that people quote.
    pub reference: String,
    /// The version of its file.
    pub version: i64,
    /// Where it stands.
    pub stage: Stage,
    /// The level that stage belongs to.
    pub level: Level,
    /// The schools it is about.
    pub schools: Vec<Urn>,
    /// The day it was made.
    pub made_on: Option<Date>,
    /// The next day on which something is due.
    pub next_due: Option<Date>,
    /// Whether something is overdue.
    pub overdue: bool,
    /// Where to read it.
    pub href: String,
}

/// One page of a work list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Page {
    /// The cases.
    pub complaints: Vec<Row>,
    /// The marker of the next page, if there is one.
    pub next: Option<String>,
}

/// How many rows one question to the view brings.
const STEP: u32 = 100;

/// The most cases one report or one page looks through.
const MOST: usize = 2_000;

/// The list that holds all the cases a caller may work on, and others which the policy takes out again.
fn list_of(caller: &Actor) -> List {
    match caller.body {
        Body::School(urn) => List::School(urn),
        Body::Authority(code) => List::Authority(code),
        Body::Ombudsman => List::Ombudsman,
        Body::Department => List::SecretaryOfState,
        Body::Family | Body::Service => List::All,
    }
}

/// The caller's cases below a position, what changed last first: as many as are wanted and fit.
async fn cases(
    app: &App,
    caller: &Actor,
    stage: Option<Stage>,
    mut below: Option<i64>,
    most: usize,
    wanted: impl Fn(&CaseRow) -> bool,
) -> Result<Vec<CaseRow>, Problem> {
    let (mut found, mut looked) = (Vec::new(), 0);
    while found.len() < most && looked < MOST {
        let rows = app.store.cases(list_of(caller), stage, below, STEP).await?;
        looked += rows.len();
        below = rows.last().map(|row| row.position);
        let last = rows.len() < STEP as usize;
        found.extend(
            rows.into_iter().filter(|row| policy::allow(caller, Action::ReadCase, &row.facts).is_ok() && wanted(row)),
        );
        if last {
            break;
        }
    }
    found.truncate(most);
    Ok(found)
}

/// Lists the caller's cases, what changed last first.
///
/// # Errors
/// A filter or marker that is not right.
pub async fn list_complaints(asked: Asked<ListQuery>) -> Result<Reply<Page>, Problem> {
    let caller = asked.caller()?;
    let limit = cursor::limit(asked.query.limit)?;
    let below = cursor::decode::<i64>("changed", asked.query.after.as_deref())?;
    let today = civil_date(asked.app.clock.now());
    let ListQuery { stage, level, overdue, .. } = asked.query;
    let at_level = |row: &CaseRow| level.is_none_or(|level| level == row.facts.stage.level());
    // Where only late cases are wanted, the days decide, and they stand in the file.
    let most = if overdue.is_some() { MOST } else { limit + 1 };
    let mut rows = Vec::new();
    for case in cases(&asked.app, caller, stage, below, most, at_level).await? {
        let file = asked.app.store.file(case.id).await?;
        let next_due = file.complaint.deadlines.iter().filter(|one| one.owed()).filter_map(|one| one.due).min();
        let late = file.complaint.deadlines.iter().any(|one| one.missed(today));
        if overdue.is_some_and(|wanted| wanted != late) {
            continue;
        }
        let row = Row {
            complaint: case.id,
            reference: case.id.reference(),
            version: case.version,
            stage: case.facts.stage,
            level: case.facts.stage.level(),
            schools: case.facts.schools.clone(),
            made_on: case.facts.made_on,
            next_due,
            overdue: late,
            href: format!("/v1/complaints/{}", case.id),
        };
        rows.push((case.position, row));
        if rows.len() > limit {
            break;
        }
    }
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).and_then(|(position, _)| cursor::encode("changed", position));
    Ok(Page { complaints: rows.into_iter().map(|(_, row)| row).collect(), next }.into())
}

/// Which deadlines to report.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportQuery {
    /// Only what is due in so many days or sooner.
    #[schemars(range(max = 3650))]
    pub within: Option<u16>,
    /// Only what is overdue, or only what is not.
    pub overdue: Option<bool>,
    /// Only about this school.
    pub school: Option<Urn>,
    /// How many, 1 to 100; 20 if left out.
    #[schemars(range(min = 1, max = 100))]
    pub limit: Option<u16>,
    /// The "next" marker of the page before.
    pub after: Option<String>,
}

/// One thing that is due.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DueRow {
    /// The day.
    pub due: Date,
    /// The complaint.
    pub complaint: ComplaintId,
    /// The number of the deadline on its file.
    pub deadline: u16,
    /// The rule it follows from.
    pub rule: String,
    /// The short reference that people quote.
    pub reference: String,
    /// Whether the day has passed.
    pub overdue: bool,
    /// Where the file's deadlines are explained.
    pub href: String,
}

/// One page of the report.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DuePage {
    /// What is due, the first first.
    pub deadlines: Vec<DueRow>,
    /// The marker of the next page, if there is one.
    pub next: Option<String>,
}

/// Reports what is due in the caller's cases.
///
/// # Errors
/// A filter or marker that is not right.
pub async fn report_deadlines(asked: Asked<ReportQuery>) -> Result<Reply<DuePage>, Problem> {
    let caller = asked.caller()?;
    let limit = cursor::limit(asked.query.limit)?;
    let after = cursor::decode::<(Date, ComplaintId, u16)>("due", asked.query.after.as_deref())?;
    let today = civil_date(asked.app.clock.now());
    let until = asked.query.within.map(|days| today.saturating_add(jiff::Span::new().days(i64::from(days))));
    let of_school = |row: &CaseRow| asked.query.school.is_none_or(|urn| row.facts.schools.contains(&urn));
    let mut rows = Vec::new();
    for case in cases(&asked.app, caller, None, None, MOST, of_school).await? {
        let file = asked.app.store.file(case.id).await?;
        for deadline in file.complaint.deadlines.iter().filter(|one| one.owed()) {
            let Some(due) = deadline.due else { continue };
            rows.push(DueRow {
                due,
                complaint: case.id,
                deadline: deadline.deadline.0,
                rule: deadline.rule.to_string(),
                reference: case.id.reference(),
                overdue: deadline.missed(today),
                href: format!("/v1/complaints/{}/deadlines", case.id),
            });
        }
    }
    rows.retain(|row| {
        until.is_none_or(|until| row.due <= until)
            && asked.query.overdue.is_none_or(|wanted| wanted == row.overdue)
            && after.is_none_or(|after| (row.due, row.complaint, row.deadline) > after)
    });
    rows.sort_by_key(|row| (row.due, row.complaint, row.deadline));
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next =
        rows.last().filter(|_| more).and_then(|row| cursor::encode("due", (row.due, row.complaint, row.deadline)));
    Ok(DuePage { deadlines: rows, next }.into())
}
