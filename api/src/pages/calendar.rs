//! The days of a school as its bodies have told them, side by side where they differ, and the choice between them.

use super::guest::body;
use super::{Answer, Frame, Guest, Sent, html};
use crate::calendars::{self, PublishedTerms, TermsChange, TermsDone};
use crate::desk;
use crate::problem::{Kind, Problem};
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::IntoResponse;
use redress_domain::clock::civil_date;
use redress_domain::terms::ChooseTerms;
use redress_domain::{Body, policy};

/// The most days that are listed of those about which two calendars differ.
const MOST: usize = 40;

/// What one body has told.
struct Told {
    /// The body's name, and the same for programs.
    body: String,
    publisher: String,
    said: String,
    /// Its terms, the days on which it is closed within them, and those on which it is open beside them.
    lists: [(String, Vec<String>); 3],
    counts: bool,
}

#[derive(Template)]
#[template(path = "calendar.html")]
struct CalendarPage {
    f: Frame,
    school: String,
    told: Vec<Told>,
    differ: Vec<String>,
    more: usize,
    /// Whether the visitor may choose between several.
    chooses: bool,
    history: Vec<String>,
    mistakes: Vec<(String, String)>,
    done: Option<String>,
}

pub(super) async fn show(guest: Guest) -> Answer {
    page(&guest, None, StatusCode::OK).await
}

/// A body's name, or that it is not known.
async fn name(guest: &Guest, publisher: Option<Body>) -> Result<String, Problem> {
    match publisher {
        Some(known) => body(&guest.app, guest.t, known).await,
        None => Ok(guest.t.say("calendar-unknown")),
    }
}

async fn told(guest: &Guest, one: &PublishedTerms, counts: bool) -> Result<Told, Problem> {
    let (t, calendar) = (guest.t, &one.calendar);
    let from_to = |from, to| [("from", t.day(from)), ("to", t.day(to))];
    let [from, to] = from_to(calendar.covers_from, calendar.covers_to);
    let terms = calendar.terms.iter().map(|term| t.fill("calendar-term", &from_to(term.from, term.to)));
    let closed = calendar.closed.iter().map(|(day, why)| format!("{}: {why}", t.day(*day)));
    Ok(Told {
        body: name(guest, one.publisher).await?,
        publisher: one.publisher.map(|body| body.to_string()).unwrap_or_default(),
        said: t.fill("calendar-published", &[("day", t.day(civil_date(one.at))), from, to]),
        lists: [
            (t.say("calendar-terms"), terms.collect()),
            (t.say("calendar-closed"), closed.collect()),
            (t.say("calendar-open"), calendar.also_open.iter().map(|day| t.day(*day)).collect()),
        ],
        counts,
    })
}

async fn changed(guest: &Guest, one: &TermsChange) -> Result<String, Problem> {
    let t = guest.t;
    let places = [
        ("day", t.day(civil_date(one.at))),
        ("body", name(guest, one.publisher).await?),
        ("role", t.say(&format!("role-{}", one.by.name()))),
    ];
    Ok(t.fill(if one.done == TermsDone::Chosen { "calendar-said-chosen" } else { "calendar-said-published" }, &places))
}

async fn page(guest: &Guest, wrong: Option<String>, status: StatusCode) -> Answer {
    let (t, urn) = (guest.t, guest.school()?);
    let entry = guest.app.store.school(urn).await?.ok_or(Kind::NotFound)?;
    let (found, _) = calendars::terms_of(&guest.app, urn).await?;
    let mut all = Vec::with_capacity(found.published.len());
    for one in &found.published {
        let counts = found.published.len() == 1 || found.chosen.is_some() && one.publisher == found.chosen;
        all.push(told(guest, one, counts).await?);
    }
    let mut history = Vec::with_capacity(found.history.len());
    for one in found.history.iter().rev().take(MOST) {
        history.push(changed(guest, one).await?);
    }
    let page = CalendarPage {
        school: desk::school_name(&guest.app, Some(urn)).await?,
        differ: found.differ.iter().take(MOST).map(|day| t.day(*day)).collect(),
        more: found.differ.len().saturating_sub(MOST),
        chooses: found.published.len() > 1 && policy::keeps_calendar(guest.signed()?, &entry),
        told: all,
        history,
        mistakes: wrong.map(|words| ("#publisher".to_owned(), words)).into_iter().collect(),
        done: (guest.asked("done") == "choose_terms").then(|| t.say("calendar-done")),
        f: guest.frame().await?,
    };
    html(status, &page)
}

pub(super) async fn send(guest: Guest, sent: Sent) -> Answer {
    let urn = guest.school()?;
    let Ok(publisher) = sent.first("publisher").parse() else {
        let words = guest.t.say("mistake-choose");
        return page(&guest, Some(words), StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let caller = guest.signed()?.clone();
    match calendars::choose_in(&guest.app, caller, urn, ChooseTerms { publisher }, None).await {
        Ok(_) => Ok((StatusCode::SEE_OTHER, [(LOCATION, "/desk/calendar?done=choose_terms")]).into_response()),
        Err(problem) if problem.document().status == 422 => {
            page(&guest, Some(guest.t.problem(problem.document())), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(problem) => Err(problem),
    }
}
