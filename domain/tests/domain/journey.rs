//! Every stage can be reached by commands, and a child's safety is heard in each.

use crate::support::*;
use crate::walks::*;
use redress_domain::complaint::compliance::ActionSaid;
use redress_domain::complaint::direction::{
    AcceptDirectionCompliance, DeclineToDirect, ReportDirectionCompliance, SeekEnforcement,
};
use redress_domain::complaint::erasure::{ConfirmErasure, ErasureGround, ProposeErasure};
use redress_domain::complaint::judgement::{AcceptConfirmation, RecordUnenforceable};
use redress_domain::complaint::notice::DeclareNoticeDefault;
use redress_domain::complaint::safeguarding::{
    LiftSafeguardingHold, MakeSafeguardingReferral, RaiseRetaliationConcern, RaiseSafeguardingConcern, ReferredTo,
};
use redress_domain::complaint::school::RecordInformalResolution;
use redress_domain::complaint::stage::Stage;
use redress_domain::complaint::triage::{DeclineComplaint, RedirectComplaint};
use redress_domain::ids::IssueNo;
use redress_domain::law::{NotAcceptedReason, Redirect};
use redress_domain::{Actor, Body, Role};
use std::collections::BTreeMap;

/// A case at its end, with everybody's words erased. Chance comes here too seldom to be relied on.
pub fn erased() -> Case {
    let mut case = lodged();
    case.ok(&clerk(), DeclineComplaint { reason: NotAcceptedReason::Duplicate, explanation: held("words") });
    let ground = ErasureGround::NoLongerNeeded;
    case.ok(&clerk(), ProposeErasure { person: None, ground, reason: held("long ago") });
    let dpo = Actor { role: Role::DataProtectionOfficer, ..head() };
    case.ok(&dpo, ConfirmErasure { person: None });
    case
}

/// A case at every stage there is.
pub fn everywhere() -> BTreeMap<Stage, Case> {
    let mut all: Vec<Case> = milestones().into_iter().map(|(_, case)| case).collect();
    let mut add = |mut case: Case, step: &dyn Fn(&mut Case)| {
        step(&mut case);
        all.push(case);
    };
    add(lodged(), &|case| {
        let explanation = held("words");
        case.ok(&clerk(), RedirectComplaint { issue: IssueNo(1), reason: Redirect::Admission, explanation });
    });
    add(lodged(), &|case| {
        let explanation = held("words");
        case.ok(&clerk(), DeclineComplaint { reason: NotAcceptedReason::Duplicate, explanation });
    });
    add(at_concern(), &|case| {
        let agreed_on = case.today;
        case.ok(&link(), RecordInformalResolution { issues: vec![], agreement: held("agreed"), agreed_on });
    });
    add(awaiting_confirmation(), &|case| {
        case.ok(&commissioner(), AcceptConfirmation { recommendations: vec![] });
    });
    add(awaiting_notification(), &|case| {
        case.ok(&commissioner(), RecordUnenforceable { recommendations: vec![], reason: held("closed") });
    });
    add(notice_agreed(), &|case| {
        case.on(2012, 5, 15).ok(&system(), DeclareNoticeDefault {});
    });
    add(notice_agreed(), &|case| {
        case.ok(&clerk(), printed(20));
    });
    add(directed(), &|case| {
        case.ok(&clerk(), ReportDirectionCompliance { evidence: held("evidence") });
        case.ok(&official(), AcceptDirectionCompliance {});
    });
    add(breached(), &|case| {
        case.ok(&official(), SeekEnforcement { particulars: held("the court") });
    });
    add(considered(), &|case| {
        case.ok(&minister(), DeclineToDirect { reason: held("no") });
    });
    all.into_iter().map(|case| (case.stage(), case)).collect()
}

#[test]
fn every_stage_can_be_reached_by_commands() {
    let reached = everywhere();
    let missing: Vec<_> =
        Stage::ALL.iter().filter(|stage| **stage != Stage::Draft && !reached.contains_key(stage)).collect();
    assert!(missing.is_empty(), "not reached: {missing:?}");
}

