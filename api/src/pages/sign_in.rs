//! The pages by which a family comes back: with the access code, or with a code that is sent to them.

use super::{Answer, Frame, Guest, Sent, html, set_cookie};
use crate::app::App;
use crate::caller::COOKIE_NAME;
use crate::problem::{Kind, Problem};
use crate::sign_in::{self, AskForCode, LASTS, Session, SignIn};
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::response::IntoResponse;
use redress_domain::{AccessId, Actor};
use std::collections::BTreeMap;

/// What the page is filled in with.
#[derive(Default)]
struct Filled {
    reference: String,
    email: String,
    /// Whether a code may have been sent, and is waited for.
    sent: bool,
    /// Whether this asks for a code to be sent.
    asks: bool,
    error: String,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    f: Frame,
    reference: String,
    email: String,
    sent: bool,
    asks: bool,
    error: String,
    sends: bool,
}

impl SignInPage {
    /// What is wrong, with the field that it leads to.
    fn mistakes(&self) -> Vec<(String, String)> {
        let field = if self.asks { "#reference" } else { "#code" };
        Some((field.to_owned(), self.error.clone())).filter(|(_, error)| !error.is_empty()).into_iter().collect()
    }
}

#[derive(Template)]
#[template(path = "access_code.html")]
struct AccessCodePage {
    f: Frame,
    code: String,
    reference: String,
    href: String,
}

async fn page(guest: &Guest, filled: Filled) -> Answer {
    let Filled { reference, email, sent, asks, error } = filled;
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let f = guest.frame().await?;
    html(status, &SignInPage { f, reference, email, sent, asks, error, sends: guest.app.sends })
}

pub(super) async fn show(guest: Guest) -> Answer {
    page(&guest, Filled::default()).await
}

pub(super) async fn show_asking(guest: Guest) -> Answer {
    page(&guest, Filled { asks: true, ..Filled::default() }).await
}

fn fields(sent: Sent) -> BTreeMap<String, String> {
    sent.0.into_iter().map(|(name, value)| (name, value.trim().chars().take(320).collect())).collect()
}

/// Lets somebody in by what they typed, or shows the form again with what they typed but the code.
pub(super) async fn enter(guest: Guest, sent: Sent) -> Answer {
    let mut fields = fields(sent);
    let mut of = |name: &str| fields.remove(name).unwrap_or_default();
    let (reference, code, email) = (of("reference"), of("code"), of("email"));
    let given = SignIn { reference, code, email: Some(email).filter(|email| !email.is_empty()) };
    match sign_in::enter(&guest.app, &given).await {
        Ok(session) => Ok(entered(&guest.app, &session)),
        Err(problem) if problem.document().status == 401 => {
            let email = given.email.unwrap_or_default();
            let sent = !email.is_empty();
            let error = guest.t.say("mistake-sign-in");
            page(&guest, Filled { reference: given.reference, email, sent, error, asks: false }).await
        }
        Err(problem) => Err(problem),
    }
}

/// The browser goes to the case, with a cookie of its own.
fn entered(app: &App, session: &Session) -> axum::response::Response {
    let headers = [(LOCATION, format!("/complaints/{}", session.complaint)), (SET_COOKIE, cookie(app, session))];
    (StatusCode::SEE_OTHER, headers).into_response()
}

/// The cookie of a session.
pub(super) fn cookie(app: &App, session: &Session) -> String {
    set_cookie(app, COOKIE_NAME, &session.token, LASTS.as_secs())
}

/// Asks for a code to be sent, and shows where to type it. The page is the same whether it was or not.
pub(super) async fn send_code(guest: Guest, sent: Sent) -> Answer {
    let mut fields = fields(sent);
    let mut of = |name: &str| fields.remove(name).unwrap_or_default();
    let (reference, email) = (of("reference"), of("email"));
    if reference.is_empty() || email.is_empty() {
        let error = guest.t.say("mistake-reference-email");
        return page(&guest, Filled { reference, email, asks: true, error, sent: false }).await;
    }
    sign_in::ask_for_code(&guest.app, AskForCode { reference: reference.clone(), email: email.clone() })?;
    page(&guest, Filled { reference, email, sent: true, ..Filled::default() }).await
}

/// Who a browser comes as, through an access of the family's side.
fn family(guest: &Guest) -> Result<(AccessId, Actor), Problem> {
    match (guest.access, &guest.actor) {
        (Some(id), Some(actor)) => Ok((id, actor.clone())),
        _ => Err(Kind::NotFound.into()),
    }
}

/// Shows a new access code, once. Whoever else was signed in is out; this browser stays.
pub(super) async fn new_code(guest: Guest, _: Sent) -> Answer {
    let (id, actor) = family(&guest)?;
    let shown = sign_in::own_new_code(&guest.app, id, actor).await?;
    let session = sign_in::session(&guest.app, id).await?;
    let href = format!("/complaints/{}", id.complaint);
    let f = guest.frame().await?;
    let shown = AccessCodePage { f, code: shown.access_code, reference: shown.reference, href };
    let mut response = html(StatusCode::OK, &shown)?;
    let cookie = cookie(&guest.app, &session).parse().map_err(Problem::internal)?;
    response.headers_mut().insert(SET_COOKIE, cookie);
    Ok(response)
}

/// Signs out on every phone and computer.
pub(super) async fn sign_out(guest: Guest, _: Sent) -> Answer {
    let (id, actor) = family(&guest)?;
    sign_in::put_out(&guest.app, id, actor).await?;
    let forgotten = set_cookie(&guest.app, COOKIE_NAME, "", 0);
    Ok((StatusCode::SEE_OTHER, [(LOCATION, "/sign-in".to_owned()), (SET_COOKIE, forgotten)]).into_response())
}
