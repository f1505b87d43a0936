//! Redress as a client meets it: its router on 127.0.0.1, JSON, tokens, connections kept alive.
//!
//! The clients run in this process too, so their work is in the figures.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{Connection, SendRequest, handshake};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use jiff::SignedDuration;
use redress_api::codes::{Cost, Hashing};
use redress_api::{App, Clock, Keys, Store, import, router, serve};
use redress_domain::law::Scheme;
use serde_json::{Value, json};
use sqlx::PgPool;
use tokio::net::{TcpListener, TcpStream};
use uuid::Uuid;

use super::redress::{self, NOW, REMARK, SCHOOL, SHORT, Turn, clerk};
use super::{Contender, Failure, Recorded, pool};

/// A connection that is kept alive. Whoever asks drives it, so that nobody needs to be woken to do so.
struct Line {
    sender: SendRequest<Full<Bytes>>,
    driver: Connection<TokioIo<TcpStream>, Full<Bytes>>,
}

pub struct Http {
    address: String,
    clerk: String,
    parent: String,
    /// Connections that nobody is using.
    idle: Mutex<Vec<Line>>,
    /// The service gives complaints their numbers, so each of ours has another there.
    numbers: Mutex<std::collections::HashMap<Uuid, String>>,
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
        Ok(Self { address, clerk, parent, idle: Mutex::default(), numbers: Mutex::default(), pool: pool(url).await? })
    }

    async fn line(&self) -> Result<Line, Failure> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(line) = idle {
            return Ok(line);
        }
        let stream = TcpStream::connect(&self.address).await?;
        stream.set_nodelay(true)?;
        let (sender, driver) = handshake(TokioIo::new(stream)).await?;
        Ok(Line { sender, driver })
    }

    async fn ask(&self, path: &str, token: &str, body: &Value) -> Result<(StatusCode, Bytes), Failure> {
        let Line { mut sender, mut driver } = self.line().await?;
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header("host", &self.address)
            .header("content-type", "application/json")
            .header("authorization", format!("Bearer {token}"))
            .body(Full::new(Bytes::from(body.to_string())))?;
        let answer = async {
            sender.ready().await?;
            let response = sender.send_request(request).await?;
            let status = response.status();
            Ok((status, response.into_body().collect().await?.to_bytes()))
        };
        let answer: Result<_, hyper::Error> = tokio::select! {
            answer = answer => answer,
            ended = &mut driver => return Err(format!("{path}: the connection has ended: {ended:?}").into()),
        };
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(Line { sender, driver });
        Ok(answer?)
    }

    async fn post(&self, path: &str, token: &str, body: &Value) -> Result<Value, Failure> {
        let (status, answer) = self.ask(path, token, body).await?;
        if !status.is_success() {
            return Err(format!("{path}: {status}: {}", String::from_utf8_lossy(&answer)).into());
        }
        Ok(serde_json::from_slice(&answer)?)
    }
}

#[async_trait]
impl Contender for Http {
    fn name(&self) -> &'static str {
        "**Redress over HTTP**, all its views"
    }

    async fn command(&self, complaint: Uuid, n: u32) -> Result<u64, Failure> {
        let answer = if n == 0 {
            let body = json!({
                "school": SCHOOL,
                "channel": "online_form",
                "complainants": [{ "name": "Ada Example", "capacity": "parent", "email": "ada@example.org" }],
                "issues": [{ "account": REMARK }],
            });
            let answer = self.post("/v1/complaints", &self.parent, &body).await?;
            let number = answer["complaint"].as_str().ok_or("an answer without a number")?;
            let mut numbers = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
            numbers.insert(complaint, number.to_owned());
            answer
        } else {
            let number = {
                let numbers = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
                numbers.get(&complaint).cloned().ok_or("a complaint never lodged")?
            };
            let (command, body) = match Turn::nth(n) {
                Turn::Document => {
                    ("add-document", json!({ "document": Uuid::new_v4(), "title": SHORT, "privilege": "school" }))
                }
                Turn::Objection => ("annotate-objection", json!({ "objection": REMARK })),
                Turn::Disclosure => ("record-disclosure", json!({ "to": SHORT, "basis": SHORT, "items": REMARK })),
            };
            self.post(&format!("/v1/complaints/{number}/{command}"), &self.clerk, &body).await?
        };
        Ok(answer["events"].as_array().map_or(0, Vec::len) as u64)
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
        let body = json!({ "objection": REMARK });
        match self.0.ask("/v1/nothing", &self.0.clerk, &body).await? {
            (StatusCode::NOT_FOUND, _) => Ok(0),
            (other, _) => Err(format!("an address that is not there was answered with {other}").into()),
        }
    }

    async fn recorded(&self) -> Result<Recorded, Failure> {
        redress::recorded(&self.0.pool).await
    }
}
