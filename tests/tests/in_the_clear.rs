//! What is personal stands in the clear nowhere: not in the database's files, not in the service's own log or figures,
//! not in an address. Every command is given with a mark in each text that it keeps, and the marks are looked for.
//!
//! There is no exception: what the law makes public, such as a notice or a summary of a statement, is sealed too until
//! somebody asks for it.

use jiff::ToSpan as _;
use jiff::civil::date;
use redress_api::stories::{self, Call, Story};
use redress_api::{post, ticker};
use redress_domain::clock::civil_date;
use redress_domain::{Action, Actor, policy};
use redress_tests::browser::Browser;
use redress_tests::http::{Answer, Service, lodging};
use redress_tests::planted::{About, BORN, Planter};
use redress_tests::stored::Search;
use redress_tests::support::databases;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::{Arc, Mutex};

/// What no story of the demo tells of, so that the words of every command are kept somewhere.
const TOLD_HERE: [&str; 4] = [
    include_str!("../stories/the-whole-road.yaml"),
    include_str!("../stories/asked-elsewhere.yaml"),
    include_str!("../stories/withdrawn.yaml"),
    include_str!("../stories/reported-on-again.yaml"),
];

/// The commands that have no words and are carried out nowhere here: two of them by the service itself.
const WITHOUT_WORDS: [&str; 4] = ["end_representation", "confirm_erasure", "record_passed_deadline", "move_deadlines"];

/// What comes after everything else, since the clock never goes back.
const YEARS_LATER: &str = include_str!("../stories/withdrawn-years-later.yaml");

/// What the service writes to its log, kept.
#[derive(Debug, Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("a lock").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The service, with all that was planted, asked and answered.
struct Told<'a> {
    service: &'a Service,
    planter: Planter,
    /// Each complaint, and the school it is about.
    cases: BTreeMap<String, String>,
    /// Every address that was asked, and every one that was given out to be asked.
    addresses: BTreeSet<String>,
    /// Everything that was answered to a question.
    read: String,
    /// What was carried out.
    done: BTreeSet<Action>,
    /// The texts that were kept, as `command: field`.
    places: BTreeSet<String>,
    /// The marks of what was carried out.
    kept: BTreeSet<String>,
}

impl<'a> Told<'a> {
    fn new(service: &'a Service) -> Self {
        let (planter, cases, addresses) = (Planter::default(), BTreeMap::new(), BTreeSet::new());
        let (done, places, kept) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        Self { service, planter, cases, addresses, read: String::new(), done, places, kept }
    }

    /// Gives a command; whether it was carried out.
    async fn give(&mut self, path: &str, actor: &Actor, action: Action, body: &Value) -> Answer {
        let answer = self.service.post(path, &self.service.token(&actor.to_string()), body).await;
        self.addresses.insert(path.to_owned());
        self.given_out(&answer);
        if answer.status < 300 {
            self.done.insert(action);
            let body = body.to_string();
            for (mark, place) in self.planter.found(&body) {
                self.kept.insert(mark.to_owned());
                self.places.insert(place.to_owned());
            }
        }
        answer
    }

    async fn ask(&mut self, path: &str, actor: &str) -> Answer {
        let token = self.service.token(actor);
        let answer = if path.starts_with("/v1/") {
            self.service.get(path, &token).await
        } else {
            self.service.see(path, &format!("redress={token}")).await
        };
        self.addresses.insert(path.to_owned());
        self.given_out(&answer);
        self.read += &answer.text;
        answer
    }

    /// Keeps the addresses that an answer offers.
    fn given_out(&mut self, answer: &Answer) {
        self.addresses.insert(answer.header("location").to_owned());
        for name in ["href=\"", "action=\"", "\"href\":\"", "\"next\":\""] {
            let addresses = answer.text.split(name).skip(1).filter_map(|rest| rest.split('"').next());
            self.addresses.extend(addresses.map(str::to_owned));
        }
    }

