//! Whom a complaint is about, as far as the offices of people tell.

use super::facts::About;
use super::{Complaint, Moment};
use crate::actor::{Body, Role};
use crate::ids::PersonId;

impl About {
    /// The roles of those who are its subject.
    fn roles(self) -> &'static [Role] {
        match self {
            Self::School => &[],
            Self::HeadTeacher => &[Role::HeadTeacher],
            Self::Chair => &[Role::Chair],
            Self::GoverningBody => &[Role::Chair, Role::LinkGovernor, Role::PanelMember],
            Self::LinkGovernor => &[Role::LinkGovernor],
            Self::Clerk => &[Role::Clerk],
        }
    }
}

impl Complaint {
    /// Whether somebody holds one of these offices at a respondent school today.
    fn holds(&self, now: &Moment<'_>, person: PersonId, roles: &[Role]) -> bool {
        let schools: Vec<_> = self.facts.schools.iter().copied().map(Body::School).collect();
        now.references.memberships(person).is_some_and(|known| {
            known.at(&schools, now.today).any(|office| office.holds_on(now.today) && roles.contains(&office.role))
        })
    }

    /// Whether the complaint is about this person: it was recorded, or it is about the office that they hold.
    pub(super) fn is_about(&self, now: &Moment<'_>, person: PersonId) -> bool {
        let roles = self.facts.about.map(About::roles).unwrap_or_default();
        self.facts.barred.contains(&person) || self.holds(now, person, roles)
    }

    /// Whether it is about the head teacher: as the office was named, or because whoever holds it was recorded as the
    /// subject. Then the chair takes the first stage.
    pub(super) fn is_about_the_head_teacher(&self, now: &Moment<'_>) -> bool {
        let barred = |person: &PersonId| self.holds(now, *person, &[Role::HeadTeacher]);
        self.facts.about == Some(About::HeadTeacher) || self.facts.barred.iter().any(barred)
    }
}
