//! Staff: who they are is an identity provider's word, what they may do is the record's.

use axum::body::Body;
use axum::routing::get;
use axum::{Json, Router};
use jiff::SignedDuration;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use redress_api::Keys;
use redress_api::oidc::{Issuer, Trust};
use redress_api::provider::Provider;
use redress_tests::http::{Answer, Service, lodging, request};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const ADMIN: &str = "administrator@service/018f0000000070008000000000000010";
const PARENT: &str = "complainant@family/018f0000000070008000000000000001";

/// A provider that can be given another key, over a real connection.
struct World {
    service: Service,
    issuer: String,
    current: Arc<Mutex<Provider>>,
    asked: Arc<Mutex<u32>>,
    complaint: String,
}

impl World {
    /// The service trusts a provider, and takes no development token; there is one complaint.
    async fn new() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let issuer = format!("http://{}", listener.local_addr().expect("an address"));
        let current = Arc::new(Mutex::new(Provider::new(&issuer, "").expect("a key")));
        let asked = Arc::new(Mutex::new(0));
        let (discovery, keys, count) = (Arc::clone(&current), Arc::clone(&current), Arc::clone(&asked));
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(async move || Json(discovery.lock().unwrap().discovery())))
            .route(
                "/jwks",
                get(async move || {
                    *count.lock().unwrap() += 1;
                    Json(keys.lock().unwrap().keys().expect("keys"))
                }),
            );
        tokio::spawn(async move { axum::serve(listener, routes).await });
        let mut service = Service::start().await;
        let complaint = service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
        let trust = Trust {
            issuer: issuer.clone(),
            client: "redress".into(),
            secret: None,
            audience: "redress-api".into(),
            here: "http://127.0.0.1".into(),
            pause: Duration::ZERO,
        };
        service.app.issuer = Some(Arc::new(Issuer::new(trust).expect("a provider")));
        service.router = redress_api::router(service.app.clone());
        let complaint = complaint.json["complaint"].as_str().expect("a complaint").to_owned();
        Self { service, issuer, current, asked, complaint }
    }

    /// Nobody may act as somebody by their own word any more.
    fn in_earnest(&mut self) {
        self.service.app.keys = Arc::new(Keys::new(&[9; 32]));
        self.service.router = redress_api::router(self.service.app.clone());
    }

    fn claims(&self, subject: &str) -> Value {
        let now = self.service.app.clock.now().as_second();
        json!({ "iss": self.issuer, "aud": "redress-api", "sub": subject, "iat": now, "exp": now + 300 })
    }

    fn token(&self, subject: &str) -> String {
        self.sign(&self.claims(subject))
    }

    fn sign(&self, claims: &Value) -> String {
        self.current.lock().unwrap().sign(claims).expect("a token")
    }

    async fn list(&self, token: &str) -> Answer {
        self.service.get("/v1/complaints", token).await
    }

    async fn order(&self, path: &str, body: &Value) -> Answer {
        self.service.post(path, &self.service.token(ADMIN), body).await
    }

    /// Makes somebody known, and gives their number.
    async fn known(&self, subject: &str) -> String {
        let member = self.order("/v1/members", &json!({ "issuer": self.issuer, "subject": subject })).await;
        assert_eq!(member.status, 200, "{}", member.text);
        member.json["person"].as_str().expect("a number").to_owned()
    }

    async fn grant(&self, person: &str, office: &Value) -> Answer {
        self.order(&format!("/v1/members/{person}/grant-membership"), office).await
    }

    /// Somebody who holds one office.
    async fn employed(&self, subject: &str, office: &Value) -> String {
        let person = self.known(subject).await;
        let granted = self.grant(&person, office).await;
        assert_eq!(granted.status, 200, "{}", granted.text);
        person
    }

    async fn reads(&self, token: &str) -> u16 {
        self.service.get(&format!("/v1/complaints/{}", self.complaint), token).await.status
    }
}

fn clerk() -> Value {
    json!({ "role": "clerk", "body": "school:100001" })
}

