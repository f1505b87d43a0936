//! Requests for a copy of somebody's data: how each stands, what is decided about each item, and the copy itself.
//!
//! The copy is kept nowhere. It is made anew from the log, the vault and what was decided, each time it is fetched;
//! so what was erased since is not in it either.

use crate::app::App;
use crate::asked::{Asked, Reply};
use crate::files::File;
use crate::pages;
use crate::personal::{self, PersonalData, PersonalEntry};
use crate::problem::{Kind, Pointed, Problem};
use crate::words::Words;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use redress_domain::complaint::data_request::{
    DataRequest as Known, IdentityCheck, ItemDecision, RequestStatus, Treatment,
};
use redress_domain::ids::{DeadlineNo, ItemNo, RequestNo};
use redress_domain::law::Exemption;
use redress_domain::policy::{self, Sight};
use redress_domain::{Action, Actor, ComplaintId, PersonId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What the copy is sent as.
pub const ZIP: &str = "application/zip";

/// A request for a copy of somebody's data.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DataRequest {
    /// Its number, which is that of its clock.
    pub request: RequestNo,
    /// Whose data.
    pub person: PersonId,
    /// The day it was made.
    pub asked_on: Date,
    /// How it was known that it was them.
    pub identity: IdentityCheck,
    /// How it stands.
    pub status: RequestStatus,
    /// The last day for the answer.
    pub due: Option<Date>,
    /// The day it was answered.
    pub answered_on: Option<Date>,
    /// Where the copy is, once the caller may fetch it.
    pub copy: Option<String>,
}

/// Requests for data on one complaint.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DataRequests {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The requests that the caller may know of, in the order they were made.
    pub requests: Vec<DataRequest>,
}

/// One item that the file held about the person when they asked, and what is decided about it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Item {
    /// Its place in the log.
    pub item: ItemNo,
    /// What becomes of it in the copy; none where nothing is decided yet.
    pub treatment: Option<Treatment>,
    /// Why it is not shown, where it is not.
    pub exemption: Option<Exemption>,
    /// The item, with what is about others masked.
    pub entry: PersonalEntry,
}

/// A request, and what is decided about each item.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DataRequestItems {
    /// The request.
    pub request: DataRequest,
    /// The items, oldest first. Only whoever prepares the copy is given them.
    pub items: Vec<Item>,
}

/// What is in the file `copy.json` of a copy.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Copy {
    /// The request it answers.
    pub request: RequestNo,
    /// The day of the request: what came later is not in it.
    pub asked_on: Date,
    /// The day it was given out; none while it is only prepared.
    pub released_on: Option<Date>,
    /// What the file held about the person.
    pub data: PersonalData,
}

fn prepares(actor: &Actor, file: &File) -> bool {
    policy::allow(actor, Action::PrepareDataCopy, &file.complaint.facts).is_ok()
}

/// Whether somebody may fetch the copy: whoever prepares it once it is prepared, and whose it is once it is given out.
fn may_fetch(file: &File, actor: &Actor, known: &Known) -> bool {
    match known.status {
        RequestStatus::Released => true,
        RequestStatus::Prepared => prepares(actor, file),
        RequestStatus::Open | RequestStatus::Refused => false,
    }
}

fn told(file: &File, actor: &Actor, known: &Known) -> DataRequest {
    let number = DeadlineNo::from(known.request);
    let clock = file.complaint.deadlines.iter().find(|clock| clock.deadline == number);
    let copy = format!("/v1/complaints/{}/data-requests/{}/copy", file.id, known.request);
    DataRequest {
        request: known.request,
        person: known.person,
        asked_on: known.asked_on,
        identity: known.identity,
        // That somebody works on it is not the asker's to see.
        status: if known.waits() && !prepares(actor, file) { RequestStatus::Open } else { known.status },
        due: clock.and_then(|clock| clock.due),
        answered_on: known.answered_on,
        copy: may_fetch(file, actor, known).then_some(copy),
    }
}

/// The requests that somebody may know of.
pub fn of_file(file: &File, actor: &Actor) -> Vec<DataRequest> {
    visible(file, actor).map(|known| told(file, actor, known)).collect()
}

fn visible<'a>(file: &'a File, actor: &'a Actor) -> impl Iterator<Item = &'a Known> {
    let sight = Sight::new(actor, &file.complaint.facts);
    file.complaint.data_requests.0.iter().filter(move |known| sight.may_have_data_of(known.person))
}

/// One request that somebody may know of.
fn find<'a>(file: &'a File, actor: &'a Actor, request: RequestNo) -> Result<&'a Known, Problem> {
    visible(file, actor).find(|known| known.request == request).ok_or_else(|| Kind::NotFound.into())
}

