//! The walk over the clocks of a caller's cases: those that stand now, in the order of their days, from the view;
//! those of another day or instant, case by case, folded from the log.

use super::filter::{ReportQuery, list, times};
use crate::app::App;
use crate::cursor;
use crate::problem::Problem;
use crate::work::{marker, start_of};
use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::complaint::deadlines::Deadline;
use redress_domain::complaint::stage::Stage;
use redress_domain::ids::DeadlineNo;
use redress_domain::policy::{self, Sight};
use redress_domain::report::Then;
use redress_domain::{Action, Actor, Body};
use redress_projections::views::cases::{CaseRow, List};
use redress_projections::views::deadlines::After;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How many rows one question to a view brings, after the first.
pub(crate) const STEP: u32 = 100;

/// The most rows one page looks through, so that a filter which fits little gives up and says where to go on.
const MOST: usize = 2_000;

/// A clock that fits a report.
#[derive(Debug)]
pub(crate) struct Line {
    /// Its case, as it is now: that decides who may see it.
    pub(crate) case: Arc<CaseRow>,
    /// Where the case stood on the day of the report.
    pub(crate) stage: Stage,
    /// The clock as it stood.
    pub(crate) clock: Deadline,
    mark: Mark,
}

/// Where a page ended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Mark {
    /// Among what is owed, or what is not, in the order of its days.
    Now(bool, After),
    /// At a clock of the case lodged at this position.
    Then(i64, DeadlineNo),
}

/// A walk that has begun.
pub(crate) struct Walk<'a> {
    app: &'a App,
    caller: &'a Actor,
    query: &'a ReportQuery,
    list: List,
    /// The day that is reported on.
    pub(crate) on: Date,
    /// The instant up to which what was recorded counts.
    pub(crate) known_at: Timestamp,
    /// How many rows it has looked at.
    pub(crate) looked: usize,
    past: bool,
    /// Whether what is no longer owed comes after what is.
    all: bool,
    owed: bool,
    at: Option<Mark>,
    /// The last place at which a page may end: a marker is read by whoever has it, and must name no clock that they
    /// may not know of.
    told_to: Option<Mark>,
    over: bool,
}

impl<'a> Walk<'a> {
    /// Begins after a marker, over what is still owed or stands as asked for, or over all.
    ///
    /// # Errors
    /// The marker is of another report, or the times have not come.
    pub(crate) fn over(
        app: &'a App,
        caller: &'a Actor,
        query: &'a ReportQuery,
        after: Option<&str>,
        all: bool,
    ) -> Result<Self, Problem> {
        let (on, known_at) = times(query.as_of, query.known_at, app.clock.now())?;
        // A family's cases are found by its people, and are few.
        let past = query.as_of.is_some() || query.known_at.is_some() || caller.body == Body::Family;
        let at = cursor::decode::<Mark>(if past { "then" } else { "due" }, after)?;
        let owed = match &at {
            Some(Mark::Now(owed, _)) => *owed,
            _ => all || query.status.is_none_or(redress_domain::report::Standing::owed),
        };
        let all = all && query.status.is_none();
        let list = list(caller, query.school, query.authority)?;
        Ok(Self { app, caller, query, list, on, known_at, looked: 0, past, all, owed, at, told_to: None, over: false })
    }

    /// The next clocks that fit, of so many rows, which may be none; nothing when there are no more to look at.
    ///
    /// # Errors
    /// The database fails.
    pub(crate) async fn step(&mut self, rows: u32) -> Result<Option<Vec<Line>>, Problem> {
        if self.over {
            return Ok(None);
        }
        let mut lines = if self.past { self.then().await? } else { self.now(rows).await? };
        lines.retain(|line| self.query.fits(line, self.caller, self.on));
        Ok(Some(lines))
    }

