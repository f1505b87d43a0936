//! Before a text goes to the public it is searched for the names of the people on the file.

use crate::held::{HeldNames, SCREENING};
use crate::problem::Problem;
use crate::store::Store;
use redress_domain::{Complaint, Held};
use serde_json::Value;
use std::collections::BTreeSet;

/// Shorter parts of names are words of everyday English as often as not.
const SHORTEST: usize = 3;

/// The texts that are kept on the file and not published, so they may name people.
const KEPT: [&str; 2] = ["identifying", "public_interest"];

/// Writes into a request how many words of its texts are names of people on the file.
///
/// # Errors
/// The vault fails.
pub async fn count(store: &Store, file: &Complaint, names: &HeldNames, body: &mut Value) -> Result<(), Problem> {
    let held: Vec<Held> = file.parties.values().map(|party| party.name.clone()).collect();
    let people: BTreeSet<String> =
        store.open_texts(&held).await?.iter().flatten().flat_map(|name| tokens(name)).collect();
    let Value::Object(members) = body else { return Ok(()) };
    let texts = members.iter().filter(|(name, _)| names.contains(name) && !KEPT.contains(&name.as_str()));
    let words = texts.filter_map(|(_, text)| text.as_str()).flat_map(tokens);
    let found = words.filter(|word| people.contains(word)).count();
    members.insert(SCREENING.into(), found.into());
    Ok(())
}

fn tokens(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().count() >= SHORTEST)
        .map(str::to_lowercase)
        .collect()
}
