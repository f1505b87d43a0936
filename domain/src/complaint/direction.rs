//! The Secretary of State: a direction to comply with recommendations (ASCL Act 2009 s.220), or, where
//! the 2009 Act does not apply, a direction to a body that acts unreasonably (Education Act 1996 s.496).

use super::closing::CLOSED_WITH_THE_CASE;
use super::facts::CaseFacts;
use super::judgement::confirmation_ends;
use super::powers::out_by_repeal;
use super::stage::{Level, Stage};
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::held::Held;
use crate::ids::{PersonId, RecommendationNo, Urn};
use crate::law::{Direction as Power, RecommendationStatus};
use crate::refused::Refused;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a direction stands.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DirectionFile {
    /// The day it was given.
    pub given_on: Option<Date>,
    /// The day by which it is to be complied with.
    pub due: Option<Date>,
    /// The recommendations directed.
    pub recommendations: Vec<RecommendationNo>,
    /// Whether the governing body says that it has complied.
    pub compliance_reported: bool,
}

/// The power a direction is given under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Basis {
    /// ASCL Act 2009 s.220: recommendations were not complied with.
    #[serde(rename = "section_220")]
    Section220,
    /// Education Act 1996 ss.496, 497: an unreasonable act, or a duty not discharged.
    #[serde(rename = "section_496")]
    Section496,
}

events! {
    /// What happens with the Secretary of State.
    pub enum Event {
        /// The complaint was taken to the Secretary of State (Education Act 1996 s.496).
        SecretaryOfStateAsked = "secretary_of_state_asked" {
            /// What they ask.
            account: Held,
        },
        /// A direction is being considered.
        DirectionConsidered = "direction_considered" {
            /// Under which power.
            basis: Basis,
            /// Whether no adverse findings notice was published before; a warning, not a bar.
            without_notice: bool,
            /// Whether the school has become an academy since, so that the power is doubtful; a warning.
            after_conversion: bool,
        },
        /// A direction was given.
        DirectionGiven = "direction_given" {
            /// Under which power.
            basis: Basis,
            /// The recommendations to be complied with.
            recommendations: Vec<RecommendationNo>,
            /// The text.
            text: Held,
            /// Who signed it.
            signatory: PersonId,
            /// The day.
            on: Date,
            /// The day by which it is to be complied with, if it sets one.
            due: Option<Date>,
            /// The schools whose governing bodies are directed; not recorded of the first ones.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            schools: Vec<Urn>,
        },
        /// No direction will be given.
        DirectionDeclined = "direction_declined" {
            /// Why.
            reason: Held,
        },
        /// A direction was revoked.
        DirectionRevoked = "direction_revoked" {
            /// The recommendations it was about.
            recommendations: Vec<RecommendationNo>,
            /// Why.
            reason: Held,
        },
        /// The governing body says that it has complied.
        DirectionComplianceReported = "direction_compliance_reported" {
            /// The evidence.
            evidence: Held,
            /// The day.
            on: Date,
        },
        /// The direction has been complied with.
        DirectionComplied = "direction_complied" {
            /// The recommendations it was about.
            recommendations: Vec<RecommendationNo>,
        },
        /// The direction has not been complied with.
        DirectionBreached = "direction_breached" {
            /// What was not done.
            reason: Held,
        },
        /// Enforcement by the court is sought.
        EnforcementSought = "enforcement_sought" {
            /// The court and the order sought.
            particulars: Held,
        },
    }
}

impl Event {
    pub(super) fn touch(&self, facts: &mut CaseFacts) {
        match self {
            Self::SecretaryOfStateAsked { .. } => {
                facts.stage = Stage::UnderConsideration;
                facts.closed_from = None;
            }
            Self::DirectionConsidered { .. } | Self::DirectionRevoked { .. } => {
                facts.stage = Stage::UnderConsideration;
            }
            Self::DirectionGiven { .. } => facts.stage = Stage::DirectionGiven,
            Self::DirectionDeclined { .. } => facts.stage = Stage::DeclinedToDirect,
            Self::DirectionComplied { .. } => facts.stage = Stage::DirectionComplied,
            Self::DirectionBreached { .. } => facts.stage = Stage::DirectionBreached,
            Self::EnforcementSought { .. } => facts.stage = Stage::EnforcementSought,
            Self::DirectionComplianceReported { .. } => {}
        }
    }

