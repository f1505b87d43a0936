//! Every command of the procedure: once where it is carried out, once where it is refused, and why.

use crate::support::*;
use crate::walks::*;
use cqrs_es::test::TestFramework;
use jiff::civil::date;
use redress_domain::complaint::closing::*;
use redress_domain::complaint::compliance::{ActionSaid, ConfirmAction};
use redress_domain::complaint::direction::*;
use redress_domain::complaint::duplicate::MergeDuplicate;
use redress_domain::complaint::escalation::*;
use redress_domain::complaint::file::*;
use redress_domain::complaint::inquiry::*;
use redress_domain::complaint::investigation::*;
use redress_domain::complaint::issuing::IssueStatement;
use redress_domain::complaint::judgement::*;
use redress_domain::complaint::jurisdiction::*;
use redress_domain::complaint::linking::LinkIssueToGuarantee;
use redress_domain::complaint::ombudsman::DisapplyRequirement;
use redress_domain::complaint::parties::Requirement as Disapplied;
use redress_domain::complaint::publishing::*;
use redress_domain::complaint::safeguarding::*;
use redress_domain::complaint::school::*;
use redress_domain::complaint::screening::Screening;
use redress_domain::complaint::standing::GiveConsent;
use redress_domain::complaint::statement::*;
use redress_domain::complaint::stopping::*;
use redress_domain::complaint::triage::*;
use redress_domain::complaint::{Command, Complaint};
use redress_domain::cqrs::Given;
use redress_domain::ids::{InvitationNo, IssueNo, RecommendationNo, RequirementNo};
use redress_domain::law::{AdverseFindingsGround, DiscontinueReason, NotInvestigated, Redirect, WaiverGround};
use redress_domain::{Action, Actor, ComplaintId, Refused};
use std::collections::BTreeSet;
use uuid::Uuid;

