//! That there is nothing at an address is said on the beat alone, so that nobody learns by a watch whether a case is
//! hidden from them or is not there. Both are the same work already, but a file that is there has something to be read.

use crate::app::App;
use crate::problem::Problem;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::StatusCode;
use http_body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::Instant;

/// How far the beats of a request are from one another: more than either answer takes, and less than anybody minds.
pub const BEAT: Duration = Duration::from_millis(25);

/// When a request came, and when the whole of it was here.
pub struct Came {
    beat: Duration,
    at: Instant,
    whole: Arc<OnceLock<Instant>>,
}

/// Notes when a request comes.
pub fn note(app: &App, request: Request) -> (Request, Option<Came>) {
    let Some(beat) = app.beat else { return (request, None) };
    let came = Came { beat, at: Instant::now(), whole: Arc::default() };
    let whole = Arc::clone(&came.whole);
    (request.map(|body| Body::new(Watched { body, whole })), Some(came))
}

impl Came {
    /// Holds an answer that there is nothing here until the next beat since the whole request was here. Since its
    /// headers were, it would be for the sender to say, by the last byte, how much is left of a beat.
    pub async fn hold(self, status: StatusCode) {
        if status == StatusCode::NOT_FOUND {
            until_next(self.whole.get().copied().unwrap_or(self.at), self.beat).await;
        }
    }
}

/// Holds the same where it is one of several answers in one.
///
/// # Errors
/// As the answer's.
pub async fn held<T>(app: &App, answer: impl Future<Output = Result<T, Problem>>) -> Result<T, Problem> {
    let began = Instant::now();
    let said = answer.await;
    if let (Some(beat), Err(problem)) = (app.beat, &said)
        && problem.document().status == StatusCode::NOT_FOUND.as_u16()
    {
        until_next(began, beat).await;
    }
    said
}

async fn until_next(since: Instant, beat: Duration) {
    tokio::time::sleep_until(since + next_beat(since.elapsed(), beat)).await;
}

/// The first beat that has not gone by.
fn next_beat(taken: Duration, beat: Duration) -> Duration {
    let gone = u32::try_from(taken.as_nanos() / beat.as_nanos().max(1)).unwrap_or(u32::MAX);
    beat.saturating_mul(gone.saturating_add(1))
}

/// A body that says when all of it has been read.
struct Watched {
    body: Body,
    whole: Arc<OnceLock<Instant>>,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if matches!(polled, Poll::Ready(None)) {
            let _ = self.whole.set(Instant::now());
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_takes_less_than_a_beat_is_answered_on_the_first() {
        let milliseconds = |taken| next_beat(Duration::from_micros(taken), BEAT).as_millis();
        assert_eq!([0, 300, 24_999].map(milliseconds), [25, 25, 25]);
        assert_eq!([25_000, 49_000, 50_001].map(milliseconds), [50, 50, 75]);
        assert_eq!(next_beat(Duration::MAX, BEAT), BEAT * u32::MAX);
    }

    #[tokio::test]
    async fn a_body_says_when_all_of_it_has_been_read_and_not_before() {
        let whole = Arc::new(OnceLock::new());
        let mut body = Body::new(Watched { body: Body::from("all of it"), whole: Arc::clone(&whole) });
        let first = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await;
        assert!(first.is_some() && whole.get().is_none());
        assert_eq!(axum::body::to_bytes(body, 64).await.unwrap(), "");
        assert!(whole.get().is_some());
    }
}
