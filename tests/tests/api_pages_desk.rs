//! The desks: each body's cases by what is due, the file, and a form for every step that is theirs now.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may")]

use axum::body::Body;
use axum::http::Request;
use redress_tests::http::{Answer, Service, lodging};
use serde_json::json;

const HEAD: &str = "head_teacher@school:100001/018f0000-0000-7000-8000-000000000011";
const CLERK: &str = "clerk@school:100001/018f0000-0000-7000-8000-000000000012";
const OTHER: &str = "clerk@school:100003/018f0000-0000-7000-8000-000000000013";
const PARENT: &str = "complainant@family/018f0000-0000-7000-8000-000000000014";

async fn give(service: &Service, path: &str, who: &str, fields: &str) -> Answer {
    service.fill(path, &service.cookie(who), fields).await
}

async fn lodged(service: &Service) -> String {
    let receipt = service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
    assert_eq!(receipt.status, 201, "{}", receipt.text);
    receipt.json["complaint"].as_str().unwrap().to_owned()
}

/// A service whose school has published its terms, so that every date can be worked out.
async fn start() -> Service {
    let service = Service::start().await;
    service.publish_terms(CLERK, &[("2011-09-05", "2012-07-20")]).await;
    service
}

/// What a hidden field of a page holds.
fn hidden<'a>(page: &'a Answer, name: &str) -> &'a str {
    let start = format!("name=\"{name}\" value=\"");
    page.text.split(&start).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default()
}

#[tokio::test]
async fn a_desk_holds_the_cases_of_its_body_and_no_other_and_says_how_each_stands_in_words() {
    let service = start().await;
    let case = lodged(&service).await;
    let desk = service.see_as("/desk", CLERK).await;
    assert_eq!(desk.status, 200, "{}", desk.text);
    for part in [&format!("/cases/{case}"), "Sunny Bank", "clerk to the governing body", "class=\"standing\"", "Due"] {
        assert!(desk.text.contains(part), "{part}: {}", desk.text);
    }
    assert!(!service.see_as("/desk", OTHER).await.text.contains(&case));
    let nobody = service.send(Request::get("/desk").body(Body::empty()).unwrap()).await;
    assert!(nobody.status == 401 && nobody.text.contains("<h1>You are not signed in</h1>"));
    let family = service.see_as("/desk", PARENT).await;
    assert!(family.text.contains(&format!("/complaints/{case}")), "{}", family.text);
}

#[tokio::test]
async fn a_desk_is_read_page_by_page_and_each_case_stands_on_it_once() {
    let service = Service::start().await;
    let mut lodged_ids = Vec::new();
    for _ in 0..30 {
        lodged_ids.push(lodged(&service).await);
    }
    let (mut seen, mut path) = (Vec::new(), "/desk".to_owned());
    loop {
        let page = service.see_as(&path, CLERK).await;
        seen.extend(
            page.text.split("href=\"/cases/").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned),
        );
        let link = page.text.split_once("\" rel=\"next\"").and_then(|(before, _)| before.rsplit_once("href=\""));
        let Some((_, next)) = link else { break };
        path = next.replace("&#38;", "&").replace("&amp;", "&");
    }
    seen.sort();
    lodged_ids.sort();
    assert_eq!(seen, lodged_ids);
}

#[tokio::test]
async fn a_desk_shows_what_is_mine_what_is_with_nobody_and_what_is_late() {
    let service = start().await;
    let (first, second) = (lodged(&service).await, lodged(&service).await);
    for action in ["accept-complaint", "open-stage-1"] {
        let done = service.post(&format!("/v1/complaints/{first}/{action}"), &service.token(CLERK), &json!({})).await;
        assert_eq!(done.status, 200, "{}", done.text);
    }
    let assign = json!({ "investigator": HEAD.split('/').next_back().unwrap() });
    let done =
        service.post(&format!("/v1/complaints/{first}/assign-investigator"), &service.token(HEAD), &assign).await;
    assert_eq!(done.status, 200, "{}", done.text);
    let shows = async |path: &str, who: &str| {
        let page = service.see_as(path, who).await;
        (page.text.contains(&first), page.text.contains(&second))
    };
    assert_eq!(shows("/desk?only=mine", HEAD).await, (true, false));
    assert_eq!(shows("/desk?only=mine", CLERK).await, (false, false));
    assert_eq!(shows("/desk?only=unassigned", CLERK).await, (false, true));
    assert_eq!(shows("/desk?stage=submitted", CLERK).await, (false, true));
    assert_eq!(shows("/desk?only=overdue", CLERK).await, (false, false));
    service.app.clock.set("2012-03-05T09:00:00Z".parse().unwrap());
    assert_eq!(shows("/desk?only=overdue", CLERK).await, (true, true));
    assert!(service.see_as("/desk", CLERK).await.text.contains("Late"));
    let view = service.see_as("/desk?stage=submitted&only=overdue", CLERK).await;
    assert!(view.text.contains("only=overdue\" aria-current=\"page\"") && !view.text.contains(&first), "{}", view.text);
}

