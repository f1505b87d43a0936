//! One page for every command: a form made from the command's schema, sent through the same door as the API.

mod aids;
pub(super) mod draw;
pub mod schema;
pub(super) mod things;
pub(super) mod typed;

use super::lodge::steps::Voice;
use super::{Answer, Frame, Guest, Sent, html};
use crate::cases;
use crate::commands::{Given, carry_out};
use crate::files::File;
use crate::form::pairs_of;
use crate::problem::{Kind, Problem};
use crate::wanted::WANTED;
use crate::words::Words;
use aids::Aid;
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::IntoResponse;
use draw::{Drawing, Shown};
use redress_domain::policy::{self, Sight};
use redress_domain::{Action, Actor, Body, ComplaintId};
use schema::{COMMANDS, Field};
use serde_json::Value;
use things::Things;
use typed::{Mistake, Typed};

#[derive(Template)]
#[template(path = "action.html")]
struct ActionPage {
    f: Frame,
    back: String,
    reference: String,
    title: String,
    hint: Option<String>,
    fields: Vec<Shown>,
    /// Each mistake, and the first thing of its field that takes the focus.
    mistakes: Vec<(String, String)>,
    /// What happened since the page was opened, where something did.
    since: Vec<String>,
    /// What must be weighed before the step, by what the file says.
    aids: Vec<Aid>,
    /// Whether what is typed can be checked before it is sent, and was just now.
    checks: bool,
    checked: bool,
    version: i64,
    key: String,
}

/// The command that the path names, if this visitor's role may ever give it to a complaint.
fn named(guest: &Guest, actor: &Actor) -> Result<Action, Problem> {
    let known = Action::COMMANDS.iter().copied().filter(|action| *action != Action::SubmitComplaint);
    let name = guest.part("action").replace('-', "_");
    known
        .into_iter()
        .find(|action| action.name() == name && policy::may(actor.role, *action))
        .ok_or_else(|| Kind::NotFound.into())
}

/// Where a case is read by those who act in it.
pub(super) fn case_path(actor: &Actor, complaint: ComplaintId) -> String {
    let side = if actor.body == Body::Family { "complaints" } else { "cases" };
    format!("/{side}/{complaint}")
}

/// The version of a file as it may be told.
fn told(file: &File, actor: &Actor) -> i64 {
    Sight::new(actor, &file.complaint.facts).version(file.version)
}

pub(super) async fn show(guest: Guest) -> Answer {
    let (file, actor) = guest.file(Action::ReadActions).await?;
    let action = named(&guest, actor)?;
    if !cases::possible(&guest.app, &file, actor).await?.contains(&action) {
        return Err(Problem::with(Kind::Changed, guest.t.say("action-not-now")));
    }
    let mut typed = Typed::default();
    typed.put("version", told(&file, actor).to_string());
    typed.put("key", guest.app.clock.id()?.to_string());
    for field in COMMANDS.get(&action).into_iter().flatten().filter(|field| field.kind == schema::Kind::Made) {
        typed.put(&field.name, guest.app.clock.id()?.to_string());
    }
    if action == Action::PrepareDataCopy {
        typed.put("request", guest.asked("request").to_owned());
    }
    page(&guest, &file, action, &typed, &[], Vec::new(), StatusCode::OK).await
}

/// The commands whose people are on the file: nobody else is taken for an answer, and so nobody else is offered.
const ABOUT_PARTIES: [Action; 16] = [
    Action::AskFamily,
    Action::AuthoriseRepresentative,
    Action::ConfirmErasure,
    Action::ConfirmWithdrawal,
    Action::CorrectRecord,
    Action::DisapplyRequirement,
    Action::EndContactRestriction,
    Action::EndRepresentation,
    Action::GiveConsent,
    Action::ProposeErasure,
    Action::RecordCourtOrder,
    Action::RecordMajority,
    Action::RecordPartyDeath,
    Action::RestrictContact,
    Action::Withdraw,
    Action::WithdrawConsent,
];

/// What can be chosen from on a command's form, and what is typed in it, with what is known of that already.
async fn things_of(guest: &Guest, file: &File, action: Action, mut typed: Typed) -> Result<(Things, Typed), Problem> {
    let actor = guest.signed()?;
    let mut things = Things::of_file(&guest.app, guest.t, file, actor).await?;
    if ABOUT_PARTIES.contains(&action) {
        things.keep_parties(file);
    }
    if action == Action::PrepareDataCopy {
        things.add_items(&guest.app, guest.t, (file, actor), &mut typed).await?;
    }
    if COMMANDS.get(&action).is_some_and(|fields| fields.iter().any(Field::names_documents)) {
        things.add_documents(&guest.app, file, actor).await?;
    }
    Ok((things, typed))
}

