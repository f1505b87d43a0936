//! The form that lodges a complaint through the same command as the API.

use super::{Answer, Frame, Guest, cookie, html};
use crate::app::App;
use crate::commands::{self, Given};
use crate::form::{Form, Wrong};
use crate::guard;
use crate::held::HeldNames;
use crate::problem::Problem;
use askama::Template;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::response::{IntoResponse, Response};
use redress_domain::complaint::intake::SubmitComplaint;
use redress_domain::law::{self, Entitlement, Guarantee, Triage};
use redress_domain::school::Entry;
use redress_domain::{Actor, Body, ComplaintId, PersonId, Role};
use std::sync::{Arc, LazyLock};

/// The most schools that are offered to choose from.
const MOST_SCHOOLS: u32 = 20;

static LODGING: LazyLock<Arc<HeldNames>> = LazyLock::new(HeldNames::of::<SubmitComplaint>);

#[derive(Template)]
#[template(path = "form.html")]
struct FormPage<'a> {
    f: Frame,
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

pub(super) async fn show(guest: Guest) -> Answer {
    let key = guest.app.clock.id()?.to_string();
    form_page(&guest, &Form::default(), &[], &[], key).await
}

async fn form_page(guest: &Guest, form: &Form, errors: &[Wrong], schools: &[Entry], key: String) -> Answer {
    let catalogue = law::catalogue_on(guest.today());
    // Hopes that nobody can be held to, and promises that others keep, would only lead a family astray.
    let fits = |row: &&Entitlement| row.out_of_scope.is_none() && row.triage != Triage::Aspiration;
    let of = |guarantee| {
        catalogue.entitlements.iter().filter(|row| row.id.guarantee() == guarantee).filter(fits).collect::<Vec<_>>()
    };
    let promises = [("Promises to parents", of(Guarantee::Parent)), ("Promises to pupils", of(Guarantee::Pupil))];
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html(status, &FormPage { f: guest.frame().await?, form, errors, schools, promises, key })
}

pub(super) async fn send(guest: Guest, sent: Bytes) -> Answer {
    guard::same_site(&guest.headers)?;
    let app = &guest.app;
    let mut form = Form::read(&sent);
    let schools = find_schools(app, &mut form).await?;
    let today = guest.today();
    let mut errors = if form.searching() { Vec::new() } else { form.check(&schools, today) };
    if !form.searching() && errors.is_empty() {
        match lodge(&guest, &form).await {
            Ok(response) => return Ok(response),
            Err(problem) if problem.document().status == 422 => errors = Wrong::of(&problem),
            Err(problem) => return Err(problem),
        }
    }
    if form.searching() && schools.is_empty() {
        errors.push(Wrong::no_school());
    }
    let key = if form.key.is_empty() { app.clock.id()?.to_string() } else { form.key.clone() };
    form_page(&guest, &form, &errors, &schools, key).await
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
async fn lodge(guest: &Guest, form: &Form) -> Result<Response, Problem> {
    let app = &guest.app;
    let caller = match &guest.actor {
        Some(actor) if actor.role == Role::Complainant => actor.clone(),
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
    let headers = [(LOCATION, format!("/complaints/{receipt}")), (SET_COOKIE, cookie(app, &caller)?)];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}
