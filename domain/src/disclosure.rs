//! Who was shown what is personal in a complaint: a stream beside the complaint's own, so that reading
//! a file changes no version of it.

use crate::actor::{Actor, Role, Stamp};
use crate::complaint::vocabulary::{command, events};
use crate::refused::Refused;
use crate::stream::{References, StreamId};
use jiff::{Timestamp, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The most kinds of words one disclosure names; a file has fewer.
const MOST_FIELDS: usize = 100;

/// Why somebody is shown what is personal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// They are on the family's side of the complaint.
    OwnComplaint,
    /// They deal with the complaint.
    Casework,
    /// They protect children.
    Safeguarding,
    /// They watch over personal data.
    DataProtection,
    /// They check the record.
    Audit,
}

impl Why {
    /// Why this role reads files.
    #[must_use]
    pub fn of(role: Role) -> Self {
        match role {
            Role::Complainant | Role::Representative => Self::OwnComplaint,
            Role::SafeguardingLead => Self::Safeguarding,
            Role::DataProtectionOfficer => Self::DataProtection,
            Role::Auditor => Self::Audit,
            _ => Self::Casework,
        }
    }
}

events! {
    /// What happens to what is personal in a complaint.
    pub enum Event {
        /// Somebody was shown what is personal. There is one such event an hour for each person at most, so
        /// it names all that was open to them in that hour, looked at or not.
        PersonalDataDisclosed = "personal_data_disclosed" {
            /// To whom, by opaque number, and in which role and for which body.
            to: Actor,
            /// When the hour began.
            hour: Timestamp,
            /// The kinds of words that were open to them, by the names of their fields.
            fields: BTreeSet<String>,
            /// Why.
            why: Why,
        },
    }
}

command! {
    /// Records that what is personal is about to be shown to whoever asks.
    pub struct Disclose {
        /// The kinds of words that are open to them.
        fields: BTreeSet<String>,
    }
}

/// What may be asked of a complaint's disclosures.
#[derive(Debug, Clone)]
pub enum Command {
    /// See [`Disclose`].
    Disclose(Disclose),
}

impl Command {
    /// The command's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        "disclose"
    }
}

/// The disclosures of one complaint, as far as the next one depends on them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Disclosures {
    /// The last hour in which each reader was recorded.
    latest: BTreeMap<Actor, Timestamp>,
}

/// The beginning of the hour an instant falls in.
#[must_use]
pub fn hour(at: Timestamp) -> Timestamp {
    let rounding = jiff::TimestampRound::new().smallest(Unit::Hour).mode(jiff::RoundMode::Floor);
    at.round(rounding).unwrap_or(at)
}

impl Disclosures {
    /// What follows from a command: nothing, where this reader was recorded in this hour.
    ///
    /// # Errors
    /// More kinds of words are named than a file has.
    pub fn decide(&self, command: &Command, stamp: &Stamp, _: &References<'_>) -> Result<Vec<Event>, Refused> {
        let Command::Disclose(Disclose { fields }) = command;
        if fields.len() > MOST_FIELDS {
            return Err(Refused::TooMany { what: "fields", most: MOST_FIELDS });
        }
        let (to, hour) = (stamp.actor.clone(), hour(stamp.at));
        // Another server's clock may be a little ahead: its hour counts for this one too.
        if self.latest.get(&to).is_some_and(|latest| *latest >= hour) {
            return Ok(vec![]);
        }
        let why = Why::of(to.role);
        Ok(vec![Event::PersonalDataDisclosed { to, hour, fields: fields.clone(), why }])
    }

    /// Takes in what happened.
    pub fn evolve(&mut self, event: &Event) {
        let Event::PersonalDataDisclosed { to, hour, .. } = event;
        self.latest.insert(to.clone(), *hour);
    }

    /// A disclosure needs no other stream.
    #[must_use]
    pub fn needs(&self, _: &Command) -> Vec<StreamId> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Body;
    use crate::ids::PersonId;
    use crate::law::Scheme;

    fn read(known: &mut Disclosures, person: u128, at: &str) -> usize {
        let actor = Actor { role: Role::Clerk, body: Body::Ombudsman, person: PersonId(uuid::Uuid::from_u128(person)) };
        let stamp = Stamp { at: at.parse().unwrap(), actor, scheme: Scheme::WhitePaper };
        let command = Command::Disclose(Disclose { fields: ["name".to_owned()].into() });
        let events = known.decide(&command, &stamp, &References::default()).unwrap();
        for event in &events {
            known.evolve(event);
        }
        events.len()
    }

    #[test]
    fn each_reader_is_recorded_once_an_hour() {
        let mut known = Disclosures::default();
        assert_eq!(read(&mut known, 1, "2011-09-05T09:00:00Z"), 1);
        assert_eq!(read(&mut known, 1, "2011-09-05T09:59:59Z"), 0);
        assert_eq!(read(&mut known, 2, "2011-09-05T09:59:59Z"), 1);
        assert_eq!(read(&mut known, 1, "2011-09-05T10:00:00Z"), 1);
        assert_eq!(read(&mut known, 1, "2011-09-05T09:59:59Z"), 0);
    }
}
