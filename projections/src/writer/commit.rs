//! One transaction for a batch: the head row first, then records, then what they make of the views; then the answers.

use super::plan::{Outcome, Plan, index};
use super::{Answer, Batch, Done, Job, MOST_ROWS, Writer, fold};
use crate::db::{Refusal, Sql, Value};
use crate::failed::{Failed, Fault};
use crate::log::{Head, SELECT_HEAD, SELECT_SINCE, SHUT_OUT, Stored, Written, since};
use crate::many::ManyRows;
use crate::schema::PART;
use crate::vault::DELETE_KEYS;
use crate::vault::names::DELETE_NAMES;
use redress_domain::complaint::{Event, erasure};
use redress_domain::{ComplaintId, Fact, PersonId, Recorded};
use std::time::Duration;

/// How often a batch is tried before its callers are told that the service is busy.
const TRIES: u32 = 8;
/// How many commands are decided before the database is given what follows from them: it is at work on those while
/// the next are decided.
const STRIDE: usize = 8;
/// How many commands a batch begins with without looking whether more are about to come.
const FEW: usize = 4;

/// Why a try came to nothing.
enum Trouble {
    /// Another process has appended, or a rebuild has swapped a table.
    Stale,
    /// One view cannot take it in; the others can.
    View(usize, Fault),
    /// The database failed on the commit itself, so that it may be durable or not.
    Unknown(Fault, Box<(Plan, Head)>),
    /// Anything else.
    Other(Fault),
}

impl<F: Into<Fault>> From<F> for Trouble {
    fn from(fault: F) -> Self {
        Self::Other(fault.into())
    }
}

type Answers = Vec<Result<Done, Failed>>;

/// What a try has come to so far.
struct Attempt {
    plan: Plan,
    /// How many of the facts were sent.
    sent: usize,
    /// The head row, as it will be.
    head: Head,
    /// Whether there is one command, and nothing is worth sending before the whole is known.
    alone: bool,
    /// Whether the transaction is open and the head row held.
    held: bool,
    /// Whether the head row was moved on.
    moved: bool,
}

impl Writer {
    /// Appends what the jobs of a batch lead to, and answers each.
    pub(super) async fn append(&mut self, mut batch: Batch) {
        let answers = match self.commit(&mut batch, true).await {
            Ok(answers) => answers,
            Err(failed) if batch.jobs.len() == 1 => vec![Err(failed)],
            // One of them is poison. Alone, each fails only itself.
            Err(_) => {
                let replies = std::mem::take(&mut batch.replies);
                for (job, reply) in batch.jobs.into_iter().zip(replies) {
                    let mut alone = Batch::of(job, reply);
                    let answers = self.commit(&mut alone, false).await.unwrap_or_else(|failed| vec![Err(failed)]);
                    alone.answer(answers);
                }
                return;
            }
        };
        batch.answer(answers);
    }

    /// Commits a batch. One that is open takes in whatever comes while the first try is decided.
    async fn commit(&mut self, batch: &mut Batch, open: bool) -> Result<Answers, Failed> {
        let (mut locked, mut doubt) = (false, false);
        for tries in 1..=TRIES {
            let fault = match self.attempt(batch, open && tries == 1, locked, doubt).await {
                Ok((plan, head)) => return Ok(self.settle(&batch.jobs, plan, head).await),
                Err(Trouble::Unknown(fault, tried)) => {
                    tracing::warn!(%fault, "a commit was cut off; looking whether it is durable");
                    self.connection = None;
                    let (plan, head) = *tried;
                    match self.is_durable(&plan, &head).await {
                        Ok(true) => return Ok(self.settle(&batch.jobs, plan, head).await),
                        Ok(false) => fault,
                        // Nobody can say now; what was decided must not be taken for what is recorded.
                        Err(unknown) => {
                            self.undo().await;
                            return Err(unknown.into());
                        }
                    }
                }
                Err(Trouble::Stale) => {
                    self.undo().await;
                    locked = true;
                    continue;
                }
                // While the head row is held no rebuild can be in the way, so then it is the view's own fault.
                Err(Trouble::View(view, fault)) if !fault.is_lost() && (locked || !fault.is_transient()) => {
                    self.undo().await;
                    self.fall_behind(view, &fault);
                    continue;
                }
                Err(Trouble::View(_, fault) | Trouble::Other(fault)) => fault,
            };
            self.undo().await;
            locked = true;
            if fault.is_lost() {
                self.connection = None;
            } else if fault.is_unique() {
                doubt = true;
                continue;
            } else if !fault.is_transient() {
                return Err(fault.into());
            }
            if tries == TRIES && fault.is_lost() {
                return Err(fault.into());
            }
            tracing::debug!(%fault, tries, "an append is tried again");
            tokio::time::sleep(Duration::from_millis(5 << tries)).await;
        }
        Err(Failed::Busy)
    }

