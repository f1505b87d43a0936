//! The pages in every language: all of them in Welsh, the public form in Arabic, and the way to choose.

#![expect(clippy::unwrap_used, reason = "a test may")]

use redress_api::pages::{self, Use, Who};
use redress_tests::browser::{ANSWERS, Browser};
use redress_tests::http::{Answer, Service};
use serde_json::json;

const PARENT: &str = "complainant@family/018f0000-0000-7000-8000-000000000014";
const STAFF: [&str; 5] = [
    "clerk@school:100001/018f0000-0000-7000-8000-000000000012",
    "head_teacher@school:100001/018f0000-0000-7000-8000-000000000013",
    "investigator@ombudsman/018f0000-0000-7000-8000-000000000015",
    "commissioner@ombudsman/018f0000-0000-7000-8000-000000000016",
    "official@department/018f0000-0000-7000-8000-000000000017",
];

/// Tags without an end.
const VOID: [&str; 5] = ["!doctype", "meta", "link", "input", "br"];

/// The texts of a page, each with the language it is marked as.
fn spoken(page: &str) -> Vec<(String, String)> {
    let mut open: Vec<(String, String)> = Vec::new();
    let mut texts = Vec::new();
    for part in page.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.split([' ', '\n', '/']).next().unwrap_or_default().to_owned();
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(
                open.pop().map(|(name, _)| name).as_deref(),
                Some(closed.trim()),
                "the tags do not match: {page}"
            );
        } else if !VOID.contains(&name.as_str()) {
            let own = tag.split(" lang=\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
            let lang = own.or_else(|| open.last().map(|(_, lang)| lang.clone())).unwrap_or_default();
            open.push((name, lang));
        }
        if let Some((name, lang)) = open.last().filter(|_| !text.trim().is_empty()) {
            // What people wrote is theirs.
            if name != "textarea" {
                texts.push((lang.clone(), text.trim().to_owned()));
            }
        }
    }
    texts
}

/// The common words of English, none of which is a word of Welsh or the name of a school here.
const ENGLISH: [&str; 15] =
    ["the", "and", "you", "your", "was", "were", "this", "that", "with", "from", "which", "has", "have", "been", "not"];

/// The English that stands on a page as if it were of another language.
fn english_of(lang: &str, page: &Answer) -> Vec<String> {
    let words = |text: &str| {
        let mut words = text.split(|letter: char| !letter.is_alphabetic()).map(str::to_lowercase);
        words.any(|word| ENGLISH.contains(&word.as_str()))
    };
    spoken(&page.text).into_iter().filter(|(is, text)| is == lang && words(text)).map(|(_, text)| text).collect()
}

/// A complaint whose own words are of no language.
async fn lodge(service: &Service) -> String {
    let lodging = json!({
        "school": 100_001,
        "channel": "online_form",
        "complainants": [{ "name": "Ada Example", "capacity": "parent", "email": "ada@example.org" }],
        "issues": [{ "account": "Xyzzy.", "guarantee": "PA-3.1" }],
    });
    let receipt = service.post("/v1/complaints", &service.token(PARENT), &lodging).await;
    receipt.json["complaint"].as_str().unwrap().to_owned()
}

async fn in_welsh(service: &Service, path: &str, actor: &str) -> Answer {
    service.see(path, &format!("lang=cy; {}", service.cookie(actor))).await
}

#[tokio::test]
async fn a_page_in_welsh_has_no_english_sentence_that_is_not_marked_as_english() {
    let service = Service::start().await;
    let case = lodge(&service).await;
    let fill = |path: &str, step: &str| {
        path.replace("{complaint}", &case)
            .replace("{action}", "raise-safeguarding-concern")
            .replace("{step}", step)
            .replace("{operation}", "read_case")
    };
    let seen = |page: &pages::Page| {
        !matches!(page.used, Use::Sent | Use::Kept) && matches!(page.who, Who::Anybody | Who::Signed | Who::Case(_))
    };
    let table = pages::table().into_iter().filter(seen);
    let mut paths: Vec<(String, &str)> = table
        .map(|page| fill(page.path, "told"))
        .map(|path| (path.clone(), if path.starts_with("/complaints") { PARENT } else { STAFF[0] }))
        .collect();
    paths.push(("/schools?search=sunny".into(), PARENT));
    paths.push(("/check-a-date?rule=T01&start-day=5&start-month=9&start-year=2011".into(), PARENT));
    for actor in STAFF.iter().chain([&PARENT]) {
        let may = service.get(&format!("/v1/complaints/{case}/actions"), &service.token(actor)).await;
        for action in may.json["actions"].as_array().into_iter().flatten() {
            let name = action["action"].as_str().unwrap().replace('_', "-");
            paths.push((format!("/cases/{case}/{name}"), actor));
        }
    }
    for (path, actor) in paths {
        let page = in_welsh(&service, &path, actor).await;
        assert!(page.status == 200 && page.text.contains("<html lang=\"cy\" dir=\"ltr\">"), "{path}: {}", page.status);
        let english = english_of("cy", &page);
        assert!(english.is_empty(), "{path}: {english:#?}");
    }
}

