//! Other people's programs, as readers of ours.

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

use crate::{interpreter::interpreter, support::skipped};

/// Whether the program is here; if not, that is said as a skip.
pub(crate) fn has(program: &str, asked: &[&str]) -> bool {
    let found = Command::new(program).args(asked).output();
    if let Err(error) = &found {
        skipped(program, &error.to_string());
    }
    found.is_ok()
}

/// Runs it on this input, to its end.
#[track_caller]
pub(crate) fn run(program: &mut Command, input: &str) -> Output {
    let mut child = program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // Beside the reading, or both would wait with full pipes. A program need not read to the end.
        std::thread::Builder::new().spawn_scoped(scope, move || stdin.write_all(input.as_bytes())).unwrap();
        child.wait_with_output().unwrap()
    })
}

/// What it prints; it must succeed.
#[track_caller]
pub(crate) fn answer(program: &mut Command, input: &str) -> String {
    let output = run(program, input);
    assert!(output.status.success(), "{program:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What Python makes of the input, by a program that prints JSON; `None` without Python.
#[track_caller]
pub(crate) fn python(code: &str, input: &str) -> Option<serde_json::Value> {
    let python = interpreter().map_err(|error| skipped("python3", &error)).ok()?;
    let printed = answer(Command::new(python).args(["-X", "utf8", "-c", code]), input);
    Some(serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {printed}")))
}
