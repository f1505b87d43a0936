//! Who is calling: a token of the Authorization header, or of a page's cookie, becomes an [`Actor`].
//!
//! A token only says who somebody is. What they may act as is asked of the record each time: whether
//! their access still stands, or whether they hold that office today.

use crate::app::App;
use crate::problem::{Kind, Pointed, Problem};
use crate::token::{Says, Unusable};
use axum::http::header::{AUTHORIZATION, COOKIE, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use redress_domain::clock::civil_date;
use redress_domain::membership::Membership;
use redress_domain::{AccessId, Actor, Body, PersonId};
use redress_projections::views::accesses::AccessRow;

/// The name of the cookie that keeps a browser signed in.
pub const COOKIE_NAME: &str = "redress";

/// The header by which somebody who holds several offices says which of them they act in.
pub const ACTING_AS: HeaderName = HeaderName::from_static("redress-acting-as");

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

/// The caller, if they say who they are.
///
/// # Errors
/// They say it with something that is no good token, or hold no office today.
pub async fn of_header(app: &App, headers: &HeaderMap) -> Result<Option<Caller>, Problem> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let token = value
        .to_str()
        .ok()
        .and_then(|text| text.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer") && values.next().is_none())
        .map(|(_, token)| token.trim());
    let wanted = headers.get(ACTING_AS).map(|value| value.to_str().unwrap_or_default());
    let refused = |detail: &str| {
        Problem::with(Kind::NotSignedIn, detail)
            .header(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer error=\"invalid_token\""))
    };
    let garbled =
        "The token is not valid, or its time is over. Get a new one and send it as \"Authorization: Bearer TOKEN\".";
    match who(app, token.ok_or_else(|| refused(garbled))?, wanted).await {
        Ok(caller) => Ok(Some(caller)),
        Err(Refusal::Token(unusable)) => {
            tracing::info!(reason = %unusable, "A token was not taken");
            Err(refused(garbled))
        }
        Err(Refusal::Office(detail)) => Err(refused(&detail)),
        Err(Refusal::Problem(problem)) => Err(problem),
    }
}

/// The caller that a page's cookie speaks for, if there is a good one.
pub async fn of_cookie(app: &App, headers: &HeaderMap) -> Option<Caller> {
    who(app, cookie(headers, COOKIE_NAME)?, None).await.ok()
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

async fn who(app: &App, token: &str, wanted: Option<&str>) -> Result<Caller, Refusal> {
    // Which of our two ways to check it is the token's to say; which algorithms each takes is not.
    if jsonwebtoken::decode_header(token).map_err(Unusable::from)?.alg != jsonwebtoken::Algorithm::HS256 {
        let issuer = app.issuer.as_ref().ok_or(Unusable::NoKey)?;
        let identity = issuer.check(token, app.clock.now(), None).await?;
        let known = app.store.identified(&identity).await.map_err(Problem::from)?;
        let (person, offices) = known.ok_or_else(no_office)?;
        return Ok(office(app, person, &offices, wanted)?.into());
    }
    match app.keys.check(token, app.clock.now())? {
        Says::Development(actor) => Ok(actor.into()),
        Says::Attempt { .. } => Err(Unusable::Elsewhere.into()),
        Says::Family { access, generation } => {
            let row = still_in(app, access, generation).await?.ok_or(Unusable::Withdrawn)?;
            let actor = Actor { role: row.role, body: Body::Family, person: access.person };
            Ok(Caller { actor, access: Some(access) })
        }
        Says::Staff(actor) => {
            if holds_office(app, &actor).await? {
                Ok(actor.into())
            } else {
                Err(Unusable::Withdrawn.into())
            }
        }
    }
}

/// An access through which somebody came in, unless everybody was put out of it since.
///
/// # Errors
/// The database fails.
pub async fn still_in(app: &App, access: AccessId, generation: i64) -> Result<Option<AccessRow>, Problem> {
    Ok(app.store.access(access).await?.filter(|row| row.generation == generation))
}

/// Whether somebody holds today the office that they act in.
///
/// # Errors
/// The database fails.
pub async fn holds_office(app: &App, actor: &Actor) -> Result<bool, Problem> {
    let today = civil_date(app.clock.now());
    let held = app.store.memberships(actor.person).await?.map(|(_, offices)| offices).unwrap_or_default();
    Ok(held.iter().any(|known| (known.role, known.body) == (actor.role, actor.body) && known.holds_on(today)))
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
