//! What the public form asks, of whom, and in which words.

use axum::http::Request;
use redress_tests::browser::{ANSWERS, Browser};
use redress_tests::http::{Service, lodging};
use redress_tests::support::databases;
use serde_json::json;

const CLERK: &str = "clerk@school:100001/018f0000-0000-7000-8000-000000000012";
const INTAKE: &str = "intake_officer@ombudsman/018f0000-0000-7000-8000-000000000014";
const HEAD: &str = "head_teacher@school:100001/018f0000-0000-7000-8000-000000000013";

/// The page of promises for a child of a school year: those for it, and those for other years.
async fn promises(service: &Service, year: &str) -> (String, String) {
    let mut browser = Browser::new(service);
    browser.say("told", "told=yes").await;
    browser.say("who", "capacity=parent").await;
    browser.say("child", &format!("year={year}")).await;
    let page = browser.see("/complain/promise").await.text;
    let list = page.split_once("<fieldset").expect("a list").1.split_once("</fieldset>").expect("its end").0;
    match list.split_once("<summary>Promises for other school years ") {
        Some((first, others)) => (first.to_owned(), others.to_owned()),
        None => (list.to_owned(), String::new()),
    }
}

#[tokio::test]
async fn the_promises_for_the_childs_year_come_first_and_say_from_when_they_were_made() {
    let service = Service::start().await;
    let (first, others) = promises(&service, "5").await;
    for (promise, mine) in [("PU-3.8", true), ("PU-3.9", false), ("PA-3.1", true), ("PA-3.7", false), ("PU-2.5", false)]
    {
        let value = format!("value=\"{promise}\"");
        assert_eq!((first.contains(&value), others.contains(&value)), (mine, !mine), "{promise}");
    }
    assert!(first.contains("(from September 2010)"), "{first}");
    let (first, others) = promises(&service, "7").await;
    assert!(first.contains("value=\"PU-3.9\"") && others.contains("value=\"PU-3.8\""), "{first}");
    // Where the year is not known, none is for other years.
    let (all, none) = promises(&service, "").await;
    assert!(all.contains("value=\"PU-3.8\"") && all.contains("value=\"PU-3.9\"") && none.is_empty(), "{all}");
}

#[tokio::test]
async fn the_promises_are_folded_under_their_headings_so_that_a_parent_finds_theirs() {
    let service = Service::start().await;
    let (all, _) = promises(&service, "").await;
    let heads: Vec<_> = all.split("<h2>").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    assert_eq!(heads, ["What parents and carers were promised", "What the child was promised"]);
    let parts: Vec<_> = all.split("<summary>").skip(1).collect();
    assert_eq!(parts.len(), 9, "{all}");
    let most = parts.iter().map(|part| part.matches("type=\"checkbox\"").count()).max();
    assert!(most <= Some(11), "a heading with {most:?} promises");
    assert!(parts[2].starts_with("Hearing how the child is doing ") && parts[2].contains("value=\"PA-3.2\""), "{all}");
}

#[tokio::test]
async fn a_promise_that_was_chosen_is_not_folded_away() {
    let service = Service::start().await;
    let mut browser = Browser::new(&service);
    browser.say("told", "told=yes").await;
    browser.say("child", "year=5").await;
    browser.say("promise", "promises=PU-3.9").await;
    assert!(browser.see("/complain/promise").await.text.contains("<details open>"));
}

#[tokio::test]
async fn a_school_is_found_by_its_name_town_or_postcode_and_shown_with_its_address() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let mut browser = Browser::new(&service);
        browser.say("told", "told=yes").await;
        let full = "Sunny Bank Community Primary School, Beech Lane, Dagenham, RM10 9ZZ, Barking and Dagenham";
        for search in ["Sunny+B", "sunny+bank", "dagen", "Dagenham", "RM10+9", "rm109zz", "100001"] {
            let found = browser.say("school", &format!("search={search}&find=1")).await;
            assert!(found.status == 200 && found.text.contains(full), "{} {search}: {}", database.name, found.text);
        }
        for search in ["agenham", "9ZZ", "%25", "_", "nowhere"] {
            let none = browser.say("school", &format!("search={search}&find=1")).await;
            assert!(none.status == 422 && !none.text.contains(full), "{} {search}: {}", database.name, none.text);
        }
        let listed = browser.see("/schools?search=dagenham").await;
        assert!(listed.text.contains("Beech Lane, Dagenham, RM10 9ZZ"), "{}", listed.text);
    }
}

