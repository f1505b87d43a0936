//! What the tests share.

pub mod postgres;

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// An empty database of a test's own, removed when the value goes out of scope.
#[derive(Debug)]
pub struct TestDatabase {
    /// `sqlite` or `postgres`: for messages and for the names of snapshots.
    pub name: &'static str,
    /// Where it is, as the service takes it in `DATABASE_URL`.
    pub url: String,
    // Held for their `Drop` alone.
    _folder: Option<TempDir>,
    _database: Option<postgres::Database>,
}

/// An empty database of each kind the service supports.
///
/// PostgreSQL comes from the server that `TEST_DATABASE_URL` names, which `tests/run` starts.
/// Without one it is left out, with a message. `postgres_was_tested_in_ci` sees to it that this
/// never happens unnoticed where the whole suite is expected to run.
///
/// Works inside and outside an async runtime.
pub fn databases() -> Vec<TestDatabase> {
    let mut databases = vec![sqlite()];
    databases.extend(postgres());
    databases
}

/// A fresh SQLite file in a folder of its own, so that the files SQLite puts beside it go too.
pub fn sqlite() -> TestDatabase {
    let folder = tempfile::Builder::new().prefix("redress-test-").tempdir().expect("a temporary folder can be made");
    TestDatabase {
        name: "sqlite",
        url: sqlite_url(&folder.path().join("redress.db")),
        _folder: Some(folder),
        _database: None,
    }
}

/// A fresh PostgreSQL database, or `None` where there is no server to make one on.
pub fn postgres() -> Option<TestDatabase> {
    let Some(database) = postgres::Database::create() else {
        eprintln!("SKIPPED on PostgreSQL: TEST_DATABASE_URL is not set; tests/run sets it");
        return None;
    };
    Some(TestDatabase { name: "postgres", url: database.url().to_owned(), _folder: None, _database: Some(database) })
}

fn sqlite_url(file: &Path) -> String {
    // `rwc`: the file need not exist yet, as on the first start of the service.
    format!("sqlite://{}?mode=rwc", file.display())
}

/// A Python that has a module, from the folder into which `tests/run` installs it; `None` where it is not there.
///
/// `other_makes_were_tested_in_ci` sees to it that this never happens unnoticed where the whole suite is
/// expected to run.
pub fn python(module: &str) -> Option<PathBuf> {
    let python = others().join("venv/bin/python");
    let has = Command::new(&python).args(["-c", &format!("import {module}")]).output();
    if has.is_ok_and(|output| output.status.success()) {
        return Some(python);
    }
    eprintln!("SKIPPED: {module} is not there; tests/run installs it");
    None
}

/// A folder in which node finds a package, installed by `tests/run`; `None` where it is not there.
pub fn node(package: &str) -> Option<PathBuf> {
    let folder = others().join("node");
    if folder.join("node_modules").join(package).is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: {package} is not there; tests/run installs it");
    None
}

/// Where programs of another make are kept.
fn others() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/others")
}
