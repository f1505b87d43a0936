//! The register of schools as it stands, to look one up by number, or by the beginning of its name, town or
//! postcode.

use super::View;
use crate::db::{Db, Row, Value};
use crate::failed::Fault;
use crate::schema::PART;
use redress_domain::law::LaCode;
use redress_domain::school::{Entry, Event};
use redress_domain::{Fact, Recorded, Urn};

/// One school.
#[derive(Debug, Clone, PartialEq)]
pub struct SchoolRow {
    /// Its name in lower case, by which it is searched and listed.
    pub search: String,
    /// What the register says of it now.
    pub entry: Entry,
    /// The school that follows it.
    pub successor: Option<Urn>,
    /// The version of its stream.
    pub version: i64,
}

/// The table of schools.
#[derive(Debug)]
pub struct Schools;

impl View for Schools {
    const NAME: &'static str = "schools";
    const VERSION: i64 = 2;
    const TABLE: &'static [&'static str] = &[
        "CREATE TABLE {table} (
           part BIGINT NOT NULL,
           urn BIGINT NOT NULL,
           search TEXT {ascii} NOT NULL,
           authority BIGINT NOT NULL,
           type BIGINT NOT NULL,
           status BIGINT NOT NULL,
           phase BIGINT NOT NULL,
           successor BIGINT,
           version BIGINT NOT NULL,
           entry TEXT NOT NULL,
           town TEXT {ascii} NOT NULL,
           postcode TEXT {ascii} NOT NULL,
           PRIMARY KEY (part, urn)
         ) {clustered}",
        "CREATE INDEX {index}_search ON {table} (part, search, urn)",
        "CREATE INDEX {index}_authority ON {table} (part, authority, search, urn)",
        "CREATE INDEX {index}_town ON {table} (part, town)",
        "CREATE INDEX {index}_postcode ON {table} (part, postcode)",
    ];
    const KEY: &'static [&'static str] = &["urn"];
    const COLUMNS: &'static [&'static str] =
        &["search", "authority", "type", "status", "phase", "successor", "version", "entry", "town", "postcode"];
    type Key = i64;
    type Row = SchoolRow;

    fn keys(recorded: &Recorded) -> Vec<i64> {
        match recorded.fact {
            Fact::School(_) => recorded.stream.id.parse().into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn first(recorded: &Recorded) -> bool {
        recorded.version == 1
    }

    fn fold(_: &i64, row: Option<SchoolRow>, recorded: &Recorded) -> Result<Option<SchoolRow>, Fault> {
        let version = recorded.version;
        match (&recorded.fact, row) {
            (Fact::School(Event::SchoolRegistered { entry } | Event::SchoolChanged { entry }), row) => {
                let successor = row.and_then(|row| row.successor);
                let (search, entry) = (entry.name.to_lowercase(), (**entry).clone());
                Ok(Some(SchoolRow { search, entry, successor, version }))
            }
            (Fact::School(Event::SuccessorLinked { successor, .. }), Some(row)) => {
                Ok(Some(SchoolRow { successor: Some(*successor), version, ..row }))
            }
            (Fact::School(Event::TargetSet { .. }), Some(row)) => Ok(Some(SchoolRow { version, ..row })),
            _ => Err(Fault::corrupt(format!("record {} is of a school never registered", recorded.position))),
        }
    }

    fn bind_key<'a>(urn: &'a i64, values: &mut Vec<Value<'a>>) {
        values.push(Value::Int(*urn));
    }

    fn bind<'a>(row: &'a SchoolRow, values: &mut Vec<Value<'a>>) -> Result<(), Fault> {
        values.extend([
            Value::text(&*row.search),
            Value::Int(row.entry.authority.0.into()),
            Value::Int(row.entry.kind.into()),
            Value::Int(row.entry.status.into()),
            Value::Int(row.entry.phase.into()),
            Value::opt_int(row.successor.map(|urn| urn.0)),
            Value::Int(row.version),
            Value::text(serde_json::to_string(&row.entry)?),
            Value::text(row.entry.town.as_deref().unwrap_or_default().to_lowercase()),
            Value::text(close(row.entry.postcode.as_deref().unwrap_or_default())),
        ]);
        Ok(())
    }

    fn read(row: &Row) -> Result<(i64, SchoolRow), Fault> {
        let successor = row.opt_int(6)?.and_then(|urn| u32::try_from(urn).ok()).map(Urn);
        let entry = serde_json::from_str(row.text(8)?)?;
        Ok((row.int(0)?, SchoolRow { search: row.text(1)?.into(), entry, successor, version: row.int(7)? }))
    }
}

