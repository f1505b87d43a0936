//! How the writer keeps in step: with other processes, and with views that fell behind.

use super::{MOST_ROWS, Writer};
use crate::db::Value;
use crate::failed::Fault;
use crate::log::{Checkpoint, Head, SELECT_SINCE, Stored, since};
use crate::schema::PART;
use crate::views::Live;
use redress_domain::{Kind, Recorded, StreamId};
use std::sync::PoisonError;
use std::time::{Duration, Instant};

/// The most records that a view which is behind takes in at once, so that no command waits for long.
const STEP: i64 = 1_000;
/// The most changed streams that are looked at one by one when another process has appended.
const FEW: i64 = 500;
/// The longest pause before a view that could not take something in is tried again.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

pub(crate) const SELECT_CHANGED: &str =
    "SELECT kind, stream FROM event WHERE part = $1 AND position > $2 ORDER BY position";

/// A view as the writer keeps it.
pub(super) struct Standing {
    pub(super) live: Box<dyn Live>,
    /// It has not taken in all there is, and is left out of appends until it has.
    pub(super) behind: bool,
    checkpoint: Checkpoint,
    step: i64,
    pause: Duration,
    next: Instant,
}

impl Standing {
    pub(super) fn new(live: Box<dyn Live>) -> Self {
        let (checkpoint, pause) = (Checkpoint::default(), Duration::ZERO);
        Self { live, behind: true, checkpoint, step: STEP, pause, next: Instant::now() }
    }

    /// Whether it could be brought up to date now. One that another version of the service keeps cannot.
    fn is_due(&self) -> bool {
        self.behind && self.checkpoint.version == self.live.version() && self.next <= Instant::now()
    }
}

impl Writer {
    /// Sees from the head row which views are up to date.
    pub(super) fn look_at_views(&mut self) {
        for view in &mut self.views {
            let checkpoint = self.head.checkpoints.get(view.live.name()).copied().unwrap_or_default();
            if checkpoint.generation != view.checkpoint.generation {
                view.live.forget(true);
                (view.step, view.pause) = (STEP, Duration::ZERO);
            }
            view.behind = checkpoint.version != view.live.version() || checkpoint.position != self.head.position;
            view.checkpoint = checkpoint;
        }
    }

    /// Takes the head row, and forgets whatever another process has changed since it was last seen.
    pub(super) async fn take_head(&mut self) -> Result<(), Fault> {
        let head = Head::lock(self.connected().await?).await?;
        if head.turn == self.head.turn {
            return Ok(());
        }
        if head.position - self.head.position > FEW {
            self.subjects.states().clear();
        } else {
            let values = [Value::Int(PART), Value::Int(self.head.position)];
            for row in self.connected().await?.fetch(SELECT_CHANGED, &values).await? {
                let kind = Kind::ALL.iter().copied().find(|kind| row.text(0).is_ok_and(|name| name == kind.name()));
                if let Some(kind) = kind {
                    self.subjects.states().take(&StreamId { kind, id: row.text(1)?.into() });
                }
            }
        }
        self.working.clear();
        self.master = None;
        for view in &mut self.views {
            view.live.forget(true);
        }
        self.head = head;
        self.look_at_views();
        Ok(())
    }

    /// A view could not take something in. It stays where it is, alone, until it can.
    pub(super) fn fall_behind(&mut self, view: usize, fault: &Fault) {
        let standing = &mut self.views[view];
        let name = standing.live.name();
        tracing::error!(view = name, %fault, "a view cannot take in what happened, and falls behind");
        standing.live.forget(true);
        standing.behind = true;
        standing.step = (standing.step / 8).max(1);
        standing.pause = (standing.pause * 2).clamp(Duration::from_millis(500), LONGEST_PAUSE);
        standing.next = Instant::now() + standing.pause;
        self.failing.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
    }

    /// Brings views that are due a step further, in a transaction of their own.
    pub(super) async fn heal_a_little(&mut self) {
        for view in 0..self.views.len() {
            if self.views[view].is_due() {
                self.land().await;
                self.step_and_report(view).await;
            }
        }
    }

    /// Brings all views as far as they can go, without waiting for any pause to end.
    pub(super) async fn heal_all(&mut self) {
        for view in 0..self.views.len() {
            self.views[view].next = Instant::now();
            while self.views[view].is_due() {
                let step = self.views[view].step;
                // In ever smaller steps, so that it stops right at the record it cannot take in.
                if !self.step_and_report(view).await && step == 1 {
                    break;
                }
                self.views[view].next = Instant::now();
            }
        }
    }

    async fn step_and_report(&mut self, view: usize) -> bool {
        match self.step(view).await {
            Ok(()) => {
                let standing = &mut self.views[view];
                standing.pause = Duration::ZERO;
                standing.step = (standing.step * 2).min(STEP);
                if !standing.behind {
                    let name = standing.live.name();
                    if self.failing.lock().unwrap_or_else(PoisonError::into_inner).remove(name) {
                        tracing::info!(view = name, "a view has caught up");
                    }
                }
                true
            }
            Err(fault) => {
                self.undo().await;
                if fault.is_lost() {
                    self.connection = None;
                }
                self.fall_behind(view, &fault);
                false
            }
        }
    }

    async fn step(&mut self, view: usize) -> Result<(), Fault> {
        self.connected().await?.begin().await?;
        self.take_head().await?;
        let Standing { behind, checkpoint, step, .. } = &self.views[view];
        if !behind || checkpoint.version != self.views[view].live.version() {
            return self.connected().await?.rollback().await;
        }
        let values = since(checkpoint.position, *step);
        let rows = self.connected().await?.fetch(SELECT_SINCE, &values).await?;
        let facts = rows.iter().map(|row| Stored::read(row)?.decode()).collect::<Result<Vec<_>, _>>()?;
        let facts: Vec<&Recorded> = facts.iter().collect();
        self.fold(view, &facts).await?;
        let mut head = self.head.clone();
        let name = self.views[view].live.name();
        if let (Some(checkpoint), Some(last)) = (head.checkpoints.get_mut(name), facts.last()) {
            checkpoint.position = last.position;
        }
        let Self { connection, views, .. } = self;
        let connection = connection.as_mut().ok_or(Fault::Stopped)?;
        for (sql, values) in views[view].live.writes(MOST_ROWS)? {
            connection.execute(sql, &values).await?;
        }
        head.replace(connection).await?;
        connection.commit().await?;
        head.turn += 1;
        self.head = head;
        self.views[view].live.keep();
        self.look_at_views();
        Ok(())
    }
}
