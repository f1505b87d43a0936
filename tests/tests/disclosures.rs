//! Whoever is shown what is personal is recorded before they are shown it, and the family can see by whom.

use redress_tests::http::{Answer, Service, lodging};
use redress_tests::support::databases;
use serde_json::{Value, json};

const PARENT: &str = "complainant@family/018f0000000070008000000000000001";
const HEAD: &str = "head_teacher@school:100001/018f0000000070008000000000000003";
const CLERK: &str = "clerk@school:100001/018f0000000070008000000000000004";
const LEAD: &str = "safeguarding_lead@school:100001/018f0000000070008000000000000005";
const DPO: &str = "data_protection_officer@school:100001/018f0000000070008000000000000006";
const OTHER_DPO: &str = "data_protection_officer@school:100002/018f0000000070008000000000000007";
const AUDITOR: &str = "auditor@service/018f0000000070008000000000000009";

struct Opened {
    service: Service,
    case: String,
}

impl Opened {
    async fn of(service: Service) -> Self {
        let answer = service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        let case = answer.json["href"].as_str().expect("an address").to_owned();
        Self { service, case }
    }

    async fn read(&self, actor: &str, part: &str) -> Answer {
        let answer = self.service.get(&format!("{}/{part}", self.case), &self.service.token(actor)).await;
        assert_eq!(answer.status, 200, "{actor} {part}: {}", answer.text);
        answer
    }

    async fn list(&self, actor: &str) -> Vec<Value> {
        self.read(actor, "disclosures").await.json["disclosures"].as_array().expect("a list").clone()
    }

