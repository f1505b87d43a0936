//! The one place where personal data live, sealed under a key for each person.
//!
//! Erasing somebody destroys their keys here, in the commit that records it. The log holds only references
//! and salted commitments, so every proof over it still verifies.

pub(crate) mod master;
pub(crate) mod names;
pub mod sealing;

pub use master::{MasterKey, MasterKeys};

use crate::db::{Db, Row, Value};
use crate::drafts::Drafts;
use crate::failed::Fault;
use crate::kept::Kept;
use crate::many::ManyRows;
use crate::schema::PART;
use base16ct::lower::encode_string as hex;
use lru::LruCache;
use master::{Master, Masters};
use redress_domain::{ComplaintId, Held, PersonId};
use sealing::{Drawn, random, seal_words, unseal_words, words as words_of};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;
use zeroize::Zeroizing;

/// The most people whose keys are at hand for sealing.
const AT_HAND: NonZeroUsize = NonZeroUsize::new(2_000).expect("it is not zero");
/// The most entries that one question asks for.
const MOST: usize = 64;

pub(crate) const SELECT_ENTRIES: &str = "SELECT vault.entry, vault.key, vault_key.person, vault_key.complaint, \
    vault.field, vault.sealed, vault_key.wrapped FROM vault JOIN vault_key \
    ON vault_key.part = vault.part AND vault_key.key = vault.key WHERE vault.part = $1";
/// The keys of a person in a complaint; a row without one where there is none. Asked for them alone, SQLite would walk
/// all there are.
pub(crate) const SELECT_KEY: &str = "SELECT vault_key.key, vault_key.wrapped \
    FROM vault_master LEFT JOIN vault_key ON vault_key.part = vault_master.part AND vault_key.person = $2 \
    AND vault_key.complaint = $3 WHERE vault_master.part = $1";
/// Those of one person, or of all, in one complaint.
pub(crate) const DELETE_KEYS: &str =
    "DELETE FROM vault_key WHERE part = $1 AND complaint = $2 AND ($3 = '' OR person = $3)";

/// Sealed words on their way into the vault, together with the event that refers to them.
#[derive(Debug, Clone)]
pub struct Sealed {
    pub(crate) entry: Uuid,
    pub(crate) key: Uuid,
    pub(crate) person: PersonId,
    pub(crate) complaint: ComplaintId,
    pub(crate) field: String,
    pub(crate) bytes: Vec<u8>,
    /// The person's key, until it is known to be stored.
    pub(crate) new_key: Option<Key>,
    /// The digests under which a name is found.
    pub(crate) tokens: Vec<String>,
}

impl Sealed {
    /// The values of the entry's row.
    pub(crate) fn bind(&self) -> Vec<Value<'_>> {
        vec![
            Value::Int(PART),
            Value::text(self.entry.to_string()),
            Value::text(self.key.to_string()),
            Value::text(&*self.field),
            Value::bytes(&*self.bytes),
        ]
    }

    /// The values of the rows of the index of names.
    pub(crate) fn bind_names(&self) -> impl Iterator<Item = Vec<Value<'_>>> {
        self.tokens.iter().map(|token| {
            vec![
                Value::Int(PART),
                Value::text(&**token),
                Value::text(self.complaint.to_string()),
                Value::text(self.person.to_string()),
                Value::text(self.key.to_string()),
            ]
        })
    }

    /// The values of the key's row, where it is new, wrapped under the master key in force.
    pub(crate) fn bind_key(&self, master: &Master) -> Result<Option<Vec<Value<'static>>>, Fault> {
        let Some(Key(new)) = &self.new_key else { return Ok(None) };
        let (key, person) = (self.key.to_string(), self.person.to_string());
        let wrapped = Value::bytes(master.wrap(&new[..], &key_place(&key, &person))?);
        let complaint = Value::text(self.complaint.to_string());
        Ok(Some(vec![Value::Int(PART), Value::text(key), Value::text(person), complaint, wrapped]))
    }
}

/// A person's key, as it is nowhere stored.
#[derive(Clone)]
pub(crate) struct Key(Arc<Zeroizing<[u8; 32]>>);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(..)")
    }
}

/// Whose key it is: a person's, in one complaint, so that one can be erased and the other kept.
type Owner = (PersonId, ComplaintId);

/// One key at hand.
struct DataKey {
    id: Uuid,
    /// See [`entry`].
    beginning: [u8; 8],
    key: Key,
    stored: bool,
}

