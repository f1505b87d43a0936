//! The form's pages, one thing each: what each asks, and the command that all the answers make.

use super::super::act::schema::{Field, Kind, Known, choice_said};
use super::super::act::things::{Fold, Things};
use super::super::act::typed::{Mistake, Typed};
use crate::form;
use crate::words::Words;
use jiff::civil::Date;
use redress_domain::law::{Entitlement, Guarantee, Triage, catalogue_on, fits_year};
use serde_json::{Value, json};

/// The pages in their order, of which nobody sees all.
pub const STEPS: [&str; 13] =
    ["came", "told", "who", "name", "child", "school", "promise", "what", "asked", "wanted", "reach", "help", "check"];

/// The years of school, reception being 0.
const YEARS: [&str; 14] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"];

/// The ways in which a complaint comes that is written down for a family.
const CHANNELS: [&str; 4] = ["letter", "telephone", "email", "in_person"];

/// Who fills in the form, and so in which words it asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// A parent, or somebody who speaks for a family.
    Family,
    /// A pupil, in simpler words.
    Pupil,
    /// The clerk, or the Ombudsman's intake officer, who writes down what came by letter or was said.
    Staff,
}

impl Voice {
    /// The answer by which the form knows who of the staff fills it in.
    pub(super) const BY: &str = "by";
    /// What it says of a school's clerk.
    pub(super) const CLERK: &str = "staff";
    /// What it says of the Ombudsman's intake officer.
    pub(super) const INTAKE: &str = "intake";

    /// Who gave these answers.
    #[must_use]
    pub fn of(answers: &Typed) -> Self {
        match (answers.text(Self::BY), answers.text("capacity")) {
            (Self::CLERK | Self::INTAKE, _) => Self::Staff,
            (_, "pupil") => Self::Pupil,
            _ => Self::Family,
        }
    }

    /// The answers of a form of which it is known no more than who of the staff fills it in, if anybody does.
    pub(super) fn answers(by: &str) -> Typed {
        let mut answers = Typed::default();
        if !by.is_empty() {
            answers.put(Self::BY, by.to_owned());
        }
        answers
    }

    /// The part of a message that holds these words, where it has its own.
    #[must_use]
    pub fn part(self) -> Option<&'static str> {
        match self {
            Self::Family => None,
            Self::Pupil => Some("pupil"),
            Self::Staff => Some("staff"),
        }
    }

    /// A message in these words, and its hint.
    #[must_use]
    pub fn says(self, t: Words, id: &str) -> (String, Option<String>) {
        let own = |part: &str| t.part(id, part);
        let said = self.part().and_then(own);
        let hint = self.part().and_then(|part| own(&format!("{part}_hint")));
        (said.unwrap_or_else(|| t.say(id)), hint.or_else(|| own("hint")))
    }
}

/// The most promises of one complaint: each becomes an issue of its own.
const MOST_PROMISES: usize = 5;

/// The ways to reach somebody.
const WAYS: [&str; 4] = ["email", "telephone", "address", "safe_contact"];

fn field(name: &str, need: bool, kind: Kind) -> Field {
    Field { name: name.to_owned(), need, kind }
}

fn choice(name: &str, list: &str, values: &[&str]) -> Field {
    field(name, true, Kind::Choice(list.to_owned(), values.iter().map(|value| (*value).to_owned()).collect()))
}

/// What one page asks.
#[must_use]
pub fn fields(step: &str, answers: &Typed, things: &Things) -> Vec<Field> {
    let words = |name: &str, need| field(name, need, Kind::Words);
    match step {
        "came" => vec![choice("channel", "Channel", &CHANNELS), field("made_on", true, Kind::Day)],
        "told" => vec![choice("told", "Told", &["yes", "no", "cannot"])],
        "who" => vec![choice("capacity", "Capacity", &["parent", "pupil", "other"])],
        "name" => vec![words("name", true)],
        "child" => {
            let year = Field { need: false, ..choice("year", "Year", &YEARS) };
            match Voice::of(answers) {
                Voice::Pupil => vec![year],
                _ => vec![words("pupil_name", false), year, field("looked_after", false, Kind::YesNo)],
            }
        }
        "school" => {
            let found = !things.of(Known::School).is_empty();
            let school = found.then(|| field("school", true, Kind::Known(Known::School)));
            std::iter::once(words("search", true)).chain(school).collect()
        }
        "promise" => vec![field("promises", false, Kind::Any(Box::new(Kind::Known(Known::Promise))))],
        "what" => vec![words("account", true), field("happened", false, Kind::Day)],
        "asked" => vec![words("asked", false)],
        "wanted" => vec![words("wanted", false)],
        "reach" => {
            let [email, telephone, address, safe] = WAYS.map(|name| words(name, false));
            vec![email, field("no_email", false, Kind::YesNo), telephone, address, safe]
        }
        "help" => ["adjustments", "spoken"].map(|name| words(name, false)).into(),
        _ => vec![field("declared", true, Kind::Any(Box::new(Kind::Choice("Declared".into(), vec!["yes".into()]))))],
    }
}

