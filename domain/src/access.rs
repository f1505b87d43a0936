//! How one person on the family's side comes to one case: by an access code, or by a code sent to them.
//!
//! Nobody here has an account. Each person has an access of their own to each case, so that what one of
//! them does or loses touches nobody else, and nothing about one is told to another.

use crate::actor::{Body, Role, Stamp};
use crate::complaint::facts::CaseFacts;
use crate::complaint::vocabulary::{command, events};
use crate::complaint::{Action, Complaint};
use crate::held::Held;
use crate::ids::{ComplaintId, PersonId};
use crate::policy;
use crate::refused::Refused;
use crate::stream::{Kind, References, StreamId};
use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// How many minutes a code that was sent is good for.
pub const MINUTES: i64 = 15;
/// How often a code that was sent may be tried.
pub const TRIES: u8 = 5;
/// How many codes may be sent to one person within a day, so that nobody fills their letter box or guesses on.
pub const A_DAY: usize = 10;

/// One person's way to one case, written `COMPLAINT/PERSON`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessId {
    /// The case.
    pub complaint: ComplaintId,
    /// The person.
    pub person: PersonId,
}

/// A text that is no access.
#[derive(Debug, thiserror::Error)]
#[error("not an access, written COMPLAINT/PERSON")]
pub struct NoAccess;

impl fmt::Display for AccessId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.complaint, self.person)
    }
}

impl FromStr for AccessId {
    type Err = NoAccess;
    fn from_str(text: &str) -> Result<Self, NoAccess> {
        let (complaint, person) = text.split_once('/').ok_or(NoAccess)?;
        Ok(Self { complaint: complaint.parse().map_err(|_| NoAccess)?, person: person.parse().map_err(|_| NoAccess)? })
    }
}

impl AccessId {
    /// The stream of this access.
    #[must_use]
    pub fn stream(self) -> StreamId {
        StreamId::new(Kind::Access, self)
    }

    fn case(self) -> StreamId {
        StreamId::new(Kind::Complaint, self.complaint)
    }
}

/// What somebody showed to come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Credential {
    /// The access code they were given with the reference.
    AccessCode,
    /// The code that was sent to their address.
    SentCode,
}

events! {
    /// What happens to an access.
    pub enum Event {
        /// Somebody on the family's side can come to their case from now on.
        AccessOpened = "access_opened" {
            /// What they are to the case.
            role: Role,
        },
        /// They were shown their first access code. Only its hash is kept.
        AccessCodeIssued = "access_code_issued" {
            /// The Argon2id hash, as a PHC string.
            hash: String,
        },
        /// They were given another access code. The one before, and whoever came in with it, is out.
        AccessCodeReplaced = "access_code_replaced" {
            /// The Argon2id hash, as a PHC string.
            hash: String,
            /// Why a member of staff gave it; none where they asked for it themselves.
            reason: Option<Held>,
            /// Where to tell them of it, if anywhere is safe.
            to: Option<Held>,
        },
        /// A code to sign in with is to be sent to them. It takes the place of any before.
        SignInCodeIssued = "sign_in_code_issued" {
            /// The code.
            code: Held,
            /// Where it goes.
            to: Held,
            /// The last instant it is good for.
            until: Timestamp,
        },
        /// Somebody tried a wrong code.
        SignInFailed = "sign_in_failed" {},
        /// They came in.
        SignedIn = "signed_in" {
            /// What they showed.
            with: Credential,
        },
        /// They went out, on every phone and computer at once.
        SignedOut = "signed_out" {},
    }
}

command! {
    /// Issues the first access code, to the person themselves. Where there is one already, nothing happens.
    pub struct IssueAccessCode {
        /// To which access.
        id: AccessId,
        /// The code's hash.
        hash: String,
    }
}

