//! The form's fields: what was typed, what is missing, and the command it makes.

use crate::problem::Problem;
use crate::words::Words;
use jiff::civil::Date;
use redress_domain::school::Entry;
use serde_json::{Value, json};

/// What was typed. It is kept as it is, so that a mistake costs nobody their words.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// The number of this page, by which a repeat is known.
    pub key: String,
    /// Words to find the school by.
    pub search: String,
    /// The school that was chosen.
    pub school: String,
    /// Who complains.
    pub name: String,
    /// Pupil or parent.
    pub capacity: String,
    /// Where to reach them by e-mail.
    pub email: String,
    /// Where to reach them by telephone.
    pub telephone: String,
    /// What happened.
    pub account: String,
    /// What would put it right.
    pub wanted: String,
    /// The day it happened.
    pub day: String,
    /// Its month, as a number or a name.
    pub month: String,
    /// Its year.
    pub year: String,
    /// The promise that was not kept.
    pub guarantee: String,
    /// How it is safe to reach them.
    pub safe_contact: String,
    find: bool,
}

/// Something wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The field's id on the page.
    pub field: &'static str,
    /// What to do.
    pub words: String,
}

impl Wrong {
    fn new(field: &'static str, words: &str) -> Self {
        Self { field, words: words.into() }
    }

    /// No school fits what was typed.
    #[must_use]
    pub fn no_school() -> Self {
        Self::new(
            "search",
            "We found no school whose name begins like that. Type the first word of its name, or its number (URN)",
        )
    }

    /// The fields that a problem points at.
    #[must_use]
    pub fn of(problem: &Problem) -> Vec<Self> {
        let document = problem.document();
        let of = |pointer: &str, words: &str| {
            let known = [
                ("email", "email"),
                ("telephone", "telephone"),
                ("name", "name"),
                ("account", "account"),
                ("wanted", "wanted"),
                ("school", "search"),
                ("happened_on", "happened"),
                ("guarantee", "guarantee"),
                ("safe_contact", "safe_contact"),
            ];
            let field =
                known.into_iter().find(|(part, _)| pointer.ends_with(part)).map_or("account", |(_, field)| field);
            Self::new(field, words)
        };
        if document.errors.is_empty() {
            return vec![of("", &document.detail)];
        }
        document.errors.iter().map(|error| of(&error.pointer, &error.detail)).collect()
    }
}

impl Form {
    /// Reads what a browser sent. Fields we do not know are not ours to mind.
    #[must_use]
    pub fn read(sent: &[u8]) -> Self {
        let mut form = Self::default();
        let pairs = pairs_of(sent);
        for (name, value) in pairs {
            let field = match name.as_str() {
                "key" => &mut form.key,
                "search" => &mut form.search,
                "school" => &mut form.school,
                "name" => &mut form.name,
                "capacity" => &mut form.capacity,
                "email" => &mut form.email,
                "telephone" => &mut form.telephone,
                "account" => &mut form.account,
                "wanted" => &mut form.wanted,
                "happened-day" => &mut form.day,
                "happened-month" => &mut form.month,
                "happened-year" => &mut form.year,
                "guarantee" => &mut form.guarantee,
                "safe_contact" => &mut form.safe_contact,
                "find" => {
                    form.find = true;
                    continue;
                }
                _ => continue,
            };
            *field = value;
        }
        form
    }

    /// Whether the button to find a school was pressed.
    #[must_use]
    pub fn searching(&self) -> bool {
        self.find
    }

    /// What is wrong with it on this day, in the order of the page.
    #[must_use]
    pub fn check(&self, schools: &[Entry], today: Date) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        if self.search.trim().is_empty() {
            wrong.push(Wrong::new("search", "Tell us which school it is"));
        } else if schools.is_empty() {
            wrong.push(Wrong::no_school());
        } else if self.school.is_empty() {
            wrong.push(Wrong::new("school", "Choose the school from the list"));
        }
        if self.account.trim().is_empty() {
            wrong.push(Wrong::new("account", "Tell us what happened"));
        }
        match self.happened_on() {
            Err(id) => wrong.push(Wrong::new("happened", &Words::english().say(id))),
            Ok(Some(day)) if day > today => {
                wrong.push(Wrong::new("happened", "The day it happened must be today or before today"));
            }
            Ok(_) => {}
        }
        if !matches!(self.capacity.as_str(), "pupil" | "parent" | "other") {
            wrong.push(Wrong::new("capacity", "Choose who you are"));
        }
        if self.name.trim().is_empty() {
            wrong.push(Wrong::new("name", "Tell us your name"));
        }
        if self.email.trim().is_empty() && self.telephone.trim().is_empty() {
            wrong.push(Wrong::new(
                "email",
                "Give us an e-mail address or a telephone number, so that the school can answer you",
            ));
        }
        wrong
    }

    /// The day it happened, if one was given.
    ///
    /// # Errors
    /// The name of the words about a day that is none.
    pub fn happened_on(&self) -> Result<Option<Date>, &'static str> {
        day_of(self.day.trim(), self.month.trim(), self.year.trim())
    }

    /// The command it makes, in the API's own form.
    #[must_use]
    pub fn body(&self) -> Value {
        let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        json!({
            "school": self.school.parse::<u32>().ok(),
            "channel": "online_form",
            "complainants": [{
                "name": filled(&self.name),
                "capacity": self.capacity,
                "email": filled(&self.email),
                "telephone": filled(&self.telephone),
                "safe_contact": filled(&self.safe_contact),
            }],
            "issues": [{
                "account": filled(&self.account),
                "wanted": filled(&self.wanted),
                "guarantee": filled(&self.guarantee),
                "happened_on": self.happened_on().ok().flatten(),
            }],
        })
    }
}

