//! Importing the terms of one school, or of every school of an authority, from CSV or iCalendar.
//!
//! A file says which days are term and which are closed; for which days it is complete, only the person who
//! imports it can say. So the first and last day are given with it, and never guessed.

use crate::clock::Clock;
use crate::store::Store;
use crate::ticker;
use icalendar::parser::{read_calendar, unfold};
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use redress_domain::clock::{SchoolCalendar, Term};
use redress_domain::law::{LaCode, Scheme};
use redress_domain::terms::{Command, PublishTerms};
use redress_domain::{Body, Kind, Order, Stamp, StreamId, Urn};
use redress_projections::Job;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

/// The most bytes that a file may have.
const MOST_BYTES: u64 = 1024 * 1024;
/// The most days that one row may span.
const LONGEST: i32 = 200;

/// For which days a file is complete.
#[derive(Debug, Clone, Copy)]
pub struct Covers {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// What the days of a row are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Days {
    Term,
    Closed,
    Open,
}

/// Days of one kind in a file.
#[derive(Debug)]
struct Row {
    what: Days,
    from: Date,
    to: Date,
    note: String,
}

/// Imports a file for one school or for every school of an authority, and says what has changed.
///
/// # Errors
/// The file cannot be read or cannot be right, the register has no such school, or the database fails.
pub async fn import(
    store: &Store,
    clock: &Clock,
    publisher: Body,
    path: &Path,
    covers: Covers,
) -> Result<String, Box<dyn Error + Send + Sync>> {
    let place = path.display();
    let size = std::fs::metadata(path).map_err(|error| format!("cannot read {place}: {error}"))?.len();
    if size > MOST_BYTES {
        return Err(format!("{place} has more than a megabyte").into());
    }
    let text = std::fs::read_to_string(path).map_err(|error| format!("cannot read {place}: {error}"))?;
    let mut calendar = read(&text, covers).map_err(|why| format!("{place}: {why}"))?;
    calendar.source = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    calendar.fit().map_err(|unfit| format!("{place}: {}", unfit.why))?;
    let schools = match publisher {
        Body::School(urn) => vec![store.school(urn).await?.ok_or("the register has no such school")?.urn],
        Body::Authority(code) => schools_of(store, code).await?,
        _ => return Err("only a school or an authority publishes terms".into()),
    };
    let (mut changed, all) = (0, schools.len());
    for urn in schools {
        changed += usize::from(publish(store, clock, urn, publisher, calendar.clone()).await?);
    }
    Ok(format!("{all} schools: {changed} with new terms, {} as they were.", all - changed))
}

async fn schools_of(store: &Store, code: LaCode) -> Result<Vec<Urn>, Box<dyn Error + Send + Sync>> {
    let all = store.schools_of(code).await?;
    if all.is_empty() { Err("the register has no school of this authority".into()) } else { Ok(all) }
}

/// Publishes a calendar as the next version of its publisher's, unless it says what is known.
async fn publish(
    store: &Store,
    clock: &Clock,
    urn: Urn,
    publisher: Body,
    mut calendar: SchoolCalendar,
) -> Result<bool, Box<dyn Error + Send + Sync>> {
    let known = store.calendars(Some(urn)).await?;
    let known = known.1.published.get(&Some(publisher));
    calendar.version = known.map_or(1, |known| known.version);
    if known.is_some_and(|known| *known == calendar) {
        return Ok(false);
    }
    calendar.version += u32::from(known.is_some());
    let job = Job {
        stream: StreamId::new(Kind::Terms, urn),
        order: Order::Terms(Box::new(Command::Publish(PublishTerms { calendar, publisher }))),
        stamp: Stamp { at: clock.now(), actor: ticker::time(), scheme: Scheme::default() },
        expected: None,
        key: None,
        sealed: Vec::new(),
    };
    Ok(store.execute(job).await?.positions.is_some())
}

/// The calendar in a file's text: iCalendar where it begins as one, CSV otherwise.
///
/// # Errors
/// It is neither, or says what cannot be.
pub fn read(text: &str, covers: Covers) -> Result<SchoolCalendar, String> {
    let text = text.trim_start_matches('\u{feff}');
    let rows = if text.trim_start().starts_with("BEGIN:VCALENDAR") { from_ical(text)? } else { from_csv(text)? };
    let mut terms = Vec::new();
    let (mut closed, mut also_open) = (BTreeMap::new(), BTreeSet::new());
    for row in rows {
        let days = row.from.until(row.to).map_or(-1, |span| span.get_days());
        if !(0..=LONGEST).contains(&days) {
            return Err(format!("{} to {} is no run of days of a school year", row.from, row.to));
        }
        let each = row.from.series(1.day()).take_while(|day| *day <= row.to);
        match row.what {
            Days::Term => terms.push(Term { from: row.from, to: row.to }),
            Days::Closed => closed.extend(each.map(|day| (day, row.note.clone()))),
            Days::Open => also_open.extend(each),
        }
    }
    terms.sort_by_key(|term| term.from);
    let Covers { from: covers_from, to: covers_to } = covers;
    Ok(SchoolCalendar { source: "a file".into(), version: 1, covers_from, covers_to, terms, closed, also_open })
}

