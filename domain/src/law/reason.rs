//! Why a complaint is in scope, goes elsewhere, is not taken or is not investigated.

use super::closed_list::closed_list;

closed_list! {
    /// A matter that another body deals with; it ends this issue only, never the whole complaint.
    ///
    /// ```
    /// use redress_domain::law::Redirect;
    /// assert_eq!(Redirect::Admission.code(), "X-ADM");
    /// assert!(Redirect::Admission.row().send_to.is_some());
    /// ```
    Redirect in "redirect" {
        /// A decision about a school place.
        Admission = "X-ADM",
        /// A permanent exclusion.
        PermanentExclusion = "X-PEX",
        /// Special educational needs or disability discrimination that a tribunal hears.
        SpecialNeeds = "X-SEN",
        /// A child who may need protecting.
        ChildProtection = "X-CP",
        /// Whistleblowing by someone who works there.
        Whistleblowing = "X-WB",
        /// A grievance of a member of staff.
        StaffGrievance = "X-GRV",
        /// The conduct of a member of staff.
        StaffConduct = "X-STAFF",
        /// Opening, closing or changing schools.
        Reorganisation = "X-REORG",
        /// Another organisation that uses the premises.
        ThirdParty = "X-3P",
        /// What is taught.
        Curriculum = "X-CURR",
        /// Religious education, collective worship or withdrawal from them.
        Worship = "X-RE",
        /// The school as a whole.
        WholeSchool = "X-WHOLE",
        /// A matter before a court.
        Court = "X-COURT",
        /// Harm too small to justify an investigation.
        Small = "X-SMALL",
        /// An academy.
        Academy = "X-ACAD",
        /// A service the local authority gives.
        LocalAuthority = "X-LA",
        /// How personal information was handled.
        DataProtection = "X-ICO",
        /// A matter the governing body has not yet had the chance to deal with.
        Premature = "X-PREM",
    }
}

closed_list! {
    /// A function of the head teacher within section 206(2)(b) of the Apprenticeships, Skills,
    /// Children and Learning Act 2009, as regulation 2 of SI 2010/853 lists them.
    ///
    /// What the governing body does or fails to do is in scope without a list.
    HeadTeacherFunction in "head_teacher_function" {
        /// Sex education, political balance and searches for weapons.
        EducationAct1996 = "HT-a",
        /// Careers education.
        Careers = "HT-b",
        /// Religious education and collective worship.
        ReligiousEducation = "HT-c",
        /// Fixed-period exclusion, the curriculum and work-related learning.
        EducationAct2002 = "HT-d",
        /// Behaviour policy, detention and notice to the parent of an excluded pupil.
        Behaviour = "HT-e",
        /// Information about school sessions and charges.
        SessionsAndCharges = "HT-f",
        /// The internal organisation, management and control of the school.
        InternalOrganisation = "HT-g",
        /// Temporary exceptions to the National Curriculum.
        CurriculumExceptions = "HT-h",
        /// Fixed-period exclusion from a maintained school.
        SchoolExclusion = "HT-i",
        /// Key Stage 2 assessment.
        KeyStage2Assessment = "HT-j",
        /// Key Stage 3 assessment.
        KeyStage3Assessment = "HT-k",
        /// Reports and other information about a pupil.
        PupilInformation = "HT-l",
        /// Interviews on coming back from exclusion.
        ReintegrationInterview = "HT-m",
        /// Fixed-period exclusion from a pupil referral unit.
        ReferralUnitExclusion = "HT-n",
        /// Professional duties under the teachers' pay and conditions document.
        ProfessionalDuties = "HT-o",
    }
}

