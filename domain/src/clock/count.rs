//! Counting in each unit, forwards and back.

use jiff::Span;
use jiff::civil::{Date, date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Calendars, CannotCompute, Counting, POLICY_P1, Roll, Step, Unit};

const FIRST: Date = date(1900, 1, 1);
const LAST: Date = date(2999, 12, 31);

/// Refuses dates which are surely slips of the pen, whose law this engine does not know.
pub(super) fn within(date: Date, from: Date) -> Result<Date, CannotCompute> {
    if (FIRST..=LAST).contains(&date) { Ok(date) } else { Err(CannotCompute::OutOfRange { from }) }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Towards {
    Later,
    Earlier,
}

fn shifted(from: Date, span: Result<Span, jiff::Error>, towards: Towards) -> Result<Date, CannotCompute> {
    let moved = span.and_then(|span| match towards {
        Towards::Later => from.checked_add(span),
        Towards::Earlier => from.checked_sub(span),
    });
    within(moved.map_err(|_| CannotCompute::OutOfRange { from })?, from)
}

fn days(from: Date, n: u32, towards: Towards) -> Result<Date, CannotCompute> {
    shifted(from, Span::new().try_days(n), towards)
}

/// The date of the same number, or the last day of a month that has none (*Dodds v Walker* [1981]).
fn months(from: Date, n: u32, towards: Towards) -> Result<Date, CannotCompute> {
    shifted(from, Span::new().try_months(n), towards)
}

/// The n-th day of a unit, leaving `from` out; each day passed over goes into the working.
fn walk(
    from: Date,
    n: u32,
    unit: Unit,
    towards: Towards,
    calendars: &Calendars<'_>,
    working: &mut Vec<Step>,
) -> Result<Date, CannotCompute> {
    if unit == Unit::Days {
        return days(from, n, towards);
    }
    let mut on = from;
    let mut counted = 0;
    while counted < n {
        on = days(on, 1, towards)?;
        match calendars.counts(on, unit)? {
            Ok(()) => counted += 1,
            Err(because) => skip(working, on, because),
        }
    }
    Ok(on)
}

/// Days in a row with one reason are one step, so that a holiday is a sentence and not forty.
fn skip(working: &mut Vec<Step>, on: Date, because: super::NotCounted) {
    if let Some(Step::Skipped { from, to, because: last }) = working.last_mut()
        && *last == because
    {
        if to.tomorrow().ok() == Some(on) {
            *to = on;
            return;
        }
        if from.yesterday().ok() == Some(on) {
            *from = on;
            return;
        }
    }
    working.push(Step::Skipped { from: on, to: on, because });
}

/// The last day of a period that starts at `start`, before any roll.
pub(super) fn last_day(
    length: u16,
    unit: Unit,
    counting: Counting,
    start: Date,
    calendars: &Calendars<'_>,
    working: &mut Vec<Step>,
) -> Result<Date, CannotCompute> {
    let n = u32::from(length);
    within(start, start)?;
    match (counting, unit) {
        (Counting::EndingWith, _) => Err(CannotCompute::LooksBack),
        (Counting::BeginningWith, _) if n == 0 => Err(CannotCompute::EmptyPeriod),
        (Counting::BeginningWith, Unit::Months) => {
            let on = months(start, n, Towards::Later)?;
            let exists = on.day() == start.day();
            working.push(corresponding(start, on, true));
            if exists { days(on, 1, Towards::Earlier) } else { Ok(on) }
        }
        (Counting::After | Counting::Before, Unit::Months) => {
            let towards = if counting == Counting::After { Towards::Later } else { Towards::Earlier };
            let on = months(start, n, towards)?;
            if n > 0 {
                working.push(corresponding(start, on, false));
            }
            Ok(on)
        }
        (Counting::BeginningWith, _) => {
            let eve = days(start, 1, Towards::Earlier)?;
            walk(eve, n, unit, Towards::Later, calendars, working)
        }
        (Counting::After, _) => walk(start, n, unit, Towards::Later, calendars, working),
        (Counting::Before, _) => walk(start, n, unit, Towards::Earlier, calendars, working),
    }
}

fn corresponding(start: Date, on: Date, first_day_counts: bool) -> Step {
    if on.day() == start.day() {
        Step::CorrespondingDate { on, ends_day_before: first_day_counts }
    } else {
        let policy = first_day_counts.then(|| POLICY_P1.to_owned());
        Step::NoCorrespondingDate { day: start.day(), used: on, policy }
    }
}

/// Moves a date that fell on a day when nobody is there, where the rule says so.
pub(super) fn rolled(
    on: Date,
    roll: Roll,
    calendars: &Calendars<'_>,
    working: &mut Vec<Step>,
) -> Result<Date, CannotCompute> {
    let unit = match roll {
        Roll::None => return Ok(on),
        Roll::NextWorkingDay => Unit::WorkingDays,
        Roll::NextSchoolDay => Unit::SchoolDays,
    };
    let Err(because) = calendars.counts(on, unit)? else {
        return Ok(on);
    };
    skip(working, on, because);
    let to = walk(on, 1, unit, Towards::Later, calendars, working)?;
    working.push(Step::Rolled { from: on, to });
    Ok(to)
}

/// The date a number of units after another; that other day is not counted.
pub fn add_units(on: Date, n: u32, unit: Unit, calendars: &Calendars<'_>) -> Result<Date, CannotCompute> {
    add_units_shown(on, n, unit, calendars, &mut Vec::new())
}

/// As [`add_units`], and each day passed over goes into the working.
pub(super) fn add_units_shown(
    on: Date,
    n: u32,
    unit: Unit,
    calendars: &Calendars<'_>,
    working: &mut Vec<Step>,
) -> Result<Date, CannotCompute> {
    within(on, on)?;
    match unit {
        Unit::Months => months(on, n, Towards::Later),
        _ => walk(on, n, unit, Towards::Later, calendars, working),
    }
}

/// How many whole units lie after `from`, up to and including `to`: none if they are one day.
pub fn units_between(from: Date, to: Date, unit: Unit, calendars: &Calendars<'_>) -> Result<u32, CannotCompute> {
    within(from, from)?;
    within(to, to)?;
    if to < from {
        return Err(CannotCompute::StartAfterEnd { start: from, end: to });
    }
    if unit == Unit::Months {
        let mut whole = 0;
        while months(from, whole + 1, Towards::Later).is_ok_and(|end| end <= to) {
            whole += 1;
        }
        return Ok(whole);
    }
    if unit == Unit::Days {
        let days = from.until(to).map_or(0, |span| span.get_days());
        return Ok(u32::try_from(days).unwrap_or_default());
    }
    let mut counted = 0;
    let mut on = from;
    while on < to {
        on = days(on, 1, Towards::Later)?;
        counted += u32::from(calendars.counts(on, unit)?.is_ok());
    }
    Ok(counted)
}

/// A run of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl Period {
    /// Whether a day falls within the period.
    #[must_use]
    pub fn contains(&self, date: Date) -> bool {
        (self.first..=self.last).contains(&date)
    }
}

/// The period of a length that ends with a day, as in "five years ending with the complaint".
///
/// It mirrors [`Counting::BeginningWith`]: a period of months begins the day after the
/// corresponding date, so five years ending with 9 May 2012 begin on 10 May 2007.
pub fn period_ending_with(
    length: u16,
    unit: Unit,
    last: Date,
    calendars: &Calendars<'_>,
) -> Result<Period, CannotCompute> {
    within(last, last)?;
    if length == 0 {
        return Err(CannotCompute::EmptyPeriod);
    }
    let n = u32::from(length);
    let first = match unit {
        Unit::Months => days(months(last, n, Towards::Earlier)?, 1, Towards::Later)?,
        _ => {
            let morrow = days(last, 1, Towards::Later)?;
            walk(morrow, n, unit, Towards::Earlier, calendars, &mut Vec::new())?
        }
    };
    Ok(Period { first, last })
}
