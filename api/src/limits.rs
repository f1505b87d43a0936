//! How much one address and one credential may ask, so that nobody can wear the service out or guess codes fast.
//!
//! The address is that of the connection. A header is believed only from a proxy that was named at the start.

use crate::app::App;
use crate::problem::{Kind, Problem};
use axum::extract::{ConnectInfo, Request};
use axum::http::header::{AUTHORIZATION, COOKIE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use sha2::{Digest, Sha256};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::time::Duration;

/// The most addresses and credentials that are remembered before those that are quiet are forgotten.
const MOST_KEYS: usize = 20_000;
/// A credential may use this part of what its address may, since a school's people share one address.
const PART_OF_ONE: u32 = 2;
/// What is sent without a credential may be this part: lodging, signing in.
const PART_OF_UNKNOWN: u32 = 20;

/// Who may ask how much.
pub struct Limits {
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    unknown: DefaultKeyedRateLimiter<IpAddr>,
    credentials: DefaultKeyedRateLimiter<[u8; 32]>,
    proxies: Vec<IpAddr>,
    clock: DefaultClock,
}

impl std::fmt::Debug for Limits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Limits").field("proxies", &self.proxies).finish_non_exhaustive()
    }
}

impl Limits {
    /// Limits of so many requests a minute from one address, a quarter of them at once.
    #[must_use]
    pub fn new(a_minute: NonZeroU32, proxies: Vec<IpAddr>) -> Self {
        let quota = |part: u32| {
            let part = |whole: u32| NonZeroU32::new(whole / part).unwrap_or(NonZeroU32::MIN);
            Quota::per_minute(part(a_minute.get())).allow_burst(part(a_minute.get().div_ceil(4)))
        };
        Self {
            addresses: RateLimiter::dashmap(quota(1)),
            unknown: RateLimiter::dashmap(quota(PART_OF_UNKNOWN)),
            credentials: RateLimiter::dashmap(quota(PART_OF_ONE)),
            proxies,
            clock: DefaultClock::default(),
        }
    }

    /// How long to wait, if this is too much.
    fn wait(&self, from: IpAddr, method: &Method, path: &str, headers: &HeaderMap) -> Option<Duration> {
        self.forget();
        let reads = method == Method::GET || method == Method::HEAD;
        let wait = |asked: Result<(), governor::NotUntil<_>>| Some(asked.err()?.wait_time_from(self.clock.now()));
        let key = network(from);
        wait(self.addresses.check_key(&key)).or_else(|| match credential(headers) {
            Some(digest) if reads || !guesses(path) => wait(self.credentials.check_key(&digest)),
            None if reads => None,
            _ => wait(self.unknown.check_key(&key)),
        })
    }

    fn forget(&self) {
        if self.addresses.len() + self.credentials.len() + self.unknown.len() > MOST_KEYS {
            self.addresses.retain_recent();
            self.credentials.retain_recent();
            self.unknown.retain_recent();
        }
    }

    /// Where a request comes from: the connection's other end or, if that is a proxy of ours, the last
    /// address that a proxy of ours was spoken to from.
    fn origin(&self, connection: IpAddr, headers: &HeaderMap) -> IpAddr {
        let forwarded = headers.get_all(HeaderName::from_static("x-forwarded-for")).iter();
        let hops: Vec<&str> =
            forwarded.filter_map(|value| value.to_str().ok()).flat_map(|text| text.split(',')).collect();
        let mut origin = connection.to_canonical();
        for hop in hops.into_iter().rev() {
            if !self.proxies.contains(&origin) {
                break;
            }
            let Ok(before) = hop.trim().parse::<IpAddr>() else { break };
            origin = before.to_canonical();
        }
        origin
    }
}

/// Whoever has one address of an IPv6 network has all 2^64 of them.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
        IpAddr::V4(_) => address,
    }
}

