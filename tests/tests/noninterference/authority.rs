//! A local authority answers for some of the issues of a complaint: what becomes of the others makes no difference to
//! anything that its officer is answered.

use super::{CHAIR, CLERK, HEAD, PARENT, Watched, same};
use axum::body::Body;
use redress_tests::http::{Service, lodging, request};
use redress_tests::support::databases;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const OFFICER: &str = "authority_officer@authority:301/018f0000000070008000000000000014";
const COMMISSIONER: &str = "commissioner@ombudsman/018f0000000070008000000000000016";
const INTAKE: &str = "intake_officer@ombudsman/018f0000000070008000000000000022";
const MEMBER: &str = "panel_member@school:100001/018f0000000070008000000000000031";

/// Tuition, for which the authority answers, and beside it what the school alone is to answer.
fn about(others: &[&str]) -> Value {
    let mut body = lodging();
    let tuition = json!({ "account": "She got no tuition.", "guarantee": "PU-3.8", "happened_on": "2011-09-02" });
    let others =
        others.iter().map(|account| json!({ "account": account, "wanted": format!("{account} Make it right.") }));
    body["complainants"][0]["noticed_on"] = json!("2011-09-02");
    body["issues"] = std::iter::once(tuition).chain(others).collect();
    body
}

fn paper(number: u128, issues: &[u8]) -> Value {
    json!({ "document": uuid::Uuid::from_u128(number), "title": "A zebra", "privilege": "school", "issues": issues })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_about_an_issue_that_is_not_the_authoritys_changes_no_answer_to_its_officer() {
    let accounts = ["They lost a form.", "They shouted.", "They sent us away."];
    let watched = Watched::with(Service::start().await, about(&accounts)).await;
    watched.answers(OFFICER).await;
    let before = watched.all(&[OFFICER]).await;
    let path = format!("/v1/complaints/{}", watched.case);
    assert!(before[OFFICER][&format!("{path}/issues")].contains("She got no tuition."));
    let steps = [
        (CLERK, "link-issue-to-guarantee", json!({ "issue": 2, "guarantee": "PA-3.1" })),
        (CLERK, "redact-issue", json!({ "issue": 2, "redacted": "A form was lost.", "reason": "A third person." })),
        (
            CLERK,
            "correct-record",
            json!({ "correction": { "happened_on": { "issue": 2, "day": "2011-09-01" } }, "reason": "The diary." }),
        ),
        (PARENT, "add-document", paper(7, &[2])),
        (CLERK, "add-document", paper(8, &[])),
        (
            HEAD,
            "record-informal-resolution",
            json!({ "issues": [3], "agreement": "An apology.", "agreed_on": "2011-09-05" }),
        ),
        (CLERK, "redirect-complaint", json!({ "issue": 4, "reason": "X-ADM", "explanation": "Ask for an appeal." })),
    ];
    for (actor, command, body) in steps {
        watched.done(actor, command, &body).await;
        same(&before, &watched.all(&[OFFICER]).await, command);
    }
    let service = &watched.service;
    let seen = service.get(&format!("{path}/timeline"), &service.token(HEAD)).await;
    for event in ["issue_classified", "issue_redacted", "fact_corrected", "resolved_informally", "issue_redirected"] {
        assert!(seen.text.contains(event), "{event} was there to be seen: {}", seen.text);
    }
    // The version that was told still guards a change, and of an issue that is another's nobody says that it is there.
    let told = service.get(&path, &service.token(OFFICER)).await;
    let answered = async |issue: u8| {
        let body = Body::from(json!({ "issue": issue, "answer": "The places are paid for." }).to_string());
        let mut step = request("POST", &format!("{path}/answer-as-authority"), &service.token(OFFICER), body);
        step.headers_mut().insert("if-match", told.header("etag").parse().expect("a header"));
        service.send(step).await
    };
    let (hidden, missing) = (answered(2).await, answered(9).await);
    assert_eq!((hidden.status, hidden.text.replace('2', "9")), (missing.status, missing.text.replace('2', "9")));
    let answer = answered(1).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.json["version"], told.json["version"].as_i64().expect("a number") + 1);
}

/// One course of the issue beside the authority's own.
struct Course {
    account: &'static str,
    upheld: &'static str,
    finding: &'static str,
    /// What is recommended on it.
    remedy: Option<&'static str>,
}

