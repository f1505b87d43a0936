//! The tests' own ground: databases of their own, on both kinds, gone when the test is over.

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

/// A suite that left PostgreSQL out must not pass for one that ran on it.
#[test]
fn postgres_was_tested_in_ci() {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if set("CI") || set("REDRESS_REQUIRE_POSTGRES") {
        let names: Vec<_> = databases().iter().map(|database| database.name).collect();
        assert_eq!(names, ["sqlite", "postgres"], "start the tests with tests/run");
    }
}
