//! A transaction that comes to nothing at its very end, when more has been decided on it already.

use crate::log::{run_writers, write};
use crate::support::{TestDatabase, check, databases, key, register};
use redress_projections::Failed;

/// Has PostgreSQL refuse every fifth change of the head row, when it commits it.
async fn refuse(database: &TestDatabase, code: &str) {
    for sql in [
        "CREATE SEQUENCE changes",
        &format!(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
             BEGIN
               IF nextval('changes') % 5 = 0 THEN RAISE EXCEPTION 'refused' USING ERRCODE = '{code}'; END IF;
               RETURN NULL;
             END $$"
        ),
        "CREATE CONSTRAINT TRIGGER refuse AFTER UPDATE ON log_head DEFERRABLE INITIALLY DEFERRED
         FOR EACH ROW EXECUTE FUNCTION refuse()",
    ] {
        database.raw(sql).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_decided_on_a_commit_that_was_refused_is_decided_anew() {
    for database in databases().await.into_iter().filter(|database| database.name == "postgres") {
        let store = database.open().await;
        refuse(&database, "40001").await;
        let done = run_writers(std::slice::from_ref(&store), 32, 20).await;
        let mut positions: Vec<_> = done.into_iter().map(|(.., position)| position).collect();
        positions.sort_unstable();
        assert!(positions.into_iter().eq(1..=640));
        database.raw("DROP TRIGGER refuse ON log_head").await.unwrap();
        check(&store).await;
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_commits_that_are_refused_for_good_nothing_stays_and_whoever_sent_them_is_told() {
    for database in databases().await.into_iter().filter(|database| database.name == "postgres") {
        let store = database.open().await;
        refuse(&database, "P0001").await;
        let mut recorded = Vec::new();
        for answer in write(std::slice::from_ref(&store), 32, 20).await {
            match answer {
                Ok(done) => recorded.push(done.positions.unwrap().0),
                Err(failed) => assert!(matches!(failed, Failed::Database(_)), "{failed:?}"),
            }
        }
        recorded.sort_unstable();
        let last = store.head().await.unwrap().position;
        assert!((1..640).contains(&last) && recorded.into_iter().eq(1..=last), "{last}");
        database.raw("DROP TRIGGER refuse ON log_head").await.unwrap();
        check(&store).await;
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_of_what_is_not_yet_durable_gets_the_same_answer() {
    for database in databases().await {
        let store = database.open().await;
        if database.name == "postgres" {
            refuse(&database, "40001").await;
        }
        let mut callers = tokio::task::JoinSet::new();
        for caller in 0..64 {
            let store = store.clone();
            callers.spawn(async move {
                for turn in 0..10 {
                    // Something else each time, which would be recorded if it were not known for a repeat.
                    let mut job = register(100 + turn, &format!("{turn} {caller}"));
                    job.key = key(&format!("{turn}"), "of this request");
                    // So that they come when the others' are on their way, and not all at once.
                    tokio::time::sleep(std::time::Duration::from_micros(caller * 30)).await;
                    let done = store.execute(job).await.unwrap();
                    assert_eq!((done.version, done.stream.id), (1, (100 + turn).to_string()));
                }
            });
        }
        callers.join_all().await;
        assert_eq!(store.head().await.unwrap().position, 10, "{}", database.name);
        store.close().await;
    }
}
