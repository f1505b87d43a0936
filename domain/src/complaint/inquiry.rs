//! Powers of inquiry: information required, obstruction certified, a mediator appointed (s.210).

use super::investigation::Event;
use super::stage::Stage;
use super::vocabulary::command;
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::held::Held;
use crate::ids::PersonId;
use crate::refused::Refused;
use jiff::civil::Date;

const OPEN: [Stage; 2] = [Stage::Investigating, Stage::Mediation];

command! {
    /// Requires information or documents from the respondent or anyone else.
    pub struct RequireInformation {
        /// From whom, and what.
        what: Held,
        /// By when.
        by: Date,
    }
}

impl Ask for RequireInformation {
    const ACTION: Action = Action::RequireInformation;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &OPEN)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        now.yet_to_come("by", self.by)?;
        let most = usize::from(u8::MAX);
        let requirement = u8::try_from(file.investigation.information.len() + 1)
            .map_err(|_| Refused::TooMany { what: "requirements", most })?;
        Outcome::of(file, now)
            .and(Event::InformationRequired { requirement, what: self.what.clone(), by: self.by })
            .start_until("T14", now.today, None, Some(self.by))
            .done()
    }
}

fn outstanding(file: &Complaint, requirement: u8) -> Result<(), Refused> {
    let index = usize::from(requirement).checked_sub(1);
    match index.and_then(|index| file.investigation.information.get(index)) {
        None => Err(Refused::NoSuchItem { what: "requirement" }),
        Some(known) if known.answered => Err(Refused::AlreadyDone { what: "this requirement has been answered" }),
        Some(_) => Ok(()),
    }
}

fn any_outstanding(file: &Complaint, action: Action) -> Result<(), Refused> {
    file.at(action, &OPEN)?;
    if file.investigation.information.iter().any(|known| !known.answered) {
        return Ok(());
    }
    Err(Refused::NotYet { needs: "a requirement that has not been answered" })
}

command! {
    /// Produces what was required.
    pub struct ProduceInformation {
        /// The requirement's number, from 1.
        requirement: u8,
        /// What is produced.
        note: Held,
    }
}

impl Ask for ProduceInformation {
    const ACTION: Action = Action::ProduceInformation;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        any_outstanding(file, Self::ACTION)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        outstanding(file, self.requirement)?;
        let event = Event::InformationProduced { requirement: self.requirement, note: self.note.clone() };
        let clock = file.investigation.information.get(usize::from(self.requirement) - 1).map(|known| known.deadline);
        Outcome::of(file, now).and(event).meet_one("T14", clock, now.today).done()
    }
}

command! {
    /// Certifies to the High Court that the investigation was obstructed.
    pub struct CertifyObstruction {
        /// The requirement's number, from 1.
        requirement: u8,
        /// What happened.
        reason: Held,
    }
}

impl Ask for CertifyObstruction {
    const ACTION: Action = Action::CertifyObstruction;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        any_outstanding(file, Self::ACTION)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        outstanding(file, self.requirement)?;
        let event = Event::ObstructionCertified { requirement: self.requirement, reason: self.reason.clone() };
        Outcome::of(file, now).and(event).done()
    }
}

command! {
    /// Appoints a mediator, with the agreement of the parties. Time limits run on.
    pub struct AppointMediator {
        /// Who.
        mediator: PersonId,
        /// That the parties agree.
        parties_agree: bool,
    }
}

impl Ask for AppointMediator {
    const ACTION: Action = Action::AppointMediator;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::Investigating])
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        if !self.parties_agree {
            return Err(Refused::NotAcceptable {
                field: "parties_agree",
                why: "a mediator needs the agreement of the parties",
            });
        }
        if file.parties.contains_key(&self.mediator) || file.facts.barred.contains(&self.mediator) {
            return Err(Refused::Conflicted { rule: "a mediator is not a party" });
        }
        Outcome::of(file, now).and(Event::MediatorAppointed { mediator: self.mediator }).done()
    }
}

command! {
    /// Records how the mediation ended; what was said in it is not kept here.
    pub struct RecordMediationOutcome {
        /// Whether the parties agreed.
        settled: bool,
    }
}

impl Ask for RecordMediationOutcome {
    const ACTION: Action = Action::RecordMediationOutcome;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::Mediation])
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now).and(Event::MediationConcluded { settled: self.settled }).done()
    }
}
