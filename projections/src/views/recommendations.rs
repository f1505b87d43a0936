//! Every recommendation and how it stands: the remedy has a row of its own, and "closed" is not "done".

use super::View;
use crate::db::{Row, Value};
use crate::failed::Fault;
use redress_domain::complaint::Event;
use redress_domain::complaint::compliance::Recommendation;
use redress_domain::complaint::investigation::Event as Inquiry;
use redress_domain::{Fact, Recorded};

/// The table of recommendations.
#[derive(Debug)]
pub struct Recommendations;

impl View for Recommendations {
    const NAME: &'static str = "recommendations";
    const VERSION: i64 = 1;
    const TABLE: &'static [&'static str] = &[
        "CREATE TABLE {table} (
           part BIGINT NOT NULL,
           complaint TEXT {ascii} NOT NULL,
           recommendation BIGINT NOT NULL,
           code TEXT {ascii} NOT NULL,
           status TEXT {ascii} NOT NULL,
           state TEXT NOT NULL,
           PRIMARY KEY (part, complaint, recommendation)
         ) {clustered}",
        "CREATE INDEX {index}_status ON {table} (part, status, complaint)",
    ];
    const KEY: &'static [&'static str] = &["complaint", "recommendation"];
    const COLUMNS: &'static [&'static str] = &["code", "status", "state"];
    type Key = (String, u8);
    type Row = Recommendation;

    fn keys(recorded: &Recorded) -> Vec<Self::Key> {
        let Fact::Complaint(event) = &recorded.fact else { return Vec::new() };
        let numbers = match event {
            Event::Investigation(Inquiry::RecommendationMade { recommendation, .. }) => vec![*recommendation],
            _ => event.statuses().into_iter().map(|(number, _)| number).collect(),
        };
        numbers.into_iter().map(|number| (recorded.stream.id.clone(), number.0)).collect()
    }

    fn first(_: &Recorded) -> bool {
        false // A reopened case may be given recommendations under numbers it has used before.
    }

    fn fold(
        (complaint, number): &Self::Key,
        row: Option<Recommendation>,
        recorded: &Recorded,
    ) -> Result<Option<Recommendation>, Fault> {
        let Fact::Complaint(event) = &recorded.fact else { return Ok(row) };
        if let Event::Investigation(Inquiry::RecommendationMade { details, .. }) = event {
            return Ok(Some(Recommendation::of(details)));
        }
        let unknown =
            || Fault::corrupt(format!("recommendation {number} of {complaint} was changed before it was made"));
        let mut recommendation = row.ok_or_else(unknown)?;
        if let Some((_, status)) = event.statuses().into_iter().find(|(changed, _)| changed.0 == *number) {
            recommendation.status = status;
        }
        Ok(Some(recommendation))
    }

    fn bind_key<'a>((complaint, number): &'a Self::Key, values: &mut Vec<Value<'a>>) {
        values.extend([Value::text(&**complaint), Value::Int((*number).into())]);
    }

    fn bind<'a>(row: &'a Recommendation, values: &mut Vec<Value<'a>>) -> Result<(), Fault> {
        values.extend([
            Value::text(row.code.code()),
            Value::text(row.status.code()),
            Value::text(serde_json::to_string(row)?),
        ]);
        Ok(())
    }

    fn read(row: &Row) -> Result<(Self::Key, Recommendation), Fault> {
        let number =
            u8::try_from(row.int(1)?).map_err(|_| Fault::corrupt("a recommendation's number is out of range"))?;
        Ok(((row.text(0)?.into(), number), serde_json::from_str(row.text(4)?)?))
    }
}
