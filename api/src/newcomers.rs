//! People who are new to a file get their numbers here, before anything about them is sealed.

use crate::held::{HeldNames, NEW_PERSON};
use redress_domain::{Actor, PersonId, Role};
use serde_json::{Map, Value};

/// The people of a request that got a number.
#[derive(Debug, Default)]
pub struct Newcomers {
    /// Where each stands, as a JSON Pointer, in the order of the request.
    places: Vec<(String, PersonId)>,
    /// Where a caller gave a number, which only the service does.
    pub refused: Vec<String>,
}

impl HeldNames {
    /// Gives a number to everyone a request describes as new.
    ///
    /// # Errors
    /// No number could be made.
    pub fn name_new_people<E>(
        &self,
        body: &mut Value,
        mut number: impl FnMut() -> Result<PersonId, E>,
    ) -> Result<Newcomers, E> {
        let mut found = Newcomers::default();
        visit(self, body, "", false, &mut found, &mut number)?;
        Ok(found)
    }
}

fn visit<E>(
    names: &HeldNames,
    value: &mut Value,
    place: &str,
    new: bool,
    found: &mut Newcomers,
    number: &mut impl FnMut() -> Result<PersonId, E>,
) -> Result<(), E> {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                visit(names, item, &format!("{place}/{index}"), new, found, number)?;
            }
        }
        Value::Object(members) => {
            if members.contains_key(NEW_PERSON) {
                found.refused.push(format!("{place}/{NEW_PERSON}"));
            } else if new {
                let person = number()?;
                set(members, person);
                found.places.push((place.to_owned(), person));
            }
            for (name, member) in members.iter_mut() {
                visit(names, member, &format!("{place}/{name}"), names.is_person(name), found, number)?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn set(members: &mut Map<String, Value>, person: PersonId) {
    members.insert(NEW_PERSON.into(), Value::String(person.to_string()));
}

impl Newcomers {
    /// Lets someone who lodges for themselves keep the number they are signed in with, and returns the
    /// person under whose key the account is sealed: the first complainant, if anybody is named.
    pub fn put_caller(&mut self, body: &mut Value, caller: &Actor) -> Option<PersonId> {
        let own = match caller.role {
            Role::Complainant => "/complainants/0",
            Role::Representative => "/representative",
            _ => "",
        };
        if let Some((place, person)) = self.places.iter_mut().find(|(place, _)| place == own)
            && let Some(Value::Object(members)) = body.pointer_mut(place)
        {
            *person = caller.person;
            set(members, *person);
        }
        self.places.iter().find(|(place, _)| place.starts_with("/complainants/")).map(|(_, person)| *person)
    }
}
