//! The document is the interface: `openapi.yaml` is what the program does.

use redress_api::openapi;
use std::path::Path;

#[test]
fn openapi_yaml_is_what_the_table_says() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi.yaml");
    let generated = openapi::yaml().unwrap();
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(&file, &generated).unwrap();
    }
    let stored = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        stored == generated,
        "openapi.yaml has drifted; run UPDATE_OPENAPI=1 cargo test -p redress-tests --test api_openapi"
    );
}

#[test]
fn every_reference_in_the_document_leads_somewhere() {
    fn walk(value: &serde_json::Value, root: &serde_json::Value) {
        match value {
            serde_json::Value::Object(members) => {
                if let Some(to) = members.get("$ref").and_then(|to| to.as_str()) {
                    assert!(root.pointer(&to[1..]).is_some(), "{to} leads nowhere");
                }
                members.values().for_each(|member| walk(member, root));
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| walk(item, root)),
            _ => {}
        }
    }
    let document = openapi::document();
    walk(&document, &document);
}
