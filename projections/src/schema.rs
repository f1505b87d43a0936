//! The tables of the log and the vault, and the few statements in which the engines differ.

use crate::db::{Connection, Db, Engine, Value};
use crate::failed::Fault;
use crate::merkle::Frontier;
use std::time::Duration;

/// The part of the log that this installation is. There is one until an installation is split.
pub const PART: i64 = 0;

/// Migrations in order. One that has been released is never edited; another is added.
/// The views are not here: each has its table in its own file, and is rebuilt when that changes.
const MIGRATIONS: &[&[&str]] = &[
    &[
        "CREATE TABLE log_head (
       part BIGINT NOT NULL PRIMARY KEY,
       turn BIGINT NOT NULL,
       position BIGINT NOT NULL,
       frontier {bytes} NOT NULL,
       root {bytes} NOT NULL,
       checkpoints TEXT NOT NULL
     )",
        "CREATE TABLE event (
       part BIGINT NOT NULL,
       position BIGINT NOT NULL,
       kind TEXT {ascii} NOT NULL,
       stream TEXT {ascii} NOT NULL,
       version BIGINT NOT NULL,
       event TEXT NOT NULL,
       schema BIGINT NOT NULL,
       at BIGINT NOT NULL,
       actor TEXT NOT NULL,
       cause TEXT NOT NULL,
       payload TEXT NOT NULL,
       PRIMARY KEY (part, position),
       UNIQUE (part, kind, stream, version)
     ) {clustered}",
        "CREATE TABLE answered (
       part BIGINT NOT NULL,
       actor TEXT {ascii} NOT NULL,
       key TEXT {ascii} NOT NULL,
       digest TEXT NOT NULL,
       kind TEXT NOT NULL,
       stream TEXT NOT NULL,
       version BIGINT NOT NULL,
       first_position BIGINT NOT NULL,
       last_position BIGINT NOT NULL,
       PRIMARY KEY (part, actor, key)
     ) {clustered}",
        "CREATE TABLE vault (
       part BIGINT NOT NULL,
       entry TEXT {ascii} NOT NULL,
       key TEXT {ascii} NOT NULL,
       person TEXT {ascii} NOT NULL,
       complaint TEXT {ascii} NOT NULL,
       field TEXT NOT NULL,
       sealed {bytes} NOT NULL,
       PRIMARY KEY (part, entry)
     ) {clustered}",
        // Apart from what it opens, so that it can be kept out of long-lived backups: restoring one of
        // those must not undo an erasure.
        "CREATE TABLE vault_key (
       part BIGINT NOT NULL,
       key TEXT {ascii} NOT NULL,
       person TEXT {ascii} NOT NULL,
       wrapped {bytes} NOT NULL,
       PRIMARY KEY (part, key)
     ) {clustered}",
        "CREATE INDEX vault_key_person ON vault_key (part, person)",
    ],
    &[
        // Which master key wraps, by what tells it from others, and the key of the index of names, wrapped.
        "CREATE TABLE vault_master (
       part BIGINT NOT NULL PRIMARY KEY,
       fingerprint TEXT {ascii} NOT NULL,
       index_key {bytes} NOT NULL
     )",
        "CREATE TABLE vault_name (
       part BIGINT NOT NULL,
       token TEXT {ascii} NOT NULL,
       complaint TEXT {ascii} NOT NULL,
       person TEXT {ascii} NOT NULL,
       key TEXT {ascii} NOT NULL,
       PRIMARY KEY (part, token, complaint, person)
     ) {clustered}",
        "CREATE INDEX vault_name_complaint ON vault_name (part, complaint)",
        // A person has a key in each of their complaints, so that one can be erased and the other kept.
        "ALTER TABLE vault_key ADD COLUMN complaint TEXT {ascii} NOT NULL DEFAULT ''",
        "CREATE INDEX vault_key_complaint ON vault_key (part, complaint)",
    ],
    &[
        // Found by a digest of its code, and sealed under a key made of it; the code is nowhere kept.
        "CREATE TABLE draft (
       part BIGINT NOT NULL,
       id TEXT {ascii} NOT NULL,
       at BIGINT NOT NULL,
       sealed {bytes} NOT NULL,
       PRIMARY KEY (part, id)
     ) {clustered}",
        "CREATE INDEX draft_at ON draft (part, at)",
    ],
    &[
        // What members of staff keep for themselves: found by a keyed digest of whose it is, and sealed.
        "CREATE TABLE kept (
       part BIGINT NOT NULL,
       id TEXT {ascii} NOT NULL,
       sealed {bytes} NOT NULL,
       PRIMARY KEY (part, id)
     ) {clustered}",
    ],
    &[
        // Where the one reminder of a draft goes, sealed; nothing where none is to go. And a keyed digest of the
        // address, so that nobody can have many sent to one.
        "ALTER TABLE draft ADD COLUMN remind {bytes}",
        "ALTER TABLE draft ADD COLUMN remind_whom TEXT {ascii} NOT NULL DEFAULT ''",
        "CREATE INDEX draft_remind ON draft (part, at) WHERE remind_whom <> ''",
        "CREATE INDEX draft_remind_whom ON draft (part, remind_whom) WHERE remind_whom <> ''",
    ],
    &[
        // Whose words they are, and of which complaint, is said once, by their key. A key of the first days that was
        // for several complaints is none the schema allows: nothing is changed then.
        "UPDATE vault_key SET complaint = (
           SELECT CASE WHEN MIN(complaint) = MAX(complaint) THEN MIN(complaint) END FROM vault
           WHERE vault.part = vault_key.part AND vault.key = vault_key.key
         ) WHERE complaint = '' AND EXISTS (
           SELECT 1 FROM vault WHERE vault.part = vault_key.part AND vault.key = vault_key.key)",
        "ALTER TABLE vault DROP COLUMN person",
        "ALTER TABLE vault DROP COLUMN complaint",
    ],
    // A person's keys are always asked for in one complaint. Where one parent has a thousand, all were walked.
    &["DROP INDEX vault_key_person"],
];

