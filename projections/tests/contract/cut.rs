//! A commit that is cut off: by a database that stays away until nobody waits for it any more, or by a line that carries
//! it when nobody listens any more.

use crate::support::{TestDatabase, check, databases, register};
use redress_projections::{MasterKey, Options, Store};
use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering::SeqCst};
use std::time::Duration;

/// Whatever comes is passed on.
const OPEN: u8 = 0;
/// The next commit is not, and shuts the gate.
const ARMED: u8 = 1;
/// Nothing is, and nobody comes in.
const SHUT: u8 = 2;
/// The next commit cuts off whoever sent it, and reaches the server later.
const LATE: u8 = 3;
/// How much later.
const DELAY: Duration = Duration::from_millis(40);

/// Stands before a server's socket, in a folder of its own.
fn gate(server: &Path, folder: &Path) -> Arc<AtomicU8> {
    let state = Arc::new(AtomicU8::new(OPEN));
    let name = server.file_name().unwrap();
    let (listener, server, gate) =
        (UnixListener::bind(folder.join(name)).unwrap(), server.to_owned(), Arc::clone(&state));
    std::thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            if gate.load(SeqCst) != SHUT {
                let there = UnixStream::connect(&server).unwrap();
                let (from, to) = (client.try_clone().unwrap(), there.try_clone().unwrap());
                let (asking, answering) = (Arc::clone(&gate), Arc::clone(&gate));
                std::thread::spawn(move || pass(from, to, &asking));
                std::thread::spawn(move || pass(there, client, &answering));
            }
        }
    });
    state
}

fn pass(mut from: UnixStream, mut to: UnixStream, gate: &AtomicU8) {
    let (mut bytes, mut last) = (vec![0; 65_536], Vec::new());
    while let Ok(read @ 1..) = from.read(&mut bytes) {
        last.extend_from_slice(&bytes[..read]);
        // The commit goes with the request for answers: Sync, which has no content.
        if last.windows(5).any(|word| word == b"S\0\0\0\x04") {
            let _ = gate.compare_exchange(ARMED, SHUT, SeqCst, SeqCst);
            if gate.compare_exchange(LATE, OPEN, SeqCst, SeqCst).is_ok() {
                let _ = from.shutdown(Shutdown::Both);
                std::thread::sleep(DELAY);
                let _ = to.write_all(&bytes[..read]);
                std::thread::sleep(DELAY);
                break;
            }
        }
        last.drain(..last.len().saturating_sub(4));
        if gate.load(SeqCst) == SHUT || to.write_all(&bytes[..read]).is_err() {
            break;
        }
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}

/// A store that reaches the tests' server through a gate; the folder of the gate must outlive it.
async fn behind_a_gate(database: &TestDatabase) -> (Store, Arc<AtomicU8>, tempfile::TempDir) {
    let (before, host) = database.url.split_once("?host=").expect("the tests' own server listens on a socket");
    let port = before.rsplit_once(':').unwrap().1.split('/').next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let gate = gate(&Path::new(host).join(format!(".s.PGSQL.{port}")), folder.path());
    let url = format!("{before}?host={}", folder.path().display());
    let store = Store::open(&url, &MasterKey::new([7; 32]), Options::default().readers(4)).await.unwrap();
    (store, gate, folder)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_comes_when_its_sender_was_long_cut_off_doubles_nothing() {
    for database in databases().await.into_iter().filter(|database| database.name == "postgres") {
        let (store, gate, _folder) = behind_a_gate(&database).await;
        let mut positions = Vec::new();
        for round in 0..12 {
            gate.store(LATE, SeqCst);
            let mut writers = tokio::task::JoinSet::new();
            for writer in 0..8 {
                let store = store.clone();
                // Some streams are a writer's own, one is shared by all.
                let job = register(if round % 3 == 0 { 1 } else { 100 + writer }, &format!("{round} {writer}"));
                writers.spawn(async move { store.execute(job).await.unwrap().positions.unwrap() });
            }
            positions.extend(writers.join_all().await);
            assert_eq!(gate.load(SeqCst), OPEN, "a commit came late");
        }
        positions.sort_unstable();
        assert!(positions.into_iter().eq((1..=96).map(|position| (position, position))));
        assert_eq!(store.head().await.unwrap().position, 96);
        check(&store).await;
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_decided_is_not_taken_for_recorded_where_nobody_can_say_whether_its_commit_came_through() {
    for database in databases().await.into_iter().filter(|database| database.name == "postgres") {
        let (store, gate, _folder) = behind_a_gate(&database).await;
        store.execute(register(19, "before")).await.unwrap();
        gate.store(ARMED, SeqCst);
        store.execute(register(19, "after")).await.expect_err("nobody can say");
        assert_eq!(gate.swap(OPEN, SeqCst), SHUT);
        let again = store.execute(register(19, "after")).await.unwrap();
        assert_eq!((again.version, again.positions), (2, Some((2, 2))), "it is recorded now, and was not before");
        check(&store).await;
        store.close().await;
    }
}
