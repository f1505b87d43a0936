//! Questions about one case: where it stands, what happened, and what the caller may do now.

use crate::app::App;
use crate::asked::{Asked, Reply};
use crate::commands;
use crate::disclosures;
use crate::files::File;
use crate::headers;
use crate::held::HeldNames;
use crate::problem::Problem;
use crate::wanted::WANTED;
use crate::words::{Telling, Words};
use jiff::Timestamp;
use redress_domain::complaint::Event;
use redress_domain::complaint::facts::{About, Flag};
use redress_domain::complaint::stage::{Level, Stage};
use redress_domain::holidays::Holidays;
use redress_domain::law::Regime;
use redress_domain::policy::Sight;
use redress_domain::stream::offices;
use redress_domain::{
    Action, Actor, Body, ComplaintId, Fact, Kind, Recorded, References, Role, StreamId, Subject, Urn,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// A case, and where it stands.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Case {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The short reference that people quote.
    pub reference: String,
    /// The version of the file as far as the caller is told of it: the number in its `ETag`.
    pub version: i64,
    /// Where it stands.
    pub stage: Stage,
    /// The level that stage belongs to.
    pub level: Level,
    /// The rules that govern it, once determined.
    pub regime: Option<Regime>,
    /// The schools it is about, the first being the one complained about.
    pub schools: Vec<Urn>,
    /// The local authorities it is about.
    pub authorities: Vec<u16>,
    /// The office it is about, where it is about one.
    pub about: Option<About>,
    /// The day it was made.
    pub made_on: Option<jiff::civil::Date>,
    /// Conditions in force beside the stage.
    pub flags: Vec<Flag>,
    /// How many issues it has.
    pub issues: usize,
    /// Where its parts are.
    pub links: BTreeMap<String, String>,
}

/// The names of held fields in events, for answers that repeat them.
pub static EVENT_NAMES: LazyLock<Arc<HeldNames>> = LazyLock::new(HeldNames::of::<Event>);

/// The same, event by event: a name can be held in one event and plain in another.
static EACH_EVENT: LazyLock<BTreeMap<String, HeldNames>> = LazyLock::new(HeldNames::of_each::<Event>);

/// The names of the held fields of one event.
pub(crate) fn names_of(event: &str) -> &'static HeldNames {
    EACH_EVENT.get(event).unwrap_or(&EVENT_NAMES)
}

/// A case as it is answered.
#[must_use]
pub fn case(file: &File, actor: &Actor) -> Case {
    let sight = Sight::new(actor, &file.complaint.facts);
    let facts = &file.complaint.facts;
    let parts = [
        "timeline",
        "events",
        "issues",
        "parties",
        "documents",
        "recommendations",
        "deadlines",
        "disclosures",
        "personal-data",
        "data-requests",
        "actions",
    ];
    let here = format!("/v1/complaints/{}", file.id);
    Case {
        complaint: file.id,
        reference: file.id.reference(),
        version: sight.version(file.version),
        stage: facts.stage,
        level: facts.level(),
        regime: file.complaint.regime,
        schools: facts.schools.clone(),
        authorities: facts.authorities.iter().map(|code| code.0).collect(),
        about: facts.about,
        made_on: facts.made_on,
        flags: facts.flags.iter().copied().filter(|flag| sight.sees_flag(*flag)).collect(),
        issues: file.complaint.issues.len(),
        links: parts.iter().map(|part| ((*part).to_owned(), format!("{here}/{part}"))).collect(),
    }
}

/// The folded state as JSON.
pub fn state(file: &File) -> Value {
    serde_json::to_value(&file.complaint).unwrap_or_default()
}

/// Answers the case.
///
/// # Errors
/// The caller may not see it.
pub async fn read_case(asked: Asked) -> Result<Reply<Case>, Problem> {
    let file = asked.file()?;
    let reply = Reply::from(case(file, asked.caller()?)).version(asked.version()?);
    Ok(if headers::seen(&asked.headers, asked.version()?) { reply.unchanged() } else { reply })
}

/// One line of the timeline.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Line {
    /// Its place in what the caller is told of the file, from 1.
    pub version: i64,
    /// When it was recorded.
    pub at: Timestamp,
    /// The event's name.
    pub event: String,
    /// What happened, in words.
    pub said: String,
    /// In which role somebody did it.
    pub role: Role,
    /// For which body.
    pub body: Body,
}

/// What happened, oldest first.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Timeline {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The lines.
    pub timeline: Vec<Line>,
}

/// The records of a file that may be told to somebody.
pub fn told<'a>(file: &'a File, actor: &'a Actor) -> impl Iterator<Item = &'a Recorded> {
    let sight = Sight::new(actor, &file.complaint.facts);
    file.records.iter().filter(move |record| match &record.fact {
        Fact::Complaint(event) => sight.sees(event),
        _ => false,
    })
}

/// The timeline of a file, as it may be told to somebody. What is kept from them is still taken in, so
/// that what they are told of a clock is true.
#[must_use]
pub fn timeline(t: Words, file: &File, actor: &Actor) -> Vec<Line> {
    let mut telling = Telling::new(t.to(actor));
    let sight = Sight::new(actor, &file.complaint.facts);
    let mut version = 0;
    let line = |record: &Recorded| {
        let Fact::Complaint(event) = &record.fact else { return None };
        let said = telling.tell(event);
        let sees = sight.sees(event);
        // What is kept from somebody is not counted for them, or a gap would tell of it.
        version += i64::from(sees);
        sees.then(|| Line {
            version,
            at: record.at,
            event: event.name().into(),
            said,
            role: sight.role(&record.actor),
            body: record.actor.body,
        })
    };
    file.records.iter().filter_map(line).collect()
}

