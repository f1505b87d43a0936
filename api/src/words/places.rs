//! What each event puts into the places of its sentence.

use super::{Place, Words};
use redress_domain::complaint::direction::Basis;
use redress_domain::complaint::file::{Correction, Reopening, ReviewGround};
use redress_domain::complaint::flags::Elsewhere;
use redress_domain::complaint::letter::Road;
use redress_domain::complaint::notice::{NoticeDefault, Side};
use redress_domain::complaint::parties::Requirement;
use redress_domain::complaint::safeguarding::ReferredTo;
use redress_domain::complaint::statement::Recipient;
use redress_domain::complaint::{
    data_request, direction, file, flags, notice, ombudsman, parties, safeguarding, statement,
};
use redress_domain::law::NotInvestigated;

pub(super) fn reasons(t: Words, reasons: &[NotInvestigated]) -> String {
    reasons.iter().map(|reason| t.listed(*reason)).collect::<Vec<_>>().join(" ")
}

/// Where a complaint can be taken after a decision of the school.
pub(super) fn road(t: Words, road: Option<Road>) -> String {
    road.map(|road| {
        t.say(match road {
            Road::GoverningBody => "road-governing_body",
            Road::ProprietorPanel => "road-proprietor_panel",
            Road::Ombudsman => "road-ombudsman",
            Road::SecretaryOfState => "road-secretary_of_state",
        })
    })
    .unwrap_or_default()
}

pub(super) fn people(t: Words, event: &parties::Event) -> Vec<Place> {
    match event {
        parties::Event::PupilReachedMajority { on, .. } => vec![("on", t.day(*on))],
        _ => Vec::new(),
    }
}

pub(super) fn ombudsman(t: Words, event: &ombudsman::Event) -> Vec<Place> {
    use ombudsman::Event as E;
    match event {
        E::OmbudsmanComplaintReceived { on, written, .. } => {
            vec![("on", t.day(*on)), ("written", t.only(!*written, "part-not_written"))]
        }
        E::RequirementDisapplied { requirement, only_since, .. } => {
            let text = match requirement {
                Requirement::Writing => "requirement-writing",
                Requirement::Time => "requirement-time",
            };
            let since = t.dated("part-only_since", "only_since", *only_since);
            vec![("requirement", t.say(text)), ("only_since", since)]
        }
        E::InterestDeclared { bars, .. } => vec![("bars", t.either(*bars, "part-bars", "part-bars_not"))],
        E::RespondentConverted { on, .. } => vec![("on", t.day(*on))],
        E::OutOfJurisdiction { reasons: why, .. } => vec![("reasons", reasons(t, why))],
        E::SchoolOpportunityWaived { ground, .. } => {
            let why = ground.map(|ground| t.fill("part-reason_given", &[("reason", t.listed(ground))]));
            vec![("why", why.unwrap_or_default())]
        }
        E::ReturnedForLocalResolution { follow_up_on, .. } => vec![("follow_up_on", t.day(*follow_up_on))],
        _ => Vec::new(),
    }
}

pub(super) fn statement(t: Words, event: &statement::Event) -> Vec<Place> {
    use statement::Event as E;
    match event {
        E::StatementIssued { kind, on, .. } => {
            vec![("on", t.day(*on)), ("statement", t.statement(*kind))]
        }
        E::StatementServed { recipient, received_on, proved, .. } => {
            let (text, school) = match recipient {
                Recipient::Complainant { .. } => ("recipient-complainant", None),
                Recipient::Parent { .. } => ("recipient-parent", None),
                Recipient::GoverningBody { school } => ("recipient-governing_body", *school),
                Recipient::HeadTeacher { school } => ("recipient-head_teacher", *school),
                Recipient::Named { .. } => ("recipient-named", None),
            };
            let came = if *proved { "part-came" } else { "part-counts_as" };
            let (at, recipient) = (("at_school", t.at_school(school)), ("recipient", t.say(text)));
            vec![at, recipient, ("came", t.dated(came, "received_on", Some(*received_on)))]
        }
        E::ServiceDateCorrected { school, from, received_on, .. } => {
            vec![("at_school", t.at_school(*school)), ("from", t.day(*from)), ("received_on", t.day(*received_on))]
        }
        E::CorrectedStatementServed { on, .. } => vec![("on", t.day(*on))],
        E::StatementPublished { on, summary, .. } => vec![
            ("published", t.either(summary.is_some(), "part-published_summary", "part-published_all")),
            ("on", t.day(*on)),
        ],
    }
}

fn side(t: Words, side: Side) -> String {
    match side {
        Side::GoverningBody => t.say("side-governing_body"),
        Side::Commissioner => t.say("side-commissioner"),
    }
}

pub(super) fn notice(t: Words, event: &notice::Event) -> Vec<Place> {
    use notice::Event as E;
    match event {
        E::AdverseFindingsNoticeRequired { ground, unmet, publish_by, .. } => vec![
            ("recommendations", t.recommendations(unmet)),
            ("ground", t.listed(*ground)),
            ("publish_by", t.dated("part-publish_by", "publish_by", *publish_by)),
        ],
        E::NoticeFormSigned { by, .. } => vec![("side", side(t, *by))],
        E::NoticeFormAgreed {} => Vec::new(),
        E::NoticeDefaulted { how } => {
            let text = match how {
                NoticeDefault::NotAgreedInTime => "notice_default-not_agreed_in_time",
                NoticeDefault::NotPublished => "notice_default-not_published",
            };
            vec![("notice_default", t.say(text))]
        }
        E::NoticePublished { by, on, .. } => vec![("side", side(t, *by)), ("on", t.day(*on))],
        E::CostsDemanded { pence } => vec![("pounds", format!("{}.{:02}", pence / 100, pence % 100))],
    }
}

