//! A desk: the cases of a body by what is due in them, the first first, and after them those that owe nothing.

use crate::app::App;
use crate::problem::Problem;
use crate::work::step;
use jiff::civil::Date;
use redress_domain::clock::civil_date;
use redress_domain::complaint::deadlines::Deadline;
use redress_domain::complaint::desk::{OnDesk, Place, Standing};
use redress_domain::complaint::facts::CaseFacts;
use redress_domain::complaint::stage::{Level, Stage};
use redress_domain::policy;
use redress_domain::{Action, Actor, Body, ComplaintId, PersonId, Urn};
use redress_projections::views::cases::CaseRow;
use redress_projections::views::desks::{At, Desk, Part};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many rows one question to a view brings, after the first.
const STEP: u32 = 100;

/// The most rows one page looks through, so that a filter which fits nothing ends.
const MOST: usize = 2_000;

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

/// One case of a desk.
#[derive(Debug)]
pub struct Case {
    /// The complaint.
    pub id: ComplaintId,
    /// What lists know of it.
    pub facts: CaseFacts,
    /// The clock that tells how it stands.
    pub clock: Option<Deadline>,
    /// How it stands.
    pub standing: Standing,
}

impl Case {
    /// A case of a caller's list, with the clock that tells them how it stands.
    #[must_use]
    pub fn of(caller: &Actor, row: CaseRow, on: Option<&OnDesk>, today: Date) -> Self {
        let clock = on.and_then(|on| on.telling(caller, &row.facts));
        Self { id: row.id, facts: row.facts, standing: Standing::of(clock.as_ref(), today), clock }
    }

    /// Who deals with it for the caller's body, where somebody was named.
    #[must_use]
    pub fn assigned(&self, caller: &Actor) -> Option<&PersonId> {
        self.facts.assigned.get(&level_of(caller)?)
    }
}

/// Where a page of a desk ended.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Mark {
    /// At this place.
    At(At),
    /// At the case lodged at this position.
    Lodged(i64),
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

impl Chosen {
    fn fits(&self, caller: &Actor, case: &Case) -> bool {
        let stage = case.facts.stage;
        let assigned = case.assigned(caller);
        self.stage.map_or(stage != Stage::Closed, |wanted| wanted == stage)
            && self.standing.is_none_or(|wanted| wanted == case.standing)
            && (!self.mine || assigned == Some(&caller.person))
            && (!self.unassigned || assigned.is_none())
    }

    /// Whether a case of a list is the caller's, and chosen: the case as it is shown.
    fn shows(&self, caller: &Actor, row: CaseRow, on: Option<&OnDesk>, today: Date) -> (bool, Option<Case>) {
        let theirs = policy::allow(caller, Action::ReadCase, &row.facts).is_ok();
        let case = theirs.then(|| Case::of(caller, row, on, today));
        (theirs, case.filter(|case| self.fits(caller, case)))
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
    let desk = match caller.body {
        Body::School(urn) => Desk::School(urn),
        Body::Authority(code) => Desk::Authority(code),
        Body::Ombudsman => Desk::Ombudsman,
        Body::Department => Desk::Department,
        Body::Family | Body::Service => return lodged(app, caller, chosen, after, limit).await,
    };
    let today = civil_date(app.clock.now());
    let (from, to) = chosen.standing.map_or((Place::Undated, Place::Closed), |standing| standing.places(today));
    let mut part = Part {
        desk,
        protects: policy::may(caller.role, Action::ReadSafeguarding),
        stage: chosen.stage,
        from,
        // What is closed stands last of all, and is shown to who asks for it.
        to: Some(to).filter(|to| (*to, chosen.stage) != (Place::Closed, Some(Stage::Closed))),
        after: match after {
            Some(Mark::At(at)) => Some(at),
            _ => None,
        },
    };
    let (mut found, mut looked) = (Found::default(), 0);
    // Where nothing is filtered out, that is all that is read: a page, and whether something comes after it.
    let mut rows = u32::try_from(limit + 1).unwrap_or(STEP);
    loop {
        let page = app.store.desk(&part, rows).await?;
        let last = page.len() < rows as usize;
        looked += page.len();
        for row in page {
            let (theirs, case) = chosen.shows(caller, row.case, Some(&row.on), today);
            if let Some(case) = case {
                if found.cases.len() == limit {
                    return Ok(found);
                }
                found.cases.push(case);
            }
            // A marker is read by whoever has it, and names no case that they may not know of.
            if theirs {
                found.next = Some(Mark::At(row.at.clone()));
            }
            part.after = Some(row.at);
        }
        if last {
            found.next = None;
            return Ok(found);
        }
        if looked >= MOST && found.next.is_some() {
            return Ok(found);
        }
        rows = STEP;
    }
}

/// A page of the cases of those who have no desk of a body, what was lodged last coming first: a family's are those
/// that its people are on, and who checks the record reads all.
async fn lodged(
    app: &App,
    caller: &Actor,
    chosen: &Chosen,
    after: Option<Mark>,
    limit: usize,
) -> Result<Found, Problem> {
    let today = civil_date(app.clock.now());
    let mut below = match after {
        Some(Mark::Lodged(below)) => Some(below),
        _ => None,
    };
    let (mut found, mut looked) = (Found::default(), 0);
    loop {
        let rows = step(app, caller, chosen.stage, below).await?;
        let last = rows.len() < STEP as usize;
        looked += rows.len();
        let on = app.store.on_desks(&rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
        for row in rows {
            let (id, since) = (row.id, row.since);
            if let (_, Some(case)) = chosen.shows(caller, row, on.get(&id), today) {
                if found.cases.len() == limit {
                    return Ok(found);
                }
                found.cases.push(case);
            }
            below = Some(since);
            found.next = below.map(Mark::Lodged);
        }
        if last {
            found.next = None;
            return Ok(found);
        }
        if looked >= MOST {
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
