//! What people may ask of their data: to read all of it, and that it is kept no longer than it is needed.

use axum::body::Body;
use axum::http::Request;
use redress_tests::http::{Answer, Service, lodging};
use redress_tests::support::databases;
use serde_json::{Value, json};

const PARENT: &str = "complainant@family/018f0000000070008000000000000001";
const HEAD: &str = "head_teacher@school:100001/018f0000000070008000000000000003";
const CLERK: &str = "clerk@school:100001/018f0000000070008000000000000004";
const LEAD: &str = "safeguarding_lead@school:100001/018f0000000070008000000000000005";
const DPO: &str = "data_protection_officer@school:100001/018f0000000070008000000000000006";
const OTHER_DPO: &str = "data_protection_officer@school:100001/018f0000000070008000000000000007";
const ELSEWHERE: &str = "data_protection_officer@school:100002/018f0000000070008000000000000008";

async fn lodge(service: &Service, body: &Value) -> String {
    let answer = service.post("/v1/complaints", &service.token(PARENT), body).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.json["href"].as_str().expect("an address").to_owned()
}

async fn done(service: &Service, case: &str, actor: &str, command: &str, body: &Value) {
    let answer = service.post(&format!("{case}/{command}"), &service.token(actor), body).await;
    assert_eq!(answer.status, 200, "{command}: {}", answer.text);
}

/// A complaint of two parents about a pupil, in which each has done something.
async fn joint(service: &Service) -> (String, String) {
    let mut body = lodging();
    body["complainants"] = json!([
        { "name": "Ada Example", "capacity": "parent", "email": "ada@example.org", "telephone": "07700 900123" },
        { "name": "Bo Otherwise", "capacity": "parent", "email": "bo@example.org" },
    ]);
    body["pupil"] = json!({ "name": "Cy Example", "born_on": "2001-02-03" });
    let case = lodge(service, &body).await;
    let parties = service.get(&format!("{case}/parties"), &service.token(CLERK)).await;
    let people = parties.json["parties"].as_array().expect("a list").clone();
    let bo = people.iter().find(|person| person["name"] == "Bo Otherwise").expect("the other")["person"].clone();
    let bo = bo.as_str().expect("a number").to_owned();
    let other = format!("complainant@family/{bo}");
    done(service, &case, PARENT, "annotate-objection", &json!({ "objection": "Ada says no." })).await;
    done(service, &case, &other, "annotate-objection", &json!({ "objection": "Bo says yes." })).await;
    let own = &PARENT[19..];
    let letters = json!({ "person": own, "reason": "She shouts.", "scope": "By letter.", "review_on": "2011-12-01" });
    done(service, &case, HEAD, "restrict-contact", &letters).await;
    done(service, &case, LEAD, "raise-safeguarding-concern", &json!({ "account": "A worry about Ada." })).await;
    (case, bo)
}

