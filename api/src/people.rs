//! Questions about the parts of one case: issues, people, documents, recommendations and what is due.
//!
//! Each part is taken from the folded file as it is, with its words put back from the vault.

use crate::asked::{Asked, Reply};
use crate::cases::{EVENT_NAMES, state};
use crate::problem::Problem;
use crate::seal;
use redress_domain::ComplaintId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One thing on a file: its number or person, and what the file says of it.
pub type Item = Map<String, Value>;

macro_rules! parts {
    ($($(#[$doc:meta])* $answer:ident { $field:ident }, $handler:ident = $pointer:literal, $key:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
        pub struct $answer {
            /// The complaint.
            pub complaint: ComplaintId,
            /// The rows, in the order of the file.
            pub $field: Vec<Item>,
        }

        $(#[$doc])*
        ///
        /// # Errors
        /// The caller may not see it.
        pub async fn $handler(asked: Asked) -> Result<Reply<$answer>, Problem> {
            let file = asked.file()?;
            let mut rows = rows(state(file).pointer($pointer), $key);
            seal::open(&asked.app.store, &mut [(&**EVENT_NAMES, &mut rows)]).await?;
            let $field = serde_json::from_value(rows).map_err(Problem::internal)?;
            Ok(Reply::from($answer { complaint: file.id, $field }).version(file.version))
        }
    )+};
}

parts! {
    /// The issues, and what became of each.
    Issues { issues }, read_issues = "/issues", "number";
    /// Who is who on the file.
    Parties { parties }, read_parties = "/parties", "person";
    /// The documents on the file.
    Documents { documents }, read_documents = "/file/documents", "document";
    /// The recommendations, and what was done about each.
    Recommendations { recommendations }, read_recommendations = "/compliance/recommendations", "number";
    /// What is due on this file, and why.
    Deadlines { deadlines }, read_deadlines = "/deadlines", "number";
}

/// A list or a map of things as a list of objects, each with its number or key.
fn rows(part: Option<&Value>, key: &str) -> Value {
    let labelled = |label: Value, row: &Value| {
        let mut item = Map::from_iter([(key.to_owned(), label)]);
        match row {
            Value::Object(members) => item.extend(members.clone()),
            other => drop(item.insert("value".into(), other.clone())),
        }
        Value::Object(item)
    };
    Value::Array(match part {
        Some(Value::Array(items)) => (1u32..).zip(items).map(|(number, row)| labelled(number.into(), row)).collect(),
        Some(Value::Object(members)) => members.iter().map(|(name, row)| labelled(name.clone().into(), row)).collect(),
        _ => Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn lists_are_numbered_and_maps_keep_their_keys() {
        assert_eq!(rows(Some(&json!([{ "a": 1 }, 7])), "number"), json!([{ "number": 1, "a": 1 }, { "number": 2, "value": 7 }]));
        assert_eq!(rows(Some(&json!({ "x": { "a": 1 } })), "person"), json!([{ "person": "x", "a": 1 }]));
        assert_eq!(rows(None, "number"), json!([]));
    }
}
