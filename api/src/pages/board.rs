//! The board of recommendations: every case whose recommendations have to be carried out, by how far that is, with
//! the clock that runs, up to the notice and the direction.

use super::act::case_path;
use super::desk::standing;
use super::{Answer, Frame, Guest, html};
use crate::desk::{Case, SchoolNames};
use crate::problem::Kind;
use crate::work::list_of;
use askama::Template;
use axum::http::StatusCode;
use redress_domain::complaint::stage::Stage;
use redress_domain::policy;
use redress_domain::{Action, Body};
use redress_projections::views::cases::CaseRow;

/// The stages from a statement with recommendations to a direction, in the parts of the board.
const PARTS: [(&str, &[Stage]); 4] = [
    ("board-act", Stage::ACTING),
    ("board-unmet", Stage::UNMET),
    ("board-notice", Stage::OF_NOTICE),
    ("board-direction", &[Stage::UnderConsideration, Stage::DirectionGiven, Stage::DirectionBreached]),
];

/// The time limits for what is recommended, noticed and directed.
const CLOCKS: [&str; 8] = ["T04", "T05", "T06", "T07", "T11", "T16", "T21", "T22"];

/// The most cases that one stage shows; its heading leads to the others.
const MOST: u32 = 50;

/// One case of the board.
struct Line {
    href: String,
    reference: String,
    school: String,
    mark: &'static str,
    standing: String,
    due: String,
    /// How many recommendations are not done.
    left: String,
}

/// A stage with its cases.
struct Column {
    href: String,
    title: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "board.html")]
struct BoardPage {
    f: Frame,
    parts: Vec<(String, Vec<Column>)>,
}

pub(super) async fn show(guest: Guest) -> Answer {
    let (actor, app, t, today) = (guest.signed()?, &guest.app, guest.t, guest.today());
    if matches!(actor.body, Body::Family | Body::Service) {
        return Err(Kind::NotFound.into());
    }
    let (mut parts, mut names) = (Vec::new(), SchoolNames::default());
    for (part, stages) in PARTS {
        let mut columns = Vec::new();
        for stage in stages {
            let rows = app.store.cases(list_of(actor), Some(*stage), None, MOST).await?;
            let mut on = app.store.on_desks(&rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
            for on in on.values_mut() {
                on.clocks.retain(|clock| CLOCKS.contains(&clock.rule.as_str()));
            }
            let theirs = rows.into_iter().filter(|row| policy::allow(actor, Action::ReadCase, &row.facts).is_ok());
            let case = |row: CaseRow| {
                let on = on.get(&row.id);
                Case::of(actor, row, on, today)
            };
            let mut shown: Vec<Case> = theirs.map(case).collect();
            // What has no clock comes after what has one, and among those the first day first.
            shown.sort_by_key(|case| {
                case.clock.as_ref().and_then(|clock| clock.due).map_or((true, None), |on| (false, Some(on)))
            });
            let mut lines = Vec::with_capacity(shown.len());
            for case in shown {
                let (mark, standing) = standing(case.standing, t);
                let due = case.clock.as_ref().and_then(|clock| Some((clock, clock.due?)));
                lines.push(Line {
                    href: case_path(actor, case.id),
                    reference: case.id.reference(),
                    school: names.of(app, case.facts.schools.first().copied()).await?,
                    mark,
                    standing,
                    due: due.map_or_else(String::new, |(clock, on)| {
                        let name = t.of_school(t.clock(&clock.rule, clock.rule_version), clock.school);
                        format!("{name}: {}", t.day(on))
                    }),
                    left: t
                        .count("board-left", app.store.file(case.id).await?.told_to(actor).complaint.unmet().count()),
                });
            }
            if !lines.is_empty() {
                columns.push(Column { href: super::desk::address(Some(*stage), ""), title: t.stage(*stage), lines });
            }
        }
        parts.push((t.say(part), columns));
    }
    html(StatusCode::OK, &BoardPage { f: guest.frame().await?, parts })
}
