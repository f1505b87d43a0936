//! What is due in a visitor's cases, today or as it was on any day: filtered by a form, page by page, or as a table
//! for a spreadsheet.

use super::act::case_path;
use super::act::draw::{Drawing, Shown};
use super::act::schema::{Field, Kind, Known, choice_id};
use super::act::things::Things;
use super::act::typed::{Mistake, Typed};
use super::lodge::steps::Voice;
use super::{Answer, Frame, Guest, check, html};
use crate::body;
use crate::problem::{Document, Problem};
use crate::reports::{self, DuePage, DueRow};
use crate::words::Words;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::clock::{Basis, Owner, civil_date, instant};
use redress_domain::complaint::stage::Stage;
use redress_domain::report::Standing;
use redress_domain::{Actor, Body};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// How many clocks one page shows.
const ROWS: u16 = 25;

/// One clock of the report.
struct Line {
    due: String,
    name: String,
    owner: String,
    reference: String,
    href: String,
    stage: String,
    standing: String,
    late: bool,
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    f: Frame,
    /// Which day is told, and as it was known when, where that is not today.
    then: Option<String>,
    fields: Vec<Shown>,
    filtered: bool,
    mistakes: Vec<(String, String)>,
    /// How many clocks stand in each way.
    totals: Vec<(String, usize)>,
    /// Whether all of them were counted.
    complete: bool,
    lines: Vec<Line>,
    csv: String,
    next: Option<String>,
}

/// The names that the API has for the values of a closed list.
fn names<T: Serialize>(all: impl IntoIterator<Item = T>) -> Vec<String> {
    let name = |one| serde_json::to_value(one).ok().and_then(|value| value.as_str().map(str::to_owned));
    all.into_iter().filter_map(name).collect()
}

/// What a report is asked with: a field of a form for each filter of the API.
#[must_use]
pub fn field(name: &str) -> Field {
    let kind = match name {
        "status" => Kind::Choice("Standing".into(), names(Standing::ALL)),
        "stage" => Kind::Choice("Stage".into(), names(Stage::ALL.iter().skip(1))),
        "rule" => Kind::Choice("Rule".into(), check::rules()),
        "basis" => Kind::Choice("Basis".into(), names(Basis::ALL)),
        "owed_by" => Kind::Choice("Owner".into(), names(Owner::ALL)),
        "guarantee" => Kind::Known(Known::Complaint),
        "as_of" | "known_at" => Kind::Day,
        _ => Kind::Number,
    };
    Field { name: name.into(), need: false, kind }
}

/// The fields as they are asked of this reader: whoever must keep the time limits chooses among their names in the law.
#[must_use]
pub(super) fn asked_of(reader: &Actor, mut fields: Vec<Field>) -> Vec<Field> {
    for field in fields.iter_mut().filter(|_| reader.body != Body::Family) {
        if let Kind::Choice(list, _) = &mut field.kind
            && list == "Rule"
        {
            *list = "Limit".into();
        }
    }
    fields
}

/// What a report can be filtered by, in the order of its form.
pub const FILTERS: [&str; 11] =
    ["status", "within", "stage", "rule", "basis", "owed_by", "school", "authority", "guarantee", "as_of", "known_at"];

/// The last instant of a day that is known by now; of a day that has not come, one that has not come either.
fn known_at(day: Date, now: Timestamp) -> Option<Timestamp> {
    let end = instant(day.tomorrow().ok()?.to_datetime(jiff::civil::Time::midnight())).ok()?;
    Some(if day <= civil_date(now) { end.min(now) } else { end })
}

/// What was asked, as the API has it: the day of knowledge is a day on the page and an instant in the API.
pub(super) fn in_the_api(asked: &Value, now: Timestamp) -> Value {
    let mut asked = asked.clone();
    let day = asked["known_at"].as_str().and_then(|day| day.parse().ok());
    if let Some(at) = day.and_then(|day| known_at(day, now)) {
        asked["known_at"] = json!(at.to_string());
    }
    asked
}

/// What was asked, as it stands in the address of a page: only what was read, and never as it was typed.
pub(super) fn address(asked: &Value) -> String {
    let part = |(name, value): (&String, &Value)| match (name.as_str(), value) {
        ("as_of" | "known_at", Value::String(day)) => {
            let day: Date = day.parse().ok()?;
            Some(format!("{name}-day={}&{name}-month={}&{name}-year={}", day.day(), day.month(), day.year()))
        }
        (_, Value::String(text)) => Some(format!("{name}={text}")),
        (_, Value::Number(number)) => Some(format!("{name}={number}")),
        _ => None,
    };
    let parts: Vec<_> = asked.as_object().into_iter().flat_map(Map::iter).filter_map(part).collect();
    parts.join("&")
}

