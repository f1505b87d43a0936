//! E26: somebody asks for a copy of the data that a file holds about them.

use crate::support::*;
use crate::walks::*;
use jiff::civil::{Date, date};
use redress_domain::complaint::closing::{ConfirmWithdrawal, Withdraw};
use redress_domain::complaint::data_copy::{PrepareDataCopy, RefuseDataRequest, ReleaseDataCopy};
use redress_domain::complaint::data_request::{
    ExtendDataRequest, IdentityCheck, ItemDecision, MakeDataRequest, RecordDataRequest, RequestStatus, Treatment,
};
use redress_domain::complaint::deadlines::Status;
use redress_domain::complaint::erasure::{ConfirmErasure, ErasureGround, ProposeErasure};
use redress_domain::complaint::parties::Capacity;
use redress_domain::complaint::pauses::RecordPassedDeadline;
use redress_domain::complaint::stage::Stage;
use redress_domain::ids::{DeadlineNo, ItemNo, RequestNo};
use redress_domain::law::{DataRefusal, Exemption, ExtensionGround};
use redress_domain::policy::Sight;
use redress_domain::{Action, Actor, PersonId};

fn ask() -> MakeDataRequest {
    MakeDataRequest { wanted: None }
}

fn record(person: PersonId, asked_on: Date, checked_on: Date) -> RecordDataRequest {
    RecordDataRequest { person, asked_on, identity: IdentityCheck::DocumentSeen, checked_on, wanted: None }
}

fn waiting(case: &Case) -> RequestNo {
    case.file.data_requests.waiting().next().unwrap().request
}

fn extend(case: &Case, to: Date) -> ExtendDataRequest {
    ExtendDataRequest { request: waiting(case), to, ground: ExtensionGround::Complex, reason: held("much to read") }
}

fn prepare(case: &Case, decisions: &[(i64, Treatment, Option<Exemption>)]) -> PrepareDataCopy {
    let decision = |(item, treatment, exemption): &(i64, _, _)| ItemDecision {
        item: ItemNo(*item),
        treatment: *treatment,
        exemption: *exemption,
    };
    PrepareDataCopy { request: waiting(case), decisions: decisions.iter().map(decision).collect() }
}

fn release(case: &Case) -> ReleaseDataCopy {
    ReleaseDataCopy { request: waiting(case) }
}

fn refuse(case: &Case) -> RefuseDataRequest {
    RefuseDataRequest { request: waiting(case), ground: DataRefusal::Excessive, reason: held("asked last week") }
}

/// A complaint by both parents, each in their own right.
fn joint() -> Case {
    lodged_with(|submit| submit.complainants.push(complainant(&other_parent(), Capacity::Parent)))
}

/// A request under the law of today that took longer and was answered. The journeys of chance come to no such day.
pub fn answered() -> Case {
    let mut case = lodged();
    case.on(2020, 9, 3).ok(&parent(), ask());
    let longer = extend(&case, date(2020, 11, 2));
    case.ok(&dpo(), longer);
    let copy = prepare(&case, &[(1, Treatment::Keep, None)]);
    case.ok(&dpo(), copy);
    let given = release(&case);
    case.ok(&dpo(), given);
    let again = ask();
    case.ok(&parent(), again);
    let no = refuse(&case);
    case.ok(&dpo(), no);
    case
}

