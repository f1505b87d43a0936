//! What stands above the forms of the Ombudsman: what the file says, what a statement must hold, and whose names stand
//! in it. It is worked out of the file, and records nothing.

#![expect(clippy::unwrap_used, reason = "a test may")]

use redress_tests::http::{Answer, Service, lodging};
use redress_tests::support::databases;
use serde_json::{Value, json};

const CLERK: &str = "clerk@school:100001/018f0000-0000-7000-8000-000000000012";
const PARENT: &str = "complainant@family/018f0000-0000-7000-8000-000000000014";
const INTAKE: &str = "intake_officer@ombudsman/018f0000-0000-7000-8000-000000000015";
const COMMISSIONER: &str = "commissioner@ombudsman/018f0000-0000-7000-8000-000000000016";

struct World {
    service: Service,
    case: String,
}

impl World {
    /// A complaint that nobody at the school answered, just come to the Ombudsman.
    async fn at(url: &str) -> Self {
        let service = Service::at(url).await;
        let mut complaint = lodging();
        complaint["complainants"][0]["noticed_on"] = "2011-09-01".into();
        let receipt = service.post("/v1/complaints", &service.token(PARENT), &complaint).await;
        let case = receipt.json["complaint"].as_str().unwrap().to_owned();
        let world = Self { service, case };
        world.give(CLERK, "accept-complaint", json!({})).await;
        world.service.app.clock.set("2012-02-06T09:00:00Z".parse().unwrap());
        world
    }

    async fn give(&self, who: &str, action: &str, body: Value) {
        let path = format!("/v1/complaints/{}/{action}", self.case);
        let done = self.service.post(&path, &self.service.token(who), &body).await;
        assert_eq!(done.status, 200, "{action}: {}", done.text);
    }

    fn form(&self, action: &str) -> String {
        format!("/cases/{}/{action}", self.case)
    }

    async fn see(&self, who: &str, action: &str) -> Answer {
        let page = self.service.see_as(&self.form(action), who).await;
        assert_eq!(page.status, 200, "{action}: {}", page.text);
        page
    }

    async fn fill(&self, who: &str, action: &str, fields: &str) -> Answer {
        self.service.fill(&self.form(action), &self.service.cookie(who), fields).await
    }
}

/// The part of a page above its form.
fn aid(page: &Answer) -> &str {
    page.text.split_once("class=\"counted\"").expect("an aid").1.split_once("<form").expect("a form").0
}

