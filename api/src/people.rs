//! Questions about the parts of one case: issues, people, documents, recommendations and what is due.

use crate::app::App;
use crate::asked::{Asked, Reply};
use crate::cases::EVENT_NAMES;
use crate::disclosures;
use crate::files::File;
use crate::problem::Problem;
use crate::words::Words;
use jiff::civil::Date;
use redress_domain::clock::{self, Calendars, Owner};
use redress_domain::complaint::authority::Track;
use redress_domain::complaint::deadlines::{Deadline, Status};
use redress_domain::complaint::paper::Privilege;
use redress_domain::complaint::parties::{Capacity, PartyRole};
use redress_domain::complaint::{self, Event, Scope, intake, investigation, question};
use redress_domain::ids::{DeadlineNo, IssueNo, QuestionNo, RecommendationNo};
use redress_domain::law::{CommissionerFinding, GuaranteeId, Purpose, RecommendationStatus, Remedy, SchoolOutcome};
use redress_domain::policy::Sight;
use redress_domain::{Actor, ComplaintId, DocumentId, Fact, Held, PersonId, Urn};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// Puts words in the place of references in rows that are answered.
pub(crate) async fn with_words<T: Serialize + DeserializeOwned>(
    app: &App,
    file: &File,
    reader: &Actor,
    rows: Vec<T>,
) -> Result<Vec<T>, Problem> {
    let mut value = serde_json::to_value(rows).map_err(Problem::internal)?;
    disclosures::open(app, file, reader, &mut [(&**EVENT_NAMES, &mut value)]).await?;
    serde_json::from_value(value).map_err(Problem::internal)
}

/// The reference of what is held, in whose place its words are put.
pub(crate) fn words(held: &Held) -> String {
    held.to_string()
}

/// One issue, and what became of it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Issue {
    /// Its number.
    pub issue: IssueNo,
    /// What happened, in the family's words; for the bodies it is put to without what was masked of third people.
    pub account: String,
    /// What would put it right; part of the account where that was masked.
    pub wanted: Option<String>,
    /// The Guarantee it is linked to.
    pub guarantee: Option<GuaranteeId>,
    /// The version of the catalogue that judged it.
    pub catalogue: Option<u16>,
    /// The day of the act complained of.
    pub happened_on: Option<Date>,
    /// What became of it.
    pub scope: Scope,
    /// The head teacher's outcome.
    pub stage_1: Option<SchoolOutcome>,
    /// The panel's outcome.
    pub panel: Option<SchoolOutcome>,
    /// The Commissioner's finding.
    pub finding: Option<CommissionerFinding>,
    /// The local authority's own track, where it is a respondent.
    pub authority: Option<Track>,
}

/// The issues, and what became of each.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Issues {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The issues, in order.
    pub issues: Vec<Issue>,
}

fn events(file: &File) -> impl Iterator<Item = &Event> {
    file.records.iter().filter_map(|record| match &record.fact {
        Fact::Complaint(event) => Some(event),
        _ => None,
    })
}

/// The issues of a file, and what became of each, with their words.
///
/// # Errors
/// It cannot be recorded that this is shown, or the vault fails.
pub async fn issues(app: &App, file: &File, actor: &Actor) -> Result<Vec<Issue>, Problem> {
    let told = events(file).find_map(|event| match event {
        Event::Intake(intake::Event::ComplaintSubmitted { issues, .. }) => Some(issues.as_slice()),
        _ => None,
    });
    let originals = Sight::new(actor, &file.complaint.facts).reads_originals();
    let masked = |known: &complaint::Issue| known.redacted.clone().filter(|_| !originals);
    let rows = file.complaint.numbered().zip(told.unwrap_or_default()).map(|((issue, known), told)| Issue {
        issue,
        account: words(masked(known).as_ref().unwrap_or(&told.account)),
        wanted: told.wanted.as_ref().filter(|_| masked(known).is_none()).map(words),
        guarantee: known.guarantee.as_ref().map(|link| link.guarantee),
        catalogue: known.guarantee.as_ref().map(|link| link.catalogue),
        happened_on: known.happened_on,
        scope: known.scope,
        stage_1: known.stage_1,
        panel: known.panel,
        finding: known.finding,
        authority: known.authority,
    });
    with_words(app, file, actor, rows.collect()).await
}

/// Answers the issues, and what became of each.
///
/// # Errors
/// The caller may not see the case.
pub async fn read_issues(asked: Asked) -> Result<Reply<Issues>, Problem> {
    let file = asked.file()?;
    let issues = issues(&asked.app, file, asked.caller()?).await?;
    Ok(Reply::from(Issues { complaint: file.id, issues }).version(asked.version()?))
}

