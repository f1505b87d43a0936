//! The written statement (s.211): what it must say, what it must not name, and when it was received.

use super::facts::CaseFacts;
use super::issuing::{GovernmentInformation, WithoutCopy};
use super::parties::{Capacity, Party, PartyRole};
use super::screening::Screening;
use super::stage::Stage;
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Moment, Outcome, running};
use crate::clock::Counted;
use crate::held::Held;
use crate::ids::{IssueNo, PersonId, RecommendationNo, Urn};
use crate::law::{CommissionerFinding, Purpose};
use crate::refused::Refused;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Which of the three statements of s.211(1) it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// The Commissioner decided not to investigate.
    NotInvestigated,
    /// The investigation was discontinued.
    Discontinued,
    /// The investigation was completed.
    Completed,
}

/// What a statement must hold beside its words (s.211), as the file has it when the statement is issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// The schools it is about.
    pub schools: Vec<Urn>,
    /// The issues it is about.
    pub issues: Vec<Conclusion>,
    /// What is recommended to remedy the injustice.
    pub remedy: Vec<RecommendationNo>,
    /// What is recommended to prevent the like.
    pub prevention: Vec<RecommendationNo>,
}

/// An issue of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conclusion {
    /// The issue.
    pub issue: IssueNo,
    /// What was found; none where the matter was not investigated to its end.
    pub finding: Option<CommissionerFinding>,
}

impl Contents {
    pub(super) fn of(file: &Complaint) -> Self {
        let all = &file.compliance.recommendations;
        let made = |purpose| all.iter().filter(move |(_, one)| one.purpose == purpose).map(|(number, _)| *number);
        Self {
            schools: file.facts.schools.clone(),
            issues: file.open_issues().map(|(issue, known)| Conclusion { issue, finding: known.finding }).collect(),
            remedy: made(Purpose::Remedy).collect(),
            prevention: made(Purpose::Prevention).collect(),
        }
    }
}

/// Who receives a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Recipient {
    /// A complainant.
    Complainant {
        /// Who.
        person: PersonId,
    },
    /// The parent of a pupil who complained alone, where the Commissioner thinks it appropriate.
    Parent {
        /// Why it is appropriate. Without a reason the parent gets no copy.
        appropriate: Held,
    },
    /// The governing body.
    GoverningBody {
        /// The school, where there are several.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        school: Option<Urn>,
    },
    /// The head teacher.
    HeadTeacher {
        /// The school, where there are several.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        school: Option<Urn>,
    },
    /// A person named in the findings, or invited to comment.
    Named {
        /// Who.
        person: PersonId,
    },
}

impl Recipient {
    /// The recipient as an event names it, and the school, where it is a governing body.
    fn at_respondent(&self, file: &Complaint) -> Result<(Self, Option<Urn>), Refused> {
        let of = |school| file.facts.respondent(school, "recipient");
        Ok(match self {
            Self::GoverningBody { school } => {
                let school = of(*school)?;
                (Self::GoverningBody { school: file.facts.named(school) }, Some(school))
            }
            Self::HeadTeacher { school } => (Self::HeadTeacher { school: file.facts.named(of(*school)?) }, None),
            other => (other.clone(), None),
        })
    }
}

/// How a document was served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// By first-class post: deemed delivered in the ordinary course (Interpretation Act 1978 s.7).
    Post,
    /// By e-mail.
    Email,
    /// By hand.
    Hand,
}

/// What is known of the statement.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct StatementFile {
    /// The statement that must be issued before anything else.
    pub owed: Option<StatementKind>,
    /// The statement issued.
    pub issued: Option<StatementKind>,
    /// The day it was issued.
    pub issued_on: Option<Date>,
    /// The day on which each governing body received it, by its school.
    pub received: BTreeMap<Urn, Date>,
    /// The complainants who were served.
    pub served: BTreeSet<PersonId>,
    /// Whether the parent was, in place of a pupil who complained alone.
    pub parent_served: bool,
    /// The schools whose head teachers were.
    pub head_teachers: BTreeSet<Urn>,
    /// The other persons who were.
    pub named_served: BTreeSet<PersonId>,
    /// The persons invited to comment who get no copy, for a reason that was given.
    pub without_copy: BTreeSet<PersonId>,
    /// The text as it is now.
    pub text: Option<Held>,
    /// Whether it identifies people, because that was necessary.
    pub identifies: bool,
    /// Whether a review has set it aside.
    pub superseded: bool,
}

