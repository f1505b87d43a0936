//! All that a file holds about one person, to be read and kept.

use super::{Answer, Frame, Guest, html};
use crate::cases;
use crate::held::HeldNames;
use crate::personal::{self, MASKED};
use crate::problem::Kind;
use crate::seal::ERASED;
use askama::Template;
use axum::http::StatusCode;
use redress_domain::clock::civil_date;
use redress_domain::law::Exemption;
use redress_domain::{Action, Body};
use serde_json::Value;

/// Something that was recorded: when, what, and what was written with it.
struct Entry {
    day: String,
    said: String,
    words: Vec<String>,
}

#[derive(Template)]
#[template(path = "personal.html")]
struct PersonalPage {
    f: Frame,
    reference: String,
    back: String,
    data: String,
    entries: Vec<Entry>,
    left_out: Vec<String>,
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
    let (t, asked) = (guest.t, guest.asked("person"));
    let named = if asked.is_empty() { None } else { Some(asked.parse().map_err(|_| Kind::NotFound)?) };
    let person = personal::wanted(actor, named)?;
    let found = personal::of(&guest.app, t, &file, actor, person).await?;
    let entries = found.entries.into_iter().map(|entry| {
        let names = cases::names_of(&entry.event);
        let mut texts = Vec::new();
        for (name, value) in &entry.particulars {
            words(names, value, names.contains(name), &mut texts);
        }
        let plain = |text: String| match text.as_str() {
            MASKED => t.say("personal-masked"),
            ERASED => t.say("personal-erased"),
            _ => text,
        };
        Entry { day: t.day(civil_date(entry.at)), said: entry.said, words: texts.into_iter().map(plain).collect() }
    });
    let side = if actor.body == Body::Family { "complaints" } else { "cases" };
    let page = PersonalPage {
        reference: found.reference,
        back: format!("/{side}/{}", file.id),
        data: format!("/v1/complaints/{}/personal-data?person={person}", file.id),
        entries: entries.collect(),
        left_out: Exemption::ALL.iter().map(|why| t.listed(*why)).collect(),
        f: guest.frame().await?,
    };
    html(StatusCode::OK, &page)
}
