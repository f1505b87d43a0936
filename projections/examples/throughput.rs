//! Measures what the store does on a database: commands a second with 1, 8 and 32 writers on complaints
//! of their own, all views folded, and a rebuild of all views.
//!
//! `cargo run --release -p redress-projections --example throughput -- URL [SECONDS] [EVENTS]`

#![expect(clippy::cast_precision_loss, reason = "rates are printed without fractions")]

use redress_domain::complaint::Command;
use redress_domain::complaint::file::AddDocument;
use redress_domain::complaint::intake::SubmitComplaint;
use redress_domain::complaint::paper::Privilege;
use redress_domain::law::Scheme;
use redress_domain::{
    Actor, Body, ComplaintId, DocumentId, Held, Kind, Order, PersonId, Role, Stamp, StreamId, Urn, school,
};
use redress_projections::{Job, MasterKey, Options, Store};
use serde_json::json;
use std::time::{Duration, Instant};
use uuid::Uuid;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Commands that a complaint receives before its writer turns to the next.
const EACH: u64 = 20;

/// The school complained about.
const SCHOOL: Urn = Urn(100_001);

fn job(stream: StreamId, order: Order, expected: Option<i64>) -> Result<Job, Failure> {
    let actor = Actor { role: Role::Complainant, body: Body::Family, person: PersonId(Uuid::from_u128(7)) };
    let stamp = Stamp { at: "2011-11-14T10:00:00Z".parse()?, actor, scheme: Scheme::WhitePaper };
    Ok(Job { stream, order, stamp, expected, key: None, sealed: Vec::new() })
}

/// A random identifier, so that no index has it easy.
fn fresh() -> Uuid {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the system has random bytes");
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

fn held() -> Held {
    Held { entry: fresh(), commitment: "5f".repeat(32) }
}

/// Lodging a complaint, with what its file needs from the first day.
fn lodge() -> Result<Command, Failure> {
    let held = held().to_string();
    let command: SubmitComplaint = serde_json::from_value(json!({
        "school": SCHOOL,
        "channel": "online_form",
        "complainants": [{ "new_person": Uuid::from_u128(7), "name": held, "capacity": "parent", "email": held }],
        "issues": [{ "account": held, "wanted": held }],
    }))?;
    Ok(command.into())
}

async fn register(store: &Store) -> Result<(), Failure> {
    let entry = serde_json::from_value(json!({
        "urn": SCHOOL, "name": "Oak Primary School", "authority": 301, "authority_name": "Barking and Dagenham",
        "number": 2000, "kind": 1, "status": 1, "phase": 2, "opened": null, "closed": null,
        "low_age": 3, "high_age": 11, "town": null, "postcode": null,
    }))?;
    let command = school::Command::Register(school::Register { entry });
    let mut job = job(StreamId::new(Kind::School, SCHOOL), Order::School(Box::new(command)), None)?;
    job.stamp.actor = Actor { role: Role::Administrator, body: Body::Service, person: PersonId(Uuid::nil()) };
    store.execute(job).await?;
    Ok(())
}

/// Each writer lodges a complaint, gives it commands one after the other, and turns to the next.
async fn write(store: &Store, writers: u32, until: Instant, most: u64) -> Result<u64, Failure> {
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..writers {
        let store = store.clone();
        tasks.spawn(async move {
            let (mut done, mut version) = (0, 0);
            let mut stream = StreamId::new(Kind::Complaint, ComplaintId(fresh()));
            while Instant::now() < until && done < most {
                let command = if done % EACH == 0 {
                    stream = StreamId::new(Kind::Complaint, ComplaintId(fresh()));
                    version = 0;
                    lodge()?
                } else {
                    let document = DocumentId(fresh());
                    let (title, redacted) = (held(), Some(held()));
                    AddDocument { document, title, privilege: Privilege::School, redacted, issues: [].into() }.into()
                };
                let order = Order::Complaint(Box::new(command));
                version = store.execute(job(stream.clone(), order, Some(version))?).await?.version;
                done += 1;
            }
            Ok::<_, Failure>(done)
        });
    }
    let mut total = 0;
    while let Some(done) = tasks.join_next().await {
        total += done??;
    }
    Ok(total)
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().ok_or("a database's URL is needed")?;
    let seconds = arguments.next().map_or(Ok(3), |text| text.parse())?;
    let events: u64 = arguments.next().map_or(Ok(0), |text| text.parse())?;
    let store = Store::open(&url, &MasterKey::new([0; 32]), Options::default()).await?;
    register(&store).await?;
    for writers in [1, 8, 32] {
        let (before, start) = (store.head().await?.turn, Instant::now());
        let done = write(&store, writers, start + Duration::from_secs(seconds), u64::MAX).await?;
        let speed = done as f64 / start.elapsed().as_secs_f64();
        let share = done as f64 / (store.head().await?.turn - before) as f64;
        println!("{writers:>2} writers: {speed:>8.0} commands/s, {share:.1} to a commit");
    }
    let missing = events.saturating_sub(u64::try_from(store.head().await?.position)?);
    if missing > 0 {
        let start = Instant::now();
        let until = start + Duration::from_hours(1);
        write(&store, 200, until, missing / 200).await?;
        println!("fill: {:>8.0} commands/s with 200 writers", missing as f64 / start.elapsed().as_secs_f64());
    }
    for view in store.views().map(Some).chain([None]).filter(|_| events > 0) {
        let (start, mut reached) = (Instant::now(), 0);
        store.rebuild(view, |_, head| reached = head).await?;
        let speed = reached as f64 / start.elapsed().as_secs_f64();
        println!("rebuild {}: {speed:>8.0} of {reached} events/s", view.unwrap_or("all"));
    }
    let start = Instant::now();
    let verified = store.verify(|_, _| {}).await?;
    println!("verify: {:>8.0} events/s", verified.position as f64 / start.elapsed().as_secs_f64());
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
    }
    store.close().await;
    Ok(())
}
