//! Every operation, asked by every role from every side: the printed matrix is what the service does.

use axum::body::Body;
use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_api::endpoints::{self, Access, Endpoint};
use redress_api::stories;
use redress_api::token::Says;
use redress_domain::{Actor, PersonId, Role};
use redress_tests::http::{Answer, Service, lodging, request};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use tower::ServiceExt;

/// The matrix as it was printed and reviewed: not the code that is tested here.
const MATRIX: &str = include_str!(
    "../../domain/tests/domain/snapshots/\
     domain__matrix__the_matrix_of_roles_and_actions_reads_as_it_was_agreed.snap"
);

/// A case that nobody lodged.
const MISSING: &str = "018f0000-0000-7000-8000-00000000ffff";

/// Who stands how, for each role: a person to whom the long case belongs, somebody of the same role to whom
/// it does not, and whether another case is closed to the first.
const PEOPLE: &[(Role, &str, &str)] = &[
    (Role::Complainant, "complainant@family/leila", "complainant@family/somebody-else"),
    (Role::Representative, "", "representative@family/somebody-else"),
    (Role::HeadTeacher, "head_teacher@school:100002/mr-adeyemi", "head_teacher@school:100005/mr-adeyemi"),
    (Role::LinkGovernor, "link_governor@school:100002/lg", "link_governor@school:100005/lg"),
    (Role::Chair, "chair@school:100002/the-chair", "chair@school:100005/the-chair"),
    (Role::PanelMember, "", "panel_member@school:100002/not-of-the-panel"),
    (Role::Clerk, "clerk@school:100002/clerk-100002", "clerk@school:100005/clerk-100002"),
    (Role::AuthorityOfficer, "", "authority_officer@authority:999/an-officer"),
    (Role::IntakeOfficer, "intake_officer@ombudsman/intake", "intake_officer@school:100002/intake"),
    (Role::Investigator, "investigator@ombudsman/investigator", "investigator@department/investigator"),
    (Role::Commissioner, "commissioner@ombudsman/commissioner", "commissioner@school:100002/commissioner"),
    (Role::Official, "official@department/official", "official@ombudsman/official"),
    (Role::SecretaryOfState, "secretary_of_state@department/sos", "secretary_of_state@school:100002/sos"),
    (
        Role::DataProtectionOfficer,
        "data_protection_officer@school:100002/dpo",
        "data_protection_officer@school:100005/dpo",
    ),
    (Role::SafeguardingLead, "safeguarding_lead@school:100002/dsl", "safeguarding_lead@school:100005/dsl"),
    (Role::Researcher, "", "researcher@service/a-researcher"),
    (Role::Auditor, "auditor@service/ms-quill", ""),
    (Role::Administrator, "", "administrator@service/an-administrator"),
    (Role::SystemClock, "system_clock@service/clock", "system_clock@ombudsman/clock"),
];

/// Everybody but the family's side.
const STAFF: &[Role] = &[
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
    Role::Researcher,
    Role::Auditor,
    Role::Administrator,
    Role::SystemClock,
];

/// Who may look for people by name.
const SEEKERS: &[Role] = &[
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

/// Operations that are about no case: who may call them, if not everybody who is signed in.
const SIGNED: &[(&str, Option<&[Role]>)] = &[
    ("list_complaints", None),
    // Whoever may read who is who on a file, for their own work.
    ("search_complaints", Some(SEEKERS)),
    ("report_deadlines", None),
    ("report_deadlines_csv", None),
    ("report_compliance", None),
    ("list_feeds", None),
    ("open_feed", None),
    // Which of their own stands in the body, which here is empty.
    ("close_feed", None),
    ("list_disclosures", Some(&[Role::DataProtectionOfficer, Role::Auditor])),
    ("list_disposals", Some(&[Role::DataProtectionOfficer])),
    // Whose days it shows is decided row by row; a family has no list to preview.
    ("what_if", Some(STAFF)),
    // What it is about stands in the body, which here is empty: see `api_calendars.rs`.
    ("decide_move", None),
    ("set_target", Some(&[Role::Clerk, Role::Chair])),
    ("choose_terms", Some(&[Role::Clerk, Role::HeadTeacher, Role::Chair])),
    ("publish_terms", Some(&[Role::Clerk, Role::HeadTeacher, Role::Chair])),
    ("submit_complaint", Some(&[Role::Complainant, Role::Representative, Role::Clerk, Role::IntakeOfficer])),
    // Their own access, which only a session of the family's side has.
    ("sign_out", None),
    ("replace_own_access_code", None),
];

/// What is left to a complainant who has ended their complaint.
const AFTERWARDS: [&str; 8] = [
    "read_case",
    "read_timeline",
    "read_actions",
    "read_disclosures",
    "read_personal_data",
    "make_data_request",
    "raise_safeguarding_concern",
    "raise_retaliation_concern",
];

/// Each action's roles, read from the printed matrix.
fn matrix() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let (legend, table) = MATRIX.split_once("\n\n ").expect("a legend and a table");
    let roles: Vec<&str> = legend.lines().filter_map(|line| line.split_once(" = ").map(|(_, role)| role)).collect();
    assert_eq!(roles, Role::ALL.iter().map(|role| role.name()).collect::<Vec<_>>());
    let row = |line: &'static str| {
        let mut cells = line.split_whitespace();
        let action = cells.next().expect("an action");
        let may = cells.zip(&roles).filter(|(cell, _)| *cell == "own").map(|(_, role)| *role);
        (action, may.collect())
    };
    table.lines().skip(1).filter(|line| !line.trim().is_empty()).map(row).collect()
}

