//! The edge cases of people: who complains, who speaks, who may not see, what happens to them.

use crate::support::*;
use crate::walks::*;
use jiff::civil::date;
use redress_domain::complaint::authority::Track;
use redress_domain::complaint::closing::{ConfirmWithdrawal, CorrectRecord, Withdraw};
use redress_domain::complaint::duplicate::{MergeDuplicate, UnmergeDuplicate};
use redress_domain::complaint::facts::{About, Flag};
use redress_domain::complaint::file::{AddDocument, AgreeAdjustment, Correction};
use redress_domain::complaint::flags::{EndContactRestriction, RestrictContact};
use redress_domain::complaint::intake::Channel;
use redress_domain::complaint::linking::LinkIssueToGuarantee;
use redress_domain::complaint::ombudsman::DisapplyRequirement;
use redress_domain::complaint::paper::Privilege;
use redress_domain::complaint::parties::{Capacity, CourtOrderKind, Ground, PartyRole, Requirement};
use redress_domain::complaint::pauses::{PauseDeadline, ResumeDeadline};
use redress_domain::complaint::safeguarding::RaiseSafeguardingConcern;
use redress_domain::complaint::stage::Stage;
use redress_domain::complaint::standing::{
    AuthoriseRepresentative, GiveConsent, JoinComplaint, RecordCourtOrder, RecordMajority, RecordPartyDeath,
    SubstituteParty, WithdrawConsent,
};
use redress_domain::complaint::statement::{Method, Recipient, ServeStatement, StatementKind};
use redress_domain::complaint::stopping::Discontinue;
use redress_domain::complaint::triage::ConfirmTranscript;
use redress_domain::complaint::{Event, deadlines, school};
use redress_domain::ids::{InvitationNo, IssueNo};
use redress_domain::law::{DiscontinueReason, Mismatch};
use redress_domain::policy::{Relation, Sight, relation};
use redress_domain::{Action, ComplaintId, DocumentId, Refused};
use uuid::Uuid;

fn sees(who: &redress_domain::Actor, case: &Case, event: &Event) -> bool {
    Sight::new(who, &case.file.facts).sees(event)
}

/// A complaint by both parents, each in their own right.
fn joint() -> Case {
    lodged_with(|submit| submit.complainants.push(complainant(&other_parent(), Capacity::Parent)))
}

#[test]
fn e01_a_withdrawal_takes_two_steps_and_at_the_commissioners_a_statement() {
    let mut case = investigating();
    let confirm = || ConfirmWithdrawal { person: None, words: held("I end it") };
    assert_eq!(case.no(&parent(), confirm()).slug(), "not-yet");
    case.ok(&parent(), Withdraw { person: None });
    assert_eq!(case.stage(), Stage::Investigating);
    case.ok(&parent(), confirm());
    assert_eq!(case.stage(), Stage::Investigating, "to stop is the Commissioner's discretion");
    let explanation = held("the family has ended it");
    case.ok(&commissioner(), Discontinue { reason: DiscontinueReason::Withdrawn, explanation });
    assert_eq!(case.file.statement.owed, Some(StatementKind::Discontinued));
    assert_eq!(case.no(&investigator(), close()), Refused::StatementOwed);
    case.ok(&commissioner(), statement());
    served(case).ok(&investigator(), close());
}

#[test]
fn e01_of_a_joint_complaint_only_the_part_of_who_withdraws_ends() {
    let mut case = joint();
    case.ok(&other_parent(), Withdraw { person: None });
    case.ok(&other_parent(), ConfirmWithdrawal { person: None, words: held("I end it") });
    assert_eq!(case.stage(), Stage::Submitted);
    assert_eq!(relation(&other_parent(), &case.file.facts), Relation::Former);
    assert!(case.would(&parent(), to_ombudsman()).is_ok());
    assert_eq!(case.no(&other_parent(), to_ombudsman()).slug(), "not-permitted");
}

#[test]
fn e01_a_school_cannot_record_a_withdrawal_of_what_is_with_the_commissioner() {
    let case = investigating();
    assert_eq!(case.no(&clerk(), Withdraw { person: Some(parent().person) }).slug(), "not-permitted");
    assert!(case.would(&intake(), Withdraw { person: Some(parent().person) }).is_ok());
}

