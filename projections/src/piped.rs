//! The connections to PostgreSQL on which statements do not wait for one another. The writer sends a whole transaction
//! as one run of messages with a single request for answers at its end, so that a batch costs one round trip and one
//! waking of each side, however many statements and views it has; the next run may be begun before the answers to one
//! have come. A reader asks several questions so.
//!
//! sqlx waits for each statement's answer before it sends the next, and other drivers have each statement answered
//! at once: at one writer, two processes that wake one another were most of the time of a command. And what sqlx does
//! with each value of each row was a tenth of the time of a timeline. Migrations, rebuilds, and servers that ask for a
//! password or TLS go through sqlx.

use crate::db::{BEGIN, Row, Sql, Value};
use crate::failed::Fault;
use crate::quiet::Quiet;
use crate::row::Cells;
use bytes::BytesMut;
use lru::LruCache;
use postgres_protocol::IsNull;
use postgres_protocol::message::backend::{ErrorFields, Message};
use postgres_protocol::message::frontend::{self, BindError};
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use std::collections::VecDeque;
use std::io;
use std::num::NonZeroUsize;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};

// The parts of the protocol's traits that a reader of fields needs.
use fallible_iterator::FallibleIterator;

/// The most prepared statements that are kept.
const STATEMENTS: NonZeroUsize = NonZeroUsize::new(800).expect("it is not zero");
/// How much may wait to be written before it is written without being asked for.
const ROOMY: usize = 64 * 1024;
/// How much is read at once, at the least: the answers to a whole run.
const READ: usize = 8 * 1024;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// It writes. Whatever the writer asks for, it asks for by its key: a plan that was made once is good for ever, and
    /// a table that is still small must not teach it to read the whole of it.
    Write,
    /// It reads.
    Read,
}

impl Use {
    /// The name that the server is told, and its settings.
    fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Write => ("redress writer", "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off"),
            Self::Read => ("redress", ""),
        }
    }
}

const INT8: u32 = 20;
const BYTEA: u32 = 17;
const TEXT: u32 = 25;

/// What went wrong on such a line.
#[derive(Debug, thiserror::Error)]
pub enum Cut {
    /// The server refuses.
    #[error("{code}: {said}")]
    Refused {
        /// SQLSTATE.
        code: String,
        /// What the server said.
        said: String,
    },
    /// A statement before this one was refused, and the transaction with it.
    #[error("an earlier statement of the transaction was refused")]
    Earlier,
    /// The line is gone, or speaks another language.
    #[error(transparent)]
    Line(#[from] io::Error),
}

impl Cut {
    fn refused(mut fields: ErrorFields<'_>) -> Result<Self, io::Error> {
        let (mut code, mut said) = (String::new(), String::new());
        while let Some(field) = fields.next()? {
            let value = String::from_utf8_lossy(field.value_bytes());
            match field.type_() {
                b'C' => code = value.into_owned(),
                b'M' => said.insert_str(0, &value),
                b'D' | b'H' => said.extend(["; ", &*value]),
                _ => {}
            }
        }
        Ok(Self::Refused { code, said })
    }
}

fn strange(what: &str) -> Cut {
    Cut::Line(io::Error::new(io::ErrorKind::InvalidData, what))
}

trait Stream: AsyncRead + AsyncWrite + Send + Sync + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Sync + Unpin> Stream for S {}

/// A run of statements, which ends with one request for answers.
#[derive(Default)]
struct Run {
    /// Whether anything was said in it.
    begun: bool,
    /// Whether its end was said. Whoever said it may have gone before all answers had come.
    over: bool,
    /// Texts that were sent to be prepared, and are not known to have been.
    parsing: VecDeque<String>,
    /// How many of its statements are answered for at its end.
    sent: usize,
    /// Which have not been heard of, by their number; those asked for at once have the number of the next.
    waiting: VecDeque<usize>,
    /// Which was refused first, and why; nobody has been told.
    refused: Option<(usize, Cut)>,
    /// Whether one was: the server reads on to the end of the run, and does and says nothing.
    deaf: bool,
    /// Whether all answers have come.
    heard: bool,
}

/// A connection on which statements follow one another without waiting.
pub struct Piped {
    stream: Box<dyn Stream>,
    out: BytesMut,
    /// How much of it was written out.
    written: usize,
    incoming: BytesMut,
    /// The server's names of the statements that it has, by their text.
    prepared: LruCache<String, String>,
    named: u64,
    /// A transaction that was sent to its end.
    sent: Option<Run>,
    /// What is said now.
    run: Run,
}

impl std::fmt::Debug for Piped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Piped(..)")
    }
}

