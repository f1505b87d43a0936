//! What somebody has typed and not yet sent: found by a digest of its code, sealed under a key made of that
//! code, and thrown away after a time. A draft is no complaint: it is not in the log, and nothing is told of
//! it. Whoever keeps the service cannot read it either: the code is kept by the one who types, and nowhere else.

pub(crate) mod reminders;

use crate::Store;
use crate::db::{Db, Value};
use crate::failed::Fault;
use crate::schema::PART;
use crate::vault::sealing::{seal, unseal};
use base16ct::lower::encode_string as hex;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use jiff::Timestamp;
pub use reminders::{Reminder, Waiting};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

pub(crate) const SELECT: &str = "SELECT sealed FROM draft WHERE part = $1 AND id = $2 AND at >= $3";
pub(crate) const KEEP: &str = "INSERT INTO draft (part, id, at, sealed) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (part, id) DO UPDATE SET at = excluded.at, sealed = excluded.sealed";
pub(crate) const SWEEP: &str = "DELETE FROM draft WHERE part = $1 AND at < $2";

/// The drafts of an installation.
pub struct Drafts {
    db: Db,
    /// Where a reminder goes is read by the service, and so sealed under a key of its own and not of the code.
    key: Zeroizing<[u8; 32]>,
}

/// What a code comes to for one use; a code is 128 random bits, so one digest is enough.
fn digest(r#use: &str, code: &str) -> [u8; 32] {
    Sha256::new().chain_update(r#use).chain_update(b"\n").chain_update(code).finalize().into()
}

/// Where a draft is kept.
fn id_of(code: &str) -> String {
    hex(&digest("redress/draft-id/1", code))
}

fn cipher(code: &str) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&digest("redress/draft-key/1", code).into())
}

fn place(id: &str) -> Vec<u8> {
    format!("redress/draft/1\n{PART}\n{id}").into_bytes()
}

impl Drafts {
    pub(crate) fn new(db: Db, key: Zeroizing<[u8; 32]>) -> Self {
        Self { db, key }
    }

    /// Keeps the words of a draft, durably, in the place of what it held before; and throws away every
    /// draft that nobody has touched since `stale`.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn keep(&self, code: &str, words: &str, now: Timestamp, stale: Timestamp) -> Result<(), Fault> {
        self.write(code, words, now, stale, false).await
    }

    /// The same for a draft that has come to its end: nobody is reminded of it any more.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn end(&self, code: &str, words: &str, now: Timestamp, stale: Timestamp) -> Result<(), Fault> {
        self.write(code, words, now, stale, true).await
    }

    async fn write(&self, code: &str, words: &str, now: Timestamp, stale: Timestamp, ended: bool) -> Result<(), Fault> {
        let id = id_of(code);
        let sealed = seal(&cipher(code), words.as_bytes(), &place(&id))?;
        let kept = vec![Value::Int(PART), Value::text(&*id), Value::Int(now.as_microsecond()), Value::bytes(sealed)];
        let mut statements = vec![(KEEP, kept), (SWEEP, vec![Value::Int(PART), Value::Int(stale.as_microsecond())])];
        if ended {
            statements.push((reminders::FORGET, vec![Value::Int(PART), Value::text(&*id)]));
        }
        self.db.write(statements).await?;
        Ok(())
    }

    /// The words of the draft with this code, if it was touched since `stale`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn read(&self, code: &str, stale: Timestamp) -> Result<Option<String>, Fault> {
        let id = id_of(code);
        let values = [Value::Int(PART), Value::text(&*id), Value::Int(stale.as_microsecond())];
        let rows = self.db.fetch(SELECT, &values).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let plain = unseal(&cipher(code), row.bytes(0)?, &place(&id));
        Ok(plain.and_then(|plain| String::from_utf8(plain.to_vec()).ok()))
    }
}

impl Store {
    /// What people have typed and not yet sent.
    #[must_use]
    pub fn drafts(&self) -> Drafts {
        self.vault().drafts()
    }
}
