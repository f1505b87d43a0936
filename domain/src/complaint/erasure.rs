//! Erasure: what identifies people is destroyed by two, and what the law needs to be known stays.
//!
//! The event is the certificate. Whoever appends it destroys the keys in the same commit, so there is no
//! moment at which the log says erased and a word can still be read.

use super::facts::{CaseFacts, Flag};
use super::file::at_least_lodged;
use super::stage::Stage;
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::held::Held;
use crate::ids::PersonId;
use crate::refused::Refused;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why somebody's words and particulars are erased (UK GDPR art.17(1)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ErasureGround {
    /// They are no longer needed: the time for which they are kept is over (art.17(1)(a)).
    NoLongerNeeded,
    /// Consent was taken back, and nothing else allows keeping them (art.17(1)(b)).
    ConsentWithdrawn,
    /// They objected, and nothing outweighs that (art.17(1)(c)).
    Objection,
    /// They should never have been kept (art.17(1)(d)).
    Unlawful,
    /// The law requires it (art.17(1)(e)).
    LegalObligation,
}

/// An erasure that waits for a second person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Whose words and particulars; none for the whole file.
    pub person: Option<PersonId>,
    /// On what ground.
    pub ground: ErasureGround,
    /// Who proposed it.
    pub by: PersonId,
}

/// The erasures of a file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ErasureFile {
    /// What waits for a second person.
    pub proposed: Vec<Proposal>,
}

events! {
    /// What happens on the way to an erasure.
    pub enum Event {
        /// Somebody proposed it.
        ErasureProposed = "erasure_proposed" {
            /// Whose words and particulars; none for the whole file.
            person: Option<PersonId>,
            /// On what ground.
            ground: ErasureGround,
            /// In words.
            reason: Held,
            /// Who proposed it.
            by: PersonId,
        },
        /// It was looked at and not done.
        ErasureRejected = "erasure_rejected" {
            /// Whose words and particulars; none for the whole file.
            person: Option<PersonId>,
            /// Why not.
            reason: Held,
        },
        /// A second person confirmed it, and the keys were destroyed: the certificate.
        PersonalDataErased = "personal_data_erased" {
            /// Whose words and particulars; none for the whole file.
            person: Option<PersonId>,
            /// On what ground.
            ground: ErasureGround,
            /// Who proposed it.
            proposed_by: PersonId,
            /// Who confirmed it.
            confirmed_by: PersonId,
        },
    }
}

impl Event {
    /// Whose words and particulars it is about; none for the whole file.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::ErasureProposed { person, .. }
            | Self::ErasureRejected { person, .. }
            | Self::PersonalDataErased { person, .. } => *person,
        }
    }

    #[expect(clippy::unused_self, reason = "every part of the journey has one; an erasure changes no facts")]
    pub(super) fn touch(&self, _: &mut CaseFacts) {}

    pub(super) fn apply(&self, file: &mut Complaint) {
        let proposed = &mut file.erasure.proposed;
        match self {
            Self::ErasureProposed { person, ground, by, .. } => {
                proposed.push(Proposal { person: *person, ground: *ground, by: *by });
            }
            Self::ErasureRejected { person, .. } => proposed.retain(|known| known.person != *person),
            // Nothing is left to erase of anybody once the whole file is.
            Self::PersonalDataErased { person: None, .. } => proposed.clear(),
            Self::PersonalDataErased { person, .. } => proposed.retain(|known| known.person != *person),
        }
    }
}

/// What must hold before anything is erased, as far as everybody may know it: the matter is at its end, and nothing bars it.
fn erasable(file: &Complaint) -> Result<(), Refused> {
    at_least_lodged(file)?;
    if file.facts.has(Flag::LegalHold) {
        return Err(Refused::OnLegalHold);
    }
    if file.facts.has(Flag::ErasureRestricted) {
        return Err(Refused::NotYet { needs: "the end of the restriction of erasure" });
    }
    // While it goes on, the words are needed for a public task and for legal claims (UK GDPR art.17(3)).
    let stage = file.facts.stage;
    if stage != Stage::Closed && !stage.closable() {
        return Err(Refused::NotYet { needs: "the end of the complaint" });
    }
    Ok(())
}

fn proposal(file: &Complaint, person: Option<PersonId>) -> Result<&Proposal, Refused> {
    file.erasure.proposed.iter().find(|known| known.person == person).ok_or(Refused::NoSuchItem { what: "proposal" })
}

fn any_proposal(file: &Complaint) -> Result<(), Refused> {
    if file.erasure.proposed.is_empty() { Err(Refused::NotYet { needs: "a proposal" }) } else { Ok(()) }
}

command! {
    /// Proposes that somebody's words and particulars are erased, or those of the whole file. Another person
    /// confirms it.
    pub struct ProposeErasure {
        /// Whose; left out for the whole file.
        person: Option<PersonId>,
        /// On what ground.
        ground: ErasureGround,
        /// In words that name nobody.
        reason: Held,
    }
}

impl Ask for ProposeErasure {
    const ACTION: Action = Action::ProposeErasure;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        erasable(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        if let Some(person) = self.person {
            file.party(person)?;
        }
        if proposal(file, self.person).is_ok() {
            return Err(Refused::AlreadyDone { what: "it is proposed" });
        }
        let (person, ground, reason) = (self.person, self.ground, self.reason.clone());
        Outcome::of(file, now).and(Event::ErasureProposed { person, ground, reason, by: now.by() }).done()
    }
}

command! {
    /// Decides that a proposed erasure is not done.
    pub struct RejectErasure {
        /// Whose; left out for the whole file.
        person: Option<PersonId>,
        /// Why not.
        reason: Held,
    }
}

impl Ask for RejectErasure {
    const ACTION: Action = Action::RejectErasure;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        any_proposal(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        proposal(file, self.person)?;
        let event = Event::ErasureRejected { person: self.person, reason: self.reason.clone() };
        Outcome::of(file, now).and(event).done()
    }
}

command! {
    /// Confirms an erasure that somebody else proposed. It cannot be undone.
    pub struct ConfirmErasure {
        /// Whose; left out for the whole file.
        person: Option<PersonId>,
    }
}

impl Ask for ConfirmErasure {
    const ACTION: Action = Action::ConfirmErasure;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        any_proposal(file)?;
        erasable(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let Proposal { person, ground, by } = *proposal(file, self.person)?;
        if by == now.by() {
            return Err(Refused::Conflicted { rule: "whoever proposed an erasure cannot confirm it" });
        }
        // Whoever protects a child must be able to read what was said. It is no condition of being offered:
        // a list of actions would tell of the concern.
        if file.facts.has(Flag::SafeguardingHold) {
            return Err(Refused::NotYet { needs: "a later day" });
        }
        // What somebody asked to be given is not destroyed before they have their answer (Data Protection Act 2018
        // s.173).
        if file.data_requests.waiting().any(|request| person.is_none_or(|person| request.person == person)) {
            return Err(Refused::NotYet { needs: "the answer to the request for the data" });
        }
        let confirmed_by = now.by();
        Outcome::of(file, now).and(Event::PersonalDataErased { person, ground, proposed_by: by, confirmed_by }).done()
    }
}
