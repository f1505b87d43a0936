//! E26: somebody asks for a copy of the data that a file holds about them, somebody looks through it, and it is given
//! out or refused.

use redress_api::post;
use redress_tests::http::{Answer, Service, lodging};
use redress_tests::support::databases;
use serde_json::{Value, json};
use std::io::{Cursor, Read};
use zip::ZipArchive;

const PARENT: &str = "complainant@family/018f0000000070008000000000000001";
const HEAD: &str = "head_teacher@school:100001/018f0000000070008000000000000003";
const CLERK: &str = "clerk@school:100001/018f0000000070008000000000000004";
const DPO: &str = "data_protection_officer@school:100001/018f0000000070008000000000000006";
const OTHER_DPO: &str = "data_protection_officer@school:100001/018f0000000070008000000000000007";
const LEAD: &str = "safeguarding_lead@school:100001/018f0000000070008000000000000009";
const ELSEWHERE: &str = "data_protection_officer@school:100002/018f0000000070008000000000000008";

struct Asked {
    service: Service,
    case: String,
    /// The other parent.
    other: String,
}

impl Asked {
    /// A complaint of two parents, of whom the first has written and is written to by letter.
    async fn at(url: &str) -> Self {
        Self::by(url, json!({ "email": "ada@example.org", "telephone": "07700 900123" })).await
    }

    /// The same, where the first parent says this of how they are reached.
    async fn by(url: &str, reached: Value) -> Self {
        let service = Service::at(url).await;
        let mut body = lodging();
        let mut ada = json!({ "name": "Ada Example", "capacity": "parent" });
        ada.as_object_mut().expect("an object").extend(reached.as_object().expect("an object").clone());
        body["complainants"] =
            json!([ada, { "name": "Bo Otherwise", "capacity": "parent", "email": "bo@example.org" }]);
        let answer = service.post("/v1/complaints", &service.token(PARENT), &body).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        let case = answer.json["href"].as_str().expect("an address").to_owned();
        let parties = service.get(&format!("{case}/parties"), &service.token(CLERK)).await;
        let people = parties.json["parties"].as_array().expect("a list").clone();
        let bo = people.iter().find(|person| person["name"] == "Bo Otherwise").expect("the other");
        let other = format!("complainant@family/{}", bo["person"].as_str().expect("a number"));
        let asked = Self { service, case, other };
        asked.done(PARENT, "annotate-objection", json!({ "objection": "Ada says no." })).await;
        let letters = json!({
            "person": &PARENT[19..], "reason": "She shouts.", "scope": "By letter.", "review_on": "2011-12-01",
        });
        asked.done(HEAD, "restrict-contact", letters).await;
        asked
    }

    async fn tried(&self, actor: &str, command: &str, body: Value) -> Answer {
        self.service.post(&format!("{}/{command}", self.case), &self.service.token(actor), &body).await
    }

    async fn done(&self, actor: &str, command: &str, body: Value) {
        let answer = self.tried(actor, command, body).await;
        assert_eq!(answer.status, 200, "{command}: {}", answer.text);
    }

    async fn read(&self, actor: &str, part: &str) -> Answer {
        self.service.get(&format!("{}/{part}", self.case), &self.service.token(actor)).await
    }

    async fn rules(&self, actor: &str) -> Vec<Value> {
        let told = self.read(actor, "deadlines").await;
        let all = told.json["deadlines"].as_array().cloned().unwrap_or_default();
        all.into_iter().filter(|clock| clock["rule"] == "T51").collect()
    }

    async fn request(&self) -> Value {
        let told = self.read(PARENT, "data-requests").await;
        told.json["requests"].as_array().expect("a list").last().expect("a request").clone()
    }

    /// Decides on every item: those whose text has one of these words are not shown as it is said there.
    async fn decisions(&self, number: &Value, apart: &[(&str, &str, &str)]) -> Vec<Value> {
        let shown = self.read(DPO, &format!("data-requests/{number}")).await;
        assert_eq!(shown.status, 200, "{}", shown.text);
        let items = shown.json["items"].as_array().expect("a list").clone();
        let decide = |one: &Value| {
            let found = apart.iter().find(|(words, ..)| one["entry"].to_string().contains(words));
            let (treatment, exemption) = found.map_or(("keep", None), |(_, how, why)| (*how, Some(*why)));
            json!({ "item": one["item"], "treatment": treatment, "exemption": exemption })
        };
        items.iter().map(decide).collect()
    }
}

