//! The calendar feeds of one person: a secret address at which a calendar program reads what is due in their
//! list, until they close it.
//!
//! Whoever has the address can read it. So it is kept as a digest alone, tells references and time limits and
//! nothing of a person, and is dead as soon as its owner could not sign in any more.

use crate::access::AccessId;
use crate::actor::{Actor, Stamp};
use crate::complaint::vocabulary::{command, events};
use crate::ids::PersonId;
use crate::refused::Refused;
use crate::stream::{Kind, References, StreamId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How many feeds one person can have open.
pub const MOST: usize = 10;
/// How many feeds one person can have had.
const MOST_EVER: usize = 1_000;

/// What must still hold when a feed is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Door {
    /// The owner holds the office today.
    Office {},
    /// Nobody has been put out of this access since.
    Access {
        /// Which.
        access: AccessId,
        /// How often everybody had been put out of it by then.
        generation: i64,
    },
    /// The service takes people at their word, as it does in the demo.
    Word {},
}

events! {
    /// What happens to a person's feeds.
    pub enum Event {
        /// A feed can be read from now on.
        FeedOpened = "feed_opened" {
            /// Which of theirs, from 1.
            feed: u16,
            /// As whom it is read.
            reader: Actor,
            /// What must still hold when it is read.
            door: Door,
            /// SHA-256 over the secret in its address, in hexadecimal.
            digest: String,
        },
        /// It can be read no more.
        FeedClosed = "feed_closed" {
            /// Which of theirs.
            feed: u16,
        },
    }
}

command! {
    /// Opens a feed of the list of whoever asks.
    pub struct OpenFeed {
        /// What must still hold when it is read.
        door: Door,
        /// SHA-256 over the secret in its address, in hexadecimal.
        digest: String,
    }
}

command! {
    /// Closes a feed. One that is closed stays closed.
    pub struct CloseFeed {
        /// Which of theirs.
        feed: u16,
    }
}

/// What may be asked of a person's feeds.
#[derive(Debug, Clone)]
pub enum Command {
    /// See [`OpenFeed`].
    OpenFeed(OpenFeed),
    /// See [`CloseFeed`].
    CloseFeed(CloseFeed),
}

impl Command {
    /// The command's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::OpenFeed(_) => "open_feed",
            Self::CloseFeed(_) => "close_feed",
        }
    }
}

/// One feed.
#[derive(Debug, Clone, PartialEq)]
pub struct Feed {
    /// Which of theirs, from 1.
    pub feed: u16,
    /// As whom it is read.
    pub reader: Actor,
    /// What must still hold.
    pub door: Door,
    /// The digest of its secret; none once it is closed.
    pub digest: Option<String>,
}

/// Every feed that a person has had.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Feeds(pub Vec<Feed>);

/// The stream of a person's feeds.
#[must_use]
pub fn stream(person: PersonId) -> StreamId {
    StreamId::new(Kind::Feeds, person)
}

impl Feeds {
    /// What follows from a command.
    ///
    /// # Errors
    /// There are too many, no such one, or they are somebody else's.
    pub fn decide(&self, command: &Command, stamp: &Stamp, _: &References<'_>) -> Result<Vec<Event>, Refused> {
        if self.0.iter().any(|feed| feed.reader.person != stamp.actor.person) {
            return Err(Refused::NotPermitted { action: command.name() });
        }
        match command {
            Command::OpenFeed(OpenFeed { door, digest }) => {
                if self.open().count() >= MOST || self.0.len() >= MOST_EVER {
                    return Err(Refused::TooMany { what: "feeds", most: MOST });
                }
                let feed = u16::try_from(self.0.len() + 1).unwrap_or(u16::MAX);
                let reader = stamp.actor.clone();
                Ok(vec![Event::FeedOpened { feed, reader, door: *door, digest: digest.clone() }])
            }
            Command::CloseFeed(CloseFeed { feed }) => {
                let known = self.0.iter().find(|known| known.feed == *feed);
                let known = known.ok_or(Refused::NoSuchItem { what: "feed" })?;
                Ok(known.digest.iter().map(|_| Event::FeedClosed { feed: *feed }).collect())
            }
        }
    }

    /// Takes in what happened.
    pub fn evolve(&mut self, event: &Event) {
        match event {
            Event::FeedOpened { feed, reader, door, digest } => {
                self.0.push(Feed { feed: *feed, reader: reader.clone(), door: *door, digest: Some(digest.clone()) });
            }
            Event::FeedClosed { feed } => {
                for known in self.0.iter_mut().filter(|known| known.feed == *feed) {
                    known.digest = None;
                }
            }
        }
    }

    /// Those that can be read.
    pub fn open(&self) -> impl Iterator<Item = &Feed> {
        self.0.iter().filter(|feed| feed.digest.is_some())
    }

    /// A person's feeds need no other stream.
    #[must_use]
    pub fn needs(&self, _: &Command) -> Vec<StreamId> {
        Vec::new()
    }
}
