//! The form that lodges a complaint, one thing a page, through the same command as the API.

mod draft;
mod remind;
pub mod steps;

use super::act::draw::{Drawing, Shown};
use super::act::schema::Known;
use super::act::things::Things;
use super::act::typed::{Mistake, Typed};
use super::case::code_cookie;
use super::{Answer, Frame, Guest, Sent, html, sign_in as entrance};
use crate::commands::{self, Given};
use crate::problem::{Kind, Problem};
use crate::reminders::LASTS;
use crate::sign_in;
use crate::wanted::WANTED;
use crate::words::Words;
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::response::{AppendHeaders, IntoResponse, Response};
use draft::Draft;
use redress_domain::clock::civil_date;
use redress_domain::law::Entitlement;
use redress_domain::school::Entry;
use redress_domain::{AccessId, Action, Actor, Body, Role, Urn, policy};
use remind::{Asked, Remind};
use steps::{STEPS, Voice};

/// The most schools that are offered to choose from.
const MOST_SCHOOLS: u32 = 20;

/// How long a new access code waits for the page that shows it.
const CODE_SECONDS: i64 = 300;

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage {
    f: Frame,
    resumes: bool,
}

#[derive(Template)]
#[template(path = "resume.html")]
struct ResumePage {
    f: Frame,
    /// Whether the answers that were looked for are no longer there.
    expired: bool,
    wrong: bool,
}

/// One answer as it is read before it is sent.
struct Said {
    label: String,
    words: String,
    /// The language of the words, where it is not that of the page.
    lang: Option<&'static str>,
    href: String,
}

#[derive(Template)]
#[template(path = "step.html")]
struct StepPage {
    f: Frame,
    step: &'static str,
    title: String,
    hint: Option<String>,
    /// What the last button says.
    send: String,
    number: usize,
    before: Option<&'static str>,
    /// Whether the visitor came from the page that checks all answers.
    back: bool,
    fields: Vec<Shown>,
    mistakes: Vec<(String, String)>,
    /// The code of the draft, once there is one.
    code: Option<String>,
    /// The last day on which it can be gone on with, if nobody touches it.
    until: String,
    /// The reminder that the visitor may ask for.
    remind: Option<Remind>,
    lost: bool,
    said: Vec<Said>,
}

impl StepPage {
    fn at(&self, step: &str) -> bool {
        self.step == step
    }
}

pub(super) async fn start(guest: Guest) -> Answer {
    let guest = guest.on_the_form();
    let resumes = draft::find(&guest).await?.is_some_and(|(_, draft)| !draft.sent);
    html(StatusCode::OK, &StartPage { f: guest.frame().await?, resumes })
}

fn known(guest: &Guest) -> Result<&'static str, Problem> {
    STEPS.iter().copied().find(|step| *step == guest.part("step")).ok_or_else(|| Kind::NotFound.into())
}

/// What a page's choices are drawn from.
async fn things(guest: &Guest, step: &str, answers: &Typed) -> Result<Things, Problem> {
    Ok(match step {
        "promise" | "check" => {
            let (first, others) = steps::promises(answers, guest.today());
            let folds = steps::folds(&first, &others, guest.t);
            let said = |row: &Entitlement| (row.id.to_string(), promised(guest.t, row));
            Things::promises(first.into_iter().chain(others).map(said).collect(), folds)
        }
        "school" => {
            let search: String =
                answers.text("search").chars().filter(|letter| !letter.is_control()).take(100).collect();
            let found = if search.is_empty() {
                Vec::new()
            } else {
                guest.app.store.schools(&search, None, MOST_SCHOOLS).await?
            };
            Things::schools(found.iter().map(|entry| (entry.urn.to_string(), described(entry))).collect())
        }
        _ => Things::default(),
    })
}

/// A promise with the day from which or by which it was made, where it says.
fn promised(t: Words, row: &Entitlement) -> String {
    let text = t.promise(row);
    t.promised(row).map_or_else(|| text.clone(), |since| format!("{text} ({since})"))
}

fn described(entry: &Entry) -> String {
    let parts = [
        Some(&entry.name),
        entry.street.as_ref(),
        entry.town.as_ref(),
        entry.postcode.as_ref(),
        Some(&entry.authority_name),
    ];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// The first page that still needs an answer.
async fn unanswered(guest: &Guest, answers: &Typed) -> Result<&'static str, Problem> {
    for step in STEPS.into_iter().filter(|step| *step != "check" && !steps::left_out(step, answers)) {
        let things = things(guest, step, answers).await?;
        if !steps::mistakes(step, answers, &things, guest.t, guest.today()).is_empty() {
            return Ok(step);
        }
    }
    Ok("check")
}

