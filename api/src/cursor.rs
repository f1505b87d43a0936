//! The marker of a page's end: opaque to callers, checked when it comes back.

use crate::problem::{Kind, Problem};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The most rows of one page.
pub const MOST: u16 = 100;

/// The rows of a page when nothing is said.
const USUAL: u16 = 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cursor<K> {
    v: u8,
    sort: String,
    after: K,
}

/// Writes a marker for the last row of a page in one order.
#[must_use]
pub fn encode<K: Serialize>(sort: &str, after: K) -> Option<String> {
    let cursor = Cursor { v: 1, sort: sort.to_owned(), after };
    Some(URL_SAFE_NO_PAD.encode(serde_json::to_vec(&cursor).ok()?))
}

/// Reads a marker back. One of another order or another version would skip rows, so it is refused.
///
/// # Errors
/// It is not a marker of this list.
pub fn decode<K: DeserializeOwned>(sort: &str, marker: Option<&str>) -> Result<Option<K>, Problem> {
    let Some(marker) = marker else { return Ok(None) };
    URL_SAFE_NO_PAD
        .decode(marker)
        .ok()
        .and_then(|bytes| serde_json::from_slice::<Cursor<K>>(&bytes).ok())
        .filter(|cursor| cursor.v == 1 && cursor.sort == sort)
        .map(|cursor| Some(cursor.after))
        .ok_or_else(|| Kind::BadCursor.into())
}

/// How many rows to give.
///
/// # Errors
/// None, or more than a page may hold.
pub fn limit(asked: Option<u16>) -> Result<usize, Problem> {
    match asked.unwrap_or(USUAL) {
        rows @ 1..=MOST => Ok(usize::from(rows)),
        _ => Err(Problem::with(Kind::BadQuery, format!("\"limit\" must be 1 to {MOST}."))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_fits_only_the_list_it_came_from() {
        let marker = encode("due", ("2011-10-01", 7)).unwrap();
        assert_eq!(decode::<(String, i64)>("due", Some(&marker)).unwrap(), Some(("2011-10-01".into(), 7)));
        assert!(decode::<(String, i64)>("id", Some(&marker)).is_err());
        assert!(decode::<(String, i64)>("due", Some("e30")).is_err());
        assert!(decode::<(String, i64)>("due", Some("%%%")).is_err());
    }
}
