//! Calendars: imported with their provenance, chosen by a person where two differ, and followed by a decision.

use redress_api::{holidays, post, ticker};
use redress_domain::clock::BankHolidays;
use redress_tests::http::{Service, lodging, request};
use redress_tests::support::databases;
use serde_json::{Value, json};
use std::io::Write;

const PARENT: &str = "complainant@family/018f0000000070008000000000000001";
const HEAD: &str = "head_teacher@school:100001/018f0000000070008000000000000003";
const OFFICER: &str = "authority_officer@authority:301/018f0000000070008000000000000005";
const KEEPER: &str = "administrator@service/018f0000000070008000000000000006";

/// A list of the shape that GOV.UK publishes, with the days this program carries and some more.
fn published(more: &[&str]) -> String {
    let years = 2011..=2018;
    let known = BankHolidays::england().holidays.iter().filter(|(day, _)| years.contains(&day.year()));
    let mut events: Vec<Value> = known
        .map(|(day, holiday)| {
            let notes = holiday.note.as_deref().unwrap_or_default();
            json!({ "title": holiday.title, "date": day, "notes": notes, "bunting": true })
        })
        .collect();
    events.extend(more.iter().map(|day| json!({ "title": "A royal day", "date": day, "notes": "", "bunting": true })));
    json!({ "england-and-wales": { "division": "england-and-wales", "events": events }, "scotland": {} }).to_string()
}

fn file(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(text.as_bytes()).expect("it is written");
    file
}

async fn import(service: &Service, text: &str) -> Result<String, String> {
    let file = file(text);
    let place = file.path().to_str().expect("a path");
    holidays::import(&service.app.store, &service.app.clock, place).await.map_err(|error| error.to_string())
}

fn terms(closed: &Value) -> Value {
    json!({
        "source": "published", "version": 1, "covers_from": "2011-09-01", "covers_to": "2012-08-31",
        "terms": [{ "from": "2011-09-05", "to": "2011-12-16" }], "closed": closed,
    })
}

async fn publish(service: &Service, actor: &str, closed: Value) {
    let body = terms(&closed).to_string();
    let put = request("PUT", "/v1/schools/100001/terms", &service.token(actor), body.into());
    let answer = service.send(put).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

#[tokio::test]
async fn bank_holidays_are_imported_with_what_has_changed_and_a_second_run_records_nothing() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let position = service.position().await;
        let said = import(&service, &published(&[])).await.expect("it is read");
        assert_eq!((service.position().await, said.contains("as they were")), (position, true), "{said}");
        let said = import(&service, &published(&["2012-06-06"])).await.expect("it is read");
        assert!(said.contains("Version 2") && said.contains("New: 2012-06-06"), "{said}");
        import(&service, &published(&["2012-06-06"])).await.expect("it is read");
        assert_eq!(service.position().await, position + 1);
        let list = service.get("/v1/bank-holidays", "").await.json;
        assert_eq!(list["list"]["holidays"]["2012-06-06"]["title"], "A royal day", "{list}");
        assert_eq!(list["list"]["version"], 2);
        let said = import(&service, &published(&[])).await.expect("it is read");
        assert!(said.contains("No longer: 2012-06-06"), "{said}");
        service.app.store.close().await;
    }
}

#[tokio::test]
async fn a_list_that_cannot_be_read_is_told_by_the_health_and_changes_no_day() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        for broken in [
            "",
            "{}",
            "<html>",
            &published(&["2012-06-09"]),
            &json!({ "england-and-wales": { "events": [] } }).to_string(),
        ] {
            let said = import(&service, broken).await.expect_err("it is refused");
            assert!(said.contains("could not be read"), "{said}");
            let health = service.get("/health", "").await.json;
            assert_eq!(health["status"], "attention", "{health}");
            assert_eq!(health["bank_holidays"]["version"], 1);
        }
        assert!(holidays::import(&service.app.store, &service.app.clock, "/no/such/file").await.is_err());
        import(&service, &published(&[])).await.expect("it is read");
        assert_eq!(service.get("/health", "").await.json["status"], "ok");
        service.app.store.close().await;
    }
}

