//! The part of a file that is about some of its issues: what a body reads that answers for those and for no others.
//!
//! A local authority is a respondent in the issues where it is the provider. What the family says of the school is
//! not its to know, so its officer's file is folded from what is left of each event, and holds nothing else.

use super::authority::Event as OfAuthority;
use super::compliance::Event as Compliance;
use super::deadlines::Event as OfClock;
use super::direction::Event as Direction;
use super::facts::CaseFacts;
use super::file::{Correction, Event as OfFile};
use super::intake::Event as Intake;
use super::investigation::Event as Inquiry;
use super::notice::Event as Notice;
use super::ombudsman::Event as OfOmbudsman;
use super::panel::Event as Panel;
use super::school::Event as School;
use super::statement::Event as OfStatement;
use super::{Complaint, Event};
use crate::ids::{DeadlineNo, IssueNo, RecommendationNo};
use crate::law::CommissionerFinding;
use crate::policy::Sight;
use std::collections::BTreeSet;
use std::slice::from_ref;

impl CaseFacts {
    /// Learns from an event which issues there are, who answers for them, and what belongs to each.
    pub(super) fn learn_issues(&mut self, event: &Event) {
        match event {
            Event::Intake(Intake::ComplaintSubmitted { issues, .. }) => {
                self.issues = (1u8..).map(IssueNo).zip(issues.iter().map(|_| None)).collect();
            }
            Event::Authority(OfAuthority::AuthorityDrawnIn { issue, authority }) => {
                self.issues.insert(*issue, Some(*authority));
            }
            Event::Deadlines(OfClock::DeadlineStarted { deadline, issue: Some(issue), .. }) => {
                self.clocks.insert(*deadline, *issue);
            }
            // A case reopened after a review may be given others under the same numbers.
            Event::Investigation(Inquiry::InvestigationCompleted { .. }) => self.recommendations.clear(),
            Event::Investigation(Inquiry::RecommendationMade { recommendation, details }) => {
                self.recommendations.insert(*recommendation, details.issue);
            }
            _ => {}
        }
    }

    /// The issues that recommendations belong to.
    fn of_recommendations<'a>(&self, numbers: impl IntoIterator<Item = &'a RecommendationNo>) -> BTreeSet<IssueNo> {
        numbers.into_iter().filter_map(|number| self.recommendations.get(number).copied()).collect()
    }

    /// The issues that clocks run for; none where one of them runs for the case as a whole.
    fn of_clocks(&self, numbers: &[DeadlineNo]) -> BTreeSet<IssueNo> {
        let issues = numbers.iter().map(|number| self.clocks.get(number).copied());
        issues.collect::<Option<_>>().unwrap_or_default()
    }
}

/// The events that name recommendations in a list of their own, which is read in one place and cut in another.
macro_rules! name_recommendations {
    ($list:ident) => {
        Event::Compliance(
            Compliance::ActionConfirmationReceived { recommendations: $list, .. }
                | Compliance::ConfirmationAccepted { recommendations: $list }
                | Compliance::NotSatisfied { recommendations: $list, .. }
                | Compliance::RecommendationsUnenforceable { recommendations: $list, .. },
        ) | Event::Direction(
            Direction::DirectionGiven { recommendations: $list, .. }
                | Direction::DirectionRevoked { recommendations: $list, .. }
                | Direction::DirectionComplied { recommendations: $list },
        ) | Event::Notice(Notice::AdverseFindingsNoticeRequired { unmet: $list, .. })
    };
}

