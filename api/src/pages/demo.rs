//! The demo's page: everybody in the stories, each with a button to act as them in this browser.
//! There is no such address where the demo is not played.

use super::act::case_path;
use super::{Answer, Frame, Guest, acting, html};
use crate::app::App;
use crate::demo::{Demo, Group, Somebody};
use crate::form::pairs_of;
use crate::guard;
use crate::problem::{Kind, Problem};
use askama::Template;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::response::IntoResponse;
use redress_domain::policy::{self, Relation};
use redress_domain::{Action, Actor};

/// A complaint, and whether whoever the browser comes as may open it.
struct Shown {
    title: String,
    reference: String,
    stage: String,
    href: Option<String>,
}

#[derive(Template)]
#[template(path = "demo.html")]
struct DemoPage<'a> {
    f: Frame,
    groups: &'a [Group],
    cases: Vec<Shown>,
    acting: Option<&'a Somebody>,
}

fn demo(app: &App) -> Result<&Demo, Problem> {
    Ok(app.demo.as_deref().ok_or(Kind::NoSuchAddress)?)
}

pub(super) async fn show(guest: Guest) -> Answer {
    let (app, t) = (&guest.app, guest.t);
    let demo = demo(app)?;
    let acting = guest.actor.as_ref();
    let mut cases = Vec::new();
    for case in &demo.cases {
        let file = app.store.file(case.complaint).await?;
        let facts = &file.complaint.facts;
        let may = |actor: &Actor| {
            policy::relation(actor, facts) != Relation::Other
                && policy::allow(actor, Action::ReadTimeline, facts).is_ok()
        };
        cases.push(Shown {
            title: case.title.clone(),
            reference: case.complaint.reference(),
            stage: t.stage(facts.stage),
            href: acting.filter(|actor| may(actor)).map(|actor| case_path(actor, case.complaint)),
        });
    }
    let acting = acting.and_then(|actor| demo.find(actor));
    html(StatusCode::OK, &DemoPage { f: guest.frame().await?, groups: &demo.groups, cases, acting })
}

pub(super) async fn act(guest: Guest, sent: Bytes) -> Answer {
    guard::same_site(&guest.headers)?;
    let wanted = pairs_of(&sent).into_iter().find(|(name, _)| name == "as").map(|(_, value)| value);
    let wanted = wanted.and_then(|text| text.parse().ok()).ok_or(Kind::NotFound)?;
    // Only the people of the stories: this page hands out their keys and nobody else's.
    let somebody = demo(&guest.app)?.find(&wanted).ok_or(Kind::NotFound)?;
    let headers = [(LOCATION, "/demo".to_owned()), (SET_COOKIE, acting(&guest.app, &somebody.actor)?)];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}