#[tokio::test]
async fn of_two_calendars_that_differ_both_are_shown_and_a_person_chooses() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        publish(&service, HEAD, json!({ "2011-09-08": "training day" })).await;
        publish(&service, OFFICER, json!({})).await;
        let shown = service.get("/v1/schools/100001/terms", "").await.json;
        assert_eq!(shown["differ"], json!(["2011-09-08"]), "{shown}");
        assert_eq!(shown["published"].as_array().expect("both").len(), 2);
        let asked = json!({ "rule": "T32", "start": "2011-09-05", "school": 100_001 });
        let told = service.post("/v1/deadlines/calculations", "", &asked).await.json;
        assert!(told["missing"].as_str().expect("why").contains("differ about 2011-09-08"), "{told}");
        let stranger = service.token("clerk@school:100002/018f0000000070008000000000000007");
        let choice = json!({ "publisher": "authority:301" });
        assert_eq!(service.post("/v1/schools/100001/terms/choice", &stranger, &choice).await.status, 403);
        let head = service.token(HEAD);
        let none = json!({ "publisher": "authority:302" });
        assert_eq!(service.post("/v1/schools/100001/terms/choice", &head, &none).await.pointer(), "/publisher");
        assert_eq!(service.post("/v1/schools/100001/terms/choice", &head, &choice).await.status, 200);
        let told = service.post("/v1/deadlines/calculations", "", &asked).await.json;
        assert_eq!(told["due"], "2011-09-12", "{told}");
        // What was there before is told with it: whose, which version of theirs, when and by whom.
        publish(&service, HEAD, json!({ "2011-09-09": "training day" })).await;
        let history = service.get("/v1/schools/100001/terms", "").await.json["history"].clone();
        let row =
            |at: usize| (history[at]["done"].clone(), history[at]["publisher"].clone(), history[at]["by"].clone());
        assert_eq!(row(0), (json!("published"), json!("school:100001"), json!("head_teacher")), "{history}");
        assert_eq!(row(1), (json!("published"), json!("authority:301"), json!("authority_officer")));
        assert_eq!(row(2), (json!("chosen"), json!("authority:301"), json!("head_teacher")));
        assert_eq!((row(3).0, &history[3]["at"]), (json!("published"), &json!("2011-09-05T09:00:00Z")));
        service.app.store.close().await;
    }
}

