//! A pupil registered at two schools, or taught away from their own: each governing body has its own invitation, its own
//! copy of the statement and its own time.

use crate::support::*;
use crate::walks::*;
use jiff::civil::date;
use redress_domain::complaint::compliance::{ActionSaid, NotifyAction};
use redress_domain::complaint::direction::{ConsiderDirection, GiveDirection};
use redress_domain::complaint::investigation::{CompleteInvestigation, Invited, SubmitComment};
use redress_domain::complaint::judgement::{
    AcceptConfirmation, AgreeLongerPeriod, RecordNoNotification, RecordUnenforceable,
};
use redress_domain::complaint::jurisdiction::{BeginAssessment, WaiveSchoolOpportunity};
use redress_domain::complaint::stage::Stage;
use redress_domain::complaint::statement::{CorrectServiceDate, Recipient, ServeStatement};
use redress_domain::complaint::{Event, compliance, direction, investigation, notice, statement};
use redress_domain::ids::{InvitationNo, RecommendationNo};
use redress_domain::law::{AdverseFindingsGround, WaiverGround};
use redress_domain::{Action, Actor, Body, Refused, Urn};

/// Somebody of the school as the same at the second.
pub fn of_second(who: Actor) -> Actor {
    Actor { body: Body::School(SECOND), ..who }
}

/// A complaint about two schools, under investigation.
pub fn two_investigated() -> Case {
    let mut case = lodged_with(|submit| submit.other_schools = vec![SECOND]);
    case.on(2011, 11, 14).ok(&parent(), to_ombudsman());
    case.ok(&investigator(), determine());
    let reason = held("they do not trust them");
    case.ok(&commissioner(), WaiveSchoolOpportunity { ground: WaiverGround::TrustLost, reason });
    case.ok(&investigator(), BeginAssessment {});
    case.on(2011, 11, 21).ok(&commissioner(), open_investigation());
    case
}

/// With what is recommended to one school first, and to the other second.
pub fn complete_of_two() -> CompleteInvestigation {
    let mut complete = complete();
    for (one, school) in complete.recommendations.iter_mut().zip([SCHOOL, SECOND]) {
        one.school = Some(school);
    }
    complete
}

/// With a statement of it, which nobody has yet.
pub fn two_stated() -> Case {
    let mut case = two_investigated();
    case.on(2012, 1, 20).ok(&commissioner(), complete_of_two());
    case.on(2012, 1, 25).ok(&commissioner(), statement());
    case
}

pub fn copy_to(school: Urn, on: jiff::civil::Date) -> ServeStatement {
    serve(Recipient::GoverningBody { school: Some(school) }, on)
}

/// The first received its copy on 31 January 2012 and the second on 10 February: their months end on 29 February and
/// on 9 March.
pub fn two_served() -> Case {
    let mut case = two_stated();
    case.on(2012, 1, 31).ok(&intake(), copy_to(SCHOOL, date(2012, 1, 31)));
    case.on(2012, 2, 10).ok(&intake(), copy_to(SECOND, date(2012, 2, 10)));
    case
}

/// What a governing body says of one recommendation.
pub fn notify_of(number: u8, action: ActionSaid) -> NotifyAction {
    let mut said = notify(&[action]);
    said.actions[0].recommendation = RecommendationNo(number);
    said
}

/// The first has said what it will do.
pub fn two_half_notified() -> Case {
    let mut case = two_served();
    case.on(2012, 2, 20).ok(&clerk(), notify_of(1, ActionSaid::Proposed));
    case
}

/// Complaints about two schools at some stages.
pub fn of_two_schools() -> Vec<Case> {
    vec![two_investigated(), two_stated(), two_served(), two_half_notified()]
}

#[test]
fn e38_a_pupil_registered_at_two_schools_has_two_respondents() {
    let case = lodged_with(|submit| submit.other_schools = vec![SECOND]);
    for school in [SCHOOL, SECOND] {
        let there = Actor { body: Body::School(school), ..head() };
        assert!(!case.actions(&there).is_empty());
    }
    let twice = redress_domain::complaint::intake::SubmitComplaint { other_schools: vec![SCHOOL], ..complaint() };
    assert_eq!(Case::new(date(2011, 10, 5)).no(&parent(), twice).slug(), "not-acceptable");
    let nowhere = redress_domain::complaint::intake::SubmitComplaint { other_schools: vec![Urn(1)], ..complaint() };
    assert_eq!(Case::new(date(2011, 10, 5)).no(&parent(), nowhere), Refused::NoSuchSchool { urn: 1 });
}

