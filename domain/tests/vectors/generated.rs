//! Cases made by the program itself: many starts under each rule, and many lengths. Their working days and
//! months are worked out again by other programs in `tests/oracle`.

use crate::worked::sample;
use crate::{Ask, Case, Count, File};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use redress_domain::clock::{Calculation, Counting, Extension, Roll, RuleId, SchoolCalendar, Stop, Unit};
use std::collections::BTreeMap;

/// Starts at the ends of months, years and weeks, at Easter, at Christmas and in a year of a jubilee.
const STARTS: [Date; 10] = [
    date(2010, 1, 29),
    date(2010, 12, 24),
    date(2011, 4, 21),
    date(2011, 10, 21),
    date(2011, 12, 31),
    date(2012, 2, 29),
    date(2012, 5, 31),
    date(2022, 6, 1),
    date(2024, 2, 29),
    date(2026, 3, 31),
];

/// The answer is filled in where the file is made.
fn case(id: String, source: &str, ask: Ask, calendar: bool, calendars: &BTreeMap<String, SchoolCalendar>) -> Case {
    let calendar = calendar.then(|| "sample-2011-12".to_owned());
    let asked = Case { id, source: source.into(), ask, calendar, due: None, why_not: None, steps: vec![] };
    asked.answered(calendars)
}

fn calendars() -> BTreeMap<String, SchoolCalendar> {
    BTreeMap::from([("sample-2011-12".into(), sample())])
}

fn rules_of(starts: &[Date]) -> Vec<Case> {
    let known = calendars();
    let mut cases = Vec::new();
    for row in redress_domain::clock::rules() {
        let in_force = |day: &&Date| row.in_force_from <= **day && row.in_force_to.is_none_or(|last| **day <= last);
        for start in starts.iter().filter(in_force) {
            let ask = |pauses: Vec<Stop>, extensions: Vec<Extension>| {
                let (rule, start) = (RuleId::new(row.id.as_str()), *start);
                Ask::Rule(Calculation { rule, start, length: None, pauses, extensions })
            };
            let id = |what: &str| format!("{}-{start}{what}", row.id);
            let school = row.unit == Unit::SchoolDays || row.id.as_str() == "T31";
            cases.push(case(id(""), &row.source, ask(vec![], vec![]), school, &known));
            if row.target && row.length.is_some() {
                let day = |days: i64| start.saturating_add(days.days());
                let pauses = vec![Stop { from: day(4), to: Some(day(9)) }, Stop { from: day(2), to: Some(day(5)) }];
                cases.push(case(id("-paused"), &row.source, ask(pauses, vec![]), school, &known));
            }
            if row.extension.is_some() && row.length.is_some() {
                let agreed = vec![Extension::Until(start.saturating_add(100.days()))];
                cases.push(case(id("-agreed"), &row.source, ask(vec![], agreed), school, &known));
            }
        }
    }
    cases
}

pub fn rules() -> File {
    File {
        about: "Each rule from many starts, paused and extended where it can be; the source is the rule's own".into(),
        calendars: calendars(),
        cases: rules_of(&STARTS),
    }
}

pub fn counts() -> File {
    let calendars = BTreeMap::new();
    let mut cases = Vec::new();
    for (unit, name, lengths, source) in [
        (Unit::WorkingDays, "working-days", [1, 5, 20], "SI 2006/1738 reg.2, counted one by one"),
        (Unit::Months, "months", [1, 3, 12], "Dodds v Walker [1981]; Interpretation Act 1978 Sch.1"),
        (Unit::Days, "days", [1, 14, 40], "Parts of a day are ignored; each day counts"),
    ] {
        for length in lengths {
            for start in STARTS {
                for (counting, how) in [(Counting::After, "after"), (Counting::BeginningWith, "beginning-with")] {
                    let count = Count { length, unit, counting, start, start_moves: Roll::None, roll: Roll::None };
                    let id = format!("{length}-{name}-{how}-{start}");
                    cases.push(case(id, source, Ask::Count(count), false, &calendars));
                }
            }
        }
    }
    File { about: "Lengths of every kind, counted both ways".into(), calendars, cases }
}
