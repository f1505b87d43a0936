//! The family's page of a complaint: where it is, what happens next and by when, what was found, and every
//! step they may take now.

use super::{Answer, Frame, Guest, Sent, html, set_cookie};
use crate::answers;
use crate::app::App;
use crate::caller;
use crate::cases::{self, Line};
use crate::codes::AccessCode;
use crate::desk;
use crate::disclosures;
use crate::files::File;
use crate::people::{self, Clock, Issue, Recommended};
use crate::problem::Problem;
use crate::receipts;
use crate::words::Words;
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::response::IntoResponse;
use jiff::civil::Date;
use redress_domain::clock::{RuleId, civil_date};
use redress_domain::complaint::deadlines::Status;
use redress_domain::complaint::stage::{Level, Stage};
use redress_domain::complaint::{Action, Event, Scope, compliance};
use redress_domain::law::Regime;
use redress_domain::policy::Sight;
use redress_domain::{Actor, Fact, policy};
use serde::Serialize;
use std::collections::BTreeMap;

/// The most disclosures the page shows.
const MOST_DISCLOSURES: usize = 50;

/// Something that is due, with its working.
#[derive(Debug)]
pub(super) struct Due {
    pub(super) said: String,
    pub(super) paused: bool,
    pub(super) late: bool,
    pub(super) working: Vec<String>,
    /// The day it was moved to, where the rule alone would give another.
    pub(super) moved: Option<String>,
    pub(super) source: String,
    pub(super) ambiguity: Option<String>,
}

/// What happened on one day.
#[derive(Debug)]
pub(super) struct Day {
    pub(super) on: Date,
    pub(super) said: String,
    pub(super) lines: Vec<String>,
}

/// One step of the ladder: its words, and whether it is behind, here or ahead.
struct Step {
    mark: &'static str,
    name: String,
    standing: String,
}

/// A part of the complaint, and what was found about it.
pub(super) struct Part {
    pub(super) title: String,
    pub(super) account: String,
    pub(super) wanted: Option<String>,
    pub(super) promise: Option<String>,
    pub(super) found: Vec<(String, String)>,
}

/// Something that should be done, and whether it was.
pub(super) struct Remedy {
    pub(super) text: String,
    pub(super) due: Option<String>,
    pub(super) standing: String,
    /// What the family says of it, if they said anything that this reader may know.
    pub(super) family: Option<String>,
}

/// An answer that came: its day and what it was, and its words under their labels.
pub(super) struct Letter {
    pub(super) said: String,
    pub(super) words: Vec<(String, String)>,
}

/// Something that can be done now.
pub(super) struct Offer {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) hint: Option<String>,
}

#[derive(Template)]
#[template(path = "case.html")]
struct CasePage {
    f: Frame,
    complaint: String,
    reference: String,
    school: String,
    ladder: Vec<Step>,
    stage: String,
    next: String,
    due: Vec<Due>,
    parts: Vec<Part>,
    remedies: Vec<Remedy>,
    offers: Vec<Offer>,
    /// What can be done at any time.
    always: Vec<Offer>,
    /// What those who must answer wrote.
    answers: Vec<Letter>,
    /// The papers on the file that this reader may be told of; nothing where they may not ask for papers.
    documents: Option<Vec<String>>,
    timeline: Vec<Day>,
    regime: Option<Regime>,
    /// What was done just now, if this page follows it.
    done: Option<String>,
    /// Who was shown it, the latest first.
    disclosures: Vec<String>,
    /// Whether they made the complaint themselves, and can have a receipt of it.
    receipt: bool,
    /// Whether they came by an access of their own, which they can change.
    returns: bool,
    /// The access code, on the one page that shows it.
    code: Option<String>,
    /// Whether it was sent just now, and nobody has touched it since.
    new: bool,
}

/// What a family may do at any time, and so not the next step of the journey.
const ALWAYS: [Action; 4] =
    [Action::RaiseSafeguardingConcern, Action::RaiseRetaliationConcern, Action::AddDocument, Action::AnnotateObjection];

