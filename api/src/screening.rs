//! Before a text goes to the public it is searched for the names of the people on the file.

use crate::held::{HeldNames, SCREENING};
use crate::problem::Problem;
use crate::store::Store;
use redress_domain::{Action, Complaint, Held, Kind, StreamId, Subject};
use serde_json::Value;

/// The texts that are kept on the file and not published, so they may name people.
const KEPT: [&str; 2] = ["identifying", "public_interest"];

/// What stands before a name and is none.
const TITLES: [&str; 5] = ["mr", "mrs", "ms", "mx", "dr"];

/// Writes into a request how many words of what it publishes are names of people on the file: of its own texts, and
/// of a text that lies on the file and is published by it.
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
    let held: Vec<Held> = file.parties.values().map(|party| party.name.clone()).collect();
    let people: Vec<String> = store.open_texts(&held).await?.into_iter().flatten().collect();
    let Value::Object(members) = body else { return Ok(()) };
    let kept = published_with(action, file, members.get("summary").is_some_and(|summary| !summary.is_null()));
    let kept = store.open_texts(&kept).await?;
    let sent = members.iter().filter(|(name, _)| names.contains(name) && !KEPT.contains(&name.as_str()));
    let texts = sent.filter_map(|(_, text)| text.as_str()).chain(kept.iter().flatten().map(String::as_str));
    let streams: Vec<_> = file.facts.schools.iter().map(|urn| StreamId::new(Kind::School, urn)).collect();
    let schools: Vec<String> = store.subjects(&streams).await?.iter().filter_map(school_name).collect();
    let found: usize = texts.map(|text| named(text, &people, &schools)).sum();
    members.insert(SCREENING.into(), found.into());
    Ok(())
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

fn words(text: &str) -> Vec<&str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// How many words of a text are names of these people. The name of a school is left out of the text first: a statement
/// must say which school it is about, whoever else is called like it.
fn named(text: &str, people: &[String], schools: &[String]) -> usize {
    let names: Vec<&str> = people.iter().flat_map(|name| words(name)).collect();
    let schools: Vec<Vec<String>> =
        schools.iter().map(|name| words(name).into_iter().map(str::to_lowercase).collect()).collect();
    let text = words(text);
    let (mut at, mut found) = (0, 0);
    while let Some(word) = text.get(at) {
        let rest: Vec<String> = text[at..].iter().take(20).map(|word| word.to_lowercase()).collect();
        let school = schools.iter().filter(|name| !name.is_empty() && rest.starts_with(name)).map(Vec::len).max();
        if let Some(length) = school {
            at += length;
            continue;
        }
        found += usize::from(names.iter().any(|name| is_name(word, name)));
        at += 1;
    }
    found
}

/// Whether a word is a part of a name. One of two letters, such as Ng or Li, may be a word of everyday English, so it is
/// looked for as names are written. A single letter and a title are no names.
fn is_name(word: &str, part: &str) -> bool {
    let (word_low, part_low) = (word.to_lowercase(), part.to_lowercase());
    if word_low != part_low || TITLES.contains(&part_low.as_str()) {
        return false;
    }
    match part.chars().count() {
        0 | 1 => false,
        2 => word.chars().next().is_some_and(|first| !first.is_lowercase()),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::named;

    fn found(text: &str, people: &[&str]) -> usize {
        let people: Vec<String> = people.iter().map(|name| (*name).to_owned()).collect();
        named(text, &people, &["St Mary's School".to_owned()])
    }

    #[test]
    fn a_name_of_two_letters_is_found_as_names_are_written_and_everyday_words_are_not() {
        assert_eq!(found("We wrote to Ng, and to LI too.", &["Amy Ng", "Bo Li"]), 2);
        assert_eq!(found("Go on, so that an answer is given.", &["An Go"]), 1, "only where it begins with a capital");
        assert_eq!(found("We wrote to him on Monday.", &["J On"]), 0);
    }

    #[test]
    fn a_title_is_no_name_and_the_schools_own_name_is_nobodys() {
        assert_eq!(found("Mr and Mrs Smith", &["Mrs Jones"]), 0);
        assert_eq!(found("The head of St Mary's School met the family.", &["Mary Jones"]), 0);
        assert_eq!(found("At St Mary's School we met Mary.", &["Mary Jones"]), 1);
    }

    #[test]
    fn whatever_name_stands_wherever_in_a_text_it_is_found() {
        let parts = ["Ng", "Li", "Wu", "Ada", "Leila", "Hosseini", "Ó", "Éva", "佐藤"];
        let texts = ["{} came.", "We saw {}, and left.", "She is called {}", "({}'s letter)"];
        for part in parts.iter().filter(|part| part.chars().count() > 1) {
            for text in texts {
                let text = text.replace("{}", part);
                assert!(found(&text, &[&format!("X {part}")]) > 0, "{text}");
                assert!(found(&text.to_uppercase(), &[&format!("X {part}")]) > 0, "{text}");
            }
        }
    }
}
