//! Whatever is sent, the answer is documented and never the service's own failure.

use axum::body::Body;
use axum::http::{HeaderValue, Request};
use proptest::prelude::*;
use redress_api::endpoints;
use redress_tests::http::Service;
use serde_json::Value;

const ACTORS: &[&str] = &[
    "complainant@family/018f0000000070008000000000000001",
    "head_teacher@school:100001/018f0000000070008000000000000003",
    "commissioner@ombudsman/018f0000000070008000000000000004",
    "auditor@service/018f0000000070008000000000000009",
];

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
    ];
    let names = prop_oneof!["school", "issues", "complainants", "account", "issue", "on", "reason", ".{0,6}"];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(names.clone(), inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

#[test]
fn no_request_makes_the_service_fail() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let service = runtime.block_on(Service::start());
    let rows: Vec<(String, String)> =
        endpoints::table().iter().map(|row| (row.method.to_string(), row.path.clone())).collect();
    let header = || prop::option::of(prop::collection::vec(any::<u8>(), 0..40));
    let strategy = (0..rows.len(), 0..ACTORS.len(), "[^/?#]{0,12}", "[ -~]{0,20}", json(), header(), header());
    let config = ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    runner
        .run(&strategy, |(row, actor, part, query, body, if_match, key)| {
            let (method, path) = &rows[row];
            let part: String = part.bytes().map(|byte| format!("%{byte:02X}")).collect();
            let path = path
                .split('/')
                .map(|name| if name.starts_with('{') { part.as_str() } else { name })
                .collect::<Vec<_>>()
                .join("/");
            let query: String = query
                .bytes()
                .map(|byte| {
                    if byte.is_ascii_alphanumeric() || b"=&".contains(&byte) {
                        char::from(byte).to_string()
                    } else {
                        format!("%{byte:02X}")
                    }
                })
                .collect();
            let mut request = Request::builder().method(method.as_str()).uri(format!("{path}?{query}"));
            request = request.header("content-type", "application/json");
            request = request.header("authorization", format!("Bearer {}", service.token(ACTORS[actor])));
            for (name, value) in [("if-match", if_match), ("idempotency-key", key)] {
                if let Some(Ok(value)) = value.map(|bytes| HeaderValue::from_bytes(&bytes)) {
                    request = request.header(name, value);
                }
            }
            let answer = runtime.block_on(service.send(request.body(Body::from(body.to_string())).unwrap()));
            prop_assert!(answer.status < 500, "{method} {path}: {}", answer.text);
            Ok(())
        })
        .unwrap();
}
