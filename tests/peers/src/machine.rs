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
        .map_or_else(
            || "unknown processor".to_owned(),
            |(_, name)| name.to_owned(),
        );
    let memory = fs::read_to_string("/proc/meminfo")
        .unwrap_or_default()
        .lines()
        .find_map(|line| {
            line.strip_prefix("MemTotal:")?
                .trim()
                .strip_suffix(" kB")?
                .parse()
                .ok()
        })
        .map_or(0, |kilobytes: u64| kilobytes / 1024 / 1024);
    let mut settings = Vec::new();
    for name in [
        "server_version",
        "fsync",
        "synchronous_commit",
        "shared_buffers",
    ] {
        let value: String = sqlx::query_scalar("SELECT current_setting($1)")
            .bind(name)
            .fetch_one(&mut *server)
            .await?;
        settings.push(format!("{name} {value}"));
    }
    Ok(vec![
        format!(
            "{} cores of {processor}, {memory} GiB",
            available_parallelism()?
        ),
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
