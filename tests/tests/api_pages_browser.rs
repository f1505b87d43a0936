//! What the browser is to look at (`tests/browser`): written from the tables themselves, so that a page, a form
//! or a role without a look fails.

use axum::body::Body;
use axum::http::Request;
use redress_api::pages::schema::{COMMANDS, Field, Kind};
use redress_api::pages::{self, Use, Who, steps};
use redress_domain::{Action, Role, policy};
use redress_tests::http::Service;
use serde_json::{Value, json};
use std::path::Path;

/// Which mistake can be made on a form: something left out, a day that is none, or too many words.
fn mistake(fields: &[Field]) -> Option<&'static str> {
    let any = |fits: fn(&Field) -> bool| fields.iter().any(fits);
    if any(|field| field.need && field.kind != Kind::Made) {
        Some("missing")
    } else if any(|field| field.kind == Kind::Day) {
        Some("day")
    } else if any(|field| field.kind == Kind::Words) {
        Some("long")
    } else {
        None
    }
}

fn written() -> Value {
    let pages = pages::table().into_iter().map(|page| {
        json!({ "path": page.path, "who": format!("{:?}", page.who), "used": format!("{:?}", page.used).to_lowercase() })
    });
    let people = |role: &&Role| **role != Role::SystemClock;
    let shown = Action::COMMANDS.iter().filter(|action| **action != Action::SubmitComplaint);
    let by_people = shown.filter(|action| policy::roles(**action).iter().any(|role| people(&role)));
    let actions = by_people.map(
        |action| json!({ "name": action.name(), "mistakes": mistake(COMMANDS.get(action).map_or(&[], Vec::as_slice)) }),
    );
    json!({
        "pages": pages.collect::<Vec<_>>(),
        "steps": steps::STEPS,
        "actions": actions.collect::<Vec<_>>(),
        "roles": Role::ALL.iter().filter(people).map(|role| role.name()).collect::<Vec<_>>(),
    })
}

#[test]
fn what_the_browser_looks_at_is_what_the_tables_say() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser/pages.json");
    let text = serde_json::to_string_pretty(&written()).unwrap() + "\n";
    if std::env::var_os("UPDATE_PAGES").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    let stored = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        stored == text,
        "tests/browser/pages.json has drifted; run UPDATE_PAGES=1 cargo test -p redress-tests --test api_pages_browser"
    );
}

#[tokio::test]
async fn every_page_is_read_or_filled_in_or_sent_as_the_table_says() {
    let service = Service::start().await;
    for page in pages::table().into_iter().filter(|page| !matches!(page.who, Who::Demo | Who::Provided)) {
        let path = page.path.replace(['{', '}'], "x");
        let allowed = async |method: &str| {
            let request = Request::builder().method(method).uri(&path).body(Body::empty()).unwrap();
            service.send(request).await.status != 405
        };
        let (read, sent) = (allowed("GET").await, allowed("POST").await);
        let sends = matches!(page.used, Use::Filled | Use::Sent);
        assert_eq!((read, sent), (page.used != Use::Sent, sends), "{path}");
    }
}
