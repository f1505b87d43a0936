//! The list of everything that can be done with a complaint: one row a question, one row a command.

use super::authority::{
    AcceptAuthorityAction, AnswerAsAuthority, ComplainAboutAuthority, ConfirmAuthorityAction,
    DisapplyAuthorityTimeLimit, IssueAuthorityReport, IssueFurtherReport, NotifyAuthorityAction,
};
use super::closing::{
    CloseCase, ConfirmWithdrawal, CorrectRecord, DecideReview, RedactIssue, ReopenCase, RequestReview, Withdraw,
};
use super::compliance::{ConfirmAction, NotifyAction, ReportRemedy};
use super::data_copy::{PrepareDataCopy, RefuseDataRequest, ReleaseDataCopy};
use super::data_request::{ExtendDataRequest, MakeDataRequest, RecordDataRequest};
use super::direction::{
    AcceptDirectionCompliance, ComplainToSecretaryOfState, ConsiderDirection, DeclineToDirect, GiveDirection,
    RecordDirectionBreach, ReportDirectionCompliance, RevokeDirection, SeekEnforcement,
};
use super::duplicate::{MergeDuplicate, UnmergeDuplicate};
use super::erasure::{ConfirmErasure, ProposeErasure, RejectErasure};
use super::escalation::{DeclareNoResponse, EscalateToGoverningBody, ExtendSchoolTarget, RecordEscalationRefused};
use super::file::{AddDocument, AgreeAdjustment, AnnotateObjection, JoinCampaign, RecordDisclosure};
use super::flags::{
    EndContactRestriction, EndParallelRoute, EndThirdPartyDispute, LiftErasureRestriction, LiftLegalHold,
    PlaceLegalHold, RecordParallelRoute, RecordThirdPartyDispute, RestrictContact, RestrictErasure,
};
use super::inquiry::{
    AppointMediator, CertifyObstruction, ProduceInformation, RecordMediationOutcome, RequireInformation,
};
use super::intake::SubmitComplaint;
use super::investigation::{CompleteInvestigation, OpenInvestigation, SubmitComment};
use super::issuing::IssueStatement;
use super::judgement::{
    AcceptConfirmation, AgreeLongerPeriod, RecordNoConfirmation, RecordNoNotification, RecordUnenforceable,
    RefuseAction,
};
use super::jurisdiction::{
    AssignCommissioner, BeginAssessment, DeclareInterest, DetermineJurisdiction, RecordConversion,
    ReturnToGoverningBody, WaiveSchoolOpportunity,
};
use super::linking::LinkIssueToGuarantee;
use super::notice::{AgreeNoticeForm, DeclareNoticeDefault, RequireAdverseFindingsNotice};
use super::ombudsman::{ComplainToOmbudsman, DisapplyRequirement};
use super::panel::{AcknowledgeEscalation, ConvenePanel, HoldHearing, IssueGoverningBodyDecision, SendPanelPapers};
use super::pauses::{CancelDeadline, MoveDeadlines, PauseDeadline, RecordPassedDeadline, ResumeDeadline};
use super::publishing::{PublishInDefault, PublishStatement, RecordPublication};
use super::question::{AnswerQuestion, AskFamily};
use super::referral::ReferToOmbudsman;
use super::safeguarding::{
    LiftSafeguardingHold, MakeSafeguardingReferral, RaiseRetaliationConcern, RaiseSafeguardingConcern,
};
use super::school::{
    AssignInvestigator, IssueStage1Decision, OpenConcern, OpenStage1, RecordInformalResolution, RecordInvolvement,
};
use super::standing::{
    AuthoriseRepresentative, EndRepresentation, GiveConsent, JoinComplaint, RecordCourtOrder, RecordMajority,
    RecordPartyDeath, SubstituteParty, WithdrawConsent,
};
use super::statement::{CorrectServiceDate, ServeCorrectedStatement, ServeStatement};
use super::stopping::{DecideNotToInvestigate, Discontinue};
use super::triage::{AcceptComplaint, AcknowledgeComplaint, ConfirmTranscript, DeclineComplaint, RedirectComplaint};
use super::{Complaint, Event, Moment};
use crate::refused::Refused;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// One kind of command: when it is open, and what follows from it.
pub trait Ask: Clone + std::fmt::Debug + Serialize + DeserializeOwned + JsonSchema + Into<Command> {
    /// Its row in the list of actions.
    const ACTION: Action;

    /// Whether this could be done now, whatever the particulars.
    ///
    /// # Errors
    /// The reason why it could not.
    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused>;

    /// What follows.
    ///
    /// # Errors
    /// The reason why it is refused.
    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<Event>, Refused>;
}

