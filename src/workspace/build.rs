//! Runs an exercise's build command, once, under a deadline of its own.
//!
//! A build that fails is no failed check: its outcome is an enum of its own, with the last lines that the build wrote.

use std::{
    collections::VecDeque,
    ffi::OsString,
    io::{self, PipeReader, Read},
    path::Path,
    process::{Command, ExitStatus},
    sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};

use crate::{
    checker::Cancel,
    sys::{Launcher, NotStarted, Spawned, Streams},
};

/// How long a build may take. The first one of a Rust workspace compiles the crates that the solutions may use.
pub const DEADLINE: Duration = Duration::from_secs(120);

/// What is kept of a build's output: its end.
const KEPT_BYTES: usize = 16 << 10;

/// How often a running build is looked at for its end and for being cancelled.
const GLANCE: Duration = Duration::from_millis(20);

/// How long the output of a build that has ended may still come. A process that the build left behind (a compiler's
/// server) may hold its streams for ever.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// What became of a build.
#[derive(Debug)]
pub enum Build {
    /// It exited with 0.
    Done,
    /// It exited otherwise.
    Failed {
        /// How.
        status: ExitStatus,
        /// What it wrote.
        output: Output,
    },
    /// It was still running at the deadline, and was killed.
    Deadline {
        /// The deadline.
        after: Duration,
        /// What it wrote.
        output: Output,
    },
    /// It was asked to end, and was killed.
    Cancelled,
    /// It could not be started.
    NotStarted {
        /// The program.
        program: OsString,
        /// What the system said.
        error: io::Error,
    },
}

/// What a build wrote to its standard streams, in the order in which it wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// The last lines. Bytes that are not UTF-8 and control characters are replaced, so that a terminal can show them.
    pub lines: Vec<String>,
    /// Whether there was more before them.
    pub cut: bool,
}

/// Runs a build command in a folder and waits for its end. Its process group is killed at the deadline and when it is
/// cancelled; what it has left running after an end of its own, such as a compiler's server, is left alone.
///
/// # Errors
/// Our own: no pipe, no thread, no news of the process.
///
/// # Panics
/// If the command names no program, which a [`Manifest`](super::manifest::Manifest) rules out.
pub fn run(command: &[OsString], folder: &Path, deadline: Duration, cancel: &Cancel) -> io::Result<Build> {
    run_in(None, command, folder, deadline, cancel)
}

/// The same in a sandbox, if there is one: then nothing is left running.
///
/// # Errors
/// As [`run`]; no sandbox can be made.
///
/// # Panics
/// As [`run`].
pub fn run_in(
    sandbox: Option<&Launcher>,
    command: &[OsString],
    folder: &Path,
    deadline: Duration,
    cancel: &Cancel,
) -> io::Result<Build> {
    let (program, arguments) = command.split_first().expect("a command that names a program");
    let (reader, writer) = io::pipe()?;
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder);
    // One pipe takes both streams, so that their order is kept.
    let streams = Streams { input: None, output: writer.try_clone()?, errors: writer };
    let started = match sandbox {
        None => Spawned::start_with(&mut command, streams).map_err(NotStarted::Program),
        Some(sandbox) => sandbox.start(&command, &[], streams),
    };
    let process = match started {
        Ok(process) => process,
        Err(NotStarted::Program(error)) => return Ok(Build::NotStarted { program: program.clone(), error }),
        Err(error @ NotStarted::Sandbox(_)) => return Err(io::Error::other(error)),
    };
    let (ended, output_ends) = mpsc::channel();
    let running = Running { process, tail: Arc::default(), ended, output_ends };
    running.wait(reader, deadline, cancel)
}

/// A build that runs. Dropping it kills it.
struct Running {
    process: Spawned,
    tail: Arc<Mutex<Tail>>,
    /// Held here too, so that waiting for the end of the output is waiting after that end as well.
    ended: mpsc::Sender<()>,
    output_ends: mpsc::Receiver<()>,
}

impl Running {
    fn wait(mut self, output: PipeReader, deadline: Duration, cancel: &Cancel) -> io::Result<Build> {
        let began = Instant::now();
        let (tail, ended) = (Arc::clone(&self.tail), self.ended.clone());
        let drain = move || {
            drain(output, &tail);
            // Nobody waits any more if the build was given up.
            let _ = ended.send(());
        };
        thread::Builder::new().name("output of a build".to_owned()).spawn(drain)?;
        let mut output_ended = false;
        loop {
            if let Some(ended) = self.process.try_wait()? {
                let status = ended.status;
                let failed = |output| Build::Failed { status, output };
                return Ok(if status.success() { Build::Done } else { failed(self.output(output_ended)) });
            }
            if cancel.is_cancelled() {
                return Ok(Build::Cancelled);
            }
            let Some(left) = deadline.checked_sub(began.elapsed()) else {
                self.kill();
                return Ok(Build::Deadline { after: deadline, output: self.output(output_ended) });
            };
            // The end of the output comes just before that of the process.
            let glance = if output_ended { GLANCE / 10 } else { GLANCE };
            output_ended |= self.output_ends.recv_timeout(glance.min(left)).is_ok();
        }
    }

    /// Kills the whole group, and waits for its head.
    fn kill(&mut self) {
        // It may have ended by itself just now, and then there is nothing to kill.
        let _ = self.process.kill();
        let killed = Instant::now();
        while matches!(self.process.try_wait(), Ok(None)) && killed.elapsed() < LAST_WORDS {
            let _ = self.output_ends.recv_timeout(GLANCE / 10);
        }
    }