pub(super) async fn show(guest: Guest) -> Answer {
    let (file, actor) = guest.file(Action::ReadTimeline).await?;
    let facts = &file.complaint.facts;
    let t = guest.t;
    let (always, offers) =
        offers(&guest, &file, actor).await?.into_iter().partition(|(action, _)| ALWAYS.contains(action));
    let only = |offers: Vec<(Action, Offer)>| offers.into_iter().map(|(_, offer)| offer).collect();
    let stage = facts.stage;
    let disclosures = match policy::allow(actor, Action::ReadDisclosures, facts) {
        Ok(()) => disclosures::of_file(&guest.app, t, &file, actor).await?,
        Err(_) => Vec::new(),
    };
    let documents = match policy::allow(actor, Action::ReadDocuments, facts) {
        Ok(()) => Some(people::documents(&guest.app, &file, actor).await?),
        Err(_) => None,
    };
    let page = CasePage {
        documents: documents.map(|all| all.into_iter().map(|one| one.title).collect()),
        receipt: receipts::line(&file, actor, 1).is_some(),
        disclosures: disclosures.into_iter().rev().take(MOST_DISCLOSURES).map(|one| one.said).collect(),
        returns: guest.access.is_some(),
        code: caller::cookie(&guest.headers, CODE_COOKIE).and_then(AccessCode::read).map(|code| code.shown()),
        complaint: file.id.to_string(),
        reference: file.id.reference(),
        school: desk::school_name(&guest.app, facts.schools.first().copied()).await?,
        ladder: ladder(t, &file),
        stage: t.stage(stage),
        next: t.next(stage),
        due: dues(&guest, &file, actor).await?,
        parts: parts(&guest, &file, actor).await?,
        remedies: remedies(&guest, &file, actor).await?,
        offers: only(offers),
        always: only(always),
        answers: letters(&guest, &file, actor).await?,
        timeline: days(t, cases::timeline(t, &file, actor)),
        regime: file.complaint.regime,
        done: done(&guest),
        new: stage == Stage::Submitted,
        f: guest.frame().await?,
    };
    let mut response = html(StatusCode::OK, &page)?;
    if page.code.is_some() {
        let over = code_cookie(&guest.app, "", 0).parse().map_err(Problem::internal)?;
        response.headers_mut().insert(SET_COOKIE, over);
    }
    Ok(response)
}

/// The cookie that carries a new access code to the next page, which shows it and forgets it: it must stand
/// in no address, and a page that was loaded again must not lodge again.
const CODE_COOKIE: &str = "redress-code";

