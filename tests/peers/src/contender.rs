//! What is compared, and what it must be able to do.

pub mod esrs;
pub mod http;
pub mod postgres_es;
pub mod redress;

use async_trait::async_trait;
use sqlx::postgres::{PgPool, PgPoolOptions};
use uuid::Uuid;

pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// More connections than the most writers, so that nobody waits for one.
const CONNECTIONS: u32 = 40;

/// One way to carry out commands.
#[async_trait]
pub trait Contender: Send + Sync {
    /// The name of its row.
    fn name(&self) -> &'static str;

    /// Carries out the `n`th command (from 0, which lodges) on a complaint. When it returns, the
    /// events are durable and the views are folded; it says how many events there were.
    async fn command(&self, complaint: Uuid, n: u32) -> Result<u64, Failure>;

    /// What the database holds after all commands, to be held against what was acknowledged.
    async fn recorded(&self) -> Result<Recorded, Failure>;
}

/// Events in the log, and those that each view has counted.
pub struct Recorded {
    pub events: i64,
    pub views: Vec<i64>,
    /// Mean size of a stored event, as JSON text.
    pub bytes: i64,
}

async fn pool(url: &str) -> Result<PgPool, sqlx::Error> {
    PgPoolOptions::new().max_connections(CONNECTIONS).connect(url).await
}

async fn count(pool: &PgPool, query: &str) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(query).fetch_one(pool).await
}
