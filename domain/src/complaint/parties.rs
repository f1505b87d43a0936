//! The people on a file: each complainant has a standing, a notice date, a consent and an address of
//! their own, and none speaks for another.

pub use crate::ids::NewPerson;

use super::facts::CaseFacts;
use super::ombudsman::TimeTest;
use super::vocabulary::events;
use super::{Complaint, Moment};
use crate::held::Held;
use crate::ids::PersonId;
use crate::post::Language;
use crate::refused::Refused;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How a complainant comes to complain (ASCL Act 2009 s.206; Education Act 1996 s.576).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// A pupil, or a former pupil, in their own name.
    Pupil,
    /// A parent: anyone with parental responsibility for the pupil, or care of them.
    Parent,
    /// Anyone else. A school hears everyone; the Commissioner hears pupils and parents.
    Other,
}

/// What a person asks to protect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CourtOrderKind {
    /// Where a child lives and whom they see.
    ChildArrangements,
    /// One person must keep away from another.
    NonMolestation,
    /// Certain things may not be done about a child.
    ProhibitedSteps,
}

/// Someone who complains.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplainantDetails {
    /// Given by the service.
    #[serde(default)]
    pub new_person: NewPerson,
    /// Their name.
    pub name: Held,
    /// How they come to complain.
    pub capacity: Capacity,
    /// An e-mail address.
    pub email: Option<Held>,
    /// A telephone number.
    pub telephone: Option<Held>,
    /// A postal address.
    pub address: Option<Held>,
    /// How and when it is safe to reach them, and what must not be sent where.
    pub safe_contact: Option<Held>,
    /// Whether nothing may be sent to the e-mail address, because somebody else may read it there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_email: bool,
    /// The language in which they are written to; English where they chose none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The day they first had notice of the matter, if they know it (ASCL Act 2009 s.208(1)(b)).
    pub noticed_on: Option<Date>,
    /// For a pupil who has left: the day they came off the roll.
    pub left_roll_on: Option<Date>,
    /// For a former pupil: whether they come back, or enter for a public examination (SI 2010/853 reg.5).
    #[serde(default)]
    pub returns_for_examination: bool,
}

impl ComplainantDetails {
    pub(super) fn check(&self, now: &Moment<'_>) -> Result<(), Refused> {
        if self.email.is_none() && self.telephone.is_none() && self.address.is_none() && self.safe_contact.is_none() {
            return Err(Refused::Missing { field: "complainants", why: "give one way to reach each person" });
        }
        for day in [self.noticed_on, self.left_roll_on].into_iter().flatten() {
            now.not_future("complainants", day)?;
        }
        Ok(())
    }
}

/// What is right about a person on the file: only what is given is corrected. An address for mail is not among
/// them: whoever reads what is sent there comes in as that person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Particulars {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: Option<Held>,
    /// A telephone number.
    pub telephone: Option<Held>,
    /// A postal address.
    pub address: Option<Held>,
    /// How and when it is safe to reach them, and what must not be sent where.
    pub safe_contact: Option<Held>,
}

/// The pupil a complaint is about, where somebody else complains.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PupilDetails {
    /// Given by the service.
    #[serde(default)]
    pub new_person: NewPerson,
    /// Their name.
    pub name: Held,
    /// Their date of birth.
    pub born_on: Option<Held>,
    /// The day they came off the roll, if they did.
    pub left_roll_on: Option<Date>,
    /// Whether the local authority looks after them.
    #[serde(default)]
    pub looked_after: bool,
}

/// Someone who speaks for a complainant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RepresentativeDetails {
    /// Given by the service.
    #[serde(default)]
    pub new_person: NewPerson,
    /// Their name.
    pub name: Held,
    /// How to reach them.
    pub contact: Held,
    /// The written authority, or the decision that they are suitable where the person cannot give one.
    pub authority: Held,
}

/// What a person is on a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    /// Complains.
    Complainant,
    /// The pupil it is about.
    Pupil,
    /// Speaks for a complainant.
    Representative,
}

/// On what ground the Commissioner does without a requirement for one complainant. The Act leaves it to them
/// (s.208(2)); these are the grounds that ombudsmen give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// Illness, a death or another heavy burden kept them from it.
    Hardship,
    /// They went first to a body that took long, or that told them wrongly.
    Misdirected,
    /// Nobody told them that they could complain, or how.
    NotTold,
    /// A disability, a language or not being able to write stood in the way.
    Barrier,
    /// They feared for a child, or for themselves.
    Fear,
    /// It could not be seen before what had happened, or how much it mattered.
    LearntLate,
    /// Another one, which the reason tells.
    Other,
}

/// A requirement of ASCL Act 2009 s.208 that may be disapplied for one complainant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// In writing: s.208(1)(a).
    Writing,
    /// Within twelve months of first notice: s.208(1)(b).
    Time,
}

