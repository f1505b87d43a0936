//! Plain words become references into the vault before the domain is asked, and words again after.

use crate::held::HeldNames;
use crate::problem::{Kind, Pointed, Problem};
use crate::store::Store;
use redress_domain::held::MOST_CHARACTERS;
use redress_domain::{ComplaintId, Held, PersonId};
use redress_projections::Sealed;
use serde_json::Value;

/// What an answer shows where words were erased.
pub const ERASED: &str = "[erased]";

/// One text of a request that goes into the vault.
#[derive(Debug)]
pub struct Text {
    /// Where it stands in the request, as a JSON Pointer.
    pub pointer: String,
    /// The field that holds it.
    pub field: String,
    /// Whose it is.
    pub person: PersonId,
    /// The words, tidied.
    pub words: String,
}

/// Tidies every string of a request (line ends, and blanks around held words) and finds those for the vault.
#[derive(Debug)]
struct Walk<'a> {
    names: &'a HeldNames,
    texts: Vec<Text>,
    wrong: Vec<Pointed>,
}

impl Walk<'_> {
    fn visit(&mut self, value: &mut Value, pointer: &str, field: Option<&str>, person: PersonId) {
        match value {
            Value::String(text) => {
                if let Some(wrong) = tidy(text, field.is_some()) {
                    self.wrong.push(Pointed::new(pointer, wrong));
                } else if let Some(field) = field {
                    self.texts.push(Text { pointer: pointer.into(), field: field.into(), person, words: text.clone() });
                }
            }
            Value::Array(items) => {
                for (place, item) in items.iter_mut().enumerate() {
                    self.visit(item, &format!("{pointer}/{place}"), field, person);
                }
            }
            Value::Object(members) => {
                // Particulars stand beside the number of the person they are about, and go with that person.
                let person = ["new_person", "person"]
                    .iter()
                    .find_map(|name| members.get(*name)?.as_str()?.parse().ok())
                    .unwrap_or(person);
                for (name, member) in members.iter_mut() {
                    let held = self.names.contains(name).then_some(name.as_str());
                    self.visit(member, &format!("{pointer}/{}", escaped(name)), held.or(field), person);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

/// A name as a part of a JSON Pointer (RFC 6901).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Makes one text fit to be kept, or says what is wrong with it.
fn tidy(text: &mut String, held: bool) -> Option<String> {
    if text.contains('\r') {
        *text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    if text.chars().any(|letter| letter.is_control() && letter != '\n' && letter != '\t') {
        return Some(
            "This holds a character that cannot be shown. Take it out; letters, digits, signs and new lines are fine."
                .into(),
        );
    }
    let length = text.chars().count();
    if length > MOST_CHARACTERS {
        return Some(format!(
            "This is too long: {length} characters, and at most {MOST_CHARACTERS} are kept. Shorten it, or send the rest as a document."
        ));
    }
    if held {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Some("This is empty. Write something here or leave the field out.".into());
        }
        if trimmed.len() != text.len() {
            *text = trimmed.to_owned();
        }
    }
    None
}

/// Makes one text fit to be kept.
///
/// # Errors
/// It cannot be kept; the place is where it was sent.
pub fn tidied(text: &mut String, place: &str) -> Result<(), Problem> {
    match tidy(text, true) {
        Some(wrong) => Err(Problem::at(Kind::Invalid, vec![Pointed::new(place, wrong)])),
        None => Ok(()),
    }
}

/// Tidies every text of a request, and finds those that go into the vault.
///
/// # Errors
/// A text that cannot be kept, with the place of each.
pub fn find(names: &HeldNames, person: PersonId, body: &mut Value) -> Result<Vec<Text>, Problem> {
    let mut walk = Walk { names, texts: Vec::new(), wrong: Vec::new() };
    walk.visit(body, "", None, person);
    if walk.wrong.is_empty() { Ok(walk.texts) } else { Err(Problem::at(Kind::Invalid, walk.wrong)) }
}

/// Puts a reference in the place of every held text of a request, and returns what the vault must keep. Where the
/// complaint is `new`, it was only just given its number.
///
/// Words that look like a reference are sealed like any others: nobody can point at a text of somebody else.
///
/// # Errors
/// A text that cannot be kept, with the place of each; or the vault fails.
pub async fn seal(
    store: &Store,
    complaint: ComplaintId,
    person: PersonId,
    names: &HeldNames,
    body: &mut Value,
    new: bool,
) -> Result<Vec<Sealed>, Problem> {
    let texts = find(names, person, body)?;
    let mut kept = Vec::with_capacity(texts.len());
    for text in texts {
        if new {
            store.begin(text.person, complaint)?;
        }
        let (held, sealed) = store.seal(text.person, complaint, &text.field, &text.words).await?;
        if let Some(place) = body.pointer_mut(&text.pointer) {
            *place = Value::String(held.to_string());
        }
        kept.push(sealed);
    }
    Ok(kept)
}

/// Puts the words back in the place of every reference of an answer's parts, with one question to the
/// vault. Each part says which of its fields are held: a plain text that looks like a reference stays.
///
/// # Errors
/// The vault fails.
pub async fn open(store: &Store, parts: &mut [(&HeldNames, &mut Value)]) -> Result<(), Problem> {
    let mut found = Vec::new();
    for (names, part) in parts.iter_mut() {
        each_reference(names, part, false, &mut |held, _| found.push(held));
    }
    if found.is_empty() {
        return Ok(());
    }
    let mut texts = store.open_texts(&found).await?.into_iter();
    for (names, part) in parts.iter_mut() {
        each_reference(names, part, false, &mut |_, place| {
            *place = texts.next().flatten().unwrap_or_else(|| ERASED.into());
        });
    }
    Ok(())
}

/// Whether any part of an answer holds a reference.
#[must_use]
pub fn any_reference(parts: &[(&HeldNames, &mut Value)]) -> bool {
    let mut any = false;
    for (names, part) in parts {
        each_field(names, part, &mut |_| any = true);
    }
    any
}

/// Meets the name of the field of every reference.
pub fn each_field(names: &HeldNames, value: &Value, meet: &mut impl FnMut(&str)) {
    fn walk(names: &HeldNames, value: &Value, field: Option<&str>, meet: &mut impl FnMut(&str)) {
        match (value, field) {
            (Value::String(text), Some(field)) if text.parse::<Held>().is_ok() => meet(field),
            (Value::Array(items), _) => items.iter().for_each(|item| walk(names, item, field, meet)),
            (Value::Object(members), _) => {
                for (name, member) in members {
                    walk(names, member, if names.contains(name) { Some(name) } else { field }, meet);
                }
            }
            _ => {}
        }
    }
    walk(names, value, None, meet);
}

fn each_reference(names: &HeldNames, value: &mut Value, held: bool, meet: &mut impl FnMut(Held, &mut String)) {
    match value {
        Value::String(text) if held => {
            if let Ok(reference) = text.parse() {
                meet(reference, text);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each_reference(names, item, held, meet)),
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                each_reference(names, member, held || names.contains(name), meet);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_tidied_or_refused_in_plain_words() {
        let mut text = "  one\r\ntwo ".to_owned();
        assert_eq!(tidy(&mut text, true), None);
        assert_eq!(text, "one\ntwo");
        for bad in ["", "   ", "a\0b", "\u{1b}[31m"] {
            assert!(tidy(&mut bad.to_owned(), true).is_some(), "{bad:?}");
        }
        assert!(tidy(&mut "é".repeat(MOST_CHARACTERS + 1), false).is_some());
        assert_eq!(tidy(&mut "é".repeat(MOST_CHARACTERS), true), None);
    }
}