    /// Plays stories, with a mark in each text.
    async fn play(&mut self, all: &[Story]) {
        for (number, step) in stories::in_order(all) {
            let story = &all[number];
            self.service.app.clock.set(step.at());
            let case = self.cases.get(&story.name).cloned();
            let mut call = step.call(&story.name, case.as_deref()).expect("an actor");
            if let Some(Call { path, actor, .. }) = call.first() {
                call.decide(&self.ask(&path, &actor.to_string()).await.json);
            }
            let action = redress_api::wanted::WANTED.keys().find(|action| action.name() == step.action).copied();
            let Some(action) = action else {
                let put = redress_tests::http::request(
                    call.method,
                    &call.path,
                    &self.service.token(&call.actor.to_string()),
                    call.body.to_string().into(),
                );
                assert_eq!(self.service.send(put).await.status, 200, "{}", step.action);
                continue;
            };
            self.planter.plant(action, &mut call.body);
            let answer = self.give(&call.path, &call.actor, action, &call.body).await;
            assert!(step.expects(answer.status, &answer.json), "{}: {}: {}", story.name, step.action, answer.text);
            if action == Action::SubmitComplaint {
                let case = answer.json["complaint"].as_str().expect("an identifier");
                self.cases.insert(story.name.clone(), case.to_owned());
            }
        }
    }

    /// Lodges a complaint of one's own, with everything in it that there is.
    async fn lodge(&mut self, name: &str) {
        let today = civil_date(self.service.app.clock.now());
        let actor = in_office("complainant@family");
        let person = actor.person.to_string();
        let about = About { person: &person, day: today, number: 1 };
        let mut body = self.planter.sample(Action::SubmitComplaint, &about);
        for (field, value) in lodging().as_object().expect("an object") {
            if field != "complainants" && field != "issues" {
                body[field] = value.clone();
            }
        }
        body["made_on"] = Value::Null;
        body["other_schools"] = json!([]);
        let answer = self.give("/v1/complaints", &actor, Action::SubmitComplaint, &body).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        self.cases.insert(name.to_owned(), answer.json["complaint"].as_str().expect("an identifier").to_owned());
    }

    /// Takes two cases for one, and apart again.
    async fn merge(&mut self, name: &str, other: &str) {
        let (case, other) = (self.cases[name].clone(), self.cases[other].clone());
        let about = About { person: &other, day: civil_date(self.service.app.clock.now()), number: 1 };
        for action in [Action::MergeDuplicate, Action::UnmergeDuplicate] {
            let body = self.planter.sample(action, &about);
            let path = format!("/v1/complaints/{case}/{}", action.name().replace('_', "-"));
            let answer = self.give(&path, &in_office("clerk@school:100001"), action, &body).await;
            assert_eq!(answer.status, 200, "{}", answer.text);
        }
    }

    /// Gives a case every command that was not carried out yet, in an order, by each who may.
    async fn try_all(&mut self, name: &str, order: &[Action]) {
        let case = self.cases[name].clone();
        let file = self.service.app.store.file(case.parse().expect("an identifier")).await.expect("a file");
        let facts = &file.complaint.facts;
        let (school, person) = (facts.schools[0], facts.complainants.first().expect("a complainant").to_string());
        let today = civil_date(self.service.app.clock.now());
        let later = today.saturating_add(30.days());
        let offices = offices(&school.to_string(), &person);
        for &action in order {
            for actor in offices.iter().filter(|actor| policy::may(actor.role, action)) {
                // What has happened and what is to come, the first item and another: one of them may fit.
                for (day, number) in [(today, 1), (later, 1), (today, 2)] {
                    if self.done.contains(&action) && places(action).is_subset(&self.places) {
                        break;
                    }
                    let body = self.planter.sample(action, &About { person: &person, day, number });
                    let path = format!("/v1/complaints/{case}/{}", action.name().replace('_', "-"));
                    // Where the file is not there for it, no other particulars help.
                    if self.give(&path, actor, action, &body).await.status == 409 {
                        break;
                    }
                }
            }
        }
    }

    /// Reads whatever there is to read of every case, as everybody who may.
    async fn read_all(&mut self) {
        for case in self.cases.values().cloned().collect::<Vec<_>>() {
            let file = self.service.app.store.file(case.parse().expect("an identifier")).await.expect("a file");
            let facts = &file.complaint.facts;
            let person = facts.complainants.iter().chain(&facts.former).next().expect("a complainant").to_string();
            let mut offices: Vec<_> = offices(&facts.schools[0].to_string(), &person);
            offices.push(in_office("auditor@service"));
            for actor in offices.iter().map(ToString::to_string) {
                for part in ["events", "timeline", "issues", "parties", "documents", "recommendations", "deadlines"] {
                    self.ask(&format!("/v1/complaints/{case}/{part}"), &actor).await;
                }
                for page in [format!("/cases/{case}"), format!("/complaints/{case}"), "/desk".to_owned()] {
                    self.ask(&page, &actor).await;
                }
            }
            let family = format!("complainant@family/{person}");
            let own = format!("/v1/complaints/{case}/personal-data");
            self.ask(&own, &family).await;
            let requests = format!("/v1/complaints/{case}/data-requests");
            for request in self.ask(&requests, &family).await.json["requests"].as_array().into_iter().flatten() {
                self.ask(&format!("{requests}/{}/copy", request["request"]), &family).await;
            }
        }
        for path in ["/health", "/ready", "/v1/statistics", "/figures"] {
            let figures = self.ask(path, &in_office("researcher@service").to_string()).await;
            assert_eq!(self.planter.found(&figures.text).next(), None, "{path}: {}", figures.text);
        }
    }

