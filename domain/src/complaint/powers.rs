//! The Commissioner's powers: regime, area and subject are the complaint's; standing, writing and time are each
//! complainant's own, and one who has all three brings the complaint within them (ASCL Act 2009 ss.206 to 208).

use super::ombudsman::TimeTest;
use super::parties::{Capacity, Party, PartyRole, Requirement};
use super::{Complaint, Scope};
use crate::clock::{self, Calendars, Counted};
use crate::ids::PersonId;
use crate::law::{NotInvestigated, Regime, repealed_on, saved_from_repeal};
use crate::refused::Refused;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether somebody who left the roll may still complain, with what that was counted from (SI 2010/853 reg.4).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RollTest {
    /// The complainant.
    pub person: PersonId,
    /// The last day in time, counted from the day the pupil came off the roll.
    pub last: Counted,
    /// The day the complaint counts as made.
    pub made_on: Date,
    /// Whether it is in time, or the person comes back for an examination (reg.5).
    pub stands: bool,
}

/// How a file stands to the Commissioner's powers.
#[derive(Debug, Clone, PartialEq)]
pub enum Powers {
    /// Within them.
    Within,
    /// Nobody meets every requirement, and of somebody it is not known whether they complained in time.
    Unknown,
    /// Outside them.
    Outside(Vec<NotInvestigated>),
}

/// Whether the repeal of 1 August 2012 has taken the Commissioner's road away from this complaint (SI 2012/1087,
/// article 6). Before that day it takes nothing, whatever was declined.
pub(super) fn out_by_repeal(file: &Complaint, today: Date) -> bool {
    let reached = file.ombudsman.reached_on.unwrap_or(today);
    file.regime == Some(Regime::Pilot2010)
        && today >= repealed_on()
        && !saved_from_repeal(reached, file.ombudsman.declined_as_premature)
}

/// Whether the Commissioner has power over the complaint, as the file stands.
pub(super) fn powers(file: &Complaint, conversion_accepted: bool, today: Date) -> Powers {
    let mut reasons = Vec::new();
    let out_of_regime = file.regime.is_none_or(|regime| !regime.row().ombudsman);
    if out_of_regime || out_by_repeal(file, today) {
        reasons.push(NotInvestigated::OutsideArea);
    }
    if file.ombudsman.converted_on.is_some() && !conversion_accepted {
        reasons.push(NotInvestigated::OutsideSchoolType);
    }
    // Section 208(2) speaks of a particular complainant: what one lacks, another does not make up for.
    let each: Vec<_> = file.complaining().map(|(person, party)| (lacks(file, person, party), party)).collect();
    let meets_all = each.iter().any(|(lacks, party)| lacks.is_empty() && known(party));
    let may_meet_all = each.iter().any(|(lacks, _)| lacks.is_empty());
    if !may_meet_all {
        let lacking = [NotInvestigated::NoStanding, NotInvestigated::NotWritten, NotInvestigated::Late];
        let nobody = each.is_empty();
        reasons.extend(lacking.into_iter().filter(|reason| {
            nobody && *reason == NotInvestigated::NoStanding || each.iter().any(|(lacks, _)| lacks.contains(reason))
        }));
    }
    if file.open_issues().next().is_none() {
        reasons.push(NotInvestigated::OutsideSubject);
    }
    match reasons.is_empty() {
        true if meets_all => Powers::Within,
        true => Powers::Unknown,
        false => Powers::Outside(reasons),
    }
}

/// Whether it is known that a complainant is in time, or does not matter.
fn known(party: &Party) -> bool {
    party.noticed_on.is_some() || party.disapplied.contains(&Requirement::Time)
}

/// The requirements that a complainant is known not to meet.
pub(super) fn lacks(file: &Complaint, person: PersonId, party: &Party) -> Vec<NotInvestigated> {
    let excused = |requirement: Requirement| party.disapplied.contains(&requirement);
    let late = file.ombudsman.out_of_time.contains(&person) && !excused(Requirement::Time);
    let unwritten = !file.ombudsman.written && !excused(Requirement::Writing);
    let stands = matches!(party.capacity, Some(Capacity::Pupil | Capacity::Parent))
        && roll_test(file, person, party).is_none_or(|test| test.stands);
    let all = [
        (!stands, NotInvestigated::NoStanding),
        (unwritten, NotInvestigated::NotWritten),
        (late, NotInvestigated::Late),
    ];
    all.into_iter().filter(|(lacking, _)| *lacking).map(|(_, reason)| reason).collect()
}

