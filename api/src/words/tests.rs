//! Every word is there, none is left over, and a ten-year-old can read them.

mod languages;

use super::locale::KNOWN;
use super::*;
use crate::pages::schema::{COMMANDS, Field, Kind, choice_id, label_of_law};
use crate::pages::{figures, report, steps, targets};
use fluent_syntax::ast::{Entry, PatternElement};
use redress_domain::clock;
use redress_domain::complaint::Event;
use redress_domain::{Action, Role};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The messages of one language and their parts, each as `id` or `id.part`, with their text.
fn messages(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let text = |elements: &[PatternElement<&str>]| {
        let plain = elements.iter().filter_map(|element| match element {
            PatternElement::TextElement { value } => Some(*value),
            PatternElement::Placeable { .. } => None,
        });
        plain.collect::<String>()
    };
    let mut all = BTreeMap::new();
    for (_, file) in files {
        let read = fluent_syntax::parser::parse(*file).unwrap_or_else(|(_, wrong)| panic!("{wrong:?}"));
        for entry in &read.body {
            let Entry::Message(message) = entry else { continue };
            let id = message.id.name.to_owned();
            for part in &message.attributes {
                all.insert(format!("{id}.{}", part.id.name), text(&part.value.elements));
            }
            let said = message.value.as_ref().map(|value| text(&value.elements)).unwrap_or_default();
            assert!(all.insert(id.clone(), said).is_none(), "{id} stands twice");
        }
    }
    all
}

fn english() -> BTreeMap<String, String> {
    messages(KNOWN[0].4)
}

/// The names after a beginning such as `event-`.
fn named(words: &BTreeMap<String, String>, beginning: &str) -> BTreeSet<String> {
    words.keys().filter_map(|id| id.strip_prefix(beginning)).filter(|id| !id.contains('.')).map(str::to_owned).collect()
}

#[test]
fn every_event_stage_and_rule_has_its_words_and_no_words_are_left_over() {
    let words = english();
    let events: BTreeSet<_> =
        Event::NAMES.iter().flat_map(|(_, names)| *names).map(|name| (*name).to_owned()).collect();
    assert_eq!(named(&words, "event-"), events);
    let stages: BTreeSet<_> = Stage::ALL.iter().map(|stage| stage_id(*stage).replacen("stage-", "", 1)).collect();
    assert_eq!(named(&words, "stage-"), stages);
    assert!(stages.iter().all(|stage| words.contains_key(&format!("stage-{stage}.next"))));
    let rules: BTreeSet<_> = clock::rules().iter().map(|rule| rule.id.to_string()).collect();
    assert_eq!(named(&words, "rule-"), rules);
    assert!(rules.iter().all(|rule| words.contains_key(&format!("rule-{rule}.due"))));
    let roles: BTreeSet<_> = Role::ALL.iter().map(|role| role.name().to_owned()).collect();
    assert_eq!(named(&words, "role-"), roles);
    assert_eq!(named(&words, "reader-"), roles);
}

/// The names of the words that a command's form needs: its fields, each with the name that may be its own,
/// the rows of its lists and what can be chosen.
fn needed(action: Action, fields: &[Field], found: &mut BTreeMap<String, BTreeSet<String>>) {
    for field in fields.iter().filter(|field| !field.name.is_empty()) {
        let own = format!("field-{}-{}", action.name(), field.name);
        found.entry(format!("field-{}", field.name)).or_default().insert(own);
        of_kind(action, field, &field.kind, found);
    }
    for field in fields.iter().filter(|field| field.name.is_empty()) {
        of_kind(action, field, &field.kind, found);
    }
}

fn of_kind(action: Action, field: &Field, kind: &Kind, found: &mut BTreeMap<String, BTreeSet<String>>) {
    match kind {
        Kind::Choice(list, values) => {
            let ours = values.iter().filter(|value| label_of_law(Words::english(), list, value).is_none());
            found.extend(ours.map(|value| (choice_id(list, value), BTreeSet::new())));
        }
        Kind::Any(inner) => of_kind(action, field, inner, found),
        Kind::Rows(inner) => {
            if !matches!(field.name.as_str(), "outcomes" | "findings" | "actions") {
                found.insert(format!("row-{}", field.name), BTreeSet::new());
            }
            needed(action, inner, found);
        }
        Kind::Group(inner) => needed(action, inner, found),
        Kind::Shapes(list, shapes) => {
            for (name, inner) in shapes {
                found.insert(choice_id(list, name), BTreeSet::new());
                needed(action, inner, found);
            }
        }
        Kind::Words | Kind::Day | Kind::YesNo | Kind::Number | Kind::Known(_) | Kind::Made => {}
    }
}

