//! The writer's own connection to PostgreSQL: the statements of a batch are sent one after the other
//! without waiting for the answers, so that a batch costs two round trips, however many views it touches.
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
use std::task::Poll;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Client, Config, NoTls, Statement};

/// The most prepared statements that are kept.
const STATEMENTS: NonZeroUsize = NonZeroUsize::new(800).expect("it is not zero");

type Line = tokio_postgres::Connection<tokio_postgres::Socket, tokio_postgres::tls::NoTlsStream>;

/// A connection on which statements follow one another without waiting.
pub struct Piped {
    client: Client,
    /// Polled by whoever waits for an answer: a task of its own would cost a hop each way. None once closed.
    line: Option<Pin<Box<Line>>>,
    prepared: LruCache<String, Statement>,
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

/// Waits for answers while keeping the line going.
async fn on<F: Future>(line: &mut Option<Pin<Box<Line>>>, asked: F) -> F::Output {
    let mut asked = pin!(asked);
    poll_fn(|context| {
        if let Poll::Ready(answer) = asked.as_mut().poll(context) {
            return Poll::Ready(answer);
        }
        // A line that has ended still holds the questions it will never answer; letting go of it is
        // what tells whoever waits for them.
        if line.as_mut().is_some_and(|line| line.as_mut().poll(context).is_ready()) {
            *line = None;
        }
        asked.as_mut().poll(context)
    })
    .await
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
                Some(Self { client, line: Some(Box::pin(line)), prepared: LruCache::new(STATEMENTS) })
            }
            Err(error) => {
                tracing::debug!(%error, "the writer has no connection of its own kind, and uses the readers'");
                None
            }
        }
    }

    async fn prepare(&mut self, sql: &Sql, values: &[Value<'_>]) -> Result<Statement, Fault> {
        if let Some(known) = self.prepared.get(text(sql)) {
            return Ok(known.clone());
        }
        let kinds: Vec<_> = values.iter().map(kind).collect();
        let new = on(&mut self.line, self.client.prepare_typed(text(sql), &kinds)).await?;
        self.prepared.put(text(sql).into(), new.clone());
        Ok(new)
    }

    /// The rows a statement gives.
    pub(crate) async fn fetch(&mut self, sql: &Sql, values: &[Value<'_>]) -> Result<Vec<Row>, Fault> {
        let statement = self.prepare(sql, values).await?;
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
        let rows = on(&mut self.line, self.client.query(&statement, &values)).await?;
        Ok(rows.into_iter().map(Row::Piped).collect())
    }

    /// Runs words without values: a definition, the beginning or end of a transaction.
    pub(crate) async fn define(&mut self, sql: &str) -> Result<(), Fault> {
        Ok(on(&mut self.line, self.client.batch_execute(sql)).await?)
    }

    /// Runs statements in order without waiting in between, and gives the rows of the first; or which of
    /// them failed, and how. Those after it had no effect then, for the transaction has none.
    pub(crate) async fn batch(
        &mut self,
        begin: bool,
        statements: &[(Sql, Vec<Value<'_>>)],
    ) -> Result<Vec<Row>, (usize, Fault)> {
        let mut prepared = Vec::with_capacity(statements.len());
        for (at, (sql, values)) in statements.iter().enumerate() {
            prepared.push(self.prepare(sql, values).await.map_err(|fault| (at, fault))?);
        }
        let Self { client, line, .. } = self;
        let begun = async { if begin { client.batch_execute(BEGIN).await } else { Ok(()) } };
        let each = prepared.iter().zip(statements).map(async |(statement, (_, values))| {
            let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
            client.query(statement, &values).await
        });
        let mut begun = pin!(begun);
        let mut each: Vec<_> = each.map(|asked| (Box::pin(asked), None)).collect();
        let mut has_begun = None;
        let all = poll_fn(|context| {
            // A statement is sent when it is first polled, so this order is that of the transaction.
            if has_begun.is_none()
                && let Poll::Ready(answer) = begun.as_mut().poll(context)
            {
                has_begun = Some(answer);
            }
            for (asked, answer) in each.iter_mut().filter(|(_, answer)| answer.is_none()) {
                if let Poll::Ready(there) = asked.as_mut().poll(context) {
                    *answer = Some(there);
                }
            }
            let done = has_begun.is_some() && each.iter().all(|(_, answer)| answer.is_some());
            if done { Poll::Ready(()) } else { Poll::Pending }
        });
        on(line, all).await;
        has_begun.unwrap_or(Ok(())).map_err(|error| (0, error.into()))?;
        let mut first = None;
        for (at, answer) in each.into_iter().filter_map(|(_, answer)| answer).enumerate() {
            let rows = answer.map_err(|error| (at, error.into()))?;
            if at == 0 && rows.is_empty() {
                return Ok(Vec::new());
            }
            first.get_or_insert(rows);
        }
        Ok(first.into_iter().flatten().map(Row::Piped).collect())
    }
}
