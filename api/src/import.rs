//! Importing the register of schools: one streaming pass, many rows in flight, and nothing twice.

use crate::cli::Outcome;
use crate::clock::Clock;
use crate::gias::Extract;
use crate::store::Store;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use redress_domain::law::{LaCode, Scheme, SchoolType, Standing};
use redress_domain::school::{Command, Entry, LinkSuccessor, Register};
use redress_domain::{Actor, Body, Kind, Order, PersonId, Role, Stamp, StreamId, Urn};
use redress_projections::{Done, Failed, Job};
use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::fmt;
use std::fs::File;
use std::io::{IsTerminal, Read};
use std::path::Path;
use tokio::task::JoinSet;
use uuid::Uuid;

/// How many rows may wait for the writer: enough to fill its shared transactions, few enough to keep memory flat.
const IN_FLIGHT: usize = 1024;
/// How many bad rows are told one by one.
const TOLD: usize = 20;
/// How many rows between two lines of the log.
const EVERY: u64 = 10_000;

/// What an import came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows read.
    pub rows: u64,
    /// Schools that were new or had changed.
    pub recorded: u64,
    /// Schools that were known as they are.
    pub unchanged: u64,
    /// Links from a closed school to the academy that follows it.
    pub linked: u64,
    /// Rows that could not be used: the line, and why.
    pub bad: Vec<(u64, String)>,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} rows read: {} schools recorded, {} unchanged, {} linked to the academy that follows; {} rows could not be used.",
            self.rows,
            self.recorded,
            self.unchanged,
            self.linked,
            self.bad.len()
        )?;
        for (line, reason) in self.bad.iter().take(TOLD) {
            write!(f, "\n  line {line}: {reason}")?;
        }
        if self.bad.len() > TOLD {
            write!(f, "\n  and {} more", self.bad.len() - TOLD)?;
        }
        Ok(())
    }
}

/// How far we are: a bar on a terminal, log lines elsewhere.
#[derive(Debug)]
pub struct Progress(Option<ProgressBar>);

impl Progress {
    /// For a person, if one is watching.
    #[must_use]
    pub fn shown() -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let style = ProgressStyle::with_template("{spinner} {pos} rows  {per_sec}  {elapsed}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        Self(Some(ProgressBar::no_length().with_style(style)))
    }

    /// For nobody.
    #[must_use]
    pub fn hidden() -> Self {
        Self(Some(ProgressBar::hidden()))
    }

