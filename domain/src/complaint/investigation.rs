//! The investigation, in private: comments, information, mediation, and how it ends (ss.209–211).

use super::facts::CaseFacts;
use super::panel::school_had_its_opportunity;
use super::powers::within_powers;
use super::screening::Screening;
use super::stage::Stage;
use super::statement::StatementKind;
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::actor::Body;
use crate::held::Held;
use crate::ids::{DeadlineNo, InvitationNo, IssueNo, PersonId, RecommendationNo, RequirementNo, Urn};
use crate::law::{CommissionerFinding, DiscontinueReason, NotInvestigated, Purpose, Remedy};
use crate::refused::Refused;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the Commissioner's office holds of the investigation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct InvestigationFile {
    /// The day it was opened.
    pub opened_on: Option<Date>,
    /// The invitations to comment, from number 1.
    pub invitations: Vec<Invitation>,
    /// The day by which comments are asked for.
    pub comment_by: Option<Date>,
    /// The requirements of information, from number 1.
    pub information: Vec<Requirement>,
}

/// Information or documents that were required.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Whether they were produced.
    pub answered: bool,
    /// The clock that runs for them.
    pub deadline: DeadlineNo,
}

/// Who is invited to comment (s.209(1)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Invited {
    /// The respondent: the governing body.
    Respondent {
        /// The school, where there are several.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        school: Option<Urn>,
    },
    /// The local authority, where it is a respondent.
    Authority {},
    /// A person alleged in the complaint to have done or authorised the act.
    Alleged {
        /// Who.
        person: PersonId,
    },
    /// A person who otherwise appears to have done or authorised it.
    Appears {
        /// Who.
        person: PersonId,
    },
}

impl Invited {
    /// Whether somebody of this body may answer: each body its own invitation. What a person writes, or a body without
    /// this service, the Commissioner's office records.
    #[must_use]
    pub fn answered_by(&self, body: Body) -> bool {
        match (self, body) {
            (_, Body::Ombudsman) => true,
            (Self::Respondent { school }, Body::School(own)) => school.is_none_or(|school| school == own),
            (Self::Respondent { .. }, _) => false,
            (Self::Authority {}, body) => matches!(body, Body::Authority(_)),
            (Self::Alleged { .. } | Self::Appears { .. }, _) => false,
        }
    }
}

/// An invitation to comment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Invitation {
    /// Whom it went to.
    pub to: Invited,
    /// Whether a comment came.
    pub answered: bool,
}

/// A finding on one issue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The issue.
    pub issue: IssueNo,
    /// What was found.
    pub finding: CommissionerFinding,
    /// The conclusions and the reasons.
    pub reasons: Held,
}

/// Action the governing body should take (s.211).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecommendationDetails {
    /// The issue it belongs to.
    pub issue: IssueNo,
    /// The school whose governing body is to act, where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<Urn>,
    /// The kind of remedy.
    pub code: Remedy,
    /// To remedy this injustice, or to prevent the like.
    pub purpose: Purpose,
    /// What should be done.
    pub text: Held,
    /// By when.
    pub due: Option<Date>,
    /// What will show that it was done.
    pub evidence_required: Option<Held>,
}

impl RecommendationDetails {
    /// With the school where there are several, and without it where there is one.
    fn for_one_of(&self, facts: &CaseFacts) -> Self {
        Self { school: self.school.and_then(|school| facts.named(school)), ..self.clone() }
    }
}

