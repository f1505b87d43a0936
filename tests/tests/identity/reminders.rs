//! The one reminder of a form that was begun and not sent.

use jiff::SignedDuration;
use redress_api::post::{self, Carrier};
use redress_api::reminders;
use redress_tests::browser::{ANSWERS, Browser};
use redress_tests::http::Service;
use redress_tests::stored::Search;
use redress_tests::support::databases;
use std::path::Path;

fn carrier(folder: &Path) -> Carrier {
    post::carrier(&format!("folder:{}", folder.display()), "Redress <redress@example.org>").expect("a carrier")
}

fn letters(folder: &Path) -> Vec<String> {
    let read = |file: std::io::Result<std::fs::DirEntry>| std::fs::read_to_string(file.unwrap().path()).unwrap();
    std::fs::read_dir(folder).unwrap().map(read).collect()
}

async fn sends(url: &str) -> Service {
    let mut app = Service::at(url).await.app;
    app.sends = true;
    Service::of(app)
}

fn days(service: &Service, days: i64) {
    service.app.clock.set(service.app.clock.now() + SignedDuration::from_hours(24 * days));
}

/// A form that was begun, and asked for a reminder.
async fn begun<'a>(service: &'a Service, to: &str) -> Browser<'a> {
    let mut browser = Browser::new(service);
    browser.say("told", "told=no").await;
    browser.say("who", "capacity=parent").await;
    let asked = browser.say("name", &format!("name=Ann+Example&remind_to={to}&remind=yes")).await;
    assert_eq!((asked.status, asked.header("location")), (303, "/complain/name?remind=yes#later"), "{}", asked.text);
    browser
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_is_sent_once_and_says_no_more_than_that_a_form_was_begun() {
    for database in databases() {
        let service = sends(&database.url).await;
        let folder = tempfile::tempdir().unwrap();
        let carrier = carrier(folder.path());
        let mut browser = begun(&service, "Persephone.Q%40post.example").await;
        let page = browser.see("/complain/name?remind=yes").await.text;
        assert!(page.contains("We will send you one reminder on") && page.contains("value=\"Ann Example\""), "{page}");
        assert!(!page.contains("post.example"), "the page tells nobody where to");
        let secret = ["Persephone.Q", "persephone.q", "post.example"];
        let search = Search::of(&database.url, &[&secret[..], &["school_registered"]].concat()).await;
        assert!(search.is_everywhere("school_registered"), "nothing was found: {search:?}");
        for planted in secret {
            assert!(search.places(planted).is_empty(), "{}: {planted} stands in {search:?}", database.name);
        }
        days(&service, 9);
        assert_eq!(reminders::send(&service.app, &carrier).await.unwrap(), 0, "it is not yet time");
        days(&service, 1);
        // Two of us look at the same moment.
        let both = tokio::join!(reminders::send(&service.app, &carrier), reminders::send(&service.app, &carrier));
        assert_eq!(both.0.unwrap() + both.1.unwrap(), 1);
        assert_eq!(reminders::send(&service.app, &carrier).await.unwrap(), 0);
        let sent = letters(folder.path());
        assert_eq!(sent.len(), 1);
        let text = sent[0].replace("=\r\n", "");
        assert!(text.contains("To: Persephone.Q@post.example") && text.contains("/resume"), "{text}");
        assert!(text.contains("You began a form") && text.contains("until Monday 19 September 2011"), "{text}");
        for word in ["complain", "school", "child", "parent", "Ann", "RD-"] {
            assert!(!text.contains(word), "somebody may read over a shoulder: {word} in {text}");
        }
        let code = page.split_once("class=\"code\">").unwrap().1.split_once('<').unwrap().0;
        assert!(!text.contains(code) && !text.contains(&code.replace(' ', "")), "{text}");
        days(&service, 3);
        assert_eq!(browser.see("/complain/name").await.status, 200, "the draft is still there");
        service.app.store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_reminded_of_a_form_that_was_sent_or_thrown_away_or_went_on_or_who_said_no() {
    for database in databases() {
        let service = sends(&database.url).await;
        let folder = tempfile::tempdir().unwrap();
        let carrier = carrier(folder.path());
        let mut lodged = begun(&service, "lodged%40post.example").await;
        for (step, fields) in ANSWERS {
            lodged.say(step, fields).await;
        }
        assert_eq!(lodged.say("check", "declared=yes").await.status, 303);
        let mut stopped = begun(&service, "stopped%40post.example").await;
        stopped.say("name", "name=Ann+Example&remind=stop").await;
        let mut went_on = begun(&service, "went.on%40post.example").await;
        days(&service, 8);
        went_on.say("child", "pupil_name=Ben+Example").await;
        days(&service, 3);
        assert_eq!(reminders::send(&service.app, &carrier).await.unwrap(), 0);
        days(&service, 12);
        assert_eq!(reminders::send(&service.app, &carrier).await.unwrap(), 0, "the draft is gone, and the address");
        assert!(letters(folder.path()).is_empty());
        service.app.store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_that_nobody_takes_is_kept_until_somebody_does() {
    for database in databases() {
        let service = sends(&database.url).await;
        begun(&service, "ann%40post.example").await;
        days(&service, 11);
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let nobody = post::carrier(&format!("smtp://127.0.0.1:{port}"), "Redress <redress@example.org>").unwrap();
        assert_eq!(reminders::send(&service.app, &nobody).await.unwrap(), 0, "{}", database.name);
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(reminders::send(&service.app, &carrier(folder.path())).await.unwrap(), 1, "{}", database.name);
        service.app.store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_none_is_said_and_nobody_can_fill_the_post_of_somebody_else() {
    for database in databases() {
        let service = sends(&database.url).await;
        let mut browser = Browser::new(&service);
        browser.say("told", "told=no").await;
        let wrong = browser.say("who", "capacity=parent&remind_to=nowhere").await;
        assert!(wrong.status == 422 && wrong.text.contains("href=\"#remind_to\""), "{}", wrong.text);
        assert!(wrong.text.contains("value=\"nowhere\"") && wrong.text.contains("id=\"later\" open"), "{}", wrong.text);
        for _ in 0..3 {
            begun(&service, "ann%40post.example").await;
        }
        let fourth = browser.say("who", "capacity=parent&remind_to=ANN%40post.example&remind=yes").await;
        assert!(fourth.status == 422 && fourth.text.contains("no more reminders"), "{}", fourth.text);
        assert_eq!(browser.say("who", "capacity=parent&remind_to=ben%40post.example&remind=yes").await.status, 303);
        service.app.store.close().await;
    }
}

#[tokio::test]
async fn where_no_mail_is_sent_nobody_is_offered_any() {
    let silent = Service::start().await;
    let mut browser = Browser::new(&silent);
    browser.say("told", "told=no").await;
    let page = browser.say("who", "capacity=parent&remind_to=ann%40post.example").await;
    assert_eq!((page.status, page.header("location")), (303, "/complain/name"));
    assert!(!browser.see("/complain/name").await.text.contains("remind_to"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_began_in_arabic_is_reminded_in_arabic() {
    for database in databases() {
        let service = sends(&database.url).await;
        let mut browser = Browser::new(&service).with_cookie("lang", "ar");
        browser.say("told", "told=no").await;
        browser.say("who", "capacity=parent&remind_to=ann%40post.example").await;
        days(&service, 12);
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(reminders::send(&service.app, &carrier(folder.path())).await.unwrap(), 1, "{}", database.name);
        assert!(!letters(folder.path())[0].contains("You began"));
        service.app.store.close().await;
    }
}
