//! The adverse findings notice (s.212): required on a ground that is true on the clock, agreed in form,
//! published by the governing body or, in default, by the Commissioner.

use super::facts::CaseFacts;
use super::judgement::confirmation_ends;
use super::screening::Screening;
use super::stage::Stage;
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::actor::Body;
use crate::held::Held;
use crate::ids::{RecommendationNo, Urn};
use crate::law::AdverseFindingsGround;
use crate::refused::Refused;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How the notice stands.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct NoticeFile {
    /// Why it was required.
    pub ground: Option<AdverseFindingsGround>,
    /// The recommendations it must list.
    pub unmet: Vec<RecommendationNo>,
    /// The day the governing body received the requirement.
    pub received_on: Option<Date>,
    /// The day by which it is to be published.
    pub publish_by: Option<Date>,
    /// The governing body's explanation, where it requires one to be in the notice.
    pub explanation: Option<Held>,
    /// The details of what was not done, in the form as it was last put forward.
    pub not_taken: Vec<NotTaken>,
    /// Whether the governing body has signed its form.
    pub signed_by_governing_body: bool,
    /// Whether the Commissioner has.
    pub signed_by_commissioner: bool,
    /// The day it was published.
    pub published_on: Option<Date>,
}

/// Details of an action that was recommended and not taken, as the notice tells them (s.212; compare LGA 1974
/// s.34I(4)(a)).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotTaken {
    /// The recommendation.
    pub recommendation: RecommendationNo,
    /// What was not done.
    pub detail: Held,
}

/// One of the two who agree the form of the notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The governing body.
    GoverningBody,
    /// The Local Commissioner.
    Commissioner,
}

/// How the governing body failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoticeDefault {
    /// The form was not agreed in time.
    NotAgreedInTime,
    /// The notice was not published as directed.
    NotPublished,
}

events! {
    /// What happens to the notice.
    pub enum Event {
        /// The Commissioner requires the governing body to publish a notice.
        AdverseFindingsNoticeRequired = "adverse_findings_notice_required" {
            /// On which ground.
            ground: AdverseFindingsGround,
            /// The recommendations not met, which the notice lists.
            unmet: Vec<RecommendationNo>,
            /// Supporting material required.
            supporting_material: Option<Held>,
            /// How it is to be published.
            manner: Held,
            /// The day the governing body received the requirement.
            received_on: Date,
            /// The day by which it is to be published.
            publish_by: Option<Date>,
        },
        /// One side agreed to the form.
        NoticeFormSigned = "notice_form_signed" {
            /// Which side.
            by: Side,
            /// The text it puts forward; without one it agrees to the text that the other side put forward.
            text: Option<Held>,
            /// The governing body's explanation, which it may require to be included.
            explanation: Option<Held>,
            /// The details of each recommended action that was not taken; none where it agrees to the other side's.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            not_taken: Vec<NotTaken>,
        },
        /// Both sides agree.
        NoticeFormAgreed = "notice_form_agreed" {},
        /// The governing body failed to agree or to publish.
        NoticeDefaulted = "notice_defaulted" {
            /// How.
            how: NoticeDefault,
        },
        /// The notice was published.
        NoticePublished = "notice_published" {
            /// By whom.
            by: Side,
            /// The day.
            on: Date,
            /// Where.
            place: Held,
            /// The text, where it is not the one that was agreed.
            text: Option<Held>,
            /// The governing body's explanation, which is part of it where the governing body so required.
            explanation: Option<Held>,
            /// The details of each recommended action that was not taken; not recorded of the first ones.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            not_taken: Vec<NotTaken>,
            /// Whether the governing body published it in the manner directed; not recorded of the first ones.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            manner_followed: Option<bool>,
            /// Why it did not, where it did not.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            departure: Option<Held>,
        },
        /// The Commission asked for its expenses.
        CostsDemanded = "costs_demanded" {
            /// In pence.
            pence: u32,
        },
    }
}