/// That cookie, for a few minutes or over.
pub(super) fn code_cookie(app: &App, code: &str, seconds: i64) -> String {
    let secure = if app.secure_cookies { "; Secure" } else { "" };
    format!("{CODE_COOKIE}={code}; Path=/complaints; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}

/// What was done just now, by the address that the form led to.
pub(super) fn done(guest: &Guest) -> Option<String> {
    let known = Action::COMMANDS.iter().find(|action| action.name() == guest.asked("done"))?;
    Some(guest.t.fill("done", &[("action", guest.t.say(&format!("action-{}", known.name())))]))
}

/// The three steps, and which of them the complaint has taken.
fn ladder(t: Words, file: &File) -> Vec<Step> {
    let facts = &file.complaint.facts;
    let here = facts.level().max(Level::School);
    let step = |(level, id): (Level, &str)| {
        let passed = level < here && facts.has_reached(level);
        let (mark, standing) = match level {
            _ if level == here && facts.stage == Stage::Closed => ("done", "ladder-ended"),
            _ if level == here => ("here", "ladder-here"),
            _ if passed => ("done", "ladder-done"),
            _ if level < here => ("skipped", "ladder-skipped"),
            _ => ("ahead", "ladder-ahead"),
        };
        Step { mark, name: t.say(id), standing: t.say(standing) }
    };
    [
        (Level::School, "ladder-school"),
        (Level::Ombudsman, "ladder-ombudsman"),
        (Level::SecretaryOfState, "ladder-secretary_of_state"),
    ]
    .map(step)
    .into()
}

/// The lines of a timeline by the day in London.
pub(super) fn days(t: Words, lines: Vec<Line>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for line in lines {
        let on = civil_date(line.at);
        match days.last_mut() {
            Some(day) if day.on == on => day.lines.push(line.said),
            _ => days.push(Day { on, said: t.day(on), lines: vec![line.said] }),
        }
    }
    days
}

/// What is still owed, and by when, with its working.
pub(super) async fn dues(guest: &Guest, file: &File, actor: &Actor) -> Result<Vec<Due>, Problem> {
    if policy::allow(actor, Action::ReadDeadlines, &file.complaint.facts).is_err() {
        return Ok(Vec::new());
    }
    let today = guest.today();
    let clocks = people::clocks(&guest.app, guest.t, file, actor).await?;
    Ok(clocks.into_iter().filter_map(|clock| due(guest.t, clock, today)).collect())
}

fn due(t: Words, clock: Clock, today: Date) -> Option<Due> {
    if !matches!(clock.status, Status::Open | Status::Paused | Status::Passed) {
        return None;
    }
    let day = clock.due.map(|on| t.day(on));
    let said = t.last_day(&RuleId::new(clock.rule), clock.rule_version, clock.due);
    let last = clock.not_lapsed_before.or(clock.due);
    Some(Due {
        said: format!("{} {said}", t.at_school(clock.school)).trim_start().to_owned(),
        paused: clock.status == Status::Paused,
        late: clock.status == Status::Passed || clock.status == Status::Open && last.is_some_and(|last| last < today),
        moved: day.filter(|day| clock.working.last().is_some_and(|last| !last.contains(day))),
        working: clock.working,
        source: clock.source,
        ambiguity: clock.ambiguity,
    })
}

/// The parts of the complaint, and what was found about each.
pub(super) async fn parts(guest: &Guest, file: &File, actor: &Actor) -> Result<Vec<Part>, Problem> {
    let issues = people::issues(&guest.app, file, actor).await?;
    let several = issues.len() > 1;
    Ok(issues.into_iter().map(|issue| part(guest.t, issue, several)).collect())
}

fn part(t: Words, issue: Issue, several: bool) -> Part {
    let mut found = Vec::new();
    let mut say = |id: &str, label: String| found.push((t.say(id), label));
    if let Scope::Redirected(to) = issue.scope {
        say("found-redirected", t.listed(to));
    } else if issue.scope == Scope::Resolved {
        say("found-resolved", t.say("found-resolved-said"));
    }
    issue.stage_1.iter().for_each(|outcome| say("found-stage_1", t.listed(*outcome)));
    issue.panel.iter().for_each(|outcome| say("found-panel", t.listed(*outcome)));
    issue.finding.iter().for_each(|finding| say("found-ombudsman", t.listed(*finding)));
    let version = redress_domain::law::versions().find(|known| Some(known.version) == issue.catalogue);
    let row = version.zip(issue.guarantee).and_then(|(version, id)| version.entitlement(id));
    let title =
        if several { t.fill("part-whole_issue", &[("issue", issue.issue.to_string())]) } else { t.say("part-whole") };
    Part { title, account: issue.account, wanted: issue.wanted, promise: row.map(|row| t.promise(row)), found }
}

/// What those who must answer wrote, the first first.
pub(super) async fn letters(guest: &Guest, file: &File, actor: &Actor) -> Result<Vec<Letter>, Problem> {
    if policy::allow(actor, Action::ReadTimeline, &file.complaint.facts).is_err() {
        return Ok(Vec::new());
    }
    let t = guest.t;
    let letter = |one: answers::Answered| {
        let places = [("day", t.day(one.on)), ("said", one.said)];
        Letter { said: t.fill("answer-said", &places), words: one.words }
    };
    Ok(answers::answers(&guest.app, t, file, actor).await?.into_iter().map(letter).collect())
}

/// What the Ombudsman asked for, and whether it came.
pub(super) async fn remedies(guest: &Guest, file: &File, actor: &Actor) -> Result<Vec<Remedy>, Problem> {
    if policy::allow(actor, Action::ReadRecommendations, &file.complaint.facts).is_err() {
        return Ok(Vec::new());
    }
    let t = guest.t;
    let sight = Sight::new(actor, &file.complaint.facts);
    let mut said = BTreeMap::new();
    for record in &file.records {
        if let Fact::Complaint(
            event @ Event::Compliance(compliance::Event::RemedyReported { recommendation, came, .. }),
        ) = &record.fact
            && sight.sees(event)
        {
            said.insert(*recommendation, (*came, civil_date(record.at)));
        }
    }
    let family = |number| {
        let (came, on) = said.get(&number)?;
        Some(t.fill(if *came { "remedy-came" } else { "remedy-not-come" }, &[("day", t.day(*on))]))
    };
    let remedy = |one: Recommended| Remedy {
        family: family(one.recommendation),
        text: one.text,
        due: one.due.map(|due| t.fill("part-due_by", &[("due", t.day(due))])),
        standing: t.listed(one.status),
    };
    Ok(people::recommendations(&guest.app, file, actor).await?.into_iter().map(remedy).collect())
}

/// What somebody may do now, each with what it means.
pub(super) async fn offers(guest: &Guest, file: &File, actor: &Actor) -> Result<Vec<(Action, Offer)>, Problem> {
    if policy::allow(actor, Action::ReadActions, &file.complaint.facts).is_err() {
        return Ok(Vec::new());
    }
    let offer = |action: Action| {
        let id = format!("action-{}", action.name());
        let href = format!("/cases/{}/{}", file.id, action.name().replace('_', "-"));
        (action, Offer { href, title: guest.t.say(&id), hint: guest.t.part(&id, "hint") })
    };
    Ok(cases::possible(&guest.app, file, actor).await?.into_iter().map(offer).collect())
}

/// A value of a closed list by its stored name.
pub(super) fn snake<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Forgets who a browser comes as, for the next person at the same computer.
pub(super) async fn forget(guest: Guest, _: Sent) -> Answer {
    let forgotten = set_cookie(&guest.app, caller::COOKIE_NAME, "", 0);
    Ok((StatusCode::SEE_OTHER, [(LOCATION, "/".to_owned()), (SET_COOKIE, forgotten)]).into_response())
}
