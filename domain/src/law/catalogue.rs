//! The Guarantee catalogue: what a pupil or parent was promised, row by row.
//!
//! A row is judged by the version in force on the day of the act, because the Secretary of State
//! could revise the Guarantees from time to time (Children, Schools and Families Bill 2009,
//! clause 1). To add a version, add its three files and one line of [`CATALOGUES`].

use std::sync::LazyLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Guarantee, GuaranteeId, Phase, Redirect, embedded};

/// Whether schools had to do it already or the Guarantee was to bring it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntitlementKind {
    /// "Schools are already expected to" or "Parents can already".
    Existing,
    /// "The new Guarantee will also ensure".
    New,
}

/// Whether a start date is the first day of the promise or the last day by which it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CommencementOp {
    /// It begins then.
    From,
    /// It is in place no later than then.
    By,
}

/// How exact the date in the document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// The document names the day.
    Day,
    /// It names the month.
    Month,
    /// It names a season, which may also mean a school term.
    Season,
    /// It names only the year.
    Year,
}

/// When a row, or one limb of it, begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Commencement {
    /// From or by.
    pub op: CommencementOp,
    /// The earliest day the words can mean.
    pub on: Date,
    /// How exact the words are.
    pub precision: Precision,
    /// The latest day the words can mean, where that is another day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<Date>,
    /// The part of the row it is for, where not the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limb: Option<String>,
    /// The phases it is for, where not all of the row's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<PhaseBand>,
    /// What is doubtful about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Commencement {
    /// The first day on which the promise has begun on every reading of the words.
    #[must_use]
    pub fn certain_from(&self) -> Date {
        self.latest.unwrap_or(self.on)
    }
}

/// The schools a row is for, in the document's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PhaseBand {
    /// Every school.
    All,
    /// Pupils of primary age.
    Primary,
    /// Pupils of secondary age.
    Secondary,
    /// Pupils over 16 taught outside a secondary school.
    SixteenPlus,
}

impl PhaseBand {
    /// Whether a school of this phase has such pupils; middle, all-through, special and unphased
    /// schools may have both primary and secondary pupils.
    #[must_use]
    pub const fn includes(self, phase: Phase) -> bool {
        use Phase::{
            AllThrough, MiddleDeemedPrimary, MiddleDeemedSecondary, NotApplicable, Primary, Secondary, SixteenPlus,
        };
        match self {
            Self::All => true,
            Self::Primary => {
                matches!(phase, Primary | MiddleDeemedPrimary | MiddleDeemedSecondary | AllThrough | NotApplicable)
            }
            Self::Secondary => {
                matches!(phase, Secondary | MiddleDeemedPrimary | MiddleDeemedSecondary | AllThrough | NotApplicable)
            }
            Self::SixteenPlus => matches!(phase, SixteenPlus | AllThrough | NotApplicable),
        }
    }
}

/// Ages in whole years, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgeRange {
    /// The youngest.
    pub from: u8,
    /// The oldest.
    pub to: u8,
}

impl AgeRange {
    /// Whether a pupil of this age is within it.
    #[must_use]
    pub const fn contains(self, age: u8) -> bool {
        self.from <= age && age <= self.to
    }
}

/// Who is to keep a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Provider {
    /// The school.
    School,
    /// The local authority.
    LocalAuthority,
    /// Another body, such as a college, a health service or the Government.
    Other,
}

/// What kind of promise a row is, which tells how easily one person can have been denied it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Triage {
    /// A named pupil or parent can be denied it.
    Individual,
    /// A duty about policy or the whole school; injustice to one person is harder to show.
    Policy,
    /// A hope, or access "should" be there.
    Aspiration,
}

/// Why a row, though promised, cannot go to the Local Commissioner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutOfScope {
    /// The redirect that fits, where the list has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect: Option<Redirect>,
    /// Who can look at it.
    pub send_to: String,
    /// Why the scheme does not reach it.
    pub because: String,
}

/// One of the aims under which a Guarantee sets out its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ambition {
    /// The Guarantee it is of.
    pub guarantee: Guarantee,
    /// Its number there, from 1: the number before the point in the name of each of its rows.
    pub number: u8,
    /// What it is about, in plain English.
    pub title: String,
    /// Where it stands in Annex F.
    pub source: String,
}

