//! The words for families: the reader of `locales/en.toml`, and what it says of stages and levels.
//! What it says of events is told in `tell`.

mod locale;
mod places;
mod tell;

pub use tell::Telling;

use jiff::Timestamp;
use locale::{LOCALE, fill};
use redress_domain::Role;
use redress_domain::clock::{self, RuleId};
use redress_domain::complaint::stage::{Level, Stage};
use std::collections::BTreeSet;

/// Where a complaint is, in a few words.
#[must_use]
pub fn stage(stage: Stage) -> &'static str {
    LOCALE.stage.get(&stage).map_or(stage.name(), |words| &words.label)
}

/// What happens next, and what the family can do.
#[must_use]
pub fn next(stage: Stage) -> &'static str {
    LOCALE.stage.get(&stage).map_or("", |words| &words.next)
}

/// Who has it.
#[must_use]
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Intake => &LOCALE.level.intake,
        Level::School => &LOCALE.level.school,
        Level::Ombudsman => &LOCALE.level.ombudsman,
        Level::SecretaryOfState => &LOCALE.level.secretary_of_state,
    }
}

/// What a time limit is called.
#[must_use]
pub fn rule(rule: &RuleId) -> &str {
    LOCALE.rule.get(rule).map_or(rule.as_str(), |words| &words.name)
}

/// The sentence that gives the last day of a time limit.
#[must_use]
pub fn due(rule: &RuleId, on: jiff::civil::Date) -> String {
    LOCALE.rule.get(rule).map_or_else(String::new, |words| fill(&words.due, &[("due", day(on))]))
}

/// The sentence for a time limit without a last day: none is set, or a calendar is missing.
#[must_use]
pub fn undated(name: &str, rule: &RuleId, version: u32) -> String {
    let row = clock::rules().iter().find(|row| row.id == *rule && row.version == version);
    let open = row.is_some_and(|row| row.length.or(row.prompt).is_none() && row.last_day.is_none());
    let text = if open { &LOCALE.part.no_last_day } else { &LOCALE.part.no_date };
    fill(text, &[("name", name.to_owned())])
}

/// Who opened a complaint, when, and what they could read.
#[must_use]
pub fn disclosed(role: Role, own: bool, fields: &BTreeSet<String>, hour: Timestamp) -> String {
    let words = &LOCALE.disclosure;
    let of = |field: &String| match field.as_str() {
        "account" | "wanted" => &words.account,
        "name" => &words.name,
        "title" | "redacted" => &words.title,
        "text" => &words.text,
        _ => &words.rest,
    };
    let kinds: BTreeSet<_> = fields.iter().map(of).collect();
    let london = clock::civil_time(hour);
    let places = [
        ("reader", LOCALE.reader.get(&role).cloned().unwrap_or_default()),
        ("day", day(london.date())),
        ("hour", london.strftime("%-I %P").to_string()),
        ("fields", places::list(kinds.into_iter().cloned().collect())),
    ];
    fill(if own { &words.own } else { &words.other }, &places)
}

/// A day as people say it.
#[must_use]
pub fn day(on: jiff::civil::Date) -> String {
    on.strftime("%A %-d %B %Y").to_string()
}

#[cfg(test)]
mod tests;