/// What the line of a case on a desk says, and by which clock.
fn line<'a>(desk: &'a Answer, case: &str) -> &'a str {
    let from = desk.text.split(&format!("href=\"/cases/{case}\"")).nth(1).unwrap_or_else(|| panic!("{}", desk.text));
    from.split("</li>").next().unwrap_or_default()
}

#[tokio::test]
async fn a_target_that_the_school_missed_tells_no_more_of_a_case_that_has_gone_on() {
    let service = start().await;
    let officer = "investigator@ombudsman/018f0000-0000-7000-8000-000000000015";
    let commissioner = "commissioner@ombudsman/018f0000-0000-7000-8000-000000000016";
    let case = lodged(&service).await;
    let give = async |who: &str, action: &str, body: serde_json::Value| {
        let done = service.post(&format!("/v1/complaints/{case}/{action}"), &service.token(who), &body).await;
        assert_eq!(done.status, 200, "{action}: {}", done.text);
    };
    let tells = async |who: &str, path: &str, parts: &[&str]| {
        let desk = service.see_as(path, who).await;
        let line = line(&desk, &case);
        assert!(parts.iter().all(|part| line.contains(part)), "{who} {parts:?}: {line}");
    };
    give(CLERK, "accept-complaint", json!({})).await;
    service.app.clock.set("2011-11-14T09:00:00Z".parse().unwrap());
    redress_api::ticker::tick(&service.app).await.unwrap();
    // It can still be done, and is what the school has to do first.
    for path in ["/desk", "/desk?only=overdue"] {
        tells(CLERK, path, &["Late", "School acknowledges the complaint"]).await;
    }
    give(CLERK, "declare-no-response", json!({})).await;
    give(PARENT, "complain-to-ombudsman", json!({ "written": true, "noticed_on": "2011-09-01" })).await;
    for who in [CLERK, officer] {
        tells(who, "/desk", &["Nothing due"]).await;
        assert!(!service.see_as("/desk?only=overdue", who).await.text.contains(&case), "{who}");
    }
    give(officer, "determine-jurisdiction", json!({ "no_conflict": true })).await;
    give(officer, "begin-assessment", json!({})).await;
    give(
        commissioner,
        "open-investigation",
        json!({ "matter": "No help.", "privacy_notice": "It is kept here.", "comment_by": "2011-11-18" }),
    )
    .await;
    for who in [CLERK, officer] {
        tells(who, "/desk?only=soon", &["Comments on the matter under investigation: Friday 18 November 2011"]).await;
    }
    service.app.clock.set("2011-11-21T09:00:00Z".parse().unwrap());
    tells(CLERK, "/desk?only=overdue", &["Late", "Comments on the matter under investigation"]).await;
}

