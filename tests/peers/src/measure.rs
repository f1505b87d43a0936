//! Writers, rounds and what they add up to.

use std::sync::Arc;
use std::time::{Duration, Instant};

use uuid::Uuid;

use crate::complaint::COMMANDS_PER_COMPLAINT;
use crate::contender::{Contender, Failure};

/// One contender at one number of writers for one stretch of time.
pub struct Slot {
    pub commands: u64,
    /// Events that were acknowledged: a command of the peers is one.
    pub events: u64,
    pub seconds: f64,
    /// Microseconds, one per command.
    pub latencies: Vec<u32>,
}

impl Slot {
    pub fn rate(&self) -> f64 {
        self.commands as f64 / self.seconds
    }
}

/// Lets `writers` write, each to complaints of its own, until the time is up.
pub async fn slot(contender: &Arc<dyn Contender>, writers: usize, time: Duration) -> Result<Slot, Failure> {
    let start = Instant::now();
    let tasks: Vec<_> = (0..writers)
        .map(|_| {
            let contender = Arc::clone(contender);
            tokio::spawn(async move {
                let (mut latencies, mut events): (Vec<u32>, u64) = (Vec::new(), 0);
                while start.elapsed() < time {
                    let complaint = Uuid::new_v4();
                    for n in 0..COMMANDS_PER_COMPLAINT {
                        let asked = Instant::now();
                        events += contender.command(complaint, n).await?;
                        latencies.push(asked.elapsed().as_micros().try_into()?);
                        if start.elapsed() >= time {
                            break;
                        }
                    }
                }
                Ok::<_, Failure>((latencies, events))
            })
        })
        .collect();
    let (mut latencies, mut events) = (Vec::new(), 0);
    for task in tasks {
        let (taken, added) = task.await??;
        latencies.extend(taken);
        events += added;
    }
    Ok(Slot { commands: latencies.len() as u64, events, seconds: start.elapsed().as_secs_f64(), latencies })
}

/// The middle value; the lower of the two middle ones of an even number.
pub fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

pub fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    sorted.get((last as f64 * share).floor() as usize).copied().unwrap_or_default()
}
