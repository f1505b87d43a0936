//! The tokens that the service signs itself: a session, an attempt to sign in, and, where it is only
//! shown or tested, a bare statement of role, body and person.

use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use lru::LruCache;
use redress_domain::{AccessId, Actor};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

/// The most tokens that are known to be ours without another look.
const KNOWN: NonZeroUsize = NonZeroUsize::new(2_000).expect("it is not zero");

/// What a token of ours says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// Somebody on the family's side has signed in. It ends when everybody is put out of that access.
    Family {
        /// Through which access.
        access: AccessId,
        /// How often everybody had been put out of it by then.
        generation: i64,
    },
    /// A member of staff has signed in and chosen an office. It is good while they hold that office.
    Staff(Actor),
    /// A browser has gone to the identity provider, and will come back.
    Attempt {
        /// What it must bring back.
        state: String,
        /// What the provider must put into its answer.
        nonce: String,
        /// What proves that it is the same browser (RFC 7636).
        verifier: String,
    },
    /// A role, a body and a person, taken at its word: in the demo and in tests, nowhere else.
    Development(Actor),
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    says: Says,
    exp: i64,
}

/// The server's secret, with which tokens are signed and checked.
pub struct Keys {
    sign: EncodingKey,
    check: DecodingKey,
    rules: Validation,
    /// What the tokens say that were found to be ours, by their digests: people come again with the same one.
    known: Mutex<LruCache<[u8; 32], Claims>>,
    development: bool,
}

/// Why a token was not taken. Which reason it was is not told to the caller.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// It is not a token of ours, or of the identity provider.
    #[error("the token is not one that we know: {0}")]
    Garbled(#[from] Error),
    /// It is signed in a way in which none of ours is; it may be the identity provider's.
    #[error("the token is not signed as ours are")]
    Foreign,
    /// Its time is over.
    #[error("the token has expired")]
    Expired,
    /// It was good once, and is no more.
    #[error("the token was withdrawn")]
    Withdrawn,
    /// It is for something else, or somewhere else.
    #[error("the token is not for this")]
    Elsewhere,
    /// No key is known that could have signed it.
    #[error("no key of the provider fits the token")]
    NoKey,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(***)")
    }
}

impl Keys {
    /// Keys from a secret of at least 32 bytes. Development tokens are refused.
    #[must_use]
    pub fn new(secret: &[u8]) -> Self {
        let mut rules = Validation::new(Algorithm::HS256);
        // The library would ask the machine for the time; we ask our own clock, in `check`.
        rules.validate_exp = false;
        rules.validate_aud = false;
        let (sign, check) = (EncodingKey::from_secret(secret), DecodingKey::from_secret(secret));
        Self { sign, check, rules, known: Mutex::new(LruCache::new(KNOWN)), development: false }
    }

    /// The same keys where whoever holds the secret may act as anybody: the demo and tests.
    #[must_use]
    pub fn development(secret: &[u8]) -> Self {
        Self { development: true, ..Self::new(secret) }
    }

    /// A token that says something, good for a time.
    ///
    /// # Errors
    /// It cannot be signed.
    pub fn sign(&self, says: Says, now: Timestamp, lasts: SignedDuration) -> Result<String, Error> {
        let exp = now.as_second().saturating_add(lasts.as_secs());
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &Claims { says, exp }, &self.sign)
    }

    /// Whether a bare statement of role, body and person is believed: in the demo and in tests.
    #[must_use]
    pub fn takes_people_at_their_word(&self) -> bool {
        self.development
    }

    /// A development token for an actor, good for a time.
    ///
    /// # Errors
    /// There are none here, or it cannot be signed.
    pub fn issue(&self, actor: &Actor, now: Timestamp, lasts: SignedDuration) -> Result<String, Error> {
        if !self.development {
            return Err(ErrorKind::InvalidAlgorithm.into());
        }
        self.sign(Says::Development(actor.clone()), now, lasts)
    }

    /// What a token says.
    ///
    /// # Errors
    /// It is not ours, its time is over, or it is a development token and this is not the place for one.
    pub fn check(&self, token: &str, now: Timestamp) -> Result<Says, Unusable> {
        let digest = Sha256::digest(token.as_bytes()).into();
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let ours = known().get(&digest).cloned();
        let Claims { says, exp } = match ours {
            Some(claims) => claims,
            None => {
                let claims = self.read(token)?;
                known().put(digest, claims.clone());
                claims
            }
        };
        if exp <= now.as_second() {
            return Err(Unusable::Expired);
        }
        if matches!(says, Says::Development(_)) && !self.development {
            return Err(Unusable::Elsewhere);
        }
        Ok(says)
    }

    fn read(&self, token: &str) -> Result<Claims, Unusable> {
        match jsonwebtoken::decode(token, &self.check, &self.rules) {
            Ok(read) => Ok(read.claims),
            Err(error) if matches!(error.kind(), ErrorKind::InvalidAlgorithm) => Err(Unusable::Foreign),
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anybody() -> (Actor, Timestamp) {
        let actor = "head_teacher@school:100001/018f0000000070008000000000000001".parse().unwrap();
        (actor, "2011-09-05T09:00:00Z".parse().unwrap())
    }

    #[test]
    fn a_token_is_good_until_it_ends_and_only_under_its_own_secret() {
        let (actor, now) = anybody();
        let keys = Keys::development(&[7; 32]);
        let token = keys.issue(&actor, now, SignedDuration::from_hours(1)).unwrap();
        assert_eq!(keys.check(&token, now).unwrap(), Says::Development(actor));
        assert!(matches!(keys.check(&token, now + SignedDuration::from_hours(1)), Err(Unusable::Expired)));
        assert!(matches!(Keys::development(&[8; 32]).check(&token, now), Err(Unusable::Garbled(_))));
    }

    #[test]
    fn a_development_token_is_refused_where_the_service_is_no_demo() {
        let (actor, now) = anybody();
        let token = Keys::development(&[7; 32]).issue(&actor, now, SignedDuration::from_hours(1)).unwrap();
        let keys = Keys::new(&[7; 32]);
        assert!(matches!(keys.check(&token, now), Err(Unusable::Elsewhere)));
        assert!(keys.issue(&actor, now, SignedDuration::from_hours(1)).is_err());
        let session = keys.sign(Says::Staff(actor), now, SignedDuration::from_hours(1)).unwrap();
        assert!(keys.check(&session, now).is_ok());
    }
}