impl Event {
    pub(super) fn touch(&self, facts: &mut CaseFacts) {
        match self {
            Self::AdverseFindingsNoticeRequired { .. } => facts.stage = Stage::NoticeRequired,
            Self::NoticeFormAgreed {} => facts.stage = Stage::NoticeFormAgreed,
            Self::NoticeDefaulted { how: NoticeDefault::NotAgreedInTime } => facts.stage = Stage::NoticeNotAgreedInTime,
            Self::NoticeDefaulted { how: NoticeDefault::NotPublished } => facts.stage = Stage::NoticeNotPublished,
            Self::NoticePublished { by: Side::GoverningBody, .. } => {
                facts.stage = Stage::NoticePublishedByGoverningBody;
            }
            Self::NoticePublished { by: Side::Commissioner, .. } => facts.stage = Stage::NoticePublishedByCommissioner,
            Self::NoticeFormSigned { .. } | Self::CostsDemanded { .. } => {}
        }
    }

    pub(super) fn apply(&self, file: &mut Complaint) {
        let known = &mut file.notice;
        match self {
            Self::AdverseFindingsNoticeRequired { ground, unmet, received_on, publish_by, .. } => {
                *known = NoticeFile {
                    ground: Some(*ground),
                    unmet: unmet.clone(),
                    received_on: Some(*received_on),
                    publish_by: *publish_by,
                    ..NoticeFile::default()
                };
            }
            Self::NoticeFormSigned { by, text, explanation, not_taken } => {
                // Another text is another form: who agreed to the last one has not agreed to this.
                let put_forward = text.is_some();
                if put_forward {
                    known.not_taken.clone_from(not_taken);
                }
                match by {
                    Side::GoverningBody => {
                        known.signed_by_governing_body = true;
                        known.signed_by_commissioner &= !put_forward;
                        known.explanation.clone_from(explanation);
                    }
                    Side::Commissioner => {
                        known.signed_by_commissioner = true;
                        known.signed_by_governing_body &= !put_forward;
                    }
                }
            }
            Self::NoticePublished { on, .. } => known.published_on = Some(*on),
            Self::NoticeFormAgreed {} | Self::NoticeDefaulted { .. } | Self::CostsDemanded { .. } => {}
        }
    }
}

/// Whether a ground of s.212 is true on a day.
///
/// # Errors
/// What is still missing for it.
pub fn ground_holds(file: &Complaint, ground: AdverseFindingsGround, day: Date) -> Result<(), Refused> {
    in_default(file, ground, day).map(|_| ())
}

/// The governing bodies of which a ground of s.212 is true on a day, and that have something left to do.
fn in_default(file: &Complaint, ground: AdverseFindingsGround, day: Date) -> Result<Vec<Urn>, Refused> {
    let mut missing = Refused::NotYet { needs: "a recommendation that is not met" };
    let mut found = Vec::new();
    for school in file.bodies().filter(|school| file.unmet_by(*school).next().is_some()) {
        match ground_holds_of(file, school, ground, day) {
            Ok(()) => found.push(school),
            Err(why) => missing = why,
        }
    }
    if found.is_empty() { Err(missing) } else { Ok(found) }
}

fn ground_holds_of(file: &Complaint, school: Urn, ground: AdverseFindingsGround, day: Date) -> Result<(), Refused> {
    let after = |last: Option<Date>, needs| match last {
        Some(last) if day > last => Ok(()),
        Some(last) => Err(Refused::TooEarly { earliest: last.tomorrow().unwrap_or(last) }),
        None => Err(Refused::NotYet { needs }),
    };
    match ground {
        AdverseFindingsGround::NoNotification => {
            // A notification after the required period does not undo that none came within it.
            let ends = file.required_period_ends(school);
            let notified_on = file.compliance.bodies.get(&school).and_then(|own| own.notified_on);
            if notified_on.is_some_and(|on| ends.is_none_or(|ends| on <= ends)) {
                return Err(Refused::NotAcceptable {
                    field: "ground",
                    why: "the governing body has notified its action",
                });
            }
            after(ends, "the required period")
        }
        AdverseFindingsGround::NoActionDecided if file.refused_early(school) => Ok(()),
        AdverseFindingsGround::NoActionDecided => Err(Refused::NotAcceptable {
            field: "ground",
            why: "the governing body has not decided, before the end of the required period, to take no action",
        }),
        AdverseFindingsGround::NotSatisfied if file.stage_of(school) == Stage::NotSatisfied => Ok(()),
        AdverseFindingsGround::NotSatisfied => Err(Refused::NotAcceptable {
            field: "ground",
            why: "the Commissioner has not found the action to be unsatisfactory",
        }),
        AdverseFindingsGround::NotConfirmed => {
            let needs = "a proposal that was not confirmed";
            let last = confirmation_ends(file, school);
            let came_late =
                file.latest_of("T05", school).and_then(|clock| clock.met_on).is_some_and(|on| Some(on) > last);
            if file.unconfirmed(school).next().is_none() && !came_late {
                return Err(Refused::NotYet { needs });
            }
            after(last, needs)
        }
    }
}

