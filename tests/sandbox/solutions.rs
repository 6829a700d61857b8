//! Who passes outside of a sandbox passes in it: with files and UNIX paths, as a client and as a server.

use std::{fs, path::Path};

use socklab::{
    checker::{self, Cancel},
    grade::{
        class::Isolation,
        sandbox::Allowance,
        worker::{self, Submission, Task, Told},
    },
};

use crate::{
    class::{Class, SERVES, SOCKLAB, possible, task, verdict},
    solution,
};

#[test]
fn every_solution_passes_in_the_sandbox() {
    if !possible() {
        return;
    }
    for (_, exercise) in checker::exercises() {
        let student = tempfile::tempdir().unwrap();
        fs::copy(solution::rust(exercise.slug).unwrap(), student.path().join("program")).unwrap();
        let manifest = format!("[exercise.{}]\nrun = [\"./program\"]\n", exercise.slug);
        fs::write(student.path().join("socklab.toml"), manifest).unwrap();
        let checks: Vec<String> = exercise.checks.iter().map(|check| check.id.to_owned()).collect();
        let (slug, seed) = (exercise.slug.to_owned(), fastrand::u64(..));
        let tasks = vec![Task { exercise: slug, seed, checks: checks.clone(), again: false }];
        let folder = student.path().to_owned();
        let submission = Submission { folder, tasks, sandbox: true, allowance: Allowance::usual() };
        let mut verdicts = Vec::new();
        worker::grade(Path::new(SOCKLAB), &submission, &Cancel::default(), &mut |told| verdicts.push(verdict(&told)));
        assert_eq!(verdicts, vec!["passed"; checks.len()], "{}", exercise.slug);
    }
}

#[test]
fn without_a_sandbox_a_submission_has_a_network_and_a_copy_for_itself() {
    if !possible() {
        return;
    }
    let class = Class::new();
    class.program(&format!("open('written', 'w').close()\n{SERVES}"));
    let sandboxed = class.graded(&["echo-upper"]).only();
    assert_eq!((sandboxed.0.as_str(), sandboxed.2), ("passed", Some(Isolation::Sandbox)));
    let (folder, tasks) = (class.student(), vec![task(&["echo-upper"])]);
    let submission = Submission { folder, tasks, sandbox: false, allowance: Allowance::usual() };
    let mut seen = Vec::new();
    worker::grade(Path::new(SOCKLAB), &submission, &Cancel::default(), &mut |told| seen.push(told));
    let [Told::Judged(judged)] = seen.as_slice() else { panic!("{seen:?}") };
    assert_eq!((judged.outcome.name(), judged.isolation), ("passed", Some(Isolation::Network)));
    assert!(!class.student().join("written").exists());
}
