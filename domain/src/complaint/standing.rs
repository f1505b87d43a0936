//! What changes for the people on a file: death, majority, court orders, consent.

use super::file::at_least_lodged;
use super::parties::{ComplainantDetails, CourtOrderKind, Event, PartyRole};
use super::stage::{Level, Stage};
use super::vocabulary::command;
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::actor::Role;
use crate::held::Held;
use crate::ids::PersonId;
use crate::refused::Refused;
use jiff::civil::Date;

command! {
    /// Records that somebody on the file has died. Letters to them stop at once.
    pub struct RecordPartyDeath {
        /// Who.
        person: PersonId,
        /// When.
        on: Date,
    }
}

impl Ask for RecordPartyDeath {
    const ACTION: Action = Action::RecordPartyDeath;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        now.not_future("on", self.on)?;
        if file.party(self.person)?.died {
            return Ok(vec![]);
        }
        Outcome::of(file, now).and(Event::PartyDied { person: self.person, on: self.on }).done()
    }
}

command! {
    /// Lets somebody suitable stand in for a person who has died or cannot act.
    pub struct SubstituteParty {
        /// For whom.
        person: PersonId,
        /// Who stands in.
        substitute: ComplainantDetails,
        /// Why they are suitable.
        reason: Held,
    }
}

impl Ask for SubstituteParty {
    const ACTION: Action = Action::SubstituteParty;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        self.substitute.check(now)?;
        let party = file.party(self.person)?;
        if party.role != PartyRole::Complainant {
            return Err(Refused::NotAcceptable { field: "person", why: "only a complainant can be substituted" });
        }
        if party.withdrawn {
            return Err(Refused::NotAcceptable { field: "person", why: "this person has ended their complaint" });
        }
        Outcome::of(file, now)
            .and(Event::PartySubstituted {
                person: self.person,
                substitute: self.substitute.clone(),
                reason: self.reason.clone(),
            })
            .done()
    }
}

command! {
    /// Records that the pupil has turned 18 and speaks for themselves from now on.
    pub struct RecordMajority {
        /// Who.
        person: PersonId,
        /// When.
        on: Date,
    }
}

impl Ask for RecordMajority {
    const ACTION: Action = Action::RecordMajority;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        now.not_future("on", self.on)?;
        if file.party(self.person)?.of_age {
            return Ok(vec![]);
        }
        Outcome::of(file, now).and(Event::PupilReachedMajority { person: self.person, on: self.on }).done()
    }
}

command! {
    /// Records a court order that bears on who may be told what.
    pub struct RecordCourtOrder {
        /// Whom it protects.
        person: PersonId,
        /// What kind.
        kind: CourtOrderKind,
        /// Its last day, if it has one.
        until: Option<Date>,
        /// What it says.
        terms: Held,
    }
}

impl Ask for RecordCourtOrder {
    const ACTION: Action = Action::RecordCourtOrder;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        file.party(self.person)?;
        if self.until.is_some_and(|until| until < now.today) {
            return Err(Refused::DateOutOfOrder { field: "until", why: "this order has run out" });
        }
        Outcome::of(file, now)
            .and(Event::CourtOrderRecorded {
                person: self.person,
                kind: self.kind,
                until: self.until,
                terms: self.terms.clone(),
            })
            .done()
    }
}

/// Whose consent a command gives: a complainant's own, or their principal's. A clerk who writes down
/// a spoken consent names the complainant.
fn consenting(file: &Complaint, now: &Moment<'_>, named: Option<PersonId>) -> Result<PersonId, Refused> {
    let by_family = matches!(now.stamp.actor.role, Role::Complainant | Role::Representative);
    let person = match named {
        Some(person) if !by_family || person == file.speaks_for(now.by()) => person,
        Some(_) => return Err(Refused::NoSuchParty),
        None if by_family => file.speaks_for(now.by()),
        None => {
            return Err(Refused::Missing { field: "person", why: "say whose consent it is" });
        }
    };
    if file.party(person)?.pursues() { Ok(person) } else { Err(Refused::NoSuchParty) }
}

command! {
    /// Agrees that the school refers the complaint to the Commissioner (ASCL Act 2009 s.207(1)(b)).
    pub struct GiveConsent {
        /// Whose consent, where an officer records it.
        person: Option<PersonId>,
    }
}

impl Ask for GiveConsent {
    const ACTION: Action = Action::GiveConsent;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)?;
        if file.facts.stage.level() > Level::School || file.facts.stage == Stage::Withdrawn {
            return file.wrong_stage(Self::ACTION);
        }
        if file.pursuing().all(|(_, party)| party.consents_to_referral) {
            return Err(Refused::AlreadyDone { what: "everyone who complains has agreed" });
        }
        Ok(())
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let person = consenting(file, now, self.person)?;
        if file.party(person)?.consents_to_referral {
            return Ok(vec![]);
        }
        Outcome::of(file, now).and(Event::ConsentGiven { person }).done()
    }
}

command! {
    /// Takes a consent back, before the complaint is referred.
    pub struct WithdrawConsent {
        /// Whose consent, where an officer records it.
        person: Option<PersonId>,
    }
}

impl Ask for WithdrawConsent {
    const ACTION: Action = Action::WithdrawConsent;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)?;
        if file.facts.stage.level() > Level::School {
            return file.wrong_stage(Self::ACTION);
        }
        if file.pursuing().any(|(_, party)| party.consents_to_referral) {
            return Ok(());
        }
        Err(Refused::NotYet { needs: "a consent" })
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let person = consenting(file, now, self.person)?;
        if !file.party(person)?.consents_to_referral {
            return Ok(vec![]);
        }
        Outcome::of(file, now).and(Event::ConsentWithdrawn { person }).done()
    }
}
