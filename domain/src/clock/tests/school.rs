use std::collections::BTreeSet;

use super::super::{
    CalendarVersions, CannotCompute, NotCounted, SchoolCalendar, Term, WhichCalendar, deemed_received, prompt,
};
use super::*;

fn sample() -> SchoolCalendar {
    let terms = [
        ("2011-09-05", "2011-10-21"),
        ("2011-10-31", "2011-12-16"),
        ("2012-01-03", "2012-02-10"),
        ("2012-02-20", "2012-03-30"),
        ("2012-04-16", "2012-06-01"),
        ("2012-06-11", "2012-07-20"),
    ];
    let training = ["2011-09-05", "2011-09-06", "2012-01-03", "2012-06-11", "2012-07-20"];
    SchoolCalendar {
        source: "School's own dates for 2011 to 2012".to_owned(),
        version: 3,
        covers_from: d("2011-09-01"),
        covers_to: d("2012-08-31"),
        terms: terms.iter().map(|(from, to)| Term { from: d(from), to: d(to) }).collect(),
        closed: training.iter().map(|day| (d(day), "training day".to_owned())).collect(),
        also_open: BTreeSet::new(),
    }
}

fn school_days(n: u16, start: Date, calendars: &Calendars<'_>) -> Result<Due, CannotCompute> {
    due_in(n, Unit::SchoolDays, Counting::After, Roll::None, start, calendars)
}

#[test]
fn the_sample_year_has_188_days_of_session() {
    let school = sample();
    let calendars = Calendars::england().with_school(&school);
    let days = d("2011-09-01").series(jiff::Span::new().days(1));
    let sessions = days
        .take_while(|day| *day <= d("2012-08-31"))
        .filter(|day| calendars.counts(*day, Unit::SchoolDays).unwrap().is_ok());
    assert_eq!(sessions.count(), 188);
}

#[test]
fn a_complaint_out_of_session_is_received_on_the_next_school_day() {
    let school = sample();
    let calendars = Calendars::england().with_school(&school);
    for (arrives, received, five, twenty) in [
        ("2011-10-19", "2011-10-19", "2011-11-02", "2011-11-23"),
        ("2011-10-22", "2011-10-31", "2011-11-07", "2011-11-28"),
        ("2011-12-20", "2012-01-04", "2012-01-11", "2012-02-01"),
        ("2012-04-05", "2012-04-16", "2012-04-23", "2012-05-15"),
    ] {
        let deemed = deemed_received(d(arrives), &calendars).unwrap();
        assert_eq!(deemed.on, d(received), "{arrives}");
        let rule = |id| rule(id, d(arrives)).unwrap();
        assert_eq!(due(rule("T31"), d(arrives), &calendars).unwrap(), deemed);
        assert_eq!(due(rule("T32"), deemed.on, &calendars).unwrap().on, d(five), "{arrives}");
        assert_eq!(school_days(20, deemed.on, &calendars).unwrap().on, d(twenty), "{arrives}");
    }
}

#[test]
fn an_arrival_in_late_july_needs_next_years_calendar() {
    let school = sample();
    let calendars = Calendars::england().with_school(&school);
    let missing = CannotCompute::CalendarMissing { which: WhichCalendar::School, date: d("2012-09-01") };
    assert_eq!(deemed_received(d("2012-07-25"), &calendars), Err(missing.clone()));
    assert_eq!(school_days(5, d("2012-07-16"), &calendars), Err(missing));
    assert_eq!(school_days(3, d("2012-07-16"), &calendars).unwrap().on, d("2012-07-19"));
}

#[test]
fn a_school_without_a_calendar_is_refused_and_not_guessed() {
    assert_eq!(
        school_days(5, d("2011-10-19"), &Calendars::england()),
        Err(CannotCompute::CalendarMissing { which: WhichCalendar::School, date: d("2011-10-20") })
    );
}

#[test]
fn a_day_out_of_the_years_covered_is_unknown_and_not_closed() {
    let school = sample();
    assert_eq!(school.in_session(d("2011-08-31")), None);
    assert_eq!(school.in_session(d("2011-09-01")), Some(Err(NotCounted::OutOfTerm)));
    let closed = NotCounted::Closed { why: "training day".to_owned() };
    assert_eq!(school.in_session(d("2011-09-05")), Some(Err(closed)));
    assert_eq!(school.in_session(d("2011-09-07")), Some(Ok(())));
    assert_eq!(school.in_session(d("2011-09-10")), Some(Err(NotCounted::Weekend)));
}

