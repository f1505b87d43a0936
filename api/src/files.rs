//! Complaints at hand. What was read of the log stays true for ever, so only what came after it is read again:
//! one round trip, however long the file, and never an old answer.

use lru::LruCache;
use redress_domain::complaint::Complaint;
use redress_domain::complaint::portion::Portion;
use redress_domain::policy::Sight;
use redress_domain::{Actor, ComplaintId, Fact, Recorded};
use redress_projections::Failed;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

/// The most complaints at hand; one of 40 events takes some 40 kB.
const AT_HAND: NonZeroUsize = NonZeroUsize::new(500).expect("it is not zero");

/// A complaint as the edge needs it: its records and what they come to.
#[derive(Debug, Clone)]
pub struct File {
    /// Which.
    pub id: ComplaintId,
    /// Its version; 0 where nothing has happened.
    pub version: i64,
    /// Its events, in order.
    pub records: Vec<Recorded>,
    /// What they come to.
    pub complaint: Complaint,
}

impl File {
    /// The file of a complaint of which nothing is known yet.
    fn new(id: ComplaintId) -> Self {
        Self { id, version: 0, records: Vec::new(), complaint: Complaint::default() }
    }

    /// The same file with what came after.
    fn with(mut self, records: Vec<Recorded>) -> Self {
        for record in &records {
            if let Fact::Complaint(event) = &record.fact {
                self.complaint.evolve(event);
            }
            self.version = record.version;
        }
        self.records.extend(records);
        self
    }

    /// The file as somebody reads it: without the issues that they are not told of. Whatever is answered about a case
    /// is answered of this.
    #[must_use]
    pub fn told_to(self: Arc<Self>, reader: &Actor) -> Arc<Self> {
        let sight = Sight::new(reader, &self.complaint.facts);
        if sight.sees_every_issue() {
            return self;
        }
        let mut portion = Portion::new(sight);
        let left = |record: &Recorded| {
            let Fact::Complaint(event) = &record.fact else { return None };
            Some(Recorded { fact: Fact::Complaint(portion.take(event)?), ..record.clone() })
        };
        let records = self.records.iter().filter_map(left).collect();
        Arc::new(Self { id: self.id, version: self.version, records, complaint: portion.file() })
    }
}

/// The complaints that were read last.
#[derive(Debug)]
pub struct Files(Mutex<LruCache<ComplaintId, Arc<File>>>);

impl Default for Files {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(AT_HAND)))
    }
}

impl Files {
    /// A complaint as the log has it now, and whatever else was read with it.
    ///
    /// # Errors
    /// What came after cannot be read: the function is given the version after which to read.
    pub async fn read<T, F>(&self, id: ComplaintId, after: impl FnOnce(i64) -> F) -> Result<(Arc<File>, T), Failed>
    where
        F: Future<Output = Result<(Vec<Recorded>, T), Failed>>,
    {
        let known = self.at_hand().get(&id).cloned();
        let (records, beside) = after(known.as_ref().map_or(0, |file| file.version)).await?;
        let file = match known {
            Some(file) if records.is_empty() => file,
            // What does not exist is not kept: anybody may ask for it.
            None if records.is_empty() => Arc::new(File::new(id)),
            known => {
                let before = known.map_or_else(|| File::new(id), Arc::unwrap_or_clone);
                let file = Arc::new(before.with(records));
                self.at_hand().put(id, Arc::clone(&file));
                file
            }
        };
        Ok((file, beside))
    }

    fn at_hand(&self) -> std::sync::MutexGuard<'_, LruCache<ComplaintId, Arc<File>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_domain::complaint::Event;
    use redress_domain::complaint::intake::Event as Intake;
    use redress_domain::{Kind, StreamId};

    fn record(id: ComplaintId, version: i64) -> Recorded {
        Recorded {
            position: version,
            stream: StreamId::new(Kind::Complaint, id),
            version,
            at: jiff::Timestamp::UNIX_EPOCH,
            actor: "clerk@school:100003/018f0000000070008000000000000001".parse().unwrap(),
            cause: "accept_complaint".into(),
            fact: Fact::Complaint(Event::Intake(Intake::ComplaintAccepted {})),
        }
    }

    #[tokio::test]
    async fn only_what_came_after_is_read_again_and_a_missing_complaint_is_not_kept() {
        let (files, id) = (Files::default(), ComplaintId(uuid::Uuid::from_u128(7)));
        for (after, come, version) in [(0, 0, 0), (0, 2, 2), (2, 0, 2), (2, 1, 3), (3, 0, 3)] {
            let read = files.read(id, async |asked| {
                assert_eq!(asked, after);
                Ok(((1..=come).map(|next| record(id, asked + next)).collect(), ()))
            });
            let (file, ()) = read.await.unwrap();
            assert_eq!((file.version, file.records.len()), (version, usize::try_from(version).unwrap()));
        }
    }
}
