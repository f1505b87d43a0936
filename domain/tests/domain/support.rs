//! A small world: a register, a calendar, people, and a case that is carried from stage to stage.

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use redress_domain::clock::{BankHolidays, Holiday, SchoolCalendar, Term};
use redress_domain::complaint::deadlines::Deadline;
use redress_domain::complaint::intake::{Channel, IssueDetails, SubmitComplaint};
pub use redress_domain::complaint::linking::PupilAges;
use redress_domain::complaint::parties::{
    Capacity, ComplainantDetails, NewPerson, PupilDetails, RepresentativeDetails,
};
use redress_domain::complaint::stage::Stage;
use redress_domain::complaint::{Command, Event};
use redress_domain::decision::{Cause, Decision, Scope};
use redress_domain::holidays::Holidays;
use redress_domain::ids::DecisionId;
use redress_domain::law::{LaCode, Scheme};
use redress_domain::membership::{Event as MembershipEvent, Memberships};
use redress_domain::school::{Entry, School};
use redress_domain::terms::Terms;
use redress_domain::{
    Action, Actor, Body, Complaint, Held, Kind, PersonId, References, Refused, Role, Stamp, StreamId, Subject, Urn,
};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use uuid::Uuid;

/// A maintained community secondary school in authority 301, where the scheme ran.
pub const SCHOOL: Urn = Urn(100_001);
/// Another in the same authority.
pub const SECOND: Urn = Urn(100_002);
/// An academy.
pub const ACADEMY: Urn = Urn(100_003);
/// A community primary school in an authority where the scheme never ran, which publishes no terms.
pub const ELSEWHERE: Urn = Urn(100_004);
/// An independent school.
pub const INDEPENDENT: Urn = Urn(100_005);
/// The academy that [`SCHOOL`] may become.
pub const SUCCESSOR: Urn = Urn(100_006);
/// The authority that maintains [`SCHOOL`].
pub const AUTHORITY: LaCode = LaCode(301);

/// A person by a small number.
pub fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(0xA11C_E000_0000_4000_8000_0000_0000_0000 + number))
}

/// Somebody in a role, for a body.
pub fn actor(role: Role, body: Body, number: u128) -> Actor {
    Actor { role, body, person: person(number) }
}

macro_rules! people {
    ($($name:ident = $role:ident, $body:expr, $number:literal;)+) => {$(
        /// Somebody of this world.
        pub fn $name() -> Actor {
            actor(Role::$role, $body, $number)
        }
    )+

        /// Everybody of this world.
        pub fn everybody() -> Vec<Actor> {
            vec![$($name()),+]
        }
    };
}

people! {
    parent = Complainant, Body::Family, 1;
    other_parent = Complainant, Body::Family, 2;
    pupil = Complainant, Body::Family, 3;
    friend = Representative, Body::Family, 4;
    head = HeadTeacher, Body::School(SCHOOL), 10;
    chair = Chair, Body::School(SCHOOL), 11;
    clerk = Clerk, Body::School(SCHOOL), 12;
    link = LinkGovernor, Body::School(SCHOOL), 13;
    first_member = PanelMember, Body::School(SCHOOL), 21;
    lead = SafeguardingLead, Body::School(SCHOOL), 14;
    dpo = DataProtectionOfficer, Body::School(SCHOOL), 15;
    officer = AuthorityOfficer, Body::Authority(AUTHORITY), 30;
    intake = IntakeOfficer, Body::Ombudsman, 40;
    investigator = Investigator, Body::Ombudsman, 41;
    commissioner = Commissioner, Body::Ombudsman, 42;
    other_commissioner = Commissioner, Body::Ombudsman, 43;
    official = Official, Body::Department, 50;
    minister = SecretaryOfState, Body::Department, 51;
    auditor = Auditor, Body::Service, 60;
    system = SystemClock, Body::Service, 61;
}

/// A reference into the vault that is the same for the same words.
pub fn held(words: &str) -> Held {
    let hash = words
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    Held {
        entry: Uuid::from_u128(u128::from(hash) << 64 | 0x8000_0000_0000_0000),
        commitment: format!("{hash:016x}").repeat(4),
    }
}

/// The sample calendar of 2011 to 2012.
pub fn calendar() -> SchoolCalendar {
    let term = |from, to| Term { from, to };
    SchoolCalendar {
        source: "sample".into(),
        version: 1,
        covers_from: date(2011, 9, 1),
        covers_to: date(2012, 8, 31),
        terms: vec![
            term(date(2011, 9, 5), date(2011, 10, 21)),
            term(date(2011, 10, 31), date(2011, 12, 16)),
            term(date(2012, 1, 3), date(2012, 2, 10)),
            term(date(2012, 2, 20), date(2012, 3, 30)),
            term(date(2012, 4, 16), date(2012, 6, 1)),
            term(date(2012, 6, 11), date(2012, 7, 20)),
        ],
        closed: [date(2011, 9, 5), date(2011, 9, 6), date(2012, 1, 3), date(2012, 6, 11), date(2012, 7, 20)]
            .into_iter()
            .map(|day| (day, "training day".into()))
            .collect(),
        also_open: [].into(),
    }
}

