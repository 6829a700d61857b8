//! Programs that do wrong, and are told what.

use std::time::Duration;

use rstest::rstest;

use crate::class::{Class, SERVES, SOCKLAB, possible};

#[rstest]
#[case::ends_before_it_listens("raise SystemExit('no port for me')", "exited-early", "no port for me")]
#[case::crashes("import os\nos.abort()", "exited-early", "")]
#[case::listens_elsewhere("SERVES int(port) -> int(port) + 1", "wrong-port", "")]
#[case::listens_on_another_address("SERVES (host, -> ('127.0.0.2',", "wrong-address", "")]
#[case::listens_on_every_address("SERVES (host, -> ('0.0.0.0',", "passed", "")]
#[case::hangs("import signal\nsignal.pause()", "not-listening", "")]
#[case::closes_half_at_once("SERVES with c: -> with c:\n        c.shutdown(socket.SHUT_WR)", "closed-early", "")]
#[case::takes_all_processes_that_there_may_be(
    "import os, signal\nif not os.fork():\n    for _ in range(9):\n        try: os.fork()\n        except OSError: pass\n    \
     signal.pause()\nSERVES",
    "exited",
    "can't start new thread"
)]
#[case::reads_a_byte_now_and_then("SERVES c.recv(65536) -> (__import__('time').sleep(1.5) or c.recv(1))", "short", "")]
#[case::sends_for_ever("SERVES c.sendall(d.upper()) -> [c.sendall(d) for _ in iter(int, 1)]", "wrong-bytes", "")]
fn a_program_that_does_wrong_is_told_what(#[case] program: &str, #[case] code: &str, #[case] says: &str) {
    if !possible() {
        return;
    }
    let source = match program.strip_prefix("SERVES ").and_then(|change| change.split_once(" -> ")) {
        Some((right, wrong)) => SERVES.replace(right, wrong),
        None => program.replace("SERVES", SERVES),
    };
    let class = Class::new();
    let graded = class.program(&source).graded(&["echo-upper"]);
    let (verdict, said, _) = graded.only();
    assert_eq!(verdict, code, "{said}");
    assert!(said.contains(says), "{said}");
    assert!(graded.elapsed < Duration::from_secs(30), "{:?}", graded.elapsed);
}

/// Signals end a program as they do outside, and its exit code is the one that it gave.
#[rstest]
#[case::a_signal_that_ends("os.kill(os.getpid(), signal.SIGTERM)", r#"{"signal":15}"#)]
#[case::a_broken_pipe(
    "signal.signal(signal.SIGPIPE, signal.SIG_DFL); os.kill(os.getpid(), signal.SIGPIPE)",
    r#"{"signal":13}"#
)]
#[case::too_much_of_a_processor("resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass", r#"{"signal":9}"#)]
#[case::a_code("os._exit(137)", r#"{"code":137}"#)]
fn a_program_ends_in_its_sandbox_as_it_would_outside(#[case] end: &str, #[case] exit: &str) {
    if !possible() {
        return;
    }
    let class = Class::new();
    let graded = class.program(&format!("import os, resource, signal\n{end}\n")).graded(&["echo-upper"]);
    let told = serde_json::to_value(&graded.told[0]).unwrap();
    assert_eq!(told["judged"]["outcome"]["failed"]["fault"]["exit"].to_string(), exit, "{told}");
}

#[rstest]
#[case::that_is_not_there(&["./no-such-program"], "No such file")]
#[case::that_is_on_the_host_alone(&[SOCKLAB], "No such file")]
#[case::that_may_not_be_executed(&["./socklab.toml"], "Permission denied")]
fn a_command_that_cannot_be_started_is_told_as_outside(#[case] words: &[&str], #[case] because: &str) {
    if !possible() {
        return;
    }
    let class = Class::new();
    let graded = class.run(words).graded(&["echo-upper"]);
    let told = serde_json::to_value(&graded.told[0]).unwrap();
    assert_eq!(graded.verdicts(), ["cannot-start"]);
    assert!(told["judged"]["outcome"]["failed"]["fault"]["because"].as_str().unwrap().contains(because), "{told}");
}