events! {
    /// What happens in an investigation.
    pub enum Event {
        /// The Commissioner will not investigate; a statement follows.
        InvestigationDeclined = "investigation_declined" {
            /// Who decided.
            by: PersonId,
            /// Why.
            reasons: Vec<NotInvestigated>,
            /// In words.
            explanation: Held,
        },
        /// The Commissioner investigates.
        InvestigationOpened = "investigation_opened" {
            /// The day.
            on: Date,
            /// The matter, as it is put to those who may comment.
            matter: Held,
            /// The day by which comments are asked for.
            comment_by: Date,
            /// What those who are invited are told of what becomes of a comment; not known of the first ones.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            privacy_notice: Option<Held>,
            /// Why it identifies people to persons beside the governing body, where that is necessary.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            identifying: Option<Held>,
        },
        /// Somebody was given the opportunity to comment (s.209(1)).
        CommentInvited = "comment_invited" {
            /// Whom.
            to: Invited,
        },
        /// A comment came.
        CommentReceived = "comment_received" {
            /// The invitation's number.
            invitation: InvitationNo,
            /// The comment.
            comment: Held,
        },
        /// Information or documents were required (s.210).
        InformationRequired = "information_required" {
            /// Its number.
            requirement: RequirementNo,
            /// From whom, and what.
            what: Held,
            /// By when.
            by: Date,
        },
        /// They were produced.
        InformationProduced = "information_produced" {
            /// The requirement's number.
            requirement: RequirementNo,
            /// What was produced.
            note: Held,
        },
        /// Obstruction was certified to the High Court (s.210).
        ObstructionCertified = "obstruction_certified" {
            /// The requirement's number.
            requirement: RequirementNo,
            /// What happened.
            reason: Held,
        },
        /// A mediator was appointed (s.210). Time limits run on.
        MediatorAppointed = "mediator_appointed" {
            /// Who.
            mediator: PersonId,
        },
        /// The mediation is over. What was said in it stays out of the investigation.
        MediationConcluded = "mediation_concluded" {
            /// Whether the parties agreed.
            settled: bool,
        },
        /// The investigation was ended before it was complete; a statement follows.
        InvestigationDiscontinued = "investigation_discontinued" {
            /// Who decided.
            by: PersonId,
            /// Why.
            reason: DiscontinueReason,
            /// In words, and who verified what the school did.
            explanation: Held,
        },
        /// The investigation is complete; a statement follows.
        InvestigationCompleted = "investigation_completed" {
            /// Who decided.
            by: PersonId,
            /// The finding on each issue.
            findings: Vec<Finding>,
            /// Whether anything is recommended.
            recommends: bool,
        },
        /// Action was recommended.
        RecommendationMade = "recommendation_made" {
            /// Its number.
            recommendation: RecommendationNo,
            /// What it is.
            details: RecommendationDetails,
        },
    }
}

impl Event {
    pub(super) fn touch(&self, facts: &mut CaseFacts) {
        match self {
            Self::InvestigationDeclined { .. } => facts.stage = Stage::NotInvestigated,
            Self::InvestigationOpened { .. } | Self::MediationConcluded { .. } => facts.stage = Stage::Investigating,
            Self::MediatorAppointed { .. } => facts.stage = Stage::Mediation,
            Self::InvestigationDiscontinued { .. } => facts.stage = Stage::Discontinued,
            Self::InvestigationCompleted { recommends, .. } => {
                facts.recommended_to.clear();
                facts.stage = match recommends {
                    true => Stage::CompletedWithRecommendations,
                    false => Stage::CompletedWithoutRecommendations,
                };
            }
            Self::RecommendationMade { details, .. } => facts.recommended_to.extend(details.school),
            _ => {}
        }
    }

    pub(super) fn apply(&self, file: &mut Complaint) {
        match self {
            Self::InvestigationDeclined { by, reasons, .. } => {
                file.file.decided_by.insert(*by);
                file.statement.owed = Some(StatementKind::NotInvestigated);
                file.ombudsman.declined_as_premature |= reasons.contains(&NotInvestigated::Premature);
            }
            // One that is opened again begins anew.
            Self::InvestigationOpened { on, comment_by, .. } => {
                file.investigation = InvestigationFile {
                    opened_on: Some(*on),
                    comment_by: Some(*comment_by),
                    ..InvestigationFile::default()
                };
            }
            Self::CommentInvited { to } => {
                file.investigation.invitations.push(Invitation { to: to.clone(), answered: false });
            }
            Self::CommentReceived { invitation, .. } => {
                if let Some(known) = file.investigation.invitations.get_mut(usize::from(invitation.0).wrapping_sub(1)) {
                    known.answered = true;
                }
            }
            Self::InformationRequired { .. } => {
                // The clock is started by the event that follows.
                let deadline = file.next_deadline("T14");
                file.investigation.information.push(Requirement { answered: false, deadline });
            }
            Self::InformationProduced { requirement, .. } => {
                if let Some(known) = file.investigation.information.get_mut(usize::from(requirement.0).wrapping_sub(1))
                {
                    known.answered = true;
                }
            }
            Self::InvestigationDiscontinued { by, .. } => {
                file.file.decided_by.insert(*by);
                file.statement.owed = Some(StatementKind::Discontinued);
            }
            Self::InvestigationCompleted { by, findings, .. } => {
                file.file.decided_by.insert(*by);
                file.statement.owed = Some(StatementKind::Completed);
                for finding in findings {
                    if let Some(issue) = file.issue_mut(finding.issue) {
                        issue.finding = Some(finding.finding);
                    }
                }
            }
            Self::RecommendationMade { recommendation, details } => {
                file.compliance.recommends(&file.facts, *recommendation, details);
            }
            Self::ObstructionCertified { .. } | Self::MediatorAppointed { .. } | Self::MediationConcluded { .. } => {}
        }
    }
}

