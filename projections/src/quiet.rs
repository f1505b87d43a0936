//! A line to a server on this machine that wakes nobody for room in which there is nothing to write.
//!
//! A registered socket tells of room whenever the other side has read: each question would wake us once more than its
//! answer does, while the server that wakes us waits for it.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::unix::AsyncFd;
use tokio::io::{AsyncRead, AsyncWrite, Interest, ReadBuf};

/// Such a line, over a Unix socket.
#[derive(Debug)]
pub(crate) struct Quiet {
    heard: AsyncFd<UnixStream>,
    /// The same socket, from when it was full for the first time.
    full: Option<AsyncFd<UnixStream>>,
}

impl Quiet {
    /// Connects to the socket of that name.
    ///
    /// # Errors
    /// Nobody listens there.
    pub(crate) async fn connect(path: &Path) -> io::Result<Self> {
        let stream = tokio::net::UnixStream::connect(path).await?.into_std()?;
        Ok(Self { heard: watched(stream, Interest::READABLE)?, full: None })
    }
}

/// A socket of which the runtime is told this and nothing else.
#[expect(deprecated, reason = "its successor is unsafe, for descriptors that change; the standard library's do not")]
fn watched(stream: UnixStream, interest: Interest) -> io::Result<AsyncFd<UnixStream>> {
    AsyncFd::with_interest(stream, interest)
}

impl AsyncRead for Quiet {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        loop {
            let mut guard = ready!(self.heard.poll_read_ready(cx))?;
            let room = into.initialize_unfilled();
            if let Ok(read) = guard.try_io(|stream| stream.get_ref().read(room)) {
                into.advance(read?);
                return Poll::Ready(Ok(()));
            }
        }
    }
}

impl AsyncWrite for Quiet {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        loop {
            match this.heard.get_ref().write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                written => return Poll::Ready(written),
            }
            let full = match &mut this.full {
                Some(full) => full,
                none => none.insert(watched(this.heard.get_ref().try_clone()?, Interest::WRITABLE)?),
            };
            // What it told before was of another time.
            ready!(full.poll_write_ready(cx))?.clear_ready();
        }
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(self.heard.get_ref().shutdown(std::net::Shutdown::Write))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test]
    async fn whatever_is_written_arrives_though_the_other_side_reads_late() {
        const MUCH: usize = 3_000_000;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket");
        let listener = tokio::net::UnixListener::bind(&path).unwrap();
        let mut line = Quiet::connect(&path).await.unwrap();
        let (mut other, _) = listener.accept().await.unwrap();
        for round in 0..3_u8 {
            let written = vec![round; MUCH];
            let write = async {
                line.write_all(&written).await.unwrap();
                line.full.is_some()
            };
            let read = async {
                // Not before it is full.
                tokio::task::yield_now().await;
                let mut read = vec![9; MUCH];
                other.read_exact(&mut read).await.unwrap();
                read
            };
            let (was_full, read) = tokio::join!(write, read);
            assert!(was_full && read == written);
            other.write_all(b"heard").await.unwrap();
            let mut answer = [0; 5];
            line.read_exact(&mut answer).await.unwrap();
            assert_eq!(&answer, b"heard");
        }
        drop(other);
        assert_eq!(line.read(&mut [0; 1]).await.unwrap(), 0, "it has ended");
    }
}
