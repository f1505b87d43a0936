//! How old the pupil was on the day of an issue: counted here from the day of birth, which stays in the vault.

use crate::held::PUPIL_AGES;
use crate::problem::Problem;
use crate::store::Store;
use jiff::Unit;
use jiff::civil::Date;
use redress_domain::Complaint;
use redress_domain::ids::IssueNo;
use serde_json::Value;

/// Writes into a request that lodges a complaint how old the pupil was on the day of each issue.
pub fn of_new(body: &mut Value, today: Date) {
    let born_on = body.pointer("/pupil/born_on").and_then(day);
    let made_on = body.get("made_on").and_then(day).unwrap_or(today);
    let last_act = |issue: &Value| {
        let incidents = issue.get("incidents").and_then(Value::as_array).into_iter().flatten();
        incidents.chain(issue.get("happened_on")).filter_map(day).max().unwrap_or(made_on)
    };
    let issues = body.get("issues").and_then(Value::as_array).into_iter().flatten();
    let ages: Vec<Option<u8>> = issues.map(|issue| age(born_on?, last_act(issue))).collect();
    write(body, ages);
}

/// The same for a request about one issue of a file.
///
/// # Errors
/// The vault fails.
pub async fn of_issue(store: &Store, file: &Complaint, body: &mut Value, today: Date) -> Result<(), Problem> {
    let corrected = body.pointer("/correction/happened_on").cloned();
    let asked = corrected.as_ref().unwrap_or(body);
    let number = asked.get("issue").and_then(Value::as_u64).and_then(|number| u8::try_from(number).ok());
    let issue = number.and_then(|number| file.numbered().find(|(known, _)| *known == IssueNo(number)));
    let held: Vec<_> = file.parties.values().filter_map(|party| party.born_on.clone()).collect();
    let (Some((_, issue)), false) = (issue, held.is_empty()) else {
        write(body, Vec::new());
        return Ok(());
    };
    let act_on = match asked.get("day").and_then(day) {
        Some(corrected) => issue.incidents.iter().copied().chain([corrected]).max(),
        None => issue.last_act().or(file.facts.made_on),
    };
    let words = store.open_texts(&held).await?;
    let born_on = words.into_iter().flatten().find_map(|words| words.trim().parse::<Date>().ok());
    write(body, vec![born_on.and_then(|born_on| age(born_on, act_on.unwrap_or(today)))]);
    Ok(())
}

fn write(body: &mut Value, ages: Vec<Option<u8>>) {
    if let Value::Object(members) = body {
        members.insert(PUPIL_AGES.into(), ages.into());
    }
}

fn day(value: &Value) -> Option<Date> {
    value.as_str()?.trim().parse().ok()
}

fn age(born_on: Date, on: Date) -> Option<u8> {
    let years = born_on.until((Unit::Year, on)).ok()?.get_years();
    u8::try_from(years).ok()
}
