//! The log: dense, ordered, append-only; locks, keys and neighbours.

use crate::support::{self, check, databases, key, link, register, school};
use redress_domain::{Fact, Refused};
use redress_projections::{Done, Failed, Job, Store};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What so many writers are answered, who write at the same time.
pub async fn write(stores: &[Store], writers: u32, each: u32) -> Vec<Result<Done, Failed>> {
    let mut tasks = tokio::task::JoinSet::new();
    for writer in 0..writers {
        let store = stores[writer as usize % stores.len()].clone();
        tasks.spawn(async move {
            let mut done = Vec::new();
            for turn in 0..each {
                // Some streams are a writer's own, some are shared by all.
                let urn = if turn % 4 == 0 { 1 } else { 100 + writer };
                done.push(store.execute(register(urn, &format!("{writer} {turn}"))).await);
            }
            done
        });
    }
    tasks.join_all().await.into_iter().flatten().collect()
}

/// The same, where all of it is recorded: streams, versions and positions.
pub async fn run_writers(stores: &[Store], writers: u32, each: u32) -> Vec<(String, i64, i64)> {
    let recorded = |answer: Result<Done, Failed>| {
        let Done { stream, version, positions, .. } = answer.unwrap();
        let (first, last) = positions.unwrap();
        assert_eq!(first, last);
        (stream.id, version, first)
    };
    write(stores, writers, each).await.into_iter().map(recorded).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn positions_are_dense_and_in_commit_order_under_32_concurrent_writers() {
    for database in databases().await {
        let store = database.open().await;
        let done = run_writers(std::slice::from_ref(&store), 32, 20).await;
        assert_eq!(store.head().await.unwrap().position, 640, "{}", database.name);
        let log = store.since(0, 1_000).await.unwrap();
        assert!(log.iter().map(|recorded| recorded.position).eq(1..=640));
        let by_position: BTreeMap<_, _> = log.iter().map(|it| (it.position, (&it.stream.id, it.version))).collect();
        for (stream, version, position) in &done {
            assert_eq!(by_position[position], (stream, *version));
        }
        check(&store).await;
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_on_one_database_interleave_safely() {
    for database in databases().await {
        let stores = [database.open().await, database.open().await];
        run_writers(&stores, 8, 25).await;
        assert_eq!(stores[0].head().await.unwrap().position, 200, "{}", database.name);
        check(&stores[0]).await;
        // And again, after a rebuild has swapped the tables under the other one; and with so many at once that each takes
        // in more while it decides.
        for writers in [8, 80] {
            run_writers(&stores, writers, 200 / writers).await;
            check(&stores[1]).await;
        }
        for store in stores {
            store.close().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_may_open_a_new_database_at_the_same_time() {
    for database in databases().await {
        let (one, two) = tokio::join!(database.open(), database.open());
        run_writers(&[one.clone(), two.clone()], 4, 5).await;
        check(&two).await;
        one.close().await;
        two.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_version_is_refused_and_says_the_present_one() {
    for database in databases().await {
        let store = database.open().await;
        let mut job = register(1, "First");
        job.expected = Some(0);
        assert_eq!(store.execute(job).await.unwrap().version, 1);
        for (name, expected, actual) in [("Second", Some(1), 2), ("Third", Some(1), 2), ("Fourth", Some(0), 2)] {
            let mut job = register(1, name);
            job.expected = expected;
            match store.execute(job).await {
                Ok(done) => assert_eq!((name, done.version), ("Second", actual)),
                Err(Failed::Conflict { actual: told }) => assert_eq!(told, actual),
                Err(other) => panic!("{other:?}"),
            }
        }
        store.close().await;
        // A writer that has nothing at hand believes that a stream is new, and finds out.
        let store = database.open().await;
        let mut job = register(1, "Fifth");
        job.expected = Some(0);
        assert!(matches!(store.execute(job).await, Err(Failed::Conflict { actual: 2 })));
        assert_eq!(store.head().await.unwrap().position, 2);
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idempotent_repeat_gets_the_first_answer() {
    for database in databases().await {
        let store = database.open().await;
        store.execute(register(1, "School")).await.unwrap();
        let mut job = register(1, "Renamed");
        (job.expected, job.key) = (Some(1), key("k", "digest"));
        let first = store.execute(job.clone()).await.unwrap();
        assert_eq!((first.version, first.positions, first.repeated), (2, Some((2, 2)), false));
        store.execute(register(1, "Renamed again")).await.unwrap();
        let other_store = database.open().await;
        for store in [&store, &other_store] {
            let repeat = store.execute(job.clone()).await.unwrap();
            assert_eq!((repeat.version, repeat.positions, repeat.repeated), (2, Some((2, 2)), true));
            let mut other = job.clone();
            other.key = key("k", "another digest");
            assert!(matches!(store.execute(other).await, Err(Failed::KeyReused)));
        }
        // On another stream, where it would be accepted: only the stored key tells.
        let third = database.open().await;
        let mut elsewhere = register(9, "Elsewhere");
        elsewhere.key = key("k", "digest");
        assert_eq!(third.execute(elsewhere).await.unwrap().stream, school(1));
        // Another person's key of the same name is another key.
        let mut theirs = register(1, "Theirs");
        theirs.stamp.actor.person = support::person(2);
        theirs.key = key("k", "digest");
        assert!(!third.execute(theirs).await.unwrap().repeated);
        check(&store).await;
        for store in [store, other_store, third] {
            store.close().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn repeats_that_arrive_together_are_recorded_once() {
    for database in databases().await {
        let store = database.open().await;
        let mut tasks = tokio::task::JoinSet::new();
        for urn in 0..20 {
            let store = store.clone();
            let mut job = register(100 + urn, "Same request, new stream");
            (job.expected, job.key) = (Some(0), key("once", "digest"));
            tasks.spawn(async move { store.execute(job).await.unwrap() });
        }
        let answers = tasks.join_all().await;
        assert_eq!(answers.iter().filter(|done| !done.repeated).count(), 1);
        assert!(answers.iter().all(|done| done.stream == answers[0].stream && done.positions == Some((1, 1))));
        assert_eq!(store.head().await.unwrap().position, 1);
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_or_already_so_leaves_nothing() {
    for database in databases().await {
        let store = database.open().await;
        let before = store.head().await.unwrap();
        let refused = store.execute(link(1, 2)).await;
        assert!(matches!(refused, Err(Failed::Refused(Refused::NotFound))));
        assert_eq!(store.head().await.unwrap(), before);
        store.execute(register(1, "School")).await.unwrap();
        let before = store.head().await.unwrap();
        let again = store.execute(register(1, "School")).await.unwrap();
        assert_eq!((again.version, again.positions), (1, None));
        assert_eq!(store.head().await.unwrap(), before);
        for id in ["", "line\nend", "null\0"] {
            let mut job = register(1, "School");
            job.stream.id = id.into();
            assert!(matches!(store.execute(job).await, Err(Failed::Refused(Refused::NotFound))));
        }
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conflict_or_refusal_in_one_command_never_fails_its_neighbours() {
    for database in databases().await {
        let store = database.open().await;
        store.execute(register(1, "Old")).await.unwrap();
        let mut tasks = tokio::task::JoinSet::new();
        for number in 0..60_u32 {
            let store = store.clone();
            tasks.spawn(async move {
                let mut job = match number % 3 {
                    0 => register(1_000 + number, "Good"),
                    1 => link(2_000 + number, 1),
                    _ => register(1, &format!("Stale {number}")),
                };
                if number % 3 == 2 {
                    // Believed or not, it is wrong.
                    job.expected = Some(if number % 2 == 0 { 0 } else { 77 });
                }
                (number % 3, store.execute(job).await)
            });
        }
        for (which, answer) in tasks.join_all().await {
            match (which, answer) {
                (0, Ok(done)) => assert_eq!(done.version, 1),
                (1, Err(Failed::Refused(Refused::NotFound))) | (2, Err(Failed::Conflict { actual: 1 })) => {}
                (which, answer) => panic!("{which}: {answer:?}"),
            }
        }
        assert_eq!(store.head().await.unwrap().position, 21);
        check(&store).await;
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_is_decided_on_the_one_given_with_it_before_that_is_durable() {
    for database in databases().await {
        let store = database.open().await;
        for urn in 1..=20 {
            let first = Job { expected: Some(0), ..register(urn, "first") };
            let [first, then] = store.execute_both(first, link(urn, 200)).await;
            assert_eq!((first.unwrap().version, then.unwrap().version), (1, 2), "{}", database.name);
        }
        // What the first would have made is not there for the second either.
        let refused = Job { expected: Some(7), ..register(300, "refused") };
        let [first, then] = store.execute_both(refused, link(300, 200)).await;
        assert!(matches!(first, Err(Failed::Conflict { actual: 0 })), "{first:?}");
        assert!(matches!(then, Err(Failed::Refused(_))), "{then:?}");
        assert_eq!(store.head().await.unwrap().position, 40);
        check(&store).await;
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_refuses_to_change_the_log() {
    for database in databases().await {
        let store = database.open().await;
        store.execute(register(1, "School")).await.unwrap();
        let columns = "part, position, kind, stream, version, event, schema, at, actor, cause, payload";
        let copied = columns.replace("payload", "'{}'");
        let mut attempts = vec![
            "UPDATE event SET payload = '{}'".to_owned(),
            "UPDATE event SET actor = actor WHERE position = 1".into(),
            "DELETE FROM event".into(),
            format!("INSERT INTO event ({columns}) SELECT {copied} FROM event"),
        ];
        if database.name == "postgres" {
            attempts.push("TRUNCATE event".into());
        } else {
            attempts.push(format!("INSERT OR REPLACE INTO event ({columns}) SELECT {copied} FROM event"));
            let moved = copied.replace("position", "position + 7");
            attempts.push(format!("REPLACE INTO event ({columns}) SELECT {moved} FROM event"));
        }
        for attempt in attempts {
            assert!(database.raw(&attempt).await.is_err(), "{}: {attempt}", database.name);
        }
        check(&store).await;
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_finds_a_record_that_was_altered_past_the_guards() {
    for database in databases().await {
        let store = database.open().await;
        for urn in 1..=5 {
            store.execute(register(urn, "School")).await.unwrap();
        }
        store.verify(|_, _| {}).await.unwrap();
        let off = match database.name {
            "postgres" => "ALTER TABLE event DISABLE TRIGGER event_append_only",
            _ => "DROP TRIGGER event_no_update",
        };
        database.raw(off).await.unwrap();
        database.raw("UPDATE event SET cause = 'another' WHERE position = 3").await.unwrap();
        assert!(store.verify(|_, _| {}).await.is_err());
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_answered_is_what_is_read() {
    for database in databases().await {
        let store = database.open().await;
        let done = store.execute(register(1, "Ünïversal “Primary”\nschool")).await.unwrap();
        let read = store.stream(&school(1), 0).await.unwrap();
        assert_eq!(format!("{:?}", done.facts), format!("{read:?}"));
        assert!(matches!(&read[0].fact, Fact::School(_)));
        let (subject, version) = store.subject(&school(1)).await.unwrap();
        assert_eq!(version, 1);
        assert_eq!(format!("{subject:?}"), format!("{:?}", *done.subject));
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_finishes_what_is_waiting() {
    for database in databases().await {
        let store = Arc::new(database.open().await);
        let mut tasks = tokio::task::JoinSet::new();
        for urn in 0..200 {
            let store = store.clone();
            tasks.spawn(async move { store.execute(register(urn + 1, "School")).await.is_ok() });
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        store.close().await;
        let told = tasks.join_all().await.into_iter().filter(|done| *done).count();
        let store = database.open().await;
        assert_eq!(usize::try_from(store.head().await.unwrap().position).unwrap(), told);
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_connection_loses_and_doubles_nothing() {
    for database in databases().await.into_iter().filter(|database| database.name == "postgres") {
        let store = database.open().await;
        let writing = tokio::spawn({
            let store = store.clone();
            async move { run_writers(&[store], 24, 20).await }
        });
        for _ in 0..15 {
            tokio::time::sleep(std::time::Duration::from_millis(40)).await;
            let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                       WHERE datname = current_database() AND pid <> pg_backend_pid()";
            database.raw(end).await.unwrap();
        }
        let mut positions: Vec<_> = writing.await.unwrap().into_iter().map(|(.., position)| position).collect();
        positions.sort_unstable();
        assert!(positions.into_iter().eq(1..=480));
        assert_eq!(store.head().await.unwrap().position, 480);
        check(&store).await;
        store.close().await;
    }
}
