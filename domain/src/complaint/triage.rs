//! Triage: whether a complaint is taken up, sent to a better place, or neither; and its acknowledgement.

use super::closing::CLOSED_WITH_THE_CASE;
use super::deadlines::started;
use super::intake::Event;
use super::stage::{Level, Stage};
use super::vocabulary::command;
use super::{Action, Ask, Complaint, Moment, Outcome, Scope};
use crate::clock::{Calendars, Counted};
use crate::held::Held;
use crate::ids::IssueNo;
use crate::law::SchoolStage;
use crate::law::{NotAcceptedReason, Redirect};
use crate::refused::Refused;
use jiff::civil::Date;

command! {
    /// Takes the complaint up at the school.
    pub struct AcceptComplaint {}
}

impl Ask for AcceptComplaint {
    const ACTION: Action = Action::AcceptComplaint;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::Submitted])
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now).and(Event::ComplaintAccepted {}).done()
    }
}

command! {
    /// Does not take the complaint up, with the reason. It does not keep anyone from the Commissioner.
    pub struct DeclineComplaint {
        /// Why.
        reason: NotAcceptedReason,
        /// In words the family can use.
        explanation: Held,
    }
}

impl Ask for DeclineComplaint {
    const ACTION: Action = Action::DeclineComplaint;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::Submitted])
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        if self.reason == NotAcceptedReason::Anonymous && !file.intake.anonymous {
            return Err(Refused::NotAcceptable { field: "reason", why: "the complainant gave a name" });
        }
        let time = if self.reason == NotAcceptedReason::Late { Some(late(file)?) } else { None };
        Outcome::of(file, now)
            .and(Event::ComplaintNotAccepted { reason: self.reason, explanation: self.explanation.clone(), time })
            .cancel(&CLOSED_WITH_THE_CASE)
            .done()
    }
}

/// The last day on which the complaint could have been made in time, by the school's procedure, where it came later:
/// counted from the last thing that went wrong (rule T30).
fn late(file: &Complaint) -> Result<Counted, Refused> {
    let not = |why| Err(Refused::NotAcceptable { field: "reason", why });
    let Some(rule) = &file.procedure().make_complaint else {
        return not("the procedure that this school follows sets no time for making a complaint");
    };
    let acts = file.open_issues().map(|(_, issue)| issue.last_act()).collect::<Option<Vec<_>>>();
    let last = acts.and_then(|acts| acts.into_iter().max());
    let last = last.ok_or(Refused::NotYet { needs: "the day on which each thing last happened" })?;
    let counted = Counted::under(rule, last, last, &Calendars::england());
    let counted = counted.ok_or(Refused::NotYet { needs: "a time limit that was in force" })?;
    match (counted.on, file.facts.made_on) {
        (Some(on), Some(made_on)) if on < made_on => Ok(counted),
        _ => not("the complaint came in time, counted from the last thing that went wrong"),
    }
}

command! {
    /// Sends one issue to a better place; the others go on.
    pub struct RedirectComplaint {
        /// The issue.
        issue: IssueNo,
        /// Where, and why.
        reason: Redirect,
        /// In words the family can use.
        explanation: Held,
    }
}

impl Ask for RedirectComplaint {
    const ACTION: Action = Action::RedirectComplaint;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.not_by_the_school(Self::ACTION, now)?;
        let early = [Stage::Received, Stage::JurisdictionChecked, Stage::UnderAssessment].contains(&file.facts.stage);
        if file.open_issues().next().is_none() || file.facts.stage.level() > Level::School && !early {
            return file.wrong_stage(Self::ACTION);
        }
        Ok(())
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        file.open_issue(self.issue)?;
        let last = file.open_issues().count() == 1;
        let outcome = Outcome::of(file, now).and(Event::IssueRedirected {
            issue: self.issue,
            reason: self.reason,
            explanation: self.explanation.clone(),
        });
        // At the Commissioner's, ending the last issue takes a decision and a statement, not a redirect.
        if last && file.facts.stage.level() <= Level::School {
            return outcome.and(Event::ComplaintRedirected {}).cancel(&CLOSED_WITH_THE_CASE).done();
        }
        outcome.done()
    }
}

command! {
    /// Says that the complaint has arrived, how it is understood and who deals with it.
    pub struct AcknowledgeComplaint {
        /// What the complaint is about, as the school understands it.
        understanding: Held,
        /// What is still unresolved.
        unresolved: Held,
        /// What the family would like to come of it.
        wanted: Held,
        /// Who deals with it.
        handled_by: Held,
    }
}

impl Ask for AcknowledgeComplaint {
    const ACTION: Action = Action::AcknowledgeComplaint;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        if file.intake.acknowledged_on.is_some() {
            return Err(Refused::AlreadyDone { what: "the complaint has been acknowledged" });
        }
        let stages =
            [Stage::Submitted, Stage::InScope, Stage::Concern, Stage::Stage1, Stage::AwaitingSchoolOpportunity];
        file.at(Self::ACTION, &stages)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        // Under the Code the time for the answer runs from this day (para 6.3); otherwise it has run since receipt.
        let respond = file.procedure().stage(SchoolStage::Stage1).and_then(|stage| stage.respond.as_deref());
        let outcome = Outcome::of(file, now);
        let outcome = if respond == Some("T41") { outcome.start("T41", now.today, None) } else { outcome };
        let owed = file.owed(&["T33", "T36"]).find_map(|target| target.due);
        let answer_by = owed.or_else(|| outcome.events.iter().find_map(started).and_then(|target| target.due));
        let acknowledged = Event::ComplaintAcknowledged {
            on: now.today,
            understanding: self.understanding.clone(),
            handled_by: self.handled_by.clone(),
            received_on: file.intake.received_on,
            answer_by,
            unresolved: Some(self.unresolved.clone()),
            wanted: Some(self.wanted.clone()),
        };
        let first = Outcome::of(file, now).and(acknowledged).meet(&["T32", "T40"], now.today);
        first.and_all(outcome.events).done()
    }
}

command! {
    /// Puts a spoken complaint in writing, once the complainant has confirmed the words.
    pub struct ConfirmTranscript {
        /// The text, as confirmed.
        transcript: Held,
        /// The day the complainant confirmed it.
        confirmed_on: Date,
    }
}

impl Ask for ConfirmTranscript {
    const ACTION: Action = Action::ConfirmTranscript;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.not_by_the_school(Self::ACTION, now)?;
        super::file::at_least_lodged(file)?;
        let at_ombudsman = file.ombudsman.made_on.is_none() || file.ombudsman.written;
        if file.intake.written && at_ombudsman {
            return Err(Refused::AlreadyDone { what: "the complaint is in writing" });
        }
        Ok(())
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        now.not_future("confirmed_on", self.confirmed_on)?;
        let event = Event::TranscriptConfirmed { transcript: self.transcript.clone(), on: self.confirmed_on };
        Outcome::of(file, now).and(event).done()
    }
}

/// Whether anything is still open; a complaint whose every issue is resolved or gone has ended.
pub(super) fn nothing_left(file: &Complaint, ending: &[IssueNo]) -> bool {
    file.numbered().all(|(number, issue)| issue.scope != Scope::Open || ending.contains(&number))
}
