//! The one function that decides who may see or do what, for every route, page, list and file.

use crate::actor::{Actor, Body, Role};
use crate::complaint::audience::Audience;
use crate::complaint::deadlines::{Deadline, SAFEGUARDING};
use crate::complaint::facts::{About, CaseFacts, Flag};
use crate::complaint::paper::{Paper, Privilege};
use crate::complaint::parties::{Party, PartyRole};
use crate::complaint::stage::{Level, Stage};
use crate::complaint::{Action, Event};
use crate::ids::{IssueNo, PersonId, RequestNo};
use crate::refused::Refused;
use crate::school::Entry;

/// How an actor stands to one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// The case is theirs: they are on it, or their body has it.
    Own,
    /// It was theirs: they have ended their complaint, and may still read what became of it.
    Former,
    /// The case is not theirs, and must not be known to them.
    Other,
}

/// Whether an actor may do this with this case.
///
/// # Errors
/// [`Refused::NotFound`] where the case must not be known to exist, [`Refused::NotPermitted`] otherwise.
pub fn allow(actor: &Actor, action: Action, facts: &CaseFacts) -> Result<(), Refused> {
    if action == Action::SubmitComplaint && facts.stage == Stage::Draft {
        return if may(actor.role, action) { Ok(()) } else { Err(Refused::NotPermitted { action: action.name() }) };
    }
    match relation(actor, facts) {
        Relation::Other => Err(Refused::NotFound),
        Relation::Former if afterwards(action) && may(actor.role, action) => Ok(()),
        Relation::Former => Err(Refused::NotPermitted { action: action.name() }),
        Relation::Own if may(actor.role, action) => Ok(()),
        Relation::Own => Err(Refused::NotPermitted { action: action.name() }),
    }
}

/// Whether an actor may give and take away offices. It is the one thing that is about no case.
///
/// # Errors
/// They do not manage access.
pub fn manages_access(actor: &Actor, action: &'static str) -> Result<(), Refused> {
    match (actor.role, actor.body) {
        (Role::Administrator, Body::Service) => Ok(()),
        _ => Err(Refused::NotPermitted { action }),
    }
}

/// What is left to those who have ended their complaint. A child's safety has no end.
#[must_use]
pub fn afterwards(action: Action) -> bool {
    use Action as A;
    matches!(
        action,
        A::ReadCase
            | A::ReadTimeline
            | A::ReadActions
            | A::ReadDisclosures
            | A::ReadPersonalData
            | A::MakeDataRequest
            | A::RaiseSafeguardingConcern
            | A::RaiseRetaliationConcern
    )
}

/// How an actor stands to a case: by their own name for a family, by their body for everyone else.
#[must_use]
pub fn relation(actor: &Actor, facts: &CaseFacts) -> Relation {
    use Role::{
        Administrator, Auditor, AuthorityOfficer, Chair, Clerk, Commissioner, Complainant, DataProtectionOfficer,
        HeadTeacher, IntakeOfficer, Investigator, LinkGovernor, Official, PanelMember, Representative, Researcher,
        SafeguardingLead, SecretaryOfState, SystemClock,
    };
    let former = actor.role == Complainant && actor.body == Body::Family && facts.former.contains(&actor.person);
    let own = match actor.role {
        Complainant => actor.body == Body::Family && facts.complainants.contains(&actor.person),
        Representative => actor.body == Body::Family && facts.representatives.contains_key(&actor.person),
        HeadTeacher => at_school(actor, facts) && facts.about != Some(About::HeadTeacher),
        Chair => at_school(actor, facts) && !matches!(facts.about, Some(About::Chair | About::GoverningBody)),
        LinkGovernor => at_school(actor, facts) && facts.about != Some(About::LinkGovernor),
        Clerk => at_school(actor, facts) && facts.about != Some(About::Clerk),
        PanelMember => matches!(actor.body, Body::School(_)) && facts.panel.contains(&actor.person),
        SafeguardingLead | DataProtectionOfficer => at_school(actor, facts) || at_ombudsman(actor, facts),
        AuthorityOfficer => {
            matches!(actor.body, Body::Authority(code) if facts.authorities.contains(&code))
        }
        IntakeOfficer | Investigator | Commissioner => at_ombudsman(actor, facts),
        Official | SecretaryOfState => actor.body == Body::Department && with_department(facts),
        SystemClock => actor.body == Body::Service,
        Auditor => facts.stage != Stage::Draft,
        Researcher | Administrator => false,
    };
    match (own, former) {
        (true, _) if !facts.barred.contains(&actor.person) => Relation::Own,
        (false, true) => Relation::Former,
        _ => Relation::Other,
    }
}

