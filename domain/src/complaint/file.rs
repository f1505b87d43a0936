//! The file itself: documents, adjustments, corrections, disclosures, and what happens to it as a whole.

use super::compliance::ComplianceFile;
use super::direction::DirectionFile;
use super::facts::CaseFacts;
use super::flags::Elsewhere;
use super::investigation::InvestigationFile;
use super::notice::NoticeFile;
use super::ombudsman::TimeTest;
use super::paper::{Document, Privilege};
use super::parties::Particulars;
use super::stage::Stage;
use super::statement::StatementFile;
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::actor::Body;
use crate::clock::Counted;
use crate::held::Held;
use crate::ids::{ComplaintId, DocumentId, IssueNo, PersonId};
use crate::refused::Refused;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the file holds beside the procedure.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Documents, in the order they were added.
    pub documents: Vec<Document>,
    /// The complaint this one repeats, and the earlier of the days on which the two were made.
    pub duplicate_of: Option<(ComplaintId, Date)>,
    /// With whom the matter is too.
    pub elsewhere: BTreeSet<Elsewhere>,
    /// Whether a review of the Commissioner's decision was asked for.
    pub review_requested_on: Option<Date>,
    /// Whether it was decided.
    pub review_decided: bool,
    /// Who asked for it.
    pub review_requested_by: Option<PersonId>,
    /// Whether it was opened again because what was agreed was not done.
    pub agreement_broken: bool,
    /// Who decided, or issued the statement of it.
    pub decided_by: BTreeSet<PersonId>,
}

/// A fact on the file that can be corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Correction {
    /// The day a complainant first had notice.
    NoticedOn {
        /// Who.
        person: PersonId,
        /// The day.
        day: Date,
    },
    /// The day an issue happened.
    HappenedOn {
        /// The issue.
        issue: IssueNo,
        /// The day.
        day: Date,
    },
    /// The day the school received the complaint.
    ReceivedOn {
        /// The day.
        day: Date,
    },
    /// Who somebody is, or how they are reached.
    Particulars(Particulars),
    /// Anything else, in words.
    Other {
        /// What is right.
        text: Held,
    },
}

events! {
    /// What happens to the file.
    pub enum Event {
        /// A document was added.
        DocumentAdded = "document_added" {
            /// Its number.
            document: DocumentId,
            /// What it is.
            title: Held,
            /// What protects it.
            privilege: Privilege,
            /// What others may read in place of it.
            redacted: Option<Held>,
            /// Who added it.
            by: PersonId,
            /// The body they acted for.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            of: Option<Body>,
            /// The issues it is about; none where that was not said.
            #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
            issues: BTreeSet<IssueNo>,
        },
        /// An adjustment was agreed, and goes with the file through every stage.
        AdjustmentAgreed = "adjustment_agreed" {
            /// For whom.
            person: PersonId,
            /// What was agreed.
            adjustment: Held,
            /// The day on which it is looked at again.
            review_on: Option<Date>,
        },
        /// Something on the file was told to somebody.
        Disclosed = "disclosed" {
            /// To whom.
            to: Held,
            /// On what basis.
            basis: Held,
            /// What.
            items: Held,
        },
        /// A fact was corrected. What was recorded before stays readable.
        FactCorrected = "fact_corrected" {
            /// What is right.
            correction: Correction,
            /// Why.
            reason: Held,
            /// The test of time made anew, where the day of first notice was corrected after the complaint
            /// had reached the Commissioner.
            time: Option<TimeTest>,
        },
        /// What an issue says of a third person was masked. The original stays sealed, for those who need it.
        IssueRedacted = "issue_redacted" {
            /// The issue.
            issue: IssueNo,
            /// What others read in place of the family's words.
            redacted: Held,
            /// Why.
            reason: Held,
        },
        /// Somebody objects to something on the file, and that is kept beside it.
        ObjectionAnnotated = "objection_annotated" {
            /// Who.
            person: PersonId,
            /// What they say.
            objection: Held,
        },
        /// The complaint belongs to a campaign on one subject.
        CampaignJoined = "campaign_joined" {
            /// The campaign's name.
            campaign: Held,
        },
        /// The complaint repeats another. Both stay readable.
        MarkedDuplicateOf = "marked_duplicate_of" {
            /// The other.
            complaint: ComplaintId,
            /// The earlier of the two days on which they were made.
            earliest_made_on: Date,
            /// Whether the same people made both: then the clocks follow the earlier day.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            same_people: bool,
        },
        /// It does not, after all.
        DuplicateUnmarked = "duplicate_unmarked" {
            /// Why.
            reason: Held,
        },
        /// The complainant wants to end it.
        WithdrawalRequested = "withdrawal_requested" {
            /// Who.
            person: PersonId,
        },
        /// The complainant has confirmed that in writing.
        WithdrawalConfirmed = "withdrawal_confirmed" {
            /// Who.
            person: PersonId,
            /// Whether nobody is left who pursues it.
            last: bool,
        },
        /// The case was closed.
        CaseClosed = "case_closed" {
            /// Why.
            reason: Held,
        },
        /// The case was opened again.
        CaseReopened = "case_reopened" {
            /// On what basis.
            basis: Reopening,
            /// In words.
            reason: Held,
        },
        /// A review of the Commissioner's decision was asked for.
        ReviewRequested = "review_requested" {
            /// By whom.
            by: PersonId,
            /// On what ground.
            ground: ReviewGround,
            /// In words.
            account: Held,
            /// The day.
            on: Date,
            /// The last day in time.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            time: Option<Counted>,
        },
        /// The review changed nothing.
        ReviewRefused = "review_refused" {
            /// Why.
            reason: Held,
        },
        /// The review set the decision aside.
        ReviewUpheld = "review_upheld" {
            /// Why.
            reason: Held,
        },
    }
}

