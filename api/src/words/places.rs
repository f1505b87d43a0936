//! What each event puts into the places of its sentence.

use super::day;
use super::locale::{LOCALE, Parts, Place, fill};
use jiff::civil::Date;
use redress_domain::complaint::direction::Basis;
use redress_domain::complaint::file::{Correction, Reopening, ReviewGround};
use redress_domain::complaint::flags::Elsewhere;
use redress_domain::complaint::notice::{NoticeDefault, Side};
use redress_domain::complaint::parties::Requirement;
use redress_domain::complaint::safeguarding::ReferredTo;
use redress_domain::complaint::statement::{Recipient, StatementKind};
use redress_domain::complaint::{direction, file, flags, notice, ombudsman, parties, safeguarding, statement};
use redress_domain::ids::{IssueNo, RecommendationNo};
use redress_domain::law::NotInvestigated;

pub(super) fn parts() -> &'static Parts {
    &LOCALE.part
}

/// One of two sentences.
pub(super) fn either(which: bool, yes: &str, no: &str) -> String {
    if which { yes } else { no }.to_owned()
}

/// A sentence that is there, or not.
pub(super) fn only(there: bool, text: &str) -> String {
    either(there, text, "")
}

/// A sentence with a day in it, if there is a day.
pub(super) fn dated(text: &str, name: &'static str, on: Option<Date>) -> String {
    on.map(|on| fill(text, &[(name, day(on))])).unwrap_or_default()
}

/// "a", "a and b", "a, b and c".
pub(super) fn list(items: Vec<String>) -> String {
    match items.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} {} {last}", before.join(", "), parts().and),
    }
}

pub(super) fn issues(numbers: &[IssueNo]) -> String {
    list(numbers.iter().map(|issue| fill(&parts().one_issue, &[("issue", issue.to_string())])).collect())
}

pub(super) fn recommendations(numbers: &[RecommendationNo]) -> String {
    let one = |number: &RecommendationNo| fill(&parts().one_recommendation, &[("recommendation", number.to_string())]);
    list(numbers.iter().map(one).collect())
}

pub(super) fn reasons(reasons: &[NotInvestigated]) -> String {
    reasons.iter().map(|reason| reason.row().label.as_str()).collect::<Vec<_>>().join(" ")
}

pub(super) fn people(event: &parties::Event) -> Vec<Place> {
    match event {
        parties::Event::PupilReachedMajority { on, .. } => vec![("on", day(*on))],
        _ => Vec::new(),
    }
}

pub(super) fn ombudsman(event: &ombudsman::Event) -> Vec<Place> {
    use ombudsman::Event as E;
    match event {
        E::OmbudsmanComplaintReceived { on, written, .. } => {
            vec![("on", day(*on)), ("written", only(!*written, &parts().not_written))]
        }
        E::RequirementDisapplied { requirement, only_since, .. } => {
            let text = match requirement {
                Requirement::Writing => &LOCALE.requirement.writing,
                Requirement::Time => &LOCALE.requirement.time,
            };
            let since = dated(&parts().only_since, "only_since", *only_since);
            vec![("requirement", text.clone()), ("only_since", since)]
        }
        E::InterestDeclared { bars, .. } => vec![("bars", either(*bars, &parts().bars, &parts().bars_not))],
        E::RespondentConverted { on, .. } => vec![("on", day(*on))],
        E::OutOfJurisdiction { reasons: why } => vec![("reasons", reasons(why))],
        E::ReturnedForLocalResolution { follow_up_on, .. } => vec![("follow_up_on", day(*follow_up_on))],
        _ => Vec::new(),
    }
}

pub(super) fn statement(event: &statement::Event) -> Vec<Place> {
    use statement::Event as E;
    match event {
        E::StatementIssued { kind, on, .. } => {
            let words = &LOCALE.statement;
            let text = match kind {
                StatementKind::NotInvestigated => &words.not_investigated,
                StatementKind::Discontinued => &words.discontinued,
                StatementKind::Completed => &words.completed,
            };
            vec![("on", day(*on)), ("statement", text.clone())]
        }
        E::StatementServed { recipient, received_on, proved, .. } => {
            let words = &LOCALE.recipient;
            let text = match recipient {
                Recipient::Complainant { .. } => &words.complainant,
                Recipient::Parent { .. } => &words.parent,
                Recipient::GoverningBody {} => &words.governing_body,
                Recipient::HeadTeacher {} => &words.head_teacher,
                Recipient::Named { .. } => &words.named,
            };
            let came = if *proved { &parts().came } else { &parts().counts_as };
            vec![("recipient", text.clone()), ("came", dated(came, "received_on", Some(*received_on)))]
        }
        E::ServiceDateCorrected { from, received_on, .. } => {
            vec![("from", day(*from)), ("received_on", day(*received_on))]
        }
        E::CorrectedStatementServed { on, .. } => vec![("on", day(*on))],
        E::StatementPublished { on, summary, .. } => vec![
            ("published", either(summary.is_some(), &parts().published_summary, &parts().published_all)),
            ("on", day(*on)),
        ],
    }
}

fn side(side: Side) -> String {
    match side {
        Side::GoverningBody => LOCALE.side.governing_body.clone(),
        Side::Commissioner => LOCALE.side.commissioner.clone(),
    }
}

