//! What somebody who works here keeps for their own use, such as the filters of their desk. It is nothing that
//! happened, so it is not in the log. It is found and sealed under keys made of a secret and of whose it is: who reads
//! the tables learns neither whose it is nor what it says.

use crate::db::{Db, Value};
use crate::failed::Fault;
use crate::schema::PART;
use crate::vault::sealing::{derived, seal, unseal};
use base16ct::lower::encode_string as hex;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use zeroize::Zeroizing;

pub(crate) const SELECT: &str = "SELECT sealed FROM kept WHERE part = $1 AND id = $2";
pub(crate) const KEEP: &str = "INSERT INTO kept (part, id, sealed) VALUES ($1, $2, $3) \
    ON CONFLICT (part, id) DO UPDATE SET sealed = excluded.sealed";

/// What the people of an installation keep for themselves.
#[derive(Debug)]
pub struct Kept {
    db: Db,
    key: Zeroizing<[u8; 32]>,
}

impl Kept {
    pub(crate) fn new(db: Db, key: Zeroizing<[u8; 32]>) -> Self {
        Self { db, key }
    }

    /// Where it stands, and what seals it.
    fn place(&self, whose: &str) -> Result<(String, XChaCha20Poly1305), Fault> {
        let id = hex(&derived(&self.key, "redress/kept-id/1", whose)?);
        Ok((id, XChaCha20Poly1305::new(&derived(&self.key, "redress/kept-key/1", whose)?.into())))
    }

    /// What somebody keeps; nothing where they never kept anything.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn read(&self, whose: &str) -> Result<Option<String>, Fault> {
        let (id, cipher) = self.place(whose)?;
        let rows = self.db.fetch(SELECT, &[Value::Int(PART), Value::text(&*id)]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let plain = unseal(&cipher, row.bytes(0)?, id.as_bytes());
        Ok(plain.and_then(|plain| String::from_utf8(plain.to_vec()).ok()))
    }

    /// Keeps words for somebody, durably, in the place of those before.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn keep(&self, whose: &str, words: &str) -> Result<(), Fault> {
        let (id, cipher) = self.place(whose)?;
        let sealed = seal(&cipher, words.as_bytes(), id.as_bytes())?;
        let values = vec![Value::Int(PART), Value::text(&*id), Value::bytes(sealed)];
        self.db.write(vec![(KEEP, values)]).await?;
        Ok(())
    }
}
