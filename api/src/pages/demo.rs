//! The demo's page: everybody in the stories, each with a button to act as them in this browser.
//! There is no such address where the demo is not played.

use super::act::case_path;
use super::{Answer, Frame, Guest, Sent, acting, html};
use crate::app::App;
use crate::demo::Demo;
use crate::problem::{Kind, Problem};
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::response::IntoResponse;
use jiff::SignedDuration;
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
struct DemoPage {
    f: Frame,
    /// Each body with its people: who they are to the service, and to people.
    groups: Vec<(String, Vec<(String, String)>)>,
    cases: Vec<Shown>,
    acting: Option<String>,
    /// Which day it is in the demo.
    today: String,
    /// How many weeks a visitor may let go by at once, each with its words.
    weeks: Vec<(u16, String)>,
}

/// The steps in which time goes by, in weeks: one, a month of school days, a quarter of a year.
const WEEKS: [u16; 3] = [1, 4, 13];

/// The last day that the demo comes to: bank holidays are known some years further.
const LAST: jiff::civil::Date = jiff::civil::date(2020, 12, 31);

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
    let acting = acting.and_then(|actor| demo.find(actor)).map(|somebody| somebody.called(t));
    let groups = demo.groups.iter().map(|group| {
        let people = group.people.iter().map(|somebody| (somebody.actor.to_string(), somebody.called(t)));
        (group.title(t), people.collect())
    });
    let groups = groups.collect();
    let weeks = WEEKS.map(|weeks| (weeks, t.count("demo-weeks", weeks.into()))).into();
    let today = t.day(guest.today());
    html(StatusCode::OK, &DemoPage { f: guest.frame().await?, groups, cases, acting, today, weeks })
}

/// Lets time go by, so that a visitor sees what comes of a day that is missed.
pub(super) async fn pass_time(guest: Guest, sent: Sent) -> Answer {
    let app = &guest.app;
    demo(app)?;
    let wanted = WEEKS.into_iter().find(|weeks| weeks.to_string() == sent.first("weeks"));
    let weeks = wanted.filter(|_| guest.today() < LAST).ok_or(Kind::NotFound)?;
    app.clock.pass(SignedDuration::from_hours(24 * 7 * i64::from(weeks)));
    let mut response = (StatusCode::SEE_OTHER, [(LOCATION, "/demo")]).into_response();
    // Whoever acts as somebody goes on being them, or a quarter of a year would put them out.
    if let Some(actor) = guest.actor.as_ref().filter(|actor| demo(app).is_ok_and(|demo| demo.find(actor).is_some())) {
        response.headers_mut().insert(SET_COOKIE, acting(app, actor)?.parse().map_err(Problem::internal)?);
    }
    Ok(response)
}

pub(super) async fn act(guest: Guest, sent: Sent) -> Answer {
    let wanted: Actor = sent.first("as").parse().map_err(|_| Kind::NotFound)?;
    // Only the people of the stories: this page hands out their keys and nobody else's.
    let somebody = demo(&guest.app)?.find(&wanted).ok_or(Kind::NotFound)?;
    let headers = [(LOCATION, "/demo".to_owned()), (SET_COOKIE, acting(&guest.app, &somebody.actor)?)];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}
