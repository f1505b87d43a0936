//! The writer's own connection to PostgreSQL: the statements of a batch are sent one after the other
//! without waiting for the answers, so that a batch costs one round trip, however many views it touches.
//!
//! sqlx waits for each statement's answer before it sends the next, which at one writer was half of the
//! time of a command. Everything else goes through sqlx.

use crate::db::{BEGIN, Row, Sql, Value};
use crate::failed::Fault;
use bytes::BytesMut;
use lru::LruCache;
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use std::error::Error;
use std::future::{Future, poll_fn};
use std::num::NonZeroUsize;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Client, Config, NoTls, Statement};

/// The most prepared statements that are kept.
const STATEMENTS: NonZeroUsize = NonZeroUsize::new(800).expect("it is not zero");

type Line = tokio_postgres::Connection<tokio_postgres::Socket, tokio_postgres::tls::NoTlsStream>;

type Answer = Result<Vec<tokio_postgres::Row>, tokio_postgres::Error>;
type Asking = Pin<Box<dyn Future<Output = Answer> + Send>>;

/// What was sent.
enum Sent {
    /// Its answer has not come.
    Asking(Asking),
    /// Nobody has taken its answer.
    Answered(Answer),
}

impl Sent {
    /// Takes in what has come of the answer; true once that is all.
    fn listen(&mut self, context: &mut Context<'_>) -> bool {
        if let Self::Asking(asking) = self
            && let Poll::Ready(answer) = asking.as_mut().poll(context)
        {
            *self = Self::Answered(answer);
        }
        matches!(self, Self::Answered(_))
    }
}

/// A connection on which statements follow one another without waiting.
pub struct Piped {
    client: Arc<Client>,
    /// Polled by whoever waits for an answer: a task of its own would cost a hop each way. Dropped when it
    /// is closed, which is how those who wait learn of it.
    line: Option<Pin<Box<Line>>>,
    prepared: LruCache<String, Statement>,
    /// What was sent, in order.
    waiting: Vec<Sent>,
}

impl std::fmt::Debug for Piped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Piped(..)")
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Int(number) => number.to_sql(kind, out),
            Self::Text(text) => (&**text).to_sql(kind, out),
            Self::Bytes(bytes) => (&**bytes).to_sql(kind, out),
            Self::NoInt | Self::NoText => Ok(IsNull::Yes),
        }
    }

    fn accepts(_: &Type) -> bool {
        true // Each place was given the type of its value when the statement was prepared.
    }

    to_sql_checked!();
}

fn kind(value: &Value<'_>) -> Type {
    match value {
        Value::Int(_) | Value::NoInt => Type::INT8,
        Value::Text(_) | Value::NoText => Type::TEXT,
        Value::Bytes(_) => Type::BYTEA,
    }
}

fn text(sql: &Sql) -> &str {
    match sql {
        Sql::Fixed(text) => text,
        Sql::Built(text) => text,
    }
}

impl Piped {
    /// Connects with the options that sqlx has read; none where that takes something only sqlx can do,
    /// such as a password or TLS, and then the writer uses sqlx as well.
    pub(crate) async fn connect(options: &PgConnectOptions) -> Option<Self> {
        if !matches!(options.get_ssl_mode(), PgSslMode::Disable | PgSslMode::Allow | PgSslMode::Prefer) {
            return None;
        }
        let mut config = Config::new();
        match options.get_socket() {
            Some(socket) => config.host_path(socket),
            None if options.get_host().starts_with('/') => config.host_path(options.get_host()),
            None => config.host(options.get_host()),
        };
        config.port(options.get_port()).user(options.get_username()).application_name("redress writer");
        if let Some(more) = options.get_options() {
            config.options(more);
        }
        if let Some(database) = options.get_database() {
            config.dbname(database);
        }
        match config.connect(NoTls).await {
            Ok((client, line)) => {
                let (client, line, prepared) = (Arc::new(client), Some(Box::pin(line)), LruCache::new(STATEMENTS));
                Some(Self { client, line, prepared, waiting: Vec::new() })
            }
            Err(error) => {
                tracing::debug!(%error, "the writer has no connection of its own kind, and uses the readers'");
                None
            }
        }
    }