/// The two files of a copy: what a person reads, and what a program reads.
fn unpacked(answer: &Answer) -> (String, Value) {
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/zip"), "{}", answer.text);
    assert_eq!(answer.header("cache-control"), "no-store");
    let mut archive = ZipArchive::new(Cursor::new(answer.bytes.clone())).expect("an archive");
    let mut file = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).expect("a file").read_to_string(&mut text).expect("text");
        text
    };
    (file("copy.html"), serde_json::from_str(&file("copy.json")).expect("JSON"))
}

#[tokio::test(flavor = "multi_thread")]
async fn e26_a_person_asks_for_a_copy_an_officer_goes_through_it_and_it_is_given_out() {
    for database in databases() {
        let asked = Asked::at(&database.url).await;
        let service = &asked.service;
        asked.done(PARENT, "make-data-request", json!({ "wanted": "Whatever was written of me." })).await;
        let request = asked.request().await;
        let number = request["request"].clone();
        assert_eq!(
            (&request["status"], &request["identity"], &request["due"], &request["copy"]),
            (&json!("open"), &json!("signed_in"), &json!("2011-10-14"), &Value::Null)
        );
        assert_eq!(asked.tried(PARENT, "make-data-request", json!({})).await.problem(), "already-done");

        // Its clock is listed and reported like any other, to the bodies and to whoever asked.
        for actor in [PARENT, HEAD, CLERK, DPO] {
            let clocks = asked.rules(actor).await;
            assert_eq!(clocks.len(), 1, "{actor}");
            assert!(!clocks[0]["working"].as_array().expect("a list").is_empty());
        }
        let why = asked.read(PARENT, &format!("deadlines/{number}")).await;
        assert!(why.status == 200 && why.text.contains("Data Protection Act 1998"), "{}", why.text);
        let report = service.get("/v1/reports/deadlines?within=60&limit=100", &service.token(DPO)).await;
        assert!(report.text.contains("\"T51\""), "{}", report.text);
        assert_eq!(asked.rules(&asked.other).await.len(), 0);
        let others = asked.read(&asked.other, "data-requests").await;
        assert_eq!(others.json["requests"], json!([]));
        assert_eq!(asked.read(HEAD, "data-requests").await.status, 403);
        assert_eq!(asked.read(ELSEWHERE, "data-requests").await.status, 404);

        // What is written after that day is not in the copy.
        asked.done(PARENT, "annotate-objection", json!({ "objection": "Ada says later." })).await;

        let path = format!("data-requests/{number}");
        let copy = format!("{path}/copy");
        let none = asked.read(PARENT, &path).await;
        assert_eq!((none.status, &none.json["items"]), (200, &json!([])), "what is decided is for who decides it");
        for actor in [PARENT, DPO, asked.other.as_str()] {
            assert_eq!(asked.read(actor, &copy).await.status, 404, "{actor}");
        }
        let apart = [("She shouts.", "mask", "third_party"), ("Ada says no.", "withhold", "serious_harm")];
        let decisions = asked.decisions(&number, &apart).await;
        assert!(decisions.len() >= 3 && decisions.iter().filter(|one| one["treatment"] != "keep").count() == 2);
        let prepare = |decisions: &[Value]| json!({ "request": number, "decisions": decisions });
        let short = asked.tried(DPO, "prepare-data-copy", prepare(&decisions[1..])).await;
        assert_eq!((short.status, short.pointer()), (422, "/decisions"), "{}", short.text);
        let mut strange = decisions.clone();
        strange.push(json!({ "item": 999_999, "treatment": "keep" }));
        let strange = asked.tried(DPO, "prepare-data-copy", prepare(&strange)).await;
        let place = format!("/decisions/{}/item", decisions.len());
        assert_eq!((strange.status, strange.pointer()), (422, place.as_str()), "{}", strange.text);
        for actor in [PARENT, HEAD, CLERK] {
            assert_eq!(asked.tried(actor, "prepare-data-copy", prepare(&decisions)).await.status, 403, "{actor}");
        }
        asked.done(DPO, "prepare-data-copy", prepare(&decisions)).await;
        assert_eq!(asked.request().await["status"], "open", "that somebody works on it is not theirs to see");
        assert_eq!(asked.read(PARENT, &copy).await.status, 404);
        let (_, before) = unpacked(&asked.read(OTHER_DPO, &copy).await);
        assert_eq!(before["released_on"], Value::Null);

        asked.done(DPO, "release-data-copy", json!({ "request": number })).await;
        assert_eq!(asked.rules(PARENT).await[0]["status"], "met");
        let fetched = asked.read(PARENT, &copy).await;
        let (html, data) = unpacked(&fetched);
        assert!(fetched.header("content-disposition").starts_with("attachment; filename=\"RD-"));
        let json = data.to_string();
        for text in [&html, &json] {
            for own in ["Ada Example", "ada@example.org", "07700 900123", "help with reading"] {
                assert!(text.contains(own), "{own} is not in {text}");
            }
            let others = ["She shouts.", "By letter.", "Ada says no.", "Ada says later.", "Bo ", "bo@example.org"];
            for left_out in others.into_iter().chain(["serious_harm\"}", "Whatever was written"]) {
                assert!(!text.contains(left_out), "{left_out} is in {text}");
            }
        }
        assert!(html.contains("Not shown") && json.contains("[not shown]"));
        assert_eq!((&data["asked_on"], &data["released_on"]), (&json!("2011-09-05"), &json!("2011-09-05")));
        assert_eq!(asked.read(PARENT, &copy).await.bytes, fetched.bytes, "the same copy each time");
        assert_eq!(asked.read(&asked.other, &copy).await.status, 404);

        // The page that shows what is held now keeps back the same.
        let now = asked.read(PARENT, "personal-data").await;
        assert!(now.text.contains("Ada says later.") && now.text.contains("[not shown]"), "{}", now.text);
        assert!(!now.text.contains("Ada says no.") && !now.text.contains("She shouts."), "{}", now.text);

        // What was decided is on the record for the bodies, and is not told to the family.
        let events = asked.read(DPO, "events").await;
        assert!(events.text.contains("data_copy_prepared") && events.text.contains("serious_harm"));
        for actor in [PARENT, asked.other.as_str()] {
            let told = asked.read(actor, "timeline").await;
            assert!(!told.text.contains("data_copy_prepared"), "{actor}");
        }
        let rows = asked.read(DPO, "disclosures").await;
        let readers: Vec<_> =
            rows.json["disclosures"].as_array().expect("a list").iter().map(|row| &row["person"]).collect();
        for reader in [PARENT, DPO, OTHER_DPO] {
            let (_, person) = reader.split_once('/').expect("a person");
            let person: uuid::Uuid = person.parse().expect("a number");
            assert!(readers.contains(&&json!(person)), "{reader} was shown something");
        }
        service.app.store.close().await;
    }
}

