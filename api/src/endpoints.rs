//! THE table of endpoints: it gives the router, `openapi.yaml` and the list the authorization test walks.

mod kinds;

pub use kinds::{Access, Answer, Endpoint};

use crate::wanted::WANTED;
use crate::{
    calendars, cases, data_requests, deadlines, disclosures, disposals, feeds, figures, members, people, personal,
    receipts, reference, reports, schools, service, sign_in, targets, work,
};
use axum::http::Method;
use kinds::{ask, command, document, order, step};
use redress_domain::Action;
use redress_domain::clock::SchoolCalendar;
use redress_domain::decision::DecideMove;
use redress_domain::school::SetTarget;
use redress_domain::terms::ChooseTerms;

/// How families come back.
fn sign_in() -> Vec<Endpoint> {
    use Access::{Case, Public, Signed};
    let person = "/v1/complaints/{complaint}/people/{person}/access-code";
    vec![
        order("/v1/sign-in", "sign_in", "Come back with a reference and a code", Public, sign_in::sign_in),
        order(
            "/v1/sign-in-codes",
            "send_sign_in_code",
            "Ask for a code at the address you gave",
            Public,
            sign_in::send_sign_in_code,
        ),
        order("/v1/sign-out", "sign_out", "Sign out on every phone and computer", Signed, sign_in::sign_out),
        order(
            "/v1/access-code",
            "replace_own_access_code",
            "Get another access code; the one before is out",
            Signed,
            sign_in::replace_own_access_code,
        ),
        order(
            person,
            "replace_access_code",
            Action::ReplaceAccessCode.summary(),
            Case(Action::ReplaceAccessCode),
            sign_in::replace_access_code,
        ),
    ]
}

/// Who holds which office: for whoever manages access.
fn members() -> Vec<Endpoint> {
    use Access::Manages;
    let read = ask("/v1/members/{person}", "read_member", "Read a person's offices", Manages, members::read_member);
    let mut rows = vec![
        order("/v1/members", "add_member", "Make somebody known by an identity", Manages, members::add_member),
        read,
        order(
            "/v1/members/{person}/link-identity",
            "link_identity",
            "Let somebody sign in with one more identity",
            Manages,
            members::link_identity,
        ),
        order(
            "/v1/members/{person}/grant-membership",
            "grant_membership",
            "Give somebody an office",
            Manages,
            members::grant_membership,
        ),
        order(
            "/v1/members/{person}/end-membership",
            "end_membership",
            "End somebody's office",
            Manages,
            members::end_membership,
        ),
    ];
    for row in &mut rows {
        row.answer.etag = true;
    }
    rows
}

/// Reports over the caller's cases.
fn reports() -> Vec<Endpoint> {
    use Access::{Public, Signed};
    vec![
        ask(
            "/v1/reports/deadlines",
            "report_deadlines",
            "Report what is due in the caller's cases, today or on any day before",
            Signed,
            reports::report_deadlines,
        ),
        document(
            "/v1/reports/deadlines.csv",
            "report_deadlines_csv",
            "The same report for a spreadsheet",
            "text/csv",
            Signed,
            reports::report_deadlines_csv,
        ),
        ask(
            "/v1/reports/compliance",
            "report_compliance",
            "Report how time limits are kept and how long stages take, for a school or an area",
            Signed,
            reports::report_compliance,
        ),
        ask("/v1/calendar-feeds", "list_feeds", "List the caller's calendar feeds", Signed, feeds::list_feeds),
        order("/v1/calendar-feeds", "open_feed", "Open a calendar feed of the caller's list", Signed, feeds::open_feed),
        order(
            "/v1/calendar-feeds/close",
            "close_feed",
            "Close a calendar feed: its address is dead from then on",
            Signed,
            feeds::close_feed,
        ),
        document(
            "/v1/feeds/{address}",
            "read_feed",
            "Read a calendar feed, at the address that was shown when it was opened",
            "text/calendar",
            Public,
            feeds::read_feed,
        ),
    ]
}

