//! One transaction for a batch: the head row first, then records, then what they make of the views; then the answers.

use super::plan::{Outcome, Plan, index};
use super::{Batch, Flight, Job, MOST_ROWS, Writer, fold};
use crate::db::{Connection, Sql, Value};
use crate::failed::{Failed, Fault};
use crate::log::{Head, SELECT_HEAD};
use crate::many::ManyRows;
use crate::schema::PART;
use crate::vault::DELETE_KEYS;
use crate::vault::names::DELETE_NAMES;
use redress_domain::complaint::{Event, erasure};
use redress_domain::{ComplaintId, Fact, PersonId, Recorded};
use std::collections::BTreeMap;
use std::time::Duration;

/// How often a batch is tried before its callers are told that the service is busy.
pub(super) const TRIES: u32 = 8;
/// How many commands are decided before the database is given what follows from them: it is at work on those while
/// the next are decided.
const STRIDE: usize = 8;

/// A batch that is to be recorded.
pub(super) struct Try {
    pub(super) batch: Batch,
    /// Whether it takes in whatever comes while it is decided.
    open: bool,
    /// How often it was tried before.
    tries: u32,
    /// Whether the head row is to be taken before anything is decided.
    locked: bool,
    /// Whether nothing is to be taken on trust: the last try met a key that was taken.
    doubt: bool,
}

impl Try {
    fn of(batch: Batch, open: bool) -> Self {
        Self { batch, open, tries: 0, locked: false, doubt: false }
    }

    /// Whether it has not departed.
    fn is_left(&self) -> bool {
        !self.batch.jobs.is_empty()
    }

    /// Leaves nothing to be tried.
    pub(super) fn take(&mut self) -> Self {
        Self { batch: std::mem::take(&mut self.batch), ..*self }
    }
}

/// Why a try came to nothing.
pub(super) enum Trouble {
    /// Another process has appended, or a rebuild has swapped a table.
    Stale,
    /// One view cannot take it in; the others can.
    View(usize, Fault),
    /// The database failed on the commit itself, so that it may be durable or not.
    Unknown(Fault),
    /// Anything else.
    Other(Fault),
}

