//! A transaction in the air: sent to its end, and not known to be durable. The next batch is decided on what it will
//! have made of the log, and PostgreSQL has the next records before it has told of the last; whoever waits for an answer
//! is answered only for what is durable. One is in the air at a time. Should it come to nothing, so does whatever was
//! decided on it, and both are tried again.

use super::commit::{TRIES, Trouble, Try, erased};
use super::plan::{Outcome, Plan, index};
use super::{Answer, AtHand, Batch, Done, MOST_JOBS, Message, Writer};
use crate::db::{Refusal, Value};
use crate::failed::{Failed, Fault};
use crate::log::{Head, SELECT_SINCE, SHUT_OUT, Stored, Written, since};
use crate::piped::Cut;
use crate::schema::PART;
use redress_domain::StreamId;
use std::collections::HashMap;
use std::time::Duration;

/// How many commands are worth beginning with, without looking whether more are about to come.
const FEW: usize = 4;

/// A transaction in the air.
pub(super) struct Flight {
    this: Try,
    pub(super) plan: Plan,
    /// Its streams, as it leaves them.
    pub(super) working: HashMap<StreamId, AtHand>,
    /// The head row, as it was and as it leaves it.
    before: Head,
    head: Head,
    /// Whose its last statements are: the views'.
    owners: Vec<usize>,
}

impl Flight {
    /// Whether it destroys anybody's words: nothing may be sealed under their keys that does not know of it.
    pub(super) fn erases(&self) -> bool {
        self.plan.facts.iter().any(|written| erased(&written.recorded).is_some())
    }

    /// What the database's answer to it means.
    fn trouble(&self, refusal: Refusal, fault: Fault) -> Trouble {
        match refusal {
            Refusal::Earlier if fault.is_stale() => Trouble::Stale,
            // Which statements are whose is known, so that a view that cannot be stored falls behind alone.
            Refusal::Of(at) => match self.owners.get(at) {
                Some(view) => Trouble::View(*view, fault),
                None => Trouble::Other(fault),
            },
            Refusal::Commit if fault.is_lost() => Trouble::Unknown(fault),
            // A deferred check or a serialisation failure: the database says that it is undone.
            Refusal::Earlier | Refusal::Commit => Trouble::Other(fault),
        }
    }
}

impl Writer {
    /// Sends what ends a transaction. From here on what comes is decided on what it leads to.
    pub(super) async fn depart(&mut self, this: &mut Try, plan: Plan, mut head: Head, owners: Vec<usize>) {
        head.turn += 1;
        let before = std::mem::replace(&mut self.head, head.clone());
        for view in &mut self.views {
            view.live.keep();
        }
        self.look_at_views();
        let (this, working) = (this.take(), std::mem::take(&mut self.working));
        self.flight = Some(Flight { this, plan, working, before, head, owners });
        if let Some(connection) = &mut self.connection
            && let Err(fault) = connection.depart().await
        {
            self.landed(Err((Refusal::Commit, fault)));
        }
    }

    /// What comes first: a message, or the end of what is in the air, and then there is none.
    pub(super) async fn next_or_landing(&mut self) -> Option<Option<Message>> {
        let Self { queue, connection, flight, .. } = self;
        let (Some(connection), Some(flight)) = (connection, flight) else {
            self.land().await;
            return None;
        };
        tokio::select! {
            message = queue.next() => Some(message),
            arrived = connection.arrive(flight.owners.len()) => {
                self.landed(arrived);
                self.land().await;
                None
            }
        }
    }

    /// Adds to a batch what comes: what is there, and as long as another is in the air, what comes until there is
    /// something to begin with. False if there is nothing but what is decided.
    pub(super) async fn gather(&mut self, batch: &mut Batch, decided: usize, patient: bool) -> Result<bool, Fault> {
        self.queue.fill(batch);
        while batch.jobs.len() < MOST_JOBS.min(decided + FEW) && self.queue.aside.is_none() {
            let Self { queue, connection, flight, .. } = self;
            let (Some(connection), Some(flight)) = (connection, flight) else { break };
            tokio::select! {
                arrived = connection.arrive(flight.owners.len()) => self.landed(arrived),
                Some(message) = queue.waiting.recv() => match message {
                    Message::Job(job, reply) => batch.add(*job, reply),
                    other => queue.aside = Some(other),
                },
            }
        }
        if self.fallen.is_some() {
            return Err(Fault::Undone);
        }
        // Too few to begin with: those who are owed an answer may speak first.
        if decided == 0 && batch.jobs.len() < FEW || patient && batch.jobs.len() == decided {
            self.answer();
            tokio::task::yield_now().await;
        }
        self.queue.fill(batch);
        Ok(batch.jobs.len() > decided)
    }

