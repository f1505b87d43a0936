//! What identifies a person beside their name, as people write it: an address for mail, a telephone number, a street
//! and a postcode, a day of birth.

use jiff::civil::Date;
use std::collections::BTreeSet;

/// What stands before a name and is none.
const TITLES: [&str; 5] = ["mr", "mrs", "ms", "mx", "dr"];

/// The months as they are written in English and in Welsh, from January; the first three letters will do in English.
const MONTHS: [[&str; 2]; 12] = [
    ["january", "ionawr"],
    ["february", "chwefror"],
    ["march", "mawrth"],
    ["april", "ebrill"],
    ["may", "mai"],
    ["june", "mehefin"],
    ["july", "gorffennaf"],
    ["august", "awst"],
    ["september", "medi"],
    ["october", "hydref"],
    ["november", "tachwedd"],
    ["december", "rhagfyr"],
];

/// The fewest digits that are taken for a telephone number.
const FEWEST_DIGITS: usize = 6;

/// What stands between the digits of one telephone number.
const BETWEEN_DIGITS: &str = " \u{a0}-–.()/+";

/// What identifies people, in a form in which it can be compared with what is written of them.
#[derive(Debug, Default)]
pub struct Particulars {
    /// The parts of names, as they are written.
    names: BTreeSet<String>,
    /// Addresses for mail, in small letters.
    emails: BTreeSet<String>,
    /// Telephone numbers without what leads to the country or the area.
    telephones: BTreeSet<String>,
    /// Postcodes without blanks.
    postcodes: BTreeSet<String>,
    /// Houses and streets, word by word.
    streets: BTreeSet<Vec<String>>,
    /// Days of birth.
    birthdays: BTreeSet<Date>,
}

/// The words of a text, each with its place.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|letter: char| !letter.is_alphanumeric()).filter_map(move |word| {
        let place = at;
        at = place + word.len() + text[place + word.len()..].chars().next().map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((place, word))
    })
}

/// The words of a text in small letters.
fn low(text: &str) -> Vec<String> {
    words(text).map(|(_, word)| word.to_lowercase()).collect()
}

impl Particulars {
    /// Adds a name.
    pub fn add_name(&mut self, name: &str) {
        self.names.extend(words(name).map(|(_, part)| part.to_owned()));
    }

    /// Adds a way to reach somebody. What it is shows in how it is written: it may have been told in one piece.
    pub fn add_contact(&mut self, contact: &str) {
        self.emails.extend(emails(contact));
        self.telephones.extend(telephones(contact).filter_map(|digits| significant(&digits)));
        self.postcodes.extend(postcodes(contact));
        let lines = contact.split([',', ';', '\n']).map(low);
        // A house and its street, such as 14 Larch Road or 7b High Street.
        let house = |line: &Vec<String>| line[0].starts_with(|letter: char| letter.is_ascii_digit());
        self.streets.extend(lines.filter(|line| line.len() > 1 && house(line) && !is_number(line)));
    }

    /// Adds a day of birth.
    pub fn add_birthday(&mut self, day: &str) {
        self.birthdays.extend(day.trim().parse::<Date>().ok().into_iter().chain(days(day)));
    }

    /// These, less those of other people: a family has one surname and one address.
    #[must_use]
    pub fn without(mut self, own: &Self) -> Self {
        let named = |part: &String| own.names.iter().any(|known| known.to_lowercase() == part.to_lowercase());
        self.names.retain(|part| !named(part));
        self.emails.retain(|one| !own.emails.contains(one));
        self.telephones.retain(|one| !own.telephones.contains(one));
        self.postcodes.retain(|one| !own.postcodes.contains(one));
        self.streets.retain(|one| !own.streets.contains(one));
        self.birthdays.retain(|one| !own.birthdays.contains(one));
        self
    }

    /// Adds those of somebody else.
    pub fn add(&mut self, mut other: Self) {
        self.names.append(&mut other.names);
        self.emails.append(&mut other.emails);
        self.telephones.append(&mut other.telephones);
        self.postcodes.append(&mut other.postcodes);
        self.streets.append(&mut other.streets);
        self.birthdays.append(&mut other.birthdays);
    }

