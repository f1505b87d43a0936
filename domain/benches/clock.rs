//! How long a deadline takes to compute, with every step explained: `cargo bench -p redress-domain`.

use divan::{Bencher, black_box};
use jiff::civil::{Date, date};
use redress_domain::clock::{Calculation, Calendars, Extension, RuleId, Stop, explain};

fn main() {
    divan::main();
}

fn asked(rule: &str, start: Date) -> Calculation {
    Calculation { rule: RuleId::new(rule), start, length: None, pauses: Vec::new(), extensions: Vec::new() }
}

fn explained(bencher: Bencher<'_, '_>, asked: &Calculation) {
    let england = Calendars::england();
    bencher.bench_local(|| explain(black_box(asked), &england));
}

/// Twelve months beginning with a day.
#[divan::bench]
fn twelve_months(bencher: Bencher<'_, '_>) {
    explained(bencher, &asked("T01", date(2011, 9, 12)));
}

/// One month with its three readings.
#[divan::bench]
fn three_readings(bencher: Bencher<'_, '_>) {
    explained(bencher, &asked("T05", date(2012, 2, 29)));
}

/// Twenty working days over a bank holiday.
#[divan::bench]
fn twenty_working_days(bencher: Bencher<'_, '_>) {
    explained(bencher, &asked("T43", date(2026, 5, 22)));
}

/// The same, paused twice and extended.
#[divan::bench]
fn twenty_working_days_paused_and_extended(bencher: Bencher<'_, '_>) {
    let stop = |from, to| Stop { from: date(2026, 6, from), to: Some(date(2026, 6, to)) };
    let (pauses, extensions) = (vec![stop(1, 4), stop(9, 11)], vec![Extension::By(10)]);
    explained(bencher, &Calculation { pauses, extensions, ..asked("T43", date(2026, 5, 22)) });
}

/// Sixty working days: the longest count of any rule.
#[divan::bench]
fn sixty_working_days(bencher: Bencher<'_, '_>) {
    explained(bencher, &asked("T03", date(2011, 11, 1)));
}
