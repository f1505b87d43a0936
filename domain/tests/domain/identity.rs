//! Who comes in and by what, who holds which office and since when, and what that means for a case.

use crate::support::*;
use crate::walks::*;
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use redress_domain::access::{
    Access, Command as OfAccess, Credential, Event as AccessEvent, IssueAccessCode, ReplaceAccessCode, SendSignInCode,
    TrySentCode,
};
use redress_domain::complaint::Command;
use redress_domain::complaint::jurisdiction::AssignCommissioner;
use redress_domain::complaint::panel::{ConvenePanel, Seat};
use redress_domain::law::Scheme;
use redress_domain::membership::{
    Command as OfMember, EndMembership, Event as MembershipEvent, GrantMembership, LinkIdentity, Memberships, fits,
    stream,
};
use redress_domain::post::{Command as OfPost, Event as PostEvent, Post, RecordDelivery, Trouble};
use redress_domain::{
    AccessId, Actor, Body, ComplaintId, Kind, PersonId, References, Refused, Role, Stamp, StreamId, Subject,
};
use uuid::Uuid;

fn now() -> Timestamp {
    noon(date(2011, 10, 5))
}

fn stamp(who: &Actor, at: Timestamp) -> Stamp {
    Stamp { at, actor: who.clone(), scheme: Scheme::WhitePaper }
}

fn administrator() -> Actor {
    actor(Role::Administrator, Body::Service, 91)
}

const CASE: ComplaintId = ComplaintId(Uuid::from_u128(0xCA5E));

fn id(who: &Actor) -> AccessId {
    AccessId { complaint: CASE, person: who.person }
}

/// An access, asked on a case that has two parents and somebody who speaks for one.
fn ask(access: &mut Access, who: &Actor, at: Timestamp, command: &OfAccess) -> Result<Vec<AccessEvent>, Refused> {
    let case = lodged_with(|submit| {
        submit.complainants.push(complainant(&other_parent(), redress_domain::complaint::parties::Capacity::Parent));
        submit.representative = Some(the_friend());
    });
    let stream = StreamId::new(Kind::Complaint, CASE);
    let subject = Subject::Complaint(Box::new(case.file));
    let needed = access.needs(command);
    let seen = needed.iter().filter(|needed| **needed == stream).map(|_| (&stream, &subject));
    let events = access.decide(command, &stamp(who, at), &References(seen.collect()))?;
    for event in &events {
        access.evolve(event);
    }
    Ok(events)
}

fn issue_to(who: &Actor) -> OfAccess {
    OfAccess::IssueAccessCode(IssueAccessCode { id: id(who), hash: "$argon2id$".into() })
}

fn replace_for(who: &Actor, reason: Option<&str>) -> OfAccess {
    let reason = reason.map(held);
    OfAccess::ReplaceAccessCode(ReplaceAccessCode { id: id(who), hash: "$argon2id$2".into(), reason, to: None })
}

fn send_to(who: &Actor, code: &str) -> OfAccess {
    OfAccess::SendSignInCode(SendSignInCode { id: id(who), code: held(code), to: held("an address") })
}

fn try_it(code: &str, right: bool) -> OfAccess {
    OfAccess::TrySentCode(TrySentCode { entry: held(code).entry, right })
}

#[test]
fn an_access_is_opened_for_who_is_on_the_case_and_for_nobody_else() {
    let mut access = Access::default();
    assert_eq!(ask(&mut access, &head(), now(), &issue_to(&head())).unwrap_err().slug(), "no-such-party");
    assert_eq!(ask(&mut access, &parent(), now(), &issue_to(&other_parent())).unwrap_err().slug(), "not-permitted");
    let events = ask(&mut access, &parent(), now(), &issue_to(&parent())).unwrap();
    assert_eq!(events[0], AccessEvent::AccessOpened { role: Role::Complainant });
    assert_eq!(ask(&mut access, &parent(), now(), &issue_to(&parent())).unwrap(), [], "there is one already");
    let mut access = Access::default();
    let events = ask(&mut access, &friend(), now(), &issue_to(&friend())).unwrap();
    assert_eq!(events[0], AccessEvent::AccessOpened { role: Role::Representative });
}

