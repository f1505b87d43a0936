//! The pages: one table of them, each with who may see it. No script is needed, or allowed.

mod act;
mod case;
mod check;
mod demo;
mod desk;
pub mod figures;
mod file;
mod guest;
mod law;
mod lodge;
mod manual;
mod provider;
mod sign_in;
mod sorry;
mod staff;

pub use act::schema;
pub use lodge::steps;
pub use sorry::{explain, for_browsers};

use crate::app::App;
use crate::problem::Problem;
use axum::Router;
use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{self, MethodRouter};
use guest::{Answer, Frame, Guest, html};
use jiff::SignedDuration;
use redress_domain::{Action, Actor};
use std::pin::Pin;
use std::sync::Arc;

/// How long the demo lets a browser act as somebody.
const ACTING: SignedDuration = SignedDuration::from_hours(24 * 90);

/// Who may see a page. There is no default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Anybody,
    /// Anybody who says who they are; the page holds only what is theirs.
    Signed,
    /// Whoever the policy lets do this with the case in the path.
    Case(Action),
    /// Anybody, where the demo is played.
    Demo,
    /// Anybody, where an identity provider is trusted.
    Trusted,
}

/// One page.
#[derive(Debug)]
pub struct Page {
    /// Its path, with its parts in braces.
    pub path: &'static str,
    /// Who may see it.
    pub who: Who,
    /// Its handlers.
    pub route: MethodRouter<App>,
}

/// A page's handler whose type is forgotten, so that the router's own code is compiled once and not for each.
type Handler = dyn Fn(Guest, Bytes) -> Pin<Box<dyn Future<Output = Answer> + Send>> + Send + Sync;

fn forgotten<Fut: Future<Output = Answer> + Send + 'static>(
    handler: impl Fn(Guest, Bytes) -> Fut + Send + Sync + 'static,
) -> Arc<Handler> {
    Arc::new(move |guest, sent| Box::pin(handler(guest, sent)))
}

/// The route of a page that is shown.
fn get<Fut: Future<Output = Answer> + Send + 'static>(
    handler: impl Fn(Guest) -> Fut + Send + Sync + 'static,
) -> MethodRouter<App> {
    let handler = forgotten(move |guest, _| handler(guest));
    routing::get(move |guest: Guest| handler(guest, Bytes::new()))
}

/// The route of a page to which something is sent.
fn post<Fut: Future<Output = Answer> + Send + 'static>(
    handler: impl Fn(Guest, Bytes) -> Fut + Send + Sync + 'static,
) -> MethodRouter<App> {
    let handler = forgotten(handler);
    routing::post(move |guest: Guest, sent: Bytes| handler(guest, sent))
}

/// Every page of the service.
#[must_use]
pub fn table() -> Vec<Page> {
    use Who::{Anybody, Case, Demo, Signed, Trusted};
    let row = |path, who, route| Page { path, who, route };
    vec![
        row("/", Anybody, get(lodge::start)),
        row("/complain/{step}", Anybody, get(lodge::show).merge(post(lodge::send))),
        row("/resume", Anybody, get(lodge::resume).merge(post(lodge::go_on))),
        row("/complaints/{complaint}", Case(Action::ReadTimeline), get(case::show)),
        row("/desk", Signed, get(desk::show)),
        row("/cases/{complaint}", Case(Action::ReadCase), get(file::show)),
        row("/cases/{complaint}/{action}", Case(Action::ReadActions), get(act::show).merge(post(act::send))),
        row("/schools", Anybody, get(law::schools)),
        row("/regimes", Anybody, get(law::regimes)),
        row("/guarantees", Anybody, get(law::guarantees)),
        row("/figures", Anybody, get(figures::show)),
        row("/check-a-date", Anybody, get(check::show)),
        row("/api", Anybody, get(manual::show)),
        row("/api/{operation}", Anybody, get(manual::operation)),
        row("/sign-in", Anybody, get(sign_in::show).merge(post(sign_in::enter))),
        row("/sign-in/code", Anybody, get(sign_in::show_asking).merge(post(sign_in::send_code))),
        row("/staff", Trusted, get(staff::show).merge(post(staff::choose))),
        row("/demo", Demo, get(demo::show).merge(post(demo::act))),
    ]
}

/// The pages' routes. What hands out every role, and the provider of made-up people, are in the demo alone.
pub fn router(app: &App) -> Router<App> {
    let shown = table().into_iter().filter(|page| page.who != Who::Demo || app.demo.is_some());
    let router = shown
        .fold(Router::new(), |router, page| router.route(page.path, page.route))
        .route("/access-code", post(|guest, _| sign_in::new_code(guest)))
        .route("/sign-out", post(|guest, _| sign_in::sign_out(guest)))
        .route("/forget", post(|guest, _| case::forget(guest)))
        .route("/staff/sign-in", get(staff::go))
        .route("/staff/callback", get(staff::callback));
    let router = if app.provider.is_none() {
        router
    } else {
        router
            .route("/development/.well-known/openid-configuration", get(provider::discovery))
            .route("/development/jwks", get(provider::keys))
            .route("/development/authorize", get(provider::show).merge(post(provider::choose)))
            .route("/development/token", post(provider::token))
    };
    router.route_layer(middleware::from_fn(sorry::for_people)).route("/assets/style.css", routing::get(style))
}

async fn style() -> Response {
    let headers = [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "public, max-age=3600")];
    (headers, include_str!("../assets/style.css")).into_response()
}

/// The cookie that lets a browser act as somebody in the demo.
fn acting(app: &App, actor: &Actor) -> Result<String, Problem> {
    let token = app.keys.issue(actor, app.clock.now(), ACTING).map_err(Problem::internal)?;
    Ok(set_cookie(app, crate::caller::COOKIE_NAME, &token, ACTING.as_secs()))
}

fn set_cookie(app: &App, name: &str, value: &str, seconds: i64) -> String {
    let secure = if app.secure_cookies { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}