pub(super) async fn show(guest: Guest) -> Answer {
    let guest = guest.on_the_form();
    let step = known(&guest)?;
    let found = draft::find(&guest).await?;
    let begins = begins(step, found.as_ref().map(|(_, draft)| draft));
    match found {
        Some((_, draft)) if draft.sent && !begins => Ok(sent_before(&draft)),
        Some((code, draft)) if !begins => {
            allowed(&guest, &draft.answers)?;
            let first = unanswered(&guest, &draft.answers).await?;
            if step == "check" && first != "check" {
                return Ok((StatusCode::SEE_OTHER, [(LOCATION, format!("/complain/{first}"))]).into_response());
            }
            page(&guest, step, &draft.answers, Some(code), &[], StatusCode::OK).await
        }
        _ if begins || step == steps::first(&Typed::default()) => {
            let answers = if begins { staffs(&guest)? } else { Typed::default() };
            page(&guest, step, &answers, None, &[], StatusCode::OK).await
        }
        _ => html(StatusCode::GONE, &ResumePage { f: guest.frame().await?, expired: true, wrong: false }),
    }
}

/// Where a draft went that was sent already: pressing the button again changes nothing, and the cookie of
/// the first time shows it. The draft's own cookie opens nothing, or signing out would not close the door.
fn sent_before(draft: &Draft) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, led_to(draft))]).into_response()
}

/// Where a complaint is read by whoever lodged it.
fn led_to(draft: &Draft) -> String {
    let side = if Voice::of(&draft.answers) == Voice::Staff { "cases" } else { "complaints" };
    format!("/{side}/{}", draft.complaint)
}

/// Whether a page begins the form of the staff anew, whatever else the browser has begun.
fn begins(step: &str, draft: Option<&Draft>) -> bool {
    step == "came" && draft.is_none_or(|draft| draft.sent || Voice::of(&draft.answers) != Voice::Staff)
}

/// Who of the staff may write down what came by letter or telephone, and for which school: the clerk of one, or the
/// Ombudsman's intake officer, for any.
pub(super) fn writer(guest: &Guest) -> Option<(&Actor, Option<Urn>)> {
    let actor = guest.actor.as_ref().filter(|actor| policy::may(actor.role, Action::SubmitComplaint))?;
    match actor.body {
        Body::School(urn) => Some((actor, Some(urn))),
        Body::Ombudsman => Some((actor, None)),
        _ => None,
    }
}

/// The answers that the form of the staff begins with: a clerk's is about their own school.
fn staffs(guest: &Guest) -> Result<Typed, Problem> {
    let (_, school) = writer(guest).ok_or(Kind::NotFound)?;
    let Some(urn) = school else { return Ok(Voice::answers(Voice::INTAKE)) };
    let mut answers = Voice::answers(Voice::CLERK);
    answers.put("school", urn.to_string());
    Ok(answers)
}

/// Lets only the clerk of that school go on with what a clerk has begun, and only the Ombudsman's intake with theirs.
fn allowed(guest: &Guest, answers: &Typed) -> Result<(), Problem> {
    let theirs = writer(guest).is_some_and(|(_, school)| match school {
        Some(urn) => answers.text(Voice::BY) == Voice::CLERK && answers.text("school") == urn.to_string(),
        None => answers.text(Voice::BY) == Voice::INTAKE,
    });
    if theirs || Voice::of(answers) != Voice::Staff { Ok(()) } else { Err(Kind::NotFound.into()) }
}

