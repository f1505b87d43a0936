//! The edge cases of time, decisions and documents.

use crate::support::*;
use crate::walks::*;
use jiff::civil::date;
use redress_domain::complaint::closing::{CorrectRecord, DecideReview, ReopenCase, RequestReview};
use redress_domain::complaint::compliance::{ActionSaid, ConfirmAction};
use redress_domain::complaint::direction::DeclineToDirect;
use redress_domain::complaint::escalation::ExtendSchoolTarget;
use redress_domain::complaint::facts::Flag;
use redress_domain::complaint::file::{Correction, Reopening, ReviewGround};
use redress_domain::complaint::flags::{
    Elsewhere, EndParallelRoute, LiftErasureRestriction, RecordParallelRoute, RestrictErasure,
};
use redress_domain::complaint::inquiry::{
    AppointMediator, ProduceInformation, RecordMediationOutcome, RequireInformation,
};
use redress_domain::complaint::intake::Event as Intake;
use redress_domain::complaint::investigation::{CompleteInvestigation, SubmitComment};
use redress_domain::complaint::judgement::{
    AcceptConfirmation, AgreeLongerPeriod, RecordNoConfirmation, RecordNoNotification, RefuseAction,
};
use redress_domain::complaint::notice::{AgreeNoticeForm, DeclareNoticeDefault, Event as Notice};
use redress_domain::complaint::ombudsman::DisapplyRequirement;
use redress_domain::complaint::parties::{Ground, Requirement};
use redress_domain::complaint::screening::Screening;
use redress_domain::complaint::stage::Stage;
use redress_domain::complaint::statement::{
    CorrectServiceDate, Method, Recipient, ServeCorrectedStatement, ServeStatement,
};
use redress_domain::complaint::stopping::Discontinue;
use redress_domain::complaint::{Event, ombudsman};
use redress_domain::ids::{InvitationNo, IssueNo, RecommendationNo, RequirementNo};
use redress_domain::law::{AdverseFindingsGround, DiscontinueReason, Mismatch, RecommendationStatus, WaiverGround};
use redress_domain::{Action, Refused};

#[test]
fn e18_a_statutory_month_does_not_stop_for_the_holidays_and_the_clash_is_shown() {
    let mut case = stated();
    case.on(2012, 7, 20).ok(&intake(), serve(Recipient::GoverningBody { school: None }, date(2012, 7, 20)));
    assert_eq!(case.clock("T04").due, Some(date(2012, 8, 19)));
    let shown = case.events.iter().any(|event| {
        matches!(event, Event::Deadlines(redress_domain::complaint::deadlines::Event::DeadlineStarted {
            rule, outside_term: true, ..
        }) if rule.as_str() == "T04")
    });
    assert!(shown, "the last day falls outside term");
    let deadline = case.clock("T04").deadline;
    let longer =
        AgreeLongerPeriod { deadline, to: date(2012, 9, 21), agreement: held("a letter"), override_reason: None };
    case.ok(&commissioner(), longer);
    assert_eq!(case.clock("T04").due, Some(date(2012, 9, 21)));
}

#[test]
fn e18_what_comes_in_the_holidays_counts_from_the_first_school_day() {
    let mut case = Case::new(date(2011, 12, 20));
    case.ok(&parent(), complaint());
    assert_eq!(case.file.intake.received_on, Some(date(2012, 1, 4)));
    assert_eq!(case.clock("T32").due, Some(date(2012, 1, 11)));
    let deadline = case.clock("T33").deadline;
    let extend = |to| ExtendSchoolTarget { deadline, to, reason: held("illness") };
    assert_eq!(case.no(&head(), extend(date(2012, 1, 5))).slug(), "date-out-of-order");
    case.ok(&head(), extend(date(2012, 2, 3)));
    case.on(2012, 2, 6);
    assert_eq!(case.no(&head(), extend(date(2012, 3, 1))).slug(), "not-yet", "a target that has passed is not moved");
}

