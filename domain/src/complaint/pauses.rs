//! Clocks that stand still, run again, are given up, have gone by, or follow a calendar that has changed.

use super::deadlines::{CancelReason, Deadline, Event, PauseReason, SAFEGUARDING, Status};
use super::file::at_least_lodged;
use super::vocabulary::command;
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::actor::Role;
use crate::clock::{self, Pause};
use crate::decision::Scope;
use crate::held::Held;
use crate::ids::{DeadlineNo, DecisionId, RequestNo};
use crate::refused::Refused;

impl Deadline {
    /// Whether it runs until a concern about a child is referred.
    pub(super) fn safeguards(&self) -> bool {
        self.rule.as_str() == SAFEGUARDING
    }

    /// The clock as those may know it who do not protect children: running, where it stands still for a
    /// child's safety. A clock that stands still without a reason would warn whom the concern is about.
    #[must_use]
    pub fn unsealed(&self) -> Self {
        let told = Self { sealed_pauses: Vec::new(), ..self.clone() };
        match self.sealed {
            true => Self { status: Status::Open, paused_from: None, sealed: false, ..told },
            false => told,
        }
    }
}

fn protects(now: &Moment<'_>) -> bool {
    now.stamp.actor.role == Role::SafeguardingLead
}

/// A clock as whoever acts may know it.
fn as_known(known: &Deadline, now: &Moment<'_>) -> Deadline {
    if protects(now) { known.clone() } else { known.unsealed() }
}

command! {
    /// Stops a clock of the school's own targets, with the reason. A time limit in an Act never stops.
    pub struct PauseDeadline {
        /// The deadline.
        deadline: DeadlineNo,
        /// Why.
        reason: PauseReason,
        /// In words.
        note: Held,
    }
}