impl<F: Into<Fault>> From<F> for Trouble {
    fn from(fault: F) -> Self {
        Self::Other(fault.into())
    }
}

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
    /// Appends what the jobs of a batch lead to. It may be in the air then.
    pub(super) async fn append(&mut self, batch: Batch) {
        self.pursue(vec![Try::of(batch, true)]).await;
    }

    /// Tries the last first, until nothing is left to be tried.
    pub(super) async fn pursue(&mut self, mut left: Vec<Try>) {
        while let Some(mut this) = left.pop() {
            match self.attempt(&mut this).await {
                Ok(()) => {}
                // What it was decided on did not come about.
                Err(_) if self.fallen.is_some() => {
                    self.undo().await;
                    left.extend(this.is_left().then_some(this));
                }
                Err(trouble) => left.extend(self.again(this, trouble).await),
            }
            if let Some((flight, trouble)) = self.fallen.take() {
                left.extend(self.take_down(flight, trouble).await);
            }
        }
        self.answer();
    }

    /// What is still to be tried after a try has failed.
    pub(super) async fn again(&mut self, mut this: Try, trouble: Trouble) -> Vec<Try> {
        self.undo().await;
        this.tries += 1;
        let fault = match trouble {
            Trouble::Stale => None,
            // While the head row is held no rebuild can be in the way, so then it is the view's own fault.
            Trouble::View(view, fault) if !fault.is_lost() && (this.locked || !fault.is_transient()) => {
                self.fall_behind(view, &fault);
                // It may be tried without the head row, as it was.
                return self.unless_too_often(this);
            }
            Trouble::View(_, fault) | Trouble::Other(fault) | Trouble::Unknown(fault) => Some(fault),
        };
        this.locked = true;
        let Some(fault) = fault else { return self.unless_too_often(this) };
        if fault.is_lost() {
            self.connection = None;
            if this.tries == TRIES {
                return self.each_alone(this, fault.into());
            }
        } else if fault.is_unique() {
            this.doubt = true;
            return self.unless_too_often(this);
        } else if !fault.is_transient() {
            return self.each_alone(this, fault.into());
        }
        tracing::debug!(%fault, tries = this.tries, "an append is tried again");
        tokio::time::sleep(Duration::from_millis(5 << this.tries)).await;
        self.unless_too_often(this)
    }

    fn unless_too_often(&mut self, this: Try) -> Vec<Try> {
        if this.tries < TRIES { vec![this] } else { self.each_alone(this, Failed::Busy) }
    }

    /// One of several is poison. Alone, each fails only itself.
    fn each_alone(&mut self, this: Try, failed: Failed) -> Vec<Try> {
        let Batch { jobs, replies } = this.batch;
        if jobs.len() == 1 {
            self.owed.extend(replies.into_iter().map(|reply| (reply, Err(failed.clone()))));
            return Vec::new();
        }
        // The last is tried first.
        let each = jobs.into_iter().zip(replies).rev();
        each.map(|(job, reply)| Try::of(Batch::of(job, reply), false)).collect()
    }

    /// One try. Unless `locked`, it decides on what is at hand, and finds out on taking the head row
    /// whether that was still true; `locked`, it takes the head row first. What it leads to is in the air then, or
    /// durable if nothing can be.
    async fn attempt(&mut self, this: &mut Try) -> Result<(), Trouble> {
        if this.locked {
            self.connected().await?.begin().await?;
            self.take_head().await?;
        }
        let open = this.open && this.tries == 0;
        // Nobody is answered while one is in the air, so nobody is about to come whom it would be worth waiting for.
        let patient = self.flight.is_none();
        if open {
            self.gather(&mut this.batch, 0, patient).await?;
        }
        let (plan, head, alone) = (Plan::default(), self.head.clone(), this.batch.jobs.len() == 1);
        let mut attempt = Attempt { plan, sent: 0, head, alone, held: this.locked, moved: false };
        let whole = loop {
            let from = attempt.plan.outcomes.len();
            let stride = &this.batch.jobs[from..this.batch.jobs.len().min(from + STRIDE)];
            match self.stride(stride, &mut attempt, this.doubt).await {
                Ok(()) => {}
                // The end of the transaction tells what was the matter with it.
                Err(Trouble::Other(fault) | Trouble::View(_, fault)) if fault.is_aborted() => break false,
                Err(trouble) => return Err(trouble),
            }
            let decided = attempt.plan.outcomes.len();
            let all = decided == this.batch.jobs.len();
            if all && (alone || !open || !self.gather(&mut this.batch, decided, patient).await?) {
                break true;
            }
        };
        self.arrive().await?;
        if attempt.plan.facts.is_empty() {
            return self.nothing_new(this, attempt.plan).await;
        }
        if !whole {
            return Err(self.what_was_the_matter().await);
        }
        let owners = self.send_end(&mut attempt).await?;
        self.depart(this, attempt.plan, attempt.head, owners).await;
        let flies = self.connection.as_ref().is_some_and(Connection::flies);
        if open && !alone && flies && !self.flight.as_ref().is_some_and(Flight::erases) {
            self.answer();
            return Ok(());
        }
        Ok(self.arrive().await?)
    }

    /// Why the database has done nothing more since some statement of this transaction.
    async fn what_was_the_matter(&mut self) -> Trouble {
        let told = async {
            let connection = self.line().await?;
            connection.depart().await?;
            connection.arrive(0).await.map_err(|(_, fault)| fault)
        };
        match told.await {
            Ok(()) => Fault::corrupt("a transaction failed, and no statement of it").into(),
            Err(fault) if fault.is_stale() => Trouble::Stale,
            Err(fault) => fault.into(),
        }
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
        if self.master.is_none() && jobs.iter().flat_map(|job| &job.sealed).any(|sealed| sealed.new_key.is_some()) {
            self.master = Some(self.vault.master().await?);
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

    /// Sends what moves the head row, if that was not done, what destroys keys, and what stores the views; says whose
    /// each of the last statements is.
    async fn send_end(&mut self, attempt: &mut Attempt) -> Result<Vec<usize>, Trouble> {
        let mut statements = Vec::new();
        if !attempt.moved {
            self.move_head(attempt);
            statements.push(attempt.head.replacement()?);
        }
        // When all keys are stored, and in the same commit as the certificate: from then on nobody can read a word.
        for (complaint, person) in attempt.plan.facts.iter().filter_map(|written| erased(&written.recorded)) {
            let person = person.map(|person| person.to_string()).unwrap_or_default();
            for sql in [DELETE_KEYS, DELETE_NAMES] {
                let values = vec![Value::Int(PART), Value::text(complaint.to_string()), Value::text(person.clone())];
                statements.push((sql.into(), values));
            }
        }
        let connection = self.connection.as_mut().ok_or(Fault::Stopped)?;
        connection.send(false, statements).await.map_err(|(_, fault)| fault)?;
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
        self.line().await?;
        let Self { connection, statements, destroyed, master, head, .. } = self;
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
        let (mut keys, mut entries, mut names) = (BTreeMap::new(), Vec::new(), Vec::new());
        for sealed in accepted().flat_map(|(job, ..)| &job.sealed) {
            if let Some(master) = master
                && !destroyed.contains(&sealed.key)
                && !keys.contains_key(&sealed.key)
                && let Some(row) = sealed.bind_key(master)?
            {
                keys.insert(sealed.key, row);
            }
            entries.push(sealed.bind());
            names.extend(sealed.bind_names());
        }
        insert(&mut batch, &mut statements.keys, keys.into_values().collect());
        insert(&mut batch, &mut statements.vault, entries);
        insert(&mut batch, &mut statements.names, names);
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
    async fn nothing_new(&mut self, this: &mut Try, plan: Plan) -> Result<(), Trouble> {
        if this.locked {
            self.connected().await?.rollback().await?;
        } else {
            let rows = self.connected().await?.fetch(SELECT_HEAD, &[Value::Int(PART)]).await?;
            if Head::read(&rows)?.turn != self.head.turn {
                return Err(Trouble::Stale);
            }
        }
        let working = std::mem::take(&mut self.working);
        self.settle(std::mem::take(&mut this.batch), plan, self.head.position, working);
        Ok(())
    }

    /// Loads what a view needs, and folds.
    pub(super) async fn fold(&mut self, view: usize, facts: &[&Recorded]) -> Result<(), Fault> {
        for (sql, values) in self.views[view].live.missing(facts, MOST_ROWS) {
            let rows = self.connected().await?.fetch(sql, &values).await?;
            self.views[view].live.loaded(&rows)?;
        }
        fold(&mut *self.views[view].live, facts)
    }
}

/// Whose words in which complaint a fact says are erased: one person's, or all.
pub(super) fn erased(recorded: &Recorded) -> Option<(ComplaintId, Option<PersonId>)> {
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