#[test]
fn e02_who_has_died_is_written_to_no_more_and_somebody_suitable_may_stand_in() {
    let mut case = lodged_with(|submit| submit.representative = Some(the_friend()));
    case.ok(&clerk(), RecordPartyDeath { person: parent().person, on: date(2011, 10, 4) });
    assert_eq!(relation(&parent(), &case.file.facts), Relation::Other);
    assert_eq!(relation(&friend(), &case.file.facts), Relation::Other, "an authority ends with who gave it");
    let substitute = complainant(&other_parent(), Capacity::Parent);
    let reason = held("the personal representative");
    case.ok(&clerk(), SubstituteParty { person: parent().person, substitute, reason });
    assert_eq!(relation(&other_parent(), &case.file.facts), Relation::Own);
    assert!(case.would(&other_parent(), to_ombudsman()).is_ok());
}

#[test]
fn e02_who_stands_in_takes_a_late_complaint_as_it_is_late() {
    let mut case = late();
    case.ok(&intake(), RecordPartyDeath { person: parent().person, on: case.today });
    let mut substitute = complainant(&other_parent(), Capacity::Parent);
    substitute.noticed_on = None;
    case.ok(&intake(), SubstituteParty { person: parent().person, substitute, reason: held("suitable") });
    assert_eq!(names(&case.ok(&intake(), determine())), ["out_of_jurisdiction"]);
}

#[test]
fn e02_the_pupils_death_does_not_end_the_parents_own_complaint() {
    let mut case = at_stage_1();
    case.ok(&head(), RecordPartyDeath { person: pupil().person, on: date(2011, 10, 6) });
    assert!(case.would(&parent(), to_ombudsman()).is_ok());
}

#[test]
fn e03_a_pupil_who_turns_18_speaks_for_themselves_and_the_parent_keeps_only_their_own_claim() {
    let mut case = lodged_with(|submit| {
        submit.complainants = vec![complainant(&pupil(), Capacity::Pupil), complainant(&parent(), Capacity::Parent)];
        submit.pupil = None;
        submit.representative = Some(the_friend());
    });
    let majority = |who: &redress_domain::Actor| RecordMajority { person: who.person, on: date(2011, 10, 5) };
    assert_eq!(case.no(&clerk(), majority(&parent())).slug(), "not-acceptable");
    case.ok(&clerk(), majority(&pupil()));
    assert!(case.file.parties[&pupil().person].of_age);
    assert_eq!(relation(&friend(), &case.file.facts), Relation::Other, "authority is to be given anew");
    assert_eq!(relation(&parent(), &case.file.facts), Relation::Own);
    let principal = pupil().person;
    case.ok(&pupil(), AuthoriseRepresentative { representative: the_friend(), principal });
    assert_eq!(relation(&friend(), &case.file.facts), Relation::Own);
}

#[test]
fn e04_a_pupil_who_has_left_counts_for_twelve_months_by_the_day_the_complaint_was_made() {
    let left = |day| {
        let mut case = lodged_with(|submit| {
            submit.made_on = Some(date(2011, 10, 3));
            submit.pupil.as_mut().unwrap().left_roll_on = Some(day);
        });
        case.ok(&parent(), GiveConsent { person: None });
        case.ok(&clerk(), refer());
        // Months later it is still the day on which it was made that counts.
        case.on(2012, 3, 1);
        names(&case.ok(&intake(), determine()))
    };
    assert_eq!(left(date(2010, 10, 3)), ["jurisdiction_determined"]);
    assert_eq!(left(date(2010, 10, 2)), ["out_of_jurisdiction"]);
}

#[test]
fn e04_who_comes_back_for_an_examination_counts_beyond_twelve_months() {
    let mut case = lodged_with(|submit| {
        let mut former = complainant(&parent(), Capacity::Pupil);
        former.left_roll_on = Some(date(2010, 1, 1));
        former.returns_for_examination = true;
        (submit.complainants, submit.pupil) = (vec![former], None);
    });
    case.ok(&parent(), to_ombudsman());
    assert_eq!(names(&case.ok(&intake(), determine())), ["jurisdiction_determined"]);
    assert_eq!(case.file.facts.schools, [SCHOOL], "the respondent stays the old school");
}