/// Seals and opens what is personal.
pub struct Vault {
    db: Db,
    masters: Masters,
    /// The key of the index of names.
    index: Zeroizing<[u8; 32]>,
    keys: Mutex<LruCache<Owner, DataKey>>,
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault(..)")
    }
}

/// What a sealed value is bound to: it opens nowhere else, not even for the holder of the key.
fn place(entry: &str, key: &str, person: &str, complaint: &str, field: &str) -> Vec<u8> {
    let part = PART.to_string();
    ["redress/vault/1", &part, entry, key, person, complaint, field].join("\n").into_bytes()
}

fn key_place(key: &str, person: &str) -> Vec<u8> {
    format!("redress/vault-key/1\n{PART}\n{key}\n{person}").into_bytes()
}

/// A new entry's identifier. Those of a complaint begin alike, with a keyed digest of it, and lie together in the index:
/// whoever lacks the key learns from one only which others stand in the same file, as the file itself shows. The rest is
/// random, so that their order tells nothing.
fn entry(beginning: [u8; 8], random: [u8; 8]) -> Uuid {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&beginning);
    bytes[8..].copy_from_slice(&random);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

impl Vault {
    /// The vault of a database, which must be kept under one of the keeper's master keys.
    pub(crate) async fn open_over(db: Db, keeper: Arc<dyn MasterKeys>) -> Result<Self, Fault> {
        let masters = Masters::new(keeper).await?;
        let index = masters.index_key(&db).await?;
        Ok(Self { db, masters, index, keys: Mutex::new(LruCache::new(AT_HAND)) })
    }

    /// What people have typed and not yet sent.
    pub(crate) fn drafts(&self) -> Drafts {
        Drafts::new(self.db.clone(), self.index.clone())
    }

    /// What people keep for their own use, sealed under a secret that stays the same when the master key changes.
    #[must_use]
    pub fn kept(&self) -> Kept {
        Kept::new(self.db.clone(), self.index.clone())
    }

