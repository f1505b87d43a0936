//! Kinds of school and phases of education, as the national register of schools (GIAS) codes them.

use std::{fmt, str::FromStr, sync::LazyLock};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::embedded;

/// Where a kind of school stands under section 206 of the Apprenticeships, Skills, Children and
/// Learning Act 2009.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// A qualifying school: the Local Commissioner may look at it.
    Qualifying,
    /// An academy or a school of that kind: its complaints go another way.
    Academy,
    /// Neither.
    Out,
}

/// The register's code for a type of establishment; `02` and `2` are the same.
///
/// Any small number is a code. Whether the code is known is a question for its
/// [`row`](SchoolType::row), because the register adds types.
///
/// ```
/// use redress_domain::law::{SchoolType, Standing};
/// let aided: SchoolType = "02".parse()?;
/// assert_eq!(aided, SchoolType(2));
/// assert_eq!(aided.standing(), Some(Standing::Qualifying));
/// assert_eq!(SchoolType(255).standing(), None);
/// # Ok::<(), redress_domain::law::NotASchoolType>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct SchoolType(pub u8);

/// The text is not a number that can be a type code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a type of establishment is a number, such as 2 or 02")]
pub struct NotASchoolType;

/// What is known of one type of establishment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SchoolTypeRow {
    /// The register's code.
    pub code: SchoolType,
    /// The register's name.
    pub name: String,
    /// Where it stands.
    pub standing: Standing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    school_type: Vec<SchoolTypeRow>,
}

static ROWS: LazyLock<Rows> = LazyLock::new(|| embedded(include_str!("../../data/school_types.toml")));

/// Every known type, by code.
#[must_use]
pub fn school_types() -> &'static [SchoolTypeRow] {
    &ROWS.school_type
}

impl SchoolType {
    /// What is known of it, if the code is known.
    #[must_use]
    pub fn row(self) -> Option<&'static SchoolTypeRow> {
        school_types().iter().find(|row| row.code == self)
    }

    /// Where it stands, if the code is known.
    #[must_use]
    pub fn standing(self) -> Option<Standing> {
        self.row().map(|row| row.standing)
    }
}

impl FromStr for SchoolType {
    type Err = NotASchoolType;

    fn from_str(text: &str) -> Result<Self, NotASchoolType> {
        text.trim().parse().map(Self).map_err(|_| NotASchoolType)
    }
}

impl fmt::Display for SchoolType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

/// The register's phase of education.
///
/// ```
/// use redress_domain::law::Phase;
/// assert_eq!(Phase::from_code(2), Some(Phase::Primary));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Special schools, pupil referral units and others with no phase.
    NotApplicable,
    /// Nursery.
    Nursery,
    /// Primary.
    Primary,
    /// A middle school that counts as primary.
    MiddleDeemedPrimary,
    /// Secondary.
    Secondary,
    /// A middle school that counts as secondary.
    MiddleDeemedSecondary,
    /// Over 16 only.
    SixteenPlus,
    /// Primary and secondary together.
    AllThrough,
}

impl Phase {
    /// Every phase, in the order of its code, which counts from 0.
    pub const ALL: [Self; 8] = [
        Self::NotApplicable,
        Self::Nursery,
        Self::Primary,
        Self::MiddleDeemedPrimary,
        Self::Secondary,
        Self::MiddleDeemedSecondary,
        Self::SixteenPlus,
        Self::AllThrough,
    ];

    /// The phase of a code.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code)).copied()
    }

    /// Its code.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }
}
