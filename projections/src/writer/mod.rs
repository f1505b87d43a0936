//! The one task that appends. It takes all that is waiting, decides each command on what it has at hand,
//! and commits them together: one transaction, one flush, and answers only for what is durable.

mod commit;
mod flight;
mod heal;
mod plan;

use crate::db::{Connection, Db};
use crate::failed::{Failed, Fault};
use crate::log::Head;
use crate::many::ManyRows;
use crate::vault::master::Master;
use crate::vault::{Sealed, Vault};
use crate::views::{Listed, Live};
use commit::Trouble;
use flight::Flight;
use heal::Standing;
use lru::LruCache;
use redress_domain::{Order, Recorded, Stamp, StreamId, Subject};
use std::collections::{BTreeSet, HashMap};
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

/// The most commands that share a transaction.
const MOST_JOBS: usize = 256;
/// The most rows in one statement of the writer.
const MOST_ROWS: usize = 64;
/// The most events whose streams' states are at hand: a state grows with what happened, so that this bounds memory.
const EVENTS: i64 = 20_000;
/// The most answers to idempotency keys, and keys destroyed, that are at hand.
const ANSWERS: NonZeroUsize = NonZeroUsize::new(10_000).expect("it is not zero");
/// How often a view that has fallen behind is looked at while nothing else happens.
const TICK: Duration = Duration::from_millis(250);

/// A caller's name for one request, so that a repeat gets the first answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// The name.
    pub key: String,
    /// A digest of the request, to tell a repeat from another request under the same name.
    pub digest: String,
}

/// A command on its way to a stream.
#[derive(Debug, Clone)]
pub struct Job {
    /// The stream.
    pub stream: StreamId,
    /// The command.
    pub order: Order,
    /// When and by whom.
    pub stamp: Stamp,
    /// The version the caller believes the stream to be at. Zero says that it is new.
    pub expected: Option<i64>,
    /// The caller's name for the request.
    pub key: Option<IdempotencyKey>,
    /// The sealed words that the command refers to. They are stored only if it is accepted.
    pub sealed: Vec<Sealed>,
}

/// What became of a command that was accepted. All of it is durable.
#[derive(Debug, Clone)]
pub struct Done {
    /// The stream; for a repeat, the one of the first answer.
    pub stream: StreamId,
    /// The stream's version after the command.
    pub version: i64,
    /// The first and last position it was given in the log; none if all was already so.
    pub positions: Option<(i64, i64)>,
    /// What happened. Empty if all was already so, and for a repeat.
    pub facts: Vec<Recorded>,
    /// The state of the stream; for a repeat, as it is now.
    pub subject: Arc<Subject>,
    /// Whether this is the first answer to a request that was made before.
    pub repeated: bool,
}

pub(crate) type Reply<T> = oneshot::Sender<T>;
/// What a caller is answered.
type Answered = Result<Done, Failed>;

pub(crate) enum Message {
    Job(Box<Job>, Reply<Answered>),
    Heal(Reply<()>),
    Close,
}

/// Commands that are recorded together, and whoever waits for each.
#[derive(Default)]
struct Batch {
    jobs: Vec<Job>,
    replies: Vec<Reply<Answered>>,
}

impl Batch {
    fn of(job: Job, reply: Reply<Answered>) -> Self {
        Self { jobs: vec![job], replies: vec![reply] }
    }

    fn add(&mut self, job: Job, reply: Reply<Answered>) {
        self.jobs.push(job);
        self.replies.push(reply);
    }
}

/// What waits for the writer.
struct Queue {
    waiting: mpsc::Receiver<Message>,
    /// Met while a batch took in commands, and none itself: it comes next.
    aside: Option<Message>,
}

impl Queue {
    /// The next message, once there is one; none when all is done and nobody will say anything more.
    async fn next(&mut self) -> Option<Message> {
        match self.aside.take() {
            Some(message) => Some(message),
            None => self.waiting.recv().await,
        }
    }

    /// Adds the commands that wait to a batch.
    fn fill(&mut self, batch: &mut Batch) {
        while self.aside.is_none() && batch.jobs.len() < MOST_JOBS {
            match self.waiting.try_recv() {
                Ok(Message::Job(job, reply)) => batch.add(*job, reply),
                Ok(other) => self.aside = Some(other),
                Err(_) => break,
            }
        }
    }
}

/// The names of the views that could not take in what happened, for the health report.
pub(crate) type Failing = Arc<Mutex<BTreeSet<&'static str>>>;

/// An answer that was given under an idempotency key.
#[derive(Debug, Clone)]
struct Answer {
    digest: String,
    stream: StreamId,
    version: i64,
    positions: (i64, i64),
}

