//! The pages that anybody may read, and what holds for every page of the table.

#![expect(clippy::unwrap_used, reason = "a test may")]

use axum::body::Body;
use axum::http::Request;
use redress_api::demo::{self, Demo};
use redress_api::pages::{self, Use, Who};
use redress_api::stories;
use redress_tests::http::{Service, lodging};
use std::collections::BTreeSet;
use tower::ServiceExt;

const PARENT: &str = "complainant@family/018f0000-0000-7000-8000-000000000014";
const CLERK: &str = "clerk@school:100001/018f0000-0000-7000-8000-000000000012";

#[tokio::test]
async fn a_date_is_checked_with_its_working_and_nothing_is_kept() {
    let service = Service::start().await;
    let before = service.position().await;
    let due = service.see("/check-a-date?rule=T01&start-day=5&start-month=9&start-year=2011", "").await;
    assert_eq!(due.status, 200, "{}", due.text);
    for part in ["You have until", "September 2012", "How we worked this out", "Where this comes from"] {
        assert!(due.text.contains(part), "{part}: {}", due.text);
    }
    let wrong = service.see("/check-a-date?rule=T01&start-day=31&start-month=2&start-year=2011", "").await;
    assert!(wrong.status == 422 && wrong.text.contains("href=\"#start-day\"") && wrong.text.contains("value=\"31\""));
    let old = service.see("/check-a-date?rule=T04&start-day=1&start-month=1&start-year=2001", "").await;
    assert!(old.status == 422 && old.text.contains("was not in force on that day"), "{}", old.text);
    // School days are not guessed.
    let school = service.see("/check-a-date?rule=T33&start-day=5&start-month=9&start-year=2011", "").await;
    assert_eq!(school.status, 422, "{}", school.text);
    assert_eq!(service.position().await, before);
}

#[tokio::test]
async fn figures_are_told_by_promise_authority_phase_term_and_outcome() {
    let service = Service::start().await;
    let mut about = lodging();
    about["issues"][0]["guarantee"] = "PA-3.2".into();
    for _ in 0..12 {
        service.post("/v1/complaints", &service.token(PARENT), &about).await;
    }
    let page = service.see("/figures", "").await;
    for part in [
        "Complaints by local authority",
        "Barking and Dagenham</th><td>10</td>",
        "Primary</th><td>10</td>",
        "Autumn 2011</th><td>10</td>",
        "(PA-3.2)</th><td>10</td>",
    ] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    let told = service.see("/v1/statistics", "").await;
    let rows = told.json["kinds"].as_array().unwrap();
    assert!(rows.iter().all(|row| row["by"] != "school"), "a school is nobody's figure: {}", told.text);
    assert!(rows.iter().any(|row| row["by"] == "term" && row["value"] == "2011-autumn" && row["count"] == 10));
}

#[tokio::test]
async fn figures_are_bars_and_tables_and_small_ones_are_not_told() {
    let service = Service::start().await;
    for _ in 0..3 {
        service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
    }
    let few = service.see("/figures", "").await;
    assert!(few.text.contains("Complaints made") && few.text.contains("fewer than ten"), "{}", few.text);
    for _ in 0..10 {
        service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
    }
    let more = service.see("/figures", "").await;
    assert!(more.text.contains("<td>15</td>") && more.text.contains("<svg"), "{}", more.text);
}

#[tokio::test]
async fn the_api_is_documented_on_pages_of_our_own() {
    let service = Service::start().await;
    let list = service.see("/api", "").await;
    assert!(list.status == 200 && list.text.contains("href=\"/api/submit_complaint\""), "{}", list.text);
    let one = service.see("/api/submit_complaint", "").await;
    for part in ["POST /v1/complaints", "<code>school</code> *", "complainants", "Idempotency-Key", "201"] {
        assert!(one.text.contains(part), "{part}: {}", one.text);
    }
    assert_eq!(service.see("/api/nothing", "").await.status, 404);
}

/// Each page of the table that can be shown without the demo, with an example for each part of its path.
fn examples(case: &str) -> Vec<(String, Who)> {
    let read = |page: &pages::Page| {
        !matches!(page.used, Use::Sent | Use::Kept) && !matches!(page.who, Who::Demo | Who::Trusted | Who::Provided)
    };
    let table = pages::table().into_iter().filter(read);
    let fill = |path: &str| {
        path.replace("{complaint}", case)
            .replace("{action}", "raise-safeguarding-concern")
            .replace("{step}", "told")
            .replace("{operation}", "read_case")
    };
    table.map(|page| (fill(page.path), page.who)).collect()
}

#[tokio::test]
async fn every_page_has_one_heading_a_language_a_title_and_no_script_style_or_request_elsewhere() {
    let service = Service::start().await;
    let receipt = service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
    let case = receipt.json["complaint"].as_str().unwrap().to_owned();
    for (path, who) in examples(&case) {
        assert!(!path.contains('{'), "{path} has no example");
        let cookie = format!("redress={}", service.token(if path.starts_with("/complaints") { PARENT } else { CLERK }));
        let page = service.see(&path, &cookie).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text);
        for (part, times) in
            [("<h1", 1), ("<main id=\"main\"", 1), ("class=\"skip\"", 1), ("<html lang=\"en-GB\" dir=\"ltr\">", 1)]
        {
            assert_eq!(page.text.matches(part).count(), times, "{path}: {part}");
        }
        for tag in page.text.split('<').filter_map(|rest| rest.split('>').next()) {
            let foreign = tag.starts_with("script")
                || tag.starts_with("style")
                || tag.contains(" style=")
                || tag.contains("src=");
            assert!(!foreign && !tag.contains(" onclick"), "{path}: {tag}");
        }
        assert!(page.header("content-security-policy").starts_with("default-src 'none'"), "{path}");
        if who != Who::Anybody {
            let stranger = service.see(&path, "").await;
            assert!(
                matches!(stranger.status, 401 | 404) && stranger.text.contains("<title>Error: "),
                "{path}: {}",
                stranger.status
            );
        }
    }
}

