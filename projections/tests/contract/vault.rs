//! The vault: sealed at rest, bound to its place, and erased with a person's key.

use crate::support::{TestDatabase, databases, person, register};
use redress_domain::{ComplaintId, Held};
use redress_projections::{MasterKey, Options, Store};
use uuid::Uuid;

const PLANTED: &str = "Persephone Quillfeather-Abernathy";

async fn keep(store: &Store, urn: u32, who: u128, words: &str) -> Held {
    let complaint = ComplaintId(Uuid::from_u128(99));
    let (held, sealed) = store.vault().seal(person(who), complaint, "account", words).await.unwrap();
    let mut job = register(urn, &format!("School {urn}"));
    job.sealed = vec![sealed];
    store.execute(job).await.unwrap();
    held
}

async fn raw_bytes(database: &TestDatabase) -> Vec<u8> {
    let path = database.url.trim_start_matches("sqlite://").split('?').next().unwrap().to_owned();
    let mut bytes = std::fs::read(&path).unwrap();
    bytes.extend(std::fs::read(format!("{path}-wal")).unwrap_or_default());
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sealed_opens_and_is_nowhere_in_the_clear() {
    for database in databases().await {
        let store = database.open().await;
        let mut held = Vec::new();
        for urn in 1..=70 {
            held.push(keep(&store, urn, 10 + u128::from(urn % 3), &format!("{PLANTED} {urn}")).await);
        }
        let unknown = Held { entry: Uuid::from_u128(5), commitment: "0".repeat(64) };
        let mut asked: Vec<&Held> = held.iter().collect();
        asked.push(&unknown);
        let words = store.vault().open(&asked).await.unwrap();
        assert!(words[..70].iter().zip(1..).all(|(it, urn)| it.as_deref() == Some(&*format!("{PLANTED} {urn}"))));
        assert_eq!(words[70], None);
        if database.name == "sqlite" {
            let bytes = raw_bytes(&database).await;
            assert!(bytes.len() > 10_000);
            for planted in [PLANTED.as_bytes(), b"Quillfeather"] {
                assert!(!bytes.windows(planted.len()).any(|window| window == planted));
            }
        }
        store.close().await;
        // Another process, with the same master key, opens it too; with another key it does not even start.
        let store = database.open().await;
        assert_eq!(store.vault().open(&[&held[0]]).await.unwrap(), [Some(format!("{PLANTED} 1"))]);
        store.close().await;
        assert!(Store::open(&database.url, &MasterKey::new([8; 32]), Options::default()).await.is_err());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn forgetting_a_person_erases_their_words_alone_and_the_log_still_verifies() {
    for database in databases().await {
        let store = database.open().await;
        let other = database.open().await;
        let (hers, his) = (keep(&store, 1, 10, "hers").await, keep(&store, 2, 11, "his").await);
        assert_eq!(other.vault().open(&[&hers]).await.unwrap(), [Some("hers".into())]);
        let (_, late) = store.vault().seal(person(10), ComplaintId(Uuid::nil()), "account", "late").await.unwrap();
        store.forget(person(10)).await.unwrap();
        let mut job = register(3, "School 3");
        job.sealed = vec![late];
        store.execute(job).await.unwrap();
        for store in [&store, &other] {
            assert_eq!(store.vault().open(&[&hers, &his]).await.unwrap(), [None, Some("his".into())]);
            store.verify(|_, _| {}).await.unwrap();
        }
        store.close().await;
        other.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sealed_value_opens_only_in_its_place() {
    for database in databases().await {
        let store = database.open().await;
        let (one, two) = (keep(&store, 1, 10, "one").await, keep(&store, 2, 10, "two").await);
        // A reference whose commitment is another's opens nothing.
        let crossed = Held { entry: one.entry, commitment: two.commitment.clone() };
        assert_eq!(store.vault().open(&[&crossed]).await.unwrap(), [None]);
        for change in ["complaint = 'another'", "field = 'another'", "person = 'another'"] {
            let entry = one.entry;
            database.raw(&format!("UPDATE vault SET {change} WHERE entry = '{entry}'")).await.unwrap();
            assert_eq!(store.vault().open(&[&one, &two]).await.unwrap(), [None, Some("two".into())], "{change}");
        }
        store.close().await;
    }
}