pub(super) fn notice(event: &notice::Event) -> Vec<Place> {
    use notice::Event as E;
    match event {
        E::AdverseFindingsNoticeRequired { ground, unmet, publish_by, .. } => vec![
            ("recommendations", recommendations(unmet)),
            ("ground", ground.row().label.clone()),
            ("publish_by", dated(&parts().publish_by, "publish_by", *publish_by)),
        ],
        E::NoticeFormSigned { by, .. } => vec![("side", side(*by))],
        E::NoticeFormAgreed {} => Vec::new(),
        E::NoticeDefaulted { how } => {
            let text = match how {
                NoticeDefault::NotAgreedInTime => &LOCALE.notice_default.not_agreed_in_time,
                NoticeDefault::NotPublished => &LOCALE.notice_default.not_published,
            };
            vec![("notice_default", text.clone())]
        }
        E::NoticePublished { by, on, .. } => vec![("side", side(*by)), ("on", day(*on))],
        E::CostsDemanded { pence } => vec![("pounds", format!("{}.{:02}", pence / 100, pence % 100))],
    }
}

pub(super) fn direction(event: &direction::Event) -> Vec<Place> {
    use direction::Event as E;
    match event {
        E::DirectionConsidered { without_notice, .. } => {
            vec![("without_notice", only(*without_notice, &parts().without_notice))]
        }
        E::DirectionGiven { basis, on, due, .. } => {
            let text = match basis {
                Basis::Section220 => &LOCALE.directed.section_220,
                Basis::Section496 => &LOCALE.directed.section_496,
            };
            let due_by = dated(&parts().due_by, "due", *due);
            vec![("on", day(*on)), ("directed", text.clone()), ("due_by", due_by)]
        }
        E::DirectionComplianceReported { on, .. } => vec![("on", day(*on))],
        _ => Vec::new(),
    }
}

pub(super) fn safeguarding(event: &safeguarding::Event) -> Vec<Place> {
    use safeguarding::Event as E;
    match event {
        E::SafeguardingConcernRaised { immediate_danger, .. } => {
            vec![("danger", only(*immediate_danger, &parts().danger))]
        }
        E::SafeguardingReferralMade { to, .. } => {
            let words = &LOCALE.referred_to;
            let text = match to {
                ReferredTo::DesignatedOfficer => &words.designated_officer,
                ReferredTo::ChildrensServices => &words.childrens_services,
                ReferredTo::Police => &words.police,
            };
            vec![("referred_to", text.clone())]
        }
        E::SafeguardingHoldLifted { last, .. } => vec![("last", only(*last, &parts().last))],
        E::RetaliationConcernRaised { .. } => Vec::new(),
    }
}

pub(super) fn flags(event: &flags::Event) -> Vec<Place> {
    use flags::Event as E;
    match event {
        E::ParallelRouteRecorded { with, .. } => {
            let words = &LOCALE.elsewhere;
            let text = match with {
                Elsewhere::Court => &words.court,
                Elsewhere::Tribunal => &words.tribunal,
                Elsewhere::Ofsted => &words.ofsted,
                Elsewhere::Department => &words.department,
                Elsewhere::LocalAuthority => &words.local_authority,
                Elsewhere::MemberOfParliament => &words.member_of_parliament,
            };
            vec![("elsewhere", text.clone())]
        }
        E::ContactRestricted { review_on, .. } => vec![("review_on", day(*review_on))],
        _ => Vec::new(),
    }
}

pub(super) fn file(event: &file::Event) -> Vec<Place> {
    use file::Event as E;
    match event {
        E::AdjustmentAgreed { review_on, .. } => vec![("review", dated(&parts().review, "review_on", *review_on))],
        E::FactCorrected { correction, .. } => {
            let words = &LOCALE.correction;
            let text = match correction {
                Correction::NoticedOn { day: on, .. } => dated(&words.noticed, "day", Some(*on)),
                Correction::HappenedOn { issue, day: on } => {
                    fill(&words.happened, &[("issue", issue.to_string()), ("day", day(*on))])
                }
                Correction::ReceivedOn { day: on } => dated(&words.received, "day", Some(*on)),
                Correction::Other { .. } => String::new(),
            };
            vec![("correction", text)]
        }
        E::MarkedDuplicateOf { earliest_made_on, .. } => vec![("earliest_made_on", day(*earliest_made_on))],
        E::WithdrawalConfirmed { last, .. } => vec![("others", either(*last, &parts().no_others, &parts().others))],
        E::CaseReopened { basis, .. } => {
            let words = &LOCALE.reopening;
            let text = match basis {
                Reopening::ReviewUpheld => &words.review_upheld,
                Reopening::AgreementBroken => &words.agreement_broken,
                Reopening::Quashed => &words.quashed,
                Reopening::ClosedByMistake => &words.closed_by_mistake,
            };
            vec![("reopening", text.clone())]
        }
        E::ReviewRequested { ground, on, .. } => {
            let text = match ground {
                ReviewGround::InaccurateEvidence => &LOCALE.ground.inaccurate_evidence,
                ReviewGround::NewInformation => &LOCALE.ground.new_information,
            };
            vec![("on", day(*on)), ("ground", text.clone())]
        }
        _ => Vec::new(),
    }
}
