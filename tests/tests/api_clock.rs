//! The clock over HTTP: anybody may check a date, and each day on a file explains itself.

use redress_tests::http::{Service, lodging};
use redress_tests::support::databases;
use serde_json::{Value, json};

const PARENT: &str = "complainant@family/018f0000000070008000000000000001";
const HEAD: &str = "head_teacher@school:100001/018f0000000070008000000000000003";
const STRANGER: &str = "head_teacher@school:100002/018f0000000070008000000000000004";

async fn calculated(service: &Service, body: Value) -> Value {
    let answer = service.post("/v1/deadlines/calculations", "", &body).await;
    assert_eq!(answer.status, 200, "{body}: {}", answer.text);
    answer.json
}

fn sentences(explanation: &Value) -> Vec<&str> {
    explanation["working"].as_array().expect("a list").iter().filter_map(|line| line["sentence"].as_str()).collect()
}

#[tokio::test]
async fn anybody_may_work_out_a_deadline_without_a_case() {
    let service = Service::start().await;
    let position = service.position().await;
    let told = calculated(&service, json!({ "rule": "T05", "start": "2012-02-29" })).await;
    assert_eq!((&told["due"], &told["not_lapsed_before"]), (&json!("2012-03-29"), &json!("2012-03-31")));
    assert_eq!(told["readings"].as_array().expect("three").len(), 3);
    assert!(told["rule"]["source"].as_str().expect("a source").contains("s.212"), "{told}");
    let body = json!({
        "rule": "T41", "start": "2026-04-13", "extensions": [{ "by": 10 }], "also_holidays": ["2026-04-22"],
        "pauses": [{ "from": "2026-04-15", "to": "2026-04-16" }],
    });
    let told = calculated(&service, body).await;
    assert_eq!(told["due"], json!("2026-05-14"), "{told}");
    assert!(sentences(&told).contains(&"Wednesday 22 April 2026 is not counted: Taken as a bank holiday."), "{told}");
    let terms = json!({
        "source": "the school's site", "version": 1, "covers_from": "2011-09-01", "covers_to": "2012-08-31",
        "terms": [{ "from": "2011-09-05", "to": "2011-10-21" }, { "from": "2011-10-31", "to": "2011-12-16" }],
        "closed": { "2011-10-31": "training day" },
    });
    let told = calculated(&service, json!({ "rule": "T32", "start": "2011-10-19", "calendar": terms })).await;
    assert_eq!(told["due"], json!("2011-11-03"), "{told}");
    assert_eq!(service.position().await, position, "nothing is kept");
    let rules = service.get("/v1/rules", "").await;
    assert!(rules.json["rules"].as_array().expect("a list").len() > 30);
}

#[tokio::test]
async fn a_calendar_that_is_missing_is_said_and_no_date_is_guessed() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let told = calculated(&service, json!({ "rule": "T33", "start": "2011-07-25", "school": 100_002 })).await;
        assert_eq!((&told["due"], &told["working"]), (&Value::Null, &json!([])));
        assert_eq!(told["missing"], json!("cannot compute: school calendar missing for 2011-07-26"));
        service.app.store.close().await;
    }
}

