//! The clocks that run in a complaint: each is started, met, moved or passed by an event that
//! carries the rule, its version, the calendars, the start and the result.

use super::facts::CaseFacts;
use super::vocabulary::events;
use super::{Complaint, Outcome};
use crate::clock::{self, CalendarVersions, Owner, RuleId};
use crate::held::Held;
use crate::ids::{DeadlineNo, IssueNo};
use crate::refused::Refused;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The clock that runs until a concern about a child is referred.
pub const SAFEGUARDING: &str = "T60";
/// Its numbers begin after this one, so that no gap in the numbers of the others tells of it.
const AFTER_ALL_OTHERS: usize = 10_000;

/// Why a clock stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// A child may be at risk, and others must act first.
    Safeguarding,
    /// A court or tribunal is looking at the same matter.
    CourtProceedings,
    /// The complainant was asked for something and has not answered yet.
    AwaitingComplainant,
    /// Someone needs support or an adjustment before it can go on.
    Adjustment,
}

events! {
    /// What happens to a clock.
    pub enum Event {
        /// A clock started. Without a due date it could not be computed, and says why.
        DeadlineStarted = "deadline_started" {
            /// Its number in this complaint.
            deadline: DeadlineNo,
            /// The rule it runs under.
            rule: RuleId,
            /// Which version of the rule.
            rule_version: u32,
            /// The calendars it was computed with.
            calendars: CalendarVersions,
            /// The issue, where it runs for one alone.
            issue: Option<IssueNo>,
            /// Who must act.
            owed_by: Owner,
            /// The day it runs from.
            start: Date,
            /// The last day in time.
            due: Option<Date>,
            /// The day before which it may not be treated as missed, where the law can be read two ways.
            not_lapsed_before: Option<Date>,
            /// Why no date could be computed.
            missing: Option<String>,
            /// Whether the last day falls outside the school's terms.
            outside_term: bool,
        },
        /// What was owed was done.
        DeadlineMet = "deadline_met" {
            /// The deadline.
            deadline: DeadlineNo,
            /// The rule it runs under.
            rule: RuleId,
            /// The day it was done.
            on: Date,
            /// Whether that was in time.
            in_time: bool,
        },
        /// The clock no longer matters.
        DeadlineCancelled = "deadline_cancelled" {
            /// The deadline.
            deadline: DeadlineNo,
            /// The rule it runs under.
            rule: RuleId,
        },
        /// The last day went by.
        DeadlinePassed = "deadline_passed" {
            /// The deadline.
            deadline: DeadlineNo,
            /// The rule it runs under.
            rule: RuleId,
            /// The last day in time, which has gone.
            due: Date,
        },
        /// The clock stands still.
        DeadlinePaused = "deadline_paused" {
            /// The deadline.
            deadline: DeadlineNo,
            /// The rule it runs under.
            rule: RuleId,
            /// From which day.
            from: Date,
            /// Why.
            reason: PauseReason,
            /// In words.
            note: Held,
        },
        /// The clock runs again, with the days lost given back.
        DeadlineResumed = "deadline_resumed" {
            /// The deadline.
            deadline: DeadlineNo,
            /// The rule it runs under.
            rule: RuleId,
            /// From which day.
            on: Date,
            /// The last day in time now.
            due: Date,
            /// Whether it stood still for a child's safety, which only those who protect children may know.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            sealed: bool,
        },
        /// The last day was computed anew, because a fact it rests on was corrected.
        DeadlineRecomputed = "deadline_recomputed" {
            /// The deadline.
            deadline: DeadlineNo,
            /// The rule it runs under.
            rule: RuleId,
            /// The start as corrected.
            start: Date,
            /// The last day before.
            from: Option<Date>,
            /// The last day now.
            due: Option<Date>,
            /// The calendars it was computed with.
            calendars: CalendarVersions,
            /// Why no date could be computed.
            missing: Option<String>,
        },
    }
}

