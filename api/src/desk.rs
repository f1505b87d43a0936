//! A desk: the cases of a body by what is due in them, the first first, and after them those that owe nothing.

use crate::app::App;
use crate::problem::Problem;
use crate::work::{list_of, marker, start_of, step};
use jiff::Span;
use jiff::civil::Date;
use redress_domain::clock::{Owner, civil_date};
use redress_domain::complaint::deadlines::Deadline;
use redress_domain::complaint::facts::CaseFacts;
use redress_domain::complaint::stage::{Level, Stage};
use redress_domain::policy::{self, Sight};
use redress_domain::{Action, Actor, Body, ComplaintId, PersonId, Urn, report};
use redress_projections::views::cases::CaseRow;
use redress_projections::views::deadlines::After;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many rows one question to a view brings.
const STEP: u32 = 100;

/// The most rows one page looks through, so that a filter which fits nothing ends.
const MOST: usize = 2_000;

/// In how many days or fewer something is due soon.
const SOON: i64 = 7;

/// Which cases of a desk to show.
#[derive(Debug, Default)]
pub struct Chosen {
    /// Only at this stage.
    pub stage: Option<Stage>,
    /// Only those that stand like this.
    pub standing: Option<Standing>,
    /// Only those that the caller deals with.
    pub mine: bool,
    /// Only those that nobody deals with yet.
    pub unassigned: bool,
}

/// How a case stands by its first clock: as a report says it, with what is near told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A last day has gone by.
    Late,
    /// A last day is near.
    Soon,
    /// There is time.
    InTime,
    /// The clock stands still.
    Paused,
    /// A last day cannot be worked out.
    Undated,
    /// Nothing is owed.
    Quiet,
}

/// One case of a desk.
#[derive(Debug)]
pub struct Case {
    /// The complaint.
    pub id: ComplaintId,
    /// What lists know of it.
    pub facts: CaseFacts,
    /// The clock that ends first, of those that a body must keep.
    pub clock: Option<Deadline>,
    /// How it stands.
    pub standing: Standing,
}

impl Case {
    /// A case of a caller's list, with the clock that says how it stands.
    #[must_use]
    pub fn of(caller: &Actor, row: CaseRow, owed: Option<&Vec<Deadline>>, today: Date) -> Self {
        let clock = telling(clocks(caller, &row.facts, owed), today);
        Self { id: row.id, facts: row.facts, standing: standing(clock.as_ref(), today), clock }
    }

    /// Who deals with it for the caller's body, where somebody was named.
    #[must_use]
    pub fn assigned(&self, caller: &Actor) -> Option<&PersonId> {
        self.facts.assigned.get(&level_of(caller)?)
    }
}

/// Where a page of a desk ended: among what is due, or after it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Mark {
    /// At this clock.
    Due(After),
    /// Below this case, lodged at this position.
    Rest(Option<i64>),
}

/// A page of a desk.
#[derive(Debug, Default)]
pub struct Found {
    /// The cases.
    pub cases: Vec<Case>,
    /// Where the next page goes on, if there is one.
    pub next: Option<Mark>,
}

/// The level at which a caller's body names who deals with a case.
fn level_of(caller: &Actor) -> Option<Level> {
    match caller.body {
        Body::School(_) => Some(Level::School),
        Body::Ombudsman => Some(Level::Ombudsman),
        _ => None,
    }
}

/// The clock that says how a case stands: the first that was missed, or else the first.
fn telling(clocks: Vec<Deadline>, today: Date) -> Option<Deadline> {
    let missed = clocks.iter().position(|clock| clock.missed(today));
    clocks.into_iter().nth(missed.unwrap_or(0))
}

/// The clocks of a case that its bodies must keep and the caller may know of, the first first.
fn clocks(caller: &Actor, facts: &CaseFacts, owed: Option<&Vec<Deadline>>) -> Vec<Deadline> {
    let sight = Sight::new(caller, facts);
    let family = matches!(caller.body, Body::Family);
    let kept = |clock: &&Deadline| {
        sight.sees_clock(clock) && (family || !matches!(clock.owed_by, Owner::Complainant | Owner::Nobody))
    };
    // In the order of the report, and each as it may be told.
    let mut clocks: Vec<_> = owed.into_iter().flatten().filter(kept).collect();
    clocks.sort_by_key(|clock| (clock.due, clock.deadline));
    clocks.into_iter().map(|clock| sight.clock(clock)).collect()
}

fn standing(clock: Option<&Deadline>, today: Date) -> Standing {
    let Some(clock) = clock else { return Standing::Quiet };
    let near = today.saturating_add(Span::new().days(SOON));
    match report::Standing::of(clock, today) {
        report::Standing::Overdue => Standing::Late,
        report::Standing::Paused => Standing::Paused,
        report::Standing::Undated => Standing::Undated,
        report::Standing::InTime if clock.due.is_some_and(|due| due <= near) => Standing::Soon,
        report::Standing::InTime => Standing::InTime,
        report::Standing::Met | report::Standing::MetLate | report::Standing::Cancelled => Standing::Quiet,
    }
}

