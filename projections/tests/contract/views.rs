//! The views: pure folds, which fall behind alone and heal.

use crate::support::{check, databases, link, print, register};
use redress_domain::Recorded;
use redress_domain::law::LaCode;
use redress_projections::db::{Row, Value};
use redress_projections::views::View;
use redress_projections::{Fault, Options};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

/// A view that can be broken: in its fold, by a panic, or in its SQL.
struct Fragile;
static FOLD_FAILS: AtomicBool = AtomicBool::new(false);
static FOLD_PANICS: AtomicBool = AtomicBool::new(false);
static SQL_FAILS: AtomicBool = AtomicBool::new(false);

impl View for Fragile {
    const NAME: &'static str = "fragile";
    const VERSION: i64 = 1;
    const TABLE: &'static [&'static str] = &["CREATE TABLE {table} (part BIGINT NOT NULL, id TEXT NOT NULL, \
        n BIGINT NOT NULL CHECK (n > 0), PRIMARY KEY (part, id))"];
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [&'static str] = &["n"];
    type Key = String;
    type Row = i64;

    fn keys(recorded: &Recorded) -> Vec<String> {
        vec![recorded.stream.id.clone()]
    }
    fn fold(_: &String, row: Option<i64>, _: &Recorded) -> Result<Option<i64>, Fault> {
        assert!(!FOLD_PANICS.load(SeqCst), "on purpose");
        if FOLD_FAILS.load(SeqCst) {
            return Err(Fault::corrupt("on purpose"));
        }
        Ok(Some(row.unwrap_or(0) + 1))
    }
    fn bind_key<'a>(id: &'a String, values: &mut Vec<Value<'a>>) {
        values.push(Value::text(&**id));
    }
    fn bind<'a>(n: &'a i64, values: &mut Vec<Value<'a>>) -> Result<(), Fault> {
        values.push(Value::Int(if SQL_FAILS.load(SeqCst) { -1 } else { *n }));
        Ok(())
    }
    fn read(row: &Row) -> Result<(String, i64), Fault> {
        Ok((row.text(0)?.into(), row.int(1)?))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_view_falls_behind_alone_and_heals() {
    for database in databases().await {
        let store = database.open_with(Options::default().with_view::<Fragile>()).await;
        let mut urn = 0;
        for flag in [&FOLD_FAILS, &SQL_FAILS, &FOLD_PANICS] {
            for _ in 0..3 {
                urn += 1;
                store.execute(register(urn, "Before")).await.unwrap();
            }
            let before = store.head().await.unwrap().position;
            flag.store(true, SeqCst);
            for round in 0..10 {
                let done = store.execute(register(1 + urn % 3, &format!("{urn} {round}"))).await.unwrap();
                assert!(done.positions.is_some());
            }
            // And with many at once, which are decided and folded a few at a time.
            let mut many = tokio::task::JoinSet::new();
            for round in 10..20 {
                let (store, job) = (store.clone(), register(1 + round % 3, &format!("{urn} {round}")));
                many.spawn(async move { store.execute(job).await.unwrap() });
            }
            assert!(many.join_all().await.iter().all(|done| done.positions.is_some()));
            store.heal().await.unwrap();
            let health = store.health().await.unwrap();
            for view in &health.views {
                let broken = view.name == "fragile";
                assert_eq!(view.failing, broken, "{}: {view:?}", database.name);
                assert_eq!(view.behind, if broken { 20 } else { 0 }, "{}: {view:?}", database.name);
                assert_eq!(view.position, if broken { before } else { health.position });
            }
            flag.store(false, SeqCst);
            store.heal().await.unwrap();
            let health = store.health().await.unwrap();
            assert!(health.views.iter().all(|view| view.behind == 0 && !view.failing), "{health:?}");
            store.execute(register(900 + urn, "After")).await.unwrap();
            check(&store).await;
        }
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_view_whose_table_was_lost_stops_nothing_and_can_be_made_anew() {
    for database in databases().await {
        let store = database.open().await;
        store.execute(register(1, "One")).await.unwrap();
        database.raw("DROP TABLE statistics").await.unwrap();
        for round in 0..3 {
            store.execute(register(1, &format!("Round {round}"))).await.unwrap();
        }
        assert!(store.health().await.unwrap().views.iter().any(|view| view.failing && view.name == "statistics"));
        store.rebuild(Some("statistics"), |_, _| {}).await.unwrap();
        store.execute(register(1, "Last")).await.unwrap();
        assert!(store.health().await.unwrap().views.iter().all(|view| !view.failing && view.behind == 0));
        check(&store).await;
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rebuild_while_appends_go_on_equals_the_live_fold() {
    for database in databases().await {
        let store = database.open().await;
        let writer = store.clone();
        let writing = tokio::spawn(async move {
            for round in 0..150_u32 {
                writer.execute(register(1 + round % 7, &format!("Round {round}"))).await.unwrap();
            }
        });
        for _ in 0..4 {
            store.rebuild(None, |_, _| {}).await.unwrap();
        }
        writing.await.unwrap();
        let live = print(&store).await;
        assert!(live.iter().any(|(view, rows)| view == "schools" && rows.len() == 7));
        check(&store).await;
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rebuild_that_has_to_store_rows_on_the_way_and_to_load_them_again_equals_the_live_fold() {
    for database in databases().await {
        let store = database.open().await;
        for round in ["first", "second"] {
            let mut writers = tokio::task::JoinSet::new();
            for writer in 0..64 {
                let store = store.clone();
                writers.spawn(async move {
                    // More rows than wait in memory, and then each of them again.
                    for urn in (writer..4_500).step_by(64) {
                        store.execute(register(100_000 + urn, round)).await.unwrap();
                    }
                });
            }
            writers.join_all().await;
        }
        check(&store).await;
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn schools_are_found_by_the_beginning_of_their_name_page_by_page() {
    for database in databases().await {
        let store = database.open().await;
        for (urn, name) in [(3, "Oak Primary"), (1, "Ash Primary"), (2, "Oak Primary"), (4, "Oakfield"), (5, "École")]
        {
            store.execute(register(urn, name)).await.unwrap();
        }
        store.execute(link(3, 4)).await.unwrap();
        let names = |rows: &[redress_projections::views::schools::SchoolRow]| {
            rows.iter().map(|row| row.entry.urn.0).collect::<Vec<_>>()
        };
        let first = store.schools("OAK", None, None, 2).await.unwrap();
        assert_eq!(names(&first), [2, 3]);
        assert_eq!(first[1].successor.map(|urn| urn.0), Some(4));
        let after = first.last().map(|row| (&*row.search, row.entry.urn));
        assert_eq!(names(&store.schools("OAK", None, after, 2).await.unwrap()), [4]);
        assert_eq!(names(&store.schools("école", Some(LaCode(301)), None, 9).await.unwrap()), [5]);
        assert_eq!(names(&store.schools("", Some(LaCode(302)), None, 9).await.unwrap()), [0; 0]);
        assert_eq!(names(&store.schools("", None, None, 9).await.unwrap()), [1, 2, 3, 4, 5]);
        let figures = store.statistics("2011-01", "2011-12").await.unwrap();
        let registered = figures.iter().find(|figure| figure.measure == "school_registered").unwrap();
        assert_eq!((&*registered.period, registered.n), ("2011-03", 5));
        store.close().await;
    }
}
