//! The one reminder that somebody may ask for when they stop in the middle of the form. It goes out some days before
//! the draft is thrown away. It says that a form was begun and how to come back, and nothing that was typed: whoever
//! reads the post of somebody else learns no more from it.

use crate::app::App;
use crate::post::Carrier;
use crate::problem::Problem;
use crate::words::Words;
use askama::Template;
use jiff::SignedDuration;
use lettre::Address;
use redress_domain::clock::civil_date;
use redress_domain::post::Trouble;
use std::time::Duration;

/// How long a draft is kept that nobody touches.
pub const LASTS: SignedDuration = SignedDuration::from_hours(24 * 14);

/// How long after a draft was last touched the reminder goes out: four days before it is thrown away.
pub const AFTER: SignedDuration = SignedDuration::from_hours(24 * 10);

/// How often to look whether somebody is to be reminded.
pub(crate) const EVERY: Duration = Duration::from_mins(10);

/// How many reminders are taken at once.
const MOST: u32 = 50;

/// The longest address that mail knows.
const LONGEST: usize = 254;

#[derive(Template)]
#[template(path = "letters/draft.txt")]
struct DraftWaits {
    t: Words,
    day: String,
    address: String,
}

/// An address as somebody typed it; none where mail could not go there.
#[must_use]
pub fn address(typed: &str) -> Option<Address> {
    let typed = typed.trim();
    typed.parse().ok().filter(|_| typed.len() <= LONGEST)
}

/// Throws away old drafts, sends the reminders whose day has come, and says how many went out.
///
/// # Errors
/// The database fails.
pub async fn send(app: &App, carrier: &Carrier) -> Result<usize, Problem> {
    let (now, drafts) = (app.clock.now(), app.store.drafts());
    let all = drafts.reminders(now - LASTS, now - AFTER, MOST).await.map_err(Problem::internal)?;
    let mut sent = 0;
    for waiting in &all {
        // Taken before it is sent: two of us may look at the same moment, and one reminder is what was asked for.
        let Some(reminder) = drafts.take_reminder(waiting).await.map_err(Problem::internal)? else { continue };
        let t = Words::named(&reminder.lang).unwrap_or_else(Words::english);
        let Some(to) = address(&reminder.to) else { continue };
        let day = t.day(civil_date(waiting.touched + LASTS));
        let letter = DraftWaits { t, day, address: format!("{}/resume", app.here) }.render();
        let letter = letter.map_err(Problem::internal)?;
        // A number of its own: that of the draft is nobody's to know.
        let number = format!("draft-{}", app.clock.id()?);
        match carrier.letter(&number, to, t.say("remind-subject"), letter, now).await {
            Err(Trouble::Unreachable) => drafts.put_back_reminder(waiting).await.map_err(Problem::internal)?,
            Err(trouble) => tracing::debug!(?trouble, "A reminder was not taken"),
            Ok(()) => sent += 1,
        }
    }
    Ok(sent)
}
