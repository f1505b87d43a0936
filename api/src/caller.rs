//! Who is calling: the token of the Authorization header, or of a family's cookie, becomes an [`Actor`].

use crate::app::App;
use crate::problem::{Kind, Problem};
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, COOKIE};
use redress_domain::Actor;

/// The name of the cookie that a family gets with its complaint.
pub const COOKIE_NAME: &str = "redress";

/// The caller, if they say who they are.
///
/// # Errors
/// They say it with something that is no good token.
pub fn of_header(app: &App, headers: &HeaderMap) -> Result<Option<Actor>, Problem> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let token = value
        .to_str()
        .ok()
        .and_then(|text| text.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer") && values.next().is_none())
        .map(|(_, token)| token.trim());
    check(app, token).map(Some)
}

/// The caller that a page's cookie speaks for, if there is a good one.
pub fn of_cookie(app: &App, headers: &HeaderMap) -> Option<Actor> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let token = cookies
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().split_once('=').filter(|(name, _)| *name == COOKIE_NAME))
        .map(|(_, token)| token)?;
    app.keys.check(token, app.clock.now()).ok()
}

fn check(app: &App, token: Option<&str>) -> Result<Actor, Problem> {
    let refused = || {
        Problem::with(Kind::NotSignedIn, "The token is not valid, or its time is over. Get a new one and send it as \"Authorization: Bearer TOKEN\".")
        .header(axum::http::header::WWW_AUTHENTICATE, axum::http::HeaderValue::from_static("Bearer error=\"invalid_token\""))
    };
    app.keys.check(token.ok_or_else(refused)?, app.clock.now()).map_err(|unusable| {
        tracing::info!(reason = %unusable, "A token was not taken");
        refused()
    })
}
