//! The catalogue and the tables of law, as a reader of the White Paper would check them.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use redress_domain::law::{
    Catalogue, Entitlement, EntitlementKind, Guarantee, GuaranteeId, Mismatch, Phase, PhaseBand, Procedure,
    ProcedureFor, ProcedureId, Provider, Redirect, Regime, Remedy, SchoolStage, SchoolType, Standing, Triage,
    catalogue_on, entitlement, fits, fits_year, note, notes, pilot_areas, procedures, school_types, versions,
};

fn first() -> &'static Catalogue {
    versions().next().expect("there is a first version")
}

fn id(text: &str) -> GuaranteeId {
    text.parse().expect("an id")
}

fn row(text: &str) -> &'static Entitlement {
    first().entitlement(id(text)).expect("a row")
}

const AFTER: Date = date(2016, 1, 11);

#[test]
fn every_table_parses() {
    assert!(!first().entitlements.is_empty());
    assert!(!notes().is_empty());
    assert!(!pilot_areas().is_empty());
    assert!(!school_types().is_empty());
    assert!(!procedures().is_empty());
    assert!(!Redirect::Admission.row().label.is_empty());
    assert!(!Remedy::Apology.row().label.is_empty());
}

#[test]
fn the_guarantees_have_as_many_rows_as_annex_f() {
    let count = |guarantee, kind| {
        let rows = first().entitlements.iter();
        rows.filter(|row| row.id.guarantee() == guarantee && row.kind == kind).count()
    };
    assert_eq!(count(Guarantee::Pupil, EntitlementKind::Existing), 13);
    // 23 bullets; the second sentence of PU-4.7 is a row of its own, PU-4.7b.
    assert_eq!(count(Guarantee::Pupil, EntitlementKind::New), 23 + 1);
    assert_eq!(count(Guarantee::Parent, EntitlementKind::Existing), 11);
    assert_eq!(count(Guarantee::Parent, EntitlementKind::New), 15);
}

#[test]
fn rows_stand_in_document_order_with_no_gap() {
    for version in versions() {
        let ids: Vec<_> = version.entitlements.iter().map(|row| row.id).collect();
        assert!(ids.is_sorted_by(|a, b| a < b), "version {}", version.version);
        for pair in ids.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let next_row = a.ambition() == b.ambition() && b.row() - a.row() <= 1;
            let next_ambition = b.row() == 1 && (b.ambition() == a.ambition() + 1 || b.guarantee() != a.guarantee());
            assert!(next_row || next_ambition, "{a} then {b}");
        }
    }
}

#[test]
fn every_row_stands_under_an_ambition_that_is_told_and_every_ambition_has_rows() {
    for version in versions() {
        let told: Vec<_> = version.ambitions.iter().map(|ambition| (ambition.guarantee, ambition.number)).collect();
        let mut held: Vec<_> = version.entitlements.iter().map(|row| (row.id.guarantee(), row.id.ambition())).collect();
        held.dedup();
        assert_eq!(told, held);
        assert!(version.ambitions.iter().all(|ambition| !ambition.title.trim().is_empty()));
    }
    assert_eq!(first().ambitions.len(), 5 + 4);
}

#[test]
fn every_row_is_whole() {
    for version in versions() {
        for row in &version.entitlements {
            let name = row.id;
            assert!(row.text.len() < 300 && row.text.ends_with('.'), "{name}");
            let guarantee = match row.id.guarantee() {
                Guarantee::Pupil => "Pupil",
                Guarantee::Parent => "Parent",
            };
            let place = format!("Annex F, {guarantee} Guarantee, ambition {}, row {}", row.id.ambition(), row.id.row());
            assert!(row.source.starts_with(&place), "{name}");
            assert!(!row.phases.is_empty() && !row.providers.is_empty(), "{name}");
            assert!(row.phases.len() == 1 || !row.phases.contains(&PhaseBand::All), "{name}");
            assert_eq!(row.commences_as_written.is_some(), !row.commences.is_empty(), "{name}");
            for start in &row.commences {
                assert!(start.certain_from() >= start.on, "{name}");
                assert_eq!(row.kind, EntitlementKind::New, "{name}");
            }
            assert!(row.ages.is_none_or(|ages| ages.from < ages.to), "{name}");
        }
    }
}