/// Something to be done for every kind of command: a route, a schema, a row of a table.
pub trait Visitor {
    /// Meets one kind of command.
    fn visit<C: Ask + Send + Sync + 'static>(&mut self);
}

macro_rules! actions {
    (questions { $($question:ident = $qtext:literal, $qsummary:literal;)+ }
     commands { $($name:ident = $text:literal, $summary:literal;)+ }) => {
        /// Everything that can be done with a complaint: the vocabulary of the policy and of the API.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum Action {
            $(#[doc = concat!($qsummary, ".")] #[serde(rename = $qtext)] $question,)+
            $(#[doc = concat!($summary, ".")] #[serde(rename = $text)] $name,)+
        }

        impl Action {
            /// The questions that can be asked of a complaint.
            pub const QUESTIONS: &'static [Self] = &[$(Self::$question),+];
            /// The commands that can be given to one, in the order of the journey.
            pub const COMMANDS: &'static [Self] = &[$(Self::$name),+];

            /// The action's one name; with hyphens it is the last part of its address.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$question => $qtext,)+ $(Self::$name => $text),+ }
            }

            /// What it does, in a few words.
            #[must_use]
            pub fn summary(self) -> &'static str {
                match self { $(Self::$question => $qsummary,)+ $(Self::$name => $summary),+ }
            }

            pub(super) fn ready(self, file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
                match self { $(Self::$question => Ok(()),)+ $(Self::$name => $name::ready(file, now)),+ }
            }
        }

        /// A command to a complaint.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Command { $(#[doc = concat!($summary, ".")] $name($name)),+ }

        impl Command {
            /// Its row in the list of actions.
            #[must_use]
            pub fn action(&self) -> Action {
                match self { $(Self::$name(_) => Action::$name),+ }
            }

            pub(super) fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<Event>, Refused> {
                match self { $(Self::$name(command) => command.decide(file, now)),+ }
            }
        }

        $(impl From<$name> for Command {
            fn from(command: $name) -> Self {
                Self::$name(command)
            }
        })+

        /// Runs a visitor over every kind of command, in the order of the list.
        pub fn each_command(visitor: &mut impl Visitor) {
            $(visitor.visit::<$name>();)+
        }
    };
}

