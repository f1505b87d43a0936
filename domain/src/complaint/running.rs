//! How a decision starts, meets, recomputes and ends the clocks of a complaint.

use super::deadlines::{AFTER_ALL_OTHERS, Deadline, Event, SAFEGUARDING, Status, started};
use super::{Complaint, Outcome};
use crate::clock::{self, CalendarVersions, Calendars, CannotCompute, Counted, Due, Rule, Unit};
use crate::ids::{DeadlineNo, IssueNo, RequestNo, Urn};
use crate::refused::Refused;
use crate::target::OwnTarget;
use jiff::civil::Date;
use std::borrow::Cow;

/// The last day under a rule, or under the length that the school had set in its place; a rule that only prompts gives
/// its prompt.
fn counted(
    row: &'static Rule,
    own: Option<OwnTarget>,
    start: Date,
    calendars: &Calendars<'_>,
) -> Result<Due, CannotCompute> {
    let timed = own.map_or(Cow::Borrowed(row), |own| own.over(row));
    let by_rule = match timed.length.is_none() && timed.prompt.is_some() {
        true => clock::prompt(&timed, start, calendars),
        false => clock::due(&timed, start, calendars),
    };
    by_rule.map(|due| due.after_steps(own.map(OwnTarget::step)))
}

/// What a clock runs for, where not for the complaint as a whole.
#[derive(Debug, Clone, Copy, Default)]
struct Of {
    issue: Option<IssueNo>,
    school: Option<Urn>,
}

impl Outcome<'_> {
    /// Starts a clock under a rule of law.
    pub(super) fn start(self, rule: &str, start: Date, issue: Option<IssueNo>) -> Self {
        self.start_until(rule, start, issue, None)
    }

    /// The same for the governing body of a school, for it alone where each answers for itself.
    pub(super) fn start_of(self, rule: &str, start: Date, school: Urn) -> Self {
        let (deadline, of) = (self.next_deadline(rule), Of { issue: None, school: self.file.body_named(school) });
        self.begin(deadline, rule, start, of, None)
    }

    /// Starts a clock whose last day somebody sets, within a rule that fixes no length.
    pub(super) fn start_until(self, rule: &str, start: Date, issue: Option<IssueNo>, set: Option<Date>) -> Self {
        let deadline = self.next_deadline(rule);
        self.begin(deadline, rule, start, Of { issue, school: None }, set)
    }

    /// Starts the clock of something that has a number already.
    pub(super) fn start_numbered(self, deadline: DeadlineNo, rule: &str, start: Date) -> Self {
        self.begin(deadline, rule, start, Of::default(), None)
    }

    fn begin(self, deadline: DeadlineNo, rule: &str, start: Date, of: Of, set: Option<Date>) -> Self {
        let calendars = self.now.calendars(self.file, self.school);
        let governs = |row: &&Rule| self.file.regime.is_none_or(|regime| row.governs(regime));
        let Some(row) = clock::rule(rule, start).filter(governs) else {
            return self; // No such limit was in force for it when the clock would have started.
        };
        let school = self.file.facts.schools.first().copied().or(self.school);
        let school = school.filter(|_| set.is_none()).and_then(|urn| self.now.register(urn));
        let own = school.and_then(|school| school.targets.own(&row.id, start));
        let computed = match set {
            Some(on) => Ok((on, CalendarVersions::default())),
            // From an unknown day nothing can be counted, whatever is counted in.
            None if self.undeemed => {
                clock::deemed_received(start, &calendars).map(|due| (due.on, due.calendar_version))
            }
            None => counted(row, own, start, &calendars).map(|due| (due.on, due.calendar_version)),
        };
        let not_lapsed_before = computed.as_ref().ok().and_then(|_| latest_reading(rule, start));
        let (due, versions, missing) = match computed {
            Ok((on, versions)) => (Some(on), versions, None),
            Err(why) => (None, CalendarVersions::default(), Some(why.to_string())),
        };
        let outside_term = match (due, calendars.school) {
            (Some(on), Some(school)) => matches!(school.in_session(on), Some(Err(_))),
            _ => false,
        };
        let event = Event::DeadlineStarted {
            deadline,
            rule: row.id.clone(),
            rule_version: row.version,
            calendars: versions,
            issue: of.issue,
            school: of.school,
            owed_by: row.owed_by,
            start,
            own,
            due,
            not_lapsed_before,
            missing,
            outside_term,
            undeemed: self.undeemed,
        };
        self.and(event)
    }

    fn next_deadline(&self, rule: &str) -> DeadlineNo {
        let here = self.events.iter().filter_map(started).filter(|known| numbered_with(known, rule)).count();
        self.file.deadline_after(rule, here)
    }

    /// Records that what is owed under these rules was done, on a day.
    pub(super) fn meet(self, rules: &[&str], on: Date) -> Self {
        self.meet_where(rules, on, |_| true)
    }

    /// The same for the clock of one issue.
    pub(super) fn meet_issue(self, rule: &str, issue: IssueNo, on: Date) -> Self {
        self.meet_where(&[rule], on, |deadline| deadline.issue == Some(issue))
    }

    /// The same for one clock, if it runs under this rule.
    pub(super) fn meet_one(self, rule: &str, one: Option<DeadlineNo>, on: Date) -> Self {
        self.meet_where(&[rule], on, |deadline| one == Some(deadline.deadline))
    }

    pub(super) fn meet_where(mut self, rules: &[&str], on: Date, which: impl Fn(&Deadline) -> bool) -> Self {
        for known in self.file.owed(rules).filter(|deadline| which(deadline)) {
            let in_time = known.last_day().is_none_or(|last| on <= last);
            self = self.and(Event::DeadlineMet { deadline: known.deadline, rule: known.rule.clone(), on, in_time });
        }
        self
    }

    /// Computes a clock anew from another start. Time that was given beyond the rule's own length is not taken back.
    pub(super) fn recompute(self, known: &Deadline, start: Date) -> Self {
        let rule = known.rule.as_str();
        let calendars = self.now.calendars(self.file, None);
        let computed = |start| clock::rule(rule, start).map(|row| counted(row, known.own, start, &calendars));
        let by_rule = computed(known.start).and_then(Result::ok).map(|due| due.on);
        let given = known.due.filter(|due| by_rule.is_some_and(|by_rule| *due > by_rule));
        let new = if self.undeemed { Some(clock::deemed_received(start, &calendars)) } else { computed(start) };
        let (due, calendars, missing) = match new {
            Some(Ok(due)) => (Some(due.on.max(given.unwrap_or(due.on))), due.calendar_version, None),
            Some(Err(why)) => (None, CalendarVersions::default(), Some(why.to_string())),
            None => (known.due, CalendarVersions::default(), known.missing.clone()),
        };
        let not_lapsed_before = latest_reading(rule, start).filter(|_| due.is_some() && due != given);
        let undeemed = self.undeemed;
        self.and(Event::DeadlineRecomputed {
            deadline: known.deadline,
            rule: known.rule.clone(),
            start,
            from: known.due,
            due,
            calendars,
            missing,
            not_lapsed_before,
            undeemed,
        })
    }

    /// Ends the clocks under these rules without saying that anything was done.
    pub(super) fn cancel(self, rules: &[&str]) -> Self {
        self.cancel_where(rules, |_| true)
    }

    /// The same for one clock, if it runs under this rule.
    pub(super) fn cancel_one(self, rule: &str, one: DeadlineNo) -> Self {
        self.cancel_where(&[rule], |deadline| one == deadline.deadline)
    }

    pub(super) fn cancel_where(mut self, rules: &[&str], which: impl Fn(&Deadline) -> bool) -> Self {
        for known in self.file.owed(rules).filter(|deadline| which(deadline)) {
            let (deadline, rule) = (known.deadline, known.rule.clone());
            self = self.and(Event::DeadlineCancelled { deadline, rule, reason: None, note: None });
        }
        self
    }
}

