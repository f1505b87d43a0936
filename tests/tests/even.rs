//! Whatever is wrong with a sign-in, and whether a case is hidden or missing, the service does the same work for it: a
//! patient listener learns nothing.

use axum::body::Body;
use axum::http::Request;
use redress_api::endpoints::{self, Access};
use redress_api::pages::{self, Use, Who};
use redress_tests::http::{Service, lodging};
use redress_tests::support::databases;
use serde_json::{Value, json};
use std::io::Write;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, Instant};
use tower::ServiceExt;

/// The pieces of work that were begun, in order, as the service's trace names them.
#[derive(Clone, Default)]
struct Work(Arc<Mutex<Vec<u8>>>);

impl Write for Work {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("a lock").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What is traced, of all tests of this file: they take turns, since there is one trace.
static WORK: LazyLock<Work> = LazyLock::new(|| {
    let work = Work::default();
    let writer = work.clone();
    let layer = tracing_subscriber::fmt().with_ansi(false).with_env_filter("redress::work=trace");
    layer.with_writer(move || writer.clone()).try_init().expect("nobody else listens");
    work
});
static TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

impl Work {
    /// The pieces of work that have names.
    fn taken(&self) -> Vec<String> {
        let work = |line: &str| Some(line.split_once("work=\"")?.1.split_once('"')?.0.to_owned());
        self.lines().iter().filter_map(|line| work(line)).collect()
    }

    /// Those, and each statement that the database was asked.
    fn all(&self) -> Vec<String> {
        let begun = |line: &str| Some(line.split_once("redress::work: ")?.1.trim().to_owned());
        self.lines().iter().filter_map(|line| begun(line)).collect()
    }

