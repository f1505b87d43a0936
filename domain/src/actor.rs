//! Who is acting, in which role, for which body, and when.

use crate::ids::{PersonId, Urn};
use crate::law::{LaCode, Scheme};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        /// What a person is to a complaint. Duties bind the office, not the person who holds it
        /// (Interpretation Act 1978 s.12(2)).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Role { $($(#[$doc])* $name),+ }

        impl Role {
            /// Every role, in the order of the printed matrix.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The role's one name in JSON, SQL and text.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }
        }
    };
}

roles! {
    /// A pupil or parent who complains.
    Complainant = "complainant",
    /// Someone who acts for a complainant with written authority.
    Representative = "representative",
    /// The head teacher.
    HeadTeacher = "head_teacher",
    /// The governor who links families and the governing body; settles, never decides.
    LinkGovernor = "link_governor",
    /// The chair of the governing body.
    Chair = "chair",
    /// A governor who sits on the complaints panel.
    PanelMember = "panel_member",
    /// The clerk to the governing body.
    Clerk = "clerk",
    /// An officer of the local authority.
    AuthorityOfficer = "authority_officer",
    /// Receives complaints for the Local Commissioner.
    IntakeOfficer = "intake_officer",
    /// Investigates for the Local Commissioner.
    Investigator = "investigator",
    /// A Local Commissioner (Local Government Ombudsman).
    Commissioner = "commissioner",
    /// Prepares directions for the Secretary of State.
    Official = "official",
    /// The Secretary of State, or who may sign for them.
    SecretaryOfState = "secretary_of_state",
    /// The data protection officer of a body.
    DataProtectionOfficer = "data_protection_officer",
    /// The designated safeguarding lead of a body.
    SafeguardingLead = "safeguarding_lead",
    /// Asks questions of published, disclosure-controlled figures.
    Researcher = "researcher",
    /// Checks that the record is whole.
    Auditor = "auditor",
    /// Manages access and can read no case.
    Administrator = "administrator",
    /// The service itself, when time passes.
    SystemClock = "system_clock",
}

impl FromStr for Role {
    type Err = UnknownActor;
    fn from_str(text: &str) -> Result<Self, UnknownActor> {
        Self::ALL.iter().copied().find(|role| role.name() == text).ok_or(UnknownActor)
    }
}

/// The body somebody acts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Body {
    /// The family: complainants and those who act for them.
    Family,
    /// A school and its governing body.
    School(Urn),
    /// A local authority.
    Authority(LaCode),
    /// The Commission for Local Administration in England.
    Ombudsman,
    /// The Secretary of State's department.
    Department,
    /// This service.
    Service,
}

/// A role or body that has no such name.
#[derive(Debug, thiserror::Error)]
#[error("there is no such role or body")]
pub struct UnknownActor;

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Family => f.write_str("family"),
            Self::School(urn) => write!(f, "school:{urn}"),
            Self::Authority(code) => write!(f, "authority:{code}"),
            Self::Ombudsman => f.write_str("ombudsman"),
            Self::Department => f.write_str("department"),
            Self::Service => f.write_str("service"),
        }
    }
}

impl FromStr for Body {
    type Err = UnknownActor;
    fn from_str(text: &str) -> Result<Self, UnknownActor> {
        let (kind, number) = text.split_once(':').unwrap_or((text, ""));
        Ok(match (kind, number) {
            ("family", "") => Self::Family,
            ("school", urn) => Self::School(Urn(urn.parse().map_err(|_| UnknownActor)?)),
            ("authority", code) => Self::Authority(LaCode(code.parse().map_err(|_| UnknownActor)?)),
            ("ombudsman", "") => Self::Ombudsman,
            ("department", "") => Self::Department,
            ("service", "") => Self::Service,
            _ => return Err(UnknownActor),
        })
    }
}

impl TryFrom<String> for Body {
    type Error = UnknownActor;
    fn try_from(text: String) -> Result<Self, UnknownActor> {
        text.parse()
    }
}

impl From<Body> for String {
    fn from(body: Body) -> Self {
        body.to_string()
    }
}

impl JsonSchema for Body {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Body".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^(family|school:[0-9]{1,7}|authority:[0-9]{1,4}|ombudsman|department|service)$",
            "examples": ["school:100001", "authority:301", "ombudsman"]
        })
    }
}

/// Who is acting: a person, in one role, for one body.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The role they act in.
    pub role: Role,
    /// The body they act for.
    pub body: Body,
    /// The person, by opaque number.
    pub person: PersonId,
}

/// Written `role@body/person` in the log.
impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}/{}", self.role.name(), self.body, self.person.0.simple())
    }
}

impl FromStr for Actor {
    type Err = UnknownActor;
    fn from_str(text: &str) -> Result<Self, UnknownActor> {
        let (role, rest) = text.split_once('@').ok_or(UnknownActor)?;
        let (body, person) = rest.split_once('/').ok_or(UnknownActor)?;
        Ok(Self { role: role.parse()?, body: body.parse()?, person: person.parse().map_err(|_| UnknownActor)? })
    }
}

/// When, by whom and under which scheme a command is given: all that the domain is told of the world.
#[derive(Debug, Clone)]
pub struct Stamp {
    /// The instant of the command.
    pub at: Timestamp,
    /// Who gives it.
    pub actor: Actor,
    /// Which course of the law this installation assumes.
    pub scheme: Scheme,
}