command! {
    /// Requires the governing body to publish an adverse findings notice of what was recommended to it and not done. Of
    /// several, it is for each of which the ground is true.
    pub struct RequireAdverseFindingsNotice {
        /// On which ground.
        ground: AdverseFindingsGround,
        /// Supporting material required.
        supporting_material: Option<Held>,
        /// How it is to be published: a local newspaper, or the school's site.
        manner: Held,
        /// The day the governing body received the requirement; today if left out.
        received_on: Option<Date>,
        /// The day by which it is to be published.
        publish_by: Option<Date>,
    }
}

impl Ask for RequireAdverseFindingsNotice {
    const ACTION: Action = Action::RequireAdverseFindingsNotice;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, Stage::OWED)?;
        if file.facts.stage >= Stage::NoticeRequired {
            return Err(Refused::AlreadyDone { what: "a notice has been required" });
        }
        if file.unmet().next().is_none() {
            return Err(Refused::NotYet { needs: "a recommendation that is not met" });
        }
        match AdverseFindingsGround::ALL.iter().any(|ground| ground_holds(file, *ground, now.today).is_ok()) {
            true => Ok(()),
            false => Err(Refused::NotYet { needs: "a ground of s.212 that is true" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let received_on = self.received_on.unwrap_or(now.today);
        now.not_future("received_on", received_on)?;
        // Required before the ground was true, it would have been required without one.
        let bodies = in_default(file, self.ground, received_on)?;
        let mut served = bodies.iter().filter_map(|school| file.statement.received.get(school));
        if served.any(|served| received_on < *served) {
            return Err(Refused::DateOutOfOrder { field: "received_on", why: "the statement had not been received" });
        }
        self.publish_by.map_or(Ok(()), |day| now.yet_to_come("publish_by", day))?;
        let outcome = Outcome::of(file, now)
            .and(Event::AdverseFindingsNoticeRequired {
                ground: self.ground,
                unmet: file.named_unmet(&[], &bodies)?,
                supporting_material: self.supporting_material.clone(),
                manner: self.manner.clone(),
                received_on,
                publish_by: self.publish_by,
            })
            .start("T06", received_on, None);
        match self.publish_by {
            Some(_) => outcome.start_until("T07", received_on, None, self.publish_by).done(),
            None => outcome.done(),
        }
    }
}

/// Refuses a notice that does not tell of each recommended action that was not taken, or tells of another (s.212).
pub(super) fn check_not_taken(file: &Complaint, told: &[NotTaken]) -> Result<(), Refused> {
    let numbers: BTreeSet<RecommendationNo> = told.iter().map(|one| one.recommendation).collect();
    if numbers.len() < told.len() || !numbers.iter().all(|number| file.notice.unmet.contains(number)) {
        let why = "each recommendation that was not met when the notice was required stands here once, and no other";
        return Err(Refused::NotAcceptable { field: "not_taken", why });
    }
    // What was done since need not be told.
    let owed = |number: &RecommendationNo| file.unmet().any(|unmet| unmet == *number);
    match file.notice.unmet.iter().filter(|number| owed(number)).all(|number| numbers.contains(number)) {
        true => Ok(()),
        false => Err(Refused::Missing {
            field: "not_taken",
            why: "the notice gives details of each recommended action that was not taken",
        }),
    }
}

command! {
    /// Agrees to the form of the notice, for the governing body or for the Commissioner.
    pub struct AgreeNoticeForm {
        /// The text: the recommended action not taken, and no person. Leave it out to agree to the text
        /// that the other side has put forward; another text is an answer to it, for the other side to agree to.
        text: Option<Held>,
        /// The governing body's explanation, if it requires one to be included.
        explanation: Option<Held>,
        /// With a text: the details of each recommended action that was not taken.
        #[serde(default)]
        not_taken: Vec<NotTaken>,
        /// Counted by the service.
        #[serde(default)]
        screening: Screening,
    }
}

impl Ask for AgreeNoticeForm {
    const ACTION: Action = Action::AgreeNoticeForm;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::NoticeRequired])?;
        file.is_for_own(now, &file.notice.unmet)?;
        match side(now) {
            Side::GoverningBody if file.notice.signed_by_governing_body => {
                Err(Refused::AlreadyDone { what: "the governing body has agreed" })
            }
            Side::Commissioner if file.notice.signed_by_commissioner => {
                Err(Refused::AlreadyDone { what: "the Commissioner has agreed" })
            }
            _ => Ok(()),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        self.screening.pass(None)?;
        let by = side(now);
        if by == Side::Commissioner && self.explanation.is_some() {
            return Err(Refused::NotAcceptable {
                field: "explanation",
                why: "only the governing body may require an explanation",
            });
        }
        let put_forward = file.notice.signed_by_governing_body || file.notice.signed_by_commissioner;
        if self.text.is_none() && !put_forward {
            return Err(Refused::Missing { field: "text", why: "neither side has put a text forward yet" });
        }
        match self.text {
            Some(_) => check_not_taken(file, &self.not_taken)?,
            None if self.not_taken.is_empty() => {}
            None => {
                let why = "the details belong to a text: without one you agree to those of the other side";
                return Err(Refused::NotAcceptable { field: "not_taken", why });
            }
        }
        let outcome = Outcome::of(file, now).and(Event::NoticeFormSigned {
            by,
            text: self.text.clone(),
            explanation: self.explanation.clone(),
            not_taken: self.not_taken.clone(),
        });
        if self.text.is_none() {
            return outcome.and(Event::NoticeFormAgreed {}).meet(&["T06"], now.today).done();
        }
        outcome.done()
    }
}

