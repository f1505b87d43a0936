//! Roads that stay open: no one closes another's, and none ends where nobody can go on.

use crate::support::*;
use crate::walks::*;
use jiff::civil::date;
use redress_domain::complaint::Scope;
use redress_domain::complaint::closing::{ConfirmWithdrawal, CorrectRecord, ReopenCase, Withdraw};
use redress_domain::complaint::compliance::ActionSaid;
use redress_domain::complaint::direction::{
    AcceptDirectionCompliance, ComplainToSecretaryOfState, ReportDirectionCompliance, SeekEnforcement,
};
use redress_domain::complaint::facts::About;
use redress_domain::complaint::file::{Correction, Reopening};
use redress_domain::complaint::investigation::{CompleteInvestigation, Invited, OpenInvestigation, SubmitComment};
use redress_domain::complaint::judgement::{AcceptConfirmation, RefuseAction};
use redress_domain::complaint::jurisdiction::RecordConversion;
use redress_domain::complaint::ombudsman::{ComplainToOmbudsman, DisapplyRequirement};
use redress_domain::complaint::panel::{ConvenePanel, Seat};
use redress_domain::complaint::parties::{Capacity, Ground, Requirement};
use redress_domain::complaint::publishing::PublishStatement;
use redress_domain::complaint::school::{AssignInvestigator, RecordInvolvement};
use redress_domain::complaint::screening::Screening;
use redress_domain::complaint::stage::Stage;
use redress_domain::complaint::standing::GiveConsent;
use redress_domain::complaint::statement::Recipient;
use redress_domain::complaint::stopping::{DecideNotToInvestigate, Discontinue};
use redress_domain::complaint::triage::{DeclineComplaint, RedirectComplaint};
use redress_domain::ids::{InvitationNo, IssueNo, RecommendationNo};
use redress_domain::law::{
    CommissionerFinding, DiscontinueReason, NotAcceptedReason, NotInvestigated, Purpose, Redirect, Remedy, Scheme,
};
use redress_domain::{Action, Refused, Role};

fn redirect(issue: u8) -> RedirectComplaint {
    RedirectComplaint { issue: IssueNo(issue), reason: Redirect::Admission, explanation: held("elsewhere") }
}

fn decline() -> DeclineComplaint {
    DeclineComplaint { reason: NotAcceptedReason::NotAComplaint, explanation: held("a comment") }
}

/// Turned away by the school, which then closed its file.
fn turned_away() -> Case {
    let mut case = lodged();
    case.ok(&clerk(), decline());
    case.ok(&clerk(), close());
    case
}

#[test]
fn a_school_that_closes_its_file_keeps_nobody_from_the_commissioner() {
    for mut case in [turned_away(), closed_at_school()] {
        assert_eq!(case.stage(), Stage::Closed);
        case.on(2011, 11, 14).ok(&parent(), to_ombudsman());
        assert_eq!((case.stage(), case.file.facts.closed_from), (Stage::Received, None));
        assert_eq!(names(&case.ok(&intake(), determine())), ["jurisdiction_determined"]);
    }
    // What the Commissioner has closed is not begun again by complaining again.
    assert_eq!(closed_by_ombudsman().no(&parent(), to_ombudsman()).slug(), "wrong-stage");
    let mut ended = withdrawn();
    ended.ok(&clerk(), close());
    assert!(ended.would(&parent(), to_ombudsman()).is_err());
}

#[test]
fn a_school_that_closes_its_file_keeps_nobody_from_the_secretary_of_state_where_that_is_the_road() {
    let mut case = Case::new(date(2011, 10, 5));
    case.scheme = Scheme::AsItWas;
    let mut submit = complaint();
    submit.school = ELSEWHERE;
    case.ok(&parent(), submit);
    let their_clerk = redress_domain::Actor { body: redress_domain::Body::School(ELSEWHERE), ..clerk() };
    case.ok(&their_clerk, redirect(1));
    assert!(case.would(&parent(), ComplainToSecretaryOfState { account: held("words") }).is_ok());
    case.ok(&their_clerk, close());
    case.ok(&parent(), ComplainToSecretaryOfState { account: held("words") });
    assert_eq!(case.stage(), Stage::UnderConsideration);
}

