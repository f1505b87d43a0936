//! The one reminder that somebody may have of a draft. Where it goes is kept beside the draft, sealed under a key of
//! the service, which alone can read it: the draft's own code is nowhere kept. It is gone when the reminder is sent,
//! when the draft comes to its end, and when the draft is thrown away.

use super::{Drafts, SWEEP, id_of};
use crate::db::Value;
use crate::failed::Fault;
use crate::schema::PART;
use crate::vault::sealing::{derived, seal, unseal};
use base16ct::lower::encode_string as hex;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use jiff::Timestamp;

pub(crate) const ASK: &str = "UPDATE draft SET remind = $3, remind_whom = $4 \
    WHERE part = $1 AND id = $2 AND at >= $5 AND (SELECT COUNT(*) FROM draft others \
    WHERE others.part = $1 AND others.remind_whom = $4 AND others.id <> $2) < $6 RETURNING at";
pub(crate) const FORGET: &str = "UPDATE draft SET remind = NULL, remind_whom = '' WHERE part = $1 AND id = $2";
pub(crate) const ASKED: &str = "SELECT at FROM draft WHERE part = $1 AND id = $2 AND remind_whom <> ''";
pub(crate) const WAITING: &str = "SELECT id, at, remind, remind_whom FROM draft \
    WHERE part = $1 AND remind_whom <> '' AND at <= $2 ORDER BY at LIMIT $3";
pub(crate) const TAKE: &str = "UPDATE draft SET remind = NULL, remind_whom = '' \
    WHERE part = $1 AND id = $2 AND at = $3 AND remind = $4 RETURNING id";
pub(crate) const PUT_BACK: &str = "UPDATE draft SET remind = $4, remind_whom = $5 \
    WHERE part = $1 AND id = $2 AND at = $3 AND remind_whom = ''";

/// The most drafts of which one address is reminded at a time, so that nobody can fill somebody's post.
const MOST_FOR_ONE: i64 = 3;

/// A reminder that is to be sent, still sealed.
#[derive(Debug)]
pub struct Waiting {
    id: String,
    sealed: Vec<u8>,
    whom: String,
    /// When the draft was last touched.
    pub touched: Timestamp,
}

impl Waiting {
    /// The draft as it was found, and what was sealed beside it.
    fn values(&self) -> Vec<Value<'_>> {
        let touched = Value::Int(self.touched.as_microsecond());
        vec![Value::Int(PART), Value::text(&*self.id), touched, Value::bytes(&*self.sealed)]
    }
}

/// A reminder, opened.
pub struct Reminder {
    /// The address.
    pub to: String,
    /// The language of the draft.
    pub lang: String,
}

fn place(id: &str) -> Vec<u8> {
    format!("redress/draft-reminder/1\n{PART}\n{id}").into_bytes()
}

impl Drafts {
    fn for_reminder(&self, id: &str) -> Result<XChaCha20Poly1305, Fault> {
        Ok(XChaCha20Poly1305::new(&derived(&self.key, "redress/draft-reminder-key/1", id)?.into()))
    }

    /// Keeps where the one reminder of a draft goes, in the place of any address before. False where this address
    /// waits for too many already, or the draft has not been touched since `stale`.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn ask_reminder(&self, code: &str, reminder: &Reminder, stale: Timestamp) -> Result<bool, Fault> {
        let id = id_of(code);
        let whom = hex(&derived(&self.key, "redress/draft-reminder-whom/1", &reminder.to.to_lowercase())?);
        let words = format!("{}\n{}", reminder.lang, reminder.to);
        let sealed = seal(&self.for_reminder(&id)?, words.as_bytes(), &place(&id))?;
        let values = vec![
            Value::Int(PART),
            Value::text(&*id),
            Value::bytes(sealed),
            Value::text(&*whom),
            Value::Int(stale.as_microsecond()),
            Value::Int(MOST_FOR_ONE),
        ];
        Ok(!self.db.write(vec![(ASK, values)]).await?.is_empty())
    }

    /// Forgets where the reminder of a draft was to go.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn forget_reminder(&self, code: &str) -> Result<(), Fault> {
        self.db.write(vec![(FORGET, vec![Value::Int(PART), Value::text(id_of(code))])]).await?;
        Ok(())
    }

    /// When a draft was last touched of which somebody is to be reminded; none where nobody is.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn asked_reminder(&self, code: &str) -> Result<Option<Timestamp>, Fault> {
        let rows = self.db.fetch(ASKED, &[Value::Int(PART), Value::text(id_of(code))]).await?;
        rows.first().map(|row| instant(row.int(0)?)).transpose()
    }

    /// Throws away what nobody has touched since `stale`, and gives the reminders of what nobody has touched since
    /// `old`.
    ///
    /// # Errors
    /// The database fails.
    pub async fn reminders(&self, stale: Timestamp, old: Timestamp, most: u32) -> Result<Vec<Waiting>, Fault> {
        let swept = vec![Value::Int(PART), Value::Int(stale.as_microsecond())];
        let wanted = vec![Value::Int(PART), Value::Int(old.as_microsecond()), Value::Int(most.into())];
        let rows = self.db.write(vec![(SWEEP, swept), (WAITING, wanted)]).await?;
        rows.iter()
            .map(|row| {
                Ok(Waiting {
                    id: row.text(0)?.into(),
                    touched: instant(row.int(1)?)?,
                    sealed: row.bytes(2)?.to_vec(),
                    whom: row.text(3)?.into(),
                })
            })
            .collect()
    }

    /// Takes a reminder to send it: from now on it is nowhere kept. None where it was taken or forgotten meanwhile,
    /// or the draft was touched.
    ///
    /// # Errors
    /// The database fails.
    pub async fn take_reminder(&self, waiting: &Waiting) -> Result<Option<Reminder>, Fault> {
        let taken = !self.db.write(vec![(TAKE, waiting.values())]).await?.is_empty();
        let plain = unseal(&self.for_reminder(&waiting.id)?, &waiting.sealed, &place(&waiting.id));
        let plain = plain.filter(|_| taken).and_then(|plain| String::from_utf8(plain.to_vec()).ok());
        Ok(plain.and_then(|plain| {
            let (lang, to) = plain.split_once('\n')?;
            Some(Reminder { to: to.into(), lang: lang.into() })
        }))
    }

    /// Keeps a reminder again that could not be sent, unless the draft was touched or another asked for meanwhile.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn put_back_reminder(&self, waiting: &Waiting) -> Result<(), Fault> {
        let mut values = waiting.values();
        values.push(Value::text(&*waiting.whom));
        self.db.write(vec![(PUT_BACK, values)]).await?;
        Ok(())
    }
}

fn instant(micros: i64) -> Result<Timestamp, Fault> {
    Timestamp::from_microsecond(micros).map_err(|_| Fault::corrupt("a draft has a wrong instant"))
}