#[test]
fn notes_and_rows_point_at_each_other() {
    assert_eq!(notes().len(), 19);
    for (number, note) in notes().iter().enumerate() {
        assert_eq!(note.id, format!("N{}", number + 1));
        for name in &note.rows {
            let row = first().entitlement(*name).unwrap();
            assert!(row.notes.contains(&note.id), "{name} lacks {}", note.id);
        }
    }
    for row in &first().entitlements {
        for name in &row.notes {
            assert!(note(name).unwrap().rows.contains(&row.id), "{name} lacks {}", row.id);
        }
    }
    assert_eq!(note("N20"), None);
}

#[test]
fn versions_follow_each_other_without_a_gap() {
    let all: Vec<_> = versions().collect();
    for (number, version) in (1..).zip(&all) {
        assert_eq!(version.version, number);
    }
    for pair in all.windows(2) {
        assert_eq!(pair[0].in_force_to, pair[1].in_force_from.yesterday().ok());
    }
    assert_eq!(all.last().unwrap().in_force_to, None);
}

#[test]
fn a_row_is_judged_by_the_version_on_the_day_of_the_act() {
    let (version, found) = entitlement(id("PU-3.8"), date(2011, 11, 1)).unwrap();
    assert_eq!((version.version, found.id), (1, id("PU-3.8")));
    assert_eq!(catalogue_on(date(2005, 1, 1)).version, 1);
    assert_eq!(catalogue_on(AFTER).redress_from, date(2011, 9, 1));
    assert_eq!(entitlement(id("PU-9.9"), AFTER), None);
}

#[test]
fn only_tuition_draws_in_the_authority() {
    let drawn: Vec<_> = first().entitlements.iter().filter(|row| row.draws_in_authority).collect();
    assert_eq!(drawn.iter().map(|row| row.id).collect::<Vec<_>>(), [id("PU-3.8"), id("PU-3.9")]);
    assert!(drawn.iter().all(|row| row.providers.contains(&Provider::LocalAuthority)));
}

#[test]
fn three_rows_cannot_go_to_the_commissioner() {
    let out: Vec<_> = first()
        .entitlements
        .iter()
        .filter_map(|row| Some((row.id.to_string(), row.out_of_scope.as_ref()?.redirect)))
        .collect();
    assert_eq!(
        out,
        [("PA-1.1".to_owned(), Some(Redirect::Admission)), ("PA-1.4".to_owned(), None), ("PA-1.5".to_owned(), None)]
    );
}

#[test]
fn tuition_fits_a_nine_year_old_in_a_primary_school_and_not_others() {
    let tuition = row("PU-3.8");
    assert_eq!(fits(tuition, Some(9), Some(Phase::Primary), AFTER), []);
    assert_eq!(fits(tuition, None, None, AFTER), []);
    assert!(matches!(
        fits(tuition, Some(12), Some(Phase::Secondary), date(2010, 5, 1))[..],
        [
            Mismatch::BeforeRedress { .. },
            Mismatch::NotYetCommenced { .. },
            Mismatch::WrongPhase { .. },
            Mismatch::WrongAge { found: 12, .. }
        ]
    ));
}

#[test]
fn a_start_between_two_readings_is_unclear() {
    let say = row("PU-1.7");
    let at = |day| {
        let mut found = fits(say, None, None, day);
        found.retain(|mismatch| !matches!(mismatch, Mismatch::BeforeRedress { .. }));
        found
    };
    assert!(matches!(at(date(2009, 12, 31))[..], [Mismatch::NotYetCommenced { .. }]));
    assert!(matches!(at(date(2010, 1, 1))[..], [Mismatch::CommencementUnclear { .. }]));
    assert!(matches!(at(date(2010, 5, 30))[..], [Mismatch::CommencementUnclear { .. }]));
    assert_eq!(at(date(2010, 5, 31)), []);
}

