//! The targets of a school: the dated defaults, and what its governing body has set in their place.

use crate::app::App;
use crate::asked::{self, Asked, Nothing, Reply};
use crate::body;
use crate::caller;
use crate::headers;
use crate::problem::{Kind as ProblemKind, Problem};
use axum::extract::Request;
use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::clock::{self, Basis, Owner, Unit, civil_date};
use redress_domain::school::{Command, Event, SetTarget};
use redress_domain::target::{Target, Targets};
use redress_domain::{Actor, Fact, Kind, Order, Recorded, Refused, Role, StreamId, Urn, policy};
use redress_projections::{Failed, Job};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One target, and how long it is for a clock that starts today.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TargetRow {
    /// The rule.
    pub rule: String,
    /// What must be done, in a few words.
    pub name: String,
    /// Who must act.
    pub owed_by: Owner,
    /// What authority the default has.
    pub basis: Basis,
    /// Where the default comes from.
    pub source: String,
    /// The first day on which a clock could start with the default.
    pub default_from: Date,
    /// How many units the default is; none where its source fixes no number.
    pub default_length: Option<u16>,
    /// What the default is counted in.
    pub default_unit: Unit,
    /// What the school has set for a clock that starts today; none where it has set nothing.
    pub own: Option<Target>,
}

/// What was set, when, and by whom.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Setting {
    /// What was set.
    pub target: Target,
    /// When it was recorded.
    pub at: Timestamp,
    /// In which office.
    pub by: Role,
}

/// The targets of a school.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TargetsAnswer {
    /// The school.
    pub school: Urn,
    /// The targets that are left to schools, in the order of the rules.
    pub targets: Vec<TargetRow>,
    /// Everything that was set, the oldest first.
    pub settings: Vec<Setting>,
    /// The version of what is known of the school: the number in the `ETag`.
    pub version: i64,
}

/// The targets of a school, as they stand for a clock that starts today.
///
/// # Errors
/// The register has no such school, or the database fails.
pub async fn of_school(app: &App, urn: Urn) -> Result<TargetsAnswer, Problem> {
    app.store.school(urn).await?.ok_or(ProblemKind::NotFound)?;
    let records = app.store.stream(&StreamId::new(Kind::School, urn)).await?;
    let setting = |record: &Recorded| match &record.fact {
        Fact::School(Event::TargetSet { target }) => {
            Some(Setting { target: target.clone(), at: record.at, by: record.actor.role })
        }
        _ => None,
    };
    let settings: Vec<_> = records.iter().filter_map(setting).collect();
    let set = Targets(settings.iter().map(|setting| setting.target.clone()).collect());
    let today = civil_date(app.clock.now());
    let in_force = |row: &&clock::Rule| clock::rule(row.id.as_str(), today).is_some_and(|rule| rule == *row);
    let row = |row: &clock::Rule| TargetRow {
        rule: row.id.to_string(),
        name: row.name.clone(),
        owed_by: row.owed_by,
        basis: row.basis,
        source: row.source.clone(),
        default_from: row.in_force_from,
        default_length: row.length,
        default_unit: row.unit,
        own: set.on(&row.id, today).cloned(),
    };
    let left = clock::rules().iter().filter(in_force).filter(|row| row.left_to_schools());
    let targets = left.map(row).collect();
    Ok(TargetsAnswer { school: urn, targets, settings, version: records.last().map_or(0, |record| record.version) })
}

/// Answers the targets of a school: a procedure that was set up must be made known (Education Act 2002 s.29).
///
/// # Errors
/// The register has no such school, or the database fails.
pub async fn read_targets(asked: Asked<Nothing>) -> Result<Reply<TargetsAnswer>, Problem> {
    let found = of_school(&asked.app, Urn(asked.part("urn")?)).await?;
    let version = found.version;
    Ok(Reply::from(found).version(version))
}

/// Sets a target of the caller's school. Clocks that run keep the length with which they started.
///
/// # Errors
/// Somebody else's school, a time that is not left to schools, or a length that cannot be.
pub async fn set_target(app: App, request: Request) -> Result<Reply<TargetsAnswer>, Problem> {
    let (mut parts, sent) = request.into_parts();
    let caller = caller::of_header(&app, &parts.headers).await?.ok_or(ProblemKind::NotSignedIn)?.actor;
    let path = asked::path(&mut parts).await;
    let urn = path.get("urn").and_then(|text| text.parse().ok()).map(Urn).ok_or(ProblemKind::NotFound)?;
    let entry = app.store.school(urn).await?.ok_or(ProblemKind::NotFound)?;
    if !policy::sets_targets(&caller, &entry) {
        return Err(Refused::NotPermitted { action: "set_target" }.into());
    }
    let expected = headers::if_match(&parts.headers)?;
    let set = body::typed(body::object(&parts.headers, sent).await?)?;
    let found = set_in(&app, &caller, urn, set, expected).await?;
    let version = found.version;
    Ok(Reply::from(found).version(version))
}

/// Sets a target of a school, and answers them all. Whether the caller may is decided with the rest.
///
/// # Errors
/// As [`set_target`].
pub async fn set_in(
    app: &App,
    caller: &Actor,
    urn: Urn,
    set: SetTarget,
    expected: Option<i64>,
) -> Result<TargetsAnswer, Problem> {
    let order = Order::School(Box::new(Command::SetTarget(set)));
    let (stream, stamp) = (StreamId::new(Kind::School, urn), app.stamp(caller.clone()));
    let job = Job { stream, order, stamp, expected, key: None, sealed: Vec::new() };
    app.store.execute(job).await.map_err(|failed| match failed {
        Failed::Conflict { .. } => Problem::from(ProblemKind::VersionMismatch),
        other => other.into(),
    })?;
    of_school(app, urn).await
}
