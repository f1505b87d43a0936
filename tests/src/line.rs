//! Whoever asks the service in a measurement. It runs beside the service and its work is in the figures, so it does as
//! little as a client can: one connection that is kept alive, and of an answer no more than where it ends.

use std::error::Error;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The most headers of an answer.
const HEADERS: usize = 32;

/// A connection that is kept alive.
#[derive(Debug)]
pub struct Line {
    stream: TcpStream,
    /// What was heard last.
    heard: Vec<u8>,
}

impl Line {
    /// Connects to an address with its port.
    ///
    /// # Errors
    /// Nobody listens there.
    pub async fn to(address: &str) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, heard: Vec::with_capacity(4096) })
    }

    /// Sends a request, and reads the answer to its end: its status and its body.
    ///
    /// # Errors
    /// The connection ends, or what is answered is no answer with a length.
    pub async fn ask(&mut self, request: &[u8]) -> Result<(u16, &[u8]), Box<dyn Error + Send + Sync>> {
        self.stream.write_all(request).await?;
        self.heard.clear();
        loop {
            if self.stream.read_buf(&mut self.heard).await? == 0 {
                return Err("the connection was closed".into());
            }
            let mut headers = [httparse::EMPTY_HEADER; HEADERS];
            let mut answer = httparse::Response::new(&mut headers);
            let httparse::Status::Complete(body) = answer.parse(&self.heard)? else { continue };
            let status = answer.code.ok_or("an answer without a status")?;
            let length = answer.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-length"));
            let length: usize = std::str::from_utf8(length.ok_or("an answer without a length")?.value)?.parse()?;
            while self.heard.len() < body + length {
                if self.stream.read_buf(&mut self.heard).await? == 0 {
                    return Err("the connection was closed in an answer".into());
                }
            }
            return Ok((status, &self.heard[body..]));
        }
    }
}