fn kind(value: &Value<'_>) -> u32 {
    match value {
        Value::Int(_) | Value::NoInt => INT8,
        Value::Text(_) | Value::NoText => TEXT,
        Value::Bytes(_) => BYTEA,
    }
}

fn write(value: &Value<'_>, out: &mut BytesMut) -> IsNull {
    match value {
        Value::Int(number) => out.extend_from_slice(&number.to_be_bytes()),
        Value::Text(text) => out.extend_from_slice(text.as_bytes()),
        Value::Bytes(bytes) => out.extend_from_slice(bytes),
        Value::NoInt | Value::NoText => return IsNull::Yes,
    }
    IsNull::No
}

impl Piped {
    /// Connects with the options that sqlx has read; none where that takes something only sqlx can do,
    /// such as a password or TLS, and then sqlx is used.
    pub(crate) async fn connect(options: &PgConnectOptions, to: Use) -> Option<Self> {
        if !matches!(options.get_ssl_mode(), PgSslMode::Disable | PgSslMode::Allow | PgSslMode::Prefer) {
            return None;
        }
        match Self::open(options, to).await {
            Ok(piped) => Some(piped),
            Err(error) => {
                tracing::debug!(%error, "this server is spoken to through sqlx");
                None
            }
        }
    }

    async fn open(options: &PgConnectOptions, to: Use) -> Result<Self, Cut> {
        let (host, port) = (options.get_host(), options.get_port());
        let folder = options.get_socket().cloned().or_else(|| host.starts_with('/').then(|| host.into()));
        let stream: Box<dyn Stream> = if let Some(folder) = folder {
            let path = folder.join(format!(".s.PGSQL.{port}"));
            match to {
                Use::Write => Box::new(Quiet::connect(&path).await?),
                // Timelines were read at a p99 of 3.7 to 4.1 ms so, and of 4.5 to 5.3 over quiet lines.
                Use::Read => Box::new(UnixStream::connect(&path).await?),
            }
        } else {
            let stream = TcpStream::connect((host, port)).await?;
            stream.set_nodelay(true)?;
            Box::new(stream)
        };
        let mut new = Self {
            stream,
            out: BytesMut::new(),
            written: 0,
            incoming: BytesMut::new(),
            prepared: LruCache::new(STATEMENTS),
            named: 0,
            sent: None,
            run: Run::default(),
        };
        let (name, settings) = to.told();
        let wishes = format!("{} {settings}", options.get_options().unwrap_or_default());
        let parameters = [
            ("user", options.get_username()),
            ("database", options.get_database().unwrap_or(options.get_username())),
            ("application_name", name),
            ("client_encoding", "UTF8"),
            ("options", wishes.trim()),
        ];
        frontend::startup_message(parameters, &mut new.out)?;
        new.flush().await?;
        match new.ready().await?.refused {
            Some((_, cut)) => Err(cut),
            None => Ok(new),
        }
    }

    /// Writes out what was said, so that the server is at work while the caller is. What was written when this is
    /// dropped is not written again.
    pub(crate) async fn flush(&mut self) -> Result<(), Cut> {
        // The answers to a run are a few bytes for each statement, so the server never waits for us to read them; and
        // questions are few at a time.
        while self.written < self.out.len() {
            match self.stream.write(&self.out[self.written..]).await? {
                0 => return Err(Cut::Line(io::ErrorKind::WriteZero.into())),
                some => self.written += some,
            }
        }
        self.out.clear();
        self.written = 0;
        Ok(())
    }

