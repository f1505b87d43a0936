//! A school: its entry in the register (Get Information About Schools), and the targets that it sets itself.

use crate::actor::Stamp;
use crate::clock::{RuleId, Unit, civil_date};
use crate::complaint::vocabulary::{command, events};
use crate::ids::Urn;
use crate::law::LaCode;
use crate::policy;
use crate::refused::Refused;
use crate::stream::{References, StreamId};
use crate::target::{Target, Targets};
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
    /// What happens to a school.
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
        /// Its governing body set the length of one of its own targets, or went back to the default.
        TargetSet = "target_set" {
            /// What was set.
            target: Target,
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

command! {
    /// Sets how long the school gives itself for one of its own targets. A clock that runs keeps the length with
    /// which it started. Setting the same again records nothing.
    pub struct SetTarget {
        /// The rule, such as `T33`: one whose source leaves the number to schools.
        rule: RuleId,
        /// How many units, 1 to 40; left out, the default counts again.
        #[schemars(range(min = 1, max = 40))]
        length: Option<u16>,
        /// Of what: days, working days or school days; if left out, what the default is counted in.
        unit: Option<Unit>,
        /// The first day on which a clock starts with it: today, or up to two years ahead; today if left out.
        from: Option<Date>,
    }
}

/// What may be asked of a school.
#[derive(Debug, Clone)]
pub enum Command {
    /// See [`Register`].
    Register(Register),
    /// See [`LinkSuccessor`].
    LinkSuccessor(LinkSuccessor),
    /// See [`SetTarget`].
    SetTarget(SetTarget),
}

impl Command {
    /// The command's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Register(_) => "register_school",
            Self::LinkSuccessor(_) => "link_successor",
            Self::SetTarget(_) => "set_target",
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
    /// The targets that it has set itself.
    pub targets: Targets,
}

impl School {
    /// What follows from a command.
    ///
    /// # Errors
    /// The register does not have the school, or a target cannot be set so, or not by them.
    pub fn decide(&self, command: &Command, stamp: &Stamp, _: &References<'_>) -> Result<Vec<Event>, Refused> {
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
            Command::SetTarget(SetTarget { rule, length, unit, from }) => {
                let entry = self.entry.as_ref().ok_or(Refused::NotFound)?;
                if !policy::sets_targets(&stamp.actor, entry) {
                    return Err(Refused::NotPermitted { action: command.name() });
                }
                let today = civil_date(stamp.at);
                let target = self.targets.set(rule, *length, *unit, from.unwrap_or(today), today)?;
                target.map(|target| Event::TargetSet { target }).into_iter().collect()
            }
        })
    }

    /// Takes in what happened.
    pub fn evolve(&mut self, event: &Event) {
        match event {
            Event::SchoolRegistered { entry } | Event::SchoolChanged { entry } => {
                self.entry = Some((**entry).clone());
            }
            Event::SuccessorLinked { successor, from } => self.successor = Some((*successor, *from)),
            Event::TargetSet { target } => self.targets.0.push(target.clone()),
        }
    }

    /// A school needs no other stream.
    #[must_use]
    pub fn needs(&self, _: &Command) -> Vec<StreamId> {
        Vec::new()
    }
}
