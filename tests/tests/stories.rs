//! The stories of the demo, played over HTTP against both databases: what each person then reads.

use jiff::SignedDuration;
use redress_api::codes::{Cost, Hashing};
use redress_api::oidc;
use redress_api::stories::{self, Step, Story};
use redress_api::{App, Clock, Keys, Store, import, serve};
use redress_domain::law::Scheme;
use redress_tests::support::databases;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

struct Played {
    app: App,
    address: String,
    client: reqwest::Client,
    lodged: BTreeMap<String, String>,
    refusals: Vec<(String, Value)>,
    server: tokio::task::JoinHandle<()>,
}

impl Played {
    async fn over(url: &str) -> Self {
        let stories = stories::all().expect("the stories are stories");
        let clock = Arc::new(Clock::standing_at("2011-09-01T07:00:00Z".parse().expect("an instant")));
        let store = Store::open(url, [7; 32]).await.expect("the database opens");
        import::read(&store, &clock, serve::DEMO_SCHOOLS, &import::Progress::hidden())
            .await
            .expect("the schools are read");
        let mut app = App::new(store, clock, Keys::development(&[9; 32]), Scheme::WhitePaper);
        app.hashing = Hashing::at(Cost::LEAST);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let router = redress_api::router(app.clone());
        let server = tokio::spawn(async move { axum::serve(listener, router).await.expect("it serves") });
        oidc::set_up_tls();
        let client = reqwest::Client::new();
        let mut played = Self { app, address, client, lodged: BTreeMap::new(), refusals: Vec::new(), server };
        for (number, step) in stories::in_order(&stories) {
            played.step(&stories[number], step).await;
        }
        played
    }

    async fn step(&mut self, story: &Story, step: &Step) {
        self.app.clock.set(step.at());
        let complaint = self.lodged.get(&story.name).cloned();
        let mut call = step.call(&story.name, complaint.as_deref()).expect("an actor");
        if let Some(first) = call.first() {
            call.decide(&self.send(first.method, &first.path, &first.actor.to_string(), None).await.1);
        }
        let before = self.app.store.head().await.expect("a head").position;
        let (status, answer) = self.send(call.method, &call.path, &call.actor.to_string(), Some(&call.body)).await;
        assert!(step.expects(status, &answer), "{}: {} on {}: {status} {answer}", story.name, step.action, step.on);
        if step.refused.is_some() {
            let after = self.app.store.head().await.expect("a head").position;
            assert_eq!(before, after, "{}: a refusal left a trace", story.name);
            self.refusals.push((format!("{}: {}", story.name, step.action), answer.clone()));
        }
        if step.action == "submit_complaint" {
            self.lodged.insert(story.name.clone(), answer["complaint"].as_str().expect("an identifier").to_owned());
        }
    }

    async fn send(&self, method: &str, path: &str, actor: &str, body: Option<&Value>) -> (u16, Value) {
        let actor = actor.parse().expect("an actor");
        let token = self.app.keys.issue(&actor, self.app.clock.now(), SignedDuration::from_mins(5)).expect("a token");
        let method = method.parse().expect("a method");
        let mut request = self.client.request(method, format!("{}{path}", self.address)).bearer_auth(token);
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().await.expect("an answer");
        let status = response.status().as_u16();
        (status, response.json().await.unwrap_or_default())
    }

    async fn ask(&self, actor: &str, path: &str) -> Value {
        let (office, name) = actor.split_once('/').expect("role@body/name");
        let (status, answer) = self.send("GET", path, &format!("{office}/{}", stories::person(name)), None).await;
        assert_eq!(status, 200, "{actor} {path}: {answer}");
        answer
    }

    /// Takes out what differs from run to run: identifiers made at random, and references made of them.
    fn steady(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (story, id) in &self.lodged {
            let reference = id.parse::<redress_domain::ComplaintId>().expect("an identifier").reference();
            text = text.replace(id.as_str(), &format!("[{story}]")).replace(&reference, "[reference]");
        }
        text
    }
}

fn lines(timeline: &Value) -> String {
    let mut text = String::new();
    for line in timeline["timeline"].as_array().expect("a timeline") {
        let field = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
        let _ = writeln!(text, "{}  {:<34} {}  [{}]", &field("at")[..16], field("event"), field("said"), field("role"));
    }
    text
}

