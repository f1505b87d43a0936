//! The connections that only read: each is lent to one question at a time, and opened when there is none at rest.
//!
//! A pool of sqlx asks each connection whether it still lives whenever it is given back, which is a second round trip
//! for every question. Here one whose question did not come to its end is not taken back.

use crate::db::{Connection, Place, Row, Sql, Value};
use crate::failed::Fault;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Semaphore;

/// Connections that rest until somebody asks.
#[derive(Debug)]
pub(crate) struct Readers {
    resting: Mutex<Vec<Connection>>,
    /// One permit for each connection that there may be.
    room: Semaphore,
    most: u32,
}

impl Readers {
    /// So many at the most; none is opened yet.
    pub(crate) fn new(most: u32) -> Self {
        let room = Semaphore::new(usize::try_from(most).unwrap_or(Semaphore::MAX_PERMITS));
        Self { resting: Mutex::default(), room, most }
    }

    fn resting(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks one question.
    ///
    /// # Errors
    /// The database cannot be reached or refuses; or the readers were closed.
    pub(crate) async fn fetch(&self, place: &Place, sql: Sql, values: &[Value<'_>]) -> Result<Vec<Row>, Fault> {
        let _lent = self.room.acquire().await.map_err(|_| Fault::Stopped)?;
        let rested = self.resting().pop();
        let mut connection = match rested {
            Some(connection) => connection,
            None => place.connect().await?,
        };
        let rows = connection.fetch(sql, values).await;
        match &rows {
            // Where one has died, those that rest have died too, and unnoticed.
            Err(fault) if fault.is_lost() => self.resting().clear(),
            _ => self.resting().push(connection),
        }
        rows
    }

    /// Waits for the questions that were asked, and says goodbye on each connection.
    pub(crate) async fn close(&self) {
        let all = self.room.acquire_many(self.most).await;
        self.room.close();
        drop(all);
        let resting = std::mem::take(&mut *self.resting());
        for connection in resting {
            connection.close().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Db;

    const ONE: Sql = Sql::Fixed("SELECT 1 WHERE 1 = $1");
    const LONG: Sql = Sql::Fixed(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT COUNT(*) FROM n",
    );

    #[tokio::test]
    async fn a_connection_serves_one_question_after_another_and_none_is_lost_or_left_over() {
        let Db { place, .. } = Db::at("sqlite::memory:", 2).unwrap();
        let readers = Readers::new(2);
        for _ in 0..3 {
            assert_eq!(readers.fetch(&place, ONE, &[Value::Int(1)]).await.unwrap().len(), 1);
            assert_eq!(readers.resting().len(), 1, "the same one again");
        }
        assert!(readers.fetch(&place, Sql::Fixed("SELECT nothing"), &[]).await.is_err());
        assert_eq!(readers.resting().len(), 1, "a question that was refused has come to its end");
        tokio::select! {
            biased;
            _ = readers.fetch(&place, LONG, &[]) => panic!("it was answered at once"),
            () = std::future::ready(()) => {}
        }
        assert!(readers.resting().is_empty(), "the answer to a question that was dropped is nobody else's");
        assert_eq!(readers.room.available_permits(), 2);
        readers.close().await;
        assert!(matches!(readers.fetch(&place, ONE, &[Value::Int(1)]).await, Err(Fault::Stopped)));
    }
}
