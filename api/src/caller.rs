//! Who is calling: a token of the Authorization header, or of a page's cookie, becomes an [`Actor`].
//!
//! A token only says who somebody is. What they may act as is asked of the record each time: whether
//! their access still stands, or whether they hold that office today.

use crate::app::App;
use crate::files::File;
use crate::problem::{Kind, Pointed, Problem};
use crate::token::{Says, Unusable};
use axum::http::header::{AUTHORIZATION, COOKIE, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use redress_domain::clock::civil_date;
use redress_domain::membership::Membership;
use redress_domain::{AccessId, Actor, Body, ComplaintId, PersonId};
use redress_projections::views::accesses::AccessRow;
use std::sync::Arc;

/// The name of the cookie that keeps a browser signed in.
pub const COOKIE_NAME: &str = "redress";

/// The header by which somebody who holds several offices says which of them they act in.
pub const ACTING_AS: HeaderName = HeaderName::from_static("redress-acting-as");

/// What is told about a token that is not good.
const GARBLED: &str =
    "The token is not valid, or its time is over. Get a new one and send it as \"Authorization: Bearer TOKEN\".";

/// Somebody who has said who they are.
#[derive(Debug, Clone)]
pub struct Caller {
    /// As whom they act.
    pub actor: Actor,
    /// Through which access they came, on the family's side.
    pub access: Option<AccessId>,
}

impl From<Actor> for Caller {
    fn from(actor: Actor) -> Self {
        Self { actor, access: None }
    }
}

/// Why somebody was not let in.
enum Refusal {
    Token(Unusable),
    Office(String),
    Problem(Problem),
}

impl From<Unusable> for Refusal {
    fn from(unusable: Unusable) -> Self {
        Self::Token(unusable)
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// What a good token says, before the record was asked whether it still holds.
#[derive(Debug)]
pub enum Claim {
    /// There is nothing left to ask.
    Holds(Caller),
    /// Somebody came in through an access, out of which everybody had been put so often.
    Family {
        /// Which access.
        access: AccessId,
        /// How often.
        generation: i64,
    },
    /// Somebody acts in an office.
    Staff(Actor),
}

impl Claim {
    /// Who calls, if it still holds.
    ///
    /// # Errors
    /// It does not; or the database fails.
    pub async fn caller(self, app: &App) -> Result<Caller, Problem> {
        self.holds(app).await.map_err(told)
    }

    /// Who calls, if it still holds, and the file of a complaint: in one round trip.
    ///
    /// # Errors
    /// It does not; or the database fails.
    pub async fn caller_and_file(self, app: &App, id: ComplaintId) -> Result<(Caller, Arc<File>), Problem> {
        let (caller, file) = match self {
            Self::Holds(caller) => (Ok(caller), app.store.file(id).await?),
            Self::Family { access, generation } => {
                let (file, row) = app.store.file_and_access(id, access).await?;
                (through(row, generation), file)
            }
            Self::Staff(actor) => {
                let (file, offices) = app.store.file_and_offices(id, actor.person).await?;
                (in_office(app, actor, &offices), file)
            }
        };
        Ok((caller.map_err(|unusable| told(unusable.into()))?, file))
    }

    async fn holds(self, app: &App) -> Result<Caller, Refusal> {
        match self {
            Self::Holds(caller) => Ok(caller),
            Self::Family { access, generation } => {
                let row = app.store.access(access).await.map_err(Problem::from)?;
                Ok(through(row, generation)?)
            }
            Self::Staff(actor) => {
                let offices = offices(app, actor.person).await?;
                Ok(in_office(app, actor, &offices)?)
            }
        }
    }
}

/// Whoever came in through an access, if it still stands as it did.
fn through(row: Option<AccessRow>, generation: i64) -> Result<Caller, Unusable> {
    let row = row.filter(|row| row.generation == generation).ok_or(Unusable::Withdrawn)?;
    let actor = Actor { role: row.role, body: Body::Family, person: row.id.person };
    Ok(Caller { actor, access: Some(row.id) })
}

/// Whoever acts in an office, if it is among those that they hold today.
fn in_office(app: &App, actor: Actor, offices: &[Membership]) -> Result<Caller, Unusable> {
    let today = civil_date(app.clock.now());
    let of_actor = |held: &Membership| (held.role, held.body) == (actor.role, actor.body) && held.holds_on(today);
    if offices.iter().any(of_actor) { Ok(actor.into()) } else { Err(Unusable::Withdrawn) }
}

async fn offices(app: &App, person: PersonId) -> Result<Vec<Membership>, Problem> {
    Ok(app.store.memberships(person).await?.map(|(_, granted)| granted).unwrap_or_default())
}

fn refused(detail: &str) -> Problem {
    Problem::with(Kind::NotSignedIn, detail)
        .header(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer error=\"invalid_token\""))
}

/// What somebody is told who was not let in.
fn told(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Token(unusable) => {
            tracing::info!(reason = %unusable, "A token was not taken");
            refused(GARBLED)
        }
        Refusal::Office(detail) => refused(&detail),
        Refusal::Problem(problem) => problem,
    }
}

/// The claim of a request, if it makes one.
///
/// # Errors
/// It makes one with something that is no good token.
pub async fn claim_of_header(app: &App, headers: &HeaderMap) -> Result<Option<Claim>, Problem> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let token = value
        .to_str()
        .ok()
        .and_then(|text| text.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer") && values.next().is_none())
        .map(|(_, token)| token.trim())
        .ok_or_else(|| refused(GARBLED))?;
    let wanted = headers.get(ACTING_AS).map(|value| value.to_str().unwrap_or_default());
    claimed(app, token, wanted).await.map(Some).map_err(told)
}

/// The caller, if they say who they are.
///
/// # Errors
/// They say it with something that is no good token, or hold no office today.
pub async fn of_header(app: &App, headers: &HeaderMap) -> Result<Option<Caller>, Problem> {
    match claim_of_header(app, headers).await? {
        Some(claim) => claim.caller(app).await.map(Some),
        None => Ok(None),
    }
}

/// The caller that a page's cookie speaks for, if there is a good one.
pub async fn of_cookie(app: &App, headers: &HeaderMap) -> Option<Caller> {
    claimed(app, cookie(headers, COOKIE_NAME)?, None).await.ok()?.holds(app).await.ok()
}

/// The value of a cookie.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().split_once('=').filter(|(known, _)| *known == name))
        .map(|(_, value)| value)
}