    /// What is typed elsewhere: a draft of the form, a filter under a name, a search, codes, mistakes of every kind.
    async fn type_elsewhere(&mut self) {
        let mut browser = Browser::new(self.service);
        for (step, fields) in [
            ("told", "told=no"),
            ("who", "capacity=parent"),
            ("name", "name=Ann+{}"),
            ("child", "pupil_name=Ben+{}"),
            ("what", "account=It+was+{}"),
            ("asked", "asked=For+{}"),
            ("wanted", "wanted=An+{}"),
            ("reach", "email={}%40post.example&safe_contact=By+{}"),
            ("reach", "email={}+and+no+address"),
        ] {
            let mark = self.planter.mark("the form");
            let said = browser.say(step, &fields.replace("{}", &mark)).await;
            self.given_out(&said);
            assert!([303, 422].contains(&said.status), "{step}: {}", said.text);
        }
        let clerk = in_office("clerk@school:100001").to_string();
        let filter = self.planter.mark("a filter");
        let cookie = self.service.cookie(&clerk);
        let kept = self.service.fill("/desk/filters?only=overdue", &cookie, format!("name={filter}")).await;
        assert_eq!(kept.status, 303, "{}", kept.text);
        assert!(self.ask("/desk", &clerk).await.text.contains(&filter));
        let case = self.cases.values().next().expect("a case").clone();
        let code = self.planter.mark("a code");
        for (path, body) in [
            ("/v1/sign-in", json!({ "reference": code, "code": code })),
            ("/v1/sign-in", json!({ "reference": case, "code": "000000", "email": format!("{code}@post.example") })),
            ("/v1/sign-in-codes", json!({ "reference": case, "email": format!("{code}@post.example") })),
            ("/v1/members", json!({ "issuer": "https://id.example.org", "subject": code })),
            ("/v1/receipts/check", json!({ "receipt": code })),
            ("/v1/complaints/search", json!({ "name": code })),
            ("/v1/complaints", json!({ "school": 100_001, (code.clone()): code })),
        ] {
            let answer = self.service.post(path, &self.service.token(&clerk), &body).await;
            self.given_out(&answer);
        }
        // Whatever somebody writes into an address themselves is repeated nowhere.
        for path in ["/v1/complaints?stage=", "/v1/complaints?name=", "/v1/complaints/", "/"] {
            let path = format!("{path}{code}");
            let answer = self.service.get(&path, &self.service.token(&clerk)).await;
            assert!(!answer.text.contains(&code), "{path}: {}", answer.text);
        }
    }

    /// Sends what there is to send: nobody's words but the address itself.
    async fn send_mail(&mut self) {
        let folder = tempfile::tempdir().expect("a folder");
        let place = format!("folder:{}", folder.path().display());
        let carrier = post::carrier(&place, "Redress <redress@localhost>").expect("a carrier");
        let mut sent = 0;
        while post::deliver(&self.service.app, &carrier).await.expect("it is delivered") > 0 {}
        for file in std::fs::read_dir(folder.path()).expect("the folder") {
            let letter = std::fs::read_to_string(file.expect("a file").path()).expect("a letter").replace("=\r\n", "");
            let places: Vec<_> = self.planter.found(&letter).map(|(_, place)| place).collect();
            assert!(places.iter().all(|place| place.ends_with(": email")), "{places:?} in {letter}");
            sent += places.len();
        }
        assert!(sent > 0, "no letter went to an address that was planted");
    }
}

fn story(text: &str) -> Story {
    yaml_serde::from_str(text).expect("a story")
}

/// The texts of a command that go into the vault.
fn places(action: Action) -> BTreeSet<String> {
    let mut planter = Planter::default();
    let about = About { person: "018f0000-0000-7000-8000-000000000001", day: date(2012, 1, 9), number: 1 };
    planter.sample(action, &about);
    planter.marks().values().cloned().collect()
}

