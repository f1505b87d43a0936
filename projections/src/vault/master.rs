//! The master keys: one wraps what is new, and older ones open what has not been wrapped anew yet.

use super::sealing::{random, seal, unseal};
use crate::db::{Db, Row, Value};
use crate::failed::Fault;
use crate::log::SHUT_OUT;
use crate::schema::PART;
use base16ct::lower::encode_string as hex;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

pub(crate) const SELECT_MASTER: &str = "SELECT fingerprint, index_key FROM vault_master WHERE part = $1";
pub(crate) const INSERT_MASTER: &str =
    "INSERT INTO vault_master (part, fingerprint, index_key) VALUES ($1, $2, $3) ON CONFLICT (part) DO NOTHING";
pub(crate) const REPLACE_MASTER: &str = "UPDATE vault_master SET fingerprint = $2, index_key = $3 WHERE part = $1";
pub(crate) const SELECT_KEYS: &str =
    "SELECT key, person, wrapped FROM vault_key WHERE part = $1 AND key > $2 ORDER BY key LIMIT 500";
/// A key that was destroyed meanwhile, or wrapped anew by somebody else, is left as it is.
pub(crate) const REWRAP_KEY: &str = "UPDATE vault_key SET wrapped = $4 WHERE part = $1 AND key = $2 AND wrapped = $3";

/// What the key of the index of names is bound to.
const INDEX_PLACE: &[u8] = b"redress/vault-index/1";

/// A key that wraps others. It comes from the installation's keeper and is never stored here.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct MasterKey([u8; 32]);

impl MasterKey {
    /// The key with these bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// What tells it from others without telling anything of it.
    fn fingerprint(&self) -> String {
        let digest = Sha256::new().chain_update(b"redress/master-key/1\n").chain_update(self.0).finalize();
        hex(&digest[..16])
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(..)")
    }
}

/// Whoever keeps the master keys: a file, the environment, a program that asks a key service.
pub trait MasterKeys: Send + Sync + fmt::Debug {
    /// The keys in force: first the one that wraps what is new, then any that still open what is old. It is
    /// asked again when the database says that another key wraps, so that nothing has to be restarted.
    ///
    /// # Errors
    /// They cannot be had.
    fn load(&self) -> std::io::Result<Vec<MasterKey>>;
}

impl MasterKeys for MasterKey {
    fn load(&self) -> std::io::Result<Vec<MasterKey>> {
        Ok(vec![self.clone()])
    }
}

impl MasterKeys for [u8; 32] {
    fn load(&self) -> std::io::Result<Vec<MasterKey>> {
        Ok(vec![MasterKey::new(*self)])
    }
}

impl MasterKeys for Arc<dyn MasterKeys> {
    fn load(&self) -> std::io::Result<Vec<MasterKey>> {
        (**self).load()
    }
}

/// A master key at hand.
pub(crate) struct Master {
    fingerprint: String,
    cipher: XChaCha20Poly1305,
}

impl Master {
    /// Wraps a key.
    pub(super) fn wrap(&self, key: &[u8], place: &[u8]) -> Result<Vec<u8>, Fault> {
        seal(&self.cipher, key, place)
    }
}

/// The database's own row of the master key: its fingerprint, and the key of the index of names.
async fn named(db: &Db) -> Result<Row, Fault> {
    let row = db.fetch(SELECT_MASTER, &[Value::Int(PART)]).await?.pop();
    row.ok_or_else(|| Fault::corrupt("the database names no master key"))
}

/// The master keys at hand.
pub(crate) struct Masters {
    keeper: Arc<dyn MasterKeys>,
    known: RwLock<Arc<[Arc<Master>]>>,
}

impl Masters {
    pub(super) async fn new(keeper: Arc<dyn MasterKeys>) -> Result<Self, Fault> {
        let masters = Self { keeper, known: RwLock::new(Arc::from([])) };
        masters.reload().await?;
        Ok(masters)
    }

