//! Roads through the journey, each built on the one before: `at_stage_1()` is `accepted()` and one step more.

pub use crate::papers::*;
use crate::support::*;
use jiff::civil::date;
use redress_domain::complaint::closing::ConfirmWithdrawal;
use redress_domain::complaint::closing::{CloseCase, Withdraw};
use redress_domain::complaint::compliance::{ActionSaid, ConfirmAction, NotifiedAction, NotifyAction};
use redress_domain::complaint::direction::{ComplainToSecretaryOfState, ConsiderDirection, RecordDirectionBreach};
use redress_domain::complaint::escalation::{DeclareNoResponse, EscalateToGoverningBody};
use redress_domain::complaint::inquiry::AppointMediator;
use redress_domain::complaint::investigation::{
    CompleteInvestigation, Finding, Invited, RecommendationDetails, SubmitComment,
};
use redress_domain::complaint::judgement::{RecordNoConfirmation, RecordNoNotification, RefuseAction};
use redress_domain::complaint::jurisdiction::{
    AssignCommissioner, BeginAssessment, DetermineJurisdiction, ReturnToGoverningBody,
};
use redress_domain::complaint::notice::{DeclareNoticeDefault, RequireAdverseFindingsNotice};
use redress_domain::complaint::ombudsman::ComplainToOmbudsman;
use redress_domain::complaint::panel::{ConvenePanel, HoldHearing, Seat};
use redress_domain::complaint::school::{AssignInvestigator, IssueStage1Decision, OpenConcern, OpenStage1};
use redress_domain::complaint::statement::{Method, Recipient, ServeStatement};
use redress_domain::complaint::stopping::{DecideNotToInvestigate, Discontinue};
use redress_domain::complaint::triage::AcceptComplaint;
use redress_domain::ids::{InvitationNo, IssueNo, RecommendationNo};
use redress_domain::law::{
    AdverseFindingsGround, CommissionerFinding, DiscontinueReason, NotInvestigated, Purpose, Remedy,
};

pub fn lodged() -> Case {
    lodged_with(|_| {})
}

pub fn accepted() -> Case {
    accept(lodged())
}

pub fn accept(mut case: Case) -> Case {
    case.ok(&clerk(), AcceptComplaint {});
    case
}

pub fn at_concern() -> Case {
    let mut case = accepted();
    case.ok(&link(), OpenConcern {});
    case
}

pub fn at_stage_1() -> Case {
    open_stage_1(accepted())
}

pub fn open_stage_1(mut case: Case) -> Case {
    case.on(2011, 10, 6).ok(&parent(), OpenStage1 {});
    case
}

pub fn decided_at_stage_1() -> Case {
    decide_stage_1(at_stage_1())
}

pub fn decide_stage_1(mut case: Case) -> Case {
    let count = u8::try_from(case.file.issues.len()).unwrap();
    case.on(2011, 10, 14).ok(&head(), AssignInvestigator { investigator: person(70) });
    case.ok(&head(), IssueStage1Decision { outcomes: outcomes(count), ..stage_1_decision() });
    case
}

pub fn escalate() -> EscalateToGoverningBody {
    EscalateToGoverningBody { reason: held("not content") }
}

pub fn at_stage_2() -> Case {
    let mut case = decided_at_stage_1();
    case.on(2011, 10, 17).ok(&parent(), escalate());
    case
}

pub fn panel(members: &[u128]) -> ConvenePanel {
    let members = members.iter().map(|member| Seat { member: person(*member), independent: false }).collect();
    ConvenePanel { members, hearing_on: date(2011, 11, 2) }
}

pub fn hearing() -> HoldHearing {
    HoldHearing { on: date(2011, 11, 2), complainant_attended: true, accompanied: false, note: held("a note") }
}

pub fn heard() -> Case {
    hear(at_stage_2())
}

pub fn hear(mut case: Case) -> Case {
    case.ok(&clerk(), panel(&[21, 22, 23]));
    case.on(2011, 11, 2).ok(&clerk(), hearing());
    case
}

pub fn concluded() -> Case {
    let mut case = heard();
    case.on(2011, 11, 7).ok(&first_member(), panel_decision());
    case
}

/// The head teacher stays silent, and nobody hears from the governing body.
pub fn in_default() -> Case {
    let mut case = at_stage_1();
    case.on(2011, 11, 18).ok(&system(), DeclareNoResponse {});
    case
}

pub fn to_ombudsman() -> ComplainToOmbudsman {
    ComplainToOmbudsman { written: true, account: None, received_on: None, noticed_on: None }
}

pub fn with_ombudsman() -> Case {
    let mut case = concluded();
    case.on(2011, 11, 14).ok(&parent(), to_ombudsman());
    case
}

pub fn determine() -> DetermineJurisdiction {
    DetermineJurisdiction { no_conflict: true, conversion: None }
}

pub fn within_powers() -> Case {
    let mut case = with_ombudsman();
    case.ok(&investigator(), determine());
    case
}

