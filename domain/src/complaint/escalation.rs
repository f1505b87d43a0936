//! Moving on from the first stage: targets extended, the governing body asked, silence declared.

use super::deadlines::Status;
use super::facts::About;
use super::school::{Event, Step, at_school, school_acts};
use super::vocabulary::command;
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::clock::{self, Counted};
use crate::held::Held;
use crate::ids::DeadlineNo;
use crate::law::SchoolStage;
use crate::refused::Refused;
use jiff::civil::Date;

command! {
    /// Moves a target of the school, with the reason, before it has passed.
    pub struct ExtendSchoolTarget {
        /// The deadline.
        deadline: DeadlineNo,
        /// The new last day.
        to: Date,
        /// Why.
        reason: Held,
    }
}

impl Ask for ExtendSchoolTarget {
    const ACTION: Action = Action::ExtendSchoolTarget;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        match file.targets().any(|deadline| deadline.due.is_some_and(|due| now.today <= due)) {
            true => Ok(()),
            false => Err(Refused::NotYet { needs: "a target that has not passed" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let deadline = file.owed_deadline(self.deadline)?;
        let row = deadline.row().filter(|row| row.target);
        let Some(row) = row else {
            return Err(Refused::NotAcceptable {
                field: "deadline",
                why: "only the school's own targets can be moved by the school",
            });
        };
        let from = deadline.due.ok_or(Refused::NotAcceptable { field: "deadline", why: "it has no date to move" })?;
        if now.today > from {
            return Err(Refused::TooLate { last_day: from });
        }
        if self.to <= from {
            return Err(Refused::DateOutOfOrder { field: "to", why: "the new day must be later than the old one" });
        }
        // The Code lets a response be late by so much and no more (paras 6.4 and 6.5), however often it is moved.
        let calendars = now.calendars(file, None);
        let unextended = deadline.before_extension.map_or(Ok(from), |on| deadline.given_back(on, &calendars));
        let latest = unextended.and_then(|on| clock::latest_extension(row, on, &calendars));
        if let Some(latest) = latest.map_err(|why| Refused::CannotCompute { why: why.to_string() })?
            && self.to > latest
        {
            return Err(Refused::TooFar { latest });
        }
        // A year is more than any target of a school; it keeps a slip of the pen from becoming a rule.
        if self.to > from.saturating_add(jiff::Span::new().years(1)) {
            return Err(Refused::NotAcceptable { field: "to", why: "this is more than a year later" });
        }
        Outcome::of(file, now)
            .and(Event::SchoolTargetExtended {
                deadline: self.deadline,
                from,
                to: self.to,
                reason: self.reason.clone(),
            })
            .done()
    }
}

/// How long a school's silence is borne.
pub(super) struct Silence {
    /// The day whose passing lets the complaint move on.
    pub(super) due: Date,
    /// The last day that is waited after it.
    pub(super) waited: Date,
    target: Counted,
    wait: Counted,
}

/// The day whose passing lets the complaint move on, and the last day that is waited after it (rule T37); none
/// while it is not the school's turn to answer.
///
/// It is the school's target. Where that has no date, because a calendar is missing or the procedure
/// fixes none, or stands still, it is the usual yardstick for a reasonable opportunity (rule T03): a
/// school that says nothing cannot keep a complaint for ever. What came to the Commissioner first is not the school's to
/// answer before it is sent there: it has had no notice of it (s.207(3)(a)).
pub(super) fn silence(file: &Complaint, now: &Moment<'_>) -> Option<Silence> {
    let escalated = file.school.escalated_on.is_some();
    if file.panel.decided_on.is_some() || file.school.stage_1_decided_on.is_some() && !escalated {
        return None;
    }
    let rules: &[&str] = if escalated { &["T34", "T35", "T43", "T36"] } else { &["T33", "T41", "T36"] };
    let calendars = now.calendars(file, None);
    let targets: Vec<_> = file.owed(rules).collect();
    let running = !targets.is_empty() && targets.iter().all(|target| target.status != Status::Paused);
    let dated = running && targets.iter().all(|target| target.due.is_some());
    let last = targets.iter().filter(|_| dated).max_by_key(|target| target.due);
    let target = last.map(|target| target.told()).or_else(|| {
        let asked = file.school.escalated_on.or_else(|| asked(file))?;
        Counted::under("T03", asked, asked, &calendars)
    })?;
    let due = target.on?;
    let wait = Counted::under("T37", due, due, &calendars)?;
    Some(Silence { due, waited: wait.on?, target, wait })
}

/// The day the school was asked; none while nobody has.
fn asked(file: &Complaint) -> Option<Date> {
    match file.ombudsman.first {
        true => file.ombudsman.sent_on,
        false => file.intake.received_on.or(file.intake.arrived_on),
    }
}

command! {
    /// Takes the complaint to the governing body: after the first decision, or when it is overdue.
    pub struct EscalateToGoverningBody {
        /// Why they are not content.
        reason: Held,
    }
}

impl Ask for EscalateToGoverningBody {
    const ACTION: Action = Action::EscalateToGoverningBody;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        school_acts(file, Self::ACTION, Step::NotBegun, Step::Stage1)?;
        if file.school.escalated_on.is_some() {
            return Err(Refused::AlreadyDone { what: "it has gone to the governing body" });
        }
        if file.school.stage_1_decided_on.is_some() {
            return Ok(());
        }
        match silence(file, now) {
            Some(Silence { due, .. }) if now.today > due => Ok(()),
            Some(Silence { due, .. }) => Err(Refused::TooEarly { earliest: due.tomorrow().unwrap_or(due) }),
            None => Err(Refused::NotYet { needs: "the first decision" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let mut outcome = Outcome::of(file, now)
            .and(Event::EscalatedToGoverningBody { on: now.today, reason: self.reason.clone() })
            .cancel(&["T33", "T36", "T41"]);
        if file.facts.about == Some(About::GoverningBody) {
            outcome = outcome.and(Event::IndependentPanelRequired {});
        }
        if let Some(stage) = file.procedure().stage(SchoolStage::Stage2) {
            for rule in [&stage.acknowledge, &stage.respond].into_iter().flatten() {
                // The time of the Code for its answer runs from the acknowledgement.
                if rule != "T43" {
                    outcome = outcome.start(rule, now.today, None);
                }
            }
        }
        outcome.done()
    }
}

command! {
    /// Keeps the evidence that the school would not let the complaint go on.
    pub struct RecordEscalationRefused {
        /// The day.
        on: Date,
        /// What the school said.
        words: Held,
    }
}

impl Ask for RecordEscalationRefused {
    const ACTION: Action = Action::RecordEscalationRefused;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_school(file, Self::ACTION)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        now.not_future("on", self.on)?;
        Outcome::of(file, now).and(Event::EscalationRefused { on: self.on, words: self.words.clone() }).done()
    }
}

command! {
    /// Declares that the governing body has not answered in a reasonable time.
    pub struct DeclareNoResponse {}
}

impl Ask for DeclareNoResponse {
    const ACTION: Action = Action::DeclareNoResponse;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        at_school(file, Self::ACTION)?;
        if file.school.step > Step::Stage2 {
            return file.wrong_stage(Self::ACTION);
        }
        match silence(file, now) {
            Some(Silence { waited, .. }) if now.today > waited => Ok(()),
            Some(Silence { waited, .. }) => Err(Refused::TooEarly { earliest: waited.tomorrow().unwrap_or(waited) }),
            None => Err(Refused::NotYet { needs: "a target that has passed without an answer" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let passed = silence(file, now).ok_or(Refused::NotYet { needs: "a target that has passed" })?;
        Outcome::of(file, now)
            .and(Event::GoverningBodyFailedToRespond {
                due: passed.due,
                waited_until: passed.waited,
                target: Some(passed.target),
                wait: Some(passed.wait),
            })
            .done()
    }
}
