//! Every word is there, none is left over, and a ten-year-old can read them.

use super::locale::{FILE, Locale};
use super::*;
use redress_domain::clock;
use redress_domain::complaint::Event;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn locale() -> Locale {
    toml::from_str(FILE).unwrap()
}

#[test]
fn every_event_stage_and_rule_has_its_words_and_no_words_are_left_over() {
    let words = locale();
    let events: BTreeSet<_> = Event::NAMES.iter().flat_map(|(_, names)| *names).copied().collect();
    assert_eq!(words.event.keys().map(String::as_str).collect::<BTreeSet<_>>(), events);
    assert_eq!(words.stage.keys().copied().collect::<BTreeSet<_>>(), Stage::ALL.iter().copied().collect());
    assert_eq!(words.reader.keys().copied().collect::<BTreeSet<_>>(), Role::ALL.iter().copied().collect());
    let rules: BTreeSet<_> = clock::rules().iter().map(|rule| rule.id.clone()).collect();
    assert_eq!(words.rule.keys().cloned().collect::<BTreeSet<_>>(), rules);
}

/// Makes an example of everything a schema describes: with every choice taken once, and with nothing
/// that can be left out, so that each event is told in all the ways it can be.
struct Examples<'a> {
    definitions: &'a Value,
    full: bool,
}

impl Examples<'_> {
    fn of(&self, schema: &Value) -> Vec<Value> {
        if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix("#/$defs/")) {
            return self.of(&self.definitions[name]);
        }
        for choice in ["oneOf", "anyOf"] {
            if let Some(choices) = schema[choice].as_array() {
                let some: Vec<_> = choices.iter().filter(|choice| choice["type"] != "null").collect();
                if some.len() < choices.len() && !self.full {
                    return vec![Value::Null];
                }
                return some.iter().flat_map(|choice| self.of(choice)).collect();
            }
        }
        if let Some(value) = schema.get("const") {
            return vec![value.clone()];
        }
        if let Some(values) = schema["enum"].as_array() {
            return values.iter().filter(|value| !value.is_null()).cloned().collect();
        }
        let mut kinds = match &schema["type"] {
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
            kind => vec![kind.as_str().unwrap_or_default()],
        };
        if kinds.contains(&"null") && !self.full {
            return vec![Value::Null];
        }
        kinds.retain(|kind| *kind != "null");
        match kinds.first().copied().unwrap_or_default() {
            "object" => self.object(schema),
            "array" => vec![self.array(schema)],
            "boolean" => vec![json!(true), json!(false)],
            "integer" => vec![json!(schema["minimum"].as_i64().unwrap_or_default().max(1))],
            _ => vec![Self::text(schema)],
        }
    }

    /// One example for each choice of any one member, the others at their first.
    fn object(&self, schema: &Value) -> Vec<Value> {
        let empty = serde_json::Map::new();
        let members = schema["properties"].as_object().unwrap_or(&empty);
        let choices: Vec<_> = members.iter().map(|(name, inner)| (name, self.of(inner))).collect();
        let most = choices.iter().map(|(_, values)| values.len()).max().unwrap_or(1);
        let nth = |n: usize| {
            choices.iter().map(|(name, values)| ((*name).clone(), values[n.min(values.len() - 1)].clone())).collect()
        };
        (0..most).map(nth).map(Value::Object).collect()
    }

    fn array(&self, schema: &Value) -> Value {
        if let Some(items) = schema["prefixItems"].as_array() {
            return items.iter().map(|item| self.of(item).remove(0)).collect();
        }
        Value::Array(self.of(&schema["items"]))
    }

    fn text(schema: &Value) -> Value {
        let uuid = "018f0000-0000-7000-8000-000000000001";
        match (schema["format"].as_str(), schema["x-held"] == true, schema["pattern"].is_string()) {
            (_, true, _) => json!(format!("vault:{}:{}", uuid.replace('-', ""), "0".repeat(64))),
            (Some("date"), ..) => json!("2011-10-31"),
            (Some("uuid"), ..) => json!(uuid),
            (_, _, true) => json!("PU-3.10"),
            _ => json!("T33"),
        }
    }
}