#[test]
fn every_command_field_and_choice_has_its_label_and_no_label_is_left_over() {
    let words = english();
    let actions: BTreeSet<_> = Action::COMMANDS.iter().map(|action| action.name().to_owned()).collect();
    assert_eq!(named(&words, "action-"), &actions | &BTreeSet::from(["not-now".to_owned()]));
    let mut found = BTreeMap::new();
    for (action, fields) in COMMANDS.iter().filter(|(action, _)| **action != Action::SubmitComplaint) {
        needed(*action, fields, &mut found);
    }
    for step in steps::STEPS {
        assert!(words.contains_key(&format!("step-{step}")), "{step}");
        found.extend(steps::names(step).iter().map(|name| (format!("field-form-{name}"), BTreeSet::new())));
    }
    let set = targets::fields();
    found.extend(["rule", "start", "school_number"].map(|name| (format!("field-check-{name}"), BTreeSet::new())));
    let filters = report::FILTERS.map(report::field);
    let in_forms = filters.iter().map(|field| ("report", field)).chain(set.iter().map(|field| ("target", field)));
    for (form, field) in in_forms {
        found.insert(format!("field-{form}-{}", field.name), BTreeSet::new());
        if let Kind::Choice(list, values) = &field.kind {
            let ours = values.iter().filter(|value| label_of_law(Words::english(), list, value).is_none());
            found.extend(ours.map(|value| (choice_id(list, value), BTreeSet::new())));
        }
    }
    for shown in figures::SHOWN {
        assert!(
            words.contains_key(&format!("figure-{shown}")) && words.contains_key(&format!("event-{shown}")),
            "{shown}"
        );
    }
    for (id, _, by) in figures::KINDS {
        let of = format!("figures-{by}");
        assert!(words.contains_key(&format!("figure-{id}")) && words.contains_key(&of), "{id}");
    }
    let told = ["yes", "no", "cannot"].map(|told| format!("choice-Told-{told}"));
    let came = ["letter", "telephone", "email", "in_person"].map(|channel| format!("choice-Channel-{channel}"));
    let others = ["choice-Declared-yes", "choice-Year", "choice-Year-reception"].map(str::to_owned);
    found.extend(told.into_iter().chain(came).chain(others).map(|id| (id, BTreeSet::new())));
    let missing: Vec<_> = found
        .iter()
        .filter(|(id, own)| {
            !words.contains_key(*id) && !own.iter().all(|own| words.contains_key(own))
                || own.is_empty() && !words.contains_key(*id)
        })
        .map(|(id, _)| id)
        .collect();
    assert!(missing.is_empty(), "without words: {missing:?}");
    let known: BTreeSet<&String> = found.iter().flat_map(|(id, own)| std::iter::once(id).chain(own)).collect();
    let asked =
        |id: &&String| ["field-", "choice-", "row-"].iter().any(|start| id.starts_with(start)) && !id.contains('.');
    let left_over: Vec<_> = words.keys().filter(asked).filter(|id| !known.contains(id)).collect();
    assert!(left_over.is_empty(), "nobody reads: {left_over:?}");
}

