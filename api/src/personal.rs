//! What a file holds about one person: their own words and particulars, and what others did about them. What is
//! about somebody else is masked, what an officer decided to keep back is not shown, and whoever releases it reads
//! the same as the person does.

use crate::app::App;
use crate::asked::{Asked, Reply};
use crate::cases;
use crate::disclosures;
use crate::files::File;
use crate::held::{HeldNames, NEW_PERSON};
use crate::problem::{Kind, Pointed, Problem};
use crate::seal;
use crate::words::{Telling, Words};
use jiff::Timestamp;
use redress_domain::complaint::Event;
use redress_domain::complaint::data_request::{DataRequest, Event as OfRequest, ItemDecision, Treatment};
use redress_domain::complaint::facts::CaseFacts;
use redress_domain::complaint::parties::PartyRole;
use redress_domain::ids::{ItemNo, RequestNo};
use redress_domain::law::{Exemption, Reason};
use redress_domain::policy::Sight;
use redress_domain::{Actor, Body, ComplaintId, Fact, Held, PersonId, Recorded, Role};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What stands where something is about somebody else.
pub const MASKED: &str = "[not shown: it is about somebody else]";

/// What stands where an officer decided that words are not shown. Why is not said of each: to tell it could
/// warn somebody.
pub const WITHHELD: &str = "[not shown]";

/// Whose data to read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonalQuery {
    /// The person's number; a family's caller is given their own if it is left out.
    pub person: Option<PersonId>,
}

/// Something that was recorded by a person, or about them.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PersonalEntry {
    /// When it was recorded.
    pub at: Timestamp,
    /// The event's name.
    pub event: String,
    /// What happened, in words.
    pub said: String,
    /// Its particulars, with what is about others masked; `[erased]` where words were erased.
    pub particulars: BTreeMap<String, Value>,
    /// How many of its particulars are masked or left out.
    pub masked: u32,
}

/// All that a file holds about one person, as it may be given to them.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PersonalData {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The short reference that people quote.
    pub reference: String,
    /// The person.
    pub person: PersonId,
    /// What was recorded, oldest first.
    pub entries: Vec<PersonalEntry>,
    /// Why something may be left out, whether or not anything is: to tell which would tell of it.
    pub may_be_left_out: Vec<Reason>,
}

/// One record of somebody's data, before its words are opened.
struct Part<'a> {
    record: &'a Recorded,
    event: &'a Event,
    names: &'static HeldNames,
    payload: Value,
    masked: u32,
}

/// Whose particulars an object holds, where it says so.
fn whose(value: &Value) -> Option<PersonId> {
    [NEW_PERSON, "person"].iter().find_map(|name| value.get(*name)?.as_str()?.parse().ok())
}

/// Takes what is about others out of an event.
struct Mask<'a> {
    names: &'a HeldNames,
    facts: &'a CaseFacts,
    /// On whose side of the file the person is.
    side: PersonId,
    /// Who is not somebody else here, though not on their side.
    beside: BTreeSet<PersonId>,
    masked: u32,
}

impl Mask<'_> {
    fn is_others(&self, value: &Value) -> bool {
        whose(value).is_some_and(|whose| self.facts.side(whose) != self.side && !self.beside.contains(&whose))
    }

    /// Whether it is about another person who complains, or who speaks for one: that there is any is not told, so it
    /// is not counted either.
    fn is_another_familys(&self, value: &Value) -> bool {
        self.is_others(value) && whose(value).is_some_and(|whose| self.facts.family.contains_key(&whose))
    }

    fn visit(&mut self, value: &mut Value, held: bool, own: bool) {
        match value {
            Value::String(text) if held && !own && text.parse::<Held>().is_ok() => self.put(value),
            Value::Array(items) => {
                items.retain(|item| !self.is_another_familys(item));
                let all = items.len();
                items.retain(|item| !self.is_others(item));
                self.masked += u32::try_from(all - items.len()).unwrap_or(u32::MAX);
                for item in items {
                    self.visit(item, held, own);
                }
            }
            Value::Object(_) if self.is_another_familys(value) => *value = Value::Null,
            Value::Object(_) if self.is_others(value) => self.put(value),
            Value::Object(_) => {
                let own = own || whose(value).is_some();
                for (name, member) in value.as_object_mut().into_iter().flatten() {
                    self.visit(member, held || self.names.contains(name), own);
                }
            }
            _ => {}
        }
    }

    fn put(&mut self, value: &mut Value) {
        *value = MASKED.into();
        self.masked += 1;
    }
}

/// Puts the sign of what is not shown in the place of all words of an event.
fn withhold(names: &HeldNames, value: &mut Value, held: bool) -> u32 {
    match value {
        Value::String(text) if held && text.parse::<Held>().is_ok() => {
            *value = WITHHELD.into();
            1
        }
        Value::Array(items) => items.iter_mut().map(|item| withhold(names, item, held)).sum(),
        Value::Object(members) => {
            members.iter_mut().map(|(name, member)| withhold(names, member, held || names.contains(name))).sum()
        }
        _ => 0,
    }
}