fn side(now: &Moment<'_>) -> Side {
    if now.stamp.actor.body == Body::Ombudsman { Side::Commissioner } else { Side::GoverningBody }
}

command! {
    /// Declares that the governing body failed to agree the form, or to publish.
    pub struct DeclareNoticeDefault {}
}

fn default_now(file: &Complaint, now: &Moment<'_>) -> Result<NoticeDefault, Refused> {
    let passed = |last: Option<Date>, how| match last {
        Some(last) if now.today > last => Ok(how),
        Some(last) => Err(Refused::TooEarly { earliest: last.tomorrow().unwrap_or(last) }),
        None => Err(Refused::NotYet { needs: "a day by which to publish" }),
    };
    match file.facts.stage {
        Stage::NoticeRequired => {
            passed(file.latest("T06").and_then(|deadline| deadline.due), NoticeDefault::NotAgreedInTime)
        }
        // Where no day was set for publishing, the month for agreeing on the form is the yardstick.
        Stage::NoticeFormAgreed => {
            let month = file.latest("T06").and_then(|deadline| deadline.due);
            passed(file.notice.publish_by.or(month), NoticeDefault::NotPublished)
        }
        _ => Err(Refused::NotYet { needs: "a notice that is required" }),
    }
}

impl Ask for DeclareNoticeDefault {
    const ACTION: Action = Action::DeclareNoticeDefault;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        file.at(Self::ACTION, &[Stage::NoticeRequired, Stage::NoticeFormAgreed])?;
        default_now(file, now).map(|_| ())
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        Outcome::of(file, now).and(Event::NoticeDefaulted { how: default_now(file, now)? }).done()
    }
}
