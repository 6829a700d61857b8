//! What a class costs: submissions of tcp-echo in Python, graded in sandboxes, beside check50 with the same eight plain checks
//! (`benches/check50`), one process a submission and no sandbox; both with two at a time.
//!
//! `cargo bench --bench grade`. check50 is looked for in PATH (`pip install check50`). On two idle cores socklab is to grade
//! at least four times as many submissions in the same time; a submission of ten, a hundred or a thousand is to cost the same
//! within a tenth; and the parent is to hold less than 64 MiB.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

const SOCKLAB: &str = env!("CARGO_BIN_EXE_socklab");

/// Submissions at a time, for both.
const JOBS: usize = 2;

/// The checks that both make.
const PLAIN: [&str; 8] =
    ["echo-upper", "echo-again", "next-client", "survives-reset", "split-write", "large", "half-close", "two-at-once"];

/// How often each grades the class, in turn: a machine is not equally fast all the time.
const PAIRS: usize = 3;

fn main() {
    let whole = tempfile::tempdir().expect("a folder");
    let exercise = socklab::checker::exercise("tcp-echo").expect("the exercise");
    let solution = exercise.python.expect("a solution in Python");
    println!("{} checks of tcp-echo, {JOBS} submissions at a time", exercise.checks.len());
    for count in [10, 100, 1000] {
        let (took, held) = graded(&class(whole.path(), count, solution), &[]);
        println!("socklab, {count:>4} submissions  {:>8.1?} each, the parent held {held} KiB", each(took, count));
    }
    beside_check50(&whole.path().join("100"));
}

fn beside_check50(folder: &Path) {
    let settings = folder.join("plain.toml");
    fs::write(&settings, format!("[exercise.tcp-echo]\nchecks = {PLAIN:?}\n")).expect("a file");
    let plain = ["--settings".as_ref(), settings.as_os_str()];
    println!("{} plain checks, 100 submissions", PLAIN.len());
    let mut ratios = Vec::new();
    for _ in 0..PAIRS {
        let (ours, _) = graded(folder, &plain);
        let Some(theirs) = checked(&folder.join("class")) else { return println!("check50 is not in PATH") };
        let ratio = theirs.as_secs_f64() / ours.as_secs_f64();
        println!("socklab {:>8.1?} each, check50 {:>8.1?} each: {ratio:.2} times", each(ours, 100), each(theirs, 100));
        ratios.push(ratio);
    }
    ratios.sort_unstable_by(f64::total_cmp);
    println!("socklab does {:.2} times as many in the same time", ratios[PAIRS / 2]);
}

fn each(took: Duration, count: usize) -> Duration {
    took / u32::try_from(count).expect("a small class")
}

/// A folder with so many students, who all hand in the same.
fn class(whole: &Path, count: usize, solution: &str) -> PathBuf {
    let folder = whole.join(count.to_string());
    for number in 0..count {
        let student = folder.join(format!("class/student-{number:04}"));
        fs::create_dir_all(&student).expect("a folder");
        fs::write(student.join("server.py"), solution).expect("a file");
        let manifest = "[exercise.tcp-echo]\nrun = [\"/usr/bin/python3\", \"server.py\"]\n";
        fs::write(student.join("socklab.toml"), manifest).expect("a file");
    }
    folder
}

/// How long socklab takes, and the most that the parent held, in KiB.
fn graded(folder: &Path, more: &[&OsStr]) -> (Duration, u64) {
    let out = folder.join("out");
    if out.exists() {
        fs::remove_dir_all(&out).expect("remove the reports of the run before");
    }
    let began = Instant::now();
    let mut run = Command::new(SOCKLAB)
        .args(["grade", "class", "--out", "out", "--quiet", "--require-sandbox", "--jobs", &JOBS.to_string()])
        .args(more)
        .current_dir(folder)
        .stdout(Stdio::null())
        .spawn()
        .expect("socklab");
    let mut held = 0;
    while run.try_wait().expect("its end").is_none() {
        held = most_held(run.id()).unwrap_or(held);
        thread::park_timeout(Duration::from_millis(10));
    }
    assert!(run.wait().expect("its end").success(), "every check passes");
    (began.elapsed(), held)
}

/// `VmHWM` (`proc_pid_status(5)`).
fn most_held(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// How long check50 takes for the same folders; `None` if there is none.
fn checked(class: &Path) -> Option<Duration> {
    let checks = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/check50");
    let mut students = fs::read_dir(class).expect("the class").map(|entry| entry.expect("a student").path());
    let start = |student: PathBuf| {
        let mut check = Command::new("check50");
        check.args(["--dev", "--log-level", "error", "-o", "json", "--output-file", "check50.json"]).arg(&checks);
        check.current_dir(student).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
    };
    let began = Instant::now();
    let mut running: Vec<Child> = Vec::new();
    loop {
        while running.len() < JOBS {
            let Some(student) = students.next() else { break };
            running.push(start(student).ok()?);
        }
        if running.is_empty() {
            return Some(began.elapsed());
        }
        running.retain_mut(|one| one.try_wait().expect("its end").is_none());
        thread::park_timeout(Duration::from_millis(1));
    }
}
