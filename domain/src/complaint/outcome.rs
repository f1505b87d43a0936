//! What a decision gathers.

use super::{Complaint, Event, Moment};
use crate::ids::Urn;
use crate::refused::Refused;

/// The events that follow from a command, gathered in order.
pub(crate) struct Outcome<'a> {
    pub(crate) file: &'a Complaint,
    pub(crate) now: &'a Moment<'a>,
    pub(crate) events: Vec<Event>,
    /// The school, while the complaint that names it is only being lodged.
    pub(crate) school: Option<Urn>,
    /// Whether the clocks that are started or counted anew run from a receipt that cannot be dated yet.
    pub(crate) undeemed: bool,
}

impl<'a> Outcome<'a> {
    pub(crate) fn of(file: &'a Complaint, now: &'a Moment<'a>) -> Self {
        Self { file, now, events: Vec::new(), school: None, undeemed: false }
    }

    /// Adds what happened.
    pub(crate) fn and(mut self, event: impl Into<Event>) -> Self {
        self.events.push(event.into());
        self
    }

    /// Adds what happened, for each of several.
    pub(crate) fn and_all<E: Into<Event>>(mut self, events: impl IntoIterator<Item = E>) -> Self {
        self.events.extend(events.into_iter().map(Into::into));
        self
    }

    #[expect(clippy::unnecessary_wraps, reason = "it ends every decision, and a decision may be refused")]
    pub(crate) fn done(self) -> Result<Vec<Event>, Refused> {
        Ok(self.events)
    }
}