#[test]
fn what_the_school_sent_elsewhere_is_before_the_commissioner_all_the_same() {
    let mut case = lodged_with(|submit| submit.issues.push(issue()));
    case.ok(&clerk(), redirect(1));
    case.ok(&clerk(), redirect(2));
    assert_eq!(case.stage(), Stage::Redirected);
    let events = case.ok(&parent(), to_ombudsman());
    assert_eq!(names(&events), ["ombudsman_complaint_received", "issues_taken_up"]);
    assert_eq!(case.file.open_issues().count(), 2);
    // Where the Commissioner's own office sends it, it stays.
    case.ok(&intake(), redirect(2));
    assert_eq!(names(&case.ok(&intake(), determine())), ["jurisdiction_determined"]);
    assert_eq!(case.file.open_issues().count(), 1);
}

#[test]
fn from_the_day_a_commissioner_has_it_a_school_changes_nothing_that_is_decided_on() {
    for case in [with_ombudsman(), within_powers(), assessed()] {
        assert_eq!(case.no(&clerk(), redirect(1)).slug(), "not-permitted");
        assert!(!case.actions(&head()).contains(&Action::RedirectComplaint));
        let day = date(2011, 10, 1);
        for correction in [Correction::HappenedOn { issue: IssueNo(1), day }, Correction::ReceivedOn { day }] {
            let correct = CorrectRecord { correction, reason: held("the diary"), pupil_ages: PupilAges::default() };
            assert_eq!(case.no(&clerk(), correct).slug(), "not-permitted");
        }
        let convert = RecordConversion { on: day, successor: SUCCESSOR };
        assert_eq!(case.no(&clerk(), convert.clone()).slug(), "not-permitted");
        assert!(case.would(&investigator(), convert).is_ok());
    }
}

fn both() -> Case {
    lodged_with(|submit| {
        submit.complainants[0].noticed_on = Some(date(2010, 9, 1));
        submit.complainants.push(complainant(&other_parent(), Capacity::Other));
    })
}

#[test]
fn what_one_complainant_lacks_another_does_not_make_up_for() {
    // A parent who is late, and somebody in time who is neither pupil nor parent.
    let mut case = both();
    case.ok(&parent(), to_ombudsman());
    let events = case.ok(&intake(), determine());
    assert!(matches!(&events[0], redress_domain::complaint::Event::Ombudsman(
        redress_domain::complaint::ombudsman::Event::OutOfJurisdiction { reasons, .. })
        if *reasons == [NotInvestigated::NoStanding, NotInvestigated::Late]));
    let lift = |person, requirement| DisapplyRequirement {
        person,
        requirement,
        only_since: None,
        ground: Ground::Hardship,
        reason: held("good"),
    };
    case.ok(&commissioner(), lift(other_parent().person, Requirement::Time));
    assert_eq!(names(&case.ok(&intake(), determine())), ["out_of_jurisdiction"]);
    case.ok(&commissioner(), lift(parent().person, Requirement::Time));
    assert_eq!(names(&case.ok(&intake(), determine())), ["jurisdiction_determined"]);
}

#[test]
fn who_did_not_consent_to_a_referral_is_not_carried_along_and_may_come_in_their_own_right() {
    let mut case = lodged_with(|submit| {
        submit.complainants[0].capacity = Capacity::Other;
        submit.complainants.push(complainant(&other_parent(), Capacity::Parent));
    });
    case.ok(&parent(), GiveConsent { person: None });
    case.ok(&clerk(), refer());
    assert_eq!(names(&case.ok(&intake(), determine())), ["out_of_jurisdiction"], "who consented has no standing");
    assert_eq!(case.no(&parent(), to_ombudsman()).slug(), "wrong-stage");
    case.ok(&other_parent(), to_ombudsman());
    assert_eq!(case.stage(), Stage::Received);
    assert_eq!(names(&case.ok(&intake(), determine())), ["jurisdiction_determined"]);
}