    /// Gives the line a turn, and takes in what it has brought. Every answer has to be taken in, not only
    /// the one that is wanted: the line stops at an answer that nobody listens to, and all later ones wait
    /// behind it. True once all answers are there.
    fn turn(&mut self, context: &mut Context<'_>) -> bool {
        if let Some(open) = &mut self.line
            && open.as_mut().poll(context).is_ready()
        {
            self.line = None;
        }
        let mut all = true;
        for sent in &mut self.waiting {
            all &= sent.listen(context);
        }
        all
    }

    /// Waits for one answer while keeping the line going.
    async fn on<F: Future>(&mut self, asked: F) -> F::Output {
        let mut asked = pin!(asked);
        poll_fn(|context| {
            if let Poll::Ready(answer) = asked.as_mut().poll(context) {
                return Poll::Ready(answer);
            }
            self.turn(context);
            asked.as_mut().poll(context)
        })
        .await
    }

    async fn prepare(&mut self, sql: &Sql, values: &[Value<'_>]) -> Result<Statement, Fault> {
        if let Some(known) = self.prepared.get(text(sql)) {
            return Ok(known.clone());
        }
        let kinds: Vec<_> = values.iter().map(kind).collect();
        let client = Arc::clone(&self.client);
        let new = self.on(client.prepare_typed(text(sql), &kinds)).await?;
        self.prepared.put(text(sql).into(), new.clone());
        Ok(new)
    }

    /// The rows a statement gives.
    pub(crate) async fn fetch(&mut self, sql: &Sql, values: &[Value<'_>]) -> Result<Vec<Row>, Fault> {
        let statement = self.prepare(sql, values).await?;
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
        let client = Arc::clone(&self.client);
        let rows = self.on(client.query(&statement, &values)).await?;
        Ok(rows.into_iter().map(Row::Piped).collect())
    }

    /// Runs words without values: a definition, the beginning or end of a transaction.
    pub(crate) async fn define(&mut self, sql: &str) -> Result<(), Fault> {
        let client = Arc::clone(&self.client);
        Ok(self.on(client.batch_execute(sql)).await?)
    }

    /// Sends what opens a transaction, without waiting.
    pub(crate) async fn send_begin(&mut self) {
        let client = Arc::clone(&self.client);
        let begin = async move { client.batch_execute(BEGIN).await.map(|()| Vec::new()) };
        self.send_one(Box::pin(begin)).await;
    }

    /// How many answers are waited for.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Sends what ends the transaction, without waiting.
    pub(crate) async fn send_commit(&mut self) {
        let client = Arc::clone(&self.client);
        let commit = async move { client.batch_execute("COMMIT").await.map(|()| Vec::new()) };
        self.send_one(Box::pin(commit)).await;
    }

    /// Sends statements in order, without waiting for their answers.
    ///
    /// # Errors
    /// Which of them cannot be prepared.
    pub(crate) async fn send(&mut self, statements: Vec<(Sql, Vec<Value<'_>>)>) -> Result<(), (usize, Fault)> {
        for (at, (sql, values)) in statements.into_iter().enumerate() {
            let statement = self.prepare(&sql, &values).await.map_err(|fault| (at, fault))?;
            let (client, values) = (Arc::clone(&self.client), values.into_iter().map(Value::owned));
            let values: Vec<Value<'static>> = values.collect();
            let asked = async move {
                let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
                client.query(&statement, &values).await
            };
            self.send_one(Box::pin(asked)).await;
        }
        Ok(())
    }

    /// A statement is sent when it is first polled; the line is given a turn to write it out.
    async fn send_one(&mut self, asking: Asking) {
        self.waiting.push(Sent::Asking(asking));
        poll_fn(|context| {
            if let Some(last) = self.waiting.last_mut() {
                last.listen(context);
            }
            self.turn(context);
            Poll::Ready(())
        })
        .await;
    }

    /// Waits for the answers to all that was sent, and says which was the first to fail, and how: those
    /// after it had no effect then.
    pub(crate) async fn gather(&mut self) -> Result<(), (usize, Fault)> {
        poll_fn(|context| if self.turn(context) { Poll::Ready(()) } else { Poll::Pending }).await;
        for (at, sent) in self.waiting.drain(..).enumerate() {
            if let Sent::Answered(Err(error)) = sent {
                return Err((at, error.into()));
            }
        }
        Ok(())
    }
}
