//! Conditions beside the stage: proceedings elsewhere, a dispute, restricted contact, holds.

use super::facts::{CaseFacts, Flag};
use super::file::at_least_lodged;
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::held::Held;
use crate::ids::PersonId;
use crate::refused::Refused;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who else is looking at the same matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Elsewhere {
    /// A court.
    Court,
    /// A tribunal.
    Tribunal,
    /// Ofsted.
    Ofsted,
    /// The Department.
    Department,
    /// The local authority.
    LocalAuthority,
    /// A Member of Parliament.
    MemberOfParliament,
}

events! {
    /// What happens to a condition.
    pub enum Event {
        /// The matter is with somebody else too.
        ParallelRouteRecorded = "parallel_route_recorded" {
            /// With whom.
            with: Elsewhere,
            /// What is known of it.
            note: Held,
        },
        /// It is no longer with anyone else.
        ParallelRouteEnded = "parallel_route_ended" {
            /// How it ended.
            note: Held,
        },
        /// Two people with a claim to speak are in dispute.
        ThirdPartyDisputeRecorded = "third_party_dispute_recorded" {
            /// What is known of it.
            note: Held,
        },
        /// The dispute is over.
        ThirdPartyDisputeEnded = "third_party_dispute_ended" {
            /// How it ended.
            note: Held,
        },
        /// Contact with a person goes one way only. The complaint goes on, and safeguarding is always open.
        ContactRestricted = "contact_restricted" {
            /// Who.
            person: PersonId,
            /// Why.
            reason: Held,
            /// What is restricted, and who is the one to turn to.
            scope: Held,
            /// The day on which it is looked at again.
            review_on: Date,
        },
        /// Contact is free again.
        ContactRestrictionEnded = "contact_restriction_ended" {
            /// Why.
            reason: Held,
        },
        /// Nothing may be disposed of.
        LegalHoldPlaced = "legal_hold_placed" {
            /// Why.
            reason: Held,
        },
        /// The hold is over.
        LegalHoldLifted = "legal_hold_lifted" {
            /// Why.
            reason: Held,
        },
        /// Erasure is refused for now.
        ErasureRestricted = "erasure_restricted" {
            /// Why.
            reason: Held,
        },
        /// Erasure may be asked for again.
        ErasureRestrictionLifted = "erasure_restriction_lifted" {
            /// Why.
            reason: Held,
        },
    }
}

impl Event {
    fn change(&self) -> (Flag, bool) {
        match self {
            Self::ParallelRouteRecorded { .. } => (Flag::ParallelProceedings, true),
            Self::ParallelRouteEnded { .. } => (Flag::ParallelProceedings, false),
            Self::ThirdPartyDisputeRecorded { .. } => (Flag::ThirdPartyDispute, true),
            Self::ThirdPartyDisputeEnded { .. } => (Flag::ThirdPartyDispute, false),
            Self::ContactRestricted { .. } => (Flag::RestrictedContact, true),
            Self::ContactRestrictionEnded { .. } => (Flag::RestrictedContact, false),
            Self::LegalHoldPlaced { .. } => (Flag::LegalHold, true),
            Self::LegalHoldLifted { .. } => (Flag::LegalHold, false),
            Self::ErasureRestricted { .. } => (Flag::ErasureRestricted, true),
            Self::ErasureRestrictionLifted { .. } => (Flag::ErasureRestricted, false),
        }
    }

    pub(super) fn touch(&self, facts: &mut CaseFacts) {
        match self.change() {
            (flag, true) => facts.flags.insert(flag),
            (flag, false) => facts.flags.remove(&flag),
        };
    }

    pub(super) fn apply(&self, _: &mut Complaint) {}
}

macro_rules! flag_command {
    ($(#[$doc:meta])* $name:ident sets $flag:ident to $to:literal with $field:ident => $event:ident) => {
        command! {
            $(#[$doc])*
            pub struct $name {
                /// In words.
                $field: Held,
            }
        }

        impl Ask for $name {
            const ACTION: Action = Action::$name;

            fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
                at_least_lodged(file)?;
                match (file.facts.has(Flag::$flag), $to) {
                    (true, true) => Err(Refused::AlreadyDone { what: "it is in force" }),
                    (false, false) => Err(Refused::NotYet { needs: "it is not in force" }),
                    _ => Ok(()),
                }
            }

            fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
                Outcome::of(file, now).and(Event::$event { $field: self.$field.clone() }).done()
            }
        }
    };
}

flag_command! {
    /// Records that the matter is no longer with anyone else.
    EndParallelRoute sets ParallelProceedings to false with note => ParallelRouteEnded
}
flag_command! {
    /// Records that two people with a claim to speak are in dispute.
    RecordThirdPartyDispute sets ThirdPartyDispute to true with note => ThirdPartyDisputeRecorded
}
flag_command! {
    /// Records that the dispute is over.
    EndThirdPartyDispute sets ThirdPartyDispute to false with note => ThirdPartyDisputeEnded
}
flag_command! {
    /// Makes contact with a person free again.
    EndContactRestriction sets RestrictedContact to false with reason => ContactRestrictionEnded
}
flag_command! {
    /// Holds the file as it is: nothing may be disposed of.
    PlaceLegalHold sets LegalHold to true with reason => LegalHoldPlaced
}
flag_command! {
    /// Ends a legal hold.
    LiftLegalHold sets LegalHold to false with reason => LegalHoldLifted
}
flag_command! {
    /// Refuses erasure for now.
    RestrictErasure sets ErasureRestricted to true with reason => ErasureRestricted
}
flag_command! {
    /// Lets erasure be asked for again.
    LiftErasureRestriction sets ErasureRestricted to false with reason => ErasureRestrictionLifted
}

command! {
    /// Records that the same matter is with somebody else.
    pub struct RecordParallelRoute {
        /// With whom.
        with: Elsewhere,
        /// What is known of it.
        note: Held,
    }
}

impl Ask for RecordParallelRoute {
    const ACTION: Action = Action::RecordParallelRoute;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now).and(Event::ParallelRouteRecorded { with: self.with, note: self.note.clone() }).done()
    }
}

command! {
    /// Restricts contact with a person. It decides nothing about the complaint.
    pub struct RestrictContact {
        /// Who.
        person: PersonId,
        /// Why.
        reason: Held,
        /// What is restricted, and who is the one to turn to.
        scope: Held,
        /// The day on which it is looked at again.
        review_on: Date,
    }
}

impl Ask for RestrictContact {
    const ACTION: Action = Action::RestrictContact;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        file.party(self.person)?;
        if self.review_on <= now.today {
            return Err(Refused::DateOutOfOrder { field: "review_on", why: "the day must be later than today" });
        }
        Outcome::of(file, now)
            .and(Event::ContactRestricted {
                person: self.person,
                reason: self.reason.clone(),
                scope: self.scope.clone(),
                review_on: self.review_on,
            })
            .done()
    }
}