#[tokio::test]
async fn e26_on_the_pages_a_family_asks_the_officer_answers_and_the_copy_is_fetched() {
    let asked = Asked::at(&format!("sqlite://{}?mode=rwc", folder().join("pages.db").display())).await;
    let service = &asked.service;
    let id = asked.case.rsplit('/').next().expect("an identifier");
    let held = format!("/complaints/{id}/personal-data");
    let page = service.see_as(&held, PARENT).await;
    let form = format!("/cases/{id}/make-data-request");
    assert!(page.status == 200 && page.text.contains(&form), "{}", page.text);
    let sent = service.fill(&form, &service.cookie(PARENT), "wanted=&key=k1").await;
    assert_eq!(
        (sent.status, sent.header("location")),
        (303, format!("/complaints/{id}?done=make_data_request").as_str())
    );
    let page = service.see_as(&held, PARENT).await;
    assert!(page.text.contains("14 October 2011") && !page.text.contains(&form), "{}", page.text);
    let number = asked.request().await["request"].clone();

    let form = format!("/cases/{id}/prepare-data-copy?request={number}");
    let desk = service.see_as(&format!("/cases/{id}"), DPO).await;
    assert!(desk.text.contains(&form) && desk.text.contains("Ada Example"), "{}", desk.text);
    let page = service.see_as(&form, DPO).await;
    assert!(page.status == 200 && page.text.contains("She shouts."), "{}", page.text);
    let items = asked.decisions(&number, &[]).await;
    let rows: Vec<_> = items
        .iter()
        .enumerate()
        .map(|(row, one)| {
            let how = if row == 0 { "keep" } else { "mask" };
            let why = if row == 0 { "" } else { "third_party" };
            format!(
                "decisions%2F{row}%2Fitem={}&decisions%2F{row}%2Ftreatment={how}&decisions%2F{row}%2Fexemption={why}",
                one["item"]
            )
        })
        .collect();
    // An item on which nothing was decided is not disclosed for want of a word.
    let path = format!("/cases/{id}/prepare-data-copy");
    let silent = items.iter().enumerate().map(|(row, one)| format!("decisions%2F{row}%2Fitem={}", one["item"]));
    let silent = format!("request={number}&key=k1&{}", silent.collect::<Vec<_>>().join("&"));
    let silent = service.fill(&path, &service.cookie(DPO), &silent).await;
    assert_eq!(silent.status, 422, "{}", silent.text);
    let sent = format!("request={number}&key=k2&{}", rows.join("&"));
    let answer = service.fill(&path, &service.cookie(DPO), &sent).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let again = service.see_as(&form, DPO).await;
    assert!(again.text.contains("value=\"mask\" checked"), "{}", again.text);
    let release = format!("/cases/{id}/release-data-copy");
    let answer = service.fill(&release, &service.cookie(DPO), format!("request={number}&key=k3")).await;
    assert_eq!(answer.status, 303, "{}", answer.text);

    let page = service.see_as(&held, PARENT).await;
    let copy = format!("/complaints/{id}/data-requests/{number}/copy");
    assert!(page.text.contains(&copy), "{}", page.text);
    let (html, _) = unpacked(&service.see_as(&copy, PARENT).await);
    assert!(html.contains("help with reading") && !html.contains("She shouts."));
    let (welsh, _) = unpacked(&service.see(&format!("{copy}?lang=cy"), &service.cookie(PARENT)).await);
    assert!(welsh.contains("lang=\"cy\"") && welsh.contains("Heb ei ddangos"), "{welsh}");
    for stranger in [asked.other.as_str(), HEAD, ELSEWHERE] {
        assert_eq!(service.see_as(&copy, stranger).await.status, 404, "{stranger}");
    }
}

