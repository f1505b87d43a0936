//! The whole file of a case for those who work on it: who is who, what it is about, what is due and why,
//! and the steps that are theirs now.

use super::case::{Day, Due, Offer, Part, Remedy, days, done, dues, offers, parts, remedies, snake};
use super::personal::{Asked, asked};
use super::{Answer, Frame, Guest, html};
use crate::{cases, desk, people};
use askama::Template;
use axum::http::StatusCode;
use redress_domain::Action;
use redress_domain::policy::{self, Sight};

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
    parts: Vec<Part>,
    due: Vec<Due>,
    remedies: Vec<Remedy>,
    documents: Vec<(String, String)>,
    requests: Vec<Asked>,
    offers: Vec<Offer>,
    /// What is no step of the journey and can be done beside it.
    always: Vec<Offer>,
    timeline: Vec<Day>,
    done: Option<String>,
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
    let page = FilePage {
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
        timeline: days(t, lines),
        done: done(&guest),
        f: guest.frame().await?,
    };
    html(StatusCode::OK, &page)
}
