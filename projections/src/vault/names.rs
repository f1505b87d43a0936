//! Finding people by name without keeping a name: a keyed digest of the whole name and of each word in it.
//!
//! The key is kept wrapped by the master key, so it survives a change of that key. An entry counts only
//! while the person's own key exists, so it is gone with the person, from restored backups too.

use crate::db::{Db, Value};
use crate::failed::Fault;
use crate::many::ManyRows;
use crate::schema::PART;
use base16ct::lower::encode_string as hex;
use hmac::{Hmac, KeyInit, Mac};
use redress_domain::{ComplaintId, PersonId};
use sha2::Sha256;
use std::collections::{BTreeMap, BTreeSet};

/// The one field that is indexed.
pub(crate) const FIELD: &str = "name";
/// The most words of one name, kept or sought.
const MOST_WORDS: usize = 12;
/// The most places one search finds: a name that fits more must be given in full.
const MOST_FOUND: i64 = 2_000;

pub(crate) const SELECT_NAMED: &str = "SELECT vault_name.complaint, vault_name.person, vault_name.token \
    FROM vault_name JOIN vault_key ON vault_key.part = vault_name.part AND vault_key.key = vault_name.key \
    WHERE vault_name.part = $1";
/// Those of one person, or of all, in one complaint.
pub(crate) const DELETE_NAMES: &str =
    "DELETE FROM vault_name WHERE part = $1 AND complaint = $2 AND ($3 = '' OR person = $3)";

/// The words of a name as they are compared: small letters, no signs.
fn words(name: &str) -> BTreeSet<String> {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).take(MOST_WORDS).collect()
}

fn token(key: &[u8; 32], word: &str) -> Result<String, Fault> {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(key).map_err(|_| Fault::corrupt("the index key has a wrong length"))?;
    mac.update(b"redress/name/1\n");
    mac.update(word.as_bytes());
    Ok(hex(&mac.finalize().into_bytes()[..16]))
}

/// The digests under which a name is found.
pub(super) fn tokens(key: &[u8; 32], name: &str) -> Result<Vec<String>, Fault> {
    words(name).iter().map(|word| token(key, word)).collect()
}

/// Where people are on file whose name has all these words, by case.
pub(super) async fn find(
    db: &Db,
    key: &[u8; 32],
    name: &str,
) -> Result<BTreeMap<ComplaintId, BTreeSet<PersonId>>, Fault> {
    let sought = tokens(key, name)?;
    let Some(last) = sought.last() else { return Ok(BTreeMap::new()) };
    let places = sought.len().next_power_of_two();
    let mut select = ManyRows::select(SELECT_NAMED, &["vault_name.token"]);
    let mut values = vec![Value::Int(PART)];
    values.extend(sought.iter().chain(std::iter::repeat(last)).take(places).map(|token| Value::text(&**token)));
    let mut found: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for row in db.fetch(select.text(places), &values).await? {
        found.entry((row.text(0)?.into(), row.text(1)?.into())).or_default().insert(row.text(2)?.into());
    }
    let mut cases: BTreeMap<ComplaintId, BTreeSet<PersonId>> = BTreeMap::new();
    let whole = found.into_iter().filter(|(_, tokens)| tokens.len() == sought.len());
    for ((complaint, person), _) in whole.take(usize::try_from(MOST_FOUND).unwrap_or(usize::MAX)) {
        let wrong = |_| Fault::corrupt("the index of names holds what is no identifier");
        cases.entry(complaint.parse().map_err(wrong)?).or_default().insert(person.parse().map_err(wrong)?);
    }
    Ok(cases)
}