/// The test of one complainant: a pupil who left counts as one for twelve months, or for as long as they come back
/// for an examination (SI 2010/853 regs 4, 5). None where nobody left.
fn roll_test(file: &Complaint, person: PersonId, party: &Party) -> Option<RollTest> {
    let pupil = file.parties.values().find(|other| other.role == PartyRole::Pupil);
    let left = party.left_roll_on.or(pupil.and_then(|pupil| pupil.left_roll_on))?;
    let made_on = *file.ombudsman.complained.get(&person)?;
    let last = Counted::under("T02", left, left, &Calendars::england())?;
    let stands = party.returns_for_examination || last.on.is_none_or(|last| made_on <= last);
    Some(RollTest { person, last, made_on, stands })
}

/// Tests the twelve months of s.208(1)(b) for each of some complainants: each has their own clock. A complaint that
/// was sent back and comes again is the same complaint, made on the first day; one that was declined is made anew.
pub(super) fn time_tests<'a>(
    file: &'a Complaint,
    made_on: Date,
    complainants: impl Iterator<Item = (PersonId, &'a Party)>,
) -> Result<Vec<TimeTest>, Refused> {
    let known = &file.ombudsman;
    let first = |person| known.complained.get(&person).copied().filter(|_| !known.declined_as_premature);
    complainants
        .map(|(person, party)| time_test("T01", person, party.noticed_on, first(person).unwrap_or(made_on)))
        .collect()
}

/// Tests the twelve months for one complainant: of s.208(1)(b) under T01, of LGA 1974 s.26B under T20.
pub(super) fn time_test(
    id: &str,
    person: PersonId,
    noticed_on: Option<Date>,
    made_on: Date,
) -> Result<TimeTest, Refused> {
    let rule = noticed_on.and_then(|noticed| clock::rule(id, noticed)).or_else(|| clock::rule(id, made_on));
    let rule = rule.ok_or_else(|| Refused::CannotCompute { why: format!("rule {id} was not in force") })?;
    let england = Calendars::england();
    let last_day = noticed_on.and_then(|noticed| clock::due(rule, noticed, &england).ok()).map(|due| due.on);
    let in_time = last_day.map(|last| made_on <= last);
    Ok(TimeTest {
        person,
        rule: rule.id.to_string(),
        rule_version: rule.version,
        noticed_on,
        last_day,
        made_on,
        in_time,
    })
}

/// The tests of everybody whose complaint it is.
pub(super) fn roll_tests(file: &Complaint) -> Vec<RollTest> {
    file.complaining().filter_map(|(person, party)| roll_test(file, person, party)).collect()
}

/// Whether it was found to be within the Commissioner's powers, and still is as the file stands now.
pub(super) fn within_powers(file: &Complaint, today: Date) -> bool {
    let conversion = file.ombudsman.conversion_accepted == Some(true) || converted_after_everything(file);
    file.ombudsman.within_powers == Some(true) && powers(file, conversion, today) == Powers::Within
}

/// Act and complaint both came before the conversion: the complaint stays within the scheme.
pub(super) fn converted_after_everything(file: &Complaint) -> bool {
    let Some(converted) = file.ombudsman.converted_on else {
        return true;
    };
    let made = file.ombudsman.made_on.or(file.facts.made_on);
    let acts = file.issues.values().filter_map(super::Issue::last_act);
    made.is_some_and(|made| made < converted) && acts.max().is_none_or(|act| act < converted)
}

impl Complaint {
    /// Those who pursue the complaint and whose complaint has come to the Commissioner: who did not consent to a
    /// referral has not complained there.
    pub(super) fn complaining(&self) -> impl Iterator<Item = (PersonId, &Party)> {
        self.pursuing().filter(|(person, _)| self.ombudsman.complained.contains_key(person))
    }

    /// The issues that the school settled or sent elsewhere and the Commissioner is asked about all the same: what
    /// was sent elsewhere, and, where nothing is left open, what was settled. Where the Commissioner's own office
    /// sent an issue, it stays.
    pub(super) fn to_take_up(&self) -> Vec<crate::ids::IssueNo> {
        let sent = |issue: &super::Issue| matches!(issue.scope, Scope::Redirected(_)) && !issue.sent_by_commissioner;
        let open = self.open_issues().next().is_some();
        let settled = |issue: &super::Issue| issue.scope == Scope::Resolved && !open;
        self.numbered().filter(|(_, issue)| sent(issue) || settled(issue)).map(|(number, _)| number).collect()
    }
}
