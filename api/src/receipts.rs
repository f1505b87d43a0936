//! Receipts: one record of the log, with the proof that it is there, signed. Whoever has one can show that the record
//! was made and what it said, and anybody can check it without us: the formats are those of C2SP (signed-note,
//! tlog-checkpoint, tlog-proof), over a tree as in RFC 6962.

use crate::app::App;
use crate::asked::{Asked, Nothing, Reply};
use crate::cases;
use crate::files::File;
use crate::problem::{Kind, Pointed, Problem};
use crate::words::Words;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use base16ct::lower::encode_string as hex;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use jiff::Timestamp;
use redress_domain::clock::civil_date;
use redress_domain::{Action, Actor, ComplaintId, Recorded, Refused, policy};
use redress_projections::merkle::{self, Hash};
use redress_projections::proofs::{Proven, climb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a receipt begins with.
const PROOF: &str = "c2sp.org/tlog-proof@v1";
/// What a record begins with.
const RECORD: &str = "redress/1";
/// The kind of signature: Ed25519 over a note's text.
const ED25519: u8 = 1;
/// The most letters a receipt has.
pub const LONGEST: usize = 64 * 1024;
/// The most hashes that lead to a root.
const MOST_HASHES: usize = 63;

/// The key that signs where the log ends, and the name under which it does.
#[derive(Debug)]
pub struct LogKey {
    origin: String,
    key: SigningKey,
}

/// What signatures are checked with: the log's name and its public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogVerifier {
    origin: String,
    key: VerifyingKey,
}

/// What is wrong with a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// It is no receipt, or a part of it is missing.
    Garbled,
    /// It is of another service.
    Foreign,
    /// What was signed was altered, or somebody else signed it.
    Forged,
    /// The record is not the one that was signed.
    Altered,
    /// It is genuine, and the log does not hold it any more.
    Lost,
}

impl Flaw {
    /// The same in words.
    #[must_use]
    pub fn said(self, words: Words) -> String {
        words.say(match self {
            Self::Garbled => "receipt-garbled",
            Self::Foreign => "receipt-foreign",
            Self::Forged => "receipt-forged",
            Self::Altered => "receipt-altered",
            Self::Lost => "receipt-lost",
        })
    }
}

/// What a receipt says, once it is found to be genuine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Genuine {
    /// The record, as it was hashed.
    pub record: String,
    /// How many records the signed tree is over.
    pub size: u64,
    /// Its root.
    pub root: Hash,
}

impl LogKey {
    /// A key from a secret, for the log that is served at an address.
    #[must_use]
    pub fn new(secret: &[u8; 32], address: &str) -> Self {
        let origin = address.trim_end_matches('/');
        let origin = origin.split_once("://").map_or(origin, |(_, rest)| rest);
        // A space or a plus would end the name in what is written with it.
        let origin = origin.replace(|letter: char| letter.is_whitespace() || letter == '+', "-");
        Self { origin, key: SigningKey::from_bytes(secret) }
    }

    /// What checks what this signs.
    #[must_use]
    pub fn verifier(&self) -> LogVerifier {
        LogVerifier { origin: self.origin.clone(), key: self.key.verifying_key() }
    }

    /// The signed word on where the log ends (tlog-checkpoint).
    #[must_use]
    pub fn checkpoint(&self, size: u64, root: &Hash) -> String {
        let text = format!("{}\n{size}\n{}\n", self.origin, STANDARD.encode(root));
        let mut signed = self.verifier().number().to_vec();
        signed.extend(self.key.sign(text.as_bytes()).to_bytes());
        format!("{text}\n\u{2014} {} {}\n", self.origin, STANDARD.encode(signed))
    }

    /// The receipt of a record (tlog-proof), with the record itself in it.
    #[must_use]
    pub fn receipt(&self, proven: &Proven) -> String {
        let mut text = format!("{PROOF}\nextra {}\nindex {}\n", STANDARD.encode(&proven.record), proven.index);
        for hash in &proven.path {
            text += &STANDARD.encode(hash);
            text.push('\n');
        }
        format!("{text}\n{}", self.checkpoint(proven.size, &proven.root))
    }
}

impl LogVerifier {
    /// The number of the key under its name (signed-note).
    fn number(&self) -> [u8; 4] {
        let hash = Sha256::new().chain_update(&self.origin).chain_update([b'\n', ED25519]).chain_update(self.key);
        let [a, b, c, d, ..]: [u8; 32] = hash.finalize().into();
        [a, b, c, d]
    }

