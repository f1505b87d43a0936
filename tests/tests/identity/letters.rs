//! Messages leave once, whether into a folder or through a mail server, and wait while nobody takes them.

use crate::families::{ask_for_code, lodge, sending, waiting};
use jiff::SignedDuration;
use redress_api::post::{self, Carrier};
use redress_tests::http::{Service, lodging};
use redress_tests::support::python;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

fn carrier(url: &str) -> Carrier {
    post::carrier(url, "Redress <redress@example.org>").expect("a carrier")
}

async fn one_waits() -> Service {
    let service = sending().await;
    let case = lodge(&service, &lodging()).await;
    ask_for_code(&service, case["reference"].as_str().unwrap(), "ada@example.org").await;
    service
}

#[tokio::test]
async fn a_message_goes_into_the_folder_once_and_says_no_more_than_it_must() {
    let service = one_waits().await;
    let code = waiting(&service.app).await.pop().unwrap().2;
    let folder = tempfile::tempdir().unwrap();
    let carrier = carrier(&format!("folder:{}", folder.path().join("post").display()));
    assert_eq!(post::deliver(&service.app, &carrier).await.unwrap(), 1);
    assert_eq!(post::deliver(&service.app, &carrier).await.unwrap(), 0);
    let files: Vec<_> =
        std::fs::read_dir(folder.path().join("post")).unwrap().map(|file| file.unwrap().path()).collect();
    let text = std::fs::read_to_string(&files[0]).unwrap();
    assert_eq!(files.len(), 1);
    assert!(text.contains(&format!("Your code is {} {}", &code[..3], &code[3..])), "{text}");
    assert!(text.contains("To: ada@example.org") && text.contains("until 10:15"), "{text}");
    for word in ["RD-", "complain", "school", "Sunny", "Ada"] {
        assert!(!text.contains(word), "somebody may read over a shoulder: {word} in {text}");
    }
    assert_eq!(service.log().await.matches("message_sent").count(), 1);
}

#[tokio::test]
async fn a_family_that_chose_welsh_is_written_to_in_welsh() {
    let service = sending().await;
    let mut complaint = lodging();
    complaint["complainants"][0]["language"] = "welsh".into();
    let case = lodge(&service, &complaint).await;
    ask_for_code(&service, case["reference"].as_str().unwrap(), "ada@example.org").await;
    let code = waiting(&service.app).await.pop().unwrap().2;
    let folder = tempfile::tempdir().unwrap();
    let carrier = carrier(&format!("folder:{}", folder.path().display()));
    assert_eq!(post::deliver(&service.app, &carrier).await.unwrap(), 1);
    let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains(&format!("Eich cod yw {} {}", &code[..3], &code[3..])), "{text}");
    assert!(text.contains("Subject: Eich cod") && !text.contains("Your code"), "{text}");
}

#[tokio::test]
async fn a_message_that_nobody_takes_is_tried_again_later_and_later_and_then_given_up() {
    let service = one_waits().await;
    // A port that was free a moment ago: nobody listens there.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let nobody = carrier(&format!("smtp://127.0.0.1:{port}"));
    let start = service.app.clock.now();
    assert_eq!(post::deliver(&service.app, &nobody).await.unwrap(), 1);
    let due = async |seconds| {
        service.app.clock.set(start + SignedDuration::from_secs(seconds));
        post::deliver(&service.app, &nobody).await.unwrap()
    };
    assert_eq!(due(29).await, 0, "not at once");
    assert_eq!(due(30).await, 1);
    assert_eq!((due(89).await, due(90).await), (0, 1));
    assert_eq!(due(16 * 60).await, 1, "a code that is too old is not worth sending");
    assert_eq!(due(24 * 3600).await, 0);
    let log = service.log().await;
    assert_eq!(log.matches("message_delayed").count(), 3);
    assert!(log.contains("\"too_late\"") && log.matches("message_abandoned").count() == 1, "{log}");
}

/// A mail server of another make, which prints what it is given.
struct MailServer {
    child: Child,
    lines: std::io::Lines<BufReader<std::process::ChildStdout>>,
    address: String,
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn mail_server(refuses: bool) -> Option<MailServer> {
    let python = python("aiosmtpd")?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/servers/mail.py");
    let mut command = Command::new(python);
    command.arg(script).arg(if refuses { "refuse" } else { "take" }).stdout(Stdio::piped());
    let mut child = command.spawn().expect("the mail server starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let address = lines.next().expect("a first line").expect("its address");
    Some(MailServer { child, lines, address })
}

#[tokio::test]
async fn a_real_mail_server_is_given_a_message_once() {
    let Some(mut server) = mail_server(false) else { return };
    let service = one_waits().await;
    let code = waiting(&service.app).await.pop().unwrap().2;
    let carrier = carrier(&server.address);
    assert_eq!(post::deliver(&service.app, &carrier).await.unwrap(), 1);
    assert_eq!(post::deliver(&service.app, &carrier).await.unwrap(), 0);
    let given: serde_json::Value = serde_json::from_str(&server.lines.next().unwrap().unwrap()).unwrap();
    assert_eq!(
        (given["from"].as_str(), &given["to"]),
        (Some("redress@example.org"), &serde_json::json!(["ada@example.org"]))
    );
    assert!(given["text"].as_str().unwrap().contains(&format!("{} {}", &code[..3], &code[3..])));
    assert!(given["text"].as_str().unwrap().contains("Message-ID: <redress-"));
}

#[tokio::test]
async fn what_a_mail_server_will_never_take_is_given_up_at_once() {
    let Some(server) = mail_server(true) else { return };
    let service = one_waits().await;
    assert_eq!(post::deliver(&service.app, &carrier(&server.address)).await.unwrap(), 1);
    assert!(waiting(&service.app).await.is_empty());
    assert!(service.log().await.contains("\"not_taken\""));
}
