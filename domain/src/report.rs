//! What reports count: how a clock stands on a day, what a file was on a day as it was known on another,
//! and how long things took.
//!
//! Every fact has two times. It is true from a day of its own, and it is known from the instant at which it
//! was recorded; a report can be asked for either.

use crate::clock::civil_date;
use crate::complaint::Event;
use crate::complaint::deadlines::{Deadline, Event as Clock, Status, concerned, started};
use crate::complaint::facts::CaseFacts;
use crate::complaint::stage::Stage;
use crate::stream::{Fact, Recorded};
use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a clock stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It runs, but its last day cannot be worked out: a calendar is missing.
    Undated,
    /// It runs, and its last day has not gone by on every reading of the law.
    InTime,
    /// Its last day has gone by, and what is owed is still owed.
    Overdue,
    /// It stands still.
    Paused,
    /// What was owed was done by the last day, or had none.
    Met,
    /// What was owed was done after the last day.
    MetLate,
    /// It no longer matters.
    Cancelled,
}

impl Standing {
    /// Every way a clock can stand.
    pub const ALL: [Self; 7] =
        [Self::Undated, Self::InTime, Self::Overdue, Self::Paused, Self::Met, Self::MetLate, Self::Cancelled];

    /// How a clock stands on a day.
    #[must_use]
    pub fn of(clock: &Deadline, on: Date) -> Self {
        // On every reading of the law, as the record of its being met says too.
        let late = |done: Date| clock.last_day().is_some_and(|last| last < done);
        match clock.status {
            Status::Cancelled => Self::Cancelled,
            Status::Met if clock.met_on.is_some_and(late) => Self::MetLate,
            Status::Met => Self::Met,
            Status::Paused => Self::Paused,
            _ if clock.missed(on) => Self::Overdue,
            _ if clock.due.is_none() => Self::Undated,
            _ => Self::InTime,
        }
    }

    /// Whether what is owed is still owed.
    #[must_use]
    pub fn owed(self) -> bool {
        !matches!(self, Self::Met | Self::MetLate | Self::Cancelled)
    }
}

/// The day from which an event is true. Most things happen as they are recorded; a clock is started, met,
/// stopped and set going again on the day that its event names, and a correction is true from the start it
/// corrects.
#[must_use]
pub fn true_from(event: &Event, recorded: Timestamp) -> Date {
    match event {
        Event::Deadlines(Clock::DeadlineStarted { start, .. } | Clock::DeadlineRecomputed { start, .. }) => *start,
        Event::Deadlines(Clock::DeadlineMet { on, .. } | Clock::DeadlineResumed { on, .. }) => *on,
        Event::Deadlines(Clock::DeadlinePaused { from, .. }) => *from,
        _ => civil_date(recorded),
    }
}

/// What a file was on a day, as it was known at an instant.
#[derive(Debug, Clone, Default)]
pub struct Then {
    /// Where it was and whom it concerned.
    pub facts: CaseFacts,
    /// Its clocks, by their numbers.
    pub clocks: Vec<Deadline>,
    /// The stages it had been at, with the first day of each.
    pub stages: Vec<(Stage, Date)>,
}

impl Then {
    /// Folds the records of one complaint, in their order, leaving out what was not yet known or not yet true.
    #[must_use]
    pub fn of(records: &[Recorded], on: Date, known_at: Timestamp) -> Self {
        let mut then = Self::default();
        for record in records.iter().filter(|record| record.at <= known_at) {
            let Fact::Complaint(event) = &record.fact else { continue };
            let day = true_from(event, record.at);
            if day > on {
                continue;
            }
            let before = then.facts.stage;
            then.facts.evolve(event);
            if then.facts.stage != before {
                then.stages.push((then.facts.stage, day));
            }
            if let Some(clock) = started(event) {
                then.clocks.push(clock);
            } else if let Some(number) = concerned(event)
                && let Some(clock) = then.clocks.iter_mut().find(|clock| clock.deadline == number)
            {
                clock.evolve(event);
            }
        }
        then
    }

    /// The stages that have ended, each with the days it lasted: 0 where it ended on the day it began.
    pub fn ended(&self) -> impl Iterator<Item = (Stage, i32)> {
        self.stages.windows(2).filter_map(|two| match two {
            [(stage, from), (_, to)] => (*to - *from).get_days().checked_abs().map(|days| (*stage, days)),
            _ => None,
        })
    }
}

/// How long things took, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Spread {
    /// How many things were counted.
    pub count: usize,
    /// The days within which half of them were done.
    pub median_days: i32,
    /// The days within which nine in ten were done.
    pub p90_days: i32,
}

impl Spread {
    /// The spread of some numbers of days, by nearest rank: each figure is one of the numbers. None of none.
    ///
    /// ```
    /// use redress_domain::report::Spread;
    /// let spread = Spread::of(vec![9, 1, 30, 4]).unwrap();
    /// assert_eq!((spread.count, spread.median_days, spread.p90_days), (4, 4, 30));
    /// ```
    #[must_use]
    pub fn of(mut days: Vec<i32>) -> Option<Self> {
        days.sort_unstable();
        let count = days.len();
        let rank = |tenths: usize| days.get((count * tenths).div_ceil(10).saturating_sub(1)).copied();
        Some(Self { count, median_days: rank(5)?, p90_days: rank(9)? })
    }
}
