//! The procedures that schools and authorities follow before any ombudsman is asked.

use std::sync::LazyLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::embedded;

/// The name of a procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProcedureId {
    /// The school complaints toolkit of 2003.
    #[serde(rename = "toolkit_2003")]
    Toolkit2003,
    /// The Department for Education's model for maintained schools.
    DfeModel,
    /// Paragraph 33 of the Independent School Standards, for academies.
    #[serde(rename = "academy_issr_33")]
    AcademyIssr33,
    /// The Ombudsman's Complaint Handling Code, for local authorities.
    ComplaintHandlingCode,
}

impl ProcedureId {
    /// Every procedure.
    pub const ALL: [Self; 4] = [Self::Toolkit2003, Self::DfeModel, Self::AcademyIssr33, Self::ComplaintHandlingCode];

    /// What is known of it.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the test `every_procedure_has_one_row` looks up every one")]
    pub fn row(self) -> &'static Procedure {
        procedures().iter().find(|row| row.id == self).expect("a procedure has no row")
    }
}

/// The kind of body a procedure is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProcedureFor {
    /// A school maintained by a local authority.
    MaintainedSchool,
    /// An academy.
    Academy,
    /// A local authority.
    LocalAuthority,
}

/// The step of the case file that a stage stands for, whatever the procedure calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SchoolStage {
    /// An informal concern.
    Concern,
    /// The first formal answer.
    #[serde(rename = "stage_1")]
    Stage1,
    /// The last answer, usually a panel's.
    #[serde(rename = "stage_2")]
    Stage2,
}

/// Who decides a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decider {
    /// A member of staff or the complaints co-ordinator.
    StaffMember,
    /// The head teacher, or the chair where the complaint is about the head teacher.
    HeadTeacher,
    /// A panel or committee of the governing body.
    GoverningBodyPanel,
    /// A panel set up by the academy's proprietor.
    ProprietorPanel,
    /// An officer of the authority.
    Officer,
    /// Another officer of the authority, not the one who gave the first answer.
    ReviewingOfficer,
}

/// Who sits on a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Panel {
    /// The fewest members.
    pub min: u8,
    /// The most, where there is a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u8>,
    /// Whether their number must be odd, so that three or five may sit and four may not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub odd: bool,
    /// How many must be independent of the management and running of the school.
    pub independent_members: u8,
    /// Whether no member may have dealt with the complaint before.
    pub no_prior_involvement: bool,
}

/// One stage of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// What the procedure calls it.
    pub name: String,
    /// The step of the case file it stands for.
    pub step: SchoolStage,
    /// Who decides it.
    pub decider: Decider,
    /// Who sits, where a panel decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub panel: Option<Panel>,
    /// The deadline rule for saying that it has arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledge: Option<String>,
    /// The deadline rule for the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub respond: Option<String>,
}

/// A procedure: its stages in order, who decides each, and which clocks run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Its name in the program.
    pub id: ProcedureId,
    /// Its name for people.
    pub name: String,
    /// The body it is for.
    pub body: ProcedureFor,
    /// The first day it was current.
    pub from: Date,
    /// The last day it was current, if that has passed; a school may still follow it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Whether it has a stage before a formal complaint.
    pub informal_stage: bool,
    /// The deadline rule for making the complaint in the first place, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub make_complaint: Option<String>,
    /// The stages, in order.
    pub stages: Vec<Stage>,
    /// Where it comes from.
    pub source: String,
}

impl ProcedureId {
    /// The procedure that bodies of the same kind followed on a day: this one, unless another was current then.
    #[must_use]
    pub fn on(self, day: Date) -> Self {
        let row = self.row();
        let current = |one: &&Procedure| one.from <= day && one.to.is_none_or(|to| day <= to);
        let mut of_kind = procedures().iter().filter(|other| other.body == row.body).filter(current);
        if current(&row) { self } else { of_kind.next().map_or(self, |other| other.id) }
    }
}

impl Procedure {
    /// The stage that stands for a step of the case file, if the procedure has it.
    #[must_use]
    pub fn stage(&self, step: SchoolStage) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.step == step)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    procedure: Vec<Procedure>,
}

static ROWS: LazyLock<Rows> = LazyLock::new(|| embedded(include_str!("../../data/procedures.toml")));

/// Every procedure.
#[must_use]
pub fn procedures() -> &'static [Procedure] {
    &ROWS.procedure
}
