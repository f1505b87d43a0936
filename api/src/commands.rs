//! Commands over HTTP: one function for every kind, whether it comes from the API or from a page.

use crate::ages;
use crate::app::App;
use crate::asked::{self, Reply};
use crate::body;
use crate::caller;
use crate::data_requests;
use crate::headers;
use crate::problem::{Kind as ProblemKind, Pointed, Problem};
use crate::screening;
use crate::seal;
use crate::sign_in;
use crate::wanted::Wanted;
use axum::body::Body as Sent;
use axum::http::request::Parts;
use base16ct::lower::encode_string as hex;
use redress_domain::clock::civil_date;
use redress_domain::complaint::facts::CaseFacts;
use redress_domain::complaint::stage::Stage;
use redress_domain::policy::Sight;
use redress_domain::{
    AccessId, Action, Actor, Body, Complaint, ComplaintId, Kind, Order, PersonId, Refused, StreamId, Subject, policy,
};
use redress_projections::{Failed, IdempotencyKey, Job};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The address of a command.
#[must_use]
pub fn path(action: Action) -> String {
    format!("/v1/complaints/{{complaint}}/{}", action.name().replace('_', "-"))
}

/// One event that was recorded.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RecordedEvent {
    /// Its place in the log.
    pub position: i64,
    /// Its name.
    pub event: String,
}

/// What became of a command. It is sent once the events are durable.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Receipt {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The short reference that people quote.
    pub reference: String,
    /// The version of the file now: the number in its `ETag`.
    pub version: i64,
    /// What was recorded.
    pub events: Vec<RecordedEvent>,
    /// Where the complaint stands now.
    pub stage: Stage,
    /// Where to read it.
    pub href: String,
    /// The code to come back with, for who lodged for themselves. It is shown this once, and kept nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_code: Option<String>,
}

/// A command as it was given, before its words are sealed.
#[derive(Debug)]
pub struct Given {
    /// By whom.
    pub caller: Actor,
    /// About which complaint.
    pub complaint: ComplaintId,
    /// The version they have seen.
    pub expected: Option<i64>,
    /// The key of the attempt.
    pub key: Option<String>,
    /// What they sent.
    pub body: Value,
}

/// Carries out a command that came as JSON.
///
/// # Errors
/// Whatever is wrong with the caller, the headers, the body or the step itself.
pub async fn command(app: App, mut parts: Parts, body: Sent, wanted: &Wanted) -> Result<Reply<Receipt>, Problem> {
    let caller = caller::of_header(&app, &parts.headers).await?.ok_or(ProblemKind::NotSignedIn)?.actor;
    let lodging = wanted.action == Action::SubmitComplaint;
    let complaint = if lodging {
        ComplaintId(app.clock.id()?)
    } else {
        asked::complaint_id(&app, &asked::path(&mut parts).await).await?
    };
    let expected = if lodging { None } else { headers::if_match(&parts.headers)? };
    let key = headers::idempotency_key(&parts.headers)?;
    let body = body::object(&parts.headers, body).await?;
    let receipt = carry_out(&app, Given { caller, complaint, expected, key, body }, wanted).await?;
    let version = receipt.version;
    let reply = if lodging {
        let href = receipt.href.clone();
        Reply::created(receipt, &href)
    } else {
        Reply::from(receipt)
    };
    Ok(reply.version(version))
}

