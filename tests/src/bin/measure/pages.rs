//! How long a browser waits for the first byte of each page, while 32 of them ask at once.

use super::{Failure, TOKEN_KEY, fill, load, serve};
use jiff::SignedDuration;
use redress_api::{Clock, Keys};
use redress_domain::{Actor, Body, PersonId, Role, Urn};
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// How many connections ask.
const READERS: usize = 32;
/// How often each of them asks: as soon as it is answered, and as people do who press one button after the other.
const RESTS: [Duration; 2] = [Duration::ZERO, Duration::from_millis(100)];

fn cookie(clock: &Clock, role: Role, body: Body, person: Uuid) -> Result<String, Failure> {
    let actor = Actor { role, body, person: PersonId(person) };
    let token = Keys::development(&TOKEN_KEY).issue(&actor, clock.now(), SignedDuration::from_hours(24))?;
    Ok(format!("redress={token}"))
}

/// Asks for each page in turn for some seconds, and prints how long its first byte took.
pub async fn pages(url: &str) -> Result<(), Failure> {
    let (address, app) = serve(url).await?;
    let cases: Arc<[String]> = fill::some_complaints(url, None).await?.into();
    let clerk = cookie(&app.clock, Role::Clerk, Body::School(Urn(100_001)), Uuid::from_u128(2))?;
    let parent = cookie(&app.clock, Role::Complainant, Body::Family, fill::PARENT)?;
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
        let (http, cases, cookie) = (http.clone(), Arc::clone(&cases), cookie.to_owned());
        let template = format!("{address}{path}");
        let ask = move |reader: usize, asked: usize| {
            let case = &cases[(reader + (asked + 1) * 31) % cases.len()];
            let request = http.get(template.replace("{case}", case)).header("cookie", &cookie);
            async move {
                let began = Instant::now();
                // The answer is there with its headers; its body comes after the first byte.
                let answer = request.header("accept-encoding", "gzip").send().await?;
                let taken = began.elapsed();
                if !answer.status().is_success() {
                    return Err(Failure::from(format!("{}: {}", answer.url(), answer.status())));
                }
                answer.bytes().await?;
                Ok(taken)
            }
        };
        for every in RESTS {
            let load = load::at_once(READERS, every, ask.clone()).await?;
            let rest = every.as_millis();
            println!(
                "pages: {path}: first byte over {READERS} connections, a question every {rest} ms on each; {load}"
            );
        }
    }
    app.store.close().await;
    Ok(())
}
