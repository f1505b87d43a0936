//! A complaint about two schools, over the API and on the pages: each has its own invitation, its own copy of the
//! statement and its own month.

#![expect(clippy::unwrap_used, reason = "a test may")]

use redress_tests::http::{Service, lodging};
use serde_json::{Value, json};

const CLERK: &str = "clerk@school:100001/018f0000-0000-7000-8000-000000000012";
const SECOND: &str = "clerk@school:100002/018f0000-0000-7000-8000-000000000013";
const PARENT: &str = "complainant@family/018f0000-0000-7000-8000-000000000014";
const OFFICER: &str = "investigator@ombudsman/018f0000-0000-7000-8000-000000000015";
const COMMISSIONER: &str = "commissioner@ombudsman/018f0000-0000-7000-8000-000000000016";

async fn give(service: &Service, case: &str, who: &str, action: &str, body: Value) {
    let done = service.post(&format!("/v1/complaints/{case}/{action}"), &service.token(who), &body).await;
    assert_eq!(done.status, 200, "{action}: {}", done.text);
}

/// A complaint that is being investigated since 14 November 2011.
async fn investigated(service: &Service, change: impl FnOnce(&mut Value)) -> String {
    let mut lodging = lodging();
    change(&mut lodging);
    let receipt = service.post("/v1/complaints", &service.token(PARENT), &lodging).await;
    assert_eq!(receipt.status, 201, "{}", receipt.text);
    let case = receipt.json["complaint"].as_str().unwrap().to_owned();
    let told = json!({ "written": true, "noticed_on": "2011-09-01" });
    let open = json!({ "matter": "No help.", "privacy_notice": "It is kept here.", "comment_by": "2011-12-01" });
    let waived = json!({ "ground": "trust_lost", "reason": "They will not be heard." });
    for (who, action, body) in [
        (CLERK, "accept-complaint", json!({})),
        (PARENT, "complain-to-ombudsman", told),
        (OFFICER, "determine-jurisdiction", json!({ "no_conflict": true })),
        (COMMISSIONER, "waive-school-opportunity", waived),
        (OFFICER, "begin-assessment", json!({})),
        (COMMISSIONER, "open-investigation", open),
    ] {
        give(service, &case, who, action, body).await;
    }
    case
}

fn copy(school: u32, on: &str) -> Value {
    json!({ "recipient": { "governing_body": { "school": school } }, "method": "hand", "sent_on": on, "received_on": on })
}

