//! Jurisdiction: whether the Commissioner may look at it, who may decide, and the school's chance first.

use super::ombudsman::{Event, Interest};
use super::panel::school_had_its_opportunity;
use super::parties::{Capacity, Party, PartyRole, Requirement};
use super::stage::{Level, Stage};
use super::vocabulary::command;
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::actor::{Body, Role};
use crate::clock;
use crate::held::Held;
use crate::ids::{PersonId, Urn};
use crate::law::{NotInvestigated, Regime, SchoolType, repealed_on, saved_from_repeal};
use crate::refused::Refused;
use jiff::civil::Date;

/// Whether the repeal of 1 August 2012 has taken the Commissioner's road away from this complaint (SI 2012/1087,
/// article 6). Before that day it takes nothing, whatever was declined.
pub(super) fn out_by_repeal(file: &Complaint, today: Date) -> bool {
    let reached = file.ombudsman.reached_on.unwrap_or(today);
    file.regime == Some(Regime::Pilot2010)
        && today >= repealed_on()
        && !saved_from_repeal(reached, file.ombudsman.declined_as_premature)
}

/// Why the Commissioner has no power here, as the file stands: standing, writing, time, regime.
pub(super) fn outside_powers(file: &Complaint, conversion_accepted: bool, today: Date) -> Vec<NotInvestigated> {
    let mut reasons = Vec::new();
    let out_of_regime = file.regime.is_none_or(|regime| !regime.row().ombudsman);
    if out_of_regime || out_by_repeal(file, today) {
        reasons.push(NotInvestigated::OutsideArea);
    }
    if file.ombudsman.converted_on.is_some() && !conversion_accepted {
        reasons.push(NotInvestigated::OutsideSchoolType);
    }
    if !file.pursuing().any(|(_, party)| has_standing(file, party)) {
        reasons.push(NotInvestigated::NoStanding);
    }
    let excused = |requirement: Requirement, person: PersonId| {
        file.parties.get(&person).is_some_and(|party| party.disapplied.contains(&requirement))
    };
    if !file.ombudsman.written && !file.pursuing().any(|(person, _)| excused(Requirement::Writing, person)) {
        reasons.push(NotInvestigated::NotWritten);
    }
    let late = |person: PersonId| file.ombudsman.out_of_time.contains(&person) && !excused(Requirement::Time, person);
    if file.pursuing().next().is_some() && file.pursuing().all(|(person, _)| late(person)) {
        reasons.push(NotInvestigated::Late);
    }
    if file.open_issues().next().is_none() {
        reasons.push(NotInvestigated::OutsideSubject);
    }
    reasons
}

/// Whether a complainant is a pupil or a parent on the day the complaint was made; a pupil who left
/// counts for twelve months, or for as long as they come back for an examination (SI 2010/853 regs 4, 5).
fn has_standing(file: &Complaint, party: &Party) -> bool {
    if !matches!(party.capacity, Some(Capacity::Pupil | Capacity::Parent)) {
        return false;
    }
    let pupil = file.parties.values().find(|other| other.role == PartyRole::Pupil);
    let left = party.left_roll_on.or(pupil.and_then(|pupil| pupil.left_roll_on));
    let (Some(left), Some(made_on)) = (left, file.ombudsman.made_on) else {
        return true;
    };
    let last_day = clock::rule("T02", left)
        .and_then(|rule| clock::due(rule, left, &clock::Calendars::england()).ok())
        .map(|due| due.on);
    party.returns_for_examination || last_day.is_none_or(|last| made_on <= last)
}

command! {
    /// Determines whether the complaint is within the Commissioner's powers.
    pub struct DetermineJurisdiction {
        /// That nobody who decides is too close to the school (s.223).
        no_conflict: bool,
        /// Why a complaint about a school that has become an academy stays within the scheme.
        conversion: Option<Held>,
    }
}

