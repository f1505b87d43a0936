//! What holds whatever is done, in whatever order, by whomever: random journeys, and a judge who watches.

use crate::data_requests::answered;
use crate::dice::Dice;
use crate::edges_two_schools::{of_second, of_two_schools};
use crate::journey::erased;
use crate::laws::Judge;
use crate::particulars::{command, several, submission};
use crate::support::*;
use crate::walks::{at_stage_2, lodged, milestones, panel};
use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;
use redress_domain::complaint::panel::{AcknowledgeEscalation, SendPanelPapers};
use redress_domain::complaint::question::{AnswerQuestion, AskFamily};
use redress_domain::complaint::stage::Stage;
use redress_domain::complaint::{Command, Event};
use redress_domain::ids::QuestionNo;
use redress_domain::{Action, Actor};
use std::collections::BTreeSet;

/// Commands that end a journey or wander beside it; they are tried less often than those that lead on.
fn wanders(action: Action) -> bool {
    use Action as A;
    if [A::RequestReview, A::DecideReview, A::PauseDeadline, A::ResumeDeadline].contains(&action) {
        return false;
    }
    matches!(
        action,
        A::CloseCase
            | A::Withdraw
            | A::ConfirmWithdrawal
            | A::RecordPartyDeath
            | A::RedirectComplaint
            | A::RecordUnenforceable
            | A::RecordConversion
            | A::DecideNotToInvestigate
            | A::Discontinue
    ) || Action::COMMANDS.iter().position(|one| *one == action) >= safety()
}

/// Where the commands beside the procedure begin in the list.
fn safety() -> Option<usize> {
    Action::COMMANDS.iter().position(|one| *one == Action::RaiseSafeguardingConcern)
}

/// One step of a journey: somebody tries something, on a day.
fn step(case: &mut Case, judge: &mut Judge, seed: u64) {
    let dice = &mut Dice(seed);
    let days = match dice.below(10) {
        0..5 => 0,
        5..8 => dice.below(4),
        8 => dice.below(20),
        _ => 10 + dice.below(35),
    };
    case.today = case.today.saturating_add(i64::try_from(days).unwrap().days());
    let mut people = everybody();
    people.extend(case.file.facts.complainants.iter().map(|who| Actor { person: *who, ..parent() }));
    if several(case) {
        people.extend([head(), chair(), clerk()].map(of_second));
    }
    people.extend(case.file.facts.panel.iter().map(|who| Actor { person: *who, ..first_member() }));
    // No throw of the dice, so that the journeys of before stay as they were.
    case.proclaimed |= seed.is_multiple_of(16);
    let (who, action) = choose(case, &people, dice);
    let command = command(action, case, who.role, dice);
    tried(case, judge, &who, &command);
}

fn choose(case: &Case, people: &[Actor], dice: &mut Dice) -> (Actor, Action) {
    if dice.once_in(12) {
        return (dice.of(people), dice.of(Action::COMMANDS));
    }
    for _ in 0..12 {
        let who = dice.of(people);
        let offered = case.actions(&who);
        let leading: Vec<Action> = offered.iter().copied().filter(|action| !wanders(*action)).collect();
        // A door that is seldom open is gone through.
        let doors = [
            Action::RecordPublication,
            Action::DeclareNoticeDefault,
            Action::RecordUnenforceable,
            Action::ConfirmErasure,
        ];
        if let Some(door) = doors.into_iter().find(|door| offered.contains(door))
            && dice.once_in(6)
        {
            return (who, door);
        }
        if !leading.is_empty() && !dice.once_in(6) {
            return (who, dice.of(&leading));
        }
        if !offered.is_empty() && dice.once_in(3) {
            return (who, dice.of(&offered));
        }
    }
    (dice.of(people), dice.of(Action::COMMANDS))
}

fn tried(case: &mut Case, judge: &mut Judge, who: &Actor, command: &Command) {
    let before = case.clone();
    let offered = case.actions(who).contains(&command.action());
    match case.would(who, command.clone()) {
        Ok(events) => {
            assert!(offered, "{} was carried out and not offered to {who}", command.name());
            case.take(&events);
            judge.watch(&before, case, who, command, &events);
        }
        Err(refused) => {
            assert!(before.file == case.file && before.events == case.events, "{refused}");
            Judge::refused(&before, who, command, &refused);
        }
    }
}

