//! The codes that families hold: how they are made, read as people type them, and kept.

use crate::problem::Problem;
use crate::store::asked;
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use redress_domain::ComplaintId;
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::Arc;
use subtle::ConstantTimeEq;
use tokio::sync::Semaphore;

/// No I, L, O or U: a code can be read out over the telephone. Thirty-two letters, so five bits each.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many letters an access code has: eighty bits.
const LETTERS: usize = 16;
/// The most hashes that are made at once: each needs the memory its cost says, 19 MiB, and a crowd must not need all
/// there is.
const AT_ONCE: usize = 2;

/// An access code, as it is shown once: four groups of four letters.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessCode(String);

impl fmt::Debug for AccessCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessCode(***)")
    }
}

impl AccessCode {
    /// A code that nobody can guess.
    ///
    /// # Errors
    /// The machine has no randomness to give.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; LETTERS];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect()))
    }

    /// What somebody typed or pasted: in any case, with blanks and hyphens, O for 0, I or L for 1.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let letters: Option<String> =
            text.chars().filter(|letter| !gap(*letter)).take(LETTERS + 1).map(letter).collect();
        letters.filter(|letters| letters.len() == LETTERS).map(Self)
    }

    /// The code as people see it.
    #[must_use]
    pub fn shown(&self) -> String {
        let groups: Vec<_> = self.0.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
        groups.join("-")
    }
}

fn gap(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '\u{2010}'..='\u{2015}')
}

fn letter(typed: char) -> Option<char> {
    match typed.to_ascii_uppercase() {
        'O' => Some('0'),
        'I' | 'L' => Some('1'),
        letter => u8::try_from(letter).ok().filter(|byte| ALPHABET.contains(byte)).map(char::from),
    }
}

/// Six digits that are sent to somebody, from 000000 to 999999.
///
/// # Errors
/// The machine has no randomness to give.
pub fn six_digits() -> Result<String, getrandom::Error> {
    loop {
        let mut bytes = [0; 4];
        getrandom::fill(&mut bytes)?;
        let number = u32::from_le_bytes(bytes);
        // The rest of the range would make some codes likelier than others.
        if number < 4_294_000_000 {
            return Ok(format!("{:06}", number % 1_000_000));
        }
    }
}

/// Six digits as somebody typed or pasted them, with blanks and hyphens.
#[must_use]
pub fn read_six_digits(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|letter| !gap(*letter)).take(7).collect();
    (digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_digit())).then_some(digits)
}

/// How many letters the code of a draft has: 128 bits, four a letter.
const DRAFT_LETTERS: usize = 32;

/// A long code as people read it: in groups of four.
#[must_use]
pub fn in_fours(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The code of a draft as somebody typed or pasted it, in the form we write: small letters and digits alone.
#[must_use]
pub fn read_draft_code(text: &str) -> Option<String> {
    let letters = text.chars().filter(char::is_ascii_alphanumeric).take(DRAFT_LETTERS + 1);
    let code: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
    (code.len() == DRAFT_LETTERS).then_some(code)
}

/// A reference as somebody typed it, in the form we write.
#[must_use]
pub fn read_reference(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|letter| !gap(*letter)).take(13).collect();
    let letters: Option<String> = plain.get(2..)?.chars().map(letter).collect();
    let letters = letters.filter(|letters| letters.len() == 10 && plain[..2].eq_ignore_ascii_case("rd"))?;
    Some(format!("RD-{}-{}", &letters[..5], &letters[5..]))
}

/// Whether two texts are the same, in a time that does not tell where they differ.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

/// How access codes are hashed: Argon2id, at a cost that can be set, and no more at once than there is room for.
#[derive(Debug, Clone)]
pub struct Hashing {
    cost: Cost,
    turns: Arc<Semaphore>,
}

/// What one hash costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    /// How often the memory is gone through.
    pub passes: u32,
}

impl Cost {
    /// What the Open Worldwide Application Security Project asks for at least: 19 MiB, twice.
    pub const SAFE: Self = Self { memory: 19_456, passes: 2 };
    /// As little as there can be: for tests, which hash often and guard nobody.
    pub const LEAST: Self = Self { memory: 8, passes: 1 };
}

impl Default for Hashing {
    fn default() -> Self {
        Self::at(Cost::SAFE)
    }
}

impl Hashing {
    /// Hashing at this cost.
    #[must_use]
    pub fn at(cost: Cost) -> Self {
        // Half of the processors at the most: the rest is for those who are signed in.
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self { cost, turns: Arc::new(Semaphore::new((processors / 2).clamp(1, AT_ONCE))) }
    }

    /// The hash of a code for a case, as a PHC string.
    ///
    /// # Errors
    /// There is no memory for it.
    pub async fn hash(&self, complaint: ComplaintId, code: &AccessCode) -> Result<String, Problem> {
        self.run(self.cost, &complaint.to_string(), code).await
    }

