//! The master key is changed from the command line while another process serves: nobody notices, and what the
//! old key alone would open, it opens no more.

#![expect(clippy::unwrap_used, reason = "a test may")]

use redress_tests::http::lodging;
use redress_tests::support::{TestDatabase, databases};
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// A case that is read all the while.
const PART: &str = "issues";

fn redress(database: &TestDatabase, secrets: &Path, command: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_another"));
    program.args(command).args(["--database", &database.url, "--secrets"]).arg(secrets);
    program.env_remove("REDRESS_MASTER_KEY").env_remove("REDRESS_SECRETS").env("RUST_LOG", "error");
    program
}

/// Runs a command to its end, and gives what it said.
fn done(mut command: Command) -> String {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    said
}

/// A server, and where it is.
struct Server(Child, String);

impl Server {
    fn start(database: &TestDatabase, secrets: &Path) -> Self {
        let mut serve = redress(database, secrets, &["serve", "--demo", "--listen", "127.0.0.1:0"]);
        serve.args(["--requests-a-minute", "0"]);
        let mut program = serve.stdout(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(program.stdout.take().unwrap()).lines();
        let line = said.by_ref().map(Result::unwrap).find(|line| line.contains("http://")).expect("an address");
        // Whatever else it says must find somebody who reads it.
        std::thread::spawn(move || said.count());
        let address = &line[line.find("http://").unwrap()..];
        Self(program, address.split('/').take(3).collect::<Vec<_>>().join("/"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[derive(Clone)]
struct Family {
    client: reqwest::Client,
    token: String,
}

impl Family {
    async fn lodge(&self, at: &str) -> String {
        let sent = self.client.post(format!("{at}/v1/complaints")).bearer_auth(&self.token);
        let answer = sent.header("content-type", "application/json").body(lodging().to_string()).send().await.unwrap();
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert_eq!(status, 201, "{text}");
        serde_json::from_str::<Value>(&text).unwrap()["complaint"].as_str().unwrap().to_owned()
    }

    async fn reads_its_words(&self, at: &str, case: &str) {
        let sent = self.client.get(format!("{at}/v1/complaints/{case}/{PART}")).bearer_auth(&self.token);
        let answer = sent.send().await.unwrap();
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert!(status == 200 && text.contains("help with reading"), "{status} {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_master_key_is_changed_from_the_command_line_while_another_process_serves() {
    for database in databases() {
        redress_api::oidc::set_up_tls();
        let folder = tempfile::tempdir().unwrap();
        let secrets = folder.path().join("secrets");
        let server = Server::start(&database, &secrets);
        let person = ["token", "--role", "complainant", "--body", "family", "--person"];
        let token = redress(&database, &secrets, &[&person[..], &["018f0000-0000-7000-8000-000000000001"]].concat());
        let family = Family { client: reqwest::Client::new(), token: done(token) };
        let key = || std::fs::read_to_string(secrets.join("master-key")).unwrap();
        let old = key();
        let first = family.lodge(&server.1).await;

        let (stop, rounds) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
        let working = {
            let (family, at, first) = (family.clone(), server.1.clone(), first.clone());
            let (stop, rounds) = (Arc::clone(&stop), Arc::clone(&rounds));
            tokio::spawn(async move {
                while !stop.load(Ordering::Relaxed) {
                    let case = family.lodge(&at).await;
                    family.reads_its_words(&at, &case).await;
                    family.reads_its_words(&at, &first).await;
                    rounds.fetch_add(1, Ordering::Relaxed);
                }
            })
        };
        let more = async |than: u32| {
            while rounds.load(Ordering::Relaxed) <= than && !working.is_finished() {
                tokio::task::yield_now().await;
            }
        };
        for arguments in [&["rotate-master-key"][..], &["rotate-master-key", "--forget-old"]] {
            more(rounds.load(Ordering::Relaxed)).await;
            let rotate = redress(&database, &secrets, arguments);
            let said = tokio::task::spawn_blocking(move || done(rotate)).await.unwrap();
            assert!(said.contains("wrapped anew"), "{said}");
            more(rounds.load(Ordering::Relaxed) + 1).await;
        }
        stop.store(true, Ordering::Relaxed);
        working.await.expect("nobody was refused and no word was lost");
        assert!(!key().contains(old.trim()) && key().trim().len() == old.trim().len(), "the old key is gone");

        // A process that begins now knows the new key alone; the old one opens nothing.
        drop(server);
        let server = Server::start(&database, &secrets);
        family.reads_its_words(&server.1, &first).await;
        drop(server);
        let mut with_old = redress(&database, &secrets, &["verify"]);
        with_old.args(["--master-key", old.trim()]);
        let refused = with_old.output().unwrap();
        assert!(!refused.status.success(), "{}", String::from_utf8_lossy(&refused.stdout));
    }
}
