//! What is due for disposal: closed files whose time of keeping is over. Erasing one takes two people.

use crate::app::App;
use crate::asked::{Asked, Reply};
use crate::cursor;
use crate::disclosures;
use crate::files::File;
use crate::problem::Problem;
use crate::work;
use jiff::Span;
use jiff::civil::Date;
use redress_domain::clock::civil_date;
use redress_domain::complaint::facts::{CaseFacts, Flag};
use redress_domain::complaint::stage::Stage;
use redress_domain::complaint::{Event, erasure, file, intake};
use redress_domain::law::{self, Kept, Retention};
use redress_domain::{Action, Actor, Body, ComplaintId, Fact, Refused, policy};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The most rows one page looks through.
const MOST: usize = 500;

/// Which disposals to list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DisposalsQuery {
    /// Also what will be due in so many days.
    #[schemars(range(max = 3650))]
    pub within: Option<u16>,
    /// How many, 1 to 100; 20 if left out.
    #[schemars(range(min = 1, max = 100))]
    pub limit: Option<u16>,
    /// The "next" marker of the page before.
    pub after: Option<String>,
}

/// A closed file whose time of keeping is over, or will be.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Disposal {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The short reference that people quote.
    pub reference: String,
    /// The day it was closed.
    pub closed_on: Date,
    /// The last day on which it is kept.
    pub kept_until: Date,
    /// The schedule that keeps it longest.
    pub schedule: Retention,
    /// What bars its disposal, among what the caller may know.
    pub barred_by: Vec<Flag>,
    /// Whether somebody has proposed to erase the whole file: a second person confirms it.
    pub proposed: bool,
    /// Where to propose it.
    pub href: String,
}

/// One page of disposals.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DisposalPage {
    /// The files, what was lodged last first.
    pub disposals: Vec<Disposal>,
    /// The marker of the next page, if there is one.
    pub next: Option<String>,
}

/// The day a file was closed, if it is closed and holds what can be erased. A family may have taken it further since.
fn closed_on(file: &File) -> Option<Date> {
    let mut closed = None;
    if file.complaint.facts.stage != Stage::Closed {
        return None;
    }
    for record in &file.records {
        match &record.fact {
            Fact::Complaint(Event::File(file::Event::CaseClosed { .. })) => closed = Some(civil_date(record.at)),
            Fact::Complaint(Event::Erasure(erasure::Event::PersonalDataErased { person: None, .. })) => return None,
            _ => {}
        }
    }
    closed
}

/// The pupil's day of birth, where it is on file. That it was read is recorded, since the answer may tell it.
async fn born_on(app: &App, file: &File, caller: &Actor) -> Result<Option<Date>, Problem> {
    let held = file.records.iter().find_map(|record| match &record.fact {
        Fact::Complaint(Event::Intake(intake::Event::ComplaintSubmitted { pupil, .. })) => {
            pupil.as_ref().and_then(|pupil| pupil.born_on.clone())
        }
        _ => None,
    });
    let Some(held) = held else { return Ok(None) };
    disclosures::record(app, file, caller).await?;
    let words = app.store.open_texts(&[held]).await?.pop().flatten();
    Ok(words.and_then(|words| words.trim().parse().ok()))
}

fn row(file: &File, closed_on: Date, Kept { until, by }: Kept) -> Disposal {
    let facts = &file.complaint.facts;
    let bars = [Flag::LegalHold, Flag::ErasureRestricted];
    Disposal {
        complaint: file.id,
        reference: file.id.reference(),
        closed_on,
        kept_until: until,
        schedule: by.clone(),
        barred_by: bars.into_iter().filter(|flag| facts.has(*flag)).collect(),
        proposed: file.complaint.erasure.proposed.iter().any(|proposal| proposal.person.is_none()),
        href: format!("/v1/complaints/{}/propose-erasure", file.id),
    }
}

/// Lists the closed files of the caller's body whose time of keeping is over.
///
/// # Errors
/// The caller does not watch over personal data, or a marker is not right.
pub async fn list_disposals(asked: Asked<DisposalsQuery>) -> Result<Reply<DisposalPage>, Problem> {
    let (app, caller) = (&asked.app, asked.caller()?);
    if caller.body == Body::Family || !policy::may(caller.role, Action::ListDisposals) {
        return Err(Refused::NotPermitted { action: Action::ListDisposals.name() }.into());
    }
    let limit = cursor::limit(asked.query.limit)?;
    let mut below = cursor::decode::<i64>("disposal", asked.query.after.as_deref())?;
    let today = civil_date(app.clock.now());
    let by = today.saturating_add(Span::new().days(i64::from(asked.query.within.unwrap_or_default())));
    let (mut rows, mut looked): (Vec<(i64, Disposal)>, usize) = (Vec::new(), 0);
    while rows.len() <= limit && looked < MOST {
        let cases = work::step(app, caller, Some(Stage::Closed), below).await?;
        looked += cases.len();
        below = cases.last().map(|last| last.since);
        if below.is_none() {
            break;
        }
        let theirs = |facts: &CaseFacts| policy::allow(caller, Action::ListDisposals, facts).is_ok();
        for case in cases.into_iter().filter(|case| theirs(&case.facts)) {
            let file = app.store.file(case.id).await?;
            let Some(closed) = closed_on(&file) else { continue };
            // Most are kept for their closing's sake alone, and nobody's birthday need be read for them.
            if law::kept(closed, None).is_none_or(|kept| kept.until >= by) {
                continue;
            }
            let kept = law::kept(closed, born_on(app, &file, caller).await?);
            rows.extend(kept.filter(|kept| kept.until < by).map(|kept| (case.since, row(&file, closed, kept))));
        }
    }
    // Where nothing was due in many files, the next page goes on from the last that was looked at.
    let mut last = below.filter(|_| looked >= MOST);
    if rows.len() > limit {
        rows.truncate(limit);
        last = rows.last().map(|(position, _)| *position);
    }
    let next = last.and_then(|position| cursor::encode("disposal", position));
    Ok(DisposalPage { disposals: rows.into_iter().map(|(_, row)| row).collect(), next }.into())
}