fn mentions(value: &Value, person: &str) -> bool {
    match value {
        Value::String(text) => text == person,
        Value::Array(items) => items.iter().any(|item| mentions(item, person)),
        Value::Object(members) => members.values().any(|member| mentions(member, person)),
        _ => false,
    }
}

/// The records of a file that are by a person or about them, and that they may be told of, masked.
fn parts(file: &File, person: PersonId) -> Result<Vec<Part<'_>>, Problem> {
    let facts = &file.complaint.facts;
    // Whoever asks: what is released is what the person may be told, and nothing of a child's safety.
    let subject = Actor { role: Role::Complainant, body: Body::Family, person };
    let sight = Sight::new(&subject, facts);
    let side = facts.side(person);
    let numbers = [person.to_string(), side.to_string()];
    let mut parts = Vec::new();
    for record in &file.records {
        let Fact::Complaint(event) = &record.fact else { continue };
        if !sight.sees(event) {
            continue;
        }
        let stored = record.fact.encode().map_err(Problem::internal)?;
        let payload: Value = serde_json::from_str(&stored).map_err(Problem::internal)?;
        let by = facts.side(record.actor.person) == side;
        if !by && !numbers.iter().any(|number| mentions(&payload, number)) {
            continue;
        }
        // Where an officer wrote a complaint down, its words are those of who complains.
        let own = by || record.version == 1 && facts.family.contains_key(&person);
        let names = cases::names_of(event.name());
        let mut part = Part { record, event, names, payload, masked: 0 };
        let mut mask = Mask { names, facts, side, beside: BTreeSet::new(), masked: 0 };
        mask.visit(&mut part.payload, false, own);
        part.masked = mask.masked;
        parts.push(part);
    }
    Ok(parts)
}

