//! What follows from the commands of a batch, each decided on what those before it leave behind.

use super::{Answer, AtHand, Job, MOST_ROWS, Writer, guarded};
use crate::db::Value;
use crate::failed::{Failed, Fault};
use crate::log::{Stored, Written};
use crate::many::ManyRows;
use crate::schema::PART;
use jiff::Timestamp;
use redress_domain::{Recorded, References, StreamId, Subject};
use std::collections::HashMap;
use std::sync::Arc;

pub(crate) const SELECT_ANSWER: &str = "SELECT digest, kind, stream, version, first_position, last_position \
    FROM answered WHERE part = $1 AND actor = $2 AND key = $3";

/// What becomes of one job, if the batch is committed.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It adds so many facts to the batch, from this one on.
    Adds { from: usize, count: usize, after: AtHand },
    /// All was already so.
    Already(AtHand),
    /// It was answered before. The stream is as it is now.
    Repeats(Answer, AtHand),
    /// It cannot be done.
    Failed(Failed),
}

/// A batch, decided.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) outcomes: Vec<Outcome>,
    pub(super) facts: Vec<Written>,
    /// The answers under idempotency keys so far, by actor and key.
    keys: HashMap<(String, String), Answer>,
}

impl Writer {
    /// Decides more of a batch. With `doubt`, nothing is taken on trust: the last try met a key that was taken.
    pub(super) async fn plan(&mut self, jobs: &[Job], plan: &mut Plan, doubt: bool) -> Result<(), Fault> {
        let (mut targets, mut new) = (Vec::new(), Vec::new());
        for job in jobs {
            // A caller who says that a stream is new is believed, which saves looking it up; were it not so,
            // the event table's key would show it.
            let believed = job.expected == Some(0) && !doubt && !self.knows(&job.stream);
            if believed { &mut new } else { &mut targets }.push(job.stream.clone());
        }
        self.bring(&targets).await?;
        for stream in new {
            self.working.entry(stream).or_insert_with_key(nothing);
        }
        let mut needed = Vec::new();
        for job in jobs {
            needed.extend(self.at_hand(&job.stream).subject.needs(&job.order, &job.stamp.actor));
        }
        self.bring(&needed).await?;

        for job in jobs {
            let name = job.key.as_ref().map(|key| (job.stamp.actor.to_string(), key.key.clone()));
            if let Some(name) = &name
                && !self.answers.contains(name)
                && doubt
            {
                self.look_up(name).await?;
            }
            let known = name.as_ref().and_then(|name| {
                let in_the_air = self.flight.as_ref().and_then(|flight| flight.plan.keys.get(name));
                plan.keys.get(name).or(in_the_air).or_else(|| self.answers.get(name)).cloned()
            });
            let mut outcome = match known {
                Some(answer) => self.repeat(job, answer).await?,
                None => self.decide(job, &mut plan.facts).await?,
            };
            if let (Some(name), Some(key)) = (name, &job.key) {
                match &outcome {
                    Outcome::Adds { count, after, .. } => {
                        let last = self.head.position + index(plan.facts.len());
                        let positions = (last - index(*count) + 1, last);
                        let (digest, stream) = (key.digest.clone(), job.stream.clone());
                        plan.keys.insert(name, Answer { digest, stream, version: after.version, positions });
                    }
                    // It may be refused now because it was done the first time.
                    Outcome::Already(_) | Outcome::Failed(Failed::Refused(_) | Failed::Conflict { .. }) => {
                        if let Some(answer) = self.look_up(&name).await? {
                            outcome = self.repeat(job, answer).await?;
                        }
                    }
                    _ => {}
                }
            }
            plan.outcomes.push(outcome);
        }
        Ok(())
    }

    /// Whether anything is at hand of a stream.
    fn knows(&self, stream: &StreamId) -> bool {
        let in_the_air = self.flight.as_ref().is_some_and(|flight| flight.working.contains_key(stream));
        in_the_air || self.working.contains_key(stream) || self.subjects.holds(stream)
    }

    fn at_hand(&self, stream: &StreamId) -> AtHand {
        self.working.get(stream).cloned().unwrap_or_else(|| nothing(stream))
    }

