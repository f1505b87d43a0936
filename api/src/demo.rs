//! Who is who in the demo, and how to act as each of them.

use crate::app::{App, router};
use crate::import;
use crate::members::{self, Identity};
use crate::problem::Problem;
use crate::serve::told;
use crate::stories::{self, Lodged, Story};
use crate::words::Words;
use jiff::{SignedDuration, Timestamp};
use redress_domain::clock::civil_date;
use redress_domain::membership::{self, Command, GrantMembership};
use redress_domain::{Actor, Body, ComplaintId, PersonId, Role};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;

/// The demo's small extract of an invented register.
pub const SCHOOLS: &[u8] = include_bytes!("../demo/edubasealldata-extract.csv");

/// One of the people in the stories.
#[derive(Debug, Clone)]
pub struct Somebody {
    /// Who they are to the service.
    pub actor: Actor,
    /// Their name, where the stories do not call them by their office.
    name: Option<String>,
}

impl Somebody {
    /// Who they are, as it follows "Act as": their name and their role, or their office.
    #[must_use]
    pub fn called(&self, t: Words) -> String {
        self.told(t, "demo-office")
    }

    /// The same where nothing comes before it.
    #[must_use]
    pub fn title(&self, t: Words) -> String {
        self.told(t, "demo-office-alone")
    }

    fn told(&self, t: Words, office: &str) -> String {
        let role = ("role", t.say(&format!("role-{}", self.actor.role.name())));
        match &self.name {
            Some(name) => t.fill("demo-person", &[("name", name.clone()), role]),
            None => t.fill(office, &[role]),
        }
    }
}

/// The people of one body.
#[derive(Debug, Clone)]
pub struct Group {
    body: Body,
    /// The name of a school or an authority.
    name: String,
    /// Its people.
    pub people: Vec<Somebody>,
}

impl Group {
    /// The body, for people.
    #[must_use]
    pub fn title(&self, t: Words) -> String {
        match self.body {
            Body::School(urn) => format!("{} ({urn})", self.name),
            Body::Authority(code) => {
                t.fill("body-authority", &[("name", self.name.clone()), ("code", code.0.to_string())])
            }
            Body::Family => t.say("demo-families"),
            Body::Ombudsman => t.say("demo-ombudsman"),
            Body::Department => t.say("demo-department"),
            Body::Service => t.say("demo-service"),
        }
    }
}

/// One complaint of the stories.
#[derive(Debug, Clone)]
pub struct Told {
    /// What its story tells.
    pub title: String,
    /// The complaint.
    pub complaint: ComplaintId,
}

/// Everything a stranger needs to look around.
#[derive(Debug, Clone)]
pub struct Demo {
    /// The complaints.
    pub cases: Vec<Told>,
    /// The people, body by body.
    pub groups: Vec<Group>,
}

/// People whom no story needs, and whom the demo shows all the same.
const BYSTANDERS: &[&str] = &["auditor@service/ms-quill", "data_protection_officer@ombudsman/mr-ash"];

/// The day on which the demo begins: the first school week of the Guarantees.
#[must_use]
pub fn start() -> Timestamp {
    jiff::civil::date(2011, 9, 1)
        .at(7, 0, 0, 0)
        .to_zoned(jiff::tz::TimeZone::UTC)
        .map_or(Timestamp::UNIX_EPOCH, |start| start.timestamp())
}

/// Plays the stories into a new database, or finds them in one where they were played; then lets the
/// clock run on from the last thing that happened. Invented stories are never put beside real ones.
///
/// # Errors
/// The database holds something else, or fails.
pub async fn prepare(app: &App) -> Result<Demo, Box<dyn Error + Send + Sync>> {
    let stories = stories::all()?;
    let lodged = match app.store.latest().await? {
        None => {
            let summary = import::read(&app.store, &app.clock, SCHOOLS, &import::Progress::hidden()).await?;
            tracing::info!("{summary}");
            stories::play(app, &router(app.clone())).await?
        }
        Some(latest) => {
            app.clock.set(latest.at);
            played_before(app, &stories).await?.ok_or(
                "this database holds a record that is not the demo's, and the demo would mix its invented stories \
                 into it; name a new one, such as --database sqlite://demo.db",
            )?
        }
    };
    let demo = Demo::of(app, &stories, &lodged).await.map_err(|problem| told(&problem))?;
    employ(app, &demo).await.map_err(|problem| told(&problem))?;
    app.clock.run_on();
    Ok(demo)
}

/// Gives everybody who works somewhere their office, so that they can sign in with the demo's provider.
async fn employ(app: &App, demo: &Demo) -> Result<(), Problem> {
    let Some(issuer) = &app.issuer else { return Ok(()) };
    let keeper = Actor { role: Role::Administrator, body: Body::Service, person: PersonId(uuid::Uuid::nil()) };
    for Somebody { actor, .. } in demo.groups.iter().flat_map(|group| &group.people) {
        let Actor { role, body, person } = *actor;
        if !membership::fits(role, body) {
            continue;
        }
        // Another port makes another provider, so the identity is linked each time; the office stays.
        let identity = Identity { issuer: issuer.name().into(), subject: person.to_string() };
        members::link(app, keeper.clone(), person, &identity, None).await?;
        let known = app.store.memberships(person).await?.map(|(_, held)| held).unwrap_or_default();
        if known.iter().any(|one| (one.role, one.body) == (role, body)) {
            continue;
        }
        let command = GrantMembership { role, body, from: Some(civil_date(start())), to: None };
        members::execute(app, keeper.clone(), person, None, Command::GrantMembership(command)).await?;
    }
    Ok(())
}

