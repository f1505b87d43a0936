//! The service's own command line, as a process of its own beside a test.

use std::process::ExitCode;

fn main() -> ExitCode {
    redress_api::cli::main()
}