/// How a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Running.
    Open,
    /// Standing still.
    Paused,
    /// Done in time or late.
    Met,
    /// Gone by.
    Passed,
    /// No longer of matter.
    Cancelled,
}

/// One clock of a complaint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Deadline {
    /// Its number in this complaint.
    pub deadline: DeadlineNo,
    /// The rule it runs under.
    pub rule: RuleId,
    /// Which version of the rule.
    pub rule_version: u32,
    /// The issue, where it runs for one alone.
    pub issue: Option<IssueNo>,
    /// Who must act.
    pub owed_by: Owner,
    /// The day it runs from.
    pub start: Date,
    /// The last day in time; none where a calendar is missing.
    pub due: Option<Date>,
    /// The day before which it may not be treated as missed.
    pub not_lapsed_before: Option<Date>,
    /// Why no date could be computed.
    pub missing: Option<String>,
    /// How it stands.
    pub status: Status,
    /// The day it was met.
    pub met_on: Option<Date>,
    /// The day since which it is paused.
    pub paused_from: Option<Date>,
    /// Whether it is paused for a child's safety.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sealed: bool,
}

impl Deadline {
    /// Whether what is owed is still owed.
    #[must_use]
    pub fn owed(&self) -> bool {
        matches!(self.status, Status::Open | Status::Paused | Status::Passed)
    }

    /// Whether, on this day, every reading of the law has it missed.
    #[must_use]
    pub fn missed(&self, today: Date) -> bool {
        let last = self.not_lapsed_before.or(self.due);
        self.status == Status::Passed || self.status == Status::Open && last.is_some_and(|last| last < today)
    }

    /// Takes in what happened to this clock. The one fold for the case file and the view.
    pub fn evolve(&mut self, event: &super::Event) {
        use super::{Event as Any, compliance, school};
        match event {
            Any::Deadlines(event) => self.take(event),
            Any::School(school::Event::SchoolTargetExtended { to, .. })
            | Any::Compliance(compliance::Event::PeriodExtendedByAgreement { to, .. }) => self.extend(*to),
            _ => {}
        }
    }

    fn extend(&mut self, to: Date) {
        self.due = Some(to);
        self.not_lapsed_before = None;
        if self.status == Status::Passed {
            self.status = Status::Open;
        }
    }

    fn take(&mut self, event: &Event) {
        match event {
            Event::DeadlineStarted { .. } => {}
            Event::DeadlineMet { on, .. } => {
                self.status = Status::Met;
                self.met_on = Some(*on);
            }
            Event::DeadlineCancelled { .. } => self.status = Status::Cancelled,
            Event::DeadlinePassed { .. } => self.status = Status::Passed,
            Event::DeadlinePaused { from, reason, .. } => {
                self.status = Status::Paused;
                self.sealed = *reason == PauseReason::Safeguarding;
                self.paused_from = Some(*from);
            }
            Event::DeadlineResumed { due, .. } => {
                self.status = Status::Open;
                self.due = Some(*due);
                self.paused_from = None;
                self.sealed = false;
            }
            Event::DeadlineRecomputed { start, due, missing, .. } => {
                self.start = *start;
                self.due = *due;
                self.missing.clone_from(missing);
                // A clock that stands still goes on standing still.
                if self.status == Status::Passed {
                    self.status = Status::Open;
                }
            }
        }
    }
}

/// The deadline an event is about, if it is about one: started by it, or changed by it.
#[must_use]
pub fn concerned(event: &super::Event) -> Option<DeadlineNo> {
    use super::{Event as Any, compliance, school};
    match event {
        Any::Deadlines(
            Event::DeadlineStarted { deadline, .. }
            | Event::DeadlineMet { deadline, .. }
            | Event::DeadlineCancelled { deadline, .. }
            | Event::DeadlinePassed { deadline, .. }
            | Event::DeadlinePaused { deadline, .. }
            | Event::DeadlineResumed { deadline, .. }
            | Event::DeadlineRecomputed { deadline, .. },
        )
        | Any::School(school::Event::SchoolTargetExtended { deadline, .. })
        | Any::Compliance(compliance::Event::PeriodExtendedByAgreement { deadline, .. }) => Some(*deadline),
        _ => None,
    }
}

