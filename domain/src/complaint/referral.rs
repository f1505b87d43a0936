//! The school refers a complaint to the Local Commissioner, with the complainant's consent and its own papers.

use super::ombudsman::{Event, may_go, taken_up};
use super::paper::Privilege;
use super::powers::time_tests;
use super::vocabulary::command;
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::held::Held;
use crate::ids::DocumentId;
use crate::refused::Refused;
use std::collections::BTreeSet;

command! {
    /// Refers the complaint to the Commissioner, with the complainant's consent (ASCL Act 2009 s.207(1)(b)).
    pub struct ReferToOmbudsman {
        /// Why.
        reason: Held,
        /// The papers of the file that go with it.
        #[serde(default)]
        papers: Vec<DocumentId>,
        /// Why no paper goes with it, where none does.
        without_papers: Option<Held>,
    }
}

impl ReferToOmbudsman {
    fn check_papers(&self, file: &Complaint) -> Result<(), Refused> {
        let unlike = |field, why| Err(Refused::NotAcceptable { field, why });
        let mut seen = BTreeSet::new();
        for paper in &self.papers {
            let known = file.file.documents.iter().find(|known| known.document == *paper);
            // Nobody but whoever took the advice is told of it, and so the Commissioner would not get it.
            if known.ok_or(Refused::NoSuchItem { what: "document" })?.privilege == Privilege::Legal {
                return unlike("papers", "legal advice does not go with a referral");
            }
            if !seen.insert(paper) {
                return unlike("papers", "a paper is named twice");
            }
        }
        match (self.papers.is_empty(), &self.without_papers) {
            (true, None) => Err(Refused::Missing {
                field: "papers",
                why: "say which papers of the school go with the referral, or why none does",
            }),
            (false, Some(_)) => unlike("without_papers", "there are papers that go with it"),
            _ => Ok(()),
        }
    }
}

impl Ask for ReferToOmbudsman {
    const ACTION: Action = Action::ReferToOmbudsman;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        may_go(file, Self::ACTION, false)?;
        match file.pursuing().any(|(_, party)| party.consents_to_referral) {
            true => Ok(()),
            false => Err(Refused::NotYet { needs: "the complainant's consent" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        self.check_papers(file)?;
        // Made to the school in time and referred later, it is in time: s.207(1)(b).
        let made_on = file.facts.made_on.unwrap_or(now.today);
        let consenting = || file.pursuing().filter(|(_, party)| party.consents_to_referral);
        Outcome::of(file, now)
            .and(Event::ReferredToOmbudsman {
                complainants: consenting().map(|(person, _)| person).collect(),
                on: now.today,
                made_on,
                reason: self.reason.clone(),
                time: time_tests(file, made_on, consenting())?,
                papers: self.papers.clone(),
                without_papers: self.without_papers.clone(),
            })
            .and_all(taken_up(file))
            .cancel(&["T15"])
            .done()
    }
}
