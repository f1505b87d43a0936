//! Who may do what: the whole matrix, printed for review, and how each role stands to a case.

use crate::support::*;
use crate::walks::*;
use redress_domain::complaint::compliance::ActionSaid;
use redress_domain::complaint::facts::About;
use redress_domain::complaint::ombudsman::Interest;
use redress_domain::complaint::{jurisdiction, safeguarding, school};
use redress_domain::policy::{Relation, Sight, allow, may, relation, roles};
use redress_domain::{Action, Actor, Body, Refused, Role};
use std::fmt::Write;

fn actions() -> impl Iterator<Item = Action> {
    Action::QUESTIONS.iter().chain(Action::COMMANDS).copied()
}

/// The roles by a few letters, so that the table fits a page.
fn letters(role: Role) -> String {
    let mut words = role.name().split('_');
    let first = words.next().unwrap();
    match words.next() {
        Some(second) => format!("{}{}", &first[..1], &second[..1]).to_uppercase(),
        None => first[..4].to_string(),
    }
}

#[test]
fn the_matrix_of_roles_and_actions_reads_as_it_was_agreed() {
    let mut table = String::new();
    for role in Role::ALL {
        writeln!(table, "{} = {}", letters(*role), role.name()).unwrap();
    }
    write!(table, "\n{:34}", "").unwrap();
    for role in Role::ALL {
        write!(table, "{:>5}", letters(*role)).unwrap();
    }
    for action in actions() {
        write!(table, "\n{:34}", action.name()).unwrap();
        for role in Role::ALL {
            write!(table, "{:>5}", if may(*role, action) { "own" } else { "-" }).unwrap();
        }
    }
    let distinct: std::collections::BTreeSet<_> = Role::ALL.iter().map(|role| letters(*role)).collect();
    assert_eq!(distinct.len(), Role::ALL.len());
    insta::assert_snapshot!(table);
}

#[test]
fn every_action_is_for_somebody_and_none_for_who_manages_access() {
    for action in actions() {
        assert!(!roles(action).is_empty(), "{action:?}");
        assert!(!may(Role::Administrator, action) && !may(Role::Researcher, action), "{action:?}");
    }
}

fn stands(who: &Actor, case: &Case) -> Relation {
    relation(who, &case.file.facts)
}

fn at(body: Body, who: &Actor) -> Actor {
    Actor { body, ..who.clone() }
}

#[test]
fn a_case_is_hidden_from_everyone_who_is_not_on_it_whatever_they_try() {
    let case = awaiting_notification();
    let other = Body::School(ELSEWHERE);
    let strangers = [
        other_parent(),
        friend(),
        at(other, &head()),
        at(other, &link()),
        at(other, &chair()),
        at(other, &clerk()),
        at(other, &lead()),
        at(other, &dpo()),
        actor(Role::PanelMember, Body::School(SCHOOL), 99),
        officer(),
        at(Body::Authority(redress_domain::law::LaCode(320)), &officer()),
        at(Body::Family, &commissioner()),
        at(Body::School(SCHOOL), &investigator()),
        official(),
        minister(),
        actor(Role::Researcher, Body::Service, 90),
        actor(Role::Administrator, Body::Service, 91),
        at(Body::Department, &system()),
    ];
    for stranger in strangers {
        assert_eq!(stands(&stranger, &case), Relation::Other, "{stranger}");
        for action in actions() {
            assert_eq!(allow(&stranger, action, &case.file.facts), Err(Refused::NotFound), "{stranger} {action:?}");
        }
    }
}

#[test]
fn a_case_is_its_own_for_the_people_and_the_bodies_that_have_it() {
    let case = awaiting_notification();
    for who in [
        parent(),
        head(),
        link(),
        chair(),
        clerk(),
        first_member(),
        lead(),
        dpo(),
        intake(),
        investigator(),
        commissioner(),
        auditor(),
        system(),
    ] {
        assert_eq!(stands(&who, &case), Relation::Own, "{who}");
    }
}

#[test]
fn the_commissioner_sees_a_case_only_when_it_has_come_there() {
    for who in [intake(), investigator(), commissioner(), at(Body::Ombudsman, &lead())] {
        assert_eq!(stands(&who, &concluded()), Relation::Other);
        assert_eq!(stands(&who, &with_ombudsman()), Relation::Own);
        assert_eq!(stands(&who, &sent_back()), Relation::Own);
    }
}

