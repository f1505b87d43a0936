//! What is on a file that a form can offer to choose from.

use super::schema::{Field, Kind, Known};
use super::typed::Typed;
use crate::app::App;
use crate::data_requests;
use crate::desk;
use crate::files::File;
use crate::inquiry::{Invitation, Required, inquiry};
use crate::pages::case::snake;
use crate::pages::personal::Entry;
use crate::people;
use crate::problem::Problem;
use crate::words::Words;
use redress_domain::clock::civil_date;
use redress_domain::complaint::Scope;
use redress_domain::complaint::data_request::Treatment;
use redress_domain::complaint::investigation::Invited;
use redress_domain::ids::{RecommendationNo, RequirementNo};
use redress_domain::policy::{self, Sight};
use redress_domain::{Action, Actor, Body, PersonId, law};

/// The most letters of somebody's words that stand for them in a list.
const GLIMPSE: usize = 80;

/// A part of a long list that is folded away under a heading of its own.
#[derive(Debug, Clone)]
pub struct Fold {
    /// What stands above it, where another half of the list begins.
    pub head: Option<String>,
    /// Its heading.
    pub title: String,
    /// How many of the choices it holds, in their order.
    pub count: usize,
}

/// What can be chosen, each with its words.
#[derive(Debug, Default)]
pub struct Things {
    issues: Vec<(String, String)>,
    recommendations: Vec<(String, String)>,
    invitations: Vec<(String, String)>,
    requirements: Vec<(String, String)>,
    questions: Vec<(String, String)>,
    deadlines: Vec<(String, String)>,
    people: Vec<(String, String)>,
    promises: Vec<(String, String)>,
    /// The parts of the promises, where the list is folded.
    folds: Vec<Fold>,
    schools: Vec<(String, String)>,
    /// The respondent schools, where there are several.
    respondents: Vec<(String, String)>,
    requests: Vec<(String, String)>,
    items: Vec<(String, String)>,
    documents: Vec<(String, String)>,
}

impl Things {
    /// Whether there is anything to ask: with one respondent school it is clear which is meant.
    pub(super) fn asks(&self, field: &Field) -> bool {
        field.kind != Kind::Known(Known::Respondent) || !self.of(Known::Respondent).is_empty()
    }

    /// Promises to choose from, beside any file, under their headings.
    #[must_use]
    pub fn promises(promises: Vec<(String, String)>, folds: Vec<Fold>) -> Self {
        Self { promises, folds, ..Self::default() }
    }

    /// Schools to choose from, beside any file.
    #[must_use]
    pub fn schools(schools: Vec<(String, String)>) -> Self {
        Self { schools, ..Self::default() }
    }

    /// The parts of what can be chosen, where it is a long list.
    #[must_use]
    pub fn folds(&self, kind: &Kind) -> &[Fold] {
        if *kind == Kind::Known(Known::Promise) { &self.folds } else { &[] }
    }

