//! The only file that knows cqrs-es: a complaint as its `Aggregate`, an event as its `DomainEvent`.
//!
//! Of the framework we use the vocabulary and the test framework. Its snapshots and its views are
//! not used: it applies each event twice when it takes a snapshot, and updates views after the commit.

use crate::actor::Stamp;
use crate::complaint::{Command, Complaint, Event};
use crate::refused::Refused;
use crate::stream::{References, SCHEMA, StreamId, Subject};
use cqrs_es::event_sink::EventSink;
use cqrs_es::{Aggregate, DomainEvent};
use std::collections::BTreeMap;

/// A command together with all that its decision may look at.
#[derive(Debug, Clone)]
pub struct Given {
    /// The command.
    pub command: Command,
    /// When and by whom.
    pub stamp: Stamp,
    /// The register and the calendars.
    pub references: BTreeMap<StreamId, Subject>,
}

impl DomainEvent for Event {
    fn event_type(&self) -> String {
        self.name().into()
    }

    fn event_version(&self) -> String {
        SCHEMA.to_string()
    }
}

impl Aggregate for Complaint {
    const TYPE: &'static str = "complaint";
    type Command = Given;
    type Event = Event;
    type Error = Refused;
    type Services = ();

    async fn handle(&mut self, given: Given, (): &(), sink: &EventSink<Self>) -> Result<(), Refused> {
        let references = References(given.references.iter().collect());
        for event in self.decide(&given.command, &given.stamp, &references)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: Event) {
        self.evolve(&event);
    }
}
