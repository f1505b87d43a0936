//! THE table of endpoints: it gives the router, `openapi.yaml` and the list the authorization test walks.

use crate::app::App;
use crate::asked::{Asked, Nothing, Reply};
use crate::problem::Problem;
use crate::wanted::{SchemaOf, WANTED, Wanted, schema};
use crate::{body, cases, commands, disclosures, members, people, reference, schools, service, sign_in, work};
use axum::extract::{Request, State};
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post, put};
use redress_domain::Action;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::future::Future;

/// Who may call an endpoint. There is no default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Public,
    /// Anybody who says who they are; the answer holds only what is theirs.
    Signed,
    /// Whoever manages access, and nobody else.
    Manages,
    /// Whoever the policy lets do this with the case in the path.
    Case(Action),
}

/// What an endpoint answers when all is well.
#[derive(Debug, Clone, Copy)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The media type.
    pub media: &'static str,
    /// The schema, of an answer in JSON.
    pub schema: Option<SchemaOf>,
    /// Whether it carries the version of a case as its `ETag`.
    pub etag: bool,
}

/// One endpoint.
#[derive(Debug)]
pub struct Endpoint {
    /// The method.
    pub method: Method,
    /// The path, with its parts in braces.
    pub path: String,
    /// The operation's name: that of its handler or command.
    pub id: String,
    /// What it does, in one line.
    pub summary: String,
    /// Who may call it.
    pub access: Access,
    /// The schema of its body.
    pub body: Option<SchemaOf>,
    /// The schema of what may follow the `?`.
    pub query: Option<SchemaOf>,
    /// What it answers.
    pub answer: Answer,
    /// Other good answers it may give, such as 304.
    pub also: Vec<u16>,
    /// The statuses of the problems that are particular to it.
    pub problems: Vec<u16>,
    /// Its handler.
    pub route: MethodRouter<App>,
}

/// A question: the types of its query and of its answer are those of its handler.
fn ask<Q, A, F, Fut>(path: &str, id: &str, summary: &str, access: Access, handler: F) -> Endpoint
where
    Q: DeserializeOwned + JsonSchema + Send + 'static,
    A: Serialize + JsonSchema + 'static,
    F: Fn(Asked<Q>) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Reply<A>, Problem>> + Send,
{
    let answer = Answer { status: 200, media: "application/json", schema: Some(schema::<A>), etag: false };
    let route = get(async move |State(app): State<App>, parts: Parts| -> Result<Response, Problem> {
        Ok(handler(Asked::new(app, parts, access).await?).await?.into_response())
    });
    let (path, id, summary) = (path.to_owned(), id.to_owned(), summary.to_owned());
    let mut problems = vec![400];
    if access != Access::Public {
        problems.push(401);
    }
    if matches!(access, Access::Case(_) | Access::Manages) {
        problems.push(403);
    }
    if path.contains('{') {
        problems.push(404);
    }
    Endpoint {
        method: Method::GET,
        path,
        id,
        summary,
        access,
        body: None,
        query: Some(schema::<Q>),
        answer,
        also: Vec::new(),
        problems,
        route,
    }
}

