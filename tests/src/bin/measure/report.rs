//! The report of what is due, and the ticker, over many open clocks.

use super::client::Client;
use super::{Failure, READERS, TIME, quantiles, serve};
use jiff::SignedDuration;
use redress_api::ticker;
use std::time::Instant;

/// Asks for the first page of what is due within 14 days, over connections that never rest.
pub async fn report(url: &str) -> Result<(), Failure> {
    let (address, app) = serve(url).await?;
    let client = Client::new(&address, app.clock.now())?;
    let (page, _) = client.due(true).await?;
    for readers in [1, READERS] {
        let (start, mut tasks, mut taken) = (Instant::now(), tokio::task::JoinSet::new(), Vec::new());
        for _ in 0..readers {
            let client = client.clone();
            tasks.spawn(async move {
                let mut taken = Vec::new();
                while start.elapsed() < TIME {
                    taken.push(client.due(false).await?.1);
                }
                Ok::<_, Failure>(taken)
            });
        }
        while let Some(some) = tasks.join_next().await {
            taken.extend(some??);
        }
        println!("report: first page of what is due within 14 days, {readers} connections; {}", quantiles(taken));
    }
    println!("report: at {} events; the totals of the whole: {page}", app.store.head().await?.position);
    app.store.close().await;
    Ok(())
}

/// Lets the ticker look when nothing has gone by, and again when a day has.
pub async fn tick(url: &str) -> Result<(), Failure> {
    let (_, app) = serve(url).await?;
    for days in [-70, -45, -44] {
        app.clock.set(app.clock.now() + SignedDuration::from_hours(24 * days));
        let start = Instant::now();
        let passed = ticker::tick(&app).await?;
        println!("tick: {passed} days had gone by and were recorded in {:.2} s", start.elapsed().as_secs_f64());
    }
    app.store.close().await;
    Ok(())
}