#[tokio::test]
async fn an_office_is_held_from_its_first_day_to_its_last_and_not_a_day_longer() {
    let world = World::new().await;
    let office = json!({ "role": "clerk", "body": "school:100001", "from": "2011-09-07", "to": "2011-09-08" });
    world.employed("ann", &office).await;
    let start = world.service.app.clock.now();
    for (days, status) in [(0, 401), (1, 401), (2, 200), (3, 200), (4, 401)] {
        world.service.app.clock.set(start + SignedDuration::from_hours(24 * days));
        assert_eq!(world.reads(&world.token("ann")).await, status, "after {days} days");
    }
}

#[tokio::test]
async fn an_office_that_is_ended_is_over_at_the_next_request() {
    let world = World::new().await;
    let person = world.employed("ann", &clerk()).await;
    let token = world.token("ann");
    assert_eq!(world.reads(&token).await, 200);
    let ended = world.order(&format!("/v1/members/{person}/end-membership"), &json!({ "membership": 1 })).await;
    assert_eq!(ended.json["memberships"][0]["to"], "2011-09-04");
    let answer = world.list(&token).await;
    assert!(answer.status == 401 && answer.text.contains("no such office"), "{}", answer.text);
}

#[tokio::test]
async fn an_office_at_another_body_shows_nothing_of_this_one() {
    let world = World::new().await;
    world.employed("ann", &json!({ "role": "clerk", "body": "school:100003" })).await;
    assert_eq!(world.reads(&world.token("ann")).await, 404);
    assert_eq!(world.list(&world.token("ann")).await.json["complaints"], json!([]));
}

#[tokio::test]
async fn a_token_says_who_somebody_is_and_never_what_they_may_do() {
    let world = World::new().await;
    let mut claims = world.claims("eve");
    claims["role"] = "clerk".into();
    claims["roles"] = json!(["clerk", "administrator"]);
    claims["body"] = "school:100001".into();
    for known in [false, true] {
        if known {
            world.known("eve").await;
        }
        assert_eq!(world.reads(&world.sign(&claims)).await, 401, "nobody gave her an office");
    }
}

#[tokio::test]
async fn a_token_that_is_not_the_providers_word_to_us_and_now_is_refused() {
    let world = World::new().await;
    world.employed("ann", &clerk()).await;
    let now = world.service.app.clock.now().as_second();
    let good = world.token("ann");
    assert_eq!(world.reads(&good).await, 200);
    let mut bad = Vec::new();
    for (name, value) in [
        ("aud", json!("redress")),
        ("aud", json!(["another"])),
        ("aud", Value::Null),
        ("iss", json!("https://elsewhere.example.org")),
        ("iss", json!(format!("{}/", world.issuer))),
        ("exp", json!(now)),
        ("exp", json!(now - 1)),
        ("exp", Value::Null),
        ("nbf", json!(now + 3_600)),
        ("sub", Value::Null),
        ("sub", json!("Ann")),
    ] {
        let mut claims = world.claims("ann");
        match value {
            Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
            value => claims[name] = value,
        }
        bad.push((format!("{name}: {claims}"), world.sign(&claims)));
    }
    // "none", our own kind of signature under the provider's public key, and another key altogether.
    let (head, rest) = good.split_once('.').unwrap();
    let (claims, _) = rest.split_once('.').unwrap();
    bad.push(("none".into(), format!("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{claims}.")));
    bad.push(("no signature".into(), format!("{head}.{claims}.")));
    let public = world.current.lock().unwrap().keys().unwrap()["keys"][0].clone();
    for secret in [public["x"].as_str().unwrap().to_owned(), public.to_string()] {
        let key = EncodingKey::from_secret(secret.as_bytes());
        let forged = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &world.claims("ann"), &key);
        bad.push(("a shared secret".into(), forged.unwrap()));
    }
    let stranger = Provider::new(&world.issuer, "").unwrap();
    bad.push(("another key".into(), stranger.sign(&world.claims("ann")).unwrap()));
    for (why, token) in bad {
        let answer = world.list(&token).await;
        assert_eq!((answer.status, answer.problem()), (401, "not-signed-in"), "{why}");
    }
    assert_eq!(world.reads(&good).await, 200);
}

#[tokio::test]
async fn a_provider_may_change_its_keys_and_is_not_asked_for_each_token() {
    let world = World::new().await;
    world.employed("ann", &clerk()).await;
    let old = world.token("ann");
    for _ in 0..5 {
        assert_eq!(world.reads(&old).await, 200);
    }
    assert_eq!(*world.asked.lock().unwrap(), 1, "keys are kept");
    *world.current.lock().unwrap() = Provider::new(&world.issuer, "").unwrap();
    assert_eq!(world.reads(&world.token("ann")).await, 200, "a new key is asked for");
    assert_eq!(world.reads(&old).await, 401, "and the old one is out");
}

