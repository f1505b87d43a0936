//! The judge: after every step, what must hold, worked out from the events alone where that is possible.

use crate::support::*;
use redress_domain::complaint::compliance::Event as Compliance;
use redress_domain::complaint::deadlines::{self, Deadline, Event as Clock};
use redress_domain::complaint::direction::{Basis, Event as Directing};
use redress_domain::complaint::facts::CaseFacts;
use redress_domain::complaint::file::Event as Record;
use redress_domain::complaint::investigation::{Event as Inquiry, Invited};
use redress_domain::complaint::notice::Event as Notice;
use redress_domain::complaint::ombudsman::Event as Ombudsman;
use redress_domain::complaint::parties::Event as People;
use redress_domain::complaint::stage::Stage;
use redress_domain::complaint::statement::{Event as Statement, Recipient, StatementKind};
use redress_domain::complaint::{Command, Event, Scope};
use redress_domain::ids::RecommendationNo;
use redress_domain::law::{AdverseFindingsGround, RecommendationStatus, Regime};
use redress_domain::refused::Because;
use redress_domain::stream::SCHEMA;
use redress_domain::{Actor, Body, Complaint, Fact, Held, Kind, PersonId, Refused, Role};
use std::collections::BTreeSet;

/// Statutory limits, which no one but the proof of another day of service may bring forward.
const STATUTORY: [&str; 5] = ["T04", "T05", "T06", "T21", "T22"];

/// What the judge remembers.
#[derive(Debug, Clone, Default)]
pub struct Judge {
    facts: CaseFacts,
    clocks: Vec<Deadline>,
    owed: Option<StatementKind>,
    consented: BTreeSet<PersonId>,
    served: bool,
    recommended: u8,
    stated: bool,
    /// Whether somebody who complained has died.
    died: bool,
    copies: BTreeSet<&'static str>,
    /// The persons invited to comment who have no copy of the statement yet, and must.
    uncopied: BTreeSet<PersonId>,
}

impl Judge {
    /// Takes in a case that has a history.
    pub fn replay(&mut self, case: &Case) {
        for event in &case.events {
            self.fold(event);
        }
        self.agrees(case);
    }

    /// A step that was taken.
    pub fn watch(&mut self, before: &Case, after: &Case, who: &Actor, command: &Command, events: &[Event]) {
        for event in events {
            self.before(event, before, who);
            self.fold(event);
        }
        Self::investigations_invite_everyone(events, before);
        names_nobody(events, before);
        Self::clocks_never_run_backwards(before, after, events);
        schools_change_nothing_above(before, after, who, command);
        self.agrees(after);
        for event in events {
            let fact = Fact::Complaint(event.clone());
            let text = fact.encode().unwrap();
            assert_eq!(Fact::decode(Kind::Complaint, SCHEMA, &text).unwrap(), fact);
        }
    }

    /// A step that was refused.
    pub fn refused(before: &Case, who: &Actor, command: &Command, refused: &Refused) {
        assert!(!refused.to_string().is_empty());
        let hidden = matches!(
            redress_domain::policy::relation(who, &before.file.facts),
            redress_domain::policy::Relation::Other
        );
        let lodging = before.stage() == Stage::Draft;
        if hidden && !lodging {
            assert_eq!(*refused, Refused::NotFound, "{} for {who}", command.name());
        }
        // 12. What a safeguarding command needs is a case of one's own and an item that exists.
        if command.action() == redress_domain::Action::RaiseSafeguardingConcern && !hidden && !lodging {
            assert_eq!(refused.because(), Because::Forbidden, "{refused}");
        }
    }

    /// The whole history once more.
    pub fn at_the_end(case: &Case) {
        let mut again = Complaint::default();
        for event in &case.events {
            again.evolve(event);
        }
        assert_eq!(again, case.file);
        let text = serde_json::to_string(&case.file.facts).unwrap();
        assert_eq!(serde_json::from_str::<CaseFacts>(&text).unwrap(), case.file.facts);
    }

