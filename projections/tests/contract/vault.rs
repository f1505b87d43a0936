//! The vault: sealed at rest, bound to its place, and erased with a person's key.

use crate::stored::Search;
use crate::support::{databases, fresh, key, person, register};
use redress_domain::{ComplaintId, Held};
use redress_projections::{MasterKey, MasterKeys, Options, Store};
use uuid::Uuid;

async fn keep(store: &Store, urn: u32, who: u128, words: &str) -> Held {
    let complaint = ComplaintId(Uuid::from_u128(99));
    let (held, sealed) = store.vault().seal(person(who), complaint, "account", words).await.unwrap();
    let mut job = register(urn, &format!("School {urn}"));
    job.sealed = vec![sealed];
    store.execute(job).await.unwrap();
    held
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sealed_opens_and_is_nowhere_in_the_clear() {
    for database in databases().await {
        let store = database.open().await;
        // Unlike any other test's: they share one server and its write-ahead log.
        let planted = format!("Quillfeather-{}", fresh().simple());
        let mut held = Vec::new();
        for urn in 1..=70 {
            held.push(keep(&store, urn, 10 + u128::from(urn % 3), &format!("Persephone {planted} {urn}")).await);
        }
        let unknown = Held { entry: Uuid::from_u128(5), commitment: "0".repeat(64) };
        let mut asked: Vec<&Held> = held.iter().collect();
        asked.push(&unknown);
        let words = store.vault().open(&asked).await.unwrap();
        let text = |urn| format!("Persephone {planted} {urn}");
        assert!(words[..70].iter().zip(1..).all(|(it, urn)| it.as_deref() == Some(&*text(urn))));
        assert_eq!(words[70], None);
        // The reference to an entry may be known wherever anything is kept; so what it stands for would be found there.
        let known = held[69].entry.to_string();
        let search = Search::of(&database.url, &[&known, &planted]).await;
        assert!(search.is_everywhere(&known), "{}: {:?}", database.name, search.places(&known));
        assert!(search.places(&planted).is_empty(), "{}: {:?}", database.name, search.places(&planted));
        store.close().await;
        // Another process, with the same master key, opens it too; with another key it does not even start.
        let store = database.open().await;
        assert_eq!(store.vault().open(&[&held[0]]).await.unwrap(), [Some(text(1))]);
        store.close().await;
        assert!(Store::open(&database.url, &MasterKey::new([8; 32]), Options::default()).await.is_err());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_is_known_by_nothing_against_which_guesses_of_what_was_sent_could_be_tried() {
    for database in databases().await {
        let store = database.open().await;
        // A digest without a key is the same for whoever guesses the words.
        let (name, digest) = (fresh().to_string(), fresh().to_string());
        let mut first = register(1, "School 1");
        first.key = key(&name, &digest);
        let (done, repeat) = (store.execute(first.clone()).await.unwrap(), store.execute(first.clone()).await.unwrap());
        assert_eq!((repeat.repeated, repeat.positions), (true, done.positions));
        first.key = key(&name, "of another request");
        assert!(store.execute(first).await.is_err());
        let search = Search::of(&database.url, &[&name, &digest]).await;
        assert!(search.is_everywhere(&name), "{}: {search:?}", database.name);
        assert!(search.places(&digest).is_empty(), "{}: {search:?}", database.name);
        store.close().await;
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
        let three = keep(&store, 3, 11, "three").await;
        let theirs = format!("SELECT v.key FROM vault v WHERE v.entry = '{}'", three.entry);
        for (table, change, opens) in [
            ("vault", "field = 'another'".into(), [None, Some("two"), Some("three")]),
            ("vault", format!("key = ({theirs})"), [None, Some("two"), Some("three")]),
            ("vault_key", "complaint = 'another'".into(), [None, None, None]),
        ] {
            let which = if table == "vault" { format!("WHERE entry = '{}'", one.entry) } else { String::new() };
            database.raw(&format!("UPDATE {table} SET {change} {which}")).await.unwrap();
            let words = store.vault().open(&[&one, &two, &three]).await.unwrap();
            assert_eq!(words.iter().map(Option::as_deref).collect::<Vec<_>>(), opens, "{change}");
        }
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sealed_before_keys_said_whose_complaint_it_is_still_opens() {
    for database in databases().await {
        let store = database.open().await;
        let held = keep(&store, 1, 10, "one").await;
        store.close().await;
        // As the vault was at first: the words said it, and their key did not.
        for back in [
            "ALTER TABLE vault ADD COLUMN person TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE vault ADD COLUMN complaint TEXT NOT NULL DEFAULT ''",
            "UPDATE vault SET complaint = (SELECT k.complaint FROM vault_key k WHERE k.key = vault.key)",
            "INSERT INTO vault (part, entry, key, person, complaint, field, sealed)
             SELECT part, 'another', key, person, complaint, field, sealed FROM vault",
            "UPDATE vault_key SET complaint = ''",
            "CREATE INDEX vault_key_person ON vault_key (part, person)",
            "DELETE FROM migration WHERE number > 5",
            // One key for two complaints would open only one of them.
            "UPDATE vault SET complaint = 'another' WHERE entry = 'another'",
        ] {
            database.raw(back).await.unwrap();
        }
        let refused = Store::open(&database.url, &MasterKey::new([7; 32]), Options::default()).await;
        assert!(refused.is_err(), "{}: words would be lost", database.name);
        database.raw("DELETE FROM vault WHERE entry = 'another'").await.unwrap();
        let store = database.open().await;
        assert_eq!(store.vault().open(&[&held]).await.unwrap(), [Some("one".into())], "{}", database.name);
        store.close().await;
    }
}

/// A keeper whose keys can be changed while the service runs.
#[derive(Debug, Clone)]
struct Ring(std::sync::Arc<std::sync::Mutex<Vec<[u8; 32]>>>);

impl Ring {
    fn of(keys: &[u8]) -> Self {
        let ring = Self(std::sync::Arc::default());
        ring.turn(keys);
        ring
    }

    fn turn(&self, keys: &[u8]) {
        *self.0.lock().unwrap() = keys.iter().map(|key| [*key; 32]).collect();
    }
}

impl MasterKeys for Ring {
    fn load(&self) -> std::io::Result<Vec<MasterKey>> {
        Ok(self.0.lock().unwrap().iter().map(|key| MasterKey::new(*key)).collect())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_master_key_is_changed_while_others_read_and_write_and_nothing_is_lost() {
    for database in databases().await {
        let ring = Ring::of(&[7]);
        let serving = Store::open(&database.url, &ring, Options::default().readers(4)).await.unwrap();
        let mut held = Vec::new();
        for urn in 1..=40 {
            held.push(keep(&serving, urn, u128::from(urn), &format!("words {urn}")).await);
        }
        // The keeper has the new key before the old one; the process that serves has not looked yet.
        ring.turn(&[9, 7]);
        let rotating = Store::open(&database.url, &ring, Options::default().readers(4)).await.unwrap();
        let (turned, writing) = tokio::join!(rotating.vault().rotate(|_| {}), async {
            let mut more = Vec::new();
            for urn in 41..=60 {
                more.push(keep(&serving, urn, u128::from(urn), &format!("words {urn}")).await);
            }
            more
        });
        assert!(turned.unwrap() >= 40);
        held.extend(writing);
        assert_eq!(rotating.vault().rotate(|_| {}).await.unwrap(), 0, "nothing is left under the old one");
        ring.turn(&[9]);
        held.push(keep(&serving, 61, 61, "words 61").await);
        let fresh = Store::open(&database.url, &MasterKey::new([9; 32]), Options::default()).await.unwrap();
        for store in [&serving, &rotating, &fresh] {
            let asked: Vec<&Held> = held.iter().collect();
            let words = store.vault().open(&asked).await.unwrap();
            assert!(
                words.iter().zip(1..).all(|(it, urn)| it.as_deref() == Some(&*format!("words {urn}"))),
                "{words:?}"
            );
        }
        assert!(Store::open(&database.url, &MasterKey::new([7; 32]), Options::default()).await.is_err());
        for store in [serving, rotating, fresh] {
            store.close().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_was_made_before_the_master_key_was_changed_is_never_recorded_under_the_old_one() {
    for database in databases().await {
        let ring = Ring::of(&[7]);
        let serving = Store::open(&database.url, &ring, Options::default().readers(4)).await.unwrap();
        keep(&serving, 1, 1, "words 1").await;
        let complaint = ComplaintId(Uuid::from_u128(2));
        let (held, sealed) = serving.vault().seal(person(2), complaint, "account", "words 2").await.unwrap();
        ring.turn(&[9, 7]);
        let rotating = Store::open(&database.url, &ring, Options::default().readers(4)).await.unwrap();
        rotating.vault().rotate(|_| {}).await.unwrap();
        // The old key is thrown away before the command comes that brings the new person's key.
        ring.turn(&[9]);
        let mut job = register(2, "School 2");
        job.sealed = vec![sealed];
        serving.execute(job).await.unwrap();
        let fresh = Store::open(&database.url, &MasterKey::new([9; 32]), Options::default()).await.unwrap();
        assert_eq!(fresh.vault().open(&[&held]).await.unwrap(), [Some("words 2".to_owned())], "{}", database.name);
        for store in [serving, rotating, fresh] {
            store.close().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_found_by_name_without_a_name_being_kept() {
    for database in databases().await {
        let store = database.open().await;
        let name = |urn: u32, who: u128, words: &'static str| {
            let store = store.clone();
            async move {
                let complaint = ComplaintId(Uuid::from_u128(urn.into()));
                let (_, sealed) = store.vault().seal(person(who), complaint, "name", words).await.unwrap();
                let mut job = register(urn, &format!("School {urn}"));
                job.sealed = vec![sealed];
                store.execute(job).await.unwrap();
                complaint
            }
        };
        let (one, two) =
            (name(1, 10, "Persephone Quillfeather-Abernathy").await, name(2, 11, "Percy Quillfeather").await);
        let found = |words: &'static str| {
            let store = store.clone();
            async move { store.vault().named(words).await.unwrap().into_keys().collect::<Vec<_>>() }
        };
        assert_eq!(found("quillfeather").await, [one, two]);
        assert_eq!(found("Quillfeather, PERSEPHONE").await, [one]);
        assert_eq!(found("Persephone Percy").await, []);
        assert_eq!(found("quill").await, []);
        assert_eq!(found(" - ").await, []);
        let names = ["Quillfeather", "quillfeather", "Persephone", "persephone", "Percy", "percy"];
        let search = Search::of(&database.url, &[&names[..], &["School 2"]].concat()).await;
        assert!(search.is_everywhere("School 2"), "{}: {search:?}", database.name);
        for name in names {
            assert!(search.places(name).is_empty(), "{}: {name} stands in {search:?}", database.name);
        }
        // An index restored from before finds nobody whose key is gone.
        let token = "INSERT INTO vault_name (part, token, complaint, person, key) SELECT part, token, complaint, \
            'restored', 'gone' FROM vault_name";
        database.raw(token).await.unwrap();
        assert_eq!(found("quillfeather").await, [one, two]);
        store.close().await;
    }
}