    /// What this caller can choose from on this file.
    ///
    /// # Errors
    /// The database fails.
    pub async fn of_file(app: &App, t: Words, file: &File, actor: &Actor) -> Result<Self, Problem> {
        let issues = people::issues(app, file, actor).await?;
        let open = issues.iter().filter(|issue| issue.scope == Scope::Open);
        let issues = open.map(|issue| {
            (
                issue.issue.to_string(),
                t.fill("issue-said", &[("issue", issue.issue.to_string()), ("account", glimpse(&issue.account))]),
            )
        });
        let issues = issues.collect();
        let recommendations = people::recommendations(app, file, actor).await?;
        // A governing body says what it does of what is recommended to it.
        let all = &file.complaint.compliance.recommendations;
        let theirs = |number: &RecommendationNo| match actor.body {
            Body::School(own) => all.get(number).is_none_or(|one| one.is_for(own)),
            _ => true,
        };
        let recommendations = recommendations.iter().filter(|one| theirs(&one.recommendation)).map(|one| {
            (
                one.recommendation.to_string(),
                t.fill(
                    "recommendation-said",
                    &[("recommendation", one.recommendation.to_string()), ("text", glimpse(&one.text))],
                ),
            )
        });
        let recommendations = recommendations.collect();
        let inquiry = inquiry(app, file, actor).await?;
        let open = inquiry.invitations.iter().filter(|one| one.open_to(actor));
        let invitations = open.map(|one| (one.invitation.to_string(), invited(t, one))).collect();
        let sight = Sight::new(actor, &file.complaint.facts);
        let told = file.complaint.deadlines.iter().filter(|clock| sight.sees_clock(clock));
        let running = told.map(|clock| sight.clock(clock)).filter(redress_domain::complaint::deadlines::Deadline::owed);
        let deadlines = running.map(|clock| {
            let name = t.of_school(t.clock(&clock.rule, clock.rule_version), clock.school);
            let words = clock.due.map_or_else(
                || t.undated(&name, &clock.rule, clock.rule_version),
                |due| format!("{name}: {}", t.day(due)),
            );
            (clock.deadline.to_string(), words)
        });
        let deadlines = deadlines.collect();
        let catalogue = law::catalogue_on(civil_date(app.clock.now()));
        let promises = catalogue
            .entitlements
            .iter()
            .map(|row| (row.id.to_string(), format!("{} ({})", t.promise(row), row.id)))
            .collect();
        let mut people = persons(app, t, file, actor).await?;
        for one in &inquiry.invitations {
            let number = match one.to {
                Invited::Alleged { person } | Invited::Appears { person } => person.to_string(),
                Invited::Respondent { .. } | Invited::Authority {} => continue,
            };
            if !people.iter().any(|(known, _)| *known == number) {
                people.push((number, invited(t, one)));
            }
        }
        let waiting = file.complaint.data_requests.waiting().filter(|known| sight.may_have_data_of(known.person));
        let requests = waiting.map(|known| {
            let person = known.person.to_string();
            let name = people.iter().find(|(number, _)| *number == person).map_or(person, |(_, name)| name.clone());
            let words = t.fill("request-said", &[("name", name), ("asked_on", t.day(known.asked_on))]);
            (known.request.to_string(), words)
        });
        let requests = requests.collect();
        Ok(Self {
            issues,
            recommendations,
            invitations,
            requirements: requirements(t, file, &inquiry.required),
            questions: people::questions(app, file, actor).await?.into_iter().map(|one| asked(t, &one)).collect(),
            deadlines,
            people,
            promises,
            requests,
            respondents: respondents(app, file).await?,
            ..Self::default()
        })
    }

    /// Leaves of the people those who are on the file.
    pub fn keep_parties(&mut self, file: &File) {
        let parties = &file.complaint.parties;
        self.people.retain(|(number, _)| number.parse().is_ok_and(|number| parties.contains_key(&PersonId(number))));
    }

    /// Adds what there is to decide on for a request for data, and puts into a form that is shown for the first time what
    /// is decided so far: what nobody has looked at yet is to be kept. Of a form that comes back nothing is assumed: an
    /// item without a decision would be disclosed. That it is read here is recorded.
    ///
    /// # Errors
    /// It cannot be recorded, or the database fails.
    pub async fn add_items(
        &mut self,
        app: &App,
        t: Words,
        (file, actor): (&File, &Actor),
        typed: &mut Typed,
    ) -> Result<(), Problem> {
        let waiting = || file.complaint.data_requests.waiting();
        let chosen = waiting().find(|known| known.request.to_string() == typed.text("request"));
        let Some(known) = chosen.or_else(|| waiting().next()) else { return Ok(()) };
        typed.put("request", known.request.to_string());
        for (row, item) in data_requests::items(app, t, file, actor, known).await?.into_iter().enumerate() {
            let treatment = format!("decisions/{row}/treatment");
            if !typed.is_sent() && typed.text(&treatment).is_empty() {
                typed.put(&treatment, snake(&item.treatment.unwrap_or(Treatment::Keep)));
                if let Some(why) = item.exemption {
                    typed.put(&format!("decisions/{row}/exemption"), snake(&why));
                }
            }
            let read = Entry::of(t, item.entry);
            let words = [vec![format!("{}: {}", read.day, read.said)], read.words].concat().join(" · ");
            self.items.push((item.item.to_string(), words));
        }
        Ok(())
    }

    /// What somebody on the file is called in the list.
    #[must_use]
    pub fn person(&self, person: PersonId) -> Option<&str> {
        let number = person.to_string();
        self.people.iter().find(|(known, _)| *known == number).map(|(_, name)| name.as_str())
    }