    /// What a text holds of them, as often as it does.
    #[must_use]
    pub fn found_in(&self, text: &str) -> Vec<String> {
        let named = words(text).filter(|(_, word)| self.names.iter().any(|part| is_name(word, part)));
        let written = low(text);
        let written = &written;
        let streets =
            self.streets.iter().flat_map(|street| written.windows(street.len()).filter(move |one| one == street));
        let dialled = |digits: &String| self.telephones.iter().any(|known| digits.contains(known));
        named
            .map(|(_, word)| word.to_owned())
            .chain(emails(text).filter(|one| self.emails.contains(one)))
            .chain(telephones(text).filter(dialled))
            .chain(postcodes(text).filter(|one| self.postcodes.contains(one)))
            .chain(streets.map(|street| street.join(" ")))
            .chain(days(text).filter(|one| self.birthdays.contains(one)).map(|day| day.to_string()))
            .collect()
    }
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

/// The addresses for mail in a text, in small letters.
fn emails(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|letter: char| letter.is_whitespace() || "<>()[]\"'“”‘’,;:".contains(letter));
    parts.filter(|part| part.contains('@')).map(|part| part.trim_matches(['.', '!', '?']).to_lowercase())
}

/// The runs of digits in a text that may be telephone numbers.
fn telephones(text: &str) -> impl Iterator<Item = String> {
    let runs = text.split(|letter: char| !letter.is_ascii_digit() && !BETWEEN_DIGITS.contains(letter));
    runs.map(|run| run.chars().filter(char::is_ascii_digit).collect::<String>())
        .filter(|digits| digits.len() >= FEWEST_DIGITS)
}

/// A number without the code of this country and the nought before an area's.
fn significant(digits: &str) -> Option<String> {
    let rest = digits.strip_prefix("0044").or_else(|| digits.strip_prefix("44").filter(|rest| rest.len() >= 9));
    let rest = rest.unwrap_or(digits).trim_start_matches('0');
    (rest.len() >= FEWEST_DIGITS).then(|| rest.to_owned())
}

fn is_number(line: &[String]) -> bool {
    line.iter().all(|word| word.chars().all(|letter| letter.is_ascii_digit()))
}

/// The postcodes in a text, in capitals and without blanks.
fn postcodes(text: &str) -> impl Iterator<Item = String> {
    let all: Vec<String> = words(text).map(|(_, word)| word.to_uppercase()).collect();
    let pairs: Vec<String> = all.windows(2).filter(|pair| is_postcode(&pair[0], &pair[1])).map(<[_]>::concat).collect();
    let joined = all.into_iter().filter(|word| {
        word.is_ascii() && word.len() > 4 && is_postcode(&word[..word.len() - 3], &word[word.len() - 3..])
    });
    pairs.into_iter().chain(joined)
}

/// Whether two words are the halves of a postcode, such as RM8 2QR or W1A 1AA.
fn is_postcode(outward: &str, inward: &str) -> bool {
    let shape = |word: &str| {
        let sort = |letter: char| match letter {
            'A'..='Z' => 'a',
            '0'..='9' => '9',
            _ => '?',
        };
        word.chars().map(sort).collect::<String>()
    };
    ["a9", "a99", "a9a", "aa9", "aa99", "aa9a"].contains(&shape(outward).as_str()) && shape(inward) == "9aa"
}

/// The days that a text tells: 12 March 2004, March 12, 2004, 12/03/04, 2004-03-12.
fn days(text: &str) -> impl Iterator<Item = Date> {
    let all = low(text);
    let days: Vec<Date> = all.windows(3).filter_map(|three| day_of(&three[0], &three[1], &three[2])).collect();
    days.into_iter()
}

fn day_of(first: &str, second: &str, third: &str) -> Option<Date> {
    let ordinal = |word: &str| {
        let number = ["st", "nd", "rd", "th"].into_iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        number.parse::<i8>().ok()
    };
    let year = |word: &str| match (word.len(), word.parse::<i16>().ok()?) {
        (4, year) => Some(year),
        // No pupil on a file was born before 1940.
        (2, year) => Some(if year < 40 { 2000 + year } else { 1900 + year }),
        _ => None,
    };
    if let Some(year) = year(first).filter(|_| first.len() == 4) {
        return Date::new(year, month(second)?, ordinal(third)?).ok();
    }
    let (day, month) = match month_named(first) {
        Some(named) => (ordinal(second)?, named),
        None => (ordinal(first)?, month(second)?),
    };
    Date::new(year(third)?, month, day).ok()
}

fn month_named(word: &str) -> Option<i8> {
    let is = |[english, welsh]: &[&str; 2]| *welsh == word || word.len() > 2 && english.starts_with(word);
    (1i8..).zip(&MONTHS).find(|(_, names)| is(names)).map(|(number, _)| number)
}