#[tokio::test]
async fn the_form_is_filled_in_in_welsh_from_the_start_to_the_confirmation_mistakes_and_all() {
    let service = Service::start().await;
    let mut browser = Browser::new(&service).with_cookie("lang", "cy");
    for (step, fields) in ANSWERS {
        let wrong = browser.say(step, "search=nowhere&happened-day=31").await;
        let page = browser.see(&format!("/complain/{step}")).await;
        let english = [english_of("cy", &wrong), english_of("cy", &page)].concat();
        assert!(english.is_empty(), "{step}: {english:#?}");
        browser.say(step, fields).await;
    }
    let check = browser.see("/complain/check").await;
    assert!(check.text.contains("dydd Gwener 2 Medi 2011"), "{}", check.text);
    let unsigned = browser.say("check", "").await;
    assert!(unsigned.status == 422 && unsigned.text.contains("<title>Gwall: "), "{}", unsigned.text);
    let sent = browser.say("check", "declared=yes").await;
    let case = browser.see(sent.header("location")).await;
    assert!(case.text.contains("Cwyn wedi’i hanfon") && case.text.contains("Beth sy’n digwydd nesaf"), "{}", case.text);
    assert_eq!(english_of("cy", &browser.see("/complain/nothing").await), [""; 0]);
}

#[tokio::test]
async fn the_form_in_arabic_runs_from_right_to_left_from_the_start_to_the_confirmation() {
    let service = Service::start().await;
    let mut browser = Browser::new(&service);
    let start = browser.see("/?lang=ar").await;
    assert!(start.text.contains("<html lang=\"ar\" dir=\"rtl\">") && start.text.contains("قدّم شكوى"), "{}", start.text);
    for (step, fields) in ANSWERS {
        let wrong = browser.say(step, "search=nowhere&happened-day=31").await;
        let page = browser.see(&format!("/complain/{step}")).await;
        for answer in [&wrong, &page].into_iter().filter(|answer| answer.status != 303) {
            assert!(answer.text.contains("<html lang=\"ar\" dir=\"rtl\">"), "{step}: {}", answer.text);
            let english = english_of("ar", answer);
            assert!(english.is_empty(), "{step}: {english:#?}");
        }
        browser.say(step, fields).await;
    }
    // The promises are told in English, and say so.
    let promise = browser.see("/complain/promise").await;
    assert!(promise.text.contains("lang=\"en-GB\" dir=\"ltr\">Each year you get a report"), "{}", promise.text);
    let check = browser.see("/complain/check").await;
    assert!(check.text.contains("الجمعة 2 سبتمبر 2011") && english_of("ar", &check).is_empty(), "{}", check.text);
    let sent = browser.say("check", "declared=yes").await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let case = browser.see(sent.header("location")).await;
    let said = spoken(&case.text);
    let in_arabic = |part: &str| said.iter().any(|(lang, text)| lang == "ar" && text.contains(part));
    assert!(in_arabic("أُرسلت الشكوى") && in_arabic("رمز الدخول الخاص بك"), "{}", case.text);
    assert!(case.text.contains("<main id=\"main\" tabindex=\"-1\" lang=\"en-GB\" dir=\"ltr\">"), "{}", case.text);
}

#[tokio::test]
async fn a_page_that_is_not_written_in_a_language_says_so_in_it_and_is_marked_as_english() {
    let service = Service::start().await;
    for path in ["/guarantees", "/schools?search=sunny", "/figures", "/check-a-date", "/sign-in", "/regimes", "/api"] {
        let page = Browser::new(&service).with_cookie("lang", "ar").see(path).await;
        assert!(page.text.contains("<html lang=\"ar\" dir=\"rtl\">"), "{path}");
        let said = spoken(&page.text);
        assert!(
            said.contains(&("ar".to_owned(), "هذا الجزء من الصفحة باللغة الإنجليزية.".to_owned())),
            "{path}: {said:?}"
        );
        assert!(english_of("ar", &page).is_empty(), "{path}: {:?}", english_of("ar", &page));
    }
    let missing = Browser::new(&service).with_cookie("lang", "ar").see("/complain/nothing").await;
    assert!(missing.status == 404 && missing.text.contains("لم نجد الصفحة"), "{}", missing.text);
}

#[tokio::test]
async fn every_public_page_offers_every_language_in_its_own_name_and_remembers_the_choice() {
    let service = Service::start().await;
    let table = pages::table().into_iter().filter(|page| page.who == Who::Anybody && page.used != Use::Sent);
    let paths = table.map(|page| page.path.replace("{step}", "told").replace("{operation}", "read_case"));
    for path in paths {
        let mut browser = Browser::new(&service);
        let page = browser.see(&path).await;
        for (tag, dir, name) in [("cy", "ltr", "Cymraeg"), ("ar", "rtl", "العربية")] {
            let link =
                format!("<a href=\"{path}?lang={tag}\" lang=\"{tag}\" dir=\"{dir}\" hreflang=\"{tag}\">{name}</a>");
            assert!(page.text.contains(&link), "{path}: {link}");
        }
        assert!(page.text.contains("aria-current=\"true\">English</span>"), "{path}");
        let chosen = browser.see(&format!("{path}?lang=cy")).await;
        assert!(chosen.header("set-cookie").starts_with("lang=cy; Path=/; SameSite=Lax"), "{path}");
        assert!(browser.see(&path).await.text.contains("<html lang=\"cy\" dir=\"ltr\">"), "{path}");
    }
    let unknown = Browser::new(&service).see("/?lang=%3Cscript%3E").await;
    assert!(unknown.text.contains("<html lang=\"en-GB\"") && !unknown.text.contains("<script"), "{}", unknown.text);
}
