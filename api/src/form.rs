//! Reading what browsers send from a form.

use jiff::civil::Date;

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

/// The most fields that are read of one form.
pub(crate) const MOST_FIELDS: usize = 1_000;

/// The pairs of a form as browsers send it. What is no UTF-8, or no letter that
/// anybody types, shows as the sign for an unknown letter.
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
        let unknown = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
        String::from_utf8_lossy(&bytes).replace(unknown, "\u{fffd}")
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
        let pairs = pairs_of(b"nul=a%00b&name=Ann+O%27Neill&account=50%25+of+it%0D%0A%E2%82%AC%&x=%zz&find=&\xff=%ff");
        let text = |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
        assert_eq!(text("name"), Some("Ann O'Neill"));
        assert_eq!(text("account"), Some("50% of it\r\n\u{20ac}%"));
        assert_eq!((text("x"), text("find"), text("\u{fffd}")), (Some("%zz"), Some(""), Some("\u{fffd}")));
        assert_eq!(text("nul"), Some("a\u{fffd}b"));
    }

    #[test]
    fn a_day_is_read_as_people_write_it_or_not_at_all() {
        let day = Ok(Some(jiff::civil::date(2011, 9, 3)));
        assert_eq!(day_of("", "", ""), Ok(None));
        assert_eq!(day_of("3", "9", "2011"), day);
        assert_eq!(day_of("03", "September", "2011"), day);
        for (day, month, year) in [("31", "2", "2011"), ("3", "x", "2011"), ("3", "", ""), ("3", "9", "11")] {
            assert!(day_of(day, month, year).is_err(), "{day} {month} {year}");
        }
    }
}
