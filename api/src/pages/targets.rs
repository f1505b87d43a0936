//! How long a school gives itself: what its governing body has set, and the form to set it anew.

use super::act::draw::{Drawing, Shown};
use super::act::schema::{Field, Kind};
use super::act::things::Things;
use super::act::typed::{Mistake, Typed};
use super::lodge::steps::Voice;
use super::{Answer, Frame, Guest, Sent, html};
use crate::body;
use crate::desk;
use crate::problem::Kind as ProblemKind;
use crate::targets::{self, TargetRow};
use crate::words::Words;
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::IntoResponse;
use redress_domain::clock::{Unit, civil_date, rules};
use redress_domain::policy;
use redress_domain::target::Target;

/// One target: what it is for, the default, and what counts today.
struct Line {
    name: String,
    default: String,
    own: Option<String>,
}

#[derive(Template)]
#[template(path = "targets.html")]
struct TargetsPage {
    f: Frame,
    school: String,
    lines: Vec<Line>,
    settings: Vec<String>,
    /// The form, for those who may set a target.
    fields: Vec<Shown>,
    mistakes: Vec<(String, String)>,
    done: Option<String>,
}

/// What is asked to set a target.
#[must_use]
pub fn fields() -> Vec<Field> {
    let mut left: Vec<_> = rules().iter().filter(|row| row.left_to_schools()).map(|row| row.id.to_string()).collect();
    left.dedup();
    let units = ["school_days", "working_days", "days"].map(str::to_owned).to_vec();
    let field = |name: &str, need, kind| Field { name: name.into(), need, kind };
    vec![
        field("rule", true, Kind::Choice("Limit".into(), left)),
        field("length", false, Kind::Number),
        field("unit", false, Kind::Choice("Unit".into(), units)),
        field("from", false, Kind::Day),
    ]
}

pub(super) async fn show(guest: Guest) -> Answer {
    page(&guest, &Typed::default(), &[], StatusCode::OK).await
}

async fn page(guest: &Guest, typed: &Typed, mistakes: &[Mistake], status: StatusCode) -> Answer {
    let (t, urn) = (guest.t, guest.school()?);
    let entry = guest.app.store.school(urn).await?.ok_or(ProblemKind::NotFound)?;
    let found = targets::of_school(&guest.app, urn).await?;
    let mut shown = Vec::new();
    if policy::sets_targets(guest.signed()?, &entry) {
        let things = Things::default();
        let drawing = Drawing { t, scope: "target", things: &things, typed, mistakes, voice: Voice::Family };
        // Only the steps of the list above: another kind of school has others.
        let mut fields = fields();
        if let Some(Kind::Choice(_, rules)) = fields.first_mut().map(|field| &mut field.kind) {
            rules.retain(|rule| found.targets.iter().any(|row| row.rule == *rule));
        }
        shown = drawing.fields(&fields, "");
    }
    let setting = |one: &targets::Setting| {
        let places = [
            ("name", t.limit(&one.target.rule, one.target.version)),
            ("length", length(t, &one.target)),
            ("from", t.day(one.target.from)),
            ("role", t.say(&format!("role-{}", one.by.name()))),
            ("day", t.day(civil_date(one.at))),
        ];
        t.fill("targets-set", &places)
    };
    let page = TargetsPage {
        school: desk::school_name(&guest.app, Some(urn)).await?,
        lines: found.targets.iter().map(|row| line(t, row)).collect(),
        settings: found.settings.iter().rev().map(setting).collect(),
        mistakes: Drawing::links(&shown, mistakes),
        fields: shown,
        done: (guest.asked("done") == "set_target").then(|| t.say("targets-done")),
        f: guest.frame().await?,
    };
    html(status, &page)
}

fn line(t: Words, row: &TargetRow) -> Line {
    let amount = |length: u16, unit: Unit| t.amount(u32::from(length), unit);
    let default = row.default_length.map(|length| amount(length, row.default_unit));
    let own = row.own.as_ref().and_then(|own| Some((own, own.length?)));
    Line {
        name: t.limit_named(&row.rule, &row.name),
        default: default.unwrap_or_else(|| t.say("targets-no_default")),
        own: own.map(|(own, length)| {
            let places = [("length", amount(length, own.unit)), ("from", t.day(own.from))];
            t.fill("targets-own", &places)
        }),
    }
}

fn length(t: Words, target: &Target) -> String {
    match target.length {
        Some(length) => t.amount(u32::from(length), target.unit),
        None => t.say("targets-default_again"),
    }
}

pub(super) async fn send(guest: Guest, sent: Sent) -> Answer {
    let urn = guest.school()?;
    let typed = Typed::read(sent);
    let command = match typed.command(&fields(), &Things::default(), guest.t) {
        Ok(command) => command,
        Err(mistakes) => return page(&guest, &typed, &mistakes, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let actor = guest.signed()?;
    let set = async { targets::set_in(&guest.app, actor, urn, body::typed(command.body.clone())?, None).await };
    match set.await {
        Ok(_) => Ok((StatusCode::SEE_OTHER, [(LOCATION, "/desk/targets?done=set_target")]).into_response()),
        Err(problem) if problem.document().status == 422 => {
            let mistakes = command.mistakes(problem.document(), guest.t);
            page(&guest, &typed, &mistakes, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(problem) => Err(problem),
    }
}
