//! What the service counts in a text before it goes to others: the names and other particulars of people.

use crate::held::Held;
use crate::refused::Refused;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How many names or other particulars of people a text for others was found to hold. The service
/// counts them; what a caller sends is written over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Screening(pub u32);

impl JsonSchema for Screening {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Screening".into()
    }
    /// `x-screening` asks the edge to count the particulars in the other texts of the same request.
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "integer", "minimum": 0, "readOnly": true, "x-screening": true,
            "description": "Counted by the service; leave it out."
        })
    }
}

impl Screening {
    /// Refuses a text that identifies people, unless there is a reason why it must.
    pub(super) fn pass(self, necessary: Option<&Held>) -> Result<(), Refused> {
        if self.0 == 0 || necessary.is_some() { Ok(()) } else { Err(Refused::NotAnonymous) }
    }
}