impl Ask for PauseDeadline {
    const ACTION: Action = Action::PauseDeadline;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        match file.targets().any(|known| as_known(known, now).status == Status::Open) {
            true => Ok(()),
            false => Err(Refused::NotYet { needs: "a running target of the school" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let deadline = file.owed_deadline(self.deadline)?;
        // Whoever the concern may be about must not be the one who speaks of it.
        if self.reason == PauseReason::Safeguarding && !protects(now) {
            return Err(Refused::NotPermitted { action: Self::ACTION.name() });
        }
        if !deadline.is_target() {
            return Err(Refused::NotAcceptable { field: "deadline", why: "a time limit set by law cannot be paused" });
        }
        if deadline.status != Status::Open || deadline.due.is_none_or(|due| due < now.today) {
            return Err(Refused::NotAcceptable {
                field: "deadline",
                why: "only a clock that is still running can be paused",
            });
        }
        Outcome::of(file, now)
            .and(Event::DeadlinePaused {
                deadline: self.deadline,
                rule: deadline.rule.clone(),
                from: now.today,
                reason: self.reason,
                note: self.note.clone(),
            })
            .done()
    }
}

command! {
    /// Starts a paused clock again; the days lost are given back.
    pub struct ResumeDeadline {
        /// The deadline.
        deadline: DeadlineNo,
    }
}

impl Ask for ResumeDeadline {
    const ACTION: Action = Action::ResumeDeadline;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        let paused = |known: &Deadline| as_known(known, now).status == Status::Paused;
        match file.owed(&[]).any(paused) {
            true => Ok(()),
            false => Err(Refused::NotYet { needs: "a paused clock" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let deadline = file.owed_deadline(self.deadline)?;
        let (Some(from), Some(due)) = (as_known(deadline, now).paused_from, deadline.due) else {
            return Err(Refused::NotAcceptable { field: "deadline", why: "this clock is not paused" });
        };
        let calendars = now.calendars(file, None);
        let due = clock::resumed(due, Pause { from, to: now.today }, deadline.unit_given_back(), &calendars)
            .map_err(|why| Refused::CannotCompute { why: why.to_string() })?;
        let (rule, sealed) = (deadline.rule.clone(), deadline.sealed);
        let event = Event::DeadlineResumed { deadline: self.deadline, rule, on: now.today, due, sealed };
        Outcome::of(file, now).and(event).done()
    }
}

command! {
    /// Gives up a clock of the school's own targets, with the reason, before its last day has gone by. A time limit set
    /// by law runs until what it asks for is done.
    pub struct CancelDeadline {
        /// The deadline.
        deadline: DeadlineNo,
        /// Why.
        reason: CancelReason,
        /// In words.
        note: Held,
    }
}

impl Ask for CancelDeadline {
    const ACTION: Action = Action::CancelDeadline;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        let running = |known: &Deadline| known.status != Status::Passed && !as_known(known, now).missed(now.today);
        match file.targets().any(running) {
            true => Ok(()),
            false => Err(Refused::NotYet { needs: "a target of the school that has not passed" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let deadline = file.owed_deadline(self.deadline)?;
        if !deadline.is_target() {
            return Err(Refused::NotAcceptable {
                field: "deadline",
                why: "a time limit set by law cannot be given up by the school",
            });
        }
        // What stands still for a child's safety is told as running, and so may end as what runs may.
        let told = as_known(deadline, now);
        if told.status == Status::Passed || told.missed(now.today) {
            return Err(Refused::TooLate { last_day: told.due.unwrap_or(now.today) });
        }
        let (rule, reason, note) = (deadline.rule.clone(), Some(self.reason), Some(self.note.clone()));
        Outcome::of(file, now).and(Event::DeadlineCancelled { deadline: self.deadline, rule, reason, note }).done()
    }
}

command! {
    /// Records that the last day of a clock has gone by. What follows is offered, never done.
    pub struct RecordPassedDeadline {
        /// The deadline.
        deadline: DeadlineNo,
    }
}

impl Ask for RecordPassedDeadline {
    const ACTION: Action = Action::RecordPassedDeadline;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)?;
        match file.owed(&[]).any(|deadline| deadline.status == Status::Open && deadline.missed(now.today)) {
            true => Ok(()),
            false => Err(Refused::NotYet { needs: "a deadline whose last day has gone" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let deadline = file.owed_deadline(self.deadline)?;
        let Some(due) = deadline.due else {
            return Err(Refused::NotAcceptable {
                field: "deadline",
                why: "it has no date, because a calendar is missing",
            });
        };
        if deadline.status == Status::Passed {
            return Ok(vec![]);
        }
        if !deadline.missed(now.today) {
            let last = deadline.last_day().unwrap_or(due);
            return Err(Refused::TooEarly { earliest: last.tomorrow().unwrap_or(last) });
        }
        let rule = deadline.rule.clone();
        Outcome::of(file, now).and(Event::DeadlinePassed { deadline: self.deadline, rule, due }).done()
    }
}

command! {
    /// Moves every open clock to where the calendars of today put it, by a decision that was recorded. What has
    /// passed stays. Moving again by the same decision records nothing new.
    pub struct MoveDeadlines {
        /// The decision.
        decision: DecisionId,
    }
}

impl Ask for MoveDeadlines {
    const ACTION: Action = Action::MoveDeadlines;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)?;
        match file.owed(&[]).any(|deadline| deadline.status != Status::Passed) {
            true => Ok(()),
            false => Err(Refused::NotYet { needs: "a running clock" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let decided = now.references.decision(self.decision).and_then(|decision| decision.decided);
        let (scope, _) = decided.ok_or(Refused::NoSuchItem { what: "decision" })?;
        if let Scope::School { urn } = scope
            && file.facts.schools.first() != Some(&urn)
        {
            return Err(Refused::NotAcceptable { field: "decision", why: "it is about another school" });
        }
        let calendars = now.calendars(file, None);
        let mut outcome = Outcome::of(file, now).deemed();
        let mut told = Vec::new();
        for known in file.owed(&[]) {
            let Some(counted) = known.moved_by(&calendars, now.today) else { continue };
            let (deadline, rule) = (known.deadline, known.rule.clone());
            // A clock that runs for a child's safety is nobody else's to know of.
            let everybodys = rule.as_str() != SAFEGUARDING;
            let (from, decision) = (known.due, self.decision);
            let (due, calendars) = (counted.due, counted.calendars);
            let start = known.undeemed.then_some(counted.start);
            outcome = outcome.and(Event::DeadlineMoved { deadline, rule, from, due, start, calendars, decision });
            match RequestNo::of(deadline).and_then(|request| file.facts.data_requests.get(&request)) {
                // What one parent asked for is not told to another.
                Some(asker) => {
                    let to = file.side_of(*asker);
                    let notice = Event::MoveNoticeRaised { decision, deadlines: vec![deadline], to: to.clone() };
                    outcome = outcome.and_all((!to.is_empty()).then_some(notice));
                }
                None if everybodys => told.push(deadline),
                None => {}
            }
        }
        if !told.is_empty() {
            let to = file.facts.complainants.iter().chain(file.facts.representatives.keys()).copied().collect();
            outcome = outcome.and(Event::MoveNoticeRaised { decision: self.decision, deadlines: told, to });
        }
        outcome.done()
    }
}