/// Which of the records of somebody's data are told, and with which decisions.
#[derive(Debug, Clone, Copy)]
enum Told<'a> {
    /// All of them, without what was ever decided not to be shown to the person.
    Now,
    /// Those that were there when a request was made, before anything is decided about them.
    Before(&'a DataRequest),
    /// Those that were decided on for the answer to a request.
    Copy(&'a DataRequest),
}

/// The version at which a request was recorded.
fn asked_at(file: &File, request: RequestNo) -> Option<i64> {
    file.records.iter().find_map(|record| match &record.fact {
        Fact::Complaint(Event::DataRequest(OfRequest::DataRequested { request: known, .. })) if *known == request => {
            Some(record.version)
        }
        _ => None,
    })
}

fn told<'a>(file: &'a File, person: PersonId, which: Told<'_>) -> Result<Vec<Part<'a>>, Problem> {
    let facts = &file.complaint.facts;
    let mut parts = parts(file, person)?;
    let before = match which {
        Told::Now => None,
        Told::Before(request) | Told::Copy(request) => asked_at(file, request.request),
    };
    parts.retain(|part| before.is_none_or(|version| part.record.version < version));
    let theirs = |request: &&DataRequest| facts.side(request.person) == facts.side(person);
    let decided: Vec<&ItemDecision> = match which {
        Told::Before(_) => return Ok(parts),
        Told::Now => {
            file.complaint.data_requests.0.iter().filter(theirs).flat_map(|request| &request.decisions).collect()
        }
        Told::Copy(request) => request.decisions.iter().collect(),
    };
    let decided: BTreeMap<ItemNo, Treatment> = decided.into_iter().map(|one| (one.item, one.treatment)).collect();
    parts.retain_mut(|part| match decided.get(&ItemNo(part.record.position)) {
        Some(Treatment::Keep) => true,
        Some(Treatment::Mask) => {
            part.masked += withhold(part.names, &mut part.payload, false);
            true
        }
        Some(Treatment::Withhold) => false,
        // Nobody has looked at it: it is in no copy.
        None => matches!(which, Told::Now),
    });
    Ok(parts)
}

/// The items that a file held about a person when they asked, in order.
///
/// # Errors
/// An event cannot be read.
pub(crate) fn items(file: &File, request: &DataRequest) -> Result<BTreeSet<ItemNo>, Problem> {
    let parts = told(file, request.person, Told::Before(request))?;
    Ok(parts.iter().map(|part| ItemNo(part.record.position)).collect())
}

/// The fields whose words somebody may read of a person's data.
///
/// # Errors
/// An event cannot be read.
pub(crate) fn fields(file: &File, person: PersonId) -> Result<BTreeSet<String>, Problem> {
    let mut fields = BTreeSet::new();
    for part in told(file, person, Told::Now)? {
        seal::each_field(part.names, &part.payload, &mut |field| {
            fields.insert(field.to_owned());
        });
    }
    Ok(fields)
}

/// The fields with words of which somebody of a family is told that there are any: of the events they are told, without
/// what is about others. What they hear was read must not tell them what another wrote.
///
/// # Errors
/// An event cannot be read.
pub(crate) fn known(file: &File, reader: &Actor) -> Result<BTreeSet<String>, Problem> {
    let facts = &file.complaint.facts;
    // A family knows the pupil's particulars.
    let parties = file.complaint.parties.iter();
    let pupils: BTreeSet<_> =
        parties.filter(|(_, party)| party.role == PartyRole::Pupil).map(|(who, _)| *who).collect();
    let mut fields = BTreeSet::new();
    for record in cases::told(file, reader) {
        let stored = record.fact.encode().map_err(Problem::internal)?;
        let mut payload = serde_json::from_str(&stored).map_err(Problem::internal)?;
        let names = cases::names_of(record.fact.name());
        let (side, beside) = (facts.side(reader.person), pupils.clone());
        Mask { names, facts, side, beside, masked: 0 }.visit(&mut payload, false, true);
        seal::each_field(names, &payload, &mut |field| {
            fields.insert(field.to_owned());
        });
    }
    Ok(fields)
}

/// All that a file holds about one person, with its words; that they are shown is recorded first.
///
/// # Errors
/// The reader may not have this person's data, or there are none; it cannot be recorded, or the vault fails.
pub async fn of(app: &App, t: Words, file: &File, reader: &Actor, person: PersonId) -> Result<PersonalData, Problem> {
    let known = parts(file, person)?;
    if known.is_empty() || !Sight::new(reader, &file.complaint.facts).may_have_data_of(person) {
        return Err(Kind::NotFound.into());
    }
    let entries = entries(app, t, file, reader, told(file, person, Told::Now)?).await?;
    Ok(data(file, person, entries.into_values().collect()))
}

/// What was there of somebody's data when they asked for it, item by item, before anything is decided about it.
///
/// # Errors
/// That it is shown cannot be recorded, or the vault fails.
pub(crate) async fn held_then(
    app: &App,
    t: Words,
    file: &File,
    reader: &Actor,
    request: &DataRequest,
) -> Result<BTreeMap<ItemNo, PersonalEntry>, Problem> {
    entries(app, t, file, reader, told(file, request.person, Told::Before(request))?).await
}

/// What is given out in answer to a request: what was there when it was made, as it was decided.
///
/// # Errors
/// That it is shown cannot be recorded, or the vault fails.
pub(crate) async fn copied(
    app: &App,
    t: Words,
    file: &File,
    reader: &Actor,
    request: &DataRequest,
) -> Result<PersonalData, Problem> {
    let entries = entries(app, t, file, reader, told(file, request.person, Told::Copy(request))?).await?;
    Ok(data(file, request.person, entries.into_values().collect()))
}

fn data(file: &File, person: PersonId, entries: Vec<PersonalEntry>) -> PersonalData {
    PersonalData {
        complaint: file.id,
        reference: file.id.reference(),
        person,
        entries,
        may_be_left_out: Exemption::ALL.iter().map(|why| why.row().clone()).collect(),
    }
}

/// Records with their words, by their place in the log; that they are shown is recorded first.
async fn entries(
    app: &App,
    t: Words,
    file: &File,
    reader: &Actor,
    mut parts: Vec<Part<'_>>,
) -> Result<BTreeMap<ItemNo, PersonalEntry>, Problem> {
    let mut held: Vec<_> = parts.iter_mut().map(|part| (part.names, &mut part.payload)).collect();
    disclosures::open(app, file, reader, &mut held).await?;
    let mut telling = Telling::new(t.to_family());
    // Every event is taken in, so that what is told of a clock is true.
    let told = file.records.iter().filter_map(|record| match &record.fact {
        Fact::Complaint(event) => Some((record.version, telling.tell(event))),
        _ => None,
    });
    let mut told: BTreeMap<i64, String> = told.collect();
    let entry = |part: Part<'_>| {
        let entry = PersonalEntry {
            at: part.record.at,
            event: part.event.name().into(),
            said: told.remove(&part.record.version).unwrap_or_default(),
            particulars: cases::particulars(part.payload, part.event.name()),
            masked: part.masked,
        };
        (ItemNo(part.record.position), entry)
    };
    Ok(parts.into_iter().map(entry).collect())
}

/// Whose data are asked for: the person who is named, or a family's caller themself.
///
/// # Errors
/// A member of staff names nobody.
pub(crate) fn wanted(reader: &Actor, named: Option<PersonId>) -> Result<PersonId, Problem> {
    match named {
        Some(person) => Ok(person),
        None if reader.body == Body::Family => Ok(reader.person),
        None => {
            let words = "Name the person: their number is in the list of the people on the file.";
            Err(Problem::at(Kind::BadQuery, vec![Pointed::new("person", words)]))
        }
    }
}

/// Answers all that a file holds about one person.
///
/// # Errors
/// The caller may not have it.
pub async fn read_personal_data(asked: Asked<PersonalQuery>) -> Result<Reply<PersonalData>, Problem> {
    let (file, caller) = (asked.file()?, asked.caller()?);
    let person = wanted(caller, asked.query.person)?;
    Ok(of(&asked.app, Words::english(), file, caller, person).await?.into())
}
