//! Families come back without an account, each to their own and to nothing else.

use axum::body::Body;
use jiff::{SignedDuration, Timestamp};
use redress_api::App;
use redress_domain::{AccessId, PersonId};
use redress_projections::views::outbox::{Letter, MessageRow};
use redress_projections::{MasterKey, Options};
use redress_tests::http::{Answer, START, Service, lodging, request};
use redress_tests::support::databases;
use serde_json::{Value, json};

pub const PARENT: &str = "complainant@family/018f0000000070008000000000000001";
pub const CLERK: &str = "clerk@school:100001/018f0000000070008000000000000002";
const HEAD: &str = "head_teacher@school:100001/018f0000000070008000000000000003";

/// A service that sends messages, though nobody carries them.
pub async fn sending() -> Service {
    Service::with(|app| app.sends = true).await
}

/// Lodges for oneself, and gives the receipt.
pub async fn lodge(service: &Service, body: &Value) -> Value {
    let answer = service.post("/v1/complaints", &service.token(PARENT), body).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.json
}

async fn sign_in(service: &Service, reference: &str, code: &str) -> Answer {
    service.post("/v1/sign-in", "", &json!({ "reference": reference, "code": code })).await
}

async fn sign_in_by_mail(service: &Service, reference: &str, email: &str, code: &str) -> Answer {
    service.post("/v1/sign-in", "", &json!({ "reference": reference, "email": email, "code": code })).await
}

/// The token of a session that was started.
pub fn token(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json["token"].as_str().expect("a token").to_owned()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}"))
}

async fn may_read(service: &Service, complaint: &str, token: &str) -> u16 {
    service.get(&format!("/v1/complaints/{complaint}"), token).await.status
}

/// What waits to be sent, with the words in it.
pub async fn waiting(app: &App) -> Vec<(MessageRow, String, String)> {
    let mut found = Vec::new();
    for row in app.store.outbox(app.clock.now(), 100).await.expect("the outbox") {
        let mut held: Vec<_> = row.to.iter().cloned().collect();
        if let Letter::SignInCode(code, _) = &row.letter {
            held.push(code.clone());
        }
        let mut words =
            app.store.open_texts(&held).await.expect("the vault").into_iter().map(Option::unwrap_or_default);
        let (to, code) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        found.push((row, to, code));
    }
    found
}

/// Asks for a code, and waits until what follows from it has followed.
pub async fn ask_for_code(service: &Service, reference: &str, email: &str) -> Answer {
    let answer = service.post("/v1/sign-in-codes", "", &json!({ "reference": reference, "email": email })).await;
    let room = &service.app.codes_on_their_way;
    let all = room.acquire_many(64).await.expect("room");
    drop(all);
    answer
}

/// The code that was made last.
async fn last_code(service: &Service) -> String {
    waiting(&service.app).await.pop().expect("a message waits").2
}

#[tokio::test]
async fn who_lodges_is_shown_an_access_code_once_and_comes_back_with_it() {
    let service = Service::start().await;
    let lodge = |key: &'static str| {
        let mut request = request("POST", "/v1/complaints", &service.token(PARENT), Body::from(lodging().to_string()));
        request.headers_mut().insert("idempotency-key", key.parse().unwrap());
        service.send(request)
    };
    let first = lodge("one").await.json;
    let code = text(&first, "access_code").to_owned();
    assert_eq!(lodge("one").await.json["access_code"], Value::Null, "a repeat shows no code");
    let log = service.log().await;
    assert!(log.contains("$argon2id$") && !log.contains(&code) && !log.contains(&code.replace('-', "")));

    let typed = [(text(&first, "reference").to_lowercase(), code.to_lowercase().replace('-', " "))];
    for (reference, code) in typed.into_iter().chain([(text(&first, "complaint").to_owned(), code)]) {
        let session = token(&sign_in(&service, &reference, &code).await);
        assert_eq!(may_read(&service, text(&first, "complaint"), &session).await, 200);
        let listed = service.get("/v1/complaints", &session).await;
        assert_eq!(listed.json["complaints"].as_array().map(Vec::len), Some(1));
        service.app.clock.set(service.app.clock.now() + SignedDuration::from_hours(12));
        assert_eq!(may_read(&service, text(&first, "complaint"), &session).await, 401, "a session ends");
    }
    let other = self::lodge(&service, &lodging()).await;
    let session = token(&sign_in(&service, text(&other, "reference"), text(&other, "access_code")).await);
    assert_eq!(may_read(&service, text(&other, "complaint"), &session).await, 200);
}

