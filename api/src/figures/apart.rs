//! The figures told apart: what was decided, what was done in time and how long each step took, by the promise, the
//! authority, the kind of school or the term; and what of it may be told.

use super::{days_told, term, told};
use crate::app::App;
use crate::problem::Problem;
use redress_domain::complaint::stage::Stage;
use redress_domain::report::Spread;
use redress_projections::views::stages::Apart as Counted;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// Fewer than these are not told, by themselves or by what can be worked out from others.
const FEW: i64 = 10;

/// How long they stand though something was recorded since: they are many, and nobody waits for the last one.
const FRESH: Duration = Duration::from_mins(1);

/// By what figures are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// By the promise.
    Guarantee,
    /// By the local authority that maintained the school when the complaint was made.
    Authority,
    /// By the phase of the school then.
    Phase,
    /// By the term in which it was decided, done or left.
    Term,
}

impl By {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::Guarantee, Self::Authority, Self::Phase, Self::Term];

    /// Its one name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Guarantee => "guarantee",
            Self::Authority => "authority",
            Self::Phase => "phase",
            Self::Term => "term",
        }
    }
}

/// How often something was decided or done, told apart.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DecidedRow {
    /// What was counted: an event's name. A decision counts once for each issue.
    pub measure: String,
    /// Which of what is asked for: an identifier, an authority's name, a phase's code, or a term such as `2011-autumn`.
    pub which: String,
    /// Which outcome it was; of what was done by a last day, `in_time` or `late`.
    pub value: String,
    /// How often, rounded to the nearest five; nothing where it was fewer than ten times, or where what was fewer could
    /// be worked out from it.
    pub count: Option<i64>,
}

/// How long complaints stayed at a stage, told apart.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TookRow {
    /// Which of what is asked for, as in the other rows.
    pub which: String,
    /// The stage.
    pub stage: Stage,
    /// How often it was left, rounded to the nearest five; nothing under the same rule.
    pub count: Option<i64>,
    /// The days within which half of them had left it, rounded up to the next five.
    pub median_days: Option<i64>,
    /// The days within which nine in ten had left it, rounded up to the next five.
    pub p90_days: Option<i64>,
}

/// The figures by one of what they can be told apart by.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Apart {
    /// What was decided, and what was done in time. What never happened has no row.
    pub decided: Vec<DecidedRow>,
    /// How long each stage took, in the order of the journey.
    pub took: Vec<TookRow>,
}

/// The figures told apart as they were counted last, with the place in the log they reach at least.
type Last = BTreeMap<By, (i64, Instant, Arc<Apart>)>;

/// Where they are kept.
#[derive(Debug, Default)]
pub struct Kept(Mutex<Last>);

/// The figures by one of what they can be told apart by, counted at most once a minute.
///
/// # Errors
/// The database fails.
pub async fn apart(app: &App, by: By) -> Result<Arc<Apart>, Problem> {
    let seen = app.store.seen();
    let mut kept = app.counted.apart().0.lock().await;
    if let Some((position, at, apart)) = kept.get(&by)
        && (*position >= seen || at.elapsed() < FRESH)
    {
        return Ok(Arc::clone(apart));
    }
    let (position, at) = (app.store.seen(), Instant::now());
    let counted = app.store.apart(by.name()).await?;
    let names = if by == By::Authority { authorities(app).await? } else { BTreeMap::new() };
    let apart = Arc::new(of_counts(by, &counted, &names));
    kept.insert(by, (position, at, Arc::clone(&apart)));
    Ok(apart)
}

/// The names of the authorities from whose schools complaints came, by their codes.
async fn authorities(app: &App) -> Result<BTreeMap<String, String>, Problem> {
    let (_, areas) = app.store.kinds().await?;
    Ok(areas.into_iter().map(|area| (area.code.0.to_string(), area.authority)).collect())
}

/// Something that is told apart: its place in the order, and its name.
type Which = (String, String);