    /// One try. Unless `locked`, it decides on what is at hand, and finds out on taking the head row
    /// whether that was still true; `locked`, it takes the head row first.
    async fn attempt(
        &mut self,
        batch: &mut Batch,
        open: bool,
        locked: bool,
        doubt: bool,
    ) -> Result<(Plan, Head), Trouble> {
        if locked {
            self.connected().await?.begin().await?;
            self.take_head().await?;
        }
        if open {
            self.queue.fill(batch);
            if batch.jobs.len() < FEW {
                self.queue.fill_or_yield(batch).await;
            }
        }
        let (plan, head, alone) = (Plan::default(), self.head.clone(), batch.jobs.len() == 1);
        let mut attempt = Attempt { plan, sent: 0, head, alone, held: locked, moved: false };
        let whole = loop {
            let from = attempt.plan.outcomes.len();
            let stride = &batch.jobs[from..batch.jobs.len().min(from + STRIDE)];
            match self.stride(stride, &mut attempt, doubt).await {
                Ok(()) => {}
                // The end of the transaction tells what was the matter with it.
                Err(Trouble::Other(fault) | Trouble::View(_, fault)) if fault.is_aborted() => break false,
                Err(trouble) => return Err(trouble),
            }
            let all = attempt.plan.outcomes.len() == batch.jobs.len();
            if all && (alone || !open || !self.queue.fill_or_yield(batch).await) {
                break true;
            }
        };
        if attempt.plan.facts.is_empty() {
            return self.nothing_new(attempt.plan, locked).await;
        }
        let sent = if whole { self.send_end(&mut attempt).await? } else { Vec::new() };
        let Attempt { plan, mut head, .. } = attempt;
        let connection = self.connection.as_mut().ok_or(Fault::Stopped)?;
        match connection.finish(sent.len()).await {
            Ok(()) if whole => {}
            Ok(()) => return Err(Fault::corrupt("a transaction failed, and no statement of it").into()),
            Err((Refusal::Earlier, fault)) if fault.is_stale() => return Err(Trouble::Stale),
            Err((Refusal::Earlier, fault)) => return Err(fault.into()),
            // Which statements are whose is known, so that a view that cannot be stored falls behind alone.
            Err((Refusal::Of(at), fault)) => {
                return Err(match sent.get(at) {
                    Some(view) => Trouble::View(*view, fault),
                    None => fault.into(),
                });
            }
            // A deferred check or a serialisation failure: the database says that it is undone.
            Err((Refusal::Commit, fault)) if !fault.is_lost() => return Err(fault.into()),
            Err((Refusal::Commit, fault)) => {
                head.turn += 1;
                return Err(Trouble::Unknown(fault, Box::new((plan, head))));
            }
        }
        head.turn += 1;
        Ok((plan, head))
    }

