//! What families read in English can be read by a ten-year-old, as a program of another make measures it.

use redress_tests::browser::{ANSWERS, Browser};
use redress_tests::http::{Answer, Service};
use redress_tests::support::python;
use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

/// Every page of the public form, with its mistakes, and what stands around it for a family.
async fn pages() -> BTreeMap<String, String> {
    let service = Service::start().await;
    let mut browser = Browser::new(&service);
    let mut pages = BTreeMap::new();
    let mut keep = |name: String, page: Answer| drop(pages.insert(name, page.text));
    for path in ["/", "/resume", "/sign-in", "/sign-in/code", "/schools", "/regimes", "/guarantees", "/check-a-date"] {
        keep(path.to_owned(), browser.see(path).await);
    }
    keep("/complain, too late".into(), browser.see("/complain/name").await);
    for (step, fields) in ANSWERS {
        let wrong = browser.say(step, "search=nowhere&happened-day=31").await;
        if wrong.status == 422 {
            keep(format!("/complain/{step}, with mistakes"), wrong);
        }
        browser.say(step, fields).await;
        keep(format!("/complain/{step}"), browser.see(&format!("/complain/{step}")).await);
    }
    keep("/complain/check".into(), browser.see("/complain/check").await);
    keep("/complain/check, with mistakes".into(), browser.say("check", "").await);
    let sent = browser.say("check", "declared=yes").await;
    keep("confirmation".into(), browser.see(sent.header("location")).await);
    pages
}

#[tokio::test]
async fn what_families_read_can_be_read_by_a_ten_year_old() {
    let Some(python) = python("textstat") else { return };
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/readability/grade.py");
    let mut command = Command::new(python);
    let mut child = command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("python starts");
    let pages = serde_json::to_vec(&pages().await).expect("JSON");
    child.stdin.take().expect("its input").write_all(&pages).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let hard = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && hard.trim().is_empty(), "too hard to read:\n{hard}");
}