#[tokio::test]
async fn what_cannot_be_worked_out_is_a_clear_problem_and_records_nothing() {
    let service = Service::start().await;
    let position = service.position().await;
    for (body, pointer, says) in [
        (json!({ "rule": "T01", "start": "9999-12-31" }), "/start", "leaves the years 1900 to 2999"),
        (json!({ "rule": "T01", "start": "2011-02-29" }), "/start", "There is no such day"),
        (json!({ "rule": "T99", "start": "2011-03-01" }), "/rule", "There is no such rule"),
        (json!({ "rule": "T40", "start": "2011-03-01" }), "/start", "not in force on 2011-03-01"),
        (
            json!({ "rule": "T41", "start": "2026-04-13", "pauses": [{ "from": "2026-04-15", "to": "2026-04-14" }] }),
            "/pauses",
            "2026-04-15 is after 2026-04-14",
        ),
        (
            json!({ "rule": "T41", "start": "2026-04-13", "pauses": [{ "from": "2026-04-15", "to": null }] }),
            "/pauses",
            "has no end",
        ),
        (
            json!({ "rule": "T41", "start": "2026-04-13", "extensions": [{ "by": 11 }] }),
            "/extensions",
            "to 2026-05-12 and no further",
        ),
        (
            json!({ "rule": "T33", "start": "2011-10-19", "calendar": {
                "source": "x", "version": 1, "covers_from": "2012-08-31", "covers_to": "2011-09-01", "terms": [] } }),
            "/calendar/covers_to",
            "before the first",
        ),
    ] {
        let answer = service.post("/v1/deadlines/calculations", "", &body).await;
        assert_eq!((answer.status, answer.pointer()), (422, pointer), "{body}: {}", answer.text);
        assert!(answer.text.contains(says), "{body}: {}", answer.text);
    }
    assert_eq!(service.position().await, position);
}

#[tokio::test]
async fn one_day_on_a_file_tells_how_it_came_about() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let parent = service.token(PARENT);
        service.publish_terms(HEAD, &[("2011-09-05", "2011-12-16")]).await;
        let case =
            service.post("/v1/complaints", &parent, &lodging()).await.json["href"].as_str().expect("it").to_owned();
        let of = |number: u16| format!("{case}/deadlines/{number}");
        let list = service.get(&format!("{case}/deadlines"), &parent).await.json;
        let rule = |rule: &str| {
            let all = list["deadlines"].as_array().expect("a list");
            all.iter()
                .position(|known| known["rule"] == rule)
                .and_then(|place| u16::try_from(place + 1).ok())
                .expect("it")
        };
        let answer = rule("T33");
        let (pause, to) =
            (json!({ "deadline": answer, "reason": "adjustment", "note": "An interpreter." }), "2011-10-20");
        service.app.clock.set("2011-09-12T09:00:00Z".parse().expect("an instant"));
        let head = service.token(HEAD);
        let paused = service.post(&format!("{case}/pause-deadline"), &head, &pause).await;
        assert_eq!(paused.status, 200, "{}", paused.text);
        let parent = service.token(PARENT);
        let told = service.get(&of(answer), &parent).await.json;
        assert!(sentences(&told["explanation"]).last().expect("one").contains("has stood still since"), "{told}");
        service.app.clock.set("2011-09-14T09:00:00Z".parse().expect("an instant"));
        let head = service.token(HEAD);
        service.post(&format!("{case}/resume-deadline"), &head, &json!({ "deadline": answer })).await;
        let extended = json!({ "deadline": answer, "to": to, "reason": "Two witnesses are away." });
        let moved = service.post(&format!("{case}/extend-school-target"), &head, &extended).await;
        assert_eq!(moved.status, 200, "{}", moved.text);
        let told = service.get(&of(answer), &service.token(PARENT)).await.json;
        let said = sentences(&told["explanation"]);
        assert_eq!(said[0], "We count 15 school days after Monday 5 September 2011, which is not itself counted.");
        let last: Vec<_> = said[said.len() - 3..].to_vec();
        let expected = [
            "The clock stood still from Monday 12 September 2011 to Wednesday 14 September 2011, which gives back 2 school days.",
            "More time was given: the last day moves from Wednesday 28 September 2011 to Thursday 20 October 2011.",
            "The last day is Thursday 20 October 2011, up to midnight at its end.",
        ];
        assert_eq!(last, expected);
        assert_eq!(told["explanation"]["due"], json!(to));
        assert_eq!(service.get(&of(99), &service.token(PARENT)).await.problem(), "not-found");
        assert_eq!(service.get(&of(answer), &service.token(STRANGER)).await.problem(), "not-found");
        service.app.store.close().await;
    }
}
