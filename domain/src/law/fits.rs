//! Whether a row of a Guarantee fits the pupil, the school and the day.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AgeRange, Commencement, Entitlement, EntitlementKind, Phase, PhaseBand, Triage, catalogue_on};

/// One reason to doubt that a row fits: a warning, never a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "mismatch", rename_all = "snake_case")]
pub enum Mismatch {
    /// The row itself lies outside the scheme; somebody else can look at it.
    OutsideScheme {
        /// Who.
        send_to: String,
    },
    /// The act was before redress for the Guarantees began: a complaint about the school, not one
    /// that a Guarantee was not kept.
    BeforeRedress {
        /// When redress began.
        redress_from: Date,
    },
    /// On every reading of the document, the promise had not begun on the day of the act.
    NotYetCommenced {
        /// The earliest day it can have begun.
        on: Date,
        /// The part of the row, where not the whole.
        limb: Option<String>,
    },
    /// On one reading of the document the promise had begun, on another it had not.
    CommencementUnclear {
        /// The earliest day it can have begun.
        on: Date,
        /// The latest day it can have begun.
        latest: Date,
        /// The part of the row, where not the whole.
        limb: Option<String>,
    },
    /// The row is new and the document gives no day on which it begins.
    StartNotGiven,
    /// The school has no pupils of the phase the row is for.
    WrongPhase {
        /// The phases it is for.
        expected: Vec<PhaseBand>,
        /// The school's.
        found: Phase,
    },
    /// The pupil is younger or older than the row says.
    WrongAge {
        /// The ages it is for.
        expected: AgeRange,
        /// The pupil's.
        found: u8,
    },
    /// The row is a duty about policy, so that injustice to one person is harder to show.
    PolicyDuty,
    /// The row is a hope or speaks of what "should" be; no injustice may be found.
    AspirationWording,
}

/// What does not fit, in a fixed order; empty when all is well or not known.
///
/// What is not known is not a mismatch: an absent age or phase is not tested.
#[must_use]
pub fn fits(row: &Entitlement, age: Option<u8>, phase: Option<Phase>, act_on: Date) -> Vec<Mismatch> {
    let redress_from = catalogue_on(act_on).redress_from;
    let mut found = Vec::new();
    if let Some(outside) = &row.out_of_scope {
        found.push(Mismatch::OutsideScheme { send_to: outside.send_to.clone() });
    }
    if act_on < redress_from {
        found.push(Mismatch::BeforeRedress { redress_from });
    }
    if row.kind == EntitlementKind::New && row.commences.is_empty() {
        found.push(Mismatch::StartNotGiven);
    }
    found.extend(row.commences.iter().filter_map(|start| begun(start, phase, act_on)));
    if let Some(phase) = phase
        && !row.phases.iter().any(|band| band.includes(phase))
    {
        found.push(Mismatch::WrongPhase { expected: row.phases.clone(), found: phase });
    }
    if let (Some(age), Some(ages)) = (age, row.ages)
        && !ages.contains(age)
    {
        found.push(Mismatch::WrongAge { expected: ages, found: age });
    }
    match row.triage {
        Triage::Individual => {}
        Triage::Policy => found.push(Mismatch::PolicyDuty),
        Triage::Aspiration => found.push(Mismatch::AspirationWording),
    }
    found
}

/// Whether a row is for pupils of a school year: 0 is reception, and 13 the last of a sixth form. A pupil of
/// year 5 is nine or ten years old. From year 12 on a pupil may be at school or taught elsewhere.
#[must_use]
pub fn fits_year(row: &Entitlement, year: u8) -> bool {
    let phases: &[Phase] = match year {
        0..=6 => &[Phase::Primary],
        7..=11 => &[Phase::Secondary],
        _ => &[Phase::Secondary, Phase::SixteenPlus],
    };
    let taught = row.phases.iter().any(|band| phases.iter().any(|phase| band.includes(*phase)));
    let age = year.saturating_add(4);
    taught && row.ages.is_none_or(|ages| ages.contains(age) || ages.contains(age.saturating_add(1)))
}

fn begun(start: &Commencement, phase: Option<Phase>, act_on: Date) -> Option<Mismatch> {
    let elsewhere =
        phase.is_some_and(|phase| !start.phases.is_empty() && !start.phases.iter().any(|band| band.includes(phase)));
    let (on, latest, limb) = (start.on, start.certain_from(), start.limb.clone());
    if elsewhere || act_on >= latest {
        None
    } else if act_on < on {
        Some(Mismatch::NotYetCommenced { on, limb })
    } else {
        Some(Mismatch::CommencementUnclear { on, latest, limb })
    }
}