    async fn decide(&mut self, job: &Job, facts: &mut Vec<Written>) -> Result<Outcome, Fault> {
        let needs = self.at_hand(&job.stream).subject.needs(&job.order, &job.stamp.actor);
        self.bring(&needs).await?;
        let mut now = self.working.remove(&job.stream).unwrap_or_else(|| nothing(&job.stream));
        if let Some(expected) = job.expected
            && expected != now.version
        {
            let actual = now.version;
            self.working.insert(job.stream.clone(), now);
            return Ok(Outcome::Failed(Failed::Conflict { actual }));
        }
        let seen = |stream| {
            let there = self.working.get(stream).filter(|there| there.version > 0)?;
            Some((stream, &*there.subject))
        };
        let references = References(needs.iter().filter_map(seen).collect());
        // The log keeps microseconds, and what is decided and folded now must be what will be read.
        let mut stamp = job.stamp.clone();
        stamp.at = Timestamp::from_microsecond(stamp.at.as_microsecond()).unwrap_or(stamp.at);
        let decided = guarded(|| Ok(now.subject.decide(&job.order, &stamp, &references)))?;
        let outcome = match decided {
            Err(refused) => Outcome::Failed(refused.into()),
            Ok(new) if new.is_empty() => Outcome::Already(now.clone()),
            Ok(new) => {
                let (from, count) = (facts.len(), new.len());
                let subject = Arc::make_mut(&mut now.subject);
                guarded(|| {
                    for fact in &new {
                        subject.evolve(fact);
                    }
                    Ok(())
                })?;
                for fact in new {
                    now.version += 1;
                    facts.push(Written::new(Recorded {
                        position: self.head.position + index(facts.len()) + 1,
                        stream: job.stream.clone(),
                        version: now.version,
                        at: stamp.at,
                        actor: stamp.actor.clone(),
                        cause: job.order.name().into(),
                        fact,
                    })?);
                }
                Outcome::Adds { from, count, after: now.clone() }
            }
        };
        self.working.insert(job.stream.clone(), now);
        Ok(outcome)
    }

    /// The first answer again, if it is the first request again.
    async fn repeat(&mut self, job: &Job, answer: Answer) -> Result<Outcome, Fault> {
        if job.key.as_ref().is_none_or(|key| key.digest != answer.digest) {
            return Ok(Outcome::Failed(Failed::KeyReused));
        }
        self.bring(std::slice::from_ref(&answer.stream)).await?;
        let now = self.at_hand(&answer.stream);
        Ok(Outcome::Repeats(answer, now))
    }

    /// Brings streams to hand: from the batch itself, from the one in the air, from before, or from the log.
    pub(super) async fn bring(&mut self, streams: &[StreamId]) -> Result<(), Fault> {
        let mut away: Vec<&StreamId> = Vec::new();
        for stream in streams {
            if self.working.contains_key(stream) {
                continue;
            }
            if let Some(there) = self.flight.as_ref().and_then(|flight| flight.working.get(stream)) {
                self.working.insert(stream.clone(), there.clone());
            } else if let Some(there) = self.subjects.states().take(stream) {
                self.working.insert(stream.clone(), there);
            } else if !away.contains(&stream) {
                away.push(stream);
            }
        }
        let mut rest = &away[..];
        while !rest.is_empty() {
            let (chunk, left) = rest.split_at(ManyRows::chunk(rest.len(), MOST_ROWS));
            let mut values = vec![Value::Int(PART)];
            for stream in chunk {
                values.extend([Value::text(stream.kind.name()), Value::text(&*stream.id)]);
            }
            let sql = self.statements.streams.text(chunk.len());
            let rows = self.connected().await?.fetch(sql, &values).await?;
            let mut records = rows.iter().map(|row| Stored::read(row)?.decode()).collect::<Result<Vec<_>, _>>()?;
            records.sort_by_key(|record| record.position);
            for stream in chunk {
                self.working.insert((*stream).clone(), nothing(stream));
            }
            for record in records {
                if let Some(there) = self.working.get_mut(&record.stream) {
                    guarded(|| {
                        Arc::make_mut(&mut there.subject).evolve(&record.fact);
                        Ok(())
                    })?;
                    there.version = record.version;
                }
            }
            rest = left;
        }
        Ok(())
    }

    /// The answer that was given under a key, if there is one in the database.
    async fn look_up(&mut self, name: &(String, String)) -> Result<Option<Answer>, Fault> {
        let values = [Value::Int(PART), Value::text(&*name.0), Value::text(&*name.1)];
        let rows = self.connected().await?.fetch(SELECT_ANSWER, &values).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let kind = redress_domain::Kind::ALL.iter().copied().find(|kind| row.text(1).is_ok_and(|it| it == kind.name()));
        let kind = kind.ok_or_else(|| Fault::corrupt("an answer is about an unknown kind of stream"))?;
        let answer = Answer {
            digest: row.text(0)?.into(),
            stream: StreamId { kind, id: row.text(2)?.into() },
            version: row.int(3)?,
            positions: (row.int(4)?, row.int(5)?),
        };
        self.answers.put(name.clone(), answer.clone());
        Ok(Some(answer))
    }
}

fn nothing(stream: &StreamId) -> AtHand {
    AtHand { subject: Arc::new(Subject::new(stream.kind)), version: 0 }
}

/// A count as the log counts.
pub(super) fn index(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
