//! The filters of a desk that somebody keeps under a name: listed on their desk, kept and removed there.

use super::act::typed::Typed;
use super::assign::Doing;
use super::desk::{self, address, asked};
use super::{Answer, Guest, Sent};
use crate::problem::{Kind, Problem};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::IntoResponse;
use redress_domain::Body;
use redress_domain::complaint::stage::Stage;
use serde::{Deserialize, Serialize};

/// The most filters that one person keeps.
const MOST: usize = 12;

/// The most letters of a filter's name.
const MOST_LETTERS: usize = 60;

/// A filter under its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Filter {
    /// What its owner calls it.
    pub(super) name: String,
    /// Only the cases at this stage.
    pub(super) stage: Option<Stage>,
    /// One of the desk's own filters.
    pub(super) only: String,
}

/// What a visitor keeps, by name. What cannot be read any more, such as after a stage was renamed, is as if it was
/// not there.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub(super) async fn filters(guest: &Guest) -> Result<Vec<Filter>, Problem> {
    let kept = guest.app.store.kept(&guest.signed()?.to_string()).await?;
    Ok(kept.and_then(|words| serde_json::from_str(&words).ok()).unwrap_or_default())
}

/// Keeps the filter that the desk was shown with, or removes one.
pub(super) async fn send(guest: Guest, sent: Sent) -> Answer {
    let actor = guest.signed()?;
    if actor.body == Body::Family {
        return Err(Kind::NotFound.into());
    }
    let typed = Typed::read(sent);
    let mut all = filters(&guest).await?;
    let (stage, only) = asked(&guest);
    let removed = typed.text("remove");
    if removed.is_empty() {
        let name = typed.text("name").to_owned();
        all.retain(|one| one.name != name);
        let fits = (1..=MOST_LETTERS).contains(&name.chars().count()) && !name.chars().any(char::is_control);
        let wrong = match fits {
            false => Some("mistake-filter-name"),
            true if all.len() >= MOST => Some("mistake-filter-many"),
            true => None,
        };
        if let Some(id) = wrong {
            let mistakes = vec![("#filter-name".to_owned(), guest.t.say(id))];
            let doing = Doing { mistakes, filter: name, ..Doing::default() };
            return desk::page(&guest, doing, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        all.push(Filter { name, stage, only: only.to_owned() });
        all.sort_by_key(|one| one.name.to_lowercase());
    } else {
        all.retain(|one| one.name != removed);
    }
    let words = serde_json::to_string(&all).map_err(Problem::internal)?;
    guest.app.store.keep(&actor.to_string(), &words).await?;
    Ok((StatusCode::SEE_OTHER, [(LOCATION, address(stage, only))]).into_response())
}
