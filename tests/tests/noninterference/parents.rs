//! Two parents on one file: that another complains too, and what they do, makes no difference to anything that a
//! parent is answered.

use super::{CLERK, DPO, HEAD, PARENT, Watched, same, without_figures};
use axum::body::Body;
use redress_tests::http::{Service, lodging, request};
use redress_tests::support::databases;
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[tokio::test(flavor = "multi_thread")]
async fn that_another_parent_complains_too_and_what_they_do_changes_no_answer_to_a_parent() {
    for database in databases() {
        joined_by_another(Service::at(&database.url).await).await;
    }
}

/// Another parent joins, and does all that a parent can do.
async fn joined_by_another(service: Service) {
    let watched = Watched::with(service, lodging()).await;
    // Reading is recorded too, and told: the second time there is nothing new about that.
    let parties = format!("/v1/complaints/{}/parties", watched.case);
    for reader in [CLERK, DPO] {
        watched.service.get(&parties, &watched.service.token(reader)).await;
    }
    watched.done(PARENT, "give-consent", &json!({})).await;
    watched.answers(PARENT).await;
    let before = watched.all(&[PARENT]).await;
    let unchanged = async |did: &str| {
        let told = BTreeMap::from([(PARENT, watched.answers(PARENT).await)]);
        same(&before, &without_figures(told), did);
    };
    let joined = json!({ "complainant": { "name": "Bo Example", "capacity": "parent", "email": "bo@example.org" } });
    watched.done(CLERK, "join-complaint", &joined).await;
    unchanged("join-complaint").await;
    let told = watched.service.get(&parties, &watched.service.token(CLERK)).await;
    let people = told.json["parties"].as_array().expect("a list").clone();
    let second = people.iter().find(|person| person["name"] == "Bo Example").expect("another")["person"].clone();
    let other = format!("complainant@family/{}", second.as_str().expect("a number"));
    let other = other.as_str();
    let document = |number, privilege: &str| json!({ "document": uuid::Uuid::from_u128(number), "title": "A letter", "privilege": privilege });
    let contact =
        json!({ "person": second, "reason": "They shout.", "scope": "By letter.", "review_on": "2011-12-01" });
    let order = json!({ "person": second, "kind": "child_arrangements", "terms": "Of the county court." });
    let speaker = json!({
        "representative": { "name": "Mr Pryce", "contact": "12 The Row", "authority": "A letter." }, "principal": second,
    });
    let steps = [
        (other, "add-document", document(7, "school")),
        (CLERK, "add-document", document(8, "legal")),
        (other, "annotate-objection", json!({ "objection": "Not so." })),
        (CLERK, "agree-adjustment", json!({ "person": second, "adjustment": "Large print." })),
        (HEAD, "restrict-contact", contact),
        (CLERK, "record-third-party-dispute", json!({ "note": "They do not agree." })),
        (CLERK, "record-court-order", order),
        (other, "authorise-representative", speaker),
        (CLERK, "ask-family", json!({ "person": second, "question": "Which day was it?" })),
        (other, "answer-question", json!({ "number": 1, "answer": "It was on Monday." })),
        (other, "give-consent", json!({})),
        (other, "withdraw-consent", json!({})),
        (other, "make-data-request", json!({ "wanted": "All of it." })),
        (other, "raise-safeguarding-concern", json!({ "account": "A worry." })),
        (other, "withdraw", json!({})),
        (other, "confirm-withdrawal", json!({ "words": "I end it." })),
    ];
    for (actor, command, body) in steps {
        watched.done(actor, command, &body).await;
        watched.answers(other).await;
        unchanged(command).await;
        if command == "make-data-request" {
            answer_request(&watched, other, &unchanged).await;
        }
    }
    // The version that was told still guards a change.
    let path = format!("/v1/complaints/{}", watched.case);
    let told = watched.service.get(&path, &watched.service.token(PARENT)).await;
    let body = Body::from(json!({ "objection": "So it is." }).to_string());
    let mut step = request("POST", &format!("{path}/annotate-objection"), &watched.service.token(PARENT), body);
    step.headers_mut().insert("if-match", told.header("etag").parse().expect("a header"));
    let answer = watched.service.send(step).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.json["version"], told.json["version"].as_i64().expect("a number") + 1);
    watched.service.app.store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_parent_added_is_not_in_what_a_parent_is_told_was_read() {
    let watched = Watched::start().await;
    let service = &watched.service;
    let read = async |on: &str| -> Vec<Value> {
        service.app.clock.set(format!("{on}:30:00Z").parse().expect("an instant"));
        let path = format!("/v1/complaints/{}/", watched.case);
        for (reader, part) in [(CLERK, "parties"), (CLERK, "documents"), (DPO, "events")] {
            let answer = service.get(&format!("{path}{part}"), &service.token(reader)).await;
            assert_eq!(answer.status, 200, "{}", answer.text);
        }
        let told = service.get(&format!("{path}disclosures"), &service.token(PARENT)).await;
        let mut rows = told.json["disclosures"].as_array().expect("a list").clone();
        let hour = format!("{on}:00:00Z");
        rows.retain(|row| row["hour"] == json!(hour) && row["role"] != "complainant");
        for row in &mut rows {
            row.as_object_mut().expect("a row").retain(|name, _| ["role", "fields"].contains(&name.as_str()));
        }
        rows
    };
    let before = read("2011-09-06T10").await;
    assert_eq!(before.len(), 2, "{before:?}");
    let joined = json!({ "complainant": {
        "name": "Bo Example", "capacity": "parent", "telephone": "07700 900456", "safe_contact": "By letter.",
    } });
    watched.done(CLERK, "join-complaint", &joined).await;
    let told = service.get(&format!("/v1/complaints/{}/parties", watched.case), &service.token(CLERK)).await;
    let people = told.json["parties"].as_array().expect("a list").clone();
    let second = people.iter().find(|person| person["name"] == "Bo Example").expect("another")["person"].clone();
    let other = format!("complainant@family/{}", second.as_str().expect("a number"));
    let paper = json!({ "document": uuid::Uuid::from_u128(7), "title": "A letter", "privilege": "school" });
    watched.done(&other, "add-document", &paper).await;
    watched.done(&other, "annotate-objection", &json!({ "objection": "Not so." })).await;
    let order = json!({ "person": second, "kind": "child_arrangements", "terms": "Of the county court." });
    watched.done(CLERK, "record-court-order", &order).await;
    let help = json!({ "person": second, "adjustment": "Large print." });
    watched.done(CLERK, "agree-adjustment", &help).await;
    assert_eq!(read("2011-09-07T10").await, before);
}

