//! Which law a complaint goes by.
//!
//! The answer depends on the school's type, the area, and the day the complaint was made. It is
//! taken once, recorded, and never worked out again in silence.

use std::{fmt, sync::LazyLock};

use jiff::civil::{Date, date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ProcedureId, SchoolType, Standing, closed_list::closed_list, embedded};

/// A body of law under which complaints about schools are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Regime {
    /// The White Paper's plan: every area, the Guarantees, from September 2011.
    #[serde(rename = "R-GUAR-2011")]
    Planned2011,
    /// The scheme as it was: 14 areas, from April or September 2010 to July 2012.
    #[serde(rename = "R-PILOT-2010")]
    Pilot2010,
    /// The ordinary route: the school, then the Secretary of State. It is what has been left since
    /// 1 August 2012, and what other areas always had.
    #[serde(rename = "R-POST-2012")]
    Post2012,
    /// Academies: the proprietor's procedure, then the body that funds them.
    #[serde(rename = "R-ACADEMY")]
    Academy,
}

impl Regime {
    /// Every regime.
    pub const ALL: [Self; 4] = [Self::Planned2011, Self::Pilot2010, Self::Post2012, Self::Academy];

    /// The regime as it is stored and sent.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned2011 => "R-GUAR-2011",
            Self::Pilot2010 => "R-PILOT-2010",
            Self::Post2012 => "R-POST-2012",
            Self::Academy => "R-ACADEMY",
        }
    }

    /// What is known of it.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the test `every_regime_has_one_row` looks up every one")]
    pub fn row(self) -> &'static RegimeRow {
        LAW.regime.iter().find(|row| row.regime == self).expect("a regime has no row")
    }
}

impl fmt::Display for Regime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Who looks at the complaint first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FirstTier {
    /// The governing body, under section 29 of the Education Act 2002.
    GoverningBody,
    /// The proprietor of an academy.
    Proprietor,
}

/// The power by which the Secretary of State may direct a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// To comply with the Local Commissioner's recommendations (2009 Act).
    #[serde(rename = "section_220")]
    Section220,
    /// Where a school acts unreasonably (Education Act 1996).
    #[serde(rename = "section_496")]
    Section496,
    /// Neither.
    None,
}

/// What holds under one regime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegimeRow {
    /// Which regime.
    pub regime: Regime,
    /// Its name for people.
    pub name: String,
    /// What it is, in plain English.
    pub description: String,
    /// The first day a complaint could be made under it.
    pub from: Date,
    /// The last day, if it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Who looks first.
    pub first_tier: FirstTier,
    /// Whether sections 206 to 224 of the 2009 Act apply, so that a Local Commissioner may look.
    pub ombudsman: bool,
    /// What the Secretary of State may use.
    pub direction: Direction,
    /// Whether section 221 keeps sections 496 and 497 of the Education Act 1996 away from a matter
    /// that has been complained about to a Local Commissioner.
    pub section_221_bar: bool,
    /// Whether a payment of money may be recommended.
    pub payment_remedies: bool,
    /// The procedure at school level unless the school has another.
    pub procedure: ProcedureId,
    /// Where it comes from.
    pub source: String,
}

/// The three-figure code by which the Department knows a local authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct LaCode(pub u16);

impl fmt::Display for LaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The codes an area had for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AreaCode {
    /// The Department's code.
    pub la: LaCode,
    /// The Government Statistical Service's code.
    pub gss: String,
    /// The first day of these codes, where they replaced others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day of these codes, where others replaced them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// An area in which sections 206 to 224 of the 2009 Act were brought into force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PilotArea {
    /// Its name.
    pub name: String,
    /// The first day of the scheme there.
    pub commenced: Date,
    /// Its codes, oldest first.
    pub codes: Vec<AreaCode>,
    /// The commencement order.
    pub source: String,
    /// What is doubtful.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl PilotArea {
    /// The codes on a day.
    #[must_use]
    pub fn codes_on(&self, day: Date) -> Option<&AreaCode> {
        self.codes.iter().find(|code| code.from.is_none_or(|from| from <= day) && code.to.is_none_or(|to| day <= to))
    }

