//! Redress as a client meets it: its router on 127.0.0.1, JSON, tokens, connections kept alive.

// The tests' own, and not a dependency: they are built on another version of sqlx than the peers.
#[path = "../../../src/line.rs"]
mod line;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use jiff::SignedDuration;
use redress_api::codes::{Cost, Hashing};
use redress_api::{App, Clock, Keys, Store, import, router, serve};
use redress_domain::law::Scheme;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;
use sqlx::PgPool;
use tokio::net::TcpListener;
use uuid::Uuid;

use super::redress::{self, NOW, REMARK, SCHOOL, SHORT, Turn, clerk};
use super::{Contender, Failure, Recorded, pool};
use line::Line;

/// What is read of the answer to a command.
#[derive(Deserialize)]
struct Answer<'a> {
    complaint: &'a str,
    events: Vec<IgnoredAny>,
}

/// What is sent that is always the same.
struct Bodies {
    lodging: String,
    objection: String,
    disclosure: String,
}

impl Bodies {
    fn new() -> Self {
        let lodging = json!({
            "school": SCHOOL,
            "channel": "online_form",
            "complainants": [{ "name": "Ada Example", "capacity": "parent", "email": "ada@example.org" }],
            "issues": [{ "account": REMARK }],
        });
        Self {
            lodging: lodging.to_string(),
            objection: json!({ "objection": REMARK }).to_string(),
            disclosure: json!({ "to": SHORT, "basis": SHORT, "items": REMARK }).to_string(),
        }
    }
}

pub struct Http {
    address: String,
    clerk: String,
    parent: String,
    bodies: Bodies,
    /// Connections that nobody is using.
    idle: Mutex<Vec<Line>>,
    /// The service gives complaints their numbers, so each of ours has another there.
    numbers: Mutex<HashMap<Uuid, String>>,
    pool: PgPool,
}

impl Http {
    pub async fn setup(url: &str) -> Result<Self, Failure> {
        let store = Store::open(url, [7; 32]).await?;
        let clock = Arc::new(Clock::running_from(NOW.parse()?));
        import::read(&store, &clock, serve::DEMO_SCHOOLS, &import::Progress::hidden())
            .await
            .map_err(|error| error.to_string())?;
        let mut app = App::new(store, clock, Keys::development(&[9; 32]), Scheme::WhitePaper);
        // The peers hash nothing, and a hash is as slow as its settings make it.
        app.hashing = Hashing::at(Cost::LEAST);
        let token = |actor| app.keys.issue(&actor, app.clock.now(), SignedDuration::from_hours(24));
        let (clerk, parent) = (token(clerk())?, token(redress::parent(Uuid::from_u128(3)))?);
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?.to_string();
        tokio::spawn(async move { axum::serve(listener, router(app)).await });
        Ok(Self {
            address,
            clerk,
            parent,
            bodies: Bodies::new(),
            idle: Mutex::default(),
            numbers: Mutex::default(),
            pool: pool(url).await?,
        })
    }

    async fn line(&self) -> Result<Line, Failure> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(line) = idle {
            return Ok(line);
        }
        Ok(Line::to(&self.address).await?)
    }

    /// Posts, and answers with what `read` makes of the status and the body.
    async fn post<T>(
        &self,
        path: &str,
        token: &str,
        body: &str,
        read: impl FnOnce(u16, &[u8]) -> Result<T, Failure> + Send,
    ) -> Result<T, Failure> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\nauthorization: Bearer {token}\r\n\
             content-length: {}\r\n\r\n{body}",
            self.address,
            body.len(),
        );
        let mut line = self.line().await?;
        let (status, body) = line.ask(request.as_bytes()).await?;
        let answer = read(status, body).map_err(|error| format!("{path}: {status}: {error}"));
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        Ok(answer?)
    }

    /// Gives an order, and says how many events it led to; `meet` is told the complaint's number.
    async fn order(
        &self,
        path: &str,
        token: &str,
        body: &str,
        meet: impl FnOnce(&str) + Send,
    ) -> Result<usize, Failure> {
        let read = |status, answer: &[u8]| match status {
            200..300 => {
                let answer: Answer<'_> = serde_json::from_slice(answer)?;
                meet(answer.complaint);
                Ok(answer.events.len())
            }
            _ => Err(String::from_utf8_lossy(answer).into()),
        };
        self.post(path, token, body, read).await
    }

    fn numbers(&self) -> MutexGuard<'_, HashMap<Uuid, String>> {
        self.numbers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Contender for Http {
    fn name(&self) -> &'static str {
        "**Redress over HTTP**, all its views"
    }

    async fn command(&self, complaint: Uuid, n: u32) -> Result<u64, Failure> {
        if n == 0 {
            let note = |number: &str| {
                self.numbers().insert(complaint, number.into());
            };
            return Ok(self.order("/v1/complaints", &self.parent, &self.bodies.lodging, note).await? as u64);
        }
        let at = |command: &str| {
            let numbers = self.numbers();
            let number = numbers.get(&complaint).ok_or("a complaint never lodged")?;
            Ok::<_, Failure>(format!("/v1/complaints/{number}/{command}"))
        };
        let document;
        let (command, body) = match Turn::nth(n) {
            Turn::Document => {
                let id = Uuid::new_v4();
                document = format!(r#"{{"document":"{id}","title":"{SHORT}","privilege":"school"}}"#);
                ("add-document", &document)
            }
            Turn::Objection => ("annotate-objection", &self.bodies.objection),
            Turn::Disclosure => ("record-disclosure", &self.bodies.disclosure),
        };
        Ok(self.order(&at(command)?, &self.clerk, body, |_| {}).await? as u64)
    }

    async fn recorded(&self) -> Result<Recorded, Failure> {
        redress::recorded(&self.pool).await
    }
}

/// What HTTP itself costs on this machine: the same connections, layers and bytes, to an address that is not there.
pub struct Nothing(pub Http);

#[async_trait]
impl Contender for Nothing {
    fn name(&self) -> &'static str {
        "a request over HTTP that does nothing"
    }

    async fn command(&self, _: Uuid, _: u32) -> Result<u64, Failure> {
        let read = |status, _: &[u8]| match status {
            404 => Ok(0),
            _ => Err("an address that is not there was found".into()),
        };
        self.0.post("/v1/nothing", &self.0.clerk, &self.0.bodies.objection, read).await
    }

    async fn recorded(&self) -> Result<Recorded, Failure> {
        redress::recorded(&self.0.pool).await
    }
}