    fn known(&self) -> Arc<[Arc<Master>]> {
        Arc::clone(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Asks the keeper again.
    async fn reload(&self) -> Result<(), Fault> {
        let keeper = Arc::clone(&self.keeper);
        let loaded = tokio::task::spawn_blocking(move || keeper.load()).await.map_err(|_| Fault::Stopped)?;
        let keys = loaded.map_err(|error| Fault::corrupt(format!("the master key cannot be had: {error}")))?;
        if keys.is_empty() {
            return Err(Fault::corrupt("the keeper of the master key has none"));
        }
        let known =
            |key: &MasterKey| Master { fingerprint: key.fingerprint(), cipher: XChaCha20Poly1305::new(&key.0.into()) };
        let known = keys.iter().map(known).map(Arc::new).collect();
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = known;
        Ok(())
    }

    /// Opens what any of the keys at hand has wrapped.
    pub(super) fn unwrap(&self, wrapped: &[u8], place: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
        let plain = self.known().iter().find_map(|known| unseal(&known.cipher, wrapped, place))?;
        let mut key = Zeroizing::new([0; 32]);
        (plain.len() == key.len()).then(|| key.copy_from_slice(&plain))?;
        Some(key)
    }

    /// The key that the database names now, under which what is new is wrapped: never one that is being retired, or that
    /// was never the right one.
    pub(super) async fn in_force(&self, db: &Db) -> Result<Arc<Master>, Fault> {
        let row = named(db).await?;
        let fingerprint = row.text(0)?;
        let found = || self.known().iter().find(|known| known.fingerprint == fingerprint).cloned();
        if let Some(known) = found() {
            return Ok(known);
        }
        self.reload().await?;
        found().ok_or_else(|| Fault::corrupt("the master key that this database is kept under is not at hand"))
    }

    /// The key that the keeper names first, under which everything is to be.
    fn first<T>(&self, with: impl FnOnce(&Master) -> Result<T, Fault>) -> Result<T, Fault> {
        with(self.known().first().ok_or_else(|| Fault::corrupt("there is no master key"))?)
    }

    /// Looks whether the keeper has other keys now. Says whether it was worth asking: the database names a
    /// key that is not at hand.
    pub(super) async fn catch_up(&self, db: &Db) -> Result<bool, Fault> {
        let row = named(db).await?;
        if self.known().iter().any(|known| known.fingerprint == row.text(0).unwrap_or_default()) {
            return Ok(false);
        }
        self.reload().await?;
        Ok(true)
    }

    /// The key of the index of names, which a new database gets here. A database that is kept under a key
    /// which is not at hand is refused.
    pub(super) async fn index_key(&self, db: &Db) -> Result<Zeroizing<[u8; 32]>, Fault> {
        let fresh = Zeroizing::new(random::<32>()?);
        let (current, wrapped) =
            self.first(|first| Ok((first.fingerprint.clone(), seal(&first.cipher, &fresh[..], INDEX_PLACE)?)))?;
        let values = [Value::Int(PART), Value::text(current), Value::bytes(wrapped)];
        let mut connection = db.connect().await?;
        connection.execute(INSERT_MASTER, &values).await?;
        connection.close().await;
        let row = named(db).await?;
        let key = self.unwrap(row.bytes(1)?, INDEX_PLACE);
        key.ok_or_else(|| Fault::corrupt("the master key is not the one this database is kept under"))
    }

    /// Wraps every key anew under the keeper's first key, batch by batch, while others read and write.
    /// Returns how many.
    pub(super) async fn rotate(&self, db: &Db, progress: &mut (dyn FnMut(i64) + Send)) -> Result<i64, Fault> {
        self.reload().await?;
        let row = named(db).await?;
        let index = self.unwrap(row.bytes(1)?, INDEX_PLACE);
        let index =
            index.ok_or_else(|| Fault::corrupt("none of the master keys is the one in use; give it as well"))?;
        let (current, wrapped) =
            self.first(|first| Ok((first.fingerprint.clone(), seal(&first.cipher, &index[..], INDEX_PLACE)?)))?;
        let mut connection = db.connect().await?;
        // First of all, and so that nothing is recorded any more that was made ready before: whoever records a key from
        // now on wraps it under the new one.
        connection.begin().await?;
        let values = [Value::Int(PART), Value::text(current), Value::bytes(wrapped)];
        connection.execute(REPLACE_MASTER, &values).await?;
        connection.execute(SHUT_OUT, &[Value::Int(PART)]).await?;
        connection.commit().await?;
        let total = self.sweep(&mut connection, progress).await?;
        connection.close().await;
        Ok(total)
    }

    async fn sweep(
        &self,
        connection: &mut crate::db::Connection,
        progress: &mut (dyn FnMut(i64) + Send),
    ) -> Result<i64, Fault> {
        let known = self.known();
        let current = known.first().ok_or_else(|| Fault::corrupt("there is no master key"))?;
        let (mut last, mut done) = (String::new(), 0);
        loop {
            let rows = connection.fetch(SELECT_KEYS, &[Value::Int(PART), Value::text(&*last)]).await?;
            let Some(end) = rows.last() else { return Ok(done) };
            last = end.text(0)?.to_owned();
            let mut old = Vec::new();
            for row in &rows {
                let (id, wrapped) = (row.text(0)?, row.bytes(2)?);
                let place = super::key_place(id, row.text(1)?);
                if unseal(&current.cipher, wrapped, &place).is_some() {
                    continue;
                }
                let key = self.unwrap(wrapped, &place);
                let key = key.ok_or_else(|| Fault::corrupt(format!("no master key at hand opens the key {id}")))?;
                old.push((id, wrapped, seal(&current.cipher, &key[..], &place)?));
            }
            connection.begin().await?;
            for (id, before, after) in &old {
                let values = [Value::Int(PART), Value::text(*id), Value::bytes(*before), Value::bytes(&**after)];
                connection.execute(REWRAP_KEY, &values).await?;
                done += 1;
            }
            connection.commit().await?;
            progress(done);
        }
    }
}
