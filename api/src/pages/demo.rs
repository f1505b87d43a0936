//! The demo's page: everybody in the stories, each with a button to act as them in this browser.
//! There is no such address where the demo is not played.

use super::{acting, answer, html, visitor};
use crate::app::App;
use crate::demo::{Demo, Group, Somebody};
use crate::form::pairs_of;
use crate::guard;
use crate::problem::{Kind, Problem};
use askama::Template;
use axum::extract::{RawForm, State};
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use redress_domain::policy::{self, Relation};
use redress_domain::{Action, Actor};

/// A complaint, and whether whoever the browser comes as may open it.
struct Shown {
    title: String,
    reference: String,
    stage: &'static str,
    href: Option<String>,
}

#[derive(Template)]
#[template(path = "demo.html")]
struct DemoPage<'a> {
    groups: &'a [Group],
    cases: Vec<Shown>,
    acting: Option<&'a Somebody>,
}

pub(super) async fn show(State(app): State<App>, headers: HeaderMap) -> Response {
    answer(page(&app, &headers).await)
}

fn demo(app: &App) -> Result<&Demo, Problem> {
    Ok(app.demo.as_deref().ok_or(Kind::NoSuchAddress)?)
}

async fn page(app: &App, headers: &HeaderMap) -> Result<Response, Problem> {
    let demo = demo(app)?;
    let acting = visitor(app, headers).await;
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
            stage: crate::words::stage(facts.stage),
            href: acting.as_ref().is_some_and(may).then(|| format!("/complaints/{}", case.complaint)),
        });
    }
    let acting = acting.and_then(|actor| demo.find(&actor));
    Ok(html(StatusCode::OK, &DemoPage { groups: &demo.groups, cases, acting }))
}

pub(super) async fn act(State(app): State<App>, headers: HeaderMap, RawForm(sent): RawForm) -> Response {
    answer(become_somebody(&app, &headers, &sent))
}

fn become_somebody(app: &App, headers: &HeaderMap, sent: &[u8]) -> Result<Response, Problem> {
    guard::same_site(headers)?;
    let wanted = pairs_of(sent).into_iter().find(|(name, _)| name == "as").map(|(_, value)| value);
    let wanted = wanted.and_then(|text| text.parse().ok()).ok_or(Kind::NotFound)?;
    // Only the people of the stories: this page hands out their keys and nobody else's.
    let somebody = demo(app)?.find(&wanted).ok_or(Kind::NotFound)?;
    let headers = [(LOCATION, "/demo".to_owned()), (SET_COOKIE, acting(app, &somebody.actor)?)];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}
