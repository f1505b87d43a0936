//! Clocks that somebody ends before what they ask for is done: only a body's own, only in time, only with a reason.

use crate::support::*;
use crate::walks::{assessed, at_stage_1, awaiting_notification, escalate, open_investigation};
use jiff::civil::date;
use redress_domain::complaint::deadlines::{CancelReason, PauseReason, Status};
use redress_domain::complaint::investigation::OpenInvestigation;
use redress_domain::complaint::pauses::{CancelDeadline, PauseDeadline};
use redress_domain::ids::DeadlineNo;
use redress_domain::report::Standing;
use redress_domain::{Action, Refused};

fn cancel(deadline: DeadlineNo) -> CancelDeadline {
    CancelDeadline { deadline, reason: CancelReason::AgreedWithComplainant, note: held("they rang and said so") }
}

#[test]
fn a_school_gives_up_its_own_target_with_a_reason_and_then_it_is_neither_late_nor_met() {
    let mut case = at_stage_1();
    let deadline = case.clock("T33").deadline;
    for who in [parent(), officer(), intake(), lead()] {
        assert!(matches!(case.no(&who, cancel(deadline)), Refused::NotPermitted { .. } | Refused::NotFound), "{who:?}");
    }
    assert_eq!(names(&case.ok(&clerk(), cancel(deadline))), ["deadline_cancelled"]);
    assert_eq!(case.clock("T33").status, Status::Cancelled);
    assert_eq!(Standing::of(case.clock("T33"), date(2012, 7, 1)), Standing::Cancelled);
    assert_eq!(case.no(&clerk(), cancel(deadline)), Refused::NoSuchDeadline { deadline: deadline.0 });

    // The family does not wait for ever: the usual yardstick lets it go on.
    assert!(matches!(case.no(&parent(), escalate()), Refused::TooEarly { .. }));
    case.on(2012, 1, 9).ok(&parent(), escalate());
}

#[test]
fn what_has_gone_by_or_is_set_by_law_is_given_up_by_nobody() {
    let mut case = at_stage_1();
    let (deadline, last_day) = (case.clock("T32").deadline, case.clock("T32").due.unwrap());
    case.today = last_day;
    case.would(&head(), cancel(deadline)).unwrap();
    case.today = last_day.tomorrow().unwrap();
    assert_eq!(case.no(&head(), cancel(deadline)), Refused::TooLate { last_day });
    assert!(case.actions(&head()).contains(&Action::CancelDeadline), "the answer still has time");
    case.today = case.clock("T33").due.unwrap().tomorrow().unwrap();
    assert!(!case.actions(&head()).contains(&Action::CancelDeadline));

    let mut case = awaiting_notification();
    let deadline = case.clock("T04").deadline;
    for who in [clerk(), chair(), head()] {
        let refused = case.no(&who, cancel(deadline));
        assert!(
            matches!(refused, Refused::NotAcceptable { field: "deadline", .. } | Refused::NotYet { .. }),
            "{refused}"
        );
    }
    case.today = date(2012, 7, 1);
    assert_eq!(case.clock("T04").status, Status::Open);
}

#[test]
fn a_clock_that_stands_still_can_be_given_up_too() {
    let mut case = at_stage_1();
    let deadline = case.clock("T33").deadline;
    let reason = PauseReason::AwaitingComplainant;
    case.ok(&head(), PauseDeadline { deadline, reason, note: held("asked") });
    case.ok(&head(), cancel(deadline));
    assert_eq!(case.clock("T33").status, Status::Cancelled);
}

#[test]
fn a_day_that_somebody_sets_is_to_come_and_within_two_years() {
    let mut case = assessed();
    case.on(2011, 11, 21);
    for (day, fits) in [
        (date(2012, 2, 29), true),
        (case.today, false),
        (case.today.saturating_add(jiff::Span::new().years(2)), true),
        (case.today.saturating_add(jiff::Span::new().years(2).days(1)), false),
        (date(9999, 12, 31), false),
    ] {
        let open = OpenInvestigation { comment_by: day, ..open_investigation() };
        let done = case.would(&commissioner(), open);
        match fits {
            true => drop(done.unwrap()),
            false => assert_eq!(done.unwrap_err().pointer().as_deref(), Some("/comment_by"), "{day}"),
        }
    }
}
