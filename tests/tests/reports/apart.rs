//! The figures told apart, for anybody to read: held against a slow fold of every file, and against what few would tell.

use super::{CLERK, PARENT};
use jiff::SignedDuration;
use redress_domain::{ComplaintId, Kind, StreamId};
use redress_tests::http::{Service, lodging};
use redress_tests::support::databases;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// How often something was counted: by what, which, what was counted, and of which kind.
type Counts = BTreeMap<(String, String, String, String), i64>;

/// Every event of every file, one after the other, as it is stored.
async fn slowly(service: &Service, cases: &[ComplaintId]) -> Counts {
    let mut counts = Counts::new();
    for case in cases {
        let records = service.app.store.stream(&StreamId::new(Kind::Complaint, *case)).await.expect("the file");
        let (mut authority, mut phase, mut promises) = (None, None, BTreeMap::new());
        let mut stays =
            redress_domain::report::Then::of(&records, "9999-01-01".parse().expect("a day"), jiff::Timestamp::MAX)
                .ended()
                .collect::<Vec<_>>()
                .into_iter();
        let mut stage = redress_domain::complaint::Complaint::default();
        for record in &records {
            let redress_domain::Fact::Complaint(event) = &record.fact else { continue };
            let day = record.at.in_tz("Europe/London").expect("London").date();
            let month = format!("{:04}-{:02}", day.year(), day.month());
            let stored: Value = serde_json::from_str(&record.fact.encode().expect("an event")).expect("JSON");
            let said = particulars(&stored, event.name()).clone();
            match event.name() {
                "regime_determined" => {
                    authority = said["authority"].as_u64();
                    phase = said["phase"].as_str().map(phase_code);
                }
                "issue_classified" => {
                    let promise = said["classified"]["guarantee"].as_str().expect("a Guarantee").to_owned();
                    promises.insert(said["issue"].as_u64().expect("a number"), promise);
                }
                _ => {}
            }
            let mut count = |what: &str, value: String, issue: Option<u64>| {
                let about = promises.iter().filter(|(number, _)| issue.is_none_or(|issue| issue == **number));
                let about: BTreeSet<_> = about.map(|(_, promise)| ("guarantee", promise.clone())).collect();
                let area = authority.map(|code| ("authority", code.to_string()));
                let kind = phase.map(|code: usize| ("phase", code.to_string()));
                for (by, which) in about.into_iter().chain(area).chain(kind).chain([("term", month.clone())]) {
                    *counts.entry((by.to_owned(), which, what.to_owned(), value.clone())).or_default() += 1;
                }
            };
            let before = stage.facts.stage;
            stage.evolve(event);
            if stage.facts.stage != before && before.name() != "draft" {
                let (left, days) = stays.next().expect("a stage that ended");
                assert_eq!(left, before);
                count(before.name(), ((days.max(1) + 4) / 5 * 5).to_string(), None);
            }
            let text = |value: &Value| value.as_str().expect("a text").to_owned();
            match event.name() {
                name @ ("stage_1_decision_issued" | "governing_body_decision_issued") => {
                    for one in said["outcomes"].as_array().expect("outcomes") {
                        count(name, text(&one["outcome"]), one["issue"].as_u64());
                    }
                }
                name @ "investigation_completed" => {
                    for one in said["findings"].as_array().expect("findings") {
                        count(name, text(&one["finding"]), one["issue"].as_u64());
                    }
                }
                name @ "deadline_met" if !event.sealed() => {
                    let value = if said["in_time"] == true { "in_time" } else { "late" };
                    count(name, value.to_owned(), None);
                }
                _ => {}
            }
        }
    }
    counts
}

/// The particulars of an event, inside the layers that say which it is.
fn particulars<'a>(stored: &'a Value, name: &str) -> &'a Value {
    stored
        .get(name)
        .unwrap_or_else(|| particulars(stored.as_object().expect("a layer").values().next().expect("one"), name))
}

/// The place of a phase in the register's own list.
fn phase_code(name: &str) -> usize {
    let known =
        ["not_applicable", "nursery", "primary", "middle_deemed_primary", "secondary", "middle_deemed_secondary"];
    known.iter().chain(&["sixteen_plus", "all_through"]).position(|one| *one == name).expect("a phase")
}

async fn quickly(service: &Service) -> Counts {
    let mut counts = Counts::new();
    for by in ["guarantee", "authority", "phase", "term"] {
        for row in service.app.store.apart(by).await.expect("rows") {
            counts.insert((by.to_owned(), row.which, row.what, row.value), row.n);
        }
    }
    counts
}

