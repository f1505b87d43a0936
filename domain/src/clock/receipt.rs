//! The day on which something counts as received.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::{Calendars, CannotCompute, Counting, Due, Roll, Step, Unit, due_in};

// Compiled in, so that a date never depends on which time-zone files a machine happens to have.
static LONDON: TimeZone = jiff::tz::get!("Europe/London");

/// The date in London at an instant: legal time is Greenwich mean time or, in summer, an hour
/// ahead of it (Interpretation Act 1978 s.9, Summer Time Act 1972 s.3).
#[must_use]
pub fn civil_date(at: Timestamp) -> Date {
    civil_time(at).date()
}

/// The time on the clocks of London at an instant.
#[must_use]
pub fn civil_time(at: Timestamp) -> DateTime {
    LONDON.to_datetime(at)
}

/// The instant of a time on the clocks of London.
///
/// # Errors
/// The time lies beyond what can be written.
pub fn instant(london: DateTime) -> Result<Timestamp, CannotCompute> {
    let zoned = LONDON.to_ambiguous_timestamp(london).compatible();
    zoned.map_err(|_| CannotCompute::OutOfRange { from: london.date() })
}

/// The day a complaint counts as received by a school: the day it came or, out of session, the
/// next day with one.
pub fn deemed_received(arrived: Date, calendars: &Calendars<'_>) -> Result<Due, CannotCompute> {
    due_in(0, Unit::Days, Counting::After, Roll::NextSchoolDay, arrived, calendars)
}

/// The day a first-class letter counts as delivered: the second working day after posting.
///
/// Interpretation Act 1978 s.7 deems it served when it would arrive in the ordinary course of
/// post; that this takes two working days is practice, and proof of the real day displaces it.
pub fn deemed_served_by_post(posted: Date, calendars: &Calendars<'_>) -> Result<Due, CannotCompute> {
    let mut due = due_in(2, Unit::WorkingDays, Counting::After, Roll::None, posted, calendars)?;
    let on = due.on;
    due.working.pop();
    due.working.push(Step::Deemed { on });
    Ok(due)
}