/// The names of everything that a page asks, whatever was answered before.
#[must_use]
pub fn names(step: &str) -> &'static [&'static str] {
    match step {
        "came" => &["channel", "made_on"],
        "told" => &["told"],
        "who" => &["capacity"],
        "name" => &["name"],
        "child" => &["pupil_name", "year", "looked_after"],
        "school" => &["search", "school"],
        "promise" => &["promises"],
        "what" => &["account", "happened"],
        "asked" => &["asked"],
        "wanted" => &["wanted"],
        "reach" => &["email", "no_email", "telephone", "address", "safe_contact"],
        "help" => &["adjustments", "spoken"],
        _ => &["declared"],
    }
}

/// Whether a page is left out: the clerk writes down what came to their own school, and a family has nobody
/// to write it down from. To the Ombudsman comes what is about any school.
#[must_use]
pub fn left_out(step: &str, answers: &Typed) -> bool {
    let staff = Voice::of(answers) == Voice::Staff;
    match step {
        "came" => !staff,
        "told" => staff,
        "school" => answers.text(Voice::BY) == Voice::CLERK,
        _ => false,
    }
}

/// The first page.
#[must_use]
pub fn first(answers: &Typed) -> &'static str {
    STEPS.into_iter().find(|step| !left_out(step, answers)).unwrap_or("check")
}

/// The page after one.
#[must_use]
pub fn after(step: &str, answers: &Typed) -> &'static str {
    let rest = STEPS.iter().skip_while(|known| **known != step).skip(1);
    rest.copied().find(|next| !left_out(next, answers)).unwrap_or("check")
}

/// What is wrong with one page's answers beside what each field says for itself.
#[must_use]
pub fn mistakes(step: &str, answers: &Typed, things: &Things, t: Words, today: Date) -> Vec<Mistake> {
    let mistake = |place: &str, id: &str| Mistake { place: place.to_owned(), words: t.say(id) };
    let mut wrong = answers.command(&fields(step, answers, things), things, t).err().unwrap_or_default();
    match step {
        "school" if wrong.is_empty() && things.of(Known::School).is_empty() => {
            wrong.push(mistake("search", "mistake-school"));
        }
        "promise" if answers.all("promises").len() > MOST_PROMISES => {
            wrong.push(mistake("promises", "mistake-promises"));
        }
        "what" if day(answers, "happened").is_some_and(|day| day > today) => {
            wrong.push(mistake("happened", "mistake-future"));
        }
        "came" if day(answers, "made_on").is_some_and(|day| day > today) => {
            wrong.push(mistake("made_on", "mistake-came"));
        }
        "reach" if WAYS.iter().all(|name| answers.text(name).is_empty()) => {
            wrong.push(mistake("email", "mistake-reach"));
        }
        _ => {}
    }
    for name in names(step) {
        if answers.raw(name).chars().count() > redress_domain::held::MOST_CHARACTERS / 2 {
            wrong.push(mistake(name, "mistake-long"));
        }
    }
    wrong
}

fn day(answers: &Typed, name: &str) -> Option<Date> {
    let part = |part: &str| answers.text(&format!("{name}-{part}"));
    form::day_of(part("day"), part("month"), part("year")).ok().flatten()
}

