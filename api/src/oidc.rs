//! Staff sign in with an identity provider of their own body (OpenID Connect): what it vouches for is
//! checked here. It says who somebody is, never what they may do.

use crate::codes;
use crate::members::Identity;
use crate::problem::Problem;
use crate::token::Unusable;
use jiff::Timestamp;
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, JwkSet, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::net::IpAddr;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// The algorithms a provider may sign with. What is not here is refused, "none" above all.
const ALGORITHMS: [Algorithm; 2] = [Algorithm::RS256, Algorithm::ES256];
/// How long keys are used without asking again: a key that the provider has withdrawn is out after that.
const FRESH: Duration = Duration::from_mins(10);
/// How long keys are used while the provider does not answer.
const STALE: Duration = Duration::from_hours(24);
/// How long a provider may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// The most bytes of an answer that are read.
const MOST_BYTES: usize = 256 * 1024;
/// By how many seconds the provider's clock may be ahead of ours.
const LEEWAY: i64 = 60;

/// Which provider is trusted, and who we are to it.
#[derive(Clone)]
pub struct Trust {
    /// The provider's address: the "iss" of its tokens, to the letter.
    pub issuer: String,
    /// Our name there.
    pub client: String,
    /// Our secret there, if we have one.
    pub secret: Option<String>,
    /// The "aud" of tokens that are meant for our API.
    pub audience: String,
    /// Where browsers reach us, such as `https://redress.example.org`.
    pub here: String,
    /// How long to wait before asking again for a key that is not known.
    pub pause: Duration,
}

impl std::fmt::Debug for Trust {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Trust({} as {})", self.issuer, self.client)
    }
}

/// A trusted provider, with the keys it signs with.
#[derive(Debug)]
pub struct Issuer {
    trust: Trust,
    http: reqwest::Client,
    known: RwLock<Option<Arc<Known>>>,
    asking: tokio::sync::Mutex<Option<Instant>>,
}

/// What a provider says of itself.
struct Known {
    authorize: String,
    token: String,
    keys: Vec<(Option<String>, Algorithm, DecodingKey)>,
    since: Instant,
}

impl std::fmt::Debug for Known {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Known({} keys)", self.keys.len())
    }
}

/// Why a provider cannot be asked. For the log alone.
#[derive(Debug, thiserror::Error)]
pub enum Unreachable {
    /// The network, or the provider's answer.
    #[error("the identity provider did not answer well: {0}")]
    Http(#[from] reqwest::Error),
    /// It is not what it should be.
    #[error("the identity provider's answer is wrong: {0}")]
    Wrong(&'static str),
}

#[derive(Deserialize)]
struct Discovery {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
    exp: i64,
    nbf: Option<i64>,
    nonce: Option<String>,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

/// Whether an address may be spoken to: over TLS, or on this machine.
fn safe(address: &str) -> bool {
    let Ok(url) = reqwest::Url::parse(address) else { return false };
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let loopback = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    url.scheme() == "https" || (url.scheme() == "http" && loopback)
}

/// Says once for the process which library does the cryptography of TLS. A second call changes nothing.
pub fn set_up_tls() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// A client for speaking to the provider: patient for a few seconds, and led nowhere else.
fn client() -> Result<reqwest::Client, reqwest::Error> {
    set_up_tls();
    reqwest::Client::builder().timeout(PATIENCE).redirect(reqwest::redirect::Policy::none()).build()
}

impl Issuer {
    /// A provider to be trusted. It is asked for its keys when the first token comes.
    ///
    /// # Errors
    /// Its address is neither over TLS nor on this machine, or TLS cannot be set up.
    pub fn new(trust: Trust) -> Result<Self, Unreachable> {
        if !safe(&trust.issuer) {
            return Err(Unreachable::Wrong("its address must begin with https://, or be on this machine"));
        }
        Ok(Self { trust, http: client()?, known: RwLock::default(), asking: tokio::sync::Mutex::default() })
    }

    /// The provider's own address.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.trust.issuer
    }

    fn at_hand(&self) -> Option<Arc<Known>> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What the provider says of itself: at hand, or asked for. One asks at a time, and not too often, so
    /// that nobody who makes up keys can make us knock at the provider's door without end.
    async fn ask(&self, seen: Option<Instant>) -> Result<Arc<Known>, Unusable> {
        let mut asking = self.asking.lock().await;
        match self.at_hand() {
            // Somebody was quicker.
            Some(known) if Some(known.since) != seen => return Ok(known),
            _ => {}
        }
        if asking.is_some_and(|last| last.elapsed() < self.trust.pause) {
            return Err(Unusable::NoKey);
        }
        *asking = Some(Instant::now());
        match self.fetch().await {
            Ok(known) => {
                let known = Arc::new(known);
                *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&known));
                Ok(known)
            }
            Err(error) => {
                tracing::warn!(%error, "The identity provider could not be asked for its keys");
                Err(Unusable::NoKey)
            }
        }
    }