fn entry(urn: Urn, name: &str, authority: u16, kind: u8, phase: u8) -> Entry {
    Entry {
        urn,
        name: name.into(),
        authority: LaCode(authority),
        authority_name: "Somewhere".into(),
        number: Some(4000),
        kind,
        status: 1,
        phase,
        opened: None,
        closed: None,
        low_age: Some(11),
        high_age: Some(16),
        town: None,
        street: None,
        postcode: None,
    }
}

static WORLD: LazyLock<BTreeMap<StreamId, Subject>> = LazyLock::new(|| {
    let schools = [
        entry(SCHOOL, "Northgate School", 301, 1, 4),
        entry(SECOND, "Southgate School", 301, 1, 4),
        entry(ACADEMY, "Eastgate Academy", 301, 28, 4),
        entry(ELSEWHERE, "Westgate Primary School", 320, 1, 2),
        entry(INDEPENDENT, "Castle School", 301, 11, 0),
        entry(SUCCESSOR, "Northgate Academy", 301, 34, 4),
    ];
    let register = schools.into_iter().map(|entry| {
        let id = StreamId::new(Kind::School, entry.urn);
        (id, Subject::School(Box::new(School { entry: Some(entry), ..School::default() })))
    });
    let terms = [SCHOOL, SECOND].map(|urn| {
        (
            StreamId::new(Kind::Terms, urn),
            Subject::Terms(Box::new(Terms { calendar: Some(calendar()), ..Terms::default() })),
        )
    });
    let decided = Decision { decided: Some((Scope::Everywhere {}, Cause::HolidayProclaimed)) };
    let decision = (StreamId::new(Kind::Decision, DECISION), Subject::Decision(Box::new(decided)));
    register.chain(terms).chain([decision]).collect()
});

/// A decision that open deadlines follow the calendars.
pub const DECISION: DecisionId = DecisionId(Uuid::from_u128(4_000));

/// The bank holidays of a world in which every Wednesday of two years was proclaimed one.
static PROCLAIMED: LazyLock<(StreamId, Subject)> = LazyLock::new(|| {
    let mut list = BankHolidays::england().clone();
    let wednesdays = date(2011, 9, 7).series(7.days()).take_while(|day| *day < date(2013, 9, 1));
    list.holidays.extend(wednesdays.map(|day| (day, Holiday { title: "Proclaimed".into(), note: None })));
    list.version += 1;
    let holidays = Holidays { list: Some(list), unreadable: None };
    (Holidays::stream(), Subject::BankHolidays(Box::new(holidays)))
});

/// The terms that [`ELSEWHERE`] publishes in the end.
static PUBLISHED: LazyLock<(StreamId, Subject)> = LazyLock::new(|| {
    let terms = Terms { calendar: Some(calendar()), ..Terms::default() };
    (StreamId::new(Kind::Terms, ELSEWHERE), Subject::Terms(Box::new(terms)))
});

/// The register and the calendars.
pub fn world() -> &'static BTreeMap<StreamId, Subject> {
    &WORLD
}

/// Noon in London on a day.
pub fn noon(day: Date) -> Timestamp {
    day.at(12, 0, 0, 0).in_tz("Europe/London").unwrap().timestamp()
}

/// A complaint, the day it is, and everything that happened to it.
#[derive(Debug, Clone)]
pub struct Case {
    pub file: Complaint,
    pub events: Vec<Event>,
    pub today: Date,
    pub scheme: Scheme,
    /// Whether more holidays have been proclaimed than were known.
    pub proclaimed: bool,
    /// Whether [`ELSEWHERE`] has published its terms.
    pub published: bool,
    /// The offices that people hold beside those of this world, and what else is not as this world has it.
    pub offices: Vec<(StreamId, Subject)>,
    /// The school it is about, where it is not as the register of this world has it.
    pub school: Option<School>,
}

impl Case {
    /// Nothing has happened yet.
    pub fn new(today: Date) -> Self {
        Self {
            file: Complaint::default(),
            events: Vec::new(),
            today,
            scheme: Scheme::WhitePaper,
            proclaimed: false,
            published: false,
            offices: Vec::new(),
            school: None,
        }
    }

    /// It becomes another day.
    pub fn on(&mut self, year: i16, month: i8, day: i8) -> &mut Self {
        self.today = date(year, month, day);
        self
    }

    pub fn stamp(&self, who: &Actor) -> Stamp {
        Stamp { at: noon(self.today), actor: who.clone(), scheme: self.scheme }
    }

    /// What would follow, without anything happening.
    pub fn would(&self, who: &Actor, command: impl Into<Command>) -> Result<Vec<Event>, Refused> {
        self.in_the_world(|references| self.file.decide(&command.into(), &self.stamp(who), references))
    }

