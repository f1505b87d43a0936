//! Sends the messages that events ask for, and records once what became of each.
//!
//! The log is the queue: a message is on the list with the event that asks for it, and off it with the
//! event that says it went out. Between the two it may be sent twice, if the service is cut off there; so
//! each carries one number, by which a mail server or a reader knows it again.

use crate::app::App;
use crate::files::File;
use crate::problem::Problem;
use crate::reminders;
use crate::sign_in;
use crate::words::Words;
use askama::Template;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use lettre::message::Mailbox;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use redress_domain::ids::DeadlineNo;
use redress_domain::post::{self, Command, RecordDelivery, Trouble};
use redress_domain::{Actor, Body, Order, PersonId, Role};
use redress_projections::Job;
use redress_projections::views::outbox::{Letter, MessageRow};
use std::error::Error;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::{Duration, Instant, SystemTime};
use tokio::sync::watch;
use uuid::Uuid;

/// How often the list is looked at.
const TICK: Duration = Duration::from_secs(1);
/// How many messages are taken at once.
const MOST: u32 = 50;

/// How messages leave.
#[derive(Debug, Clone)]
pub enum Channel {
    /// As files in a folder: for the demo and for looking.
    Folder(PathBuf),
    /// Through a mail server.
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
}

impl FromStr for Channel {
    type Err = String;

    /// `folder:PATH`, `smtp://HOST:PORT` on this machine, or `smtps://USER:PASSWORD@HOST`.
    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(folder) = text.strip_prefix("folder:") {
            return Ok(Self::Folder(folder.into()));
        }
        let url = reqwest::Url::parse(text).map_err(|_| "give folder:PATH, smtp://HOST or smtps://HOST".to_owned())?;
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let here = host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let sealed = url.query_pairs().any(|(name, value)| name == "tls" && value == "required");
        // A code in the clear is a code for whoever listens.
        match url.scheme() {
            "smtps" => {}
            "smtp" if here || sealed => {}
            "smtp" => {
                return Err(
                    "a mail server elsewhere is spoken to over TLS: smtps://HOST, or smtp://HOST?tls=required".into()
                );
            }
            _ => return Err("give folder:PATH, smtp://HOST or smtps://HOST".into()),
        }
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(text).map_err(|error| error.to_string())?;
        Ok(Self::Smtp(Box::new(builder.timeout(Some(Duration::from_secs(20))).build())))
    }
}

/// Who carries messages, and in whose name.
#[derive(Debug, Clone)]
pub struct Carrier {
    /// How they leave.
    pub channel: Channel,
    /// The sender.
    pub from: Mailbox,
}

#[derive(Template)]
#[template(path = "letters/sign_in_code.txt")]
struct SignInCode {
    t: Words,
    code: String,
    until: String,
}

#[derive(Template)]
#[template(path = "letters/access_code_replaced.txt")]
struct AccessCodeReplaced {
    t: Words,
}

#[derive(Template)]
#[template(path = "letters/days_moved.txt")]
struct DaysMoved {
    t: Words,
    reference: String,
    days: Vec<String>,
}

#[derive(Template)]
#[template(path = "letters/copy_ready.txt")]
struct CopyReady {
    t: Words,
}

impl DaysMoved {
    /// The days as they are now: they may have moved again since the message was asked for. None where nothing is
    /// owed any more.
    fn of(t: Words, file: &File, moved: &[DeadlineNo]) -> Option<Self> {
        let clocks = file.complaint.deadlines.iter().filter(|clock| moved.contains(&clock.deadline) && clock.owed());
        let days: Vec<_> = clocks.filter_map(|clock| Some(t.due(&clock.rule, clock.unsealed().due?))).collect();
        (!days.is_empty()).then(|| Self { t, reference: file.id.reference(), days })
    }
}

impl Carrier {
    /// Sends one message, or says why not.
    async fn send(&self, app: &App, row: &MessageRow) -> Result<Result<(), Trouble>, Problem> {
        let file = app.store.file(row.access.complaint).await?;
        let Some(to) = row.to.clone().or_else(|| sign_in::told_at(&file, row.access.person)) else {
            return Ok(Err(Trouble::NoAddress));
        };
        let mut held = vec![to];
        if let Letter::SignInCode(code, until) = &row.letter {
            if app.clock.now() > *until {
                return Ok(Err(Trouble::TooLate));
            }
            held.push(code.clone());
        }
        let texts = app.store.open_texts(&held).await?;
        let mut texts = texts.into_iter().map(Option::unwrap_or_default);
        let Ok(to) = texts.next().unwrap_or_default().trim().parse::<Address>() else {
            return Ok(Err(Trouble::NoAddress));
        };
        let t = sign_in::words_for(&file, row.access.person);
        let (subject, text) = match &row.letter {
            Letter::SignInCode(_, until) => {
                let code = texts.next().unwrap_or_default();
                if code.len() < 6 {
                    return Ok(Err(Trouble::TooLate));
                }
                let until = until.to_zoned(TimeZone::get("Europe/London").map_err(Problem::internal)?);
                let until = until.strftime("%H:%M").to_string();
                let code = format!("{} {}", &code[..3], &code[3..]);
                ("letter-code-subject", SignInCode { t, code, until }.render())
            }
            Letter::AccessCodeReplaced => ("letter-replaced-subject", AccessCodeReplaced { t }.render()),
            Letter::DaysMoved(moved) => match DaysMoved::of(t, &file, moved) {
                Some(letter) => ("letter-moved-subject", letter.render()),
                None => return Ok(Err(Trouble::TooLate)),
            },
            Letter::CopyReady(_) => ("letter-copy-subject", CopyReady { t }.render()),
        };
        let text = text.map_err(Problem::internal)?;
        Ok(self.letter(&row.message, to, t.say(subject), text, app.clock.now()).await)
    }

