//! The command line: every option is a flag, an environment variable and a line of `--help` at once.

use crate::app::App;
use crate::clock::Clock;
use crate::codes::Cost;
use crate::members::Identity;
use crate::receipts::{LogKey, LogVerifier};
use crate::store::Store;
use crate::token::Keys;
use crate::words::Words;
use crate::{holidays, import, members, openapi, secrets, serve, terms};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::SignedDuration;
use jiff::civil::Date;
use redress_domain::law::{LaCode, Scheme};
use redress_domain::membership::GrantMembership;
use redress_domain::{Actor, Body, PersonId, Role, Urn};
use redress_projections::MasterKeys;
use std::error::Error;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::runtime::Runtime;
use uuid::Uuid;

/// Case files for complaints that a Pupil or Parent Guarantee was not kept: from the school, to the
/// Local Government Ombudsman, to the Secretary of State.
#[derive(Debug, Parser)]
#[command(name = "redress", version, about, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// Where the record is kept, and under which secrets.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// The database: `sqlite://FILE` or `postgres://USER@HOST/NAME`
    #[arg(
        long,
        env = "DATABASE_URL",
        default_value = "sqlite://redress.db",
        value_name = "URL",
        hide_env_values = true
    )]
    pub database: String,
    /// The folder for the secrets that are not given; made if it is new
    #[arg(long, env = "REDRESS_SECRETS", value_name = "FOLDER")]
    pub secrets: Option<PathBuf>,
    /// The key that wraps every person's key in the vault: 64 hexadecimal digits. While it is being changed,
    /// the new one, a comma, and the old one
    #[arg(long, env = "REDRESS_MASTER_KEY", hide_env_values = true, value_name = "HEX")]
    pub master_key: Option<String>,
    /// A command that prints that key, such as one that asks a key service
    #[arg(long, env = "REDRESS_MASTER_KEY_COMMAND", value_name = "COMMAND", conflicts_with = "master_key")]
    pub master_key_command: Option<String>,
    /// The key that signs tokens: 64 hexadecimal digits
    #[arg(long, env = "REDRESS_TOKEN_KEY", hide_env_values = true, value_name = "HEX")]
    pub token_key: Option<String>,
    /// The key that signs receipts: 64 hexadecimal digits
    #[arg(long, env = "REDRESS_LOG_KEY", hide_env_values = true, value_name = "HEX")]
    pub log_key: Option<String>,
}

/// Which course of the law is assumed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Course {
    /// The White Paper was carried out
    WhitePaper,
    /// What was really enacted, brought into force and repealed
    AsItWas,
}

impl From<Course> for Scheme {
    fn from(course: Course) -> Self {
        match course {
            Course::WhitePaper => Self::WhitePaper,
            Course::AsItWas => Self::AsItWas,
        }
    }
}

/// How to serve.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The address to listen on
    #[arg(long, env = "REDRESS_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub(crate) listen: SocketAddr,
    /// Show how it works: invented schools and stories on a manual clock. Only on this machine's own address
    #[arg(long)]
    pub(crate) demo: bool,
    /// Say on every page that the service is being worked on, and touch no database
    #[arg(long, conflicts_with = "demo")]
    pub(crate) maintenance: bool,
    /// Which course of the law is assumed
    #[arg(long, env = "REDRESS_SCHEME", value_enum, default_value = "white-paper")]
    pub(crate) scheme: Course,
    /// How many requests one address may make a minute, and half as many one credential; 0 for no limit
    #[arg(long, env = "REDRESS_REQUESTS_A_MINUTE", default_value_t = 1200, value_name = "NUMBER")]
    pub(crate) requests_a_minute: u32,
    /// The address of a proxy whose X-Forwarded-For is to be believed; may be given more than once
    #[arg(long = "trusted-proxy", env = "REDRESS_TRUSTED_PROXIES", value_delimiter = ',', value_name = "ADDRESS")]
    pub(crate) trusted_proxies: Vec<IpAddr>,
    #[command(flatten)]
    pub(crate) people: People,
    /// How many threads answer requests; one for every two processors if left out, as the database has the others
    #[arg(long, env = "REDRESS_THREADS", value_name = "NUMBER")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// How to write the log
    #[arg(long, env = "REDRESS_LOG_FORMAT", value_enum, default_value = "text")]
    pub(crate) log_format: LogFormat,
}

