use super::super::{
    CannotCompute, Period, ReadBy, civil_date, never_lapse_before, period_ending_with, t05_readings, t22_readings,
};
use super::*;

#[test]
fn twelve_months_beginning_with_first_notice_end_the_day_before_its_anniversary() {
    for (first_notice, last_day, first_day_late) in [
        ("2011-09-12", "2012-09-11", "2012-09-12"),
        ("2011-03-01", "2012-02-29", "2012-03-01"),
        ("2011-02-28", "2012-02-27", "2012-02-28"),
        ("2012-02-29", "2013-02-28", "2013-03-01"),
        ("2011-08-31", "2012-08-30", "2012-08-31"),
        ("2010-04-19", "2011-04-18", "2011-04-19"),
    ] {
        for id in ["T01", "T20"] {
            let due = under(id, first_notice);
            assert_eq!((due.on, due.first_day_late), (d(last_day), d(first_day_late)), "{id}");
        }
    }
}

#[test]
fn a_month_beginning_with_a_day_counts_it_and_a_month_after_it_does_not() {
    for (start, beginning_with, after) in [
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
        assert_eq!(month(Counting::BeginningWith, start), d(beginning_with), "{start}");
        assert_eq!(month(Counting::After, start), d(after), "{start}");
        for id in ["T04", "T06"] {
            assert_eq!(under(id, start).on, d(beginning_with), "{id} from {start}");
        }
    }
}

#[test]
fn dodds_v_walker_four_months_after_30_september_end_on_30_january() {
    let calendars = Calendars::england();
    let due = due_in(4, Unit::Months, Counting::After, Roll::None, d("1978-09-30"), &calendars);
    assert_eq!(due.unwrap().on, d("1979-01-30"));
}

#[test]
fn the_month_after_the_required_period_has_three_readings() {
    for (received, required_period_ends, including, after, next_day) in [
        ("2011-11-30", "2011-12-29", "2012-01-28", "2012-01-29", "2012-01-29"),
        ("2011-10-14", "2011-11-13", "2011-12-12", "2011-12-13", "2011-12-13"),
        ("2012-01-31", "2012-02-29", "2012-03-28", "2012-03-29", "2012-03-31"),
        ("2012-02-20", "2012-03-19", "2012-04-18", "2012-04-19", "2012-04-19"),
    ] {
        let end = under("T04", received).on;
        assert_eq!(end, d(required_period_ends));
        let readings = t05_readings(end).unwrap();
        let found = readings.each_ref().map(|reading| (reading.by, reading.due.on));
        let expected = [
            (ReadBy::IncludingTheEnd, d(including)),
            (ReadBy::AfterTheEnd, d(after)),
            (ReadBy::FromTheNextDay, d(next_day)),
        ];
        assert_eq!(found, expected);
        assert_eq!(never_lapse_before(&readings), d(next_day));
        assert_eq!(under("T05", required_period_ends).on, d(after));
    }
}

#[test]
fn a_local_authority_has_three_months_and_then_three_more() {
    assert_eq!(under("T21", "2012-01-31").on, d("2012-04-30"));
    assert_eq!(under("T21", "2012-03-09").on, d("2012-06-08"));
    let readings = t22_readings(d("2012-04-30")).unwrap();
    assert_eq!(readings.map(|reading| reading.due.on), [d("2012-07-29"), d("2012-07-30"), d("2012-07-31")]);
    assert_eq!(under("T22", "2012-04-30").on, d("2012-07-30"));
}

#[test]
fn a_statutory_month_does_not_wait_for_the_summer_holiday_or_a_sunday() {
    assert_eq!(under("T04", "2012-07-20").on, d("2012-08-19"));
}

#[test]
fn half_past_midnight_in_summer_belongs_to_the_new_day_in_london() {
    let received = civil_date("2012-09-11T23:30:00Z".parse().unwrap());
    assert_eq!(received, d("2012-09-12"));
    assert_eq!(under("T01", "2011-09-12").first_day_late, received);
    assert_eq!(civil_date("2012-06-30T22:59:59Z".parse().unwrap()), d("2012-06-30"));
    assert_eq!(civil_date("2012-12-31T23:30:00Z".parse().unwrap()), d("2012-12-31"));
}

#[test]
fn the_clocks_change_at_one_in_the_morning_greenwich_mean_time() {
    for (instant, date) in [
        ("2012-03-24T23:59:59Z", "2012-03-24"),
        ("2012-03-25T22:59:59Z", "2012-03-25"),
        ("2012-03-25T23:00:00Z", "2012-03-26"),
        ("2012-10-27T23:00:00Z", "2012-10-28"),
        ("2012-10-28T23:00:00Z", "2012-10-28"),
        ("2012-10-29T00:00:00Z", "2012-10-29"),
        ("2049-07-01T23:30:00Z", "2049-07-02"),
    ] {
        assert_eq!(civil_date(instant.parse().unwrap()), d(date), "{instant}");
    }
}

#[test]
fn five_years_ending_with_the_complaint_begin_the_day_after_its_fifth_anniversary_back() {
    for (made, first) in [
        ("2012-05-09", "2007-05-10"),
        ("2012-02-29", "2007-03-01"),
        ("2013-02-28", "2008-02-29"),
        ("2011-12-31", "2007-01-01"),
    ] {
        let rule = rule("T10", d(made)).unwrap();
        let calendars = Calendars::england();
        let period = period_ending_with(rule.length.unwrap(), rule.unit, d(made), &calendars).unwrap();
        assert_eq!(period, Period { first: d(first), last: d(made) });
        assert!(period.contains(d(first)) && period.contains(d(made)));
        assert!(!period.contains(d(first).yesterday().unwrap()));
        assert_eq!(due(rule, d(made), &calendars), Err(CannotCompute::LooksBack));
    }
}

#[test]
fn a_data_request_of_3_september_is_due_on_3_october_or_the_next_working_day() {
    assert_eq!(under("T51", "2018-09-03").on, d("2018-10-03"));
    let due = under("T51", "2020-09-03");
    assert_eq!(due.on, d("2020-10-05"), "3 October 2020 was a Saturday");
    assert_eq!(under("T51", "2012-09-03").on, d("2012-10-12"), "forty days under the 1998 Act");
}

#[test]
fn a_rule_that_fixes_a_date_gives_it_whenever_the_matter_began() {
    assert_eq!(under("T12", "2010-05-01").on, d("2012-07-31"));
    assert_eq!(under("T12", "2012-09-01").first_day_late, d("2012-08-01"));
}

#[test]
fn notice_of_not_less_than_a_month_leaves_both_ends_out() {
    let due = under("T08", "2011-05-10");
    assert_eq!((due.on, due.first_day_late), (d("2011-06-10"), d("2011-06-11")));
}
