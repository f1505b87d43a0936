//! The targets that a school sets itself: added beside the law, never in its place.

use crate::support::*;
use crate::walks::{at_stage_2, decided_at_stage_1, escalate};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use redress_domain::clock::{Basis, Calendars, RuleId, Unit, rules};
use redress_domain::complaint::explanation::explain;
use redress_domain::complaint::triage::AcceptComplaint;
use redress_domain::law::Scheme;
use redress_domain::school::{Command, School, SetTarget};
use redress_domain::target::{LONGEST, MOST, OwnTarget};
use redress_domain::{Actor, Kind, References, Refused, Stamp, StreamId, Subject};

const TODAY: Date = date(2011, 9, 1);

fn northgate() -> School {
    match &world()[&StreamId::new(Kind::School, SCHOOL)] {
        Subject::School(school) => (**school).clone(),
        _ => panic!("a school"),
    }
}

fn set(school: &mut School, actor: &Actor, today: Date, command: SetTarget) -> Result<usize, Refused> {
    let stamp = Stamp { actor: actor.clone(), at: noon(today), scheme: Scheme::WhitePaper };
    let events = school.decide(&Command::SetTarget(command), &stamp, &References::default())?;
    for event in &events {
        school.evolve(event);
    }
    Ok(events.len())
}

fn of(rule: &str, length: Option<u16>) -> SetTarget {
    SetTarget { rule: RuleId::new(rule), length, unit: None, from: None }
}

/// The complaint of every test, lodged at a school with targets of its own.
fn lodged_at(school: School) -> Case {
    let mut case = Case::new(date(2011, 10, 5));
    case.school = Some(school);
    case.ok(&parent(), complaint());
    case
}

#[test]
fn a_school_sets_its_own_target_and_a_clock_that_starts_then_runs_by_it() {
    let mut school = northgate();
    assert_eq!(set(&mut school, &clerk(), TODAY, of("T33", Some(10))), Ok(1));
    assert_eq!(set(&mut school, &chair(), TODAY, of("T33", Some(10))), Ok(0), "the same again says nothing new");
    let case = lodged_at(school);
    let by_default = lodged_at(northgate());
    assert_eq!(by_default.clock("T33").due, Some(date(2011, 11, 2)), "15 school days");
    assert_eq!(case.clock("T33").due, Some(date(2011, 10, 19)), "10 school days");
    let own = OwnTarget { version: 1, length: 10, unit: Unit::SchoolDays };
    assert_eq!((case.clock("T33").own, case.clock("T32").own), (Some(own), None));

    // Its working says whose length it is.
    let terms = calendar();
    let calendars = Calendars::england().with_school(&terms);
    let told = explain(&case.events, case.clock("T33").deadline, &calendars, false).unwrap();
    let said: Vec<_> = told.explanation.working.iter().map(|line| line.sentence.as_str()).collect();
    assert_eq!(said[0], "The school has set its own time for this: 10 school days.", "{said:?}");
    assert_eq!(said.last(), Some(&"The last day is Wednesday 19 October 2011, up to midnight at its end."));
}

#[test]
fn a_clock_keeps_the_length_it_started_with_whatever_is_set_later() {
    let mut case = lodged_at(northgate());
    let before = case.clock("T33").clone();
    let mut school = northgate();
    assert_eq!(set(&mut school, &clerk(), TODAY, of("T33", Some(40))), Ok(1));
    case.school = Some(school);
    case.on(2011, 10, 6).ok(&clerk(), AcceptComplaint {});
    assert_eq!(*case.clock("T33"), before);
    // Counted anew by the same calendars, it comes to the same day.
    let terms = calendar();
    let calendars = Calendars::england().with_school(&terms);
    assert_eq!(case.clock("T33").moved_by(&calendars, case.today), None);

    let mut own = northgate();
    assert_eq!(set(&mut own, &clerk(), TODAY, of("T33", Some(10))), Ok(1));
    let mut later = own.clone();
    assert_eq!(set(&mut later, &clerk(), date(2011, 10, 6), of("T33", None)), Ok(1), "back to the default");
    let mut case = lodged_at(own);
    case.school = Some(later);
    case.on(2011, 10, 7).ok(&clerk(), AcceptComplaint {});
    assert_eq!(case.clock("T33").moved_by(&calendars, case.today), None);
    assert_eq!(case.clock("T33").due, Some(date(2011, 10, 19)));
}

