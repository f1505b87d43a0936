//! Importing the bank holidays from the list that GOV.UK publishes, at its address or in a file.

use crate::clock::Clock;
use crate::oidc;
use crate::store::Store;
use crate::ticker;
use jiff::civil::Date;
use redress_domain::holidays::{Command, Event, Holidays, PublishBankHolidays, ReportUnreadable, Row};
use redress_domain::law::Scheme;
use redress_domain::{Fact, Order, Stamp};
use redress_projections::{Done, Failed, Job};
use serde::Deserialize;
use std::error::Error;
use std::io::Read;

/// The most bytes that a list may have: the real one has 30 kilobytes.
const MOST_BYTES: usize = 1024 * 1024;

#[derive(Deserialize)]
struct Document {
    #[serde(rename = "england-and-wales")]
    england_and_wales: Division,
}

#[derive(Deserialize)]
struct Division {
    events: Vec<Published>,
}

#[derive(Deserialize)]
struct Published {
    title: String,
    date: Date,
    #[serde(default)]
    notes: String,
}

/// Imports the list at an address, or in a file, and says what has changed. Where it cannot be read that is
/// recorded too, so that the service's health tells of it, and nothing else changes.
///
/// # Errors
/// The list cannot be read or cannot be right, or the database fails.
pub async fn import(store: &Store, clock: &Clock, place: &str) -> Result<String, Box<dyn Error + Send + Sync>> {
    let published = match read(place).await {
        Ok(rows) => execute(store, clock, Command::Publish(PublishBankHolidays { rows, source: place.into() })).await,
        Err(why) => return Err(report(store, clock, place, why).await?.into()),
    };
    match published {
        Ok(done) => Ok(told(&done)),
        Err(Failed::Refused(refused)) => Err(report(store, clock, place, refused.to_string()).await?.into()),
        Err(failed) => Err(failed.into()),
    }
}

/// Records that the list cannot be read, and gives the words for whoever asked.
async fn report(store: &Store, clock: &Clock, place: &str, why: String) -> Result<String, Failed> {
    tracing::error!(place, why, "The bank holidays could not be read");
    let said = format!("the bank holidays at {place} could not be read: {why}");
    execute(store, clock, Command::Report(ReportUnreadable { source: place.into(), why })).await?;
    Ok(said)
}

async fn execute(store: &Store, clock: &Clock, command: Command) -> Result<Done, Failed> {
    let job = Job {
        stream: Holidays::stream(),
        order: Order::BankHolidays(Box::new(command)),
        stamp: Stamp { at: clock.now(), actor: ticker::time(), scheme: Scheme::default() },
        expected: None,
        key: None,
        sealed: Vec::new(),
    };
    store.execute(job).await
}

fn told(done: &Done) -> String {
    let changed = done.facts.iter().find_map(|record| match &record.fact {
        Fact::BankHolidays(Event::BankHolidaysPublished { list, added, removed, renamed }) => {
            Some((list.version, added, removed, renamed))
        }
        _ => None,
    });
    let Some((version, added, removed, renamed)) = changed else {
        return "The bank holidays are as they were: nothing was recorded.".into();
    };
    let days = |days: &std::collections::BTreeSet<Date>| {
        if days.is_empty() { "none".into() } else { days.iter().map(Date::to_string).collect::<Vec<_>>().join(", ") }
    };
    format!(
        "Version {version} of the bank holidays. New: {}. No longer: {}. Other names or notes: {}.\n\
         No date has moved yet. POST /v1/calendars/what-if shows which would, and /v1/calendars/decisions moves them.",
        days(added),
        days(removed),
        days(renamed)
    )
}

/// The holidays at an address, or in a file.
async fn read(place: &str) -> Result<Vec<Row>, String> {
    let said = |error: &dyn Error| error.to_string();
    let bytes = if place.starts_with("https://") || place.starts_with("http://") {
        if !oidc::safe(place) {
            return Err("an address that is not on this machine begins with https:".into());
        }
        let client = oidc::client().map_err(|error| said(&error))?;
        let mut answer = client.get(place).send().await.map_err(|error| said(&error))?;
        if !answer.status().is_success() {
            return Err(format!("it answers {}", answer.status()));
        }
        let mut bytes = Vec::new();
        while let Some(more) = answer.chunk().await.map_err(|error| said(&error))? {
            bytes.extend_from_slice(&more);
            if bytes.len() > MOST_BYTES {
                break;
            }
        }
        bytes
    } else {
        let file = std::fs::File::open(place).map_err(|error| said(&error))?;
        let (mut bytes, most) = (Vec::new(), MOST_BYTES as u64 + 1);
        file.take(most).read_to_end(&mut bytes).map_err(|error| said(&error))?;
        bytes
    };
    if bytes.len() > MOST_BYTES {
        return Err("it has more than a megabyte".into());
    }
    parse(&String::from_utf8(bytes).map_err(|error| said(&error))?)
}

/// The holidays of England and Wales in a document of the shape that GOV.UK publishes.
///
/// # Errors
/// It has another shape.
pub fn parse(text: &str) -> Result<Vec<Row>, String> {
    let document: Document =
        serde_json::from_str(text).map_err(|error| format!("it is not the list that GOV.UK publishes: {error}"))?;
    let row = |one: Published| Row { date: one.date, title: one.title, note: Some(one.notes) };
    Ok(document.england_and_wales.events.into_iter().map(row).collect())
}
