//! The clocks that run in a complaint: each is started, met, moved or passed by an event that
//! carries the rule, its version, the calendars, the start and the result.

use super::Complaint;
use super::facts::CaseFacts;
use super::vocabulary::events;
use crate::clock::{self, CalendarVersions, Owner, Pause, Rule, RuleId};
use crate::held::Held;
use crate::ids::{DeadlineNo, DecisionId, IssueNo, PersonId, Urn};
use crate::target::OwnTarget;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The clock that runs until a concern about a child is referred.
pub const SAFEGUARDING: &str = "T60";
/// Its numbers begin after this one, so that no gap in the numbers of the others tells of it.
pub(super) const AFTER_ALL_OTHERS: usize = 10_000;

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

/// Why a body's own target no longer runs, though what it asks for was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CancelReason {
    /// It should never have started: a mistake of the record.
    StartedByMistake,
    /// The complainant agreed that it need not be done.
    AgreedWithComplainant,
    /// It has come to nothing: what was asked for can be done no more.
    NoLongerPossible,
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
            /// The school, where it runs for the governing body of one of several.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            school: Option<Urn>,
            /// Who must act.
            owed_by: Owner,
            /// The day it runs from.
            start: Date,
            /// The length that the school had set for itself; none where the rule's own counts.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            own: Option<OwnTarget>,
            /// The last day in time.
            due: Option<Date>,
            /// The day before which it may not be treated as missed, where the law can be read two ways.
            not_lapsed_before: Option<Date>,
            /// Why no date could be computed.
            missing: Option<String>,
            /// Whether the last day falls outside the school's terms.
            outside_term: bool,
            /// Whether it runs from a receipt that cannot be dated while the school's calendar is missing; then the
            /// start is the day of arrival.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            undeemed: bool,
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
            /// Why somebody ended it; none where it ended with what it was about.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            reason: Option<CancelReason>,
            /// In words, where somebody ended it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            note: Option<Held>,
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
            /// The day before which it may not be treated as missed, where the law can be read two ways.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            not_lapsed_before: Option<Date>,
            /// Whether it runs from a receipt that cannot be dated while the school's calendar is missing.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            undeemed: bool,
        },
        /// A calendar changed, and a recorded decision moved the last day.
        DeadlineMoved = "deadline_moved" {
            /// The deadline.
            deadline: DeadlineNo,
            /// The rule it runs under.
            rule: RuleId,
            /// The last day before; none where a calendar was missing.
            from: Option<Date>,
            /// The last day now.
            due: Date,
            /// The day it runs from, where only the calendar could say which.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            start: Option<Date>,
            /// The calendars it was computed with.
            calendars: CalendarVersions,
            /// The decision that moved it.
            decision: DecisionId,
        },
        /// Those whom a moved day concerns are to be told.
        MoveNoticeRaised = "move_notice_raised" {
            /// The decision that moved the days.
            decision: DecisionId,
            /// The deadlines that were moved.
            deadlines: Vec<DeadlineNo>,
            /// The people who are to be told: the complainants and those who act for them. The bodies see it in
            /// their own lists.
            to: Vec<PersonId>,
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
    /// The school, where it runs for the governing body of one of several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<Urn>,
    /// Who must act.
    pub owed_by: Owner,
    /// The day it runs from.
    pub start: Date,
    /// The length that the school had set for itself when it started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<OwnTarget>,
    /// The last day in time; none where a calendar is missing.
    pub due: Option<Date>,
    /// The day before which it may not be treated as missed.
    pub not_lapsed_before: Option<Date>,
    /// Why no date could be computed.
    pub missing: Option<String>,
    /// How it stands.
    pub status: Status,
    /// Whether it runs from a receipt that cannot be dated while the school's calendar is missing; then the start is
    /// the day of arrival.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undeemed: bool,
    /// The day it was met.
    pub met_on: Option<Date>,
    /// The day since which it is paused.
    pub paused_from: Option<Date>,
    /// Whether it is paused for a child's safety.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sealed: bool,
    /// The last day as it was before anybody extended it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before_extension: Option<Date>,
    /// The day to which it was last extended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended_to: Option<Date>,
    /// The pauses since it started or was last extended, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Pause>,
    /// Those for a child's safety, which only those who protect children may know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sealed_pauses: Vec<Pause>,
}