async fn page(service: &Service, case: &str, actor: &str) -> Answer {
    let id = case.rsplit('/').next().expect("an identifier");
    let request = Request::get(format!("/complaints/{id}/personal-data"));
    let request = request.header("cookie", format!("redress={}", service.token(actor))).body(Body::empty());
    service.send(request.expect("a request")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_reads_all_that_is_held_about_them_and_nothing_that_is_about_others() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let (case, bo) = joint(&service).await;
        let path = format!("{case}/personal-data");
        let told = service.get(&path, &service.token(PARENT)).await;
        assert_eq!(told.status, 200, "{}", told.text);
        for own in
            ["Ada Example", "ada@example.org", "07700 900123", "help with reading", "Ada says no.", "She shouts."]
        {
            assert!(told.text.contains(own), "{own} is not in {}", told.text);
        }
        for others in ["Bo ", "bo@example.org", &bo, "Cy Example", "2001-02-03", "worry", "safeguarding_concern_raised"]
        {
            assert!(!told.text.contains(others), "{others} is in {}", told.text);
        }
        assert_eq!(told.json["entries"][0]["masked"], 1, "the pupil; another parent is not told of: {}", told.text);
        // Why anything may be left out is told alike, whether or not anything is.
        let codes: Vec<_> =
            told.json["may_be_left_out"].as_array().expect("a list").iter().map(|why| &why["code"]).collect();
        assert_eq!(codes, ["third_party", "investigation", "legal_advice", "serious_harm"]);

        let read = page(&service, &case, PARENT).await;
        assert!(
            read.status == 200 && read.text.contains("She shouts.") && read.text.contains("Not shown"),
            "{}",
            read.text
        );
        assert!(!read.text.contains("Bo ") && !read.text.contains("Cy Example"), "{}", read.text);

        // Who watches over data reads what would be released, to the letter, and has to say whose.
        let own = format!("{path}?person={}", &PARENT[19..]);
        let seen = service.get(&own, &service.token(DPO)).await;
        assert_eq!(seen.json, told.json);
        let nobody = service.get(&path, &service.token(DPO)).await;
        assert_eq!((nobody.status, nobody.pointer()), (400, "person"), "{}", nobody.text);
        let others = format!("{path}?person={bo}");
        let unknown = format!("{path}?person=018f0000-0000-7000-8000-00000000ffff");
        assert_eq!(service.get(&others, &service.token(DPO)).await.status, 200);
        let hidden = service.get(&others, &service.token(PARENT)).await;
        assert_eq!(hidden.status, 404, "{}", hidden.text);
        let missing = service.get(&unknown, &service.token(PARENT)).await;
        assert_eq!(hidden.text, missing.text, "another parent answers as nobody does");
        for actor in [HEAD, CLERK, LEAD] {
            assert_eq!(service.get(&own, &service.token(actor)).await.status, 403, "{actor}");
        }
        assert_eq!(service.get(&own, &service.token(ELSEWHERE)).await.status, 404);

        // It is a disclosure like any other, and names what was open.
        let rows = service.get(&format!("{case}/disclosures"), &service.token(DPO)).await;
        let rows = rows.json["disclosures"].as_array().expect("a list").clone();
        let of = |role: &str| rows.iter().find(|row| row["role"] == role).expect("a row")["fields"].to_string();
        assert!(of("complainant").contains("\"email\"") && of("complainant").contains("\"objection\""));
        assert!(of("data_protection_officer").contains("\"email\""));
        service.app.store.close().await;
    }
}

#[tokio::test]
async fn a_persons_data_do_not_tell_whether_another_complains_too() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let (alone, together) = (lodge(&service, &lodging()).await, lodge(&service, &lodging()).await);
        let another =
            json!({ "complainant": { "name": "Bo Otherwise", "capacity": "parent", "email": "bo@example.org" } });
        done(&service, &together, CLERK, "join-complaint", &another).await;
        let data = async |case: &str| {
            done(&service, case, PARENT, "give-consent", &json!({})).await;
            done(&service, case, PARENT, "complain-to-ombudsman", &json!({ "written": true })).await;
            let told = service.get(&format!("{case}/personal-data"), &service.token(PARENT)).await;
            assert_eq!(told.status, 200, "{}", told.text);
            told.json["entries"].clone()
        };
        assert_eq!(data(&alone).await, data(&together).await);
        service.app.store.close().await;
    }
}