/// Answers the requests for data on a case.
///
/// # Errors
/// The caller may not read anybody's data in it.
pub async fn read_data_requests(asked: Asked) -> Result<Reply<DataRequests>, Problem> {
    let file = asked.file()?;
    Ok(DataRequests { complaint: file.id, requests: of_file(file, asked.caller()?) }.into())
}

/// Answers one request, and to whoever prepares the copy what there is to decide on.
///
/// # Errors
/// There is no such request that the caller may know of, or the vault fails.
pub async fn read_data_request(asked: Asked) -> Result<Reply<DataRequestItems>, Problem> {
    let (file, caller) = (asked.file()?, asked.caller()?);
    let known = find(file, caller, asked.part("request")?)?;
    let items =
        if prepares(caller, file) { items(&asked.app, Words::english(), file, caller, known).await? } else { vec![] };
    Ok(DataRequestItems { request: told(file, caller, known), items }.into())
}

/// What there is to decide on for a request, with what is decided so far; that it is shown is recorded.
///
/// # Errors
/// It cannot be recorded, or the vault fails.
pub async fn items(app: &App, t: Words, file: &File, reader: &Actor, known: &Known) -> Result<Vec<Item>, Problem> {
    let decided: BTreeMap<ItemNo, &ItemDecision> = known.decisions.iter().map(|one| (one.item, one)).collect();
    let entries = personal::held_then(app, t, file, reader, known).await?;
    let item = |(item, entry)| {
        let decided = decided.get(&item);
        Item {
            item,
            treatment: decided.map(|one| one.treatment),
            exemption: decided.and_then(|one| one.exemption),
            entry,
        }
    };
    Ok(entries.into_iter().map(item).collect())
}

/// Refuses decisions about something that is no item of the request, or that leave one out: somebody must have
/// looked at each.
///
/// # Errors
/// The places of those that are none, or how many are missing.
pub fn check(file: &File, body: &Value) -> Result<(), Problem> {
    let number = body["request"].as_u64().and_then(|number| u16::try_from(number).ok()).map(RequestNo);
    let Some(known) = number.and_then(|number| file.complaint.data_requests.find(number)) else {
        // The domain says so.
        return Ok(());
    };
    let Some(given) = body["decisions"].as_array() else { return Ok(()) };
    let mut missing = personal::items(file, known)?;
    let all = missing.clone();
    let mut wrong = Vec::new();
    for (place, one) in given.iter().enumerate() {
        let Some(item) = one["item"].as_i64().map(ItemNo) else { continue };
        missing.remove(&item);
        if !all.contains(&item) {
            wrong
                .push(Pointed::new(format!("/decisions/{place}/item"), "This is no item of the request. Take it out."));
        }
    }
    if let Some(first) = missing.first().filter(|_| wrong.is_empty()) {
        let words =
            format!("Decide on every item: {} of {} are missing, the first of them {first}.", missing.len(), all.len());
        wrong.push(Pointed::new("/decisions", words));
    }
    if wrong.is_empty() { Ok(()) } else { Err(Problem::at(Kind::Invalid, wrong)) }
}

/// Answers the copy.
///
/// # Errors
/// There is none that the caller may fetch, or it cannot be recorded that it is fetched.
pub async fn read_data_copy(asked: Asked) -> Result<Response, Problem> {
    let (file, caller) = (asked.file()?, asked.caller()?);
    fetched(&asked.app, Words::english(), file, caller, asked.part("request")?).await
}

/// The copy as a file to keep: what a person reads and what a program reads, in one archive. That it is fetched is
/// recorded first.
///
/// # Errors
/// There is none that the caller may fetch, or it cannot be recorded that it is fetched.
pub async fn fetched(
    app: &App,
    t: Words,
    file: &File,
    caller: &Actor,
    request: RequestNo,
) -> Result<Response, Problem> {
    let known = find(file, caller, request)?;
    if !may_fetch(file, caller, known) {
        return Err(Kind::NotFound.into());
    }
    let data = personal::copied(app, t, file, caller, known).await?;
    let released_on = known.answered_on;
    let copy = Copy { request, asked_on: known.asked_on, released_on, data };
    let archive = archive(t, &copy).map_err(Problem::internal)?;
    let name = format!("attachment; filename=\"{}-{request}.zip\"", file.id.reference());
    Ok(([(CONTENT_TYPE, ZIP.to_owned()), (CONTENT_DISPOSITION, name)], archive).into_response())
}

/// The same bytes for the same copy: no time of making stands in it.
fn archive(t: Words, copy: &Copy) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    zip.start_file("copy.html", options)?;
    zip.write_all(pages::copy(t, copy)?.as_bytes())?;
    zip.start_file("copy.json", options)?;
    zip.write_all(&serde_json::to_vec_pretty(copy)?)?;
    Ok(zip.finish()?.into_inner())
}
