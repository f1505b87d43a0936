use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday, date};

use super::super::BankHolidays;
use super::d;

/// Easter by the anonymous Gregorian computus.
fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(year, i8::try_from(n / 31).unwrap(), i8::try_from(n % 31 + 1).unwrap())
}

fn monday(year: i16, month: i8, nth: i8) -> Date {
    date(year, month, 1).nth_weekday_of_month(nth, Weekday::Monday).unwrap()
}

/// The holidays of a year by the standing rules: those on a weekend pass to the next free weekday.
fn standing(year: i16) -> BTreeSet<Date> {
    let good_friday = easter(year).checked_sub(jiff::Span::new().days(2)).unwrap();
    let mut found = BTreeSet::from([
        good_friday,
        easter(year).tomorrow().unwrap(),
        monday(year, 5, 1),
        monday(year, 5, -1),
        monday(year, 8, -1),
    ]);
    for fixed in [date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)] {
        let mut day = fixed;
        while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) || found.contains(&day) {
            day = day.tomorrow().unwrap();
        }
        found.insert(day);
    }
    found
}

#[test]
fn every_year_has_the_standing_holidays_but_for_those_proclaimed_otherwise() {
    let bank = BankHolidays::england();
    assert_eq!(bank.version, 1, "{}", bank.provenance);
    for year in 2009..=2030 {
        let mut expected = standing(year);
        let (moved, extra): (&[&str], &[&str]) = match year {
            2011 => (&[], &["2011-04-29"]),
            2012 => (&["2012-05-28"], &["2012-06-04", "2012-06-05"]),
            2020 => (&["2020-05-04"], &["2020-05-08"]),
            2022 => (&["2022-05-30"], &["2022-06-02", "2022-06-03", "2022-09-19"]),
            2023 => (&[], &["2023-05-08"]),
            _ => (&[], &[]),
        };
        for day in moved {
            assert!(expected.remove(&d(day)), "{day}");
        }
        expected.extend(extra.iter().map(|day| d(day)));
        let found: BTreeSet<_> = bank.holidays.keys().copied().filter(|day| day.year() == year).collect();
        assert_eq!(found, expected, "{year}");
        assert!(found.iter().all(|day| bank.is_working_day(*day) == Some(false)));
    }
}

#[test]
fn holidays_have_their_names_and_the_unproclaimed_say_so() {
    let bank = BankHolidays::england();
    assert_eq!(bank.title(d("2012-04-06")), Some("Good Friday"));
    assert_eq!(bank.title(d("2010-12-27")), Some("Christmas Day"));
    assert_eq!(bank.title(d("2012-04-07")), None);
    for (day, holiday) in &bank.holidays {
        let note = holiday.note.as_deref().unwrap_or_default();
        assert_eq!(note.contains("not yet proclaimed"), day.year() >= 2029, "{day}");
    }
}

#[test]
fn a_day_the_list_does_not_cover_is_unknown() {
    let bank = BankHolidays::england();
    assert_eq!(bank.is_working_day(d("2008-12-31")), None);
    assert_eq!(bank.is_working_day(d("2009-01-02")), Some(true));
    assert_eq!(bank.is_working_day(d("2030-12-31")), Some(true));
    assert_eq!(bank.is_working_day(d("2031-01-01")), None);
}
