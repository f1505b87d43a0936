//! The Commissioner's judgement of what the governing body does: more time, satisfied or not, and what is
//! recorded when nothing came (s.212).

use super::compliance::{CONFIRMABLE, Event, Recommendation};
use super::deadlines::Deadline;
use super::respondents::acts_late;
use super::stage::Stage;
use super::vocabulary::command;
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::held::Held;
use crate::ids::{DeadlineNo, RecommendationNo, Urn};
use crate::law::RecommendationStatus;
use crate::refused::Refused;
use jiff::civil::Date;

command! {
    /// Agrees in writing that a period is longer. After its end only with a reason for that.
    pub struct AgreeLongerPeriod {
        /// The deadline: the required period, the time for confirmation, or for the notice's form.
        deadline: DeadlineNo,
        /// The new last day.
        to: Date,
        /// The agreement.
        agreement: Held,
        /// Why it is agreed after the period has ended.
        override_reason: Option<Held>,
    }
}

/// The periods of s.212, and of LGA 1974 s.31, that a Commissioner may agree to lengthen.
const AGREEABLE: [&str; 5] = ["T04", "T05", "T06", "T21", "T22"];

impl Ask for AgreeLongerPeriod {
    const ACTION: Action = Action::AgreeLongerPeriod;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        match file.owed(&AGREEABLE).next() {
            Some(_) => Ok(()),
            None => Err(Refused::NotYet { needs: "a period that the Commissioner can lengthen" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let deadline = file.owed_deadline(self.deadline)?;
        if !AGREEABLE.contains(&deadline.rule.as_str()) {
            return Err(Refused::NotAcceptable { field: "deadline", why: "the Commissioner cannot lengthen this one" });
        }
        let from = deadline.due.ok_or(Refused::NotAcceptable { field: "deadline", why: "it has no date" })?;
        let last_day = deadline.last_day().unwrap_or(from);
        if now.today > last_day && self.override_reason.is_none() {
            return Err(Refused::TooLate { last_day });
        }
        if self.to <= from || self.to < now.today {
            return Err(Refused::DateOutOfOrder {
                field: "to",
                why: "the new day must be later than the old one, and not past",
            });
        }
        if self.to > from.saturating_add(jiff::Span::new().years(1)) {
            return Err(Refused::NotAcceptable { field: "to", why: "this is more than a year later" });
        }
        Outcome::of(file, now)
            .and(Event::PeriodExtendedByAgreement {
                deadline: self.deadline,
                from,
                to: self.to,
                agreement: self.agreement.clone(),
                override_reason: self.override_reason.clone(),
            })
            .done()
    }
}

command! {
    /// Accepts that recommendations are done.
    pub struct AcceptConfirmation {
        /// The recommendations; all that are not met if left out.
        #[serde(default)]
        recommendations: Vec<RecommendationNo>,
    }
}

impl Ask for AcceptConfirmation {
    const ACTION: Action = Action::AcceptConfirmation;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        let bodies = acts_late(file, Self::ACTION, &CONFIRMABLE)?;
        let theirs = |one: &Recommendation| bodies.iter().any(|school| one.is_for(*school));
        let claimed = |one: &Recommendation| one.status == RecommendationStatus::DoneClaimed && theirs(one);
        match file.compliance.recommendations.values().any(claimed) {
            true => Ok(()),
            false => Err(Refused::NotYet { needs: "the governing body's word that it is done" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let bodies = acts_late(file, Self::ACTION, &CONFIRMABLE)?;
        let recommendations = file.named_unmet(&self.recommendations, &bodies)?;
        let claimed = |number: &RecommendationNo| {
            let known = file.compliance.recommendations.get(number);
            known.is_some_and(|one| one.status == RecommendationStatus::DoneClaimed)
        };
        if !recommendations.iter().all(claimed) {
            return Err(Refused::NotYet { needs: "the governing body's word that it is done" });
        }
        let all = recommendations.len() == file.unmet().count();
        let done = file.done_with(&recommendations);
        let outcome = Outcome::of(file, now).and(Event::ConfirmationAccepted { recommendations });
        if !all {
            return outcome.meet_of("T05", &done, now.today).done();
        }
        outcome.and(Event::RecommendationsComplied {}).meet(&["T05"], now.today).cancel(&["T06", "T07", "T11"]).done()
    }
}

command! {
    /// Finds that the action taken or proposed is not enough (ground b of s.212).
    pub struct RefuseAction {
        /// The recommendations; all that are not met if left out.
        #[serde(default)]
        recommendations: Vec<RecommendationNo>,
        /// Why.
        reason: Held,
    }
}

/// Where all was done, as far as the Commissioner and the Secretary of State knew.
const DONE: [Stage; 2] = [Stage::Complied, Stage::DirectionComplied];
/// Where a governing body has said what it does.
const SAID: [Stage; 3] = [Stage::ActionNotified, Stage::AwaitingConfirmation, Stage::Refused];

impl Ask for RefuseAction {
    const ACTION: Action = Action::RefuseAction;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        if file.file.agreement_broken && DONE.contains(&file.facts.stage) {
            return Ok(());
        }
        file.bodies_at(Self::ACTION, &SAID).map(|_| ())
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        // What was accepted and then not kept is not met any more.
        let recommendations = match DONE.contains(&file.facts.stage) {
            true => file.named_accepted(&self.recommendations)?,
            false => file.named_unmet(&self.recommendations, &file.bodies_at(Self::ACTION, &SAID)?)?,
        };
        Outcome::of(file, now).and(Event::NotSatisfied { recommendations, reason: self.reason.clone() }).done()
    }
}

command! {
    /// Records that the required period has fully elapsed without a notification (ground a1), of each governing body of
    /// which that is so.
    pub struct RecordNoNotification {}
}

/// The governing bodies at one of these stages whose time has fully elapsed, with its last day; where there is none, when
/// the first of them will have.
fn elapsed_of(
    file: &Complaint,
    now: &Moment<'_>,
    (action, stages): (Action, &[Stage]),
    last: impl Fn(Urn) -> Result<Option<Date>, Refused>,
) -> Result<Vec<(Urn, Date)>, Refused> {
    let elapsed = |school| match last(school)? {
        Some(last) if now.today > last => Ok((school, last)),
        Some(last) => Err(Refused::TooEarly { earliest: last.tomorrow().unwrap_or(last) }),
        None => Err(Refused::NotYet { needs: "a period that has ended" }),
    };
    let (found, missing): (Vec<_>, Vec<_>) =
        file.bodies_at(action, stages)?.into_iter().map(elapsed).partition(Result::is_ok);
    let first = missing.into_iter().filter_map(Result::err).min_by_key(|why| match why {
        Refused::TooEarly { earliest } => *earliest,
        _ => Date::MAX,
    });
    match first {
        Some(why) if found.is_empty() => Err(why),
        _ => found.into_iter().collect(),
    }
}

impl RecordNoNotification {
    fn elapsed(file: &Complaint, now: &Moment<'_>) -> Result<Vec<(Urn, Date)>, Refused> {
        let at = (Self::ACTION, &[Stage::AwaitingNotification][..]);
        elapsed_of(file, now, at, |school| Ok(file.required_period_ends(school)))
    }
}

impl Ask for RecordNoNotification {
    const ACTION: Action = Action::RecordNoNotification;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        Self::elapsed(file, now).map(|_| ())
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let elapsed = Self::elapsed(file, now)?.into_iter();
        let events = elapsed.map(|(school, period_ended)| {
            let school = file.body_named(school);
            Event::NoNotificationReceived { school, period_ended }
        });
        Outcome::of(file, now).and_all(events).done()
    }
}

/// The last day for a governing body's confirmation on every reading of the law.
pub(super) fn confirmation_ends(file: &Complaint, school: Urn) -> Option<Date> {
    file.latest_of("T05", school).and_then(Deadline::last_day)
}

command! {
    /// Records that no confirmation came in time, on any reading of the law (ground c), of each governing body of which
    /// that is so.
    pub struct RecordNoConfirmation {}
}

impl RecordNoConfirmation {
    fn elapsed(file: &Complaint, now: &Moment<'_>) -> Result<Vec<(Urn, Date)>, Refused> {
        let at = (Self::ACTION, &[Stage::ActionNotified, Stage::AwaitingConfirmation][..]);
        elapsed_of(file, now, at, |school| match file.unconfirmed(school).next() {
            Some(_) => Ok(confirmation_ends(file, school)),
            None => Err(Refused::NotYet { needs: "a proposal that was not confirmed" }),
        })
    }
}

impl Ask for RecordNoConfirmation {
    const ACTION: Action = Action::RecordNoConfirmation;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        Self::elapsed(file, now).map(|_| ())
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let elapsed = Self::elapsed(file, now)?.into_iter();
        let events = elapsed.map(|(school, period_ended)| {
            let school = file.body_named(school);
            Event::NoConfirmationReceived { school, period_ended }
        });
        Outcome::of(file, now).and_all(events).done()
    }
}

command! {
    /// Records that recommendations cannot be enforced, because the body that owed them is no more.
    pub struct RecordUnenforceable {
        /// The recommendations; all that are not met if left out.
        #[serde(default)]
        recommendations: Vec<RecommendationNo>,
        /// Why.
        reason: Held,
    }
}

impl Ask for RecordUnenforceable {
    const ACTION: Action = Action::RecordUnenforceable;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, Stage::OWED)?;
        file.unmet().next().map(|_| ()).ok_or(Refused::NotYet { needs: "a recommendation that is not met" })
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let bodies: Vec<Urn> = file.bodies().collect();
        let recommendations = file.named_unmet(&self.recommendations, &bodies)?;
        let all = recommendations.len() == file.unmet().count();
        let done = file.done_with(&recommendations);
        let stands = file.stands(&done, Stage::Unenforceable).filter(|_| !all && !done.is_empty());
        let outcome = Outcome::of(file, now).and(Event::RecommendationsUnenforceable {
            recommendations,
            reason: self.reason.clone(),
            all,
            stands,
        });
        match all {
            true => outcome.cancel(&["T04", "T05", "T06", "T07"]).done(),
            false => outcome.cancel_of(&["T04", "T05"], &done).done(),
        }
    }
}
