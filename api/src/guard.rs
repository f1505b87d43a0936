//! The headers that keep an answer safe in a browser, and the check that a form came from our own pages.

use crate::problem::{Kind, Problem};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::Response;

const POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Adds the security headers to every answer. Nothing is stored by anyone unless a handler says so.
pub fn headers(response: &mut Response) {
    let fixed: [(HeaderName, &'static str); 6] = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    let headers = response.headers_mut();
    headers.extend(fixed.map(|(name, value)| (name, HeaderValue::from_static(value))));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.append(VARY, HeaderValue::from_static("authorization, cookie"));
}

/// Refuses a form that a browser sent from another site.
///
/// # Errors
/// It comes from elsewhere.
pub fn same_site(headers: &HeaderMap) -> Result<(), Problem> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let ours = match text(HeaderName::from_static("sec-fetch-site")) {
        Some(site) => site == "same-origin" || site == "none",
        // An older browser names at least the origin; a program that names neither carries no cookies of a person.
        None => match text(ORIGIN) {
            Some(origin) => origin.split_once("://").map(|(_, host)| host) == text(HOST),
            None => !headers.contains_key(ORIGIN),
        },
    };
    if ours { Ok(()) } else { Err(Kind::Elsewhere.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_from_another_site_is_refused() {
        let check = |pairs: &[(&'static str, &'static str)]| {
            let headers =
                pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
            same_site(&headers.collect()).is_ok()
        };
        assert!(check(&[("sec-fetch-site", "same-origin")]));
        assert!(!check(&[("sec-fetch-site", "cross-site"), ("host", "a"), ("origin", "http://a")]));
        assert!(check(&[("host", "a:1"), ("origin", "http://a:1")]));
        assert!(!check(&[("host", "a:1"), ("origin", "http://b:1")]));
        assert!(!check(&[("host", "a"), ("origin", "null")]));
        assert!(check(&[]));
    }
}
