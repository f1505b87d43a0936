//! The working behind a date, as steps that read as plain sentences.

use std::fmt;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Counting, Holiday, Unit};

/// The name of the choice made where a period that includes its first day would end just before
/// a date which its last month does not have: it ends on the last day of that month.
///
/// *Dodds v Walker* (1981) settles this for periods that leave the first day out. No authority
/// was found for the others, so the same answer is given and the working says that it is a choice.
pub const POLICY_P1: &str = "P1";

/// Why a day is not counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum NotCounted {
    /// A Saturday or Sunday.
    Weekend,
    /// A bank or common-law holiday.
    Holiday(Holiday),
    /// Outside the school's terms.
    OutOfTerm,
    /// In term, but the school has no session.
    Closed {
        /// What the school gives as the reason.
        why: String,
    },
}

impl fmt::Display for NotCounted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weekend => f.write_str("weekend"),
            Self::Holiday(Holiday { title, note: None }) => f.write_str(title),
            Self::Holiday(Holiday { title, note: Some(note) }) => write!(f, "{title} ({note})"),
            Self::OutOfTerm => f.write_str("school holiday"),
            Self::Closed { why } => write!(f, "no school ({why})"),
        }
    }
}

/// One step in the working of a date; displayed, it is a sentence for a parent.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// Where the count sets out from, and how it is made.
    Started {
        /// The day that starts the clock.
        on: Date,
        /// How many units.
        length: u16,
        /// Of what.
        unit: Unit,
        /// Whether that day counts, and which way.
        counting: Counting,
    },
    /// The school had set its own length, where the source leaves the number to it.
    OwnTarget {
        /// How many units.
        length: u16,
        /// Of what.
        unit: Unit,
        /// Which of the lengths it has set for this, from 1.
        version: u32,
    },
    /// The source fixes a date, whenever the matter began.
    Fixed {
        /// That date.
        on: Date,
    },
    /// Days in a row left out for one reason.
    Skipped {
        /// The first of them in time.
        from: Date,
        /// The last of them in time.
        to: Date,
        /// The reason.
        because: NotCounted,
    },
    /// The day of the same number in the month where the period ends.
    CorrespondingDate {
        /// That day.
        on: Date,
        /// Whether the period ends the day before, because its first day was counted.
        ends_day_before: bool,
    },
    /// The month where the period ends has no day of that number.
    NoCorrespondingDate {
        /// The number looked for.
        day: i8,
        /// The last day of the month, used instead.
        used: Date,
        /// The policy followed, where the law does not settle it: [`POLICY_P1`].
        policy: Option<String>,
    },
    /// A second limit runs from the same day, and the sooner date counts.
    Cap {
        /// How many units.
        length: u16,
        /// Of what.
        unit: Unit,
        /// When the second limit would end.
        on: Date,
    },
    /// The date fell on a day when nobody is there, and this rule moves it.
    Rolled {
        /// From this day.
        from: Date,
        /// To this one.
        to: Date,
    },
    /// The clock stood still for a time.
    Paused {
        /// The day it stopped.
        from: Date,
        /// The day it started again.
        to: Date,
        /// How many units were lost and are given back.
        lost: u32,
        /// Of what.
        unit: Unit,
    },
    /// More time was given.
    Extended {
        /// How many units.
        by: u32,
        /// Of what.
        unit: Unit,
    },
    /// The last day was moved to one that was agreed or decided.
    Agreed {
        /// The last day before.
        from: Date,
        /// The last day now.
        to: Date,
    },
    /// The last day was set by whoever may set it, within a rule that fixes no length.
    Set {
        /// That day.
        on: Date,
    },
    /// The last day as it was recorded, counted with the calendars that were known then.
    Recorded {
        /// That day.
        on: Date,
    },
    /// A calendar changed, and a recorded decision moved the last day.
    Moved {
        /// The last day before, if there was one.
        from: Option<Date>,
        /// The last day now.
        to: Date,
    },
    /// The clock stands still.
    Stopped {
        /// The day it stopped.
        from: Date,
    },
    /// The answer to when something counts as having happened.
    Deemed {
        /// The day on which it counts.
        on: Date,
    },
    /// The answer to when something is due.
    Result {
        /// The last day on which the act is in time.
        on: Date,
    },
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Started { on, length: 0, .. } => write!(f, "We start from {}.", Long(*on)),
            Self::Started { on, length, unit, counting } => {
                let amount = Amount(u32::from(*length), *unit);
                let day = Long(*on);
                match counting {
                    Counting::BeginningWith => {
                        write!(f, "We count {amount} beginning with {day}, which is the first day.")
                    }
                    Counting::After => {
                        write!(f, "We count {amount} after {day}, which is not itself counted.")
                    }
                    Counting::EndingWith => {
                        write!(f, "We count back {amount} ending with {day}, which is the last day.")
                    }
                    Counting::Before => {
                        write!(f, "We count back {amount} before {day}, which is not itself counted.")
                    }
                }
            }
            Self::OwnTarget { length, unit, version: _ } => {
                write!(f, "The school has set its own time for this: {}.", Amount(u32::from(*length), *unit))
            }
            Self::Fixed { on } => {
                write!(f, "The law fixes {} as the last day, whenever the matter began.", Long(*on))
            }
            Self::Skipped { from, to, because } if from == to => {
                write!(f, "{} is not counted: {because}.", Long(*from))
            }
            Self::Skipped { from, to, because } => {
                write!(f, "{} to {} are not counted: {because}.", Long(*from), Long(*to))
            }
            Self::CorrespondingDate { on, ends_day_before: false } => {
                write!(f, "The date with the same number in the month where the time ends is {}.", Long(*on))
            }
            Self::CorrespondingDate { on, ends_day_before: true } => write!(
                f,
                "The date with the same number in the month where the time ends is {}. \
                 The first day was counted, so the time ends the day before.",
                Long(*on)
            ),
            Self::NoCorrespondingDate { day, used, policy } => {
                let month = used.strftime("%B %Y");
                write!(f, "{month} has no day {day}, so the time ends on its last day, {}.", Long(*used))?;
                match policy {
                    Some(policy) => write!(f, " The law does not settle this; our policy {policy} does."),
                    None => Ok(()),
                }
            }
            Self::Cap { length, unit, on } => {
                let amount = Amount(u32::from(*length), *unit);
                write!(f, "A second limit of {amount} would end on {}. The sooner date counts.", Long(*on))
            }
            Self::Rolled { from, to } => {
                write!(f, "So the date moves from {} to {}.", Long(*from), Long(*to))
            }
            Self::Paused { from, to, lost, unit } => {
                let (from, to, amount) = (Long(*from), Long(*to), Amount(*lost, *unit));
                write!(f, "The clock stood still from {from} to {to}, which gives back {amount}.")
            }
            Self::Extended { by, unit } => {
                write!(f, "More time was given: {}.", Amount(*by, *unit))
            }
            Self::Agreed { from, to } => {
                write!(f, "More time was given: the last day moves from {} to {}.", Long(*from), Long(*to))
            }
            Self::Set { on } => write!(f, "{} was set as the last day.", Long(*on)),
            Self::Recorded { on } => {
                write!(f, "It was worked out as {}, with the calendars known at that time.", Long(*on))
            }
            Self::Moved { from: Some(from), to } => {
                write!(f, "A calendar changed, so the last day moves from {} to {}.", Long(*from), Long(*to))
            }
            Self::Moved { from: None, to } => {
                write!(f, "The calendar that was missing is here now, so the last day is {}.", Long(*to))
            }
            Self::Stopped { from } => {
                write!(f, "The clock has stood still since {}. It will get these days back.", Long(*from))
            }
            Self::Deemed { on } => write!(f, "It counts as received on {}.", Long(*on)),
            Self::Result { on } => {
                write!(f, "The last day is {}, up to midnight at its end.", Long(*on))
            }
        }
    }
}

struct Long(Date);

impl fmt::Display for Long {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.strftime("%A %-d %B %Y"))
    }
}

/// An amount of time in words, such as "15 school days".
#[derive(Clone, Copy, Debug)]
pub struct Amount(pub u32, pub Unit);

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(n, unit) = self;
        let noun = match unit {
            Unit::Days => "day",
            Unit::WorkingDays => "working day",
            Unit::SchoolDays => "school day",
            Unit::Months => "month",
        };
        write!(f, "{n} {noun}{}", if *n == 1 { "" } else { "s" })
    }
}
