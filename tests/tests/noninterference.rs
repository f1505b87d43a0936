//! What a role may not see makes no difference to anything it is answered, at any address.

use axum::body::Body;
use axum::http::Request;
use redress_api::endpoints::{self, Access};
use redress_tests::http::{Answer, Service, lodging, request};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tower::ServiceExt;

const PARENT: &str = "complainant@family/018f0000000070008000000000000001";
const STRANGER: &str = "complainant@family/018f0000000070008000000000000002";
const HEAD: &str = "head_teacher@school:100001/018f0000000070008000000000000003";
const CLERK: &str = "clerk@school:100001/018f0000000070008000000000000004";
const CHAIR: &str = "chair@school:100001/018f0000000070008000000000000010";
const LINK: &str = "link_governor@school:100001/018f0000000070008000000000000011";
const LEAD: &str = "safeguarding_lead@school:100001/018f0000000070008000000000000005";
const DPO: &str = "data_protection_officer@school:100001/018f0000000070008000000000000006";
const AUDITOR: &str = "auditor@service/018f0000000070008000000000000009";

/// Everyone at the case but those who protect children.
const INSIDE: [&str; 7] = [PARENT, HEAD, CLERK, CHAIR, LINK, DPO, AUDITOR];

/// People whose case it is not.
const OUTSIDE: [&str; 9] = [
    STRANGER,
    "clerk@school:100002/018f0000000070008000000000000012",
    "safeguarding_lead@school:100002/018f0000000070008000000000000013",
    "authority_officer@authority:301/018f0000000070008000000000000014",
    "investigator@ombudsman/018f0000000070008000000000000015",
    "commissioner@ombudsman/018f0000000070008000000000000016",
    "official@department/018f0000000070008000000000000017",
    "researcher@service/018f0000000070008000000000000018",
    "administrator@service/018f0000000070008000000000000019",
];

/// A number that nobody has.
const NOBODY: &str = "018f0000-0000-7000-8000-00000000ffff";

/// Where the log ends is published to everybody, as the proof that nothing is taken out of it.
/// Of the documents, one way to write them is enough.
const PUBLISHED: [&str; 4] = ["/v1/head", "/v1/checkpoint", "/health", "/openapi.yaml"];

/// A run of throws from one seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn of<T: Copy>(&mut self, from: &[T]) -> T {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        from[usize::try_from(mixed % u64::try_from(from.len()).expect("a length")).expect("an index")]
    }
}

/// Takes out the places in the log: like its head, they count what happens anywhere.
fn without_positions(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.remove("position");
            members.values_mut().for_each(without_positions);
        }
        Value::Array(items) => items.iter_mut().for_each(without_positions),
        _ => {}
    }
}

struct Watched {
    service: Service,
    case: String,
}

impl Watched {
    async fn start() -> Self {
        let service = Service::start().await;
        // Without terms no target of the school has a date, and none could be paused.
        let terms = json!({
            "source": "Published by the school", "version": 1, "covers_from": "2011-09-01", "covers_to": "2012-08-31",
            "terms": [{ "from": "2011-09-05", "to": "2011-12-16" }, { "from": "2012-01-03", "to": "2012-07-20" }],
            "closed": {},
        });
        let (token, path) = (service.token(CLERK), "/v1/schools/100001/terms");
        let published = service.send(request("PUT", path, &token, Body::from(terms.to_string()))).await;
        assert_eq!(published.status, 200, "{}", published.text);
        let mut body = lodging();
        body["pupil"] = json!({ "name": "Bea Example", "born_on": "2001-02-03" });
        let answer = service.post("/v1/complaints", &service.token(PARENT), &body).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        let case = answer.json["complaint"].as_str().expect("an identifier").to_owned();
        let watched = Self { service, case };
        watched.done(CLERK, "accept-complaint", &json!({})).await;
        watched.done(CLERK, "open-stage-1", &json!({})).await;
        watched
    }

    async fn tried(&self, actor: &str, command: &str, body: &Value) -> u16 {
        self.told(actor, command, body).await.status
    }

    async fn told(&self, actor: &str, command: &str, body: &Value) -> Answer {
        let path = format!("/v1/complaints/{}/{command}", self.case);
        self.service.post(&path, &self.service.token(actor), body).await
    }

    async fn done(&self, actor: &str, command: &str, body: &Value) {
        let answer = self.told(actor, command, body).await;
        assert_eq!(answer.status, 200, "{actor} {command}: {}", answer.text);
    }

