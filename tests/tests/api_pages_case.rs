//! The family's page of a complaint: the ladder, what was found, and every step they may take now; and how they are
//! reached safely, on the page of who writes to them.

#![expect(clippy::unwrap_used, reason = "a test may")]

use axum::body::Body;
use axum::http::Request;
use redress_tests::http::{Answer, Service, lodging};
use redress_tests::support::databases;
use serde_json::json;

const CLERK: &str = "clerk@school:100001/018f0000-0000-7000-8000-000000000012";
const HEAD: &str = "head_teacher@school:100001/018f0000-0000-7000-8000-000000000011";
const PARENT: &str = "complainant@family/018f0000-0000-7000-8000-000000000014";

async fn give(service: &Service, path: &str, who: &str, fields: &str) -> Answer {
    let form = service.see_as(path, who).await;
    let version =
        form.text.split("name=\"version\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("0");
    service.fill(path, &service.cookie(who), format!("version={version}&{fields}")).await
}

async fn step(service: &Service, case: &str, action: &str, who: &str, body: serde_json::Value) {
    let done = service.post(&format!("/v1/complaints/{case}/{action}"), &service.token(who), &body).await;
    assert_eq!(done.status, 200, "{action}: {}", done.text);
}

async fn lodged(service: &Service) -> String {
    let receipt = service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
    receipt.json["complaint"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_family_sees_the_three_steps_what_was_found_and_what_they_can_do_and_what_it_means() {
    let service = Service::start().await;
    let case = lodged(&service).await;
    step(&service, &case, "accept-complaint", CLERK, json!({})).await;
    step(&service, &case, "open-stage-1", HEAD, json!({})).await;
    let investigator = HEAD.split('/').next_back().unwrap();
    step(&service, &case, "assign-investigator", HEAD, json!({ "investigator": investigator })).await;
    let document = json!({ "investigated": "a", "explanation": "b", "actions": "c", "next_step": "d" });
    let outcomes = json!([{ "issue": 1, "outcome": "partly_upheld", "reasons": "Some of it is so." }]);
    step(
        &service,
        &case,
        "issue-stage-1-decision",
        HEAD,
        json!({ "outcomes": outcomes, "document": document, "no_staff_outcome": true }),
    )
    .await;
    let page = service.see_as(&format!("/complaints/{case}"), PARENT).await;
    for part in [
        "aria-current=\"step\"><strong>The school</strong> <span>It is here now</span>",
        "Only if it is needed",
        "first answer</dt>",
        "The school agrees with part of what you said.",
        "Take it to the governing body</a>",
        "Governors who had nothing to do with it look at it again.",
        "Ask to stop the complaint</a>",
        "At any time",
        "You act as the person who complains for your family.",
        "The answers that came",
        "<dt>Why</dt><dd class=\"words\" dir=\"auto\">Some of it is so.</dd>",
        "<dt>What you can do next</dt>",
    ] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    assert!(!page.text.contains("convene-panel"));
    // The reasons are for the family and those who decide after; that they were open to a reader is on record.
    let read = service.get(&format!("/v1/complaints/{case}/disclosures"), &service.token(PARENT)).await;
    assert!(read.json["disclosures"][0]["fields"].to_string().contains("reasons"), "{}", read.text);
}

#[tokio::test]
async fn a_family_ends_its_complaint_in_two_steps_and_may_still_read_it() {
    let service = Service::start().await;
    let case = lodged(&service).await;
    let asked = give(&service, &format!("/cases/{case}/withdraw"), PARENT, "key=a").await;
    assert_eq!(
        (asked.status, asked.header("location")),
        (303, &*format!("/complaints/{case}?done=withdraw")),
        "{}",
        asked.text
    );
    let page = service.see_as(asked.header("location"), PARENT).await;
    assert!(
        page.text.contains("Done: Ask to stop the complaint.") && page.text.contains("Say in writing that it stops")
    );
    let empty = give(&service, &format!("/cases/{case}/confirm-withdrawal"), PARENT, "key=b&words=").await;
    assert!(empty.status == 422 && empty.text.contains("href=\"#words\""), "{}", empty.text);
    let ended = give(&service, &format!("/cases/{case}/confirm-withdrawal"), PARENT, "key=b&words=Please+stop").await;
    assert_eq!(ended.status, 303, "{}", ended.text);
    let page = service.see_as(ended.header("location"), PARENT).await;
    assert!(page.status == 200 && page.text.contains("Stopped by the family"), "{}", page.text);
}

#[tokio::test]
async fn a_child_in_danger_can_be_reported_at_any_time_and_only_those_who_protect_children_read_it() {
    let service = Service::start().await;
    let case = lodged(&service).await;
    let told = give(
        &service,
        &format!("/cases/{case}/raise-safeguarding-concern"),
        PARENT,
        "key=s&account=Afraid&immediate_danger=yes",
    )
    .await;
    assert_eq!(told.status, 303, "{}", told.text);
    let file = service.see_as(&format!("/cases/{case}"), HEAD).await;
    assert!(
        file.status == 200 && !file.text.contains("child&#39;s safety") && !file.text.contains("Afraid"),
        "{}",
        file.text
    );
}

#[tokio::test]
async fn time_limits_have_the_names_of_the_law_for_who_must_keep_them_and_plain_ones_for_a_family() {
    let service = Service::start().await;
    let case = lodged(&service).await;
    for page in [format!("/cases/{case}"), format!("/complaints/{case}")] {
        let staff = service.see_as(&page, CLERK).await;
        assert!(staff.text.contains("School acknowledges the complaint"), "{page}: {}", staff.text);
        for familys in ["Telling you that the school has it", "that it has your complaint"] {
            assert!(!staff.text.contains(familys), "{page}: {}", staff.text);
        }
    }
    let family = service.see_as(&format!("/complaints/{case}"), PARENT).await;
    assert!(!family.text.contains("School acknowledges the complaint"), "{}", family.text);
    for part in ["timeline", "deadlines/1"] {
        let path = format!("/v1/complaints/{case}/{part}");
        let staff = service.get(&path, &service.token(CLERK)).await;
        assert!(staff.text.contains("School acknowledges the complaint"), "{}", staff.text);
        assert!(!staff.text.contains("Telling you that the school has it"), "{}", staff.text);
        let family = service.get(&path, &service.token(PARENT)).await;
        assert!(family.text.contains("Telling you that the school has it"), "{}", family.text);
    }
}

#[tokio::test]
async fn an_address_where_nothing_lives_is_a_page_for_a_browser_and_a_document_for_a_program() {
    let service = Service::start().await;
    let browser = Request::get("/nowhere").header("accept", "text/html,*/*").body(Body::empty()).unwrap();
    let page = service.send(browser).await;
    assert!(page.status == 404 && page.text.contains("<title>Error: Page not found"), "{}", page.text);
    let program = service.send(Request::get("/nowhere").body(Body::empty()).unwrap()).await;
    assert_eq!((program.status, program.problem()), (404, "no-such-address"));
}

#[tokio::test]
async fn a_family_reads_which_papers_are_on_the_file_and_of_no_other_than_it_may_be_told_of() {
    let service = Service::start().await;
    let case = lodged(&service).await;
    let path = format!("/complaints/{case}");
    let page = service.see_as(&path, PARENT).await;
    assert!(page.text.contains("There are no papers on the file."), "{}", page.text);
    let paper = |number: u128, title: &str, privilege: &str| json!({ "document": uuid::Uuid::from_u128(number), "title": title, "privilege": privilege });
    step(&service, &case, "add-document", PARENT, paper(1, "Our letter of May", "school")).await;
    step(&service, &case, "add-document", CLERK, paper(2, "The timetable", "school")).await;
    step(&service, &case, "add-document", CLERK, paper(3, "What the lawyer says", "legal")).await;
    let page = service.see_as(&path, PARENT).await;
    for part in ["Our letter of May</li>", "The timetable</li>"] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    assert!(!page.text.contains("lawyer"), "{}", page.text);
    let file = service.see_as(&format!("/cases/{case}"), CLERK).await;
    assert!(file.text.contains("What the lawyer says"), "the school reads its own: {}", file.text);
}

#[tokio::test]
async fn the_school_asks_a_family_something_and_it_answers_on_its_page() {
    let service = Service::start().await;
    let case = lodged(&service).await;
    let none = service.see_as(&format!("/cases/{case}/answer-question"), PARENT).await;
    assert_eq!(none.status, 409, "nobody has asked: {}", none.text);
    let asked = give(&service, &format!("/cases/{case}/ask-family"), CLERK, "key=a&question=Which+day+was+it%3F").await;
    assert_eq!(asked.status, 303, "{}", asked.text);
    let page = service.see_as(&format!("/complaints/{case}"), PARENT).await;
    for part in ["The school asked you something.", "Which day was it?", "Answer what the school asked</a>"] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    let form = service.see_as(&format!("/cases/{case}/answer-question"), PARENT).await;
    assert!(form.text.contains("Question 1: Which day was it?"), "{}", form.text);
    let path = format!("/cases/{case}/answer-question");
    let answered = give(&service, &path, PARENT, "key=b&number=1&answer=On+Monday.").await;
    assert_eq!(answered.status, 303, "{}", answered.text);
    for (path, who) in [(format!("/cases/{case}"), CLERK), (format!("/complaints/{case}"), PARENT)] {
        let page = service.see_as(&path, who).await;
        assert!(page.text.contains("On Monday.") && page.text.contains("Which day was it?"), "{}", page.text);
    }
    let body = json!({ "number": 1, "answer": "Again." });
    let again = service.post(&format!("/v1/complaints/{case}/answer-question"), &service.token(PARENT), &body).await;
    assert_eq!((again.status, again.problem()), (409, "not-yet"), "{}", again.text);
    // What was written is nowhere in the clear.
    let log = service.log().await;
    assert!(log.contains("question_answered") && !log.contains("Monday"), "{log}");
}

#[tokio::test]
async fn who_writes_to_a_family_reads_how_it_is_safe_first_and_others_do_not_read_it() {
    let service = Service::start().await;
    let mut complaint = lodging();
    complaint["complainants"][0]["safe_contact"] = "Only by day, please.".into();
    complaint["complainants"][0]["no_email"] = true.into();
    complaint["adjustments"] = "Large print.".into();
    let receipt = service.post("/v1/complaints", &service.token(PARENT), &complaint).await;
    let file = format!("/cases/{}", receipt.json["complaint"].as_str().unwrap());
    let page = service.see_as(&file, CLERK).await;
    let parts = ["Large print.", "Only by day, please.", "Send nothing to the e-mail address.", "ada@example.org"];
    let places: Vec<_> = parts.iter().map(|part| page.text.find(part)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} {}", page.text);
    let governor = "link_governor@school:100001/018f0000-0000-7000-8000-000000000017";
    let page = service.see_as(&file, governor).await;
    assert!(page.status == 200 && !parts.iter().any(|part| page.text.contains(part)), "{}", page.text);
}

#[tokio::test]
async fn a_form_about_somebody_on_the_file_offers_nobody_who_would_not_be_taken() {
    let service = Service::start().await;
    let case = lodged(&service).await;
    let clerk = CLERK.rsplit('/').next().expect("a number");
    let offered = format!("value=\"{clerk}\"");
    for (form, whether) in [("record-involvement", true), ("record-court-order", false), ("ask-family", false)] {
        let page = service.see_as(&format!("/cases/{case}/{form}"), CLERK).await;
        assert_eq!((page.status, page.text.contains(&offered)), (200, whether), "{form}: {}", page.text);
    }
}

#[tokio::test]
async fn what_is_feared_for_a_child_is_read_by_who_protects_children_and_by_nobody_else() {
    let lead = "safeguarding_lead@school:100001/018f0000-0000-7000-8000-000000000018";
    for database in databases() {
        let service = Service::at(&database.url).await;
        let case = lodged(&service).await;
        let raised = json!({ "account": "He is afraid of going home.", "immediate_danger": false });
        step(&service, &case, "raise-safeguarding-concern", PARENT, raised).await;
        let referred = json!({ "concern": 1, "to": "childrens_services", "reference": "CS 12/34" });
        step(&service, &case, "make-safeguarding-referral", lead, referred).await;
        let lifted = json!({ "concern": 1, "reason": "He is safe now." });
        step(&service, &case, "lift-safeguarding-hold", lead, lifted).await;
        let shunned = json!({ "account": "Nobody greets her now." });
        step(&service, &case, "raise-retaliation-concern", PARENT, shunned).await;
        let words = ["He is afraid of going home.", "CS 12/34", "He is safe now.", "Nobody greets her now."];
        let read = service.see_as(&format!("/cases/{case}"), lead).await;
        for part in words.iter().chain(&["What somebody fears"]) {
            assert!(read.text.contains(part), "{part}: {}", read.text);
        }
        let others = [CLERK, HEAD, "intake_officer@ombudsman/018f0000-0000-7000-8000-000000000019"];
        for who in others.into_iter().chain(["commissioner@ombudsman/018f0000-0000-7000-8000-000000000020"]) {
            let page = service.see_as(&format!("/cases/{case}"), who).await;
            assert!(words.iter().all(|part| !page.text.contains(part)), "{who}: {}", page.text);
        }
        let auditor = service.token("auditor@service/018f0000-0000-7000-8000-000000000021");
        let shown = service.get("/v1/disclosures", &auditor).await.json["disclosures"].to_string();
        assert!(shown.contains("safeguarding_lead") && shown.contains("\"reference\""), "{shown}");
        service.app.store.close().await;
    }
}
