//! Dice: the same seed throws the same, and what is thrown mostly makes sense.

use crate::support::*;
use jiff::ToSpan;
use jiff::civil::Date;
use redress_domain::complaint::parties::{Capacity, ComplainantDetails, NewPerson};
use redress_domain::ids::{DeadlineNo, IssueNo, RecommendationNo};
use redress_domain::{Held, PersonId};

/// A run of throws from one seed (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `sides`.
    pub fn below(&mut self, sides: usize) -> usize {
        usize::try_from(self.throw() % u64::try_from(sides.max(1)).unwrap()).unwrap()
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn of<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    pub fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.once_in(2) { Some(value(self)) } else { None }
    }

    pub fn words(&mut self) -> Held {
        held(["some words", "other words", "a name"][self.below(3)])
    }

    /// A day near today, in the future once in a while.
    pub fn past(&mut self, today: Date) -> Date {
        let days = self.below(12);
        let sign = if self.once_in(15) { 1 } else { -1 };
        today.saturating_add((i64::try_from(days * days).unwrap() * sign).days())
    }

    pub fn future(&mut self, today: Date) -> Date {
        let days = i64::try_from(self.below(40)).unwrap();
        let sign = if self.once_in(15) { -1 } else { 1 };
        today.saturating_add((days * sign).days())
    }

    pub fn anyone(&mut self, case: &Case) -> PersonId {
        let parties: Vec<PersonId> = case.file.parties.keys().copied().collect();
        match (parties.is_empty(), self.below(5)) {
            (false, 0..4) => self.of(&parties),
            _ => {
                let number = u128::from(self.throw() % 90);
                person(number)
            }
        }
    }

    pub fn official(&mut self) -> PersonId {
        let number = self.of(&[10_u128, 11, 12, 13, 21, 22, 23, 24, 25, 40, 41, 42, 43, 70]);
        person(number)
    }

    pub fn issue(&mut self, case: &Case) -> IssueNo {
        let spread = case.file.issues.len() + usize::from(self.once_in(20));
        IssueNo(u8::try_from(1 + self.below(spread)).unwrap())
    }

    pub fn deadline(&mut self, case: &Case, rules: &[&str]) -> DeadlineNo {
        let fitting = case.file.deadlines.iter().filter(|known| rules.contains(&known.rule.as_str()) && known.owed());
        let fitting: Vec<DeadlineNo> = fitting.map(|known| known.deadline).collect();
        if fitting.is_empty() || self.once_in(10) {
            return DeadlineNo(u16::try_from(self.below(case.file.deadlines.len() + 2)).unwrap());
        }
        self.of(&fitting)
    }

    pub fn recommendations(&mut self, case: &Case) -> Vec<RecommendationNo> {
        let count = case.file.compliance.recommendations.len();
        match self.below(3) {
            0 if count > 0 => vec![RecommendationNo(u8::try_from(1 + self.below(count)).unwrap())],
            1 if self.once_in(10) => vec![RecommendationNo(9)],
            _ => vec![],
        }
    }

    /// A text for others: once in a while it is the name of somebody on the file.
    pub fn told(&mut self) -> Held {
        let words = self.words();
        match (self.once_in(10), words == held("a name")) {
            (true, _) => held("a name"),
            (false, true) => held("some words"),
            (false, false) => words,
        }
    }

    pub fn somebody_new(&mut self, case: &Case) -> ComplainantDetails {
        let number = 200 + u128::try_from(case.events.len()).unwrap();
        let capacity = self.of(&[Capacity::Parent, Capacity::Pupil, Capacity::Other]);
        ComplainantDetails {
            new_person: NewPerson(person(number)),
            noticed_on: self.maybe(|dice| dice.past(case.today)),
            ..complainant(&parent(), capacity)
        }
    }
}
