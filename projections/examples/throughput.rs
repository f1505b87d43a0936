//! Measures what the store does on a database: commands a second with 1, 8 and 32 writers on complaints
//! of their own, all views folded, and a rebuild of all views.
//!
//! `cargo run --release -p redress-projections --example throughput -- URL [SECONDS] [EVENTS]`

use jiff::Timestamp;
use redress_domain::law::{LaCode, Scheme};
use redress_domain::school::{self, Entry};
use redress_domain::{Actor, Body, Kind, Order, PersonId, Role, Stamp, StreamId, Urn};
use redress_projections::{Job, MasterKey, Options, Store};
use std::time::{Duration, Instant};
use uuid::Uuid;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A command of about the size of a complaint's event, on a stream of its writer's.
fn command(urn: u32, turn: u64) -> Job {
    let entry = Entry {
        urn: Urn(urn),
        name: format!("Turn {turn} {}", "of a school with a rather long name ".repeat(9)),
        authority: LaCode(301),
        authority_name: "Barking and Dagenham".into(),
        number: Some(2000),
        kind: 1,
        status: 1,
        phase: 2,
        opened: None,
        closed: None,
        low_age: Some(3),
        high_age: Some(11),
        town: None,
        postcode: None,
    };
    let command = school::Command::Register(school::Register { entry });
    let actor = Actor { role: Role::Administrator, body: Body::Service, person: PersonId(Uuid::nil()) };
    Job {
        stream: StreamId::new(Kind::School, urn),
        order: Order::School(Box::new(command)),
        stamp: Stamp { at: Timestamp::now(), actor, scheme: Scheme::WhitePaper },
        expected: None,
        key: None,
        sealed: Vec::new(),
    }
}

/// Each writer gives one command after the other; ten to a stream, then a new stream.
async fn write(store: &Store, writers: u32, base: u32, until: Instant, most: u64) -> Result<u64, Failure> {
    let mut tasks = tokio::task::JoinSet::new();
    for writer in 0..writers {
        let store = store.clone();
        tasks.spawn(async move {
            let mut done = 0;
            while Instant::now() < until && done < most {
                let urn = base + writer + writers * u32::try_from(done / 10)?;
                let mut job = command(urn, done);
                job.expected = Some(i64::try_from(done % 10)?);
                store.execute(job).await?;
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
    let mut base = u32::try_from(store.head().await?.position)? * 100;
    for writers in [1, 8, 32] {
        let start = Instant::now();
        let done = write(&store, writers, base, start + Duration::from_secs(seconds), u64::MAX).await?;
        println!("{writers:>2} writers: {:>8.0} commands/s", done as f64 / start.elapsed().as_secs_f64());
        base += 10_000_000;
    }
    let missing = events.saturating_sub(u64::try_from(store.head().await?.position)?);
    if missing > 0 {
        let start = Instant::now();
        let until = start + Duration::from_secs(3_600);
        write(&store, 200, base, until, missing / 200).await?;
        println!("fill: {:>8.0} commands/s with 200 writers", missing as f64 / start.elapsed().as_secs_f64());
    }
    for view in store.views().map(Some).chain([None]) {
        let (start, mut events) = (Instant::now(), 0);
        store.rebuild(view, |_, head| events = head).await?;
        let speed = events as f64 / start.elapsed().as_secs_f64();
        println!("rebuild {}: {speed:>8.0} of {events} events/s", view.unwrap_or("all"));
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
