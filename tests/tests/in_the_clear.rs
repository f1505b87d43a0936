//! What is personal stands in the clear nowhere: not in the database's files, not in the service's own log.

use redress_tests::http::Service;
use redress_tests::support::{databases, stored};
use serde_json::json;
use std::io::Write;
use std::sync::{Arc, Mutex};

const PARENT: &str = "complainant@family/018f0000000070008000000000000001";
const CLERK: &str = "clerk@school:100001/018f0000000070008000000000000004";
const AUDITOR: &str = "auditor@service/018f0000000070008000000000000009";

/// A name, in two parts; an address; telephone, birth date and e-mail; and words of each kind of text.
const PLANTED: [&str; 11] = [
    "Persephone",
    "Quillfeather",
    "Theodora",
    "07700 900123",
    "7 Withered Arch",
    "2001-02-03",
    "persephone.q@post.example",
    "after six in the evening",
    "a promise of tuition unkept",
    "a letter of complaint from",
    "an objection of consequence",
];

/// What the service writes to its log, kept.
#[derive(Debug, Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("a lock").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A file with each planted value in it, read by those who may and asked for by those who may not.
async fn play(service: &Service) {
    let body = json!({
        "school": 100_001,
        "channel": "online_form",
        "complainants": [{
            "name": "Persephone Quillfeather", "capacity": "parent", "email": "persephone.q@post.example",
            "telephone": "07700 900123", "address": "7 Withered Arch, Quillborough",
            "safe_contact": "Ring after six in the evening.",
        }],
        "pupil": { "name": "Theodora Quillfeather", "born_on": "2001-02-03" },
        "issues": [{ "account": "It was a promise of tuition unkept." }],
    });
    let answer = service.post("/v1/complaints", &service.token(PARENT), &body).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let case = answer.json["href"].as_str().expect("an address").to_owned();
    let document = json!({ "document": uuid::Uuid::from_u128(7), "title": "It is a letter of complaint from Persephone", "privilege": "school" });
    let objection = json!({ "objection": "Here is an objection of consequence." });
    for (actor, command, body) in [
        (PARENT, "add-document", &document),
        (CLERK, "annotate-objection", &objection),
        (CLERK, "accept-complaint", &json!({})),
    ] {
        let answer = service.post(&format!("{case}/{command}"), &service.token(actor), body).await;
        assert_eq!(answer.status, 200, "{command}: {}", answer.text);
    }
    let mut read = String::new();
    for part in ["", "/events", "/timeline", "/issues", "/parties", "/documents", "/disclosures"] {
        for actor in [PARENT, CLERK, AUDITOR] {
            read += &service.get(&format!("{case}{part}"), &service.token(actor)).await.text;
        }
    }
    for planted in PLANTED {
        assert!(read.contains(planted), "{planted} was not there to be found");
    }
    // Mistakes repeat nothing of what was sent.
    let mut wrong = body.clone();
    wrong["complainants"][0]["Quillfeather"] = json!("Persephone");
    assert_eq!(service.post("/v1/complaints", &service.token(PARENT), &wrong).await.status, 422);
    for path in ["/v1/complaints?name=Persephone%20Quillfeather", "/v1/complaints?stage=Quillfeather", "/Persephone"] {
        service.get(path, &service.token(CLERK)).await;
    }
}

#[tokio::test]
async fn what_is_personal_stands_in_the_clear_in_no_database_file_and_in_no_log() {
    let kept = Kept::default();
    let writer = kept.clone();
    tracing_subscriber::fmt()
        .with_env_filter("trace,hyper=off,h2=off")
        .with_writer(move || writer.clone())
        .try_init()
        .expect("nobody else listens");
    for database in databases() {
        let service = Service::at(&database.url).await;
        play(&service).await;
        let stored = stored(&database.url).await;
        assert!(stored.contains("complaint_submitted"), "{}: what is stored was not found", database.name);
        for planted in PLANTED {
            assert!(!stored.contains(planted), "{}: {planted} is stored in the clear", database.name);
        }
        service.app.store.close().await;
    }
    let log = String::from_utf8_lossy(&kept.0.lock().expect("a lock")).into_owned();
    assert!(log.contains("Answered"), "the log was not kept");
    for planted in PLANTED {
        let line = log.lines().find(|line| line.contains(planted));
        assert!(line.is_none(), "{planted} is in the log: {line:?}");
    }
}
