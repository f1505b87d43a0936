//! What each kind of command wants to be given: one table, so that what carries a command out is written,
//! and compiled, once.

use crate::body;
use crate::held::HeldNames;
use crate::problem::Problem;
use redress_domain::Action;
use redress_domain::complaint::{Ask, Command, Visitor, each_command};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// How to get a type's schema.
pub type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// The schema of a type, as a value that a table can hold.
pub fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// What one kind of command wants.
#[derive(Debug)]
pub struct Wanted {
    /// Which command.
    pub action: Action,
    /// The schema of its body.
    pub schema: SchemaOf,
    /// The schema's name in `openapi.yaml`.
    pub schema_name: String,
    /// Which of its words go into the vault.
    pub names: Arc<HeldNames>,
    /// Makes the command of a body whose words are sealed already.
    pub read: fn(Value) -> Result<Command, Problem>,
}

/// Every kind of command, in the order of the journey.
pub static WANTED: LazyLock<BTreeMap<Action, Wanted>> = LazyLock::new(|| {
    struct Gather(BTreeMap<Action, Wanted>);
    impl Visitor for Gather {
        fn visit<C: Ask + Send + Sync + 'static>(&mut self) {
            let wanted = Wanted {
                action: C::ACTION,
                schema: schema::<C>,
                schema_name: C::schema_name().into_owned(),
                names: HeldNames::of::<C>(),
                read: |body| body::typed::<C>(body).map(Into::into),
            };
            self.0.insert(C::ACTION, wanted);
        }
    }
    let mut gather = Gather(BTreeMap::new());
    each_command(&mut gather);
    gather.0
});
