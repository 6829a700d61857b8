//! What the sandbox adds to a program's start, and what a submission costs.
//!
//! `cargo bench --bench sandbox` prints medians. On an idle machine the sandbox is to add less than 15 ms.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use socklab::{
    checker::Cancel,
    grade::{
        sandbox::Allowance,
        worker::{self, Submission, Task, Told},
    },
};

/// Submissions of each kind; one more comes before them and does not count.
const RUNS: usize = 51;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    // It ends at once: what is left is its start.
    fs::write(folder.path().join("socklab.toml"), "[exercise.tcp-echo]\nrun = [\"true\"]\n")
        .expect("write the manifest");
    let (started, graded) = medians(folder.path(), false);
    let (started_in, graded_in) = medians(folder.path(), true);
    println!("a check of `true`                {started:>8.2?}");
    println!("the same in the sandbox          {started_in:>8.2?}");
    println!("the sandbox adds                 {:>8.2?}", started_in.saturating_sub(started));
    println!("a submission with one such check {graded:>8.2?}");
    println!("the same in the sandbox          {graded_in:>8.2?}");
}

/// Of a check, from its beginning to its end, and of its whole submission.
fn medians(folder: &Path, sandbox: bool) -> (Duration, Duration) {
    let task = Task { exercise: "tcp-echo".to_owned(), seed: 1, checks: vec!["echo-upper".to_owned()], again: false };
    let (folder, allowance) = (folder.to_owned(), Allowance::usual());
    let submission = Submission { folder, tasks: vec![task], sandbox, allowance };
    let run = |_| {
        let (began, mut elapsed) = (Instant::now(), None);
        worker::grade(Path::new(env!("CARGO_BIN_EXE_socklab")), &submission, &Cancel::default(), &mut |told| {
            if let Told::Judged(judged) = told {
                elapsed = Some(judged.elapsed);
            }
        });
        (elapsed.expect("a check that was judged"), began.elapsed())
    };
    let (checks, submissions): (Vec<_>, Vec<_>) = (0..=RUNS).map(run).skip(1).unzip();
    (median(checks), median(submissions))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