impl Event {
    /// The issues it is about and no others; none where it is about the case as a whole. The facts are those that
    /// it has changed already.
    #[must_use]
    pub fn issues(&self, facts: &CaseFacts) -> BTreeSet<IssueNo> {
        match self {
            Self::Intake(Intake::IssueClassified { issue, .. } | Intake::IssueRedirected { issue, .. })
            | Self::Authority(
                OfAuthority::AuthorityDrawnIn { issue, .. }
                | OfAuthority::AuthorityAnswered { issue, .. }
                | OfAuthority::AuthorityComplaintReceived { issue, .. }
                | OfAuthority::AuthorityTimeLimitDisapplied { issue, .. }
                | OfAuthority::AuthorityReportIssued { issue, .. }
                | OfAuthority::AuthorityActionNotified { issue, .. }
                | OfAuthority::AuthorityActionConfirmed { issue, .. }
                | OfAuthority::AuthorityActionAccepted { issue }
                | OfAuthority::FurtherReportIssued { issue, .. },
            )
            | Self::File(
                OfFile::IssueRedacted { issue, .. }
                | OfFile::FactCorrected { correction: Correction::HappenedOn { issue, .. }, .. },
            ) => [*issue].into(),
            Self::School(School::ResolvedInformally { issues, .. })
            | Self::Ombudsman(OfOmbudsman::IssuesTakenUp { issues }) => issues.iter().copied().collect(),
            Self::School(School::Stage1DecisionIssued { outcomes, .. })
            | Self::Panel(Panel::GoverningBodyDecisionIssued { outcomes, .. }) => {
                outcomes.iter().map(|one| one.issue).collect()
            }
            Self::Investigation(Inquiry::InvestigationCompleted { findings, .. }) => {
                findings.iter().map(|one| one.issue).collect()
            }
            Self::Investigation(Inquiry::RecommendationMade { details, .. }) => [details.issue].into(),
            Self::Statement(OfStatement::StatementIssued { contents, .. }) => {
                contents.iter().flat_map(|contents| &contents.issues).map(|one| one.issue).collect()
            }
            Self::Compliance(
                Compliance::ActionNotified { actions, .. } | Compliance::NoActionDecided { actions, .. },
            ) => facts.of_recommendations(actions.iter().map(|one| &one.recommendation)),
            Self::Compliance(Compliance::RemedyReported { recommendation, .. }) => {
                facts.of_recommendations([recommendation])
            }
            name_recommendations!(recommendations) => facts.of_recommendations(recommendations),
            // What becomes of the recommendations is about the issues that have some.
            Self::Compliance(
                Compliance::RecommendationsComplied {}
                | Compliance::NoNotificationReceived { .. }
                | Compliance::NoConfirmationReceived { .. },
            )
            | Self::Notice(
                Notice::NoticeFormSigned { .. }
                | Notice::NoticeFormAgreed {}
                | Notice::NoticeDefaulted { .. }
                | Notice::NoticePublished { .. }
                | Notice::CostsDemanded { .. },
            )
            | Self::Direction(
                Direction::SecretaryOfStateAsked { .. }
                | Direction::DirectionConsidered { .. }
                | Direction::DirectionDeclined { .. }
                | Direction::DirectionComplianceReported { .. }
                | Direction::DirectionBreached { .. }
                | Direction::EnforcementSought { .. },
            ) => facts.recommendations.values().copied().collect(),
            Self::School(School::SchoolTargetExtended { deadline, .. })
            | Self::Compliance(Compliance::PeriodExtendedByAgreement { deadline, .. }) => {
                facts.of_clocks(from_ref(deadline))
            }
            Self::Deadlines(event) => facts.of_clocks(event.deadlines()),
            // Of the case as a whole, of its people or of its papers: for whom those are is said by their audience.
            Self::Intake(
                Intake::ComplaintSubmitted { .. }
                | Intake::ReceiptDeemed { .. }
                | Intake::RegimeDetermined { .. }
                | Intake::ComplaintAccepted {}
                | Intake::ComplaintNotAccepted { .. }
                | Intake::ComplaintRedirected {}
                | Intake::ComplaintAcknowledged { .. }
                | Intake::TranscriptConfirmed { .. },
            )
            | Self::School(
                School::ConcernOpened { .. }
                | School::Stage1Opened {}
                | School::ComplaintResolved {}
                | School::InvestigatorAssigned { .. }
                | School::InvolvementRecorded { .. }
                | School::EscalatedToGoverningBody { .. }
                | School::IndependentPanelRequired {}
                | School::EscalationRefused { .. }
                | School::GoverningBodyFailedToRespond { .. },
            )
            | Self::Panel(
                Panel::PanelConvened { .. }
                | Panel::EscalationAcknowledged { .. }
                | Panel::PanelPapersSent { .. }
                | Panel::HearingHeld { .. },
            )
            | Self::Authority(OfAuthority::IndependentAdvocateNeeded { .. })
            | Self::Ombudsman(
                OfOmbudsman::ReferredToOmbudsman { .. }
                | OfOmbudsman::OmbudsmanComplaintReceived { .. }
                | OfOmbudsman::RequirementDisapplied { .. }
                | OfOmbudsman::InterestDeclared { .. }
                | OfOmbudsman::CommissionerAssigned { .. }
                | OfOmbudsman::RespondentConverted { .. }
                | OfOmbudsman::JurisdictionDetermined { .. }
                | OfOmbudsman::OutOfJurisdiction { .. }
                | OfOmbudsman::ReturnedForLocalResolution { .. }
                | OfOmbudsman::SchoolOpportunityWaived { .. }
                | OfOmbudsman::AssessmentBegun {},
            )
            | Self::Investigation(
                Inquiry::InvestigationDeclined { .. }
                | Inquiry::InvestigationOpened { .. }
                | Inquiry::CommentInvited { .. }
                | Inquiry::CommentReceived { .. }
                | Inquiry::InformationRequired { .. }
                | Inquiry::InformationProduced { .. }
                | Inquiry::ObstructionCertified { .. }
                | Inquiry::MediatorAppointed { .. }
                | Inquiry::MediationConcluded { .. }
                | Inquiry::InvestigationDiscontinued { .. },
            )
            | Self::Statement(
                OfStatement::StatementServed { .. }
                | OfStatement::ServiceDateCorrected { .. }
                | OfStatement::CorrectedStatementServed { .. }
                | OfStatement::StatementPublished { .. },
            )
            | Self::File(
                OfFile::DocumentAdded { .. }
                | OfFile::AdjustmentAgreed { .. }
                | OfFile::Disclosed { .. }
                | OfFile::FactCorrected { .. }
                | OfFile::ObjectionAnnotated { .. }
                | OfFile::CampaignJoined { .. }
                | OfFile::MarkedDuplicateOf { .. }
                | OfFile::DuplicateUnmarked { .. }
                | OfFile::WithdrawalRequested { .. }
                | OfFile::WithdrawalConfirmed { .. }
                | OfFile::CaseClosed { .. }
                | OfFile::CaseReopened { .. }
                | OfFile::ReviewRequested { .. }
                | OfFile::ReviewRefused { .. }
                | OfFile::ReviewUpheld { .. },
            )
            | Self::Parties(_)
            | Self::Safeguarding(_)
            | Self::Flags(_)
            | Self::Erasure(_)
            | Self::DataRequest(_)
            | Self::Asking(_) => BTreeSet::new(),
        }
    }

