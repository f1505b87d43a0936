//! One SQL text for two engines: a thin layer over sqlx's own drivers for PostgreSQL and SQLite.

use crate::failed::Fault;
use crate::piped::{Piped, Use};
use crate::place::Place;
use crate::readers::Readers;
pub use crate::row::Row;
pub use crate::value::Value;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Arguments, AssertSqlSafe, ConnectOptions, Connection as _, SqlSafeStr};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// How long SQLite waits for another process to finish its transaction.
const BUSY: Duration = Duration::from_secs(15);
/// Enough for every statement text, with all its chunk sizes.
const STATEMENTS: usize = 500;
/// READ COMMITTED: once the head row is ours, each statement sees all that was committed while we waited
/// for it; a higher level would fail instead.
pub(crate) const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";
/// How often a read is tried that met a passing fault.
const TRIES: u32 = 4;
/// How long a read waits for a database that has gone away.
const AWAY: Duration = Duration::from_secs(10);

macro_rules! arguments {
    ($kind:ty, $values:expr) => {{
        let mut arguments = <$kind>::default();
        arguments.reserve($values.len(), 16 * $values.len());
        for value in $values {
            match value {
                Value::Int(number) => arguments.add(*number),
                Value::NoInt => arguments.add(None::<i64>),
                Value::Text(text) => arguments.add(&**text),
                Value::NoText => arguments.add(None::<&str>),
                Value::Bytes(bytes) => arguments.add(&**bytes),
            }
            .map_err(sqlx::Error::Encode)?;
        }
        arguments
    }};
}

/// A statement's text: known at compile time, or put together once from such parts.
#[derive(Debug, Clone)]
pub enum Sql {
    /// Known at compile time.
    Fixed(&'static str),
    /// Put together from fixed parts; never from anything a caller sent.
    Built(Arc<str>),
}

impl Sql {
    /// Tells whoever traces it that the database is asked: what, and never with which values. See `tests/tests/even.rs`.
    fn trace(&self) {
        tracing::trace!(target: "redress::work", statement = self.text());
    }

    /// The text itself.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Fixed(text) => text,
            Self::Built(text) => text,
        }
    }
}

impl From<&'static str> for Sql {
    fn from(text: &'static str) -> Self {
        Self::Fixed(text)
    }
}

impl From<Arc<str>> for Sql {
    fn from(text: Arc<str>) -> Self {
        Self::Built(text)
    }
}

impl From<String> for Sql {
    fn from(text: String) -> Self {
        Self::Built(text.into())
    }
}

impl SqlSafeStr for Sql {
    fn into_sql_str(self) -> sqlx::SqlStr {
        match self {
            Self::Fixed(text) => text.into_sql_str(),
            Self::Built(text) => AssertSqlSafe(text).into_sql_str(),
        }
    }
}

/// Which database engine is behind a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// PostgreSQL 15 or later.
    Postgres,
    /// SQLite, bundled.
    Sqlite,
}

impl Engine {
    /// A definition in this engine's words: `{bytes}` is a column type, `{ascii}` the byte-wise order of
    /// text, `{clustered}` keeps rows in the order of their key, `{roomy}` leaves room beside rows that are
    /// changed often, so that the new version stays on the page and no index has to be told.
    #[must_use]
    pub fn define(self, sql: &str) -> String {
        let (bytes, ascii, clustered, roomy) = match self {
            Self::Postgres => ("BYTEA", " COLLATE \"C\"", "", " WITH (fillfactor = 70)"),
            Self::Sqlite => ("BLOB", "", " WITHOUT ROWID", ""),
        };
        sql.replace("{bytes}", bytes)
            .replace(" {ascii}", ascii)
            .replace(" {clustered}", clustered)
            .replace("{roomy}", roomy)
    }
}

/// What the database refused of a transaction that was sent without waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A statement before those that are counted.
    Earlier,
    /// One of those that are counted, from 0.
    Of(usize),
    /// The commit, or nobody knows what.
    Commit,
}

