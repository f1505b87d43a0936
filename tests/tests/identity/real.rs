//! Signing in with an OpenID provider of another make: npm's `oidc-provider`.

use axum::body::Body;
use axum::http::Request;
use redress_api::members::{Identity, grant};
use redress_api::oidc::{Issuer, Trust, set_up_tls};
use redress_api::provider::challenge;
use redress_api::{Clock, Keys};
use redress_domain::membership::GrantMembership;
use redress_domain::{Body as Office, Role, Urn};
use redress_tests::http::Service;
use redress_tests::support::{node, python};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

const HERE: &str = "http://127.0.0.1:9";

struct Other {
    child: Child,
    issuer: String,
    // Where nobody listened any more, what it says later would end it.
    _said: Lines<BufReader<ChildStdout>>,
}

impl Drop for Other {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn other(algorithm: &str) -> Option<Other> {
    let folder = node("oidc-provider")?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/servers/provider.mjs");
    let back = format!("{HERE}/staff/callback");
    let mut command = Command::new("node");
    command.current_dir(folder).args([script, &back, algorithm]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().expect("node starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let issuer = lines.next().expect("a first line").expect("its address");
    Some(Other { child, issuer, _said: lines })
}

/// Goes where a browser is sent, with its cookies, until it is sent back to us.
async fn browse(way: &str) -> String {
    set_up_tls();
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    let (mut way, mut jar) = (reqwest::Url::parse(way).expect("an address"), BTreeMap::new());
    for _ in 0..10 {
        if way.as_str().starts_with(HERE) {
            return way.into();
        }
        let cookies: Vec<_> = jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let answer = http.get(way.clone()).header("cookie", cookies.join("; ")).send().await.expect("an answer");
        for cookie in answer.headers().get_all("set-cookie") {
            let pair = cookie.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
        let next = answer.headers().get("location").and_then(|to| to.to_str().ok()).map(ToOwned::to_owned);
        let Some(next) = next else { panic!("stuck at {way}: {}", answer.text().await.unwrap_or_default()) };
        way = way.join(&next).expect("an address");
    }
    panic!("sent round and round");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_sign_in_with_a_provider_of_another_make_whichever_way_it_signs() {
    for algorithm in ["RS256", "ES256"] {
        let Some(other) = other(algorithm) else { return };
        let trust = Trust {
            issuer: other.issuer.clone(),
            client: "redress".into(),
            secret: None,
            audience: "redress".into(),
            here: HERE.into(),
            pause: Duration::ZERO,
        };
        let service = Service::with(|app| {
            app.clock = Arc::new(Clock::System);
            app.keys = Arc::new(Keys::new(&[9; 32]));
            app.issuer = Some(Arc::new(Issuer::new(trust).expect("a provider")));
        })
        .await;
        let identity = Identity { issuer: other.issuer.clone(), subject: "ann".into() };
        let office = GrantMembership { role: Role::Clerk, body: Office::School(Urn(100_001)), from: None, to: None };
        grant(&service.app, &identity, office).await.expect("an office");

        let go = service.send(Request::get("/staff/sign-in").body(Body::empty()).unwrap()).await;
        assert_eq!(go.status, 303, "{}", go.text);
        let attempt = go.header("set-cookie").split(';').next().unwrap().to_owned();
        let back = browse(go.header("location")).await;
        let back = back.strip_prefix(HERE).unwrap();
        let entered = service.send(Request::get(back).header("cookie", attempt).body(Body::empty()).unwrap()).await;
        assert_eq!((entered.status, entered.header("location")), (303, "/staff"), "{algorithm}: {}", entered.text);

        // The same person's token, sent to the API.
        let verifier = "a-verifier-that-is-long-enough-to-be-one-by-the-standard";
        let way = format!(
            "{}/auth?response_type=code&scope=openid&client_id=redress&state=x&code_challenge={}&code_challenge_method=S256&redirect_uri={HERE}/staff/callback",
            other.issuer,
            challenge(verifier)
        );
        let back = reqwest::Url::parse(&browse(&way).await).unwrap();
        let code = back.query_pairs().find(|(name, _)| name == "code").expect("a code").1.into_owned();
        let callback = format!("{HERE}/staff/callback");
        let form = [
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("code_verifier", verifier),
            ("client_id", "redress"),
            ("redirect_uri", &callback),
        ];
        let tokens = reqwest::Client::new().post(format!("{}/token", other.issuer)).form(&form).send().await.unwrap();
        let tokens: serde_json::Value = tokens.json().await.unwrap();
        let listed = service.get("/v1/complaints", tokens["id_token"].as_str().expect("a token")).await;
        assert_eq!(listed.status, 200, "{algorithm}: {}", listed.text);
    }
}

/// A suite that left the others out must not pass for one that met them.
#[test]
fn other_makes_were_tested_in_ci() {
    if std::env::var_os("REDRESS_REQUIRE_OTHERS").is_some_and(|value| !value.is_empty()) {
        assert!(python("aiosmtpd").is_some() && node("oidc-provider").is_some(), "start the tests with tests/run");
    }
}
