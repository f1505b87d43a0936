//! `kill -9` at any moment loses nothing that was acknowledged, and leaves every view as the log has it.

#![expect(clippy::unwrap_used, reason = "a test may")]

use redress_projections::{MasterKey, Options, Store};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often it is killed on each database.
const KILLS: u64 = 20;
/// How often the database is killed under it.
const DATABASE_KILLS: u64 = 5;

/// What was acknowledged: stream, version, first and last position.
type Acknowledged = (String, i64, i64, i64);

/// The hammer at work.
struct Hammer {
    program: Child,
    reading: JoinHandle<String>,
}

impl Hammer {
    fn start(url: &str) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_hammer")).arg(url).stdout(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(program.stdout.take().unwrap());
        assert_eq!(line(&mut said), "READY");
        let reading = std::thread::spawn(move || {
            let mut all = String::new();
            said.read_to_string(&mut all).unwrap();
            all
        });
        Self { program, reading }
    }

    /// Kills it, and says what it acknowledged.
    fn kill(mut self) -> Vec<Acknowledged> {
        // SIGKILL: nothing of it runs any more, no destructor and no handler.
        self.program.kill().unwrap();
        self.program.wait().unwrap();
        let all = self.reading.join().unwrap();
        let whole = all.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let parse = |line: &str| {
            let mut words = line.strip_prefix("ACKNOWLEDGED ").unwrap().split(' ');
            let stream = words.next().unwrap().to_owned();
            let mut number = || words.next().unwrap().parse().unwrap();
            (stream, number(), number(), number())
        };
        whole.lines().map(parse).collect()
    }
}

fn line(said: &mut impl BufRead) -> String {
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    line.trim_end().to_owned()
}

/// Spread over 50 to 600 ms, in no order.
fn pause(kill: u64) -> Duration {
    Duration::from_millis(50 + (kill * 7_919 + u64::from(std::process::id())) % 550)
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
            let hammer = Hammer::start(&database.url);
            std::thread::sleep(pause(kill));
            let acknowledged = hammer.kill();
            told += acknowledged.len();
            check(&database.url, &acknowledged, &mut seen).await;
        }
        assert!(told > 0, "nothing was written");
        eprintln!("{}: {KILLS} kills, {told} acknowledged of {seen}, in {:?}", database.name, start.elapsed());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_when_the_database_is_killed_and_the_service_goes_on_when_it_is_back() {
    if std::env::var_os("TEST_DATABASE_URL").is_none() {
        eprintln!("SKIPPED: TEST_DATABASE_URL is not set; tests/run sets it");
        return;
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/killable-postgres");
    let mut server = Command::new(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut tell, mut said) = (server.stdin.take().unwrap(), BufReader::new(server.stdout.take().unwrap()));
    let url = line(&mut said);
    let hammer = Hammer::start(&url);
    for kill in 0..DATABASE_KILLS {
        std::thread::sleep(pause(kill));
        tell.write_all(b"kill\n").unwrap();
        assert_eq!(line(&mut said), "UP");
    }
    // One program, never restarted: it has to find the database again by itself.
    std::thread::sleep(Duration::from_secs(1));
    let acknowledged = hammer.kill();
    assert!(!acknowledged.is_empty(), "nothing was written");
    check(&url, &acknowledged, &mut 0).await;
    drop(tell);
    server.wait().unwrap();
}
