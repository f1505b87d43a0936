//! The format of the register's extract (Get Information About Schools, `edubasealldata*.csv`).

use csv::StringRecord;
use encoding_rs::WINDOWS_1252;
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};
use jiff::civil::Date;
use redress_domain::Urn;
use redress_domain::law::LaCode;
use redress_domain::school::Entry;
use std::error::Error;
use std::io::Read;
use std::str::FromStr;

/// A line ends with its line feed; the carriage return before it is trimmed from the last cell. Taking
/// both as the end would make the reader count lines one short.
const LINE_END: csv::Terminator = csv::Terminator::Any(b'\n');
/// The extract's separator for dates: `DD-MM-YYYY`.
const DATE: &str = "%d-%m-%Y";

macro_rules! columns {
    ($($field:ident = $header:literal),+ $(,)?) => {
        /// Where each column is that we read. The file has some 140 and their order may change.
        #[derive(Debug, Clone, Copy)]
        pub struct Columns { $($field: usize),+ }

        impl Columns {
            /// The names of the columns that must be there.
            pub const NAMES: &'static [&'static str] = &[$($header),+];

            /// Finds the columns in a header row.
            ///
            /// # Errors
            /// The names of those that are not there.
            pub fn find(header: &StringRecord) -> Result<Self, Vec<&'static str>> {
                let at = |name: &str| header.iter().position(|found| found.trim() == name);
                match ($(at($header)),+) {
                    ($(Some($field)),+) => Ok(Self { $($field),+ }),
                    _ => Err(Self::NAMES.iter().copied().filter(|name| at(name).is_none()).collect()),
                }
            }
        }
    };
}

columns! {
    urn = "URN",
    authority = "LA (code)",
    authority_name = "LA (name)",
    number = "EstablishmentNumber",
    name = "EstablishmentName",
    kind = "TypeOfEstablishment (code)",
    status = "EstablishmentStatus (code)",
    phase = "PhaseOfEducation (code)",
    opened = "OpenDate",
    closed = "CloseDate",
    low_age = "StatutoryLowAge",
    high_age = "StatutoryHighAge",
    street = "Street",
    town = "Town",
    postcode = "Postcode",
}

/// The rows of an extract, one after the other.
pub struct Extract<R: Read> {
    rows: csv::Reader<DecodeReaderBytes<R, Vec<u8>>>,
    columns: Columns,
    row: StringRecord,
}

/// One row of an extract: its line, and what it says or why it cannot be used.
pub type Line = (u64, Result<Entry, String>);

impl<R: Read> Extract<R> {
    /// Reads the first line of whatever holds an extract's bytes.
    ///
    /// # Errors
    /// It cannot be read, or is no extract of the register.
    pub fn open(source: R) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let decoded = DecodeReaderBytesBuilder::new().encoding(Some(WINDOWS_1252)).build(source);
        let mut rows = csv::ReaderBuilder::new().flexible(true).terminator(LINE_END).from_reader(decoded);
        let columns = Columns::find(rows.headers()?).map_err(|missing| {
            format!("this is not an extract of the register of schools: it has no column {}", missing.join(", "))
        })?;
        Ok(Self { rows, columns, row: StringRecord::new() })
    }

    /// The next row; none at the end.
    ///
    /// # Errors
    /// The bytes cannot be read.
    pub fn next_line(&mut self) -> Result<Option<Line>, csv::Error> {
        match self.rows.read_record(&mut self.row) {
            Ok(false) => Ok(None),
            Ok(true) => {
                let line = self.row.position().map_or(0, csv::Position::line);
                Ok(Some((line, self.columns.entry(&self.row))))
            }
            Err(error) if error.is_io_error() => Err(error),
            Err(error) => {
                Ok(Some((error.position().map_or(0, csv::Position::line), Err("the row cannot be read".into()))))
            }
        }
    }
}

