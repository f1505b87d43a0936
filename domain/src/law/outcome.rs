//! How a complaint ends and what puts it right.

use super::{Regime, closed_list::closed_list};

closed_list! {
    /// What the school decided on one issue.
    SchoolOutcome in "school_outcome" {
        /// The complaint was right.
        Upheld = "upheld",
        /// It was right in part.
        PartlyUpheld = "partly_upheld",
        /// It was not shown to be right.
        NotUpheld = "not_upheld",
        /// The complainant withdrew it.
        Withdrawn = "withdrawn",
        /// It was put right without a formal decision.
        ResolvedInformally = "resolved_informally",
        /// It went to another body.
        Redirected = "redirected",
    }
}

closed_list! {
    /// What the Local Commissioner concluded on one issue.
    ///
    /// Section 211 speaks of conclusions and injustice for schools, not of maladministration.
    CommissionerFinding in "commissioner_finding" {
        /// Fault that caused injustice.
        InjusticeFound = "injustice_found",
        /// Fault, but no injustice from it.
        NoInjustice = "no_injustice",
        /// No fault.
        NoFaultFound = "no_fault_found",
    }
}

closed_list! {
    /// What a recommendation asks for.
    Remedy in "remedy" {
        /// Say sorry.
        Apology = "R-APOL",
        /// Give what was held back.
        Provide = "R-PROVIDE",
        /// Decide again.
        Reconsider = "R-RECONSIDER",
        /// Change a policy or procedure.
        Policy = "R-POLICY",
        /// Train staff or governors.
        Train = "R-TRAIN",
        /// Correct a record.
        Record = "R-RECORD",
        /// Report back by a date.
        Monitor = "R-MONITOR",
        /// Look for others who were affected.
        ReviewOthers = "R-REVIEW-OTHERS",
        /// Pay back a loss that can be counted.
        QuantifiableLoss = "R-QLOSS",
        /// Pay a sum in recognition of harm.
        SymbolicPayment = "R-SYMB",
    }
}

impl Remedy {
    /// Whether it is a payment of money.
    #[must_use]
    pub fn is_payment(self) -> bool {
        self.row().payment
    }

    /// Whether it may be recommended under a regime.
    ///
    /// Payments may not be under the 2009 Act: the Minister told the Public Bill Committee on 28
    /// January 2010 that a Local Commissioner cannot make an award or recommend one directly.
    #[must_use]
    pub fn allowed_under(self, regime: Regime) -> bool {
        !self.is_payment() || regime.row().payment_remedies
    }
}

closed_list! {
    /// Which of the two things that section 211 allows a recommendation is for.
    Purpose in "purpose" {
        /// To remedy the injustice.
        Remedy = "remedy",
        /// To prevent injustice like it.
        Prevention = "prevention",
    }
}

closed_list! {
    /// Where a recommendation stands.
    RecommendationStatus in "recommendation_status" {
        /// Made; no word from the governing body.
        Open = "open",
        /// The governing body has said what it will do.
        Proposed = "proposed",
        /// The governing body says it has been done.
        DoneClaimed = "done_claimed",
        /// The Commissioner is satisfied.
        Accepted = "accepted",
        /// The governing body will not do it.
        Rejected = "rejected",
        /// The Commissioner is not satisfied.
        NotSatisfied = "not_satisfied",
        /// The Secretary of State has directed that it be done (section 220).
        Directed = "directed",
        /// Nobody is left who can do it.
        Unenforceable = "unenforceable",
    }
}
