//! Questions about the service itself: is it well, where does the log end, and what do its answers mean.

use crate::asked::{Asked, Nothing, Reply};
use crate::openapi;
use crate::pages;
use crate::problem::{self, Kind, Problem};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use redress_domain::complaint::stage::Level;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// Where the log ends.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct HeadAnswer {
    /// The position of the last event.
    pub position: i64,
    /// The root of the Merkle tree over all events, in hexadecimal.
    pub root: String,
}

/// Answers where the log ends.
///
/// # Errors
/// The database fails.
pub async fn read_head(asked: Asked<Nothing>) -> Result<Reply<HeadAnswer>, Problem> {
    let head = asked.app.store.head().await?;
    let root = head.root.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    });
    Ok(HeadAnswer { position: head.position, root }.into())
}

/// Counts of cases; a small count is withheld, so that nobody can be made out.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Statistics {
    /// How many cases there are, rounded to the nearest five.
    pub complaints: usize,
    /// How many stand at each level.
    pub by_level: Vec<LevelCount>,
}

/// How many cases stand at one level.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct LevelCount {
    /// The level.
    pub level: Level,
    /// How many, rounded to the nearest five; nothing where there are fewer than ten.
    pub complaints: Option<usize>,
}

fn rounded(count: usize) -> usize {
    (count + 2) / 5 * 5
}

/// Answers figures without anybody in them.
///
/// # Errors
/// The database fails.
pub async fn read_statistics(asked: Asked<Nothing>) -> Result<Reply<Statistics>, Problem> {
    let rows = asked.app.store.complaints(None).await?;
    let levels = [Level::Intake, Level::School, Level::Ombudsman, Level::SecretaryOfState];
    let by_level = levels.map(|level| {
        let count = rows.iter().filter(|(.., complaint)| complaint.facts.stage.level() == level).count();
        LevelCount { level, complaints: (count >= 10).then(|| rounded(count)) }
    });
    Ok(Statistics { complaints: rounded(rows.len()), by_level: by_level.into() }.into())
}

/// The word that all is well.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Well {
    /// Always "ok".
    pub status: String,
}

/// Says that the process runs.
///
/// # Errors
/// None.
pub async fn health(_: Asked<Nothing>) -> Result<Reply<Well>, Problem> {
    Ok(Well { status: "ok".into() }.into())
}

/// Says whether requests are welcome: the database answers and the service is not about to stop.
///
/// # Errors
/// They are not.
pub async fn ready(asked: Asked<Nothing>) -> Result<Reply<Well>, Problem> {
    if !asked.app.is_ready() {
        return Err(Problem::with(Kind::Busy, "The service is about to stop. Another one, or this one again, will take your request soon."));
    }
    asked.app.store.head().await?;
    Ok(Well { status: "ok".into() }.into())
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
