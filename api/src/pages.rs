//! The pages: a plain form that lodges a complaint, the page that follows it, and the law in plain words.
//! No script is needed, or allowed.

mod case;
mod demo;
mod law;
mod lodge;
mod provider;
mod sign_in;
mod staff;

use crate::app::App;
use crate::problem::Problem;
use askama::Template;
use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::SignedDuration;
use redress_domain::Actor;

/// How long the demo lets a browser act as somebody.
const ACTING: SignedDuration = SignedDuration::from_hours(24 * 90);

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage<'a> {
    title: &'a str,
    detail: &'a str,
    problem: bool,
}

/// The pages' routes. What hands out every role, and the provider of made-up people, are in the demo alone.
pub fn router(app: &App) -> Router<App> {
    let router = Router::new()
        .route("/", get(lodge::show).post(lodge::send))
        .route("/complaints/{complaint}", get(case::show))
        .route("/forget", post(case::forget))
        .route("/schools", get(law::schools))
        .route("/regimes", get(law::regimes))
        .route("/guarantees", get(law::guarantees))
        .route("/sign-in", get(sign_in::show).post(sign_in::enter))
        .route("/sign-in/code", get(sign_in::show_asking).post(sign_in::send_code))
        .route("/access-code", post(sign_in::new_code))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/staff", get(staff::show).post(staff::choose))
        .route("/staff/sign-in", get(staff::go))
        .route("/staff/callback", get(staff::callback))
        .route("/assets/style.css", get(style));
    let router = if app.demo.is_some() { router.route("/demo", get(demo::show).post(demo::act)) } else { router };
    if app.provider.is_none() {
        return router;
    }
    router
        .route("/development/.well-known/openid-configuration", get(provider::discovery))
        .route("/development/jwks", get(provider::keys))
        .route("/development/authorize", get(provider::show).post(provider::choose))
        .route("/development/token", post(provider::token))
}

fn html(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(text) => (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response(),
        Err(error) => Problem::internal(error).into_response(),
    }
}

/// A page, or the problem that stands in its place.
fn answer(page: Result<Response, Problem>) -> Response {
    page.unwrap_or_else(|problem| sorry(&problem))
}

/// A problem as a page for people.
fn sorry(problem: &Problem) -> Response {
    let document = problem.document();
    let status = StatusCode::from_u16(document.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let (title, detail) = match document.status {
        404 => (
            "Page not found",
            "If you typed the address, check that it is right. To open your complaint again, choose \"Come back to your complaint\" below.",
        ),
        500 => (
            "Something went wrong on our side",
            "We are sorry. Go back and try again in a few minutes. What you typed should still be there.",
        ),
        _ => (document.title.as_str(), document.detail.as_str()),
    };
    html(status, &MessagePage { title, detail, problem: true })
}

/// A page that explains a type of problem.
///
/// # Errors
/// None: a page that cannot be rendered is itself an answer.
pub fn explain(status: u16, title: &str, detail: &str) -> Result<Response, Problem> {
    let detail = format!("{detail} (HTTP status {status})");
    Ok(html(StatusCode::OK, &MessagePage { title, detail: &detail, problem: false }))
}

async fn style() -> Response {
    let headers = [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "public, max-age=3600")];
    (headers, include_str!("../assets/style.css")).into_response()
}

/// The cookie that lets a browser act as somebody in the demo.
fn acting(app: &App, actor: &Actor) -> Result<String, Problem> {
    let token = app.keys.issue(actor, app.clock.now(), ACTING).map_err(Problem::internal)?;
    Ok(set_cookie(app, &token, ACTING.as_secs()))
}

fn set_cookie(app: &App, token: &str, seconds: i64) -> String {
    let secure = if app.secure_cookies { "; Secure" } else { "" };
    format!("{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}", crate::caller::COOKIE_NAME)
}

/// Who a browser comes as, by its cookie.
async fn visitor(app: &App, headers: &HeaderMap) -> Option<Actor> {
    Some(crate::caller::of_cookie(app, headers).await?.actor)
}
