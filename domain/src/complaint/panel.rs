//! The panel of the governing body: members with no prior part in it, a hearing, a decision.

use super::escalation::silence;
use super::facts::CaseFacts;
use super::letter::{DecisionDocument, IssueOutcome, Road, check_outcomes, check_told};
use super::school::{Step, school_acts};
use super::screening::Screening;
use super::stage::Stage;
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::actor::{Body, Role};
use crate::clock;
use crate::held::Held;
use crate::ids::PersonId;
use crate::law::SchoolStage;
use crate::refused::Refused;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The panel as convened.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PanelFile {
    /// Whether members from outside are needed, because the governing body itself is the subject.
    pub independent_required: bool,
    /// Whether there is a panel.
    pub convened: bool,
    /// The day the governing body said that it has the complaint.
    pub acknowledged_on: Option<Date>,
    /// The day set for the hearing.
    pub hearing_on: Option<Date>,
    /// The day the papers were sent.
    pub papers_sent_on: Option<Date>,
    /// The day it was held.
    pub heard_on: Option<Date>,
    /// The day of the decision.
    pub decided_on: Option<Date>,
}

/// A member of the panel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// Who.
    pub member: PersonId,
    /// Whether they are independent of the management and running of the school.
    #[serde(default)]
    pub independent: bool,
}

