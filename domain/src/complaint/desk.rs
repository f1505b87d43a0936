//! How a case stands on the desks of its bodies: by one clock of those that are still owed, so that a list of many has
//! an order. The choice does not depend on the day, and so a view can keep it.

use super::Event;
use super::deadlines::{Deadline, Status, concerned, started};
use super::facts::CaseFacts;
use super::investigation::Event as Inquiry;
use super::school::SCHOOL_ACTS;
use super::stage::{Level, Stage};
use crate::actor::{Actor, Body, Role};
use crate::clock::Owner;
use crate::ids::PersonId;
use crate::law::{LaCode, NotInvestigated};
use crate::policy::Sight;
use crate::report::{self, Stay};
use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// In how many days or fewer something is due soon.
const SOON: i64 = 7;

/// How a case stands by the clock that tells it: as a report says it, with what is near told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A last day cannot be worked out.
    Undated,
    /// A last day has gone by.
    Late,
    /// A last day is near.
    Soon,
    /// There is time.
    InTime,
    /// The clock stands still.
    Paused,
    /// Nothing is owed.
    Quiet,
}

/// The day from which on nothing is due soon any more.
fn far(today: Date) -> Date {
    today.saturating_add(Span::new().days(SOON + 1))
}

impl Standing {
    /// How a case stands on a day.
    #[must_use]
    pub fn of(clock: Option<&Deadline>, today: Date) -> Self {
        let Some(clock) = clock else { return Self::Quiet };
        match report::Standing::of(clock, today) {
            report::Standing::Overdue => Self::Late,
            report::Standing::Paused => Self::Paused,
            report::Standing::Undated => Self::Undated,
            report::Standing::InTime if clock.last_day().is_some_and(|last| last < far(today)) => Self::Soon,
            report::Standing::InTime => Self::InTime,
            report::Standing::Met | report::Standing::MetLate | report::Standing::Cancelled => Self::Quiet,
        }
    }

    /// Where on a desk the cases are that stand like this on a day: from the first place up to, and without, the
    /// second.
    #[must_use]
    pub fn places(self, today: Date) -> (Place, Place) {
        match self {
            Self::Undated => (Place::Undated, Place::Day(Date::MIN)),
            Self::Late => (Place::Day(Date::MIN), Place::Day(today)),
            Self::Soon => (Place::Day(today), Place::Day(far(today))),
            Self::InTime => (Place::Day(far(today)), Place::Paused(Date::MIN)),
            Self::Paused => (Place::Paused(Date::MIN), Place::Quiet),
            Self::Quiet => (Place::Quiet, Place::Closed),
        }
    }
}

/// The place of a case on a desk, from the first to the last. Written as text, places are in the same order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Nobody knows by when something is due, because a calendar is missing.
    Undated,
    /// Something is due, or was, by this day.
    Day(Date),
    /// Something stands still that was due by this day.
    Paused(Date),
    /// Nothing is owed.
    Quiet,
    /// Nothing is owed, and the case is closed.
    Closed,
}

impl Place {
    fn of(clock: Option<&Deadline>, stage: Stage) -> Self {
        match clock.map(|clock| (clock.status, clock.last_day())) {
            Some((Status::Paused, Some(day))) => Self::Paused(day),
            Some((_, Some(day))) => Self::Day(day),
            Some((_, None)) => Self::Undated,
            None if stage == Stage::Closed => Self::Closed,
            None => Self::Quiet,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Undated => Ok(()),
            Self::Day(day) => write!(f, "{day}"),
            Self::Paused(day) => write!(f, "paused {day}"),
            Self::Quiet => f.write_str("quiet"),
            Self::Closed => f.write_str("shut"),
        }
    }
}

/// What the desks know of a case.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct OnDesk {
    /// Where it is and whose it is, and nothing else.
    pub facts: CaseFacts,
    /// Whether the Commissioner declined it because the governing body comes first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    premature: bool,
    /// Its clocks that are still owed.
    pub clocks: Vec<Deadline>,
}

impl OnDesk {
    /// Whether an event may change what the desks know. Most do not.
    #[must_use]
    pub fn changes_with(event: &Event) -> bool {
        let comes_to_somebody = || {
            let mut facts = CaseFacts::default();
            event.touch(&mut facts);
            let bodies = !facts.schools.is_empty() || !facts.authorities.is_empty() || !facts.issues.is_empty();
            bodies || facts.commissioner || facts.reached.is_some()
        };
        concerned(event).is_some() || Stay::ends_with(event) || comes_to_somebody()
    }

