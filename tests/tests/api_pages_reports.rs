//! The pages of the reports and of calendar feeds: the same answers as the API's, for the same people.

use redress_tests::http::{Answer, Service, lodging};
use serde_json::Value;

const CLERK: &str = "clerk@school:100001/018f0000000070008000000000000004";
const OTHER: &str = "clerk@school:100003/018f0000000070008000000000000005";
const OFFICER: &str = "authority_officer@authority:373/018f0000000070008000000000000006";
const AUDITOR: &str = "auditor@service/018f0000000070008000000000000021";
const PARENT: &str = "complainant@family/018f0000000070008000000000000001";

/// A service with two complaints, of which the school has the terms, so that each day can be worked out.
async fn start() -> Service {
    let service = Service::start().await;
    service.publish_terms(CLERK, &[("2011-09-05", "2011-12-16")]).await;
    for _ in 0..2 {
        let lodged = service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
        assert_eq!(lodged.status, 201, "{}", lodged.text);
    }
    service
}

/// How many lines the table of a page has.
fn lines(page: &Answer) -> usize {
    page.text
        .split("<tbody>")
        .nth(1)
        .map_or(0, |rest| rest.split("</tbody>").next().unwrap_or_default().matches("<tr>").count())
}

async fn api(service: &Service, actor: &str, query: &str) -> Vec<Value> {
    let page = service.get(&format!("/v1/reports/deadlines?limit=100&{query}"), &service.token(actor)).await;
    page.json["deadlines"].as_array().expect("rows").clone()
}

#[tokio::test]
async fn the_page_of_what_is_due_shows_what_the_report_says_and_filters_as_it_does() {
    let service = start().await;
    let page = service.see_as("/desk/report", CLERK).await;
    assert_eq!((page.status, lines(&page)), (200, api(&service, CLERK, "").await.len()), "{}", page.text);
    // The school reads the names that the law's own table has, in the list to choose from as well.
    assert!(!page.text.contains("Telling you that"), "{}", page.text);
    for part in ["School acknowledges the complaint", "Monday 12 September 2011", "<dt>In time</dt><dd>4</dd>", "RD-"] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    for query in [
        "rule=T32",
        "status=in_time",
        "basis=guidance&within=10",
        "owed_by=head_teacher",
        "stage=submitted",
        "school=100001",
    ] {
        let page = service.see_as(&format!("/desk/report?{query}"), CLERK).await;
        assert_eq!(lines(&page), api(&service, CLERK, query).await.len(), "{query}: {}", page.text);
        assert!(lines(&page) > 0 && page.text.contains("<details class=\"noprint\" open>"), "{query}");
    }
    let none = service.see_as("/desk/report?status=met", CLERK).await;
    assert!(none.status == 200 && none.text.contains("Nothing here fits"), "{}", none.text);
    assert_eq!(lines(&service.see_as("/desk/report", OTHER).await), 0, "another school's days");
    assert_eq!(service.see("/desk/report", "").await.status, 401);
}

#[tokio::test]
async fn the_page_tells_any_day_as_it_was_known_then_and_says_so() {
    let service = start().await;
    service.app.clock.set("2011-10-05T09:00:00Z".parse().expect("an instant"));
    let late = service.see_as("/desk/report", CLERK).await;
    assert!(late.text.contains("<strong>Late</strong>"), "{}", late.text);
    let then = service.see_as("/desk/report?as_of-day=6&as_of-month=September&as_of-year=2011", CLERK).await;
    assert!(then.text.contains("As it was on Tuesday 6 September 2011.") && lines(&then) == 4, "{}", then.text);
    assert!(!then.text.contains("<strong>Late</strong>"), "{}", then.text);
    let before = service.see_as("/desk/report?known_at-day=4&known_at-month=9&known_at-year=2011", CLERK).await;
    assert!(before.status == 200 && lines(&before) == 0, "{}", before.text);
    for (wrong, field) in [
        ("as_of-day=31&as_of-month=2&as_of-year=2011", "as_of-day"),
        ("as_of-day=6&as_of-month=10&as_of-year=2011", "as_of-day"),
        ("known_at-day=6&known_at-month=10&known_at-year=2011", "known_at-day"),
        ("school=100001&authority=373", "authority"),
        ("school=many", "school"),
        ("within=70000", "within"),
        ("guarantee=nonsense", "guarantee"),
    ] {
        let page = service.see_as(&format!("/desk/report?{wrong}"), CLERK).await;
        let told = page.text.contains(&format!("href=\"#{field}\"")) && page.text.contains("<title>Error: ");
        assert!(page.status == 422 && told && lines(&page) == 0, "{wrong}: {}", page.text);
    }
}

