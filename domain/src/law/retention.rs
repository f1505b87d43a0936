//! How long what identifies people is kept once a complaint is over, and why less than all of it may be shown.

use super::closed_list::closed_list;
use super::embedded;
use jiff::Span;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

closed_list! {
    /// Why something that a file holds is left out of what a person is given of their own data.
    Exemption in "exemption" {
        /// It is about somebody else, or was said by them.
        ThirdParty = "third_party",
        /// It was obtained in an investigation of the Commissioner.
        Investigation = "investigation",
        /// It is legal advice.
        LegalAdvice = "legal_advice",
        /// Showing it could do serious harm, or warn whom a concern is about.
        SeriousHarm = "serious_harm",
    }
}

closed_list! {
    /// Why the answer to a request for somebody's data takes longer than the first time.
    ExtensionGround in "extension_ground" {
        /// There is a lot to look through, or it is hard to take apart.
        Complex = "complex",
        /// The same person has made several requests.
        Numerous = "numerous",
    }
}

closed_list! {
    /// Why a request for somebody's data is refused.
    DataRefusal in "data_refusal" {
        /// It is plainly not meant to learn what is held.
        Unfounded = "unfounded",
        /// It repeats what was answered a short while before, or asks beyond all measure.
        Excessive = "excessive",
        /// Nobody could tell that whoever asks is who they say.
        NotIdentified = "not_identified",
        /// All that is held is kept back by the law.
        Exempt = "exempt",
    }
}

/// The day from which a time of keeping is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KeptFrom {
    /// The day the complaint was closed.
    Closing,
    /// The pupil's birth, where it is on file.
    Birth,
}

/// One schedule: how long, from when, and where that comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Its short name.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// The day it is counted from.
    pub from: KeptFrom,
    /// How many years.
    pub years: u8,
    /// The law or practice it comes from.
    pub source: String,
}

/// Until when a file is kept, and by which schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The last day.
    pub until: Date,
    /// The schedule that keeps it longest.
    pub by: &'static Retention,
}

static SCHEDULES: LazyLock<Vec<Retention>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        retention: Vec<Retention>,
    }
    embedded::<File>(include_str!("../../data/retention.toml")).retention
});

/// Every schedule.
#[must_use]
pub fn schedules() -> &'static [Retention] {
    &SCHEDULES
}

/// Until when a file that was closed on a day is kept. A birthday that is not known keeps nothing.
#[must_use]
pub fn kept(closed_on: Date, born_on: Option<Date>) -> Option<Kept> {
    let each = schedules().iter().filter_map(|by| {
        let from = match by.from {
            KeptFrom::Closing => closed_on,
            KeptFrom::Birth => born_on?,
        };
        Some(Kept { until: from.saturating_add(Span::new().years(i64::from(by.years))), by })
    });
    each.max_by_key(|kept| kept.until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_file_is_kept_for_the_longest_time_that_applies() {
        let closed = date(2012, 4, 27);
        let by = |born| kept(closed, born).map(|kept| (kept.by.id.as_str(), kept.until));
        assert_eq!(by(None), Some(("complaint", date(2018, 4, 27))));
        assert_eq!(by(Some(date(2001, 2, 3))), Some(("pupil", date(2026, 2, 3))));
        assert_eq!(by(Some(date(1990, 2, 3))), Some(("complaint", date(2018, 4, 27))), "they were past 22");
        assert!(schedules().iter().all(|row| row.years > 0 && !row.source.is_empty()));
    }
}
