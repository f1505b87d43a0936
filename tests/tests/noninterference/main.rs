//! What a role may not see makes no difference to anything it is answered, at any address.

mod authority;
mod investigation;
mod pages;
mod parents;

use axum::body::Body;
use axum::http::Request;
use redress_api::endpoints::{self, Access};
use redress_tests::http::{Answer, Service, lodging};
use redress_tests::support::databases;
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
        Self::with(Service::start().await, lodging()).await
    }

    /// A complaint that a school has taken up, in a service where nothing else has happened.
    async fn with(service: Service, mut body: Value) -> Self {
        // Without terms no target of the school has a date, and none could be paused.
        service.publish_terms(CLERK, &[("2011-09-05", "2011-12-16"), ("2012-01-03", "2012-07-20")]).await;
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
                "/v1/reports/deadlines?within=60",
                "/v1/reports/deadlines?as_of=2011-09-12&totals=true",
                "/v1/reports/deadlines?guarantee=PA-3.1",
                "/v1/reports/compliance?school=100001",
            ]
            .map(Into::into),
        );
        paths.extend(pages::of(&self.case, actor == STRANGER));
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
            let said = serde_json::from_str(&text).map_or_else(
                |_| pages::without_keys(&text),
                |mut json: Value| {
                    without_positions(&mut json);
                    json.to_string()
                },
            );
            answers.insert(path, format!("{} {:?} {said}", parts.status, parts.headers.get("etag")));
        }
        let sought = self.service.post("/v1/complaints/search", &token, &json!({ "name": "Example" })).await;
        answers.insert("a search by name".to_owned(), format!("{} {}", sought.status, sought.text));
        answers
    }

    /// Reading is recorded too, once an hour for each reader: it is done here, so that it is nothing new after.
    async fn recorded(&self, actors: &[&str]) {
        for actor in actors {
            for part in ["parties", "issues", "timeline", "events", "documents"] {
                let path = format!("/v1/complaints/{}/{part}", self.case);
                self.service.get(&path, &self.service.token(actor)).await;
            }
        }
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
    for (actor, answers) in after {
        for (path, answer) in answers {
            assert_eq!(&before[actor][path], answer, "{did} is seen by {actor} at {path}");
        }
    }
}

/// Published figures count every case, with nobody in them.
fn without_figures(
    mut all: BTreeMap<&'static str, BTreeMap<String, String>>,
) -> BTreeMap<&'static str, BTreeMap<String, String>> {
    for answers in all.values_mut() {
        answers.retain(|path, _| path != "/v1/statistics" && path != "/figures");
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_for_a_childs_safety_changes_no_answer_to_anybody_else() {
    for (seed, database) in (1..).zip(databases()) {
        let watched = Watched::with(Service::at(&database.url).await, lodging()).await;
        watched.recorded(&INSIDE).await;
        let before = watched.all(&INSIDE).await;
        let outside = watched.all(&OUTSIDE).await;
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
            same(&before, &watched.all(&INSIDE).await, what);
        }
        // To whom the case itself must not be known is asked once, after all of it.
        same(&outside, &watched.all(&OUTSIDE).await, "all that was done");
        assert!(done >= 3, "seed {seed} did too little");
        // It was there to be seen.
        let path = format!("/v1/complaints/{}/timeline", watched.case);
        let seen = watched.service.get(&path, &watched.service.token(LEAD)).await;
        assert!(seen.text.contains("safeguarding_") || seen.text.contains("retaliation"), "{}", seen.text);
        watched.service.app.store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_in_a_case_changes_no_answer_to_those_whose_case_it_is_not() {
    for database in databases() {
        let watched = Watched::with(Service::at(&database.url).await, lodging()).await;
        let before = without_figures(watched.all(&OUTSIDE).await);
        let document =
            |title: &str| json!({ "document": uuid::Uuid::from_u128(7), "title": title, "privilege": "school" });
        let steps = [
            (
                HEAD,
                "acknowledge-complaint",
                json!({
                    "understanding": "No help with reading.", "unresolved": "All of it.",
                    "wanted": "Help with reading.", "handled_by": "The head",
                }),
            ),
            (PARENT, "add-document", document("A letter")),
            (PARENT, "make-data-request", json!({})),
            (CLERK, "annotate-objection", json!({ "objection": "Not so." })),
            (DPO, "place-legal-hold", json!({ "reason": "A claim." })),
            (PARENT, "withdraw", json!({})),
            (PARENT, "confirm-withdrawal", json!({ "words": "It ends." })),
        ];
        let last = steps.len() - 1;
        for (number, (actor, command, body)) in steps.into_iter().enumerate() {
            watched.done(actor, command, &body).await;
            // In turn after each step, and all of them after the last.
            let turn: Vec<_> = if number == last {
                OUTSIDE.to_vec()
            } else {
                OUTSIDE.into_iter().skip(number % 3).step_by(3).collect()
            };
            same(&before, &without_figures(watched.all(&turn).await), command);
        }
        watched.service.app.store.close().await;
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
