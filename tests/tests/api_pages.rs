//! The first page: a parent lodges a complaint without an account and without a script.

use axum::body::Body;
use axum::http::Request;
use redress_api::demo::Demo;
use redress_api::stories;
use redress_tests::browser::Browser;
use redress_tests::http::Service;
use std::sync::Arc;

#[tokio::test]
async fn a_parent_lodges_a_complaint_one_thing_a_page_and_sees_what_happens_next() {
    let service = Service::start().await;
    let mut browser = Browser::new(&service);
    let start = browser.see("/").await;
    assert!(start.status == 200 && start.text.contains("<h1>Make a complaint about a school</h1>"), "{}", start.text);
    assert!(start.header("content-security-policy").contains("default-src 'none'"));
    assert_eq!(browser.fill_in().await, "/complain/check");
    let check = browser.see("/complain/check").await;
    for part in [
        "Ann Example",
        "Sunny Bank",
        "No help.",
        "Friday 2 September 2011",
        "see your child",
        "Large print",
        "What I wrote is true",
    ] {
        assert!(check.text.contains(part), "{part}: {}", check.text);
    }
    assert_eq!(browser.say("check", "").await.status, 422);
    let sent = browser.say("check", "declared=yes").await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let case = browser.see(sent.header("location")).await;
    for part in [
        "Complaint sent",
        "RD-",
        "What happens next",
        "By when",
        "How we worked this out",
        "What I asked for: A meeting",
    ] {
        assert!(case.text.contains(part), "{part}: {}", case.text);
    }
    let stranger = service.send(Request::get(sent.header("location")).body(Body::empty()).unwrap()).await;
    assert_eq!(stranger.status, 404);
    let forgotten = browser.send(Request::post("/forget"), "").await;
    assert!(forgotten.status == 303 && forgotten.header("set-cookie").contains("Max-Age=0"));
}

#[tokio::test]
async fn a_complaint_that_is_sent_twice_or_from_two_tabs_is_lodged_once() {
    let service = Service::start().await;
    let mut browser = Browser::new(&service);
    browser.fill_in().await;
    let mut tab = browser.clone();
    let first = browser.say("check", "declared=yes").await;
    let position = service.position().await;
    for again in [browser.say("check", "declared=yes").await, tab.say("check", "declared=yes").await] {
        assert_eq!((again.status, again.header("location")), (303, first.header("location")), "{}", again.text);
    }
    // The back button leads to the complaint, and not to an empty form.
    assert_eq!(tab.see("/complain/what").await.header("location"), first.header("location"));
    assert_eq!(browser.see(first.header("location")).await.status, 200);
    assert_eq!(tab.see(first.header("location")).await.status, 404, "a draft's code opens no complaint");
    let lodged = |event: &str| event == "complaint_submitted";
    assert_eq!(service.events_since(position).await.iter().filter(|event| lodged(event)).count(), 0);
}

