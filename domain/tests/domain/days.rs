//! Days that are deemed, proved or counted anew, and what rests on them.

use crate::support::*;
use crate::walks::*;
use jiff::civil::date;
use redress_domain::complaint::Event;
use redress_domain::complaint::authority::{
    ComplainAboutAuthority, DisapplyAuthorityTimeLimit, Event as Authority, IssueAuthorityReport,
};
use redress_domain::complaint::closing::{CorrectRecord, RequestReview};
use redress_domain::complaint::compliance::{ActionSaid, ConfirmAction};
use redress_domain::complaint::deadlines::Status;
use redress_domain::complaint::file::{Correction, Event as Record, ReviewGround};
use redress_domain::complaint::intake::Event as Intake;
use redress_domain::complaint::judgement::{AgreeLongerPeriod, RecordNoNotification};
use redress_domain::complaint::jurisdiction::DeclareInterest;
use redress_domain::complaint::ombudsman::{Event as Ombudsman, Interest};
use redress_domain::complaint::pauses::MoveDeadlines;
use redress_domain::complaint::school::Event as School;
use redress_domain::complaint::standing::{RecordPartyDeath, SubstituteParty};
use redress_domain::complaint::statement::{CorrectServiceDate, Event as Statement, Method, Recipient, ServeStatement};
use redress_domain::complaint::triage::DeclineComplaint;
use redress_domain::ids::IssueNo;
use redress_domain::law::{AdverseFindingsGround, NotAcceptedReason, Regime};
use redress_domain::report::Standing;

fn correct(correction: Correction) -> CorrectRecord {
    CorrectRecord { correction, reason: held("the stamp"), pupil_ages: PupilAges::default() }
}

/// A complaint that came on the first day of half term to a school that had published no terms.
fn undeemed() -> Case {
    let mut case = Case::new(date(2011, 10, 22));
    let mut submit = complaint();
    submit.school = ELSEWHERE;
    case.ok(&parent(), submit);
    case
}

#[test]
fn without_the_schools_calendar_no_day_of_receipt_is_guessed_and_when_it_comes_the_clocks_run_from_the_right_one() {
    let mut case = undeemed();
    assert_eq!(case.file.intake.received_on, None);
    assert!(case.clock("T32").undeemed && case.clock("T32").due.is_none() && case.clock("T33").due.is_none());
    case.published = true;
    let events = case.ok(&system(), MoveDeadlines { decision: DECISION });
    assert_eq!(names(&events)[0], "receipt_deemed");
    assert_eq!(case.file.intake.received_on, Some(date(2011, 10, 31)));
    let clock = case.clock("T32");
    assert_eq!((clock.start, clock.due, clock.undeemed), (date(2011, 10, 31), Some(date(2011, 11, 7)), false));
    assert_eq!(case.ok(&system(), MoveDeadlines { decision: DECISION }), [], "and once is enough");
}

#[test]
fn a_receipt_is_recorded_with_the_rule_and_the_calendar_it_was_deemed_by() {
    let mut case = Case::new(date(2011, 10, 22));
    let events = case.ok(&parent(), complaint());
    let Event::Intake(Intake::ComplaintSubmitted { receipt: Some(receipt), received_on, .. }) = &events[0] else {
        panic!("{events:?}");
    };
    assert_eq!((receipt.rule.as_str(), receipt.rule_version, receipt.start), ("T31", 1, date(2011, 10, 22)));
    assert_eq!((receipt.calendars.school, receipt.on), (Some(1), *received_on));
    assert_eq!(*received_on, Some(date(2011, 10, 31)));
}

#[test]
fn a_corrected_day_of_receipt_is_deemed_like_any_other() {
    let mut case = Case::new(date(2011, 11, 1));
    let mut submit = complaint();
    submit.made_on = Some(date(2011, 10, 19));
    case.ok(&parent(), submit);
    let events = case.ok(&clerk(), correct(Correction::ReceivedOn { day: date(2011, 10, 22) }));
    assert_eq!(names(&events)[..2], ["fact_corrected", "receipt_deemed"]);
    assert_eq!(case.file.intake.received_on, Some(date(2011, 10, 31)), "it came in half term");
    assert_eq!(case.clock("T32").due, Some(date(2011, 11, 7)));
    let mut case = undeemed();
    case.on(2011, 10, 24).ok(&their_clerk(), correct(Correction::ReceivedOn { day: date(2011, 10, 24) }));
    assert!(case.clock("T32").undeemed && case.file.intake.received_on.is_none(), "and is still no guess");
}

