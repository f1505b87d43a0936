//! What time does by itself: each running clock whose last day has gone by is recorded as passed, once.
//!
//! Several servers may tick at the same moment, and after any pause. The log decides: a clock that another
//! server recorded is no longer running, so the command records nothing. What follows is only offered.

use crate::app::App;
use redress_domain::clock::civil_date;
use redress_domain::complaint::pauses::RecordPassedDeadline;
use redress_domain::{Actor, Body, Kind, Order, PersonId, Role, StreamId};
use redress_projections::views::deadlines::Lapsed;
use redress_projections::{Done, Failed, Job};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;
use uuid::Uuid;

/// How long between two looks.
const EVERY: Duration = Duration::from_mins(1);
/// How long to wait where the writer has too much to do.
const PATIENCE: Duration = Duration::from_millis(50);
/// How many clocks one question brings.
const PAGE: u32 = 1_000;
/// How many commands may wait for the writer at once: they share transactions, and leave room for people.
const IN_FLIGHT: usize = 128;

/// The service itself, as the one who acts when time passes.
#[must_use]
pub fn time() -> Actor {
    Actor { role: Role::SystemClock, body: Body::Service, person: PersonId(Uuid::nil()) }
}

/// Looks every minute, until it is told to stop.
pub async fn run(app: App, mut told: watch::Receiver<bool>) {
    loop {
        match tick(&app).await {
            Ok(0) => {}
            Ok(passed) => tracing::info!(passed, "Last days have gone by"),
            // The next look finds what this one could not record.
            Err(failed) => tracing::warn!(%failed, "Could not record the days that have gone by"),
        }
        let stop = tokio::time::timeout(EVERY, told.wait_for(|stop| *stop)).await;
        if stop.is_ok() {
            return;
        }
    }
}

/// Records every clock whose last day has gone by, and says how many this server recorded.
///
/// # Errors
/// The database fails. What was recorded until then is recorded.
pub async fn tick(app: &App) -> Result<usize, Failed> {
    let today = civil_date(app.clock.now());
    let (mut after, mut passed) = (None, 0);
    loop {
        let page = app.store.lapsed(today, after, PAGE).await?;
        passed += record(app, &page).await?;
        after = page.last().copied();
        if page.len() < PAGE as usize || !app.is_ready() {
            return Ok(passed);
        }
    }
}

async fn record(app: &App, page: &[Lapsed]) -> Result<usize, Failed> {
    let (mut waiting, mut passed) = (JoinSet::new(), 0);
    for lapsed in page {
        while waiting.len() >= IN_FLIGHT {
            passed += counted(waiting.join_next().await)?;
        }
        waiting.spawn(one(app.clone(), *lapsed));
    }
    while !waiting.is_empty() {
        passed += counted(waiting.join_next().await)?;
    }
    Ok(passed)
}

async fn one(app: App, (_, complaint, deadline): Lapsed) -> Result<Done, Failed> {
    let job = || Job {
        stream: StreamId::new(Kind::Complaint, complaint),
        order: Order::Complaint(Box::new(RecordPassedDeadline { deadline }.into())),
        stamp: app.stamp(time()),
        expected: None,
        key: None,
        sealed: Vec::new(),
    };
    patiently(&app, job).await
}

/// Gives a command, and gives it again for as long as the writer has too much to do.
///
/// # Errors
/// See [`Failed`].
pub async fn patiently(app: &App, job: impl Fn() -> Job) -> Result<Done, Failed> {
    loop {
        match app.store.execute(job()).await {
            Err(Failed::Busy) => tokio::time::sleep(PATIENCE).await,
            outcome => return outcome,
        }
    }
}

/// One if this server recorded it. A refusal says that something else happened meanwhile.
fn counted(joined: Option<Result<Result<Done, Failed>, tokio::task::JoinError>>) -> Result<usize, Failed> {
    match joined {
        Some(Ok(Ok(done))) => Ok(usize::from(done.positions.is_some())),
        Some(Ok(Err(Failed::Refused(refused)))) => {
            tracing::debug!(%refused, "A clock that had gone by is no longer so");
            Ok(0)
        }
        Some(Ok(Err(failed))) => Err(failed),
        Some(Err(error)) => {
            tracing::error!(%error, "A day that has gone by was not recorded");
            Ok(0)
        }
        None => Ok(0),
    }
}