/// One person on the file.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// Their number.
    pub person: PersonId,
    /// What they are on the file.
    pub role: PartyRole,
    /// Their name.
    pub name: String,
    /// How they come to complain.
    pub capacity: Option<Capacity>,
    /// The day they first had notice.
    pub noticed_on: Option<Date>,
    /// Whether they agree that the school refers the complaint.
    pub consents_to_referral: bool,
    /// Whether they have ended their complaint.
    pub withdrawn: bool,
}

/// Who is who on the file.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Parties {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The people whom the caller may be told of.
    pub parties: Vec<Person>,
}

/// Who is who on a file, as somebody may be told it: a family of itself and of the pupil, and of nobody else.
///
/// # Errors
/// It cannot be recorded that this is shown, or the vault fails.
pub async fn parties(app: &App, file: &File, actor: &Actor) -> Result<Vec<Person>, Problem> {
    let sight = Sight::new(actor, &file.complaint.facts);
    let told = file.complaint.parties.iter().filter(|(person, party)| sight.sees_party(**person, party));
    let rows = told.map(|(person, party)| Person {
        person: *person,
        role: party.role,
        name: words(&party.name),
        capacity: party.capacity,
        noticed_on: party.noticed_on,
        consents_to_referral: party.consents_to_referral,
        withdrawn: party.withdrawn,
    });
    with_words(app, file, actor, rows.collect()).await
}

/// Answers who is who. A family reads of itself and of the pupil, and of nobody else.
///
/// # Errors
/// The caller may not see the case.
pub async fn read_parties(asked: Asked) -> Result<Reply<Parties>, Problem> {
    let file = asked.file()?;
    let parties = parties(&asked.app, file, asked.caller()?).await?;
    Ok(Reply::from(Parties { complaint: file.id, parties }).version(asked.version()?))
}

/// One document on the file.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Its number.
    pub document: DocumentId,
    /// What it is; for others than the side that added it, without what names a third person.
    pub title: String,
    /// What protects it.
    pub privilege: Privilege,
}

/// The documents on the file.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Documents {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The documents, in the order they were added.
    pub documents: Vec<Document>,
}

/// The documents on a file, as somebody may be told of them.
///
/// # Errors
/// It cannot be recorded that this is shown, or the vault fails.
pub async fn documents(app: &App, file: &File, actor: &Actor) -> Result<Vec<Document>, Problem> {
    let sight = Sight::new(actor, &file.complaint.facts);
    let told = file.complaint.file.documents.iter().filter(|known| sight.sees_paper(&known.paper()));
    let rows = told.map(|known| Document {
        document: known.document,
        title: words(known.redacted.as_ref().filter(|_| !sight.owns_paper(&known.paper())).unwrap_or(&known.title)),
        privilege: known.privilege,
    });
    with_words(app, file, actor, rows.collect()).await
}

/// Answers the documents.
///
/// # Errors
/// The caller may not see the case.
pub async fn read_documents(asked: Asked) -> Result<Reply<Documents>, Problem> {
    let file = asked.file()?;
    let documents = documents(&asked.app, file, asked.caller()?).await?;
    Ok(Reply::from(Documents { complaint: file.id, documents }).version(asked.version()?))
}

/// One recommendation, and how it stands.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Recommended {
    /// Its number.
    pub recommendation: RecommendationNo,
    /// The issue it belongs to.
    pub issue: IssueNo,
    /// The school whose governing body is to act, where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<Urn>,
    /// The kind of remedy.
    pub code: Remedy,
    /// To remedy this injustice, or to prevent the like.
    pub purpose: Purpose,
    /// What should be done.
    pub text: String,
    /// By when.
    pub due: Option<Date>,
    /// How it stands.
    pub status: RecommendationStatus,
}

/// The recommendations, and what was done about each.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Recommendations {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The recommendations, in order.
    pub recommendations: Vec<Recommended>,
}

/// The recommendations of a file, and how each stands.
///
/// # Errors
/// It cannot be recorded that this is shown, or the vault fails.
pub async fn recommendations(app: &App, file: &File, actor: &Actor) -> Result<Vec<Recommended>, Problem> {
    // A case reopened after a review may be given others under the same numbers: the latest count.
    let text = |number: RecommendationNo| {
        events(file).filter_map(move |event| match event {
            Event::Investigation(investigation::Event::RecommendationMade { recommendation, details })
                if *recommendation == number =>
            {
                Some(words(&details.text))
            }
            _ => None,
        })
    };
    let rows = file.complaint.compliance.recommendations.iter().map(|(recommendation, known)| Recommended {
        recommendation: *recommendation,
        issue: known.issue,
        school: known.school,
        code: known.code,
        purpose: known.purpose,
        text: text(*recommendation).last().unwrap_or_default(),
        due: known.due,
        status: known.status,
    });
    with_words(app, file, actor, rows.collect()).await
}