    /// Decides a part of the batch, sends its records, and folds them into the views.
    async fn stride(&mut self, jobs: &[Job], attempt: &mut Attempt, doubt: bool) -> Result<(), Trouble> {
        self.plan(jobs, &mut attempt.plan, doubt).await?;
        let new = &attempt.plan.facts[attempt.sent..];
        if new.is_empty() {
            return Ok(());
        }
        for written in new {
            attempt.head.frontier.push(written.stored().leaf());
        }
        self.send_records(jobs, attempt).await?;
        let facts: Vec<&Recorded> =
            attempt.plan.facts[attempt.sent..].iter().map(|written| &written.recorded).collect();
        for view in self.current() {
            self.fold(view, &facts).await.map_err(|fault| Trouble::View(view, fault))?;
        }
        attempt.sent = attempt.plan.facts.len();
        Ok(())
    }

    /// The views that have taken in all there is.
    fn current(&self) -> Vec<usize> {
        (0..self.views.len()).filter(|view| !self.views[*view].behind).collect()
    }

    /// Sends what moves the head row, if that was not done, and what stores the views; says whose each of these
    /// statements is.
    async fn send_end(&mut self, attempt: &mut Attempt) -> Result<Vec<usize>, Trouble> {
        if !attempt.moved {
            self.move_head(attempt);
            let replacement = vec![attempt.head.replacement()?];
            let connection = self.connection.as_mut().ok_or(Fault::Stopped)?;
            connection.send(false, replacement).await.map_err(|(_, fault)| fault)?;
        }
        let mut owners = Vec::new();
        for view in self.current() {
            let Self { connection, views, .. } = self;
            let connection = connection.as_mut().ok_or(Fault::Stopped)?;
            let sent = async {
                let writes = views[view].live.writes(MOST_ROWS)?;
                let count = writes.len();
                connection.send(false, writes).await.map_err(|(_, fault)| fault)?;
                Ok(count)
            };
            let count = sent.await.map_err(|fault| Trouble::View(view, fault))?;
            owners.extend(std::iter::repeat_n(view, count));
        }
        Ok(owners)
    }

    /// Writes into the new head row what is known of it once all is decided.
    fn move_head(&self, attempt: &mut Attempt) {
        let head = &mut attempt.head;
        head.position = self.head.position + index(attempt.plan.facts.len());
        head.root = head.frontier.root();
        for view in self.current() {
            if let Some(checkpoint) = head.checkpoints.get_mut(self.views[view].live.name()) {
                checkpoint.position = head.position;
            }
        }
        attempt.moved = true;
    }