    async fn known(&self) -> Result<Arc<Known>, Unusable> {
        match self.at_hand() {
            Some(known) if known.since.elapsed() < FRESH => Ok(known),
            Some(known) => match self.ask(Some(known.since)).await {
                Err(_) if known.since.elapsed() < STALE => Ok(known),
                asked => asked,
            },
            None => self.ask(None).await,
        }
    }

    async fn fetch(&self) -> Result<Known, Unreachable> {
        let address = format!("{}/.well-known/openid-configuration", self.trust.issuer.trim_end_matches('/'));
        let found: Discovery = read(self.http.get(address)).await?;
        if found.issuer != self.trust.issuer {
            return Err(Unreachable::Wrong("it calls itself by another name than the one that is trusted"));
        }
        for address in [&found.authorization_endpoint, &found.token_endpoint, &found.jwks_uri] {
            if !safe(address) {
                return Err(Unreachable::Wrong("one of its addresses is neither over TLS nor on this machine"));
            }
        }
        let set: JwkSet = read(self.http.get(&found.jwks_uri)).await?;
        let usable = set.keys.iter().filter(|key| key.common.public_key_use != Some(PublicKeyUse::Encryption));
        let keys = usable.filter_map(|key| {
            // The key says which algorithm it is for; a token cannot choose another.
            let algorithm = match &key.algorithm {
                AlgorithmParameters::RSA(_) => Algorithm::RS256,
                AlgorithmParameters::EllipticCurve(curve) if curve.curve == EllipticCurve::P256 => Algorithm::ES256,
                _ => return None,
            };
            Some((key.common.key_id.clone(), algorithm, DecodingKey::from_jwk(key).ok()?))
        });
        Ok(Known {
            keys: keys.collect(),
            authorize: found.authorization_endpoint,
            token: found.token_endpoint,
            since: Instant::now(),
        })
    }

