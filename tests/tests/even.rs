//! Whatever is wrong with a sign-in, the service does the same work for it: a patient listener learns nothing.

use redress_tests::http::{Service, lodging};
use serde_json::{Value, json};
use std::io::Write;
use std::sync::{Arc, Mutex};

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

impl Work {
    fn taken(&self) -> Vec<String> {
        let bytes = std::mem::take(&mut *self.0.lock().expect("a lock"));
        let text = String::from_utf8(bytes).expect("words");
        let work = |line: &str| Some(line.split_once("work=\"")?.1.split_once('"')?.0.to_owned());
        text.lines().filter_map(work).collect()
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
    let work = Work::default();
    let writer = work.clone();
    let layer = tracing_subscriber::fmt().with_ansi(false).with_env_filter("redress::work=trace");
    layer.with_writer(move || writer.clone()).try_init().expect("nobody else listens");
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
            let _ = tokio::time::timeout(std::time::Duration::from_mins(1), async {
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
