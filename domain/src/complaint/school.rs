//! The school's first stages: a talk without confrontation, and the head teacher's decision.

use super::facts::CaseFacts;
use super::letter::{DecisionDocument, IssueOutcome, Road, check_outcomes, check_told};
use super::screening::Screening;
use super::stage::{Level, Stage};
use super::triage::nothing_left;
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Moment, Outcome, Scope};
use crate::actor::Role;
use crate::clock::Counted;
use crate::held::Held;
use crate::ids::{DeadlineNo, IssueNo, PersonId};
use crate::refused::Refused;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The school's own stages, which may go on while the Commissioner waits for them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SchoolFile {
    /// The school's latest stage.
    pub step: Step,
    /// Whether the school would not take the complaint up.
    pub declined: bool,
    /// Who investigates for the school.
    pub investigator: Option<PersonId>,
    /// Members of the school who have dealt with it, and so may not sit on the panel.
    pub involved: BTreeSet<PersonId>,
    /// The day of the first decision.
    pub stage_1_decided_on: Option<Date>,
    /// The day it went to the governing body.
    pub escalated_on: Option<Date>,
}

/// How far the school has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Step {
    /// Nothing has begun.
    #[default]
    NotBegun,
    /// A talk is going on.
    Concern,
    /// The head teacher looks into it.
    Stage1,
    /// The panel looks into it.
    Stage2,
    /// The governing body has decided.
    Concluded,
    /// The governing body gave no answer.
    Default,
    /// Settled.
    Resolved,
}

events! {
    /// What happens at the school before the panel.
    pub enum Event {
        /// People began to talk it over.
        ConcernOpened = "concern_opened" {
            /// Who talks with the family.
            by: PersonId,
        },
        /// The head teacher's stage began.
        Stage1Opened = "stage_1_opened" {},
        /// Issues were settled with the complainant's agreement.
        ResolvedInformally = "resolved_informally" {
            /// The issues.
            issues: Vec<IssueNo>,
            /// Who settled them.
            by: PersonId,
            /// What was agreed.
            agreement: Held,
            /// The day the complainant agreed.
            agreed_on: Date,
        },
        /// Nothing is left to settle.
        ComplaintResolved = "complaint_resolved" {},
        /// Someone looks into it for the school.
        InvestigatorAssigned = "investigator_assigned" {
            /// Who.
            investigator: PersonId,
        },
        /// Someone had to do with it, and so may not sit on the panel.
        InvolvementRecorded = "involvement_recorded" {
            /// Who.
            person: PersonId,
            /// Whether the complaint is about them.
            subject: bool,
        },
        /// The first decision was given.
        Stage1DecisionIssued = "stage_1_decision_issued" {
            /// The outcome of each issue.
            outcomes: Vec<IssueOutcome>,
            /// The letter.
            document: Box<DecisionDocument>,
            /// Who decided.
            by: PersonId,
            /// The day.
            on: Date,
            /// Why the letter tells of others on the file, where it must.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            identifying: Option<Held>,
            /// Whether it was confirmed that the letter tells no disciplinary outcome; not asked of the first ones.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            no_staff_outcome: bool,
            /// Where it can be taken from here; not recorded of the first ones.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            road: Option<Road>,
        },
        /// A target of the school was moved, with a reason, before it passed.
        SchoolTargetExtended = "school_target_extended" {
            /// The deadline.
            deadline: DeadlineNo,
            /// The last day before.
            from: Date,
            /// The last day now.
            to: Date,
            /// Why.
            reason: Held,
        },
        /// The complainant took it to the governing body.
        EscalatedToGoverningBody = "escalated_to_governing_body" {
            /// The day.
            on: Date,
            /// Why they are not content.
            reason: Held,
        },
        /// No panel of this governing body would be independent.
        IndependentPanelRequired = "independent_panel_required" {},
        /// The school would not let the complaint go to the next stage.
        EscalationRefused = "escalation_refused" {
            /// The day.
            on: Date,
            /// What the school said.
            words: Held,
        },
        /// The governing body did not answer in a reasonable time (ASCL Act 2009 s.207(3)(a)).
        GoverningBodyFailedToRespond = "governing_body_failed_to_respond" {
            /// The target that passed.
            due: Date,
            /// The day until which was waited after it.
            waited_until: Date,
            /// What the first of these days was counted from: the school's target, or the yardstick of rule T03.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            target: Option<Counted>,
            /// What the second was counted from.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            wait: Option<Counted>,
        },
    }
}

impl CaseFacts {
    /// Moves the stage while the school alone has the complaint; once the Commissioner has it, what
    /// the school does changes the school's own steps and not where the complaint is.
    pub(super) fn at_school(&mut self, stage: Stage) {
        if self.stage.level() <= Level::School {
            self.stage = stage;
        }
    }
}

