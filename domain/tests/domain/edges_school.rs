//! The edge cases of schools: closed, converted, joined, in one area or another, silent, unwilling.

use crate::support::*;
use crate::walks::*;
use jiff::civil::date;
use redress_domain::complaint::direction::{ComplainToSecretaryOfState, ConsiderDirection};
use redress_domain::complaint::escalation::{DeclareNoResponse, RecordEscalationRefused};
use redress_domain::complaint::facts::About;
use redress_domain::complaint::investigation::Invited;
use redress_domain::complaint::judgement::RecordUnenforceable;
use redress_domain::complaint::jurisdiction::{
    BeginAssessment, DetermineJurisdiction, RecordConversion, ReturnToGoverningBody, WaiveSchoolOpportunity,
};
use redress_domain::complaint::panel::{ConvenePanel, Seat};
use redress_domain::complaint::school::{OpenConcern, OpenStage1, RecordInformalResolution, RecordInvolvement};
use redress_domain::complaint::stage::Stage;
use redress_domain::complaint::{Event, direction};
use redress_domain::ids::RecommendationNo;
use redress_domain::law::{
    CommissionerFinding, NotInvestigated, Regime, RegimeReason, Remedy, Scheme, Standing, WaiverGround,
};
use redress_domain::{Action, Body, Refused};

#[test]
fn e05_what_a_dissolved_governing_body_owed_cannot_be_enforced_and_says_why() {
    let mut case = notified();
    let one = RecordUnenforceable { recommendations: vec![RecommendationNo(1)], reason: held("the school closed") };
    case.ok(&commissioner(), one);
    assert_eq!(case.stage(), Stage::ActionNotified, "the other can still be done");
    case.ok(&commissioner(), RecordUnenforceable { recommendations: vec![], reason: held("the school closed") });
    assert_eq!(case.stage(), Stage::Unenforceable);
    assert!(case.file.unmet().next().is_none() && !case.clock("T05").owed());
    assert_eq!(case.no(&official(), ConsiderDirection {}), Refused::NotFound);
    served(case).ok(&commissioner(), close());
    // A move of site is no closure: nothing in the file changes by it (Education Act 1996 s.574).
    assert!(notified().would(&clerk(), confirm()).is_ok());
}

fn waive(ground: WaiverGround) -> WaiveSchoolOpportunity {
    WaiveSchoolOpportunity { ground, reason: held("not reasonable") }
}

fn convert(on: jiff::civil::Date) -> RecordConversion {
    RecordConversion { on, successor: SUCCESSOR }
}

#[test]
fn e06_act_and_complaint_before_the_conversion_stay_in_the_scheme() {
    let mut case = with_ombudsman();
    case.on(2011, 12, 1).ok(&investigator(), convert(date(2011, 12, 1)));
    assert_eq!(names(&case.ok(&intake(), determine())), ["jurisdiction_determined"]);
}

#[test]
fn e06_made_after_the_conversion_it_needs_the_commissioners_ruling() {
    let mut case = concluded();
    case.on(2011, 11, 10).ok(&clerk(), convert(date(2011, 11, 10)));
    case.on(2011, 11, 14).ok(&parent(), to_ombudsman());
    assert_eq!(names(&case.ok(&intake(), determine())), ["out_of_jurisdiction"]);
    // The ruling may come after: nothing is at a dead end.
    case.ok(&intake(), DetermineJurisdiction { no_conflict: true, conversion: Some(held("the act came before")) });
    case.ok(&intake(), BeginAssessment {});
    assert!(case.would(&commissioner(), open_investigation()).is_ok());
}

#[test]
fn e06_a_conversion_that_comes_to_light_after_assessment_is_ruled_on_before_an_investigation() {
    let mut case = assessed();
    case.ok(&investigator(), convert(date(2011, 9, 1)));
    assert_eq!(case.no(&commissioner(), open_investigation()).slug(), "not-yet");
    assert_eq!(names(&case.ok(&intake(), determine())), ["out_of_jurisdiction"]);
}

#[test]
fn e06_a_direction_after_a_conversion_is_considered_with_a_warning() {
    let mut case = no_notification();
    case.ok(&investigator(), convert(date(2012, 2, 1)));
    let events = case.ok(&official(), ConsiderDirection {});
    assert!(matches!(
        events[0],
        Event::Direction(direction::Event::DirectionConsidered { after_conversion: true, without_notice: true, .. })
    ));
}