    /// Sends a letter under a number, or says why not.
    pub(crate) async fn letter(
        &self,
        number: &str,
        to: Address,
        subject: String,
        text: String,
        now: Timestamp,
    ) -> Result<(), Trouble> {
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(subject)
            .message_id(Some(format!("<redress-{}@{}>", number.replace('/', "-"), self.from.email.domain())))
            .date(SystemTime::from(now))
            .body(text);
        self.carry(number, message.map_err(|_| Trouble::NoAddress)?).await
    }

    async fn carry(&self, number: &str, message: Message) -> Result<(), Trouble> {
        match &self.channel {
            Channel::Folder(folder) => {
                let file = folder.join(format!("{}.eml", number.replace('/', "-")));
                let written = async {
                    tokio::fs::create_dir_all(folder).await?;
                    tokio::fs::write(&file, message.formatted()).await
                };
                written.await.map_err(|error| {
                    tracing::warn!(%error, folder = %folder.display(), "A message could not be written");
                    Trouble::Unreachable
                })
            }
            Channel::Smtp(server) => match server.send(message).await {
                Ok(_) => Ok(()),
                Err(error) => {
                    // What a server says may repeat the address: its code is enough.
                    let code = error.status().map(|code| code.to_string()).unwrap_or_default();
                    tracing::warn!(code, number, "A message was not taken");
                    Err(if error.is_permanent() { Trouble::NotTaken } else { Trouble::Unreachable })
                }
            },
        }
    }
}

/// Sends what may go out now, and says how many messages were looked at.
///
/// # Errors
/// The database fails; what was not recorded is tried again.
pub async fn deliver(app: &App, carrier: &Carrier) -> Result<usize, Problem> {
    let rows = app.store.outbox(app.clock.now(), MOST).await?;
    for row in &rows {
        let trouble = carrier.send(app, row).await?.err();
        let command = Command::Record(RecordDelivery { trouble });
        let actor = Actor { role: Role::SystemClock, body: Body::Service, person: PersonId(Uuid::nil()) };
        let job = Job {
            stream: post::stream(&row.message),
            order: Order::Post(Box::new(command)),
            stamp: app.stamp(actor),
            expected: None,
            key: None,
            sealed: Vec::new(),
        };
        app.store.execute(job).await?;
    }
    Ok(rows.len())
}

/// Sends messages until it is told to stop; the one under way is finished.
pub async fn run(app: App, carrier: Carrier, mut stop: watch::Receiver<bool>) {
    let mut reminded: Option<Instant> = None;
    while !*stop.borrow() {
        if reminded.is_none_or(|at| at.elapsed() >= reminders::EVERY) {
            reminded = Some(Instant::now());
            if let Err(problem) = reminders::send(&app, &carrier).await {
                tracing::warn!(problem = problem.document().detail, "Could not look who is to be reminded");
            }
        }
        let busy = deliver(&app, &carrier).await.is_ok_and(|count| count > 0);
        if !busy {
            let _ = tokio::time::timeout(TICK, stop.wait_for(|stop| *stop)).await;
        }
    }
}

/// The carrier that the settings name.
///
/// # Errors
/// They name none that could be.
pub fn carrier(url: &str, from: &str) -> Result<Carrier, Box<dyn Error + Send + Sync>> {
    let channel = url.parse::<Channel>().map_err(|said| format!("--mail: {said}"))?;
    let from = from.parse().map_err(|error| format!("--mail-from: {error}"))?;
    Ok(Carrier { channel, from })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_mail_server_elsewhere_is_spoken_to_over_tls_or_not_at_all() {
        for good in [
            "folder:/tmp/post",
            "smtp://127.0.0.1:2525",
            "smtp://localhost",
            "smtps://u:p@mail.example.org",
            "smtp://mail.example.org?tls=required",
        ] {
            assert!(good.parse::<Channel>().is_ok(), "{good}");
        }
        for bad in ["smtp://mail.example.org", "mail.example.org", "http://127.0.0.1", ""] {
            assert!(bad.parse::<Channel>().is_err(), "{bad}");
        }
    }
}
