//! Everything that names a rule of law names one that exists; every refusal has words.

use jiff::civil::date;
use redress_domain::Refused;
use redress_domain::clock::rules;
use redress_domain::law::procedures;
use std::collections::BTreeSet;

fn known() -> BTreeSet<&'static str> {
    rules().iter().map(|rule| rule.id.as_str()).collect()
}

#[test]
fn every_rule_that_a_procedure_names_exists() {
    let known = known();
    for procedure in procedures() {
        let stages = procedure.stages.iter().flat_map(|stage| [&stage.acknowledge, &stage.respond]);
        for rule in stages.chain([&procedure.make_complaint]).flatten() {
            assert!(known.contains(rule.as_str()), "{:?} names {rule}", procedure.id);
        }
    }
}

/// Reads `"T01"` and its like out of the program text.
fn rules_in(text: &str) -> BTreeSet<String> {
    let quoted = text.split('"').skip(1).step_by(2);
    let rule = |word: &&str| {
        let digits = word.strip_prefix('T').map(|rest| rest.trim_end_matches('P'));
        digits.is_some_and(|digits| digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit()))
    };
    quoted.filter(rule).map(Into::into).collect()
}

#[test]
fn every_rule_that_the_program_names_exists() {
    let known = known();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/complaint");
    let mut found = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        for line in std::fs::read_to_string(file.unwrap().path()).unwrap().lines() {
            found.extend(rules_in(line));
        }
    }
    assert!(found.len() > 20, "{found:?}");
    let unknown: Vec<_> = found.iter().filter(|rule| !known.contains(rule.as_str())).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

/// One refusal of every kind.
fn refusals() -> Vec<Refused> {
    let (field, why, what, needs) = ("field", "a reason", "a thing", "something");
    let (action, stage, rule, day) = ("an_action", "a_stage", "a rule", date(2012, 2, 29));
    vec![
        Refused::NotFound,
        Refused::NotPermitted { action },
        Refused::WrongStage { action, stage },
        Refused::AlreadyDone { what },
        Refused::NotYet { needs },
        Refused::NotInThisRegime { regime: "R-ACADEMY" },
        Refused::TooLate { last_day: day },
        Refused::TooFar { latest: day },
        Refused::TooEarly { earliest: day },
        Refused::StatementOwed,
        Refused::OnLegalHold,
        Refused::Conflicted { rule },
        Refused::NoSuchIssue { issue: 7 },
        Refused::IssueClosed { issue: 7 },
        Refused::NoSuchRecommendation { recommendation: 7 },
        Refused::NoSuchParty,
        Refused::NoSuchDeadline { deadline: 7 },
        Refused::NoSuchItem { what },
        Refused::NoSuchSchool { urn: 7 },
        Refused::NoSuchGuarantee { id: "PU-9.9".into() },
        Refused::Missing { field, why },
        Refused::NotAcceptable { field, why },
        Refused::DateOutOfOrder { field, why },
        Refused::TooMany { what, most: 7 },
        Refused::RemedyNotAvailable { remedy: "R-SYMB" },
        Refused::NotAnonymous,
        Refused::CannotCompute { why: "A calendar is missing.".into() },
    ]
}

#[test]
fn every_refusal_has_a_name_of_its_own_and_words_for_the_person_who_asked() {
    let slugs: BTreeSet<_> = refusals().iter().map(Refused::slug).collect();
    let all: BTreeSet<_> = Refused::ALL.iter().map(|(slug, _)| *slug).collect();
    assert_eq!(slugs, all, "a refusal is missing from this list, or shares its name");
    assert_eq!(all.len(), Refused::ALL.len());
    for refused in refusals() {
        let words = refused.to_string();
        assert!(words.ends_with('.') && words.len() > 15, "{words}");
        assert!(words.starts_with(|first: char| first.is_uppercase() || first == '"'), "{words}");
        for secret in ["vault:", "0x", "{", "}", "::", "Some(", "-4000-8000-"] {
            assert!(!words.contains(secret), "{words}");
        }
        let slug = refused.slug();
        assert!(slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'), "{slug}");
    }
}

#[test]
fn what_is_hidden_is_told_in_the_same_words_as_what_does_not_exist() {
    assert_eq!(Refused::NotFound.to_string(), "There is nothing here that you can see.");
    assert_eq!(Refused::NotFound.pointer(), None);
}