    /// The next message that matters, and notes what it tells about the run that it answers. What was heard when this
    /// is dropped is not lost.
    async fn hear(&mut self) -> Result<Heard, Cut> {
        loop {
            let Some(message) = Message::parse(&mut self.incoming)? else {
                self.incoming.reserve(READ);
                if self.stream.read_buf(&mut self.incoming).await? == 0 {
                    return Err(Cut::Line(io::ErrorKind::UnexpectedEof.into()));
                }
                continue;
            };
            let run = self.sent.as_mut().filter(|run| !run.heard).unwrap_or(&mut self.run);
            match message {
                Message::ParseComplete => {
                    run.parsing.pop_front();
                }
                Message::DataRow(body) => return Ok(Heard::Row(Cells::read(&body)?)),
                Message::CommandComplete(_) | Message::EmptyQueryResponse => {
                    run.waiting.pop_front();
                    return Ok(Heard::Done);
                }
                Message::ErrorResponse(body) => {
                    let at = run.waiting.pop_front().unwrap_or(run.sent);
                    let cut = Cut::refused(body.fields())?;
                    run.deaf = true;
                    run.refused.get_or_insert((at, cut));
                    return Ok(Heard::Refused);
                }
                Message::ReadyForQuery(_) => {
                    for text in run.parsing.drain(..) {
                        self.prepared.pop(&text);
                    }
                    run.heard = true;
                    return Ok(Heard::Ready);
                }
                Message::AuthenticationCleartextPassword
                | Message::AuthenticationMd5Password(_)
                | Message::AuthenticationSasl(_)
                | Message::AuthenticationGss
                | Message::AuthenticationSspi => return Err(strange("the server asks for a password")),
                // Settings, notices, and that a statement was bound or closed.
                _ => {}
            }
        }
    }

    /// Hears out a transaction that was sent to its end, if one was.
    async fn hear_sent(&mut self) -> Result<(), Cut> {
        while let Some(run) = self.sent.as_ref().filter(|run| !run.heard) {
            // A server that goes away says why, and then hangs up.
            let why_is_known = run.refused.is_some();
            match self.hear().await {
                Err(Cut::Line(_)) if why_is_known => self.sent.iter_mut().for_each(|run| run.heard = true),
                heard => drop(heard?),
            }
        }
        Ok(())
    }

    /// Hears the present run out, and says how it fared.
    async fn ready(&mut self) -> Result<Run, Cut> {
        while !self.run.heard {
            let why_is_known = self.run.refused.is_some();
            match self.hear().await {
                Err(Cut::Line(_)) if why_is_known => break,
                heard => drop(heard?),
            }
        }
        Ok(std::mem::take(&mut self.run))
    }