#[tokio::test]
async fn who_holds_several_offices_names_the_one_they_act_in() {
    let world = World::new().await;
    let person = world.employed("ann", &clerk()).await;
    let lead = json!({ "role": "safeguarding_lead", "body": "school:100001" });
    assert_eq!(world.grant(&person, &lead).await.status, 200);
    let token = world.token("ann");
    let answer = world.list(&token).await;
    assert_eq!((answer.status, answer.pointer()), (400, "redress-acting-as"));
    assert!(answer.text.contains("clerk@school:100001, safeguarding_lead@school:100001"), "{}", answer.text);
    let acting = async |office: &str| {
        let path = format!("/v1/complaints/{}/actions", world.complaint);
        let mut request = request("GET", &path, &token, Body::empty());
        request.headers_mut().insert("redress-acting-as", office.parse().unwrap());
        world.service.send(request).await
    };
    assert!(acting("clerk@school:100001").await.text.contains("accept_complaint"));
    assert!(!acting("safeguarding_lead@school:100001").await.text.contains("accept_complaint"));
    for office in ["commissioner@ombudsman", "clerk@school:100003", "x", ""] {
        assert_eq!(acting(office).await.status, 401, "{office}");
    }
}

#[tokio::test]
async fn where_it_is_no_demo_nobody_acts_as_somebody_by_their_own_word() {
    let mut world = World::new().await;
    world.employed("ann", &clerk()).await;
    let word = world.service.token("clerk@school:100001/018f0000000070008000000000000002");
    assert_eq!(world.reads(&word).await, 200);
    world.in_earnest();
    assert_eq!(world.reads(&word).await, 401);
    assert_eq!(world.reads(&world.token("ann")).await, 200);
}

#[tokio::test]
async fn who_manages_access_gives_and_takes_offices_and_can_read_no_case() {
    let world = World::new().await;
    let person = world.employed("ann", &clerk()).await;
    let grant = format!("/v1/members/{person}/grant-membership");
    let refused = async |office: Value| world.grant(&person, &office).await.problem().to_owned();
    assert_eq!(refused(clerk()).await, "already-done");
    assert_eq!(refused(json!({ "role": "clerk", "body": "ombudsman" })).await, "not-acceptable");
    assert_eq!(refused(json!({ "role": "complainant", "body": "family" })).await, "not-acceptable");
    assert_eq!(refused(json!({ "role": "administrator", "body": "service" })).await, "conflicted");
    let backwards = json!({ "role": "chair", "body": "school:100001", "from": "2011-09-02", "to": "2011-09-01" });
    assert_eq!(refused(backwards).await, "date-out-of-order");
    for who in ["clerk@school:100001", "auditor@service", "administrator@ombudsman", "complainant@family"] {
        let token = world.service.token(&format!("{who}/018f0000000070008000000000000002"));
        assert_eq!(world.service.post(&grant, &token, &clerk()).await.status, 403, "{who}");
        assert_eq!(world.service.get(&format!("/v1/members/{person}"), &token).await.status, 403, "{who}");
    }
    let admin = world.service.token(ADMIN);
    assert_eq!(world.reads(&admin).await, 404);
    assert_eq!(world.list(&admin).await.json["complaints"], json!([]));
    let same = world.order("/v1/members", &json!({ "issuer": world.issuer, "subject": "ann" })).await;
    assert_eq!(same.json["person"], person.as_str(), "one identity, one person");
    let other = world.known("bob").await;
    let link = json!({ "issuer": world.issuer, "subject": "ann" });
    assert_eq!(world.order(&format!("/v1/members/{other}/link-identity"), &link).await.problem(), "already-done");
    let own = format!("/v1/members/{}/grant-membership", &ADMIN[22..]);
    assert_eq!(world.order(&own, &clerk()).await.status, 404, "nobody gives an office to themselves");
    let log = world.service.log().await;
    assert!(!log.contains("\"ann\"") && !log.contains(&world.issuer), "the record names nobody");
}
