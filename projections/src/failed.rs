//! What can go wrong, in two layers: what a caller may be told, and what only an operator may read.

use crate::piped::Cut;
use redress_domain::Refused;
use std::borrow::Cow;
use std::sync::Arc;

/// Why a command or a question got no answer. Its text is fit for anybody; the inner cause is not,
/// and is reached only through [`std::error::Error::source`], for the operator's log.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Failed {
    /// The law, the policy or the state of the case refuses it. Nothing was recorded.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The caller's `If-Match` names another version than the present one. Nothing was recorded.
    #[error("This has changed since you last read it: it is now at version {actual}. Read it again, then decide.")]
    Conflict {
        /// The version it is at.
        actual: i64,
    },
    /// The idempotency key has been used for another request by the same person.
    #[error("This Idempotency-Key has been used before, for a different request. Use a new one.")]
    KeyReused,
    /// Too much is waiting. Nothing was recorded; trying again is safe.
    #[error("The service is busy. Nothing has been recorded; please try again in a moment.")]
    Busy,
    /// The database failed.
    #[error("The record cannot be reached at the moment. Please try again later, with the same Idempotency-Key.")]
    Database(#[source] Arc<Fault>),
}

/// What went wrong inside: for the operator's log, never for an answer.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The database refused or could not be reached.
    #[error(transparent)]
    Sql(#[from] sqlx::Error),
    /// The same, on a connection to PostgreSQL without sqlx.
    #[error(transparent)]
    Piped(#[from] Cut),
    /// A stored or computed value is not the JSON it should be.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The log, the vault or a view holds something that cannot be right.
    #[error("{0}")]
    Corrupt(String),
    /// What a decision was made on has not been recorded, so that it is made anew.
    #[error("what this was decided on was not recorded")]
    Undone,
    /// The store was closed, or its writer has stopped.
    #[error("the store was closed")]
    Stopped,
    /// The system gave no random bytes.
    #[error("no random bytes: {0}")]
    Random(getrandom::Error),
}

impl Fault {
    /// A value that cannot be right, in words.
    pub fn corrupt(words: impl Into<String>) -> Self {
        Self::Corrupt(words.into())
    }

    /// Whether trying the same again may well succeed: a deadlock, a serialisation failure, a busy
    /// file, or a table that a rebuild has just swapped.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        // PostgreSQL's SQLSTATEs, then SQLite's BUSY and LOCKED with their extensions. 53300 is a server that has no
        // room for another connection; 42P01 and XX000 are what a reader meets that looked up a view's table just
        // before a rebuild replaced it.
        const CODES: [&str; 11] = ["40001", "40P01", "55P03", "42P01", "53300", "XX000", "5", "6", "261", "517", "262"];
        self.code().is_some_and(|code| CODES.contains(&&*code))
    }

    /// The database's own code for what went wrong, if it was the database that said so.
    fn code(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Sql(sqlx::Error::Database(error)) => error.code(),
            Self::Piped(Cut::Refused { code, .. }) => Some(code.into()),
            _ => None,
        }
    }

    /// Whether the connection is gone and another is needed.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        match self {
            // Class 57: the server is shutting down, or its administrator ended the session.
            Self::Sql(sqlx::Error::Database(_)) | Self::Piped(Cut::Refused { .. }) => {
                self.code().is_some_and(|code| code.starts_with("57P") || code.starts_with("08"))
            }
            Self::Piped(cut) => matches!(cut, Cut::Line(_)),
            Self::Sql(error) => {
                matches!(error, sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed)
            }
            _ => false,
        }
    }

    /// Whether the head row was not where it was thought to be, and so had no position to be given.
    #[must_use]
    pub(crate) fn is_stale(&self) -> bool {
        // 1299 is SQLite's NOT NULL.
        self.code().is_some_and(|code| code == "23502" || code == "1299")
    }

    /// Whether an earlier statement had failed already, which is then the one to blame.
    #[must_use]
    pub(crate) fn is_aborted(&self) -> bool {
        matches!(self, Self::Piped(Cut::Earlier)) || self.code().is_some_and(|code| code == "25P02")
    }

    /// Whether a unique key was in the way.
    #[must_use]
    pub fn is_unique(&self) -> bool {
        // 23505 is PostgreSQL's; 1555, 2067 and 2579 are SQLite's, and 1811 its trigger that keeps INSERT OR REPLACE
        // away from the log, which sees it first.
        self.code().is_some_and(|code| ["23505", "1555", "2067", "2579", "1811"].contains(&&*code))
    }
}

impl<F: Into<Fault>> From<F> for Failed {
    fn from(fault: F) -> Self {
        Self::Database(Arc::new(fault.into()))
    }
}
