//! A student's workspace as the student sees it: the real program, in a folder of its own.

mod support;

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Output, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

use rstest::rstest;
use serde_json::Value as Json;
use socklab::checker;
use support::skipped;

/// What only a defect lets pass.
const LONG: Duration = Duration::from_secs(60);

const PYTHON: &str = "[exercise.tcp-echo]\nrun = [\"python3\", \"server.py\"]\n";
/// It takes every client, and answers none.
const SILENT: &str = "import os, socket, time\nhost, port = os.environ['SOCKLAB_ADDR'].rsplit(':', 1)\n\
                      server = socket.create_server((host, int(port)))\nheld = []\nwhile True: held.append(server.accept())\n";

/// A folder with a home of its own beside it, so that nothing is read from or left in the user's.
struct Folder {
    whole: tempfile::TempDir,
}

impl Folder {
    fn empty() -> Folder {
        let whole = tempfile::tempdir().unwrap();
        for name in ["home", "ws"] {
            fs::create_dir(whole.path().join(name)).unwrap();
        }
        Folder { whole }
    }

    fn with(files: &[(&str, &str)]) -> Folder {
        let folder = Folder::empty();
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.whole.path().join("ws").join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names in it, those of folders with a slash.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("")).unwrap().map(Result::unwrap);
        let name = |entry: fs::DirEntry| {
            let slash = if entry.path().is_dir() { "/" } else { "" };
            format!("{}{slash}", entry.file_name().to_str().unwrap())
        };
        let mut names: Vec<_> = entries.map(name).collect();
        names.sort();
        names
    }

    fn progress(&self) -> Json {
        serde_json::from_str(&self.read(".socklab/progress.json")).unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_socklab"));
        command.args(arguments).current_dir(self.path("")).env_clear().stdin(Stdio::null());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("LANG", "C.UTF-8");
        command.env("HOME", self.whole.path().join("home"));
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(&self.command(arguments).output().unwrap())
    }
}

/// What a user sees of one run.
#[derive(Debug)]
struct Ran {
    exit: i32,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: &Output) -> Ran {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8 output");
        Ran { exit: output.status.code().expect("no signal"), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// A usage error: exit code 2, this on standard error, nothing on standard output.
    #[track_caller]
    fn refused(&self, says: &str) {
        assert_eq!((self.exit, self.err.trim_end(), self.out.as_str()), (2, format!("socklab: {says}").as_str(), ""));
    }
}

fn solution() -> &'static str {
    checker::exercise("tcp-echo").unwrap().python.unwrap()
}

fn has_python() -> bool {
    let found = Command::new("python3").arg("--version").output();
    if let Err(error) = &found {
        skipped("python3", &error.to_string());
    }
    found.is_ok()
}

// ---- init

#[test]
fn init_makes_a_program_and_an_entry_for_every_exercise_and_says_what_comes_next() {
    let folder = Folder::empty();
    let ran = folder.run(&["init", "."]);
    assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
    assert!(ran.out.ends_with("Next: `cd .`, then `socklab watch`. README.md there says more.\n"), "{}", ran.out);
    assert_eq!(folder.names(), [".gitignore", "Cargo.toml", "README.md", "socklab.toml", "src/"]);
    let manifest = folder.read("socklab.toml");
    for (_, exercise) in checker::exercises() {
        assert!(manifest.contains(&format!("[exercise.{}]\nrun = [\"target/debug/{0}\"]\n", exercise.slug)));
        assert!(folder.read(&format!("src/bin/{}.rs", exercise.slug)).ends_with(exercise.starter));
    }
}

#[test]
fn init_writes_in_the_language_of_the_session() {
    let folder = Folder::empty();
    assert_eq!(folder.run(&["init", "课", "--lang", "zh-CN"]).exit, 0);
    assert!(folder.read("课/README.md").starts_with("# 套接字练习\n"));
    let source = folder.read("课/src/bin/tcp-echo.rs");
    assert!(source.starts_with("//! # tcp-echo：") && source.contains("//! ## 任务\n"), "{source}");
    assert!(!source.contains("<!--"), "{source}");
}

