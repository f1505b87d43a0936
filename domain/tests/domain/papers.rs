//! What those who answer, decide and publish write: each document as it must be.

use crate::support::*;
use jiff::civil::date;
use redress_domain::DocumentId;
use redress_domain::complaint::direction::GiveDirection;
use redress_domain::complaint::file::AddDocument;
use redress_domain::complaint::investigation::OpenInvestigation;
use redress_domain::complaint::issuing::{GovernmentInformation, IssueStatement};
use redress_domain::complaint::letter::{DecisionDocument, IssueOutcome};
use redress_domain::complaint::notice::{AgreeNoticeForm, NotTaken};
use redress_domain::complaint::panel::IssueGoverningBodyDecision;
use redress_domain::complaint::paper::Privilege;
use redress_domain::complaint::publishing::{PublishInDefault, RecordPublication};
use redress_domain::complaint::referral::ReferToOmbudsman;
use redress_domain::complaint::school::IssueStage1Decision;
use redress_domain::complaint::screening::Screening;
use redress_domain::complaint::triage::AcknowledgeComplaint;
use redress_domain::ids::{IssueNo, RecommendationNo};
use redress_domain::law::SchoolOutcome;
use std::collections::BTreeSet;
use uuid::Uuid;

pub fn acknowledge() -> AcknowledgeComplaint {
    AcknowledgeComplaint {
        understanding: held("the complaint"),
        unresolved: held("what is unresolved"),
        wanted: held("what is wanted"),
        handled_by: held("who deals with it"),
    }
}

pub fn outcomes(count: u8) -> Vec<IssueOutcome> {
    (1..=count)
        .map(|issue| IssueOutcome {
            issue: IssueNo(issue),
            outcome: SchoolOutcome::NotUpheld,
            reasons: held("reasons"),
        })
        .collect()
}

pub fn letter() -> DecisionDocument {
    DecisionDocument {
        investigated: held("what was looked into"),
        explanation: held("an explanation"),
        actions: held("what will be done"),
        next_step: Some(held("how to go on")),
    }
}

pub fn stage_1_decision() -> IssueStage1Decision {
    IssueStage1Decision {
        outcomes: outcomes(1),
        document: letter(),
        no_staff_outcome: true,
        identifying: None,
        screening: Screening(0),
    }
}

pub fn panel_decision() -> IssueGoverningBodyDecision {
    IssueGoverningBodyDecision {
        outcomes: outcomes(1),
        document: letter(),
        recommended_changes: None,
        no_staff_outcome: true,
        identifying: None,
        screening: Screening(0),
    }
}

/// A paper by a small number.
pub fn paper(number: u128) -> DocumentId {
    DocumentId(Uuid::from_u128(0xD0C0_0000_0000_4000_8000_0000_0000_0000 + number))
}

pub fn add(number: u128, privilege: Privilege) -> AddDocument {
    AddDocument { document: paper(number), title: held("a paper"), privilege, redacted: None, issues: BTreeSet::new() }
}

/// A referral of a file without papers.
pub fn refer() -> ReferToOmbudsman {
    ReferToOmbudsman { reason: held("referred"), papers: vec![], without_papers: Some(held("there are none")) }
}

pub fn open_investigation() -> OpenInvestigation {
    OpenInvestigation {
        matter: held("the matter"),
        comment_by: date(2011, 12, 12),
        privacy_notice: held("what becomes of a comment"),
        identifying: None,
        others: vec![],
        screening: Screening(0),
    }
}

pub fn statement() -> IssueStatement {
    IssueStatement {
        text: held("the statement"),
        identifying: None,
        government_information: Some(GovernmentInformation::None {}),
        without_copy: vec![],
        screening: Screening(0),
    }
}

/// The details of recommendations that were not met.
pub fn not_taken(numbers: &[u8]) -> Vec<NotTaken> {
    let told = |number: &u8| NotTaken { recommendation: RecommendationNo(*number), detail: held("not done") };
    numbers.iter().map(told).collect()
}

pub fn sign(text: Option<&str>) -> AgreeNoticeForm {
    let not_taken = text.map(|_| not_taken(&[1, 2])).unwrap_or_default();
    AgreeNoticeForm { text: text.map(held), explanation: None, not_taken, screening: Screening(0) }
}

/// The notice published on a day of March 2012, in the manner directed.
pub fn printed(day: i8) -> RecordPublication {
    RecordPublication { on: date(2012, 3, day), place: held("the site"), manner_followed: true, departure: None }
}

pub fn publish_in_default() -> PublishInDefault {
    PublishInDefault {
        place: held("a newspaper"),
        text: held("the notice"),
        not_taken: not_taken(&[1, 2]),
        costs_pence: Some(12_345),
        screening: Screening(0),
    }
}

pub fn direct() -> GiveDirection {
    GiveDirection { recommendations: vec![], text: held("the direction"), due: Some(date(2012, 6, 10)) }
}