/// What is told of every event, in all the ways it can be.
fn everything_told() -> Vec<(String, String)> {
    let schema = schemars::schema_for!(Event);
    let schema = schema.as_value();
    let mut told = Vec::new();
    for full in [true, false] {
        let examples = Examples { definitions: &schema["$defs"], full }.of(schema);
        for example in examples {
            let event: Event =
                serde_json::from_value(example.clone()).unwrap_or_else(|wrong| panic!("{wrong}: {example}"));
            told.push((event.name().to_owned(), Telling::default().tell(&event)));
        }
    }
    told
}

#[test]
fn every_event_is_told_in_whole_sentences_however_much_of_it_is_known() {
    let told = everything_told();
    let names: BTreeSet<_> = told.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), Event::NAMES.iter().map(|(_, names)| names.len()).sum::<usize>());
    for (name, said) in told {
        let whole = said.ends_with(['.', '”']) && !said.contains(['{', '}', '_']) && !said.contains("vault:");
        assert!(whole && !said.contains("..") && !said.contains(" ."), "{name}: {said}");
        assert!(!said.contains("(s.") && !said.contains(" Act "), "{name} cites the law: {said}");
    }
}

/// The US school grade at which a text can be read (Flesch and Kincaid); add five for the age.
fn grade(text: &str) -> f64 {
    let words: Vec<_> = text.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|word| !word.is_empty()).collect();
    let sentences = text.split(['.', '?', '!', ':']).filter(|part| part.contains(char::is_alphabetic)).count();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let count = |n: usize| f64::from(u32::try_from(n).unwrap());
    0.39 * count(words.len()) / count(sentences) + 11.8 * count(syllables) / count(words.len()) - 15.59
}

fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let groups = word.split(|c| !"aeiouy".contains(c)).filter(|group| !group.is_empty()).count();
    let silent = word.ends_with('e') && !word.ends_with("le") || word.ends_with("es") || word.ends_with("ed");
    groups.saturating_sub(usize::from(silent && groups > 1)).max(1)
}

#[test]
fn the_words_can_be_read_by_a_ten_year_old() {
    let words = locale();
    // Names that cannot be simpler are read as one short word, and what is filled in is not ours to grade here.
    let plain = |text: &str| {
        let text: String = text.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect();
        ["Secretary of State", "governing body", "Ombudsman", "local authority", "recommendation", "Recommendation"]
            .iter()
            .fold(text, |text, name| text.replace(name, "Board"))
    };
    let mut texts: Vec<(String, String)> = words.event.iter().map(|(name, text)| (name.clone(), plain(text))).collect();
    texts.extend(words.stage.iter().map(|(stage, here)| (stage.name().to_owned(), plain(&here.next))));
    texts.extend(words.rule.iter().map(|(rule, limit)| (rule.to_string(), plain(&limit.due))));
    texts.extend(words.reader.iter().map(|(role, who)| (role.name().to_owned(), plain(&format!("{who} opened it.")))));
    texts.push(("disclosure".into(), plain(&words.disclosure.other)));
    let mut grades: Vec<_> = texts.iter().map(|(name, text)| (grade(text), name, text)).collect();
    // A sentence that is filled in whole has nothing of its own to grade.
    grades.retain(|(grade, ..)| grade.is_finite());
    grades.sort_by(|one, other| other.0.total_cmp(&one.0));
    let hard: Vec<_> = grades.iter().take_while(|(grade, ..)| *grade > 10.0).collect();
    assert!(hard.is_empty(), "too hard to read: {hard:#?}");
    let mean = grades.iter().map(|(grade, ..)| grade).sum::<f64>() / f64::from(u32::try_from(grades.len()).unwrap());
    assert!(mean <= 5.0, "on average, grade {mean:.1}");
}
