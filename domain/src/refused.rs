//! Why a command was not carried out: one variant a reason, each with words for the person who asked.

use jiff::civil::Date;

/// Which kind of answer a refusal is; the edge gives it a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// As far as the caller may know, it does not exist.
    Hidden,
    /// The caller's role may not do this.
    Forbidden,
    /// The complaint is not where this can be done.
    State,
    /// What was sent cannot be right.
    Content,
}

macro_rules! refusals {
    ($($because:ident: $(#[$doc:meta])* $name:ident $({ $($field:ident: $ty:ty),+ })? = $slug:literal, $($words:expr),+;)+) => {
        /// Why a command was refused. Nothing was recorded.
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
        pub enum Refused {
            $($(#[$doc])* #[error($($words),+)] $name $({
                $(#[doc = concat!("The ", stringify!($field), " in question.")] $field: $ty),+
            })?),+
        }

        impl Refused {
            /// Every refusal's stable name and kind.
            pub const ALL: &'static [(&'static str, Because)] = &[$(($slug, Because::$because)),+];

            /// The stable name of this refusal: the last part of its problem type.
            #[must_use]
            pub fn slug(&self) -> &'static str {
                match self { $(Self::$name { .. } => $slug),+ }
            }

            /// The kind of answer it is.
            #[must_use]
            pub fn because(&self) -> Because {
                match self { $(Self::$name { .. } => Because::$because),+ }
            }
        }
    };
}

refusals! {
    Hidden: /// There is no such thing, or the caller may not know of it.
        NotFound = "not-found", "There is nothing here that you can see.";
    Forbidden: /// The caller's role may not do this.
        NotPermitted { action: &'static str } = "not-permitted",
        "Your role cannot do this ({action}). The list of actions shows what you can do now.";
    State: /// The complaint is at a stage where this cannot be done.
        WrongStage { action: &'static str, stage: &'static str } = "wrong-stage",
        "This cannot be done now ({action}): the complaint is at \"{stage}\". The list of actions shows what can be done.";
    State: /// This has been done before.
        AlreadyDone { what: &'static str } = "already-done", "This has been done already: {what}.";
    State: /// Something must come first.
        NotYet { needs: &'static str } = "not-yet", "Something must come first: {needs}.";
    State: /// The regime that governs this complaint has no such step.
        NotInThisRegime { regime: &'static str } = "not-in-this-regime",
        "The rules that govern this complaint ({regime}) have no such step.";
    State: /// The time for this is over.
        TooLate { last_day: Date } = "too-late", "The last day for this was {last_day}.";
    Content: /// More time than the rule lets anybody give.
        TooFar { latest: Date } = "too-far", "It can be moved to {latest} and no further.";
    State: /// The time for this has not come.
        TooEarly { earliest: Date } = "too-early", "This cannot be done before {earliest}.";
    State: /// A statement must be issued first.
        StatementOwed = "statement-owed",
        "A written statement must be issued first (ASCL Act 2009 s.211).";
    State: /// A legal hold keeps the record as it is.
        OnLegalHold = "on-legal-hold", "A legal hold is in force on this file.";
    State: /// The person is conflicted.
        Conflicted { rule: &'static str } = "conflicted", "This person may not act in this case: {rule}.";
    Content: /// There is no such issue in this complaint.
        NoSuchIssue { issue: u8 } = "no-such-issue", "This complaint has no issue number {issue}.";
    Content: /// The issue is settled, redirected or withdrawn.
        IssueClosed { issue: u8 } = "issue-closed", "Issue {issue} is no longer open.";
    Content: /// There is no such recommendation.
        NoSuchRecommendation { recommendation: u8 } = "no-such-recommendation",
        "This complaint has no recommendation number {recommendation}.";
    Content: /// There is no such person on this file.
        NoSuchParty = "no-such-party", "That person is not a party to this complaint.";
    Content: /// There is no such running deadline.
        NoSuchDeadline { deadline: u16 } = "no-such-deadline",
        "This complaint has no open deadline number {deadline}.";
    Content: /// There is no such thing of another kind on this file.
        NoSuchItem { what: &'static str } = "no-such-item", "There is no such {what} on this file.";
    Content: /// The register has no such school.
        NoSuchSchool { urn: u32 } = "no-such-school",
        "The register of schools has no school with the number (URN) {urn}.";
    Content: /// The catalogue in force that day has no such Guarantee.
        NoSuchGuarantee { id: String } = "no-such-guarantee",
        "The catalogue in force on that day has no Guarantee \"{id}\".";
    Content: /// A required part is missing.
        Missing { field: &'static str, why: &'static str } = "missing", "\"{field}\" is needed: {why}.";
    Content: /// A value is not one that makes sense here.
        NotAcceptable { field: &'static str, why: &'static str } = "not-acceptable", "\"{field}\": {why}.";
    Content: /// A date lies in the future, or before what it follows.
        DateOutOfOrder { field: &'static str, why: &'static str } = "date-out-of-order", "\"{field}\": {why}.";
    Content: /// A list is longer than a file can hold.
        TooMany { what: &'static str, most: usize } = "too-many", "There are too many {what}: at most {most}.";
    Content: /// The remedy is not lawful under this regime.
        RemedyNotAvailable { remedy: &'static str } = "remedy-not-available",
        "The remedy {remedy} cannot be recommended under the rules that govern this complaint.";
    Content: /// A document that must not name people does.
        NotAnonymous = "not-anonymous",
        "The text contains a name or other particular that identifies a person. Take it out, or record why it is necessary.";
    State: /// A date cannot be computed because a calendar is missing.
        CannotCompute { why: String } = "cannot-compute", "{why}";
}

impl Refused {
    /// The field of the request this is about, as a JSON Pointer, when it is about one.
    #[must_use]
    pub fn pointer(&self) -> Option<String> {
        match self {
            Self::Missing { field, .. } | Self::NotAcceptable { field, .. } | Self::DateOutOfOrder { field, .. } => {
                Some(format!("/{field}"))
            }
            Self::TooFar { .. } => Some("/to".into()),
            Self::NoSuchSchool { .. } => Some("/school".into()),
            Self::NoSuchIssue { .. } | Self::IssueClosed { .. } => Some("/issue".into()),
            Self::NoSuchRecommendation { .. } => Some("/recommendation".into()),
            Self::NoSuchGuarantee { .. } => Some("/guarantee".into()),
            Self::NoSuchDeadline { .. } => Some("/deadline".into()),
            _ => None,
        }
    }
}
