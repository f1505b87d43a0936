//! The promises of the log, the views and the vault, kept on both databases.

#![expect(clippy::unwrap_used, reason = "a test may")]

mod cut;
mod drafts;
mod erasure;
mod falls;
mod kept;
mod log;
// How what is stored is searched is written once, for these tests and for those over HTTP.
#[path = "../../../tests/src/stored.rs"]
mod stored;
mod support;
mod vault;
mod views;
