//! One request id and one log line for every request, without anything personal in it.

use crate::app::App;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;
use tracing::Instrument;

/// The header that carries the request id, both ways.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request an id (or keeps a well-formed one), and logs how it went.
///
/// The log has the route, never the address: an address can name a person's search or a case.
pub async fn observe(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let given = request.headers().get(REQUEST_ID).filter(|id| well_formed(id)).cloned();
    let id = given.unwrap_or_else(|| {
        let fresh = app.clock.id().map(|id| id.simple().to_string()).unwrap_or_default();
        HeaderValue::from_str(&fresh).unwrap_or(HeaderValue::from_static("none"))
    });
    request.headers_mut().insert(REQUEST_ID, id.clone());
    let route = request.extensions().get::<MatchedPath>().map_or("(none)", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", id = id.to_str().unwrap_or_default(), method = %request.method(), route);
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(status = response.status().as_u16(), milliseconds, "Answered"));
    response.headers_mut().insert(REQUEST_ID, id);
    response
}

fn well_formed(id: &HeaderValue) -> bool {
    let id = id.as_bytes();
    (1..=64).contains(&id.len()) && id.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte))
}
