//! The words for what happened: each event's own description, so that there is one text and not two.

use redress_domain::complaint::Event;
use schemars::generate::SchemaSettings;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static SENTENCES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Event>();
    let mut sentences = BTreeMap::new();
    gather(schema.as_value(), &mut sentences);
    sentences
});

/// An event is a variant: an object of one property, described where the variant is.
fn gather(schema: &Value, sentences: &mut BTreeMap<String, String>) {
    match schema {
        Value::Object(members) => {
            if let (Some(Value::Object(properties)), Some(said)) =
                (members.get("properties"), members.get("description").and_then(Value::as_str))
                && let Some(name) = properties.keys().next()
                && properties.len() == 1
            {
                sentences.entry(name.clone()).or_insert_with(|| said.replace('\n', " "));
            }
            members.values().for_each(|member| gather(member, sentences));
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, sentences)),
        _ => {}
    }
}

/// What an event means, in one sentence.
#[must_use]
pub fn sentence(event: &str) -> String {
    SENTENCES.get(event).cloned().unwrap_or_else(|| format!("{}.", crate::problem::title_of(&event.replace('_', "-"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_has_a_sentence() {
        assert_eq!(sentence("complaint_submitted"), "A complaint was lodged.");
        assert!(SENTENCES.len() > 1);
    }
}
