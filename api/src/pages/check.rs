//! "Check a date": any time limit of the law, counted from any day, with its working. Nothing is kept.

use super::act::draw::{Drawing, Shown};
use super::act::schema::{Field, Kind, Known};
use super::act::things::Things;
use super::act::typed::{Mistake, Typed};
use super::lodge::steps::Voice;
use super::{Answer, Frame, Guest, html};
use crate::form;
use crate::problem::Problem;
use askama::Template;
use axum::http::StatusCode;
use redress_domain::clock::{self, Calendars};
use redress_domain::{Kind as StreamKind, StreamId, Subject, Urn};

/// What was worked out.
struct Counted {
    said: String,
    working: Vec<String>,
    source: String,
    doubt: Option<String>,
}

#[derive(Template)]
#[template(path = "check.html")]
struct CheckPage {
    f: Frame,
    fields: Vec<Shown>,
    mistakes: Vec<(String, String)>,
    counted: Option<Counted>,
}

/// Every time limit, once.
pub(super) fn rules() -> Vec<String> {
    let mut rules: Vec<String> = clock::rules().iter().map(|rule| rule.id.to_string()).collect();
    rules.dedup();
    rules
}

fn fields() -> Vec<Field> {
    let rules = rules();
    vec![
        Field { name: "rule".into(), need: true, kind: Kind::Choice("Rule".into(), rules) },
        Field { name: "start".into(), need: true, kind: Kind::Day },
        Field { name: "school_number".into(), need: false, kind: Kind::Known(Known::Complaint) },
    ]
}

pub(super) async fn show(guest: Guest) -> Answer {
    let typed = Typed::of(&guest.query);
    let (things, fields, t) = (Things::default(), fields(), guest.t);
    let mut mistakes = Vec::new();
    let mut counted = None;
    if guest.query.contains_key("rule") {
        match typed.command(&fields, &things, t) {
            Err(wrong) => mistakes = wrong,
            Ok(_) => match count(&guest, &typed).await? {
                Ok(due) => counted = Some(due),
                Err(mistake) => mistakes.push(mistake),
            },
        }
    }
    let drawing =
        Drawing { t, scope: "check", things: &things, typed: &typed, mistakes: &mistakes, voice: Voice::Family };
    let fields = drawing.fields(&fields, "");
    let status = if mistakes.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mistakes = Drawing::links(&fields, &mistakes);
    html(status, &CheckPage { f: guest.frame().await?, fields, mistakes, counted })
}

/// Counts as the law does on the day the clock would start, with the school's terms where they are known.
async fn count(guest: &Guest, typed: &Typed) -> Result<Result<Counted, Mistake>, Problem> {
    let t = guest.t;
    let mistake = |place: &str, words: String| Ok(Err(Mistake { place: place.to_owned(), words }));
    let part = |part: &str| typed.text(&format!("start-{part}"));
    let Ok(Some(start)) = form::day_of(part("day"), part("month"), part("year")) else {
        return mistake("start", t.say("mistake-day"));
    };
    let Some(rule) = clock::rule(typed.text("rule"), start) else {
        return mistake("rule", t.say("mistake-rule"));
    };
    let school = typed.text("school_number");
    let terms = match school.parse().map(Urn) {
        Ok(urn) => guest.app.store.subjects(&[StreamId::new(StreamKind::Terms, urn)]).await?,
        Err(_) if school.is_empty() => Vec::new(),
        Err(_) => return mistake("school_number", t.say("mistake-number")),
    };
    let calendar = terms.first().and_then(|subject| match subject {
        Subject::Terms(terms) => terms.calendar.as_ref(),
        _ => None,
    });
    let calendars = calendar.map_or(Calendars::england(), |calendar| Calendars::england().with_school(calendar));
    match clock::due(rule, start, &calendars) {
        Ok(due) => Ok(Ok(Counted {
            said: t.due(&rule.id, due.on),
            working: due.working.iter().map(|step| t.step(step)).collect(),
            source: rule.source.clone(),
            doubt: rule.ambiguity.clone(),
        })),
        Err(cannot) => mistake("rule", t.no_date(&cannot)),
    }
}
