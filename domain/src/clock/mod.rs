//! PLACEHOLDER until merged.
use schemars::JsonSchema; use serde::{Serialize,Deserialize};
/// .
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)] pub struct SchoolCalendar { /// .
 pub source: String }