#[test]
fn e09_two_parents_in_dispute_learn_nothing_of_each_other_from_the_file() {
    let mut case = lodged();
    let other = ComplaintId(Uuid::from_u128(9));
    let marked = case.ok(&clerk(), MergeDuplicate { complaint: other, made_on: date(2011, 10, 3), same_people: false });
    assert!(!sees(&parent(), &case, &marked[0]) && sees(&clerk(), &case, &marked[0]));
    let joined = case.ok(&clerk(), JoinComplaint { complainant: complainant(&other_parent(), Capacity::Parent) });
    assert!(!sees(&parent(), &case, &joined[0]) && sees(&other_parent(), &case, &joined[0]));
    let until = Some(date(2011, 12, 1));
    let kind = CourtOrderKind::NonMolestation;
    let order = RecordCourtOrder { person: other_parent().person, kind, until, terms: held("keep away") };
    let order = case.ok(&clerk(), order);
    assert!(!sees(&parent(), &case, &order[0]) && sees(&other_parent(), &case, &order[0]));
    assert_eq!(case.file.parties[&other_parent().person].orders, [(kind, until)]);
}

#[test]
fn e09_nobody_lets_somebody_speak_for_another_parent() {
    let case = joint();
    let authorise = |principal| AuthoriseRepresentative { representative: the_friend(), principal };
    assert_eq!(case.no(&parent(), authorise(other_parent().person)), Refused::NoSuchParty);
    assert!(case.would(&parent(), authorise(parent().person)).is_ok());
    assert!(case.would(&clerk(), authorise(other_parent().person)).is_ok());
}

#[test]
fn e09_whether_the_other_parent_consents_is_not_told_by_what_is_offered() {
    let mut case = joint();
    let consents = |case: &Case| {
        let offered = case.actions(&parent());
        (offered.contains(&Action::GiveConsent), offered.contains(&Action::WithdrawConsent))
    };
    assert_eq!(consents(&case), (true, false));
    case.ok(&other_parent(), GiveConsent { person: None });
    assert_eq!(consents(&case), (true, false));
    case.ok(&parent(), GiveConsent { person: None });
    assert_eq!(consents(&case), (false, true));
    case.ok(&other_parent(), WithdrawConsent { person: None });
    assert_eq!(consents(&case), (false, true));
}

#[test]
fn e09_one_parents_copy_does_not_go_to_the_other() {
    let case = stated();
    let parent_too = ServeStatement {
        recipient: Recipient::Parent { appropriate: held("because") },
        method: Method::Post,
        sent_on: date(2012, 1, 25),
        received_on: None,
    };
    assert_eq!(case.no(&intake(), parent_too).slug(), "not-acceptable");
    let other = serve(Recipient::Complainant { person: other_parent().person }, case.today);
    assert_eq!(case.no(&intake(), other), Refused::NoSuchParty);
    let not_theirs = serve(Recipient::Complainant { person: pupil().person }, case.today);
    assert_eq!(case.no(&intake(), not_theirs), Refused::NoSuchParty);
}

#[test]
fn e10_where_the_authority_that_answers_also_looks_after_the_pupil_an_independent_advocate_is_needed() {
    let tuition = |looked_after| {
        lodged_with(|submit| {
            submit.pupil.as_mut().unwrap().looked_after = looked_after;
            submit.issues[0].guarantee = Some("PU-3.8".parse().unwrap());
        })
    };
    let case = tuition(true);
    assert!(case.happened("independent_advocate_needed") && case.file.facts.needs_independent_advocate);
    assert_eq!(case.file.issues[&IssueNo(1)].authority, Some(Track::DrawnIn));
    assert!(!tuition(false).file.facts.needs_independent_advocate);
    // The same where the link is made later.
    let mut case = lodged_with(|submit| submit.pupil.as_mut().unwrap().looked_after = true);
    let guarantee = "PU-3.9".parse().unwrap();
    case.ok(
        &clerk(),
        LinkIssueToGuarantee { issue: IssueNo(1), guarantee, function: None, pupil_ages: PupilAges::default() },
    );
    assert!(case.file.facts.needs_independent_advocate);
}

#[test]
fn e11_an_anonymous_complaint_is_looked_at_for_safety_and_goes_no_further_than_the_school() {
    let mut case = lodged_with(|submit| submit.complainants.clear());
    assert!(case.file.intake.anonymous && case.file.parties.values().all(|party| party.role == PartyRole::Pupil));
    case.ok(&lead(), RaiseSafeguardingConcern { account: held("a worry"), immediate_danger: false });
    assert!(case.would(&clerk(), redress_domain::complaint::triage::AcceptComplaint {}).is_ok());
    let intake_takes_it = to_ombudsman();
    assert_eq!(case.no(&intake(), intake_takes_it), Refused::NotFound);
    assert!(!case.actions(&clerk()).contains(&Action::ReferToOmbudsman));
}

