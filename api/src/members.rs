//! Who holds which office: granted and ended by whoever manages access, who can read no case.

use crate::app::App;
use crate::asked::{Asked, Nothing, Reply};
use crate::headers;
use crate::problem::{Kind as ProblemKind, Problem};
use base16ct::lower::encode_string as hex;
use redress_domain::membership::{self, Command, EndMembership, GrantMembership, LinkIdentity, Membership};
use redress_domain::{Actor, Body, Order, PersonId, Refused, Role};
use redress_projections::{Failed, Job};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Who somebody is to an identity provider.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// The provider: the "iss" of its tokens, to the letter.
    #[schemars(length(min = 1, max = 500))]
    pub issuer: String,
    /// Its name for them: the "sub" of its tokens, to the letter.
    #[schemars(length(min = 1, max = 255))]
    pub subject: String,
}

impl Identity {
    /// What the record keeps of an identity: neither the provider nor its name for somebody can be read from it.
    #[must_use]
    pub fn digest(&self) -> String {
        hex(&Sha256::digest(format!("redress/identity/1\n{}\n{}", self.issuer, self.subject).as_bytes()))
    }
}

/// A person's offices, past and to come.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    /// The person, by opaque number.
    pub person: PersonId,
    /// The version of their record: the number in its `ETag`.
    pub version: i64,
    /// The offices, in the order they were granted.
    pub memberships: Vec<Membership>,
}

/// Carries out an order about a person's offices, and answers what they hold then.
///
/// # Errors
/// Whoever asks does not manage access, or the office cannot be held so.
pub async fn execute(
    app: &App,
    actor: Actor,
    person: PersonId,
    expected: Option<i64>,
    command: Command,
) -> Result<Reply<Member>, Problem> {
    let job = Job {
        stream: membership::stream(person),
        order: Order::Membership(Box::new(command)),
        stamp: app.stamp(actor),
        expected,
        key: None,
        sealed: Vec::new(),
    };
    app.store.execute(job).await.map_err(|failed| match failed {
        Failed::Conflict { .. } if expected.is_some() => Problem::from(ProblemKind::VersionMismatch),
        other => other.into(),
    })?;
    read(app, person).await
}

async fn read(app: &App, person: PersonId) -> Result<Reply<Member>, Problem> {
    let (version, memberships) = app.store.memberships(person).await?.ok_or(ProblemKind::NotFound)?;
    Ok(Reply::from(Member { person, version, memberships }).version(version))
}

/// The person in the path, and who changes something about them.
async fn concerned(asked: &Asked<Nothing>) -> Result<(PersonId, Actor), Problem> {
    let caller = asked.caller()?;
    let person = PersonId(asked.part("person")?);
    asked.app.store.memberships(person).await?.ok_or(Refused::NotFound)?;
    // Who gives out offices gives none to themselves, and takes none from themselves by mistake.
    if caller.person == person {
        return Err(Refused::Conflicted { rule: "somebody else must change your own offices" }.into());
    }
    Ok((person, caller.clone()))
}

/// Makes somebody known by an identity; whoever is known by it already is answered.
///
/// # Errors
/// Whoever asks does not manage access.
pub async fn add_member(asked: Asked<Nothing>, identity: Identity) -> Result<Reply<Member>, Problem> {
    let caller = asked.caller()?.clone();
    if let Some((known, _)) = asked.app.store.identified(&identity.digest()).await? {
        return read(&asked.app, known).await;
    }
    let person = PersonId(asked.app.clock.id()?);
    link(&asked.app, caller, person, &identity, Some(0)).await
}

/// Links an identity to a person, unless it is another's.
///
/// # Errors
/// It is another's, or the database fails.
pub async fn link(
    app: &App,
    actor: Actor,
    person: PersonId,
    identity: &Identity,
    expected: Option<i64>,
) -> Result<Reply<Member>, Problem> {
    let identity = identity.digest();
    if app.store.identified(&identity).await?.is_some_and(|(known, _)| known != person) {
        return Err(Refused::AlreadyDone { what: "this identity is somebody's" }.into());
    }
    execute(app, actor, person, expected, Command::LinkIdentity(LinkIdentity { identity })).await
}

/// Answers a person's offices.
///
/// # Errors
/// Whoever asks does not manage access, or there is no such person.
pub async fn read_member(asked: Asked<Nothing>) -> Result<Reply<Member>, Problem> {
    read(&asked.app, PersonId(asked.part("person")?)).await
}

/// Lets a person sign in with one more identity.
///
/// # Errors
/// Whoever asks does not manage access, or the identity is somebody's already.
pub async fn link_identity(asked: Asked<Nothing>, identity: Identity) -> Result<Reply<Member>, Problem> {
    let (person, caller) = concerned(&asked).await?;
    link(&asked.app, caller, person, &identity, headers::if_match(&asked.headers)?).await
}

/// Gives a person an office.
///
/// # Errors
/// Whoever asks does not manage access, or the office cannot be held so.
pub async fn grant_membership(asked: Asked<Nothing>, given: GrantMembership) -> Result<Reply<Member>, Problem> {
    let (person, caller) = concerned(&asked).await?;
    let expected = headers::if_match(&asked.headers)?;
    execute(&asked.app, caller, person, expected, Command::GrantMembership(given)).await
}

/// Ends a person's office.
///
/// # Errors
/// Whoever asks does not manage access, or there is no such office.
pub async fn end_membership(asked: Asked<Nothing>, given: EndMembership) -> Result<Reply<Member>, Problem> {
    let (person, caller) = concerned(&asked).await?;
    let expected = headers::if_match(&asked.headers)?;
    execute(&asked.app, caller, person, expected, Command::EndMembership(given)).await
}

/// Gives somebody an office by word of whoever runs the service, and says what was done: the way in for
/// the first who manages access.
///
/// # Errors
/// The office cannot be held so, or the database fails.
pub async fn grant(app: &App, identity: &Identity, given: GrantMembership) -> Result<String, Problem> {
    let keeper = Actor { role: Role::Administrator, body: Body::Service, person: PersonId(Uuid::nil()) };
    let person = match app.store.identified(&identity.digest()).await? {
        Some((known, _)) => known,
        None => {
            let person = PersonId(app.clock.id()?);
            link(app, keeper.clone(), person, identity, Some(0)).await?;
            person
        }
    };
    let said = format!("{person} holds the office {}@{}", given.role.name(), given.body);
    execute(app, keeper, person, None, Command::GrantMembership(given)).await?;
    Ok(said)
}
