//! A decision that open deadlines follow a calendar which has changed: who made it, about what, and why.

use crate::actor::{Body, Role, Stamp};
use crate::complaint::vocabulary::{command, events};
use crate::ids::Urn;
use crate::refused::Refused;
use crate::stream::{References, StreamId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whose open deadlines a decision moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Scope {
    /// Every school's, because the bank holidays have changed.
    Everywhere {},
    /// One school's, because its terms have changed or one of its calendars was chosen.
    School {
        /// The school.
        urn: Urn,
    },
}

/// Why a calendar has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A holiday was proclaimed or moved.
    HolidayProclaimed,
    /// A school changed its terms, training days or closures.
    TermsChanged,
    /// A calendar that was missing has come.
    CalendarArrived,
    /// A mistake in a calendar was put right.
    MistakeCorrected,
}

events! {
    /// What happens to a decision.
    pub enum Event {
        /// It was decided that open deadlines move.
        MoveDecided = "move_decided" {
            /// Whose.
            scope: Scope,
            /// Why.
            cause: Cause,
        },
    }
}

command! {
    /// Decides that open deadlines follow the calendars as they are now.
    pub struct DecideMove {
        /// Whose.
        scope: Scope,
        /// Why.
        cause: Cause,
    }
}

/// What may be asked of a decision.
#[derive(Debug, Clone)]
pub enum Command {
    /// See [`DecideMove`].
    Decide(DecideMove),
}

impl Command {
    /// The command's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        "decide_move"
    }
}

/// A decision as the log knows it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decision {
    /// What was decided; none before it was.
    pub decided: Option<(Scope, Cause)>,
}

impl Decision {
    /// What follows from a command.
    ///
    /// # Errors
    /// The caller may not decide this.
    pub fn decide(&self, command: &Command, stamp: &Stamp, references: &References<'_>) -> Result<Vec<Event>, Refused> {
        let Command::Decide(DecideMove { scope, cause }) = command;
        may_decide(stamp, *scope, references)?;
        match self.decided {
            Some(_) => Err(Refused::AlreadyDone { what: "this was decided" }),
            None => Ok(vec![Event::MoveDecided { scope: *scope, cause: *cause }]),
        }
    }

    /// Takes in what happened.
    pub fn evolve(&mut self, event: &Event) {
        let Event::MoveDecided { scope, cause } = event;
        self.decided = Some((*scope, *cause));
    }

    /// The school's entry in the register, to know its authority.
    #[must_use]
    pub fn needs(&self, command: &Command) -> Vec<StreamId> {
        let Command::Decide(DecideMove { scope, .. }) = command;
        match scope {
            Scope::School { urn } => vec![StreamId::new(crate::Kind::School, urn)],
            Scope::Everywhere {} => Vec::new(),
        }
    }
}

fn may_decide(stamp: &Stamp, scope: Scope, references: &References<'_>) -> Result<(), Refused> {
    let may = match scope {
        Scope::Everywhere {} => stamp.actor.body == Body::Service && stamp.actor.role == Role::Administrator,
        Scope::School { urn } => {
            let entry = references.school(urn).and_then(|school| school.entry.as_ref());
            let entry = entry.ok_or(Refused::NoSuchSchool { urn: urn.0 })?;
            crate::policy::keeps_calendar(&stamp.actor, entry)
        }
    };
    if may { Ok(()) } else { Err(Refused::NotPermitted { action: "decide_move" }) }
}
