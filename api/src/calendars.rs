//! Calendars: what is published, which counts where two differ, and what a change of them would move.

use crate::app::App;
use crate::asked::{self, Asked, Nothing, Reply};
use crate::body;
use crate::caller;
use crate::deadlines::{self, MOST_HOLIDAYS};
use crate::headers;
use crate::problem::{Kind as ProblemKind, Problem};
use crate::store::Store;
use crate::ticker;
use crate::work::{list_of, marker, start_of};
use axum::extract::Request;
use axum::http::request::Parts;
use base16ct::lower::encode_string as hex;
use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::clock::{BankHolidays, Calendars, Holiday, Owner, SchoolCalendar, civil_date};
use redress_domain::complaint::pauses::MoveDeadlines;
use redress_domain::decision::{Command as Deciding, DecideMove, Scope};
use redress_domain::ids::{DeadlineNo, DecisionId};
use redress_domain::policy::{self, Sight};
use redress_domain::terms::{ChooseTerms, Command, Event, Terms};
use redress_domain::{Action, Actor, Body, ComplaintId, Fact, Kind, Order, Refused, Role, StreamId, Urn};
use redress_projections::views::cases::List;
use redress_projections::views::deadlines::{After, DueRow};
use redress_projections::{Done, Failed, IdempotencyKey, Job};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};

/// The bank holidays that count, and where they come from.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BankHolidaysAnswer {
    /// The list, with its version and the days that it covers.
    pub list: BankHolidays,
    /// Why the published list could not be read the last time, if it could not.
    pub unreadable: Option<String>,
}

/// Answers the bank holidays that count.
///
/// # Errors
/// The database fails.
pub async fn read_bank_holidays(asked: Asked<Nothing>) -> Result<Reply<BankHolidaysAnswer>, Problem> {
    let known = asked.app.store.calendars(None).await?;
    Ok(BankHolidaysAnswer { list: known.bank().clone(), unreadable: known.0.unreadable }.into())
}

/// The calendar that one body has published for a school.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PublishedTerms {
    /// Which body; not known of the first ones.
    pub publisher: Option<Body>,
    /// When.
    pub at: Timestamp,
    /// The calendar.
    pub calendar: SchoolCalendar,
}

/// What somebody did with a school's calendars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TermsDone {
    /// Published one.
    Published,
    /// Chose whose counts.
    Chosen,
}

/// One thing that was done with a school's calendars, by whom and when.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TermsChange {
    /// What.
    pub done: TermsDone,
    /// Whose calendar; not known of the first ones.
    pub publisher: Option<Body>,
    /// Which version of that body's, of one that was published.
    pub version: Option<u32>,
    /// When.
    pub at: Timestamp,
    /// In which office.
    pub by: Role,
}

/// Every calendar that is published for a school.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TermsAnswer {
    /// The school.
    pub school: Urn,
    /// The latest of each body.
    pub published: Vec<PublishedTerms>,
    /// Whose counts, once somebody has chosen.
    pub chosen: Option<Body>,
    /// The days about which they differ: nothing that needs such a day is computed until somebody has chosen.
    pub differ: Vec<Date>,
    /// Everything that was published and chosen, the oldest first.
    pub history: Vec<TermsChange>,
}

/// Answers every calendar that is published for a school, two that differ side by side.
///
/// # Errors
/// The register has no such school, or the database fails.
pub async fn read_terms(asked: Asked<Nothing>) -> Result<Reply<TermsAnswer>, Problem> {
    let (found, version) = terms_of(&asked.app, Urn(asked.part("urn")?)).await?;
    Ok(Reply::from(found).version(version))
}

