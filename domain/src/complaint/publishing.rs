//! Publishing what was found: the statement (s.213), and the adverse findings notice (s.212).

use super::notice::{Event as Notice, NotTaken, Side, check_not_taken};
use super::screening::Screening;
use super::stage::Stage;
use super::statement::Event;
use super::vocabulary::command;
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::held::Held;
use crate::refused::Refused;
use jiff::civil::Date;

command! {
    /// Publishes the statement or a summary of it, once the public interest has been weighed (s.213).
    pub struct PublishStatement {
        /// A summary, where not all of it is published.
        summary: Option<Held>,
        /// How the public interest was weighed against the interests of those concerned.
        public_interest: Held,
        /// Counted by the service.
        #[serde(default)]
        screening: Screening,
    }
}

impl Ask for PublishStatement {
    const ACTION: Action = Action::PublishStatement;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        match (file.statement.issued, file.statement.owed) {
            (Some(_), None) => Ok(()),
            _ => Err(Refused::NotYet { needs: "a statement" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        self.screening.pass(None)?;
        // What had to name people for those it was served on need not name them to everybody.
        if self.summary.is_none() && file.statement.identifies {
            return Err(Refused::NotAnonymous);
        }
        Outcome::of(file, now)
            .and(Event::StatementPublished {
                on: now.today,
                summary: self.summary.clone(),
                public_interest: self.public_interest.clone(),
            })
            .done()
    }
}

command! {
    /// Records that the governing body published the notice.
    pub struct RecordPublication {
        /// The day.
        on: Date,
        /// Where.
        place: Held,
        /// Whether it was published in the manner that the Commissioner directed.
        manner_followed: bool,
        /// Why not, where it was not.
        departure: Option<Held>,
    }
}

impl Ask for RecordPublication {
    const ACTION: Action = Action::RecordPublication;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::NoticeFormAgreed])?;
        file.is_for_own(now, &file.notice.unmet)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        now.not_future("on", self.on)?;
        if file.notice.received_on.is_some_and(|required| self.on < required) {
            return Err(Refused::DateOutOfOrder { field: "on", why: "the notice had not been required" });
        }
        match (self.manner_followed, &self.departure) {
            (false, None) => {
                let why = "say why it was not published in the manner directed";
                return Err(Refused::Missing { field: "departure", why });
            }
            (true, Some(_)) => {
                let why = "it was published in the manner directed";
                return Err(Refused::NotAcceptable { field: "departure", why });
            }
            _ => {}
        }
        Outcome::of(file, now)
            .and(Notice::NoticePublished {
                by: Side::GoverningBody,
                on: self.on,
                place: self.place.clone(),
                text: None,
                explanation: file.notice.explanation.clone(),
                not_taken: file.notice.not_taken.clone(),
                manner_followed: Some(self.manner_followed),
                departure: self.departure.clone(),
            })
            .meet(&["T07"], self.on)
            .done()
    }
}

command! {
    /// Publishes the notice in place of the governing body, and may ask for the expenses.
    pub struct PublishInDefault {
        /// Where.
        place: Held,
        /// The text published.
        text: Held,
        /// The details of each recommended action that was not taken.
        #[serde(default)]
        not_taken: Vec<NotTaken>,
        /// The expenses, in pence.
        costs_pence: Option<u32>,
        /// Counted by the service.
        #[serde(default)]
        screening: Screening,
    }
}

impl Ask for PublishInDefault {
    const ACTION: Action = Action::PublishInDefault;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::NoticeNotAgreedInTime, Stage::NoticeNotPublished])
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        self.screening.pass(None)?;
        check_not_taken(file, &self.not_taken)?;
        Outcome::of(file, now)
            .and(Notice::NoticePublished {
                by: Side::Commissioner,
                on: now.today,
                place: self.place.clone(),
                text: Some(self.text.clone()),
                explanation: file.notice.explanation.clone(),
                not_taken: self.not_taken.clone(),
                manner_followed: None,
                departure: None,
            })
            .and_all(self.costs_pence.map(|pence| Notice::CostsDemanded { pence }))
            .cancel(&["T06", "T07"])
            .done()
    }
}