#[test]
fn e26_a_request_starts_a_clock_and_a_copy_or_a_refusal_meets_it() {
    let mut case = lodged();
    let events = case.on(2020, 9, 3).ok(&parent(), ask());
    assert_eq!(names(&events), ["data_requested", "deadline_started"]);
    let clock = case.clock("T51");
    assert_eq!((clock.start, clock.due), (date(2020, 9, 3), Some(date(2020, 10, 5))), "the third is a Saturday");
    assert_eq!(DeadlineNo::from(waiting(&case)), clock.deadline);
    assert_eq!(case.no(&parent(), ask()).slug(), "already-done");
    assert_eq!(case.no(&dpo(), release(&case)).slug(), "not-yet");
    let copy = prepare(&case, &[(1, Treatment::Keep, None), (2, Treatment::Withhold, Some(Exemption::ThirdParty))]);
    assert_eq!(names(&case.ok(&dpo(), copy)), ["data_copy_prepared"]);
    assert_eq!(case.clock("T51").status, Status::Open, "nothing was given out yet");
    let given = release(&case);
    assert_eq!(names(&case.on(2020, 10, 5).ok(&dpo(), given)), ["data_copy_released", "deadline_met"]);
    assert_eq!((case.clock("T51").status, case.clock("T51").met_on), (Status::Met, Some(date(2020, 10, 5))));
    assert_eq!(case.file.data_requests.0[0].status, RequestStatus::Released);
    assert_eq!(case.no(&dpo(), PrepareDataCopy { request: RequestNo(1), decisions: vec![] }).slug(), "not-yet");

    case.on(2020, 10, 6).ok(&parent(), ask());
    let no = refuse(&case);
    assert_eq!(names(&case.on(2020, 11, 10).ok(&dpo(), no)), ["data_request_refused", "deadline_met"]);
    let late = case.file.deadlines.last().unwrap();
    assert_eq!((late.due, late.met_on), (Some(date(2020, 11, 6)), Some(date(2020, 11, 10))));
}

#[test]
fn e26_the_time_runs_from_the_day_on_which_it_was_known_who_asks() {
    let mut case = lodged();
    let person = parent().person;
    case.on(2020, 9, 20);
    for who in [clerk(), dpo()] {
        assert!(case.would(&who, record(person, date(2020, 9, 3), date(2020, 9, 10))).is_ok());
    }
    case.ok(&clerk(), record(person, date(2020, 9, 3), date(2020, 9, 10)));
    assert_eq!((case.clock("T51").start, case.clock("T51").due), (date(2020, 9, 10), Some(date(2020, 10, 12))));
    let friend = friend().person;
    assert_eq!(case.no(&clerk(), record(friend, date(2020, 9, 3), date(2020, 9, 3))).slug(), "no-such-party");
    assert_eq!(case.no(&clerk(), record(person, date(2020, 9, 21), date(2020, 9, 3))).slug(), "date-out-of-order");
    assert_eq!(case.no(&clerk(), record(person, date(2011, 9, 1), date(2020, 9, 3))).slug(), "date-out-of-order");
}

#[test]
fn e26_it_may_take_two_months_more_if_that_is_said_within_the_first_time() {
    let mut case = lodged();
    case.on(2020, 9, 3).ok(&parent(), ask());
    assert_eq!(case.no(&dpo(), extend(&case, date(2020, 10, 5))).slug(), "date-out-of-order");
    assert_eq!(case.no(&dpo(), extend(&case, date(2020, 12, 8))).slug(), "too-far");
    let longer = extend(&case, date(2020, 11, 2));
    case.on(2020, 10, 5).ok(&dpo(), longer);
    assert_eq!(case.clock("T51").due, Some(date(2020, 11, 2)));
    let last = extend(&case, date(2020, 12, 7));
    case.ok(&dpo(), last);
    case.on(2020, 10, 6);
    assert_eq!(case.no(&dpo(), extend(&case, date(2020, 12, 7))).slug(), "too-late");

    // The law before 2018 gave forty days and no more.
    let mut case = lodged();
    let asked = case.today;
    case.ok(&parent(), ask());
    assert_eq!(case.clock("T51").due, Some(asked.saturating_add(jiff::Span::new().days(39))));
    assert_eq!(case.no(&dpo(), extend(&case, date(2011, 12, 30))).slug(), "not-acceptable");
}

