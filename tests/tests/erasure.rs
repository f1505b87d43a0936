//! Erasure by two people: nothing of the person can be read anywhere again, and the record stays whole.

use redress_tests::http::{Answer, Service};
use redress_tests::support::{databases, sqlite};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};

const PARENT: &str = "complainant@family/018f0000000070008000000000000001";
const HEAD: &str = "head_teacher@school:100001/018f0000000070008000000000000003";
const CLERK: &str = "clerk@school:100001/018f0000000070008000000000000004";
const DPO: &str = "data_protection_officer@school:100001/018f0000000070008000000000000006";
const OTHER_DPO: &str = "data_protection_officer@school:100001/018f0000000070008000000000000007";
const AUDITOR: &str = "auditor@service/018f0000000070008000000000000009";

/// What was planted in the file, and must be nowhere after.
const PLANTED: [&str; 7] = [
    "Persephone",
    "Quillfeather",
    "Theodora",
    "persephone.q@post.example",
    "07700 900123",
    "7 Withered Arch, Quillborough",
    "2001-02-03",
];

struct Ended {
    service: Service,
    case: String,
}

impl Ended {
    /// A complaint that was lodged, settled and closed.
    async fn over(url: &str) -> Self {
        let service = Service::at(url).await;
        let body = json!({
            "school": 100_001,
            "channel": "online_form",
            "complainants": [{
                "name": "Persephone Quillfeather", "capacity": "parent", "email": "persephone.q@post.example",
                "telephone": "07700 900123", "address": "7 Withered Arch, Quillborough",
            }],
            "pupil": { "name": "Theodora Quillfeather", "born_on": "2001-02-03" },
            "issues": [{ "account": "Theodora Quillfeather was promised extra help with reading." }],
        });
        let answer = service.post("/v1/complaints", &service.token(PARENT), &body).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        let case = answer.json["href"].as_str().expect("an address").to_owned();
        Self { service, case }
    }

    async fn end(&self) {
        self.done(PARENT, "withdraw", &json!({})).await;
        self.done(PARENT, "confirm-withdrawal", &json!({ "words": "Persephone Quillfeather ends it." })).await;
    }

    async fn tried(&self, actor: &str, command: &str, body: &Value) -> Answer {
        self.service.post(&format!("{}/{command}", self.case), &self.service.token(actor), body).await
    }

    async fn done(&self, actor: &str, command: &str, body: &Value) {
        let answer = self.tried(actor, command, body).await;
        assert_eq!(answer.status, 200, "{command}: {}", answer.text);
    }

    async fn refused(&self, actor: &str, command: &str, body: &Value, problem: &str) {
        let answer = self.tried(actor, command, body).await;
        assert_eq!(answer.problem(), problem, "{command}: {}", answer.text);
    }

    /// Everything that anybody can read of the case.
    async fn everything(&self) -> String {
        let mut all = String::new();
        for actor in [PARENT, HEAD, CLERK, DPO, AUDITOR] {
            for part in
                ["", "/timeline", "/events", "/issues", "/parties", "/documents", "/recommendations", "/deadlines"]
            {
                all += &self.service.get(&format!("{}{part}", self.case), &self.service.token(actor)).await.text;
            }
        }
        all
    }

    async fn named(&self, name: &str) -> usize {
        let sought = json!({ "name": name });
        let answer = self.service.post("/v1/complaints/search", &self.service.token(CLERK), &sought).await;
        answer.json["complaints"].as_array().expect("a list").len()
    }
}

fn planted(text: &str) -> Vec<&'static str> {
    PLANTED.into_iter().filter(|planted| text.contains(planted)).collect()
}

fn proposal() -> Value {
    json!({ "ground": "no_longer_needed", "reason": "The time for keeping it is over." })
}

