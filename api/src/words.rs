//! The words for people: the reader of `locales/`, and what it says of stages, levels and days.
//! What it says of events is told in `tell`.

mod law;
mod locale;
mod places;
mod tell;

pub use tell::Telling;

use fluent_bundle::FluentArgs;
use jiff::Timestamp;
use jiff::civil::Date;
use locale::{LANGUAGES, Language};
use redress_domain::clock::{self, RuleId};
use redress_domain::complaint::investigation::Invited;
use redress_domain::complaint::stage::{Level, Stage};
use redress_domain::complaint::statement::StatementKind;
use redress_domain::ids::{IssueNo, RecommendationNo};
use redress_domain::{Actor, Body, Role, Urn};
use std::collections::BTreeSet;

/// The name of the cookie that remembers a language.
pub const COOKIE_NAME: &str = "lang";

/// What stands in the place of a name in braces.
pub type Place = (&'static str, String);

/// The words of one language, to one kind of reader. What the language lacks is said in English.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    language: &'static Language,
    /// Whether somebody other than the family is spoken to: whom the files call "you" is the family.
    staff: bool,
}

impl From<&'static Language> for Words {
    fn from(language: &'static Language) -> Self {
        Self { language, staff: false }
    }
}

impl Words {
    /// English: what the API answers in.
    #[must_use]
    pub fn english() -> Self {
        Self::from(&LANGUAGES[0])
    }

    /// The language of that name, if there is one.
    #[must_use]
    pub fn named(tag: &str) -> Option<Self> {
        locale::named(tag).map(Self::from)
    }

    /// The language a reader wants: what they asked for, or chose before, or their browser prefers.
    #[must_use]
    pub fn wanted(asked: Option<&str>, chosen: Option<&str>, accepted: Option<&str>) -> Self {
        let named = asked.and_then(Self::named).or_else(|| chosen.and_then(Self::named));
        named.or_else(|| accepted.and_then(locale::accepted).map(Self::from)).unwrap_or_else(Self::english)
    }

    /// Every language there is.
    #[must_use]
    pub fn all() -> Vec<Self> {
        LANGUAGES.iter().map(Self::from).collect()
    }

