//! Everything that reads what comes from outside, by name: libFuzzer makes up the bytes, and a test of the
//! workspace reads those that are kept. None may panic, whatever is sent; some must hold more.

use axum::extract::Query;
use axum::http::header::{COOKIE, IF_MATCH, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, Uri};
use jiff::civil::date;
use redress_api::codes::{self, AccessCode};
use redress_api::deadlines::CalculationRequest;
use redress_api::gias::Extract;
use redress_api::headers::{self, IDEMPOTENCY_KEY};
use redress_api::reports::ReportQuery;
use redress_api::terms::{self, Covers};
use redress_api::token::Keys;
use redress_api::wanted::{WANTED, Wanted};
use redress_api::work::ListQuery;
use redress_api::{body, caller, cursor, holidays, pages, seal};
use redress_domain::clock::{Calculation, Calendars, SchoolCalendar, explain};
use redress_domain::{Actor, PersonId};
use serde_json::Value;
use std::sync::LazyLock;

/// A reader, and the name of its bytes in the corpus.
pub type Input = (&'static str, fn(&[u8]));

/// Every reader there is.
pub const INPUTS: &[Input] = &[
    ("calculation", calculation),
    ("code", code),
    ("command", command),
    ("cursor", marker),
    ("form", form),
    ("header", header),
    ("holidays", bank_holidays),
    ("query", query),
    ("register", register),
    ("terms", school_terms),
    ("token", token),
];

/// The reference that stands for any words that would go into the vault.
const HELD: &str =
    "vault:018f0000000070008000000000000001:0000000000000000000000000000000000000000000000000000000000000000";

fn text(sent: &[u8]) -> &str {
    std::str::from_utf8(sent).unwrap_or_default()
}

/// The first byte chooses a command, the rest is what is sent for it.
fn chosen(sent: &[u8]) -> Option<(&'static Wanted, &[u8])> {
    let (first, rest) = sent.split_first()?;
    Some((WANTED.values().nth(usize::from(*first) % WANTED.len())?, rest))
}

/// The body of a deadline to work out, and the count itself.
fn calculation(sent: &[u8]) {
    let Ok(value) = serde_json::from_slice::<Value>(sent) else { return };
    let Ok(asked) = body::typed::<CalculationRequest>(value) else { return };
    let england = Calendars::england();
    let calendars = asked.calendar.as_ref().filter(|calendar| calendar.fit().is_ok());
    let calendars = calendars.map_or(england, |calendar| england.with_school(calendar));
    let CalculationRequest { rule, start, length, pauses, extensions, .. } = asked;
    let _ = explain(&Calculation { rule, start, length, pauses, extensions }, &calendars);
}

/// Access codes, six digits, references and the codes of drafts, as people type them.
fn code(sent: &[u8]) {
    let text = text(sent);
    if let Some(code) = AccessCode::read(text) {
        assert_eq!(AccessCode::read(&code.shown()), Some(code), "what we show can be typed");
    }
    for read in [codes::read_six_digits, codes::read_reference, codes::read_draft_code] {
        if let Some(ours) = read(text) {
            assert_eq!(read(&ours).as_ref(), Some(&ours), "what we write can be typed");
        }
    }
}

/// A command's body, from its bytes to the command with every text sealed.
fn command(sent: &[u8]) {
    let Some((wanted, sent)) = chosen(sent) else { return };
    let Ok(mut body) = serde_json::from_slice::<Value>(sent) else { return };
    let person = PersonId(uuid::Uuid::nil());
    let _ = wanted.names.name_new_people(&mut body, || Ok::<_, ()>(person));
    let Ok(texts) = seal::find(&wanted.names, person, &mut body) else { return };
    for text in texts {
        *body.pointer_mut(&text.pointer).expect("a text is where it was found") = HELD.into();
    }
    let _ = (wanted.read)(body);
}

/// The marker of a page's end, in every order there is.
fn marker(sent: &[u8]) {
    let marker = Some(text(sent));
    for sort in ["lodged", "disclosed"] {
        if let Ok(Some(position)) = cursor::decode::<i64>(sort, marker) {
            let ours = cursor::encode(sort, position).expect("a marker");
            assert_eq!(cursor::decode(sort, Some(&ours)).ok().flatten(), Some(position));
        }
    }
    let _ = cursor::decode::<(String, String, u16)>("due", marker);
}

/// A form of a page, as browsers send it.
fn form(sent: &[u8]) {
    let Some((wanted, sent)) = chosen(sent) else { return };
    let _ = pages::typed_command(wanted.action, sent);
}

/// The headers whose text we read, each with the same bytes.
fn header(sent: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(sent) else { return };
    let names = [IF_MATCH, IF_NONE_MATCH, IDEMPOTENCY_KEY, COOKIE];
    let headers: HeaderMap = names.into_iter().map(|name| (name, value.clone())).collect();
    let _ = headers::idempotency_key(&headers);
    let _ = caller::cookie(&headers, caller::COOKIE_NAME);
    let _ = text(sent).parse::<Actor>();
    if let Ok(Some(version)) = headers::if_match(&headers) {
        assert!(version >= 0 && headers::seen(&headers, version), "one reading of a tag");
    }
}

/// The bank holidays that GOV.UK publishes.
fn bank_holidays(sent: &[u8]) {
    let _ = holidays::parse(text(sent));
}

/// What follows the `?` of a list.
fn query(sent: &[u8]) {
    let Ok(uri) = format!("/?{}", text(sent)).parse::<Uri>() else { return };
    let _ = Query::<ListQuery>::try_from_uri(&uri);
    let _ = Query::<ReportQuery>::try_from_uri(&uri);
}

/// The register of schools.
fn register(sent: &[u8]) {
    let Ok(mut extract) = Extract::open(sent) else { return };
    while let Ok(Some(_)) = extract.next_line() {}
}

/// A school's terms, from a file or as the API takes them.
fn school_terms(sent: &[u8]) {
    let covers = Covers { from: date(2011, 9, 1), to: date(2012, 8, 31) };
    if let Ok(calendar) = terms::read(text(sent), covers) {
        let _ = calendar.fit();
    }
    if let Ok(value) = serde_json::from_slice::<Value>(sent)
        && let Ok(calendar) = body::typed::<SchoolCalendar>(value)
    {
        let _ = calendar.fit();
    }
}

/// A token, where anybody may act by their own word and where nobody may.
fn token(sent: &[u8]) {
    static KEYS: LazyLock<[Keys; 2]> = LazyLock::new(|| [Keys::new(&[7; 32]), Keys::development(&[7; 32])]);
    for keys in &*KEYS {
        let _ = keys.check(text(sent), jiff::Timestamp::UNIX_EPOCH);
    }
}