    /// Every question there is for somebody, with the case in its place.
    fn questions(&self, actor: &str) -> Vec<String> {
        // What is the same for everybody is asked once: as the stranger.
        let asked = |row: &endpoints::Endpoint| row.access != Access::Public || actor == STRANGER;
        let table = endpoints::table().into_iter().filter(|row| row.method == "GET" && asked(row));
        let mut paths: Vec<_> = table
            .map(|row| {
                let path = row.path.replace("{complaint}", &self.case).replace("{urn}", "100001");
                let path = path.replace("{guarantee}", "PA-3.1").replace("{slug}", "not-found");
                // Whatever else there is to name is named by nobody's number.
                let part = |part: &str| if part.starts_with('{') { NOBODY.to_owned() } else { part.to_owned() };
                path.split('/').map(part).collect::<Vec<_>>().join("/")
            })
            .collect();
        paths.extend(
            [
                "/v1/complaints?overdue=true",
                "/v1/complaints?name=Example",
                "/v1/reports/deadlines?within=60",
                "/v1/reports/deadlines?as_of=2011-09-12&totals=true",
                "/v1/reports/compliance?school=100001",
            ]
            .map(Into::into),
        );
        paths.push(format!("/complaints/{}", self.case));
        paths.retain(|path| !PUBLISHED.contains(&&**path));
        paths
    }

    /// Everything that somebody is answered.
    async fn answers(&self, actor: &str) -> BTreeMap<String, String> {
        let token = self.service.token(actor);
        let mut answers = BTreeMap::new();
        for path in self.questions(actor) {
            // Who checks the record sees that it was read; see the test of that.
            if actor == AUDITOR && path.ends_with("/disclosures") {
                continue;
            }
            let request = Request::get(&path)
                .header("authorization", format!("Bearer {token}"))
                .header("cookie", format!("redress={token}"));
            // Not held against the document here, which other tests do: there are too many.
            let request = request.body(Body::empty()).expect("a request");
            let response = self.service.router.clone().oneshot(request).await.expect("an answer");
            let (parts, body) = response.into_parts();
            let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a whole body");
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let said = serde_json::from_str(&text).map_or(text, |mut json: Value| {
                without_positions(&mut json);
                json.to_string()
            });
            answers.insert(path, format!("{} {:?} {said}", parts.status, parts.headers.get("etag")));
        }
        answers
    }