#[test]
fn an_announced_session_counts_on_a_saturday_and_on_a_bank_holiday() {
    let mut school = sample();
    school.also_open.extend([d("2012-05-05"), d("2012-05-07")]);
    let calendars = Calendars::england().with_school(&school);
    assert_eq!(school_days(2, d("2012-05-04"), &calendars).unwrap().on, d("2012-05-07"));
}

#[test]
fn a_snow_closure_in_a_new_version_moves_the_date_and_the_version() {
    let mut school = sample();
    let on = |school: &SchoolCalendar| {
        let due = school_days(3, d("2012-02-06"), &Calendars::england().with_school(school));
        due.map(|due| (due.on, due.calendar_version)).unwrap()
    };
    let versions = |school| CalendarVersions { bank_holidays: Some(1), school: Some(school) };
    assert_eq!(on(&school), (d("2012-02-09"), versions(3)));
    school.version = 4;
    school.closed.insert(d("2012-02-07"), "snow".to_owned());
    assert_eq!(on(&school), (d("2012-02-10"), versions(4)));
}

#[test]
fn the_working_of_a_receipt_reads_as_sentences() {
    let school = sample();
    let calendars = Calendars::england().with_school(&school);
    let deemed = deemed_received(d("2011-12-20"), &calendars).unwrap();
    let sentences: String = deemed.working.iter().map(|step| format!("{step}\n")).collect();
    insta::assert_snapshot!(sentences, @r"
    We start from Tuesday 20 December 2011.
    Tuesday 20 December 2011 to Monday 2 January 2012 are not counted: school holiday.
    Tuesday 3 January 2012 is not counted: no school (training day).
    So the date moves from Tuesday 20 December 2011 to Wednesday 4 January 2012.
    It counts as received on Wednesday 4 January 2012.
    ");
}

#[test]
fn papers_go_out_five_school_days_before_the_hearing() {
    let school = sample();
    let calendars = Calendars::england().with_school(&school);
    let hearing = d("2012-04-18");
    let papers = due(rule("T35P", hearing).unwrap(), hearing, &calendars).unwrap();
    assert_eq!(papers.on, d("2012-03-28"));
    let sentences: String = papers.working.iter().map(|step| format!("{step}\n")).collect();
    insta::assert_snapshot!(sentences, @r"
    We count back 5 school days before Wednesday 18 April 2012, which is not itself counted.
    Saturday 31 March 2012 to Sunday 15 April 2012 are not counted: school holiday.
    The last day is Wednesday 28 March 2012, up to midnight at its end.
    ");
}

#[test]
fn the_sooner_of_two_limits_counts() {
    let mut school = sample();
    let rule = rule("T52", d("2011-10-03")).unwrap();
    let on =
        |school: &SchoolCalendar| due(rule, d("2011-10-03"), &Calendars::england().with_school(school)).unwrap().on;
    assert_eq!(on(&school), d("2011-11-07"));
    school.terms.truncate(1);
    school.terms.push(Term { from: d("2012-02-20"), to: d("2012-07-20") });
    assert_eq!(on(&school), d("2011-12-28"));
}

#[test]
fn a_rule_without_a_length_prompts_and_does_not_bar() {
    let day = d("2011-09-12");
    let calendars = Calendars::england();
    let rule = |id| rule(id, day).unwrap();
    for id in ["T03", "T07", "T09", "T11"] {
        let refused = due(rule(id), day, &calendars).unwrap_err();
        assert_eq!(refused, CannotCompute::NoLength { rule: rule(id).id.clone() });
    }
    assert_eq!(prompt(rule("T03"), day, &calendars).unwrap().on, d("2011-12-05"));
    assert!(prompt(rule("T07"), day, &calendars).is_err());
}

#[test]
fn a_school_calendar_survives_json() {
    let school = sample();
    let json = serde_json::to_value(&school).unwrap();
    assert_eq!(serde_json::from_value::<SchoolCalendar>(json).unwrap(), school);
}
