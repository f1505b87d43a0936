use super::super::{BankHolidays, Calculation, CannotCompute, Extension, RuleId, Stop, explain};
use super::*;
use proptest::prelude::*;

fn asked(rule: &str, start: &str) -> Calculation {
    Calculation { rule: RuleId::new(rule), start: d(start), length: None, pauses: vec![], extensions: vec![] }
}

fn refused(asked: &Calculation) -> CannotCompute {
    explain(asked, &Calendars::england()).unwrap_err()
}

fn on(asked: &Calculation) -> Date {
    explain(asked, &Calendars::england()).unwrap().due.unwrap()
}

fn stop(from: &str, to: &str) -> Stop {
    Stop { from: d(from), to: Some(d(to)) }
}

#[test]
fn every_step_is_data_and_a_sentence() {
    let told = explain(&asked("T40", "2026-04-02"), &Calendars::england()).unwrap();
    let sentences: Vec<_> = told.working.iter().map(|line| line.sentence.as_str()).collect();
    let expected = [
        "We count 5 working days after Thursday 2 April 2026, which is not itself counted.",
        "Friday 3 April 2026 is not counted: Good Friday.",
        "Saturday 4 April 2026 to Sunday 5 April 2026 are not counted: weekend.",
        "Monday 6 April 2026 is not counted: Easter Monday.",
        "Saturday 11 April 2026 to Sunday 12 April 2026 are not counted: weekend.",
        "The last day is Monday 13 April 2026, up to midnight at its end.",
    ];
    assert_eq!(sentences, expected);
    let data = serde_json::to_value(&told.working[1].data).unwrap();
    assert_eq!((&data["step"], &data["from"]), (&"skipped".into(), &"2026-04-03".into()));
}

#[test]
fn an_ambiguous_rule_shows_every_reading_and_lapses_after_the_last() {
    let told = explain(&asked("T05", "2012-02-29"), &Calendars::england()).unwrap();
    let days: Vec<_> = told.readings.iter().map(|reading| reading.due.on).collect();
    assert_eq!(days, [d("2012-03-28"), d("2012-03-29"), d("2012-03-31")]);
    assert_eq!((told.due, told.not_lapsed_before), (Some(d("2012-03-29")), Some(d("2012-03-31"))));
    let three = explain(&asked("T22", "2012-04-30"), &Calendars::england()).unwrap();
    assert_eq!(three.readings.len(), 3);
    let mut agreed = asked("T05", "2012-02-29");
    agreed.extensions = vec![Extension::Until(d("2012-04-20"))];
    let told = explain(&agreed, &Calendars::england()).unwrap();
    assert_eq!((told.due, told.not_lapsed_before), (Some(d("2012-04-20")), None));
}

#[test]
fn a_missing_calendar_is_shown_and_never_guessed() {
    let told = explain(&asked("T33", "2012-07-24"), &Calendars::england()).unwrap();
    assert_eq!((told.due, told.working.len()), (None, 0));
    assert_eq!(told.missing.as_deref(), Some("cannot compute: school calendar missing for 2012-07-25"));
    let told = explain(&asked("T40", "2030-12-30"), &Calendars::england()).unwrap();
    assert_eq!(told.missing.as_deref(), Some("cannot compute: bank holiday calendar missing for 2031-01-01"));
}

#[test]
fn what_cannot_be_asked_says_why() {
    assert_eq!(refused(&asked("T99", "2012-01-01")), CannotCompute::NoSuchRule);
    assert!(matches!(refused(&asked("T40", "2012-01-01")), CannotCompute::NotInForce { .. }));
    assert!(matches!(refused(&asked("T01", "9999-12-31")), CannotCompute::OutOfRange { .. }));
    assert!(matches!(refused(&asked("T36", "2016-01-04")), CannotCompute::NoLength { .. }));
    assert!(matches!(refused(&asked("T10", "2012-01-04")), CannotCompute::LooksBack));
    let with = |rule, change: &dyn Fn(&mut Calculation)| {
        let mut asked = asked(rule, "2026-04-13");
        change(&mut asked);
        refused(&asked)
    };
    assert!(matches!(with("T04", &|asked| asked.length = Some(2)), CannotCompute::LengthFixed { .. }));
    let backwards = stop("2026-04-15", "2026-04-14");
    assert!(matches!(with("T41", &|asked| asked.pauses = vec![backwards]), CannotCompute::StartAfterEnd { .. }));
    let endless = Stop { from: d("2026-04-15"), to: None };
    assert!(matches!(with("T41", &|asked| asked.pauses = vec![endless]), CannotCompute::PauseNeverEnds { .. }));
    let fair = stop("2026-04-15", "2026-04-16");
    assert!(matches!(with("T04", &|asked| asked.pauses = vec![fair]), CannotCompute::NeverPauses { .. }));
    assert!(matches!(with("T41", &|asked| asked.pauses = vec![fair; 51]), CannotCompute::TooManyChanges { .. }));
    let more = |by| vec![Extension::By(by)];
    assert!(matches!(with("T41", &|asked| asked.extensions = more(11)), CannotCompute::ExtendedTooFar { .. }));
    assert!(matches!(with("T01", &|asked| asked.extensions = more(1)), CannotCompute::NotExtendable { .. }));
    let earlier = vec![Extension::Until(d("2026-04-14"))];
    assert!(matches!(with("T41", &|asked| asked.extensions.clone_from(&earlier)), CannotCompute::NotLater { .. }));
}