    async fn all(&self, actors: &[&'static str]) -> BTreeMap<&'static str, BTreeMap<String, String>> {
        let mut all = BTreeMap::new();
        for actor in actors {
            all.insert(*actor, self.answers(actor).await);
        }
        all
    }
}

fn same(
    before: &BTreeMap<&'static str, BTreeMap<String, String>>,
    after: &BTreeMap<&'static str, BTreeMap<String, String>>,
    did: &str,
) {
    for (actor, answers) in before {
        for (path, answer) in answers {
            assert_eq!(answer, &after[actor][path], "{did} is seen by {actor} at {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_for_a_childs_safety_changes_no_answer_to_anybody_else() {
    for seed in 1..=2 {
        let watched = Watched::start().await;
        let everybody: Vec<_> = INSIDE.into_iter().chain(OUTSIDE).collect();
        // Reading is recorded too: the second time there is nothing new about that.
        watched.all(&everybody).await;
        let before = watched.all(&everybody).await;
        let mut dice = Dice(seed);
        let mut done = 0;
        for _ in 0..8 {
            let what = dice.of(&["raise", "refer", "lift", "pause", "read", "retaliation"]);
            let concern = dice.of(&[1, 2]);
            let status = match what {
                "raise" => {
                    let body =
                        json!({ "account": "A child may be at risk.", "immediate_danger": dice.of(&[true, false]) });
                    watched.tried(dice.of(&[LEAD, PARENT, LINK]), "raise-safeguarding-concern", &body).await
                }
                "refer" => {
                    let body = json!({ "concern": concern, "to": dice.of(&["police", "childrens_services"]), "reference": "X1" });
                    watched.tried(LEAD, "make-safeguarding-referral", &body).await
                }
                "lift" => {
                    watched
                        .tried(LEAD, "lift-safeguarding-hold", &json!({ "concern": concern, "reason": "Over." }))
                        .await
                }
                "pause" => {
                    let deadline = dice.of(&[1, 2, 3]);
                    let body = json!({ "deadline": deadline, "reason": "safeguarding", "note": "The police first." });
                    watched.tried(LEAD, "pause-deadline", &body).await
                }
                "read" => {
                    let part = dice.of(&["issues", "parties", "timeline", "deadlines"]);
                    let path = format!("/v1/complaints/{}/{part}", watched.case);
                    watched.service.get(&path, &watched.service.token(LEAD)).await.status
                }
                _ => {
                    watched
                        .tried(PARENT, "raise-retaliation-concern", &json!({ "account": "They suffer for it." }))
                        .await
                }
            };
            done += u32::from(status == 200);
            same(&before, &watched.all(&everybody).await, what);
        }
        assert!(done >= 3, "seed {seed} did too little");
        // It was there to be seen.
        let path = format!("/v1/complaints/{}/timeline", watched.case);
        let seen = watched.service.get(&path, &watched.service.token(LEAD)).await;
        assert!(seen.text.contains("safeguarding_") || seen.text.contains("retaliation"), "{}", seen.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_in_a_case_changes_no_answer_to_those_whose_case_it_is_not() {
    let watched = Watched::start().await;
    let figures = |mut all: BTreeMap<&'static str, BTreeMap<String, String>>| {
        // Published figures count every case, with nobody in them.
        for answers in all.values_mut() {
            answers.retain(|path, _| path != "/v1/statistics");
        }
        all
    };
    let before = figures(watched.all(&OUTSIDE).await);
    let document = |title: &str| json!({ "document": uuid::Uuid::from_u128(7), "title": title, "privilege": "school" });
    let steps = [
        (
            HEAD,
            "acknowledge-complaint",
            json!({ "understanding": "You want help with reading.", "handled_by": "The head" }),
        ),
        (PARENT, "add-document", document("A letter")),
        (PARENT, "make-data-request", json!({})),
        (CLERK, "annotate-objection", json!({ "objection": "Not so." })),
        (DPO, "place-legal-hold", json!({ "reason": "A claim." })),
        (PARENT, "withdraw", json!({})),
        (PARENT, "confirm-withdrawal", json!({ "words": "It ends." })),
    ];
    for (actor, command, body) in steps {
        watched.done(actor, command, &body).await;
        same(&before, &figures(watched.all(&OUTSIDE).await), command);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn that_another_parent_complains_too_and_what_they_do_changes_no_answer_to_a_parent() {
    let watched = Watched::start().await;
    // Reading is recorded too, and told: the second time there is nothing new about that.
    let parties = format!("/v1/complaints/{}/parties", watched.case);
    for reader in [CLERK, DPO] {
        watched.service.get(&parties, &watched.service.token(reader)).await;
    }
    watched.done(PARENT, "give-consent", &json!({})).await;
    watched.answers(PARENT).await;
    let before = watched.answers(PARENT).await;
    let unchanged = async |did: &str| {
        // Published figures count every case, with nobody in them.
        let told = watched.answers(PARENT).await.into_iter().filter(|(path, _)| path != "/v1/statistics");
        for (path, answer) in told {
            assert_eq!(before[&path], answer, "{did} is seen by the first parent at {path}");
        }
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

#[tokio::test]
async fn a_clock_that_stands_still_for_a_childs_safety_runs_for_everyone_else_and_only_the_lead_can_stop_it() {
    let watched = Watched::start().await;
    let service = &watched.service;
    let deadlines = format!("/v1/complaints/{}/deadlines", watched.case);
    let clock = async |actor: &str| {
        let answer = service.get(&deadlines, &service.token(actor)).await;
        let all = answer.json["deadlines"].as_array().expect("a list").clone();
        all.into_iter().find(|clock| clock["rule"] == "T33").expect("the school's target")
    };
    let (number, due) = (clock(LEAD).await["deadline"].clone(), clock(HEAD).await["due"].clone());
    let pause = json!({ "deadline": number, "reason": "safeguarding", "note": "The police first." });
    assert_eq!(watched.tried(HEAD, "pause-deadline", &pause).await, 403);
    watched.done(LEAD, "pause-deadline", &pause).await;
    assert_eq!(clock(LEAD).await["status"], "paused");
    assert_eq!((clock(HEAD).await["status"].clone(), clock(HEAD).await["due"].clone()), (json!("open"), due));
    assert_ne!(watched.tried(HEAD, "resume-deadline", &json!({ "deadline": number })).await, 200);
    watched.done(LEAD, "resume-deadline", &json!({ "deadline": number })).await;
    assert_eq!(clock(LEAD).await["status"], "open");
}

#[tokio::test]
async fn a_version_that_was_told_still_guards_a_change_after_something_that_was_not_told() {
    let watched = Watched::start().await;
    let service = &watched.service;
    let path = format!("/v1/complaints/{}", watched.case);
    let tag = service.get(&path, &service.token(CLERK)).await.header("etag").to_owned();
    watched.done(LEAD, "raise-safeguarding-concern", &json!({ "account": "A worry." })).await;
    let step = |tag: &str| {
        Request::post(format!("{path}/annotate-objection"))
            .header("authorization", format!("Bearer {}", service.token(CLERK)))
            .header("content-type", "application/json")
            .header("if-match", tag)
            .body(Body::from(json!({ "objection": "Not so." }).to_string()))
            .expect("a request")
    };
    let answer = service.send(step(&tag)).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(service.send(step(&tag)).await.status, 412);
    let next = answer.header("etag").to_owned();
    assert_eq!(service.get(&path, &service.token(CLERK)).await.header("etag"), next);
}