#[tokio::test]
async fn every_label_names_a_field_and_every_field_of_every_form_has_a_label() {
    let service = Service::start().await;
    let receipt = service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
    let case = receipt.json["complaint"].as_str().unwrap().to_owned();
    let file = service.get(&format!("/v1/complaints/{case}/actions"), &service.token(CLERK)).await;
    let mut paths: Vec<String> = examples(&case).into_iter().map(|(path, _)| path).collect();
    for action in file.json["actions"].as_array().unwrap() {
        paths.push(format!("/cases/{case}/{}", action["action"].as_str().unwrap().replace('_', "-")));
    }
    for path in paths {
        let cookie = format!("redress={}", service.token(if path.starts_with("/complaints") { PARENT } else { CLERK }));
        let page = service.see(&path, &cookie).await;
        let values = |start: &str| -> Vec<String> {
            page.text.split(start).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
        };
        let ids = values(" id=\"");
        for (place, id) in ids.iter().enumerate() {
            assert!(!ids[..place].contains(id), "{path}: two things are called {id}");
        }
        for id in values("<label for=\"").iter().chain(&values("aria-labelledby=\"")) {
            assert!(ids.contains(id), "{path}: nothing is called {id}");
        }
        for id in values("aria-describedby=\"").iter().flat_map(|all| all.split(' ')) {
            assert!(ids.iter().any(|known| known == id), "{path}: nothing is called {id}");
        }
        let labels = values("<label for=\"");
        for start in [
            "<input id=\"",
            "<textarea id=\"",
            "<select id=\"",
            "<input type=\"radio\" id=\"",
            "<input type=\"checkbox\" id=\"",
        ] {
            for id in values(start) {
                assert!(labels.contains(&id), "{path}: {id} has no label");
            }
        }
    }
}

/// How many bytes of an answer travel, as a browser asks for it.
async fn weight(service: &Service, path: &str, cookie: &str) -> usize {
    let request = Request::get(path).header("cookie", cookie).header("accept-encoding", "gzip, deflate, br");
    let response = service.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), 200, "{path}");
    let headers: usize = response.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    headers + axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().len()
}

#[tokio::test]
async fn every_page_travels_with_its_styles_in_less_than_thirty_kilobytes() {
    let service = Service::start().await;
    let stories = stories::all().unwrap();
    service.app.clock.set(demo::start());
    let lodged = stories::play(&service.app, &service.router).await.unwrap();
    let demo = Demo::of(&service.app, &stories, &lodged).await.unwrap();
    let style = weight(&service, pages::STYLE, "").await;
    let mut heaviest = (0, String::new());
    let mut weigh = async |path: String, cookie: &str| {
        heaviest = heaviest.clone().max((style + weight(&service, &path, cookie).await, path));
    };
    for (path, _) in examples("x").into_iter().filter(|(_, who)| *who == Who::Anybody) {
        if !path.starts_with("/complain/") || path.ends_with("told") {
            weigh(path, "").await;
        }
    }
    let mut forms = BTreeSet::new();
    for somebody in demo.groups.iter().flat_map(|group| &group.people) {
        let token = service.token(&somebody.actor.to_string());
        let cookie = format!("redress={token}");
        weigh("/desk".to_owned(), &cookie).await;
        for case in lodged.values() {
            let actions = service.get(&format!("/v1/complaints/{case}/actions"), &token).await;
            if actions.status != 200 {
                continue;
            }
            weigh(format!("/complaints/{case}"), &cookie).await;
            weigh(format!("/cases/{case}"), &cookie).await;
            for action in actions.json["actions"].as_array().into_iter().flatten() {
                let action = action["action"].as_str().unwrap().replace('_', "-");
                if forms.insert(action.clone()) {
                    weigh(format!("/cases/{case}/{action}"), &cookie).await;
                }
            }
        }
    }
    assert!(heaviest.0 < 30 * 1024, "{heaviest:?} with {style} bytes of styles");
}

#[tokio::test]
async fn no_page_with_something_private_on_it_repeats_what_stands_in_its_address() {
    let service = Service::start().await;
    let receipt = service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
    let case = receipt.json["complaint"].as_str().unwrap().to_owned();
    let told = Request::post("/complain/told").header("content-type", "application/x-www-form-urlencoded");
    let begun = service.send(told.body(Body::from("told=yes")).unwrap()).await;
    let draft = begun.header("set-cookie").split(';').next().unwrap().to_owned();
    let names = ["only", "stage", "after", "done", "back", "lost", "lang", "code", "reference", "email", "x"];
    let query: String = names.iter().map(|name| format!("{name}=zanzibar&zanzibar={name}&")).collect();
    let private = |path: &str, who: Who| who != Who::Anybody || path.starts_with("/complain") || path == "/resume";
    for (path, _) in examples(&case).into_iter().filter(|(path, who)| private(path, *who)) {
        for who in [PARENT, CLERK] {
            let cookie = format!("{draft}; redress={}", service.token(who));
            let page = service.see(&format!("{path}?{query}"), &cookie).await;
            assert!(!page.text.contains("zanzibar"), "{path}");
        }
    }
}
