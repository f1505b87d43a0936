//! The words for families: the reader of `locales/en.toml`, and what it says of stages and levels.
//! What it says of events is told in [`tell`].

mod locale;
mod places;
mod tell;

pub use tell::Telling;

use locale::{LOCALE, fill};
use redress_domain::clock::RuleId;
use redress_domain::complaint::stage::{Level, Stage};

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

/// A day as people say it.
#[must_use]
pub fn day(on: jiff::civil::Date) -> String {
    on.strftime("%A %-d %B %Y").to_string()
}

#[cfg(test)]
mod tests;
