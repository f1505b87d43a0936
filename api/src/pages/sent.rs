//! What a browser sends from a form of ours. No handler can take a form and forget to ask where it came from.

use crate::app::App;
use crate::form::{MOST_FIELDS, pairs_of};
use crate::guard;
use crate::problem::{Kind, Problem};
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

/// The kind of body that a browser makes of a form.
const FORM: &[u8] = b"application/x-www-form-urlencoded";

/// The pairs of a form that came from one of our own pages.
#[derive(Debug)]
pub struct Sent(pub Vec<(String, String)>);

impl Sent {
    /// The first text under a name; empty where there is none.
    #[must_use]
    pub fn first(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text.as_str())
    }
}

impl FromRequest<App> for Sent {
    type Rejection = Problem;
    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        guard::same_site(request.headers())?;
        let foreign = request.headers().get(CONTENT_TYPE).is_some_and(|kind| !kind.as_bytes().starts_with(FORM));
        let sent = Bytes::from_request(request, app).await.map_err(|refused| {
            let large = refused.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE;
            Problem::from(if large { Kind::TooLarge } else { Kind::Rejected })
        })?;
        if foreign && !sent.is_empty() {
            return Err(Kind::NotJson.into());
        }
        // To take some and drop the rest would lose somebody's words in silence.
        if sent.split(|byte| *byte == b'&').count() > MOST_FIELDS {
            return Err(Kind::TooLarge.into());
        }
        Ok(Self(pairs_of(&sent)))
    }
}
