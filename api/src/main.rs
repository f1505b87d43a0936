//! The program `redress`.

use redress_api::cli;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    cli::main().await
}
