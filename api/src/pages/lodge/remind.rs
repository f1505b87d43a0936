//! On the pages of the form: an address for one reminder, before what was typed is thrown away.

use super::super::Guest;
use super::super::act::typed::{Mistake, Typed};
use super::draft::Draft;
use super::steps::Voice;
use crate::problem::Problem;
use crate::reminders::{self, AFTER, LASTS};
use redress_domain::clock::civil_date;
use redress_projections::drafts::Reminder;

/// The field of the address, and so the place of a mistake in it.
pub const FIELD: &str = "remind_to";

/// What a page of the form says about the reminder.
pub struct Remind {
    /// The day on which it goes out, where one was asked for.
    pub day: Option<String>,
    /// What was typed, and what is wrong with it.
    pub typed: String,
    /// See above.
    pub wrong: Option<String>,
    /// Whether to show this at once.
    pub open: bool,
}

impl Remind {
    /// For a draft with a code; none where nobody can be reminded: no mail is sent, or a clerk types.
    pub async fn of(
        guest: &Guest,
        code: Option<&str>,
        answers: &Typed,
        mistakes: &[Mistake],
    ) -> Result<Option<Self>, Problem> {
        let Some(code) = code.filter(|_| guest.app.sends && Voice::of(answers) != Voice::Staff) else {
            return Ok(None);
        };
        let touched = guest.app.store.drafts().asked_reminder(code).await.map_err(Problem::internal)?;
        let wrong = mistakes.iter().find(|mistake| mistake.place == FIELD).map(|mistake| mistake.words.clone());
        Ok(Some(Self {
            day: touched.map(|touched| guest.t.day(civil_date(touched + AFTER))),
            typed: answers.text(FIELD).to_owned(),
            open: wrong.is_some() || guest.asked("remind") == "yes",
            wrong,
        }))
    }
}

/// What became of what was typed about a reminder.
pub enum Asked {
    /// Nothing was typed about it.
    Nothing,
    /// It is done as it was asked.
    Done,
    /// It cannot be.
    Wrong(Mistake),
}

/// Does what was asked about the reminder of a draft that is kept.
pub async fn asked(guest: &Guest, code: &str, draft: &Draft, typed: &Typed) -> Result<Asked, Problem> {
    let (button, to) = (typed.text("remind"), typed.text(FIELD).trim());
    if !guest.app.sends || Voice::of(&draft.answers) == Voice::Staff {
        return Ok(Asked::Nothing);
    }
    let drafts = guest.app.store.drafts();
    if button == "stop" {
        drafts.forget_reminder(code).await.map_err(Problem::internal)?;
        return Ok(Asked::Done);
    }
    // With whichever button: who typed an address wants the letter.
    if button.is_empty() && to.is_empty() {
        return Ok(Asked::Nothing);
    }
    let wrong = |id: &str| Asked::Wrong(Mistake { place: FIELD.into(), words: guest.t.say(id) });
    if reminders::address(to).is_none() {
        return Ok(wrong("mistake-remind"));
    }
    let reminder = Reminder { to: to.to_owned(), lang: guest.t.lang().to_owned() };
    let stale = guest.app.clock.now() - LASTS;
    let kept = drafts.ask_reminder(code, &reminder, stale).await.map_err(Problem::internal)?;
    Ok(if kept { Asked::Done } else { wrong("mistake-remind-many") })
}
