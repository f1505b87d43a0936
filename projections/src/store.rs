//! Everything the service keeps, behind one handle.

mod doors;

use crate::db::Db;
use crate::failed::{Failed, Fault};
use crate::log::{self, Head, SELECT_SINCE, Stored};
use crate::proofs::{Blocks, Compared, Proven};
use crate::rebuild;
use crate::schema;
use crate::vault::{MasterKeys, Vault};
use crate::verify::{self, Verified};
use crate::views::cases::{self, CaseRow, List};
use crate::views::deadlines::{self, After, DueRow, Lapsed};
use crate::views::disclosures::{self, DisclosureRow};
use crate::views::outbox::{self, MessageRow};
use crate::views::people;
use crate::views::schools::{self, SchoolRow};
use crate::views::{Listed, VIEWS, View};
use crate::writer::{Done, Failing, Job, Message, Subjects, Writer};
use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::complaint::stage::Stage;
use redress_domain::law::LaCode;
use redress_domain::{ComplaintId, PersonId, Recorded, Refused, StreamId, Subject, Urn};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

/// The longest identifier of a stream.
const LONGEST_ID: usize = 100;

/// How a store is set up beyond its URL.
#[derive(Debug, Clone)]
pub struct Options {
    readers: u32,
    queue: usize,
    views: Vec<Listed>,
}

impl Default for Options {
    fn default() -> Self {
        Self { readers: 16, queue: 1_024, views: VIEWS.to_vec() }
    }
}

impl Options {
    /// The most connections that read at once.
    #[must_use]
    pub fn readers(self, readers: u32) -> Self {
        Self { readers, ..self }
    }

    /// The most commands that wait for the writer before callers are told that it is busy.
    #[must_use]
    pub fn queue(self, queue: usize) -> Self {
        Self { queue, ..self }
    }

    /// One view more than the list has.
    #[must_use]
    pub fn with_view<V: View>(mut self) -> Self {
        self.views.push(Listed::new::<V>());
        self
    }
}

/// How one view stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewHealth {
    /// Its name.
    pub name: &'static str,
    /// The last position it has taken in.
    pub position: i64,
    /// How many records it has yet to take in.
    pub behind: i64,
    /// Whether it met something that it could not take in, or belongs to another version of the service.
    pub failing: bool,
}

/// How the store stands. That it can be had at all shows that the database answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// The position of the last record.
    pub position: i64,
    /// Every view.
    pub views: Vec<ViewHealth>,
}

#[derive(Debug)]
struct Inner {
    db: Db,
    vault: Arc<Vault>,
    views: Vec<Listed>,
    failing: Failing,
    subjects: Subjects,
    blocks: Blocks,
    writer: mpsc::Sender<Message>,
    task: Mutex<Option<JoinHandle<()>>>,
}

/// A command that is on its way, or why it is not.
type Submitted = Result<oneshot::Receiver<Result<Done, Failed>>, Failed>;

async fn answer(submitted: Submitted) -> Result<Done, Failed> {
    submitted?.await.map_err(|_| Failed::from(Fault::Stopped))?
}

/// The log, the vault and the views over one database. Cheap to clone; one writer stands behind all clones.
#[derive(Debug, Clone)]
pub struct Store(Arc<Inner>);