#[test]
fn e06_a_complaint_about_an_academy_goes_another_way() {
    let case = lodged_with(|submit| submit.school = ACADEMY);
    assert_eq!(case.file.regime, Some(Regime::Academy));
    assert_eq!(redress_domain::law::SchoolType(28).standing(), Some(Standing::Academy));
    assert_eq!(case.no(&parent(), to_ombudsman()).slug(), "not-in-this-regime");
    let submit = redress_domain::complaint::intake::SubmitComplaint { school: INDEPENDENT, ..complaint() };
    assert_eq!(Case::new(date(2011, 10, 5)).no(&parent(), submit).slug(), "not-acceptable");
}

#[test]
fn e07_a_federated_governing_body_answers_for_each_of_its_schools() {
    let mut case = lodged_with(|submit| submit.other_schools = vec![SECOND]);
    let federated = redress_domain::Actor { body: Body::School(SECOND), ..clerk() };
    case.ok(&federated, redress_domain::complaint::triage::AcceptComplaint {});
    // Who dealt with it at one school sits on no panel at the other.
    let other_link = redress_domain::Actor { body: Body::School(SECOND), ..link() };
    case.ok(&other_link, OpenConcern {});
    case = decide_stage_1(open_stage_1(case));
    case.ok(&parent(), escalate());
    assert_eq!(case.no(&clerk(), panel(&[13, 21, 22])).slug(), "not-acceptable");
}

/// In Barking and Dagenham, as it was.
fn pilot(lodged: jiff::civil::Date) -> Case {
    let mut case = Case::new(lodged);
    case.scheme = Scheme::AsItWas;
    case.ok(&parent(), complaint());
    assert_eq!(case.file.regime, Some(Regime::Pilot2010));
    case.ok(&clerk(), redress_domain::complaint::triage::AcceptComplaint {});
    case
}

#[test]
fn e08_made_to_the_commissioner_before_the_repeal_it_goes_on_after_it() {
    let mut case = pilot(date(2012, 5, 1));
    case.on(2012, 7, 31).ok(&parent(), to_ombudsman());
    assert_eq!(names(&case.on(2012, 9, 3).ok(&intake(), determine())), ["jurisdiction_determined"]);
    case.ok(&commissioner(), waive(WaiverGround::TrustLost));
    case.ok(&intake(), BeginAssessment {});
    let open = redress_domain::complaint::investigation::OpenInvestigation {
        comment_by: date(2012, 10, 1),
        ..open_investigation()
    };
    case.ok(&commissioner(), open);
}

#[test]
fn e08_a_complaint_declined_as_premature_before_the_repeal_is_out_in_september_2012() {
    let mut case = pilot(date(2012, 5, 1));
    case.on(2012, 7, 30).ok(&parent(), to_ombudsman());
    case.ok(&intake(), determine());
    case.on(2012, 7, 31).ok(&commissioner(), not_to_investigate(NotInvestigated::Premature));
    case.ok(&commissioner(), statement());
    // The school has its opportunity all the same, and the complaint may come back.
    case.on(2012, 9, 3).ok(&clerk(), OpenStage1 {});
    case.on(2012, 9, 10).ok(&parent(), to_ombudsman());
    let events = case.ok(&intake(), determine());
    assert!(matches!(&events[0], Event::Ombudsman(
        redress_domain::complaint::ombudsman::Event::OutOfJurisdiction { reasons, .. }
    ) if *reasons == [NotInvestigated::OutsideArea]));
    // The repeal of section 221 opens the ordinary road again, once the statement is out.
    case.ok(&commissioner(), not_to_investigate(NotInvestigated::OutsideArea));
    let asked = || ComplainToSecretaryOfState { account: held("what they ask") };
    assert_eq!(case.no(&parent(), asked()), Refused::StatementOwed);
    case.ok(&commissioner(), statement());
    case.ok(&parent(), asked());
}