    fn lines(&self) -> Vec<String> {
        let bytes = std::mem::take(&mut *self.0.lock().expect("a lock"));
        String::from_utf8(bytes).expect("words").lines().map(str::to_owned).collect()
    }
}

fn shown(reference: &Value, code: &Value, email: &str) -> Value {
    match email {
        "" => json!({ "reference": reference, "code": code }),
        email => json!({ "reference": reference, "code": code, "email": email }),
    }
}

#[tokio::test]
async fn an_unknown_reference_an_unknown_address_and_a_wrong_code_cost_the_same_work() {
    let (_turn, work) = (TURN.lock().await, &*WORK);
    let service = Service::with(|app| app.sends = true).await;
    let parent = service.token("complainant@family/018f0000000070008000000000000001");
    let lodged = service.post("/v1/complaints", &parent, &lodging()).await.json;
    let (known, unknown) = (lodged["reference"].clone(), json!("RD-00000-00000"));
    let identifiers = [lodged["complaint"].clone(), json!("018f0000-0000-7000-8000-00000000ffff")];
    let refused = async |body: Value| {
        work.taken();
        let answer = service.post("/v1/sign-in", "", &body).await;
        assert_eq!((answer.status, answer.problem()), (401, "sign-in-refused"), "{body}: {}", answer.text);
        work.taken()
    };

    let code = json!("0000-0000-0000-0000");
    let by_code = refused(shown(&known, &code, "")).await;
    assert_eq!(by_code, ["by_reference", "accesses", "hash"]);
    assert_eq!(refused(shown(&unknown, &code, "")).await, by_code);
    for identifier in &identifiers {
        assert_eq!(refused(shown(identifier, &code, "")).await, by_code[1..]);
    }

    let digits = json!("000000");
    let by_mail = refused(shown(&known, &digits, "ada@example.org")).await;
    assert_eq!(by_mail, ["by_reference", "file", "open_texts", "subject", "open_texts", "execute"]);
    for waiting in [false, true] {
        if waiting {
            let ask = json!({ "reference": known, "email": "ada@example.org" });
            assert_eq!(service.post("/v1/sign-in-codes", "", &ask).await.status, 200);
            let _ = tokio::time::timeout(Duration::from_mins(1), async {
                while service.app.store.outbox(service.app.clock.now(), 9).await.expect("the outbox").is_empty() {
                    tokio::task::yield_now().await;
                }
            })
            .await;
        }
        for (reference, email) in [
            (&known, "ada@example.org"),
            (&known, "somebody@example.org"),
            (&unknown, "ada@example.org"),
            (&unknown, "somebody@example.org"),
        ] {
            assert_eq!(refused(shown(reference, &digits, email)).await, by_mail, "{reference} {email} {waiting}");
        }
        for identifier in &identifiers {
            assert_eq!(refused(shown(identifier, &digits, "ada@example.org")).await, by_mail[1..]);
        }
    }
}

/// Those to whom the case is not to be known, each of another kind.
const STRANGERS: [&str; 4] = [
    "complainant@family/018f0000000070008000000000000002",
    "clerk@school:100002/018f0000000070008000000000000003",
    "investigator@ombudsman/018f0000000070008000000000000004",
    "official@department/018f0000000070008000000000000005",
];

/// Every operation and page that is about a case: how it is asked, and where.
fn about_a_case() -> Vec<(&'static str, String)> {
    let operations = endpoints::table().into_iter().filter(|row| matches!(row.access, Access::Case(_)));
    let method = |row: &endpoints::Endpoint| if row.method == "GET" { "GET" } else { "POST" };
    let operations = operations.map(|row| (method(&row), row.path));
    let pages = pages::table().into_iter().filter(|page| matches!(page.who, Who::Case(_)));
    let pages = pages.flat_map(|page| {
        let ways: &[&str] = if page.used == Use::Filled { &["GET", "POST"] } else { &["GET"] };
        ways.iter().map(move |way| (*way, page.path.to_owned()))
    });
    operations.chain(pages).collect()
}

#[tokio::test]
async fn a_hidden_case_costs_the_same_work_as_a_missing_one_at_every_address() {
    let (_turn, work) = (TURN.lock().await, &*WORK);
    for database in databases() {
        let service = Service::at(&database.url).await;
        let parent = service.token("complainant@family/018f0000000070008000000000000001");
        let lodged = service.post("/v1/complaints", &parent, &lodging()).await.json;
        let name = |of: &Value| of.as_str().expect("a name").to_owned();
        let ask = async |method: &str, path: &str, case: &str, actor: &str| {
            let path = path.replace("{complaint}", case).replace("{action}", "add-document");
            // Whatever else there is to name is named by a number.
            let part = |part: &str| if part.starts_with('{') { "1".to_owned() } else { part.to_owned() };
            let path = path.split('/').map(part).collect::<Vec<_>>().join("/");
            let token = service.token(actor);
            let (kind, body) = match path.starts_with("/v1/") {
                true => ("application/json", "{}"),
                false => ("application/x-www-form-urlencoded", "version=1"),
            };
            let request = Request::builder()
                .method(method)
                .uri(&path)
                .header("content-type", kind)
                .header("sec-fetch-site", "same-origin")
                .header("authorization", format!("Bearer {token}"))
                .header("cookie", format!("redress={token}"));
            let request = request.body(Body::from(if method == "GET" { "" } else { body })).expect("a request");
            work.all();
            let answer = service.router.clone().oneshot(request).await.expect("an answer");
            let status = answer.status().as_u16();
            axum::body::to_bytes(answer.into_body(), usize::MAX).await.expect("a whole body");
            (status, work.all())
        };
        let mut asked = 0;
        for (hidden, missing) in [
            (name(&lodged["complaint"]), "018f0000-0000-7000-8000-00000000ffff"),
            (name(&lodged["reference"]), "RD-00000-00000"),
        ] {
            for (method, path) in about_a_case() {
                for actor in STRANGERS {
                    let none = ask(method, &path, missing, actor).await;
                    let there = ask(method, &path, &hidden, actor).await;
                    assert_eq!(there, none, "{}: {method} {path} of {hidden}, by {actor}", database.name);
                    assert!(
                        none.0 == 404 && none.1.iter().any(|begun| begun.starts_with("statement=")),
                        "{path}: {none:?}"
                    );
                    asked += 1;
                }
            }
        }
        eprintln!("{}: {asked} pairs of answers", database.name);
        service.app.store.close().await;
    }
}

#[tokio::test]
async fn that_a_case_is_hidden_or_missing_is_said_on_the_beat() {
    const LONG: Duration = Duration::from_millis(150);
    let service = Service::with(|app| app.beat = Some(LONG)).await;
    let parent = service.token("complainant@family/018f0000000070008000000000000001");
    let lodged = service.post("/v1/complaints", &parent, &lodging()).await.json;
    let hidden = lodged["complaint"].as_str().expect("a number").to_owned();
    let stranger = service.token(STRANGERS[0]);
    for case in [&*hidden, "018f0000-0000-7000-8000-00000000ffff"] {
        let began = Instant::now();
        let answer = service.get(&format!("/v1/complaints/{case}"), &stranger).await;
        assert!(answer.status == 404 && began.elapsed() >= LONG, "{case}: {}", answer.status);
    }
    assert_eq!(service.get(&format!("/v1/complaints/{hidden}"), &parent).await.status, 200);

    // Where several are asked for at once, each has a beat of its own, and none is asked for twice.
    let person = "018f0000-0000-7000-8000-0000000000fe";
    let cookie = service.cookie(&format!("head_teacher@school:100002/{person}"));
    let ticked = format!("case={hidden}&case=018f0000-0000-7000-8000-00000000ffff&case={hidden}");
    let began = Instant::now();
    let page = service.fill("/desk", &cookie, format!("key=k&to={person}&{ticked}")).await;
    assert!(page.status == 409 && began.elapsed() >= 2 * LONG, "{}: {}", page.status, page.text);
    assert_eq!(page.text.matches(&format!("href=\"#tick-{hidden}")).count(), 1, "{}", page.text);
}
