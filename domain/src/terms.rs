//! The terms, training days and closures of one school, or of an authority's schools.

use crate::actor::Stamp;
use crate::clock::SchoolCalendar;
use crate::complaint::vocabulary::{command, events};
use crate::refused::Refused;
use crate::stream::{References, StreamId};

events! {
    /// What happens to a school calendar.
    pub enum Event {
        /// A calendar was published, and replaces the one before.
        TermsPublished = "terms_published" {
            /// The calendar.
            calendar: Box<SchoolCalendar>,
        },
    }
}

command! {
    /// Publishes a calendar. Publishing the same again records nothing.
    pub struct PublishTerms {
        /// The calendar.
        calendar: SchoolCalendar,
    }
}

/// What may be asked of a calendar.
#[derive(Debug, Clone)]
pub enum Command {
    /// See [`PublishTerms`].
    Publish(PublishTerms),
}

impl Command {
    /// The command's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        "publish_terms"
    }
}

/// The calendar in force.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Terms {
    /// The latest calendar; none before the first was published.
    pub calendar: Option<SchoolCalendar>,
}

impl Terms {
    /// What follows from a command.
    ///
    /// # Errors
    /// None so far.
    pub fn decide(&self, command: &Command, _: &Stamp, _: &References<'_>) -> Result<Vec<Event>, Refused> {
        let Command::Publish(PublishTerms { calendar }) = command;
        if self.calendar.as_ref() == Some(calendar) {
            return Ok(vec![]);
        }
        Ok(vec![Event::TermsPublished { calendar: Box::new(calendar.clone()) }])
    }

    /// Takes in what happened.
    pub fn evolve(&mut self, event: &Event) {
        let Event::TermsPublished { calendar } = event;
        self.calendar = Some((**calendar).clone());
    }

    /// A calendar needs no other stream.
    #[must_use]
    pub fn needs(&self, _: &Command) -> Vec<StreamId> {
        Vec::new()
    }
}
