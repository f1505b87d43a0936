//! Issuing the statement (s.211): only once what it may not hold is out of it, and with a word on each person who was
//! invited to comment and gets no copy.

use super::investigation::Invited;
use super::screening::Screening;
use super::statement::{Contents, Event, StatementKind};
use super::vocabulary::command;
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::clock::Counted;
use crate::held::Held;
use crate::ids::{DocumentId, PersonId};
use crate::refused::Refused;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Whether a statement holds information of the government that is not public (s.214; compare LGA 1974 s.34K(3)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum GovernmentInformation {
    /// It holds none.
    None {},
    /// The department consented in writing.
    Consented {
        /// The consent, on the file.
        document: DocumentId,
    },
    /// The department was given notice in writing, not less than a month before.
    Notified {
        /// The day of the notice.
        on: Date,
    },
}

impl GovernmentInformation {
    /// What the end of the notice was counted from, once it has run out.
    fn check(&self, file: &Complaint, now: &Moment<'_>) -> Result<Option<Counted>, Refused> {
        match self {
            Self::None {} => Ok(None),
            Self::Consented { document } => match file.file.documents.iter().any(|known| known.document == *document) {
                true => Ok(None),
                false => Err(Refused::NoSuchItem { what: "document" }),
            },
            Self::Notified { on } => {
                now.not_future("government_information", *on)?;
                let counted = Counted::under("T08", *on, *on, &now.calendars(file, None));
                let last = counted.as_ref().and_then(|counted| counted.on);
                match last.ok_or(Refused::NotYet { needs: "a time of notice that was in force on that day" })? {
                    last if now.today > last => Ok(counted),
                    last => Err(Refused::TooEarly { earliest: last.tomorrow().unwrap_or(last) }),
                }
            }
        }
    }
}

/// A person who was invited to comment and gets no copy of the statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithoutCopy {
    /// Who.
    pub person: PersonId,
    /// Why not.
    pub why: Held,
}

impl Complaint {
    /// The persons who were invited to comment, beside the bodies that answer (s.209(1)(b) and (c)).
    pub(super) fn invited_persons(&self) -> impl Iterator<Item = PersonId> {
        self.investigation.invitations.iter().filter_map(|known| match &known.to {
            Invited::Alleged { person } | Invited::Appears { person } => Some(*person),
            Invited::Respondent { .. } | Invited::Authority {} => None,
        })
    }
}

command! {
    /// Issues the statement that the decision requires.
    pub struct IssueStatement {
        /// The reasons for not going on, or the conclusions. It identifies the school and nobody else.
        text: Held,
        /// Why people are identified in it, where the Commissioner considers it necessary.
        identifying: Option<Held>,
        /// Whether it holds information of the government that is not public. A statement on an investigation that was
        /// completed must say so.
        government_information: Option<GovernmentInformation>,
        /// The persons invited to comment on whom it is not served. Everybody else who was invited gets a copy.
        #[serde(default)]
        without_copy: Vec<WithoutCopy>,
        /// Counted by the service.
        #[serde(default)]
        screening: Screening,
    }
}

impl IssueStatement {
    fn check_copies(&self, file: &Complaint) -> Result<(), Refused> {
        let unlike = |why| Err(Refused::NotAcceptable { field: "without_copy", why });
        let mut seen = BTreeSet::new();
        for one in &self.without_copy {
            if !file.invited_persons().any(|person| person == one.person) {
                return unlike("this person was not invited to comment");
            }
            if !seen.insert(one.person) {
                return unlike("a person is named twice");
            }
        }
        Ok(())
    }
}

impl Ask for IssueStatement {
    const ACTION: Action = Action::IssueStatement;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        match file.statement.owed {
            Some(_) => Ok(()),
            None => Err(Refused::NotYet { needs: "a decision that a statement gives the reasons of" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        self.screening.pass(self.identifying.as_ref())?;
        let kind = file.statement.owed.ok_or(Refused::NotYet { needs: "a decision" })?;
        self.check_copies(file)?;
        let notice = match &self.government_information {
            Some(information) => information.check(file, now)?,
            None if kind == StatementKind::Completed => {
                return Err(Refused::Missing {
                    field: "government_information",
                    why: "say whether the statement holds information of the government that is not public (s.214)",
                });
            }
            None => None,
        };
        Outcome::of(file, now)
            .and(Event::StatementIssued {
                kind,
                by: now.by(),
                on: now.today,
                text: self.text.clone(),
                identifying: self.identifying.clone(),
                contents: Some(Box::new(Contents::of(file))),
                government_information: self.government_information.clone(),
                notice,
                without_copy: self.without_copy.clone(),
            })
            .done()
    }
}
