//! Databases to test on, and commands to give.

use jiff::Timestamp;
use redress_domain::law::{LaCode, Scheme};
use redress_domain::school::{self, Entry};
use redress_domain::{Actor, Body, Kind, Order, PersonId, Role, Stamp, StreamId, Urn};
use redress_projections::{IdempotencyKey, Job, MasterKey, Options, Store};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use uuid::Uuid;

/// An empty database of a test's own.
pub struct TestDatabase {
    pub name: &'static str,
    pub url: String,
    _folder: Option<tempfile::TempDir>,
}

/// One of each kind: SQLite always, PostgreSQL where `TEST_DATABASE_URL` names a server.
pub async fn databases() -> Vec<TestDatabase> {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("redress.db").display());
    let mut databases = vec![TestDatabase { name: "sqlite", url, _folder: Some(folder) }];
    if let Ok(server) = std::env::var("TEST_DATABASE_URL") {
        let name = format!("test_{}", fresh().simple());
        let mut connection = PgConnection::connect(&server).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut connection).await.unwrap();
        let (before, after) = server.split_once('?').unwrap_or((&server, ""));
        let base = before.rsplit_once('/').unwrap().0;
        let url = format!("{base}/{name}?{after}");
        databases.push(TestDatabase { name: "postgres", url, _folder: None });
    }
    databases
}

impl TestDatabase {
    pub async fn open(&self) -> Store {
        self.open_with(Options::default()).await
    }

    pub async fn open_with(&self, options: Options) -> Store {
        Store::open(&self.url, &MasterKey::new([7; 32]), options.readers(4)).await.unwrap()
    }

    /// Tries a statement past the service.
    pub async fn raw(&self, sql: &str) -> Result<(), sqlx::Error> {
        if self.name == "sqlite" {
            let mut connection = SqliteConnection::connect(&self.url).await?;
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.map(drop)
        } else {
            let mut connection = PgConnection::connect(&self.url).await?;
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.map(drop)
        }
    }
}

pub fn fresh() -> Uuid {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).unwrap();
    Uuid::from_bytes(bytes)
}

pub fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

pub fn stamp() -> Stamp {
    let actor = Actor { role: Role::Administrator, body: Body::Service, person: person(1) };
    // Finer than a microsecond, on purpose.
    let at: Timestamp = "2011-03-14T09:26:53.589793238Z".parse().unwrap();
    Stamp { at, actor, scheme: Scheme::WhitePaper }
}

pub fn entry(urn: u32, name: &str) -> Entry {
    Entry {
        urn: Urn(urn),
        name: name.into(),
        authority: LaCode(301),
        authority_name: "Barking and Dagenham".into(),
        number: Some(2000),
        kind: 1,
        status: 1,
        phase: 2,
        opened: None,
        closed: None,
        low_age: Some(3),
        high_age: Some(11),
        town: None,
        street: None,
        postcode: None,
    }
}

pub fn school(urn: u32) -> StreamId {
    StreamId::new(Kind::School, Urn(urn))
}

fn job(stream: StreamId, order: Order) -> Job {
    Job { stream, order, stamp: stamp(), expected: None, key: None, sealed: Vec::new() }
}

/// Registers a school under a name, which is an event unless it has that name already.
pub fn register(urn: u32, name: &str) -> Job {
    let command = school::Command::Register(school::Register { entry: entry(urn, name) });
    job(school(urn), Order::School(Box::new(command)))
}

/// Links a successor, which is refused for a school that is not registered.
pub fn link(urn: u32, successor: u32) -> Job {
    let from = jiff::civil::date(2011, 9, 1);
    let command = school::Command::LinkSuccessor(school::LinkSuccessor { successor: Urn(successor), from });
    job(school(urn), Order::School(Box::new(command)))
}

#[expect(clippy::unnecessary_wraps, reason = "it fills an optional field")]
pub fn key(key: &str, digest: &str) -> Option<IdempotencyKey> {
    Some(IdempotencyKey { key: key.into(), digest: digest.into() })
}

/// Everything in the views, as text.
pub async fn print(store: &Store) -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for view in store.views() {
        all.push((view.to_owned(), store.print(view).await.unwrap()));
    }
    all
}

/// Checks every promise that can be checked from the outside: the log is dense, in order and untouched,
/// and the views are what a rebuild makes of it.
pub async fn check(store: &Store) {
    let head = store.head().await.unwrap();
    let verified = store.verify(|_, _| {}).await.unwrap();
    assert_eq!((verified.position, verified.root), (head.position, head.root));
    store.heal().await.unwrap();
    let live = print(store).await;
    store.rebuild(None, |_, _| {}).await.unwrap();
    assert_eq!(live, print(store).await, "a rebuild makes something else of the log than the live fold");
}
