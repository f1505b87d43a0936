//! What people keep for their own use: sealed, and found by nobody else.

use crate::support::databases;

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_keeps_for_themselves_is_sealed_and_nobody_elses() {
    const WORDS: &str = "Persephone Quillfeather-Abernathy's case";
    for database in databases().await {
        let store = database.open().await;
        store.vault().kept().keep("clerk@school:100001/1", "the first words").await.unwrap();
        store.vault().kept().keep("clerk@school:100001/1", WORDS).await.unwrap();
        store.close().await;
        let store = database.open().await;
        assert_eq!(store.vault().kept().read("clerk@school:100001/1").await.unwrap().as_deref(), Some(WORDS));
        assert_eq!(store.vault().kept().read("clerk@school:100001/2").await.unwrap(), None);
        assert_eq!(store.head().await.unwrap().position, 0, "what is kept is nothing that happened");
        if database.name == "sqlite" {
            let path = database.url.trim_start_matches("sqlite://").split('?').next().unwrap().to_owned();
            let mut bytes = std::fs::read(&path).unwrap();
            bytes.extend(std::fs::read(format!("{path}-wal")).unwrap_or_default());
            for planted in ["Quillfeather", "clerk@school"] {
                assert!(!bytes.windows(planted.len()).any(|window| window == planted.as_bytes()), "{planted}");
            }
        }
        store.close().await;
    }
}