command! {
    /// Opens the investigation and invites everyone named in s.209(1) to comment: each respondent school by itself.
    pub struct OpenInvestigation {
        /// The matter, as it is put to those who may comment. Where persons are invited, it names nobody.
        matter: Held,
        /// The day by which comments are asked for.
        comment_by: Date,
        /// What becomes of a comment: who reads it, what it is used for, how long it is kept (s.214).
        privacy_notice: Held,
        /// Why people are identified to the persons invited, where they could not comment otherwise.
        identifying: Option<Held>,
        /// Persons alleged or appearing to have done or authorised the act. The governing body, and the
        /// local authority where it is a respondent, are invited in any case.
        #[serde(default)]
        others: Vec<Invited>,
        /// Counted by the service.
        #[serde(default)]
        screening: Screening,
    }
}

impl Ask for OpenInvestigation {
    const ACTION: Action = Action::OpenInvestigation;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::UnderAssessment])?;
        if !within_powers(file, now.today) {
            return Err(Refused::NotYet { needs: "a complaint within the Commissioner's powers" });
        }
        if school_had_its_opportunity(file, now) || file.ombudsman.opportunity_waived {
            return Ok(());
        }
        Err(Refused::NotYet { needs: "the governing body's answer, or a decision not to wait for it (s.207(3))" })
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        now.yet_to_come("comment_by", self.comment_by)?;
        let named = |invited: &Invited| matches!(invited, Invited::Alleged { .. } | Invited::Appears { .. });
        if !self.others.iter().all(named) {
            return Err(Refused::NotAcceptable { field: "others", why: "the respondents are invited in any case" });
        }
        if self.others.len() > super::intake::MOST {
            return Err(Refused::TooMany { what: "invitations", most: super::intake::MOST });
        }
        // The respondents have the complaint before them; who else is invited learns nothing of whose it is.
        if !self.others.is_empty() {
            self.screening.pass(self.identifying.as_ref())?;
        }
        let schools = file.facts.schools.iter();
        let mut invited: Vec<_> =
            schools.map(|school| Invited::Respondent { school: file.facts.named(*school) }).collect();
        if !file.facts.authorities.is_empty() {
            invited.push(Invited::Authority {});
        }
        for other in &self.others {
            if !invited.contains(other) {
                invited.push(other.clone());
            }
        }
        Outcome::of(file, now)
            .and(Event::InvestigationOpened {
                on: now.today,
                matter: self.matter.clone(),
                comment_by: self.comment_by,
                privacy_notice: Some(self.privacy_notice.clone()),
                identifying: self.identifying.clone(),
            })
            .and_all(invited.into_iter().map(|to| Event::CommentInvited { to }))
            .start_until("T13", now.today, None, Some(self.comment_by))
            .done()
    }
}

command! {
    /// Comments on the matter, for one of those invited.
    pub struct SubmitComment {
        /// The invitation's number, from 1.
        invitation: InvitationNo,
        /// The comment.
        comment: Held,
    }
}

