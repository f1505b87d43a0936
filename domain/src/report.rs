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

/// Where a complaint is, and since which day: all that must be known of it to tell how long it stays at a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// The stage it is at.
    pub stage: Stage,
    /// The day on which it came there.
    pub since: Date,
    /// The stage it was closed from, while it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_from: Option<Stage>,
}

impl Stay {
    /// Whether an event may lead to another stage. Most do not, wherever the complaint is.
    #[must_use]
    pub fn ends_with(event: &Event) -> bool {
        // Some lead on from one stage alone, so each is tried.
        let mut facts = CaseFacts::default();
        Stage::ALL.iter().any(|stage| {
            (facts.stage, facts.closed_from) = (*stage, Some(Stage::Draft));
            event.touch(&mut facts);
            facts.stage != *stage
        })
    }

    /// Where a complaint is after an event of a day, given where it was; and the stage it has left by that, if it
    /// has, with the days it was there: 0 where it left on the day it came.
    #[must_use]
    pub fn after(stay: Option<Self>, event: &Event, on: Date) -> (Self, Option<(Stage, i32)>) {
        let before = stay.unwrap_or(Self { stage: Stage::Draft, since: on, closed_from: None });
        let mut facts = CaseFacts { stage: before.stage, closed_from: before.closed_from, ..CaseFacts::default() };
        event.touch(&mut facts);
        let after = Self { stage: facts.stage, closed_from: facts.closed_from, ..before };
        if after.stage == before.stage {
            return (after, None);
        }
        // Nothing is left that was never lodged.
        let left = (before.stage != Stage::Draft).then(|| (before.stage, (on - before.since).get_days().abs()));
        (Self { since: on, ..after }, left)
    }
}

/// A number of days as it may be told: rounded up to the next five, so that it is true and no one complaint is known by
/// it.
///
/// ```
/// use redress_domain::report::in_fives;
/// assert_eq!([0, 1, 5, 6].map(in_fives), [5, 5, 5, 10]);
/// ```
#[must_use]
pub fn in_fives(days: i32) -> i32 {
    days.max(1).saturating_add(4) / 5 * 5
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
        Self::of_counts(&days.into_iter().map(|days| (days, 1)).collect::<Vec<_>>())
    }

    /// The same of numbers of days with how often there was each, the fewest days first.
    ///
    /// ```
    /// use redress_domain::report::Spread;
    /// assert_eq!(Spread::of_counts(&[(2, 3), (7, 1)]), Spread::of(vec![2, 7, 2, 2]));
    /// ```
    #[must_use]
    pub fn of_counts(days: &[(i32, usize)]) -> Option<Self> {
        let count: usize = days.iter().map(|(_, often)| often).sum();
        let rank = |tenths: usize| {
            let mut left = (count * tenths).div_ceil(10);
            let reached = days.iter().find(|(_, often)| {
                let there = *often >= left;
                left = left.saturating_sub(*often);
                there
            });
            reached.map(|(days, _)| *days)
        };
        Some(Self { count, median_days: rank(5)?, p90_days: rank(9)? })
    }
}