#[test]
fn a_day_of_first_notice_that_nobody_knows_is_not_taken_to_be_in_time() {
    let mut case = lodged_with(|submit| submit.complainants[0].noticed_on = None);
    case.ok(&parent(), to_ombudsman());
    assert_eq!(case.no(&intake(), determine()).slug(), "not-yet");
    let mut known = case.clone();
    let correction = Correction::NoticedOn { person: parent().person, day: date(2011, 9, 12) };
    known.ok(&intake(), CorrectRecord { correction, reason: held("asked"), pupil_ages: PupilAges::default() });
    assert_eq!(names(&known.ok(&intake(), determine())), ["jurisdiction_determined"]);
    let mut told = lodged_with(|submit| submit.complainants[0].noticed_on = None);
    told.ok(&parent(), ComplainToOmbudsman { noticed_on: Some(date(2011, 9, 12)), ..to_ombudsman() });
    assert_eq!(names(&told.ok(&intake(), determine())), ["jurisdiction_determined"], "they said it as they came");
    let other = ComplainToOmbudsman { noticed_on: Some(date(2011, 9, 1)), ..to_ombudsman() };
    assert_eq!(lodged().no(&parent(), other).slug(), "not-acceptable", "the file has another day");
    let person = parent().person;
    let lift = DisapplyRequirement {
        person,
        requirement: Requirement::Time,
        only_since: None,
        ground: Ground::Hardship,
        reason: held("good"),
    };
    case.ok(&commissioner(), lift);
    assert_eq!(names(&case.ok(&intake(), determine())), ["jurisdiction_determined"]);
}

#[test]
fn declined_as_premature_it_is_made_anew_when_it_comes_back_for_the_twelve_months_too() {
    let mut case = sent_back();
    case.ok(&commissioner(), not_to_investigate(NotInvestigated::Premature));
    case.ok(&commissioner(), statement());
    case.on(2012, 9, 12).ok(&parent(), to_ombudsman());
    assert_eq!(case.file.ombudsman.made_on, Some(date(2012, 9, 12)));
    assert_eq!(case.file.ombudsman.out_of_time, [parent().person]);
    // Only sent back, it has been with the Commissioner all along.
    let mut case = sent_back();
    case.on(2012, 9, 12).ok(&parent(), to_ombudsman());
    assert!(case.file.ombudsman.out_of_time.is_empty());
}

#[test]
fn a_commissioner_who_is_too_close_to_the_school_decides_nothing_declared_or_not() {
    let who = other_commissioner();
    let decisions = |case: &Case| -> Vec<Action> {
        case.actions(&who).into_iter().filter(|one| redress_domain::policy::decided_by_commissioner(*one)).collect()
    };
    for mut case in [assessed(), investigating(), completed_with_recommendations(), notified()] {
        assert!(!decisions(&case).is_empty());
        // An office that ended within the five years bars; one that ended before does not.
        case.holds(who.person, Role::HeadTeacher, Some(date(2009, 8, 31)));
        assert_eq!(decisions(&case), []);
    }
    let mut case = assessed();
    case.holds(who.person, Role::HeadTeacher, Some(date(2009, 8, 31)));
    let decide = || DecideNotToInvestigate { reasons: vec![NotInvestigated::OtherRemedy], explanation: held("words") };
    assert_eq!(case.no(&who, decide()).slug(), "conflicted");
    assert_eq!(case.no(&who, open_investigation()).slug(), "conflicted");
    assert!(case.would(&commissioner(), decide()).is_ok());
}

#[test]
fn nobody_answers_an_invitation_that_went_to_somebody_else() {
    let mut case = assessed();
    let others = vec![Invited::Alleged { person: person(70) }];
    case.on(2011, 11, 21).ok(&commissioner(), OpenInvestigation { others, ..open_investigation() });
    let comment = |invitation| SubmitComment { invitation: InvitationNo(invitation), comment: held("a comment") };
    assert_eq!(case.no(&head(), comment(2)).slug(), "not-acceptable", "the person's own is not the school's");
    case.ok(&head(), comment(1));
    assert!(!case.actions(&clerk()).contains(&Action::SubmitComment), "nothing is left for the school to answer");
    case.ok(&investigator(), comment(2));
}

#[test]
fn a_school_under_other_rules_is_no_second_respondent() {
    let submit = redress_domain::complaint::intake::SubmitComplaint { other_schools: vec![ACADEMY], ..complaint() };
    assert_eq!(Case::new(date(2011, 10, 5)).no(&parent(), submit).slug(), "not-acceptable");
}

