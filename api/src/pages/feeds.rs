//! The calendar feeds of a visitor: made, shown once, and closed.

use super::{Answer, Frame, Guest, Sent, html};
use crate::caller::Caller;
use crate::feeds::{self, FeedRow};
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::IntoResponse;
use redress_domain::Actor;

/// One open feed: its number, and as whom it is read.
struct Line {
    feed: u16,
    reader: String,
}

#[derive(Template)]
#[template(path = "feeds.html")]
struct FeedsPage {
    f: Frame,
    lines: Vec<Line>,
    /// The address of a feed that was just made. It is never shown again.
    address: Option<String>,
    done: Option<String>,
    mistakes: Vec<(String, String)>,
}

pub(super) async fn show(guest: Guest) -> Answer {
    page(&guest, None, None, StatusCode::OK).await
}

async fn page(guest: &Guest, address: Option<String>, wrong: Option<String>, status: StatusCode) -> Answer {
    let t = guest.t;
    let open = feeds::open_of(&guest.app, guest.signed()?).await?.feeds;
    let said = |reader: &Actor| t.say(&format!("role-{}", reader.role.name()));
    let line = |row: &FeedRow| Line { feed: row.feed, reader: said(&row.reader) };
    let page = FeedsPage {
        lines: open.iter().map(line).collect(),
        address,
        done: (guest.asked("done") == "close_feed").then(|| t.say("feeds-closed")),
        mistakes: wrong.map(|words| ("#open".to_owned(), words)).into_iter().collect(),
        f: guest.frame().await?,
    };
    html(status, &page)
}

pub(super) async fn send(guest: Guest, sent: Sent) -> Answer {
    let actor = guest.signed()?;
    let refused = match sent.first("close").parse() {
        Ok(feed) => match feeds::close(&guest.app, actor, feed).await {
            Ok(_) => return Ok((StatusCode::SEE_OTHER, [(LOCATION, "/desk/feeds?done=close_feed")]).into_response()),
            Err(problem) => problem,
        },
        Err(_) => {
            let caller = Caller { actor: actor.clone(), access: guest.access };
            match feeds::open(&guest.app, &caller).await {
                Ok(opened) => {
                    let address = format!("{}{}", guest.app.here, opened.href);
                    return page(&guest, Some(address), None, StatusCode::OK).await;
                }
                Err(problem) => problem,
            }
        }
    };
    let status = refused.document().status;
    if !matches!(status, 409 | 422) {
        return Err(refused);
    }
    let words = guest.t.problem(refused.document());
    page(&guest, None, Some(words), StatusCode::from_u16(status).unwrap_or(StatusCode::CONFLICT)).await
}