/// How people come in: staff by an identity provider, families by codes.
#[derive(Debug, Clone, Args)]
pub struct People {
    /// Where browsers reach the service, such as `https://redress.example.org`; the address it listens on if left out
    #[arg(long, env = "REDRESS_PUBLIC_URL", value_name = "URL")]
    pub(crate) public_url: Option<String>,
    /// The identity provider that staff sign in with (OpenID Connect): the "iss" of its tokens
    #[arg(long, env = "REDRESS_OIDC_ISSUER", value_name = "URL")]
    pub(crate) oidc_issuer: Option<String>,
    /// The name of this service at the provider
    #[arg(long, env = "REDRESS_OIDC_CLIENT", default_value = "redress", value_name = "NAME")]
    pub(crate) oidc_client: String,
    /// The secret of this service at the provider, where it has one
    #[arg(long, env = "REDRESS_OIDC_SECRET", hide_env_values = true, value_name = "TEXT")]
    pub(crate) oidc_secret: Option<String>,
    /// The "aud" of tokens for the API; the name at the provider if left out
    #[arg(long, env = "REDRESS_OIDC_AUDIENCE", value_name = "NAME")]
    pub(crate) oidc_audience: Option<String>,
    /// How messages leave: `folder:PATH`, `smtps://USER:PASSWORD@HOST`, or `smtp://HOST` on this machine; none leave if left out
    #[arg(long, env = "REDRESS_MAIL", hide_env_values = true, value_name = "URL")]
    pub(crate) mail: Option<String>,
    /// The sender of messages
    #[arg(long, env = "REDRESS_MAIL_FROM", default_value = "Redress <redress@localhost>", value_name = "ADDRESS")]
    pub(crate) mail_from: String,
    /// The memory that hashing an access code takes, in KiB
    #[arg(long, env = "REDRESS_HASH_MEMORY", default_value_t = Cost::SAFE.memory, value_name = "KIB", value_parser = clap::value_parser!(u32).range(7_168..=1_048_576))]
    pub(crate) hash_memory: u32,
    /// How often hashing goes through that memory
    #[arg(long, env = "REDRESS_HASH_PASSES", default_value_t = Cost::SAFE.passes, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=20))]
    pub(crate) hash_passes: u32,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people
    Text,
    /// One JSON object a line
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start the service
    Serve(Serve),
    /// Give somebody an office: the way in for the first who manages access
    Grant {
        #[command(flatten)]
        place: Place,
        /// The identity provider: the "iss" of its tokens
        #[arg(long, value_name = "URL")]
        issuer: String,
        /// The provider's name for them: the "sub" of their tokens
        #[arg(long, value_name = "NAME")]
        subject: String,
        /// The office
        #[arg(long, default_value = "administrator")]
        role: Role,
        /// The body: school:URN, authority:CODE, ombudsman, department or service
        #[arg(long, default_value = "service")]
        body: Body,
        /// The first day; today if left out
        #[arg(long, value_name = "YYYY-MM-DD")]
        from: Option<Date>,
        /// The last day, if it is known
        #[arg(long, value_name = "YYYY-MM-DD")]
        to: Option<Date>,
    },
    /// Print a development token for a role: only the demo takes it
    Token {
        #[command(flatten)]
        place: Place,
        /// The role, such as `head_teacher` or `intake_officer`
        #[arg(long)]
        role: Role,
        /// The body: family, school:URN, authority:CODE, ombudsman, department or service
        #[arg(long)]
        body: Body,
        /// The person's opaque number; a new one if left out
        #[arg(long, value_name = "UUID")]
        person: Option<Uuid>,
        /// How many hours it is good for
        #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(u16).range(1..=720))]
        hours: u16,
    },
    /// Print the API's document
    Openapi,
    /// Check a receipt without a service or a database: is it genuine, and what is it of
    CheckReceipt {
        /// The key that signs: `key` in the answer of /v1/head
        #[arg(long, value_name = "KEY", value_parser = verifier)]
        key: LogVerifier,
        /// The file of the receipt
        file: PathBuf,
    },
    /// Check that the record is whole and every view is what the log says
    Verify(Place),
    /// Fold every view anew from the log
    Rebuild(Place),
    /// Change the key that wraps every person's key, while the service goes on serving
    RotateMasterKey {
        #[command(flatten)]
        place: Place,
        /// Wrap what is left, and then throw the old key away
        #[arg(long)]
        forget_old: bool,
    },
    /// Read the register of schools from a Get Information About Schools extract (edubasealldata*.csv)
    ImportSchools {
        #[command(flatten)]
        place: Place,
        /// The file, as published: Windows-1252, with its own header names
        file: PathBuf,
    },
    /// Read the bank holidays of England and Wales, in the form that GOV.UK publishes
    ImportHolidays {
        #[command(flatten)]
        place: Place,
        /// The file or address, such as <https://www.gov.uk/bank-holidays.json>
        list: String,
    },
    /// Read the terms, training days and closures of a school or of an authority's schools, from CSV
    /// (kind,from,to,note) or iCalendar
    ImportTerms {
        #[command(flatten)]
        place: Place,
        /// The school that they are of, by its number (URN)
        #[arg(long, value_name = "URN", required_unless_present = "authority")]
        school: Option<u32>,
        /// The authority that they are of, by its code: they are published for each of its schools
        #[arg(long, value_name = "CODE", conflicts_with = "school")]
        authority: Option<u16>,
        /// The first day for which the file is complete
        #[arg(long, value_name = "DAY")]
        from: Date,
        /// The last day for which the file is complete
        #[arg(long, value_name = "DAY")]
        to: Date,
        /// The file
        file: PathBuf,
    },
}

