//! A child's safety comes first: these commands succeed in every stage, closed included.

use super::deadlines::SAFEGUARDING;
use super::facts::{CaseFacts, Flag};
use super::file::at_least_lodged;
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::held::Held;
use crate::ids::DeadlineNo;
use crate::refused::Refused;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The concerns raised on a file. They are read by safeguarding roles alone.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SafeguardingFile {
    /// The concerns, from number 1.
    pub concerns: Vec<Concern>,
}

/// One concern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concern {
    /// Whether its hold is still in force.
    pub open: bool,
    /// The clock that runs until it is referred.
    pub deadline: DeadlineNo,
}

/// To whom a concern is referred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReferredTo {
    /// The designated officer of the local authority, for an allegation about staff.
    DesignatedOfficer,
    /// The authority's children's services.
    ChildrensServices,
    /// The police.
    Police,
}

events! {
    /// What happens when a child may be at risk.
    pub enum Event {
        /// Somebody is worried about a child's safety.
        SafeguardingConcernRaised = "safeguarding_concern_raised" {
            /// Its number.
            concern: u8,
            /// What they know.
            account: Held,
            /// Whether a child may be in danger now.
            immediate_danger: bool,
        },
        /// The concern was passed to those who protect children.
        SafeguardingReferralMade = "safeguarding_referral_made" {
            /// Its number.
            concern: u8,
            /// To whom.
            to: ReferredTo,
            /// Their reference.
            reference: Held,
        },
        /// The hold on this concern is over.
        SafeguardingHoldLifted = "safeguarding_hold_lifted" {
            /// Its number.
            concern: u8,
            /// Why.
            reason: Held,
            /// Whether no concern is left open.
            last: bool,
        },
        /// Somebody fears that they or a child suffer for having complained.
        RetaliationConcernRaised = "retaliation_concern_raised" {
            /// What they say.
            account: Held,
        },
    }
}

impl Event {
    pub(super) fn touch(&self, facts: &mut CaseFacts) {
        match self {
            Self::SafeguardingConcernRaised { .. } => {
                facts.flags.insert(Flag::SafeguardingHold);
            }
            Self::SafeguardingHoldLifted { last: true, .. } => {
                facts.flags.remove(&Flag::SafeguardingHold);
            }
            _ => {}
        }
    }

    pub(super) fn apply(&self, file: &mut Complaint) {
        match self {
            Self::SafeguardingConcernRaised { .. } => {
                // The clock is started by the event that follows.
                let deadline = file.next_deadline(SAFEGUARDING);
                file.safeguarding.concerns.push(Concern { open: true, deadline });
            }
            Self::SafeguardingHoldLifted { concern, .. } => {
                if let Some(known) = file.safeguarding.concerns.get_mut(usize::from(*concern).wrapping_sub(1)) {
                    known.open = false;
                }
            }
            _ => {}
        }
    }
}

command! {
    /// Says that a child may be at risk. This always works, whatever else is going on.
    pub struct RaiseSafeguardingConcern {
        /// What you know.
        account: Held,
        /// Whether a child may be in danger now. If so, call 999 as well.
        #[serde(default)]
        immediate_danger: bool,
    }
}

impl Ask for RaiseSafeguardingConcern {
    const ACTION: Action = Action::RaiseSafeguardingConcern;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        // Past 255 concerns on one file the last number is shared; a concern is never turned away.
        let concern = u8::try_from(file.safeguarding.concerns.len() + 1).unwrap_or(u8::MAX);
        Outcome::of(file, now)
            .and(Event::SafeguardingConcernRaised {
                concern,
                account: self.account.clone(),
                immediate_danger: self.immediate_danger,
            })
            .start(SAFEGUARDING, now.today, None)
            .done()
    }
}

fn known(file: &Complaint, concern: u8) -> Result<&Concern, Refused> {
    let index = usize::from(concern).checked_sub(1);
    index.and_then(|index| file.safeguarding.concerns.get(index)).ok_or(Refused::NoSuchItem { what: "concern" })
}

fn any_concern(file: &Complaint) -> Result<(), Refused> {
    if file.safeguarding.concerns.is_empty() { Err(Refused::NotYet { needs: "a concern" }) } else { Ok(()) }
}

command! {
    /// Passes a concern to those who protect children.
    pub struct MakeSafeguardingReferral {
        /// The concern's number, from 1.
        concern: u8,
        /// To whom.
        to: ReferredTo,
        /// Their reference.
        reference: Held,
    }
}

impl Ask for MakeSafeguardingReferral {
    const ACTION: Action = Action::MakeSafeguardingReferral;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        any_concern(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let clock = known(file, self.concern)?.deadline;
        Outcome::of(file, now)
            .and(Event::SafeguardingReferralMade {
                concern: self.concern,
                to: self.to,
                reference: self.reference.clone(),
            })
            .meet_one("T60", Some(clock), now.today)
            .done()
    }
}

command! {
    /// Ends the hold for one concern.
    pub struct LiftSafeguardingHold {
        /// The concern's number, from 1.
        concern: u8,
        /// Why.
        reason: Held,
    }
}

impl Ask for LiftSafeguardingHold {
    const ACTION: Action = Action::LiftSafeguardingHold;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        any_concern(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let known = known(file, self.concern)?;
        if !known.open {
            return Ok(vec![]);
        }
        let last = file.safeguarding.concerns.iter().filter(|known| known.open).count() == 1;
        let event = Event::SafeguardingHoldLifted { concern: self.concern, reason: self.reason.clone(), last };
        Outcome::of(file, now).and(event).cancel_one("T60", known.deadline).done()
    }
}

command! {
    /// Says that somebody suffers for having complained.
    pub struct RaiseRetaliationConcern {
        /// What you know.
        account: Held,
    }
}

impl Ask for RaiseRetaliationConcern {
    const ACTION: Action = Action::RaiseRetaliationConcern;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now).and(Event::RetaliationConcernRaised { account: self.account.clone() }).done()
    }
}