    /// Which of some hashes is that of a code for a case. One hash is made however many there are, even
    /// none at all, so that the time does not tell who is on the case or whether it exists.
    ///
    /// # Errors
    /// There is no memory for it.
    pub async fn find(&self, case: &str, code: &AccessCode, hashes: &[&str]) -> Result<Option<usize>, Problem> {
        let mut costs: Vec<Cost> = hashes.iter().filter_map(|hash| cost_of(hash)).collect();
        costs.sort_unstable();
        costs.dedup();
        if costs.is_empty() {
            costs.push(self.cost);
        }
        let mut found = None;
        for cost in costs {
            let hash = self.run(cost, case, code).await?;
            found = hashes.iter().position(|known| same(known, &hash)).or(found);
        }
        Ok(found)
    }

    async fn run(&self, cost: Cost, case: &str, code: &AccessCode) -> Result<String, Problem> {
        asked("hash");
        let _turn = self.turns.acquire().await.map_err(Problem::internal)?;
        // The salt is the case's own. A random one would tell apart only people of one case, whose codes
        // are eighty random bits each; this one lets a code be looked for among them with a single hash.
        let salt = Sha256::digest(format!("redress/access-code/1\n{case}").as_bytes());
        let code = code.clone();
        let hashed = tokio::task::spawn_blocking(move || hash(cost, &salt[..16], code.0.as_bytes())).await;
        hashed.map_err(Problem::internal)?.map_err(Problem::internal)
    }
}

fn hash(cost: Cost, salt: &[u8], code: &[u8]) -> Result<String, argon2::Error> {
    let Cost { memory, passes } = cost;
    let mut output = [0; 32];
    let params = Params::new(memory, passes, 1, Some(output.len()))?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(code, salt, &mut output)?;
    let (salt, output) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(output));
    Ok(format!("$argon2id$v=19$m={memory},t={passes},p=1${salt}${output}"))
}

fn cost_of(hash: &str) -> Option<Cost> {
    let mut parts = hash.strip_prefix("$argon2id$v=19$m=")?.split('$').next()?.split(',');
    let memory = parts.next()?.parse().ok()?;
    let passes = parts.next()?.strip_prefix("t=")?.parse().ok()?;
    (parts.next() == Some("p=1")).then_some(Cost { memory, passes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed_or_pasted() {
        let code = AccessCode::random().unwrap();
        let shown = code.shown();
        assert_eq!((shown.len(), shown.matches('-').count()), (19, 3));
        for typed in [shown.clone(), shown.to_lowercase(), shown.replace('-', " "), format!(" {shown}\u{a0}\n")] {
            assert_eq!(AccessCode::read(&typed), Some(code.clone()), "{typed}");
        }
        assert_eq!(AccessCode::read("oil0-0000-0000-0000"), AccessCode::read("0110-0000-0000-0000"));
        for wrong in ["", "0000", "0000-0000-0000-000", "0000-0000-0000-0000-0", "000U-0000-0000-0000", "é"] {
            assert_eq!(AccessCode::read(wrong), None, "{wrong}");
        }
        assert_eq!(read_six_digits(" 123-4 56 ").as_deref(), Some("123456"));
        assert!(["12345", "1234567", "12345x", "१२३४५६"].iter().all(|wrong| read_six_digits(wrong).is_none()));
        assert_eq!(six_digits().unwrap().len(), 6);
    }

    #[test]
    fn a_reference_is_read_however_it_is_typed() {
        for typed in ["RD-7K3M9-QXC42", "rd 7k3m9 qxc42", "rd7k3m9qxc42"] {
            assert_eq!(read_reference(typed).as_deref(), Some("RD-7K3M9-QXC42"), "{typed}");
        }
        for wrong in ["", "RD", "RD-7K3M9-QXC4", "RX-7K3M9-QXC42", "RD-7K3M9-QXC422", "ÉÉ7K3M9-QXC42", "R€7K3M9QXC42"]
        {
            assert_eq!(read_reference(wrong), None, "{wrong}");
        }
    }

    #[tokio::test]
    async fn a_code_is_found_among_those_of_its_case_at_whatever_cost_they_were_hashed() {
        let case = ComplaintId(uuid::Uuid::from_u128(1));
        let (weak, less_weak) = (Hashing::at(Cost::LEAST), Hashing::at(Cost { memory: 16, passes: 2 }));
        let (one, two) = (AccessCode::random().unwrap(), AccessCode::random().unwrap());
        let hashes = [weak.hash(case, &one).await.unwrap(), less_weak.hash(case, &two).await.unwrap()];
        let hashes = hashes.each_ref().map(String::as_str);
        assert!(hashes[0].starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{}", hashes[0]);
        assert_eq!(weak.find(&case.to_string(), &one, &hashes).await.unwrap(), Some(0));
        assert_eq!(weak.find(&case.to_string(), &two, &hashes).await.unwrap(), Some(1));
        assert_eq!(weak.find("another case", &one, &hashes).await.unwrap(), None);
        assert_eq!(weak.find(&case.to_string(), &AccessCode::random().unwrap(), &hashes).await.unwrap(), None);
        assert_eq!(weak.find(&case.to_string(), &one, &[]).await.unwrap(), None);
    }
}
