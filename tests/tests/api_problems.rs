//! Bad input of any kind gets a problem that says what is wrong, where and what to do, and records nothing.

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use redress_api::codes::{Cost, Hashing};
use redress_api::limits::Limits;
use redress_api::router;
use redress_tests::http::{Answer, Service, lodging, request};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

const PARENT: &str = "complainant@family/018f0000000070008000000000000001";
const STRANGER: &str = "complainant@family/018f0000000070008000000000000002";
const HEAD: &str = "head_teacher@school:100001/018f0000000070008000000000000003";
const NOBODY: &str = "/v1/complaints/018f0000-0000-7000-8000-00000000ffff";

/// A change that spoils a lodging.
type Change = fn(&mut Value);

async fn lodged(service: &Service) -> String {
    let answer = service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    assert_eq!(answer.header("location"), answer.json["href"]);
    answer.json["href"].as_str().expect("an address").to_owned()
}

/// Sends what must be refused, and sees that nothing was recorded.
async fn refused(service: &Service, request: Request<Body>, status: u16, problem: &str) -> Answer {
    let before = service.position().await;
    let answer = service.send(request).await;
    assert_eq!((answer.status, answer.problem()), (status, problem), "{}", answer.text);
    assert_eq!(service.position().await, before, "something was recorded");
    answer
}

#[tokio::test]
async fn a_lodged_complaint_can_be_read_by_its_family_and_its_school() {
    let service = Service::start().await;
    let case = lodged(&service).await;
    for actor in [PARENT, HEAD] {
        let token = service.token(actor);
        let answer = service.get(&case, &token).await;
        assert_eq!((answer.status, answer.json["stage"].as_str()), (200, Some("submitted")), "{}", answer.text);
        for part in ["timeline", "issues", "parties", "documents", "recommendations", "deadlines", "actions"] {
            let answer = service.get(&format!("{case}/{part}"), &token).await;
            assert!(matches!(answer.status, 200 | 403), "{part}: {}", answer.text);
        }
        let list = service.get("/v1/complaints?level=intake", &token).await;
        assert_eq!(list.json["complaints"].as_array().map(Vec::len), Some(1), "{}", list.text);
        let due = service.get("/v1/reports/deadlines", &token).await;
        assert_eq!(due.status, 200, "{}", due.text);
    }
    let reference = service.get(&case, &service.token(PARENT)).await.json["reference"].as_str().unwrap().to_owned();
    assert_eq!(service.get(&format!("/v1/complaints/{reference}"), &service.token(PARENT)).await.status, 200);
}

#[tokio::test]
async fn a_body_that_is_not_right_is_refused_with_its_place() {
    let service = Service::start().await;
    let token = service.token(PARENT);
    let send = |body: String| request("POST", "/v1/complaints", &token, Body::from(body));
    refused(&service, send("{".into()), 400, "bad-json").await;
    refused(&service, send("[1]".into()), 400, "bad-json").await;
    refused(&service, send(format!("{}1{}", "[".repeat(5000), "]".repeat(5000))), 400, "bad-json").await;
    let wrong = |change: &dyn Fn(&mut Value)| {
        let mut body = lodging();
        change(&mut body);
        send(body.to_string())
    };
    let places: [(Change, &str); 7] = [
        (|body| body["extra"] = json!(1), "/extra"),
        (|body| body["school"] = json!("one"), "/school"),
        (|body| body["school"] = json!(999_999), "/school"),
        (|body| body["issues"] = json!(7), "/issues"),
        (|body| body["issues"][0]["account"] = json!(" "), "/issues/0/account"),
        (|body| body["issues"][0]["account"] = json!("a\u{0}b"), "/issues/0/account"),
        (
            |body| body["complainants"][0]["new_person"] = json!("018f0000-0000-7000-8000-000000000001"),
            "/complainants/0/new_person",
        ),
    ];
    for (change, place) in places {
        let before = service.position().await;
        let answer = service.send(wrong(&change)).await;
        assert_eq!((answer.status, answer.pointer()), (422, place), "{}", answer.text);
        assert_eq!(service.position().await, before);
    }
    let long = wrong(&|body| body["issues"][0]["account"] = json!("x".repeat(20_001)));
    assert_eq!(refused(&service, long, 422, "invalid").await.pointer(), "/issues/0/account");
    refused(&service, send("x".repeat(300_000)), 413, "too-large").await;
    let plain = Request::post("/v1/complaints")
        .header("authorization", format!("Bearer {token}"))
        .body(Body::from("{}"))
        .unwrap();
    refused(&service, plain, 415, "unsupported-media-type").await;
}

