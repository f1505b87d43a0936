//! Who somebody is: families by codes, staff by an identity provider, and never by their own word.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may")]

mod families;
mod letters;
mod pages;
mod real;
mod reminders;
mod staff;