#[test]
fn e12_a_safeguarding_concern_holds_the_file_starts_its_clock_and_may_pause_the_schools_clock() {
    let mut case = at_stage_1();
    case.ok(&parent(), RaiseSafeguardingConcern { account: held("a worry"), immediate_danger: true });
    assert!(case.file.facts.has(Flag::SafeguardingHold));
    assert_eq!(case.clock("T60").due, Some(date(2011, 10, 7)), "one working day");
    let deadline = case.clock("T33").deadline;
    let reason = deadlines::PauseReason::Safeguarding;
    let paused = case.ok(&lead(), PauseDeadline { deadline, reason, note: held("the police first") });
    assert!(!sees(&head(), &case, &paused[0]), "no warning");
    case.on(2011, 10, 13).ok(&lead(), ResumeDeadline { deadline });
    assert_eq!(case.clock("T33").due, Some(date(2011, 11, 9)), "five school days are given back");
    assert_eq!(case.stage(), Stage::Stage1, "it blocks nothing");
}

#[test]
fn e12_each_concern_has_a_clock_of_its_own() {
    let mut case = at_stage_1();
    let raise = || RaiseSafeguardingConcern { account: held("a worry"), immediate_danger: false };
    case.ok(&parent(), raise());
    case.ok(&link(), raise());
    let to = redress_domain::complaint::safeguarding::ReferredTo::Police;
    let refer =
        redress_domain::complaint::safeguarding::MakeSafeguardingReferral { concern: 1, to, reference: held("x") };
    let events = case.ok(&lead(), refer);
    assert_eq!(names(&events), ["safeguarding_referral_made", "deadline_met"]);
    assert!(case.clock("T60").owed(), "the other concern is still to be referred");
    let declined = redress_domain::complaint::triage::RedirectComplaint {
        issue: IssueNo(1),
        reason: redress_domain::law::Redirect::ChildProtection,
        explanation: held("words"),
    };
    case.ok(&clerk(), declined);
    assert!(case.clock("T60").owed(), "no end of the complaint ends it");
}

#[test]
fn e13_about_the_head_teacher_the_chair_decides_and_the_head_teacher_neither_sees_nor_acts() {
    let mut case = accept(lodged_with(|submit| submit.about = Some(About::HeadTeacher)));
    assert!(case.actions(&head()).is_empty());
    case = open_stage_1(case);
    assert_eq!(case.no(&head(), stage_1_decision()), Refused::NotFound);
    case.ok(&chair(), school::AssignInvestigator { investigator: person(70) });
    case.ok(&chair(), stage_1_decision());
    // Where it is not about the head teacher, the chair does not decide in their place.
    let mut case = at_stage_1();
    case.ok(&chair(), school::AssignInvestigator { investigator: person(70) });
    assert_eq!(case.no(&chair(), stage_1_decision()).slug(), "not-permitted");
}

#[test]
fn e21_a_spoken_complaint_is_heard_at_school_and_written_down_for_the_commissioner() {
    let mut case = lodged_with(|submit| submit.channel = Channel::Telephone);
    assert!(!case.file.intake.written);
    case.ok(&parent(), redress_domain::complaint::ombudsman::ComplainToOmbudsman { written: false, ..to_ombudsman() });
    let mut declined = case.clone();
    assert_eq!(names(&declined.ok(&intake(), determine())), ["out_of_jurisdiction"]);
    // Written down and confirmed, or done without.
    let transcript = ConfirmTranscript { transcript: held("the words"), confirmed_on: case.today };
    let mut written = case.clone();
    written.ok(&intake(), transcript);
    assert_eq!(names(&written.ok(&intake(), determine())), ["jurisdiction_determined"]);
    let writing = DisapplyRequirement {
        person: parent().person,
        requirement: Requirement::Writing,
        only_since: None,
        ground: Ground::Barrier,
        reason: held("cannot write"),
    };
    declined.ok(&commissioner(), writing);
    assert_eq!(names(&declined.ok(&intake(), determine())), ["jurisdiction_determined"]);
}