events! {
    /// What happens to a statement.
    pub enum Event {
        /// The statement was issued.
        StatementIssued = "statement_issued" {
            /// Which.
            kind: StatementKind,
            /// Who issued it.
            by: PersonId,
            /// The day.
            on: Date,
            /// The reasons, or the conclusions.
            text: Held,
            /// Why people are identified in it, where that is necessary.
            identifying: Option<Held>,
            /// What it is about: the school it identifies, the issues, what it recommends.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            contents: Option<Box<Contents>>,
            /// Whether it holds information of the government that is not public; not known of the first ones.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            government_information: Option<GovernmentInformation>,
            /// Where the department was given notice of that: what the end of the notice was counted from.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            notice: Option<Counted>,
            /// The persons invited to comment who get no copy.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            without_copy: Vec<WithoutCopy>,
        },
        /// A copy was served.
        StatementServed = "statement_served" {
            /// On whom.
            recipient: Recipient,
            /// How.
            method: Method,
            /// The day it was sent.
            sent_on: Date,
            /// The day it counts as received.
            received_on: Date,
            /// Whether that is known, and not deemed.
            proved: bool,
            /// Where it is deemed, what the day was counted from.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            deemed: Option<Counted>,
        },
        /// Evidence showed that the governing body received it on another day.
        ServiceDateCorrected = "service_date_corrected" {
            /// The school whose governing body it was, where there are several.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            school: Option<Urn>,
            /// The day before.
            from: Date,
            /// The day as proved.
            received_on: Date,
            /// What proves it.
            evidence: Held,
        },
        /// A corrected statement was served in place of one that was wrong.
        CorrectedStatementServed = "corrected_statement_served" {
            /// The text as corrected.
            text: Held,
            /// What was wrong.
            reason: Held,
            /// The day.
            on: Date,
        },
        /// The statement or a summary was published (s.213).
        StatementPublished = "statement_published" {
            /// The day.
            on: Date,
            /// Whether all of it or a summary.
            summary: Option<Held>,
            /// How the public interest was weighed.
            public_interest: Held,
        },
    }
}

impl Complaint {
    /// Whether a statement was issued and not everybody has a copy who must: the complainants (or, for a pupil, the
    /// parent, where that is appropriate), the governing body and the head teacher of each school (s.211), and every
    /// person who was invited to comment, unless there is a reason why not. Where nobody pursues the complaint any
    /// more, it is for those who did.
    pub(super) fn copies_owed(&self) -> bool {
        let known = &self.statement;
        let served = |(person, party): (PersonId, &Party)| {
            known.served.contains(&person) || party.capacity == Some(Capacity::Pupil) && known.parent_served
        };
        let mut owed = self.complaining().peekable();
        let all = if owed.peek().is_some() { owed.all(served) } else { self.gave_up().all(served) };
        let copied = |person| known.named_served.contains(&person) || known.without_copy.contains(&person);
        let respondent = |school| known.received.contains_key(school) && known.head_teachers.contains(school);
        let respondents = self.facts.schools.iter().all(respondent);
        known.issued.is_some() && !(all && respondents && self.invited_persons().all(copied))
    }

    /// Those who complained to the Commissioner, ended it themselves, and can be written to.
    fn gave_up(&self) -> impl Iterator<Item = (PersonId, &Party)> {
        let replaced = |person| self.parties.values().any(|party| party.stands_for == Some(person));
        let complained = self.parties.iter().filter(|(person, _)| self.ombudsman.complained.contains_key(person));
        complained
            .map(|(person, party)| (*person, party))
            .filter(move |(person, party)| !party.died && !replaced(*person))
    }
}