/// The clock an event starts, if it starts one.
#[must_use]
pub fn started(event: &super::Event) -> Option<Deadline> {
    let super::Event::Deadlines(Event::DeadlineStarted {
        deadline,
        rule,
        rule_version,
        issue,
        owed_by,
        start,
        due,
        not_lapsed_before,
        missing,
        ..
    }) = event
    else {
        return None;
    };
    Some(Deadline {
        deadline: *deadline,
        rule: rule.clone(),
        rule_version: *rule_version,
        issue: *issue,
        owed_by: *owed_by,
        start: *start,
        due: *due,
        not_lapsed_before: *not_lapsed_before,
        missing: missing.clone(),
        status: Status::Open,
        met_on: None,
        paused_from: None,
        sealed: false,
    })
}

impl Event {
    /// The rule the clock runs under.
    #[must_use]
    pub fn rule(&self) -> &RuleId {
        match self {
            Self::DeadlineStarted { rule, .. }
            | Self::DeadlineMet { rule, .. }
            | Self::DeadlineCancelled { rule, .. }
            | Self::DeadlinePassed { rule, .. }
            | Self::DeadlinePaused { rule, .. }
            | Self::DeadlineResumed { rule, .. }
            | Self::DeadlineRecomputed { rule, .. } => rule,
        }
    }

    /// Whether it tells that a child may be at risk.
    #[must_use]
    pub fn safeguards(&self) -> bool {
        self.rule().as_str() == SAFEGUARDING
            || matches!(
                self,
                Self::DeadlinePaused { reason: PauseReason::Safeguarding, .. }
                    | Self::DeadlineResumed { sealed: true, .. }
            )
    }

    #[expect(clippy::unused_self, reason = "every part of the journey has one; clocks change no facts")]
    pub(super) fn touch(&self, _: &mut CaseFacts) {}

    #[expect(clippy::unused_self, reason = "clocks are folded by the file itself")]
    pub(super) fn apply(&self, _: &mut Complaint) {}
}