/// One connection of its own: the writer's, or a rebuild's.
#[derive(Debug)]
pub enum Connection {
    /// To PostgreSQL.
    Postgres(PgConnection),
    /// To SQLite.
    Sqlite(SqliteConnection),
    /// To PostgreSQL, with statements that do not wait for one another.
    Piped(Box<Piped>),
}

/// The rows a statement gives.
async fn postgres(connection: &mut PgConnection, sql: Sql, values: &[Value<'_>]) -> Result<Vec<Row>, Fault> {
    let query = sqlx::query_with::<sqlx::Postgres, _>(sql, arguments!(PgArguments, values));
    Ok(query.fetch_all(connection).await?.into_iter().map(Row::Postgres).collect())
}

/// The rows a statement gives.
async fn sqlite(connection: &mut SqliteConnection, sql: Sql, values: &[Value<'_>]) -> Result<Vec<Row>, Fault> {
    let query = sqlx::query_with::<sqlx::Sqlite, _>(sql, arguments!(SqliteArguments, values));
    Ok(query.fetch_all(connection).await?.into_iter().map(Row::Sqlite).collect())
}

impl Connection {
    /// Which engine it leads to.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self {
            Self::Postgres(_) | Self::Piped(_) => Engine::Postgres,
            Self::Sqlite(_) => Engine::Sqlite,
        }
    }

    /// Runs one prepared statement and gives its rows.
    ///
    /// # Errors
    /// The database refuses it.
    pub async fn fetch(&mut self, sql: impl Into<Sql>, values: &[Value<'_>]) -> Result<Vec<Row>, Fault> {
        Ok(self.fetch_all(&[(sql.into(), values)]).await?.pop().unwrap_or_default())
    }

    /// Runs prepared statements and gives the rows of each: in one round trip, where the connection can do that.
    ///
    /// # Errors
    /// The database refuses one.
    pub async fn fetch_all(&mut self, statements: &[(Sql, &[Value<'_>])]) -> Result<Vec<Vec<Row>>, Fault> {
        for (sql, _) in statements {
            sql.trace();
        }
        let mut answers = Vec::with_capacity(statements.len());
        match self {
            Self::Piped(piped) => return piped.fetch(statements).await,
            Self::Postgres(connection) => {
                for (sql, values) in statements {
                    answers.push(postgres(connection, sql.clone(), values).await?);
                }
            }
            Self::Sqlite(connection) => {
                for (sql, values) in statements {
                    answers.push(sqlite(connection, sql.clone(), values).await?);
                }
            }
        }
        Ok(answers)
    }

    /// Runs one prepared statement for its effect.
    ///
    /// # Errors
    /// The database refuses it.
    pub async fn execute(&mut self, sql: impl Into<Sql>, values: &[Value<'_>]) -> Result<(), Fault> {
        match self {
            Self::Postgres(connection) => {
                let query = sqlx::query_with::<sqlx::Postgres, _>(sql.into(), arguments!(PgArguments, values));
                query.execute(connection).await?;
            }
            Self::Sqlite(connection) => {
                let query = sqlx::query_with::<sqlx::Sqlite, _>(sql.into(), arguments!(SqliteArguments, values));
                query.execute(connection).await?;
            }
            Self::Piped(piped) => piped.fetch(&[(sql.into(), values)]).await.map(drop)?,
        }
        Ok(())
    }

    /// Runs statements that are not worth preparing: definitions.
    ///
    /// # Errors
    /// The database refuses one.
    pub async fn define(&mut self, sql: String) -> Result<(), Fault> {
        if let Self::Piped(piped) = self {
            return piped.define(&sql).await;
        }
        let query = sqlx::raw_sql(AssertSqlSafe(sql));
        match self {
            Self::Postgres(connection) => query.execute(connection).await.map(drop)?,
            Self::Sqlite(connection) => query.execute(connection).await.map(drop)?,
            Self::Piped(_) => {}
        }
        Ok(())
    }

    /// Opens a transaction that means to write.
    ///
    /// # Errors
    /// The database is busy or gone.
    pub async fn begin(&mut self) -> Result<(), Fault> {
        match self {
            Self::Postgres(connection) => {
                sqlx::raw_sql(BEGIN).execute(connection).await.map(drop)?;
            }
            Self::Piped(piped) => piped.define(BEGIN).await?,
            // A transaction that reads first and writes later can fail in the middle; this one cannot.
            Self::Sqlite(connection) => sqlx::query("BEGIN IMMEDIATE").execute(connection).await.map(drop)?,
        }
        Ok(())
    }

    /// Sends statements of a transaction in order, without waiting where the connection can do that.
    ///
    /// # Errors
    /// Which of them the database refuses, and how, where it is known already.
    pub async fn send(&mut self, begin: bool, statements: Vec<(Sql, Vec<Value<'_>>)>) -> Result<(), (usize, Fault)> {
        if let Self::Piped(piped) = self {
            if begin {
                piped.send_begin().map_err(|fault| (0, fault))?;
            }
            return piped.send(statements).await;
        }
        if begin {
            self.begin().await.map_err(|fault| (0, fault))?;
        }
        for (at, (sql, values)) in statements.into_iter().enumerate() {
            self.execute(sql, &values).await.map_err(|fault| (at, fault))?;
        }
        Ok(())
    }

    /// Has the database begin with what was sent, where that may have waited for more.
    ///
    /// # Errors
    /// The line is gone.
    pub async fn flush(&mut self) -> Result<(), Fault> {
        match self {
            Self::Piped(piped) => Ok(piped.flush().await?),
            Self::Postgres(_) | Self::Sqlite(_) => Ok(()),
        }
    }

    /// Whether a transaction can be sent to its end before its answers are asked for.
    pub fn flies(&self) -> bool {
        matches!(self, Self::Piped(_))
    }

    /// Sends what ends the transaction, where that need not be waited for. [`Connection::arrive`] must follow.
    ///
    /// # Errors
    /// The line is gone.
    pub async fn depart(&mut self) -> Result<(), Fault> {
        match self {
            // The commit follows at once: after a refused statement the database does not read it.
            Self::Piped(piped) => piped.depart().await,
            Self::Postgres(_) | Self::Sqlite(_) => Ok(()),
        }
    }

    /// Takes the answers to a transaction that was sent to its end, which is durable if they are good. One that fails
    /// undoes it. `last` is how many statements, at the end, are counted when one is refused. May be dropped where the
    /// connection flies, and asked for again.
    ///
    /// # Errors
    /// What the database refuses, and how.
    pub async fn arrive(&mut self, last: usize) -> Result<(), (Refusal, Fault)> {
        let Self::Piped(piped) = self else {
            return self.commit().await.map_err(|fault| (Refusal::Commit, fault));
        };
        piped.arrive().await.map_err(|(from_the_end, fault)| {
            let refused = match from_the_end {
                // Whatever the line was cut off from, the commit was already on its way.
                Some(place) if !fault.is_lost() => last.checked_sub(place + 1).map_or(Refusal::Earlier, Refusal::Of),
                _ => Refusal::Commit,
            };
            (refused, fault)
        })
    }

    /// Makes the transaction durable.
    ///
    /// # Errors
    /// The database could not; whether it did is then unknown.
    pub async fn commit(&mut self) -> Result<(), Fault> {
        match self {
            Self::Postgres(connection) => sqlx::raw_sql("COMMIT").execute(connection).await.map(drop)?,
            Self::Sqlite(connection) => sqlx::query("COMMIT").execute(connection).await.map(drop)?,
            Self::Piped(piped) => piped.define("COMMIT").await?,
        }
        Ok(())
    }

    /// Undoes the transaction, if one is open.
    ///
    /// # Errors
    /// The connection is of no further use.
    pub async fn rollback(&mut self) -> Result<(), Fault> {
        match self {
            Self::Postgres(connection) => sqlx::raw_sql("ROLLBACK").execute(connection).await.map(drop)?,
            Self::Sqlite(connection) => match sqlx::query("ROLLBACK").execute(connection).await {
                // SQLite ends some failed transactions by itself, and then has none to roll back.
                Ok(_) | Err(sqlx::Error::Database(_)) => {}
                Err(error) => return Err(error.into()),
            },
            Self::Piped(piped) => {
                // What is on its way comes to an end first.
                let _ = piped.gather().await;
                piped.define("ROLLBACK").await?;
            }
        }
        Ok(())
    }

    /// Says goodbye. A failure is of no consequence.
    pub async fn close(self) {
        let _ = match self {
            Self::Postgres(connection) => connection.close().await,
            Self::Sqlite(connection) => connection.close().await,
            Self::Piped(_) => Ok(()),
        };
    }
}

/// A database, and the connections that only read.
#[derive(Debug, Clone)]
pub struct Db {
    pub(crate) place: Place,
    readers: Arc<Readers>,
}

impl Db {
    /// Makes ready to connect to a URL: `sqlite://FILE` or `postgres://…`.
    ///
    /// # Errors
    /// The URL is neither.
    pub fn at(url: &str, readers: u32) -> Result<Self, Fault> {
        let place = if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(url)?
                .application_name("redress")
                .statement_cache_capacity(STATEMENTS)
                .disable_statement_logging();
            Place::Postgres(options)
        } else if url.starts_with("sqlite:") {
            let options = SqliteConnectOptions::from_str(url)?
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                // A destroyed key must not live on in a free page of the file.
                .pragma("secure_delete", "on")
                .busy_timeout(BUSY)
                .statement_cache_capacity(STATEMENTS)
                .disable_statement_logging();
            Place::Sqlite(options)
        } else {
            return Err(Fault::corrupt("the database's URL begins with neither sqlite: nor postgres:"));
        };
        Ok(Self { place, readers: Arc::new(Readers::new(readers)) })
    }

    /// Which engine it is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.place {
            Place::Postgres(_) => Engine::Postgres,
            Place::Sqlite(_) => Engine::Sqlite,
        }
    }

    /// A connection of one's own, beside the readers.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn connect(&self) -> Result<Connection, Fault> {
        self.place.connect().await
    }

    /// The writer's connection: to PostgreSQL, one that sends a batch without waiting in between.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub(crate) async fn connect_to_write(&self) -> Result<Connection, Fault> {
        self.place.connect_to(Use::Write).await
    }

    /// Runs statements in a transaction of their own, on a connection of their own, and gives the rows of the last.
    ///
    /// # Errors
    /// The database cannot be reached or refuses; then nothing was changed, unless it was lost at the end.
    pub(crate) async fn write(&self, statements: Vec<(&'static str, Vec<Value<'_>>)>) -> Result<Vec<Row>, Fault> {
        let mut connection = self.connect_to_write().await?;
        connection.begin().await?;
        let mut rows = Vec::new();
        for (sql, values) in statements {
            rows = connection.fetch(sql, &values).await?;
        }
        connection.commit().await?;
        connection.close().await;
        Ok(rows)
    }

    /// Reads, again if a passing fault was in the way.
    ///
    /// # Errors
    /// The database cannot be reached or refuses.
    pub async fn fetch(&self, sql: impl Into<Sql>, values: &[Value<'_>]) -> Result<Vec<Row>, Fault> {
        Ok(self.fetch_all(&[(sql.into(), values)]).await?.pop().unwrap_or_default())
    }

    /// Reads what each of some statements gives, in one round trip where that can be; again if a passing fault was in
    /// the way.
    ///
    /// # Errors
    /// The database cannot be reached or refuses one.
    pub(crate) async fn fetch_all(&self, statements: &[(Sql, &[Value<'_>])]) -> Result<Vec<Vec<Row>>, Fault> {
        let (began, mut tries) = (Instant::now(), 0);
        loop {
            match self.readers.fetch(&self.place, statements).await {
                // A connection may have died unnoticed while it rested, since none is asked before use; and a server
                // that goes away is mostly back in seconds.
                Err(fault) if fault.is_lost() && began.elapsed() < AWAY || fault.is_transient() && tries < TRIES => {
                    tries += 1;
                    tokio::time::sleep(Duration::from_millis(5 << tries.min(6))).await;
                }
                answers => return answers,
            }
        }
    }

    /// Ends the readers.
    pub async fn close(&self) {
        self.readers.close().await;
    }
}
