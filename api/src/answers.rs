//! What those who must answer wrote: how the school understood the complaint, each decision with its reasons, the
//! matter that the Ombudsman put to them and the statement, what will be done; what the school asked the family, with what
//! it said; and what is feared for a child, for whoever protects children. Each is read with the event that it was written
//! for, by whoever may be told of that.

use crate::app::App;
use crate::cases::{names_of, particulars};
use crate::disclosures;
use crate::files::File;
use crate::held::HeldNames;
use crate::problem::Problem;
use crate::words::{Telling, Words};
use jiff::civil::Date;
use redress_domain::clock::civil_date;
use redress_domain::complaint::facts::CaseFacts;
use redress_domain::policy::Sight;
use redress_domain::{Actor, Body, Fact};
use serde_json::Value;

/// The events with which an answer comes.
const ANSWERS: [&str; 21] = [
    "complaint_acknowledged",
    "complaint_not_accepted",
    "stage_1_decision_issued",
    "governing_body_decision_issued",
    "authority_answered",
    "investigation_opened",
    "investigation_declined",
    "investigation_discontinued",
    "investigation_completed",
    "statement_issued",
    "action_notified",
    "no_action_decided",
    "action_confirmation_received",
    "direction_given",
    "direction_declined",
    "question_asked",
    "question_answered",
    "safeguarding_concern_raised",
    "safeguarding_referral_made",
    "safeguarding_hold_lifted",
    "retaliation_concern_raised",
];

/// The parts of an answer, in the order in which they are read.
pub(crate) const PARTS: [&str; 21] = [
    "account",
    "reference",
    "understanding",
    "unresolved",
    "wanted",
    "handled_by",
    "matter",
    "privacy_notice",
    "question",
    "answer",
    "text",
    "reasons",
    "investigated",
    "explanation",
    "actions",
    "detail",
    "evidence",
    "recommended_changes",
    "identifying",
    "reason",
    "next_step",
];

/// An answer: when it came, what it was, and its words under their labels.
#[derive(Debug)]
pub struct Answered {
    /// The day it was recorded.
    pub on: Date,
    /// What happened.
    pub said: String,
    /// What each part is about, and its words.
    pub words: Vec<(String, String)>,
}

/// Whether an event is an answer that this reader is shown. The local authority answers for itself, to the family and to
/// the matter that is put to it, where that is about no other issues; what the school wrote to the family of other things
/// is not for it.
pub(crate) fn shown(event: &str, reader: &Actor, facts: &CaseFacts) -> bool {
    let own = || match event {
        "authority_answered" => true,
        "investigation_opened" => Sight::new(reader, facts).sees_every_issue(),
        _ => false,
    };
    ANSWERS.contains(&event) && (!matches!(reader.body, Body::Authority(_)) || own())
}

/// Finds the words in what was recorded, each with its part and what it is about: an issue where there are several.
fn gather(
    t: Words,
    names: &HeldNames,
    value: &Value,
    (about, several): (Option<&str>, bool),
    found: &mut Vec<(usize, String, String)>,
) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| gather(t, names, item, (about, several), found)),
        Value::Object(members) => {
            let number = |name: &str| members.get(name).filter(|value| value.is_number()).map(ToString::to_string);
            let issue =
                number("issue").filter(|_| several).map(|number| t.fill("part-whole_issue", &[("issue", number)]));
            let one = number("recommendation").map(|number| t.fill("answer-about", &[("recommendation", number)]));
            let about = issue.or(one).or_else(|| about.map(ToOwned::to_owned));
            for (name, member) in members {
                match (member, PARTS.iter().position(|part| part == name)) {
                    (Value::String(text), Some(place)) if names.contains(name) => {
                        let label = t.say(&format!("answer-{name}"));
                        let label = about.as_ref().map_or_else(|| label.clone(), |about| format!("{about}: {label}"));
                        found.push((place, label, text.clone()));
                    }
                    _ => gather(t, names, member, (about.as_deref(), several), found),
                }
            }
        }
        _ => {}
    }
}

/// The answers on a file, as somebody may read them; that they are shown is recorded first.
///
/// # Errors
/// It cannot be recorded, or the vault fails.
pub async fn answers(app: &App, t: Words, file: &File, actor: &Actor) -> Result<Vec<Answered>, Problem> {
    let mut telling = Telling::new(t.to(actor));
    let sight = Sight::new(actor, &file.complaint.facts);
    let several = file.complaint.numbered().count() > 1;
    let mut found = Vec::new();
    for record in &file.records {
        let Fact::Complaint(event) = &record.fact else { continue };
        // Every event is taken in, so that what is told is true.
        let said = telling.tell(event);
        if sight.sees(event) && shown(event.name(), actor, &file.complaint.facts) {
            let stored = record.fact.encode().map_err(Problem::internal)?;
            let payload: Value = serde_json::from_str(&stored).map_err(Problem::internal)?;
            found.push((civil_date(record.at), said, event.name(), payload));
        }
    }
    let mut held: Vec<_> = found.iter_mut().map(|(_, _, name, payload)| (names_of(name), payload)).collect();
    disclosures::open(app, file, actor, &mut held).await?;
    let answered = |(on, said, name, payload): (Date, String, &str, Value)| {
        let mut words = Vec::new();
        let whole = Value::Object(particulars(payload, name).into_iter().collect());
        gather(t, names_of(name), &whole, (None, several), &mut words);
        words.sort_by_key(|(place, ..)| *place);
        Answered { on, said, words: words.into_iter().map(|(_, label, text)| (label, text)).collect() }
    };
    Ok(found.into_iter().map(answered).filter(|answer| !answer.words.is_empty()).collect())
}
