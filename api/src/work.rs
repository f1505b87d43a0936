//! Work lists: the caller's cases, and what is due in them.

use crate::app::App;
use crate::asked::{Asked, Reply};
use crate::body;
use crate::caller;
use crate::cursor;
use crate::disclosures;
use crate::problem::{Kind, Pointed, Problem};
use axum::extract::Request;
use jiff::civil::Date;
use redress_domain::clock::civil_date;
use redress_domain::complaint::stage::{Level, Stage};
use redress_domain::ids::DeadlineNo;
use redress_domain::policy::{self, Sight};
use redress_domain::{Action, Actor, Body, ComplaintId, Refused, Urn};
use redress_projections::views::cases::{CaseRow, List};
use redress_projections::views::deadlines::{After, DueRow as DueLine};
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

/// Whom to look for. It is sent and not asked, because an address is kept in logs and histories and this is a name.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Only cases with a person on the file whose name has all these words, whole.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
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

/// The most letters of a name that is looked for.
const MOST_LETTERS: usize = 200;

/// How many rows one question to a view brings.
const STEP: u32 = 100;

/// The most rows one page looks through: where a filter fits little, the next page goes on from there.
const MOST: usize = 2_000;

/// The list that holds all the cases a caller may work on, and others which the policy takes out again.
pub(crate) fn list_of(caller: &Actor) -> List {
    match caller.body {
        Body::School(urn) => List::School(urn),
        Body::Authority(code) => List::Authority(code),
        Body::Ombudsman => List::Ombudsman,
        Body::Department => List::SecretaryOfState,
        Body::Family | Body::Service => List::All,
    }
}

/// One step down the caller's list, which holds others' cases too. A family's list is what its own people are on.
pub(crate) async fn step(
    app: &App,
    caller: &Actor,
    stage: Option<Stage>,
    below: Option<i64>,
) -> Result<Vec<CaseRow>, Problem> {
    Ok(match caller.body {
        Body::Family => app.store.cases_of(caller.person, below, STEP).await?,
        _ => app.store.cases(list_of(caller), stage, below, STEP).await?,
    })
}

/// Lists the caller's cases, what was lodged last first.
///
/// # Errors
/// A filter or marker that is not right.
pub async fn list_complaints(asked: Asked<ListQuery>) -> Result<Reply<Page>, Problem> {
    let caller = asked.caller()?.clone();
    Ok(list(&asked.app, &caller, asked.query, None).await?.into())
}

/// Lists those of the caller's cases in which somebody has a name, what was lodged last first. Each case found counts
/// as shown, and is recorded.
///
/// # Errors
/// The caller may not look for people, or a filter or marker is not right.
pub async fn search_complaints(app: App, request: Request) -> Result<Reply<Page>, Problem> {
    let (parts, sent) = request.into_parts();
    let caller = caller::of_header(&app, &parts.headers).await?.ok_or(Kind::NotSignedIn)?.actor;
    // Said before the body is looked at: whoever may not look for people is told so, whatever they sent.
    let action = Action::ReadParties;
    if caller.body == Body::Family || !policy::may(caller.role, action) {
        return Err(Refused::NotPermitted { action: action.name() }.into());
    }
    let Search { name, stage, level, overdue, limit, after } = body::typed(body::object(&parts.headers, sent).await?)?;
    if !(1..=MOST_LETTERS).contains(&name.trim().chars().count()) {
        let words = format!("Give one to {MOST_LETTERS} letters of a name, in whole words.");
        return Err(Problem::at(Kind::Invalid, vec![Pointed::new("/name", words)]));
    }
    let named = named_cases(&app, &caller, &name).await?;
    let page = list(&app, &caller, ListQuery { stage, level, overdue, limit, after }, Some(named)).await?;
    for row in &page.complaints {
        let file = app.store.file(row.complaint).await?.told_to(&caller);
        disclosures::record(&app, &file, &caller).await?;
    }
    Ok(page.into())
}

