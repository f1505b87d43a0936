//! How long the stages took, for anybody to read: held against a slow fold of every file.

use super::compliance::within;
use super::{CLERK, PARENT};
use jiff::{SignedDuration, Timestamp};
use redress_domain::complaint::stage::Stage;
use redress_domain::report::Then;
use redress_domain::{ComplaintId, Kind, StreamId};
use redress_tests::http::{Service, lodging};
use redress_tests::support::databases;
use serde_json::Value;
use std::collections::BTreeMap;

/// After how many days each stage was left, from every file, one after the other.
async fn slowly(service: &Service, cases: &[ComplaintId]) -> BTreeMap<Stage, Vec<i64>> {
    let mut left: BTreeMap<Stage, Vec<i64>> = BTreeMap::new();
    for case in cases {
        let records = service.app.store.stream(&StreamId::new(Kind::Complaint, *case)).await.expect("the file");
        let today = service.app.clock.now().in_tz("Europe/London").expect("London").date();
        for (stage, days) in Then::of(&records, today, Timestamp::MAX).ended() {
            left.entry(stage).or_default().push(days.into());
        }
    }
    left
}

#[tokio::test(flavor = "multi_thread")]
async fn how_long_each_stage_took_is_what_a_slow_fold_of_every_file_says_and_nothing_is_told_of_few() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let stories = service.play().await;
        let mut cases: Vec<ComplaintId> = stories.values().map(|case| case.parse().expect("a number")).collect();
        for days in [0, 3, 3, 1, 6, 11, 2, 2, 17, 4, 1] {
            let lodged = service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
            let (case, href) = (lodged.json["complaint"].as_str().expect("one"), lodged.json["href"].as_str());
            cases.push(case.parse().expect("a number"));
            service.app.clock.set(service.app.clock.now() + SignedDuration::from_hours(24 * days));
            let accept = format!("{}/accept-complaint", href.expect("an address"));
            assert_eq!(service.post(&accept, &service.token(CLERK), &serde_json::json!({})).await.status, 200);
        }
        let slow = slowly(&service, &cases).await;
        assert!(slow.len() > 8 && slow.values().any(|days| days.len() < 10), "{slow:?}");
        let quick = |stages: BTreeMap<Stage, Vec<(i32, i64)>>| -> BTreeMap<Stage, Vec<i64>> {
            let spread = |(days, often): (i32, i64)| vec![i64::from(days); usize::try_from(often).expect("few")];
            stages.into_iter().map(|(stage, days)| (stage, days.into_iter().flat_map(spread).collect())).collect()
        };
        let sorted: BTreeMap<_, _> = slow
            .iter()
            .map(|(stage, days)| {
                let mut days = days.clone();
                days.sort_unstable();
                (*stage, days)
            })
            .collect();
        assert_eq!(quick(service.app.store.stages().await.expect("stages")), sorted, "{}", database.name);
        service.app.store.rebuild(|_, _| {}).await.expect("rebuilt");
        assert_eq!(quick(service.app.store.stages().await.expect("stages")), sorted, "{}", database.name);

        let told = service.see("/v1/statistics", "").await;
        let rows = told.json["stages"].as_array().expect("rows");
        assert_eq!(rows.len(), sorted.len());
        for (row, (stage, days)) in rows.iter().zip(&sorted) {
            assert_eq!(row["stage"], stage.name());
            let enough = days.len() >= 10;
            for (name, tenths) in [("median_days", 5), ("p90_days", 9)] {
                let Some(told) = row[name].as_i64() else {
                    assert!(!enough && row[name] == Value::Null, "{row}");
                    continue;
                };
                let exact = within(days, tenths);
                assert!(enough && told % 5 == 0 && told >= exact && told - exact <= 5, "{row} {days:?}");
            }
            assert_eq!(row["count"].as_i64().is_some(), enough, "{row}");
        }
        assert!(rows.iter().any(|row| row["median_days"].is_i64()) && rows.iter().any(|row| row["count"].is_null()));
        let page = service.see("/figures", "").await;
        for part in ["How long each step took", "Sent to the school</th><td>5 days</td>", "too few to tell"] {
            assert!(page.text.contains(part), "{part}: {}", page.text);
        }
        service.app.store.close().await;
    }
}
