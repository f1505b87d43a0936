//! When something is due, and why.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::count::{add_units, add_units_shown, last_day, rolled, units_between, within};
use super::{CalendarVersions, Calendars, CannotCompute, Cap, Counting, Roll, Rule, Step, Unit};

/// The last day on which an act is in time, with the working.
///
/// Parts of a day are ignored: an act at one minute to midnight on the last day is in time.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Due {
    /// The last day in time.
    pub on: Date,
    /// The first day out of time.
    pub first_day_late: Date,
    /// How the date was reached, in order.
    pub working: Vec<Step>,
    /// The calendars it rests on.
    pub calendar_version: CalendarVersions,
}

/// A time for which a clock stood still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Pause {
    /// The day it stopped; that day was used.
    pub from: Date,
    /// The day it started again; the count resumes after it.
    pub to: Date,
}

impl Due {
    fn reached(on: Date, mut working: Vec<Step>, calendar_version: CalendarVersions) -> Result<Self, CannotCompute> {
        // A count of nothing asks which day an event belongs to; it sets no limit.
        let nothing = matches!(working.first(), Some(Step::Started { length: 0, .. }));
        let first_day_late = on.tomorrow().map_err(|_| CannotCompute::OutOfRange { from: on })?;
        working.push(if nothing { Step::Deemed { on } } else { Step::Result { on } });
        Ok(Self { on, first_day_late, working, calendar_version })
    }

    /// The same limit once a pause has been given back in the units lost.
    ///
    /// A limit in months gets back days, for part of a month has no length of its own. A pause
    /// that ends on the day it began changes nothing, and neither does one that began too late.
    pub fn after_pause(
        &self,
        pause: Pause,
        unit: Unit,
        roll: Roll,
        calendars: &Calendars<'_>,
    ) -> Result<Self, CannotCompute> {
        let unit = if unit == Unit::Months { Unit::Days } else { unit };
        let Pause { from, to } = pause;
        let lost = units_between(from, to, unit, calendars)?;
        if self.on < from || from == to {
            return Ok(self.clone());
        }
        let why = Step::Paused { from, to, lost, unit };
        if units_between(from, self.on, unit, calendars)? > 0 {
            return self.later(lost, unit, roll, calendars, why);
        }
        let mut working = self.without_result();
        working.push(why);
        let on = rolled(resumed(self.on, pause, unit, calendars)?, roll, calendars, &mut working)?;
        Self::reached(on, working, calendars.versions(unit, roll).or(self.calendar_version))
    }

    /// The same with something to say before the count.
    #[must_use]
    pub fn after_steps(mut self, first: impl IntoIterator<Item = Step>) -> Self {
        self.working.splice(0..0, first);
        self
    }

    fn without_result(&self) -> Vec<Step> {
        self.working.iter().filter(|step| !matches!(step, Step::Result { .. })).cloned().collect()
    }

    /// The same limit with more time given, counted after its last day.
    pub fn extended(&self, by: u32, unit: Unit, roll: Roll, calendars: &Calendars<'_>) -> Result<Self, CannotCompute> {
        self.later(by, unit, roll, calendars, Step::Extended { by, unit })
    }

    /// The same limit with its last day moved to one that was agreed.
    pub fn agreed(&self, to: Date) -> Result<Self, CannotCompute> {
        let mut working = self.without_result();
        working.push(Step::Agreed { from: self.on, to: within(to, self.on)? });
        Self::reached(to, working, self.calendar_version)
    }

    fn later(
        &self,
        n: u32,
        unit: Unit,
        roll: Roll,
        calendars: &Calendars<'_>,
        why: Step,
    ) -> Result<Self, CannotCompute> {
        if n == 0 {
            return Ok(self.clone());
        }
        let mut working = self.without_result();
        working.push(why);
        let on = add_units_shown(self.on, n, unit, calendars, &mut working)?;
        let on = rolled(on, roll, calendars, &mut working)?;
        Self::reached(on, working, calendars.versions(unit, roll).or(self.calendar_version))
    }
}

/// A last day once a pause has been given back. What was left when the clock stopped is left when it starts again;
/// where nothing was left but the last day itself, that day is the one on which it starts again, or the next that
/// counts.
pub fn resumed(on: Date, pause: Pause, unit: Unit, calendars: &Calendars<'_>) -> Result<Date, CannotCompute> {
    let Pause { from, to } = pause;
    if on < from || from == to {
        return Ok(on);
    }
    match units_between(from, on, unit, calendars)? {
        0 if calendars.counts(to, unit)?.is_ok() => Ok(to),
        0 => add_units(to, 1, unit, calendars),
        _ => add_units(on, units_between(from, to, unit, calendars)?, unit, calendars),
    }
}

/// The last day in time under a rule, for a clock that started on a day.
pub fn due(rule: &Rule, start: Date, calendars: &Calendars<'_>) -> Result<Due, CannotCompute> {
    within(start, start)?;
    if let Some(on) = rule.last_day {
        return Due::reached(on, vec![Step::Fixed { on }], CalendarVersions::default());
    }
    let Some(length) = rule.length else {
        return Err(CannotCompute::NoLength { rule: rule.id.clone() });
    };
    let due = due_in(length, rule.unit, rule.counting, rule.roll, start, calendars)?;
    match rule.or_sooner {
        Some(cap) => sooner(due, cap, rule, start, calendars),
        None => Ok(due),
    }
}

/// The day on which to ask what has happened, under a rule that fixes no time; it bars nobody.
pub fn prompt(rule: &Rule, start: Date, calendars: &Calendars<'_>) -> Result<Due, CannotCompute> {
    let Some(length) = rule.prompt else {
        return Err(CannotCompute::NoLength { rule: rule.id.clone() });
    };
    due_in(length, rule.unit, rule.counting, rule.roll, start, calendars)
}

/// The last day in time for a length that a school has configured or a body has agreed.
pub fn due_in(
    length: u16,
    unit: Unit,
    counting: Counting,
    roll: Roll,
    start: Date,
    calendars: &Calendars<'_>,
) -> Result<Due, CannotCompute> {
    let mut working = vec![Step::Started { on: start, length, unit, counting }];
    let on = last_day(length, unit, counting, start, calendars, &mut working)?;
    let on = rolled(on, roll, calendars, &mut working)?;
    Due::reached(on, working, calendars.versions(unit, roll))
}

fn sooner(due: Due, cap: Cap, rule: &Rule, start: Date, calendars: &Calendars<'_>) -> Result<Due, CannotCompute> {
    let second = due_in(cap.length, cap.unit, rule.counting, rule.roll, start, calendars)?;
    let mut working = due.working;
    working.pop();
    working.push(Step::Cap { length: cap.length, unit: cap.unit, on: second.on });
    Due::reached(due.on.min(second.on), working, due.calendar_version.or(second.calendar_version))
}
