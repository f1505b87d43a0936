//! Figures without anybody in them: rounded, and none where it is so small that somebody could be made out.

pub mod apart;

use crate::app::App;
use crate::asked::{Asked, Reply};
use crate::problem::{Kind, Problem};
use apart::{Apart, By};
use jiff::civil::Date;
use redress_domain::complaint::stage::Stage;
use redress_domain::report::{Spread, in_fives};
use redress_projections::views::statistics::Figure;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// From which month to which.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MonthsQuery {
    /// The first month, as YYYY-MM; all months if left out.
    #[schemars(regex(pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$"))]
    pub from: Option<String>,
    /// The last month, as YYYY-MM.
    #[schemars(regex(pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$"))]
    pub to: Option<String>,
    /// By what to tell apart what was decided, what was done in time and how long the stages took, over the whole time.
    pub by: Option<By>,
}

/// How often things happened, without anybody in it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Statistics {
    /// The figures, by event and month.
    pub figures: Vec<FigureRow>,
    /// The same over the whole time, by kind; months that are asked for do not change them.
    pub kinds: Vec<KindRow>,
    /// How long complaints stayed at each stage that some have left, over the whole time, in the order of the journey.
    pub stages: Vec<StageDays>,
    /// What was decided, what was done in time and how long the stages took, told apart as was asked with `by`; counted
    /// at most once a minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apart: Option<Apart>,
}

/// How long complaints stayed at one stage. Nothing is told of a stage that was left fewer than ten times.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct StageDays {
    /// The stage.
    pub stage: Stage,
    /// How often it was left, rounded to the nearest five.
    pub count: Option<i64>,
    /// The days within which half of them had left it, rounded up to the next five.
    pub median_days: Option<i64>,
    /// The days within which nine in ten had left it, rounded up to the next five.
    pub p90_days: Option<i64>,
}

/// How often things of one kind happened.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct KindRow {
    /// What happened: an event's name.
    pub measure: String,
    /// By what it is told apart: `guarantee`, `outcome`, `in_time`, `late` (by the time limit), `authority`, `phase`
    /// or `term`.
    pub by: String,
    /// Which it is: an identifier, a code, an authority's name, or a term such as `2011-autumn`.
    pub value: String,
    /// How often, rounded to the nearest five; nothing where it was fewer than ten times, so that nobody can be made out.
    pub count: Option<i64>,
}

/// How often one thing happened in one month.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FigureRow {
    /// What happened: an event's name.
    pub measure: String,
    /// The month, as YYYY-MM.
    pub month: String,
    /// How often, rounded to the nearest five; nothing where it was fewer than ten times, so that nobody can be made out.
    pub count: Option<i64>,
}

/// The figures as they were counted last, so that a crowd that asks costs one count.
#[derive(Debug, Default)]
pub struct Counted(Mutex<Option<(i64, Instant, Arc<Statistics>)>>, apart::Kept);

impl Counted {
    /// Those that are told apart.
    fn apart(&self) -> &apart::Kept {
        &self.1
    }
}

/// How long they stand though another process may have gone on.
const FRESH: Duration = Duration::from_secs(5);

/// All figures, as they are now. Whoever asks while they are being counted waits for that count, unless something
/// was recorded after it began.
///
/// # Errors
/// The database fails.
pub async fn whole(app: &App) -> Result<Arc<Statistics>, Problem> {
    let seen = app.store.seen();
    let mut last = app.counted.0.lock().await;
    if let Some((position, at, whole)) = &*last
        && *position >= seen
        && at.elapsed() < FRESH
    {
        return Ok(Arc::clone(whole));
    }
    let (position, at) = (app.store.seen(), Instant::now());
    let months = app.store.statistics("0001-01", "9999-12").await?;
    let kinds = kinds(app, &months).await?;
    let figures = months.into_iter().map(|figure| FigureRow {
        measure: figure.measure,
        month: figure.period,
        count: told(figure.n),
    });
    let whole = Arc::new(Statistics { figures: figures.collect(), kinds, stages: stages(app).await?, apart: None });
    *last = Some((position, at, Arc::clone(&whole)));
    Ok(whole)
}