/// The stories, played, and the actors that they name.
struct World {
    service: Service,
    cases: BTreeMap<String, String>,
    /// The request for data of a case that has one.
    requests: BTreeMap<String, String>,
}

impl World {
    async fn play() -> Self {
        let service = Service::start().await;
        let cases = service.play().await;
        Self { service, cases, requests: BTreeMap::new() }
    }

    /// Gives a case a request for data that was answered with a copy.
    async fn copied(&mut self, case: &str, asker: &str, school: &str) {
        let officer =
            self.service.token(&format!("data_protection_officer@school:{school}/018f0000000070008000000000000011"));
        let path = format!("/v1/complaints/{case}");
        let done = async |command: &str, token: &str, body: &serde_json::Value| {
            let answer = self.service.post(&format!("{path}/{command}"), token, body).await;
            assert_eq!(answer.status, 200, "{command}: {}", answer.text);
        };
        done("make-data-request", &self.token(asker), &json!({})).await;
        let told = self.service.get(&format!("{path}/data-requests"), &officer).await;
        let number = told.json["requests"][0]["request"].clone();
        let shown = self.service.get(&format!("{path}/data-requests/{number}"), &officer).await;
        let items = shown.json["items"].as_array().expect("a list").clone();
        let decisions: Vec<_> = items.iter().map(|one| json!({ "item": one["item"], "treatment": "keep" })).collect();
        done("prepare-data-copy", &officer, &json!({ "request": number, "decisions": decisions })).await;
        done("release-data-copy", &officer, &json!({ "request": number })).await;
        self.requests.insert(case.to_owned(), number.to_string());
    }

    /// A case in which a parent has authorised a representative, and that representative.
    async fn represented(&self) -> (String, String) {
        let parent = self.service.token("complainant@family/018f0000000070008000000000000001");
        let lodged = self.service.post("/v1/complaints", &parent, &lodging()).await;
        let case = lodged.json["complaint"].as_str().expect("a complaint").to_owned();
        let file = self.service.app.store.file(case.parse().expect("an id")).await.expect("a file");
        let authorise = json!({
            "representative": { "name": "Mr Pryce", "contact": "12 The Row", "authority": "A letter that we both signed." },
            "principal": file.complaint.facts.complainants.first(),
        });
        let path = format!("/v1/complaints/{case}/authorise-representative");
        let answer = self.service.post(&path, &parent, &authorise).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let file = self.service.app.store.file(file.id).await.expect("a file");
        let person = file.complaint.facts.representatives.keys().next().expect("a representative");
        (case, format!("representative@family/{person}"))
    }

    /// A session of somebody who signed in while they held an office, and holds it no more.
    async fn ended(&self, role: Role, office: &str) -> String {
        let admin = self.service.token("administrator@service/018f0000000070008000000000000010");
        let done = |answer: Answer| {
            assert_eq!(answer.status, 200, "{office}: {}", answer.text);
            answer.json
        };
        let identity = json!({ "issuer": "https://id.example.org", "subject": office });
        let member = done(self.service.post("/v1/members", &admin, &identity).await);
        let person = member["person"].as_str().expect("a number").to_owned();
        let body = office.split_once('@').expect("a body").1;
        let path = format!("/v1/members/{person}");
        let grant = json!({ "role": role.name(), "body": body, "from": "2011-09-01" });
        done(self.service.post(&format!("{path}/grant-membership"), &admin, &grant).await);
        let actor: Actor = format!("{office}/{person}").parse().expect("an actor");
        let (now, lasts) = (self.service.app.clock.now(), SignedDuration::from_hours(1));
        let session = self.service.app.keys.sign(Says::Staff(actor), now, lasts).expect("a session");
        done(self.service.get("/v1/complaints", &session).await);
        done(self.service.post(&format!("{path}/end-membership"), &admin, &json!({ "membership": 1 })).await);
        session
    }