/// Seals what is personal, asks the domain, and answers when the events are durable.
///
/// # Errors
/// The body is not right, or the step is refused, or the database fails.
pub async fn carry_out(app: &App, given: Given, wanted: &Wanted) -> Result<Receipt, Problem> {
    let Wanted { action, names, read, .. } = wanted;
    let Given { caller, complaint, mut expected, key, mut body } = given;
    let lodging = wanted.action == Action::SubmitComplaint;
    // A repeat must be known by what was sent, and sealing makes new references each time.
    let key = key.map(|key| IdempotencyKey { key, digest: digest(*action, (!lodging).then_some(complaint), &body) });
    let mut lead = None;
    if lodging {
        policy::allow(&caller, *action, &CaseFacts::default())?;
        ages::of_new(&mut body, civil_date(app.clock.now()));
    } else {
        let file = allowed(app, &caller, *action, complaint, names.is_screened() || names.asks_age()).await?;
        if *action == Action::PrepareDataCopy {
            data_requests::check(&*app.store.file(complaint).await?, &body)?;
        }
        if let Subject::Complaint(file) = &*file {
            if names.is_screened() {
                screening::count(&app.store, *action, file, names, &mut body).await?;
            }
            if names.asks_age() {
                ages::of_issue(&app.store, file, &mut body, civil_date(app.clock.now())).await?;
            }
            lead = lead_of(file);
            expected = expected.map(|told| Sight::new(&caller, &file.facts).behind(told));
        }
    }
    let mut fresh = names.name_new_people(&mut body, || app.clock.id().map(PersonId))?;
    if !fresh.refused.is_empty() {
        return Err(Problem::at(
            ProblemKind::Invalid,
            fresh
                .refused
                .into_iter()
                .map(|place| Pointed::new(place, "This number is given by the service. Leave it out."))
                .collect(),
        ));
    }
    let person = if lodging { fresh.put_caller(&mut body, &caller) } else { lead };
    // Where nobody gave a name, the case has a key of its own.
    let person = person.unwrap_or(PersonId(complaint.0));
    let sealed = seal::seal(&app.store, complaint, person, names, &mut body, lodging).await?;
    let command = read(body)?;
    let job = Job {
        stream: StreamId::new(Kind::Complaint, complaint),
        order: Order::Complaint(Box::new(command)),
        stamp: app.stamp(caller.clone()),
        // Nothing can have happened under a number that was just made, so nobody needs to look.
        expected: if lodging { Some(0) } else { expected },
        key,
        sealed,
    };
    let carried_out = if lodging && caller.body == Body::Family {
        sign_in::lodge(app, job, AccessId { complaint, person: caller.person }).await
    } else {
        app.store.execute(job).await.map(|done| (done, None))
    };
    let (done, access_code) = carried_out.map_err(|failed| match failed {
        Failed::Conflict { .. } if expected.is_some() => Problem::from(ProblemKind::VersionMismatch),
        other => other.into(),
    })?;
    // A repeat answers with the first complaint it made, whatever identifier this attempt was given.
    let complaint = done.stream.id.parse().unwrap_or(complaint);
    let records = match done.positions {
        Some((first, last)) if done.facts.is_empty() => {
            app.store.since(first - 1, u32::try_from(last + 1 - first).unwrap_or_default()).await?
        }
        _ => done.facts,
    };
    let events =
        records.iter().map(|record| RecordedEvent { position: record.position, event: record.fact.name().into() });
    let (mut stage, mut version) = (Stage::Draft, done.version);
    if let Subject::Complaint(file) = &*done.subject {
        stage = file.facts.stage;
        // A repeat is told the version of its first answer, whatever has happened since.
        let then = if done.repeated { Some(app.store.facts_at(complaint, version).await?) } else { None };
        version = Sight::new(&caller, then.as_ref().unwrap_or(&file.facts)).version(version);
    }
    Ok(Receipt {
        complaint,
        reference: complaint.reference(),
        version,
        events: events.collect(),
        stage,
        href: format!("/v1/complaints/{complaint}"),
        access_code: access_code.map(|code| code.shown()),
    })
}

/// The file, if this caller may do this with it. Asked before anything else is said about the case,
/// so that no answer about its version or its words can betray that it exists.
///
/// A state at hand saves a round trip. It may be out of date where another process writes too, so what it
/// refuses is asked again of the log, and what it lets through is decided again by the writer; `whole`
/// asks the log at once, for who reads more of the file than that.
async fn allowed(
    app: &App,
    caller: &Actor,
    action: Action,
    complaint: ComplaintId,
    whole: bool,
) -> Result<Arc<Subject>, Problem> {
    let may = |file: &Subject| match file {
        Subject::Complaint(file) => policy::allow(caller, action, &file.facts),
        _ => Err(Refused::NotFound),
    };
    if !whole && let Some(file) = app.store.at_hand(complaint).filter(|file| may(file).is_ok()) {
        return Ok(file);
    }
    let (file, version) = app.store.folded(complaint).await?;
    if version == 0 {
        return Err(Refused::NotFound.into());
    }
    may(&file)?;
    Ok(Arc::new(file))
}

/// The person under whose key words about the case are sealed: the first complainant.
fn lead_of(file: &Complaint) -> Option<PersonId> {
    file.facts.complainants.first().copied()
}

/// A digest of a request, the same for the same request.
fn digest(action: Action, complaint: Option<ComplaintId>, body: &Value) -> String {
    let mut hash = Sha256::new();
    hash.update(action.name());
    hash.update(complaint.map(|id| id.to_string()).unwrap_or_default());
    hash.update(body.to_string());
    hex(&hash.finalize())
}