/// The clerk of the school that published no terms.
fn their_clerk() -> redress_domain::Actor {
    redress_domain::Actor { body: redress_domain::Body::School(ELSEWHERE), ..clerk() }
}

#[test]
fn a_corrected_day_of_receipt_leaves_the_clock_of_the_second_stage_where_it_is() {
    // The model of 2016 acknowledges the second stage under the same rule as the first.
    let mut case = Case::new(date(2011, 10, 5));
    case.ok(&parent(), complaint());
    case.file.procedure = Some(redress_domain::law::ProcedureId::DfeModel);
    case.ok(&clerk(), redress_domain::complaint::triage::AcceptComplaint {});
    let mut case = decide_stage_1(open_stage_1(case));
    case.on(2011, 10, 17).ok(&parent(), escalate());
    let second = case.clock("T32").clone();
    assert_eq!(second.start, date(2011, 10, 17));
    case.ok(&clerk(), correct(Correction::ReceivedOn { day: date(2011, 10, 6) }));
    assert_eq!(*case.clock("T32"), second);
    assert!(case.file.deadlines.iter().any(|clock| clock.start == date(2011, 10, 6)), "the first one has moved");
}

/// Posted on 25 January, so deemed to have come on the 27th.
fn posted() -> Case {
    let mut case = stated();
    let by_post = ServeStatement {
        recipient: Recipient::GoverningBody { school: None },
        method: Method::Post,
        sent_on: date(2012, 1, 25),
        received_on: None,
    };
    let events = case.ok(&intake(), by_post);
    let Event::Statement(Statement::StatementServed { deemed: Some(deemed), .. }) = &events[0] else {
        panic!("{events:?}");
    };
    assert_eq!((deemed.rule.as_str(), deemed.on), ("T17", Some(date(2012, 1, 27))));
    case
}

fn proof() -> CorrectServiceDate {
    CorrectServiceDate { school: None, received_on: date(2012, 1, 31), evidence: held("a receipt") }
}

#[test]
fn proof_of_the_real_day_of_service_displaces_the_deemed_one_after_a_notification_too() {
    use AdverseFindingsGround as Ground;
    let mut case = posted();
    case.on(2012, 2, 27).ok(&clerk(), notify(&[ActionSaid::Proposed, ActionSaid::Proposed]));
    assert_eq!(Standing::of(case.clock("T04"), case.today), Standing::MetLate);
    assert!(case.would(&commissioner(), require(Ground::NoNotification)).is_ok());
    case.ok(&intake(), proof());
    let period = case.clock("T04");
    assert_eq!((period.start, period.due, period.status), (date(2012, 1, 31), Some(date(2012, 2, 29)), Status::Met));
    assert_eq!(Standing::of(period, case.today), Standing::Met, "it was in time after all");
    assert_eq!(case.no(&commissioner(), require(Ground::NoNotification)).slug(), "not-yet", "no ground is left");
    // The month that follows runs from the end as proved, with its latest reading.
    let month = case.clock("T05");
    assert_eq!((month.start, month.due), (date(2012, 2, 29), Some(date(2012, 3, 29))));
    assert_eq!(month.not_lapsed_before, Some(date(2012, 3, 31)));
}

#[test]
fn proof_of_the_real_day_of_service_makes_a_late_refusal_an_early_one() {
    let mut case = posted();
    case.on(2012, 2, 27).ok(&clerk(), notify(&[ActionSaid::None, ActionSaid::None]));
    let early = || require(AdverseFindingsGround::NoActionDecided);
    assert_eq!(case.no(&commissioner(), early()).slug(), "not-acceptable");
    case.ok(&intake(), proof());
    assert!(case.would(&commissioner(), early()).is_ok());
}

