//! How fast small values are sealed and opened, on one core: `cargo bench -p redress-projections`. The bar is
//! 100,000 a second, both together.

use divan::Bencher;
use divan::counter::ItemsCount;
use redress_projections::sealing::{Drawn, seal_words, unseal_words, words};
use std::hint::black_box;

const WORDS: &str = "Persephone Quillfeather-Abernathy, 7 Withered Arch";
const PLACE: &[u8] = b"redress/vault/1\n0\nan entry\na key\na person\na complaint\nname";

fn main() {
    divan::main();
}

#[divan::bench]
fn seal(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(1u32)).bench(|| seal_words(Drawn::new()?, &[7; 32], black_box(WORDS), PLACE));
}

#[divan::bench]
fn open(bencher: Bencher<'_, '_>) {
    let drawn = Drawn::new().expect("random bytes");
    let (sealed, commitment) = seal_words(drawn, &[7; 32], WORDS, PLACE).expect("it is short");
    bencher.counter(ItemsCount::new(1u32)).bench(|| {
        let plain = unseal_words(&[7; 32], black_box(&sealed), PLACE)?;
        words(&plain, &commitment)
    });
}

#[divan::bench]
fn seal_and_open(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(1u32)).bench(|| {
        let (sealed, commitment) = seal_words(Drawn::new().ok()?, &[7; 32], black_box(WORDS), PLACE).ok()?;
        words(&unseal_words(&[7; 32], &sealed, PLACE)?, &commitment)
    });
}
