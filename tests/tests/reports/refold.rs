//! A slow, obvious second way to a report: every event of every complaint is read over HTTP, as JSON, and folded
//! anew for each question.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_tests::http::Service;
use serde_json::Value;
use std::collections::BTreeMap;

/// The events of one complaint, as the auditor reads them.
pub struct Events(pub Vec<Value>);

/// One clock, as it was.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    pub rule: String,
    pub due: Option<Date>,
    pub last: Option<Date>,
    pub start: Option<Date>,
    pub met_on: Option<Date>,
    pub state: &'static str,
}

pub async fn read(service: &Service, token: &str, cases: &BTreeMap<String, String>) -> BTreeMap<String, Events> {
    let mut all = BTreeMap::new();
    for case in cases.values() {
        let answer = service.get(&format!("/v1/complaints/{case}/events"), token).await;
        all.insert(case.clone(), Events(answer.json["events"].as_array().expect("events").clone()));
    }
    all
}

fn day(value: &Value) -> Option<Date> {
    value.as_str().and_then(|text| text.parse().ok())
}

/// The instant at which an event was recorded.
pub fn at(event: &Value) -> Timestamp {
    event["at"].as_str().expect("an instant").parse().expect("an instant")
}

/// The day from which it is true.
pub fn from(event: &Value) -> Date {
    let said = &event["particulars"];
    let named = match event["event"].as_str().expect("a name") {
        "deadline_started" | "deadline_recomputed" => day(&said["start"]),
        "deadline_met" | "deadline_resumed" => day(&said["on"]),
        "deadline_paused" => day(&said["from"]),
        _ => None,
    };
    named.unwrap_or_else(|| at(event).in_tz("Europe/London").expect("London").date())
}

impl Events {
    /// The clocks as they were on a day, as it was known at an instant.
    pub fn clocks(&self, on: Date, known: Timestamp) -> BTreeMap<u64, Clock> {
        let mut clocks: BTreeMap<u64, Clock> = BTreeMap::new();
        for event in &self.0 {
            if at(event) > known || from(event) > on {
                continue;
            }
            let said = &event["particulars"];
            let Some(number) = said["deadline"].as_u64() else { continue };
            let name = event["event"].as_str().expect("a name");
            if name == "deadline_started" {
                let clock = Clock {
                    rule: said["rule"].as_str().expect("a rule").to_owned(),
                    due: day(&said["due"]),
                    last: day(&said["not_lapsed_before"]).or(day(&said["due"])),
                    start: day(&said["start"]),
                    met_on: None,
                    state: "open",
                };
                clocks.insert(number, clock);
            }
            let Some(clock) = clocks.get_mut(&number) else { continue };
            match name {
                "deadline_met" => (clock.state, clock.met_on) = ("met", day(&said["on"])),
                "deadline_cancelled" => clock.state = "cancelled",
                "deadline_passed" => clock.state = "passed",
                "deadline_paused" => clock.state = "paused",
                "deadline_resumed" => (clock.state, clock.due) = ("open", day(&said["due"])),
                "deadline_recomputed" => {
                    (clock.due, clock.start) = (day(&said["due"]), day(&said["start"]));
                    if clock.state == "passed" {
                        clock.state = "open";
                    }
                }
                "deadline_moved" => clock.due = day(&said["due"]),
                "school_target_extended" | "period_extended_by_agreement" => {
                    (clock.due, clock.last) = (day(&said["to"]), day(&said["to"]));
                    if clock.state == "passed" {
                        clock.state = "open";
                    }
                }
                _ => {}
            }
            if clock.last.is_none() || ["deadline_resumed", "deadline_recomputed", "deadline_moved"].contains(&name) {
                clock.last = clock.due;
            }
        }
        clocks
    }
}

/// How a clock stands on a day.
pub fn status(clock: &Clock, on: Date) -> &'static str {
    match clock.state {
        "cancelled" => "cancelled",
        "met" if clock.met_on.zip(clock.due).is_some_and(|(met, last)| met > last) => "met_late",
        "met" => "met",
        "paused" => "paused",
        "passed" => "overdue",
        _ if clock.last.is_some_and(|last| on > last) => "overdue",
        _ if clock.due.is_none() => "undated",
        _ => "in_time",
    }
}
