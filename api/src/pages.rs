//! The pages: a plain form that lodges a complaint, and the page that follows it. No script is needed.

use crate::app::App;
use crate::caller;
use crate::cases::{self, Line};
use crate::commands::{self, Given};
use crate::form::{self, Form};
use crate::guard;
use crate::held::HeldNames;
use crate::problem::{Kind, Problem};
use askama::Template;
use axum::Router;
use axum::extract::{Path, RawForm, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::SignedDuration;
use redress_domain::complaint::intake::SubmitComplaint;
use redress_domain::complaint::stage::{Level, Stage};
use redress_domain::school::Entry;
use redress_domain::{Action, Actor, Body, ComplaintId, PersonId, Role, policy};
use std::sync::{Arc, LazyLock};

/// How long a family's cookie lasts.
const COOKIE_HOURS: i64 = 24 * 90;

static LODGING: LazyLock<Arc<HeldNames>> = LazyLock::new(HeldNames::of::<SubmitComplaint>);

#[derive(Template)]
#[template(path = "form.html")]
struct FormPage<'a> {
    form: &'a Form,
    errors: &'a [form::Wrong],
    schools: &'a [Entry],
    key: String,
}

impl FormPage<'_> {
    fn error(&self, id: &str) -> Option<&str> {
        self.errors.iter().find(|wrong| wrong.field == id).map(|wrong| wrong.words.as_str())
    }

    fn has(&self, id: &str) -> bool {
        self.error(id).is_some()
    }

    fn chosen(&self, entry: &Entry) -> bool {
        self.form.school == entry.urn.to_string()
    }

    const CHOICES: [(&'static str, &'static str); 3] =
        [("parent", "A parent or carer"), ("pupil", "A pupil, or someone who was one"), ("other", "Someone else")];
}

#[derive(Template)]
#[template(path = "case.html")]
struct CasePage {
    reference: String,
    stage: String,
    next: &'static str,
    timeline: Vec<Line>,
}

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage<'a> {
    title: &'a str,
    detail: &'a str,
    problem: bool,
}

/// The pages' routes.
pub fn router() -> Router<App> {
    Router::new()
        .route("/", get(show_form).post(send_form))
        .route("/complaints/{complaint}", get(show_case))
        .route("/assets/style.css", get(style))
}

fn html(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(text) => (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response(),
        Err(error) => Problem::internal(error).into_response(),
    }
}

/// A problem as a page for people.
fn sorry(problem: &Problem) -> Response {
    let document = problem.document();
    let status = StatusCode::from_u16(document.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    html(status, &MessagePage { title: &document.title, detail: &document.detail, problem: true })
}

/// A page that explains a type of problem.
///
/// # Errors
/// None: a page that cannot be rendered is itself an answer.
pub fn explain(status: u16, title: &str, detail: &str) -> Result<Response, Problem> {
    let detail = format!("{detail} (HTTP status {status})");
    Ok(html(StatusCode::OK, &MessagePage { title, detail: &detail, problem: false }))
}

async fn style() -> Response {
    let headers = [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "public, max-age=3600")];
    (headers, include_str!("../assets/style.css")).into_response()
}

async fn show_form(State(app): State<App>) -> Response {
    match app.clock.id() {
        Ok(key) => {
            html(StatusCode::OK, &FormPage { form: &Form::default(), errors: &[], schools: &[], key: key.to_string() })
        }
        Err(error) => sorry(&error.into()),
    }
}

async fn send_form(State(app): State<App>, headers: HeaderMap, RawForm(sent): RawForm) -> Response {
    match receive(&app, &headers, &sent).await {
        Ok(response) => response,
        Err(problem) => sorry(&problem),
    }
}

async fn receive(app: &App, headers: &HeaderMap, sent: &[u8]) -> Result<Response, Problem> {
    guard::same_site(headers)?;
    let mut form = Form::read(sent);
    let schools = find_schools(app, &mut form).await?;
    let mut errors = if form.searching() { Vec::new() } else { form.check(&schools) };
    let asking = form.searching() || !errors.is_empty();
    if !asking {
        match lodge(app, headers, &form).await {
            Ok(response) => return Ok(response),
            Err(problem) if problem.document().status == 422 => errors = form::Wrong::of(&problem),
            Err(problem) => return Err(problem),
        }
    }
    if form.searching() && schools.is_empty() {
        errors.push(form::Wrong::no_school());
    }
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let key = if form.key.is_empty() { app.clock.id()?.to_string() } else { form.key.clone() };
    Ok(html(status, &FormPage { form: &form, errors: &errors, schools: &schools, key }))
}

