//! What each document must hold, and what it must not.

use crate::support::*;
use crate::walks::*;
use jiff::civil::date;
use redress_domain::clock::{RuleId, SchoolCalendar, Term, Unit};
use redress_domain::complaint::Event;
use redress_domain::complaint::direction::Event as Directing;
use redress_domain::complaint::intake::Event as Intake;
use redress_domain::complaint::investigation::{Event as Inquiry, Invited, OpenInvestigation};
use redress_domain::complaint::issuing::{GovernmentInformation, IssueStatement, WithoutCopy};
use redress_domain::complaint::letter::Road;
use redress_domain::complaint::notice::{AgreeNoticeForm, Event as Notice};
use redress_domain::complaint::ombudsman::Event as Ombudsman;
use redress_domain::complaint::panel::{Event as Panel, IssueGoverningBodyDecision};
use redress_domain::complaint::paper::Privilege;
use redress_domain::complaint::publishing::{PublishInDefault, RecordPublication};
use redress_domain::complaint::referral::ReferToOmbudsman;
use redress_domain::complaint::school::{AssignInvestigator, Event as School, IssueStage1Decision, OpenStage1, Step};
use redress_domain::complaint::screening::Screening;
use redress_domain::complaint::standing::GiveConsent;
use redress_domain::complaint::statement::{Event as Statement, Recipient};
use redress_domain::complaint::triage::AcceptComplaint;
use redress_domain::ids::RecommendationNo;
use redress_domain::school::Event as SchoolEvent;
use redress_domain::target::Target;
use redress_domain::terms::Terms;
use redress_domain::{Kind, Refused, StreamId, Subject};

#[test]
fn what_is_put_to_a_person_who_is_invited_to_comment_tells_not_who_complains_unless_it_must() {
    let case = assessed();
    let naming = OpenInvestigation { screening: Screening(1), ..open_investigation() };
    assert!(case.would(&commissioner(), naming.clone()).is_ok(), "the governing body has the complaint before it");
    let invited = OpenInvestigation { others: vec![Invited::Alleged { person: person(70) }], ..naming };
    assert_eq!(case.no(&commissioner(), invited.clone()), Refused::NotAnonymous);
    let necessary = OpenInvestigation { identifying: Some(held("they taught one pupil alone")), ..invited };
    assert!(case.would(&commissioner(), necessary).is_ok());
}

#[test]
fn whoever_is_invited_to_comment_is_told_what_becomes_of_the_comment() {
    let events = assessed().ok(&commissioner(), open_investigation());
    assert!(matches!(&events[0], Event::Investigation(Inquiry::InvestigationOpened { privacy_notice: Some(told), .. })
        if *told == held("what becomes of a comment")));
}

#[test]
fn a_referral_says_which_papers_go_with_it_or_why_none_does() {
    let mut case = accepted();
    case.ok(&parent(), GiveConsent { person: None });
    let bare = || ReferToOmbudsman { without_papers: None, ..refer() };
    let with = |papers: &[u128]| ReferToOmbudsman { papers: papers.iter().map(|one| paper(*one)).collect(), ..bare() };
    assert_eq!(case.no(&head(), bare()).slug(), "missing");
    assert_eq!(case.no(&head(), with(&[1])).slug(), "no-such-item");
    case.ok(&clerk(), add(1, Privilege::School));
    case.ok(&clerk(), add(2, Privilege::Legal));
    assert_eq!(case.no(&head(), with(&[1, 2])).slug(), "not-acceptable", "advice stays with whoever took it");
    assert_eq!(case.no(&head(), with(&[1, 1])).slug(), "not-acceptable");
    let both = ReferToOmbudsman { without_papers: Some(held("there are none")), ..with(&[1]) };
    assert_eq!(case.no(&head(), both).slug(), "not-acceptable");
    assert!(case.would(&head(), refer()).is_ok());
    let events = case.ok(&head(), with(&[1]));
    assert!(matches!(&events[0], Event::Ombudsman(Ombudsman::ReferredToOmbudsman { papers, without_papers: None, .. })
        if *papers == [paper(1)]));
}

fn holding(information: GovernmentInformation) -> IssueStatement {
    IssueStatement { government_information: Some(information), ..statement() }
}

#[test]
fn a_statement_on_a_completed_investigation_says_whether_it_holds_unpublished_government_information() {
    let silent = || IssueStatement { government_information: None, ..statement() };
    assert_eq!(completed_with_recommendations().no(&commissioner(), silent()).slug(), "missing");
    let mut case = assessed();
    case.ok(&commissioner(), not_to_investigate(redress_domain::law::NotInvestigated::OtherRemedy));
    case.ok(&commissioner(), silent());
    let mut case = completed_with_recommendations();
    let consented = || holding(GovernmentInformation::Consented { document: paper(1) });
    assert_eq!(case.no(&commissioner(), consented()).slug(), "no-such-item");
    case.ok(&investigator(), add(1, Privilege::Ombudsman));
    case.ok(&commissioner(), consented());
}