async fn page(
    guest: &Guest,
    step: &'static str,
    answers: &Typed,
    code: Option<String>,
    mistakes: &[Mistake],
    status: StatusCode,
) -> Answer {
    let t = guest.t;
    let things = things(guest, step, answers).await?;
    let voice = Voice::of(answers);
    let drawing = Drawing { t, scope: "form", things: &things, typed: answers, mistakes, voice };
    let fields = drawing.fields(&steps::fields(step, answers, &things), "");
    let target = |mistake: &Mistake| match mistake.place.strip_prefix("step:") {
        Some(step) => format!("/complain/{step}?back=check"),
        None if mistake.place == remind::FIELD => format!("#{}", remind::FIELD),
        None => format!("#{}", Drawing::target(&fields, mistake)),
    };
    let remind = Remind::of(guest, code.as_deref(), answers, mistakes).await?;
    let mistakes = mistakes.iter().map(|mistake| (target(mistake), Drawing::named(&fields, mistake))).collect();
    let shown: Vec<_> = STEPS.into_iter().filter(|known| !steps::left_out(known, answers)).collect();
    let number = shown.iter().position(|known| *known == step).unwrap_or_default();
    let (title, hint) = voice.says(t, &format!("step-{step}"));
    let page = StepPage {
        f: guest.frame().await?,
        step,
        title,
        hint,
        send: voice.says(t, "form-send").0,
        number: number + 1,
        before: number.checked_sub(1).and_then(|before| shown.get(before).copied()),
        back: guest.asked("back") == "check" || answers.text("back") == "check",
        fields,
        mistakes,
        code: code.as_deref().map(draft::shown),
        until: t.day(civil_date(guest.app.clock.now() + LASTS)),
        remind,
        lost: guest.asked("lost") == "yes",
        said: if step == "check" { said(guest, answers).await? } else { Vec::new() },
    };
    html(status, &page)
}

/// Every answer, as it is read before it is sent.
async fn said(guest: &Guest, answers: &Typed) -> Result<Vec<Said>, Problem> {
    let mut all = Vec::new();
    for step in STEPS.into_iter().filter(|step| *step != "check" && !steps::left_out(step, answers)) {
        let things = things(guest, step, answers).await?;
        for field in steps::fields(step, answers, &things).iter().filter(|field| field.name != "search") {
            let words = Drawing::said(guest.t, field, answers, &things);
            let lang = Drawing::lang(guest.t, &field.kind).filter(|_| !words.is_empty());
            let words = if words.is_empty() { guest.t.say("form-nothing") } else { words };
            let (label, _) = Drawing::label(guest.t, Voice::of(answers), "form", &field.name);
            all.push(Said { label, words, lang, href: format!("/complain/{step}?back=check") });
        }
    }
    Ok(all)
}

pub(super) async fn send(guest: Guest, sent: Sent) -> Answer {
    let guest = guest.on_the_form();
    let step = known(&guest)?;
    let typed = Typed::read(sent);
    let found = draft::find(&guest).await?;
    // The draft was too old, or the browser keeps no cookie: what was typed begins a new one.
    let begins = begins(step, found.as_ref().map(|(_, draft)| draft));
    let lost = found.is_none() && !begins && step != steps::first(&Typed::default());
    let (code, mut draft) = match found {
        Some((_, draft)) if draft.sent && !begins => return Ok(sent_before(&draft)),
        Some(found) if !begins => found,
        _ => {
            let (code, draft) = Draft::new(&guest)?;
            (code, if begins { Draft { answers: staffs(&guest)?, ..draft } } else { draft })
        }
    };
    allowed(&guest, &draft.answers)?;
    draft.take(step, &typed);
    let things = things(&guest, step, &draft.answers).await?;
    if step == "school" {
        draft.answers.keep_one_of("school", things.of(Known::School));
    }
    let mistakes = steps::mistakes(step, &draft.answers, &things, guest.t, guest.today());
    let kept = draft.keep(&guest, &code).await?;
    match remind::asked(&guest, &code, &draft, &typed).await? {
        // The button of the reminder alone: the page is as it was, and says what was done.
        Asked::Done if !typed.text("remind").is_empty() => {
            let at = format!("/complain/{step}?remind=yes#later");
            return Ok((StatusCode::SEE_OTHER, [(LOCATION, at), (SET_COOKIE, kept)]).into_response());
        }
        Asked::Wrong(mistake) => {
            draft.answers.put(remind::FIELD, typed.text(remind::FIELD).to_owned());
            let wrong = StatusCode::UNPROCESSABLE_ENTITY;
            let shown = page(&guest, step, &draft.answers, Some(code), &[mistake], wrong).await?;
            return Ok(([(SET_COOKIE, kept)], shown).into_response());
        }
        Asked::Done | Asked::Nothing => {}
    }
    if step == "school" && !typed.text("find").is_empty() && !things.of(Known::School).is_empty() {
        let shown = page(&guest, step, &draft.answers, Some(code), &[], StatusCode::OK).await?;
        return Ok(([(SET_COOKIE, kept)], shown).into_response());
    }
    if !mistakes.is_empty() {
        let shown = page(&guest, step, &draft.answers, Some(code), &mistakes, StatusCode::UNPROCESSABLE_ENTITY).await?;
        return Ok(([(SET_COOKIE, kept)], shown).into_response());
    }
    if step == "check" {
        return lodge(&guest, code, draft).await;
    }
    let next = match typed.text("back") {
        "check" => "check",
        _ if lost => unanswered(&guest, &draft.answers).await?,
        _ => steps::after(step, &draft.answers),
    };
    let lost = if lost { "?lost=yes" } else { "" };
    Ok((StatusCode::SEE_OTHER, [(LOCATION, format!("/complain/{next}{lost}")), (SET_COOKIE, kept)]).into_response())
}