/// The schools that fit what was typed. Where only one does, it is the one.
async fn find_schools(app: &App, form: &mut Form) -> Result<Vec<Entry>, Problem> {
    let search: String = form.search.chars().filter(|letter| !letter.is_control()).take(100).collect();
    if search.trim().is_empty() {
        return Ok(Vec::new());
    }
    let schools = app.store.schools(search.trim(), None, 20).await?;
    if !schools.iter().any(|entry| entry.urn.to_string() == form.school) {
        form.school = match schools.as_slice() {
            [only] => only.urn.to_string(),
            _ => String::new(),
        };
    }
    Ok(schools)
}

/// Lodges what the form says through the same function as the API, and shows where it went.
async fn lodge(app: &App, headers: &HeaderMap, form: &Form) -> Result<Response, Problem> {
    let caller = match caller::of_cookie(app, headers) {
        Some(actor) if actor.role == Role::Complainant => actor,
        _ => Actor { role: Role::Complainant, body: Body::Family, person: PersonId(app.clock.id()?) },
    };
    let given = Given {
        // The key comes from the page that was filled in, so that sending it twice lodges once.
        key: None,
        complaint: ComplaintId(form.key.parse().or_else(|_| app.clock.id())?),
        expected: None,
        body: form.body(),
        caller: caller.clone(),
    };
    let complaint = given.complaint;
    let receipt = match commands::carry_out::<SubmitComplaint>(app, given, &LODGING).await {
        Ok(receipt) => receipt.complaint,
        // The same page sent again: the complaint is there, and its own cookie shows it.
        Err(problem) if problem.document().kind == "/problems/already-done" => complaint,
        Err(problem) => return Err(problem),
    };
    let token = app
        .keys
        .issue(&caller, app.clock.now(), SignedDuration::from_hours(COOKIE_HOURS))
        .map_err(Problem::internal)?;
    let secure = if app.secure_cookies { "; Secure" } else { "" };
    let cookie = format!(
        "{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}",
        caller::COOKIE_NAME,
        COOKIE_HOURS * 3600
    );
    Ok((StatusCode::SEE_OTHER, [(LOCATION, format!("/complaints/{receipt}")), (SET_COOKIE, cookie)]).into_response())
}

async fn show_case(State(app): State<App>, Path(complaint): Path<String>, headers: HeaderMap) -> Response {
    match case_page(&app, &complaint, &headers).await {
        Ok(page) => html(StatusCode::OK, &page),
        Err(problem) => sorry(&problem),
    }
}

async fn case_page(app: &App, complaint: &str, headers: &HeaderMap) -> Result<CasePage, Problem> {
    let hidden = || Problem::from(Kind::NotFound);
    let id: ComplaintId = complaint.parse().map_err(|_| hidden())?;
    let caller = caller::of_cookie(app, headers).ok_or_else(hidden)?;
    let file = app.store.file(id).await?;
    if file.version == 0 {
        return Err(hidden());
    }
    policy::allow(&caller, Action::ReadTimeline, &file.complaint.facts).map_err(|_| hidden())?;
    let stage = file.complaint.facts.stage;
    Ok(CasePage {
        reference: id.reference(),
        stage: where_it_is(stage.level()).to_owned(),
        next: what_next(stage),
        timeline: cases::timeline(&file, &caller),
    })
}

fn where_it_is(level: Level) -> &'static str {
    match level {
        Level::Intake => "It has been sent to the school.",
        Level::School => "It is with the school.",
        Level::Ombudsman => "It is with the Local Government Ombudsman.",
        Level::SecretaryOfState => "It is with the Secretary of State.",
    }
}

fn what_next(stage: Stage) -> &'static str {
    match stage.level() {
        Level::Intake => "The school reads it first and tells you that it has it. Then it says who will deal with it.",
        Level::School => {
            "The school looks into what happened and writes to you. If you do not agree with the answer, you can ask the governing body to look again. After that you can go to the Local Government Ombudsman."
        }
        Level::Ombudsman => "The Ombudsman decides whether to investigate and writes to you with the reasons.",
        Level::SecretaryOfState => "The Secretary of State decides whether to tell the school what it must do.",
    }
}