/// One person on the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Party {
    /// What they are on it.
    pub role: PartyRole,
    /// How they come to complain.
    pub capacity: Option<Capacity>,
    /// Where their particulars are kept.
    pub name: Held,
    /// Where everything is kept that was ever given for reaching them, so that no text for others holds it.
    pub contacts: Vec<Held>,
    /// The day they first had notice.
    pub noticed_on: Option<Date>,
    /// The day they came off the roll.
    pub left_roll_on: Option<Date>,
    /// Whether they come back for an examination.
    pub returns_for_examination: bool,
    /// Where the pupil's day of birth is kept, if it was given.
    pub born_on: Option<Held>,
    /// Whether the local authority looks after them.
    pub looked_after: bool,
    /// Whether they agreed that the school may refer the complaint (s.207(1)(b)).
    pub consents_to_referral: bool,
    /// The requirements disapplied for them.
    pub disapplied: BTreeSet<Requirement>,
    /// Where their lateness was forgiven in part: the day since which the matter may be looked at.
    pub only_since: Option<Date>,
    /// The person whose place they take, where somebody died or cannot act.
    pub stands_for: Option<PersonId>,
    /// Whether they asked to withdraw and have not confirmed it.
    pub withdrawal_requested: bool,
    /// Whether they have ended their complaint.
    pub withdrawn: bool,
    /// Whether they have died.
    pub died: bool,
    /// Whether they have turned 18 while it was open.
    pub of_age: bool,
    /// Court orders to respect, with their last day.
    pub orders: Vec<(CourtOrderKind, Option<Date>)>,
}

impl Party {
    pub(crate) fn pursues(&self) -> bool {
        self.role == PartyRole::Complainant && !self.withdrawn && !self.died
    }

    /// Whether this is a pupil who complains in their own name.
    pub(super) fn pupil_complains(&self) -> bool {
        self.role == PartyRole::Complainant && self.capacity == Some(Capacity::Pupil)
    }

    /// Takes in what is right about them.
    pub(super) fn correct(&mut self, right: &Particulars) {
        if let Some(name) = &right.name {
            self.name.clone_from(name);
        }
        self.contacts.extend([&right.telephone, &right.address].into_iter().flatten().cloned());
    }

    fn complainant(details: &ComplainantDetails) -> Self {
        let contacts = [&details.email, &details.telephone, &details.address];
        Self {
            contacts: contacts.into_iter().flatten().cloned().collect(),
            capacity: Some(details.capacity),
            noticed_on: details.noticed_on,
            left_roll_on: details.left_roll_on,
            returns_for_examination: details.returns_for_examination,
            ..Self::named(PartyRole::Complainant, &details.name)
        }
    }

    fn representative(details: &RepresentativeDetails) -> Self {
        Self { contacts: vec![details.contact.clone()], ..Self::named(PartyRole::Representative, &details.name) }
    }

    fn named(role: PartyRole, name: &Held) -> Self {
        Self {
            role,
            capacity: None,
            name: name.clone(),
            contacts: Vec::new(),
            noticed_on: None,
            left_roll_on: None,
            returns_for_examination: false,
            born_on: None,
            looked_after: false,
            consents_to_referral: false,
            disapplied: BTreeSet::new(),
            only_since: None,
            stands_for: None,
            withdrawal_requested: false,
            withdrawn: false,
            died: false,
            of_age: false,
            orders: Vec::new(),
        }
    }
}

pub(super) fn add_first(
    file: &mut Complaint,
    complainants: &[ComplainantDetails],
    pupil: Option<&PupilDetails>,
    representative: Option<&RepresentativeDetails>,
) {
    let complainants = complainants.iter().map(|one| (one.new_person.0, Party::complainant(one)));
    let pupil = pupil.map(|one| {
        let party = Party::named(PartyRole::Pupil, &one.name);
        let born_on = one.born_on.clone();
        (one.new_person.0, Party { left_roll_on: one.left_roll_on, born_on, looked_after: one.looked_after, ..party })
    });
    let representative = representative.map(|one| (one.new_person.0, Party::representative(one)));
    file.parties.extend(complainants.chain(pupil).chain(representative));
}

events! {
    /// What happens to the people on a file.
    pub enum Event {
        /// Somebody else complains of the same matter, in their own right.
        ComplainantJoined = "complainant_joined" {
            /// Who.
            complainant: ComplainantDetails,
            /// The test of their own time, where the complaint is with the Commissioner already.
            time: Option<TimeTest>,
        },
        /// Somebody speaks for a complainant now.
        RepresentativeAuthorised = "representative_authorised" {
            /// Who.
            representative: RepresentativeDetails,
            /// For whom.
            principal: PersonId,
        },
        /// Somebody speaks for a complainant no more.
        RepresentationEnded = "representation_ended" {
            /// Who.
            person: PersonId,
        },
        /// Somebody on the file has died. Letters to them stop at once.
        PartyDied = "party_died" {
            /// Who.
            person: PersonId,
            /// When.
            on: Date,
        },
        /// Somebody stands in for a person who has died or cannot act.
        PartySubstituted = "party_substituted" {
            /// For whom.
            person: PersonId,
            /// Who stands in.
            substitute: ComplainantDetails,
            /// Why they are suitable.
            reason: Held,
        },
        /// The pupil has turned 18 and now speaks for themselves.
        PupilReachedMajority = "pupil_reached_majority" {
            /// Who.
            person: PersonId,
            /// When.
            on: Date,
        },
        /// A court order bears on who may be told what.
        CourtOrderRecorded = "court_order_recorded" {
            /// Whom it protects.
            person: PersonId,
            /// What kind.
            kind: CourtOrderKind,
            /// Its last day, if it has one.
            until: Option<Date>,
            /// What it says.
            terms: Held,
        },
        /// A complainant agrees that the school refers the complaint.
        ConsentGiven = "consent_given" {
            /// Who.
            person: PersonId,
        },
        /// A complainant no longer agrees.
        ConsentWithdrawn = "consent_withdrawn" {
            /// Who.
            person: PersonId,
        },
    }
}

