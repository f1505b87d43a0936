//! esrs (event_sourcing.rs) as its documentation shows: its own migrations, and two views that are
//! upserted by transactional handlers, in the transaction of the event.

use async_trait::async_trait;
use esrs::AggregateState;
use esrs::handler::TransactionalEventHandler;
use esrs::manager::AggregateManager;
use esrs::store::StoreEvent;
use esrs::store::postgres::{PgStore, PgStoreBuilder, PgStoreError};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::{Contender, Failure, Recorded, count, pool};
use crate::complaint::{Command, Complaint, Event, Refused};

const VIEWS: &str = "
    CREATE TABLE cases (
        id uuid PRIMARY KEY NOT NULL,
        stage text NOT NULL,
        respondent text NOT NULL,
        updated text NOT NULL,
        events bigint NOT NULL
    );
    CREATE TABLE deadlines (
        id uuid PRIMARY KEY NOT NULL,
        due text NOT NULL,
        guarantee text NOT NULL,
        events bigint NOT NULL
    );";

struct ComplaintAggregate;

impl esrs::Aggregate for ComplaintAggregate {
    const NAME: &'static str = "complaint";
    type State = Complaint;
    type Command = Command;
    type Event = Event;
    type Error = Refused;

    fn handle_command(state: &Complaint, command: Command) -> Result<Vec<Event>, Refused> {
        Ok(vec![state.decide(command)?])
    }

    fn apply_event(mut state: Complaint, event: Event) -> Complaint {
        state.evolve(&event);
        state
    }
}

/// Keeps a row of the work list.
struct Cases;

#[async_trait]
impl TransactionalEventHandler<ComplaintAggregate, PgStoreError, PgConnection> for Cases {
    async fn handle(&self, event: &StoreEvent<Event>, transaction: &mut PgConnection) -> Result<(), PgStoreError> {
        let entry = event.payload.entry();
        sqlx::query(
            "INSERT INTO cases (id, stage, respondent, updated, events) VALUES ($1, $2, $3, $4, 1)
             ON CONFLICT (id) DO UPDATE
             SET stage = $2, respondent = $3, updated = $4, events = cases.events + 1",
        )
        .bind(event.aggregate_id)
        .bind(&entry.issue.stage)
        .bind(&entry.issue.respondent)
        .bind(&entry.recorded_at)
        .execute(transaction)
        .await?;
        Ok(())
    }
}

/// Keeps what is due next.
struct Deadlines;

#[async_trait]
impl TransactionalEventHandler<ComplaintAggregate, PgStoreError, PgConnection> for Deadlines {
    async fn handle(&self, event: &StoreEvent<Event>, transaction: &mut PgConnection) -> Result<(), PgStoreError> {
        let entry = event.payload.entry();
        sqlx::query(
            "INSERT INTO deadlines (id, due, guarantee, events) VALUES ($1, $2, $3, 1)
             ON CONFLICT (id) DO UPDATE
             SET due = $2, guarantee = $3, events = deadlines.events + 1",
        )
        .bind(event.aggregate_id)
        .bind(&entry.due)
        .bind(&entry.issue.guarantee)
        .execute(transaction)
        .await?;
        Ok(())
    }
}

pub struct Esrs {
    manager: AggregateManager<PgStore<ComplaintAggregate>>,
    pool: PgPool,
}

impl Esrs {
    pub async fn setup(url: &str) -> Result<Self, Failure> {
        let pool = pool(url).await?;
        sqlx::raw_sql(VIEWS).execute(&pool).await?;
        let store = PgStoreBuilder::new(pool.clone())
            .add_transactional_event_handler(Cases)
            .add_transactional_event_handler(Deadlines)
            .try_build()
            .await?;
        Ok(Self { manager: AggregateManager::new(store), pool })
    }
}

#[async_trait]
impl Contender for Esrs {
    fn name(&self) -> &'static str {
        "esrs 0.18, two views in the transaction"
    }

    async fn command(&self, complaint: Uuid, n: u32) -> Result<u64, Failure> {
        // Optimistic, the faster of its two ways: no advisory lock around the load.
        let state = match n {
            0 => AggregateState::with_id(complaint),
            _ => self.manager.load(complaint).await?.ok_or(Refused::NoSuchComplaint)?,
        };
        self.manager.handle_command(state, Command::nth(n)).await??;
        Ok(1)
    }

    async fn recorded(&self) -> Result<Recorded, Failure> {
        let mut views = Vec::new();
        for view in ["cases", "deadlines"] {
            let query = format!("SELECT coalesce(sum(events), 0)::bigint FROM {view}");
            views.push(count(&self.pool, &query).await?);
        }
        Ok(Recorded {
            events: count(&self.pool, "SELECT count(*) FROM complaint_events").await?,
            views,
            bytes: count(
                &self.pool,
                "SELECT coalesce(avg(octet_length(payload::text)), 0)::bigint FROM complaint_events",
            )
            .await?,
        })
    }
}
