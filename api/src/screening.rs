//! Before a text goes to the public it is searched for the names of the people on the file.

use crate::held::{HeldNames, SCREENING};
use crate::problem::Problem;
use crate::store::Store;
use redress_domain::{Action, Complaint, Held, Kind, PersonId, StreamId, Subject};
use serde_json::{Map, Value};

/// The texts that are kept on the file and not published, so they may name people.
const KEPT: [&str; 2] = ["identifying", "public_interest"];

/// What stands before a name and is none.
const TITLES: [&str; 5] = ["mr", "mrs", "ms", "mx", "dr"];

/// What one text was found to name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The field of the request it stands in; none for a text that lies on the file.
    pub field: Option<String>,
    /// The words that are names, each with the people whose name it is part of.
    pub words: Vec<(String, Vec<PersonId>)>,
}

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
    let Value::Object(members) = body else { return Ok(()) };
    let texts = search(store, action, file, names, members).await?;
    let found: usize = texts.iter().map(|text| text.words.len()).sum();
    members.insert(SCREENING.into(), found.into());
    Ok(())
}

/// What each text that a request publishes names: its own, and one that lies on the file and is published by it.
///
/// # Errors
/// The vault fails.
pub async fn search(
    store: &Store,
    action: Action,
    file: &Complaint,
    names: &HeldNames,
    members: &Map<String, Value>,
) -> Result<Vec<Named>, Problem> {
    let (who, held): (Vec<PersonId>, Vec<Held>) =
        file.parties.iter().map(|(person, party)| (*person, party.name.clone())).unzip();
    let opened = store.open_texts(&held).await?;
    let people: Vec<_> = who.into_iter().zip(opened).filter_map(|(person, name)| Some((person, name?))).collect();
    let kept = published_with(action, file, members.get("summary").is_some_and(|summary| !summary.is_null()));
    let kept = store.open_texts(&kept).await?;
    let schools = school_names(store, file).await?;
    let sent = members.iter().filter(|(name, _)| names.contains(name) && !KEPT.contains(&name.as_str()));
    let sent = sent.filter_map(|(name, text)| Some((Some(name.clone()), text.as_str()?)));
    let texts = sent.chain(kept.iter().flatten().map(|text| (None, text.as_str())));
    Ok(texts.map(|(field, text)| Named { field, words: named(text, &people, &schools) }).collect())
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
    let low = |text: &str| words(text).into_iter().map(str::to_lowercase).collect::<Vec<_>>();
    let (text, name) = (low(text), low(name));
    !name.is_empty() && text.windows(name.len()).any(|part| part == name)
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

/// The words of a text that are names of these people. The name of a school is left out of the text first: a statement
/// must say which school it is about, whoever else is called like it.
fn named(text: &str, people: &[(PersonId, String)], schools: &[String]) -> Vec<(String, Vec<PersonId>)> {
    let schools: Vec<Vec<String>> =
        schools.iter().map(|name| words(name).into_iter().map(str::to_lowercase).collect()).collect();
    let text = words(text);
    let (mut at, mut found) = (0, Vec::new());
    while let Some(word) = text.get(at) {
        let rest: Vec<String> = text[at..].iter().take(20).map(|word| word.to_lowercase()).collect();
        let school = schools.iter().filter(|name| !name.is_empty() && rest.starts_with(name)).map(Vec::len).max();
        if let Some(length) = school {
            at += length;
            continue;
        }
        let theirs = |name: &str| words(name).into_iter().any(|part| is_name(word, part));
        let whose: Vec<_> = people.iter().filter(|(_, name)| theirs(name)).map(|(person, _)| *person).collect();
        if !whose.is_empty() {
            found.push(((*word).to_owned(), whose));
        }
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
    use super::{PersonId, named, says};

    fn found(text: &str, people: &[&str]) -> usize {
        let numbered = |(number, name): (u128, &&str)| (PersonId(uuid::Uuid::from_u128(number)), (*name).to_owned());
        let people: Vec<_> = (1..).zip(people).map(numbered).collect();
        named(text, &people, &["St Mary's School".to_owned()]).len()
    }

    #[test]
    fn a_school_is_named_by_its_whole_name_however_it_is_written() {
        assert!(says("This is about ST MARY’S School.", "St Mary's School"));
        assert!(!says("This is about St Mary's.", "St Mary's School") && !says("Anything", ""));
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
