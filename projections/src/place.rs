//! Where a database is, and how connections to it are made.

use crate::db::Connection;
use crate::failed::Fault;
use crate::piped::{Piped, Use};
use sqlx::ConnectOptions;
use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;

/// Where a database is, and how to speak with it.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    /// PostgreSQL.
    Postgres(PgConnectOptions),
    /// SQLite.
    Sqlite(SqliteConnectOptions),
}

impl Place {
    /// A connection of one's own.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub(crate) async fn connect(&self) -> Result<Connection, Fault> {
        Ok(match self {
            Self::Postgres(options) => Connection::Postgres(options.connect().await?),
            Self::Sqlite(options) => Connection::Sqlite(options.connect().await?),
        })
    }

    /// A connection on which statements need not wait for one another, where the server can be spoken to so.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub(crate) async fn connect_to(&self, to: Use) -> Result<Connection, Fault> {
        if let Self::Postgres(options) = self
            && let Some(piped) = Piped::connect(options, to).await
        {
            return Ok(Connection::Piped(Box::new(piped)));
        }
        self.connect().await
    }
}