fn at_school(actor: &Actor, facts: &CaseFacts) -> bool {
    matches!(actor.body, Body::School(urn) if facts.schools.contains(&urn))
}

fn at_ombudsman(actor: &Actor, facts: &CaseFacts) -> bool {
    actor.body == Body::Ombudsman && facts.has_reached(Level::Ombudsman)
}

/// The Department sees a case once something can be asked of the Secretary of State: it is there, or a
/// recommendation was not complied with.
fn with_department(facts: &CaseFacts) -> bool {
    facts.has_reached(Level::SecretaryOfState)
        || facts.stage >= Stage::NotSatisfied
            && facts.stage < Stage::UnderConsideration
            && facts.stage != Stage::Unenforceable
}

/// Whether an actor publishes and chooses the calendars of a school: its own staff, or its authority.
#[must_use]
pub fn keeps_calendar(actor: &Actor, school: &Entry) -> bool {
    match actor.body {
        Body::School(urn) => urn == school.urn && matches!(actor.role, Role::HeadTeacher | Role::Clerk | Role::Chair),
        Body::Authority(code) => code == school.authority && actor.role == Role::AuthorityOfficer,
        _ => false,
    }
}

/// Whether an actor sets how long a school gives itself: the governing body, whose duty it is to establish the
/// procedure (Education Act 2002 s.29), by its chair or its clerk.
#[must_use]
pub fn sets_targets(actor: &Actor, school: &Entry) -> bool {
    actor.body == Body::School(school.urn) && GOVERNING_BODY.contains(&actor.role)
}

/// The body furthest along the road that may see a case: in whose lists it stands.
#[must_use]
pub fn furthest(facts: &CaseFacts) -> Level {
    let commission = Actor { role: Role::Commissioner, body: Body::Ombudsman, person: PersonId(uuid::Uuid::nil()) };
    if with_department(facts) {
        Level::SecretaryOfState
    } else if at_ombudsman(&commission, facts) {
        Level::Ombudsman
    } else {
        Level::School
    }
}

/// What of a file may be told to one person: events, conditions, clocks and people.
///
/// What concerns a child's safety stays with those who protect it, so that nobody is warned. What is
/// said in an investigation stays with the Commissioner's office. One parent is never told of another.
#[derive(Debug, Clone, Copy)]
pub struct Sight<'a> {
    actor: &'a Actor,
    facts: &'a CaseFacts,
    /// The person on whose behalf a family's caller reads.
    on_behalf_of: PersonId,
}

impl<'a> Sight<'a> {
    /// What this actor may be told of this case.
    #[must_use]
    pub fn new(actor: &'a Actor, facts: &'a CaseFacts) -> Self {
        let on_behalf_of = facts.representatives.get(&actor.person).copied().unwrap_or(actor.person);
        Self { actor, facts, on_behalf_of }
    }

    /// Whether this event may be told, of a file that holds no issues but those that are: see [`Portion`].
    ///
    /// [`Portion`]: crate::complaint::portion::Portion
    #[must_use]
    pub fn sees(&self, event: &Event) -> bool {
        self.hears(&event.audience())
    }

