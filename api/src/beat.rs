//! That there is nothing at an address is said on the beat alone, so that nobody learns by a watch whether a case is
//! hidden from them or is not there. Both are the same work already, but a file that is there has something to be read.

use crate::app::App;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use std::time::Duration;
use tokio::time::Instant;

/// How far the beats of a request are from one another: more than either answer takes, and less than anybody minds.
pub const BEAT: Duration = Duration::from_millis(25);

/// Holds an answer that there is nothing here until the next beat since the request came.
pub async fn hold(State(app): State<App>, request: Request, next: Next) -> Response {
    let came = Instant::now();
    let response = next.run(request).await;
    if let Some(beat) = app.beat.filter(|_| response.status() == StatusCode::NOT_FOUND) {
        tokio::time::sleep_until(came + next_beat(came.elapsed(), beat)).await;
    }
    response
}

/// The first beat that has not gone by.
fn next_beat(taken: Duration, beat: Duration) -> Duration {
    let gone = u32::try_from(taken.as_nanos() / beat.as_nanos().max(1)).unwrap_or(u32::MAX);
    beat.saturating_mul(gone.saturating_add(1))
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
}