    /// Takes in what happened.
    pub fn evolve(&mut self, event: &Event) {
        self.facts.evolve(event);
        let CaseFacts { stage, schools, authorities, commissioner, reached, issues, closed_from, .. } =
            std::mem::take(&mut self.facts);
        let nothing_else = CaseFacts::default();
        self.facts =
            CaseFacts { stage, schools, authorities, commissioner, reached, issues, closed_from, ..nothing_else };
        if let Event::Investigation(Inquiry::InvestigationDeclined { reasons, .. }) = event {
            self.premature = reasons.contains(&NotInvestigated::Premature);
        }
        if let Some(clock) = started(event) {
            self.clocks.push(clock);
        } else if let Some(number) = concerned(event) {
            self.clocks.iter_mut().filter(|clock| clock.deadline == number).for_each(|clock| clock.evolve(event));
            self.clocks.retain(Deadline::owed);
        }
    }

    /// Whether what a clock asks for can still be done where the case is. A target that the school missed long ago
    /// says nothing of a case that is before the Secretary of State.
    fn within_reach(&self, clock: &Deadline) -> bool {
        let stage = self.facts.stage;
        match clock.rule.as_str() {
            _ if clock.is_target() => SCHOOL_ACTS.contains(&stage) || stage == Stage::NotInvestigated && self.premature,
            // Late action counts for as long as a direction is considered.
            "T04" | "T05" => stage <= Stage::UnderConsideration,
            "T06" | "T07" => stage.level() < Level::SecretaryOfState,
            _ => true,
        }
    }

    /// The clock that tells a reader how the case stands: of those of which what they ask for can still be done, the
    /// one of which the last day comes first, on every reading of the law. So where one was missed it tells that. One
    /// without a day tells only where none has one, and one that stands still only where none runs.
    #[must_use]
    pub fn telling(&self, reader: &Actor, facts: &CaseFacts) -> Option<Deadline> {
        let sight = Sight::new(reader, facts);
        // A family has time limits of its own; on the desk of a body stands what the bodies must keep.
        let of_bodies = |clock: &Deadline| !matches!(clock.owed_by, Owner::Complainant | Owner::Nobody);
        let owed = self.clocks.iter().filter(|clock| reader.body == Body::Family || of_bodies(clock));
        let told = owed.filter(|clock| sight.sees_clock(clock) && self.within_reach(clock));
        told.map(|clock| sight.clock(clock)).min_by_key(|clock| {
            let last_day = clock.last_day();
            (clock.status == Status::Paused, last_day.is_none(), last_day, clock.deadline)
        })
    }

    /// Its place on the desks of those who protect children, or of everybody else who works for a body and is told of
    /// all its issues.
    #[must_use]
    pub fn place(&self, protects: bool) -> Place {
        self.place_for(if protects { Role::SafeguardingLead } else { Role::Investigator }, Body::Ombudsman)
    }

    /// Its place on the desk of the local authority that answers for some of its issues. Where several do, which is
    /// hardly ever, it has the place that all of them may know: by the clocks of the case as a whole.
    #[must_use]
    pub fn place_apart(&self) -> Place {
        let mut authorities = self.facts.authorities.iter();
        let only = authorities.next().filter(|_| authorities.next().is_none());
        self.place_for(Role::AuthorityOfficer, Body::Authority(only.copied().unwrap_or(LaCode(0))))
    }

    fn place_for(&self, role: Role, body: Body) -> Place {
        let reader = Actor { role, body, person: PersonId(uuid::Uuid::nil()) };
        Place::of(self.telling(&reader, &self.facts).as_ref(), self.facts.stage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn places_written_as_text_are_in_the_order_of_a_desk_and_each_standing_has_its_part_of_it() {
        let today = date(2011, 9, 26);
        let day = |days| today.saturating_add(Span::new().days(days));
        let desk = [
            (Standing::Undated, Place::Undated),
            (Standing::Late, Place::Day(date(2009, 12, 31))),
            (Standing::Late, Place::Day(day(-1))),
            (Standing::Soon, Place::Day(today)),
            (Standing::Soon, Place::Day(day(7))),
            (Standing::InTime, Place::Day(day(8))),
            (Standing::InTime, Place::Day(date(2100, 1, 1))),
            (Standing::Paused, Place::Paused(date(2011, 9, 1))),
            (Standing::Paused, Place::Paused(date(2012, 1, 1))),
            (Standing::Quiet, Place::Quiet),
        ];
        assert!(desk.is_sorted_by_key(|(_, place)| *place));
        assert!(desk.is_sorted_by_key(|(_, place)| place.to_string()));
        assert!(Place::Quiet < Place::Closed && Place::Quiet.to_string() < Place::Closed.to_string());
        for (standing, place) in desk {
            for (other, _) in desk {
                let (from, to) = other.places(today);
                assert_eq!(from <= place && place < to, standing == other, "{place:?} among {other:?}");
                let written = from.to_string()..to.to_string();
                assert_eq!(written.contains(&place.to_string()), standing == other, "{place:?} among {other:?}");
            }
        }
    }
}