/// A day from its three parts, if any of them was filled in.
///
/// # Errors
/// The name of the words about a day that is none.
pub(crate) fn day_of(day: &str, month: &str, year: &str) -> Result<Option<Date>, &'static str> {
    let parts = [day, month, year];
    if parts.iter().all(|part| part.is_empty()) {
        return Ok(None);
    }
    if parts.iter().any(|part| part.is_empty()) {
        return Err("mistake-day-part");
    }
    let date = || Date::new(year.parse().ok().filter(|year| *year >= 1900)?, month_of(month)?, day.parse().ok()?).ok();
    date().map(Some).ok_or("mistake-day")
}

/// A month by its number or the beginning of its name.
fn month_of(text: &str) -> Option<i8> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let text = text.to_lowercase();
    (1..).zip(NAMES).find(|(_, name)| text.starts_with(name)).map(|(month, _)| month).or_else(|| text.parse().ok())
}

/// A text as a part of an address.
pub(crate) fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut address, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(address, "%{byte:02X}");
        }
        address
    })
}

/// The most fields that are read of one form.
const MOST_FIELDS: usize = 1_000;

/// The pairs of a form as browsers send it. What is no UTF-8 shows as the sign for an unknown letter.
pub(crate) fn pairs_of(sent: &[u8]) -> Vec<(String, String)> {
    let decode = |part: &[u8]| {
        let mut bytes = Vec::with_capacity(part.len());
        let mut rest = part.iter();
        while let Some(&byte) = rest.next() {
            let hex = || {
                std::str::from_utf8(rest.as_slice().get(..2)?)
                    .ok()
                    .and_then(|digits| u8::from_str_radix(digits, 16).ok())
            };
            match byte {
                b'+' => bytes.push(b' '),
                b'%' => match hex() {
                    Some(value) => {
                        bytes.push(value);
                        rest = rest.as_slice()[2..].iter();
                    }
                    None => bytes.push(byte),
                },
                _ => bytes.push(byte),
            }
        }
        String::from_utf8_lossy(&bytes).into_owned()
    };
    // The longest form of ours has some hundred fields; thousands are nobody's words.
    sent.split(|byte| *byte == b'&')
        .take(MOST_FIELDS)
        .map(|pair| {
            let mut parts = pair.splitn(2, |byte| *byte == b'=');
            (decode(parts.next().unwrap_or_default()), decode(parts.next().unwrap_or_default()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_read_whatever_it_holds() {
        let form = Form::read(b"name=Ann+O%27Neill&account=50%25+of+it%0D%0A%E2%82%AC%&x=%zz&find=");
        assert_eq!(form.name, "Ann O'Neill");
        assert_eq!(form.account, "50% of it\r\n\u{20ac}%");
        assert!(form.searching());
    }

    #[test]
    fn an_empty_form_says_what_is_needed_in_the_order_of_the_page() {
        let today = jiff::civil::date(2011, 9, 5);
        let fields: Vec<_> = Form::default().check(&[], today).into_iter().map(|wrong| wrong.field).collect();
        assert_eq!(fields, ["search", "account", "capacity", "name", "email"]);
    }

    #[test]
    fn a_day_is_read_as_people_write_it_or_not_at_all() {
        let read = |sent: &str| Form::read(sent.as_bytes()).happened_on().map_err(|_| ());
        assert_eq!(read("name=x"), Ok(None));
        let day = Ok(Some(jiff::civil::date(2011, 9, 3)));
        assert_eq!(read("happened-day=3&happened-month=9&happened-year=2011"), day);
        assert_eq!(read("happened-day=+03&happened-month=September&happened-year=2011"), day);
        for odd in [
            "31&happened-month=2&happened-year=2011",
            "3&happened-month=x&happened-year=2011",
            "3",
            "3&happened-month=9&happened-year=11",
        ] {
            assert_eq!(read(&format!("happened-day={odd}")), Err(()), "{odd}");
        }
    }
}