/// Every file of the crate that can name words.
fn sources(folder: &Path, found: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if !path.ends_with("words/tests.rs") {
            found.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_text_that_a_page_asks_for_is_there_and_every_other_is_asked_for() {
    let words = english();
    let mut text = String::new();
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    sources(&home.join("src"), &mut text);
    sources(&home.join("templates"), &mut text);
    let asked = text.split(".say(\"").chain(text.split(".fill(\"")).chain(text.split(".count(\"")).skip(1);
    let missing: BTreeSet<_> = asked
        .filter_map(|rest| rest.split('"').next())
        .filter(|id| !id.contains([' ', '{', '\n', '\\']) && !words.contains_key(*id))
        .collect();
    assert!(missing.is_empty(), "without words: {missing:?}");
    // These are put together from the name of a thing, and counted in other tests or by their own type.
    let families = [
        "event-",
        "stage-",
        "rule-",
        "role-",
        "reader-",
        "action-",
        "field-",
        "choice-",
        "row-",
        "weekday-",
        "month-",
        "flag-",
        "party-",
        "sorry-",
        "desk-only-",
        "step-",
        "figure-",
        "promises-",
        "answer-",
        "phase-",
        "term-",
        "figures-",
    ];
    let left_over: Vec<_> = words
        .keys()
        .filter(|id| !id.contains('.') && !families.iter().any(|family| id.starts_with(family)))
        .filter(|id| !text.contains(&format!("\"{id}\"")))
        .collect();
    assert!(left_over.is_empty(), "nobody asks for: {left_over:?}");
}

#[test]
fn a_reader_gets_the_language_they_asked_for_or_chose_or_prefer() {
    let lang = |asked, chosen, accepted| Words::wanted(asked, chosen, accepted).lang();
    assert_eq!(lang(None, None, None), "en-GB");
    assert_eq!(lang(Some("xx"), Some("zz"), Some("*;q=0.5, fr, en-US;q=0.3")), "en-GB");
    assert_eq!(lang(None, None, Some("\u{fffd};;q=,,")), "en-GB");
    assert_eq!(lang(None, None, Some("fr, cy-GB;q=0.8, en;q=0.7")), "cy");
    assert_eq!(lang(None, Some("ar"), Some("cy")), "ar");
    assert_eq!(lang(Some("cy"), Some("ar"), None), "cy");
}

#[test]
fn every_part_of_an_answer_has_its_label_and_no_label_is_left_over() {
    let labels: BTreeSet<_> = named(&english(), "answer-");
    let parts = crate::answers::PARTS.into_iter().chain(["said", "about"]).map(str::to_owned).collect();
    assert_eq!(labels, parts);
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
            (_, _, true) => schema["examples"].get(0).cloned().unwrap_or_else(|| json!("PU-3.10")),
            _ => json!("T33"),
        }
    }
}

/// What is told of every event, in all the ways it can be.
fn everything_told(to: impl Fn() -> Telling) -> Vec<(String, String)> {
    let schema = schemars::schema_for!(Event);
    let schema = schema.as_value();
    let mut told = Vec::new();
    for full in [true, false] {
        let examples = Examples { definitions: &schema["$defs"], full }.of(schema);
        for example in examples {
            let event: Event =
                serde_json::from_value(example.clone()).unwrap_or_else(|wrong| panic!("{wrong}: {example}"));
            told.push((event.name().to_owned(), to().tell(&event)));
        }
    }
    told
}

#[test]
fn nobody_but_the_family_is_spoken_to_as_if_they_had_made_the_complaint() {
    let clerk: Actor = "clerk@school:100001/00000000-0000-7000-8000-000000000001".parse().unwrap();
    let (english, welsh) = (Words::english(), Words::named("cy").unwrap());
    for (words, meant) in [(english, &["you", "your"][..]), (welsh, &["chi", "chwi", "eich", "ch"][..])] {
        for (name, said) in everything_told(|| Telling::new(words.to(&clerk))) {
            let spoken = |word: &str| meant.contains(&word.to_lowercase().as_str());
            // A promise is quoted as it stands.
            let own: String = said.split('“').map(|rest| rest.split_once('”').map_or(rest, |(_, own)| own)).collect();
            let addressed = own.split(|letter: char| !letter.is_alphabetic()).any(spoken);
            assert!(!addressed, "{name}: {said}");
        }
    }
}

#[test]
fn every_event_is_told_in_whole_sentences_however_much_of_it_is_known() {
    let told = everything_told(|| Telling::new(Words::english()));
    let names: BTreeSet<_> = told.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), Event::NAMES.iter().map(|(_, names)| names.len()).sum::<usize>());
    for (name, said) in told {
        let whole = said.ends_with(['.', '”']) && !said.contains(['{', '}', '_']) && !said.contains("vault:");
        assert!(whole && !said.contains("..") && !said.contains(" ."), "{name}: {said}");
        assert!(!said.contains("(s.") && !said.contains(" Act "), "{name} cites the law: {said}");
    }
}
