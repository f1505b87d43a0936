//! The writer's own connection to PostgreSQL: a whole transaction is sent as one run of messages with a single
//! request for answers at its end, so that a batch costs one round trip and one waking of each side, however many
//! statements and views it has. The next run may be begun before the answers to one have come.
//!
//! sqlx waits for each statement's answer before it sends the next, and other drivers have each statement answered
//! at once: at one writer, two processes that wake one another were most of the time of a command. Everything else
//! goes through sqlx.

use crate::db::{BEGIN, Row, Sql, Value};
use crate::failed::Fault;
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
/// Whatever the writer asks for, it asks for by its key. A plan that was made once is good for ever then, and a
/// table that is still small must not teach it to read the whole of it.
const BY_KEY: &str = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off";

const INT8: u32 = 20;
const BYTEA: u32 = 17;
const TEXT: u32 = 25;

/// What went wrong on the writer's own line.
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

fn text(sql: &Sql) -> &str {
    match sql {
        Sql::Fixed(text) => text,
        Sql::Built(text) => text,
    }
}

impl Piped {
    /// Connects with the options that sqlx has read; none where that takes something only sqlx can do,
    /// such as a password or TLS, and then the writer uses sqlx as well.
    pub(crate) async fn connect(options: &PgConnectOptions) -> Option<Self> {
        if !matches!(options.get_ssl_mode(), PgSslMode::Disable | PgSslMode::Allow | PgSslMode::Prefer) {
            return None;
        }
        match Self::open(options).await {
            Ok(piped) => Some(piped),
            Err(error) => {
                tracing::debug!(%error, "the writer has no connection of its own kind, and uses the readers'");
                None
            }
        }
    }

    async fn open(options: &PgConnectOptions) -> Result<Self, Cut> {
        let (host, port) = (options.get_host(), options.get_port());
        let folder = options.get_socket().cloned().or_else(|| host.starts_with('/').then(|| host.into()));
        let stream: Box<dyn Stream> = if let Some(folder) = folder {
            Box::new(UnixStream::connect(folder.join(format!(".s.PGSQL.{port}"))).await?)
        } else {
            let stream = TcpStream::connect((host, port)).await?;
            stream.set_nodelay(true)?;
            Box::new(stream)
        };
        let mut new = Self {
            stream,
            out: BytesMut::new(),
            incoming: BytesMut::new(),
            prepared: LruCache::new(STATEMENTS),
            named: 0,
            sent: None,
            run: Run::default(),
        };
        let wishes = format!("{} {BY_KEY}", options.get_options().unwrap_or_default());
        let parameters = [
            ("user", options.get_username()),
            ("database", options.get_database().unwrap_or(options.get_username())),
            ("application_name", "redress writer"),
            ("client_encoding", "UTF8"),
            ("options", wishes.trim_start()),
        ];
        frontend::startup_message(parameters, &mut new.out)?;
        new.flush().await?;
        match new.ready().await?.refused {
            Some((_, cut)) => Err(cut),
            None => Ok(new),
        }
    }

