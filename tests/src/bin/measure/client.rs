//! Who asks: a clerk who has signed in, and an auditor, over connections that are kept alive.

use super::{Failure, TOKEN_KEY, fill};
use jiff::{SignedDuration, Timestamp};
use redress_api::Keys;
use redress_api::token::Says;
use redress_domain::{Actor, Body, PersonId, Role};
use redress_tests::line::Line;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// How many commands a complaint receives.
const JOURNEY: u32 = 20;

/// Somebody with tokens and connections. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    address: Arc<str>,
    auditor: Arc<str>,
    clerk: Arc<str>,
}

impl Client {
    /// Speaks to the service at an address, whose clock shows about this time.
    pub fn new(address: &str, now: Timestamp) -> Result<Self, Failure> {
        redress_api::oidc::set_up_tls();
        let keys = Keys::development(&TOKEN_KEY);
        let day = SignedDuration::from_hours(24);
        let auditor = Actor { role: Role::Auditor, body: Body::Service, person: PersonId(Uuid::from_u128(3)) };
        Ok(Self {
            http: reqwest::Client::builder().tcp_nodelay(true).build()?,
            address: address.into(),
            auditor: keys.issue(&auditor, now, day)?.into(),
            // As somebody who has signed in: the office is asked for each time.
            clerk: keys.sign(Says::Staff(fill::clerk()), now, day)?.into(),
        })
    }

    /// A connection of one's own.
    pub async fn line(&self) -> Result<Line, Failure> {
        Ok(Line::to(self.address.trim_start_matches("http://")).await?)
    }

    /// Reads a timeline over a line, and is content with nothing less than all of it.
    pub async fn timeline(&self, line: &mut Line, complaint: &str) -> Result<(), Failure> {
        let request = format!(
            "GET /v1/complaints/{complaint}/timeline HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\n\r\n",
            self.clerk
        );
        let (status, body) = line.ask(request.as_bytes()).await?;
        if status != 200 || body.len() < 1_000 {
            return Err(format!("{status}: {}", String::from_utf8_lossy(body)).into());
        }
        Ok(())
    }

    /// Reads the first page of what is due within 14 days as an auditor, and says how long it took; with the
    /// totals of everything, if they are asked for.
    pub async fn due(&self, totals: bool) -> Result<(Value, Duration), Failure> {
        let address = format!("{}/v1/reports/deadlines?within=14&totals={totals}", self.address);
        let asked = Instant::now();
        let answer = self.http.get(address).bearer_auth(&self.auditor).send().await?;
        let (status, bytes) = (answer.status(), answer.bytes().await?);
        let taken = asked.elapsed();
        let page: Value = serde_json::from_slice(&bytes)?;
        if !status.is_success() || page["deadlines"].as_array().is_none_or(Vec::is_empty) {
            return Err(format!("{status}: {page}").into());
        }
        Ok((page["totals"].clone(), taken))
    }

    async fn post(&self, path: &str, body: &Value) -> Result<Value, Failure> {
        let asked = self.http.post(format!("{}{path}", self.address)).json(body).bearer_auth(&self.clerk);
        let answer = asked.send().await?;
        let status = answer.status();
        let bytes = answer.bytes().await?;
        if !status.is_success() {
            return Err(format!("{path}: {status}: {}", String::from_utf8_lossy(&bytes)).into());
        }
        Ok(serde_json::from_slice(&bytes)?)
    }

    /// Writes down a complaint that came by letter, and adds to it; says how many commands that were.
    pub async fn journey(&self) -> Result<u32, Failure> {
        let lodging = json!({
            "school": 100_001,
            "channel": "letter",
            "complainants": [{ "name": "Ada Example", "capacity": "parent", "email": "ada@example.org" }],
            "issues": [{ "account": "My child was promised extra help with reading and did not get it." }],
        });
        let answer = self.post("/v1/complaints", &lodging).await?;
        let complaint = answer["complaint"].as_str().ok_or("an answer without a number")?;
        for _ in 1..JOURNEY {
            let document =
                json!({ "document": Uuid::now_v7(), "title": "Letter from the school", "privilege": "school" });
            self.post(&format!("/v1/complaints/{complaint}/add-document"), &document).await?;
        }
        Ok(JOURNEY)
    }
}
