//! Before a text goes to others it is searched for the names and other particulars of the people on the file.

use crate::held::{HeldNames, SCREENING};
use crate::particulars::{Particulars, words};
use crate::problem::Problem;
use crate::store::Store;
use redress_domain::complaint::parties::{Party, PartyRole};
use redress_domain::{Action, Complaint, Held, Kind, PersonId, StreamId, Subject};
use serde_json::Value;

/// The texts that are kept on the file and go to nobody else, so they may name people.
const KEPT: [&str; 3] = ["identifying", "public_interest", "why"];

/// The letters that go to the family, so they may tell of it.
const LETTERS: [Action; 2] = [Action::IssueStage1Decision, Action::IssueGoverningBodyDecision];

/// What one text was found to say of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The place of the field it stands in; none for a text that lies on the file.
    pub field: Option<String>,
    /// What was found, as it is written there, each with the people whom it identifies.
    pub words: Vec<(String, Vec<PersonId>)>,
}

/// Writes into a request how often what it tells others identifies people on the file: its own texts, and a text that
/// lies on the file and is published by it.
///
/// # Errors
/// The vault fails.
pub async fn count(
    store: &Store,
    action: Action,
    file: &Complaint,
    names: &HeldNames,
    body: &mut Value,
) -> Result<(), Problem> {
    let summarised = body.get("summary").is_some_and(|summary| !summary.is_null());
    let mut texts = Vec::new();
    sent(names, body, "", &mut texts);
    let texts = search(store, action, file, texts, summarised).await?;
    let found: usize = texts.iter().map(|text| text.words.len()).sum();
    if let Value::Object(members) = body {
        members.insert(SCREENING.into(), found.into());
    }
    Ok(())
}

/// What each text says of people: those of a request, each with the place of its field, and one that lies on the file
/// and is published by it.
///
/// # Errors
/// The vault fails.
pub async fn search(
    store: &Store,
    action: Action,
    file: &Complaint,
    texts: Vec<(String, String)>,
    summarised: bool,
) -> Result<Vec<Named>, Problem> {
    let (own, others): (Vec<_>, Vec<_>) =
        file.parties.iter().partition(|(person, party)| LETTERS.contains(&action) && addressed(file, **person, party));
    let mut told = Particulars::default();
    for (_, one) in particulars(store, own).await? {
        told.add(one);
    }
    let others = particulars(store, others).await?;
    let people: Vec<_> = others.into_iter().map(|(person, one)| (person, one.without(&told))).collect();
    let kept = store.open_texts(&published_with(action, file, summarised)).await?;
    let schools = school_names(store, file).await?;
    let texts = texts.into_iter().map(|(place, text)| (Some(place), text));
    let texts = texts.chain(kept.into_iter().flatten().map(|text| (None, text)));
    let look = |(field, text): (Option<String>, String)| {
        let text = without_schools(&text, &schools);
        let mut words: Vec<(String, Vec<PersonId>)> = Vec::new();
        for (person, one) in &people {
            for word in one.found_in(&text) {
                match words.iter_mut().find(|(known, _)| *known == word) {
                    Some((_, whose)) if whose.contains(person) => {}
                    Some((_, whose)) => whose.push(*person),
                    None => words.push((word, vec![*person])),
                }
            }
        }
        Named { field, words }
    };
    Ok(texts.map(look).collect())
}

/// What the schools of a complaint are called.
///
/// # Errors
/// The database fails.
pub async fn school_names(store: &Store, file: &Complaint) -> Result<Vec<String>, Problem> {
    let streams: Vec<_> = file.facts.schools.iter().map(|urn| StreamId::new(Kind::School, urn)).collect();
    Ok(store.subjects(&streams).await?.iter().filter_map(school_name).collect())
}

/// Whether a text says this name, word by word.
#[must_use]
pub fn says(text: &str, name: &str) -> bool {
    let low = |text: &str| words(text).map(|(_, word)| word.to_lowercase()).collect::<Vec<_>>();
    let (text, name) = (low(text), low(name));
    !name.is_empty() && text.windows(name.len()).any(|part| part == name)
}

/// Whether the text of a field goes to others, by the name of the field.
#[must_use]
pub fn goes_to_others(names: &HeldNames, field: &str) -> bool {
    names.contains(field) && !KEPT.contains(&field)
}

/// Whether a letter of the school tells them of themselves: the one who complains, and who speaks for them; and the
/// pupil, whoever complains. Of several who complain, each gets the letter, and none is to read of another in it.
fn addressed(file: &Complaint, person: PersonId, party: &Party) -> bool {
    let pursuing = |known: &Party| known.role == PartyRole::Complainant && !known.withdrawn && !known.died;
    match party.role {
        PartyRole::Pupil => true,
        PartyRole::Complainant => pursuing(party) && file.parties.values().filter(|known| pursuing(known)).count() == 1,
        PartyRole::Representative => {
            let principal =
                file.facts.representatives.get(&person).and_then(|principal| file.parties.get_key_value(principal));
            principal.is_some_and(|(principal, known)| {
                known.role == PartyRole::Complainant && addressed(file, *principal, known)
            })
        }
    }
}