impl Event {
    /// The people it is about.
    #[must_use]
    pub fn people(&self) -> Vec<PersonId> {
        match self {
            Self::ComplainantJoined { complainant, .. } => vec![complainant.new_person.0],
            Self::RepresentativeAuthorised { representative, principal } => {
                vec![representative.new_person.0, *principal]
            }
            Self::PartySubstituted { person, substitute, .. } => vec![*person, substitute.new_person.0],
            Self::RepresentationEnded { person }
            | Self::PartyDied { person, .. }
            | Self::PupilReachedMajority { person, .. }
            | Self::CourtOrderRecorded { person, .. }
            | Self::ConsentGiven { person }
            | Self::ConsentWithdrawn { person } => vec![*person],
        }
    }

    pub(super) fn touch(&self, facts: &mut CaseFacts) {
        match self {
            Self::ComplainantJoined { complainant, .. } => {
                facts.complainants.insert(complainant.new_person.0);
            }
            Self::RepresentativeAuthorised { representative, principal } => {
                facts.representatives.insert(representative.new_person.0, *principal);
            }
            Self::RepresentationEnded { person } => {
                facts.representatives.remove(person);
            }
            Self::PartyDied { person, .. } => {
                facts.complainants.remove(person);
                // An authority given by a person ends with that person.
                facts.representatives.retain(|_, principal| principal != person);
            }
            Self::PartySubstituted { person, substitute, .. } => {
                facts.complainants.remove(person);
                facts.complainants.insert(substitute.new_person.0);
                facts.representatives.retain(|_, principal| principal != person);
            }
            // Parental responsibility has ended: who spoke for the child needs an authority from the adult.
            Self::PupilReachedMajority { person, .. } => {
                facts.representatives.retain(|_, principal| principal != person);
            }
            Self::CourtOrderRecorded { .. } | Self::ConsentGiven { .. } | Self::ConsentWithdrawn { .. } => {}
        }
    }

    pub(super) fn apply(&self, file: &mut Complaint) {
        match self {
            Self::ComplainantJoined { complainant, time } => {
                file.ombudsman.complained.extend(time.iter().map(|test| (test.person, test.made_on)));
                file.ombudsman.take_tests(time);
                file.parties.insert(complainant.new_person.0, Party::complainant(complainant));
            }
            Self::RepresentativeAuthorised { representative, .. } => {
                file.parties.insert(representative.new_person.0, Party::representative(representative));
            }
            Self::RepresentationEnded { person } => {
                file.parties.remove(person);
            }
            Self::PartyDied { person, .. } => file.with_party(*person, |party| party.died = true),
            Self::PartySubstituted { person, substitute, .. } => {
                let before = file.parties.get(person).and_then(|party| party.noticed_on);
                let stands_in = Party::complainant(substitute);
                let noticed_on = stands_in.noticed_on.or(before);
                let disapplied = file.parties.get(person).map(|party| party.disapplied.clone()).unwrap_or_default();
                // Who stands in takes the complaint as it is: late if it was late.
                if let Some(made_on) = file.ombudsman.complained.get(person).copied() {
                    file.ombudsman.complained.insert(substitute.new_person.0, made_on);
                }
                if file.ombudsman.out_of_time.contains(person) {
                    file.ombudsman.out_of_time.push(substitute.new_person.0);
                }
                file.parties.insert(
                    substitute.new_person.0,
                    Party { noticed_on, disapplied, stands_for: Some(*person), ..stands_in },
                );
                file.with_party(*person, |party| party.withdrawn = true);
            }
            Self::PupilReachedMajority { person, .. } => file.with_party(*person, |party| party.of_age = true),
            Self::CourtOrderRecorded { person, kind, until, .. } => {
                file.with_party(*person, |party| party.orders.push((*kind, *until)));
            }
            Self::ConsentGiven { person } => file.with_party(*person, |party| party.consents_to_referral = true),
            Self::ConsentWithdrawn { person } => file.with_party(*person, |party| party.consents_to_referral = false),
        }
    }
}
