//! The local authority as a second respondent, where it is the provider: its own track, early, on the
//! same issue, under the Local Government Act 1974.

use super::facts::CaseFacts;
use super::ombudsman::TimeTest;
use super::powers::time_test;
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::held::Held;
use crate::ids::{IssueNo, PersonId};
use crate::law::LaCode;
use crate::refused::Refused;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the authority's track of an issue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Track {
    /// The authority is asked to answer.
    DrawnIn,
    /// It has answered.
    Answered,
    /// The complaint about it is with the Commissioner.
    WithOmbudsman,
    /// The Commissioner has reported, and the authority must say what it will do.
    Reported,
    /// It has said so.
    ActionNotified,
    /// It says that it is done.
    ActionConfirmed,
    /// The Commissioner is satisfied.
    Complied,
    /// The Commissioner has made a further report (LGA 1974 s.31(2A)).
    FurtherReport,
}

/// A complaint about the authority, made to the Commissioner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AboutAuthority {
    /// Who made it.
    pub person: PersonId,
    /// The day.
    pub on: Date,
    /// Whether the Commissioner does without the time limit for it.
    pub disapplied: bool,
}

events! {
    /// What happens on the authority's track.
    pub enum Event {
        /// The authority is a respondent too.
        AuthorityDrawnIn = "authority_drawn_in" {
            /// The issue.
            issue: IssueNo,
            /// The authority.
            authority: LaCode,
        },
        /// The authority is a respondent and looks after the pupil too: whoever speaks for the child must be
        /// independent of it.
        IndependentAdvocateNeeded = "independent_advocate_needed" {
            /// The authority.
            authority: LaCode,
        },
        /// The authority answered.
        AuthorityAnswered = "authority_answered" {
            /// The issue.
            issue: IssueNo,
            /// The answer.
            answer: Held,
        },
        /// The complaint about the authority was made to the Commissioner.
        AuthorityComplaintReceived = "authority_complaint_received" {
            /// The issue.
            issue: IssueNo,
            /// The day.
            on: Date,
            /// The last day in time, under T20, where first notice is known.
            last_day: Option<Date>,
            /// The test of that time.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            time: Option<TimeTest>,
        },
        /// The Commissioner does without the time limit for this complaint about the authority (LGA 1974 s.26B).
        AuthorityTimeLimitDisapplied = "authority_time_limit_disapplied" {
            /// The issue.
            issue: IssueNo,
            /// Why.
            reason: Held,
        },
        /// The Commissioner reported.
        AuthorityReportIssued = "authority_report_issued" {
            /// The issue.
            issue: IssueNo,
            /// The report.
            report: Held,
            /// The day the authority received it.
            received_on: Date,
        },
        /// The authority said what it has done and will do.
        AuthorityActionNotified = "authority_action_notified" {
            /// The issue.
            issue: IssueNo,
            /// Its words.
            action: Held,
        },
        /// The authority says that it is done.
        AuthorityActionConfirmed = "authority_action_confirmed" {
            /// The issue.
            issue: IssueNo,
            /// The evidence.
            evidence: Held,
        },
        /// The Commissioner is satisfied.
        AuthorityActionAccepted = "authority_action_accepted" {
            /// The issue.
            issue: IssueNo,
        },
        /// The Commissioner made a further report (LGA 1974 s.31(2A)).
        FurtherReportIssued = "further_report_issued" {
            /// The issue.
            issue: IssueNo,
            /// The report.
            report: Held,
        },
    }
}

impl Event {
    pub(super) fn touch(&self, facts: &mut CaseFacts) {
        match self {
            Self::AuthorityDrawnIn { authority, .. } => {
                facts.authorities.insert(*authority);
            }
            Self::IndependentAdvocateNeeded { .. } => facts.needs_independent_advocate = true,
            // The Commissioner's office sees the file as soon as any respondent's matter is with it.
            Self::AuthorityComplaintReceived { .. } => {
                facts.reached = facts.reached.max(Some(super::stage::Level::Ombudsman));
                facts.commissioner = true;
            }
            _ => {}
        }
    }