/// Every calendar of a school, and the version of them all.
///
/// # Errors
/// The register has no such school, or the database fails.
pub async fn terms_of(app: &App, urn: Urn) -> Result<(TermsAnswer, i64), Problem> {
    app.store.school(urn).await?.ok_or(ProblemKind::NotFound)?;
    let records = app.store.stream(&StreamId::new(Kind::Terms, urn)).await?;
    let (mut terms, mut history) = (Terms::default(), Vec::new());
    for record in &records {
        let Fact::Terms(event) = &record.fact else { continue };
        terms.evolve(event);
        let (done, publisher, version) = match event {
            Event::TermsPublished { publisher, calendar } => (TermsDone::Published, *publisher, Some(calendar.version)),
            Event::TermsChosen { publisher } => (TermsDone::Chosen, Some(*publisher), None),
        };
        history.push(TermsChange { done, publisher, version, at: record.at, by: record.actor.role });
    }
    let differ = terms.differ();
    let row = |(publisher, calendar): (Option<Body>, SchoolCalendar)| {
        let latest = history.iter().rfind(|one| one.done == TermsDone::Published && one.publisher == publisher);
        PublishedTerms { publisher, at: latest.map(|one| one.at).unwrap_or_default(), calendar }
    };
    let published = terms.published.into_iter().map(row).collect();
    let version = records.last().map_or(0, |record| record.version);
    Ok((TermsAnswer { school: urn, published, chosen: terms.chosen, differ, history }, version))
}

/// What became of a choice.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Chosen {
    /// The school.
    pub school: Urn,
    /// Whose calendar counts now.
    pub publisher: Body,
    /// The version of its calendars.
    pub version: i64,
}

/// Chooses whose calendar of a school counts.
///
/// # Errors
/// Somebody else's school, a body that has published none, or the database fails.
pub async fn choose_terms(app: App, request: Request) -> Result<Reply<Chosen>, Problem> {
    let (mut parts, sent) = request.into_parts();
    let caller = signed(&app, &parts).await?;
    let path = asked::path(&mut parts).await;
    let urn = path.get("urn").and_then(|text| text.parse().ok()).map(Urn).ok_or(ProblemKind::NotFound)?;
    keeps(&app, &caller, urn).await?;
    let expected = headers::if_match(&parts.headers)?;
    let choice = body::typed(body::object(&parts.headers, sent).await?)?;
    let chosen = choose_in(&app, caller, urn, choice, expected).await?;
    let version = chosen.version;
    Ok(Reply::from(chosen).version(version))
}

/// Refuses whoever does not keep the calendar of a school.
async fn keeps(app: &App, caller: &Actor, urn: Urn) -> Result<(), Problem> {
    let entry = app.store.school(urn).await?.ok_or(ProblemKind::NotFound)?;
    match policy::keeps_calendar(caller, &entry) {
        true => Ok(()),
        false => Err(Refused::NotPermitted { action: "choose_terms" }.into()),
    }
}

/// Chooses whose calendar of a school counts, for whoever keeps it.
///
/// # Errors
/// As [`choose_terms`].
pub async fn choose_in(
    app: &App,
    caller: Actor,
    urn: Urn,
    choice: ChooseTerms,
    expected: Option<i64>,
) -> Result<Chosen, Problem> {
    keeps(app, &caller, urn).await?;
    let publisher = choice.publisher;
    let order = Order::Terms(Box::new(Command::Choose(choice)));
    let job = Job { expected, ..job(app, StreamId::new(Kind::Terms, urn), order, caller) };
    let done = app.store.execute(job).await.map_err(|failed| match failed {
        Failed::Conflict { .. } => Problem::from(ProblemKind::VersionMismatch),
        other => other.into(),
    })?;
    Ok(Chosen { school: urn, publisher, version: done.version })
}

async fn signed(app: &App, parts: &Parts) -> Result<Actor, Problem> {
    let caller = caller::of_header(app, &parts.headers).await?.ok_or(ProblemKind::NotSignedIn)?;
    Ok(caller.actor)
}

fn job(app: &App, stream: StreamId, order: Order, actor: Actor) -> Job {
    Job { stream, order, stamp: app.stamp(actor), expected: None, key: None, sealed: Vec::new() }
}

/// What to suppose. With nothing supposed, it is what the calendars as they are now would move.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Supposed {
    /// Days that might be proclaimed bank holidays.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub also_holidays: BTreeSet<Date>,
    /// The school whose terms might change.
    pub school: Option<Urn>,
    /// What its terms might be.
    pub calendar: Option<SchoolCalendar>,
    /// The "next" marker of the answer before.
    pub after: Option<String>,
}

/// One day that would move.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Move {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The short reference that people quote.
    pub reference: String,
    /// The number of the deadline on its file.
    pub deadline: DeadlineNo,
    /// The rule it runs under.
    pub rule: String,
    /// The school.
    pub school: Option<Urn>,
    /// Who must act.
    pub owed_by: Owner,
    /// The last day as it is; none where a calendar was missing.
    pub from: Option<Date>,
    /// The last day as it would be.
    pub to: Date,
}

