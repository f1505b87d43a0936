//! Every showing of what is personal is recorded before it happens, and can be looked up after.
//!
//! The family's own reading is recorded like any other: nobody can tell whose hand holds a telephone, and
//! a reading that was not theirs is the first sign of a stolen code.

use crate::answers;
use crate::app::App;
use crate::asked::{Asked, Reply};
use crate::cases;
use crate::contacts;
use crate::cursor;
use crate::files::File;
use crate::held::HeldNames;
use crate::personal;
use crate::problem::Problem;
use crate::seal;
use crate::words::Words;
use jiff::Timestamp;
use lru::LruCache;
use redress_domain::disclosure::{self, Disclose, Event, Why};
use redress_domain::policy::{self, Sight};
use redress_domain::{Action, Actor, Body, ComplaintId, Fact, Kind, Order, PersonId, Refused, Role, StreamId};
use redress_projections::Job;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

/// The most readers whose present hour is at hand.
const AT_HAND: NonZeroUsize = NonZeroUsize::new(20_000).expect("it is not zero");
/// How many rows one question to the view brings.
const STEP: u32 = 100;
/// The most rows one page looks through.
const MOST: usize = 2_000;

/// The readers known to be recorded, with their hour, so that a page read twice costs no second look at
/// the log. The log is the truth: what is not here is decided there.
#[derive(Debug)]
pub struct Recorded(Mutex<LruCache<(ComplaintId, Actor), Timestamp>>);

impl Default for Recorded {
    fn default() -> Self {
        Self(Mutex::new(LruCache::sparse(AT_HAND)))
    }
}

impl Recorded {
    fn knows(&self, reader: &(ComplaintId, Actor), hour: Timestamp) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(reader) == Some(&hour)
    }

    fn learn(&self, reader: (ComplaintId, Actor), hour: Timestamp) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).put(reader, hour);
    }
}

/// Puts words in the place of references in parts of an answer about a case. That they are shown is
/// durable in the log before they are opened; where there are none, nothing is recorded.
///
/// # Errors
/// It cannot be recorded, or the vault fails.
pub async fn open(
    app: &App,
    file: &File,
    reader: &Actor,
    parts: &mut [(&HeldNames, &mut Value)],
) -> Result<(), Problem> {
    if seal::any_reference(parts) {
        record(app, file, reader).await?;
        seal::open(&app.store, parts).await?;
    }
    Ok(())
}

/// Records that what is personal in a file is about to be shown to somebody, unless this hour is on record.
///
/// # Errors
/// It cannot be recorded; then nothing may be shown.
pub async fn record(app: &App, file: &File, reader: &Actor) -> Result<(), Problem> {
    let stamp = app.stamp(reader.clone());
    let (known, hour) = ((file.id, reader.clone()), disclosure::hour(stamp.at));
    if app.recorded.knows(&known, hour) {
        return Ok(());
    }
    let disclose = disclosure::Command::Disclose(Disclose { fields: open_to(file, reader)? });
    let order = Order::Disclosure(Box::new(disclose));
    let stream = StreamId::new(Kind::Disclosure, file.id);
    app.store.execute(Job { stream, order, stamp, expected: None, key: None, sealed: Vec::new() }).await?;
    app.recorded.learn(known, hour);
    Ok(())
}

/// The fields of a file whose words are open to somebody, whichever of the questions they ask.
fn open_to(file: &File, reader: &Actor) -> Result<BTreeSet<String>, Problem> {
    let may = |action| policy::allow(reader, action, &file.complaint.facts).is_ok();
    let mut fields = BTreeSet::new();
    let everything = may(Action::ReadEvents);
    let answer = |event: &str| answers::shown(event, reader, &file.complaint.facts);
    for record in cases::told(file, reader) {
        let stored = record.fact.encode().map_err(Problem::internal)?;
        let stored = serde_json::from_str(&stored).map_err(Problem::internal)?;
        let names = cases::names_of(record.fact.name());
        seal::each_field(names, &stored, &mut |field| {
            let shown = match field {
                "account" | "wanted" if !answer(record.fact.name()) => record.version == 1,
                "name" => may(Action::ReadParties),
                "title" | "redacted" => may(Action::ReadDocuments),
                "text" if !answer(record.fact.name()) => may(Action::ReadRecommendations),
                contact if contacts::FIELDS.contains(&contact) => contacts::told(file, reader),
                _ => may(Action::ReadTimeline) && answer(record.fact.name()),
            };
            if everything || shown {
                fields.insert(field.to_owned());
            }
        });
    }
    // A family reads its own data; who watches over data reads all events anyway.
    if reader.body == Body::Family && may(Action::ReadPersonalData) {
        fields.extend(personal::fields(file, reader.person)?);
    }
    Ok(fields)
}

