//! Somebody asks for a copy of the data that a file holds about them (UK GDPR art.15): who asked and how it was
//! known to be them, what the copy shows, and when it was given out or refused.
//!
//! A request has the number of its clock. Requests are told to the bodies and to whoever asked: one parent is not
//! told that another asked.

use super::facts::CaseFacts;
use super::file::at_least_lodged;
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::clock;
use crate::held::Held;
use crate::ids::{ItemNo, PersonId, RequestNo};
use crate::law::{DataRefusal, Exemption, ExtensionGround};
use crate::refused::Refused;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The rule its clock runs under.
pub const DATA_REQUEST: &str = "T51";
/// The most requests one person may make on one file.
const MOST_REQUESTS: usize = 50;

/// How it was known that whoever asked is who they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IdentityCheck {
    /// They signed in with a code of their own.
    SignedIn,
    /// Somebody who knows them spoke with them.
    KnownInPerson,
    /// They showed a document that says who they are.
    DocumentSeen,
    /// They showed that they may speak for the person.
    AuthoritySeen,
}

/// What becomes of one item in the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// It is shown. What is about others is masked in it all the same.
    Keep,
    /// What happened is shown, and none of the words that belong to it.
    Mask,
    /// It is left out.
    Withhold,
}

/// What was decided about one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemDecision {
    /// Which.
    pub item: ItemNo,
    /// What becomes of it.
    pub treatment: Treatment,
    /// Why it is not shown; none where it is.
    pub exemption: Option<Exemption>,
}

/// How a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RequestStatus {
    /// It waits for somebody to look at what is held.
    #[default]
    Open,
    /// What the copy shows is decided, and it was not given out yet.
    Prepared,
    /// The copy was given out.
    Released,
    /// It was refused.
    Refused,
}

/// One request for somebody's data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// The day it was answered.
    pub answered_on: Option<Date>,
    /// The last day for the answer before it was extended, where it was.
    pub before_extension: Option<Date>,
    /// What was decided about each item.
    pub decisions: Vec<ItemDecision>,
}

impl DataRequest {
    /// Whether the answer is still to come.
    #[must_use]
    pub fn waits(&self) -> bool {
        matches!(self.status, RequestStatus::Open | RequestStatus::Prepared)
    }
}

/// The requests on a file, in the order they were made.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DataRequests(pub Vec<DataRequest>);

impl DataRequests {
    /// A request by its number.
    #[must_use]
    pub fn find(&self, request: RequestNo) -> Option<&DataRequest> {
        self.0.iter().find(|known| known.request == request)
    }

    /// The requests whose answer is still to come.
    pub fn waiting(&self) -> impl Iterator<Item = &DataRequest> {
        self.0.iter().filter(|request| request.waits())
    }
}

events! {
    /// What happens to a request for somebody's data.
    pub enum Event {
        /// Somebody asked for it.
        DataRequested = "data_requested" {
            /// Its number, which is that of its clock.
            request: RequestNo,
            /// Whose data.
            person: PersonId,
            /// The day it was made.
            asked_on: Date,
            /// How it was known that it was them.
            identity: IdentityCheck,
            /// The day that was known.
            checked_on: Date,
            /// What they would like to know, where they said so.
            wanted: Option<Held>,
        },
        /// The answer takes longer.
        DataRequestExtended = "data_request_extended" {
            /// Which.
            request: RequestNo,
            /// Whose data.
            person: PersonId,
            /// The last day before.
            from: Date,
            /// The last day now.
            to: Date,
            /// Why the law lets it take longer.
            ground: ExtensionGround,
            /// In words.
            reason: Held,
        },
        /// What the copy shows was decided, item by item. The person is not told what is left out.
        DataCopyPrepared = "data_copy_prepared" {
            /// Which.
            request: RequestNo,
            /// What was decided about each item.
            decisions: Vec<ItemDecision>,
        },
        /// The copy was given out.
        DataCopyReleased = "data_copy_released" {
            /// Which.
            request: RequestNo,
            /// Whose data.
            person: PersonId,
            /// The day.
            on: Date,
            /// Who gets word that it can be fetched; nobody was told of the first ones.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            to: Vec<PersonId>,
        },
        /// The request was refused.
        DataRequestRefused = "data_request_refused" {
            /// Which.
            request: RequestNo,
            /// Whose data.
            person: PersonId,
            /// The day.
            on: Date,
            /// Why the law allows that.
            ground: DataRefusal,
            /// In words.
            reason: Held,
        },
    }
}

