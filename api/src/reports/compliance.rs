//! How well time limits are kept, and how long each stage takes: for a school, or for the schools of an area.

use super::filter::{list, times};
use crate::app::App;
use crate::asked::{Asked, Reply};
use crate::problem::{Kind, Pointed, Problem};
use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::clock::{Basis, Owner};
use redress_domain::complaint::deadlines::Deadline;
use redress_domain::complaint::stage::Stage;
use redress_domain::law::LaCode;
use redress_domain::policy::{self, Sight};
use redress_domain::report::{Spread, Standing, Then};
use redress_domain::{Action, Actor, Urn};
use redress_projections::views::cases::CaseRow;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many cases one question to the log brings.
const STEP: u32 = 100;

/// The most cases that are counted; beyond, the answer says that it is not complete.
const MOST: usize = 5_000;

/// Whose compliance, and when.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplianceQuery {
    /// The school.
    pub school: Option<Urn>,
    /// The local authority: the cases about its schools, and those in which it is a respondent.
    pub authority: Option<LaCode>,
    /// The day to report on; today if left out.
    pub as_of: Option<Date>,
    /// The instant to report from, leaving out what was recorded later; now if left out.
    pub known_at: Option<Timestamp>,
}

/// How long one stage took.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct StageRow {
    /// The stage.
    pub stage: Stage,
    /// How often it has ended, and after how many days.
    pub ended: Spread,
}

/// How one time limit was kept.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TimeLimitRow {
    /// The rule.
    pub rule: String,
    /// What must be done, in a few words.
    pub name: String,
    /// What authority it has.
    pub basis: Option<Basis>,
    /// Who must act.
    pub owed_by: Owner,
    /// How many stand in each way.
    pub by_status: BTreeMap<Standing, usize>,
    /// The share done in time, of those that were done or whose last day has gone by: 0 to 1.
    pub share_in_time: Option<f64>,
    /// After how many days from the start it was done.
    pub done: Option<Spread>,
}

/// How well time limits were kept.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Compliance {
    /// The day that is reported on.
    pub as_of: Date,
    /// The instant up to which what was recorded is counted.
    pub known_at: Timestamp,
    /// How many cases were counted.
    pub cases: usize,
    /// Whether every case was counted. Where there are very many, the count stops.
    pub complete: bool,
    /// How long the stages took, in the order of the journey.
    pub stages: Vec<StageRow>,
    /// How the time limits were kept.
    pub time_limits: Vec<TimeLimitRow>,
}

/// What is gathered of the cases.
#[derive(Default)]
struct Gathered {
    cases: usize,
    stages: BTreeMap<Stage, Vec<i32>>,
    clocks: BTreeMap<String, Vec<Deadline>>,
}

/// Answers how well time limits were kept in the cases of a school or an area that the caller may see.
///
/// # Errors
/// Neither a school nor an authority is named, or both are; or the times have not come.
pub async fn report_compliance(asked: Asked<ComplianceQuery>) -> Result<Reply<Compliance>, Problem> {
    Ok(compliance(&asked.app, asked.caller()?, &asked.query).await?.into())
}

/// The same, for the API and for the page that shows it.
///
/// # Errors
/// As [`report_compliance`].
pub async fn compliance(app: &App, caller: &Actor, query: &ComplianceQuery) -> Result<Compliance, Problem> {
    if query.school.is_none() && query.authority.is_none() {
        let words = "Name a school by its number, or a local authority by its code.";
        return Err(Problem::at(Kind::BadQuery, vec![Pointed::new("school", words)]));
    }
    let (on, known_at) = times(query.as_of, query.known_at, app.clock.now())?;
    let (gathered, complete) = gather(app, caller, query, on, known_at).await?;
    let stages = gathered.stages.into_iter();
    let stages = stages.filter_map(|(stage, days)| Some(StageRow { stage, ended: Spread::of(days)? })).collect();
    let time_limits = gathered.clocks.into_iter().filter_map(|(rule, clocks)| limit(rule, &clocks, on)).collect();
    Ok(Compliance { as_of: on, known_at, cases: gathered.cases, complete, stages, time_limits })
}

async fn gather(
    app: &App,
    caller: &Actor,
    query: &ComplianceQuery,
    on: Date,
    known_at: Timestamp,
) -> Result<(Gathered, bool), Problem> {
    let store = &app.store;
    let list = list(caller, query.school, query.authority)?;
    let (mut gathered, mut below, mut looked) = (Gathered::default(), None, 0);
    loop {
        let cases = store.cases(list, None, below, STEP).await?;
        let last = cases.len() < STEP as usize;
        looked += cases.len();
        below = cases.last().map(|case| case.since);
        let allowed = |case: &&CaseRow| policy::allow(caller, Action::ReadDeadlines, &case.facts).is_ok();
        let theirs: Vec<_> = cases.iter().filter(allowed).collect();
        let mut records = store.complaints(&theirs.iter().map(|case| case.id).collect::<Vec<_>>()).await?;
        for case in theirs {
            let then = Then::of(&records.remove(&case.id).unwrap_or_default(), on, known_at);
            if then.stages.is_empty() {
                continue;
            }
            gathered.cases += 1;
            for (stage, days) in then.ended() {
                gathered.stages.entry(stage).or_default().push(days);
            }
            let sight = Sight::new(caller, &case.facts);
            let counts = |clock: &&Deadline| match query.school {
                Some(urn) => clock.runs_for(urn),
                None => clock.counts_for(caller.body),
            };
            for clock in then.clocks.iter().filter(|clock| sight.sees_clock(clock)).filter(counts) {
                gathered.clocks.entry(clock.rule.to_string()).or_default().push(sight.clock(clock));
            }
        }
        if last || looked >= MOST {
            return Ok((gathered, last));
        }
    }
}

fn limit(rule: String, clocks: &[Deadline], on: Date) -> Option<TimeLimitRow> {
    let row = clocks.first()?.row();
    let mut by_status = BTreeMap::new();
    for clock in clocks {
        *by_status.entry(Standing::of(clock, on)).or_insert(0_usize) += 1;
    }
    let of = |standing| by_status.get(&standing).copied().unwrap_or(0);
    let told = of(Standing::Met) + of(Standing::MetLate) + of(Standing::Overdue);
    #[expect(clippy::cast_precision_loss, reason = "a share of some thousands")]
    let share_in_time = (told > 0).then(|| of(Standing::Met) as f64 / told as f64);
    let taken = clocks.iter().filter_map(|clock| Some((clock.met_on? - clock.start).get_days()));
    Some(TimeLimitRow {
        rule,
        name: row.map(|row| row.name.clone()).unwrap_or_default(),
        basis: row.map(|row| row.basis),
        owed_by: clocks.first()?.owed_by,
        by_status,
        share_in_time,
        done: Spread::of(taken.collect()),
    })
}
