//! What a day was counted from.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CalendarVersions, Calendars, RuleId, due, period_ending_with, prompt, rule};

/// A day on which a decision rests, kept with all that it was counted from: it can be counted again, and a
/// calendar or a rule that comes later changes nothing about it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// The rule.
    pub rule: RuleId,
    /// Which version of the rule.
    pub rule_version: u32,
    /// The calendars it was counted with.
    #[serde(default)]
    pub calendars: CalendarVersions,
    /// The day it was counted from.
    pub start: Date,
    /// The day: the last one in time or, of a time that looks back, the first one of it. None where it cannot be
    /// counted.
    pub on: Option<Date>,
    /// Why it cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
}

impl Counted {
    /// Counts from a day under the version of a rule that was in force on another; none if there was no such rule.
    #[must_use]
    pub fn under(id: &str, in_force: Date, start: Date, calendars: &Calendars<'_>) -> Option<Self> {
        let row = rule(id, in_force)?;
        let counted = Self {
            rule: row.id.clone(),
            rule_version: row.version,
            calendars: CalendarVersions::default(),
            start,
            on: None,
            missing: None,
        };
        let counted_by_rule = if row.length.is_none() && row.prompt.is_some() { prompt } else { due };
        Some(match counted_by_rule(row, start, calendars) {
            Ok(due) => Self { calendars: due.calendar_version, on: Some(due.on), ..counted },
            Err(why) => Self { missing: Some(why.to_string()), ..counted },
        })
    }

    /// The first day of a time that ends with a day and looks back from it.
    #[must_use]
    pub fn back_from(id: &str, end: Date, calendars: &Calendars<'_>) -> Option<Self> {
        let row = rule(id, end)?;
        let period = period_ending_with(row.length?, row.unit, end, calendars).ok()?;
        Some(Self {
            rule: row.id.clone(),
            rule_version: row.version,
            calendars: CalendarVersions::default(),
            start: end,
            on: Some(period.first),
            missing: None,
        })
    }
}