    /// A session of a complainant who came in by their code, and signed out everywhere.
    async fn signed_out(&self) -> String {
        let parent = self.service.token("complainant@family/018f0000000070008000000000000002");
        let lodged = self.service.post("/v1/complaints", &parent, &lodging()).await.json;
        let shown = json!({ "reference": lodged["reference"], "code": lodged["access_code"] });
        let session = self.service.post("/v1/sign-in", "", &shown).await.json["token"].clone();
        let session = session.as_str().expect("a session").to_owned();
        let out = self.service.post("/v1/sign-out", &session, &json!({})).await;
        assert_eq!(out.status, 200, "{}", out.text);
        session
    }

    /// A case whose only complainant has ended their complaint, and that complainant.
    async fn former(&self) -> (String, String) {
        let parent = self.service.token("complainant@family/018f0000000070008000000000000003");
        let case = self.service.post("/v1/complaints", &parent, &lodging()).await.json["complaint"].clone();
        let case = case.as_str().expect("a complaint").to_owned();
        for (step, body) in [("withdraw", json!({})), ("confirm-withdrawal", json!({ "words": "It ends." }))] {
            let answer = self.service.post(&format!("/v1/complaints/{case}/{step}"), &parent, &body).await;
            assert_eq!(answer.status, 200, "{}", answer.text);
        }
        (case, parent)
    }

    /// A token for an actor whose person is named as in the stories.
    fn token(&self, actor: &str) -> String {
        let (office, name) = actor.rsplit_once('/').expect("a person");
        let person = name.parse().map_or_else(|_| stories::person(name), PersonId);
        self.service.token(&format!("{office}/{person}"))
    }

    /// The status and the words of an answer that changes nothing: the version it names is long past.
    async fn ask(&self, row: &Endpoint, case: &str, token: &str) -> (StatusCode, String) {
        let path = row
            .path
            .replace("{complaint}", case)
            .replace("{urn}", "100002")
            .replace("{rule}", "T01")
            .replace("{deadline}", "1")
            .replace("{request}", self.requests.get(case).map_or("20000", String::as_str));
        let mut request = request(row.method.as_str(), &path, token, Body::from("{}"));
        if row.method == "POST" && path.starts_with("/v1/complaints/") {
            request.headers_mut().insert("if-match", "\"1\"".parse().expect("a header"));
        }
        let answer = self.service.router.clone().oneshot(request).await.expect("an answer");
        let status = answer.status();
        let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.expect("a whole body");
        (status, String::from_utf8_lossy(&body).into_owned())
    }
}

/// The person of a role in a story's steps.
fn in_story(story: &str, role: Role) -> String {
    let all = stories::all().expect("stories");
    let story = all.iter().find(|known| known.name == story).expect("a story");
    let prefix = format!("{}@", role.name());
    story.steps.iter().map(|step| step.actor.clone()).find(|actor| actor.starts_with(&prefix)).expect("a person")
}

fn is_forbidden((status, body): &(StatusCode, String)) -> bool {
    *status == StatusCode::FORBIDDEN && body.contains("/problems/not-permitted")
}

