//! Commands with particulars thrown by dice: mostly such as make sense, some that do not.

use crate::beside::beside;
use crate::dice::Dice;
use crate::support::*;
use crate::walks::{acknowledge, not_taken, open_investigation, panel_decision, refer, stage_1_decision};
use jiff::ToSpan;
use jiff::civil::Date;
use redress_domain::complaint::facts::About;
use redress_domain::complaint::intake::{Channel, SubmitComplaint};
use redress_domain::complaint::letter::IssueOutcome;
use redress_domain::complaint::parties::Capacity;
use redress_domain::complaint::screening::Screening;
use redress_domain::complaint::{
    Command, authority as la, compliance, direction, escalation, inquiry, investigation as inv, issuing, judgement,
    jurisdiction as jur, linking, notice, ombudsman, panel, parties, publishing, referral, school, standing, statement,
    stopping, triage,
};
use redress_domain::ids::{InvitationNo, IssueNo, RecommendationNo, RequirementNo};
use redress_domain::law::{self, AdverseFindingsGround, CommissionerFinding, DiscontinueReason, NotAcceptedReason};
use redress_domain::{Action, Held, PersonId, Role, Urn};

/// A complaint as it may be lodged.
pub fn submission(dice: &mut Dice, today: Date) -> SubmitComplaint {
    let mut submit = complaint();
    submit.school = dice.of(&[SCHOOL, SCHOOL, SCHOOL, SCHOOL, ELSEWHERE, ACADEMY, INDEPENDENT, Urn(999)]);
    if dice.once_in(6) {
        submit.other_schools = vec![SECOND];
    }
    submit.channel = dice.of(&[Channel::OnlineForm, Channel::Letter, Channel::Telephone, Channel::InPerson]);
    submit.made_on = dice.maybe(|dice| dice.past(today));
    submit.about = dice.maybe(|dice| {
        dice.of(&[
            About::School,
            About::HeadTeacher,
            About::Chair,
            About::GoverningBody,
            About::LinkGovernor,
            About::Clerk,
        ])
    });
    let who = [complainant(&parent(), Capacity::Parent), complainant(&other_parent(), Capacity::Parent)];
    submit.complainants = who[..dice.of(&[0, 1, 1, 1, 1, 2])].to_vec();
    for one in &mut submit.complainants {
        one.noticed_on = dice.maybe(|dice| dice.past(today));
    }
    submit.pupil.as_mut().unwrap().looked_after = dice.once_in(4);
    submit.representative = if dice.once_in(4) { Some(the_friend()) } else { None };
    submit.issues = (0..=dice.below(3))
        .map(|_| {
            let mut one = issue();
            one.guarantee = dice.maybe(|dice| dice.of(&["PU-3.8", "PU-1.6", "PA-1.1", "PU-3.9"]).parse().unwrap());
            one.happened_on = dice.maybe(|dice| dice.past(today));
            one
        })
        .collect();
    submit
}

/// Whether there is more than one respondent school.
pub fn several(case: &Case) -> bool {
    case.file.facts.schools.len() > 1
}

/// Who is said to have done the act.
fn alleged() -> PersonId {
    person(70)
}

/// What the service finds in texts for others: those that are the name of somebody on the file.
fn screened<'a>(case: &Case, texts: impl IntoIterator<Item = &'a Held>) -> Screening {
    let naming = |text: &&Held| case.file.parties.values().any(|party| party.name == **text);
    Screening(u32::try_from(texts.into_iter().filter(naming).count()).unwrap())
}

