//! The form that lodges a complaint through the same command as the API.

use super::case::code_cookie;
use super::{answer, html, sign_in as entrance, visitor};
use crate::app::App;
use crate::commands::{self, Given};
use crate::form::{Form, Wrong};
use crate::guard;
use crate::problem::{Kind, Problem};
use crate::sign_in;
use crate::wanted::WANTED;
use askama::Template;
use axum::extract::{RawForm, State};
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Response};
use redress_domain::clock::civil_date;
use redress_domain::law::{self, Entitlement, Guarantee, Triage};
use redress_domain::school::Entry;
use redress_domain::{AccessId, Action, Actor, Body, ComplaintId, PersonId, Role};

/// The most schools that are offered to choose from.
const MOST_SCHOOLS: u32 = 20;

/// How long a new access code waits for the page that shows it.
const CODE_SECONDS: i64 = 300;

#[derive(Template)]
#[template(path = "form.html")]
struct FormPage<'a> {
    form: &'a Form,
    errors: &'a [Wrong],
    schools: &'a [Entry],
    promises: [(&'static str, Vec<&'static Entitlement>); 2],
    key: String,
}

impl FormPage<'_> {
    const CHOICES: [(&'static str, &'static str); 3] =
        [("parent", "A parent or carer"), ("pupil", "A pupil, or someone who was one"), ("other", "Someone else")];

    fn error(&self, id: &str) -> Option<&str> {
        self.errors.iter().find(|wrong| wrong.field == id).map(|wrong| wrong.words.as_str())
    }

    fn has(&self, id: &str) -> bool {
        self.error(id).is_some()
    }

    fn chosen(&self, entry: &Entry) -> bool {
        self.form.school == entry.urn.to_string()
    }

    fn promised(&self, row: &Entitlement) -> bool {
        self.form.guarantee == row.id.to_string()
    }

    /// Where a mistake is mended: the first thing of its question that takes the focus.
    fn target(&self, wrong: &Wrong) -> String {
        match (wrong.field, self.schools.first()) {
            ("school", Some(first)) => format!("school-{}", first.urn),
            ("capacity", _) => "capacity-parent".into(),
            ("happened", _) => "happened-day".into(),
            ("guarantee", _) => "guarantee-none".into(),
            (field, _) => field.into(),
        }
    }

    /// Whether the list of schools is what the reader waits for.
    fn found(&self) -> bool {
        self.form.searching() && self.errors.is_empty()
    }

    fn too_many(&self) -> bool {
        self.schools.len() >= MOST_SCHOOLS as usize
    }
}

pub(super) async fn show(State(app): State<App>) -> Response {
    let page = app.clock.id().map_err(Problem::from);
    answer(page.map(|key| form_page(&app, &Form::default(), &[], &[], key.to_string())))
}

fn form_page(app: &App, form: &Form, errors: &[Wrong], schools: &[Entry], key: String) -> Response {
    let catalogue = law::catalogue_on(civil_date(app.clock.now()));
    // Hopes that nobody can be held to, and promises that others keep, would only lead a family astray.
    let fits = |row: &&Entitlement| row.out_of_scope.is_none() && row.triage != Triage::Aspiration;
    let of = |guarantee| {
        catalogue.entitlements.iter().filter(|row| row.id.guarantee() == guarantee).filter(fits).collect::<Vec<_>>()
    };
    let promises = [("Promises to parents", of(Guarantee::Parent)), ("Promises to pupils", of(Guarantee::Pupil))];
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html(status, &FormPage { form, errors, schools, promises, key })
}

pub(super) async fn send(State(app): State<App>, headers: HeaderMap, RawForm(sent): RawForm) -> Response {
    answer(receive(&app, &headers, &sent).await)
}

async fn receive(app: &App, headers: &HeaderMap, sent: &[u8]) -> Result<Response, Problem> {
    guard::same_site(headers)?;
    let mut form = Form::read(sent);
    let schools = find_schools(app, &mut form).await?;
    let today = civil_date(app.clock.now());
    let mut errors = if form.searching() { Vec::new() } else { form.check(&schools, today) };
    if !form.searching() && errors.is_empty() {
        match lodge(app, headers, &form).await {
            Ok(response) => return Ok(response),
            Err(problem) if problem.document().status == 422 => errors = Wrong::of(&problem),
            Err(problem) => return Err(problem),
        }
    }
    if form.searching() && schools.is_empty() {
        errors.push(Wrong::no_school());
    }
    let key = if form.key.is_empty() { app.clock.id()?.to_string() } else { form.key.clone() };
    Ok(form_page(app, &form, &errors, &schools, key))
}

/// The schools that fit what was typed. Where only one does, it is the one.
async fn find_schools(app: &App, form: &mut Form) -> Result<Vec<Entry>, Problem> {
    let search: String = form.search.chars().filter(|letter| !letter.is_control()).take(100).collect();
    if search.trim().is_empty() {
        return Ok(Vec::new());
    }
    let schools = app.store.schools(search.trim(), None, MOST_SCHOOLS).await?;
    if !schools.iter().any(|entry| entry.urn.to_string() == form.school) {
        form.school = match schools.as_slice() {
            [only] => only.urn.to_string(),
            _ => String::new(),
        };
    }
    Ok(schools)
}

/// Lodges what the form says, and shows where it went.
async fn lodge(app: &App, headers: &HeaderMap, form: &Form) -> Result<Response, Problem> {
    let caller = match visitor(app, headers).await {
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
    let lodging = WANTED.get(&Action::SubmitComplaint).ok_or(Kind::NotFound)?;
    let receipt = match commands::carry_out(app, given, lodging).await {
        Ok(receipt) => receipt,
        // The same page sent again: the complaint is there, and the cookie of the first time shows it.
        Err(problem) if problem.document().kind == "/problems/already-done" => {
            return Ok((StatusCode::SEE_OTHER, [(LOCATION, format!("/complaints/{complaint}"))]).into_response());
        }
        Err(problem) => return Err(problem),
    };
    let session = sign_in::session(app, AccessId { complaint, person: caller.person }).await?;
    let mut cookies = vec![entrance::cookie(app, &session)];
    cookies.extend(receipt.access_code.map(|code| code_cookie(app, &code, CODE_SECONDS)));
    let cookies = AppendHeaders(cookies.into_iter().map(|cookie| (SET_COOKIE, cookie)));
    Ok((StatusCode::SEE_OTHER, [(LOCATION, format!("/complaints/{complaint}"))], cookies).into_response())
}
