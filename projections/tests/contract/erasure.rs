//! Keys that are destroyed stay destroyed, whatever is on its way beside the erasure.

use crate::support::{databases, person, register, stamp};
use redress_domain::complaint::Command;
use redress_domain::complaint::closing::{ConfirmWithdrawal, Withdraw};
use redress_domain::complaint::erasure::{ConfirmErasure, ProposeErasure};
use redress_domain::complaint::intake::SubmitComplaint;
use redress_domain::{Actor, Body, ComplaintId, Held, Kind, Order, Role, StreamId, Urn};
use redress_projections::{Job, Store};
use serde_json::{from_value, json};
use uuid::Uuid;

const CASE: ComplaintId = ComplaintId(Uuid::from_u128(99));
const SCHOOL: u32 = 100_001;

fn told(by: u128, role: Role, body: Body, command: Command) -> Job {
    let mut stamp = stamp();
    stamp.actor = Actor { role, body, person: person(by) };
    let order = Order::Complaint(Box::new(command));
    Job { stream: StreamId::new(Kind::Complaint, CASE), order, stamp, expected: None, key: None, sealed: Vec::new() }
}

/// A complaint that has ended and of which somebody has proposed to erase everything, and the command that does it.
async fn about_to_be_erased(store: &Store) -> Job {
    let words = Held { entry: Uuid::from_u128(5), commitment: "0".repeat(64) };
    let parent = |command: Command| told(7, Role::Complainant, Body::Family, command);
    let officer = |by, command| told(by, Role::DataProtectionOfficer, Body::School(Urn(SCHOOL)), command);
    let lodged: SubmitComplaint = from_value(json!({
        "school": SCHOOL, "channel": "online_form",
        "complainants": [{ "new_person": person(7), "name": words, "capacity": "parent", "email": words }],
        "issues": [{ "account": words, "wanted": words }],
    }))
    .unwrap();
    let withdraw: Withdraw = from_value(json!({})).unwrap();
    let confirm: ConfirmWithdrawal = from_value(json!({ "words": words })).unwrap();
    let propose: ProposeErasure = from_value(json!({ "ground": "no_longer_needed", "reason": words })).unwrap();
    let erase: ConfirmErasure = from_value(json!({})).unwrap();
    let before = [parent(lodged.into()), parent(withdraw.into()), parent(confirm.into()), officer(8, propose.into())];
    store.execute(register(SCHOOL, "Oak Primary School")).await.unwrap();
    for job in before {
        store.execute(job).await.unwrap();
    }
    officer(9, erase.into())
}

/// On one thread, so that the writer finds all of them waiting at once.
#[tokio::test]
async fn a_key_that_was_on_its_way_is_not_stored_by_a_command_that_is_decided_after_the_erasure() {
    for database in databases().await {
        let store = database.open().await;
        let erase = about_to_be_erased(&store).await;
        let (held, sealed) = store.vault().seal(person(7), CASE, "account", "Persephone").await.unwrap();
        let mut all = vec![erase];
        all.extend((1..20).map(|urn| register(urn, "A school")));
        let mut late = register(20, "A school");
        late.sealed = vec![sealed];
        all.push(late);
        let mut on_their_way = tokio::task::JoinSet::new();
        for job in all {
            let store = store.clone();
            on_their_way.spawn(async move { store.execute(job).await.unwrap() });
        }
        on_their_way.join_all().await;
        assert_eq!(store.vault().open(&[&held]).await.unwrap(), [None], "{}", database.name);
        store.close().await;
    }
}
