//! Anybody can hold the record to its word: receipts and checkpoints, read by programs of another make.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use redress_tests::http::{Service, lodging};
use redress_tests::support::databases;
use serde_json::json;
use signed_note::{Note, StandardVerifier, VerifierList};
use tlog_tiles::{Checkpoint, Hash, check_record, check_tree, record_hash};

const PARENT: &str = "complainant@family/018f0000000070008000000000000001";
const STRANGER: &str = "complainant@family/018f0000000070008000000000000002";
const CLERK: &str = "clerk@school:100001/018f0000000070008000000000000004";
const AUDITOR: &str = "auditor@service/018f0000000070008000000000000005";

async fn lodge(service: &Service) -> String {
    let answer = service.post("/v1/complaints", &service.token(PARENT), &lodging()).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.json["href"].as_str().expect("an address").to_owned()
}

async fn receipt(service: &Service, case: &str, actor: &str) -> String {
    let answer = service.get(&format!("{case}/receipt"), &service.token(actor)).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/plain; charset=utf-8"), "{}", answer.text);
    answer.text
}

fn hash(text: &str) -> Hash {
    Hash(STANDARD.decode(text).expect("base64").try_into().expect("32 bytes"))
}

/// What a checkpoint says, once another program has found its signature to be good.
fn checkpoint(signed: &str, key: &str) -> Checkpoint {
    let note = Note::from_bytes(signed.as_bytes()).expect("a signed note");
    let verifier = StandardVerifier::new(key).expect("a key of that program's own form");
    let (good, _) = note.verify(&VerifierList::new(vec![Box::new(verifier)])).expect("a good signature");
    assert_eq!(good.len(), 1);
    Checkpoint::from_bytes(note.text()).expect("a checkpoint")
}