    fn at(&self, rows: u64) {
        match &self.0 {
            Some(bar) => bar.set_position(rows),
            None if rows.is_multiple_of(EVERY) => tracing::info!(rows, "Importing"),
            None => {}
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

/// Imports a file.
///
/// # Errors
/// The file cannot be read or is not an extract of the register, or the database fails.
pub async fn file(store: &Store, clock: &Clock, path: &Path) -> Result<Summary, Box<dyn Error + Send + Sync>> {
    let file = File::open(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    read(store, clock, file, &Progress::shown()).await
}

/// Imports whatever holds the extract's bytes.
///
/// # Errors
/// It is not an extract of the register, or the database fails.
pub async fn read(
    store: &Store,
    clock: &Clock,
    source: impl Read + Send,
    progress: &Progress,
) -> Result<Summary, Box<dyn Error + Send + Sync>> {
    let mut extract = Extract::open(source)?;
    let actor = Actor { role: Role::SystemClock, body: Body::Service, person: PersonId(Uuid::nil()) };
    let mut work = Work {
        store,
        stamp: Stamp { at: clock.now(), actor, scheme: Scheme::default() },
        waiting: JoinSet::new(),
        summary: Summary::default(),
    };
    let (mut seen, mut pairs) = (HashSet::new(), Pairs::default());
    while let Some((line, entry)) = extract.next_line()? {
        work.summary.rows += 1;
        progress.at(work.summary.rows);
        match entry {
            Err(reason) => work.bad(line, reason),
            Ok(entry) if !seen.insert(entry.urn) => {
                work.bad(line, format!("URN {} stands in the file twice", entry.urn));
            }
            Ok(entry) => {
                pairs.see(&entry);
                work.submit(entry.urn, Command::Register(Register { entry })).await?;
            }
        }
    }
    // A link needs both schools on record, so links come last.
    work.finish().await?;
    for (closed, successor, from) in pairs.found() {
        work.submit(closed, Command::LinkSuccessor(LinkSuccessor { successor, from })).await?;
    }
    work.finish().await?;
    Ok(work.summary)
}

struct Work<'a> {
    store: &'a Store,
    stamp: Stamp,
    waiting: JoinSet<(bool, Result<Done, Failed>)>,
    summary: Summary,
}

impl Work<'_> {
    fn bad(&mut self, line: u64, reason: String) {
        tracing::debug!(line, reason, "A row could not be used");
        self.summary.bad.push((line, reason));
    }

    async fn submit(&mut self, urn: Urn, command: Command) -> Outcome {
        while self.waiting.len() >= IN_FLIGHT {
            self.take().await?;
        }
        let link = matches!(command, Command::LinkSuccessor(_));
        let store = self.store.clone();
        let stream = StreamId::new(Kind::School, urn);
        let stamp = self.stamp.clone();
        self.waiting.spawn(async move {
            loop {
                let order = Order::School(Box::new(command.clone()));
                let job = Job {
                    stream: stream.clone(),
                    order,
                    stamp: stamp.clone(),
                    expected: None,
                    key: None,
                    sealed: Vec::new(),
                };
                match store.execute(job).await {
                    Err(Failed::Busy) => tokio::task::yield_now().await,
                    outcome => return (link, outcome),
                }
            }
        });
        Ok(())
    }

    async fn take(&mut self) -> Outcome {
        let Some(joined) = self.waiting.join_next().await else { return Ok(()) };
        let (link, done) = joined?;
        let done = done?;
        match (done.positions.is_some(), link) {
            (true, true) => self.summary.linked += 1,
            (true, false) => self.summary.recorded += 1,
            (false, true) => {}
            (false, false) => self.summary.unchanged += 1,
        }
        Ok(())
    }

    async fn finish(&mut self) -> Outcome {
        while !self.waiting.is_empty() {
            self.take().await?;
        }
        Ok(())
    }
}

/// Schools that closed and academies that opened under the same number of the same authority.
///
/// The register's links stand in a file of their own; a conversion shows here all the same, because
/// the academy keeps the number and opens within days of the school's closing.
#[derive(Default)]
struct Pairs {
    closed: HashMap<(LaCode, u16), (Urn, Date)>,
    opened: Vec<((LaCode, u16), Urn, Date)>,
}

/// The most days between a closing and an opening that are still one conversion.
const GAP: i32 = 31;

impl Pairs {
    fn see(&mut self, entry: &Entry) {
        let Some(number) = entry.number else { return };
        let key = (entry.authority, number);
        let academy = SchoolType(entry.kind).standing() == Some(Standing::Academy);
        match (academy, entry.opened, entry.closed) {
            (true, Some(opened), _) => self.opened.push((key, entry.urn, opened)),
            (false, _, Some(closed)) => {
                let last = self.closed.entry(key).or_insert((entry.urn, closed));
                if last.1 < closed {
                    *last = (entry.urn, closed);
                }
            }
            _ => {}
        }
    }

    fn found(self) -> impl Iterator<Item = (Urn, Urn, Date)> {
        let closed = self.closed;
        self.opened.into_iter().filter_map(move |(key, successor, opened)| {
            let (urn, on) = closed.get(&key)?;
            let days = opened.since(*on).ok()?.get_days();
            (0..=GAP).contains(&days).then_some((*urn, successor, opened))
        })
    }
}
