//! Intake: a complaint is lodged in a family's own words, looked at, and acknowledged.

use super::facts::{About, CaseFacts};
use super::linking::{Link, PupilAges, classify};
use super::ombudsman::Event as OfOmbudsman;
use super::parties::{ComplainantDetails, PupilDetails, RepresentativeDetails};
use super::powers::time_tests;
use super::receipt::receipt;
use super::stage::Stage;
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Issue, Moment, Outcome, Scope, parties};
use crate::actor::Role;
use crate::clock::Counted;
use crate::held::Held;
use crate::ids::{IssueNo, Urn};
use crate::law::{
    Determination, GuaranteeId, HeadTeacherFunction, LaCode, Mismatch, NotAcceptedReason, Phase, Procedure,
    ProcedureId, Redirect, Regime, RegimeReason, Scheme, SchoolStage, SchoolType, determine,
};
use crate::refused::Refused;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a complaint reached the school or the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The form of this service.
    OnlineForm,
    /// An e-mail.
    Email,
    /// A letter.
    Letter,
    /// A telephone call.
    Telephone,
    /// Said face to face.
    InPerson,
}

impl Channel {
    /// Whether it is in writing, as ASCL Act 2009 s.208(1)(a) asks of a complaint to the Commissioner.
    #[must_use]
    pub fn written(self) -> bool {
        matches!(self, Self::OnlineForm | Self::Email | Self::Letter)
    }
}

/// How it came and when it counts as received.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Intake {
    /// How it came.
    pub channel: Option<Channel>,
    /// The day it arrived at the school, or counts as arrived.
    pub arrived_on: Option<Date>,
    /// The day an earlier complaint was made, by the same people, which this one repeats.
    pub begins_with: Option<Date>,
    /// The day it arrived of itself, where it counts as arrived earlier.
    pub arrived_alone: Option<Date>,
    /// The day it counts as received there; none while the school's calendar is missing.
    pub received_on: Option<Date>,
    /// Whether the complaint is in writing, or its transcript was confirmed.
    pub written: bool,
    /// Whether nobody gave a name.
    pub anonymous: bool,
    /// The day it was acknowledged.
    pub acknowledged_on: Option<Date>,
    /// Whether it was found to be within the scheme.
    pub accepted: bool,
}

/// A link to the catalogue, judged by the version in force on the day of the act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Classified {
    /// The Guarantee.
    pub guarantee: GuaranteeId,
    /// The version of the catalogue.
    pub catalogue: u16,
    /// The head teacher's function concerned, where it is one (SI 2010/853 reg.2).
    pub function: Option<HeadTeacherFunction>,
}

/// One thing that went wrong, as the family tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueDetails {
    /// What happened, in their own words.
    pub account: Held,
    /// What would put it right.
    pub wanted: Option<Held>,
    /// The Guarantee they think was not kept, if they know.
    pub guarantee: Option<GuaranteeId>,
    /// The day it happened, or first happened.
    pub happened_on: Option<Date>,
    /// Every day it happened, where there was more than one.
    #[serde(default)]
    pub incidents: Vec<Date>,
}

impl IssueDetails {
    /// The day of the last thing that went wrong, where any is known.
    #[must_use]
    pub fn last_act(&self) -> Option<Date> {
        self.incidents.iter().copied().chain(self.happened_on).max()
    }
}

