//! Marks that are planted in every text which a request keeps in the vault, to be looked for wherever nothing that
//! is personal may stand.

use jiff::civil::Date;
use redress_api::held::HeldNames;
use redress_api::openapi;
use redress_api::wanted::WANTED;
use redress_domain::Action;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::LazyLock;

/// A day of birth that stands nowhere else.
pub const BORN: &str = "1999-02-28";

static DOCUMENT: LazyLock<Value> = LazyLock::new(openapi::document);

/// What a sample is about.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Everybody in it.
    pub person: &'a str,
    /// Every day in it.
    pub day: Date,
    /// Every item that it numbers.
    pub number: u8,
}

/// Gives out marks and knows where each was planted.
#[derive(Debug)]
pub struct Planter {
    prefix: String,
    marks: BTreeMap<String, String>,
}

impl Default for Planter {
    /// One whose marks are like no other's: several tests may plant in one place at once.
    fn default() -> Self {
        let number = RandomState::new().build_hasher().finish();
        // Letters alone: a run of digits would be taken for somebody's telephone number.
        let letter = |digit: u32| char::from(b'a' + u8::try_from((number >> (4 * digit)) & 15_u64).unwrap_or_default());
        let letters: String = (0..16).map(letter).collect();
        Self { prefix: format!("zq{letters}"), marks: BTreeMap::new() }
    }
}

impl Planter {
    /// What all its marks begin with.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Where each mark was planted.
    #[must_use]
    pub const fn marks(&self) -> &BTreeMap<String, String> {
        &self.marks
    }

    /// A new mark for a place.
    pub fn mark(&mut self, place: &str) -> String {
        let mark = format!("{}{:05}", self.prefix, self.marks.len());
        self.marks.insert(mark.clone(), place.to_owned());
        mark
    }

    /// The marks in a text, and where each was planted.
    pub fn found<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let places = text.match_indices(&self.prefix).filter_map(|(at, _)| text.get(at..at + self.prefix.len() + 5));
        places.filter_map(|mark| self.marks.get_key_value(mark)).map(|(mark, place)| (mark.as_str(), place.as_str()))
    }

    /// Adds a mark to every text of a command that goes into the vault.
    pub fn plant(&mut self, action: Action, body: &mut Value) {
        let names = &WANTED[&action].names;
        self.walk(names, body, None, action.name());
    }

    fn walk(&mut self, names: &HeldNames, value: &mut Value, held: Option<&str>, place: &str) {
        match (value, held) {
            (Value::String(text), Some(field)) => {
                let mark = self.mark(&format!("{place}: {field}"));
                *text = marked(text, &mark);
            }
            (Value::Array(items), _) => items.iter_mut().for_each(|item| self.walk(names, item, held, place)),
            (Value::Object(members), _) => {
                for (name, member) in members.iter_mut() {
                    let own = names.contains(name).then_some(name.as_str());
                    self.walk(names, member, own.or(held), place);
                }
            }
            _ => {}
        }
    }

    /// A command as its schema has it, with everything in it that may be left out and a mark in every text that goes
    /// into the vault.
    pub fn sample(&mut self, action: Action, about: &About<'_>) -> Value {
        let schema = json!({ "$ref": format!("#/components/schemas/{}", WANTED[&action].schema_name) });
        let mut body = fitting(&schema, about, 0);
        self.plant(action, &mut body);
        body
    }
}

/// A text with a mark in it: an address stays one, and a day of birth is its own mark.
fn marked(text: &str, mark: &str) -> String {
    if text == BORN {
        return BORN.to_owned();
    }
    match text.split_once('@') {
        Some((_, host)) if !text.contains(' ') => format!("{mark}@{host}"),
        _ => format!("{text} {mark}"),
    }
}

/// Something that fits a schema.
fn fitting(schema: &Value, about: &About<'_>, depth: u8) -> Value {
    let deeper = |schema: &Value| fitting(schema, about, depth + 1);
    if let Some(to) = schema["$ref"].as_str() {
        return deeper(DOCUMENT.pointer(&to[1..]).expect("a schema that is there"));
    }
    if let Some(only) = schema.get("const").or_else(|| schema["enum"].get(0)) {
        return only.clone();
    }
    let choices = ["oneOf", "anyOf", "allOf"].iter().find_map(|key| schema[*key].as_array());
    if let Some(choice) = choices.and_then(|all| all.iter().find(|one| one["type"] != "null")) {
        return deeper(choice);
    }
    if let Some(example) = schema["examples"].get(0) {
        return example.clone();
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().find(|kind| **kind != "null").unwrap_or(&Value::Null),
        kind => kind,
    };
    match (kind.as_str().unwrap_or_default(), schema["format"].as_str().unwrap_or_default()) {
        ("object", _) => {
            let properties = schema["properties"].as_object().into_iter().flatten();
            // What the service counts or numbers is for it to say.
            let ours = |schema: &Value| schema["readOnly"] == true || schema["x-new-person"] == true;
            let members = properties.filter(|(_, property)| depth < 8 && !ours(property));
            let member = |(name, property): (&String, &Value)| {
                let value = match name.as_str() {
                    "email" => json!("somebody@post.example"),
                    "born_on" => json!(BORN),
                    _ => deeper(property),
                };
                (name.clone(), value)
            };
            Value::Object(members.map(member).collect::<Map<_, _>>())
        }
        ("array", _) => json!([deeper(&schema["items"])]),
        ("integer", _) => json!(schema["minimum"].as_i64().unwrap_or(1).max(about.number.into())),
        ("boolean", _) => json!(true),
        ("string", "date") => json!(about.day.to_string()),
        ("string", "uuid") => json!(about.person),
        ("string", _) => json!("Some words."),
        _ => Value::Null,
    }
}
