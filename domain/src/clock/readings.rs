//! "One month beginning with the end of the required period", and its three readings.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Calendars, CannotCompute, Counting, Due, Roll, Unit, due_in};

/// How the words "beginning with the end of" a period may be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReadBy {
    /// The last day of the earlier period is the first of the later one.
    IncludingTheEnd,
    /// The time runs after that last day, as the Explanatory Notes put it ("a further month
    /// following"); this gives the due date.
    AfterTheEnd,
    /// The first day is the one after that last day.
    FromTheNextDay,
}

/// One reading and the date to which it leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// The reading.
    pub by: ReadBy,
    /// The last day in time, with the working.
    pub due: Due,
}

/// The readings of the month for confirming action (ASCL Act 2009 s.212), the one followed second.
pub fn t05_readings(end_of_required_period: Date) -> Result<[Reading; 3], CannotCompute> {
    readings(1, end_of_required_period)
}

/// The readings of the three months that bind a local authority (LGA 1974 s.31(2A)).
pub fn t22_readings(end_of_period_allowed: Date) -> Result<[Reading; 3], CannotCompute> {
    readings(3, end_of_period_allowed)
}

/// The latest date on any reading: nothing lapses by itself before it has passed.
#[must_use]
pub fn never_lapse_before(readings: &[Reading; 3]) -> Date {
    let [including, after, next_day] = readings;
    including.due.on.max(after.due.on).max(next_day.due.on)
}

fn readings(months: u16, end: Date) -> Result<[Reading; 3], CannotCompute> {
    let next_day = end.tomorrow().map_err(|_| CannotCompute::OutOfRange { from: end })?;
    let reading = |by, counting, start| {
        let calendars = Calendars::england();
        due_in(months, Unit::Months, counting, Roll::None, start, &calendars).map(|due| Reading { by, due })
    };
    Ok([
        reading(ReadBy::IncludingTheEnd, Counting::BeginningWith, end)?,
        reading(ReadBy::AfterTheEnd, Counting::After, end)?,
        reading(ReadBy::FromTheNextDay, Counting::BeginningWith, next_day)?,
    ])
}
