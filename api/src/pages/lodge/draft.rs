//! What a family has typed and not sent yet: kept at every page, sealed, and found again by a code that a
//! cookie carries.

use super::super::act::typed::Typed;
use super::super::{Guest, set_cookie};
use super::steps::names;
use crate::problem::Problem;
use crate::reminders::LASTS;
use crate::{caller, codes};
use base16ct::lower::encode_string as hex;
use jiff::Timestamp;
use redress_domain::{ComplaintId, PersonId};
use serde::{Deserialize, Serialize};

/// The name of the cookie that carries the code.
const COOKIE_NAME: &str = "draft";

/// A complaint that is being written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Draft {
    /// The number it will have, so that sending it twice lodges it once.
    pub complaint: ComplaintId,
    /// The number of the one who writes.
    pub person: PersonId,
    /// What was answered.
    pub answers: Typed,
    /// Whether it was sent.
    pub sent: bool,
}

/// The code that a visitor's cookie carries.
pub fn code(guest: &Guest) -> Option<String> {
    caller::cookie(&guest.headers, COOKIE_NAME).and_then(codes::read_draft_code)
}

/// The code as people read it.
#[must_use]
pub fn shown(code: &str) -> String {
    codes::in_fours(code)
}

fn stale(guest: &Guest) -> Timestamp {
    guest.app.clock.now() - LASTS
}

/// The draft with a code, if there is one that is not too old.
///
/// # Errors
/// The database fails.
pub async fn with_code(guest: &Guest, code: &str) -> Result<Option<(String, Draft)>, Problem> {
    let Some(code) = codes::read_draft_code(code) else { return Ok(None) };
    let words = guest.app.store.drafts().read(&code, stale(guest)).await.map_err(Problem::internal)?;
    Ok(words.and_then(|words| serde_json::from_str(&words).ok()).map(|draft| (code, draft)))
}

/// The visitor's draft, if they have one that is not too old.
///
/// # Errors
/// The database fails.
pub async fn find(guest: &Guest) -> Result<Option<(String, Draft)>, Problem> {
    match code(guest) {
        Some(code) => with_code(guest, &code).await,
        None => Ok(None),
    }
}

impl Draft {
    /// A new draft, and its code.
    ///
    /// # Errors
    /// No number can be made.
    pub fn new(guest: &Guest) -> Result<(String, Self), Problem> {
        let mut random = [0; 16];
        getrandom::fill(&mut random)?;
        let id = || guest.app.clock.id();
        let draft =
            Self { complaint: ComplaintId(id()?), person: PersonId(id()?), answers: Typed::default(), sent: false };
        Ok((hex(&random), draft))
    }

    /// Takes in one page's answers, in the place of those that were there.
    pub fn take(&mut self, step: &str, typed: &Typed) {
        self.answers.replace(typed, names(step));
    }

    /// Keeps it, durably, and returns the cookie that finds it again.
    ///
    /// # Errors
    /// The database fails.
    pub async fn keep(&self, guest: &Guest, code: &str) -> Result<String, Problem> {
        let words = serde_json::to_string(self).map_err(Problem::internal)?;
        let (drafts, now) = (guest.app.store.drafts(), guest.app.clock.now());
        // Nobody is reminded of what was sent.
        let kept = match self.sent {
            true => drafts.end(code, &words, now, stale(guest)).await,
            false => drafts.keep(code, &words, now, stale(guest)).await,
        };
        kept.map_err(Problem::internal)?;
        Ok(cookie(guest, code))
    }
}

/// The cookie that finds a draft again.
pub fn cookie(guest: &Guest, code: &str) -> String {
    set_cookie(&guest.app, COOKIE_NAME, code, LASTS.as_secs())
}
