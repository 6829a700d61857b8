//! Honest students in one class with hostile ones, graded by the real command, several at a time.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use serde_json::Value;
use socklab::checker;

use crate::class::{PYTHON, SERVES, SOCKLAB, possible, processes_with};

/// What a parent may hold at most, in KiB: less than what it is given at a class of a thousand.
const HELD: u64 = 64 << 10;

/// What hostile students do before they serve, or instead; a little of it, since the limits themselves are tried elsewhere.
const HOSTILE: [(&str, &str); 7] = [
    ("forks", "import os\nfor _ in range(6):\n    try: os.fork()\n    except OSError: pass\nwhile True: pass\n"),
    ("floods", "import os\nwhile True: os.write(1, bytes(1 << 20))\n"),
    (
        "eats",
        "eaten = []\ntry:\n    while len(eaten) < 16: eaten.append(bytearray(b'x' * (64 << 20)))\nexcept MemoryError: pass\n",
    ),
    (
        "fills",
        "try:\n    for n in range(200):\n        with open(f'f{n}', 'wb') as f: f.write(bytes(1 << 20))\nexcept OSError: pass\n",
    ),
    ("opens", "o = []\ntry:\n    while len(o) < 5000: o.append(open('/dev/null'))\nexcept OSError: pass\no.clear()\n"),
    ("signals", "import os, signal\ntry: os.kill(-1, signal.SIGKILL)\nexcept OSError: pass\n"),
    ("stays", "import os, signal\nif not os.fork():\n    os.setsid()\n    while True: signal.pause()\n"),
];

fn student(class: &Path, name: &str, source: &str, mark: &str) {
    let folder = class.join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("server.py"), source).unwrap();
    let run = [PYTHON, "server.py", mark];
    fs::write(folder.join("socklab.toml"), format!("[exercise.tcp-echo]\nrun = {run:?}\n")).unwrap();
}

/// Grades the class; the report, and the most that the parent held, in KiB.
fn grade(folder: &Path, out: &str, arguments: &[&str]) -> (Value, u64) {
    let mut command = Command::new(SOCKLAB);
    command.args(["grade", "class", "--out", out, "--require-sandbox", "--quiet"]).args(arguments);
    let mut run = command.current_dir(folder).stdout(Stdio::null()).spawn().unwrap();
    let mut held = 0;
    let status = loop {
        if let Some(status) = run.try_wait().unwrap() {
            break status;
        }
        held = most_held(run.id()).unwrap_or(held);
        // Rarely, so that the class has the processors.
        std::thread::park_timeout(Duration::from_millis(20));
    };
    assert!(matches!(status.code(), Some(0 | 1)), "{status}");
    let report = fs::read(folder.join(out).join("report.json")).unwrap();
    (serde_json::from_slice(&report).unwrap(), held)
}

/// `VmHWM` (`proc_pid_status(5)`).
fn most_held(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Each check of a student with its verdict and its points.
fn scores(report: &Value, name: &str) -> Vec<(String, String, u64)> {
    let students = report["students"].as_array().unwrap();
    let student = students.iter().find(|student| student["student"] == name).unwrap();
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let score = |check: &Value| (word(&check["id"]), word(&check["verdict"]), check["points"].as_u64().unwrap());
    student["exercises"][0]["checks"].as_array().unwrap().iter().map(score).collect()
}

#[test]
fn the_scores_of_honest_students_are_what_they_are_without_the_hostile_ones() {
    if !possible() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let class = folder.path().join("class");
    let mark = format!("beside-{}-{}", std::process::id(), fastrand::u64(..));
    let solution = checker::exercise("tcp-echo").unwrap().python.unwrap();
    student(&class, "alice", solution, &mark);
    student(&class, "bob", &SERVES.replace("d.upper()", "d"), &mark);
    let (alone, _) = grade(folder.path(), "alone", &[]);
    for (name, hostile) in HOSTILE {
        student(&class, name, &format!("{hostile}{SERVES}"), &mark);
    }
    let (beside, held) = grade(folder.path(), "beside", &["--jobs", "4"]);
    for (honest, verdict) in [("alice", "passed"), ("bob", "failed")] {
        let scores = [&alone, &beside].map(|report| scores(report, honest));
        assert_eq!(scores[0], scores[1], "{honest}");
        assert!(scores[0].len() > 5 && scores[0].iter().all(|(_, seen, _)| seen == verdict), "{scores:?}");
    }
    assert_eq!(beside["students"].as_array().unwrap().len(), 2 + HOSTILE.len());
    assert_eq!(processes_with(&mark), Vec::<String>::new(), "left behind");
    assert!(held < HELD, "{held} KiB");
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
}
