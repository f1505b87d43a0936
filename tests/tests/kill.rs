//! `kill -9` at any moment loses nothing that was acknowledged, and leaves every view as the log has it.

#![expect(clippy::unwrap_used, reason = "a test may")]

use redress_projections::{MasterKey, Options, Store};
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often it is killed on each database.
const KILLS: u64 = 20;

/// What was acknowledged: stream, version, first and last position.
type Acknowledged = (String, i64, i64, i64);

/// Lets the hammer write for a while, kills it, and says what it acknowledged.
fn run_and_kill(url: &str, pause: Duration) -> Vec<Acknowledged> {
    let mut hammer = Command::new(env!("CARGO_BIN_EXE_hammer")).arg(url).stdout(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(hammer.stdout.take().unwrap());
    let mut ready = String::new();
    said.read_line(&mut ready).unwrap();
    assert_eq!(ready, "READY\n");
    let reading = std::thread::spawn(move || {
        let mut all = String::new();
        said.read_to_string(&mut all).unwrap();
        all
    });
    std::thread::sleep(pause);
    // SIGKILL: nothing of it runs any more, no destructor and no handler.
    hammer.kill().unwrap();
    hammer.wait().unwrap();
    let all = reading.join().unwrap();
    let whole = all.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let parse = |line: &str| {
        let mut words = line.strip_prefix("ACKNOWLEDGED ").unwrap().split(' ');
        let stream = words.next().unwrap().to_owned();
        let mut number = || words.next().unwrap().parse().unwrap();
        (stream, number(), number(), number())
    };
    whole.lines().map(parse).collect()
}

async fn check(url: &str, acknowledged: &[Acknowledged], seen: &mut i64) {
    let store = Store::open(url, &MasterKey::new([7; 32]), Options::default()).await.unwrap();
    // The server may still be at work on what the killed program sent last; the head row waits for it.
    store.rebuild(Some("statistics"), |_, _| {}).await.unwrap();
    let verified = store.verify(|_, _| {}).await.unwrap();
    let mut log = Vec::new();
    while let page = store.since(*seen + i64::try_from(log.len()).unwrap(), 10_000).await.unwrap()
        && !page.is_empty()
    {
        log.extend(page);
    }
    assert!(log.iter().map(|recorded| recorded.position).eq(*seen + 1..=verified.position), "not dense");
    for (stream, version, first, last) in acknowledged {
        assert_eq!(first, last);
        let recorded = &log[usize::try_from(first - *seen - 1).unwrap()];
        assert_eq!((&recorded.stream.id, recorded.version), (stream, *version), "an acknowledged record is lost");
    }
    *seen = verified.position;
    let names: Vec<_> = store.views().collect();
    let mut live = Vec::new();
    for name in &names {
        live.push(store.print(name).await.unwrap());
    }
    assert!(store.health().await.unwrap().views.iter().all(|view| view.behind == 0 && !view.failing));
    store.rebuild(None, |_, _| {}).await.unwrap();
    for (name, live) in names.iter().zip(live) {
        assert_eq!(live, store.print(name).await.unwrap(), "{name} is not the fold of the log");
    }
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost() {
    for database in redress_tests::support::databases() {
        let (start, mut seen, mut told) = (Instant::now(), 0, 0);
        for kill in 0..KILLS {
            // Spread over 50 to 600 ms, in no order.
            let pause = Duration::from_millis(50 + (kill * 7_919 + u64::from(std::process::id())) % 550);
            let acknowledged = run_and_kill(&database.url, pause);
            told += acknowledged.len();
            check(&database.url, &acknowledged, &mut seen).await;
        }
        assert!(told > 0, "nothing was written");
        eprintln!("{}: {KILLS} kills, {told} acknowledged of {seen}, in {:?}", database.name, start.elapsed());
    }
}
