//! Which clocks a report is about.

use super::walk::Line;
use crate::problem::{Kind, Pointed, Problem};
use crate::work::list_of;
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use redress_domain::clock::{Basis, Owner, RuleId, civil_date};
use redress_domain::complaint::stage::Stage;
use redress_domain::law::{GuaranteeId, LaCode};
use redress_domain::policy::Sight;
use redress_domain::report::Standing;
use redress_domain::{Actor, Urn};
use redress_projections::views::cases::List;
use schemars::JsonSchema;
use serde::Deserialize;

/// Which deadlines to report. Filters are joined by "and".
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportQuery {
    /// Only what is due in so many days or sooner, counted from the day of the report.
    #[schemars(range(max = 3650))]
    pub within: Option<u16>,
    /// Only what stands so on the day of the report; if left out, all that is still owed.
    pub status: Option<Standing>,
    /// Only in cases at this stage.
    pub stage: Option<Stage>,
    /// Only under this rule, such as `T04`.
    pub rule: Option<RuleId>,
    /// Only under rules of this authority.
    pub basis: Option<Basis>,
    /// Only what this body or person must do.
    pub owed_by: Option<Owner>,
    /// Only in cases about this school.
    pub school: Option<Urn>,
    /// Only in cases about the schools of this local authority, or in which it is a respondent.
    pub authority: Option<LaCode>,
    /// Only in cases about this Guarantee.
    pub guarantee: Option<GuaranteeId>,
    /// The day to report on, what was true on it; today if left out.
    pub as_of: Option<Date>,
    /// The instant to report from, leaving out what was recorded later; now if left out.
    pub known_at: Option<Timestamp>,
    /// Whether to count all that fit by their status too.
    pub totals: Option<bool>,
    /// How many, 1 to 100; if left out 20, or 10,000 in CSV.
    #[schemars(range(min = 1, max = 100))]
    pub limit: Option<u16>,
    /// The "next" marker of the page before.
    pub after: Option<String>,
}

/// The day and the instant of a report, as asked for.
///
/// # Errors
/// They have not come yet.
pub(super) fn times(
    as_of: Option<Date>,
    known_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<(Date, Timestamp), Problem> {
    if known_at.is_some_and(|at| at > now) {
        return Err(wrong("known_at", "Give an instant that has come: nobody knows yet what will be recorded."));
    }
    if as_of.is_some_and(|on| on > civil_date(now)) {
        return Err(wrong("as_of", "Give today or a day that has gone by: nobody knows yet what will be true."));
    }
    let known_at = known_at.unwrap_or(now);
    Ok((as_of.unwrap_or_else(|| civil_date(known_at)), known_at))
}

/// The shortest list that holds the caller's cases about a school or an area. The policy still decides on each.
///
/// # Errors
/// Both are named.
pub(super) fn list(caller: &Actor, school: Option<Urn>, authority: Option<LaCode>) -> Result<List, Problem> {
    match (school, authority) {
        (Some(_), Some(_)) => Err(wrong("authority", "Name a school or a local authority, not both.")),
        (Some(urn), None) => Ok(List::School(urn)),
        (None, Some(code)) => Ok(List::Area(code)),
        (None, None) => Ok(list_of(caller)),
    }
}

fn wrong(field: &str, words: &str) -> Problem {
    Problem::at(Kind::BadQuery, vec![Pointed::new(field, words)])
}

impl ReportQuery {
    /// The last day that is looked at.
    pub(super) fn far(&self, on: Date) -> Date {
        self.within.map_or(Date::MAX, |days| on.saturating_add(Span::new().days(i64::from(days))))
    }

    /// Whether a clock fits, beside its list and its day.
    pub(super) fn fits(&self, line: &Line, caller: &Actor, on: Date) -> bool {
        let facts = &line.case.facts;
        let sight = Sight::new(caller, facts);
        let mut linked = facts.guarantees.iter().filter(|(issue, _)| sight.sees_issue(**issue));
        self.stage.is_none_or(|stage| line.stage == stage)
            && self.rule.as_ref().is_none_or(|rule| line.clock.rule == *rule)
            && self.basis.is_none_or(|basis| line.clock.row().is_some_and(|row| row.basis == basis))
            && self.owed_by.is_none_or(|owner| line.clock.owed_by == owner)
            && self.school.is_none_or(|urn| facts.schools.contains(&urn) && line.clock.runs_for(urn))
            && self.guarantee.is_none_or(|wanted| linked.any(|(_, known)| *known == wanted))
            && self.status.is_none_or(|status| Standing::of(&line.clock, on) == status)
    }
}
