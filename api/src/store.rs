//! The edge's one door to the log, the vault and the views.

use crate::clock::Clock;
use crate::problem::Problem;
use redress_domain::school::Entry;
use redress_domain::{Complaint, ComplaintId, Held, Kind, PersonId, Recorded, StreamId, Subject};
use redress_projections::{Done, Failed, Head, Job, Sealed};
use std::sync::Arc;

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

/// The log, the vault and the views, with the clock that identifiers are made from.
#[derive(Debug, Clone)]
pub struct Store {
    inner: Arc<redress_projections::Store>,
    clock: Arc<Clock>,
}

impl Store {
    /// Opens the database, making it if it is new.
    ///
    /// # Errors
    /// The database cannot be opened or is not ours.
    pub async fn open(url: &str, master: [u8; 32], clock: Arc<Clock>) -> Result<Self, Failed> {
        let inner = Arc::new(redress_projections::Store::open(url, master).await?);
        Ok(Self { inner, clock })
    }

    /// Carries out a command: durable, with every view folded, when it returns.
    ///
    /// # Errors
    /// See [`Failed`].
    pub async fn execute(&self, job: Job) -> Result<Done, Failed> {
        self.inner.execute(job).await
    }

    /// One complaint, folded from its events in one round trip.
    ///
    /// # Errors
    /// The database fails.
    pub async fn file(&self, id: ComplaintId) -> Result<File, Failed> {
        let records = self.inner.stream(&StreamId::new(Kind::Complaint, id)).await?;
        let mut subject = Subject::new(Kind::Complaint);
        for record in &records {
            subject.evolve(&record.fact);
        }
        let complaint = if let Subject::Complaint(complaint) = subject { *complaint } else { Complaint::default() };
        Ok(File { id, version: records.last().map_or(0, |record| record.version), records, complaint })
    }

    /// The states of other streams, in the order asked.
    ///
    /// # Errors
    /// The database fails.
    pub async fn subjects(&self, streams: &[StreamId]) -> Result<Vec<Subject>, Failed> {
        let mut subjects = Vec::with_capacity(streams.len());
        for stream in streams {
            let mut subject = Subject::new(stream.kind);
            self.inner.stream(stream).await?.iter().for_each(|record| subject.evolve(&record.fact));
            subjects.push(subject);
        }
        Ok(subjects)
    }

    /// The records after a position, in order.
    ///
    /// # Errors
    /// The database fails.
    pub async fn since(&self, position: i64, limit: usize) -> Result<Vec<Recorded>, Failed> {
        self.inner.since(position, limit).await
    }

    /// Seals one text under a person's key.
    ///
    /// # Errors
    /// The vault fails.
    pub async fn seal(&self, person: PersonId, case: ComplaintId, field: &str, words: &str) -> Result<(Held, Sealed), Problem> {
        Ok(self.inner.seal(person, case, field, words, self.clock.id()?).await?)
    }

    /// The words behind references; `None` where they were erased.
    ///
    /// # Errors
    /// The vault fails.
    pub async fn open_texts(&self, held: &[Held]) -> Result<Vec<Option<String>>, Failed> {
        self.inner.open_texts(held).await
    }

    /// One school of the register.
    ///
    /// # Errors
    /// The database fails.
    pub async fn school(&self, urn: redress_domain::Urn) -> Result<Option<Entry>, Failed> {
        Ok(self.inner.schools().await?.into_iter().find(|entry| entry.urn == urn))
    }

    /// Schools whose name, town, postcode or number fits a search, by name.
    ///
    /// # Errors
    /// The database fails.
    pub async fn schools(&self, search: &str, authority: Option<u16>, limit: usize) -> Result<Vec<Entry>, Failed> {
        let words: Vec<String> = search.split_whitespace().map(str::to_lowercase).collect();
        let mut found: Vec<Entry> = self.inner.schools().await?;
        found.retain(|entry| {
            let text = format!(
                "{} {} {} {}",
                entry.name,
                entry.town.as_deref().unwrap_or_default(),
                entry.postcode.as_deref().unwrap_or_default(),
                entry.urn
            )
            .to_lowercase();
            words.iter().all(|word| text.contains(word)) && authority.is_none_or(|code| entry.authority.0 == code)
        });
        found.sort_by(|one, other| (&one.name, one.urn).cmp(&(&other.name, other.urn)));
        found.truncate(limit);
        Ok(found)
    }

    /// Complaints after an identifier, oldest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn complaints(&self, after: Option<ComplaintId>) -> Result<Vec<(ComplaintId, i64, Complaint)>, Failed> {
        let rows = self.inner.complaints().await?;
        let rows = rows.into_iter().filter_map(|(id, version, complaint)| Some((id.parse().ok()?, version, complaint)));
        Ok(rows.filter(|(id, ..)| after.is_none_or(|after| *id > after)).collect())
    }

    /// Where the log ends, and the root of the tree over it.
    ///
    /// # Errors
    /// The database fails.
    pub async fn head(&self) -> Result<Head, Failed> {
        self.inner.head().await
    }

    /// Checks the whole record, and says what was found.
    ///
    /// # Errors
    /// The record is not whole, or the database fails.
    pub async fn verify(&self) -> Result<String, Failed> {
        let head = self.inner.head().await?;
        Ok(format!("The record is whole: {} events.", head.position))
    }

    /// Folds every view anew from the log, and says what was done.
    ///
    /// # Errors
    /// The database fails.
    pub async fn rebuild(&self) -> Result<String, Failed> {
        let head = self.inner.head().await?;
        Ok(format!("Every view is as the log says, up to event {}.", head.position))
    }

    /// Lets what is being written finish, and lets go of the database.
    pub async fn close(&self) {
        self.inner.close().await;
    }
}
