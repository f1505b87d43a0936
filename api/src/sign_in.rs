//! How families come back without an account: the access code, or a code that is sent to them.
//!
//! Whatever is wrong, the answer is the same: nobody learns here whether a reference exists, who is on a
//! case, or which address somebody gave.

use crate::app::App;
use crate::asked::{Asked, Nothing, Reply};
use crate::codes::{self, AccessCode};
use crate::files::File;
use crate::problem::{Kind as ProblemKind, Problem};
use crate::seal;
use crate::token::Says;
use crate::words::Words;
use jiff::{SignedDuration, Timestamp};
use redress_domain::access::{Command, IssueAccessCode, ReplaceAccessCode, SendSignInCode, TrySentCode};
use redress_domain::complaint::file::{Correction, Event as OfFile};
use redress_domain::complaint::{Event, intake, parties};
use redress_domain::post::Language;
use redress_domain::{AccessId, Actor, Body, ComplaintId, Fact, Held, Order, PersonId, Recorded, Role, Subject};
use redress_projections::{Done, Failed, Job, Sealed};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// How long a family stays signed in: a day at a computer that others may use too.
pub const LASTS: SignedDuration = SignedDuration::from_hours(12);

/// How long a refusal takes at least: longer than a code is hashed, or a try recorded.
const BEAT: Duration = Duration::from_millis(200);

/// What somebody shows to come in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The reference of the complaint.
    #[schemars(length(max = 100))]
    pub reference: String,
    /// The access code of sixteen letters, or the six digits that were sent.
    #[schemars(length(max = 100))]
    pub code: String,
    /// The address the six digits were sent to.
    #[schemars(length(max = 320))]
    pub email: Option<String>,
}

/// An order that says all by its address: an empty object.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoParticulars {}

/// A session: what to send as `Authorization: Bearer TOKEN`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Session {
    /// The token.
    pub token: String,
    /// The instant at which it ends.
    pub until: Timestamp,
    /// The complaint it leads to.
    pub complaint: ComplaintId,
}

/// Where to send a code.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskForCode {
    /// The reference of the complaint.
    #[schemars(length(max = 100))]
    pub reference: String,
    /// The address that was given with the complaint.
    #[schemars(length(max = 320))]
    pub email: String,
}

/// What is said whether or not anything was sent.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Told {
    /// What to do next.
    pub said: String,
}

/// A new access code, shown this once.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Shown {
    /// The code.
    pub access_code: String,
    /// The reference it belongs to.
    pub reference: String,
}

/// Why a member of staff gives somebody a new access code.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// In their own words; it is kept with the record.
    #[schemars(length(min = 1, max = 2000))]
    pub reason: String,
}

/// The words for whoever asked for a code.
pub const SENT: &str = "If this is the address you gave us for that complaint, a code is on its way to it. It is good \
                        for 15 minutes and for five tries. If nothing comes, use your access code, or ask the school.";

fn refused() -> Problem {
    ProblemKind::SignInRefused.into()
}

/// Gives an order to an access.
async fn execute(app: &App, id: AccessId, actor: Actor, command: Command, sealed: Vec<Sealed>) -> Result<Done, Failed> {
    app.store.execute(job(app, id, actor, command, sealed)).await
}

fn job(app: &App, id: AccessId, actor: Actor, command: Command, sealed: Vec<Sealed>) -> Job {
    let order = Order::Access(Box::new(command));
    Job { stream: id.stream(), order, stamp: app.stamp(actor), expected: None, key: None, sealed }
}

/// Whoever is about to come in, before it is known what they are to the case.
fn newcomer(id: AccessId) -> Actor {
    Actor { role: Role::Complainant, body: Body::Family, person: id.person }
}

/// What a refusal by the access itself is told as.
fn hide(failed: Failed) -> Problem {
    match failed {
        Failed::Refused(_) => refused(),
        other => other.into(),
    }
}

/// Starts a session of somebody who has shown that they are who they say.
///
/// # Errors
/// The database fails.
pub async fn session(app: &App, id: AccessId) -> Result<Session, Problem> {
    let row = app.store.access(id).await?.ok_or_else(refused)?;
    let now = app.clock.now();
    let says = Says::Family { access: id, generation: row.generation };
    let token = app.keys.sign(says, now, LASTS).map_err(Problem::internal)?;
    Ok(Session { token, until: now + LASTS, complaint: id.complaint })
}

/// Signs somebody in by what they show.
///
/// # Errors
/// It is not right, whatever of it; or the database fails.
pub async fn enter(app: &App, given: &SignIn) -> Result<Session, Problem> {
    // A wrong try at a code that is waiting is recorded, durably; no other refusal is. So all of them are
    // answered at the same beat.
    let beat = tokio::time::sleep(BEAT);
    match admit(app, given).await {
        Err(problem) => {
            beat.await;
            Err(problem)
        }
        admitted => admitted,
    }
}