#[test]
fn e08_until_the_day_of_the_repeal_a_complaint_declined_as_premature_comes_back_and_section_221_bars() {
    let mut case = pilot(date(2012, 3, 1));
    case.on(2012, 4, 2).ok(&parent(), to_ombudsman());
    case.ok(&intake(), determine());
    case.ok(&commissioner(), not_to_investigate(NotInvestigated::Premature));
    case.ok(&commissioner(), statement());
    case = decide_stage_1(open_stage_1(case));
    case.today = date(2012, 7, 31);
    let asked = ComplainToSecretaryOfState { account: held("what they ask") };
    assert_ne!(case.no(&parent(), asked).slug(), "statement-owed");
    case.ok(&parent(), to_ombudsman());
    assert_eq!(names(&case.ok(&intake(), determine())), ["jurisdiction_determined"]);
    // It came back, and so was made, before the repeal: it goes on after it.
    case.on(2012, 9, 3).ok(&commissioner(), waive(WaiverGround::TrustLost));
    case.ok(&intake(), BeginAssessment {});
    let open = redress_domain::complaint::investigation::OpenInvestigation {
        comment_by: date(2012, 10, 1),
        ..open_investigation()
    };
    case.ok(&commissioner(), open);
}

#[test]
fn e08_sent_back_without_a_decision_before_the_repeal_it_is_saved() {
    let mut case = pilot(date(2012, 7, 16));
    case.on(2012, 7, 30).ok(&parent(), to_ombudsman());
    case.ok(&intake(), determine());
    case.ok(&intake(), ReturnToGoverningBody { follow_up_on: date(2012, 9, 28), reason: held("premature") });
    case.on(2012, 9, 10).ok(&parent(), to_ombudsman());
    assert_eq!(names(&case.ok(&intake(), determine())), ["jurisdiction_determined"]);
}

#[test]
fn e08_made_on_the_day_of_the_repeal_or_referred_after_it_it_is_out() {
    let mut case = pilot(date(2012, 5, 1));
    case.on(2012, 8, 1).ok(&parent(), to_ombudsman());
    assert_eq!(names(&case.ok(&intake(), determine())), ["out_of_jurisdiction"]);
    // Made to the school in time is not made to a Commissioner before the repeal.
    let mut case = pilot(date(2012, 5, 1));
    case.ok(&parent(), redress_domain::complaint::standing::GiveConsent { person: None });
    case.on(2012, 8, 1).ok(&head(), refer());
    assert_eq!(names(&case.ok(&intake(), determine())), ["out_of_jurisdiction"]);
}

#[test]
fn e08_the_regime_is_fixed_when_the_complaint_is_lodged() {
    let mut case = pilot(date(2012, 5, 1));
    case.on(2013, 1, 7);
    assert_eq!(case.file.regime, Some(Regime::Pilot2010));
    let mut after = Case::new(date(2012, 8, 1));
    after.scheme = Scheme::AsItWas;
    let events = after.ok(&parent(), complaint());
    assert!(matches!(&events[1], Event::Intake(
        redress_domain::complaint::intake::Event::RegimeDetermined { determination, .. }
    ) if determination.because == RegimeReason::Repealed));
}

#[test]
fn e14_where_the_governing_body_is_the_subject_every_member_of_the_panel_comes_from_outside_it() {
    let mut case = decide_stage_1(open_stage_1(accept(lodged_with(|submit| {
        submit.about = Some(About::GoverningBody);
    }))));
    assert!(case.actions(&chair()).is_empty(), "the chair is a subject too");
    let events = case.ok(&parent(), escalate());
    assert!(names(&events).contains(&"independent_panel_required"));
    assert_eq!(case.no(&clerk(), panel(&[21, 22, 23])).slug(), "not-acceptable");
    let members = [31, 32, 33].map(|number| Seat { member: person(number), independent: true });
    case.ok(&clerk(), ConvenePanel { members: members.into(), hearing_on: date(2011, 11, 2) });
    // And it is the obvious ground for not waiting for them.
    case.ok(&parent(), to_ombudsman());
    case.ok(&intake(), determine());
    let waived = case.ok(&commissioner(), waive(WaiverGround::OwnCause));
    let stored = serde_json::to_value(&waived[0]).unwrap();
    assert_eq!(stored["ombudsman"]["school_opportunity_waived"]["ground"], "own_cause");
    case.ok(&intake(), BeginAssessment {});
}

