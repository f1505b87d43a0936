//! Work lists: the caller's cases, and what is due in them.

use crate::asked::{Asked, Reply};
use crate::cases::state;
use crate::cursor;
use crate::problem::Problem;
use crate::store::File;
use jiff::civil::Date;
use redress_domain::complaint::stage::{Level, Stage};
use redress_domain::{Action, Actor, Complaint, ComplaintId, Urn, policy};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

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

fn may_see(caller: &Actor, complaint: &Complaint) -> bool {
    policy::allow(caller, Action::ReadCase, &complaint.facts).is_ok()
}

/// What is open on a file: its number, rule and day.
fn open_deadlines(id: ComplaintId, version: i64, complaint: &Complaint) -> Vec<(u16, String, Date)> {
    let file = File { id, version, records: Vec::new(), complaint: complaint.clone() };
    let state = state(&file);
    let rows = state.get("deadlines").and_then(Value::as_array).cloned().unwrap_or_default();
    let open = |row: &Value| row.get("status").and_then(Value::as_str).is_none_or(|status| status == "running");
    (1u16..)
        .zip(rows)
        .filter(|(_, row)| open(row))
        .filter_map(|(number, row)| {
            let due = row.get("due").or_else(|| row.get("due_on"))?.as_str()?.parse().ok()?;
            Some((number, row.get("rule").and_then(Value::as_str).unwrap_or_default().to_owned(), due))
        })
        .collect()
}

/// Lists the caller's cases, in the order they were lodged.
///
/// # Errors
/// A filter or marker that is not right.
pub async fn list_complaints(asked: Asked<ListQuery>) -> Result<Reply<Page>, Problem> {
    let caller = asked.caller()?;
    let limit = cursor::limit(asked.query.limit)?;
    let after = cursor::decode::<ComplaintId>("lodged", asked.query.after.as_deref())?;
    let today = redress_domain::clock::civil_date(asked.app.clock.now());
    let ListQuery { stage, level, overdue, .. } = asked.query;
    let mut rows = Vec::new();
    for (id, version, complaint) in asked.app.store.complaints(after).await? {
        let now = complaint.facts.stage;
        if !may_see(caller, &complaint) || stage.is_some_and(|stage| stage != now) || level.is_some_and(|level| level != now.level()) {
            continue;
        }
        let next_due = open_deadlines(id, version, &complaint).into_iter().map(|(.., due)| due).min();
        let late = next_due.is_some_and(|due| due < today);
        if overdue.is_some_and(|wanted| wanted != late) {
            continue;
        }
        rows.push(Row {
            complaint: id,
            reference: id.reference(),
            version,
            stage: now,
            level: now.level(),
            schools: complaint.facts.schools.clone(),
            made_on: complaint.facts.made_on,
            next_due,
            overdue: late,
            href: format!("/v1/complaints/{id}"),
        });
    }
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).and_then(|row| cursor::encode("lodged", row.complaint));
    Ok(Page { complaints: rows, next }.into())
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
    let today = redress_domain::clock::civil_date(asked.app.clock.now());
    let until = asked.query.within.map(|days| today.saturating_add(jiff::Span::new().days(i64::from(days))));
    let mut rows = Vec::new();
    for (id, version, complaint) in asked.app.store.complaints(None).await? {
        let of_school = asked.query.school.is_none_or(|urn| complaint.facts.schools.contains(&urn));
        if !of_school || !may_see(caller, &complaint) {
            continue;
        }
        rows.extend(open_deadlines(id, version, &complaint).into_iter().map(|(deadline, rule, due)| DueRow {
            due,
            complaint: id,
            deadline,
            rule,
            reference: id.reference(),
            overdue: due < today,
            href: format!("/v1/complaints/{id}/deadlines"),
        }));
    }
    rows.retain(|row| {
        until.is_none_or(|until| row.due <= until)
            && asked.query.overdue.is_none_or(|wanted| wanted == row.overdue)
            && after.is_none_or(|after| (row.due, row.complaint, row.deadline) > after)
    });
    rows.sort_by_key(|row| (row.due, row.complaint, row.deadline));
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).and_then(|row| cursor::encode("due", (row.due, row.complaint, row.deadline)));
    Ok(DuePage { deadlines: rows, next }.into())
}
