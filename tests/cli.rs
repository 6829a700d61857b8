//! The command line as users and scripts see it: exit code, standard output and standard error of the real program.

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

use serde_json::Value as Json;

/// One invocation of the program in a clean environment: no locale, no colour, no terminal.
struct Socklab {
    command: Command,
    input: &'static str,
}

#[must_use]
fn socklab(arguments: &[&str]) -> Socklab {
    let mut command = Command::new(env!("CARGO_BIN_EXE_socklab"));
    command.args(arguments).env_clear();
    Socklab { command, input: "" }
}

impl Socklab {
    #[must_use]
    fn env(mut self, name: &str, value: &str) -> Socklab {
        self.command.env(name, value);
        self
    }

    #[must_use]
    fn input(mut self, input: &'static str) -> Socklab {
        self.input = input;
        self
    }

    fn output(mut self) -> Output {
        let command = self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that does not read its input may have closed it already.
        let _ = child.stdin.take().unwrap().write_all(self.input.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// The three things that a script sees, as one text.
    fn seen(self) -> String {
        let output = self.output();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8 output");
        format!(
            "exit code: {}\n----- stdout -----\n{}----- stderr -----\n{}",
            output.status.code().expect("no signal"),
            text(&output.stdout),
            text(&output.stderr),
        )
    }

    #[track_caller]
    fn json(self, exit: i32) -> Json {
        let output = self.output();
        assert_eq!(output.status.code(), Some(exit), "{output:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// What the user sees is what `snapshots/` holds.
    #[track_caller]
    fn snapshot(self, name: &str) {
        let mut settings = insta::Settings::new();
        settings.set_snapshot_path("../snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        // Each filter has a name: what differs between hosts and runs, and nothing else.
        settings.add_filter(r"Linux \d+\.\d+\S*", "Linux [release]");
        settings.add_filter(r"127\.0\.0\.1:\d{4,5}", "127.0.0.1:[port]");
        settings.bind(|| insta::assert_snapshot!(format!("cli_{name}"), self.seen()));
    }
}

/// The usage error of one command line: exit code 2, nothing on standard output.
#[track_caller]
fn check_usage(arguments: &[&str], says: &str) {
    let output = socklab(arguments).output();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(output.stdout.is_empty());
    assert_eq!(stderr.lines().next(), Some(says));
}