    /// Sends the head row, if it is not held, and whatever these jobs insert: records, answers and sealed words.
    async fn send_records(&mut self, jobs: &[Job], attempt: &mut Attempt) -> Result<(), Trouble> {
        let begin = !attempt.held;
        if attempt.alone {
            self.move_head(attempt);
        }
        self.connected().await?;
        let Self { connection, statements, destroyed, head, .. } = self;
        let connection = connection.as_mut().ok_or(Fault::Stopped)?;
        // The head row first of all, so that whoever holds it is the only writer until the commit:
        // positions are dense, and their order is the order of commits.
        let mut batch = Vec::new();
        if attempt.alone {
            batch.push(attempt.head.replacement()?);
        } else if begin {
            batch.push(head.hold());
        }
        attempt.held = true;
        let facts = attempt.plan.facts[attempt.sent..].iter().map(|written| {
            let mut values = Vec::with_capacity(11);
            written.bind(&mut values);
            values
        });
        insert(&mut batch, &mut statements.events, facts.collect());
        let accepted = || {
            let of_these = &attempt.plan.outcomes[attempt.plan.outcomes.len() - jobs.len()..];
            let pairs = jobs.iter().zip(of_these);
            pairs.filter_map(|(job, outcome)| match outcome {
                Outcome::Adds { from, count, after } => Some((job, *from, *count, after.version)),
                _ => None,
            })
        };
        let mut answered = Vec::new();
        for (job, from, count, version) in accepted() {
            let Some(key) = &job.key else { continue };
            let first = head.position + index(from) + 1;
            answered.push(vec![
                Value::Int(PART),
                Value::text(job.stamp.actor.to_string()),
                Value::text(&*key.key),
                Value::text(&*key.digest),
                Value::text(job.stream.kind.name()),
                Value::text(&*job.stream.id),
                Value::Int(version),
                Value::Int(first),
                Value::Int(first + index(count) - 1),
            ]);
        }
        insert(&mut batch, &mut statements.answered, answered);
        let (mut keys, mut entries, mut names) = (Vec::new(), Vec::new(), Vec::new());
        for sealed in accepted().flat_map(|(job, ..)| &job.sealed) {
            if let Some(wrapped) = &sealed.new_key
                && !destroyed.contains(&sealed.key)
            {
                keys.push(sealed.bind_key(wrapped));
            }
            entries.push(sealed.bind());
            names.extend(sealed.bind_names());
        }
        insert(&mut batch, &mut statements.keys, keys);
        insert(&mut batch, &mut statements.vault, entries);
        insert(&mut batch, &mut statements.names, names);
        // Last, and in the same commit as the certificate: from then on nobody can read a word.
        for written in &attempt.plan.facts[attempt.sent..] {
            let Some((complaint, person)) = erased(&written.recorded) else { continue };
            let person = person.map(|person| person.to_string()).unwrap_or_default();
            for sql in [DELETE_KEYS, DELETE_NAMES] {
                let values = vec![Value::Int(PART), Value::text(complaint.to_string()), Value::text(person.clone())];
                batch.push((sql.into(), values));
            }
        }
        match connection.send(begin, batch).await {
            // The database is at work on the records while the views are folded and more is decided; on those of one
            // command it would only fall asleep again before the rest comes.
            Ok(()) if !attempt.alone => Ok(connection.flush().await?),
            Ok(()) => Ok(()),
            Err((_, fault)) if fault.is_stale() => Err(Trouble::Stale),
            Err((_, fault)) => Err(fault.into()),
        }
    }

    /// Nothing is to be recorded; but what was decided must have been decided on the present state.
    async fn nothing_new(&mut self, plan: Plan, locked: bool) -> Result<(Plan, Head), Trouble> {
        if locked {
            self.connected().await?.rollback().await?;
        } else {
            let rows = self.connected().await?.fetch(SELECT_HEAD, &[Value::Int(PART)]).await?;
            if Head::read(&rows)?.turn != self.head.turn {
                return Err(Trouble::Stale);
            }
        }
        Ok((plan, self.head.clone()))
    }

    /// Loads what a view needs, and folds.
    pub(super) async fn fold(&mut self, view: usize, facts: &[&Recorded]) -> Result<(), Fault> {
        self.connected().await?;
        let Self { connection, views, .. } = self;
        let connection = connection.as_mut().ok_or(Fault::Stopped)?;
        let live = &mut *views[view].live;
        for (sql, values) in live.missing(facts, MOST_ROWS) {
            let rows = connection.fetch(sql, &values).await?;
            live.loaded(&rows)?;
        }
        fold(live, facts)
    }

    /// Whether a batch is in the log although its commit was cut off. What is still on its way on the old line is shut
    /// out first, so that the answer holds: the server may come to it long after its sender was cut off.
    async fn is_durable(&mut self, plan: &Plan, head: &Head) -> Result<bool, Fault> {
        let Some(last) = plan.facts.last() else { return Ok(false) };
        let mut tries = 0;
        loop {
            tries += 1;
            let found = match self.connected().await {
                Ok(connection) => match connection.execute(SHUT_OUT, &[Value::Int(PART)]).await {
                    Ok(()) => connection.fetch(SELECT_SINCE, &since(head.position - 1, 1)).await,
                    Err(fault) => Err(fault),
                },
                Err(fault) => Err(fault),
            };
            match found {
                Ok(rows) => {
                    let Some(row) = rows.first() else { return Ok(false) };
                    return Ok(Stored::read(row)?.leaf() == last.stored().leaf());
                }
                Err(fault) if tries >= TRIES => return Err(fault),
                Err(_) => {
                    self.connection = None;
                    tokio::time::sleep(Duration::from_millis(20 << tries)).await;
                }
            }
        }
    }

