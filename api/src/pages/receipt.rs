//! "Check a receipt": whether a complaint is on record as it was sent. It needs no account.

use super::act::draw::{Drawing, Shown};
use super::act::schema::{Field, Kind};
use super::act::things::Things;
use super::act::typed::{Mistake, Typed};
use super::lodge::steps::Voice;
use super::{Answer, Frame, Guest, Sent, html};
use crate::receipts;
use askama::Template;
use axum::http::StatusCode;
use redress_domain::clock::civil_date;

#[derive(Template)]
#[template(path = "receipt.html")]
struct ReceiptPage {
    f: Frame,
    fields: Vec<Shown>,
    mistakes: Vec<(String, String)>,
    /// The day from which it is on record, where the receipt is right.
    since: Option<String>,
}

/// The most letters of an answer that are read.
const MOST_LETTERS: usize = 100;

fn page(f: Frame, typed: &Typed, mistakes: &[Mistake], since: Option<String>) -> Answer {
    let things = Things::default();
    let field = |name: &str| Field { name: name.into(), need: true, kind: Kind::Words };
    let drawing = Drawing { t: *f, scope: "receipt", things: &things, typed, mistakes, voice: Voice::Family };
    let fields = drawing.fields(&[field("reference"), field("receipt")], "");
    let status = if mistakes.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mistakes = Drawing::links(&fields, mistakes);
    html(status, &ReceiptPage { f, fields, mistakes, since })
}

pub(super) async fn show(guest: Guest) -> Answer {
    page(guest.frame().await?, &Typed::default(), &[], None)
}

pub(super) async fn check(guest: Guest, sent: Sent) -> Answer {
    let (typed, t) = (Typed::read(sent), guest.t);
    let given = |name: &str| typed.text(name).chars().take(MOST_LETTERS).collect::<String>();
    let (reference, receipt) = (given("reference"), given("receipt"));
    let missing = ["reference", "receipt"].into_iter().filter(|name| typed.text(name).is_empty());
    let mut mistakes: Vec<_> =
        missing.map(|name| Mistake { place: name.into(), words: t.say("mistake-missing") }).collect();
    let mut since = None;
    if mistakes.is_empty() {
        since = receipts::check(&guest.app, &reference, &receipt).await?.map(|at| t.day(civil_date(at)));
        if since.is_none() {
            mistakes.push(Mistake { place: "receipt".into(), words: t.say("mistake-receipt") });
        }
    }
    page(guest.frame().await?, &typed, &mistakes, since)
}