#[test]
fn another_access_code_is_given_to_oneself_or_by_staff_of_the_case_with_a_reason() {
    let mut access = Access::default();
    for (who, reason, refused) in [
        (other_parent(), None, "not-permitted"),
        (head(), Some("why"), "not-permitted"),
        (Actor { body: Body::School(ELSEWHERE), ..clerk() }, Some("why"), "not-found"),
        (intake(), Some("why"), "not-found"),
        (clerk(), None, "missing"),
    ] {
        let said = ask(&mut access, &who, now(), &replace_for(&parent(), reason)).unwrap_err();
        assert_eq!(said.slug(), refused, "{who}");
    }
    ask(&mut access, &clerk(), now(), &replace_for(&parent(), Some("she rang"))).unwrap();
    assert_eq!((access.generation, access.role), (1, Some(Role::Complainant)));
    ask(&mut access, &parent(), now(), &replace_for(&parent(), None)).unwrap();
    assert_eq!(access.generation, 2, "whoever came in before is out");
    ask(&mut access, &parent(), now(), &OfAccess::SignOut).unwrap();
    assert_eq!(access.generation, 3);
}

#[test]
fn a_sent_code_is_good_for_a_quarter_of_an_hour_five_tries_and_one_use() {
    let mut access = Access::default();
    let who = parent();
    ask(&mut access, &who, now(), &send_to(&who, "one")).unwrap();
    let late = now() + SignedDuration::from_mins(15);
    let mut other = access.clone();
    assert!(ask(&mut other, &who, late + SignedDuration::from_secs(1), &try_it("one", true)).is_err());
    let came = ask(&mut other, &who, late, &try_it("one", true)).unwrap();
    assert_eq!(came, [AccessEvent::SignedIn { with: Credential::SentCode }]);
    assert!(ask(&mut other, &who, late, &try_it("one", true)).is_err(), "it was used");
    for _ in 0..5 {
        assert_eq!(ask(&mut access, &who, now(), &try_it("one", false)).unwrap(), [AccessEvent::SignInFailed {}]);
    }
    assert!(ask(&mut access, &who, now(), &try_it("one", true)).is_err(), "five tries were enough");
    ask(&mut access, &who, now(), &send_to(&who, "two")).unwrap();
    assert!(ask(&mut access, &who, now(), &try_it("one", true)).is_err(), "another took its place");
    ask(&mut access, &who, now(), &try_it("two", true)).unwrap();
    for round in 2..10 {
        ask(&mut access, &who, now(), &send_to(&who, &round.to_string())).unwrap();
    }
    assert_eq!(ask(&mut access, &who, late, &send_to(&who, "x")).unwrap_err().slug(), "too-many");
    ask(&mut access, &who, now() + SignedDuration::from_hours(24), &send_to(&who, "tomorrow")).unwrap();
}

/// A person's offices, and what is asked of them.
fn manage(
    offices: &mut Memberships,
    who: &Actor,
    day: Date,
    command: OfMember,
) -> Result<Vec<MembershipEvent>, Refused> {
    let events = offices.decide(&command, &stamp(who, noon(day)), &References::default())?;
    for event in &events {
        offices.evolve(event);
    }
    Ok(events)
}

fn grant(role: Role, body: Body, from: Date, to: Option<Date>) -> OfMember {
    OfMember::GrantMembership(GrantMembership { role, body, from: Some(from), to })
}

/// Somebody who held one office for a time.
fn held_office(role: Role, body: Body, from: Date, to: Option<Date>) -> Memberships {
    let mut offices = Memberships::default();
    manage(&mut offices, &administrator(), from, grant(role, body, from, to)).unwrap();
    offices
}