#[tokio::test]
async fn an_address_or_method_that_is_not_right_is_refused() {
    let service = Service::start().await;
    let token = service.token(PARENT);
    refused(&service, request("GET", "/nowhere", "", Body::empty()), 404, "no-such-address").await;
    let answer =
        refused(&service, request("DELETE", "/v1/complaints", &token, Body::empty()), 405, "wrong-method").await;
    assert!(answer.header("allow").contains("GET"), "{:?}", answer.headers);
    for query in ["?after=zzz", "?after=eyJ2IjoxLCJzb3J0IjoiZHVlIiwiYWZ0ZXIiOjF9"] {
        refused(&service, request("GET", &format!("/v1/complaints{query}"), &token, Body::empty()), 400, "bad-cursor")
            .await;
    }
    for query in ["?limit=0", "?limit=101", "?limit=x", "?nothing=1", "?stage=nowhere"] {
        refused(&service, request("GET", &format!("/v1/complaints{query}"), &token, Body::empty()), 400, "bad-query")
            .await;
    }
    for path in ["/v1/schools/x", "/v1/schools/999999", "/v1/catalogue/nothing", "/problems/nothing"] {
        refused(&service, request("GET", path, "", Body::empty()), 404, "not-found").await;
    }
}

#[tokio::test]
async fn a_caller_who_is_nobody_is_asked_to_sign_in() {
    let service = Service::start().await;
    let good = service.token(PARENT);
    let expired = {
        let then = service.app.clock.now() - jiff::SignedDuration::from_hours(2);
        service.app.keys.issue(&PARENT.parse().unwrap(), then, jiff::SignedDuration::from_hours(1)).unwrap()
    };
    let other = redress_api::Keys::development(&[1; 32])
        .issue(&PARENT.parse().unwrap(), service.app.clock.now(), jiff::SignedDuration::from_hours(1))
        .unwrap();
    for token in ["", "x", "a.b.c", &good[..good.len() - 2], &expired, &other] {
        let answer =
            refused(&service, request("GET", "/v1/complaints", token, Body::empty()), 401, "not-signed-in").await;
        assert!(answer.header("www-authenticate").starts_with("Bearer"));
    }
}

#[tokio::test]
async fn a_hidden_case_is_a_missing_one_to_the_byte() {
    let service = Service::start().await;
    let case = lodged(&service).await;
    let stranger = service.token(STRANGER);
    for part in ["", "/timeline", "/events", "/parties", "/actions"] {
        let hidden = service.get(&format!("{case}{part}"), &stranger).await;
        let missing = service.get(&format!("{NOBODY}{part}"), &stranger).await;
        let garbled = service.get(&format!("/v1/complaints/x{part}"), &stranger).await;
        assert_eq!((hidden.status, &hidden.text), (404, &missing.text));
        assert_eq!((missing.status, &missing.text), (404, &garbled.text));
        let names = |answer: &Answer| answer.headers.keys().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(names(&hidden), names(&missing));
    }
    let step = |case: &str| {
        let mut request = request("POST", &format!("{case}/acknowledge-complaint"), &stranger, Body::from("{}"));
        request.headers_mut().insert("if-match", "\"99\"".parse().unwrap());
        request
    };
    let hidden = refused(&service, step(&case), 404, "not-found").await;
    let missing = refused(&service, step(NOBODY), 404, "not-found").await;
    assert_eq!(hidden.text, missing.text);
}

#[tokio::test]
async fn headers_guard_a_change_and_a_bad_one_is_refused() {
    let service = Service::start().await;
    let case = lodged(&service).await;
    let token = service.token(PARENT);
    let tag = service.get(&case, &token).await.header("etag").to_owned();
    let again = {
        let mut request = request("GET", &case, &token, Body::empty());
        request.headers_mut().insert("if-none-match", tag.parse().unwrap());
        service.send(request).await
    };
    assert_eq!((again.status, again.text.as_str()), (304, ""));
    let head = service.token(HEAD);
    let with = |name: &'static str, value: &str| {
        let mut request = request("POST", &format!("{case}/acknowledge-complaint"), &head, Body::from("{}"));
        request.headers_mut().insert(name, value.parse().unwrap());
        request
    };
    for tag in ["W/\"1\"", "1", "\"x\"", "*"] {
        assert_eq!(refused(&service, with("if-match", tag), 400, "bad-header").await.pointer(), "if-match");
    }
    for key in ["", "two words", &"x".repeat(129)] {
        assert_eq!(
            refused(&service, with("idempotency-key", key), 400, "bad-header").await.pointer(),
            "idempotency-key"
        );
    }
}

