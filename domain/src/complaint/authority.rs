//! The local authority as a second respondent, where it is the provider: its own track, early, on the
//! same issue, under the Local Government Act 1974.

use super::facts::CaseFacts;
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::clock;
use crate::held::Held;
use crate::ids::IssueNo;
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
    match file.issues.iter().any(|issue| issue.authority.is_some_and(|track| tracks.contains(&track))) {
        true => Ok(()),
        false => Err(Refused::NotYet { needs: stands_for(action) }),
    }
}

fn stands_for(action: Action) -> &'static str {
    match action {
        Action::AnswerAsAuthority | Action::ComplainAboutAuthority => {
            "an issue in which the local authority is a respondent"
        }
        Action::IssueAuthorityReport => "a complaint about the local authority, made to the Commissioner",
        _ => "a report about the local authority",
    }
}

fn this_at(file: &Complaint, issue: IssueNo, action: Action, tracks: &[Track]) -> Result<(), Refused> {
    match file.issue(issue)?.authority {
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
                this_at($file, self.issue, Self::ACTION, &[$(Track::$from),+])?;
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
        let noticed = file.parties.get(&file.speaks_for(now.by())).and_then(|party| party.noticed_on);
        let last_day = noticed
            .and_then(|day| clock::rule("T20", day).map(|rule| (rule, day)))
            .and_then(|(rule, day)| clock::due(rule, day, &clock::Calendars::england()).ok())
            .map(|due| due.on);
        Outcome::of(file, now).and(Event::AuthorityComplaintReceived { issue: this.issue, on: now.today, last_day }).done()
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
            let last = running.not_lapsed_before.or(running.due).unwrap_or(now.today);
            return Err(Refused::TooEarly { earliest: last.tomorrow().unwrap_or(last) });
        }
        Outcome::of(file, now).and(Event::FurtherReportIssued { issue: this.issue, report: this.report.clone() }).done()
    }
}
