//! `openapi.yaml`: a pure fold of the table of endpoints, so that the document is what the program does.

use crate::app::MOST_BYTES;
use crate::endpoints::{Access, Endpoint, table};
use crate::problem::{self, Document};
use axum::http::Method;
use redress_domain::Action;
use redress_domain::complaint::stage::Stage;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;

const INTRODUCTION: &str = "One case file for a complaint that a Pupil or Parent Guarantee was not kept: lodged with the school, taken to the Local Government Ombudsman, and, where its recommendations are not followed, to the Secretary of State. Every step is a recorded event.\n\nEvery error is a problem document (RFC 9457) whose type explains itself. A case that the caller may not see is answered exactly as one that does not exist. A repeated command with the same Idempotency-Key gets the first answer and does nothing twice. If-Match with the ETag of the case guards a change against one made meanwhile.";

/// The document.
#[must_use]
pub fn document() -> Value {
    let mut generator = SchemaSettings::draft2020_12()
        .with(|settings| {
            settings.definitions_path = "/components/schemas".into();
            settings.meta_schema = None;
        })
        .into_generator();
    generator.subschema_for::<Document>();
    generator.subschema_for::<Stage>();
    let mut paths: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    for endpoint in table() {
        let operation = operation(&endpoint, &mut generator);
        paths.entry(endpoint.path).or_default().insert(endpoint.method.as_str().to_ascii_lowercase(), operation);
    }
    let document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Redress",
            "version": env!("CARGO_PKG_VERSION"),
            "description": INTRODUCTION,
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "tags": [
            { "name": "commands", "description": "What can be done with a complaint." },
            { "name": "identity", "description": "Who somebody is, and which office they hold." },
            { "name": "complaints", "description": "What can be asked about complaints." },
            { "name": "reference", "description": "The law, the register and the service itself." },
        ],
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "responses": problems(),
            "headers": headers(),
            "parameters": parameters(),
            "securitySchemes": { "bearer": {
                "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                "description": "For staff, a token of the identity provider that this service trusts: it says who you are, and the record says which office you hold today. For families, the token that POST /v1/sign-in answers.",
            } },
        },
    });
    sorted(document)
}

/// The document as it stands in `openapi.yaml`.
///
/// # Errors
/// It cannot be written.
pub fn yaml() -> Result<String, yaml_serde::Error> {
    let head = "# Generated from the table of endpoints. Do not edit: `UPDATE_OPENAPI=1 cargo test -p redress-tests --test api_openapi`.\n";
    let text = yaml_serde::to_string(&document())?;
    Ok(text.lines().fold(head.to_owned(), |text, line| text + &quoted(line) + "\n"))
}

/// Older readers of YAML take a bare `on` or `no` for a truth value, so such words stand in quotation marks.
fn quoted(line: &str) -> Cow<'_, str> {
    let word = |text: &str| matches!(text, "on" | "off" | "yes" | "no");
    let start = line.find(|letter: char| letter != ' ' && letter != '-').unwrap_or(line.len());
    let (indent, rest) = line.split_at(start);
    let (key, value) = rest.split_once(':').map_or((rest, None), |(key, value)| (key, Some(value)));
    match value {
        None if word(key) => format!("{indent}\"{key}\"").into(),
        Some(value) if word(key) => format!("{indent}\"{key}\":{value}").into(),
        Some(value) if value.strip_prefix(' ').is_some_and(word) => {
            format!("{indent}{key}: \"{}\"", value.trim()).into()
        }
        _ => line.into(),
    }
}

