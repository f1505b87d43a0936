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
use std::collections::BTreeSet;

/// Who else is looking at the same matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
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
            /// With whom it was.
            with: Elsewhere,
            /// Whether it is with nobody else any more.
            last: bool,
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
            /// Who.
            person: PersonId,
            /// Whether contact is restricted with nobody else.
            last: bool,
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
    /// The condition this puts in force or ends; none while something else keeps it in force.
    fn change(&self) -> Option<(Flag, bool)> {
        Some(match self {
            Self::ParallelRouteEnded { last: false, .. } | Self::ContactRestrictionEnded { last: false, .. } => {
                return None;
            }
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
        })
    }

    pub(super) fn touch(&self, facts: &mut CaseFacts) {
        match self {
            Self::ContactRestricted { person, .. } => facts.restricted.insert(*person),
            Self::ContactRestrictionEnded { person, .. } => facts.restricted.remove(person),
            _ => false,
        };
        match self.change() {
            Some((flag, true)) => facts.flags.insert(flag),
            Some((flag, false)) => facts.flags.remove(&flag),
            None => false,
        };
    }

    pub(super) fn apply(&self, file: &mut Complaint) {
        match self {
            Self::ParallelRouteRecorded { with, .. } => file.file.elsewhere.insert(*with),
            Self::ParallelRouteEnded { with, .. } => file.file.elsewhere.remove(with),
            _ => false,
        };
    }
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
                    (false, false) => Err(Refused::NotYet { needs: "one that is in force" }),
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
    /// Records that two people with a claim to speak are in dispute.
    RecordThirdPartyDispute sets ThirdPartyDispute to true with note => ThirdPartyDisputeRecorded
}
flag_command! {
    /// Records that the dispute is over.
    EndThirdPartyDispute sets ThirdPartyDispute to false with note => ThirdPartyDisputeEnded
}

/// The one that is ended: the one named, or the only one there is.
fn the_one<T: Copy + Ord>(
    named: Option<T>,
    known: &BTreeSet<T>,
    field: &'static str,
    what: &'static str,
) -> Result<T, Refused> {
    match (named, known.first()) {
        (Some(named), _) if known.contains(&named) => Ok(named),
        (None, Some(only)) if known.len() == 1 => Ok(*only),
        (None, Some(_)) => Err(Refused::Missing { field, why: "there are several; say which" }),
        _ => Err(Refused::NoSuchItem { what }),
    }
}

command! {
    /// Records that the matter is no longer with one of those it was with.
    pub struct EndParallelRoute {
        /// With whom it was; may be left out where there is only one.
        with: Option<Elsewhere>,
        /// How it ended.
        note: Held,
    }
}

impl Ask for EndParallelRoute {
    const ACTION: Action = Action::EndParallelRoute;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)?;
        if file.file.elsewhere.is_empty() { Err(Refused::NotYet { needs: "a parallel route" }) } else { Ok(()) }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let with = the_one(self.with, &file.file.elsewhere, "with", "parallel route")?;
        let last = file.file.elsewhere.len() == 1;
        Outcome::of(file, now).and(Event::ParallelRouteEnded { with, last, note: self.note.clone() }).done()
    }
}

command! {
    /// Makes contact with a person free again.
    pub struct EndContactRestriction {
        /// With whom; may be left out where there is only one.
        person: Option<PersonId>,
        /// Why.
        reason: Held,
    }
}

impl Ask for EndContactRestriction {
    const ACTION: Action = Action::EndContactRestriction;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)?;
        if file.facts.restricted.is_empty() { Err(Refused::NotYet { needs: "a restriction" }) } else { Ok(()) }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let person = the_one(self.person, &file.facts.restricted, "person", "restriction")?;
        let last = file.facts.restricted.len() == 1;
        Outcome::of(file, now).and(Event::ContactRestrictionEnded { person, last, reason: self.reason.clone() }).done()
    }
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

command! {
    /// Lets erasure be asked for again; not while a legal hold is in force.
    pub struct LiftErasureRestriction {
        /// In words.
        reason: Held,
    }
}

impl Ask for LiftErasureRestriction {
    const ACTION: Action = Action::LiftErasureRestriction;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)?;
        if !file.facts.has(Flag::ErasureRestricted) {
            return Err(Refused::NotYet { needs: "one that is in force" });
        }
        if file.facts.has(Flag::LegalHold) { Err(Refused::OnLegalHold) } else { Ok(()) }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now).and(Event::ErasureRestrictionLifted { reason: self.reason.clone() }).done()
    }
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
        let outcome =
            Outcome::of(file, now).and(Event::ParallelRouteRecorded { with: self.with, note: self.note.clone() });
        // A claim for judicial review keeps the file as it is until the court is done with it.
        if self.with == Elsewhere::Court && !file.facts.has(Flag::LegalHold) {
            return outcome.and(Event::LegalHoldPlaced { reason: self.note.clone() }).done();
        }
        outcome.done()
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
        now.yet_to_come("review_on", self.review_on)?;
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
