//! What the record says of whoever comes in: by which access, or in which offices; alone, or with the file that they ask
//! for.

use super::{Store, asked};
use crate::files::File;
use redress_domain::membership::Membership;
use redress_domain::{AccessId, ComplaintId, Kind, PersonId, StreamId};
use redress_projections::Failed;
use redress_projections::views::accesses::AccessRow;
use std::sync::Arc;

impl Store {
    /// Every access of the family's side to a case.
    ///
    /// # Errors
    /// The database fails.
    pub async fn accesses(&self, complaint: ComplaintId) -> Result<Vec<AccessRow>, Failed> {
        asked("accesses");
        self.0.accesses(complaint).await
    }

    /// One access.
    ///
    /// # Errors
    /// The database fails.
    pub async fn access(&self, id: AccessId) -> Result<Option<AccessRow>, Failed> {
        self.0.access(id).await
    }

    /// Who an identity stands for, and their offices, past and to come.
    ///
    /// # Errors
    /// The database fails.
    pub async fn identified(&self, identity: &str) -> Result<Option<(PersonId, Vec<Membership>)>, Failed> {
        self.0.identified(identity).await
    }

    /// A person's offices, past and to come, and the version they are at.
    ///
    /// # Errors
    /// The database fails.
    pub async fn memberships(&self, person: PersonId) -> Result<Option<(i64, Vec<Membership>)>, Failed> {
        self.0.memberships(person).await
    }

    /// [`Store::file`] and [`Store::access`], in one round trip.
    ///
    /// # Errors
    /// The database fails.
    pub async fn file_and_access(
        &self,
        id: ComplaintId,
        access: AccessId,
    ) -> Result<(Arc<File>, Option<AccessRow>), Failed> {
        asked("file");
        let stream = StreamId::new(Kind::Complaint, id);
        self.1.read(id, async |version| self.0.stream_and_access(&stream, version, access).await).await
    }

    /// [`Store::file`] and somebody's offices, past and to come, in one round trip.
    ///
    /// # Errors
    /// The database fails.
    pub async fn file_and_offices(
        &self,
        id: ComplaintId,
        person: PersonId,
    ) -> Result<(Arc<File>, Vec<Membership>), Failed> {
        asked("file");
        let stream = StreamId::new(Kind::Complaint, id);
        self.1.read(id, async |version| self.0.stream_and_offices(&stream, version, person).await).await
    }
}