    fn agrees(&self, case: &Case) {
        assert_eq!(self.facts, case.file.facts);
        assert_eq!(self.clocks, case.file.deadlines);
        assert_eq!(self.owed, case.file.statement.owed);
        // No clock runs under the law of another regime.
        let governs = |clock: &Deadline| case.file.regime.is_none_or(|regime| clock.row().unwrap().governs(regime));
        assert!(case.file.deadlines.iter().all(governs), "{:?}", case.file.regime);
        // Those that run for a child's safety, and those of requests for data, are numbered apart, so that no gap
        // tells of them.
        let numbers = |apart: Option<&'static str>| {
            let kind = |rule: &str| ["T51", "T60"].into_iter().find(|known| *known == rule);
            let clocks = case.file.deadlines.iter().filter(move |clock| kind(clock.rule.as_str()) == apart);
            clocks.map(|clock| clock.deadline.0)
        };
        assert!(numbers(None).zip(1..).all(|(number, next)| number == next));
        assert!(numbers(Some("T60")).zip(10_001..).all(|(number, next)| number == next));
        let requests: BTreeSet<u16> = numbers(Some("T51")).collect();
        assert_eq!(requests.len(), numbers(Some("T51")).count());
        assert!(requests.iter().all(|number| (20_000..60_000).contains(number)));
    }

    fn fold(&mut self, event: &Event) {
        self.facts.evolve(event);
        if let Some(clock) = deadlines::started(event) {
            self.clocks.push(clock);
        } else if let Some(number) = deadlines::concerned(event) {
            self.clocks.iter_mut().find(|clock| clock.deadline == number).unwrap().evolve(event);
        }
        match event {
            // 1. Each decision takes exactly one statement of its kind.
            Event::Investigation(Inquiry::InvestigationDeclined { .. }) => self.owes(StatementKind::NotInvestigated),
            Event::Investigation(Inquiry::InvestigationDiscontinued { .. }) => self.owes(StatementKind::Discontinued),
            Event::Investigation(Inquiry::InvestigationCompleted { .. }) => self.owes(StatementKind::Completed),
            Event::Statement(Statement::StatementIssued { kind, without_copy, .. }) => {
                assert_eq!(self.owed.take(), Some(*kind));
                (self.stated, self.copies) = (true, BTreeSet::new());
                assert!(without_copy.iter().all(|one| self.uncopied.remove(&one.person)));
            }
            Event::Parties(People::PartyDied { .. }) => self.died = true,
            Event::Investigation(Inquiry::InvestigationOpened { .. }) => self.uncopied.clear(),
            Event::Investigation(Inquiry::CommentInvited {
                to: Invited::Alleged { person } | Invited::Appears { person },
            }) => {
                self.uncopied.insert(*person);
            }
            Event::File(Record::CaseClosed { .. }) => {
                assert_eq!(self.owed, None);
                // The statement has gone to the governing body and the head teacher, and to somebody who complained,
                // unless they died and nobody is left.
                let nobody = self.died && self.facts.complainants.is_empty();
                let copies = ["governing_body", "head_teacher"].into_iter().chain((!nobody).then_some("family"));
                assert!(!self.stated || copies.into_iter().all(|copy| self.copies.contains(copy)), "a copy is owed");
                assert!(!self.stated || self.uncopied.is_empty(), "who was invited has no copy");
            }
            Event::Investigation(Inquiry::RecommendationMade { .. }) => self.recommended += 1,
            Event::Statement(Statement::StatementServed { recipient, .. }) => {
                self.served |= matches!(recipient, Recipient::GoverningBody { .. });
                if let Recipient::Named { person } = recipient {
                    self.uncopied.remove(person);
                }
                self.copies.insert(match recipient {
                    Recipient::GoverningBody { .. } => "governing_body",
                    Recipient::HeadTeacher { .. } => "head_teacher",
                    Recipient::Named { .. } => "named",
                    Recipient::Complainant { .. } | Recipient::Parent { .. } => "family",
                });
            }
            Event::File(Record::CaseReopened { .. }) if self.facts.stage == Stage::UnderAssessment => {
                (self.served, self.recommended, self.stated) = (false, 0, false);
                self.uncopied.clear();
            }
            Event::Parties(People::ConsentGiven { person }) => {
                self.consented.insert(*person);
            }
            Event::Parties(People::ConsentWithdrawn { person }) => {
                self.consented.remove(person);
            }
            _ => {}
        }
    }

    fn owes(&mut self, kind: StatementKind) {
        assert_eq!(self.owed.replace(kind), None);
    }

    /// What must be true of the world in which an event comes about.
    fn before(&self, event: &Event, before: &Case, who: &Actor) {
        let file = &before.file;
        match event {
            Event::Notice(Notice::AdverseFindingsNoticeRequired { ground, unmet, received_on, .. }) => {
                // 2. and 3.
                assert!(self.served && self.recommended > 0 && !unmet.is_empty());
                let named: BTreeSet<_> =
                    unmet.iter().map(|number| file.compliance.recommendations[number].school).collect();
                for school in named {
                    let body = file.compliance.bodies.iter().find(|(urn, _)| school.is_none_or(|own| own == **urn));
                    let (notified_on, stage) = body.map(|(_, body)| (body.notified_on, body.stage)).unwrap();
                    let ends = || before.clock_of("T04", school).due.unwrap();
                    match ground {
                        AdverseFindingsGround::NoNotification => {
                            assert!(*received_on > ends());
                            assert!(notified_on.is_none_or(|on| on > ends()));
                        }
                        AdverseFindingsGround::NoActionDecided => assert!(notified_on.is_some_and(|on| on <= ends())),
                        AdverseFindingsGround::NotSatisfied => {
                            assert_eq!(if school.is_none() { before.stage() } else { stage }, Stage::NotSatisfied);
                        }
                        AdverseFindingsGround::NotConfirmed => {
                            assert!(*received_on > before.clock_of("T05", school).due.unwrap());
                        }
                    }
                }
            }
            Event::Compliance(Compliance::NoNotificationReceived { school, .. }) => {
                assert!(before.clock_of("T04", *school).due.unwrap() < before.today);
            }
            Event::Direction(Directing::DirectionGiven { basis, recommendations, .. }) => {
                // 4.
                assert_eq!(who.role, Role::SecretaryOfState);
                assert_eq!(*basis == Basis::Section220, !recommendations.is_empty());
                let unmet: BTreeSet<RecommendationNo> = file.unmet().collect();
                assert!(recommendations.iter().all(|number| unmet.contains(number)));
            }
            Event::Direction(Directing::SecretaryOfStateAsked { .. }) => {
                // 5.
                let regime = file.regime.unwrap();
                let live = regime.row().section_221_bar && file.facts.commissioner;
                let repealed = regime == Regime::Pilot2010 && before.today >= redress_domain::law::repealed_on();
                assert!(!live || repealed, "{regime}");
            }
            // 6.
            Event::Ombudsman(Ombudsman::CommissionerAssigned { commissioner }) => {
                assert!(!file.facts.barred.contains(commissioner));
            }
            // 7.
            Event::Ombudsman(Ombudsman::ReferredToOmbudsman { complainants, .. }) => {
                assert!(!complainants.is_empty());
                assert!(complainants.iter().all(|person| self.consented.contains(person)));
            }
            // 8. Nobody answers for somebody else.
            Event::Investigation(Inquiry::CommentReceived { invitation, .. }) => {
                let to = &file.investigation.invitations[usize::from(invitation.0) - 1].to;
                match who.body {
                    Body::School(own) => {
                        let several = file.facts.schools.len() > 1;
                        assert_eq!(*to, Invited::Respondent { school: Some(own).filter(|_| several) });
                    }
                    Body::Authority(_) => assert_eq!(*to, Invited::Authority {}),
                    body => assert_eq!(body, Body::Ombudsman),
                }
            }
            // 8. The other half.
            Event::Investigation(Inquiry::InvestigationCompleted { .. }) => {
                let closed = file.investigation.comment_by.unwrap() < before.today;
                assert!(closed || file.investigation.invitations.iter().all(|one| one.answered));
            }
            // 11. A date carries its rule and version, or says why there is none.
            Event::Deadlines(Clock::DeadlineStarted { deadline, rule, rule_version, due, missing, .. }) => {
                // A view may rely on it: what starts was not there.
                assert!(!file.deadlines.iter().any(|known| known.deadline == *deadline), "{rule} starts as another");
                assert!(
                    redress_domain::clock::rules().iter().any(|row| row.id == *rule && row.version == *rule_version)
                );
                assert!(due.is_some() != missing.is_some(), "{rule}");
            }
            _ => {}
        }
        // What somebody else owes or decides is not decided by who ends their complaint.
        if let Event::Investigation(Inquiry::InvestigationDeclined { by, .. }) = event {
            assert_eq!((who.role, who.person), (Role::Commissioner, *by));
        }
        if let Event::Statement(_) | Event::Investigation(_) | Event::Direction(_) = event {
            assert!(!file.facts.barred.contains(&who.person));
        }
    }

    /// 8. An investigation that is opened invites the respondent, and everyone once.
    fn investigations_invite_everyone(events: &[Event], before: &Case) {
        if !events.iter().any(|event| event.name() == "investigation_opened") {
            return;
        }
        let invited: Vec<&Invited> = events
            .iter()
            .filter_map(|event| match event {
                Event::Investigation(Inquiry::CommentInvited { to }) => Some(to),
                _ => None,
            })
            .collect();
        for school in &before.file.facts.schools {
            let several = before.file.facts.schools.len() > 1;
            assert!(invited.contains(&&Invited::Respondent { school: Some(*school).filter(|_| several) }));
        }
        assert_eq!(invited.contains(&&Invited::Authority {}), !before.file.facts.authorities.is_empty());
    }

    fn clocks_never_run_backwards(before: &Case, after: &Case, events: &[Event]) {
        let proved = events.iter().any(|event| event.name() == "service_date_corrected");
        for (old, new) in before.file.deadlines.iter().zip(&after.file.deadlines) {
            assert_eq!((&old.rule, old.deadline), (&new.rule, new.deadline));
            if STATUTORY.contains(&old.rule.as_str()) && !proved {
                assert!(new.due >= old.due, "{} from {:?} to {:?}", old.rule, old.due, new.due);
            }
            // What is met or cancelled is over: nothing that is learned later changes it, but the proof of another day
            // of service, which makes what was met late or in time.
            let rests_on_service = proved && ["T04", "T05"].contains(&old.rule.as_str());
            if !old.owed() && !rests_on_service {
                assert_eq!(old, new);
            }
        }
    }
}

