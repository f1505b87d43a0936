//! Reading a request's JSON body, with a place and plain words for whatever is wrong with it.

use crate::app::MOST_BYTES;
use crate::problem::{Kind, Pointed, Problem};
use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The JSON object of a request.
///
/// # Errors
/// It is not declared as JSON, is too large, or is no JSON object.
pub async fn object(headers: &HeaderMap, body: Body) -> Result<Value, Problem> {
    if !is_json(headers) {
        return Err(Kind::NotJson.into());
    }
    let bytes = bytes(body).await?;
    let value: Value = serde_json::from_slice(&bytes).map_err(|error| {
        Problem::with(
            Kind::BadJson,
            format!(
                "We could not read the JSON at line {}, column {}. Send one JSON object in UTF-8.",
                error.line(),
                error.column()
            ),
        )
    })?;
    if value.is_object() { Ok(value) } else { Err(Problem::with(Kind::BadJson, "Send a JSON object: { … }.")) }
}

/// The bytes of a request, as many as are allowed.
///
/// # Errors
/// There are too many, or the connection broke.
pub async fn bytes(body: Body) -> Result<Vec<u8>, Problem> {
    axum::body::to_bytes(body, MOST_BYTES).await.map(Into::into).map_err(|error| {
        let mut cause: Option<&dyn std::error::Error> = Some(&error);
        while let Some(inner) = cause {
            // Two layers may notice it first, each with a type of its own.
            if inner.to_string().contains("length limit exceeded") {
                return Kind::TooLarge.into();
            }
            cause = inner.source();
        }
        Problem::with(Kind::Rejected, "The request broke off before its end. Send it again.")
    })
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(kind) = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return false };
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

/// How long the texts of an object may be, read from its schema: the limit that the document states is the one
/// that holds.
#[derive(Debug)]
pub struct Lengths(Vec<(String, usize, usize)>);

impl Lengths {
    /// Those of a type's own fields.
    #[must_use]
    pub fn of<T: JsonSchema>() -> Self {
        let schema = schemars::schema_for!(T);
        let fields = schema.as_value()["properties"].as_object().into_iter().flatten();
        let limits = fields.filter_map(|(name, field)| {
            let bound = |key: &str| field[key].as_u64().and_then(|letters| usize::try_from(letters).ok());
            let (least, most) = (bound("minLength"), bound("maxLength"));
            (least.is_some() || most.is_some())
                .then(|| (name.clone(), least.unwrap_or_default(), most.unwrap_or(usize::MAX)))
        });
        Self(limits.collect())
    }

    /// Refuses a text that is shorter or longer.
    ///
    /// # Errors
    /// The places of those that are.
    pub fn check(&self, body: &Value) -> Result<(), Problem> {
        let wrong = self.0.iter().filter_map(|(name, least, most)| {
            let letters = body.get(name)?.as_str()?.chars().count();
            let words = if letters < *least {
                format!("This is too short. Write at least {least} characters.")
            } else if letters > *most {
                format!("This is too long. Write at most {most} characters.")
            } else {
                return None;
            };
            Some(Pointed::new(format!("/{name}"), words))
        });
        let wrong: Vec<_> = wrong.collect();
        if wrong.is_empty() { Ok(()) } else { Err(Problem::at(Kind::Invalid, wrong)) }
    }
}

/// A value as a type of ours.
///
/// # Errors
/// It does not fit, with the place where and what was expected.
pub fn typed<T: DeserializeOwned>(value: Value) -> Result<T, Problem> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let mut place = pointer(error.path());
        let (name, detail) = explain(&error.into_inner().to_string());
        if let Some(name) = name
            && !place.ends_with(&format!("/{name}"))
        {
            place = format!("{place}/{name}");
        }
        Problem::at(Kind::Invalid, vec![Pointed::new(place, detail)])
    })
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter().fold(String::new(), |place, segment| match segment {
        Segment::Seq { index } => format!("{place}/{index}"),
        Segment::Map { key } => format!("{place}/{}", key.replace('~', "~0").replace('/', "~1")),
        Segment::Enum { .. } | Segment::Unknown => place,
    })
}

/// The words of the JSON library in words for people, and the field they name, where they name one.
fn explain(said: &str) -> (Option<String>, String) {
    let quoted = || said.split('`').nth(1).map(str::to_owned);
    let after = |mark: &str| said.split_once(mark).map(|(_, rest)| rest.replace('`', "\""));
    if said.starts_with("missing field") {
        return (quoted(), "This is needed and was left out.".into());
    }
    if said.starts_with("unknown field") {
        let known = after("expected ").unwrap_or_else(|| "no fields".into());
        return (quoted(), format!("There is no such field here. Take it out, or use {known}."));
    }
    if said.starts_with("unknown variant") {
        let known = after("expected ").unwrap_or_default();
        return (None, format!("This is not one of the words we know. Use {known}."));
    }
    if said.starts_with("invalid type") || said.starts_with("invalid value") {
        // The library's text repeats what was sent; we say only what we expected.
        let expected = match after("expected ").unwrap_or_default().as_str() {
            "a string" => "text in quotation marks".to_owned(),
            "a boolean" => "true or false".to_owned(),
            "a sequence" => "a list: [ … ]".to_owned(),
            number if number.starts_with(['u', 'i']) && number[1..].parse::<u8>().is_ok() => {
                format!("a whole number{}", if number.starts_with('u') { ", 0 or more, and not too large" } else { "" })
            }
            shape if shape.starts_with("struct ") => "an object: { … }".to_owned(),
            other => other.to_owned(),
        };
        return (None, format!("This does not have the right form. Expected: {expected}."));
    }
    if said.starts_with("duplicate field") {
        return (quoted(), "This was sent twice. Send it once.".into());
    }
    // The words of the library that reads days name the part that it could not read.
    if ["civil::Date", "datetime", "date", "month", "day"].iter().any(|word| said.contains(word)) {
        return (None, "There is no such day. Write days as year-month-day, such as 2012-02-29.".into());
    }
    if said.contains("UUID") {
        return (None, "This must be a UUID, such as 018f2b7e-6d4a-7c31-9d2e-5b1f0a3c4d5e.".into());
    }
    (None, "This does not have the right form. The schema of the request, in /openapi.yaml, says what fits.".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde_json::json;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read from JSON")]
    struct Outer {
        number: u8,
        list: Vec<Inner>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read from JSON")]
    struct Inner {
        on: jiff::civil::Date,
    }

    fn place(value: Value) -> (String, String) {
        let problem = typed::<Outer>(value).unwrap_err();
        let error = problem.document().errors[0].clone();
        (error.pointer, error.detail)
    }

    #[test]
    fn what_is_wrong_is_pointed_at() {
        assert_eq!(place(json!({ "list": [] })).0, "/number");
        assert_eq!(place(json!({ "number": "x", "list": [] })).0, "/number");
        assert_eq!(
            place(json!({ "number": 300, "list": [] })).1,
            "This does not have the right form. Expected: a whole number, 0 or more, and not too large."
        );
        assert_eq!(place(json!({ "number": 1, "list": [{ "on": "2011-09-05" }, { "on": "soon" }] })).0, "/list/1/on");
        assert_eq!(place(json!({ "number": 1, "list": [{ "on": "2011-09-05", "extra": 1 }] })).0, "/list/0/extra");
        assert_eq!(place(json!({ "number": 1, "list": 7 })).0, "/list");
    }
}