/// A command of a kind.
pub fn command(action: Action, case: &Case, by: Role, dice: &mut Dice) -> Command {
    let today = case.today;
    let file = &case.file;
    let whole: Vec<IssueNo> = file.open_issues().map(|(number, _)| number).collect();
    let outcomes = |dice: &mut Dice| -> Vec<IssueOutcome> {
        let all = whole.iter().map(|issue| IssueOutcome {
            issue: *issue,
            outcome: dice.of(&law::SchoolOutcome::ALL[..3]),
            reasons: dice.words(),
        });
        all.collect()
    };
    let own = matches!(by, Role::Complainant | Role::Representative);
    let school = |dice: &mut Dice| several(case).then(|| dice.of(&case.file.facts.schools));
    let whose = |dice: &mut Dice| if own { None } else { Some(dice.anyone(case)) };
    match action {
        Action::SubmitComplaint => submission(dice, today).into(),
        Action::LinkIssueToGuarantee => linking::LinkIssueToGuarantee {
            issue: dice.issue(case),
            guarantee: dice.of(&["PU-3.8", "PU-1.6", "PA-1.1", "PU-9.9"]).parse().unwrap(),
            function: dice.maybe(|dice| dice.of(law::HeadTeacherFunction::ALL)),
            pupil_ages: PupilAges::default(),
        }
        .into(),
        Action::AcceptComplaint => triage::AcceptComplaint {}.into(),
        Action::DeclineComplaint => {
            triage::DeclineComplaint { reason: dice.of(NotAcceptedReason::ALL), explanation: dice.words() }.into()
        }
        Action::RedirectComplaint => triage::RedirectComplaint {
            issue: dice.issue(case),
            reason: dice.of(law::Redirect::ALL),
            explanation: dice.words(),
        }
        .into(),
        Action::AcknowledgeComplaint => {
            let (understanding, handled_by) = (dice.words(), dice.words());
            triage::AcknowledgeComplaint { understanding, handled_by, ..acknowledge() }.into()
        }
        Action::ConfirmTranscript => {
            triage::ConfirmTranscript { transcript: dice.words(), confirmed_on: dice.past(today) }.into()
        }
        Action::OpenConcern => school::OpenConcern {}.into(),
        Action::OpenStage1 => school::OpenStage1 {}.into(),
        Action::RecordInformalResolution => school::RecordInformalResolution {
            issues: if dice.once_in(3) { vec![] } else { vec![dice.issue(case)] },
            agreement: dice.words(),
            agreed_on: dice.past(today),
        }
        .into(),
        Action::AssignInvestigator => school::AssignInvestigator { investigator: dice.official() }.into(),
        Action::RecordInvolvement => {
            school::RecordInvolvement { person: dice.official(), subject: dice.once_in(4) }.into()
        }
        Action::IssueStage1Decision => {
            let no_staff_outcome = !dice.once_in(10);
            school::IssueStage1Decision { outcomes: outcomes(dice), no_staff_outcome, ..stage_1_decision() }.into()
        }
        Action::ExtendSchoolTarget => escalation::ExtendSchoolTarget {
            deadline: dice.deadline(case, &["T32", "T33", "T34", "T35"]),
            to: dice.future(today),
            reason: dice.words(),
        }
        .into(),
        Action::EscalateToGoverningBody => escalation::EscalateToGoverningBody { reason: dice.words() }.into(),
        Action::RecordEscalationRefused => {
            escalation::RecordEscalationRefused { on: dice.past(today), words: dice.words() }.into()
        }
        Action::ConvenePanel => {
            let independent = file.panel.independent_required || dice.once_in(3);
            let start = dice.of(&[21_u128, 21, 22]);
            let seat = |number| panel::Seat { member: person(number), independent };
            panel::ConvenePanel { members: (start..start + 3).map(seat).collect(), hearing_on: dice.future(today) }
                .into()
        }
        Action::AcknowledgeEscalation => panel::AcknowledgeEscalation {}.into(),
        Action::SendPanelPapers => panel::SendPanelPapers { on: today }.into(),
        Action::HoldHearing => panel::HoldHearing {
            on: if dice.once_in(2) { today } else { dice.past(today) },
            complainant_attended: true,
            accompanied: dice.once_in(2),
            note: dice.words(),
        }
        .into(),
        Action::IssueGoverningBodyDecision => panel::IssueGoverningBodyDecision {
            outcomes: outcomes(dice),
            recommended_changes: dice.maybe(Dice::words),
            no_staff_outcome: !dice.once_in(10),
            ..panel_decision()
        }
        .into(),
        Action::DeclareNoResponse => escalation::DeclareNoResponse {}.into(),
        Action::AnswerAsAuthority => la::AnswerAsAuthority { issue: dice.issue(case), answer: dice.words() }.into(),
        Action::ComplainAboutAuthority => la::ComplainAboutAuthority { issue: dice.issue(case) }.into(),
        Action::DisapplyAuthorityTimeLimit => {
            la::DisapplyAuthorityTimeLimit { issue: dice.issue(case), reason: dice.words() }.into()
        }
        Action::IssueAuthorityReport => la::IssueAuthorityReport {
            issue: dice.issue(case),
            report: dice.words(),
            received_on: dice.maybe(|dice| dice.past(today)),
        }
        .into(),
        Action::NotifyAuthorityAction => {
            la::NotifyAuthorityAction { issue: dice.issue(case), action: dice.words() }.into()
        }
        Action::ConfirmAuthorityAction => {
            la::ConfirmAuthorityAction { issue: dice.issue(case), evidence: dice.words() }.into()
        }
        Action::AcceptAuthorityAction => la::AcceptAuthorityAction { issue: dice.issue(case) }.into(),
        Action::IssueFurtherReport => la::IssueFurtherReport { issue: dice.issue(case), report: dice.words() }.into(),
        Action::GiveConsent => standing::GiveConsent { person: whose(dice) }.into(),
        Action::WithdrawConsent => standing::WithdrawConsent { person: whose(dice) }.into(),
        Action::ReferToOmbudsman => match file.file.documents.first() {
            Some(paper) => referral::ReferToOmbudsman { papers: vec![paper.document], without_papers: None, ..refer() },
            None => refer(),
        }
        .into(),
        Action::ComplainToOmbudsman => ombudsman::ComplainToOmbudsman {
            written: !dice.once_in(4),
            account: dice.maybe(Dice::words),
            received_on: if own { None } else { dice.maybe(|dice| dice.past(today)) },
            noticed_on: None,
        }
        .into(),
        Action::DisapplyRequirement => ombudsman::DisapplyRequirement {
            person: dice.anyone(case),
            requirement: dice.of(&[parties::Requirement::Time, parties::Requirement::Writing]),
            only_since: if dice.once_in(4) { Some(dice.past(today)) } else { None },
            ground: parties::Ground::NotTold,
            reason: dice.words(),
        }
        .into(),
        Action::DeclareInterest => jur::DeclareInterest {
            person: if dice.once_in(8) { dice.anyone(case) } else { person(dice.of(&[41, 43, 44])) },
            interest: dice.of(&[
                ombudsman::Interest::Governor,
                ombudsman::Interest::ParentOfPupil,
                ombudsman::Interest::Works,
            ]),
            until: dice.maybe(|dice| {
                let years = i64::try_from(dice.below(8)).unwrap();
                today.saturating_sub(years.years())
            }),
        }
        .into(),
        Action::AssignCommissioner => jur::AssignCommissioner { commissioner: person(dice.of(&[42, 42, 43])) }.into(),
        Action::RecordConversion => {
            jur::RecordConversion { on: dice.past(today), successor: dice.of(&[SUCCESSOR, SUCCESSOR, SCHOOL]) }.into()
        }
        Action::DetermineJurisdiction => {
            jur::DetermineJurisdiction { no_conflict: !dice.once_in(10), conversion: dice.maybe(Dice::words) }.into()
        }
        Action::ReturnToGoverningBody => {
            jur::ReturnToGoverningBody { follow_up_on: dice.future(today), reason: dice.words() }.into()
        }
        Action::WaiveSchoolOpportunity => {
            jur::WaiveSchoolOpportunity { ground: dice.of(law::WaiverGround::ALL), reason: dice.words() }.into()
        }
        Action::BeginAssessment => jur::BeginAssessment {}.into(),
        Action::DecideNotToInvestigate => stopping::DecideNotToInvestigate {
            reasons: if dice.once_in(2) {
                vec![law::NotInvestigated::Premature]
            } else {
                vec![dice.of(law::NotInvestigated::ALL)]
            },
            explanation: dice.words(),
        }
        .into(),
        Action::OpenInvestigation => {
            let matter = dice.told();
            let screening = screened(case, [&matter]);
            inv::OpenInvestigation {
                matter,
                comment_by: dice.future(today),
                others: if dice.once_in(2) { vec![inv::Invited::Alleged { person: alleged() }] } else { vec![] },
                screening,
                ..open_investigation()
            }
            .into()
        }
        Action::SubmitComment => {
            let many = file.investigation.invitations.len();
            inv::SubmitComment {
                invitation: InvitationNo(u8::try_from(1 + dice.below(many)).unwrap()),
                comment: dice.words(),
            }
            .into()
        }
        Action::RequireInformation => inquiry::RequireInformation { what: dice.words(), by: dice.future(today) }.into(),
        Action::ProduceInformation => {
            let many = file.investigation.information.len();
            let requirement = RequirementNo(u8::try_from(1 + dice.below(many)).unwrap());
            inquiry::ProduceInformation { requirement, note: dice.words() }.into()
        }
        Action::CertifyObstruction => {
            let many = file.investigation.information.len();
            let requirement = RequirementNo(u8::try_from(1 + dice.below(many)).unwrap());
            inquiry::CertifyObstruction { requirement, reason: dice.words() }.into()
        }
        Action::AppointMediator => {
            inquiry::AppointMediator { mediator: person(80), parties_agree: !dice.once_in(5) }.into()
        }
        Action::RecordMediationOutcome => inquiry::RecordMediationOutcome { settled: dice.once_in(2) }.into(),
        Action::Discontinue => {
            stopping::Discontinue { reason: dice.of(DiscontinueReason::ALL), explanation: dice.words() }.into()
        }
        Action::CompleteInvestigation => complete(&whole, &school, today, dice),
        Action::IssueStatement => issue_statement(case, dice),
        Action::ServeStatement => {
            let person = dice.anyone(case);
            statement::ServeStatement {
                recipient: match dice.below(6) {
                    0 => statement::Recipient::Complainant { person },
                    1 => statement::Recipient::Parent { appropriate: dice.words() },
                    2 => statement::Recipient::HeadTeacher { school: school(dice) },
                    3 if !file.statement.received.is_empty() => statement::Recipient::Named { person: alleged() },
                    _ => statement::Recipient::GoverningBody { school: school(dice) },
                },
                method: dice.of(&[statement::Method::Post, statement::Method::Email, statement::Method::Hand]),
                sent_on: if dice.once_in(2) { today } else { dice.past(today) },
                received_on: dice.maybe(|_| today),
            }
            .into()
        }
        Action::CorrectServiceDate => {
            let school = school(dice);
            statement::CorrectServiceDate { school, received_on: dice.past(today), evidence: dice.words() }.into()
        }
        Action::ServeCorrectedStatement => {
            let (text, reason) = (dice.told(), dice.words());
            let screening = screened(case, [&text, &reason]);
            statement::ServeCorrectedStatement { text, reason, screening }.into()
        }
        Action::PublishStatement => {
            let summary = dice.maybe(Dice::told);
            let screening = screened(case, summary.as_ref().or(file.statement.text.as_ref()));
            publishing::PublishStatement { summary, public_interest: dice.words(), screening }.into()
        }
        Action::AgreeLongerPeriod => judgement::AgreeLongerPeriod {
            deadline: dice.deadline(case, &["T04", "T05", "T06", "T21", "T22"]),
            to: dice.future(today),
            agreement: dice.words(),
            override_reason: dice.maybe(Dice::words),
        }
        .into(),
        Action::NotifyAction => {
            let said = [compliance::ActionSaid::Taken, compliance::ActionSaid::Proposed, compliance::ActionSaid::None];
            let one = dice.maybe(|dice| dice.of(&said));
            let theirs = school(dice);
            let own = |number: &RecommendationNo| {
                let of = file.compliance.recommendations[number].school;
                theirs.is_none() || of.is_none() || of == theirs
            };
            let actions = file.unmet().filter(own).map(|recommendation| compliance::NotifiedAction {
                recommendation,
                action: one.unwrap_or_else(|| dice.of(&said)),
                detail: dice.words(),
            });
            let actions = actions.collect();
            compliance::NotifyAction { actions }.into()
        }
        Action::ConfirmAction => {
            compliance::ConfirmAction { recommendations: dice.recommendations(case), evidence: dice.words() }.into()
        }
        Action::ReportRemedy => compliance::ReportRemedy {
            recommendation: dice.recommendations(case).first().copied().unwrap_or(RecommendationNo(1)),
            came: dice.below(2) == 0,
            note: dice.maybe(Dice::words),
        }
        .into(),
        Action::AcceptConfirmation => {
            judgement::AcceptConfirmation { recommendations: dice.recommendations(case) }.into()
        }
        Action::RefuseAction => {
            judgement::RefuseAction { recommendations: dice.recommendations(case), reason: dice.words() }.into()
        }
        Action::RecordNoNotification => judgement::RecordNoNotification {}.into(),
        Action::RecordNoConfirmation => judgement::RecordNoConfirmation {}.into(),
        Action::RecordUnenforceable => {
            judgement::RecordUnenforceable { recommendations: dice.recommendations(case), reason: dice.words() }.into()
        }
        Action::RequireAdverseFindingsNotice => notice::RequireAdverseFindingsNotice {
            ground: dice.of(AdverseFindingsGround::ALL),
            supporting_material: None,
            manner: dice.words(),
            received_on: if dice.once_in(3) { Some(dice.past(today)) } else { None },
            publish_by: dice.maybe(|dice| dice.future(today)),
        }
        .into(),
        Action::AgreeNoticeForm => {
            let text = dice.maybe(Dice::told);
            let explanation = if by == Role::Commissioner { None } else { dice.maybe(Dice::told) };
            let screening = screened(case, text.iter().chain(&explanation));
            let not_taken = text.as_ref().map(|_| unmet(case)).unwrap_or_default();
            notice::AgreeNoticeForm { text, explanation, not_taken, screening }.into()
        }
        Action::RecordPublication => {
            let on = if dice.once_in(2) { today } else { dice.past(today) };
            let departure = if dice.once_in(4) { Some(dice.words()) } else { None };
            let manner_followed = departure.is_none();
            publishing::RecordPublication { on, place: dice.words(), manner_followed, departure }.into()
        }
        Action::DeclareNoticeDefault => notice::DeclareNoticeDefault {}.into(),
        Action::PublishInDefault => {
            let (place, text) = (dice.words(), dice.told());
            let screening = screened(case, [&text].into_iter().chain(&file.notice.explanation));
            let costs_pence = dice.maybe(|_| 100);
            publishing::PublishInDefault { place, text, not_taken: unmet(case), costs_pence, screening }.into()
        }
        Action::ComplainToSecretaryOfState => direction::ComplainToSecretaryOfState { account: dice.words() }.into(),
        Action::ConsiderDirection => direction::ConsiderDirection {}.into(),
        Action::GiveDirection => direction::GiveDirection {
            recommendations: dice.recommendations(case),
            text: dice.words(),
            due: dice.maybe(|dice| dice.future(today)),
        }
        .into(),
        Action::DeclineToDirect => direction::DeclineToDirect { reason: dice.words() }.into(),
        Action::RevokeDirection => direction::RevokeDirection { reason: dice.words() }.into(),
        Action::ReportDirectionCompliance => direction::ReportDirectionCompliance { evidence: dice.words() }.into(),
        Action::AcceptDirectionCompliance => direction::AcceptDirectionCompliance {}.into(),
        Action::RecordDirectionBreach => direction::RecordDirectionBreach { reason: dice.words() }.into(),
        Action::SeekEnforcement => direction::SeekEnforcement { particulars: dice.words() }.into(),
        _ => beside(action, case, whose(dice), dice),
    }
}

