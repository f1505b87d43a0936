//! The page of one case: where it is, what happens next and by when, and what has happened.

use super::{answer, html, set_cookie};
use crate::app::App;
use crate::caller;
use crate::cases::{self, Line};
use crate::codes::AccessCode;
use crate::disclosures;
use crate::guard;
use crate::people::{self, Clock};
use crate::problem::{Kind, Problem};
use crate::words;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use redress_domain::clock::{RuleId, civil_date};
use redress_domain::complaint::deadlines::Status;
use redress_domain::complaint::stage::Stage;
use redress_domain::law::Regime;
use redress_domain::{Action, Body, ComplaintId, policy};

/// The most disclosures the page shows.
const MOST_DISCLOSURES: usize = 50;

/// Something that is due, with its working.
struct Due {
    said: String,
    paused: bool,
    working: Vec<String>,
    /// The day it was moved to, where the rule alone would give another.
    moved: Option<String>,
    source: String,
    ambiguity: Option<String>,
}

/// What happened on one day.
struct Day {
    on: Date,
    said: String,
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "case.html")]
struct CasePage {
    reference: String,
    school: String,
    /// Who has it, while somebody has.
    level: Option<&'static str>,
    stage: &'static str,
    next: &'static str,
    due: Vec<Due>,
    timeline: Vec<Day>,
    /// Who was shown it, the latest first.
    disclosures: Vec<String>,
    regime: Option<Regime>,
    /// Whether it was sent just now, and nobody has touched it since.
    new: bool,
    family: bool,
    /// Whether they came by an access of their own, which they can change.
    returns: bool,
    /// The access code, on the one page that shows it.
    code: Option<String>,
}

pub(super) async fn show(State(app): State<App>, Path(complaint): Path<String>, headers: HeaderMap) -> Response {
    answer(page(&app, &complaint, &headers).await.map(|page| {
        let mut response = html(StatusCode::OK, &page);
        if page.code.is_some()
            && let Ok(over) = code_cookie(&app, "", 0).parse()
        {
            response.headers_mut().insert(SET_COOKIE, over);
        }
        response
    }))
}

/// The cookie that carries a new access code to the next page, which shows it and forgets it: it must stand
/// in no address, and a page that was loaded again must not lodge again.
const CODE_COOKIE: &str = "redress-code";

/// That cookie, for a few minutes or over.
pub(super) fn code_cookie(app: &App, code: &str, seconds: i64) -> String {
    let secure = if app.secure_cookies { "; Secure" } else { "" };
    format!("{CODE_COOKIE}={code}; Path=/complaints; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}

async fn page(app: &App, complaint: &str, headers: &HeaderMap) -> Result<CasePage, Problem> {
    let hidden = || Problem::from(Kind::NotFound);
    let id: ComplaintId = complaint.parse().map_err(|_| hidden())?;
    let caller = caller::of_cookie(app, headers).await.ok_or_else(hidden)?;
    let returns = caller.access.is_some();
    let caller = caller.actor;
    let file = app.store.file(id).await?;
    if file.version == 0 {
        return Err(hidden());
    }
    let facts = &file.complaint.facts;
    policy::allow(&caller, Action::ReadTimeline, facts).map_err(|_| hidden())?;
    let due = match policy::allow(&caller, Action::ReadDeadlines, facts) {
        Ok(()) => people::clocks(app, &file, &caller).await?.into_iter().filter_map(due).collect(),
        Err(_) => Vec::new(),
    };
    let school = match facts.schools.first() {
        Some(urn) => app.store.school(*urn).await?.map(|entry| entry.name).unwrap_or_default(),
        None => String::new(),
    };
    let disclosures = match policy::allow(&caller, Action::ReadDisclosures, facts) {
        Ok(()) => disclosures::of_file(app, &file, &caller).await?,
        Err(_) => Vec::new(),
    };
    let stage = facts.stage;
    Ok(CasePage {
        reference: id.reference(),
        school,
        level: (stage != Stage::Closed).then(|| words::level(stage.level())),
        stage: words::stage(stage),
        next: words::next(stage),
        due,
        timeline: days(cases::timeline(&file, &caller)),
        disclosures: disclosures.into_iter().rev().take(MOST_DISCLOSURES).map(|one| one.said).collect(),
        regime: file.complaint.regime,
        new: stage == Stage::Submitted,
        family: caller.body == Body::Family,
        returns,
        code: caller::cookie(headers, CODE_COOKIE).and_then(AccessCode::read).map(|code| code.shown()),
    })
}

/// The lines of a timeline by the day in London.
fn days(lines: Vec<Line>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for line in lines {
        let on = civil_date(line.at);
        match days.last_mut() {
            Some(day) if day.on == on => day.lines.push(line.said),
            _ => days.push(Day { on, said: words::day(on), lines: vec![line.said] }),
        }
    }
    days
}

/// What is still owed, and by when.
fn due(clock: Clock) -> Option<Due> {
    if !matches!(clock.status, Status::Open | Status::Paused | Status::Passed) {
        return None;
    }
    let rule = RuleId::new(clock.rule);
    let day = clock.due.map(words::day);
    let said = match clock.due {
        Some(on) => words::due(&rule, on),
        None => words::undated(words::rule(&rule), &rule, clock.rule_version),
    };
    Some(Due {
        said,
        paused: clock.status == Status::Paused,
        moved: day.filter(|day| clock.working.last().is_some_and(|last| !last.contains(day))),
        working: clock.working,
        source: clock.source,
        ambiguity: clock.ambiguity,
    })
}

/// Forgets who a browser comes as, for the next person at the same computer.
pub(super) async fn forget(State(app): State<App>, headers: HeaderMap) -> Response {
    answer(guard::same_site(&headers).map(|()| {
        let headers = [(LOCATION, "/".to_owned()), (SET_COOKIE, set_cookie(&app, "", 0))];
        (StatusCode::SEE_OTHER, headers).into_response()
    }))
}
