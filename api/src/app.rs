//! What every handler shares, and the router with all its layers.

use crate::clock::Clock;
use crate::codes::Hashing;
use crate::demo::Demo;
use crate::disclosures::Recorded;
use crate::figures::Counted;
use crate::limits::Limits;
use crate::oidc::Issuer;
use crate::problem::{Kind, Problem};
use crate::provider::Provider;
use crate::receipts::LogKey;
use crate::store::Store;
use crate::token::Keys;
use crate::{around, endpoints, pages};
use axum::http::{Response, StatusCode};
use axum::routing::get;
use axum::{Router, middleware};
use redress_domain::law::Scheme;
use redress_domain::{Actor, Stamp};
use std::any::Any;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::Semaphore;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

/// The most bytes a request may hold.
pub const MOST_BYTES: usize = 256 * 1024;

/// How long a request may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// How many codes are made and sent at once.
const CODES_ON_THEIR_WAY: usize = 64;

/// The running service, cheap to clone: every layer and every handler has one of its own. What is changed in one
/// is not changed in those that were cloned before.
#[derive(Debug, Clone)]
pub struct App(Arc<Inner>);

impl Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl DerefMut for App {
    fn deref_mut(&mut self) -> &mut Inner {
        Arc::make_mut(&mut self.0)
    }
}

/// What the service is made of.
#[derive(Debug, Clone)]
pub struct Inner {
    /// The log, the vault and the views.
    pub store: Store,
    /// The clock.
    pub clock: Arc<Clock>,
    /// The secret behind tokens.
    pub keys: Arc<Keys>,
    /// What signs receipts; without it, none are given.
    pub log_key: Option<Arc<LogKey>>,
    /// Which course of the law this installation assumes.
    pub scheme: Scheme,
    /// Whether cookies may travel only over HTTPS.
    pub secure_cookies: bool,
    /// How much may be asked; without them, as much as anybody likes.
    pub limits: Option<Arc<Limits>>,
    /// How far apart the instants are at which it is said that something is not there; without it, at once.
    pub beat: Option<Duration>,
    /// How access codes are hashed.
    pub hashing: Hashing,
    /// Whom staff sign in with, if anybody is trusted.
    pub issuer: Option<Arc<Issuer>>,
    /// The demo's own identity provider.
    pub provider: Option<Arc<Provider>>,
    /// Where the service is for others, without a path; empty where nobody said.
    pub here: Arc<str>,
    /// Whether messages go out from here.
    pub sends: bool,
    /// Room for codes that are being made and sent.
    pub codes_on_their_way: Arc<Semaphore>,
    /// Who is who, where the demo was played.
    pub demo: Option<Arc<Demo>>,
    /// The figures as they were counted last.
    pub(crate) counted: Arc<Counted>,
    /// The readers known to be recorded.
    pub(crate) recorded: Arc<Recorded>,
    ready: Arc<AtomicBool>,
}

impl App {
    /// A service over an open store.
    #[must_use]
    pub fn new(store: Store, clock: Arc<Clock>, keys: Keys, scheme: Scheme) -> Self {
        let ready = Arc::new(AtomicBool::new(true));
        Self(Arc::new(Inner {
            store,
            clock,
            keys: Arc::new(keys),
            log_key: None,
            scheme,
            secure_cookies: false,
            limits: None,
            beat: None,
            hashing: Hashing::default(),
            issuer: None,
            provider: None,
            here: Arc::from(""),
            sends: false,
            codes_on_their_way: Arc::new(Semaphore::new(CODES_ON_THEIR_WAY)),
            demo: None,
            counted: Arc::default(),
            recorded: Arc::default(),
            ready,
        }))
    }

    /// Now, as this person.
    #[must_use]
    pub fn stamp(&self, actor: Actor) -> Stamp {
        Stamp { at: self.clock.now(), actor, scheme: self.scheme }
    }

    /// Whether new requests are welcome.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.ready.load(Ordering::Relaxed)
    }

    /// Says that no new requests are welcome: the service is about to stop.
    pub fn retire(&self) {
        self.ready.store(false, Ordering::Relaxed);
    }
}

/// The whole service: API, pages, and the layers around them.
pub fn router(app: App) -> Router {
    let routes = endpoints::table().into_iter().fold(Router::new(), |router, row| router.route(&row.path, row.route));
    routes
        .merge(pages::router(&app))
        // The first is the outermost. Together, since each layer that is added alone is a call that is not known to the
        // compiler.
        .layer((
            middleware::from_fn_with_state(app.clone(), around::service),
            CatchPanicLayer::custom(panicked),
            TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE),
            RequestBodyLimitLayer::new(MOST_BYTES),
        ))
        .with_state(app)
}

/// What stands in the place of the service while it is being worked on: the same words for every address.
pub fn at_work() -> Router {
    Router::new()
        .route(pages::STYLE, get(pages::style))
        .fallback(async || Problem::from(Kind::AtWork))
        .layer(middleware::from_fn(around::at_work))
}

/// What panicked is for the log; the caller gets the words of `only_problems`.
fn panicked(panic: Box<dyn Any + Send>) -> Response<String> {
    let said = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!(panic = said.unwrap_or("unknown"), "A handler panicked");
    let mut response = Response::new(String::new());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}