/// The mistakes that the report finds in what it was asked.
pub(super) fn mistakes(document: &Document, t: Words) -> Vec<Mistake> {
    let mistake = |place: &str, words: &str| Mistake {
        place: place.trim_start_matches('/').to_owned(),
        words: t.problem_at(document, words),
    };
    match document.errors.as_slice() {
        [] => vec![mistake("", &document.detail)],
        errors => errors.iter().map(|error| mistake(&error.pointer, &error.detail)).collect(),
    }
}

/// The day that is told and the day of knowledge, where one of them was asked for.
pub(super) fn then(t: Words, asked: &Value, as_of: Date, known_at: Timestamp) -> Option<String> {
    let told = [asked["as_of"].is_string(), asked["known_at"].is_string()];
    let places = [("day", t.day(as_of)), ("known", t.day(civil_date(known_at)))];
    match told {
        [false, false] => None,
        [_, false] => Some(t.fill("report-as_of", &places)),
        _ => Some(t.fill("report-known_at", &places)),
    }
}

/// What was found, as it was asked for.
enum Found {
    Page(DuePage),
    Csv(Response),
}

async fn find(guest: &Guest, actor: &Actor, asked: &Value, csv: bool) -> Result<Found, Problem> {
    let mut query: reports::ReportQuery = body::typed(in_the_api(asked, guest.app.clock.now()))?;
    if csv {
        return Ok(Found::Csv(reports::csv(&guest.app, actor, &query).await?));
    }
    (query.limit, query.totals) = (Some(ROWS), Some(true));
    query.after = Some(guest.asked("after").to_owned()).filter(|after| !after.is_empty());
    Ok(Found::Page(reports::due(&guest.app, actor, &query).await?))
}

pub(super) async fn show(guest: Guest) -> Answer {
    let (actor, t) = (guest.signed()?, guest.t);
    let (typed, things) = (Typed::of(&guest.query), Things::default());
    let fields = asked_of(actor, FILTERS.iter().copied().map(field).collect());
    let (asked, mut wrong) = match typed.command(&fields, &things, t) {
        Ok(command) => (command.body, Vec::new()),
        Err(mistakes) => (json!({}), mistakes),
    };
    let csv = guest.asked("as") == "csv";
    let mut found = None;
    if wrong.is_empty() {
        match find(&guest, actor, &asked, csv).await {
            Ok(Found::Csv(csv)) => return Ok(csv),
            Ok(Found::Page(page)) => found = Some(page),
            // A marker that is not ours has no field to put right.
            Err(problem) if problem.document().errors.is_empty() => return Err(problem),
            Err(problem) => wrong = mistakes(problem.document(), t),
        }
    }
    let drawing =
        Drawing { t, scope: "report", things: &things, typed: &typed, mistakes: &wrong, voice: Voice::Family };
    let shown = drawing.fields(&fields, "");
    let here = address(&asked);
    let next = found.as_ref().and_then(|found| found.next.as_ref());
    let page = ReportPage {
        then: found.as_ref().and_then(|found| then(t, &asked, found.as_of, found.known_at)),
        filtered: !here.is_empty() || !wrong.is_empty(),
        mistakes: Drawing::links(&shown, &wrong),
        fields: shown,
        totals: found.as_ref().map(|found| totals(t, found)).unwrap_or_default(),
        complete: found.as_ref().and_then(|found| found.totals.as_ref()).is_none_or(|totals| totals.complete),
        next: next.map(|after| format!("/desk/report?{here}&after={after}")),
        csv: format!("/desk/report?{here}&as=csv"),
        lines: found.iter().flat_map(|found| &found.deadlines).map(|row| line(t, actor, row)).collect(),
        f: guest.frame().await?,
    };
    html(if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &page)
}

/// The words for a value of a closed list, by its name in the API.
pub(super) fn said(t: Words, list: &str, value: impl Serialize) -> String {
    names([value]).first().map(|name| t.say(&choice_id(list, name))).unwrap_or_default()
}

fn totals(t: Words, found: &DuePage) -> Vec<(String, usize)> {
    let counted = found.totals.iter().flat_map(|totals| &totals.by_status);
    counted.map(|(standing, count)| (said(t, "Standing", standing), *count)).collect()
}

fn line(t: Words, actor: &Actor, row: &DueRow) -> Line {
    Line {
        due: row.due.map_or_else(|| t.say("standing-undated"), |due| t.day(due)),
        name: t.limit_of_row(&row.rule, &row.name),
        owner: said(t, "Owner", row.owed_by),
        reference: row.reference.clone(),
        href: case_path(actor, row.complaint),
        stage: t.stage(row.stage),
        standing: said(t, "Standing", row.status),
        late: row.overdue,
    }
}
