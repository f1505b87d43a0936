//! Who on the family's side can come to which case, and by what: all that signing in has to look up.

use super::View;
use crate::db::{Db, Row, Value};
use crate::failed::Fault;
use crate::question::Question;
use crate::schema::PART;
use redress_domain::access::{Access, AccessId};
use redress_domain::{ComplaintId, Fact, Recorded, Role};

/// One access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessRow {
    /// Whose, and to which case.
    pub id: AccessId,
    /// What the person is to the case.
    pub role: Role,
    /// The hash of the access code, if one was issued.
    pub hash: Option<String>,
    /// How often everybody was put out: who came in before that is out.
    pub generation: i64,
}

/// The table of accesses.
#[derive(Debug)]
pub struct Accesses;

impl View for Accesses {
    const NAME: &'static str = "accesses";
    const VERSION: i64 = 1;
    const TABLE: &'static [&'static str] = &["CREATE TABLE {table} (
        part BIGINT NOT NULL,
        complaint TEXT {ascii} NOT NULL,
        person TEXT {ascii} NOT NULL,
        role TEXT NOT NULL,
        hash TEXT,
        generation BIGINT NOT NULL,
        PRIMARY KEY (part, complaint, person)
      ) {clustered}"];
    const KEY: &'static [&'static str] = &["complaint", "person"];
    const COLUMNS: &'static [&'static str] = &["role", "hash", "generation"];
    type Key = AccessId;
    type Row = AccessRow;

    fn keys(recorded: &Recorded) -> Vec<AccessId> {
        match recorded.fact {
            Fact::Access(_) => recorded.stream.id.parse().into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn first(recorded: &Recorded) -> bool {
        recorded.version == 1
    }

    fn fold(id: &AccessId, row: Option<AccessRow>, recorded: &Recorded) -> Result<Option<AccessRow>, Fault> {
        let Fact::Access(event) = &recorded.fact else { return Ok(row) };
        // One fold for the decision and the view.
        let mut access = Access::default();
        if let Some(row) = row {
            access.role = Some(row.role);
            access.hash = row.hash;
            access.generation = u32::try_from(row.generation).unwrap_or(u32::MAX);
        }
        access.evolve(event);
        let role = access.role.ok_or_else(|| Fault::corrupt("an access was used before it was opened"))?;
        Ok(Some(AccessRow { id: *id, role, hash: access.hash, generation: access.generation.into() }))
    }

    fn bind_key<'a>(id: &'a AccessId, values: &mut Vec<Value<'a>>) {
        values.extend([Value::text(id.complaint.to_string()), Value::text(id.person.to_string())]);
    }

    fn bind<'a>(row: &'a AccessRow, values: &mut Vec<Value<'a>>) -> Result<(), Fault> {
        values.extend([Value::text(row.role.name()), Value::opt_text(row.hash.as_deref()), Value::Int(row.generation)]);
        Ok(())
    }

    fn read(row: &Row) -> Result<(AccessId, AccessRow), Fault> {
        let wrong = || Fault::corrupt("an access is not one");
        let id = AccessId {
            complaint: row.text(0)?.parse().map_err(|_| wrong())?,
            person: row.text(1)?.parse().map_err(|_| wrong())?,
        };
        let role = row.text(2)?.parse().map_err(|_| wrong())?;
        Ok((id, AccessRow { id, role, hash: row.opt_text(3)?.map(Into::into), generation: row.int(4)? }))
    }
}

pub(crate) const OF_CASE: &str = "SELECT complaint, person, role, hash, generation FROM accesses \
    WHERE part = $1 AND complaint = $2 ORDER BY person";
pub(crate) const ONE: &str = "SELECT complaint, person, role, hash, generation FROM accesses \
    WHERE part = $1 AND complaint = $2 AND person = $3";

/// Every access to a case.
pub(crate) async fn of_case(db: &Db, complaint: ComplaintId) -> Result<Vec<AccessRow>, Fault> {
    let rows = db.fetch(OF_CASE, &[Value::Int(PART), Value::text(complaint.to_string())]).await?;
    rows.iter().map(|row| Ok(Accesses::read(row)?.1)).collect()
}

/// One access.
pub(crate) fn one<'a>(id: AccessId) -> Question<'a, Option<AccessRow>> {
    let values = vec![Value::Int(PART), Value::text(id.complaint.to_string()), Value::text(id.person.to_string())];
    Question::new(ONE, values, |rows| rows.first().map(|row| Ok(Accesses::read(row)?.1)).transpose())
}