    /// Who a token of the provider stands for: the digest that the record knows them by. With a nonce, it
    /// must be the identity token of that attempt to sign in.
    ///
    /// # Errors
    /// It is not signed by the provider, not meant for us, or its time is over or has not come.
    pub async fn check(&self, token: &str, now: Timestamp, nonce: Option<&str>) -> Result<String, Unusable> {
        let header = jsonwebtoken::decode_header(token)?;
        if !ALGORITHMS.contains(&header.alg) {
            return Err(Unusable::Garbled(ErrorKind::InvalidAlgorithm.into()));
        }
        let fits = |known: &Known| {
            let mut keys = known.keys.iter().filter(|(_, algorithm, _)| *algorithm == header.alg);
            let key = match &header.kid {
                Some(kid) => keys.find(|(known, ..)| known.as_ref() == Some(kid)),
                None => keys.next().filter(|_| keys.next().is_none()),
            };
            key.map(|(.., key)| key.clone())
        };
        let known = self.known().await?;
        let key = match fits(&known) {
            Some(key) => key,
            // A key we have not seen: the provider may have changed its keys.
            None => fits(&*self.ask(Some(known.since)).await?).ok_or(Unusable::NoKey)?,
        };
        let mut rules = Validation::new(header.alg);
        // The library would ask the machine for the time; we ask our own clock, below.
        rules.validate_exp = false;
        rules.validate_nbf = false;
        rules.set_issuer(&[&self.trust.issuer]);
        rules.set_audience(&[if nonce.is_some() { &self.trust.client } else { &self.trust.audience }]);
        rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        let claims = jsonwebtoken::decode::<Claims>(token, &key, &rules)?.claims;
        if claims.exp <= now.as_second() {
            return Err(Unusable::Expired);
        }
        let early = claims.nbf.is_some_and(|from| from > now.as_second().saturating_add(LEEWAY));
        let same = nonce.is_none_or(|nonce| claims.nonce.as_deref().is_some_and(|brought| codes::same(nonce, brought)));
        if early || !same {
            return Err(Unusable::Elsewhere);
        }
        Ok(Identity { issuer: self.trust.issuer.clone(), subject: claims.sub }.digest())
    }

    /// Where a browser goes to sign in, with what it must bring back.
    ///
    /// # Errors
    /// The provider cannot be asked.
    pub async fn way_in(&self, state: &str, nonce: &str, challenge: &str) -> Result<String, Problem> {
        let known = self.known().await.map_err(Problem::internal)?;
        let back = self.back();
        let query = [
            ("response_type", "code"),
            ("scope", "openid"),
            ("client_id", &self.trust.client),
            ("redirect_uri", &back),
            ("state", state),
            ("nonce", nonce),
            ("code_challenge", challenge),
            ("code_challenge_method", "S256"),
        ];
        let way = reqwest::Url::parse_with_params(&known.authorize, query).map_err(Problem::internal)?;
        Ok(way.into())
    }

    fn back(&self) -> String {
        format!("{}/staff/callback", self.trust.here.trim_end_matches('/'))
    }

    /// Who came back with a code, after the same browser went out with this verifier and nonce.
    ///
    /// # Errors
    /// The provider does not vouch for it, or cannot be asked.
    pub async fn came_back(&self, code: &str, verifier: &str, nonce: &str, now: Timestamp) -> Result<String, Unusable> {
        let known = self.known().await?;
        let back = self.back();
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &back),
            ("client_id", &self.trust.client),
            ("code_verifier", verifier),
        ];
        if let Some(secret) = &self.trust.secret {
            form.push(("client_secret", secret));
        }
        let tokens: Tokens = read(self.http.post(&known.token).form(&form)).await.map_err(|error| {
            tracing::info!(%error, "A code was not taken");
            Unusable::Elsewhere
        })?;
        self.check(&tokens.id_token, now, Some(nonce)).await
    }
}

/// Reads an answer that is not too long.
async fn read<T: DeserializeOwned>(request: reqwest::RequestBuilder) -> Result<T, Unreachable> {
    let mut response = request.send().await?.error_for_status()?;
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if bytes.len() + chunk.len() > MOST_BYTES {
            return Err(Unreachable::Wrong("it is too long"));
        }
        bytes.extend_from_slice(&chunk);
    }
    serde_json::from_slice(&bytes).map_err(|_| Unreachable::Wrong("it has not the form it should have"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_is_spoken_to_over_tls_or_on_this_machine() {
        for good in ["https://id.example.org", "http://127.0.0.1:3000/x", "http://localhost:1", "http://[::1]:2"] {
            assert!(safe(good), "{good}");
        }
        for bad in ["http://id.example.org", "http://127.0.0.1.example.org", "ftp://127.0.0.1", "file:///etc", "x"] {
            assert!(!safe(bad), "{bad}");
        }
    }
}
