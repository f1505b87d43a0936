//! Ending a complaint and opening it again: withdrawal, closing, review, reopening, correction.

use super::file::{Correction, Event, Reopening, ReviewGround, at_least_lodged};
use super::linking::{Link, PupilAges, classify, phase_of_school};
use super::ombudsman;
use super::powers::time_test;
use super::stage::{Level, Stage};
use super::vocabulary::command;
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::clock::{Calendars, Counted};
use crate::held::Held;
use crate::ids::{IssueNo, PersonId};
use crate::refused::Refused;
use jiff::civil::Date;

fn pursued(file: &Complaint, action: Action) -> Result<(), Refused> {
    at_least_lodged(file)?;
    let over = [Stage::Closed, Stage::Withdrawn, Stage::Redirected].contains(&file.facts.stage);
    if over || file.pursuing().next().is_none() { file.wrong_stage(action) } else { Ok(()) }
}

command! {
    /// Asks to end the complaint; it ends when that is confirmed in writing.
    pub struct Withdraw {
        /// Who, where an officer records it.
        person: Option<PersonId>,
    }
}

impl Ask for Withdraw {
    const ACTION: Action = Action::Withdraw;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.not_by_the_school(Self::ACTION, now)?;
        pursued(file, Self::ACTION)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let person = file.pursuer(now, self.person, "say who withdraws")?;
        if file.party(person)?.withdrawal_requested {
            return Ok(vec![]);
        }
        Outcome::of(file, now).and(Event::WithdrawalRequested { person }).done()
    }
}

command! {
    /// Confirms in writing that the complaint ends, for one complainant. Others go on.
    pub struct ConfirmWithdrawal {
        /// Who, where an officer records it.
        person: Option<PersonId>,
        /// Their words.
        words: Held,
    }
}

impl Ask for ConfirmWithdrawal {
    const ACTION: Action = Action::ConfirmWithdrawal;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.not_by_the_school(Self::ACTION, now)?;
        pursued(file, Self::ACTION)?;
        // A family is offered to confirm its own request, and not told by the offer of another's.
        match file.pursuing().any(|(person, party)| party.withdrawal_requested && file.is_theirs(now, person)) {
            true => Ok(()),
            false => Err(Refused::NotYet { needs: "a request to end it" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let person = file.pursuer(now, self.person, "say who withdraws")?;
        if !file.party(person)?.withdrawal_requested {
            return Err(Refused::NotYet { needs: "a request to end it" });
        }
        let last = file.pursuing().count() == 1;
        let outcome = Outcome::of(file, now).and(Event::WithdrawalConfirmed { person, last });
        if !last {
            return outcome.done();
        }
        // Whether the Commissioner goes on is the Commissioner's to decide, with reasons in a statement (s.207(4)).
        if file.facts.stage.level() > Level::School {
            return outcome.done();
        }
        outcome.cancel(&["T32", "T33", "T34", "T35", "T35P", "T36", "T40", "T41", "T42", "T43"]).done()
    }
}

command! {
    /// Closes the case. No case closes while a statement is owed.
    pub struct CloseCase {
        /// Why.
        reason: Held,
    }
}

impl Ask for CloseCase {
    const ACTION: Action = Action::CloseCase;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.not_by_the_school(Self::ACTION, now)?;
        if file.statement.owed.is_some() {
            return Err(Refused::StatementOwed);
        }
        if file.copies_owed() {
            return Err(Refused::NotYet {
                needs: "a copy of the statement for each complainant, the governing body, the head teacher (s.211) and \
                        everybody who was invited to comment",
            });
        }
        if file.facts.stage.closable() { Ok(()) } else { file.wrong_stage(Self::ACTION) }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now)
            .and(Event::CaseClosed { reason: self.reason.clone() })
            .cancel(&CLOSED_WITH_THE_CASE)
            .done()
    }
}

/// The clocks that end with the case; a safeguarding clock does not.
pub(super) const CLOSED_WITH_THE_CASE: [&str; 19] = [
    "T04", "T05", "T06", "T07", "T11", "T13", "T14", "T15", "T16", "T32", "T33", "T34", "T35", "T35P", "T40", "T41",
    "T42", "T43", "T36",
];

command! {
    /// Opens a closed case again; a new decision supersedes the old one, which is kept.
    pub struct ReopenCase {
        /// On what basis.
        basis: Reopening,
        /// In words.
        reason: Held,
    }
}

impl Ask for ReopenCase {
    const ACTION: Action = Action::ReopenCase;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.not_by_the_school(Self::ACTION, now)?;
        file.at(Self::ACTION, &[Stage::Closed])
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        if self.basis == Reopening::ReviewUpheld {
            return Err(Refused::NotAcceptable {
                field: "basis",
                why: "a review that is upheld opens the case itself",
            });
        }
        let decided_above = matches!(self.basis, Reopening::ReviewUpheld | Reopening::Quashed);
        if decided_above && !file.facts.has_reached(Level::Ombudsman) {
            return Err(Refused::NotAcceptable {
                field: "basis",
                why: "the Commissioner has decided nothing in this case",
            });
        }
        // What the Commissioner let rest because the school would act is looked at anew when it did not.
        let rested = [Stage::NotInvestigated, Stage::Discontinued].contains(&file.facts.stood_at());
        let anew = (self.basis == Reopening::AgreementBroken && rested).then_some(ombudsman::Event::AssessmentBegun {});
        let event = Event::CaseReopened { basis: self.basis, reason: self.reason.clone() };
        Outcome::of(file, now).and(event).and_all(anew).done()
    }
}

