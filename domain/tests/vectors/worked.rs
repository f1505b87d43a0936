//! The worked examples: each day by hand, from its own source.

use crate::{Ask, Case, Count, File};
use jiff::civil::{Date, date};
use redress_domain::clock::{Calculation, Counting, Extension, Roll, RuleId, SchoolCalendar, Term, Unit};
use std::collections::BTreeMap;

const T01: &str = "ASCL Act 2009 s.208 (\"within 12 months beginning with the day\"); Hare v Gocher (1962)";
const P1: &str = "ASCL Act 2009 s.208; no corresponding date, so the last day of the month (policy P1)";
const BEGINNING: &str = "\"Beginning with\": the first day counts (Hare v Gocher (1962), Trow v Ind Coope (1967))";
const AFTER: &str = "\"After\": the first day is left out, the corresponding date rule (Dodds v Walker [1981] UKHL)";
const CHAIN: &str = "LGA 1974 s.34I(3)(c) and (8), the twin of ASCL Act 2009 s.212; Explanatory Notes para 695";
const AUTHORITY: &str = "LGA 1974 s.31(2), as substituted by LGHA 1989 s.26";
const WORKING: &str =
    "SI 2006/1738 reg.2: no weekend, Christmas Day, Good Friday or bank holiday; the day itself left out";
const CODE: &str = "LGSCO Complaint Handling Code paras 6.2 to 6.5 and part 6";
const SCHOOL: &str = "DfE model complaints procedure (deemed receipt, school days); sample calendar 2011-12";
const MIDNIGHT: &str = "Interpretation Act 1978 s.9 and Summer Time Act 1972 s.3: legal time is London's";
const PEERS: &str = "The loops of alaveteli, correspondence_tool_staff and froide: the next working day is day one";
const HOCS: &str = "The loop of UKHomeOffice HOCS: receipt moves to a working day, and the count begins after it";

fn d(text: &str) -> Date {
    text.parse().unwrap()
}

/// The cases so far; each new one gets the next number.
struct Cases(Vec<Case>);

impl Cases {
    fn add(&mut self, group: &str, source: &str, ask: Ask, due: &str) -> &mut Case {
        let id = format!("{group}-{:03}", self.0.len() + 1);
        let source = source.to_owned();
        self.0.push(Case { id, source, ask, calendar: None, due: Some(d(due)), why_not: None, steps: vec![] });
        self.0.last_mut().unwrap()
    }

    fn rule(&mut self, source: &str, rule: &str, start: &str, due: &str) {
        self.add(rule, source, Ask::Rule(calculation(rule, start)), due);
    }

    fn count(&mut self, group: &str, source: &str, count: Count, due: &str) {
        self.add(group, source, Ask::Count(count), due);
    }
}

fn calculation(rule: &str, start: &str) -> Calculation {
    Calculation { rule: RuleId::new(rule), start: d(start), length: None, pauses: vec![], extensions: vec![] }
}

fn count(length: u16, unit: Unit, counting: Counting, start: &str) -> Count {
    Count { length, unit, counting, start: d(start), start_moves: Roll::None, roll: Roll::None }
}

pub fn sample() -> SchoolCalendar {
    let term = |from: (i16, i8, i8), to: (i16, i8, i8)| Term {
        from: date(from.0, from.1, from.2),
        to: date(to.0, to.1, to.2),
    };
    SchoolCalendar {
        source: "the sample calendar of 2011-12: 188 days of school".into(),
        version: 1,
        covers_from: date(2011, 9, 1),
        covers_to: date(2012, 8, 31),
        terms: vec![
            term((2011, 9, 5), (2011, 10, 21)),
            term((2011, 10, 31), (2011, 12, 16)),
            term((2012, 1, 3), (2012, 2, 10)),
            term((2012, 2, 20), (2012, 3, 30)),
            term((2012, 4, 16), (2012, 6, 1)),
            term((2012, 6, 11), (2012, 7, 20)),
        ],
        closed: ["2011-09-05", "2011-09-06", "2012-01-03", "2012-06-11", "2012-07-20"]
            .map(|day| (d(day), "training day".into()))
            .into(),
        also_open: [].into(),
    }
}

pub fn file() -> File {
    let mut cases = Cases(Vec::new());
    months(&mut cases);
    chains(&mut cases);
    working_days(&mut cases);
    school_days(&mut cases);
    peers(&mut cases);
    let at = "2012-09-11T23:30:00Z".parse().unwrap();
    cases.add("midnight", MIDNIGHT, Ask::CivilDay(at), "2012-09-12");
    File {
        about: "Worked examples: each day was found by hand from the source it names, not by this program".into(),
        calendars: BTreeMap::from([("sample-2011-12".into(), sample())]),
        cases: cases.0,
    }
}