impl Store {
    /// Opens the database, brings its tables up to date, makes anew the views whose code has changed,
    /// and starts the writer.
    ///
    /// # Errors
    /// The database cannot be reached, belongs to a later version of the service, or is kept under another
    /// master key.
    pub async fn open(
        url: &str,
        keeper: &(impl MasterKeys + Clone + 'static),
        options: Options,
    ) -> Result<Self, Failed> {
        let db = Db::at(url, options.readers)?;
        schema::migrate(&db).await?;
        let failing = Failing::default();
        rebuild::make_anew(&db, &options.views, &failing).await?;
        let subjects = Subjects::new();
        let vault = Arc::new(Vault::open_over(db.clone(), Arc::new(keeper.clone())).await?);
        let (writer, waiting) = mpsc::channel(options.queue);
        let (list, look) = (&options.views, subjects.clone());
        let worker = Writer::new(db.clone(), vault.clone(), list, failing.clone(), look, waiting).await?;
        let task = Mutex::new(Some(tokio::spawn(worker.run())));
        Ok(Self(Arc::new(Inner {
            db,
            vault,
            views: options.views,
            failing,
            subjects,
            blocks: Blocks::default(),
            writer,
            task,
        })))
    }

    /// Gives a command to its stream. What it answers is durable, and in every view that is up to date.
    ///
    /// # Errors
    /// It is refused, or cannot be recorded now; either way nothing was recorded, unless the database
    /// was lost in the middle, when a repeat under the same idempotency key tells.
    pub async fn execute(&self, job: Job) -> Result<Done, Failed> {
        answer(self.submit(job)).await
    }

    /// The same for two commands, of which the second is decided on what the first leads to, before that is durable.
    pub async fn execute_both(&self, first: Job, then: Job) -> [Result<Done, Failed>; 2] {
        let [first, then] = [self.submit(first), self.submit(then)];
        [answer(first).await, answer(then).await]
    }

    /// Puts a command into the writer's queue.
    fn submit(&self, mut job: Job) -> Submitted {
        // No other identifier can name a stream, and a record's encoding relies on it.
        let id = &job.stream.id;
        if id.is_empty() || id.len() > LONGEST_ID || !id.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Refused::NotFound.into());
        }
        if let Some(key) = &mut job.key {
            key.digest = self.0.vault.digest(&key.digest)?;
        }
        let (reply, answer) = oneshot::channel();
        match self.0.writer.try_send(Message::Job(Box::new(job), reply)) {
            Ok(()) => Ok(answer),
            Err(mpsc::error::TrySendError::Full(_)) => Err(Failed::Busy),
            Err(mpsc::error::TrySendError::Closed(_)) => Err(Fault::Stopped.into()),
        }
    }

    async fn ask<T>(&self, message: impl FnOnce(oneshot::Sender<T>) -> Message) -> Result<T, Failed> {
        let (reply, answer) = oneshot::channel();
        self.0.writer.send(message(reply)).await.map_err(|_| Fault::Stopped)?;
        answer.await.map_err(|_| Fault::Stopped.into())
    }

    /// Everything that happened in a stream after a version, in one round trip; after 0, its timeline.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn stream(&self, stream: &StreamId, after: i64) -> Result<Vec<Recorded>, Failed> {
        Ok(self.0.db.ask(log::stream(stream, after)).await?)
    }

    /// Everything that happened in some complaints, at most a hundred of them, each in its order.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn complaints(&self, complaints: &[ComplaintId]) -> Result<BTreeMap<ComplaintId, Vec<Recorded>>, Failed> {
        Ok(log::complaints(&self.0.db, complaints).await?)
    }

    /// The state of a stream and its version, folded from the log in one round trip.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn subject(&self, stream: &StreamId) -> Result<(Subject, i64), Failed> {
        let facts = self.stream(stream, 0).await?;
        let mut subject = Subject::new(stream.kind);
        for recorded in &facts {
            subject.evolve(&recorded.fact);
        }
        Ok((subject, facts.last().map_or(0, |recorded| recorded.version)))
    }

    /// The state of a stream and its version as this process last committed it, if it is at hand: no round
    /// trip. Where several processes write to one database it may be out of date, so that what it refuses
    /// must be asked again of the log; what it lets through is decided again when the command is.
    #[must_use]
    pub fn recent(&self, stream: &StreamId) -> Option<(Arc<Subject>, i64)> {
        self.0.subjects.look(stream)
    }

    /// The last position of the log as this process last saw it, without asking: another process may have gone on.
    #[must_use]
    pub fn seen(&self) -> i64 {
        self.0.subjects.position()
    }

    /// The records after a position, in order: at most so many.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn since(&self, position: i64, limit: u32) -> Result<Vec<Recorded>, Failed> {
        let rows = self.0.db.fetch(SELECT_SINCE, &log::since(position, limit.into())).await?;
        Ok(rows.iter().map(|row| Stored::read(row)?.decode()).collect::<Result<_, Fault>>()?)
    }

    /// The head of the log.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn head(&self) -> Result<Head, Failed> {
        Ok(Head::fetch(&self.0.db).await?)
    }

    /// A record by its position, with the proof that it is in the log; none past the end.
    ///
    /// # Errors
    /// The database cannot be read, or the log was altered past its guards.
    pub async fn prove(&self, position: i64) -> Result<Option<Proven>, Failed> {
        Ok(self.0.blocks.prove(&self.0.db, position).await?)
    }

    /// The trees over the first so many records and over so many more, with the proof that the second goes on from
    /// the first; none unless there are so many, and at least one.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn compare(&self, first: u64, second: u64) -> Result<Option<Compared>, Failed> {
        Ok(self.0.blocks.compare(&self.0.db, first, second).await?)
    }

    /// The database, for the questions that stand with their views.
    pub(crate) fn db(&self) -> &Db {
        &self.0.db
    }

    /// The vault.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        &self.0.vault
    }

    /// How the log and each view stand.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn health(&self) -> Result<Health, Failed> {
        let head = self.head().await?;
        let failing = self.0.failing.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let view = |listed: &Listed| {
            let checkpoint = head.checkpoints.get(listed.name).copied().unwrap_or_default();
            let behind = head.position - checkpoint.position;
            let failing = checkpoint.version != listed.version || (behind > 0 && failing.contains(listed.name));
            ViewHealth { name: listed.name, position: checkpoint.position, behind, failing }
        };
        Ok(Health { position: head.position, views: self.0.views.iter().map(view).collect() })
    }

    /// Brings views that are behind as far as they can go.
    ///
    /// # Errors
    /// The writer has stopped.
    pub async fn heal(&self) -> Result<(), Failed> {
        self.ask(Message::Heal).await
    }

    /// Reads the whole log again, recomputes the root, and checks density and order.
    ///
    /// # Errors
    /// Something is not as promised, or the database cannot be read.
    pub async fn verify(&self, mut progress: impl FnMut(i64, i64) + Send) -> Result<Verified, Failed> {
        Ok(verify::verify(&self.0.db, &mut progress).await?)
    }

    /// The names of all views.
    pub fn views(&self) -> impl Iterator<Item = &'static str> {
        self.0.views.iter().map(|listed| listed.name)
    }

    /// Makes one view anew from the log, or all of them, while appends go on.
    ///
    /// # Errors
    /// A view cannot take something in, or the database fails; the old tables then stay.
    pub async fn rebuild(&self, view: Option<&str>, mut progress: impl FnMut(i64, i64) + Send) -> Result<(), Failed> {
        let chosen = |listed: &&Listed| view.is_none_or(|view| view == listed.name);
        let listed: Vec<_> = self.0.views.iter().filter(chosen).copied().collect();
        rebuild::rebuild(&self.0.db, &listed, &mut progress).await?;
        let mut failing = self.0.failing.lock().unwrap_or_else(PoisonError::into_inner);
        for listed in &listed {
            failing.remove(listed.name);
        }
        Ok(())
    }

    /// A view's table as text, a line a row in the order of its key, for comparing.
    ///
    /// # Errors
    /// There is no such view, or the database cannot be read.
    pub async fn print(&self, view: &str) -> Result<Vec<String>, Failed> {
        let listed = self.0.views.iter().find(|listed| listed.name == view);
        let listed = listed.ok_or_else(|| Fault::corrupt("there is no such view"))?;
        Ok(rebuild::print(&self.0.db, listed).await?)
    }

    /// One case.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn case(&self, id: ComplaintId) -> Result<Option<CaseRow>, Failed> {
        Ok(cases::one(&self.0.db, id).await?)
    }

    /// The cases with a reference that somebody quotes: nearly always one.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn cases_by_reference(&self, reference: &str) -> Result<Vec<CaseRow>, Failed> {
        Ok(cases::by_reference(&self.0.db, reference).await?)
    }

    /// A page of a work list, what was lodged last coming first, below the position where the page before
    /// ended. The policy still decides on each row of it.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn cases(
        &self,
        list: List,
        stage: Option<Stage>,
        below: Option<i64>,
        limit: u32,
    ) -> Result<Vec<CaseRow>, Failed> {
        Ok(cases::page(&self.0.db, list, stage, below, limit).await?)
    }

    /// A page of the cases a person on the family's side is on, what was lodged last coming first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn cases_of(&self, person: PersonId, below: Option<i64>, limit: u32) -> Result<Vec<CaseRow>, Failed> {
        Ok(people::cases(&self.0.db, person, below, limit).await?)
    }

    /// A page of disclosures to one person or to all, the latest first, below the position where the page
    /// before ended. The policy still decides on each row.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn disclosures(
        &self,
        person: Option<PersonId>,
        below: Option<i64>,
        limit: u32,
    ) -> Result<Vec<DisclosureRow>, Failed> {
        Ok(disclosures::page(&self.0.db, person, below, limit).await?)
    }

    /// A page of the clocks of a list of cases that are still owed, or of those that are not, with a last day up
    /// to one, the first first. What has no date, because a calendar is missing, comes before everything.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn deadlines(
        &self,
        list: List,
        owed: bool,
        to: Date,
        after: Option<&After>,
        limit: u32,
    ) -> Result<Vec<DueRow>, Failed> {
        Ok(deadlines::page(&self.0.db, list, owed, to, after, limit).await?)
    }

    /// The running clocks whose last day lies before a day, on every reading of the law, the longest gone first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn lapsed(&self, today: Date, after: Option<Lapsed>, limit: u32) -> Result<Vec<Lapsed>, Failed> {
        Ok(deadlines::lapsed(&self.0.db, today, after, limit).await?)
    }

    /// One school of the register.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn school(&self, urn: Urn) -> Result<Option<SchoolRow>, Failed> {
        Ok(schools::one(&self.0.db, urn).await?)
    }

    /// The first schools by name whose town or postcode begins so.
    ///
    /// # Errors
    /// The database fails.
    pub async fn schools_at(&self, beginning: &str, limit: u32) -> Result<Vec<SchoolRow>, Failed> {
        Ok(schools::at(&self.0.db, beginning, limit).await?)
    }

    /// A page of schools in the order of their names: those whose name begins so, in one authority or
    /// in all, after the search name and number where the page before ended.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn schools(
        &self,
        beginning: &str,
        authority: Option<LaCode>,
        after: Option<(&str, Urn)>,
        limit: u32,
    ) -> Result<Vec<SchoolRow>, Failed> {
        Ok(schools::page(&self.0.db, beginning, authority, after, limit).await?)
    }

    /// The messages that may go out now, the longest waiting first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn outbox(&self, now: Timestamp, limit: u32) -> Result<Vec<MessageRow>, Failed> {
        Ok(outbox::due(&self.0.db, now, limit).await?)
    }

    /// Finishes what is waiting, and ends. Other clones can read no more after this.
    pub async fn close(&self) {
        let _ = self.0.writer.send(Message::Close).await;
        let task = self.0.task.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = task
            && let Err(error) = task.await
        {
            tracing::error!(%error, "the writer did not end well");
        }
        self.0.db.close().await;
    }
}