impl Outcome<'_> {
    /// Starts a clock under a rule of law.
    pub(super) fn start(self, rule: &str, start: Date, issue: Option<IssueNo>) -> Self {
        self.start_until(rule, start, issue, None)
    }

    /// Starts a clock whose last day somebody sets, within a rule that fixes no length.
    pub(super) fn start_until(self, rule: &str, start: Date, issue: Option<IssueNo>, set: Option<Date>) -> Self {
        let calendars = self.now.calendars(self.file, self.school);
        let Some(row) = clock::rule(rule, start) else {
            return self; // No such limit was in force when the clock would have started.
        };
        let computed = match set {
            Some(on) => Ok((on, CalendarVersions::default())),
            None => clock::due(row, start, &calendars)
                .or_else(|error| if row.prompt.is_some() { clock::prompt(row, start, &calendars) } else { Err(error) })
                .map(|due| (due.on, due.calendar_version)),
        };
        let not_lapsed_before = match (rule, &computed) {
            ("T05", Ok(_)) => clock::t05_readings(start).ok().map(|readings| clock::never_lapse_before(&readings)),
            ("T22", Ok(_)) => clock::t22_readings(start).ok().map(|readings| clock::never_lapse_before(&readings)),
            _ => None,
        };
        let (due, versions, missing) = match computed {
            Ok((on, versions)) => (Some(on), versions, None),
            Err(why) => (None, CalendarVersions::default(), Some(why.to_string())),
        };
        let outside_term = match (due, calendars.school) {
            (Some(on), Some(school)) => matches!(school.in_session(on), Some(Err(_))),
            _ => false,
        };
        let event = Event::DeadlineStarted {
            deadline: self.next_deadline(rule),
            rule: row.id.clone(),
            rule_version: row.version,
            calendars: versions,
            issue,
            owed_by: row.owed_by,
            start,
            due,
            not_lapsed_before,
            missing,
            outside_term,
        };
        self.and(event)
    }

    fn next_deadline(&self, rule: &str) -> DeadlineNo {
        let here =
            self.events.iter().filter_map(started).filter(|known| known.safeguards() == (rule == SAFEGUARDING)).count();
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

    fn meet_where(mut self, rules: &[&str], on: Date, which: impl Fn(&Deadline) -> bool) -> Self {
        for known in self.file.owed(rules).filter(|deadline| which(deadline)) {
            let in_time = known.due.is_none_or(|due| on <= due);
            self = self.and(Event::DeadlineMet { deadline: known.deadline, rule: known.rule.clone(), on, in_time });
        }
        self
    }

    /// Computes the clocks under a rule anew from another start. Time that was given beyond the rule's
    /// own length is not taken back.
    pub(super) fn recompute(mut self, rule: &str, start: Date) -> Self {
        let calendars = self.now.calendars(self.file, None);
        let computed = |start| clock::rule(rule, start).map(|row| clock::due(row, start, &calendars));
        for known in self.file.owed(&[rule]) {
            let by_rule = computed(known.start).and_then(Result::ok).map(|due| due.on);
            let given = known.due.filter(|due| by_rule.is_some_and(|by_rule| *due > by_rule));
            let (due, calendars, missing) = match computed(start) {
                Some(Ok(due)) => (Some(due.on.max(given.unwrap_or(due.on))), due.calendar_version, None),
                Some(Err(why)) => (None, CalendarVersions::default(), Some(why.to_string())),
                None => (known.due, CalendarVersions::default(), known.missing.clone()),
            };
            self = self.and(Event::DeadlineRecomputed {
                deadline: known.deadline,
                rule: known.rule.clone(),
                start,
                from: known.due,
                due,
                calendars,
                missing,
            });
        }
        self
    }

    /// Ends the clocks under these rules without saying that anything was done.
    pub(super) fn cancel(self, rules: &[&str]) -> Self {
        self.cancel_where(rules, |_| true)
    }

    /// The same for one clock, if it runs under this rule.
    pub(super) fn cancel_one(self, rule: &str, one: DeadlineNo) -> Self {
        self.cancel_where(&[rule], |deadline| one == deadline.deadline)
    }

    fn cancel_where(mut self, rules: &[&str], which: impl Fn(&Deadline) -> bool) -> Self {
        for known in self.file.owed(rules).filter(|deadline| which(deadline)) {
            self = self.and(Event::DeadlineCancelled { deadline: known.deadline, rule: known.rule.clone() });
        }
        self
    }
}

impl Complaint {
    /// The number that the next clock will have.
    pub(super) fn next_deadline(&self, rule: &str) -> DeadlineNo {
        self.deadline_after(rule, 0)
    }

    fn deadline_after(&self, rule: &str, more: usize) -> DeadlineNo {
        let sealed = rule == SAFEGUARDING;
        let known = self.deadlines.iter().filter(|known| known.safeguards() == sealed).count();
        let base = if sealed { AFTER_ALL_OTHERS } else { 0 };
        DeadlineNo(u16::try_from(base + known + more + 1).unwrap_or(u16::MAX))
    }

    /// The clocks still owed under any of these rules; under any rule if none is named.
    pub(super) fn owed<'a>(&'a self, rules: &'a [&str]) -> impl Iterator<Item = &'a Deadline> {
        self.deadlines
            .iter()
            .filter(|deadline| deadline.owed() && (rules.is_empty() || rules.contains(&deadline.rule.as_str())))
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
