//! The law of a complaint, proved: each edge case, each stage, each command, and what holds whatever happens.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may")]

mod beside;
mod checklists;
mod clocks;
mod commands;
mod consistency;
mod data_requests;
mod days;
mod desks;
mod dice;
mod edges_clock;
mod edges_people;
mod edges_school;
mod edges_two_schools;
mod feeds;
mod identity;
mod invariants;
mod journey;
mod laws;
mod matrix;
mod papers;
mod particulars;
mod portion;
mod roads;
mod schemas;
mod support;
mod targets;
mod walks;
