//! Complaints that repeat another: linked, never fused, and begun with the earlier one where the same people made both.

use super::file::{Event, at_least_lodged};
use super::vocabulary::command;
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::held::Held;
use crate::ids::ComplaintId;
use crate::refused::Refused;
use jiff::civil::Date;

impl Complaint {
    /// The day on which a complaint counts as arrived at the school that arrived, of itself, on a day: with the earlier
    /// one that it repeats.
    pub(super) fn counts_from(&self, alone: Date) -> Date {
        self.intake.begins_with.map_or(alone, |earlier| earlier.min(alone))
    }

    /// The day on which it arrived at the school of itself.
    fn arrived_alone(&self) -> Option<Date> {
        self.intake.arrived_alone.or(self.intake.arrived_on)
    }

    /// It arrived, of itself, on a day. When that counts as received is said by what follows, where a rule speaks.
    pub(super) fn arrive(&mut self, alone: Date) {
        let day = self.counts_from(alone);
        self.intake.arrived_alone = (day != alone).then_some(alone);
        (self.intake.arrived_on, self.intake.received_on) = (Some(day), Some(day));
    }

    /// From now on it counts as arrived with an earlier one, or by itself again.
    pub(super) fn begins_with(&mut self, earlier: Option<Date>) {
        self.intake.begins_with = earlier;
        if let Some(alone) = self.arrived_alone()
            && Some(self.counts_from(alone)) != self.intake.arrived_on
        {
            self.arrive(alone);
        }
    }
}

impl Outcome<'_> {
    /// Counts the clocks of receipt anew, if the complaint is to count as arrived on another day than now.
    fn rearrived(self, on: impl FnOnce(Date) -> Date) -> Self {
        let file = self.file;
        match file.arrived_alone().map(on).filter(|day| Some(*day) != file.intake.arrived_on) {
            Some(day) => self.arrived(day),
            None => self,
        }
    }
}

command! {
    /// Marks the complaint as a repeat of another. Both stay readable, each to those who may read it.
    pub struct MergeDuplicate {
        /// The other.
        complaint: ComplaintId,
        /// The day the other was made.
        made_on: Date,
        /// Whether it was made by the same people. Then the school's clocks run from the earlier day. Otherwise they
        /// stay as they are: an earlier day would tell one family of a complaint by another.
        #[serde(default)]
        same_people: bool,
    }
}

impl Ask for MergeDuplicate {
    const ACTION: Action = Action::MergeDuplicate;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)?;
        match file.file.duplicate_of {
            Some(_) => Err(Refused::AlreadyDone { what: "it is marked as a repeat" }),
            None => Ok(()),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        now.not_future("made_on", self.made_on)?;
        if self.same_people && file.not_by_the_school(Self::ACTION, now).is_err() {
            let why = "a Commissioner has the complaint, and so the school can no longer change its days";
            return Err(Refused::NotAcceptable { field: "same_people", why });
        }
        let earliest_made_on = file.facts.made_on.unwrap_or(self.made_on).min(self.made_on);
        let (complaint, same_people) = (self.complaint, self.same_people);
        Outcome::of(file, now)
            .and(Event::MarkedDuplicateOf { complaint, earliest_made_on, same_people })
            .rearrived(|alone| if same_people { alone.min(earliest_made_on) } else { alone })
            .done()
    }
}

command! {
    /// Takes the mark of a repeat off again. Clocks that followed the other complaint run from this one's own day.
    pub struct UnmergeDuplicate {
        /// Why.
        reason: Held,
    }
}

impl Ask for UnmergeDuplicate {
    const ACTION: Action = Action::UnmergeDuplicate;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)?;
        match file.intake.begins_with {
            Some(_) => file.not_by_the_school(Self::ACTION, now),
            None if file.file.duplicate_of.is_some() => Ok(()),
            None => Err(Refused::NotYet { needs: "a mark as a repeat" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let unmarked = Event::DuplicateUnmarked { reason: self.reason.clone() };
        Outcome::of(file, now).and(unmarked).rearrived(|alone| alone).done()
    }
}