#[test]
fn an_office_is_held_on_its_days_and_ended_by_who_manages_access_alone() {
    let (first, last) = (date(2011, 10, 5), date(2011, 10, 7));
    let mut offices = held_office(Role::Clerk, Body::School(SCHOOL), first, None);
    let on = |offices: &Memberships, day| offices.on(person(1), day).count();
    assert_eq!([first.yesterday().unwrap(), first, last].map(|day| on(&offices, day)), [0, 1, 1]);
    let end = |to| OfMember::EndMembership(EndMembership { membership: 1, to });
    for who in [head(), clerk(), auditor(), commissioner(), parent(), system()] {
        assert_eq!(manage(&mut offices, &who, last, end(None)).unwrap_err().slug(), "not-permitted", "{who}");
    }
    assert_eq!(manage(&mut offices, &administrator(), last, end(Some(first))).unwrap_err().slug(), "date-out-of-order");
    manage(&mut offices, &administrator(), last, end(None)).unwrap();
    assert_eq!((on(&offices, date(2011, 10, 6)), on(&offices, last)), (1, 0), "it is over at once");
    assert_eq!(
        manage(&mut offices, &administrator(), date(2011, 10, 9), end(None)).unwrap_err().slug(),
        "already-done"
    );
}

#[test]
fn every_office_is_one_of_a_body_and_families_hold_none() {
    let bodies = [
        Body::Family,
        Body::School(SCHOOL),
        Body::Authority(AUTHORITY),
        Body::Ombudsman,
        Body::Department,
        Body::Service,
    ];
    let table: Vec<_> = Role::ALL
        .iter()
        .map(|role| {
            let fitting: Vec<_> = bodies.iter().filter(|body| fits(*role, **body)).map(ToString::to_string).collect();
            format!("{}: {}", role.name(), fitting.join(", "))
        })
        .collect();
    insta::assert_snapshot!(table.join("\n"));
}

/// Whether a command would be let through if one person had these offices.
fn would(
    case: &Case,
    who: &Actor,
    person: PersonId,
    offices: Memberships,
    command: impl Into<Command>,
) -> Option<Refused> {
    let command = command.into();
    let own = (stream(person), Subject::Membership(Box::new(offices)));
    assert!(case.file.needs(&command).contains(&own.0), "the decision does not look at it");
    let seen = world().iter().chain([(&own.0, &own.1)]);
    case.file.decide(&command, &case.stamp(who), &References(seen.collect())).err()
}

#[test]
fn s223_a_commissioner_who_governs_the_school_or_worked_there_within_five_years_does_not_decide() {
    let mut case = with_ombudsman();
    case.ok(&intake(), determine());
    case.ok(&intake(), redress_domain::complaint::jurisdiction::BeginAssessment {});
    let made_on = case.file.ombudsman.made_on.unwrap();
    let (long_ago, five) = (date(1999, 9, 1), date(made_on.year() - 5, made_on.month(), made_on.day()));
    let assign = || AssignCommissioner { commissioner: commissioner().person };
    let school = Body::School(case.file.facts.schools[0]);
    for (what, role, body, from, to, bars) in [
        ("is head teacher", Role::HeadTeacher, school, long_ago, None, true),
        ("worked there on the first day of the five years", Role::Clerk, school, long_ago, five.tomorrow().ok(), true),
        ("left the day before", Role::Clerk, school, long_ago, Some(five), false),
        ("is a governor", Role::LinkGovernor, school, long_ago, None, true),
        ("was a governor until a year before", Role::Chair, school, long_ago, Some(date(2010, 9, 1)), false),
        ("works at another school", Role::HeadTeacher, Body::School(ELSEWHERE), long_ago, None, false),
        ("will be a governor", Role::Chair, school, date(2030, 1, 1), None, false),
    ] {
        let offices = held_office(role, body, from, to);
        let refused = would(&case, &intake(), commissioner().person, offices, assign());
        assert_eq!(refused.as_ref().map(Refused::slug), bars.then_some("conflicted"), "{what}");
    }
}

#[test]
fn s223_a_conflict_that_comes_to_light_stops_the_one_who_was_named() {
    let mut case = with_ombudsman();
    case.ok(&intake(), AssignCommissioner { commissioner: commissioner().person });
    let school = Body::School(case.file.facts.schools[0]);
    let offices = held_office(Role::Chair, school, date(2010, 9, 1), None);
    let refused = would(&case, &intake(), commissioner().person, offices, determine());
    assert_eq!(refused.map(|refused| refused.slug()), Some("conflicted"));
    assert!(would(&case, &intake(), commissioner().person, Memberships::default(), determine()).is_none());
}

