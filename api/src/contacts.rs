//! How the people who complain can be reached, and what helps them to take part: for those who write to them and
//! meet them, and for nobody else.

use crate::app::App;
use crate::files::File;
use crate::people::{with_words, words};
use crate::problem::Problem;
use redress_domain::complaint::parties;
use redress_domain::complaint::{Event, intake};
use redress_domain::policy;
use redress_domain::post::Language;
use redress_domain::{Action, Actor, Fact, PersonId};
use serde::{Deserialize, Serialize};

/// How one person can be reached.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Contact {
    /// Their number.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What they wish about how they are reached.
    pub safe_contact: Option<String>,
    /// Whether nothing may be sent to the e-mail address.
    pub no_email: bool,
    /// An e-mail address.
    pub email: Option<String>,
    /// A telephone number.
    pub telephone: Option<String>,
    /// A postal address.
    pub address: Option<String>,
    /// Where somebody who speaks for them is reached.
    pub contact: Option<String>,
    /// The language in which they are written to, where they chose one.
    pub language: Option<Language>,
}

/// What helps somebody to take part: what they asked for, or what was agreed.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Help {
    adjustments: Option<String>,
}

/// Whether a reader is told how people are reached: whoever may agree on what helps them to take part has to write
/// to them.
pub(crate) fn told(file: &File, reader: &Actor) -> bool {
    policy::allow(reader, Action::AgreeAdjustment, &file.complaint.facts).is_ok()
}

/// The fields whose words tell how somebody is reached.
pub(crate) const FIELDS: [&str; 6] = ["email", "telephone", "address", "contact", "safe_contact", "adjustments"];

/// How the people of a file can be reached, in the order in which they came onto it, and what they asked for to
/// take part; nothing for a reader who is not told.
///
/// # Errors
/// It cannot be recorded that this is shown, or the vault fails.
pub async fn contacts(app: &App, file: &File, reader: &Actor) -> Result<(Vec<Contact>, Option<String>), Problem> {
    if !told(file, reader) {
        return Ok((Vec::new(), None));
    }
    let of = |one: &parties::ComplainantDetails| Contact {
        person: one.new_person.0,
        name: words(&one.name),
        safe_contact: one.safe_contact.as_ref().map(words),
        no_email: one.no_email,
        email: one.email.as_ref().map(words),
        telephone: one.telephone.as_ref().map(words),
        address: one.address.as_ref().map(words),
        contact: None,
        language: one.language,
    };
    let speaks = |one: &parties::RepresentativeDetails| Contact {
        person: one.new_person.0,
        name: words(&one.name),
        contact: Some(words(&one.contact)),
        safe_contact: None,
        no_email: false,
        email: None,
        telephone: None,
        address: None,
        language: None,
    };
    let (mut found, mut help) = (Vec::new(), None);
    for record in &file.records {
        let Fact::Complaint(event) = &record.fact else { continue };
        match event {
            Event::Intake(intake::Event::ComplaintSubmitted { complainants, representative, adjustments, .. }) => {
                found.extend(complainants.iter().map(of));
                found.extend(representative.iter().map(|one| speaks(one)));
                help = adjustments.as_ref().map(words);
            }
            Event::Parties(
                parties::Event::ComplainantJoined { complainant: one, .. }
                | parties::Event::PartySubstituted { substitute: one, .. },
            ) => found.push(of(one)),
            Event::Parties(parties::Event::RepresentativeAuthorised { representative, .. }) => {
                found.push(speaks(representative));
            }
            _ => {}
        }
    }
    let found = with_words(app, file, reader, found).await?;
    let help = with_words(app, file, reader, vec![Help { adjustments: help }]).await?;
    Ok((found, help.into_iter().find_map(|one| one.adjustments)))
}