/// Taken to the Commissioner before the school has answered, and sent back.
pub fn sent_back() -> Case {
    let mut case = accepted();
    case.ok(&parent(), to_ombudsman());
    case.ok(&intake(), determine());
    case.ok(&intake(), ReturnToGoverningBody { follow_up_on: date(2012, 1, 9), reason: held("premature") });
    case
}

pub fn assessed() -> Case {
    let mut case = within_powers();
    case.ok(&investigator(), BeginAssessment {});
    case.ok(&intake(), AssignCommissioner { commissioner: commissioner().person });
    case
}

pub fn not_to_investigate(reason: NotInvestigated) -> DecideNotToInvestigate {
    DecideNotToInvestigate { reasons: vec![reason], explanation: held("an explanation") }
}

pub fn not_investigated() -> Case {
    let mut case = assessed();
    case.ok(&commissioner(), not_to_investigate(NotInvestigated::OtherRemedy));
    case.ok(&commissioner(), statement());
    case
}

pub fn investigating() -> Case {
    let mut case = assessed();
    case.on(2011, 11, 21).ok(&commissioner(), open_investigation());
    case
}

pub fn in_mediation() -> Case {
    let mut case = investigating();
    case.ok(&investigator(), AppointMediator { mediator: person(80), parties_agree: true });
    case
}

pub fn discontinued() -> Case {
    let mut case = investigating();
    let explanation = held("an explanation");
    case.ok(&commissioner(), Discontinue { reason: DiscontinueReason::OtherDiscretion, explanation });
    case.ok(&commissioner(), statement());
    case
}

pub fn commented() -> Case {
    let mut case = investigating();
    case.on(2011, 12, 1).ok(&head(), SubmitComment { invitation: InvitationNo(1), comment: held("a comment") });
    case
}

pub fn finding(finding: CommissionerFinding) -> Finding {
    Finding { issue: IssueNo(1), finding, reasons: held("reasons") }
}

pub fn recommendation(code: Remedy, purpose: Purpose) -> RecommendationDetails {
    RecommendationDetails {
        issue: IssueNo(1),
        school: None,
        code,
        purpose,
        text: held("what to do"),
        due: None,
        evidence_required: None,
    }
}

pub fn complete() -> CompleteInvestigation {
    CompleteInvestigation {
        findings: vec![finding(CommissionerFinding::InjusticeFound)],
        recommendations: vec![
            recommendation(Remedy::Apology, Purpose::Remedy),
            recommendation(Remedy::Policy, Purpose::Prevention),
        ],
    }
}

pub fn completed_without_recommendations() -> Case {
    let mut case = commented();
    let findings = vec![finding(CommissionerFinding::NoFaultFound)];
    case.on(2012, 1, 20).ok(&commissioner(), CompleteInvestigation { findings, recommendations: vec![] });
    case.ok(&commissioner(), statement());
    case
}

pub fn completed_with_recommendations() -> Case {
    let mut case = commented();
    case.on(2012, 1, 20).ok(&commissioner(), complete());
    case
}

pub fn stated() -> Case {
    let mut case = completed_with_recommendations();
    case.on(2012, 1, 25).ok(&commissioner(), statement());
    case
}

pub fn serve(recipient: Recipient, on: jiff::civil::Date) -> ServeStatement {
    ServeStatement { recipient, method: Method::Hand, sent_on: on, received_on: Some(on) }
}

/// With a copy of the statement for everybody who must have one and has none.
pub fn served(mut case: Case) -> Case {
    let day = case.today;
    let complainants = case.file.facts.complainants.iter().chain(&case.file.facts.former);
    let mut copies: Vec<_> = complainants.map(|person| Recipient::Complainant { person: *person }).collect();
    let owed = case.file.statement_copies().into_iter().filter(|copy| match copy {
        Recipient::HeadTeacher { .. } => true,
        Recipient::GoverningBody { school } => {
            let school = school.unwrap_or(SCHOOL);
            !case.file.statement.received.contains_key(&school)
        }
        _ => false,
    });
    copies.extend(owed);
    let invited = case.file.investigation.invitations.iter().filter_map(|known| match known.to {
        Invited::Alleged { person } | Invited::Appears { person } => Some(person),
        _ => None,
    });
    let owed = invited.filter(|person| !case.file.statement.without_copy.contains(person));
    copies.extend(owed.map(|person| Recipient::Named { person }));
    for copy in copies {
        case.ok(&intake(), serve(copy, day));
    }
    case
}

/// The governing body received it on 31 January 2012, so that its month ends on 29 February.
pub fn awaiting_notification() -> Case {
    let mut case = stated();
    case.on(2012, 1, 31).ok(&intake(), serve(Recipient::GoverningBody { school: None }, date(2012, 1, 31)));
    case
}

pub fn notify(actions: &[ActionSaid]) -> NotifyAction {
    let said = |(number, action): (u8, &ActionSaid)| NotifiedAction {
        recommendation: RecommendationNo(number),
        action: *action,
        detail: held("in words"),
    };
    NotifyAction { actions: (1u8..).zip(actions).map(said).collect() }
}