/// One showing of what is personal.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Disclosure {
    /// The complaint.
    pub complaint: ComplaintId,
    /// When the hour began in which it was shown.
    pub hour: Timestamp,
    /// The reader's role.
    pub role: Role,
    /// The reader's body.
    pub body: Body,
    /// The reader's opaque number, for those who watch over personal data.
    pub person: Option<PersonId>,
    /// The fields that were open to the reader in that hour.
    pub fields: BTreeSet<String>,
    /// Why.
    pub why: Why,
    /// The same in words.
    pub said: String,
}

/// Who was shown what is personal in one complaint.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Disclosures {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The disclosures that the caller may be told of, oldest first.
    pub disclosures: Vec<Disclosure>,
}

fn told(t: Words, complaint: ComplaintId, event: Event, sight: &Sight<'_>, caller: &Actor) -> Option<Disclosure> {
    let Event::PersonalDataDisclosed { to, hour, fields, why } = event;
    sight.sees_disclosure(&to).then(|| Disclosure {
        said: t.disclosed(to.role, to.person == caller.person, &fields, hour),
        person: sight.sees_reader().then_some(to.person),
        complaint,
        hour,
        role: to.role,
        body: to.body,
        fields,
        why,
    })
}

/// The disclosures of a file that may be told to somebody, oldest first.
///
/// # Errors
/// The database fails.
pub async fn of_file(app: &App, t: Words, file: &File, caller: &Actor) -> Result<Vec<Disclosure>, Problem> {
    let sight = Sight::new(caller, &file.complaint.facts);
    let records = app.store.stream(&StreamId::new(Kind::Disclosure, file.id)).await?;
    let known = if caller.body == Body::Family { Some(personal::known(file, caller)?) } else { None };
    let events = records.into_iter().filter_map(|record| match record.fact {
        Fact::Disclosure(Event::PersonalDataDisclosed { to, hour, mut fields, why }) => {
            // That there were words of a kind would tell one parent what another added.
            fields.retain(|field| known.as_ref().is_none_or(|known| known.contains(field)));
            Some(Event::PersonalDataDisclosed { to, hour, fields, why })
        }
        _ => None,
    });
    Ok(events.filter_map(|event| told(t, file.id, event, &sight, caller)).collect())
}

/// Answers who was shown what is personal in a case.
///
/// # Errors
/// The caller may not see the case.
pub async fn read_disclosures(asked: Asked) -> Result<Reply<Disclosures>, Problem> {
    let file = asked.file()?;
    let disclosures = of_file(&asked.app, Words::english(), file, asked.caller()?).await?;
    Ok(Disclosures { complaint: file.id, disclosures }.into())
}

/// Which disclosures to list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DisclosuresQuery {
    /// Only to this person.
    pub person: Option<PersonId>,
    /// How many, 1 to 100; 20 if left out.
    #[schemars(range(min = 1, max = 100))]
    pub limit: Option<u16>,
    /// The "next" marker of the page before.
    pub after: Option<String>,
}

/// One page of disclosures.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DisclosurePage {
    /// The disclosures, the latest first.
    pub disclosures: Vec<Disclosure>,
    /// The marker of the next page, if there is one.
    pub next: Option<String>,
}

/// Lists disclosures across the cases that are the caller's to watch over.
///
/// # Errors
/// The caller does not watch over personal data, or a marker is not right.
pub async fn list_disclosures(asked: Asked<DisclosuresQuery>) -> Result<Reply<DisclosurePage>, Problem> {
    let caller = asked.caller()?;
    let action = Action::ReadDisclosures;
    if caller.body == Body::Family || !policy::may(caller.role, action) {
        return Err(Refused::NotPermitted { action: action.name() }.into());
    }
    let limit = cursor::limit(asked.query.limit)?;
    let mut below = cursor::decode::<i64>("disclosed", asked.query.after.as_deref())?;
    let (mut rows, mut looked): (Vec<(i64, Disclosure)>, usize) = (Vec::new(), 0);
    while rows.len() <= limit && looked < MOST {
        let found = asked.app.store.disclosures(asked.query.person, below, STEP).await?;
        let last = found.len() < STEP as usize;
        looked += found.len();
        below = found.last().map(|row| row.position);
        for row in found {
            let Some(case) = asked.app.store.case(row.complaint).await? else { continue };
            let theirs = policy::allow(caller, action, &case.facts).is_ok();
            let sight = Sight::new(caller, &case.facts);
            let told = theirs.then(|| told(Words::english(), row.complaint, row.event, &sight, caller)).flatten();
            rows.extend(told.map(|disclosure| (row.position, disclosure)));
        }
        if last {
            break;
        }
    }
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).and_then(|(position, _)| cursor::encode("disclosed", position));
    Ok(DisclosurePage { disclosures: rows.into_iter().map(|(_, row)| row).collect(), next }.into())
}