/// One row: the command's number in the description of the procedure, where and by whom it is carried
/// out, and where and by whom it is refused with which name of the refusal.
struct Row {
    number: u8,
    carried_out: (Case, Actor, Command),
    refused: (Case, Actor, Command, &'static str),
}

macro_rules! rows {
    ($($number:literal: $case:expr, $who:expr, $command:expr; not $other:expr, $stranger:expr, $refused:expr => $slug:literal;)+) => {
        vec![$(Row {
            number: $number,
            carried_out: ($case, $who, $command.into()),
            refused: ($other, $stranger, $refused.into(), $slug),
        }),+]
    };
}

fn nothing() -> Case {
    Case::new(date(2011, 10, 5))
}

fn later(mut case: Case, year: i16, month: i8, day: i8) -> Case {
    case.on(year, month, day);
    case
}

fn after(mut case: Case, who: &Actor, command: impl Into<Command>) -> Case {
    case.ok(who, command);
    case
}

fn consented() -> Case {
    after(accepted(), &parent(), GiveConsent { person: None })
}

fn reported() -> Case {
    after(directed(), &clerk(), ReportDirectionCompliance { evidence: held("evidence") })
}

fn asked() -> Case {
    after(investigating(), &investigator(), RequireInformation { what: held("papers"), by: date(2011, 12, 20) })
}

fn rows() -> Vec<Row> {
    let words = || held("words");
    let guarantee = |id: &str| LinkIssueToGuarantee {
        issue: IssueNo(1),
        guarantee: id.parse().unwrap(),
        function: None,
        pupil_ages: PupilAges::default(),
    };
    let concern = || RaiseSafeguardingConcern { account: words(), immediate_danger: false };
    let report_child = |concern| MakeSafeguardingReferral { concern, to: ReferredTo::Police, reference: words() };
    let redirect =
        |issue| RedirectComplaint { issue: IssueNo(issue), reason: Redirect::Admission, explanation: words() };
    let settle = |day| RecordInformalResolution { issues: vec![], agreement: words(), agreed_on: date(2011, 10, day) };
    let assign = |number| AssignInvestigator { investigator: person(number) };
    let extend = |case: &Case, day| ExtendSchoolTarget {
        deadline: case.clock("T33").deadline,
        to: date(2011, 11, day),
        reason: words(),
    };
    let disapply = |who: u128| DisapplyRequirement {
        person: person(who),
        requirement: Disapplied::Time,
        only_since: None,
        ground: redress_domain::complaint::parties::Ground::Hardship,
        reason: words(),
    };
    let send_back = |day| ReturnToGoverningBody { follow_up_on: date(2012, 1, day), reason: words() };
    let waive = || WaiveSchoolOpportunity { ground: WaiverGround::OwnCause, reason: words() };
    let early = || after(after(accepted(), &parent(), to_ombudsman()), &intake(), determine());
    let comment = |invitation| SubmitComment { invitation: InvitationNo(invitation), comment: words() };
    let require_papers = |day| RequireInformation { what: words(), by: date(2011, 12, day) };
    let produce = |requirement| ProduceInformation { requirement: RequirementNo(requirement), note: words() };
    let obstruct = |requirement| CertifyObstruction { requirement: RequirementNo(requirement), reason: words() };
    let mediate = |parties_agree| AppointMediator { mediator: person(80), parties_agree };
    let ended = || RecordMediationOutcome { settled: false };
    let discontinue = || Discontinue { reason: DiscontinueReason::Vexatious, explanation: words() };
    let named = || IssueStatement { screening: Screening(2), ..statement() };
    let to_body = || serve(Recipient::GoverningBody { school: None }, date(2012, 1, 31));
    let longer = |case: &Case, day| AgreeLongerPeriod {
        deadline: case.clock("T04").deadline,
        to: date(2012, 3, day),
        agreement: words(),
        override_reason: None,
    };
    let taken = || notify(&[ActionSaid::Taken, ActionSaid::Taken]);
    let accept = || AcceptConfirmation { recommendations: vec![] };
    let not_enough = || RefuseAction { recommendations: vec![], reason: words() };
    let publish =
        |screening| PublishStatement { summary: None, public_interest: words(), screening: Screening(screening) };
    let breach = || RecordDirectionBreach { reason: words() };
    let report = || ReportDirectionCompliance { evidence: words() };
    let enforce = || SeekEnforcement { particulars: words() };
    let withdraw = || Withdraw { person: None };
    let confirm_end = || ConfirmWithdrawal { person: None, words: words() };
    let reopen = || ReopenCase { basis: Reopening::ClosedByMistake, reason: words() };
    let review = || RequestReview { ground: ReviewGround::InaccurateEvidence, account: words() };
    let merge = || MergeDuplicate {
        complaint: ComplaintId(Uuid::from_u128(9)),
        made_on: date(2011, 9, 30),
        same_people: false,
    };
    let correct = || CorrectRecord {
        correction: Correction::Other { text: words() },
        reason: words(),
        pupil_ages: PupilAges::default(),
    };
    let object = || AnnotateObjection { objection: words() };
    rows! {
        1: nothing(), parent(), complaint(); not nothing(), head(), complaint() => "not-permitted";
        2: lodged(), clerk(), guarantee("PU-1.6"); not lodged(), clerk(), guarantee("PU-9.9") => "no-such-guarantee";
        3: closed_at_school(), parent(), concern(); not lodged(), other_parent(), concern() => "not-found";
        3: after(lodged(), &parent(), concern()), lead(), report_child(1); not lodged(), lead(), report_child(1) => "not-yet";
        4: lodged(), clerk(), redirect(1); not lodged(), clerk(), redirect(2) => "no-such-issue";
        5: lodged(), head(), acknowledge(); not after(lodged(), &head(), acknowledge()), clerk(), acknowledge() => "already-done";
        6: at_concern(), link(), settle(5); not at_concern(), link(), settle(6) => "date-out-of-order";
        7: at_stage_1(), head(), assign(70); not at_stage_1(), head(), assign(1) => "conflicted";
        8: after(at_stage_1(), &head(), assign(70)), head(), stage_1_decision(); not at_stage_1(), head(), stage_1_decision() => "not-yet";
        9: at_stage_1(), head(), extend(&at_stage_1(), 9); not later(at_stage_1(), 2011, 11, 3), head(), extend(&at_stage_1(), 9) => "not-yet";
        10: decided_at_stage_1(), parent(), escalate(); not at_stage_1(), parent(), escalate() => "too-early";
        11: at_stage_2(), clerk(), panel(&[21, 22, 23]); not at_stage_2(), clerk(), panel(&[10, 22, 23]) => "not-acceptable";
        11: later(after(at_stage_2(), &clerk(), panel(&[21, 22, 23])), 2011, 11, 2), clerk(), hearing(); not at_stage_2(), clerk(), hearing() => "not-yet";
        12: heard(), first_member(), panel_decision(); not heard(), chair(), panel_decision() => "not-permitted";
        13: later(at_stage_1(), 2011, 11, 18), system(), DeclareNoResponse {}; not at_stage_1(), system(), DeclareNoResponse {} => "too-early";
        14: consented(), head(), refer(); not accepted(), head(), refer() => "not-yet";
        15: concluded(), parent(), to_ombudsman(); not with_ombudsman(), parent(), to_ombudsman() => "wrong-stage";
        16: with_ombudsman(), commissioner(), disapply(1); not with_ombudsman(), commissioner(), disapply(99) => "no-such-party";
        17: with_ombudsman(), investigator(), determine(); not within_powers(), investigator(), determine() => "already-done";
        18: early(), intake(), send_back(9); not within_powers(), intake(), send_back(9) => "already-done";
        19: early(), commissioner(), waive(); not early(), investigator(), waive() => "not-permitted";
        20: assessed(), commissioner(), not_to_investigate(NotInvestigated::Vexatious); not with_ombudsman(), commissioner(), not_to_investigate(NotInvestigated::Vexatious) => "wrong-stage";
        21: assessed(), commissioner(), open_investigation(); not within_powers(), commissioner(), open_investigation() => "wrong-stage";
        22: investigating(), head(), comment(1); not investigating(), head(), comment(2) => "no-such-item";
        23: investigating(), investigator(), require_papers(20); not investigating(), head(), require_papers(20) => "not-permitted";
        23: asked(), clerk(), produce(1); not investigating(), clerk(), produce(1) => "not-yet";
        23: asked(), commissioner(), obstruct(1); not asked(), investigator(), obstruct(1) => "not-permitted";
        24: investigating(), investigator(), mediate(true); not investigating(), investigator(), mediate(false) => "not-acceptable";
        24: in_mediation(), investigator(), ended(); not investigating(), investigator(), ended() => "wrong-stage";
        25: investigating(), commissioner(), discontinue(); not assessed(), commissioner(), discontinue() => "wrong-stage";
        26: commented(), commissioner(), complete(); not investigating(), commissioner(), complete() => "not-yet";
        27: completed_with_recommendations(), commissioner(), statement(); not completed_with_recommendations(), commissioner(), named() => "not-anonymous";
        27: later(stated(), 2012, 1, 31), intake(), to_body(); not awaiting_notification(), intake(), to_body() => "already-done";
        28: awaiting_notification(), commissioner(), longer(&awaiting_notification(), 15); not later(awaiting_notification(), 2012, 3, 1), commissioner(), longer(&awaiting_notification(), 15) => "too-late";
        29: awaiting_notification(), clerk(), taken(); not awaiting_notification(), clerk(), notify(&[ActionSaid::Taken]) => "missing";
        30: notified(), clerk(), confirm(); not awaiting_notification(), clerk(), confirm() => "wrong-stage";
        30: awaiting_confirmation(), commissioner(), accept(); not notified(), commissioner(), accept() => "not-yet";
        30: awaiting_confirmation(), commissioner(), not_enough(); not awaiting_notification(), commissioner(), not_enough() => "wrong-stage";
        31: no_notification(), commissioner(), require(AdverseFindingsGround::NoNotification); not awaiting_notification(), commissioner(), require(AdverseFindingsGround::NoNotification) => "not-yet";
        32: notice_required(), clerk(), sign(Some("text")); not no_notification(), clerk(), sign(Some("text")) => "wrong-stage";
        32: notice_agreed(), clerk(), printed(20); not notice_agreed(), clerk(), printed(4) => "date-out-of-order";
        33: notice_not_agreed(), commissioner(), publish_in_default(); not notice_required(), commissioner(), publish_in_default() => "wrong-stage";
        34: stated(), commissioner(), publish(0); not stated(), commissioner(), publish(1) => "not-anonymous";
        35: notice_in_default(), official(), ConsiderDirection {}; not awaiting_notification(), official(), ConsiderDirection {} => "not-found";
        35: considered(), minister(), direct(); not considered(), official(), direct() => "not-permitted";
        35: considered(), minister(), DeclineToDirect { reason: words() }; not directed(), minister(), DeclineToDirect { reason: words() } => "wrong-stage";
        35: directed(), minister(), RevokeDirection { reason: words() }; not considered(), minister(), RevokeDirection { reason: words() } => "wrong-stage";
        36: directed(), clerk(), report(); not considered(), clerk(), report() => "wrong-stage";
        36: reported(), official(), AcceptDirectionCompliance {}; not directed(), official(), AcceptDirectionCompliance {} => "not-yet";
        36: later(directed(), 2012, 6, 11), official(), breach(); not later(directed(), 2012, 6, 10), official(), breach() => "too-early";
        36: breached(), official(), enforce(); not directed(), official(), enforce() => "wrong-stage";
        37: at_stage_1(), parent(), withdraw(); not withdrawn(), parent(), withdraw() => "not-permitted";
        37: after(at_stage_1(), &parent(), withdraw()), parent(), confirm_end(); not at_stage_1(), parent(), confirm_end() => "not-yet";
        38: concluded(), clerk(), close(); not completed_with_recommendations(), investigator(), close() => "statement-owed";
        38: closed_at_school(), clerk(), reopen(); not concluded(), clerk(), reopen() => "wrong-stage";
        38: not_investigated(), parent(), review(); not investigating(), parent(), review() => "not-yet";
        38: lodged(), clerk(), merge(); not after(lodged(), &clerk(), merge()), clerk(), merge() => "already-done";
        38: lodged(), clerk(), correct(); not lodged(), parent(), correct() => "not-permitted";
        38: lodged(), parent(), object(); not lodged(), other_parent(), object() => "not-found";
    }
}

#[test]
fn every_command_of_the_procedure_is_carried_out_where_the_law_allows_it() {
    let rows = rows();
    let numbers: BTreeSet<u8> = rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, (1..=38).collect());
    for Row { number, carried_out: (case, who, command), .. } in rows {
        let events = case.would(&who, command.clone());
        let events = events.unwrap_or_else(|refused| panic!("C{number} {}: {refused}", command.name()));
        assert!(!events.is_empty(), "C{number} {}", command.name());
        let lodging = command.action() == Action::SubmitComplaint;
        assert!(lodging || case.actions(&who).contains(&command.action()), "C{number} {}", command.name());
    }
}

