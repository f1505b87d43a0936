//! Lists of many cases, read page by page.

use redress_api::{App, ticker};
use redress_domain::complaint::intake::SubmitComplaint;
use redress_domain::law::Scheme;
use redress_domain::{ComplaintId, Kind, Order, Stamp, StreamId};
use redress_projections::Job;
use redress_tests::http::{Service, lodging};
use redress_tests::support::databases;
use serde_json::json;

const PARENT: &str = "complainant@family/018f0000000070008000000000000001";
const CLERK: &str = "clerk@school:100001/018f0000000070008000000000000004";

/// More than one page of a list looks through.
const MANY: usize = 2_050;

/// A complaint lodged now, past the form: its words are references that nobody opens here.
fn lodged(app: &App) -> Job {
    let id = || app.clock.id().expect("an identifier");
    let held = format!("vault:{}:{}", id().simple(), "0".repeat(64));
    let lodge: SubmitComplaint = serde_json::from_value(json!({
        "school": 100_001, "channel": "online_form", "issues": [{ "account": held }],
        "complainants": [{ "new_person": id(), "name": held, "capacity": "parent", "email": held }],
    }))
    .expect("a command");
    let stamp = Stamp { at: app.clock.now(), actor: PARENT.parse().expect("an actor"), scheme: Scheme::WhitePaper };
    let stream = StreamId::new(Kind::Complaint, ComplaintId(id()));
    let order = Order::Complaint(Box::new(lodge.into()));
    Job { stream, order, stamp, expected: Some(0), key: None, sealed: Vec::new() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_that_fits_one_old_case_behind_many_new_ones_finds_it_page_by_page() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        service.publish_terms(CLERK, &[("2011-09-05", "2011-12-16")]).await;
        let old = service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
        assert_eq!(old.status, 201, "{}", old.text);
        service.app.clock.set("2011-11-14T09:00:00Z".parse().expect("an instant"));
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..MANY {
            let app = service.app.clone();
            tasks.spawn(async move { ticker::patiently(&app, || lodged(&app)).await.map(drop) });
        }
        while let Some(lodged) = tasks.join_next().await {
            lodged.expect("it runs").expect("it is lodged");
        }
        let (mut found, mut after) = (Vec::new(), String::new());
        loop {
            let path = format!("/v1/complaints?overdue=true&limit=5{after}");
            let page = service.get(&path, &service.token(CLERK)).await;
            assert_eq!(page.status, 200, "{}", page.text);
            found.extend(page.json["complaints"].as_array().expect("rows").iter().map(|row| row["complaint"].clone()));
            let Some(next) = page.json["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(found, [old.json["complaint"].clone()]);
        service.app.store.close().await;
    }
}
