//! The pages: one table of them, each with who may see it. No script is needed, or allowed.

mod act;
mod assign;
mod board;
mod calendar;
mod case;
mod check;
mod compliance;
mod demo;
mod desk;
mod feeds;
pub mod figures;
mod file;
mod filters;
mod guest;
mod law;
mod lodge;
mod manual;
mod personal;
mod provider;
mod receipt;
pub mod report;
mod sent;
mod sign_in;
mod sorry;
mod staff;
pub mod targets;

pub use act::{schema, typed_command};
pub use lodge::steps;
pub use personal::copy;
pub use sorry::{dressed, explain, for_browser};

use crate::app::App;
use crate::problem::Problem;
use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{self, MethodRouter};
use guest::{Answer, Frame, Guest, html};
use jiff::SignedDuration;
use redress_domain::{Action, Actor};
use sent::Sent;
use std::pin::Pin;
use std::sync::Arc;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

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
    /// Anybody, where the demo's own provider of made-up people is.
    Provided,
}

/// What a browser does at a page's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Reads it.
    Read,
    /// Reads it and sends the form on it.
    Filled,
    /// Only sends a form to it that is on another page.
    Sent,
    /// Keeps what is there as a file.
    Kept,
}

/// One page.
#[derive(Debug)]
pub struct Page {
    /// Its path, with its parts in braces.
    pub path: &'static str,
    /// Who may see it.
    pub who: Who,
    /// What a browser does there.
    pub used: Use,
    /// Its handlers.
    pub route: MethodRouter<App>,
}

/// A page's handler whose type is forgotten, so that the router's own code is compiled once and not for each.
type Handler = dyn Fn(Guest, Sent) -> Pin<Box<dyn Future<Output = Answer> + Send>> + Send + Sync;

fn forgotten<Fut: Future<Output = Answer> + Send + 'static>(
    handler: impl Fn(Guest, Sent) -> Fut + Send + Sync + 'static,
) -> Arc<Handler> {
    Arc::new(move |guest, sent| Box::pin(handler(guest, sent)))
}

/// The route of a page that is shown.
fn get<Fut: Future<Output = Answer> + Send + 'static>(
    handler: impl Fn(Guest) -> Fut + Send + Sync + 'static,
) -> MethodRouter<App> {
    let handler = forgotten(move |guest, _| handler(guest));
    routing::get(move |guest: Guest| handler(guest, Sent(Vec::new())))
}

/// The route of a page to which something is sent.
fn post<Fut: Future<Output = Answer> + Send + 'static>(
    handler: impl Fn(Guest, Sent) -> Fut + Send + Sync + 'static,
) -> MethodRouter<App> {
    let handler = forgotten(handler);
    routing::post(move |guest: Guest, sent: Sent| handler(guest, sent))
}

/// Every page of the service.
#[must_use]
pub fn table() -> Vec<Page> {
    use Use::{Filled, Kept, Read, Sent};
    use Who::{Anybody, Case, Demo, Provided, Signed, Trusted};
    let row = |path, who, used, route| Page { path, who, used, route };
    vec![
        row("/", Anybody, Read, get(lodge::start)),
        row("/complain/{step}", Anybody, Filled, get(lodge::show).merge(post(lodge::send))),
        row("/resume", Anybody, Filled, get(lodge::resume).merge(post(lodge::go_on))),
        row("/complaints/{complaint}", Case(Action::ReadTimeline), Read, get(case::show)),
        row("/complaints/{complaint}/receipt", Case(Action::ReadTimeline), Read, get(receipt::show)),
        row("/complaints/{complaint}/personal-data", Case(Action::ReadPersonalData), Read, get(personal::show)),
        row(
            "/complaints/{complaint}/data-requests/{request}/copy",
            Case(Action::ReadPersonalData),
            Kept,
            get(personal::fetch),
        ),
        row("/desk", Signed, Filled, get(desk::show).merge(post(assign::send))),
        row("/recommendations", Signed, Read, get(board::show)),
        row("/desk/filters", Signed, Sent, post(filters::send)),
        row("/desk/report", Signed, Read, get(report::show)),
        row("/desk/compliance", Signed, Read, get(compliance::show)),
        row("/desk/feeds", Signed, Filled, get(feeds::show).merge(post(feeds::send))),
        row("/desk/calendar", Signed, Filled, get(calendar::show).merge(post(calendar::send))),
        row("/desk/targets", Signed, Filled, get(targets::show).merge(post(targets::send))),
        row("/cases/{complaint}", Case(Action::ReadCase), Read, get(file::show)),
        row("/cases/{complaint}/{action}", Case(Action::ReadActions), Filled, get(act::show).merge(post(act::send))),
        row("/schools", Anybody, Read, get(law::schools)),
        row("/regimes", Anybody, Read, get(law::regimes)),
        row("/guarantees", Anybody, Read, get(law::guarantees)),
        row("/figures", Anybody, Read, get(figures::show)),
        row("/check-a-date", Anybody, Read, get(check::show)),
        row("/check-a-receipt", Anybody, Filled, get(receipt::ask).merge(post(receipt::check))),
        row("/api", Anybody, Read, get(manual::show)),
        row("/api/{operation}", Anybody, Read, get(manual::operation)),
        row("/sign-in", Anybody, Filled, get(sign_in::show).merge(post(sign_in::enter))),
        row("/sign-in/code", Anybody, Filled, get(sign_in::show_asking).merge(post(sign_in::send_code))),
        row("/access-code", Signed, Sent, post(sign_in::new_code)),
        row("/sign-out", Signed, Sent, post(sign_in::sign_out)),
        row("/forget", Anybody, Sent, post(case::forget)),
        row("/staff/sign-in", Trusted, Read, get(staff::go)),
        row("/staff/callback", Trusted, Read, get(staff::callback)),
        row("/staff", Trusted, Filled, get(staff::show).merge(post(staff::choose))),
        row("/demo", Demo, Filled, get(demo::show).merge(post(demo::act))),
        row("/demo/time", Demo, Sent, post(demo::pass_time)),
        row("/development/authorize", Provided, Filled, get(provider::show).merge(post(provider::choose))),
    ]
}

/// The pages' routes. What hands out every role, and the provider of made-up people, are in the demo alone.
pub fn router(app: &App) -> Router<App> {
    let there = |who: Who| match who {
        Who::Demo => app.demo.is_some(),
        Who::Provided => app.provider.is_some(),
        _ => true,
    };
    let shown = table().into_iter().filter(|page| there(page.who));
    let mut router = shown.fold(Router::new(), |router, page| router.route(page.path, page.route));
    // What programs alone ask the provider.
    if app.provider.is_some() {
        router = router
            .route("/development/.well-known/openid-configuration", get(provider::discovery))
            .route("/development/jwks", get(provider::keys))
            .route("/development/token", routing::post(provider::token));
    }
    // A stranger who sees how long an answer is learns nothing from how well it was packed, because no page with
    // something private on it repeats what stands in its address, and forms from other sites are refused.
    let packed = CompressionLayer::new().quality(CompressionLevel::Fastest);
    router.route_layer(middleware::from_fn(sorry::for_people)).route(STYLE, routing::get(style)).layer(packed)
}

/// Where the one stylesheet is.
pub const STYLE: &str = "/assets/style.css";

/// The stylesheet of every page.
pub(crate) async fn style() -> Response {
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