    /// The language's own name for itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        self.language.name
    }

    /// The language's name as browsers say it.
    #[must_use]
    pub fn lang(self) -> &'static str {
        self.language.tag
    }

    /// Which way it runs: `ltr` or `rtl`.
    #[must_use]
    pub fn dir(self) -> &'static str {
        self.language.dir
    }

    /// The words around a page that is all in one language.
    #[must_use]
    pub fn around(self) -> Self {
        self
    }

    /// These words, or English where the language is written for the public form alone.
    #[must_use]
    pub fn beyond_the_form(self) -> Self {
        if self.language.form_only { Self::english() } else { self }
    }

    /// These words, as they are said to this reader.
    #[must_use]
    pub fn to(self, reader: &Actor) -> Self {
        Self { staff: reader.body != Body::Family, ..self }
    }

    /// These words, as they are said to the family whoever reads them: a copy that is made for it.
    #[must_use]
    pub fn to_family(self) -> Self {
        Self { staff: false, ..self }
    }

    fn format(self, id: &str, part: Option<&str>, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let said = |language: &Language| {
            let to_staff = if self.staff && part.is_none() { language.format(id, Some("staff"), args) } else { None };
            to_staff.or_else(|| language.format(id, part, args))
        };
        said(self.language).or_else(|| said(&LANGUAGES[0]))
    }

    /// A text; its own name where there is none, which a test finds first.
    #[must_use]
    pub fn say(self, id: &str) -> String {
        self.format(id, None, None).unwrap_or_else(|| id.to_owned())
    }

    /// A text that may be missing, in this language and in English.
    #[must_use]
    pub fn maybe(self, id: &str) -> Option<String> {
        self.format(id, None, None)
    }

    /// A part of a text, such as its hint, if it has one.
    #[must_use]
    pub fn part(self, id: &str, part: &str) -> Option<String> {
        self.format(id, Some(part), None)
    }

    /// A text with its places filled; a part that is not there leaves no gap.
    #[must_use]
    pub fn fill(self, id: &str, places: &[Place]) -> String {
        self.filled(id, None, places)
    }

    fn filled(self, id: &str, part: Option<&str>, places: &[Place]) -> String {
        let mut args = FluentArgs::with_capacity(places.len());
        for (name, value) in places {
            args.set(*name, value.as_str());
        }
        let text = self.format(id, part, Some(&args)).unwrap_or_else(|| id.to_owned());
        let gap = text.contains("  ") || text.contains('\n') || text.trim().len() < text.len();
        if gap { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text }
    }

    /// A text about so many of something, in the language's own plural.
    #[must_use]
    pub fn count(self, id: &str, count: usize) -> String {
        let mut args = FluentArgs::with_capacity(1);
        args.set("count", count);
        self.format(id, None, Some(&args)).unwrap_or_else(|| id.to_owned())
    }

    /// One of two texts.
    pub(crate) fn either(self, which: bool, yes: &str, no: &str) -> String {
        self.say(if which { yes } else { no })
    }

    /// A text that is there, or not.
    pub(crate) fn only(self, there: bool, id: &str) -> String {
        if there { self.say(id) } else { String::new() }
    }

    /// A text with a day in it, if there is a day.
    pub(crate) fn dated(self, id: &str, name: &'static str, on: Option<Date>) -> String {
        on.map(|on| self.fill(id, &[(name, self.day(on))])).unwrap_or_default()
    }

    /// "a", "a and b", "a, b and c".
    pub(crate) fn list(self, items: Vec<String>) -> String {
        match items.split_last() {
            None => String::new(),
            Some((last, [])) => last.clone(),
            Some((last, before)) => format!("{} {} {last}", before.join(", "), self.say("part-and")),
        }
    }

    /// Issues by their numbers.
    pub(crate) fn issues(self, numbers: &[IssueNo]) -> String {
        self.list(numbers.iter().map(|issue| self.fill("part-one_issue", &[("issue", issue.to_string())])).collect())
    }

    /// Recommendations by their numbers.
    pub(crate) fn recommendations(self, numbers: &[RecommendationNo]) -> String {
        let one =
            |number: &RecommendationNo| self.fill("part-one_recommendation", &[("recommendation", number.to_string())]);
        self.list(numbers.iter().map(one).collect())
    }

    /// Where a complaint is, in a few words.
    #[must_use]
    pub fn stage(self, stage: Stage) -> String {
        self.say(&stage_id(stage))
    }

    /// What happens next, and what the family can do.
    #[must_use]
    pub fn next(self, stage: Stage) -> String {
        self.part(&stage_id(stage), "next").unwrap_or_default()
    }

    /// Who has it.
    #[must_use]
    pub fn level(self, level: Level) -> String {
        self.say(match level {
            Level::Intake => "level-intake",
            Level::School => "level-school",
            Level::Ombudsman => "level-ombudsman",
            Level::SecretaryOfState => "level-secretary_of_state",
        })
    }

    /// Who is asked for their side of a matter.
    #[must_use]
    pub fn invited(self, to: &Invited) -> String {
        let (text, school) = match to {
            Invited::Respondent { school } => ("invited-respondent", *school),
            Invited::Authority {} => ("invited-authority", None),
            Invited::Alleged { .. } => ("invited-alleged", None),
            Invited::Appears { .. } => ("invited-appears", None),
        };
        self.of_school(self.say(text), school)
    }

    /// What something is called, with the number of the school whose it is, where there are several.
    #[must_use]
    pub fn of_school(self, name: String, school: Option<Urn>) -> String {
        match school {
            Some(school) => format!("{name} ({})", self.fill("part-one_school", &[("school", school.to_string())])),
            None => name,
        }
    }

    /// The beginning of a sentence about one of several schools.
    pub(crate) fn at_school(self, school: Option<Urn>) -> String {
        school.map(|school| self.fill("part-at_school", &[("school", school.to_string())])).unwrap_or_default()
    }

    /// What a statement says.
    #[must_use]
    pub fn statement(self, kind: StatementKind) -> String {
        self.say(match kind {
            StatementKind::NotInvestigated => "statement-not_investigated",
            StatementKind::Discontinued => "statement-discontinued",
            StatementKind::Completed => "statement-completed",
        })
    }

    /// What a time limit is called.
    #[must_use]
    pub fn rule(self, rule: &RuleId) -> String {
        self.say(&format!("rule-{rule}"))
    }

    /// The sentence that gives the last day of a time limit.
    #[must_use]
    pub fn due(self, rule: &RuleId, on: Date) -> String {
        self.filled(&format!("rule-{rule}"), Some("due"), &[("due", self.day(on))])
    }

    /// The sentence for a time limit without a last day: none is set, or a calendar is missing.
    #[must_use]
    pub fn undated(self, name: &str, rule: &RuleId, version: u32) -> String {
        let row = clock::rules().iter().find(|row| row.id == *rule && row.version == version);
        let open = row.is_some_and(|row| row.length.or(row.prompt).is_none() && row.last_day.is_none());
        let id = if open { "part-no_last_day" } else { "part-no_date" };
        self.fill(id, &[("name", name.to_owned())])
    }

    /// Who opened a complaint, when, and what they could read.
    #[must_use]
    pub fn disclosed(self, role: Role, own: bool, fields: &BTreeSet<String>, hour: Timestamp) -> String {
        let of = |field: &String| match field.as_str() {
            "account" | "wanted" => "disclosure-account",
            "name" => "disclosure-name",
            "title" | "redacted" => "disclosure-title",
            "text" => "disclosure-text",
            contact if crate::contacts::FIELDS.contains(&contact) => "disclosure-contact",
            answer if crate::answers::PARTS.contains(&answer) => "disclosure-answer",
            _ => "disclosure-rest",
        };
        let kinds: BTreeSet<_> = fields.iter().map(|field| self.say(of(field))).collect();
        let london = clock::civil_time(hour);
        let places = [
            ("reader", self.say(&format!("reader-{}", role.name()))),
            ("day", self.day(london.date())),
            ("hour", london.strftime("%-I %P").to_string()),
            ("fields", self.list(kinds.into_iter().collect())),
        ];
        self.fill(if own { "disclosure-own" } else { "disclosure-other" }, &places)
    }

    /// A day as people say it.
    #[must_use]
    pub fn day(self, on: Date) -> String {
        let weekday = self.say(&format!("weekday-{}", on.weekday().to_monday_one_offset()));
        let month = self.say(&format!("month-{}", on.month()));
        let (day, year) = (on.day().to_string(), on.year().to_string());
        self.fill("day", &[("weekday", weekday), ("day", day), ("month", month), ("year", year)])
    }
}

/// A stage's name in the files, where a dot would begin a part.
fn stage_id(stage: Stage) -> String {
    format!("stage-{}", stage.name().replace('.', "-"))
}

#[cfg(test)]
mod tests;