fn month(word: &str) -> Option<i8> {
    month_named(word).or_else(|| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::Particulars;

    fn named(text: &str, people: &[&str]) -> usize {
        let mut known = Particulars::default();
        for name in people {
            known.add_name(name);
        }
        known.found_in(text).len()
    }

    fn reached(text: &str, contact: &str) -> usize {
        let mut known = Particulars::default();
        known.add_contact(contact);
        known.found_in(text).len()
    }

    fn born(text: &str, day: &str) -> usize {
        let mut known = Particulars::default();
        known.add_birthday(day);
        known.found_in(text).len()
    }

    #[test]
    fn a_name_of_two_letters_is_found_as_names_are_written_and_everyday_words_are_not() {
        assert_eq!(named("We wrote to Ng, and to LI too.", &["Amy Ng", "Bo Li"]), 2);
        assert_eq!(named("Go on, so that an answer is given.", &["An Go"]), 1, "only where it begins with a capital");
        assert_eq!(named("We wrote to him on Monday.", &["J On"]), 0);
    }

    #[test]
    fn a_title_is_no_name() {
        assert_eq!(named("Mr and Mrs Smith", &["Mrs Jones"]), 0);
    }

    #[test]
    fn whatever_name_stands_wherever_in_a_text_it_is_found() {
        let parts = ["Ng", "Li", "Wu", "Ada", "Leila", "Hosseini", "Ó", "Éva", "佐藤"];
        let texts = ["{} came.", "We saw {}, and left.", "She is called {}", "({}'s letter)"];
        for part in parts.iter().filter(|part| part.chars().count() > 1) {
            for text in texts {
                let text = text.replace("{}", part);
                assert!(named(&text, &[&format!("X {part}")]) > 0, "{text}");
                assert!(named(&text.to_uppercase(), &[&format!("X {part}")]) > 0, "{text}");
            }
        }
    }

    #[test]
    fn an_address_for_mail_is_found_whatever_stands_around_it() {
        let contact = "Leila@Family.example";
        for text in ["Write to leila@family.example.", "<LEILA@family.example>", "(mail: leila@family.example)"] {
            assert_eq!(reached(text, contact), 1, "{text}");
        }
        assert_eq!(reached("Write to the school: leila@school.example", contact), 0);
    }

    #[test]
    fn a_telephone_number_is_found_however_its_digits_are_set_apart() {
        for contact in ["0114 270 1234", "+44 (0)114 2701234", "0044114-270-1234"] {
            for text in ["Ring 01142701234", "tel. (0114) 270-1234.", "+44 114 270 1234", "in 2011 0114 270 1234"] {
                assert_eq!(reached(text, contact), 1, "{contact} in {text}");
            }
            assert_eq!(reached("Ring 0114 270 1235 on 12 March 2004", contact), 0, "{contact}");
        }
        assert_eq!(reached("It came on 12.10.2011", "between 9 and 17"), 0, "too short to be a number");
    }

    #[test]
    fn a_street_and_a_postcode_are_found_and_a_town_alone_is_not() {
        let contact = "Flat 2, 14 Larch Road, Sheffield s10 2ab";
        for text in ["They live at 14 Larch Road.", "14, LARCH ROAD", "at S10 2AB", "s102ab"] {
            assert_eq!(reached(text, contact), 1, "{text}");
        }
        for text in ["Sheffield", "Larch Road is long.", "40 Larch Road", "S10 2AC", "14 days"] {
            assert_eq!(reached(text, contact), 0, "{text}");
        }
    }

    #[test]
    fn a_day_of_birth_is_found_however_it_is_written() {
        for text in ["born 12 March 2004", "12th Mar. 2004", "March 12, 2004", "12/3/04", "12.03.2004", "2004-03-12"] {
            assert_eq!(born(text, "2004-03-12"), 1, "{text}");
        }
        assert_eq!(born("Ganed ar 12 Mawrth 2004", "2004-03-12"), 1);
        assert_eq!(born("June 1, 1998; 1/6/98", "1998-06-01"), 2);
        assert_eq!(born("12 March 2005, 3/12/2004", "2004-03-12"), 0);
    }

    #[test]
    fn what_a_family_shares_is_not_taken_for_another_persons() {
        let (mut other, mut own) = (Particulars::default(), Particulars::default());
        other.add_name("Peter Jones");
        other.add_contact("peter@family.example");
        own.add_name("Mary Jones");
        let other = other.without(&own);
        assert_eq!(other.found_in("Mary Jones and her son, T Jones").len(), 0);
        assert_eq!(other.found_in("Peter wrote from peter@family.example").len(), 3);
    }
}
