//! The installation's secrets: from the environment, or from files that only their owner may read.

use base16ct::lower::encode_string as hex;
use redress_projections::{MasterKey, MasterKeys};
use std::fs::OpenOptions;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// How many bytes each secret has.
const BYTES: usize = 32;

/// The name of the file of the master keys.
const MASTER: &str = "master-key";

/// The master keys in a file: one a line, the one that wraps what is new first. It is read again when the
/// key is changed, and made with a fresh key if it is new.
#[derive(Debug, Clone)]
pub struct InFile {
    /// The folder of the secrets.
    pub folder: PathBuf,
}

/// The master keys as they were given, in a flag or the environment: separated by commas, the one that
/// wraps what is new first.
#[derive(Clone)]
pub struct Given(pub String);

/// The master keys as a program prints them, such as one that asks a key service: one a line, the one that
/// wraps what is new first. It is run again when the key is changed.
#[derive(Debug, Clone)]
pub struct Printed(pub String);

impl std::fmt::Debug for Given {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Given(..)")
    }
}

impl MasterKeys for InFile {
    fn load(&self) -> io::Result<Vec<MasterKey>> {
        let path = self.folder.join(MASTER);
        match read(&path) {
            Ok(text) => keys(&text, &path.display().to_string()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Ok(vec![MasterKey::new(make(&self.folder, &path)?)])
            }
            Err(error) => Err(error),
        }
    }
}

impl MasterKeys for Given {
    fn load(&self) -> io::Result<Vec<MasterKey>> {
        keys(&self.0, "the secret \"master-key\"")
    }
}

impl MasterKeys for Printed {
    fn load(&self) -> io::Result<Vec<MasterKey>> {
        let printed = std::process::Command::new("sh").arg("-c").arg(&self.0).stderr(Stdio::inherit()).output()?;
        if !printed.status.success() {
            return Err(io::Error::other(format!("the master key command ended with {}", printed.status)));
        }
        keys(&String::from_utf8_lossy(&printed.stdout), "what the master key command prints")
    }
}

impl InFile {
    /// Puts a fresh key before the others.
    ///
    /// # Errors
    /// The file cannot be read or replaced.
    pub fn add(&self) -> io::Result<()> {
        self.load()?;
        let before = read(&self.folder.join(MASTER))?;
        self.replace(&format!("{}\n{before}", hex(&random()?)))
    }

    /// Leaves only the first key. What is still wrapped under another is lost, so wrap it anew before.
    ///
    /// # Errors
    /// The file cannot be read or replaced.
    pub fn forget_old(&self) -> io::Result<()> {
        let before = read(&self.folder.join(MASTER))?;
        self.replace(&format!("{}\n", before.lines().next().unwrap_or_default()))
    }

    /// Replaces the file in one step, so that no moment is without a key.
    fn replace(&self, text: &str) -> io::Result<()> {
        let (path, fresh) = (self.folder.join(MASTER), self.folder.join("master-key.new"));
        match std::fs::remove_file(&fresh) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => write(&fresh, text)?,
        }
        std::fs::rename(&fresh, &path)?;
        std::fs::File::open(&self.folder)?.sync_all()
    }
}

/// Every key of a text, one a line or separated by commas.
fn keys(text: &str, place: &str) -> io::Result<Vec<MasterKey>> {
    let parts = text.split(['\n', ',']).map(str::trim).filter(|part| !part.is_empty());
    let wrong = || invalid(format!("{place} must hold 64 hexadecimal digits a key"));
    let keys: Vec<_> = parts.map(|part| parse(part).map(MasterKey::new).ok_or_else(wrong)).collect::<Result<_, _>>()?;
    if keys.is_empty() { Err(wrong()) } else { Ok(keys) }
}

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
    match read(&path) {
        Ok(text) => parse(&text).ok_or_else(|| invalid(format!("{} must hold 64 hexadecimal digits", path.display()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => make(folder, &path),
        Err(error) => Err(error),
    }
}

fn read(path: &Path) -> io::Result<String> {
    let mut file = OpenOptions::new().read(true).open(path)?;
    private(&file, path)?;
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    Ok(text)
}

fn random() -> io::Result<[u8; BYTES]> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bytes)
}

fn make(folder: &Path, path: &Path) -> io::Result<[u8; BYTES]> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    let bytes = random()?;
    write(path, &format!("{}\n", hex(&bytes)))?;
    Ok(bytes)
}

/// Writes a new file that only its owner may read.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
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

    #[test]
    fn master_keys_come_from_a_file_the_environment_or_a_program_the_newest_first() {
        let folder = std::env::temp_dir().join(format!("redress-secrets-{}", std::process::id()));
        let file = InFile { folder: folder.clone() };
        assert_eq!(file.load().map(|keys| keys.len()).ok(), Some(1));
        assert!(file.add().is_ok());
        let text = read(&folder.join(MASTER)).unwrap_or_default();
        assert_eq!((text.lines().count(), file.load().map(|keys| keys.len()).ok()), (2, Some(2)));
        assert!(file.forget_old().is_ok());
        assert_eq!(read(&folder.join(MASTER)).ok(), text.lines().next().map(|first| format!("{first}\n")));
        let _ = std::fs::remove_dir_all(folder);

        let (new, old) = ("0f".repeat(32), "0e".repeat(32));
        assert_eq!(Given(format!("{new},{old}")).load().map(|keys| keys.len()).ok(), Some(2));
        assert_eq!(Printed(format!("echo {new}; echo {old}")).load().map(|keys| keys.len()).ok(), Some(2));
        for bad in ["", "0f", &format!("{new},x")] {
            assert!(Given(bad.into()).load().is_err(), "{bad}");
        }
        assert!(Printed("false".into()).load().is_err());
        assert!(!format!("{:?}", Given(new.clone())).contains(&new));
    }
}
