//! What is left of a file for a local authority that answers for some of its issues.

use crate::invariants::wandering;
use crate::journey::everywhere;
use crate::support::*;
use redress_domain::complaint::authority::AnswerAsAuthority;
use redress_domain::complaint::closing::RedactIssue;
use redress_domain::complaint::file::AddDocument;
use redress_domain::complaint::linking::{LinkIssueToGuarantee, PupilAges};
use redress_domain::complaint::paper::Privilege;
use redress_domain::complaint::portion::Portion;
use redress_domain::complaint::{Complaint, Event};
use redress_domain::ids::IssueNo;
use redress_domain::law::LaCode;
use redress_domain::policy::Sight;
use redress_domain::{Actor, Body, DocumentId, Refused, Role};
use serde_json::Value;
use uuid::Uuid;

/// What is left of a case for somebody: the events that are told, and the file.
fn left(case: &Case, who: &Actor) -> (Vec<Event>, Complaint) {
    let sight = Sight::new(who, &case.file.facts);
    let mut portion = Portion::new(sight);
    let events = case.events.iter().filter_map(|event| portion.take(event)).filter(|event| sight.sees(event)).collect();
    (events, portion.file())
}

/// Two issues, the first of which is about tuition, for which the authority answers.
fn tuition() -> Case {
    lodged_with(|submit| {
        submit.issues[0].guarantee = Some("PU-3.8".parse().unwrap());
        submit.issues.push(issue());
    })
}

fn redact(issue: u8) -> RedactIssue {
    RedactIssue { issue: IssueNo(issue), redacted: held("without the name"), reason: held("a third person") }
}

fn paper(number: u128, issues: &[u8]) -> AddDocument {
    AddDocument {
        document: DocumentId(Uuid::from_u128(number)),
        title: held("a letter"),
        privilege: Privilege::School,
        redacted: None,
        issues: issues.iter().copied().map(IssueNo).collect(),
    }
}

/// Whether anything in what is recorded names an issue or a recommendation.
fn names_an_issue(value: &Value) -> bool {
    let lists = ["issues", "outcomes", "findings", "actions", "recommendations", "unmet", "remedy", "prevention"];
    match value {
        Value::Object(members) => members.iter().any(|(name, member)| {
            let listed = lists.contains(&name.as_str()) && member.as_array().is_some_and(|list| !list.is_empty());
            let named = ["issue", "recommendation"].contains(&name.as_str()) && member.is_number();
            listed || named || names_an_issue(member)
        }),
        Value::Array(items) => items.iter().any(names_an_issue),
        _ => false,
    }
}

#[test]
fn of_no_event_is_anything_left_that_names_an_issue_which_is_not_told() {
    // An authority that answers for nothing in any of them.
    let stranger = actor(Role::AuthorityOfficer, Body::Authority(LaCode(999)), 96);
    for case in everywhere().into_values().chain(wandering()) {
        let (events, file) = left(&case, &stranger);
        for event in &events {
            let told = serde_json::to_value(event).unwrap();
            assert!(!names_an_issue(&told), "{told}");
        }
        assert!(file.issues.is_empty() && file.compliance.recommendations.is_empty());
        assert!(file.facts.authorities.is_empty() && file.facts.guarantees.is_empty());
        assert!(file.deadlines.iter().all(|clock| clock.issue.is_none()));
    }
}

#[test]
fn a_version_counts_what_is_left_of_a_file_and_what_is_left_is_of_issues_that_are_told() {
    let mut cut = 0;
    for case in wandering() {
        let officer = officer();
        let (events, file) = left(&case, &officer);
        let sight = Sight::new(&officer, &case.file.facts);
        let version = sight.version(i64::try_from(case.events.len()).unwrap());
        assert_eq!(version, i64::try_from(events.len()).unwrap());
        assert_eq!(sight.behind(version), i64::try_from(case.events.len()).unwrap());
        let told: Vec<_> = case.file.numbered().filter(|(number, _)| sight.sees_issue(*number)).collect();
        assert_eq!(file.numbered().collect::<Vec<_>>(), told);
        assert!(file.compliance.recommendations.values().all(|one| sight.sees_issue(one.issue)));
        assert_eq!(file.facts.stage, case.file.facts.stage);
        cut += usize::from(!told.is_empty() && told.len() < case.file.issues.len());
    }
    assert!(cut > 0, "no case had an issue of the authority beside another");
}

#[test]
fn whoever_else_reads_has_the_whole_file() {
    let mut case = tuition();
    case.ok(&clerk(), redact(2));
    for who in [parent(), head(), clerk(), commissioner(), auditor()] {
        let sight = Sight::new(&who, &case.file.facts);
        assert!(sight.sees_every_issue(), "{who}");
        assert_eq!(sight.version(9), 9, "{who}");
    }
}

#[test]
fn an_authority_that_is_drawn_in_later_is_told_of_the_issue_from_its_beginning() {
    let mut case = tuition();
    case.ok(&clerk(), redact(2));
    let names = |case: &Case| names(&left(case, &officer()).0);
    assert!(!names(&case).contains(&"issue_redacted"));
    let guarantee = "PU-3.9".parse().unwrap();
    let link = LinkIssueToGuarantee { issue: IssueNo(2), guarantee, function: None, pupil_ages: PupilAges::default() };
    case.ok(&clerk(), link);
    assert_eq!(names(&case), crate::support::names(&case.events));
}

#[test]
fn an_authority_cannot_tell_an_issue_that_is_not_its_own_from_one_that_there_is_not() {
    let mut case = tuition();
    let answer = |issue| AnswerAsAuthority { issue: IssueNo(issue), answer: held("an answer") };
    for issue in [2, 9] {
        assert_eq!(case.no(&officer(), answer(issue)), Refused::NoSuchIssue { issue });
        assert_eq!(case.no(&officer(), paper(1, &[issue])), Refused::NoSuchIssue { issue });
    }
    case.ok(&officer(), answer(1));
}

#[test]
fn a_paper_is_told_to_an_authority_where_it_is_about_its_issue_or_comes_from_its_side() {
    let mut case = tuition();
    case.ok(&parent(), paper(1, &[1]));
    case.ok(&parent(), paper(2, &[2]));
    case.ok(&parent(), paper(3, &[1, 2]));
    case.ok(&clerk(), paper(4, &[]));
    case.ok(&officer(), paper(5, &[]));
    let told = |case: &Case, who: &Actor| {
        let sight = Sight::new(who, &case.file.facts);
        let papers = case.file.file.documents.iter().filter(|known| sight.sees_paper(&known.paper()));
        papers.map(|known| known.document.0.as_u128()).collect::<Vec<_>>()
    };
    assert_eq!(told(&case, &officer()), [1, 3, 5]);
    assert_eq!(told(&case, &clerk()), [1, 2, 3, 4, 5]);
    // Where it answers for everything, there is nothing that a paper could be about beside it.
    let mut alone = lodged_with(|submit| submit.issues[0].guarantee = Some("PU-3.8".parse().unwrap()));
    alone.ok(&parent(), paper(1, &[]));
    assert_eq!(told(&alone, &officer()), [1]);
}