impl Event {
    pub(super) fn touch(&self, facts: &mut CaseFacts) {
        match self {
            Self::ConcernOpened { .. } => facts.at_school(Stage::Concern),
            Self::Stage1Opened {} => facts.at_school(Stage::Stage1),
            Self::ComplaintResolved {} => facts.at_school(Stage::ResolvedAtSchool),
            Self::EscalatedToGoverningBody { .. } => facts.at_school(Stage::Stage2),
            Self::GoverningBodyFailedToRespond { .. } => facts.at_school(Stage::GoverningBodyDefault),
            Self::InvolvementRecorded { person, subject: true } => {
                facts.barred.insert(*person);
                facts.panel.remove(person);
            }
            Self::InvestigatorAssigned { investigator } => {
                facts.assigned.insert(Level::School, *investigator);
            }
            Self::ResolvedInformally { .. }
            | Self::InvolvementRecorded { .. }
            | Self::Stage1DecisionIssued { .. }
            | Self::SchoolTargetExtended { .. }
            | Self::IndependentPanelRequired {}
            | Self::EscalationRefused { .. } => {}
        }
    }

    pub(super) fn apply(&self, file: &mut Complaint) {
        match self {
            Self::ConcernOpened { by } => {
                file.school.step = Step::Concern;
                file.school.involved.insert(*by);
            }
            Self::Stage1Opened {} => file.school.step = Step::Stage1,
            Self::ResolvedInformally { issues, by, .. } => {
                file.school.involved.insert(*by);
                for issue in issues {
                    if let Some(issue) = file.issue_mut(*issue) {
                        issue.scope = Scope::Resolved;
                    }
                }
            }
            Self::ComplaintResolved {} => file.school.step = Step::Resolved,
            Self::InvestigatorAssigned { investigator } => {
                file.school.investigator = Some(*investigator);
                file.school.involved.insert(*investigator);
            }
            Self::InvolvementRecorded { person, .. } => {
                file.school.involved.insert(*person);
            }
            Self::Stage1DecisionIssued { outcomes, by, on, .. } => {
                file.school.stage_1_decided_on = Some(*on);
                file.school.involved.insert(*by);
                for outcome in outcomes {
                    if let Some(issue) = file.issue_mut(outcome.issue) {
                        issue.stage_1 = Some(outcome.outcome);
                    }
                }
            }
            Self::EscalatedToGoverningBody { on, .. } => {
                file.school.step = Step::Stage2;
                file.school.escalated_on = Some(*on);
            }
            Self::IndependentPanelRequired {} => file.panel.independent_required = true,
            Self::GoverningBodyFailedToRespond { .. } => file.school.step = Step::Default,
            Self::SchoolTargetExtended { .. } | Self::EscalationRefused { .. } => {}
        }
    }
}

/// The stages in which the school itself may act: its own, and while the Commissioner waits for it.
pub(super) const SCHOOL_ACTS: [Stage; 7] = [
    Stage::Submitted,
    Stage::InScope,
    Stage::Concern,
    Stage::Stage1,
    Stage::Stage2,
    Stage::GoverningBodyDefault,
    Stage::AwaitingSchoolOpportunity,
];

/// Whether the school may act. It may after the Commissioner declined a complaint as premature too: the
/// governing body's opportunity is what the complaint was declined for.
pub(super) fn at_school(file: &Complaint, action: Action) -> Result<(), Refused> {
    if file.declined_for_the_school() { Ok(()) } else { file.at(action, &SCHOOL_ACTS) }
}

impl Complaint {
    /// Whether the Commissioner has declined it, in a statement, because the governing body comes first.
    pub(super) fn declined_for_the_school(&self) -> bool {
        let declined = self.facts.stage == Stage::NotInvestigated && self.statement.owed.is_none();
        declined && self.ombudsman.declined_as_premature
    }
}

pub(super) fn school_acts(file: &Complaint, action: Action, from: Step, to: Step) -> Result<(), Refused> {
    at_school(file, action)?;
    let step = file.school.step;
    if from <= step && step <= to || step == Step::Default && to >= Step::Stage1 {
        return Ok(());
    }
    file.wrong_stage(action)
}

command! {
    /// Opens a talk, without confrontation, before anything formal.
    pub struct OpenConcern {}
}

impl Ask for OpenConcern {
    const ACTION: Action = Action::OpenConcern;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::InScope])?;
        school_acts(file, Self::ACTION, Step::NotBegun, Step::NotBegun)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now).and(Event::ConcernOpened { by: now.by() }).done()
    }
}

command! {
    /// Asks for, or begins, the head teacher's formal stage.
    pub struct OpenStage1 {}
}

impl Ask for OpenStage1 {
    const ACTION: Action = Action::OpenStage1;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        if !file.declined_for_the_school() {
            file.at(Self::ACTION, &[Stage::InScope, Stage::Concern, Stage::AwaitingSchoolOpportunity])?;
        }
        school_acts(file, Self::ACTION, Step::NotBegun, Step::Concern)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now).and(Event::Stage1Opened {}).done()
    }
}

