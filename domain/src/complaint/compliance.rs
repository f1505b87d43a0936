//! What the governing body does about the recommendations (s.212): notify, act, confirm.

use super::facts::CaseFacts;
use super::investigation::RecommendationDetails;
use super::respondents::{Answerable, acting};
use super::stage::Stage;
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::held::Held;
use crate::ids::{DeadlineNo, IssueNo, PersonId, RecommendationNo, Urn};
use crate::law::{Purpose, RecommendationStatus, Remedy};
use crate::refused::Refused;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One recommendation and how it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Recommendation {
    /// The issue it belongs to.
    pub issue: IssueNo,
    /// The school whose governing body is to act, where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<Urn>,
    /// The kind of remedy.
    pub code: Remedy,
    /// To remedy, or to prevent.
    pub purpose: Purpose,
    /// By when.
    pub due: Option<Date>,
    /// How it stands.
    pub status: RecommendationStatus,
}

impl Recommendation {
    /// A recommendation just made.
    #[must_use]
    pub fn of(details: &RecommendationDetails) -> Self {
        Self {
            issue: details.issue,
            school: details.school,
            code: details.code,
            purpose: details.purpose,
            due: details.due,
            status: RecommendationStatus::Open,
        }
    }

    /// Whether it still has to be done.
    #[must_use]
    pub fn unmet(&self) -> bool {
        !matches!(self.status, RecommendationStatus::Accepted | RecommendationStatus::Unenforceable)
    }
}

/// How compliance stands.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ComplianceFile {
    /// The recommendations by their numbers, from 1.
    pub recommendations: BTreeMap<RecommendationNo, Recommendation>,
    /// The governing bodies to which something is recommended, by their schools: the first for all of them, where they
    /// answer together.
    pub bodies: BTreeMap<Urn, Answerable>,
}

/// What the governing body says of one recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActionSaid {
    /// It has been done.
    Taken,
    /// It will be done.
    Proposed,
    /// It will not be done.
    None,
}

/// The governing body's word on one recommendation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotifiedAction {
    /// The recommendation.
    pub recommendation: RecommendationNo,
    /// Done, to be done, or not.
    pub action: ActionSaid,
    /// In words.
    pub detail: Held,
}

events! {
    /// What happens while the governing body complies, or does not.
    pub enum Event {
        /// More time was agreed in writing (s.212).
        PeriodExtendedByAgreement = "period_extended_by_agreement" {
            /// The deadline.
            deadline: DeadlineNo,
            /// The last day before.
            from: Date,
            /// The last day now.
            to: Date,
            /// The agreement.
            agreement: Held,
            /// Why it was agreed after the period had ended, if it was.
            override_reason: Option<Held>,
        },
        /// The governing body said what it has done and will do.
        ActionNotified = "action_notified" {
            /// Its word on each recommendation.
            actions: Vec<NotifiedAction>,
            /// The day.
            on: Date,
            /// Where the complaint stands, if that is for another governing body to say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            stands: Option<Stage>,
        },
        /// The governing body said that it will do nothing.
        NoActionDecided = "no_action_decided" {
            /// Its word on each recommendation.
            actions: Vec<NotifiedAction>,
            /// The day.
            on: Date,
            /// Whether that was before the end of the required period.
            early: bool,
        },
        /// The governing body says that action was taken as proposed.
        ActionConfirmationReceived = "action_confirmation_received" {
            /// The recommendations.
            recommendations: Vec<RecommendationNo>,
            /// The evidence.
            evidence: Held,
            /// The day.
            on: Date,
            /// Where the complaint stands, if that is for another governing body to say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            stands: Option<Stage>,
        },
        /// The Commissioner is satisfied.
        ConfirmationAccepted = "confirmation_accepted" {
            /// The recommendations.
            recommendations: Vec<RecommendationNo>,
        },
        /// Every recommendation is done.
        RecommendationsComplied = "recommendations_complied" {},
        /// The Commissioner is not satisfied with the action (ground b).
        NotSatisfied = "not_satisfied" {
            /// The recommendations.
            recommendations: Vec<RecommendationNo>,
            /// Why.
            reason: Held,
        },
        /// The required period ended without a notification (ground a1).
        NoNotificationReceived = "no_notification_received" {
            /// The school whose governing body was to notify, where each answers for itself.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            school: Option<Urn>,
            /// The last day of the required period.
            period_ended: Date,
        },
        /// No confirmation came in time (ground c).
        NoConfirmationReceived = "no_confirmation_received" {
            /// The school whose governing body was to confirm, where each answers for itself.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            school: Option<Urn>,
            /// The last day on every reading of the law.
            period_ended: Date,
        },
        /// Somebody of the family said whether what was recommended has come.
        RemedyReported = "remedy_reported" {
            /// The recommendation.
            recommendation: RecommendationNo,
            /// Who says so.
            person: PersonId,
            /// Whether it has come.
            came: bool,
            /// In their words.
            note: Option<Held>,
        },
        /// Recommendations cannot be enforced against a body that is no more.
        RecommendationsUnenforceable = "recommendations_unenforceable" {
            /// The recommendations.
            recommendations: Vec<RecommendationNo>,
            /// Why.
            reason: Held,
            /// Whether none is left to enforce.
            all: bool,
            /// Where the complaint stands, if a governing body owes nothing any more and another still does.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            stands: Option<Stage>,
        },
    }
}

