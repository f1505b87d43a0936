//! Every identifier, one line each.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! uuids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

uuids! {
    /// One complaint: one case file, one event stream.
    ComplaintId,
    /// A person, known to the domain only by this opaque number.
    PersonId,
    /// A document on the file.
    DocumentId,
    /// A decision that open deadlines follow a calendar which has changed.
    DecisionId,
}

/// The number a person is given when they first come onto a file. Callers leave it out: the service
/// gives it, and seals that person's particulars under a key of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NewPerson(pub PersonId);

impl Default for NewPerson {
    fn default() -> Self {
        Self(PersonId(Uuid::nil()))
    }
}

impl JsonSchema for NewPerson {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "NewPerson".into()
    }
    /// `x-new-person` marks, for the edge, the objects that describe somebody new.
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string", "format": "uuid", "readOnly": true, "x-new-person": true,
            "description": "Given by the service; leave it out."
        })
    }
}

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident($inner:ty)),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub $inner);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

numbers! {
    /// Unique Reference Number of a school in the register of schools.
    Urn(u32),
    /// An issue within a complaint, from 1.
    IssueNo(u8),
    /// A recommendation within a complaint, from 1.
    RecommendationNo(u8),
    /// An invitation to comment within an investigation, from 1.
    InvitationNo(u8),
    /// Information or documents that were required in an investigation, from 1.
    RequirementNo(u8),
    /// A question that the school put to a complainant, from 1 among theirs.
    QuestionNo(u8),
    /// A running deadline within a complaint, from 1.
    DeadlineNo(u16),
    /// A request for somebody's data: the number of its clock.
    RequestNo(u16),
    /// Something that a file holds about a person, by its place in the log.
    ItemNo(i64),
}

/// The first number of a request's clock. Those of all other clocks are below.
const FIRST_REQUEST: u16 = 20_000;
/// How many numbers there are for requests.
const REQUESTS: u16 = 40_000;

impl RequestNo {
    /// The number of a person's next request: the first that is free from a place of their own, so that nobody
    /// sees from their number whether another asked before them.
    #[must_use]
    pub fn next(person: PersonId, taken: impl Fn(Self) -> bool) -> Self {
        let own = u16::try_from(person.0.as_u128() % u128::from(REQUESTS)).unwrap_or_default();
        let mut numbers = (own..REQUESTS).chain(0..own).map(|place| Self(FIRST_REQUEST + place));
        numbers.find(|number| !taken(*number)).unwrap_or(Self(u16::MAX))
    }

    /// The request that a clock belongs to, if it is one's.
    #[must_use]
    pub fn of(clock: DeadlineNo) -> Option<Self> {
        (clock.0 >= FIRST_REQUEST).then_some(Self(clock.0))
    }
}

impl From<RequestNo> for DeadlineNo {
    fn from(request: RequestNo) -> Self {
        Self(request.0)
    }
}

/// Crockford's alphabet: no I, L, O or U, so a reference can be read out over the telephone.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl ComplaintId {
    /// The short reference people quote, such as `RD-7K3M9-QXC42`: fifty random bits of the identifier.
    #[must_use]
    pub fn reference(self) -> String {
        let bits = self.0.as_u128();
        let letters: String =
            (0..10).rev().map(|place| char::from(ALPHABET[((bits >> (5 * place)) & 31) as usize])).collect();
        format!("RD-{}-{}", &letters[..5], &letters[5..])
    }
}