async fn claimed(app: &App, token: &str, wanted: Option<&str>) -> Result<Claim, Refusal> {
    let now = app.clock.now();
    // Which of our two ways to check it is the token's to say; which algorithms each takes is not.
    match app.keys.check(token, now) {
        Ok(Says::Development(actor)) => Ok(Claim::Holds(actor.into())),
        Ok(Says::Attempt { .. }) => Err(Unusable::Elsewhere.into()),
        Ok(Says::Family { access, generation }) => Ok(Claim::Family { access, generation }),
        Ok(Says::Staff(actor)) => Ok(Claim::Staff(actor)),
        Err(Unusable::Foreign) => {
            let issuer = app.issuer.as_ref().ok_or(Unusable::NoKey)?;
            let identity = issuer.check(token, now, None).await?;
            let known = app.store.identified(&identity).await.map_err(Problem::from)?;
            let (person, offices) = known.ok_or_else(no_office)?;
            Ok(Claim::Holds(office(app, person, &offices, wanted)?.into()))
        }
        Err(unusable) => Err(unusable.into()),
    }
}

/// Whether nobody was put out of an access since somebody came in through it.
///
/// # Errors
/// The database fails.
pub async fn still_in(app: &App, access: AccessId, generation: i64) -> Result<bool, Problem> {
    Ok(through(app.store.access(access).await?, generation).is_ok())
}

/// Whether somebody holds today the office that they act in.
///
/// # Errors
/// The database fails.
pub async fn holds_office(app: &App, actor: &Actor) -> Result<bool, Problem> {
    Ok(in_office(app, actor.clone(), &offices(app, actor.person).await?).is_ok())
}

/// The office in which somebody acts: the one they name, or the only one they hold today.
fn office(app: &App, person: PersonId, offices: &[Membership], wanted: Option<&str>) -> Result<Actor, Refusal> {
    let today = civil_date(app.clock.now());
    let held: Vec<_> = offices.iter().filter(|known| known.holds_on(today)).collect();
    let name = |known: &&Membership| format!("{}@{}", known.role.name(), known.body);
    let chosen = match (wanted, held.as_slice()) {
        (Some(wanted), held) => held.iter().find(|known| name(known) == wanted).copied(),
        (None, [only]) => Some(*only),
        (None, []) => None,
        (None, several) => {
            let names: Vec<_> = several.iter().map(name).collect();
            let detail = format!("You hold several offices. Name the one you act in: {}.", names.join(", "));
            return Err(Problem::at(Kind::BadHeader, vec![Pointed::new(ACTING_AS.as_str(), detail)]).into());
        }
    };
    let chosen = chosen.ok_or_else(no_office)?;
    Ok(Actor { role: chosen.role, body: chosen.body, person })
}

fn no_office() -> Refusal {
    Refusal::Office("You hold no such office here today. Whoever manages access can give you one.".into())
}
