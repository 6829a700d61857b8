//! Where Python is.

use std::{path::PathBuf, process::Command, sync::OnceLock};

/// The interpreter itself: what stands in PATH may be a script that looks for it, and takes longer than the interpreter.
pub(crate) fn interpreter() -> Result<PathBuf, String> {
    static FOUND: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let find = || {
        let asked = Command::new("python3").args(["-c", "import sys; print(sys.executable)"]).output();
        let answer = asked.map_err(|error| error.to_string())?;
        Ok(String::from_utf8_lossy(&answer.stdout).trim().into())
    };
    FOUND.get_or_init(find).clone()
}
