//! Figures without anybody in them: what happened month by month, as bars and as the table they are drawn from.

mod apart;

use super::act::schema::label_of_law;
use super::{Answer, Frame, Guest, html};
use crate::figures::{self, apart::By};
use crate::problem::Problem;
use crate::words::Words;
use askama::Template;
use axum::http::StatusCode;
use redress_domain::clock::RuleId;
use redress_domain::law;
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

/// What is shown over the whole time: its name, the event that is counted, and by what it is told apart.
pub const KINDS: [(&str, &str, &str); 7] = [
    ("by_guarantee", "issue_classified", "guarantee"),
    ("by_authority", "complaint_submitted", "authority"),
    ("by_phase", "complaint_submitted", "phase"),
    ("by_term", "complaint_submitted", "term"),
    ("by_stage_1", "stage_1_decision_issued", "outcome"),
    ("by_panel", "governing_body_decision_issued", "outcome"),
    ("by_finding", "investigation_completed", "outcome"),
];

/// One row: what it is of, the count, if it is not too small to be told, and the length of its bar.
struct Bar {
    of: String,
    /// The language of that, where it is not that of the page.
    lang: Option<&'static str>,
    said: Option<String>,
    length: i64,
    /// A second figure of the row, and how far its paler bar goes beyond the first.
    also: Option<(Option<String>, i64)>,
}

/// What was counted, row by row.
struct Chart {
    id: String,
    title: String,
    /// What the rows are, and what stands in them.
    of: String,
    what: String,
    also: Option<String>,
    /// What is said where there is too little to tell.
    few: String,
    bars: Vec<Bar>,
    /// Whether rows are left out of which nothing can be told.
    rest: bool,
}

impl Chart {
    /// Whether there is anything in it that may be told. Where there is not, one sentence says so, not each row.
    fn tells(&self) -> bool {
        self.bars.iter().any(|bar| bar.said.is_some())
    }
}

#[derive(Template)]
#[template(path = "figures.html")]
struct FiguresPage {
    f: Frame,
    /// What the figures can be told apart by: the address, its words, and whether they are.
    views: Vec<(String, String, bool)>,
    tables: Vec<apart::Table>,
    charts: Vec<Chart>,
    /// Where the same figures are for programs.
    data: String,
}

pub(super) async fn show(guest: Guest) -> Answer {
    let t = guest.t;
    let by = By::ALL.into_iter().find(|by| by.name() == guest.asked("by"));
    let view = |one: Option<By>| match one {
        None => ("/figures".to_owned(), t.say("figures-whole"), by.is_none()),
        Some(one) => {
            (format!("/figures?by={}", one.name()), t.say(&format!("figures-{}", one.name())), by == Some(one))
        }
    };
    let views = std::iter::once(None).chain(By::ALL.map(Some)).map(view).collect();
    let (tables, charts, data) = match by {
        None => (Vec::new(), whole(&guest).await?, "/v1/statistics".to_owned()),
        Some(by) => {
            let told = figures::apart::apart(&guest.app, by).await?;
            let data = format!("/v1/statistics?by={}", by.name());
            (apart::tables(t, by, &told), apart::charts(t, by, &told), data)
        }
    };
    html(StatusCode::OK, &FiguresPage { f: guest.frame().await?, views, tables, charts, data })
}

/// The charts of all complaints together.
async fn whole(guest: &Guest) -> Result<Vec<Chart>, Problem> {
    let t = guest.t;
    let mut counted: BTreeMap<&str, Vec<(&str, Option<i64>)>> = BTreeMap::new();
    let whole = figures::whole(&guest.app).await?;
    for row in &whole.figures {
        counted.entry(&row.measure).or_default().push((&row.month, row.count));
    }
    let chart = |id: &'static str| {
        let months = counted.remove(id)?;
        let named = |month: &str| {
            let (year, number) = month.split_once('-').unwrap_or((month, ""));
            format!("{} {year}", t.say(&format!("month-{}", number.trim_start_matches('0'))))
        };
        let months = months.into_iter().map(|(month, count)| (named(month), count)).collect();
        Some(counts(t, id, "figures-month", months))
    };
    let mut charts: Vec<Chart> = SHOWN.into_iter().filter_map(chart).collect();
    let kinds = &whole.kinds;
    for (id, measure, by) in KINDS {
        let rows = kinds.iter().filter(|row| row.measure == measure && row.by == by);
        let rows: Vec<_> = rows.map(|row| (kind(t, by, &row.value), row.count)).collect();
        if !rows.is_empty() {
            charts.push(counts(t, id, &format!("figures-{by}"), rows));
        }
    }
    charts.extend(in_time(t, kinds));
    charts.extend(stayed(t, &whole.stages));
    Ok(charts)
}

