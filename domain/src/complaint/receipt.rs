//! The day on which a complaint counts as received at the school (rule T31), and the clocks that run from it.

use super::deadlines::Deadline;
use super::intake::Event;
use super::{Complaint, Outcome};
use crate::clock::{Calendars, Counted};
use crate::law::SchoolStage;
use jiff::civil::Date;

/// The day on which what arrived on a day counts as received, and what that was counted from. It is no day while
/// the school's calendar is missing: nothing is guessed. Where no rule speaks, it is the day of arrival.
pub(super) fn receipt(arrived: Date, calendars: &Calendars<'_>) -> (Option<Date>, Option<Counted>) {
    let counted = Counted::under("T31", arrived, arrived, calendars);
    (counted.as_ref().map_or(Some(arrived), |counted| counted.on), counted)
}

impl Complaint {
    /// The clocks still owed that run from the day of receipt: under each rule of the first stage, the first. A later
    /// one runs from the day the complaint went on.
    fn of_receipt(&self) -> impl Iterator<Item = &Deadline> {
        let stage = self.procedure().stage(SchoolStage::Stage1);
        let rules = stage.into_iter().flat_map(|stage| [&stage.acknowledge, &stage.respond]).flatten();
        let first = |rule: &String| self.deadlines.iter().find(|known| known.rule.as_str() == rule);
        rules.filter(|rule| *rule != "T41").filter_map(first).filter(|known| known.owed())
    }
}

impl Outcome<'_> {
    /// Counts anew from another day of arrival: the receipt, and the clocks that run from it.
    pub(super) fn arrived(mut self, arrived: Date) -> Self {
        let file = self.file;
        let (received_on, receipt) = receipt(arrived, &self.now.calendars(file, None));
        self.undeemed = received_on.is_none();
        let outcome = self.and_all(receipt.map(|receipt| Event::ReceiptDeemed { receipt }));
        let recount = |outcome: Self, known| outcome.recompute(known, received_on.unwrap_or(arrived));
        file.of_receipt().fold(outcome, recount)
    }

    /// Says on which day the complaint counts as received, where the calendar that this needs has come.
    pub(super) fn deemed(self) -> Self {
        let intake = &self.file.intake;
        let Some(arrived) = intake.arrived_on.filter(|_| intake.received_on.is_none()) else {
            return self;
        };
        let (_, receipt) = receipt(arrived, &self.now.calendars(self.file, None));
        let receipt = receipt.filter(|receipt| receipt.on.is_some());
        self.and_all(receipt.map(|receipt| Event::ReceiptDeemed { receipt }))
    }
}
