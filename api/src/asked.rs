//! What a question brings to its handler, checked: who asks, about what, and which version they have.

use crate::app::App;
use crate::caller::{self, Caller};
use crate::endpoints::Access;
use crate::files::File;
use crate::headers;
use crate::problem::{Kind, Pointed, Problem};
use axum::extract::{FromRequestParts, Query, RawPathParams};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, LOCATION, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use redress_domain::policy::Sight;
use redress_domain::{AccessId, Actor, ComplaintId, Refused, policy};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// The media type of an answer.
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// The query of an endpoint that takes none.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
// As a query it is no schema of its own, so as a body it must not be referred to as one.
#[schemars(inline)]
pub struct Nothing {}

/// A request to an endpoint, after its caller was let in.
#[derive(Debug)]
pub struct Asked<Q = Nothing> {
    /// The service.
    pub app: App,
    /// Who asks, where they said so.
    pub caller: Option<Caller>,
    /// What follows the `?`.
    pub query: Q,
    /// The headers.
    pub headers: HeaderMap,
    path: BTreeMap<String, String>,
    file: Option<Arc<File>>,
}

impl<Q: DeserializeOwned> Asked<Q> {
    /// Lets the caller in, or not. An endpoint about a case loads it once, here.
    ///
    /// # Errors
    /// No token where one is needed, a case that is not theirs to see, or a query that is not right.
    pub async fn new(app: App, mut parts: Parts, access: Access) -> Result<Self, Problem> {
        let claim = caller::claim_of_header(&app, &parts.headers).await?;
        if claim.is_none() && !matches!(access, Access::Public) {
            return Err(Kind::NotSignedIn.into());
        }
        let path = path(&mut parts).await;
        let (caller, file) = match (access, claim) {
            (Access::Case(action), Some(claim)) => {
                let (caller, file) = match complaint_id(&app, &path).await {
                    Ok(id) => claim.caller_and_file(&app, id).await?,
                    // Whoever is not let in is not told what is wrong with the address.
                    Err(problem) => return Err(claim.caller(&app).await.err().unwrap_or(problem)),
                };
                if file.version == 0 {
                    return Err(Refused::NotFound.into());
                }
                policy::allow(&caller.actor, action, &file.complaint.facts)?;
                let file = file.told_to(&caller.actor);
                (Some(caller), Some(file))
            }
            (access, Some(claim)) => {
                let caller = claim.caller(&app).await?;
                if matches!(access, Access::Manages) {
                    policy::manages_access(&caller.actor, "manage_access")?;
                }
                (Some(caller), None)
            }
            (_, None) => (None, None),
        };
        let Query(query) = Query::<Q>::try_from_uri(&parts.uri).map_err(|error| bad_query(&error))?;
        Ok(Self { app, caller, query, headers: parts.headers, path, file })
    }
}

impl<Q> Asked<Q> {
    /// The caller, of an endpoint for those who are signed in.
    ///
    /// # Errors
    /// They did not say who they are.
    pub fn caller(&self) -> Result<&Actor, Problem> {
        self.caller.as_ref().map(|caller| &caller.actor).ok_or_else(|| Kind::NotSignedIn.into())
    }