/// A complaint from the school to the governing body's answer to the Ombudsman's recommendations.
async fn gone_through(service: Service, course: &Course) -> Watched {
    let watched = Watched::with(service, about(&[course.account])).await;
    if course.remedy.is_some() {
        watched.done(CLERK, "link-issue-to-guarantee", &json!({ "issue": 2, "guarantee": "PA-3.1" })).await;
        watched.done(PARENT, "add-document", &paper(7, &[2])).await;
    }
    let outcomes = json!([
        { "issue": 1, "outcome": "not_upheld", "reasons": "There is no tutor." },
        { "issue": 2, "outcome": course.upheld, "reasons": course.account },
    ]);
    let document = json!({
        "investigated": course.account, "explanation": course.account, "actions": course.account, "next_step": "Go on.",
    });
    let members: Vec<_> =
        (31..34).map(|number| json!({ "member": format!("018f0000-0000-7000-8000-0000000000{number}") })).collect();
    let mut recommended = vec![json!({
        "issue": 1, "code": "R-PROVIDE", "purpose": "remedy", "text": "Ten hours of tuition.", "due": "2012-02-10",
    })];
    recommended
        .extend(course.remedy.map(|text| json!({ "issue": 2, "code": "R-APOL", "purpose": "remedy", "text": text })));
    let actions: Vec<_> = (1..=recommended.len())
        .map(|number| json!({ "recommendation": number, "action": "proposed", "detail": course.account }))
        .collect();
    let steps = [
        ("2011-09-19", HEAD, "assign-investigator", json!({ "investigator": "018f0000-0000-7000-8000-000000000041" })),
        (
            "2011-09-20",
            HEAD,
            "issue-stage-1-decision",
            json!({ "outcomes": outcomes, "document": document, "no_staff_outcome": true }),
        ),
        ("2011-09-21", PARENT, "escalate-to-governing-body", json!({ "reason": course.account })),
        ("2011-09-22", CLERK, "convene-panel", json!({ "members": members, "hearing_on": "2011-10-05" })),
        (
            "2011-10-05",
            CLERK,
            "hold-hearing",
            json!({ "on": "2011-10-05", "complainant_attended": true, "note": course.account }),
        ),
        (
            "2011-10-07",
            MEMBER,
            "issue-governing-body-decision",
            json!({ "outcomes": outcomes, "document": document, "no_staff_outcome": true }),
        ),
        ("2011-10-10", PARENT, "complain-to-ombudsman", json!({ "written": true, "account": course.account })),
        ("2011-10-10", PARENT, "complain-about-authority", json!({ "issue": 1 })),
        ("2011-10-11", INTAKE, "determine-jurisdiction", json!({ "no_conflict": true })),
        ("2011-10-12", INTAKE, "begin-assessment", json!({})),
        (
            "2011-10-13",
            COMMISSIONER,
            "open-investigation",
            json!({ "matter": course.account, "privacy_notice": "It is kept.", "comment_by": "2011-11-07" }),
        ),
        (
            "2011-11-14",
            COMMISSIONER,
            "complete-investigation",
            json!({
                "findings": [
                    { "issue": 1, "finding": "injustice_found", "reasons": "It was due." },
                    { "issue": 2, "finding": course.finding, "reasons": course.account },
                ],
                "recommendations": recommended,
            }),
        ),
        (
            "2011-11-15",
            COMMISSIONER,
            "issue-statement",
            json!({ "text": "The school did not do all that it should.", "government_information": { "none": {} } }),
        ),
        (
            "2011-11-16",
            INTAKE,
            "serve-statement",
            json!({
                "recipient": { "governing_body": {} }, "method": "hand", "sent_on": "2011-11-16",
                "received_on": "2011-11-16",
            }),
        ),
        (
            "2011-11-16",
            COMMISSIONER,
            "issue-authority-report",
            json!({ "issue": 1, "report": "It did not look.", "received_on": "2011-11-16" }),
        ),
        ("2011-11-21", CHAIR, "notify-action", json!({ "actions": actions })),
    ];
    for (day, actor, command, body) in steps {
        watched.service.app.clock.set(format!("{day}T10:00:00Z").parse().expect("an instant"));
        watched.done(actor, command, &body).await;
    }
    watched
}

/// What an officer is answered, with the numbers that chance gave made the same.
async fn told(watched: &Watched) -> BTreeMap<String, String> {
    let path = format!("/v1/complaints/{}", watched.case);
    let case = watched.service.get(&path, &watched.service.token(CLERK)).await;
    let people = watched.service.get(&format!("{path}/parties"), &watched.service.token(CLERK)).await;
    let pupil = people.json["parties"].as_array().expect("a list").iter().find(|one| one["role"] == "pupil");
    let pupil = pupil.expect("a pupil")["person"].as_str().expect("a number").to_owned();
    let reference = case.json["reference"].as_str().expect("a reference").to_owned();
    let plain =
        |text: String| text.replace(&watched.case, "CASE").replace(&reference, "REFERENCE").replace(&pupil, "PUPIL");
    let mut answers = watched.answers(OFFICER).await;
    let desk = watched.service.see_as("/desk", OFFICER).await;
    answers.insert("/desk".into(), desk.text);
    answers.into_iter().map(|(path, answer)| (plain(path), plain(answer))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_found_and_asked_for_on_an_issue_that_is_not_the_authoritys_is_in_no_answer_to_its_officer() {
    let one = Course { account: "A giraffe came.", upheld: "upheld", finding: "no_injustice", remedy: None };
    let remedy = Some("A zebra is to apologise.");
    let other = Course { account: "A zebra came.", upheld: "not_upheld", finding: "injustice_found", remedy };
    for (first, second) in databases().into_iter().zip(databases()) {
        let one = gone_through(Service::at(&first.url).await, &one).await;
        let other = gone_through(Service::at(&second.url).await, &other).await;
        let (before, after) = (told(&one).await, told(&other).await);
        // Published figures count every case, with nobody in them.
        for (path, answer) in before.iter().filter(|(path, _)| *path != "/v1/statistics") {
            assert_eq!(*answer, after[path], "{}: {path}", first.name);
            for hidden in ["giraffe", "zebra"] {
                assert!(!answer.contains(hidden), "{hidden} is told at {path}: {answer}");
            }
        }
        assert!(after["/v1/complaints/CASE/recommendations"].contains("Ten hours"));
        let read = other.answers(HEAD).await;
        assert!(read[&format!("/v1/complaints/{}/recommendations", other.case)].contains("zebra"));
        // What it may answer is offered with its own issue alone to choose from.
        for form in ["notify-authority-action", "add-document"] {
            let page = other.service.see_as(&format!("/cases/{}/{form}", other.case), OFFICER).await;
            assert_eq!(page.status, 200, "{form}: {}", page.text);
            assert!(!page.text.contains("zebra"), "{}", page.text);
        }
        one.service.app.store.close().await;
        other.service.app.store.close().await;
    }
}
