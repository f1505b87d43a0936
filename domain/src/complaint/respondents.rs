//! The respondent schools, where there are several: a pupil is registered at two, or taught away from their own. Each
//! governing body is invited, served and held to what is recommended to it by itself (ASCL Act 2009 ss.209, 211, 212).
//!
//! What is recorded of one school names it only where there are several. What names none is of every one of them: of
//! the only one, or, as it was recorded once, of all alike.

use super::compliance::{ComplianceFile, Recommendation};
use super::deadlines::{Deadline, Status};
use super::facts::CaseFacts;
use super::investigation::RecommendationDetails;
use super::stage::Stage;
use super::{Action, Complaint, Moment, Outcome};
use crate::actor::Body;
use crate::ids::{RecommendationNo, Urn};
use crate::refused::Refused;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

impl Moment<'_> {
    /// The school that whoever acts is of.
    pub(super) fn school(&self) -> Option<Urn> {
        match self.stamp.actor.body {
            Body::School(urn) => Some(urn),
            _ => None,
        }
    }
}

impl CaseFacts {
    /// A respondent school as an event names it: only where there are several.
    pub(super) fn named(&self, school: Urn) -> Option<Urn> {
        Some(school).filter(|_| self.schools.len() > 1)
    }

    /// The respondent schools an event is about: the one that it names, or every one.
    pub(super) fn meant(&self, named: Option<Urn>) -> impl Iterator<Item = Urn> {
        self.schools.iter().copied().filter(move |school| named.is_none_or(|named| named == *school))
    }

    /// The respondent school that a command means: it need name none where there is but one.
    pub(super) fn respondent(&self, named: Option<Urn>, field: &'static str) -> Result<Urn, Refused> {
        match (named, self.schools.as_slice()) {
            (None, [only]) => Ok(*only),
            (None, _) => {
                Err(Refused::Missing { field, why: "the complaint has several respondent schools: say which" })
            }
            (Some(school), schools) if schools.contains(&school) => Ok(school),
            _ => Err(Refused::NotAcceptable { field, why: "this school is no respondent of the complaint" }),
        }
    }
}

impl Recommendation {
    /// Whether it is for this governing body to do.
    #[must_use]
    pub fn is_for(&self, school: Urn) -> bool {
        self.school.is_none_or(|own| own == school)
    }
}

impl Deadline {
    /// Whether it runs for this school, if not for it alone.
    #[must_use]
    pub fn runs_for(&self, school: Urn) -> bool {
        self.school.is_none_or(|own| own == school)
    }

    /// Whether a report counts it for this body: what another school has to do is not this one's to keep.
    #[must_use]
    pub fn counts_for(&self, body: Body) -> bool {
        !matches!(body, Body::School(school) if !self.runs_for(school))
    }
}

/// A governing body to which something is recommended.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answerable {
    /// Where it is with it, if each answers for itself.
    pub stage: Stage,
    /// The day of its first notification.
    pub notified_on: Option<Date>,
    /// The day on which it decided to take no action, unless it has thought better of it.
    pub refused_on: Option<Date>,
}

impl ComplianceFile {
    /// Takes in a recommendation, and whom it is for.
    pub(super) fn recommends(&mut self, facts: &CaseFacts, number: RecommendationNo, details: &RecommendationDetails) {
        self.recommendations.insert(number, Recommendation::of(details));
        if let Some(school) = details.school.or_else(|| facts.schools.first().copied()) {
            self.bodies.entry(school).or_default().stage = Stage::CompletedWithRecommendations;
        }
    }

    /// A governing body has its copy of the statement.
    pub(super) fn receives(&mut self, school: Option<Urn>) {
        let own = school.and_then(|school| self.bodies.get_mut(&school));
        if let Some(own) = own.filter(|own| own.stage == Stage::CompletedWithRecommendations) {
            own.stage = Stage::AwaitingNotification;
        }
    }
}

impl Complaint {
    /// Whether each governing body answers for what is recommended to it alone.
    fn each_for_itself(&self) -> bool {
        self.compliance.recommendations.values().any(|one| one.school.is_some())
    }

    /// The governing bodies to which something is recommended, by their schools. Where they answer together, the first
    /// stands for all.
    pub(super) fn bodies(&self) -> impl Iterator<Item = Urn> {
        self.compliance.bodies.keys().copied()
    }

