//! The program `redress`.

use std::process::ExitCode;

/// Answers are made of many small pieces, by several threads at once: the allocator of the C library has them wait
/// for one another.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    redress_api::cli::main()
}