    fn output(&self, ended: bool) -> Output {
        if !ended {
            // Without an end in time it is what came so far.
            let _ = self.output_ends.recv_timeout(LAST_WORDS);
        }
        lock(&self.tail).output()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.process.try_wait(), Ok(None)) {
            self.kill();
        }
    }
}

/// The end of an output.
#[derive(Debug, Default)]
struct Tail {
    bytes: VecDeque<u8>,
    cut: bool,
}

impl Tail {
    fn append(&mut self, bytes: &[u8]) {
        self.bytes.extend(bytes);
        let excess = self.bytes.len().saturating_sub(KEPT_BYTES);
        self.cut |= excess > 0;
        self.bytes.drain(..excess);
    }

    fn output(&self) -> Output {
        let bytes: Vec<u8> = self.bytes.iter().copied().collect();
        let text = String::from_utf8_lossy(&bytes);
        // The first line is whole only if nothing stood before it. A line alone is better than none.
        let torn = self.cut && text.trim_end().contains('\n');
        let lines = text.lines().skip(usize::from(torn)).map(printable);
        Output { lines: lines.collect(), cut: self.cut }
    }
}

fn lock(tail: &Mutex<Tail>) -> MutexGuard<'_, Tail> {
    tail.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads to the end, so that no build waits for room in the pipe.
fn drain(mut output: PipeReader, tail: &Mutex<Tail>) {
    let mut buffer = [0; 8192];
    loop {
        match output.read(&mut buffer) {
            Ok(0) => return,
            Ok(count) => lock(tail).append(&buffer[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}

fn printable(line: &str) -> String {
    line.chars().map(|letter| if letter.is_control() && letter != '\t' { '\u{fffd}' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(20);

    fn sh(script: &str, deadline: Duration, cancel: &Cancel) -> Build {
        let words = ["sh", "-c", script].map(OsString::from);
        run(&words, Path::new("/"), deadline, cancel).unwrap()
    }

    fn lines(build: &Build) -> (Vec<&str>, bool) {
        match build {
            Build::Failed { output, .. } | Build::Deadline { output, .. } => {
                (output.lines.iter().map(String::as_str).collect(), output.cut)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_build_that_exits_with_zero_is_done() {
        assert!(matches!(sh("echo noise; exit 0", LONG, &Cancel::default()), Build::Done));
    }

    #[test]
    fn a_build_that_fails_says_how_and_what_it_wrote_to_both_streams_in_order() {
        let build = sh("echo one; echo two >&2; echo three; exit 3", LONG, &Cancel::default());
        assert!(matches!(&build, Build::Failed { status, .. } if status.code() == Some(3)), "{build:?}");
        assert_eq!(lines(&build), (vec!["one", "two", "three"], false));
    }

    #[test]
    fn of_a_flood_the_last_whole_lines_are_kept() {
        let build =
            sh("i=0; while [ $i -lt 9000 ]; do echo line $i; i=$((i+1)); done; exit 1", LONG, &Cancel::default());
        let (lines, cut) = lines(&build);
        assert!(cut && lines.len() > 500, "{}", lines.len());
        let first: usize = lines[0].strip_prefix("line ").unwrap().parse().unwrap();
        let expected: Vec<String> = (first..9000).map(|number| format!("line {number}")).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn bytes_that_no_terminal_should_see_are_replaced() {
        let build = sh(r"printf 'a\377b\033[2Jc\td\000\n'; exit 1", LONG, &Cancel::default());
        assert_eq!(lines(&build).0, ["a\u{fffd}b\u{fffd}[2Jc\td\u{fffd}"]);
    }

    #[test]
    fn a_build_that_hangs_is_killed_at_its_deadline_with_its_children_and_says_what_it_wrote() {
        let began = Instant::now();
        // The child holds the output: it ends only if the child was killed too.
        let build = sh("echo before; sleep 600 & wait", Duration::from_millis(200), &Cancel::default());
        assert!(matches!(&build, Build::Deadline { after, .. } if after.as_millis() == 200), "{build:?}");
        assert_eq!(lines(&build).0, ["before"]);
        assert!(began.elapsed() < LONG);
    }

    #[test]
    fn a_build_is_cancelled_from_another_thread() {
        let (cancel, began) = (Cancel::default(), Instant::now());
        thread::scope(|scope| {
            let other = cancel.clone();
            thread::Builder::new().spawn_scoped(scope, move || other.cancel()).unwrap();
            assert!(matches!(sh("sleep 600", LONG, &cancel), Build::Cancelled));
        });
        assert!(began.elapsed() < LONG);
    }

    #[test]
    fn what_a_good_build_leaves_behind_does_not_hold_it_up() {
        let began = Instant::now();
        let build = sh("sleep 5 & exit 0", LONG, &Cancel::default());
        assert!(matches!(build, Build::Done), "{build:?}");
        assert!(began.elapsed() < Duration::from_secs(4));
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let words = [OsString::from("no-such-builder")];
        match run(&words, Path::new("/"), LONG, &Cancel::default()).unwrap() {
            Build::NotStarted { program, error } => {
                assert_eq!(program, "no-such-builder");
                assert_eq!(error.kind(), io::ErrorKind::NotFound);
            }
            other => panic!("{other:?}"),
        }
    }
}