/// A stream's state at hand.
#[derive(Debug, Clone)]
struct AtHand {
    subject: Arc<Subject>,
    version: i64,
}

impl AtHand {
    /// How many events it is the state after, and one for itself: what never happened takes room too.
    fn weight(&self) -> i64 {
        self.version + 1
    }
}

/// The streams at hand between batches, durable as they are there. The writer takes out what it works
/// on, so that a state which nobody else is looking at is changed in place and never copied.
#[derive(Debug, Clone)]
pub(crate) struct Subjects(Arc<Mutex<States>>);

#[derive(Debug)]
struct States {
    by_stream: LruCache<StreamId, AtHand>,
    /// Of all of them together.
    weight: i64,
    /// The last position of the log, as this process last saw it.
    position: i64,
}

impl States {
    fn clear(&mut self) {
        self.by_stream.clear();
        self.weight = 0;
    }

    fn take(&mut self, stream: &StreamId) -> Option<AtHand> {
        let there = self.by_stream.pop(stream)?;
        self.weight -= there.weight();
        Some(there)
    }

    fn put(&mut self, stream: StreamId, there: AtHand) {
        self.weight += there.weight();
        if let Some((_, before)) = self.by_stream.push(stream, there) {
            self.weight -= before.weight();
        }
        while self.weight > EVENTS
            && let Some((_, oldest)) = self.by_stream.pop_lru()
        {
            self.weight -= oldest.weight();
        }
    }
}

impl Subjects {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Mutex::new(States { by_stream: LruCache::unbounded(), weight: 0, position: 0 })))
    }

    /// A stream's state and version, as this process last committed it; none if it is not at hand.
    pub(crate) fn look(&self, stream: &StreamId) -> Option<(Arc<Subject>, i64)> {
        self.states().by_stream.get(stream).map(|there| (Arc::clone(&there.subject), there.version))
    }

    fn holds(&self, stream: &StreamId) -> bool {
        self.states().by_stream.contains(stream)
    }

    /// The last position of the log, as this process last saw it.
    pub(crate) fn position(&self) -> i64 {
        self.states().position
    }

    fn states(&self) -> MutexGuard<'_, States> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The statements of an append, each over many rows.
struct Statements {
    events: ManyRows,
    answered: ManyRows,
    keys: ManyRows,
    vault: ManyRows,
    names: ManyRows,
    streams: ManyRows,
}

impl Statements {
    fn new() -> Self {
        let columns = crate::log::COLUMNS;
        Self {
            events: ManyRows::insert(format!("INSERT INTO event (part, {columns}) VALUES "), 11, ""),
            answered: ManyRows::insert(
                "INSERT INTO answered (part, actor, key, digest, kind, stream, version, first_position, \
                 last_position) VALUES "
                    .into(),
                9,
                "",
            ),
            keys: ManyRows::insert(
                "INSERT INTO vault_key (part, key, person, complaint, wrapped) VALUES ".into(),
                5,
                " ON CONFLICT (part, key) DO NOTHING",
            ),
            vault: ManyRows::insert("INSERT INTO vault (part, entry, key, field, sealed) VALUES ".into(), 5, ""),
            names: ManyRows::insert(
                "INSERT INTO vault_name (part, token, complaint, person, key) VALUES ".into(),
                5,
                " ON CONFLICT (part, token, complaint, person) DO NOTHING",
            ),
            streams: ManyRows::select_each(
                &format!("SELECT {columns} FROM event WHERE part = $1"),
                &["kind", "stream"],
                // Without a bound on the version SQLite would rather walk the whole part.
                " AND version > 0",
            ),
        }
    }
}

pub(crate) struct Writer {
    queue: Queue,
    db: Db,
    vault: Arc<Vault>,
    connection: Option<Connection>,
    /// The head row, as it is or as what is in the air leaves it.
    head: Head,
    /// What was sent to its end, and is not known to be durable.
    flight: Option<Flight>,
    /// What did not come about, and why.
    fallen: Option<(Flight, Trouble)>,
    /// Answers for what is durable.
    owed: Vec<(Reply<Answered>, Answered)>,
    statements: Statements,
    /// Streams between batches.
    subjects: Subjects,
    /// Streams of the batch in hand, as they will be once it is committed.
    working: HashMap<StreamId, AtHand>,
    /// By actor and key.
    answers: LruCache<(String, String), Answer>,
    /// The master key in force when the head row was as it is here, if anybody needed to know. Whoever changes it moves
    /// the head row on.
    master: Option<Arc<Master>>,
    /// Keys that were destroyed while words sealed under them may have been on their way.
    destroyed: LruCache<Uuid, ()>,
    views: Vec<Standing>,
    failing: Failing,
}

