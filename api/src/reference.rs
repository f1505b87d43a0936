//! Questions about the law itself: the Guarantees, the regimes, and the closed lists of reasons.

use crate::asked::{Asked, Nothing, Reply};
use crate::problem::Problem;
use jiff::civil::Date;
use redress_domain::clock::civil_date;
use redress_domain::law::{
    self, AdverseFindingsGround, Catalogue, DataRefusal, DiscontinueReason, Entitlement, Exemption, ExtensionGround,
    GuaranteeId, NotAcceptedReason, NotInvestigated, Note, Purpose, Reason, RecommendationStatus, Redirect, Regime,
    RegimeReason, RegimeRow, Remedy, SchoolOutcome, WaiverGround,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// On which day.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OnQuery {
    /// The version in force on this day; today if left out.
    pub on: Option<Date>,
}

/// The Guarantees in force on a day, with the notes about them.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CatalogueAnswer {
    /// The version in force.
    pub catalogue: Catalogue,
    /// Where the sources differ, and the reading taken.
    pub notes: Vec<Note>,
}

fn on(asked: &Asked<OnQuery>) -> Date {
    asked.query.on.unwrap_or_else(|| civil_date(asked.app.clock.now()))
}

/// Answers the Guarantees in force on a day.
///
/// # Errors
/// None.
pub async fn read_catalogue(asked: Asked<OnQuery>) -> Result<Reply<CatalogueAnswer>, Problem> {
    let catalogue = law::catalogue_on(on(&asked)).clone();
    Ok(Reply::from(CatalogueAnswer { catalogue, notes: law::notes().to_vec() }).shared())
}

/// One Guarantee, as it was in one version.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GuaranteeAnswer {
    /// The version of the catalogue.
    pub version: u16,
    /// The row.
    pub entitlement: Entitlement,
    /// The notes about it.
    pub notes: Vec<Note>,
}

/// Answers one Guarantee.
///
/// # Errors
/// There is none of this name in the version in force that day.
pub async fn read_guarantee(asked: Asked<OnQuery>) -> Result<Reply<GuaranteeAnswer>, Problem> {
    let id: GuaranteeId = asked.part("guarantee")?;
    let catalogue = law::catalogue_on(on(&asked));
    let entitlement = catalogue.entitlement(id).ok_or(crate::problem::Kind::NotFound)?.clone();
    let notes = law::notes().iter().filter(|note| note.rows.contains(&id)).cloned().collect();
    Ok(Reply::from(GuaranteeAnswer { version: catalogue.version, entitlement, notes }).shared())
}

/// The rules that can govern a complaint.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Regimes {
    /// The regimes.
    pub regimes: Vec<RegimeRow>,
}

/// Answers the regimes.
///
/// # Errors
/// None.
pub async fn read_regimes(_: Asked<Nothing>) -> Result<Reply<Regimes>, Problem> {
    Ok(Reply::from(Regimes { regimes: Regime::ALL.iter().map(|regime| regime.row().clone()).collect() }).shared())
}

/// Every closed list, by name.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reasons {
    /// The lists.
    pub reasons: BTreeMap<String, Vec<Reason>>,
}

macro_rules! lists {
    ($($list:ident = $name:literal),+ $(,)?) => {
        BTreeMap::from([$(($name.to_owned(), $list::ALL.iter().map(|value| value.row().clone()).collect())),+])
    };
}

/// Answers the closed lists.
///
/// # Errors
/// None.
pub async fn read_reasons(_: Asked<Nothing>) -> Result<Reply<Reasons>, Problem> {
    let reasons = lists! {
        Redirect = "redirect",
        NotAcceptedReason = "not_accepted",
        NotInvestigated = "not_investigated",
        WaiverGround = "waiver_ground",
        DiscontinueReason = "discontinue",
        AdverseFindingsGround = "adverse_findings_ground",
        RegimeReason = "regime_reason",
        SchoolOutcome = "school_outcome",
        Remedy = "remedy",
        Purpose = "purpose",
        RecommendationStatus = "recommendation_status",
        Exemption = "exemption",
        ExtensionGround = "extension_ground",
        DataRefusal = "data_refusal",
    };
    Ok(Reply::from(Reasons { reasons }).shared())
}