    fn keys(&self) -> std::sync::MutexGuard<'_, LruCache<Owner, DataKey>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn unwrap_key(&self, id: &str, person: &str, wrapped: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
        self.masters.unwrap(wrapped, &key_place(id, person))
    }

    /// Wraps every key anew under the keeper's first master key, while others read and write; says how many.
    ///
    /// # Errors
    /// None of the keeper's keys is the one in use, or the database fails.
    pub async fn rotate(&self, mut progress: impl FnMut(i64) + Send) -> Result<i64, Fault> {
        self.masters.rotate(&self.db, &mut progress).await
    }

    /// Where people are on file whose name has all the words of this one, by case. The policy still decides
    /// on each.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn named(&self, name: &str) -> Result<BTreeMap<ComplaintId, BTreeSet<PersonId>>, Fault> {
        names::find(&self.db, &self.index, name).await
    }

    /// A digest under a key of the service's own: whoever has the database alone can try no guesses of what was sent
    /// against it, and so it may outlive an erasure.
    pub(crate) fn digest(&self, of: &str) -> Result<String, Fault> {
        Ok(hex(&sealing::derived(&self.index, "redress/sent/1", of)?))
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
        let owner = (person, complaint);
        self.make_ready(owner).await?;
        let (id, beginning, key, new_key) = {
            let mut keys = self.keys();
            let key = keys.get(&owner).ok_or_else(|| Fault::corrupt("too many keys are in use at once"))?;
            (key.id, key.beginning, key.key.clone(), (!key.stored).then(|| key.key.clone()))
        };
        let drawn = Drawn::new()?;
        let entry = entry(beginning, drawn.name);
        let field = field.to_owned();
        let place = place(&entry.to_string(), &id.to_string(), &person.to_string(), &complaint.to_string(), &field);
        let (bytes, commitment) = seal_words(drawn, &key.0, words, &place)?;
        let held = Held { entry, commitment };
        let tokens = if field == names::FIELD { names::tokens(&self.index, words)? } else { Vec::new() };
        Ok((held, Sealed { entry, key: id, person, complaint, field, bytes, new_key, tokens }))
    }

    /// Gives a person a key in a complaint that was only just given its number: nobody needs to look for one.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn begin(&self, person: PersonId, complaint: ComplaintId) -> Result<(), Fault> {
        let owner = (person, complaint);
        if !self.keys().contains(&owner) {
            let new = self.new_key(complaint)?;
            self.keys().get_or_insert(owner, || new);
        }
        Ok(())
    }

    /// A new key in a complaint.
    fn new_key(&self, complaint: ComplaintId) -> Result<DataKey, Fault> {
        let id = uuid::Builder::from_random_bytes(random()?).into_uuid();
        let key = Key(Arc::new(Zeroizing::new(random::<32>()?)));
        Ok(DataKey { id, beginning: self.beginning(complaint)?, key, stored: false })
    }

    /// How the entries of a complaint begin; see [`entry`].
    fn beginning(&self, complaint: ComplaintId) -> Result<[u8; 8], Fault> {
        let digest = sealing::derived(&self.index, "redress/entry/1", &complaint.to_string())?;
        let mut beginning = [0; 8];
        beginning.copy_from_slice(&digest[..8]);
        Ok(beginning)
    }

    /// The master key in force, as the database has it now.
    pub(crate) async fn master(&self) -> Result<Arc<Master>, Fault> {
        self.masters.in_force(&self.db).await
    }

    /// Sees to it that a person has a key at hand: a stored one, or else a new one. Should two processes
    /// make one each at the same time, the person has two, and both serve.
    async fn make_ready(&self, owner: Owner) -> Result<(), Fault> {
        if self.keys().contains(&owner) {
            return Ok(());
        }
        let (person, complaint) = (owner.0.to_string(), owner.1.to_string());
        let values = [Value::Int(PART), Value::text(&*person), Value::text(&*complaint)];
        let rows = self.db.fetch(SELECT_KEY, &values).await?;
        // The first of them, so that all processes take the same. Asked of PostgreSQL, it may walk all keys in their order.
        let first = rows.iter().min_by_key(|row| row.text(0).ok());
        let named = first.map(|row| Ok::<_, Fault>((row, row.opt_text(0)?))).transpose()?;
        let found = if let Some((row, Some(id))) = named {
            let open = || Ok::<_, Fault>(self.unwrap_key(id, &person, row.bytes(1)?));
            let mut key = open()?;
            if key.is_none() && self.masters.catch_up(&self.db).await? {
                key = open()?;
            }
            let key = key.ok_or_else(|| Fault::corrupt("a person's key does not open with this master key"))?;
            let id = id.parse().map_err(|_| Fault::corrupt("a key's identifier is no UUID"))?;
            DataKey { id, beginning: self.beginning(owner.1)?, key: Key(Arc::new(key)), stored: true }
        } else {
            self.new_key(owner.1)?
        };
        // Somebody may have been quicker: one key for all.
        self.keys().get_or_insert(owner, || found);
        Ok(())
    }

    /// The writer has stored the key of some sealed words.
    pub(crate) fn stored(&self, sealed: &Sealed) {
        let owner = (sealed.person, sealed.complaint);
        if let Some(key) = self.keys().peek_mut(&owner).filter(|key| key.id == sealed.key) {
            key.stored = true;
        }
    }

    /// The writer has destroyed the keys of one person, or of all, in a complaint. Returns those that were
    /// at hand: what was sealed under one of them and is still on its way must not bring it back.
    pub(crate) fn erased(&self, complaint: ComplaintId, person: Option<PersonId>) -> Vec<Uuid> {
        let mut keys = self.keys();
        let fits = |(whose, place): &Owner| *place == complaint && person.is_none_or(|person| person == *whose);
        let owners: Vec<Owner> = keys.iter().map(|(owner, _)| *owner).filter(fits).collect();
        owners.iter().filter_map(|owner| keys.pop(owner)).map(|key| key.id).collect()
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
            let mut caught_up = false;
            for row in self.db.fetch(select.text(places), &values).await? {
                let mut plain = self.open_row(&row)?;
                // The master key may have been changed since this process last looked.
                if plain.is_none()
                    && !std::mem::replace(&mut caught_up, true)
                    && self.masters.catch_up(&self.db).await?
                {
                    plain = self.open_row(&row)?;
                }
                if let Some(plain) = plain {
                    found.insert(row.text(0)?.into(), plain);
                }
            }
        }
        let words = |held: &&Held| {
            let plain = found.get(&held.entry.to_string())?;
            words_of(plain, &held.commitment)
        };
        Ok(held.iter().map(words).collect())
    }

    fn open_row(&self, row: &Row) -> Result<Option<Zeroizing<Vec<u8>>>, Fault> {
        let (entry, id, person) = (row.text(0)?, row.text(1)?, row.text(2)?);
        let Some(key) = self.unwrap_key(id, person, row.bytes(6)?) else { return Ok(None) };
        let place = place(entry, id, person, row.text(3)?, row.text(4)?);
        Ok(unseal_words(&key, row.bytes(5)?, &place))
    }
}
