//! How long the report of what is due takes for its first page, and the ticker for a look, over a database that is
//! filled once: `cargo bench -p redress-tests --bench due`.
//!
//! `REDRESS_BENCH_COMPLAINTS` says over how many complaints, each with two clocks (500 if it is not set), and
//! `DATABASE_URL` in which database: an empty one, or one that this filled before (a SQLite file of its own if it is
//! not set). `tests/measure complaints=… report tick` measures the same over HTTP, by its slowest answers.

#![expect(clippy::unwrap_used, reason = "a bench may")]

use axum::Router;
use axum::body::Body;
use divan::Bencher;
use jiff::{SignedDuration, Timestamp};
use redress_api::{App, Clock, Keys, Store, ticker};
use redress_domain::law::Scheme;
use redress_domain::{Actor, PersonId, Role, Urn};
use redress_tests::fill;
use redress_tests::http::request;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;
use uuid::Uuid;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
static FILLED: LazyLock<(App, Router, Option<TempDir>)> = LazyLock::new(|| RUNTIME.block_on(filled()));

fn now() -> Timestamp {
    fill::NOW.parse().unwrap()
}

async fn filled() -> (App, Router, Option<TempDir>) {
    let wanted = std::env::var("REDRESS_BENCH_COMPLAINTS").map_or(500, |number| number.parse().unwrap());
    let folder = std::env::var("DATABASE_URL").is_err().then(|| tempfile::tempdir().unwrap());
    let url = folder.as_ref().map_or_else(
        || std::env::var("DATABASE_URL").unwrap(),
        |folder| format!("sqlite://{}?mode=rwc", folder.path().join("redress.db").display()),
    );
    let clock = Arc::new(Clock::standing_at(now()));
    let open = async || Store::open(&url, [7; 32]).await.unwrap();
    let store = open().await;
    let empty = store.head().await.unwrap().position == 0;
    store.close().await;
    if empty {
        fill::complaints(&url, wanted).await.unwrap();
    }
    let app = App::new(open().await, clock, Keys::development(&[9; 32]), Scheme::WhitePaper);
    let router = redress_api::router(app.clone());
    (app, router, folder)
}

/// Who asks, and so how long their list is: one school's clerk, or an auditor of everything.
const READERS: [(&str, Role, redress_domain::Body); 2] = [
    ("clerk", Role::Clerk, redress_domain::Body::School(Urn(100_001))),
    ("auditor", Role::Auditor, redress_domain::Body::Service),
];

/// The first page of what is due within fourteen days.
#[divan::bench(args = READERS.map(|(name, ..)| name))]
fn first_page(bencher: Bencher<'_, '_>, reader: &str) {
    let (app, router, _) = &*FILLED;
    app.clock.set(now());
    let (_, role, body) = READERS.into_iter().find(|(name, ..)| *name == reader).unwrap();
    let actor = Actor { role, body, person: PersonId(Uuid::from_u128(3)) };
    let token = app.keys.issue(&actor, now(), SignedDuration::from_hours(24)).unwrap();
    bencher.bench(|| {
        RUNTIME.block_on(async {
            let asked = request("GET", "/v1/reports/deadlines?within=14", &token, Body::empty());
            let answer = router.clone().oneshot(asked).await.unwrap();
            assert_eq!(answer.status(), 200);
            axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap().len()
        })
    });
}

/// A look of the ticker when nothing has gone by: what it costs each time.
#[divan::bench]
fn tick_for_nothing(bencher: Bencher<'_, '_>) {
    let (app, ..) = &*FILLED;
    bencher.bench(|| {
        app.clock.set(now() - SignedDuration::from_hours(24 * 70));
        assert_eq!(RUNTIME.block_on(ticker::tick(app)).unwrap(), 0);
    });
}

/// A look of the ticker when one more day has gone by: it records what was due on it.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn tick_for_a_day(bencher: Bencher<'_, '_>) {
    static DAY: AtomicI64 = AtomicI64::new(-60);
    let (app, ..) = &*FILLED;
    let a_day_later = || {
        let day = DAY.fetch_add(1, Ordering::Relaxed);
        app.clock.set(now() + SignedDuration::from_hours(24 * day));
    };
    bencher.with_inputs(a_day_later).bench_values(|()| RUNTIME.block_on(ticker::tick(app)).unwrap());
}

fn main() {
    divan::main();
}
