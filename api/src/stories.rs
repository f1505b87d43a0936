//! The stories of the demo: complaints as lists of requests, played through the router like anybody's.
//!
//! The same stories are played by the tests over HTTP, against both databases, and their timelines are
//! snapshots. So what the demo shows is what the tests hold.

use crate::app::App;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use redress_domain::clock::instant;
use redress_domain::ids::RequestNo;
use redress_domain::{Actor, PersonId};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use tower::ServiceExt;
use uuid::Uuid;

/// One story: a complaint from its first words to its end.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// Its short name.
    pub name: String,
    /// What it tells.
    pub title: String,
    /// What is done, in order.
    pub steps: Vec<Step>,
}

/// One request of a story.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// When, by the clock in London.
    pub on: DateTime,
    /// Who: `role@body/name`.
    #[serde(rename = "as")]
    pub actor: String,
    /// The action, or `publish_terms`.
    #[serde(rename = "do")]
    pub action: String,
    /// What is sent; `@name` stands for that person's number, and `#name` for that of their request for data. Decisions
    /// about the items of one are written as the events whose words are masked, each with the reason.
    pub with: Value,
    /// The problem it is to be answered with, where it is to be refused.
    pub refused: Option<String>,
}

/// A request as it goes over the wire.
#[derive(Debug, Clone)]
pub struct Call {
    /// The method.
    pub method: &'static str,
    /// The path.
    pub path: String,
    /// Who sends it.
    pub actor: Actor,
    /// What is sent.
    pub body: Value,
}

impl Call {
    /// What is asked first: a story cannot know the numbers of a request's items, which are places in the log.
    #[must_use]
    pub fn first(&self) -> Option<Self> {
        let (case, _) = self.path.rsplit_once('/').filter(|_| self.body["decisions"].is_object())?;
        let path = format!("{case}/data-requests/{}", self.body["request"]);
        Some(Self { method: "GET", path, actor: self.actor.clone(), body: Value::Null })
    }

    /// Decides on each item that was read: it is shown, but for the words that the story masks.
    pub fn decide(&mut self, read: &Value) {
        let masked = self.body["decisions"].take();
        let decision = |one: &Value| {
            let why = one["entry"]["event"].as_str().and_then(|event| masked.get(event));
            let treatment = if why.is_some() { "mask" } else { "keep" };
            json!({ "item": one["item"], "treatment": treatment, "exemption": why })
        };
        self.body["decisions"] = read["items"].as_array().into_iter().flatten().map(decision).collect();
    }
}

