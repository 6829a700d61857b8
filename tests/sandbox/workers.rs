//! Workers that do not do their work: what they have not judged is unjudged, and what they started is gone.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use rstest::rstest;
use socklab::{
    checker::{Cancel, Outcome},
    grade::{
        sandbox::TEMPORARY,
        worker::{self, Submission, Told},
    },
};

use crate::class::{Class, PYTHON, SOCKLAB, allowance, possible, processes_with, task};

const PASSED: &str = r#"{"judged":{"exercise":"tcp-echo","check":"CHECK","outcome":"passed","elapsed":{"secs":0,"nanos":0},"isolation":"sandbox","trace":TRACE}}"#;

#[rstest]
#[case::ends_without_a_word("exit 0", 0)]
#[case::is_killed("kill -9 $$", 0)]
#[case::says_what_is_no_outcome("echo nonsense", 0)]
#[case::says_half_an_outcome("printf '%s' 'SAYS echo-upper' | head -c 90", 0)]
#[case::never_ends_its_line("head -c 20000000 /dev/zero", 0)]
#[case::judges_what_was_not_asked("echo 'SAYS large'", 0)]
#[case::judges_once("echo 'SAYS echo-upper'", 1)]
#[case::judges_twice("echo 'SAYS echo-upper'; echo 'SAYS echo-upper'", 1)]
fn a_worker_that(#[case] script: &str, #[case] passed: usize) {
    let trace = serde_json::to_string(&socklab::trace::Trace::default()).unwrap();
    let mut script = script.to_owned();
    for check in ["echo-upper", "large"] {
        script = script.replace(&format!("SAYS {check}"), &PASSED.replace("CHECK", check).replace("TRACE", &trace));
    }
    let folder = tempfile::tempdir().unwrap();
    let worker = folder.path().join("worker");
    fs::write(&worker, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&worker, Permissions::from_mode(0o755)).unwrap();
    let submission = submission(folder.path(), &["echo-upper", "next-client"]);
    let mut seen = Vec::new();
    worker::grade(&worker, &submission, &Cancel::default(), &mut |told| match told {
        Told::Judged(judged) => seen.push((judged.check, judged.outcome)),
        Told::Trouble { .. } => panic!("{told:?}"),
    });
    assert_eq!(seen.len(), 2, "each check once: {seen:?}");
    assert_eq!(seen.iter().filter(|(_, outcome)| *outcome == Outcome::Passed).count(), passed, "{seen:?}");
    let unjudged = |(_, outcome): &&(String, Outcome)| matches!(outcome, Outcome::Unjudged(_));
    assert_eq!(seen.iter().filter(unjudged).count(), 2 - passed, "{seen:?}");
}

fn submission(folder: &Path, checks: &[&str]) -> Submission {
    let (folder, tasks) = (folder.to_owned(), vec![task(checks)]);
    Submission { folder, tasks, sandbox: true, allowance: allowance() }
}

/// A program that hangs, so that the check waits for it a while.
fn hanging() -> Class {
    let class = Class::new();
    class.program("while True: pass\n");
    class
}

fn wait(what: &str, mut seen: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !seen() {
        assert!(Instant::now() < deadline, "never: {what}");
        std::thread::yield_now();
    }
}

#[test]
fn a_parent_that_is_gone_takes_everything_with_it() {
    if !possible() {
        return;
    }
    let class = hanging();
    let request = serde_json::to_string(&submission(&class.student(), &["echo-upper"])).unwrap();
    let mut worker = Command::new(SOCKLAB)
        .args([worker::COMMAND, &request])
        .env("TMPDIR", TEMPORARY)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let program = || processes_with(&class.mark).iter().any(|line| line.starts_with(PYTHON));
    wait("the program runs", program);
    // The kernel closes a dead parent's end of the pipe.
    drop(worker.stdin.take());
    worker.wait().unwrap();
    wait("everything is gone", || processes_with(&class.mark).is_empty());
}

#[test]
fn a_cancelled_submission_ends_at_once_and_its_checks_are_unjudged() {
    if !possible() {
        return;
    }
    let class = hanging();
    let (cancel, began) = (Cancel::default(), Instant::now());
    let mut seen = Vec::new();
    std::thread::scope(|scope| {
        let (other, mark) = (cancel.clone(), &class.mark);
        let end = move || {
            wait("the program runs", || !processes_with(mark).is_empty());
            other.cancel();
        };
        std::thread::Builder::new().spawn_scoped(scope, end).unwrap();
        let submission = submission(&class.student(), &["echo-upper"]);
        worker::grade(Path::new(SOCKLAB), &submission, &cancel, &mut |told| seen.push(told));
    });
    let [Told::Judged(judged)] = seen.as_slice() else { panic!("{seen:?}") };
    assert!(matches!(&judged.outcome, Outcome::Unjudged(why) if why.0 == "cancelled"), "{judged:?}");
    assert!(began.elapsed() < Duration::from_secs(15));
    wait("everything is gone", || processes_with(&class.mark).is_empty());
}