/// Lodges what the answers say, and shows where it went.
async fn lodge(guest: &Guest, code: String, mut draft: Draft) -> Answer {
    let first = unanswered(guest, &draft.answers).await?;
    if first != "check" {
        return Ok((StatusCode::SEE_OTHER, [(LOCATION, format!("/complain/{first}"))]).into_response());
    }
    // Who came back to complain again keeps their own number, and so all their complaints.
    if let Some(actor) = guest.actor.as_ref().filter(|actor| actor.role == Role::Complainant) {
        draft.person = actor.person;
    }
    let voice = Voice::of(&draft.answers);
    let family = Actor { role: Role::Complainant, body: Body::Family, person: draft.person };
    let caller = match writer(guest) {
        Some((writer, _)) if voice == Voice::Staff => writer.clone(),
        _ => family,
    };
    let body = steps::body(&draft.answers, guest.t);
    let given = Given { caller: caller.clone(), complaint: draft.complaint, expected: None, key: None, body };
    let wanted = WANTED.get(&Action::SubmitComplaint).ok_or(Kind::NotFound)?;
    let receipt = match commands::carry_out(&guest.app, given, wanted).await {
        Ok(receipt) => receipt,
        // The same page sent again: the complaint is there.
        Err(problem) if problem.document().kind == "/problems/already-done" => return Ok(sent_before(&draft)),
        Err(problem) if problem.document().status == 422 => {
            let document = problem.document();
            let mistake = |pointer: &str, words: &str| Mistake {
                place: format!("step:{}", steps::step_of(pointer)),
                words: guest.t.problem_at(document, words),
            };
            let mistakes: Vec<_> = match document.errors.as_slice() {
                [] => vec![mistake("", &document.detail)],
                errors => errors.iter().map(|error| mistake(&error.pointer, &error.detail)).collect(),
            };
            return page(guest, "check", &draft.answers, Some(code), &mistakes, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        Err(problem) => return Err(problem),
    };
    // The words are in the complaint now; only where they went is kept, for whoever presses the button again.
    (draft.sent, draft.answers) = (true, Voice::answers(draft.answers.text(Voice::BY)));
    let kept = draft.keep(guest, &code).await?;
    if voice == Voice::Staff {
        let at = format!("{}?done={}", led_to(&draft), Action::SubmitComplaint.name());
        return Ok((StatusCode::SEE_OTHER, [(LOCATION, at), (SET_COOKIE, kept)]).into_response());
    }
    let session = sign_in::session(&guest.app, AccessId { complaint: draft.complaint, person: caller.person }).await?;
    let mut cookies = vec![kept, entrance::cookie(&guest.app, &session)];
    cookies.extend(receipt.access_code.map(|code| code_cookie(&guest.app, &code, CODE_SECONDS)));
    let cookies = AppendHeaders(cookies.into_iter().map(|cookie| (SET_COOKIE, cookie)));
    Ok((StatusCode::SEE_OTHER, [(LOCATION, format!("/complaints/{}", draft.complaint))], cookies).into_response())
}

pub(super) async fn resume(guest: Guest) -> Answer {
    let guest = guest.on_the_form();
    html(StatusCode::OK, &ResumePage { f: guest.frame().await?, expired: false, wrong: false })
}

/// Goes on with the draft whose code was typed.
pub(super) async fn go_on(guest: Guest, sent: Sent) -> Answer {
    let guest = guest.on_the_form();
    let typed = Typed::read(sent);
    let Some((code, draft)) = draft::with_code(&guest, typed.text("code")).await?.filter(|(_, draft)| !draft.sent)
    else {
        let page = ResumePage { f: guest.frame().await?, expired: false, wrong: true };
        return html(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let next = unanswered(&guest, &draft.answers).await?;
    let headers = [(LOCATION, format!("/complain/{next}")), (SET_COOKIE, draft::cookie(&guest, &code))];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}