#[test]
fn e38_each_school_is_invited_and_comments_for_itself() {
    let mut case = two_investigated();
    let to = |school| Invited::Respondent { school: Some(school) };
    assert_eq!(
        case.file.investigation.invitations.iter().map(|one| one.to.clone()).collect::<Vec<_>>(),
        [to(SCHOOL), to(SECOND)]
    );
    let comment = |number| SubmitComment { invitation: InvitationNo(number), comment: held("a comment") };
    assert_eq!(case.no(&head(), comment(2)).slug(), "not-acceptable");
    assert_eq!(case.no(&of_second(head()), comment(1)).slug(), "not-acceptable");
    case.ok(&head(), comment(1));
    // One has commented: the other is still waited for, and the first has nothing left to say.
    assert!(!case.actions(&head()).contains(&Action::SubmitComment));
    assert_eq!(case.no(&commissioner(), complete_of_two()).slug(), "not-yet");
    assert!(case.clock("T13").owed());
    // What comes on paper the Commissioner's office writes down.
    assert!(case.would(&investigator(), comment(2)).is_ok());
    case.ok(&of_second(clerk()), comment(2));
    assert!(!case.clock("T13").owed());
    case.ok(&commissioner(), complete_of_two());
}

#[test]
fn e38_the_time_for_comments_ends_for_both_schools() {
    let mut case = two_investigated();
    case.on(2012, 1, 20).ok(&commissioner(), complete_of_two());
}

#[test]
fn e38_what_is_recommended_says_to_which_school() {
    let mut case = two_investigated();
    case.on(2012, 1, 20);
    assert_eq!(case.no(&commissioner(), complete()).slug(), "missing");
    let mut nowhere = complete_of_two();
    nowhere.recommendations[0].school = Some(ELSEWHERE);
    assert_eq!(case.no(&commissioner(), nowhere).slug(), "not-acceptable");
    // Where there is one school it need not be said, and is not recorded.
    let mut one = commented();
    let mut said = complete();
    said.recommendations[0].school = Some(SCHOOL);
    one.on(2012, 1, 20).ok(&commissioner(), said);
    assert!(one.file.compliance.recommendations.values().all(|known| known.school.is_none()));
}

#[test]
fn e38_each_governing_body_and_head_teacher_has_a_copy() {
    let mut case = two_stated();
    case.on(2012, 1, 31);
    let to_all = serve(Recipient::GoverningBody { school: None }, date(2012, 1, 31));
    assert_eq!(case.no(&intake(), to_all).slug(), "missing");
    assert_eq!(case.no(&intake(), copy_to(ELSEWHERE, date(2012, 1, 31))).slug(), "not-acceptable");
    let owed = case.file.statement_copies();
    assert_eq!(owed.len(), 5, "two of each school, and who complained");
    for (served, copy) in owed.into_iter().enumerate() {
        assert!(case.file.statement.head_teachers.len() < 2 || case.file.statement.received.len() < 2 || served == 4);
        case.ok(&intake(), serve(copy, date(2012, 1, 31)));
    }
    assert_eq!(case.no(&intake(), copy_to(SECOND, date(2012, 1, 31))).slug(), "already-done");
    // Once nothing can be enforced the case closes, but not while a head teacher has no copy.
    let unenforceable = || RecordUnenforceable { recommendations: vec![], reason: held("both schools closed") };
    case.ok(&commissioner(), unenforceable());
    case.ok(&commissioner(), close());
    let mut short = two_served();
    for copy in [Recipient::HeadTeacher { school: Some(SCHOOL) }, Recipient::Complainant { person: parent().person }] {
        short.ok(&intake(), serve(copy, date(2012, 2, 10)));
    }
    short.ok(&commissioner(), unenforceable());
    assert_eq!(short.no(&commissioner(), close()).slug(), "not-yet");
    short.ok(&intake(), serve(Recipient::HeadTeacher { school: Some(SECOND) }, date(2012, 2, 10)));
    short.ok(&commissioner(), close());
}

