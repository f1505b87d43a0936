//! What became of every issue: scope, the school's outcomes, the Commissioner's finding.

use super::View;
use crate::db::{Row, Value};
use crate::failed::Fault;
use redress_domain::complaint::{Event, Scope, authority, intake, investigation, letter, ombudsman, panel, school};
use redress_domain::ids::IssueNo;
use redress_domain::law::{CommissionerFinding, GuaranteeId, SchoolOutcome};
use redress_domain::{Fact, Recorded};
use serde::{Deserialize, Serialize};

/// What became of one issue.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct OutcomeRow {
    /// The Guarantee it is linked to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guarantee: Option<GuaranteeId>,
    /// What became of it.
    pub scope: Scope,
    /// The head teacher's outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage_1: Option<SchoolOutcome>,
    /// The panel's outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub panel: Option<SchoolOutcome>,
    /// The Commissioner's finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<CommissionerFinding>,
    /// Whether the local authority is a respondent.
    #[serde(default)]
    pub authority: bool,
}

/// The table of outcomes.
#[derive(Debug)]
pub struct Outcomes;

fn issues(event: &Event) -> Vec<IssueNo> {
    match event {
        Event::Intake(intake::Event::ComplaintSubmitted { issues, .. }) => {
            (1u8..).map(IssueNo).take(issues.len()).collect()
        }
        Event::Intake(intake::Event::IssueClassified { issue, .. } | intake::Event::IssueRedirected { issue, .. })
        | Event::Authority(authority::Event::AuthorityDrawnIn { issue, .. }) => vec![*issue],
        Event::School(school::Event::ResolvedInformally { issues, .. })
        | Event::Ombudsman(ombudsman::Event::IssuesTakenUp { issues }) => issues.clone(),
        Event::School(school::Event::Stage1DecisionIssued { outcomes, .. })
        | Event::Panel(panel::Event::GoverningBodyDecisionIssued { outcomes, .. }) => {
            outcomes.iter().map(|one| one.issue).collect()
        }
        Event::Investigation(investigation::Event::InvestigationCompleted { findings, .. }) => {
            findings.iter().map(|one| one.issue).collect()
        }
        _ => Vec::new(),
    }
}

impl View for Outcomes {
    const NAME: &'static str = "outcomes";
    const VERSION: i64 = 1;
    const TABLE: &'static [&'static str] = &[
        "CREATE TABLE {table} (
           part BIGINT NOT NULL,
           complaint TEXT {ascii} NOT NULL,
           issue BIGINT NOT NULL,
           guarantee TEXT {ascii} NOT NULL,
           state TEXT NOT NULL,
           PRIMARY KEY (part, complaint, issue)
         ) {clustered}",
        "CREATE INDEX {index}_guarantee ON {table} (part, guarantee, complaint) WHERE guarantee <> ''",
    ];
    const KEY: &'static [&'static str] = &["complaint", "issue"];
    const COLUMNS: &'static [&'static str] = &["guarantee", "state"];
    type Key = (String, u8);
    type Row = OutcomeRow;

    fn keys(recorded: &Recorded) -> Vec<Self::Key> {
        let Fact::Complaint(event) = &recorded.fact else { return Vec::new() };
        issues(event).into_iter().map(|issue| (recorded.stream.id.clone(), issue.0)).collect()
    }

    fn first(recorded: &Recorded) -> bool {
        recorded.version == 1
    }

    fn fold((_, issue): &Self::Key, row: Option<OutcomeRow>, recorded: &Recorded) -> Result<Option<OutcomeRow>, Fault> {
        let Fact::Complaint(event) = &recorded.fact else { return Ok(row) };
        let mut row = row.unwrap_or_default();
        let outcome = |outcomes: &[letter::IssueOutcome]| {
            outcomes.iter().find(|one| one.issue.0 == *issue).map(|one| one.outcome)
        };
        match event {
            Event::Intake(intake::Event::IssueClassified { classified, .. }) => {
                row.guarantee = Some(classified.guarantee);
            }
            Event::Intake(intake::Event::IssueRedirected { reason, .. }) => row.scope = Scope::Redirected(*reason),
            Event::Ombudsman(ombudsman::Event::IssuesTakenUp { .. }) => row.scope = Scope::Open,
            Event::Authority(authority::Event::AuthorityDrawnIn { .. }) => row.authority = true,
            Event::School(school::Event::ResolvedInformally { .. }) => row.scope = Scope::Resolved,
            Event::School(school::Event::Stage1DecisionIssued { outcomes, .. }) => row.stage_1 = outcome(outcomes),
            Event::Panel(panel::Event::GoverningBodyDecisionIssued { outcomes, .. }) => row.panel = outcome(outcomes),
            Event::Investigation(investigation::Event::InvestigationCompleted { findings, .. }) => {
                row.finding = findings.iter().find(|one| one.issue.0 == *issue).map(|one| one.finding);
            }
            _ => {}
        }
        Ok(Some(row))
    }

    fn bind_key<'a>((complaint, issue): &'a Self::Key, values: &mut Vec<Value<'a>>) {
        values.extend([Value::text(&**complaint), Value::Int((*issue).into())]);
    }

    fn bind<'a>(row: &'a OutcomeRow, values: &mut Vec<Value<'a>>) -> Result<(), Fault> {
        values.extend([
            Value::text(row.guarantee.map(|id| id.to_string()).unwrap_or_default()),
            Value::text(serde_json::to_string(row)?),
        ]);
        Ok(())
    }

    fn read(row: &Row) -> Result<(Self::Key, OutcomeRow), Fault> {
        let issue = u8::try_from(row.int(1)?).map_err(|_| Fault::corrupt("an issue's number is out of range"))?;
        Ok(((row.text(0)?.into(), issue), serde_json::from_str(row.text(3)?)?))
    }
}
