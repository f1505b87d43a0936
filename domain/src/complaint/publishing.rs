//! Publishing what was found (s.213).

use super::statement::{Event, Screening};
use super::vocabulary::command;
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::held::Held;
use crate::refused::Refused;

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
