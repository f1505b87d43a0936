//! Every language says all that English says, by its own rules, and leaves nothing in English.

use super::*;
use crate::problem;
use crate::words::law;
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, Variant, VariantKey};
use redress_domain::clock::{CannotCompute, Holiday, NotCounted, Step, WhichCalendar};
use redress_domain::law::{
    AdverseFindingsGround, CommissionerFinding, DataRefusal, DiscontinueReason, Exemption, ExtensionGround,
    HeadTeacherFunction, Listed, NotAcceptedReason, NotInvestigated, Purpose, RecommendationStatus, Redirect, Regime,
    RegimeReason, Remedy, SchoolOutcome, WaiverGround, school_types, versions,
};

/// A text: what it says beside its places, the places, and the plural forms of each choice by a number.
#[derive(Debug, Default)]
struct Text {
    said: String,
    places: BTreeSet<String>,
    forms: Vec<BTreeSet<String>>,
}

impl Text {
    fn of(pattern: &Pattern<&str>) -> Self {
        let mut text = Self::default();
        text.take(pattern);
        text
    }

    fn take(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.said.push_str(value),
                PatternElement::Placeable { expression: Expression::Inline(inline) } => self.place(inline),
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    self.place(selector);
                    self.forms.push(variants.iter().map(form).collect());
                    for variant in variants {
                        self.take(&variant.value);
                    }
                }
            }
        }
    }

    fn place(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.places.insert(id.name.to_owned());
            }
            other => panic!("only variables stand in braces, not {other:?}"),
        }
    }
}

fn form(variant: &Variant<&str>) -> String {
    match variant.key {
        VariantKey::Identifier { name } => name.to_owned(),
        VariantKey::NumberLiteral { value } => value.to_owned(),
    }
}

/// The texts of one file, each as `id` or `id.part`.
fn texts(file: &str) -> BTreeMap<String, Text> {
    let read = fluent_syntax::parser::parse(file).unwrap_or_else(|(_, wrong)| panic!("{wrong:?}"));
    let mut all = BTreeMap::new();
    for entry in &read.body {
        let Entry::Message(message) = entry else { continue };
        let id = message.id.name;
        all.extend(message.value.iter().map(|value| (id.to_owned(), Text::of(value))));
        let part =
            |part: &fluent_syntax::ast::Attribute<&str>| (format!("{id}.{}", part.id.name), Text::of(&part.value));
        all.extend(message.attributes.iter().map(part));
    }
    all
}

#[test]
fn every_file_of_a_language_has_the_words_and_places_of_the_english_one() {
    let english: BTreeMap<_, _> = KNOWN[0].4.iter().map(|(name, file)| (*name, texts(file))).collect();
    for (tag, _, _, form_only, files) in &KNOWN[1..] {
        let theirs: BTreeMap<_, _> = files.iter().map(|(name, file)| (*name, texts(file))).collect();
        for (name, ours) in english.iter().filter(|(name, _)| !form_only || theirs.contains_key(*name)) {
            let places = |texts: &BTreeMap<String, Text>| -> BTreeMap<String, BTreeSet<String>> {
                texts.iter().map(|(id, text)| (id.clone(), text.places.clone())).collect()
            };
            let (theirs, ours) = (places(&theirs[name]), places(ours));
            let missing: Vec<_> = ours.keys().filter(|id| !theirs.contains_key(*id)).collect();
            let other: Vec<_> = theirs.iter().filter(|(id, places)| ours.get(*id) != Some(places)).collect();
            assert!(missing.is_empty() && other.is_empty(), "{tag}/{name} lacks {missing:?} and has other {other:?}");
        }
        assert!(["frame", "form"].iter().all(|name| theirs.contains_key(name)), "{tag} cannot be used on the form");
    }
}

#[test]
fn all_that_stands_around_a_page_and_on_the_form_is_in_the_files_of_a_language_for_the_form_alone() {
    let files = KNOWN[0].4.iter().filter(|(name, _)| ["frame", "form"].contains(name));
    let known: BTreeSet<String> = files.flat_map(|(_, file)| texts(file)).map(|(id, _)| id).collect();
    let templates = [
        include_str!("../../../templates/base.html"),
        include_str!("../../../templates/message.html"),
        include_str!("../../../templates/start.html"),
        include_str!("../../../templates/step.html"),
        include_str!("../../../templates/resume.html"),
        include_str!("../../../templates/field.html"),
    ];
    for template in templates {
        let asked =
            template.split(".say(\"").chain(template.split(".count(\"")).filter_map(|rest| rest.split('"').next());
        let missing: Vec<_> = asked.filter(|id| !id.contains(['<', '{', ' ']) && !known.contains(*id)).collect();
        assert!(missing.is_empty(), "not in frame.ftl or form.ftl: {missing:?}");
    }
}