/// The Commissioner's time limit, tested on a day.
fn reaches_the_commissioner_on(year: i16, month: i8, day: i8) -> Option<bool> {
    let mut case = lodged();
    let events = case.on(year, month, day).ok(&parent(), to_ombudsman());
    match &events[0] {
        Event::Ombudsman(ombudsman::Event::OmbudsmanComplaintReceived { time, .. }) => {
            assert_eq!((time[0].rule.as_str(), time[0].last_day), ("T01", Some(date(2012, 9, 11))));
            time[0].in_time
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn e19_twelve_months_beginning_with_first_notice_end_the_day_before_its_anniversary() {
    assert_eq!(reaches_the_commissioner_on(2012, 9, 11), Some(true));
    assert_eq!(reaches_the_commissioner_on(2012, 9, 12), Some(false));
}

#[test]
fn e19_a_late_complaint_is_out_until_the_limit_is_disapplied_for_that_complainant() {
    let mut case = crate::edges_people::late();
    case.ok(&intake(), determine());
    assert_eq!(case.stage(), Stage::UnderAssessment);
    assert!(!case.actions(&commissioner()).contains(&Action::OpenInvestigation));
    let disapply = |since| DisapplyRequirement {
        person: parent().person,
        requirement: Requirement::Time,
        only_since: since,
        ground: Ground::Hardship,
        reason: held("illness"),
    };
    case.ok(&commissioner(), disapply(None));
    assert_eq!(names(&case.ok(&intake(), determine())), ["jurisdiction_determined"]);
    let ground = WaiverGround::DelayHarms;
    case.ok(
        &commissioner(),
        redress_domain::complaint::jurisdiction::WaiveSchoolOpportunity { ground, reason: held("no") },
    );
    case.ok(&intake(), redress_domain::complaint::jurisdiction::BeginAssessment {});
    assert!(
        case.would(
            &commissioner(),
            redress_domain::complaint::investigation::OpenInvestigation {
                comment_by: date(2012, 10, 12),
                ..open_investigation()
            }
        )
        .is_ok()
    );
}

#[test]
fn e19_made_to_the_school_in_time_and_referred_later_it_is_in_time() {
    let mut case = lodged();
    case.ok(&parent(), redress_domain::complaint::standing::GiveConsent { person: None });
    let events = case.on(2012, 10, 1).ok(&head(), refer());
    assert!(matches!(&events[0], Event::Ombudsman(ombudsman::Event::ReferredToOmbudsman { time, .. })
        if time[0].in_time == Some(true) && time[0].made_on == date(2011, 10, 5)));
}

#[test]
fn e20_of_a_continuing_breach_each_incident_is_kept_and_lateness_can_be_forgiven_in_part() {
    let incidents = vec![date(2010, 10, 1), date(2011, 3, 1), date(2011, 9, 30)];
    let mut case = lodged_with(|submit| {
        submit.issues[0].happened_on = Some(incidents[0]);
        submit.issues[0].incidents.clone_from(&incidents);
        submit.complainants[0].noticed_on = Some(incidents[0]);
    });
    assert_eq!(case.file.issues[&IssueNo(1)].incidents, incidents);
    // The clock runs from the first notice of the matter, not from the last incident.
    case.ok(&parent(), to_ombudsman());
    assert_eq!(case.file.ombudsman.out_of_time, [parent().person]);
    let in_part = DisapplyRequirement {
        person: parent().person,
        requirement: Requirement::Time,
        only_since: Some(date(2011, 1, 1)),
        ground: Ground::Hardship,
        reason: held("only the part since"),
    };
    case.ok(&commissioner(), in_part);
    assert_eq!(case.file.parties[&parent().person].only_since, Some(date(2011, 1, 1)));
    assert_eq!(names(&case.ok(&intake(), determine())), ["jurisdiction_determined"]);
    let writing = DisapplyRequirement {
        person: parent().person,
        requirement: Requirement::Writing,
        only_since: Some(date(2011, 1, 1)),
        ground: Ground::Hardship,
        reason: held("in part"),
    };
    assert_eq!(case.no(&commissioner(), writing).slug(), "not-acceptable");
}

fn review() -> RequestReview {
    RequestReview { ground: ReviewGround::NewInformation, account: held("new facts") }
}

fn decide(upheld: bool) -> DecideReview {
    DecideReview { upheld, reason: held("reasons") }
}

#[test]
fn e22_a_decision_is_reviewed_once_within_a_month_and_not_by_who_decided() {
    let mut case = not_investigated();
    assert_eq!(case.file.statement.issued_on, Some(date(2011, 11, 14)));
    case.on(2011, 12, 15);
    assert_eq!(case.no(&parent(), review()), Refused::TooLate { last_day: date(2011, 12, 14) });
    case.on(2011, 12, 14).ok(&parent(), review());
    assert_eq!(case.no(&clerk(), review()).slug(), "already-done");
    assert_eq!(case.no(&commissioner(), decide(true)).slug(), "conflicted");
    case.ok(&other_commissioner(), decide(true));
    assert_eq!(case.stage(), Stage::UnderAssessment);
    assert!(case.file.statement.superseded && case.happened("statement_issued"), "superseded, and kept");
    assert_eq!(case.no(&parent(), review()).slug(), "not-yet");
}

#[test]
fn e22_who_decided_without_being_assigned_does_not_review_either() {
    let mut case = within_powers();
    case.ok(&other_commissioner(), not_to_investigate(redress_domain::law::NotInvestigated::Vexatious));
    case.ok(&commissioner(), statement());
    case.ok(&parent(), review());
    assert_eq!(case.no(&other_commissioner(), decide(false)).slug(), "conflicted");
    assert_eq!(case.no(&commissioner(), decide(false)).slug(), "conflicted", "nor who issued the statement");
}

#[test]
fn e22_a_claim_for_judicial_review_holds_the_file() {
    let mut case = not_investigated();
    let to_court = |with| RecordParallelRoute { with, note: held("a claim") };
    case.ok(&investigator(), to_court(Elsewhere::Court));
    assert!(case.file.facts.has(Flag::LegalHold) && case.file.facts.has(Flag::ParallelProceedings));
    case.ok(&dpo(), RestrictErasure { reason: held("the claim") });
    let lift = LiftErasureRestriction { reason: held("asked for") };
    assert_eq!(case.no(&dpo(), lift), Refused::OnLegalHold);
}

#[test]
fn e23_a_quashed_decision_begins_again_and_the_old_statement_stays_in_the_record() {
    let mut case = considered();
    case.ok(&minister(), DeclineToDirect { reason: held("reasons") });
    let mut case = served(case);
    case.ok(&investigator(), close());
    let reopen = |basis| ReopenCase { basis, reason: held("the court") };
    assert_eq!(case.no(&clerk(), reopen(Reopening::Quashed)).slug(), "not-permitted");
    assert_eq!(case.no(&investigator(), reopen(Reopening::ReviewUpheld)).slug(), "not-acceptable");
    case.ok(&commissioner(), reopen(Reopening::Quashed));
    assert_eq!(case.stage(), Stage::UnderAssessment);
    assert!(case.file.compliance.recommendations.is_empty() && case.file.notice.published_on.is_none());
    assert!(case.file.issues.values().all(|issue| issue.finding.is_none()));
    assert!(case.happened("notice_published"), "nothing is edited");
}

#[test]
fn e23_a_broken_agreement_opens_the_case_where_it_was_closed() {
    let mut case = awaiting_confirmation();
    case.ok(&commissioner(), AcceptConfirmation { recommendations: vec![] });
    let mut case = served(case);
    case.ok(&investigator(), close());
    case.ok(&investigator(), ReopenCase { basis: Reopening::AgreementBroken, reason: held("not kept") });
    assert_eq!(case.stage(), Stage::Complied);
    // At the school there is nothing of the Commissioner's to quash.
    let case = closed_at_school();
    let quash = ReopenCase { basis: Reopening::Quashed, reason: held("the court") };
    assert_eq!(case.no(&clerk(), quash).slug(), "not-acceptable");
}

#[test]
fn e25_a_corrected_day_of_service_computes_the_required_period_anew() {
    let mut case = stated();
    let by_post = ServeStatement {
        recipient: Recipient::GoverningBody { school: None },
        method: Method::Post,
        sent_on: date(2012, 1, 25),
        received_on: None,
    };
    case.ok(&intake(), by_post);
    assert_eq!(case.file.statement.received[&SCHOOL], date(2012, 1, 27));
    assert_eq!(case.clock("T04").due, Some(date(2012, 2, 26)));
    case.on(2012, 2, 27).ok(&system(), RecordNoNotification {});
    let correct = CorrectServiceDate { school: None, received_on: date(2012, 1, 31), evidence: held("a postmark") };
    case.ok(&intake(), correct);
    assert_eq!((case.clock("T04").start, case.clock("T04").due), (date(2012, 1, 31), Some(date(2012, 2, 29))));
    assert_eq!(case.no(&commissioner(), require(AdverseFindingsGround::NoNotification)).slug(), "not-yet");
}

#[test]
fn e25_a_correction_does_not_take_back_time_that_was_agreed() {
    let mut case = awaiting_notification();
    let deadline = case.clock("T04").deadline;
    let longer =
        AgreeLongerPeriod { deadline, to: date(2012, 4, 13), agreement: held("a letter"), override_reason: None };
    case.ok(&commissioner(), longer);
    case.ok(
        &intake(),
        CorrectServiceDate { school: None, received_on: date(2012, 1, 28), evidence: held("a receipt") },
    );
    assert_eq!(case.clock("T04").due, Some(date(2012, 4, 13)));
}

#[test]
fn e25_a_corrected_receipt_moves_the_schools_targets_and_a_wrong_statement_is_served_anew() {
    let mut case = lodged();
    let correct = |day| CorrectRecord {
        correction: Correction::ReceivedOn { day },
        reason: held("the stamp"),
        pupil_ages: PupilAges::default(),
    };
    case.on(2011, 10, 7).ok(&clerk(), correct(date(2011, 10, 6)));
    assert_eq!(case.clock("T32").due, Some(date(2011, 10, 13)));
    assert_eq!(case.no(&clerk(), correct(date(2011, 10, 4))).slug(), "date-out-of-order");
    let mut case = awaiting_notification();
    let again = ServeCorrectedStatement { text: held("text"), reason: held("a date"), screening: Screening(0) };
    case.ok(&investigator(), again);
    assert!(case.happened("corrected_statement_served"));
}

#[test]
fn e29_the_matter_may_be_with_several_others_at_once_and_each_ends_alone() {
    let mut case = at_stage_1();
    for with in [Elsewhere::Ofsted, Elsewhere::MemberOfParliament] {
        case.ok(&clerk(), RecordParallelRoute { with, note: held("a letter") });
    }
    assert!(!case.file.facts.has(Flag::LegalHold));
    let end = |with| EndParallelRoute { with, note: held("answered") };
    assert_eq!(case.no(&clerk(), end(None)).slug(), "missing");
    assert_eq!(case.no(&clerk(), end(Some(Elsewhere::Court))).slug(), "no-such-item");
    case.ok(&clerk(), end(Some(Elsewhere::Ofsted)));
    assert!(case.file.facts.has(Flag::ParallelProceedings));
    case.ok(&clerk(), end(None));
    assert!(!case.file.facts.has(Flag::ParallelProceedings));
}

#[test]
fn e30_time_runs_on_while_a_mediator_works_and_what_is_said_there_is_not_kept() {
    let mut case = investigating();
    let due = case.clock("T13").due;
    let appoint = |parties_agree| AppointMediator { mediator: person(80), parties_agree };
    assert_eq!(case.no(&investigator(), appoint(false)).slug(), "not-acceptable");
    case.ok(&investigator(), appoint(true));
    assert_eq!(case.clock("T13").due, due);
    assert!(!case.actions(&commissioner()).contains(&Action::CompleteInvestigation));
    let events = case.ok(&investigator(), RecordMediationOutcome { settled: true });
    assert!(!format!("{events:?}").contains("Held"));
}

#[test]
fn e31_a_school_that_puts_it_right_first_lets_the_commissioner_discontinue() {
    let mut case = investigating();
    let explanation = held("the clerk showed the new timetable; the investigator verified it");
    case.ok(&commissioner(), Discontinue { reason: DiscontinueReason::SatisfiedWithAction, explanation });
    assert_eq!(case.stage(), Stage::Discontinued);
    assert!(case.file.deadlines.iter().all(|clock| clock.rule.as_str() != "T13" || !clock.owed()));
}

#[test]
fn e32_each_recommendation_has_its_own_state_and_the_notice_lists_only_what_was_not_done() {
    let mut case = notified();
    let first = ConfirmAction { recommendations: vec![RecommendationNo(1)], evidence: held("a letter") };
    case.on(2012, 3, 12).ok(&clerk(), first);
    assert!(case.clock("T05").owed(), "the other is still to be confirmed");
    case.ok(&commissioner(), AcceptConfirmation { recommendations: vec![RecommendationNo(1)] });
    let statuses =
        |case: &Case| case.file.compliance.recommendations.values().map(|one| one.status).collect::<Vec<_>>();
    assert_eq!(statuses(&case), [RecommendationStatus::Accepted, RecommendationStatus::Proposed]);
    // After 29 February one month ends on 29 March, and on no reading later than the 31st.
    assert_eq!(case.clock("T05").due, Some(date(2012, 3, 29)));
    case.on(2012, 3, 31);
    assert_eq!(case.no(&system(), RecordNoConfirmation {}), Refused::TooEarly { earliest: date(2012, 4, 1) });
    case.on(2012, 4, 1).ok(&system(), RecordNoConfirmation {});
    let events = case.ok(&commissioner(), require(AdverseFindingsGround::NotConfirmed));
    assert!(matches!(&events[0], Event::Notice(Notice::AdverseFindingsNoticeRequired { unmet, .. })
        if *unmet == [RecommendationNo(2)]));
}

#[test]
fn e32_confirmed_in_time_is_in_time_however_long_the_commissioner_takes() {
    let mut case = awaiting_confirmation();
    assert_eq!(case.clock("T05").met_on, Some(date(2012, 3, 12)));
    case.on(2012, 6, 1).ok(&commissioner(), AcceptConfirmation { recommendations: vec![] });
    assert_eq!(case.clock("T05").met_on, Some(date(2012, 3, 12)));
}

#[test]
fn e33_the_governing_bodys_explanation_is_in_the_notice_whoever_publishes_it() {
    let mut case = notice_required();
    let explained = AgreeNoticeForm { explanation: Some(held("our reasons")), ..sign(Some("the notice")) };
    case.on(2012, 3, 20).ok(&clerk(), explained.clone());
    assert_eq!(case.no(&commissioner(), explained).slug(), "not-acceptable", "it is not the Commissioner's to add");
    case.on(2012, 4, 5).ok(&investigator(), DeclareNoticeDefault {});
    let events = case.ok(&commissioner(), publish_in_default());
    assert!(matches!(&events[0], Event::Notice(Notice::NoticePublished { explanation: Some(words), .. })
        if *words == held("our reasons")));
    let named = AgreeNoticeForm { screening: Screening(1), ..sign(Some("a name")) };
    assert_eq!(notice_required().no(&clerk(), named), Refused::NotAnonymous);
}

#[test]
fn e33_both_sides_agree_to_the_same_text_or_to_none() {
    let mut case = notice_required();
    assert_eq!(case.no(&clerk(), sign(None)).slug(), "missing");
    case.ok(&clerk(), sign(Some("our text")));
    case.ok(&commissioner(), sign(Some("another text")));
    assert_eq!(case.stage(), Stage::NoticeRequired, "another text is an answer, not an agreement");
    case.ok(&clerk(), sign(None));
    assert_eq!(case.stage(), Stage::NoticeFormAgreed);
}

#[test]
fn e36_an_entitlement_is_judged_by_the_version_in_force_on_the_day_of_the_act_corrections_included() {
    let mut case = lodged_with(|submit| submit.issues[0].guarantee = Some("PU-1.6".parse().unwrap()));
    let linked = case.file.issues[&IssueNo(1)].guarantee.clone().unwrap();
    let (catalogue, _) = redress_domain::law::entitlement(linked.guarantee, date(2011, 9, 12)).unwrap();
    assert_eq!(linked.catalogue, catalogue.version);
    let correction = Correction::HappenedOn { issue: IssueNo(1), day: date(2011, 8, 1) };
    let events =
        case.ok(&clerk(), CorrectRecord { correction, reason: held("the diary"), pupil_ages: PupilAges::default() });
    assert!(matches!(&events[1], Event::Intake(Intake::IssueClassified { warnings, .. })
        if warnings.iter().any(|one| matches!(one, Mismatch::BeforeRedress { .. }))));
}

#[test]
fn the_grounds_of_a_notice_are_true_on_the_clock_and_only_then() {
    use AdverseFindingsGround as Ground;
    let mut case = awaiting_notification();
    case.on(2012, 2, 29);
    assert!(!case.actions(&commissioner()).contains(&Action::RequireAdverseFindingsNotice), "the last day is not over");
    assert!(case.on(2012, 3, 1).would(&commissioner(), require(Ground::NoNotification)).is_ok());
    let back_dated = redress_domain::complaint::notice::RequireAdverseFindingsNotice {
        received_on: Some(date(2012, 2, 29)),
        ..require(Ground::NoNotification)
    };
    assert_eq!(case.no(&commissioner(), back_dated).slug(), "too-early");
    // A late notification does not undo that none came in time, and leaves no dead end.
    case.ok(&clerk(), notify(&[ActionSaid::None, ActionSaid::None]));
    assert!(case.would(&commissioner(), require(Ground::NoNotification)).is_ok());
    let early = refused_early();
    assert!(early.would(&commissioner(), require(Ground::NoActionDecided)).is_ok());
    assert_eq!(early.no(&commissioner(), require(Ground::NoNotification)).slug(), "not-acceptable");
    // Who thinks better of it is not held to the first word.
    let mut better = refused_early();
    better.ok(&clerk(), notify(&[ActionSaid::Proposed, ActionSaid::Proposed]));
    assert_eq!(better.no(&commissioner(), require(Ground::NoActionDecided)).slug(), "not-yet");
    assert!(not_satisfied().would(&commissioner(), require(Ground::NotSatisfied)).is_ok());
    let mut late_refusal = not_satisfied();
    late_refusal.on(2012, 3, 15).ok(&clerk(), notify(&[ActionSaid::None, ActionSaid::None]));
    late_refusal.ok(&commissioner(), RefuseAction { recommendations: vec![], reason: held("still not") });
    assert!(late_refusal.would(&commissioner(), require(Ground::NotSatisfied)).is_ok());
}

#[test]
fn more_time_after_the_end_needs_a_reason_and_takes_back_that_it_ended() {
    let mut case = no_notification();
    let deadline = case.clock("T04").deadline;
    let longer = |override_reason| AgreeLongerPeriod {
        deadline,
        to: date(2012, 3, 30),
        agreement: held("a letter"),
        override_reason,
    };
    assert_eq!(case.no(&commissioner(), longer(None)), Refused::TooLate { last_day: date(2012, 2, 29) });
    case.ok(&commissioner(), longer(Some(held("illness"))));
    let consider = redress_domain::complaint::direction::ConsiderDirection {};
    assert_eq!(case.no(&official(), consider), Refused::TooEarly { earliest: date(2012, 3, 31) });
}

#[test]
fn each_requirement_of_information_has_its_own_clock() {
    let mut case = investigating();
    let require = |day| RequireInformation { what: held("papers"), by: date(2011, 12, day) };
    case.ok(&investigator(), require(1));
    case.ok(&investigator(), require(20));
    let produce = |requirement| ProduceInformation { requirement: RequirementNo(requirement), note: held("papers") };
    case.on(2011, 11, 30).ok(&clerk(), produce(1));
    assert!(case.clock("T14").owed());
    let events = case.on(2011, 12, 19).ok(&clerk(), produce(2));
    assert!(format!("{events:?}").contains("in_time: true"));
    assert_eq!(case.no(&clerk(), produce(2)).slug(), "not-yet");
}

#[test]
fn an_investigation_ends_when_everyone_has_commented_or_could_have() {
    let mut case = investigating();
    assert_eq!(case.no(&commissioner(), complete()).slug(), "not-yet");
    case.on(2011, 12, 13);
    assert!(case.would(&commissioner(), complete()).is_ok(), "the time for comments is over");
    case.on(2011, 12, 1).ok(&head(), SubmitComment { invitation: InvitationNo(1), comment: held("a comment") });
    assert!(case.would(&commissioner(), complete()).is_ok());
    let none = CompleteInvestigation { findings: vec![], recommendations: vec![] };
    assert_eq!(case.no(&commissioner(), none).slug(), "missing");
}
