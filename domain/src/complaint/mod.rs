//! The complaint: what may happen to it, stage by stage of its journey.
//!
//! A command is one struct in the file of its stage, with two functions: is it open now, and what
//! follows. [`Complaint::decide`] is the only way in; it asks the policy, the stage and the law, in
//! that order. [`Complaint::evolve`] is the only way a complaint changes.

mod actions;
pub mod assessment;
pub mod audience;
pub mod authority;
pub mod closing;
pub mod compliance;
pub mod data_copy;
pub mod data_request;
pub mod deadlines;
pub mod desk;
pub mod direction;
pub mod duplicate;
pub mod erasure;
pub mod escalation;
pub mod explanation;
pub mod facts;
pub mod file;
pub mod flags;
pub mod inquiry;
pub mod intake;
pub mod investigation;
pub mod issuing;
pub mod judgement;
pub mod jurisdiction;
pub mod letter;
pub mod linking;
pub mod notice;
pub mod ombudsman;
mod outcome;
pub mod panel;
pub mod paper;
pub mod parties;
pub mod pauses;
pub mod portion;
pub mod powers;
pub mod publishing;
mod pursuing;
pub mod question;
mod receipt;
pub mod referral;
mod respondents;
mod running;
pub mod safeguarding;
pub mod school;
pub mod screening;
pub mod stage;
pub mod standing;
pub mod statement;
pub mod stopping;
mod subject;
pub mod triage;
pub(crate) mod vocabulary;

pub use actions::{Action, Ask, Command, Visitor, each_command};
pub(crate) use outcome::Outcome;

use crate::actor::{Body, Stamp};
use crate::clock::{Calendars, civil_date};
use crate::held::Held;
use crate::holidays::Holidays;
use crate::ids::{IssueNo, PersonId, Urn};
use crate::law::{LaCode, Procedure, ProcedureId, Regime};
use crate::membership;
use crate::policy;
use crate::refused::Refused;
use crate::school::School;
use crate::stream::{Kind, References, StreamId};
use facts::CaseFacts;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use stage::Stage;
use std::collections::BTreeMap;

macro_rules! stages_of_journey {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $module:ident;)+) => {
        /// Something that happened to a complaint, by the part of the journey it belongs to.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub enum Event { $($(#[$doc])* #[serde(rename = $text)] $name($module::Event)),+ }

        impl Event {
            /// The name of every event, part by part.
            pub const NAMES: &'static [(&'static str, &'static [&'static str])] = &[$(($text, $module::Event::NAMES)),+];

            /// The event's name, as it is stored.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self { $(Self::$name(event) => event.name()),+ }
            }

            /// The part of the journey it belongs to.
            #[must_use]
            pub fn part(&self) -> &'static str {
                match self { $(Self::$name(_) => $text),+ }
            }

            /// The change this makes to what lists and policy know.
            pub(crate) fn touch(&self, facts: &mut CaseFacts) {
                match self { $(Self::$name(event) => event.touch(facts)),+ }
            }

            fn apply(&self, file: &mut Complaint) {
                match self { $(Self::$name(event) => event.apply(file)),+ }
            }
        }

        $(impl From<$module::Event> for Event {
            fn from(event: $module::Event) -> Self {
                Self::$name(event)
            }
        })+
    };
}

stages_of_journey! {
    /// Being received.
    Intake = "intake", intake;
    /// Who is who.
    Parties = "parties", parties;
    /// Settled or decided at the school.
    School = "school", school;
    /// Before the panel of the governing body.
    Panel = "panel", panel;
    /// Answered by the local authority where it is the provider.
    Authority = "authority", authority;
    /// Received and assessed by the Local Commissioner.
    Ombudsman = "ombudsman", ombudsman;
    /// Investigated.
    Investigation = "investigation", investigation;
    /// The written statement.
    Statement = "statement", statement;
    /// What the governing body does about it.
    Compliance = "compliance", compliance;
    /// The adverse findings notice.
    Notice = "notice", notice;
    /// The Secretary of State's direction.
    Direction = "direction", direction;
    /// A child's safety.
    Safeguarding = "safeguarding", safeguarding;
    /// Conditions beside the stage.
    Flags = "flags", flags;
    /// What identifies people is destroyed.
    Erasure = "erasure", erasure;
    /// Somebody asks for their data.
    DataRequest = "data_request", data_request;
    /// What the school asks a family.
    Asking = "asking", question;
    /// The file itself: documents, corrections, closing.
    File = "file", file;
    /// The clocks.
    Deadlines = "deadlines", deadlines;
}

