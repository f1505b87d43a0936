//! Which law a complaint goes by, day by day and area by area.

use jiff::{
    ToSpan as _,
    civil::{Date, date},
};
use redress_domain::law::{
    Direction, LaCode, Regime, RegimeReason, Scheme, SchoolType, determine, pilot_areas, repealed_on, saved_from_repeal,
};

const COMMUNITY: SchoolType = SchoolType(1);
const LEEDS: LaCode = LaCode(383);

fn as_it_was(la: LaCode, made_on: Date) -> (Option<Regime>, RegimeReason) {
    let found = determine(Scheme::AsItWas, COMMUNITY, la, made_on);
    (found.regime, found.because)
}

#[test]
fn every_regime_has_one_row() {
    for regime in Regime::ALL {
        let row = regime.row();
        assert_eq!(row.regime, regime);
        assert_eq!(serde_json::to_value(regime).unwrap(), regime.code());
        assert!(!row.source.is_empty() && row.to.is_none_or(|to| row.from < to), "{regime}");
        // The three go together: they all come from sections 206 to 224.
        assert_eq!(row.ombudsman, row.direction == Direction::Section220, "{regime}");
        assert_eq!(row.ombudsman, row.section_221_bar, "{regime}");
        assert_eq!(row.ombudsman, !row.payment_remedies, "{regime}");
    }
    assert_eq!(Regime::Pilot2010.row().to, repealed_on().yesterday().ok());
}

#[test]
fn every_pilot_area_begins_on_its_day_and_ends_at_the_repeal() {
    let expected: [(u16, Date); 14] = [
        (301, date(2010, 4, 19)),
        (873, date(2010, 4, 19)),
        (887, date(2010, 4, 19)),
        (343, date(2010, 4, 19)),
        (801, date(2010, 9, 1)),
        (835, date(2010, 9, 1)),
        (205, date(2010, 9, 1)),
        (312, date(2010, 9, 1)),
        (886, date(2010, 9, 1)),
        (207, date(2010, 9, 1)),
        (925, date(2010, 9, 1)),
        (851, date(2010, 9, 1)),
        (373, date(2010, 9, 1)),
        (336, date(2010, 9, 1)),
    ];
    let found: Vec<_> = pilot_areas().iter().map(|area| (area.codes[0].la.0, area.commenced)).collect();
    assert_eq!(found, expected);

    let ordinary = |why| (Some(Regime::Post2012), why);
    let pilot = (Some(Regime::Pilot2010), RegimeReason::PilotArea);
    for (code, commenced) in expected {
        let la = LaCode(code);
        let before = as_it_was(la, commenced.yesterday().unwrap());
        assert_eq!(before, ordinary(RegimeReason::AreaNotCommenced), "{code}");
        assert_eq!(as_it_was(la, commenced), pilot, "{code}");
        assert_eq!(as_it_was(la, date(2012, 7, 31)), pilot, "{code}");
        assert_eq!(as_it_was(la, date(2012, 8, 1)), ordinary(RegimeReason::Repealed), "{code}");
    }
}

#[test]
fn no_other_area_ever_had_the_scheme() {
    assert_eq!(as_it_was(LEEDS, date(2011, 9, 1)), (Some(Regime::Post2012), RegimeReason::AreaNotCommenced));
}

#[test]
fn todays_code_for_dorset_finds_the_area_of_that_time() {
    let dorset = pilot_areas().iter().find(|area| area.has(LaCode(838))).unwrap();
    assert_eq!(dorset.name, "Dorset");
    assert_eq!(dorset.codes_on(date(2011, 1, 10)).unwrap().la, LaCode(835));
    assert_eq!(dorset.codes_on(date(2019, 3, 31)).unwrap().gss, "E10000009");
    assert_eq!(dorset.codes_on(date(2019, 4, 1)).unwrap().gss, "E06000059");
    assert_eq!(as_it_was(LaCode(838), date(2011, 1, 10)).0, Some(Regime::Pilot2010));
}

#[test]
fn codes_of_an_area_follow_each_other_without_a_gap() {
    for area in pilot_areas() {
        for pair in area.codes.windows(2) {
            let next = pair[0].to.and_then(|to| to.checked_add(1.day()).ok());
            assert!(next.is_some() && next == pair[1].from, "{}", area.name);
        }
        for code in &area.codes {
            let [b'E', b'0' | b'1', digits @ ..] = code.gss.as_bytes() else { panic!("{}", code.gss) };
            assert!(digits.len() == 7 && digits.iter().all(u8::is_ascii_digit), "{}", code.gss);
        }
    }
}

#[test]
fn the_white_paper_opens_everywhere_in_september_2011_and_stays() {
    let planned = |la, made_on| {
        let found = determine(Scheme::WhitePaper, COMMUNITY, la, made_on);
        (found.regime, found.because)
    };
    let open = (Some(Regime::Planned2011), RegimeReason::WhitePaperInForce);
    assert_eq!(planned(LEEDS, date(2011, 9, 1)), open);
    assert_eq!(planned(LEEDS, date(2026, 1, 5)), open);
    assert_eq!(planned(LEEDS, date(2011, 8, 31)), (Some(Regime::Post2012), RegimeReason::AreaNotCommenced));
    assert_eq!(planned(LaCode(887), date(2011, 8, 31)), (Some(Regime::Pilot2010), RegimeReason::PilotArea));
}

#[test]
fn academies_and_other_schools_are_told_apart() {
    for scheme in [Scheme::WhitePaper, Scheme::AsItWas] {
        let of = |code| {
            let found = determine(scheme, SchoolType(code), LaCode(887), date(2012, 1, 9));
            (found.regime, found.because)
        };
        assert_eq!(of(34), (Some(Regime::Academy), RegimeReason::Academy));
        assert_eq!(of(11), (None, RegimeReason::OtherSchool));
        assert_eq!(of(255), (None, RegimeReason::UnknownSchoolType));
        assert!(of(14).0.is_some_and(|regime| regime.row().ombudsman));
    }
}

#[test]
fn the_repeal_spares_what_was_before_the_commissioner() {
    let (last, first) = (date(2012, 7, 31), date(2012, 8, 1));
    // Made on the last day and under investigation: it goes on.
    assert!(saved_from_repeal(last, false));
    // Made on the last day, declined as premature, and back in September: out.
    assert!(!saved_from_repeal(last, true));
    assert!(!saved_from_repeal(date(2012, 9, 10), false));
    // Made on the day of the repeal: out.
    assert!(!saved_from_repeal(first, false));
    assert!(!saved_from_repeal(first, true));
}
