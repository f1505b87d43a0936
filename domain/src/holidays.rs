//! The bank holidays of England and Wales as they were published, one version after another.

use crate::actor::Stamp;
use crate::clock::{BankHolidays, Holiday};
use crate::complaint::vocabulary::{command, events};
use crate::refused::Refused;
use crate::stream::{Kind, References, StreamId};
use jiff::civil::{Date, Weekday, date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One holiday of a published list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The day.
    pub date: Date,
    /// Its usual name.
    pub title: String,
    /// That it is a substitute or an extra day.
    pub note: Option<String>,
}

events! {
    /// What happens to the list of bank holidays.
    pub enum Event {
        /// A list was published that says something new.
        BankHolidaysPublished = "bank_holidays_published" {
            /// The list from now on: the years that were published, and those before and after as they were.
            list: Box<BankHolidays>,
            /// The days that are holidays now and were not before.
            added: BTreeSet<Date>,
            /// The days that were holidays before and are none now.
            removed: BTreeSet<Date>,
            /// The days whose name or note has changed.
            renamed: BTreeSet<Date>,
        },
        /// A list could not be read, after one that could.
        BankHolidaysUnreadable = "bank_holidays_unreadable" {
            /// Where it was looked for.
            source: String,
            /// What was wrong with it.
            why: String,
        },
        /// A list could be read again.
        BankHolidaysReadable = "bank_holidays_readable" {
            /// Where it was found.
            source: String,
        },
    }
}

command! {
    /// Takes in a published list. One that says nothing new records nothing.
    pub struct PublishBankHolidays {
        /// The holidays of whole years.
        rows: Vec<Row>,
        /// Where they come from.
        source: String,
    }
}

command! {
    /// Records that a list could not be read. Saying so again records nothing.
    pub struct ReportUnreadable {
        /// Where it was looked for.
        source: String,
        /// What was wrong with it.
        why: String,
    }
}

/// What may be asked of the list.
#[derive(Debug, Clone)]
pub enum Command {
    /// See [`PublishBankHolidays`].
    Publish(PublishBankHolidays),
    /// See [`ReportUnreadable`].
    Report(ReportUnreadable),
}

impl Command {
    /// The command's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Publish(_) => "publish_bank_holidays",
            Self::Report(_) => "report_unreadable",
        }
    }
}

/// The longest text of a list: a title, a note, a source.
const LONGEST: usize = 500;
/// How many holidays a year of England and Wales can have: there are eight, and a few more in a year of jubilees.
const IN_A_YEAR: std::ops::RangeInclusive<usize> = 8..=15;
/// The years a published list may speak of.
const YEARS: std::ops::RangeInclusive<i16> = 2009..=2100;

/// The list in force. The one that this program carries is its first version.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Holidays {
    /// The latest list that was published; none before the first.
    pub list: Option<BankHolidays>,
    /// Why the list could not be read the last time, if it could not.
    pub unreadable: Option<String>,
}

impl Holidays {
    /// The one stream of the holidays of England and Wales.
    #[must_use]
    pub fn stream() -> StreamId {
        StreamId::new(Kind::BankHolidays, "england-and-wales")
    }

    /// The list that counts.
    #[must_use]
    pub fn in_force(&self) -> &BankHolidays {
        self.list.as_ref().unwrap_or_else(|| BankHolidays::england())
    }

    /// What follows from a command.
    ///
    /// # Errors
    /// The list cannot be the holidays of England and Wales.
    pub fn decide(&self, command: &Command, _: &Stamp, _: &References<'_>) -> Result<Vec<Event>, Refused> {
        match command {
            Command::Report(ReportUnreadable { source, why }) if self.unreadable.is_none() => {
                let (source, why) = (shortened(source), shortened(why));
                Ok(vec![Event::BankHolidaysUnreadable { source, why }])
            }
            Command::Report(_) => Ok(vec![]),
            Command::Publish(PublishBankHolidays { rows, source }) => {
                let years = check(rows, self.in_force())?;
                let source = shortened(source);
                let mut events = self.published(rows, years, &source);
                if self.unreadable.is_some() {
                    events.push(Event::BankHolidaysReadable { source });
                }
                Ok(events)
            }
        }
    }