/// A count as it may be told.
fn told(n: i64) -> Option<i64> {
    (n >= 10).then_some((n + 2) / 5 * 5)
}

/// A number of days as it may be told: it is that of one complaint, which must not be known by it. Rounded up,
/// so that what is told is true: so many had left within so many days.
fn days_told(days: i32) -> i64 {
    in_fives(days).into()
}

/// How long complaints stayed at each stage, and nothing where so few have left it that one could be made out.
async fn stages(app: &App) -> Result<Vec<StageDays>, Problem> {
    let row = |(stage, left): (Stage, Vec<(i32, i64)>)| {
        let left: Vec<_> =
            left.into_iter().map(|(days, often)| (days, usize::try_from(often).unwrap_or_default())).collect();
        let spread = Spread::of_counts(&left);
        let count = spread.and_then(|spread| told(i64::try_from(spread.count).unwrap_or(i64::MAX)));
        let of = |days: fn(Spread) -> i32| spread.filter(|_| count.is_some()).map(|spread| days_told(days(spread)));
        StageDays { stage, count, median_days: of(|spread| spread.median_days), p90_days: of(|spread| spread.p90_days) }
    };
    Ok(app.store.stages().await?.into_iter().map(row).collect())
}

/// The school term of a month written `YYYY-MM`, as near as a month can be: terms end on a day of each school's own.
fn term(month: &str) -> Option<String> {
    let (year, month) = month.split_once('-')?;
    let term = match month.parse().ok()? {
        9..=12 => "3-autumn",
        1..=3 => "1-spring",
        4..=8u8 => "2-summer",
        _ => return None,
    };
    Some(format!("{year}-{term}"))
}

/// The figures over the whole time, by kind: each total is rounded by itself, and none is told where it is small.
async fn kinds(app: &App, months: &[Figure]) -> Result<Vec<KindRow>, Problem> {
    let submitted = "complaint_submitted";
    let mut sums: BTreeMap<(String, &str, String), i64> = BTreeMap::new();
    let (splits, areas) = app.store.kinds().await?;
    for area in areas {
        *sums.entry((submitted.into(), "authority", area.authority)).or_default() += area.n;
        *sums.entry((submitted.into(), "phase", area.phase.to_string())).or_default() += area.n;
    }
    for figure in months {
        if let Some(term) = term(&figure.period).filter(|_| figure.measure == submitted) {
            *sums.entry((submitted.into(), "term", term)).or_default() += figure.n;
        }
    }
    let row = |measure, by: String, value, n| KindRow { measure, by, value, count: told(n) };
    let mut rows: Vec<_> = splits.into_iter().map(|split| row(split.measure, split.by, split.value, split.n)).collect();
    // A term's number keeps the terms of a year in their order, and is not told.
    let plain = |by: &str, value: String| match value.split('-').collect::<Vec<_>>()[..] {
        [year, _, term] if by == "term" => format!("{year}-{term}"),
        _ => value,
    };
    rows.extend(sums.into_iter().map(|((measure, by, value), n)| row(measure, by.to_owned(), plain(by, value), n)));
    Ok(rows)
}

/// Answers figures without anybody in them.
///
/// # Errors
/// A month that is none, or the database fails.
pub async fn read_statistics(asked: Asked<MonthsQuery>) -> Result<Reply<Statistics>, Problem> {
    let month = |asked: &Option<String>, otherwise: &str| {
        let text = asked.as_deref().unwrap_or(otherwise);
        let fits = text.len() == 7 && format!("{text}-01").parse::<Date>().is_ok();
        if fits {
            Ok(text.to_owned())
        } else {
            Err(Problem::with(Kind::BadQuery, "Give months as YYYY-MM, such as 2011-09."))
        }
    };
    let (from, to) = (month(&asked.query.from, "0001-01")?, month(&asked.query.to, "9999-12")?);
    let mut told = Statistics::clone(&*whole(&asked.app).await?);
    told.figures.retain(|row| (&from..=&to).contains(&&row.month));
    if let Some(by) = asked.query.by {
        told.apart = Some(Apart::clone(&*apart::apart(&asked.app, by).await?));
    }
    Ok(told.into())
}