#[tokio::test(flavor = "multi_thread")]
async fn after_an_erasure_nothing_of_the_person_can_be_read_and_the_record_is_whole() {
    for database in databases() {
        let ended = Ended::over(&database.url).await;
        ended.refused(DPO, "propose-erasure", &proposal(), "not-yet").await;
        ended.end().await;
        assert_eq!(planted(&ended.everything().await), PLANTED);
        assert_eq!(ended.named("quillfeather").await, 1);

        ended.done(DPO, "propose-erasure", &proposal()).await;
        ended.refused(CLERK, "confirm-erasure", &json!({}), "not-permitted").await;
        ended.refused(DPO, "confirm-erasure", &json!({}), "conflicted").await;
        ended.done(OTHER_DPO, "confirm-erasure", &json!({})).await;

        let all = ended.everything().await;
        assert_eq!(planted(&all), [""; 0]);
        assert!(all.contains("[erased]") && all.contains("personal_data_erased"));
        assert!(all.contains("withdrawn"), "what was decided stays");
        assert_eq!(ended.named("quillfeather").await, 0);
        ended.service.app.store.verify(|_, _| {}).await.expect("the record is whole");
        // Another server that has read the words before can read them no more, and new words are kept.
        let other = Service::at(&database.url).await;
        let issues = other.get(&format!("{}/issues", ended.case), &other.token(HEAD)).await;
        assert_eq!(issues.json["issues"][0]["account"], "[erased]", "{}", issues.text);
        ended.done(PARENT, "raise-safeguarding-concern", &json!({ "account": "A new worry." })).await;
        let lead = "safeguarding_lead@school:100001/018f0000000070008000000000000005";
        assert_eq!(
            ended
                .tried(lead, "lift-safeguarding-hold", &json!({ "concern": 1, "reason": "A new reason." }))
                .await
                .status,
            200
        );
        ended.service.app.store.close().await;
        other.app.store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_can_be_erased_and_the_others_stay() {
    for database in databases() {
        let ended = Ended::over(&database.url).await;
        ended.end().await;
        let parties = ended.service.get(&format!("{}/parties", ended.case), &ended.service.token(CLERK)).await;
        let people = parties.json["parties"].as_array().expect("a list").clone();
        let pupil = people.iter().find(|person| person["role"] == "pupil").expect("a pupil")["person"].clone();
        let mut body = proposal();
        body["person"] = pupil.clone();
        ended.done(CLERK, "propose-erasure", &body).await;
        ended.done(DPO, "confirm-erasure", &json!({ "person": pupil })).await;
        let parties = ended.service.get(&format!("{}/parties", ended.case), &ended.service.token(CLERK)).await;
        let names: Vec<_> =
            parties.json["parties"].as_array().expect("a list").iter().map(|person| person["name"].clone()).collect();
        assert!(names.contains(&json!("[erased]")) && names.contains(&json!("Persephone Quillfeather")), "{names:?}");
        assert_eq!((ended.named("theodora").await, ended.named("persephone").await), (0, 1));
        ended.service.app.store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_legal_hold_a_restriction_and_an_open_concern_bar_an_erasure() {
    for database in databases() {
        let ended = Ended::over(&database.url).await;
        ended.end().await;
        ended.done(CLERK, "propose-erasure", &proposal()).await;
        ended.done(DPO, "place-legal-hold", &json!({ "reason": "A claim." })).await;
        ended.refused(DPO, "confirm-erasure", &json!({}), "on-legal-hold").await;
        ended.done(DPO, "lift-legal-hold", &json!({ "reason": "No claim." })).await;
        ended.done(DPO, "restrict-erasure", &json!({ "reason": "A question." })).await;
        ended.refused(DPO, "confirm-erasure", &json!({}), "not-yet").await;
        ended.done(DPO, "lift-erasure-restriction", &json!({ "reason": "Answered." })).await;
        ended.done(PARENT, "raise-safeguarding-concern", &json!({ "account": "A worry." })).await;
        ended.refused(DPO, "confirm-erasure", &json!({}), "not-yet").await;
        ended.done(DPO, "reject-erasure", &json!({ "reason": "Later." })).await;
        ended.refused(DPO, "confirm-erasure", &json!({}), "not-yet").await;
        assert_eq!(planted(&ended.everything().await), PLANTED);
        ended.service.app.store.close().await;
    }
}

#[tokio::test]
async fn a_backup_from_before_with_the_keys_of_after_yields_nothing_of_the_person() {
    let database = sqlite();
    let file = database.url.trim_start_matches("sqlite://").trim_end_matches("?mode=rwc").to_owned();
    let ended = Ended::over(&database.url).await;
    ended.end().await;
    let backup = format!("{file}.backup");
    let mut connection = SqliteConnection::connect(&database.url).await.expect("connects");
    sqlx::raw_sql(AssertSqlSafe(format!("VACUUM INTO '{backup}'"))).execute(&mut connection).await.expect("a backup");
    ended.done(CLERK, "propose-erasure", &proposal()).await;
    ended.done(DPO, "confirm-erasure", &json!({})).await;
    ended.service.app.store.close().await;

    let restored = Ended { service: Service::at(&format!("sqlite://{backup}")).await, case: ended.case.clone() };
    assert_eq!(planted(&restored.everything().await), PLANTED, "the backup alone would bring them back");
    let keys = format!(
        "ATTACH '{file}' AS after; DELETE FROM main.vault_key; INSERT INTO main.vault_key SELECT * FROM after.vault_key"
    );
    let mut connection = SqliteConnection::connect(&format!("sqlite://{backup}")).await.expect("connects");
    sqlx::raw_sql(AssertSqlSafe(keys)).execute(&mut connection).await.expect("the keys of after");
    assert_eq!(planted(&restored.everything().await), [""; 0]);
    assert_eq!(restored.named("quillfeather").await, 0);
    restored.service.app.store.verify(|_, _| {}).await.expect("the record is whole");
}
