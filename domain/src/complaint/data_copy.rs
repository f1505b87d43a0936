//! The answer to a request for somebody's data: what the copy shows is decided, and it is given out or refused.

use super::data_request::{DATA_REQUEST, Event, ItemDecision, RequestStatus, Treatment, any_waits};
use super::vocabulary::command;
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::held::Held;
use crate::ids::{DeadlineNo, PersonId, RequestNo};
use crate::law::DataRefusal;
use crate::refused::Refused;
use std::collections::BTreeSet;

/// The most decisions about one copy: more than a file comes to.
const MOST_ITEMS: usize = 2_000;

command! {
    /// Decides what the copy shows: of each item whether it is shown, masked or left out, and why.
    pub struct PrepareDataCopy {
        /// Which.
        request: RequestNo,
        /// Each item that the file held about the person when they asked.
        decisions: Vec<ItemDecision>,
    }
}

impl Ask for PrepareDataCopy {
    const ACTION: Action = Action::PrepareDataCopy;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        any_waits(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        file.waiting(self.request)?;
        if self.decisions.len() > MOST_ITEMS {
            return Err(Refused::TooMany { what: "decisions", most: MOST_ITEMS });
        }
        let mut seen = BTreeSet::new();
        for one in &self.decisions {
            if !seen.insert(one.item) {
                return Err(Refused::NotAcceptable { field: "decisions", why: "an item is decided on twice" });
            }
            if (one.treatment == Treatment::Keep) != one.exemption.is_none() {
                let why = "say why, for each item that is masked or left out, and for no other";
                return Err(Refused::NotAcceptable { field: "decisions", why });
            }
        }
        let event = Event::DataCopyPrepared { request: self.request, decisions: self.decisions.clone() };
        Outcome::of(file, now).and(event).done()
    }
}

command! {
    /// Gives out the copy as it was prepared. Whoever asked can fetch it from then on.
    pub struct ReleaseDataCopy {
        /// Which.
        request: RequestNo,
    }
}

impl Ask for ReleaseDataCopy {
    const ACTION: Action = Action::ReleaseDataCopy;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        match file.data_requests.waiting().any(|known| known.status == RequestStatus::Prepared) {
            true => Ok(()),
            false => Err(Refused::NotYet { needs: "a copy that is prepared" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let known = file.waiting(self.request)?;
        if known.status != RequestStatus::Prepared {
            return Err(Refused::NotYet { needs: "a copy that is prepared" });
        }
        let (request, person, to) = (known.request, known.person, to_be_told(file, known.person));
        let event = Event::DataCopyReleased { request, person, on: now.today, to };
        answered(file, now, self.request, event)
    }
}

/// Who gets word that somebody's copy can be fetched: they themselves, unless they have died, and who speaks for
/// them now. It tells no more than they read on their own page, so a hold for a child's safety changes nothing in it.
fn to_be_told(file: &Complaint, person: PersonId) -> Vec<PersonId> {
    let lives = file.parties.get(&person).is_some_and(|party| !party.died);
    let speak = file.facts.representatives.iter().filter(|(_, principal)| **principal == person);
    lives.then_some(person).into_iter().chain(speak.map(|(somebody, _)| *somebody)).collect()
}

command! {
    /// Refuses a request, with the reason.
    pub struct RefuseDataRequest {
        /// Which.
        request: RequestNo,
        /// Why the law allows that.
        ground: DataRefusal,
        /// In words for whoever asked.
        reason: Held,
    }
}

impl Ask for RefuseDataRequest {
    const ACTION: Action = Action::RefuseDataRequest;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        any_waits(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let known = file.waiting(self.request)?;
        let (request, person, reason) = (known.request, known.person, self.reason.clone());
        let event = Event::DataRequestRefused { request, person, on: now.today, ground: self.ground, reason };
        answered(file, now, self.request, event)
    }
}

/// The answer, which meets the clock whatever it is.
fn answered(
    file: &Complaint,
    now: &Moment<'_>,
    request: RequestNo,
    event: Event,
) -> Result<Vec<super::Event>, Refused> {
    let clock = DeadlineNo::from(request);
    Outcome::of(file, now).and(event).meet_one(DATA_REQUEST, Some(clock), now.today).done()
}
