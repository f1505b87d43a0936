//! Questions about the service itself: is it well, where does the log end, and what do its answers mean.

use crate::app::App;
use crate::asked::{Asked, Nothing, Reply};
use crate::openapi;
use crate::pages;
use crate::problem::{self, Kind, Problem};
use crate::store::hex;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use jiff::Span;
use jiff::civil::Date;
use redress_domain::clock::civil_date;
use redress_domain::complaint::stage::Stage;
use redress_domain::report::Spread;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where the log ends.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct HeadAnswer {
    /// The position of the last event.
    pub position: i64,
    /// The root of the Merkle tree over all events, in hexadecimal.
    pub root: String,
    /// The key that signs receipts and checkpoints, as signed-note (C2SP) writes it.
    pub key: Option<String>,
}

/// Answers where the log ends.
///
/// # Errors
/// The database fails.
pub async fn read_head(asked: Asked<Nothing>) -> Result<Reply<HeadAnswer>, Problem> {
    let head = asked.app.store.head().await?;
    let key = asked.app.log_key.as_ref().map(|key| key.verifier().to_string());
    Ok(HeadAnswer { position: head.position, root: hex(&head.root), key }.into())
}

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

/// The figures from one month to another, rounded, and none where it is so small that somebody could be made out.
///
/// # Errors
/// The database fails.
pub async fn figures(app: &App, from: &str, to: &str) -> Result<Vec<FigureRow>, Problem> {
    let figures = app.store.statistics(from, to).await?.into_iter().map(|figure| FigureRow {
        measure: figure.measure,
        month: figure.period,
        count: told(figure.n),
    });
    Ok(figures.collect())
}

/// A count as it may be told.
fn told(n: i64) -> Option<i64> {
    (n >= 10).then_some((n + 2) / 5 * 5)
}

/// A number of days as it may be told: it is that of one complaint, which must not be known by it. Rounded up,
/// so that what is told is true: so many had left within so many days.
fn days_told(days: i32) -> i64 {
    (i64::from(days.max(1)) + 4) / 5 * 5
}

/// How long complaints stayed at each stage, and nothing where so few have left it that one could be made out.
///
/// # Errors
/// The database fails.
pub async fn stages(app: &App) -> Result<Vec<StageDays>, Problem> {
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
///
/// # Errors
/// The database fails.
pub async fn kinds(app: &App) -> Result<Vec<KindRow>, Problem> {
    let submitted = "complaint_submitted";
    let mut sums: BTreeMap<(String, &str, String), i64> = BTreeMap::new();
    let (splits, areas) = app.store.kinds().await?;
    for area in areas {
        *sums.entry((submitted.into(), "authority", area.authority)).or_default() += area.n;
        *sums.entry((submitted.into(), "phase", area.phase.to_string())).or_default() += area.n;
    }
    for figure in app.store.statistics("0001-01", "9999-12").await? {
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
    let app = &asked.app;
    Ok(Statistics { figures: figures(app, &from, &to).await?, kinds: kinds(app).await?, stages: stages(app).await? }
        .into())
}

/// How the service is.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Well {
    /// "ok"; "behind" where a view has yet to take in some events; "attention" where somebody must see to
    /// the bank holidays.
    pub status: String,
    /// How the bank holidays stand.
    pub bank_holidays: HolidayStatus,
    /// How each view stands.
    pub views: Vec<ViewStatus>,
}

/// How the bank holidays stand.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct HolidayStatus {
    /// The version that counts.
    pub version: u32,
    /// The last day that it covers.
    pub covers_to: Date,
    /// Why the published list could not be read the last time, if it could not.
    pub unreadable: Option<String>,
}

/// How one view stands.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ViewStatus {
    /// Its name.
    pub view: String,
    /// How many events it has yet to take in.
    pub behind: i64,
    /// Whether it met one that it could not take in.
    pub failing: bool,
}

/// Says how the log and the views are.
///
/// # Errors
/// The database does not answer.
pub async fn health(asked: Asked<Nothing>) -> Result<Reply<Well>, Problem> {
    let health = asked.app.store.health().await?;
    let views: Vec<_> = health
        .views
        .iter()
        .map(|view| ViewStatus { view: view.name.into(), behind: view.behind, failing: view.failing })
        .collect();
    let known = asked.app.store.calendars(None).await?;
    let (version, covers_to) = (known.bank().version, known.bank().covers_to);
    // Clocks of today run into the next year, and need its holidays.
    let soon = civil_date(asked.app.clock.now()).saturating_add(Span::new().years(1)) > covers_to;
    let bank_holidays = HolidayStatus { version, covers_to, unreadable: known.0.unreadable };
    let status = match views.iter().any(|view| view.failing || view.behind > 0) {
        true => "behind",
        false if soon || bank_holidays.unreadable.is_some() => "attention",
        false => "ok",
    };
    Ok(Well { status: status.into(), bank_holidays, views }.into())
}

/// The word that requests are welcome.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Ready {
    /// Always true: otherwise the answer is a problem.
    pub ready: bool,
}

/// Says whether requests are welcome: the database answers and the service is not about to stop.
///
/// # Errors
/// They are not.
pub async fn ready(asked: Asked<Nothing>) -> Result<Reply<Ready>, Problem> {
    if !asked.app.is_ready() {
        return Err(Problem::with(
            Kind::Busy,
            "The service is about to stop. Another one, or this one again, will take your request soon.",
        ));
    }
    asked.app.store.head().await?;
    Ok(Ready { ready: true }.into())
}

/// This service's document, as YAML.
///
/// # Errors
/// It cannot be written.
pub async fn openapi_yaml(_: Asked<Nothing>) -> Result<Response, Problem> {
    let text = openapi::yaml().map_err(Problem::internal)?;
    Ok(([(CONTENT_TYPE, "application/yaml")], text).into_response())
}

/// This service's document, as JSON.
///
/// # Errors
/// None.
pub async fn openapi_json(_: Asked<Nothing>) -> Result<Response, Problem> {
    Ok(axum::Json(openapi::document()).into_response())
}

/// Explains a type of problem on a plain page.
///
/// # Errors
/// There is no such type.
pub async fn explain_problem(asked: Asked<Nothing>) -> Result<Response, Problem> {
    let slug: String = asked.part("slug")?;
    let row = problem::all().into_iter().find(|(known, ..)| *known == slug).ok_or(Kind::NotFound)?;
    pages::explain(row.1, &row.2, &row.3)
}
