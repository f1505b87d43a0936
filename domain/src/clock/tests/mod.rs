mod calendars;
mod explanation;
mod properties;
mod rules;
mod school;
mod statute;
mod working;

use jiff::civil::Date;

use super::{Calendars, Counting, Due, Roll, Unit, due, due_in, rule};

fn d(text: &str) -> Date {
    text.parse().unwrap()
}

/// The limit under the version of a rule in force on the start, without a school's calendar.
fn under(id: &str, start: &str) -> Due {
    due(rule(id, d(start)).unwrap(), d(start), &Calendars::england()).unwrap()
}

fn month(counting: Counting, start: &str) -> Date {
    due_in(1, Unit::Months, counting, Roll::None, d(start), &Calendars::england()).unwrap().on
}

fn working_days(n: u16, start: &str) -> Date {
    let calendars = Calendars::england();
    due_in(n, Unit::WorkingDays, Counting::After, Roll::None, d(start), &calendars).unwrap().on
}