#[test]
fn the_day_of_service_is_not_open_any_more_once_a_notice_is_required() {
    let mut case = posted();
    case.on(2012, 2, 27).ok(&system(), RecordNoNotification {});
    case.ok(&commissioner(), require(AdverseFindingsGround::NoNotification));
    assert_eq!(case.no(&intake(), proof()).slug(), "wrong-stage");
}

#[test]
fn what_comes_before_the_latest_reading_has_passed_is_in_time() {
    let mut case = notified();
    let month = case.clock("T05").clone();
    assert_eq!((month.due, month.not_lapsed_before), (Some(date(2012, 3, 29)), Some(date(2012, 3, 31))));
    let longer = AgreeLongerPeriod {
        deadline: month.deadline,
        to: date(2012, 4, 20),
        agreement: held("a letter"),
        override_reason: None,
    };
    case.on(2012, 3, 31);
    assert!(case.would(&commissioner(), longer).is_ok(), "the period has not ended on every reading");
    let events = case.ok(&clerk(), ConfirmAction { recommendations: vec![], evidence: held("evidence") });
    assert!(format!("{events:?}").contains("in_time: true"));
    assert_eq!(Standing::of(case.clock("T05"), date(2012, 5, 1)), Standing::Met);
}

#[test]
fn a_complaint_made_straight_to_the_commissioner_is_made_on_the_day_it_comes_for_the_five_years_too() {
    // Lodged with the school on 5 October, with the Commissioner on 14 November 2011.
    let mut case = with_ombudsman();
    let works = |until| DeclareInterest { person: person(43), interest: Interest::Works, until: Some(until) };
    let events = case.ok(&intake(), works(date(2006, 11, 14)));
    let Event::Ombudsman(Ombudsman::InterestDeclared { bars: false, since: Some(since), .. }) = &events[0] else {
        panic!("{events:?}");
    };
    assert_eq!((since.rule.as_str(), since.start, since.on), ("T10", date(2011, 11, 14), Some(date(2006, 11, 15))));
    let events = case.ok(&intake(), works(date(2006, 11, 15)));
    assert!(matches!(&events[0], Event::Ombudsman(Ombudsman::InterestDeclared { bars: true, .. })));
}

/// A complaint of 2016, under the model procedure, about something that happened on a day.
fn of_2016(happened_on: Option<jiff::civil::Date>) -> Case {
    let mut case = Case::new(date(2016, 5, 10));
    let mut submit = complaint();
    submit.issues[0].happened_on = happened_on;
    case.ok(&parent(), submit);
    case
}

#[test]
fn a_school_turns_away_as_late_only_what_came_after_three_months_from_the_last_incident() {
    let decline = || DeclineComplaint { reason: NotAcceptedReason::Late, explanation: held("too late") };
    assert_eq!(lodged().no(&clerk(), decline()).slug(), "not-acceptable", "the toolkit of 2003 sets no limit");
    assert_eq!(of_2016(None).no(&clerk(), decline()).slug(), "not-yet");
    assert_eq!(of_2016(Some(date(2016, 2, 10))).no(&clerk(), decline()).slug(), "not-acceptable");
    let events = of_2016(Some(date(2016, 2, 9))).ok(&clerk(), decline());
    let Event::Intake(Intake::ComplaintNotAccepted { time: Some(time), .. }) = &events[0] else {
        panic!("{events:?}");
    };
    assert_eq!((time.rule.as_str(), time.start, time.on), ("T30", date(2016, 2, 9), Some(date(2016, 5, 9))));
}

#[test]
fn a_school_follows_the_procedure_that_was_current_when_the_complaint_was_made() {
    use redress_domain::law::ProcedureId as P;
    let procedure = |case: Case| case.file.procedure.unwrap().row().id;
    assert_eq!((procedure(ordinary_road()), ordinary_road().file.regime), (P::Toolkit2003, Some(Regime::Post2012)));
    assert_eq!(procedure(of_2016(None)), P::DfeModel);
}