impl Event {
    /// Whose data it is about; none where nobody of the families is told of it.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::DataRequested { person, .. }
            | Self::DataRequestExtended { person, .. }
            | Self::DataCopyReleased { person, .. }
            | Self::DataRequestRefused { person, .. } => Some(*person),
            Self::DataCopyPrepared { .. } => None,
        }
    }

    pub(super) fn touch(&self, facts: &mut CaseFacts) {
        if let Self::DataRequested { request, person, .. } = self {
            facts.data_requests.insert(*request, *person);
        }
    }

    pub(super) fn apply(&self, file: &mut Complaint) {
        let known = &mut file.data_requests.0;
        let (Self::DataRequested { request, .. }
        | Self::DataRequestExtended { request, .. }
        | Self::DataCopyPrepared { request, .. }
        | Self::DataCopyReleased { request, .. }
        | Self::DataRequestRefused { request, .. }) = self;
        if let Self::DataRequested { person, asked_on, identity, .. } = self {
            known.push(DataRequest {
                request: *request,
                person: *person,
                asked_on: *asked_on,
                identity: *identity,
                status: RequestStatus::Open,
                answered_on: None,
                before_extension: None,
                decisions: Vec::new(),
            });
        }
        let Some(known) = known.iter_mut().find(|known| known.request == *request) else { return };
        match self {
            Self::DataRequested { .. } => {}
            Self::DataRequestExtended { from, .. } => {
                known.before_extension = known.before_extension.or(Some(*from));
            }
            Self::DataCopyPrepared { decisions, .. } => {
                known.status = RequestStatus::Prepared;
                known.decisions.clone_from(decisions);
            }
            Self::DataCopyReleased { on, .. } => {
                (known.status, known.answered_on) = (RequestStatus::Released, Some(*on));
            }
            Self::DataRequestRefused { on, .. } => {
                (known.status, known.answered_on) = (RequestStatus::Refused, Some(*on));
            }
        }
    }
}

impl Complaint {
    /// A request whose answer is still to come.
    pub(super) fn waiting(&self, request: RequestNo) -> Result<&DataRequest, Refused> {
        self.data_requests.waiting().find(|known| known.request == request).ok_or(NO_SUCH)
    }

    /// Refuses where a person's data cannot be asked for once more.
    fn can_be_asked(&self, person: PersonId) -> Result<(), Refused> {
        self.party(person)?;
        let theirs = || self.data_requests.0.iter().filter(|known| known.person == person);
        if theirs().any(DataRequest::waits) {
            return Err(Refused::AlreadyDone { what: "the data were asked for, and the answer is still to come" });
        }
        if theirs().count() >= MOST_REQUESTS {
            return Err(Refused::TooMany { what: "requests of one person", most: MOST_REQUESTS });
        }
        Ok(())
    }
}

const NO_SUCH: Refused = Refused::NoSuchItem { what: "request that waits for its answer" };

pub(super) fn any_waits(file: &Complaint) -> Result<(), Refused> {
    match file.data_requests.waiting().next() {
        Some(_) => Ok(()),
        None => Err(Refused::NotYet { needs: "a request for data" }),
    }
}

