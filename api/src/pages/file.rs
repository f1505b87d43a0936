//! The whole file of a case for those who work on it: who is who, what it is about, what is due and why,
//! and the steps that are theirs now.

use super::case::{Day, Due, Letter, Offer, Part, Remedy};
use super::case::{days, done, dues, letters, offers, parts, remedies, snake};
use super::personal::{Asked, asked};
use super::{Answer, Frame, Guest, html};
use crate::contacts::{Contact, contacts};
use crate::inquiry::{Inquiry, inquiry};
use crate::words::Words;
use crate::{cases, desk, people};
use askama::Template;
use axum::http::StatusCode;
use jiff::civil::Date;
use redress_domain::policy::{self, Sight};
use redress_domain::{Action, Body};

#[derive(Template)]
#[template(path = "file.html")]
struct FilePage {
    f: Frame,
    reference: String,
    complaint: String,
    school: String,
    level: String,
    stage: String,
    flags: Vec<String>,
    people: Vec<(String, String)>,
    /// How each of them can be reached: the name, a warning first, and the ways.
    contacts: Vec<Reached>,
    /// What helps them to take part.
    help: Option<String>,
    parts: Vec<Part>,
    due: Vec<Due>,
    remedies: Vec<Remedy>,
    /// Who was asked for their side, and papers and facts asked for: what it is, how it stands, and the words.
    invited: Vec<Inquired>,
    required: Vec<Inquired>,
    documents: Vec<(String, String)>,
    requests: Vec<Asked>,
    offers: Vec<Offer>,
    /// What is no step of the journey and can be done beside it.
    always: Vec<Offer>,
    answers: Vec<Letter>,
    timeline: Vec<Day>,
    done: Option<String>,
}

/// How one person can be reached.
struct Reached {
    name: String,
    /// What must be known before anything is sent.
    warnings: Vec<String>,
    ways: Vec<(String, String)>,
}

fn reached(t: Words, one: Contact) -> Reached {
    let way = |id: &str, words: Option<String>| Some((t.say(id), words?));
    let language = one.language.map(|language| t.say(&format!("choice-Language-{}", snake(&language))));
    let ways = [
        way("contacts-email", one.email),
        way("contacts-telephone", one.telephone),
        way("contacts-address", one.address),
        way("contacts-contact", one.contact),
        way("contacts-language", language),
    ];
    let safe = one.safe_contact.map(|safe| t.fill("contacts-safe", &[("safe", safe)]));
    let warnings = safe.into_iter().chain(one.no_email.then(|| t.say("contacts-no_email"))).collect();
    Reached { name: one.name, warnings, ways: ways.into_iter().flatten().collect() }
}

/// Something that was asked for in an investigation.
struct Inquired {
    what: String,
    asked: String,
    /// When it came; nothing where it has not come, or nobody here may know.
    came: Option<String>,
    /// What came, for those who may read it.
    said: Option<String>,
}

/// What was asked for in an investigation, as its lists stand on the page.
fn inquired(t: Words, inquiry: Inquiry, knows: bool) -> (Vec<Inquired>, Vec<Inquired>) {
    let came = |on: Option<Date>| match on {
        Some(on) => Some(t.fill("inquiry-came", &[("day", t.day(on))])),
        None => knows.then(|| t.say("inquiry-open")),
    };
    let invited = inquiry.invitations.into_iter().map(|one| Inquired {
        what: t.invited(&one.to),
        asked: t.fill("inquiry-asked", &[("day", t.day(one.on))]),
        came: came(one.came_on),
        said: one.comment,
    });
    let required = inquiry.required.into_iter().map(|one| Inquired {
        what: one.what.unwrap_or_else(|| t.say("inquiry-papers")),
        asked: t.fill("inquiry-by", &[("day", t.day(one.by))]),
        came: came(one.came_on),
        said: one.note,
    });
    (invited.collect(), required.collect())
}

/// Whether something is done beside the journey: the list of actions has these between its last stage and what
/// ends a complaint.
fn beside(action: Action) -> bool {
    action == Action::RecordConversion || (Action::RaiseSafeguardingConcern..=Action::MoveDeadlines).contains(&action)
}

pub(super) async fn show(guest: Guest) -> Answer {
    let (file, actor) = guest.file(Action::ReadCase).await?;
    let (app, t, facts) = (&guest.app, guest.t, &file.complaint.facts);
    let may = |action| policy::allow(actor, action, facts).is_ok();
    let mut who = Vec::new();
    if may(Action::ReadParties) {
        for person in people::parties(app, &file, actor).await? {
            let mut role = t.say(&format!("party-{}", snake(&person.role)));
            if let Some(capacity) = person.capacity {
                role = format!("{role}: {}", t.say(&format!("choice-Capacity-{}", snake(&capacity))));
            }
            if person.withdrawn {
                role = format!("{role} ({})", t.say("party-withdrawn"));
            }
            who.push((person.name, role));
        }
    }
    let mut documents = Vec::new();
    if may(Action::ReadDocuments) {
        for document in people::documents(app, &file, actor).await? {
            documents.push((document.title, t.say(&format!("choice-Privilege-{}", snake(&document.privilege)))));
        }
    }
    let sight = Sight::new(actor, facts);
    let flags =
        facts.flags.iter().filter(|flag| sight.sees_flag(**flag)).map(|flag| t.say(&format!("flag-{}", snake(flag))));
    let lines = if may(Action::ReadTimeline) { cases::timeline(t, &file, actor) } else { Vec::new() };
    let (always, next) = offers(&guest, &file, actor).await?.into_iter().partition(|(action, _)| beside(*action));
    let only = |offers: Vec<(Action, Offer)>| offers.into_iter().map(|(_, offer)| offer).collect();
    let (invited, required) = inquired(t, inquiry(app, &file, actor).await?, actor.body == Body::Ombudsman);
    let (contacts, help) = contacts(app, &file, actor).await?;
    let page = FilePage {
        contacts: contacts.into_iter().map(|one| reached(t, one)).collect(),
        help,
        invited,
        required,
        reference: file.id.reference(),
        complaint: file.id.to_string(),
        school: desk::school_name(app, facts.schools.first().copied()).await?,
        level: t.level(facts.level()),
        stage: t.stage(facts.stage),
        flags: flags.collect(),
        people: who,
        parts: parts(&guest, &file, actor).await?,
        due: dues(&guest, &file, actor).await?,
        remedies: remedies(&guest, &file, actor).await?,
        documents,
        requests: if may(Action::ReadPersonalData) { asked(app, t, &file, actor).await? } else { Vec::new() },
        offers: only(next),
        always: only(always),
        answers: letters(&guest, &file, actor).await?,
        timeline: days(t, lines),
        done: done(&guest),
        f: guest.frame().await?,
    };
    html(StatusCode::OK, &page)
}
