//! The investigation of a case, as somebody may be told of it: who was asked for their side and when it came, what
//! papers and facts were asked for and when they came.

use crate::app::App;
use crate::files::File;
use crate::people::{with_words, words};
use crate::problem::Problem;
use jiff::civil::Date;
use redress_domain::clock::civil_date;
use redress_domain::complaint::Event;
use redress_domain::complaint::investigation::{Event as Of, Invited};
use redress_domain::ids::{InvitationNo, RequirementNo};
use redress_domain::policy::{self, Sight};
use redress_domain::{Action, Actor, Body, Fact, Held};
use serde::{Deserialize, Serialize};

/// An invitation to comment, and whether a comment came.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Invitation {
    /// Its number.
    pub invitation: InvitationNo,
    /// Whom it went to.
    pub to: Invited,
    /// The day it was made.
    pub on: Date,
    /// The day on which a comment came; none also where that is not for the reader to know.
    pub came_on: Option<Date>,
    /// The comment, for those who read the whole record.
    pub comment: Option<String>,
}

/// Information or documents that were required, and whether they came.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Required {
    /// Its number.
    pub requirement: RequirementNo,
    /// From whom, and what, for those who read the whole record.
    pub what: Option<String>,
    /// The day by which it is asked for.
    pub by: Date,
    /// The day on which it came.
    pub came_on: Option<Date>,
    /// What came, for those who read the whole record.
    pub note: Option<String>,
}

/// What somebody may be told of an investigation.
#[derive(Debug, Default)]
pub struct Inquiry {
    /// The invitations to comment, in order.
    pub invitations: Vec<Invitation>,
    /// What was required, in order.
    pub required: Vec<Required>,
}

fn nth<T>(rows: &mut [T], number: u8) -> Option<&mut T> {
    rows.get_mut(usize::from(number).checked_sub(1)?)
}

/// The investigation of a file as somebody may be told of it. What is said in it stays with the Commissioner's
/// office (s.214): others hear who was invited, and no more.
///
/// # Errors
/// It cannot be recorded that this is shown, or the vault fails.
pub async fn inquiry(app: &App, file: &File, actor: &Actor) -> Result<Inquiry, Problem> {
    let sight = Sight::new(actor, &file.complaint.facts);
    // Whose words are open to a reader is on record as what the whole record shows them: no others are shown here.
    let reads = policy::allow(actor, Action::ReadEvents, &file.complaint.facts).is_ok();
    let said = |held: &Held| Some(words(held)).filter(|_| reads);
    let mut found = Inquiry::default();
    for record in &file.records {
        let Fact::Complaint(whole @ Event::Investigation(event)) = &record.fact else { continue };
        if !sight.sees(whole) {
            continue;
        }
        let on = civil_date(record.at);
        match event {
            Of::CommentInvited { to } => {
                let invitation = InvitationNo(u8::try_from(found.invitations.len() + 1).unwrap_or(u8::MAX));
                found.invitations.push(Invitation { invitation, to: to.clone(), on, came_on: None, comment: None });
            }
            Of::CommentReceived { invitation, comment } => {
                if let Some(known) = nth(&mut found.invitations, invitation.0) {
                    (known.came_on, known.comment) = (Some(on), said(comment));
                }
            }
            Of::InformationRequired { requirement, what, by } => {
                let (requirement, by) = (*requirement, *by);
                found.required.push(Required { requirement, what: said(what), by, came_on: None, note: None });
            }
            Of::InformationProduced { requirement, note } => {
                if let Some(known) = nth(&mut found.required, requirement.0) {
                    (known.came_on, known.note) = (Some(on), said(note));
                }
            }
            _ => {}
        }
    }
    found.invitations = with_words(app, file, actor, found.invitations).await?;
    found.required = with_words(app, file, actor, found.required).await?;
    Ok(found)
}

impl Invitation {
    /// Whether this caller can answer it: the Commissioner's office writes down what came for anybody, a body
    /// answers what went to its own side.
    #[must_use]
    pub fn open_to(&self, actor: &Actor) -> bool {
        match actor.body {
            Body::Ombudsman => self.came_on.is_none(),
            body => self.to.answered_by(body),
        }
    }
}
