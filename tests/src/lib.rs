//! Black-box tests of Redress, through its real router and over real databases.
//!
//! The library holds what the tests share; the tests themselves stand in `tests/tests`.

pub mod browser;
pub mod fill;
pub mod http;
pub mod line;
pub mod planted;
pub mod register;
pub mod stored;
pub mod support;
