//! An identity provider for the demo and for tests: real OpenID Connect, with people who are made up.
//!
//! Whoever comes here may sign in as any of them, so it is there only with `--demo`, which listens on
//! this machine's own address and on no other.

use crate::codes;
use crate::problem::Problem;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// The name under which this service is known to the provider.
pub const CLIENT: &str = "redress";
/// The most codes that wait to be redeemed.
const MOST: usize = 100;

/// What stands before the 32 bytes of a private key on the curve P-256 (RFC 5208, RFC 5915).
const PKCS8: [u8; 35] = [
    0x30, 0x41, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A,
    0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x04, 0x27, 0x30, 0x25, 0x02, 0x01, 0x01, 0x04, 0x20,
];

/// A code that waits to be redeemed.
#[derive(Debug)]
struct Waiting {
    subject: String,
    nonce: String,
    challenge: String,
    until: Timestamp,
}

/// What a browser brings when it comes to sign in.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Who sends it.
    pub client: String,
    /// Where it wants to go back to.
    pub back: String,
    /// What it must bring back.
    pub state: String,
    /// What must stand in the identity token.
    pub nonce: String,
    /// The SHA-256 of what it will prove itself by.
    pub challenge: String,
}

/// The provider.
pub struct Provider {
    issuer: String,
    back: String,
    kid: String,
    key: EncodingKey,
    waiting: Mutex<BTreeMap<String, Waiting>>,
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Provider({})", self.issuer)
    }
}

fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What a browser sends ahead of its proof (RFC 7636, S256).
#[must_use]
pub fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}

impl Provider {
    /// A provider with a new key, which sends browsers back to one address alone.
    ///
    /// # Errors
    /// The machine has no randomness to give.
    pub fn new(issuer: &str, back: &str) -> Result<Self, getrandom::Error> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret)?;
        let key = EncodingKey::from_ec_der(&[&PKCS8[..], &secret].concat());
        Ok(Self { issuer: issuer.into(), back: back.into(), kid: random()?, key, waiting: Mutex::default() })
    }

    /// What it says of itself.
    #[must_use]
    pub fn discovery(&self) -> Value {
        let issuer = &self.issuer;
        json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/jwks"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "code_challenge_methods_supported": ["S256"],
        })
    }

    /// The key it signs with, for whoever checks.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keys(&self) -> Result<Value, Problem> {
        let mut key = Jwk::from_encoding_key(&self.key, Algorithm::ES256).map_err(Problem::internal)?;
        key.common.key_id = Some(self.kid.clone());
        Ok(json!({ "keys": [key] }))
    }

    /// Signs any claims at all.
    ///
    /// # Errors
    /// They cannot be signed.
    pub fn sign(&self, claims: &Value) -> Result<String, Problem> {
        let header = Header { kid: Some(self.kid.clone()), ..Header::new(Algorithm::ES256) };
        jsonwebtoken::encode(&header, claims, &self.key).map_err(Problem::internal)
    }

    /// Whether a browser comes from where it should.
    #[must_use]
    pub fn takes(&self, wanted: &Wanted) -> bool {
        wanted.client == CLIENT && wanted.back == self.back && !wanted.challenge.is_empty()
    }

    /// Lets somebody sign in, and says where their browser goes.
    ///
    /// # Errors
    /// The machine has no randomness to give, or the address is none.
    pub fn let_in(&self, subject: &str, wanted: &Wanted, now: Timestamp) -> Result<String, Problem> {
        let code = random()?;
        let until = now + SignedDuration::from_mins(1);
        let (nonce, challenge) = (wanted.nonce.clone(), wanted.challenge.clone());
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|_, one| one.until >= now);
        if waiting.len() < MOST {
            waiting.insert(code.clone(), Waiting { subject: subject.into(), nonce, challenge, until });
        }
        let query = [("code", code.as_str()), ("state", &wanted.state)];
        Ok(reqwest::Url::parse_with_params(&self.back, query).map_err(Problem::internal)?.into())
    }

    /// The identity token for a code, once, for the browser that can prove itself.
    ///
    /// # Errors
    /// It cannot be signed.
    pub fn redeem(&self, code: &str, verifier: &str, now: Timestamp) -> Result<Option<String>, Problem> {
        let found = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(code);
        let good = |one: &Waiting| one.until >= now && codes::same(&one.challenge, &challenge(verifier));
        let Some(one) = found.filter(good) else { return Ok(None) };
        let claims = json!({
            "iss": self.issuer, "aud": CLIENT, "sub": one.subject, "nonce": one.nonce,
            "iat": now.as_second(), "exp": now.as_second() + 300,
        });
        self.sign(&claims).map(Some)
    }
}