    fn hears(&self, audience: &Audience) -> bool {
        let ombudsman = self.actor.body == Body::Ombudsman;
        let family = self.actor.body == Body::Family;
        match audience {
            Audience::Everybody => true,
            Audience::Protectors => self.protects(),
            Audience::Commission => ombudsman,
            Audience::CourtOrder(person) => {
                ombudsman || self.actor.role == Role::DataProtectionOfficer || self.is(*person)
            }
            Audience::Bodies(people) => !family || people.iter().any(|person| self.is(*person)),
            Audience::Own(person) => !self.is_other_family(*person),
            Audience::DataRequest(request) => {
                !family || self.facts.data_requests.get(request).is_some_and(|person| self.is(*person))
            }
            Audience::Paper(paper) => self.sees_paper(paper),
            Audience::Issues(issues, among) => self.hears(among) && issues.iter().any(|issue| self.sees_issue(*issue)),
        }
    }

    /// Whether an issue may be told: a local authority is told of those for which it answers.
    #[must_use]
    pub fn sees_issue(&self, issue: IssueNo) -> bool {
        match self.actor.body {
            Body::Authority(code) => self.facts.issues.get(&issue) == Some(&Some(code)),
            _ => true,
        }
    }

    /// Whether there is no issue that may not be told.
    #[must_use]
    pub fn sees_every_issue(&self) -> bool {
        self.facts.issues.keys().all(|issue| self.sees_issue(*issue))
    }

    /// Whether a paper may be told: the school's to everybody but another family, what passes between the
    /// Commissioner and others to the Commissioner's office, legal advice to nobody; and each to its own side. One of
    /// which nobody said what it is about may be about any issue.
    #[must_use]
    pub fn sees_paper(&self, paper: &Paper) -> bool {
        let told = self.sees_every_issue() || paper.issues.iter().any(|issue| self.sees_issue(*issue));
        self.owns_paper(paper)
            || match paper.privilege {
                Privilege::School => told && !self.is_other_family(paper.by),
                Privilege::Ombudsman => self.actor.body == Body::Ombudsman,
                Privilege::Legal => false,
            }
    }

    /// Whether a paper comes from their own side: then it is told as it is, with the third people it names.
    #[must_use]
    pub fn owns_paper(&self, paper: &Paper) -> bool {
        self.is(paper.by) || self.actor.body != Body::Family && paper.of == Some(self.actor.body)
    }

    /// Whether this reads for one family what is another's.
    fn is_other_family(&self, person: PersonId) -> bool {
        self.actor.body == Body::Family && self.facts.family.contains_key(&person) && !self.is(person)
    }

    /// Whether this condition may be told.
    #[must_use]
    pub fn sees_flag(&self, flag: Flag) -> bool {
        match flag {
            Flag::SafeguardingHold => self.protects(),
            // Both tell a family of another, unless it is theirs.
            Flag::ThirdPartyDispute => self.actor.body != Body::Family,
            Flag::RestrictedContact => {
                self.actor.body != Body::Family || self.facts.restricted.iter().any(|person| self.is(*person))
            }
            _ => true,
        }
    }

    /// Whether a clock may be told: one that runs for a child's safety would warn whom it is about, one of a request
    /// for data is whose data they are, and one that runs for one issue is told to who is told of that.
    #[must_use]
    pub fn sees_clock(&self, clock: &Deadline) -> bool {
        if clock.issue.is_some_and(|issue| !self.sees_issue(issue)) {
            return false;
        }
        match RequestNo::of(clock.deadline) {
            Some(request) => self.hears(&Audience::DataRequest(request)),
            None => clock.rule.as_str() != SAFEGUARDING || self.protects(),
        }
    }

    /// A clock as it may be told: see [`Deadline::unsealed`].
    #[must_use]
    pub fn clock(&self, known: &Deadline) -> Deadline {
        if self.protects() { known.clone() } else { known.unsealed() }
    }

    /// The version of a file as it may be told: without the events that are not for this reader, so that no
    /// step from one number to the next but one betrays them.
    #[must_use]
    pub fn version(&self, version: i64) -> i64 {
        version - self.hidden()
    }

    /// The version of a file behind one that was told.
    #[must_use]
    pub fn behind(&self, told: i64) -> i64 {
        // What was told may be anything that a caller made up.
        told.saturating_add(self.hidden())
    }