#[tokio::test]
async fn that_somebody_speaks_for_another_parent_is_not_told_by_the_steps_they_take() {
    let watched = Watched::start().await;
    let service = &watched.service;
    let people = async || {
        let told = service.get(&format!("/v1/complaints/{}/parties", watched.case), &service.token(CLERK)).await;
        told.json["parties"].as_array().expect("a list").clone()
    };
    let number = |people: &[Value], name: &str| {
        let found = people.iter().find(|person| person["name"] == name).expect("a person");
        found["person"].as_str().expect("a number").to_owned()
    };
    let joined = json!({ "complainant": { "name": "Bo Example", "capacity": "parent", "email": "bo@example.org" } });
    watched.done(CLERK, "join-complaint", &joined).await;
    let second = number(&people().await, "Bo Example");
    let speaker = json!({
        "representative": { "name": "Mr Pryce", "contact": "12 The Row", "authority": "A letter." }, "principal": second,
    });
    watched.done(CLERK, "authorise-representative", &speaker).await;
    let speaker = format!("representative@family/{}", number(&people().await, "Mr Pryce"));
    let refused = json!({ "on": "2011-09-05", "words": "Not now." });
    watched.done(&speaker, "record-escalation-refused", &refused).await;
    let roles = async |actor: &str| {
        let path = format!("/v1/complaints/{}/timeline", watched.case);
        let told = service.get(&path, &service.token(actor)).await;
        let lines = told.json["timeline"].as_array().expect("a list").clone();
        lines
            .into_iter()
            .filter(|line| line["event"] == "escalation_refused")
            .map(|line| line["role"].clone())
            .collect()
    };
    let (first, own): (Vec<Value>, Vec<Value>) = (roles(PARENT).await, roles(&speaker).await);
    assert_eq!((first, own), (vec![json!("complainant")], vec![json!("representative")]));
}

/// The officer looks through what the other parent asked for and gives it out; nothing of it is there for the first.
async fn answer_request(watched: &Watched, other: &str, unchanged: &impl AsyncFn(&str)) {
    let service = &watched.service;
    let requests = format!("/v1/complaints/{}/data-requests", watched.case);
    let told = service.get(&requests, &service.token(other)).await;
    let number = told.json["requests"][0]["request"].clone();
    let path = format!("{requests}/{number}");
    let shown = service.get(&path, &service.token(DPO)).await;
    let items = shown.json["items"].as_array().expect("a list").clone();
    let decisions: Vec<_> = items.iter().map(|one| json!({ "item": one["item"], "treatment": "keep" })).collect();
    let steps = [
        ("prepare-data-copy", json!({ "request": number, "decisions": decisions })),
        ("release-data-copy", json!({ "request": number })),
    ];
    for (command, body) in steps {
        watched.done(DPO, command, &body).await;
        unchanged(command).await;
    }
    for path in [path.clone(), format!("{path}/copy"), format!("/v1/complaints/{}/deadlines/{number}", watched.case)] {
        let hidden = service.get(&path, &service.token(PARENT)).await;
        let missing = service.get(&path.replace(&number.to_string(), "59999"), &service.token(PARENT)).await;
        assert_eq!((hidden.status, hidden.text), (404, missing.text), "{path}");
        assert_eq!(service.get(&path, &service.token(other)).await.status, 200, "{path}");
    }
}
