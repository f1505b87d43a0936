//! What is done around every request, in its order. One function, where a layer for each would be as many calls through
//! pointers, each with a copy of all that is inside it.

use crate::app::App;
use crate::observe::Observed;
use crate::words::Words;
use crate::{beat, guard, limits, pages, problem};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

/// Around every request to the service.
pub async fn service(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let observed = Observed::begin(&app, &mut request);
    let (request, came) = beat::note(&app, request);
    let (request, browser) = pages::for_browser(request);
    let response = if let Some(refusal) = limits::refusal(&app, &request) {
        refusal
    } else {
        problem::only_problems(next.run(request).instrument(observed.span.clone()).await)
    };
    let mut response = shown(response, browser);
    if let Some(came) = came {
        came.hold(response.status()).await;
    }
    observed.end(&mut response);
    response
}

/// Around every request while the service is being worked on.
pub async fn at_work(request: Request, next: Next) -> Response {
    let (request, browser) = pages::for_browser(request);
    shown(next.run(request).await, browser)
}

/// An answer as it is shown to whoever asked, with what keeps it safe there.
fn shown(response: Response, browser: Option<Words>) -> Response {
    let mut response = match browser {
        Some(words) => pages::dressed(response, words),
        None => response,
    };
    guard::headers(&mut response);
    response
}