#[test]
fn whom_a_complaint_is_about_does_not_look_into_it_and_the_chair_takes_the_place_of_a_barred_head() {
    let mut case = lodged_with(|submit| submit.about = Some(About::HeadTeacher));
    case.holds(head().person, Role::HeadTeacher, None);
    let mut case = open_stage_1(accept(case));
    let assign = |number| AssignInvestigator { investigator: person(number) };
    assert_eq!(case.no(&chair(), assign(10)).slug(), "conflicted");
    case.ok(&chair(), assign(70));
    case.ok(&chair(), stage_1_decision());

    let mut case = at_stage_1();
    case.holds(head().person, Role::HeadTeacher, None);
    case.ok(&chair(), assign(70));
    assert_eq!(case.no(&chair(), stage_1_decision()).slug(), "not-permitted");
    case.ok(&clerk(), RecordInvolvement { person: head().person, subject: true });
    case.ok(&chair(), stage_1_decision());
}

#[test]
fn no_case_closes_before_everybody_has_a_copy_of_the_statement_who_must() {
    let mut case = not_investigated();
    let day = date(2011, 11, 14);
    let copies = [
        Recipient::HeadTeacher { school: None },
        Recipient::GoverningBody { school: None },
        Recipient::Complainant { person: parent().person },
    ];
    for copy in copies {
        assert_eq!(case.no(&investigator(), close()).slug(), "not-yet");
        case.ok(&intake(), serve(copy, day));
    }
    case.ok(&investigator(), close());
    // For a pupil who complained alone the parent's copy may stand in, where that was found appropriate.
    let mut case = lodged_with(|submit| {
        submit.complainants = vec![complainant(&pupil(), Capacity::Pupil)];
        submit.pupil = None;
    });
    case.ok(&pupil(), to_ombudsman());
    case.ok(&intake(), determine());
    case.ok(&commissioner(), not_to_investigate(NotInvestigated::OtherRemedy));
    case.ok(&commissioner(), statement());
    let day = case.today;
    for copy in [
        Recipient::HeadTeacher { school: None },
        Recipient::GoverningBody { school: None },
        Recipient::Parent { appropriate: held("a reason") },
    ] {
        case.ok(&intake(), serve(copy, day));
    }
    case.ok(&investigator(), close());
}

#[test]
fn a_statement_that_had_to_name_people_is_published_only_as_a_summary() {
    let mut case = completed_with_recommendations();
    let naming = redress_domain::complaint::issuing::IssueStatement {
        identifying: Some(held("it cannot be told without")),
        screening: Screening(1),
        ..statement()
    };
    case.ok(&commissioner(), naming);
    let publish = |summary| PublishStatement { summary, public_interest: held("weighed"), screening: Screening(0) };
    assert_eq!(case.no(&commissioner(), publish(None)), Refused::NotAnonymous);
    case.ok(&commissioner(), publish(Some(held("a summary"))));
}

#[test]
fn whether_to_go_on_after_the_last_withdrawal_is_the_commissioners_to_decide() {
    let mut case = with_ombudsman();
    let withdrawn = || DecideNotToInvestigate {
        reasons: vec![NotInvestigated::Withdrawn],
        explanation: held("the family ended it"),
    };
    case.ok(&parent(), Withdraw { person: None });
    let events = case.ok(&parent(), ConfirmWithdrawal { person: None, words: held("I end it") });
    assert_eq!(names(&events), ["withdrawal_confirmed"]);
    assert_eq!((case.stage(), case.file.statement.owed), (Stage::Received, None));
    case.ok(&commissioner(), withdrawn());
    assert!(case.file.file.decided_by.contains(&commissioner().person));
    assert_eq!(assessed().no(&commissioner(), withdrawn()).slug(), "not-acceptable", "somebody still pursues it");
    let stop = Discontinue { reason: DiscontinueReason::Withdrawn, explanation: held("ended") };
    assert_eq!(investigating().no(&commissioner(), stop).slug(), "not-acceptable");
}

#[test]
fn nothing_is_recommended_for_an_issue_in_which_there_was_no_injustice() {
    let mut case = lodged_with(|submit| submit.issues.push(issue()));
    case.ok(&parent(), to_ombudsman());
    case.ok(&intake(), determine());
    let waive = redress_domain::complaint::jurisdiction::WaiveSchoolOpportunity {
        ground: redress_domain::law::WaiverGround::OtherCircumstances,
        reason: held("not reasonable"),
    };
    case.ok(&commissioner(), waive);
    case.ok(&intake(), redress_domain::complaint::jurisdiction::BeginAssessment {});
    case.ok(&commissioner(), open_investigation());
    case.ok(&head(), SubmitComment { invitation: InvitationNo(1), comment: held("a comment") });
    let complete = |issue| {
        let mut second = finding(CommissionerFinding::NoInjustice);
        second.issue = IssueNo(2);
        let mut recommended = recommendation(Remedy::Apology, Purpose::Remedy);
        recommended.issue = IssueNo(issue);
        let findings = vec![finding(CommissionerFinding::InjusticeFound), second];
        CompleteInvestigation { findings, recommendations: vec![recommended] }
    };
    assert_eq!(case.no(&commissioner(), complete(2)).slug(), "not-acceptable");
    case.ok(&commissioner(), complete(1));
}