impl Ask for DetermineJurisdiction {
    const ACTION: Action = Action::DetermineJurisdiction;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::Received, Stage::JurisdictionChecked, Stage::UnderAssessment])?;
        match file.facts.stage != Stage::Received && within_powers(file, now.today) {
            true => Err(Refused::AlreadyDone { what: "it was found to be within the Commissioner's powers" }),
            false => Ok(()),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        if !self.no_conflict {
            return Err(Refused::NotAcceptable {
                field: "no_conflict",
                why: "check first that nobody who decides is too close to the school",
            });
        }
        if let Some(commissioner) = file.ombudsman.commissioner {
            unconflicted(file, now, commissioner)?;
        }
        let accepted = self.conversion.is_some() || converted_after_everything(file);
        let reasons = outside_powers(file, accepted, now.today);
        if !reasons.is_empty() {
            return Outcome::of(file, now).and(Event::OutOfJurisdiction { reasons }).done();
        }
        let entry =
            file.facts.schools.first().and_then(|urn| now.register(*urn)).and_then(|school| school.entry.as_ref());
        let entry = entry.ok_or(Refused::NotFound)?;
        Outcome::of(file, now)
            .and(Event::JurisdictionDetermined {
                school_type: SchoolType(entry.kind),
                authority: entry.authority,
                conversion: self.conversion.clone(),
            })
            .done()
    }
}

/// Whether it was found to be within the Commissioner's powers, and still is as the file stands now.
pub(super) fn within_powers(file: &Complaint, today: Date) -> bool {
    let conversion = file.ombudsman.conversion_accepted == Some(true) || converted_after_everything(file);
    file.ombudsman.within_powers == Some(true) && outside_powers(file, conversion, today).is_empty()
}

/// Act and complaint both came before the conversion: the complaint stays within the scheme.
fn converted_after_everything(file: &Complaint) -> bool {
    let Some(converted) = file.ombudsman.converted_on else {
        return true;
    };
    let made = file.ombudsman.made_on.or(file.facts.made_on);
    let acts = file.issues.iter().filter_map(|issue| issue.incidents.iter().max().copied().or(issue.happened_on));
    made.is_some_and(|made| made < converted) && acts.max().is_none_or(|act| act < converted)
}

command! {
    /// Sends the complaint back so that the governing body can answer first (s.207(3)(a)).
    pub struct ReturnToGoverningBody {
        /// The day on which the Commissioner asks what became of it.
        follow_up_on: Date,
        /// Why.
        reason: Held,
    }
}

impl Ask for ReturnToGoverningBody {
    const ACTION: Action = Action::ReturnToGoverningBody;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::JurisdictionChecked])?;
        if school_had_its_opportunity(file, now) || file.ombudsman.opportunity_waived {
            return Err(Refused::AlreadyDone { what: "the governing body has had its opportunity" });
        }
        Ok(())
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        now.yet_to_come("follow_up_on", self.follow_up_on)?;
        Outcome::of(file, now)
            .and(Event::ReturnedForLocalResolution { follow_up_on: self.follow_up_on, reason: self.reason.clone() })
            .start_until("T15", now.today, None, Some(self.follow_up_on))
            .done()
    }
}

/// Where it is still a question whether the governing body comes first.
const OPPORTUNITY_OPEN: [Stage; 4] =
    [Stage::Received, Stage::JurisdictionChecked, Stage::AwaitingSchoolOpportunity, Stage::UnderAssessment];

command! {
    /// Waives the governing body's opportunity, where it is not reasonable to expect it (s.207(3)(b)).
    pub struct WaiveSchoolOpportunity {
        /// Why.
        reason: Held,
    }
}

impl Ask for WaiveSchoolOpportunity {
    const ACTION: Action = Action::WaiveSchoolOpportunity;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &OPPORTUNITY_OPEN)?;
        if file.ombudsman.opportunity_waived {
            Err(Refused::AlreadyDone { what: "it has been waived" })
        } else {
            Ok(())
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now).and(Event::SchoolOpportunityWaived { reason: self.reason.clone() }).done()
    }
}

command! {
    /// Takes the complaint up for assessment, once the governing body has had its opportunity.
    pub struct BeginAssessment {}
}

impl Ask for BeginAssessment {
    const ACTION: Action = Action::BeginAssessment;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::JurisdictionChecked, Stage::AwaitingSchoolOpportunity])?;
        if school_had_its_opportunity(file, now) || file.ombudsman.opportunity_waived {
            return Ok(());
        }
        Err(Refused::NotYet { needs: "the governing body's answer, or a decision not to wait for it (s.207(3))" })
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now).and(Event::AssessmentBegun {}).cancel(&["T15"]).done()
    }
}