    /// Reads a key as it is displayed.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (origin, rest) = text.trim().split_once('+')?;
        let (_, key) = rest.split_once('+')?;
        let bytes = STANDARD.decode(key).ok()?;
        let (kind, key) = bytes.split_first()?;
        let key = VerifyingKey::from_bytes(key.try_into().ok()?).ok()?;
        let found = Self { origin: origin.into(), key };
        (*kind == ED25519 && found.to_string() == text.trim()).then_some(found)
    }

    /// What a receipt says, if it is genuine. Nothing is asked of the log.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, receipt: &str) -> Result<Genuine, Flaw> {
        // It may have been through a mail program or a printer's clipboard.
        let lines: Vec<&str> = receipt.lines().map(str::trim).skip_while(|line| line.is_empty()).collect();
        let mut lines = lines.into_iter();
        let mut next = || lines.next().ok_or(Flaw::Garbled);
        let decode = |text: &str| STANDARD.decode(text).map_err(|_| Flaw::Garbled);
        let hash = |text: &str| -> Result<Hash, Flaw> { decode(text)?.try_into().map_err(|_| Flaw::Garbled) };
        let number = |text: &str| text.parse::<u64>().map_err(|_| Flaw::Garbled);
        if receipt.len() > LONGEST || next()? != PROOF {
            return Err(Flaw::Garbled);
        }
        let record = decode(next()?.strip_prefix("extra ").ok_or(Flaw::Garbled)?)?;
        let index = number(next()?.strip_prefix("index ").ok_or(Flaw::Garbled)?)?;
        let mut path = Vec::new();
        loop {
            match next()? {
                "" => break,
                _ if path.len() == MOST_HASHES => return Err(Flaw::Garbled),
                line => path.push(hash(line)?),
            }
        }
        let (origin, size, root) = (next()?, next()?, next()?);
        if origin != self.origin {
            return Err(Flaw::Foreign);
        }
        if !next()?.is_empty() {
            return Err(Flaw::Garbled);
        }
        // Others may have signed it too: ours is the one that counts.
        let signed = loop {
            let line = next()?.strip_prefix('\u{2014}').ok_or(Flaw::Garbled)?.trim_start();
            let (name, signature) = line.split_once(' ').ok_or(Flaw::Garbled)?;
            let bytes = decode(signature)?;
            if name == self.origin && bytes.starts_with(&self.number()) {
                break bytes;
            }
        };
        let signature = signed.get(4..).and_then(|bytes| Signature::from_slice(bytes).ok()).ok_or(Flaw::Garbled)?;
        let text = format!("{origin}\n{size}\n{root}\n");
        self.key.verify_strict(text.as_bytes(), &signature).map_err(|_| Flaw::Forged)?;
        let (size, root) = (number(size)?, hash(root)?);
        if climb(merkle::leaf(&record), index, size, &path) != Some(root) {
            return Err(Flaw::Altered);
        }
        Ok(Genuine { record: String::from_utf8(record).map_err(|_| Flaw::Garbled)?, size, root })
    }
}

impl std::fmt::Display for LogVerifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let key = [&[ED25519], self.key.as_bytes().as_slice()].concat();
        write!(f, "{}+{}+{}", self.origin, hex(&self.number()), STANDARD.encode(key))
    }
}

/// What a receipt is of.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Noted {
    /// The record's place in the log, from 1.
    pub position: i64,
    /// When it was made.
    pub at: Timestamp,
    /// The reference of the complaint that it is about.
    pub reference: String,
    /// The name of what happened.
    pub event: String,
}

/// What was found of a receipt.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Whether it is genuine and the log still holds what it is of.
    pub whole: bool,
    /// What is wrong with it.
    pub flaw: Option<Flaw>,
    /// What it is of, where that can be told.
    pub of: Option<Noted>,
    /// The same in words.
    pub said: String,
}

impl Noted {
    /// Reads a record as it was hashed; none where it is not of a complaint.
    fn read(record: &str) -> Option<Self> {
        let mut lines = record.split('\n');
        let mut next = || lines.next();
        let (begins, _, position, kind, stream) = (next()?, next()?, next()?, next()?, next()?);
        let (_, event, _, at) = (next()?, next()?, next()?, next()?);
        if begins != RECORD || kind != "complaint" {
            return None;
        }
        Some(Self {
            position: position.parse().ok()?,
            at: Timestamp::from_microsecond(at.parse().ok()?).ok()?,
            reference: stream.parse::<ComplaintId>().ok()?.reference(),
            event: event.into(),
        })
    }
}

