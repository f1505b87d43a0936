//! The register of schools, the rules and the promises, as pages to read.

use super::{answer, html};
use crate::app::App;
use crate::problem::Problem;
use crate::words;
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use redress_domain::clock::civil_date;
use redress_domain::law::{self, Entitlement, Guarantee, Regime, RegimeRow, SchoolType};
use redress_domain::school::Entry;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "schools.html")]
struct SchoolsPage {
    search: String,
    schools: Vec<Entry>,
}

impl SchoolsPage {
    fn kind(entry: &Entry) -> String {
        SchoolType(entry.kind).row().map(|row| row.name.clone()).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "regimes.html")]
struct RegimesPage {
    regimes: Vec<&'static RegimeRow>,
}

impl RegimesPage {
    fn time(row: &RegimeRow) -> String {
        match row.to {
            Some(to) => format!("{} to {}", words::day(row.from), words::day(to)),
            None => format!("since {}", words::day(row.from)),
        }
    }
}

#[derive(Template)]
#[template(path = "guarantees.html")]
struct GuaranteesPage {
    lists: [(&'static str, Vec<&'static Entitlement>); 2],
    instrument: &'static str,
}

/// Looks schools up as the form does. Fields we do not know are not ours to mind.
pub(super) async fn schools(State(app): State<App>, query: Query<BTreeMap<String, String>>) -> Response {
    let asked = query.get("search").map_or("", String::as_str);
    let search: String = asked.trim().chars().filter(|letter| !letter.is_control()).take(100).collect();
    answer(look_up(&app, search).await)
}

async fn look_up(app: &App, search: String) -> Result<Response, Problem> {
    let schools =
        if search.is_empty() { Vec::new() } else { app.store.schools(&search, None, crate::schools::MOST).await? };
    Ok(html(StatusCode::OK, &SchoolsPage { search, schools }))
}

pub(super) async fn regimes() -> Response {
    html(StatusCode::OK, &RegimesPage { regimes: Regime::ALL.iter().map(|regime| regime.row()).collect() })
}

pub(super) async fn guarantees(State(app): State<App>) -> Response {
    let catalogue = law::catalogue_on(civil_date(app.clock.now()));
    let of = |guarantee| catalogue.entitlements.iter().filter(|row| row.id.guarantee() == guarantee).collect();
    let lists = [("Promises to pupils", of(Guarantee::Pupil)), ("Promises to parents", of(Guarantee::Parent))];
    html(StatusCode::OK, &GuaranteesPage { lists, instrument: &catalogue.instrument })
}