    /// Waits until nothing is in the air.
    ///
    /// # Errors
    /// It came to nothing. It is fallen then.
    pub(super) async fn arrive(&mut self) -> Result<(), Fault> {
        if let Some(flight) = &self.flight {
            let arrived = match &mut self.connection {
                Some(connection) => connection.arrive(flight.owners.len()).await,
                None => Err((Refusal::Commit, Fault::from(Cut::Line(std::io::ErrorKind::NotConnected.into())))),
            };
            self.landed(arrived);
        }
        if self.fallen.is_some() { Err(Fault::Undone) } else { Ok(()) }
    }

    /// Takes over what is durable, or has it fall.
    fn landed(&mut self, arrived: Result<(), (Refusal, Fault)>) {
        let Some(flight) = self.flight.take() else { return };
        match arrived {
            Ok(()) => self.settle(flight.this.batch, flight.plan, flight.before.position, flight.working),
            Err((refusal, fault)) => {
                let trouble = flight.trouble(refusal, fault);
                self.fallen = Some((flight, trouble));
            }
        }
    }

    /// Waits until nothing is in the air, and has what fell tried again.
    pub(super) async fn land(&mut self) {
        if self.arrive().await.is_err()
            && let Some((flight, trouble)) = self.fallen.take()
        {
            let left = self.take_down(flight, trouble).await;
            self.pursue(left).await;
        }
        self.answer();
    }

    /// What is still to be tried of a transaction that fell. Nothing that was decided on it holds.
    pub(super) async fn take_down(&mut self, flight: Flight, trouble: Trouble) -> Vec<Try> {
        let Flight { this, plan, working, before, head, .. } = flight;
        self.working.clear();
        for view in &mut self.views {
            view.live.forget(true);
        }
        self.head = before;
        self.look_at_views();
        let Trouble::Unknown(fault) = trouble else { return self.again(this, trouble).await };
        tracing::warn!(%fault, "a commit was cut off; looking whether it is durable");
        self.connection = None;
        match self.is_durable(&plan, &head).await {
            Ok(true) => {
                let before = std::mem::replace(&mut self.head, head).position;
                self.look_at_views();
                self.settle(this.batch, plan, before, working);
                Vec::new()
            }
            Ok(false) => self.again(this, Trouble::Unknown(fault)).await,
            // Nobody can say now; what was decided must not be taken for what is recorded, nor be tried again.
            Err(unknown) => {
                self.undo().await;
                let failed = Failed::from(unknown);
                self.owed.extend(this.batch.replies.into_iter().map(|reply| (reply, Err(failed.clone()))));
                Vec::new()
            }
        }
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

    /// What was planned is durable: take it over, and owe the answers.
    pub(super) fn settle(&mut self, batch: Batch, plan: Plan, before: i64, working: HashMap<StreamId, AtHand>) {
        let Plan { outcomes, facts, .. } = plan;
        let position = before + index(facts.len());
        for (complaint, person) in facts.iter().filter_map(|written| erased(&written.recorded)) {
            for key in self.vault.erased(complaint, person) {
                self.destroyed.put(key, ());
            }
        }
        let mut facts = facts.into_iter().map(|written: Written| written.recorded);
        for ((job, reply), outcome) in batch.jobs.into_iter().zip(batch.replies).zip(outcomes) {
            let done = |stream, after: AtHand, positions, facts| Done {
                stream,
                version: after.version,
                positions,
                facts,
                subject: after.subject,
                repeated: false,
            };
            let answer = match outcome {
                Outcome::Adds { from, count, after } => {
                    let positions = (before + index(from) + 1, before + index(from + count));
                    for sealed in job.sealed.iter().filter(|sealed| sealed.new_key.is_some()) {
                        self.vault.stored(sealed);
                    }
                    if let Some(key) = job.key {
                        let name = (job.stamp.actor.to_string(), key.key);
                        let (digest, stream) = (key.digest, job.stream.clone());
                        self.answers.put(name, Answer { digest, stream, version: after.version, positions });
                    }
                    Ok(done(job.stream, after, Some(positions), facts.by_ref().take(count).collect()))
                }
                Outcome::Already(after) => Ok(done(job.stream, after, None, Vec::new())),
                Outcome::Repeats(first, now) => Ok(Done {
                    version: first.version,
                    repeated: true,
                    ..done(first.stream, now, Some(first.positions), Vec::new())
                }),
                Outcome::Failed(failed) => Err(failed),
            };
            self.owed.push((reply, answer));
        }
        let mut subjects = self.subjects.states();
        subjects.position = position;
        for (stream, there) in working {
            subjects.put(stream, there);
        }
    }
}