#[test]
fn a_panel_member_is_independent_by_the_record_and_not_by_their_own_word() {
    let case = at_stage_2();
    let seats = |independent| {
        let members =
            [21, 22, 23].map(|number| Seat { member: person(number), independent: independent && number == 22 });
        ConvenePanel { members: members.into(), hearing_on: date(2011, 11, 9) }
    };
    let school = Body::School(SCHOOL);
    let (from, today) = (date(2009, 9, 1), case.today);
    let refused = |offices, independent| {
        would(&case, &clerk(), person(22), offices, seats(independent)).map(|refused| refused.slug())
    };
    let governor = || held_office(Role::PanelMember, school, from, None);
    assert_eq!(refused(governor(), true), Some("not-acceptable"));
    assert_eq!(refused(governor(), false), None, "a governor may sit, as one");
    assert_eq!(refused(held_office(Role::PanelMember, school, from, today.yesterday().ok()), true), None);
    assert_eq!(refused(held_office(Role::PanelMember, Body::School(ELSEWHERE), from, None), true), None);
    assert_eq!(refused(held_office(Role::HeadTeacher, school, from, None), false), Some("not-acceptable"));
}

#[test]
fn a_message_is_done_once() {
    let tell = |post: &mut Post, trouble, at: Timestamp| {
        let command = OfPost::Record(RecordDelivery { trouble });
        let events = post.decide(&command, &stamp(&system(), at), &References::default()).unwrap();
        for event in &events {
            post.evolve(event);
        }
        events
    };
    let mut post = Post::default();
    let refused =
        post.decide(&OfPost::Record(RecordDelivery { trouble: None }), &stamp(&clerk(), now()), &References::default());
    assert_eq!(refused.unwrap_err().slug(), "not-permitted");
    for seconds in [30, 60, 120, 240, 480] {
        let again_at = now() + SignedDuration::from_secs(seconds);
        let delayed = PostEvent::MessageDelayed { why: Trouble::Unreachable, again_at };
        assert_eq!(tell(&mut post, Some(Trouble::Unreachable), now()), [delayed]);
    }
    let given_up = PostEvent::MessageAbandoned { why: Trouble::Unreachable };
    assert_eq!(tell(&mut post, Some(Trouble::Unreachable), now()), [given_up]);
    assert_eq!(tell(&mut post, None, now()), [], "what is done is done");
    let mut post = Post::default();
    assert_eq!(tell(&mut post, None, now()), [PostEvent::MessageSent {}]);
    assert_eq!(tell(&mut post, None, now()), []);
}

/// One event of every kind: for the examples that are kept for ever.
pub fn every_access_event() -> Vec<AccessEvent> {
    let (mut access, who) = (Access::default(), parent());
    let mut made = Vec::new();
    for command in [
        issue_to(&who),
        send_to(&who, "one"),
        try_it("one", false),
        try_it("one", true),
        OfAccess::ReplaceAccessCode(ReplaceAccessCode {
            id: id(&who),
            hash: "$argon2id$2".into(),
            reason: Some(held("she rang")),
            to: Some(held("an address")),
        }),
        OfAccess::SignOut,
    ] {
        let by = if matches!(command, OfAccess::ReplaceAccessCode(_)) { clerk() } else { who.clone() };
        made.extend(ask(&mut access, &by, now(), &command).unwrap());
    }
    made
}

/// One event of every kind: for the examples that are kept for ever.
pub fn every_membership_event() -> Vec<MembershipEvent> {
    let mut offices = Memberships::default();
    let (who, day) = (administrator(), date(2011, 10, 5));
    let identity = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into();
    let mut made = manage(&mut offices, &who, day, OfMember::LinkIdentity(LinkIdentity { identity })).unwrap();
    made.extend(manage(&mut offices, &who, day, grant(Role::Clerk, Body::School(SCHOOL), day, None)).unwrap());
    let end = OfMember::EndMembership(EndMembership { membership: 1, to: Some(date(2012, 8, 31)) });
    made.extend(manage(&mut offices, &who, day, end).unwrap());
    made
}

/// One event of every kind: for the examples that are kept for ever.
pub fn every_post_event() -> Vec<PostEvent> {
    vec![
        PostEvent::MessageSent {},
        PostEvent::MessageDelayed { why: Trouble::Unreachable, again_at: now() + SignedDuration::from_secs(30) },
        PostEvent::MessageAbandoned { why: Trouble::NotTaken },
    ]
}