fn start(seed: u64) -> (Case, Judge) {
    let dice = &mut Dice(seed);
    let milestones = milestones();
    let mut judge = Judge::default();
    if dice.once_in(3) {
        let mut case = Case::new(date(2011, 9, 26));
        if dice.once_in(4) {
            case.scheme = redress_domain::law::Scheme::AsItWas;
        }
        let who = parent();
        for _ in 0..10 {
            let submit = submission(dice, case.today).into();
            tried(&mut case, &mut judge, &who, &submit);
        }
        return (case, judge);
    }
    let case = milestones[dice.below(milestones.len())].1.clone();
    judge.replay(&case);
    (case, judge)
}

fn journey((mut case, mut judge): (Case, Judge), steps: &[u64]) -> Case {
    for seed in steps {
        step(&mut case, &mut judge, *seed);
    }
    Judge::at_the_end(&case);
    case
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_the_law_holds(seed in any::<u64>(), steps in prop::collection::vec(any::<u64>(), 1..120)) {
        journey(start(seed), &steps);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_law_holds_for_each_of_two_schools(from in 0..4_usize, steps in prop::collection::vec(any::<u64>(), 1..120)) {
        let case = of_two_schools().swap_remove(from);
        let mut judge = Judge::default();
        judge.replay(&case);
        let case = journey((case, judge), &steps);
        // What runs for one of them runs for a respondent, and where each is held to its own no clock runs for all.
        let answerable = |rule: &str| ["T04", "T05"].contains(&rule);
        for clock in case.file.deadlines.iter().filter(|clock| answerable(clock.rule.as_str())) {
            assert!(clock.school.is_some_and(|school| case.file.facts.schools.contains(&school)));
        }
    }
}

/// Roads that are open for a short while only, so that no throw of the dice need find them.
fn second_stage_acknowledged() -> Case {
    let mut case = at_stage_2();
    case.ok(&clerk(), AcknowledgeEscalation {});
    case.ok(&clerk(), panel(&[21, 22, 23]));
    let on = case.today;
    case.ok(&clerk(), SendPanelPapers { on });
    case
}

/// The school asks the family something, and it answers: chance seldom gets a word in.
fn questioned() -> Case {
    let mut case = lodged();
    case.ok(&clerk(), AskFamily { person: None, question: held("which day") });
    case.ok(&parent(), AnswerQuestion { number: QuestionNo(1), answer: held("on Monday") });
    case
}

/// Long random journeys, the same ones at every run: some from the start, some from each milestone.
pub fn wandering() -> impl Iterator<Item = Case> {
    let started = milestones().into_iter().map(|(_, case)| {
        let mut judge = Judge::default();
        judge.replay(&case);
        (case, judge)
    });
    let starts = (0..60).map(start).chain((0..5).flat_map(move |_| started.clone().collect::<Vec<_>>()));
    let mut dice = Dice(2011);
    let wandered = starts.map(move |start| {
        let steps: Vec<u64> = (0..120).map(|_| dice.throw()).collect();
        journey(start, &steps)
    });
    wandered.chain([erased(), answered(), second_stage_acknowledged(), questioned()])
}

#[test]
fn random_journeys_come_to_every_stage_and_cause_every_event() {
    let mut stages = BTreeSet::new();
    let mut events = BTreeSet::new();
    for case in wandering() {
        let mut file = redress_domain::Complaint::default();
        for event in &case.events {
            file.evolve(event);
            stages.insert(file.facts.stage);
            events.insert(event.name());
        }
    }
    let all = Stage::ALL.iter().filter(|stage| **stage != Stage::Draft);
    let stages: Vec<_> = all.filter(|stage| !stages.contains(stage)).collect();
    let all = Event::NAMES.iter().flat_map(|(_, names)| names.iter().copied());
    let events: Vec<_> = all.filter(|name| !events.contains(name)).collect();
    assert!(stages.is_empty() && events.is_empty(), "not seen: {stages:?} {events:?}");
}