/// A chart of counts.
fn counts(t: Words, id: &'static str, of: &str, rows: Vec<(String, Option<i64>)>) -> Chart {
    // An authority has an English name.
    let lang = Some(Words::english().lang()).filter(|lang| id == "by_authority" && *lang != t.lang());
    let most = rows.iter().filter_map(|(_, count)| *count).max().unwrap_or_default().max(1);
    let bar = |(of, count): (String, Option<i64>)| {
        let length = count.unwrap_or_default() * LONGEST / most;
        Bar { of, lang, said: count.map(|count| count.to_string()), length, also: None }
    };
    let bars = rows.into_iter().map(bar).collect();
    let (what, few) = (t.say("figures-count"), t.say("figures-few"));
    let (title, rest) = (t.say(&format!("figure-{id}")), false);
    Chart { id: id.to_owned(), title, of: t.say(of), what, also: None, few, bars, rest }
}

/// What a kind is called.
fn kind(t: Words, by: &str, value: &str) -> String {
    match by {
        "guarantee" => {
            let row =
                value.parse().ok().and_then(|id| law::versions().filter_map(|known| known.entitlement(id)).next_back());
            row.map_or_else(|| value.to_owned(), |row| format!("{} ({value})", t.promise(row)))
        }
        "outcome" => ["SchoolOutcome", "CommissionerFinding"]
            .into_iter()
            .find_map(|list| label_of_law(t, list, value))
            .unwrap_or_else(|| value.to_owned()),
        "phase" => t.say(&format!("phase-{value}")),
        "term" => {
            let (year, term) = value.split_once('-').unwrap_or_default();
            t.fill(&format!("term-{term}"), &[("year", year.to_owned())])
        }
        _ => value.to_owned(),
    }
}

/// How much was done in time, by the time limit: of a hundred, where there are enough of both to tell.
fn in_time(t: Words, kinds: &[figures::KindRow]) -> Option<Chart> {
    let of =
        |by: &str, rule: &str| kinds.iter().find(|row| row.by == by && row.value == rule).and_then(|row| row.count);
    let mut rules: Vec<&str> =
        kinds.iter().filter(|row| matches!(&*row.by, "in_time" | "late")).map(|row| &*row.value).collect();
    rules.sort_unstable();
    rules.dedup();
    let bar = |rule: &&str| {
        let share = of("in_time", rule).zip(of("late", rule)).map(|(well, late)| well * 100 / (well + late));
        let said = share.map(|share| t.fill("figures-share", &[("share", share.to_string())]));
        Bar { lang: None, of: t.rule(&RuleId::new(*rule)), said, length: share.unwrap_or_default(), also: None }
    };
    let bars: Vec<_> = rules.iter().map(bar).collect();
    let title = t.say("figure-in_time");
    let (of, what, few) = (t.say("figures-limit"), t.say("figures-in_time"), t.say("figures-too-few"));
    let rest = false;
    (!bars.is_empty()).then_some(Chart { id: "in_time".into(), title, of, what, also: None, few, bars, rest })
}

/// How long complaints stayed at each stage: within how many days half of them had left it, and nine in ten.
fn stayed(t: Words, stages: &[figures::StageDays]) -> Option<Chart> {
    let most = stages.iter().filter_map(|row| row.p90_days).max().unwrap_or_default().max(1);
    let days = |days: Option<i64>| days.map(|days| t.count("report-spread", usize::try_from(days).unwrap_or_default()));
    let bar = |row: &figures::StageDays| {
        let length = row.median_days.unwrap_or_default() * LONGEST / most;
        let whole = row.p90_days.unwrap_or_default() * LONGEST / most;
        let also = Some((days(row.p90_days), whole - length));
        Bar { lang: None, of: t.stage(row.stage), said: days(row.median_days), length, also }
    };
    let bars: Vec<_> = stages.iter().map(bar).collect();
    let title = t.say("figure-stayed");
    let (of, what, also) = (t.say("figures-stage"), t.say("figures-half"), Some(t.say("figures-most")));
    let (few, rest) = (t.say("figures-too-few"), false);
    (!bars.is_empty()).then_some(Chart { id: "stayed".into(), title, of, what, also, few, bars, rest })
}
