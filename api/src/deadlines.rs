//! Deadlines worked out and explained: for anybody, without a case, and for one clock of a case.

use crate::app::App;
use crate::asked::{Asked, Nothing, Reply};
use crate::body;
use crate::problem::{Kind as ProblemKind, Pointed, Problem};
use crate::words::Words;
use axum::extract::Request;
use jiff::civil::Date;
use redress_domain::clock::{
    self, Calculation, Calendars, CannotCompute, Explanation, Extension, Holiday, Owner, Rule, RuleId, SchoolCalendar,
    Stop,
};
use redress_domain::complaint::deadlines::Status;
use redress_domain::complaint::explanation::{self, Told};
use redress_domain::ids::{DeadlineNo, IssueNo};
use redress_domain::policy::Sight;
use redress_domain::target::OwnTarget;
use redress_domain::{Actor, ComplaintId, Fact, Kind, StreamId, Subject, Urn};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most days that a calculation may treat as proclaimed.
pub(crate) const MOST_HOLIDAYS: usize = 100;

/// Every time limit there is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Rules {
    /// Every version of every rule, each with its source.
    pub rules: &'static [Rule],
}

/// Answers every time limit there is.
///
/// # Errors
/// None.
pub async fn read_rules(_: Asked<Nothing>) -> Result<Reply<Rules>, Problem> {
    Ok(Reply::from(Rules { rules: clock::rules() }).shared())
}

/// A deadline to work out: nothing of it is kept.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CalculationRequest {
    /// The rule, such as `T04`; the version in force on the day of the start is used.
    pub rule: RuleId,
    /// The day that starts the clock.
    pub start: Date,
    /// A length that was set or agreed, for a rule that fixes none or lets a body set its own.
    #[serde(default)]
    pub length: Option<u16>,
    /// Times for which the clock stood still, in any order. They are given back after the extensions.
    #[serde(default)]
    #[schemars(length(max = 50))]
    pub pauses: Vec<Stop>,
    /// More time that was given, in order.
    #[serde(default)]
    #[schemars(length(max = 50))]
    pub extensions: Vec<Extension>,
    /// The school whose published terms count, and the length that it has set itself where it may.
    #[serde(default)]
    pub school: Option<Urn>,
    /// Terms to count with in place of published ones.
    #[serde(default)]
    pub calendar: Option<SchoolCalendar>,
    /// Days to treat as bank holidays beside those that are known.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub also_holidays: BTreeSet<Date>,
}

/// Works out a deadline for anybody, with its working.
///
/// # Errors
/// The question is not right, or the database fails.
pub async fn calculate(app: App, request: Request) -> Result<Reply<Explanation>, Problem> {
    let (parts, sent) = request.into_parts();
    let asked: CalculationRequest = body::typed(body::object(&parts.headers, sent).await?)?;
    if asked.also_holidays.len() > MOST_HOLIDAYS {
        return Err(wrong("/also_holidays", "Name at most 100 days."));
    }
    if asked.calendar.is_some() && asked.school.is_some() {
        return Err(wrong("/calendar", "Give a calendar or a school, not both."));
    }
    if let Some(unfit) = asked.calendar.as_ref().and_then(|calendar| calendar.fit().err()) {
        return Err(wrong(&format!("/calendar/{}", unfit.field), &sentence(unfit.why)));
    }
    let known = app.store.calendars(asked.school).await?;
    let mut bank = known.bank().clone();
    let proclaimed = |day| (day, Holiday { title: "Taken as a bank holiday".into(), note: None });
    bank.holidays.extend(asked.also_holidays.into_iter().map(proclaimed));
    let calendars = known.all().with_bank(&bank);
    let calendars = asked.calendar.as_ref().map_or(calendars, |calendar| calendars.with_school(calendar));
    let calculation = Calculation {
        rule: asked.rule,
        start: asked.start,
        length: asked.length,
        pauses: asked.pauses,
        extensions: asked.extensions,
    };
    let own = match asked.school {
        Some(urn) => own_target(&app, urn, &calculation.rule, calculation.start).await?,
        None => None,
    };
    Ok(clock::explain_at(&calculation, own, &calendars).map_err(|why| unanswerable(&why))?.into())
}

