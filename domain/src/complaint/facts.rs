//! What the policy and the work lists need to know of a case: small, foldable, and free of personal data.

use super::Event;
use super::audience::Audience;
use super::stage::{Level, Stage};
use crate::ids::{DeadlineNo, IssueNo, PersonId, RecommendationNo, RequestNo, Urn};
use crate::law::{GuaranteeId, LaCode};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Conditions that hold beside the stage, any number at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// A safeguarding concern is open: part of the file is sealed.
    SafeguardingHold,
    /// A court, a tribunal or another body is looking at the same matter.
    ParallelProceedings,
    /// Two people with a claim to speak are in dispute.
    ThirdPartyDispute,
    /// Contact with a person is restricted; the complaint is not.
    RestrictedContact,
    /// Nothing may be disposed of.
    LegalHold,
    /// Erasure is refused for now.
    ErasureRestricted,
}

/// The office a complaint is about, where it is about one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The school as a whole.
    School,
    /// The head teacher: the chair takes the first stage.
    HeadTeacher,
    /// The chair of the governing body.
    Chair,
    /// Most or all of the governing body: an independent panel is needed.
    GoverningBody,
    /// The link governor.
    LinkGovernor,
    /// The clerk.
    Clerk,
}

/// The facts of one case that decide who may see it, who may act, and in which list it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct CaseFacts {
    /// Where it is.
    pub stage: Stage,
    /// Respondent schools, the first being the one complained about.
    pub schools: Vec<Urn>,
    /// Local authorities that are respondents.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub authorities: BTreeSet<LaCode>,
    /// Complainants who still pursue it.
    pub complainants: BTreeSet<PersonId>,
    /// Complainants who have ended their complaint: they may still read what became of it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub former: BTreeSet<PersonId>,
    /// Representatives, and for whom they act.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub representatives: BTreeMap<PersonId, PersonId>,
    /// The office it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
    /// The members of the panel, who see the file because they sit on it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub panel: BTreeSet<PersonId>,
    /// Members of bodies who may not see the file or act in it: subjects and the conflicted.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub barred: BTreeSet<PersonId>,
    /// Who deals with it, at each level where somebody was named.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub assigned: BTreeMap<Level, PersonId>,
    /// Whether a Local Commissioner has had it. A complaint may go to the Secretary of State by another road.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub commissioner: bool,
    /// The furthest level it has reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<Level>,
    /// Conditions in force.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub flags: BTreeSet<Flag>,
    /// Whether an authority that is a respondent also looks after the pupil, so that whoever speaks for
    /// the child must be independent of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needs_independent_advocate: bool,
    /// The day it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_on: Option<Date>,
    /// Everybody who is or was on the family's side, and whose side that is: their own, or who they speak for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub family: BTreeMap<PersonId, PersonId>,
    /// The people with whom contact is restricted.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub restricted: BTreeSet<PersonId>,
    /// Whose data each request is for. Other people of the families are not told of it, nor of its clock.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub data_requests: BTreeMap<RequestNo, PersonId>,
    /// How many events of the file are not for everybody, by whom they are for. Versions are told without
    /// those that are not for the reader.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reserved: Vec<(Audience, i64)>,
    /// Every issue, and the local authority that answers for it where one does.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub issues: BTreeMap<IssueNo, Option<LaCode>>,
    /// The issue of each clock that runs for one alone.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub clocks: BTreeMap<DeadlineNo, IssueNo>,
    /// The issue of each recommendation.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub recommendations: BTreeMap<RecommendationNo, IssueNo>,
    /// The schools to which something is recommended, where that says to which.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub recommended_to: BTreeSet<Urn>,
    /// The Guarantee of each issue that was linked to one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub guarantees: BTreeMap<IssueNo, GuaranteeId>,
    /// The stage it was closed from, while it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_from: Option<Stage>,
}

impl CaseFacts {
    /// Takes in what happened.
    pub fn evolve(&mut self, event: &Event) {
        event.touch(self);
        self.learn_issues(event);
        self.family.extend(self.complainants.iter().map(|person| (*person, *person)));
        self.family.extend(&self.representatives);
        let (audience, issues) = (event.audience(), event.issues(self));
        self.count(if issues.is_empty() { audience } else { Audience::Issues(issues, Box::new(audience)) });
        // Closing a file takes it no further: who could not see it before cannot see it now.
        let level = self.stage.level();
        self.commissioner |= level == Level::Ombudsman;
        if self.stage != Stage::Closed && self.reached.is_none_or(|reached| reached < level) {
            self.reached = Some(level);
        }
    }

    fn count(&mut self, audience: Audience) {
        if audience == Audience::Everybody {
            return;
        }
        match self.reserved.iter_mut().find(|(known, _)| *known == audience) {
            Some((_, count)) => *count += 1,
            None => self.reserved.push((audience, 1)),
        }
    }

    /// On whose side a person of the family is; of anybody else, their own.
    #[must_use]
    pub fn side(&self, person: PersonId) -> PersonId {
        self.family.get(&person).copied().unwrap_or(person)
    }

    /// A complainant ends their complaint.
    pub(super) fn leaves(&mut self, person: PersonId) {
        if self.complainants.remove(&person) {
            self.former.insert(person);
        }
    }

    /// Where the case stands; a closed one, where it stood when it was closed.
    #[must_use]
    pub fn stood_at(&self) -> Stage {
        self.closed_from.unwrap_or(self.stage)
    }

    /// The level the case is at; a closed one, the level it was closed from.
    #[must_use]
    pub fn level(&self) -> Level {
        self.stood_at().level()
    }

    /// Whether a condition is in force.
    #[must_use]
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }

    /// Whether the case has been at this level, now or before.
    #[must_use]
    pub fn has_reached(&self, level: Level) -> bool {
        match level {
            Level::Ombudsman => self.commissioner,
            _ => self.reached.is_some_and(|reached| reached >= level),
        }
    }
}
