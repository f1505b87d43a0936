//! What was true on a day, as it was known at an instant.

use super::refold::{self, at, from, status};
use super::{AUDITOR, REPORT, all};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use redress_tests::http::Service;
use redress_tests::support::databases;
use std::collections::{BTreeMap, BTreeSet};

#[tokio::test(flavor = "multi_thread")]
async fn a_report_of_any_day_as_known_at_any_instant_is_what_a_slow_fold_of_the_log_says() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let cases = service.play().await;
        let events = refold::read(&service, &service.token(AUDITOR), &cases).await;
        let every: Vec<_> = events.values().flat_map(|events| &events.0).collect();
        // Around each day on which something was true, and each instant at which something was recorded.
        let days: BTreeSet<Date> =
            every.iter().flat_map(|event| [from(event), from(event).yesterday().unwrap()]).collect();
        let instants: BTreeSet<Timestamp> = every.iter().map(|event| at(event)).collect();
        let pairs = days.iter().step_by(2).zip(instants.iter().step_by(7).cycle());
        let pairs: Vec<_> = pairs
            .map(|(on, known)| (*on, *known - 1.seconds()))
            .chain(instants.iter().step_by(6).map(|known| (known.in_tz("Europe/London").unwrap().date(), *known)))
            .collect();
        assert!(pairs.len() > 40, "{}", pairs.len());
        for (on, known) in pairs {
            let mut expected = BTreeMap::new();
            for (case, events) in &events {
                for (number, clock) in events.clocks(on, known) {
                    let row = (clock.rule.clone(), clock.due.map(|due| due.to_string()), status(&clock, on));
                    expected.insert(format!("/v1/complaints/{case}/deadlines/{number}"), row);
                }
            }
            let query = format!("as_of={on}&known_at={known}");
            let page = service.get(&format!("{REPORT}?{query}&totals=true"), &service.token(AUDITOR)).await;
            let mut totals: BTreeMap<String, usize> = BTreeMap::new();
            for (_, _, status) in expected.values() {
                *totals.entry((*status).to_owned()).or_default() += 1;
            }
            assert_eq!(page.json["totals"]["by_status"], serde_json::to_value(&totals).unwrap(), "{query}");
            expected.retain(|_, (_, _, status)| !["met", "met_late", "cancelled"].contains(status));
            let mut found = BTreeMap::new();
            for row in all(&service, AUDITOR, &format!("{query}&limit=3")).await {
                let text = |name: &str| row[name].as_str().map(str::to_owned);
                let told = (text("rule").unwrap(), text("due"), text("status").unwrap());
                found.insert(text("href").unwrap(), told);
            }
            let expected: BTreeMap<_, _> = expected
                .into_iter()
                .map(|(href, (rule, due, status))| (href, (rule, due, status.to_owned())))
                .collect();
            assert_eq!(found, expected, "{query}");
        }
        service.app.store.close().await;
    }
}

#[tokio::test]
async fn nobody_is_told_what_will_be_true_or_known() {
    let service = Service::start().await;
    let token = service.token(AUDITOR);
    for (query, field) in [("as_of=2031-01-01", "as_of"), ("known_at=2031-01-01T00:00:00Z", "known_at")] {
        let answer = service.get(&format!("{REPORT}?{query}"), &token).await;
        assert_eq!((answer.status, answer.pointer()), (400, field), "{}", answer.text);
    }
}
