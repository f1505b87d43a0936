//! Many connections that ask at once, and how long they wait.

use super::{Failure, TIME};
use std::fmt;
use std::time::{Duration, Instant};

/// How long each answer took, the fastest first, and how long all of it did.
pub struct Load {
    taken: Vec<Duration>,
    lasted: Duration,
}

impl Load {
    fn at(&self, thousandths: usize) -> f64 {
        let nth = self.taken.len().saturating_sub(1) * thousandths / 1000;
        self.taken.get(nth).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }
}

impl fmt::Display for Load {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rate = self.taken.len() as f64 / self.lasted.as_secs_f64();
        let [p50, p95, p99, p999] = [500, 950, 990, 999].map(|thousandths| self.at(thousandths));
        write!(f, "{rate:.0} a second; p50 {p50:.2} ms, p95 {p95:.2} ms, p99 {p99:.2} ms, p99.9 {p999:.2} ms")
    }
}

/// Asks for some seconds over so many connections: each as soon as it is answered, or every so often, one after the
/// other, since a crowd does not ask in step. The question is given which connection asks and how often it has, and says how long the answer took.
pub async fn at_once<F, Fut>(connections: usize, every: Duration, ask: F) -> Result<Load, Failure>
where
    F: Fn(usize, usize) -> Fut + Clone + Send + 'static,
    Fut: Future<Output = Result<Duration, Failure>> + Send,
{
    let (start, mut tasks) = (Instant::now(), tokio::task::JoinSet::new());
    for connection in 0..connections {
        let ask = ask.clone();
        tasks.spawn(async move {
            let turn = every * u32::try_from(connection)? / u32::try_from(connections)?;
            let mut beat = (!every.is_zero()).then(|| tokio::time::interval_at((start + turn).into(), every));
            let mut taken = Vec::new();
            while start.elapsed() < TIME {
                if let Some(beat) = &mut beat {
                    beat.tick().await;
                }
                taken.push(ask(connection, taken.len()).await?);
            }
            Ok::<_, Failure>(taken)
        });
    }
    let mut taken = Vec::new();
    while let Some(some) = tasks.join_next().await {
        taken.extend(some??);
    }
    taken.sort_unstable();
    Ok(Load { taken, lasted: start.elapsed() })
}
