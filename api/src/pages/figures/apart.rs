//! The figures told apart: what was decided as tables with their bars, and charts of what was done in time and of how
//! long each step took.

use super::{Bar, Chart, LONGEST, kind};
use crate::figures::apart::{Apart, By, DecidedRow};
use crate::words::Words;
use redress_domain::complaint::stage::Stage;
use redress_domain::law::{CommissionerFinding, SchoolOutcome};

/// What is decided, in the order of the journey: its title, and the event that is counted.
const DECISIONS: [(&str, &str); 3] = [
    ("by_stage_1", "stage_1_decision_issued"),
    ("by_panel", "governing_body_decision_issued"),
    ("by_finding", "investigation_completed"),
];

/// The shades of a bar's parts, one for each outcome.
const SHADES: [&str; 5] = ["", "shade-1", "shade-2", "shade-3", "shade-4"];

/// How far one part of a bar goes: where it begins, how long it is, and its shade.
pub(super) struct Part {
    pub(super) from: i64,
    pub(super) length: i64,
    pub(super) shade: &'static str,
}

/// One line of a table of outcomes.
pub(super) struct Line {
    pub(super) of: String,
    pub(super) lang: Option<&'static str>,
    pub(super) cells: Vec<Option<String>>,
    pub(super) parts: Vec<Part>,
}

/// What was decided, told apart.
pub(super) struct Table {
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) of: String,
    pub(super) heads: Vec<String>,
    pub(super) lines: Vec<Line>,
    /// Whether some are left out, of which nothing can be told.
    pub(super) rest: bool,
}

/// The language of what the figures are told apart by, where it is not that of the page.
fn lang(t: Words, by: By) -> Option<&'static str> {
    Some(Words::english().lang()).filter(|lang| by == By::Authority && *lang != t.lang())
}

/// The tables of what was decided.
pub(super) fn tables(t: Words, by: By, apart: &Apart) -> Vec<Table> {
    let values: Vec<&str> = SchoolOutcome::ALL.iter().map(|one| one.code()).collect();
    let found: Vec<&str> = CommissionerFinding::ALL.iter().map(|one| one.code()).collect();
    let table = |(id, measure): (&'static str, &str)| {
        let rows: Vec<_> = apart.decided.iter().filter(|row| row.measure == measure).collect();
        let known = values.iter().chain(&found).filter(|value| rows.iter().any(|row| row.value == **value));
        let mut columns: Vec<&str> = known.copied().collect();
        columns.dedup();
        (!rows.is_empty()).then(|| outcomes(t, by, id, &columns, &rows))
    };
    DECISIONS.into_iter().filter_map(table).collect()
}

fn outcomes(t: Words, by: By, id: &'static str, columns: &[&str], rows: &[&DecidedRow]) -> Table {
    let mut lines: Vec<Line> = Vec::new();
    let mut rest = false;
    for line in rows.chunk_by(|one, next| one.which == next.which) {
        let counts: Vec<_> =
            columns.iter().map(|value| line.iter().find(|row| row.value == *value).and_then(|row| row.count)).collect();
        let whole: i64 = counts.iter().flatten().sum();
        if whole == 0 {
            rest = true;
            continue;
        }
        let (mut from, mut parts) = (0, Vec::new());
        for (count, shade) in counts.iter().zip(SHADES.into_iter().cycle()) {
            let length = count.unwrap_or_default() * LONGEST / whole;
            parts.push(Part { from, length, shade });
            from += length;
        }
        let cells = counts.iter().map(|count| count.map(|count| count.to_string())).collect();
        lines.push(Line { of: kind(t, by.name(), &line[0].which), lang: lang(t, by), cells, parts });
    }
    Table {
        id,
        title: t.say(&format!("figure-{id}")),
        of: t.say(&format!("figures-{}", by.name())),
        heads: columns.iter().map(|value| kind(t, "outcome", value)).collect(),
        lines,
        rest,
    }
}

/// The charts of what was done in time, and of how long each step took.
pub(super) fn charts(t: Words, by: By, apart: &Apart) -> Vec<Chart> {
    in_time(t, by, apart).into_iter().chain(Stage::ALL.iter().filter_map(|stage| took(t, by, *stage, apart))).collect()
}

fn chart(t: Words, by: By, id: String, title: String, what: String, also: Option<String>, bars: Vec<Bar>) -> Chart {
    let known = bars.len();
    let bars: Vec<_> = bars.into_iter().filter(|bar| bar.said.is_some()).collect();
    let rest = bars.len() < known;
    Chart {
        id,
        title,
        of: t.say(&format!("figures-{}", by.name())),
        what,
        also,
        few: t.say("figures-too-few"),
        bars,
        rest,
    }
}

/// How much was done in time: of a hundred, where there are enough of both to tell.
fn in_time(t: Words, by: By, apart: &Apart) -> Option<Chart> {
    let rows: Vec<_> = apart.decided.iter().filter(|row| row.measure == "deadline_met").collect();
    let bar = |line: &[&DecidedRow]| {
        let of = |value: &str| line.iter().find(|row| row.value == value).and_then(|row| row.count);
        let share = of("in_time").zip(of("late")).map(|(well, late)| well * 100 / (well + late));
        let said = share.map(|share| t.fill("figures-share", &[("share", share.to_string())]));
        let of = kind(t, by.name(), &line[0].which);
        Bar { of, lang: lang(t, by), said, length: share.unwrap_or_default(), also: None }
    };
    let bars: Vec<_> = rows.chunk_by(|one, next| one.which == next.which).map(bar).collect();
    let (title, what) = (t.say("figure-in_time"), t.say("figures-in_time"));
    (!bars.is_empty()).then(|| chart(t, by, "in_time".into(), title, what, None, bars))
}

/// How long complaints stayed at one stage: within how many days half of them had left it, and nine in ten.
fn took(t: Words, by: By, stage: Stage, apart: &Apart) -> Option<Chart> {
    let rows: Vec<_> = apart.took.iter().filter(|row| row.stage == stage && row.median_days.is_some()).collect();
    let most = rows.iter().filter_map(|row| row.p90_days).max()?.max(1);
    let days = |days: Option<i64>| days.map(|days| t.count("report-spread", usize::try_from(days).unwrap_or_default()));
    let bars = rows.iter().map(|row| {
        let length = row.median_days.unwrap_or_default() * LONGEST / most;
        let whole = row.p90_days.unwrap_or_default() * LONGEST / most;
        let (of, said) = (kind(t, by.name(), &row.which), days(row.median_days));
        Bar { of, lang: lang(t, by), said, length, also: Some((days(row.p90_days), whole - length)) }
    });
    let title = t.fill("figures-took", &[("stage", t.stage(stage))]);
    let (what, also) = (t.say("figures-half"), Some(t.say("figures-most")));
    let id = format!("took-{}", stage.name().replace('.', "-"));
    let mut chart = chart(t, by, id, title, what, also, bars.collect());
    chart.rest = apart.took.iter().any(|row| row.stage == stage && row.median_days.is_none());
    Some(chart)
}
