//! Redress itself, in this process: the vault, the log and all its views.
//!
//! A command is what the service makes of one: the words are sealed for the vault, the law decides, and
//! the events, the sealed words and every view are durable when it returns. The peers keep their words in
//! the open, in the event.

use async_trait::async_trait;
use redress_domain::complaint::Command;
use redress_domain::complaint::file::{AddDocument, AnnotateObjection, RecordDisclosure};
use redress_domain::complaint::intake::SubmitComplaint;
use redress_domain::complaint::paper::Privilege;
use redress_domain::law::Scheme;
use redress_domain::{
    Actor, Body, ComplaintId, DocumentId, Held, Kind, Order, PersonId, Role, Stamp, StreamId, Urn, school,
};
use redress_projections::{Job, MasterKey, Options, Sealed, Store};
use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;

use super::{Contender, Failure, Recorded, count, pool};

/// The school complained about.
pub const SCHOOL: Urn = Urn(100_001);
/// The instant of every command: the service's own clock is not what is measured.
pub const NOW: &str = "2011-11-14T10:00:00Z";

pub struct Redress {
    store: Store,
    pool: PgPool,
}

/// What the commands after the first say, turn by turn.
#[derive(Clone, Copy)]
pub enum Turn {
    Document,
    Objection,
    Disclosure,
}

impl Turn {
    pub fn nth(n: u32) -> Self {
        match n % 3 {
            0 => Self::Disclosure,
            1 => Self::Document,
            _ => Self::Objection,
        }
    }
}

pub const REMARK: &str = "Received from the parent and added to the file; copied to the link governor.";
pub const SHORT: &str = "Correspondence with the family";

/// Who lodges: the person is a new one for each complaint.
pub fn parent(complaint: Uuid) -> Actor {
    Actor { role: Role::Complainant, body: Body::Family, person: PersonId(Uuid::from_u128(complaint.as_u128() ^ 1)) }
}

/// Who keeps the file afterwards.
pub fn clerk() -> Actor {
    Actor { role: Role::Clerk, body: Body::School(SCHOOL), person: PersonId(Uuid::from_u128(2)) }
}

impl Redress {
    pub async fn setup(url: &str) -> Result<Self, Failure> {
        let store = Store::open(url, &MasterKey::new([7; 32]), Options::default()).await?;
        let entry = serde_json::from_value(json!({
            "urn": SCHOOL, "name": "Oak Primary School", "authority": 301,
            "authority_name": "Barking and Dagenham", "number": 2000, "kind": 1, "status": 1, "phase": 2,
            "opened": null, "closed": null, "low_age": 3, "high_age": 11, "town": null, "postcode": null,
        }))?;
        let register = school::Command::Register(school::Register { entry });
        let stamp = stamp(Actor { role: Role::Administrator, body: Body::Service, person: PersonId(Uuid::nil()) })?;
        store
            .execute(Job {
                stream: StreamId::new(Kind::School, SCHOOL),
                order: Order::School(Box::new(register)),
                stamp,
                expected: None,
                key: None,
                sealed: Vec::new(),
            })
            .await?;
        Ok(Self { store, pool: pool(url).await? })
    }

    async fn seal(&self, complaint: Uuid, field: &str, words: &str, sealed: &mut Vec<Sealed>) -> Result<Held, Failure> {
        let person = parent(complaint).person;
        let vault = self.store.vault();
        let (held, kept) = vault.seal(person, ComplaintId(complaint), field, words).await?;
        sealed.push(kept);
        Ok(held)
    }

    async fn order(&self, complaint: Uuid, n: u32, sealed: &mut Vec<Sealed>) -> Result<Command, Failure> {
        if n == 0 {
            // As the service does: nobody looks for a key in a complaint that has only just got its number.
            self.store.vault().begin(parent(complaint).person, ComplaintId(complaint))?;
            let name = self.seal(complaint, "name", "Ada Example", sealed).await?;
            let email = self.seal(complaint, "email", "ada@example.org", sealed).await?;
            let account = self.seal(complaint, "account", REMARK, sealed).await?;
            let command: SubmitComplaint = serde_json::from_value(json!({
                "school": SCHOOL,
                "channel": "online_form",
                "complainants": [{ "new_person": parent(complaint).person, "name": name, "capacity": "parent", "email": email }],
                "issues": [{ "account": account }],
            }))?;
            return Ok(command.into());
        }
        Ok(match Turn::nth(n) {
            Turn::Document => AddDocument {
                document: DocumentId(Uuid::new_v4()),
                title: self.seal(complaint, "title", SHORT, sealed).await?,
                privilege: Privilege::School,
                redacted: None,
                issues: [].into(),
            }
            .into(),
            Turn::Objection => {
                AnnotateObjection { objection: self.seal(complaint, "objection", REMARK, sealed).await? }.into()
            }
            Turn::Disclosure => RecordDisclosure {
                to: self.seal(complaint, "to", SHORT, sealed).await?,
                basis: self.seal(complaint, "basis", SHORT, sealed).await?,
                items: self.seal(complaint, "items", REMARK, sealed).await?,
            }
            .into(),
        })
    }
}

fn stamp(actor: Actor) -> Result<Stamp, Failure> {
    Ok(Stamp { at: NOW.parse()?, actor, scheme: Scheme::WhitePaper })
}

#[async_trait]
impl Contender for Redress {
    fn name(&self) -> &'static str {
        "**Redress**, in process, all its views"
    }

    async fn command(&self, complaint: Uuid, n: u32) -> Result<u64, Failure> {
        let mut sealed = Vec::new();
        let order = self.order(complaint, n, &mut sealed).await?;
        let job = Job {
            stream: StreamId::new(Kind::Complaint, ComplaintId(complaint)),
            order: Order::Complaint(Box::new(order)),
            stamp: stamp(if n == 0 { parent(complaint) } else { clerk() })?,
            // As the service does: a number it has just made is new.
            expected: (n == 0).then_some(0),
            key: None,
            sealed,
        };
        Ok(self.store.execute(job).await?.facts.len() as u64)
    }

    async fn recorded(&self) -> Result<Recorded, Failure> {
        recorded(&self.pool).await
    }
}

/// What a database of ours holds.
pub async fn recorded(pool: &PgPool) -> Result<Recorded, Failure> {
    // Every event of a complaint is counted there once by its month, and some of other streams.
    let statistics = "SELECT coalesce(sum(n), 0)::bigint FROM statistics \
                      WHERE split = '' AND measure IN (SELECT DISTINCT event FROM event WHERE kind = 'complaint')";
    // No event is in a case that has no row.
    let cases = "SELECT count(*) FROM event e JOIN cases c ON c.part = e.part AND c.id = e.stream \
                 WHERE e.kind = 'complaint'";
    // Every view says of itself that it has taken in all there is.
    let all = "SELECT CASE WHEN bool_and((view.value->>'position')::bigint = position) \
               THEN (SELECT count(*) FROM event WHERE kind = 'complaint') ELSE -1 END \
               FROM log_head, jsonb_each(checkpoints::jsonb) AS view";
    // The peers write the actor and the name into the payload; here they are columns.
    let bytes = "SELECT coalesce(avg(octet_length(event) + octet_length(actor) + octet_length(cause) \
                 + octet_length(payload)), 0)::bigint FROM event WHERE kind = 'complaint'";
    Ok(Recorded {
        events: count(pool, "SELECT count(*) FROM event WHERE kind = 'complaint'").await?,
        views: vec![count(pool, statistics).await?, count(pool, cases).await?, count(pool, all).await?],
        bytes: count(pool, bytes).await?,
    })
}