impl Ask for SubmitComment {
    const ACTION: Action = Action::SubmitComment;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::Investigating, Stage::Mediation])?;
        let mut waiting = file.investigation.invitations.iter().filter(|known| !known.answered).peekable();
        if waiting.peek().is_none() {
            return Err(Refused::AlreadyDone { what: "everyone invited has commented" });
        }
        match waiting.any(|known| known.to.answered_by(now.stamp.actor.body)) {
            true => Ok(()),
            false => Err(Refused::NotYet { needs: "an invitation to comment that is yours to answer" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let index = usize::from(self.invitation.0).checked_sub(1);
        let known = index.and_then(|index| file.investigation.invitations.get(index));
        let known = known.ok_or(Refused::NoSuchItem { what: "invitation" })?;
        if known.answered {
            return Err(Refused::AlreadyDone { what: "this invitation has been answered" });
        }
        if !known.to.answered_by(now.stamp.actor.body) {
            return Err(Refused::NotAcceptable { field: "invitation", why: "this invitation went to somebody else" });
        }
        let all = file.investigation.invitations.iter().filter(|known| !known.answered).count() == 1;
        let event = Event::CommentReceived { invitation: self.invitation, comment: self.comment.clone() };
        let outcome = Outcome::of(file, now).and(event);
        if all { outcome.meet(&["T13"], now.today).done() } else { outcome.done() }
    }
}

command! {
    /// Completes the investigation with a finding on each issue, and what should be done.
    pub struct CompleteInvestigation {
        /// The finding on each open issue.
        findings: Vec<Finding>,
        /// What the governing body should do.
        #[serde(default)]
        recommendations: Vec<RecommendationDetails>,
    }
}

impl CompleteInvestigation {
    fn check(&self, file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        let regime = file.under_2009_act()?;
        for finding in &self.findings {
            file.open_issue(finding.issue)?;
        }
        let found = |issue: IssueNo| self.findings.iter().filter(|finding| finding.issue == issue).count();
        if file.open_issues().any(|(number, _)| found(number) != 1) {
            return Err(Refused::Missing { field: "findings", why: "each open issue needs one finding with reasons" });
        }
        if self.recommendations.len() > super::intake::MOST {
            return Err(Refused::TooMany { what: "recommendations", most: super::intake::MOST });
        }
        let unjust = |issue: IssueNo| {
            let of_issue = self.findings.iter().filter(|finding| finding.issue == issue);
            of_issue.into_iter().any(|finding| finding.finding == CommissionerFinding::InjusticeFound)
        };
        for one in &self.recommendations {
            file.open_issue(one.issue)?;
            file.facts.respondent(one.school, "recommendations")?;
            if !unjust(one.issue) {
                return Err(Refused::NotAcceptable {
                    field: "recommendations",
                    why: "where an issue has no injustice there is nothing to remedy or prevent",
                });
            }
            if !one.code.allowed_under(regime) {
                return Err(Refused::RemedyNotAvailable { remedy: one.code.code() });
            }
            if one.due.is_some_and(|due| due <= now.today) {
                return Err(Refused::DateOutOfOrder {
                    field: "recommendations",
                    why: "the day by which to act must be later than today",
                });
            }
        }
        Ok(())
    }
}

impl Ask for CompleteInvestigation {
    const ACTION: Action = Action::CompleteInvestigation;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::Investigating])?;
        let closed = file.investigation.comment_by.is_some_and(|day| now.today > day);
        if closed || file.investigation.invitations.iter().all(|known| known.answered) {
            return Ok(());
        }
        Err(Refused::NotYet { needs: "a comment from everyone invited, or the end of the time for it (s.209(1))" })
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        self.check(file, now)?;
        let made = (1u8..).map(RecommendationNo).zip(&self.recommendations);
        Outcome::of(file, now)
            .and(Event::InvestigationCompleted {
                by: now.by(),
                findings: self.findings.clone(),
                recommends: !self.recommendations.is_empty(),
            })
            .and_all(made.map(|(recommendation, details)| Event::RecommendationMade {
                recommendation,
                details: details.for_one_of(&file.facts),
            }))
            .cancel(&["T13", "T14"])
            .done()
    }
}