#[test]
fn the_code_lets_a_response_be_late_by_ten_working_days_in_all() {
    let mut more = asked("T41", "2026-04-13");
    assert_eq!(on(&more), d("2026-04-27"));
    more.extensions = vec![Extension::By(6), Extension::By(4)];
    assert_eq!(on(&more), d("2026-05-12"));
    more.extensions.push(Extension::By(1));
    assert_eq!(refused(&more), CannotCompute::ExtendedTooFar { rule: RuleId::new("T41"), latest: d("2026-05-12") });
}

#[test]
fn the_twenty_ninth_of_february_is_a_day_to_start_from() {
    assert_eq!(on(&asked("T01", "2012-02-29")), d("2013-02-28"));
}

/// Pauses within a little more than the time that a clock runs.
fn pauses() -> impl Strategy<Value = Vec<Stop>> {
    let day = |n: i64| d("2026-04-13").checked_add(jiff::Span::new().days(n)).unwrap();
    let one =
        (0..40_i64, 0..15_i64).prop_map(move |(from, length)| Stop { from: day(from), to: Some(day(from + length)) });
    prop::collection::vec(one, 0..6)
}

fn paused(pauses: Vec<Stop>) -> Date {
    on(&Calculation { pauses, ..asked("T43", "2026-04-13") })
}

proptest! {
    #[test]
    fn pausing_and_resuming_the_same_day_changes_nothing(pauses in pauses(), n in 0..60_i64) {
        let day = d("2026-04-13").checked_add(jiff::Span::new().days(n)).unwrap();
        let without = paused(pauses.clone());
        let with = [pauses, vec![Stop { from: day, to: Some(day) }]].concat();
        prop_assert_eq!(paused(with), without);
    }

    #[test]
    fn the_order_of_pauses_does_not_matter(pauses in pauses()) {
        let mut backwards = pauses.clone();
        backwards.reverse();
        prop_assert_eq!(paused(backwards), paused(pauses));
    }

    #[test]
    fn a_pause_never_moves_a_deadline_earlier(pauses in pauses()) {
        let mut last = d("2026-05-12");
        for many in 0..=pauses.len() {
            let now = paused(pauses[..many].to_vec());
            prop_assert!(now >= last);
            last = now;
        }
    }

    #[test]
    fn an_added_holiday_never_moves_a_deadline_earlier(pauses in pauses(), n in 0..60_i64) {
        let mut bank = BankHolidays::england().clone();
        let day = d("2026-04-13").checked_add(jiff::Span::new().days(n)).unwrap();
        bank.holidays.insert(day, super::super::Holiday { title: "Proclaimed".into(), note: None });
        let asked = Calculation { pauses, ..asked("T43", "2026-04-13") };
        let later = explain(&asked, &Calendars::england().with_bank(&bank)).unwrap().due.unwrap();
        prop_assert!(later >= on(&asked));
    }

    #[test]
    fn computing_at_once_equals_computing_step_by_step(pauses in pauses()) {
        let mut steps = pauses.clone();
        steps.sort_by_key(|stop| (stop.from, stop.to));
        let mut apart: Vec<Stop> = Vec::new();
        for stop in steps {
            match apart.last_mut() {
                Some(last) if stop.from <= last.to.unwrap() => last.to = last.to.max(stop.to),
                _ => apart.push(stop),
            }
        }
        let england = Calendars::england();
        let mut due = under("T43", "2026-04-13");
        for stop in apart {
            let pause = super::super::Pause { from: stop.from, to: stop.to.unwrap() };
            due = due.after_pause(pause, Unit::WorkingDays, Roll::None, &england).unwrap();
        }
        prop_assert_eq!(paused(pauses), due.on);
    }
}
