//! How well time limits are kept, held against the slow fold and the definition of a percentile.

use super::refold::{self, status};
use super::{AUDITOR, CLERK};
use redress_tests::http::Service;
use redress_tests::support::databases;
use serde_json::json;
use std::collections::BTreeMap;

/// The smallest of the numbers that so many tenths of them do not exceed.
pub fn within(days: &[i64], tenths: usize) -> i64 {
    let enough = |day: &&i64| days.iter().filter(|other| other <= day).count() * 10 >= days.len() * tenths;
    *days.iter().filter(enough).min().expect("a number")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_compliance_of_a_school_and_of_an_area_is_what_a_slow_fold_of_the_log_says() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let cases = service.play().await;
        let token = service.token(AUDITOR);
        let events = refold::read(&service, &token, &cases).await;
        let now = service.app.clock.now();
        let today = now.in_tz("Europe/London").unwrap().date();
        let mut counted = 0;
        for urn in [100_001, 100_002, 100_003, 100_004] {
            let answer = service.get(&format!("/v1/reports/compliance?school={urn}"), &token).await;
            assert_eq!(answer.status, 200, "{}", answer.text);
            let mut rules: BTreeMap<String, (BTreeMap<&str, usize>, Vec<i64>)> = BTreeMap::new();
            let mut number = 0;
            for (case, events) in &events {
                let read = service.get(&format!("/v1/complaints/{case}"), &token).await;
                if !read.json["schools"].as_array().expect("schools").contains(&json!(urn)) {
                    continue;
                }
                number += 1;
                for clock in events.clocks(today, now).values() {
                    let rule = rules.entry(clock.rule.clone()).or_default();
                    *rule.0.entry(status(clock, today)).or_default() += 1;
                    let taken = clock.met_on.zip(clock.start).map(|(met, start)| i64::from((met - start).get_days()));
                    rule.1.extend(taken);
                }
            }
            counted += number;
            assert_eq!(answer.json["cases"], number, "{urn}");
            let rows = answer.json["time_limits"].as_array().expect("rows");
            assert_eq!(rows.len(), rules.len(), "{urn}");
            for row in rows {
                let (by_status, days) = &rules[row["rule"].as_str().expect("a rule")];
                assert_eq!(row["by_status"], json!(by_status), "{row}");
                if !days.is_empty() {
                    let done =
                        json!({ "count": days.len(), "median_days": within(days, 5), "p90_days": within(days, 9) });
                    assert_eq!(row["done"], done, "{row}");
                }
            }
        }
        assert!(counted >= 4, "{counted}");
        let own = service.get("/v1/reports/compliance?school=100001", &service.token(CLERK)).await;
        assert!(own.json["cases"].as_u64() > Some(0), "{}", own.text);
        assert!(!own.json["stages"].as_array().expect("stages").is_empty());
        let other = service.get("/v1/reports/compliance?school=100002", &service.token(CLERK)).await;
        assert_eq!(other.json["cases"], 0, "another school's cases are not theirs to count");
        let neither = service.get("/v1/reports/compliance", &token).await;
        assert_eq!((neither.status, neither.pointer()), (400, "school"), "{}", neither.text);
        service.app.store.close().await;
    }
}
