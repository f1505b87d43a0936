//! What the fuzzer's corpus holds is read by the same functions as an ordinary test: `tests/fuzz/run` makes more.

#[path = "../fuzz/src/inputs.rs"]
mod inputs;

use inputs::INPUTS;
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn whatever_was_once_sent_is_read_or_refused_and_every_reader_has_its_examples() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let folders = |path: &Path| -> BTreeSet<String> {
        let entries = std::fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    let names: BTreeSet<_> = INPUTS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(folders(&corpus), names, "a reader without examples, or examples without a reader");
    for (name, read) in INPUTS {
        let files = folders(&corpus.join(name));
        assert!(!files.is_empty(), "{name} has no examples");
        for file in files {
            let sent = std::fs::read(corpus.join(name).join(&file)).unwrap();
            assert!(sent.len() <= 16 * 1024, "{name}/{file} is too large to keep");
            read(&sent);
        }
    }
}
