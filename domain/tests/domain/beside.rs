//! The commands beside the procedure, with particulars thrown by dice.

use crate::dice::Dice;
use crate::support::*;
use redress_domain::complaint::erasure::{self, ErasureGround};
use redress_domain::complaint::parties::NewPerson;
use redress_domain::complaint::{
    Command, closing, data_copy, data_request, deadlines, duplicate, file, flags, paper, parties, pauses, question,
    safeguarding, standing,
};
use redress_domain::ids::{DeadlineNo, QuestionNo, RequestNo};
use redress_domain::law::{DataRefusal, ExtensionGround};
use redress_domain::{Action, ComplaintId, DocumentId, PersonId};
use uuid::Uuid;

/// The commands beside the procedure: safety, people, conditions, the file.
pub fn beside(action: Action, case: &Case, whose: Option<PersonId>, dice: &mut Dice) -> Command {
    let today = case.today;
    match action {
        Action::RaiseSafeguardingConcern => {
            safeguarding::RaiseSafeguardingConcern { account: dice.words(), immediate_danger: dice.once_in(2) }.into()
        }
        Action::MakeSafeguardingReferral => safeguarding::MakeSafeguardingReferral {
            concern: u8::try_from(1 + dice.below(case.file.safeguarding.concerns.len())).unwrap(),
            to: safeguarding::ReferredTo::Police,
            reference: dice.words(),
        }
        .into(),
        Action::LiftSafeguardingHold => safeguarding::LiftSafeguardingHold {
            concern: u8::try_from(1 + dice.below(case.file.safeguarding.concerns.len())).unwrap(),
            reason: dice.words(),
        }
        .into(),
        Action::RaiseRetaliationConcern => safeguarding::RaiseRetaliationConcern { account: dice.words() }.into(),
        Action::JoinComplaint => standing::JoinComplaint { complainant: dice.somebody_new(case) }.into(),
        Action::AuthoriseRepresentative => {
            let number = 600 + u128::try_from(case.events.len()).unwrap();
            let representative =
                parties::RepresentativeDetails { new_person: NewPerson(person(number)), ..the_friend() };
            standing::AuthoriseRepresentative { representative, principal: dice.anyone(case) }.into()
        }
        Action::EndRepresentation => standing::EndRepresentation { person: dice.anyone(case) }.into(),
        Action::RecordPartyDeath => {
            standing::RecordPartyDeath { person: dice.anyone(case), on: dice.past(today) }.into()
        }
        Action::SubstituteParty => standing::SubstituteParty {
            person: dice.anyone(case),
            substitute: dice.somebody_new(case),
            reason: dice.words(),
        }
        .into(),
        Action::RecordMajority => standing::RecordMajority { person: dice.anyone(case), on: dice.past(today) }.into(),
        Action::RecordCourtOrder => standing::RecordCourtOrder {
            person: dice.anyone(case),
            kind: parties::CourtOrderKind::NonMolestation,
            until: dice.maybe(|dice| dice.future(today)),
            terms: dice.words(),
        }
        .into(),
        Action::RecordParallelRoute => {
            let with = dice.of(&[flags::Elsewhere::Court, flags::Elsewhere::Ofsted]);
            flags::RecordParallelRoute { with, note: dice.words() }.into()
        }
        Action::EndParallelRoute => flags::EndParallelRoute { with: None, note: dice.words() }.into(),
        Action::RecordThirdPartyDispute => flags::RecordThirdPartyDispute { note: dice.words() }.into(),
        Action::EndThirdPartyDispute => flags::EndThirdPartyDispute { note: dice.words() }.into(),
        Action::RestrictContact => flags::RestrictContact {
            person: dice.anyone(case),
            reason: dice.words(),
            scope: dice.words(),
            review_on: dice.future(today),
        }
        .into(),
        Action::EndContactRestriction => flags::EndContactRestriction { person: None, reason: dice.words() }.into(),
        Action::PlaceLegalHold => flags::PlaceLegalHold { reason: dice.words() }.into(),
        Action::LiftLegalHold => flags::LiftLegalHold { reason: dice.words() }.into(),
        Action::RestrictErasure => flags::RestrictErasure { reason: dice.words() }.into(),
        Action::ProposeErasure => {
            let (person, ground) = (dice.maybe(|dice| dice.anyone(case)), ErasureGround::NoLongerNeeded);
            erasure::ProposeErasure { person, ground, reason: dice.words() }.into()
        }
        Action::RejectErasure => erasure::RejectErasure { person: proposed_erasure(case), reason: dice.words() }.into(),
        Action::ConfirmErasure => erasure::ConfirmErasure { person: proposed_erasure(case) }.into(),
        Action::LiftErasureRestriction => flags::LiftErasureRestriction { reason: dice.words() }.into(),
        Action::MakeDataRequest => data_request::MakeDataRequest { wanted: dice.maybe(Dice::words) }.into(),
        Action::RecordDataRequest => data_request::RecordDataRequest {
            person: dice.anyone(case),
            asked_on: dice.past(today),
            identity: data_request::IdentityCheck::DocumentSeen,
            checked_on: dice.past(today),
            wanted: None,
        }
        .into(),
        Action::ExtendDataRequest => data_request::ExtendDataRequest {
            request: waiting(case),
            to: dice.future(today),
            ground: ExtensionGround::Complex,
            reason: dice.words(),
        }
        .into(),
        Action::PrepareDataCopy => data_copy::PrepareDataCopy { request: waiting(case), decisions: Vec::new() }.into(),
        Action::ReleaseDataCopy => data_copy::ReleaseDataCopy { request: waiting(case) }.into(),
        Action::RefuseDataRequest => data_copy::RefuseDataRequest {
            request: waiting(case),
            ground: DataRefusal::Excessive,
            reason: dice.words(),
        }
        .into(),
        Action::AskFamily => {
            question::AskFamily { person: dice.maybe(|dice| dice.anyone(case)), question: dice.words() }.into()
        }
        Action::AnswerQuestion => {
            let many = case.file.questions.0.len();
            let number = QuestionNo(u8::try_from(1 + dice.below(many)).unwrap());
            question::AnswerQuestion { number, answer: dice.words() }.into()
        }
        Action::AddDocument => file::AddDocument {
            document: DocumentId(Uuid::from_u128(u128::from(dice.throw() % 50))),
            title: dice.words(),
            privilege: paper::Privilege::School,
            redacted: dice.maybe(Dice::words),
            issues: dice.maybe(|dice| dice.issue(case)).into_iter().collect(),
        }
        .into(),
        Action::RedactIssue => {
            closing::RedactIssue { issue: dice.issue(case), redacted: dice.words(), reason: dice.words() }.into()
        }
        Action::AgreeAdjustment => {
            file::AgreeAdjustment { person: dice.anyone(case), adjustment: dice.words(), review_on: None }.into()
        }
        Action::RecordDisclosure => {
            file::RecordDisclosure { to: dice.words(), basis: dice.words(), items: dice.words() }.into()
        }
        Action::AnnotateObjection => file::AnnotateObjection { objection: dice.words() }.into(),
        Action::CorrectRecord => closing::CorrectRecord {
            correction: match dice.below(4) {
                0 => file::Correction::NoticedOn { person: dice.anyone(case), day: dice.past(today) },
                1 => file::Correction::HappenedOn { issue: dice.issue(case), day: dice.past(today) },
                2 => file::Correction::ReceivedOn { day: dice.past(today) },
                _ => file::Correction::Other { text: dice.words() },
            },
            reason: dice.words(),
            pupil_ages: PupilAges::default(),
        }
        .into(),
        Action::JoinCampaign => file::JoinCampaign { campaign: dice.words() }.into(),
        Action::MergeDuplicate => duplicate::MergeDuplicate {
            complaint: ComplaintId(Uuid::from_u128(7)),
            made_on: dice.past(today),
            same_people: dice.once_in(2),
        }
        .into(),
        Action::UnmergeDuplicate => duplicate::UnmergeDuplicate { reason: dice.words() }.into(),
        Action::PauseDeadline => {
            let (deadline, note) = (dice.deadline(case, &["T32", "T33", "T34", "T35"]), dice.words());
            pauses::PauseDeadline { deadline, reason: deadlines::PauseReason::AwaitingComplainant, note }.into()
        }
        Action::ResumeDeadline => {
            pauses::ResumeDeadline { deadline: dice.deadline(case, &["T32", "T33", "T34", "T35"]) }.into()
        }
        Action::CancelDeadline => {
            let (deadline, note) = (dice.deadline(case, &["T32", "T33", "T34", "T35"]), dice.words());
            pauses::CancelDeadline { deadline, reason: deadlines::CancelReason::AgreedWithComplainant, note }.into()
        }
        Action::MoveDeadlines => pauses::MoveDeadlines { decision: DECISION }.into(),
        Action::RecordPassedDeadline => {
            let gone = case.file.deadlines.iter().filter(|known| known.missed(today));
            let gone: Vec<DeadlineNo> = gone.map(|known| known.deadline).collect();
            let deadline = if gone.is_empty() { DeadlineNo(1) } else { dice.of(&gone) };
            pauses::RecordPassedDeadline { deadline }.into()
        }
        Action::RequestReview => {
            closing::RequestReview { ground: file::ReviewGround::NewInformation, account: dice.words() }.into()
        }
        Action::DecideReview => closing::DecideReview { upheld: dice.once_in(2), reason: dice.words() }.into(),
        Action::Withdraw => closing::Withdraw { person: whose }.into(),
        Action::ConfirmWithdrawal => closing::ConfirmWithdrawal { person: whose, words: dice.words() }.into(),
        Action::CloseCase => closing::CloseCase { reason: dice.words() }.into(),
        Action::ReopenCase => closing::ReopenCase {
            basis: dice.of(&[
                file::Reopening::AgreementBroken,
                file::Reopening::Quashed,
                file::Reopening::ClosedByMistake,
                file::Reopening::ReviewUpheld,
            ]),
            reason: dice.words(),
        }
        .into(),
        question => panic!("{question:?} is a question, or a command without particulars here"),
    }
}

/// The request for data that waits longest for its answer.
fn waiting(case: &Case) -> RequestNo {
    case.file.data_requests.waiting().next().map_or(RequestNo(1), |known| known.request)
}

/// Whose words wait to be erased.
fn proposed_erasure(case: &Case) -> Option<PersonId> {
    case.file.erasure.proposed.first().and_then(|known| known.person)
}