/// Invariant 9: what goes to the public, or to persons who are only invited to comment, holds no name of anybody on the file. A
/// statement may where that is necessary, and then no more than a summary of it is published.
fn names_nobody(events: &[Event], before: &Case) {
    let file = &before.file;
    let persons = |event: &Event| {
        matches!(
            event,
            Event::Investigation(Inquiry::CommentInvited { to: Invited::Alleged { .. } | Invited::Appears { .. } })
        )
    };
    for event in events {
        let told: Vec<&Held> = match event {
            Event::Investigation(Inquiry::InvestigationOpened {
                matter, privacy_notice, identifying: None, ..
            }) if events.iter().any(persons) => [matter].into_iter().chain(privacy_notice).collect(),
            Event::Statement(
                Statement::StatementIssued { text, identifying: None, .. }
                | Statement::CorrectedStatementServed { text, .. },
            ) => vec![text],
            Event::Statement(Statement::StatementPublished { summary, .. }) => {
                assert!(summary.is_some() || !file.statement.identifies);
                summary.as_ref().or(file.statement.text.as_ref()).into_iter().collect()
            }
            Event::Notice(
                Notice::NoticeFormSigned { text, explanation, not_taken, .. }
                | Notice::NoticePublished { text, explanation, not_taken, .. },
            ) => text.iter().chain(explanation).chain(not_taken.iter().map(|one| &one.detail)).collect(),
            _ => Vec::new(),
        };
        assert!(file.parties.values().all(|party| !told.contains(&&party.name)), "{} names somebody", event.name());
    }
}