pub fn notified() -> Case {
    let mut case = awaiting_notification();
    case.on(2012, 2, 20).ok(&clerk(), notify(&[ActionSaid::Proposed, ActionSaid::Proposed]));
    case
}

pub fn confirm() -> ConfirmAction {
    ConfirmAction { recommendations: vec![], evidence: held("evidence") }
}

pub fn awaiting_confirmation() -> Case {
    let mut case = notified();
    case.on(2012, 3, 12).ok(&clerk(), confirm());
    case
}

pub fn not_satisfied() -> Case {
    let mut case = notified();
    case.ok(&commissioner(), RefuseAction { recommendations: vec![], reason: held("not enough") });
    case
}

pub fn refused_early() -> Case {
    let mut case = awaiting_notification();
    case.on(2012, 2, 10).ok(&chair(), notify(&[ActionSaid::None, ActionSaid::None]));
    case
}

pub fn no_notification() -> Case {
    let mut case = awaiting_notification();
    case.on(2012, 3, 1).ok(&system(), RecordNoNotification {});
    case
}

pub fn not_confirmed() -> Case {
    let mut case = notified();
    case.on(2012, 4, 1).ok(&system(), RecordNoConfirmation {});
    case
}

pub fn require(ground: AdverseFindingsGround) -> RequireAdverseFindingsNotice {
    RequireAdverseFindingsNotice {
        ground,
        supporting_material: None,
        manner: held("the school's site"),
        received_on: None,
        publish_by: Some(date(2012, 5, 14)),
    }
}

/// Required on 5 March 2012, so that the form is to be agreed by 4 April.
pub fn notice_required() -> Case {
    let mut case = no_notification();
    case.on(2012, 3, 5).ok(&commissioner(), require(AdverseFindingsGround::NoNotification));
    case
}

pub fn notice_agreed() -> Case {
    let mut case = notice_required();
    case.on(2012, 3, 20).ok(&clerk(), sign(Some("the notice")));
    case.ok(&commissioner(), sign(None));
    case
}

pub fn notice_not_agreed() -> Case {
    let mut case = notice_required();
    case.on(2012, 4, 5).ok(&investigator(), DeclareNoticeDefault {});
    case
}

pub fn notice_in_default() -> Case {
    let mut case = notice_not_agreed();
    case.on(2012, 4, 20).ok(&commissioner(), publish_in_default());
    case
}

pub fn considered() -> Case {
    let mut case = notice_in_default();
    case.on(2012, 5, 1).ok(&official(), ConsiderDirection {});
    case
}

pub fn directed() -> Case {
    let mut case = considered();
    case.on(2012, 5, 10).ok(&minister(), direct());
    case
}

pub fn breached() -> Case {
    let mut case = directed();
    case.on(2012, 6, 11).ok(&official(), RecordDirectionBreach { reason: held("nothing was done") });
    case
}

/// A complaint about a school where the scheme never ran, taken to the Secretary of State.
pub fn ordinary_road() -> Case {
    let mut case = Case::new(date(2011, 10, 5));
    case.scheme = redress_domain::law::Scheme::AsItWas;
    let mut submit = complaint();
    submit.school = ELSEWHERE;
    case.ok(&parent(), submit);
    case.on(2012, 2, 20).ok(&system(), DeclareNoResponse {});
    case.ok(&parent(), ComplainToSecretaryOfState { account: held("what they ask") });
    case
}

pub fn withdrawn() -> Case {
    let mut case = at_stage_1();
    case.ok(&parent(), Withdraw { person: None });
    case.ok(&parent(), ConfirmWithdrawal { person: None, words: held("I end it") });
    case
}

pub fn close() -> CloseCase {
    CloseCase { reason: held("it is over") }
}

pub fn closed_at_school() -> Case {
    let mut case = concluded();
    case.ok(&clerk(), close());
    case
}

pub fn closed_by_ombudsman() -> Case {
    let mut case = served(not_investigated());
    case.ok(&investigator(), close());
    case
}

/// A case at every milestone, for tests that must hold everywhere.
pub fn milestones() -> Vec<(&'static str, Case)> {
    macro_rules! all {
        ($($name:ident),+ $(,)?) => { vec![$((stringify!($name), $name())),+] };
    }
    all![
        lodged,
        accepted,
        at_concern,
        at_stage_1,
        decided_at_stage_1,
        at_stage_2,
        heard,
        concluded,
        in_default,
        with_ombudsman,
        within_powers,
        sent_back,
        assessed,
        not_investigated,
        investigating,
        in_mediation,
        discontinued,
        commented,
        completed_without_recommendations,
        completed_with_recommendations,
        stated,
        awaiting_notification,
        notified,
        awaiting_confirmation,
        not_satisfied,
        refused_early,
        no_notification,
        not_confirmed,
        notice_required,
        notice_agreed,
        notice_not_agreed,
        notice_in_default,
        considered,
        directed,
        breached,
        ordinary_road,
        withdrawn,
        closed_at_school,
        closed_by_ombudsman,
    ]
}