fn folder() -> std::path::PathBuf {
    tempfile::tempdir().expect("a temporary folder can be made").keep()
}

#[tokio::test]
async fn e26_a_request_by_letter_is_recorded_refused_and_its_answer_told() {
    let asked = Asked::at(&format!("sqlite://{}?mode=rwc", folder().join("letter.db").display())).await;
    let letter = json!({
        "person": &PARENT[19..], "asked_on": "2011-09-05", "identity": "document_seen", "checked_on": "2011-09-05",
    });
    assert_eq!(asked.tried(HEAD, "record-data-request", letter.clone()).await.status, 403);
    asked.done(CLERK, "record-data-request", letter).await;
    let request = asked.request().await;
    assert_eq!((&request["identity"], &request["status"]), (&json!("document_seen"), &json!("open")));
    let no = json!({ "request": request["request"], "ground": "excessive", "reason": "You had it last week." });
    asked.done(DPO, "refuse-data-request", no).await;
    assert_eq!(asked.request().await["status"], "refused");
    assert_eq!(asked.rules(PARENT).await[0]["status"], "met");
    let told = asked.read(PARENT, "timeline").await;
    assert!(told.text.contains("Information Commissioner"), "{}", told.text);
    let copy = format!("data-requests/{}/copy", request["request"]);
    assert_eq!(asked.read(DPO, &copy).await.status, 404, "there is none");
}

#[tokio::test]
async fn e26_what_is_erased_later_is_not_in_a_copy_that_is_fetched_again() {
    let asked = Asked::at(&format!("sqlite://{}?mode=rwc", folder().join("erased.db").display())).await;
    asked.done(PARENT, "make-data-request", json!({})).await;
    let number = asked.request().await["request"].clone();
    let decisions = asked.decisions(&number, &[]).await;
    asked.done(DPO, "prepare-data-copy", json!({ "request": number, "decisions": decisions })).await;
    let proposal = json!({ "ground": "no_longer_needed", "reason": "The time for keeping it is over." });
    for actor in [PARENT, asked.other.as_str()] {
        asked.done(actor, "withdraw", json!({})).await;
        asked.done(actor, "confirm-withdrawal", json!({ "words": "It ends." })).await;
    }
    asked.done(DPO, "propose-erasure", proposal).await;
    let early = asked.tried(OTHER_DPO, "confirm-erasure", json!({})).await;
    assert_eq!(early.problem(), "not-yet", "whoever asked has no answer yet: {}", early.text);
    asked.done(DPO, "release-data-copy", json!({ "request": number })).await;
    let copy = format!("data-requests/{number}/copy");
    let (before, _) = unpacked(&asked.read(PARENT, &copy).await);
    assert!(before.contains("Ada Example") && before.contains("She shouts."));
    asked.done(OTHER_DPO, "confirm-erasure", json!({})).await;
    let (after, data) = unpacked(&asked.read(PARENT, &copy).await);
    for gone in ["Ada", "ada@example.org", "07700 900123", "She shouts.", "help with reading"] {
        assert!(!after.contains(gone) && !data.to_string().contains(gone), "{gone} is in {after}");
    }
    assert!(after.contains("This was deleted") && data.to_string().contains("[erased]"));
}

