//! THROWAWAY: an in-memory stand-in for the log, the vault and the views, so that the edge can be built
//! and tested before they are merged. Replace this file by the real crate.

use redress_domain::{Complaint, ComplaintId, Held, Kind, Order, PersonId, Recorded, References, Refused, Stamp, StreamId, Subject};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// A client's key for one attempt, with what was sent under it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IdempotencyKey {
    /// Whose key it is.
    pub scope: String,
    /// The key.
    pub key: String,
    /// A digest of the request.
    pub request: String,
}

/// A sealed text, stored with the events that refer to it.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// The entry.
    pub entry: Uuid,
    /// The person whose key seals it.
    pub person: PersonId,
    /// The text (sealed, in the real one).
    pub text: String,
}

/// One command to be carried out.
#[derive(Debug)]
pub struct Job {
    /// On which stream.
    pub stream: StreamId,
    /// What.
    pub order: Order,
    /// When and by whom.
    pub stamp: Stamp,
    /// The version the caller has seen.
    pub expected: Option<i64>,
    /// The client's key.
    pub key: Option<IdempotencyKey>,
    /// Texts to keep with it.
    pub sealed: Vec<Sealed>,
}

/// What became of it.
#[derive(Debug, Clone)]
pub struct Done {
    /// The stream.
    pub stream: StreamId,
    /// Its version now.
    pub version: i64,
    /// Position of the first new event; above `last` when there is none.
    pub first: i64,
    /// Position of the last new event.
    pub last: i64,
    /// The subject as it is now.
    pub subject: Subject,
}

/// Why it was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The domain refuses.
    #[error("refused: {0}")]
    Refused(#[from] Refused),
    /// The version is another.
    #[error("the version is {actual}")]
    Conflict {
        /// The version now.
        actual: i64,
    },
    /// The key was used for another request.
    #[error("the key was used before")]
    KeyReused,
    /// Too much to do.
    #[error("busy")]
    Busy,
    /// The database failed.
    #[error("database: {0}")]
    Database(String),
}

#[derive(Debug, Default)]
struct Inner {
    log: Vec<Recorded>,
    streams: BTreeMap<StreamId, (i64, Option<Subject>)>,
    keys: HashMap<(String, String), (String, Done)>,
    vault: HashMap<Uuid, String>,
}

/// The store.
#[derive(Debug, Default)]
pub struct Store {
    inner: Mutex<Inner>,
}

/// Where the log ends.
#[derive(Debug, Clone)]
pub struct Head {
    /// The last position.
    pub position: i64,
    /// The root of the tree over all records.
    pub root: [u8; 32],
}

impl Store {
    /// Opens it.
    ///
    /// # Errors
    /// None here.
    pub async fn open(_url: &str, _master: [u8; 32]) -> Result<Self, Failed> {
        Ok(Self::default())
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Carries out a command.
    ///
    /// # Errors
    /// See [`Failed`].
    pub async fn execute(&self, job: Job) -> Result<Done, Failed> {
        let mut guard = self.inner();
        let inner = &mut *guard;
        if let Some(key) = &job.key
            && let Some((request, done)) = inner.keys.get(&(key.scope.clone(), key.key.clone()))
        {
            return if *request == key.request { Ok(done.clone()) } else { Err(Failed::KeyReused) };
        }
        let (version, subject) = inner.streams.get(&job.stream).cloned().unwrap_or((0, None));
        let mut subject = subject.unwrap_or_else(|| Subject::new(job.stream.kind));
        if let Some(expected) = job.expected
            && expected != version
        {
            return Err(Failed::Conflict { actual: version });
        }
        let needs = subject.needs(&job.order);
        let found: Vec<(StreamId, Subject)> = needs
            .into_iter()
            .filter_map(|id| inner.streams.get(&id).and_then(|(_, subject)| subject.clone()).map(|subject| (id, subject)))
            .collect();
        let references = References(found.iter().map(|(id, subject)| (id, subject)).collect());
        let facts = subject.decide(&job.order, &job.stamp, &references)?;
        let first = inner.log.len() as i64 + 1;
        let mut version = version;
        for fact in facts {
            version += 1;
            subject.evolve(&fact);
            inner.log.push(Recorded {
                position: inner.log.len() as i64 + 1,
                stream: job.stream.clone(),
                version,
                at: job.stamp.at,
                actor: job.stamp.actor.clone(),
                cause: job.order.name().into(),
                fact,
            });
        }
        for sealed in job.sealed {
            inner.vault.insert(sealed.entry, sealed.text);
        }
        let done = Done { stream: job.stream.clone(), version, first, last: inner.log.len() as i64, subject: subject.clone() };
        inner.streams.insert(job.stream, (version, Some(subject)));
        if let Some(key) = job.key {
            inner.keys.insert((key.scope, key.key), (key.request, done.clone()));
        }
        Ok(done)
    }

    /// The records of one stream.
    ///
    /// # Errors
    /// The database failed.
    pub async fn stream(&self, id: &StreamId) -> Result<Vec<Recorded>, Failed> {
        Ok(self.inner().log.iter().filter(|recorded| recorded.stream == *id).cloned().collect())
    }

    /// The records after a position.
    ///
    /// # Errors
    /// The database failed.
    pub async fn since(&self, position: i64, limit: usize) -> Result<Vec<Recorded>, Failed> {
        Ok(self.inner().log.iter().skip(usize::try_from(position).unwrap_or(0)).take(limit).cloned().collect())
    }

    /// Seals a text.
    ///
    /// # Errors
    /// The key could not be made.
    pub async fn seal(&self, person: PersonId, _case: ComplaintId, _field: &str, text: &str, entry: Uuid) -> Result<(Held, Sealed), Failed> {
        let commitment = Sha256::new().chain_update(entry.as_bytes()).chain_update(text).finalize();
        Ok((Held { entry, commitment: hex::encode(commitment) }, Sealed { entry, person, text: text.into() }))
    }

    /// Opens texts; one whose key is gone is `None`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn open_texts(&self, held: &[Held]) -> Result<Vec<Option<String>>, Failed> {
        let inner = self.inner();
        Ok(held.iter().map(|held| inner.vault.get(&held.entry).cloned()).collect())
    }

    /// Every complaint.
    ///
    /// # Errors
    /// The database failed.
    pub async fn complaints(&self) -> Result<Vec<(String, i64, Complaint)>, Failed> {
        Ok(self
            .inner()
            .streams
            .iter()
            .filter_map(|(id, (version, subject))| match subject {
                Some(Subject::Complaint(complaint)) if *version > 0 => Some((id.id.clone(), *version, (**complaint).clone())),
                _ => None,
            })
            .collect())
    }

    /// Every entry of the register.
    ///
    /// # Errors
    /// The database failed.
    pub async fn schools(&self) -> Result<Vec<redress_domain::school::Entry>, Failed> {
        Ok(self
            .inner()
            .streams
            .iter()
            .filter_map(|(id, (_, subject))| match subject {
                Some(Subject::School(school)) if id.kind == Kind::School => school.entry.clone(),
                _ => None,
            })
            .collect())
    }

    /// The head of the log.
    ///
    /// # Errors
    /// The database failed.
    pub async fn head(&self) -> Result<Head, Failed> {
        Ok(Head { position: self.inner().log.len() as i64, root: [0; 32] })
    }

    /// Closes it.
    pub async fn close(&self) {}
}
