//! The API's documentation, drawn from the same document that programs read.

use super::{Answer, Frame, Guest, html};
use crate::openapi;
use crate::problem::Kind;
use askama::Template;
use axum::http::StatusCode;
use serde_json::Value;
use std::sync::LazyLock;

static DOCUMENT: LazyLock<Value> = LazyLock::new(openapi::document);

/// One operation as the list shows it.
struct Row {
    id: String,
    method: String,
    path: String,
    summary: String,
}

#[derive(Template)]
#[template(path = "manual.html")]
struct ManualPage {
    f: Frame,
    about: String,
    groups: Vec<(String, Vec<Row>)>,
}

/// One thing that is sent or answered: its name, its type, whether it must be there, and what it means.
struct Part {
    name: String,
    kind: String,
    need: bool,
    about: String,
}

#[derive(Template)]
#[template(path = "operation.html")]
struct OperationPage {
    f: Frame,
    row: Row,
    action: Option<String>,
    parameters: Vec<Part>,
    body: Vec<Part>,
    answers: Vec<(String, String)>,
    answer: Vec<Part>,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn operations() -> impl Iterator<Item = (Row, &'static Value)> {
    let paths = DOCUMENT["paths"].as_object().into_iter().flatten();
    let methods = paths.flat_map(|(path, item)| {
        item.as_object().into_iter().flatten().map(move |(method, operation)| (path, method, operation))
    });
    methods.map(|(path, method, operation)| {
        let (id, summary) = (text(&operation["operationId"]), text(&operation["summary"]));
        (Row { id, method: method.to_uppercase(), path: path.clone(), summary }, operation)
    })
}

pub(super) async fn show(guest: Guest) -> Answer {
    let mut groups: Vec<(String, Vec<Row>)> = Vec::new();
    for tag in DOCUMENT["tags"].as_array().into_iter().flatten() {
        let of = operations().filter(|(_, operation)| operation["tags"][0] == tag["name"]);
        groups.push((text(&tag["description"]), of.map(|(row, _)| row).collect()));
    }
    let about = text(&DOCUMENT["info"]["description"]);
    html(StatusCode::OK, &ManualPage { f: guest.frame().await?, about, groups })
}

/// What a reference leads to.
fn follow(schema: &'static Value) -> &'static Value {
    let inner = schema["$ref"].as_str().and_then(|to| DOCUMENT.pointer(to.strip_prefix('#')?));
    inner.unwrap_or(schema)
}

/// A schema in a few letters.
fn kind(schema: &'static Value) -> String {
    if let Some(to) = schema["$ref"].as_str() {
        return to.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(choices) = schema["anyOf"].as_array().or_else(|| schema["oneOf"].as_array()) {
        return choices.iter().map(kind).collect::<Vec<_>>().join(" | ");
    }
    if schema["items"].is_object() {
        return format!("[{}]", kind(&schema["items"]));
    }
    let name = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | "),
        other => text(other),
    };
    schema["format"].as_str().map_or_else(|| name.clone(), |format| format!("{name} ({format})"))
}

fn parts(schema: &'static Value) -> Vec<Part> {
    let schema = follow(schema);
    let needed = |name: &str| schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
    let properties = schema["properties"].as_object().into_iter().flatten();
    let part = |(name, property): (&String, &'static Value)| Part {
        name: name.clone(),
        kind: kind(property),
        need: needed(name),
        about: text(&property["description"]),
    };
    properties.map(part).collect()
}

pub(super) async fn operation(guest: Guest) -> Answer {
    let found = operations().find(|(row, _)| row.id == guest.part("operation"));
    let (row, operation) = found.ok_or(Kind::NotFound)?;
    let listed = operation["parameters"].as_array().into_iter().flatten().map(follow);
    let parameter = |parameter: &'static Value| Part {
        name: text(&parameter["name"]),
        kind: format!("{}, {}", text(&parameter["in"]), kind(&parameter["schema"])),
        need: parameter["required"] == true,
        about: text(&parameter["description"]),
    };
    let responses = operation["responses"].as_object();
    let good = responses.into_iter().flatten().find(|(status, _)| status.starts_with('2')).map(|(_, answer)| answer);
    let page = OperationPage {
        f: guest.frame().await?,
        row,
        action: operation["x-action"].as_str().map(str::to_owned),
        parameters: listed.map(parameter).collect(),
        body: parts(&operation["requestBody"]["content"]["application/json"]["schema"]),
        answers: responses
            .into_iter()
            .flatten()
            .map(|(status, answer)| (status.clone(), text(&follow(answer)["description"])))
            .collect(),
        answer: good.map(|good| parts(&good["content"]["application/json"]["schema"])).unwrap_or_default(),
    };
    html(StatusCode::OK, &page)
}
