//! Figures without anybody in them: what happened month by month, as bars and as the table they are drawn from.

use super::{Answer, Frame, Guest, html};
use crate::service;
use askama::Template;
use axum::http::StatusCode;
use std::collections::BTreeMap;

/// What is shown, in the order of the journey, by the name of the event that is counted.
pub const SHOWN: [&str; 10] = [
    "complaint_submitted",
    "complaint_accepted",
    "complaint_redirected",
    "complaint_resolved",
    "stage_1_decision_issued",
    "governing_body_decision_issued",
    "ombudsman_complaint_received",
    "investigation_completed",
    "direction_given",
    "deadline_passed",
];

/// How long the longest bar is, in the picture's own units.
const LONGEST: i64 = 100;

/// One month: the count, if it is not too small to be told, and the length of its bar.
struct Bar {
    month: String,
    count: Option<i64>,
    length: i64,
}

/// What was counted, month by month.
struct Chart {
    id: &'static str,
    title: String,
    bars: Vec<Bar>,
}

#[derive(Template)]
#[template(path = "figures.html")]
struct FiguresPage {
    f: Frame,
    charts: Vec<Chart>,
}

pub(super) async fn show(guest: Guest) -> Answer {
    let t = guest.t;
    let mut counted: BTreeMap<String, Vec<(String, Option<i64>)>> = BTreeMap::new();
    for row in service::figures(&guest.app, "0001-01", "9999-12").await? {
        counted.entry(row.measure).or_default().push((row.month, row.count));
    }
    let chart = |id: &'static str| {
        let months = counted.remove(id)?;
        let most = months.iter().filter_map(|(_, count)| *count).max().unwrap_or_default().max(1);
        let bar = |(month, count): (String, Option<i64>)| {
            let (year, number) = month.split_once('-').unwrap_or((&month, ""));
            let month = format!("{} {year}", t.say(&format!("month-{}", number.trim_start_matches('0'))));
            Bar { month, count, length: count.unwrap_or_default() * LONGEST / most }
        };
        Some(Chart { id, title: t.say(&format!("figure-{id}")), bars: months.into_iter().map(bar).collect() })
    };
    let charts = SHOWN.into_iter().filter_map(chart).collect();
    html(StatusCode::OK, &FiguresPage { f: guest.frame().await?, charts })
}