/// Somebody in an office: the same person each time.
fn in_office(office: &str) -> Actor {
    format!("{office}/{}", stories::person(office)).parse().expect("an actor")
}

/// Everybody who can do something with a case of a school.
fn offices(school: &str, complainant: &str) -> Vec<Actor> {
    let at = |role: &str| in_office(&format!("{role}@school:{school}"));
    let roles = ["clerk", "head_teacher", "link_governor", "chair", "safeguarding_lead", "data_protection_officer"];
    let mut all: Vec<_> = roles.into_iter().map(at).collect();
    let others =
        ["intake_officer@ombudsman", "investigator@ombudsman", "commissioner@ombudsman", "official@department"];
    all.extend(others.into_iter().chain(["secretary_of_state@department"]).map(in_office));
    all.push(format!("complainant@family/{complainant}").parse().expect("an actor"));
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_personal_stands_in_the_clear_in_no_database_file_in_no_log_and_in_no_address() {
    let kept = Kept::default();
    let writer = kept.clone();
    tracing_subscriber::fmt()
        .with_env_filter("trace,hyper=off,h2=off")
        .with_writer(move || writer.clone())
        .try_init()
        .expect("nobody else listens");
    for database in databases() {
        let mut service = Service::at(&database.url).await;
        service.app.sends = true;
        let service = Service::of(service.app);
        let mut told = Told::new(&service);
        let mut all = stories::all().expect("stories");
        all.extend(TOLD_HERE.map(story));
        told.play(&all).await;
        let journey: Vec<_> = Action::COMMANDS.iter().copied().filter(|one| *one != Action::SubmitComplaint).collect();
        let back: Vec<_> = journey.iter().copied().rev().collect();
        // Ended by the one, a case is not there for the other.
        for name in ["one of its own", "another", "a third"] {
            told.lodge(name).await;
        }
        told.merge("another", "a third").await;
        for (name, order) in [
            ("one of its own", &journey),
            ("another", &back),
            ("waiting-for-the-school", &journey),
            ("at-the-ombudsmans-door", &journey),
            ("being-investigated", &journey),
            ("not-carried-out", &journey),
            ("a third", &journey),
        ] {
            told.try_all(name, order).await;
        }
        told.play(&[story(YEARS_LATER)]).await;
        told.type_elsewhere().await;
        told.send_mail().await;
        ticker::tick(&service.app).await.expect("it ticks");
        told.read_all().await;

        let all: BTreeSet<_> = Action::COMMANDS.iter().flat_map(|action| places(*action)).collect();
        let nowhere: Vec<_> = all.difference(&told.places).collect();
        assert!(nowhere.is_empty(), "these were kept nowhere: {nowhere:?}");
        let never = Action::COMMANDS.iter().filter(|one| !told.done.contains(one)).map(|one| one.name());
        let never: Vec<_> = never.filter(|name| !WITHOUT_WORDS.contains(name)).collect();
        assert!(never.is_empty(), "carried out nowhere: {never:?}");
        let seen: BTreeSet<_> = told.planter.found(&told.read).map(|(mark, _)| mark).collect();
        let unseen =
            told.kept.iter().filter(|mark| !seen.contains(mark.as_str())).map(|mark| &told.planter.marks()[mark]);
        let unseen: BTreeSet<_> = unseen.collect();
        eprintln!("{}: {} marks kept, {} read; unread: {unseen:?}", database.name, told.kept.len(), seen.len());
        assert!(seen.len() * 2 > told.kept.len(), "they were not there to be found");
        assert!(told.read.contains(BORN));

        for address in &told.addresses {
            assert_eq!(told.planter.found(address).next(), None, "in the address {address}");
        }
        // What may be known is found wherever anything is kept; so what may not would be.
        let known = told.cases["one of its own"].clone();
        let search = Search::of(&database.url, &[&known, told.planter.prefix(), BORN]).await;
        assert!(search.is_everywhere(&known), "{}: {:?}", database.name, search.places(&known));
        for secret in [told.planter.prefix(), BORN] {
            assert!(
                search.places(secret).is_empty(),
                "{}: {secret} stands in {:?}",
                database.name,
                search.places(secret)
            );
        }
        service.app.store.close().await;
        let log = String::from_utf8_lossy(&kept.0.lock().expect("a lock")).into_owned();
        assert!(log.contains("Answered"), "the log was not kept");
        for secret in [told.planter.prefix(), BORN] {
            let line = log.lines().find(|line| line.contains(secret));
            assert!(line.is_none(), "{secret} is in the log: {line:?}");
        }
    }
}
