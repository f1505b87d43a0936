//! Writes until it is killed, and says each answer it got, but only once it got it.
//!
//! The tests in `kill.rs` start this, kill it or its database, and hold the log to what it said.

use redress_domain::law::{LaCode, Scheme};
use redress_domain::school::{self, Entry};
use redress_domain::{Actor, Body, Kind, Order, PersonId, Role, Stamp, StreamId, Urn};
use redress_projections::{Failed, IdempotencyKey, Job, MasterKey, Options, Store};
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;
use uuid::Uuid;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How many write at once.
const WRITERS: u32 = 8;

fn command(urn: u32, name: String) -> Result<Job, Failure> {
    let key = Some(IdempotencyKey { key: name.clone(), digest: "digest".into() });
    let entry = Entry {
        urn: Urn(urn),
        name,
        authority: LaCode(301),
        authority_name: "Barking and Dagenham".into(),
        number: None,
        kind: 1,
        status: 1,
        phase: 2,
        opened: None,
        closed: None,
        low_age: None,
        high_age: None,
        town: None,
        street: None,
        postcode: None,
    };
    let actor = Actor { role: Role::Administrator, body: Body::Service, person: PersonId(Uuid::nil()) };
    let command = school::Command::Register(school::Register { entry });
    Ok(Job {
        stream: StreamId::new(Kind::School, urn),
        order: Order::School(Box::new(command)),
        stamp: Stamp { at: "2011-11-14T10:00:00Z".parse()?, actor, scheme: Scheme::WhitePaper },
        expected: None,
        key,
        sealed: Vec::new(),
    })
}

async fn write(store: Store, writer: u32, seed: u64) -> Result<(), Failure> {
    let mut state = seed.wrapping_add(u64::from(writer).wrapping_mul(0x9E37_79B9_7F4A_7C15)) | 1;
    loop {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let urn = 1 + u32::try_from(state % 40)?;
        let done = match store.execute(command(urn, format!("School {state}"))?).await {
            Ok(done) => done,
            // The database is away: nothing is acknowledged until it is back.
            Err(Failed::Busy | Failed::Database(_)) => {
                tokio::time::sleep(Duration::from_millis(20)).await;
                continue;
            }
            Err(failed) => return Err(failed.into()),
        };
        let (first, last) = done.positions.ok_or("a new name was already so")?;
        // One line, written whole: a killed program leaves at most its last line unfinished.
        println!("ACKNOWLEDGED {} {} {first} {last}", done.stream.id, done.version);
    }
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let url = std::env::args().nth(1).ok_or("a database's URL is needed")?;
    let store = Store::open(&url, &MasterKey::new([7; 32]), Options::default()).await?;
    let seed = RandomState::new().hash_one(std::process::id());
    println!("READY");
    let mut tasks = tokio::task::JoinSet::new();
    for writer in 0..WRITERS {
        tasks.spawn(write(store.clone(), writer, seed));
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(())
}
