//! The service under test: its real router over a new database, every answer held against `openapi.yaml`.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use jiff::SignedDuration;
use redress_api::codes::{Cost, Hashing};
use redress_api::receipts::LogKey;
use redress_api::{App, Clock, Keys, Store, import, openapi, serve, stories};
use redress_domain::law::Scheme;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use tempfile::TempDir;
use tower::ServiceExt;

/// The day on which every test begins: the first school week of the Guarantees.
pub const START: &str = "2011-09-05T09:00:00Z";

static DOCUMENT: LazyLock<Value> = LazyLock::new(openapi::document);

/// A service with the demo's schools and nobody's complaints.
#[derive(Debug)]
pub struct Service {
    /// The service.
    pub app: App,
    /// Its router.
    pub router: Router,
    _folder: Option<TempDir>,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub text: String,
    /// The body, where it is no text.
    pub bytes: Vec<u8>,
    /// The body as JSON, or null.
    pub json: Value,
}

impl Answer {
    /// The last part of the problem's type.
    pub fn problem(&self) -> &str {
        self.json["type"].as_str().and_then(|kind| kind.strip_prefix("/problems/")).unwrap_or_default()
    }

    /// A header as text.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where the first error points.
    pub fn pointer(&self) -> &str {
        self.json["errors"][0]["pointer"].as_str().unwrap_or_default()
    }
}

impl Service {
    /// Starts it over a new SQLite file.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("redress.db").display());
        Self { _folder: Some(folder), ..Self::at(&url).await }
    }

    /// Starts it over a new database of a test's own.
    pub async fn at(url: &str) -> Self {
        let clock = Arc::new(Clock::standing_at(START.parse().expect("a good instant")));
        let store = Store::open(url, [7; 32]).await.expect("the database opens");
        import::read(&store, &clock, serve::DEMO_SCHOOLS, &import::Progress::hidden())
            .await
            .expect("the demo's schools are read");
        let mut app = App::new(store, clock, Keys::development(&[9; 32]), Scheme::WhitePaper);
        app.hashing = Hashing::at(Cost::LEAST);
        app.log_key = Some(Arc::new(LogKey::new(&[5; 32], "https://redress.test/")));
        Self::of(app)
    }

    /// Plays the demo's stories; gives the complaints by story.
    pub async fn play(&self) -> BTreeMap<String, String> {
        let lodged = stories::play(&self.app, &self.router).await.expect("the stories are played");
        lodged.into_iter().map(|(story, case)| (story, case.to_string())).collect()
    }

    /// Starts it with something set up differently.
    pub async fn with(change: impl FnOnce(&mut App)) -> Self {
        let mut service = Self::start().await;
        change(&mut service.app);
        service.router = redress_api::router(service.app.clone());
        service
    }

    /// A service that is there already.
    pub fn of(app: App) -> Self {
        Self { router: redress_api::router(app.clone()), app, _folder: None }
    }

    /// A token for an actor, written `role@body/person`.
    pub fn token(&self, actor: &str) -> String {
        let actor = actor.parse().expect("an actor");
        self.app.keys.issue(&actor, self.app.clock.now(), SignedDuration::from_hours(1)).expect("a token")
    }

    /// The cookie of a browser that is signed in as an actor, written `role@body/person`.
    pub fn cookie(&self, actor: &str) -> String {
        format!("redress={}", self.token(actor))
    }

    /// Opens a page with these cookies.
    pub async fn see(&self, path: &str, cookies: &str) -> Answer {
        self.send(Request::get(path).header("cookie", cookies).body(Body::empty()).expect("a request")).await
    }

    /// Opens a page as somebody who is signed in.
    pub async fn see_as(&self, path: &str, actor: &str) -> Answer {
        self.see(path, &self.cookie(actor)).await
    }

    /// Sends a form of ours with these cookies.
    pub async fn fill(&self, path: &str, cookies: &str, fields: impl AsRef<[u8]>) -> Answer {
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("cookie", cookies);
        self.send(request.body(Body::from(fields.as_ref().to_vec())).expect("a request")).await
    }

    /// Everything that was recorded, as it is stored: for what must not be found in it.
    pub async fn log(&self) -> String {
        let records = self.app.store.since(0, 100_000).await.expect("the log");
        records.iter().map(|record| record.fact.encode().expect("an event")).collect()
    }

    /// What was recorded after a position: the names of the events.
    pub async fn events_since(&self, position: i64) -> Vec<&'static str> {
        let records = self.app.store.since(position, 1000).await.expect("the log");
        records.iter().map(|record| record.fact.name()).collect()
    }

    /// Where the log ends.
    pub async fn position(&self) -> i64 {
        self.app.store.head().await.expect("a head").position
    }

    /// Sends a request, and holds the answer against the document.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let response = self.router.clone().oneshot(request).await.expect("the router answers everything");
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a whole body");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let json = serde_json::from_str(&text).unwrap_or_default();
        let bytes = bytes.to_vec();
        let answer = Answer { status: parts.status.as_u16(), headers: parts.headers, text, bytes, json };
        check(&method, &path, &answer);
        answer
    }

    /// Asks as somebody.
    pub async fn get(&self, path: &str, token: &str) -> Answer {
        self.send(request("GET", path, token, Body::empty())).await
    }

    /// Has the school of [`lodging`] publish its terms of 2011/12, each from one day to another, so that days can be
    /// worked out.
    pub async fn publish_terms(&self, actor: &str, terms: &[(&str, &str)]) {
        let terms: Vec<_> = terms.iter().map(|(from, to)| json!({ "from": from, "to": to })).collect();
        let body = json!({
            "source": "published", "version": 1, "covers_from": "2011-09-01", "covers_to": "2012-08-31", "terms": terms,
        });
        let put = request("PUT", "/v1/schools/100001/terms", &self.token(actor), body.to_string().into());
        let published = self.send(put).await;
        assert_eq!(published.status, 200, "{}", published.text);
    }

    /// Sends JSON as somebody.
    pub async fn post(&self, path: &str, token: &str, body: &Value) -> Answer {
        self.send(request("POST", path, token, Body::from(body.to_string()))).await
    }
}

