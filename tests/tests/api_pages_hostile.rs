//! What nobody means well by, and what goes wrong by itself: the page explains it, and nothing is lost or doubled.

#![expect(clippy::unwrap_used, reason = "a test may")]

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use redress_api::app::at_work;
use redress_api::limits::Limits;
use redress_api::pages::schema::{COMMANDS, Field, Kind};
use redress_tests::http::{Answer, Service, lodging};
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use tower::ServiceExt;

const CLERK: &str = "clerk@school:100001/018f0000-0000-7000-8000-000000000012";
const PARENT: &str = "complainant@family/018f0000-0000-7000-8000-000000000014";
const SCRIPT: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn lodged(service: &Service) -> String {
    let receipt = service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
    receipt.json["complaint"].as_str().unwrap().to_owned()
}

/// The cookie of a draft that has an answer.
async fn draft(service: &Service) -> String {
    let begun = service.fill("/complain/told", "", "told=yes").await;
    begun.header("set-cookie").split(';').next().unwrap().to_owned()
}

fn unharmed(page: &Answer, place: &str) {
    assert!(!page.text.contains("<script") && !page.text.contains("<img"), "{place}: {}", page.text);
}

#[tokio::test]
async fn a_script_in_any_field_of_the_form_is_shown_as_it_was_typed_and_is_never_run() {
    let service = Service::start().await;
    let cookie = draft(&service).await;
    let script = encoded(SCRIPT);
    let answers = [
        ("told", format!("told={script}")),
        ("who", format!("capacity={script}")),
        ("name", format!("name={script}")),
        ("child", format!("pupil_name={script}&looked_after={script}")),
        ("school", format!("search={script}&school={script}")),
        ("promise", format!("promises={script}")),
        ("what", format!("account={script}&happened-day={script}&happened-month={script}&happened-year={script}")),
        ("asked", format!("asked={script}")),
        ("wanted", format!("wanted={script}")),
        (
            "reach",
            format!("email={script}&telephone={script}&address={script}&safe_contact={script}&no_email={script}"),
        ),
        ("help", format!("adjustments={script}&spoken={script}")),
        ("check", format!("declared={script}&back={script}&{script}={script}")),
    ];
    for (step, fields) in answers {
        let path = format!("/complain/{step}");
        let sent = service.fill(&path, &cookie, fields).await;
        assert!(matches!(sent.status, 303 | 422), "{step}: {} {}", sent.status, sent.text);
        unharmed(&sent, step);
        unharmed(&service.see(&format!("{path}?back={script}&lost={script}&lang={script}"), &cookie).await, step);
    }
    for path in ["/schools?search=", "/check-a-date?rule=", "/desk?stage=", "/sign-in?x=", "/api/"] {
        unharmed(&service.see(&format!("{path}{script}"), "").await, path);
    }
    for path in ["/sign-in", "/sign-in/code", "/resume"] {
        let fields = format!("reference={script}&email={script}&code={script}");
        unharmed(&service.fill(path, "", fields).await, path);
    }
}

/// A form of a command with the same words in every field that takes words.
fn filled(fields: &[Field], place: &str, words: &str) -> String {
    let mut body = String::new();
    for field in fields {
        let inner = if place.is_empty() { field.name.clone() } else { format!("{place}/{}", field.name) };
        let said = match &field.kind {
            Kind::Group(fields) => filled(fields, &inner, words),
            Kind::Rows(fields) => filled(fields, &format!("{inner}/0"), words),
            Kind::Day => ["day", "month", "year"].map(|part| format!("{inner}-{part}={words}&")).concat(),
            _ => format!("{inner}={words}&"),
        };
        body.push_str(&said);
    }
    body
}

#[tokio::test]
async fn a_script_in_any_field_of_any_step_is_never_run_on_any_page() {
    let service = Service::start().await;
    let case = lodged(&service).await;
    let actions = service.get(&format!("/v1/complaints/{case}/actions"), &service.token(CLERK)).await;
    let clerk = service.cookie(CLERK);
    let mut tried = 0;
    for (action, fields) in COMMANDS.iter() {
        let open = actions.json["actions"].as_array().unwrap().iter().any(|one| one["action"] == action.name());
        if !open {
            continue;
        }
        let path = format!("/cases/{case}/{}", action.name().replace('_', "-"));
        let body = filled(fields, "", &encoded(SCRIPT)) + &format!("key={}&version=0", encoded(SCRIPT));
        unharmed(&service.fill(&path, &clerk, body).await, &path);
        tried += 1;
    }
    assert!(tried > 15, "only {tried} steps were open");
    let words = encoded(SCRIPT);
    for (action, field) in [("annotate-objection", "objection"), ("record-third-party-dispute", "note")] {
        let done = service.fill(&format!("/cases/{case}/{action}"), &clerk, format!("{field}={words}")).await;
        assert_eq!(done.status, 303, "{action}: {}", done.text);
    }
    for (path, who) in
        [(format!("/cases/{case}"), CLERK), (format!("/complaints/{case}"), PARENT), ("/desk".into(), CLERK)]
    {
        let page = service.see(&path, &service.cookie(who)).await;
        assert_eq!(page.status, 200, "{path}");
        unharmed(&page, &path);
    }
}

