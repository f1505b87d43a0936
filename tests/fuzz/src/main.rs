//! Gives libFuzzer one of the readers of what comes from outside, named by `FUZZ_INPUT`.
#![no_main]

mod inputs;

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static READER: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let wanted = std::env::var("FUZZ_INPUT").unwrap_or_default();
    let found = inputs::INPUTS.iter().find(|(name, _)| *name == wanted);
    found.unwrap_or_else(|| panic!("FUZZ_INPUT must name one of tests/fuzz/corpus")).1
});

fuzz_target!(|sent: &[u8]| READER(sent));