impl Writer {
    pub(crate) async fn new(
        db: Db,
        vault: Arc<Vault>,
        views: &[Listed],
        failing: Failing,
        subjects: Subjects,
        waiting: mpsc::Receiver<Message>,
    ) -> Result<Self, Fault> {
        let head = Head::fetch(&db).await?;
        subjects.states().position = head.position;
        let views = views.iter().map(|listed| Standing::new((listed.start)())).collect();
        let mut writer = Self {
            queue: Queue { waiting, aside: None },
            connection: Some(db.connect_to_write().await?),
            db,
            vault,
            head,
            flight: None,
            fallen: None,
            owed: Vec::new(),
            statements: Statements::new(),
            subjects,
            working: HashMap::new(),
            answers: LruCache::sparse(ANSWERS),
            master: None,
            destroyed: LruCache::sparse(ANSWERS),
            views,
            failing,
        };
        writer.look_at_views();
        Ok(writer)
    }

    /// Works until it is told to close and nothing is waiting.
    pub(crate) async fn run(mut self) {
        loop {
            let message = if self.flight.is_some() {
                let Some(message) = self.next_or_landing().await else { continue };
                Ok(message)
            } else {
                tokio::time::timeout(TICK, self.queue.next()).await
            };
            if let Ok(Some(Message::Job(job, reply))) = message {
                self.append(Batch::of(*job, reply)).await;
            } else {
                self.land().await;
                match message {
                    Ok(None) => break,
                    Ok(Some(Message::Close)) => self.queue.waiting.close(),
                    Ok(Some(Message::Heal(reply))) => {
                        self.heal_all().await;
                        let _ = reply.send(());
                    }
                    _ => {}
                }
            }
            self.heal_a_little().await;
        }
        if let Some(connection) = self.connection.take() {
            connection.close().await;
        }
    }

    /// Answers whoever is owed an answer.
    fn answer(&mut self) {
        for (reply, answer) in self.owed.drain(..) {
            // Nobody may be waiting any more; it is recorded all the same.
            let _ = reply.send(answer);
        }
    }

    /// The line to the database, to ask something and wait: what is in the air lands first, and nobody's answer waits
    /// with us.
    async fn connected(&mut self) -> Result<&mut Connection, Fault> {
        self.arrive().await?;
        self.answer();
        self.line().await
    }

    /// The line to the database, to say something. On another one than before nothing can be said that was decided on
    /// what was in the air on the first.
    async fn line(&mut self) -> Result<&mut Connection, Fault> {
        if self.connection.is_none() {
            self.arrive().await?;
            self.connection = Some(self.db.connect_to_write().await?);
        }
        self.connection.as_mut().ok_or(Fault::Stopped)
    }

    /// Ends the open transaction without effect, and lets go of all that was made ready for it.
    async fn undo(&mut self) {
        self.working.clear();
        for view in &mut self.views {
            view.live.forget(false);
        }
        if let Some(connection) = &mut self.connection
            && connection.rollback().await.is_err()
        {
            self.connection = None;
        }
    }
}

/// Runs what must not panic, and reports it as a fault if it does: one broken fold must not stop the writer.
fn guarded<T>(what: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(what))
        .unwrap_or_else(|_| Err(Fault::corrupt("a decision or a fold panicked")))
}

fn fold(live: &mut dyn Live, facts: &[&Recorded]) -> Result<(), Fault> {
    guarded(|| live.fold(facts))
}

/// The writer's fixed statements, for the test of the rules they must keep.
#[cfg(test)]
pub(crate) const FIXED: [&str; 2] = [plan::SELECT_ANSWER, heal::SELECT_CHANGED];

/// The writer's statements over many rows, for the same test.
#[cfg(test)]
pub(crate) fn statements() -> Vec<String> {
    let Statements { mut events, mut answered, mut keys, mut vault, mut names, mut streams } = Statements::new();
    let all = [&mut events, &mut answered, &mut keys, &mut vault, &mut names, &mut streams];
    all.map(|statement| statement.text(2).text().to_owned()).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_domain::Kind;

    #[test]
    fn states_at_hand_are_bounded_by_what_happened_in_them_even_where_nothing_did() {
        let subjects = Subjects::new();
        for (number, version) in (0..100_000).zip([0, 0, 40].into_iter().cycle()) {
            let stream = StreamId::new(Kind::School, number);
            let subject = Arc::new(Subject::new(Kind::School));
            subjects.states().put(stream.clone(), AtHand { subject, version });
            assert!(subjects.holds(&stream), "what was put last is there");
        }
        let states = subjects.states();
        let weight: i64 = states.by_stream.iter().map(|(_, there)| there.weight()).sum();
        assert!(weight <= EVENTS && weight == states.weight, "{weight}");
    }
}