/// What a subcommand may fail with: words for the person at the terminal.
pub type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

impl Place {
    /// The folder for the secrets.
    pub(crate) fn folder(&self) -> PathBuf {
        self.secrets.clone().unwrap_or_else(|| secrets::folder(&self.database))
    }

    /// The keys behind tokens.
    ///
    /// # Errors
    /// The secret cannot be had.
    pub fn keys(&self) -> std::io::Result<Keys> {
        Ok(Keys::new(&self.token_secret()?))
    }

    /// The same keys where whoever holds them may act as anybody: the demo.
    ///
    /// # Errors
    /// The secret cannot be had.
    pub fn development_keys(&self) -> std::io::Result<Keys> {
        Ok(Keys::development(&self.token_secret()?))
    }

    /// The key that signs receipts of the log served at an address.
    ///
    /// # Errors
    /// The secret cannot be had.
    pub fn log_key(&self, address: &str) -> std::io::Result<LogKey> {
        Ok(LogKey::new(&secrets::secret(&self.folder(), "log-key", self.log_key.as_deref())?, address))
    }

    fn token_secret(&self) -> std::io::Result<[u8; 32]> {
        secrets::secret(&self.folder(), "token-key", self.token_key.as_deref())
    }

    /// Opens the record.
    ///
    /// # Errors
    /// The secret cannot be had, or the database cannot be opened.
    pub async fn open(&self) -> Result<Store, Box<dyn Error + Send + Sync>> {
        Ok(Store::open(&self.database, self.keeper()).await?)
    }

    fn keeper(&self) -> Arc<dyn MasterKeys> {
        match (&self.master_key, &self.master_key_command) {
            (Some(given), _) => Arc::new(secrets::Given(given.clone())),
            (None, Some(command)) => Arc::new(secrets::Printed(command.clone())),
            (None, None) => Arc::new(secrets::InFile { folder: self.folder() }),
        }
    }