impl Event {
    pub(super) fn touch(&self, facts: &mut CaseFacts) {
        if let Self::StatementServed { recipient: Recipient::GoverningBody { school }, .. } = self
            && facts.stage == Stage::CompletedWithRecommendations
            && (facts.recommended_to.is_empty()
                || facts.meant(*school).any(|school| facts.recommended_to.contains(&school)))
        {
            facts.stage = Stage::AwaitingNotification;
        }
    }

    pub(super) fn apply(&self, file: &mut Complaint) {
        let known = &mut file.statement;
        match self {
            Self::StatementIssued { kind, by, on, text, identifying, without_copy, .. } => {
                file.file.decided_by.insert(*by);
                *known = StatementFile {
                    issued: Some(*kind),
                    issued_on: Some(*on),
                    text: Some(text.clone()),
                    identifies: identifying.is_some(),
                    without_copy: without_copy.iter().map(|one| one.person).collect(),
                    ..StatementFile::default()
                };
            }
            Self::StatementServed { recipient: Recipient::Complainant { person }, .. } => {
                known.served.insert(*person);
            }
            Self::StatementServed { recipient: Recipient::Parent { .. }, .. } => known.parent_served = true,
            Self::StatementServed { recipient: Recipient::HeadTeacher { school }, .. } => {
                known.head_teachers.extend(file.facts.meant(*school));
            }
            Self::StatementServed { recipient: Recipient::Named { person }, .. } => {
                known.named_served.insert(*person);
            }
            // A corrected text is screened like a publication, so it names nobody.
            Self::CorrectedStatementServed { text, .. } => {
                known.text = Some(text.clone());
                known.identifies = false;
            }
            Self::StatementServed { recipient: Recipient::GoverningBody { school }, received_on, .. }
            | Self::ServiceDateCorrected { school, received_on, .. } => {
                known.received.extend(file.facts.meant(*school).map(|school| (school, *received_on)));
                file.compliance.receives(*school);
            }
            Self::StatementPublished { .. } => {}
        }
    }
}

command! {
    /// Records that a copy was served. Each governing body's time runs from the day it received its own copy.
    pub struct ServeStatement {
        /// On whom.
        recipient: Recipient,
        /// How.
        method: Method,
        /// The day it was sent.
        sent_on: Date,
        /// The day it was received, where that is known; otherwise it is deemed by the method.
        received_on: Option<Date>,
    }
}

