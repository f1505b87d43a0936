//! Many complaints, written by the store's own commands, so that the log is as the service would have it.

use super::Failure;
use redress_domain::complaint::Command;
use redress_domain::complaint::file::{AddDocument, Privilege};
use redress_domain::complaint::intake::SubmitComplaint;
use redress_domain::complaint::triage::AcceptComplaint;
use redress_domain::law::Scheme;
use redress_domain::{
    Actor, Body, ComplaintId, DocumentId, Held, Kind, Order, PersonId, Role, Stamp, StreamId, Urn, school,
};
use redress_projections::{Job, MasterKey, Options, Store};
use serde_json::json;
use std::time::Instant;
use uuid::Uuid;

/// The instant of every event.
pub const NOW: &str = "2011-11-14T10:00:00Z";
/// The parent whose complaints the pages show.
pub const PARENT: Uuid = Uuid::from_u128(7);
/// Events of a complaint.
pub const EACH: i64 = 40;
/// The school complained about.
const SCHOOL: Urn = Urn(100_001);
/// Enough to fill the writer's batches.
const WRITERS: usize = 256;

fn job(stream: StreamId, order: Order, role: Role, body: Body, expected: Option<i64>) -> Result<Job, Failure> {
    let actor = Actor { role, body, person: PersonId(PARENT) };
    let stamp = Stamp { at: NOW.parse()?, actor, scheme: Scheme::WhitePaper };
    Ok(Job { stream, order, stamp, expected, key: None, sealed: Vec::new() })
}

fn held() -> Held {
    Held { entry: Uuid::now_v7(), commitment: "5f".repeat(32) }
}

async fn complaint(store: &Store) -> Result<i64, Failure> {
    let stream = StreamId::new(Kind::Complaint, ComplaintId(Uuid::now_v7()));
    let words = held().to_string();
    let lodge: SubmitComplaint = serde_json::from_value(json!({
        "school": SCHOOL,
        "channel": "online_form",
        "complainants": [{ "new_person": Uuid::now_v7(), "name": words, "capacity": "parent", "email": words }],
        "issues": [{ "account": words, "wanted": words }],
    }))?;
    let give = async |command: Command, role, body, expected| {
        store
            .execute(job(stream.clone(), Order::Complaint(Box::new(command)), role, body, expected)?)
            .await
            .map_err(Failure::from)
    };
    let mut version = give(lodge.into(), Role::Complainant, Body::Family, Some(0)).await?.version;
    while version < EACH {
        let document = DocumentId(Uuid::now_v7());
        let add = AddDocument { document, title: held(), privilege: Privilege::School, redacted: Some(held()) };
        version = give(add.into(), Role::Clerk, Body::School(SCHOOL), None).await?.version;
    }
    Ok(version)
}

fn entry(urn: Urn) -> Result<school::Entry, Failure> {
    Ok(serde_json::from_value(json!({
        "urn": urn, "name": "Oak Primary School", "authority": 301, "authority_name": "Barking and Dagenham",
        "number": 2000, "kind": 1, "status": 1, "phase": 2, "opened": null, "closed": null,
        "low_age": 3, "high_age": 11, "town": null, "postcode": null,
    }))?)
}

/// Writes complaints until the log has so many events.
pub async fn fill(url: &str, events: i64) -> Result<(), Failure> {
    let store = Store::open(url, &MasterKey::new([7; 32]), Options::default()).await?;
    let register = Order::School(Box::new(school::Command::Register(school::Register { entry: entry(SCHOOL)? })));
    let stream = StreamId::new(Kind::School, SCHOOL);
    store.execute(job(stream, register, Role::Administrator, Body::Service, None)?).await?;
    let (start, before) = (Instant::now(), store.head().await?.position);
    let mut tasks = tokio::task::JoinSet::new();
    let mut owed = events - before;
    while owed > 0 || !tasks.is_empty() {
        while owed > 0 && tasks.len() < WRITERS {
            let store = store.clone();
            tasks.spawn(async move { complaint(&store).await });
            owed -= EACH;
        }
        if let Some(done) = tasks.join_next().await {
            done??;
        }
    }
    let written = store.head().await?.position - before;
    println!(
        "fill: {written} events by commands, {:.0} a second, {WRITERS} writers, every view folded",
        written as f64 / start.elapsed().as_secs_f64()
    );
    store.close().await;
    Ok(())
}