impl Asked {
    /// Asks for a copy, has it given out, and answers the messages that leave.
    async fn written(&self) -> Vec<String> {
        self.done(PARENT, "make-data-request", json!({})).await;
        let number = self.request().await["request"].clone();
        let decisions = self.decisions(&number, &[]).await;
        self.done(DPO, "prepare-data-copy", json!({ "request": number, "decisions": decisions })).await;
        assert!(self.posted().await.is_empty(), "that somebody works on it is not theirs to know");
        self.done(DPO, "release-data-copy", json!({ "request": number })).await;
        self.posted().await
    }

    async fn posted(&self) -> Vec<String> {
        let post = tempfile::tempdir().expect("a folder");
        let place = format!("folder:{}", post.path().display());
        let carrier = post::carrier(&place, "Redress <redress@localhost>").expect("a carrier");
        while post::deliver(&self.service.app, &carrier).await.expect("it is delivered") > 0 {}
        let files = std::fs::read_dir(post.path()).expect("the folder").map(|file| file.expect("a file").path());
        files.map(|file| std::fs::read_to_string(file).expect("a letter")).collect()
    }
}

#[tokio::test]
async fn e26_whoever_asked_is_told_that_the_copy_can_be_fetched_and_nobody_else_is() {
    for database in databases() {
        let asked = Asked::at(&database.url).await;
        let letters = asked.written().await;
        assert_eq!(letters.len(), 1, "one letter to the one who asked: {letters:?}");
        for part in ["To: ada@example.org", "Your copy is ready", "sign in to your page"] {
            assert!(letters[0].contains(part), "{part}: {}", letters[0]);
        }
        for word in ["RD-", "complain", "Sunny", "Ada", "Bo ", "shouts"] {
            assert!(!letters[0].contains(word), "somebody may read over a shoulder: {word} in {}", letters[0]);
        }
        assert!(asked.posted().await.is_empty(), "it is told once");
        asked.service.app.store.close().await;
    }
}

#[tokio::test]
async fn e26_a_concern_for_a_child_changes_nothing_in_the_word_that_a_copy_can_be_fetched() {
    let asked = Asked::at(&format!("sqlite://{}?mode=rwc", folder().join("calm.db").display())).await;
    let calm = asked.written().await;
    let asked = Asked::at(&format!("sqlite://{}?mode=rwc", folder().join("concern.db").display())).await;
    asked.done(LEAD, "raise-safeguarding-concern", json!({ "account": "A worry about Ada." })).await;
    let concern = asked.written().await;
    let said = |letters: &[String]| {
        let lines = letters.iter().flat_map(|letter| letter.lines());
        lines.filter(|line| !line.starts_with("Message-ID:")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!((calm.len(), said(&calm)), (1, said(&concern)), "neither its words nor its absence warn anybody");
}

#[tokio::test]
async fn e26_word_of_a_copy_goes_to_no_unsafe_address_and_in_the_language_that_was_chosen() {
    for (name, reached) in [
        ("unsafe", json!({ "email": "ada@example.org", "no_email": true })),
        ("wishes", json!({ "email": "ada@example.org", "safe_contact": "Only by telephone, please." })),
        ("none", json!({ "telephone": "07700 900123" })),
    ] {
        let asked = Asked::by(&format!("sqlite://{}?mode=rwc", folder().join("safe.db").display()), reached).await;
        assert!(asked.written().await.is_empty(), "{name}");
    }
    let welsh = json!({ "email": "ada@example.org", "language": "welsh" });
    let asked = Asked::by(&format!("sqlite://{}?mode=rwc", folder().join("welsh.db").display()), welsh).await;
    let letters = asked.written().await;
    assert!(letters.len() == 1 && letters[0].contains("mewngofnodwch"), "{letters:?}");
}