#[test]
fn online_information_began_later_in_primary_schools() {
    let online = row("PA-3.6");
    let day = date(2011, 10, 3);
    assert_eq!(fits(online, None, Some(Phase::Secondary), day), []);
    assert!(matches!(fits(online, None, Some(Phase::Primary), day)[..], [Mismatch::NotYetCommenced { .. }]));
}

#[test]
fn hopes_and_duties_of_policy_give_a_warning() {
    assert_eq!(fits(row("PU-5.3"), None, None, AFTER), [Mismatch::StartNotGiven, Mismatch::AspirationWording]);
    assert_eq!(fits(row("PU-1.1"), None, None, AFTER), [Mismatch::PolicyDuty]);
}

#[test]
fn middle_special_and_all_through_schools_are_never_the_wrong_phase() {
    for phase in [Phase::MiddleDeemedPrimary, Phase::MiddleDeemedSecondary, Phase::AllThrough, Phase::NotApplicable] {
        for row in &first().entitlements {
            let found = fits(row, None, Some(phase), AFTER);
            assert!(
                !found.iter().any(|mismatch| matches!(mismatch, Mismatch::WrongPhase { .. })),
                "{} in {phase:?}",
                row.id
            );
        }
    }
}

#[test]
fn type_codes_are_read_as_numbers() {
    assert_eq!("02".parse(), Ok(SchoolType(2)));
    assert_eq!(" 2 ".parse(), Ok(SchoolType(2)));
    assert!("".parse::<SchoolType>().is_err() && "2a".parse::<SchoolType>().is_err());
    assert!("300".parse::<SchoolType>().is_err());
    let codes: Vec<_> = school_types().iter().map(|row| row.code).collect();
    assert!(codes.is_sorted_by(|a, b| a < b));
    let qualifying: Vec<_> =
        school_types().iter().filter(|row| row.standing == Standing::Qualifying).map(|row| row.code.0).collect();
    assert_eq!(qualifying, [1, 2, 3, 5, 7, 12, 14, 15]);
    for phase in Phase::ALL {
        assert_eq!(Phase::from_code(phase.code()), Some(phase));
    }
    assert_eq!(Phase::from_code(8), None);
}

#[test]
fn every_redirect_says_where_to_go() {
    for redirect in Redirect::ALL {
        assert!(redirect.row().send_to.is_some(), "{redirect}");
    }
}

#[test]
fn payments_are_refused_under_the_2009_act() {
    let refused =
        |regime| -> Vec<_> { Remedy::ALL.iter().filter(|remedy| !remedy.allowed_under(regime)).copied().collect() };
    let payments = [Remedy::QuantifiableLoss, Remedy::SymbolicPayment];
    assert_eq!(refused(Regime::Planned2011), payments);
    assert_eq!(refused(Regime::Pilot2010), payments);
    assert_eq!(refused(Regime::Post2012), []);
    assert_eq!(refused(Regime::Academy), []);
}

#[test]
fn every_procedure_has_one_row() {
    let ids: Vec<_> = procedures().iter().map(|row| row.id).collect();
    assert_eq!(ids, ProcedureId::ALL);
    for id in ProcedureId::ALL {
        assert_eq!(id.row().id, id);
    }
}

#[test]
fn every_procedure_is_whole() {
    for Procedure { id, stages, informal_stage, source, from, to, .. } in procedures() {
        let steps: Vec<_> = stages.iter().map(|stage| stage.step).collect();
        assert!(steps.is_sorted_by(|a, b| a < b), "{id:?}");
        assert_eq!(steps.contains(&SchoolStage::Concern), *informal_stage, "{id:?}");
        assert!(steps.ends_with(&[SchoolStage::Stage1, SchoolStage::Stage2]), "{id:?}");
        assert!(!source.is_empty() && to.is_none_or(|to| *from < to), "{id:?}");
        for stage in stages {
            let clocks = [&stage.acknowledge, &stage.respond];
            assert!(clocks.iter().copied().flatten().all(|clock| clock.starts_with('T')));
            if let Some(panel) = stage.panel {
                assert!(panel.min >= 3 && panel.max.is_none_or(|max| max >= panel.min));
                assert!(panel.no_prior_involvement && panel.independent_members < panel.min);
            }
        }
    }
}