actions! {
    questions {
        ReadCase = "read_case", "Read the case and its issues";
        ReadTimeline = "read_timeline", "Read what happened, in plain words";
        ReadEvents = "read_events", "Read the events themselves";
        ReadParties = "read_parties", "Read who is who";
        ReadDocuments = "read_documents", "Read the list of documents";
        ReadRecommendations = "read_recommendations", "Read the recommendations and how they stand";
        ReadDeadlines = "read_deadlines", "Read what is due, from whom and by when";
        ReadActions = "read_actions", "Read what you may do now";
        ReadDisclosures = "read_disclosures", "Read who was shown what is personal";
        ReadPersonalData = "read_personal_data", "Read all that the file holds about one person";
        ListDisposals = "list_disposals", "List the closed files whose time of keeping is over";
        ReadSafeguarding = "read_safeguarding", "Read what the safeguarding roles alone may read";
        ReplaceAccessCode = "replace_access_code", "Give somebody on the family's side a new access code";
    }
    commands {
        SubmitComplaint = "submit_complaint", "Lodge a complaint";
        LinkIssueToGuarantee = "link_issue_to_guarantee", "Link an issue to the Guarantee it is about";
        AcceptComplaint = "accept_complaint", "Take the complaint up at the school";
        DeclineComplaint = "decline_complaint", "Not take the complaint up, with the reason";
        RedirectComplaint = "redirect_complaint", "Send one issue to a better place";
        AcknowledgeComplaint = "acknowledge_complaint", "Acknowledge the complaint";
        ConfirmTranscript = "confirm_transcript", "Put a spoken complaint in writing";
        OpenConcern = "open_concern", "Talk it over before anything formal";
        OpenStage1 = "open_stage_1", "Begin the head teacher's stage";
        RecordInformalResolution = "record_informal_resolution", "Record that issues are settled";
        AssignInvestigator = "assign_investigator", "Name who looks into it for the school";
        RecordInvolvement = "record_involvement", "Record who had to do with the matter";
        IssueStage1Decision = "issue_stage_1_decision", "Give the first decision";
        ExtendSchoolTarget = "extend_school_target", "Move a target of the school, with the reason";
        EscalateToGoverningBody = "escalate_to_governing_body", "Take it to the governing body";
        RecordEscalationRefused = "record_escalation_refused", "Keep the evidence that it was not let through";
        AcknowledgeEscalation = "acknowledge_escalation", "Say that the governing body has the complaint";
        ConvenePanel = "convene_panel", "Convene the panel";
        SendPanelPapers = "send_panel_papers", "Record that the panel's papers were sent";
        HoldHearing = "hold_hearing", "Record the hearing";
        IssueGoverningBodyDecision = "issue_governing_body_decision", "Give the governing body's decision";
        DeclareNoResponse = "declare_no_response", "Declare that no answer came";
        AnswerAsAuthority = "answer_as_authority", "Answer for the local authority";
        ComplainAboutAuthority = "complain_about_authority", "Take the part about the authority to the Ombudsman";
        DisapplyAuthorityTimeLimit = "disapply_authority_time_limit", "Do without the time limit for a complaint about the local authority";
        IssueAuthorityReport = "issue_authority_report", "Report on the authority";
        NotifyAuthorityAction = "notify_authority_action", "Say what the authority will do";
        ConfirmAuthorityAction = "confirm_authority_action", "Confirm that the authority has acted";
        AcceptAuthorityAction = "accept_authority_action", "Accept what the authority did";
        IssueFurtherReport = "issue_further_report", "Make a further report on the authority";
        GiveConsent = "give_consent", "Agree that the school refers it to the Ombudsman";
        WithdrawConsent = "withdraw_consent", "Take that agreement back";
        ReferToOmbudsman = "refer_to_ombudsman", "Refer the complaint to the Ombudsman";
        ComplainToOmbudsman = "complain_to_ombudsman", "Take the complaint to the Ombudsman";
        DisapplyRequirement = "disapply_requirement", "Do without writing or the time limit for one complainant";
        DeclareInterest = "declare_interest", "Declare an interest in the school";
        AssignCommissioner = "assign_commissioner", "Name the Commissioner who decides";
        RecordConversion = "record_conversion", "Record that the school became an academy";
        DetermineJurisdiction = "determine_jurisdiction", "Determine whether it is within the Ombudsman's powers";
        ReturnToGoverningBody = "return_to_governing_body", "Send it back so that the governing body answers first";
        WaiveSchoolOpportunity = "waive_school_opportunity", "Not wait for the governing body's answer";
        BeginAssessment = "begin_assessment", "Take the complaint up for assessment";
        DecideNotToInvestigate = "decide_not_to_investigate", "Decide not to investigate";
        OpenInvestigation = "open_investigation", "Open the investigation and invite comments";
        SubmitComment = "submit_comment", "Comment on the matter";
        RequireInformation = "require_information", "Require information or documents";
        ProduceInformation = "produce_information", "Produce what was required";
        CertifyObstruction = "certify_obstruction", "Certify obstruction to the High Court";
        AppointMediator = "appoint_mediator", "Appoint a mediator";
        RecordMediationOutcome = "record_mediation_outcome", "Record how the mediation ended";
        Discontinue = "discontinue", "End the investigation before it is complete";
        CompleteInvestigation = "complete_investigation", "Complete the investigation";
        IssueStatement = "issue_statement", "Issue the statement";
        ServeStatement = "serve_statement", "Record that a copy was served";
        CorrectServiceDate = "correct_service_date", "Prove that a copy came on another day";
        ServeCorrectedStatement = "serve_corrected_statement", "Serve a corrected statement";
        PublishStatement = "publish_statement", "Publish the statement or a summary";
        AgreeLongerPeriod = "agree_longer_period", "Agree in writing to a longer period";
        NotifyAction = "notify_action", "Notify the Ombudsman of action";
        ConfirmAction = "confirm_action", "Confirm that action was taken";
        ReportRemedy = "report_remedy", "Say whether what was recommended has come";
        AcceptConfirmation = "accept_confirmation", "Accept that recommendations are done";
        RefuseAction = "refuse_action", "Find that the action is not enough";
        RecordNoNotification = "record_no_notification", "Record that no notification came";
        RecordNoConfirmation = "record_no_confirmation", "Record that no confirmation came";
        RecordUnenforceable = "record_unenforceable", "Record that recommendations cannot be enforced";
        RequireAdverseFindingsNotice = "require_adverse_findings_notice", "Require an adverse findings notice";
        AgreeNoticeForm = "agree_notice_form", "Agree to the form of the notice";
        RecordPublication = "record_publication", "Record that the notice was published";
        DeclareNoticeDefault = "declare_notice_default", "Declare that the notice was not agreed or published";
        PublishInDefault = "publish_in_default", "Publish the notice in place of the governing body";
        ComplainToSecretaryOfState = "complain_to_secretary_of_state", "Take the complaint to the Secretary of State";
        ConsiderDirection = "consider_direction", "Begin to consider a direction";
        GiveDirection = "give_direction", "Direct the governing body to comply";
        DeclineToDirect = "decline_to_direct", "Decide that no direction is given";
        RevokeDirection = "revoke_direction", "Revoke a direction";
        ReportDirectionCompliance = "report_direction_compliance", "Report that the direction was complied with";
        AcceptDirectionCompliance = "accept_direction_compliance", "Accept that the direction was complied with";
        RecordDirectionBreach = "record_direction_breach", "Record that the direction was not complied with";
        SeekEnforcement = "seek_enforcement", "Seek enforcement by the court";
        RaiseSafeguardingConcern = "raise_safeguarding_concern", "Say that a child may be at risk";
        MakeSafeguardingReferral = "make_safeguarding_referral", "Pass a concern to those who protect children";
        LiftSafeguardingHold = "lift_safeguarding_hold", "End the hold for a concern";
        RaiseRetaliationConcern = "raise_retaliation_concern", "Say that somebody suffers for complaining";
        JoinComplaint = "join_complaint", "Add somebody who complains of the same matter";
        AuthoriseRepresentative = "authorise_representative", "Let somebody speak for a complainant";
        EndRepresentation = "end_representation", "End a representation";
        RecordPartyDeath = "record_party_death", "Record that somebody has died";
        SubstituteParty = "substitute_party", "Let somebody stand in for a complainant";
        RecordMajority = "record_majority", "Record that the pupil has turned 18";
        RecordCourtOrder = "record_court_order", "Record a court order";
        RecordParallelRoute = "record_parallel_route", "Record that the matter is with somebody else too";
        EndParallelRoute = "end_parallel_route", "Record that it is no longer";
        RecordThirdPartyDispute = "record_third_party_dispute", "Record a dispute between people";
        EndThirdPartyDispute = "end_third_party_dispute", "Record that the dispute is over";
        RestrictContact = "restrict_contact", "Restrict contact with a person";
        EndContactRestriction = "end_contact_restriction", "Make contact free again";
        PlaceLegalHold = "place_legal_hold", "Hold the file as it is";
        LiftLegalHold = "lift_legal_hold", "End a legal hold";
        RestrictErasure = "restrict_erasure", "Refuse erasure for now";
        LiftErasureRestriction = "lift_erasure_restriction", "Let erasure be asked for again";
        ProposeErasure = "propose_erasure", "Propose that what identifies people is erased";
        RejectErasure = "reject_erasure", "Decide that a proposed erasure is not done";
        ConfirmErasure = "confirm_erasure", "Confirm an erasure that somebody else proposed";
        MakeDataRequest = "make_data_request", "Ask for a copy of what is held about you";
        RecordDataRequest = "record_data_request", "Record that somebody asked for a copy of their data";
        ExtendDataRequest = "extend_data_request", "Take longer to answer a request for data, with the reason";
        PrepareDataCopy = "prepare_data_copy", "Decide what the copy of somebody's data shows";
        ReleaseDataCopy = "release_data_copy", "Give out the copy of somebody's data";
        RefuseDataRequest = "refuse_data_request", "Refuse a request for data, with the reason";
        AskFamily = "ask_family", "Ask the family something";
        AnswerQuestion = "answer_question", "Answer what the school asked";
        AddDocument = "add_document", "Add a document";
        RedactIssue = "redact_issue", "Mask what an issue says of a third person";
        AgreeAdjustment = "agree_adjustment", "Record an adjustment that was agreed";
        RecordDisclosure = "record_disclosure", "Record what was told to whom";
        AnnotateObjection = "annotate_objection", "Keep an objection on the file";
        CorrectRecord = "correct_record", "Correct a fact";
        JoinCampaign = "join_campaign", "Record that it belongs to a campaign";
        MergeDuplicate = "merge_duplicate", "Mark it as a repeat of another complaint";
        UnmergeDuplicate = "unmerge_duplicate", "Take that mark off again";
        PauseDeadline = "pause_deadline", "Stop a clock of the school, with the reason";
        ResumeDeadline = "resume_deadline", "Start a stopped clock again";
        CancelDeadline = "cancel_deadline", "Give up a clock of the school, with the reason";
        RecordPassedDeadline = "record_passed_deadline", "Record that a last day has gone by";
        MoveDeadlines = "move_deadlines", "Move open days after a calendar has changed, by a recorded decision";
        RequestReview = "request_review", "Ask for a review of the Ombudsman's decision";
        DecideReview = "decide_review", "Decide a review";
        Withdraw = "withdraw", "Ask to end the complaint";
        ConfirmWithdrawal = "confirm_withdrawal", "Confirm in writing that it ends";
        CloseCase = "close_case", "Close the case";
        ReopenCase = "reopen_case", "Open a closed case again";
    }
}

impl Command {
    /// The command's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.action().name()
    }
}
