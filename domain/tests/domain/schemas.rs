//! What is stored: its schema, reviewed at every change, and one example of every event, kept for ever.

use crate::feeds::every_feed_event;
use crate::identity::{every_access_event, every_membership_event, every_post_event};
use crate::invariants::wandering;
use crate::journey::everywhere;
use crate::support::*;
use jiff::civil::date;
use redress_domain::access::Event as AccessEvent;
use redress_domain::clock::{BankHolidays, Holiday, RuleId, Unit};
use redress_domain::decision::{Cause, Event as DecisionEvent, Scope};
use redress_domain::disclosure::{Event as DisclosureEvent, Why};
use redress_domain::feed::Event as FeedEvent;
use redress_domain::holidays::Event as HolidayEvent;
use redress_domain::membership::Event as MembershipEvent;
use redress_domain::post::Event as PostEvent;
use redress_domain::school::{Entry, Event as SchoolEvent};
use redress_domain::stream::SCHEMA;
use redress_domain::target::Target;
use redress_domain::terms::Event as TermsEvent;
use redress_domain::{Body, Fact, Kind, complaint};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

fn schema<T: JsonSchema>() -> schemars::Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

#[test]
fn the_stored_events_of_a_complaint_have_the_shape_that_was_agreed() {
    insta::assert_json_snapshot!(schema::<complaint::Event>());
}

#[test]
fn the_stored_events_of_a_school_have_the_shape_that_was_agreed() {
    insta::assert_json_snapshot!(schema::<SchoolEvent>());
}

#[test]
fn the_stored_events_of_school_terms_have_the_shape_that_was_agreed() {
    insta::assert_json_snapshot!(schema::<TermsEvent>());
}

#[test]
fn the_stored_events_of_disclosures_have_the_shape_that_was_agreed() {
    insta::assert_json_snapshot!(schema::<DisclosureEvent>());
}

#[test]
fn the_stored_events_of_bank_holidays_have_the_shape_that_was_agreed() {
    insta::assert_json_snapshot!(schema::<HolidayEvent>());
}

#[test]
fn the_stored_events_of_a_decision_have_the_shape_that_was_agreed() {
    insta::assert_json_snapshot!(schema::<DecisionEvent>());
}

#[test]
fn the_stored_events_of_who_comes_in_and_what_is_sent_have_the_shape_that_was_agreed() {
    insta::assert_json_snapshot!([schema::<AccessEvent>(), schema::<MembershipEvent>(), schema::<PostEvent>()]);
}

#[test]
fn the_stored_events_of_calendar_feeds_have_the_shape_that_was_agreed() {
    insta::assert_json_snapshot!(schema::<FeedEvent>());
}

/// Every event name there is, with the kind of stream it belongs to.
fn every_name() -> BTreeMap<&'static str, Kind> {
    let of_complaints = complaint::Event::NAMES.iter().flat_map(|(_, names)| names.iter());
    let of_complaints = of_complaints.map(|name| (*name, Kind::Complaint));
    let of_schools = SchoolEvent::NAMES.iter().map(|name| (*name, Kind::School));
    let of_terms = TermsEvent::NAMES.iter().map(|name| (*name, Kind::Terms));
    let of_disclosures = DisclosureEvent::NAMES.iter().map(|name| (*name, Kind::Disclosure));
    let of_holidays = HolidayEvent::NAMES.iter().map(|name| (*name, Kind::BankHolidays));
    let of_decisions = DecisionEvent::NAMES.iter().map(|name| (*name, Kind::Decision));
    let of_access = AccessEvent::NAMES.iter().map(|name| (*name, Kind::Access));
    let of_members = MembershipEvent::NAMES.iter().map(|name| (*name, Kind::Membership));
    let of_post = PostEvent::NAMES.iter().map(|name| (*name, Kind::Post));
    let of_feeds = FeedEvent::NAMES.iter().map(|name| (*name, Kind::Feeds));
    let mut all = BTreeMap::new();
    let of_institutions = of_complaints.chain(of_schools).chain(of_terms).chain(of_holidays).chain(of_decisions);
    let of_people = of_access.chain(of_members).chain(of_post).chain(of_disclosures).chain(of_feeds);
    for (name, kind) in of_institutions.chain(of_people) {
        assert!(all.insert(name, kind).is_none(), "two events are called {name}");
    }
    all
}