    /// Adds one statement to this run.
    fn say(&mut self, sql: &Sql, values: &[Value<'_>]) -> Result<(), Cut> {
        self.run.begun = true;
        let text = sql.text();
        if !self.prepared.contains(text) {
            self.named += 1;
            let name = format!("w{}", self.named);
            frontend::parse(&name, text, values.iter().map(kind), &mut self.out)?;
            self.run.parsing.push_back(text.into());
            if let Some((_, old)) = self.prepared.push(text.into(), name) {
                frontend::close(b'S', &old, &mut self.out)?;
            }
        }
        let name = self.prepared.get(text).map_or("", String::as_str);
        let bound = frontend::bind("", name, [1], values, |value, out| Ok(write(value, out)), [1], &mut self.out);
        bound.map_err(|error| match error {
            BindError::Conversion(error) => Cut::Line(io::Error::other(error)),
            BindError::Serialization(error) => Cut::Line(error),
        })?;
        frontend::execute("", 0, &mut self.out)?;
        self.run.waiting.push_back(self.run.sent);
        Ok(())
    }

    /// The rows that each of some statements gives, once all that was sent before them has been done. May be dropped:
    /// what is said next hears it out first.
    ///
    /// # Errors
    /// The server refuses one; or [`Cut::Earlier`], and the end of the run says which was refused.
    pub(crate) async fn fetch(&mut self, statements: &[(Sql, &[Value<'_>])]) -> Result<Vec<Vec<Row>>, Fault> {
        self.hear_sent().await?;
        if self.run.over {
            self.flush().await?;
            self.ready().await?;
        }
        let alone = !self.run.begun;
        for (sql, values) in statements {
            self.say(sql, values)?;
        }
        // In the middle of a run the server is asked for what it has so far, and the run goes on.
        if alone {
            frontend::sync(&mut self.out);
            self.run.over = true;
        } else {
            frontend::flush(&mut self.out);
        }
        self.flush().await?;
        let (mut answers, mut rows) = (Vec::with_capacity(statements.len()), Vec::new());
        while !self.run.waiting.is_empty() && !self.run.deaf {
            match self.hear().await? {
                Heard::Row(row) => rows.push(Row::Piped(row)),
                Heard::Done => answers.push(std::mem::take(&mut rows)),
                Heard::Refused | Heard::Ready => {}
            }
        }
        let Run { deaf, refused, sent, .. } = &mut self.run;
        let (deaf, own) = (*deaf, refused.take_if(|(at, _)| *at == *sent));
        if alone {
            self.ready().await?;
        }
        match own {
            Some((_, cut)) => Err(cut.into()),
            None if deaf => Err(Cut::Earlier.into()),
            // Those before were sent to be answered for at the end.
            None => Ok(answers.split_off(answers.len().saturating_sub(statements.len()))),
        }
    }

    /// Runs words without values: a definition, the beginning or end of a transaction.
    pub(crate) async fn define(&mut self, sql: &str) -> Result<(), Fault> {
        self.hear_sent().await?;
        self.run.begun = true;
        frontend::query(sql, &mut self.out).map_err(Cut::from)?;
        self.flush().await?;
        self.ready().await?.refused.map_or(Ok(()), |(_, cut)| Err(cut.into()))
    }

    /// Sends what opens a transaction, without waiting.
    pub(crate) fn send_begin(&mut self) -> Result<(), Fault> {
        self.say(&Sql::Fixed(BEGIN), &[])?;
        self.run.sent += 1;
        Ok(())
    }

    /// Sends what ends the transaction. Another may be begun before [`Piped::arrive`] says how it fared.
    ///
    /// # Errors
    /// The line is gone.
    pub(crate) async fn depart(&mut self) -> Result<(), Fault> {
        if self.sent.is_some() {
            return Err(strange("a transaction is on its way already").into());
        }
        self.say(&Sql::Fixed("COMMIT"), &[])?;
        frontend::sync(&mut self.out);
        self.sent = Some(std::mem::take(&mut self.run));
        Ok(self.flush().await?)
    }

    /// Hears how the transaction fared that was sent to its end. May be dropped, and asked for again. If a statement
    /// was refused, all had no effect; it is told by its place from the end, where the commit has none.
    ///
    /// # Errors
    /// Which was the first to fail, and how; or the line is gone, or is not the one on which it was sent.
    pub(crate) async fn arrive(&mut self) -> Result<(), (Option<usize>, Fault)> {
        self.hear_sent().await.map_err(|cut| (None, cut.into()))?;
        let Some(Run { refused, sent, .. }) = self.sent.take() else {
            return Err((None, strange("no transaction is on its way here").into()));
        };
        refused.map_or(Ok(()), |(at, cut)| Err((sent.checked_sub(at + 1), cut.into())))
    }

    /// Sends statements in order, without waiting for their answers.
    ///
    /// # Errors
    /// The line is gone.
    pub(crate) async fn send(&mut self, statements: Vec<(Sql, Vec<Value<'_>>)>) -> Result<(), (usize, Fault)> {
        for (at, (sql, values)) in statements.into_iter().enumerate() {
            self.say(&sql, &values).map_err(|cut| (at, cut.into()))?;
            self.run.sent += 1;
            if self.out.len() > ROOMY {
                self.flush().await.map_err(|cut| (at, cut.into()))?;
            }
        }
        Ok(())
    }

    /// Asks for the answers to all that was sent, so that another transaction can begin.
    ///
    /// # Errors
    /// The first that was refused and not told yet; or the line is gone.
    pub(crate) async fn gather(&mut self) -> Result<(), Fault> {
        self.hear_sent().await?;
        if !self.run.begun {
            return Ok(());
        }
        frontend::sync(&mut self.out);
        self.flush().await?;
        self.ready().await?.refused.map_or(Ok(()), |(_, cut)| Err(cut.into()))
    }
}

/// What the server said.
enum Heard {
    Row(Cells),
    Done,
    Refused,
    Ready,
}

#[cfg(test)]
mod tests;