/// The promises that a family may name, those to the one who complains first. Hopes that nobody can be
/// held to, and promises that others keep, would only lead it astray. Those for pupils of another year come
/// last, and apart.
#[must_use]
pub fn promises(answers: &Typed, today: Date) -> (Vec<&'static Entitlement>, Vec<&'static Entitlement>) {
    let fits = |row: &&Entitlement| row.out_of_scope.is_none() && row.triage != Triage::Aspiration;
    let mut rows: Vec<_> = catalogue_on(today).entitlements.iter().filter(fits).collect();
    let pupil = answers.text("capacity") == "pupil";
    rows.sort_by_key(|row| (row.id.guarantee() == Guarantee::Pupil) != pupil);
    let year = answers.text("year").parse().ok();
    rows.into_iter().partition(|row| year.is_none_or(|year| fits_year(row, year)))
}

/// The headings of that list: those of the two Guarantees, and within each the ambition that a promise stands
/// under. A list of sixty is read by its headings or not at all.
#[must_use]
pub fn folds(first: &[&Entitlement], others: &[&Entitlement], t: Words) -> Vec<Fold> {
    let place = |row: &Entitlement| (row.id.guarantee(), row.id.ambition());
    let mut before = None;
    let mut folds = Vec::new();
    for part in first.chunk_by(|one, next| place(one) == place(next)) {
        let guarantee = part[0].id.guarantee();
        let begins = before.replace(guarantee) != Some(guarantee);
        let head = begins.then(|| t.say(&format!("promises-{}", guarantee.prefix())));
        folds.push(Fold { head, title: t.heading(part[0]), count: part.len() });
    }
    if !others.is_empty() {
        folds.push(Fold { head: None, title: t.say("form-others"), count: others.len() });
    }
    folds
}

/// The command that the answers make, in the API's own form.
#[must_use]
pub fn body(answers: &Typed, t: Words) -> Value {
    let filled = |name: &str| Some(answers.text(name).to_owned()).filter(|text| !text.is_empty());
    let mut account = answers.text("account").to_owned();
    if let Some(asked) = filled("asked") {
        account = format!("{account}\n\n{} {asked}", t.say("form-asked-said"));
    }
    if let Some(year) = filled("year") {
        account = format!("{account}\n\n{} {}", t.say("form-year-said"), choice_said(t, "Year", &year));
    }
    if let Some(told) = filled("told") {
        account = format!("{account}\n\n{} {}", t.say("form-told-said"), t.say(&format!("choice-Told-{told}")));
    }
    let issue = |promise: Option<&String>| json!({ "account": account, "wanted": filled("wanted"), "guarantee": promise, "happened_on": day(answers, "happened") });
    let promises = answers.all("promises");
    let issues: Vec<Value> =
        if promises.is_empty() { vec![issue(None)] } else { promises.iter().map(|one| issue(Some(one))).collect() };
    let spoken = filled("spoken").map(|spoken| format!("{} {spoken}", t.say("form-spoken-said")));
    let help: Vec<String> = filled("adjustments").into_iter().chain(spoken).collect();
    let pupil = filled("pupil_name").filter(|_| Voice::of(answers) != Voice::Pupil);
    json!({
        "school": answers.text("school").parse::<u32>().ok(),
        "channel": filled("channel").unwrap_or_else(|| "online_form".to_owned()),
        "made_on": day(answers, "made_on"),
        "complainants": [{
            "name": filled("name"),
            "capacity": answers.text("capacity"),
            "email": filled("email"),
            "telephone": filled("telephone"),
            "address": filled("address"),
            "safe_contact": filled("safe_contact"),
            "no_email": answers.chose("no_email", "yes"),
            "language": (t.lang() == "cy" && Voice::of(answers) != Voice::Staff).then_some("welsh"),
        }],
        "pupil": pupil.map(|name| json!({ "name": name, "looked_after": answers.chose("looked_after", "yes") })),
        "issues": issues,
        "adjustments": Some(help.join("\n")).filter(|help| !help.is_empty()),
    })
}

/// The page on which a part of the command was answered.
#[must_use]
pub fn step_of(pointer: &str) -> &'static str {
    let known = [
        ("/school", "school"),
        ("/pupil", "child"),
        ("/adjustments", "help"),
        ("/channel", "came"),
        ("/made_on", "came"),
        ("/complainants/0/name", "name"),
        ("/complainants/0/capacity", "who"),
        ("/complainants", "reach"),
    ];
    let inside = |part: &str| pointer.ends_with(part);
    match known.into_iter().find(|(part, _)| pointer.starts_with(part)) {
        Some((_, step)) => step,
        None if inside("/wanted") => "wanted",
        None if inside("/guarantee") => "promise",
        None => "what",
    }
}