#[tokio::test]
async fn a_pupil_is_asked_in_simpler_words_and_only_what_a_pupil_can_say() {
    let service = Service::start().await;
    let mut browser = Browser::new(&service);
    browser.say("told", "told=no").await;
    assert_eq!(browser.say("who", "capacity=pupil").await.header("location"), "/complain/name");
    let child = browser.see("/complain/child").await;
    assert!(
        child.text.contains("Which school year are you in?") && !child.text.contains("pupil_name"),
        "{}",
        child.text
    );
    for (step, words) in [
        ("name", "What is your name?"),
        ("promise", "What should your school have done?"),
        ("what", "What happened to you?"),
        ("what", "It does not matter how you spell them."),
        ("wanted", "What would make it better?"),
        ("reach", "How can we talk to you?"),
    ] {
        let page = browser.see(&format!("/complain/{step}")).await;
        assert!(page.text.contains(words), "{step}: {}", page.text);
    }
    for (step, fields) in ANSWERS.into_iter().filter(|(step, _)| !["told", "who", "child"].contains(step)) {
        browser.say(step, fields).await;
    }
    browser.say("child", "year=8").await;
    let check = browser.see("/complain/check").await;
    assert!(check.text.contains("<h1>Is this right?</h1>") && check.text.contains("Year 8"), "{}", check.text);
    let sent = browser.say("check", "declared=yes").await;
    let case = browser.see(sent.header("location")).await;
    assert!(case.text.contains("School year: Year 8"), "{}", case.text);
}

/// Everything the clerk answers but how the complaint came.
const WRITTEN_DOWN: [(&str, &str); 9] = [
    ("who", "capacity=parent"),
    ("name", "name=Ann+Example"),
    ("child", "pupil_name=Ben+Example&year=5"),
    ("promise", "promises=PA-3.2"),
    ("what", "account=We+never+saw+the+record."),
    ("asked", ""),
    ("wanted", ""),
    ("reach", "address=1+Beech+Lane"),
    ("help", ""),
];

#[tokio::test]
async fn the_clerk_writes_down_a_complaint_that_came_by_letter_and_it_counts_from_the_day_it_came() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let mut browser = Browser::new(&service).with_cookie("redress", &service.token(CLERK));
        let desk = browser.see("/desk").await;
        assert!(desk.text.contains("href=\"/complain/came\""), "{}", desk.text);
        let came = browser.see("/complain/came").await;
        assert!(came.status == 200 && came.text.contains("How did the complaint come?"), "{}", came.text);
        let future = browser.say("came", "channel=letter&made_on-day=6&made_on-month=9&made_on-year=2011").await;
        assert!(future.status == 422 && future.text.contains("href=\"#made_on-day\""), "{}", future.text);
        let next = browser.say("came", "channel=letter&made_on-day=1&made_on-month=9&made_on-year=2011").await;
        assert_eq!((next.status, next.header("location")), (303, "/complain/who"), "{}", next.text);
        for (step, fields) in WRITTEN_DOWN {
            let page = browser.see(&format!("/complain/{step}")).await;
            assert!(!page.text.contains("<h1>Who are you?"), "{step}");
            assert_eq!(browser.say(step, fields).await.status, 303, "{step}");
        }
        let check = browser.see("/complain/check").await;
        for part in ["By letter", "Thursday 1 September 2011", "Record the complaint", "1 Beech Lane"] {
            assert!(check.text.contains(part), "{part}: {}", check.text);
        }
        let position = service.position().await;
        let sent = browser.say("check", "declared=yes").await;
        assert!(sent.status == 303 && sent.header("location").starts_with("/cases/"), "{}", sent.text);
        assert!(service.events_since(position).await.contains(&"complaint_submitted"));
        let log = service.log().await;
        assert!(log.contains("\"channel\":\"letter\"") && log.contains("\"made_on\":\"2011-09-01\""), "{log}");
        let case = browser.see(sent.header("location")).await;
        assert!(case.status == 200 && case.text.contains("We never saw the record."), "{}", case.text);
        // Sent again, it is there already; and the next letter begins with an empty form.
        assert!(sent.header("location").starts_with(browser.say("check", "declared=yes").await.header("location")));
        let another = browser.say("came", "channel=telephone&made_on-day=2&made_on-month=9&made_on-year=2011").await;
        assert_eq!((another.status, another.header("location")), (303, "/complain/who"));
        assert!(!browser.see("/complain/name").await.text.contains("Ann Example"));
    }
}

#[tokio::test]
async fn nobody_but_the_schools_clerk_writes_down_a_complaint_for_others() {
    let service = Service::start().await;
    let head = Browser::new(&service).with_cookie("redress", &service.token(HEAD));
    for mut browser in [Browser::new(&service), head] {
        assert_eq!(browser.see("/complain/came").await.status, 404);
        let said = browser.say("came", "channel=letter&made_on-day=1&made_on-month=9&made_on-year=2011&by=staff").await;
        assert_eq!(said.status, 404, "{}", said.text);
        browser.say("told", "told=yes&by=staff&channel=letter").await;
        assert_eq!(browser.see("/complain/told").await.status, 200);
    }
    // Another clerk does not go on with what the first has begun.
    let mut first = Browser::new(&service).with_cookie("redress", &service.token(CLERK));
    first.say("came", "channel=letter&made_on-day=1&made_on-month=9&made_on-year=2011").await;
    let other = service.token(&CLERK.replace("100001", "100002"));
    let mut second = first.clone().with_cookie("redress", &other);
    let request = Request::post("/complain/who").header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(second.send(request, "capacity=parent").await.status, 404);
}

