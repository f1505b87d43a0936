//! Measures what the peers have no like of: a rebuild of all views, timelines over HTTP, the start of the
//! built program and its memory under load. `tests/measure` starts a PostgreSQL for it; by hand:
//!
//! `cargo run --release -p redress-tests --bin measure -- WHAT… ` with `DATABASE_URL` set, where WHAT is
//! `fill=EVENTS`, `complaints=NUMBER`, `schools=NUMBER`, `rebuild`, `timeline`, `report`, `tick`, `pages`, `hidden`,
//! `start` or `memory`, done in the order given.

#![expect(clippy::disallowed_methods, reason = "it measures, with identifiers and a clock of the machine")]
#![expect(clippy::cast_precision_loss, reason = "rates and shares are printed without fractions")]

mod client;
mod hidden;
mod load;
mod pages;
mod report;

use client::Client;
use redress_api::codes::{Cost, Hashing};
use redress_api::{App, Clock, Keys, Store, import, router};
use redress_domain::law::Scheme;
use redress_projections::{MasterKey, Options};
use redress_tests::fill::{self, Failure};
use sqlx::Connection;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tokio::sync::Mutex;

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How long each measurement over HTTP takes.
const TIME: Duration = Duration::from_secs(10);
/// How many connections ask for timelines.
const READERS: usize = 16;
/// How long each connection waits between two timelines: not at all, and as people and their programs do.
const RESTS: [Duration; 2] = [Duration::ZERO, Duration::from_millis(16)];
/// How many connections write while memory is watched.
const WRITERS: u32 = 32;
/// The secret of the tokens, here and in the program that is started.
const TOKEN_KEY: [u8; 32] = [9; 32];

/// A figure of a process's memory, in MiB.
fn memory(process: &str, figure: &str) -> Result<f64, Failure> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix(figure)).ok_or("no such figure")?;
    let kibibytes: f64 = line.trim_matches([':', ' ', '\t']).trim_end_matches(" kB").parse()?;
    Ok(kibibytes / 1024.0)
}

async fn rebuild(url: &str) -> Result<(), Failure> {
    let store = redress_projections::Store::open(url, &MasterKey::new([7; 32]), Options::default()).await?;
    let (start, mut events, mut samples) = (Instant::now(), 0, Vec::new());
    store
        .rebuild(None, |at, head| {
            events = head;
            if at / 100_000 >= i64::try_from(samples.len()).unwrap_or(i64::MAX) {
                samples.push(memory("self", "VmRSS").unwrap_or_default());
            }
        })
        .await?;
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "rebuild: {events} events into every view in {seconds:.1} s, {:.0} events/s; resident memory every 100,000 \
         events, MiB: {}",
        events as f64 / seconds,
        samples.iter().map(|sample| format!("{sample:.0}")).collect::<Vec<_>>().join(" "),
    );
    store.close().await;
    Ok(())
}

/// Reads an extract of the register of schools into a new SQLite file, and reads it again.
async fn schools(rows: u32) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("redress.db").display());
    let (store, clock) = (Store::open(&url, [7; 32]).await?, Clock::standing_at(fill::NOW.parse()?));
    let extract = redress_tests::register::extract(rows);
    for time in ["first", "second"] {
        let start = Instant::now();
        let summary = import::read(&store, &clock, extract.as_slice(), &import::Progress::hidden()).await?;
        println!("schools, the {time} time, on SQLite: {summary}; {:.1} s", start.elapsed().as_secs_f64());
    }
    store.close().await;
    Ok(())
}

/// Lets the server do at once what it does by itself within minutes, after as much was written as otherwise in years:
/// answers are measured, and not what the server is doing beside them.
async fn settle(url: &str) -> Result<(), Failure> {
    let mut server = sqlx::PgConnection::connect(url).await?;
    for sql in ["VACUUM (ANALYZE)", "CHECKPOINT"] {
        sqlx::query(sql).execute(&mut server).await?;
    }
    Ok(server.close().await?)
}