/// The last day on any reading of the law, of a time limit that can be read in more than one way.
fn latest_reading(rule: &str, start: Date) -> Option<Date> {
    let readings = match rule {
        "T05" => clock::t05_readings(start),
        "T22" => clock::t22_readings(start),
        _ => return None,
    };
    readings.ok().map(|readings| clock::never_lapse_before(&readings))
}

/// Whether a clock is counted where the next one under a rule gets its number. Those that run for a child's safety
/// are counted apart, and those of requests for data have numbers of their own, so that no gap tells of either.
fn numbered_with(known: &Deadline, rule: &str) -> bool {
    known.safeguards() == (rule == SAFEGUARDING) && RequestNo::of(known.deadline).is_none()
}

impl Complaint {
    /// The number that the next clock will have.
    pub(super) fn next_deadline(&self, rule: &str) -> DeadlineNo {
        self.deadline_after(rule, 0)
    }

    fn deadline_after(&self, rule: &str, more: usize) -> DeadlineNo {
        let known = self.deadlines.iter().filter(|known| numbered_with(known, rule)).count();
        let base = if rule == SAFEGUARDING { AFTER_ALL_OTHERS } else { 0 };
        DeadlineNo(u16::try_from(base + known + more + 1).unwrap_or(u16::MAX))
    }

    /// The clocks still owed under any of these rules; under any rule if none is named.
    pub(super) fn owed<'a>(&'a self, rules: &'a [&str]) -> impl Iterator<Item = &'a Deadline> {
        self.deadlines
            .iter()
            .filter(|deadline| deadline.owed() && (rules.is_empty() || rules.contains(&deadline.rule.as_str())))
    }