fn of_counts(by: By, counted: &[Counted], names: &BTreeMap<String, String>) -> Apart {
    let which = |code: &str| -> Option<Which> {
        let named = |name: String| (name.clone(), name);
        Some(match by {
            By::Guarantee | By::Phase => named(code.to_owned()),
            By::Authority => named(names.get(code).cloned().unwrap_or_else(|| code.to_owned())),
            By::Term => {
                let order = term(code)?;
                let (year, rest) = order.split_once('-')?;
                let name = format!("{year}-{}", rest.split_once('-')?.1);
                (order, name)
            }
        })
    };
    let mut decisions: BTreeMap<&str, Cells> = BTreeMap::new();
    let mut stays: BTreeMap<Stage, BTreeMap<Which, BTreeMap<i32, i64>>> = BTreeMap::new();
    for one in counted {
        let Some(which) = which(&one.which) else { continue };
        if let Some(stage) = Stage::ALL.iter().copied().find(|stage| stage.name() == one.what) {
            let Ok(days) = one.value.parse::<i32>() else { continue };
            *stays.entry(stage).or_default().entry(which).or_default().entry(days).or_default() += one.n;
        } else {
            *decisions.entry(&one.what).or_default().entry((which, one.value.clone())).or_default() += one.n;
        }
    }
    let mut apart = Apart::default();
    for (measure, cells) in decisions {
        let open = open(&cells);
        apart.decided.extend(cells.iter().map(|((which, value), n)| DecidedRow {
            measure: measure.to_owned(),
            which: which.1.clone(),
            value: value.clone(),
            count: told(*n).filter(|_| open.contains(&(which.clone(), value.clone()))),
        }));
    }
    for (stage, stays) in stays {
        let sum = |days: &BTreeMap<i32, i64>| days.values().sum::<i64>();
        let cells: Cells = stays.iter().map(|(which, days)| ((which.clone(), String::new()), sum(days))).collect();
        let open = open(&cells);
        apart.took.extend(stays.iter().map(|(which, days)| {
            let all: Vec<_> =
                days.iter().map(|(days, often)| (*days, usize::try_from(*often).unwrap_or_default())).collect();
            let tells = open.contains(&(which.clone(), String::new()));
            let spread = Spread::of_counts(&all).filter(|_| tells);
            let of = |days: fn(Spread) -> i32| spread.map(|spread| days_told(days(spread)));
            TookRow {
                which: which.1.clone(),
                stage,
                count: told(sum(days)).filter(|_| tells),
                median_days: of(|spread| spread.median_days),
                p90_days: of(|spread| spread.p90_days),
            }
        }));
    }
    apart
}

/// How often each thing was counted, by which it belongs to and of which kind it is.
type Cells = BTreeMap<Cell, i64>;
/// Which of the things that are told apart, and of which kind.
type Cell = (Which, String);

/// The counts that may be told. One by one, few are not; and along each line of the table, and down each column, of
/// which the whole may be known from elsewhere, what is not told must be two things at least and not few together:
/// else the next smallest is kept back with it, until so.
fn open(cells: &Cells) -> BTreeSet<(Which, String)> {
    let mut open: BTreeSet<_> = cells.iter().filter(|(_, n)| **n >= FEW).map(|(cell, _)| cell.clone()).collect();
    let mut lines: BTreeMap<_, Vec<(&Cell, i64)>> = BTreeMap::new();
    for (cell, n) in cells {
        let ((order, name), value) = cell;
        lines.entry((true, order.as_str(), name.as_str())).or_default().push((cell, *n));
        lines.entry((false, value.as_str(), "")).or_default().push((cell, *n));
    }
    loop {
        let before = open.len();
        for line in lines.values() {
            let hidden: Vec<_> = line.iter().filter(|(cell, _)| !open.contains(*cell)).map(|(_, n)| *n).collect();
            if hidden.is_empty() || hidden.len() > 1 && hidden.iter().sum::<i64>() >= FEW {
                continue;
            }
            let smallest = line.iter().filter(|(cell, _)| open.contains(*cell)).min_by_key(|(_, n)| *n);
            if let Some((cell, _)) = smallest {
                open.remove(*cell);
            }
        }
        if open.len() == before {
            return open;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(numbers: &[Vec<i64>]) -> Cells {
        let line = |(which, line): (usize, &Vec<i64>)| {
            let which = (which.to_string(), which.to_string());
            line.iter().enumerate().map(move |(value, n)| ((which.clone(), value.to_string()), *n)).collect::<Vec<_>>()
        };
        numbers.iter().enumerate().flat_map(line).filter(|(_, n)| *n > 0).collect()
    }

    #[test]
    fn what_stands_alone_among_what_is_not_told_takes_the_next_smallest_with_it() {
        let known = cells(&[vec![30, 4], vec![25, 60]]);
        let told = open(&known);
        assert!(told.is_empty(), "one few in a line and a column of two leaves nothing: {told:?}");
        let known = cells(&[vec![30], vec![4], vec![11], vec![40]]);
        let names: Vec<_> = open(&known).into_iter().map(|((_, name), _)| name).collect();
        assert_eq!(names, ["0", "3"]);
        assert_eq!(open(&cells(&[vec![10, 12], vec![15, 11]])).len(), 4);
    }

    #[test]
    fn nothing_of_few_is_told_or_can_be_worked_out() {
        let mut dice = 7u64;
        let mut roll = move |most: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            i64::try_from((dice >> 33) % most).unwrap_or_default()
        };
        for _ in 0..500 {
            let lines = 1 + roll(8);
            let known = cells(&(0..lines).map(|_| (0..3).map(|_| roll(40)).collect::<Vec<i64>>()).collect::<Vec<_>>());
            let told = open(&known);
            assert!(told.iter().all(|cell| known[cell] >= FEW), "{known:?}");
            let hidden = |of: &dyn Fn(&(Which, String)) -> bool| {
                let line: Vec<_> = known.iter().filter(|(cell, _)| of(cell)).collect();
                let kept: Vec<_> = line.iter().filter(|(cell, _)| !told.contains(*cell)).map(|(_, n)| **n).collect();
                kept.is_empty() || kept.len() == line.len() || kept.len() > 1 && kept.iter().sum::<i64>() >= FEW
            };
            for (which, value) in known.keys() {
                assert!(hidden(&|(known, _)| known == which) && hidden(&|(_, known)| known == value), "{known:?}");
            }
        }
    }
}
