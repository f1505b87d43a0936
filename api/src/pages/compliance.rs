//! How well time limits are kept, and how long each stage takes: at a school, or in an area.

use super::act::draw::{Drawing, Shown};
use super::act::things::Things;
use super::act::typed::Typed;
use super::lodge::steps::Voice;
use super::report::{field, in_the_api, mistakes, then};
use super::{Answer, Frame, Guest, html};
use crate::body;
use crate::desk;
use crate::problem::Problem;
use crate::reports::{self, Compliance, TimeLimitRow};
use crate::words::Words;
use askama::Template;
use axum::http::StatusCode;
use redress_domain::report::{Spread, Standing};
use redress_domain::{Body, Urn};
use serde_json::{Value, json};

/// How one time limit was kept, or how long one stage took.
struct Line {
    name: String,
    /// How many of a hundred were in time; nothing where none was due yet.
    share: String,
    counts: Vec<usize>,
    median: String,
    p90: String,
}

#[derive(Template)]
#[template(path = "compliance.html")]
struct CompliancePage {
    f: Frame,
    then: Option<String>,
    /// Whose cases are counted.
    whose: Option<String>,
    fields: Vec<Shown>,
    mistakes: Vec<(String, String)>,
    found: Option<Found>,
}

/// What was counted.
struct Found {
    cases: usize,
    complete: bool,
    limits: Vec<Line>,
    stages: Vec<Line>,
}

/// What is asked; where nothing is, about the visitor's own school or area.
fn asked(guest: &Guest, typed: &Value) -> Result<Value, Problem> {
    let mut asked = typed.clone();
    if typed["school"].is_null() && typed["authority"].is_null() {
        match guest.signed()?.body {
            Body::School(urn) => asked["school"] = json!(urn.0),
            Body::Authority(code) => asked["authority"] = json!(code.0),
            _ => {}
        }
    }
    Ok(asked)
}

pub(super) async fn show(guest: Guest) -> Answer {
    let (actor, t) = (guest.signed()?, guest.t);
    let (typed, things) = (Typed::of(&guest.query), Things::default());
    let fields: Vec<_> = ["school", "authority", "as_of", "known_at"].map(field).into();
    let (typed_body, mut wrong) = match typed.command(&fields, &things, t) {
        Ok(command) => (command.body, Vec::new()),
        Err(mistakes) => (json!({}), mistakes),
    };
    let asked = asked(&guest, &typed_body)?;
    // Who belongs to no school and no area is asked first which one they mean.
    let named = !asked["school"].is_null() || !asked["authority"].is_null();
    let mut found = None;
    if named && wrong.is_empty() {
        let counted = async {
            let query = body::typed(in_the_api(&asked, guest.app.clock.now()))?;
            reports::compliance(&guest.app, actor, &query).await
        };
        match counted.await {
            Ok(counted) => found = Some(counted),
            Err(problem) if matches!(problem.document().status, 400 | 422) => {
                wrong = mistakes(problem.document(), t);
            }
            Err(problem) => return Err(problem),
        }
    }
    let drawing =
        Drawing { t, scope: "report", things: &things, typed: &typed, mistakes: &wrong, voice: Voice::Family };
    let shown = drawing.fields(&fields, "");
    let page = CompliancePage {
        then: found.as_ref().and_then(|found| then(t, &asked, found.as_of, found.known_at)),
        whose: whose(&guest, &asked).await?.filter(|_| found.is_some()),
        mistakes: Drawing::links(&shown, &wrong),
        fields: shown,
        found: found.map(|found| counted(t, found)),
        f: guest.frame().await?,
    };
    html(if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &page)
}

/// Whose cases are counted: the school or the area by its name.
async fn whose(guest: &Guest, asked: &Value) -> Result<Option<String>, Problem> {
    let number = |name: &str| asked[name].as_u64().and_then(|number| u32::try_from(number).ok());
    if let Some(urn) = number("school") {
        return Ok(Some(desk::school_name(&guest.app, Some(Urn(urn))).await?));
    }
    let Some(code) = number("authority").and_then(|code| u16::try_from(code).ok()) else { return Ok(None) };
    let schools = guest.app.store.schools("", Some(code), 1).await?;
    Ok(Some(schools.first().map_or_else(|| code.to_string(), |entry| entry.authority_name.clone())))
}

fn counted(t: Words, found: Compliance) -> Found {
    let spread = |spread: Option<Spread>| {
        let days = |days: i32| t.count("report-spread", usize::try_from(days).unwrap_or_default());
        spread.map(|spread| (days(spread.median_days), days(spread.p90_days))).unwrap_or_default()
    };
    let limit = |row: &TimeLimitRow| {
        let of = |standing| row.by_status.get(&standing).copied().unwrap_or(0);
        let (median, p90) = spread(row.done);
        Line {
            name: t.limit_of_row(&row.rule, &row.name),
            share: row.share_in_time.map(|share| format!("{:.0}%", share * 100.0)).unwrap_or_default(),
            counts: vec![of(Standing::Met), of(Standing::MetLate), of(Standing::Overdue)],
            median,
            p90,
        }
    };
    let stage = |row: &reports::StageRow| {
        let (median, p90) = spread(Some(row.ended));
        Line { name: t.stage(row.stage), share: String::new(), counts: vec![row.ended.count], median, p90 }
    };
    Found {
        cases: found.cases,
        complete: found.complete,
        limits: found.time_limits.iter().map(limit).collect(),
        stages: found.stages.iter().map(stage).collect(),
    }
}
