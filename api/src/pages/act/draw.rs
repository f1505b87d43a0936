//! A command's fields as a page shows them, with what was typed and what is wrong.

use super::schema::{Field, Kind, Known, choice_id, choice_said};
use super::things::{Fold, Things};
use super::typed::{Mistake, Typed, fixed};
use crate::form;
use crate::pages::lodge::steps::Voice;
use crate::words::Words;
use askama::Template;

/// The most choices that are shown side by side; more are folded into a list.
const MOST_RADIOS: usize = 9;

/// Words that fit on one line.
const SHORT: [&str; 12] = [
    "name",
    "email",
    "telephone",
    "address",
    "contact",
    "place",
    "to",
    "reference",
    "handled_by",
    "search",
    "pupil_name",
    "spoken",
];

/// Something to choose.
#[derive(Debug)]
pub struct Choice {
    id: String,
    value: String,
    label: String,
    /// The language of the label, where it is not that of the page.
    lang: Option<&'static str>,
    chosen: bool,
    /// What is asked when it is chosen.
    inner: Vec<Shown>,
}

/// A part of a long list of choices: what stands above it, its heading, and whether something in it was chosen,
/// so that it must be seen.
#[derive(Debug)]
struct Folded {
    head: Option<String>,
    title: String,
    open: bool,
    choices: Vec<Choice>,
}

/// How a field is asked.
#[derive(Debug)]
enum Look {
    /// How it is typed, and what a browser may fill in.
    Line(&'static str, &'static str),
    Area,
    Day([String; 3]),
    Radios(Vec<Choice>),
    Ticks(Vec<Choice>),
    /// Choices in parts, each folded away under its heading.
    Folds(Vec<Folded>),
    Tick(bool),
    List(Vec<Choice>),
    Hidden,
    Together(Vec<Shown>),
    Rows(Vec<Shown>, bool),
}

/// One field of a form.
#[derive(Debug, Template)]
#[template(path = "field.html")]
pub struct Shown {
    t: Words,
    name: String,
    id: String,
    label: String,
    hint: Option<String>,
    need: bool,
    mistake: Option<String>,
    value: String,
    look: Look,
}

impl Shown {
    /// What tells a reader of the screen more about the field.
    fn described(&self) -> String {
        let hint = self.hint.is_some().then(|| format!("{}-hint", self.id));
        let mistake = self.mistake.is_some().then(|| format!("{}-error", self.id));
        hint.into_iter().chain(mistake).collect::<Vec<_>>().join(" ")
    }
}

/// The id of a field on the page.
#[must_use]
pub fn id_of(place: &str) -> String {
    place.replace('/', "-")
}

/// The choices of a long list under the headings of its parts.
fn folded(folds: &[Fold], choices: Vec<Choice>) -> Vec<Folded> {
    let mut left = choices.into_iter();
    let part = |fold: &Fold| {
        let choices: Vec<_> = left.by_ref().take(fold.count).collect();
        let open = choices.iter().any(|choice| choice.chosen);
        Folded { head: fold.head.clone(), title: fold.title.clone(), open, choices }
    };
    folds.iter().map(part).collect()
}

/// What all fields of one form are drawn with.
#[derive(Debug)]
pub struct Drawing<'a> {
    /// The language.
    pub t: Words,
    /// The command, or the form, whose own words come first.
    pub scope: &'a str,
    /// What can be chosen.
    pub things: &'a Things,
    /// What was typed.
    pub typed: &'a Typed,
    /// What is wrong.
    pub mistakes: &'a [Mistake],
    /// In whose words it is asked.
    pub voice: Voice,
}

