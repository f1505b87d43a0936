//! The register of schools, the rules and the promises, as pages to read.

use super::{Answer, Frame, Guest, html};
use askama::Template;
use axum::http::StatusCode;
use redress_domain::law::{self, Entitlement, Guarantee, Regime, RegimeRow, SchoolType};
use redress_domain::school::Entry;

#[derive(Template)]
#[template(path = "schools.html")]
struct SchoolsPage {
    f: Frame,
    search: String,
    schools: Vec<Entry>,
}

impl SchoolsPage {
    fn closed(&self, entry: &Entry) -> Option<String> {
        entry.closed.map(|on| self.f.fill("schools-closed", &[("day", self.f.day(on))]))
    }

    fn kind(&self, entry: &Entry) -> String {
        SchoolType(entry.kind).row().map(|row| self.f.school_type(row)).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "regimes.html")]
struct RegimesPage {
    f: Frame,
    regimes: Vec<&'static RegimeRow>,
}

impl RegimesPage {
    fn time(&self, row: &RegimeRow) -> String {
        let from = ("from", self.f.day(row.from));
        match row.to {
            Some(to) => self.f.fill("regimes-between", &[from, ("to", self.f.day(to))]),
            None => self.f.fill("regimes-since", &[from]),
        }
    }
}

/// A heading, and the promises under it.
type Headed = (String, Vec<&'static Entitlement>);

#[derive(Template)]
#[template(path = "guarantees.html")]
struct GuaranteesPage {
    f: Frame,
    /// Each of the two Guarantees, and under each its headings with their promises.
    lists: [(String, Vec<Headed>); 2],
    instrument: &'static str,
}

/// Looks schools up as the form does. Fields we do not know are not ours to mind.
pub(super) async fn schools(guest: Guest) -> Answer {
    let search: String = guest.asked("search").chars().filter(|letter| !letter.is_control()).take(100).collect();
    let schools = if search.is_empty() {
        Vec::new()
    } else {
        guest.app.store.schools(&search, None, crate::schools::MOST).await?
    };
    html(StatusCode::OK, &SchoolsPage { f: guest.frame().await?, search, schools })
}

pub(super) async fn regimes(guest: Guest) -> Answer {
    let regimes = Regime::ALL.iter().map(|regime| regime.row()).collect();
    html(StatusCode::OK, &RegimesPage { f: guest.frame().await?, regimes })
}

pub(super) async fn guarantees(guest: Guest) -> Answer {
    let catalogue = law::catalogue_on(guest.today());
    let of = |guarantee| {
        let mut parts: Vec<Headed> = Vec::new();
        for row in catalogue.entitlements.iter().filter(|row| row.id.guarantee() == guarantee) {
            let heading = guest.t.heading(row);
            match parts.last_mut() {
                Some((known, rows)) if *known == heading => rows.push(row),
                _ => parts.push((heading, vec![row])),
            }
        }
        parts
    };
    let lists = [
        (guest.t.say("guarantees-pupil"), of(Guarantee::Pupil)),
        (guest.t.say("guarantees-parent"), of(Guarantee::Parent)),
    ];
    html(StatusCode::OK, &GuaranteesPage { f: guest.frame().await?, lists, instrument: &catalogue.instrument })
}