    /// The recommendations an event changes, and how they stand after it.
    #[must_use]
    pub fn statuses(&self) -> Vec<(RecommendationNo, RecommendationStatus)> {
        let (recommendations, status) = match self {
            Self::DirectionGiven { recommendations, .. } => (recommendations, RecommendationStatus::Directed),
            Self::DirectionRevoked { recommendations, .. } => (recommendations, RecommendationStatus::NotSatisfied),
            Self::DirectionComplied { recommendations } => (recommendations, RecommendationStatus::Accepted),
            _ => return Vec::new(),
        };
        recommendations.iter().map(|number| (*number, status)).collect()
    }

    pub(super) fn apply(&self, file: &mut Complaint) {
        file.set_statuses(self.statuses());
        match self {
            Self::DirectionGiven { recommendations, on, due, .. } => {
                file.direction = DirectionFile {
                    given_on: Some(*on),
                    due: *due,
                    recommendations: recommendations.clone(),
                    compliance_reported: false,
                };
            }
            Self::DirectionRevoked { .. } => file.direction = DirectionFile::default(),
            Self::DirectionComplianceReported { .. } => file.direction.compliance_reported = true,
            Self::SecretaryOfStateAsked { .. }
            | Self::DirectionConsidered { .. }
            | Self::DirectionDeclined { .. }
            | Self::DirectionComplied { .. }
            | Self::DirectionBreached { .. }
            | Self::EnforcementSought { .. } => {}
        }
    }
}

command! {
    /// Takes the complaint to the Secretary of State, where the 2009 Act does not apply (Education Act 1996 s.496).
    pub struct ComplainToSecretaryOfState {
        /// What they ask.
        account: Held,
    }
}

impl Ask for ComplainToSecretaryOfState {
    const ACTION: Action = Action::ComplainToSecretaryOfState;

    /// Section 221 keeps this road shut for a matter that has been complained about to a Commissioner.
    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        let mut stages = vec![
            Stage::Concluded,
            Stage::GoverningBodyDefault,
            Stage::NotAccepted,
            Stage::Redirected,
            Stage::ResolvedAtSchool,
        ];
        let regime = file.regime()?;
        if out_by_repeal(file, now.today) {
            // The repeal took section 221 away too, so the old road is open again.
            stages.push(Stage::NotInvestigated);
        }
        if !stages.contains(&file.facts.stood_at()) {
            return file.wrong_stage(Self::ACTION);
        }
        if out_by_repeal(file, now.today) {
            return if file.statement.owed.is_some() { Err(Refused::StatementOwed) } else { Ok(()) };
        }
        if regime.row().direction == Power::Section496
            && !(regime.row().section_221_bar && file.facts.has_reached(Level::Ombudsman))
        {
            return Ok(());
        }
        Err(Refused::NotInThisRegime { regime: regime.code() })
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now).and(Event::SecretaryOfStateAsked { account: self.account.clone() }).done()
    }
}

command! {
    /// Begins to consider a direction: recommendations were made and not complied with (s.220(1)).
    pub struct ConsiderDirection {}
}

/// The first of the last days of the governing bodies that are where the complaint is.
fn first_of(file: &Complaint, last: impl Fn(Urn) -> Option<Date>) -> Option<Date> {
    file.bodies().filter(|school| file.stage_of(*school) == file.facts.stage).filter_map(last).min()
}

impl Ask for ConsiderDirection {
    const ACTION: Action = Action::ConsiderDirection;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        // A notice is usual before a direction, and not needed for one (s.220(1)).
        file.at(Self::ACTION, Stage::NOT_COMPLIED)?;
        // More time agreed after a period had ended takes back that it ended.
        let running = match file.facts.stage {
            Stage::NoNotification => first_of(file, |school| file.required_period_ends(school)),
            Stage::NotConfirmed => first_of(file, |school| confirmation_ends(file, school)),
            _ => None,
        };
        match running {
            Some(last) if now.today <= last => Err(Refused::TooEarly { earliest: last.tomorrow().unwrap_or(last) }),
            _ if file.unmet().next().is_none() => {
                Err(Refused::NotYet { needs: "a recommendation that was not complied with" })
            }
            _ => Ok(()),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let without_notice = file.notice.published_on.is_none();
        let after_conversion = file.ombudsman.converted_on.is_some();
        Outcome::of(file, now)
            .and(Event::DirectionConsidered { basis: Basis::Section220, without_notice, after_conversion })
            .start("T11", now.today, None)
            .done()
    }
}