#[test]
fn e15_a_link_governor_settles_but_never_decides_and_sits_on_no_panel_afterwards() {
    let mut case = at_concern();
    for decision in [Action::IssueStage1Decision, Action::IssueGoverningBodyDecision, Action::ConvenePanel] {
        assert!(!redress_domain::policy::may(link().role, decision));
    }
    case = decide_stage_1(open_stage_1(case));
    case.ok(&parent(), escalate());
    assert_eq!(case.no(&clerk(), panel(&[13, 21, 22])).slug(), "not-acceptable", "the link governor helped");
    assert_eq!(case.no(&clerk(), panel(&[70, 21, 22])).slug(), "not-acceptable", "the investigator investigated");
    assert_eq!(case.no(&clerk(), panel(&[21, 21, 22])).slug(), "not-acceptable", "one person sits once");
    assert_eq!(case.no(&clerk(), panel(&[21, 22])).slug(), "not-acceptable", "three at least");
    assert_eq!(case.no(&clerk(), panel(&[21, 22, 23, 24, 25, 26])).slug(), "not-acceptable", "five at most");
    case.ok(&clerk(), RecordInvolvement { person: person(22), subject: false });
    assert_eq!(case.no(&clerk(), panel(&[21, 22, 23])).slug(), "not-acceptable", "involvement was recorded");
    case.ok(&clerk(), panel(&[21, 23, 24]));
}

#[test]
fn e15_about_the_clerk_the_chair_convenes_the_panel() {
    let mut case = decide_stage_1(open_stage_1({
        let mut case = lodged_with(|submit| submit.about = Some(About::Clerk));
        case.ok(&head(), redress_domain::complaint::triage::AcceptComplaint {});
        case
    }));
    case.ok(&parent(), escalate());
    assert!(case.actions(&clerk()).is_empty());
    case.ok(&chair(), panel(&[21, 22, 23]));
}

#[test]
fn e16_a_silent_school_cannot_keep_a_complaint() {
    // A target and ten working days.
    let mut case = at_stage_1();
    assert_eq!(case.clock("T33").due, Some(date(2011, 11, 2)));
    case.on(2011, 11, 16);
    assert_eq!(case.no(&system(), DeclareNoResponse {}), Refused::TooEarly { earliest: date(2011, 11, 17) });
    case.on(2011, 11, 17).ok(&system(), DeclareNoResponse {});
    case.ok(&parent(), to_ombudsman());
    case.ok(&intake(), determine());
    case.ok(&intake(), BeginAssessment {});
    // Late is better than never: the school may still answer.
    assert!(in_default().would(&head(), OpenStage1 {}).is_err());
    assert!(in_default().would(&parent(), escalate()).is_ok());
}

#[test]
fn e16_where_no_calendar_is_loaded_the_usual_yardstick_ends_the_waiting() {
    let mut case = Case::new(date(2011, 10, 5));
    case.ok(&parent(), redress_domain::complaint::intake::SubmitComplaint { school: ELSEWHERE, ..complaint() });
    assert_eq!(case.clock("T33").due, None);
    assert!(case.clock("T33").missing.is_some(), "it says that a calendar is missing");
    let at = redress_domain::Actor { body: Body::School(ELSEWHERE), ..clerk() };
    case.ok(&at, redress_domain::complaint::triage::AcceptComplaint {});
    case.on(2011, 12, 30);
    assert_eq!(case.no(&parent(), escalate()), Refused::TooEarly { earliest: date(2011, 12, 31) });
    case.on(2011, 12, 31).ok(&parent(), escalate());
}

#[test]
fn e16_an_academy_that_says_nothing_cannot_keep_a_complaint_either() {
    let mut case = lodged_with(|submit| submit.school = ACADEMY);
    case.on(2012, 2, 1).ok(&system(), DeclareNoResponse {});
    assert_eq!(case.stage(), Stage::GoverningBodyDefault);
}

#[test]
fn e16_a_school_does_not_stop_the_clock_to_keep_a_complaint() {
    let mut case = at_stage_1();
    let deadline = case.clock("T33").deadline;
    let reason = redress_domain::complaint::deadlines::PauseReason::AwaitingComplainant;
    case.ok(&head(), redress_domain::complaint::pauses::PauseDeadline { deadline, reason, note: held("asked") });
    case.on(2011, 12, 1);
    assert_eq!(case.no(&parent(), escalate()).slug(), "too-early");
    case.on(2012, 2, 1).ok(&parent(), escalate());
}

#[test]
fn e16_a_school_that_nobody_has_asked_is_not_silent_however_long_the_ombudsman_has_the_complaint() {
    let mut case = Case::new(date(2011, 10, 5));
    case.ok(&intake(), complaint());
    case.ok(&intake(), determine());
    case.on(2012, 6, 1);
    assert_eq!(case.no(&intake(), BeginAssessment {}).slug(), "not-yet");
    assert!(case.would(&parent(), escalate()).is_err());
    let back = ReturnToGoverningBody { follow_up_on: date(2012, 12, 3), reason: held("it was not asked") };
    case.ok(&intake(), back);
    assert_eq!(case.clock("T33").start, date(2012, 6, 1), "the school has it from this day");
    assert_eq!(case.no(&system(), DeclareNoResponse {}).slug(), "too-early");
    case.on(2012, 9, 28).ok(&system(), DeclareNoResponse {});
}

