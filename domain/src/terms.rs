//! The terms, training days and closures of one school, as its own staff and its authority publish them.

use crate::actor::{Body, Stamp};
use crate::clock::{Calendars, SchoolCalendar};
use crate::complaint::vocabulary::{command, events};
use crate::refused::Refused;
use crate::stream::{References, StreamId};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

events! {
    /// What happens to a school's calendars.
    pub enum Event {
        /// A calendar was published, and replaces the one that the same body published before.
        TermsPublished = "terms_published" {
            /// The calendar.
            calendar: Box<SchoolCalendar>,
            /// Whose it is; not known of the first ones.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            publisher: Option<Body>,
        },
        /// Somebody chose which of several calendars counts.
        TermsChosen = "terms_chosen" {
            /// Whose.
            publisher: Body,
        },
    }
}

command! {
    /// Publishes a calendar. Publishing the same again records nothing.
    pub struct PublishTerms {
        /// The calendar.
        calendar: SchoolCalendar,
        /// Whose it is.
        publisher: Body,
    }
}

command! {
    /// Chooses whose calendar counts, where several differ. Choosing the same again records nothing.
    pub struct ChooseTerms {
        /// Whose.
        publisher: Body,
    }
}

/// What may be asked of a school's calendars.
#[derive(Debug, Clone)]
pub enum Command {
    /// See [`PublishTerms`].
    Publish(PublishTerms),
    /// See [`ChooseTerms`].
    Choose(ChooseTerms),
}

impl Command {
    /// The command's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Publish(_) => "publish_terms",
            Self::Choose(_) => "choose_terms",
        }
    }
}

/// The calendars of a school as the log knows them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Terms {
    /// The latest calendar of each body that published one, the school's own first.
    pub published: BTreeMap<Option<Body>, SchoolCalendar>,
    /// Whose calendar counts, once somebody has chosen.
    pub chosen: Option<Body>,
    /// The calendar that counts; none before the first was published.
    pub calendar: Option<SchoolCalendar>,
    /// The others, while nobody has chosen: on a day about which they differ nothing can be computed.
    pub rivals: Vec<SchoolCalendar>,
}

impl Terms {
    /// What follows from a command.
    ///
    /// # Errors
    /// The calendar makes no sense, or there is none to choose.
    pub fn decide(&self, command: &Command, _: &Stamp, _: &References<'_>) -> Result<Vec<Event>, Refused> {
        Ok(match command {
            Command::Publish(PublishTerms { calendar, publisher }) => {
                calendar.fit().map_err(|unfit| Refused::NotAcceptable { field: unfit.field, why: unfit.why })?;
                match self.published.get(&Some(*publisher)) {
                    Some(known) if known == calendar => vec![],
                    _ => vec![Event::TermsPublished {
                        calendar: Box::new(calendar.clone()),
                        publisher: Some(*publisher),
                    }],
                }
            }
            Command::Choose(ChooseTerms { publisher }) => {
                if !self.published.contains_key(&Some(*publisher)) {
                    return Err(Refused::NotAcceptable {
                        field: "publisher",
                        why: "this body has published no calendar",
                    });
                }
                match self.chosen {
                    Some(chosen) if chosen == *publisher => vec![],
                    _ => vec![Event::TermsChosen { publisher: *publisher }],
                }
            }
        })
    }

    /// Takes in what happened.
    pub fn evolve(&mut self, event: &Event) {
        match event {
            Event::TermsPublished { calendar, publisher } => {
                if publisher.is_some() {
                    self.published.remove(&None);
                }
                self.published.insert(*publisher, (**calendar).clone());
            }
            Event::TermsChosen { publisher } => self.chosen = Some(*publisher),
        }
        let chosen = self.published.get(&self.chosen).filter(|_| self.chosen.is_some());
        let mut count = chosen.map_or_else(|| self.published.values().cloned().collect(), |one| vec![one.clone()]);
        self.rivals = if count.is_empty() { Vec::new() } else { count.split_off(1) };
        self.calendar = count.pop();
    }

    /// The days about which the calendars that count differ, and that more than one of them covers.
    #[must_use]
    pub fn differ(&self) -> Vec<Date> {
        let all: Vec<_> = self.calendar.iter().chain(&self.rivals).collect();
        let (Some(first), Some(last)) =
            (all.iter().map(|one| one.covers_from).min(), all.iter().map(|one| one.covers_to).max())
        else {
            return Vec::new();
        };
        let told = |day: Date| all.iter().filter_map(|one| one.in_session(day)).map(|told| told.is_ok()).collect();
        let days = first.series(1.day()).take_while(|day| *day <= last);
        days.filter(|day| {
            let told: BTreeSet<bool> = told(*day);
            told.len() > 1
        })
        .collect()
    }

    /// These calendars beside the bank holidays.
    #[must_use]
    pub fn beside<'a>(&'a self, bank: Calendars<'a>) -> Calendars<'a> {
        Calendars { school: self.calendar.as_ref(), rivals: &self.rivals, ..bank }
    }

    /// A calendar needs no other stream.
    #[must_use]
    pub fn needs(&self, _: &Command) -> Vec<StreamId> {
        Vec::new()
    }
}