/// Answers what happened, in words.
///
/// # Errors
/// The caller may not see it.
pub async fn read_timeline(asked: Asked) -> Result<Reply<Timeline>, Problem> {
    let file = asked.file()?;
    Ok(Reply::from(Timeline { complaint: file.id, timeline: timeline(Words::english(), file, asked.caller()?) })
        .version(asked.version()?))
}

/// One event as it was recorded, with its words.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FullEvent {
    /// Its place in the log.
    pub position: i64,
    /// Its place in what the caller is told of the file, from 1.
    pub version: i64,
    /// When it was recorded.
    pub at: Timestamp,
    /// Its name.
    pub event: String,
    /// The command it followed from.
    pub cause: String,
    /// In which role somebody did it.
    pub role: Role,
    /// For which body.
    pub body: Body,
    /// Its particulars; `[erased]` where words were erased.
    pub particulars: BTreeMap<String, Value>,
}

/// The events of a file, oldest first.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Events {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The events.
    pub events: Vec<FullEvent>,
}

/// Answers the events themselves.
///
/// # Errors
/// The caller may not see them.
pub async fn read_events(asked: Asked) -> Result<Reply<Events>, Problem> {
    let file = asked.file()?;
    let records: Vec<_> = told(file, asked.caller()?).collect();
    let mut payloads = Vec::with_capacity(records.len());
    for record in &records {
        let stored = record.fact.encode().map_err(Problem::internal)?;
        payloads.push(serde_json::from_str::<Value>(&stored).map_err(Problem::internal)?);
    }
    let mut parts: Vec<_> =
        records.iter().zip(&mut payloads).map(|(record, payload)| (names_of(record.fact.name()), payload)).collect();
    disclosures::open(&asked.app, file, asked.caller()?, &mut parts).await?;
    // The numbers of the timeline: see there.
    let versions = timeline(Words::english(), file, asked.caller()?).into_iter().map(|line| line.version);
    let events = records.iter().zip(payloads).zip(versions).map(|((record, payload), version)| FullEvent {
        position: record.position,
        version,
        at: record.at,
        event: record.fact.name().into(),
        cause: record.cause.clone(),
        role: record.actor.role,
        body: record.actor.body,
        particulars: particulars(payload, record.fact.name()),
    });
    Ok(Reply::from(Events { complaint: file.id, events: events.collect() }).version(asked.version()?))
}

/// Takes the particulars out of the layers that say which event they belong to.
pub(crate) fn particulars(mut payload: Value, name: &str) -> BTreeMap<String, Value> {
    loop {
        match payload {
            Value::Object(mut members) if members.contains_key(name) => {
                let inner = members.remove(name).unwrap_or_default();
                return if let Value::Object(inner) = inner { inner.into_iter().collect() } else { BTreeMap::new() };
            }
            Value::Object(members) if members.len() == 1 => {
                payload = members.into_iter().next().map(|(_, inner)| inner).unwrap_or_default();
            }
            _ => return BTreeMap::new(),
        }
    }
}

/// Something the caller may do now.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Possible {
    /// The action's name.
    pub action: String,
    /// What it does.
    pub summary: String,
    /// How to ask for it.
    pub method: String,
    /// Where to ask for it.
    pub href: String,
    /// The schema of what to send, in /openapi.json.
    pub schema: String,
}

/// What the caller may do now.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Actions {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The actions, in the order of the journey.
    pub actions: Vec<Possible>,
}

/// What somebody may do with a file now, in the order of the journey.
///
/// # Errors
/// The database fails.
pub async fn possible(app: &App, file: &File, actor: &Actor) -> Result<Vec<Action>, Problem> {
    let (streams, subjects) = beside(app, file, offices(actor)).await?;
    Ok(file.complaint.actions(&app.stamp(actor.clone()), &References(streams.iter().zip(&subjects).collect())))
}

/// What a decision on a file looks at beside it, each stream with what it comes to: its schools and their terms, the
/// bank holidays, and the offices of whoever is asked for.
///
/// # Errors
/// The database fails.
pub async fn beside(
    app: &App,
    file: &File,
    offices: impl IntoIterator<Item = StreamId>,
) -> Result<(Vec<StreamId>, Vec<Subject>), Problem> {
    let schools = &file.complaint.facts.schools;
    let of_school = |urn| [StreamId::new(Kind::School, urn), StreamId::new(Kind::Terms, urn)];
    let streams: Vec<_> = schools.iter().flat_map(of_school).chain([Holidays::stream()]).chain(offices).collect();
    let subjects = app.store.subjects(&streams).await?;
    Ok((streams, subjects))
}

/// Answers what the caller may do now.
///
/// # Errors
/// The caller may not see the case.
pub async fn read_actions(asked: Asked) -> Result<Reply<Actions>, Problem> {
    let file = asked.file()?;
    let possible = possible(&asked.app, file, asked.caller()?).await?;
    let actions = possible.into_iter().map(|action| Possible {
        action: action.name().into(),
        summary: action.summary().into(),
        method: "POST".into(),
        href: commands::path(action).replace("{complaint}", &file.id.to_string()),
        schema: format!(
            "/openapi.json#/components/schemas/{}",
            WANTED.get(&action).map_or("", |wanted| &*wanted.schema_name)
        ),
    });
    Ok(Reply::from(Actions { complaint: file.id, actions: actions.collect() }).version(asked.version()?))
}