    async fn now(&mut self, rows: u32) -> Result<Vec<Line>, Problem> {
        let after = match &self.at {
            Some(Mark::Now(_, after)) => Some(after),
            _ => None,
        };
        let far = self.query.far(self.on);
        let found = self.app.store.deadlines(self.list, self.owed, far, after, rows).await?;
        self.looked += found.len();
        let short = found.len() < rows as usize;
        let owed = self.owed;
        let mut day = match &self.at {
            Some(Mark::Now(_, (due, ..))) => Some(due.clone()),
            _ => found.first().map(|row| marker(row).0),
        };
        let mut lines = Vec::with_capacity(found.len());
        for row in found {
            let after = marker(&row);
            let begins = (day.as_ref() != Some(&after.0)).then(|| start_of(&after));
            day = Some(after.0.clone());
            let mark = Mark::Now(owed, after);
            self.at = Some(mark.clone());
            let stage = row.case.facts.stage;
            let line = self.told(&Arc::new(row.case), &row.deadline, stage, mark.clone());
            let told_to = if line.is_some() { Some(mark) } else { begins.map(|begins| Mark::Now(owed, begins)) };
            self.told_to = told_to.or(self.told_to.take());
            lines.extend(line);
        }
        if short {
            self.over = !(self.all && self.owed);
            (self.owed, self.at, self.told_to) = (false, None, None);
        }
        Ok(lines)
    }

    async fn then(&mut self) -> Result<Vec<Line>, Problem> {
        let mark = match self.at.take() {
            Some(Mark::Then(since, number)) => Some((since, number)),
            _ => None,
        };
        // The case at which the page before ended is looked at again.
        let below = mark.map(|(since, _)| since.saturating_add(1));
        let cases = match self.caller.body {
            Body::Family if self.query.authority.is_none() => {
                self.app.store.cases_of(self.caller.person, below, STEP).await?
            }
            _ => self.app.store.cases(self.list, None, below, STEP).await?,
        };
        self.looked += cases.len();
        self.over = cases.len() < STEP as usize;
        self.at = cases.last().map(|case| Mark::Then(case.since, DeadlineNo(u16::MAX)));
        let mut records = self.app.store.complaints(&cases.iter().map(|case| case.id).collect::<Vec<_>>()).await?;
        let far = self.query.far(self.on);
        let mut lines = Vec::new();
        for case in cases.into_iter().map(Arc::new) {
            let then = Then::of(&records.remove(&case.id).unwrap_or_default(), self.on, self.known_at);
            for clock in then.clocks {
                let before = mark.is_some_and(|(since, number)| case.since == since && clock.deadline <= number);
                let wanted = self.all || clock.owed() == self.owed;
                if !before && wanted && clock.due.is_none_or(|due| due <= far) {
                    let mark = Mark::Then(case.since, clock.deadline);
                    lines.extend(self.told(&case, &clock, then.facts.stage, mark));
                }
            }
        }
        Ok(lines)
    }

    /// A clock as the caller may know of it, if they may.
    fn told(&self, case: &Arc<CaseRow>, clock: &Deadline, stage: Stage, mark: Mark) -> Option<Line> {
        let sight = Sight::new(self.caller, &case.facts);
        let theirs = policy::allow(self.caller, Action::ReadDeadlines, &case.facts).is_ok();
        let line = || Line { case: Arc::clone(case), stage, clock: sight.clock(clock), mark };
        (theirs && sight.sees_clock(clock) && clock.counts_for(self.caller.body)).then(line)
    }

    /// Where a page may end that ends among clocks which are not told.
    fn end(&self) -> Option<Mark> {
        if self.past { self.at.clone() } else { self.told_to.clone() }
    }

    /// So many of the next clocks, and the marker of what comes after them, if something may.
    ///
    /// # Errors
    /// The database fails.
    pub(crate) async fn page(&mut self, limit: usize) -> Result<(Vec<Line>, Option<String>), Problem> {
        let mut lines = Vec::new();
        while lines.len() <= limit && (self.looked < MOST.max(limit) || self.end().is_none()) {
            // Where nothing is filtered out, that is all that is read: a page, and whether something comes after it.
            let rows =
                if lines.is_empty() && self.looked == 0 { u32::try_from(limit + 1).unwrap_or(STEP) } else { STEP };
            let Some(found) = self.step(rows).await? else { break };
            lines.extend(found);
        }
        let mark = if lines.len() > limit {
            lines.truncate(limit);
            lines.last().map(|line| line.mark.clone())
        } else {
            self.end().filter(|_| !self.over)
        };
        let next = mark.and_then(|mark| cursor::encode(if self.past { "then" } else { "due" }, mark));
        Ok((lines, next))
    }
}
