//! A pupil's age is counted from a day of birth that the law never sees.

use redress_tests::http::{Service, lodging};
use redress_tests::support::databases;
use serde_json::json;

const PARENT: &str = "complainant@family/018f0000000070008000000000000001";
const CLERK: &str = "clerk@school:100001/018f0000000070008000000000000004";
const AUDITOR: &str = "auditor@service/018f0000000070008000000000000009";

#[tokio::test(flavor = "multi_thread")]
async fn a_promise_for_another_age_is_linked_with_a_warning_by_the_day_of_the_last_act() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let mut body = lodging();
        body["pupil"] = json!({ "name": "Cy Example", "born_on": "2000-06-10" });
        body["issues"][0]["guarantee"] = json!("PU-3.8");
        body["issues"][0]["happened_on"] = json!("2011-06-09");
        let lodged = service.post("/v1/complaints", &service.token(PARENT), &body).await;
        assert_eq!(lodged.status, 201, "{}", lodged.text);
        let case = lodged.json["href"].as_str().expect("an address").to_owned();
        let warned = async |service: &Service| {
            let events = service.get(&format!("{case}/events"), &service.token(AUDITOR)).await.text;
            assert!(!service.log().await.contains("2000-06-10"), "the day of birth stays sealed");
            events.matches("wrong_age").count()
        };
        assert_eq!(warned(&service).await, 0, "ten years old on that day, and the promise is for seven to eleven");
        let link = json!({ "issue": 1, "guarantee": "PU-3.8", "pupil_ages": [9] });
        let corrected = json!({
            "correction": { "happened_on": { "issue": 1, "day": "2012-06-10" } }, "reason": "The diary.",
        });
        service.app.clock.set("2012-09-05T09:00:00Z".parse().expect("an instant"));
        let again = service.post(&format!("{case}/correct-record"), &service.token(CLERK), &corrected).await;
        assert_eq!(again.status, 200, "{}", again.text);
        assert_eq!(warned(&service).await, 1, "twelve by then");
        let again = service.post(&format!("{case}/link-issue-to-guarantee"), &service.token(CLERK), &link).await;
        assert_eq!(again.status, 200, "{}", again.text);
        assert_eq!(warned(&service).await, 2, "what a caller says of the age is written over");
    }
}