/// Tuition, in which the local authority answers too; the family noticed on a day.
fn tuition(noticed_on: Option<jiff::civil::Date>) -> Case {
    lodged_with(|submit| {
        submit.issues[0].guarantee = Some("PU-3.8".parse().unwrap());
        submit.complainants[0].noticed_on = noticed_on;
    })
}

fn about_authority() -> ComplainAboutAuthority {
    ComplainAboutAuthority { issue: IssueNo(1) }
}

fn report() -> IssueAuthorityReport {
    IssueAuthorityReport { issue: IssueNo(1), report: held("a report"), received_on: None }
}

#[test]
fn a_late_complaint_about_the_authority_is_not_reported_on_until_the_limit_is_disapplied_for_it() {
    for noticed_on in [Some(date(2010, 10, 5)), Some(date(2007, 3, 1)), None] {
        let mut case = tuition(noticed_on);
        let events = case.ok(&parent(), about_authority());
        let Event::Authority(Authority::AuthorityComplaintReceived { time: Some(time), .. }) = &events[0] else {
            panic!("{events:?}");
        };
        assert_eq!((time.rule.as_str(), time.in_time), ("T20", noticed_on.map(|_| false)));
        assert_eq!(case.no(&commissioner(), report()).slug(), "not-yet");
        case.ok(&commissioner(), DisapplyAuthorityTimeLimit { issue: IssueNo(1), reason: held("illness") });
        case.ok(&commissioner(), report());
    }
    let mut case = tuition(Some(date(2010, 10, 6)));
    case.ok(&parent(), about_authority());
    assert!(case.would(&commissioner(), report()).is_ok(), "twelve months beginning with that day end today");
    // A day that was not known and is recorded counts.
    let mut case = tuition(None);
    case.ok(&parent(), about_authority());
    let day = date(2011, 9, 12);
    case.ok(&intake(), correct(Correction::NoticedOn { person: parent().person, day }));
    assert!(case.would(&commissioner(), report()).is_ok());
}

#[test]
fn who_stands_in_for_somebody_who_died_complains_of_the_authority_from_the_notice_of_the_one_affected() {
    let stand_in = |noticed: Option<jiff::civil::Date>, own| {
        let mut case = tuition(noticed);
        case.ok(&clerk(), RecordPartyDeath { person: parent().person, on: date(2011, 10, 5) });
        let mut substitute = complainant(&other_parent(), redress_domain::complaint::parties::Capacity::Parent);
        substitute.noticed_on = Some(own);
        let reason = held("the personal representative");
        case.ok(&clerk(), SubstituteParty { person: parent().person, substitute, reason });
        let events = case.ok(&other_parent(), about_authority());
        match &events[0] {
            Event::Authority(Authority::AuthorityComplaintReceived { last_day, .. }) => *last_day,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(stand_in(Some(date(2011, 1, 10)), date(2011, 9, 1)), Some(date(2012, 1, 9)));
    assert_eq!(stand_in(None, date(2011, 9, 1)), Some(date(2012, 8, 31)), "who died had no notice");
}

#[test]
fn a_request_for_review_and_a_silence_carry_the_rules_they_were_counted_by() {
    let mut case = not_investigated();
    let ask = RequestReview { ground: ReviewGround::NewInformation, account: held("new facts") };
    let events = case.ok(&parent(), ask);
    assert!(matches!(&events[0], Event::File(Record::ReviewRequested { time: Some(time), .. })
        if time.rule.as_str() == "T45" && time.on == Some(date(2011, 12, 14))));
    let case = in_default();
    let silent = case.events.iter().find_map(|event| match event {
        Event::School(School::GoverningBodyFailedToRespond { due, waited_until, target, wait }) => {
            Some((*due, *waited_until, target.clone().unwrap(), wait.clone().unwrap()))
        }
        _ => None,
    });
    let (due, waited_until, target, wait) = silent.unwrap();
    assert_eq!((target.rule.as_str(), target.on), ("T33", Some(due)));
    assert_eq!((wait.rule.as_str(), wait.start, wait.on), ("T37", due, Some(waited_until)));
}
