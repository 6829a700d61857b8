//! A class of submissions, in a folder of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::Duration,
};

use serde_json::Value as Json;
use socklab::checker;

use super::support::skipped;

/// The interpreter of the system: what else stands in PATH may be kept where no sandbox sees it.
const PYTHON: &str = "/usr/bin/python3";

/// What only a defect lets pass.
pub(crate) const LONG: Duration = Duration::from_secs(120);

/// It ends before it listens.
pub(crate) const EXITS: &str = "[exercise.tcp-echo]\nrun = [\"sh\", \"-c\", \"exit 3\"]\n";
/// It runs, does nothing, and never listens: a check waits for it a while.
pub(crate) const SILENT: &str = "[exercise.tcp-echo]\nrun = [\"sleep\", \"1000\"]\n";

/// `class/`, and beside it what comes of it.
pub(crate) struct ClassFolder {
    whole: tempfile::TempDir,
}

impl ClassFolder {
    pub(crate) fn new() -> ClassFolder {
        let whole = tempfile::tempdir().unwrap();
        fs::create_dir(whole.path().join("class")).unwrap();
        ClassFolder { whole }
    }

    /// Students whose program in Python passes; `None`, and said, where there is no Python.
    pub(crate) fn with_solution(students: &[&str]) -> Option<ClassFolder> {
        let class = ClassFolder::new();
        if !Path::new(PYTHON).is_file() {
            skipped("python3", &format!("there is no {PYTHON}"));
            return None;
        }
        let solution = checker::exercise("tcp-echo").unwrap().python.unwrap();
        let command = Json::from(vec![PYTHON, "server.py"]);
        for name in students {
            class.add_file(name, "server.py", solution);
            class.add(name, &format!("[exercise.tcp-echo]\nrun = {command}\n"));
        }
        Some(class)
    }

    /// A student whose program answers with other bytes, in UDP: there a client sees the same at any speed.
    pub(crate) fn wrong(&self, name: &str) {
        let solution = checker::exercise("udp-echo").unwrap().python.unwrap();
        let wrong = solution.replace("server.sendto(", "server.sendto(b'?' + ");
        assert_ne!(wrong, solution);
        let manifest = fs::read_to_string(self.path("class/alice/socklab.toml")).unwrap();
        self.add_file(name, "server.py", &wrong);
        self.add(name, &manifest.replace("tcp-echo", "udp-echo"));
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.whole.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    pub(crate) fn add_file(&self, student: &str, file: &str, text: &str) {
        let folder = self.path("class").join(student);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(file), text).unwrap();
    }

    /// A student with this manifest.
    pub(crate) fn add(&self, student: &str, manifest: &str) {
        self.add_file(student, "socklab.toml", manifest);
    }

    /// The journal as it is now; empty without one.
    pub(crate) fn journal(&self) -> String {
        let bytes = fs::read(self.path("out/journal-1-of-1.jsonl")).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_socklab"));
        command.args(arguments).current_dir(self.whole.path()).env_clear().stdin(Stdio::null());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("LANG", "C.UTF-8");
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = self.command(arguments);
        Ran::of(&command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap())
    }

    /// Grades the class into `out`.
    pub(crate) fn grade(&self, options: &[&str]) -> Ran {
        self.run(&[&["grade", "class", "--out", "out"], options].concat())
    }

    pub(crate) fn report(&self, format: &str) -> String {
        let ran = self.run(&["grade", "export", "out", "--format", format]);
        assert_eq!(ran.exit, 0, "{ran:?}");
        ran.out
    }

    pub(crate) fn json(&self) -> Json {
        serde_json::from_str(&self.report("json")).unwrap()
    }

    /// What a script says on both streams, run as root of new user and mount namespaces; why it failed.
    #[cfg(target_os = "linux")]
    pub(crate) fn in_a_mount_namespace(&self, script: &str) -> Result<String, String> {
        let script = format!("{{ {script}; }} 2>&1");
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &script]).current_dir(self.whole.path());
        let output = command.output().map_err(|error| error.to_string())?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let refused = || format!("{said}{}", String::from_utf8_lossy(&output.stderr));
        if output.status.success() { Ok(said) } else { Err(refused()) }
    }
}

/// What a user sees of one run.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) exit: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    fn of(output: &Output) -> Ran {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8 output");
        Ran { exit: output.status.code().expect("no signal"), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Standard error without the word on this host's sandbox.
    pub(crate) fn said(&self) -> String {
        self.err.lines().filter(|line| !line.starts_with("No sandbox here")).collect()
    }

    /// A usage error: exit code 2, this on standard error, nothing on standard output.
    #[track_caller]
    pub(crate) fn refused(&self, says: &str) {
        let expected = (2, format!("socklab: {says}"), "");
        assert_eq!((self.exit, self.said(), self.out.as_str()), expected);
    }

    /// A usage error that says this among other words.
    #[track_caller]
    pub(crate) fn refused_with(&self, says: &str) {
        assert_eq!(self.exit, 2, "{self:?}");
        assert!(self.err.contains(says), "{self:?}");
    }
}
