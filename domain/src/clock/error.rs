//! Why no date can be given.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::RuleId;

/// The calendar that a count needs and does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhichCalendar {
    /// The bank and common-law holidays of England and Wales.
    BankHolidays,
    /// The terms and closures of the school concerned.
    School,
}

impl std::fmt::Display for WhichCalendar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::BankHolidays => "bank holiday",
            Self::School => "school",
        })
    }
}

/// Why the engine refuses to give a date: it never guesses and never panics.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotCompute {
    /// A calendar does not cover a day that the count must pass through.
    #[error("cannot compute: {which} calendar missing for {date}")]
    CalendarMissing {
        /// The calendar needed.
        which: WhichCalendar,
        /// The first day on which it is silent.
        date: Date,
    },
    /// The start or the answer lies outside the years that the engine counts in.
    #[error("cannot compute: counting from {from} leaves the years 1900 to 2999")]
    OutOfRange {
        /// The date from which the count set out.
        from: Date,
    },
    /// The rule fixes no length, so someone must set or agree one first.
    #[error("cannot compute: rule {rule} fixes no length of time")]
    NoLength {
        /// The rule.
        rule: RuleId,
    },
    /// A period that includes its first day cannot have no days in it.
    #[error("cannot compute: a period that includes its first day cannot be empty")]
    EmptyPeriod,
    /// The period runs backwards from an event, so it has a first day but nothing falls due.
    #[error("cannot compute: the period looks back, so nothing falls due at its end")]
    LooksBack,
    /// The first date of a pair falls after the second.
    #[error("cannot compute: {start} is after {end}")]
    StartAfterEnd {
        /// The date given as the earlier one.
        start: Date,
        /// The date given as the later one.
        end: Date,
    },
}
