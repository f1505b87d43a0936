//! Serving: start, answer, and stop without losing anything.

use crate::app::{App, at_work, router};
use crate::cli::{LogFormat, Outcome, Serve};
use crate::clock::Clock;
use crate::codes::{Cost, Hashing};
use crate::limits::Limits;
use crate::oidc::{Issuer, Trust};
use crate::post::Carrier;
use crate::problem::Problem;
use crate::provider::{CLIENT, Provider};
use crate::{beat, demo, post, ticker};
use std::error::Error;
use std::io;
use std::net::SocketAddr;
use std::num::{NonZeroU32, NonZeroUsize};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::{self, Runtime};
use tracing_subscriber::EnvFilter;

pub use crate::demo::SCHOOLS as DEMO_SCHOOLS;

/// How long requests that are under way may take after the word to stop.
const GRACE: Duration = Duration::from_secs(35);

/// The threads that answer requests: so many, or one for every two processors. The database has the others, and what
/// threads hand to one another costs more than sharing those with it would save.
///
/// # Errors
/// The system gives none.
pub fn threads(number: Option<NonZeroUsize>) -> io::Result<Runtime> {
    let processors = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let number = number.map_or((processors / 2).max(1), NonZeroUsize::get);
    runtime::Builder::new_multi_thread().worker_threads(number).enable_all().build()
}

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
    if how.maintenance {
        return maintain(how.listen).await;
    }
    let clock = Arc::new(if how.demo { Clock::standing_at(demo::start()) } else { Clock::System });
    let store = how.place.open().await?;
    let keys = if how.demo { how.place.development_keys()? } else { how.place.keys()? };
    let mut app = App::new(store.clone(), Arc::clone(&clock), keys, how.scheme.into());
    // A browser on this machine reaches us without HTTPS; nobody else does, nor who comes through a proxy.
    let through_https = how.people.public_url.as_deref().is_some_and(|url| url.starts_with("https:"));
    app.secure_cookies = through_https || !how.listen.ip().is_loopback();
    app.limits =
        NonZeroU32::new(how.requests_a_minute).map(|most| Arc::new(Limits::new(most, how.trusted_proxies.clone())));
    app.beat = Some(beat::BEAT);
    let listener = bind(how.listen).await?;
    let address = listener.local_addr()?;
    let here = how.people.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
    app.log_key = Some(Arc::new(how.place.log_key(&here)?));
    app.here = Arc::from(here.trim_end_matches('/'));
    let carrier = people(&mut app, &how, &here)?;
    if how.demo {
        app.demo = Some(Arc::new(demo::prepare(&app).await?));
    }
    tracing::info!(%address, "Listening");
    if let Some(demo) = &app.demo {
        println!("{}", demo.introduce(&app, &address.to_string()).await.map_err(|problem| told(&problem))?);
    }
    let serving = axum::serve(listener, router(app.clone()).into_make_service_with_connect_info::<SocketAddr>());
    let (tell, mut told) = tokio::sync::watch::channel(false);
    let ticking = tokio::spawn(ticker::run(app.clone(), told.clone()));
    let stop = async move {
        let _ = told.wait_for(|stop| *stop).await;
    };
    let posting = carrier.map(|carrier| tokio::spawn(post::run(app.clone(), carrier, tell.subscribe())));
    let server = tokio::spawn(async move { serving.with_graceful_shutdown(stop).await });
    signal().await;
    tracing::info!("Stopping: finishing what is under way");
    app.retire();
    let _ = tell.send(true);
    let outcome = tokio::time::timeout(GRACE, server).await;
    if let Err(error) = ticking.await {
        tracing::error!(%error, "The ticker did not end well");
    }
    if let Some(posting) = posting {
        posting.await?;
    }
    store.close().await;
    match outcome {
        Ok(joined) => joined??,
        Err(_) => tracing::warn!("Some requests did not end in time and were cut off"),
    }
    tracing::info!("Stopped");
    Ok(())
}

/// Takes an address, or says what to do where it cannot be had.
async fn bind(listen: SocketAddr) -> Result<TcpListener, Box<dyn Error + Send + Sync>> {
    TcpListener::bind(listen).await.map_err(|error| {
        format!("cannot listen on {listen}: {error}. Stop what listens there, or give another address with --listen")
            .into()
    })
}

/// Says to everybody that the service is being worked on, until it is told to stop. What is wrong with a
/// database cannot stop these words.
async fn maintain(listen: SocketAddr) -> Outcome {
    let listener = bind(listen).await?;
    tracing::info!(address = %listener.local_addr()?, "Listening, and at work on the service");
    Ok(axum::serve(listener, at_work()).with_graceful_shutdown(signal()).await?)
}

/// Sets up how people come in, and says who carries messages to them.
fn people(app: &mut App, how: &Serve, here: &str) -> Result<Option<Carrier>, Box<dyn Error + Send + Sync>> {
    let people = &how.people;
    app.hashing = Hashing::at(Cost { memory: people.hash_memory, passes: people.hash_passes });
    let mut issuer = people.oidc_issuer.clone();
    let mut mail = people.mail.clone();
    if how.demo {
        let own = format!("{here}/development");
        app.provider = Some(Arc::new(Provider::new(&own, &format!("{here}/staff/callback"))?));
        issuer = Some(own);
        mail.get_or_insert_with(|| format!("folder:{}", how.place.folder().with_extension("post").display()));
    }
    if let Some(issuer) = issuer {
        let client = if how.demo { CLIENT.into() } else { people.oidc_client.clone() };
        let trust = Trust {
            issuer,
            audience: people.oidc_audience.clone().filter(|_| !how.demo).unwrap_or_else(|| client.clone()),
            client,
            secret: people.oidc_secret.clone().filter(|_| !how.demo),
            here: here.into(),
            pause: Duration::from_secs(10),
        };
        app.issuer = Some(Arc::new(Issuer::new(trust)?));
    }
    let carrier = mail.map(|mail| post::carrier(&mail, &people.mail_from)).transpose()?;
    app.sends = carrier.is_some();
    Ok(carrier)
}

/// A problem in words for the person at the terminal.
pub fn told(problem: &Problem) -> String {
    problem.document().detail.clone()
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
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // A second call, as in a test, changes nothing.
    let _ = match format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().try_init(),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_address_that_is_taken_is_named_with_the_way_out() {
        let first = bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let address = first.local_addr().unwrap();
        let said = bind(address).await.unwrap_err().to_string();
        assert!(said.contains(&address.to_string()) && said.contains("--listen"), "{said}");
    }
}
