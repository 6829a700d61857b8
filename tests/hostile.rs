//! Programs that a checker must survive: whatever they do, the check ends in time, says what was wrong, and leaves no process
//! and no file behind.
#![cfg(target_os = "linux")]

mod support;

use std::{
    fs,
    io::Read,
    net::TcpListener,
    os::unix::process::CommandExt,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use rstest::rstest;
use serde_json::Value as Json;
use support::skipped;

/// An echo server as short as it goes; what stands before it is the hostile part.
const SERVES: &str = "
import os, socket, threading
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

/// Where progress is kept, and not in the home of whoever runs the tests.
const DATA: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/data");

/// One run of `socklab check tcp-echo` in a temporary folder of its own.
struct Checked {
    exit: i32,
    report: Json,
    elapsed: Duration,
}

/// The arguments between `tcp-echo` and the program: `--check ID` and what else is wanted.
fn check(options: &[&str], program: &[&str]) -> Checked {
    let temporary = tempfile::tempdir().unwrap();
    let began = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_socklab"))
        .args(["check", "tcp-echo", "--format", "json"])
        .args(options)
        .arg("--")
        .args(program)
        .env("TMPDIR", temporary.path())
        .env("XDG_DATA_HOME", DATA)
        .current_dir(temporary.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let elapsed = began.elapsed();
    let left: Vec<_> = fs::read_dir(temporary.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(left.is_empty(), "left behind: {left:?}");
    let report = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"));
    Checked { exit: output.status.code().unwrap(), report, elapsed }
}

impl Checked {
    fn verdict(&self, check: &str) -> (&str, &str) {
        let checks = self.report["checks"].as_array().unwrap();
        let found = checks.iter().find(|known| known["id"] == check).unwrap();
        (found["verdict"].as_str().unwrap(), found["finding"]["code"].as_str().unwrap_or(""))
    }

    fn message(&self) -> &str {
        self.report["checks"][0]["finding"]["message"].as_str().unwrap()
    }
}

fn has_python() -> bool {
    let found = Command::new("python3").arg("--version").output();
    if let Err(error) = &found {
        skipped("python3", &error.to_string());
    }
    found.is_ok()
}

/// Every process on this host whose command line holds the word.
fn processes_with(word: &str) -> Vec<String> {
    let holds = |path: &Path| {
        let line = fs::read(path.join("cmdline")).ok()?;
        let line = String::from_utf8_lossy(&line).replace('\0', " ");
        line.contains(word).then_some(line)
    };
    fs::read_dir("/proc").unwrap().filter_map(|entry| holds(&entry.unwrap().path())).collect()
}

/// A word that no other process has in its command line.
fn mark(name: &str) -> String {
    format!("{name}-{}-{}", std::process::id(), fastrand::u64(..))
}

fn wait_until_gone(word: &str) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while !processes_with(word).is_empty() {
        assert!(Instant::now() < deadline, "still running: {:?}", processes_with(word));
        std::thread::yield_now();
    }
}

#[rstest]
#[case::prints_without_end(
    "import sys\nimport threading\nthreading.Thread(target=lambda: [sys.stdout.write('x' * 1000000) for _ in iter(int, 1)], daemon=True).start()",
    "passed"
)]
#[case::closes_its_standard_streams("import os\nfor stream in (0, 1, 2): os.close(stream)", "passed")]
#[case::ignores_every_signal("import signal\nfor s in (1, 2, 3, 15): signal.signal(s, signal.SIG_IGN)", "passed")]
#[case::writes_what_is_no_text("import os\nos.write(2, bytes(range(256)) * 100)", "passed")]
fn a_server_that_does_odd_things_and_serves_is_judged_by_how_it_serves(#[case] odd: &str, #[case] verdict: &str) {
    if has_python() {
        let seen = check(&["--check", "echo-upper"], &["python3", "-c", &format!("{odd}{SERVES}")]);
        assert_eq!(seen.verdict("echo-upper").0, verdict, "{}", seen.report);
    }
}

#[rstest]
#[case::in_its_group("")]
#[case::in_a_session_of_its_own("os.setsid()")]
#[case::as_a_daemon("os.setsid()\n    if os.fork(): os._exit(0)")]
fn what_a_program_has_started_is_gone_when_the_check_ends(#[case] escape: &str, #[values(true, false)] isolated: bool) {
    if !has_python() {
        return;
    }
    let word = mark("grandchild");
    let program = format!(
        "import os, signal, sys\nif not os.fork():\n    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n    {escape}\n    \
         os.execvp('sh', ['sh', '-c', 'while :; do sleep 100; done', '{word}'])\n{SERVES}"
    );
    let mut options = vec!["--check", "next-client"];
    if !isolated {
        options.push("--no-isolate");
    }
    let seen = check(&options, &["python3", "-c", &program]);
    assert_eq!(seen.verdict("next-client").0, "passed", "{}", seen.report);
    assert_eq!(processes_with(&word), Vec::<String>::new());
}