/// Looks at a receipt: is it genuine, and does the log still hold what it is of?
///
/// # Errors
/// The database fails.
pub async fn look_at(app: &App, receipt: &str, words: Words) -> Result<Finding, Problem> {
    let key = key(app)?.verifier();
    let (flaw, of) = match key.check(receipt) {
        Err(flaw) => (Some(flaw), None),
        Ok(genuine) => {
            let now = app.store.compare(genuine.size, genuine.size).await?;
            let held = now.is_some_and(|now| now.first == genuine.root);
            ((!held).then_some(Flaw::Lost), Noted::read(&genuine.record))
        }
    };
    let said = match (flaw, &of) {
        (None, Some(of)) => words.fill(
            "receipt-whole",
            &[
                ("reference", of.reference.clone()),
                ("day", words.day(civil_date(of.at))),
                ("position", of.position.to_string()),
            ],
        ),
        (None, None) => words.say("receipt-whole-other"),
        (Some(flaw), _) => flaw.said(words),
    };
    Ok(Finding { whole: flaw.is_none(), flaw, of, said })
}

fn key(app: &App) -> Result<&LogKey, Problem> {
    app.log_key.as_deref().ok_or_else(|| Kind::NotFound.into())
}

fn text(body: String) -> Response {
    let plain: [(HeaderName, HeaderValue); 2] = [
        (CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    (plain, body).into_response()
}

/// Answers where the log ends, signed.
///
/// # Errors
/// The database fails.
pub async fn read_checkpoint(asked: Asked<Nothing>) -> Result<Response, Problem> {
    let head = asked.app.store.head().await?;
    Ok(text(key(&asked.app)?.checkpoint(head.frontier.leaves(), &head.root)))
}

/// Two lengths of the log.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lengths {
    /// How many records the first tree is over.
    pub first: u64,
    /// How many the second is over: the whole log, if left out.
    pub second: Option<u64>,
}

/// The proof that one tree goes on from another (RFC 6962 §2.1.2), each hash in base64.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Consistency {
    /// How many records the first tree is over.
    pub first: u64,
    /// Its root.
    pub first_root: String,
    /// How many the second is over.
    pub second: u64,
    /// Its root.
    pub second_root: String,
    /// The hashes, the lowest first.
    pub path: Vec<String>,
}

/// Answers the proof that the log at one length goes on from what it was at another.
///
/// # Errors
/// It never had such lengths, or the database fails.
pub async fn prove_consistency(asked: Asked<Lengths>) -> Result<Reply<Consistency>, Problem> {
    let whole = asked.app.store.head().await?.frontier.leaves();
    let (first, second) = (asked.query.first, asked.query.second.unwrap_or(whole));
    let compared = asked.app.store.compare(first, second).await?.ok_or_else(|| {
        let words = format!("Give lengths from 1 to {whole}, the shorter one first.");
        Problem::at(Kind::BadQuery, vec![Pointed::new("first", words)])
    })?;
    Ok(Consistency {
        first,
        first_root: STANDARD.encode(compared.first),
        second,
        second_root: STANDARD.encode(compared.second),
        path: compared.path.iter().map(|hash| STANDARD.encode(hash)).collect(),
    }
    .into())
}

/// Of which line of the timeline.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptQuery {
    /// The line's version; the first, by which the complaint was made, if left out.
    pub version: Option<usize>,
}

/// The receipt of one line of the caller's timeline: of what they did themselves, or of anything, for who reads the
/// events.
///
/// # Errors
/// There is no such line, or it is somebody else's; or the database fails.
pub async fn receipt(app: &App, file: &File, caller: &Actor, version: usize) -> Result<String, Problem> {
    let line = line(file, caller, version).ok_or(Refused::NoSuchItem { what: "receipt for you" })?;
    let proven = app.store.prove(line.position).await?.ok_or(Kind::NotFound)?;
    Ok(key(app)?.receipt(&proven))
}

/// The line of a timeline of which somebody may have a receipt: one says all that was recorded, so it is for who did
/// it, and for who reads the events.
#[must_use]
pub fn line<'a>(file: &'a File, caller: &'a Actor, version: usize) -> Option<&'a Recorded> {
    let reads_all = policy::allow(caller, Action::ReadEvents, &file.complaint.facts).is_ok();
    let line = cases::told(file, caller).nth(version.checked_sub(1)?)?;
    (reads_all || line.actor.person == caller.person).then_some(line)
}

/// Answers a receipt, to keep.
///
/// # Errors
/// See [`receipt`].
pub async fn read_receipt(asked: Asked<ReceiptQuery>) -> Result<Response, Problem> {
    let version = asked.query.version.unwrap_or(1);
    Ok(text(receipt(&asked.app, asked.file()?, asked.caller()?, version).await?))
}

/// A receipt that somebody has.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// The whole text.
    #[schemars(length(max = 65536))]
    pub receipt: String,
}

/// Answers whether a receipt is genuine, and whether the log still holds what it is of.
///
/// # Errors
/// The database fails.
pub async fn check_receipt(asked: Asked<Nothing>, shown: Shown) -> Result<Reply<Finding>, Problem> {
    Ok(look_at(&asked.app, &shown.receipt, Words::english()).await?.into())
}
