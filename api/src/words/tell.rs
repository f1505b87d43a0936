//! One sentence or two for each event, with the days and decisions that matter filled in.

use super::places::{self, reasons};
use super::{Place, Words};
use jiff::civil::Date;
use redress_domain::complaint::compliance::ActionSaid;
use redress_domain::complaint::deadlines::{self, CancelReason, Deadline, PauseReason};
use redress_domain::complaint::letter::IssueOutcome;
use redress_domain::complaint::{Event, authority, compliance, intake, investigation, ombudsman, panel, school};
use redress_domain::ids::{DeadlineNo, IssueNo};
use redress_domain::law;

/// The telling of one file, event by event from the first: a later event speaks of what an earlier one began.
#[derive(Debug)]
pub struct Telling {
    words: Words,
    clocks: Vec<Deadline>,
    issues: usize,
}

impl Telling {
    /// A telling in these words, to whom they speak: a family hears of time limits in its own words, others by
    /// their names in the law.
    #[must_use]
    pub fn new(words: Words) -> Self {
        Self { words, clocks: Vec::new(), issues: 0 }
    }

    /// Takes in the next event and tells it.
    pub fn tell(&mut self, event: &Event) -> String {
        self.take(event);
        self.words.fill(&format!("event-{}", event.name()), &self.places(event))
    }

    fn take(&mut self, event: &Event) {
        if let Event::Intake(intake::Event::ComplaintSubmitted { issues, .. }) = event {
            self.issues = issues.len();
        }
        if let Some(started) = deadlines::started(event) {
            self.clocks.push(started);
        } else if let Some(clock) = deadlines::concerned(event).and_then(|number| self.index(number)) {
            self.clocks[clock].evolve(event);
        }
    }

    fn index(&self, number: DeadlineNo) -> Option<usize> {
        self.clocks.iter().position(|clock| clock.deadline == number)
    }

    fn clock(&self, number: DeadlineNo) -> Option<&Deadline> {
        self.index(number).map(|index| &self.clocks[index])
    }

    /// What a clock is called; with its issue, or its school, where there are several.
    fn name(&self, number: DeadlineNo) -> String {
        let t = self.words;
        let Some(clock) = self.clock(number) else { return String::new() };
        let name = t.of_school(t.clock(&clock.rule, clock.rule_version), clock.school);
        match clock.issue.filter(|_| self.issues > 1) {
            Some(issue) => format!("{name} ({})", t.issues(&[issue])),
            None => name,
        }
    }

    /// What was decided on each issue; without its number, where there is only one.
    fn each(&self, decided: impl IntoIterator<Item = (IssueNo, String)>) -> String {
        let t = self.words;
        let one = |(issue, outcome): (IssueNo, String)| {
            if self.issues > 1 {
                t.fill("part-issue", &[("issue", issue.to_string()), ("outcome", outcome)])
            } else {
                outcome
            }
        };
        decided.into_iter().map(one).collect::<Vec<_>>().join(" ")
    }

    /// Issues by their numbers; "this", where there is only one.
    fn these(&self, numbers: &[IssueNo]) -> String {
        let t = self.words;
        if self.issues > 1 { t.issues(numbers) } else { t.say("part-this_issue") }
    }

    /// One issue at the beginning of a sentence.
    fn whole(&self, issue: IssueNo) -> String {
        let t = self.words;
        if self.issues > 1 { t.fill("part-whole_issue", &[("issue", issue.to_string())]) } else { t.say("part-whole") }
    }

    fn outcomes(&self, outcomes: &[IssueOutcome]) -> String {
        self.each(outcomes.iter().map(|one| (one.issue, self.words.listed(one.outcome))))
    }

