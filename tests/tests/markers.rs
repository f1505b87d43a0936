//! A page that ends among clocks which its reader may not know of names none of them as its end.

use redress_domain::law::LaCode;
use redress_projections::views::cases::List;
use redress_tests::fill;
use redress_tests::http::Service;
use redress_tests::support::databases;
use serde_json::json;
use std::collections::BTreeSet;

/// Of a school elsewhere, who sees none of them.
const STRANGER: &str = "clerk@school:100900/018f0000000070008000000000000012";
/// More clocks than one page looks through.
const MANY: usize = 2_001;

/// What a marker says to whoever unpacks it.
fn unpacked(marker: &str) -> String {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let values = marker.bytes().filter_map(|byte| letters.iter().position(|letter| *letter == byte));
    let bits: Vec<bool> = values.flat_map(|value| (0..6).rev().map(move |bit| value >> bit & 1 == 1)).collect();
    let bytes: Vec<u8> =
        bits.chunks_exact(8).map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit))).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_marker_names_no_clock_that_its_reader_may_not_know_of() {
    assert_eq!(unpacked("eyJhIjoxfQ"), json!({ "a": 1 }).to_string());
    for database in databases() {
        fill::complaints(&database.url, 2_100).await.expect("they are filled in");
        let service = Service::at(&database.url).await;
        service.app.clock.set(fill::NOW.parse().expect("an instant"));
        let most = u32::try_from(4 * MANY).expect("a number");
        let area = List::Area(LaCode(301));
        let owed = service.app.store.deadlines(area, true, jiff::civil::Date::MAX, None, most).await;
        let owed = owed.expect("the clocks");
        let days: BTreeSet<_> = owed.iter().filter_map(|row| row.deadline.due).collect();
        assert!(owed.len() >= MANY && days.len() > 1, "{} clocks of {} days", owed.len(), days.len());
        let cases: BTreeSet<String> = owed.iter().map(|row| row.case.id.to_string()).collect();
        let stranger = service.token(STRANGER);
        let (mut path, mut pages) = ("/v1/reports/deadlines?authority=301".to_owned(), 0);
        loop {
            let page = service.get(&path, &stranger).await;
            assert_eq!((page.status, &page.json["deadlines"]), (200, &json!([])), "{}", page.text);
            let Some(next) = page.json["next"].as_str() else { break };
            let said = unpacked(next);
            assert!(cases.iter().all(|case| !said.contains(case.as_str())), "{said}");
            path = format!("/v1/reports/deadlines?authority=301&after={next}");
            pages += 1;
            assert!(pages < 50, "it comes to an end");
        }
        assert!(pages > 0, "a page ended among what is hidden");
    }
}
