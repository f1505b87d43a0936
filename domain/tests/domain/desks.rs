//! What the desks know of a case, however it came about.

use crate::invariants::wandering;
use crate::support::*;
use redress_domain::complaint::deadlines::Deadline;
use redress_domain::complaint::desk::{OnDesk, Place, Standing};
use redress_domain::complaint::facts::CaseFacts;
use redress_domain::complaint::stage::{Level, Stage};
use redress_domain::{Action, Body, Complaint, policy};

/// The facts by which a case stands in somebody's list.
fn place(facts: &CaseFacts) -> CaseFacts {
    let CaseFacts { stage, schools, authorities, commissioner, reached, issues, closed_from, .. } = facts.clone();
    CaseFacts { stage, schools, authorities, commissioner, reached, issues, closed_from, ..CaseFacts::default() }
}

#[test]
fn what_the_desks_know_is_what_the_file_says_though_they_are_told_of_few_events() {
    for case in wandering() {
        let (mut file, mut on) = (Complaint::default(), OnDesk::default());
        for event in &case.events {
            file.evolve(event);
            if OnDesk::changes_with(event) {
                on.evolve(event);
            }
            assert_eq!(on.facts, place(&file.facts), "{event:?}");
            assert_eq!(policy::furthest(&on.facts), policy::furthest(&file.facts), "{event:?}");
            assert!(on.clocks.iter().eq(file.deadlines.iter().filter(|clock| clock.owed())), "{event:?}");
        }
    }
}

#[test]
fn everybody_at_the_bodies_has_one_order_but_who_protects_children_and_local_authorities_and_each_tells_what_can_be_done()
 {
    for case in wandering() {
        let (mut on, facts, today) = (OnDesk::default(), &case.file.facts, case.today);
        case.events.iter().for_each(|event| on.evolve(event));
        for reader in everybody().into_iter().filter(|reader| reader.body != Body::Family) {
            let clock = on.telling(&reader, facts);
            let at = match reader.body {
                // Whose desk it is on at all, as the only one of its kind.
                Body::Authority(code) if facts.authorities.iter().eq([&code]) => on.place_apart(),
                Body::Authority(_) => continue,
                _ => on.place(policy::may(reader.role, Action::ReadSafeguarding)),
            };
            let standing = Standing::of(clock.as_ref(), today);
            let (from, to) = standing.places(today);
            let closed = facts.stage == Stage::Closed && clock.is_none();
            assert!(if closed { at == Place::Closed } else { from <= at && at < to }, "{reader}: {at:?} {clock:?}");
            // The school's own targets are told only while the school may act.
            let with_school = facts.stage.level() <= Level::School
                || [Stage::AwaitingSchoolOpportunity, Stage::NotInvestigated].contains(&facts.stage);
            assert!(with_school || !clock.as_ref().is_some_and(Deadline::is_target), "{:?} {clock:?}", facts.stage);
        }
    }
}
