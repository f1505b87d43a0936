//! What was typed into a command's form: kept as it is, and read as the command.

use super::schema::{Field, Kind, Known};
use super::things::Things;
use crate::form;
use crate::pages::sent::Sent;
use crate::problem::Document;
use crate::words::Words;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The most rows of one kind that a form grows to.
pub const MOST_ROWS: usize = 20;

/// The rows an empty form begins with, where nothing on the file says how many.
const FIRST_ROWS: usize = 2;

/// What was typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Typed {
    /// The values, by the field's place in the command.
    fields: BTreeMap<String, Vec<String>>,
    /// Whether a browser sent it, so that what is not in it was left out by somebody.
    #[serde(skip)]
    sent: bool,
}

/// Something wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The field's place; empty where it is about the whole.
    pub place: String,
    /// What to do.
    pub words: String,
}

impl Typed {
    /// Reads what a browser sent.
    #[must_use]
    pub fn read(sent: Sent) -> Self {
        let mut typed: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in sent.0 {
            typed.entry(name).or_default().push(value);
        }
        Self { fields: typed, sent: true }
    }

    /// What follows the `?` of an address.
    #[must_use]
    pub fn of(query: &BTreeMap<String, String>) -> Self {
        let fields = query.iter().map(|(name, value)| (name.clone(), vec![value.clone()])).collect();
        Self { fields, sent: false }
    }

    /// Whether a browser sent it.
    #[must_use]
    pub fn is_sent(&self) -> bool {
        self.sent
    }

    /// The last text under a name, without blanks around it; empty where there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.fields.get(name).and_then(|all| all.last()).map_or("", |text| text.trim())
    }

    /// The places of all that was typed.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        self.fields.keys().map(String::as_str)
    }

    /// The text under a name as it was typed.
    #[must_use]
    pub fn raw(&self, name: &str) -> &str {
        self.fields.get(name).and_then(|all| all.last()).map_or("", String::as_str)
    }

    /// Whether one of several was chosen.
    #[must_use]
    pub fn chose(&self, name: &str, value: &str) -> bool {
        self.fields.get(name).is_some_and(|all| all.iter().any(|one| one == value))
    }

    /// Everything that was chosen under a name.
    #[must_use]
    pub fn all(&self, name: &str) -> &[String] {
        self.fields.get(name).map_or(&[], Vec::as_slice)
    }

    /// Takes the answers to some questions from another form, in the place of what was there.
    pub fn replace(&mut self, other: &Self, names: &[&str]) {
        let asked = |place: &str| {
            names
                .iter()
                .any(|name| place.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
        };
        self.fields.retain(|place, _| !asked(place));
        self.fields.extend(
            other.fields.iter().filter(|(place, _)| asked(place)).map(|(place, all)| (place.clone(), all.clone())),
        );
    }

    /// Keeps a choice only if it is among those offered; where there is one, that is it.
    pub fn keep_one_of(&mut self, name: &str, offered: &[(String, String)]) {
        if let [(only, _)] = offered {
            self.put(name, only.clone());
        } else if !offered.iter().any(|(value, _)| value == self.text(name)) {
            self.fields.remove(name);
        }
    }

    /// Puts a text under a name.
    pub fn put(&mut self, name: &str, value: String) {
        self.fields.insert(name.to_owned(), vec![value]);
    }

    /// How many rows a field shows: those on the file, or as many as were asked for.
    #[must_use]
    pub fn rows(&self, place: &str, fields: &[Field], need: bool, things: &Things) -> usize {
        if let Some(numbers) = fixed(fields, need, things) {
            return numbers.len();
        }
        let shown: usize = self.text(&format!("{place}-rows")).parse().unwrap_or(FIRST_ROWS);
        let more = usize::from(self.text("more") == place);
        (shown + more).clamp(1, MOST_ROWS)
    }

    /// The command that was typed, with the place of each of its values.
    ///
    /// # Errors
    /// What is missing or cannot be read, in the order of the form.
    pub fn command(&self, fields: &[Field], things: &Things, t: Words) -> Result<Command, Vec<Mistake>> {
        let mut read = Reading { typed: self, things, t, mistakes: Vec::new(), places: Vec::new() };
        let body = read.object(fields, "", "");
        if read.mistakes.is_empty() { Ok(Command { body, places: read.places }) } else { Err(read.mistakes) }
    }

    fn blank(&self, place: &str) -> bool {
        let inside =
            |name: &str| name.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '-']));
        self.fields
            .iter()
            .filter(|(name, _)| inside(name))
            .all(|(_, all)| all.iter().all(|text| text.trim().is_empty()))
    }
}

