//! Who holds which office, for which body and when. A role is never taken from what somebody says of
//! themselves: it is granted and ended here, by events, and asked for on the day it is used.

use crate::actor::{Actor, Body, Role, Stamp};
use crate::clock::civil_date;
use crate::complaint::vocabulary::{command, events};
use crate::ids::PersonId;
use crate::policy;
use crate::refused::Refused;
use crate::stream::{Kind, References, StreamId};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most memberships one person can have had.
const MOST: usize = 200;
/// The most identities one person can sign in with.
const MOST_IDENTITIES: usize = 20;

events! {
    /// What happens to a person's offices.
    pub enum Event {
        /// They can sign in with an identity that a provider vouches for.
        IdentityLinked = "identity_linked" {
            /// SHA-256 over the provider and its name for them, in hexadecimal: neither can be read here.
            identity: String,
        },
        /// They were given an office.
        MembershipGranted = "membership_granted" {
            /// Which of theirs, from 1.
            membership: u16,
            /// The office.
            role: Role,
            /// The body.
            body: Body,
            /// The first day.
            from: Date,
            /// The last day, if it is known.
            to: Option<Date>,
        },
        /// An office ended, or will.
        MembershipEnded = "membership_ended" {
            /// Which of theirs.
            membership: u16,
            /// The last day.
            to: Date,
        },
    }
}

command! {
    /// Lets somebody sign in with an identity that a provider vouches for.
    pub struct LinkIdentity {
        /// The digest of provider and name.
        identity: String,
    }
}

command! {
    /// Gives somebody an office.
    pub struct GrantMembership {
        /// The office.
        role: Role,
        /// The body.
        body: Body,
        /// The first day; today if left out. It may lie in the past, for what somebody was before.
        from: Option<Date>,
        /// The last day, if it is known.
        to: Option<Date>,
    }
}

command! {
    /// Ends an office.
    pub struct EndMembership {
        /// Which of theirs.
        membership: u16,
        /// The last day, today or later; if left out, the office ends at once and yesterday was its last day.
        to: Option<Date>,
    }
}

/// What may be asked of a person's offices.
#[derive(Debug, Clone)]
pub enum Command {
    /// See [`LinkIdentity`].
    LinkIdentity(LinkIdentity),
    /// See [`GrantMembership`].
    GrantMembership(GrantMembership),
    /// See [`EndMembership`].
    EndMembership(EndMembership),
}

impl Command {
    /// The command's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::LinkIdentity(_) => "link_identity",
            Self::GrantMembership(_) => "grant_membership",
            Self::EndMembership(_) => "end_membership",
        }
    }
}

/// One office that somebody holds, held, or will hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// Which of theirs, from 1.
    pub membership: u16,
    /// The office.
    pub role: Role,
    /// The body.
    pub body: Body,
    /// The first day.
    pub from: Date,
    /// The last day, if it is known.
    pub to: Option<Date>,
}

impl Membership {
    /// Whether it is in force on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    fn overlaps(&self, from: Date, to: Option<Date>) -> bool {
        to.is_none_or(|to| self.from <= to) && self.to.is_none_or(|end| from <= end && self.from <= end)
    }
}

/// Every office of one person.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Memberships {
    /// The identities they can sign in with.
    pub identities: BTreeSet<String>,
    /// The offices, in the order they were granted.
    pub granted: Vec<Membership>,
}

/// The stream of a person's offices.
#[must_use]
pub fn stream(person: PersonId) -> StreamId {
    StreamId::new(Kind::Membership, person)
}

/// Whether a role is one of this kind of body. Families hold no office, and nor does the clock.
#[must_use]
pub fn fits(role: Role, body: Body) -> bool {
    use Role as R;
    match role {
        R::Complainant | R::Representative | R::SystemClock => false,
        R::HeadTeacher | R::LinkGovernor | R::Chair | R::PanelMember | R::Clerk => matches!(body, Body::School(_)),
        R::AuthorityOfficer => matches!(body, Body::Authority(_)),
        R::IntakeOfficer | R::Investigator | R::Commissioner => body == Body::Ombudsman,
        R::Official | R::SecretaryOfState => body == Body::Department,
        R::DataProtectionOfficer | R::SafeguardingLead => matches!(body, Body::School(_) | Body::Ombudsman),
        R::Researcher | R::Auditor | R::Administrator => body == Body::Service,
    }
}

