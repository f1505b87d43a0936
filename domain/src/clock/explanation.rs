//! A deadline worked out for anyone who asks, with every step as data and as a sentence.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::target::OwnTarget;

use super::{
    Basis, CalendarVersions, Calendars, CannotCompute, Due, Pause, Reading, Rule, RuleId, Step, Unit, add_units, due,
    due_in, never_lapse_before, prompt, rule, rules, t05_readings, t22_readings,
};

/// The most pauses or extensions that one calculation may hold.
pub const MOST_CHANGES: usize = 50;

/// A time for which a clock is said to stand still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// The day it stopped; that day was used.
    pub from: Date,
    /// The day it started again. While it stands still no last day can be given.
    pub to: Option<Date>,
}

/// More time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Extension {
    /// So many more of the rule's own units.
    By(u16),
    /// To a day that was agreed.
    Until(Date),
}

/// What to work out: a rule, a day, and what moved the last day since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Calculation {
    /// The rule, such as `T04`; the version in force on the day of the start is used.
    pub rule: RuleId,
    /// The day that starts the clock.
    pub start: Date,
    /// A length that was set or agreed, for a rule that fixes none or lets a body set its own.
    #[serde(default)]
    pub length: Option<u16>,
    /// Times for which the clock stood still, in any order. They are given back after the extensions.
    #[serde(default)]
    #[schemars(length(max = 50))]
    pub pauses: Vec<Stop>,
    /// More time that was given, in order.
    #[serde(default)]
    #[schemars(length(max = 50))]
    pub extensions: Vec<Extension>,
}

/// One step of a working.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Line {
    /// The step as data.
    pub data: Step,
    /// The step as a sentence.
    pub sentence: String,
}

impl From<Step> for Line {
    fn from(data: Step) -> Self {
        Self { sentence: data.to_string(), data }
    }
}

/// When something is due, and everything that leads there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Explanation {
    /// The rule, with its source.
    pub rule: &'static Rule,
    /// The day that starts the clock.
    pub start: Date,
    /// The last day in time; none where it cannot be computed.
    pub due: Option<Date>,
    /// The first day out of time.
    pub first_day_late: Option<Date>,
    /// The day before which nothing may be treated as missed, where the law can be read in several ways.
    pub not_lapsed_before: Option<Date>,
    /// Why no date can be given: a calendar is missing. There is never a guess.
    pub missing: Option<String>,
    /// How the date was reached, in order.
    pub working: Vec<Line>,
    /// What each reading of the law gives, where it is ambiguous, before any extension.
    pub readings: Vec<Reading>,
    /// The calendars it rests on.
    pub calendars: CalendarVersions,
}

impl Explanation {
    /// The explanation of a clock of which nothing but its rule and start is known.
    ///
    /// # Errors
    /// The start lies beyond the years that can be counted in.
    pub fn unknown(rule: &'static Rule, start: Date) -> Result<Self, CannotCompute> {
        let readings = match rule.id.as_str() {
            "T05" => t05_readings(start)?.to_vec(),
            "T22" => t22_readings(start)?.to_vec(),
            _ => Vec::new(),
        };
        Ok(Self {
            rule,
            start,
            due: None,
            first_day_late: None,
            not_lapsed_before: None,
            missing: None,
            working: Vec::new(),
            readings,
            calendars: CalendarVersions::default(),
        })
    }

    /// The explanation of what a count came to, under a rule, from a day.
    ///
    /// # Errors
    /// It came to something else than a date or a missing calendar.
    fn of(rule: &'static Rule, start: Date, counted: Result<Due, CannotCompute>) -> Result<Self, CannotCompute> {
        let mut explained = Self::unknown(rule, start)?;
        match counted {
            Ok(due) => {
                explained.due = Some(due.on);
                explained.first_day_late = Some(due.first_day_late);
                explained.calendars = due.calendar_version;
                let untouched = |reading: &Reading| reading.due.on == due.on;
                if let Ok(three) = <&[Reading; 3]>::try_from(&explained.readings[..])
                    && three.iter().any(untouched)
                {
                    explained.not_lapsed_before = Some(never_lapse_before(three));
                }
                explained.working = due.working.into_iter().map(Line::from).collect();
            }
            Err(why @ (CannotCompute::CalendarMissing { .. } | CannotCompute::CalendarsDiffer { .. })) => {
                explained.missing = Some(why.to_string());
            }
            Err(other) => return Err(other),
        }
        Ok(explained)
    }
}

/// Works out a calculation. A calendar that is missing is shown in the answer.
///
/// # Errors
/// Something in the question itself keeps it from having an answer.
pub fn explain(asked: &Calculation, calendars: &Calendars<'_>) -> Result<Explanation, CannotCompute> {
    explain_at(asked, None, calendars)
}