#[tokio::test]
async fn a_clerk_who_lodges_for_somebody_is_shown_no_code() {
    let service = Service::start().await;
    let answer = service.post("/v1/complaints", &service.token(CLERK), &lodging()).await;
    assert_eq!((answer.status, &answer.json["access_code"]), (201, &Value::Null));
}

#[tokio::test]
async fn whatever_is_wrong_with_a_sign_in_the_answer_is_the_same() {
    let service = sending().await;
    let case = lodge(&service, &lodging()).await;
    let (reference, code) = (text(&case, "reference"), text(&case, "access_code"));
    ask_for_code(&service, reference, "ada@example.org").await;
    let wrong_code = format!("{}{}", &code[..18], if code.ends_with('0') { '1' } else { '0' });
    let mut answers = Vec::new();
    for (reference, code) in [
        (reference, wrong_code.as_str()),
        ("RD-00000-00000", code),
        ("nothing", code),
        (reference, ""),
        (reference, "123456"),
        ("018f0000-0000-7000-8000-0000000000ff", code),
    ] {
        let before = service.position().await;
        answers.push(sign_in(&service, reference, code).await);
        assert_eq!(service.position().await, before, "a guess at a code of eighty bits leaves no trace");
    }
    for (reference, email) in
        [(reference, "ada@example.org"), (reference, "eve@example.org"), ("RD-00000-00000", "ada@example.org")]
    {
        answers.push(sign_in_by_mail(&service, reference, email, "12345x").await);
        answers.push(sign_in_by_mail(&service, reference, email, "000000").await);
    }
    for answer in &answers {
        assert_eq!((answer.status, answer.problem()), (401, "sign-in-refused"), "{}", answer.text);
        assert_eq!(answer.text, answers[0].text);
    }
}

#[tokio::test]
async fn asking_for_a_code_answers_the_same_whoever_asks_for_whatever() {
    let service = sending().await;
    let case = lodge(&service, &lodging()).await;
    let reference = text(&case, "reference");
    let mut answers = vec![ask_for_code(&service, reference, " Ada@Example.org ").await];
    assert_eq!(waiting(&service.app).await.len(), 1);
    for (reference, email) in
        [(reference, "eve@example.org"), ("RD-00000-00000", "ada@example.org"), ("x", "y"), (reference, "")]
    {
        answers.push(ask_for_code(&service, reference, email).await);
    }
    assert_eq!(waiting(&service.app).await.len(), 1, "only who is on the case is sent a code");
    for answer in &answers {
        assert_eq!((answer.status, &answer.text), (200, &answers[0].text));
    }
    let silent = Service::start().await;
    assert_eq!(ask_for_code(&silent, reference, "ada@example.org").await.problem(), "no-post");
}

#[tokio::test]
async fn a_code_that_was_sent_is_good_for_fifteen_minutes_and_once() {
    let service = sending().await;
    let start: Timestamp = START.parse().unwrap();
    let case = lodge(&service, &lodging()).await;
    let (reference, email) = (text(&case, "reference"), "ada@example.org");
    ask_for_code(&service, reference, email).await;
    let code = last_code(&service).await;
    assert!(!service.log().await.contains(&code), "the code lies sealed");
    service.app.clock.set(start + SignedDuration::from_secs(15 * 60 + 1));
    assert_eq!(sign_in_by_mail(&service, reference, email, &code).await.status, 401, "it is too old");
    service.app.clock.set(start + SignedDuration::from_mins(15));
    let typed = format!(" {} - {}", &code[..3], &code[3..]);
    let session = token(&sign_in_by_mail(&service, reference, email, &typed).await);
    assert_eq!(may_read(&service, text(&case, "complaint"), &session).await, 200);
    assert_eq!(sign_in_by_mail(&service, reference, email, &code).await.status, 401, "it was used");
}