#[test]
fn a_target_is_chosen_by_the_day_the_clock_starts() {
    let mut school = northgate();
    let from = |length, from| SetTarget { from: Some(from), ..of("T32", length) };
    for (length, day) in [(Some(3), date(2011, 10, 6)), (Some(8), date(2012, 1, 9)), (None, date(2012, 6, 1))] {
        assert_eq!(set(&mut school, &clerk(), TODAY, from(length, day)), Ok(1));
    }
    let own = |day| school.targets.own(&RuleId::new("T32"), day).map(|own| (own.version, own.length));
    assert_eq!(own(date(2011, 10, 5)), None, "the day before the first: the default");
    assert_eq!(own(date(2011, 10, 6)), Some((1, 3)));
    assert_eq!(own(date(2012, 1, 8)), Some((1, 3)));
    assert_eq!(own(date(2012, 1, 9)), Some((2, 8)));
    assert_eq!(own(date(2012, 6, 1)), None, "the default counts again");
    // A second thought about one day counts in place of the first.
    assert_eq!(set(&mut school, &clerk(), TODAY, from(Some(4), date(2011, 10, 6))), Ok(1));
    assert_eq!(school.targets.own(&RuleId::new("T32"), date(2011, 10, 6)).map(|own| own.length), Some(4));
}

#[test]
fn what_the_law_fixes_is_not_shortened_lengthened_or_replaced_by_any_school() {
    let by_law = |basis| matches!(basis, Basis::Statute | Basis::Regulations);
    let mut settable = Vec::new();
    for row in rules() {
        let mut school = northgate();
        let from = row.in_force_from.max(TODAY);
        if from > TODAY {
            continue; // Not in force while these schools set their targets: see the academies' own test.
        }
        for length in [Some(1), Some(LONGEST), row.length.filter(|length| *length <= LONGEST)] {
            let asked = SetTarget { from: Some(from), ..of(row.id.as_str(), length) };
            match set(&mut school, &clerk(), TODAY, asked) {
                Ok(_) => settable.push(row.id.as_str()),
                Err(Refused::NotAcceptable { field: "rule", .. }) => {}
                Err(other) => panic!("{}: {other}", row.id),
            }
        }
        if by_law(row.basis) {
            assert!(school.targets.0.is_empty(), "{} is law", row.id);
        }
        // And were there such an event all the same, no clock would run by it.
        if !row.left_to_schools() {
            let own = OwnTarget { version: 1, length: 1, unit: Unit::Days };
            assert_eq!(*own.over(row), *row);
        }
    }
    settable.dedup();
    assert_eq!(settable, ["T32", "T33", "T34", "T35", "T35P"]);
    let fixed = rules().iter().filter(|row| by_law(row.basis) && row.length.is_some());
    assert!(fixed.clone().count() > 10 && fixed.clone().all(|row| !row.left_to_schools()));
}

#[test]
fn an_academy_sets_the_time_scales_that_the_standards_ask_of_it_and_leave_to_it() {
    let row = rules().iter().find(|row| row.id.as_str() == "T36").unwrap();
    assert!(row.left_to_schools() && row.length.is_none());
    let own = OwnTarget { version: 1, length: 20, unit: Unit::SchoolDays };
    assert_eq!(own.over(row).length, Some(20));
}

