//! Commands a second, Redress beside its peers, on one PostgreSQL, in one interleaved run.
//!
//! `./run` starts the server and this program. Every contender has a database of its own and gets
//! its turn in every round, in an order that moves on by one, so that what else the machine does
//! falls on all alike. Nothing but a Unix socket is spoken to.

mod complaint;
mod contender;
mod machine;
mod measure;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use std::{env, io};

use contender::{
    Contender, Failure,
    esrs::Esrs,
    http::{Http, Nothing},
    postgres_es::PostgresEs,
    redress::Redress,
};
use machine::Ticks;
use measure::{Slot, median, quantile, slot};
use sqlx::{Connection, PgConnection};

/// As in the service itself; every contender has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The contenders, by the names of their databases.
const ALL: [&str; 5] = ["postgres_es", "esrs", "redress", "redress_http", "nothing_http"];
const WRITERS: [usize; 3] = [1, 8, 32];
const COUNTED_COMMANDS: Duration = Duration::from_secs(1);
/// A backend that idles reports what it counted after ten seconds.
const STATISTICS_ARRIVE: Duration = Duration::from_secs(11);

/// What was measured of one contender.
struct Row {
    contender: Arc<dyn Contender>,
    /// By number of writers, then by round.
    slots: [Vec<Slot>; WRITERS.len()],
    acknowledged: i64,
    flushes: f64,
    log_bytes: f64,
}

/// All of them, and whoever asks them, on as many threads as the service has.
fn main() -> Result<(), Failure> {
    redress_api::serve::threads(None)?.block_on(compare())
}

async fn compare() -> Result<(), Failure> {
    let folder = PathBuf::from(env::var_os("PEERS_SOCKET").ok_or("PEERS_SOCKET is not set; start this with ./run")?);
    let rounds: usize = setting("PEERS_ROUNDS", 5)?;
    let time = Duration::from_secs_f64(setting("PEERS_SECONDS", 2.5)?);

    let mut server = PgConnection::connect(&url(&folder, "postgres")).await?;
    let mut rows = contenders(&mut server, &folder).await?;
    // For `beside`, which stops and starts this from outside.
    let endless: usize = setting("PEERS_ENDLESS", 0)?;
    while endless > 0 {
        for row in &rows {
            slot(&row.contender, endless, time).await?;
        }
    }
    let machine = machine::describe(&mut server).await?;
    let backend: i32 = sqlx::query_scalar("SELECT pg_backend_pid()").fetch_one(&mut server).await?;
    let mut flushes = Vec::with_capacity(rounds);
    let before = Ticks::now(backend)?;
    for round in 0..rounds {
        eprintln!("round {} of {rounds}", round + 1);
        flushes.push(machine::flush(&folder)?);
        for turn in 0..rows.len() {
            let turn = (turn + round) % rows.len();
            let row = &mut rows[turn];
            for (index, writers) in WRITERS.into_iter().enumerate() {
                let slot = slot(&row.contender, writers, time).await?;
                row.acknowledged += i64::try_from(slot.events)?;
                row.slots[index].push(slot);
            }
        }
    }
    let others = Ticks::now(backend)?.others_since(&before);
    if setting("PEERS_FLUSHES", true)? {
        eprintln!("counting flushes");
        for row in &mut rows {
            count(row, &mut server).await?;
        }
    }

    for line in machine {
        println!("- {line}");
    }
    println!(
        "- a flushed write of 8 KiB takes {:.2} ms ({:.2} to {:.2} over the rounds)",
        median(&flushes),
        quantile(&flushes, 0.0),
        quantile(&flushes, 1.0),
    );
    println!("- other programs took {others:.0} % of the processors");
    println!("- {rounds} interleaved rounds of {:.1} s each, medians\n", time.as_secs_f64());
    print_rates(&rows);
    print_costs(&rows).await?;
    Ok(())
}