    /// Wraps everything under a new master key while the service goes on; or, once that is done everywhere,
    /// throws the old one away.
    async fn rotate(&self, forget_old: bool) -> Outcome {
        let file = secrets::InFile { folder: self.folder() };
        let in_file = self.master_key.is_none() && self.master_key_command.is_none();
        if in_file && !forget_old {
            file.add()?;
        }
        let store = self.open().await?;
        let done = store.rotate().await;
        store.close().await;
        println!("{} keys were wrapped anew; each is under the first master key now.", done?);
        if in_file && forget_old {
            file.forget_old()?;
            println!("The old master key is gone.");
        } else if in_file {
            println!("The old one is kept for those who still use it. In an hour, run this again with --forget-old.");
        }
        Ok(())
    }
}

/// Reads the command line and does what it asks for. What is wrong is told to the person at the terminal.
///
/// The runtime is started here and not in the program, which would compile the whole service once more.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match &cli.command {
        Command::Serve(how) => serve::threads(how.threads),
        _ => Runtime::new(),
    };
    match runtime.map_err(Into::into).and_then(|runtime| runtime.block_on(run(cli))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("redress: {error}");
            let mut cause = error.source();
            while let Some(inner) = cause {
                eprintln!("  because: {inner}");
                cause = inner.source();
            }
            ExitCode::FAILURE
        }
    }
}

fn verifier(text: &str) -> Result<LogVerifier, &'static str> {
    LogVerifier::parse(text).ok_or("this is no key as signed-note writes it, NAME+HEX+BASE64")
}

async fn run(cli: Cli) -> Outcome {
    let clock = Arc::new(Clock::System);
    match cli.command {
        Command::Serve(how) => serve::serve(how).await?,
        Command::Token { place, role, body, person, hours } => {
            let person = PersonId(person.map_or_else(|| clock.id(), Ok)?);
            let lasts = SignedDuration::from_hours(i64::from(hours));
            println!("{}", place.development_keys()?.issue(&Actor { role, body, person }, clock.now(), lasts)?);
        }
        Command::Grant { place, issuer, subject, role, body, from, to } => {
            let store = place.open().await?;
            let app = App::new(store.clone(), clock, place.keys()?, Scheme::WhitePaper);
            let identity = Identity { issuer, subject };
            let said = members::grant(&app, &identity, GrantMembership { role, body, from, to }).await;
            store.close().await;
            println!("{}", said.map_err(|problem| serve::told(&problem))?);
        }
        Command::CheckReceipt { key, file } => {
            let genuine = key.check(&std::fs::read_to_string(file)?).map_err(|flaw| flaw.said(Words::english()))?;
            println!("Genuine: the log was {} records long, and this was its last:\n{}", genuine.size, genuine.record);
        }
        Command::Openapi => print!("{}", openapi::yaml()?),
        Command::Verify(place) => {
            let store = place.open().await?;
            let said = store.verify(|_, _| {}).await;
            store.close().await;
            println!("{}", said?);
        }
        Command::Rebuild(place) => {
            let store = place.open().await?;
            let said = store.rebuild(|_, _| {}).await;
            store.close().await;
            println!("{}", said?);
        }
        Command::RotateMasterKey { place, forget_old } => place.rotate(forget_old).await?,
        Command::ImportSchools { place, file } => {
            serve::log_to_stderr(LogFormat::Text);
            let store = place.open().await?;
            let summary = import::file(&store, &clock, &file).await;
            store.close().await;
            println!("{}", summary?);
        }
        Command::ImportHolidays { place, list } => {
            serve::log_to_stderr(LogFormat::Text);
            let store = place.open().await?;
            let said = holidays::import(&store, &clock, &list).await;
            store.close().await;
            println!("{}", said?);
        }
        Command::ImportTerms { place, school, authority, from, to, file } => {
            let school = school.map(|urn| Body::School(Urn(urn)));
            let of = school.or(authority.map(|code| Body::Authority(LaCode(code))));
            let of = of.ok_or("name the school or the authority")?;
            let store = place.open().await?;
            let said = terms::import(&store, &clock, of, &file, terms::Covers { from, to }).await;
            store.close().await;
            println!("{}", said?);
        }
    }
    Ok(())
}
