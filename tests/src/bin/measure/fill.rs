//! Many complaints, written by the store's own commands, so that the log is as the service would have it.

use super::Failure;
use jiff::{SignedDuration, Timestamp};
use redress_domain::complaint::Command;
use redress_domain::complaint::file::{AddDocument, Privilege};
use redress_domain::complaint::intake::SubmitComplaint;
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
/// Events of a complaint.
pub const EACH: i64 = 40;
/// The school complained about.
pub const SCHOOL: Urn = Urn(100_001);
/// Enough to fill the writer's batches.
pub const WRITERS: usize = 256;

/// Over how many days complaints are lodged that are left open.
const DAYS: i64 = 60;

/// A job of somebody at an instant.
pub fn job(stream: StreamId, order: Order, role: Role, body: Body, expected: Option<i64>, at: Timestamp) -> Job {
    let actor = Actor { role, body, person: PersonId(Uuid::from_u128(7)) };
    let stamp = Stamp { at, actor, scheme: Scheme::WhitePaper };
    Job { stream, order, stamp, expected, key: None, sealed: Vec::new() }
}

/// Words that lie in a vault.
pub fn held() -> Held {
    Held { entry: Uuid::now_v7(), commitment: "5f".repeat(32) }
}

/// Lodges a complaint at an instant, and adds to it until it has so many events.
async fn complaint(store: &Store, each: i64, at: Timestamp) -> Result<i64, Failure> {
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
            .execute(job(stream.clone(), Order::Complaint(Box::new(command)), role, body, expected, at))
            .await
            .map_err(Failure::from)
    };
    let mut version = give(lodge.into(), Role::Complainant, Body::Family, Some(0)).await?.version;
    while version < each {
        let document = DocumentId(Uuid::now_v7());
        let add = AddDocument { document, title: held(), privilege: Privilege::School, redacted: Some(held()) };
        version = give(add.into(), Role::Clerk, Body::School(SCHOOL), None).await?.version;
    }
    Ok(version)
}

/// Registers the school.
async fn register(store: &Store) -> Result<(), Failure> {
    let entry = serde_json::from_value(json!({
        "urn": SCHOOL, "name": "Oak Primary School", "authority": 301, "authority_name": "Barking and Dagenham",
        "number": 2000, "kind": 1, "status": 1, "phase": 2, "opened": null, "closed": null,
        "low_age": 3, "high_age": 11, "town": null, "postcode": null,
    }))?;
    let register = Order::School(Box::new(school::Command::Register(school::Register { entry })));
    let stream = StreamId::new(Kind::School, SCHOOL);
    store.execute(job(stream, register, Role::Administrator, Body::Service, None, NOW.parse()?)).await?;
    Ok(())
}

/// Writes so many complaints of so many events each, the first of them lodged so many days ago.
async fn write(url: &str, complaints: i64, each: i64, days: i64) -> Result<(), Failure> {
    let store = Store::open(url, &MasterKey::new([7; 32]), Options::default()).await?;
    register(&store).await?;
    let (start, before) = (Instant::now(), store.head().await?.position);
    let now: Timestamp = NOW.parse()?;
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..complaints {
        if tasks.len() >= WRITERS {
            tasks.join_next().await.ok_or("no task")???;
        }
        let ago = SignedDuration::from_hours(24 * (days - days * number / complaints));
        let (store, at) = (store.clone(), now - ago);
        tasks.spawn(async move { complaint(&store, each, at).await });
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

/// Writes complaints until the log has so many events more.
pub async fn fill(url: &str, events: i64) -> Result<(), Failure> {
    write(url, events / EACH, EACH, 0).await
}

/// Writes so many complaints that are only lodged, over some weeks, so that their clocks are open.
pub async fn open(url: &str, complaints: i64) -> Result<(), Failure> {
    write(url, complaints, 1, DAYS).await
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
