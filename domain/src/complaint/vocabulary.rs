//! The macros that make one row of a table into everything that must agree about an event or a command.

/// An enum of events: each variant has one stored name, in JSON, SQL and text alike.
macro_rules! events {
    ($(#[$top:meta])* pub enum $enum:ident { $($(#[$doc:meta])* $name:ident = $text:literal {
        $($(#[$field_doc:meta])* $field:ident: $ty:ty),* $(,)?
    }),+ $(,)? }) => {
        $(#[$top])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub enum $enum { $($(#[$doc])* #[serde(rename = $text)] $name { $($(#[$field_doc])* $field: $ty),* }),+ }

        impl $enum {
            /// The name of every event of this kind.
            pub const NAMES: &'static [&'static str] = &[$($text),+];

            /// The event's name, as it is stored.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self { $(Self::$name { .. } => $text),+ }
            }
        }
    };
}

/// A command struct: what a request may carry, no field more.
macro_rules! command {
    ($(#[$doc:meta])* pub struct $name:ident { $($(#[$field_doc:meta])* $field:ident: $ty:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_doc])* pub $field: $ty),* }
    };
}

pub(crate) use {command, events};
