use jiff::Span;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;

use super::super::{
    BankHolidays, Calendars, Counting, Due, Holiday, Pause, Roll, Unit, add_units, due_in, period_ending_with,
    units_between,
};

/// Any day from 2009 to late 2029, so that a count of sixty working days stays in the list.
fn days() -> impl Strategy<Value = Date> {
    (0..7600_i64).prop_map(|n| date(2009, 1, 1).checked_add(Span::new().days(n)).unwrap())
}

fn day_units() -> impl Strategy<Value = Unit> {
    prop_oneof![Just(Unit::Days), Just(Unit::WorkingDays)]
}

fn countings() -> impl Strategy<Value = Counting> {
    prop_oneof![Just(Counting::BeginningWith), Just(Counting::After)]
}

fn at(n: u16, unit: Unit, counting: Counting, start: Date) -> Due {
    due_in(n, unit, counting, Roll::None, start, &Calendars::england()).unwrap()
}

/// The law as a child would apply it: cross off the days of the list one by one.
fn slow_working_days(n: u16, start: Date) -> Date {
    let bank = BankHolidays::england();
    start
        .series(Span::new().days(1))
        .skip(1)
        .filter(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday))
        .filter(|day| !bank.holidays.keys().any(|holiday| holiday == day))
        .nth(usize::from(n) - 1)
        .unwrap()
}

/// The law on a wall calendar: turn over n leaves and look for the number.
fn slow_months(n: u16, counting: Counting, start: Date) -> Date {
    let (mut year, mut month) = (start.year(), start.month());
    for _ in 0..n {
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    let leaf = date(year, month, 1).days_in_month();
    match counting {
        _ if start.day() > leaf => date(year, month, leaf),
        Counting::BeginningWith => date(year, month, start.day()).yesterday().unwrap(),
        _ => date(year, month, start.day()),
    }
}

proptest! {
    #[test]
    fn working_days_agree_with_crossing_off_a_list(start in days(), n in 1..60_u16) {
        let due = at(n, Unit::WorkingDays, Counting::After, start);
        prop_assert_eq!(due.on, slow_working_days(n, start));
        prop_assert_eq!(due.first_day_late, due.on.tomorrow().unwrap());
    }

    #[test]
    fn months_agree_with_turning_the_leaves(start in days(), n in 1..70_u16, how in countings()) {
        prop_assert_eq!(at(n, Unit::Months, how, start).on, slow_months(n, how, start));
    }

    #[test]
    fn another_holiday_never_makes_a_date_earlier(
        start in days(), n in 1..60_u16, after in 0..90_i64, how in countings(),
    ) {
        let mut bank = BankHolidays::england().clone();
        let day = start.checked_add(Span::new().days(after)).unwrap();
        let holiday = Holiday { title: "Proclaimed".to_owned(), note: None };
        bank.holidays.insert(day, holiday);
        let calendars = Calendars::england().with_bank(&bank);
        let later = due_in(n, Unit::WorkingDays, how, Roll::None, start, &calendars).unwrap();
        prop_assert!(later.on >= at(n, Unit::WorkingDays, how, start).on);
    }

    #[test]
    fn a_pause_within_a_day_changes_nothing(
        start in days(), n in 1..60_u16, unit in day_units(), paused in days(),
    ) {
        let due = at(n, unit, Counting::After, start);
        let pause = Pause { from: paused, to: paused };
        let again = due.after_pause(pause, unit, Roll::None, &Calendars::england()).unwrap();
        prop_assert_eq!(again, due);
    }

    #[test]
    fn a_pause_gives_back_what_was_left(
        start in days(), n in 1..40_u16, used in 0..40_u32, length in 0..30_i64, unit in day_units(),
    ) {
        let england = Calendars::england();
        let due = at(n, unit, Counting::After, start);
        let from = add_units(start, used.min(n.into()), unit, &england).unwrap();
        let to = from.checked_add(Span::new().days(length)).unwrap();
        let left = units_between(from, due.on, unit, &england).unwrap();
        let resumed = due.after_pause(Pause { from, to }, unit, Roll::None, &england).unwrap();
        if left > 0 {
            prop_assert_eq!(resumed.on, add_units(to, left, unit, &england).unwrap());
        }
        prop_assert!(resumed.on >= due.on);
    }

    #[test]
    fn a_later_start_never_ends_sooner(
        one in days(), other in days(), n in 1..60_u16, unit in day_units(), how in countings(),
    ) {
        let (first, second) = (one.min(other), one.max(other));
        prop_assert!(at(n, unit, how, first).on <= at(n, unit, how, second).on);
    }

    #[test]
    fn a_day_that_counts_makes_the_period_one_shorter(
        start in days(), n in 1..60_u16, unit in day_units(),
    ) {
        let eve = start.yesterday().unwrap();
        if eve.year() >= 2009 {
            let included = at(n, unit, Counting::BeginningWith, start).on;
            prop_assert_eq!(included, at(n, unit, Counting::After, eve).on);
        }
    }

    #[test]
    fn what_is_added_is_what_lies_between(start in days(), n in 0..60_u32, unit in day_units()) {
        let england = Calendars::england();
        let end = add_units(start, n, unit, &england).unwrap();
        prop_assert_eq!(units_between(start, end, unit, &england).unwrap(), n);
    }

    #[test]
    fn a_look_back_starts_on_the_first_day_whose_months_reach_the_last(
        last in days(), n in 1..70_u16,
    ) {
        let back = period_ending_with(n, Unit::Months, last, &Calendars::england()).unwrap();
        let reach = |first| at(n, Unit::Months, Counting::BeginningWith, first).on;
        prop_assert!(reach(back.first) >= last);
        prop_assert!(reach(back.first.yesterday().unwrap()) < last);
    }
}