    fn hidden(&self) -> i64 {
        let reserved = self.facts.reserved.iter();
        reserved.filter(|(audience, _)| !self.hears(audience)).map(|(_, count)| count).sum()
    }

    /// In which role somebody took a step, as it may be told: that another parent has somebody who speaks for them
    /// is not.
    #[must_use]
    pub fn role(&self, by: &Actor) -> Role {
        let family = self.actor.body == Body::Family && by.body == Body::Family;
        if family && !self.is(by.person) { Role::Complainant } else { by.role }
    }

    /// Whether this person's particulars may be told: a family sees its own, and the pupil's.
    #[must_use]
    pub fn sees_party(&self, person: PersonId, party: &Party) -> bool {
        self.actor.body != Body::Family || self.is(person) || party.role == PartyRole::Pupil
    }

    /// Whether this person may be told that another was shown the file. That a child's protectors read it
    /// would warn whom they read it about; that another parent reads it is that parent's own business.
    #[must_use]
    pub fn sees_disclosure(&self, to: &Actor) -> bool {
        if to.role == Role::SafeguardingLead {
            return self.protects() || self.actor.role == Role::Auditor;
        }
        self.actor.body != Body::Family || to.body != Body::Family || self.is(to.person)
    }

    /// Whether this person may be told who a reader is, beyond the role and the body.
    #[must_use]
    pub fn sees_reader(&self) -> bool {
        matches!(self.actor.role, Role::Auditor | Role::DataProtectionOfficer)
    }

    /// Whether a family's words are read as they were written, and not masked where they name a third person.
    #[must_use]
    pub fn reads_originals(&self) -> bool {
        let watches = [Role::SafeguardingLead, Role::DataProtectionOfficer, Role::Auditor].contains(&self.actor.role);
        watches || matches!(self.actor.body, Body::Family | Body::Ombudsman)
    }

    /// Whether this reads for itself what is this person's: nobody else of a family may have all of it.
    #[must_use]
    pub fn may_have_data_of(&self, person: PersonId) -> bool {
        self.actor.body != Body::Family || self.is(person)
    }

    /// Whether they protect children, and so may know what is done for a child's safety.
    #[must_use]
    pub fn protects(&self) -> bool {
        may(self.actor.role, Action::ReadSafeguarding)
    }

    fn is(&self, person: PersonId) -> bool {
        person == self.actor.person || self.facts.side(person) == self.on_behalf_of
    }
}

/// Whether a role may ever do this, in a case that is its own. No row has a default.
#[must_use]
pub fn may(role: Role, action: Action) -> bool {
    roles(action).contains(&role)
}

/// Whether an action is a Commissioner's decision, and nobody else's.
#[must_use]
pub fn decided_by_commissioner(action: Action) -> bool {
    roles(action) == COMMISSIONER
}

const FAMILY: &[Role] = &[Role::Complainant, Role::Representative];
const CLERKS: &[Role] = &[Role::Clerk, Role::HeadTeacher, Role::Chair];
const COMMISSIONER: &[Role] = &[Role::Commissioner];
const OMBUDSMAN: &[Role] = &[Role::IntakeOfficer, Role::Investigator, Role::Commissioner];
const GOVERNING_BODY: &[Role] = &[Role::Chair, Role::Clerk];
const RECORD: &[Role] =
    &[Role::Clerk, Role::HeadTeacher, Role::Chair, Role::IntakeOfficer, Role::Investigator, Role::Commissioner];