/// Whether the complaint is on the Commissioner's desk, open.
pub(super) fn on_desk(file: &Complaint, action: Action) -> Result<(), Refused> {
    if file.facts.stage.level() == Level::Ombudsman { Ok(()) } else { file.wrong_stage(action) }
}

command! {
    /// Declares that somebody at the Commission has an interest in the school (s.223).
    pub struct DeclareInterest {
        /// Who.
        person: PersonId,
        /// How.
        interest: Interest,
        /// Until when, if it is over.
        until: Option<Date>,
    }
}

impl Ask for DeclareInterest {
    const ACTION: Action = Action::DeclareInterest;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        on_desk(file, Self::ACTION)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        if file.parties.contains_key(&self.person) {
            return Err(Refused::Conflicted { rule: "they are a party to the complaint" });
        }
        Outcome::of(file, now)
            .and(Event::InterestDeclared {
                person: self.person,
                interest: self.interest,
                until: self.until,
                bars: bars(self.interest, self.until, file.facts.made_on.unwrap_or(now.today)),
            })
            .done()
    }
}

/// Whether an interest bars: a governor while they are one; the others within the five years that
/// end with the making of the complaint, not with its allocation.
fn bars(interest: Interest, until: Option<Date>, made_on: Date) -> bool {
    let Some(until) = until else { return true };
    if interest == Interest::Governor {
        return until >= made_on;
    }
    let england = clock::Calendars::england();
    clock::rule("T10", made_on)
        .and_then(|rule| rule.length.map(|length| (length, rule.unit)))
        .and_then(|(length, unit)| clock::period_ending_with(length, unit, made_on, &england).ok())
        .is_none_or(|period| until >= period.first)
}

/// Refuses a Commissioner whose own offices at a respondent school bar them, declared or not: a governor
/// is one while they hold the office; everyone else there works at the school.
fn unconflicted(file: &Complaint, now: &Moment<'_>, commissioner: PersonId) -> Result<(), Refused> {
    let schools: Vec<_> = file.facts.schools.iter().copied().map(Body::School).collect();
    let made_on = file.facts.made_on.unwrap_or(now.today);
    let conflicted = now.references.memberships(commissioner).is_some_and(|known| {
        known.at(&schools, now.today).any(|office| {
            let governs = matches!(office.role, Role::Chair | Role::LinkGovernor | Role::PanelMember);
            bars(if governs { Interest::Governor } else { Interest::Works }, office.to, made_on)
        })
    });
    if conflicted {
        return Err(Refused::Conflicted {
            rule: "they are a governor of the school, or work there or did in the five years before the complaint \
                   (LGA 1974 Sch 4 para 1(2C))",
        });
    }
    Ok(())
}

command! {
    /// Names the Commissioner who decides.
    pub struct AssignCommissioner {
        /// Who.
        commissioner: PersonId,
    }
}

impl Ask for AssignCommissioner {
    const ACTION: Action = Action::AssignCommissioner;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        on_desk(file, Self::ACTION)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        if file.facts.barred.contains(&self.commissioner) {
            return Err(Refused::Conflicted {
                rule: "they have an interest in the school (LGA 1974 Sch 4 para 1(2C))",
            });
        }
        unconflicted(file, now, self.commissioner)?;
        if file.ombudsman.commissioner == Some(self.commissioner) {
            return Ok(vec![]);
        }
        Outcome::of(file, now).and(Event::CommissionerAssigned { commissioner: self.commissioner }).done()
    }
}

command! {
    /// Records that the school became an academy while the complaint was open.
    pub struct RecordConversion {
        /// The day.
        on: Date,
        /// The school that follows it in the register.
        successor: Urn,
    }
}

impl Ask for RecordConversion {
    const ACTION: Action = Action::RecordConversion;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        super::file::at_least_lodged(file)?;
        if file.ombudsman.converted_on.is_some() {
            Err(Refused::AlreadyDone { what: "the conversion is recorded" })
        } else {
            Ok(())
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        now.not_future("on", self.on)?;
        if file.facts.schools.contains(&self.successor) {
            return Err(Refused::NotAcceptable { field: "successor", why: "this is the school complained about" });
        }
        Outcome::of(file, now).and(Event::RespondentConverted { on: self.on, successor: self.successor }).done()
    }
}
