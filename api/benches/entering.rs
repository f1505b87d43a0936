//! What it costs to know who is calling, by their token and by the record, and whether they may, before a handler
//! begins: `cargo bench -p redress-api`. The bar is 50 µs a request. No code is hashed on this way.
//!
//! Alone, most of the time is two threads that fall asleep and wake one another. Many at once keep all processors at
//! work: the bar is then 20,000 a second for each of them.

use axum::body::Body;
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, HeaderValue, Request};
use divan::Bencher;
use divan::counter::ItemsCount;
use jiff::SignedDuration;
use redress_api::members::Identity;
use redress_api::token::Says;
use redress_api::{App, Clock, Keys, Store, caller, import, members, router, serve, sign_in};
use redress_domain::complaint::facts::CaseFacts;
use redress_domain::law::Scheme;
use redress_domain::membership::GrantMembership;
use redress_domain::policy::{self, Sight};
use redress_domain::{AccessId, Action, Actor, Body as Of, ComplaintId, PersonId, Role, Urn};
use std::error::Error;
use std::hint::black_box;
use std::sync::Arc;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use tower::ServiceExt;

const SCHOOL: Urn = Urn(100_001);
const PARENT: PersonId = PersonId(uuid::Uuid::from_u128(1));
const LODGING: &str = r#"{"school": 100001, "channel": "online_form",
    "complainants": [{"name": "Ada Example", "capacity": "parent", "email": "ada@family.example"}],
    "issues": [{"account": "No help with reading."}]}"#;

/// How many ask at once.
const AT_ONCE: usize = 64;

fn main() {
    divan::main();
}

/// A service over SQLite with one complaint, and somebody of each side who has signed in.
struct World {
    runtime: Runtime,
    app: App,
    facts: CaseFacts,
    clerk: HeaderMap,
    parent: HeaderMap,
    _folder: TempDir,
}

fn headers(token: &str) -> Result<HeaderMap, Box<dyn Error>> {
    Ok([(AUTHORIZATION, HeaderValue::from_str(&format!("Bearer {token}"))?)].into_iter().collect())
}

async fn prepare(folder: &TempDir) -> Result<(App, CaseFacts, HeaderMap, HeaderMap), Box<dyn Error>> {
    let said = |error: Box<dyn Error + Send + Sync>| error.to_string();
    let clock = Arc::new(Clock::standing_at("2011-09-05T09:00:00Z".parse()?));
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("redress.db").display());
    let store = Store::open(&url, [7; 32]).await?;
    import::read(&store, &clock, serve::DEMO_SCHOOLS, &import::Progress::hidden()).await.map_err(said)?;
    let app = App::new(store, clock, Keys::development(&[9; 32]), Scheme::WhitePaper);
    let (now, lasts) = (app.clock.now(), SignedDuration::from_hours(1));

    let complainant = Actor { role: Role::Complainant, body: Of::Family, person: PARENT };
    let request = Request::post("/v1/complaints")
        .header("content-type", "application/json")
        .header("authorization", format!("Bearer {}", app.keys.issue(&complainant, now, lasts)?))
        .body(Body::from(LODGING))?;
    let answer = router(app.clone()).oneshot(request).await?;
    let Some(href) = answer.headers().get("location").cloned() else {
        let said = axum::body::to_bytes(answer.into_body(), 64 * 1024).await?;
        return Err(String::from_utf8_lossy(&said).into_owned().into());
    };
    let complaint: ComplaintId = href.to_str()?.rsplit('/').next().unwrap_or_default().parse()?;
    let problem = |problem: redress_api::problem::Problem| serve::told(&problem);
    let parent = sign_in::session(&app, AccessId { complaint, person: PARENT }).await.map_err(problem)?.token;

    let identity = Identity { issuer: "https://id.example.org".into(), subject: "ann".into() };
    let office = GrantMembership { role: Role::Clerk, body: Of::School(SCHOOL), from: None, to: None };
    members::grant(&app, &identity, office).await.map_err(problem)?;
    let (person, _) = app.store.identified(&identity.digest()).await?.ok_or("nobody is known by that name")?;
    let clerk = Says::Staff(Actor { role: Role::Clerk, body: Of::School(SCHOOL), person });
    let clerk = app.keys.sign(clerk, now, lasts)?;

    let facts = app.store.file(complaint).await?.complaint.facts.clone();
    Ok((app, facts, headers(&clerk)?, headers(&parent)?))
}

impl World {
    fn new() -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let folder = tempfile::tempdir().expect("a folder");
        let (app, facts, clerk, parent) = runtime.block_on(prepare(&folder)).expect("a service");
        Self { runtime, app, facts, clerk, parent, _folder: folder }
    }

    fn let_in(&self, headers: &HeaderMap) -> bool {
        self.runtime.block_on(lets_in(&self.app, &self.facts, black_box(headers)))
    }

    /// As on a server that is at work: many ask at once.
    fn let_many_in(self: &Arc<Self>, headers: fn(&Self) -> &HeaderMap) -> bool {
        self.runtime.block_on(async {
            let mut asked = JoinSet::new();
            for _ in 0..AT_ONCE {
                let world = Arc::clone(self);
                asked.spawn(async move { lets_in(&world.app, &world.facts, headers(&world)).await });
            }
            asked.join_all().await.into_iter().all(|let_in| let_in)
        })
    }
}

async fn lets_in(app: &App, facts: &CaseFacts, headers: &HeaderMap) -> bool {
    let actor = caller::of_header(app, headers).await.ok().flatten().map(|caller| caller.actor);
    actor.is_some_and(|actor| {
        let sight = Sight::new(&actor, facts);
        policy::allow(&actor, Action::ReadCase, facts).is_ok() && black_box(sight.version(2)) > 0
    })
}

/// A clerk's session: the signature, their offices of today, the policy.
#[divan::bench]
fn staff(bencher: Bencher<'_, '_>) {
    let world = World::new();
    assert!(world.let_in(&world.clerk), "the clerk is let in");
    bencher.bench_local(|| world.let_in(&world.clerk));
}

/// A parent's session: the signature, whether they were put out since, the policy.
#[divan::bench]
fn family(bencher: Bencher<'_, '_>) {
    let world = World::new();
    assert!(world.let_in(&world.parent), "the parent is let in");
    bencher.bench_local(|| world.let_in(&world.parent));
}

/// Many clerks at once.
#[divan::bench]
fn staff_many_at_once(bencher: Bencher<'_, '_>) {
    let world = Arc::new(World::new());
    assert!(world.let_many_in(|world| &world.clerk), "the clerks are let in");
    bencher.counter(ItemsCount::new(AT_ONCE)).bench_local(|| world.let_many_in(|world| &world.clerk));
}

/// Many parents at once.
#[divan::bench]
fn family_many_at_once(bencher: Bencher<'_, '_>) {
    let world = Arc::new(World::new());
    assert!(world.let_many_in(|world| &world.parent), "the parents are let in");
    bencher.counter(ItemsCount::new(AT_ONCE)).bench_local(|| world.let_many_in(|world| &world.parent));
}

/// The policy alone, for every action there is.
#[divan::bench]
fn policy_of_every_action(bencher: Bencher<'_, '_>) {
    let world = World::new();
    let actor = Actor { role: Role::Clerk, body: Of::School(SCHOOL), person: PARENT };
    let actions = || Action::QUESTIONS.iter().chain(Action::COMMANDS);
    bencher.bench_local(|| actions().filter(|action| policy::allow(&actor, **action, &world.facts).is_ok()).count());
}