    fn published(&self, rows: &[Row], (first, last): (Date, Date), source: &str) -> Vec<Event> {
        let before = self.in_force();
        let mut list = before.clone();
        list.holidays.retain(|day, _| *day < first || last < *day);
        list.holidays.extend(rows.iter().map(|row| (row.date, holiday(row))));
        list.covers_from = before.covers_from.min(first);
        list.covers_to = before.covers_to.max(last);
        if list == *before {
            return Vec::new();
        }
        list.version += 1;
        source.clone_into(&mut list.provenance);
        let without = |one: &BankHolidays, other: &BankHolidays| -> BTreeSet<Date> {
            one.holidays.keys().filter(|day| !other.holidays.contains_key(day)).copied().collect()
        };
        let other_name =
            |(day, now): (&Date, &Holiday)| before.holidays.get(day).is_some_and(|then| then != now).then_some(*day);
        let renamed = list.holidays.iter().filter_map(other_name).collect();
        let (added, removed) = (without(&list, before), without(before, &list));
        vec![Event::BankHolidaysPublished { list: Box::new(list), added, removed, renamed }]
    }

    /// Takes in what happened.
    pub fn evolve(&mut self, event: &Event) {
        match event {
            Event::BankHolidaysPublished { list, .. } => self.list = Some((**list).clone()),
            Event::BankHolidaysUnreadable { why, .. } => self.unreadable = Some(why.clone()),
            Event::BankHolidaysReadable { .. } => self.unreadable = None,
        }
    }

    /// The list needs no other stream.
    #[must_use]
    pub fn needs(&self, _: &Command) -> Vec<StreamId> {
        Vec::new()
    }
}

/// A note is written in lower case here and with a capital there; only words make a difference.
fn holiday(row: &Row) -> Holiday {
    let note = row.note.as_deref().map(str::trim).filter(|note| !note.is_empty()).map(str::to_lowercase);
    Holiday { title: row.title.trim().to_owned(), note }
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// The first and last day of the whole years that a list speaks of. A list that is cut off or is not of England
/// and Wales must not make working days of holidays.
fn check(rows: &[Row], before: &BankHolidays) -> Result<(Date, Date), Refused> {
    let wrong = |why| Err(Refused::NotAcceptable { field: "rows", why });
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for row in rows {
        if !YEARS.contains(&row.date.year()) {
            return wrong("a holiday lies outside the years 2009 to 2100");
        }
        if matches!(row.date.weekday(), Weekday::Saturday | Weekday::Sunday) {
            return wrong("a holiday falls on a weekend, where its substitute day should stand");
        }
        if !seen.insert(row.date) {
            return wrong("a day stands in the list twice");
        }
        let long = |text: &str| text.chars().count() > LONGEST;
        if row.title.trim().is_empty() || long(&row.title) || row.note.as_deref().is_some_and(long) {
            return wrong("a holiday has no name, or one that is too long");
        }
        *years.entry(row.date.year()).or_default() += 1;
    }
    let (Some((first, _)), Some((last, _))) = (years.first_key_value(), years.last_key_value()) else {
        return wrong("the list is empty");
    };
    let whole = (*first..=*last).all(|year| years.get(&year).is_some_and(|count| IN_A_YEAR.contains(count)));
    if !whole {
        return wrong("each year has 8 to 15 holidays, and no year is left out");
    }
    if *first > before.covers_to.year() + 1 {
        return wrong("there is a gap between the years that are known and those in the list");
    }
    Ok((date(*first, 1, 1), date(*last, 12, 31)))
}