pub(super) fn direction(t: Words, event: &direction::Event) -> Vec<Place> {
    use direction::Event as E;
    match event {
        E::DirectionConsidered { without_notice, .. } => {
            vec![("without_notice", t.only(*without_notice, "part-without_notice"))]
        }
        E::DirectionGiven { basis, on, due, .. } => {
            let text = match basis {
                Basis::Section220 => "directed-section_220",
                Basis::Section496 => "directed-section_496",
            };
            let due_by = t.dated("part-due_by", "due", *due);
            vec![("on", t.day(*on)), ("directed", t.say(text)), ("due_by", due_by)]
        }
        E::DirectionComplianceReported { on, .. } => vec![("on", t.day(*on))],
        _ => Vec::new(),
    }
}

pub(super) fn safeguarding(t: Words, event: &safeguarding::Event) -> Vec<Place> {
    use safeguarding::Event as E;
    match event {
        E::SafeguardingConcernRaised { immediate_danger, .. } => {
            vec![("danger", t.only(*immediate_danger, "part-danger"))]
        }
        E::SafeguardingReferralMade { to, .. } => {
            let text = match to {
                ReferredTo::DesignatedOfficer => "referred_to-designated_officer",
                ReferredTo::ChildrensServices => "referred_to-childrens_services",
                ReferredTo::Police => "referred_to-police",
            };
            vec![("referred_to", t.say(text))]
        }
        E::SafeguardingHoldLifted { last, .. } => vec![("last", t.only(*last, "part-last"))],
        E::RetaliationConcernRaised { .. } => Vec::new(),
    }
}

pub(super) fn flags(t: Words, event: &flags::Event) -> Vec<Place> {
    use flags::Event as E;
    match event {
        E::ParallelRouteRecorded { with, .. } => {
            let text = match with {
                Elsewhere::Court => "elsewhere-court",
                Elsewhere::Tribunal => "elsewhere-tribunal",
                Elsewhere::Ofsted => "elsewhere-ofsted",
                Elsewhere::Department => "elsewhere-department",
                Elsewhere::LocalAuthority => "elsewhere-local_authority",
                Elsewhere::MemberOfParliament => "elsewhere-member_of_parliament",
            };
            vec![("elsewhere", t.say(text))]
        }
        E::ContactRestricted { review_on, .. } => vec![("review_on", t.day(*review_on))],
        _ => Vec::new(),
    }
}

pub(super) fn data_request(t: Words, event: &data_request::Event) -> Vec<Place> {
    use data_request::Event as E;
    match event {
        E::DataRequested { asked_on, .. } => vec![("asked_on", t.day(*asked_on))],
        E::DataRequestExtended { from, to, ground, .. } => {
            vec![("from", t.day(*from)), ("to", t.day(*to)), ("ground", t.listed(*ground))]
        }
        E::DataCopyPrepared { .. } => Vec::new(),
        E::DataCopyReleased { on, .. } => vec![("on", t.day(*on))],
        E::DataRequestRefused { on, ground, .. } => vec![("on", t.day(*on)), ("ground", t.listed(*ground))],
    }
}

pub(super) fn file(t: Words, event: &file::Event) -> Vec<Place> {
    use file::Event as E;
    match event {
        E::AdjustmentAgreed { review_on, .. } => vec![("review", t.dated("part-review", "review_on", *review_on))],
        E::FactCorrected { correction, .. } => {
            let text = match correction {
                Correction::NoticedOn { day: on, .. } => t.dated("correction-noticed", "day", Some(*on)),
                Correction::HappenedOn { issue, day: on } => {
                    t.fill("correction-happened", &[("issue", issue.to_string()), ("day", t.day(*on))])
                }
                Correction::ReceivedOn { day: on } => t.dated("correction-received", "day", Some(*on)),
                Correction::Particulars(_) => t.say("correction-particulars"),
                Correction::Other { .. } => String::new(),
            };
            vec![("correction", text)]
        }
        E::MarkedDuplicateOf { earliest_made_on, same_people, .. } => vec![
            ("earliest_made_on", t.day(*earliest_made_on)),
            ("time", t.either(*same_people, "part-time_follows", "part-time_stays")),
        ],
        E::WithdrawalConfirmed { last, .. } => vec![("others", t.either(*last, "part-no_others", "part-others"))],
        E::CaseReopened { basis, .. } => {
            let text = match basis {
                Reopening::ReviewUpheld => "reopening-review_upheld",
                Reopening::AgreementBroken => "reopening-agreement_broken",
                Reopening::Quashed => "reopening-quashed",
                Reopening::ClosedByMistake => "reopening-closed_by_mistake",
            };
            vec![("reopening", t.say(text))]
        }
        E::ReviewRequested { ground, on, .. } => {
            let text = match ground {
                ReviewGround::InaccurateEvidence => "ground-inaccurate_evidence",
                ReviewGround::NewInformation => "ground-new_information",
            };
            vec![("on", t.day(*on)), ("ground", t.say(text))]
        }
        _ => Vec::new(),
    }
}