    /// The clocks still owed that are a body's own targets.
    pub(super) fn targets(&self) -> impl Iterator<Item = &Deadline> {
        self.owed(&[]).filter(|deadline| deadline.is_target())
    }

    /// One clock by its number, if it is still owed.
    pub(super) fn owed_deadline(&self, deadline: DeadlineNo) -> Result<&Deadline, Refused> {
        self.owed(&[]).find(|known| known.deadline == deadline).ok_or(Refused::NoSuchDeadline { deadline: deadline.0 })
    }

    /// The latest clock under a rule, however it stands.
    pub(super) fn latest(&self, rule: &str) -> Option<&Deadline> {
        self.deadlines
            .iter()
            .rev()
            .find(|deadline| deadline.rule.as_str() == rule && deadline.status != Status::Cancelled)
    }
}

impl Deadline {
    /// The rule as this clock runs under it: with the length that the school had set when it started.
    #[must_use]
    pub fn timed(&self) -> Option<Cow<'static, Rule>> {
        let row = self.row()?;
        Some(self.own.map_or(Cow::Borrowed(row), |own| own.over(row)))
    }

    /// Whether it is a body's own target, which it may pause, or move with a reason.
    #[must_use]
    pub fn is_target(&self) -> bool {
        self.row().is_some_and(|row| row.target)
    }

    /// The clock as another decision rests on it.
    pub(super) fn told(&self) -> Counted {
        Counted {
            rule: self.rule.clone(),
            rule_version: self.rule_version,
            calendars: CalendarVersions::default(),
            start: self.start,
            on: self.due,
            missing: self.missing.clone(),
        }
    }

    /// What a pause gives back: the clock's own units, and days where it runs in months, for part of a month has no
    /// length of its own.
    pub(super) fn unit_given_back(&self) -> Unit {
        match self.timed().map(|row| row.unit).unwrap_or_default() {
            Unit::Months => Unit::Days,
            unit => unit,
        }
    }

    /// The last day counted anew from a day by the rule, or by the length that the school had set, with the working.
    /// None where the rule is no longer known.
    #[must_use]
    pub fn count(&self, start: Date, calendars: &Calendars<'_>) -> Option<Result<Due, CannotCompute>> {
        Some(counted(self.row()?, self.own, start, calendars))
    }

    /// A day with the pauses since the last extension given back.
    pub(super) fn given_back(&self, on: Date, calendars: &Calendars<'_>) -> Result<Date, CannotCompute> {
        let unit = self.unit_given_back();
        let mut pauses = self.pauses.iter().chain(&self.sealed_pauses);
        pauses.try_fold(on, |on, pause| clock::resumed(on, *pause, unit, calendars))
    }
}

/// Where calendars put a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The day it runs from.
    pub start: Date,
    /// The last day in time.
    pub due: Date,
    /// The calendars it was counted with.
    pub calendars: CalendarVersions,
}

impl Deadline {
    /// Where these calendars put it, with what was given since kept; none where the rule fixes no length, so that no
    /// calendar moves it.
    pub fn counted(&self, calendars: &Calendars<'_>) -> Option<Result<Placed, CannotCompute>> {
        let row = self.row()?;
        self.timed().filter(|row| row.length.or(row.prompt).is_some())?;
        let counted = self.runs_from(calendars).and_then(|start| {
            let due = counted(row, self.own, start, calendars)?;
            let on = self.given_back(self.extended_to.unwrap_or(due.on), calendars)?;
            Ok(Placed { start, due: on, calendars: due.calendar_version })
        });
        Some(counted)
    }

    /// The day it runs from: of a complaint that came while no calendar said when the school was open, the day on
    /// which these calendars have it received.
    fn runs_from(&self, calendars: &Calendars<'_>) -> Result<Date, CannotCompute> {
        if self.undeemed { clock::deemed_received(self.start, calendars).map(|due| due.on) } else { Ok(self.start) }
    }

    /// The day to which a change of calendar would move this clock; none where it stays. One that has passed
    /// stays, however late that is noticed.
    #[must_use]
    pub fn moved_by(&self, calendars: &Calendars<'_>, today: Date) -> Option<Placed> {
        let running = matches!(self.status, Status::Open | Status::Paused) && !self.unsealed().missed(today);
        let counted = self.counted(calendars).filter(|_| running)?.ok()?;
        (self.due != Some(counted.due)).then_some(counted)
    }
}

/// The last day that an event computed anew, if it did.
pub(super) fn recomputed(event: &super::Event) -> Option<Date> {
    match event {
        super::Event::Deadlines(Event::DeadlineRecomputed { due, .. }) => *due,
        _ => None,
    }
}
