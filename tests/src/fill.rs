//! Many complaints, written by the store's own commands, so that the log is as the service would have it.

#![expect(clippy::disallowed_methods, reason = "what is filled in has identifiers of the machine")]
#![expect(clippy::cast_precision_loss, reason = "rates are printed without fractions")]

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use redress_domain::clock::{SchoolCalendar, Term};
use redress_domain::complaint::Command;
use redress_domain::complaint::file::AddDocument;
use redress_domain::complaint::intake::SubmitComplaint;
use redress_domain::complaint::paper::Privilege;
use redress_domain::complaint::triage::AcceptComplaint;
use redress_domain::law::Scheme;
use redress_domain::terms::{Command as OfTerms, PublishTerms};
use redress_domain::{
    Actor, Body, ComplaintId, DocumentId, Held, Kind, Order, PersonId, Role, Stamp, StreamId, Urn, membership, school,
};
use redress_projections::{Done, Job, MasterKey, Options, Store};
use serde_json::json;
use std::time::Instant;
use uuid::Uuid;

/// Why something could not be filled in or measured.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The instant at which the measurements begin.
pub const NOW: &str = "2011-11-14T10:00:00Z";
/// Events of a complaint whose timeline is read.
pub const EACH: i64 = 40;
/// The parent whose complaints they are.
pub const PARENT: Uuid = Uuid::from_u128(7);
/// The first of the schools complained about.
const SCHOOL: Urn = Urn(100_001);
/// How many of many complaints are about one school: more than any school should see.
const A_SCHOOL: u32 = 20;
/// Over how many days many complaints are lodged.
const DAYS: i64 = 60;
/// Enough to fill the writer's batches.
const WRITERS: usize = 256;

/// The school year in which they are lodged, so that every clock has its day.
fn terms() -> SchoolCalendar {
    let term = |from, to| Term { from, to };
    SchoolCalendar {
        source: "made up".into(),
        version: 1,
        covers_from: date(2011, 9, 1),
        covers_to: date(2012, 8, 31),
        terms: vec![
            term(date(2011, 9, 1), date(2011, 12, 16)),
            term(date(2012, 1, 3), date(2012, 3, 30)),
            term(date(2012, 4, 16), date(2012, 7, 20)),
        ],
        closed: [].into(),
        also_open: [].into(),
    }
}

/// A store, and the complaint or school that commands are given to.
struct Giving {
    store: Store,
    stream: StreamId,
    at: Timestamp,
}

impl Giving {
    async fn give(&self, order: Order, role: Role, body: Body, expected: Option<i64>) -> Result<Done, Failure> {
        let stamp =
            Stamp { at: self.at, actor: Actor { role, body, person: PersonId(PARENT) }, scheme: Scheme::WhitePaper };
        let job = Job { stream: self.stream.clone(), order, stamp, expected, key: None, sealed: Vec::new() };
        Ok(self.store.execute(job).await?)
    }

    async fn ask(&self, command: impl Into<Command>, role: Role, body: Body) -> Result<i64, Failure> {
        Ok(self.give(Order::Complaint(Box::new(command.into())), role, body, None).await?.version)
    }
}

fn held() -> Held {
    Held { entry: Uuid::now_v7(), commitment: "5f".repeat(32) }
}

/// Lodges a complaint about a school at an instant.
async fn lodge(store: Store, school: Urn, at: Timestamp) -> Result<Giving, Failure> {
    let giving = Giving { store, stream: StreamId::new(Kind::Complaint, ComplaintId(Uuid::now_v7())), at };
    let words = held().to_string();
    let lodge: SubmitComplaint = serde_json::from_value(json!({
        "school": school,
        "channel": "online_form",
        "complainants": [{ "new_person": PARENT, "name": words, "capacity": "parent", "email": words }],
        "issues": [{ "account": words, "wanted": words }],
    }))?;
    let order = Order::Complaint(Box::new(lodge.into()));
    giving.give(order, Role::Complainant, Body::Family, Some(0)).await?;
    Ok(giving)
}

/// Lodges a complaint and adds to it until it has [`EACH`] events.
async fn long(store: Store, at: Timestamp) -> Result<(), Failure> {
    let (giving, mut version) = (lodge(store, SCHOOL, at).await?, 0);
    while version < EACH {
        let document = DocumentId(Uuid::now_v7());
        let (title, redacted) = (held(), Some(held()));
        let add = AddDocument { document, title, privilege: Privilege::School, redacted, issues: [].into() };
        version = giving.ask(add, Role::Clerk, Body::School(SCHOOL)).await?;
    }
    Ok(())
}

/// Lodges a complaint, which its school takes up: its clocks run.
async fn open(store: Store, school: Urn, at: Timestamp) -> Result<(), Failure> {
    let accept: AcceptComplaint = serde_json::from_value(json!({}))?;
    lodge(store, school, at).await?.ask(accept, Role::Clerk, Body::School(school)).await?;
    Ok(())
}

