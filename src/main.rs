//! The `socklab` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    socklab::cli::main()
}