/// The same value with the names of every object in order, whatever map the JSON library was built with.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let members: BTreeMap<_, _> = members.into_iter().map(|(name, member)| (name, sorted(member))).collect();
            Value::Object(members.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

fn operation(endpoint: &Endpoint, generator: &mut SchemaGenerator) -> Value {
    let command = endpoint.method == Method::POST;
    let of_complaint = match endpoint.access {
        Access::Case(action) => Action::COMMANDS.contains(&action),
        _ => endpoint.path == "/v1/complaints",
    };
    let tag = match endpoint.access {
        _ if command && of_complaint => "commands",
        // A question that is sent, since what it asks for is a name.
        _ if endpoint.path == "/v1/complaints/search" => "complaints",
        _ if command || endpoint.path.starts_with("/v1/members") => "identity",
        Access::Public => "reference",
        _ if endpoint.path.starts_with("/v1/schools") => "reference",
        _ => "complaints",
    };
    let security =
        if endpoint.access == Access::Public { json!([{}, { "bearer": [] }]) } else { json!([{ "bearer": [] }]) };
    let mut operation = json!({
        "operationId": endpoint.id,
        "summary": endpoint.summary,
        "tags": [tag],
        "security": security,
        "responses": responses(endpoint, generator),
    });
    if let Access::Case(action) = endpoint.access {
        operation["x-action"] = json!(action.name());
    }
    let mut list = path_parameters(&endpoint.path);
    list.extend(query_parameters(endpoint, generator));
    if endpoint.access != Access::Public {
        list.push(json!({ "$ref": "#/components/parameters/ActingAs" }));
    }
    if endpoint.answer.etag && endpoint.body.is_some() && endpoint.path.contains('{') {
        list.push(json!({ "$ref": "#/components/parameters/IfMatch" }));
    }
    if command && of_complaint {
        list.push(json!({ "$ref": "#/components/parameters/IdempotencyKey" }));
    }
    if endpoint.also.contains(&304) {
        list.push(json!({ "$ref": "#/components/parameters/IfNoneMatch" }));
    }
    if !list.is_empty() {
        operation["parameters"] = Value::Array(list);
    }
    if let Some(body) = endpoint.body {
        operation["requestBody"] = json!({
            "required": true,
            "description": format!("At most {MOST_BYTES} bytes. Fields marked `x-held` carry plain words; they are sealed in the vault before anything is recorded."),
            "content": { "application/json": { "schema": body(generator) } },
        });
    }
    operation
}

fn path_parameters(path: &str) -> Vec<Value> {
    let parts = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    parts
        .map(|name| {
            let (schema, description) = match name {
                "complaint" => (
                    json!({ "type": "string", "examples": ["018f2b7e-6d4a-7c31-9d2e-5b1f0a3c4d5e", "RD-7K3M9-QXC42"] }),
                    "The complaint: its identifier, or the short reference that people quote.",
                ),
                "person" => (json!({ "type": "string", "format": "uuid" }), "The person, by opaque number."),
                "urn" => (
                    json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
                    "The school's number in the register.",
                ),
                "guarantee" => (json!({ "type": "string", "examples": ["PU-3.9"] }), "The Guarantee's lasting name."),
                _ => (json!({ "type": "string" }), "The last part of the problem's type."),
            };
            json!({ "name": name, "in": "path", "required": true, "description": description, "schema": schema })
        })
        .collect()
}

fn query_parameters(endpoint: &Endpoint, generator: &mut SchemaGenerator) -> Vec<Value> {
    let Some(query) = endpoint.query else { return Vec::new() };
    let reference = query(generator).to_value();
    // The fields become parameters, so the type they came in is no schema of its own.
    let name = reference
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|to| to.rsplit('/').next())
        .unwrap_or_default()
        .to_owned();
    let schema = generator.definitions_mut().remove(&name).unwrap_or_default();
    let properties = schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
    properties
        .into_iter()
        .map(|(name, mut schema)| {
            let description =
                schema.as_object_mut().and_then(|schema| schema.remove("description")).unwrap_or_default();
            json!({ "name": name, "in": "query", "required": false, "description": description, "schema": schema })
        })
        .collect()
}

