//! Calendar feeds: opened and closed by their owner alone.

use crate::support::*;
use jiff::civil::date;
use redress_domain::feed::{CloseFeed, Command, Door, Event, Feeds, MOST, OpenFeed};
use redress_domain::law::Scheme;
use redress_domain::{Actor, References, Refused, Stamp};

/// One event of every kind: for the examples that are kept for ever.
pub fn every_feed_event() -> Vec<Event> {
    let (door, digest) = (Door::Office {}, "00".repeat(32));
    vec![Event::FeedOpened { feed: 1, reader: clerk(), door, digest }, Event::FeedClosed { feed: 1 }]
}

fn asked(feeds: &mut Feeds, actor: Actor, command: Command) -> Result<usize, Refused> {
    let stamp = Stamp { actor, at: noon(date(2011, 10, 5)), scheme: Scheme::WhitePaper };
    let events = feeds.decide(&command, &stamp, &References::default())?;
    for event in &events {
        feeds.evolve(event);
    }
    Ok(events.len())
}

fn open() -> Command {
    Command::OpenFeed(OpenFeed { door: Door::Office {}, digest: "ab".repeat(32) })
}

#[test]
fn a_person_opens_some_feeds_and_closes_each_once() {
    let mut feeds = Feeds::default();
    for _ in 0..MOST {
        assert_eq!(asked(&mut feeds, clerk(), open()), Ok(1));
    }
    assert_eq!(asked(&mut feeds, clerk(), open()), Err(Refused::TooMany { what: "feeds", most: MOST }));
    let close = |feed| Command::CloseFeed(CloseFeed { feed });
    assert_eq!(asked(&mut feeds, clerk(), close(3)), Ok(1));
    assert_eq!(asked(&mut feeds, clerk(), close(3)), Ok(0), "closing again changes nothing");
    assert_eq!(feeds.open().count(), MOST - 1);
    assert_eq!(asked(&mut feeds, clerk(), close(99)), Err(Refused::NoSuchItem { what: "feed" }));
    assert_eq!(asked(&mut feeds, clerk(), open()), Ok(1), "there is room again");
    assert_eq!(feeds.open().last().map(|feed| feed.feed), Some(11), "a number is not used twice");
}

#[test]
fn nobody_opens_or_closes_the_feeds_of_another() {
    let mut feeds = Feeds::default();
    assert_eq!(asked(&mut feeds, clerk(), open()), Ok(1));
    for command in [open(), Command::CloseFeed(CloseFeed { feed: 1 })] {
        let action = command.name();
        assert_eq!(asked(&mut feeds, head(), command), Err(Refused::NotPermitted { action }));
    }
}
