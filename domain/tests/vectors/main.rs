//! The published vectors of `tests/vectors`: every case is worked out again, step by step.
//!
//! `UPDATE_VECTORS=1 cargo nextest run -p redress-domain --test vectors` writes the files anew. The days of the
//! worked examples are written by hand in `worked.rs`, each with its own source, and never by the program.

#![expect(clippy::unwrap_used, reason = "a test may")]

mod generated;
mod worked;

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::clock::{
    Calculation, Calendars, CannotCompute, Counting, Due, Roll, SchoolCalendar, Step, Unit, civil_date,
    deemed_received, due_in, explain,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What a case asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Ask {
    /// The last day in time under a rule.
    Rule(Calculation),
    /// The last day of a length counted from a day.
    Count(Count),
    /// The day on which a school counts as having received what arrived on another.
    Receipt(Date),
    /// The day in London at an instant.
    CivilDay(Timestamp),
}

/// A length, how it is counted, and from when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Count {
    length: u16,
    unit: Unit,
    counting: Counting,
    start: Date,
    /// Whether a start on a day that does not count is first moved to the next one that does.
    start_moves: Roll,
    /// What happens if the last day is one on which nobody is there.
    roll: Roll,
}

/// One case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    source: String,
    ask: Ask,
    /// The school calendar that counts, by its name in the same file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    calendar: Option<String>,
    /// The last day in time, or the day that is asked for; none where there is no such day.
    due: Option<Date>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    why_not: Option<String>,
    /// How the day is reached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    steps: Vec<Step>,
}

/// One file.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    about: String,
    calendars: BTreeMap<String, SchoolCalendar>,
    cases: Vec<Case>,
}

impl Case {
    /// What the program of today answers.
    fn answered(&self, calendars: &BTreeMap<String, SchoolCalendar>) -> Self {
        let england = Calendars::england();
        let school = self.calendar.as_ref().map(|name| &calendars[name]);
        let calendars = school.map_or(england, |school| england.with_school(school));
        let (due, why_not, steps) = match &self.ask {
            Ask::Rule(calculation) => match explain(calculation, &calendars) {
                Ok(told) => (told.due, told.missing, told.working.into_iter().map(|line| line.data).collect()),
                Err(why) => (None, Some(why.to_string()), vec![]),
            },
            Ask::Count(count) => parts(counted(count, &calendars)),
            Ask::Receipt(arrived) => parts(deemed_received(*arrived, &calendars)),
            Ask::CivilDay(at) => (Some(civil_date(*at)), None, vec![]),
        };
        Self { due, why_not, steps, ..self.clone() }
    }
}

fn parts(due: Result<Due, CannotCompute>) -> (Option<Date>, Option<String>, Vec<Step>) {
    match due {
        Ok(due) => (Some(due.on), None, due.working),
        Err(why) => (None, Some(why.to_string()), vec![]),
    }
}

fn counted(count: &Count, calendars: &Calendars<'_>) -> Result<Due, CannotCompute> {
    let Count { length, unit, counting, start, start_moves, roll } = *count;
    let start = due_in(0, Unit::Days, Counting::After, start_moves, start, calendars)?.on;
    due_in(length, unit, counting, roll, start, calendars)
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors")
}

fn check(name: &str, made: File) -> usize {
    let path = folder().join(name);
    let whole: Vec<Case> = made.cases.iter().map(|case| case.answered(&made.calendars)).collect();
    for (by_hand, case) in made.cases.iter().zip(&whole) {
        assert_eq!((by_hand.due, &by_hand.why_not), (case.due, &case.why_not), "{}: {}", case.id, case.source);
    }
    let made = File { cases: whole, ..made };
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        std::fs::write(&path, serde_json::to_string_pretty(&made).unwrap() + "\n").unwrap();
    }
    let published: File = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    for case in &published.cases {
        assert_eq!(*case, case.answered(&published.calendars), "{} of {name}", case.id);
    }
    assert_eq!(published, made, "{name} is not what the generator makes: see tests/vectors/README.md");
    published.cases.len()
}

#[test]
fn every_published_vector_is_what_the_law_gives() {
    let cases = check("worked-examples.json", worked::file()) + check("rules.json", generated::rules());
    let cases = cases + check("counts.json", generated::counts());
    assert!(cases >= 400, "{cases}");
}

#[test]
fn every_vector_has_a_name_of_its_own_and_a_source() {
    let all = [worked::file(), generated::rules(), generated::counts()];
    let cases: Vec<_> = all.iter().flat_map(|file| &file.cases).collect();
    let names: std::collections::BTreeSet<_> = cases.iter().map(|case| &case.id).collect();
    assert_eq!(names.len(), cases.len());
    assert!(cases.iter().all(|case| case.source.len() > 10));
}