/// The same at a school that has set its own length for the rule, unless the question has one.
///
/// # Errors
/// As [`explain`].
pub fn explain_at(
    asked: &Calculation,
    own: Option<OwnTarget>,
    calendars: &Calendars<'_>,
) -> Result<Explanation, CannotCompute> {
    let row = rule(asked.rule.as_str(), asked.start).ok_or_else(|| {
        let rule = asked.rule.clone();
        match rules().iter().any(|row| row.id == rule) {
            true => CannotCompute::NotInForce { rule, on: asked.start },
            false => CannotCompute::NoSuchRule,
        }
    })?;
    if asked.pauses.len() > MOST_CHANGES || asked.extensions.len() > MOST_CHANGES {
        return Err(CannotCompute::TooManyChanges { most: MOST_CHANGES });
    }
    let pauses = merged(row, &asked.pauses)?;
    let own = own.filter(|_| asked.length.is_none() && row.left_to_schools());
    let timed = own.map_or(Cow::Borrowed(row), |own| own.over(row));
    let counted = by_rule(&timed, asked.start, asked.length, calendars)
        .map(|due| due.after_steps(own.map(OwnTarget::step)))
        .and_then(|due| extended(&timed, due, &asked.extensions, calendars))
        .and_then(|due| {
            pauses.iter().try_fold(due, |due, pause| due.after_pause(*pause, timed.unit, timed.roll, calendars))
        });
    Explanation::of(row, asked.start, counted)
}

/// The last day by the rule alone, or by a length set for it; a rule that only prompts gives its prompt.
fn by_rule(row: &Rule, start: Date, length: Option<u16>, calendars: &Calendars<'_>) -> Result<Due, CannotCompute> {
    match length {
        Some(_) if row.length.is_some() && !row.configurable => {
            Err(CannotCompute::LengthFixed { rule: row.id.clone() })
        }
        Some(length) => due_in(length, row.unit, row.counting, row.roll, start, calendars),
        None if row.length.is_none() && row.prompt.is_some() => prompt(row, start, calendars),
        None => due(row, start, calendars),
    }
}

/// Pauses in order, those that touch as one: a day is never given back twice.
fn merged(row: &Rule, stops: &[Stop]) -> Result<Vec<Pause>, CannotCompute> {
    if !stops.is_empty() && !row.target {
        return Err(CannotCompute::NeverPauses { rule: row.id.clone() });
    }
    let mut pauses = Vec::with_capacity(stops.len());
    for stop in stops {
        let to = stop.to.ok_or(CannotCompute::PauseNeverEnds { from: stop.from })?;
        if to < stop.from {
            return Err(CannotCompute::StartAfterEnd { start: stop.from, end: to });
        }
        pauses.push(Pause { from: stop.from, to });
    }
    pauses.sort_by_key(|pause| (pause.from, pause.to));
    pauses.dedup_by(|later, earlier| {
        let touches = later.from <= earlier.to;
        if touches {
            earlier.to = earlier.to.max(later.to);
        }
        touches
    });
    Ok(pauses)
}

fn extended(
    row: &Rule,
    mut due: Due,
    extensions: &[Extension],
    calendars: &Calendars<'_>,
) -> Result<Due, CannotCompute> {
    let by_law = matches!(row.basis, Basis::Statute | Basis::Regulations);
    if !extensions.is_empty() && by_law && row.extension.is_none() {
        return Err(CannotCompute::NotExtendable { rule: row.id.clone() });
    }
    let latest = latest_extension(row, due.on, calendars)?;
    for extension in extensions {
        due = match *extension {
            Extension::By(by) => {
                let unit = row.extension_cap.map_or(row.unit, |cap| cap.unit);
                due.extended(by.into(), unit, row.roll, calendars)?
            }
            Extension::Until(to) if to <= due.on => return Err(CannotCompute::NotLater { from: due.on, to }),
            Extension::Until(to) => due.agreed(to)?,
        };
    }
    match latest {
        Some(latest) if due.on > latest => Err(CannotCompute::ExtendedTooFar { rule: row.id.clone(), latest }),
        _ => Ok(due),
    }
}

/// The last day to which a rule lets its own limit be extended; none where it sets no end.
pub fn latest_extension(row: &Rule, on: Date, calendars: &Calendars<'_>) -> Result<Option<Date>, CannotCompute> {
    let Some(cap) = row.extension_cap else { return Ok(None) };
    let latest = add_units(on, cap.length.into(), cap.unit, calendars)?;
    // A cap in months may end on a day when nobody is there; then it ends as late as the limit itself would.
    if cap.unit == Unit::Months {
        return super::count::rolled(latest, row.roll, calendars, &mut Vec::new()).map(Some);
    }
    Ok(Some(latest))
}
