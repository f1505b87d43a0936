//! How people and programs speak with Redress: HTTP, pages, the clock and the process.

pub mod app;
pub mod asked;
pub mod body;
pub mod caller;
pub mod cases;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod cursor;
pub mod endpoints;
pub mod form;
pub mod gias;
pub mod guard;
pub mod headers;
pub mod held;
pub mod import;
pub mod newcomers;
pub mod observe;
pub mod openapi;
pub mod pages;
pub mod people;
pub mod problem;
pub mod reference;
pub mod schools;
pub mod seal;
pub mod secrets;
pub mod serve;
pub mod service;
pub mod store;
pub mod token;
pub mod words;
pub mod work;

pub use app::{App, router};
pub use clock::Clock;
pub use store::Store;
pub use token::Keys;