#[test]
fn e16_silence_is_the_schools_only_while_it_is_the_schools_turn() {
    let mut case = decided_at_stage_1();
    case.on(2012, 3, 1);
    assert_eq!(case.no(&system(), DeclareNoResponse {}).slug(), "not-yet");
    let mut case = at_stage_2();
    case.on(2012, 3, 1).ok(&system(), DeclareNoResponse {});
    assert_eq!(case.no(&parent(), escalate()).slug(), "already-done");
    case.ok(&clerk(), ConvenePanel { hearing_on: date(2012, 3, 9), ..panel(&[21, 22, 23]) });
}

#[test]
fn e17_that_a_school_would_not_let_it_through_is_kept_as_evidence() {
    let mut case = decided_at_stage_1();
    let refused = RecordEscalationRefused { on: case.today, words: held("another stage first") };
    case.ok(&parent(), refused);
    assert!(case.happened("escalation_refused"));
    case.ok(&parent(), to_ombudsman());
}

#[test]
fn e17_a_complaint_the_school_would_not_take_up_has_had_its_opportunity() {
    let mut case = lodged();
    let reason = redress_domain::law::NotAcceptedReason::Vexatious;
    let decline = redress_domain::complaint::triage::DeclineComplaint { reason, explanation: held("no") };
    case.ok(&clerk(), decline);
    case.ok(&parent(), to_ombudsman());
    case.ok(&intake(), determine());
    case.ok(&intake(), BeginAssessment {});
}

#[test]
fn e19_late_at_school_is_not_late_at_the_commissioners() {
    // Under the model procedure of 2016, six months after it happened.
    let mut submit = complaint();
    submit.issues[0].happened_on = Some(date(2016, 3, 1));
    submit.complainants[0].noticed_on = Some(date(2016, 3, 1));
    let mut case = Case::new(date(2016, 9, 5));
    case.ok(&parent(), submit);
    let reason = redress_domain::law::NotAcceptedReason::Late;
    let decline = redress_domain::complaint::triage::DeclineComplaint { reason, explanation: held("late") };
    case.ok(&clerk(), decline);
    case.ok(&parent(), to_ombudsman());
    assert_eq!(names(&case.ok(&intake(), determine())), ["jurisdiction_determined"]);
}

#[test]
fn e35_an_interim_executive_board_acts_through_the_same_offices() {
    // Its chair and clerk hold the offices of the governing body for the time being.
    let board = redress_domain::Actor { person: person(95), ..chair() };
    let mut case = awaiting_notification();
    let actions = [redress_domain::complaint::compliance::ActionSaid::Taken; 2];
    case.ok(&board, notify(&actions));
}

#[test]
fn no_payment_is_recommended_under_the_2009_act_and_nothing_without_injustice() {
    let mut case = commented();
    case.on(2012, 1, 20);
    let mut pay = complete();
    pay.recommendations[0].code = Remedy::SymbolicPayment;
    assert_eq!(case.no(&commissioner(), pay).slug(), "remedy-not-available");
    let mut none = complete();
    none.findings[0].finding = CommissionerFinding::NoFaultFound;
    assert_eq!(case.no(&commissioner(), none).slug(), "not-acceptable");
}

#[test]
fn where_the_authority_is_the_provider_it_is_invited_to_comment_too() {
    let mut case = lodged_with(|submit| submit.issues[0].guarantee = Some("PU-3.8".parse().unwrap()));
    case.ok(&parent(), to_ombudsman());
    case.ok(&intake(), determine());
    case.ok(&commissioner(), waive(WaiverGround::TrustLost));
    case.ok(&intake(), BeginAssessment {});
    case.ok(&commissioner(), open_investigation());
    assert!(case.file.investigation.invitations.iter().any(|known| known.to == Invited::Authority {}));
    assert!(!case.actions(&officer()).is_empty());
}

#[test]
fn e31_a_settlement_at_school_ends_every_clock_of_the_school() {
    let mut case = at_stage_1();
    let agreed_on = case.today;
    case.ok(&head(), RecordInformalResolution { issues: vec![], agreement: held("agreed"), agreed_on });
    assert!(case.file.deadlines.iter().all(|deadline| !deadline.owed()));
}
