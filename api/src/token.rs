//! The signed development token that says in which role, for which body and as whom somebody acts.

use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use redress_domain::{Actor, Body, PersonId, Role};
use serde::{Deserialize, Serialize};

/// What a token says.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// The role.
    pub role: Role,
    /// The body.
    pub body: Body,
    /// The person, by opaque number.
    pub person: PersonId,
    /// When it ends, in seconds of Unix time.
    pub exp: i64,
}

/// The server's secret, with which tokens are signed and checked.
pub struct Keys {
    sign: EncodingKey,
    check: DecodingKey,
    rules: Validation,
}

/// Why a token was not taken. Which reason it was is not told to the caller.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// It is not a token of ours.
    #[error("the token is not one of ours: {0}")]
    Garbled(#[from] jsonwebtoken::errors::Error),
    /// Its time is over.
    #[error("the token has expired")]
    Expired,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(***)")
    }
}

impl Keys {
    /// Keys from a secret of at least 32 bytes.
    #[must_use]
    pub fn new(secret: &[u8]) -> Self {
        let mut rules = Validation::new(Algorithm::HS256);
        // The library would ask the machine for the time; we ask our own clock, in `check`.
        rules.validate_exp = false;
        rules.validate_aud = false;
        Self { sign: EncodingKey::from_secret(secret), check: DecodingKey::from_secret(secret), rules }
    }

    /// A token for an actor, good for a time.
    ///
    /// # Errors
    /// It cannot be signed.
    pub fn issue(
        &self,
        actor: &Actor,
        now: Timestamp,
        lasts: SignedDuration,
    ) -> Result<String, jsonwebtoken::errors::Error> {
        let exp = now.as_second().saturating_add(lasts.as_secs());
        let claims = Claims { role: actor.role, body: actor.body, person: actor.person, exp };
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.sign)
    }

    /// Who a token speaks for.
    ///
    /// # Errors
    /// It is not ours, or its time is over.
    pub fn check(&self, token: &str, now: Timestamp) -> Result<Actor, Unusable> {
        let Claims { role, body, person, exp } =
            jsonwebtoken::decode::<Claims>(token, &self.check, &self.rules)?.claims;
        if exp <= now.as_second() {
            return Err(Unusable::Expired);
        }
        Ok(Actor { role, body, person })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_until_it_ends_and_only_under_its_own_secret() {
        let actor: Actor = "head_teacher@school:100001/018f0000000070008000000000000001".parse().unwrap();
        let now: Timestamp = "2011-09-05T09:00:00Z".parse().unwrap();
        let keys = Keys::new(&[7; 32]);
        let token = keys.issue(&actor, now, SignedDuration::from_hours(1)).unwrap();
        assert_eq!(keys.check(&token, now).unwrap(), actor);
        assert!(matches!(keys.check(&token, now + SignedDuration::from_hours(1)), Err(Unusable::Expired)));
        assert!(matches!(Keys::new(&[8; 32]).check(&token, now), Err(Unusable::Garbled(_))));
    }
}
