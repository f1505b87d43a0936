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

/// Why a calendar cannot be one: words for whoever sent it, and the field they are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// The field.
    pub field: &'static str,
    /// What is wrong with it and what fits.
    pub why: &'static str,
}

/// The longest text of a calendar: its source, or the reason of one closure.
const LONGEST: usize = 500;

/// The most rows of each list of a calendar.
const MOST_ROWS: usize = 1_000;

impl SchoolCalendar {
    /// Whether it makes sense, and is no larger than any school's.
    ///
    /// # Errors
    /// The first thing that does not.
    pub fn fit(&self) -> Result<(), Unfit> {
        let unfit = |field, why| Err(Unfit { field, why });
        let ten_years = jiff::Span::new().years(10);
        if self.covers_to < self.covers_from {
            return unfit("covers_to", "the last day covered is before the first");
        }
        if self.covers_from.year() < 1900 || self.covers_to > self.covers_from.saturating_add(ten_years) {
            return unfit("covers_to", "a calendar covers at most ten years, from 1900 on");
        }
        if self.source.is_empty() || self.source.chars().count() > LONGEST {
            return unfit("source", "say in 1 to 500 characters where the dates come from");
        }
        if self.terms.is_empty() || self.terms.len() > 100 {
            return unfit("terms", "there are 1 to 100 terms");
        }
        if self.closed.len() > MOST_ROWS || self.also_open.len() > MOST_ROWS {
            return unfit("closed", "there are at most 1000 closures, and 1000 other days of school");
        }
        if self.closed.values().any(|why| why.chars().count() > LONGEST) {
            return unfit("closed", "a reason has at most 500 characters");
        }
        if self.terms.iter().any(|term| term.to < term.from) {
            return unfit("terms", "a term ends before it begins");
        }
        if self.terms.windows(2).any(|pair| pair[1].from <= pair[0].to) {
            return unfit("terms", "the terms are not in order, or two of them overlap");
        }
        if self.terms.iter().any(|term| term.from < self.covers_from || self.covers_to < term.to) {
            return unfit("terms", "a term lies outside the days that the calendar covers");
        }
        Ok(())
    }

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