impl CaseFacts {
    /// Moves the stage until a notice is required. From then on what the governing body says or does late
    /// changes how the recommendations stand, and does not take the notice back.
    fn complies(&mut self, stage: Stage) {
        if self.stage < Stage::NoticeRequired {
            self.stage = stage;
        }
    }
}

impl Event {
    pub(super) fn touch(&self, facts: &mut CaseFacts) {
        match self {
            Self::ActionNotified { stands, .. } => facts.complies(stands.unwrap_or(Stage::ActionNotified)),
            Self::NoActionDecided { .. } => facts.complies(Stage::Refused),
            Self::ActionConfirmationReceived { stands, .. } => {
                facts.complies(stands.unwrap_or(Stage::AwaitingConfirmation));
            }
            Self::RecommendationsComplied {} => facts.stage = Stage::Complied,
            Self::NotSatisfied { .. } => facts.stage = Stage::NotSatisfied,
            Self::NoNotificationReceived { .. } => facts.stage = Stage::NoNotification,
            Self::NoConfirmationReceived { .. } => facts.stage = Stage::NotConfirmed,
            Self::RecommendationsUnenforceable { all: true, .. } => facts.stage = Stage::Unenforceable,
            Self::RecommendationsUnenforceable { stands: Some(stage), .. } => facts.complies(*stage),
            Self::PeriodExtendedByAgreement { .. }
            | Self::ConfirmationAccepted { .. }
            | Self::RemedyReported { .. }
            | Self::RecommendationsUnenforceable { .. } => {}
        }
    }

