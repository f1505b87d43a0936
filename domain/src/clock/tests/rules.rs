use std::collections::BTreeSet;

use super::super::{Basis, CannotCompute, rules};
use super::*;

#[test]
fn the_files_parse_and_every_row_is_there() {
    let files = [include_str!("../../../data/rules.toml"), include_str!("../../../data/rules_practice.toml")];
    let rows: usize = files.iter().map(|file| file.matches("[[rule]]").count()).sum();
    assert_eq!(rules().len(), rows);
    let ids: Vec<_> = rules().iter().map(|rule| rule.id.as_str()).collect();
    insta::assert_snapshot!(ids.join(" "), @"T01 T02 T03 T04 T05 T06 T07 T08 T09 T10 T11 T12 T13 T14 T15 T16 T17 T20 T20 T21 T22 T30 T31 T32 T33 T34 T35 T35P T36 T37 T40 T41 T42 T43 T44 T45 T46 T50 T51 T51 T52 T60");
}

#[test]
fn no_two_versions_of_a_rule_are_in_force_on_one_day() {
    let mut seen = BTreeSet::new();
    for one in rules() {
        assert!(seen.insert((&one.id, one.version)), "{} version {} twice", one.id, one.version);
        // A version that was added may be about an earlier time.
        for other in rules().iter().filter(|other| other.id == one.id && other.in_force_from > one.in_force_from) {
            let closed = one.in_force_to.expect("who is followed has an end");
            assert!(closed < other.in_force_from, "{}", one.id);
        }
        let days = rules().iter().filter(|other| other.id == one.id && other.in_force_from == one.in_force_from);
        assert_eq!(days.count(), 1, "{}", one.id);
    }
}

#[test]
fn every_row_says_what_it_means_and_where_it_comes_from() {
    for rule in rules() {
        for text in [&rule.name, &rule.trigger, &rule.obligation, &rule.source] {
            assert!(!text.trim().is_empty() && !text.ends_with('.'), "{}: {text}", rule.id);
        }
        let fixed = rule.length.is_some() || rule.last_day.is_some();
        assert!(fixed || rule.ambiguity.is_some(), "{} must say why it fixes nothing", rule.id);
        assert!(!(fixed && rule.prompt.is_some()), "{} cannot both bind and prompt", rule.id);
        let law = matches!(rule.basis, Basis::Statute);
        assert!(!law || rule.roll == Roll::None || rule.id.as_str() == "T51", "{}", rule.id);
    }
}

#[test]
fn the_version_in_force_when_the_clock_started_is_chosen() {
    let version = |day| rule("T51", d(day)).map(|rule| rule.version);
    assert_eq!(version("2000-02-29"), None);
    assert_eq!(version("2018-05-24"), Some(1));
    assert_eq!(version("2018-05-25"), Some(2));
    assert_eq!(rule("T99", d("2012-01-01")), None);
}

#[test]
fn every_rule_computes_or_says_why_not() {
    let calendars = Calendars::england();
    for rule in rules() {
        let start = rule.in_force_from.max(d("2012-01-03"));
        match due(rule, start, &calendars) {
            Ok(due) => assert!(due.working.len() > 1, "{}", rule.id),
            Err(CannotCompute::NoLength { .. }) => assert_eq!(rule.length, None),
            Err(CannotCompute::LooksBack) => assert_eq!(rule.counting, Counting::EndingWith),
            Err(CannotCompute::CalendarMissing { .. }) => {
                let school = rule.unit == Unit::SchoolDays || rule.roll == Roll::NextSchoolDay;
                assert!(school, "{}", rule.id);
            }
            Err(other) => panic!("{}: {other}", rule.id),
        }
    }
}
