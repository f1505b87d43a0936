//! What became of one message that an event asked for: sent, tried again, or given up.

use crate::actor::{Role, Stamp};
use crate::complaint::vocabulary::{command, events};
use crate::refused::Refused;
use crate::stream::{Kind, References, StreamId};
use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language that messages are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    English,
    /// Welsh.
    Welsh,
}

/// How often a message is tried before it is given up.
pub const TRIES: u8 = 6;

/// Why a message did not go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// Whoever carries messages could not be reached, or asked to be tried again.
    Unreachable,
    /// Whoever carries messages will not take this one.
    NotTaken,
    /// The address is none, or was erased.
    NoAddress,
    /// What it says is no longer true.
    TooLate,
}

impl Trouble {
    /// Whether trying again may help.
    #[must_use]
    pub fn passes(self) -> bool {
        self == Self::Unreachable
    }
}

events! {
    /// What happens to a message.
    pub enum Event {
        /// It went out.
        MessageSent = "message_sent" {},
        /// It could not go out, and will be tried again.
        MessageDelayed = "message_delayed" {
            /// Why.
            why: Trouble,
            /// Not before then.
            again_at: Timestamp,
        },
        /// It will not go out any more.
        MessageAbandoned = "message_abandoned" {
            /// Why.
            why: Trouble,
        },
    }
}

command! {
    /// Records what became of a try to send it.
    pub struct RecordDelivery {
        /// What went wrong, if anything did.
        trouble: Option<Trouble>,
    }
}

/// What may be asked of a message.
#[derive(Debug, Clone)]
pub enum Command {
    /// See [`RecordDelivery`].
    Record(RecordDelivery),
}

impl Command {
    /// The command's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        "record_delivery"
    }
}

/// A message as the log knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Post {
    /// Whether nothing more is to be done.
    pub done: bool,
    /// How often it could not be sent.
    pub tries: u8,
}

/// The stream of a message, by the position of the event that asks for it and, where it asks for several, the
/// person each is to: `POSITION` or `POSITION/PERSON`.
#[must_use]
pub fn stream(message: &str) -> StreamId {
    StreamId::new(Kind::Post, message)
}

impl Post {
    /// What follows from a command. What is done is done: a second word about it records nothing.
    ///
    /// # Errors
    /// Only the service itself sends messages.
    pub fn decide(&self, command: &Command, stamp: &Stamp, _: &References<'_>) -> Result<Vec<Event>, Refused> {
        let Command::Record(RecordDelivery { trouble }) = command;
        if stamp.actor.role != Role::SystemClock {
            return Err(Refused::NotPermitted { action: command.name() });
        }
        if self.done {
            return Ok(Vec::new());
        }
        Ok(vec![match trouble {
            None => Event::MessageSent {},
            // Half a minute, one, two, four, eight: a code is worth sending for a quarter of an hour.
            Some(why) if why.passes() && self.tries + 1 < TRIES => {
                let pause = SignedDuration::from_secs(30) * (1 << self.tries);
                Event::MessageDelayed { why: *why, again_at: stamp.at + pause }
            }
            Some(why) => Event::MessageAbandoned { why: *why },
        }])
    }

    /// Takes in what happened.
    pub fn evolve(&mut self, event: &Event) {
        match event {
            Event::MessageSent {} | Event::MessageAbandoned { .. } => self.done = true,
            Event::MessageDelayed { .. } => self.tries += 1,
        }
    }

    /// A message needs no other stream.
    #[must_use]
    pub fn needs(&self, _: &Command) -> Vec<StreamId> {
        Vec::new()
    }
}