impl Columns {
    /// One row as an entry of the register.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn entry(&self, row: &StringRecord) -> Result<Entry, String> {
        let cell = |at: usize| row.get(at).unwrap_or_default().trim();
        let text = |at: usize| Some(cell(at)).filter(|text| !text.is_empty()).map(str::to_owned);
        let name = cell(self.name);
        if name.is_empty() {
            return Err("EstablishmentName is empty".into());
        }
        Ok(Entry {
            urn: Urn(number("URN", cell(self.urn))?),
            name: name.to_owned(),
            authority: LaCode(number("LA (code)", cell(self.authority))?),
            authority_name: cell(self.authority_name).to_owned(),
            number: optional("EstablishmentNumber", cell(self.number))?,
            kind: number("TypeOfEstablishment (code)", cell(self.kind))?,
            status: number("EstablishmentStatus (code)", cell(self.status))?,
            phase: optional("PhaseOfEducation (code)", cell(self.phase))?.unwrap_or_default(),
            opened: date("OpenDate", cell(self.opened))?,
            closed: date("CloseDate", cell(self.closed))?,
            low_age: optional("StatutoryLowAge", cell(self.low_age))?,
            high_age: optional("StatutoryHighAge", cell(self.high_age))?,
            street: text(self.street),
            town: text(self.town),
            postcode: text(self.postcode),
        })
    }
}

/// A number, written `2` or `02` by one producer or another.
fn number<N: FromStr>(column: &str, text: &str) -> Result<N, String> {
    if text.is_empty() {
        return Err(format!("{column} is empty"));
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits
        .then(|| text.parse().ok())
        .flatten()
        .ok_or_else(|| format!("{column} is \"{}\", which is no number we know", short(text)))
}

fn optional<N: FromStr>(column: &str, text: &str) -> Result<Option<N>, String> {
    if text.is_empty() { Ok(None) } else { number(column, text).map(Some) }
}

fn date(column: &str, text: &str) -> Result<Option<Date>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    Date::strptime(DATE, text)
        .map(Some)
        .map_err(|_| format!("{column} is \"{}\", not a date as DD-MM-YYYY", short(text)))
}

fn short(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Result<Entry, String> {
        let header: StringRecord = Columns::NAMES.iter().copied().collect();
        Columns::find(&header).unwrap().entry(&cells.iter().copied().collect())
    }

    #[test]
    fn a_row_becomes_an_entry_whatever_its_zeros() {
        let cells = [
            "100001",
            "301",
            "Barking and Dagenham",
            "0201",
            "Sunny Bank",
            "02",
            "1",
            "2",
            "31-08-1992",
            "",
            "3",
            "11",
            "Beech Lane",
            "",
            "RM1 1AA",
        ];
        let entry = row(&cells).unwrap();
        assert_eq!((entry.urn.0, entry.kind, entry.number), (100_001, 2, Some(201)));
        assert_eq!(entry.opened, Some(jiff::civil::date(1992, 8, 31)));
        assert_eq!((entry.closed, entry.town), (None, None));
    }

    #[test]
    fn a_bad_row_says_what_is_wrong() {
        let mut cells = ["100001", "301", "x", "", "Sunny Bank", "2", "1", "2", "1992-08-31", "", "", "", "", "", ""];
        assert_eq!(row(&cells).unwrap_err(), "OpenDate is \"1992-08-31\", not a date as DD-MM-YYYY");
        cells[8] = "";
        cells[0] = "-1";
        assert_eq!(row(&cells).unwrap_err(), "URN is \"-1\", which is no number we know");
        cells[0] = "";
        assert_eq!(row(&cells).unwrap_err(), "URN is empty");
    }

    #[test]
    fn a_file_without_our_columns_is_refused_by_their_names() {
        let header: StringRecord = ["URN", "Town"].iter().copied().collect();
        assert!(Columns::find(&header).unwrap_err().contains(&"EstablishmentName"));
    }
}
