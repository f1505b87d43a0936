//! The kinds of endpoints: a question, a document, a command, an order, a step, each with what it always answers.

use crate::app::App;
use crate::asked::{Asked, Nothing, Reply};
use crate::problem::Problem;
use crate::wanted::{SchemaOf, Wanted, schema};
use crate::{body, commands};
use axum::extract::{Request, State};
use axum::http::Method;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post, put};
use redress_domain::Action;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

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

/// A handler whose type is forgotten.
type Handler = dyn Fn(App, Request) -> Pin<Box<dyn Future<Output = Result<Response, Problem>> + Send>> + Send + Sync;

/// The route of a handler, whose type is forgotten, so that the router's own code is compiled once and not once for
/// every endpoint.
fn routed<Fut>(method: &Method, handler: impl Fn(App, Request) -> Fut + Send + Sync + 'static) -> MethodRouter<App>
where
    Fut: Future<Output = Result<Response, Problem>> + Send + 'static,
{
    let handler: Arc<Handler> = Arc::new(move |app, request| Box::pin(handler(app, request)));
    let handle = move |State(app): State<App>, request: Request| handler(app, request);
    match *method {
        Method::PUT => put(handle),
        Method::POST => post(handle),
        _ => get(handle),
    }
}

/// A question: the types of its query and of its answer are those of its handler.
pub(super) fn ask<Q, A, F, Fut>(path: &str, id: &str, summary: &str, access: Access, handler: F) -> Endpoint
where
    Q: DeserializeOwned + JsonSchema + Send + 'static,
    A: Serialize + JsonSchema + 'static,
    F: Fn(Asked<Q>) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Reply<A>, Problem>> + Send,
{
    let mut row = document(path, id, summary, "application/json", access, handler);
    row.answer.schema = Some(schema::<A>);
    row
}

/// A question whose answer is no JSON of ours: a document, a page, a table.
pub(super) fn document<Q, F, Fut, R>(
    path: &str,
    id: &str,
    summary: &str,
    media: &'static str,
    access: Access,
    handler: F,
) -> Endpoint
where
    Q: DeserializeOwned + JsonSchema + Send + 'static,
    F: Fn(Asked<Q>) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<R, Problem>> + Send,
    R: IntoResponse,
{
    let route = routed(&Method::GET, move |app, request: Request| {
        let handler = handler.clone();
        async move {
            let asked = Asked::new(app, request.into_parts().0, access).await?;
            Ok(handler(asked).await?.into_response())
        }
    });
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
        path: path.to_owned(),
        id: id.to_owned(),
        summary: summary.to_owned(),
        access,
        body: None,
        query: Some(schema::<Q>),
        answer: Answer { status: 200, media, schema: None, etag: false },
        also: Vec::new(),
        problems,
        route,
    }
}

/// The row of one kind of command.
pub(super) fn command(wanted: &'static Wanted) -> Endpoint {
    let (path, access, status) = match wanted.action {
        Action::SubmitComplaint => ("/v1/complaints".to_owned(), Access::Signed, 201),
        action => (commands::path(action), Access::Case(action), 200),
    };
    let route = routed(&Method::POST, move |app, request: Request| async move {
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
pub(super) fn order<B, A, F, Fut>(path: &str, id: &str, summary: &str, access: Access, handler: F) -> Endpoint
where
    B: DeserializeOwned + JsonSchema + Send + 'static,
    A: Serialize + JsonSchema + 'static,
    F: Fn(Asked<Nothing>, B) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Reply<A>, Problem>> + Send,
{
    let lengths = Arc::new(body::Lengths::of::<B>());
    let route = routed(&Method::POST, move |app, request: Request| {
        let (handler, lengths) = (handler.clone(), Arc::clone(&lengths));
        async move {
            let (parts, sent) = request.into_parts();
            let asked = Asked::new(app, parts, access).await?;
            let given = body::object(&asked.headers, sent).await?;
            lengths.check(&given)?;
            let given = body::typed(given)?;
            Ok(handler(asked, given).await?.into_response())
        }
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

/// A step that is no command of a complaint: its handler reads the request itself.
pub(super) fn step<B: JsonSchema, A: Serialize + JsonSchema + 'static, F, Fut>(
    method: Method,
    path: &str,
    id: &str,
    summary: &str,
    access: Access,
    handler: F,
) -> Endpoint
where
    F: Fn(App, Request) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Reply<A>, Problem>> + Send,
{
    let route = routed(&method, move |app, request: Request| {
        let handler = handler.clone();
        async move { Ok(handler(app, request).await?.into_response()) }
    });
    let mut problems = vec![400, 413, 415, 422];
    if access != Access::Public {
        problems.extend([401, 403, 404, 409, 412]);
        problems.sort_unstable();
    }
    let answer = Answer { status: 200, media: "application/json", schema: Some(schema::<A>), etag: path.contains('{') };
    let (path, id, summary) = (path.to_owned(), id.to_owned(), summary.to_owned());
    let body = Some(schema::<B> as SchemaOf);
    Endpoint { method, path, id, summary, access, body, query: None, answer, also: Vec::new(), problems, route }
}