/// A page of the caller's cases, or of those that were found by name.
async fn list(app: &App, caller: &Actor, wanted: ListQuery, mut named: Option<Vec<CaseRow>>) -> Result<Page, Problem> {
    let limit = cursor::limit(wanted.limit)?;
    let mut below = cursor::decode::<i64>("lodged", wanted.after.as_deref())?;
    let today = civil_date(app.clock.now());
    let ListQuery { stage, level, overdue, .. } = wanted;
    let (mut rows, mut looked): (Vec<(i64, Row)>, usize) = (Vec::new(), 0);
    while rows.len() <= limit && looked < MOST {
        let cases = match &mut named {
            Some(found) => next_named(found, below),
            None => step(app, caller, stage, below).await?,
        };
        let last = cases.len() < STEP as usize;
        looked += cases.len();
        below = cases.last().map(|row| row.since);
        let on = app.store.on_desks(&cases.iter().map(|case| case.id).collect::<Vec<_>>()).await?;
        for case in cases {
            let theirs = policy::allow(caller, Action::ReadCase, &case.facts).is_ok();
            let fits = stage.is_none_or(|stage| stage == case.facts.stage)
                && level.is_none_or(|level| level == case.facts.level());
            let sight = Sight::new(caller, &case.facts);
            let clocks = on.get(&case.id).into_iter().flat_map(|on| &on.clocks);
            let clocks = clocks.filter(|clock| sight.sees_clock(clock));
            let clocks = clocks.map(|clock| sight.clock(clock));
            let late = clocks.clone().any(|clock| clock.missed(today));
            if theirs && fits && overdue.is_none_or(|wanted| wanted == late) {
                let next_due = clocks.filter_map(|clock| clock.due).min();
                rows.push((case.since, row(&case, next_due, late)));
            }
        }
        if last {
            below = None;
            break;
        }
    }
    if rows.len() > limit {
        rows.truncate(limit);
        below = rows.last().map(|(since, _)| *since);
    }
    let next = below.and_then(|below| cursor::encode("lodged", below));
    Ok(Page { complaints: rows.into_iter().map(|(_, row)| row).collect(), next })
}

/// The cases of the caller in which somebody has this name, what was lodged last first. They are looked up
/// by name before the list, so that a long list costs no more than a short one.
async fn named_cases(app: &App, caller: &Actor, name: &str) -> Result<Vec<CaseRow>, Problem> {
    let mut cases = Vec::new();
    for complaint in app.store.named(name).await?.into_keys() {
        let case = app.store.case(complaint).await?;
        cases.extend(case.filter(|case| policy::allow(caller, Action::ReadParties, &case.facts).is_ok()));
    }
    cases.sort_by_key(|case| std::cmp::Reverse(case.since));
    Ok(cases)
}

/// One step down a list that was found by name.
fn next_named(found: &mut Vec<CaseRow>, below: Option<i64>) -> Vec<CaseRow> {
    found.retain(|case| below.is_none_or(|below| case.since < below));
    found.drain(..found.len().min(STEP as usize)).collect()
}

fn row(case: &CaseRow, next_due: Option<Date>, overdue: bool) -> Row {
    Row {
        complaint: case.id,
        reference: case.id.reference(),
        stage: case.facts.stage,
        level: case.facts.level(),
        schools: case.facts.schools.clone(),
        made_on: case.facts.made_on,
        next_due,
        overdue,
        href: format!("/v1/complaints/{}", case.id),
    }
}

/// Before the first clock of the day of another: a place in the order of days that names no clock.
pub(crate) fn start_of((due, ..): &After) -> After {
    (due.clone(), String::new(), DeadlineNo(0))
}

/// The place of a clock in the order of days.
pub(crate) fn marker(line: &DueLine) -> After {
    let due = line.deadline.due.map(|due| due.to_string()).unwrap_or_default();
    (due, line.case.id.to_string(), line.deadline.deadline)
}
