//! The desk: the cases of a visitor's body, what is due first, and how each stands in words.

use super::act::case_path;
use super::{Answer, Frame, Guest, html, lodge};
use crate::cursor;
use crate::desk::{self, Chosen, Standing};
use crate::form::encoded;
use askama::Template;
use axum::http::StatusCode;
use redress_domain::Body;
use redress_domain::complaint::stage::Stage;

/// How many cases one page shows.
const ROWS: usize = 25;

/// One case of the list.
struct Line {
    href: String,
    reference: String,
    school: String,
    stage: String,
    /// How it stands, in one word for the stylesheet and in words for people.
    mark: &'static str,
    standing: String,
    /// What is due and when.
    due: String,
    assigned: Option<String>,
}

#[derive(Template)]
#[template(path = "desk.html")]
struct DeskPage {
    f: Frame,
    lines: Vec<Line>,
    stages: Vec<(&'static str, String, bool)>,
    only: Vec<(&'static str, String, bool)>,
    filtered: bool,
    /// Whether they may write down a complaint that came by another way.
    enters: bool,
    next: Option<String>,
}

/// The filters that leave only some of the cases, besides the stage.
const ONLY: [&str; 3] = ["overdue", "mine", "unassigned"];

pub(super) async fn show(guest: Guest) -> Answer {
    let actor = guest.signed()?;
    let t = guest.t;
    let stage = Stage::ALL.iter().copied().find(|stage| stage.name() == guest.asked("stage"));
    let only = guest.asked("only");
    let chosen = Chosen { stage, overdue: only == "overdue", mine: only == "mine", unassigned: only == "unassigned" };
    // A marker that is not ours begins the list anew: nobody is sent away for an old address.
    let after =
        cursor::decode("desk", Some(guest.asked("after")).filter(|after| !after.is_empty())).unwrap_or_default();
    let found = desk::desk(&guest.app, actor, &chosen, after, ROWS).await?;
    let mut lines = Vec::with_capacity(found.cases.len());
    for case in &found.cases {
        let school = desk::school_name(&guest.app, case.facts.schools.first().copied()).await?;
        let (mark, standing) = standing(case.standing, t);
        let due = case.clock.as_ref().map_or_else(String::new, |clock| match clock.due {
            Some(on) => format!("{}: {}", t.rule(&clock.rule), t.day(on)),
            None => t.undated(&t.rule(&clock.rule), &clock.rule, clock.rule_version),
        });
        lines.push(Line {
            href: case_path(actor, case.id),
            reference: case.id.reference(),
            school,
            stage: t.stage(case.facts.stage),
            mark,
            standing,
            due,
            assigned: case
                .assigned(actor)
                .map(|to| if *to == actor.person { t.say("desk-yours") } else { t.say("desk-assigned") }),
        });
    }
    let assigns = matches!(actor.body, Body::School(_) | Body::Ombudsman);
    let kept = ONLY.into_iter().filter(|name| assigns || *name == "overdue");
    let next = found.next.and_then(|after| cursor::encode("desk", after)).map(|after| {
        let stage = stage.map(|stage| format!("stage={}&", stage.name())).unwrap_or_default();
        format!("/desk?{stage}only={}&after={after}", encoded(only))
    });
    let page = DeskPage {
        f: guest.frame().await?,
        lines,
        stages: Stage::ALL.iter().skip(1).map(|one| (one.name(), t.stage(*one), stage == Some(*one))).collect(),
        only: kept.map(|name| (name, t.say(&format!("desk-only-{name}")), only == name)).collect(),
        enters: lodge::clerk(&guest).is_some(),
        filtered: stage.is_some() || !only.is_empty(),
        next,
    };
    html(StatusCode::OK, &page)
}

/// How a case stands: a mark for the stylesheet, and the words that say the same.
fn standing(standing: Standing, t: crate::words::Words) -> (&'static str, String) {
    let (mark, id) = match standing {
        Standing::Late => ("late", "standing-late"),
        Standing::Soon => ("soon", "standing-soon"),
        Standing::InTime => ("in-time", "standing-in_time"),
        Standing::Paused => ("paused", "standing-paused"),
        Standing::Undated => ("undated", "standing-undated"),
        Standing::Quiet => ("quiet", "standing-quiet"),
    };
    (mark, t.say(id))
}