command! {
    /// Asks for a review of the Commissioner's decision: once, within a month.
    pub struct RequestReview {
        /// On what ground.
        ground: ReviewGround,
        /// In words.
        account: Held,
    }
}

impl Ask for RequestReview {
    const ACTION: Action = Action::RequestReview;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        let Some(issued) = file.statement.issued_on else {
            return Err(Refused::NotYet { needs: "the Commissioner's decision" });
        };
        if file.file.review_requested_on.is_some() {
            return Err(Refused::AlreadyDone { what: "a decision is reviewed once" });
        }
        match review_by(issued).and_then(|time| time.on) {
            Some(last_day) if now.today > last_day => Err(Refused::TooLate { last_day }),
            _ => Ok(()),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now)
            .and(Event::ReviewRequested {
                by: now.by(),
                ground: self.ground,
                account: self.account.clone(),
                on: now.today,
                time: file.statement.issued_on.and_then(review_by),
            })
            .done()
    }
}

/// The last day on which a review of a decision can be asked for.
fn review_by(issued: Date) -> Option<Counted> {
    Counted::under("T45", issued, issued, &Calendars::england())
}

command! {
    /// Decides a review. Who decided before does not decide again.
    pub struct DecideReview {
        /// Whether the decision is set aside.
        upheld: bool,
        /// Why.
        reason: Held,
    }
}

impl Ask for DecideReview {
    const ACTION: Action = Action::DecideReview;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        match file.file.review_requested_on {
            Some(_) if file.statement.owed.is_some() => Err(Refused::StatementOwed),
            Some(_) if !file.file.review_decided => Ok(()),
            _ => Err(Refused::NotYet { needs: "a request for a review" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        if file.ombudsman.commissioner == Some(now.by()) || file.file.decided_by.contains(&now.by()) {
            return Err(Refused::Conflicted { rule: "who decided does not review the decision" });
        }
        let outcome = Outcome::of(file, now);
        let reason = self.reason.clone();
        if !self.upheld {
            return outcome.and(Event::ReviewRefused { reason }).done();
        }
        let outcome = outcome.and(Event::ReviewUpheld { reason: reason.clone() });
        outcome.and(Event::CaseReopened { basis: Reopening::ReviewUpheld, reason }).cancel(&CLOSED_WITH_THE_CASE).done()
    }
}

command! {
    /// Masks what an issue says of a third person, for the bodies it is put to. The family, the Ombudsman and those
    /// who protect children and data go on reading the original.
    pub struct RedactIssue {
        /// The issue.
        issue: IssueNo,
        /// What is read in place of what happened and of what would put it right.
        redacted: Held,
        /// Why.
        reason: Held,
    }
}

impl Ask for RedactIssue {
    const ACTION: Action = Action::RedactIssue;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        file.issue(self.issue)?;
        let (issue, redacted, reason) = (self.issue, self.redacted.clone(), self.reason.clone());
        Outcome::of(file, now).and(Event::IssueRedacted { issue, redacted, reason }).done()
    }
}

command! {
    /// Corrects a fact. What was recorded before stays, and open clocks that rest on it are computed anew.
    pub struct CorrectRecord {
        /// What is right.
        correction: Correction,
        /// Why.
        reason: Held,
        /// Counted by the service.
        #[serde(default)]
        pupil_ages: PupilAges,
    }
}

impl Ask for CorrectRecord {
    const ACTION: Action = Action::CorrectRecord;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let mut time = None;
        match &self.correction {
            Correction::NoticedOn { person, day } => {
                file.not_by_the_school(Self::ACTION, now)?;
                now.not_future("correction", *day)?;
                let pursues = file.party(*person)?.pursues();
                if let (true, Some(made_on)) = (pursues, file.ombudsman.complained.get(person)) {
                    time = Some(time_test("T01", *person, Some(*day), *made_on)?);
                }
            }
            Correction::HappenedOn { issue, day } => {
                file.not_by_the_school(Self::ACTION, now)?;
                now.not_future("correction", *day)?;
                file.issue(*issue)?;
            }
            Correction::ReceivedOn { day } => {
                file.not_by_the_school(Self::ACTION, now)?;
                now.not_future("correction", *day)?;
                if file.facts.made_on.is_some_and(|made| *day < made) {
                    return Err(Refused::DateOutOfOrder {
                        field: "correction",
                        why: "it cannot arrive before it was made",
                    });
                }
            }
            Correction::Particulars(right) => {
                file.party(right.person)?;
                if [&right.name, &right.telephone, &right.address, &right.safe_contact].iter().all(|one| one.is_none())
                {
                    return Err(Refused::Missing { field: "correction", why: "say what is right" });
                }
            }
            Correction::Other { .. } => {}
        }
        let (correction, reason) = (self.correction.clone(), self.reason.clone());
        let outcome = Outcome::of(file, now).and(Event::FactCorrected { correction, reason, time });
        match self.correction {
            // A Guarantee is judged by the version in force on the day of the act.
            Correction::HappenedOn { issue, day } => match (&file.issue(issue)?.guarantee, file.maintained_by) {
                (Some(linked), Some(authority)) => {
                    let incidents = file.issue(issue)?.incidents.iter().copied();
                    let link = Link {
                        issue,
                        guarantee: linked.guarantee,
                        function: linked.function,
                        act_on: incidents.chain([day]).max().unwrap_or(day),
                        age: self.pupil_ages.only(),
                        phase: phase_of_school(file, now),
                    };
                    classify(outcome, link, authority)?.done()
                }
                _ => outcome.done(),
            },
            Correction::ReceivedOn { day } => outcome.arrived(file.counts_from(day)).done(),
            _ => outcome.done(),
        }
    }
}
