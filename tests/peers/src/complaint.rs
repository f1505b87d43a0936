//! The work every contender is given: one complaint event of about 600 bytes of JSON a command.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Commands a complaint receives before the writer turns to a new one.
pub const COMMANDS_PER_COMPLAINT: u32 = 20;

/// What is decided and what is stored, the same for every peer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Event {
    Lodged(Entry),
    EvidenceReceived(Entry),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    pub recorded_at: String,
    pub actor: Actor,
    pub issue: Issue,
    pub document: Document,
    pub remark: String,
    pub due: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    pub role: String,
    pub body: String,
    pub id: Uuid,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Issue {
    pub number: u32,
    pub guarantee: String,
    pub respondent: String,
    pub stage: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    pub id: Uuid,
    pub kind: String,
    pub commitment: String,
}

impl Event {
    pub fn entry(&self) -> &Entry {
        match self {
            Self::Lodged(entry) | Self::EvidenceReceived(entry) => entry,
        }
    }

    pub fn kind(&self) -> &'static str {
        match self {
            Self::Lodged(_) => "Lodged",
            Self::EvidenceReceived(_) => "EvidenceReceived",
        }
    }
}

/// The `n`th thing that happens to a complaint. Random ids, so that no index has it easy.
pub fn entry(n: u32) -> Entry {
    let (document, salt) = (Uuid::new_v4(), Uuid::new_v4());
    Entry {
        recorded_at: format!("2011-03-{:02}T09:{:02}:26.535897Z", 1 + n % 28, n % 60),
        actor: Actor {
            role: "clerk-to-governors".to_owned(),
            body: format!("urn:{}", 100_000 + salt.as_u128() % 50_000),
            id: salt,
        },
        issue: Issue {
            number: 1 + n % 3,
            guarantee: "pupil-3.7-one-to-one-tuition".to_owned(),
            respondent: "governing-body".to_owned(),
            stage: "school-consideration".to_owned(),
        },
        document: Document {
            id: document,
            kind: "correspondence".to_owned(),
            commitment: format!("{}{}", document.simple(), salt.simple()),
        },
        remark: "Received from the parent and added to the file; copied to the link governor.".to_owned(),
        due: "2011-04-18".to_owned(),
    }
}

/// What a command needs to know of the past: enough that it has to be loaded.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Complaint {
    pub events: u32,
    pub last_commitment: String,
}

#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("there is no such complaint")]
    NoSuchComplaint,
    #[error("the complaint was lodged before")]
    LodgedBefore,
    #[error("the document is on the file")]
    KnownDocument,
}

pub enum Command {
    Lodge(Entry),
    ReceiveEvidence(Entry),
}

impl Command {
    pub fn nth(n: u32) -> Self {
        match n {
            0 => Self::Lodge(entry(n)),
            _ => Self::ReceiveEvidence(entry(n)),
        }
    }
}

impl Complaint {
    pub fn decide(&self, command: Command) -> Result<Event, Refused> {
        match command {
            Command::Lodge(_) if self.events > 0 => Err(Refused::LodgedBefore),
            Command::Lodge(entry) => Ok(Event::Lodged(entry)),
            Command::ReceiveEvidence(_) if self.events == 0 => Err(Refused::NoSuchComplaint),
            Command::ReceiveEvidence(entry) if entry.document.commitment == self.last_commitment => {
                Err(Refused::KnownDocument)
            }
            Command::ReceiveEvidence(entry) => Ok(Event::EvidenceReceived(entry)),
        }
    }

    pub fn evolve(&mut self, event: &Event) {
        self.events += 1;
        self.last_commitment.clone_from(&event.entry().document.commitment);
    }
}