#[rstest]
fn a_checker_that_is_killed_takes_the_program_with_it(#[values(true, false)] isolated: bool) {
    let word = mark("silent");
    let place: &[&str] = if isolated { &[] } else { &["--no-isolate"] };
    let mut checker = Command::new(env!("CARGO_BIN_EXE_socklab"))
        .args(["check", "tcp-echo", "--check", "echo-upper"])
        .args(place)
        .env("XDG_DATA_HOME", DATA)
        // It works, so that the check waits for it a while.
        .args(["--", "sh", "-c", "while :; do :; done", &word])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .unwrap();
    let deadline = Instant::now() + Duration::from_secs(10);
    // The checker's own command line has the word too, and so has its judge's.
    while processes_with(&word).iter().filter(|line| line.starts_with("sh ")).count() == 0 {
        assert!(Instant::now() < deadline, "the program never started");
        std::thread::yield_now();
    }
    checker.kill().unwrap();
    checker.wait().unwrap();
    wait_until_gone(&word);
}

#[test]
fn a_program_that_forks_and_whose_parent_ends_has_ended_before_it_listened() {
    let seen = check(&["--check", "echo-upper"], &["sh", "-c", "sleep 100 & exit 3"]);
    assert_eq!(seen.verdict("echo-upper"), ("failed", "exited-early"));
    assert!(seen.message().contains("exit code 3"), "{}", seen.message());
}

#[test]
fn what_it_said_last_is_kept_byte_by_byte_as_far_as_it_is_text() {
    let seen = check(&["--check", "echo-upper"], &["sh", "-c", "printf 'a\\0b\\377c\\n' >&2; exit 1"]);
    assert_eq!(seen.report["checks"][0]["finding"]["said"], "a\0b\u{fffd}c\n");
}

#[test]
fn a_gigabyte_on_standard_output_is_drained_and_then_the_program_is_judged() {
    let seen = check(&["--check", "echo-upper"], &["sh", "-c", "head -c 1073741824 /dev/zero; exit 4"]);
    assert_eq!(seen.verdict("echo-upper"), ("failed", "exited-early"));
    assert!(seen.message().contains("exit code 4"), "{}", seen.message());
}

#[rstest]
#[case::that_does_not_exist(&["no-such-program"], "No such file")]
#[case::that_is_not_executable(&["/etc/passwd"], "Permission denied")]
#[case::that_is_a_folder(&["/tmp"], "it is a folder")]
fn a_command_cannot_be_started(#[case] command: &[&str], #[case] because: &str) {
    let seen = check(&[], command);
    assert_eq!(seen.exit, 1);
    assert_eq!(seen.verdict("echo-upper"), ("failed", "cannot-start"));
    assert!(seen.message().contains(because), "{}", seen.message());
    assert_eq!(seen.verdict("large"), ("skipped", "skipped"), "nothing else is tried");
}

#[test]
fn a_program_that_hangs_does_not_hang_the_check() {
    let seen = check(&[], &["sleep", "1000"]);
    assert_eq!(seen.verdict("echo-upper"), ("failed", "not-listening"));
    assert!(seen.elapsed < Duration::from_secs(30), "{:?}", seen.elapsed);
}

#[test]
fn two_programs_with_the_same_fixed_port_are_checked_side_by_side() {
    if !has_python() {
        return;
    }
    let program = SERVES.replace("int(port)", "8080");
    let one = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_socklab"));
        command.args(["check", "tcp-echo", "--port", "8080", "--", "python3", "-c", &program]).stdout(Stdio::piped());
        command.env("XDG_DATA_HOME", DATA);
        command.spawn().unwrap()
    };
    for mut running in [one(), one()] {
        let mut said = String::new();
        running.stdout.take().unwrap().read_to_string(&mut said).unwrap();
        assert!(running.wait().unwrap().success(), "{said}");
    }
}

#[test]
fn a_port_that_a_stranger_has_on_the_host_is_an_obstacle_and_no_fault() {
    let stranger = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = stranger.local_addr().unwrap().port().to_string();
    let seen = check(&["--no-isolate", "--port", &port, "--check", "echo-upper"], &["sleep", "1000"]);
    assert_eq!((seen.verdict("echo-upper"), seen.exit), (("unjudged", "obstacle"), 3));
    assert!(seen.message().contains(&port), "{}", seen.message());
}

#[rstest]
#[case::another_port("int(port)", "int(port) + 1", "wrong-port")]
#[case::another_address("(host, ", "('127.0.0.2', ", "wrong-address")]
fn a_server_in_the_wrong_place_is_told_so(#[case] right: &str, #[case] wrong: &str, #[case] code: &str) {
    if has_python() {
        let seen = check(&["--check", "echo-upper"], &["python3", "-c", &SERVES.replace(right, wrong)]);
        assert_eq!(seen.verdict("echo-upper"), ("failed", code));
    }
}

#[test]
fn a_udp_socket_is_no_tcp_server() {
    if has_python() {
        let program = "import os, socket, signal\nhost, port = os.environ['SOCKLAB_ADDR'].rsplit(':', 1)\n\
                       s = socket.socket(type=socket.SOCK_DGRAM)\ns.bind((host, int(port)))\nsignal.pause()";
        let seen = check(&["--check", "echo-upper"], &["python3", "-c", program]);
        assert_eq!(seen.verdict("echo-upper"), ("failed", "wrong-protocol"));
    }
}