/// Answers the recommendations.
///
/// # Errors
/// The caller may not see the case.
pub async fn read_recommendations(asked: Asked) -> Result<Reply<Recommendations>, Problem> {
    let file = asked.file()?;
    let recommendations = recommendations(&asked.app, file, asked.caller()?).await?;
    Ok(Reply::from(Recommendations { complaint: file.id, recommendations }).version(asked.version()?))
}

/// A question of the school's that waits for an answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OpenQuestion {
    /// Its number among those put to the same person.
    pub number: QuestionNo,
    /// What was asked.
    pub question: String,
}

/// The questions that wait for an answer of somebody, or of those for whom they speak.
///
/// # Errors
/// It cannot be recorded that this is shown, or the vault fails.
pub async fn questions(app: &App, file: &File, actor: &Actor) -> Result<Vec<OpenQuestion>, Problem> {
    let sight = Sight::new(actor, &file.complaint.facts);
    let open = |number: QuestionNo, person: PersonId| {
        file.complaint.questions.open().any(|one| one.number == number && one.person == person)
    };
    let rows = events(file).filter_map(|event| match event {
        Event::Asking(question::Event::QuestionAsked { number, person, question })
            if sight.sees(event) && open(*number, *person) =>
        {
            Some(OpenQuestion { number: *number, question: words(question) })
        }
        _ => None,
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() { Ok(rows) } else { with_words(app, file, actor, rows).await }
}

/// One clock, and how its last day was reached.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Clock {
    /// Its number.
    pub deadline: DeadlineNo,
    /// What must be done, in a few words.
    pub name: String,
    /// The rule it runs under.
    pub rule: String,
    /// Which version of the rule.
    pub rule_version: u32,
    /// The law or guidance that says so.
    pub source: String,
    /// What a careful reader could dispute about the rule.
    pub ambiguity: Option<String>,
    /// The issue, where it runs for one alone.
    pub issue: Option<IssueNo>,
    /// The school, where it runs for the governing body of one of several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<Urn>,
    /// Who must act.
    pub owed_by: Owner,
    /// The day it runs from.
    pub start: Date,
    /// The last day in time; none where a calendar is missing.
    pub due: Option<Date>,
    /// The day before which it may not be treated as missed.
    pub not_lapsed_before: Option<Date>,
    /// Why no date could be computed.
    pub missing: Option<String>,
    /// How it stands.
    pub status: Status,
    /// The day it was met.
    pub met_on: Option<Date>,
    /// How the law reaches the last day, step by step, before any extension or pause.
    pub working: Vec<String>,
}

/// What is due on this file, and why.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Deadlines {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The clocks, in the order they started.
    pub deadlines: Vec<Clock>,
}

/// Answers what is due, from whom, by when and why.
///
/// # Errors
/// The caller may not see the case.
pub async fn read_deadlines(asked: Asked) -> Result<Reply<Deadlines>, Problem> {
    let file = asked.file()?;
    let deadlines = clocks(&asked.app, Words::english(), file, asked.caller()?).await?;
    Ok(Reply::from(Deadlines { complaint: file.id, deadlines }).version(asked.version()?))
}

/// The clocks of a file that may be told to somebody, with how each last day was reached.
///
/// # Errors
/// The database fails.
pub async fn clocks(app: &App, t: Words, file: &File, actor: &Actor) -> Result<Vec<Clock>, Problem> {
    let sight = Sight::new(actor, &file.complaint.facts);
    let known = app.store.calendars(file.complaint.facts.schools.first().copied()).await?;
    let calendars = known.all();
    let told = file.complaint.deadlines.iter().filter(|known| sight.sees_clock(known));
    Ok(told.map(|known| explained(t, &sight.clock(known), &calendars)).collect())
}

fn explained(t: Words, known: &Deadline, calendars: &Calendars<'_>) -> Clock {
    let versions = clock::rules().iter();
    let rule = versions.clone().find(|rule| rule.id == known.rule && rule.version == known.rule_version);
    let computed = known.count(known.start, calendars).and_then(Result::ok);
    Clock {
        deadline: known.deadline,
        name: rule.map(|rule| rule.name.clone()).unwrap_or_default(),
        rule: known.rule.to_string(),
        rule_version: known.rule_version,
        source: rule.map(|rule| rule.source.clone()).unwrap_or_default(),
        ambiguity: rule.and_then(|rule| rule.ambiguity.clone()),
        issue: known.issue,
        school: known.school,
        owed_by: known.owed_by,
        start: known.start,
        due: known.due,
        not_lapsed_before: known.not_lapsed_before,
        missing: known.missing.clone(),
        status: known.status,
        met_on: known.met_on,
        working: computed.map(|due| due.working.iter().map(|step| t.step(step)).collect()).unwrap_or_default(),
    }
}