#[test]
fn only_the_chair_and_the_clerk_of_the_school_itself_set_its_targets() {
    let theirs = |actor: &Actor| [chair(), clerk()].contains(actor);
    for actor in everybody() {
        let done = set(&mut northgate(), &actor, TODAY, of("T33", Some(10)));
        match theirs(&actor) {
            true => assert_eq!(done, Ok(1)),
            false => assert_eq!(done, Err(Refused::NotPermitted { action: "set_target" }), "{actor:?}"),
        }
    }
    let elsewhere = Actor { body: redress_domain::Body::School(SECOND), ..clerk() };
    let refused = Err(Refused::NotPermitted { action: "set_target" });
    assert_eq!(set(&mut northgate(), &elsewhere, TODAY, of("T33", Some(10))), refused);
}

#[test]
fn a_target_that_cannot_be_is_refused_with_the_field_that_is_wrong() {
    let asked = |command| set(&mut northgate(), &clerk(), TODAY, command).unwrap_err().pointer();
    let at = |field: &str| Some(format!("/{field}"));
    assert_eq!(asked(of("T99", Some(5))), at("rule"));
    assert_eq!(asked(of("T36", Some(5))), at("rule"), "not yet in force");
    assert_eq!(asked(of("T33", Some(0))), at("length"));
    assert_eq!(asked(of("T33", Some(LONGEST + 1))), at("length"));
    assert_eq!(asked(SetTarget { unit: Some(Unit::Months), ..of("T33", Some(2)) }), at("unit"));
    let from = |day| SetTarget { from: Some(day), ..of("T33", Some(5)) };
    assert_eq!(asked(from(date(2011, 8, 31))), at("from"), "a past day would judge a school by what nobody knew");
    assert_eq!(asked(from(date(9999, 12, 31))), at("from"));
    let mut school = northgate();
    for n in 0..MOST {
        assert_eq!(set(&mut school, &clerk(), TODAY, of("T33", Some(5 + u16::from(n % 2 == 0)))), Ok(1));
    }
    let full = set(&mut school, &clerk(), TODAY, of("T33", Some(9)));
    assert_eq!(full, Err(Refused::TooMany { what: "settings of this target", most: MOST }));
}

#[test]
fn the_governors_time_is_theirs_to_set_too_and_runs_from_the_escalation() {
    let mut school = northgate();
    assert_eq!(set(&mut school, &chair(), TODAY, of("T34", Some(20))), Ok(1));
    let by_default = at_stage_2();
    let mut case = decided_at_stage_1();
    case.school = Some(school);
    case.on(2011, 10, 17).ok(&parent(), escalate());
    assert_eq!(by_default.clock("T34").due, Some(date(2011, 11, 14)), "15 school days");
    assert_eq!(case.clock("T34").due, Some(date(2011, 11, 21)), "20 school days");
}

proptest! {
    /// Whatever is set and in whatever order: the length that counts on a day is the one whose first day is the last
    /// that has come, and nothing that was set for a later day changes it.
    #[test]
    fn what_is_set_for_later_changes_no_day_before(
        sets in proptest::collection::vec((0_i64..300, proptest::option::of(1_u16..=LONGEST)), 1..20),
        asked in 0_i64..300,
    ) {
        let mut school = northgate();
        let day = |days: i64| TODAY.checked_add(days.days()).unwrap();
        let mut before = None;
        for (days, length) in sets {
            let own = school.targets.own(&RuleId::new("T33"), day(asked));
            let done = set(&mut school, &clerk(), TODAY, SetTarget { from: Some(day(days)), ..of("T33", length) });
            prop_assert!(done.is_ok());
            if days > asked {
                prop_assert_eq!(school.targets.own(&RuleId::new("T33"), day(asked)), own);
            } else if before.is_none_or(|known| known <= days) {
                before = Some(days);
                prop_assert_eq!(school.targets.own(&RuleId::new("T33"), day(asked)).map(|own| own.length), length);
            }
        }
    }
}