/// What makes the log append-only, whoever asks. Privileges could not bind the tables' owner, which the
/// service usually is.
fn append_only(engine: Engine) -> &'static [&'static str] {
    match engine {
        Engine::Postgres => &[
            "CREATE FUNCTION redress_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
             BEGIN RAISE EXCEPTION 'the log is append-only'; END $$",
            "CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
             FOR EACH STATEMENT EXECUTE FUNCTION redress_append_only()",
        ],
        Engine::Sqlite => &[
            "CREATE TRIGGER event_no_update BEFORE UPDATE ON event
             BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
            "CREATE TRIGGER event_no_delete BEFORE DELETE ON event
             BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
            // INSERT OR REPLACE deletes without asking the trigger above.
            "CREATE TRIGGER event_no_replace BEFORE INSERT ON event WHEN EXISTS (
               SELECT 1 FROM event WHERE part = NEW.part AND position = NEW.position
               UNION ALL SELECT 1 FROM event
               WHERE part = NEW.part AND kind = NEW.kind AND stream = NEW.stream AND version = NEW.version)
             BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
        ],
    }
}

/// Brings the tables up to date. Several processes may do so at once.
///
/// # Errors
/// The database cannot be reached, or was written by a later version of the service.
pub async fn migrate(db: &Db) -> Result<(), Fault> {
    let mut tries = 0;
    loop {
        let mut connection = db.connect().await?;
        let done = attempt(&mut connection).await;
        connection.close().await;
        match done {
            // Another process is creating the same tables: look again when it is done.
            Err(Fault::Sql(sqlx::Error::Database(_))) if tries < 10 => {
                tries += 1;
                tokio::time::sleep(Duration::from_millis(50 * tries)).await;
            }
            done => return done,
        }
    }
}

async fn attempt(connection: &mut Connection) -> Result<(), Fault> {
    let engine = connection.engine();
    connection.begin().await?;
    connection.define("CREATE TABLE IF NOT EXISTS migration (number BIGINT NOT NULL PRIMARY KEY)".into()).await?;
    let rows = connection.fetch("SELECT COUNT(*) FROM migration", &[]).await?;
    let done = usize::try_from(rows.first().map_or(Ok(0), |row| row.int(0))?).unwrap_or(usize::MAX);
    if done > MIGRATIONS.len() {
        return Err(Fault::corrupt("the database was written by a later version of this service"));
    }
    for (number, statements) in MIGRATIONS.iter().enumerate().skip(done) {
        for statement in *statements {
            connection.define(engine.define(statement)).await?;
        }
        if number == 0 {
            for statement in append_only(engine) {
                connection.define((*statement).into()).await?;
            }
            let empty = Frontier::default();
            let values = [Value::Int(PART), Value::bytes(empty.to_bytes()), Value::bytes(empty.root().to_vec())];
            connection.execute("INSERT INTO log_head VALUES ($1, 0, 0, $2, $3, '{}')", &values).await?;
        }
        connection
            .execute("INSERT INTO migration VALUES ($1)", &[Value::Int(i64::try_from(number).unwrap_or(0) + 1)])
            .await?;
    }
    connection.commit().await
}

/// Every definition, for the test of the rules they must keep.
#[cfg(test)]
pub(crate) fn definitions() -> Vec<String> {
    MIGRATIONS.iter().flat_map(|statements| statements.iter().map(ToString::to_string)).collect()
}