    /// The governing body of a school, or the one that stands for it.
    pub(super) fn body_of(&self, school: Urn) -> Urn {
        let first = self.facts.schools.first().copied().filter(|_| !self.each_for_itself());
        first.unwrap_or(school)
    }

    /// The governing body of whoever acts.
    pub(super) fn own_body(&self, now: &Moment<'_>) -> Result<Urn, Refused> {
        now.school().map(|school| self.body_of(school)).ok_or(Refused::NotFound)
    }

    /// A governing body as an event names it: only where each answers for itself.
    pub(super) fn body_named(&self, school: Urn) -> Option<Urn> {
        Some(school).filter(|_| self.each_for_itself())
    }

    /// The governing bodies that some recommendations are for.
    pub(super) fn bodies_for<'a>(&self, numbers: impl IntoIterator<Item = &'a RecommendationNo>) -> BTreeSet<Urn> {
        let known = numbers.into_iter().filter_map(|number| self.compliance.recommendations.get(number));
        known.flat_map(|one| self.bodies().filter(|school| one.is_for(*school))).collect()
    }

    /// The governing bodies that an event is about: the one that it names, or every one.
    pub(super) fn bodies_meant(&self, named: Option<Urn>) -> BTreeSet<Urn> {
        self.bodies().filter(|school| named.is_none_or(|named| named == *school)).collect()
    }

    /// Whether something is recommended to a governing body of which it has had no copy yet.
    pub(super) fn copy_starts_period(&self, school: Urn) -> bool {
        self.compliance.bodies.contains_key(&school) && self.stage_of(school) == Stage::CompletedWithRecommendations
    }

    /// Where a governing body is with what is recommended to it.
    pub(super) fn stage_of(&self, school: Urn) -> Stage {
        let own = self.compliance.bodies.get(&school).filter(|_| self.each_for_itself());
        own.map_or(self.facts.stage, |own| own.stage)
    }

    /// The governing bodies that are at one of these stages, before a notice is required of any.
    pub(super) fn bodies_at(&self, action: Action, stages: &[Stage]) -> Result<Vec<Urn>, Refused> {
        let at = |school: &Urn| stages.contains(&self.stage_of(*school));
        let bodies: Vec<Urn> = self.bodies().filter(at).collect();
        match bodies.is_empty() || !Stage::BEFORE_NOTICE.contains(&self.facts.stage) {
            true => self.wrong_stage(action).map(|()| bodies),
            false => Ok(bodies),
        }
    }

    /// Where the complaint stands once these governing bodies have come to a stage, if not there: one that is in default
    /// leads, and then one of which something is still to come. None where they answer together.
    pub(super) fn stands(&self, moved: &BTreeSet<Urn>, to: Stage) -> Option<Stage> {
        let of = |school| if moved.contains(&school) { to } else { self.stage_of(school) };
        // Whoever has no copy of the statement yet still owes a notification.
        let owes =
            |stage| if stage == Stage::CompletedWithRecommendations { Stage::AwaitingNotification } else { stage };
        let at: BTreeSet<Stage> = self.bodies().map(of).map(owes).collect();
        let now = [self.facts.stage].into_iter().filter(|stage| Stage::UNMET.contains(stage));
        let mut order = now.chain(Stage::UNMET.iter().chain(Stage::ACTING).copied());
        order.find(|stage| at.contains(stage)).filter(|stage| self.each_for_itself() && *stage != to)
    }

    /// The recommendations that a governing body has not met.
    pub(super) fn unmet_by(&self, school: Urn) -> impl Iterator<Item = RecommendationNo> {
        let all = self.compliance.recommendations.iter();
        all.filter(move |(_, one)| one.unmet() && one.is_for(school)).map(|(number, _)| *number)
    }

    /// The governing bodies that have met everything, once these recommendations are met too.
    pub(super) fn done_with(&self, met: &[RecommendationNo]) -> BTreeSet<Urn> {
        let left = |school: &Urn| self.unmet_by(*school).any(|number| !met.contains(&number));
        self.bodies_for(met).into_iter().filter(|school| !left(school)).collect()
    }

    /// The governing bodies that have not complied by now: where each answers for itself, those in default, and not one
    /// whose own time still runs.
    pub(super) fn not_complied(&self, today: Date) -> Vec<Urn> {
        let late = |clock: &Deadline| clock.owed() && clock.last_day().is_some_and(|last| last < today);
        let gone_by = |school| ["T04", "T05"].iter().any(|rule| self.latest_of(rule, school).is_some_and(late));
        let in_default = |school| Stage::UNMET.contains(&self.stage_of(school)) || gone_by(school);
        self.bodies().filter(|school| !self.each_for_itself() || in_default(*school)).collect()
    }

    /// Refuses a governing body what is about recommendations to others.
    pub(super) fn is_for_own(&self, now: &Moment<'_>, numbers: &[RecommendationNo]) -> Result<(), Refused> {
        let others = |school: Urn| self.each_for_itself() && !self.bodies_for(numbers).contains(&school);
        match now.school().is_some_and(others) {
            true => Err(Refused::NotYet { needs: "something that is your own governing body's to do" }),
            false => Ok(()),
        }
    }

    /// The schools whose governing bodies some recommendations are for; every respondent where none says.
    pub(super) fn schools_for(&self, numbers: &[RecommendationNo]) -> Vec<Urn> {
        let own = |school: &Urn| !self.each_for_itself() || self.bodies_for(numbers).contains(school);
        self.facts.schools.iter().copied().filter(own).collect()
    }

    /// Whether the time for a confirmation runs from this day already.
    pub(super) fn confirmation_runs_from(&self, ends: Date, school: Urn) -> bool {
        self.latest_of("T05", school).is_some_and(|deadline| deadline.start == ends)
    }

    /// Whether a governing body decided, before the end of its required period, to take no action.
    pub(super) fn refused_early(&self, school: Urn) -> bool {
        let refused_on = self.compliance.bodies.get(&school).and_then(|own| own.refused_on);
        refused_on.zip(self.required_period_ends(school)).is_some_and(|(on, ends)| on <= ends)
    }

    /// The last day of a governing body's required period, as extended.
    pub(super) fn required_period_ends(&self, school: Urn) -> Option<Date> {
        self.latest_of("T04", school).and_then(|deadline| deadline.due)
    }

    /// The latest clock of a governing body under a rule, however it stands.
    pub(super) fn latest_of(&self, rule: &str, school: Urn) -> Option<&Deadline> {
        let own = |known: &&Deadline| known.rule.as_str() == rule && known.runs_for(school);
        self.deadlines.iter().rev().filter(own).find(|known| known.status != Status::Cancelled)
    }
}