#[test]
fn every_command_of_the_procedure_is_refused_where_the_law_forbids_it() {
    for Row { number, refused: (case, who, command, slug), .. } in rows() {
        let refused = case.would(&who, command.clone());
        let refused = refused.expect_err(&format!("C{number} {}", command.name()));
        assert_eq!(refused.slug(), slug, "C{number} {}: {refused}", command.name());
    }
}

fn given(case: &Case, who: &Actor, command: impl Into<Command>) -> Given {
    Given { command: command.into(), stamp: case.stamp(who), references: world().clone() }
}

/// The same decision through the vocabulary of cqrs-es.
fn framework(case: &Case) -> cqrs_es::test::AggregateTestExecutor<Complaint> {
    TestFramework::<Complaint>::with(()).given(case.events.clone())
}

#[test]
fn the_framework_sees_a_stage_1_decision_as_its_event_and_its_clock() {
    let case = after(at_stage_1(), &head(), AssignInvestigator { investigator: person(70) });
    let expected = case.would(&head(), stage_1_decision()).unwrap();
    assert_eq!(names(&expected), ["stage_1_decision_issued", "deadline_met"]);
    framework(&case).when(given(&case, &head(), stage_1_decision())).then_expect_events(expected);
}

#[test]
fn the_framework_sees_a_direction_by_the_secretary_of_state() {
    let case = later(considered(), 2012, 5, 10);
    let expected = case.would(&minister(), direct()).unwrap();
    assert_eq!(names(&expected), ["direction_given", "deadline_met", "deadline_started"]);
    framework(&case).when(given(&case, &minister(), direct())).then_expect_events(expected);
}

#[test]
fn the_framework_sees_a_refusal_as_the_law_gives_it() {
    let case = at_stage_1();
    let refused = Refused::TooEarly { earliest: date(2011, 11, 3) };
    framework(&case).when(given(&case, &parent(), escalate())).then_expect_error(refused);
    let case = notified();
    let unknown = ConfirmAction { recommendations: vec![RecommendationNo(9)], ..confirm() };
    framework(&case)
        .when(given(&case, &clerk(), unknown))
        .then_expect_error(Refused::NoSuchRecommendation { recommendation: 9 });
}
