//! How long a browser waits for the first byte of each page, while 32 of them ask at once.

use super::{Failure, TOKEN_KEY, fill, load, serve, settle};
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

/// Whoever asks is the clerk of that case's school.
const CLERK: &str = "clerk";

fn cookie(clock: &Clock, role: Role, body: Body, person: Uuid) -> Result<String, Failure> {
    let actor = Actor { role, body, person: PersonId(person) };
    let token = Keys::development(&TOKEN_KEY).issue(&actor, clock.now(), SignedDuration::from_hours(24))?;
    Ok(format!("redress={token}"))
}

/// Asks for each page in turn, or for one only, for some seconds, and prints how long its first byte took.
pub async fn pages(url: &str, only: &str) -> Result<(), Failure> {
    settle(url).await?;
    let (address, app) = serve(url, None).await?;
    let clerk = |(case, urn): (String, Urn)| {
        Ok::<_, Failure>((case, cookie(&app.clock, Role::Clerk, Body::School(urn), Uuid::from_u128(2))?))
    };
    let cases: Arc<[(String, String)]> =
        fill::some_complaints(url, None).await?.into_iter().map(clerk).collect::<Result<_, _>>()?;
    let parent = cookie(&app.clock, Role::Complainant, Body::Family, fill::PARENT)?;
    redress_api::oidc::set_up_tls();
    let http = reqwest::Client::builder().tcp_nodelay(true).build()?;
    let asked = [
        ("/", ""),
        ("/complain/told", ""),
        ("/guarantees", ""),
        ("/schools?search=oak", ""),
        ("/figures", ""),
        ("/desk", CLERK),
        ("/cases/{case}", CLERK),
        ("/cases/{case}/add-document", CLERK),
        ("/complaints/{case}", parent.as_str()),
    ];
    for (path, cookie) in asked.into_iter().filter(|(path, _)| only.is_empty() || *path == only) {
        let (http, cases, cookie) = (http.clone(), Arc::clone(&cases), cookie.to_owned());
        let template = format!("{address}{path}");
        let ask = move |reader: usize, asked: usize| {
            let (case, clerk) = &cases[(reader + (asked + 1) * 31) % cases.len()];
            let cookie = if cookie == CLERK { clerk } else { &cookie };
            let request = http.get(template.replace("{case}", case)).header("cookie", cookie);
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