#[tokio::test]
async fn a_code_that_was_sent_can_be_tried_five_times_even_all_at_once() {
    let service = sending().await;
    let case = lodge(&service, &lodging()).await;
    let (reference, email) = (text(&case, "reference"), "ada@example.org");
    ask_for_code(&service, reference, email).await;
    let code = last_code(&service).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let tries: Vec<_> = (0..12).map(|_| sign_in_by_mail(&service, reference, email, wrong)).collect();
    for answer in futures(tries).await {
        assert_eq!(answer.status, 401);
    }
    assert_eq!(service.log().await.matches("sign_in_failed").count(), 5);
    assert_eq!(sign_in_by_mail(&service, reference, email, &code).await.status, 401, "the right one is too late");
    ask_for_code(&service, reference, email).await;
    let another = last_code(&service).await;
    assert_eq!(sign_in_by_mail(&service, reference, email, &another).await.status, 200);
    for _ in 0..12 {
        ask_for_code(&service, reference, email).await;
    }
    assert_eq!(waiting(&service.app).await.len(), 10, "nobody's letter box is filled");
}

/// Waits for all of them together.
async fn futures<F: Future>(all: Vec<F>) -> Vec<F::Output> {
    let mut all: Vec<_> = all.into_iter().map(Box::pin).collect();
    let mut done: Vec<Option<F::Output>> = all.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (one, slot) in all.iter_mut().zip(&mut done).filter(|(_, slot)| slot.is_none()) {
            if let std::task::Poll::Ready(output) = one.as_mut().poll(context) {
                *slot = Some(output);
            }
        }
        if done.iter().all(Option::is_some) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    done.into_iter().flatten().collect()
}

#[tokio::test]
async fn nothing_is_sent_to_an_address_that_somebody_called_unsafe() {
    let service = sending().await;
    let mut body = lodging();
    body["complainants"][0]["no_email"] = json!(true);
    let case = lodge(&service, &body).await;
    ask_for_code(&service, text(&case, "reference"), "ada@example.org").await;
    let session = token(&sign_in(&service, text(&case, "reference"), text(&case, "access_code")).await);
    assert_eq!(service.post("/v1/access-code", &session, &json!({})).await.status, 200);
    assert!(waiting(&service.app).await.is_empty());

    let mut wishes = lodging();
    wishes["complainants"][0]["safe_contact"] = json!("Only by telephone, please.");
    let case = lodge(&service, &wishes).await;
    let session = token(&sign_in(&service, text(&case, "reference"), text(&case, "access_code")).await);
    assert_eq!(service.post("/v1/access-code", &session, &json!({})).await.status, 200);
    assert!(waiting(&service.app).await.is_empty(), "who has wishes is not written to unasked");
}

#[tokio::test]
async fn another_access_code_puts_out_the_one_before_and_whoever_came_in_with_it() {
    let service = sending().await;
    let case = lodge(&service, &lodging()).await;
    let (complaint, reference, old) = (text(&case, "complaint"), text(&case, "reference"), text(&case, "access_code"));
    let thief = token(&sign_in(&service, reference, old).await);
    let session = token(&sign_in(&service, reference, old).await);
    let shown = service.post("/v1/access-code", &session, &json!({})).await;
    assert_eq!(shown.status, 200, "{}", shown.text);
    assert_eq!(may_read(&service, complaint, &thief).await, 401);
    assert_eq!(sign_in(&service, reference, old).await.status, 401);
    let new = token(&sign_in(&service, reference, text(&shown.json, "access_code")).await);
    assert_eq!(may_read(&service, complaint, &new).await, 200);
    assert_eq!(service.post("/v1/sign-out", &new, &json!({})).await.status, 200);
    assert_eq!(may_read(&service, complaint, &new).await, 401);
    assert_eq!(waiting(&service.app).await.len(), 1, "they are told that the code was changed");
}

