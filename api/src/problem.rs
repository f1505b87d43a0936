//! Every error becomes one problem document (RFC 9457) here, and nowhere else.

use axum::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use redress_domain::Refused;
use redress_domain::refused::Because;
use redress_projections::Failed;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The media type of a problem document.
pub const MEDIA_TYPE: &str = "application/problem+json";

macro_rules! kinds {
    ($($name:ident = $slug:literal, $status:literal, $title:literal, $detail:literal;)+) => {
        /// A problem of the conversation itself; the law's refusals are [`Refused`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind {
            $(#[doc = $detail] $name),+
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The last part of the problem's type.
            #[must_use]
            pub fn slug(self) -> &'static str { match self { $(Self::$name => $slug),+ } }

            /// The status it is answered with.
            #[must_use]
            pub fn status(self) -> u16 { match self { $(Self::$name => $status),+ } }

            /// What it is, in a few words.
            #[must_use]
            pub fn title(self) -> &'static str { match self { $(Self::$name => $title),+ } }

            /// What happened and what to do.
            #[must_use]
            pub fn detail(self) -> &'static str { match self { $(Self::$name => $detail),+ } }
        }
    };
}

kinds! {
    BadJson = "bad-json", 400, "The request is not JSON",
        "We could not read what was sent. Send a JSON object in UTF-8.";
    BadHeader = "bad-header", 400, "A header does not make sense",
        "One of the request's headers has a form we do not know.";
    BadQuery = "bad-query", 400, "The address does not make sense",
        "Something after the \"?\" in the address is not right.";
    BadCursor = "bad-cursor", 400, "The page marker is not ours",
        "Use the \"next\" marker of the page before, unchanged and with the same filters, or start again without one.";
    NotSignedIn = "not-signed-in", 401, "You are not signed in",
        "Send a valid token in the Authorization header: \"Authorization: Bearer TOKEN\".";
    SignInRefused = "sign-in-refused", 401, "That did not work",
        "The reference and the code do not fit, or the code is too old or was tried too often. Check both and try again, or ask for a new code.";
    NoPost = "no-post", 409, "No messages go out from here",
        "This service sends no e-mail. Use your access code, or ask the school for a new one.";
    NotFound = "not-found", 404, "Not found", "There is nothing here that you can see.";
    NoSuchAddress = "no-such-address", 404, "There is no such address",
        "Nothing lives at this address. The list of all addresses is at /openapi.yaml.";
    WrongMethod = "wrong-method", 405, "This cannot be done at this address",
        "The address is right but the method is not. The \"Allow\" header names those that work.";
    Changed = "changed-meanwhile", 409, "Somebody else was faster",
        "The file changed while you worked. Read it again, then repeat your step if it still makes sense.";
    VersionMismatch = "version-mismatch", 412, "The file is not the one you have seen",
        "The file has another version than the one in If-Match. Read it again, then repeat your step if it still makes sense.";
    TooLarge = "too-large", 413, "Too much was sent", "A request may hold at most 256 kilobytes.";
    NotJson = "unsupported-media-type", 415, "Only JSON can be read here",
        "Send JSON, with the header \"Content-Type: application/json\".";
    Invalid = "invalid", 422, "Some of what was sent is not right",
        "Nothing was recorded. Each entry under \"errors\" says where the trouble is and what to do.";
    KeyReused = "key-reused", 422, "This Idempotency-Key was used for something else",
        "The same key came before with another request. Use a new key for each new step.";
    Elsewhere = "from-elsewhere", 403, "This form was sent from another site",
        "For your safety we only take forms from our own pages. Open the page here and send it again.";
    TooOften = "too-often", 429, "That was too often",
        "Many requests came from you in a short time, and this one was not looked at. Wait as many seconds as the \"Retry-After\" header says, then send it again.";
    Internal = "internal", 500, "Something went wrong on our side",
        "We are sorry. Nothing of what you sent is lost if you have it still: try again in a while. Quote the x-request-id of this answer if you ask us about it.";
    Busy = "busy", 503, "Too busy just now", "Many people are here. Please try again in a few seconds.";
    TooSlow = "too-slow", 503, "This took too long",
        "We gave up after 30 seconds. It may still have happened: read the file, or repeat with the same Idempotency-Key.";
    AtWork = "at-work", 503, "We are at work on the service",
        "Nothing that was sent before is lost. Please try again in half an hour.";
    Rejected = "rejected", 400, "The request could not be read", "Something in the request is not as it should be.";
}

/// One place in a request and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pointed {
    /// Where: a JSON Pointer into the body, or the name of a header or query field.
    pub pointer: String,
    /// What is wrong there and what to do.
    pub detail: String,
}

impl Pointed {
    /// What is wrong at one place.
    pub fn new(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), detail: detail.into() }
    }
}

/// A problem document, as it is sent.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub struct Document {
    /// Which kind of problem: an address with an explanation.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind, in a few words; always the same for the same type.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened this time and what to do.
    pub detail: String,
    /// The places in the request that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Pointed>,
}

/// An error on its way to the caller. What only we may know goes to the log, never in here.
#[derive(Debug)]
pub struct Problem(Box<Inner>);