    fn places(&self, event: &Event) -> Vec<Place> {
        match event {
            Event::Intake(event) => self.intake(event),
            Event::Parties(event) => places::people(self.words, event),
            Event::School(event) => self.school(event),
            Event::Panel(event) => self.panel(event),
            Event::Authority(event) => self.authority(event),
            Event::Ombudsman(ombudsman::Event::IssuesTakenUp { issues }) => vec![("issues", self.these(issues))],
            Event::Ombudsman(event) => places::ombudsman(self.words, event),
            Event::Investigation(event) => self.investigation(event),
            Event::Statement(event) => places::statement(self.words, event),
            Event::Compliance(event) => self.compliance(event),
            Event::Notice(event) => places::notice(self.words, event),
            Event::Direction(event) => places::direction(self.words, event),
            Event::Safeguarding(event) => places::safeguarding(self.words, event),
            Event::Flags(event) => places::flags(self.words, event),
            Event::Erasure(_) | Event::Asking(_) => Vec::new(),
            Event::DataRequest(event) => places::data_request(self.words, event),
            Event::File(event) => places::file(self.words, event),
            Event::Deadlines(event) => self.deadlines(event),
        }
    }

    fn intake(&self, event: &intake::Event) -> Vec<Place> {
        use intake::Event as E;
        let t = self.words;
        match event {
            E::ComplaintSubmitted { made_on, received_on, .. } => vec![
                ("made_on", t.day(*made_on)),
                (
                    "received_later",
                    t.dated("part-received_later", "received_on", received_on.filter(|on| on > made_on)),
                ),
            ],
            E::ReceiptDeemed { receipt } => {
                let known = t.dated("part-counted_received", "received_on", receipt.on);
                vec![("received", if known.is_empty() { t.say("part-received_unknown") } else { known })]
            }
            E::RegimeDetermined { determination, .. } => {
                let text = match determination.regime {
                    Some(regime) if self.words.staff => format!("{}.", t.regime(regime)),
                    Some(regime) => t.regime_told(regime),
                    None => t.listed(determination.because),
                };
                vec![("regime", text)]
            }
            E::IssueClassified { issue, classified, .. } => {
                let version = law::versions().find(|known| known.version == classified.catalogue);
                let row = version.and_then(|version| version.entitlement(classified.guarantee));
                let text = row.map_or_else(|| classified.guarantee.to_string(), |row| t.promise(row));
                vec![("whole", self.whole(*issue)), ("guarantee", text)]
            }
            E::ComplaintNotAccepted { reason, .. } => vec![("reason", t.listed(*reason))],
            E::IssueRedirected { issue, reason, .. } => {
                let send_to = t.listed_elsewhere(*reason).unwrap_or_else(|| reason.to_string());
                vec![("whole", self.whole(*issue)), ("reason", t.listed(*reason)), ("send_to", send_to)]
            }
            E::ComplaintAcknowledged { on, .. } => vec![("on", t.day(*on))],
            E::ComplaintAccepted {} | E::ComplaintRedirected {} | E::TranscriptConfirmed { .. } => Vec::new(),
        }
    }

    fn authority(&self, event: &authority::Event) -> Vec<Place> {
        use authority::Event as E;
        let t = self.words;
        match event {
            E::IndependentAdvocateNeeded { .. } => Vec::new(),
            E::AuthorityDrawnIn { issue, .. }
            | E::AuthorityAnswered { issue, .. }
            | E::AuthorityActionNotified { issue, .. }
            | E::AuthorityActionConfirmed { issue, .. }
            | E::AuthorityActionAccepted { issue }
            | E::FurtherReportIssued { issue, .. } => vec![("issue", self.these(&[*issue]))],
            E::AuthorityTimeLimitDisapplied { .. } => Vec::new(),
            E::AuthorityComplaintReceived { on, .. } => vec![("on", t.day(*on))],
            E::AuthorityReportIssued { issue, received_on, .. } => {
                vec![("issue", self.these(&[*issue])), ("received_on", t.day(*received_on))]
            }
        }
    }