closed_list! {
    /// Why a school does not take a complaint into its procedure; none of these is a bar to going
    /// to the Local Commissioner.
    NotAcceptedReason in "not_accepted" {
        /// More than three months after the incident (rule T30).
        Late = "late",
        /// No name was given, and the school has decided that it cannot look into it.
        Anonymous = "anonymous",
        /// The same issue about the same child has been dealt with.
        Duplicate = "duplicate",
        /// It is a question, a request or a comment.
        NotAComplaint = "not_a_complaint",
        /// One of many alike from people with no link to the school.
        Campaign = "campaign",
        /// It is about another school or body.
        OtherSchool = "other_school",
        /// It repeats points on which the school has given its last answer.
        AlreadyAnswered = "already_answered",
        /// It is vexatious.
        Vexatious = "vexatious",
    }
}

closed_list! {
    /// Why the Local Commissioner does not investigate; each needs a statement with reasons
    /// (section 211).
    NotInvestigated in "not_investigated" {
        /// The school is not a qualifying school.
        OutsideSchoolType = "outside_school_type",
        /// The scheme was not in force in the area.
        OutsideArea = "outside_area",
        /// The subject is kept out; the issue carries the [`Redirect`].
        OutsideSubject = "outside_subject",
        /// The person may not complain about it.
        NoStanding = "no_standing",
        /// This Commissioner is too close to the school (section 223).
        CommissionerConflict = "commissioner_conflict",
        /// More than 12 months after first notice (section 208), and the limit was not lifted.
        Late = "late",
        /// Not in writing (section 208), and the rule was not lifted.
        NotWritten = "not_written",
        /// The governing body has not had a reasonable opportunity (section 207(3)(a)).
        Premature = "premature",
        /// What the governing body did or will do is enough (section 207(5)(a)).
        SatisfiedWithAction = "satisfied_with_action",
        /// The complaint is vexatious (section 207(5)(b)).
        Vexatious = "vexatious",
        /// The harm is too small.
        InsufficientInjustice = "insufficient_injustice",
        /// An investigation would achieve nothing.
        NoWorthwhileOutcome = "no_worthwhile_outcome",
        /// There is another way to put it right that it is reasonable to use.
        OtherRemedy = "other_remedy",
        /// It is about the whole school.
        WholeSchool = "whole_school",
        /// There is not enough to go on.
        InsufficientInformation = "insufficient_information",
        /// The complainant withdrew it.
        Withdrawn = "withdrawn",
    }
}

closed_list! {
    /// Why it is not reasonable to expect that the governing body answers first (section 207(3)(b)).
    ///
    /// The school reads the ground, so none of them says that a child may be in danger.
    WaiverGround in "waiver_ground" {
        /// The complaint is about the governing body itself, and nobody on it is free to look at it.
        OwnCause = "own_cause",
        /// It has said that it will not look at the complaint.
        RefusedToLook = "refused_to_look",
        /// There is no governing body that could.
        NoGoverningBody = "no_governing_body",
        /// What lies between the complainant and the governing body leaves no trust in its answer.
        TrustLost = "trust_lost",
        /// The time that its answer takes would make the injustice worse.
        DelayHarms = "delay_harms",
        /// Other particular circumstances, which the words give.
        OtherCircumstances = "other_circumstances",
    }
}

closed_list! {
    /// Why the Local Commissioner ends an investigation before completing it (section 207(4), (5)).
    DiscontinueReason in "discontinue" {
        /// What the governing body did or will do is enough.
        SatisfiedWithAction = "satisfied_with_action",
        /// The complaint is vexatious.
        Vexatious = "vexatious",
        /// The complainant withdrew it.
        Withdrawn = "withdrawn",
        /// Another reason, which the statement gives.
        OtherDiscretion = "other_discretion",
    }
}

closed_list! {
    /// The ground on which the Local Commissioner may require an adverse findings notice
    /// (section 212).
    AdverseFindingsGround in "adverse_findings_ground" {
        /// The governing body did not say in time what it would do.
        NoNotification = "a1",
        /// It had decided, before the time was up, to do nothing.
        NoActionDecided = "a2",
        /// What it did or will do is not enough.
        NotSatisfied = "b",
        /// It did not confirm in time that it had done what it said.
        NotConfirmed = "c",
    }
}