#[tokio::test]
async fn the_page_goes_on_where_it_ended_and_gives_the_same_as_a_table_for_a_spreadsheet() {
    let service = start().await;
    for _ in 0..15 {
        service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
    }
    let (mut seen, mut path) = (0, "/desk/report?rule=T32".to_owned());
    for _ in 0..3 {
        let page = service.see_as(&path, CLERK).await;
        seen += lines(&page);
        let link = page.text.split_once("\" rel=\"next\"").and_then(|(before, _)| before.rsplit_once("href=\""));
        let Some((_, next)) = link else { break };
        path = next.replace("&#38;", "&").replace("&amp;", "&");
    }
    assert_eq!(seen, 17);
    let first = service.see_as("/desk/report", CLERK).await;
    assert_eq!(lines(&first), 25, "a page ends");
    let csv = service.see_as("/desk/report?rule=T32&as=csv", CLERK).await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert_eq!(csv.text.lines().count(), 1 + 17, "{}", csv.text);
    let same = service.get("/v1/reports/deadlines.csv?rule=T32", &service.token(CLERK)).await;
    assert_eq!(csv.text, same.text);
    let odd = service.see_as("/desk/report?after=nonsense", CLERK).await;
    assert_eq!(odd.status, 400, "{}", odd.text);
}

#[tokio::test]
async fn nothing_that_stands_in_an_address_is_repeated_as_it_was_typed() {
    let service = start().await;
    let script = "%3Cscript%3E";
    for query in ["as_of-month=sep", "rule=", "guarantee=", "school=", "after="] {
        let page = service.see_as(&format!("/desk/report?as_of-day=6&as_of-year=2011&{query}{script}"), CLERK).await;
        assert!(!page.text.contains("<script>"), "{query}: {}", page.text);
        let links = page.text.matches("href=\"/desk/report?").count();
        let ours = page.text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        assert!(ours.into_iter().all(|href| !href.contains("script")), "{query}: {links}");
    }
}

/// Whether a page says how many cases it counted.
fn counted(page: &Answer) -> bool {
    page.text.contains(" was counted.") || page.text.contains(" were counted.")
}

#[tokio::test]
async fn the_page_of_how_time_limits_are_kept_is_about_the_own_school_or_area_or_the_one_that_is_named() {
    let service = start().await;
    service.play().await;
    for (actor, query) in [(CLERK, ""), (OFFICER, ""), (AUDITOR, "?school=100001"), (AUDITOR, "?authority=373")] {
        let page = service.see_as(&format!("/desk/compliance{query}"), actor).await;
        assert_eq!(page.status, 200, "{actor}: {}", page.text);
        assert!(counted(&page), "{actor}: {}", page.text);
    }
    let clerk = service.see_as("/desk/compliance", CLERK).await;
    let told = service.get("/v1/reports/compliance?school=100001", &service.token(CLERK)).await.json;
    let cases = told["cases"].as_u64().expect("a number");
    assert!(
        clerk.text.contains(&format!("{cases} cases were counted.")) && clerk.text.contains("Sunny Bank"),
        "{}",
        clerk.text
    );
    let first = told["time_limits"][0]["name"].as_str().expect("a name").replace('\'', "&#39;");
    assert!(clerk.text.contains(&first) && !clerk.text.contains("Telling you that"), "{first}: {}", clerk.text);
    assert_eq!(lines(&clerk), told["time_limits"].as_array().expect("rows").len(), "{}", clerk.text);
    let unasked = service.see_as("/desk/compliance", AUDITOR).await;
    assert!(unasked.status == 200 && !counted(&unasked), "{}", unasked.text);
    let both = service.see_as("/desk/compliance?school=100001&authority=373", AUDITOR).await;
    assert!(both.status == 422 && both.text.contains("href=\"#authority\""), "{}", both.text);
}

#[tokio::test]
async fn a_feed_is_made_on_a_page_shown_once_read_by_anybody_who_has_it_and_closed() {
    let service = start().await;
    for actor in [CLERK, PARENT] {
        let cookie = service.cookie(actor);
        let made = service.fill("/desk/feeds", &cookie, "").await;
        assert_eq!(made.status, 200, "{}", made.text);
        let start = made.text.find("/v1/feeds/").expect("an address");
        let address = made.text[start..].split('<').next().expect("its end").to_owned();
        assert_eq!(service.get(&address, "").await.status, 200);
        let page = service.see("/desk/feeds", &cookie).await;
        assert!(page.text.contains("Close address 1") && !page.text.contains("/v1/feeds/"), "{}", page.text);
        let closed = service.fill("/desk/feeds", &cookie, "close=1").await;
        assert_eq!((closed.status, closed.header("location")), (303, "/desk/feeds?done=close_feed"), "{}", closed.text);
        assert_eq!(service.get(&address, "").await.status, 404);
        let page = service.see(closed.header("location"), &cookie).await;
        assert!(page.text.contains("The address is closed.") && !page.text.contains("Close address"), "{}", page.text);
        let none = service.fill("/desk/feeds", &cookie, "close=7").await;
        assert!(none.status == 422 && none.text.contains("There is a problem"), "{}", none.text);
        for _ in 0..20 {
            service.fill("/desk/feeds", &cookie, "").await;
        }
        let full = service.fill("/desk/feeds", &cookie, "").await;
        assert!(full.status == 422 && full.text.contains("href=\"#open\""), "{}", full.text);
        assert!(service.see("/desk", &cookie).await.text.contains("href=\"/desk/feeds\""));
    }
}