/// 10. What a school does changes nothing that the Commissioner decides on.
fn schools_change_nothing_above(before: &Case, after: &Case, who: &Actor, command: &Command) {
    // That the school itself refers a complaint that was sent back is the road of s.207(1)(b).
    let refers = command.action() == redress_domain::Action::ReferToOmbudsman;
    if refers || !matches!(who.body, Body::School(_)) || !before.file.facts.commissioner {
        return;
    }
    let (old, new) = (&before.file, &after.file);
    assert_eq!(old.ombudsman, new.ombudsman, "{}", command.name());
    assert_eq!(old.statement, new.statement, "{}", command.name());
    assert_eq!(old.investigation.comment_by, new.investigation.comment_by);
    assert_eq!(old.facts.complainants, new.facts.complainants, "{}", command.name());
    assert_eq!(old.intake.received_on, new.intake.received_on, "{}", command.name());
    // It may settle an issue, and neither send one elsewhere nor say when it happened.
    for (old, new) in old.issues.values().zip(new.issues.values()) {
        let settled = old.scope == Scope::Open && new.scope == Scope::Resolved;
        assert!(settled || old.scope == new.scope, "{}", command.name());
        assert_eq!((old.happened_on, &old.incidents), (new.happened_on, &new.incidents), "{}", command.name());
    }
    let findings = |file: &Complaint| file.issues.values().map(|issue| issue.finding).collect::<Vec<_>>();
    assert_eq!(findings(old), findings(new));
    let made = |file: &Complaint| file.compliance.recommendations.values().map(|one| one.status).collect::<Vec<_>>();
    for (old, new) in made(old).into_iter().zip(made(new)) {
        let judged = |status| matches!(status, RecommendationStatus::Accepted | RecommendationStatus::Unenforceable);
        assert_eq!(judged(old), judged(new), "{}", command.name());
    }
}
