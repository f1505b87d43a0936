//! Which fields of a request carry words for the vault: read from the schema, never listed by hand.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The names of the properties of one type that are held in the vault.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeldNames {
    held: BTreeSet<String>,
    plain: BTreeSet<String>,
    /// Properties whose objects describe somebody new to the file.
    people: BTreeSet<String>,
}

impl HeldNames {
    /// The names within a type and everything it contains.
    #[must_use]
    pub fn of<T: JsonSchema>() -> Arc<Self> {
        let root = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
        let mut names = Self::default();
        names.scan(root.as_value(), root.as_value());
        Arc::new(names)
    }

    /// The names within each variant of a type whose variants are objects of one property, by that property.
    #[must_use]
    pub fn of_each<T: JsonSchema>() -> BTreeMap<String, Self> {
        let root = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
        let mut variants = BTreeMap::new();
        gather(root.as_value(), root.as_value(), &mut variants);
        variants
    }

    /// Whether the objects at a property of this name describe somebody new to the file.
    #[must_use]
    pub fn is_person(&self, name: &str) -> bool {
        self.people.contains(name)
    }

    /// Whether texts of this type are screened for the names of people.
    #[must_use]
    pub fn is_screened(&self) -> bool {
        self.plain.contains(SCREENING)
    }

    /// Whether the service counts the pupil's age for requests of this type.
    #[must_use]
    pub fn asks_age(&self) -> bool {
        self.plain.contains(PUPIL_AGES)
    }

    /// Whether a property of this name is held.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.held.contains(name)
    }

    /// Names that are held in one place and plain in another: there must be none, or words meant for
    /// the vault could be stored in the open.
    #[must_use]
    pub fn ambiguous(&self) -> Vec<&str> {
        self.held.intersection(&self.plain).map(String::as_str).collect()
    }

    /// Scans what a schema refers to, where only a part of the root was scanned.
    fn follow(&mut self, schema: &Value, root: &Value, depth: u8) {
        if depth > 8 {
            return;
        }
        match schema {
            Value::Object(members) => {
                let to = members.get("$ref").and_then(Value::as_str).and_then(|to| root.pointer(to.strip_prefix('#')?));
                if let Some(to) = to {
                    self.scan(to, root);
                    self.follow(to, root, depth + 1);
                }
                members.values().for_each(|member| self.follow(member, root, depth));
            }
            Value::Array(items) => items.iter().for_each(|item| self.follow(item, root, depth)),
            _ => {}
        }
    }

    fn scan(&mut self, schema: &Value, root: &Value) {
        match schema {
            Value::Object(members) => {
                if let Some(Value::Object(properties)) = members.get("properties") {
                    for (name, property) in properties {
                        let held =
                            any_within(property, root, 0, &|schema| schema.get("x-held") == Some(&Value::Bool(true)));
                        let names = if held { &mut self.held } else { &mut self.plain };
                        names.insert(name.clone());
                        if any_within(property, root, 0, &describes_somebody_new) {
                            self.people.insert(name.clone());
                        }
                    }
                }
                members.values().for_each(|member| self.scan(member, root));
            }
            Value::Array(items) => items.iter().for_each(|item| self.scan(item, root)),
            _ => {}
        }
    }
}

fn gather(schema: &Value, root: &Value, variants: &mut BTreeMap<String, HeldNames>) {
    match schema {
        Value::Object(members) => {
            if let Some(choices) = members.get("oneOf").and_then(Value::as_array) {
                for properties in choices.iter().filter_map(|choice| choice.get("properties")?.as_object()) {
                    if let [(name, inner)] = properties.iter().collect::<Vec<_>>()[..] {
                        let mut names = HeldNames::default();
                        names.scan(inner, root);
                        names.follow(inner, root, 0);
                        variants.entry(name.clone()).or_insert(names);
                    }
                }
            }
            members.values().for_each(|member| gather(member, root, variants));
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, root, variants)),
        _ => {}
    }
}

/// The property in which the service says how many particulars of people it found.
pub const SCREENING: &str = "screening";

/// The property in which the service says how old the pupil was.
pub const PUPIL_AGES: &str = "pupil_ages";

/// The property by which an object says that it describes somebody new.
pub const NEW_PERSON: &str = "new_person";

fn describes_somebody_new(schema: &Value) -> bool {
    schema.pointer("/properties/new_person/x-new-person") == Some(&Value::Bool(true))
}

/// Whether a property's schema, itself or as one of many or as a choice, is what is looked for.
fn any_within(schema: &Value, root: &Value, depth: u8, wanted: &dyn Fn(&Value) -> bool) -> bool {
    // A type that contains itself would never end, and nothing real is nested deeper.
    if depth > 8 {
        return false;
    }
    if wanted(schema) {
        return true;
    }
    let referred = schema
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|to| to.strip_prefix('#'))
        .and_then(|pointer| root.pointer(pointer));
    let choices = ["anyOf", "oneOf", "allOf"].iter().filter_map(|key| schema.get(*key)?.as_array()).flatten();
    referred
        .into_iter()
        .chain(schema.get("items"))
        .chain(schema.get("additionalProperties"))
        .chain(choices)
        .any(|inner| any_within(inner, root, depth + 1, wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_domain::Held;
    use redress_domain::complaint::{Ask, Event, Visitor, each_command};

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is looked at")]
    struct Outer {
        words: Option<Held>,
        many: Vec<Held>,
        inner: Option<Inner>,
        number: u8,
    }

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is looked at")]
    struct Inner {
        deep: Held,
    }

    #[test]
    fn held_fields_are_found_wherever_they_are() {
        let names = HeldNames::of::<Outer>();
        assert_eq!(names.held.iter().map(String::as_str).collect::<Vec<_>>(), ["deep", "many", "words"]);
        assert!(!names.contains("number") && !names.contains("inner"));
    }

    #[test]
    fn no_name_is_held_in_one_place_and_plain_in_another() {
        struct Check;
        impl Visitor for Check {
            fn visit<C: Ask + Send + Sync + 'static>(&mut self) {
                assert_eq!(HeldNames::of::<C>().ambiguous(), Vec::<&str>::new(), "{}", C::ACTION.name());
            }
        }
        each_command(&mut Check);
        let events = HeldNames::of_each::<Event>();
        assert!(events["complaint_submitted"].contains("account"));
        for (name, names) in
            events.iter().filter(|(name, _)| Event::NAMES.iter().any(|(_, names)| names.contains(&name.as_str())))
        {
            assert_eq!(names.ambiguous(), Vec::<&str>::new(), "{name}");
        }
    }
}
