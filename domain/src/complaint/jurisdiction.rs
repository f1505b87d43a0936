//! Jurisdiction: whether the Commissioner may look at it, who may decide, and the school's chance first.

use super::intake::first_targets;
use super::ombudsman::{Event, Interest};
use super::panel::school_had_its_opportunity;
use super::powers::{Powers, converted_after_everything, powers, roll_tests, within_powers};
use super::stage::{Level, Stage};
use super::vocabulary::command;
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::actor::{Body, Role};
use crate::clock::{Calendars, Counted};
use crate::held::Held;
use crate::ids::{PersonId, Urn};
use crate::law::{SchoolType, WaiverGround};
use crate::refused::Refused;
use jiff::civil::Date;

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
        let standing = roll_tests(file);
        match powers(file, accepted, now.today) {
            Powers::Within => {}
            Powers::Unknown => {
                let needs = "the day on which a complainant first had notice of the matter, or a decision to do \
                             without the time limit for them (s.208)";
                return Err(Refused::NotYet { needs });
            }
            Powers::Outside(reasons) => {
                return Outcome::of(file, now).and(Event::OutOfJurisdiction { reasons, standing }).done();
            }
        }
        let entry =
            file.facts.schools.first().and_then(|urn| now.register(*urn)).and_then(|school| school.entry.as_ref());
        let entry = entry.ok_or(Refused::NotFound)?;
        Outcome::of(file, now)
            .and(Event::JurisdictionDetermined {
                school_type: SchoolType(entry.kind),
                authority: entry.authority,
                conversion: self.conversion.clone(),
                standing,
            })
            .done()
    }
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
        let mut outcome = Outcome::of(file, now)
            .and(Event::ReturnedForLocalResolution {
                on: Some(now.today),
                follow_up_on: self.follow_up_on,
                reason: self.reason.clone(),
            })
            .start_until("T15", now.today, None, Some(self.follow_up_on));
        // What came to the Commissioner first comes to the school today.
        let targets: Vec<_> = first_targets(file.procedure()).collect();
        if !file.deadlines.iter().any(|known| targets.contains(&known.rule.as_str())) {
            for rule in targets {
                outcome = outcome.start(rule, now.today, None);
            }
        }
        outcome.done()
    }
}

/// Where it is still a question whether the governing body comes first.
const OPPORTUNITY_OPEN: [Stage; 4] =
    [Stage::Received, Stage::JurisdictionChecked, Stage::AwaitingSchoolOpportunity, Stage::UnderAssessment];

command! {
    /// Waives the governing body's opportunity, where it is not reasonable to expect it (s.207(3)(b)).
    pub struct WaiveSchoolOpportunity {
        /// On what ground.
        ground: WaiverGround,
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
        Outcome::of(file, now)
            .and(Event::SchoolOpportunityWaived { ground: Some(self.ground), reason: self.reason.clone() })
            .done()
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
                bars: bars(self.interest, self.until, file.made_to_commissioner(now)),
                since: look_back(file.made_to_commissioner(now)),
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
    look_back(made_on).and_then(|since| since.on).is_none_or(|first| until >= first)
}

/// The first day of the five years that end with the making of the complaint (s.223).
fn look_back(made_on: Date) -> Option<Counted> {
    Counted::back_from("T10", made_on, &Calendars::england())
}

impl Complaint {
    /// The day on which the complaint counts as made to the Commissioner.
    fn made_to_commissioner(&self, now: &Moment<'_>) -> Date {
        self.ombudsman.made_on.or(self.facts.made_on).unwrap_or(now.today)
    }
}

/// Refuses a Commissioner whose own offices at a respondent school bar them, declared or not: a governor
/// is one while they hold the office; everyone else there works at the school.
pub(super) fn unconflicted(file: &Complaint, now: &Moment<'_>, commissioner: PersonId) -> Result<(), Refused> {
    let schools: Vec<_> = file.facts.schools.iter().copied().map(Body::School).collect();
    let made_on = file.made_to_commissioner(now);
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

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.not_by_the_school(Self::ACTION, now)?;
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
        let known = file.facts.schools.iter().filter_map(|urn| now.register(*urn)?.successor);
        let known: Vec<Urn> = known.map(|(successor, _)| successor).collect();
        if !known.is_empty() && !known.contains(&self.successor) {
            return Err(Refused::NotAcceptable {
                field: "successor",
                why: "the register says that another school follows",
            });
        }
        Outcome::of(file, now).and(Event::RespondentConverted { on: self.on, successor: self.successor }).done()
    }
}

impl Complaint {
    /// Refuses a Commissioner who is too close to the school to decide, declared or not, assigned or not (s.223).
    pub(super) fn free_to_decide(&self, action: Action, now: &Moment<'_>) -> Result<(), Refused> {
        match now.stamp.actor.role == Role::Commissioner && crate::policy::decided_by_commissioner(action) {
            true => unconflicted(self, now, now.by()),
            false => Ok(()),
        }
    }
}
