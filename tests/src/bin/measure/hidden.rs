//! Whether a patient listener can tell a case that is hidden from them from one that is not there.

use super::{Failure, TOKEN_KEY, fill, serve, settle};
use jiff::SignedDuration;
use redress_api::{Keys, beat};
use redress_domain::{Actor, Body, PersonId, Role, Urn};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// How many of each kind are asked for, in turn.
const ASKED: usize = 2_000;

/// Each comes at each place and after each of the others as often: who asks second finds everybody awake.
const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [1, 0, 2], [2, 1, 0], [0, 2, 1], [1, 2, 0], [2, 0, 1]];

/// Asks as the clerk of another school for cases that are there, for some that are not, and for others that are not,
/// in turn: with every answer given at once, and as the service gives them.
pub async fn hidden(url: &str) -> Result<(), Failure> {
    settle(url).await?;
    let cases = fill::some_complaints(url, None).await?;
    if cases.len() < ASKED {
        return Err(format!("there are {} complaints, and {ASKED} are asked for", cases.len()).into());
    }
    for (how, beat) in [("at once", None), ("on the beat", Some(beat::BEAT))] {
        let (address, app) = serve(url, beat).await?;
        let stranger = Actor { role: Role::Clerk, body: Body::School(Urn(1)), person: PersonId(Uuid::from_u128(4)) };
        let token = Keys::development(&TOKEN_KEY).issue(&stranger, app.clock.now(), SignedDuration::from_hours(24))?;
        redress_api::oidc::set_up_tls();
        let http = reqwest::Client::builder().tcp_nodelay(true).build()?;
        let ask = async |case: &str| {
            let began = Instant::now();
            let answer =
                http.get(format!("{address}/v1/complaints/{case}/timeline")).bearer_auth(&token).send().await?;
            let taken = began.elapsed();
            match answer.status().as_u16() {
                404 => answer.bytes().await.map(|_| taken).map_err(Failure::from),
                status => Err(format!("{case}: {status}").into()),
            }
        };
        let mut taken: [Vec<Duration>; 3] = Default::default();
        for n in 0..ASKED {
            // None is asked for twice, so that those that are there have to be read.
            let there = &cases[n * cases.len() / ASKED].0;
            let [missing, other] = [(); 2].map(|()| Uuid::now_v7().to_string());
            for kind in ORDERS[n % ORDERS.len()] {
                taken[kind].push(ask([there, &missing, &other][kind]).await?);
            }
        }
        for times in &mut taken {
            times.sort_unstable();
        }
        let [there, missing, other] = &taken;
        let median = |times: &[Duration]| times[times.len() / 2].as_secs_f64() * 1000.0;
        println!(
            "hidden, {how}: median {:.3} ms for {ASKED} cases that are hidden, {:.3} and {:.3} ms for as many that are \
             not there twice; a hidden one took longer than a missing one in {:.1} % of all pairs, and one missing one \
             than another in {:.1} %",
            median(there),
            median(missing),
            median(other),
            longer(there, missing),
            longer(other, missing),
        );
        app.store.close().await;
    }
    Ok(())
}

/// In how many of a hundred pairs the first took longer: fifty where nothing can be told. Both are in order.
fn longer(first: &[Duration], second: &[Duration]) -> f64 {
    let shorter = |time: &Duration| second.partition_point(|other| other < time);
    let pairs: usize = first.iter().map(shorter).sum();
    100.0 * pairs as f64 / (first.len() * second.len()) as f64
}