/// The numbers of the things that rows are about, where each must have its row.
pub(super) fn fixed(fields: &[Field], need: bool, things: &Things) -> Option<Vec<(&'static str, String)>> {
    let about = fields.iter().find_map(|field| match field.kind {
        Kind::Known(known @ (Known::Issue | Known::Recommendation | Known::Item)) => Some(known),
        _ => None,
    });
    let name = match about {
        Some(Known::Issue) => "issue",
        Some(Known::Item) => "item",
        _ => "recommendation",
    };
    let numbers = things.of(about.filter(|_| need)?);
    Some(numbers.iter().map(|(value, _)| (name, value.clone())).collect())
}

/// A command as it was typed.
#[derive(Debug)]
pub struct Command {
    /// In the API's own form.
    pub body: Value,
    places: Vec<(String, String)>,
}

impl Command {
    /// The mistakes that a problem points at, at their places in the form.
    #[must_use]
    pub fn mistakes(&self, problem: &Document, t: Words) -> Vec<Mistake> {
        if problem.errors.is_empty() {
            return vec![Mistake { place: String::new(), words: t.problem(problem) }];
        }
        let place = |pointer: &str| {
            let inside = self.places.iter().filter(|(known, _)| pointer.starts_with(known.as_str()));
            inside.max_by_key(|(known, _)| known.len()).map(|(_, place)| place.clone()).unwrap_or_default()
        };
        problem
            .errors
            .iter()
            .map(|error| Mistake {
                place: place(&error.pointer),
                words: sentence(&t.problem_at(problem, &error.detail)),
            })
            .collect()
    }
}

/// A refusal's words as they stand beside the field, whose name in the API they need not begin with.
fn sentence(detail: &str) -> String {
    let said = detail.strip_prefix('"').and_then(|rest| rest.split_once("\": ")).map_or(detail, |(_, said)| said);
    let mut letters = said.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

struct Reading<'a> {
    typed: &'a Typed,
    things: &'a Things,
    t: Words,
    mistakes: Vec<Mistake>,
    places: Vec<(String, String)>,
}

