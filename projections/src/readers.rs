//! The connections that only read: each is lent to one question at a time, and opened when there is none at rest.
//!
//! A pool of sqlx asks each connection whether it still lives whenever it is given back, which is a second round trip
//! for every question. Here only one is asked whose question was dropped before its answer came.

use crate::db::{Connection, Row, Sql, Value};
use crate::failed::Fault;
use crate::piped::Use;
use crate::place::Place;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

/// What has rested longer is opened anew: something on the way may have forgotten it without a word.
const REST: Duration = Duration::from_mins(5);
/// How long the answer to a question that was dropped is waited for.
const LONG: Duration = Duration::from_secs(30);
/// What asks a connection whether it still lives.
const ALIVE: Sql = Sql::Fixed("SELECT 1");

/// Connections that rest until somebody asks.
#[derive(Debug)]
pub(crate) struct Readers {
    /// Since when each does, the last on top.
    resting: Mutex<Vec<(Instant, Connection)>>,
    /// One permit for each connection that there may be.
    room: Arc<Semaphore>,
    most: u32,
}

/// A connection on which a question was asked, and its permit.
struct Lent {
    readers: Arc<Readers>,
    held: Option<(Connection, OwnedSemaphorePermit)>,
}

impl Drop for Lent {
    /// Whoever asked has gone, and the database is still at work on it: until it is not, nobody else asks in its place.
    fn drop(&mut self) {
        let (Some((mut connection, permit)), Ok(here)) = (self.held.take(), tokio::runtime::Handle::try_current())
        else {
            return;
        };
        let readers = Arc::clone(&self.readers);
        here.spawn(async move {
            if matches!(tokio::time::timeout(LONG, connection.fetch(ALIVE, &[])).await, Ok(Ok(_))) {
                readers.rest(connection);
            }
            drop(permit);
        });
    }
}

impl Readers {
    /// So many at the most; none is opened yet.
    pub(crate) fn new(most: u32) -> Self {
        let room = Semaphore::new(usize::try_from(most).unwrap_or(Semaphore::MAX_PERMITS));
        Self { resting: Mutex::default(), room: Arc::new(room), most }
    }

    fn resting(&self) -> MutexGuard<'_, Vec<(Instant, Connection)>> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn rest(&self, connection: Connection) {
        self.resting().push((Instant::now(), connection));
    }

    /// The connection that has rested least, if that is not too long: the others have rested longer.
    fn rested(&self) -> Option<Connection> {
        let mut resting = self.resting();
        let (since, connection) = resting.pop()?;
        if since.elapsed() < REST {
            return Some(connection);
        }
        resting.clear();
        None
    }

    /// Asks some questions, one after another on one connection.
    ///
    /// # Errors
    /// The database cannot be reached or refuses one; or the readers were closed.
    pub(crate) async fn fetch(
        self: &Arc<Self>,
        place: &Place,
        statements: &[(Sql, &[Value<'_>])],
    ) -> Result<Vec<Vec<Row>>, Fault> {
        let permit = Arc::clone(&self.room).acquire_owned().await.map_err(|_| Fault::Stopped)?;
        let connection = match self.rested() {
            Some(connection) => connection,
            None => place.connect_to(Use::Read).await?,
        };
        let mut lent = Lent { readers: Arc::clone(self), held: Some((connection, permit)) };
        let answers = match &mut lent.held {
            Some((connection, _)) => connection.fetch_all(statements).await,
            None => Err(Fault::Stopped),
        };
        if let Some((connection, _permit)) = lent.held.take() {
            match &answers {
                // Where one has died, those that rest have died too, and unnoticed.
                Err(fault) if fault.is_lost() => self.resting().clear(),
                _ => self.rest(connection),
            }
        }
        answers
    }

    /// Waits for the questions that were asked, and says goodbye on each connection.
    pub(crate) async fn close(&self) {
        let all = self.room.acquire_many(self.most).await;
        self.room.close();
        drop(all);
        let resting = std::mem::take(&mut *self.resting());
        for (_, connection) in resting {
            connection.close().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Db;

    const ONE: Sql = Sql::Fixed("SELECT CAST(1 AS BIGINT) WHERE 1 = $1");
    const MANY: Sql = Sql::Fixed(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT COUNT(*) FROM n",
    );

    /// Either engine; PostgreSQL where a server was given.
    fn places() -> Vec<Place> {
        let urls = ["sqlite::memory:".to_owned()].into_iter().chain(std::env::var("TEST_DATABASE_URL").ok());
        urls.map(|url| Db::at(&url, 1).unwrap().place).collect()
    }

    #[tokio::test]
    async fn a_connection_serves_one_question_after_another_and_a_dropped_one_keeps_its_place_until_it_has_ended() {
        for place in places() {
            let readers = Arc::new(Readers::new(1));
            for _ in 0..3 {
                assert_eq!(readers.fetch(&place, &[(ONE, &[Value::Int(1)])]).await.unwrap().len(), 1);
                assert_eq!(readers.resting().len(), 1, "the same one again");
            }
            assert!(readers.fetch(&place, &[(Sql::Fixed("SELECT nothing"), &[])]).await.is_err());
            assert_eq!(readers.resting().len(), 1, "a question that was refused has come to its end");
            tokio::select! {
                biased;
                _ = readers.fetch(&place, &[(MANY, &[])]) => panic!("it was answered at once"),
                () = std::future::ready(()) => {}
            }
            assert_eq!((readers.room.available_permits(), readers.resting().len()), (0, 0), "it is still at work");
            let rows = readers.fetch(&place, &[(ONE, &[Value::Int(1)])]).await.unwrap();
            assert_eq!((rows.len(), rows[0][0].int(0).unwrap()), (1, 1), "the answer of nobody else");
            readers.close().await;
            assert!(matches!(readers.fetch(&place, &[(ONE, &[Value::Int(1)])]).await, Err(Fault::Stopped)));
        }
    }

    #[tokio::test]
    async fn a_connection_that_died_while_it_rested_is_noticed_and_the_question_is_asked_on_another() {
        let Ok(url) = std::env::var("TEST_DATABASE_URL") else { return };
        let db = Db::at(&url, 2).unwrap();
        let who = || db.fetch("SELECT CAST(pg_backend_pid() AS BIGINT)", &[]);
        let first = who().await.unwrap()[0].int(0).unwrap();
        let mut administrator = db.connect().await.unwrap();
        let end = "SELECT 1 WHERE pg_terminate_backend(CAST($1 AS INT))";
        assert_eq!(administrator.fetch(end, &[Value::Int(first)]).await.unwrap().len(), 1);
        assert_ne!(who().await.unwrap()[0].int(0).unwrap(), first);
        db.close().await;
    }

    #[tokio::test]
    async fn what_has_rested_for_long_is_opened_anew() {
        let Db { place, .. } = Db::at("sqlite::memory:", 2).unwrap();
        let readers = Arc::new(Readers::new(2));
        readers.fetch(&place, &[(ONE, &[Value::Int(1)])]).await.unwrap();
        let long_ago = Instant::now().checked_sub(2 * REST).unwrap();
        readers.resting()[0].0 = long_ago;
        assert!(readers.rested().is_none() && readers.resting().is_empty());
    }
}