    /// Leaves of its lists what belongs to issues that are told.
    fn keep(&mut self, facts: &CaseFacts, tells: impl Fn(IssueNo) -> bool) {
        let recommended = |number: &RecommendationNo| facts.recommendations.get(number).is_some_and(|of| tells(*of));
        match self {
            Self::Intake(Intake::ComplaintSubmitted { issues, .. }) => {
                let mut numbers = (1u8..).map(IssueNo);
                issues.retain(|_| numbers.next().is_some_and(&tells));
            }
            Self::School(School::ResolvedInformally { issues, .. })
            | Self::Ombudsman(OfOmbudsman::IssuesTakenUp { issues }) => issues.retain(|issue| tells(*issue)),
            Self::School(School::Stage1DecisionIssued { outcomes, .. })
            | Self::Panel(Panel::GoverningBodyDecisionIssued { outcomes, .. }) => {
                outcomes.retain(|one| tells(one.issue));
            }
            Self::Investigation(Inquiry::InvestigationCompleted { findings, recommends, .. }) => {
                findings.retain(|one| tells(one.issue));
                // Nothing is recommended on an issue without an injustice.
                *recommends &= findings.iter().any(|one| one.finding == CommissionerFinding::InjusticeFound);
            }
            Self::Statement(OfStatement::StatementIssued { contents: Some(contents), .. }) => {
                contents.issues.retain(|one| tells(one.issue));
                contents.remedy.retain(recommended);
                contents.prevention.retain(recommended);
            }
            Self::Compliance(
                Compliance::ActionNotified { actions, .. } | Compliance::NoActionDecided { actions, .. },
            ) => {
                actions.retain(|one| recommended(&one.recommendation));
            }
            name_recommendations!(recommendations) => {
                recommendations.retain(recommended);
            }
            Self::Deadlines(OfClock::MoveNoticeRaised { deadlines, .. }) => {
                deadlines.retain(|number| facts.clocks.get(number).is_none_or(|issue| tells(*issue)));
            }
            _ => {}
        }
    }
}

/// A file as it is told to somebody who may not be told of each issue, taken in event by event.
#[derive(Debug)]
pub struct Portion<'a> {
    sight: Sight<'a>,
    /// What is left of it, with the facts of the whole: those decide where it stands and who may see it.
    file: Complaint,
}

impl<'a> Portion<'a> {
    /// Nothing yet of what this sight leaves.
    #[must_use]
    pub fn new(sight: Sight<'a>) -> Self {
        Self { sight, file: Complaint::default() }
    }

    /// What is left of the next event; nothing where it is only about issues that are not told.
    pub fn take(&mut self, event: &Event) -> Option<Event> {
        let Self { sight, file } = self;
        file.facts.evolve(event);
        let tells = |issue: IssueNo| sight.sees_issue(issue);
        let issues = event.issues(&file.facts);
        if !issues.is_empty() && !issues.into_iter().any(tells) {
            return None;
        }
        let mut left = event.clone();
        left.keep(&file.facts, tells);
        file.fold(&left);
        if let Event::Intake(Intake::ComplaintSubmitted { .. }) = left {
            // What is said of an issue when it is lodged is numbered by its place alone.
            let details = std::mem::take(&mut file.issues).into_values();
            file.issues = file.facts.issues.keys().copied().filter(|issue| tells(*issue)).zip(details).collect();
        }
        Some(left)
    }

    /// What is left of the file.
    #[must_use]
    pub fn file(self) -> Complaint {
        let Self { sight, mut file } = self;
        let facts = &mut file.facts;
        facts.guarantees.retain(|issue, _| sight.sees_issue(*issue));
        let told = facts.issues.iter().filter(|(issue, _)| sight.sees_issue(**issue));
        facts.authorities = told.filter_map(|(_, authority)| *authority).collect();
        file
    }
}