impl Event {
    /// Whether it tells that a child may be at risk: only those who protect children may know of it, or that
    /// there was anything to know.
    #[must_use]
    pub fn sealed(&self) -> bool {
        match self {
            Self::Safeguarding(_) => true,
            Self::Deadlines(clock) => clock.safeguards(),
            _ => false,
        }
    }

    /// The recommendations this changes, and how they stand after it. One fold for the file and the view.
    #[must_use]
    pub fn statuses(&self) -> Vec<(crate::ids::RecommendationNo, crate::law::RecommendationStatus)> {
        match self {
            Self::Compliance(event) => event.statuses(),
            Self::Direction(event) => event.statuses(),
            _ => Vec::new(),
        }
    }
}

/// How many years ahead somebody may set a day.
const FURTHEST: i64 = 2;

/// The world at the time of a command.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// When, by whom.
    pub stamp: &'a Stamp,
    /// The civil day in London.
    pub today: Date,
    /// The register and the calendars.
    pub references: &'a References<'a>,
}

impl<'a> Moment<'a> {
    /// The moment of a stamp.
    #[must_use]
    pub fn new(stamp: &'a Stamp, references: &'a References<'a>) -> Self {
        Self { stamp, today: civil_date(stamp.at), references }
    }

    /// Who acts.
    #[must_use]
    pub fn by(&self) -> PersonId {
        self.stamp.actor.person
    }

    /// The calendars that count for this complaint: bank holidays, and the school's terms if published.
    pub(crate) fn calendars(&self, file: &Complaint, school: Option<Urn>) -> Calendars<'a> {
        let bank = Calendars::england().with_bank(self.references.bank_holidays());
        let urn = file.facts.schools.first().copied().or(school);
        match urn.and_then(|urn| self.references.terms(&urn.to_string())) {
            Some(terms) => terms.beside(bank),
            None => bank,
        }
    }

    pub(crate) fn register(&self, urn: Urn) -> Option<&School> {
        self.references.school(urn)
    }

    /// Refuses a day, set by somebody for others, that is not to come, or so far away that nobody would wait for it:
    /// a clock must have an end that its parties live to see.
    pub(crate) fn yet_to_come(&self, field: &'static str, day: Date) -> Result<(), Refused> {
        if day <= self.today {
            return Err(Refused::DateOutOfOrder { field, why: "the day must be later than today" });
        }
        if day > self.today.saturating_add(jiff::Span::new().years(FURTHEST)) {
            return Err(Refused::DateOutOfOrder { field, why: "this is more than two years away" });
        }
        Ok(())
    }

    /// Refuses a date that has not come yet.
    pub(crate) fn not_future(&self, field: &'static str, date: Date) -> Result<(), Refused> {
        if date > self.today {
            return Err(Refused::DateOutOfOrder { field, why: "this day has not come yet" });
        }
        Ok(())
    }
}

/// One complaint, folded from its events.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Complaint {
    /// What policy and lists know.
    pub facts: CaseFacts,
    /// The law that governs it, once determined.
    pub regime: Option<Regime>,
    /// The procedure the school follows.
    pub procedure: Option<ProcedureId>,
    /// The local authority that maintains the school.
    pub maintained_by: Option<LaCode>,
    /// How it came and when it counts as received.
    pub intake: intake::Intake,
    /// The people on the file.
    pub parties: BTreeMap<PersonId, parties::Party>,
    /// The issues by their numbers, from 1.
    pub issues: BTreeMap<IssueNo, Issue>,
    /// The clocks, in order; the first is number 1.
    pub deadlines: Vec<deadlines::Deadline>,
    /// The school's stages.
    pub school: school::SchoolFile,
    /// The panel.
    pub panel: panel::PanelFile,
    /// The Local Commissioner's assessment.
    pub ombudsman: ombudsman::OmbudsmanFile,
    /// The investigation.
    pub investigation: investigation::InvestigationFile,
    /// The statement.
    pub statement: statement::StatementFile,
    /// What the governing body does about the recommendations.
    pub compliance: compliance::ComplianceFile,
    /// The adverse findings notice.
    pub notice: notice::NoticeFile,
    /// The direction.
    pub direction: direction::DirectionFile,
    /// Safeguarding concerns.
    pub safeguarding: safeguarding::SafeguardingFile,
    /// Documents, reviews and corrections.
    pub file: file::FileRecord,
    /// Erasures that wait for a second person.
    pub erasure: erasure::ErasureFile,
    /// Requests for somebody's data.
    pub data_requests: data_request::DataRequests,
    /// What the school asked the family.
    pub questions: question::Questions,
}

