//! The Local Commissioner receives a complaint, tests jurisdiction, and gives the school its chance.

use super::facts::CaseFacts;
use super::parties::{Ground, Requirement};
use super::powers::{RollTest, time_test, time_tests};
use super::stage::{Level, Stage};
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Moment, Outcome, Scope};
use crate::actor::Role;
use crate::clock::Counted;
use crate::held::Held;
use crate::ids::{DocumentId, IssueNo, PersonId};
use crate::law::{LaCode, NotInvestigated, SchoolType, WaiverGround};
use crate::refused::Refused;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the Commissioner's office knows before it investigates.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct OmbudsmanFile {
    /// The day the complaint counts as made: for one that the school referred, the day the school had it.
    pub made_on: Option<Date>,
    /// The day it reached a Commissioner: the first, or, where it was declined as premature, when it came back.
    pub reached_on: Option<Date>,
    /// Whether it is in writing.
    pub written: bool,
    /// Whether it came here before the school was asked.
    pub first: bool,
    /// The first day on which it was sent to the school, to answer.
    pub sent_on: Option<Date>,
    /// Whether it was found to be within the Commissioner's powers.
    pub within_powers: Option<bool>,
    /// Why not.
    pub reasons: Vec<NotInvestigated>,
    /// The complainants whose complaint has come there, and the day on which each counts as made.
    pub complained: BTreeMap<PersonId, Date>,
    /// Those of them whose complaint is out of time.
    pub out_of_time: Vec<PersonId>,
    /// Whether the school's opportunity was waived (s.207(3)(b)).
    pub opportunity_waived: bool,
    /// Whether it was declined because the governing body had not had it (s.207(3)(a)), and has not come back.
    pub declined_as_premature: bool,
    /// The Commissioner who decides.
    pub commissioner: Option<PersonId>,
    /// Whether the school became an academy on the way.
    pub converted_on: Option<Date>,
    /// The Commissioner's ruling on a conversion.
    pub conversion_accepted: Option<bool>,
}

/// The test of one complainant's time limit, with what it was made of (ASCL Act 2009 s.208).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimeTest {
    /// The complainant.
    pub person: PersonId,
    /// The rule.
    pub rule: String,
    /// Its version.
    pub rule_version: u32,
    /// The day of first notice.
    pub noticed_on: Option<Date>,
    /// The last day in time.
    pub last_day: Option<Date>,
    /// The day the complaint counts as made.
    pub made_on: Date,
    /// Whether it is in time; unknown where the day of notice is.
    pub in_time: Option<bool>,
}

/// How somebody may be too close to a school to decide (LGA 1974 Sch 4 para 1(2C), inserted by s.223).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Interest {
    /// Is a governor of the school.
    Governor,
    /// Is a parent of a registered pupil, or of one registered in the five years before.
    ParentOfPupil,
    /// Works at the school, or did in the five years before.
    Works,
}

