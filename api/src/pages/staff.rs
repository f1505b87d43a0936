//! How staff sign in on a page: out to the identity provider of their body, and back.

use super::guest::body;
use super::{Answer, Frame, Guest, Sent, html, set_cookie};
use crate::app::App;
use crate::caller::{COOKIE_NAME, cookie};
use crate::codes;
use crate::oidc::Issuer;
use crate::problem::{Kind, Problem};
use crate::provider::challenge;
use crate::token::Says;
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::response::{AppendHeaders, IntoResponse};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use redress_domain::clock::civil_date;
use redress_domain::{Actor, PersonId};

/// How long a member of staff stays signed in: a working day.
const LASTS: SignedDuration = SignedDuration::from_hours(10);
/// How long somebody may take at the provider.
const ATTEMPT: SignedDuration = SignedDuration::from_mins(10);
/// The cookie that knows the browser again when it comes back.
const ATTEMPT_COOKIE: &str = "redress-attempt";

/// An office, and whether it is the one somebody acts in.
struct Office {
    name: String,
    title: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "staff.html")]
struct StaffPage {
    f: Frame,
    offices: Vec<Office>,
}

fn issuer(app: &App) -> Result<&Issuer, Problem> {
    Ok(app.issuer.as_deref().ok_or(Kind::NoSuchAddress)?)
}

fn random() -> Result<String, Problem> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Sends a browser to the provider.
pub(super) async fn go(guest: Guest) -> Answer {
    let app = &guest.app;
    let (state, nonce, verifier) = (random()?, random()?, random()?);
    let way = issuer(app)?.way_in(&state, &nonce, &challenge(&verifier)).await?;
    let says = Says::Attempt { state, nonce, verifier };
    let token = app.keys.sign(says, app.clock.now(), ATTEMPT).map_err(Problem::internal)?;
    let secure = if app.secure_cookies { "; Secure" } else { "" };
    let cookie =
        format!("{ATTEMPT_COOKIE}={token}; Path=/staff; HttpOnly; SameSite=Lax; Max-Age={}{secure}", ATTEMPT.as_secs());
    Ok((StatusCode::SEE_OTHER, [(LOCATION, way), (SET_COOKIE, cookie)]).into_response())
}

/// Receives a browser that comes back.
pub(super) async fn callback(guest: Guest) -> Answer {
    let app = &guest.app;
    let issuer = issuer(app)?;
    let refused = || Problem::with(Kind::SignInRefused, "Signing in did not work. Go back to the start and try again.");
    let now = app.clock.now();
    let attempt = cookie(&guest.headers, ATTEMPT_COOKIE).and_then(|token| app.keys.check(token, now).ok());
    let Some(Says::Attempt { state, nonce, verifier }) = attempt else { return Err(refused()) };
    let (Some(code), Some(brought)) = (guest.query.get("code"), guest.query.get("state")) else {
        return Err(refused());
    };
    if !codes::same(&state, brought) {
        return Err(refused());
    }
    let identity = issuer.came_back(code, &verifier, &nonce, now).await.map_err(|unusable| {
        tracing::info!(reason = %unusable, "A sign-in was not taken");
        refused()
    })?;
    let person = app.store.identified(&identity).await?.map(|(person, _)| person);
    let offices = match person {
        Some(person) => offices(app, person).await?,
        None => Vec::new(),
    };
    let Some(first) = offices.first() else {
        return Err(Problem::with(
            Kind::SignInRefused,
            "You are signed in with your body, but hold no office here today. Whoever manages access can give you one.",
        ));
    };
    enter(app, first)
}

/// Starts a session in an office. The token is new each time, so that none can be planted before.
fn enter(app: &App, actor: &Actor) -> Answer {
    let token = app.keys.sign(Says::Staff(actor.clone()), app.clock.now(), LASTS).map_err(Problem::internal)?;
    let over = format!("{ATTEMPT_COOKIE}=; Path=/staff; HttpOnly; SameSite=Lax; Max-Age=0");
    let cookies =
        AppendHeaders([(SET_COOKIE, set_cookie(app, COOKIE_NAME, &token, LASTS.as_secs())), (SET_COOKIE, over)]);
    Ok((StatusCode::SEE_OTHER, [(LOCATION, "/staff")], cookies).into_response())
}

async fn offices(app: &App, person: PersonId) -> Result<Vec<Actor>, Problem> {
    let today = civil_date(app.clock.now());
    let held = app.store.memberships(person).await?.map(|(_, held)| held).unwrap_or_default();
    let today = held.into_iter().filter(|known| known.holds_on(today));
    Ok(today.map(|known| Actor { role: known.role, body: known.body, person }).collect())
}

fn name(actor: &Actor) -> String {
    format!("{}@{}", actor.role.name(), actor.body)
}

async fn signed_in(guest: &Guest) -> Result<Option<(&Actor, Vec<Actor>)>, Problem> {
    issuer(&guest.app)?;
    let Some(actor) = &guest.actor else { return Ok(None) };
    let offices = offices(&guest.app, actor.person).await?;
    Ok(offices.contains(actor).then_some((actor, offices)))
}

/// Shows the offices somebody holds today, and which they act in.
pub(super) async fn show(guest: Guest) -> Answer {
    let mut shown = Vec::new();
    if let Some((actor, offices)) = signed_in(&guest).await? {
        for one in &offices {
            let body = body(&guest.app, guest.t, one.body).await?;
            let places = [("role", guest.t.say(&format!("role-{}", one.role.name()))), ("body", body)];
            let title = guest.t.fill("staff-office", &places);
            shown.push(Office { name: name(one), title, chosen: one == actor });
        }
    }
    html(StatusCode::OK, &StaffPage { f: guest.frame().await?, offices: shown })
}

/// Lets somebody act in another office that they hold today.
pub(super) async fn choose(guest: Guest, sent: Sent) -> Answer {
    let (_, offices) = signed_in(&guest).await?.ok_or(Kind::NotFound)?;
    let office = offices.iter().find(|office| name(office) == sent.first("as")).ok_or(Kind::NotFound)?;
    enter(&guest.app, office)
}
