//! A page that ends among clocks which its reader may not know of names none of them as its end.

use axum::body::Body;
use redress_domain::Urn;
use redress_projections::views::cases::List;
use redress_tests::http::{Service, lodging, request};
use serde_json::json;
use std::collections::BTreeSet;

const PARENT: &str = "complainant@family/018f0000000070008000000000000001";
const STRANGER: &str = "clerk@school:100002/018f0000000070008000000000000012";
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
    let service = Service::start().await;
    let store = &service.app.store;
    let owed = async || {
        let most = u32::try_from(2 * MANY).expect("a number");
        let rows = store.deadlines(List::School(Urn(100_001)), true, jiff::civil::Date::MAX, None, most).await;
        rows.expect("the clocks")
    };
    let mut day = 0;
    while owed().await.len() < MANY {
        // Clocks of several days, so that a page can end between two.
        service.app.clock.set(format!("2011-09-{:02}T09:00:00Z", 6 + day).parse().expect("an instant"));
        day = (day + 1).min(20);
        let parent = service.token(PARENT);
        for _ in 0..100 {
            let body = Body::from(lodging().to_string());
            let lodged = service.send(request("POST", "/v1/complaints", &parent, body)).await;
            assert_eq!(lodged.status, 201, "{}", lodged.text);
        }
    }
    let cases: BTreeSet<String> = owed().await.iter().map(|row| row.case.id.to_string()).collect();
    assert_eq!(unpacked("eyJhIjoxfQ"), json!({ "a": 1 }).to_string());
    let stranger = service.token(STRANGER);
    let mut path = "/v1/reports/deadlines?school=100001".to_owned();
    let mut pages = 0;
    loop {
        let page = service.get(&path, &stranger).await;
        assert_eq!((page.status, &page.json["deadlines"]), (200, &json!([])), "{}", page.text);
        let Some(next) = page.json["next"].as_str() else { break };
        let said = unpacked(next);
        assert!(cases.iter().all(|case| !said.contains(case.as_str())), "{said}");
        path = format!("/v1/reports/deadlines?school=100001&after={next}");
        pages += 1;
        assert!(pages < 50, "it comes to an end");
    }
    assert!(pages > 0, "a page ended among what is hidden");
}
