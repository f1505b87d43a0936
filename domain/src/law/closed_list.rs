//! Closed lists: an enum for the program, and a row of words for people.
//!
//! A value is stored as its code. The row gives the label in plain English, where the complaint
//! goes next if it goes elsewhere, and the source. A test holds enum and rows together.

use std::{collections::BTreeMap, sync::LazyLock};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::embedded;

/// The words for one value of a closed list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The value as it is stored.
    pub code: String,
    /// What it means, in plain English for families.
    pub label: String,
    /// The same, where the label speaks to the family, for whoever else reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_staff: Option<String>,
    /// Who can look at it instead, where someone else can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_to: Option<String>,
    /// Whether it is a payment of money.
    #[serde(default)]
    pub payment: bool,
    /// The section, regulation or guidance it comes from.
    pub source: String,
}

/// A value of one of the law's closed lists.
pub trait Listed: Copy {
    /// The list's name in the files.
    const LIST: &'static str;

    /// The value as it is stored and sent.
    fn stored(self) -> &'static str;

    /// The words for it, and its source.
    fn listed(self) -> &'static Reason;
}

type Lists = BTreeMap<String, Vec<Reason>>;

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists: Lists = embedded(include_str!("../../data/reasons.toml"));
    lists.append(&mut embedded(include_str!("../../data/outcomes.toml")));
    lists
});

/// The rows of one list, in the order of the file.
pub(super) fn rows(list: &str) -> &'static [Reason] {
    LISTS.get(list).map_or(&[], Vec::as_slice)
}

/// The row of one value.
#[expect(clippy::expect_used, reason = "the test `every_code_has_one_row` looks up every value of every list")]
pub(super) fn row(list: &str, code: &str) -> &'static Reason {
    rows(list).iter().find(|row| row.code == code).expect("a code has no row of words")
}

/// The names of the lists in the files, for the test that none is left over.
#[cfg(test)]
pub(super) fn lists() -> impl Iterator<Item = &'static str> {
    LISTS.keys().map(String::as_str)
}

macro_rules! closed_list {
    (
        $(#[$meta:meta])*
        $name:ident in $list:literal {
            $($(#[$variant_meta:meta])* $variant:ident = $code:literal,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        pub enum $name {
            $($(#[$variant_meta])* #[serde(rename = $code)] $variant,)+
        }

        impl $name {
            /// Every value, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The value as it is stored and sent.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// The words for it, and its source.
            #[must_use]
            pub fn row(self) -> &'static $crate::law::Reason {
                $crate::law::closed_list::row($list, self.code())
            }
        }

        impl $crate::law::Listed for $name {
            const LIST: &'static str = $list;

            fn stored(self) -> &'static str {
                self.code()
            }

            fn listed(self) -> &'static $crate::law::Reason {
                self.row()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}

pub(super) use closed_list;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{lists, rows};
    use crate::law::{
        AdverseFindingsGround, CommissionerFinding, DataRefusal, DiscontinueReason, Exemption, ExtensionGround,
        HeadTeacherFunction, NotAcceptedReason, NotInvestigated, Purpose, RecommendationStatus, Redirect, RegimeReason,
        Remedy, SchoolOutcome, WaiverGround,
    };

    macro_rules! codes {
        ($($list:literal: $name:ident),+ $(,)?) => {
            [$(($list, $name::ALL.iter().map(|value| {
                let stored = serde_json::to_value(value).unwrap();
                assert_eq!(stored, value.code());
                assert_eq!(serde_json::from_value::<$name>(stored).unwrap(), *value);
                assert_eq!(value.row().code, value.to_string());
                value.code()
            }).collect::<Vec<_>>())),+]
        };
    }

    #[test]
    fn every_code_has_one_row_and_every_row_a_code() {
        let all = codes![
            "redirect": Redirect,
            "not_investigated": NotInvestigated,
            "not_accepted": NotAcceptedReason,
            "head_teacher_function": HeadTeacherFunction,
            "waiver_ground": WaiverGround,
            "discontinue": DiscontinueReason,
            "adverse_findings_ground": AdverseFindingsGround,
            "regime_reason": RegimeReason,
            "school_outcome": SchoolOutcome,
            "commissioner_finding": CommissionerFinding,
            "remedy": Remedy,
            "purpose": Purpose,
            "recommendation_status": RecommendationStatus,
            "exemption": Exemption,
            "extension_ground": ExtensionGround,
            "data_refusal": DataRefusal,
        ];
        for (list, codes) in &all {
            let found: Vec<_> = rows(list).iter().map(|row| row.code.as_str()).collect();
            assert_eq!(&found, codes, "rows of {list}");
        }
        let known: BTreeSet<_> = all.iter().map(|(list, _)| *list).collect();
        assert_eq!(lists().collect::<BTreeSet<_>>(), known);
    }

    #[test]
    fn every_row_has_words_and_a_source() {
        for row in lists().flat_map(rows) {
            assert!(row.label.ends_with('.') && row.label.len() < 300, "{row:?}");
            assert!(!row.source.trim().is_empty(), "{row:?}");
        }
    }
}
