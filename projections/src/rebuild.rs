//! Views made anew from position 0, by the same fold, at the speed of a scan, while appends go on.

use crate::db::{Connection, Db, Engine, Value};
use crate::failed::Fault;
use crate::log::{Checkpoint, Head, SELECT_SINCE, Stored, since};
use crate::views::{Listed, Live};
use crate::writer::Failing;
use redress_domain::Recorded;
use std::sync::PoisonError;

/// How many records are read at once.
const PAGE: i64 = 5_000;
/// How many changed rows of a view may wait in memory before they are stored.
const MOST_WAITING: usize = 4_000;
/// The most rows in one statement.
const MOST_ROWS: usize = 512;
/// How close to the head a rebuild comes before it takes the head row for the rest.
const CLOSE: i64 = 2_000;

/// A view being made anew.
struct Anew {
    live: Box<dyn Live>,
    name: &'static str,
    table: String,
    before: Checkpoint,
    generation: i64,
    /// Whether rows have been stored and dropped from memory, so that they may have to be loaded again.
    stored: bool,
}

/// Makes views anew into fresh tables, and puts those in place of the old ones while holding the head
/// row. `progress` is told the position reached and the head's.
pub(crate) async fn rebuild(
    db: &Db,
    listed: &[Listed],
    progress: &mut (dyn FnMut(i64, i64) + Send),
) -> Result<(), Fault> {
    if listed.is_empty() {
        return Ok(());
    }
    let mut connection = db.connect().await?;
    let speed = match &connection {
        // Nothing here needs to be durable before the swap, whose own commit makes all of it so.
        Connection::Postgres(_) | Connection::Piped(_) => "SET synchronous_commit = off",
        Connection::Sqlite(_) => "PRAGMA synchronous = NORMAL",
    };
    connection.define(speed.into()).await?;
    let mut views = claim(&mut connection, listed).await?;
    let done = fill(&mut connection, &mut views, progress).await;
    if done.is_err() {
        let _ = connection.rollback().await;
        for view in &views {
            let _ = connection.define(format!("DROP TABLE IF EXISTS {}", view.table)).await;
        }
    }
    connection.close().await;
    done
}

/// Makes the views that the code has moved away from. One that cannot be made is reported, and stops
/// nothing else.
pub(crate) async fn make_anew(db: &Db, views: &[Listed], failing: &Failing) -> Result<(), Fault> {
    for tries in 0..5 {
        let outdated = outdated(&Head::fetch(db).await?, views);
        match rebuild(db, &outdated, &mut |_, _| {}).await {
            Ok(()) => return Ok(()),
            // Another process may be opening the database for the first time too, and be ahead.
            Err(fault) => tracing::warn!(%fault, tries, "views could not be made; trying again"),
        }
    }
    for listed in outdated(&Head::fetch(db).await?, views) {
        if let Err(fault) = rebuild(db, &[listed], &mut |_, _| {}).await {
            tracing::error!(view = listed.name, %fault, "a view could not be made");
            failing.lock().unwrap_or_else(PoisonError::into_inner).insert(listed.name);
        }
    }
    Ok(())
}

/// Gives each view the number of a generation that no other rebuild has, and creates its table.
async fn claim(connection: &mut Connection, listed: &[Listed]) -> Result<Vec<Anew>, Fault> {
    let engine = connection.engine();
    let mut views = Vec::new();
    connection.begin().await?;
    let mut head = Head::lock(connection).await?;
    for listed in listed {
        let checkpoint = head.checkpoints.entry(listed.name.into()).or_default();
        let before = *checkpoint;
        checkpoint.claimed += 1;
        let generation = checkpoint.claimed;
        let table = format!("{}_g{generation}", listed.name);
        let mut live = (listed.start)();
        live.work_on(&table);
        connection.define(engine.define(&live.definitions().0)).await?;
        views.push(Anew { live, name: listed.name, table, before, generation, stored: false });
    }
    head.replace(connection).await?;
    connection.commit().await?;
    Ok(views)
}