/// Sets up every contender in a database of its own and lets it warm up.
async fn contenders(server: &mut PgConnection, folder: &Path) -> Result<Vec<Row>, Failure> {
    let mut contenders: Vec<Arc<dyn Contender>> = Vec::new();
    let wanted: String = setting("PEERS_ONLY", ALL.join(","))?;
    for name in wanted.split(',') {
        if !ALL.contains(&name) {
            return Err(format!("PEERS_ONLY={wanted}: there are {}", ALL.join(",")).into());
        }
        sqlx::query(&format!("CREATE DATABASE {name}")).execute(&mut *server).await?;
        let url = url(folder, name);
        contenders.push(match name {
            "postgres_es" => Arc::new(PostgresEs::setup(&url).await?),
            "esrs" => Arc::new(Esrs::setup(&url).await?),
            "redress" => Arc::new(Redress::setup(&url).await?),
            "redress_http" => Arc::new(Http::setup(&url).await?),
            _ => Arc::new(Nothing(Http::setup(&url).await?)),
        });
    }
    let mut rows = Vec::new();
    for contender in contenders {
        let warm = slot(&contender, 32, Duration::from_secs(1)).await?;
        rows.push(Row {
            contender,
            slots: Default::default(),
            acknowledged: i64::try_from(warm.events)?,
            flushes: 0.0,
            log_bytes: 0.0,
        });
    }
    Ok(rows)
}

/// What one command of one writer costs the server: flushes and bytes of write-ahead log. These do
/// not depend on how busy the machine is.
async fn count(row: &mut Row, server: &mut PgConnection) -> Result<(), Failure> {
    const FLUSHES: &str = "SELECT wal_sync FROM pg_stat_wal";
    const BYTES: &str = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint";
    tokio::time::sleep(STATISTICS_ARRIVE).await;
    let flushes: i64 = sqlx::query_scalar(FLUSHES).fetch_one(&mut *server).await?;
    // Right around the commands, or what autovacuum does in the pauses would be counted too.
    let bytes: i64 = sqlx::query_scalar(BYTES).fetch_one(&mut *server).await?;
    let slot = slot(&row.contender, 1, COUNTED_COMMANDS).await?;
    let bytes_after: i64 = sqlx::query_scalar(BYTES).fetch_one(&mut *server).await?;
    tokio::time::sleep(STATISTICS_ARRIVE).await;
    let flushes_after: i64 = sqlx::query_scalar(FLUSHES).fetch_one(&mut *server).await?;
    row.acknowledged += i64::try_from(slot.events)?;
    row.flushes = (flushes_after - flushes) as f64 / slot.commands as f64;
    row.log_bytes = (bytes_after - bytes) as f64 / slot.commands as f64;
    Ok(())
}

fn print_rates(rows: &[Row]) {
    println!("Commands a second, and how many times the first row:\n");
    println!("| | 1 writer | 8 writers | 32 writers |\n| --- | --- | --- | --- |");
    let rate =
        |row: &Row, index: usize| -> f64 { median(&row.slots[index].iter().map(Slot::rate).collect::<Vec<_>>()) };
    for row in rows {
        print!("| {} |", row.contender.name());
        for index in 0..WRITERS.len() {
            let own = rate(row, index);
            print!(" {} ({:.2} ×) |", grouped(own), own / rate(&rows[0], index));
        }
        println!();
    }
}

async fn print_costs(rows: &[Row]) -> Result<(), Failure> {
    println!("\nWhat a command takes, and what it leaves:\n");
    println!(
        "| | p50 / p99, 1 writer | p50 / p99, 8 | p50 / p99, 32 | flushes | bytes of log | \
         bytes of event | events kept | views complete |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    let mut lost = false;
    for row in rows {
        print!("| {} |", row.contender.name());
        for slots in &row.slots {
            let all: Vec<f64> =
                slots.iter().flat_map(|slot| slot.latencies.iter().map(|micros| f64::from(*micros) / 1000.0)).collect();
            print!(" {:.2} / {:.2} ms |", quantile(&all, 0.5), quantile(&all, 0.99));
        }
        let recorded = row.contender.recorded().await?;
        let complete = recorded.views.iter().all(|view| *view == recorded.events);
        lost |= recorded.events != row.acknowledged;
        println!(
            " {:.1} | {} | {} | {} of {} | {} |",
            row.flushes,
            grouped(row.log_bytes),
            recorded.bytes,
            grouped(recorded.events as f64),
            grouped(row.acknowledged as f64),
            if complete { "yes" } else { "NO" },
        );
    }
    if lost {
        return Err("a contender acknowledged a number of events that is not in its log".into());
    }
    Ok(())
}

fn url(folder: &Path, database: &str) -> String {
    format!("postgres://postgres@localhost:5432/{database}?host={}", folder.display())
}

fn setting<T: std::str::FromStr>(name: &str, default: T) -> Result<T, Failure> {
    match env::var(name) {
        Ok(text) => text.parse().map_err(|_| io::Error::other(format!("{name}={text} is not a number")).into()),
        Err(_) => Ok(default),
    }
}

/// Thousands with commas.
fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
