//! The law's own words: a promise, a value of a closed list, a step of a working. In English they stand in
//! the domain; another language has them in `law.ftl`, each under its kind and code.

use super::{Place, Words};
use crate::problem::Document;
use jiff::civil::Date;
use redress_domain::clock::{self, Amount, CannotCompute, Counting, NotCounted, RuleId, Step, Unit};
use redress_domain::law::{Entitlement, Listed, Regime, SchoolTypeRow};

/// A name in the files: a kind of thing, then its code.
pub(super) fn id(kind: &str, code: &str) -> String {
    let code = code.replace(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_', "-");
    format!("{kind}-{code}")
}

impl Words {
    /// What this language itself says of a thing of the law, or the law's own English.
    fn of_law(self, kind: &str, code: &str, part: Option<&str>, english: &str) -> String {
        self.language.format(&id(kind, code), part, None).unwrap_or_else(|| english.to_owned())
    }

    /// The language in which the law is told: this one, or English where it is for the public form alone.
    #[must_use]
    pub fn lang_of_law(self) -> &'static str {
        self.beyond_the_form().lang()
    }

    /// A promise.
    #[must_use]
    pub fn promise(self, row: &Entitlement) -> String {
        self.of_law("guarantee", &row.id.to_string(), None, &row.text)
    }

    /// The heading that a promise stands under.
    #[must_use]
    pub fn heading(self, row: &Entitlement) -> String {
        self.say(&format!("promises-{}-{}", row.id.guarantee().prefix(), row.id.ambition()))
    }

    /// From or by when a promise was made; nothing where the document is silent.
    #[must_use]
    pub fn promised(self, row: &Entitlement) -> Option<String> {
        let written = row.commences_as_written.as_deref()?;
        Some(self.of_law("guarantee", &row.id.to_string(), Some("commences"), written))
    }

    /// Who else looks at a promise that this scheme does not reach.
    #[must_use]
    pub fn promise_elsewhere(self, row: &Entitlement) -> Option<String> {
        let out = row.out_of_scope.as_ref()?;
        Some(self.of_law("guarantee", &row.id.to_string(), Some("send_to"), &out.send_to))
    }

    /// A value of a closed list.
    #[must_use]
    pub fn listed<L: Listed>(self, value: L) -> String {
        let row = value.listed();
        match row.to_staff.as_deref().filter(|_| self.staff) {
            Some(to_staff) => self.of_law(L::LIST, value.stored(), Some("staff"), to_staff),
            None => self.of_law(L::LIST, value.stored(), None, &row.label),
        }
    }

    /// Who else can look at it, where the value of a closed list names somebody.
    #[must_use]
    pub fn listed_elsewhere<L: Listed>(self, value: L) -> Option<String> {
        let to = value.listed().send_to.as_deref()?;
        Some(self.of_law(L::LIST, value.stored(), Some("send_to"), to))
    }

    /// What a regime is called.
    #[must_use]
    pub fn regime(self, regime: Regime) -> String {
        self.of_law("regime", &regime.to_string(), None, &regime.row().name)
    }

    /// How a complaint can go under a regime.
    #[must_use]
    pub fn regime_told(self, regime: Regime) -> String {
        self.of_law("regime", &regime.to_string(), Some("description"), &regime.row().description)
    }

    /// A time limit, as those who must keep it know it. Families have their own words for it: see [`Words::rule`].
    #[must_use]
    pub fn limit(self, rule: &RuleId, version: u32) -> String {
        let row = clock::rules().iter().find(|row| row.id == *rule && row.version == version);
        row.map_or_else(|| rule.to_string(), |row| self.limit_named(row.id.as_str(), &row.name))
    }

    /// A time limit of which the English name is known, as those who must keep it know it.
    #[must_use]
    pub fn limit_named(self, rule: &str, english: &str) -> String {
        self.of_law("limit", rule, None, if english.is_empty() { rule } else { english })
    }

    /// What the time limit of a report's row is called, as [`Words::clock`].
    #[must_use]
    pub fn limit_of_row(self, rule: &str, english: &str) -> String {
        if self.staff { self.limit_named(rule, english) } else { self.rule(&RuleId::new(rule)) }
    }

    /// A time limit in a list of all, where no clock says which version is meant: by the name of the newest.
    #[must_use]
    pub fn limit_of_list(self, rule: &str) -> Option<String> {
        let newest = clock::rules().iter().rfind(|row| row.id.as_str() == rule)?;
        Some(self.limit_named(rule, &newest.name))
    }

    /// What a clock under a rule is called: to a family in its own words, to others as the rule has it.
    #[must_use]
    pub fn clock(self, rule: &RuleId, version: u32) -> String {
        if self.staff { self.limit(rule, version) } else { self.rule(rule) }
    }

    /// The sentence that gives the last day of a clock, or says that there is none, by its name as [`Words::clock`].
    #[must_use]
    pub fn last_day(self, rule: &RuleId, version: u32, due: Option<Date>) -> String {
        match due {
            Some(on) if self.staff => {
                self.fill("part-limit", &[("name", self.clock(rule, version)), ("due", self.day(on))])
            }
            Some(on) => self.due(rule, on),
            None => self.undated(&self.clock(rule, version), rule, version),
        }
    }

    /// A type of school.
    #[must_use]
    pub fn school_type(self, row: &SchoolTypeRow) -> String {
        self.of_law("school_type", &row.code.0.to_string(), None, &row.name)
    }

    /// Why something was not done: in English as the problem says it, otherwise in the general words of its kind.
    #[must_use]
    pub fn problem(self, document: &Document) -> String {
        self.problem_at(document, &document.detail)
    }

    /// Why no date can be given.
    #[must_use]
    pub fn no_date(self, cannot: &CannotCompute) -> String {
        self.of_law("problem", "cannot-compute", None, &cannot.to_string())
    }

    /// What a problem says of one place in what was sent.
    #[must_use]
    pub fn problem_at(self, document: &Document, said: &str) -> String {
        let slug = document.kind.rsplit('/').next().unwrap_or_default();
        self.of_law("problem", slug, None, said)
    }

    /// One step of the working of a date.
    #[must_use]
    pub fn step(self, step: &Step) -> String {
        if self.maybe("step-result").is_none() {
            return step.to_string();
        }
        let (name, places) = self.step_told(step);
        self.fill(&id("step", name), &places)
    }

    /// The name of a step's sentence, and what stands in its places.
    pub(super) fn step_told(self, step: &Step) -> (&'static str, Vec<Place>) {
        let on = |day: &Date| ("on", self.day(*day));
        let from_to = |from: &Date, to: &Date| vec![("from", self.day(*from)), ("to", self.day(*to))];
        let amount = |count, unit: &Unit| ("amount", self.amount(count, *unit));
        match step {
            Step::Started { on: day, length, unit, counting } => {
                let name = match counting {
                    _ if *length == 0 => "start",
                    Counting::BeginningWith => "beginning_with",
                    Counting::After => "after",
                    Counting::EndingWith => "ending_with",
                    Counting::Before => "before",
                };
                (name, vec![on(day), amount(u32::from(*length), unit)])
            }
            Step::Skipped { from, to, because } => {
                let mut places = from_to(from, to);
                places.push(("because", self.not_counted(because)));
                (if from == to { "skipped_day" } else { "skipped_days" }, places)
            }
            Step::CorrespondingDate { on: day, ends_day_before } => {
                (if *ends_day_before { "corresponding_before" } else { "corresponding" }, vec![on(day)])
            }
            Step::NoCorrespondingDate { day, used, policy } => {
                let places = vec![
                    ("day", day.to_string()),
                    ("month", self.say(&format!("month-{}", used.month()))),
                    ("year", used.year().to_string()),
                    ("used", self.day(*used)),
                    ("policy", policy.clone().unwrap_or_default()),
                ];
                (if policy.is_some() { "no_corresponding_policy" } else { "no_corresponding" }, places)
            }
            Step::Cap { length, unit, on: day } => ("cap", vec![amount(u32::from(*length), unit), on(day)]),
            Step::Paused { from, to, lost, unit } => {
                let mut places = from_to(from, to);
                places.push(amount(*lost, unit));
                ("paused", places)
            }
            Step::Extended { by, unit } => ("extended", vec![amount(*by, unit)]),
            Step::Rolled { from, to } => ("rolled", from_to(from, to)),
            Step::Agreed { from, to } => ("agreed", from_to(from, to)),
            Step::Moved { from: Some(from), to } => ("moved", from_to(from, to)),
            Step::Moved { from: None, to } => ("moved_from_nothing", vec![("to", self.day(*to))]),
            Step::Stopped { from } => ("stopped", vec![("from", self.day(*from))]),
            Step::Fixed { on: day } => ("fixed", vec![on(day)]),
            Step::OwnTarget { length, unit, version: _ } => ("own_target", vec![amount(u32::from(*length), unit)]),
            Step::Set { on: day } => ("set", vec![on(day)]),
            Step::Recorded { on: day } => ("recorded", vec![on(day)]),
            Step::Deemed { on: day } => ("deemed", vec![on(day)]),
            Step::Result { on: day } => ("result", vec![on(day)]),
        }
    }

    /// An amount of time, such as "15 school days".
    #[must_use]
    pub fn amount(self, count: u32, unit: Unit) -> String {
        if self.maybe("step-result").is_none() {
            return Amount(count, unit).to_string();
        }
        let id = match unit {
            Unit::Days => "amount-days",
            Unit::WorkingDays => "amount-working_days",
            Unit::SchoolDays => "amount-school_days",
            Unit::Months => "amount-months",
        };
        self.count(id, count as usize)
    }

    fn not_counted(self, because: &NotCounted) -> String {
        match because {
            NotCounted::Weekend => self.of_law("skipped", "weekend", None, ""),
            NotCounted::OutOfTerm => self.of_law("skipped", "out_of_term", None, ""),
            NotCounted::Closed { why } => self.fill(&id("skipped", "closed"), &[("why", why.clone())]),
            NotCounted::Holiday(holiday) => {
                let title = self.of_law("holiday", &holiday.title, None, &holiday.title);
                let note = holiday.note.as_ref().map(|note| self.of_law("holiday_note", note, None, note));
                note.map_or_else(|| title.clone(), |note| format!("{title} ({note})"))
            }
        }
    }
}
