//! The rules that keep one SQL text running on SQLite, PostgreSQL and, one day, Citus.

use crate::db::Sql;
use crate::many::ManyRows;
use crate::views::{
    VIEWS, accesses, cases, deadlines, desks, disclosures, memberships, outbox, people, schools, stages, statistics,
};
use crate::{drafts, kept, log, schema, vault, verify, writer};

fn fixed() -> Vec<String> {
    let mut all = vec![
        log::SELECT_STREAM,
        log::SELECT_SINCE,
        log::SELECT_HEAD,
        log::HOLD_HEAD,
        log::LOCK_HEAD,
        log::MOVE_HEAD,
        log::SHUT_OUT,
        vault::SELECT_ENTRIES,
        vault::SELECT_KEY,
        vault::DELETE_KEYS,
        drafts::SELECT,
        drafts::KEEP,
        drafts::SWEEP,
        drafts::reminders::ASK,
        drafts::reminders::FORGET,
        drafts::reminders::ASKED,
        drafts::reminders::WAITING,
        drafts::reminders::TAKE,
        drafts::reminders::PUT_BACK,
        kept::SELECT,
        kept::KEEP,
        vault::names::DELETE_NAMES,
        vault::names::SELECT_NAMED,
        vault::master::SELECT_MASTER,
        vault::master::INSERT_MASTER,
        vault::master::REPLACE_MASTER,
        vault::master::SELECT_KEYS,
        vault::master::REWRAP_KEY,
        verify::OUT_OF_ORDER,
        statistics::BETWEEN,
        statistics::SPLITS,
        statistics::AREAS,
        stages::TOTALS,
        stages::APART,
        schools::ONE,
        schools::BY_NAME,
        schools::BY_AUTHORITY,
        schools::BY_TOWN,
        schools::BY_POSTCODE,
        cases::ONE,
        cases::BY_REFERENCE,
        cases::ALL,
        cases::SCHOOL,
        cases::AUTHORITY,
        cases::AREA,
        cases::OMBUDSMAN,
        cases::SECRETARY,
        deadlines::LAPSED,
        deadlines::ALL,
        deadlines::SCHOOL,
        deadlines::AUTHORITY,
        deadlines::AREA,
        deadlines::OMBUDSMAN,
        deadlines::SECRETARY,
        people::CASES,
        disclosures::ALL,
        disclosures::PERSON,
        accesses::OF_CASE,
        accesses::ONE,
        memberships::OF_IDENTITY,
        memberships::OF_PERSON,
        outbox::DUE,
    ];
    all.extend(desks::TOLD);
    all.extend(desks::PROTECTED);
    all.extend(writer::FIXED);
    all.into_iter().map(ToOwned::to_owned).collect()
}

fn all() -> Vec<String> {
    let mut all = fixed();
    all.extend(schema::definitions());
    all.extend(writer::statements());
    all.extend([desks::named("$2"), log::select_complaints("$2")]);
    for listed in VIEWS {
        let mut live = (listed.start)();
        let (table, indexes) = live.definitions();
        all.push(table);
        all.extend(indexes);
        all.push(live.print().0.text().to_owned());
        all.extend(live.statements().into_iter().map(|sql| sql.text().to_owned()));
    }
    all
}

#[test]
fn every_statement_keeps_to_what_the_engines_share() {
    const BANNED: &[&str] = &[
        "SERIAL",
        "NEXTVAL",
        "AUTOINCREMENT",
        "SEQUENCE",
        "REFERENCES",
        "LISTEN",
        "NOTIFY",
        "ADVISORY",
        "JSONB",
        "TIMESTAMP",
        "BOOLEAN",
        "REPLACE INTO",
        "SKIP LOCKED",
        "FOR UPDATE",
        "NOW(",
        "CURRENT_",
        "RANDOM(",
        "::",
        "TRIGGER",
        "FUNCTION",
        "PRAGMA",
        "ILIKE",
        "UNNEST",
    ];
    for sql in all() {
        let upper = sql.to_uppercase();
        for banned in BANNED {
            assert!(!upper.contains(banned), "{banned} in: {sql}");
        }
        let changes = ["INSERT ", "UPDATE ", "DELETE "].iter().any(|word| upper.contains(word));
        assert!(!upper.starts_with("WITH") || !changes, "no data-modifying CTE: {sql}");
        assert!(!sql.contains('?') && !sql.contains(';'), "{sql}");
        assert!(!sql.contains(", )") && !sql.contains("SET  ="), "a column without a name: {sql}");
    }
}