/// A story that cannot be read or played.
#[derive(Debug, thiserror::Error)]
pub enum Stuck {
    /// The file is not a story.
    #[error("story {0} cannot be read: {1}")]
    Unreadable(&'static str, yaml_serde::Error),
    /// A step names somebody who is nobody.
    #[error("story {0}: \"{1}\" is not an actor, written role@body/name")]
    NoActor(String, String),
    /// A step was not answered as it should be.
    #[error("story {story}, {action} on {on}: answered {status}: {answer}")]
    Answered {
        /// The story.
        story: String,
        /// The step's action.
        action: String,
        /// The step's time.
        on: DateTime,
        /// The status of the answer.
        status: StatusCode,
        /// The answer.
        answer: String,
    },
    /// The service does not answer at all.
    #[error("the service does not answer: {0}")]
    Silent(String),
}

const FILES: [(&str, &str); 11] = [
    ("terms", include_str!("../stories/terms.yaml")),
    ("settled-by-the-head-teacher", include_str!("../stories/settled-by-the-head-teacher.yaml")),
    ("settled-by-the-governing-body", include_str!("../stories/settled-by-the-governing-body.yaml")),
    ("no-answer-then-the-ombudsman", include_str!("../stories/no-answer-then-the-ombudsman.yaml")),
    ("tuition-and-the-local-authority", include_str!("../stories/tuition-and-the-local-authority.yaml")),
    ("as-far-as-a-direction", include_str!("../stories/as-far-as-a-direction.yaml")),
    ("waiting-for-the-school", include_str!("../stories/waiting-for-the-school.yaml")),
    ("a-school-becomes-an-academy", include_str!("../stories/a-school-becomes-an-academy.yaml")),
    ("at-the-ombudsmans-door", include_str!("../stories/at-the-ombudsmans-door.yaml")),
    ("being-investigated", include_str!("../stories/being-investigated.yaml")),
    ("not-carried-out", include_str!("../stories/not-carried-out.yaml")),
];

/// Every story; the first sets the scene and lodges nothing.
///
/// # Errors
/// A file is not a story.
pub fn all() -> Result<Vec<Story>, Stuck> {
    FILES
        .iter()
        .map(|(name, text)| yaml_serde::from_str(text).map_err(|error| Stuck::Unreadable(name, error)))
        .collect()
}

/// The steps of all stories in the order of their time, each with the number of its story: life is told
/// in the order in which it happens, and the log's clock never goes back.
#[must_use]
pub fn in_order(stories: &[Story]) -> Vec<(usize, &Step)> {
    let steps =
        stories.iter().enumerate().flat_map(|(number, story)| story.steps.iter().map(move |step| (number, step)));
    let mut steps: Vec<_> = steps.collect();
    steps.sort_by_key(|(_, step)| step.on);
    steps
}

/// The person of a name: the same number for the same name, always.
#[must_use]
pub fn person(name: &str) -> PersonId {
    let digest = Sha256::digest(name.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    PersonId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

impl Step {
    /// The instant of the step.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        instant(self.on).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The request of this step, about a complaint if one has been lodged.
    ///
    /// # Errors
    /// The actor is nobody.
    pub fn call(&self, story: &str, complaint: Option<&str>) -> Result<Call, Stuck> {
        let nobody = || Stuck::NoActor(story.into(), self.actor.clone());
        let (office, name) = self.actor.split_once('/').ok_or_else(nobody)?;
        let actor: Actor = format!("{office}/{}", person(name)).parse().map_err(|_| nobody())?;
        let mut body = self.with.clone();
        put_people(&mut body);
        let slug = self.action.replace('_', "-");
        let (method, path) = match (self.action.as_str(), actor.body, complaint) {
            ("publish_terms", redress_domain::Body::School(urn), _) => ("PUT", format!("/v1/schools/{urn}/terms")),
            ("submit_complaint", ..) => ("POST", "/v1/complaints".into()),
            (_, _, complaint) => ("POST", format!("/v1/complaints/{}/{slug}", complaint.unwrap_or_default())),
        };
        Ok(Call { method, path, actor, body })
    }

    /// Whether an answer is the one the story tells of.
    #[must_use]
    pub fn expects(&self, status: u16, answer: &Value) -> bool {
        match &self.refused {
            None => (200..300).contains(&status),
            Some(slug) => {
                (400..500).contains(&status) && answer["type"].as_str() == Some(&*format!("/problems/{slug}"))
            }
        }
    }
}

fn put_people(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some(name) = text.strip_prefix('@') {
                *text = person(name).to_string();
            } else if let Some(name) = text.strip_prefix('#') {
                *value = RequestNo::next(person(name), |_| false).0.into();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(put_people),
        Value::Object(members) => members.values_mut().for_each(put_people),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What playing left behind: the complaint of each story.
pub type Lodged = BTreeMap<String, Uuid>;

/// Plays every story through the router, setting the manual clock before each step.
///
/// # Errors
/// A step is not answered as its story tells.
pub async fn play(app: &App, router: &Router) -> Result<Lodged, Stuck> {
    let stories = all()?;
    let mut lodged = Lodged::new();
    for (number, step) in in_order(&stories) {
        let story = &stories[number];
        app.clock.set(step.at());
        let complaint = lodged.get(&story.name).map(Uuid::to_string);
        let mut call = step.call(&story.name, complaint.as_deref())?;
        if let Some(first) = call.first() {
            let (_, read) = send(app, router, &first).await?;
            call.decide(&read);
        }
        let (status, answer) = send(app, router, &call).await?;
        if !step.expects(status.as_u16(), &answer) {
            let (story, action) = (story.name.clone(), step.action.clone());
            return Err(Stuck::Answered { story, action, on: step.on, status, answer: answer.to_string() });
        }
        if step.action == "submit_complaint"
            && let Some(id) = answer["complaint"].as_str().and_then(|id| id.parse().ok())
        {
            lodged.insert(story.name.clone(), id);
        }
    }
    Ok(lodged)
}

async fn send(app: &App, router: &Router, call: &Call) -> Result<(StatusCode, Value), Stuck> {
    let silent = |error: &dyn std::fmt::Display| Stuck::Silent(error.to_string());
    let token =
        app.keys.issue(&call.actor, app.clock.now(), SignedDuration::from_mins(5)).map_err(|error| silent(&error))?;
    let request = Request::builder()
        .method(call.method)
        .uri(&call.path)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(if call.body.is_null() { Body::empty() } else { Body::from(call.body.to_string()) })
        .map_err(|error| silent(&error))?;
    let response = router.clone().oneshot(request).await.map_err(|error| silent(&error))?;
    let status = response.status();
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.map_err(|error| silent(&error))?;
    Ok((status, serde_json::from_slice(&bytes).unwrap_or_default()))
}
