//! What somebody has typed and not yet sent: sealed under the master key, found only by its code, and
//! thrown away after a time. A draft is no complaint: it is not in the log, and nothing is told of it.

use crate::db::{Db, Value};
use crate::failed::Fault;
use crate::schema::PART;
use crate::vault::{MasterKey, seal, unseal};
use chacha20poly1305::XChaCha20Poly1305;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::fmt;

pub(crate) const SELECT: &str = "SELECT sealed FROM draft WHERE part = $1 AND id = $2 AND at >= $3";
pub(crate) const KEEP: &str = "INSERT INTO draft (part, id, at, sealed) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (part, id) DO UPDATE SET at = excluded.at, sealed = excluded.sealed";
pub(crate) const SWEEP: &str = "DELETE FROM draft WHERE part = $1 AND at < $2";

/// The drafts of an installation.
pub struct Drafts {
    db: Db,
    master: XChaCha20Poly1305,
}

impl fmt::Debug for Drafts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Drafts(..)")
    }
}

/// Where a draft is kept. Whoever reads the table cannot tell the code that opens it.
fn id_of(code: &str) -> String {
    hex::encode(Sha256::digest(format!("redress/draft-code/1\n{code}")))
}

fn place(id: &str) -> Vec<u8> {
    format!("redress/draft/1\n{PART}\n{id}").into_bytes()
}

impl Drafts {
    pub(crate) fn new(db: Db, master: &MasterKey) -> Self {
        Self { db, master: master.cipher() }
    }

    /// Keeps the words of a draft, durably, in the place of what it held before; and throws away every
    /// draft that nobody has touched since `stale`.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn keep(&self, code: &str, words: &str, now: Timestamp, stale: Timestamp) -> Result<(), Fault> {
        let id = id_of(code);
        let sealed = seal(&self.master, words.as_bytes(), &place(&id))?;
        let mut connection = self.db.connect_to_write().await?;
        connection.begin().await?;
        let values = [Value::Int(PART), Value::text(&*id), Value::Int(now.as_microsecond()), Value::bytes(sealed)];
        connection.execute(KEEP, &values).await?;
        connection.execute(SWEEP, &[Value::Int(PART), Value::Int(stale.as_microsecond())]).await?;
        connection.commit().await?;
        connection.close().await;
        Ok(())
    }

    /// The words of the draft with this code, if it was touched since `stale`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn read(&self, code: &str, stale: Timestamp) -> Result<Option<String>, Fault> {
        let id = id_of(code);
        let rows =
            self.db.fetch(SELECT, &[Value::Int(PART), Value::text(&*id), Value::Int(stale.as_microsecond())]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let plain = unseal(&self.master, row.bytes(0)?, &place(&id));
        Ok(plain.and_then(|plain| String::from_utf8(plain.to_vec()).ok()))
    }
}