#[test]
fn a_broken_agreement_makes_a_recommendation_unmet_again() {
    let mut case = awaiting_confirmation();
    case.ok(&commissioner(), AcceptConfirmation { recommendations: vec![] });
    let refuse = || RefuseAction { recommendations: vec![RecommendationNo(2)], reason: held("it was undone") };
    assert_eq!(case.no(&commissioner(), refuse()).slug(), "wrong-stage");
    let mut case = served(case);
    case.ok(&investigator(), close());
    case.ok(&investigator(), ReopenCase { basis: Reopening::AgreementBroken, reason: held("not kept") });
    case.ok(&commissioner(), refuse());
    assert_eq!((case.stage(), case.file.unmet().collect::<Vec<_>>()), (Stage::NotSatisfied, vec![RecommendationNo(2)]));
    assert!(case.actions(&official()).contains(&Action::ConsiderDirection));
}

#[test]
fn a_broken_agreement_for_which_an_investigation_was_stopped_is_assessed_anew() {
    let mut case = investigating();
    let explanation = held("the school showed it");
    case.ok(&commissioner(), Discontinue { reason: DiscontinueReason::SatisfiedWithAction, explanation });
    case.ok(&commissioner(), statement());
    let mut case = served(case);
    case.ok(&investigator(), close());
    let events = case.ok(&investigator(), ReopenCase { basis: Reopening::AgreementBroken, reason: held("not kept") });
    assert_eq!(names(&events), ["case_reopened", "assessment_begun"]);
    case.on(2011, 12, 1).ok(&commissioner(), open_investigation());
    assert_eq!(case.file.investigation.invitations.len(), 1, "everyone is invited anew");
    case.ok(&head(), SubmitComment { invitation: InvitationNo(1), comment: held("a comment") });
    case.ok(&commissioner(), complete());
    case.ok(&commissioner(), statement());
    let day = case.today;
    case.ok(&intake(), serve(Recipient::GoverningBody { school: None }, day));
    assert_eq!(case.stage(), Stage::AwaitingNotification);
}

#[test]
fn late_action_counts_while_a_direction_is_considered_and_a_direction_can_be_obeyed_to_the_end() {
    let mut case = considered();
    case.ok(&clerk(), notify(&[ActionSaid::Taken, ActionSaid::Taken]));
    case.ok(&clerk(), confirm());
    assert_eq!(case.stage(), Stage::UnderConsideration);
    case.ok(&commissioner(), AcceptConfirmation { recommendations: vec![] });
    assert_eq!(case.stage(), Stage::Complied);
    assert!(!case.clock("T11").owed());

    let mut case = breached();
    case.ok(&official(), SeekEnforcement { particulars: held("the court") });
    let mut case = served(case);
    assert_eq!(case.no(&investigator(), close()).slug(), "wrong-stage", "it has not come to an end");
    case.ok(&clerk(), ReportDirectionCompliance { evidence: held("evidence") });
    case.ok(&official(), AcceptDirectionCompliance {});
    case.ok(&investigator(), close());
}

#[test]
fn a_panel_of_the_toolkit_has_three_members_or_five() {
    let case = at_stage_2();
    let convene = |members: &[u128]| {
        let members = members.iter().map(|member| Seat { member: person(*member), independent: false }).collect();
        ConvenePanel { members, hearing_on: date(2011, 11, 2) }
    };
    assert_eq!(case.no(&clerk(), convene(&[21, 22, 23, 24])).slug(), "not-acceptable");
    assert!(case.would(&clerk(), convene(&[21, 22, 23, 24, 25])).is_ok());
}

#[test]
fn a_file_that_went_on_is_not_closed_any_more() {
    let mut case = turned_away();
    case.ok(&parent(), to_ombudsman());
    assert!(case.file.issues.values().all(|issue| issue.scope == Scope::Open));
    assert_eq!(case.no(&clerk(), close()).slug(), "not-permitted");
}
