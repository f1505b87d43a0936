//! The time limits, each a dated and sourced row of `data/rules*.toml`.

use std::sync::LazyLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::law::Regime;

/// The short name by which a time limit is cited, such as `T01`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct RuleId(String);

impl RuleId {
    /// Names a rule; whether a row of that name exists is for [`rule`] to say.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for RuleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a length of time is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Every day of the calendar.
    #[default]
    Days,
    /// Days that are not a weekend, Christmas Day, Boxing Day, Good Friday or a bank holiday
    /// (SI 2006/1738 reg.2).
    WorkingDays,
    /// Days with a session at the school concerned (Education Act 1996 s.579).
    SchoolDays,
    /// Calendar months (Interpretation Act 1978 Sch.1).
    Months,
}

/// Whether the day that starts a period is part of it, and which way the period runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// The day itself is the first day of the period (*Hare v Gocher* (1962)).
    BeginningWith,
    /// The day itself is left out (*Lester v Garland* (1808), *Dodds v Walker* (1981)).
    #[default]
    After,
    /// The period runs back and the day itself is its last day.
    EndingWith,
    /// The period runs back and the day itself is left out, as in "five days before the hearing".
    Before,
}

/// The authority that a time limit has, from law down to a body's own practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// An Act of Parliament.
    Statute,
    /// A statutory instrument or rules of court.
    Regulations,
    /// Guidance that the law requires a body to have regard to.
    StatutoryGuidance,
    /// Guidance, a model procedure or a code without legal force.
    Guidance,
    /// What a body says that it does.
    Practice,
}

impl Basis {
    /// Every authority, the highest first.
    pub const ALL: [Self; 5] =
        [Self::Statute, Self::Regulations, Self::StatutoryGuidance, Self::Guidance, Self::Practice];
}

/// What happens when the last day is one on which nobody is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Roll {
    /// Nothing: the last day stands, as it does for statutory periods.
    #[default]
    None,
    /// The date moves to the next working day.
    NextWorkingDay,
    /// The date moves to the next day with a session at the school.
    NextSchoolDay,
}

/// Who must act before the time runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// The person who complains.
    Complainant,
    /// The complainant or the body complained about.
    EitherParty,
    /// The school, whoever acts for it.
    School,
    /// The head teacher.
    HeadTeacher,
    /// The governing body.
    GoverningBody,
    /// The clerk to the governing body.
    Clerk,
    /// The proprietor of an academy or independent school.
    Proprietor,
    /// The governing body and the Local Commissioner together.
    GoverningBodyAndCommissioner,
    /// The Local Commissioner.
    LocalCommissioner,
    /// The Commission for Local Administration in England.
    Commission,
    /// The local authority.
    LocalAuthority,
    /// A body that follows the Complaint Handling Code.
    Organisation,
    /// The body that controls personal data.
    DataController,
    /// The Secretary of State.
    SecretaryOfState,
    /// Nobody: the period measures something and obliges no one.
    Nobody,
}

impl Owner {
    /// Everybody who may have to act.
    pub const ALL: [Self; 15] = [
        Self::Complainant,
        Self::EitherParty,
        Self::School,
        Self::HeadTeacher,
        Self::GoverningBody,
        Self::Clerk,
        Self::Proprietor,
        Self::GoverningBodyAndCommissioner,
        Self::LocalCommissioner,
        Self::Commission,
        Self::LocalAuthority,
        Self::Organisation,
        Self::DataController,
        Self::SecretaryOfState,
        Self::Nobody,
    ];
}

/// A length that limits another one: a second limit, or the most by which a limit may be extended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// How many units.
    pub length: u16,
    /// Of what.
    pub unit: Unit,
}

/// One version of one time limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The name by which it is cited.
    pub id: RuleId,
    /// Which version of the row this is; a change of law adds a row and edits none.
    pub version: u32,
    /// What it is called on a page.
    pub name: String,
    /// The event that starts the clock.
    pub trigger: String,
    /// What must have happened by the end.
    pub obligation: String,
    /// How many units, where the source fixes a number.
    pub length: Option<u16>,
    /// How many units to wait before asking, where the source fixes no number; never a bar.
    pub prompt: Option<u16>,
    /// A second limit from the same day, where the source says "whichever is sooner".
    pub or_sooner: Option<Cap>,
    /// The last day, where the source fixes a date and not a length.
    pub last_day: Option<Date>,
    /// What `length` or `prompt` is counted in, or an agreed length would be.
    #[serde(default)]
    pub unit: Unit,
    /// Whether the first day counts, and which way.
    #[serde(default)]
    pub counting: Counting,
    /// Who must act.
    pub owed_by: Owner,
    /// Who may lengthen the period, and how.
    pub extension: Option<String>,
    /// The most by which it may be extended in all, where the source says how much.
    pub extension_cap: Option<Cap>,
    /// Whether it is a body's own target, which it may pause, or move with a reason before it has passed. A
    /// time limit set by law never stands still.
    #[serde(default)]
    pub target: bool,
    /// Who may disregard it, and when.
    pub discretion: Option<String>,
    /// What authority it has.
    pub basis: Basis,
    /// What happens if the last day is not one on which people are there.
    #[serde(default)]
    pub roll: Roll,
    /// The law or guidance that says so.
    pub source: String,
    /// The first day on which a clock could start under this version.
    pub in_force_from: Date,
    /// The last day on which one could, if the version has been replaced.
    pub in_force_to: Option<Date>,
    /// The regimes in which a complaint can come under it; every one where none is named.
    #[serde(default)]
    pub regimes: Vec<Regime>,
    /// What a careful reader could dispute, and which reading is followed.
    pub ambiguity: Option<String>,
    /// Whether the source leaves the length to a school or body.
    #[serde(default)]
    pub configurable: bool,
}

impl Rule {
    /// Whether a school may set its own length for this: it is its own target, and its source leaves the number
    /// to it. What an Act or regulations fix is nobody's to shorten, to lengthen or to replace.
    #[must_use]
    pub fn left_to_schools(&self) -> bool {
        let by_law = matches!(self.basis, Basis::Statute | Basis::Regulations);
        let fixed = self.length.is_some() || self.prompt.is_some() || self.last_day.is_some();
        self.configurable && self.target && !(by_law && fixed)
    }

    /// Whether a complaint that is governed by this regime can come under it.
    #[must_use]
    pub fn governs(&self, regime: Regime) -> bool {
        self.regimes.is_empty() || self.regimes.contains(&regime)
    }

    fn in_force(&self, on: Date) -> bool {
        self.in_force_from <= on && self.in_force_to.is_none_or(|last| on <= last)
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Rule>,
}

const FILES: &str = concat!(include_str!("../../data/rules.toml"), include_str!("../../data/rules_practice.toml"));

// A file that does not parse leaves no rules, so nothing can be computed from it; a test reads
// the file and fails first.
static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| toml::from_str::<File>(FILES).unwrap_or_default().rule);

/// Every version of every time limit, in the order of the data file.
#[must_use]
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// One version of a time limit, as an old decision cites it.
#[must_use]
pub fn rule_version(id: &RuleId, version: u32) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.id == *id && rule.version == version)
}

/// The version of a time limit in force on the day the clock started, if there was one.
#[must_use]
pub fn rule(id: &str, on: Date) -> Option<&'static Rule> {
    rules().iter().filter(|rule| rule.id.as_str() == id && rule.in_force(on)).max_by_key(|rule| rule.version)
}
