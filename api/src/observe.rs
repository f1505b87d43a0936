//! One request id and one log line for every request, without anything personal in it.

use crate::app::App;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use std::time::Instant;
use tracing::Span;

/// The header that carries the request id, both ways.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// A request that is being answered.
pub struct Observed {
    id: HeaderValue,
    /// What the log says belongs to it.
    pub span: Span,
    started: Instant,
}

impl Observed {
    /// Gives the request an id, or keeps a well-formed one.
    ///
    /// The log has the route, never the address: an address can name a person's search or a case.
    pub fn begin(app: &App, request: &mut Request) -> Self {
        let given = request.headers().get(REQUEST_ID).filter(|id| well_formed(id)).cloned();
        let id = given.unwrap_or_else(|| {
            let fresh = app.clock.id().map(|id| id.simple().to_string()).unwrap_or_default();
            HeaderValue::from_str(&fresh).unwrap_or(HeaderValue::from_static("none"))
        });
        request.headers_mut().insert(REQUEST_ID, id.clone());
        let route = request.extensions().get::<MatchedPath>().map_or("(none)", MatchedPath::as_str);
        let text = id.to_str().unwrap_or_default();
        let span = tracing::info_span!("request", id = text, method = %request.method(), route);
        Self { id, span, started: Instant::now() }
    }

    /// Logs how it went, and tells the id.
    pub fn end(self, response: &mut Response) {
        let milliseconds = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.span.in_scope(|| tracing::info!(status = response.status().as_u16(), milliseconds, "Answered"));
        response.headers_mut().insert(REQUEST_ID, self.id);
    }
}

fn well_formed(id: &HeaderValue) -> bool {
    let id = id.as_bytes();
    (1..=64).contains(&id.len()) && id.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte))
}