/// Rows of `kind,from,to,note`, where the kind is `term`, `closed` or `open`; one day needs no `to`.
fn from_csv(text: &str) -> Result<Vec<Row>, String> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| error.to_string())?.clone();
    if headers.iter().take(3).ne(["kind", "from", "to"]) {
        return Err("the first line is not \"kind,from,to,note\"".into());
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let line = record.position().map_or(0, csv::Position::line);
        let day = |text: &str| text.parse::<Date>().map_err(|_| format!("line {line}: \"{text}\" is no day"));
        let cell = |place| record.get(place).unwrap_or_default();
        let what = match cell(0) {
            "term" => Days::Term,
            "closed" => Days::Closed,
            "open" => Days::Open,
            other => return Err(format!("line {line}: \"{other}\" is none of term, closed, open")),
        };
        let from = day(cell(1))?;
        let to = if cell(2).is_empty() { from } else { day(cell(2))? };
        rows.push(Row { what, from, to, note: cell(3).to_owned() });
    }
    Ok(rows)
}

/// The whole-day events of an iCalendar file that say by their category or their title what they are. Others,
/// such as a concert, are nobody's school day and are left out.
fn from_ical(text: &str) -> Result<Vec<Row>, String> {
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded)?;
    let mut rows = Vec::new();
    for event in calendar.components.iter().filter(|component| component.name == "VEVENT") {
        let text = |name: &str| event.find_prop(name).map(|found| found.val.to_string()).unwrap_or_default();
        let title = text("SUMMARY");
        let Some(what) = kind_of(&text("CATEGORIES")).or_else(|| kind_of(&title)) else { continue };
        let day = |name: &str| {
            let value = text(name);
            let letters = value.get(..8).unwrap_or_default();
            Date::strptime("%Y%m%d", letters).map_err(|_| format!("\"{title}\" has no day in {name}"))
        };
        let from = day("DTSTART")?;
        // RFC 5545: the end is the first day after it, and without one the event lasts a day.
        let to = match event.find_prop("DTEND") {
            Some(_) => day("DTEND")?.saturating_sub(Span::new().days(1)).max(from),
            None => from,
        };
        rows.push(Row { what, from, to, note: title });
    }
    Ok(rows)
}

/// What a title or category says of its days. A holiday within a term is closed, so its word comes first.
fn kind_of(title: &str) -> Option<Days> {
    let title = title.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if says(&["holiday", "half term", "half-term", "inset", "training", "closed", "closure", "polling"]) {
        return Some(Days::Closed);
    }
    if says(&["starts", "begins", "ends", "first day", "last day", "end of", "start of"]) {
        return None;
    }
    if says(&["term"]) { Some(Days::Term) } else { says(&["open", "saturday school"]).then_some(Days::Open) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COVERS: Covers = Covers { from: jiff::civil::date(2011, 9, 1), to: jiff::civil::date(2012, 8, 31) };

    #[test]
    fn csv_and_icalendar_give_the_same_calendar() {
        let csv = "kind,from,to,note\nterm,2011-09-05,2011-10-21,Autumn term 1\nclosed,2011-09-05,2011-09-06,INSET\n\
                   term,2011-10-31,2011-12-16,Autumn term 2\n";
        let event = |from: &str, to: &str, title: &str| {
            format!(
                "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{from}\r\nDTEND;VALUE=DATE:{to}\r\nSUMMARY:{title}\r\nEND:VEVENT\r\n"
            )
        };
        let ical = format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}{}{}{}END:VCALENDAR\r\n",
            event("20111031", "20111217", "Autumn term 2"),
            event("20110905", "20111022", "Autumn term 1"),
            event("20110905", "20110907", "INSET"),
            event("20111201", "20111202", "Carol concert"),
        );
        let (csv, ical) = (read(csv, COVERS).unwrap(), read(&ical, COVERS).unwrap());
        assert_eq!(csv, ical);
        assert_eq!((csv.terms.len(), csv.closed.len()), (2, 2));
        csv.fit().unwrap();
    }

    #[test]
    fn what_cannot_be_a_calendar_says_where() {
        let why = |text: &str| read(text, COVERS).unwrap_err();
        assert_eq!(why("a,b\n1,2\n"), "the first line is not \"kind,from,to,note\"");
        assert_eq!(why("kind,from,to\nterm,2011-09-31,2011-10-21\n"), "line 2: \"2011-09-31\" is no day");
        assert_eq!(why("kind,from,to\nfete,2011-09-01,\n"), "line 2: \"fete\" is none of term, closed, open");
        assert!(why("kind,from,to\nterm,2011-09-05,2019-10-21\n").contains("no run of days"));
    }
}