#[tokio::test]
async fn a_megabyte_in_a_field_or_ten_thousand_fields_are_refused_in_plain_words_and_what_was_kept_stays() {
    let service = Service::start().await;
    let case = lodged(&service).await;
    let (draft, clerk) = (draft(&service).await, service.cookie(CLERK));
    assert_eq!(service.fill("/complain/name", &draft, "name=Ann").await.status, 303);
    let before = service.position().await;
    let megabyte = "a".repeat(1_000_000);
    let fields: String = (0..10_000).map(|number| format!("&f{number}=x")).collect();
    let step = format!("/cases/{case}/annotate-objection");
    for (path, cookie, name) in
        [("/complain/name", &draft, "name"), (&step, &clerk, "objection"), ("/sign-in", &clerk, "code")]
    {
        for body in [format!("{name}={megabyte}"), format!("{name}=Eve{fields}")] {
            let refused = service.fill(path, cookie, body).await;
            assert_eq!(refused.status, 413, "{path}");
            assert!(refused.text.contains("That is too much at once") && refused.text.contains("Make it shorter"));
        }
    }
    assert!(service.see("/complain/name", &draft).await.text.contains("value=\"Ann\""));
    assert_eq!(service.position().await, before);
}

#[tokio::test]
async fn letters_that_did_not_reach_us_are_asked_for_again_and_no_other_kind_of_body_is_taken() {
    let service = Service::start().await;
    let case = lodged(&service).await;
    let (draft, clerk) = (draft(&service).await, service.cookie(CLERK));
    // That somebody reads the file is recorded once; from then on nothing is.
    service.see(&format!("/cases/{case}"), &clerk).await;
    let before = service.position().await;
    // Windows-1252 and UTF-16, as an old program would send them.
    for name in ["name=Ren%E9", "name=%FF%FER%00e%00", "name=%C3"] {
        let asked = service.fill("/complain/name", &draft, name).await;
        assert!(asked.status == 422 && asked.text.contains("Some letters did not reach us"), "{name}: {}", asked.text);
        assert!(asked.text.contains("href=\"#name\"") && asked.text.contains('\u{fffd}'), "{name}: {}", asked.text);
    }
    let asked = service.fill(&format!("/cases/{case}/annotate-objection"), &clerk, "objection=Ren%E9").await;
    assert!(asked.status == 422 && asked.text.contains("href=\"#objection\""), "{}", asked.text);
    let nothing = service.fill("/complain/name", &draft, "name=a%00b").await;
    assert!(matches!(nothing.status, 303 | 422), "{}", nothing.status);
    assert!(!service.see("/complain/name", &draft).await.text.contains('\0'));
    for kind in ["application/json", "multipart/form-data; boundary=x", "text/plain"] {
        let request =
            Request::post("/complain/name").header("content-type", kind).header("sec-fetch-site", "same-origin");
        let refused = service.send(request.body(Body::from("{}")).unwrap()).await;
        assert!(refused.status == 415 && refused.text.contains("We could not read that"), "{kind}: {}", refused.text);
    }
    assert_eq!(service.position().await, before);
}

#[tokio::test]
async fn what_is_typed_in_two_tabs_is_kept_from_both() {
    let service = Service::start().await;
    let draft = draft(&service).await;
    for (step, fields) in [("wanted", "wanted=An+apology"), ("name", "name=Ann"), ("asked", "asked=A+talk")] {
        assert_eq!(service.fill(&format!("/complain/{step}"), &draft, fields).await.status, 303, "{step}");
    }
    for (step, words) in [("wanted", "An apology"), ("name", "Ann"), ("asked", "A talk")] {
        assert!(service.see(&format!("/complain/{step}"), &draft).await.text.contains(words), "{step}");
    }
    // A page of long ago, sent again by the button that leads back, changes its own answer and no other.
    assert_eq!(service.fill("/complain/name", &draft, "name=Anna").await.status, 303);
    assert!(service.see("/complain/wanted", &draft).await.text.contains("An apology"));
}

#[tokio::test]
async fn who_asks_too_often_or_while_many_are_here_is_told_to_wait_in_plain_words() {
    let service = Service::with(|app| {
        app.sends = true;
        app.limits = Some(Arc::new(Limits::new(NonZeroU32::new(4).unwrap(), Vec::new())));
    })
    .await;
    let ask = async || {
        let mut request = Request::get("/").header("accept", "text/html").body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo::<SocketAddr>("127.0.0.1:1".parse().unwrap()));
        service.send(request).await
    };
    while ask().await.status == 200 {}
    let often = ask().await;
    assert!(often.status == 429 && often.text.contains("Too many tries") && often.text.contains("Wait a few minutes"));
    assert!(!often.header("retry-after").is_empty() && often.text.contains("<title>Error: "));
    let room = Arc::clone(&service.app.codes_on_their_way);
    let taken = room.try_acquire_many(u32::try_from(room.available_permits()).unwrap()).unwrap();
    let busy = service.fill("/sign-in/code", "", "reference=RD-7K3M9-QXC42&email=ann%40example.org").await;
    drop(taken);
    assert!(busy.status == 503 && busy.text.contains("Many people are here just now"), "{}", busy.text);
    assert!(busy.text.contains("try again in a few minutes") && !busy.header("retry-after").is_empty());
}

#[tokio::test]
async fn while_somebody_works_on_the_service_every_address_says_so() {
    let router = at_work();
    for (method, path) in [("GET", "/"), ("POST", "/complain/check"), ("GET", "/cases/x"), ("GET", "/ready")] {
        let request = Request::builder().method(method).uri(path).header("accept", "text/html");
        let answer = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(
            (answer.status().as_u16(), answer.headers()["retry-after"].to_str().unwrap()),
            (503, "1800"),
            "{path}"
        );
        let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&body);
        for words in ["<h1>We are at work on the service</h1>", "Nothing that you sent before is lost", "tel:999"] {
            assert!(text.contains(words), "{path}: {text}");
        }
    }
    let api = Request::get("/v1/head").header("accept", "application/json").body(Body::empty()).unwrap();
    let answer = router.clone().oneshot(api).await.unwrap();
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let style = router.oneshot(Request::get("/assets/style.css").body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(style.status(), 200);
}