/// How many schools the complaints for the pages are about.
const SCHOOLS: u32 = 200;

/// Lodges one complaint about a school, which takes it up.
async fn taken_up(store: &Store, school: Urn) -> Result<(), Failure> {
    let stream = StreamId::new(Kind::Complaint, ComplaintId(Uuid::now_v7()));
    let words = held().to_string();
    let lodge: SubmitComplaint = serde_json::from_value(json!({
        "school": school,
        "channel": "online_form",
        "complainants": [{ "new_person": PARENT, "name": words, "capacity": "parent", "email": words }],
        "issues": [{ "account": words, "wanted": words }],
    }))?;
    let lodge = Order::Complaint(Box::new(lodge.into()));
    store.execute(job(stream.clone(), lodge, Role::Complainant, Body::Family, Some(0))?).await?;
    let accept: AcceptComplaint = serde_json::from_value(json!({}))?;
    let accept = Order::Complaint(Box::new(accept.into()));
    store.execute(job(stream, accept, Role::Clerk, Body::School(school), None)?).await?;
    Ok(())
}

/// Writes so many complaints, a few events each, about some hundred schools: what the pages are measured over.
pub async fn complaints(url: &str, wanted: u32) -> Result<(), Failure> {
    let store = Store::open(url, &MasterKey::new([7; 32]), Options::default()).await?;
    for number in 0..SCHOOLS {
        let urn = Urn(SCHOOL.0 + number);
        let register = Order::School(Box::new(school::Command::Register(school::Register { entry: entry(urn)? })));
        store
            .execute(job(StreamId::new(Kind::School, urn), register, Role::Administrator, Body::Service, None)?)
            .await?;
    }
    let start = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    let mut next = 0;
    while next < wanted || !tasks.is_empty() {
        while next < wanted && tasks.len() < WRITERS {
            let (store, school) = (store.clone(), Urn(SCHOOL.0 + next % SCHOOLS));
            tasks.spawn(async move { taken_up(&store, school).await });
            next += 1;
        }
        if let Some(done) = tasks.join_next().await {
            done??;
        }
    }
    println!("complaints: {wanted} about {SCHOOLS} schools in {:.0} s", start.elapsed().as_secs_f64());
    store.close().await;
    Ok(())
}

/// Complaints about the first school, the last ones first.
pub async fn of_one_school(url: &str) -> Result<Vec<String>, Failure> {
    let store = Store::open(url, &MasterKey::new([7; 32]), Options::default()).await?;
    let end = store.head().await?.position;
    let mut complaints = Vec::new();
    let mut from = end;
    while complaints.len() < 100 && from > 0 {
        from = (from - 2_000).max(0);
        let taken = store.since(from, 2_000).await?;
        let theirs = taken
            .iter()
            .filter(|record| record.stream.kind == Kind::Complaint && record.actor.body == Body::School(SCHOOL));
        complaints.extend(theirs.map(|record| record.stream.id.clone()));
    }
    store.close().await;
    if complaints.is_empty() {
        Err("there are no complaints yet: say complaints=NUMBER first".into())
    } else {
        Ok(complaints)
    }
}

/// Complaints spread over the log.
pub async fn some_complaints(url: &str) -> Result<Vec<String>, Failure> {
    let store = Store::open(url, &MasterKey::new([7; 32]), Options::default()).await?;
    let end = store.head().await?.position;
    let mut complaints = Vec::new();
    for part in 0..20 {
        let records = store.since(end / 20 * part, 2_000).await?;
        let first = records.iter().filter(|record| record.stream.kind == Kind::Complaint && record.version == EACH);
        complaints.extend(first.map(|record| record.stream.id.clone()));
    }
    store.close().await;
    if complaints.is_empty() {
        Err("there are no complaints yet: say fill=EVENTS first".into())
    } else {
        Ok(complaints)
    }
}
