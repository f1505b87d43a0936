use super::super::{CannotCompute, Pause, WhichCalendar, add_units, deemed_served_by_post, units_between};
use super::*;

#[test]
fn working_days_leave_out_the_first_day_weekends_and_holidays() {
    for (day, n, result) in [
        ("2010-12-22", 5, "2010-12-31"),
        ("2010-12-23", 10, "2011-01-11"),
        ("2011-04-20", 5, "2011-05-03"),
        ("2012-05-31", 5, "2012-06-11"),
        ("2026-12-23", 5, "2027-01-04"),
        ("2026-04-02", 20, "2026-05-05"),
    ] {
        assert_eq!(working_days(n, day), d(result), "{n} after {day}");
    }
}

#[test]
fn the_code_runs_from_acknowledgement_and_may_be_extended() {
    let calendars = Calendars::england();
    let more = |due: Due, by| due.extended(by, Unit::WorkingDays, Roll::None, &calendars).unwrap().on;
    assert_eq!(under("T40", "2026-04-02").on, d("2026-04-13"));
    assert_eq!(under("T41", "2026-04-13").on, d("2026-04-27"));
    assert_eq!(more(under("T41", "2026-04-13"), 10), d("2026-05-12"));
    assert_eq!(under("T42", "2026-05-15").on, d("2026-05-22"));
    assert_eq!(under("T43", "2026-05-22").on, d("2026-06-22"));
    assert_eq!(more(under("T43", "2026-05-22"), 20), d("2026-07-20"));
}

#[test]
fn an_allegation_on_the_thursday_before_easter_is_reported_by_the_tuesday() {
    assert_eq!(under("T60", "2011-04-21").on, d("2011-04-26"));
}

#[test]
fn a_letter_posted_before_christmas_is_served_on_the_second_working_day() {
    let served = deemed_served_by_post(d("2010-12-23"), &Calendars::england()).unwrap();
    assert_eq!(served.on, d("2010-12-29"));
}

#[test]
fn working_days_beginning_with_a_day_count_it_if_it_is_one() {
    let calendars = Calendars::england();
    let on =
        |start| due_in(1, Unit::WorkingDays, Counting::BeginningWith, Roll::None, d(start), &calendars).unwrap().on;
    assert_eq!(on("2011-04-21"), d("2011-04-21"));
    assert_eq!(on("2011-04-22"), d("2011-04-26"));
}

#[test]
fn a_pause_on_the_last_day_leaves_the_day_on_which_the_clock_starts_again() {
    let calendars = Calendars::england();
    let due = under("T40", "2026-03-02");
    let paused = |to| {
        let pause = Pause { from: d("2026-03-09"), to: d(to) };
        due.after_pause(pause, Unit::WorkingDays, Roll::None, &calendars).unwrap().on
    };
    assert_eq!((due.on, paused("2026-03-09")), (d("2026-03-09"), d("2026-03-09")));
    assert_eq!(paused("2026-03-12"), d("2026-03-12"));
    assert_eq!(paused("2026-03-14"), d("2026-03-16"), "a Saturday is no working day");
}

#[test]
fn a_pause_gives_back_the_working_days_lost() {
    let calendars = Calendars::england();
    let due = under("T40", "2026-03-02");
    assert_eq!(due.on, d("2026-03-09"));
    let paused = |from, to| {
        let pause = Pause { from: d(from), to: d(to) };
        due.after_pause(pause, Unit::WorkingDays, Roll::None, &calendars)
    };
    assert_eq!(paused("2026-03-04", "2026-03-06").unwrap().on, d("2026-03-11"));
    assert_eq!(paused("2026-03-06", "2026-03-08").unwrap().on, d("2026-03-09"));
    assert_eq!(paused("2026-03-04", "2026-03-04").unwrap(), due);
    assert_eq!(paused("2026-03-10", "2026-03-31").unwrap(), due, "a passed date stays passed");
    assert_eq!(
        paused("2026-03-05", "2026-03-04"),
        Err(CannotCompute::StartAfterEnd { start: d("2026-03-05"), end: d("2026-03-04") })
    );
}

#[test]
fn a_pause_of_a_month_limit_gives_back_days() {
    let due = under("T04", "2012-01-31");
    let pause = Pause { from: d("2012-02-03"), to: d("2012-02-13") };
    let calendars = Calendars::england();
    let due = due.after_pause(pause, Unit::Months, Roll::None, &calendars).unwrap();
    assert_eq!(due.on, d("2012-03-10"));
}

#[test]
fn whole_months_between_dates_end_on_the_corresponding_date() {
    let calendars = Calendars::england();
    let months = |from, to| units_between(d(from), d(to), Unit::Months, &calendars).unwrap();
    assert_eq!(months("2011-01-31", "2011-02-27"), 0);
    assert_eq!(months("2011-01-31", "2011-02-28"), 1);
    assert_eq!(months("2011-01-31", "2011-03-30"), 1);
    assert_eq!(months("2011-09-12", "2012-09-12"), 12);
}

#[test]
fn a_day_beyond_the_bank_holidays_known_is_refused_and_not_guessed() {
    let calendars = Calendars::england();
    let refused = add_units(d("2030-12-30"), 5, Unit::WorkingDays, &calendars);
    assert_eq!(
        refused,
        Err(CannotCompute::CalendarMissing { which: WhichCalendar::BankHolidays, date: d("2031-01-01") })
    );
    assert_eq!(refused.unwrap_err().to_string(), "cannot compute: bank holiday calendar missing for 2031-01-01");
}