/// Why a case is opened again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reopening {
    /// A review was upheld.
    ReviewUpheld,
    /// What was agreed was not done.
    AgreementBroken,
    /// A court quashed the decision.
    Quashed,
    /// It was closed by mistake.
    ClosedByMistake,
}

/// On what ground a decision is reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewGround {
    /// The decision rests on evidence that is materially wrong.
    InaccurateEvidence,
    /// There is new, relevant information.
    NewInformation,
}

impl Event {
    pub(super) fn touch(&self, facts: &mut CaseFacts) {
        match self {
            Self::WithdrawalConfirmed { person, last } => {
                facts.leaves(*person);
                facts.representatives.retain(|_, principal| principal != person);
                if *last {
                    facts.at_school(Stage::Withdrawn);
                }
            }
            Self::CaseClosed { .. } => {
                facts.closed_from = Some(facts.stage);
                facts.stage = Stage::Closed;
            }
            Self::CaseReopened { basis, .. } => {
                let before = facts.closed_from.take().unwrap_or(facts.stage);
                facts.stage = match basis {
                    Reopening::ReviewUpheld | Reopening::Quashed => Stage::UnderAssessment,
                    Reopening::AgreementBroken | Reopening::ClosedByMistake => before,
                };
            }
            _ => {}
        }
    }

    pub(super) fn apply(&self, file: &mut Complaint) {
        match self {
            Self::DocumentAdded { document, title, privilege, redacted, by, of, issues } => {
                file.file.documents.push(Document {
                    document: *document,
                    title: title.clone(),
                    privilege: *privilege,
                    redacted: redacted.clone(),
                    by: *by,
                    of: *of,
                    issues: issues.clone(),
                });
            }
            Self::FactCorrected { correction, time, .. } => match correction {
                Correction::NoticedOn { person, day } => {
                    file.with_party(*person, |party| party.noticed_on = Some(*day));
                    file.ombudsman.take_tests(time);
                }
                Correction::HappenedOn { issue, day } => {
                    if let Some(issue) = file.issue_mut(*issue) {
                        issue.happened_on = Some(*day);
                    }
                }
                Correction::ReceivedOn { day } => file.arrive(*day),
                Correction::Particulars(right) => file.with_party(right.person, |party| party.correct(right)),
                Correction::Other { .. } => {}
            },
            Self::MarkedDuplicateOf { complaint, earliest_made_on, same_people } => {
                file.file.duplicate_of = Some((*complaint, *earliest_made_on));
                file.begins_with(same_people.then_some(*earliest_made_on));
            }
            Self::DuplicateUnmarked { .. } => {
                file.file.duplicate_of = None;
                file.begins_with(None);
            }
            Self::WithdrawalRequested { person } => file.with_party(*person, |party| party.withdrawal_requested = true),
            Self::WithdrawalConfirmed { person, .. } => file.with_party(*person, |party| party.withdrawn = true),
            Self::CaseReopened { basis: Reopening::ReviewUpheld | Reopening::Quashed, .. } => {
                // What was issued stays in the log and says that it is superseded; the file begins again.
                file.statement = StatementFile { superseded: true, ..StatementFile::default() };
                file.compliance = ComplianceFile::default();
                file.investigation = InvestigationFile::default();
                file.notice = NoticeFile::default();
                file.direction = DirectionFile::default();
                for issue in file.issues.values_mut() {
                    issue.finding = None;
                }
            }
            Self::CaseReopened { basis: Reopening::AgreementBroken, .. } => file.file.agreement_broken = true,
            Self::ReviewRequested { by, on, .. } => {
                file.file.review_requested_on = Some(*on);
                file.file.review_requested_by = Some(*by);
                file.file.review_decided = false;
            }
            Self::ReviewRefused { .. } | Self::ReviewUpheld { .. } => file.file.review_decided = true,
            Self::IssueRedacted { issue, redacted, .. } => {
                if let Some(issue) = file.issue_mut(*issue) {
                    issue.redacted = Some(redacted.clone());
                }
            }
            Self::AdjustmentAgreed { .. }
            | Self::Disclosed { .. }
            | Self::ObjectionAnnotated { .. }
            | Self::CampaignJoined { .. }
            | Self::CaseReopened { .. } => {}
            Self::CaseClosed { .. } => file.file.agreement_broken = false,
        }
    }
}

