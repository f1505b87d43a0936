//! Drafts: sealed, found by their code alone, and gone after their time.

use crate::support::databases;
use jiff::{SignedDuration, Timestamp};

const WORDS: &str = "Persephone Quillfeather-Abernathy was not helped";
const CODE: &str = "0123456789abcdef0123456789abcdef";

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_survives_a_crash_sealed_and_is_thrown_away_after_its_time() {
    let now: Timestamp = "2011-09-05T09:00:00Z".parse().unwrap();
    let stale = now - SignedDuration::from_hours(24);
    for database in databases().await {
        let store = database.open().await;
        store.drafts().keep(CODE, "the first words", now, stale).await.unwrap();
        store.drafts().keep(CODE, WORDS, now, stale).await.unwrap();
        store.close().await;
        let store = database.open().await;
        assert_eq!(store.drafts().read(CODE, stale).await.unwrap().as_deref(), Some(WORDS));
        assert_eq!(store.drafts().read("another code", stale).await.unwrap(), None);
        assert_eq!(store.drafts().read(CODE, now + SignedDuration::from_secs(1)).await.unwrap(), None);
        assert_eq!(store.head().await.unwrap().position, 0, "a draft is nothing that happened");
        if database.name == "sqlite" {
            let path = database.url.trim_start_matches("sqlite://").split('?').next().unwrap().to_owned();
            let mut bytes = std::fs::read(&path).unwrap();
            bytes.extend(std::fs::read(format!("{path}-wal")).unwrap_or_default());
            for planted in ["Quillfeather", CODE] {
                assert!(!bytes.windows(planted.len()).any(|window| window == planted.as_bytes()), "{planted}");
            }
        }
        // Keeping another one throws the old ones away, whoever wrote them.
        store.drafts().keep("another code", "x", now, now + SignedDuration::from_secs(1)).await.unwrap();
        assert_eq!(store.drafts().read(CODE, stale).await.unwrap(), None);
        store.close().await;
    }
}