    fn in_the_world<T>(&self, then: impl FnOnce(&References<'_>) -> T) -> T {
        let later = [(&*PROCLAIMED, self.proclaimed), (&*PUBLISHED, self.published)];
        let later = later.into_iter().filter(|(_, known)| *known).map(|(known, _)| known);
        let beside = later.chain(&self.offices).map(|(stream, subject)| (stream, subject));
        let id = StreamId::new(Kind::School, SCHOOL);
        let school = self.school.clone().map(|school| (id, Subject::School(Box::new(school))));
        let first = school.iter().map(|(stream, subject)| (stream, subject));
        then(&References(first.chain(beside).chain(world()).collect()))
    }

    /// Somebody turns out to have held an office of the school since 2008.
    pub fn holds(&mut self, who: PersonId, role: Role, to: Option<Date>) -> &mut Self {
        let granted = MembershipEvent::MembershipGranted {
            membership: 1,
            role,
            body: Body::School(SCHOOL),
            from: date(2008, 9, 1),
            to,
        };
        let mut known = Memberships::default();
        known.evolve(&granted);
        self.offices.push((StreamId::new(Kind::Membership, who), Subject::Membership(Box::new(known))));
        self
    }

    /// Gives a command that must be carried out.
    #[track_caller]
    pub fn ok(&mut self, who: &Actor, command: impl Into<Command>) -> Vec<Event> {
        let command = command.into();
        match self.would(who, command.clone()) {
            Ok(events) => {
                self.take(&events);
                events
            }
            Err(refused) => panic!("{} on {} at {:?}: {refused}", command.name(), self.today, self.stage()),
        }
    }

    /// Gives a command that must be refused.
    #[track_caller]
    pub fn no(&self, who: &Actor, command: impl Into<Command>) -> Refused {
        let command = command.into();
        self.would(who, command.clone()).expect_err(command.name())
    }

    pub fn take(&mut self, events: &[Event]) {
        for event in events {
            self.file.evolve(event);
        }
        self.events.extend_from_slice(events);
    }

    /// What this person may do now.
    pub fn actions(&self, who: &Actor) -> Vec<Action> {
        self.in_the_world(|references| self.file.actions(&self.stamp(who), references))
    }

    pub fn stage(&self) -> Stage {
        self.file.facts.stage
    }

    /// The latest clock under a rule.
    #[track_caller]
    pub fn clock(&self, rule: &str) -> &Deadline {
        self.file.deadlines.iter().rev().find(|deadline| deadline.rule.as_str() == rule).expect(rule)
    }

    /// The latest clock under a rule that runs for the governing body of a school; of every one where none is named.
    #[track_caller]
    pub fn clock_of(&self, rule: &str, school: Option<Urn>) -> &Deadline {
        let of = |clock: &&Deadline| clock.rule.as_str() == rule && clock.school == school;
        self.file.deadlines.iter().rev().find(of).expect(rule)
    }

    /// Whether something of this name has happened.
    pub fn happened(&self, name: &str) -> bool {
        self.events.iter().any(|event| event.name() == name)
    }
}

/// The names of events, in order.
pub fn names(events: &[Event]) -> Vec<&'static str> {
    events.iter().map(Event::name).collect()
}

/// Somebody who complains.
pub fn complainant(who: &Actor, capacity: Capacity) -> ComplainantDetails {
    ComplainantDetails {
        new_person: NewPerson(who.person),
        name: held("a name"),
        capacity,
        email: Some(held("an address")),
        telephone: None,
        address: None,
        safe_contact: None,
        no_email: false,
        language: None,
        noticed_on: Some(date(2011, 9, 12)),
        left_roll_on: None,
        returns_for_examination: false,
    }
}

/// The pupil it is about.
pub fn the_pupil() -> PupilDetails {
    PupilDetails {
        new_person: NewPerson(pupil().person),
        name: held("a pupil"),
        born_on: None,
        left_roll_on: None,
        looked_after: false,
    }
}

/// Someone who speaks for a complainant.
pub fn the_friend() -> RepresentativeDetails {
    RepresentativeDetails {
        new_person: NewPerson(friend().person),
        name: held("a friend"),
        contact: held("a telephone number"),
        authority: held("a signed letter"),
    }
}

/// One issue.
pub fn issue() -> IssueDetails {
    IssueDetails {
        account: held("what happened"),
        wanted: None,
        guarantee: None,
        happened_on: Some(date(2011, 9, 12)),
        incidents: vec![],
    }
}

/// What a parent sends.
pub fn complaint() -> SubmitComplaint {
    SubmitComplaint {
        school: SCHOOL,
        other_schools: vec![],
        channel: Channel::OnlineForm,
        made_on: None,
        about: None,
        complainants: vec![complainant(&parent(), Capacity::Parent)],
        pupil: Some(the_pupil()),
        representative: None,
        issues: vec![issue()],
        adjustments: None,
        pupil_ages: PupilAges::default(),
    }
}

/// A case lodged on 5 October 2011 with something changed.
pub fn lodged_with(change: impl FnOnce(&mut SubmitComplaint)) -> Case {
    let mut submit = complaint();
    change(&mut submit);
    let mut case = Case::new(date(2011, 10, 5));
    case.ok(&parent(), submit);
    case
}