#[tokio::test]
async fn the_ombudsmans_intake_reads_what_the_file_says_before_it_decides() {
    for database in databases() {
        let world = World::at(&database.url).await;
        world.give(PARENT, "complain-to-ombudsman", json!({ "written": true })).await;
        let page = world.see(INTAKE, "determine-jurisdiction").await;
        let said = aid(&page);
        for part in [
            "What the file says",
            "As the file stands, it is within the Ombudsman’s powers.",
            "Ada Example (complains): in time. They first knew of it on Thursday 1 September 2011, so the last day was \
             Friday 31 August 2012.",
            "How this day was counted",
            "/check-a-date?rule=T01&#38;start-day=1&#38;start-month=9&#38;start-year=2011",
            "The governing body had its chance to answer first.",
            "No office of yours at this school is on record",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        let counted = world.service.see("/check-a-date?rule=T01&start-day=1&start-month=9&start-year=2011", "").await;
        assert!(counted.text.contains("Friday 31 August 2012"), "the same day, counted by anybody");
        // Whoever holds an office at the school is told that they must not deal with it.
        let admin = world.service.token("administrator@service/018f0000000070008000000000000031");
        let identity = json!({ "issuer": "https://id.example", "subject": "somebody-at-intake" });
        let member = world.service.post("/v1/members", &admin, &identity).await;
        let person = member.json["person"].as_str().unwrap().to_owned();
        let office = json!({ "role": "chair", "body": "school:100001", "from": "2011-09-01" });
        let path = format!("/v1/members/{person}/grant-membership");
        let granted = world.service.post(&path, &admin, &office).await;
        assert!(granted.status < 300, "{}", granted.text);
        let governor = format!("intake_officer@ombudsman/{person}");
        let page = world.see(&governor, "determine-jurisdiction").await;
        assert!(aid(&page).contains("Look at this:</strong> You hold an office at this school"), "{}", page.text);
        // A school's own forms say nothing of it.
        let page = world.see(CLERK, "add-document").await;
        assert!(!page.text.contains("What the file says"));
        world.service.app.store.close().await;
    }
}

#[tokio::test]
async fn what_is_late_or_unknown_or_came_too_early_is_said() {
    let database = databases().remove(0);
    let world = World::at(&database.url).await;
    world.service.app.clock.set("2012-09-03T09:00:00Z".parse().unwrap());
    world.give(PARENT, "complain-to-ombudsman", json!({ "written": false })).await;
    let page = world.see(INTAKE, "determine-jurisdiction").await;
    for part in ["Ada Example (complains): too late.", "it is not within the Ombudsman’s powers", "is not in writing"]
    {
        assert!(aid(&page).contains(part), "{part}: {}", page.text);
    }
}

#[tokio::test]
async fn a_statement_is_checked_before_it_is_issued_by_what_the_file_has_and_by_whom_it_names() {
    for database in databases() {
        let world = World::at(&database.url).await;
        world.give(PARENT, "complain-to-ombudsman", json!({ "written": true })).await;
        world.give(INTAKE, "determine-jurisdiction", json!({ "no_conflict": true })).await;
        world.give(INTAKE, "begin-assessment", json!({})).await;
        world
            .give(
                COMMISSIONER,
                "open-investigation",
                json!({ "matter": "No help.", "privacy_notice": "It is kept here.", "comment_by": "2012-03-01" }),
            )
            .await;
        world.service.app.clock.set("2012-03-05T09:00:00Z".parse().unwrap());
        let found = json!({
            "findings": [{ "issue": 1, "finding": "injustice_found", "reasons": "So." }],
            "recommendations": [{ "issue": 1, "code": "R-PROVIDE", "purpose": "remedy", "text": "Give the help." }],
        });
        world.give(COMMISSIONER, "complete-investigation", found).await;

        let page = world.see(COMMISSIONER, "issue-statement").await;
        for part in [
            "What the statement must hold",
            "It must say which school it is about: Sunny Bank",
            "To put right what went wrong: recommendation 1.",
            "Nothing is recommended to stop it from happening again.",
            "<li>The governing body</li><li>The head teacher</li><li>Ada Example (complains)</li>",
            "Use the button below the form",
        ] {
            assert!(aid(&page).contains(part), "{part}: {}", page.text);
        }
        assert!(page.text.contains("name=\"check\" value=\"yes\""), "{}", page.text);

        let position = world.service.position().await;
        let typed = "version=1&key=k&text=Ada+was+promised+help,+says+EXAMPLE.&identifying=";
        let page = world.fill(COMMISSIONER, "issue-statement", &format!("{typed}&check=yes")).await;
        assert_eq!(page.status, 200, "{}", page.text);
        for part in [
            "role=\"status\" tabindex=\"-1\" autofocus",
            "Nothing was sent, and nothing was recorded.",
            "The text does not say which school it is about",
            "these words are names of people on the file. <a href=\"#text\">",
            "<li>Ada</li><li>EXAMPLE</li>",
        ] {
            assert!(aid(&page).contains(part), "{part}: {}", page.text);
        }
        assert!(page.text.contains("Ada was promised help, says EXAMPLE.</textarea>"), "{}", page.text);
        let recorded = world.service.events_since(position).await;
        assert!(recorded.iter().all(|name| *name == "personal_data_disclosed"), "{recorded:?}");

        // With a reason it may name them; without a name it says so, and then it is issued as it was typed.
        let reasoned = format!("{typed}They+ask+for+it.&check=yes");
        let page = world.fill(COMMISSIONER, "issue-statement", &reasoned).await;
        assert!(aid(&page).contains("and you say why that is needed."), "{}", page.text);
        let clean = "key=k&text=Sunny+Bank+Community+Primary+School+must+give+the+help.&identifying=&government_information=none";
        let page = world.fill(COMMISSIONER, "issue-statement", &format!("{clean}&check=yes")).await;
        for part in ["no name of anybody on the file stands in it", "The text says which school it is about"] {
            assert!(aid(&page).contains(part), "{part}: {}", page.text);
        }
        let form = world.see(COMMISSIONER, "issue-statement").await;
        let version = form.text.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let issued = world.fill(COMMISSIONER, "issue-statement", &format!("version={version}&{clean}")).await;
        assert_eq!(issued.status, 303, "{}", issued.text);
        world.service.app.store.close().await;
    }
}