#[derive(Debug)]
struct Inner {
    document: Document,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Problem {
    fn assemble(slug: &str, status: u16, title: impl Into<String>, detail: impl Into<String>) -> Self {
        let document = Document {
            kind: format!("/problems/{slug}"),
            title: title.into(),
            status,
            detail: detail.into(),
            errors: Vec::new(),
        };
        Self(Box::new(Inner { document, headers: Vec::new() }))
    }

    /// A problem with other words than its kind's own.
    pub fn with(kind: Kind, detail: impl Into<String>) -> Self {
        Self::assemble(kind.slug(), kind.status(), kind.title(), detail)
    }

    /// A problem with places in the request.
    #[must_use]
    pub fn at(kind: Kind, errors: Vec<Pointed>) -> Self {
        let mut problem = Self::from(kind);
        problem.0.document.errors = errors;
        problem
    }

    /// The document.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.0.document
    }

    /// The same problem with a header to its answer.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.push((name, value));
        self
    }

    /// Something failed that the caller cannot mend: the cause is logged, once, here.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        tracing::error!(%cause, "Could not answer");
        Kind::Internal.into()
    }
}

impl From<Kind> for Problem {
    fn from(kind: Kind) -> Self {
        let problem = Self::with(kind, kind.detail());
        match kind {
            Kind::NotSignedIn | Kind::SignInRefused => {
                problem.header(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
            }
            Kind::Busy | Kind::TooSlow => problem.header(RETRY_AFTER, HeaderValue::from_static("2")),
            Kind::AtWork => problem.header(RETRY_AFTER, HeaderValue::from_static("1800")),
            _ => problem,
        }
    }
}

/// The status of a refusal.
#[must_use]
pub fn status_of(because: Because) -> u16 {
    match because {
        Because::Hidden => 404,
        Because::Forbidden => 403,
        Because::State => 409,
        Because::Content => 422,
    }
}

/// A slug as a title: `wrong-stage` is "Wrong stage".
#[must_use]
pub fn title_of(slug: &str) -> String {
    let words = slug.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        // A hidden thing and a missing one must be told apart by nothing, so both are one kind.
        if refused.because() == Because::Hidden {
            return Kind::NotFound.into();
        }
        let slug = refused.slug();
        let mut problem = Self::assemble(slug, status_of(refused.because()), title_of(slug), refused.to_string());
        problem.0.document.errors =
            refused.pointer().map(|pointer| Pointed::new(pointer, refused.to_string())).into_iter().collect();
        problem
    }
}

impl From<Failed> for Problem {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Refused(refused) => refused.into(),
            Failed::Conflict { .. } => Kind::Changed.into(),
            Failed::KeyReused => Kind::KeyReused.into(),
            Failed::Busy => Kind::Busy.into(),
            Failed::Database(fault) => Self::internal(fault),
        }
    }
}

impl From<getrandom::Error> for Problem {
    fn from(error: getrandom::Error) -> Self {
        Self::internal(error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let Inner { document, headers } = *self.0;
        let status = StatusCode::from_u16(document.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&document).unwrap_or_default();
        let mut response = (status, [(CONTENT_TYPE, MEDIA_TYPE)], body).into_response();
        response.headers_mut().extend(headers);
        // For whoever shows it as a page.
        response.extensions_mut().insert(document);
        response
    }
}

/// What kind of problem a plain refusal of the framework is; none where an answer is ours, or no refusal.
#[must_use]
pub fn plain(response: &Response) -> Option<Kind> {
    let status = response.status();
    let ours = response.headers().get(CONTENT_TYPE).is_some_and(|kind| {
        kind.as_bytes().starts_with(b"application/problem+json") || kind.as_bytes().starts_with(b"text/html")
    });
    if ours || !(status.is_client_error() || status.is_server_error()) {
        return None;
    }
    Some(match status {
        StatusCode::NOT_FOUND => Kind::NoSuchAddress,
        StatusCode::METHOD_NOT_ALLOWED => Kind::WrongMethod,
        StatusCode::PAYLOAD_TOO_LARGE => Kind::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Kind::NotJson,
        StatusCode::SERVICE_UNAVAILABLE => Kind::TooSlow,
        status if status.is_server_error() => Kind::Internal,
        _ => Kind::Rejected,
    })
}

/// Turns every plain refusal of the framework and its layers (no such route, wrong method, body too
/// large, too slow, panic) into a problem document.
#[must_use]
pub fn only_problems(response: Response) -> Response {
    let Some(kind) = plain(&response) else { return response };
    let mut problem = Problem::from(kind);
    if let Some(allow) = response.headers().get(ALLOW) {
        problem = problem.header(ALLOW, allow.clone());
    }
    problem.into_response()
}

/// Every problem type: slug, status, title and a general explanation.
#[must_use]
pub fn all() -> Vec<(&'static str, u16, Cow<'static, str>, Cow<'static, str>)> {
    let edge = Kind::ALL.iter().map(|kind| (kind.slug(), kind.status(), kind.title().into(), kind.detail().into()));
    let law = Refused::ALL.iter().filter(|(_, because)| *because != Because::Hidden).map(|(slug, because)| {
        let explanation = match because {
            Because::Hidden => "There is nothing here that you can see.",
            Because::Forbidden => "Your role may not do this in this case.",
            Because::State => "This cannot be done where the complaint is now. The list of actions shows what can.",
            Because::Content => "What was sent does not fit this complaint. The \"detail\" of the problem says why.",
        };
        (*slug, status_of(*because), title_of(slug).into(), explanation.into())
    });
    edge.chain(law).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_problem_type_has_one_name() {
        let slugs: Vec<_> = all().iter().map(|row| row.0).collect();
        let distinct: BTreeSet<_> = slugs.iter().collect();
        assert_eq!(slugs.len(), distinct.len());
    }
}