command! {
    /// Records that issues are settled, with the complainant's agreement.
    pub struct RecordInformalResolution {
        /// The issues; all that are open if left out.
        #[serde(default)]
        issues: Vec<IssueNo>,
        /// What was agreed.
        agreement: Held,
        /// The day the complainant agreed.
        agreed_on: Date,
    }
}

impl Ask for RecordInformalResolution {
    const ACTION: Action = Action::RecordInformalResolution;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_school(file, Self::ACTION)?;
        if file.facts.stage == Stage::Submitted {
            return file.wrong_stage(Self::ACTION);
        }
        match file.open_issues().next() {
            Some(_) => Ok(()),
            None => file.wrong_stage(Self::ACTION),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        now.not_future("agreed_on", self.agreed_on)?;
        let mut issues: Vec<IssueNo> = self.issues.clone();
        if issues.is_empty() {
            issues = file.open_issues().map(|(number, _)| number).collect();
        }
        for issue in &issues {
            file.open_issue(*issue)?;
        }
        let ended = nothing_left(file, &issues);
        let outcome = Outcome::of(file, now).and(Event::ResolvedInformally {
            issues,
            by: now.by(),
            agreement: self.agreement.clone(),
            agreed_on: self.agreed_on,
        });
        if !ended {
            return outcome.done();
        }
        let outcome = outcome.and(Event::ComplaintResolved {});
        outcome
            .meet(&["T33", "T34", "T36"], self.agreed_on)
            .cancel(&["T32", "T35", "T35P", "T40", "T41", "T42", "T43"])
            .done()
    }
}

command! {
    /// Names who looks into it for the school. The inquiry may be delegated, the decision may not.
    pub struct AssignInvestigator {
        /// Who; never the subject of the complaint.
        investigator: PersonId,
    }
}

impl Ask for AssignInvestigator {
    const ACTION: Action = Action::AssignInvestigator;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        school_acts(file, Self::ACTION, Step::Stage1, Step::Stage2)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        if file.is_about(now, self.investigator) {
            return Err(Refused::Conflicted { rule: "they are the subject of the complaint" });
        }
        if file.parties.contains_key(&self.investigator) {
            return Err(Refused::Conflicted { rule: "they are a party to the complaint" });
        }
        Outcome::of(file, now).and(Event::InvestigatorAssigned { investigator: self.investigator }).done()
    }
}

command! {
    /// Records that a member of the school had to do with the matter, so that they sit on no panel; or
    /// that it is about them, so that they neither see the file nor act in it.
    pub struct RecordInvolvement {
        /// Who.
        person: PersonId,
        /// Whether the complaint is about them.
        #[serde(default)]
        subject: bool,
    }
}

impl Ask for RecordInvolvement {
    const ACTION: Action = Action::RecordInvolvement;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_school(file, Self::ACTION)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        if file.parties.contains_key(&self.person) {
            return Err(Refused::Conflicted { rule: "they are a party to the complaint" });
        }
        let known = file.school.involved.contains(&self.person);
        if known && (!self.subject || file.facts.barred.contains(&self.person)) {
            return Ok(vec![]);
        }
        let event = Event::InvolvementRecorded { person: self.person, subject: self.subject };
        Outcome::of(file, now).and(event).done()
    }
}

command! {
    /// Gives the first decision: the head teacher's, or the chair's where it is about the head teacher.
    pub struct IssueStage1Decision {
        /// The outcome of each open issue.
        outcomes: Vec<IssueOutcome>,
        /// The letter.
        document: DecisionDocument,
        /// Whether the letter tells no disciplinary outcome of a member of staff; without that it is not given.
        no_staff_outcome: bool,
        /// Why the letter tells of others on the file than those it is for, where it must.
        identifying: Option<Held>,
        /// Counted by the service.
        #[serde(default)]
        screening: Screening,
    }
}

impl Ask for IssueStage1Decision {
    const ACTION: Action = Action::IssueStage1Decision;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        school_acts(file, Self::ACTION, Step::Stage1, Step::Stage1)?;
        if file.school.stage_1_decided_on.is_some() {
            return Err(Refused::AlreadyDone { what: "the first decision has been given" });
        }
        match file.school.investigator {
            Some(_) => Ok(()),
            None => Err(Refused::NotYet { needs: "someone who looks into it" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        if now.stamp.actor.role == Role::Chair && !file.is_about_the_head_teacher(now) {
            return Err(Refused::NotPermitted {
                action: "the head teacher decides, unless the complaint is about them",
            });
        }
        check_outcomes(file, &self.outcomes)?;
        check_told(self.screening, self.identifying.as_ref(), self.no_staff_outcome)?;
        Outcome::of(file, now)
            .and(Event::Stage1DecisionIssued {
                outcomes: self.outcomes.clone(),
                document: Box::new(self.document.clone()),
                by: now.by(),
                on: now.today,
                identifying: self.identifying.clone(),
                no_staff_outcome: self.no_staff_outcome,
                road: Road::after_stage_1(file),
            })
            .meet(&["T33", "T36", "T41"], now.today)
            .done()
    }
}