async fn admit(app: &App, given: &SignIn) -> Result<Session, Problem> {
    let id = match (codes::read_six_digits(&given.code), &given.email) {
        (Some(digits), Some(email)) => try_sent_code(app, &given.reference, email, &digits).await?,
        _ => {
            let id = check_access_code(app, &given.reference, &given.code).await?;
            execute(app, id, newcomer(id), Command::SignIn, Vec::new()).await.map_err(hide)?;
            id
        }
    };
    session(app, id).await
}

/// The complaint that somebody names, by its identifier or as they read its reference off a letter.
async fn named(app: &App, text: &str) -> Result<Option<ComplaintId>, Problem> {
    if let Ok(id) = text.trim().parse() {
        return Ok(Some(id));
    }
    let Some(reference) = codes::read_reference(text) else { return Ok(None) };
    Ok(match app.store.by_reference(&reference).await?.as_slice() {
        [only] => Some(*only),
        _ => None,
    })
}

/// What stands for a case, a person or a message that is not there. It is looked for like any other, so that
/// the work does not tell who or what is.
const NOBODY: Uuid = Uuid::nil();

/// A reference to words that nobody wrote.
fn nothing() -> Held {
    Held { entry: NOBODY, commitment: "0".repeat(64) }
}

async fn check_access_code(app: &App, reference: &str, code: &str) -> Result<AccessId, Problem> {
    let code = AccessCode::read(code).ok_or_else(refused)?;
    let complaint = named(app, reference).await?.unwrap_or(ComplaintId(NOBODY));
    let rows = app.store.accesses(complaint).await?;
    let known: Vec<_> = rows.iter().filter_map(|row| Some((row.id, row.hash.as_deref()?))).collect();
    let hashes: Vec<_> = known.iter().map(|(_, hash)| *hash).collect();
    let found = app.hashing.find(&complaint.to_string(), &code, &hashes).await?;
    found.and_then(|place| known.get(place)).map(|(id, _)| *id).ok_or_else(refused)
}

async fn try_sent_code(app: &App, reference: &str, email: &str, digits: &str) -> Result<AccessId, Problem> {
    let complaint = named(app, reference).await?.unwrap_or(ComplaintId(NOBODY));
    let found = addressee(app, complaint, email).await?;
    let id = found.map_or(AccessId { complaint, person: PersonId(NOBODY) }, |(id, _)| id);
    let subjects = app.store.subjects(&[id.stream()]).await?;
    let pending = match subjects.first() {
        Some(Subject::Access(access)) => access.pending.clone(),
        _ => None,
    };
    let code = pending.map_or_else(nothing, |pending| pending.code);
    let sent = app.store.open_texts(std::slice::from_ref(&code)).await?.pop().flatten();
    let right = sent.is_some_and(|sent| codes::same(&sent, digits));
    let command = Command::TrySentCode(TrySentCode { entry: code.entry, right });
    execute(app, id, newcomer(id), command, Vec::new()).await.map_err(hide)?;
    if right { Ok(id) } else { Err(refused()) }
}

/// Sends a code to somebody, if the address is theirs and safe. The caller is told the same at once,
/// whatever follows, so that neither the words nor the time tell who is on a case.
///
/// # Errors
/// This service sends no messages, or too much is asked of it now.
pub fn ask_for_code(app: &App, asked: AskForCode) -> Result<Told, Problem> {
    if !app.sends {
        return Err(ProblemKind::NoPost.into());
    }
    let turn = Arc::clone(&app.codes_on_their_way).try_acquire_owned().map_err(|_| ProblemKind::Busy)?;
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(problem) = send_code(&app, &asked).await {
            // A refusal is the access's own business; what failed on our side was logged where it failed.
            tracing::info!(status = problem.document().status, "No code was sent");
        }
        drop(turn);
    });
    Ok(Told { said: SENT.into() })
}

async fn send_code(app: &App, asked: &AskForCode) -> Result<(), Problem> {
    let Some(complaint) = named(app, &asked.reference).await? else { return Ok(()) };
    let Some((id, to)) = addressee(app, complaint, &asked.email).await? else { return Ok(()) };
    let digits = codes::six_digits()?;
    let (code, sealed) = app.store.seal(id.person, complaint, "sign_in_code", &digits).await?;
    let command = Command::SendSignInCode(SendSignInCode { id, code, to });
    execute(app, id, newcomer(id), command, vec![sealed]).await?;
    Ok(())
}