impl Memberships {
    /// What follows from a command.
    ///
    /// # Errors
    /// Whoever asks does not manage access, or the office cannot be held so.
    pub fn decide(&self, command: &Command, stamp: &Stamp, _: &References<'_>) -> Result<Vec<Event>, Refused> {
        policy::manages_access(&stamp.actor, command.name())?;
        let today = civil_date(stamp.at);
        match command {
            Command::LinkIdentity(LinkIdentity { identity }) => {
                if self.identities.contains(identity) {
                    return Ok(Vec::new());
                }
                if self.identities.len() >= MOST_IDENTITIES {
                    return Err(Refused::TooMany { what: "identities", most: MOST_IDENTITIES });
                }
                Ok(vec![Event::IdentityLinked { identity: identity.clone() }])
            }
            Command::GrantMembership(command) => self.grant(command, today),
            Command::EndMembership(EndMembership { membership, to }) => {
                let known = self.granted.iter().find(|known| known.membership == *membership);
                let known = known.ok_or(Refused::NoSuchItem { what: "membership" })?;
                let yesterday = today.yesterday().unwrap_or(today);
                let to = to.unwrap_or(yesterday);
                if to < yesterday {
                    return Err(Refused::DateOutOfOrder { field: "to", why: "what was held until now was held" });
                }
                match known.to {
                    Some(end) if end == to => Ok(Vec::new()),
                    Some(end) if end < today => Err(Refused::AlreadyDone { what: "this membership has ended" }),
                    _ => Ok(vec![Event::MembershipEnded { membership: *membership, to }]),
                }
            }
        }
    }

    fn grant(&self, command: &GrantMembership, today: Date) -> Result<Vec<Event>, Refused> {
        let GrantMembership { role, body, from, to } = *command;
        let from = from.unwrap_or(today);
        if !fits(role, body) {
            return Err(Refused::NotAcceptable { field: "role", why: "this body has no such office to give" });
        }
        if to.is_some_and(|to| to < from) {
            return Err(Refused::DateOutOfOrder { field: "to", why: "the last day comes before the first" });
        }
        let manages = |role| role == Role::Administrator;
        for known in self.granted.iter().filter(|known| known.overlaps(from, to)) {
            if (known.role, known.body) == (role, body) {
                return Err(Refused::AlreadyDone { what: "they hold this office at that time" });
            }
            // Who gives out offices could otherwise give themselves every file.
            if manages(known.role) != manages(role) {
                return Err(Refused::Conflicted { rule: "who manages access holds no other office" });
            }
        }
        let membership = u16::try_from(self.granted.len() + 1).unwrap_or(u16::MAX);
        if self.granted.len() >= MOST {
            return Err(Refused::TooMany { what: "memberships", most: MOST });
        }
        Ok(vec![Event::MembershipGranted { membership, role, body, from, to }])
    }

    /// Takes in what happened.
    pub fn evolve(&mut self, event: &Event) {
        match event {
            Event::IdentityLinked { identity } => {
                self.identities.insert(identity.clone());
            }
            Event::MembershipGranted { membership, role, body, from, to } => self.granted.push(Membership {
                membership: *membership,
                role: *role,
                body: *body,
                from: *from,
                to: *to,
            }),
            Event::MembershipEnded { membership, to } => {
                for known in self.granted.iter_mut().filter(|known| known.membership == *membership) {
                    known.to = Some(*to);
                }
            }
        }
    }

    /// A person's offices need no other stream.
    #[must_use]
    pub fn needs(&self, _: &Command) -> Vec<StreamId> {
        Vec::new()
    }

    /// As whom this person may act on a day.
    pub fn on(&self, person: PersonId, day: Date) -> impl Iterator<Item = Actor> {
        let held = self.granted.iter().filter(move |known| known.holds_on(day));
        held.map(move |known| Actor { role: known.role, body: known.body, person })
    }

    /// The offices held at any of these bodies up to a day, the future ones left out.
    pub(crate) fn at(&self, bodies: &[Body], today: Date) -> impl Iterator<Item = &Membership> {
        let held = move |known: &&Membership| bodies.contains(&known.body) && known.from <= today;
        // Ended before it began: it was never held.
        self.granted.iter().filter(held).filter(|known| known.to.is_none_or(|to| known.from <= to))
    }
}
