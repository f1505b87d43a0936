//! The installation's secrets: from the environment, or from files that only their owner may read.

use crate::store::hex;
use std::fs::OpenOptions;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// How many bytes each secret has.
const BYTES: usize = 32;

/// The folder for secrets: beside the database where that is a file, here otherwise.
#[must_use]
pub fn folder(database: &str) -> PathBuf {
    let file = database.strip_prefix("sqlite:").map(|rest| rest.trim_start_matches("//"));
    let file = file
        .map(|rest| rest.split('?').next().unwrap_or_default())
        .filter(|file| !file.is_empty() && *file != ":memory:");
    match file {
        Some(file) => PathBuf::from(format!("{file}.secrets")),
        None => PathBuf::from("redress.secrets"),
    }
}

/// A secret by name: as given, or read from its file, which is made with fresh random bytes if it is new.
///
/// # Errors
/// What was given is not 64 hexadecimal digits; or the file cannot be read or made, or others may read it.
pub fn secret(folder: &Path, name: &str, given: Option<&str>) -> io::Result<[u8; BYTES]> {
    if let Some(text) = given {
        return parse(text).ok_or_else(|| invalid(format!("the secret \"{name}\" must be 64 hexadecimal digits")));
    }
    let path = folder.join(name);
    match OpenOptions::new().read(true).open(&path) {
        Ok(mut file) => {
            private(&file, &path)?;
            let mut text = String::new();
            file.read_to_string(&mut text)?;
            parse(&text).ok_or_else(|| invalid(format!("{} must hold 64 hexadecimal digits", path.display())))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => make(folder, &path),
        Err(error) => Err(error),
    }
}

fn make(folder: &Path, path: &Path) -> io::Result<[u8; BYTES]> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{}", hex(&bytes))?;
    file.sync_all()?;
    Ok(bytes)
}

fn parse(text: &str) -> Option<[u8; BYTES]> {
    let text = text.trim();
    if text.len() != 2 * BYTES || !text.is_ascii() {
        return None;
    }
    let mut bytes = [0; BYTES];
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * place..2 * place + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(unix)]
fn private(file: &std::fs::File, path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    if file.metadata()?.permissions().mode().trailing_zeros() >= 6 {
        return Ok(());
    }
    Err(invalid(format!("others may read {}: run chmod 600 on it", path.display())))
}

#[cfg(not(unix))]
fn private(_: &std::fs::File, _: &Path) -> io::Result<()> {
    Ok(())
}

fn invalid(words: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_live_beside_the_database() {
        assert_eq!(folder("sqlite://data/redress.db?mode=rwc"), PathBuf::from("data/redress.db.secrets"));
        assert_eq!(folder("sqlite:///var/redress.db"), PathBuf::from("/var/redress.db.secrets"));
        assert_eq!(folder("postgres://host/redress"), PathBuf::from("redress.secrets"));
    }

    #[test]
    fn a_secret_given_by_hand_is_checked() {
        assert!(secret(Path::new("unused"), "token", Some(&"0f".repeat(32))).is_ok());
        for bad in ["", "0f", &"0g".repeat(32), &"é".repeat(32)] {
            assert!(secret(Path::new("unused"), "token", Some(bad)).is_err());
        }
    }
}