#[test]
fn safeguarding_commands_succeed_in_every_stage_closed_included() {
    for (stage, mut case) in everywhere() {
        let account = held("a child may be at risk");
        let lead = Actor { body: Body::School(case.file.facts.schools[0]), ..lead() };
        case.ok(&lead, RaiseSafeguardingConcern { account: account.clone(), immediate_danger: true });
        let family = match stage {
            Stage::Withdrawn => parent(),
            _ => Actor { person: *case.file.facts.complainants.first().unwrap(), ..parent() },
        };
        let events = case.ok(&family, RaiseSafeguardingConcern { account: account.clone(), immediate_danger: false });
        assert_eq!(names(&events), ["safeguarding_concern_raised", "deadline_started"], "{stage:?}");
        case.ok(&family, RaiseRetaliationConcern { account });
        let to = ReferredTo::DesignatedOfficer;
        case.ok(&lead, MakeSafeguardingReferral { concern: 2, to, reference: held("a reference") });
        case.ok(&lead, LiftSafeguardingHold { concern: 1, reason: held("over") });
        case.ok(&lead, LiftSafeguardingHold { concern: 2, reason: held("over") });
        assert_eq!(case.stage(), stage);
        assert!(case.file.facts.flags.is_empty(), "{stage:?}");
    }
}

#[test]
fn a_case_closes_only_from_a_stage_that_ends_it() {
    for case in everywhere().into_values() {
        let keeper = if case.file.facts.commissioner { investigator() } else { clerk() };
        let owed = case.file.statement.owed.is_some();
        let case = if case.file.statement.issued.is_some() && !owed { served(case) } else { case };
        let stage = case.stage();
        assert_eq!(case.would(&keeper, close()).is_ok(), stage.closable() && !owed, "{stage:?}");
    }
}

#[test]
fn what_is_offered_is_open_and_what_is_not_offered_is_refused() {
    for (stage, case) in everywhere() {
        for who in everybody() {
            for action in case.actions(&who) {
                assert!(redress_domain::policy::may(who.role, action), "{stage:?} {who} {action:?}");
            }
        }
    }
}

#[test]
fn a_school_can_settle_while_the_commissioner_waits_for_it() {
    let mut case = sent_back();
    let agreed_on = case.today;
    case.ok(&head(), RecordInformalResolution { issues: vec![], agreement: held("agreed"), agreed_on });
    assert_eq!(case.stage(), Stage::AwaitingSchoolOpportunity);
    case.ok(&investigator(), redress_domain::complaint::jurisdiction::BeginAssessment {});
}

#[test]
fn what_was_settled_can_still_be_taken_to_the_commissioner() {
    let mut case = at_concern();
    let agreed_on = case.today;
    case.ok(&link(), RecordInformalResolution { issues: vec![], agreement: held("agreed"), agreed_on });
    case.ok(&parent(), to_ombudsman());
    case.ok(&investigator(), determine());
    assert_eq!(case.stage(), Stage::JurisdictionChecked);
    assert_eq!(case.file.open_issues().count(), 1);
}

#[test]
fn closing_a_case_shows_it_to_nobody_new() {
    let case = closed_at_school();
    for stranger in [intake(), commissioner(), official(), minister()] {
        assert!(case.actions(&stranger).is_empty(), "{stranger}");
        assert_eq!(case.no(&stranger, close()), redress_domain::Refused::NotFound);
    }
    assert!(!case.actions(&lead()).is_empty());
    assert_eq!(lead().role, Role::SafeguardingLead);
}

#[test]
fn the_ordinary_road_to_the_secretary_of_state_is_hidden_from_the_commissioner() {
    let case = ordinary_road();
    assert_eq!(case.stage(), Stage::UnderConsideration);
    assert!(case.actions(&commissioner()).is_empty());
    assert!(!case.actions(&minister()).is_empty());
}

#[test]
fn a_notice_is_not_taken_back_by_late_words_but_late_action_still_counts() {
    let mut case = notice_required();
    case.ok(&clerk(), notify(&[ActionSaid::Proposed, ActionSaid::Proposed]));
    assert_eq!(case.stage(), Stage::NoticeRequired);
    let mut case = notice_in_default();
    case.ok(&clerk(), notify(&[ActionSaid::Taken, ActionSaid::Taken]));
    assert_eq!(case.stage(), Stage::NoticePublishedByCommissioner);
    case.ok(&commissioner(), AcceptConfirmation { recommendations: vec![] });
    assert_eq!(case.stage(), Stage::Complied);
}