#[tokio::test]
async fn a_proclaimed_holiday_moves_open_days_by_one_decision_and_leaves_what_has_passed() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        publish(&service, HEAD, json!({})).await;
        let first = service.post("/v1/complaints", &service.token(PARENT), &lodging()).await.json;
        service.app.clock.set("2011-09-15T09:00:00Z".parse().expect("an instant"));
        ticker::tick(&service.app).await.expect("it ticks");
        // The acknowledgement has passed, the answer has not.
        let supposed = json!({ "also_holidays": ["2011-09-07", "2011-09-20"] });
        let preview = service.post("/v1/calendars/what-if", &service.token(HEAD), &supposed).await.json;
        let moves = preview["moves"].as_array().expect("a list");
        assert_eq!(moves.len(), 1, "{preview}");
        assert_eq!(
            (&moves[0]["rule"], &moves[0]["from"], &moves[0]["to"]),
            (&json!("T33"), &json!("2011-09-26"), &json!("2011-09-28"))
        );
        let none = service.post("/v1/calendars/what-if", &service.token(HEAD), &json!({})).await.json;
        assert_eq!(none["count"], 0, "{none}");
        assert_eq!(service.post("/v1/calendars/what-if", &service.token(PARENT), &json!({})).await.status, 403);

        import(&service, &published(&["2011-09-07", "2011-09-20"])).await.expect("it is read");
        let decide = json!({ "scope": { "everywhere": {} }, "cause": "holiday_proclaimed" });
        assert_eq!(service.post("/v1/calendars/decisions", &service.token(HEAD), &decide).await.status, 403);
        let decided = {
            let mut request =
                request("POST", "/v1/calendars/decisions", &service.token(KEEPER), decide.to_string().into());
            request.headers_mut().insert("idempotency-key", "one".parse().expect("a header"));
            request
        };
        let answer = service.send(decided).await;
        assert_eq!((answer.status, &answer.json["complaints"]), (200, &json!(1)), "{}", answer.text);
        let case = first["href"].as_str().expect("an address");
        let all = service.get(&format!("{case}/deadlines"), &service.token(PARENT)).await.json;
        let row = |rule: &str| {
            let all = all["deadlines"].as_array().expect("a list");
            all.iter().find(|known| known["rule"] == rule).expect("it").clone()
        };
        assert_eq!((&row("T32")["due"], &row("T32")["status"]), (&json!("2011-09-12"), &json!("passed")));
        assert_eq!((&row("T33")["due"], &row("T33")["status"]), (&json!("2011-09-28"), &json!("open")));
        let told =
            service.get(&format!("{case}/deadlines/{}", row("T33")["deadline"]), &service.token(PARENT)).await.json;
        let said = told["explanation"]["working"].to_string();
        assert!(said.contains("moves from Monday 26 September 2011 to Wednesday 28 September 2011"), "{said}");
        let auditor = service.token("auditor@service/018f0000000070008000000000000009");
        let events = service.get(&format!("{case}/events"), &auditor).await.text;
        assert_eq!(events.matches("\"move_notice_raised\"").count(), 1, "{events}");
        assert!(events.contains(answer.json["decision"].as_str().expect("its number")), "{events}");
        let letters = tempfile::tempdir().expect("a folder");
        let place = format!("folder:{}", letters.path().display());
        let carrier = post::carrier(&place, "Redress <redress@localhost>").expect("a carrier");
        while post::deliver(&service.app, &carrier).await.expect("it is delivered") > 0 {}
        let files = std::fs::read_dir(letters.path()).expect("the folder").map(|file| file.expect("a file").path());
        let written: Vec<_> =
            files.map(|file| std::fs::read_to_string(file).expect("a letter").replace("=\r\n", "")).collect();
        let reference = first["reference"].as_str().expect("a reference");
        let moved: Vec<_> = written.iter().filter(|letter| letter.contains("has moved")).collect();
        assert_eq!(moved.len(), 1, "one letter to the one who complains: {written:?}");
        for said in ["To: ada@example.org", reference, "Wednesday 28 September 2011"] {
            assert!(moved[0].contains(said), "{said}: {}", moved[0]);
        }
        let position = service.position().await;
        let again = json!({ "scope": { "everywhere": {} }, "cause": "holiday_proclaimed" });
        let again = service.post("/v1/calendars/decisions", &service.token(KEEPER), &again).await;
        assert_eq!((again.status, &again.json["complaints"]), (200, &json!(0)), "{}", again.text);
        assert_eq!(service.position().await, position + 1, "the decision alone");
        service.app.store.close().await;
    }
}

