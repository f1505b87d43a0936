//! The report as CSV, for a spreadsheet. Every cell comes from a closed list, a number or a day, so that none can
//! be taken for a formula.

use super::{DueRow, ReportQuery, row, walk::Walk};
use crate::asked::Asked;
use crate::problem::{Kind, Problem};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, LINK};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// The most lines of one answer, which is also how many it has if nothing is said.
const MOST: u16 = 10_000;

/// One line: the row of the report, in words that a spreadsheet can sort.
#[derive(Serialize)]
struct Cells<'a> {
    due: String,
    status: String,
    met_on: String,
    reference: &'a str,
    deadline: String,
    rule: &'a str,
    name: &'a str,
    basis: String,
    owed_by: String,
    stage: &'static str,
    missing: &'a str,
}

/// The name that JSON has for something of a closed list.
fn name(of: impl Serialize) -> String {
    serde_json::to_value(of).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn cells(row: &DueRow) -> Cells<'_> {
    Cells {
        due: row.due.map(|day| day.to_string()).unwrap_or_default(),
        status: name(row.status),
        met_on: row.met_on.map(|day| day.to_string()).unwrap_or_default(),
        reference: &row.reference,
        deadline: row.deadline.to_string(),
        rule: &row.rule,
        name: &row.name,
        basis: row.basis.map(name).unwrap_or_default(),
        owed_by: name(row.owed_by),
        stage: row.stage.name(),
        missing: row.missing.as_deref().unwrap_or_default(),
    }
}

/// Reports what is due in the caller's cases as CSV. Where there is more, a `Link` header says where.
///
/// # Errors
/// A filter or marker that is not right.
pub async fn report_deadlines_csv(asked: Asked<ReportQuery>) -> Result<Response, Problem> {
    let limit = asked.query.limit.unwrap_or(MOST);
    if !(1..=MOST).contains(&limit) {
        return Err(Problem::with(Kind::BadQuery, format!("\"limit\" must be 1 to {MOST}.")));
    }
    let mut walk = Walk::begin(&asked, asked.query.after.as_deref(), false)?;
    let (lines, next) = walk.page(limit.into()).await?;
    let mut csv = csv::Writer::from_writer(Vec::new());
    for line in &lines {
        csv.serialize(cells(&row(line, walk.on))).map_err(Problem::internal)?;
    }
    if lines.is_empty() {
        // A file without lines still says what its columns are.
        let head = "due,status,met_on,reference,deadline,rule,name,basis,owed_by,stage,missing";
        csv.write_record(head.split(',')).map_err(Problem::internal)?;
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