    /// The readers somebody is told of.
    async fn readers(&self, actor: &str) -> Vec<String> {
        self.list(actor).await.iter().map(|row| row["role"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_shown_what_is_personal_is_recorded_once_an_hour_and_the_case_keeps_its_version() {
    for database in databases() {
        let opened = Opened::of(Service::at(&database.url).await).await;
        let service = &opened.service;
        let before = (service.position().await, opened.read(HEAD, "timeline").await.header("etag").to_owned());
        assert_eq!(opened.list(PARENT).await.len(), 0, "a timeline shows nothing personal");
        for _ in 0..3 {
            opened.read(HEAD, "issues").await;
            opened.read(HEAD, "parties").await;
        }
        // Another server on the same database knows of it too.
        let other = Service::at(&database.url).await;
        let token = other.token(HEAD);
        assert_eq!(other.get(&format!("{}/issues", opened.case), &token).await.status, 200);
        assert_eq!(service.position().await, before.0 + 1, "one disclosure is in the log, and no second");
        assert_eq!(opened.read(HEAD, "timeline").await.header("etag"), before.1, "reading changed the case");

        let rows = opened.list(PARENT).await;
        assert_eq!(rows.len(), 1);
        let row = &rows[0];
        assert_eq!(row["role"], "head_teacher");
        assert_eq!(row["body"], "school:100001");
        assert_eq!(row["hour"], "2011-09-05T09:00:00Z");
        assert_eq!(row["why"], "casework");
        assert_eq!(row["fields"], json!(["account", "email", "name"]));
        assert_eq!(row["person"], Value::Null, "a family learns the office, not the person");
        assert_eq!(
            row["said"],
            "The head teacher opened your complaint on Monday 5 September 2011, after 10 am. They could read how to reach you, names and what you wrote."
        );

        service.app.clock.set("2011-09-05T10:00:00Z".parse().expect("an instant"));
        opened.read(HEAD, "issues").await;
        assert_eq!(opened.readers(PARENT).await, ["head_teacher", "head_teacher"]);
        service.app.store.close().await;
    }
}

#[tokio::test]
async fn a_disclosure_is_listed_for_those_who_watch_over_the_case_and_for_no_others() {
    for database in databases() {
        let opened = Opened::of(Service::at(&database.url).await).await;
        let service = &opened.service;
        opened.read(CLERK, "issues").await;
        let all = service.get("/v1/disclosures", &service.token(AUDITOR)).await;
        assert_eq!(all.json["disclosures"][0]["person"], "018f0000-0000-7000-8000-000000000004", "{}", all.text);
        let his =
            service.get("/v1/disclosures?person=018f0000-0000-7000-8000-000000000003", &service.token(AUDITOR)).await;
        assert_eq!(his.json["disclosures"], json!([]));
        assert_eq!(
            service.get("/v1/disclosures", &service.token(DPO)).await.json["disclosures"].as_array().map(Vec::len),
            Some(1)
        );
        assert_eq!(service.get("/v1/disclosures", &service.token(OTHER_DPO)).await.json["disclosures"], json!([]));
        for actor in [PARENT, HEAD, CLERK] {
            assert_eq!(service.get("/v1/disclosures", &service.token(actor)).await.status, 403, "{actor}");
        }
        let path = format!("{}/disclosures", opened.case);
        assert_eq!(service.get(&path, &service.token(OTHER_DPO)).await.status, 404);
        assert_eq!(service.get(&path, &service.token(HEAD)).await.status, 403);
        opened.service.app.store.close().await;
    }
}

#[tokio::test]
async fn that_a_childs_protector_reads_the_file_is_told_to_nobody_it_may_warn() {
    for database in databases() {
        let opened = Opened::of(Service::at(&database.url).await).await;
        opened.read(LEAD, "issues").await;
        opened.read(PARENT, "issues").await;
        assert_eq!(opened.readers(PARENT).await, ["complainant"]);
        assert_eq!(opened.readers(DPO).await, ["complainant"]);
        assert_eq!(opened.readers(AUDITOR).await, ["safeguarding_lead", "complainant"]);
        assert!(opened.list(PARENT).await[0]["said"].as_str().expect("words").starts_with("You opened it on"));
        opened.service.app.store.close().await;
    }
}

#[tokio::test]
async fn the_case_page_says_who_has_looked_at_the_complaint() {
    for database in databases() {
        let opened = Opened::of(Service::at(&database.url).await).await;
        let service = &opened.service;
        opened.read(HEAD, "issues").await;
        let id = opened.case.rsplit('/').next().expect("an identifier");
        let request = axum::http::Request::get(format!("/complaints/{id}"))
            .header("cookie", format!("redress={}", service.token(PARENT)))
            .body(axum::body::Body::empty())
            .expect("a request");
        let page = service.send(request).await;
        assert!(page.text.contains("Who has looked at your complaint"), "{}", page.text);
        assert!(
            page.text.contains("The head teacher opened your complaint on Monday 5 September 2011"),
            "{}",
            page.text
        );
        opened.service.app.store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_find_their_own_cases_by_name_and_each_one_found_is_recorded() {
    for database in databases() {
        let opened = Opened::of(Service::at(&database.url).await).await;
        let service = &opened.service;
        let find = async |actor: &str, name: &str| {
            let answer = service.post("/v1/complaints/search", &service.token(actor), &json!({ "name": name })).await;
            (answer.status, answer.json["complaints"].as_array().map_or(0, Vec::len))
        };
        assert_eq!(find(CLERK, "ada EXAMPLE").await, (200, 1));
        assert_eq!(find(CLERK, "Ada").await, (200, 1));
        assert_eq!(find(CLERK, "Ad").await, (200, 0));
        assert_eq!(find(OTHER_DPO, "Ada").await, (200, 0));
        assert_eq!(find("investigator@ombudsman/018f0000000070008000000000000008", "Ada").await, (200, 0));
        assert_eq!(find(PARENT, "Ada").await.0, 403);
        assert_eq!(find(AUDITOR, "Ada").await.0, 403);
        assert_eq!(find(CLERK, " ").await.0, 422);
        // A name has no place in an address, which proxies and browsers keep.
        let asked = service.get("/v1/complaints?name=Ada", &service.token(CLERK)).await;
        assert_eq!((asked.status, asked.json["errors"][0]["pointer"].clone()), (400, json!("name")), "{}", asked.text);
        assert_eq!(opened.readers(PARENT).await, ["clerk"]);
        service.app.store.close().await;
    }
}
