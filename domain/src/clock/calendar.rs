//! Which days count as working days and school days.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CannotCompute, NotCounted, Roll, SchoolCalendar, Unit, WhichCalendar};

/// A day on which the law or a proclamation takes a weekday out of the working week.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Holiday {
    /// Its usual name.
    pub title: String,
    /// That it is a substitute, an extra day, or not yet proclaimed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One version of the bank and common-law holidays of England and Wales.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BankHolidays {
    /// Which version this is; a proclamation makes a new one.
    pub version: u32,
    /// Where the dates come from.
    pub provenance: String,
    /// The first day on which the list can be relied on.
    pub covers_from: Date,
    /// The last day on which it can.
    pub covers_to: Date,
    /// The holidays that fall on weekdays.
    pub holidays: BTreeMap<Date, Holiday>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    provenance: String,
    covers_from: Date,
    covers_to: Date,
    holidays: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    date: Date,
    title: String,
    note: Option<String>,
}

impl From<File> for BankHolidays {
    fn from(file: File) -> Self {
        let holiday = |row: Row| (row.date, Holiday { title: row.title, note: row.note });
        Self {
            version: file.version,
            provenance: file.provenance,
            covers_from: file.covers_from,
            covers_to: file.covers_to,
            holidays: file.holidays.into_iter().map(holiday).collect(),
        }
    }
}

// A file that does not parse covers no day, so every question about it is answered "calendar
// missing"; a test reads the file and fails first.
static ENGLAND: LazyLock<BankHolidays> = LazyLock::new(|| {
    toml::from_str::<File>(include_str!("../../data/bank_holidays.toml")).map_or_else(
        |error| BankHolidays {
            version: 0,
            provenance: error.to_string(),
            covers_from: Date::MAX,
            covers_to: Date::MIN,
            holidays: BTreeMap::new(),
        },
        BankHolidays::from,
    )
});

impl BankHolidays {
    /// The list that this program carries.
    #[must_use]
    pub fn england() -> &'static Self {
        &ENGLAND
    }

    /// The name of the holiday on a date, if it is one.
    #[must_use]
    pub fn title(&self, date: Date) -> Option<&str> {
        self.holidays.get(&date).map(|holiday| holiday.title.as_str())
    }

    /// Whether the list can be relied on for a date.
    #[must_use]
    pub fn covers(&self, date: Date) -> bool {
        self.covers_from <= date && date <= self.covers_to
    }

    /// Whether a date is a working day by SI 2006/1738 reg.2; `None` is a date not covered.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> Option<bool> {
        self.working_day(date).map(|counts| counts.is_ok())
    }

    /// As [`Self::is_working_day`], with the reason why not.
    #[must_use]
    pub fn working_day(&self, date: Date) -> Option<Result<(), NotCounted>> {
        self.covers(date).then(|| {
            if is_weekend(date) {
                return Err(NotCounted::Weekend);
            }
            self.not_holiday(date)
        })
    }

    fn not_holiday(&self, date: Date) -> Result<(), NotCounted> {
        match self.holidays.get(&date) {
            Some(holiday) => Err(NotCounted::Holiday(holiday.clone())),
            None => Ok(()),
        }
    }
}

/// The versions of the calendars that an answer was computed with; `None` is one not needed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct CalendarVersions {
    /// The bank holidays.
    pub bank_holidays: Option<u32>,
    /// The school's terms and closures.
    pub school: Option<u32>,
}

impl CalendarVersions {
    /// These, and where one was not needed the other's.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { bank_holidays: self.bank_holidays.or(other.bank_holidays), school: self.school.or(other.school) }
    }
}

/// What is known about the days, for one count.
#[derive(Clone, Copy, Debug)]
pub struct Calendars<'a> {
    /// The bank and common-law holidays.
    pub bank: &'a BankHolidays,
    /// The school's terms and closures, where they are known.
    pub school: Option<&'a SchoolCalendar>,
    /// Other calendars published for the same school, while nobody has chosen one. On a day about which
    /// they differ from the first nothing can be computed.
    pub rivals: &'a [SchoolCalendar],
}

impl Calendars<'static> {
    /// The bank holidays that this program carries, and no school.
    #[must_use]
    pub fn england() -> Self {
        Self { bank: BankHolidays::england(), school: None, rivals: &[] }
    }
}

impl<'a> Calendars<'a> {
    /// The same with other bank holidays.
    #[must_use]
    pub fn with_bank(self, bank: &'a BankHolidays) -> Self {
        Self { bank, ..self }
    }

    /// The same with a school's calendar.
    #[must_use]
    pub fn with_school(self, school: &'a SchoolCalendar) -> Self {
        Self { school: Some(school), ..self }
    }

    /// Whether a date counts as one of the unit, or why not; months count every day.
    pub fn counts(&self, date: Date, unit: Unit) -> Result<Result<(), NotCounted>, CannotCompute> {
        match unit {
            Unit::Days | Unit::Months => Ok(Ok(())),
            Unit::WorkingDays => self.bank.working_day(date).ok_or(missing(WhichCalendar::BankHolidays, date)),
            Unit::SchoolDays => self.school_day(date),
        }
    }

    /// A session the school has announced is one, even on a bank holiday: the test is whether
    /// there is a session at that school (Education Act 1996 s.579).
    fn school_day(&self, date: Date) -> Result<Result<(), NotCounted>, CannotCompute> {
        let told = |school: &'a SchoolCalendar| school.in_session(date).map(|told| (school, told));
        let mut known = self.school.into_iter().chain(self.rivals).filter_map(told);
        let (school, in_session) = known.next().ok_or(missing(WhichCalendar::School, date))?;
        if known.any(|(_, other)| other.is_ok() != in_session.is_ok()) {
            return Err(CannotCompute::CalendarsDiffer { date });
        }
        if in_session.is_err() || school.also_open.contains(&date) {
            return Ok(in_session);
        }
        if !self.bank.covers(date) {
            return Err(missing(WhichCalendar::BankHolidays, date));
        }
        Ok(self.bank.not_holiday(date))
    }

    /// The versions that a count in this unit with this roll rests on.
    #[must_use]
    pub fn versions(&self, unit: Unit, roll: Roll) -> CalendarVersions {
        let school = unit == Unit::SchoolDays || roll == Roll::NextSchoolDay;
        let bank = school || unit == Unit::WorkingDays || roll == Roll::NextWorkingDay;
        CalendarVersions {
            bank_holidays: bank.then_some(self.bank.version),
            school: self.school.filter(|_| school).map(|school| school.version),
        }
    }
}

fn missing(which: WhichCalendar, date: Date) -> CannotCompute {
    CannotCompute::CalendarMissing { which, date }
}

pub(super) fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}
