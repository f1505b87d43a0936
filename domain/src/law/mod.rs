//! The law as data: what was promised, by which scheme, to whom, and in which words.
//!
//! Each table is a TOML file in `domain/data`, embedded at build and read once. A change of
//! law is a new row. A row carries its source; statutes are cited by section, the Guarantees by
//! ambition and row of Annex F.

mod catalogue;
mod closed_list;
mod fits;
mod guarantee_id;
mod outcome;
mod procedure;
mod reason;
mod regime;
mod retention;
mod school_type;

pub use catalogue::{
    AgeRange, Ambition, Catalogue, Commencement, CommencementOp, Entitlement, EntitlementKind, Note, OutOfScope,
    PhaseBand, Precision, Provider, Triage, catalogue_on, entitlement, note, notes, versions,
};
pub use closed_list::{Listed, Reason};
pub use fits::{Mismatch, fits, fits_year};
pub use guarantee_id::{Guarantee, GuaranteeId, NotAGuaranteeId};
pub use outcome::{CommissionerFinding, Purpose, RecommendationStatus, Remedy, SchoolOutcome};
pub use procedure::{Decider, Panel, Procedure, ProcedureFor, ProcedureId, SchoolStage, Stage, procedures};
pub use reason::{
    AdverseFindingsGround, DiscontinueReason, HeadTeacherFunction, NotAcceptedReason, NotInvestigated, Redirect,
    WaiverGround,
};
pub use regime::{
    AreaCode, Determination, Direction, FirstTier, LaCode, PilotArea, Regime, RegimeReason, RegimeRow, Scheme,
    determine, pilot_areas, repealed_on, saved_from_repeal,
};
pub use retention::{DataRefusal, Exemption, ExtensionGround, Kept, KeptFrom, Retention, kept, schedules};
pub use school_type::{NotASchoolType, Phase, SchoolType, SchoolTypeRow, Standing, school_types};

/// Reads one embedded table.
#[expect(clippy::expect_used, reason = "the file is part of the program; the test `every_table_parses` reads each one")]
fn embedded<T: serde::de::DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).expect("an embedded table of law does not parse")
}
