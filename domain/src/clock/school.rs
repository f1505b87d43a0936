//! The days on which one school is in session.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::NotCounted;
use super::calendar::is_weekend;

/// A run of days in which the school is in session on weekdays, half terms apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// One version of what one school has published about its terms and closures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SchoolCalendar {
    /// Where the dates come from.
    pub source: String,
    /// Which version this is; a snow closure makes a new one.
    pub version: u32,
    /// The first day of the first academic year covered.
    pub covers_from: Date,
    /// The last day of the last academic year covered.
    pub covers_to: Date,
    /// The terms, each half on its own.
    pub terms: Vec<Term>,
    /// Weekdays within a term without a session, and why: training days, snow, a polling station.
    #[serde(default)]
    pub closed: BTreeMap<Date, String>,
    /// Days with a session which the terms would leave out, such as Saturday school.
    #[serde(default)]
    pub also_open: BTreeSet<Date>,
}

impl SchoolCalendar {
    /// Whether the school is in session by its own calendar, bank holidays apart.
    ///
    /// `None` is a day in no academic year covered: the calendar is missing, not closed.
    #[must_use]
    pub fn in_session(&self, date: Date) -> Option<Result<(), NotCounted>> {
        if date < self.covers_from || self.covers_to < date {
            return None;
        }
        Some(if let Some(why) = self.closed.get(&date) {
            Err(NotCounted::Closed { why: why.clone() })
        } else if self.also_open.contains(&date) {
            Ok(())
        } else if !self.terms.iter().any(|term| (term.from..=term.to).contains(&date)) {
            Err(NotCounted::OutOfTerm)
        } else if is_weekend(date) {
            Err(NotCounted::Weekend)
        } else {
            Ok(())
        })
    }
}