#[test]
fn e26_what_is_not_shown_has_its_reason_and_nothing_else_has_one() {
    let mut case = lodged();
    case.ok(&parent(), ask());
    let why = Some(Exemption::LegalAdvice);
    for wrong in [
        vec![(1, Treatment::Withhold, None)],
        vec![(1, Treatment::Mask, None)],
        vec![(1, Treatment::Keep, why)],
        vec![(1, Treatment::Keep, None), (1, Treatment::Mask, why)],
    ] {
        assert_eq!(case.no(&dpo(), prepare(&case, &wrong)).slug(), "not-acceptable", "{wrong:?}");
    }
    let first = prepare(&case, &[(1, Treatment::Keep, None)]);
    case.ok(&dpo(), first);
    let second = prepare(&case, &[(1, Treatment::Mask, why)]);
    case.ok(&dpo(), second);
    let decided = &case.file.data_requests.0[0].decisions;
    assert_eq!(decided.iter().map(|one| one.treatment).collect::<Vec<_>>(), [Treatment::Mask], "the last word counts");
}

#[test]
fn e26_one_parent_is_not_told_that_the_other_asked() {
    let mut case = joint();
    let before = case.events.len();
    case.on(2020, 9, 3).ok(&other_parent(), ask());
    for step in 0..2 {
        let copy = prepare(&case, &[(1, Treatment::Mask, Some(Exemption::ThirdParty))]);
        case.ok(&dpo(), copy);
        if step == 0 {
            let longer = extend(&case, date(2020, 11, 2));
            case.ok(&dpo(), longer);
        }
    }
    let given = release(&case);
    case.ok(&dpo(), given);
    case.ok(&other_parent(), ask());
    let passed = RecordPassedDeadline { deadline: waiting(&case).into() };
    case.on(2020, 11, 20).ok(&system(), passed);
    let no = refuse(&case);
    case.ok(&dpo(), no);

    let told = |who: &Actor| {
        let sight = Sight::new(who, &case.file.facts);
        case.events[before..].iter().filter(|event| sight.sees(event)).count()
    };
    let version = |who: &Actor| Sight::new(who, &case.file.facts).version(i64::try_from(case.events.len()).unwrap());
    let happened = case.events.len() - before;
    assert_eq!(told(&parent()), 0);
    assert_eq!(version(&parent()), i64::try_from(before).unwrap());
    assert_eq!(told(&other_parent()), happened - 2, "all but what the copy leaves out");
    for body in [head(), clerk(), dpo()] {
        assert_eq!(told(&body), happened, "{body}");
    }
    let clocks = |who: &Actor| {
        let sight = Sight::new(who, &case.file.facts);
        case.file.deadlines.iter().filter(|clock| clock.rule.as_str() == "T51" && sight.sees_clock(clock)).count()
    };
    assert_eq!((clocks(&parent()), clocks(&other_parent()), clocks(&clerk())), (0, 2, 2));
    // Their own numbers say nothing of another's either.
    let alone = {
        let mut case = joint();
        case.ok(&parent(), ask());
        waiting(&case)
    };
    case.ok(&parent(), ask());
    assert_eq!(waiting(&case), alone);
    assert!(case.actions(&other_parent()).contains(&Action::MakeDataRequest));
    assert!(!case.actions(&parent()).contains(&Action::MakeDataRequest));
}

#[test]
fn e26_the_end_of_a_complaint_ends_no_request_and_whoever_ended_it_may_still_ask() {
    let mut case = lodged();
    case.ok(&parent(), ask());
    case.ok(&parent(), Withdraw { person: None });
    case.ok(&parent(), ConfirmWithdrawal { person: None, words: held("I end it") });
    case.ok(&clerk(), close());
    assert_eq!(case.stage(), Stage::Closed);
    assert!(case.clock("T51").owed());
    let ground = ErasureGround::NoLongerNeeded;
    case.ok(&clerk(), ProposeErasure { person: None, ground, reason: held("long ago") });
    // What somebody asked for is not destroyed before they have their answer.
    assert_eq!(case.no(&dpo(), ConfirmErasure { person: None }).slug(), "not-yet");
    let copy = prepare(&case, &[(1, Treatment::Keep, None)]);
    case.ok(&dpo(), copy);
    let given = release(&case);
    case.ok(&dpo(), given);
    case.ok(&parent(), ask());
    let no = refuse(&case);
    case.ok(&dpo(), no);
    case.ok(&dpo(), ConfirmErasure { person: None });
}