/// Whether there is a complaint at all.
pub(super) fn at_least_lodged(file: &Complaint) -> Result<(), Refused> {
    if file.facts.stage == Stage::Draft { Err(Refused::NotFound) } else { Ok(()) }
}

macro_rules! note_command {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $ty:ty),* $(,)? }
     |$this:ident, $file:ident, $now:ident| $event:expr) => {
        command! {
            $(#[$doc])*
            pub struct $name { $($(#[$field_doc])* $field: $ty),* }
        }

        impl Ask for $name {
            const ACTION: Action = Action::$name;

            fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
                at_least_lodged(file)
            }

            fn decide(&self, $file: &Complaint, $now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
                let $this = self;
                Outcome::of($file, $now).and($event).done()
            }
        }
    };
}

note_command! {
    /// Adds a document to the file.
    AddDocument {
        /// Its number, chosen by the sender: a UUID.
        #[schemars(extend("x-new" = true))]
        document: DocumentId,
        /// What it is.
        title: Held,
        /// What protects it.
        privilege: Privilege,
        /// What others may read in place of it, where it names a third person.
        redacted: Option<Held>,
        /// The issues it is about. A body that answers for some of the issues is told of no paper about others, nor
        /// of one where this is left out.
        #[serde(default)]
        issues: BTreeSet<IssueNo>,
    }
    |this, file, now| {
        if file.file.documents.iter().any(|known| known.document == this.document) {
            return Err(Refused::NotAcceptable { field: "document", why: "a document with this number is on the file" });
        }
        if file.file.documents.len() >= 500 {
            return Err(Refused::TooMany { what: "documents", most: 500 });
        }
        for issue in &this.issues {
            file.issue_told(*issue, now)?;
        }
        Event::DocumentAdded {
            document: this.document,
            title: this.title.clone(),
            privilege: this.privilege,
            redacted: this.redacted.clone(),
            by: now.by(),
            of: Some(now.stamp.actor.body),
            issues: this.issues.clone(),
        }
    }
}

note_command! {
    /// Records an adjustment that was agreed; it goes with the file through every stage.
    AgreeAdjustment {
        /// For whom.
        person: PersonId,
        /// What was agreed.
        adjustment: Held,
        /// The day on which it is looked at again.
        review_on: Option<Date>,
    }
    |this, file, now| {
        let _ = now;
        file.party(this.person)?;
        Event::AdjustmentAgreed { person: this.person, adjustment: this.adjustment.clone(), review_on: this.review_on }
    }
}

note_command! {
    /// Records that something on the file was told to somebody, and on what basis.
    RecordDisclosure {
        /// To whom.
        to: Held,
        /// On what basis.
        basis: Held,
        /// What.
        items: Held,
    }
    |this, file, now| Event::Disclosed { to: this.to.clone(), basis: this.basis.clone(), items: this.items.clone() }
}

note_command! {
    /// Keeps an objection beside what it objects to.
    AnnotateObjection {
        /// What they say.
        objection: Held,
    }
    |this, file, now| Event::ObjectionAnnotated { person: now.by(), objection: this.objection.clone() }
}

note_command! {
    /// Records that the complaint belongs to a campaign on one subject; each case stays its own.
    JoinCampaign {
        /// The campaign's name.
        campaign: Held,
    }
    |this, file, now| Event::CampaignJoined { campaign: this.campaign.clone() }
}
