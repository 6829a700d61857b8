//! How long a student waits: every check of tcp-echo against both solutions, beside the bare start of the interpreter; and
//! from saving a Rust program to its verdict.
//!
//! `cargo bench --bench check` prints medians. On an idle machine they are to be: against Python at most 2.5 times the
//! interpreter's starts and below 400 ms, against Rust below 150 ms, from saving to the verdict below 1 s.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const SOCKLAB: &str = env!("CARGO_BIN_EXE_socklab");

/// Runs of each thing that is measured; one more comes before them and does not count.
const RUNS: usize = 21;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let exercise = socklab::checker::exercise("tcp-echo").expect("the exercise");
    let checks = exercise.checks.len();

    let python = folder.path().join("server.py");
    fs::write(&python, exercise.python.unwrap_or_default()).expect("write the program");
    let interpreter = interpreter();
    let starts = median(|| (0..checks).for_each(|_| run(Command::new(&interpreter).args(["-c", "pass"]))));
    let checked = median(|| check(&[&interpreter, &python]));
    println!("{}", interpreter.display());
    println!("Python, started {checks} times          {starts:>8.1?}");
    println!(
        "tcp-echo against Python, {checks} checks   {checked:>8.1?}  {:.2} times the starts",
        ratio(checked, starts)
    );

    let workspace = folder.path().join("workspace");
    run(Command::new(SOCKLAB).arg("init").arg(&workspace));
    let source = workspace.join("src/bin/tcp-echo.rs");
    fs::write(&source, exercise.solution).expect("write the program");
    run(Command::new("cargo").args(["build", "--quiet", "--bin", "tcp-echo"]).current_dir(&workspace));
    let binary = workspace.join("target/debug/tcp-echo");
    println!("tcp-echo against Rust, {checks} checks     {:>8.1?}", median(|| check(&[&binary])));

    let mut saves = 0;
    let verdict = median(|| {
        saves += 1;
        fs::write(&source, format!("{}// {saves}\n", exercise.solution)).expect("save the program");
        run(Command::new(SOCKLAB).args(["check", "tcp-echo"]).current_dir(&workspace));
    });
    println!("from saving to the verdict, with cargo {verdict:>8.1?}");
}

/// The interpreter itself: what stands in PATH may be a script that looks for it, and takes longer than the interpreter.
fn interpreter() -> PathBuf {
    let asked = Command::new("python3").args(["-c", "import sys; print(sys.executable)"]).output().expect("python3");
    String::from_utf8_lossy(&asked.stdout).trim().into()
}

fn check(program: &[&Path]) {
    run(Command::new(SOCKLAB).args(["check", "tcp-echo", "--"]).args(program));
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).status().expect("the program starts");
    assert!(status.success(), "{command:?}: {status}");
}

fn median(mut measured: impl FnMut()) -> Duration {
    measured();
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let began = Instant::now();
            measured();
            began.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}

fn ratio(this: Duration, that: Duration) -> f64 {
    this.as_secs_f64() / that.as_secs_f64()
}