/// Whether codes are tried at an address. What is shown there beside them may be anything that a caller made up.
fn guesses(path: &str) -> bool {
    path.starts_with("/sign-in") || path.starts_with("/v1/sign-in") || path == "/resume"
}

/// A digest of what a request shows to say who it is from; whether it is any good is not asked yet.
fn credential(headers: &HeaderMap) -> Option<[u8; 32]> {
    let shown = headers.get(AUTHORIZATION).or_else(|| headers.get(COOKIE))?;
    Some(Sha256::digest(shown.as_bytes()).into())
}

/// The answer to whoever asks too often, who is to wait; none to others.
pub fn refusal(app: &App, request: &Request) -> Option<Response> {
    let limits = app.limits.as_deref()?;
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>()?.0.ip();
    let (method, path, headers) = (request.method(), request.uri().path(), request.headers());
    let wait = limits.wait(limits.origin(peer, headers), method, path, headers)?;
    let seconds = HeaderValue::from(wait.as_secs() + 1);
    Some(Problem::from(Kind::TooOften).header(RETRY_AFTER, seconds).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(a_minute: u32, proxies: &[&str]) -> Limits {
        let proxies = proxies.iter().map(|proxy| proxy.parse().unwrap()).collect();
        Limits::new(NonZeroU32::new(a_minute).unwrap(), proxies)
    }

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    #[test]
    fn no_header_makes_a_sender_somebody_else_unless_a_proxy_of_ours_says_so() {
        let limits = limits(60, &["10.0.0.1", "10.0.0.2"]);
        let origin = |peer: &str, forwarded: &str| {
            let headers =
                headers(&[("x-forwarded-for", forwarded), ("forwarded", "for=9.9.9.9"), ("x-real-ip", "9.9.9.9")]);
            limits.origin(peer.parse().unwrap(), &headers).to_string()
        };
        assert_eq!(origin("8.8.8.8", "1.2.3.4"), "8.8.8.8");
        assert_eq!(origin("10.0.0.1", "1.2.3.4"), "1.2.3.4");
        assert_eq!(origin("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2"), "1.2.3.4", "what came before was made up");
        assert_eq!(origin("10.0.0.1", "6.6.6.6, nonsense"), "10.0.0.1");
        assert_eq!(origin("::ffff:10.0.0.1", "1.2.3.4"), "1.2.3.4");
    }

    #[test]
    fn an_address_a_credential_and_a_stranger_each_have_their_measure() {
        let asked_at = |path: &str, headers: &HeaderMap, method: Method, from: &dyn Fn(u32) -> String| {
            let limits = limits(400, &[]);
            let granted = |turn: &u32| limits.wait(from(*turn).parse().unwrap(), &method, path, headers).is_none();
            (0..300).filter(granted).count()
        };
        let asked = |headers: &HeaderMap, method, from: &dyn Fn(u32) -> String| asked_at("/", headers, method, from);
        let (nobody, somebody) = (HeaderMap::new(), headers(&[("authorization", "Bearer x")]));
        let one = |_| "1.2.3.4".to_owned();
        assert!((100..110).contains(&asked(&nobody, Method::GET, &one)));
        assert!((50..60).contains(&asked(&somebody, Method::GET, &one)));
        assert!((5..10).contains(&asked(&nobody, Method::POST, &one)));
        for path in ["/sign-in", "/sign-in/code", "/v1/sign-in", "/v1/sign-in-codes", "/resume"] {
            let tries = asked_at(path, &somebody, Method::POST, &one);
            assert!((5..10).contains(&tries), "{path}: who makes up a credential may try codes as often as anybody");
        }
        let many = |turn| format!("1.2.{}.{}", turn / 250, turn % 250);
        assert!((50..60).contains(&asked(&somebody, Method::GET, &many)), "one credential from many addresses");
        assert!((100..110).contains(&asked(&nobody, Method::GET, &|turn| format!("2001:db8::{turn:x}"))));
    }
}