impl Reading<'_> {
    fn wrong(&mut self, place: &str, id: &str) -> Option<Value> {
        self.mistakes.push(Mistake { place: place.to_owned(), words: self.t.say(id) });
        None
    }

    fn object(&mut self, fields: &[Field], place: &str, pointer: &str) -> Value {
        let mut members = Map::new();
        for field in fields.iter().filter(|field| self.things.asks(field)) {
            let inner = if place.is_empty() { field.name.clone() } else { format!("{place}/{}", field.name) };
            let at = format!("{pointer}/{}", field.name);
            self.places.push((at.clone(), inner.clone()));
            if let Some(value) = self.value(field, &inner, &at) {
                members.insert(field.name.clone(), value);
            }
        }
        Value::Object(members)
    }

    fn value(&mut self, field: &Field, place: &str, pointer: &str) -> Option<Value> {
        let typed = self.typed;
        let text = typed.text(place);
        let missing = |read: &mut Self, id: &str| if field.need { read.wrong(place, id) } else { None };
        match &field.kind {
            Kind::Day => match form::day_of(
                typed.text(&format!("{place}-day")),
                typed.text(&format!("{place}-month")),
                typed.text(&format!("{place}-year")),
            ) {
                Ok(Some(day)) => Some(json!(day)),
                Ok(None) => missing(self, "mistake-day-missing"),
                Err(id) => self.wrong(place, id),
            },
            Kind::YesNo if !field.need => typed.chose(place, "yes").then_some(Value::Bool(true)),
            Kind::YesNo => match text {
                "yes" => Some(Value::Bool(true)),
                "no" => Some(Value::Bool(false)),
                _ => self.wrong(place, "mistake-choose"),
            },
            Kind::Choice(_, values) => match values.iter().any(|value| value == text) {
                true => Some(json!(text)),
                false => missing(self, "mistake-choose"),
            },
            Kind::Any(inner) => {
                let chosen: Vec<Value> = self
                    .offered(inner)
                    .iter()
                    .filter(|value| typed.chose(place, value))
                    .filter_map(|value| plain(inner, value))
                    .collect();
                if chosen.is_empty() { missing(self, "mistake-choose-some") } else { Some(Value::Array(chosen)) }
            }
            Kind::Rows(fields) => self.rows(field.need, fields, place, pointer),
            Kind::Group(fields) => (field.need || !typed.blank(place)).then(|| self.object(fields, place, pointer)),
            Kind::Shapes(_, shapes) => match shapes.iter().find(|(name, _)| name == text) {
                Some((name, fields)) => {
                    let inner = self.object(fields, &format!("{place}/{name}"), &format!("{pointer}/{name}"));
                    Some(json!({ name.as_str(): inner }))
                }
                None => missing(self, "mistake-choose"),
            },
            _ if text.is_empty() => {
                missing(self, if matches!(field.kind, Kind::Known(_)) { "mistake-choose" } else { "mistake-missing" })
            }
            // What is no UTF-8 was read as the sign for an unknown letter; nobody is to send what they did not write.
            Kind::Words if text.contains(char::REPLACEMENT_CHARACTER) => self.wrong(place, "mistake-letters"),
            Kind::Words | Kind::Made => Some(json!(typed.raw(place))),
            kind => plain(kind, text).or_else(|| self.wrong(place, "mistake-number")),
        }
    }

    /// The values that can be ticked.
    fn offered(&self, kind: &Kind) -> Vec<String> {
        match kind {
            Kind::Choice(_, values) => values.clone(),
            Kind::Known(known) => self.things.of(*known).iter().map(|(value, _)| value.clone()).collect(),
            _ => Vec::new(),
        }
    }

    fn rows(&mut self, need: bool, fields: &[Field], place: &str, pointer: &str) -> Option<Value> {
        let numbers = fixed(fields, need, self.things);
        let mut rows = Vec::new();
        for row in 0..self.typed.rows(place, fields, need, self.things) {
            let inner = format!("{place}/{row}");
            let at = format!("{pointer}/{}", rows.len());
            if numbers.is_none() && self.typed.blank(&inner) {
                continue;
            }
            let value = match fields {
                // A list of shapes has no names of its own.
                [only] if only.name.is_empty() => self.value(only, &inner, &at),
                _ => Some(self.object(fields, &inner, &at)),
            };
            rows.extend(value);
        }
        if rows.is_empty() && need {
            return self.wrong(place, "mistake-rows");
        }
        Some(Value::Array(rows)).filter(|_| need || self.typed.rows(place, fields, need, self.things) > 0)
    }
}

/// One text as the number or word that a field of this kind holds.
fn plain(kind: &Kind, text: &str) -> Option<Value> {
    match kind {
        Kind::Known(Known::Person | Known::Promise | Known::Complaint | Known::Document) | Kind::Choice(..) => {
            Some(json!(text))
        }
        _ => text.parse::<u32>().ok().map(|number| json!(number)),
    }
}
