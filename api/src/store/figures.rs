//! What figures are made of.

use super::Store;
use redress_domain::complaint::stage::Stage;
use redress_projections::Failed;
use redress_projections::views::stages::Apart;
use redress_projections::views::statistics::{Area, Figure, Split};
use std::collections::BTreeMap;

impl Store {
    /// How often each thing happened in the months from one to another.
    ///
    /// # Errors
    /// The database fails.
    pub async fn statistics(&self, from: &str, to: &str) -> Result<Vec<Figure>, Failed> {
        self.0.statistics(from, to).await
    }

    /// How often each thing happened by its kind, and how many complaints there were by the area of the school.
    ///
    /// # Errors
    /// The database fails.
    pub async fn kinds(&self) -> Result<(Vec<Split>, Vec<Area>), Failed> {
        self.0.kinds().await
    }

    /// How often each stage was left after how many days.
    ///
    /// # Errors
    /// The database fails.
    pub async fn stages(&self) -> Result<BTreeMap<Stage, Vec<(i32, i64)>>, Failed> {
        self.0.stages().await
    }

    /// What was decided, what was done in time and how long the stages took, told apart by one split.
    ///
    /// # Errors
    /// The database fails.
    pub async fn apart(&self, split: &str) -> Result<Vec<Apart>, Failed> {
        self.0.apart(split).await
    }
}