impl Deadline {
    /// The version of the rule it runs under.
    #[must_use]
    pub fn row(&self) -> Option<&'static Rule> {
        clock::rule_version(&self.rule, self.rule_version)
    }

    /// Whether what is owed is still owed.
    #[must_use]
    pub fn owed(&self) -> bool {
        matches!(self.status, Status::Open | Status::Paused | Status::Passed)
    }

    /// The last day in time on every reading of the law.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.not_lapsed_before.or(self.due)
    }

    /// The day after which it will have gone by on every reading of the law, while it runs.
    #[must_use]
    pub fn lapses(&self) -> Option<Date> {
        self.last_day().filter(|_| self.status == Status::Open)
    }

    /// Whether, on this day, every reading of the law has it missed.
    #[must_use]
    pub fn missed(&self, today: Date) -> bool {
        self.status == Status::Passed || self.lapses().is_some_and(|last| last < today)
    }

    /// Takes in what happened to this clock. The one fold for the case file and the view.
    pub fn evolve(&mut self, event: &super::Event) {
        use super::{Event as Any, compliance, data_request, school};
        match event {
            Any::Deadlines(event) => self.take(event),
            Any::School(school::Event::SchoolTargetExtended { to, .. })
            | Any::Compliance(compliance::Event::PeriodExtendedByAgreement { to, .. })
            | Any::DataRequest(data_request::Event::DataRequestExtended { to, .. }) => self.extend(*to),
            _ => {}
        }
    }

    fn extend(&mut self, to: Date) {
        self.before_extension = self.before_extension.or(self.due);
        self.extended_to = Some(to);
        self.pauses.clear();
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
            Event::DeadlineResumed { on, due, .. } => {
                self.status = Status::Open;
                self.due = Some(*due);
                let pauses = if std::mem::take(&mut self.sealed) { &mut self.sealed_pauses } else { &mut self.pauses };
                pauses.extend(self.paused_from.take().map(|from| Pause { from, to: *on }));
            }
            Event::DeadlineRecomputed { start, due, missing, not_lapsed_before, undeemed, .. } => {
                self.start = *start;
                self.due = *due;
                self.not_lapsed_before = *not_lapsed_before;
                self.undeemed = *undeemed;
                self.missing.clone_from(missing);
                // Time that was given before is in the new day already.
                if self.extended_to.is_some() || !self.pauses.is_empty() {
                    self.extended_to = *due;
                    self.pauses.clear();
                }
                // A clock that stands still goes on standing still.
                if self.status == Status::Passed {
                    self.status = Status::Open;
                }
            }
            Event::DeadlineMoved { due, start, .. } => {
                if let Some(start) = start {
                    self.start = *start;
                    self.undeemed = false;
                }
                self.due = Some(*due);
                self.missing = None;
            }
            Event::MoveNoticeRaised { .. } => {}
        }
    }
}

/// The deadline an event is about, if it is about one: started by it, or changed by it.
#[must_use]
pub fn concerned(event: &super::Event) -> Option<DeadlineNo> {
    use super::{Event as Any, compliance, data_request, school};
    match event {
        Any::Deadlines(
            Event::DeadlineStarted { deadline, .. }
            | Event::DeadlineMet { deadline, .. }
            | Event::DeadlineCancelled { deadline, .. }
            | Event::DeadlinePassed { deadline, .. }
            | Event::DeadlinePaused { deadline, .. }
            | Event::DeadlineResumed { deadline, .. }
            | Event::DeadlineRecomputed { deadline, .. }
            | Event::DeadlineMoved { deadline, .. },
        )
        | Any::School(school::Event::SchoolTargetExtended { deadline, .. })
        | Any::Compliance(compliance::Event::PeriodExtendedByAgreement { deadline, .. }) => Some(*deadline),
        Any::DataRequest(data_request::Event::DataRequestExtended { request, .. }) => Some((*request).into()),
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
        school,
        owed_by,
        start,
        own,
        due,
        not_lapsed_before,
        missing,
        undeemed,
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
        school: *school,
        owed_by: *owed_by,
        start: *start,
        own: *own,
        due: *due,
        not_lapsed_before: *not_lapsed_before,
        missing: missing.clone(),
        status: Status::Open,
        undeemed: *undeemed,
        met_on: None,
        paused_from: None,
        sealed: false,
        before_extension: None,
        extended_to: None,
        pauses: Vec::new(),
        sealed_pauses: Vec::new(),
    })
}

impl Event {
    /// The rule the clock runs under; none where it is about several clocks.
    #[must_use]
    pub fn rule(&self) -> Option<&RuleId> {
        Some(match self {
            Self::MoveNoticeRaised { .. } => return None,
            Self::DeadlineStarted { rule, .. }
            | Self::DeadlineMet { rule, .. }
            | Self::DeadlineCancelled { rule, .. }
            | Self::DeadlinePassed { rule, .. }
            | Self::DeadlinePaused { rule, .. }
            | Self::DeadlineResumed { rule, .. }
            | Self::DeadlineRecomputed { rule, .. }
            | Self::DeadlineMoved { rule, .. } => rule,
        })
    }

    /// The clocks it is about.
    #[must_use]
    pub fn deadlines(&self) -> &[DeadlineNo] {
        match self {
            Self::MoveNoticeRaised { deadlines, .. } => deadlines,
            Self::DeadlineStarted { deadline, .. }
            | Self::DeadlineMet { deadline, .. }
            | Self::DeadlineCancelled { deadline, .. }
            | Self::DeadlinePassed { deadline, .. }
            | Self::DeadlinePaused { deadline, .. }
            | Self::DeadlineResumed { deadline, .. }
            | Self::DeadlineRecomputed { deadline, .. }
            | Self::DeadlineMoved { deadline, .. } => std::slice::from_ref(deadline),
        }
    }

    /// Whether it tells that a child may be at risk.
    #[must_use]
    pub fn safeguards(&self) -> bool {
        self.rule().is_some_and(|rule| rule.as_str() == SAFEGUARDING)
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
