//! The Local Commissioner receives a complaint, tests jurisdiction, and gives the school its chance.

use super::facts::CaseFacts;
use super::parties::{Ground, Requirement};
use super::stage::{Level, Stage};
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Moment, Outcome, Scope};
use crate::actor::Role;
use crate::clock;
use crate::held::Held;
use crate::ids::PersonId;
use crate::law::{LaCode, NotInvestigated, SchoolType};
use crate::refused::Refused;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the Commissioner's office knows before it investigates.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct OmbudsmanFile {
    /// The day the complaint counts as made: for one that the school referred, the day the school had it.
    pub made_on: Option<Date>,
    /// The day it reached a Commissioner: the first, or, where it was declined as premature, when it came back.
    pub reached_on: Option<Date>,
    /// Whether it is in writing.
    pub written: bool,
    /// Whether it was found to be within the Commissioner's powers.
    pub within_powers: Option<bool>,
    /// Why not.
    pub reasons: Vec<NotInvestigated>,
    /// The complainants whose complaint is out of time or not in writing.
    pub out_of_time: Vec<PersonId>,
    /// Why the school's opportunity was waived, if it was (s.207(3)(b)).
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
        },
        /// The complaint is outside the Commissioner's powers; a decision and a statement follow.
        OutOfJurisdiction = "out_of_jurisdiction" {
            /// Why.
            reasons: Vec<NotInvestigated>,
        },
        /// The governing body is to answer first (s.207(3)(a)).
        ReturnedForLocalResolution = "returned_for_local_resolution" {
            /// The day on which the Commissioner asks what became of it.
            follow_up_on: Date,
            /// Why.
            reason: Held,
        },
        /// It is not reasonable to expect that the governing body answers first (s.207(3)(b)).
        SchoolOpportunityWaived = "school_opportunity_waived" {
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
            Self::ReferredToOmbudsman { .. } | Self::OmbudsmanComplaintReceived { .. } => facts.stage = Stage::Received,
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
            | Self::InterestDeclared { .. }
            | Self::RespondentConverted { .. }
            | Self::SchoolOpportunityWaived { .. } => {}
        }
    }

    pub(super) fn apply(&self, file: &mut Complaint) {
        let known = &mut file.ombudsman;
        match self {
            Self::ReferredToOmbudsman { on, made_on, time, .. } => {
                known.made_on.get_or_insert(*made_on);
                known.arrive(*on);
                known.written = file.intake.written;
                known.take_tests(time);
                file.take_up_settled_issues();
            }
            Self::OmbudsmanComplaintReceived { on, written, time, .. } => {
                known.made_on.get_or_insert(*on);
                known.arrive(*on);
                known.written |= *written;
                known.take_tests(time);
                file.take_up_settled_issues();
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
            Self::OutOfJurisdiction { reasons } => {
                known.within_powers = Some(false);
                known.reasons.clone_from(reasons);
            }
            Self::SchoolOpportunityWaived { .. } => known.opportunity_waived = true,
            Self::InterestDeclared { .. } | Self::ReturnedForLocalResolution { .. } | Self::AssessmentBegun {} => {}
        }
    }
}

impl OmbudsmanFile {
    /// A complaint that was declined as premature is made anew when it comes back; one that was only sent back
    /// has been with the Commissioner all along.
    fn arrive(&mut self, on: Date) {
        if std::mem::take(&mut self.declined_as_premature) {
            self.reached_on = Some(on);
        } else {
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
    /// Everything was settled at the school, and the complainant goes on all the same: then what was
    /// settled is what the Commissioner is asked about.
    fn take_up_settled_issues(&mut self) {
        if self.open_issues().next().is_none() {
            for issue in self.issues.iter_mut().filter(|issue| issue.scope == Scope::Resolved) {
                issue.scope = Scope::Open;
            }
        }
    }
}

/// Tests the twelve months of s.208(1)(b) for each complainant who pursues it: each has their own clock.
/// A complaint that was sent back and comes again is the same complaint, made on the first day.
fn time_tests(file: &Complaint, made_on: Date) -> Result<Vec<TimeTest>, Refused> {
    let made_on = file.ombudsman.made_on.unwrap_or(made_on);
    file.pursuing().map(|(person, party)| time_test(person, party.noticed_on, made_on)).collect()
}

/// Tests the twelve months of s.208(1)(b) for one complainant.
pub(super) fn time_test(person: PersonId, noticed_on: Option<Date>, made_on: Date) -> Result<TimeTest, Refused> {
    let rule = clock::rule("T01", made_on).ok_or(Refused::CannotCompute { why: "rule T01 was not in force".into() })?;
    let england = clock::Calendars::england();
    let last_day = noticed_on.and_then(|noticed| clock::due(rule, noticed, &england).ok()).map(|due| due.on);
    let in_time = last_day.map(|last| made_on <= last);
    Ok(TimeTest {
        person,
        rule: rule.id.to_string(),
        rule_version: rule.version,
        noticed_on,
        last_day,
        made_on,
        in_time,
    })
}

/// From where a complaint may go to the Commissioner: any stage at the school, and after it was
/// declined there. If it comes too early it is sent back; nobody is turned away at the door.
const MAY_GO: [Stage; 10] = [
    Stage::Submitted,
    Stage::InScope,
    Stage::NotAccepted,
    Stage::Concern,
    Stage::Stage1,
    Stage::Stage2,
    Stage::Concluded,
    Stage::ResolvedAtSchool,
    Stage::GoverningBodyDefault,
    Stage::AwaitingSchoolOpportunity,
];

fn may_go(file: &Complaint, action: Action) -> Result<(), Refused> {
    if !file.declined_for_the_school() {
        file.at(action, &MAY_GO)?;
    }
    file.under_2009_act()?;
    match file.pursuing().next() {
        Some(_) => Ok(()),
        None => Err(Refused::NotYet {
            needs: "a complainant with a name: an anonymous complaint shows no injustice to anyone",
        }),
    }
}

command! {
    /// Refers the complaint to the Commissioner, with the complainant's consent (ASCL Act 2009 s.207(1)(b)).
    pub struct ReferToOmbudsman {
        /// Why.
        reason: Held,
    }
}

impl Ask for ReferToOmbudsman {
    const ACTION: Action = Action::ReferToOmbudsman;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        may_go(file, Self::ACTION)?;
        match file.pursuing().any(|(_, party)| party.consents_to_referral) {
            true => Ok(()),
            false => Err(Refused::NotYet { needs: "the complainant's consent" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        // Made to the school in time and referred later, it is in time: s.207(1)(b).
        let made_on = file.facts.made_on.unwrap_or(now.today);
        let consenting = file.pursuing().filter(|(_, party)| party.consents_to_referral);
        Outcome::of(file, now)
            .and(Event::ReferredToOmbudsman {
                complainants: consenting.map(|(person, _)| person).collect(),
                on: now.today,
                made_on,
                reason: self.reason.clone(),
                time: time_tests(file, made_on)?,
            })
            .cancel(&["T15"])
            .done()
    }
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
    }
}

impl Ask for ComplainToOmbudsman {
    const ACTION: Action = Action::ComplainToOmbudsman;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        may_go(file, Self::ACTION)
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
        Outcome::of(file, now)
            .and(Event::OmbudsmanComplaintReceived {
                on,
                written: self.written,
                account: self.account.clone(),
                time: time_tests(file, on)?,
            })
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