/// What identifies each of these people, as far as it was not erased.
async fn particulars(
    store: &Store,
    parties: Vec<(&PersonId, &Party)>,
) -> Result<Vec<(PersonId, Particulars)>, Problem> {
    type Add = fn(&mut Particulars, &str);
    let (mut kept, mut adders): (Vec<Held>, Vec<(usize, Add)>) = (Vec::new(), Vec::new());
    let mut found: Vec<_> = parties.iter().map(|(person, _)| (**person, Particulars::default())).collect();
    for (at, (_, party)) in parties.into_iter().enumerate() {
        let names = std::iter::once((&party.name, Particulars::add_name as Add));
        let contacts = party.contacts.iter().map(|contact| (contact, Particulars::add_contact as Add));
        let days = party.born_on.iter().map(|day| (day, Particulars::add_birthday as Add));
        for (held, add) in names.chain(contacts).chain(days) {
            kept.push(held.clone());
            adders.push((at, add));
        }
    }
    for ((at, add), words) in adders.into_iter().zip(store.open_texts(&kept).await?) {
        if let Some(words) = words {
            add(&mut found[at].1, &words);
        }
    }
    Ok(found)
}

/// The words of a request that go to others, wherever they stand in it, each with its place.
fn sent(names: &HeldNames, value: &Value, place: &str, texts: &mut Vec<(String, String)>) {
    let inside = |name: &str| if place.is_empty() { name.to_owned() } else { format!("{place}/{name}") };
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| sent(names, item, &inside(&at.to_string()), texts));
        }
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(text) if goes_to_others(names, name) => texts.push((inside(name), text.clone())),
                    _ if KEPT.contains(&name.as_str()) => {}
                    other => sent(names, other, &inside(name), texts),
                }
            }
        }
        _ => {}
    }
}

/// The texts of the file that an action makes public beside what is sent with it.
fn published_with(action: Action, file: &Complaint, summarised: bool) -> Vec<Held> {
    let text = match action {
        Action::PublishStatement if !summarised => file.statement.text.clone(),
        Action::PublishInDefault => file.notice.explanation.clone(),
        _ => None,
    };
    text.into_iter().collect()
}

fn school_name(subject: &Subject) -> Option<String> {
    match subject {
        Subject::School(school) => Some(school.entry.as_ref()?.name.clone()),
        _ => None,
    }
}

/// A text without the names of the schools: a statement must say which school it is about, whoever else is called like
/// it.
fn without_schools(text: &str, schools: &[String]) -> String {
    let low = |word: &str| word.to_lowercase();
    let schools: Vec<Vec<String>> =
        schools.iter().map(|name| words(name).map(|(_, word)| low(word)).collect()).collect();
    let all: Vec<(usize, &str)> = words(text).collect();
    let (mut kept, mut from, mut at) = (String::new(), 0, 0);
    while let Some((start, _)) = all.get(at) {
        let begins = |name: &&Vec<String>| {
            let rest = all[at..].iter().take(name.len()).map(|(_, word)| low(word));
            !name.is_empty() && rest.eq(name.iter().cloned())
        };
        match schools.iter().filter(begins).map(Vec::len).max() {
            Some(length) => {
                kept.push_str(&text[from..*start]);
                let (last, word) = all[at + length - 1];
                // A full stop keeps what stood before and after it apart.
                kept.push_str(" . ");
                (from, at) = (last + word.len(), at + length);
            }
            None => at += 1,
        }
    }
    kept.push_str(&text[from..]);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn found(text: &str, name: &str) -> usize {
        let mut people = Particulars::default();
        people.add_name(name);
        people.found_in(&without_schools(text, &["St Mary's School".to_owned()])).len()
    }

    #[test]
    fn the_schools_own_name_is_nobodys() {
        assert_eq!(found("The head of St Mary's School met the family.", "Mary Jones"), 0);
        assert_eq!(found("At St Mary's School we met Mary.", "Mary Jones"), 1);
        assert_eq!(found("st mary's school. St Mary’s. Mary", "Mary Jones"), 2);
    }

    #[test]
    fn every_text_of_a_request_that_goes_to_others_is_read_wherever_it_stands() {
        let names = HeldNames::of::<redress_domain::complaint::school::IssueStage1Decision>();
        let mut texts = Vec::new();
        let body = json!({
            "outcomes": [{ "issue": 1, "outcome": "upheld", "reasons": "a" }],
            "document": { "investigated": "b", "explanation": "c", "actions": "d", "next_step": "e" },
            "identifying": "kept on the file",
        });
        sent(&names, &body, "", &mut texts);
        texts.sort_unstable();
        let texts: Vec<_> = texts.iter().map(|(place, text)| (place.as_str(), text.as_str())).collect();
        let document = ["actions", "explanation", "investigated", "next_step"].map(|name| format!("document/{name}"));
        let mut expected: Vec<_> = document.iter().map(String::as_str).zip(["d", "c", "b", "e"]).collect();
        expected.push(("outcomes/0/reasons", "a"));
        assert_eq!(texts, expected);
    }
}