/// The complaint of each story, if every one was played into this database.
async fn played_before(app: &App, stories: &[Story]) -> Result<Option<Lodged>, Box<dyn Error + Send + Sync>> {
    let mut lodged = Lodged::new();
    for story in stories {
        let Some(step) = story.steps.iter().find(|step| step.action == "submit_complaint") else { continue };
        let family = step.call(&story.name, None)?.actor.person;
        match app.store.first_case_of(family).await? {
            Some(case) => lodged.insert(story.name.clone(), case.0),
            None => return Ok(None),
        };
    }
    Ok(Some(lodged))
}

impl Demo {
    /// Reads who is who out of the stories that were played.
    ///
    /// # Errors
    /// The database fails.
    pub async fn of(app: &App, stories: &[Story], lodged: &Lodged) -> Result<Self, Problem> {
        let cases = stories.iter().filter_map(|story| {
            lodged.get(&story.name).map(|id| Told { title: story.title.clone(), complaint: ComplaintId(*id) })
        });
        let cases = cases.collect();
        let mut bodies: BTreeMap<(Body, Role, String), Somebody> = BTreeMap::new();
        let named = stories.iter().flat_map(|story| &story.steps).map(|step| step.actor.as_str());
        for text in named.chain(BYSTANDERS.iter().copied()) {
            if let Some((office, name)) = text.split_once('/')
                && let Ok(actor) = format!("{office}/{}", stories::person(name)).parse::<Actor>()
            {
                let key = (actor.body, actor.role, name.to_owned());
                bodies.insert(key, Somebody { name: spoken(name, actor.role), actor });
            }
        }
        let mut groups: Vec<Group> = Vec::new();
        for ((body, ..), somebody) in bodies {
            match groups.last_mut() {
                Some(group) if group.body == body => group.people.push(somebody),
                _ => groups.push(Group { body, name: name_of(app, body).await?, people: vec![somebody] }),
            }
        }
        Ok(Self { cases, groups })
    }

    /// One of the people, if the demo has them.
    #[must_use]
    pub fn find(&self, actor: &Actor) -> Option<&Somebody> {
        self.groups.iter().flat_map(|group| &group.people).find(|somebody| somebody.actor == *actor)
    }

    /// The words that the terminal shows: where to go, what there is to see, and a line to copy for each person.
    ///
    /// # Errors
    /// The database fails, or a token cannot be signed.
    pub async fn introduce(&self, app: &App, address: &str) -> Result<String, Problem> {
        let (t, mut text) = (Words::english(), String::new());
        let _ = writeln!(text, "\nRedress is at  http://{address}/        where a parent makes a complaint");
        let _ = writeln!(text, "Look around:   http://{address}/demo    act as anybody, in the browser");
        let _ = writeln!(text, "The API:       http://{address}/openapi.yaml\n\nComplaints that were played:");
        for case in &self.cases {
            let stage = app.store.file(case.complaint).await?.complaint.facts.stage;
            let _ = writeln!(text, "\n  {}  {}", case.complaint.reference(), case.title);
            let _ = writeln!(text, "    {}: http://{address}/complaints/{}", t.stage(stage), case.complaint);
        }
        let _ = writeln!(text, "\nPeople, and a line to copy to act as each of them:");
        for group in &self.groups {
            let _ = writeln!(text, "\n{}", group.title(t));
            for somebody in &group.people {
                let lasts = SignedDuration::from_hours(24 * 365);
                let token = app.keys.issue(&somebody.actor, app.clock.now(), lasts).map_err(Problem::internal)?;
                let _ = writeln!(text, "  {}", somebody.title(t));
                let _ = writeln!(text, "    curl -s -H 'Authorization: Bearer {token}' http://{address}/v1/complaints");
            }
        }
        Ok(text)
    }
}

/// A name in small letters as it is written: "ms-okafor" is "Ms Okafor". Whoever is called by their office has none.
fn spoken(name: &str, role: Role) -> Option<String> {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
    };
    let words = name.split('-').filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
    let words: Vec<_> = words.collect();
    let by_office = matches!(words[..], [word] if role.name().starts_with(word));
    (!by_office).then(|| words.into_iter().map(capital).collect::<Vec<_>>().join(" "))
}

/// The name of a school or an authority; the others are known without one.
async fn name_of(app: &App, body: Body) -> Result<String, Problem> {
    Ok(match body {
        Body::School(urn) => app.store.school(urn).await?.map(|entry| entry.name),
        Body::Authority(code) => {
            app.store.schools("", Some(code.0), 1).await?.into_iter().next().map(|entry| entry.authority_name)
        }
        _ => None,
    }
    .unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_named_as_they_write_themselves_or_by_their_office() {
        let called = |office: &str, name: &str| {
            let actor: Actor = format!("{office}/{}", stories::person(name)).parse().unwrap();
            Somebody { name: spoken(name, actor.role), actor }.called(Words::english())
        };
        assert_eq!(called("head_teacher@school:100001", "ms-okafor"), "Ms Okafor (head teacher)");
        assert_eq!(called("clerk@school:100001", "clerk-100001"), "the clerk to the governing body");
        assert_eq!(called("secretary_of_state@department", "secretary"), "the Secretary of State");
        assert_eq!(called("official@department", "ms-reed"), "Ms Reed (official)");
    }
}