#[test]
fn e24_a_duplicate_is_linked_not_fused_and_can_be_unmarked() {
    let mut case = lodged();
    let other = ComplaintId(Uuid::from_u128(9));
    case.ok(&clerk(), MergeDuplicate { complaint: other, made_on: date(2011, 9, 30), same_people: false });
    assert_eq!(case.file.file.duplicate_of, Some((other, date(2011, 9, 30))), "the earlier day counts");
    assert_eq!(case.stage(), Stage::Submitted);
    let again = MergeDuplicate { complaint: other, made_on: date(2011, 9, 30), same_people: false };
    assert_eq!(case.no(&clerk(), again).slug(), "already-done");
    case.ok(&clerk(), UnmergeDuplicate { reason: held("another child") });
    assert_eq!(case.file.file.duplicate_of, None);
}

#[test]
fn e24_clocks_follow_the_earlier_day_where_the_same_people_made_both_and_come_back_when_it_is_unmarked() {
    let mut case = lodged();
    let own = case.clock("T32").clone();
    let merge = |same_people| {
        let complaint = ComplaintId(Uuid::from_u128(9));
        MergeDuplicate { complaint, made_on: date(2011, 9, 28), same_people }
    };
    let moved = names(&case.ok(&clerk(), merge(true)));
    assert!(moved.contains(&"deadline_recomputed"), "{moved:?}");
    assert_eq!(case.file.intake.arrived_on, Some(date(2011, 9, 28)));
    let due = case.clock("T32").due;
    assert!(due < own.due, "{due:?}");
    // A corrected receipt is this complaint's own, and the earlier one still counts.
    let received = |day| CorrectRecord {
        correction: Correction::ReceivedOn { day },
        reason: held("the stamp"),
        pupil_ages: PupilAges::default(),
    };
    case.on(2011, 10, 7).ok(&clerk(), received(date(2011, 10, 6)));
    assert_eq!(case.clock("T32").due, due);
    case.ok(&clerk(), UnmergeDuplicate { reason: held("another child") });
    assert_eq!(case.file.intake.arrived_on, Some(date(2011, 10, 6)));
    assert_eq!(case.clock("T32").due, Some(date(2011, 10, 13)));
}

#[test]
fn e24_clocks_stay_where_others_made_the_earlier_complaint_so_that_no_day_tells_of_it() {
    let mut case = lodged();
    let before = case.file.deadlines.clone();
    let other = ComplaintId(Uuid::from_u128(9));
    let marked = MergeDuplicate { complaint: other, made_on: date(2011, 9, 28), same_people: false };
    let marked = case.ok(&clerk(), marked);
    assert_eq!(names(&marked), ["marked_duplicate_of"]);
    assert!(!sees(&parent(), &case, &marked[0]));
    case.ok(&clerk(), UnmergeDuplicate { reason: held("another child") });
    assert_eq!(case.file.deadlines, before);
    // Once a Commissioner has it, its days are not the school's to change; that it is a repeat may still be said.
    let at_commissioner = investigating();
    let marked = |same_people| MergeDuplicate { complaint: other, made_on: date(2011, 9, 28), same_people };
    assert_eq!(at_commissioner.no(&clerk(), marked(true)).slug(), "not-acceptable");
    assert!(at_commissioner.would(&clerk(), marked(false)).is_ok());
    assert!(at_commissioner.would(&intake(), marked(true)).is_ok());
    // One that is later changes nothing either way.
    let later = MergeDuplicate { complaint: other, made_on: date(2011, 10, 5), same_people: true };
    assert_eq!(names(&case.ok(&clerk(), later)), ["marked_duplicate_of"]);
}

#[test]
fn e34_a_duty_binds_the_office_so_that_a_new_head_teacher_and_chair_take_it_over() {
    let mut case = awaiting_notification();
    let new_chair = actor(redress_domain::Role::Chair, chair().body, 88);
    case.on(2012, 2, 20).ok(
        &new_chair,
        notify(&[
            redress_domain::complaint::compliance::ActionSaid::Taken,
            redress_domain::complaint::compliance::ActionSaid::Taken,
        ]),
    );
    let mut case = investigating();
    let new_head = actor(redress_domain::Role::HeadTeacher, head().body, 89);
    let comment = held("a comment");
    case.ok(
        &new_head,
        redress_domain::complaint::investigation::SubmitComment { invitation: InvitationNo(1), comment },
    );
}