/// Where somebody on the family's side can be written to.
#[derive(Debug, Clone)]
struct Address {
    person: PersonId,
    email: Held,
    /// Whether they said how it is safe to reach them. A program cannot read that, so it writes only
    /// when they ask for it themselves.
    wishes: bool,
}

/// The addresses at which people of a file may be written to, in the order they came onto it. An address
/// that somebody called unsafe is none.
fn addresses(records: &[Recorded]) -> Vec<Address> {
    let of = |one: &parties::ComplainantDetails| {
        let email = one.email.clone().filter(|_| !one.no_email)?;
        Some(Address { person: one.new_person.0, email, wishes: one.safe_contact.is_some() })
    };
    let speaks = |one: &parties::RepresentativeDetails| Address {
        person: one.new_person.0,
        email: one.contact.clone(),
        wishes: false,
    };
    let events = records.iter().filter_map(|record| match &record.fact {
        Fact::Complaint(event) => Some(event),
        _ => None,
    });
    let each = events.clone().flat_map(|event| match event {
        Event::Intake(intake::Event::ComplaintSubmitted { complainants, representative, .. }) => {
            complainants.iter().filter_map(of).chain(representative.iter().map(|one| speaks(one))).collect()
        }
        Event::Parties(
            parties::Event::ComplainantJoined { complainant: one, .. }
            | parties::Event::PartySubstituted { substitute: one, .. },
        ) => of(one).into_iter().collect(),
        Event::Parties(parties::Event::RepresentativeAuthorised { representative, .. }) => vec![speaks(representative)],
        _ => Vec::new(),
    });
    let mut all: Vec<Address> = each.collect();
    // Whoever has said since how it is safe to reach them has wishes.
    for event in events {
        if let Event::File(OfFile::FactCorrected { correction: Correction::Particulars(right), .. }) = event
            && right.safe_contact.is_some()
        {
            all.iter_mut().filter(|one| one.person == right.person).for_each(|one| one.wishes = true);
        }
    }
    all
}

/// Who on a case gave this address, if it may be written to.
async fn addressee(app: &App, complaint: ComplaintId, email: &str) -> Result<Option<(AccessId, Held)>, Problem> {
    let file = app.store.file(complaint).await?;
    let addresses = addresses(&file.records);
    // One question to the vault, also where there is no address to ask it for.
    let held: Vec<_> = addresses.iter().map(|address| address.email.clone()).chain([nothing()]).collect();
    let known = app.store.open_texts(&held).await?;
    let plain = |text: &str| text.trim().to_lowercase();
    let place = known.iter().position(|known| known.as_deref().is_some_and(|known| plain(known) == plain(email)));
    let address = place.and_then(|place| addresses.into_iter().nth(place));
    Ok(address.map(|address| (AccessId { complaint, person: address.person }, address.email)))
}

/// The words in which somebody is written to: those of the language they chose when they came onto the file.
#[must_use]
pub fn words_for(file: &File, person: PersonId) -> Words {
    let language = |one: &parties::ComplainantDetails| (one.new_person.0 == person).then_some(one.language).flatten();
    let mut chosen = file.records.iter().filter_map(|record| match &record.fact {
        Fact::Complaint(Event::Intake(intake::Event::ComplaintSubmitted { complainants, .. })) => {
            complainants.iter().find_map(language)
        }
        Fact::Complaint(Event::Parties(
            parties::Event::ComplainantJoined { complainant: one, .. }
            | parties::Event::PartySubstituted { substitute: one, .. },
        )) => language(one),
        _ => None,
    });
    match chosen.next_back() {
        Some(Language::Welsh) => Words::named("cy").unwrap_or_else(Words::english),
        Some(Language::English) | None => Words::english(),
    }
}

/// Where to tell somebody something unasked; nowhere if they have wishes about how they are reached.
#[must_use]
pub fn told_at(file: &File, person: PersonId) -> Option<Held> {
    addresses(&file.records).into_iter().find(|one| one.person == person && !one.wishes).map(|one| one.email)
}

/// Lodges a complaint and issues the first access code to whoever lodged it for themselves, in one go. There is no code
/// where nobody was named who could come back, nor where a repeat finds that there is one already.
///
/// # Errors
/// It is not lodged. Once it is, nothing about the code is an error: a repeat under the same key makes up for it.
pub async fn lodge(app: &App, job: Job, id: AccessId) -> Result<(Done, Option<AccessCode>), Failed> {
    let actor = job.stamp.actor.clone();
    let Ok((code, issue)) = first_code(app, id, &actor).await else { return Ok((app.store.execute(job).await?, None)) };
    // Nothing can have happened to an access to a complaint that has just been given its number.
    let [lodged, issued] = app.store.execute_both(job, Job { expected: Some(0), ..issue }).await;
    let lodged = lodged?;
    if !lodged.repeated {
        return Ok((lodged, issued.is_ok().then_some(code)));
    }
    // The complaint is the one that was made at first, under another number.
    let complaint = lodged.stream.id.parse().unwrap_or(id.complaint);
    let code = code_of_repeat(app, AccessId { complaint, ..id }, &actor).await;
    Ok((lodged, code.ok().flatten()))
}