#[test]
fn init_leaves_a_folder_alone_that_holds_something() {
    let folder = Folder::with(&[("thesis.txt", "dear")]);
    folder.run(&["init", "."]).refused(". is not empty: thesis.txt is in the way. Nothing was written");
    folder.run(&["init", "thesis.txt"]).refused("thesis.txt is not a folder. Nothing was written");
    assert_eq!(folder.names(), ["thesis.txt"]);
}

/// The package that students get, built as they build it. What the build makes is kept for the next run of this test.
#[test]
fn the_package_of_a_new_workspace_builds_and_a_build_failure_is_no_failed_check() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workspace");
    let (workspace, kept) = (place.join("ws"), place.join("kept"));
    let socklab = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_socklab"));
        command.args(arguments).args(["--lang", "en", "--color", "never"]).current_dir(&workspace);
        Ran::of(&command.env("CARGO_TERM_COLOR", "never").stdin(Stdio::null()).output().unwrap())
    };
    fs::create_dir_all(&place).unwrap();
    // What an earlier run has left; there may be nothing.
    let _ = fs::rename(workspace.join("target"), &kept);
    let _ = fs::remove_dir_all(&workspace);
    fs::create_dir(&workspace).unwrap();
    assert_eq!(socklab(&["init", "."]).exit, 0);
    let _ = fs::rename(&kept, workspace.join("target"));

    let starter = socklab(&["check", "tcp-echo"]);
    assert_eq!(starter.exit, 1, "{starter:?}");
    assert!(starter.out.contains("✗ echo-upper") && !starter.out.contains("not built"), "{starter:?}");

    let source = workspace.join("src/bin/tcp-echo.rs");
    fs::write(&source, "fn main() { let x: u8 = \"one\"; }").unwrap();
    let broken = socklab(&["check", "tcp-echo"]);
    assert_eq!(broken.exit, 1, "{broken:?}");
    assert!(broken.out.starts_with("The program was not built, so it was not checked: exit code 101\n"), "{broken:?}");
    assert!(broken.out.contains("mismatched types") && !broken.out.contains("echo-upper"), "{broken:?}");

    fs::write(&source, socklab(&["solution", "tcp-echo", "--anyway"]).out).unwrap();
    let solved = socklab(&["check", "tcp-echo"]);
    assert_eq!(solved.exit, 0, "{solved:?}");
}

// ---- the manifest

#[rstest]
#[case::exercise("[exercise.no-delya]\nrun = ['x']", "socklab.toml:1: no exercise \"no-delya\". The nearest: no-delay")]
#[case::key("[exercise.tcp-echo]\nrum = ['x']", "socklab.toml:2: no such key: rum. The nearest: run")]
#[case::top("\n[exercises.tcp-echo]", "socklab.toml:2: no such key: exercises. The nearest: exercise")]
#[case::no_run(
    "[exercise.tcp-echo]\nport = 1",
    "socklab.toml:1: exercise tcp-echo lacks the key run, such as run = [\"python3\", \"server.py\"]"
)]
#[case::one_string(
    "[exercise.tcp-echo]\nrun = 'x y'",
    "socklab.toml:2: run must be a list of strings, such as [\"python3\", \"server.py\"]"
)]
#[case::empty("[exercise.tcp-echo]\nrun = []", "socklab.toml:2: run names no program")]
#[case::port(
    "[exercise.tcp-echo]\nrun = ['x']\nport = 70000",
    "socklab.toml:3: 70000 is not a port: a number from 1 to 65535"
)]
#[case::no_table("exercise = 1", "socklab.toml:1: exercise must be a table, such as [exercise.tcp-echo]")]
#[case::no_entry("", "{folder}/socklab.toml has no entry [exercise.tcp-echo]")]
fn a_mistake_in_the_manifest_is_a_usage_error_that_names_the_line(#[case] manifest: &str, #[case] says: &str) {
    let folder = Folder::with(&[("socklab.toml", manifest)]);
    let path = folder.path("").canonicalize().unwrap();
    let says = says.replace("{folder}", path.to_str().unwrap().trim_end_matches('/'));
    let here = folder.path("").canonicalize().unwrap();
    for command in ["check", "watch"] {
        let output = folder.command(&[command, "tcp-echo"]).current_dir(&here).output().unwrap();
        Ran::of(&output).refused(&says);
    }
}