#[test]
fn e39_an_adjustment_that_was_agreed_goes_with_the_file_and_moves_no_clock_by_itself() {
    let mut case = lodged_with(|submit| submit.adjustments = Some(held("an interpreter")));
    let before = case.file.deadlines.clone();
    let adjustment = held("large print");
    case.ok(&clerk(), AgreeAdjustment { person: parent().person, adjustment, review_on: Some(date(2012, 1, 1)) });
    assert_eq!(case.file.deadlines, before);
    let deadline = case.clock("T33").deadline;
    let reason = deadlines::PauseReason::Adjustment;
    case.ok(&clerk(), PauseDeadline { deadline, reason, note: held("an interpreter is found") });
    let nobody = AgreeAdjustment { person: person(99), adjustment: held("x"), review_on: None };
    assert_eq!(case.no(&clerk(), nobody), Refused::NoSuchParty);
}

#[test]
fn e40_of_a_document_that_names_others_the_original_stays_sealed_and_a_redacted_text_goes_on() {
    let mut case = lodged();
    let document = DocumentId(Uuid::from_u128(5));
    let redacted = Some(held("with the names out"));
    let (title, privilege) = (held("a letter"), Privilege::School);
    let add = AddDocument { document, title, privilege, redacted: redacted.clone(), issues: [].into() };
    case.ok(&parent(), add.clone());
    assert_eq!(case.file.file.documents[0].redacted, redacted);
    assert_eq!(case.no(&parent(), add).slug(), "not-acceptable");
}

#[test]
fn restricting_contact_with_one_person_is_not_undone_by_ending_it_for_another() {
    let mut case = joint();
    let restrict = |who: &redress_domain::Actor| RestrictContact {
        person: who.person,
        reason: held("abuse"),
        scope: held("by letter"),
        review_on: date(2012, 1, 1),
    };
    case.ok(&head(), restrict(&parent()));
    case.ok(&head(), restrict(&other_parent()));
    let end = |person| EndContactRestriction { person, reason: held("over") };
    assert_eq!(case.no(&head(), end(None)).slug(), "missing");
    case.ok(&head(), end(Some(parent().person)));
    assert!(case.file.facts.has(Flag::RestrictedContact));
    case.ok(&head(), end(None));
    assert!(!case.file.facts.has(Flag::RestrictedContact));
}

/// A complaint that reached the Commissioner a day late.
pub fn late() -> Case {
    let mut case = lodged();
    case.on(2012, 9, 12).ok(&parent(), to_ombudsman());
    case
}

#[test]
fn who_joins_a_late_complaint_does_not_bring_it_into_time() {
    let mut case = late();
    let mut joined = complainant(&other_parent(), Capacity::Parent);
    case.ok(&intake(), JoinComplaint { complainant: joined.clone() });
    assert_eq!(names(&case.ok(&intake(), determine())), ["out_of_jurisdiction"]);
    // Who had notice of it later has a later clock of their own.
    let mut case = late();
    joined.noticed_on = Some(date(2012, 1, 9));
    case.ok(&intake(), JoinComplaint { complainant: joined });
    assert_eq!(names(&case.ok(&intake(), determine())), ["jurisdiction_determined"]);
}

#[test]
fn a_corrected_day_of_notice_tests_the_time_anew_and_is_not_the_schools_to_correct() {
    let mut case = late();
    let correct = || CorrectRecord {
        correction: Correction::NoticedOn { person: parent().person, day: date(2011, 9, 13) },
        reason: held("a letter proves it"),
        pupil_ages: PupilAges::default(),
    };
    assert_eq!(case.no(&clerk(), correct()).slug(), "not-permitted");
    let events = case.ok(&investigator(), correct());
    assert!(matches!(&events[0], Event::File(redress_domain::complaint::file::Event::FactCorrected {
        time: Some(time), ..
    }) if time.in_time == Some(true)));
    assert_eq!(names(&case.ok(&intake(), determine())), ["jurisdiction_determined"]);
}

#[test]
fn e37_what_is_no_individual_entitlement_is_taken_with_a_warning() {
    let case = lodged_with(|submit| submit.issues[0].guarantee = Some("PU-4.3".parse().unwrap()));
    let warned = case.events.iter().any(|event| {
        matches!(event, Event::Intake(redress_domain::complaint::intake::Event::IssueClassified { warnings, .. })
            if warnings.contains(&Mismatch::AspirationWording))
    });
    assert!(warned && case.stage() == Stage::Submitted);
    let case = lodged_with(|submit| submit.issues[0].guarantee = Some("PA-1.1".parse().unwrap()));
    let outside = case.events.iter().any(|event| {
        matches!(event, Event::Intake(redress_domain::complaint::intake::Event::IssueClassified { warnings, .. })
            if matches!(warnings[0], Mismatch::OutsideScheme { .. }))
    });
    assert!(outside);
}
