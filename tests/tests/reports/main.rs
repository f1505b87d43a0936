//! Reports over the caller's cases: of today and of any day before, as it was known then or as it is known now.

mod apart;
mod compliance;
mod feeds;
mod past;
mod refold;
mod stages;

use redress_tests::http::{Service, lodging};
use redress_tests::support::databases;
use serde_json::Value;
use std::collections::BTreeSet;

const AUDITOR: &str = "auditor@service/018f0000000070008000000000000021";
const PARENT: &str = "complainant@family/018f0000000070008000000000000001";
const CLERK: &str = "clerk@school:100001/018f0000000070008000000000000004";
const REPORT: &str = "/v1/reports/deadlines";

/// Every row of a report, page by page: none comes twice.
async fn all(service: &Service, actor: &str, query: &str) -> Vec<Value> {
    let (mut rows, mut seen, mut after) = (Vec::new(), BTreeSet::new(), String::new());
    loop {
        let page = service.get(&format!("{REPORT}?{query}{after}"), &service.token(actor)).await;
        assert_eq!(page.status, 200, "{}", page.text);
        for row in page.json["deadlines"].as_array().expect("rows") {
            assert!(seen.insert(row["href"].to_string()), "twice: {row}");
            rows.push(row.clone());
        }
        let Some(next) = page.json["next"].as_str() else { return rows };
        after = format!("&after={next}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_filters_of_the_report_take_apart_what_it_holds() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        service.play().await;
        let token = service.token(AUDITOR);
        let lodged = service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
        assert_eq!(lodged.status, 201, "{}", lodged.text);
        let totals = service.get(&format!("{REPORT}?totals=true&limit=1"), &token).await;
        let by_status = totals.json["totals"]["by_status"].as_object().expect("totals").clone();
        assert_eq!(totals.json["totals"]["complete"], true);
        let mut owed = 0;
        for (status, count) in &by_status {
            let rows = all(&service, AUDITOR, &format!("status={status}&limit=2")).await;
            assert_eq!(rows.len(), usize::try_from(count.as_u64().expect("a number")).expect("few"), "{status}");
            assert!(rows.iter().all(|row| row["status"] == **status));
            owed += if ["met", "met_late", "cancelled"].contains(&&**status) { 0 } else { rows.len() };
        }
        assert!(by_status.contains_key("met") && by_status.contains_key("in_time"), "{by_status:?}");
        let open = all(&service, AUDITOR, "limit=3").await;
        assert_eq!(open.len(), owed);
        let days: Vec<_> = open.iter().map(|row| row["due"].as_str().unwrap_or_default()).collect();
        assert!(days.is_sorted(), "the first comes first: {days:?}");
        let met = all(&service, AUDITOR, "status=met").await;
        for filter in ["rule", "basis", "owed_by", "stage"] {
            let values: BTreeSet<_> = met.iter().filter_map(|row| row[filter].as_str()).collect();
            let mut found = 0;
            for value in values {
                let rows = all(&service, AUDITOR, &format!("status=met&{filter}={value}")).await;
                assert!(rows.iter().all(|row| row[filter] == *value));
                found += rows.len();
            }
            assert_eq!(found, met.len(), "{filter}");
        }
        service.app.store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_school_an_area_and_a_guarantee_are_filters_that_the_policy_narrows_further() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let cases = service.play().await;
        let of = |rows: &[Value]| rows.iter().map(|row| row["complaint"].to_string()).collect::<BTreeSet<_>>();
        let everything = all(&service, AUDITOR, "status=met").await;
        let school = all(&service, AUDITOR, "status=met&school=100001").await;
        let own = all(&service, CLERK, "status=met").await;
        assert_eq!(of(&school), of(&own), "the clerk's list is the school's");
        assert!(all(&service, CLERK, "status=met&school=100002").await.is_empty(), "another school is not theirs");
        let tuition = format!("\"{}\"", cases["tuition-and-the-local-authority"]);
        let file = service.get(&format!("/v1/complaints/{}/issues", &tuition[1..37]), &service.token(AUDITOR)).await;
        let guarantee = file.json["issues"][0]["guarantee"].as_str().expect("a Guarantee").to_owned();
        let about = all(&service, AUDITOR, &format!("status=met&guarantee={guarantee}")).await;
        assert!(of(&about).contains(&tuition) && about.len() < everything.len());
        let urn = service.get(&format!("/v1/complaints/{}", &tuition[1..37]), &service.token(AUDITOR)).await;
        let entry = service.get(&format!("/v1/schools/{}", urn.json["schools"][0]), &service.token(AUDITOR)).await;
        let area = all(&service, AUDITOR, &format!("status=met&authority={}", entry.json["authority"])).await;
        assert!(of(&area).contains(&tuition), "{}", entry.text);
        let wrong = service.get(&format!("{REPORT}?school=100001&authority=301"), &service.token(AUDITOR)).await;
        assert_eq!((wrong.status, wrong.pointer()), (400, "authority"), "{}", wrong.text);
        service.app.store.close().await;
    }
}

#[tokio::test]
async fn the_report_is_had_as_csv_with_a_link_to_what_comes_next() {
    let database = databases().remove(0);
    let service = Service::at(&database.url).await;
    service.play().await;
    let token = service.token(AUDITOR);
    let rows = all(&service, AUDITOR, "status=met").await;
    let (mut lines, mut query) = (Vec::new(), "?status=met&limit=5".to_owned());
    loop {
        let csv = service.get(&format!("{REPORT}.csv{query}"), &token).await;
        assert_eq!((csv.status, csv.header("content-type")), (200, "text/csv; charset=utf-8; header=present"));
        let mut read = csv.text.lines().map(str::to_owned);
        assert_eq!(
            read.next().as_deref(),
            Some("due,status,met_on,reference,deadline,rule,name,basis,owed_by,stage,missing")
        );
        lines.extend(read);
        let Some(next) = csv.header("link").strip_prefix("<?after=").and_then(|rest| rest.split_once('>')) else {
            break;
        };
        query = format!("?status=met&limit=5&after={}", next.0);
    }
    assert_eq!(lines.len(), rows.len());
    for (line, row) in lines.iter().zip(&rows) {
        let cells: Vec<_> = line.split(',').collect();
        assert_eq!((cells[0], cells[3]), (row["due"].as_str().unwrap_or_default(), row["reference"].as_str().unwrap()));
    }
}