#[tokio::test]
async fn staff_give_another_access_code_for_a_reason_that_is_kept() {
    let service = sending().await;
    let case = lodge(&service, &lodging()).await;
    let (complaint, person) = (text(&case, "complaint"), &PARENT[19..]);
    let path = format!("/v1/complaints/{complaint}/people/{person}/access-code");
    let reason = json!({ "reason": "She rang, and I know her voice." });
    let before = service.position().await;
    assert_eq!(service.post(&path, &service.token(HEAD), &reason).await.problem(), "not-permitted");
    let stranger = "clerk@school:100003/018f0000000070008000000000000004";
    assert_eq!(service.post(&path, &service.token(stranger), &reason).await.status, 404);
    assert_eq!(service.post(&path, &service.token(CLERK), &json!({})).await.status, 422);
    assert_eq!(service.post(&path, &service.token(CLERK), &json!({ "reason": " " })).await.status, 422);
    let nobody = path.replace(person, "018f00000000700080000000000000aa");
    assert_eq!(service.post(&nobody, &service.token(CLERK), &reason).await.problem(), "no-such-party");
    assert_eq!(service.position().await, before, "a refusal leaves no trace");
    let shown = service.post(&path, &service.token(CLERK), &reason).await;
    assert_eq!(shown.status, 200, "{}", shown.text);
    assert_eq!(sign_in(&service, text(&case, "reference"), text(&case, "access_code")).await.status, 401);
    token(&sign_in(&service, text(&case, "reference"), text(&shown.json, "access_code")).await);
    let log = service.log().await;
    assert!(log.contains("access_code_replaced") && !log.contains("her voice"));
}

/// Adds people to a case: gives their numbers, in the order they came.
async fn people_of(service: &Service, complaint: &str) -> Vec<PersonId> {
    let parties = service.get(&format!("/v1/complaints/{complaint}/parties"), &service.token(CLERK)).await;
    let rows = parties.json["parties"].as_array().cloned().unwrap_or_default();
    rows.iter().map(|row| text(row, "person").parse().expect("a number")).collect()
}

async fn code_by_staff(service: &Service, id: AccessId) -> String {
    let path = format!("/v1/complaints/{}/people/{}/access-code", id.complaint, id.person);
    let shown = service.post(&path, &service.token(CLERK), &json!({ "reason": "They are on the case now." })).await;
    assert_eq!(shown.status, 200, "{}", shown.text);
    text(&shown.json, "access_code").to_owned()
}

#[tokio::test]
async fn e09_two_parents_have_an_access_each_and_neither_is_told_of_the_other() {
    let service = sending().await;
    let case = lodge(&service, &lodging()).await;
    let (complaint, reference) = (text(&case, "complaint"), text(&case, "reference"));
    let first = token(&sign_in(&service, reference, text(&case, "access_code")).await);
    let told = async |token: &str| {
        let mut all = String::new();
        for part in ["", "/timeline", "/parties", "/documents", "/deadlines", "/actions", "/issues"] {
            let answer = service.get(&format!("/v1/complaints/{complaint}{part}"), token).await;
            all.push_str(answer.header("etag"));
            all.push_str(&answer.text);
        }
        all
    };
    let before = told(&first).await;
    let joined = json!({ "complainant": { "name": "Bo Example", "capacity": "parent", "email": "bo@example.org" } });
    let path = format!("/v1/complaints/{complaint}/join-complaint");
    assert_eq!(service.post(&path, &service.token(CLERK), &joined).await.status, 200);
    let parent: PersonId = PARENT[19..].parse().unwrap();
    let other = people_of(&service, complaint).await.into_iter().find(|person| *person != parent).expect("another");
    let code = code_by_staff(&service, AccessId { complaint: complaint.parse().unwrap(), person: other }).await;
    let second = token(&sign_in(&service, reference, &code).await);

    assert_eq!(told(&first).await, before, "nothing tells one that the other is there");
    assert!(!told(&second).await.contains("Ada") && told(&second).await.contains("Bo Example"));
    // What one does or loses touches nobody else.
    assert_eq!(service.post("/v1/access-code", &second, &json!({})).await.status, 200);
    assert_eq!(may_read(&service, complaint, &first).await, 200);
    token(&sign_in(&service, reference, text(&case, "access_code")).await);
    for (_, to, _) in waiting(&service.app).await {
        assert_eq!(to, "bo@example.org", "each letter goes to whom it concerns");
    }
}