    /// Adds the documents of the file that this caller may be told of. That their titles are read here is recorded.
    ///
    /// # Errors
    /// It cannot be recorded, or the database fails.
    pub async fn add_documents(&mut self, app: &App, file: &File, actor: &Actor) -> Result<(), Problem> {
        let documents = people::documents(app, file, actor).await?;
        self.documents = documents.iter().map(|one| (one.document.to_string(), glimpse(&one.title))).collect();
        Ok(())
    }

    /// What can be chosen of one sort. Of other complaints there is no list.
    #[must_use]
    pub fn of(&self, known: Known) -> &[(String, String)] {
        match known {
            Known::Issue => &self.issues,
            Known::Recommendation => &self.recommendations,
            Known::Invitation => &self.invitations,
            Known::Requirement => &self.requirements,
            Known::Question => &self.questions,
            Known::Deadline => &self.deadlines,
            Known::Person => &self.people,
            Known::Promise => &self.promises,
            Known::School => &self.schools,
            Known::Respondent => &self.respondents,
            Known::Request => &self.requests,
            Known::Item => &self.items,
            Known::Document => &self.documents,
            Known::Complaint => &[],
        }
    }
}

/// The respondent schools, where there are several.
async fn respondents(app: &App, file: &File) -> Result<Vec<(String, String)>, Problem> {
    let (schools, mut named) = (&file.complaint.facts.schools, Vec::new());
    for school in schools.iter().filter(|_| schools.len() > 1) {
        named.push((school.to_string(), format!("{} ({school})", desk::school_name(app, Some(*school)).await?)));
    }
    Ok(named)
}

/// A question, as it stands in a list.
fn asked(t: Words, one: &people::OpenQuestion) -> (String, String) {
    let number = one.number.to_string();
    let places = [("number", number.clone()), ("question", glimpse(&one.question))];
    (number, t.fill("question-said", &places))
}

/// An invitation to comment, as it stands in a list.
fn invited(t: Words, one: &Invitation) -> String {
    let places = [("invited", t.invited(&one.to)), ("day", t.day(one.on))];
    t.fill("invitation-said", &places)
}

/// What was required and has not come: its day is everybody's to know, what it is the Commissioner's office's.
fn requirements(t: Words, file: &File, told: &[Required]) -> Vec<(String, String)> {
    let numbered = (1u8..).map(RequirementNo).zip(&file.complaint.investigation.information);
    let open = numbered.filter(|(_, known)| !known.answered).map(|(number, known)| {
        let clock = file.complaint.deadlines.iter().find(|clock| clock.deadline == known.deadline);
        let day = clock.and_then(|clock| clock.due).map(|due| t.day(due)).unwrap_or_default();
        let what = told.iter().find(|one| one.requirement == number).and_then(|one| one.what.as_deref());
        let places =
            [("requirement", number.to_string()), ("day", day), ("what", what.map(glimpse).unwrap_or_default())];
        (number.to_string(), t.fill("requirement-said", &places))
    });
    open.collect()
}

/// The people whom a caller may name: those on the file whom they may be told of, themselves, and
/// whoever works beside them.
async fn persons(app: &App, t: Words, file: &File, actor: &Actor) -> Result<Vec<(String, String)>, Problem> {
    let mut all = Vec::new();
    if policy::allow(actor, Action::ReadParties, &file.complaint.facts).is_ok() {
        for person in people::parties(app, file, actor).await? {
            let role = t.say(&format!("party-{}", snake(&person.role)));
            all.push((person.person.to_string(), format!("{} ({role})", person.name)));
        }
    }
    for (number, name) in colleagues(app, t, actor) {
        if !all.iter().any(|(known, _)| *known == number) {
            all.push((number, name));
        }
    }
    Ok(all)
}

/// Who works beside a caller, as far as the service knows a name for them: in the demo everybody of their body,
/// and themselves.
pub(in crate::pages) fn colleagues(app: &App, t: Words, actor: &Actor) -> Vec<(String, String)> {
    let beside = app.demo.iter().flat_map(|demo| &demo.groups).flat_map(|group| &group.people);
    let beside = beside.filter(|somebody| somebody.actor.body == actor.body);
    let mut all: Vec<_> = beside.map(|one| (one.actor.person.to_string(), one.title(t))).collect();
    let own = actor.person.to_string();
    if !all.iter().any(|(known, _)| *known == own) {
        all.push((own, t.say("person-you")));
    }
    all
}

/// The beginning of somebody's words.
fn glimpse(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= GLIMPSE { line } else { line.chars().take(GLIMPSE).collect::<String>() + "…" }
}
