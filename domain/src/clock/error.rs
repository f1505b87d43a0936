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
    /// Two calendars published for the school disagree about a day, and nobody has chosen between them.
    #[error("cannot compute: two calendars of the school differ about {date}, and nobody has chosen one yet")]
    CalendarsDiffer {
        /// The first day in dispute.
        date: Date,
    },
    /// There is no rule of the name that was given.
    #[error("there is no such rule; /v1/rules lists them all")]
    NoSuchRule,
    /// The rule exists, but not for a clock that starts on this day.
    #[error("rule {rule} was not in force on {on}")]
    NotInForce {
        /// The rule.
        rule: RuleId,
        /// The day on which the clock would start.
        on: Date,
    },
    /// The rule fixes the length itself.
    #[error("rule {rule} fixes its own length, and nobody can set another")]
    LengthFixed {
        /// The rule.
        rule: RuleId,
    },
    /// A clock stands still, so its last day is open.
    #[error("cannot compute: the pause from {from} has no end, so the last day is not known yet")]
    PauseNeverEnds {
        /// The day on which the clock stopped.
        from: Date,
    },
    /// A time limit of this kind never stands still.
    #[error("rule {rule} never stands still: only a school's or an organisation's own targets can be paused")]
    NeverPauses {
        /// The rule.
        rule: RuleId,
    },
    /// Nobody may lengthen this time limit.
    #[error("rule {rule} cannot be extended by anybody")]
    NotExtendable {
        /// The rule.
        rule: RuleId,
    },
    /// An extension that gives no time.
    #[error("an extension to {to} gives no time: the last day is {from} without it")]
    NotLater {
        /// The last day without it.
        from: Date,
        /// The day to which it would extend.
        to: Date,
    },
    /// More time than the rule lets anybody give.
    #[error("rule {rule} can be extended to {latest} and no further")]
    ExtendedTooFar {
        /// The rule.
        rule: RuleId,
        /// The last day to which it could be.
        latest: Date,
    },
    /// More pauses or extensions than one calculation may hold.
    #[error("there are too many pauses or extensions: at most {most} of each")]
    TooManyChanges {
        /// How many there may be.
        most: usize,
    },
}
