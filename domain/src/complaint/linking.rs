//! Linking an issue to the Guarantee it is about, judged by the day of the act and, where it is known, the pupil's age.

use super::intake::{Classified, Event};
use super::stage::Stage;
use super::vocabulary::command;
use super::{Action, Ask, Complaint, Issue, Moment, Outcome, authority};
use crate::ids::IssueNo;
use crate::law::{self, GuaranteeId, HeadTeacherFunction, LaCode, Phase};
use crate::refused::Refused;
use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How old the pupil was, in years, on the day of each issue that a request is about, in their order. The service
/// counts them from the day of birth, which never comes here; what a caller sends is written over.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PupilAges(pub Vec<Option<u8>>);

impl JsonSchema for PupilAges {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "PupilAges".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "array", "items": { "type": ["integer", "null"], "minimum": 0, "maximum": 255 }, "readOnly": true,
            "description": "Counted by the service; leave it out."
        })
    }
}

impl PupilAges {
    /// The age for an issue of a request about several.
    pub(super) fn of(&self, issue: IssueNo) -> Option<u8> {
        self.0.get(usize::from(issue.0).checked_sub(1)?).copied().flatten()
    }

    /// The age for the one issue of a request.
    pub(super) fn only(&self) -> Option<u8> {
        self.of(IssueNo(1))
    }
}

/// A link to be judged.
pub(super) struct Link {
    /// The issue.
    pub(super) issue: IssueNo,
    /// The Guarantee.
    pub(super) guarantee: GuaranteeId,
    /// The head teacher's function concerned, where it is one.
    pub(super) function: Option<HeadTeacherFunction>,
    /// The day of the act, the last one where it went on.
    pub(super) act_on: Date,
    /// The pupil's age on that day.
    pub(super) age: Option<u8>,
    /// The school's phase.
    pub(super) phase: Option<Phase>,
}

/// Links an issue to a Guarantee, and draws in the local authority where it is the provider. Where the
/// Guarantee itself lies outside the scheme a warning says who can look at it; a person sends it there.
pub(super) fn classify(outcome: Outcome<'_>, link: Link, authority: LaCode) -> Result<Outcome<'_>, Refused> {
    let Link { issue, guarantee, function, act_on, age, phase } = link;
    let Some((catalogue, row)) = law::entitlement(guarantee, act_on) else {
        return Err(Refused::NoSuchGuarantee { id: guarantee.to_string() });
    };
    let warnings = law::fits(row, age, phase, act_on);
    let classified = Classified { guarantee, catalogue: catalogue.version, function };
    let outcome = outcome.and(Event::IssueClassified { issue, classified, warnings });
    Ok(if row.draws_in_authority { authority::draw_in(outcome, issue, authority) } else { outcome })
}

command! {
    /// Links an issue to the Guarantee it is about. What does not fit is a warning, not a bar.
    pub struct LinkIssueToGuarantee {
        /// The issue.
        issue: IssueNo,
        /// The Guarantee.
        guarantee: GuaranteeId,
        /// The head teacher's function concerned, where it is one.
        function: Option<HeadTeacherFunction>,
        /// Counted by the service.
        #[serde(default)]
        pupil_ages: PupilAges,
    }
}

impl Ask for LinkIssueToGuarantee {
    const ACTION: Action = Action::LinkIssueToGuarantee;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.not_by_the_school(Self::ACTION, now)?;
        if file.facts.stage == Stage::Closed {
            return file.wrong_stage(Self::ACTION);
        }
        match file.open_issues().find(|(_, issue)| issue.finding.is_none()) {
            Some(_) => Ok(()),
            None => file.wrong_stage(Self::ACTION),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let issue = file.open_issue(self.issue)?;
        if issue.finding.is_some() {
            return Err(Refused::AlreadyDone { what: "the Commissioner has made a finding on this issue" });
        }
        let link = Link {
            issue: self.issue,
            guarantee: self.guarantee,
            function: self.function,
            act_on: issue.last_act().or(file.facts.made_on).unwrap_or(now.today),
            age: self.pupil_ages.only(),
            phase: phase_of_school(file, now),
        };
        let authority = file.maintained_by.ok_or(Refused::NotFound)?;
        classify(Outcome::of(file, now), link, authority)?.done()
    }
}

/// The phase of the school complained about, where the register gives it.
pub(super) fn phase_of_school(file: &Complaint, now: &Moment<'_>) -> Option<Phase> {
    let urn = file.facts.schools.first()?;
    Phase::from_code(now.register(*urn)?.entry.as_ref()?.phase)
}

impl Issue {
    /// The day of the last thing that went wrong, where any is known.
    #[must_use]
    pub fn last_act(&self) -> Option<Date> {
        self.incidents.iter().copied().chain(self.happened_on).max()
    }
}