/// One fact of every name, made by today's program: from the plain walks where they have it.
fn made_today() -> BTreeMap<&'static str, Fact> {
    let entry = Entry {
        urn: SCHOOL,
        name: "Northgate School".into(),
        authority: AUTHORITY,
        authority_name: "Barking and Dagenham".into(),
        number: Some(4001),
        kind: 1,
        status: 1,
        phase: 4,
        opened: Some(date(1931, 9, 1)),
        closed: None,
        low_age: Some(11),
        high_age: Some(18),
        town: Some("Dagenham".into()),
        street: None,
        postcode: Some("RM8 2QR".into()),
    };
    let closed = Entry { status: 2, closed: Some(date(2012, 8, 31)), ..entry.clone() };
    let jubilee = date(2012, 6, 5);
    let mut made: Vec<Fact> = vec![
        Fact::School(SchoolEvent::SchoolRegistered { entry: Box::new(entry) }),
        Fact::School(SchoolEvent::SchoolChanged { entry: Box::new(closed) }),
        Fact::School(SchoolEvent::SuccessorLinked { successor: SUCCESSOR, from: date(2012, 9, 1) }),
        Fact::School(SchoolEvent::TargetSet {
            target: Target {
                rule: RuleId::new("T33"),
                version: 1,
                from: date(2011, 9, 1),
                length: Some(10),
                unit: Unit::SchoolDays,
            },
        }),
        Fact::Terms(TermsEvent::TermsPublished {
            calendar: Box::new(calendar()),
            publisher: Some(Body::School(SCHOOL)),
        }),
        Fact::Terms(TermsEvent::TermsChosen { publisher: Body::Authority(AUTHORITY) }),
        Fact::BankHolidays(HolidayEvent::BankHolidaysPublished {
            list: Box::new(BankHolidays {
                version: 2,
                provenance: "gov.uk/bank-holidays.json".into(),
                covers_from: date(2009, 1, 1),
                covers_to: date(2030, 12, 31),
                holidays: BTreeMap::from([(jubilee, Holiday { title: "Jubilee".into(), note: Some("extra".into()) })]),
            }),
            added: BTreeSet::from([jubilee]),
            removed: BTreeSet::from([date(2012, 5, 28)]),
            renamed: BTreeSet::new(),
        }),
        Fact::BankHolidays(HolidayEvent::BankHolidaysUnreadable { source: "a file".into(), why: "it is empty".into() }),
        Fact::BankHolidays(HolidayEvent::BankHolidaysReadable { source: "a file".into() }),
        Fact::Decision(DecisionEvent::MoveDecided { scope: Scope::School { urn: SCHOOL }, cause: Cause::TermsChanged }),
        Fact::Disclosure(DisclosureEvent::PersonalDataDisclosed {
            to: head(),
            hour: "2011-09-05T09:00:00Z".parse().unwrap(),
            fields: ["account", "name"].map(str::to_owned).into(),
            why: Why::Casework,
        }),
    ];
    made.extend(every_access_event().into_iter().map(Fact::Access));
    made.extend(every_membership_event().into_iter().map(Fact::Membership));
    made.extend(every_post_event().into_iter().map(Fact::Post));
    made.extend(every_feed_event().into_iter().map(Fact::Feeds));
    let cases = everywhere().into_values().chain(wandering());
    made.extend(cases.flat_map(|case| case.events).map(Fact::Complaint));
    let mut first = BTreeMap::new();
    for fact in made {
        first.entry(fact.name()).or_insert(fact);
    }
    first
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/events/v1")
}

/// With `UPDATE_EVENTS=1` an example is written for each event that has none. One that exists is a
/// promise to every log that was ever written, and is never written over.
#[test]
fn one_stored_example_of_every_event_is_still_read_and_written_back_to_the_letter() {
    let names = every_name();
    let path = |name: &str| folder().join(format!("{name}.json"));
    let missing: Vec<_> = names.keys().filter(|name| !path(name).exists()).collect();
    if std::env::var_os("UPDATE_EVENTS").is_some() && !missing.is_empty() {
        std::fs::create_dir_all(folder()).unwrap();
        let made = made_today();
        for name in missing {
            std::fs::write(path(name), made[name].encode().unwrap() + "\n").unwrap();
        }
    } else {
        assert!(missing.is_empty(), "no stored example of {missing:?}; write them with UPDATE_EVENTS=1");
    }
    let mut kept = BTreeSet::new();
    for file in std::fs::read_dir(folder()).unwrap() {
        let file = file.unwrap().path();
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let kind = names.get(name.as_str()).unwrap_or_else(|| panic!("{name} was stored once and is read no more"));
        let stored = std::fs::read_to_string(&file).unwrap();
        let fact = Fact::decode(*kind, SCHEMA, stored.trim_end()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(fact.name(), name);
        assert_eq!(fact.encode().unwrap(), stored.trim_end());
        kept.insert(name);
    }
    assert_eq!(kept.len(), names.len());
}
