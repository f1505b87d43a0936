//! The pages by which people come in, as a browser without scripts sees them.

use crate::families::{lodge, sending, waiting};
use axum::body::Body;
use axum::http::Request;
use jiff::SignedDuration;
use redress_api::demo::Demo;
use redress_api::oidc::{Issuer, Trust};
use redress_api::provider::{CLIENT, Provider};
use redress_api::{members, stories};
use redress_domain::membership::GrantMembership;
use redress_domain::{Body as Office, Role, Urn};
use redress_tests::http::{Answer, Service, lodging};
use std::sync::Arc;
use std::time::Duration;

/// The cookies an answer sets, as a browser sends them back.
fn cookies(answer: &Answer) -> String {
    let set = answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    set.filter_map(|value| value.split(';').next()).collect::<Vec<_>>().join("; ")
}

/// What stands between two marks of a page.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map(|(found, _)| found).expect("it is there")
}

#[tokio::test]
async fn the_page_after_sending_shows_the_access_code_once_and_it_opens_the_case_elsewhere() {
    let service = Service::start().await;
    let mut draft = String::new();
    for (step, fields) in [
        ("told", "told=yes"),
        ("who", "capacity=parent"),
        ("name", "name=Ann"),
        ("school", "search=Sunny&school=100001"),
        ("what", "account=No+help."),
        ("reach", "email=ann%40example.org"),
    ] {
        draft = cookies(&service.fill(&format!("/complain/{step}"), &draft, fields).await);
    }
    let sent = service.fill("/complain/check", &draft, "declared=yes").await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    for cookie in sent.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    }
    let (case, mine) = (sent.header("location").to_owned(), cookies(&sent));
    assert!(!case.contains("code"), "no code in an address");
    let page = service.see(&case, &mine).await;
    let code = between(&page.text, "Your access code</h2>\n  <p><strong dir=\"ltr\">", "</strong>").to_owned();
    assert!(page.header("set-cookie").starts_with("redress-code=;"), "it is shown this once");
    let session = mine.split("; ").find(|cookie| cookie.starts_with("redress=")).unwrap();
    assert!(!service.see(&case, session).await.text.contains(&code));

    let reference = between(&page.text, "<br><strong dir=\"ltr\">", "</strong>").to_owned();
    let wrong = service.fill("/sign-in", "", &format!("reference={reference}&code=x")).await;
    assert!(wrong.status == 422 && wrong.text.contains("<title>Error: ") && wrong.text.contains(&reference));
    service.app.clock.set(service.app.clock.now() + SignedDuration::from_secs(1));
    let entered = service.fill("/sign-in", "", &format!("reference={reference}&code={code}")).await;
    assert_eq!((entered.status, entered.header("location")), (303, case.as_str()), "{}", entered.text);
    let elsewhere = cookies(&entered);
    assert_ne!(elsewhere, session, "each sign-in has a token of its own");
    assert_eq!(service.see(&case, &elsewhere).await.status, 200);

    let replaced = service.fill("/access-code", &elsewhere, "").await;
    assert!(replaced.status == 200 && !replaced.text.contains(&code), "{}", replaced.text);
    let elsewhere = cookies(&replaced);
    assert_eq!(service.see(&case, session).await.status, 404, "who came in with the old code is out");
    assert_eq!(service.see(&case, &elsewhere).await.status, 200);
    assert_eq!(service.fill("/sign-out", &elsewhere, "").await.status, 303);
    assert_eq!(service.see(&case, &elsewhere).await.status, 404);
}

#[tokio::test]
async fn a_code_by_mail_can_be_pasted_and_the_page_does_not_tell_who_is_known() {
    let service = sending().await;
    let case = lodge(&service, &lodging()).await;
    let reference = case["reference"].as_str().unwrap();
    let pages: Vec<_> =
        [reference, "RD-00000-00000"].map(|reference| format!("reference={reference}&email=ada%40example.org")).into();
    let known = service.fill("/sign-in/code", "", &pages[0]).await;
    let unknown = service.fill("/sign-in/code", "", &pages[1]).await;
    assert_eq!(known.text, unknown.text.replace("RD-00000-00000", reference));
    drop(service.app.codes_on_their_way.acquire_many(64).await.unwrap());
    let code = waiting(&service.app).await.pop().unwrap().2;
    let pasted = format!("{}&code=%20{}%20{}", pages[0], &code[..3], &code[3..]);
    let entered = service.fill("/sign-in", "", &pasted).await;
    assert_eq!(entered.status, 303, "{}", entered.text);
    let empty = service.fill("/sign-in/code", "", "reference=&email=").await;
    assert_eq!(empty.status, 422);
}

