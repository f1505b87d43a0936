//! What comes back from a database.

use crate::failed::Fault;
use bytes::Bytes;
use fallible_iterator::FallibleIterator;
use postgres_protocol::message::backend::DataRowBody;
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use std::io;
use std::ops::Range;

/// One row that came back.
#[derive(Debug)]
pub enum Row {
    /// From PostgreSQL, by sqlx.
    Postgres(PgRow),
    /// From SQLite.
    Sqlite(SqliteRow),
    /// From PostgreSQL, as the server sent it.
    Piped(Cells),
}

macro_rules! getters {
    ($($(#[$doc:meta])* $name:ident -> $type:ty;)+) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// There is no such column, or it is of another type.
        pub fn $name(&self, column: usize) -> Result<$type, Fault> {
            Ok(match self {
                Self::Postgres(row) => row.try_get(column)?,
                Self::Sqlite(row) => row.try_get(column)?,
                Self::Piped(row) => row.try_get(column)?,
            })
        }
    )+};
}

impl Row {
    getters! {
        /// A whole number.
        int -> i64;
        /// A whole number that may be absent.
        opt_int -> Option<i64>;
        /// Text, where it lies.
        text -> &str;
        /// Text that may be absent.
        opt_text -> Option<&str>;
        /// Bytes, where they lie.
        bytes -> &[u8];
    }
}

/// A row from PostgreSQL, as the server sent it.
#[derive(Debug)]
pub struct Cells {
    all: Bytes,
    places: Vec<Option<Range<usize>>>,
}

impl Cells {
    pub(crate) fn read(body: &DataRowBody) -> io::Result<Self> {
        Ok(Self { all: body.buffer_bytes().clone(), places: body.ranges().collect()? })
    }

    /// The value of a column, where it lies.
    ///
    /// # Errors
    /// There is no such column, it is absent, or cannot be read so.
    pub(crate) fn try_get<'a, T: Cell<'a>>(&'a self, column: usize) -> Result<T, Fault> {
        let place = self.places.get(column).ok_or_else(|| Fault::corrupt("a row has fewer columns"))?;
        let cell = place.clone().map(|place| &self.all[place]);
        T::of(cell).ok_or_else(|| Fault::corrupt(format!("column {column} of a row cannot be read so")))
    }
}

/// What a column may be read as. The tables hold whole numbers, text and bytes.
pub(crate) trait Cell<'a>: Sized {
    fn of(cell: Option<&'a [u8]>) -> Option<Self>;
}

impl Cell<'_> for i64 {
    fn of(cell: Option<&[u8]>) -> Option<Self> {
        Some(Self::from_be_bytes(cell?.try_into().ok()?))
    }
}

impl<'a> Cell<'a> for &'a str {
    fn of(cell: Option<&'a [u8]>) -> Option<Self> {
        std::str::from_utf8(cell?).ok()
    }
}

impl<'a> Cell<'a> for &'a [u8] {
    fn of(cell: Option<&'a [u8]>) -> Option<Self> {
        cell
    }
}

impl<'a, T: Cell<'a>> Cell<'a> for Option<T> {
    fn of(cell: Option<&'a [u8]>) -> Option<Self> {
        cell.map_or(Some(None), |cell| T::of(Some(cell)).map(Some))
    }
}