events! {
    /// What happens at intake.
    pub enum Event {
        /// A complaint was lodged.
        ComplaintSubmitted = "complaint_submitted" {
            /// The school complained about.
            school: Urn,
            /// Further respondent schools, where a pupil is registered at two or taught elsewhere.
            other_schools: Vec<Urn>,
            /// How it came.
            channel: Channel,
            /// The day it was made.
            made_on: Date,
            /// The day it counts as received: the first school day, if it came outside term. None where the
            /// school's calendar is missing.
            received_on: Option<Date>,
            /// What that day was counted from, or why it could not be.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            receipt: Option<Counted>,
            /// The office it is about.
            about: Option<About>,
            /// The complainants; none if nobody gave a name.
            complainants: Vec<ComplainantDetails>,
            /// The pupil, where somebody else complains.
            pupil: Option<Box<PupilDetails>>,
            /// Who speaks for the complainant.
            representative: Option<Box<RepresentativeDetails>>,
            /// The issues, from number 1.
            issues: Vec<IssueDetails>,
            /// What the family needs to take part fully.
            adjustments: Option<Held>,
        },
        /// The day the complaint counts as received was counted anew: the day it came was corrected, or the calendar
        /// that was missing has come.
        ReceiptDeemed = "receipt_deemed" {
            /// The day, and what it was counted from.
            receipt: Counted,
        },
        /// The law that governs the complaint was determined, once and for all.
        RegimeDetermined = "regime_determined" {
            /// The regime and why.
            determination: Determination,
            /// The procedure the school follows.
            procedure: ProcedureId,
            /// What it was determined from: the assumed course of the law.
            scheme: Scheme,
            /// The school's type.
            school_type: SchoolType,
            /// The authority that maintains it.
            authority: LaCode,
            /// The phase of its pupils; not known of the first complaints.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            phase: Option<Phase>,
        },
        /// An issue was linked to a Guarantee.
        IssueClassified = "issue_classified" {
            /// The issue.
            issue: IssueNo,
            /// The Guarantee, and the version that judged it.
            classified: Classified,
            /// What does not fit, as a warning.
            warnings: Vec<Mismatch>,
        },
        /// The complaint was found to be within the scheme.
        ComplaintAccepted = "complaint_accepted" {},
        /// The complaint was not taken up at the school.
        ComplaintNotAccepted = "complaint_not_accepted" {
            /// Why.
            reason: NotAcceptedReason,
            /// In words.
            explanation: Held,
            /// Where it is for lateness: the last day in time.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            time: Option<Counted>,
        },
        /// An issue was sent to a better place.
        IssueRedirected = "issue_redirected" {
            /// The issue.
            issue: IssueNo,
            /// Where, and why.
            reason: Redirect,
            /// In words.
            explanation: Held,
        },
        /// Every issue was sent elsewhere, so nothing is left here.
        ComplaintRedirected = "complaint_redirected" {},
        /// The school said that it has the complaint, how it understands it and who will deal with it.
        ComplaintAcknowledged = "complaint_acknowledged" {
            /// The day.
            on: Date,
            /// What the complaint is about, as the school understands it; in the first ones what is unresolved and
            /// wanted too.
            understanding: Held,
            /// Who deals with it.
            handled_by: Held,
            /// The day on which it counts as received.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            received_on: Option<Date>,
            /// The day by which the school means to answer.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            answer_by: Option<Date>,
            /// What is still unresolved.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            unresolved: Option<Held>,
            /// What the family would like to come of it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            wanted: Option<Held>,
        },
        /// What was said was written down and confirmed by the complainant.
        TranscriptConfirmed = "transcript_confirmed" {
            /// The text.
            transcript: Held,
            /// The day the complainant confirmed it.
            on: Date,
        },
    }
}

impl Event {
    pub(super) fn touch(&self, facts: &mut CaseFacts) {
        match self {
            Self::ComplaintSubmitted {
                school, other_schools, made_on, about, complainants, representative, ..
            } => {
                facts.stage = Stage::Submitted;
                facts.schools = std::iter::once(*school).chain(other_schools.iter().copied()).collect();
                facts.made_on = Some(*made_on);
                facts.about = *about;
                facts.complainants = complainants.iter().map(|one| one.new_person.0).collect();
                if let Some(one) = representative
                    && let Some(principal) = complainants.first()
                {
                    facts.representatives.insert(one.new_person.0, principal.new_person.0);
                }
            }
            Self::ComplaintAccepted {} => facts.stage = Stage::InScope,
            Self::ComplaintNotAccepted { .. } => facts.stage = Stage::NotAccepted,
            Self::ComplaintRedirected {} => facts.stage = Stage::Redirected,
            Self::IssueClassified { issue, classified, .. } => {
                facts.guarantees.insert(*issue, classified.guarantee);
            }
            Self::ReceiptDeemed { .. }
            | Self::RegimeDetermined { .. }
            | Self::IssueRedirected { .. }
            | Self::ComplaintAcknowledged { .. }
            | Self::TranscriptConfirmed { .. } => {}
        }
    }

