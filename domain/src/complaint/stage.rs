//! Where a complaint is: exactly one stage at a time, on one of four levels.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How far a complaint has travelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Being received.
    Intake,
    /// With the school.
    School,
    /// With the Local Commissioner (Local Government Ombudsman).
    Ombudsman,
    /// With the Secretary of State.
    SecretaryOfState,
}

macro_rules! stages {
    ($($level:ident { $($(#[$doc:meta])* $name:ident = $text:literal, $closable:literal;)+ })+) => {
        /// The procedural state of a complaint.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
        pub enum Stage {
            /// Nothing has been lodged yet.
            #[default]
            #[serde(rename = "draft")]
            Draft,
            $($($(#[$doc])* #[serde(rename = $text)] $name,)+)+
        }

        impl Stage {
            /// Every stage, in the order of the journey.
            pub const ALL: &'static [Self] = &[Self::Draft, $($(Self::$name),+),+];

            /// The stage's one name in JSON, SQL and text.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { Self::Draft => "draft", $($(Self::$name => $text),+),+ }
            }

            /// The level it belongs to.
            #[must_use]
            pub fn level(self) -> Level {
                match self { Self::Draft => Level::Intake, $($(Self::$name => Level::$level),+),+ }
            }

            /// Whether a case may be closed from here.
            #[must_use]
            pub fn closable(self) -> bool {
                match self { Self::Draft => false, $($(Self::$name => $closable),+),+ }
            }
        }
    };
}

stages! {
    Intake {
        /// Lodged, and not yet looked at.
        Submitted = "submitted", false;
        /// Looked at, and within the scheme.
        InScope = "in_scope", false;
        /// Every issue was sent to a better place.
        Redirected = "redirected", true;
        /// Not taken up, with the reason.
        NotAccepted = "not_accepted", true;
    }
    School {
        /// Being talked about, without confrontation.
        Concern = "at_school.concern", false;
        /// With the head teacher.
        Stage1 = "at_school.stage_1", false;
        /// With a panel of the governing body.
        Stage2 = "at_school.stage_2", false;
        /// The governing body has decided.
        Concluded = "at_school.concluded", true;
        /// Settled at the school.
        ResolvedAtSchool = "resolved_at_school", true;
        /// Ended by the complainant.
        Withdrawn = "withdrawn", true;
        /// The governing body gave no answer in a reasonable time (ASCL Act 2009 s.207(3)(a)).
        GoverningBodyDefault = "governing_body_default", true;
    }
    Ombudsman {
        /// Received by the Local Commissioner.
        Received = "with_ombudsman.received", false;
        /// Found to be within the Commissioner's powers.
        JurisdictionChecked = "with_ombudsman.jurisdiction_checked", false;
        /// Sent back so that the governing body can answer first.
        AwaitingSchoolOpportunity = "with_ombudsman.awaiting_school_opportunity", false;
        /// Being assessed: to investigate or not.
        UnderAssessment = "with_ombudsman.under_assessment", false;
        /// Not to be investigated.
        NotInvestigated = "with_ombudsman.not_investigated", true;
        /// Being investigated, in private (s.209(2)).
        Investigating = "with_ombudsman.investigating", false;
        /// With a mediator (s.210).
        Mediation = "with_ombudsman.mediation", false;
        /// The investigation was ended before it was complete.
        Discontinued = "with_ombudsman.discontinued", true;
        /// Complete, with nothing to recommend.
        CompletedWithoutRecommendations = "with_ombudsman.completed", true;
        /// Complete, with recommendations that wait to be served.
        CompletedWithRecommendations = "with_ombudsman.completed_with_recommendations", false;
        /// The governing body has the statement and must say what it will do (s.212).
        AwaitingNotification = "compliance.awaiting_notification", false;
        /// The governing body has said what it did or will do.
        ActionNotified = "compliance.action_notified", false;
        /// The governing body says it is done; the Commissioner is to judge.
        AwaitingConfirmation = "compliance.awaiting_confirmation", false;
        /// Every recommendation is done.
        Complied = "compliance.complied", true;
        /// The Commissioner is not satisfied with the action.
        NotSatisfied = "compliance.not_satisfied", false;
        /// No notification came within the required period.
        NoNotification = "compliance.no_notification", false;
        /// The governing body decided to take no action.
        Refused = "compliance.refused", false;
        /// No confirmation came in time.
        NotConfirmed = "compliance.not_confirmed", false;
        /// A dissolved body cannot be made to act.
        Unenforceable = "compliance.unenforceable", true;
        /// An adverse findings notice is required.
        NoticeRequired = "notice.required", false;
        /// Its form is agreed.
        NoticeFormAgreed = "notice.form_agreed", false;
        /// Its form was not agreed in time.
        NoticeNotAgreedInTime = "notice.not_agreed_in_time", false;
        /// The governing body has failed to publish it.
        NoticeNotPublished = "notice.governing_body_failed_to_publish", false;
        /// The governing body has published it.
        NoticePublishedByGoverningBody = "notice.published_by_governing_body", false;
        /// The Commissioner has published it in default.
        NoticePublishedByCommissioner = "notice.published_by_commissioner", false;
    }
    SecretaryOfState {
        /// A direction is being considered.
        UnderConsideration = "direction.under_consideration", false;
        /// A direction has been given (s.220).
        DirectionGiven = "direction.given", false;
        /// The direction has been complied with.
        DirectionComplied = "direction.complied", true;
        /// The direction has not been complied with.
        DirectionBreached = "direction.breached", false;
        /// Enforcement by the court is sought.
        EnforcementSought = "direction.enforcement_sought", false;
        /// No direction will be given.
        DeclinedToDirect = "direction.declined", true;
        /// The case is closed.
        Closed = "closed", false;
    }
}

impl Stage {
    /// The stages in which the governing body still owes action, in their order (ASCL Act 2009 ss.212 to 214).
    pub const OWED: &'static [Self] = &[
        Self::AwaitingNotification,
        Self::ActionNotified,
        Self::AwaitingConfirmation,
        Self::NotSatisfied,
        Self::NoNotification,
        Self::Refused,
        Self::NotConfirmed,
        Self::NoticeRequired,
        Self::NoticeFormAgreed,
        Self::NoticeNotAgreedInTime,
        Self::NoticeNotPublished,
        Self::NoticePublishedByGoverningBody,
        Self::NoticePublishedByCommissioner,
    ];
    /// Those before a notice is required.
    pub const BEFORE_NOTICE: &'static [Self] = Self::OWED.split_at(7).0;
    /// Those of the notice.
    pub const OF_NOTICE: &'static [Self] = Self::OWED.split_at(7).1;
    /// Those in which a recommendation was not complied with.
    pub const NOT_COMPLIED: &'static [Self] = Self::OWED.split_at(3).1;
    /// Those in which it may yet be in time.
    pub const ACTING: &'static [Self] = Self::OWED.split_at(3).0;
    /// Those in which it was not complied with and no notice is required yet.
    pub const UNMET: &'static [Self] = Self::BEFORE_NOTICE.split_at(3).1;
}