/// A request with JSON in it, and a token if one is given.
pub fn request(method: &str, path: &str, token: &str, body: Body) -> Request<Body> {
    let mut builder = Request::builder().method(method).uri(path).header("content-type", "application/json");
    if !token.is_empty() {
        builder = builder.header("authorization", format!("Bearer {token}"));
    }
    builder.body(body).expect("a request")
}

/// A complaint as a parent lodges it.
pub fn lodging() -> Value {
    json!({
        "school": 100_001,
        "channel": "online_form",
        "complainants": [{ "name": "Ada Example", "capacity": "parent", "email": "ada@example.org" }],
        "issues": [{ "account": "My child was promised extra help with reading and did not get it." }],
    })
}

/// Holds an answer against the document: status, media type and schema of its operation.
fn check(method: &Method, path: &str, answer: &Answer) {
    assert!(!answer.header("x-request-id").is_empty(), "{method} {path}: no request id");
    let kind = answer.header("content-type").split(';').next().unwrap_or_default().to_owned();
    let Some(operation) = operation(method, path) else {
        if answer.status >= 400 && kind != "text/html" {
            assert_eq!(kind, "application/problem+json", "{method} {path}: {}", answer.text);
            validate(&json!({ "$ref": "#/components/schemas/Problem" }), &answer.json, path);
        }
        return;
    };
    if method == Method::HEAD {
        return;
    }
    let mut documented = &operation["responses"][answer.status.to_string()];
    if let Some(pointer) = documented["$ref"].as_str() {
        documented = DOCUMENT.pointer(&pointer[1..]).expect("a response that is there");
    }
    assert!(documented.is_object(), "{method} {path}: status {} is not documented: {}", answer.status, answer.text);
    let Some(content) = documented.get("content") else {
        assert!(answer.text.is_empty(), "{method} {path}: a body where none is documented");
        return;
    };
    assert!(content.get(&kind).is_some(), "{method} {path}: {} answers {kind}", answer.status);
    let schema = &content[&kind];
    if kind.ends_with("json") {
        validate(&schema["schema"], &answer.json, path);
    }
}

fn operation(method: &Method, path: &str) -> Option<&'static Value> {
    let fits = |template: &str| {
        let (asked, known): (Vec<_>, Vec<_>) = (path.split('/').collect(), template.split('/').collect());
        asked.len() == known.len()
            && known.iter().zip(&asked).all(|(known, asked)| known.starts_with('{') || known == asked)
    };
    let paths = DOCUMENT["paths"].as_object()?;
    let exact = paths.get(path).or_else(|| paths.iter().find(|(template, _)| fits(template)).map(|(_, item)| item))?;
    exact.get(method.as_str().to_ascii_lowercase())
}

fn validate(schema: &Value, instance: &Value, path: &str) {
    let root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "components": DOCUMENT["components"],
        "allOf": [schema],
    });
    let validator = jsonschema::validator_for(&root).expect("a schema");
    let wrong: Vec<_> =
        validator.iter_errors(instance).map(|error| format!("{} at {}", error, error.instance_path())).collect();
    assert!(wrong.is_empty(), "{path} does not fit its schema: {wrong:#?}\n{instance:#}");
}

/// Whether a status is one of the caller's own making.
pub fn is_refusal(status: u16) -> bool {
    StatusCode::from_u16(status).is_ok_and(|status| status.is_client_error())
}