#[tokio::test]
async fn mistakes_are_listed_at_the_top_lead_to_their_fields_and_nothing_typed_is_lost() {
    let service = Service::start().await;
    let mut browser = Browser::new(&service);
    browser.say("told", "told=yes").await;
    let before = service.position().await;
    let what = browser.say("what", "account=&happened-day=31&happened-month=2&happened-year=2011").await;
    assert_eq!(what.status, 422);
    let targets: Vec<_> =
        what.text.split("<li><a href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(targets, ["account", "happened-day"]);
    for part in ["<title>Error: ", "id=\"account-error\"", "value=\"31\"", "autofocus"] {
        assert!(what.text.contains(part), "{part}: {}", what.text);
    }
    let nowhere = browser.say("school", "search=nowhere").await;
    assert!(nowhere.status == 422 && nowhere.text.contains("href=\"#search\""), "{}", nowhere.text);
    let found = browser.say("school", "search=s&find=1").await;
    assert!(
        found.status == 200 && found.text.contains("Sunny Bank") && found.text.contains("type=\"radio\""),
        "{}",
        found.text
    );
    let reach = browser.say("reach", "safe_contact=").await;
    assert!(reach.status == 422 && reach.text.contains("href=\"#email\""));
    assert_eq!(service.position().await, before);
}

#[tokio::test]
async fn answers_are_kept_at_every_page_sealed_and_found_again_with_a_code() {
    let service = Service::start().await;
    let mut browser = Browser::new(&service);
    browser.say("told", "told=yes").await;
    browser.say("name", "name=Xanthippe").await;
    let page = browser.see("/complain/name").await;
    assert!(page.text.contains("value=\"Xanthippe\""), "{}", page.text);
    let code = page.text.split("class=\"code\">").nth(1).and_then(|rest| rest.split('<').next()).unwrap().to_owned();
    assert_eq!(code.replace(' ', "").len(), 32);
    let mut elsewhere = Browser::new(&service);
    assert_eq!(elsewhere.see("/complain/name").await.status, 410);
    let wrong = elsewhere.send(Request::post("/resume"), "code=0123").await;
    assert!(wrong.status == 422 && wrong.text.contains("We found nothing with this code"));
    let back = elsewhere.send(Request::post("/resume"), &format!("code={}", code.replace(' ', "+"))).await;
    assert_eq!((back.status, back.header("location")), (303, "/complain/who"), "{}", back.text);
    assert!(elsewhere.see("/complain/name").await.text.contains("Xanthippe"));
}

#[tokio::test]
async fn a_draft_is_thrown_away_after_its_time_and_what_is_typed_then_begins_a_new_one() {
    let service = Service::start().await;
    let mut browser = Browser::new(&service);
    browser.say("told", "told=yes").await;
    browser.say("who", "capacity=parent").await;
    service.app.clock.set("2011-10-05T09:00:00Z".parse().unwrap());
    let gone = browser.see("/complain/name").await;
    assert!(gone.status == 410 && gone.text.contains("Your answers are not here any more"), "{}", gone.text);
    let typed = browser.say("name", "name=Ann").await;
    assert_eq!((typed.status, typed.header("location")), (303, "/complain/told?lost=yes"));
    assert!(browser.see("/complain/told?lost=yes").await.text.contains("What you typed on the last page is here."));
    assert!(browser.see("/complain/name").await.text.contains("value=\"Ann\""));
}

#[tokio::test]
async fn hostile_input_is_explained_and_nothing_is_lost_or_doubled() {
    let service = Service::start().await;
    let mut browser = Browser::new(&service);
    browser.say("told", "told=yes").await;
    let script = "%3Cscript%3Ealert(1)%3C/script%3E";
    let ugly = browser.say("name", &format!("name={script}")).await;
    assert_eq!(ugly.status, 303);
    let shown = browser.see("/complain/name").await;
    assert!(!shown.text.contains("<script>") && shown.text.contains("&#60;script&#62;"), "{}", shown.text);
    let huge = browser.say("what", &format!("account={}", "a".repeat(1_000_000))).await;
    assert!(huge.status == 413 && huge.text.contains("That is too much at once"), "{}", huge.text);
    let long = browser.say("what", &format!("account={}", "a".repeat(20_001))).await;
    assert!(long.status == 422 && long.text.contains("This is too long"));
    for path in ["/complain/nothing", "/complain/%ff"] {
        assert_eq!(browser.see(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let service = Service::start().await;
    for path in ["/complain/told", "/resume", "/forget"] {
        let request = Request::post(path).header("sec-fetch-site", "cross-site");
        let refused = service.send(request.body(Body::from("told=yes")).unwrap()).await;
        assert!(refused.status == 403 && refused.header("set-cookie").is_empty(), "{path}");
    }
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
    let pass = Request::post("/demo/time").header("sec-fetch-site", "same-origin").body(Body::from("weeks=4")).unwrap();
    assert_eq!(service.send(pass).await.status, 404);
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
    let pass = async |weeks: &str| {
        let pass = Request::post("/demo/time")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        service.send(pass.body(Body::from(format!("weeks={weeks}"))).unwrap()).await.status
    };
    let before = service.app.clock.now();
    let passed = pass("4").await;
    assert_eq!((passed, service.app.clock.now().as_second() - before.as_second()), (303, 4 * 7 * 24 * 3600));
    assert_eq!((pass("5").await, pass("-4").await, pass("").await), (404, 404, 404), "only what the page offers");
    let stranger = format!("commissioner@ombudsman/{}", stories::person("a-stranger"));
    let refused = act(&stranger, "same-origin").await;
    assert!(refused.status == 404 && refused.header("set-cookie").is_empty());
}