pub(crate) const ONE: &str = "SELECT urn, search, authority, type, status, phase, successor, version, entry \
    FROM schools WHERE part = $1 AND urn = $2";
pub(crate) const BY_NAME: &str = "SELECT urn, search, authority, type, status, phase, successor, version, entry \
    FROM schools WHERE part = $1 AND search >= $2 AND search < $3 AND (search, urn) > ($4, $5) \
    ORDER BY search, urn LIMIT $6";
pub(crate) const BY_AUTHORITY: &str = "SELECT urn, search, authority, type, status, phase, successor, version, entry \
    FROM schools WHERE part = $1 AND authority = $7 AND search >= $2 AND search < $3 AND (search, urn) > ($4, $5) \
    ORDER BY search, urn LIMIT $6";

pub(crate) const BY_TOWN: &str = "SELECT urn, search, authority, type, status, phase, successor, version, entry \
    FROM schools WHERE part = $1 AND town >= $2 AND town < $3 ORDER BY search, urn LIMIT $4";
pub(crate) const BY_POSTCODE: &str = "SELECT urn, search, authority, type, status, phase, successor, version, entry \
    FROM schools WHERE part = $1 AND postcode >= $2 AND postcode < $3 ORDER BY search, urn LIMIT $4";

/// A postcode as it is compared: small letters without blanks.
fn close(postcode: &str) -> String {
    postcode.split_whitespace().collect::<String>().to_lowercase()
}

/// What sorts after everything that begins so, byte by byte: no text has the last character there is.
fn after_all(beginning: &str) -> String {
    format!("{beginning}{}", char::MAX)
}

/// The first schools by name whose town or postcode begins so.
pub(crate) async fn at(db: &Db, beginning: &str, limit: u32) -> Result<Vec<SchoolRow>, Fault> {
    let mut found = Vec::new();
    for (sql, beginning) in [(BY_TOWN, beginning.to_lowercase()), (BY_POSTCODE, close(beginning))] {
        let end = after_all(&beginning);
        let values = [Value::Int(PART), Value::text(beginning), Value::text(end), Value::Int(limit.into())];
        for row in &db.fetch(sql, &values).await? {
            found.push(Schools::read(row)?.1);
        }
    }
    Ok(found)
}

/// One school by its number.
pub(crate) async fn one(db: &Db, urn: Urn) -> Result<Option<SchoolRow>, Fault> {
    let rows = db.fetch(ONE, &[Value::Int(PART), Value::Int(urn.0.into())]).await?;
    rows.first().map(|row| Ok(Schools::read(row)?.1)).transpose()
}

/// A page of schools in the order of their names: those whose name begins so, in one authority or in
/// all, after the one where the page before ended.
pub(crate) async fn page(
    db: &Db,
    beginning: &str,
    authority: Option<LaCode>,
    after: Option<(&str, Urn)>,
    limit: u32,
) -> Result<Vec<SchoolRow>, Fault> {
    let beginning = beginning.to_lowercase();
    let end = after_all(&beginning);
    let (name, urn) = after.map_or(("", -1), |(name, urn)| (name, i64::from(urn.0)));
    let mut values = vec![
        Value::Int(PART),
        Value::text(beginning),
        Value::text(end),
        Value::text(name),
        Value::Int(urn),
        Value::Int(limit.into()),
    ];
    let sql = match authority {
        None => BY_NAME,
        Some(code) => {
            values.push(Value::Int(code.0.into()));
            BY_AUTHORITY
        }
    };
    db.fetch(sql, &values).await?.iter().map(|row| Ok(Schools::read(row)?.1)).collect()
}
