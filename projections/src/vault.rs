//! The one place where personal data live, sealed under a key for each person.
//!
//! Forgetting somebody destroys their key here. The log holds only references and salted commitments,
//! so every proof over it still verifies.

use crate::db::{Db, Row, Value};
use crate::failed::Fault;
use crate::many::ManyRows;
use crate::schema::PART;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use lru::LruCache;
use redress_domain::{ComplaintId, Held, PersonId};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const NONCE: usize = 24;
const SALT: usize = 32;
/// The most people whose keys are at hand for sealing.
const AT_HAND: NonZeroUsize = NonZeroUsize::new(2_000).expect("it is not zero");
/// The most entries that one question asks for.
const MOST: usize = 64;

pub(crate) const SELECT_ENTRIES: &str = "SELECT vault.entry, vault.key, vault.person, vault.complaint, vault.field, \
    vault.sealed, vault_key.wrapped FROM vault JOIN vault_key \
    ON vault_key.part = vault.part AND vault_key.key = vault.key WHERE vault.part = $1";
pub(crate) const SELECT_KEY: &str =
    "SELECT key, person, wrapped FROM vault_key WHERE part = $1 AND person = $2 ORDER BY key LIMIT 1";
pub(crate) const DELETE_KEYS: &str = "DELETE FROM vault_key WHERE part = $1 AND person = $2";

/// The key that wraps all others. It comes from the installation's keeper and is never stored here.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct MasterKey([u8; 32]);

impl MasterKey {
    /// The key with these bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(..)")
    }
}

/// Sealed words on their way into the vault, together with the event that refers to them.
#[derive(Debug, Clone)]
pub struct Sealed {
    pub(crate) entry: Uuid,
    pub(crate) key: Uuid,
    pub(crate) person: PersonId,
    pub(crate) complaint: String,
    pub(crate) field: String,
    pub(crate) bytes: Vec<u8>,
    /// The person's key, wrapped, until it is known to be stored.
    pub(crate) new_key: Option<Vec<u8>>,
}

impl Sealed {
    /// The values of the entry's row.
    pub(crate) fn bind(&self) -> Vec<Value<'_>> {
        vec![
            Value::Int(PART),
            Value::text(self.entry.to_string()),
            Value::text(self.key.to_string()),
            Value::text(self.person.to_string()),
            Value::text(&*self.complaint),
            Value::text(&*self.field),
            Value::bytes(&*self.bytes),
        ]
    }

    /// The values of the key's row.
    pub(crate) fn bind_key<'a>(&self, wrapped: &'a [u8]) -> Vec<Value<'a>> {
        let (key, person) = (self.key.to_string(), self.person.to_string());
        vec![Value::Int(PART), Value::text(key), Value::text(person), Value::bytes(wrapped)]
    }
}

/// One person's key at hand.
struct DataKey {
    id: Uuid,
    key: Zeroizing<[u8; 32]>,
    wrapped: Vec<u8>,
    stored: bool,
}

/// Seals and opens what is personal.
pub struct Vault {
    db: Db,
    master: XChaCha20Poly1305,
    keys: Mutex<LruCache<PersonId, DataKey>>,
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault(..)")
    }
}

fn random<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(Fault::Random)?;
    Ok(bytes)
}

pub(crate) fn seal(cipher: &XChaCha20Poly1305, plain: &[u8], place: &[u8]) -> Result<Vec<u8>, Fault> {
    let nonce = random::<NONCE>()?;
    let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: place });
    let sealed = sealed.map_err(|_| Fault::corrupt("a value could not be sealed"))?;
    Ok([&nonce[..], &sealed].concat())
}

/// None if it is not what was sealed for this place.
pub(crate) fn unseal(cipher: &XChaCha20Poly1305, sealed: &[u8], place: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: place }).ok().map(Zeroizing::new)
}

/// What a sealed value is bound to: it opens nowhere else, not even for the holder of the key.
fn place(entry: &str, key: &str, person: &str, complaint: &str, field: &str) -> Vec<u8> {
    format!("redress/vault/1\n{PART}\n{entry}\n{key}\n{person}\n{complaint}\n{field}").into_bytes()
}

fn key_place(key: &str, person: &str) -> Vec<u8> {
    format!("redress/vault-key/1\n{PART}\n{key}\n{person}").into_bytes()
}

impl Vault {
    pub(crate) fn new(db: Db, master: &MasterKey) -> Self {
        Self { db, master: master.cipher(), keys: Mutex::new(LruCache::new(AT_HAND)) }
    }

