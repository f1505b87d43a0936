//! cqrs-es on postgres-es, set up as their documentation shows: their table of events, and two
//! views through `GenericQuery`, which are written after the event is committed.

use std::sync::Arc;

use async_trait::async_trait;
use cqrs_es::event_sink::EventSink;
use cqrs_es::persist::GenericQuery;
use cqrs_es::{Aggregate, DomainEvent, EventEnvelope, View};
use postgres_es::{PostgresCqrs, PostgresViewRepository, postgres_cqrs};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use uuid::Uuid;

use super::{Contender, Failure, Recorded, count, pool};
use crate::complaint::{Command, Complaint, Event, Refused};

// As in the crate's own db/init.sql.
const TABLES: &str = "
    CREATE TABLE events (
        aggregate_type text NOT NULL,
        aggregate_id text NOT NULL,
        sequence bigint CHECK (sequence >= 0) NOT NULL,
        event_type text NOT NULL,
        event_version text NOT NULL,
        payload json NOT NULL,
        metadata json NOT NULL,
        PRIMARY KEY (aggregate_type, aggregate_id, sequence)
    );
    CREATE TABLE cases (
        view_id text NOT NULL,
        version bigint CHECK (version >= 0) NOT NULL,
        payload json NOT NULL,
        PRIMARY KEY (view_id)
    );
    CREATE TABLE deadlines (
        view_id text NOT NULL,
        version bigint CHECK (version >= 0) NOT NULL,
        payload json NOT NULL,
        PRIMARY KEY (view_id)
    );";

impl DomainEvent for Event {
    fn event_type(&self) -> String {
        self.kind().to_owned()
    }

    fn event_version(&self) -> String {
        "1.0".to_owned()
    }
}

impl Aggregate for Complaint {
    const TYPE: &'static str = "complaint";
    type Command = Command;
    type Event = Event;
    type Error = Refused;
    type Services = ();

    async fn handle(&mut self, command: Command, (): &(), sink: &EventSink<Self>) -> Result<(), Refused> {
        let event = self.decide(command)?;
        sink.write(event, self).await;
        Ok(())
    }

    fn apply(&mut self, event: Event) {
        self.evolve(&event);
    }
}

/// A row of the work list.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Case {
    stage: String,
    respondent: String,
    updated: String,
    events: i64,
}

impl View<Complaint> for Case {
    fn update(&mut self, event: &EventEnvelope<Complaint>) {
        let entry = event.payload.entry();
        self.stage.clone_from(&entry.issue.stage);
        self.respondent.clone_from(&entry.issue.respondent);
        self.updated.clone_from(&entry.recorded_at);
        self.events += 1;
    }
}

/// What is due next.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Deadline {
    due: String,
    guarantee: String,
    events: i64,
}

impl View<Complaint> for Deadline {
    fn update(&mut self, event: &EventEnvelope<Complaint>) {
        let entry = event.payload.entry();
        self.due.clone_from(&entry.due);
        self.guarantee.clone_from(&entry.issue.guarantee);
        self.events += 1;
    }
}

pub struct PostgresEs {
    framework: PostgresCqrs<Complaint>,
    pool: PgPool,
}

impl PostgresEs {
    pub async fn setup(url: &str) -> Result<Self, Failure> {
        let pool = pool(url).await?;
        sqlx::raw_sql(TABLES).execute(&pool).await?;
        let cases = PostgresViewRepository::<Case, Complaint>::new("cases", pool.clone());
        let deadlines = PostgresViewRepository::<Deadline, Complaint>::new("deadlines", pool.clone());
        // Their default swallows what goes wrong in a view.
        let mut case_query = GenericQuery::new(Arc::new(cases));
        case_query.use_error_handler(Box::new(|error| eprintln!("postgres-es: {error}")));
        let mut deadline_query = GenericQuery::new(Arc::new(deadlines));
        deadline_query.use_error_handler(Box::new(|error| eprintln!("postgres-es: {error}")));
        Ok(Self {
            framework: postgres_cqrs(pool.clone(), vec![Box::new(case_query), Box::new(deadline_query)], ()),
            pool,
        })
    }
}

#[async_trait]
impl Contender for PostgresEs {
    fn name(&self) -> &'static str {
        "cqrs-es + postgres-es 0.5, two `GenericQuery` views"
    }

    async fn command(&self, complaint: Uuid, n: u32) -> Result<u64, Failure> {
        let id = complaint.to_string();
        self.framework.execute(&id, Command::nth(n)).await?;
        Ok(1)
    }

    async fn recorded(&self) -> Result<Recorded, Failure> {
        let mut views = Vec::new();
        for view in ["cases", "deadlines"] {
            let query = format!("SELECT coalesce(sum((payload->>'events')::bigint), 0)::bigint FROM {view}");
            views.push(count(&self.pool, &query).await?);
        }
        Ok(Recorded {
            events: count(&self.pool, "SELECT count(*) FROM events").await?,
            views,
            bytes: count(&self.pool, "SELECT coalesce(avg(octet_length(payload::text)), 0)::bigint FROM events")
                .await?,
        })
    }
}