#[test]
fn unpublished_government_information_waits_for_the_end_of_a_months_notice() {
    let mut case = completed_with_recommendations();
    let notified = || holding(GovernmentInformation::Notified { on: date(2012, 1, 5) });
    assert_eq!(case.no(&commissioner(), notified()), Refused::TooEarly { earliest: date(2012, 2, 6) });
    case.on(2012, 2, 5);
    assert_eq!(case.no(&commissioner(), notified()).slug(), "too-early");
    let events = case.on(2012, 2, 6).ok(&commissioner(), notified());
    assert!(matches!(&events[0], Event::Statement(Statement::StatementIssued { notice: Some(notice), .. })
        if notice.rule.as_str() == "T08" && notice.on == Some(date(2012, 2, 5))));
    let ahead = holding(GovernmentInformation::Notified { on: date(2012, 2, 7) });
    let mut case = completed_with_recommendations();
    assert_eq!(case.on(2012, 2, 6).no(&commissioner(), ahead).slug(), "date-out-of-order");
}

/// A person was invited to comment, and the Commissioner then decides not to go on.
fn person_invited() -> Case {
    let mut case = assessed();
    let others = vec![Invited::Appears { person: person(70) }];
    case.on(2011, 11, 21).ok(&commissioner(), OpenInvestigation { others, ..open_investigation() });
    let reason = redress_domain::law::DiscontinueReason::OtherDiscretion;
    let discontinue = redress_domain::complaint::stopping::Discontinue { reason, explanation: held("an explanation") };
    case.ok(&commissioner(), discontinue);
    case
}

#[test]
fn whoever_was_invited_to_comment_gets_a_copy_of_the_statement_or_there_is_a_reason_why_not() {
    let mut case = person_invited();
    case.ok(&commissioner(), statement());
    let day = case.today;
    for copy in [
        Recipient::HeadTeacher { school: None },
        Recipient::GoverningBody { school: None },
        Recipient::Complainant { person: parent().person },
    ] {
        case.ok(&intake(), serve(copy, day));
    }
    assert_eq!(case.no(&investigator(), close()).slug(), "not-yet");
    case.ok(&intake(), serve(Recipient::Named { person: person(70) }, day));
    case.ok(&investigator(), close());

    let mut case = person_invited();
    let without = |number| WithoutCopy { person: person(number), why: held("nobody knows where they are") };
    let issue = |without_copy| IssueStatement { without_copy, ..statement() };
    assert_eq!(case.no(&commissioner(), issue(vec![without(71)])).slug(), "not-acceptable", "they were not invited");
    assert_eq!(case.no(&commissioner(), issue(vec![without(70), without(70)])).slug(), "not-acceptable");
    case.ok(&commissioner(), issue(vec![without(70)]));
    let mut case = served(case);
    case.ok(&investigator(), close());
}

#[test]
fn a_schools_decision_tells_nothing_of_others_on_the_file_unless_it_must() {
    let mut case = at_stage_1();
    case.ok(&head(), AssignInvestigator { investigator: person(70) });
    let naming = IssueStage1Decision { screening: Screening(1), ..stage_1_decision() };
    assert_eq!(case.no(&head(), naming.clone()), Refused::NotAnonymous);
    let necessary = IssueStage1Decision { identifying: Some(held("both parents asked together")), ..naming };
    assert!(case.would(&head(), necessary).is_ok());
    let naming = IssueGoverningBodyDecision { screening: Screening(1), ..panel_decision() };
    assert_eq!(heard().no(&first_member(), naming), Refused::NotAnonymous);
}

#[test]
fn a_schools_decision_tells_no_disciplinary_outcome_and_somebody_confirms_it() {
    let mut case = at_stage_1();
    case.ok(&head(), AssignInvestigator { investigator: person(70) });
    let unsure = IssueStage1Decision { no_staff_outcome: false, ..stage_1_decision() };
    assert_eq!(case.no(&head(), unsure).slug(), "not-acceptable");
    let unsure = IssueGoverningBodyDecision { no_staff_outcome: false, ..panel_decision() };
    assert_eq!(heard().no(&first_member(), unsure).slug(), "not-acceptable");
}

#[test]
fn a_notice_tells_of_each_recommended_action_that_was_not_taken_and_of_no_other() {
    let signing = |numbers: &[u8]| AgreeNoticeForm { not_taken: not_taken(numbers), ..sign(Some("the notice")) };
    let mut case = notice_required();
    assert_eq!(case.no(&clerk(), signing(&[1])).slug(), "missing");
    assert_eq!(case.no(&clerk(), signing(&[1, 2, 3])).slug(), "not-acceptable");
    assert_eq!(case.no(&clerk(), signing(&[1, 2, 2])).slug(), "not-acceptable");
    case.ok(&clerk(), signing(&[1, 2]));
    let agreeing = AgreeNoticeForm { not_taken: not_taken(&[1, 2]), ..sign(None) };
    assert_eq!(case.no(&commissioner(), agreeing).slug(), "not-acceptable", "they are the other side's to tell");
    case.ok(&commissioner(), sign(None));
    let events = case.on(2012, 3, 20).ok(&clerk(), printed(20));
    assert!(
        matches!(&events[0], Event::Notice(Notice::NoticePublished { not_taken: told, .. })
        if *told == not_taken(&[1, 2])),
        "what was agreed is what was published"
    );
    let bare = PublishInDefault { not_taken: vec![], ..publish_in_default() };
    assert_eq!(notice_not_agreed().no(&commissioner(), bare).slug(), "missing");
}

