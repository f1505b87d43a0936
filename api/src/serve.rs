//! Serving: start, answer, and stop without losing anything.

use crate::app::{App, router};
use crate::cli::{LogFormat, Outcome, Serve};
use crate::clock::Clock;
use crate::import;
use crate::stories;
use jiff::{SignedDuration, Timestamp};
use redress_domain::{Actor, Body, PersonId, Role, Urn};
use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

/// The demo's small extract of an invented register.
pub const DEMO_SCHOOLS: &[u8] = include_bytes!("../demo/edubasealldata-extract.csv");

/// How long requests that are under way may take after the word to stop.
const GRACE: Duration = Duration::from_secs(35);

/// Serves until it is told to stop.
///
/// # Errors
/// It cannot start, or the network fails.
pub async fn serve(how: Serve) -> Outcome {
    if how.demo && !how.listen.ip().is_loopback() {
        return Err(format!(
            "the demo hands out the keys to every role, so it listens only on this machine's own address, not on {}",
            how.listen
        )
        .into());
    }
    log_to_stderr(how.log_format);
    let clock = Arc::new(if how.demo { Clock::standing_at(demo_start()) } else { Clock::System });
    let store = how.place.open().await?;
    let mut app = App::new(store.clone(), Arc::clone(&clock), how.place.keys()?, how.scheme.into());
    // A browser on this machine reaches us without HTTPS; nobody else does.
    app.secure_cookies = !how.listen.ip().is_loopback();
    if how.demo {
        let summary = import::read(&store, &clock, Cursor::new(DEMO_SCHOOLS), &import::Progress::hidden()).await?;
        tracing::info!("{summary}");
        stories::play(&app, &router(app.clone())).await?;
        clock.run_on();
    }
    let listener = TcpListener::bind(how.listen).await?;
    let address = listener.local_addr()?;
    tracing::info!(%address, "Listening");
    if how.demo {
        introduce(&app, &address.to_string())?;
    }
    let serving = axum::serve(listener, router(app.clone()));
    let (tell, mut told) = tokio::sync::watch::channel(false);
    let stop = async move {
        let _ = told.wait_for(|stop| *stop).await;
    };
    let server = tokio::spawn(async move { serving.with_graceful_shutdown(stop).await });
    signal().await;
    tracing::info!("Stopping: finishing what is under way");
    app.retire();
    let _ = tell.send(true);
    let outcome = tokio::time::timeout(GRACE, server).await;
    store.close().await;
    match outcome {
        Ok(joined) => joined??,
        Err(_) => tracing::warn!("Some requests did not end in time and were cut off"),
    }
    tracing::info!("Stopped");
    Ok(())
}

/// Waits for the word to stop, from the terminal or from whoever started us.
async fn signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        _ = interrupt => {},
        () = terminate => {},
    }
}

/// Sends log lines to the standard error stream, as much as `RUST_LOG` asks for.
pub fn log_to_stderr(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second call, as in a test, changes nothing.
    let _ = match format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().try_init(),
    };
}

/// The day on which the demo begins: the first school week of the Guarantees.
fn demo_start() -> Timestamp {
    jiff::civil::date(2011, 9, 1)
        .at(7, 0, 0, 0)
        .to_zoned(jiff::tz::TimeZone::UTC)
        .map_or(Timestamp::UNIX_EPOCH, |start| start.timestamp())
}

/// Prints where to go and how to act as each person.
fn introduce(app: &App, address: &str) -> Outcome {
    let school = Body::School(Urn(100_001));
    let people = [
        (Role::HeadTeacher, school),
        (Role::Clerk, school),
        (Role::Chair, school),
        (Role::IntakeOfficer, Body::Ombudsman),
        (Role::Investigator, Body::Ombudsman),
        (Role::Commissioner, Body::Ombudsman),
        (Role::Official, Body::Department),
        (Role::SecretaryOfState, Body::Department),
        (Role::Auditor, Body::Service),
    ];
    println!("The demo is at http://{address}/ and its API at http://{address}/openapi.yaml");
    println!("To act as somebody, send the header \"Authorization: Bearer TOKEN\" with one of these tokens:");
    for (role, body) in people {
        let actor = Actor { role, body, person: PersonId(app.clock.id()?) };
        let token = app.keys.issue(&actor, app.clock.now(), SignedDuration::from_hours(24 * 365))?;
        println!("  {:<22} {:<14} {token}", role.name(), body.to_string());
    }
    Ok(())
}