#[test]
fn dates_and_lengths_out_of_all_range_are_refused_without_panic() {
    let calendars = Calendars::england();
    for start in ["0001-01-01", "1899-12-31", "2999-12-31", "3000-01-01", "9999-12-31"] {
        for unit in [Unit::Days, Unit::WorkingDays, Unit::SchoolDays, Unit::Months] {
            for counting in [Counting::After, Counting::BeginningWith] {
                let due = due_in(u16::MAX, unit, counting, Roll::NextWorkingDay, d(start), &calendars);
                assert!(due.is_err(), "{start} {unit:?} {counting:?}");
            }
            assert!(add_units(d(start), u32::MAX, unit, &calendars).is_err());
        }
    }
    assert_eq!(
        due_in(1, Unit::Months, Counting::After, Roll::None, d("2999-12-15"), &calendars),
        Err(CannotCompute::OutOfRange { from: d("2999-12-15") })
    );
    assert_eq!(
        due_in(0, Unit::Months, Counting::BeginningWith, Roll::None, d("2012-01-01"), &calendars),
        Err(CannotCompute::EmptyPeriod)
    );
}

#[test]
fn the_working_reads_as_sentences() {
    let sentences = |due: Due| due.working.iter().map(|step| format!("{step}\n")).collect::<String>();
    let england = Calendars::england();
    let easter = due_in(5, Unit::WorkingDays, Counting::After, Roll::None, d("2011-04-20"), &england);
    insta::assert_snapshot!(sentences(easter.unwrap()), @r"
    We count 5 working days after Wednesday 20 April 2011, which is not itself counted.
    Friday 22 April 2011 is not counted: Good Friday.
    Saturday 23 April 2011 to Sunday 24 April 2011 are not counted: weekend.
    Monday 25 April 2011 is not counted: Easter Monday.
    Friday 29 April 2011 is not counted: Royal wedding bank holiday (extra bank holiday).
    Saturday 30 April 2011 to Sunday 1 May 2011 are not counted: weekend.
    Monday 2 May 2011 is not counted: Early May bank holiday.
    The last day is Tuesday 3 May 2011, up to midnight at its end.
    ");
    insta::assert_snapshot!(sentences(under("T04", "2011-01-31")), @r"
    We count 1 month beginning with Monday 31 January 2011, which is the first day.
    February 2011 has no day 31, so the time ends on its last day, Monday 28 February 2011. The law does not settle this; our policy P1 does.
    The last day is Monday 28 February 2011, up to midnight at its end.
    ");
    insta::assert_snapshot!(sentences(under("T01", "2011-09-12")), @r"
    We count 12 months beginning with Monday 12 September 2011, which is the first day.
    The date with the same number in the month where the time ends is Wednesday 12 September 2012. The first day was counted, so the time ends the day before.
    The last day is Tuesday 11 September 2012, up to midnight at its end.
    ");
    insta::assert_snapshot!(sentences(under("T51", "2020-09-03")), @r"
    We count 1 month after Thursday 3 September 2020, which is not itself counted.
    The date with the same number in the month where the time ends is Saturday 3 October 2020.
    Saturday 3 October 2020 to Sunday 4 October 2020 are not counted: weekend.
    So the date moves from Saturday 3 October 2020 to Monday 5 October 2020.
    The last day is Monday 5 October 2020, up to midnight at its end.
    ");
    insta::assert_snapshot!(sentences(under("T12", "2010-05-01")), @r"
    The law fixes Tuesday 31 July 2012 as the last day, whenever the matter began.
    The last day is Tuesday 31 July 2012, up to midnight at its end.
    ");
    let pause = Pause { from: d("2026-04-15"), to: d("2026-04-16") };
    let due = under("T41", "2026-04-13")
        .after_pause(pause, Unit::WorkingDays, Roll::None, &england)
        .unwrap()
        .extended(10, Unit::WorkingDays, Roll::None, &england)
        .unwrap();
    insta::assert_snapshot!(sentences(due.clone()), @r"
    We count 10 working days after Monday 13 April 2026, which is not itself counted.
    Saturday 18 April 2026 to Sunday 19 April 2026 are not counted: weekend.
    Saturday 25 April 2026 to Sunday 26 April 2026 are not counted: weekend.
    The clock stood still from Wednesday 15 April 2026 to Thursday 16 April 2026, which gives back 1 working day.
    More time was given: 10 working days.
    Saturday 2 May 2026 to Sunday 3 May 2026 are not counted: weekend.
    Monday 4 May 2026 is not counted: Early May bank holiday.
    Saturday 9 May 2026 to Sunday 10 May 2026 are not counted: weekend.
    The last day is Wednesday 13 May 2026, up to midnight at its end.
    ");
    let served = deemed_served_by_post(d("2010-12-23"), &england).unwrap();
    insta::assert_snapshot!(sentences(served), @r"
    We count 2 working days after Thursday 23 December 2010, which is not itself counted.
    Saturday 25 December 2010 to Sunday 26 December 2010 are not counted: weekend.
    Monday 27 December 2010 is not counted: Christmas Day (substitute day).
    Tuesday 28 December 2010 is not counted: Boxing Day (substitute day).
    It counts as received on Wednesday 29 December 2010.
    ");
    let json = serde_json::to_string(&due).unwrap();
    assert_eq!(serde_json::from_str::<Due>(&json).unwrap(), due);
}
