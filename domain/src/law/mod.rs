//! PLACEHOLDER until merged.
use schemars::JsonSchema; use serde::{Serialize,Deserialize};
/// .
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)] #[serde(transparent)] pub struct LaCode(pub u16);
impl std::fmt::Display for LaCode { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) } }
/// .
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)] #[serde(rename_all="snake_case")] pub enum Scheme { /// .
 WhitePaper, /// .
 AsItWas }
