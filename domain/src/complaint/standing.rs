//! What changes for the people on a file: death, majority, court orders, consent, who joins and who speaks.

use super::file::at_least_lodged;
use super::intake::MOST;
use super::parties::{ComplainantDetails, CourtOrderKind, Event, PartyRole, RepresentativeDetails};
use super::powers::time_test;
use super::stage::{Level, Stage};
use super::vocabulary::command;
use super::{Action, Ask, Complaint, Moment, Outcome};
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

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.not_by_the_school(Self::ACTION, now)?;
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

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.not_by_the_school(Self::ACTION, now)?;
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

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.not_by_the_school(Self::ACTION, now)?;
        at_least_lodged(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        now.not_future("on", self.on)?;
        let party = file.party(self.person)?;
        if party.role != PartyRole::Pupil && !party.pupil_complains() {
            return Err(Refused::NotAcceptable { field: "person", why: "this person is not a pupil" });
        }
        if party.of_age {
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

command! {
    /// Agrees that the school refers the complaint to the Commissioner (ASCL Act 2009 s.207(1)(b)).
    pub struct GiveConsent {
        /// Whose consent, where an officer records it.
        person: Option<PersonId>,
    }
}

impl Ask for GiveConsent {
    const ACTION: Action = Action::GiveConsent;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)?;
        if file.facts.stage.level() > Level::School || file.facts.stage == Stage::Withdrawn {
            return file.wrong_stage(Self::ACTION);
        }
        // A family is offered its own consent, and not told by the offer whether another gave theirs.
        if file.pursuing().all(|(person, party)| party.consents_to_referral || !file.is_theirs(now, person)) {
            return Err(Refused::AlreadyDone { what: "everyone who complains has agreed" });
        }
        Ok(())
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let person = file.pursuer(now, self.person, "say whose consent it is")?;
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

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)?;
        if file.facts.stage.level() > Level::School {
            return file.wrong_stage(Self::ACTION);
        }
        if file.pursuing().any(|(person, party)| party.consents_to_referral && file.is_theirs(now, person)) {
            return Ok(());
        }
        Err(Refused::NotYet { needs: "a consent" })
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let person = file.pursuer(now, self.person, "say whose consent it is")?;
        if !file.party(person)?.consents_to_referral {
            return Ok(vec![]);
        }
        Outcome::of(file, now).and(Event::ConsentWithdrawn { person }).done()
    }
}

fn open(file: &Complaint, action: Action) -> Result<(), Refused> {
    at_least_lodged(file)?;
    if file.facts.stage == Stage::Closed { file.wrong_stage(action) } else { Ok(()) }
}

command! {
    /// Adds somebody who complains of the same matter in their own right.
    pub struct JoinComplaint {
        /// Who.
        complainant: ComplainantDetails,
    }
}

impl Ask for JoinComplaint {
    const ACTION: Action = Action::JoinComplaint;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.not_by_the_school(Self::ACTION, now)?;
        open(file, Self::ACTION)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        self.complainant.check(now)?;
        if file.parties.len() >= MOST {
            return Err(Refused::TooMany { what: "people", most: MOST });
        }
        let (person, noticed_on) = (self.complainant.new_person.0, self.complainant.noticed_on);
        // They complain today; that somebody else complained in time does not help them.
        let time = match file.ombudsman.made_on {
            Some(_) => Some(time_test("T01", person, noticed_on, now.today)?),
            None => None,
        };
        Outcome::of(file, now).and(Event::ComplainantJoined { complainant: self.complainant.clone(), time }).done()
    }
}

command! {
    /// Records that somebody speaks for a complainant, on written authority.
    pub struct AuthoriseRepresentative {
        /// Who.
        representative: RepresentativeDetails,
        /// For whom.
        principal: PersonId,
    }
}

impl Ask for AuthoriseRepresentative {
    const ACTION: Action = Action::AuthoriseRepresentative;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.not_by_the_school(Self::ACTION, now)?;
        open(file, Self::ACTION)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        // Whoever speaks for somebody reads what is theirs: nobody gives that away for another.
        if !file.is_theirs(now, self.principal) {
            return Err(Refused::NoSuchParty);
        }
        if !file.party(self.principal)?.pursues() {
            return Err(Refused::NotAcceptable {
                field: "principal",
                why: "this person does not pursue the complaint",
            });
        }
        Outcome::of(file, now)
            .and(Event::RepresentativeAuthorised {
                representative: self.representative.clone(),
                principal: self.principal,
            })
            .done()
    }
}

command! {
    /// Ends a representation.
    pub struct EndRepresentation {
        /// Who speaks for nobody any more.
        person: PersonId,
    }
}

impl Ask for EndRepresentation {
    const ACTION: Action = Action::EndRepresentation;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.not_by_the_school(Self::ACTION, now)?;
        if !file.facts.representatives.values().any(|principal| file.is_theirs(now, *principal)) {
            return Err(Refused::NotYet { needs: "somebody who speaks for a complainant" });
        }
        open(file, Self::ACTION)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let known = file.facts.representatives.get(&self.person);
        if known.is_some_and(|principal| file.is_theirs(now, *principal)) {
            Outcome::of(file, now).and(Event::RepresentationEnded { person: self.person }).done()
        } else {
            Err(Refused::NoSuchParty)
        }
    }
}