/// The details of what is still not done.
fn unmet(case: &Case) -> Vec<notice::NotTaken> {
    let unmet: Vec<u8> = case.file.unmet().map(|number| number.0).collect();
    let listed = |one: &notice::NotTaken| case.file.notice.unmet.contains(&one.recommendation);
    not_taken(&unmet).into_iter().filter(listed).collect()
}

fn issue_statement(case: &Case, dice: &mut Dice) -> Command {
    let text = dice.told();
    let identifying = if dice.once_in(4) { Some(dice.words()) } else { None };
    let screening = screened(case, [&text]);
    let government_information = match dice.below(8) {
        0 => None,
        1 => Some(issuing::GovernmentInformation::Notified { on: dice.past(case.today) }),
        _ => Some(issuing::GovernmentInformation::None {}),
    };
    let invited =
        case.file.investigation.invitations.iter().any(|known| known.to == inv::Invited::Alleged { person: alleged() });
    let without_copy = if invited && dice.once_in(2) {
        vec![issuing::WithoutCopy { person: alleged(), why: held("they have moved away") }]
    } else {
        vec![]
    };
    issuing::IssueStatement { text, identifying, government_information, without_copy, screening }.into()
}

fn complete(open: &[IssueNo], school: &impl Fn(&mut Dice) -> Option<Urn>, today: Date, dice: &mut Dice) -> Command {
    let injustice = !dice.once_in(4);
    let findings = open.iter().map(|issue| inv::Finding {
        issue: *issue,
        finding: if injustice { CommissionerFinding::InjusticeFound } else { dice.of(CommissionerFinding::ALL) },
        reasons: dice.words(),
    });
    let findings = findings.collect();
    let count = if injustice { 1 + dice.below(3) } else { dice.below(2) };
    let recommendations = (0..count).map(|_| inv::RecommendationDetails {
        issue: if open.is_empty() { IssueNo(1) } else { dice.of(open) },
        school: school(dice),
        code: if dice.once_in(20) { law::Remedy::SymbolicPayment } else { dice.of(&law::Remedy::ALL[..8]) },
        purpose: dice.of(law::Purpose::ALL),
        text: dice.words(),
        due: dice.maybe(|dice| dice.future(today)),
        evidence_required: None,
    });
    inv::CompleteInvestigation { findings, recommendations: recommendations.collect() }.into()
}
