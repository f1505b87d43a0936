//! A hundred thousand complaints of a few events each, about some hundred schools: what the pages are measured over.

use super::Failure;
use super::fill::{NOW, SCHOOL, WRITERS, held, job};
use redress_domain::complaint::intake::SubmitComplaint;
use redress_domain::complaint::triage::AcceptComplaint;
use redress_domain::{Body, ComplaintId, Kind, Order, Role, StreamId, Urn, school};
use redress_projections::{MasterKey, Options, Store};
use serde_json::json;
use std::time::Instant;
use uuid::Uuid;

/// The parent whose complaints they are.
pub const PARENT: Uuid = Uuid::from_u128(7);

fn entry(urn: Urn) -> Result<school::Entry, Failure> {
    Ok(serde_json::from_value(json!({
        "urn": urn, "name": "Oak Primary School", "authority": 301, "authority_name": "Barking and Dagenham",
        "number": 2000, "kind": 1, "status": 1, "phase": 2, "opened": null, "closed": null,
        "low_age": 3, "high_age": 11, "town": null, "postcode": null,
    }))?)
}

/// How many schools the complaints for the pages are about.
const SCHOOLS: u32 = 200;

/// Lodges one complaint about a school, which takes it up.
async fn taken_up(store: &Store, school: Urn) -> Result<(), Failure> {
    let stream = StreamId::new(Kind::Complaint, ComplaintId(Uuid::now_v7()));
    let words = held().to_string();
    let lodge: SubmitComplaint = serde_json::from_value(json!({
        "school": school,
        "channel": "online_form",
        "complainants": [{ "new_person": PARENT, "name": words, "capacity": "parent", "email": words }],
        "issues": [{ "account": words, "wanted": words }],
    }))?;
    let lodge = Order::Complaint(Box::new(lodge.into()));
    store.execute(job(stream.clone(), lodge, Role::Complainant, Body::Family, Some(0), NOW.parse()?)).await?;
    let accept: AcceptComplaint = serde_json::from_value(json!({}))?;
    let accept = Order::Complaint(Box::new(accept.into()));
    store.execute(job(stream, accept, Role::Clerk, Body::School(school), None, NOW.parse()?)).await?;
    Ok(())
}

/// Writes so many complaints, a few events each, about some hundred schools: what the pages are measured over.
pub async fn complaints(url: &str, wanted: u32) -> Result<(), Failure> {
    let store = Store::open(url, &MasterKey::new([7; 32]), Options::default()).await?;
    for number in 0..SCHOOLS {
        let urn = Urn(SCHOOL.0 + number);
        let register = Order::School(Box::new(school::Command::Register(school::Register { entry: entry(urn)? })));
        store
            .execute(job(
                StreamId::new(Kind::School, urn),
                register,
                Role::Administrator,
                Body::Service,
                None,
                NOW.parse()?,
            ))
            .await?;
    }
    let start = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    let mut next = 0;
    while next < wanted || !tasks.is_empty() {
        while next < wanted && tasks.len() < WRITERS {
            let (store, school) = (store.clone(), Urn(SCHOOL.0 + next % SCHOOLS));
            tasks.spawn(async move { taken_up(&store, school).await });
            next += 1;
        }
        if let Some(done) = tasks.join_next().await {
            done??;
        }
    }
    println!("complaints: {wanted} about {SCHOOLS} schools in {:.0} s", start.elapsed().as_secs_f64());
    store.close().await;
    Ok(())
}

/// Complaints about the first school, the last ones first.
pub async fn of_one_school(url: &str) -> Result<Vec<String>, Failure> {
    let store = Store::open(url, &MasterKey::new([7; 32]), Options::default()).await?;
    let end = store.head().await?.position;
    let mut complaints = Vec::new();
    let mut from = end;
    while complaints.len() < 100 && from > 0 {
        from = (from - 2_000).max(0);
        let taken = store.since(from, 2_000).await?;
        let theirs = taken
            .iter()
            .filter(|record| record.stream.kind == Kind::Complaint && record.actor.body == Body::School(SCHOOL));
        complaints.extend(theirs.map(|record| record.stream.id.clone()));
    }
    store.close().await;
    if complaints.is_empty() {
        Err("there are no complaints yet: say complaints=NUMBER first".into())
    } else {
        Ok(complaints)
    }
}
