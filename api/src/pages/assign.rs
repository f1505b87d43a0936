//! Naming who deals with several cases of a desk at once: each is a command of its own, through the same door.

use super::act::things::colleagues;
use super::act::typed::Typed;
use super::desk::{self, ROWS};
use super::{Answer, Guest, Sent};
use crate::beat;
use crate::commands::{Given, carry_out};
use crate::problem::Kind;
use crate::wanted::WANTED;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::IntoResponse;
use redress_domain::policy;
use redress_domain::{Action, Actor, ComplaintId};
use serde_json::json;
use std::collections::BTreeSet;

/// What is chosen on a desk, and what came of it.
#[derive(Debug, Default)]
pub(super) struct Doing {
    /// The cases that are ticked.
    pub(super) ticked: Vec<String>,
    /// Who is to deal with them.
    pub(super) to: String,
    /// The name that was typed for a filter.
    pub(super) filter: String,
    /// What was not done, and why: the place on the page, and the words.
    pub(super) mistakes: Vec<(String, String)>,
}

/// The step by which somebody says who deals with a case, if it is theirs, and its one field.
pub(super) fn step(actor: &Actor) -> Option<(Action, &'static str)> {
    let steps = [(Action::AssignInvestigator, "investigator"), (Action::AssignCommissioner, "commissioner")];
    steps.into_iter().find(|(action, _)| policy::may(actor.role, *action))
}

/// The id of a case's box on the page.
pub(super) fn tick_id(complaint: &str) -> String {
    format!("tick-{complaint}")
}

pub(super) async fn send(guest: Guest, sent: Sent) -> Answer {
    let actor = guest.signed()?;
    let (action, field) = step(actor).ok_or(Kind::NotFound)?;
    let typed = Typed::read(sent);
    let mut doing = Doing { ticked: typed.all("case").to_vec(), to: typed.text("to").to_owned(), ..Doing::default() };
    // What is not there is not asked for twice.
    let mut seen = BTreeSet::new();
    doing.ticked.retain(|case| seen.insert(case.clone()));
    doing.ticked.truncate(ROWS);
    let known = colleagues(&guest.app, guest.t, actor);
    if !known.iter().any(|(number, _)| *number == doing.to) {
        doing.mistakes.push(("#to".into(), guest.t.say("mistake-choose")));
    }
    if doing.ticked.is_empty() {
        doing.mistakes.push(("#desk".into(), guest.t.say("mistake-tick")));
    }
    if !doing.mistakes.is_empty() {
        return desk::page(&guest, doing, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let wanted = WANTED.get(&action).ok_or(Kind::NotFound)?;
    let mut refused = Vec::new();
    for case in std::mem::take(&mut doing.ticked) {
        let complaint: ComplaintId = case.parse().map_err(|_| Kind::NotFound)?;
        // A repeat of the whole form is a repeat of each step.
        let key = Some(format!("{}-{complaint}", typed.text("key")));
        let key = key.filter(|key| key.len() <= 128 && key.bytes().all(|byte| byte.is_ascii_graphic()));
        let given = Given { caller: actor.clone(), complaint, expected: None, key, body: json!({ field: doing.to }) };
        match beat::held(&guest.app, carry_out(&guest.app, given, wanted)).await {
            Ok(_) => {}
            Err(problem) if matches!(problem.document().status, 404 | 409 | 422) => {
                let why = problem.document().detail.clone();
                let words = [("reference", complaint.reference()), ("why", why)];
                doing.mistakes.push((format!("#{}", tick_id(&case)), guest.t.fill("desk-not-done", &words)));
                refused.push(case);
            }
            Err(problem) => return Err(problem),
        }
    }
    if doing.mistakes.is_empty() {
        return Ok((StatusCode::SEE_OTHER, [(LOCATION, format!("/desk?done={}", action.name()))]).into_response());
    }
    doing.ticked = refused;
    desk::page(&guest, doing, StatusCode::CONFLICT).await
}
