//! A view at work: the rows it has at hand, and the statements that load and store the others.
//!
//! Nothing here talks to a database. The engine asks for statements and runs them, so that the writer
//! and a rebuild use one fold and differ only in when they store.

use super::View;
use crate::db::{Row, Sql, Value};
use crate::failed::Fault;
use crate::many::ManyRows;
use crate::schema::PART;
use lru::LruCache;
use redress_domain::Recorded;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::num::NonZeroUsize;

/// The most rows a view keeps at hand between batches.
const AT_HAND: NonZeroUsize = NonZeroUsize::new(2_000).expect("it is not zero");

/// A statement with its values.
pub(crate) type Statement<'a> = (Sql, Vec<Value<'a>>);

/// A view of any kind at work.
pub(crate) trait Live: Send {
    /// The table's name.
    fn name(&self) -> &'static str;
    /// The version of the fold.
    fn version(&self) -> i64;
    /// From here on rows live in this table, and none are at hand.
    fn work_on(&mut self, table: &str);
    /// The definitions of the table and its indexes.
    fn definitions(&self) -> (String, Vec<String>);
    /// The statements that load what folding these facts needs and is not at hand.
    fn missing(&mut self, facts: &[&Recorded], most: usize) -> Vec<Statement<'static>>;
    /// Takes in rows that were loaded.
    fn loaded(&mut self, rows: &[Row]) -> Result<(), Fault>;
    /// Folds facts into the rows at hand. After an error the rows must be dropped.
    fn fold(&mut self, facts: &[&Recorded]) -> Result<(), Fault>;
    /// How many rows wait to be stored.
    fn waiting(&self) -> usize;
    /// The statements that store the rows that have changed.
    fn writes(&mut self, most: usize) -> Result<Vec<Statement<'_>>, Fault>;
    /// The rows are stored and durable: keep them at hand.
    fn keep(&mut self);
    /// Forgets the rows that were changed, and all others too if so asked.
    fn forget(&mut self, all: bool);
    /// The statement that reads the whole table in the order of its key, and its number of columns.
    fn print(&self) -> (Sql, usize);
    /// Its statements over two rows, for the test of the rules they must keep.
    #[cfg(test)]
    fn statements(&mut self) -> Vec<Sql>;
}

/// The one implementation, for a view of each type.
pub(super) struct Running<V: View> {
    table: String,
    select: ManyRows,
    insert: ManyRows,
    update: ManyRows,
    /// In a view that keeps totals.
    raise: Option<ManyRows>,
    delete: String,
    at_hand: LruCache<V::Key, V::Row>,
    fetched: HashMap<V::Key, V::Row>,
    /// Ordered, so that rows are stored in the order of their key: fewer pages touched.
    changed: BTreeMap<V::Key, Changed<V::Row>>,
    /// By how much totals have gone up.
    raised: BTreeMap<V::Key, i64>,
}

/// A row that was folded.
struct Changed<R> {
    /// As the table has it, if it has.
    stored: Option<R>,
    /// As it is now; none if it is to go.
    row: Option<R>,
}

impl<R: PartialEq> Changed<R> {
    /// The row, if the table lacks it.
    fn added(&self) -> Option<&R> {
        self.row.as_ref().filter(|_| self.stored.is_none())
    }

    /// The row, if the table has another.
    fn altered(&self) -> Option<&R> {
        self.row.as_ref().filter(|row| self.stored.as_ref().is_some_and(|stored| stored != *row))
    }

    /// Whether the table has one that is to go.
    fn removed(&self) -> bool {
        self.stored.is_some() && self.row.is_none()
    }
}

impl<V: View> Running<V> {
    pub(super) fn new() -> Self {
        let mut new = Self {
            table: String::new(),
            select: ManyRows::select("", V::KEY),
            insert: ManyRows::select("", V::KEY),
            update: ManyRows::select("", V::KEY),
            raise: None,
            delete: String::new(),
            at_hand: LruCache::sparse(AT_HAND),
            fetched: HashMap::new(),
            changed: BTreeMap::new(),
            raised: BTreeMap::new(),
        };
        new.work_on(V::NAME);
        new
    }
}

