//! Receipts: the number by which whoever lodged a complaint can tell later, without an account, that it is on record
//! and was not altered.

use crate::app::App;
use crate::codes;
use crate::problem::Problem;
use crate::sign_in::named;
use crate::store::hex;
use jiff::Timestamp;
use redress_domain::ComplaintId;
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// How much of the hash of the record a receipt holds: nobody finds another record that has it.
const BYTES: usize = 16;

/// The receipt of a complaint: the beginning of the hash of its first record, in groups that can be read out. The
/// record holds salted commitments to the words, so it tells nothing of them.
///
/// # Errors
/// The database fails.
pub async fn receipt(app: &App, complaint: ComplaintId) -> Result<Option<String>, Problem> {
    let leaf = app.store.first_leaf(complaint).await?;
    Ok(leaf.map(|(_, leaf)| codes::in_fours(&hex(&leaf[..BYTES]))))
}

/// When the complaint with this reference was put on record, if this is its receipt. A wrong reference is answered
/// like a wrong receipt, after the same work.
///
/// # Errors
/// The database fails.
pub async fn check(app: &App, reference: &str, receipt: &str) -> Result<Option<Timestamp>, Problem> {
    let complaint = named(app, reference).await?.unwrap_or(ComplaintId(Uuid::nil()));
    let given: String = receipt.chars().filter(char::is_ascii_hexdigit).collect::<String>().to_ascii_lowercase();
    let known = app.store.first_leaf(complaint).await?;
    Ok(known.filter(|(_, leaf)| hex(&leaf[..BYTES]).as_bytes().ct_eq(given.as_bytes()).into()).map(|(at, _)| at))
}