async fn key(service: &Service) -> String {
    service.get("/v1/head", "").await.json["key"].as_str().expect("a key").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_is_checked_by_a_program_of_another_make_and_goes_on_holding_while_the_log_grows() {
    for database in databases() {
        let service = Service::at(&database.url).await;
        let case = lodge(&service).await;
        let kept = receipt(&service, &case, PARENT).await;
        let key = key(&service).await;
        for _ in 0..30 {
            lodge(&service).await;
        }
        assert_eq!(receipt(&service, &case, PARENT).await, kept, "what comes later changes nothing of it");

        let (head, signed) = kept.split_once("\n\n").expect("a proof, and a checkpoint");
        let lines: Vec<&str> = head.lines().collect();
        let [version, extra, index, path @ ..] = &lines[..] else { panic!("{head}") };
        assert_eq!(*version, "c2sp.org/tlog-proof@v1");
        let record = STANDARD.decode(extra.strip_prefix("extra ").expect("the record")).expect("base64");
        let index: u64 = index.strip_prefix("index ").expect("the place").parse().expect("a number");
        let then = checkpoint(signed, &key);
        let proof = path.iter().map(|line| hash(line)).collect();
        check_record(&proof, then.size(), *then.hash(), index, record_hash(&record)).expect("it is in the tree");
        let text = String::from_utf8(record).expect("text");
        assert!(text.contains("complaint_submitted") && text.contains(case.rsplit('/').next().expect("a number")));
        assert!(!text.contains("Ada"), "no name is in a receipt: {text}");

        let now = checkpoint(&service.get("/v1/checkpoint", "").await.text, &key);
        let proof = service.get(&format!("/v1/checkpoint/consistency?first={}", then.size()), "").await.json;
        assert_eq!((proof["first"].as_u64(), proof["second"].as_u64()), (Some(then.size()), Some(now.size())));
        let path = proof["path"].as_array().expect("a path").iter().map(|one| hash(one.as_str().expect("a hash")));
        check_tree(&path.collect(), now.size(), *now.hash(), then.size(), *then.hash()).expect("the log only grew");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_altered_in_a_receipt_is_found_and_one_that_went_through_the_post_is_still_good() {
    let service = Service::start().await;
    let case = lodge(&service).await;
    for _ in 0..3 {
        lodge(&service).await;
    }
    let kept = receipt(&service, &case, PARENT).await;
    let look = async |text: &str| service.post("/v1/receipts/check", "", &json!({ "receipt": text })).await.json;
    let found = look(&kept).await;
    assert_eq!((found["whole"].as_bool(), &found["of"]["event"]), (Some(true), &json!("complaint_submitted")));
    assert!(found["of"]["reference"].as_str().is_some_and(|reference| reference.starts_with("RD-")), "{found}");
    // A mail program wraps nothing this short, but may change the ends of lines and put space around it.
    let mailed = format!("\r\n  {}\r\n\r\n", kept.replace('\n', " \r\n"));
    assert_eq!(look(&mailed).await["whole"], json!(true));

    let lines: Vec<&str> = kept.lines().collect();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        let mut other = lines.clone();
        let middle = line.char_indices().nth(line.chars().count() / 2).expect("a letter").0;
        let letter = if line[middle..].starts_with('A') { "B" } else { "A" };
        let rest = line[middle..].chars().next().map_or(0, char::len_utf8);
        let changed = format!("{}{letter}{}", &line[..middle], &line[middle + rest..]);
        other[at] = &changed;
        let found = look(&(other.join("\n") + "\n")).await;
        assert_eq!(found["whole"], json!(false), "line {at}: {changed}");
        let mut short = lines.clone();
        short.remove(at);
        assert_eq!(look(&(short.join("\n") + "\n")).await["whole"], json!(false), "without line {at}");
    }
    for other in
        ["", "Dear parent", &"c2sp.org/tlog-proof@v1\n".repeat(2_000), "c2sp.org/tlog-proof@v1\nextra \nindex 0\n\n"]
    {
        assert_eq!(look(other).await["flaw"], json!("garbled"));
    }
    let foreign = kept.replace("redress.test", "elsewhere.test");
    assert_eq!(look(&foreign).await["flaw"], json!("foreign"));

    // Genuine, and of a log that this is not.
    let elsewhere = Service::start().await;
    let answer = elsewhere.post("/v1/receipts/check", "", &json!({ "receipt": kept })).await.json;
    assert_eq!(answer["flaw"], json!("lost"), "{answer}");
}

#[tokio::test]
async fn a_receipt_is_given_to_who_did_it_and_to_who_reads_the_events() {
    let service = Service::start().await;
    let case = lodge(&service).await;
    let answer = service.post(&format!("{case}/accept-complaint"), &service.token(CLERK), &json!({})).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let status = async |actor: &str, version: &str| {
        service.get(&format!("{case}/receipt{version}"), &service.token(actor)).await.status
    };
    let lines = service.get(&format!("{case}/timeline"), &service.token(PARENT)).await.json;
    let last = format!("?version={}", lines["timeline"].as_array().map_or(0, Vec::len));
    assert_eq!((status(PARENT, "").await, status(AUDITOR, "").await, status(STRANGER, "").await), (200, 200, 404));
    assert_eq!((status(PARENT, &last).await, status(CLERK, &last).await), (422, 200), "who took it up was the clerk");
    assert_eq!((status(PARENT, "?version=0").await, status(PARENT, "?version=999").await), (422, 422));
    for lengths in ["first=0", "first=9999999", "first=3&second=2"] {
        let answer = service.get(&format!("/v1/checkpoint/consistency?{lengths}"), "").await;
        assert_eq!((answer.status, answer.pointer()), (400, "first"), "{lengths}");
    }
}

#[tokio::test]
async fn a_parent_gets_a_receipt_on_a_page_and_anybody_checks_it_on_another() {
    let service = Service::start().await;
    let case = lodge(&service).await;
    let id = case.rsplit('/').next().expect("a number");
    let own = service.see_as(&format!("/complaints/{id}"), PARENT).await.text;
    assert!(own.contains(&format!("/complaints/{id}/receipt")), "the page leads to it");
    let page = service.see_as(&format!("/complaints/{id}/receipt"), PARENT).await;
    let kept = receipt(&service, &case, PARENT).await;
    assert!(page.text.contains("c2sp.org/tlog-proof@v1"), "{}", page.text);
    let field = |text: &str| {
        let letters = text.bytes().map(|byte| format!("%{byte:02x}"));
        format!("receipt={}", letters.collect::<String>())
    };
    let good = service.fill("/check-a-receipt", "", field(&kept)).await;
    assert_eq!(good.status, 200);
    assert!(good.text.contains("This receipt is real."), "{}", good.text);
    let bad = service.fill("/check-a-receipt", "", field(&kept.replace("index ", "index 1"))).await;
    assert_eq!(bad.status, 422);
    assert!(bad.text.contains("href=\"#receipt\"") && bad.text.contains("<title>Error: "), "{}", bad.text);
    assert_eq!(service.see("/check-a-receipt", "").await.status, 200);
}