#[tokio::test]
async fn a_desk_has_what_is_late_before_what_is_due_and_what_stands_still_before_what_owes_nothing() {
    let service = start().await;
    let mut cases = Vec::new();
    for day in ["2011-09-05", "2011-09-12", "2011-10-03", "2011-10-03", "2011-10-04"] {
        service.app.clock.set(format!("{day}T09:00:00Z").parse().unwrap());
        cases.push(lodged(&service).await);
    }
    let give = async |case: usize, action: &str, body: serde_json::Value| {
        let path = format!("/v1/complaints/{}/{action}", cases[case]);
        let done = service.post(&path, &service.token(CLERK), &body).await;
        assert_eq!(done.status, 200, "{action}: {}", done.text);
    };
    for deadline in [1, 2] {
        give(2, "pause-deadline", json!({ "deadline": deadline, "reason": "adjustment", "note": "Braille." })).await;
    }
    for deadline in [1, 2] {
        let reason = "agreed_with_complainant";
        give(3, "cancel-deadline", json!({ "deadline": deadline, "reason": reason, "note": "Agreed." })).await;
    }
    let order = async |path: &str| {
        let desk = service.see_as(path, CLERK).await;
        let mut found: Vec<_> = (0..5).filter_map(|case| Some((desk.text.find(&cases[case])?, case))).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, case)| case).collect::<Vec<_>>()
    };
    assert_eq!(order("/desk").await, [0, 1, 4, 2, 3]);
    for (only, shown) in [("overdue", vec![0, 1]), ("soon", vec![4]), ("in_time", vec![]), ("paused", vec![2])] {
        assert_eq!(order(&format!("/desk?only={only}")).await, shown, "{only}");
    }
    // What is done tells no more; the next thing does.
    for case in [0, 4] {
        give(
            case,
            "acknowledge-complaint",
            json!({ "understanding": "It.", "unresolved": "It.", "wanted": "It.", "handled_by": "Ms Okafor" }),
        )
        .await;
    }
    for path in ["/desk", "/desk?stage=submitted"] {
        assert_eq!(order(path).await, [1, 0, 4, 2, 3], "{path}");
    }
    for (only, shown) in [("overdue", vec![1, 0]), ("soon", vec![]), ("in_time", vec![4]), ("paused", vec![2])] {
        assert_eq!(order(&format!("/desk?only={only}")).await, shown, "{only}");
    }
    assert_eq!(order("/desk?stage=closed").await, [0_usize; 0]);
}

#[tokio::test]
async fn a_clock_for_a_childs_safety_moves_a_case_on_no_desk_but_that_of_who_protects_children() {
    let service = start().await;
    let lead = "safeguarding_lead@school:100001/018f0000-0000-7000-8000-000000000018";
    let first = lodged(&service).await;
    service.app.clock.set("2011-09-06T09:00:00Z".parse().unwrap());
    let second = lodged(&service).await;
    let before = service.see_as("/desk?only=soon", CLERK).await;
    let raised = json!({ "account": "He is afraid.", "immediate_danger": false });
    let path = format!("/v1/complaints/{second}/raise-safeguarding-concern");
    assert_eq!(service.post(&path, &service.token(HEAD), &raised).await.status, 200);
    let places = async |who: &str| {
        let desk = service.see_as("/desk", who).await;
        (desk.text.find(&first).unwrap() < desk.text.find(&second).unwrap(), line(&desk, &second).to_owned())
    };
    let (in_order, said) = places(CLERK).await;
    assert!(in_order && said.contains("School acknowledges the complaint"), "{said}");
    let after = service.see_as("/desk?only=soon", CLERK).await;
    assert_eq!(line(&before, &second), line(&after, &second));
    let (in_order, said) = places(lead).await;
    assert!(!in_order && said.contains("Report an allegation about staff"), "{said}");
}

#[tokio::test]
async fn a_filter_is_kept_under_a_name_by_whoever_named_it_and_removed_again() {
    let service = start().await;
    let late = "/desk?stage=&#38;only=overdue";
    let keep = "/desk/filters?stage=&only=overdue";
    let desk = service.see_as("/desk?only=overdue", CLERK).await;
    assert!(desk.text.contains("Keep this view under a name"), "{}", desk.text);
    let kept = give(&service, keep, CLERK, "name=What+burns").await;
    assert_eq!((kept.status, kept.header("location")), (303, "/desk?stage=&only=overdue"), "{}", kept.text);
    let desk = service.see_as("/desk", CLERK).await;
    assert!(desk.text.contains(&format!("<a href=\"{late}\">What burns</a>")), "{}", desk.text);
    let here = service.see_as("/desk?only=overdue", CLERK).await;
    assert!(
        here.text.contains("aria-current=\"page\">What burns") && !here.text.contains("under a name"),
        "{}",
        here.text
    );
    for other in [HEAD, OTHER] {
        assert!(!service.see_as("/desk", other).await.text.contains("What burns"), "{other}");
    }
    let nameless = give(&service, keep, CLERK, "name=+").await;
    assert!(nameless.status == 422 && nameless.text.contains("href=\"#filter-name\""), "{}", nameless.text);
    let long = give(&service, keep, CLERK, &format!("name={}", "a".repeat(61))).await;
    assert_eq!(long.status, 422);
    for number in 0..11 {
        assert_eq!(give(&service, keep, CLERK, &format!("name=Number+{number}")).await.status, 303);
    }
    assert_eq!(give(&service, keep, CLERK, "name=One+more").await.status, 422);
    assert_eq!(give(&service, keep, CLERK, "name=What+burns").await.status, 303, "the same name takes its place");
    assert_eq!(give(&service, "/desk/filters", CLERK, "remove=What+burns").await.status, 303);
    assert!(!service.see_as("/desk", CLERK).await.text.contains("What burns"));
    assert_eq!(give(&service, keep, PARENT, "name=Mine").await.status, 404);
}

