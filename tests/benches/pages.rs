//! How long the server takes for a page: the router, the questions to SQLite and the template, without a network.
//!
//! `cargo bench -p redress-tests --bench pages`

#![expect(clippy::unwrap_used, reason = "a bench may")]

use axum::body::Body;
use axum::http::Request;
use divan::Bencher;
use redress_api::stories;
use redress_domain::{Actor, ComplaintId};
use redress_tests::http::Service;
use std::sync::LazyLock;
use tokio::runtime::Runtime;
use tower::ServiceExt;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
/// The stories of the demo, and the complaint that travels as far as a direction.
static PLAYED: LazyLock<(Service, ComplaintId)> = LazyLock::new(|| RUNTIME.block_on(played()));

async fn played() -> (Service, ComplaintId) {
    let service = Service::start().await;
    service.app.clock.set(redress_api::demo::start());
    let lodged = stories::play(&service.app, &service.router).await.unwrap();
    let case = ComplaintId(lodged["as-far-as-a-direction"]);
    (service, case)
}

fn actor(office: &str, name: &str) -> Actor {
    format!("{office}/{}", stories::person(name)).parse().unwrap()
}

/// Who reads which page.
const PAGES: [(&str, &str, &str); 8] = [
    ("/", "", ""),
    ("/complain/told", "", ""),
    ("/guarantees", "", ""),
    ("/figures", "", ""),
    ("/desk", "clerk@school:100002", "clerk-100002"),
    ("/complaints/{case}", "complainant@family", "leila"),
    ("/cases/{case}", "investigator@ombudsman", "mr-hollis"),
    ("/cases/{case}/reopen-case", "investigator@ombudsman", "mr-hollis"),
];

#[divan::bench(args = PAGES.map(|(path, ..)| path))]
fn page(bencher: Bencher<'_, '_>, path: &str) {
    let (service, case) = &*PLAYED;
    let (_, office, name) = PAGES.into_iter().find(|(known, ..)| *known == path).unwrap();
    let path = path.replace("{case}", &case.to_string());
    let cookie = match office {
        "" => String::new(),
        _ => format!("redress={}", service.token(&actor(office, name).to_string())),
    };
    bencher.bench(|| {
        RUNTIME.block_on(async {
            let request = Request::get(&path).header("cookie", &cookie).body(Body::empty()).unwrap();
            let response = service.router.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), 200, "{path}");
            axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().len()
        })
    });
}

fn main() {
    divan::main();
}
