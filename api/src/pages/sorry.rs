//! What stands in the place of a page that cannot be shown, in plain words and with a way on.

use super::guest::words_of;
use crate::problem::{self, Document, Problem};
use crate::words::{self, Words};
use askama::Template;
use axum::extract::Request;
use axum::http::header::{ACCEPT, ALLOW, CONTENT_TYPE, RETRY_AFTER, SET_COOKIE, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage {
    f: Words,
    title: String,
    detail: String,
    problem: bool,
    /// Whether the detail is told in English, as the language has no words for it.
    english: bool,
}

/// How long a choice of language is remembered.
const LANGUAGE_LASTS: SignedDuration = SignedDuration::from_hours(24 * 365);

/// Turns every problem of a page into a page, and remembers a language that was asked for.
pub async fn for_people(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let t = words_of(&parts);
    let asked = parts.uri.query().is_some_and(|query| query.split('&').any(|pair| pair.starts_with("lang=")));
    let mut response = dressed(next.run(Request::from_parts(parts, body)).await, t);
    if asked {
        let cookie =
            format!("{}={}; Path=/; SameSite=Lax; Max-Age={}", words::COOKIE_NAME, t.lang(), LANGUAGE_LASTS.as_secs());
        response.headers_mut().extend(HeaderValue::from_str(&cookie).map(|cookie| (SET_COOKIE, cookie)));
    }
    response
}

/// The words for a browser that asks for something beside the API; none for a program.
#[must_use]
pub fn for_browser(request: Request) -> (Request, Option<Words>) {
    let kinds = request.headers().get(ACCEPT).and_then(|kinds| kinds.to_str().ok());
    if !kinds.is_some_and(|kinds| kinds.contains("text/html")) || request.uri().path().starts_with("/v1/") {
        return (request, None);
    }
    let (parts, body) = request.into_parts();
    let words = words_of(&parts);
    (Request::from_parts(parts, body), Some(words))
}

/// Turns a problem beside the pages, such as an address where nothing lives, into a page.
#[must_use]
pub fn dressed(response: Response, t: Words) -> Response {
    let refused = problem::plain(&response).map(|kind| Problem::from(kind).document().clone());
    let Some(document) = response.extensions().get::<Document>().cloned().or(refused) else { return response };
    let mut page = sorry(&document, t);
    let kept = [ALLOW, RETRY_AFTER, WWW_AUTHENTICATE];
    let headers: HeaderMap =
        kept.into_iter().filter_map(|name| Some((name.clone(), response.headers().get(&name)?.clone()))).collect();
    page.headers_mut().extend(headers);
    page
}

/// A problem as a page. Where the law or the file is the reason, the problem's own words say it best.
fn sorry(document: &Document, t: Words) -> Response {
    let id = match document.kind.as_str() {
        "/problems/at-work" => "sorry-at_work".to_owned(),
        _ => format!("sorry-{}", document.status),
    };
    let own = matches!(document.status, 401 | 404 | 405 | 413 | 415 | 429 | 500 | 503)
        || document.kind.ends_with("/from-elsewhere");
    let spoken = t.lang() == Words::english().lang();
    let title = t.maybe(&id).filter(|_| own || document.status == 409);
    let title = title.unwrap_or_else(|| if spoken { document.title.clone() } else { t.say("sorry-409") });
    let detail = t.part(&id, "detail").filter(|_| own).unwrap_or_else(|| t.problem(document));
    let english = !own && t.lang_of_law() != t.lang();
    let status = StatusCode::from_u16(document.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    message(status, MessagePage { f: t, title, detail, problem: true, english })
}

fn message(status: StatusCode, page: MessagePage) -> Response {
    match page.render() {
        Ok(text) => (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response(),
        Err(error) => Problem::internal(error).into_response(),
    }
}

/// A page that explains a type of problem.
///
/// # Errors
/// None: a page that cannot be rendered is itself an answer.
pub fn explain(status: u16, title: &str, detail: &str) -> Result<Response, Problem> {
    let detail = format!("{detail} (HTTP status {status})");
    Ok(message(
        StatusCode::OK,
        MessagePage { f: Words::english(), title: title.to_owned(), detail, problem: false, english: false },
    ))
}
