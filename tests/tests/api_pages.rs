//! The first page: a parent lodges a complaint without an account and without a script.

use axum::body::Body;
use axum::http::Request;
use redress_api::demo::Demo;
use redress_api::stories;
use redress_tests::http::{Answer, Service};
use std::sync::Arc;

async fn send(service: &Service, fields: &str) -> Answer {
    let request = Request::post("/")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    service.send(request.body(Body::from(fields.to_owned())).expect("a request")).await
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

#[tokio::test]
async fn each_mistake_leads_to_its_field_and_a_day_that_is_none_is_kept() {
    let service = Service::start().await;
    let page =
        send(&service, "search=s&account=x&happened-day=31&happened-month=2&happened-year=2011&capacity=&name=Ann")
            .await;
    assert_eq!(page.status, 422);
    let targets: Vec<_> =
        page.text.split("<li><a href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(targets, ["school-100003", "happened-day", "capacity-parent", "email"]);
    for target in targets {
        assert!(page.text.contains(&format!("id=\"{target}\"")), "{target} is nowhere");
    }
    assert!(page.text.contains("value=\"31\"") && page.text.contains("autofocus"));
}

#[tokio::test]
async fn what_a_parent_tells_of_the_day_and_the_promise_is_lodged_and_the_days_show_their_working() {
    let service = Service::start().await;
    let sent = send(
        &service,
        "search=Sunny&school=100001&name=Ann&capacity=parent&telephone=1&account=x&guarantee=PA-3.2\
         &happened-day=2&happened-month=September&happened-year=2011&safe_contact=Only+by+day",
    )
    .await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let cookie = sent.header("set-cookie").split(';').next().unwrap().to_owned();
    let show = Request::get(sent.header("location")).header("cookie", &cookie).body(Body::empty()).unwrap();
    let case = service.send(show).await;
    for part in ["Complaint sent", "By when", "How we worked this out", "see your child", "Sunny Bank"] {
        assert!(case.text.contains(part), "{part}: {}", case.text);
    }
    let forget = Request::post("/forget").header("sec-fetch-site", "same-origin").header("cookie", &cookie);
    let forgotten = service.send(forget.body(Body::empty()).unwrap()).await;
    assert!(forgotten.status == 303 && forgotten.header("set-cookie").contains("Max-Age=0"));
}

#[tokio::test]
async fn the_law_can_be_read_on_pages() {
    let service = Service::start().await;
    for (path, part) in [
        ("/schools?search=sunny", "Sunny Bank Community Primary School"),
        ("/schools?search=100001", "Community school"),
        ("/schools", "Find a school"),
        ("/regimes", "The Guarantees, as planned"),
        ("/guarantees", "PA-3.2"),
        ("/problems/wrong-stage", "Wrong stage"),
    ] {
        let page = service.send(Request::get(path).body(Body::empty()).unwrap()).await;
        assert!(page.status == 200 && page.text.contains(part), "{path}: {}", page.text);
    }
}

#[tokio::test]
async fn nobody_can_act_as_somebody_else_where_no_demo_is_played() {
    let service = Service::start().await;
    let page = service.send(Request::get("/demo").body(Body::empty()).unwrap()).await;
    assert_eq!(page.status, 404);
    let act = Request::post("/demo")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    let acted = service.send(act.body(Body::from("as=commissioner%40ombudsman%2Fx")).unwrap()).await;
    assert!(acted.status == 404 && acted.header("set-cookie").is_empty());
}

#[tokio::test]
async fn in_the_demo_a_browser_acts_as_the_people_of_the_stories_and_as_nobody_else() {
    let mut service = Service::start().await;
    let stories = stories::all().unwrap();
    let lodged = stories::Lodged::new();
    service.app.demo = Some(Arc::new(Demo::of(&service.app, &stories, &lodged).await.unwrap()));
    service.router = redress_api::router(service.app.clone());
    let page = service.send(Request::get("/demo").body(Body::empty()).unwrap()).await;
    assert!(page.status == 200 && page.text.contains("Act as Ms Okafor (head teacher)"), "{}", page.text);
    let act = async |who: &str, site: &str| {
        let act = Request::post("/demo")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", site);
        service.send(act.body(Body::from(format!("as={}", who.replace('@', "%40")))).unwrap()).await
    };
    let okafor = format!("head_teacher@school:100001/{}", stories::person("ms-okafor"));
    assert!(act(&okafor, "same-origin").await.header("set-cookie").starts_with("redress="));
    assert_eq!(act(&okafor, "cross-site").await.status, 403);
    let stranger = format!("commissioner@ombudsman/{}", stories::person("a-stranger"));
    let refused = act(&stranger, "same-origin").await;
    assert!(refused.status == 404 && refused.header("set-cookie").is_empty());
}
