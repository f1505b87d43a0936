//! Calendar feeds: a secret address at which a calendar program reads what is due in somebody's list.

use crate::app::App;
use crate::asked::{Asked, Nothing, Reply};
use crate::caller::{self, Caller};
use crate::problem::{Kind, Problem};
use crate::reports::{Line, ReportQuery, Walk};
use crate::words::Words;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use base16ct::lower::encode_string as hex;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use icalendar::{Calendar, Component, Event, Property};
use jiff::civil::Date;
use redress_domain::feed::{self, CloseFeed, Command, Door, Feed, Feeds, OpenFeed};
use redress_domain::report::Standing;
use redress_domain::{Actor, Body, Order, PersonId, Subject};
use redress_projections::Job;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// The bytes of an address: whose feeds, which of them, and the secret.
const BYTES: usize = 16 + 2 + 32;

/// How far ahead a feed tells, in days.
const AHEAD: u16 = 400;

/// The most days that one feed tells.
const MOST: usize = 1_000;

/// One feed of the caller's.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FeedRow {
    /// Its number.
    pub feed: u16,
    /// As whom it is read: role, body and person.
    pub reader: Actor,
}

/// The feeds that the caller has open.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FeedList {
    /// The feeds, the oldest first.
    pub feeds: Vec<FeedRow>,
}

/// A feed that was opened.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Opened {
    /// Its number, by which it can be closed.
    pub feed: u16,
    /// Where a calendar program reads it. It is shown this once: whoever has it can read the feed.
    pub href: String,
}

/// Which feed to close.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Which {
    /// Its number.
    pub feed: u16,
}

async fn feeds(app: &App, person: PersonId) -> Result<Feeds, Problem> {
    Ok(match app.store.subjects(&[feed::stream(person)]).await?.pop() {
        Some(Subject::Feeds(feeds)) => *feeds,
        _ => Feeds::default(),
    })
}

fn listed(feeds: &Feeds) -> FeedList {
    let row = |feed: &Feed| FeedRow { feed: feed.feed, reader: feed.reader.clone() };
    FeedList { feeds: feeds.open().map(row).collect() }
}

async fn execute(app: &App, caller: &Actor, command: Command) -> Result<Feeds, Problem> {
    let (stream, order) = (feed::stream(caller.person), Order::Feeds(Box::new(command)));
    let stamp = app.stamp(caller.clone());
    app.store.execute(Job { stream, order, stamp, expected: None, key: None, sealed: Vec::new() }).await?;
    feeds(app, caller.person).await
}

/// Lists the caller's open feeds, without their addresses.
///
/// # Errors
/// The database fails.
pub async fn list_feeds(asked: Asked<Nothing>) -> Result<Reply<FeedList>, Problem> {
    Ok(open_of(&asked.app, asked.caller()?).await?.into())
}

/// The feeds that somebody has open.
///
/// # Errors
/// The database fails.
pub async fn open_of(app: &App, caller: &Actor) -> Result<FeedList, Problem> {
    Ok(listed(&feeds(app, caller.person).await?))
}

/// Opens a feed of the caller's list.
///
/// # Errors
/// They have too many, or the database fails.
pub async fn open_feed(asked: Asked<Nothing>, _: Nothing) -> Result<Reply<Opened>, Problem> {
    let caller = asked.caller.as_ref().ok_or(Kind::NotSignedIn)?;
    Ok(open(&asked.app, caller).await?.into())
}

/// Opens a feed of somebody's list, and gives its address.
///
/// # Errors
/// They have too many, or the database fails.
pub async fn open(app: &App, caller: &Caller) -> Result<Opened, Problem> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(Problem::internal)?;
    let door = door(app, caller).await?;
    let command = Command::OpenFeed(OpenFeed { door, digest: hex(&Sha256::digest(secret)) });
    let opened = execute(app, &caller.actor, command).await?.0.len();
    let feed = u16::try_from(opened).map_err(Problem::internal)?;
    let address = [&caller.actor.person.0.as_bytes()[..], &feed.to_be_bytes(), &secret].concat();
    Ok(Opened { feed, href: format!("/v1/feeds/{}", URL_SAFE_NO_PAD.encode(address)) })
}

/// Closes a feed of the caller's, and answers those that are left.
///
/// # Errors
/// They have no such feed, or the database fails.
pub async fn close_feed(asked: Asked<Nothing>, which: Which) -> Result<Reply<FeedList>, Problem> {
    Ok(close(&asked.app, asked.caller()?, which.feed).await?.into())
}