/// The request and its clock, which runs from the day on which both the request and the proof of who made it were
/// there (ICO guidance on time limits; before 2018, Data Protection Act 1998 s.7(10)).
fn asked(
    file: &Complaint,
    now: &Moment<'_>,
    person: PersonId,
    (asked_on, checked_on): (Date, Date),
    identity: IdentityCheck,
    wanted: Option<Held>,
) -> Result<Vec<super::Event>, Refused> {
    file.can_be_asked(person)?;
    let request = RequestNo::next(person, |taken| file.facts.data_requests.contains_key(&taken));
    Outcome::of(file, now)
        .and(Event::DataRequested { request, person, asked_on, identity, checked_on, wanted })
        .start_numbered(request.into(), DATA_REQUEST, asked_on.max(checked_on))
        .done()
}

command! {
    /// Asks for a copy of what the file holds about oneself, or about whoever one speaks for.
    pub struct MakeDataRequest {
        /// What you would like to know; left out for all of it.
        wanted: Option<Held>,
    }
}

impl Ask for MakeDataRequest {
    const ACTION: Action = Action::MakeDataRequest;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)?;
        file.can_be_asked(file.speaks_for(now.by()))
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let person = file.speaks_for(now.by());
        asked(file, now, person, (now.today, now.today), IdentityCheck::SignedIn, self.wanted.clone())
    }
}

command! {
    /// Records that somebody on the file asked for a copy of their data, by letter or by word of mouth.
    pub struct RecordDataRequest {
        /// Whose data.
        person: PersonId,
        /// The day the request came.
        asked_on: Date,
        /// How it was known that it was them.
        identity: IdentityCheck,
        /// The day that was known. The time for the answer runs from the later of the two.
        checked_on: Date,
        /// What they would like to know; left out for all of it.
        wanted: Option<Held>,
    }
}

impl Ask for RecordDataRequest {
    const ACTION: Action = Action::RecordDataRequest;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_least_lodged(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        now.not_future("asked_on", self.asked_on)?;
        now.not_future("checked_on", self.checked_on)?;
        if file.facts.made_on.is_some_and(|made_on| self.asked_on < made_on) {
            return Err(Refused::DateOutOfOrder { field: "asked_on", why: "there was no complaint yet" });
        }
        asked(file, now, self.person, (self.asked_on, self.checked_on), self.identity, self.wanted.clone())
    }
}

command! {
    /// Takes longer to answer, where the request is complex or one of many. It is to be said within the first time.
    pub struct ExtendDataRequest {
        /// Which.
        request: RequestNo,
        /// The last day now.
        to: Date,
        /// Why the law lets it take longer.
        ground: ExtensionGround,
        /// In words for whoever asked.
        reason: Held,
    }
}

impl Ask for ExtendDataRequest {
    const ACTION: Action = Action::ExtendDataRequest;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        any_waits(file)
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let known = file.waiting(self.request)?;
        let clock = file.owed_deadline(self.request.into())?;
        let row = clock.row().filter(|row| row.extension_cap.is_some());
        let (Some(row), Some(from)) = (row, clock.due) else {
            return Err(Refused::NotAcceptable { field: "to", why: "the law of that day gives no longer time" });
        };
        let first = known.before_extension.unwrap_or(from);
        if now.today > first {
            return Err(Refused::TooLate { last_day: first });
        }
        if self.to <= from {
            return Err(Refused::DateOutOfOrder { field: "to", why: "the new day must be later than the old one" });
        }
        let latest = clock::latest_extension(row, first, &now.calendars(file, None))
            .map_err(|why| Refused::CannotCompute { why: why.to_string() })?;
        if let Some(latest) = latest.filter(|latest| self.to > *latest) {
            return Err(Refused::TooFar { latest });
        }
        let (request, person, reason) = (self.request, known.person, self.reason.clone());
        let event = Event::DataRequestExtended { request, person, from, to: self.to, ground: self.ground, reason };
        Outcome::of(file, now).and(event).done()
    }
}