    /// What was planned is durable: take it over, and write the answers.
    async fn settle(&mut self, jobs: &[Job], plan: Plan, head: Head) -> Answers {
        let Plan { outcomes, facts, .. } = plan;
        let before = std::mem::replace(&mut self.head, head).position;
        if !facts.is_empty() {
            for view in &mut self.views {
                view.live.keep();
            }
            self.look_at_views();
        }
        for (complaint, person) in facts.iter().filter_map(|written| erased(&written.recorded)) {
            for key in self.vault.erased(complaint, person) {
                self.destroyed.put(key, ());
            }
        }
        let mut facts = facts.into_iter().map(|written: Written| written.recorded);
        let mut answers = Vec::with_capacity(jobs.len());
        for (job, outcome) in jobs.iter().zip(outcomes) {
            let done = |after: super::AtHand, positions, facts| Done {
                stream: job.stream.clone(),
                version: after.version,
                positions,
                facts,
                subject: after.subject,
                repeated: false,
            };
            answers.push(match outcome {
                Outcome::Adds { from, count, after } => {
                    let positions = (before + index(from) + 1, before + index(from + count));
                    for sealed in job.sealed.iter().filter(|sealed| sealed.new_key.is_some()) {
                        self.vault.stored(sealed);
                    }
                    if let Some(key) = &job.key {
                        let name = (job.stamp.actor.to_string(), key.key.clone());
                        let (digest, stream) = (key.digest.clone(), job.stream.clone());
                        self.answers.put(name, Answer { digest, stream, version: after.version, positions });
                    }
                    Ok(done(after, Some(positions), facts.by_ref().take(count).collect()))
                }
                Outcome::Already(after) => Ok(done(after, None, Vec::new())),
                Outcome::Repeats(answer) => self.repeated(answer).await,
                Outcome::Failed(failed) => Err(failed),
            });
        }
        let mut subjects = self.subjects.states();
        subjects.position = self.head.position;
        for (stream, there) in self.working.drain() {
            subjects.put(stream, there);
        }
        drop(subjects);
        answers
    }

    async fn repeated(&mut self, answer: Answer) -> Result<Done, Failed> {
        self.bring(std::slice::from_ref(&answer.stream)).await?;
        let there = self.working.get(&answer.stream).ok_or(Fault::Stopped)?;
        Ok(Done {
            subject: there.subject.clone(),
            version: answer.version,
            positions: Some(answer.positions),
            facts: Vec::new(),
            repeated: true,
            stream: answer.stream,
        })
    }
}

/// Whose words in which complaint a fact says are erased: one person's, or all.
fn erased(recorded: &Recorded) -> Option<(ComplaintId, Option<PersonId>)> {
    match &recorded.fact {
        Fact::Complaint(Event::Erasure(erasure::Event::PersonalDataErased { person, .. })) => {
            Some((recorded.stream.id.parse().ok()?, *person))
        }
        _ => None,
    }
}

/// Adds to a batch what inserts rows, in as few statements as their texts allow.
fn insert<'a>(batch: &mut Vec<(Sql, Vec<Value<'a>>)>, statement: &mut ManyRows, rows: Vec<Vec<Value<'a>>>) {
    let mut rows = rows.into_iter();
    while rows.len() > 0 {
        let take = ManyRows::chunk(rows.len(), MOST_ROWS);
        let values = rows.by_ref().take(take).flatten().collect();
        batch.push((statement.text(take), values));
    }
}
