//! What stands above the form of a step that must be weighed: what a statement must hold, what a text for others
//! names, and what the file says to the Ombudsman's intake. It is worked out of the file, and records nothing.

use super::Guest;
use super::things::Things;
use super::typed::Typed;
use crate::cases;
use crate::files::File;
use crate::pages::lodge::steps::Voice;
use crate::problem::Problem;
use crate::screening::{self, Named};
use crate::wanted::WANTED;
use crate::words::Words;
use redress_domain::clock::{self, Calendars};
use redress_domain::complaint::Event;
use redress_domain::complaint::assessment::{Assessment, Complainant, Opportunity};
use redress_domain::complaint::ombudsman::Event as OfOmbudsman;
use redress_domain::complaint::powers::Powers;
use redress_domain::complaint::statement::{Recipient, StatementKind};
use redress_domain::ids::RecommendationNo;
use redress_domain::law::CommissionerFinding;
use redress_domain::policy::Sight;
use redress_domain::{Action, Actor, Body, Fact, PersonId, References, membership};

/// How one line of an aid stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It is there.
    There,
    /// It is not, or speaks against the step.
    Missing,
    /// It is only told.
    Told,
}

/// One line: how it stands in a word, what it says, and what more there is to it.
#[derive(Debug)]
pub struct Line {
    pub(super) missing: bool,
    pub(super) mark: Option<String>,
    pub(super) said: String,
    pub(super) more: Vec<String>,
    /// How a day in it was counted.
    pub(super) working: Vec<String>,
    /// Where to go on: the field it is about, or the same day counted by anybody.
    pub(super) link: Option<(String, String)>,
}

/// What stands above a form.
#[derive(Debug)]
pub struct Aid {
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) about: String,
    pub(super) lines: Vec<Line>,
}

/// The steps before which the Ombudsman's intake weighs what the file says.
const WEIGHED: [Action; 9] = [
    Action::DisapplyRequirement,
    Action::DeclareInterest,
    Action::AssignCommissioner,
    Action::DetermineJurisdiction,
    Action::ReturnToGoverningBody,
    Action::WaiveSchoolOpportunity,
    Action::BeginAssessment,
    Action::DecideNotToInvestigate,
    Action::OpenInvestigation,
];

/// Whether what is typed into the form of a step can be checked for names before it is sent.
#[must_use]
pub fn is_checked(action: Action) -> bool {
    WANTED.get(&action).is_some_and(|wanted| wanted.names.is_screened())
}

/// What stands above the form of a step; `checked` where what was typed is to be looked through.
///
/// # Errors
/// The vault or the database fails.
pub async fn aids(
    guest: &Guest,
    (file, action): (&File, Action),
    things: &Things,
    (typed, checked): (&Typed, bool),
) -> Result<Vec<Aid>, Problem> {
    let mut aids = Vec::new();
    let writer = Writer { t: guest.t, actor: guest.signed()?, file, things };
    if WEIGHED.contains(&action) && writer.actor.body == Body::Ombudsman {
        aids.push(writer.weighed(guest).await?);
    }
    if is_checked(action) {
        let mut lines = Vec::new();
        if action == Action::IssueStatement {
            let schools = screening::school_names(&guest.app.store, &file.complaint).await?;
            lines.extend(writer.held(&schools, checked.then(|| typed.raw("text"))));
        }
        let found = match checked {
            true => Some(searched(guest, file, action, typed).await?),
            false => None,
        };
        lines.extend(writer.names(action, found, !typed.text("identifying").is_empty()));
        let (title, about) = match action {
            Action::IssueStatement => ("aid-statement", "aid-statement-about"),
            _ => ("aid-names", "aid-names-about"),
        };
        let id = "checklist";
        aids.push(Aid { id, title: writer.t.say(title), about: writer.t.say(about), lines });
    }
    Ok(aids)
}

/// Looks through what was typed as the command would, whatever else is still missing in it.
async fn searched(guest: &Guest, file: &File, action: Action, typed: &Typed) -> Result<Vec<Named>, Problem> {
    let Some(wanted) = WANTED.get(&action) else { return Ok(Vec::new()) };
    let goes = |place: &str| screening::goes_to_others(&wanted.names, last(place));
    let texts = typed.places().filter(|place| goes(place)).map(|place| (place.to_owned(), typed.raw(place).to_owned()));
    let texts = texts.filter(|(_, text)| !text.trim().is_empty()).collect();
    let summarised = !typed.text("summary").is_empty();
    screening::search(&guest.app.store, action, &file.complaint, texts, summarised).await
}

/// The name of a field, without the place of what it is part of.
fn last(place: &str) -> &str {
    place.rsplit('/').next().unwrap_or(place)
}

/// Writes the lines for one reader of one file.
struct Writer<'a> {
    t: Words,
    actor: &'a Actor,
    file: &'a File,
    things: &'a Things,
}

