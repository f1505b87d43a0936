//! The file of words as types: a part that is missing, or that nobody reads, does not compile or fails a test.

use redress_domain::Role;
use redress_domain::clock::RuleId;
use redress_domain::complaint::stage::Stage;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub(super) const FILE: &str = include_str!("../../locales/en.toml");

// A file that does not parse leaves no words, and pages show plain names; a test reads it and fails first.
pub(super) static LOCALE: LazyLock<Locale> = LazyLock::new(|| toml::from_str(FILE).unwrap_or_default());

macro_rules! words {
    ($($name:ident { $($field:ident),+ $(,)? })+) => {$(
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name { $(pub(super) $field: String),+ }
    )+};
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Locale {
    pub(super) level: Levels,
    pub(super) stage: BTreeMap<Stage, Here>,
    pub(super) event: BTreeMap<String, String>,
    pub(super) disclosure: Disclosed,
    pub(super) reader: BTreeMap<Role, String>,
    pub(super) part: Parts,
    pub(super) rule: BTreeMap<RuleId, Limit>,
    pub(super) pause: Pauses,
    pub(super) requirement: Requirements,
    pub(super) invited: InvitedPeople,
    pub(super) said: Said,
    pub(super) statement: Statements,
    pub(super) recipient: Recipients,
    pub(super) side: Sides,
    pub(super) notice_default: NoticeDefaults,
    pub(super) directed: DirectedUnder,
    pub(super) referred_to: ReferredPlaces,
    pub(super) elsewhere: OtherPlaces,
    pub(super) correction: Corrections,
    pub(super) reopening: Reopenings,
    pub(super) ground: Grounds,
}

words! {
    Levels { intake, school, ombudsman, secretary_of_state }
    Here { label, next }
    Limit { name, due }
    Disclosed { other, own, account, name, title, text, rest }
    Parts {
        received_later, issue, one_issue, this_issue, whole_issue, whole, no_last_day, one_recommendation, and, changes, attended, not_attended, not_written,
        only_since, bars, bars_not, settled, not_settled, recommends, due_by, publish_by, published_all,
        published_summary, came, counts_as, without_notice, danger, last, review, others, no_others, in_time, late,
        readings, holidays, no_date, now_due, now_unknown,
    }
    Pauses { safeguarding, court_proceedings, awaiting_complainant, adjustment }
    Requirements { writing, time }
    InvitedPeople { respondent, authority, alleged, appears }
    Said { taken, proposed, none }
    Statements { not_investigated, discontinued, completed }
    Recipients { complainant, parent, governing_body, head_teacher, named }
    Sides { governing_body, commissioner }
    NoticeDefaults { not_agreed_in_time, not_published }
    DirectedUnder { section_220, section_496 }
    ReferredPlaces { designated_officer, childrens_services, police }
    OtherPlaces { court, tribunal, ofsted, department, local_authority, member_of_parliament }
    Corrections { noticed, happened, received }
    Reopenings { review_upheld, agreement_broken, quashed, closed_by_mistake }
    Grounds { inaccurate_evidence, new_information }
}

/// What stands in the place of a name in braces.
pub(super) type Place = (&'static str, String);

/// Puts what is known into the places of a sentence; a part that is not there leaves no gap.
pub(super) fn fill(text: &str, places: &[Place]) -> String {
    let filled =
        places.iter().fold(text.to_owned(), |filled, (name, value)| filled.replace(&format!("{{{name}}}"), value));
    filled.split_whitespace().collect::<Vec<_>>().join(" ")
}