#[test]
fn e38_each_governing_body_has_its_own_month_from_its_own_copy() {
    let mut case = two_served();
    let due = |case: &Case, school| case.clock_of("T04", Some(school)).due;
    assert_eq!(due(&case, SCHOOL), Some(date(2012, 2, 29)));
    assert_eq!(due(&case, SECOND), Some(date(2012, 3, 9)));
    // The first notifies: its own month is met, and the complaint waits for the second.
    case.on(2012, 2, 20).ok(&clerk(), notify_of(1, ActionSaid::Proposed));
    assert!(!case.clock_of("T04", Some(SCHOOL)).owed() && case.clock_of("T04", Some(SECOND)).owed());
    assert_eq!(case.clock_of("T05", Some(SCHOOL)).start, date(2012, 2, 29));
    assert_eq!(case.stage(), Stage::AwaitingNotification);
    assert!(!case.actions(&clerk()).contains(&Action::NotifyAction));
    // It says nothing for the other.
    assert_eq!(case.no(&of_second(clerk()), notify_of(1, ActionSaid::Taken)).slug(), "no-such-recommendation");
    case.on(2012, 3, 5).ok(&of_second(clerk()), notify_of(2, ActionSaid::Proposed));
    assert_eq!(case.stage(), Stage::ActionNotified);
    assert_eq!(case.clock_of("T04", Some(SECOND)).met_on, Some(date(2012, 3, 5)));
    assert_eq!(case.clock_of("T05", Some(SECOND)).start, date(2012, 3, 9));
}

#[test]
fn e38_nothing_is_awaited_before_a_school_that_was_asked_for_something_has_its_copy() {
    let mut case = two_investigated();
    let mut complete = complete_of_two();
    complete.recommendations.iter_mut().for_each(|one| one.school = Some(SECOND));
    case.on(2012, 1, 20).ok(&commissioner(), complete);
    case.on(2012, 1, 25).ok(&commissioner(), statement());
    case.on(2012, 1, 31).ok(&intake(), copy_to(SCHOOL, date(2012, 1, 31)));
    assert_eq!(case.file.facts.stage, Stage::CompletedWithRecommendations);
    case.on(2012, 2, 10).ok(&intake(), copy_to(SECOND, date(2012, 2, 10)));
    assert_eq!(case.file.facts.stage, Stage::AwaitingNotification);
}

#[test]
fn e38_the_silence_of_one_school_is_not_the_silence_of_the_other() {
    let mut case = two_served();
    assert_eq!(
        case.on(2012, 2, 29).no(&system(), RecordNoNotification {}),
        Refused::TooEarly { earliest: date(2012, 3, 1) }
    );
    let events = case.on(2012, 3, 1).ok(&system(), RecordNoNotification {});
    assert!(matches!(events.as_slice(), [Event::Compliance(compliance::Event::NoNotificationReceived {
        school: Some(SCHOOL), period_ended
    })] if *period_ended == date(2012, 2, 29)));
    assert_eq!(case.stage(), Stage::NoNotification);
    // The second still has its time: it is in time, and the complaint stays where the first has brought it.
    assert_eq!(case.no(&system(), RecordNoNotification {}).slug(), "too-early");
    case.on(2012, 3, 5).ok(&of_second(chair()), notify_of(2, ActionSaid::Taken));
    assert!(case.clock_of("T04", Some(SECOND)).met_on.is_some() && case.clock_of("T04", Some(SCHOOL)).owed());
    assert_eq!(case.stage(), Stage::NoNotification);
    // The notice is about the first alone.
    let events = case.ok(&commissioner(), require(AdverseFindingsGround::NoNotification));
    assert!(matches!(&events[0], Event::Notice(notice::Event::AdverseFindingsNoticeRequired { unmet, .. })
        if *unmet == [RecommendationNo(1)]));
    assert!(!case.actions(&of_second(chair())).contains(&Action::AgreeNoticeForm));
    assert!(case.actions(&chair()).contains(&Action::AgreeNoticeForm));
}

#[test]
fn e38_no_school_is_directed_while_its_own_time_runs() {
    let mut case = two_served();
    case.on(2012, 3, 1).ok(&system(), RecordNoNotification {});
    case.ok(&official(), ConsiderDirection {});
    let second = GiveDirection { recommendations: vec![RecommendationNo(2)], ..direct() };
    assert_eq!(case.no(&minister(), second.clone()).slug(), "no-such-recommendation");
    assert!(case.on(2012, 3, 12).would(&minister(), second).is_ok(), "its month is over too");
    case.on(2012, 3, 2);
    let events = case.ok(&minister(), direct());
    assert!(matches!(&events[0], Event::Direction(direction::Event::DirectionGiven { recommendations, schools, .. })
        if *recommendations == [RecommendationNo(1)] && *schools == [SCHOOL]));
    assert!(!case.actions(&of_second(chair())).contains(&Action::ReportDirectionCompliance));
}