/// The length that a school has set itself for a clock which starts on a day.
///
/// # Errors
/// The database fails.
pub(crate) async fn own_target(app: &App, urn: Urn, rule: &RuleId, start: Date) -> Result<Option<OwnTarget>, Problem> {
    let found = app.store.subjects(&[StreamId::new(Kind::School, urn)]).await?;
    Ok(found.first().and_then(|subject| match subject {
        Subject::School(school) => school.targets.own(rule, start),
        _ => None,
    }))
}

pub(crate) fn wrong(pointer: &str, detail: &str) -> Problem {
    Problem::at(ProblemKind::Invalid, vec![Pointed::new(pointer, detail)])
}

/// What keeps a calculation from having an answer, and the field that it is about.
fn unanswerable(why: &CannotCompute) -> Problem {
    use CannotCompute as C;
    let pointer = match why {
        C::NoSuchRule | C::LooksBack => "/rule",
        C::NotInForce { .. } | C::OutOfRange { .. } => "/start",
        C::NoLength { .. } | C::EmptyPeriod | C::LengthFixed { .. } => "/length",
        C::StartAfterEnd { .. } | C::PauseNeverEnds { .. } | C::NeverPauses { .. } | C::TooManyChanges { .. } => {
            "/pauses"
        }
        C::NotLater { .. } | C::NotExtendable { .. } | C::ExtendedTooFar { .. } => "/extensions",
        C::CalendarMissing { .. } | C::CalendarsDiffer { .. } => "/calendar",
    };
    wrong(pointer, &sentence(&why.to_string()))
}

/// Words as a sentence.
pub(crate) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).chain(['.']).collect()).unwrap_or_default()
}

/// One clock of a case, and how its last day was reached.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DeadlineAnswer {
    /// The complaint.
    pub complaint: ComplaintId,
    /// Its number.
    pub deadline: DeadlineNo,
    /// What it is called, in plain words.
    pub name: String,
    /// The last day, in plain words, or that there is none yet.
    pub said: String,
    /// How it stands.
    pub status: Status,
    /// Who must act.
    pub owed_by: Owner,
    /// The issue, where it runs for one alone.
    pub issue: Option<IssueNo>,
    /// The school, where it runs for the governing body of one of several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<Urn>,
    /// The day it was met.
    pub met_on: Option<Date>,
    /// How its last day was reached: by the law first, then by each thing that moved it.
    pub explanation: Explanation,
}

/// Explains one clock of a case.
///
/// # Errors
/// The case has no such clock that the caller may know of, or the database fails.
pub async fn read_deadline(asked: Asked) -> Result<Reply<DeadlineAnswer>, Problem> {
    let file = asked.file()?;
    let number: DeadlineNo = asked.part("deadline")?;
    let known = asked.app.store.calendars(file.complaint.facts.schools.first().copied()).await?;
    let events = file.records.iter().filter_map(|record| match &record.fact {
        Fact::Complaint(event) => Some(event),
        _ => None,
    });
    let sight = Sight::new(asked.caller()?, &file.complaint.facts);
    let told = explanation::explain(events, number, &known.all(), sight.protects());
    let told = told.filter(|told| sight.sees_clock(&told.known)).ok_or(ProblemKind::NotFound)?;
    Ok(Reply::from(answer(file.id, told, asked.caller()?)).version(asked.version()?))
}

fn answer(complaint: ComplaintId, Told { known, explanation }: Told, reader: &Actor) -> DeadlineAnswer {
    let words = Words::english().to(reader);
    DeadlineAnswer {
        complaint,
        deadline: known.deadline,
        name: words.clock(&known.rule, known.rule_version),
        said: words.last_day(&known.rule, known.rule_version, known.due),
        status: known.status,
        owed_by: known.owed_by,
        issue: known.issue,
        school: known.school,
        met_on: known.met_on,
        explanation,
    }
}

/// The calendars that count for a school, as the log has them.
#[derive(Debug, Clone)]
pub struct Known(pub(crate) redress_domain::holidays::Holidays, pub(crate) redress_domain::terms::Terms);

impl Known {
    /// The bank holidays.
    #[must_use]
    pub fn bank(&self) -> &clock::BankHolidays {
        self.0.in_force()
    }

    /// The bank holidays and the terms.
    #[must_use]
    pub fn all(&self) -> Calendars<'_> {
        self.1.beside(Calendars::england().with_bank(self.bank()))
    }
}