#[tokio::test]
async fn every_operation_answers_every_role_from_every_side_as_the_matrix_says() {
    let mut world = World::play().await;
    let [long, tuition, elsewhere] =
        ["as-far-as-a-direction", "tuition-and-the-local-authority", "settled-by-the-head-teacher"]
            .map(|story| world.cases[story].clone());
    let (long, tuition, elsewhere) = (&long, &tuition, &elsewhere);
    let matrix = matrix();
    let (spoken_for, representative) = world.represented().await;
    world.copied(long, "complainant@family/leila", "100002").await;
    world.copied(&spoken_for, &representative, "100001").await;
    let (mut asked, mut case_rows) = (0, BTreeSet::new());
    for row in endpoints::table() {
        let id = row.id.as_str();
        let nobody = world.ask(&row, long, "").await;
        match row.access {
            Access::Public => assert_ne!(nobody.0, StatusCode::UNAUTHORIZED, "{id} is for everybody"),
            _ => assert_eq!(nobody.0, StatusCode::UNAUTHORIZED, "{id}, by nobody"),
        }
        for (role, own, other) in PEOPLE {
            let who = format!("{id}, by {}", role.name());
            match row.access {
                Access::Public => {}
                Access::Signed => {
                    let (_, roles) = SIGNED
                        .iter()
                        .find(|(known, _)| *known == id)
                        .unwrap_or_else(|| panic!("{id} has no row in SIGNED"));
                    let person = if own.is_empty() { other } else { own };
                    let answer = world.ask(&row, long, &world.token(person)).await;
                    let may = roles.is_none_or(|roles| roles.contains(role));
                    assert_eq!(!is_forbidden(&answer), may, "{who}: {answer:?}");
                    asked += 1;
                }
                Access::Manages => {
                    for person in [own, other].iter().filter(|person| !person.is_empty()) {
                        let answer = world.ask(&row, long, &world.token(person)).await;
                        let may = *role == Role::Administrator && person.contains("@service/");
                        assert_eq!(!is_forbidden(&answer), may, "{who}: {answer:?}");
                        asked += 1;
                    }
                }
                Access::Case(action) => {
                    case_rows.insert(action.name().to_owned());
                    let roles = matrix.get(action.name()).unwrap_or_else(|| panic!("{id} is not in the matrix"));
                    let may = roles.contains(role.name());
                    let missing = world.ask(&row, MISSING, &world.token("clerk@school:100002/x")).await;
                    let (case, person) = match role {
                        Role::Representative => (&spoken_for, representative.clone()),
                        Role::PanelMember => (long, in_story("as-far-as-a-direction", *role)),
                        Role::AuthorityOfficer => (tuition, in_story("tuition-and-the-local-authority", *role)),
                        _ => (long, (*own).to_owned()),
                    };
                    if !person.is_empty() {
                        let answer = world.ask(&row, case, &world.token(&person)).await;
                        let open = !matches!(answer.0, StatusCode::UNAUTHORIZED | StatusCode::NOT_FOUND);
                        assert!(open, "{who}, their own case: {answer:?}");
                        assert_eq!(!is_forbidden(&answer), may, "{who}, their own case: {answer:?}");
                        // Auditors and the service's clock see every case there is.
                        if !matches!(role, Role::Auditor | Role::SystemClock) {
                            let answer = world.ask(&row, elsewhere, &world.token(&person)).await;
                            assert_eq!(answer, missing, "{who}, another case");
                        }
                        asked += 2;
                    }
                    if !other.is_empty() {
                        let answer = world.ask(&row, case, &world.token(other)).await;
                        assert_eq!(answer, missing, "{who}, another body");
                        asked += 1;
                    }
                }
            }
        }
    }
    let rows: BTreeSet<String> = matrix.keys().map(|action| (*action).to_owned()).collect();
    // Lodging is about no case yet, disposals are about many; the third decides what an answer holds, not whether
    // there is one.
    let others = ["submit_complaint", "list_disposals", "read_safeguarding"].map(str::to_owned).into();
    let without: Vec<_> = rows.difference(&case_rows).filter(|row| !BTreeSet::contains(&others, *row)).collect();
    assert!(without.is_empty(), "rows of the matrix without an operation: {without:?}");
    eprintln!("{asked} answers");
}

#[tokio::test]
async fn who_no_longer_holds_an_office_or_an_access_is_nobody_to_any_operation() {
    let world = World::play().await;
    let long = &world.cases["as-far-as-a-direction"];
    let mut over = vec![(Role::Complainant, world.signed_out().await)];
    for (role, own, other) in PEOPLE {
        let body = match role {
            Role::PanelMember => "panel_member@school:100002",
            Role::AuthorityOfficer => "authority_officer@authority:373",
            // No families, and no clock: they hold no office. Whoever spoke for a family comes below.
            Role::Complainant | Role::Representative | Role::SystemClock => continue,
            _ => if own.is_empty() { other } else { own }.split_once('/').expect("a person").0,
        };
        over.push((*role, world.ended(*role, body).await));
    }
    let (spoken_for, representative) = world.represented().await;
    let person = representative.split_once('/').expect("a person").1;
    let parent = world.service.token("complainant@family/018f0000000070008000000000000001");
    let path = format!("/v1/complaints/{spoken_for}/end-representation");
    assert_eq!(world.service.post(&path, &parent, &json!({ "person": person })).await.status, 200);
    let spoke = world.service.token(&representative);
    let (left, former) = world.former().await;
    let matrix = matrix();
    for row in endpoints::table().into_iter().filter(|row| row.access != Access::Public) {
        let id = row.id.as_str();
        let unknown = world.ask(&row, long, "no token of ours").await;
        assert_eq!(unknown.0, StatusCode::UNAUTHORIZED, "{id}");
        for (role, session) in &over {
            assert_eq!(world.ask(&row, long, session).await, unknown, "{id}, by who was {}", role.name());
        }
        if let Access::Case(action) = row.access {
            let missing = world.ask(&row, MISSING, &spoke).await;
            assert_eq!(missing.0, StatusCode::NOT_FOUND, "{id}");
            assert_eq!(world.ask(&row, &spoken_for, &spoke).await, missing, "{id}, by who spoke for a family");
            let may = AFTERWARDS.contains(&action.name()) && matrix[action.name()].contains("complainant");
            let answer = world.ask(&row, &left, &former).await;
            assert_eq!(!is_forbidden(&answer), may, "{id}, by who ended their complaint: {answer:?}");
        }
    }
}