const HOLDERS: &[Role] = &[Role::DataProtectionOfficer, Role::Commissioner, Role::Clerk];
/// Everyone who may have a case of their own and act in it.
const EVERYONE: &[Role] = &[
    Role::Complainant,
    Role::Representative,
    Role::HeadTeacher,
    Role::LinkGovernor,
    Role::Chair,
    Role::PanelMember,
    Role::Clerk,
    Role::AuthorityOfficer,
    Role::IntakeOfficer,
    Role::Investigator,
    Role::Commissioner,
    Role::Official,
    Role::SecretaryOfState,
    Role::DataProtectionOfficer,
    Role::SafeguardingLead,
];
const READERS: &[Role] = &[
    Role::Complainant,
    Role::Representative,
    Role::HeadTeacher,
    Role::LinkGovernor,
    Role::Chair,
    Role::PanelMember,
    Role::Clerk,
    Role::AuthorityOfficer,
    Role::IntakeOfficer,
    Role::Investigator,
    Role::Commissioner,
    Role::Official,
    Role::SecretaryOfState,
    Role::DataProtectionOfficer,
    Role::SafeguardingLead,
    Role::Auditor,
    Role::SystemClock,
];

/// The roles that may ever do this: the rows of the printed matrix.
#[must_use]
pub fn roles(action: Action) -> &'static [Role] {
    use Action::*;
    use Role as R;
    match action {
        ReadCase | ReadTimeline | ReadDeadlines | ReadActions | ReadRecommendations => READERS,
        ReadEvents => &[R::Commissioner, R::Investigator, R::DataProtectionOfficer, R::Auditor],
        ReadParties | ReadDocuments => EVERYONE,
        ReadDisclosures => &[R::Complainant, R::Representative, R::DataProtectionOfficer, R::Auditor],
        ReadPersonalData => &[R::Complainant, R::Representative, R::DataProtectionOfficer],
        ListDisposals => &[R::DataProtectionOfficer],
        ReadSafeguarding => &[R::SafeguardingLead],
        ReplaceAccessCode => &[R::Clerk, R::IntakeOfficer],

        SubmitComplaint => &[R::Complainant, R::Representative, R::Clerk, R::IntakeOfficer],
        LinkIssueToGuarantee => &[R::Clerk, R::IntakeOfficer, R::Investigator],
        AcceptComplaint | DeclineComplaint => CLERKS,
        RedirectComplaint => &[R::Clerk, R::HeadTeacher, R::IntakeOfficer, R::Investigator],
        AcknowledgeComplaint | ExtendSchoolTarget => &[R::HeadTeacher, R::Clerk, R::Chair],
        ConfirmTranscript => &[R::Complainant, R::Representative, R::Clerk, R::IntakeOfficer],
        OpenConcern => &[R::HeadTeacher, R::LinkGovernor],
        OpenStage1 => &[R::Complainant, R::Representative, R::HeadTeacher, R::Clerk, R::Chair],
        RecordInformalResolution => &[R::HeadTeacher, R::LinkGovernor, R::Chair],
        AssignInvestigator => &[R::HeadTeacher, R::Chair],
        RecordInvolvement => CLERKS,
        IssueStage1Decision => &[R::HeadTeacher, R::Chair],
        EscalateToGoverningBody | RecordEscalationRefused => FAMILY,
        ConvenePanel | HoldHearing => &[R::Clerk, R::Chair],
        IssueGoverningBodyDecision => &[R::PanelMember],
        DeclareNoResponse => &[R::Clerk, R::SystemClock],

        AnswerAsAuthority | NotifyAuthorityAction | ConfirmAuthorityAction => &[R::AuthorityOfficer],
        ComplainAboutAuthority => FAMILY,
        DisapplyAuthorityTimeLimit | IssueAuthorityReport | AcceptAuthorityAction | IssueFurtherReport => COMMISSIONER,

        GiveConsent | WithdrawConsent => &[R::Complainant, R::Representative, R::Clerk],
        ReferToOmbudsman => CLERKS,
        ComplainToOmbudsman => &[R::Complainant, R::Representative, R::IntakeOfficer],
        DisapplyRequirement | WaiveSchoolOpportunity | DecideNotToInvestigate | OpenInvestigation => COMMISSIONER,
        DeclareInterest | DetermineJurisdiction | ReturnToGoverningBody | BeginAssessment => OMBUDSMAN,
        AssignCommissioner => &[R::IntakeOfficer, R::Commissioner],
        RecordConversion => RECORD,
        SubmitComment => &[R::HeadTeacher, R::Chair, R::Clerk, R::AuthorityOfficer, R::Investigator],
        RequireInformation | AppointMediator | RecordMediationOutcome => &[R::Investigator, R::Commissioner],
        ProduceInformation => &[R::HeadTeacher, R::Chair, R::Clerk, R::AuthorityOfficer, R::Investigator],
        CertifyObstruction | Discontinue | CompleteInvestigation | IssueStatement | PublishStatement => COMMISSIONER,
        ServeStatement | CorrectServiceDate | ServeCorrectedStatement => OMBUDSMAN,

        AgreeLongerPeriod | AcceptConfirmation | RefuseAction | RequireAdverseFindingsNotice => COMMISSIONER,
        NotifyAction | ConfirmAction | RecordPublication | ReportDirectionCompliance => GOVERNING_BODY,
        RecordNoNotification | RecordNoConfirmation | DeclareNoticeDefault => {
            &[R::Investigator, R::Commissioner, R::SystemClock]
        }
        ReportRemedy => FAMILY,
        RecordUnenforceable => COMMISSIONER,
        AgreeNoticeForm => &[R::Chair, R::Clerk, R::Commissioner],
        PublishInDefault => COMMISSIONER,

        ComplainToSecretaryOfState => FAMILY,
        ConsiderDirection => &[R::Official, R::SecretaryOfState],
        GiveDirection | DeclineToDirect | RevokeDirection => &[R::SecretaryOfState],
        AcceptDirectionCompliance | RecordDirectionBreach | SeekEnforcement => &[R::Official, R::SecretaryOfState],

        RaiseSafeguardingConcern | RaiseRetaliationConcern => EVERYONE,
        MakeSafeguardingReferral | LiftSafeguardingHold => &[R::SafeguardingLead],

        JoinComplaint => &[R::Clerk, R::IntakeOfficer],
        AuthoriseRepresentative | EndRepresentation => &[R::Complainant, R::Clerk, R::IntakeOfficer],
        RecordPartyDeath | SubstituteParty | RecordMajority | RecordCourtOrder => RECORD,

        RecordParallelRoute | EndParallelRoute | RecordThirdPartyDispute | EndThirdPartyDispute => RECORD,
        RestrictContact | EndContactRestriction => &[R::HeadTeacher, R::Chair, R::Commissioner],
        PlaceLegalHold | LiftLegalHold | RestrictErasure | LiftErasureRestriction | ProposeErasure => HOLDERS,
        RejectErasure | ConfirmErasure => &[R::DataProtectionOfficer, R::Commissioner],

        MakeDataRequest => FAMILY,
        RecordDataRequest => &[R::Clerk, R::IntakeOfficer, R::DataProtectionOfficer],
        ExtendDataRequest | PrepareDataCopy | ReleaseDataCopy | RefuseDataRequest => &[R::DataProtectionOfficer],

        AskFamily => CLERKS,
        AnswerQuestion => FAMILY,
        AddDocument | AnnotateObjection => EVERYONE,
        RedactIssue => &[R::Clerk, R::IntakeOfficer, R::DataProtectionOfficer],
        AgreeAdjustment | RecordDisclosure | JoinCampaign | MergeDuplicate | UnmergeDuplicate | CorrectRecord => RECORD,
        PauseDeadline | ResumeDeadline => &[R::HeadTeacher, R::Clerk, R::Chair, R::SafeguardingLead],
        CancelDeadline => CLERKS,
        RecordPassedDeadline | MoveDeadlines => &[R::SystemClock],
        SendPanelPapers | AcknowledgeEscalation => GOVERNING_BODY,
        RequestReview => &[R::Complainant, R::Representative, R::Chair, R::Clerk],
        DecideReview => COMMISSIONER,
        Withdraw | ConfirmWithdrawal => &[R::Complainant, R::Representative, R::Clerk, R::IntakeOfficer],
        CloseCase | ReopenCase => RECORD,
    }
}