#[tokio::test]
async fn forms_that_let_people_in_are_taken_from_our_own_pages_alone() {
    let service = sending().await;
    for path in ["/sign-in", "/sign-in/code", "/access-code", "/sign-out"] {
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "cross-site");
        assert_eq!(service.send(request.body(Body::from("reference=x")).unwrap()).await.status, 403, "{path}");
    }
    for path in ["/staff", "/staff/sign-in", "/staff/callback?code=x&state=y", "/development/jwks"] {
        assert_eq!(service.see(path, "").await.status, 404, "{path} is there only where a provider is trusted");
    }
}

/// The demo's provider over a real connection, with one clerk who is known.
async fn demo() -> (Service, String) {
    let mut service = Service::start().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let here = format!("http://{}", listener.local_addr().expect("an address"));
    let issuer = format!("{here}/development");
    let provider = Provider::new(&issuer, &format!("{here}/staff/callback")).expect("a key");
    let trust = Trust {
        issuer: issuer.clone(),
        client: CLIENT.into(),
        secret: None,
        audience: CLIENT.into(),
        here,
        pause: Duration::ZERO,
    };
    service.app.provider = Some(Arc::new(provider));
    service.app.issuer = Some(Arc::new(Issuer::new(trust).expect("a provider")));
    let lodged = stories::Lodged::new();
    let demo = Demo::of(&service.app, &stories::all().unwrap(), &lodged).await.expect("the people");
    service.app.demo = Some(Arc::new(demo));
    service.router = redress_api::router(service.app.clone());
    let router = service.router.clone();
    tokio::spawn(async move { axum::serve(listener, router).await });
    (service, issuer)
}

#[tokio::test]
async fn staff_sign_in_on_a_page_with_a_code_and_a_proof_and_choose_their_office() {
    let (service, issuer) = demo().await;
    let okafor = stories::person("ms-okafor").to_string();
    let go = service.see("/staff/sign-in", "").await;
    assert_eq!(go.status, 303, "{}", go.text);
    let way = go.header("location").to_owned();
    assert!(way.starts_with(&format!("{issuer}/authorize?")) && way.contains("code_challenge_method=S256"), "{way}");
    let (path, query) =
        (way.strip_prefix(issuer.strip_suffix("/development").unwrap()).unwrap(), way.split_once('?').unwrap().1);
    let choice = service.see(path, "").await;
    assert!(choice.status == 200 && choice.text.contains("Ms Okafor") && !choice.text.contains("Families"));
    let come_back = async |attempt: &str| {
        let chosen = service.fill("/development/authorize", "", &format!("{query}&subject={okafor}")).await;
        assert_eq!(chosen.status, 303, "{}", chosen.text);
        let back = chosen.header("location").split_once("/staff/").unwrap().1.to_owned();
        service.see(&format!("/staff/{back}"), attempt).await
    };
    let attempt = cookies(&go);
    assert_eq!(come_back(&attempt).await.status, 401, "she holds no office yet");
    for (role, body) in [(Role::HeadTeacher, Office::School(Urn(100_001))), (Role::Chair, Office::School(Urn(100_003)))]
    {
        let identity = members::Identity { issuer: issuer.clone(), subject: okafor.clone() };
        let office = GrantMembership { role, body, from: None, to: None };
        members::grant(&service.app, &identity, office).await.expect("an office");
    }
    assert_eq!(come_back("").await.status, 401, "another browser cannot come back in her place");
    let other = cookies(&service.see("/staff/sign-in", "").await);
    assert_eq!(come_back(&other).await.status, 401, "nor can the same one for another attempt");
    let entered = come_back(&attempt).await;
    assert_eq!((entered.status, entered.header("location")), (303, "/staff"), "{}", entered.text);
    let session = cookies(&entered);
    let page = service.see("/staff", &session).await;
    assert!(
        page.text.contains("You act as <strong>head teacher for Sunny Bank")
            && page.text.contains("Act as chair of the governing body for "),
        "{}",
        page.text
    );
    let changed = service.fill("/staff", &session, "as=chair%40school%3A100003").await;
    assert!(
        service.see("/staff", &cookies(&changed)).await.text.contains("You act as <strong>chair of the governing body")
    );
    assert_eq!(service.fill("/staff", &session, "as=commissioner%40ombudsman").await.status, 404);
}