impl Writer<'_> {
    fn line(&self, mark: Mark, said: String) -> Line {
        let word = match mark {
            Mark::There => Some(self.t.say("aid-there")),
            Mark::Missing => Some(self.t.say("aid-missing")),
            Mark::Told => None,
        };
        let missing = mark == Mark::Missing;
        Line { missing, mark: word, said, more: Vec::new(), working: Vec::new(), link: None }
    }

    fn either(&self, there: bool, yes: &str, no: &str) -> Line {
        self.line(if there { Mark::There } else { Mark::Missing }, self.t.either(there, yes, no))
    }

    /// What somebody on the file is called, as the form's own list has it.
    fn called(&self, person: PersonId) -> String {
        self.things.person(person).map_or_else(|| self.t.say("aid-somebody"), ToOwned::to_owned)
    }

    /// What the statement will hold by the file, and whether its text names the school.
    fn held(&self, schools: &[String], text: Option<&str>) -> Vec<Line> {
        let (t, file) = (self.t, &self.file.complaint);
        let Some(kind) = file.statement.owed else { return Vec::new() };
        let completed = kind == StatementKind::Completed;
        let mut lines = vec![self.line(Mark::Told, t.statement(kind))];
        for name in schools {
            let places = [("school", name.clone())];
            lines.push(match text.map(|text| screening::says(text, name)) {
                None => self.line(Mark::Told, t.fill("aid-school", &places)),
                Some(true) => self.line(Mark::There, t.fill("aid-school-named", &places)),
                Some(false) => {
                    let link = Some(("#text".to_owned(), t.say("aid-go")));
                    Line { link, ..self.line(Mark::Missing, t.fill("aid-school-not_named", &places)) }
                }
            });
        }
        let contents = file.statement_contents();
        for one in &contents.issues {
            let found = one.finding.map_or_else(|| t.say("found-nothing"), |finding| t.listed(finding));
            let said = t.fill("part-issue", &[("issue", one.issue.to_string()), ("outcome", found)]);
            let mark = if one.finding.is_some() || !completed { Mark::There } else { Mark::Missing };
            lines.push(self.line(mark, said));
        }
        if completed {
            let injustice = contents.issues.iter().any(|one| one.finding == Some(CommissionerFinding::InjusticeFound));
            let made = |numbers: &[RecommendationNo], id: &str, none: &str, owed: bool| match numbers {
                [] => self.line(if owed { Mark::Missing } else { Mark::Told }, t.say(none)),
                _ => self.line(Mark::There, t.fill(id, &[("recommendations", t.recommendations(numbers))])),
            };
            lines.push(made(&contents.remedy, "aid-remedy", "aid-remedy-none", injustice));
            lines.push(made(&contents.prevention, "aid-prevention", "aid-prevention-none", false));
        }
        let copies = file.statement_copies().into_iter().map(|copy| match copy {
            Recipient::GoverningBody { school } => t.of_school(t.say("choice-Recipient-governing_body"), school),
            Recipient::HeadTeacher { school } => t.of_school(t.say("choice-Recipient-head_teacher"), school),
            Recipient::Complainant { person } | Recipient::Named { person } => self.called(person),
            Recipient::Parent { .. } => t.say("choice-Recipient-parent"),
        });
        lines.push(Line { more: copies.collect(), ..self.line(Mark::Told, t.say("aid-copies")) });
        lines
    }

    /// Whose names stand in the texts, field by field; that they do is said of everybody, and in which words only
    /// where the reader may know the person.
    fn names(&self, action: Action, found: Option<Vec<Named>>, reasoned: bool) -> Vec<Line> {
        let t = self.t;
        let Some(found) = found else { return vec![self.line(Mark::Told, t.say("aid-names-unchecked"))] };
        let sight = Sight::new(self.actor, &self.file.complaint.facts);
        let known = |person: &PersonId| {
            self.file.complaint.parties.get(person).is_some_and(|party| sight.sees_party(*person, party))
        };
        let line = |one: Named| {
            let label = match &one.field {
                Some(field) => super::Drawing::label(t, Voice::Family, action.name(), last(field)).0,
                None => t.say("aid-names-on_file"),
            };
            if one.words.is_empty() {
                return self.line(Mark::There, t.fill("aid-names-none", &[("field", label)]));
            }
            let mut words: Vec<String> = Vec::new();
            let mut hidden = 0;
            for (word, people) in one.words {
                match people.iter().any(known) {
                    true if words.contains(&word) => {}
                    true => words.push(word),
                    false => hidden += 1,
                }
            }
            let more = words.into_iter().chain((hidden > 0).then(|| t.count("aid-names-others", hidden))).collect();
            let link = one.field.map(|field| (format!("#{field}"), t.say("aid-go")));
            let said = |id| t.fill(id, &[("field", label.clone())]);
            match reasoned {
                true => Line { more, link, ..self.line(Mark::Told, said("aid-names-reasoned")) },
                false => Line { more, link, ..self.line(Mark::Missing, said("aid-names-found")) },
            }
        };
        match found.is_empty() {
            true => vec![self.line(Mark::Told, t.say("aid-names-empty"))],
            false => found.into_iter().map(line).collect(),
        }
    }

    /// What the file says to the Ombudsman's intake.
    async fn weighed(&self, guest: &Guest) -> Result<Aid, Problem> {
        let (t, file) = (self.t, &self.file.complaint);
        let people = [Some(self.actor.person), file.ombudsman.commissioner];
        let offices = people.into_iter().flatten().map(membership::stream);
        let (streams, subjects) = cases::beside(&guest.app, self.file, offices).await?;
        let references = References(streams.iter().zip(&subjects).collect());
        let known = file.assessment(&guest.app.stamp(self.actor.clone()), &references);
        let mut lines = Vec::new();
        if let Some(regime) = file.regime {
            let mark = if regime.row().ombudsman { Mark::There } else { Mark::Missing };
            lines.push(self.line(mark, t.fill("aid-regime", &[("regime", t.regime(regime))])));
        }
        lines.push(self.powers(&known));
        for one in &known.complainants {
            lines.extend(self.complainant(one));
        }
        lines.push(match known.opportunity {
            Opportunity::Had => self.line(Mark::There, t.say("aid-opportunity-had")),
            Opportunity::Waived => self.line(Mark::There, t.say("aid-opportunity-waived")),
            Opportunity::Open => self.line(Mark::Missing, t.say("aid-opportunity-open")),
        });
        lines.push(self.either(!known.own_office_bars, "aid-office-none", "aid-office-bars"));
        lines.extend(self.declared());
        if let Some((_, bars)) = known.commissioner {
            lines.push(self.either(!bars, "aid-commissioner-free", "aid-commissioner-bars"));
        }
        Ok(Aid { id: "weighed", title: t.say("aid-weighed"), about: t.say("aid-weighed-about"), lines })
    }

    fn powers(&self, known: &Assessment) -> Line {
        let t = self.t;
        match &known.powers {
            Powers::Within => self.line(Mark::There, t.say("aid-powers-within")),
            Powers::Unknown => self.line(Mark::Missing, t.say("aid-powers-unknown")),
            Powers::Outside(reasons) => {
                let more = reasons.iter().map(|reason| t.listed(*reason)).collect();
                Line { more, ..self.line(Mark::Missing, t.say("aid-powers-outside")) }
            }
        }
    }

    /// How one complainant stands: in time or not, with its working, in writing or not, and with a right or without.
    fn complainant(&self, one: &Complainant) -> Vec<Line> {
        let (t, time) = (self.t, &one.time);
        let day = |on: Option<jiff::civil::Date>| on.map(|on| t.day(on)).unwrap_or_default();
        let places = [
            ("name", self.called(time.person)),
            ("made_on", t.day(time.made_on)),
            ("noticed_on", day(time.noticed_on)),
            ("last_day", day(time.last_day)),
        ];
        let (mark, id) = match time.in_time {
            _ if one.time_forgiven => (Mark::There, "aid-time-forgiven"),
            Some(true) => (Mark::There, "aid-time-in_time"),
            Some(false) => (Mark::Missing, "aid-time-late"),
            None => (Mark::Missing, "aid-time-unknown"),
        };
        let rule = time.noticed_on.and_then(|noticed| Some((noticed, clock::rule(&time.rule, noticed)?)));
        let counted = rule.and_then(|(noticed, rule)| clock::due(rule, noticed, &Calendars::england()).ok());
        let link = time.noticed_on.map(|on| {
            let (day, month, year) = (on.day(), on.month(), on.year());
            let start = format!("start-day={day}&start-month={month}&start-year={year}");
            (format!("/check-a-date?rule={}&{start}", time.rule), t.say("check-title"))
        });
        let working = counted.map(|due| due.working.iter().map(|step| t.step(step)).collect()).unwrap_or_default();
        let mut lines = vec![Line { working, link, ..self.line(mark, t.fill(id, &places)) }];
        let name = [("name", self.called(time.person))];
        if !one.written {
            lines.push(self.line(Mark::Missing, t.fill("aid-not_written", &name)));
        }
        if !one.stands {
            lines.push(self.line(Mark::Missing, t.fill("aid-no_standing", &name)));
        }
        lines
    }

    /// What the reader declared of themselves on this file. Who is barred by it does not come here.
    fn declared(&self) -> Option<Line> {
        let own = self.file.records.iter().any(|record| {
            matches!(&record.fact, Fact::Complaint(Event::Ombudsman(OfOmbudsman::InterestDeclared { person, .. }))
                if *person == self.actor.person)
        });
        own.then(|| self.line(Mark::Told, self.t.say("aid-declared")))
    }
}
