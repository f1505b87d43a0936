//! Words shown to families are short and plain: a reading age of about 9 to 11.

use redress_domain::law::{
    AdverseFindingsGround, CommissionerFinding, DiscontinueReason, Exemption, HeadTeacherFunction, NotAcceptedReason,
    NotInvestigated, Purpose, RecommendationStatus, Redirect, Regime, RegimeReason, Remedy, SchoolOutcome, versions,
};

/// The US school grade at which a text can be read (Flesch and Kincaid); add five for the age.
fn grade(text: &str) -> f64 {
    let words: Vec<_> =
        text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect();
    let sentences =
        text.split(['.', '?', '!', ':', ';']).filter(|sentence| sentence.contains(char::is_alphabetic)).count();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let count = |n: usize| f64::from(u32::try_from(n).expect("a small number"));
    0.39 * count(words.len()) / count(sentences) + 11.8 * count(syllables) / count(words.len()) - 15.59
}

/// Groups of vowels, less a silent `e`: near enough for an average.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let vowel = |c: char| "aeiouy".contains(c);
    let groups = word.split(|c| !vowel(c)).filter(|group| !group.is_empty()).count();
    let silent = word.ends_with('e') && !word.ends_with("le") || word.ends_with("es");
    groups.saturating_sub(usize::from(silent && groups > 1)).max(1)
}

fn check(texts: &[(String, &str)], mean_at_most: f64, each_at_most: f64) {
    let mut grades: Vec<_> = texts.iter().map(|(name, text)| (grade(text), name, text)).collect();
    grades.sort_by(|a, b| b.0.total_cmp(&a.0));
    let hard: Vec<_> = grades.iter().take_while(|(grade, ..)| *grade > each_at_most).collect();
    assert!(hard.is_empty(), "too hard to read: {hard:#?}");
    let sum: f64 = grades.iter().map(|(grade, ..)| grade).sum();
    let mean = sum / f64::from(u32::try_from(grades.len()).expect("a small number"));
    assert!(mean <= mean_at_most, "on average, grade {mean:.1}");
}

#[test]
fn the_guarantees_can_be_read_by_a_ten_year_old() {
    let texts: Vec<_> = versions()
        .flat_map(|version| &version.entitlements)
        .map(|row| (row.id.to_string(), row.text.as_str()))
        .collect();
    check(&texts, 6.0, 10.0);
}

#[test]
fn reasons_can_be_read_by_a_ten_year_old() {
    macro_rules! labels {
        ($($list:ident),+ $(,)?) => {
            [$($list::ALL.iter().map(|value| {
                (format!("{value:?}"), value.row().label.as_str())
            }).collect::<Vec<_>>()),+].concat()
        };
    }
    let mut texts = labels![
        Redirect,
        NotInvestigated,
        NotAcceptedReason,
        HeadTeacherFunction,
        DiscontinueReason,
        AdverseFindingsGround,
        RegimeReason,
        SchoolOutcome,
        CommissionerFinding,
        Remedy,
        Purpose,
        RecommendationStatus,
        Exemption,
    ];
    texts.extend(Regime::ALL.iter().map(|regime| (regime.to_string(), regime.row().description.as_str())));
    check(&texts, 4.0, 10.0);
}
