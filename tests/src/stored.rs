//! What a database keeps, byte for byte: its rows, its files, its write-ahead log, and what the server logs.

use sqlx::{AssertSqlSafe, Connection as _, PgConnection, Row as _, SqliteConnection};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What was looked for, and where it was found.
#[derive(Debug)]
pub struct Search {
    words: Vec<String>,
    found: BTreeSet<(String, String)>,
    /// Whether the files could be read: those of a server on another machine cannot.
    pub files: bool,
}

impl Search {
    /// Looks for words wherever a database keeps anything.
    pub async fn of(url: &str, words: &[&str]) -> Self {
        let words = words.iter().map(|&word| word.to_owned()).collect();
        let mut search = Self { words, found: BTreeSet::new(), files: true };
        match url.strip_prefix("sqlite://") {
            Some(path) => search.sqlite(url, path.split('?').next().unwrap_or_default()).await,
            None => search.postgres(url).await,
        }
        search
    }

    /// The places in which a word was found, by their kind.
    #[must_use]
    pub fn places(&self, word: &str) -> Vec<&str> {
        self.found.iter().filter(|(_, found)| found == word).map(|(place, _)| place.as_str()).collect()
    }

    /// Whether a word stands in rows, in files and in a write-ahead log: else the search itself was not a good one.
    #[must_use]
    pub fn is_everywhere(&self, word: &str) -> bool {
        let places = self.places(word);
        let kinds: &[&str] = if self.files { &["row", "file", "write-ahead log"] } else { &["row"] };
        kinds.iter().all(|kind| places.iter().any(|place| place.starts_with(kind)))
    }

    fn look(&mut self, place: &str, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        for word in self.words.iter().filter(|word| text.contains(word.as_str())) {
            self.found.insert((place.to_owned(), word.clone()));
        }
    }

    /// Looks into a file. One that went meanwhile, as a server's may, holds nothing any more.
    fn file(&mut self, kind: &str, path: &Path) {
        if let Ok(bytes) = std::fs::read(path) {
            self.look(&format!("{kind} {}", path.display()), &bytes);
        }
    }

    async fn sqlite(&mut self, url: &str, path: &str) {
        self.file("write-ahead log", Path::new(&format!("{path}-wal")));
        for file in [path.to_owned(), format!("{path}-shm"), format!("{path}-journal")] {
            self.file("file", Path::new(&file));
        }
        // A long text is cut where a page ends, so the rows are read too.
        let mut connection = SqliteConnection::connect(url).await.expect("connects");
        let tables = "SELECT name FROM sqlite_master WHERE type = 'table'";
        for table in sqlx::query(tables).fetch_all(&mut connection).await.expect("tables") {
            let name: String = table.get(0);
            let rows = sqlx::query(AssertSqlSafe(format!("SELECT * FROM \"{name}\"")));
            for row in rows.fetch_all(&mut connection).await.expect("rows") {
                for column in 0..row.len() {
                    let bytes: Option<Vec<u8>> = row.get_unchecked(column);
                    self.look(&format!("row of {name}"), &bytes.unwrap_or_default());
                }
            }
        }
        // The file is searched again as it is once it has taken in what the write-ahead log holds.
        sqlx::query("PRAGMA wal_checkpoint(FULL)").execute(&mut connection).await.expect("a checkpoint");
        self.file("file", Path::new(path));
        connection.close().await.expect("closes");
    }

    async fn postgres(&mut self, url: &str) {
        let mut connection = PgConnection::connect(url).await.expect("connects");
        // As hexadecimal digits, bytes that are words would not be found.
        sqlx::query("SET bytea_output = 'escape'").execute(&mut connection).await.expect("a setting");
        let tables = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'";
        for table in sqlx::query(tables).fetch_all(&mut connection).await.expect("tables") {
            let name: String = table.get(0);
            let rows = sqlx::query(AssertSqlSafe(format!("SELECT ROW(kept.*)::text FROM \"{name}\" kept")));
            for row in rows.fetch_all(&mut connection).await.expect("rows") {
                self.look(&format!("row of {name}"), row.get::<String, _>(0).as_bytes());
            }
        }
        let place = "SELECT current_setting('data_directory'), oid::text FROM pg_database \
                     WHERE datname = current_database()";
        let place = sqlx::query(place).fetch_one(&mut connection).await.expect("a superuser's connection");
        let (cluster, oid): (String, String) = (place.get(0), place.get(1));
        let cluster = PathBuf::from(cluster);
        self.files = cluster.join("base").join(&oid).is_dir();
        if !self.files {
            eprintln!("SKIPPED: the files of the server at {url} cannot be read here");
            return;
        }
        // Before the checkpoint, which lets the server write over what is in it.
        self.folder("write-ahead log", &cluster.join("pg_wal"));
        sqlx::query("CHECKPOINT").execute(&mut connection).await.expect("a checkpoint");
        self.folder("file", &cluster.join("base").join(oid));
        self.folder("file", &cluster.join("base/pgsql_tmp"));
        // Where tests/postgres.sh has the server write what went wrong.
        self.file("log", &cluster.join("../log"));
        connection.close().await.expect("closes");
    }

    fn folder(&mut self, kind: &str, folder: &Path) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            self.file(kind, &entry.path());
        }
    }
}