/// Closes a feed of somebody's, and gives those that are left.
///
/// # Errors
/// They have no such feed, or the database fails.
pub async fn close(app: &App, caller: &Actor, feed: u16) -> Result<FeedList, Problem> {
    Ok(listed(&execute(app, caller, Command::CloseFeed(CloseFeed { feed })).await?))
}

async fn door(app: &App, caller: &Caller) -> Result<Door, Problem> {
    if let Some(access) = caller.access {
        let row = app.store.access(access).await?.ok_or(Kind::NotSignedIn)?;
        return Ok(Door::Access { access, generation: row.generation });
    }
    Ok(if caller::holds_office(app, &caller.actor).await? { Door::Office {} } else { Door::Word {} })
}

/// The reader of the feed at an address, while it is open and they could still sign in.
async fn reader(app: &App, address: &str) -> Result<Option<Actor>, Problem> {
    let bytes: Option<[u8; BYTES]> = URL_SAFE_NO_PAD.decode(address).ok().and_then(|bytes| bytes.try_into().ok());
    let Some(bytes) = bytes else { return Ok(None) };
    let (person, rest) = bytes.split_at(16);
    let (number, secret) = rest.split_at(2);
    let person = PersonId(Uuid::from_slice(person).map_err(Problem::internal)?);
    let digest = hex(&Sha256::digest(secret));
    let known = feeds(app, person).await?.0;
    let found = known.into_iter().find(|feed| feed.feed.to_be_bytes() == number);
    let Some(feed) = found
        .filter(|feed| feed.digest.as_ref().is_some_and(|known| bool::from(known.as_bytes().ct_eq(digest.as_bytes()))))
    else {
        return Ok(None);
    };
    let stands = match feed.door {
        Door::Office {} => caller::holds_office(app, &feed.reader).await?,
        Door::Access { access, generation } => caller::still_in(app, access, generation).await?,
        Door::Word {} => app.keys.takes_people_at_their_word(),
    };
    Ok(stands.then_some(feed.reader))
}

/// Answers a feed as a calendar (RFC 5545): one day for each thing that is due.
///
/// # Errors
/// There is no open feed at this address.
pub async fn read_feed(asked: Asked<Nothing>) -> Result<Response, Problem> {
    let reader = reader(&asked.app, &asked.part::<String>("address")?).await?.ok_or(Kind::NotFound)?;
    let query = ReportQuery { within: Some(AHEAD), ..ReportQuery::default() };
    let mut walk = Walk::over(&asked.app, &reader, &query, None, false)?;
    let (lines, _) = walk.page(MOST).await?;
    let mut calendar = Calendar::new();
    calendar.name("Redress");
    for line in &lines {
        calendar.extend(day(line, &reader, walk.on));
    }
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, calendar.to_string()).into_response())
}

/// The day on which something is due, without a name or a word about anybody. A family is told it in its own words;
/// who must answer, as the rule has it.
fn day(line: &Line, reader: &Actor, today: Date) -> Option<Event> {
    let clock = &line.clock;
    let due = clock.due?;
    let words = Words::english();
    let (name, told) = match reader.body {
        Body::Family => (words.rule(&clock.rule), words.due(&clock.rule, due)),
        _ => clock.row().map(|row| (row.name.clone(), row.obligation.clone()))?,
    };
    let late = Standing::of(clock, today) == Standing::Overdue;
    let id = if late { "feed-late" } else { "feed-due" };
    let summary = words.fill(id, &[("reference", line.case.id.reference()), ("name", name)]);
    let stamp = format!("{}T000000Z", due.strftime("%Y%m%d"));
    Some(
        Event::new()
            .uid(&format!("{}-{}@redress", line.case.id, clock.deadline))
            // What has not changed must not look changed.
            .append_property(Property::new("DTSTAMP", stamp))
            .append_property(all_day("DTSTART", due))
            .append_property(all_day("DTEND", due.tomorrow().ok()?))
            .summary(&summary)
            .description(&told)
            .append_property(Property::new("TRANSP", "TRANSPARENT"))
            .done(),
    )
}

fn all_day(name: &str, day: Date) -> Property {
    Property::new(name, day.strftime("%Y%m%d").to_string()).add_parameter("VALUE", "DATE").done()
}
