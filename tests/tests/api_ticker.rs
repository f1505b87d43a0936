//! Time passes by itself: what has gone by is recorded once, however many servers look, and after any pause.

use redress_api::ticker::tick;
use redress_api::{App, Clock, Keys, Store, import, serve};
use redress_domain::law::Scheme;
use redress_domain::{Kind, StreamId};
use redress_tests::http::{Service, lodging};
use redress_tests::support::databases;
use std::sync::Arc;

const PARENT: &str = "complainant@family/018f0000000070008000000000000001";
const HEAD: &str = "head_teacher@school:100001/018f0000000070008000000000000003";

async fn server(url: &str, clock: &Arc<Clock>) -> Service {
    let store = Store::open(url, [7; 32]).await.expect("the database opens");
    let app = App::new(store, Arc::clone(clock), Keys::development(&[9; 32]), Scheme::WhitePaper);
    Service::of(app)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_record_each_day_that_has_gone_by_exactly_once() {
    for database in databases() {
        let clock = Arc::new(Clock::standing_at("2011-09-05T09:00:00Z".parse().expect("an instant")));
        let (one, other) = (server(&database.url, &clock).await, server(&database.url, &clock).await);
        import::read(&one.app.store, &clock, serve::DEMO_SCHOOLS, &import::Progress::hidden())
            .await
            .expect("the demo's schools are read");
        one.publish_terms(HEAD, &[("2011-09-05", "2011-12-16")]).await;
        let mut lodged = Vec::new();
        for _ in 0..6 {
            let answer = one.post("/v1/complaints", &one.token(PARENT), &lodging()).await;
            lodged.push(answer.json["complaint"].as_str().expect("it").to_owned());
        }
        assert_eq!(tick(&one.app).await.expect("it ticks"), 0, "{}: nothing has gone by", database.name);
        // The last day itself is in time, up to midnight in London.
        clock.set("2011-09-12T22:59:59Z".parse().expect("an instant"));
        assert_eq!(tick(&other.app).await.expect("it ticks"), 0, "{}: the last day is in time", database.name);
        // Both were down for months, and look at the same moment.
        clock.set("2011-12-01T09:00:00Z".parse().expect("an instant"));
        let (here, there) = tokio::join!(tick(&one.app), tick(&other.app));
        let recorded = here.expect("it ticks") + there.expect("it ticks");
        let mut passed = 0;
        for complaint in &lodged {
            let records = one.app.store.stream(&StreamId::new(Kind::Complaint, complaint)).await.expect("a stream");
            let of = |name: &str| records.iter().filter(|record| record.fact.name() == name).count();
            assert_eq!(of("deadline_passed"), 2, "{}: the acknowledgement and the answer, once each", database.name);
            assert!(records.iter().all(|record| record.fact.name() != "governing_body_failed_to_respond"));
            passed += of("deadline_passed");
        }
        assert_eq!((recorded, passed), (12, 12), "{}", database.name);
        assert_eq!(tick(&one.app).await.expect("it ticks"), 0, "{}", database.name);
        // What follows is offered to whoever may do it, and done by nobody.
        let path = format!("/v1/complaints/{}/actions", lodged[0]);
        let offered = one.get(&path, &one.token(PARENT)).await;
        let offers = |action: &str| {
            offered.json["actions"].as_array().expect("a list").iter().any(|row| row["action"] == action)
        };
        assert!(offers("escalate_to_governing_body"), "{}", offered.text);
        one.app.store.close().await;
        other.app.store.close().await;
    }
}
