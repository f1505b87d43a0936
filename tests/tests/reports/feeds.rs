//! Calendar feeds, read by a calendar program of another make.

use super::{CLERK, PARENT, all};
use redress_tests::http::{Service, lodging};
use redress_tests::support::{databases, python};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

/// What the Python package `icalendar` reads in a calendar: one row for each event.
const READ: &str = r"
import json, sys, icalendar
calendar = icalendar.Calendar.from_ical(sys.stdin.read())
rows = [{'uid': str(e['UID']), 'day': str(e['DTSTART'].dt), 'end': str(e['DTEND'].dt), 'said': str(e['SUMMARY']),
         'stamp': e['DTSTAMP'].dt.isoformat()} for e in calendar.walk('VEVENT')]
print(json.dumps({'version': str(calendar['VERSION']), 'rows': rows}))
";

fn read(calendar: &str) -> Option<Value> {
    let mut program = Command::new(python("icalendar")?);
    let mut child = program.args(["-c", READ]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    child.stdin.take().expect("a pipe").write_all(calendar.as_bytes()).expect("it is taken");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{calendar}");
    Some(serde_json::from_slice(&output.stdout).expect("JSON"))
}

async fn open(service: &Service, actor: &str) -> (u64, String) {
    let opened = service.post("/v1/calendar-feeds", &service.token(actor), &json!({})).await;
    assert_eq!(opened.status, 200, "{}", opened.text);
    let href = opened.json["href"].as_str().expect("an address").to_owned();
    (opened.json["feed"].as_u64().expect("a number"), href)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_tells_a_calendar_program_what_is_due_and_nothing_about_anybody() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        service.publish_terms(CLERK, &[("2011-09-05", "2011-12-16")]).await;
        let lodged = service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
        assert_eq!(lodged.status, 201, "{}", lodged.text);
        for actor in [CLERK, PARENT] {
            let (_, href) = open(&service, actor).await;
            let feed = service.get(&href, "").await;
            assert_eq!((feed.status, feed.header("content-type")), (200, "text/calendar; charset=utf-8"));
            assert_eq!(feed.header("cache-control"), "private, no-store");
            assert!(!feed.text.contains("Ada") && !feed.text.contains("reading"), "{}", feed.text);
            // To a family it says "you"; who must answer is told what the rule asks of them.
            assert_eq!(feed.text.contains("you"), actor == PARENT, "{}", feed.text);
            let due = all(&service, actor, "within=400").await;
            let days: BTreeSet<_> = due.iter().filter_map(|row| row["due"].as_str().map(str::to_owned)).collect();
            let Some(known) = read(&feed.text) else { continue };
            assert_eq!(known["version"], "2.0");
            let rows = known["rows"].as_array().expect("rows");
            let told: BTreeSet<_> = rows.iter().filter_map(|row| row["day"].as_str().map(str::to_owned)).collect();
            assert!(!rows.is_empty());
            assert_eq!((rows.len(), told), (due.iter().filter(|row| row["due"].is_string()).count(), days));
            let reference = lodged.json["reference"].as_str().expect("a reference");
            assert!(rows.iter().all(|row| row["said"].as_str().expect("words").contains(reference)));
            assert!(rows.iter().all(|row| row["end"].as_str() > row["day"].as_str()));
        }
        service.app.store.close().await;
    }
}

#[tokio::test]
async fn a_feed_is_dead_once_it_is_closed_and_a_wrong_address_says_no_more_than_none() {
    let service = Service::start().await;
    let (number, href) = open(&service, CLERK).await;
    let (second, other) = open(&service, CLERK).await;
    let listed = service.get("/v1/calendar-feeds", &service.token(CLERK)).await;
    assert_eq!(listed.json["feeds"].as_array().expect("feeds").len(), 2);
    assert!(!listed.text.contains(&href), "an address is shown once");
    assert!(!service.log().await.contains(href.rsplit('/').next().expect("a secret")), "nor is it kept");
    let close = |feed: u64| json!({ "feed": feed });
    let theirs = service.post("/v1/calendar-feeds/close", &service.token(PARENT), &close(number)).await;
    assert!(theirs.status >= 400, "somebody else's feed: {}", theirs.text);
    let closed = service.post("/v1/calendar-feeds/close", &service.token(CLERK), &close(number)).await;
    assert_eq!(closed.json["feeds"][0]["feed"], second, "{}", closed.text);
    let dead = service.get(&href, "").await;
    assert_eq!(dead.status, 404);
    let mut guessed = other.clone().into_bytes();
    guessed[40] = if guessed[40] == b'A' { b'B' } else { b'A' };
    let guessed = String::from_utf8(guessed).expect("an address");
    for wrong in ["/v1/feeds/x".to_owned(), guessed, format!("{other}=")] {
        let missing = service.get(&wrong, "").await;
        assert_eq!((missing.status, missing.problem()), (404, dead.problem()), "{wrong}");
    }
    assert_eq!(service.get(&other, "").await.status, 200, "the other one lives");
}
