//! A class of hostile students, and what came of them.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
    time::{Duration, Instant, SystemTime},
};

use socklab::{
    checker::{self, Cancel, Outcome},
    grade::{
        class::{Isolation, Trouble},
        sandbox::{Allowance, probe},
        worker::{self, Submission, Task, Told},
    },
};

use crate::support::skipped;

/// The program under test.
pub(crate) const SOCKLAB: &str = env!("CARGO_BIN_EXE_socklab");

/// The interpreter of the system: what else stands in PATH may be kept where no sandbox sees it.
pub(crate) const PYTHON: &str = "/usr/bin/python3";

/// An echo server as short as it goes; what stands before it is the hostile part.
pub(crate) const SERVES: &str = "
import os, socket, sys, threading
def serve(c):
    with c:
        try:
            while d := c.recv(65536): c.sendall(d.upper())
        except OSError: pass
host, port = os.environ['SOCKLAB_ADDR'].rsplit(':', 1)
s = socket.create_server((host, int(port)))
while True:
    threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()
";

/// Whether this host can run the tests; says why not.
pub(crate) fn possible() -> bool {
    static REFUSED: OnceLock<Option<String>> = OnceLock::new();
    let refused = REFUSED.get_or_init(|| probe::probe(Path::new(SOCKLAB)).err().map(|refused| refused.to_string()));
    if let Some(refused) = refused {
        skipped("sandbox", refused);
        return false;
    }
    if !Path::new(PYTHON).exists() {
        skipped("python3", &format!("there is no {PYTHON}"));
        return false;
    }
    true
}

/// A folder with one student's folder in it, and one of another student's beside it.
pub(crate) struct Class {
    folder: tempfile::TempDir,
    /// What no other process has in its command line.
    pub(crate) mark: String,
}

impl Class {
    pub(crate) fn new() -> Class {
        let class = Class {
            folder: tempfile::tempdir().unwrap(),
            mark: format!("hostile-{}-{}", std::process::id(), fastrand::u64(..)),
        };
        for student in [class.student(), class.other()] {
            fs::create_dir(student).unwrap();
        }
        fs::write(class.other().join("server.py"), "# what nobody else may read\n").unwrap();
        class
    }

    pub(crate) fn student(&self) -> PathBuf {
        self.folder.path().join("student")
    }

    pub(crate) fn other(&self) -> PathBuf {
        self.folder.path().join("other-student")
    }

    /// Writes the student's program in Python, and a manifest that starts it.
    pub(crate) fn program(&self, source: &str) -> &Class {
        fs::write(self.student().join("server.py"), source).unwrap();
        self.run(&[PYTHON, "server.py", &self.mark])
    }

    pub(crate) fn run(&self, words: &[&str]) -> &Class {
        self.manifest(&format!("[exercise.tcp-echo]\nrun = {words:?}\n"))
    }

    pub(crate) fn manifest(&self, text: &str) -> &Class {
        fs::write(self.student().join("socklab.toml"), text).unwrap();
        self
    }

    /// Grades the student by these checks of tcp-echo, and sees that nothing is left of it.
    pub(crate) fn graded(&self, checks: &[&str]) -> Graded {
        self.graded_with(checks, allowance())
    }

    pub(crate) fn graded_with(&self, checks: &[&str], allowance: Allowance) -> Graded {
        let before = files(self.folder.path());
        let began = Instant::now();
        let graded = graded(&self.student(), checks, allowance);
        let elapsed = began.elapsed();
        assert_eq!(processes_with(&self.mark), Vec::<String>::new(), "left behind");
        assert_eq!(files(self.folder.path()), before, "changed");
        Graded { elapsed, ..graded }
    }
}

/// Far less than usual, so that it is soon used up.
pub(crate) fn allowance() -> Allowance {
    let usual = Allowance::usual();
    let mut program = usual.program;
    (program.address_space, program.processes, program.file_size) = (1 << 30, 64, 8 << 20);
    Allowance { program, disk: 64 << 20, files: 2000, ..usual }
}

/// What the worker said.
pub(crate) struct Graded {
    pub(crate) told: Vec<Told>,
    pub(crate) elapsed: Duration,
}

/// Grades a folder by these checks of tcp-echo; by all of them, if none is named.
pub(crate) fn graded(student: &Path, checks: &[&str], allowance: Allowance) -> Graded {
    let (sandbox, folder) = (true, student.to_owned());
    let submission = Submission { folder, tasks: vec![task(checks)], sandbox, allowance };
    let mut told = Vec::new();
    worker::grade(Path::new(SOCKLAB), &submission, &Cancel::default(), &mut |said| told.push(said));
    Graded { told, elapsed: Duration::ZERO }
}

pub(crate) fn task(checks: &[&str]) -> Task {
    let all = || checker::exercise("tcp-echo").unwrap().checks.iter().map(|check| check.id.to_owned()).collect();
    let some = || checks.iter().map(|id| (*id).to_owned()).collect();
    let checks = if checks.is_empty() { all() } else { some() };
    Task { exercise: "tcp-echo".to_owned(), seed: 7, checks, again: false }
}

impl Graded {
    /// The code of each check's verdict, in the order in which they were said.
    pub(crate) fn verdicts(&self) -> Vec<String> {
        self.told.iter().map(verdict).collect()
    }

    /// Of a single check: the code, what the program wrote last, and how it was kept apart.
    #[track_caller]
    pub(crate) fn only(&self) -> (String, String, Option<Isolation>) {
        let [told] = self.told.as_slice() else { panic!("not one: {:?}", self.told) };
        let (said, isolation) = match told {
            Told::Trouble { trouble, .. } => (format!("{trouble:?}"), None),
            Told::Judged(judged) => match &judged.outcome {
                Outcome::Failed(finding) => (String::from_utf8_lossy(&finding.said).into_owned(), judged.isolation),
                outcome => (format!("{outcome:?}"), judged.isolation),
            },
        };
        (verdict(told), said, isolation)
    }
}

pub(crate) fn verdict(told: &Told) -> String {
    match told {
        Told::Trouble { trouble: Trouble::Ours { .. }, .. } => "ours".to_owned(),
        Told::Trouble { trouble: Trouble::NoManifest, .. } => "no-manifest".to_owned(),
        Told::Trouble { trouble: Trouble::Manifest { .. }, .. } => "manifest".to_owned(),
        Told::Trouble { trouble: Trouble::NoEntry, .. } => "no-entry".to_owned(),
        Told::Trouble { trouble: Trouble::Folder { .. }, .. } => "folder".to_owned(),
        Told::Trouble { trouble: Trouble::NotBuilt { .. }, .. } => "not-built".to_owned(),
        Told::Judged(judged) => match &judged.outcome {
            Outcome::Failed(finding) => finding.fault.code().to_owned(),
            outcome => outcome.name().to_owned(),
        },
    }
}

/// Every process on this host whose command line holds the word.
pub(crate) fn processes_with(word: &str) -> Vec<String> {
    let holds = |path: &Path| {
        let line = fs::read(path.join("cmdline")).ok()?;
        let line = String::from_utf8_lossy(&line).replace('\0', " ");
        line.contains(word).then_some(line)
    };
    fs::read_dir("/proc").unwrap().filter_map(|entry| holds(&entry.unwrap().path())).collect()
}

/// Everything below a folder, with what shows that it was changed.
fn files(folder: &Path) -> Vec<(PathBuf, u64, SystemTime)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let about = path.symlink_metadata().unwrap();
        found.push((path.clone(), about.len(), about.modified().unwrap()));
        if about.is_dir() {
            found.extend(files(&path));
        }
    }
    found.sort();
    found
}