events! {
    /// What happens before the panel.
    pub enum Event {
        /// A panel was convened.
        PanelConvened = "panel_convened" {
            /// Its members, the chair first.
            members: Vec<Seat>,
            /// The day set for the hearing.
            hearing_on: Date,
        },
        /// The governing body told the complainant that it has the complaint.
        EscalationAcknowledged = "escalation_acknowledged" {
            /// The day.
            on: Date,
        },
        /// The papers were sent to the panel and to both sides.
        PanelPapersSent = "panel_papers_sent" {
            /// The day.
            on: Date,
        },
        /// The panel heard the parties.
        HearingHeld = "hearing_held" {
            /// The day.
            on: Date,
            /// Whether the complainant came.
            complainant_attended: bool,
            /// Whether somebody came with them.
            accompanied: bool,
            /// The note of it.
            note: Held,
        },
        /// The governing body decided.
        GoverningBodyDecisionIssued = "governing_body_decision_issued" {
            /// The outcome of each issue.
            outcomes: Vec<IssueOutcome>,
            /// The letter.
            document: Box<DecisionDocument>,
            /// Changes recommended to the school's procedures.
            recommended_changes: Option<Held>,
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
    }
}

impl Event {
    pub(super) fn touch(&self, facts: &mut CaseFacts) {
        match self {
            Self::PanelConvened { members, .. } => facts.panel = members.iter().map(|seat| seat.member).collect(),
            Self::GoverningBodyDecisionIssued { .. } => facts.at_school(Stage::Concluded),
            Self::EscalationAcknowledged { .. } | Self::PanelPapersSent { .. } | Self::HearingHeld { .. } => {}
        }
    }

    pub(super) fn apply(&self, file: &mut Complaint) {
        match self {
            Self::PanelConvened { members, hearing_on } => {
                file.panel.convened = !members.is_empty();
                file.panel.hearing_on = Some(*hearing_on);
            }
            Self::EscalationAcknowledged { on } => file.panel.acknowledged_on = Some(*on),
            Self::PanelPapersSent { on } => file.panel.papers_sent_on = Some(*on),
            Self::HearingHeld { on, .. } => file.panel.heard_on = Some(*on),
            Self::GoverningBodyDecisionIssued { outcomes, on, .. } => {
                file.panel.decided_on = Some(*on);
                file.school.step = Step::Concluded;
                for outcome in outcomes {
                    if let Some(issue) = file.issue_mut(outcome.issue) {
                        issue.panel = Some(outcome.outcome);
                    }
                }
            }
        }
    }
}

command! {
    /// Convenes the panel that hears the complaint.
    pub struct ConvenePanel {
        /// Its members, the chair first.
        members: Vec<Seat>,
        /// The day set for the hearing.
        hearing_on: Date,
    }
}

impl ConvenePanel {
    fn check(&self, file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        let unlike = |why| Err(Refused::NotAcceptable { field: "members", why });
        let members: BTreeSet<PersonId> = self.members.iter().map(|seat| seat.member).collect();
        if members.len() != self.members.len() {
            return unlike("a member sits twice");
        }
        if members.iter().any(|member| file.school.involved.contains(member)) {
            return unlike("a member has dealt with the complaint before");
        }
        if members.iter().any(|member| file.facts.barred.contains(member) || file.parties.contains_key(member)) {
            return unlike("a member is a party to the complaint or its subject");
        }
        let independent = self.members.iter().filter(|seat| seat.independent).count();
        if file.panel.independent_required && independent < self.members.len() {
            return unlike("the governing body is the subject, so every member must come from outside it");
        }
        let schools: Vec<_> = file.facts.schools.iter().copied().map(Body::School).collect();
        let belongs = |member: PersonId, head: bool| {
            now.references.memberships(member).is_some_and(|known| {
                let mut today = known.at(&schools, now.today).filter(|office| office.holds_on(now.today));
                today.any(|office| !head || office.role == Role::HeadTeacher)
            })
        };
        if self.members.iter().any(|seat| seat.independent && belongs(seat.member, false)) {
            return unlike("a member called independent holds an office at the school");
        }
        if self.members.iter().any(|seat| belongs(seat.member, true)) {
            return unlike("the head teacher's decision is not for the head teacher to look at again");
        }
        let Some(rule) = file.procedure().stage(SchoolStage::Stage2).and_then(|stage| stage.panel) else {
            return Ok(());
        };
        if self.members.len() < usize::from(rule.min)
            || rule.max.is_some_and(|max| self.members.len() > usize::from(max))
            || rule.odd && self.members.len().is_multiple_of(2)
        {
            return unlike("a panel has the number of members that the school's procedure sets, such as three or five");
        }
        if independent < usize::from(rule.independent_members) {
            return unlike("one member must be independent of the management and running of the school");
        }
        Ok(())
    }
}

impl Ask for ConvenePanel {
    const ACTION: Action = Action::ConvenePanel;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        school_acts(file, Self::ACTION, Step::Stage2, Step::Stage2)?;
        match file.panel.heard_on {
            Some(_) => Err(Refused::AlreadyDone { what: "the panel has heard the complaint" }),
            None => Ok(()),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        self.check(file, now)?;
        if self.hearing_on < now.today {
            return Err(Refused::DateOutOfOrder { field: "hearing_on", why: "the hearing must be today or later" });
        }
        let event = Event::PanelConvened { members: self.members.clone(), hearing_on: self.hearing_on };
        let outcome = Outcome::of(file, now).and(event);
        // Another day for the hearing is another day for the papers; once they are sent they are sent.
        if file.panel.papers_sent_on.is_some() || file.panel.hearing_on == Some(self.hearing_on) {
            return outcome.done();
        }
        outcome.cancel(&["T35P"]).start("T35P", self.hearing_on, None).done()
    }
}

command! {
    /// Tells the complainant that the governing body has the complaint.
    pub struct AcknowledgeEscalation {}
}

impl Ask for AcknowledgeEscalation {
    const ACTION: Action = Action::AcknowledgeEscalation;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        school_acts(file, Self::ACTION, Step::Stage2, Step::Stage2)?;
        match file.panel.acknowledged_on {
            Some(_) => Err(Refused::AlreadyDone { what: "the governing body has said that it has the complaint" }),
            None => Ok(()),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let outcome = Outcome::of(file, now).and(Event::EscalationAcknowledged { on: now.today });
        let outcome = outcome.meet(&["T32", "T42"], now.today);
        // Under the Code the time for the answer runs from this day (para 6.3 and the like for stage 2).
        match file.procedure().stage(SchoolStage::Stage2).and_then(|stage| stage.respond.as_deref()) {
            Some("T43") => outcome.start("T43", now.today, None).done(),
            _ => outcome.done(),
        }
    }
}

command! {
    /// Records that the papers were sent to the panel and to both sides.
    pub struct SendPanelPapers {
        /// The day.
        on: Date,
    }
}

impl Ask for SendPanelPapers {
    const ACTION: Action = Action::SendPanelPapers;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        school_acts(file, Self::ACTION, Step::Stage2, Step::Stage2)?;
        if file.panel.papers_sent_on.is_some() || file.panel.heard_on.is_some() {
            return Err(Refused::AlreadyDone { what: "the papers were sent, or the hearing has been held" });
        }
        if file.panel.convened { Ok(()) } else { Err(Refused::NotYet { needs: "a panel" }) }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        now.not_future("on", self.on)?;
        if file.school.escalated_on.is_some_and(|day| self.on < day) {
            let why = "the papers cannot be sent before the complaint came to the governing body";
            return Err(Refused::DateOutOfOrder { field: "on", why });
        }
        Outcome::of(file, now).and(Event::PanelPapersSent { on: self.on }).meet(&["T35P"], self.on).done()
    }
}