/// What would move.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WhatIf {
    /// The days that would move, of those cases that the caller may see.
    pub moves: Vec<Move>,
    /// How many would move in all, for those who look after the whole service; otherwise how many are listed.
    pub count: usize,
    /// The marker with which to go on, where there are more clocks to look at.
    pub next: Option<String>,
}

/// How many clocks one question to the view brings.
const STEP: u32 = 500;
/// The most clocks that one answer looks at.
const MOST: usize = 10_000;

/// Shows what a change of calendar would move, and moves nothing.
///
/// # Errors
/// What is supposed cannot be, or the database fails.
pub async fn what_if(app: App, request: Request) -> Result<Reply<WhatIf>, Problem> {
    let (parts, sent) = request.into_parts();
    let caller = signed(&app, &parts).await?;
    if caller.body == Body::Family {
        return Err(Refused::NotPermitted { action: "what_if" }.into());
    }
    let supposed: Supposed = body::typed(body::object(&parts.headers, sent).await?)?;
    if supposed.also_holidays.len() > MOST_HOLIDAYS {
        return Err(deadlines::wrong("/also_holidays", "Name at most 100 days."));
    }
    if supposed.calendar.is_some() != supposed.school.is_some() {
        return Err(deadlines::wrong("/calendar", "Give a school and its calendar together."));
    }
    if let Some(unfit) = supposed.calendar.as_ref().and_then(|calendar| calendar.fit().err()) {
        let place = format!("/calendar/{}", unfit.field);
        return Err(deadlines::wrong(&place, &deadlines::sentence(unfit.why)));
    }
    let mut after = crate::cursor::decode::<After>("what_if", supposed.after.as_deref())?;
    let mut world = World::of(&app.store, &supposed).await?;
    let today = civil_date(app.clock.now());
    let whole = caller.body == Body::Service && caller.role == Role::Administrator;
    let (mut moves, mut count, mut looked, mut more) = (Vec::new(), 0, 0, true);
    // The marker names no clock that the caller may not know of.
    let mut told_to = None;
    while more && (looked < MOST || told_to.is_none()) {
        let rows = app.store.deadlines(list_of(&caller), true, Date::MAX, after.as_ref(), STEP).await?;
        more = rows.len() == STEP as usize;
        looked += rows.len();
        for row in rows {
            let place = marker(&row);
            if after.as_ref().is_some_and(|before: &After| before.0 != place.0) {
                told_to = Some(start_of(&place));
            }
            after = Some(place.clone());
            let facts = &row.case.facts;
            let theirs = policy::allow(&caller, Action::ReadDeadlines, facts).is_ok()
                && Sight::new(&caller, facts).sees_clock(&row.deadline);
            if theirs {
                told_to = Some(place);
            }
            if !(theirs || whole) {
                continue;
            }
            let Some(to) = world.moved(&app.store, &row, today).await? else { continue };
            count += 1;
            moves.extend(theirs.then(|| moved(&row, to)));
        }
    }
    let next = told_to.filter(|_| more).and_then(|told_to| crate::cursor::encode("what_if", &told_to));
    Ok(WhatIf { moves, count, next }.into())
}

fn moved(row: &DueRow, to: Date) -> Move {
    Move {
        complaint: row.case.id,
        reference: row.case.id.reference(),
        deadline: row.deadline.deadline,
        rule: row.deadline.rule.to_string(),
        school: row.case.facts.schools.first().copied(),
        owed_by: row.deadline.owed_by,
        from: row.deadline.due,
        to,
    }
}

/// The calendars as they are or are supposed to be, each school's looked up once.
struct World {
    bank: BankHolidays,
    terms: HashMap<Urn, Terms>,
}

impl World {
    async fn of(store: &Store, supposed: &Supposed) -> Result<Self, Failed> {
        let mut bank = store.calendars(None).await?.bank().clone();
        let proclaimed = |day: &Date| (*day, Holiday { title: "Taken as a bank holiday".into(), note: None });
        bank.holidays.extend(supposed.also_holidays.iter().map(proclaimed));
        let terms = supposed.school.zip(supposed.calendar.clone());
        let terms = terms.map(|(urn, calendar)| (urn, Terms { calendar: Some(calendar), ..Terms::default() }));
        Ok(Self { bank, terms: terms.into_iter().collect() })
    }