#[tokio::test]
async fn each_of_two_schools_is_asked_served_and_reported_on_by_itself() {
    let service = Service::start().await;
    service.publish_terms(CLERK, &[("2011-09-05", "2012-07-20")]).await;
    service.app.clock.set("2011-11-14T09:00:00Z".parse().unwrap());
    let case = investigated(&service, |lodging| lodging["other_schools"] = json!([100_002])).await;
    // Each answers its own invitation: the form offers it no other.
    let form = service.see_as(&format!("/cases/{case}/submit-comment"), SECOND).await;
    assert!(form.text.contains("(school 100002)") && !form.text.contains("(school 100001)"), "{}", form.text);
    for (who, invitation) in [(CLERK, 1), (SECOND, 2)] {
        let comment = json!({ "invitation": invitation, "comment": "We did all that we could." });
        give(&service, &case, who, "submit-comment", comment).await;
    }
    let recommended = |school: u32| json!({ "issue": 1, "school": school, "code": "R-PROVIDE", "purpose": "remedy", "text": "Give the help." });
    let found = json!({
        "findings": [{ "issue": 1, "finding": "injustice_found", "reasons": "So." }],
        "recommendations": [recommended(100_001), recommended(100_002)],
    });
    give(&service, &case, COMMISSIONER, "complete-investigation", found).await;
    let statement = json!({ "text": "Help should be given.", "government_information": { "none": {} } });
    give(&service, &case, COMMISSIONER, "issue-statement", statement).await;
    // A copy says to which school it went, and the form offers both.
    let form = service.see_as(&format!("/cases/{case}/serve-statement"), OFFICER).await;
    assert!(form.text.contains("recipient/governing_body/school"), "{}", form.text);
    assert!(!form.text.contains("Which school? (you can leave this empty)"), "{}", form.text);
    let unsaid = "recipient=governing_body&method=hand&sent_on-day=14&sent_on-month=11&sent_on-year=2011";
    let address = format!("/cases/{case}/serve-statement");
    let again = service.fill(&address, &service.cookie(OFFICER), unsaid).await;
    assert!(again.status == 422 && again.text.contains("Which school? Choose"), "{}: {}", again.status, again.text);
    let path = format!("/v1/complaints/{case}/serve-statement");
    let mut to_all = copy(100_001, "2011-11-14");
    to_all["recipient"]["governing_body"] = json!({});
    let refused = service.post(&path, &service.token(OFFICER), &to_all).await;
    assert_eq!((refused.status, refused.pointer()), (422, "/recipient"), "{}", refused.text);
    give(&service, &case, OFFICER, "serve-statement", copy(100_001, "2011-11-14")).await;
    service.app.clock.set("2011-11-21T09:00:00Z".parse().unwrap());
    give(&service, &case, OFFICER, "serve-statement", copy(100_002, "2011-11-21")).await;
    let page = service.see_as(&format!("/cases/{case}"), CLERK).await;
    assert!(page.text.contains("School 100002: The governing body got its copy of the statement."), "{}", page.text);
    // The form of each asks about what was recommended to it alone; what it says meets its own month.
    let form = service.see_as(&format!("/cases/{case}/notify-action"), SECOND).await;
    assert!(form.text.contains("Recommendation 2") && !form.text.contains("Recommendation 1"), "{}", form.text);
    let said = json!({ "actions": [{ "recommendation": 2, "action": "taken", "detail": "It is given." }] });
    give(&service, &case, SECOND, "notify-action", said).await;
    let clocks = service.get(&format!("/v1/complaints/{case}/deadlines"), &service.token(OFFICER)).await;
    let months = clocks.json["deadlines"].as_array().unwrap().iter().filter(|clock| clock["rule"] == "T04");
    let months: Vec<_> = months.map(|clock| (&clock["school"], &clock["due"], &clock["status"])).collect();
    assert_eq!(
        months,
        [
            (&json!(100_001), &json!("2011-12-13"), &json!("open")),
            (&json!(100_002), &json!("2011-12-20"), &json!("met"))
        ]
    );
    // A report on one school does not count the month of the other.
    for (who, months) in [(CLERK, 1), (SECOND, 0)] {
        let report = service.get("/v1/reports/deadlines?rule=T04", &service.token(who)).await;
        assert_eq!(report.json["deadlines"].as_array().map(Vec::len), Some(months), "{who}: {}", report.text);
        let report = service.get("/v1/reports/deadlines?rule=T04&status=met", &service.token(who)).await;
        assert_eq!(report.json["deadlines"].as_array().map(Vec::len), Some(1 - months), "{who}: {}", report.text);
    }
}

#[tokio::test]
async fn where_there_is_one_school_no_form_asks_which() {
    let service = Service::start().await;
    service.publish_terms(CLERK, &[("2011-09-05", "2012-07-20")]).await;
    service.app.clock.set("2011-11-14T09:00:00Z".parse().unwrap());
    let case = investigated(&service, |_| {}).await;
    service.app.clock.set("2011-12-05T09:00:00Z".parse().unwrap());
    let form = service.see_as(&format!("/cases/{case}/complete-investigation"), COMMISSIONER).await;
    assert!(form.status == 200 && !form.text.contains("Which school?"), "{}", form.text);
    // Nor is it missed where it was not asked.
    let found = "findings/0/issue=1&findings/0/finding=injustice_found&findings/0/reasons=So.&recommendations/0/issue=1\
                 &recommendations/0/code=R-PROVIDE&recommendations/0/purpose=remedy&recommendations/0/text=Help.";
    let address = format!("/cases/{case}/complete-investigation");
    let done = service.fill(&address, &service.cookie(COMMISSIONER), found).await;
    assert_eq!(done.status, 303, "{}", done.text);
}