fn responses(endpoint: &Endpoint, generator: &mut SchemaGenerator) -> Value {
    let mut headers =
        Map::from_iter([("x-request-id".to_owned(), json!({ "$ref": "#/components/headers/RequestId" }))]);
    if endpoint.answer.etag {
        headers.insert("ETag".into(), json!({ "$ref": "#/components/headers/ETag" }));
    }
    if endpoint.answer.status == 201 {
        headers.insert("Location".into(), json!({ "$ref": "#/components/headers/Location" }));
    }
    let schema = endpoint.answer.schema.map_or(json!({}), |schema| schema(generator).to_value());
    let mut content = Map::new();
    content.insert(endpoint.answer.media.into(), json!({ "schema": schema }));
    let mut responses = Map::new();
    let good = if endpoint.method == Method::GET { "The answer." } else { "Done, and durable." };
    responses.insert(
        endpoint.answer.status.to_string(),
        json!({ "description": good, "headers": headers, "content": content }),
    );
    for status in &endpoint.also {
        responses
            .insert(status.to_string(), json!({ "description": "You have this version already.", "headers": headers }));
    }
    // Any request can be one too many, or meet a server that is in trouble or busy.
    for status in endpoint.problems.iter().chain(&[429, 500, 503]) {
        responses.insert(status.to_string(), json!({ "$ref": format!("#/components/responses/Problem{status}") }));
    }
    Value::Object(responses)
}

fn problems() -> Value {
    let mut by_status: BTreeMap<u16, Vec<(String, String)>> = BTreeMap::new();
    for (slug, status, title, _) in problem::all() {
        by_status.entry(status).or_default().push((slug.into(), title.into()));
    }
    let response = |(status, kinds): (u16, Vec<(String, String)>)| {
        let list: Vec<String> = kinds.iter().map(|(slug, title)| format!("- `/problems/{slug}`: {title}")).collect();
        let mut headers = json!({ "x-request-id": { "$ref": "#/components/headers/RequestId" } });
        match status {
            401 => {
                headers["WWW-Authenticate"] =
                    json!({ "description": "How to sign in.", "schema": { "type": "string" } });
            }
            429 | 503 => {
                headers["Retry-After"] =
                    json!({ "description": "After how many seconds to try again.", "schema": { "type": "integer" } });
            }
            405 => {
                headers["Allow"] = json!({ "description": "The methods that work.", "schema": { "type": "string" } });
            }
            _ => {}
        }
        let value = json!({
            "description": format!("A problem of one of these types:\n{}", list.join("\n")),
            "headers": headers,
            "content": { problem::MEDIA_TYPE: { "schema": { "$ref": "#/components/schemas/Problem" } } },
        });
        (format!("Problem{status}"), value)
    };
    Value::Object(by_status.into_iter().map(response).collect())
}

fn headers() -> Value {
    json!({
        "ETag": { "description": "The version of the file, for If-Match.", "schema": { "type": "string", "examples": ["\"12\""] } },
        "Location": { "description": "Where the new file is.", "schema": { "type": "string" } },
        "RequestId": { "description": "The number of this request, to quote when something goes wrong.", "schema": { "type": "string" } },
    })
}

fn parameters() -> Value {
    json!({
        "ActingAs": { "name": "Redress-Acting-As", "in": "header", "required": false,
            "description": "For who holds several offices: the one they act in, as role@body.",
            "schema": { "type": "string", "examples": ["clerk@school:100001"] } },
        "IfMatch": { "name": "If-Match", "in": "header", "required": false,
            "description": "The ETag of the version you have seen: the step is refused if the file has changed since.",
            "schema": { "type": "string", "pattern": "^\"(0|[1-9][0-9]*)\"$" } },
        "IfNoneMatch": { "name": "If-None-Match", "in": "header", "required": false,
            "description": "The ETag you have: the answer is empty if it is still the latest.",
            "schema": { "type": "string" } },
        "IdempotencyKey": { "name": "Idempotency-Key", "in": "header", "required": false,
            "description": "A name for this attempt, such as a UUID. A repeat gets the first answer.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[!-~]+$" } },
    })
}