#[tokio::test]
async fn the_file_shows_only_the_steps_that_are_open_to_whoever_reads_it() {
    let service = Service::start().await;
    let case = lodged(&service).await;
    let file = service.see_as(&format!("/cases/{case}"), CLERK).await;
    assert_eq!(file.status, 200);
    for part in [
        "Ada Example",
        "ada@example.org",
        "extra help with reading",
        "accept-complaint",
        "How we worked this out",
        "What has happened",
    ] {
        assert!(file.text.contains(part), "{part}: {}", file.text);
    }
    assert!(!file.text.contains("open-investigation"));
    for path in [format!("/cases/{case}"), format!("/cases/{case}/accept-complaint")] {
        assert_eq!(service.see_as(&path, OTHER).await.status, 404);
    }
    assert_eq!(service.see_as(&format!("/cases/{case}/open-investigation"), CLERK).await.status, 404);
    let early = service.see_as(&format!("/cases/{case}/convene-panel"), CLERK).await;
    assert!(early.status == 409 && early.text.contains("This cannot be done where the complaint is now"));
}

#[tokio::test]
async fn a_step_taken_on_a_page_is_the_command_and_a_repeat_of_it_does_nothing_twice() {
    let service = Service::start().await;
    let case = lodged(&service).await;
    let path = format!("/cases/{case}/acknowledge-complaint");
    let form = service.see_as(&path, CLERK).await;
    assert_eq!(form.status, 200, "{}", form.text);
    assert!(form.text.contains("Who deals with it?") && form.text.contains("You act as clerk"));
    let fields = format!(
        "version={}&key={}&handled_by=Ms+Okafor&understanding=No+help+with+reading&unresolved=All&wanted=Help",
        hidden(&form, "version"),
        hidden(&form, "key")
    );
    let done = give(&service, &path, CLERK, &fields).await;
    assert_eq!(
        (done.status, done.header("location")),
        (303, &*format!("/cases/{case}?done=acknowledge_complaint")),
        "{}",
        done.text
    );
    let position = service.position().await;
    let again = give(&service, &path, CLERK, &fields).await;
    assert_eq!((again.status, service.position().await), (303, position), "{}", again.text);
    let file = service.see_as(done.header("location"), CLERK).await;
    assert!(file.text.contains("Done: Tell the family that you have it."));
}

