//! The first page: a parent lodges a complaint without an account and without a script.

use axum::body::Body;
use axum::http::Request;
use redress_tests::http::{Answer, Service};

async fn send(service: &Service, fields: &str) -> Answer {
    let request = Request::post("/")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    service.send(request.body(Body::from(fields.to_owned())).unwrap()).await
}

#[tokio::test]
async fn a_parent_lodges_a_complaint_and_sees_what_happens_next() {
    let service = Service::start().await;
    let page = service.send(Request::get("/").body(Body::empty()).unwrap()).await;
    assert!(page.status == 200 && page.text.contains("<h1>Make a complaint about a school</h1>"), "{}", page.text);
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    let found = send(&service, "search=s&find=1&name=Ann&account=Kept").await;
    assert_eq!(found.status, 200);
    assert!(
        found.text.contains("Sunny Bank")
            && found.text.contains("value=\"Ann\"")
            && found.text.contains("Kept</textarea>"),
        "{}",
        found.text
    );
    let sent =
        send(&service, "search=s&school=100001&name=Ann&capacity=parent&email=ann%40example.org&account=No+help.")
            .await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let cookie = sent.header("set-cookie").split(';').next().unwrap().to_owned();
    let case =
        service.send(Request::get(sent.header("location")).header("cookie", cookie).body(Body::empty()).unwrap()).await;
    assert!(
        case.status == 200 && case.text.contains("RD-") && case.text.contains("What happens next"),
        "{}",
        case.text
    );
    let stranger = service.send(Request::get(sent.header("location")).body(Body::empty()).unwrap()).await;
    assert_eq!(stranger.status, 404);
}

#[tokio::test]
async fn mistakes_are_listed_at_the_top_and_nothing_typed_is_lost() {
    let service = Service::start().await;
    let before = service.position().await;
    let page = send(&service, "search=nowhere&name=%3Cscript%3E&account=").await;
    assert_eq!(page.status, 422);
    for part in ["<title>Error: ", "href=\"#account\"", "href=\"#search\"", "&#60;script&#62;", "id=\"account-error\""]
    {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    assert_eq!(service.position().await, before);
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let service = Service::start().await;
    let request = Request::post("/")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site");
    assert_eq!(service.send(request.body(Body::from("name=x")).unwrap()).await.status, 403);
}
