//! The tests' own ground: databases of their own, on both kinds, gone when the test is over.

use redress_tests::stored::Search;
use redress_tests::support::{TestDatabase, databases, postgres, sqlite};
use sqlx::{Connection, PgConnection, SqliteConnection};

async fn add_a_table(database: &TestDatabase) -> i64 {
    // Two separate sets of calls, because the tests have no need of sqlx's `Any`.
    if database.name == "sqlite" {
        let mut connection = SqliteConnection::connect(&database.url).await.expect("connects");
        sqlx::query("CREATE TABLE complaint (n BIGINT)").execute(&mut connection).await.expect("is empty");
        sqlx::query("INSERT INTO complaint VALUES (1)").execute(&mut connection).await.expect("inserts");
        sqlx::query_scalar("SELECT count(*) FROM complaint").fetch_one(&mut connection).await.expect("counts")
    } else {
        let mut connection = PgConnection::connect(&database.url).await.expect("connects");
        sqlx::query("CREATE TABLE complaint (n BIGINT)").execute(&mut connection).await.expect("is empty");
        sqlx::query("INSERT INTO complaint VALUES (1)").execute(&mut connection).await.expect("inserts");
        sqlx::query_scalar("SELECT count(*) FROM complaint").fetch_one(&mut connection).await.expect("counts")
    }
}

#[tokio::test]
async fn every_test_has_databases_of_its_own() {
    for _ in 0..2 {
        for database in databases() {
            assert_eq!(add_a_table(&database).await, 1, "{}", database.name);
        }
    }
}

#[test]
fn a_sqlite_file_goes_with_its_test() {
    let database = sqlite();
    let file = database.url.trim_start_matches("sqlite://").trim_end_matches("?mode=rwc").to_owned();
    let folder = std::path::Path::new(&file).parent().expect("has a folder").to_owned();
    assert!(folder.is_dir());
    drop(database);
    assert!(!folder.exists());
}

#[tokio::test]
async fn a_postgres_database_goes_with_its_test_even_while_it_is_in_use() {
    let Some(database) = postgres() else { return };
    let url = database.url.clone();
    let open = PgConnection::connect(&url).await.expect("connects");
    drop(database);
    assert!(PgConnection::connect(&url).await.is_err());
    drop(open);
}

#[tokio::test]
async fn what_is_stored_is_found_in_rows_in_columns_of_bytes_in_files_and_in_the_write_ahead_log() {
    const ROW: &str = "INSERT INTO kept VALUES ($1, $2)";
    let (word, text) = ("a-word-of-this-test-alone", "another-word-of-this-test");
    for database in databases() {
        // Open until the end: the last to leave a SQLite file takes its write-ahead log away.
        let _open: (Option<SqliteConnection>, Option<PgConnection>) = if database.name == "sqlite" {
            let mut connection = SqliteConnection::connect(&database.url).await.expect("connects");
            sqlx::query("PRAGMA journal_mode = WAL").execute(&mut connection).await.expect("a setting");
            sqlx::query("CREATE TABLE kept (b BLOB, t TEXT)").execute(&mut connection).await.expect("a table");
            sqlx::query(ROW).bind(word.as_bytes()).bind(text).execute(&mut connection).await.expect("a row");
            (Some(connection), None)
        } else {
            let mut connection = PgConnection::connect(&database.url).await.expect("connects");
            sqlx::query("CREATE TABLE kept (b BYTEA, t TEXT)").execute(&mut connection).await.expect("a table");
            sqlx::query(ROW).bind(word.as_bytes()).bind(text).execute(&mut connection).await.expect("a row");
            (None, Some(connection))
        };
        let search = Search::of(&database.url, &[word, text, "a-word-of-no-test"]).await;
        assert!(search.is_everywhere(word) && search.is_everywhere(text), "{}: {search:?}", database.name);
        assert!(search.places("a-word-of-no-test").is_empty());
        let required = std::env::var_os("REDRESS_REQUIRE_POSTGRES").is_some();
        assert!(search.files || !required, "tests/run has a server whose files can be read");
    }
}

/// A suite that left PostgreSQL out must not pass for one that ran on it.
#[test]
fn postgres_was_tested_in_ci() {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if set("CI") || set("REDRESS_REQUIRE_POSTGRES") {
        let names: Vec<_> = databases().iter().map(|database| database.name).collect();
        assert_eq!(names, ["sqlite", "postgres"], "start the tests with tests/run");
    }
}