#[test]
fn what_is_not_toml_says_so_with_its_line_in_either_language() {
    let folder = Folder::with(&[("socklab.toml", "[exercise.tcp-echo]\nrun = [\"x\"\n")]);
    let err = folder.run(&["check", "tcp-echo"]).err;
    assert!(err.starts_with("socklab: socklab.toml:"), "{err}");
    assert!(err.contains(": not TOML: "), "{err}");
    let err = folder.run(&["check", "tcp-echo", "--lang", "zh-CN"]).err;
    assert!(err.contains("不符合 TOML 语法："), "{err}");
}

#[test]
fn without_a_workspace_the_commands_say_how_to_make_one() {
    let folder = Folder::empty();
    let says = "no socklab.toml in this folder or above it. `socklab init DIR` makes a workspace";
    folder.run(&["watch"]).refused(says);
    folder.run(&["reset", "tcp-echo"]).refused(says);
    folder.run(&["check", "tcp-echo"]).refused(
        "no program to check. Name its command after `--`, such as `socklab check tcp-echo -- python3 server.py`, or \
         make a workspace: `socklab init DIR`",
    );
}

#[test]
fn a_build_that_fails_earns_nothing_and_says_what_it_wrote() {
    let manifest = "[exercise.tcp-echo]\nrun = ['x']\nbuild = ['sh', '-c', 'echo no such thing; exit 3']\n";
    let folder = Folder::with(&[("socklab.toml", manifest)]);
    let ran = folder.run(&["check", "tcp-echo"]);
    let says = "The program was not built, so it was not checked: exit code 3\n  no such thing\n";
    assert_eq!((ran.exit, ran.out.as_str(), ran.err.as_str()), (1, says, "building tcp-echo ..\n"));
    let json: Json = serde_json::from_str(&folder.run(&["check", "tcp-echo", "--format", "json"]).out).unwrap();
    assert_eq!((&json["points"], &json["build"]["output"][0]), (&Json::from(0), &Json::from("no such thing")));
    assert_eq!(folder.names(), ["socklab.toml"], "no verdict, no progress");
}

// ---- hint, solution, reset

#[test]
fn hints_come_one_step_at_a_time_and_then_all_together() {
    let folder = Folder::with(&[("socklab.toml", PYTHON)]);
    let check = checker::exercise("tcp-echo").unwrap().check("split-write").unwrap();
    let all = check.hints.len();
    for (index, hint) in check.hints.iter().enumerate() {
        let ran = folder.run(&["hint", "tcp-echo", "split-write"]);
        let words: Vec<&str> = ran.out.split_whitespace().collect();
        let out = words.join(" ");
        assert!(out.starts_with(&format!("tcp-echo split-write {}", check.demand.en)), "{out}");
        assert!(out.contains(&format!("Hint {} of {all} {}", index + 1, hint.en)), "{out}");
        assert_eq!(ran.out.matches("Hint ").count(), 1, "{out}");
        assert_eq!(out.contains("That was the last hint."), index + 1 == all, "{out}");
    }
    let ran = folder.run(&["hint", "tcp-echo", "split-write"]);
    assert_eq!(ran.out.matches("Hint ").count(), all, "{}", ran.out);
}

#[test]
fn a_name_that_there_is_not_comes_back_with_the_nearest() {
    let folder = Folder::with(&[("socklab.toml", PYTHON)]);
    for command in ["hint", "solution", "reset", "watch"] {
        let ran = folder.run(&[command, "tcp-ecko"]);
        assert_eq!(ran.exit, 2);
        assert!(ran.err.starts_with("socklab: no exercise \"tcp-ecko\". The nearest: tcp-echo"), "{ran:?}");
    }
    folder
        .run(&["hint", "tcp-echo", "split-rite"])
        .refused("no check \"split-rite\" in tcp-echo. The nearest: split-write");
}