command! {
    /// Gives another access code: to the person themselves, or by a member of staff with a reason.
    pub struct ReplaceAccessCode {
        /// To which access.
        id: AccessId,
        /// The code's hash.
        hash: String,
        /// Why; needed of staff.
        reason: Option<Held>,
        /// Where to tell the person of it.
        to: Option<Held>,
    }
}

command! {
    /// Sends a code to sign in with.
    pub struct SendSignInCode {
        /// To which access.
        id: AccessId,
        /// The code.
        code: Held,
        /// The address.
        to: Held,
    }
}

command! {
    /// Tries a code that was sent. The edge compares, since only it can open the vault; whether the try
    /// still counts is decided here.
    pub struct TrySentCode {
        /// The code it was compared with, by its entry in the vault.
        entry: Uuid,
        /// Whether it was the same.
        right: bool,
    }
}

/// What may be asked of an access.
#[derive(Debug, Clone)]
pub enum Command {
    /// See [`IssueAccessCode`].
    IssueAccessCode(IssueAccessCode),
    /// See [`ReplaceAccessCode`].
    ReplaceAccessCode(ReplaceAccessCode),
    /// Signs in with the access code, which the edge has found to be right.
    SignIn,
    /// See [`SendSignInCode`].
    SendSignInCode(SendSignInCode),
    /// See [`TrySentCode`].
    TrySentCode(TrySentCode),
    /// Signs out on every phone and computer at once.
    SignOut,
}

impl Command {
    /// The command's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::IssueAccessCode(_) => "issue_access_code",
            Self::ReplaceAccessCode(_) => "replace_access_code",
            Self::SignIn => "sign_in",
            Self::SendSignInCode(_) => "send_sign_in_code",
            Self::TrySentCode(_) => "try_sent_code",
            Self::SignOut => "sign_out",
        }
    }
}

/// A code that was sent and may still be tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Pending {
    /// The code.
    pub code: Held,
    /// The last instant it is good for.
    pub until: Timestamp,
    /// How often a wrong one was tried in its place.
    pub tries: u8,
}

/// An access as the log knows it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Access {
    /// What the person is to the case; none before anything was issued.
    pub role: Option<Role>,
    /// The hash of the access code.
    pub hash: Option<String>,
    /// The code that was sent last, unless it was used.
    pub pending: Option<Pending>,
    /// How often everybody was put out. Whoever came in before the last time is out.
    pub generation: u32,
    /// The last instants of the codes that were sent latest.
    sent: Vec<Timestamp>,
}

/// What somebody is to a case, by the case's own record.
fn role_of(facts: &CaseFacts, person: PersonId) -> Option<Role> {
    if facts.complainants.contains(&person) || facts.former.contains(&person) {
        Some(Role::Complainant)
    } else {
        facts.representatives.contains_key(&person).then_some(Role::Representative)
    }
}

fn is(stamp: &Stamp, person: PersonId) -> bool {
    stamp.actor.body == Body::Family && stamp.actor.person == person
}