events! {
    /// What happens when the Commissioner receives and assesses a complaint.
    pub enum Event {
        /// The school referred it, with consent (s.207(1)(b)).
        ReferredToOmbudsman = "referred_to_ombudsman" {
            /// The complainants who consented.
            complainants: Vec<PersonId>,
            /// The day it reached the Commissioner.
            on: Date,
            /// The day the complaint was first made, to the school.
            made_on: Date,
            /// Why it is referred.
            reason: Held,
            /// The tests of time.
            time: Vec<TimeTest>,
            /// The papers of the file that went with it; not recorded of the first ones.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            papers: Vec<DocumentId>,
            /// Why none did, where none did.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            without_papers: Option<Held>,
        },
        /// A complainant took it there (s.207(1)(a)).
        OmbudsmanComplaintReceived = "ombudsman_complaint_received" {
            /// The day it arrived.
            on: Date,
            /// Whether it is in writing.
            written: bool,
            /// What they say.
            account: Option<Held>,
            /// The tests of time.
            time: Vec<TimeTest>,
            /// Whether it came here first, so that the school was never asked.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            first: bool,
        },
        /// Issues that the school had settled or sent elsewhere are before the Commissioner all the same.
        IssuesTakenUp = "issues_taken_up" {
            /// The issues.
            issues: Vec<IssueNo>,
        },
        /// A requirement was disapplied for one complainant (s.208(2)).
        RequirementDisapplied = "requirement_disapplied" {
            /// For whom.
            person: PersonId,
            /// Which.
            requirement: Requirement,
            /// Only for what happened since this day, where lateness is forgiven in part.
            only_since: Option<Date>,
            /// On what ground; not known of the first ones.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            ground: Option<Ground>,
            /// Why.
            reason: Held,
        },
        /// Somebody at the Commission is too close to the school.
        InterestDeclared = "interest_declared" {
            /// Who.
            person: PersonId,
            /// How.
            interest: Interest,
            /// Until when, if it is over.
            until: Option<Date>,
            /// Whether it bars them: five years ending with the making of the complaint.
            bars: bool,
            /// The first day of the time that was looked at, and what it was counted from.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            since: Option<Counted>,
        },
        /// A Commissioner took the case.
        CommissionerAssigned = "commissioner_assigned" {
            /// Who.
            commissioner: PersonId,
        },
        /// The school became an academy while the complaint was open.
        RespondentConverted = "respondent_converted" {
            /// The day.
            on: Date,
            /// The school that follows.
            successor: crate::ids::Urn,
        },
        /// The complaint is within the Commissioner's powers.
        JurisdictionDetermined = "jurisdiction_determined" {
            /// The school's type when the complaint was made.
            school_type: SchoolType,
            /// The authority that maintained it.
            authority: LaCode,
            /// The ruling on a conversion, where there was one.
            conversion: Option<Held>,
            /// The tests of those who left the roll.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            standing: Vec<RollTest>,
        },
        /// The complaint is outside the Commissioner's powers; a decision and a statement follow.
        OutOfJurisdiction = "out_of_jurisdiction" {
            /// Why.
            reasons: Vec<NotInvestigated>,
            /// The tests of those who left the roll.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            standing: Vec<RollTest>,
        },
        /// The governing body is to answer first (s.207(3)(a)).
        ReturnedForLocalResolution = "returned_for_local_resolution" {
            /// The day; not recorded of the first ones.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            on: Option<Date>,
            /// The day on which the Commissioner asks what became of it.
            follow_up_on: Date,
            /// Why.
            reason: Held,
        },
        /// It is not reasonable to expect that the governing body answers first (s.207(3)(b)).
        SchoolOpportunityWaived = "school_opportunity_waived" {
            /// On what ground; not known of the first ones.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            ground: Option<WaiverGround>,
            /// Why.
            reason: Held,
        },
        /// The complaint is being assessed.
        AssessmentBegun = "assessment_begun" {},
    }
}

impl Event {
    pub(super) fn touch(&self, facts: &mut CaseFacts) {
        match self {
            Self::ReferredToOmbudsman { .. } | Self::OmbudsmanComplaintReceived { .. } => {
                facts.stage = Stage::Received;
                facts.closed_from = None;
            }
            Self::InterestDeclared { person, bars: true, .. } => {
                facts.barred.insert(*person);
            }
            Self::JurisdictionDetermined { .. } => facts.stage = Stage::JurisdictionChecked,
            Self::ReturnedForLocalResolution { .. } => facts.stage = Stage::AwaitingSchoolOpportunity,
            Self::AssessmentBegun {} | Self::OutOfJurisdiction { .. } => facts.stage = Stage::UnderAssessment,
            Self::CommissionerAssigned { commissioner } => {
                facts.assigned.insert(Level::Ombudsman, *commissioner);
            }
            Self::RequirementDisapplied { .. }
            | Self::IssuesTakenUp { .. }
            | Self::InterestDeclared { .. }
            | Self::RespondentConverted { .. }
            | Self::SchoolOpportunityWaived { .. } => {}
        }
    }