/// Names, and words that are the same in both languages.
const THE_SAME: [&str; 4] = ["service", "elsewhere-ofsted", "choice-Elsewhere-ofsted", "row-others"];

#[test]
fn no_text_of_a_language_is_left_in_english() {
    let english: BTreeMap<_, _> = KNOWN[0].4.iter().flat_map(|(_, file)| texts(file)).collect();
    for (tag, .., files) in &KNOWN[1..] {
        let theirs = files.iter().flat_map(|(_, file)| texts(file));
        let same: Vec<_> = theirs
            .filter(|(id, _)| !THE_SAME.contains(&id.as_str()))
            .filter(|(id, text)| {
                text.said.contains(char::is_alphabetic) && english.get(id).is_some_and(|ours| ours.said == text.said)
            })
            .map(|(id, text)| format!("{id} = {}", text.said))
            .collect();
        assert!(same.is_empty(), "{tag}: {same:#?}");
    }
}

#[test]
fn every_plural_has_all_the_forms_of_its_language() {
    for (tag, .., files) in KNOWN {
        // The plural categories of the Unicode CLDR.
        let forms: BTreeSet<String> = match *tag {
            "cy" | "ar" => ["zero", "one", "two", "few", "many", "other"].map(str::to_owned).into(),
            _ => ["one", "other"].map(str::to_owned).into(),
        };
        for (id, text) in files.iter().flat_map(|(_, file)| texts(file)) {
            assert!(text.forms.iter().all(|found| *found == forms), "{tag} {id}: {:?}", text.forms);
        }
    }
}

/// The names of the words that the law's own data needs in another language than English.
fn named_by_the_law() -> BTreeSet<String> {
    fn list<L: Listed>(all: &[L]) -> impl Iterator<Item = String> {
        all.iter().flat_map(|value| {
            let id = law::id(L::LIST, value.stored());
            let elsewhere = value.listed().send_to.is_some().then(|| format!("{id}.send_to"));
            let to_staff = value.listed().to_staff.is_some().then(|| format!("{id}.staff"));
            std::iter::once(id).chain(elsewhere).chain(to_staff)
        })
    }
    let mut all = BTreeSet::new();
    for row in versions().flat_map(|version| &version.entitlements) {
        let id = law::id("guarantee", &row.id.to_string());
        all.extend(row.commences_as_written.is_some().then(|| format!("{id}.commences")));
        all.extend(row.out_of_scope.is_some().then(|| format!("{id}.send_to")));
        all.insert(id);
    }
    all.extend(list(Redirect::ALL));
    all.extend(list(NotInvestigated::ALL));
    all.extend(list(NotAcceptedReason::ALL));
    all.extend(list(HeadTeacherFunction::ALL));
    all.extend(list(WaiverGround::ALL));
    all.extend(list(DiscontinueReason::ALL));
    all.extend(list(AdverseFindingsGround::ALL));
    all.extend(list(RegimeReason::ALL));
    all.extend(list(SchoolOutcome::ALL));
    all.extend(list(CommissionerFinding::ALL));
    all.extend(list(Remedy::ALL));
    all.extend(list(Purpose::ALL));
    all.extend(list(RecommendationStatus::ALL));
    all.extend(list(Exemption::ALL));
    all.extend(clock::rules().iter().map(|rule| law::id("limit", rule.id.as_str())));
    all.extend(list(ExtensionGround::ALL));
    all.extend(list(DataRefusal::ALL));
    for regime in Regime::ALL {
        let id = law::id("regime", &regime.to_string());
        all.insert(format!("{id}.description"));
        all.insert(id);
    }
    all.extend(school_types().iter().map(|row| law::id("school_type", &row.code.0.to_string())));
    all.extend(problem::all().iter().map(|(slug, ..)| law::id("problem", slug)));
    for holiday in clock::BankHolidays::england().holidays.values() {
        all.insert(law::id("holiday", &holiday.title));
        all.extend(holiday.note.iter().map(|note| law::id("holiday_note", note)));
    }
    all.extend(steps().iter().map(|step| law::id("step", Words::english().step_told(step).0)));
    all.extend(["skipped-weekend", "skipped-out_of_term", "skipped-closed"].map(str::to_owned));
    all.extend(["days", "working_days", "school_days", "months"].map(|unit| format!("amount-{unit}")));
    all
}