    pub(super) fn apply(&self, file: &mut Complaint) {
        let (issue, track) = match self {
            Self::IndependentAdvocateNeeded { .. } => return,
            Self::AuthorityTimeLimitDisapplied { issue, .. } => {
                if let Some(made) = file.issue_mut(*issue).and_then(|issue| issue.about_authority.as_mut()) {
                    made.disapplied = true;
                }
                return;
            }
            Self::AuthorityDrawnIn { issue, .. } => (issue, Track::DrawnIn),
            Self::AuthorityAnswered { issue, .. } => (issue, Track::Answered),
            Self::AuthorityComplaintReceived { issue, .. } => (issue, Track::WithOmbudsman),
            Self::AuthorityReportIssued { issue, .. } => (issue, Track::Reported),
            Self::AuthorityActionNotified { issue, .. } => (issue, Track::ActionNotified),
            Self::AuthorityActionConfirmed { issue, .. } => (issue, Track::ActionConfirmed),
            Self::AuthorityActionAccepted { issue } => (issue, Track::Complied),
            Self::FurtherReportIssued { issue, .. } => (issue, Track::FurtherReport),
        };
        if let Some(issue) = file.issue_mut(*issue) {
            issue.authority = Some(track);
            if let Self::AuthorityComplaintReceived { on, time: Some(time), .. } = self {
                issue.about_authority = Some(AboutAuthority { person: time.person, on: *on, disapplied: false });
            }
        }
    }
}

/// Draws the authority in as a respondent, unless it is one already.
pub(super) fn draw_in(outcome: Outcome<'_>, issue: IssueNo, authority: LaCode) -> Outcome<'_> {
    let known = outcome.file.issue(issue).is_ok_and(|issue| issue.authority.is_some());
    if known {
        return outcome;
    }
    let warned = outcome.file.facts.needs_independent_advocate
        || outcome
            .events
            .iter()
            .any(|event| matches!(event, super::Event::Authority(Event::IndependentAdvocateNeeded { .. })));
    let looked_after = outcome.file.parties.values().any(|party| party.looked_after)
        || outcome.events.iter().any(|event| {
            use super::intake::Event::ComplaintSubmitted;
            matches!(event, super::Event::Intake(ComplaintSubmitted { pupil: Some(pupil), .. }) if pupil.looked_after)
        });
    let outcome = outcome.and(Event::AuthorityDrawnIn { issue, authority });
    if looked_after && !warned { outcome.and(Event::IndependentAdvocateNeeded { authority }) } else { outcome }
}

fn any_at(file: &Complaint, action: Action, tracks: &[Track]) -> Result<(), Refused> {
    match file.issues.values().any(|issue| issue.authority.is_some_and(|track| tracks.contains(&track))) {
        true => Ok(()),
        false => Err(Refused::NotYet { needs: stands_for(action) }),
    }
}

fn stands_for(action: Action) -> &'static str {
    match action {
        Action::AnswerAsAuthority | Action::ComplainAboutAuthority => {
            "an issue in which the local authority is a respondent"
        }
        Action::IssueAuthorityReport | Action::DisapplyAuthorityTimeLimit => {
            "a complaint about the local authority, made to the Commissioner"
        }
        _ => "a report about the local authority",
    }
}

fn this_at(
    file: &Complaint,
    now: &Moment<'_>,
    issue: IssueNo,
    action: Action,
    tracks: &[Track],
) -> Result<(), Refused> {
    match file.issue_told(issue, now)?.authority {
        Some(track) if tracks.contains(&track) => Ok(()),
        _ => Err(Refused::NotYet { needs: stands_for(action) }),
    }
}