#[tokio::test]
async fn what_is_wrong_about_a_person_is_put_right_beside_what_was_recorded_and_the_other_parent_is_not_told() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let (case, bo) = joint(&service).await;
        let other = format!("complainant@family/{bo}");
        let before = service.get(&format!("{case}/timeline"), &service.token(&other)).await;
        let right =
            |particulars: Value| json!({ "correction": { "particulars": particulars }, "reason": "She told us." });
        let own = &PARENT[19..];
        let path = format!("{case}/correct-record");
        let nothing = service.post(&path, &service.token(CLERK), &right(json!({ "person": own }))).await;
        assert_eq!(nothing.problem(), "missing");
        let mail = json!({ "person": own, "email": "clerk@example.org" });
        let mail = service.post(&path, &service.token(CLERK), &right(mail)).await;
        assert_eq!(mail.status, 422, "who may read her mail may come in as her: {}", mail.text);
        let body = right(json!({ "person": own, "name": "Ada Rightly", "address": "2 New Street" }));
        done(&service, &case, CLERK, "correct-record", &body).await;
        let parties = service.get(&format!("{case}/parties"), &service.token(CLERK)).await;
        assert!(parties.text.contains("Ada Rightly") && !parties.text.contains("Ada Example"), "{}", parties.text);
        let told = service.get(&format!("{case}/personal-data"), &service.token(PARENT)).await;
        for held in ["Ada Example", "Ada Rightly", "2 New Street"] {
            assert!(told.text.contains(held), "{held}: {}", told.text);
        }
        let found = service.post("/v1/complaints/search", &service.token(CLERK), &json!({ "name": "Rightly" })).await;
        assert_eq!(found.json["complaints"].as_array().expect("a list").len(), 1);
        let after = service.get(&format!("{case}/timeline"), &service.token(&other)).await;
        assert_eq!(after.text, before.text);
        assert_eq!(after.header("etag"), before.header("etag"));
        service.app.store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn e28_a_closed_file_is_due_for_disposal_when_its_time_is_over_and_two_people_dispose_of_it() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let mut with_pupil = lodging();
        with_pupil["pupil"] = json!({ "name": "Cy Example", "born_on": "2001-02-03" });
        let (plain, pupils) = (lodge(&service, &lodging()).await, lodge(&service, &with_pupil).await);
        let open = lodge(&service, &lodging()).await;
        for case in [&plain, &pupils] {
            done(&service, case, PARENT, "withdraw", &json!({})).await;
            done(&service, case, PARENT, "confirm-withdrawal", &json!({ "words": "It ends." })).await;
            done(&service, case, CLERK, "close-case", &json!({ "reason": "It was withdrawn." })).await;
        }
        let due = async |actor: &str, query: &str| {
            let answer = service.get(&format!("/v1/disposals{query}"), &service.token(actor)).await;
            assert_eq!(answer.status, 200, "{}", answer.text);
            answer.json["disposals"].as_array().expect("a list").clone()
        };
        let on = |day: &str| service.app.clock.set(format!("{day}T12:00:00Z").parse().expect("an instant"));
        let named = |rows: &[Value]| -> Vec<String> {
            rows.iter().map(|row| format!("/v1/complaints/{}", row["complaint"].as_str().unwrap_or_default())).collect()
        };
        on("2017-09-05");
        assert_eq!(due(DPO, "").await.len(), 0, "on the last day it is kept");
        assert_eq!(named(&due(DPO, "?within=1").await), std::slice::from_ref(&plain));
        on("2017-09-06");
        let rows = due(DPO, "").await;
        assert_eq!(named(&rows), std::slice::from_ref(&plain), "an open complaint is never due: {open}");
        let row = &rows[0];
        assert_eq!((&row["closed_on"], &row["kept_until"]), (&json!("2011-09-05"), &json!("2017-09-05")));
        assert_eq!(
            (&row["schedule"]["id"], &row["barred_by"], &row["proposed"]),
            (&json!("complaint"), &json!([]), &json!(false))
        );
        assert_eq!(due(ELSEWHERE, "").await.len(), 0);
        for actor in [PARENT, HEAD, CLERK] {
            assert_eq!(service.get("/v1/disposals", &service.token(actor)).await.status, 403, "{actor}");
        }
        on("2026-02-04");
        let rows = due(DPO, "").await;
        assert_eq!(named(&rows), [pupils.clone(), plain.clone()]);
        assert_eq!((&rows[0]["schedule"]["id"], &rows[0]["kept_until"]), (&json!("pupil"), &json!("2026-02-03")));
        let page = service.get("/v1/disposals?limit=1", &service.token(DPO)).await;
        let next = format!("?limit=1&after={}", page.json["next"].as_str().expect("a marker"));
        assert_eq!(named(&due(DPO, &next).await), std::slice::from_ref(&plain));

        done(&service, &plain, DPO, "place-legal-hold", &json!({ "reason": "A claim." })).await;
        assert_eq!(due(DPO, "").await[1]["barred_by"], json!(["legal_hold"]));
        let proposal = json!({ "ground": "no_longer_needed", "reason": "The time for keeping it is over." });
        let barred = service.post(&format!("{plain}/propose-erasure"), &service.token(DPO), &proposal).await;
        assert_eq!(barred.problem(), "on-legal-hold", "{}", barred.text);
        done(&service, &plain, DPO, "lift-legal-hold", &json!({ "reason": "No claim." })).await;
        done(&service, &plain, DPO, "propose-erasure", &proposal).await;
        assert_eq!(due(DPO, "").await[1]["proposed"], json!(true));
        let alone = service.post(&format!("{plain}/confirm-erasure"), &service.token(DPO), &json!({})).await;
        assert_eq!(alone.problem(), "conflicted", "{}", alone.text);
        done(&service, &plain, OTHER_DPO, "confirm-erasure", &json!({})).await;
        assert_eq!(named(&due(DPO, "").await), std::slice::from_ref(&pupils));
        service.app.store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_complaint_says_of_a_third_person_is_masked_for_those_it_is_put_to_and_the_original_is_kept() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let mut body = lodging();
        body["issues"][0]["account"] = json!("Dee Stranger hit my child at school.");
        body["issues"][0]["wanted"] = json!("Dee must go.");
        let case = lodge(&service, &body).await;
        let read = async |actor: &str| {
            let answer = service.get(&format!("{case}/issues"), &service.token(actor)).await;
            assert_eq!(answer.status, 200, "{actor}: {}", answer.text);
            answer.json["issues"][0].clone()
        };
        assert_eq!(read(HEAD).await["account"], "Dee Stranger hit my child at school.");
        let redact =
            json!({ "issue": 1, "redacted": "Another child hit my child at school.", "reason": "It names a child." });
        let refused = service.post(&format!("{case}/redact-issue"), &service.token(HEAD), &redact).await;
        assert_eq!(refused.problem(), "not-permitted", "{}", refused.text);
        done(&service, &case, CLERK, "redact-issue", &redact).await;
        for actor in [HEAD, CLERK] {
            let issue = read(actor).await;
            assert_eq!(issue["account"], "Another child hit my child at school.", "{actor}");
            assert_eq!(issue["wanted"], Value::Null, "{actor}");
        }
        for actor in [PARENT, LEAD, DPO] {
            let issue = read(actor).await;
            assert_eq!(issue["account"], "Dee Stranger hit my child at school.", "{actor}");
            assert_eq!(issue["wanted"], "Dee must go.", "{actor}");
        }
        service.app.store.close().await;
    }
}

