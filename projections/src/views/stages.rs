//! How long the stages took, what was decided at them, and what was done in time: each over all, and told apart by the
//! promise, the authority, the kind of school and the month. Totals are kept, never counted.
//!
//! Beside the totals stands a row for each complaint, of where it is and since when, and of what it is told apart by:
//! without it nobody could tell after how many days a stage is left, or in whose area.

use super::View;
use crate::Store;
use crate::db::{Row, Value};
use crate::failed::{Failed, Fault};
use crate::schema::PART;
use jiff::civil::Date;
use redress_domain::clock::civil_date;
use redress_domain::complaint::stage::Stage;
use redress_domain::complaint::{Event, deadlines, intake, investigation, letter, panel, school};
use redress_domain::ids::IssueNo;
use redress_domain::law::{GuaranteeId, LaCode, Phase};
use redress_domain::report::{Stay, in_fives};
use redress_domain::{Fact, Recorded};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// By what the totals are told apart.
pub const SPLITS: [&str; 4] = ["guarantee", "authority", "phase", "term"];

/// Where a complaint is, and what it is told apart by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Course {
    /// Where it is, and since when; none before it is lodged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stay: Option<Stay>,
    /// The authority that maintained the school when it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    authority: Option<LaCode>,
    /// The phase of the school then; not known of the first complaints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phase: Option<Phase>,
    /// The Guarantee of each issue that was linked to one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    guarantees: BTreeMap<IssueNo, GuaranteeId>,
}

/// Something that is counted: what, of which kind, and the issue, where it is about one alone.
type Counted = (&'static str, String, Option<IssueNo>);

/// A complaint, or none; by what and which; what was counted, and of which kind.
type Key = (String, &'static str, String, &'static str, String);

impl Course {
    /// Where a complaint is after an event of a day, and what is counted of it: the stage it left with its days, and
    /// what was decided or done.
    fn after(before: Option<&Self>, event: &Event, on: Date) -> (Self, Vec<Counted>, Option<(Stage, i32)>) {
        let empty = Self { stay: None, authority: None, phase: None, guarantees: BTreeMap::new() };
        let mut after = before.cloned().unwrap_or(empty);
        let (stay, left) = Stay::after(after.stay, event, on);
        after.stay = Some(stay);
        match event {
            Event::Intake(intake::Event::RegimeDetermined { authority, phase, .. }) => {
                (after.authority, after.phase) = (Some(*authority), *phase);
            }
            Event::Intake(intake::Event::IssueClassified { issue, classified, .. }) => {
                after.guarantees.insert(*issue, classified.guarantee);
            }
            _ => {}
        }
        (after, decided(event), left)
    }

    /// Which of each split something belongs to.
    fn which(&self, issue: Option<IssueNo>, on: Date) -> Vec<(&'static str, String)> {
        let about = self.guarantees.iter().filter(|(number, _)| issue.is_none_or(|issue| issue == **number));
        let guarantees: BTreeSet<_> = about.map(|(_, guarantee)| *guarantee).collect();
        let guarantees = guarantees.into_iter().map(|guarantee| ("guarantee", guarantee.to_string()));
        let authority = self.authority.map(|code| ("authority", code.0.to_string()));
        let phase = self.phase.map(|phase| ("phase", phase.code().to_string()));
        let month = ("term", format!("{:04}-{:02}", on.year(), on.month()));
        guarantees.chain(authority).chain(phase).chain([month]).collect()
    }
}

/// What was decided or done by an event, each with its kind and the issue it is about.
fn decided(event: &Event) -> Vec<Counted> {
    let outcomes = |outcomes: &[letter::IssueOutcome]| {
        let row = |one: &letter::IssueOutcome| (event.name(), one.outcome.code().to_owned(), Some(one.issue));
        outcomes.iter().map(row).collect()
    };
    match event {
        Event::School(school::Event::Stage1DecisionIssued { outcomes: of, .. })
        | Event::Panel(panel::Event::GoverningBodyDecisionIssued { outcomes: of, .. }) => outcomes(of),
        Event::Investigation(investigation::Event::InvestigationCompleted { findings, .. }) => {
            findings.iter().map(|one| (event.name(), one.finding.code().to_owned(), Some(one.issue))).collect()
        }
        Event::Deadlines(deadlines::Event::DeadlineMet { in_time, .. }) => {
            vec![(event.name(), if *in_time { "in_time" } else { "late" }.to_owned(), None)]
        }
        _ => Vec::new(),
    }
}

/// The event of a fact, if it is of a complaint and may be known: where there is one file, a figure about a child's
/// safety is a warning. What leads to another stage counts however it is meant.
fn event_of(recorded: &Recorded) -> Option<&Event> {
    match &recorded.fact {
        Fact::Complaint(event) if event.sealed() && !Stay::ends_with(event) => None,
        Fact::Complaint(event) => Some(event),
        _ => None,
    }
}

/// The table of stages.
#[derive(Debug)]
pub struct Stages;

impl View for Stages {
    const NAME: &'static str = "stages";
    const VERSION: i64 = 2;
    const TABLE: &'static [&'static str] = &["CREATE TABLE {table} (
        part BIGINT NOT NULL,
        complaint TEXT {ascii} NOT NULL,
        split TEXT {ascii} NOT NULL,
        which TEXT {ascii} NOT NULL,
        what TEXT {ascii} NOT NULL,
        value TEXT {ascii} NOT NULL,
        course TEXT NOT NULL DEFAULT '',
        n BIGINT NOT NULL DEFAULT 0,
        PRIMARY KEY (part, complaint, split, which, what, value)
      ) {clustered}"];
    const KEY: &'static [&'static str] = &["complaint", "split", "which", "what", "value"];
    const COLUMNS: &'static [&'static str] = &["course", "n"];
    const TOTAL: Option<&'static str> = Some("n");
    type Key = Key;
    type Row = Course;

    fn keys(recorded: &Recorded) -> Vec<Key> {
        let Some(event) = event_of(recorded) else { return Vec::new() };
        let tells = matches!(
            event,
            Event::Intake(intake::Event::RegimeDetermined { .. } | intake::Event::IssueClassified { .. })
        );
        match tells || Stay::ends_with(event) || !decided(event).is_empty() {
            true => vec![(recorded.stream.id.clone(), "", String::new(), "", String::new())],
            false => Vec::new(),
        }
    }

    fn first(recorded: &Recorded) -> bool {
        recorded.version == 1
    }

    fn fold(_: &Key, row: Option<Course>, recorded: &Recorded) -> Result<Option<Course>, Fault> {
        let Some(event) = event_of(recorded) else { return Ok(row) };
        Ok(Some(Course::after(row.as_ref(), event, civil_date(recorded.at)).0))
    }

    fn counts(row: Option<&Course>, recorded: &Recorded) -> Vec<Key> {
        let Some(event) = event_of(recorded) else { return Vec::new() };
        let on = civil_date(recorded.at);
        let (course, decided, left) = Course::after(row, event, on);
        let of = |(split, which): (&'static str, String), what, value: &str| {
            (String::new(), split, which, what, value.to_owned())
        };
        let mut totals = Vec::new();
        if let Some((stage, days)) = left {
            totals.push(of(("", String::new()), stage.name(), &days.to_string()));
            // Told apart they are few, and nobody is told more than fives of days.
            let days = in_fives(days).to_string();
            totals.extend(course.which(None, on).into_iter().map(|which| of(which, stage.name(), &days)));
        }
        for (what, value, issue) in decided {
            totals.extend(course.which(issue, on).into_iter().map(|which| of(which, what, &value)));
        }
        totals
    }

    fn bind_key<'a>((complaint, split, which, what, value): &'a Key, values: &mut Vec<Value<'a>>) {
        values.extend([
            Value::text(&**complaint),
            Value::text(*split),
            Value::text(&**which),
            Value::text(*what),
            Value::text(&**value),
        ]);
    }

    fn bind<'a>(course: &'a Course, values: &mut Vec<Value<'a>>) -> Result<(), Fault> {
        values.extend([Value::text(serde_json::to_string(course)?), Value::Int(0)]);
        Ok(())
    }

    fn read(row: &Row) -> Result<(Key, Course), Fault> {
        Ok(((row.text(0)?.into(), "", String::new(), "", String::new()), serde_json::from_str(row.text(5)?)?))
    }
}

