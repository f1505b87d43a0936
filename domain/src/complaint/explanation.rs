//! How the last day of one clock of a file came about, told from its events.

use super::deadlines::{Deadline, Event as OfClock, concerned, started};
use super::{Event, compliance, data_request, school};
use crate::clock::{self, CalendarVersions, Calendars, Explanation, Line, Step};
use crate::ids::DeadlineNo;
use jiff::civil::Date;

/// One clock as it stands, and how its last day was reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The clock.
    pub known: Deadline,
    /// How its last day was reached: by the law first, then by each thing that moved it.
    pub explanation: Explanation,
}

/// Tells one clock of a file; none if the file has no such clock.
///
/// What was recorded stands: where the calendars of today would count otherwise, the working says that the
/// day is the recorded one. `protects` is whether the reader may know what was done for a child's safety: to
/// others a clock that stood still for it has only moved.
#[must_use]
pub fn explain<'a>(
    events: impl IntoIterator<Item = &'a Event>,
    number: DeadlineNo,
    calendars: &Calendars<'_>,
    protects: bool,
) -> Option<Told> {
    let mut of_it = events.into_iter().filter(|event| concerned(event) == Some(number));
    let first = of_it.next()?;
    let mut known = started(first)?;
    let mut told = History { start: known.start, counted: known.due, versions: versions(first), steps: Vec::new() };
    let row = known.row()?;
    for event in of_it {
        let before = known.clone();
        known.evolve(event);
        told.take(event, (&before, &known), calendars, protects);
    }
    if !protects {
        known = known.unsealed();
    }
    told.steps.extend(known.paused_from.map(|from| Step::Stopped { from }));
    let today = known.count(told.start, calendars)?;
    let timed = known.timed()?;
    let open = timed.length.or(timed.prompt).is_none() && timed.last_day.is_none();
    // The first line says how it was counted, after that the school had set its own time, where it had.
    let first = 1 + usize::from(known.own.is_some());
    let by_law = match (told.counted, today) {
        (Some(on), Ok(due)) if due.on == on => due.working,
        (Some(on), _) if open => vec![Step::Set { on }],
        (Some(on), Ok(due)) => due.working.into_iter().take(first).chain([Step::Recorded { on }]).collect(),
        (Some(on), Err(_)) => vec![Step::Recorded { on }],
        (None, _) => Vec::new(),
    };
    let mut explanation = Explanation::unknown(row, told.start).ok()?;
    explanation.due = known.due;
    explanation.first_day_late = known.due.and_then(|due| due.tomorrow().ok());
    explanation.not_lapsed_before = known.not_lapsed_before;
    explanation.missing.clone_from(&known.missing);
    explanation.calendars = told.versions;
    let steps = by_law.into_iter().filter(|step| !matches!(step, Step::Result { .. })).chain(told.steps);
    let result = known.due.filter(|_| known.paused_from.is_none()).map(|on| Step::Result { on });
    explanation.working = steps.chain(result).map(Line::from).collect();
    Some(Told { known, explanation })
}

/// What the events of one clock have said so far.
struct History {
    start: Date,
    /// The last day as the rule alone was recorded to give it.
    counted: Option<Date>,
    versions: CalendarVersions,
    steps: Vec<Step>,
}

impl History {
    fn take(
        &mut self,
        event: &Event,
        (before, after): (&Deadline, &Deadline),
        calendars: &Calendars<'_>,
        protects: bool,
    ) {
        match event {
            Event::Deadlines(OfClock::DeadlineResumed { sealed: true, due, .. }) if !protects => {
                let moved = before.due.filter(|from| from != due);
                self.steps.extend(moved.map(|from| Step::Moved { from: Some(from), to: *due }));
            }
            Event::Deadlines(OfClock::DeadlineResumed { on, .. }) => {
                let Some(from) = before.paused_from else { return };
                let unit = before.unit_given_back();
                let lost = clock::units_between(from, *on, unit, calendars).unwrap_or_default();
                self.steps.push(Step::Paused { from, to: *on, lost, unit });
            }
            Event::School(school::Event::SchoolTargetExtended { from, to, .. })
            | Event::Compliance(compliance::Event::PeriodExtendedByAgreement { from, to, .. })
            | Event::DataRequest(data_request::Event::DataRequestExtended { from, to, .. }) => {
                self.steps.push(Step::Agreed { from: *from, to: *to });
            }
            Event::Deadlines(OfClock::DeadlineRecomputed { start, due, .. }) => {
                self.steps.clear();
                (self.start, self.counted, self.versions) = (*start, *due, versions(event));
            }
            Event::Deadlines(OfClock::DeadlineMoved { start: Some(start), due, .. }) => {
                (self.start, self.counted, self.versions) = (*start, Some(*due), versions(event));
            }
            Event::Deadlines(OfClock::DeadlineMoved { from, .. }) => {
                self.versions = versions(event);
                self.steps.extend(after.due.map(|to| Step::Moved { from: *from, to }));
            }
            _ => {}
        }
    }
}

/// The calendars that an event says it was computed with.
fn versions(event: &Event) -> CalendarVersions {
    match event {
        Event::Deadlines(
            OfClock::DeadlineStarted { calendars, .. }
            | OfClock::DeadlineRecomputed { calendars, .. }
            | OfClock::DeadlineMoved { calendars, .. },
        ) => *calendars,
        _ => CalendarVersions::default(),
    }
}