#[test]
fn a_hint_is_for_the_first_check_that_did_not_pass_and_the_solution_for_those_who_passed() {
    if !has_python() {
        return;
    }
    let folder = Folder::with(&[("socklab.toml", PYTHON), ("server.py", solution())]);
    let not_yet = folder.run(&["solution", "tcp-echo"]);
    assert_eq!((not_yet.exit, not_yet.out.as_str()), (1, ""));
    assert!(not_yet.err.contains("`socklab solution tcp-echo --anyway`"), "{}", not_yet.err);
    assert!(folder.run(&["hint", "tcp-echo"]).out.starts_with("tcp-echo echo-upper\n"));

    // One client after the other: a mistake that the check two-at-once finds.
    folder.write(
        "server.py",
        &solution()
            .replace("threading.Thread(target=serve, args=(connection,), daemon=True).start()", "serve(connection)"),
    );
    assert_eq!(folder.run(&["check", "tcp-echo"]).exit, 1);
    assert_eq!(folder.progress()["exercises"]["tcp-echo"]["checks"]["two-at-once"]["verdict"], "failed");
    assert!(folder.run(&["hint", "tcp-echo"]).out.starts_with("tcp-echo two-at-once\n"));
    assert_eq!(folder.run(&["solution", "tcp-echo"]).exit, 1);

    folder.write("server.py", solution());
    assert_eq!(folder.run(&["check", "tcp-echo"]).exit, 0);
    assert!(folder.run(&["hint", "tcp-echo"]).out.starts_with("Every check of tcp-echo passed last time."));
    assert_eq!(folder.run(&["solution", "tcp-echo", "--language", "python"]).out, solution());
}

#[test]
fn the_solution_is_shown_on_an_explicit_wish() {
    let folder = Folder::empty();
    let ran = folder.run(&["solution", "tcp-echo", "--anyway"]);
    assert_eq!((ran.exit, ran.out.as_str()), (0, checker::exercise("tcp-echo").unwrap().solution));
}

#[test]
fn outside_of_a_workspace_progress_is_kept_in_the_folder_for_data() {
    let folder = Folder::empty();
    let data = folder.path("data");
    let hint = || Ran::of(&folder.command(&["hint", "tcp-echo"]).env("XDG_DATA_HOME", &data).output().unwrap()).out;
    assert!(hint().contains("Hint 1 of"));
    assert!(hint().contains("Hint 2 of"));
    #[cfg(target_os = "linux")]
    assert!(data.join("socklab/progress.json").is_file());
}

#[test]
fn a_reset_writes_the_starter_and_keeps_what_was_written() {
    let folder = Folder::empty();
    folder.run(&["init", "."]);
    let starter = folder.read("src/bin/tcp-echo.rs");
    assert_eq!(folder.run(&["reset", "tcp-echo"]).out, "src/bin/tcp-echo.rs is as it was at the beginning.\n");
    folder.write("src/bin/tcp-echo.rs", "mine");
    let ran = folder.run(&["reset", "tcp-echo"]);
    let says = "Wrote src/bin/tcp-echo.rs anew. What you had written is in src/bin/tcp-echo.rs.bak-1.\n";
    assert_eq!((ran.exit, ran.out.as_str()), (0, says));
    assert_eq!(
        (folder.read("src/bin/tcp-echo.rs"), folder.read("src/bin/tcp-echo.rs.bak-1")),
        (starter, "mine".to_owned())
    );
}