/// One row of a Guarantee: one thing that was promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entitlement {
    /// Its lasting name.
    pub id: GuaranteeId,
    /// What is promised, in plain English; "you" is the pupil or the parent.
    pub text: String,
    /// Existing or new.
    pub kind: EntitlementKind,
    /// When it begins, in the words of the document; nothing where the document is silent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commences_as_written: Option<String>,
    /// The same as dates; more than one where limbs begin at different times.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commences: Vec<Commencement>,
    /// The schools it is for.
    pub phases: Vec<PhaseBand>,
    /// The ages it is for, where it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ages: Option<AgeRange>,
    /// The Key Stages it is for, where it says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub key_stages: Vec<u8>,
    /// Who is to keep it.
    pub providers: Vec<Provider>,
    /// What kind of promise it is.
    pub triage: Triage,
    /// Why it cannot go to the Local Commissioner, where it cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub out_of_scope: Option<OutOfScope>,
    /// Whether the local authority answers too, as it pays for and shares out the tuition
    /// (paragraph 1.9).
    #[serde(default)]
    pub draws_in_authority: bool,
    /// What a caseworker must know before relying on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<String>,
    /// Ambition and row in Annex F.
    pub source: String,
    /// The [notes](Note) about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// The law it restates, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_source: Option<String>,
}

/// One version of both Guarantees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Catalogue {
    /// Its number, from 1.
    pub version: u16,
    /// The first day it is the text.
    pub in_force_from: Date,
    /// The last day it is the text, if it has been replaced.
    pub in_force_to: Option<Date>,
    /// The first day on which not keeping a row is a failure that redress is for (paragraph 1.11).
    pub redress_from: Date,
    /// The document it is taken from.
    pub instrument: String,
    /// What force that document has.
    pub basis: String,
    /// The ambitions: those of the Pupil Guarantee first.
    pub ambitions: Vec<Ambition>,
    /// The rows: the Pupil Guarantee first, each in document order.
    pub entitlements: Vec<Entitlement>,
}

impl Catalogue {
    /// The row of this name in this version.
    #[must_use]
    pub fn entitlement(&self, id: GuaranteeId) -> Option<&Entitlement> {
        self.entitlements.iter().find(|row| row.id == id)
    }

    fn read(file: &CatalogueFile) -> Self {
        let head: Head = embedded(file.head);
        let pupil: Rows = embedded(file.pupil);
        let parent: Rows = embedded(file.parent);
        Self {
            version: head.version,
            in_force_from: head.in_force_from,
            in_force_to: head.in_force_to,
            redress_from: head.redress_from,
            instrument: head.instrument,
            basis: head.basis,
            ambitions: [pupil.ambition, parent.ambition].concat(),
            entitlements: [pupil.entitlement, parent.entitlement].concat(),
        }
    }
}

/// A place where the sources differ, and the reading the catalogue takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Its name, such as `N1`.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// What differs, where, and what is taken.
    pub text: String,
    /// The rows it touches; none where it is about the whole catalogue.
    pub rows: Vec<GuaranteeId>,
}

struct CatalogueFile {
    head: &'static str,
    pupil: &'static str,
    parent: &'static str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    version: u16,
    in_force_from: Date,
    in_force_to: Option<Date>,
    redress_from: Date,
    instrument: String,
    basis: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    ambition: Vec<Ambition>,
    entitlement: Vec<Entitlement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Notes {
    note: Vec<Note>,
}

const FIRST: CatalogueFile = CatalogueFile {
    head: include_str!("../../data/catalogue.toml"),
    pupil: include_str!("../../data/catalogue-pupil.toml"),
    parent: include_str!("../../data/catalogue-parent.toml"),
};

/// The versions after the first, oldest first.
const LATER: &[CatalogueFile] = &[];

/// The first version apart from the rest, so that "the version on a day" always has an answer.
static CATALOGUES: LazyLock<(Catalogue, Vec<Catalogue>)> =
    LazyLock::new(|| (Catalogue::read(&FIRST), LATER.iter().map(Catalogue::read).collect()));

static NOTES: LazyLock<Notes> = LazyLock::new(|| embedded(include_str!("../../data/catalogue-notes.toml")));

/// Every version of the catalogue, oldest first.
pub fn versions() -> impl DoubleEndedIterator<Item = &'static Catalogue> {
    std::iter::once(&CATALOGUES.0).chain(&CATALOGUES.1)
}

/// The version in force on a day; before the first version, the first, as there was no other text.
#[must_use]
pub fn catalogue_on(date: Date) -> &'static Catalogue {
    versions().rev().find(|version| version.in_force_from <= date).unwrap_or(&CATALOGUES.0)
}

/// The row of this name in the version in force on the day of the act, with that version.
#[must_use]
pub fn entitlement(id: GuaranteeId, act_on: Date) -> Option<(&'static Catalogue, &'static Entitlement)> {
    let catalogue = catalogue_on(act_on);
    catalogue.entitlement(id).map(|row| (catalogue, row))
}

/// Every note on the catalogue.
#[must_use]
pub fn notes() -> &'static [Note] {
    &NOTES.note
}

/// The note of this name.
#[must_use]
pub fn note(id: &str) -> Option<&'static Note> {
    notes().iter().find(|note| note.id == id)
}