/// The governing bodies that are at one of these stages; or all, at the notice or before the Secretary of State, where
/// late action still counts.
pub(super) fn acts_late(file: &Complaint, action: Action, stages: &[Stage]) -> Result<Vec<Urn>, Refused> {
    let at = file.facts.stage;
    let late = at >= Stage::NoticeRequired && Stage::OWED.contains(&at) || at == Stage::UnderConsideration;
    if late { Ok(file.bodies().collect()) } else { file.bodies_at(action, stages) }
}

/// The governing body of whoever acts, if it is at one of these stages or acts late, and has something left to do.
pub(super) fn acting(file: &Complaint, now: &Moment<'_>, action: Action, stages: &[Stage]) -> Result<Urn, Refused> {
    let bodies = acts_late(file, action, stages)?;
    let own = file.own_body(now)?;
    if file.unmet_by(own).next().is_none() {
        return Err(Refused::NotYet { needs: "a recommendation that is not met" });
    }
    if bodies.contains(&own) { Ok(own) } else { file.wrong_stage(action).map(|()| own) }
}

impl Outcome<'_> {
    /// Records that what these governing bodies owe under a rule was done, on a day.
    pub(super) fn meet_of(self, rule: &str, schools: &BTreeSet<Urn>, on: Date) -> Self {
        self.meet_where(&[rule], on, |clock| schools.iter().any(|school| clock.runs_for(*school)))
    }

    /// Ends what these governing bodies owe under some rules.
    pub(super) fn cancel_of(self, rules: &[&str], schools: &BTreeSet<Urn>) -> Self {
        self.cancel_where(rules, |clock| schools.iter().any(|school| clock.runs_for(*school)))
    }
}