    /// The access through which a family's caller came in.
    ///
    /// # Errors
    /// They came in by another door.
    pub fn access(&self) -> Result<AccessId, Problem> {
        self.caller.as_ref().and_then(|caller| caller.access).ok_or_else(|| {
            Problem::with(Kind::NotSignedIn, "Sign in with your reference and your code first: POST /v1/sign-in.")
                .header(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
        })
    }

    /// The case, of an endpoint about one.
    ///
    /// # Errors
    /// The endpoint is not about one.
    pub fn file(&self) -> Result<&File, Problem> {
        self.file.as_deref().ok_or_else(|| Kind::NotFound.into())
    }

    /// The version of the case as the caller may know it.
    ///
    /// # Errors
    /// The endpoint is not about a case.
    pub fn version(&self) -> Result<i64, Problem> {
        let file = self.file()?;
        Ok(Sight::new(self.caller()?, &file.complaint.facts).version(file.version))
    }

    /// A part of the path, as what it should be.
    ///
    /// # Errors
    /// It is nothing of that kind, so nothing lives there.
    pub fn part<T: std::str::FromStr>(&self, name: &str) -> Result<T, Problem> {
        self.path.get(name).and_then(|text| text.parse().ok()).ok_or_else(|| Kind::NotFound.into())
    }
}

/// The named parts of a path. One that is no proper text names nothing.
pub async fn path(parts: &mut Parts) -> BTreeMap<String, String> {
    let named = RawPathParams::from_request_parts(parts, &()).await;
    named
        .map(|named| named.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
        .unwrap_or_default()
}

/// The complaint a path names, by its identifier or by the short reference that people quote.
///
/// # Errors
/// It is no name of a complaint. One that names none, or more than one, gives a complaint that is not there.
pub async fn complaint_id(app: &App, path: &BTreeMap<String, String>) -> Result<ComplaintId, Problem> {
    let text = path.get("complaint").ok_or(Refused::NotFound)?;
    if let Ok(id) = text.parse() {
        return Ok(id);
    }
    let reference = text.to_ascii_uppercase();
    if reference.len() > 20 || !reference.starts_with("RD-") || !reference.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Refused::NotFound.into());
    }
    // What stands for a complaint that is not there is looked for like any other, so that the work does not tell.
    Ok(match app.store.by_reference(&reference).await?.as_slice() {
        [only] => *only,
        _ => ComplaintId(Uuid::nil()),
    })
}

fn bad_query(error: &axum::extract::rejection::QueryRejection) -> Problem {
    let said = error.body_text();
    // "Failed to deserialize query string: ", then the field and what is wrong with its value, which is not
    // repeated: or, of a field that should not be or should be there, its name in quotes.
    let wrong = said.split_once(": ").map_or(said.as_str(), |(_, wrong)| wrong);
    let quoted = || wrong.split('`').nth(1).unwrap_or_default();
    let (field, detail) = if wrong.starts_with("unknown field") {
        (quoted(), "There is no such filter here. Take it out.")
    } else if wrong.starts_with("missing field") {
        (quoted(), "This is needed and was left out.")
    } else {
        let field = wrong.split_once(": ").map_or("", |(field, _)| field);
        (field, "This value does not have the right form. /openapi.yaml says what fits.")
    };
    Problem::at(Kind::BadQuery, vec![Pointed::new(field, detail)])
}

/// An answer with its status and headers.
#[derive(Debug)]
pub struct Reply<A> {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: A,
}

impl<A> From<A> for Reply<A> {
    fn from(body: A) -> Self {
        Self { status: StatusCode::OK, headers: Vec::new(), body }
    }
}

impl<A> Reply<A> {
    /// Something new, and where it lives.
    pub fn created(body: A, at: &str) -> Self {
        let headers = HeaderValue::from_str(at).map(|at| (LOCATION, at)).into_iter().collect();
        Self { status: StatusCode::CREATED, headers, body }
    }

    /// The same answer with the version of what it is about.
    #[must_use]
    pub fn version(mut self, version: i64) -> Self {
        self.headers.push((ETAG, headers::etag(version)));
        self
    }

    /// Only the word that the caller has this version already.
    #[must_use]
    pub fn unchanged(mut self) -> Self {
        self.status = StatusCode::NOT_MODIFIED;
        self
    }

    /// The same answer, which anyone may keep for a while: it holds nothing about a person.
    #[must_use]
    pub fn shared(mut self) -> Self {
        self.headers.push((CACHE_CONTROL, HeaderValue::from_static("public, max-age=300")));
        self
    }
}

impl<A: Serialize> IntoResponse for Reply<A> {
    fn into_response(self) -> Response {
        let mut response = match self.status {
            StatusCode::NOT_MODIFIED => self.status.into_response(),
            status => match serde_json::to_vec(&self.body) {
                Ok(body) => (status, [(CONTENT_TYPE, JSON)], body).into_response(),
                Err(error) => return Problem::internal(error).into_response(),
            },
        };
        response.headers_mut().extend(self.headers);
        response
    }
}