#[test]
fn an_academy_panel_has_a_member_from_outside() {
    let panel = ProcedureId::AcademyIssr33.row().stage(SchoolStage::Stage2).and_then(|stage| stage.panel);
    assert_eq!(panel.map(|panel| (panel.min, panel.independent_members)), Some((3, 1)));
    let authority = ProcedureId::ComplaintHandlingCode.row();
    assert_eq!(authority.body, ProcedureFor::LocalAuthority);
    assert_eq!(authority.stage(SchoolStage::Concern), None);
}

#[test]
fn rows_and_warnings_survive_json() {
    for row in &first().entitlements {
        let json = serde_json::to_string(row).unwrap();
        assert_eq!(&serde_json::from_str::<Entitlement>(&json).unwrap(), row);
        for warning in fits(row, Some(3), Some(Phase::Nursery), date(2010, 3, 1)) {
            let json = serde_json::to_string(&warning).unwrap();
            assert_eq!(serde_json::from_str::<Mismatch>(&json).unwrap(), warning);
        }
    }
    let warning = Mismatch::WrongPhase { expected: vec![PhaseBand::Primary], found: Phase::Nursery };
    assert_eq!(
        serde_json::to_value(warning).unwrap(),
        serde_json::json!({ "mismatch": "wrong_phase", "expected": ["primary"], "found": "nursery" })
    );
    assert!(serde_json::from_str::<GuaranteeId>("\"PU-3\"").is_err());
}

#[test]
fn a_promise_is_for_the_school_years_of_its_phases_and_ages() {
    let years = |id: &str| -> Vec<u8> {
        let row = first().entitlement(id.parse().unwrap()).unwrap();
        (0..=13).filter(|year| fits_year(row, *year)).collect()
    };
    assert_eq!(years("PA-3.1"), (0..=13).collect::<Vec<_>>());
    assert_eq!(years("PU-3.4"), [0, 1, 2, 3]); // ages 5 to 7, in primary schools
    assert_eq!(years("PU-3.8"), [2, 3, 4, 5, 6]); // ages 7 to 11, in primary schools
    assert_eq!(years("PU-3.9"), [7, 8]); // ages 11 and 12, in secondary schools
    assert_eq!(years("PU-2.7"), [11, 12, 13]); // ages 16 to 18
    assert_eq!(years("PU-3.5"), [7, 8, 9, 10, 11, 12, 13]); // secondary schools, of any age
}

#[test]
fn the_whole_catalogue_reads_as_it_was_agreed() {
    let table: Vec<_> = first()
        .entitlements
        .iter()
        .map(|row| {
            let mut marks: BTreeSet<String> = BTreeSet::new();
            marks.extend(row.ages.map(|ages| format!("{}-{}", ages.from, ages.to)));
            marks.extend(row.draws_in_authority.then(|| "authority".to_owned()));
            marks.extend(row.out_of_scope.as_ref().map(|_| "out".to_owned()));
            marks.extend(row.caution.as_ref().map(|_| "caution".to_owned()));
            marks.extend(row.notes.iter().cloned());
            format!(
                "{:<7} {} {} {:<9} {:<30} {:?} | {} | {}",
                row.id.to_string(),
                if row.kind == EntitlementKind::New { "N" } else { "E" },
                match row.triage {
                    Triage::Individual => "I",
                    Triage::Policy => "P",
                    Triage::Aspiration => "A",
                },
                row.providers
                    .iter()
                    .map(|provider| match provider {
                        Provider::School => "S",
                        Provider::LocalAuthority => "LA",
                        Provider::Other => "O",
                    })
                    .collect::<Vec<_>>()
                    .join("+"),
                row.commences.iter().map(|start| format!("{:?} {}", start.op, start.on)).collect::<Vec<_>>().join(", "),
                row.phases,
                marks.into_iter().collect::<Vec<_>>().join(" "),
                row.text,
            )
        })
        .collect();
    insta::assert_snapshot!(table.join("\n"));
}
