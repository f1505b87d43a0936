//! One transaction for a batch: the head row first, then records, views and the rest; then the answers.

use super::plan::{Outcome, Plan, index};
use super::{Answer, Done, Job, MOST_ROWS, Reply, Writer, fold};
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

impl Writer {
    /// Appends what the jobs of a batch lead to, and answers each.
    pub(super) async fn append(&mut self, batch: Vec<(Job, Reply<Result<Done, Failed>>)>) {
        if batch.is_empty() {
            return;
        }
        let (jobs, replies): (Vec<_>, Vec<_>) = batch.into_iter().unzip();
        let answers = match self.commit(&jobs).await {
            Ok(answers) => answers,
            Err(failed) if jobs.len() == 1 => vec![Err(failed)],
            // One of them is poison. Alone, each fails only itself.
            Err(_) => {
                let mut answers = Vec::with_capacity(jobs.len());
                for job in &jobs {
                    let answer = self.commit(std::slice::from_ref(job)).await;
                    answers.extend(answer.unwrap_or_else(|failed| vec![Err(failed)]));
                }
                answers
            }
        };
        for (reply, answer) in replies.into_iter().zip(answers) {
            // Nobody may be waiting any more; it is recorded all the same.
            let _ = reply.send(answer);
        }
    }

    async fn commit(&mut self, jobs: &[Job]) -> Result<Answers, Failed> {
        let (mut locked, mut doubt) = (false, false);
        for tries in 1..=TRIES {
            let fault = match self.attempt(jobs, locked, doubt).await {
                Ok((plan, head)) => return Ok(self.settle(jobs, plan, head).await),
                Err(Trouble::Unknown(fault, tried)) => {
                    tracing::warn!(%fault, "a commit was cut off; looking whether it is durable");
                    self.connection = None;
                    let (plan, head) = *tried;
                    match self.is_durable(&plan, &head).await {
                        Ok(true) => return Ok(self.settle(jobs, plan, head).await),
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
    async fn attempt(&mut self, jobs: &[Job], locked: bool, doubt: bool) -> Result<(Plan, Head), Trouble> {
        if locked {
            self.connected().await?.begin().await?;
            self.take_head().await?;
        }
        let plan = self.plan(jobs, doubt).await?;
        if plan.facts.is_empty() {
            return self.nothing_new(plan, locked).await;
        }
        let facts: Vec<&Recorded> = plan.facts.iter().map(|written| &written.recorded).collect();
        let mut head = self.head.clone();
        head.position += index(facts.len());
        for written in &plan.facts {
            head.frontier.push(written.stored().leaf());
        }
        head.root = head.frontier.root();
        let current: Vec<usize> = (0..self.views.len()).filter(|view| !self.views[*view].behind).collect();
        for &view in &current {
            if let Some(checkpoint) = head.checkpoints.get_mut(self.views[view].live.name()) {
                checkpoint.position = head.position;
            }
        }
        let mut whole = self.send_records(jobs, &plan, &head, locked).await?;

        let mut owners = Vec::new();
        let mut sent = 0;
        for &view in &current {
            if !whole {
                break;
            }
            owners.push((sent, view));
            match self.send_view(view, &facts).await {
                Ok(count) => sent += count,
                Err(fault) if fault.is_aborted() => whole = false,
                Err(fault) => return Err(Trouble::View(view, fault)),
            }
        }
        let connection = self.connection.as_mut().ok_or(Fault::Stopped)?;
        match connection.finish(sent).await {
            Ok(()) if whole => {}
            Ok(()) => return Err(Fault::corrupt("a transaction failed, and no statement of it").into()),
            Err((Refusal::Earlier, fault)) if fault.is_stale() => return Err(Trouble::Stale),
            Err((Refusal::Earlier, fault)) => return Err(fault.into()),
            // Which statements are whose is known, so that a view that cannot be stored falls behind alone.
            Err((Refusal::Of(at), fault)) => {
                return Err(match owners.iter().rev().find(|(from, _)| *from <= at) {
                    Some((_, view)) => Trouble::View(*view, fault),
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

    /// Folds a view and sends what stores it; says how many statements that took.
    async fn send_view(&mut self, view: usize, facts: &[&Recorded]) -> Result<usize, Fault> {
        self.fold(view, facts).await?;
        let Self { connection, views, .. } = self;
        let connection = connection.as_mut().ok_or(Fault::Stopped)?;
        let writes = views[view].live.writes(MOST_ROWS)?;
        let count = writes.len();
        connection.send(false, writes).await.map_err(|(_, fault)| fault)?;
        Ok(count)
    }

    /// Sends the head row and whatever is inserted: records, answers and sealed words. False if one of them
    /// has failed already, as the end of the transaction will tell.
    async fn send_records(&mut self, jobs: &[Job], plan: &Plan, head: &Head, locked: bool) -> Result<bool, Trouble> {
        self.connected().await?;
        let Self { connection, statements, destroyed, .. } = self;
        let connection = connection.as_mut().ok_or(Fault::Stopped)?;
        // The head row first of all, so that whoever holds it is the only writer until the commit:
        // positions are dense, and their order is the order of commits.
        let mut batch = vec![head.replacement()?];
        let facts = plan.facts.iter().map(|written| {
            let mut values = Vec::with_capacity(11);
            written.bind(&mut values);
            values
        });
        insert(&mut batch, &mut statements.events, facts.collect());
        let accepted = || {
            let pairs = jobs.iter().zip(&plan.outcomes);
            pairs.filter_map(|(job, outcome)| match outcome {
                Outcome::Adds { from, count, after } => Some((job, *from, *count, after.version)),
                _ => None,
            })
        };
        let mut answered = Vec::new();
        for (job, from, count, version) in accepted() {
            let Some(key) = &job.key else { continue };
            let first = self.head.position + index(from) + 1;
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
        for written in &plan.facts {
            let Some((complaint, person)) = erased(&written.recorded) else { continue };
            let person = person.map(|person| person.to_string()).unwrap_or_default();
            for sql in [DELETE_KEYS, DELETE_NAMES] {
                let values = vec![Value::Int(PART), Value::text(complaint.to_string()), Value::text(person.clone())];
                batch.push((sql.into(), values));
            }
        }
        match connection.send(!locked, batch).await {
            // The database is at work on the records while the views are folded; on those of one command it would only
            // fall asleep again before the rest comes.
            Ok(()) if jobs.len() > 1 => Ok(connection.flush().await.map(|()| true)?),
            Ok(()) => Ok(true),
            Err((_, fault)) if fault.is_aborted() => Ok(false),
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
        let Plan { outcomes, facts } = plan;
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