fn months(cases: &mut Cases) {
    for (start, due) in [
        ("2011-09-12", "2012-09-11"),
        ("2011-03-01", "2012-02-29"),
        ("2011-02-28", "2012-02-27"),
        ("2011-08-31", "2012-08-30"),
        ("2010-04-19", "2011-04-18"),
    ] {
        cases.rule(T01, "T01", start, due);
        cases.rule("LGA 1974 s.26B; the same words as ASCL Act 2009 s.208", "T20", start, due);
    }
    cases.rule(P1, "T01", "2012-02-29", "2013-02-28");
    for (start, beginning, after) in [
        ("2011-01-28", "2011-02-27", "2011-02-28"),
        ("2011-01-29", "2011-02-28", "2011-02-28"),
        ("2011-01-31", "2011-02-28", "2011-02-28"),
        ("2011-02-01", "2011-02-28", "2011-03-01"),
        ("2011-02-28", "2011-03-27", "2011-03-28"),
        ("2012-01-31", "2012-02-29", "2012-02-29"),
        ("2011-03-31", "2011-04-30", "2011-04-30"),
        ("2011-11-24", "2011-12-23", "2011-12-24"),
        ("2011-12-25", "2012-01-24", "2012-01-25"),
    ] {
        cases.rule(BEGINNING, "T04", start, beginning);
        cases.rule(BEGINNING, "T06", start, beginning);
        cases.rule(AFTER, "T45", start, after);
    }
    // The case itself: notice on 30 September 1978, four months, and 31 January was a day late.
    cases.count("dodds", AFTER, count(4, Unit::Months, Counting::After, "1978-09-30"), "1979-01-30");
    for (start, due) in [("2012-01-31", "2012-04-30"), ("2012-03-09", "2012-06-08")] {
        cases.rule(AUTHORITY, "T21", start, due);
    }
}

fn chains(cases: &mut Cases) {
    for (received, ends, including, after, next_day) in [
        ("2011-11-30", "2011-12-29", "2012-01-28", "2012-01-29", "2012-01-29"),
        ("2011-10-14", "2011-11-13", "2011-12-12", "2011-12-13", "2011-12-13"),
        ("2012-01-31", "2012-02-29", "2012-03-28", "2012-03-29", "2012-03-31"),
        ("2012-02-20", "2012-03-19", "2012-04-18", "2012-04-19", "2012-04-19"),
    ] {
        cases.rule(CHAIN, "T04", received, ends);
        cases.rule(CHAIN, "T05", ends, after);
        let month = |counting, start| count(1, Unit::Months, counting, start);
        cases.count("T05-including-the-end", CHAIN, month(Counting::BeginningWith, ends), including);
        cases.count("T05-after-the-end", CHAIN, month(Counting::After, ends), after);
        let next = d(ends).tomorrow().unwrap().to_string();
        cases.count("T05-from-the-next-day", CHAIN, month(Counting::BeginningWith, &next), next_day);
    }
}

fn working_days(cases: &mut Cases) {
    for (start, length, due) in [
        ("2010-12-22", 5, "2010-12-31"),
        ("2010-12-23", 10, "2011-01-11"),
        ("2011-04-20", 5, "2011-05-03"),
        ("2012-05-31", 5, "2012-06-11"),
        ("2026-12-23", 5, "2027-01-04"),
        ("2026-04-02", 20, "2026-05-05"),
    ] {
        cases.count("working-days", WORKING, count(length, Unit::WorkingDays, Counting::After, start), due);
    }
    for (rule, start, due) in [
        ("T40", "2026-04-02", "2026-04-13"),
        ("T41", "2026-04-13", "2026-04-27"),
        ("T42", "2026-05-15", "2026-05-22"),
        ("T43", "2026-05-22", "2026-06-22"),
    ] {
        cases.rule(CODE, rule, start, due);
    }
    for (rule, start, by, due) in [("T41", "2026-04-13", 10, "2026-05-12"), ("T43", "2026-05-22", 20, "2026-07-20")] {
        let extensions = vec![Extension::By(by)];
        cases.add(rule, CODE, Ask::Rule(Calculation { extensions, ..calculation(rule, start) }), due);
    }
}

fn school_days(cases: &mut Cases) {
    for (arrives, received, five, twenty) in [
        ("2011-10-19", "2011-10-19", "2011-11-02", "2011-11-23"),
        ("2011-10-22", "2011-10-31", "2011-11-07", "2011-11-28"),
        ("2011-12-20", "2012-01-04", "2012-01-11", "2012-02-01"),
        ("2012-04-05", "2012-04-16", "2012-04-23", "2012-05-15"),
    ] {
        let calendar = Some("sample-2011-12".to_owned());
        cases.add("receipt", SCHOOL, Ask::Receipt(d(arrives)), received).calendar.clone_from(&calendar);
        cases.add("T32", SCHOOL, Ask::Rule(calculation("T32", received)), five).calendar.clone_from(&calendar);
        let length = Some(20);
        let ask = Ask::Rule(Calculation { length, ..calculation("T33", received) });
        cases.add("T33", SCHOOL, ask, twenty).calendar = calendar;
    }
    let late = cases.add(
        "receipt",
        "No calendar for the next year: never a guess",
        Ask::Receipt(d("2012-07-24")),
        "2012-01-01",
    );
    (late.calendar, late.due) = (Some("sample-2011-12".into()), None);
    late.why_not = Some("cannot compute: school calendar missing for 2012-09-01".into());
}

fn peers(cases: &mut Cases) {
    for (received, others, hocs) in [
        ("2026-09-04", "2026-10-02", "2026-10-02"),
        ("2026-09-05", "2026-10-02", "2026-10-05"),
        ("2026-09-06", "2026-10-02", "2026-10-05"),
        ("2026-08-31", "2026-09-28", "2026-09-29"),
        ("2026-12-25", "2027-01-26", "2027-01-27"),
    ] {
        let twenty = count(20, Unit::WorkingDays, Counting::After, received);
        cases.count("peers-next-day-is-day-one", PEERS, twenty.clone(), others);
        let moves = Count { start_moves: Roll::NextWorkingDay, ..twenty };
        cases.count("peers-receipt-moves-first", HOCS, moves, hocs);
    }
}
