//! What the record says of whoever comes in: by which access, or in which offices.

use super::Store;
use crate::failed::Failed;
use crate::log;
use crate::views::accesses::{self, AccessRow};
use crate::views::memberships;
use redress_domain::membership::Membership;
use redress_domain::{AccessId, ComplaintId, PersonId, Recorded, StreamId};

impl Store {
    /// Every access of the family's side to a case.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn accesses(&self, complaint: ComplaintId) -> Result<Vec<AccessRow>, Failed> {
        Ok(accesses::of_case(&self.0.db, complaint).await?)
    }

    /// One access.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn access(&self, id: AccessId) -> Result<Option<AccessRow>, Failed> {
        Ok(self.0.db.ask(accesses::one(id)).await?)
    }

    /// Who an identity stands for, and their offices, past and to come.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn identified(&self, identity: &str) -> Result<Option<(PersonId, Vec<Membership>)>, Failed> {
        Ok(memberships::of_identity(&self.0.db, identity).await?)
    }

    /// A person's offices, past and to come, and the version they are at.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn memberships(&self, person: PersonId) -> Result<Option<(i64, Vec<Membership>)>, Failed> {
        Ok(self.0.db.ask(memberships::of_person(person)).await?)
    }

    /// [`Store::stream`] and [`Store::access`] at once.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn stream_and_access(
        &self,
        stream: &StreamId,
        after: i64,
        id: AccessId,
    ) -> Result<(Vec<Recorded>, Option<AccessRow>), Failed> {
        Ok(self.0.db.ask_both(log::stream(stream, after), accesses::one(id)).await?)
    }

    /// [`Store::stream`] and the offices of [`Store::memberships`] at once.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn stream_and_offices(
        &self,
        stream: &StreamId,
        after: i64,
        person: PersonId,
    ) -> Result<(Vec<Recorded>, Vec<Membership>), Failed> {
        let both = self.0.db.ask_both(log::stream(stream, after), memberships::of_person(person)).await?;
        Ok((both.0, both.1.map(|(_, granted)| granted).unwrap_or_default()))
    }
}
