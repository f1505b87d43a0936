//! The one clock of the program, and the identifiers that are made from its time.

use jiff::{SignedDuration, Timestamp};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;
use uuid::Uuid;

/// Where the time comes from.
#[derive(Debug)]
pub enum Clock {
    /// The machine.
    System,
    /// A hand that a test or a demo moves.
    Manual(Mutex<Hand>),
}

/// The hand of a manual clock: where it was put and, if it runs on, since when.
#[derive(Debug)]
pub struct Hand {
    at: Timestamp,
    running: Option<Instant>,
}

impl Hand {
    fn now(&self) -> Timestamp {
        let passed = self.running.map(|since| since.elapsed()).unwrap_or_default();
        let passed = SignedDuration::try_from(passed).unwrap_or_default();
        self.at.checked_add(passed).unwrap_or(Timestamp::MAX)
    }
}

impl Clock {
    /// A clock that stands still until it is set again.
    #[must_use]
    pub fn standing_at(at: Timestamp) -> Self {
        Self::Manual(Mutex::new(Hand { at, running: None }))
    }

    /// A clock that goes on from an instant at the speed of real time.
    #[must_use]
    pub fn running_from(at: Timestamp) -> Self {
        Self::Manual(Mutex::new(Hand { at, running: Some(Instant::now()) }))
    }

    /// The time, in whole microseconds: what both databases can hold.
    #[expect(clippy::disallowed_methods, reason = "this is the one clock")]
    pub fn now(&self) -> Timestamp {
        let now = match self {
            Self::System => Timestamp::now(),
            Self::Manual(hand) => hand.lock().unwrap_or_else(PoisonError::into_inner).now(),
        };
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }

    /// Moves a manual clock, which stands still from then on. The machine's clock is not moved.
    pub fn set(&self, at: Timestamp) {
        if let Self::Manual(hand) = self {
            *hand.lock().unwrap_or_else(PoisonError::into_inner) = Hand { at, running: None };
        }
    }

    /// Lets so much time go by on a manual clock; one that runs on goes on running.
    pub fn pass(&self, time: SignedDuration) {
        if let Self::Manual(hand) = self {
            let mut hand = hand.lock().unwrap_or_else(PoisonError::into_inner);
            hand.at = hand.at.checked_add(time).unwrap_or(hand.at);
        }
    }

    /// Lets a manual clock run on from where it stands.
    pub fn run_on(&self) {
        if let Self::Manual(hand) = self {
            let mut hand = hand.lock().unwrap_or_else(PoisonError::into_inner);
            *hand = Hand { at: hand.now(), running: Some(Instant::now()) };
        }
    }

    /// A new identifier (version 7): the time, and random bits that nobody can guess.
    ///
    /// # Errors
    /// The machine has no randomness to give.
    pub fn id(&self) -> Result<Uuid, getrandom::Error> {
        let mut random = [0; 10];
        getrandom::fill(&mut random)?;
        let millis = u64::try_from(self.now().as_millisecond()).unwrap_or_default();
        Ok(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_stands_still_until_it_is_told_to_run() {
        let start: Timestamp = "2011-09-05T09:00:00Z".parse().unwrap();
        let clock = Clock::standing_at(start);
        assert_eq!(clock.now(), start);
        clock.run_on();
        std::thread::sleep(std::time::Duration::from_millis(3));
        assert!(clock.now() > start);
        clock.set(start);
        assert_eq!(clock.now(), start);
        clock.pass(SignedDuration::from_hours(24));
        assert_eq!(clock.now(), start + SignedDuration::from_hours(24));
    }

    #[test]
    fn identifiers_sort_by_time() {
        let clock = Clock::standing_at("2011-09-05T09:00:00Z".parse().unwrap());
        let first = clock.id().unwrap();
        clock.set("2011-09-05T09:00:01Z".parse().unwrap());
        assert!(first < clock.id().unwrap());
        assert_eq!(first.get_version_num(), 7);
    }
}
