//! The promises of the log, the views and the vault, kept on both databases.

#![expect(clippy::unwrap_used, reason = "a test may")]

mod cut;
mod drafts;
mod kept;
mod log;
mod support;
mod vault;
mod views;