    pub(super) fn apply(&self, file: &mut Complaint) {
        let known = &mut file.ombudsman;
        match self {
            Self::ReferredToOmbudsman { complainants, on, made_on, time, .. } => {
                known.arrive(*made_on, *on);
                known.written = file.intake.written;
                let consented = time.iter().filter(|test| complainants.contains(&test.person));
                known.complained.extend(consented.map(|test| (test.person, test.made_on)));
                known.take_tests(time);
                file.take_up_settled_issues();
            }
            Self::OmbudsmanComplaintReceived { on, written, time, first, .. } => {
                known.first |= *first;
                known.arrive(*on, *on);
                known.written |= *written;
                known.complained.extend(time.iter().map(|test| (test.person, test.made_on)));
                known.take_tests(time);
                for test in time {
                    file.with_party(test.person, |party| party.noticed_on = party.noticed_on.or(test.noticed_on));
                }
                file.take_up_settled_issues();
            }
            Self::IssuesTakenUp { issues } => {
                for issue in issues {
                    if let Some(issue) = file.issue_mut(*issue) {
                        issue.scope = Scope::Open;
                    }
                }
            }
            Self::RequirementDisapplied { person, requirement, only_since, .. } => {
                file.with_party(*person, |party| {
                    party.disapplied.insert(*requirement);
                    party.only_since = *only_since;
                });
            }
            Self::InterestDeclared { person, bars: true, .. } if known.commissioner == Some(*person) => {
                known.commissioner = None;
            }
            Self::CommissionerAssigned { commissioner } => known.commissioner = Some(*commissioner),
            Self::RespondentConverted { on, .. } => known.converted_on = Some(*on),
            Self::JurisdictionDetermined { conversion, .. } => {
                known.within_powers = Some(true);
                known.conversion_accepted = conversion.is_some().then_some(true).or(known.conversion_accepted);
            }
            Self::OutOfJurisdiction { reasons, .. } => {
                known.within_powers = Some(false);
                known.reasons.clone_from(reasons);
            }
            Self::SchoolOpportunityWaived { .. } => known.opportunity_waived = true,
            Self::ReturnedForLocalResolution { on, .. } => known.sent_on = known.sent_on.or(*on),
            Self::InterestDeclared { .. } | Self::AssessmentBegun {} => {}
        }
    }
}

impl OmbudsmanFile {
    /// A complaint that was declined as premature is made anew when it comes back; one that was only sent back
    /// has been with the Commissioner all along.
    fn arrive(&mut self, made_on: Date, on: Date) {
        if std::mem::take(&mut self.declined_as_premature) {
            (self.made_on, self.reached_on) = (Some(made_on), Some(on));
        } else {
            self.made_on.get_or_insert(made_on);
            self.reached_on.get_or_insert(on);
        }
    }

    /// Takes in tests of time; who is not tested stays as they were.
    pub(super) fn take_tests<'a>(&mut self, time: impl IntoIterator<Item = &'a TimeTest>) {
        for test in time {
            self.out_of_time.retain(|person| *person != test.person);
            if test.in_time == Some(false) {
                self.out_of_time.push(test.person);
            }
        }
    }
}

impl Complaint {
    /// The one complainant who pursues it.
    fn only_pursuer(&self) -> Result<PersonId, Refused> {
        let mut pursuing = self.pursuing().map(|(person, _)| person);
        match (pursuing.next(), pursuing.next()) {
            (Some(only), None) => Ok(only),
            _ => Err(Refused::NotAcceptable {
                field: "noticed_on",
                why: "of several complainants, correct each by name",
            }),
        }
    }

    /// Everything was settled at the school, and the complainant goes on all the same: then what was
    /// settled is what the Commissioner is asked about.
    fn take_up_settled_issues(&mut self) {
        if self.open_issues().next().is_none() {
            for issue in self.issues.values_mut().filter(|issue| issue.scope == Scope::Resolved) {
                issue.scope = Scope::Open;
            }
        }
    }
}

/// From where a complaint may go to the Commissioner: any stage at the school, and after it was
/// declined there. If it comes too early it is sent back; nobody is turned away at the door.
const MAY_GO: [Stage; 11] = [
    Stage::Submitted,
    Stage::InScope,
    Stage::Redirected,
    Stage::NotAccepted,
    Stage::Concern,
    Stage::Stage1,
    Stage::Stage2,
    Stage::Concluded,
    Stage::ResolvedAtSchool,
    Stage::GoverningBodyDefault,
    Stage::AwaitingSchoolOpportunity,
];

pub(super) fn may_go(file: &Complaint, action: Action, joins: bool) -> Result<(), Refused> {
    // That the school has closed its file, or sent every issue elsewhere, keeps nobody from the Commissioner.
    if !file.declined_for_the_school() && !joins && !MAY_GO.contains(&file.facts.stood_at()) {
        return file.wrong_stage(action);
    }
    file.under_2009_act()?;
    match file.pursuing().next() {
        Some(_) => Ok(()),
        None => Err(Refused::NotYet {
            needs: "a complainant with a name: an anonymous complaint shows no injustice to anyone",
        }),
    }
}

