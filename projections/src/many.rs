//! Statements over many rows, with few texts, so that each is prepared once and used again.

use crate::db::Sql;
use std::sync::Arc;

/// A statement over many rows, with one text for each chunk size, so that prepared statements are reused.
#[derive(Debug)]
pub struct ManyRows {
    head: String,
    row: Shape,
    tail: String,
    first: usize,
    texts: Vec<Option<Arc<str>>>,
}

/// How one row's placeholders are written.
#[derive(Debug)]
enum Shape {
    /// `($1, $2)` after `VALUES`.
    Values(usize),
    /// `$1` in a list.
    Item,
    /// `(a = $1 AND b = $2)`, joined by `OR`.
    Match(Vec<String>),
    /// A whole selection for each, joined by `UNION ALL`.
    Each(Vec<String>),
}

impl ManyRows {
    /// An insert of rows so many columns wide.
    #[must_use]
    pub fn insert(head: String, width: usize, tail: &str) -> Self {
        Self { head, row: Shape::Values(width), tail: tail.into(), first: 1, texts: Vec::new() }
    }

    /// A selection by keys; `$1` is the part.
    #[must_use]
    pub fn select(head: &str, key: &[&str]) -> Self {
        let (head, row, tail) = match key {
            [one] => (format!("{head} AND {one} IN ("), Shape::Item, ")"),
            many => (format!("{head} AND ("), Shape::Match(many.iter().map(ToString::to_string).collect()), ")"),
        };
        Self { head, row, tail: tail.into(), first: 2, texts: Vec::new() }
    }

    /// The same, as one selection for each key: for a table that SQLite would otherwise scan, since it
    /// does not look into an `OR` for a key of several columns. The tail ends each selection.
    #[must_use]
    pub fn select_each(head: &str, key: &[&str], tail: &str) -> Self {
        let key = key.iter().map(ToString::to_string).collect();
        Self { head: head.into(), row: Shape::Each(key), tail: tail.into(), first: 2, texts: Vec::new() }
    }

    /// How many of the rows left the next statement should take: few sizes, few statements.
    #[must_use]
    pub fn chunk(left: usize, most: usize) -> usize {
        if left <= 16 { left } else { 1 << left.min(most).ilog2() }
    }

    /// The text for so many rows.
    pub fn text(&mut self, rows: usize) -> Sql {
        if self.texts.len() <= rows {
            self.texts.resize(rows + 1, None);
        }
        let Self { head, row, tail, first, texts } = self;
        let text = texts[rows].get_or_insert_with(|| {
            let mut next = *first;
            let mut place = || {
                next += 1;
                format!("${}", next - 1)
            };
            let rows: Vec<String> = (0..rows)
                .map(|_| match row {
                    Shape::Values(width) => {
                        format!("({})", (0..*width).map(|_| place()).collect::<Vec<_>>().join(", "))
                    }
                    Shape::Item => place(),
                    Shape::Match(key) => {
                        let terms: Vec<_> = key.iter().map(|column| format!("{column} = {}", place())).collect();
                        format!("({})", terms.join(" AND "))
                    }
                    Shape::Each(key) => {
                        let terms: Vec<_> = key.iter().map(|column| format!("{column} = {}", place())).collect();
                        format!("{head} AND {}{tail}", terms.join(" AND "))
                    }
                })
                .collect();
            match row {
                Shape::Each(_) => rows.join(" UNION ALL ").into(),
                Shape::Match(_) => format!("{head}{}{tail}", rows.join(" OR ")).into(),
                Shape::Values(_) | Shape::Item => format!("{head}{}{tail}", rows.join(", ")).into(),
            }
        });
        Sql::Built(Arc::clone(text))
    }
}
