//! A reference to words or particulars that are kept, sealed, in the vault.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// The most characters one held text may have.
pub const MOST_CHARACTERS: usize = 20_000;

/// What a family or an office wrote, or who somebody is, as the domain knows it: a place in the
/// vault and a salted commitment. The words can be erased there without touching any event.
///
/// It is stored as the text `vault:ENTRY:COMMITMENT`. In a request the same field carries the plain
/// words, and the vault puts this reference in their place before the domain is asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Held {
    /// The vault entry.
    pub entry: Uuid,
    /// SHA-256 over salt and words, as 64 hexadecimal digits.
    pub commitment: String,
}

/// A held reference that does not have the form `vault:ENTRY:COMMITMENT`.
#[derive(Debug, thiserror::Error)]
#[error("not a reference into the vault")]
pub struct NotHeld;

impl FromStr for Held {
    type Err = NotHeld;
    fn from_str(text: &str) -> Result<Self, NotHeld> {
        let (entry, commitment) = text.strip_prefix("vault:").and_then(|rest| rest.split_once(':')).ok_or(NotHeld)?;
        let entry = entry.parse().map_err(|_| NotHeld)?;
        if commitment.len() != 64 || !commitment.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(NotHeld);
        }
        Ok(Self { entry, commitment: commitment.into() })
    }
}

impl TryFrom<String> for Held {
    type Error = NotHeld;
    fn try_from(text: String) -> Result<Self, NotHeld> {
        text.parse()
    }
}

impl From<Held> for String {
    fn from(held: Held) -> Self {
        held.to_string()
    }
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "vault:{}:{}", self.entry.simple(), self.commitment)
    }
}

impl JsonSchema for Held {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Held".into()
    }
    /// `x-held` marks, for the edge, the strings it must seal before it reads the command.
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "maxLength": MOST_CHARACTERS, "x-held": true })
    }
}