#[test]
fn the_department_sees_a_case_only_after_a_recommendation_was_not_complied_with() {
    for who in [official(), minister()] {
        for before in [investigating(), completed_with_recommendations(), awaiting_notification(), notified()] {
            assert_eq!(stands(&who, &before), Relation::Other, "{:?}", before.stage());
        }
        for after in
            [no_notification(), not_satisfied(), refused_early(), not_confirmed(), notice_required(), directed()]
        {
            assert_eq!(stands(&who, &after), Relation::Own, "{:?}", after.stage());
        }
    }
    let mut complied = no_notification();
    complied.ok(&clerk(), notify(&[ActionSaid::Taken, ActionSaid::Taken]));
    assert_eq!(stands(&official(), &complied), Relation::Other);
}

#[test]
fn the_office_a_complaint_is_about_neither_sees_it_nor_acts_in_it() {
    let offices = [
        (About::HeadTeacher, head()),
        (About::Chair, chair()),
        (About::GoverningBody, chair()),
        (About::LinkGovernor, link()),
        (About::Clerk, clerk()),
    ];
    for (about, subject) in offices {
        let case = lodged_with(|submit| submit.about = Some(about));
        assert_eq!(stands(&subject, &case), Relation::Other, "{about:?}");
        for other in [head(), chair(), link(), clerk()].iter().filter(|other| **other != subject) {
            assert_eq!(stands(other, &case), Relation::Own, "{about:?}");
        }
    }
}

#[test]
fn a_person_who_is_the_subject_is_shut_out_in_every_role_they_hold() {
    let mut case = at_stage_1();
    let subject = first_member().person;
    case.ok(&clerk(), school::RecordInvolvement { person: subject, subject: true });
    for role in [Role::HeadTeacher, Role::Chair, Role::Clerk, Role::LinkGovernor, Role::SafeguardingLead] {
        let who = Actor { role, body: Body::School(SCHOOL), person: subject };
        assert_eq!(stands(&who, &case), Relation::Other, "{role:?}");
    }
}

#[test]
fn an_interest_in_the_school_bars_at_the_commission_and_nobody_bars_a_complainant() {
    let mut case = with_ombudsman();
    let declare = |person| jurisdiction::DeclareInterest { person, interest: Interest::Governor, until: None };
    assert_eq!(case.no(&intake(), declare(parent().person)).slug(), "conflicted");
    assert_eq!(
        case.no(&clerk(), school::RecordInvolvement { person: parent().person, subject: true }).slug(),
        "wrong-stage"
    );
    case.ok(&intake(), declare(commissioner().person));
    assert_eq!(stands(&commissioner(), &case), Relation::Other);
    assert_eq!(stands(&parent(), &case), Relation::Own);
}

#[test]
fn a_representative_stands_where_their_principal_stands() {
    let case = lodged_with(|submit| submit.representative = Some(the_friend()));
    assert_eq!(stands(&friend(), &case), Relation::Own);
    assert_eq!(stands(&at(Body::School(SCHOOL), &friend()), &case), Relation::Other);
    assert_eq!(stands(&friend(), &lodged()), Relation::Other);
}

#[test]
fn who_has_ended_their_complaint_may_read_and_warn_and_nothing_more() {
    let case = withdrawn();
    assert_eq!(stands(&parent(), &case), Relation::Former);
    assert_eq!(allow(&parent(), Action::ReadTimeline, &case.file.facts), Ok(()));
    assert_eq!(allow(&parent(), Action::RaiseSafeguardingConcern, &case.file.facts), Ok(()));
    for action in [Action::ComplainToOmbudsman, Action::ReadParties, Action::ReadDocuments, Action::AddDocument] {
        assert_eq!(allow(&parent(), action, &case.file.facts).unwrap_err().slug(), "not-permitted");
    }
}

#[test]
fn nothing_of_a_safeguarding_concern_reaches_those_it_may_be_about() {
    let mut case = at_stage_1();
    let concern = safeguarding::RaiseSafeguardingConcern { account: held("a worry"), immediate_danger: false };
    let mut told = case.ok(&parent(), concern);
    let to = safeguarding::ReferredTo::Police;
    told.extend(case.ok(&lead(), safeguarding::MakeSafeguardingReferral { concern: 1, to, reference: held("ref") }));
    assert_eq!(told.len(), 4);
    for event in &told {
        assert!(Sight::new(&lead(), &case.file.facts).sees(event), "{}", event.name());
        for who in [head(), link(), chair(), clerk(), parent(), auditor(), commissioner()] {
            assert!(!Sight::new(&who, &case.file.facts).sees(event), "{} to {who}", event.name());
        }
    }
}