    pub(super) fn apply(&self, file: &mut Complaint) {
        let commissioner = file.facts.commissioner;
        match self {
            Self::ComplaintSubmitted {
                channel,
                made_on,
                received_on,
                complainants,
                pupil,
                representative,
                issues,
                ..
            } => {
                file.intake.channel = Some(*channel);
                file.intake.arrived_on = Some(*made_on);
                file.intake.received_on = *received_on;
                file.intake.written = channel.written();
                file.intake.anonymous = complainants.is_empty();
                parties::add_first(file, complainants, pupil.as_deref(), representative.as_deref());
                let issue = |issue: &IssueDetails| Issue {
                    happened_on: issue.happened_on,
                    incidents: issue.incidents.clone(),
                    ..Issue::default()
                };
                file.issues = (1u8..).map(IssueNo).zip(issues.iter().map(issue)).collect();
            }
            Self::ReceiptDeemed { receipt } => {
                file.intake.arrived_on = Some(receipt.start);
                file.intake.received_on = receipt.on;
            }
            Self::RegimeDetermined { determination, procedure, authority, .. } => {
                file.regime = determination.regime;
                file.procedure = Some(*procedure);
                file.maintained_by = Some(*authority);
            }
            Self::IssueClassified { issue, classified, .. } => {
                if let Some(issue) = file.issue_mut(*issue) {
                    issue.guarantee = Some(classified.clone());
                }
            }
            Self::ComplaintAccepted {} => file.intake.accepted = true,
            Self::IssueRedirected { issue, reason, .. } => {
                if let Some(issue) = file.issue_mut(*issue) {
                    issue.scope = Scope::Redirected(*reason);
                    issue.sent_by_commissioner = commissioner;
                }
            }
            Self::ComplaintAcknowledged { on, .. } => file.intake.acknowledged_on = Some(*on),
            Self::TranscriptConfirmed { .. } => {
                file.intake.written = true;
                file.ombudsman.written |= file.ombudsman.made_on.is_some();
            }
            Self::ComplaintNotAccepted { .. } => file.school.declined = true,
            Self::ComplaintRedirected {} => {}
        }
    }
}

/// The most issues, complainants or incidents a complaint may hold.
pub const MOST: usize = 20;

command! {
    /// Lodges a complaint. Any channel will do at school level, the spoken word included.
    pub struct SubmitComplaint {
        /// The school's number in the register (URN).
        school: Urn,
        /// Further respondent schools.
        #[serde(default)]
        other_schools: Vec<Urn>,
        /// How it came.
        channel: Channel,
        /// The day it was made; today if left out.
        made_on: Option<Date>,
        /// The office it is about, if it is about one.
        about: Option<About>,
        /// Who complains. Left empty, the complaint is anonymous.
        #[serde(default)]
        complainants: Vec<ComplainantDetails>,
        /// The pupil, where somebody else complains.
        pupil: Option<PupilDetails>,
        /// Who speaks for the first complainant.
        representative: Option<RepresentativeDetails>,
        /// What went wrong: one issue or more.
        issues: Vec<IssueDetails>,
        /// What the family needs to take part: an interpreter, large print, a call instead of a letter.
        adjustments: Option<Held>,
        /// Counted by the service.
        #[serde(default)]
        pupil_ages: PupilAges,
    }
}

impl SubmitComplaint {
    fn check(&self, now: &Moment<'_>) -> Result<(), Refused> {
        if self.issues.is_empty() {
            return Err(Refused::Missing { field: "issues", why: "say what went wrong" });
        }
        let long = [
            ("issues", self.issues.len()),
            ("complainants", self.complainants.len()),
            ("respondent schools", self.other_schools.len()),
            ("incidents", self.issues.iter().map(|issue| issue.incidents.len()).max().unwrap_or(0)),
        ];
        if let Some((what, _)) = long.into_iter().find(|(_, count)| *count > MOST) {
            return Err(Refused::TooMany { what, most: MOST });
        }
        now.not_future("made_on", self.made_on.unwrap_or(now.today))?;
        let days = self.issues.iter().flat_map(|issue| issue.happened_on.iter().chain(&issue.incidents));
        for day in days {
            now.not_future("issues", *day)?;
        }
        for complainant in &self.complainants {
            complainant.check(now)?;
        }
        if self.representative.is_some() && self.complainants.is_empty() {
            return Err(Refused::Missing { field: "complainants", why: "someone who is represented must be named" });
        }
        if self.other_schools.contains(&self.school) {
            return Err(Refused::NotAcceptable { field: "other_schools", why: "the same school is named twice" });
        }
        Ok(())
    }
}

