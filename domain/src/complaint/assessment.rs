//! What a file says to whoever must decide on it for the Commissioner: whether it is within the powers, each
//! complainant's time, the governing body's chance, who is too close to the school, and what a statement will hold.
//! Nothing is decided here: what the commands decide by is only told before they are given.

use super::jurisdiction::unconflicted;
use super::panel::school_had_its_opportunity;
use super::parties::Requirement;
use super::powers::{Powers, RollTest, converted_after_everything, lacks, powers, roll_tests, time_tests};
use super::statement::{Contents, Recipient};
use super::{Complaint, Moment, ombudsman::TimeTest};
use crate::actor::Stamp;
use crate::ids::PersonId;
use crate::law::NotInvestigated;
use crate::stream::References;

/// How one complainant stands to what s.208 asks of each.
#[derive(Debug, Clone, PartialEq)]
pub struct Complainant {
    /// The test of their time.
    pub time: TimeTest,
    /// Whether the time limit was done without for them.
    pub time_forgiven: bool,
    /// Whether it is in writing, or that was done without for them.
    pub written: bool,
    /// Whether they may complain at all: a pupil, a parent, or one who left in time.
    pub stands: bool,
    /// The test of one who left the roll.
    pub left: Option<RollTest>,
}

/// Whether the governing body had its chance to answer first (s.207(3)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opportunity {
    /// It answered, or let its time go by.
    Had,
    /// It was not waited for.
    Waived,
    /// It still has it.
    Open,
}

/// What the file says before anything is decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// How it stands to the Commissioner's powers as the file is now.
    pub powers: Powers,
    /// Those whose complaint has come to the Commissioner.
    pub complainants: Vec<Complainant>,
    /// The governing body's chance.
    pub opportunity: Opportunity,
    /// Whether the office of whoever asks, at a school of the complaint, keeps them from deciding (s.223).
    pub own_office_bars: bool,
    /// The Commissioner who was named, and whether an office keeps them from deciding.
    pub commissioner: Option<(PersonId, bool)>,
}

impl Assessment {
    /// Why it is outside the powers, as far as that is known.
    #[must_use]
    pub fn reasons(&self) -> &[NotInvestigated] {
        match &self.powers {
            Powers::Outside(reasons) => reasons,
            Powers::Within | Powers::Unknown => &[],
        }
    }
}

impl Complaint {
    /// What the file says to whoever must decide whether the Commissioner takes it up.
    #[must_use]
    pub fn assessment(&self, stamp: &Stamp, references: &References<'_>) -> Assessment {
        let now = Moment::new(stamp, references);
        let accepted = self.ombudsman.conversion_accepted == Some(true) || converted_after_everything(self);
        let left = roll_tests(self);
        let made_on = self.ombudsman.made_on.unwrap_or(now.today);
        // A rule that is not in force on a day tests nobody: then there is nothing to tell.
        let tests = time_tests(self, made_on, self.complaining()).unwrap_or_default();
        let complainants = tests.into_iter().filter_map(|time| {
            let party = self.parties.get(&time.person)?;
            let lacking = lacks(self, time.person, party);
            Some(Complainant {
                time_forgiven: party.disapplied.contains(&Requirement::Time),
                written: !lacking.contains(&NotInvestigated::NotWritten),
                stands: !lacking.contains(&NotInvestigated::NoStanding),
                left: left.iter().find(|test| test.person == time.person).cloned(),
                time,
            })
        });
        let opportunity = match (school_had_its_opportunity(self, &now), self.ombudsman.opportunity_waived) {
            (true, _) => Opportunity::Had,
            (false, true) => Opportunity::Waived,
            (false, false) => Opportunity::Open,
        };
        let barred = |person| unconflicted(self, &now, person).is_err();
        Assessment {
            powers: powers(self, accepted, now.today),
            complainants: complainants.collect(),
            opportunity,
            own_office_bars: barred(now.by()),
            commissioner: self.ombudsman.commissioner.map(|person| (person, barred(person))),
        }
    }

    /// What a statement that is issued now is recorded with, beside its words.
    #[must_use]
    pub fn statement_contents(&self) -> Contents {
        Contents::of(self)
    }

    /// Who must get a copy of the statement (s.211): each school's governing body and head teacher, and who complained and
    /// can be written to. For a pupil who complained alone, the parent's may take the place of theirs.
    #[must_use]
    pub fn statement_copies(&self) -> Vec<Recipient> {
        let complainants = self.complaining().map(|(person, _)| Recipient::Complainant { person });
        let schools = self.facts.schools.iter().map(|school| self.facts.named(*school));
        let of_school = |school| [Recipient::GoverningBody { school }, Recipient::HeadTeacher { school }];
        schools.flat_map(of_school).chain(complainants).collect()
    }
}
