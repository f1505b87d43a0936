//! The pages by which a family comes back: with the access code, or with a code that is sent to them.

use super::{answer, html, set_cookie};
use crate::app::App;
use crate::caller::{self, Caller};
use crate::form::pairs_of;
use crate::guard;
use crate::problem::{Kind, Problem};
use crate::sign_in::{self, AskForCode, LASTS, Session, SignIn};
use askama::Template;
use axum::extract::{RawForm, State};
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use redress_domain::{AccessId, Actor};
use std::collections::BTreeMap;

#[derive(Template, Default)]
#[template(path = "sign_in.html")]
struct SignInPage {
    reference: String,
    email: String,
    /// Whether a code may have been sent, and is waited for.
    sent: bool,
    /// Whether this asks for a code to be sent.
    asks: bool,
    error: String,
    sends: bool,
}

#[derive(Template)]
#[template(path = "access_code.html")]
struct AccessCodePage {
    code: String,
    reference: String,
    href: String,
}

fn page(app: &App, page: SignInPage) -> Response {
    let status = if page.error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html(status, &SignInPage { sends: app.sends, ..page })
}

pub(super) async fn show(State(app): State<App>) -> Response {
    page(&app, SignInPage::default())
}

pub(super) async fn show_asking(State(app): State<App>) -> Response {
    page(&app, SignInPage { asks: true, ..SignInPage::default() })
}

fn fields(sent: &[u8]) -> BTreeMap<String, String> {
    pairs_of(sent).into_iter().map(|(name, value)| (name, value.trim().chars().take(320).collect())).collect()
}

/// Lets somebody in by what they typed, or shows the form again with what they typed but the code.
pub(super) async fn enter(State(app): State<App>, headers: HeaderMap, RawForm(sent): RawForm) -> Response {
    answer(try_to_enter(&app, &headers, &sent).await)
}

async fn try_to_enter(app: &App, headers: &HeaderMap, sent: &[u8]) -> Result<Response, Problem> {
    guard::same_site(headers)?;
    let mut fields = fields(sent);
    let mut of = |name: &str| fields.remove(name).unwrap_or_default();
    let (reference, code, email) = (of("reference"), of("code"), of("email"));
    let given = SignIn { reference, code, email: Some(email).filter(|email| !email.is_empty()) };
    match sign_in::enter(app, &given).await {
        Ok(session) => Ok(entered(app, &session)),
        Err(problem) if problem.document().status == 401 => {
            let email = given.email.unwrap_or_default();
            let sent = !email.is_empty();
            let error = problem.document().detail.clone();
            Ok(page(app, SignInPage { reference: given.reference, email, sent, error, ..SignInPage::default() }))
        }
        Err(problem) => Err(problem),
    }
}

/// The browser goes to the case, with a cookie of its own.
fn entered(app: &App, session: &Session) -> Response {
    let headers = [(LOCATION, format!("/complaints/{}", session.complaint)), (SET_COOKIE, cookie(app, session))];
    (StatusCode::SEE_OTHER, headers).into_response()
}

/// The cookie of a session.
pub(super) fn cookie(app: &App, session: &Session) -> String {
    set_cookie(app, &session.token, LASTS.as_secs())
}

/// Asks for a code to be sent, and shows where to type it. The page is the same whether it was or not.
pub(super) async fn send_code(State(app): State<App>, headers: HeaderMap, RawForm(sent): RawForm) -> Response {
    answer((|| {
        guard::same_site(&headers)?;
        let mut fields = fields(&sent);
        let mut of = |name: &str| fields.remove(name).unwrap_or_default();
        let (reference, email) = (of("reference"), of("email"));
        if reference.is_empty() || email.is_empty() {
            let error = "Give the reference and the e-mail address".into();
            return Ok(page(&app, SignInPage { reference, email, asks: true, error, ..SignInPage::default() }));
        }
        sign_in::ask_for_code(&app, AskForCode { reference: reference.clone(), email: email.clone() })?;
        Ok(page(&app, SignInPage { reference, email, sent: true, ..SignInPage::default() }))
    })())
}

/// Who a browser comes as, through an access of the family's side.
async fn family(app: &App, headers: &HeaderMap) -> Result<(AccessId, Actor), Problem> {
    guard::same_site(headers)?;
    match caller::of_cookie(app, headers).await {
        Some(Caller { actor, access: Some(id) }) => Ok((id, actor)),
        _ => Err(Kind::NotFound.into()),
    }
}

/// Shows a new access code, once. Whoever else was signed in is out; this browser stays.
pub(super) async fn new_code(State(app): State<App>, headers: HeaderMap) -> Response {
    answer(replace(&app, &headers).await)
}

async fn replace(app: &App, headers: &HeaderMap) -> Result<Response, Problem> {
    let (id, actor) = family(app, headers).await?;
    let shown = sign_in::own_new_code(app, id, actor).await?;
    let session = sign_in::session(app, id).await?;
    let href = format!("/complaints/{}", id.complaint);
    let shown = AccessCodePage { code: shown.access_code, reference: shown.reference, href };
    let mut response = html(StatusCode::OK, &shown);
    let cookie = cookie(app, &session).parse().map_err(Problem::internal)?;
    response.headers_mut().insert(SET_COOKIE, cookie);
    Ok(response)
}

/// Signs out on every phone and computer.
pub(super) async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Response {
    answer(leave(&app, &headers).await)
}

async fn leave(app: &App, headers: &HeaderMap) -> Result<Response, Problem> {
    let (id, actor) = family(app, headers).await?;
    sign_in::put_out(app, id, actor).await?;
    Ok((StatusCode::SEE_OTHER, [(LOCATION, "/sign-in".to_owned()), (SET_COOKIE, set_cookie(app, "", 0))])
        .into_response())
}