command! {
    /// Directs the governing body to comply.
    pub struct GiveDirection {
        /// The recommendations; all that are not met if left out.
        #[serde(default)]
        recommendations: Vec<RecommendationNo>,
        /// The text.
        text: Held,
        /// The day by which it is to be complied with, if the direction sets one.
        due: Option<Date>,
    }
}

impl Ask for GiveDirection {
    const ACTION: Action = Action::GiveDirection;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::UnderConsideration])
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        self.due.map_or(Ok(()), |due| now.yet_to_come("due", due))?;
        let recommendations = file.named_unmet(&self.recommendations, &file.not_complied(now.today))?;
        if recommendations.is_empty() && file.unmet().next().is_some() {
            return Err(Refused::NotYet { needs: "a recommendation that was not complied with" });
        }
        let basis = if recommendations.is_empty() { Basis::Section496 } else { Basis::Section220 };
        let schools = file.schools_for(&recommendations);
        let outcome = Outcome::of(file, now)
            .and(Event::DirectionGiven {
                basis,
                recommendations,
                text: self.text.clone(),
                signatory: now.by(),
                on: now.today,
                due: self.due,
                schools,
            })
            .meet(&["T11"], now.today);
        match self.due {
            Some(_) => outcome.start_until("T16", now.today, None, self.due).done(),
            None => outcome.done(),
        }
    }
}

command! {
    /// Decides that no direction will be given.
    pub struct DeclineToDirect {
        /// Why.
        reason: Held,
    }
}

impl Ask for DeclineToDirect {
    const ACTION: Action = Action::DeclineToDirect;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::UnderConsideration])
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now)
            .and(Event::DirectionDeclined { reason: self.reason.clone() })
            .meet(&["T11"], now.today)
            .done()
    }
}

/// The stages in which a direction is in force, obeyed or not.
const IN_FORCE: [Stage; 3] = [Stage::DirectionGiven, Stage::DirectionBreached, Stage::EnforcementSought];

command! {
    /// Revokes a direction.
    pub struct RevokeDirection {
        /// Why.
        reason: Held,
    }
}

impl Ask for RevokeDirection {
    const ACTION: Action = Action::RevokeDirection;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &IN_FORCE)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now)
            .and(Event::DirectionRevoked {
                recommendations: file.direction.recommendations.clone(),
                reason: self.reason.clone(),
            })
            .cancel(&["T16"])
            .done()
    }
}

command! {
    /// Reports that the direction was complied with.
    pub struct ReportDirectionCompliance {
        /// The evidence.
        evidence: Held,
    }
}

impl Ask for ReportDirectionCompliance {
    const ACTION: Action = Action::ReportDirectionCompliance;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &IN_FORCE)?;
        file.is_for_own(now, &file.direction.recommendations)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now)
            .and(Event::DirectionComplianceReported { evidence: self.evidence.clone(), on: now.today })
            .meet(&["T16"], now.today)
            .done()
    }
}

command! {
    /// Accepts that the direction was complied with.
    pub struct AcceptDirectionCompliance {}
}

impl Ask for AcceptDirectionCompliance {
    const ACTION: Action = Action::AcceptDirectionCompliance;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &IN_FORCE)?;
        if file.direction.compliance_reported {
            Ok(())
        } else {
            Err(Refused::NotYet { needs: "the governing body's report" })
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now)
            .and(Event::DirectionComplied { recommendations: file.direction.recommendations.clone() })
            .cancel(&CLOSED_WITH_THE_CASE)
            .done()
    }
}

command! {
    /// Records that the direction was not complied with.
    pub struct RecordDirectionBreach {
        /// What was not done.
        reason: Held,
    }
}

impl Ask for RecordDirectionBreach {
    const ACTION: Action = Action::RecordDirectionBreach;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::DirectionGiven])?;
        match file.direction.due {
            Some(due) if now.today <= due => Err(Refused::TooEarly { earliest: due.tomorrow().unwrap_or(due) }),
            _ => Ok(()),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now).and(Event::DirectionBreached { reason: self.reason.clone() }).done()
    }
}

command! {
    /// Seeks enforcement by the court.
    pub struct SeekEnforcement {
        /// The court and the order sought.
        particulars: Held,
    }
}

impl Ask for SeekEnforcement {
    const ACTION: Action = Action::SeekEnforcement;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::DirectionBreached])
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now).and(Event::EnforcementSought { particulars: self.particulars.clone() }).done()
    }
}