/// What the school had settled or sent elsewhere, and is now before the Commissioner.
pub(super) fn taken_up(file: &Complaint) -> Option<Event> {
    Some(file.to_take_up()).filter(|issues| !issues.is_empty()).map(|issues| Event::IssuesTakenUp { issues })
}

command! {
    /// Takes the complaint to the Commissioner (ASCL Act 2009 s.207(1)(a)).
    pub struct ComplainToOmbudsman {
        /// Whether this is in writing; the Commissioner may do without.
        written: bool,
        /// What they want to say.
        account: Option<Held>,
        /// The day it arrived, where an officer records it; today if left out.
        received_on: Option<Date>,
        /// The day they first had notice of the matter, where the file does not say it yet (s.208(1)(b)).
        noticed_on: Option<Date>,
    }
}

impl Ask for ComplainToOmbudsman {
    const ACTION: Action = Action::ComplainToOmbudsman;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        // Who did not consent to a referral may still complain there in their own right, while it is assessed.
        let outside = |person| !file.ombudsman.complained.contains_key(&person) && file.is_theirs(now, person);
        let assessed = [Stage::Received, Stage::JurisdictionChecked, Stage::UnderAssessment];
        let joins = assessed.contains(&file.facts.stage) && file.pursuing().any(|(person, _)| outside(person));
        may_go(file, Self::ACTION, joins)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let by_officer = now.stamp.actor.role == Role::IntakeOfficer;
        if !by_officer && !file.party(file.speaks_for(now.by()))?.pursues() {
            return Err(Refused::NoSuchParty);
        }
        if self.received_on.is_some_and(|day| day != now.today) && !by_officer {
            return Err(Refused::NotAcceptable {
                field: "received_on",
                why: "only the Commissioner's office records an earlier day",
            });
        }
        let on = self.received_on.unwrap_or(now.today);
        now.not_future("received_on", on)?;
        if file.facts.made_on.is_some_and(|made| on < made) {
            return Err(Refused::DateOutOfOrder { field: "received_on", why: "this is before the complaint was made" });
        }
        let mut time = time_tests(file, on, file.pursuing())?;
        if let Some(noticed_on) = self.noticed_on {
            now.not_future("noticed_on", noticed_on)?;
            let person = if by_officer { file.only_pursuer()? } else { file.speaks_for(now.by()) };
            if file.party(person)?.noticed_on.is_some_and(|known| known != noticed_on) {
                let why = "the file has another day; the Ombudsman's office can correct it";
                return Err(Refused::NotAcceptable { field: "noticed_on", why });
            }
            for test in time.iter_mut().filter(|test| test.person == person) {
                *test = time_test("T01", person, Some(noticed_on), test.made_on)?;
            }
        }
        Outcome::of(file, now)
            .and(Event::OmbudsmanComplaintReceived {
                on,
                written: self.written,
                account: self.account.clone(),
                time,
                first: false,
            })
            .and_all(taken_up(file))
            .cancel(&["T15"])
            .done()
    }
}

command! {
    /// Does without writing or the time limit for one complainant (ASCL Act 2009 s.208(2)).
    pub struct DisapplyRequirement {
        /// For whom.
        person: PersonId,
        /// Which requirement.
        requirement: Requirement,
        /// Only for what happened since this day, where lateness is forgiven in part.
        only_since: Option<Date>,
        /// On what ground.
        ground: Ground,
        /// Why.
        reason: Held,
    }
}

impl Ask for DisapplyRequirement {
    const ACTION: Action = Action::DisapplyRequirement;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        file.at(
            Self::ACTION,
            &[Stage::Received, Stage::JurisdictionChecked, Stage::AwaitingSchoolOpportunity, Stage::UnderAssessment],
        )
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let party = file.party(self.person)?;
        if !party.pursues() {
            return Err(Refused::NoSuchParty);
        }
        if party.disapplied.contains(&self.requirement) {
            return Ok(vec![]);
        }
        if self.only_since.is_some() && self.requirement == Requirement::Writing {
            return Err(Refused::NotAcceptable {
                field: "only_since",
                why: "only the time limit can be disapplied in part",
            });
        }
        Outcome::of(file, now)
            .and(Event::RequirementDisapplied {
                person: self.person,
                requirement: self.requirement,
                only_since: self.only_since,
                ground: Some(self.ground),
                reason: self.reason.clone(),
            })
            .done()
    }
}