/// Serves in this process, on threads of its own as the program does, and gives the address.
async fn serve(url: &str, beat: Option<Duration>) -> Result<(String, App), Failure> {
    // They last as long as the program: a runtime must not end inside another.
    let number = std::env::var("REDRESS_THREADS").map(|number| number.parse()).ok().transpose()?;
    let threads: &Runtime = Box::leak(Box::new(redress_api::serve::threads(number)?));
    let url = url.to_owned();
    let begin = async move || {
        let clock = Arc::new(Clock::running_from(fill::NOW.parse()?));
        let keys = Keys::development(&TOKEN_KEY);
        let mut app = App::new(Store::open(&url, [7; 32]).await?, clock, keys, Scheme::WhitePaper);
        // What is measured is the service; a hash is as slow as its settings make it.
        app.hashing = Hashing::at(Cost::LEAST);
        app.beat = beat;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let routes = router(app.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Ok((address, app))
    };
    tokio::task::spawn_blocking(move || threads.block_on(begin())).await?
}

async fn timeline(url: &str) -> Result<(), Failure> {
    settle(url).await?;
    let (address, app) = serve(url, None).await?;
    let complaints = fill::some_complaints(url, Some(fill::EACH)).await?;
    let client = Client::new(&address, app.clock.now())?;
    let complaints: Arc<[String]> = complaints.into_iter().map(|(complaint, _)| complaint).collect();
    let mut lines = Vec::new();
    for _ in 0..READERS {
        lines.push(Mutex::new(client.line().await?));
    }
    let lines: Arc<[Mutex<_>]> = lines.into();
    client.timeline(&mut *lines[0].lock().await, &complaints[0]).await?;
    for every in RESTS {
        let (client, lines, complaints) = (client.clone(), Arc::clone(&lines), Arc::clone(&complaints));
        let load = load::at_once(READERS, every, move |reader, asked| {
            let (client, lines, complaints) = (client.clone(), Arc::clone(&lines), Arc::clone(&complaints));
            async move {
                let next = (reader * 61 + (asked + 1) * 7_919) % complaints.len();
                let mut line = lines[reader].lock().await;
                let began = Instant::now();
                client.timeline(&mut line, &complaints[next]).await?;
                Ok(began.elapsed())
            }
        });
        println!(
            "timeline: {} events each, {READERS} connections, a question every {} ms on each; {}",
            fill::EACH,
            every.as_millis(),
            load.await?
        );
    }
    app.store.close().await;
    Ok(())
}

/// The built program, which stands beside this one.
fn program() -> Result<PathBuf, Failure> {
    let program = std::env::current_exe()?.with_file_name("redress");
    if program.exists() { Ok(program) } else { Err("build the program first: cargo build --release".into()) }
}

/// The program while it runs, and the folder of its secrets; both end with this, whatever becomes of the measurement.
struct Started(Child, #[expect(dead_code, reason = "kept until the program has ended")] tempfile::TempDir);

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the program, and says how long it took until it answered.
async fn start(url: &str) -> Result<(Started, String, Duration), Failure> {
    let free = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let hex = |byte: &str| byte.repeat(32);
    let folder = tempfile::tempdir()?;
    let began = Instant::now();
    let child = Started(
        Command::new(program()?)
            .current_dir(&folder)
            .args(["serve", "--listen", &free.to_string()])
            .env("DATABASE_URL", url)
            .env("REDRESS_MASTER_KEY", hex("07"))
            .env("REDRESS_TOKEN_KEY", hex("09"))
            .env("REDRESS_REQUESTS_A_MINUTE", "0")
            .env("RUST_LOG", "warn")
            .stdout(Stdio::null())
            .spawn()?,
        folder,
    );
    let address = format!("http://{free}");
    redress_api::oidc::set_up_tls();
    let client = reqwest::Client::new();
    while began.elapsed() < Duration::from_secs(30) {
        if client.get(format!("{address}/ready")).send().await.is_ok_and(|answer| answer.status().is_success()) {
            return Ok((child, address, began.elapsed()));
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    Err("the program did not answer".into())
}

async fn starts(url: &str) -> Result<(), Failure> {
    let mut taken = Vec::new();
    for _ in 0..5 {
        let (_, _, time) = start(url).await?;
        taken.push(format!("{:.0}", time.as_secs_f64() * 1000.0));
    }
    println!("start: the first answer came after {} ms", taken.join(", "));
    Ok(())
}

async fn under_load(url: &str) -> Result<(), Failure> {
    let (child, address, _) = start(url).await?;
    let process = child.0.id().to_string();
    let idle = memory(&process, "VmRSS")?;
    // The program keeps the machine's time, so the tokens must.
    let client = Client::new(&address, Clock::System.now())?;
    let began = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..WRITERS {
        let client = client.clone();
        tasks.spawn(async move {
            let mut commands = 0;
            while began.elapsed() < 2 * TIME {
                commands += client.journey().await?;
            }
            Ok::<u32, Failure>(commands)
        });
    }
    let mut commands = 0;
    while let Some(some) = tasks.join_next().await {
        commands += some??;
    }
    println!(
        "memory: {idle:.0} MiB idle; {:.0} MiB after {commands} commands over {WRITERS} connections, {:.0} a second; \
         at most {:.0} MiB",
        memory(&process, "VmRSS")?,
        f64::from(commands) / began.elapsed().as_secs_f64(),
        memory(&process, "VmHWM")?,
    );
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let url = std::env::var("DATABASE_URL").map_err(|_| "DATABASE_URL is not set; start this with tests/measure")?;
    for what in std::env::args().skip(1) {
        match what.split_once('=').unwrap_or((&what, "")) {
            ("fill", events) => fill::fill(&url, events.parse()?).await?,
            ("rebuild", _) => rebuild(&url).await?,
            ("report", _) => report::report(&url).await?,
            ("tick", _) => report::tick(&url).await?,
            ("timeline", _) => timeline(&url).await?,
            ("complaints", number) => fill::complaints(&url, number.parse()?).await?,
            ("pages", only) => pages::pages(&url, only).await?,
            ("hidden", _) => hidden::hidden(&url).await?,
            ("schools", rows) => schools(rows.parse()?).await?,
            ("start", _) => starts(&url).await?,
            ("memory", _) => under_load(&url).await?,
            _ => {
                return Err(format!(
                    "{what}: say fill=EVENTS, complaints=NUMBER, schools=NUMBER, rebuild, timeline, report, \
                     tick, pages, pages=ADDRESS, hidden, start or memory"
                )
                .into());
            }
        }
    }
    Ok(())
}