impl Access {
    /// What follows from a command.
    ///
    /// # Errors
    /// The person is not on the case, the code is spent, or whoever asks may not.
    pub fn decide(&self, command: &Command, stamp: &Stamp, references: &References<'_>) -> Result<Vec<Event>, Refused> {
        let refused = Refused::NotPermitted { action: command.name() };
        match command {
            Command::IssueAccessCode(IssueAccessCode { id, hash }) => {
                let opened = self.opened(*id, references)?;
                if !is(stamp, id.person) {
                    return Err(refused);
                }
                let issued = Event::AccessCodeIssued { hash: hash.clone() };
                Ok(if self.hash.is_some() { Vec::new() } else { opened.into_iter().chain([issued]).collect() })
            }
            Command::ReplaceAccessCode(ReplaceAccessCode { id, hash, reason, to }) => {
                if !is(stamp, id.person) {
                    policy::allow(&stamp.actor, Action::ReplaceAccessCode, &case(*id, references)?.facts)?;
                    if reason.is_none() {
                        return Err(Refused::Missing { field: "reason", why: "say why a new code is given" });
                    }
                }
                let opened = self.opened(*id, references)?;
                let replaced = Event::AccessCodeReplaced { hash: hash.clone(), reason: reason.clone(), to: to.clone() };
                Ok(opened.into_iter().chain([replaced]).collect())
            }
            Command::SignIn => match self.hash {
                Some(_) => Ok(vec![Event::SignedIn { with: Credential::AccessCode }]),
                None => Err(refused),
            },
            Command::SendSignInCode(SendSignInCode { id, code, to }) => {
                let opened = self.opened(*id, references)?;
                let until = stamp.at + SignedDuration::from_mins(MINUTES);
                let day_before = until - SignedDuration::from_hours(24);
                if self.sent.iter().filter(|sent| **sent > day_before).count() >= A_DAY {
                    return Err(Refused::TooMany { what: "codes in one day", most: A_DAY });
                }
                let issued = Event::SignInCodeIssued { code: code.clone(), to: to.clone(), until };
                Ok(opened.into_iter().chain([issued]).collect())
            }
            Command::TrySentCode(TrySentCode { entry, right }) => match &self.pending {
                Some(pending) if pending.code.entry == *entry && pending.open_at(stamp.at) => {
                    let with = Credential::SentCode;
                    Ok(vec![if *right { Event::SignedIn { with } } else { Event::SignInFailed {} }])
                }
                _ => Err(refused),
            },
            Command::SignOut => Ok(self.role.map(|_| Event::SignedOut {}).into_iter().collect()),
        }
    }

    /// The event that opens this access, where it is the first that is asked of it.
    fn opened(&self, id: AccessId, references: &References<'_>) -> Result<Option<Event>, Refused> {
        let role = role_of(&case(id, references)?.facts, id.person).ok_or(Refused::NoSuchParty)?;
        Ok((self.role != Some(role)).then_some(Event::AccessOpened { role }))
    }

    /// Takes in what happened.
    pub fn evolve(&mut self, event: &Event) {
        match event {
            Event::AccessOpened { role } => self.role = Some(*role),
            Event::AccessCodeIssued { hash } => self.hash = Some(hash.clone()),
            Event::AccessCodeReplaced { hash, .. } => {
                self.hash = Some(hash.clone());
                self.pending = None;
                self.generation += 1;
            }
            Event::SignInCodeIssued { code, until, .. } => {
                self.pending = Some(Pending { code: code.clone(), until: *until, tries: 0 });
                if self.sent.len() >= A_DAY {
                    self.sent.remove(0);
                }
                self.sent.push(*until);
            }
            Event::SignInFailed {} => {
                if let Some(pending) = &mut self.pending {
                    pending.tries += 1;
                }
            }
            Event::SignedIn { with: Credential::SentCode } => self.pending = None,
            Event::SignedIn { with: Credential::AccessCode } => {}
            Event::SignedOut {} => {
                self.pending = None;
                self.generation += 1;
            }
        }
    }

    /// Who is on a case is decided by the case.
    #[must_use]
    pub fn needs(&self, command: &Command) -> Vec<StreamId> {
        match command {
            Command::IssueAccessCode(IssueAccessCode { id, .. })
            | Command::ReplaceAccessCode(ReplaceAccessCode { id, .. })
            | Command::SendSignInCode(SendSignInCode { id, .. }) => vec![id.case()],
            Command::SignIn | Command::TrySentCode(_) | Command::SignOut => Vec::new(),
        }
    }
}

impl Pending {
    /// Whether it may be tried at an instant.
    #[must_use]
    pub fn open_at(&self, now: Timestamp) -> bool {
        now <= self.until && self.tries < TRIES
    }
}

fn case<'a>(id: AccessId, references: &References<'a>) -> Result<&'a Complaint, Refused> {
    references.complaint(id.complaint).ok_or(Refused::NotFound)
}