    /// Writes out what was said, so that the server is at work while the caller is.
    pub(crate) async fn flush(&mut self) -> Result<(), Cut> {
        // The answers to a run are a few bytes for each statement, so the server never waits for us to read them.
        self.stream.write_all(&self.out).await?;
        self.out.clear();
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
        let text = text(sql);
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

    /// The rows a statement gives, once all that was sent before it has been done.
    ///
    /// # Errors
    /// The server refuses it; or [`Cut::Earlier`], and the end of the run says which was refused.
    pub(crate) async fn fetch(&mut self, sql: &Sql, values: &[Value<'_>]) -> Result<Vec<Row>, Fault> {
        self.hear_sent().await?;
        let alone = !self.run.begun;
        self.say(sql, values)?;
        // In the middle of a run the server is asked for what it has so far, and the run goes on.
        if alone {
            frontend::sync(&mut self.out);
        } else {
            frontend::flush(&mut self.out);
        }
        self.flush().await?;
        let mut rows = Vec::new();
        while !self.run.waiting.is_empty() && !self.run.deaf {
            if let Heard::Row(row) = self.hear().await? {
                rows.push(Row::Piped(row));
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
            None => Ok(rows),
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
mod tests {
    use super::*;
    use crate::db::Connection;

    /// A connection with a table of its own that nobody else sees; none where no server was given.
    async fn piped() -> Option<Piped> {
        let url = std::env::var("TEST_DATABASE_URL").ok()?;
        let mut piped = Piped::connect(&url.parse().unwrap()).await.expect("the tests' server asks for no password");
        piped.define("CREATE TEMP TABLE one (n BIGINT PRIMARY KEY, said TEXT)").await.unwrap();
        Some(piped)
    }

    fn insert(n: i64) -> (Sql, Vec<Value<'static>>) {
        (Sql::Fixed("INSERT INTO one VALUES ($1, $2)"), vec![Value::Int(n), Value::NoText])
    }

    async fn count(piped: &mut Piped) -> Result<i64, Fault> {
        piped.fetch(&Sql::Fixed("SELECT COUNT(*) FROM one WHERE n > $1"), &[Value::Int(0)]).await?[0].int(0)
    }

    #[tokio::test]
    async fn what_is_asked_in_the_middle_of_a_run_sees_what_was_sent_before_it() {
        let Some(mut piped) = piped().await else { return };
        piped.send_begin().unwrap();
        piped.send(vec![insert(1), insert(2)]).await.unwrap();
        assert_eq!(count(&mut piped).await.unwrap(), 2);
        piped.send(vec![insert(3)]).await.unwrap();
        piped.depart().await.unwrap();
        piped.arrive().await.unwrap();
        assert_eq!(count(&mut piped).await.unwrap(), 3);
        let row = &piped.fetch(&Sql::Fixed("SELECT n, said FROM one WHERE n = $1"), &[Value::Int(3)]).await.unwrap()[0];
        assert_eq!((row.int(0).unwrap(), row.opt_text(1).unwrap()), (3, None));
        assert!(row.text(1).is_err() && row.int(2).is_err(), "what is not there is no value");
    }

    #[tokio::test]
    async fn a_refused_statement_is_named_and_those_after_it_have_no_effect_and_can_be_said_again() {
        let Some(mut piped) = piped().await else { return };
        piped.send_begin().unwrap();
        piped.send(vec![insert(1), insert(1)]).await.unwrap();
        // Never said before, so that the server is sent its text and does not read it.
        let fresh = (Sql::Fixed("INSERT INTO one VALUES ($1, 'fresh')"), vec![Value::Int(7)]);
        piped.send(vec![fresh.clone()]).await.unwrap();
        assert!(count(&mut piped).await.unwrap_err().is_aborted(), "the end tells which it was");
        piped.depart().await.unwrap();
        let (at, fault) = piped.arrive().await.unwrap_err();
        assert_eq!(at, Some(1), "from the last, which is nought");
        assert!(fault.is_unique() && !fault.is_lost(), "{fault}");
        let mut connection = Connection::Piped(Box::new(piped));
        connection.rollback().await.unwrap();
        connection.execute(fresh.0, &fresh.1).await.unwrap();
        let rows = connection.fetch("SELECT n FROM one WHERE n > $1", &[Value::Int(0)]).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.int(0).unwrap()).collect::<Vec<_>>(), [7]);
    }

    #[tokio::test]
    async fn nothing_arrives_on_a_line_on_which_nothing_was_sent() {
        let Some(mut piped) = piped().await else { return };
        piped.send_begin().unwrap();
        piped.send(vec![insert(1)]).await.unwrap();
        let (_, fault) = piped.arrive().await.expect_err("its end was not sent");
        assert!(fault.is_lost(), "what was sent on another line may be durable or not: {fault}");
    }

    #[tokio::test]
    async fn what_is_asked_and_refused_says_so_itself() {
        let Some(mut piped) = piped().await else { return };
        piped.send_begin().unwrap();
        piped.send(vec![insert(1)]).await.unwrap();
        let fault = piped.fetch(&Sql::Fixed("SELECT n FROM nowhere"), &[]).await.unwrap_err();
        assert!(fault.is_transient() && !fault.is_aborted(), "{fault}");
        assert!(piped.gather().await.is_ok(), "it was told already");
        piped.define("ROLLBACK").await.unwrap();
        assert_eq!(count(&mut piped).await.unwrap(), 0);
    }
}