#[tokio::test]
async fn a_repeat_under_the_same_key_gets_the_first_answer() {
    let service = Service::start().await;
    let token = service.token(PARENT);
    let send = |body: &Value| {
        let mut request = request("POST", "/v1/complaints", &token, Body::from(body.to_string()));
        request.headers_mut().insert("idempotency-key", "one".parse().unwrap());
        request
    };
    let first = service.send(send(&lodging())).await;
    let position = service.position().await;
    let second = service.send(send(&lodging())).await;
    // The code is shown once, and nobody who repeats a request is shown it again.
    let mut told = first.json.clone();
    assert!(told.as_object_mut().unwrap().remove("access_code").is_some());
    assert_eq!((second.status, &second.json), (201, &told));
    assert_eq!(service.position().await, position);
    let mut other = lodging();
    other["issues"][0]["account"] = json!("Something else.");
    refused(&service, send(&other), 422, "key-reused").await;
}

#[tokio::test]
async fn who_could_be_given_no_code_when_they_lodged_gets_it_when_they_repeat_it() {
    let mut service = Service::start().await;
    let hashing = service.app.hashing.clone();
    // There is no memory for a hash.
    service.app.hashing = Hashing::at(Cost { memory: 0, passes: 0 });
    service.router = router(service.app.clone());
    let token = service.token(PARENT);
    let lodge = || {
        let mut request = request("POST", "/v1/complaints", &token, Body::from(lodging().to_string()));
        request.headers_mut().insert("idempotency-key", "one".parse().unwrap());
        request
    };
    let first = service.send(lodge()).await;
    assert_eq!((first.status, first.json.get("access_code")), (201, None), "it is lodged all the same");
    service.app.hashing = hashing;
    service.router = router(service.app.clone());
    let mut second = service.send(lodge()).await;
    let code = second.json.as_object_mut().unwrap().remove("access_code").unwrap();
    assert_eq!(second.json, first.json);
    let shown = json!({ "reference": first.json["reference"], "code": code });
    assert_eq!(service.post("/v1/sign-in", "", &shown).await.status, 200);
    let third = service.send(lodge()).await;
    assert_eq!(third.json, first.json, "it is shown once");
}

#[tokio::test]
async fn words_that_look_like_a_reference_are_words() {
    let service = Service::start().await;
    let mut body = lodging();
    let trick = format!("vault:{}:{}", "0".repeat(32), "0".repeat(64));
    body["issues"][0]["account"] = json!(trick);
    let answer = service.post("/v1/complaints", &service.token(PARENT), &body).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let auditor = service.token("auditor@service/018f0000000070008000000000000009");
    let events = service.get(&format!("{}/events", answer.json["href"].as_str().unwrap()), &auditor).await;
    assert_eq!(events.json["events"][0]["particulars"]["issues"][0]["account"], json!(trick), "{}", events.text);
}

#[tokio::test]
async fn too_many_requests_are_asked_to_wait_and_record_nothing() {
    let mut service = Service::start().await;
    service.app.limits = Some(Arc::new(Limits::new(NonZeroU32::new(1).unwrap(), Vec::new())));
    service.router = router(service.app.clone());
    let ask = |forwarded: u32| {
        let mut request = request("GET", "/v1/regimes", "", Body::empty());
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([8, 8, 8, 8], 999))));
        request.headers_mut().insert("x-forwarded-for", format!("1.2.3.{forwarded}").parse().unwrap());
        request
    };
    assert_eq!(service.send(ask(1)).await.status, 200);
    let refused = refused(&service, ask(99), 429, "too-often").await;
    let seconds: u64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=61).contains(&seconds));
}

#[tokio::test]
async fn a_value_in_an_address_that_does_not_fit_is_named_by_its_field_and_not_repeated() {
    let service = Service::start().await;
    let token = service.token(HEAD);
    for (query, field) in
        [("status=xyzzy", "status"), ("within=xyzzy", "within"), ("as_of=xyzzy", "as_of"), ("xyzzy=1", "xyzzy")]
    {
        let answer = service.get(&format!("/v1/reports/deadlines?{query}"), &token).await;
        assert_eq!((answer.status, answer.pointer()), (400, field), "{}", answer.text);
        assert!(field == "xyzzy" || !answer.text.contains("xyzzy"), "{}", answer.text);
    }
}
