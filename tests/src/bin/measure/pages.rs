//! How long a browser waits for the first byte of each page, while 32 of them ask at once.

use super::{Failure, TIME, TOKEN_KEY, schools, serve};
use jiff::SignedDuration;
use redress_api::{Clock, Keys};
use redress_domain::{Actor, Body, PersonId, Role, Urn};
use std::sync::Arc;
use std::time::Instant;
use uuid::Uuid;

/// How many connections ask.
const READERS: usize = 32;

fn cookie(clock: &Clock, role: Role, body: Body, person: Uuid) -> Result<String, Failure> {
    let actor = Actor { role, body, person: PersonId(person) };
    let token = Keys::development(&TOKEN_KEY).issue(&actor, clock.now(), SignedDuration::from_hours(24))?;
    Ok(format!("redress={token}"))
}

/// Asks for each page in turn for some seconds, and prints how long its first byte took.
pub async fn pages(url: &str) -> Result<(), Failure> {
    let (address, app) = serve(url).await?;
    let cases: Arc<[String]> = schools::of_one_school(url).await?.into();
    let clerk = cookie(&app.clock, Role::Clerk, Body::School(Urn(100_001)), Uuid::from_u128(2))?;
    let parent = cookie(&app.clock, Role::Complainant, Body::Family, schools::PARENT)?;
    redress_api::oidc::set_up_tls();
    let http = reqwest::Client::builder().tcp_nodelay(true).build()?;
    let asked = [
        ("/", ""),
        ("/complain/told", ""),
        ("/guarantees", ""),
        ("/schools?search=oak", ""),
        ("/figures", ""),
        ("/desk", clerk.as_str()),
        ("/cases/{case}", clerk.as_str()),
        ("/cases/{case}/add-document", clerk.as_str()),
        ("/complaints/{case}", parent.as_str()),
    ];
    for (path, cookie) in asked {
        let start = Instant::now();
        let mut tasks = tokio::task::JoinSet::new();
        for reader in 0..READERS {
            let (http, cases, cookie) = (http.clone(), Arc::clone(&cases), cookie.to_owned());
            let template = format!("{address}{path}");
            tasks.spawn(async move {
                let mut taken = Vec::new();
                let mut next = reader;
                while start.elapsed() < TIME {
                    next = (next + 31) % cases.len();
                    let request = http.get(template.replace("{case}", &cases[next])).header("cookie", &cookie);
                    let began = Instant::now();
                    // The answer is there with its headers; its body comes after the first byte.
                    let answer = request.header("accept-encoding", "gzip").send().await?;
                    taken.push(began.elapsed());
                    if !answer.status().is_success() {
                        return Err(Failure::from(format!("{}: {}", answer.url(), answer.status())));
                    }
                    answer.bytes().await?;
                }
                Ok(taken)
            });
        }
        let mut taken = Vec::new();
        while let Some(some) = tasks.join_next().await {
            taken.extend(some??);
        }
        taken.sort_unstable();
        let at = |hundredths: usize| taken[(taken.len() - 1) * hundredths / 100].as_secs_f64() * 1000.0;
        println!(
            "pages: {path}: {:.0} a second, {READERS} connections; first byte p50 {:.2} ms, p95 {:.2} ms, p99 {:.2} ms",
            taken.len() as f64 / start.elapsed().as_secs_f64(),
            at(50),
            at(95),
            at(99),
        );
    }
    app.store.close().await;
    Ok(())
}