#[tokio::test]
async fn a_papers_privilege_decides_who_is_told_of_it() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let case = lodge(&service, &lodging()).await;
        let paper = |number: u128, privilege: &str| json!({ "document": uuid::Uuid::from_u128(number), "title": format!("For {number}"), "privilege": privilege });
        done(&service, &case, CLERK, "add-document", &paper(1, "legal")).await;
        done(&service, &case, CLERK, "add-document", &paper(2, "school")).await;
        done(&service, &case, PARENT, "add-document", &paper(3, "ombudsman")).await;
        let titles = async |actor: &str| -> Vec<String> {
            let answer = service.get(&format!("{case}/documents"), &service.token(actor)).await;
            let all = answer.json["documents"].as_array().expect("a list").clone();
            all.iter().map(|paper| paper["title"].as_str().unwrap_or_default().to_owned()).collect()
        };
        assert_eq!(titles(CLERK).await, ["For 1", "For 2"], "what was written to the Ombudsman is not the school's");
        assert_eq!(titles(HEAD).await, ["For 1", "For 2"], "advice belongs to the office, not to who filed it");
        assert_eq!(titles(PARENT).await, ["For 2", "For 3"], "a lawyer's advice to the school is not the family's");
        let timeline = service.get(&format!("{case}/timeline"), &service.token(PARENT)).await;
        assert_eq!(timeline.text.matches("document_added").count(), 2, "{}", timeline.text);
        service.app.store.close().await;
    }
}