impl Ask for SubmitComplaint {
    const ACTION: Action = Action::SubmitComplaint;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        if file.facts.stage == Stage::Draft { Ok(()) } else { Err(Refused::AlreadyDone { what: "it has been lodged" }) }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        self.check(now)?;
        let unknown = |urn: &Urn| now.register(*urn).and_then(|school| school.entry.as_ref()).is_none();
        if let Some(urn) = std::iter::once(&self.school).chain(&self.other_schools).find(|urn| unknown(urn)) {
            return Err(Refused::NoSuchSchool { urn: urn.0 });
        }
        let entry = now.register(self.school).and_then(|school| school.entry.as_ref());
        let entry = entry.ok_or(Refused::NoSuchSchool { urn: self.school.0 })?;
        let made_on = self.made_on.unwrap_or(now.today);
        let school_type = SchoolType(entry.kind);
        let determination = determine(now.stamp.scheme, school_type, entry.authority, made_on);
        let Some(regime) = determination.regime else {
            return Err(not_covered(determination.because));
        };
        let calendars = now.calendars(file, Some(self.school));
        let (received_on, receipt) = receipt(made_on, &calendars);
        let elsewhere = |urn: &Urn| {
            let entry = now.register(*urn)?.entry.as_ref()?;
            determine(now.stamp.scheme, SchoolType(entry.kind), entry.authority, made_on).regime
        };
        if self.other_schools.iter().any(|urn| elsewhere(urn) != Some(regime)) {
            let why = "other rules govern a complaint about this school; make that one by itself";
            return Err(Refused::NotAcceptable { field: "other_schools", why });
        }
        let procedure = regime.row().procedure.on(made_on);
        let phase = Phase::from_code(entry.phase);

        let mut outcome = Outcome::of(file, now);
        outcome.school = Some(self.school);
        outcome.undeemed = received_on.is_none();
        let mut outcome = outcome
            .and(Event::ComplaintSubmitted {
                school: self.school,
                other_schools: self.other_schools.clone(),
                channel: self.channel,
                made_on,
                received_on,
                receipt,
                about: self.about,
                complainants: self.complainants.clone(),
                pupil: self.pupil.clone().map(Box::new),
                representative: self.representative.clone().map(Box::new),
                issues: self.issues.clone(),
                adjustments: self.adjustments.clone(),
            })
            .and(Event::RegimeDetermined {
                determination,
                procedure,
                scheme: now.stamp.scheme,
                school_type,
                authority: entry.authority,
                phase,
            });
        for (issue, details) in (1u8..).map(IssueNo).zip(&self.issues) {
            if let Some(guarantee) = details.guarantee {
                let (act_on, age) = (details.last_act().unwrap_or(made_on), self.pupil_ages.of(issue));
                let link = Link { issue, guarantee, function: None, act_on, age, phase };
                outcome = classify(outcome, link, entry.authority)?;
            }
        }
        if now.stamp.actor.role == Role::IntakeOfficer {
            return self.straight_to_commissioner(outcome, regime, made_on);
        }
        for rule in first_targets(procedure.row()) {
            outcome = outcome.start(rule, received_on.unwrap_or(made_on), None);
        }
        outcome.done()
    }
}

impl SubmitComplaint {
    /// What came to the Commissioner's office by letter or telephone is a complaint to the Commissioner from the day it
    /// came (s.207(1)(a)). Nobody has asked the school anything: its clocks begin if it is sent there.
    fn straight_to_commissioner(
        &self,
        outcome: Outcome<'_>,
        regime: Regime,
        made_on: Date,
    ) -> Result<Vec<super::Event>, Refused> {
        if !regime.row().ombudsman {
            return Err(Refused::NotInThisRegime { regime: regime.code() });
        }
        if self.complainants.is_empty() {
            let why = "an anonymous complaint shows no injustice to anyone, so the Commissioner cannot take it";
            return Err(Refused::Missing { field: "complainants", why });
        }
        let mut lodged = outcome.file.clone();
        outcome.events.iter().for_each(|event| lodged.evolve(event));
        let time = time_tests(&lodged, made_on, lodged.pursuing())?;
        let written = self.channel.written();
        outcome
            .and(OfOmbudsman::OmbudsmanComplaintReceived { on: made_on, written, account: None, time, first: true })
            .done()
    }
}

/// The clocks that run at the school from the day it has a complaint. That of the Code for its answer runs from the
/// acknowledgement.
pub(super) fn first_targets(procedure: &Procedure) -> impl Iterator<Item = &str> {
    let first = procedure.stage(SchoolStage::Stage1);
    let rules = first.into_iter().flat_map(|first| [&first.acknowledge, &first.respond]);
    rules.flatten().map(String::as_str).filter(|rule| *rule != "T41")
}

fn not_covered(because: RegimeReason) -> Refused {
    let why = match because {
        RegimeReason::UnknownSchoolType => "the register gives this school a type that is not known here",
        _ => "these rules do not cover this kind of school; ask the school for its own complaints procedure",
    };
    Refused::NotAcceptable { field: "school", why }
}