/// A server of lists, some of them broken; gives its address.
async fn lists() -> String {
    use axum::http::StatusCode;
    use axum::response::Redirect;
    use axum::routing::get;
    let router = axum::Router::new()
        .route("/good.json", get(async || published(&["2012-06-06"])))
        .route("/down.json", get(async || (StatusCode::INTERNAL_SERVER_ERROR, published(&["2012-06-07"]))))
        .route("/page.json", get(async || "<html>Not here</html>"))
        .route("/other.json", get(async || r#"{"scotland":{"events":[]}}"#))
        .route("/binary.json", get(async || vec![0xff_u8, 0xfe, 0x00]))
        .route("/large.json", get(async || format!("{}{}", published(&[]), " ".repeat(1024 * 1024))))
        .route("/moved.json", get(async || Redirect::temporary("/good.json")));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

#[tokio::test]
async fn a_list_is_read_from_its_address_and_what_answers_with_anything_else_is_told_by_the_health() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let from = async |address: String| {
            let said = holidays::import(&service.app.store, &service.app.clock, &address).await;
            said.map_err(|error| error.to_string())
        };
        let place = lists().await;
        let said = from(format!("{place}/good.json")).await.expect("it is read");
        assert!(said.contains("Version 2") && said.contains("New: 2012-06-06"), "{said}");
        let list = service.get("/v1/bank-holidays", "").await.json;
        assert_eq!(list["list"]["provenance"], format!("{place}/good.json"), "where it comes from is kept: {list}");
        for (file, why) in [
            ("down", "500"),
            ("page", "not the list that GOV.UK publishes"),
            ("other", "not the list that GOV.UK publishes"),
            ("binary", "utf-8"),
            ("large", "more than a megabyte"),
            // Another address is for a person to name: whoever moves us there could make working days of holidays.
            ("moved", "307"),
            ("missing", "404"),
        ] {
            let said = from(format!("{place}/{file}.json")).await.expect_err(file);
            assert!(said.contains(why), "{file}: {said}");
            let health = service.get("/health", "").await.json;
            assert_eq!(
                (&health["status"], &health["bank_holidays"]["version"]),
                (&json!("attention"), &json!(2)),
                "{file}"
            );
            assert!(!health["bank_holidays"]["unreadable"].is_null(), "{file}: {health}");
            // Once it can be read again the alert is over, and the list is the same.
            from(format!("{place}/good.json")).await.expect("it is read");
            assert_eq!(service.get("/health", "").await.json["status"], "ok", "{file}");
        }
        let plain = from("http://lists.example.org/bank-holidays.json".into()).await.expect_err("it is not asked");
        assert!(plain.contains("begins with https:"), "{plain}");
        let nobody = from("http://127.0.0.1:9/bank-holidays.json".into()).await.expect_err("nobody is there");
        assert!(nobody.contains("could not be read"), "{nobody}");
        assert_eq!(service.get("/health", "").await.json["status"], "attention");
        service.app.store.close().await;
    }
}

#[tokio::test]
async fn on_a_page_both_calendars_stand_side_by_side_and_the_school_or_its_authority_chooses() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let none = service.see_as("/desk/calendar", HEAD).await;
        assert!(none.status == 200 && none.text.contains("we do not guess"), "{}", none.text);
        publish(&service, HEAD, json!({ "2011-09-08": "training day" })).await;
        let one = service.see_as("/desk/calendar", HEAD).await;
        assert!(one.text.contains("This one counts.") && !one.text.contains("name=\"publisher\""), "{}", one.text);
        publish(&service, OFFICER, json!({})).await;
        let both = service.see_as("/desk/calendar", HEAD).await;
        for part in [
            "They do not agree",
            "Thursday 8 September 2011: training day",
            "value=\"school:100001\"",
            "value=\"authority:301\"",
            "by the head teacher",
            "by the officer",
        ] {
            assert!(both.text.contains(part), "{part}: {}", both.text);
        }
        assert!(!both.text.contains("This one counts."), "nobody has chosen: {}", both.text);
        // Another school's staff read it, and choose nothing.
        let stranger = "clerk@school:100002/018f0000000070008000000000000007";
        let read = service.see_as("/desk/calendar?school=100001", stranger).await;
        assert!(read.status == 200 && !read.text.contains("name=\"publisher\""), "{}", read.text);
        let head = service.cookie(HEAD);
        let unsaid = service.fill("/desk/calendar", &head, "").await;
        assert!(unsaid.status == 422 && unsaid.text.contains("href=\"#publisher\""), "{}", unsaid.text);
        let unknown = service.fill("/desk/calendar", &head, "publisher=authority%3A302").await;
        assert!(unknown.status == 422 && unknown.text.contains("has published no calendar"), "{}", unknown.text);
        let chosen = service.fill("/desk/calendar", &head, "publisher=authority%3A301").await;
        assert_eq!(
            (chosen.status, chosen.header("location")),
            (303, "/desk/calendar?done=choose_terms"),
            "{}",
            chosen.text
        );
        let page = service.see(chosen.header("location"), &head).await;
        assert!(
            page.text.contains("This one counts.") && page.text.contains("were chosen, by the head teacher"),
            "{}",
            page.text
        );
        assert!(!page.text.contains("They do not agree"), "{}", page.text);
        service.app.store.close().await;
    }
}
