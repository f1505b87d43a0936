//! Questions about the service itself: is it well, where does the log end, and what do its answers mean.

use crate::asked::{Asked, Nothing, Reply};
use crate::openapi;
use crate::pages;
use crate::problem::{self, Kind, Problem};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use base16ct::lower::encode_string as hex;
use jiff::Span;
use jiff::civil::Date;
use redress_domain::clock::civil_date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