    fn school(&self, event: &school::Event) -> Vec<Place> {
        use school::Event as E;
        let t = self.words;
        match event {
            E::ResolvedInformally { issues: settled, agreed_on, .. } => {
                vec![("issues", self.these(settled)), ("agreed_on", t.day(*agreed_on))]
            }
            E::Stage1DecisionIssued { outcomes, on, road, .. } => {
                vec![("on", t.day(*on)), ("outcomes", self.outcomes(outcomes)), ("road", places::road(t, *road))]
            }
            E::SchoolTargetExtended { deadline, from, to, .. } => {
                vec![("name", self.name(*deadline)), ("from", t.day(*from)), ("to", t.day(*to))]
            }
            E::EscalatedToGoverningBody { on, .. } | E::EscalationRefused { on, .. } => vec![("on", t.day(*on))],
            E::GoverningBodyFailedToRespond { due, waited_until, .. } => {
                vec![("due", t.day(*due)), ("waited_until", t.day(*waited_until))]
            }
            E::ConcernOpened { .. }
            | E::Stage1Opened {}
            | E::ComplaintResolved {}
            | E::InvestigatorAssigned { .. }
            | E::InvolvementRecorded { .. }
            | E::IndependentPanelRequired {} => Vec::new(),
        }
    }

    fn panel(&self, event: &panel::Event) -> Vec<Place> {
        use panel::Event as E;
        let t = self.words;
        match event {
            E::PanelConvened { hearing_on, .. } => vec![("hearing_on", t.day(*hearing_on))],
            E::EscalationAcknowledged { on } | E::PanelPapersSent { on } => vec![("on", t.day(*on))],
            E::HearingHeld { on, complainant_attended, .. } => vec![
                ("on", t.day(*on)),
                ("attended", t.either(*complainant_attended, "part-attended", "part-not_attended")),
            ],
            E::GoverningBodyDecisionIssued { outcomes, recommended_changes, on, road, .. } => vec![
                ("on", t.day(*on)),
                ("outcomes", self.outcomes(outcomes)),
                ("road", places::road(t, *road)),
                ("changes", t.only(recommended_changes.is_some(), "part-changes")),
            ],
        }
    }

    fn investigation(&self, event: &investigation::Event) -> Vec<Place> {
        use investigation::Event as E;
        let t = self.words;
        match event {
            E::InvestigationDeclined { reasons: why, .. } => vec![("reasons", reasons(t, why))],
            E::InvestigationOpened { on, comment_by, .. } => {
                vec![("on", t.day(*on)), ("comment_by", t.day(*comment_by))]
            }
            E::CommentInvited { to } => vec![("invited", t.invited(to))],
            E::InformationRequired { by, .. } => vec![("by", t.day(*by))],
            E::MediationConcluded { settled } => {
                vec![("settled", t.either(*settled, "part-settled", "part-not_settled"))]
            }
            E::InvestigationDiscontinued { reason, .. } => vec![("reason", t.listed(*reason))],
            E::InvestigationCompleted { findings, recommends, .. } => vec![
                ("findings", self.each(findings.iter().map(|one| (one.issue, t.listed(one.finding))))),
                ("recommends", t.only(*recommends, "part-recommends")),
            ],
            E::RecommendationMade { recommendation, details } => vec![
                ("at_school", t.at_school(details.school)),
                ("recommendation", recommendation.to_string()),
                ("remedy", t.listed(details.code)),
                ("purpose", t.listed(details.purpose)),
                ("due_by", t.dated("part-due_by", "due", details.due)),
            ],
            E::CommentReceived { .. }
            | E::InformationProduced { .. }
            | E::ObstructionCertified { .. }
            | E::MediatorAppointed { .. } => Vec::new(),
        }
    }

