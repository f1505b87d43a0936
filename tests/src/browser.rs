//! A browser without a script: it keeps cookies and fills in the public form.

use crate::http::{Answer, Service};
use axum::body::Body;
use axum::http::{Request, request};

/// A browser that fills in the form.
#[derive(Debug, Clone)]
pub struct Browser<'a> {
    service: &'a Service,
    cookies: Vec<(String, String)>,
}

impl<'a> Browser<'a> {
    /// One that has never been here.
    pub fn new(service: &'a Service) -> Self {
        Self { service, cookies: Vec::new() }
    }

    /// One that has a cookie already.
    pub fn with_cookie(mut self, name: &str, value: &str) -> Self {
        self.cookies.retain(|(known, _)| known != name);
        self.cookies.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends a request with its cookies, and keeps those of the answer.
    pub async fn send(&mut self, request: request::Builder, body: &str) -> Answer {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header("cookie", cookies.join("; ")).header("sec-fetch-site", "same-origin");
        let answer = self.service.send(request.body(Body::from(body.to_owned())).expect("a request")).await;
        for set in answer.headers.get_all("set-cookie") {
            let set = set.to_str().expect("a cookie is text");
            let (name, value) = set.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        answer
    }

    /// Opens a page.
    pub async fn see(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), "").await
    }

    /// Answers one page of the form.
    pub async fn say(&mut self, step: &str, fields: &str) -> Answer {
        let post =
            Request::post(format!("/complain/{step}")).header("content-type", "application/x-www-form-urlencoded");
        self.send(post, fields).await
    }

    /// Answers every page up to the last, and returns where the last one led.
    pub async fn fill_in(&mut self) -> String {
        let mut at = String::new();
        for (step, fields) in ANSWERS {
            let said = self.say(step, fields).await;
            assert_eq!(said.status, 303, "{step}: {}", said.text);
            said.header("location").clone_into(&mut at);
        }
        at
    }
}

/// What a parent answers on every page but the last.
pub const ANSWERS: [(&str, &str); 11] = [
    ("told", "told=no"),
    ("who", "capacity=parent"),
    ("name", "name=Ann+Example"),
    ("child", "pupil_name=Ben+Example&looked_after=yes"),
    ("school", "search=Sunny&school=100001"),
    ("promise", "promises=PA-3.2"),
    ("what", "account=No+help.&happened-day=2&happened-month=September&happened-year=2011"),
    ("asked", "asked=A+meeting"),
    ("wanted", "wanted=An+apology"),
    ("reach", "email=ann%40example.org&safe_contact=Only+by+day"),
    ("help", "adjustments=Large+print&spoken=Welsh"),
];
