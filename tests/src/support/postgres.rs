//! A database per test on a PostgreSQL server that somebody else started.

use std::collections::hash_map::RandomState;
use std::future::Future;
use std::hash::{BuildHasher, Hasher};
use std::sync::OnceLock;
use std::thread;

use sqlx::{AssertSqlSafe, Connection, PgConnection, Row};

const PREFIX: &str = "redress_test_";

/// A database that exists as long as this value.
#[derive(Debug)]
pub struct Database {
    server: String,
    name: String,
    url: String,
}

impl Database {
    /// Makes an empty database on the server of `TEST_DATABASE_URL`; `None` if that is not set.
    ///
    /// A server that is named but cannot be used is an error of the set-up and fails the test.
    pub fn create() -> Option<Self> {
        let server = server()?;
        let name = format!("{PREFIX}{}", random());
        let url = with_database(&server, &name);
        let statement = format!("CREATE DATABASE {name} TEMPLATE template0");
        blocking({
            let server = server.clone();
            async move {
                sweep_once(&server).await;
                let mut connection = PgConnection::connect(&server).await?;
                sqlx::query(AssertSqlSafe(statement)).execute(&mut connection).await?;
                connection.close().await
            }
        })
        .expect("a database can be made on TEST_DATABASE_URL, as its superuser");
        Some(Self { server, name, url })
    }

    /// The address of this database.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // FORCE, because a pool that the test has dropped closes its connections in its own time.
        let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let server = self.server.clone();
        let dropped = blocking(async move {
            let mut connection = PgConnection::connect(&server).await?;
            sqlx::query(AssertSqlSafe(statement)).execute(&mut connection).await?;
            connection.close().await
        });
        // The test has its result by now, and a panic here during another would abort the run.
        if let Err(error) = dropped {
            eprintln!("{} is left behind: {error}", self.name);
        }
    }
}

fn server() -> Option<String> {
    std::env::var("TEST_DATABASE_URL").ok().filter(|url| !url.is_empty())
}

/// Removes what earlier runs left behind when they were killed, once per process.
///
/// A server may be shared with a run that is going on, so only databases that are an hour old and
/// that nobody uses are taken. The server's clock is asked, not ours.
async fn sweep_once(server: &str) {
    static SWEPT: OnceLock<()> = OnceLock::new();
    if SWEPT.set(()).is_err() {
        return;
    }
    // The best that can be done: a server that refuses this is still good for tests.
    if let Err(error) = sweep(server).await {
        eprintln!("older test databases stay: {error}");
    }
}

async fn sweep(server: &str) -> sqlx::Result<()> {
    let mut connection = PgConnection::connect(server).await?;
    let leftovers = sqlx::query(
        "SELECT datname FROM pg_database AS d
         WHERE starts_with(datname, $1)
           AND (pg_stat_file('base/' || oid || '/PG_VERSION', true)).modification
               < now() - interval '1 hour'
           AND NOT EXISTS (SELECT FROM pg_stat_activity AS a WHERE a.datid = d.oid)",
    )
    .bind(PREFIX)
    .fetch_all(&mut connection)
    .await?;
    for row in leftovers {
        let name: String = row.try_get("datname")?;
        sqlx::query(AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name}"))).execute(&mut connection).await?;
    }
    connection.close().await
}

/// The same server, another database: what stands between the host and the query.
fn with_database(server: &str, name: &str) -> String {
    let (address, query) = server.split_once('?').unwrap_or((server, ""));
    let authority = address.find("://").map_or(0, |at| at + 3);
    let end = address[authority..].find('/').map_or(address.len(), |at| authority + at);
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{}/{name}{mark}{query}", &address[..end])
}

/// Unlike any other test's, in this process or another.
fn random() -> String {
    // Each `RandomState` has keys of its own, drawn from the operating system.
    let number = RandomState::new().build_hasher().finish();
    format!("{}_{number:016x}", std::process::id())
}

/// Runs a future to its end on a thread of its own, because neither `Drop` nor a test that already
/// stands in a runtime may wait for one here.
fn blocking<F, T>(future: F) -> T
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    thread::spawn(|| {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime can be built")
            .block_on(future)
    })
    .join()
    .expect("the thread that spoke to PostgreSQL did not panic")
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn the_database_of_an_address_is_replaced_and_nothing_else() {
        for (server, expected) in [
            ("postgres://u:p@h:5433/postgres", "postgres://u:p@h:5433/x"),
            ("postgres://h", "postgres://h/x"),
            (
                "postgres://u@localhost:5432/postgres?host=/tmp/a&sslmode=disable",
                "postgres://u@localhost:5432/x?host=/tmp/a&sslmode=disable",
            ),
        ] {
            assert_eq!(with_database(server, "x"), expected);
        }
    }
}
