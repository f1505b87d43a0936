//! The register of schools: read in one pass, safe to run daily, honest about bad rows.

use redress_api::import::{self, Progress};
use redress_api::{Clock, Store, serve};
use redress_domain::Urn;
use redress_tests::register::extract;

/// As many as there are in the register, the closed ones among them.
const ROWS: u32 = 50_000;

async fn open(folder: &tempfile::TempDir) -> (Store, Clock) {
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("redress.db").display());
    let store = Store::open(&url, [7; 32]).await.expect("the database opens");
    (store, Clock::standing_at("2011-09-05T09:00:00Z".parse().expect("an instant")))
}

#[tokio::test]
async fn the_demos_extract_is_read_and_a_second_time_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (store, clock) = open(&folder).await;
    let first = import::read(&store, &clock, serve::DEMO_SCHOOLS, &Progress::hidden()).await.unwrap();
    assert_eq!((first.rows, first.recorded, first.linked, first.bad.len()), (12, 12, 1, 0), "{first}");
    let position = store.head().await.unwrap().position;
    let second = import::read(&store, &clock, serve::DEMO_SCHOOLS, &Progress::hidden()).await.unwrap();
    assert_eq!((second.recorded, second.unchanged, second.linked), (0, 12, 0), "{second}");
    assert_eq!(store.head().await.unwrap().position, position);
    let school = store.school(Urn(100_011)).await.unwrap().unwrap();
    assert_eq!(school.name, "Café Lycée de Camden");
}

#[tokio::test]
async fn bad_rows_are_told_by_their_line_and_stop_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (store, clock) = open(&folder).await;
    let mut text = String::from_utf8_lossy(&extract(0)).into_owned();
    text += "100001,301,B,1,Good,1,1,2,,,,,,\r\nx,301,B,1,Bad,1,1,2,,,,,,\r\n100002\r\n100001,301,B,1,Twice,1,1,2,,,,,,\r\n";
    let summary = import::read(&store, &clock, text.as_bytes(), &Progress::hidden()).await.unwrap();
    let lines: Vec<u64> = summary.bad.iter().map(|(line, _)| *line).collect();
    assert_eq!((summary.recorded, lines), (1, vec![3, 4, 5]), "{summary}");
    assert!(import::read(&store, &clock, &b"a,b\r\n1,2\r\n"[..], &Progress::hidden()).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_of_fifty_thousand_schools_is_read_to_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let (store, clock) = open(&folder).await;
    let summary = import::read(&store, &clock, extract(ROWS).as_slice(), &Progress::hidden()).await.unwrap();
    println!("{ROWS} rows: {summary}");
    assert_eq!((summary.rows, summary.recorded, summary.bad.len()), (ROWS.into(), ROWS.into(), 0), "{summary}");
    let last = store.school(Urn(100_000 + ROWS - 1)).await.unwrap().unwrap();
    assert!(last.name.starts_with(&format!("School {}", ROWS - 1)), "{}", last.name);
}