async fn page(
    guest: &Guest,
    file: &File,
    action: Action,
    typed: &Typed,
    mistakes: &[Mistake],
    since: Vec<String>,
    status: StatusCode,
) -> Answer {
    let actor = guest.signed()?;
    let (things, typed) = things_of(guest, file, action, typed.clone()).await?;
    let typed = &typed;
    let checked = aids::is_checked(action) && !typed.text("check").is_empty();
    let aids = aids::aids(guest, (file, action), &things, (typed, checked)).await?;
    let drawing = Drawing { t: guest.t, scope: action.name(), things: &things, typed, mistakes, voice: Voice::Family };
    let fields = drawing.fields(COMMANDS.get(&action).map_or(&[], Vec::as_slice), "");
    let mistakes = Drawing::links(&fields, mistakes);
    let id = format!("action-{}", action.name());
    let page = ActionPage {
        f: guest.frame().await?,
        back: case_path(actor, file.id),
        reference: file.id.reference(),
        title: guest.t.say(&id),
        hint: guest.t.part(&id, "hint"),
        fields,
        mistakes,
        since,
        aids,
        checks: aids::is_checked(action),
        checked,
        version: told(file, actor),
        key: typed.text("key").to_owned(),
    };
    html(status, &page)
}

/// What a form that a browser sent says as a command, in the API's own form, with nothing on the file to choose
/// from; none where something is missing or cannot be read.
#[must_use]
pub fn typed_command(action: Action, sent: &[u8]) -> Option<Value> {
    let fields = COMMANDS.get(&action)?;
    Typed::read(Sent(pairs_of(sent)))
        .command(fields, &Things::default(), Words::english())
        .ok()
        .map(|command| command.body)
}

pub(super) async fn send(guest: Guest, sent: Sent) -> Answer {
    let (file, actor) = guest.file(Action::ReadActions).await?;
    let action = named(&guest, actor)?;
    let typed = Typed::read(sent);
    if !typed.text("more").is_empty() || aids::is_checked(action) && !typed.text("check").is_empty() {
        return page(&guest, &file, action, &typed, &[], Vec::new(), StatusCode::OK).await;
    }
    let fields = COMMANDS.get(&action).map_or(&[] as &[_], Vec::as_slice);
    let (things, typed) = things_of(&guest, &file, action, typed).await?;
    let command = match typed.command(fields, &things, guest.t) {
        Ok(command) => command,
        Err(mistakes) => {
            return page(&guest, &file, action, &typed, &mistakes, Vec::new(), StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let seen: i64 = typed.text("version").parse().unwrap_or_else(|_| told(&file, actor));
    let key = Some(typed.text("key").to_owned())
        .filter(|key| (1..=128).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()));
    let given =
        Given { caller: actor.clone(), complaint: file.id, expected: Some(seen), key, body: command.body.clone() };
    let wanted = WANTED.get(&action).ok_or(Kind::NotFound)?;
    match carry_out(&guest.app, given, wanted).await {
        Ok(_) => {
            let at = format!("{}?done={}", case_path(actor, file.id), action.name());
            Ok((StatusCode::SEE_OTHER, [(LOCATION, at)]).into_response())
        }
        Err(problem) => refused(&guest, file.id, action, &typed, &command, seen, problem).await,
    }
}

/// The same page again, with what was typed and why it was not done.
async fn refused(
    guest: &Guest,
    complaint: ComplaintId,
    action: Action,
    typed: &Typed,
    command: &typed::Command,
    seen: i64,
    problem: Problem,
) -> Answer {
    let document = problem.document();
    if !matches!(document.status, 409 | 412 | 422) {
        return Err(problem);
    }
    let actor = guest.signed()?;
    let file = guest.app.store.file(complaint).await?.told_to(actor);
    let since: Vec<String> = cases::timeline(guest.t, &file, actor)
        .into_iter()
        .filter(|line| line.version > seen)
        .map(|line| line.said)
        .collect();
    let mistakes = if document.status == 412 {
        vec![Mistake { place: String::new(), words: guest.t.say("mistake-changed") }]
    } else {
        command.mistakes(document, guest.t)
    };
    let status = if document.status == 422 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::CONFLICT };
    page(guest, &file, action, typed, &mistakes, since, status).await
}