/// A question whose answer is no JSON of ours: a document, a page.
fn document<F, Fut, R>(path: &str, id: &str, summary: &str, media: &'static str, handler: F) -> Endpoint
where
    F: Fn(Asked<Nothing>) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<R, Problem>> + Send,
    R: IntoResponse,
{
    let route = get(async move |State(app): State<App>, parts: Parts| -> Result<Response, Problem> {
        Ok(handler(Asked::new(app, parts, Access::Public).await?).await?.into_response())
    });
    let answer = Answer { status: 200, media, schema: None, etag: false };
    let problems = if path.contains('{') { vec![400, 404] } else { vec![400] };
    let (path, id, summary) = (path.to_owned(), id.to_owned(), summary.to_owned());
    Endpoint {
        method: Method::GET,
        path,
        id,
        summary,
        access: Access::Public,
        body: None,
        query: None,
        answer,
        also: Vec::new(),
        problems,
        route,
    }
}

/// The row of one kind of command.
fn command(wanted: &'static Wanted) -> Endpoint {
    let (path, access, status) = match wanted.action {
        Action::SubmitComplaint => ("/v1/complaints".to_owned(), Access::Signed, 201),
        action => (commands::path(action), Access::Case(action), 200),
    };
    let route = post(async move |State(app): State<App>, request: Request| -> Result<Response, Problem> {
        let (parts, body) = request.into_parts();
        Ok(commands::command(app, parts, body, wanted).await?.into_response())
    });
    let mut problems = vec![400, 401, 403, 404, 409, 413, 415, 422];
    if status != 201 {
        problems.insert(5, 412);
    }
    Endpoint {
        method: Method::POST,
        path,
        id: wanted.action.name().to_owned(),
        summary: wanted.action.summary().to_owned(),
        access,
        body: Some(wanted.schema),
        query: None,
        answer: Answer { status, media: "application/json", schema: Some(schema::<commands::Receipt>), etag: true },
        also: Vec::new(),
        problems,
        route,
    }
}

/// An order that is no step of a complaint: signing in and out, codes, offices.
fn order<B, A, F, Fut>(path: &str, id: &str, summary: &str, access: Access, handler: F) -> Endpoint
where
    B: DeserializeOwned + JsonSchema + Send + 'static,
    A: Serialize + JsonSchema + 'static,
    F: Fn(Asked<Nothing>, B) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Reply<A>, Problem>> + Send,
{
    let route = post(async move |State(app): State<App>, request: Request| -> Result<Response, Problem> {
        let (parts, sent) = request.into_parts();
        let asked = Asked::new(app, parts, access).await?;
        let given = body::typed(body::object(&asked.headers, sent).await?)?;
        Ok(handler(asked, given).await?.into_response())
    });
    let answer = Answer { status: 200, media: "application/json", schema: Some(schema::<A>), etag: false };
    let mut problems = vec![400, 401, 409, 413, 415, 422];
    if access != Access::Public {
        problems.push(403);
    }
    if path.contains('{') {
        problems.extend([404, 412]);
    }
    problems.sort_unstable();
    let (path, id, summary) = (path.to_owned(), id.to_owned(), summary.to_owned());
    Endpoint {
        method: Method::POST,
        path,
        id,
        summary,
        access,
        body: Some(schema::<B>),
        query: None,
        answer,
        also: Vec::new(),
        problems,
        route,
    }
}

/// How families come back.
fn sign_in() -> Vec<Endpoint> {
    use Access::{Case, Public, Signed};
    let person = "/v1/complaints/{complaint}/people/{person}/access-code";
    vec![
        order("/v1/sign-in", "sign_in", "Come back with a reference and a code", Public, sign_in::sign_in),
        order(
            "/v1/sign-in-codes",
            "send_sign_in_code",
            "Ask for a code at the address you gave",
            Public,
            sign_in::send_sign_in_code,
        ),
        order("/v1/sign-out", "sign_out", "Sign out on every phone and computer", Signed, sign_in::sign_out),
        order(
            "/v1/access-code",
            "replace_own_access_code",
            "Get another access code; the one before is out",
            Signed,
            sign_in::replace_own_access_code,
        ),
        order(
            person,
            "replace_access_code",
            Action::ReplaceAccessCode.summary(),
            Case(Action::ReplaceAccessCode),
            sign_in::replace_access_code,
        ),
    ]
}

/// Who holds which office: for whoever manages access.
fn members() -> Vec<Endpoint> {
    use Access::Manages;
    let read = ask("/v1/members/{person}", "read_member", "Read a person's offices", Manages, members::read_member);
    let mut rows = vec![
        order("/v1/members", "add_member", "Make somebody known by an identity", Manages, members::add_member),
        read,
        order(
            "/v1/members/{person}/link-identity",
            "link_identity",
            "Let somebody sign in with one more identity",
            Manages,
            members::link_identity,
        ),
        order(
            "/v1/members/{person}/grant-membership",
            "grant_membership",
            "Give somebody an office",
            Manages,
            members::grant_membership,
        ),
        order(
            "/v1/members/{person}/end-membership",
            "end_membership",
            "End somebody's office",
            Manages,
            members::end_membership,
        ),
    ];
    for row in &mut rows {
        row.answer.etag = true;
    }
    rows
}

fn publish_terms() -> Endpoint {
    let route = put(async |State(app): State<App>, request: Request| -> Result<Response, Problem> {
        Ok(schools::publish_terms(app, request).await?.into_response())
    });
    Endpoint {
        method: Method::PUT,
        path: "/v1/schools/{urn}/terms".into(),
        id: "publish_terms".into(),
        summary: "Publish a school's terms, training days and closures".into(),
        access: Access::Signed,
        body: Some(schema::<redress_domain::clock::SchoolCalendar>),
        query: None,
        answer: Answer {
            status: 200,
            media: "application/json",
            schema: Some(schema::<schools::Published>),
            etag: true,
        },
        also: Vec::new(),
        problems: vec![400, 401, 403, 404, 409, 412, 413, 415, 422],
        route,
    }
}

/// Every endpoint of the service.
#[must_use]
pub fn table() -> Vec<Endpoint> {
    use Access::{Case, Public, Signed};
    let mut read_case = ask(
        "/v1/complaints/{complaint}",
        "read_case",
        "Read a case and where it stands",
        Case(Action::ReadCase),
        cases::read_case,
    );
    read_case.answer.etag = true;
    read_case.also = vec![304];
    let mut list_complaints =
        ask("/v1/complaints", "list_complaints", "List the cases the caller works on", Signed, work::list_complaints);
    // Not everybody may look for people by name.
    list_complaints.problems.push(403);
    let mut list_disclosures = ask(
        "/v1/disclosures",
        "list_disclosures",
        "List who was shown what is personal, in the cases the caller watches over",
        Signed,
        disclosures::list_disclosures,
    );
    list_disclosures.problems.push(403);
    let mut rows = vec![
        list_complaints,
        read_case,
        ask(
            "/v1/complaints/{complaint}/timeline",
            "read_timeline",
            "Read what happened, in words",
            Case(Action::ReadTimeline),
            cases::read_timeline,
        ),
        ask(
            "/v1/complaints/{complaint}/events",
            "read_events",
            "Read the events themselves",
            Case(Action::ReadEvents),
            cases::read_events,
        ),
        ask(
            "/v1/complaints/{complaint}/issues",
            "read_issues",
            "Read the issues and what became of each",
            Case(Action::ReadCase),
            people::read_issues,
        ),
        ask(
            "/v1/complaints/{complaint}/parties",
            "read_parties",
            "Read who is who on the file",
            Case(Action::ReadParties),
            people::read_parties,
        ),
        ask(
            "/v1/complaints/{complaint}/documents",
            "read_documents",
            "List the documents on the file",
            Case(Action::ReadDocuments),
            people::read_documents,
        ),
        ask(
            "/v1/complaints/{complaint}/recommendations",
            "read_recommendations",
            "List the recommendations and what was done about them",
            Case(Action::ReadRecommendations),
            people::read_recommendations,
        ),
        ask(
            "/v1/complaints/{complaint}/deadlines",
            "read_deadlines",
            "List what is due on this file, and why",
            Case(Action::ReadDeadlines),
            people::read_deadlines,
        ),
        ask(
            "/v1/complaints/{complaint}/disclosures",
            "read_disclosures",
            "List who was shown what is personal in this file",
            Case(Action::ReadDisclosures),
            disclosures::read_disclosures,
        ),
        ask(
            "/v1/complaints/{complaint}/actions",
            "read_actions",
            "List what the caller may do now",
            Case(Action::ReadActions),
            cases::read_actions,
        ),
        ask(
            "/v1/deadlines",
            "report_deadlines",
            "Report what is due in the caller's cases, the first first",
            Signed,
            work::report_deadlines,
        ),
        list_disclosures,
        ask(
            "/v1/catalogue",
            "read_catalogue",
            "Read the Guarantees in force on a day",
            Public,
            reference::read_catalogue,
        ),
        ask("/v1/catalogue/{guarantee}", "read_guarantee", "Read one Guarantee", Public, reference::read_guarantee),
        ask(
            "/v1/regimes",
            "read_regimes",
            "Read the rules that can govern a complaint",
            Public,
            reference::read_regimes,
        ),
        ask(
            "/v1/reasons",
            "read_reasons",
            "Read every closed list of reasons, outcomes and remedies",
            Public,
            reference::read_reasons,
        ),
        ask(
            "/v1/schools",
            "search_schools",
            "Find schools by the beginning of their name, or by number",
            Public,
            schools::search_schools,
        ),
        ask("/v1/schools/{urn}", "read_school", "Read a school's entry in the register", Public, schools::read_school),
        publish_terms(),
        ask("/v1/head", "read_head", "Read where the log ends and the root of its tree", Public, service::read_head),
        ask(
            "/v1/statistics",
            "read_statistics",
            "Read figures without anybody in them",
            Public,
            service::read_statistics,
        ),
        ask("/health", "health", "Say that the service runs", Public, service::health),
        ask("/ready", "ready", "Say whether the service takes requests", Public, service::ready),
        document("/openapi.yaml", "openapi_yaml", "This document as YAML", "application/yaml", service::openapi_yaml),
        document("/openapi.json", "openapi_json", "This document as JSON", "application/json", service::openapi_json),
        document(
            "/problems/{slug}",
            "explain_problem",
            "Explain a type of problem",
            "text/html",
            service::explain_problem,
        ),
    ];
    rows.extend(WANTED.values().map(command));
    rows.extend(sign_in());
    rows.extend(members());
    rows
}
