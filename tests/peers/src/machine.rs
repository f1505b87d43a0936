//! Where the figures come from: they mean little without it.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::thread::available_parallelism;
use std::time::Instant;

use sqlx::PgConnection;

use crate::contender::Failure;
use crate::measure::median;

const FLUSHES: usize = 200;

/// Lines that describe the processor and the server.
pub async fn describe(server: &mut PgConnection) -> Result<Vec<String>, Failure> {
    let processor = fs::read_to_string("/proc/cpuinfo")
        .unwrap_or_default()
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or_else(|| "unknown processor".to_owned(), |(_, name)| name.to_owned());
    let memory = fs::read_to_string("/proc/meminfo")
        .unwrap_or_default()
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:")?.trim().strip_suffix(" kB")?.parse().ok())
        .map_or(0, |kilobytes: u64| kilobytes / 1024 / 1024);
    let mut settings = Vec::new();
    for name in ["server_version", "fsync", "synchronous_commit", "shared_buffers"] {
        let value: String = sqlx::query_scalar("SELECT current_setting($1)").bind(name).fetch_one(&mut *server).await?;
        settings.push(format!("{name} {value}"));
    }
    Ok(vec![
        format!("{} cores of {processor}, {memory} GiB", available_parallelism()?),
        format!("PostgreSQL over a Unix socket: {}", settings.join(", ")),
    ])
}

/// Median milliseconds of a write and a flush, which bound what one flush a command can reach.
pub fn flush(folder: &Path) -> Result<f64, Failure> {
    let path = folder.join("flush");
    let mut file = File::create(&path)?;
    let mut times = Vec::with_capacity(FLUSHES);
    for _ in 0..FLUSHES {
        let start = Instant::now();
        file.write_all(&[7; 8192])?;
        file.sync_data()?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    fs::remove_file(path)?;
    Ok(median(&times))
}

/// Ticks of the processors, to tell a quiet run from one that had to share them.
pub struct Ticks {
    all: u64,
    busy: u64,
    /// This program and the server's processes.
    own: u64,
}

impl Ticks {
    /// `backend` is any process of the server that serves a connection.
    pub fn now(backend: i32) -> Result<Self, Failure> {
        let text = fs::read_to_string("/proc/stat")?;
        let line = text.lines().next().ok_or("/proc/stat is empty")?;
        // user nice system idle iowait irq softirq steal; guests are counted in the first two.
        let fields: Vec<u64> = line.split_whitespace().skip(1).take(8).map(str::parse).collect::<Result<_, _>>()?;
        let all = fields.iter().sum();
        let idle: u64 = fields.iter().skip(3).take(2).sum();
        let (postmaster, _) = process(backend)?;
        let mut own = process(i32::try_from(std::process::id())?)?.1;
        for entry in fs::read_dir("/proc")? {
            // A process may end while its folder is read; then it is not the server's.
            if let Ok(pid) = entry?.file_name().to_string_lossy().parse()
                && let Ok((parent, ticks)) = process(pid)
                && parent == postmaster
            {
                own += ticks;
            }
        }
        Ok(Self { all, busy: all - idle, own })
    }

    /// The share of the processors that other programs have taken since `earlier`, in per cent.
    pub fn others_since(&self, earlier: &Self) -> f64 {
        let others = (self.busy - earlier.busy).saturating_sub(self.own - earlier.own);
        100.0 * others as f64 / (self.all - earlier.all).max(1) as f64
    }
}

/// The parent of a process, and the ticks it has used.
fn process(pid: i32) -> Result<(i32, u64), Failure> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    // The name stands in brackets and may hold anything, so start after the last one.
    let (_, rest) = text.rsplit_once(')').ok_or("/proc/…/stat has no name")?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let field = |index: usize| fields.get(index).copied().ok_or("/proc/…/stat is short");
    let ticks = field(11)?.parse::<u64>()? + field(12)?.parse::<u64>()?;
    Ok((field(1)?.parse()?, ticks))
}