/// What became of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Being dealt with.
    #[default]
    Open,
    /// Sent to a better place.
    Redirected(crate::law::Redirect),
    /// Settled.
    Resolved,
    /// Given up by the complainant.
    Withdrawn,
}

/// One issue of a complaint: scope, outcome and remedy belong to it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Issue {
    /// The Guarantee it is linked to, and the catalogue version that judged it.
    pub guarantee: Option<intake::Classified>,
    /// The day of the act complained of.
    pub happened_on: Option<Date>,
    /// Every incident, where it happened more than once.
    pub incidents: Vec<Date>,
    /// What the bodies it is put to read in place of the family's words, where those name a third person.
    pub redacted: Option<Held>,
    /// What became of it.
    pub scope: Scope,
    /// Whether the Commissioner's office sent it to a better place. What the school sends there the Commissioner
    /// may look at all the same.
    pub sent_by_commissioner: bool,
    /// The head teacher's outcome.
    pub stage_1: Option<crate::law::SchoolOutcome>,
    /// The panel's outcome.
    pub panel: Option<crate::law::SchoolOutcome>,
    /// The Commissioner's finding.
    pub finding: Option<crate::law::CommissionerFinding>,
    /// The local authority's own track, where it is a respondent.
    pub authority: Option<authority::Track>,
    /// The complaint about the authority, made to the Commissioner.
    pub about_authority: Option<authority::AboutAuthority>,
}

impl Complaint {
    /// What follows from a command: the one place where policy, stage and law are asked.
    ///
    /// # Errors
    /// The reason why it is refused; then nothing happened.
    pub fn decide(&self, command: &Command, stamp: &Stamp, references: &References<'_>) -> Result<Vec<Event>, Refused> {
        let now = Moment::new(stamp, references);
        let action = command.action();
        policy::allow(&stamp.actor, action, &self.facts)?;
        self.free_to_decide(action, &now)?;
        action.ready(self, &now)?;
        command.decide(self, &now)
    }

    /// Takes in what happened.
    pub fn evolve(&mut self, event: &Event) {
        self.facts.evolve(event);
        self.fold(event);
    }

    /// Takes in all of it but the facts.
    fn fold(&mut self, event: &Event) {
        event.apply(self);
        if let Some(started) = deadlines::started(event) {
            self.deadlines.push(started);
        } else if let Some(deadline) = deadlines::concerned(event)
            && let Some(known) = self.deadlines.iter_mut().find(|known| known.deadline == deadline)
        {
            known.evolve(event);
        }
    }

    /// What this caller may do now, in the order of the journey.
    #[must_use]
    pub fn actions(&self, stamp: &Stamp, references: &References<'_>) -> Vec<Action> {
        let now = Moment::new(stamp, references);
        let open = |action: &Action| {
            policy::allow(&stamp.actor, *action, &self.facts).is_ok()
                && self.free_to_decide(*action, &now).is_ok()
                && action.ready(self, &now).is_ok()
        };
        Action::COMMANDS.iter().copied().filter(open).collect()
    }