/// A working's steps in all the ways they can be.
fn steps() -> Vec<Step> {
    let schema = schemars::schema_for!(Step);
    let schema = schema.as_value();
    let examples = [true, false].map(|full| Examples { definitions: &schema["$defs"], full }.of(schema)).concat();
    // What a day is not counted for is no plain choice, so those steps are made by hand.
    let mut steps: Vec<Step> = examples.into_iter().filter_map(|one| serde_json::from_value(one).ok()).collect();
    let zero = |step: &Step| match step {
        Step::Started { on, unit, counting, .. } => {
            Some(Step::Started { on: *on, length: 0, unit: *unit, counting: *counting })
        }
        _ => None,
    };
    steps.extend(steps.clone().iter().filter_map(zero));
    let (from, to) = (jiff::civil::date(2011, 10, 1), jiff::civil::date(2011, 10, 2));
    let holiday = |note| NotCounted::Holiday(Holiday { title: "Christmas Day".into(), note });
    let reasons = [
        NotCounted::Weekend,
        NotCounted::OutOfTerm,
        NotCounted::Closed { why: "snow".into() },
        holiday(None),
        holiday(Some("substitute day".into())),
    ];
    for because in reasons {
        steps.push(Step::Skipped { from, to, because: because.clone() });
        steps.push(Step::Skipped { from, to: from, because });
    }
    steps
}

#[test]
fn every_promise_reason_and_step_of_the_law_has_its_words_in_every_whole_language_and_none_is_left_over() {
    for (tag, _, _, _, files) in KNOWN[1..].iter().filter(|(_, _, _, form_only, _)| !form_only) {
        let law = files.iter().find(|(name, _)| *name == "law").map(|(_, file)| texts(file)).unwrap_or_default();
        let found: BTreeSet<_> = law.into_keys().collect();
        let wanted = named_by_the_law();
        let missing: Vec<_> = wanted.difference(&found).collect();
        let left_over: Vec<_> = found.difference(&wanted).collect();
        assert!(missing.is_empty() && left_over.is_empty(), "{tag} lacks {missing:?}; nobody reads {left_over:?}");
    }
}

/// The common words of English, none of which is a word of Welsh.
const ENGLISH: [&str; 14] =
    ["the", "and", "you", "your", "was", "were", "this", "that", "with", "from", "which", "has", "have", "been"];

#[test]
fn every_event_and_step_is_told_in_welsh_in_whole_sentences() {
    let t = Words::named("cy").unwrap();
    let steps = steps().into_iter().map(|step| (format!("{step:?}"), t.step(&step)));
    for (name, said) in everything_told(|| Telling::new(t)).into_iter().chain(steps) {
        let whole = said.ends_with(['.', '”']) && !said.contains(['{', '}', '_']) && !said.contains("vault:");
        assert!(whole && !said.contains("..") && !said.contains(" ."), "{name}: {said}");
        let foreign = said
            .split(|letter: char| !letter.is_alphabetic())
            .find(|word| ENGLISH.contains(&word.to_lowercase().as_str()));
        assert!(foreign.is_none(), "{name} has the English word {foreign:?}: {said}");
    }
    assert_eq!(t.day(jiff::civil::date(2011, 9, 2)), "dydd Gwener 2 Medi 2011");
    let cannot = CannotCompute::CalendarMissing { which: WhichCalendar::School, date: jiff::civil::date(2011, 9, 2) };
    assert!(t.no_date(&cannot).starts_with("Ni ellir"));
}

#[test]
fn a_language_for_the_form_alone_says_the_law_in_english_and_marks_it() {
    let (arabic, row) = (Words::named("ar").unwrap(), &versions().next().unwrap().entitlements[0]);
    assert_eq!((arabic.promise(row), arabic.lang_of_law(), arabic.dir()), (row.text.clone(), "en-GB", "rtl"));
    assert_eq!(arabic.beyond_the_form().lang(), "en-GB");
}