#[tokio::test]
async fn e03_a_pupil_who_has_turned_18_comes_by_a_code_of_their_own_and_whoever_spoke_for_them_no_more() {
    let service = sending().await;
    let mut body = lodging();
    body["complainants"] = json!([{ "name": "Kim Example", "capacity": "pupil", "email": "kim@example.org" }]);
    body["representative"] =
        json!({ "name": "Ada Example", "contact": "ada@example.org", "authority": "Kim's letter" });
    let case = lodge(&service, &body).await;
    let (complaint, reference) = (text(&case, "complaint"), text(&case, "reference"));
    let pupil = token(&sign_in(&service, reference, text(&case, "access_code")).await);
    ask_for_code(&service, reference, "ada@example.org").await;
    let sent = last_code(&service).await;
    let speaker = token(&sign_in_by_mail(&service, reference, "ada@example.org", &sent).await);
    assert_eq!(
        (may_read(&service, complaint, &pupil).await, may_read(&service, complaint, &speaker).await),
        (200, 200)
    );

    let majority = json!({ "person": &PARENT[19..], "on": "2011-09-05" });
    let path = format!("/v1/complaints/{complaint}/record-majority");
    let recorded = service.post(&path, &service.token(CLERK), &majority).await;
    assert_eq!(recorded.status, 200, "{}", recorded.text);
    assert_eq!(
        (may_read(&service, complaint, &pupil).await, may_read(&service, complaint, &speaker).await),
        (200, 404)
    );
    let letters = waiting(&service.app).await.len();
    ask_for_code(&service, reference, "ada@example.org").await;
    assert_eq!(waiting(&service.app).await.len(), letters, "who speaks for nobody is sent nothing");
}

#[tokio::test]
async fn a_pupils_own_complaint_is_told_to_no_parent() {
    let service = sending().await;
    let mut body = lodging();
    body["complainants"] = json!([{ "name": "Kim Example", "capacity": "pupil", "email": "kim@example.org" }]);
    let case = lodge(&service, &body).await;
    let session = token(&sign_in(&service, text(&case, "reference"), text(&case, "access_code")).await);
    service.post("/v1/access-code", &session, &json!({})).await;
    let letters = waiting(&service.app).await;
    assert!(letters.len() == 1 && letters.iter().all(|(_, to, _)| to == "kim@example.org"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_signing_in_looks_up_is_a_pure_fold_on_both_databases() {
    for database in databases() {
        let mut service = Service::at(&database.url).await;
        service.app.sends = true;
        service.router = redress_api::router(service.app.clone());
        let case = lodge(&service, &lodging()).await;
        ask_for_code(&service, text(&case, "reference"), "ada@example.org").await;
        let sent = last_code(&service).await;
        let session = token(&sign_in_by_mail(&service, text(&case, "reference"), "ada@example.org", &sent).await);
        assert_eq!(service.post("/v1/access-code", &session, &json!({})).await.status, 200);
        let admin = service.token("administrator@service/018f0000000070008000000000000010");
        let member =
            service.post("/v1/members", &admin, &json!({ "issuer": "https://id.example.org", "subject": "a" })).await;
        let path = format!("/v1/members/{}/grant-membership", text(&member.json, "person"));
        let office = json!({ "role": "clerk", "body": "school:100001" });
        assert_eq!(service.post(&path, &admin, &office).await.status, 200);
        service.app.store.close().await;

        let key = MasterKey::new([7; 32]);
        let store = redress_projections::Store::open(&database.url, &key, Options::default()).await;
        let store = store.expect("the database opens again");
        for view in ["accesses", "memberships", "identities", "outbox"] {
            let live = store.print(view).await.expect("a view");
            assert!(!live.is_empty(), "{view} on {}", database.name);
            store.rebuild(Some(view), |_, _| {}).await.expect("it can be made anew");
            assert_eq!(store.print(view).await.expect("a view"), live, "{view} on {}", database.name);
        }
        store.close().await;
    }
}

#[tokio::test]
async fn a_text_longer_than_the_document_allows_is_refused_by_its_place() {
    let service = sending().await;
    let long = "x".repeat(101);
    let ask = json!({ "reference": long, "email": "ada@example.org" });
    let answer = service.post("/v1/sign-in-codes", "", &ask).await;
    assert_eq!((answer.status, answer.pointer()), (422, "/reference"), "{}", answer.text);
    let answer = service.post("/v1/sign-in", "", &json!({ "reference": "RD-00000-00000", "code": long })).await;
    assert_eq!((answer.status, answer.pointer()), (422, "/code"), "{}", answer.text);
    let case = lodge(&service, &lodging()).await;
    let person = &PARENT[19..];
    let path = format!("/v1/complaints/{}/people/{person}/access-code", text(&case, "complaint"));
    for (reason, status) in [("", 422), (&*"y".repeat(2001), 422), ("She rang.", 200)] {
        let answer = service.post(&path, &service.token(CLERK), &json!({ "reason": reason })).await;
        assert_eq!(answer.status, status, "{}", answer.text);
    }
}
