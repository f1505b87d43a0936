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
    let (own, others): (Vec<_>, Vec<_>) =
        file.parties.iter().partition(|(person, party)| LETTERS.contains(&action) && addressed(file, **person, party));
    let others = particulars(store, others.into_iter().map(|(_, party)| party)).await?;
    let own = particulars(store, own.into_iter().map(|(_, party)| party)).await?;
    let people = others.without(&own);
    let summarised = body.get("summary").is_some_and(|summary| !summary.is_null());
    let kept = store.open_texts(&published_with(action, file, summarised)).await?;
    let mut texts: Vec<String> = kept.into_iter().flatten().collect();
    sent(names, body, &mut texts);
    let streams: Vec<_> = file.facts.schools.iter().map(|urn| StreamId::new(Kind::School, urn)).collect();
    let schools: Vec<String> = store.subjects(&streams).await?.iter().filter_map(school_name).collect();
    let found: usize = texts.iter().map(|text| people.found_in(&without_schools(text, &schools))).sum();
    if let Value::Object(members) = body {
        members.insert(SCREENING.into(), found.into());
    }
    Ok(())
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

/// What identifies people, as far as it was not erased.
async fn particulars(store: &Store, parties: impl Iterator<Item = &Party>) -> Result<Particulars, Problem> {
    let (mut kept, mut adders): (Vec<Held>, Vec<fn(&mut Particulars, &str)>) = (Vec::new(), Vec::new());
    for party in parties {
        kept.push(party.name.clone());
        adders.push(Particulars::add_name);
        for contact in &party.contacts {
            kept.push(contact.clone());
            adders.push(Particulars::add_contact);
        }
        for day in &party.born_on {
            kept.push(day.clone());
            adders.push(Particulars::add_birthday);
        }
    }
    let mut found = Particulars::default();
    for (add, words) in adders.into_iter().zip(store.open_texts(&kept).await?) {
        words.iter().for_each(|words| add(&mut found, words));
    }
    Ok(found)
}

/// The words of a request that go to others, wherever they stand in it.
fn sent(names: &HeldNames, value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| sent(names, item, texts)),
        Value::Object(members) => {
            for (name, member) in members.iter().filter(|(name, _)| !KEPT.contains(&name.as_str())) {
                match member {
                    Value::String(text) if names.contains(name) => texts.push(text.clone()),
                    other => sent(names, other, texts),
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
        people.found_in(&without_schools(text, &["St Mary's School".to_owned()]))
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
        sent(&names, &body, &mut texts);
        texts.sort_unstable();
        assert_eq!(texts, ["a", "b", "c", "d", "e"]);
    }
}
