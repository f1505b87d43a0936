//! The report of what is due, and the ticker, over many open clocks.

use super::client::Client;
use super::{Failure, READERS, load, serve, settle};
use jiff::SignedDuration;
use redress_api::ticker;
use std::time::{Duration, Instant};

/// Asks for the first page of what is due within 14 days, over connections that never rest.
pub async fn report(url: &str) -> Result<(), Failure> {
    settle(url).await?;
    let (address, app) = serve(url, None).await?;
    let client = Client::new(&address, app.clock.now())?;
    let (page, _) = client.due(true).await?;
    for readers in [1, READERS] {
        let client = client.clone();
        let load = load::at_once(readers, Duration::ZERO, move |_, _| {
            let client = client.clone();
            async move { Ok(client.due(false).await?.1) }
        });
        println!("report: first page of what is due within 14 days, {readers} connections; {}", load.await?);
    }
    println!("report: at {} events; the totals of the whole: {page}", app.store.head().await?.position);
    app.store.close().await;
    Ok(())
}

/// Lets the ticker look when nothing has gone by, when a first day has, and when the next one has.
pub async fn tick(url: &str) -> Result<(), Failure> {
    let (_, app) = serve(url, None).await?;
    let now = app.clock.now();
    for days in [70, 53, 52] {
        app.clock.set(now - SignedDuration::from_hours(24 * days));
        let start = Instant::now();
        let passed = ticker::tick(&app).await?;
        println!("tick: {passed} days had gone by and were recorded in {:.2} s", start.elapsed().as_secs_f64());
    }
    app.store.close().await;
    Ok(())
}
