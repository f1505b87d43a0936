//! The languages and their files: Fluent messages, built in, and which language a reader gets.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::sync::LazyLock;

/// A language that pages are written in.
pub struct Language {
    /// Its name as browsers say it (BCP 47).
    pub(super) tag: &'static str,
    /// Its own name for itself.
    pub(super) name: &'static str,
    /// Which way it runs: `ltr` or `rtl`.
    pub(super) dir: &'static str,
    /// Whether it is written for the public form alone.
    pub(super) form_only: bool,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Language({})", self.tag)
    }
}

macro_rules! files {
    ($tag:literal: $($file:literal),+) => {
        &[$(($file, include_str!(concat!("../../locales/", $tag, "/", $file, ".ftl")))),+]
    };
}

/// A language, its own name, its direction, whether it is for the public form alone, and its files by name.
type Known = (&'static str, &'static str, &'static str, bool, &'static [(&'static str, &'static str)]);

/// Every language; English, which the others fall back to, is first. What the law's own data says in English
/// stands in `domain/data`; every other language has a file for it, unless it is for the form alone.
pub(super) const KNOWN: &[Known] = &[
    (
        "en-GB",
        "English",
        "ltr",
        false,
        files!("en": "frame", "form", "pages", "aids", "events", "parts", "rules", "stages", "actions", "fields", "reports"),
    ),
    (
        "cy",
        "Cymraeg",
        "ltr",
        false,
        files!(
            "cy": "frame", "form", "pages", "aids", "events", "parts", "rules", "stages", "actions", "fields", "reports", "law"
        ),
    ),
    ("ar", "العربية", "rtl", true, files!("ar": "frame", "form")),
];

/// The languages, ready to speak. A message that does not parse is left out; a test reads them all and fails first.
pub(super) static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let ready = KNOWN.iter().map(|(tag, name, dir, form_only, files)| {
        let mut bundle = FluentBundle::new_concurrent(tag.parse().into_iter().collect());
        // The marks that keep a filled-in word apart would stand in every answer of the API.
        bundle.set_use_isolating(false);
        for (_, file) in *files {
            bundle
                .add_resource_overriding(FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(read, _)| read));
        }
        Language { tag, name, dir, form_only: *form_only, bundle }
    });
    ready.collect()
});

impl Language {
    /// A message, or a part of one, if this language has it.
    pub(super) fn format(&self, id: &str, part: Option<&str>, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = match part {
            Some(part) => message.get_attribute(part)?.value(),
            None => message.value()?,
        };
        Some(self.bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned())
    }

    /// Whether it answers to a name such as `en`, `en-US` or `cy`.
    fn answers_to(&self, wanted: &str) -> bool {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        primary(wanted) == primary(self.tag)
    }
}

/// The language of that name, if there is one.
pub(super) fn named(tag: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.answers_to(tag))
}

/// The first language of an `Accept-Language` header that there is, by its weights.
pub(super) fn accepted(header: &str) -> Option<&'static Language> {
    let mut wanted: Vec<(f32, &str)> = header
        .split(',')
        .take(20)
        .map(|range| {
            let (tag, rest) = range.split_once(';').unwrap_or((range, ""));
            let weight = rest.trim().strip_prefix("q=").map_or(Some(1.0), |q| q.trim().parse().ok());
            (weight.unwrap_or(0.0), tag.trim())
        })
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    wanted.sort_by(|one, other| other.0.total_cmp(&one.0));
    wanted.into_iter().find_map(|(_, tag)| named(tag))
}