#[tokio::test]
async fn mistakes_in_a_step_lead_to_their_fields_and_what_was_typed_is_kept() {
    let service = Service::start().await;
    let case = lodged(&service).await;
    let path = format!("/cases/{case}/acknowledge-complaint");
    let before = service.position().await;
    let page = give(&service, &path, CLERK, "version=3&key=k&handled_by=%3Cscript%3E&understanding=").await;
    assert_eq!(page.status, 422);
    for part in
        ["<title>Error: ", "href=\"#understanding\"", "id=\"understanding-error\"", "&#60;script&#62;", "autofocus"]
    {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    // Only that the page was seen is recorded.
    assert_eq!(service.events_since(before).await, ["personal_data_disclosed"]);
    let elsewhere = Request::post(&path)
        .header("sec-fetch-site", "cross-site")
        .header("cookie", format!("redress={}", service.token(CLERK)));
    assert_eq!(service.send(elsewhere.body(Body::from("key=k")).unwrap()).await.status, 403);
}

#[tokio::test]
async fn a_step_that_somebody_overtook_says_what_changed_and_keeps_what_was_typed() {
    let service = Service::start().await;
    let case = lodged(&service).await;
    let path = format!("/cases/{case}/acknowledge-complaint");
    let form = service.see_as(&path, CLERK).await;
    let accepted =
        service.post(&format!("/v1/complaints/{case}/accept-complaint"), &service.token(HEAD), &json!({})).await;
    assert_eq!(accepted.status, 200);
    let fields = |version: &str| {
        format!(
            "version={version}&key={}&handled_by=Ms+Okafor&understanding=Kept+words&unresolved=All&wanted=Help",
            hidden(&form, "key")
        )
    };
    let stale = give(&service, &path, CLERK, &fields(hidden(&form, "version"))).await;
    assert_eq!(stale.status, 409, "{}", stale.text);
    for part in
        ["Something happened since you opened this page", "The school took up the complaint.", "Kept words</textarea>"]
    {
        assert!(stale.text.contains(part), "{part}: {}", stale.text);
    }
    let done = give(&service, &path, CLERK, &fields(hidden(&stale, "version"))).await;
    assert_eq!(done.status, 303, "{}", done.text);
}

#[tokio::test]
async fn a_decision_is_typed_issue_by_issue_and_a_list_grows_row_by_row() {
    let service = Service::start().await;
    let case = lodged(&service).await;
    for action in ["accept-complaint", "open-stage-1"] {
        let done = service.post(&format!("/v1/complaints/{case}/{action}"), &service.token(CLERK), &json!({})).await;
        assert_eq!(done.status, 200, "{}", done.text);
    }
    let assign = json!({ "investigator": HEAD.split('/').next_back().unwrap() });
    let done = service.post(&format!("/v1/complaints/{case}/assign-investigator"), &service.token(HEAD), &assign).await;
    assert_eq!(done.status, 200, "{}", done.text);
    let path = format!("/cases/{case}/issue-stage-1-decision");
    let form = service.see_as(&path, HEAD).await;
    assert!(
        form.text.contains("name=\"outcomes/0/outcome\"") && form.text.contains("extra help with reading"),
        "{}",
        form.text
    );
    let fields = format!(
        "version={}&key={}&outcomes/0/issue={}&outcomes/0/outcome=upheld&outcomes/0/reasons=True.&document/investigated=a\
         &no_staff_outcome=yes&document/actions=c&document/explanation=",
        hidden(&form, "version"),
        hidden(&form, "key"),
        hidden(&form, "outcomes/0/issue"),
    );
    let missing = give(&service, &path, HEAD, &fields).await;
    assert!(missing.status == 422 && missing.text.contains("href=\"#document-explanation\""), "{}", missing.text);
    let done = give(&service, &path, HEAD, &format!("{fields}d")).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let escalate = format!("/cases/{case}/escalate-to-governing-body");
    let ask = service.see_as(&escalate, PARENT).await;
    let fields = format!("version={}&key=e&reason=Not+right", hidden(&ask, "version"));
    assert_eq!(
        give(&service, &escalate, PARENT, &fields).await.header("location"),
        format!("/complaints/{case}?done=escalate_to_governing_body")
    );
    let panel = format!("/cases/{case}/convene-panel");
    let grown = give(&service, &panel, CLERK, "members-rows=2&more=members&version=1&key=p&hearing_on-day=31").await;
    assert!(
        grown.status == 200 && grown.text.contains("members/2/member") && grown.text.contains("value=\"31\""),
        "{}",
        grown.text
    );
}

#[tokio::test]
async fn several_cases_are_given_to_somebody_at_once_and_what_was_not_done_is_said() {
    let service = start().await;
    let (first, second) = (lodged(&service).await, lodged(&service).await);
    for action in ["accept-complaint", "open-stage-1"] {
        let done = service.post(&format!("/v1/complaints/{first}/{action}"), &service.token(CLERK), &json!({})).await;
        assert_eq!(done.status, 200, "{}", done.text);
    }
    let desk = service.see_as("/desk", HEAD).await;
    assert!(desk.text.contains(&format!("value=\"{first}\"")) && desk.text.contains(">You</option>"), "{}", desk.text);
    let key = hidden(&desk, "key").to_owned();
    let me = HEAD.split('/').next_back().unwrap();
    let nobody = give(&service, "/desk", HEAD, &format!("key={key}")).await;
    assert_eq!(nobody.status, 422, "{}", nobody.text);
    assert!(nobody.text.contains("href=\"#to\"") && nobody.text.contains("Tick at least one complaint"));
    let fields = format!("key={key}&to={me}&case={first}&case={second}");
    let some = give(&service, "/desk", HEAD, &fields).await;
    assert!(some.status == 409 && some.text.contains(&format!("href=\"#tick-{second}\"")), "{}", some.text);
    assert!(!some.text.contains(&format!("href=\"#tick-{first}\"")), "the other one was done: {}", some.text);
    let position = service.position().await;
    let again = give(&service, "/desk", HEAD, &format!("key={key}&to={me}&case={first}")).await;
    assert_eq!((again.status, again.header("location")), (303, "/desk?done=assign_investigator"), "{}", again.text);
    assert_eq!(service.position().await, position, "a repeat does nothing twice");
    assert!(service.see_as("/desk?only=mine", HEAD).await.text.contains(&first));
    for (who, status) in [(CLERK, 404), (PARENT, 404), (OTHER, 404)] {
        assert_eq!(give(&service, "/desk", who, &fields).await.status, status, "{who}");
    }
}

#[tokio::test]
async fn the_board_of_recommendations_holds_what_is_still_to_be_done_by_how_far_it_is() {
    let service = start().await;
    let officer = "investigator@ombudsman/018f0000-0000-7000-8000-000000000015";
    let commissioner = "commissioner@ombudsman/018f0000-0000-7000-8000-000000000016";
    let case = lodged(&service).await;
    let path = |action: &str| format!("/v1/complaints/{case}/{action}");
    let give = async |who: &str, action: &str, body: serde_json::Value| {
        let done = service.post(&path(action), &service.token(who), &body).await;
        assert_eq!(done.status, 200, "{action}: {}", done.text);
    };
    give(CLERK, "accept-complaint", json!({})).await;
    service.app.clock.set("2011-11-14T09:00:00Z".parse().unwrap());
    give(CLERK, "declare-no-response", json!({})).await;
    give(PARENT, "complain-to-ombudsman", json!({ "written": true, "noticed_on": "2011-09-01" })).await;
    give(officer, "determine-jurisdiction", json!({ "no_conflict": true })).await;
    give(officer, "begin-assessment", json!({})).await;
    give(
        commissioner,
        "open-investigation",
        json!({ "matter": "No help.", "privacy_notice": "It is kept here.", "comment_by": "2011-12-01" }),
    )
    .await;
    service.app.clock.set("2011-12-05T09:00:00Z".parse().unwrap());
    let found = json!({
        "findings": [{ "issue": 1, "finding": "injustice_found", "reasons": "So." }],
        "recommendations": [{ "issue": 1, "code": "R-PROVIDE", "purpose": "remedy", "text": "Give the help." }],
    });
    give(commissioner, "complete-investigation", found).await;
    give(
        commissioner,
        "issue-statement",
        json!({ "text": "Help should be given.", "government_information": { "none": {} } }),
    )
    .await;
    let served = json!({ "recipient": { "governing_body": {} }, "method": "hand", "sent_on": "2011-12-05", "received_on": "2011-12-05" });
    give(officer, "serve-statement", served).await;
    let board = service.see_as("/recommendations", commissioner).await;
    for part in [&format!("/cases/{case}"), "One recommendation is not done.", "Governing body says what it will do"] {
        assert!(board.text.contains(part), "{part}: {}", board.text);
    }
    assert!(service.see_as("/desk", officer).await.text.contains("href=\"/recommendations\""));
    let elsewhere = service.see_as("/recommendations", OTHER).await;
    assert!(elsewhere.status == 200 && !elsewhere.text.contains(&case), "{}", elsewhere.text);
    assert_eq!(service.see_as("/recommendations", PARENT).await.status, 404);
    // The parent says whether it came, and both sides read it.
    let form = format!("/cases/{case}/report-remedy");
    let said = service.fill(&form, &service.cookie(PARENT), "recommendation=1&came=no&note=No+lesson+yet").await;
    assert_eq!(said.status, 303, "{}", said.text);
    for (page, who) in [(format!("/complaints/{case}"), PARENT), (format!("/cases/{case}"), commissioner)] {
        let read = service.see_as(&page, who).await;
        assert!(read.text.contains("The family said on Monday 5 December 2011 that it has not come."), "{}", read.text);
    }
}