#[test]
fn e38_a_school_that_will_do_nothing_leaves_the_other_to_notify_and_confirm() {
    let mut case = two_served();
    case.on(2012, 2, 13).ok(&chair(), notify_of(1, ActionSaid::None));
    assert_eq!(case.stage(), Stage::Refused);
    let second = of_second(clerk());
    case.ok(&second, notify_of(2, ActionSaid::Proposed));
    assert_eq!(case.stage(), Stage::Refused, "the first still refuses");
    case.ok(&second, confirm());
    case.ok(&commissioner(), AcceptConfirmation { recommendations: vec![] });
    assert_eq!(case.stage(), Stage::Refused);
    assert!(!case.clock_of("T05", Some(SECOND)).owed());
    assert_eq!(case.file.unmet().collect::<Vec<_>>(), [RecommendationNo(1)]);
    // It thinks better of it.
    case.ok(&chair(), notify_of(1, ActionSaid::Taken));
    assert_eq!(case.stage(), Stage::ActionNotified);
    case.ok(&commissioner(), AcceptConfirmation { recommendations: vec![] });
    assert_eq!(case.stage(), Stage::Complied);
}

#[test]
fn e38_the_day_of_one_copy_is_proved_and_the_month_of_the_other_stays() {
    let mut case = two_served();
    let proof = |school| CorrectServiceDate { school, received_on: date(2012, 2, 6), evidence: held("a receipt") };
    assert_eq!(case.no(&intake(), proof(None)).slug(), "missing");
    case.ok(&intake(), proof(Some(SECOND)));
    assert_eq!(case.clock_of("T04", Some(SECOND)).start, date(2012, 2, 6));
    assert_eq!(case.clock_of("T04", Some(SCHOOL)).start, date(2012, 1, 31));
    assert_eq!(case.file.statement.received[&SECOND], date(2012, 2, 6));
}

#[test]
fn e38_longer_agreed_with_one_school_is_not_longer_for_the_other() {
    let mut case = two_served();
    let deadline = case.clock_of("T04", Some(SECOND)).deadline;
    let to = date(2012, 3, 30);
    case.ok(&commissioner(), AgreeLongerPeriod { deadline, to, agreement: held("agreed"), override_reason: None });
    assert_eq!(case.clock_of("T04", Some(SECOND)).due, Some(to));
    assert_eq!(case.clock_of("T04", Some(SCHOOL)).due, Some(date(2012, 2, 29)));
}

#[test]
fn e38_where_one_school_is_no_more_the_complaint_goes_on_with_the_other() {
    let mut case = two_half_notified();
    let gone = RecordUnenforceable { recommendations: vec![RecommendationNo(2)], reason: held("the school closed") };
    case.ok(&commissioner(), gone);
    assert!(!case.clock_of("T04", Some(SECOND)).owed() && case.clock_of("T05", Some(SCHOOL)).owed());
    assert_eq!(case.stage(), Stage::ActionNotified, "nobody owes a notification any more");
}

#[test]
fn e38_what_was_recorded_for_all_schools_alike_is_read_as_it_was_meant() {
    let mut case = two_investigated();
    for event in &mut case.events {
        if let Event::Investigation(investigation::Event::CommentInvited { to }) = event {
            *to = Invited::Respondent { school: None };
        }
    }
    let mut old = Case::new(case.today);
    old.take(&case.events);
    let comment = SubmitComment { invitation: InvitationNo(1), comment: held("a comment") };
    assert!(old.would(&head(), comment.clone()).is_ok() && old.would(&of_second(head()), comment).is_ok());
    // What was recommended to no school by name is answered for all of them, in one period.
    old.on(2012, 1, 20).ok(&commissioner(), complete_of_two());
    for event in &mut old.events {
        if let Event::Investigation(investigation::Event::RecommendationMade { details, .. }) = event {
            details.school = None;
        }
    }
    let mut case = Case::new(old.today);
    case.take(&old.events);
    case.on(2012, 1, 25).ok(&commissioner(), statement());
    let copy = case.would(&intake(), copy_to(SCHOOL, date(2012, 1, 25))).unwrap();
    let all = copy.into_iter().map(|event| match event {
        Event::Statement(statement::Event::StatementServed {
            method, sent_on, received_on, proved, deemed, ..
        }) => {
            let recipient = Recipient::GoverningBody { school: None };
            statement::Event::StatementServed { recipient, method, sent_on, received_on, proved, deemed }.into()
        }
        other => other,
    });
    case.take(&all.collect::<Vec<_>>());
    assert_eq!(case.file.statement.received.keys().collect::<Vec<_>>(), [&SCHOOL, &SECOND]);
    assert_eq!((case.stage(), case.clock("T04").school), (Stage::AwaitingNotification, None));
    case.ok(&of_second(clerk()), notify(&[ActionSaid::Proposed, ActionSaid::Taken]));
    assert_eq!((case.stage(), case.clock("T04").owed()), (Stage::ActionNotified, false));
}