/// What proves the record to whoever does not trust its keeper.
fn proofs() -> Vec<Endpoint> {
    use Access::{Case, Public};
    let plain = "text/plain";
    let mut read_receipt = document(
        "/v1/complaints/{complaint}/receipt",
        "read_receipt",
        "Read the signed receipt of something the caller did (tlog-proof)",
        plain,
        Case(Action::ReadTimeline),
        receipts::read_receipt,
    );
    // What somebody else did.
    read_receipt.problems.push(422);
    vec![
        ask("/v1/head", "read_head", "Read where the log ends and the root of its tree", Public, service::read_head),
        document(
            "/v1/checkpoint",
            "read_checkpoint",
            "Read where the log ends, signed (tlog-checkpoint)",
            plain,
            Public,
            receipts::read_checkpoint,
        ),
        ask(
            "/v1/checkpoint/consistency",
            "prove_consistency",
            "Prove that the log at one length goes on from what it was at another",
            Public,
            receipts::prove_consistency,
        ),
        read_receipt,
        order("/v1/receipts/check", "check_receipt", "Check a receipt", Public, receipts::check_receipt),
    ]
}

/// How long schools give themselves, where the law leaves it to them.
fn targets() -> Vec<Endpoint> {
    let path = "/v1/schools/{urn}/targets";
    let mut read = ask(
        path,
        "read_targets",
        "Read how long a school gives itself for each step",
        Access::Public,
        targets::read_targets,
    );
    read.answer.etag = true;
    let set = step::<SetTarget, _, _, _>(
        Method::POST,
        path,
        "set_target",
        "Set how long a school gives itself for a step, where no law says how long",
        Access::Signed,
        targets::set_target,
    );
    vec![read, set]
}