impl Drawing<'_> {
    /// The fields of a command.
    #[must_use]
    pub fn fields(&self, fields: &[Field], place: &str) -> Vec<Shown> {
        let inner =
            |field: &Field| if place.is_empty() { field.name.clone() } else { format!("{place}/{}", field.name) };
        let asked = fields.iter().filter(|field| self.things.asks(field));
        asked.map(|field| self.field(field, &inner(field))).collect()
    }

    /// The label of a field: that of this command or form, or the one it has everywhere.
    #[must_use]
    pub fn label(t: Words, voice: Voice, scope: &str, name: &str) -> (String, Option<String>) {
        let own = format!("field-{scope}-{name}");
        let id = if t.maybe(&own).is_some() { own } else { format!("field-{name}") };
        voice.says(t, &id)
    }

    /// The list at the top of a page: a link to each mistake, and its words.
    #[must_use]
    pub fn links(shown: &[Shown], mistakes: &[Mistake]) -> Vec<(String, String)> {
        let link = |mistake: &Mistake| (format!("#{}", Self::target(shown, mistake)), Self::named(shown, mistake));
        mistakes.iter().map(link).collect()
    }

    /// A mistake with the name of its field, as it stands in the list: "Your name: Fill this in".
    #[must_use]
    pub fn named(shown: &[Shown], mistake: &Mistake) -> String {
        fn find<'a>(shown: &'a [Shown], place: &str) -> Option<&'a str> {
            shown.iter().find_map(|one| match &one.look {
                _ if one.name == place => Some(one.label.as_str()),
                Look::Together(inner) | Look::Rows(inner, _) => find(inner, place),
                Look::Radios(all) => all.iter().find_map(|choice| find(&choice.inner, place)),
                _ => None,
            })
        }
        match find(shown, &mistake.place) {
            Some(label) if label.ends_with(['?', '.', ':']) => format!("{label} {}", mistake.words),
            Some(label) => format!("{label}: {}", mistake.words),
            None => mistake.words.clone(),
        }
    }

    /// Where the first thing that takes the focus is, of the field with a mistake.
    #[must_use]
    pub fn target(shown: &[Shown], mistake: &Mistake) -> String {
        fn find(shown: &[Shown], place: &str) -> Option<String> {
            shown.iter().find_map(|one| {
                if one.name == place {
                    return Some(match &one.look {
                        Look::Day(_) => format!("{}-day", one.id),
                        Look::Radios(all) | Look::Ticks(all) => {
                            all.first().map_or_else(|| one.id.clone(), |first| first.id.clone())
                        }
                        _ => one.id.clone(),
                    });
                }
                match &one.look {
                    Look::Together(inner) | Look::Rows(inner, _) => find(inner, place),
                    Look::Radios(all) => all.iter().find_map(|choice| find(&choice.inner, place)),
                    _ => None,
                }
            })
        }
        find(shown, &mistake.place).unwrap_or_else(|| "command".into())
    }

    fn field(&self, field: &Field, place: &str) -> Shown {
        let (label, hint) = Self::label(self.t, self.voice, self.scope, &field.name);
        let mistake = self.mistakes.iter().find(|mistake| mistake.place == place).map(|mistake| mistake.words.clone());
        Shown {
            t: self.t,
            name: place.to_owned(),
            id: id_of(place),
            label,
            hint,
            need: field.need,
            mistake,
            value: self.typed.raw(place).to_owned(),
            look: self.look(field, place),
        }
    }

    fn look(&self, field: &Field, place: &str) -> Look {
        let short = SHORT.contains(&field.name.as_str());
        match &field.kind {
            Kind::Words if short => Look::Line("text", self.filled_in(&field.name)),
            Kind::Words => Look::Area,
            Kind::Day => {
                Look::Day(["day", "month", "year"].map(|part| self.typed.raw(&format!("{place}-{part}")).to_owned()))
            }
            Kind::YesNo if field.need => {
                Look::Radios(["yes", "no"].map(|value| self.choice(place, value, self.t.say(value))).into())
            }
            Kind::YesNo => Look::Tick(self.typed.chose(place, "yes")),
            Kind::Number => Look::Line("numeric", "off"),
            Kind::Known(Known::Complaint) => Look::Line("text", "off"),
            Kind::Choice(..) | Kind::Known(_) => {
                let choices = self.choices(&field.kind, place);
                // A filter must be there to be taken away again, which a radio is not.
                let filters = self.scope == "report";
                let promises = matches!(field.kind, Kind::Known(Known::Promise));
                let long = filters || promises || choices.len() > MOST_RADIOS;
                match choices.is_empty() {
                    true => Look::Line("numeric", "off"),
                    false if long => Look::List(choices),
                    false => Look::Radios(choices),
                }
            }
            Kind::Made => Look::Hidden,
            Kind::Any(inner) => {
                let choices = self.choices(inner, place);
                match self.things.folds(inner) {
                    [] => Look::Ticks(choices),
                    folds => Look::Folds(folded(folds, choices)),
                }
            }
            Kind::Group(fields) => Look::Together(self.fields(fields, place)),
            Kind::Shapes(list, shapes) => {
                let shape = |(name, fields): &(String, Vec<Field>)| Choice {
                    inner: self.fields(fields, &format!("{place}/{name}")),
                    ..self.choice(place, name, self.t.say(&choice_id(list, name)))
                };
                Look::Radios(shapes.iter().map(shape).collect())
            }
            Kind::Rows(fields) => {
                let numbers = fixed(fields, field.need, self.things);
                let rows = self.typed.rows(place, fields, field.need, self.things);
                let row = |row: usize| self.row(field, fields, &format!("{place}/{row}"), row, numbers.as_deref());
                Look::Rows((0..rows).map(row).collect(), numbers.is_none())
            }
        }
    }

    /// What a browser may fill in: on the form, where the particulars are those of whoever types.
    fn filled_in(&self, name: &str) -> &'static str {
        match name {
            "name" if self.scope == "form" => "name",
            "email" if self.scope == "form" => "email",
            "telephone" if self.scope == "form" => "tel",
            "address" if self.scope == "form" => "street-address",
            _ => "off",
        }
    }

    /// The language of what can be chosen, where it is not that of the page: schools have English names, and a
    /// language for the public form alone has no words for the promises.
    #[must_use]
    pub fn lang(t: Words, kind: &Kind) -> Option<&'static str> {
        let lang = match kind {
            Kind::Any(inner) => return Self::lang(t, inner),
            Kind::Known(Known::Promise) => t.lang_of_law(),
            Kind::Known(Known::School | Known::Respondent) => Words::english().lang(),
            _ => return None,
        };
        Some(lang).filter(|lang| *lang != t.lang())
    }

    /// An answer as it is read before it is sent.
    #[must_use]
    pub fn said(t: Words, field: &Field, typed: &Typed, things: &Things) -> String {
        let place = field.name.as_str();
        let label = |kind: &Kind, value: &str| match kind {
            Kind::Choice(list, _) => choice_said(t, list, value),
            Kind::Known(known) => things
                .of(*known)
                .iter()
                .find(|(known, _)| known == value)
                .map(|(_, words)| words.clone())
                .unwrap_or_default(),
            _ => value.to_owned(),
        };
        match &field.kind {
            Kind::Day => {
                let part = |part: &str| typed.text(&format!("{place}-{part}"));
                let day = form::day_of(part("day"), part("month"), part("year")).ok().flatten();
                day.map(|day| t.day(day)).unwrap_or_default()
            }
            Kind::YesNo => t.either(typed.chose(place, "yes"), "yes", "no"),
            Kind::Any(inner) => typed.all(place).iter().map(|value| label(inner, value)).collect::<Vec<_>>().join("\n"),
            _ if typed.text(place).is_empty() => String::new(),
            kind => label(kind, typed.text(place)),
        }
    }

    /// One of several things of the same shape; where it is about something on the file, that is fixed.
    fn row(
        &self,
        all: &Field,
        fields: &[Field],
        place: &str,
        row: usize,
        numbers: Option<&[(&'static str, String)]>,
    ) -> Shown {
        let about = numbers.and_then(|numbers| numbers.get(row));
        let known = |name: &str| match name {
            "issue" => Known::Issue,
            "item" => Known::Item,
            _ => Known::Recommendation,
        };
        let label =
            about.and_then(|(name, number)| self.things.of(known(name)).iter().find(|(value, _)| value == number));
        let label = label.map_or_else(
            || self.t.fill(&format!("row-{}", all.name), &[("row", (row + 1).to_string())]),
            |(_, words)| words.clone(),
        );
        let mut inner = match fields {
            [only] if only.name.is_empty() => vec![Shown {
                label: label.clone(),
                ..self.field(&Field { name: all.name.clone(), ..only.clone() }, place)
            }],
            _ => self.fields(fields, place),
        };
        if let Some((name, number)) = about
            && let Some(fixed) = inner.iter_mut().find(|shown| shown.name.ends_with(&format!("/{name}")))
        {
            (fixed.look, fixed.value) = (Look::Hidden, number.clone());
        }
        let mistake = self.mistakes.iter().find(|mistake| mistake.place == place).map(|mistake| mistake.words.clone());
        Shown {
            t: self.t,
            name: place.to_owned(),
            id: id_of(place),
            label,
            hint: None,
            need: true,
            mistake,
            value: String::new(),
            look: Look::Together(inner),
        }
    }

    fn choices(&self, kind: &Kind, place: &str) -> Vec<Choice> {
        match kind {
            Kind::Choice(list, values) => {
                values.iter().map(|value| self.choice(place, value, choice_said(self.t, list, value))).collect()
            }
            Kind::Known(known) => {
                let lang = Self::lang(self.t, kind);
                let choice =
                    |(value, words): &(String, String)| Choice { lang, ..self.choice(place, value, words.clone()) };
                self.things.of(*known).iter().map(choice).collect()
            }
            _ => Vec::new(),
        }
    }

    fn choice(&self, place: &str, value: &str, label: String) -> Choice {
        let id = format!("{}-{}", id_of(place), value.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-"));
        Choice {
            id,
            value: value.to_owned(),
            label,
            lang: None,
            chosen: self.typed.chose(place, value),
            inner: Vec::new(),
        }
    }
}
