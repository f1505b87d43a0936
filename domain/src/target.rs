//! The targets that a school sets itself, where the source of a time limit leaves the number to it: added beside the
//! dated defaults of `data/`, and never in place of what the law fixes.

use crate::clock::{Rule, RuleId, Step, Unit, rule, rules};
use crate::refused::Refused;
use jiff::Span;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The most days that a school may give itself for one step. Longer, and silence could outlast the twelve weeks that
/// the Ombudsman takes for a reasonable opportunity (rule T03).
pub const LONGEST: u16 = 40;

/// How many times a school may set one target: enough for a change every year, and an end for a file.
pub const MOST: usize = 100;

/// The length that a school had set for itself, as a clock carries it from its start to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnTarget {
    /// Which of the lengths the school has set for this rule, from 1.
    pub version: u32,
    /// How many units.
    pub length: u16,
    /// Of what.
    pub unit: Unit,
}

impl OwnTarget {
    /// A rule with this length. One that is not left to schools stays as it is, whatever an event says.
    #[must_use]
    pub fn over(self, row: &'static Rule) -> Cow<'static, Rule> {
        match row.left_to_schools() {
            true => Cow::Owned(Rule { length: Some(self.length), unit: self.unit, ..row.clone() }),
            false => Cow::Borrowed(row),
        }
    }

    /// The step of a working that says so.
    #[must_use]
    pub fn step(self) -> Step {
        let Self { version, length, unit } = self;
        Step::OwnTarget { length, unit, version }
    }
}

/// What a school has set for one of its targets, from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The rule.
    pub rule: RuleId,
    /// Which of its settings of this rule, from 1.
    pub version: u32,
    /// The first day on which a clock starts with it.
    pub from: Date,
    /// How many units; none from the day on which the default counts again.
    pub length: Option<u16>,
    /// Of what.
    pub unit: Unit,
}

/// The targets of one school, in the order in which they were set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Targets(pub Vec<Target>);

impl Targets {
    /// What the school has set for a clock that starts on a day: what begins last counts, and of one day what was
    /// set last.
    #[must_use]
    pub fn on(&self, rule: &RuleId, start: Date) -> Option<&Target> {
        let set = self.0.iter().filter(|set| set.rule == *rule && set.from <= start);
        set.max_by_key(|set| (set.from, set.version))
    }

    /// The length with which a clock starts; none where the default counts.
    #[must_use]
    pub fn own(&self, rule: &RuleId, start: Date) -> Option<OwnTarget> {
        let set = self.on(rule, start)?;
        Some(OwnTarget { version: set.version, length: set.length?, unit: set.unit })
    }

    /// What setting a target comes to; none where it says nothing new.
    ///
    /// # Errors
    /// It is not left to schools, or the length or the day cannot be.
    pub fn set(
        &self,
        id: &RuleId,
        length: Option<u16>,
        unit: Option<Unit>,
        from: Date,
        today: Date,
    ) -> Result<Option<Target>, Refused> {
        let unfit = |field, why| Err(Refused::NotAcceptable { field, why });
        if !rules().iter().any(|row| row.id == *id) {
            return unfit("rule", "there is no time limit of this name");
        }
        if from < today {
            return Err(Refused::DateOutOfOrder { field: "from", why: "a target holds from today or a later day" });
        }
        if from > today.saturating_add(Span::new().years(2)) {
            return Err(Refused::DateOutOfOrder { field: "from", why: "this is more than two years ahead" });
        }
        let Some(row) = rule(id.as_str(), from) else {
            return unfit("rule", "this time limit is not in force on that day");
        };
        if !row.left_to_schools() {
            return unfit("rule", "the law or another body sets this time; a school sets only its own targets");
        }
        if length.is_some_and(|length| !(1..=LONGEST).contains(&length)) {
            return unfit("length", "a target is 1 to 40 days");
        }
        let unit = unit.unwrap_or(row.unit);
        if unit == Unit::Months {
            return unfit("unit", "a target is counted in days, working days or school days");
        }
        let known = self.on(id, from);
        let same = match known {
            Some(known) => (known.length, known.unit) == (length, unit) || known.length.is_none() && length.is_none(),
            None => length.is_none(),
        };
        if same {
            return Ok(None);
        }
        let before = self.0.iter().filter(|set| set.rule == *id).count();
        if before >= MOST {
            return Err(Refused::TooMany { what: "settings of this target", most: MOST });
        }
        let version = u32::try_from(before + 1).unwrap_or(u32::MAX);
        Ok(Some(Target { rule: id.clone(), version, from, length, unit }))
    }
}
