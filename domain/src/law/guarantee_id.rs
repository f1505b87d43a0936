//! The name of one row of a Guarantee.

use std::{borrow::Cow, fmt, str::FromStr};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// Which of the two Guarantees a row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Guarantee {
    /// What every pupil can expect.
    Pupil,
    /// What every parent can expect.
    Parent,
}

impl Guarantee {
    /// The letters that begin the ids of its rows.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Pupil => "PU",
            Self::Parent => "PA",
        }
    }
}

/// The lasting name of one row: `PU-3.8` is the Pupil Guarantee, ambition 3, row 8.
///
/// Only the shape is checked here. Whether the row exists depends on the version of the
/// catalogue, so it is a question for [`entitlement`](super::entitlement). A row that was split
/// has a letter for its second part, as in `PU-4.7b`.
///
/// ```
/// use redress_domain::law::GuaranteeId;
/// let id: GuaranteeId = "PU-3.8".parse()?;
/// assert_eq!((id.ambition(), id.row()), (3, 8));
/// assert_eq!(id.to_string(), "PU-3.8");
/// assert!("PU-03.8".parse::<GuaranteeId>().is_err());
/// # Ok::<(), redress_domain::law::NotAGuaranteeId>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct GuaranteeId {
    guarantee: Guarantee,
    ambition: u8,
    row: u8,
    part: Option<char>,
}

/// The text does not have the shape of a Guarantee row, such as `PU-3.8`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a Guarantee row is named like PU-3.8 or PA-1.2")]
pub struct NotAGuaranteeId;

impl GuaranteeId {
    /// The Guarantee it is a row of.
    #[must_use]
    pub const fn guarantee(self) -> Guarantee {
        self.guarantee
    }

    /// The ambition it stands under, counted from 1.
    #[must_use]
    pub const fn ambition(self) -> u8 {
        self.ambition
    }

    /// Its place under the ambition, counted from 1 in document order.
    #[must_use]
    pub const fn row(self) -> u8 {
        self.row
    }
}

/// A number from 1 to 99 with no leading zero, so that each row has one spelling.
fn number(text: &str) -> Option<u8> {
    let plain = matches!(text.len(), 1 | 2) && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

impl FromStr for GuaranteeId {
    type Err = NotAGuaranteeId;

    fn from_str(text: &str) -> Result<Self, NotAGuaranteeId> {
        let (prefix, place) = text.split_once('-').ok_or(NotAGuaranteeId)?;
        let guarantee = [Guarantee::Pupil, Guarantee::Parent]
            .into_iter()
            .find(|guarantee| guarantee.prefix() == prefix)
            .ok_or(NotAGuaranteeId)?;
        let (ambition, row) = place.split_once('.').ok_or(NotAGuaranteeId)?;
        let part = row.chars().last().filter(char::is_ascii_lowercase);
        let row = part.map_or(row, |_| &row[..row.len() - 1]);
        Ok(Self {
            guarantee,
            ambition: number(ambition).ok_or(NotAGuaranteeId)?,
            row: number(row).ok_or(NotAGuaranteeId)?,
            part,
        })
    }
}

impl fmt::Display for GuaranteeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}.{}", self.guarantee.prefix(), self.ambition, self.row)?;
        self.part.map_or(Ok(()), |part| write!(f, "{part}"))
    }
}

impl TryFrom<String> for GuaranteeId {
    type Error = NotAGuaranteeId;

    fn try_from(text: String) -> Result<Self, NotAGuaranteeId> {
        text.parse()
    }
}

impl From<GuaranteeId> for String {
    fn from(id: GuaranteeId) -> Self {
        id.to_string()
    }
}

impl JsonSchema for GuaranteeId {
    fn schema_name() -> Cow<'static, str> {
        "GuaranteeId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "One row of a Guarantee: PU (pupil) or PA (parent), ambition, row.",
            "pattern": "^(PU|PA)-[1-9][0-9]?\\.[1-9][0-9]?[a-z]?$",
            "examples": ["PU-3.8"],
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::GuaranteeId;

    #[test]
    fn other_shapes_are_refused() {
        for text in [
            "", "PU", "PU-3", "PU-3.", "PU-.8", "PX-3.8", "pu-3.8", "PU-3.8B", "PU-0.1", "PU-3.08", "PU-3.8bb",
            "PU-3.b", "PU-100.1", "PU-3.8 ", "PU-+3.8", "PU-3.8é",
        ] {
            assert!(text.parse::<GuaranteeId>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_parses_prints_as_it_was(text in "(PU|PA)-[1-9][0-9]?\\.[1-9][0-9]?[a-z]?") {
            let id: GuaranteeId = text.parse().unwrap();
            prop_assert_eq!(id.to_string(), text);
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*") {
            let _ = text.parse::<GuaranteeId>();
        }
    }
}