#[test]
fn what_was_done_after_the_notice_was_required_need_not_be_told_in_it() {
    let mut case = notice_required();
    let accept = redress_domain::complaint::judgement::RecordUnenforceable {
        recommendations: vec![RecommendationNo(2)],
        reason: held("the school has closed that class"),
    };
    case.ok(&commissioner(), accept);
    assert!(case.would(&clerk(), AgreeNoticeForm { not_taken: not_taken(&[1]), ..sign(Some("the notice")) }).is_ok());
    assert!(case.would(&clerk(), sign(Some("the notice"))).is_ok());
}

#[test]
fn a_notice_is_published_in_the_manner_directed_or_it_is_said_why_not() {
    let mut case = notice_agreed();
    let other = || RecordPublication { manner_followed: false, ..printed(20) };
    assert_eq!(case.no(&clerk(), other()).slug(), "missing");
    let both = RecordPublication { departure: Some(held("a reason")), ..printed(20) };
    assert_eq!(case.no(&clerk(), both).slug(), "not-acceptable");
    case.ok(&clerk(), RecordPublication { departure: Some(held("the newspaper has closed")), ..other() });
}

#[test]
fn a_direction_names_the_schools_whose_governing_bodies_are_directed() {
    let events = considered().ok(&minister(), direct());
    assert!(matches!(&events[0], Event::Direction(Directing::DirectionGiven { schools, .. }) if *schools == [SCHOOL]));
}

/// Lodged with an academy that has given itself twenty working days, as the standards of 2014 leave it to.
fn lodged_with_an_academy() -> Case {
    let Subject::School(known) = &world()[&StreamId::new(Kind::School, SCHOOL)] else { panic!("a school") };
    let mut school = (**known).clone();
    school.entry.as_mut().unwrap().kind = 28;
    let (rule, from, unit) = (RuleId::new("T36"), date(2016, 9, 1), Unit::WorkingDays);
    school.evolve(&SchoolEvent::TargetSet { target: Target { rule, version: 1, from, length: Some(20), unit } });
    let terms = SchoolCalendar {
        covers_from: date(2016, 9, 1),
        covers_to: date(2017, 8, 31),
        terms: vec![Term { from: date(2016, 9, 5), to: date(2016, 12, 16) }],
        ..calendar()
    };
    let terms = Subject::Terms(Box::new(Terms { calendar: Some(terms), ..Terms::default() }));
    let mut case = Case::new(date(2016, 9, 6));
    case.school = Some(school);
    case.offices.push((StreamId::new(Kind::Terms, SCHOOL), terms));
    case.ok(&parent(), complaint());
    case
}

#[test]
fn an_acknowledgement_tells_the_day_of_the_answer_that_is_owed_whichever_rule_it_runs_under() {
    let told = |events: &[Event]| match &events[0] {
        Event::Intake(Intake::ComplaintAcknowledged { answer_by, unresolved, wanted, .. }) => {
            assert!(unresolved.is_some() && wanted.is_some());
            *answer_by
        }
        other => panic!("{other:?}"),
    };
    for (mut case, rule) in [(lodged(), "T33"), (lodged_with_an_academy(), "T36")] {
        let target = case.clock(rule).due;
        assert!(target.is_some(), "{rule}");
        assert_eq!(told(&case.ok(&clerk(), acknowledge())), target, "{rule}");
    }
}

#[test]
fn a_decision_tells_where_it_can_be_taken_by_the_procedure_and_the_rules() {
    let first = |events: &[Event]| match &events[0] {
        Event::School(School::Stage1DecisionIssued { road, .. }) => *road,
        other => panic!("{other:?}"),
    };
    let last = |events: &[Event]| match &events[0] {
        Event::Panel(Panel::GoverningBodyDecisionIssued { road, .. }) => *road,
        other => panic!("{other:?}"),
    };
    for (mut case, then) in [(at_stage_1(), Road::GoverningBody), (lodged_with_an_academy(), Road::ProprietorPanel)] {
        if case.file.school.step == Step::NotBegun {
            case.ok(&clerk(), AcceptComplaint {});
            case.ok(&clerk(), OpenStage1 {});
        }
        case.ok(&head(), AssignInvestigator { investigator: person(70) });
        assert_eq!(first(&case.ok(&head(), stage_1_decision())), Some(then));
    }
    assert_eq!(last(&heard().ok(&first_member(), panel_decision())), Some(Road::Ombudsman));
}