impl Ask for ServeStatement {
    const ACTION: Action = Action::ServeStatement;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        match (file.statement.issued, file.statement.owed) {
            (Some(_), None) => Ok(()),
            _ => Err(Refused::NotYet { needs: "a statement" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        now.not_future("sent_on", self.sent_on)?;
        if file.statement.issued_on.is_some_and(|issued| self.sent_on < issued) {
            return Err(Refused::DateOutOfOrder { field: "sent_on", why: "the statement had not been issued" });
        }
        if let Some(day) = self.received_on {
            now.not_future("received_on", day)?;
            if day < self.sent_on {
                return Err(Refused::DateOutOfOrder {
                    field: "received_on",
                    why: "it cannot arrive before it is sent",
                });
            }
        }
        match &self.recipient {
            Recipient::Complainant { person } if file.party(*person)?.role != PartyRole::Complainant => {
                return Err(Refused::NoSuchParty);
            }
            // A copy to the parent is for the pupil who complained alone (s.211), never from one parent to another.
            Recipient::Parent { .. } if !file.parties.values().any(Party::pupil_complains) => {
                return Err(Refused::NotAcceptable {
                    field: "recipient",
                    why: "a copy goes to the parent only where the pupil complained",
                });
            }
            _ => {}
        }
        let (recipient, governing_body) = self.recipient.at_respondent(file)?;
        if let Some(school) = governing_body
            && file.statement.received.contains_key(&school)
            && !file.statement.superseded
        {
            return Err(Refused::AlreadyDone { what: "the governing body has been served" });
        }
        let by_post = self.received_on.is_none() && self.method == Method::Post;
        let deemed = Counted::under("T17", self.sent_on, self.sent_on, &now.calendars(file, None)).filter(|_| by_post);
        let received_on = match &deemed {
            Some(Counted { on: Some(day), .. }) => *day,
            Some(Counted { missing, .. }) => {
                return Err(Refused::CannotCompute { why: missing.clone().unwrap_or_default() });
            }
            None => self.received_on.unwrap_or(self.sent_on),
        };
        let outcome = Outcome::of(file, now).and(Event::StatementServed {
            recipient,
            method: self.method,
            sent_on: self.sent_on,
            received_on,
            proved: self.received_on.is_some(),
            deemed,
        });
        match governing_body.map(|school| file.body_of(school)) {
            Some(body) if file.copy_starts_period(body) => outcome.start_of("T04", received_on, body).done(),
            _ => outcome.done(),
        }
    }
}

command! {
    /// Proves that the governing body received its copy on another day than was deemed.
    pub struct CorrectServiceDate {
        /// The school whose governing body it was, where there are several.
        school: Option<Urn>,
        /// The day.
        received_on: Date,
        /// What proves it.
        evidence: Held,
    }
}

impl Ask for CorrectServiceDate {
    const ACTION: Action = Action::CorrectServiceDate;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        // Until then it matters when the required period ended.
        file.at(Self::ACTION, Stage::BEFORE_NOTICE)?;
        let period = |school| file.latest_of("T04", file.body_of(school)).is_some();
        match file.statement.received.keys().any(|school| period(*school)) {
            true => Ok(()),
            false => Err(Refused::NotYet { needs: "a required period" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        now.not_future("received_on", self.received_on)?;
        let school = file.facts.respondent(self.school, "school")?;
        let from = file.statement.received.get(&school).copied();
        let from = from.ok_or(Refused::NotYet { needs: "a date of service" })?;
        if file.statement.issued_on.is_some_and(|issued| self.received_on < issued) {
            return Err(Refused::DateOutOfOrder { field: "received_on", why: "the statement had not been issued" });
        }
        if from == self.received_on {
            return Ok(vec![]);
        }
        let corrected = Event::ServiceDateCorrected {
            school: file.facts.named(school),
            from,
            received_on: self.received_on,
            evidence: self.evidence.clone(),
        };
        let body = file.body_of(school);
        // Proof displaces what was deemed, and all that rests on it: the required period, notified in or not, and the
        // month that follows its end (Interpretation Act 1978 s.7).
        let before = file.required_period_ends(body);
        let mut outcome = Outcome::of(file, now).and(corrected);
        if let Some(period) = file.latest_of("T04", body) {
            outcome = outcome.recompute(period, self.received_on);
        }
        let after = outcome.events.last().and_then(running::recomputed);
        match (file.latest_of("T05", body).filter(|month| Some(month.start) == before), after) {
            (Some(month), Some(after)) => outcome.recompute(month, after).done(),
            _ => outcome.done(),
        }
    }
}

command! {
    /// Serves a corrected statement in place of one that was wrong; the old one is kept.
    pub struct ServeCorrectedStatement {
        /// The text as corrected.
        text: Held,
        /// What was wrong.
        reason: Held,
        /// Counted by the service.
        #[serde(default)]
        screening: Screening,
    }
}

impl Ask for ServeCorrectedStatement {
    const ACTION: Action = Action::ServeCorrectedStatement;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        ServeStatement::ready(file, now)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        self.screening.pass(None)?;
        let event =
            Event::CorrectedStatementServed { text: self.text.clone(), reason: self.reason.clone(), on: now.today };
        Outcome::of(file, now).and(event).done()
    }
}
