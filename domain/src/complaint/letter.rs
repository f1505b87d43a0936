//! What every decision letter of a school must hold, and what it must not tell.

use super::Complaint;
use super::screening::Screening;
use crate::held::Held;
use crate::ids::IssueNo;
use crate::law::{Decider, Direction, SchoolOutcome, SchoolStage};
use crate::refused::Refused;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An outcome for one issue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueOutcome {
    /// The issue.
    pub issue: IssueNo,
    /// The outcome.
    pub outcome: SchoolOutcome,
    /// The reasons.
    pub reasons: Held,
}

/// What every decision letter of a school must hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionDocument {
    /// What was done to look into it.
    pub investigated: Held,
    /// A full explanation.
    pub explanation: Held,
    /// What will be done to put it right.
    pub actions: Held,
    /// What there is to say of taking it further, beside where it can be taken.
    pub next_step: Option<Held>,
}

/// Where a complaint can be taken after a decision of the school: told with each decision, by the procedure that the
/// school follows and the rules that govern the complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Road {
    /// To a panel of the governing body.
    GoverningBody,
    /// To a panel of the academy's proprietor.
    ProprietorPanel,
    /// To a Local Commissioner (ASCL Act 2009 s.207).
    Ombudsman,
    /// To the Secretary of State (Education Act 1996 s.496).
    SecretaryOfState,
}

impl Road {
    /// From the first decision; none where the procedure ends with it.
    pub(super) fn after_stage_1(file: &Complaint) -> Option<Self> {
        match file.procedure().stage(SchoolStage::Stage2)?.decider {
            Decider::ProprietorPanel => Some(Self::ProprietorPanel),
            _ => Some(Self::GoverningBody),
        }
    }

    /// From the panel's decision; none where nobody beside the school may look at it.
    pub(super) fn after_panel(file: &Complaint) -> Option<Self> {
        let rules = file.regime?.row();
        match (rules.ombudsman, rules.direction) {
            (true, _) => Some(Self::Ombudsman),
            (false, Direction::Section496) => Some(Self::SecretaryOfState),
            (false, _) => None,
        }
    }
}

/// Every open issue once, each with an outcome a school can give.
pub(super) fn check_outcomes(file: &Complaint, outcomes: &[IssueOutcome]) -> Result<(), Refused> {
    let mut seen = BTreeSet::new();
    for one in outcomes {
        file.open_issue(one.issue)?;
        if !seen.insert(one.issue) {
            return Err(Refused::NotAcceptable { field: "outcomes", why: "an issue has two outcomes" });
        }
        if !matches!(one.outcome, SchoolOutcome::Upheld | SchoolOutcome::PartlyUpheld | SchoolOutcome::NotUpheld) {
            return Err(Refused::NotAcceptable {
                field: "outcomes",
                why: "a decision upholds, partly upholds or does not uphold",
            });
        }
    }
    if file.open_issues().any(|(number, _)| !seen.contains(&number)) {
        return Err(Refused::Missing { field: "outcomes", why: "each open issue needs an outcome and reasons" });
    }
    Ok(())
}

/// A letter holds no personal data of others on the file, unless it must, and what became of a member of staff stays
/// between them and their employer.
pub(super) fn check_told(
    screening: Screening,
    identifying: Option<&Held>,
    no_staff_outcome: bool,
) -> Result<(), Refused> {
    screening.pass(identifying)?;
    match no_staff_outcome {
        true => Ok(()),
        false => Err(Refused::NotAcceptable {
            field: "no_staff_outcome",
            why: "take out of the letter what became of a member of staff, and confirm that it tells nothing of it",
        }),
    }
}
