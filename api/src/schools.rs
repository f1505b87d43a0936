//! The register of schools, and the terms a school publishes.

use crate::app::App;
use crate::asked::{self, Asked, Nothing, Reply};
use crate::body;
use crate::caller;
use crate::headers;
use crate::problem::{Kind as ProblemKind, Problem};
use axum::extract::Request;
use redress_domain::school::Entry;
use redress_domain::terms::{Command, PublishTerms};
use redress_domain::{Kind, Order, Refused, StreamId, Urn, policy};
use redress_projections::{Failed, Job};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The most schools one search shows.
pub const MOST: u32 = 50;

/// Which schools.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchQuery {
    /// The beginning of the name, town or postcode, or the number (URN).
    #[schemars(length(max = 100), regex(pattern = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"))]
    pub search: Option<String>,
    /// Only of this local authority, by its number.
    pub authority: Option<u16>,
}

/// The schools that were found.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Schools {
    /// The schools by name, those whose own name begins so first; at most 50.
    pub schools: Vec<Entry>,
}

/// Finds schools.
///
/// # Errors
/// Neither words nor an authority were given, or the words are too long.
pub async fn search_schools(asked: Asked<SearchQuery>) -> Result<Reply<Schools>, Problem> {
    let search = asked.query.search.as_deref().unwrap_or_default().trim();
    if search.chars().count() > 100 || search.chars().any(char::is_control) {
        return Err(Problem::with(
            ProblemKind::BadQuery,
            "Search with at most 100 letters, digits and signs: the beginning of the name, town or postcode, or the number.",
        ));
    }
    let schools = asked.app.store.schools(search, asked.query.authority, MOST).await?;
    Ok(Schools { schools }.into())
}

/// Answers one school's entry.
///
/// # Errors
/// The register has no such school.
pub async fn read_school(asked: Asked<Nothing>) -> Result<Reply<Entry>, Problem> {
    let entry = asked.app.store.school(Urn(asked.part("urn")?)).await?;
    Ok(entry.ok_or(ProblemKind::NotFound)?.into())
}

/// What became of a calendar.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Published {
    /// The school.
    pub school: Urn,
    /// The version of its calendar: the number in the `ETag`.
    pub version: i64,
    /// Whether it says something new.
    pub changed: bool,
}

/// Publishes a school's terms: for its own staff, its authority and the service itself.
///
/// # Errors
/// Somebody else's school, or a calendar that is not right.
pub async fn publish_terms(app: App, request: Request) -> Result<Reply<Published>, Problem> {
    let (mut parts, sent) = request.into_parts();
    let caller = caller::of_header(&app, &parts.headers).await?.ok_or(ProblemKind::NotSignedIn)?.actor;
    let path = asked::path(&mut parts).await;
    let urn = path.get("urn").and_then(|text| text.parse().ok()).map(Urn).ok_or(ProblemKind::NotFound)?;
    let entry = app.store.school(urn).await?.ok_or(ProblemKind::NotFound)?;
    if !policy::keeps_calendar(&caller, &entry) {
        return Err(Refused::NotPermitted { action: "publish_terms" }.into());
    }
    let expected = headers::if_match(&parts.headers)?;
    let value = body::object(&parts.headers, sent).await?;
    let command = Command::Publish(PublishTerms { calendar: body::typed(value)?, publisher: caller.body });
    let stream = StreamId::new(Kind::Terms, urn);
    let job = Job {
        stream,
        order: Order::Terms(Box::new(command)),
        stamp: app.stamp(caller),
        expected,
        key: None,
        sealed: Vec::new(),
    };
    let done = app.store.execute(job).await.map_err(|failed| match failed {
        Failed::Conflict { .. } => Problem::from(ProblemKind::VersionMismatch),
        other => other.into(),
    })?;
    let changed = done.positions.is_some() && !done.repeated;
    Ok(Reply::from(Published { school: urn, version: done.version, changed }).version(done.version))
}