#[test]
fn a_reset_writes_no_rust_into_a_folder_of_another_language() {
    let folder = Folder::with(&[("socklab.toml", PYTHON)]);
    let ran = folder.run(&["reset", "tcp-echo"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("holds no Cargo.toml"), "{}", ran.err);
    assert_eq!(folder.names(), ["socklab.toml"]);
}

// ---- progress

#[test]
fn progress_of_a_newer_socklab_is_read_and_left_as_it_is() {
    let newer = "{\"format_version\": 2, \"exercises\": {\"tcp-echo\": {\"passed_at\": 5, \"checks\": {}}}}";
    let folder = Folder::with(&[("socklab.toml", PYTHON), (".socklab/progress.json", newer)]);
    assert_eq!(folder.run(&["solution", "tcp-echo"]).exit, 0);
    let ran = folder.run(&["hint", "tcp-echo"]);
    assert!(ran.out.contains("Hint 1 of"), "{ran:?}");
    assert!(ran.err.contains("was written by a newer socklab (form 2)"), "{ran:?}");
    assert_eq!(folder.read(".socklab/progress.json"), newer);
}

#[test]
fn damaged_progress_is_set_aside_and_said_to_be() {
    let folder = Folder::with(&[("socklab.toml", PYTHON), (".socklab/progress.json", "{\"format")]);
    let ran = folder.run(&["hint", "tcp-echo"]);
    assert!(ran.out.contains("Hint 1 of"), "{ran:?}");
    assert!(ran.err.contains("the file of your progress was damaged"), "{ran:?}");
    assert_eq!(folder.read(".socklab/progress.json.damaged-1"), "{\"format");
    assert!(folder.run(&["hint", "tcp-echo"]).out.contains("Hint 2 of"));
}

// ---- watch

/// A `socklab watch` that runs. Dropping it kills it.
struct Watching {
    child: Child,
    keys: Option<ChildStdin>,
    lines: Receiver<String>,
    seen: Vec<String>,
}

impl Watching {
    fn start(folder: &Folder, arguments: &[&str]) -> Watching {
        let mut command = folder.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (tell, lines) = mpsc::channel();
        let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let read = |stream: Box<dyn std::io::Read + Send>, tell: mpsc::Sender<String>| {
            let read = move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    if tell.send(line).is_err() {
                        return;
                    }
                }
            };
            thread::Builder::new().spawn(read).unwrap();
        };
        read(Box::new(out), tell.clone());
        read(Box::new(err), tell);
        Watching { keys: child.stdin.take(), child, lines, seen: Vec::new() }
    }

    /// Reads until a line holds the text.
    #[track_caller]
    fn until(&mut self, text: &str) -> &mut Watching {
        loop {
            let Ok(line) = self.lines.recv_timeout(LONG) else { panic!("no {text:?} after {:#?}", self.seen) };
            let found = line.contains(text);
            self.seen.push(line);
            if found {
                return self;
            }
        }
    }

    fn press(&mut self, key: &str) {
        self.keys.as_mut().unwrap().write_all(format!("{key}\n").as_bytes()).unwrap();
    }

    /// Waits for its end: its exit code.
    #[track_caller]
    fn ends(mut self) -> Option<i32> {
        let began = Instant::now();
        // The output ends with the program.
        while self.lines.recv_timeout(LONG).is_ok() {}
        assert!(began.elapsed() < LONG, "it goes on");
        self.child.wait().unwrap().code()
    }

    fn count(&self, text: &str) -> usize {
        self.seen.iter().filter(|line| line.contains(text)).count()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended, as it should.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const ALL_PASSED: &str = "10 of 10 checks passed";

#[rstest]
#[case::told_by_the_system(&["watch"])]
#[case::by_looking(&["watch", "--poll"])]
#[case::one_exercise(&["watch", "tcp-echo"])]
fn watch_checks_at_once_and_again_on_every_save_and_remembers(#[case] arguments: &[&str]) {
    if !has_python() {
        return;
    }
    let folder = Folder::with(&[("socklab.toml", PYTHON), ("server.py", "print('not yet')\n")]);
    let mut watching = Watching::start(&folder, arguments);
    watching.until("✗ echo-upper").until("0 of 10 checks passed");
    folder.write("server.py", solution());
    watching.until(ALL_PASSED);
    watching.press("q");
    assert_eq!(watching.ends(), Some(0));
    assert!(folder.progress()["exercises"]["tcp-echo"]["passed_at"].is_u64());
}

#[test]
fn watch_begins_with_nothing_when_all_has_passed_and_goes_on_without_input() {
    if !has_python() {
        return;
    }
    let folder = Folder::with(&[("socklab.toml", PYTHON), ("server.py", solution())]);
    assert_eq!(folder.run(&["check", "tcp-echo"]).exit, 0);
    let mut watching = Watching::start(&folder, &["watch"]);
    watching.until("q quits").until("Every exercise here has passed.");
    drop(watching.keys.take());
    folder.write("notes.txt", "no source\n");
    folder.write("server.py", &format!("{}# saved\n", solution()));
    watching.until(ALL_PASSED);
    assert_eq!(watching.count("tcp-echo  "), 1, "{:#?}", watching.seen);
}

#[test]
fn what_is_saved_during_a_check_is_checked_once_after_it() {
    if !has_python() {
        return;
    }
    let folder = Folder::with(&[("socklab.toml", PYTHON), ("server.py", SILENT)]);
    let mut watching = Watching::start(&folder, &["watch"]);
    watching.until("tcp-echo  ");
    // This program keeps its peers waiting: the check runs long enough for these.
    for attempt in 0..3 {
        folder.write("server.py", &format!("{}# {attempt}\n", solution()));
    }
    watching.until("of 10 checks passed").until(ALL_PASSED);
    watching.press("r");
    watching.until(ALL_PASSED);
    watching.press("q");
    assert_eq!(watching.count("tcp-echo  "), 3, "{:#?}", watching.seen);
    assert_eq!(watching.ends(), Some(0));
}

#[test]
fn a_build_that_hangs_is_cancelled_by_a_key_and_quit_does_not_wait_for_it() {
    let manifest = "[exercise.tcp-echo]\nrun = ['./server']\nbuild = ['sleep', '600']\n";
    let folder = Folder::with(&[("socklab.toml", manifest)]);
    let mut watching = Watching::start(&folder, &["watch"]);
    watching.until("building tcp-echo");
    watching.press("c");
    watching.until("tcp-echo: cancelled, not checked");
    watching.press("r");
    watching.until("building tcp-echo");
    watching.press("q");
    assert_eq!(watching.ends(), Some(0));
    assert_eq!(folder.names(), ["socklab.toml"], "nothing was judged");
}

#[test]
fn a_mistake_in_the_manifest_is_said_and_its_correction_is_a_save() {
    if !has_python() {
        return;
    }
    let folder = Folder::with(&[("socklab.toml", PYTHON), ("server.py", solution())]);
    let mut watching = Watching::start(&folder, &["watch"]);
    watching.until(ALL_PASSED);
    folder.write("socklab.toml", "[exercise.tcp-echo]\nport = 7\n");
    watching.until("socklab.toml:1: exercise tcp-echo lacks the key run");
    folder.write("socklab.toml", "[exercise.udp-nothing]\nrun = ['x']\n");
    watching.until("socklab.toml:1: no exercise \"udp-nothing\"");
    folder.write("socklab.toml", "# nothing left\n");
    watching.until("socklab.toml has no entry [exercise.tcp-echo] any more");
    folder.write("socklab.toml", PYTHON);
    watching.until(ALL_PASSED);
}

#[test]
fn watch_ends_when_nobody_reads_it_any_more() {
    let folder = Folder::with(&[("socklab.toml", "[exercise.tcp-echo]\nrun = ['./nothing']\n")]);
    let mut command = folder.command(&["watch"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    drop(child.stdout.take());
    // Nothing else ends it: its input stays open.
    let began = Instant::now();
    let status = child.wait().unwrap();
    assert!(status.success() && began.elapsed() < LONG, "{status}");
}

/// On a terminal single keys count, Ctrl-C quits, and the terminal is given back as it was.
#[test]
#[cfg(unix)]
fn a_terminal_is_given_back_as_it_was() {
    const PLAY: &str = "
import os, pty, select, sys, termios
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], [sys.argv[1], 'watch'])
seen = b''
def until(text):
    global seen
    while text not in seen:
        if not select.select([terminal], [], [], 60)[0]: sys.exit(f'no {text} after {seen}')
        seen += os.read(terminal, 65536)
    seen = seen[seen.index(text) + len(text):]
until(b'building tcp-echo ..\\r\\n')
raw = termios.tcgetattr(terminal)
os.write(terminal, b'c')
until(b'cancelled, not checked\\r\\n')
until(b'[q] quit')
os.write(terminal, b'\\x03')
status = os.waitpid(pid, 0)[1]
after = termios.tcgetattr(terminal)
print(status, bool(raw[3] & termios.ECHO), bool(after[3] & termios.ECHO), bool(after[3] & termios.ICANON))
";
    if !has_python() {
        return;
    }
    let manifest = "[exercise.tcp-echo]\nrun = ['./server']\nbuild = ['sleep', '600']\n";
    let folder = Folder::with(&[("socklab.toml", manifest)]);
    let like = folder.command(&[]);
    let mut python = Command::new("python3");
    python.args(["-c", PLAY, env!("CARGO_BIN_EXE_socklab")]).current_dir(folder.path("")).env_clear();
    python.envs(like.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let ran = Ran::of(&python.output().unwrap());
    assert_eq!((ran.exit, ran.out.as_str()), (0, "0 False True True\n"), "{ran:?}");
}