    /// Whether a code has ever stood for this area. Registers of today give today's code for a
    /// school of that time, and no code here has meant another place, so its dates are not asked.
    #[must_use]
    pub fn has(&self, la: LaCode) -> bool {
        self.codes.iter().any(|code| code.la == la)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Law {
    regime: Vec<RegimeRow>,
    pilot_area: Vec<PilotArea>,
}

static LAW: LazyLock<Law> = LazyLock::new(|| embedded(include_str!("../../data/regimes.toml")));

/// The areas where the scheme ran, in the order of the two commencement orders.
#[must_use]
pub fn pilot_areas() -> &'static [PilotArea] {
    &LAW.pilot_area
}

/// The day sections 206 to 224 were repealed: Education Act 2011, section 45, by SI 2012/1087
/// article 2.
#[must_use]
pub const fn repealed_on() -> Date {
    date(2012, 8, 1)
}

/// Which history an installation takes as true.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// The White Paper was carried out: everywhere, from September 2011, and never repealed.
    #[default]
    WhitePaper,
    /// What was really enacted, brought into force and repealed.
    AsItWas,
}

closed_list! {
    /// Why a complaint has the regime it has, or has none.
    RegimeReason in "regime_reason" {
        /// The White Paper's scheme was open.
        WhitePaperInForce = "white_paper_in_force",
        /// The school's area had the scheme on that day.
        PilotArea = "pilot_area",
        /// The school's area did not have the scheme on that day.
        AreaNotCommenced = "area_not_commenced",
        /// The scheme had been repealed.
        Repealed = "repealed",
        /// The school is an academy.
        Academy = "academy",
        /// The school is of a kind that none of these regimes covers.
        OtherSchool = "other_school",
        /// The type code is not one that is known, so nothing is guessed.
        UnknownSchoolType = "unknown_school_type",
    }
}

/// Which regime a complaint has, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Determination {
    /// The regime; none where no regime covers the school or its type is unknown.
    pub regime: Option<Regime>,
    /// Why.
    pub because: RegimeReason,
}

/// Works out the regime of a complaint.
///
/// Before the White Paper's scheme opens, its history is the real one. A complaint that was under
/// way at the repeal is kept by [`saved_from_repeal`], not by this.
///
/// ```
/// use jiff::civil::date;
/// use redress_domain::law::{LaCode, Regime, Scheme, SchoolType, determine};
/// let (community, sheffield) = (SchoolType(1), LaCode(373));
/// let as_it_was = determine(Scheme::AsItWas, community, sheffield, date(2012, 1, 9));
/// assert_eq!(as_it_was.regime, Some(Regime::Pilot2010));
/// let planned = determine(Scheme::WhitePaper, community, sheffield, date(2012, 1, 9));
/// assert_eq!(planned.regime, Some(Regime::Planned2011));
/// ```
#[must_use]
pub fn determine(scheme: Scheme, school_type: SchoolType, la: LaCode, made_on: Date) -> Determination {
    let (regime, because) = match school_type.standing() {
        None => (None, RegimeReason::UnknownSchoolType),
        Some(Standing::Out) => (None, RegimeReason::OtherSchool),
        Some(Standing::Academy) => (Some(Regime::Academy), RegimeReason::Academy),
        Some(Standing::Qualifying) => qualifying(scheme, la, made_on),
    };
    Determination { regime, because }
}

fn qualifying(scheme: Scheme, la: LaCode, made_on: Date) -> (Option<Regime>, RegimeReason) {
    let planned = scheme == Scheme::WhitePaper && made_on >= Regime::Planned2011.row().from;
    let area = pilot_areas().iter().find(|area| area.has(la));
    if planned {
        (Some(Regime::Planned2011), RegimeReason::WhitePaperInForce)
    } else if made_on >= repealed_on() {
        (Some(Regime::Post2012), RegimeReason::Repealed)
    } else if area.is_some_and(|area| area.commenced <= made_on) {
        (Some(Regime::Pilot2010), RegimeReason::PilotArea)
    } else {
        (Some(Regime::Post2012), RegimeReason::AreaNotCommenced)
    }
}

/// Whether the repeal leaves a complaint alone: SI 2012/1087, article 6.
///
/// It does where the complaint was made to a Local Commissioner before 1 August 2012, unless the
/// Commissioner declined to start an investigation because the governing body had not first had
/// it (section 207(3)(a)).
#[must_use]
pub fn saved_from_repeal(made_to_commissioner_on: Date, declined_under_207_3_a: bool) -> bool {
    made_to_commissioner_on < repealed_on() && !declined_under_207_3_a
}
