//! How long a school gives itself: set by its governing body, kept by the clocks that started with it, never law.

use redress_domain::clock::{Basis, rules};
use redress_tests::http::{Service, lodging, request};
use redress_tests::support::databases;
use serde_json::{Value, json};

const CLERK: &str = "clerk@school:100001/018f0000000070008000000000000004";
const HEAD: &str = "head_teacher@school:100001/018f0000000070008000000000000003";
const STRANGER: &str = "chair@school:100002/018f0000000070008000000000000007";
const PARENT: &str = "complainant@family/018f0000000070008000000000000001";
const PATH: &str = "/v1/schools/100001/targets";

async fn start(url: Option<&str>) -> Service {
    let service = match url {
        Some(url) => Service::at(url).await,
        None => Service::start().await,
    };
    service.publish_terms(CLERK, &[("2011-09-05", "2011-12-16")]).await;
    service
}

/// The clock under a rule of a complaint that is lodged now, with its working.
async fn lodged(service: &Service, rule: &str) -> (String, Value) {
    let lodged = service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
    let case = lodged.json["complaint"].as_str().expect("a complaint").to_owned();
    let clock = clock(service, &case, rule).await;
    (case, clock)
}

async fn clock(service: &Service, case: &str, rule: &str) -> Value {
    let path = format!("/v1/complaints/{case}/deadlines");
    let all = service.get(&path, &service.token(CLERK)).await.json;
    let found = all["deadlines"].as_array().expect("clocks").iter().find(|clock| clock["rule"] == rule).cloned();
    let number = found.expect("a clock")["deadline"].clone();
    service.get(&format!("{path}/{number}"), &service.token(CLERK)).await.json["explanation"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_school_says_how_long_it_gives_itself_and_each_clock_keeps_what_it_started_with() {
    for database in databases() {
        let service = start(Some(&database.url)).await;
        let (first, by_default) = lodged(&service, "T33").await;
        assert_eq!(by_default["due"], "2011-09-26", "{by_default}");

        let set = json!({ "rule": "T33", "length": 10 });
        let answer = service.post(PATH, &service.token(CLERK), &set).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let own = answer.json["targets"].as_array().expect("rows").iter().find(|row| row["rule"] == "T33").cloned();
        let own = own.expect("a row");
        assert_eq!((&own["default_length"], &own["own"]["length"]), (&json!(15), &json!(10)), "{own}");
        assert_eq!(answer.json["settings"][0]["by"], "clerk", "{}", answer.text);

        let (second, ours) = lodged(&service, "T33").await;
        assert_eq!(ours["due"], "2011-09-19", "{ours}");
        let said = ours["working"][0]["sentence"].as_str().expect("a sentence");
        assert_eq!(said, "The school has set its own time for this: 10 school days.");

        // Anybody who works it out for this school comes to the same.
        let asked = json!({ "rule": "T33", "start": "2011-09-05", "school": 100_001 });
        let told = service.post("/v1/deadlines/calculations", "", &asked).await.json;
        assert_eq!((&told["due"], &told["working"]), (&ours["due"], &ours["working"]), "{told}");
        let page = "/check-a-date?rule=T33&start-day=5&start-month=9&start-year=2011&school_number=100001";
        let page = service.see(page, "").await;
        assert!(page.text.contains("Monday 19 September 2011") && page.text.contains(said), "{}", page.text);

        // The one that began before keeps its own, and a later word changes neither.
        let back = service.post(PATH, &service.token(CLERK), &json!({ "rule": "T33" })).await;
        assert_eq!(back.status, 200, "{}", back.text);
        assert_eq!(clock(&service, &first, "T33").await["due"], "2011-09-26");
        assert_eq!(clock(&service, &second, "T33").await["due"], "2011-09-19");
        assert_eq!(lodged(&service, "T33").await.1["due"], "2011-09-26");
        let moves = service.post("/v1/calendars/what-if", &service.token(HEAD), &json!({})).await.json;
        assert_eq!(moves["moves"], json!([]), "no calendar has changed: {moves}");
        // Anybody may read what a school has said.
        let read = service.get(PATH, "").await;
        assert_eq!((read.status, read.json["settings"].as_array().map(Vec::len)), (200, Some(2)), "{}", read.text);
    }
}

#[tokio::test]
async fn no_school_shortens_lengthens_or_replaces_what_the_law_fixes() {
    let service = start(None).await;
    let position = service.position().await;
    for row in rules().iter().filter(|row| matches!(row.basis, Basis::Statute | Basis::Regulations)) {
        for length in [1, 30, 40] {
            let set = json!({ "rule": row.id, "length": length });
            let answer = service.post(PATH, &service.token(CLERK), &set).await;
            assert_eq!((answer.status, answer.pointer()), (422, "/rule"), "{}: {}", row.id, answer.text);
        }
    }
    assert_eq!(service.position().await, position);
}

#[tokio::test]
async fn only_the_governing_body_of_the_school_sets_its_targets_and_what_cannot_be_is_refused() {
    let service = start(None).await;
    let position = service.position().await;
    let set = json!({ "rule": "T33", "length": 10 });
    for (actor, status) in [(HEAD, 403), (STRANGER, 403), (PARENT, 403)] {
        assert_eq!(service.post(PATH, &service.token(actor), &set).await.status, status, "{actor}");
    }
    assert_eq!(service.post(PATH, "", &set).await.status, 401);
    assert_eq!(service.get("/v1/schools/999999/targets", "").await.status, 404);
    for (wrong, place) in [
        (json!({ "rule": "T33", "length": 41 }), "/length"),
        (json!({ "rule": "T33", "length": 0 }), "/length"),
        (json!({ "rule": "T33", "length": 70_000 }), "/length"),
        (json!({ "rule": "T33", "length": 5, "unit": "months" }), "/unit"),
        (json!({ "rule": "T33", "length": 5, "from": "2011-09-04" }), "/from"),
        (json!({ "rule": "T33", "length": 5, "from": "9999-12-31" }), "/from"),
        (json!({ "rule": "T999", "length": 5 }), "/rule"),
    ] {
        let answer = service.post(PATH, &service.token(CLERK), &wrong).await;
        assert_eq!((answer.status, answer.pointer()), (422, place), "{wrong}: {}", answer.text);
    }
    assert_eq!(service.position().await, position, "nothing was recorded");
    let read = service.get(PATH, "").await;
    let mut late = request("POST", PATH, &service.token(CLERK), set.to_string().into());
    late.headers_mut().insert("if-match", "\"99\"".parse().expect("a header"));
    assert_eq!(service.send(late).await.status, 412, "{}", read.text);
}

#[tokio::test]
async fn the_clerk_sets_a_target_on_a_page_and_who_may_not_reads_it_there() {
    let service = start(None).await;
    let clerk = service.cookie(CLERK);
    let page = service.see("/desk/targets", &clerk).await;
    for part in ["Sunny Bank", "School&#39;s first response", "15 school days", "name=\"length\""] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    let wrong = service.fill("/desk/targets", &clerk, "rule=T33&length=41").await;
    assert!(wrong.status == 422 && wrong.text.contains("href=\"#length\""), "{}", wrong.text);
    assert!(wrong.text.contains("value=\"41\"") && wrong.text.contains("A target is 1 to 40 days"), "{}", wrong.text);
    let none = service.fill("/desk/targets", &clerk, "length=5").await;
    assert!(none.status == 422 && none.text.contains("href=\"#rule-T32\""), "{}", none.text);
    let done = service.fill("/desk/targets", &clerk, "rule=T33&length=10&unit=working_days").await;
    assert_eq!((done.status, done.header("location")), (303, "/desk/targets?done=set_target"), "{}", done.text);
    let page = service.see(done.header("location"), &clerk).await;
    for part in ["Done: the time is saved.", "10 working days, from Monday 5 September 2011", "Said by the clerk"] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    let head = service.see_as("/desk/targets", HEAD).await;
    assert!(head.text.contains("10 working days") && !head.text.contains("name=\"length\""), "{}", head.text);
    let refused = service.fill("/desk/targets", &service.cookie(HEAD), "rule=T33&length=12").await;
    assert_eq!(refused.status, 403, "{}", refused.text);
    assert!(service.see_as("/desk", CLERK).await.text.contains("href=\"/desk/targets\""));
}