/// The code of somebody whose complaint was lodged before, if they have none.
async fn code_of_repeat(app: &App, id: AccessId, actor: &Actor) -> Result<Option<AccessCode>, Problem> {
    if app.store.access(id).await?.is_some_and(|row| row.hash.is_some()) {
        return Ok(None);
    }
    let (code, issue) = first_code(app, id, actor).await?;
    Ok((!app.store.execute(issue).await?.facts.is_empty()).then_some(code))
}

/// A first access code, and the command that issues it.
async fn first_code(app: &App, id: AccessId, actor: &Actor) -> Result<(AccessCode, Job), Problem> {
    let code = AccessCode::random()?;
    let hash = app.hashing.hash(id.complaint, &code).await?;
    let command = Command::IssueAccessCode(IssueAccessCode { id, hash });
    Ok((code, job(app, id, actor.clone(), command, Vec::new())))
}

/// Gives somebody another access code, which is shown this once.
async fn replace(app: &App, id: AccessId, actor: Actor, reason: Option<&str>) -> Result<Shown, Problem> {
    let file = app.store.file(id.complaint).await?;
    let code = AccessCode::random()?;
    let hash = app.hashing.hash(id.complaint, &code).await?;
    let mut sealed = Vec::new();
    let reason = match reason {
        Some(words) => {
            let (held, kept) = app.store.seal(id.person, id.complaint, "reason", words).await?;
            sealed.push(kept);
            Some(held)
        }
        None => None,
    };
    let to = told_at(&file, id.person);
    let command = Command::ReplaceAccessCode(ReplaceAccessCode { id, hash, reason, to });
    execute(app, id, actor, command, sealed).await?;
    Ok(Shown { access_code: code.shown(), reference: id.complaint.reference() })
}

/// Gives somebody who is signed in another access code. Everybody who came in before is out.
///
/// # Errors
/// The database fails.
pub async fn own_new_code(app: &App, id: AccessId, actor: Actor) -> Result<Shown, Problem> {
    replace(app, id, actor, None).await
}

/// Puts out whoever came in through an access, on every phone and computer.
///
/// # Errors
/// The database fails.
pub async fn put_out(app: &App, id: AccessId, actor: Actor) -> Result<(), Problem> {
    execute(app, id, actor, Command::SignOut, Vec::new()).await?;
    Ok(())
}

/// Answers a session for what somebody shows.
///
/// # Errors
/// It is not right.
pub async fn sign_in(asked: Asked<Nothing>, given: SignIn) -> Result<Reply<Session>, Problem> {
    Ok(enter(&asked.app, &given).await?.into())
}

/// Sends a code, or does not; the answer is the same.
///
/// # Errors
/// This service sends no messages.
pub async fn send_sign_in_code(asked: Asked<Nothing>, given: AskForCode) -> Result<Reply<Told>, Problem> {
    Ok(ask_for_code(&asked.app, given)?.into())
}

/// Signs the caller out everywhere.
///
/// # Errors
/// They did not come in through an access.
pub async fn sign_out(asked: Asked<Nothing>, _: NoParticulars) -> Result<Reply<Told>, Problem> {
    let (id, actor) = (asked.access()?, asked.caller()?.clone());
    put_out(&asked.app, id, actor).await?;
    Ok(Told { said: "You are signed out on every phone and computer.".into() }.into())
}

/// Gives the caller another access code.
///
/// # Errors
/// They did not come in through an access.
pub async fn replace_own_access_code(asked: Asked<Nothing>, _: NoParticulars) -> Result<Reply<Shown>, Problem> {
    let (id, actor) = (asked.access()?, asked.caller()?.clone());
    Ok(own_new_code(&asked.app, id, actor).await?.into())
}

/// Gives somebody on the case another access code, for a reason that is kept.
///
/// # Errors
/// The person is not on the family's side of the case.
pub async fn replace_access_code(asked: Asked<Nothing>, given: Reason) -> Result<Reply<Shown>, Problem> {
    let id = AccessId { complaint: asked.file()?.id, person: PersonId(asked.part("person")?) };
    let mut reason = given.reason;
    seal::tidied(&mut reason, "/reason")?;
    Ok(replace(&asked.app, id, asked.caller()?.clone(), Some(&reason)).await?.into())
}
