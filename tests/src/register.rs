//! An extract of the register of schools as long as one likes, in the form in which the register is published.

use redress_api::gias::Columns;
use std::fmt::Write;

/// An extract of so many invented schools, some of them closed.
#[must_use]
pub fn extract(rows: u32) -> Vec<u8> {
    let mut text = Columns::NAMES.join(",") + "\r\n";
    for row in 0..rows {
        let closed = if row % 4 == 3 { "31-08-2010" } else { "" };
        let status = if closed.is_empty() { 1 } else { 2 };
        let _ = write!(
            text,
            "{},{},Authority {},{},\"School {row}, St Ag\u{e9}e\",01,{status},2,01-09-1970,{closed},4,11,Town,AB{} 1CD\r\n",
            100_000 + row,
            200 + row % 150,
            row % 150,
            1000 + row / 150,
            row % 90
        );
    }
    text.chars().map(|letter| u8::try_from(u32::from(letter)).expect("Windows-1252")).collect()
}
