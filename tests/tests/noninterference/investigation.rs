//! A complaint under investigation: what is said to the Commissioner makes no difference to anything that the school,
//! the family or anybody else is answered.

use super::{CHAIR, CLERK, DPO, HEAD, LEAD, LINK, NOBODY, PARENT, STRANGER, Watched, same, without_figures};
use redress_tests::http::{Service, lodging};
use redress_tests::support::databases;
use serde_json::{Value, json};
use uuid::Uuid;

const INTAKE: &str = "intake_officer@ombudsman/018f0000000070008000000000000022";
const INVESTIGATOR: &str = "investigator@ombudsman/018f0000000070008000000000000023";
const COMMISSIONER: &str = "commissioner@ombudsman/018f0000000070008000000000000024";
/// Who knows the school, says so, and is kept out.
const BARRED: &str = "investigator@ombudsman/018f0000000070008000000000000025";

/// Those whose case it is, but for the Commissioner's office.
const OBSERVERS: [&str; 7] = [PARENT, HEAD, CLERK, CHAIR, LINK, LEAD, DPO];

/// Those whose case it is not.
const OTHERS: [&str; 5] = [
    BARRED,
    STRANGER,
    "clerk@school:100002/018f0000000070008000000000000012",
    "authority_officer@authority:301/018f0000000070008000000000000014",
    "official@department/018f0000000070008000000000000017",
];

/// What was said to the Commissioner, and must not be repeated to anybody else.
const SAID: &str = "a zebra in the corridor";

/// The number of who is barred.
fn barred() -> String {
    BARRED.rsplit('/').next().expect("a person").parse::<Uuid>().expect("a number").to_string()
}

/// A complaint about which the Commissioner has invited the governing body and two more to comment.
async fn investigated(service: Service) -> Watched {
    let mut body = lodging();
    body["complainants"][0]["noticed_on"] = json!("2011-09-02");
    body["issues"][0]["guarantee"] = json!("PA-3.1");
    body["issues"][0]["happened_on"] = json!("2011-09-02");
    let watched = Watched::with(service, body).await;
    let alleged = |last: char| json!({ "alleged": { "person": NOBODY.replace("ffff", &format!("fff{last}")) } });
    let open = json!({
        "matter": "That help with reading was not given.", "comment_by": "2012-04-02",
        "privacy_notice": "It is kept here.",
        "others": [alleged('1'), alleged('2')],
    });
    let steps = [
        ("2012-01-09", CLERK, "declare-no-response", json!({})),
        ("2012-01-10", PARENT, "complain-to-ombudsman", json!({ "written": true, "account": "Nobody answers." })),
        ("2012-01-11", INTAKE, "determine-jurisdiction", json!({ "no_conflict": true })),
        ("2012-01-12", INVESTIGATOR, "begin-assessment", json!({})),
        ("2012-01-13", COMMISSIONER, "open-investigation", open),
        (
            "2012-01-16",
            INVESTIGATOR,
            "require-information",
            json!({ "what": format!("Of {SAID}."), "by": "2012-03-01" }),
        ),
        ("2012-01-16", BARRED, "declare-interest", json!({ "person": barred(), "interest": "governor" })),
    ];
    for (day, actor, command, body) in steps {
        watched.service.app.clock.set(format!("{day}T10:00:00Z").parse().expect("an instant"));
        watched.done(actor, command, &body).await;
    }
    watched
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_in_an_investigation_changes_no_answer_to_the_school_the_family_or_whoever_is_barred() {
    for database in databases() {
        let watched = investigated(Service::at(&database.url).await).await;
        watched.recorded(&OBSERVERS).await;
        watched.recorded(&[INVESTIGATOR, COMMISSIONER]).await;
        let everybody = [&OBSERVERS[..], &OTHERS[..]].concat();
        let before = without_figures(watched.all(&everybody).await);
        let paper = |privilege: &str| -> Value {
            json!({ "document": Uuid::from_u128(9), "title": format!("On {SAID}"), "privilege": privilege })
        };
        let steps = [
            (INVESTIGATOR, "submit-comment", json!({ "invitation": 2, "comment": format!("I saw {SAID}.") })),
            (INVESTIGATOR, "add-document", paper("ombudsman")),
            (
                COMMISSIONER,
                "add-document",
                json!({ "document": Uuid::from_u128(10), "title": SAID, "privilege": "legal" }),
            ),
        ];
        for (actor, command, body) in steps {
            watched.done(actor, command, &body).await;
            same(&before, &without_figures(watched.all(&everybody).await), command);
        }
        // That what was required has come ends a clock, which is everybody's to know; what it was is not, nor who knew
        // the school.
        let produced = json!({ "requirement": 1, "note": format!("A picture of {SAID}.") });
        watched.done(INVESTIGATOR, "produce-information", &produced).await;
        let barred = barred();
        // Whoever watches over the record for the school reads the opaque numbers in it, as in any event.
        for (actor, answers) in watched.all(&everybody).await {
            let may = [BARRED, DPO].contains(&actor);
            for (path, answer) in answers {
                assert!(!answer.contains(SAID), "{actor} reads what was said at {path}: {answer}");
                assert!(may || !answer.contains(&barred), "{actor} reads who is barred at {path}: {answer}");
            }
        }
        // It was there to be read; and to who is barred there is no such case.
        let path = format!("/v1/complaints/{}", watched.case);
        let service = &watched.service;
        for part in ["events", "documents"] {
            let read = service.get(&format!("{path}/{part}"), &service.token(INVESTIGATOR)).await;
            assert!(read.text.contains(SAID), "{part}: {}", read.text);
        }
        let hidden = service.get(&path, &service.token(BARRED)).await;
        let missing = service.get(&path.replace(&watched.case, NOBODY), &service.token(BARRED)).await;
        assert_eq!((hidden.status, hidden.text), (404, missing.text));
        service.app.store.close().await;
    }
}
