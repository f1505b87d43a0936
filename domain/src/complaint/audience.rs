//! For whom an event is meant. The policy tells a file by it, and counts a reader's versions by it, so that
//! no step from one number to the next but one betrays what they are not told.

use super::Event;
use super::compliance::Event as Compliance;
use super::deadlines::Event as OfClock;
use super::erasure;
use super::file::{Correction, Event as OfFile};
use super::flags::Event as OfFlag;
use super::investigation::Event as Inquiry;
use super::ombudsman::Event as OfOmbudsman;
use super::paper::{Paper, Privilege};
use super::parties::{Event as People, Particulars};
use super::question::Event as Between;
use super::statement::{Event as OfStatement, Recipient};
use crate::ids::{IssueNo, PersonId, RequestNo};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Who may be told of an event, among those who may read the file at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody.
    Everybody,
    /// Those who protect children: it would warn whom it is about.
    Protectors,
    /// The Commissioner's office: what is said in an investigation (ASCL Act 2009 s.214).
    Commission,
    /// The Commissioner's office, who watches over personal data, and the person a court's order is about.
    CourtOrder(PersonId),
    /// Every body, and these people of the families. One parent is never told of another.
    Bodies(Vec<PersonId>),
    /// Everybody but the other people of the families, where it is a person of the family's own step or paper.
    Own(PersonId),
    /// Every body, and whose data a request is for.
    DataRequest(RequestNo),
    /// Those whom a paper's privilege leaves.
    Paper(Paper),
    /// Of an audience, those who are told of one of these issues.
    Issues(BTreeSet<IssueNo>, Box<Audience>),
}

impl Event {
    /// Whom it may be told to, among those who are told of its issues: see [`Event::issues`].
    #[must_use]
    pub fn audience(&self) -> Audience {
        use Audience as For;
        match self {
            sealed if sealed.sealed() => For::Protectors,
            Self::Investigation(
                Inquiry::CommentReceived { .. }
                | Inquiry::InformationRequired { .. }
                | Inquiry::InformationProduced { .. },
            ) => For::Commission,
            Self::Parties(People::CourtOrderRecorded { person, .. }) => For::CourtOrder(*person),
            // That another parent complained, or how another person is dealt with, is nobody else's business.
            Self::Parties(about) => For::Bodies(about.people()),
            Self::Flags(OfFlag::ContactRestricted { person, .. } | OfFlag::ContactRestrictionEnded { person, .. }) => {
                For::Bodies(vec![*person])
            }
            // A dispute takes two: to be told of it is to be told of the other.
            Self::Flags(OfFlag::ThirdPartyDisputeRecorded { .. } | OfFlag::ThirdPartyDisputeEnded { .. })
            | Self::File(OfFile::MarkedDuplicateOf { .. } | OfFile::DuplicateUnmarked { .. }) => For::Bodies(vec![]),
            Self::Erasure(about) => erased(about),
            Self::DataRequest(about) => For::Bodies(about.person().into_iter().collect()),
            Self::Deadlines(clock) => requested(clock).map_or(For::Everybody, For::DataRequest),
            Self::File(OfFile::DocumentAdded { privilege, by, of, issues, .. }) => {
                For::Paper(Paper { privilege: *privilege, by: *by, of: *of, issues: issues.clone() })
            }
            Self::File(
                OfFile::AdjustmentAgreed { person, .. }
                | OfFile::ObjectionAnnotated { person, .. }
                | OfFile::WithdrawalRequested { person }
                // Where nobody is left, the complaint has ended, and that is everybody's to know.
                | OfFile::WithdrawalConfirmed { person, last: false }
                | OfFile::FactCorrected {
                    correction: Correction::NoticedOn { person, .. } | Correction::Particulars(Particulars { person, .. }),
                    ..
                },
            )
            | Self::Ombudsman(OfOmbudsman::RequirementDisapplied { person, .. })
            | Self::Statement(OfStatement::StatementServed { recipient: Recipient::Complainant { person }, .. }) => {
                For::Own(*person)
            }
            Self::Compliance(Compliance::RemedyReported { person, .. }) => For::Own(*person),
            // Like a paper that passes between them: nobody said which issue it is about.
            Self::Asking(Between::QuestionAsked { person, .. } | Between::QuestionAnswered { person, .. }) => {
                For::Paper(Paper { privilege: Privilege::School, by: *person, of: None, issues: BTreeSet::new() })
            }
            _ => For::Everybody,
        }
    }
}

/// The request for data that a clock, or the word of its moving, is about.
fn requested(clock: &OfClock) -> Option<RequestNo> {
    clock.deadlines().iter().find_map(|deadline| RequestNo::of(*deadline))
}

fn erased(about: &erasure::Event) -> Audience {
    about.person().map_or(Audience::Everybody, |person| Audience::Bodies(vec![person]))
}
