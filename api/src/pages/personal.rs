//! All that a file holds about one person, to be read and kept; and the copy of it that answers a request.

use super::{Answer, Frame, Guest, html};
use crate::app::App;
use crate::cases;
use crate::data_requests::{self, Copy, DataRequest};
use crate::files::File;
use crate::held::HeldNames;
use crate::people;
use crate::personal::{self, MASKED, PersonalEntry, WITHHELD};
use crate::problem::{Kind, Problem};
use crate::seal::ERASED;
use crate::words::Words;
use askama::Template;
use axum::http::StatusCode;
use redress_domain::clock::civil_date;
use redress_domain::complaint::data_request::RequestStatus;
use redress_domain::law::Exemption;
use redress_domain::{Action, Actor, Body};
use serde_json::Value;

/// Something that was recorded: when, what, and what was written with it.
#[derive(Debug)]
pub(in crate::pages) struct Entry {
    pub(in crate::pages) day: String,
    pub(in crate::pages) said: String,
    pub(in crate::pages) words: Vec<String>,
}

impl Entry {
    /// A record as people read it: the texts of its particulars, and no numbers of ours.
    pub(in crate::pages) fn of(t: Words, entry: PersonalEntry) -> Self {
        let names = cases::names_of(&entry.event);
        let mut texts = Vec::new();
        for (name, value) in &entry.particulars {
            words(names, value, names.contains(name), &mut texts);
        }
        let plain = |text: String| match text.as_str() {
            MASKED => t.say("personal-masked"),
            WITHHELD => t.say("personal-withheld"),
            ERASED => t.say("personal-erased"),
            _ => text,
        };
        Self { day: t.day(civil_date(entry.at)), said: entry.said, words: texts.into_iter().map(plain).collect() }
    }
}

/// A request for a copy, in words, and where the copy is.
#[derive(Debug)]
pub(in crate::pages) struct Asked {
    pub(in crate::pages) said: String,
    /// Where the copy is, once it may be fetched.
    pub(in crate::pages) copy: Option<String>,
    /// Where it is decided what the copy shows, for who decides that.
    pub(in crate::pages) prepare: Option<String>,
    /// Where all that is held about the person is read, for staff.
    pub(in crate::pages) held: Option<String>,
}

/// The requests for data that somebody may know of, in words.
pub(in crate::pages) async fn asked(app: &App, t: Words, file: &File, actor: &Actor) -> Result<Vec<Asked>, Problem> {
    let requests = data_requests::of_file(file, actor);
    if requests.is_empty() {
        return Ok(Vec::new());
    }
    let family = actor.body == Body::Family;
    let names = if family { Vec::new() } else { people::parties(app, file, actor).await? };
    let waits = |request: &DataRequest| matches!(request.status, RequestStatus::Open | RequestStatus::Prepared);
    let line = |request: DataRequest| {
        let name = names.iter().find(|party| party.person == request.person).map(|party| party.name.clone());
        let status = match request.status {
            RequestStatus::Open => "request-open",
            RequestStatus::Prepared => "request-prepared",
            RequestStatus::Released => "request-released",
            RequestStatus::Refused => "request-refused",
        };
        let day = request.answered_on.or(request.due).map(|day| t.day(day)).unwrap_or_default();
        let who = name.unwrap_or_else(|| t.say("person-you"));
        let said = t.fill("request-said", &[("name", who), ("asked_on", t.day(request.asked_on))]);
        let prepare = format!("/cases/{}/prepare-data-copy?request={}", file.id, request.request);
        Asked {
            said: format!("{said} {}", t.fill(status, &[("day", day)])),
            copy: request
                .copy
                .is_some()
                .then(|| format!("/complaints/{}/data-requests/{}/copy", file.id, request.request)),
            prepare: (!family && waits(&request)).then_some(prepare),
            held: (!family).then(|| format!("/complaints/{}/personal-data?person={}", file.id, request.person)),
        }
    };
    Ok(requests.into_iter().map(line).collect())
}

#[derive(Template)]
#[template(path = "personal.html")]
struct PersonalPage {
    f: Frame,
    reference: String,
    back: String,
    data: String,
    requests: Vec<Asked>,
    /// Where to ask for a copy, for whose data they are.
    ask: Option<String>,
    entries: Vec<Entry>,
    left_out: Vec<String>,
}

#[derive(Template)]
#[template(path = "copy.html")]
struct CopyPage {
    t: Words,
    reference: String,
    asked_on: String,
    entries: Vec<Entry>,
    left_out: Vec<String>,
}

/// The copy as somebody reads it: one page that needs nothing else.
///
/// # Errors
/// The template fails.
pub fn copy(t: Words, copy: &Copy) -> Result<String, askama::Error> {
    let page = CopyPage {
        t,
        reference: copy.data.reference.clone(),
        asked_on: t.day(copy.asked_on),
        entries: copy.data.entries.iter().cloned().map(|entry| Entry::of(t, entry)).collect(),
        left_out: left_out(t),
    };
    page.render()
}

/// What the law lets be left out, whether or not anything is.
fn left_out(t: Words) -> Vec<String> {
    Exemption::ALL.iter().map(|why| t.listed(*why)).collect()
}

/// The texts of particulars that somebody can read: no numbers of ours, and no codes.
fn words(names: &HeldNames, value: &Value, held: bool, found: &mut Vec<String>) {
    match value {
        Value::String(text) if held || text == MASKED => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| words(names, item, held, found)),
        Value::Object(members) => {
            for (name, member) in members {
                words(names, member, held || names.contains(name), found);
            }
        }
        _ => {}
    }
}

pub(super) async fn show(guest: Guest) -> Answer {
    let (file, actor) = guest.file(Action::ReadPersonalData).await?;
    let (t, named) = (guest.t, guest.asked("person"));
    let named = if named.is_empty() { None } else { Some(named.parse().map_err(|_| Kind::NotFound)?) };
    let person = personal::wanted(actor, named)?;
    let found = personal::of(&guest.app, t, &file, actor, person).await?;
    let side = if actor.body == Body::Family { "complaints" } else { "cases" };
    let asks = cases::possible(&guest.app, &file, actor).await?.contains(&Action::MakeDataRequest);
    let page = PersonalPage {
        reference: found.reference,
        back: format!("/{side}/{}", file.id),
        data: format!("/v1/complaints/{}/personal-data?person={person}", file.id),
        requests: asked(&guest.app, t, &file, actor).await?,
        ask: asks.then(|| format!("/cases/{}/make-data-request", file.id)),
        entries: found.entries.into_iter().map(|entry| Entry::of(t, entry)).collect(),
        left_out: left_out(t),
        f: guest.frame().await?,
    };
    html(StatusCode::OK, &page)
}

/// The copy that answers a request, as a file to keep.
pub(super) async fn fetch(guest: Guest) -> Answer {
    let (file, actor) = guest.file(Action::ReadPersonalData).await?;
    let request = guest.part("request").parse().map_err(|_| Kind::NotFound)?;
    data_requests::fetched(&guest.app, guest.t, &file, actor, request).await
}