    /// The recommendations an event changes, and how they stand after it.
    #[must_use]
    pub fn statuses(&self) -> Vec<(RecommendationNo, RecommendationStatus)> {
        let all = |numbers: &[RecommendationNo], status| numbers.iter().map(|number| (*number, status)).collect();
        match self {
            Self::ActionNotified { actions, .. } | Self::NoActionDecided { actions, .. } => {
                actions.iter().map(|one| (one.recommendation, one.action.into())).collect()
            }
            Self::ActionConfirmationReceived { recommendations, .. } => {
                all(recommendations, RecommendationStatus::DoneClaimed)
            }
            Self::ConfirmationAccepted { recommendations } => all(recommendations, RecommendationStatus::Accepted),
            Self::NotSatisfied { recommendations, .. } => all(recommendations, RecommendationStatus::NotSatisfied),
            Self::RecommendationsUnenforceable { recommendations, .. } => {
                all(recommendations, RecommendationStatus::Unenforceable)
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn apply(&self, file: &mut Complaint) {
        let statuses = self.statuses();
        let named = file.bodies_for(statuses.iter().map(|(number, _)| number));
        file.set_statuses(statuses);
        let (bodies, stage) = match self {
            Self::ActionNotified { .. } => (named, Stage::ActionNotified),
            Self::NoActionDecided { .. } => (named, Stage::Refused),
            Self::ActionConfirmationReceived { .. } => (named, Stage::AwaitingConfirmation),
            Self::NotSatisfied { .. } => (named, Stage::NotSatisfied),
            Self::RecommendationsUnenforceable { recommendations, .. } => {
                (file.done_with(recommendations), Stage::Unenforceable)
            }
            Self::NoNotificationReceived { school, .. } => (file.bodies_meant(*school), Stage::NoNotification),
            Self::NoConfirmationReceived { school, .. } => (file.bodies_meant(*school), Stage::NotConfirmed),
            _ => return,
        };
        for (_, body) in file.compliance.bodies.iter_mut().filter(|(school, _)| bodies.contains(school)) {
            body.stage = stage;
            match self {
                Self::ActionNotified { on, .. } => {
                    body.notified_on.get_or_insert(*on);
                    body.refused_on = None;
                }
                Self::NoActionDecided { on, .. } => {
                    body.notified_on.get_or_insert(*on);
                    body.refused_on.get_or_insert(*on);
                }
                _ => {}
            }
        }
    }
}

impl From<ActionSaid> for RecommendationStatus {
    fn from(said: ActionSaid) -> Self {
        match said {
            ActionSaid::Taken => Self::DoneClaimed,
            ActionSaid::Proposed => Self::Proposed,
            ActionSaid::None => Self::Rejected,
        }
    }
}

impl Complaint {
    pub(super) fn set_statuses(&mut self, statuses: Vec<(RecommendationNo, RecommendationStatus)>) {
        for (number, status) in statuses {
            if let Some(known) = self.compliance.recommendations.get_mut(&number) {
                known.status = status;
            }
        }
    }

    /// The recommendations not yet met, with their numbers.
    pub fn unmet(&self) -> impl Iterator<Item = RecommendationNo> {
        self.compliance.recommendations.iter().filter(|(_, one)| one.unmet()).map(|(number, _)| *number)
    }

    /// Named recommendations for these governing bodies, each known, unmet and named once; all unmet ones if none is
    /// named.
    pub(super) fn named_unmet(
        &self,
        named: &[RecommendationNo],
        bodies: &[Urn],
    ) -> Result<Vec<RecommendationNo>, Refused> {
        named_among(named, bodies.iter().flat_map(|school| self.unmet_by(*school)).collect())
    }

    /// The same among those that the Commissioner accepted as done.
    pub(super) fn named_accepted(&self, named: &[RecommendationNo]) -> Result<Vec<RecommendationNo>, Refused> {
        named_among(named, self.standing(RecommendationStatus::Accepted).collect())
    }

    /// The recommendations for which a governing body proposed action and has not confirmed it.
    pub(super) fn unconfirmed(&self, school: Urn) -> impl Iterator<Item = RecommendationNo> {
        let own = move |number: &RecommendationNo| {
            self.compliance.recommendations.get(number).is_some_and(|one| one.is_for(school))
        };
        self.standing(RecommendationStatus::Proposed).filter(own)
    }

    fn standing(&self, status: RecommendationStatus) -> impl Iterator<Item = RecommendationNo> {
        let all = self.compliance.recommendations.iter();
        all.filter(move |(_, one)| one.status == status).map(|(number, _)| *number)
    }
}

fn named_among(
    named: &[RecommendationNo],
    fitting: BTreeSet<RecommendationNo>,
) -> Result<Vec<RecommendationNo>, Refused> {
    if named.is_empty() {
        return Ok(fitting.into_iter().collect());
    }
    let distinct: BTreeSet<RecommendationNo> = named.iter().copied().collect();
    if distinct.len() != named.len() {
        return Err(Refused::NotAcceptable { field: "recommendations", why: "a recommendation is named twice" });
    }
    match distinct.difference(&fitting).next() {
        Some(number) => Err(Refused::NoSuchRecommendation { recommendation: number.0 }),
        None => Ok(distinct.into_iter().collect()),
    }
}

command! {
    /// Notifies the Commissioner of the action taken, proposed, or not to be taken (s.212).
    pub struct NotifyAction {
        /// The governing body's word on each recommendation that is not met.
        actions: Vec<NotifiedAction>,
    }
}

impl Ask for NotifyAction {
    const ACTION: Action = Action::NotifyAction;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        acting(file, now, Self::ACTION, &NOTIFIABLE).map(|_| ())
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let own = file.own_body(now)?;
        let named: Vec<RecommendationNo> = self.actions.iter().map(|one| one.recommendation).collect();
        if named.is_empty() || file.named_unmet(&named, &[own])?.len() < file.unmet_by(own).count() {
            return Err(Refused::Missing { field: "actions", why: "say of each recommendation what is done about it" });
        }
        let none = self.actions.iter().all(|one| one.action == ActionSaid::None);
        let proposed = self.actions.iter().any(|one| one.action == ActionSaid::Proposed);
        let ends = file.required_period_ends(own);
        let early = ends.is_some_and(|ends| now.today <= ends);
        let (bodies, outcome) = (BTreeSet::from([own]), Outcome::of(file, now));
        if none {
            return outcome
                .and(Event::NoActionDecided { actions: self.actions.clone(), on: now.today, early })
                .meet_of("T04", &bodies, now.today)
                .done();
        }
        let stands = file.stands(&bodies, Stage::ActionNotified);
        let outcome = outcome
            .and(Event::ActionNotified { actions: self.actions.clone(), on: now.today, stands })
            .meet_of("T04", &bodies, now.today);
        match ends {
            Some(ends) if proposed && !file.confirmation_runs_from(ends, own) => {
                outcome.start_of("T05", ends, own).done()
            }
            _ if !proposed => outcome.meet_of("T05", &bodies, now.today).done(),
            _ => outcome.done(),
        }
    }
}

/// Where a notification can come.
const NOTIFIABLE: [Stage; 4] =
    [Stage::AwaitingNotification, Stage::NoNotification, Stage::Refused, Stage::NotSatisfied];
/// Where a confirmation can come and be judged.
pub(super) const CONFIRMABLE: [Stage; 4] =
    [Stage::ActionNotified, Stage::AwaitingConfirmation, Stage::NotConfirmed, Stage::NotSatisfied];

command! {
    /// Confirms that action was taken as proposed.
    pub struct ConfirmAction {
        /// The recommendations; all that are not met if left out.
        #[serde(default)]
        recommendations: Vec<RecommendationNo>,
        /// The evidence.
        evidence: Held,
    }
}

impl Ask for ConfirmAction {
    const ACTION: Action = Action::ConfirmAction;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        acting(file, now, Self::ACTION, &CONFIRMABLE).map(|_| ())
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let own = file.own_body(now)?;
        let bodies = BTreeSet::from([own]);
        let recommendations = file.named_unmet(&self.recommendations, &[own])?;
        let left = file.unconfirmed(own).any(|number| !recommendations.contains(&number));
        let outcome = Outcome::of(file, now).and(Event::ActionConfirmationReceived {
            recommendations,
            evidence: self.evidence.clone(),
            on: now.today,
            stands: file.stands(&bodies, Stage::AwaitingConfirmation),
        });
        // The time is for the governing body's word; how long the Commissioner takes to judge it is not counted.
        if left { outcome.done() } else { outcome.meet_of("T05", &bodies, now.today).done() }
    }
}

command! {
    /// Says, for the family, whether what was recommended has come. It changes nothing by itself: the Commissioner
    /// judges whether a recommendation is done, and is told by those whom it was for.
    pub struct ReportRemedy {
        /// The recommendation.
        recommendation: RecommendationNo,
        /// Whether it has come.
        came: bool,
        /// In their words.
        note: Option<Held>,
    }
}

impl Ask for ReportRemedy {
    const ACTION: Action = Action::ReportRemedy;

    /// From the day on which the governing body has the statement, and after the end: closed is not done.
    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        if file.compliance.recommendations.is_empty() || file.facts.stage < Stage::AwaitingNotification {
            return Err(Refused::NotYet { needs: "a recommendation that the governing body has" });
        }
        Ok(())
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let recommendation = self.recommendation;
        if !file.compliance.recommendations.contains_key(&recommendation) {
            return Err(Refused::NoSuchRecommendation { recommendation: recommendation.0 });
        }
        let (person, note) = (now.by(), self.note.clone());
        Outcome::of(file, now).and(Event::RemedyReported { recommendation, person, came: self.came, note }).done()
    }
}
