//! A school's entry in the register (Get Information About Schools): what it is, and when that changed.

use crate::actor::Stamp;
use crate::complaint::vocabulary::{command, events};
use crate::ids::Urn;
use crate::law::LaCode;
use crate::refused::Refused;
use crate::stream::{References, StreamId};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the register says of a school on one day. Facts about an institution, not about people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its number in the register.
    pub urn: Urn,
    /// Its name.
    pub name: String,
    /// Code of its local authority.
    pub authority: LaCode,
    /// Name of its local authority.
    pub authority_name: String,
    /// Number within the authority; with the authority's code it makes the LAESTAB.
    pub number: Option<u16>,
    /// Type of establishment, the register's code.
    pub kind: u8,
    /// Status, the register's code: 1 open, 2 closed, 3 open but proposed to close, 4 proposed to open.
    pub status: u8,
    /// Phase of education, the register's code.
    pub phase: u8,
    /// The day it opened, where known.
    pub opened: Option<Date>,
    /// The day it closed.
    pub closed: Option<Date>,
    /// Lowest age it may take.
    pub low_age: Option<u8>,
    /// Highest age it may take.
    pub high_age: Option<u8>,
    /// Its street. The first entries of the log were made without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// Its town, to tell schools of one name apart.
    pub town: Option<String>,
    /// Its postcode.
    pub postcode: Option<String>,
}

events! {
    /// What happens to an entry of the register.
    pub enum Event {
        /// The register showed the school for the first time.
        SchoolRegistered = "school_registered" {
            /// The entry.
            entry: Box<Entry>,
        },
        /// The register shows something else than before.
        SchoolChanged = "school_changed" {
            /// The entry as it is now.
            entry: Box<Entry>,
        },
        /// One school follows another, as when it becomes an academy.
        SuccessorLinked = "successor_linked" {
            /// The school that follows.
            successor: Urn,
            /// From which day.
            from: Date,
        },
    }
}

command! {
    /// Records what the register says today. Saying the same again records nothing.
    pub struct Register {
        /// The entry.
        entry: Entry,
    }
}

command! {
    /// Links a closed school to the one that follows it.
    pub struct LinkSuccessor {
        /// The school that follows.
        successor: Urn,
        /// From which day.
        from: Date,
    }
}

/// What may be asked of an entry.
#[derive(Debug, Clone)]
pub enum Command {
    /// See [`Register`].
    Register(Register),
    /// See [`LinkSuccessor`].
    LinkSuccessor(LinkSuccessor),
}

impl Command {
    /// The command's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Register(_) => "register_school",
            Self::LinkSuccessor(_) => "link_successor",
        }
    }
}

/// A school as the log knows it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct School {
    /// The latest entry; none before the register first showed it.
    pub entry: Option<Entry>,
    /// The school that follows it, and from when.
    pub successor: Option<(Urn, Date)>,
}

impl School {
    /// What follows from a command.
    ///
    /// # Errors
    /// A successor cannot be linked to a school that the register does not have.
    pub fn decide(&self, command: &Command, _: &Stamp, _: &References<'_>) -> Result<Vec<Event>, Refused> {
        Ok(match command {
            Command::Register(Register { entry }) => match &self.entry {
                None => vec![Event::SchoolRegistered { entry: Box::new(entry.clone()) }],
                Some(before) if before == entry => vec![],
                Some(_) => vec![Event::SchoolChanged { entry: Box::new(entry.clone()) }],
            },
            Command::LinkSuccessor(LinkSuccessor { successor, from }) => match &self.entry {
                None => return Err(Refused::NotFound),
                Some(_) if self.successor == Some((*successor, *from)) => vec![],
                Some(_) => vec![Event::SuccessorLinked { successor: *successor, from: *from }],
            },
        })
    }

    /// Takes in what happened.
    pub fn evolve(&mut self, event: &Event) {
        match event {
            Event::SchoolRegistered { entry } | Event::SchoolChanged { entry } => {
                self.entry = Some((**entry).clone());
            }
            Event::SuccessorLinked { successor, from } => self.successor = Some((*successor, *from)),
        }
    }

    /// An entry needs no other stream.
    #[must_use]
    pub fn needs(&self, _: &Command) -> Vec<StreamId> {
        Vec::new()
    }
}