impl Chosen {
    fn fits(&self, caller: &Actor, case: &Case) -> bool {
        let stage = case.facts.stage;
        let assigned = case.assigned(caller);
        self.stage.map_or(stage != Stage::Closed, |wanted| wanted == stage)
            && self.standing.is_none_or(|wanted| wanted == case.standing)
            && (!self.mine || assigned == Some(&caller.person))
            && (!self.unassigned || assigned.is_none())
    }
}

/// A page of the caller's desk.
///
/// # Errors
/// The database fails.
pub async fn desk(
    app: &App,
    caller: &Actor,
    chosen: &Chosen,
    after: Option<Mark>,
    limit: usize,
) -> Result<Found, Problem> {
    let today = civil_date(app.clock.now());
    let mut found = Found::default();
    let case = |row: CaseRow, clock: Option<Deadline>| {
        let theirs = policy::allow(caller, Action::ReadCase, &row.facts).is_ok();
        let case = Case { id: row.id, facts: row.facts, standing: standing(clock.as_ref(), today), clock };
        Some(case).filter(|case| theirs && chosen.fits(caller, case))
    };
    let mut looked = 0;
    let (mut at, mut below) = match after {
        Some(Mark::Rest(below)) => (None, below),
        Some(Mark::Due(at)) => (Some(Some(at)), None),
        // A family's list is its own people's, which the report of clocks does not know.
        None if caller.body == Body::Family => (None, None),
        None => (Some(None), None),
    };
    // A marker names no clock that the caller may not know of.
    let mut told_to = None;
    while let Some(mark) = at.take() {
        let lines = app.store.deadlines(list_of(caller), true, Date::MAX, mark.as_ref(), STEP).await?;
        let last = lines.len() < STEP as usize;
        looked += lines.len();
        let mut ids: Vec<_> = lines.iter().map(|line| line.case.id).collect();
        ids.dedup();
        let owed = app.store.owed(&ids).await?;
        let mut end = mark;
        for line in lines {
            let place = marker(&line);
            if end.as_ref().is_some_and(|before| before.0 != place.0) {
                told_to = Some(start_of(&place));
            }
            end = Some(place.clone());
            // A case with several clocks stands once, at its first.
            let clocks = clocks(caller, &line.case.facts, owed.get(&line.case.id));
            if clocks.first().is_none_or(|first| first.deadline != line.deadline.deadline) {
                continue;
            }
            if let Some(case) = case(line.case, telling(clocks, today)) {
                if found.cases.len() == limit {
                    return Ok(found);
                }
                found.cases.push(case);
                told_to = Some(place);
                found.next = told_to.clone().map(Mark::Due);
            }
        }
        if looked >= MOST && told_to.is_some() {
            found.next = told_to.map(Mark::Due);
            return Ok(found);
        }
        if !last {
            at = Some(end);
        }
    }
    found.next = None;
    // Whatever has a day stands among the clocks.
    let dated = matches!(chosen.standing, Some(Standing::Late | Standing::Soon | Standing::InTime));
    if dated && caller.body != Body::Family {
        return Ok(found);
    }
    loop {
        let full = found.cases.len() == limit;
        let rows = step(app, caller, chosen.stage, below).await?;
        let last = rows.len() < STEP as usize;
        looked += rows.len();
        let owed = app.store.owed(&rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
        for row in rows {
            let since = row.since;
            let first = telling(clocks(caller, &row.facts, owed.get(&row.id)), today);
            // What owes something stands above, on a desk.
            let above = first.is_some() && caller.body != Body::Family;
            if let Some(case) = case(row, first).filter(|_| !above) {
                if full || found.cases.len() == limit {
                    found.next = Some(Mark::Rest(below));
                    return Ok(found);
                }
                found.cases.push(case);
            }
            below = Some(since);
        }
        if last {
            return Ok(found);
        }
        if looked >= MOST {
            found.next = Some(Mark::Rest(below));
            return Ok(found);
        }
    }
}

/// The names of schools that were asked for, so that each is looked up once; a number where the register does not
/// know it.
#[derive(Debug, Default)]
pub struct SchoolNames(BTreeMap<Urn, String>);

impl SchoolNames {
    /// A school's name, or nothing for no school.
    ///
    /// # Errors
    /// The database fails.
    pub async fn of(&mut self, app: &App, urn: Option<Urn>) -> Result<String, Problem> {
        let Some(urn) = urn else { return Ok(String::new()) };
        if let Some(known) = self.0.get(&urn) {
            return Ok(known.clone());
        }
        let name = school_name(app, Some(urn)).await?;
        self.0.insert(urn, name.clone());
        Ok(name)
    }
}

/// A school's name; its number where the register does not know it.
///
/// # Errors
/// The database fails.
pub async fn school_name(app: &App, urn: Option<Urn>) -> Result<String, Problem> {
    let Some(urn) = urn else { return Ok(String::new()) };
    Ok(app.store.school(urn).await?.map_or_else(|| urn.to_string(), |entry| entry.name))
}
