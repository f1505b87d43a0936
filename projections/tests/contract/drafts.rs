//! Drafts: sealed, found by their code alone, and gone after their time.

use crate::support::databases;
use jiff::{SignedDuration, Timestamp};
use redress_projections::drafts::Reminder;

const WORDS: &str = "Persephone Quillfeather-Abernathy was not helped";
const CODE: &str = "0123456789abcdef0123456789abcdef";

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_survives_a_crash_sealed_and_is_thrown_away_after_its_time() {
    let now: Timestamp = "2011-09-05T09:00:00Z".parse().unwrap();
    let stale = now - SignedDuration::from_hours(24);
    for database in databases().await {
        let store = database.open().await;
        store.drafts().keep(CODE, "the first words", now, stale).await.unwrap();
        store.drafts().keep(CODE, WORDS, now, stale).await.unwrap();
        store.close().await;
        let store = database.open().await;
        assert_eq!(store.drafts().read(CODE, stale).await.unwrap().as_deref(), Some(WORDS));
        assert_eq!(store.drafts().read("another code", stale).await.unwrap(), None);
        assert_eq!(store.drafts().read(CODE, now + SignedDuration::from_secs(1)).await.unwrap(), None);
        assert_eq!(store.head().await.unwrap().position, 0, "a draft is nothing that happened");
        if database.name == "sqlite" {
            let path = database.url.trim_start_matches("sqlite://").split('?').next().unwrap().to_owned();
            let mut bytes = std::fs::read(&path).unwrap();
            bytes.extend(std::fs::read(format!("{path}-wal")).unwrap_or_default());
            for planted in ["Quillfeather", CODE] {
                assert!(!bytes.windows(planted.len()).any(|window| window == planted.as_bytes()), "{planted}");
            }
        }
        // Keeping another one throws the old ones away, whoever wrote them.
        store.drafts().keep("another code", "x", now, now + SignedDuration::from_secs(1)).await.unwrap();
        assert_eq!(store.drafts().read(CODE, stale).await.unwrap(), None);
        store.close().await;
    }
}

fn to(address: &str) -> Reminder {
    Reminder { to: address.into(), lang: "en".into() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_goes_to_one_who_takes_it_and_only_of_a_draft_that_nobody_has_touched_since() {
    let begun: Timestamp = "2011-09-05T09:00:00Z".parse().unwrap();
    let hour = SignedDuration::from_hours(1);
    let stale = begun - hour;
    for database in databases().await {
        let store = database.open().await;
        let drafts = store.drafts();
        drafts.keep(CODE, WORDS, begun, stale).await.unwrap();
        assert!(!drafts.ask_reminder("another code", &to("ann@post.example"), stale).await.unwrap());
        assert!(!drafts.ask_reminder(CODE, &to("ann@post.example"), begun + hour).await.unwrap(), "it is too old");
        assert!(drafts.ask_reminder(CODE, &to("Ann@post.example"), stale).await.unwrap());
        assert_eq!(drafts.asked_reminder(CODE).await.unwrap(), Some(begun));
        assert!(drafts.reminders(stale, begun - hour, 9).await.unwrap().is_empty(), "it is not yet time");
        let first = drafts.reminders(stale, begun, 9).await.unwrap().pop().unwrap();
        // Two of us take it at the same moment.
        let both = tokio::join!(drafts.take_reminder(&first), drafts.take_reminder(&first));
        let taken: Vec<_> = [both.0.unwrap(), both.1.unwrap()].into_iter().flatten().collect();
        assert!(matches!(&taken[..], [one] if one.to == "Ann@post.example" && one.lang == "en"), "{}", database.name);
        assert_eq!(drafts.asked_reminder(CODE).await.unwrap(), None);
        drafts.put_back_reminder(&first).await.unwrap();
        assert_eq!(drafts.reminders(stale, begun, 9).await.unwrap().len(), 1, "nobody has had it");
        // Whoever goes on writing is reminded later.
        drafts.keep(CODE, WORDS, begun + hour, stale).await.unwrap();
        assert!(drafts.take_reminder(&first).await.unwrap().is_none());
        let second = drafts.reminders(stale, begun + hour, 9).await.unwrap().pop().unwrap();
        assert!(drafts.take_reminder(&second).await.unwrap().is_some());
        // What was asked for meanwhile stays.
        assert!(drafts.ask_reminder(CODE, &to("ben@post.example"), stale).await.unwrap());
        drafts.put_back_reminder(&second).await.unwrap();
        let third = drafts.reminders(stale, begun + hour, 9).await.unwrap().pop().unwrap();
        assert!(drafts.take_reminder(&third).await.unwrap().is_some_and(|one| one.to == "ben@post.example"));
        drafts.put_back_reminder(&third).await.unwrap();
        drafts.forget_reminder(CODE).await.unwrap();
        assert_eq!(drafts.asked_reminder(CODE).await.unwrap(), None);
        assert!(drafts.ask_reminder(CODE, &to("ben@post.example"), stale).await.unwrap());
        drafts.end(CODE, WORDS, begun + hour, stale).await.unwrap();
        assert!(drafts.reminders(stale, begun + hour, 9).await.unwrap().is_empty(), "it has come to its end");
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_reminded_of_more_than_three_drafts_and_of_none_that_is_thrown_away() {
    let now: Timestamp = "2011-09-05T09:00:00Z".parse().unwrap();
    let stale = now - SignedDuration::from_hours(1);
    for database in databases().await {
        let store = database.open().await;
        let drafts = store.drafts();
        for number in 0..4 {
            let code = format!("{CODE}{number}");
            drafts.keep(&code, WORDS, now, stale).await.unwrap();
            // One address, however it is written.
            let address = if number % 2 == 0 { "ann@post.example" } else { "ANN@post.example" };
            assert_eq!(drafts.ask_reminder(&code, &to(address), stale).await.unwrap(), number < 3, "{}", database.name);
            // The one that is kept may be asked for again.
            assert!(drafts.ask_reminder(&format!("{CODE}0"), &to("ann@post.example"), stale).await.unwrap());
        }
        assert_eq!(drafts.reminders(stale, now, 2).await.unwrap().len(), 2, "so many at once");
        let later = now + SignedDuration::from_secs(1);
        assert!(drafts.reminders(later, later, 9).await.unwrap().is_empty());
        assert_eq!(drafts.asked_reminder(&format!("{CODE}0")).await.unwrap(), None);
        store.close().await;
    }
}
