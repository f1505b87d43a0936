//! A commit that is cut off, by a database that stays away until nobody waits for it any more.

use crate::support::{check, databases, register};
use redress_projections::{MasterKey, Options, Store};
use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering::SeqCst};

/// Whatever comes is passed on.
const OPEN: u8 = 0;
/// The next commit is not, and shuts the gate.
const ARMED: u8 = 1;
/// Nothing is, and nobody comes in.
const SHUT: u8 = 2;

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
        }
        last.drain(..last.len().saturating_sub(4));
        if gate.load(SeqCst) == SHUT || to.write_all(&bytes[..read]).is_err() {
            break;
        }
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_decided_is_not_taken_for_recorded_where_nobody_can_say_whether_its_commit_came_through() {
    for database in databases().await.into_iter().filter(|database| database.name == "postgres") {
        let (before, host) = database.url.split_once("?host=").expect("the tests' own server listens on a socket");
        let port = before.rsplit_once(':').unwrap().1.split('/').next().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let gate = gate(&Path::new(host).join(format!(".s.PGSQL.{port}")), folder.path());
        let url = format!("{before}?host={}", folder.path().display());
        let store = Store::open(&url, &MasterKey::new([7; 32]), Options::default().readers(4)).await.unwrap();
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