/// What a count is at most and at least, by what is told of it.
fn fits(told: &Value, exact: i64) -> bool {
    told.as_i64().is_none_or(|told| exact >= 10 && told % 5 == 0 && (told - exact).abs() <= 2)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_figures_told_apart_are_what_a_slow_fold_of_every_file_says_and_nothing_is_told_of_few() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let stories = service.play().await;
        let mut cases: Vec<ComplaintId> = stories.values().map(|case| case.parse().expect("a number")).collect();
        let head = "head_teacher@school:100001/018f0000-0000-7000-8000-000000000011";
        // Two promises, each often enough to be told of, of which no story tells.
        for number in 0..52 {
            let mut complaint = lodging();
            complaint["issues"][0]["guarantee"] = if number % 4 < 2 { "PA-1.1" } else { "PA-2.2" }.into();
            let lodged = service.post("/v1/complaints", &service.token(PARENT), &complaint).await;
            let case = lodged.json["complaint"].as_str().expect("one").to_owned();
            cases.push(case.parse().expect("a number"));
            let give = async |who: &str, action: &str, body: Value| {
                let done = service.post(&format!("/v1/complaints/{case}/{action}"), &service.token(who), &body).await;
                assert_eq!(done.status, 200, "{action}: {}", done.text);
            };
            give(CLERK, "accept-complaint", json!({})).await;
            give(CLERK, "open-stage-1", json!({})).await;
            give(head, "assign-investigator", json!({ "investigator": head.split('/').nth(1) })).await;
            service.app.clock.set(service.app.clock.now() + SignedDuration::from_hours(8 * (number % 5)));
            let outcome = if number % 2 == 0 { "upheld" } else { "not_upheld" };
            let document = json!({ "investigated": "a", "explanation": "b", "actions": "c", "next_step": "d" });
            let outcomes = json!([{ "issue": 1, "outcome": outcome, "reasons": "So." }]);
            give(
                head,
                "issue-stage-1-decision",
                json!({ "outcomes": outcomes, "document": document, "no_staff_outcome": true }),
            )
            .await;
        }
        let slow = slowly(&service, &cases).await;
        assert_eq!(quickly(&service).await, slow, "{}", database.name);
        service.app.store.rebuild(|_, _| {}).await.expect("rebuilt");
        assert_eq!(quickly(&service).await, slow, "{}, rebuilt", database.name);

        let exact = |by: &str, what: &str, value: Option<&str>| {
            let rows = slow.iter().filter(|((split, _, counted, kind), _)| {
                split == by && counted == what && value.is_none_or(|value| value == kind)
            });
            rows.map(|((_, which, ..), n)| (which.clone(), *n)).collect::<Vec<_>>()
        };
        let upheld = exact("guarantee", "stage_1_decision_issued", Some("upheld"));
        assert!(upheld.iter().any(|(_, n)| *n >= 13), "{upheld:?}");
        for by in ["guarantee", "authority", "phase", "term"] {
            let told = service.see(&format!("/v1/statistics?by={by}"), "").await;
            let apart = &told.json["apart"];
            let decided = apart["decided"].as_array().expect("rows");
            let mut seen = 0;
            for row in decided {
                let (measure, value) = (row["measure"].as_str().expect("one"), row["value"].as_str().expect("one"));
                if by == "guarantee" {
                    let known = exact(by, measure, Some(value));
                    let (_, n) = known.iter().find(|(which, _)| row["which"] == **which).expect("it was counted");
                    assert!(fits(&row["count"], *n), "{row} {n}");
                }
                seen += i64::from(row["count"].is_i64());
            }
            assert!(by != "guarantee" || seen > 0, "something may be told: {decided:?}");
            // Down each column what is not told stands not alone, and is not few.
            for (measure, value) in [("stage_1_decision_issued", "upheld"), ("deadline_met", "in_time")] {
                let column = decided.iter().filter(|row| row["measure"] == measure && row["value"] == value);
                let hidden = column.clone().filter(|row| row["count"].is_null()).count();
                assert!(hidden != 1 || column.count() == 1, "{by} {measure} {value}: {decided:?}");
            }
            let took = apart["took"].as_array().expect("rows");
            for row in took {
                let days = [&row["median_days"], &row["p90_days"]];
                assert!(days.iter().all(|days| days.is_i64() == row["count"].is_i64()), "{row}");
                assert!(days.iter().all(|days| days.as_i64().is_none_or(|days| days % 5 == 0)), "{row}");
            }
            assert!(by != "guarantee" || took.iter().any(|row| row["count"].is_i64()), "{took:?}");
        }
        let page = service.see("/figures?by=guarantee", "").await;
        for part in
            ["aria-current=\"page\">Promise", "What head teachers decided", "PA-2.2", "shade-1", "how long it took"]
        {
            assert!(page.text.contains(part), "{part}: {}", page.text);
        }
        assert!(service.see("/figures", "").await.text.contains("/figures?by=authority"));
        let wrong = service.see("/v1/statistics?by=name", "").await;
        assert_eq!(wrong.status, 400, "{}", wrong.text);
        service.app.store.close().await;
    }
}