impl<V: View> Live for Running<V> {
    fn name(&self) -> &'static str {
        V::NAME
    }

    fn version(&self) -> i64 {
        V::VERSION
    }

    fn work_on(&mut self, table: &str) {
        self.table = table.into();
        let (key, columns) = (V::KEY.join(", "), V::COLUMNS.join(", "));
        let head = format!("SELECT {key}, {columns} FROM {table} WHERE part = $1");
        self.select = ManyRows::select(&head, V::KEY);
        let set: Vec<_> = V::COLUMNS.iter().map(|column| format!("{column} = excluded.{column}")).collect();
        let head = format!("INSERT INTO {table} (part, {key}, {columns}) VALUES ");
        // A key that is met is the plainest way to change many rows at once on both databases.
        let tail = format!(" ON CONFLICT (part, {key}) DO UPDATE SET {}", set.join(", "));
        let width = 1 + V::KEY.len() + V::COLUMNS.len();
        self.insert = ManyRows::insert(head.clone(), width, "");
        self.update = ManyRows::insert(head, width, &tail);
        self.raise = V::TOTAL.map(|total| {
            let head = format!("INSERT INTO {table} (part, {key}, {total}) VALUES ");
            let tail = format!(" ON CONFLICT (part, {key}) DO UPDATE SET {total} = {table}.{total} + excluded.{total}");
            ManyRows::insert(head, 2 + V::KEY.len(), &tail)
        });
        let terms: Vec<_> = V::KEY.iter().zip(2..).map(|(column, place)| format!("{column} = ${place}")).collect();
        self.delete = format!("DELETE FROM {table} WHERE part = $1 AND {}", terms.join(" AND "));
        self.forget(true);
    }

    fn definitions(&self) -> (String, Vec<String>) {
        let mut all = V::TABLE.iter().map(|sql| sql.replace("{table}", &self.table).replace("{index}", &self.table));
        (all.next().unwrap_or_default(), all.collect())
    }

    fn missing(&mut self, facts: &[&Recorded], most: usize) -> Vec<Statement<'static>> {
        // In order: what begins here need not be looked for by the facts that come after it either.
        let (mut wanted, mut begun) = (BTreeSet::new(), BTreeSet::new());
        for recorded in facts {
            let away = |key: &V::Key| {
                !self.changed.contains_key(key) && !self.at_hand.contains(key) && !self.fetched.contains_key(key)
            };
            let keys = V::keys(recorded).into_iter().filter(away);
            if V::first(recorded) {
                begun.extend(keys);
            } else {
                wanted.extend(keys.filter(|key| !begun.contains(key)));
            }
        }
        let wanted: Vec<_> = wanted.into_iter().collect();
        let mut statements = Vec::new();
        let mut rest = &wanted[..];
        while !rest.is_empty() {
            let (chunk, left) = rest.split_at(ManyRows::chunk(rest.len(), most));
            let mut values = vec![Value::Int(PART)];
            for key in chunk {
                V::bind_key(key, &mut values);
            }
            let owned = values.into_iter().map(Value::owned);
            statements.push((self.select.text(chunk.len()), owned.collect()));
            rest = left;
        }
        statements
    }

    fn loaded(&mut self, rows: &[Row]) -> Result<(), Fault> {
        for row in rows {
            let (key, row) = V::read(row)?;
            self.fetched.insert(key, row);
        }
        Ok(())
    }

    fn fold(&mut self, facts: &[&Recorded]) -> Result<(), Fault> {
        for recorded in facts {
            for key in V::keys(recorded) {
                let Changed { stored, row: before } = self.changed.remove(&key).unwrap_or_else(|| {
                    let stored = self.at_hand.pop(&key).or_else(|| self.fetched.remove(&key));
                    Changed { row: stored.clone(), stored }
                });
                let counted = V::TOTAL.map(|_| V::counts(before.as_ref(), recorded));
                for total in counted.into_iter().flatten() {
                    *self.raised.entry(total).or_default() += 1;
                }
                let row = V::fold(&key, before, recorded)?;
                self.changed.insert(key, Changed { stored, row });
            }
        }
        Ok(())
    }

    fn waiting(&self) -> usize {
        self.changed.len() + self.raised.len()
    }

    fn writes(&mut self, most: usize) -> Result<Vec<Statement<'_>>, Fault> {
        let Self { changed, raised, insert, update, raise, delete, .. } = self;
        let mut statements = Vec::new();
        let added = changed.iter().filter_map(|(key, changed)| Some((key, changed.added()?))).collect::<Vec<_>>();
        let altered = changed.iter().filter_map(|(key, changed)| Some((key, changed.altered()?))).collect();
        for (rows, statement) in [(added, insert), (altered, update)] {
            let mut rest = &rows[..];
            while !rest.is_empty() {
                let (chunk, left) = rest.split_at(ManyRows::chunk(rest.len(), most));
                let mut values = Vec::with_capacity(chunk.len() * (1 + V::KEY.len() + V::COLUMNS.len()));
                for (key, row) in chunk {
                    values.push(Value::Int(PART));
                    V::bind_key(key, &mut values);
                    V::bind(row, &mut values)?;
                }
                statements.push((statement.text(chunk.len()), values));
                rest = left;
            }
        }
        for (key, _) in changed.iter().filter(|(_, changed)| changed.removed()) {
            let mut values = vec![Value::Int(PART)];
            V::bind_key(key, &mut values);
            statements.push((delete.clone().into(), values));
        }
        let raised: Vec<_> = raised.iter().collect();
        let mut rest = &raised[..];
        while let Some(raise) = raise.as_mut().filter(|_| !rest.is_empty()) {
            let (chunk, left) = rest.split_at(ManyRows::chunk(rest.len(), most));
            let mut values = Vec::with_capacity(chunk.len() * (2 + V::KEY.len()));
            for (key, more) in chunk {
                values.push(Value::Int(PART));
                V::bind_key(key, &mut values);
                values.push(Value::Int(**more));
            }
            statements.push((raise.text(chunk.len()), values));
            rest = left;
        }
        Ok(statements)
    }

    fn keep(&mut self) {
        for (key, changed) in std::mem::take(&mut self.changed) {
            if let Some(row) = changed.row {
                self.at_hand.put(key, row);
            }
        }
        self.fetched.clear();
        self.raised.clear();
    }

    fn forget(&mut self, all: bool) {
        self.changed.clear();
        self.raised.clear();
        self.fetched.clear();
        if all {
            self.at_hand.clear();
        }
    }

    fn print(&self) -> (Sql, usize) {
        let (key, columns) = (V::KEY.join(", "), V::COLUMNS.join(", "));
        let sql = format!("SELECT {key}, {columns} FROM {} WHERE part = $1 ORDER BY {key}", self.table);
        (sql.into(), V::KEY.len() + V::COLUMNS.len())
    }

    #[cfg(test)]
    fn statements(&mut self) -> Vec<Sql> {
        let Self { select, insert, update, raise, delete, .. } = self;
        let many = [select, insert, update].into_iter().chain(raise).map(|statement| statement.text(2));
        many.chain([delete.clone().into()]).collect()
    }
}
