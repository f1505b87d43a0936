//! Prints random deadlines for another program to work out again: `unit,counting,length,start,due`, a line each.
//!
//! `cargo run -p redress-domain --example deadlines -- 120000`

use jiff::ToSpan;
use jiff::civil::{Date, date};
use redress_domain::clock::{Calendars, Counting, Roll, Unit, due_in};
use std::io::{self, BufWriter, Write};

/// The same numbers at every run (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }
}

/// From 2009 to the last day from which sixty working days stay within 2030.
const FIRST: Date = date(2009, 1, 1);
const DAYS: u64 = 7_900;

fn main() -> io::Result<()> {
    let count: u64 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(120_000);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut numbers = Numbers(2009);
    let england = Calendars::england();
    for _ in 0..count {
        let start = FIRST.saturating_add(i64::try_from(numbers.below(DAYS)).unwrap_or_default().days());
        let (unit, name) = match numbers.below(10) {
            0 => (Unit::Months, "months"),
            1 => (Unit::Days, "days"),
            _ => (Unit::WorkingDays, "working_days"),
        };
        let (counting, how) = match numbers.below(3) {
            0 => (Counting::BeginningWith, "beginning_with"),
            _ => (Counting::After, "after"),
        };
        let length = u16::try_from(1 + numbers.below(60)).unwrap_or(1);
        let due = due_in(length, unit, counting, Roll::None, start, &england).map_err(io::Error::other)?;
        writeln!(out, "{name},{how},{length},{start},{}", due.on)?;
    }
    out.flush()
}
