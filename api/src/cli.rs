//! The command line: every option is a flag, an environment variable and a line of `--help` at once.

use crate::clock::Clock;
use crate::store::Store;
use crate::token::Keys;
use crate::{import, openapi, secrets, serve};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::SignedDuration;
use redress_domain::law::Scheme;
use redress_domain::{Actor, Body, PersonId, Role};
use std::error::Error;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
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
    /// The key that wraps every person's key in the vault: 64 hexadecimal digits
    #[arg(long, env = "REDRESS_MASTER_KEY", hide_env_values = true, value_name = "HEX")]
    pub master_key: Option<String>,
    /// The key that signs tokens: 64 hexadecimal digits
    #[arg(long, env = "REDRESS_TOKEN_KEY", hide_env_values = true, value_name = "HEX")]
    pub token_key: Option<String>,
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
    /// Which course of the law is assumed
    #[arg(long, env = "REDRESS_SCHEME", value_enum, default_value = "white-paper")]
    pub(crate) scheme: Course,
    /// How many requests one address may make a minute, and half as many one credential; 0 for no limit
    #[arg(long, env = "REDRESS_REQUESTS_A_MINUTE", default_value_t = 1200, value_name = "NUMBER")]
    pub(crate) requests_a_minute: u32,
    /// The address of a proxy whose X-Forwarded-For is to be believed; may be given more than once
    #[arg(long = "trusted-proxy", env = "REDRESS_TRUSTED_PROXIES", value_delimiter = ',', value_name = "ADDRESS")]
    pub(crate) trusted_proxies: Vec<IpAddr>,
    /// How to write the log
    #[arg(long, env = "REDRESS_LOG_FORMAT", value_enum, default_value = "text")]
    pub(crate) log_format: LogFormat,
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
    /// Print a development token for a role
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
    /// Check that the record is whole and every view is what the log says
    Verify(Place),
    /// Fold every view anew from the log
    Rebuild(Place),
    /// Read the register of schools from a Get Information About Schools extract (edubasealldata*.csv)
    ImportSchools {
        #[command(flatten)]
        place: Place,
        /// The file, as published: Windows-1252, with its own header names
        file: PathBuf,
    },
}

/// What a subcommand may fail with: words for the person at the terminal.
pub type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

impl Place {
    fn folder(&self) -> PathBuf {
        self.secrets.clone().unwrap_or_else(|| secrets::folder(&self.database))
    }

    /// The keys behind tokens.
    ///
    /// # Errors
    /// The secret cannot be had.
    pub fn keys(&self) -> std::io::Result<Keys> {
        Ok(Keys::new(&secrets::secret(&self.folder(), "token-key", self.token_key.as_deref())?))
    }

    /// Opens the record.
    ///
    /// # Errors
    /// The secret cannot be had, or the database cannot be opened.
    pub async fn open(&self) -> Result<Store, Box<dyn Error + Send + Sync>> {
        let master = secrets::secret(&self.folder(), "master-key", self.master_key.as_deref())?;
        Ok(Store::open(&self.database, master).await?)
    }
}

/// Runs what the command line asks for.
///
/// # Errors
/// In words for the person at the terminal.
pub async fn run(cli: Cli) -> Outcome {
    let clock = Arc::new(Clock::System);
    match cli.command {
        Command::Serve(how) => serve::serve(how).await?,
        Command::Token { place, role, body, person, hours } => {
            let person = PersonId(person.map_or_else(|| clock.id(), Ok)?);
            let lasts = SignedDuration::from_hours(i64::from(hours));
            println!("{}", place.keys()?.issue(&Actor { role, body, person }, clock.now(), lasts)?);
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
        Command::ImportSchools { place, file } => {
            serve::log_to_stderr(LogFormat::Text);
            let store = place.open().await?;
            let summary = import::file(&store, &clock, &file).await;
            store.close().await;
            println!("{}", summary?);
        }
    }
    Ok(())
}