    fn keys(&self) -> std::sync::MutexGuard<'_, LruCache<PersonId, DataKey>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn unwrap_key(&self, id: &str, person: &str, wrapped: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
        let plain = unseal(&self.master, wrapped, &key_place(id, person))?;
        let mut key = Zeroizing::new([0; 32]);
        (plain.len() == key.len()).then(|| key.copy_from_slice(&plain))?;
        Some(key)
    }

    /// Seals what belongs to a person, for one field of one complaint. The words are kept only once a
    /// command that carries what this returns has been accepted.
    ///
    /// # Errors
    /// The database cannot be read, or the master key is not the one the person's key was wrapped with.
    pub async fn seal(
        &self,
        person: PersonId,
        complaint: ComplaintId,
        field: &str,
        words: &str,
    ) -> Result<(Held, Sealed), Fault> {
        self.make_ready(person).await?;
        let (id, key, new_key) = {
            let mut keys = self.keys();
            let key = keys.get(&person).ok_or_else(|| Fault::corrupt("too many keys are in use at once"))?;
            (key.id, key.key.clone(), (!key.stored).then(|| key.wrapped.clone()))
        };
        let mut plain = Zeroizing::new(random::<SALT>()?.to_vec());
        plain.extend_from_slice(words.as_bytes());
        let entry = uuid::Builder::from_random_bytes(random()?).into_uuid();
        let (complaint, field) = (complaint.to_string(), field.to_owned());
        let place = place(&entry.to_string(), &id.to_string(), &person.to_string(), &complaint, &field);
        let bytes = seal(&XChaCha20Poly1305::new(&(*key).into()), &plain, &place)?;
        let held = Held { entry, commitment: hex::encode(Sha256::digest(&*plain)) };
        Ok((held, Sealed { entry, key: id, person, complaint, field, bytes, new_key }))
    }

    /// Sees to it that a person has a key at hand: a stored one, or else a new one. Should two processes
    /// make one each at the same time, the person has two, and both serve.
    async fn make_ready(&self, person: PersonId) -> Result<(), Fault> {
        if self.keys().contains(&person) {
            return Ok(());
        }
        let rows = self.db.fetch(SELECT_KEY, &[Value::Int(PART), Value::text(person.to_string())]).await?;
        let found = if let Some(row) = rows.first() {
            let key = self.unwrap_key(row.text(0)?, row.text(1)?, row.bytes(2)?);
            let key = key.ok_or_else(|| Fault::corrupt("a person's key does not open with this master key"))?;
            let id = row.text(0)?.parse().map_err(|_| Fault::corrupt("a key's identifier is no UUID"))?;
            DataKey { id, key, wrapped: Vec::new(), stored: true }
        } else {
            let id = uuid::Builder::from_random_bytes(random()?).into_uuid();
            let key = Zeroizing::new(random::<32>()?);
            let wrapped = seal(&self.master, &key[..], &key_place(&id.to_string(), &person.to_string()))?;
            DataKey { id, key, wrapped, stored: false }
        };
        // Somebody may have been quicker: one key for all.
        self.keys().get_or_insert(person, || found);
        Ok(())
    }

    /// The writer has stored a key.
    pub(crate) fn stored(&self, person: PersonId, id: Uuid) {
        if let Some(key) = self.keys().peek_mut(&person).filter(|key| key.id == id) {
            key.stored = true;
        }
    }

    /// The writer has destroyed a person's keys.
    pub(crate) fn forgotten(&self, person: PersonId) {
        self.keys().pop(&person);
    }

    /// The words behind each reference, in one question; none where they are unknown, erased, or not
    /// what was committed to.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn open(&self, held: &[&Held]) -> Result<Vec<Option<String>>, Fault> {
        let mut found: HashMap<String, Zeroizing<Vec<u8>>> = HashMap::new();
        let mut select = ManyRows::select(SELECT_ENTRIES, &["vault.entry"]);
        for chunk in held.chunks(MOST) {
            // A question for a power of two, the last repeated: few statements to prepare.
            let places = chunk.len().next_power_of_two();
            let mut values = vec![Value::Int(PART)];
            let ids = chunk.iter().chain(std::iter::repeat(&chunk[chunk.len() - 1])).take(places);
            values.extend(ids.map(|held| Value::text(held.entry.to_string())));
            for row in self.db.fetch(select.text(places), &values).await? {
                if let Some(plain) = self.open_row(&row)? {
                    found.insert(row.text(0)?.into(), plain);
                }
            }
        }
        let words = |held: &&Held| {
            let plain = found.get(&held.entry.to_string())?;
            if hex::encode(Sha256::digest(&**plain)) != held.commitment {
                return None;
            }
            String::from_utf8(plain.get(SALT..)?.to_vec()).ok()
        };
        Ok(held.iter().map(words).collect())
    }

    fn open_row(&self, row: &Row) -> Result<Option<Zeroizing<Vec<u8>>>, Fault> {
        let (entry, id, person) = (row.text(0)?, row.text(1)?, row.text(2)?);
        let Some(key) = self.unwrap_key(id, person, row.bytes(6)?) else { return Ok(None) };
        let place = place(entry, id, person, row.text(3)?, row.text(4)?);
        Ok(unseal(&XChaCha20Poly1305::new(&(*key).into()), row.bytes(5)?, &place))
    }
}
