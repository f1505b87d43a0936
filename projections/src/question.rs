//! Questions as values: what the database is asked, and what is made of its answer. So two can be asked in one round
//! trip.

use crate::db::{Db, Row, Sql, Value};
use crate::failed::Fault;

/// What is made of the rows of an answer.
type Reading<'a, T> = Box<dyn FnOnce(&[Row]) -> Result<T, Fault> + Send + 'a>;

/// One statement, its values, and what is made of its rows.
pub(crate) struct Question<'a, T> {
    sql: Sql,
    values: Vec<Value<'a>>,
    reading: Reading<'a, T>,
}

impl<'a, T> Question<'a, T> {
    /// A question whose answer is read from all its rows.
    pub(crate) fn new(
        sql: impl Into<Sql>,
        values: Vec<Value<'a>>,
        reading: impl FnOnce(&[Row]) -> Result<T, Fault> + Send + 'a,
    ) -> Self {
        Self { sql: sql.into(), values, reading: Box::new(reading) }
    }
}

impl Db {
    /// Asks one question.
    ///
    /// # Errors
    /// The database cannot be reached or refuses, or the answer is not what it should be.
    pub(crate) async fn ask<T>(&self, question: Question<'_, T>) -> Result<T, Fault> {
        (question.reading)(&self.fetch(question.sql, &question.values).await?)
    }

    /// Asks two questions, in one round trip where that can be.
    ///
    /// # Errors
    /// The database cannot be reached or refuses one, or an answer is not what it should be.
    pub(crate) async fn ask_both<A, B>(
        &self,
        first: Question<'_, A>,
        second: Question<'_, B>,
    ) -> Result<(A, B), Fault> {
        let answers = self.fetch_all(&[(first.sql, &first.values), (second.sql, &second.values)]).await?;
        let [of_first, of_second] = &*answers else { return Err(Fault::corrupt("an answer is missing")) };
        Ok(((first.reading)(of_first)?, (second.reading)(of_second)?))
    }
}
