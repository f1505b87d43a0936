//! The streams of the log, whatever they are about: what may be asked of one, and what happened in it.

use crate::access::{self, Access};
use crate::actor::{Actor, Role, Stamp};
use crate::clock::BankHolidays;
use crate::complaint::{self, Complaint};
use crate::decision::{self, Decision};
use crate::disclosure::{self, Disclosures};
use crate::feed::{self, Feeds};
use crate::holidays::{self, Holidays};
use crate::ids::{ComplaintId, PersonId};
use crate::membership::{self, Memberships};
use crate::post::{self, Post};
use crate::refused::Refused;
use crate::school::{self, School};
use crate::terms::{self, Terms};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! streams {
    ($($(#[$doc:meta])* $kind:ident = $text:literal, $state:ty, $event:ty, $command:ty;)+) => {
        /// What a stream is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind { $($(#[$doc])* $kind),+ }

        impl Kind {
            /// Every kind of stream.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// The kind's one name in SQL and JSON.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $text),+ }
            }
        }

        /// Something that happened, in a stream of any kind.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Fact { $($(#[$doc])* $kind($event)),+ }

        impl Fact {
            /// The kind of stream this belongs to.
            #[must_use]
            pub fn kind(&self) -> Kind {
                match self { $(Self::$kind(_) => Kind::$kind),+ }
            }

            /// The event's name, such as `complaint_submitted`.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self { $(Self::$kind(event) => event.name()),+ }
            }

            /// The exact text that is stored and hashed.
            ///
            /// # Errors
            /// Only if an event cannot be written as JSON, which no event of ours can cause.
            pub fn encode(&self) -> Result<String, serde_json::Error> {
                match self { $(Self::$kind(event) => serde_json::to_string(event)),+ }
            }

            /// Reads a stored event of any schema version. The one place where old shapes become new.
            ///
            /// # Errors
            /// The payload is not an event of this kind.
            pub fn decode(kind: Kind, schema: u16, payload: &str) -> Result<Self, serde_json::Error> {
                let payload = upcast(schema, payload);
                Ok(match kind { $(Kind::$kind => Self::$kind(serde_json::from_str(payload)?)),+ })
            }
        }

        /// Something asked of a stream of any kind.
        #[derive(Debug, Clone)]
        pub enum Order { $($(#[$doc])* $kind(Box<$command>)),+ }

        impl Order {
            /// The command's name, as the log records the cause of an event.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self { $(Self::$kind(command) => command.name()),+ }
            }
        }

        /// The state of a stream of any kind.
        #[derive(Debug, Clone)]
        pub enum Subject { $($(#[$doc])* $kind(Box<$state>)),+ }

        impl Subject {
            /// A stream to which nothing has happened.
            #[must_use]
            pub fn new(kind: Kind) -> Self {
                match kind { $(Kind::$kind => Self::$kind(Box::default())),+ }
            }

            /// Takes in what happened. A fact of another kind of stream changes nothing.
            pub fn evolve(&mut self, fact: &Fact) {
                match (self, fact) {
                    $((Self::$kind(state), Fact::$kind(event)) => state.evolve(event),)+
                    _ => {}
                }
            }

            /// What follows from an order now.
            ///
            /// # Errors
            /// The law, the policy or the state refuses it.
            pub fn decide(&self, order: &Order, stamp: &Stamp, references: &References<'_>) -> Result<Vec<Fact>, Refused> {
                match (self, order) {
                    $((Self::$kind(state), Order::$kind(command)) => Ok(
                        state.decide(command, stamp, references)?.into_iter().map(Fact::$kind).collect()
                    ),)+
                    _ => Err(Refused::NotFound),
                }
            }

            /// The other streams whose facts this order needs: the register's entry of a school, its terms.
            #[must_use]
            pub fn needs(&self, order: &Order, actor: &Actor) -> Vec<StreamId> {
                let mut needed = match (self, order) {
                    $((Self::$kind(state), Order::$kind(command)) => state.needs(command),)+
                    _ => Vec::new(),
                };
                needed.extend(offices(actor).filter(|_| matches!(order, Order::Complaint(_))));
                needed
            }
        }
    };
}

streams! {
    /// A complaint.
    Complaint = "complaint", Complaint, complaint::Event, complaint::Command;
    /// A school's entry in the register.
    School = "school", School, school::Event, school::Command;
    /// The terms and closures of a school or of an authority's schools.
    Terms = "terms", Terms, terms::Event, terms::Command;
    /// Who was shown what is personal in a complaint.
    Disclosure = "disclosure", Disclosures, disclosure::Event, disclosure::Command;
    /// The bank holidays of England and Wales.
    BankHolidays = "bank_holidays", Holidays, holidays::Event, holidays::Command;
    /// A decision that open deadlines follow a calendar which has changed.
    Decision = "decision", Decision, decision::Event, decision::Command;
    /// How one person on the family's side comes to one case.
    Access = "access", Access, access::Event, access::Command;
    /// The offices of one person.
    Membership = "membership", Memberships, membership::Event, membership::Command;
    /// One message that an event asked for.
    Post = "post", Post, post::Event, post::Command;
    /// The calendar feeds of one person.
    Feeds = "feeds", Feeds, feed::Event, feed::Command;
}

/// The stream of the offices that may keep somebody from deciding: a Commissioner's own.
#[must_use]
pub fn offices(actor: &Actor) -> Option<StreamId> {
    (actor.role == Role::Commissioner).then(|| membership::stream(actor.person))
}

/// The schema version that new events are written with.
pub const SCHEMA: u16 = 1;

/// Brings a stored payload to today's shape, one version at a time. There is one version so far.
fn upcast(_schema: u16, payload: &str) -> &str {
    payload
}

/// One stream of the log.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId {
    /// What it is about.
    pub kind: Kind,
    /// Which one: an identifier in plain ASCII.
    pub id: String,
}

impl StreamId {
    /// The stream of this kind and identifier.
    pub fn new(kind: Kind, id: impl fmt::Display) -> Self {
        Self { kind, id: id.to_string() }
    }
}

/// A fact as the log holds it.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// Its place in the log, dense from 1.
    pub position: i64,
    /// Its stream.
    pub stream: StreamId,
    /// Its place in the stream, dense from 1.
    pub version: i64,
    /// The instant it was recorded.
    pub at: Timestamp,
    /// Who caused it.
    pub actor: Actor,
    /// The command it follows from.
    pub cause: String,
    /// What happened.
    pub fact: Fact,
}

/// The states of other streams that a decision may look at.
#[derive(Debug, Clone, Default)]
pub struct References<'a>(pub Vec<(&'a StreamId, &'a Subject)>);

impl<'a> References<'a> {
    /// A complaint, if it was asked for and exists.
    #[must_use]
    pub fn complaint(&self, id: ComplaintId) -> Option<&'a Complaint> {
        let id = id.to_string();
        self.0.iter().find_map(|(stream, subject)| match *subject {
            Subject::Complaint(complaint) if stream.id == id => Some(&**complaint),
            _ => None,
        })
    }

    /// The offices of a person, if they were asked for and there are any.
    #[must_use]
    pub fn memberships(&self, person: PersonId) -> Option<&'a Memberships> {
        let id = person.to_string();
        self.0.iter().find_map(|(stream, subject)| match *subject {
            Subject::Membership(memberships) if stream.id == id => Some(&**memberships),
            _ => None,
        })
    }

    /// The register's entry of a school, if it was asked for and exists.
    #[must_use]
    pub fn school(&self, urn: crate::Urn) -> Option<&School> {
        let id = urn.to_string();
        self.0.iter().find_map(|(stream, subject)| match subject {
            Subject::School(school) if stream.id == id => Some(&**school),
            _ => None,
        })
    }

    /// The bank holidays that count: those last published or, before that, those this program carries.
    #[must_use]
    pub fn bank_holidays(&self) -> &BankHolidays {
        let list = self.0.iter().find_map(|(_, subject)| match subject {
            Subject::BankHolidays(holidays) => Some(holidays.in_force()),
            _ => None,
        });
        list.unwrap_or_else(|| BankHolidays::england())
    }

    /// Whether this decision was made, and is in view.
    #[must_use]
    pub fn decision(&self, id: crate::ids::DecisionId) -> Option<&Decision> {
        let id = id.to_string();
        self.0.iter().find_map(|(stream, subject)| match subject {
            Subject::Decision(decision) if stream.id == id => Some(&**decision),
            _ => None,
        })
    }

    /// The terms published for a school, by its number in the register.
    #[must_use]
    pub fn terms(&self, of: &str) -> Option<&Terms> {
        self.0.iter().find_map(|(stream, subject)| match subject {
            Subject::Terms(terms) if stream.id == of => Some(&**terms),
            _ => None,
        })
    }
}
