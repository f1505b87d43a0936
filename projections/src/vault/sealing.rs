//! How words are sealed, whoever's they are: salted, committed to, and bound to their place.

use crate::failed::Fault;
use base16ct::lower::encode_string as hex;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::fmt;
use zeroize::Zeroizing;

const NONCE: usize = 24;
const SALT: usize = 32;
const NAME: usize = 8;

pub(super) fn random<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(Fault::Random)?;
    Ok(bytes)
}

/// A key made of another for one use, and for one thing of that use.
pub(crate) fn derived(key: &[u8; 32], r#use: &str, of: &str) -> Result<[u8; 32], Fault> {
    let mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).map_err(|_| Fault::corrupt("a key has a wrong length"))?;
    Ok(mac.chain_update(r#use).chain_update(b"\n").chain_update(of).finalize().into_bytes().into())
}

pub(crate) fn seal(cipher: &XChaCha20Poly1305, plain: &[u8], place: &[u8]) -> Result<Vec<u8>, Fault> {
    seal_with(cipher, random()?, plain, place)
}

fn seal_with(cipher: &XChaCha20Poly1305, nonce: [u8; NONCE], plain: &[u8], place: &[u8]) -> Result<Vec<u8>, Fault> {
    let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: place });
    let sealed = sealed.map_err(|_| Fault::corrupt("a value could not be sealed"))?;
    Ok([&nonce[..], &sealed].concat())
}

/// None if it is not what was sealed for this place.
pub(crate) fn unseal(cipher: &XChaCha20Poly1305, sealed: &[u8], place: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: place }).ok().map(Zeroizing::new)
}

/// All that is random about one text, drawn at once: asking the system costs more than what is asked for. It is used
/// up by what is sealed with it.
pub struct Drawn {
    nonce: [u8; NONCE],
    salt: [u8; SALT],
    /// What is random about the name of its place.
    pub(super) name: [u8; NAME],
}

impl fmt::Debug for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Drawn(..)")
    }
}

impl Drawn {
    /// Draws.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn new() -> Result<Self, Fault> {
        let bytes = random::<{ NONCE + SALT + NAME }>()?;
        let mut drawn = Self { nonce: [0; NONCE], salt: [0; SALT], name: [0; NAME] };
        let (nonce, rest) = bytes.split_at(NONCE);
        let (salt, name) = rest.split_at(SALT);
        drawn.nonce.copy_from_slice(nonce);
        drawn.salt.copy_from_slice(salt);
        drawn.name.copy_from_slice(name);
        Ok(drawn)
    }
}

/// Words sealed under a key for a place, and the commitment to them: SHA-256 over a salt and the words, in
/// hexadecimal.
///
/// # Errors
/// They are more than can be sealed at once.
pub fn seal_words(drawn: Drawn, key: &[u8; 32], words: &str, place: &[u8]) -> Result<(Vec<u8>, String), Fault> {
    let mut plain = Zeroizing::new(Vec::with_capacity(SALT + words.len()));
    plain.extend_from_slice(&drawn.salt);
    plain.extend_from_slice(words.as_bytes());
    let sealed = seal_with(&XChaCha20Poly1305::new(key.into()), drawn.nonce, &plain, place)?;
    Ok((sealed, hex(&Sha256::digest(&*plain))))
}

/// What was sealed under this key for this place; none if it was not. See [`words`] for what it says.
#[must_use]
pub fn unseal_words(key: &[u8; 32], sealed: &[u8], place: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    unseal(&XChaCha20Poly1305::new(key.into()), sealed, place)
}

/// The words of what was unsealed; none if they are not what was committed to.
#[must_use]
pub fn words(plain: &[u8], commitment: &str) -> Option<String> {
    if hex(&Sha256::digest(plain)) != commitment {
        return None;
    }
    String::from_utf8(plain.get(SALT..)?.to_vec()).ok()
}