pub(crate) const TOTALS: &str = "SELECT what, value, n FROM stages WHERE part = $1 AND complaint = '' AND split = ''";
pub(crate) const APART: &str = "SELECT which, what, value, n FROM stages WHERE part = $1 AND complaint = '' \
    AND split = $2 ORDER BY which, what, value";

/// How often a thing of one kind was counted among what is told apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Apart {
    /// Which of the split it belongs to: a Guarantee, an authority's or a phase's code, a month as `YYYY-MM`.
    pub which: String,
    /// What was counted: the name of an event, or of a stage that was left.
    pub what: String,
    /// Of which kind: an outcome, `in_time` or `late`, or in how many days, rounded up to the next five.
    pub value: String,
    /// How often.
    pub n: i64,
}

impl Store {
    /// How often each stage was left after how many days: by the stage, in the order of the journey, the numbers of
    /// days with how often each, the fewest days first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn stages(&self) -> Result<BTreeMap<Stage, Vec<(i32, i64)>>, Failed> {
        let mut stages: BTreeMap<Stage, BTreeMap<i32, i64>> = BTreeMap::new();
        for row in self.db().fetch(TOTALS, &[Value::Int(PART)]).await? {
            let name = row.text(0)?;
            let stage = Stage::ALL.iter().copied().find(|stage| stage.name() == name);
            let stage = stage.ok_or_else(|| Fault::corrupt(format!("\"{name}\" is no stage")))?;
            let days = row.text(1)?.parse().map_err(|_| Fault::corrupt("a stage took no number of days"))?;
            stages.entry(stage).or_default().insert(days, row.int(2)?);
        }
        Ok(stages.into_iter().map(|(stage, days)| (stage, days.into_iter().collect())).collect())
    }

    /// What was decided, what was done in time and how long the stages took, told apart by one of [`SPLITS`].
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn apart(&self, split: &str) -> Result<Vec<Apart>, Failed> {
        let rows = self.db().fetch(APART, &[Value::Int(PART), Value::text(split)]).await?;
        let read = |row: &Row| {
            let (which, what, value) = (row.text(0)?.into(), row.text(1)?.into(), row.text(2)?.into());
            Ok::<_, Fault>(Apart { which, what, value, n: row.int(3)? })
        };
        Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
    }
}