    fn compliance(&self, event: &compliance::Event) -> Vec<Place> {
        use compliance::Event as E;
        let t = self.words;
        match event {
            E::PeriodExtendedByAgreement { deadline, from, to, .. } => {
                vec![("name", self.name(*deadline)), ("from", t.day(*from)), ("to", t.day(*to))]
            }
            E::ActionNotified { actions, on, .. } | E::NoActionDecided { actions, on, .. } => {
                let said = actions.iter().map(|one| {
                    let text = match one.action {
                        ActionSaid::Taken => "said-taken",
                        ActionSaid::Proposed => "said-proposed",
                        ActionSaid::None => "said-none",
                    };
                    t.fill(text, &[("recommendation", one.recommendation.to_string())])
                });
                vec![("on", t.day(*on)), ("actions", said.collect::<Vec<_>>().join(" "))]
            }
            E::ActionConfirmationReceived { recommendations: which, on, .. } => {
                vec![("on", t.day(*on)), ("recommendations", t.recommendations(which))]
            }
            E::ConfirmationAccepted { recommendations: which }
            | E::NotSatisfied { recommendations: which, .. }
            | E::RecommendationsUnenforceable { recommendations: which, .. } => {
                vec![("recommendations", t.recommendations(which))]
            }
            E::NoNotificationReceived { school, period_ended } | E::NoConfirmationReceived { school, period_ended } => {
                vec![("at_school", t.at_school(*school)), ("period_ended", t.day(*period_ended))]
            }
            E::RemedyReported { recommendation, came, .. } => vec![
                ("recommendations", t.recommendations(&[*recommendation])),
                ("came", t.either(*came, "part-remedy_came", "part-remedy_missing")),
            ],
            E::RecommendationsComplied {} => Vec::new(),
        }
    }

    fn deadlines(&self, event: &deadlines::Event) -> Vec<Place> {
        use deadlines::Event as E;
        let t = self.words;
        match event {
            E::DeadlineStarted { deadline, rule, rule_version, due: last, not_lapsed_before, outside_term, .. } => {
                // A second reading matters only where it ends later.
                let later = not_lapsed_before.filter(|day| last.is_some_and(|last| last < *day));
                let starts = |last: Date| match self.words.staff {
                    true => t.fill("part-limit", &[("name", self.name(*deadline)), ("due", t.day(last))]),
                    false => t.due(rule, last),
                };
                let no_date = || t.undated(&self.name(*deadline), rule, *rule_version);
                vec![
                    ("due", last.map_or_else(no_date, starts)),
                    ("readings", t.dated("part-readings", "not_lapsed_before", later)),
                    ("holidays", t.only(*outside_term, "part-holidays")),
                ]
            }
            E::DeadlineMet { deadline, on, in_time, .. } => {
                let late = t.dated("part-late", "due", self.clock(*deadline).and_then(|clock| clock.due));
                vec![
                    ("name", self.name(*deadline)),
                    ("on", t.day(*on)),
                    ("in_time", if *in_time { t.say("part-in_time") } else { late }),
                ]
            }
            E::DeadlineCancelled { deadline, reason, .. } => {
                let why = reason.map(|reason| match reason {
                    CancelReason::StartedByMistake => "cancel-started_by_mistake",
                    CancelReason::AgreedWithComplainant => "cancel-agreed_with_complainant",
                    CancelReason::NoLongerPossible => "cancel-no_longer_possible",
                });
                let why = why.map(|id| t.say(id)).unwrap_or_default();
                vec![("name", self.name(*deadline)), ("why", why)]
            }
            E::DeadlinePassed { deadline, due, .. } => vec![("name", self.name(*deadline)), ("due", t.day(*due))],
            E::DeadlinePaused { deadline, from, reason, .. } => {
                let why = match reason {
                    PauseReason::Safeguarding => "pause-safeguarding",
                    PauseReason::CourtProceedings => "pause-court_proceedings",
                    PauseReason::AwaitingComplainant => "pause-awaiting_complainant",
                    PauseReason::Adjustment => "pause-adjustment",
                };
                vec![("name", self.name(*deadline)), ("from", t.day(*from)), ("pause", t.say(why))]
            }
            E::DeadlineResumed { deadline, due, .. } => vec![("name", self.name(*deadline)), ("due", t.day(*due))],
            E::DeadlineMoved { deadline, from, due, .. } => vec![
                ("name", self.name(*deadline)),
                ("before", t.dated("part-before", "from", *from)),
                ("due", t.day(*due)),
            ],
            E::MoveNoticeRaised { .. } => Vec::new(),
            E::DeadlineRecomputed { deadline, due, .. } => {
                let known = t.dated("part-now_due", "due", *due);
                let now_due = if known.is_empty() { t.say("part-now_unknown") } else { known };
                vec![("name", self.name(*deadline)), ("now_due", now_due)]
            }
        }
    }
}