#[test]
fn every_statement_names_the_part() {
    for sql in all() {
        let upper = sql.to_uppercase();
        // A table that gets a column, or loses an index, is within its part already.
        let altered = upper.starts_with("ALTER TABLE") || upper.starts_with("DROP INDEX");
        assert!(sql.contains("part") || altered, "{sql}");
        if upper.starts_with("SELECT") || upper.starts_with("UPDATE") || upper.starts_with("DELETE") {
            // A migration goes over all parts, each with its own.
            let each = schema::definitions().contains(&sql) && sql.contains(".part = ");
            assert!(each || sql.contains("part = $"), "not within one part: {sql}");
        }
        for key in ["PRIMARY KEY (", "UNIQUE (", "ON CONFLICT ("] {
            for found in sql.match_indices(key) {
                assert!(sql[found.0 + key.len()..].starts_with("part"), "a key without the part: {sql}");
            }
        }
        if upper.starts_with("CREATE INDEX") {
            assert!(sql.contains("(part, "), "an index without the part: {sql}");
        }
    }
}

#[test]
fn a_statement_over_many_rows_numbers_its_places_through() {
    let mut insert = ManyRows::insert("INSERT INTO t (a, b) VALUES ".into(), 2, "");
    assert_eq!(insert.text(2).text(), "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4)");
    let mut one = ManyRows::select("SELECT a FROM t WHERE part = $1", &["a"]);
    assert_eq!(one.text(2).text(), "SELECT a FROM t WHERE part = $1 AND a IN ($2, $3)");
    let mut two = ManyRows::select("SELECT a FROM t WHERE part = $1", &["a", "b"]);
    assert_eq!(two.text(2).text(), "SELECT a FROM t WHERE part = $1 AND ((a = $2 AND b = $3) OR (a = $4 AND b = $5))");
    for (left, chunk) in [(1, 1), (16, 16), (17, 16), (63, 32), (64, 64), (1_000, 64)] {
        assert_eq!(ManyRows::chunk(left, 64), chunk);
    }
}

/// The plan of SQLite, which knows nothing of how much is where: a list that is short must not be found by walking all
/// that others have. PostgreSQL finds its own way, by what it has counted.
#[tokio::test]
async fn a_short_list_what_is_due_on_it_and_a_key_are_found_by_their_own_cases() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("plans.db").display());
    let store =
        crate::Store::open(&url, &crate::MasterKey::new([7; 32]), crate::Options::default()).await.expect("a store");
    let db = crate::db::Db::at(&url, 1).expect("a database");
    let lists = [cases::SCHOOL, cases::AUTHORITY];
    let due = [deadlines::SCHOOL, deadlines::AUTHORITY, deadlines::AREA];
    // Nor a key by walking all that its person has.
    for sql in due.into_iter().chain(lists).chain([vault::SELECT_KEY]) {
        let explained = Sql::Built(format!("EXPLAIN QUERY PLAN {sql}").into());
        let rows = db.fetch(explained, &[]).await.expect("a plan");
        let plan: Vec<_> = rows.iter().map(|row| row.text(3).expect("words").to_owned()).collect();
        let walks = |line: &&String| {
            let found_by = ["_due", "_since", "vault_key_person"];
            line.ends_with("USING PRIMARY KEY (part=?)") || found_by.iter().any(|index| line.contains(index))
        };
        assert_eq!(plan.iter().find(walks), None, "{sql}: {plan:#?}");
    }
    db.close().await;
    store.close().await;
}