async fn fill(
    connection: &mut Connection,
    views: &mut [Anew],
    progress: &mut (dyn FnMut(i64, i64) + Send),
) -> Result<(), Fault> {
    let engine = connection.engine();
    let mut at = 0;
    let mut indexed = false;
    loop {
        let head = Head::read(&connection.fetch(crate::log::SELECT_HEAD, &since(0, 0)[..1]).await?)?;
        while head.position - at > CLOSE {
            at = page(connection, views, at, false).await?;
            progress(at, head.position);
        }
        if indexed {
            break;
        }
        // Indexes come before the head row is taken, because they take long; then a last look around.
        for view in &mut *views {
            store(connection, view, false).await?;
            for sql in view.live.definitions().1 {
                connection.define(engine.define(&sql)).await?;
            }
        }
        indexed = true;
    }
    if connection.engine() == Engine::Postgres {
        connection.define("SET synchronous_commit = on".into()).await?;
    } else {
        connection.define("PRAGMA synchronous = FULL".into()).await?;
    }
    connection.begin().await?;
    let mut head = Head::lock(connection).await?;
    while at < head.position {
        at = page(connection, views, at, true).await?;
    }
    for view in &mut *views {
        store(connection, view, true).await?;
        let (name, table) = (view.name, &view.table);
        connection.define(format!("DROP TABLE IF EXISTS {name}")).await?;
        connection.define(format!("ALTER TABLE {table} RENAME TO {name}")).await?;
        let checkpoint = head.checkpoints.entry(name.into()).or_default();
        // What rebuilds that came to nothing have left behind.
        for left in (view.before.generation + 1..=checkpoint.claimed).filter(|left| *left != view.generation) {
            connection.define(format!("DROP TABLE IF EXISTS {name}_g{left}")).await?;
        }
        (checkpoint.version, checkpoint.position) = (view.live.version(), head.position);
        checkpoint.generation = view.generation;
    }
    head.replace(connection).await?;
    connection.commit().await?;
    progress(head.position, head.position);
    Ok(())
}

/// Folds a page of records into every view, and says which position that was.
async fn page(connection: &mut Connection, views: &mut [Anew], at: i64, inside: bool) -> Result<i64, Fault> {
    let rows = connection.fetch(SELECT_SINCE, &since(at, PAGE)).await?;
    let facts = rows.iter().map(|row| Stored::read(row)?.decode()).collect::<Result<Vec<Recorded>, _>>()?;
    drop(rows);
    let last = facts.last().ok_or_else(|| Fault::corrupt(format!("the log has a gap after position {at}")))?;
    let facts: Vec<&Recorded> = facts.iter().collect();
    for view in views {
        if view.stored {
            for (sql, values) in view.live.missing(&facts, MOST_ROWS) {
                let rows = connection.fetch(sql, &values).await?;
                view.live.loaded(&rows)?;
            }
        }
        view.live.fold(&facts)?;
        if view.live.waiting() > MOST_WAITING {
            store(connection, view, inside).await?;
        }
    }
    Ok(last.position)
}

/// Stores the rows that wait, in a transaction of their own unless one is open.
async fn store(connection: &mut Connection, view: &mut Anew, inside: bool) -> Result<(), Fault> {
    if view.live.waiting() == 0 {
        return Ok(());
    }
    if !inside {
        connection.begin().await?;
    }
    for (sql, values) in view.live.writes(MOST_ROWS)? {
        connection.execute(sql, &values).await?;
    }
    if !inside {
        connection.commit().await?;
    }
    // All rows, not only the changed ones: memory stays flat however long the log is.
    view.live.forget(true);
    view.stored = true;
    Ok(())
}

/// Whether the views of this version of the service are those that the head row tells of.
pub(crate) fn outdated(head: &Head, listed: &[Listed]) -> Vec<Listed> {
    let fits = |listed: &&Listed| {
        head.checkpoints
            .get(listed.name)
            .is_none_or(|checkpoint| checkpoint.generation == 0 || checkpoint.version != listed.version)
    };
    listed.iter().filter(fits).copied().collect()
}

/// A row of a view as one line of text, for comparing.
pub(crate) async fn print(db: &Db, listed: &Listed) -> Result<Vec<String>, Fault> {
    let (sql, columns) = (listed.start)().print();
    let rows = db.fetch(sql, &[Value::Int(crate::schema::PART)]).await?;
    let cell = |row: &crate::db::Row, column| match row.opt_int(column) {
        Ok(Some(number)) => Ok(number.to_string()),
        Ok(None) => Ok("-".into()),
        Err(_) => row.opt_text(column).map(|text| text.map_or("-".into(), |text| format!("{text:?}"))),
    };
    rows.iter()
        .map(|row| (0..columns).map(|column| cell(row, column)).collect::<Result<Vec<_>, _>>().map(|it| it.join(" ")))
        .collect()
}
