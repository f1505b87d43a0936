//! Who pursues a complaint, and for whom somebody on a family's side acts.

use super::parties::Party;
use super::{Complaint, Moment};
use crate::actor::Body;
use crate::ids::PersonId;
use crate::refused::Refused;

impl Complaint {
    pub(super) fn with_party(&mut self, person: PersonId, change: impl FnOnce(&mut Party)) {
        if let Some(party) = self.parties.get_mut(&person) {
            change(party);
        }
    }

    pub(super) fn party(&self, person: PersonId) -> Result<&Party, Refused> {
        self.parties.get(&person).ok_or(Refused::NoSuchParty)
    }

    /// The complainants who still pursue it.
    pub(super) fn pursuing(&self) -> impl Iterator<Item = (PersonId, &Party)> {
        self.parties.iter().filter(|(_, party)| party.pursues()).map(|(person, party)| (*person, party))
    }

    /// The complainant a person on the family's side speaks for: themselves, or whoever they represent.
    pub(super) fn speaks_for(&self, person: PersonId) -> PersonId {
        self.facts.representatives.get(&person).copied().unwrap_or(person)
    }

    /// Everybody who may be written to about what is a person's own: themselves, and those who speak for them.
    pub(super) fn side_of(&self, person: PersonId) -> Vec<PersonId> {
        let family = self.facts.family.iter().filter(|(_, side)| **side == person).map(|(somebody, _)| *somebody);
        family.filter(|somebody| self.parties.contains_key(somebody)).collect()
    }

    /// Whether what concerns a complainant is for whoever acts. A family's is what is on their own side: of what
    /// is another's they are not told.
    pub(super) fn is_theirs(&self, now: &Moment<'_>, person: PersonId) -> bool {
        now.stamp.actor.body != Body::Family || person == self.speaks_for(now.by())
    }

    /// The complainant whom a step is about, who still pursues the complaint: the caller's own, or the one whom an
    /// officer names.
    pub(super) fn pursuer(
        &self,
        now: &Moment<'_>,
        named: Option<PersonId>,
        why: &'static str,
    ) -> Result<PersonId, Refused> {
        let person = match named {
            Some(person) if self.is_theirs(now, person) => person,
            Some(_) => return Err(Refused::NoSuchParty),
            None if now.stamp.actor.body == Body::Family => self.speaks_for(now.by()),
            None => return Err(Refused::Missing { field: "person", why }),
        };
        if self.party(person)?.pursues() { Ok(person) } else { Err(Refused::NoSuchParty) }
    }
}