/// Every endpoint of the service.
#[must_use]
pub fn table() -> Vec<Endpoint> {
    use Access::{Case, Public, Signed};
    let mut read_case = ask(
        "/v1/complaints/{complaint}",
        "read_case",
        "Read a case and where it stands",
        Case(Action::ReadCase),
        cases::read_case,
    );
    read_case.answer.etag = true;
    read_case.also = vec![304];
    let mut list_disclosures = ask(
        "/v1/disclosures",
        "list_disclosures",
        "List who was shown what is personal, in the cases the caller watches over",
        Signed,
        disclosures::list_disclosures,
    );
    list_disclosures.problems.push(403);
    let mut list_disposals =
        ask("/v1/disposals", "list_disposals", Action::ListDisposals.summary(), Signed, disposals::list_disposals);
    list_disposals.problems.push(403);
    let mut rows = vec![
        ask("/v1/complaints", "list_complaints", "List the cases the caller works on", Signed, work::list_complaints),
        step::<work::Search, _, _, _>(
            Method::POST,
            "/v1/complaints/search",
            "search_complaints",
            "Find the cases the caller works on by the name of a person on the file",
            Signed,
            work::search_complaints,
        ),
        read_case,
        ask(
            "/v1/complaints/{complaint}/timeline",
            "read_timeline",
            "Read what happened, in words",
            Case(Action::ReadTimeline),
            cases::read_timeline,
        ),
        ask(
            "/v1/complaints/{complaint}/events",
            "read_events",
            "Read the events themselves",
            Case(Action::ReadEvents),
            cases::read_events,
        ),
        ask(
            "/v1/complaints/{complaint}/issues",
            "read_issues",
            "Read the issues and what became of each",
            Case(Action::ReadCase),
            people::read_issues,
        ),
        ask(
            "/v1/complaints/{complaint}/parties",
            "read_parties",
            "Read who is who on the file",
            Case(Action::ReadParties),
            people::read_parties,
        ),
        ask(
            "/v1/complaints/{complaint}/documents",
            "read_documents",
            "List the documents on the file",
            Case(Action::ReadDocuments),
            people::read_documents,
        ),
        ask(
            "/v1/complaints/{complaint}/recommendations",
            "read_recommendations",
            "List the recommendations and what was done about them",
            Case(Action::ReadRecommendations),
            people::read_recommendations,
        ),
        ask(
            "/v1/complaints/{complaint}/deadlines",
            "read_deadlines",
            "List what is due on this file, and why",
            Case(Action::ReadDeadlines),
            people::read_deadlines,
        ),
        ask(
            "/v1/complaints/{complaint}/disclosures",
            "read_disclosures",
            "List who was shown what is personal in this file",
            Case(Action::ReadDisclosures),
            disclosures::read_disclosures,
        ),
        ask(
            "/v1/complaints/{complaint}/personal-data",
            "read_personal_data",
            "Read all that this file holds about one person",
            Case(Action::ReadPersonalData),
            personal::read_personal_data,
        ),
        ask(
            "/v1/complaints/{complaint}/data-requests",
            "read_data_requests",
            "List the requests for a copy of somebody's data, and how each stands",
            Case(Action::ReadPersonalData),
            data_requests::read_data_requests,
        ),
        ask(
            "/v1/complaints/{complaint}/data-requests/{request}",
            "read_data_request",
            "Read one request for data, and what there is to decide on",
            Case(Action::ReadPersonalData),
            data_requests::read_data_request,
        ),
        document(
            "/v1/complaints/{complaint}/data-requests/{request}/copy",
            "read_data_copy",
            "Fetch the copy of somebody's data: a ZIP archive with copy.html and copy.json",
            data_requests::ZIP,
            Case(Action::ReadPersonalData),
            data_requests::read_data_copy,
        ),
        ask(
            "/v1/complaints/{complaint}/deadlines/{deadline}",
            "read_deadline",
            "Explain one day that is due: rule, source and each step of the count",
            Case(Action::ReadDeadlines),
            deadlines::read_deadline,
        ),
        ask(
            "/v1/complaints/{complaint}/actions",
            "read_actions",
            "List what the caller may do now",
            Case(Action::ReadActions),
            cases::read_actions,
        ),
        list_disclosures,
        list_disposals,
        step::<deadlines::CalculationRequest, _, _, _>(
            Method::POST,
            "/v1/deadlines/calculations",
            "calculate_deadline",
            "Work out a deadline without a case, with its working",
            Public,
            deadlines::calculate,
        ),
        step::<calendars::Supposed, _, _, _>(
            Method::POST,
            "/v1/calendars/what-if",
            "what_if",
            "Show which open deadlines a change of calendar would move",
            Signed,
            calendars::what_if,
        ),
        step::<DecideMove, _, _, _>(
            Method::POST,
            "/v1/calendars/decisions",
            "decide_move",
            "Decide that open deadlines follow the calendars as they are",
            Signed,
            calendars::decide_move,
        ),
        ask(
            "/v1/bank-holidays",
            "read_bank_holidays",
            "Read the bank holidays that count",
            Public,
            calendars::read_bank_holidays,
        ),
        ask("/v1/rules", "read_rules", "Read every time limit, with its source", Public, deadlines::read_rules),
        ask(
            "/v1/catalogue",
            "read_catalogue",
            "Read the Guarantees in force on a day",
            Public,
            reference::read_catalogue,
        ),
        ask("/v1/catalogue/{guarantee}", "read_guarantee", "Read one Guarantee", Public, reference::read_guarantee),
        ask(
            "/v1/regimes",
            "read_regimes",
            "Read the rules that can govern a complaint",
            Public,
            reference::read_regimes,
        ),
        ask(
            "/v1/reasons",
            "read_reasons",
            "Read every closed list of reasons, outcomes and remedies",
            Public,
            reference::read_reasons,
        ),
        ask(
            "/v1/schools",
            "search_schools",
            "Find schools by the beginning of their name, or by number",
            Public,
            schools::search_schools,
        ),
        ask("/v1/schools/{urn}", "read_school", "Read a school's entry in the register", Public, schools::read_school),
        ask(
            "/v1/schools/{urn}/terms",
            "read_terms",
            "Read every calendar that is published for a school",
            Public,
            calendars::read_terms,
        ),
        step::<SchoolCalendar, _, _, _>(
            Method::PUT,
            "/v1/schools/{urn}/terms",
            "publish_terms",
            "Publish a school's terms, training days and closures",
            Signed,
            schools::publish_terms,
        ),
        step::<ChooseTerms, _, _, _>(
            Method::POST,
            "/v1/schools/{urn}/terms/choice",
            "choose_terms",
            "Choose whose calendar counts, where two differ",
            Signed,
            calendars::choose_terms,
        ),
        ask(
            "/v1/statistics",
            "read_statistics",
            "Read figures without anybody in them",
            Public,
            figures::read_statistics,
        ),
        ask("/health", "health", "Say that the service runs", Public, service::health),
        ask("/ready", "ready", "Say whether the service takes requests", Public, service::ready),
        document(
            "/openapi.yaml",
            "openapi_yaml",
            "This document as YAML",
            "application/yaml",
            Public,
            service::openapi_yaml,
        ),
        document(
            "/openapi.json",
            "openapi_json",
            "This document as JSON",
            "application/json",
            Public,
            service::openapi_json,
        ),
        document(
            "/problems/{slug}",
            "explain_problem",
            "Explain a type of problem",
            "text/html",
            Public,
            service::explain_problem,
        ),
    ];
    rows.extend(WANTED.values().map(command));
    rows.extend(sign_in());
    rows.extend(members());
    rows.extend(reports());
    rows.extend(proofs());
    rows.extend(targets());
    rows
}
