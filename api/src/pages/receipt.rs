//! A receipt to keep, and the page on which anybody checks one.

use super::{Answer, Frame, Guest, Sent, html};
use crate::receipts;
use askama::Template;
use axum::http::StatusCode;
use redress_domain::Action;

#[derive(Template)]
#[template(path = "receipt.html")]
struct ReceiptPage {
    f: Frame,
    reference: String,
    back: String,
    receipt: String,
}

#[derive(Template)]
#[template(path = "check_receipt.html")]
struct CheckPage {
    f: Frame,
    receipt: String,
    said: String,
    mistakes: Vec<(String, String)>,
    key: String,
}

pub(super) async fn show(guest: Guest) -> Answer {
    let (file, actor) = guest.file(Action::ReadTimeline).await?;
    let receipt = receipts::receipt(&guest.app, &file, actor, 1).await?;
    let (reference, back) = (file.id.reference(), format!("/complaints/{}", file.id));
    html(StatusCode::OK, &ReceiptPage { f: guest.frame().await?, reference, back, receipt })
}

pub(super) async fn ask(guest: Guest) -> Answer {
    page(&guest, String::new(), String::new(), None).await
}

pub(super) async fn check(guest: Guest, sent: Sent) -> Answer {
    let receipt = sent.first("receipt").to_owned();
    let found = receipts::look_at(&guest.app, &receipt, guest.t).await?;
    let (said, mistake) = if found.whole { (found.said, None) } else { (String::new(), Some(found.said)) };
    page(&guest, receipt, said, mistake).await
}

async fn page(guest: &Guest, receipt: String, said: String, mistake: Option<String>) -> Answer {
    let status = if mistake.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mistakes = mistake.map(|mistake| ("#receipt".to_owned(), mistake)).into_iter().collect();
    let key = guest.app.log_key.as_ref().map(|key| key.verifier().to_string()).unwrap_or_default();
    html(status, &CheckPage { f: guest.frame().await?, receipt, said, mistakes, key })
}