command! {
    /// Records that the panel heard the parties.
    pub struct HoldHearing {
        /// The day.
        on: Date,
        /// Whether the complainant came.
        complainant_attended: bool,
        /// Whether somebody came with them.
        #[serde(default)]
        accompanied: bool,
        /// The note of it.
        note: Held,
    }
}

impl Ask for HoldHearing {
    const ACTION: Action = Action::HoldHearing;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        school_acts(file, Self::ACTION, Step::Stage2, Step::Stage2)?;
        if file.panel.heard_on.is_some() {
            return Err(Refused::AlreadyDone { what: "the hearing has been held" });
        }
        if file.panel.convened { Ok(()) } else { Err(Refused::NotYet { needs: "a panel" }) }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        now.not_future("on", self.on)?;
        if file.school.escalated_on.is_some_and(|day| self.on < day) {
            return Err(Refused::DateOutOfOrder {
                field: "on",
                why: "the hearing cannot be before the complaint came to the governing body",
            });
        }
        let outcome = Outcome::of(file, now).and(Event::HearingHeld {
            on: self.on,
            complainant_attended: self.complainant_attended,
            accompanied: self.accompanied,
            note: self.note.clone(),
        });
        // The panel met in the time for it; what is owed now is its decision.
        let outcome = outcome.meet(&["T34"], self.on).cancel(&["T35P"]);
        if clock::rule("T35", self.on).is_some() { outcome.start("T35", self.on, None).done() } else { outcome.done() }
    }
}

command! {
    /// Gives the governing body's decision.
    pub struct IssueGoverningBodyDecision {
        /// The outcome of each open issue.
        outcomes: Vec<IssueOutcome>,
        /// The letter.
        document: DecisionDocument,
        /// Changes recommended to the school's procedures.
        recommended_changes: Option<Held>,
        /// Whether the letter tells no disciplinary outcome of a member of staff; without that it is not given.
        no_staff_outcome: bool,
        /// Why the letter tells of others on the file than those it is for, where it must.
        identifying: Option<Held>,
        /// Counted by the service.
        #[serde(default)]
        screening: Screening,
    }
}

impl Ask for IssueGoverningBodyDecision {
    const ACTION: Action = Action::IssueGoverningBodyDecision;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        school_acts(file, Self::ACTION, Step::Stage2, Step::Stage2)?;
        match file.panel.heard_on {
            Some(_) => Ok(()),
            None => Err(Refused::NotYet { needs: "the hearing" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        check_outcomes(file, &self.outcomes)?;
        check_told(self.screening, self.identifying.as_ref(), self.no_staff_outcome)?;
        Outcome::of(file, now)
            .and(Event::GoverningBodyDecisionIssued {
                outcomes: self.outcomes.clone(),
                document: Box::new(self.document.clone()),
                recommended_changes: self.recommended_changes.clone(),
                on: now.today,
                identifying: self.identifying.clone(),
                no_staff_outcome: self.no_staff_outcome,
                road: Road::after_panel(file),
            })
            .meet(&["T34", "T35", "T36", "T43"], now.today)
            .done()
    }
}

/// Whether the governing body has had its opportunity to answer (ASCL Act 2009 s.207(3)(a)): it has
/// decided or settled, or stayed silent, or the school would not take the complaint up.
pub(super) fn school_had_its_opportunity(file: &Complaint, now: &Moment<'_>) -> bool {
    matches!(file.school.step, Step::Concluded | Step::Default | Step::Resolved)
        || file.school.declined
        || silence(file, now).is_some_and(|silence| now.today > silence.waited)
}
