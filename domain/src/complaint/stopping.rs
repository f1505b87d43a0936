//! When the Commissioner does not investigate, or stops before the end (ASCL Act 2009 s.207(4), (5)).

use super::investigation::Event;
use super::stage::Stage;
use super::vocabulary::command;
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::held::Held;
use crate::law::{DiscontinueReason, NotInvestigated};
use crate::refused::Refused;

/// Refuses to say that a complaint was withdrawn while somebody pursues it.
fn given_up(file: &Complaint, field: &'static str) -> Result<(), Refused> {
    match file.pursuing().next() {
        Some(_) => Err(Refused::NotAcceptable { field, why: "somebody still pursues the complaint" }),
        None => Ok(()),
    }
}

command! {
    /// Decides not to investigate, with reasons (s.207(4), (5)). A statement must follow.
    pub struct DecideNotToInvestigate {
        /// Why.
        reasons: Vec<NotInvestigated>,
        /// In words.
        explanation: Held,
    }
}

impl Ask for DecideNotToInvestigate {
    const ACTION: Action = Action::DecideNotToInvestigate;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        if file.facts.stage == Stage::Received && file.pursuing().next().is_none() {
            return Ok(()); // Nobody is left whose complaint could be looked at.
        }
        file.at(Self::ACTION, &[Stage::JurisdictionChecked, Stage::AwaitingSchoolOpportunity, Stage::UnderAssessment])
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        if self.reasons.is_empty() {
            return Err(Refused::Missing { field: "reasons", why: "the Act asks for the reasons (s.211)" });
        }
        if self.reasons.contains(&NotInvestigated::Withdrawn) {
            given_up(file, "reasons")?;
        }
        Outcome::of(file, now)
            .and(Event::InvestigationDeclined {
                by: now.by(),
                reasons: self.reasons.clone(),
                explanation: self.explanation.clone(),
            })
            .cancel(&["T15"])
            .done()
    }
}

command! {
    /// Decides to end the investigation before it is complete (s.207(4), (5)). A statement must follow.
    pub struct Discontinue {
        /// Why.
        reason: DiscontinueReason,
        /// In words, and who verified what the school did.
        explanation: Held,
    }
}

impl Ask for Discontinue {
    const ACTION: Action = Action::Discontinue;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::Investigating, Stage::Mediation])
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        if self.reason == DiscontinueReason::Withdrawn {
            given_up(file, "reason")?;
        }
        Outcome::of(file, now)
            .and(Event::InvestigationDiscontinued {
                by: now.by(),
                reason: self.reason,
                explanation: self.explanation.clone(),
            })
            .cancel(&["T13", "T14"])
            .done()
    }
}