    /// The day to which a clock would move, if it would.
    async fn moved(&mut self, store: &Store, row: &DueRow, today: Date) -> Result<Option<Date>, Failed> {
        let bank = Calendars::england().with_bank(&self.bank);
        let Some(urn) = row.case.facts.schools.first() else {
            return Ok(row.deadline.moved_by(&bank, today).map(|counted| counted.due));
        };
        if !self.terms.contains_key(urn) {
            let known = store.calendars(Some(*urn)).await?;
            self.terms.insert(*urn, known.1);
        }
        let calendars = self.terms.get(urn).map_or(bank, |terms| terms.beside(bank));
        Ok(row.deadline.moved_by(&calendars, today).map(|counted| counted.due))
    }
}

/// A decision, carried out.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Decided {
    /// Its number, which each moved deadline names.
    pub decision: DecisionId,
    /// How many complaints had days that moved.
    pub complaints: usize,
}

/// Decides that open deadlines follow the calendars as they are, and moves them. What has passed stays. Sent
/// again with the same `Idempotency-Key` it finishes what was begun.
///
/// # Errors
/// The caller may not decide this, or the database fails.
pub async fn decide_move(app: App, request: Request) -> Result<Reply<Decided>, Problem> {
    let (parts, sent) = request.into_parts();
    let caller = signed(&app, &parts).await?;
    let key = headers::idempotency_key(&parts.headers)?;
    let value = body::object(&parts.headers, sent).await?;
    let digest = hex(&Sha256::digest(format!("decide_move {value}")));
    let decide: DecideMove = body::typed(value)?;
    let scope = decide.scope;
    let stream = StreamId::new(Kind::Decision, DecisionId(app.clock.id()?));
    let order = Order::Decision(Box::new(Deciding::Decide(decide)));
    let key = key.map(|key| IdempotencyKey { key, digest });
    let done = app.store.execute(Job { key, ..job(&app, stream, order, caller) }).await?;
    let decision: DecisionId = done.stream.id.parse().map_err(Problem::internal)?;
    // Once it is decided it is carried out, whether or not the caller waits for it.
    let work = tokio::spawn(async move { carry_out(&app, decision, scope).await });
    let complaints = work.await.map_err(Problem::internal)??;
    Ok(Decided { decision, complaints }.into())
}

async fn carry_out(app: &App, decision: DecisionId, scope: Scope) -> Result<usize, Failed> {
    let mut world = World::of(&app.store, &Supposed::default()).await?;
    let today = civil_date(app.clock.now());
    let list = match scope {
        Scope::Everywhere {} => List::All,
        Scope::School { urn } => List::School(urn),
    };
    let (mut after, mut seen) = (None, BTreeSet::new());
    loop {
        let rows = app.store.deadlines(list, true, Date::MAX, after.as_ref(), STEP).await?;
        for row in &rows {
            let here = match scope {
                Scope::Everywhere {} => true,
                Scope::School { urn } => row.case.facts.schools.first() == Some(&urn),
            };
            if here && world.moved(&app.store, row, today).await?.is_some() && !seen.contains(&row.case.id) {
                let stream = StreamId::new(Kind::Complaint, row.case.id);
                let order = Order::Complaint(Box::new(MoveDeadlines { decision }.into()));
                if recorded(ticker::patiently(app, || job(app, stream.clone(), order.clone(), ticker::time())).await)? {
                    seen.insert(row.case.id);
                }
            }
        }
        if rows.len() < STEP as usize {
            return Ok(seen.len());
        }
        after = rows.last().map(marker);
    }
}

/// Whether something was recorded. A refusal says that the case has changed meanwhile.
fn recorded(done: Result<Done, Failed>) -> Result<bool, Failed> {
    match done {
        Ok(done) => Ok(done.positions.is_some()),
        Err(Failed::Refused(refused)) => {
            tracing::debug!(%refused, "A day is not moved after all");
            Ok(false)
        }
        Err(failed) => Err(failed),
    }
}