macro_rules! track_command {
    ($(#[$doc:meta])* $name:ident from [$($from:ident),+] { $($(#[$field_doc:meta])* $field:ident: $ty:ty),* $(,)? }
     |$this:ident, $file:ident, $now:ident| $then:expr) => {
        command! {
            $(#[$doc])*
            pub struct $name {
                /// The issue.
                issue: IssueNo,
                $($(#[$field_doc])* $field: $ty),*
            }
        }

        impl Ask for $name {
            const ACTION: Action = Action::$name;

            fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
                any_at(file, Self::ACTION, &[$(Track::$from),+])
            }

            fn decide(&self, $file: &Complaint, $now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
                this_at($file, $now, self.issue, Self::ACTION, &[$(Track::$from),+])?;
                let $this = self;
                $then
            }
        }
    };
}

track_command! {
    /// Answers for the local authority.
    AnswerAsAuthority from [DrawnIn] {
        /// The answer.
        answer: Held,
    }
    |this, file, now| Outcome::of(file, now).and(Event::AuthorityAnswered { issue: this.issue, answer: this.answer.clone() }).done()
}

track_command! {
    /// Takes the complaint about the authority to the Commissioner (LGA 1974 s.26B: twelve months).
    ComplainAboutAuthority from [DrawnIn, Answered] {}
    |this, file, now| {
        let time = in_time(file, file.speaks_for(now.by()), now.today)?;
        let last_day = time.last_day;
        let event = Event::AuthorityComplaintReceived { issue: this.issue, on: now.today, last_day, time: Some(time) };
        Outcome::of(file, now).and(event).done()
    }
}

/// The test of the twelve months of LGA 1974 s.26B. They begin with the first notice of the person affected; where
/// that person died without any, with the first notice of whoever stands in their place.
fn in_time(file: &Complaint, person: PersonId, made_on: Date) -> Result<TimeTest, Refused> {
    let noticed = |person: &PersonId| file.parties.get(person)?.noticed_on;
    let affected = file.parties.get(&person).and_then(|party| party.stands_for);
    let noticed_on = affected.as_ref().and_then(noticed).or_else(|| noticed(&person));
    time_test("T20", person, noticed_on, made_on)
}

/// Refuses what cannot be done on a complaint about the authority that came too late, or of which nobody knows
/// whether it did.
fn within_time(file: &Complaint, issue: IssueNo) -> Result<(), Refused> {
    let Some(made) = file.issue(issue)?.about_authority.filter(|made| !made.disapplied) else {
        return Ok(());
    };
    match in_time(file, made.person, made.on)?.in_time {
        Some(true) => Ok(()),
        Some(false) => Err(Refused::NotYet {
            needs: "a decision to do without the time limit: the complaint about the local authority came too late",
        }),
        None => Err(Refused::NotYet {
            needs: "the day of first notice, or a decision to do without the time limit (LGA 1974 s.26B)",
        }),
    }
}

track_command! {
    /// Does without the time limit for a complaint about the authority (LGA 1974 s.26B).
    DisapplyAuthorityTimeLimit from [WithOmbudsman] {
        /// Why.
        reason: Held,
    }
    |this, file, now| {
        if file.issue(this.issue)?.about_authority.is_none_or(|made| made.disapplied) {
            return Ok(vec![]);
        }
        let event = Event::AuthorityTimeLimitDisapplied { issue: this.issue, reason: this.reason.clone() };
        Outcome::of(file, now).and(event).done()
    }
}

track_command! {
    /// Reports on the authority (LGA 1974 s.30). It then has three months to say what it will do.
    IssueAuthorityReport from [WithOmbudsman] {
        /// The report.
        report: Held,
        /// The day the authority received it; today if left out.
        received_on: Option<Date>,
    }
    |this, file, now| {
        within_time(file, this.issue)?;
        let received_on = this.received_on.unwrap_or(now.today);
        now.not_future("received_on", received_on)?;
        Outcome::of(file, now)
            .and(Event::AuthorityReportIssued { issue: this.issue, report: this.report.clone(), received_on })
            .start("T21", received_on, Some(this.issue))
            .done()
    }
}

track_command! {
    /// Says what the authority has done and will do.
    NotifyAuthorityAction from [Reported] {
        /// Its words.
        action: Held,
    }
    |this, file, now| {
        let ends = file.owed(&["T21"]).find(|deadline| deadline.issue == Some(this.issue)).and_then(|deadline| deadline.due);
        let outcome = Outcome::of(file, now)
            .and(Event::AuthorityActionNotified { issue: this.issue, action: this.action.clone() })
            .meet_issue("T21", this.issue, now.today);
        match ends {
            Some(ends) => outcome.start("T22", ends, Some(this.issue)).done(),
            None => outcome.done(),
        }
    }
}

track_command! {
    /// Confirms that the authority has acted.
    ConfirmAuthorityAction from [ActionNotified] {
        /// The evidence.
        evidence: Held,
    }
    |this, file, now| Outcome::of(file, now)
        .and(Event::AuthorityActionConfirmed { issue: this.issue, evidence: this.evidence.clone() })
        .meet_issue("T22", this.issue, now.today)
        .done()
}

track_command! {
    /// Accepts what the authority did.
    AcceptAuthorityAction from [ActionNotified, ActionConfirmed] {}
    |this, file, now| Outcome::of(file, now)
        .and(Event::AuthorityActionAccepted { issue: this.issue })
        .meet_issue("T22", this.issue, now.today)
        .done()
}

track_command! {
    /// Makes a further report, where the authority has not acted (LGA 1974 s.31(2A)).
    IssueFurtherReport from [Reported, ActionNotified, ActionConfirmed] {
        /// The report.
        report: Held,
    }
    |this, file, now| {
        let running = file.owed(&["T21", "T22"]).find(|deadline| deadline.issue == Some(this.issue));
        if let Some(running) = running && !running.missed(now.today) && file.issue(this.issue)?.authority == Some(Track::Reported) {
            let last = running.last_day().unwrap_or(now.today);
            return Err(Refused::TooEarly { earliest: last.tomorrow().unwrap_or(last) });
        }
        Outcome::of(file, now).and(Event::FurtherReportIssued { issue: this.issue, report: this.report.clone() }).done()
    }
}
