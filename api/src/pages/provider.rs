//! The pages of the demo's own identity provider.

use super::{Answer, Frame, Guest, Sent, html};
use crate::app::App;
use crate::demo::{Demo, Group};
use crate::form::pairs_of;
use crate::problem::{Kind, Problem};
use crate::provider::{Provider, Wanted};
use askama::Template;
use axum::Json;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::IntoResponse;
use redress_domain::Body;
use serde_json::json;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "provider.html")]
struct ProviderPage {
    f: Frame,
    /// Each body with its people: their numbers, and who they are.
    groups: Vec<(String, Vec<(String, String)>)>,
    wanted: Wanted,
}

fn here(app: &App) -> Result<(&Provider, &Demo), Problem> {
    let provider = app.provider.as_deref().ok_or(Kind::NoSuchAddress)?;
    Ok((provider, app.demo.as_deref().ok_or(Kind::NoSuchAddress)?))
}

fn wanted(pairs: &BTreeMap<String, String>) -> Wanted {
    let of = |name: &str| pairs.get(name).cloned().unwrap_or_default();
    Wanted {
        client: of("client_id"),
        back: of("redirect_uri"),
        state: of("state"),
        nonce: of("nonce"),
        challenge: of("code_challenge"),
    }
}

fn pairs(sent: &[u8]) -> BTreeMap<String, String> {
    pairs_of(sent).into_iter().collect()
}

pub(super) async fn discovery(guest: Guest) -> Answer {
    Ok(Json(here(&guest.app)?.0.discovery()).into_response())
}

pub(super) async fn keys(guest: Guest) -> Answer {
    Ok(Json(here(&guest.app)?.0.keys()?).into_response())
}

/// Everybody who works somewhere, to choose from.
pub(super) async fn show(guest: Guest) -> Answer {
    let (provider, demo) = here(&guest.app)?;
    let wanted = wanted(&guest.query);
    if !provider.takes(&wanted) {
        return Err(Kind::NotFound.into());
    }
    let staff = |group: &&Group| group.people.iter().all(|one| one.actor.body != Body::Family);
    let groups = demo.groups.iter().filter(staff).map(|group| {
        let people = group.people.iter().map(|one| (one.actor.person.to_string(), one.title(guest.t)));
        (group.title(guest.t), people.collect())
    });
    let groups = groups.collect();
    html(StatusCode::OK, &ProviderPage { f: guest.frame().await?, groups, wanted })
}

pub(super) async fn choose(guest: Guest, sent: Sent) -> Answer {
    let (provider, _) = here(&guest.app)?;
    let sent: BTreeMap<_, _> = sent.0.into_iter().collect();
    let wanted = wanted(&sent);
    let subject = sent.get("subject").filter(|_| provider.takes(&wanted)).ok_or(Kind::NotFound)?;
    let way = provider.let_in(subject, &wanted, guest.app.clock.now())?;
    Ok((StatusCode::SEE_OTHER, [(LOCATION, way)]).into_response())
}

pub(super) async fn token(guest: Guest, sent: Bytes) -> Answer {
    let (provider, _) = here(&guest.app)?;
    let sent = pairs(&sent);
    let of = |name: &str| sent.get(name).map_or("", String::as_str);
    Ok(match provider.redeem(of("code"), of("code_verifier"), guest.app.clock.now())? {
        Some(token) => {
            Json(json!({ "token_type": "Bearer", "id_token": token, "access_token": token })).into_response()
        }
        None => (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))).into_response(),
    })
}