/// The clerk of the first school.
#[must_use]
pub fn clerk() -> Actor {
    Actor { role: Role::Clerk, body: Body::School(SCHOOL), person: PersonId(Uuid::from_u128(2)) }
}

/// Gives somebody an office, unless they hold it.
async fn grant(store: &Store, actor: Actor) -> Result<(), Failure> {
    if store.memberships(actor.person).await?.is_none() {
        let grant = serde_json::from_value(json!({ "role": actor.role, "body": actor.body, "from": "2009-09-01" }))?;
        let order = Order::Membership(Box::new(membership::Command::GrantMembership(grant)));
        let giving = Giving { store: store.clone(), stream: membership::stream(actor.person), at: NOW.parse()? };
        giving.give(order, Role::Administrator, Body::Service, None).await?;
    }
    Ok(())
}

/// Registers so many schools, and writes so many complaints at once, each by its number.
async fn write<F, Fut>(url: &str, schools: u32, complaints: u32, one: F) -> Result<(), Failure>
where
    F: Fn(Store, u32) -> Fut,
    Fut: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let store = Store::open(url, &MasterKey::new([7; 32]), Options::default()).await?;
    for urn in (0..schools).map(|number| Urn(SCHOOL.0 + number)) {
        let entry = serde_json::from_value(json!({
            "urn": urn, "name": "Oak Primary School", "authority": 301, "authority_name": "Barking and Dagenham",
            "number": 2000, "kind": 1, "status": 1, "phase": 2, "opened": null, "closed": null,
            "low_age": 3, "high_age": 11, "town": null, "postcode": null,
        }))?;
        let register = Order::School(Box::new(school::Command::Register(school::Register { entry })));
        let giving = Giving { store: store.clone(), stream: StreamId::new(Kind::School, urn), at: NOW.parse()? };
        giving.give(register, Role::Administrator, Body::Service, None).await?;
        let publish = OfTerms::Publish(PublishTerms { calendar: terms(), publisher: Body::School(urn) });
        let giving = Giving { stream: StreamId::new(Kind::Terms, urn), ..giving };
        giving.give(Order::Terms(Box::new(publish)), Role::Clerk, Body::School(urn), None).await?;
    }
    grant(&store, clerk()).await?;
    let (start, before) = (Instant::now(), store.head().await?.position);
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..complaints {
        if tasks.len() >= WRITERS {
            tasks.join_next().await.ok_or("no task")???;
        }
        tasks.spawn(one(store.clone(), number));
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    let written = store.head().await?.position - before;
    println!(
        "fill: {complaints} complaints, {written} events by commands, {:.0} a second, {WRITERS} writers, every view folded",
        written as f64 / start.elapsed().as_secs_f64()
    );
    store.close().await;
    Ok(())
}

/// Writes complaints of [`EACH`] events about one school: so many events in all.
///
/// # Errors
/// The database fails.
pub async fn fill(url: &str, events: u32) -> Result<(), Failure> {
    let now: Timestamp = NOW.parse()?;
    write(url, 1, events / u32::try_from(EACH)?, move |store, _| long(store, now)).await
}

/// Writes so many complaints of a few events each, twenty to a school and over sixty days.
///
/// # Errors
/// The database fails.
pub async fn complaints(url: &str, wanted: u32) -> Result<(), Failure> {
    let (now, schools): (Timestamp, u32) = (NOW.parse()?, wanted.div_ceil(A_SCHOOL));
    write(url, schools, wanted, move |store, number| {
        let ago = SignedDuration::from_hours(24 * (DAYS - DAYS * i64::from(number) / i64::from(wanted)));
        open(store, Urn(SCHOOL.0 + number % schools), now - ago)
    })
    .await
}

/// Complaints spread over the log, each with its school, by an event that the school's clerk caused: their last one, of
/// long complaints, or the one that took them up.
///
/// # Errors
/// The database fails, or there are none.
pub async fn some_complaints(url: &str, version: Option<i64>) -> Result<Vec<(String, Urn)>, Failure> {
    let store = Store::open(url, &MasterKey::new([7; 32]), Options::default()).await?;
    let (end, mut complaints) = (store.head().await?.position, Vec::new());
    for part in 0..20 {
        for record in store.since(end / 20 * part, 2_000).await? {
            if let (Kind::Complaint, Role::Clerk, Body::School(urn)) =
                (record.stream.kind, record.actor.role, record.actor.body)
                && version.is_none_or(|version| record.version == version)
            {
                complaints.push((record.stream.id, urn));
            }
        }
    }
    store.close().await;
    complaints.sort_unstable();
    complaints.dedup();
    if complaints.is_empty() {
        Err("there are no such complaints yet: say fill=EVENTS or complaints=NUMBER first".into())
    } else {
        Ok(complaints)
    }
}
