//! The papers of a file, and what decides who may be told of one.

use crate::actor::Body;
use crate::held::Held;
use crate::ids::{DocumentId, IssueNo, PersonId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What protects a document (s.216; school papers have less).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Privilege {
    /// A paper of the school, qualified at most.
    School,
    /// Between the Commissioner and others: absolute (ASCL Act 2009 s.216).
    Ombudsman,
    /// Legal advice.
    Legal,
}

/// A document of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Its number.
    pub document: DocumentId,
    /// What it is.
    pub title: Held,
    /// What protects it.
    pub privilege: Privilege,
    /// What other people may read in place of it, where it names others.
    pub redacted: Option<Held>,
    /// Who added it.
    pub by: PersonId,
    /// The body they acted for.
    pub of: Option<Body>,
    /// The issues it is about; none where that was not said.
    pub issues: BTreeSet<IssueNo>,
}

impl Document {
    /// What decides who may be told of it.
    #[must_use]
    pub fn paper(&self) -> Paper {
        Paper { privilege: self.privilege, by: self.by, of: self.of, issues: self.issues.clone() }
    }
}

/// What decides who may be told of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// What protects it.
    pub privilege: Privilege,
    /// Who added it.
    pub by: PersonId,
    /// The body they acted for; not known of papers from before it was recorded.
    pub of: Option<Body>,
    /// The issues it is about; none where that was not said.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub issues: BTreeSet<IssueNo>,
}