#[tokio::test]
async fn the_ombudsmans_intake_writes_down_what_came_to_them_and_it_is_a_complaint_to_the_ombudsman_from_that_day() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let mut browser = Browser::new(&service).with_cookie("redress", &service.token(INTAKE));
        assert!(browser.see("/desk").await.text.contains("href=\"/complain/came\""));
        let next = browser.say("came", "channel=telephone&made_on-day=2&made_on-month=9&made_on-year=2011").await;
        assert_eq!((next.status, next.header("location")), (303, "/complain/who"), "{}", next.text);
        for (step, fields) in WRITTEN_DOWN {
            assert_eq!(browser.say(step, fields).await.status, 303, "{step}");
            if step == "child" {
                assert!(browser.see("/complain/school").await.text.contains("Which school is it?"));
                assert_eq!(browser.say("school", "search=Sunny&school=100001").await.status, 303);
            }
        }
        // A clerk does not go on with it, and nobody goes on with a clerk's.
        let mut clerk = browser.clone().with_cookie("redress", &service.token(CLERK));
        assert_eq!(clerk.see("/complain/check").await.status, 404);
        let position = service.position().await;
        let sent = browser.say("check", "declared=yes").await;
        assert!(sent.status == 303 && sent.header("location").starts_with("/cases/"), "{}", sent.text);
        let events = service.events_since(position).await;
        assert!(events.contains(&"ombudsman_complaint_received"), "{events:?}");
        assert!(!events.contains(&"deadline_started"), "nobody has asked the school anything: {events:?}");
        assert!(service.log().await.contains("\"on\":\"2011-09-02\",\"written\":false"));
        let case = browser.see(sent.header("location")).await;
        assert!(case.status == 200 && case.text.contains("determine-jurisdiction"), "{}", case.text);
        assert!(browser.see("/desk").await.text.contains("/cases/"), "it is on the Ombudsman's list");
        // Sent to the school, it has the time of the school's first answer from that day.
        let id = sent.header("location").split(['/', '?']).nth(2).expect("a number").to_owned();
        let give = async |action: &str, body: serde_json::Value| {
            let path = format!("/v1/complaints/{id}/{action}");
            let done = service.post(&path, &service.token(INTAKE), &body).await;
            assert_eq!(done.status, 200, "{action}: {}", done.text);
        };
        let person = service.get(&format!("/v1/complaints/{id}/parties"), &service.token(INTAKE)).await;
        let complains = |one: &&serde_json::Value| one["role"] == "complainant";
        let person = person.json["parties"].as_array().unwrap().iter().find(complains).unwrap()["person"].clone();
        let commissioner = service.token("commissioner@ombudsman/018f0000-0000-7000-8000-000000000016");
        for requirement in ["time", "writing"] {
            let body =
                json!({ "person": person, "requirement": requirement, "ground": "barrier", "reason": "By telephone." });
            let path = format!("/v1/complaints/{id}/disapply-requirement");
            let done = service.post(&path, &commissioner, &body).await;
            assert_eq!(done.status, 200, "{}", done.text);
        }
        give("determine-jurisdiction", json!({ "no_conflict": true })).await;
        let position = service.position().await;
        give("return-to-governing-body", json!({ "follow_up_on": "2011-11-01", "reason": "They come first." })).await;
        let started = service.events_since(position).await.iter().filter(|name| **name == "deadline_started").count();
        assert!(started > 1, "{:?}", service.events_since(position).await);
    }
}

#[tokio::test]
async fn the_ombudsman_enters_no_complaint_without_a_name_and_none_that_is_not_theirs_to_hear() {
    let service = Service::start().await;
    let token = service.token(INTAKE);
    let mut nameless = lodging();
    nameless["channel"] = "letter".into();
    nameless["complainants"] = json!([]);
    let refused = service.post("/v1/complaints", &token, &nameless).await;
    assert_eq!((refused.status, refused.pointer()), (422, "/complainants"), "{}", refused.text);
    // Before the scheme opened a complaint of this school does not come to the Commissioner.
    let mut early = lodging();
    early["channel"] = "letter".into();
    early["made_on"] = "2009-06-01".into();
    let refused = service.post("/v1/complaints", &token, &early).await;
    assert_eq!((refused.status, refused.problem()), (409, "not-in-this-regime"), "{}", refused.text);
}