    /// The streams a command's decision looks at: the schools of the register, their terms, the offices of
    /// whoever is named to decide.
    #[must_use]
    pub fn needs(&self, command: &Command) -> Vec<StreamId> {
        let schools = match command {
            Command::SubmitComplaint(submit) => {
                let mut schools = vec![submit.school];
                schools.extend(&submit.other_schools);
                schools
            }
            _ => self.facts.schools.clone(),
        };
        // Who sits or decides must be free of the school, whatever they say of themselves.
        let people = match command {
            Command::ConvenePanel(panel) => panel.members.iter().map(|seat| seat.member).collect(),
            Command::AssignCommissioner(assign) => vec![assign.commissioner],
            Command::AssignInvestigator(assign) => vec![assign.investigator],
            Command::IssueStage1Decision(_) => self.facts.barred.iter().copied().collect(),
            Command::DetermineJurisdiction(_) => self.ombudsman.commissioner.into_iter().collect(),
            _ => Vec::new(),
        };
        let decision = match command {
            Command::MoveDeadlines(command) => Some(StreamId::new(Kind::Decision, command.decision)),
            _ => None,
        };
        let schools =
            schools.iter().flat_map(|urn| [StreamId::new(Kind::School, urn), StreamId::new(Kind::Terms, urn)]);
        let people = people.into_iter().map(membership::stream);
        schools.chain(people).chain([Holidays::stream()]).chain(decision).collect()
    }

    /// The issues still being dealt with, with their numbers.
    pub fn open_issues(&self) -> impl Iterator<Item = (IssueNo, &Issue)> {
        self.numbered().filter(|(_, issue)| issue.scope == Scope::Open)
    }

    /// Every issue with its number.
    pub fn numbered(&self) -> impl Iterator<Item = (IssueNo, &Issue)> {
        self.issues.iter().map(|(number, issue)| (*number, issue))
    }

    pub(crate) fn issue(&self, issue: IssueNo) -> Result<&Issue, Refused> {
        self.issues.get(&issue).ok_or(Refused::NoSuchIssue { issue: issue.0 })
    }

    /// An issue that whoever acts may be told of: of any other they learn no more than of one that there is not.
    pub(crate) fn issue_told(&self, issue: IssueNo, now: &Moment<'_>) -> Result<&Issue, Refused> {
        let sight = policy::Sight::new(&now.stamp.actor, &self.facts);
        self.issue(issue).ok().filter(|_| sight.sees_issue(issue)).ok_or(Refused::NoSuchIssue { issue: issue.0 })
    }

    pub(crate) fn open_issue(&self, issue: IssueNo) -> Result<&Issue, Refused> {
        match self.issue(issue)? {
            open if open.scope == Scope::Open => Ok(open),
            _ => Err(Refused::IssueClosed { issue: issue.0 }),
        }
    }

    pub(crate) fn issue_mut(&mut self, issue: IssueNo) -> Option<&mut Issue> {
        self.issues.get_mut(&issue)
    }

    /// The procedure the school follows.
    pub(crate) fn procedure(&self) -> &'static Procedure {
        self.procedure.unwrap_or(ProcedureId::Toolkit2003).row()
    }

    pub(crate) fn regime(&self) -> Result<Regime, Refused> {
        self.regime.ok_or(Refused::NotYet { needs: "the rules that govern the complaint" })
    }

    /// Whether sections 206 to 224 of the 2009 Act govern it.
    pub(crate) fn under_2009_act(&self) -> Result<Regime, Refused> {
        let regime = self.regime()?;
        if regime.row().ombudsman { Ok(regime) } else { Err(Refused::NotInThisRegime { regime: regime.code() }) }
    }

    /// Refuses unless the complaint is at one of these stages.
    pub(crate) fn at(&self, action: Action, stages: &[Stage]) -> Result<(), Refused> {
        if stages.contains(&self.facts.stage) {
            return Ok(());
        }
        self.wrong_stage(action)
    }

    /// Refuses a school that would change who complains, or what the Commissioner decides on: from the day a
    /// Commissioner has it, that part of the record is not the school's to keep.
    pub(crate) fn not_by_the_school(&self, action: Action, now: &Moment<'_>) -> Result<(), Refused> {
        if self.facts.commissioner && matches!(now.stamp.actor.body, Body::School(_)) {
            return Err(Refused::NotPermitted { action: action.name() });
        }
        Ok(())
    }

    pub(crate) fn wrong_stage(&self, action: Action) -> Result<(), Refused> {
        if self.facts.stage == Stage::Draft {
            return Err(Refused::NotFound);
        }
        Err(Refused::WrongStage { action: action.name(), stage: self.facts.stage.name() })
    }
}