const READERS: [(&str, &str); 9] = [
    ("settled-by-the-head-teacher", "complainant@family/amina"),
    ("settled-by-the-governing-body", "complainant@family/daniel"),
    ("no-answer-then-the-ombudsman", "complainant@family/grace"),
    ("tuition-and-the-local-authority", "complainant@family/tomasz"),
    ("as-far-as-a-direction", "complainant@family/leila"),
    ("a-school-becomes-an-academy", "complainant@family/ruth"),
    ("at-the-ombudsmans-door", "complainant@family/hassan"),
    ("being-investigated", "complainant@family/maria"),
    ("not-carried-out", "complainant@family/owen"),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_stories_read_the_same_over_http_on_both_databases() {
    for database in databases() {
        let played = Played::over(&database.url).await;
        for (story, reader) in READERS {
            let here = format!("/v1/complaints/{}", played.lodged[story]);
            let timeline = lines(&played.ask(reader, &format!("{here}/timeline")).await);
            insta::assert_snapshot!(format!("timeline-{story}"), timeline);
            let deadlines = played.ask(reader, &format!("{here}/deadlines")).await;
            let deadlines = played.steady(&serde_json::to_string_pretty(&deadlines).expect("JSON"));
            insta::assert_snapshot!(format!("deadlines-{story}"), deadlines);
        }
        let refusals: String = played
            .refusals
            .iter()
            .map(|(what, answer)| {
                format!("{what}\n{}\n\n", played.steady(&serde_json::to_string_pretty(answer).expect("JSON")))
            })
            .collect();
        insta::assert_snapshot!("refusals", refusals);
        played.app.store.close().await;
        played.server.abort();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_due_is_reported_to_those_whose_cases_they_are() {
    for database in databases() {
        let played = Played::over(&database.url).await;
        // One complaint is left open, so that something is due.
        let body = json!({
            "school": 100_004, "channel": "online_form",
            "complainants": [{ "name": "Sam Field", "capacity": "parent", "email": "sam@family.example", "noticed_on": "2012-04-20" }],
            "issues": [{ "account": "There is no homework club, though the school says there is." }],
        });
        let sam = format!("complainant@family/{}", stories::person("sam"));
        let (status, answer) = played.send("POST", "/v1/complaints", &sam, Some(&body)).await;
        assert_eq!(status, 201, "{answer}");
        let open = answer["complaint"].as_str().expect("an identifier").to_owned();
        for (actor, sees) in [
            ("clerk@school:100004/clerk-100004", true),
            ("clerk@school:100001/clerk-100001", false),
            ("complainant@family/sam", true),
            ("complainant@family/amina", false),
            ("investigator@ombudsman/mr-hollis", false),
        ] {
            let report = played.ask(actor, "/v1/reports/deadlines?within=60").await;
            let theirs = report["deadlines"].as_array().expect("a list").iter().any(|row| row["complaint"] == *open);
            assert_eq!(theirs, sees, "{actor}: {report}");
            let list = played.ask(actor, "/v1/complaints?limit=100").await;
            let listed = list["complaints"].as_array().expect("a list").iter().any(|row| row["complaint"] == *open);
            assert_eq!(listed, sees, "{actor}: {list}");
        }
        let report = played.ask("clerk@school:100004/clerk-100004", "/v1/reports/deadlines?within=60").await;
        let report = serde_json::to_string_pretty(&report).expect("JSON").replace(&open, "[open]");
        let reference = open.parse::<redress_domain::ComplaintId>().expect("an identifier").reference();
        insta::assert_snapshot!("deadline-report", report.replace(&reference, "[reference]"));
        played.app.store.close().await;
        played.server.abort();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_concern_about_a_child_in_a_closed_file_is_seen_by_those_who_protect_children_alone() {
    let database = databases().remove(0);
    let played = Played::over(&database.url).await;
    let here = format!("/v1/complaints/{}/timeline", played.lodged["settled-by-the-head-teacher"]);
    let told = |timeline: &Value| lines(timeline).contains("safeguarding_");
    assert!(told(&played.ask("safeguarding_lead@school:100001/mrs-hale", &here).await));
    for other in [
        "head_teacher@school:100001/ms-okafor",
        "clerk@school:100001/clerk-100001",
        "link_governor@school:100001/mr-banks",
    ] {
        assert!(!told(&played.ask(other, &here).await), "{other} was warned");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_to_the_demo_finds_a_request_for_data_that_was_answered_with_something_masked() {
    let database = databases().remove(0);
    let played = Played::over(&database.url).await;
    let here = format!("/v1/complaints/{}", played.lodged["settled-by-the-governing-body"]);
    let daniel = "complainant@family/daniel";
    let told = played.ask(daniel, &format!("{here}/data-requests")).await;
    let request = &told["requests"][0];
    assert_eq!((&request["status"], &request["answered_on"]), (&json!("released"), &json!("2012-01-19")), "{told}");
    assert!(request["copy"].is_string(), "it can be fetched: {told}");
    let held = played.ask(daniel, &format!("{here}/personal-data")).await.to_string();
    assert!(held.contains("[not shown]") && !held.contains("Mrs Pole"), "{held}");
}
