//! The headers a caller may send: the version they have seen, and the key of their attempt.

use crate::problem::{Kind, Pointed, Problem};
use axum::http::header::{IF_MATCH, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// The header that names an attempt, so that a repeat is not a second one.
pub const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The version as an entity tag: `"12"`.
#[must_use]
pub fn etag(version: i64) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"0\""))
}

fn bad(name: &HeaderName, detail: &str) -> Problem {
    Problem::at(Kind::BadHeader, vec![Pointed::new(name.as_str(), detail)])
}

/// The one value of a header, if it was sent.
fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a str>, Problem> {
    let mut values = headers.get_all(name).iter();
    let first = values.next();
    if values.next().is_some() {
        return Err(bad(name, "Send this header once."));
    }
    first.map(|value| value.to_str().map_err(|_| bad(name, "Use plain ASCII characters."))).transpose()
}

/// The version a change is meant for.
///
/// # Errors
/// It is not a version of ours.
pub fn if_match(headers: &HeaderMap) -> Result<Option<i64>, Problem> {
    let Some(text) = single(headers, &IF_MATCH)? else { return Ok(None) };
    version(text).map(Some).ok_or_else(|| {
        bad(&IF_MATCH, "Send the ETag of the file as you read it, in quotation marks and without W/, such as \"12\".")
    })
}

/// A strong tag's version. Only the form that we write ourselves counts: no sign, no leading zero.
fn version(tag: &str) -> Option<i64> {
    let number = tag.trim().strip_prefix('"')?.strip_suffix('"')?;
    let version: i64 = number.parse().ok()?;
    (version >= 0 && version.to_string() == number).then_some(version)
}

/// Whether the caller has this version already.
#[must_use]
pub fn seen(headers: &HeaderMap, current: i64) -> bool {
    let tags = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    tags.flat_map(|value| value.split(',')).any(|tag| {
        let tag = tag.trim();
        tag == "*" || version(tag.strip_prefix("W/").unwrap_or(tag)) == Some(current)
    })
}

/// The key of this attempt.
///
/// # Errors
/// It is empty, too long, or holds something else than visible ASCII.
pub fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(key) = single(headers, &IDEMPOTENCY_KEY)? else { return Ok(None) };
    if (1..=128).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(Some(key.to_owned()));
    }
    Err(bad(&IDEMPOTENCY_KEY, "Send 1 to 128 visible ASCII characters without blanks, such as a UUID."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_strong_tags_are_versions() {
        assert_eq!(version("\"12\""), Some(12));
        for tag in
            ["12", "W/\"12\"", "\"012\"", "\"+1\"", "\"-1\"", "\"x\"", "\"\"", "\"", "*", "\"99999999999999999999\""]
        {
            assert_eq!(version(tag), None, "{tag}");
        }
    }
}
