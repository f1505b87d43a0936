//! The desk: the cases of a visitor's body, what is due first, and how each stands in words.

use super::act::case_path;
use super::act::things::colleagues;
use super::assign::{Doing, step, tick_id};
use super::case;
use super::filters::filters;
use super::{Answer, Frame, Guest, html, lodge};
use crate::cursor;
use crate::desk::{self, Chosen, SchoolNames};
use askama::Template;
use axum::http::StatusCode;
use redress_domain::Body;
use redress_domain::complaint::desk::Standing;
use redress_domain::complaint::stage::Stage;

/// How many cases one page shows.
pub(super) const ROWS: usize = 25;

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
    /// The case's number, and the id of its box.
    case: String,
    tick: String,
    /// Whether its box is ticked.
    ticked: bool,
}

#[derive(Template)]
#[template(path = "desk.html")]
struct DeskPage {
    f: Frame,
    lines: Vec<Line>,
    stages: Vec<(&'static str, String, bool)>,
    /// The views of the desk that are one press away: the address, its words, and whether it is this one.
    views: Vec<(String, String, bool)>,
    only: &'static str,
    filtered: bool,
    /// The filters that they keep: the address, the name, and whether it is this one.
    kept: Vec<(String, String, bool)>,
    /// Where to keep this one, unless there is nothing to keep.
    keep: Option<String>,
    /// The name that was typed for it.
    filter: String,
    /// Whether the board of recommendations is theirs to watch.
    watches: bool,
    /// Whether they act for a school, which sets times of its own.
    school: bool,
    /// Whether they may write down a complaint that came by another way.
    enters: bool,
    next: Option<String>,
    /// Who can be named to deal with what is ticked; nobody where that is not the visitor's to say.
    people: Vec<(String, String, bool)>,
    mistakes: Vec<(String, String)>,
    done: Option<String>,
    key: String,
}

impl DeskPage {
    /// What is wrong with the name that was typed for a filter.
    fn misnamed(&self) -> Option<&str> {
        self.mistakes.iter().find(|(to, _)| to == "#filter-name").map(|(_, words)| words.as_str())
    }
}

/// The filters that leave only some of the cases, besides the stage.
const ONLY: [&str; 6] = ["overdue", "soon", "in_time", "paused", "mine", "unassigned"];

/// The stage and the filter that were asked for. Only names that are known count, so that nothing of an address
/// is repeated on the page. None is remembered: a filter of yesterday must not hide what is due today.
pub(super) fn asked(guest: &Guest) -> (Option<Stage>, &'static str) {
    let stage = Stage::ALL.iter().copied().find(|known| known.name() == guest.asked("stage"));
    (stage, ONLY.into_iter().find(|known| *known == guest.asked("only")).unwrap_or_default())
}

/// The address of the desk with these filters.
pub(super) fn address(stage: Option<Stage>, only: &str) -> String {
    format!("/desk?stage={}&only={only}", stage.map_or("", Stage::name))
}

pub(super) async fn show(guest: Guest) -> Answer {
    page(&guest, Doing::default(), StatusCode::OK).await
}

/// The desk, with what was chosen on it.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub(super) async fn page(guest: &Guest, doing: Doing, status: StatusCode) -> Answer {
    let actor = guest.signed()?;
    let t = guest.t;
    let (stage, only) = asked(guest);
    let wanted = match only {
        "overdue" => Some(Standing::Late),
        "soon" => Some(Standing::Soon),
        "in_time" => Some(Standing::InTime),
        "paused" => Some(Standing::Paused),
        _ => None,
    };
    let chosen = Chosen { stage, standing: wanted, mine: only == "mine", unassigned: only == "unassigned" };
    // A marker that is not ours begins the list anew: nobody is sent away for an old address.
    let after =
        cursor::decode("desk", Some(guest.asked("after")).filter(|after| !after.is_empty())).unwrap_or_default();
    let found = desk::desk(&guest.app, actor, &chosen, after, ROWS).await?;
    let mut lines = Vec::with_capacity(found.cases.len());
    let mut names = SchoolNames::default();
    for case in &found.cases {
        let school = names.of(&guest.app, case.facts.schools.first().copied()).await?;
        let (mark, standing) = standing(case.standing, t);
        let due = case.clock.as_ref().map_or_else(String::new, |clock| {
            let name = t.of_school(t.clock(&clock.rule, clock.rule_version), clock.school);
            match clock.due {
                Some(on) => format!("{name}: {}", t.day(on)),
                None => t.undated(&name, &clock.rule, clock.rule_version),
            }
        });
        let number = case.id.to_string();
        lines.push(Line {
            tick: tick_id(&number),
            ticked: doing.ticked.contains(&number),
            case: number,
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
    let offered = ONLY.into_iter().filter(|name| assigns || !matches!(*name, "mine" | "unassigned"));
    let view = |name: &'static str| {
        let id = if name.is_empty() { "desk-any".to_owned() } else { format!("desk-only-{name}") };
        (address(stage, name), t.say(&id), only == name)
    };
    let next = found.next.and_then(|after| cursor::encode("desk", after));
    let next = next.map(|after| format!("{}&after={after}", address(stage, only)));
    let here = address(stage, only);
    let kept = match actor.body {
        Body::Family => Vec::new(),
        _ => filters(guest).await?,
    };
    let kept = kept.into_iter().map(|one| (address(one.stage, &one.only), one.name));
    let kept: Vec<_> = kept.map(|(href, name)| (href.clone(), name, href == here)).collect();
    let filtered = stage.is_some() || !only.is_empty();
    let keeps = filtered && actor.body != Body::Family && !kept.iter().any(|(.., is)| *is);
    let page = DeskPage {
        kept,
        keep: keeps.then(|| here.replacen("/desk", "/desk/filters", 1)),
        filter: doing.filter,
        f: guest.frame().await?,
        lines,
        stages: Stage::ALL.iter().skip(1).map(|one| (one.name(), t.stage(*one), stage == Some(*one))).collect(),
        watches: matches!(actor.body, Body::Ombudsman | Body::Department),
        school: matches!(actor.body, Body::School(_)),
        enters: lodge::writer(guest).is_some(),
        views: std::iter::once("").chain(offered).map(view).collect(),
        only,
        people: match step(actor) {
            Some(_) => colleagues(&guest.app, t, actor).into_iter().map(chosen_of(&doing.to)).collect(),
            None => Vec::new(),
        },
        mistakes: doing.mistakes,
        done: case::done(guest),
        key: guest.app.clock.id()?.to_string(),
        filtered,
        next,
    };
    html(status, &page)
}

/// A person to choose, and whether they are chosen.
fn chosen_of(to: &str) -> impl Fn((String, String)) -> (String, String, bool) + '_ {
    move |(number, name)| {
        let chosen = number == to;
        (number, name, chosen)
    }
}

/// How a case stands: a mark for the stylesheet, and the words that say the same.
pub(super) fn standing(standing: Standing, t: crate::words::Words) -> (&'static str, String) {
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
