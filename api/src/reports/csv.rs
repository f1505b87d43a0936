//! The report as CSV, for a spreadsheet. Every cell comes from a closed list, a number or a day, so that none can
//! be taken for a formula.

use super::{DueRow, ReportQuery, row, walk::Walk};
use crate::app::App;
use crate::asked::Asked;
use crate::cursor;
use crate::problem::Problem;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, LINK};
use axum::response::{IntoResponse, Response};
use redress_domain::Actor;
use serde::Serialize;

/// How many lines one answer has, unless fewer are asked for.
const USUAL: usize = 10_000;

/// A column: its name, and its cell in a row.
type Column = (&'static str, fn(&DueRow) -> String);

/// Every column, in words that a spreadsheet can sort.
const COLUMNS: [Column; 11] = [
    ("due", |row| row.due.map(|day| day.to_string()).unwrap_or_default()),
    ("status", |row| name(row.status)),
    ("met_on", |row| row.met_on.map(|day| day.to_string()).unwrap_or_default()),
    ("reference", |row| row.reference.clone()),
    ("deadline", |row| row.deadline.to_string()),
    ("rule", |row| row.rule.clone()),
    ("name", |row| row.name.clone()),
    ("basis", |row| row.basis.map(name).unwrap_or_default()),
    ("owed_by", |row| name(row.owed_by)),
    ("stage", |row| row.stage.name().to_owned()),
    ("missing", |row| row.missing.clone().unwrap_or_default()),
];

/// The name that JSON has for something of a closed list.
fn name(of: impl Serialize) -> String {
    serde_json::to_value(of).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Reports what is due in the caller's cases as CSV. Where there is more, a `Link` header says where.
///
/// # Errors
/// A filter or marker that is not right.
pub async fn report_deadlines_csv(asked: Asked<ReportQuery>) -> Result<Response, Problem> {
    csv(&asked.app, asked.caller()?, &asked.query).await
}

/// The report as CSV, for the API and for the page that shows it.
///
/// # Errors
/// A filter or marker that is not right.
pub async fn csv(app: &App, caller: &Actor, query: &ReportQuery) -> Result<Response, Problem> {
    let limit = match query.limit {
        Some(fewer) => cursor::limit(Some(fewer))?,
        None => USUAL,
    };
    let mut walk = Walk::over(app, caller, query, query.after.as_deref(), false)?;
    let (lines, next) = walk.page(limit).await?;
    let mut csv = ::csv::Writer::from_writer(Vec::new());
    csv.write_record(COLUMNS.map(|(name, _)| name)).map_err(Problem::internal)?;
    for line in &lines {
        let row = row(line, walk.on);
        csv.write_record(COLUMNS.map(|(_, cell)| cell(&row))).map_err(Problem::internal)?;
    }
    let body = csv.into_inner().map_err(Problem::internal)?;
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8; header=present")),
        (CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"deadlines.csv\"")),
    ];
    let mut response = (headers, body).into_response();
    let link = next.and_then(|next| HeaderValue::from_str(&format!("<?after={next}>; rel=\"next\"")).ok());
    response.headers_mut().extend(link.map(|link| (LINK, link)));
    Ok(response)
}
