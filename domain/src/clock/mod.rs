//! Time limits as data, and the one engine that counts them as English law counts.
//!
//! Nothing here reads the system time: a caller gives the dates and the calendars, and gets
//! a date with its working or a reason why no date can be given.

mod calendar;
mod count;
mod counted;
mod due;
mod error;
mod explanation;
mod readings;
mod receipt;
mod rule;
mod school;
mod working;

pub use calendar::{BankHolidays, CalendarVersions, Calendars, Holiday};
pub use count::{Period, add_units, period_ending_with, units_between};
pub use counted::Counted;
pub use due::{Due, Pause, due, due_in, prompt, resumed};
pub use error::{CannotCompute, WhichCalendar};
pub use explanation::{
    Calculation, Explanation, Extension, Line, MOST_CHANGES, Stop, explain, explain_at, latest_extension,
};
pub use readings::{ReadBy, Reading, never_lapse_before, t05_readings, t22_readings};
pub use receipt::{civil_date, civil_time, deemed_received, deemed_served_by_post, instant};
pub use rule::{Basis, Cap, Counting, Owner, Roll, Rule, RuleId, Unit, rule, rule_version, rules};
pub use school::{SchoolCalendar, Term, Unfit};
pub use working::{Amount, NotCounted, POLICY_P1, Step};

#[cfg(test)]
mod tests;
