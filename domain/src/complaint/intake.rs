//! Intake: a complaint is lodged and acknowledged.

use super::facts::CaseFacts;
use super::stage::Stage;
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Moment};
use crate::held::Held;
use crate::ids::{PersonId, Urn};
use crate::refused::Refused;

events! {
    /// What happens at intake.
    pub enum Event {
        /// A complaint was lodged.
        ComplaintSubmitted = "complaint_submitted" {
            /// The school.
            school: Urn,
            /// Who complains.
            complainant: PersonId,
            /// In their words.
            account: Held,
        },
        /// The school said that it has it.
        ComplaintAcknowledged = "complaint_acknowledged" {
            /// Note.
            note: Option<Held>,
        },
    }
}

impl Event {
    pub(super) fn touch(&self, facts: &mut CaseFacts) {
        match self {
            Self::ComplaintSubmitted { school, complainant, .. } => {
                facts.stage = Stage::Submitted;
                facts.schools.push(*school);
                facts.complainants.insert(*complainant);
            }
            Self::ComplaintAcknowledged { .. } => facts.stage = Stage::InScope,
        }
    }

    pub(super) fn apply(&self, _: &mut Complaint) {}
}

command! {
    /// Lodges a complaint.
    pub struct SubmitComplaint {
        /// The school.
        school: Urn,
        /// Who complains.
        complainant: PersonId,
        /// In their words.
        account: Held,
    }
}

impl Ask for SubmitComplaint {
    const ACTION: Action = Action::SubmitComplaint;
    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        if file.facts.stage == Stage::Draft { Ok(()) } else { Err(Refused::AlreadyDone { what: "lodged" }) }
    }
    fn decide(&self, _: &Complaint, _: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Ok(vec![Event::ComplaintSubmitted { school: self.school, complainant: self.complainant, account: self.account.clone() }.into()])
    }
}

command! {
    /// Acknowledges.
    pub struct AcknowledgeComplaint {
        /// Note.
        note: Option<Held>,
    }
}

impl Ask for AcknowledgeComplaint {
    const ACTION: Action = Action::AcknowledgeComplaint;
    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        if file.facts.stage == Stage::Submitted { Ok(()) } else { Err(Refused::AlreadyDone { what: "acknowledged" }) }
    }
    fn decide(&self, _: &Complaint, _: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Ok(vec![Event::ComplaintAcknowledged { note: self.note.clone() }.into()])
    }
}
