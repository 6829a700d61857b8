//! One submission, graded by a process of its own.
//!
//! The parent's side is [`grade`]. The worker (`submission.rs`) copies the submission to a file system that nobody else has,
//! builds it, and has each check judged, all in namespaces that end with it; it writes what it finds to standard output, a
//! line at a time. The parent believes that an outcome is one only if it was asked for, and was not told before.

mod submission;

use std::{
    collections::BTreeSet,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};

use super::{
    class::{Isolation, Trouble},
    sandbox::{Allowance, TEMPORARY},
};
use crate::{
    bench::Obstacle,
    checker::{Cancel, Outcome},
    trace::Trace,
};

pub use submission::reply;

/// The hidden command by which the program starts a worker.
pub const COMMAND: &str = "grade-submission";

/// The longest line that is read: far above an outcome with the largest trace.
const MAX_LINE: u64 = 16 << 20;

/// How soon a cancelled wait ends.
const LOOK: Duration = Duration::from_millis(20);

/// How long a worker may take for one task beside its build: as long as all checks of an exercise may, and a copy.
const TASK: Duration = Duration::from_secs(660);

/// What is to be graded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// The student's folder, an absolute path. It is only read.
    #[serde(with = "any_path")]
    pub folder: PathBuf,
    /// By which exercises.
    pub tasks: Vec<Task>,
    /// Whether the programs run in a sandbox. Without, they are the instructor's own processes, with a network and a copy
    /// of the submission for themselves.
    pub sandbox: bool,
    /// What they may use in there.
    pub allowance: Allowance,
}

/// A path as JSON, whatever its name: a student's folder need not be text.
mod any_path {
    use std::{
        ffi::OsString,
        path::{Path, PathBuf},
    };

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
        path.as_os_str().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PathBuf, D::Error> {
        OsString::deserialize(deserializer).map(PathBuf::from)
    }
}

/// One exercise of a submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The exercise's slug.
    pub exercise: String,
    /// What everything random comes from.
    pub seed: u64,
    /// The checks to be judged, by their ids. The first check of the exercise, on which all others depend, is one of them or
    /// is known to have passed.
    pub checks: Vec<String>,
    /// Whether they have failed before: then each is tried, whatever comes of the first.
    pub again: bool,
}

/// What the worker says.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// There is no program for the checks of this exercise. Nothing else is said of it.
    Trouble {
        /// The exercise.
        exercise: String,
        /// Why.
        trouble: Trouble,
    },
    /// One check is judged.
    Judged(Box<Judged>),
}

/// One check, judged.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Judged {
    /// The exercise.
    pub exercise: String,
    /// The check's id.
    pub check: String,
    /// What came of it.
    pub outcome: Outcome,
    /// From the start of the program to its end.
    pub elapsed: Duration,
    /// How the program was kept apart; `None` if it never ran.
    pub isolation: Option<Isolation>,
    /// What the peers did and saw; empty for a check that passed.
    pub trace: Trace,
}

/// Grades a submission by a worker, which is this `socklab` program, and tells of each check as soon as it is known: of every
/// one that was asked for, exactly once, in the order in which they were judged. What no worker has judged, for whatever
/// reason, is unjudged.
pub fn grade(socklab: &Path, submission: &Submission, cancel: &Cancel, told: &mut dyn FnMut(Told)) {
    let mut open = Open::of(submission);
    let heard = hear(socklab, submission, cancel, &mut |said| {
        if !open.take(&said) {
            return Err(io::Error::other("the worker said what it was not asked"));
        }
        told(said);
        Ok(())
    });
    let because = heard.map_or_else(|error| error.to_string(), |()| "the worker ended before its end".to_owned());
    for (exercise, check) in open.left() {
        let outcome = Outcome::Unjudged(Obstacle(because.clone()));
        let (elapsed, isolation, trace) = (Duration::ZERO, None, Trace::default());
        told(Told::Judged(Box::new(Judged { exercise, check, outcome, elapsed, isolation, trace })));
    }
}

/// The checks of which nothing was said yet.
struct Open(Vec<(String, Vec<String>)>);

impl Open {
    fn of(submission: &Submission) -> Open {
        let mut seen = BTreeSet::new();
        let tasks = submission.tasks.iter().filter(|task| seen.insert(&task.exercise));
        Open(tasks.map(|task| (task.exercise.clone(), task.checks.clone())).collect())
    }

    /// Whether this was still to be said.
    fn take(&mut self, said: &Told) -> bool {
        let exercise = match said {
            Told::Trouble { exercise, .. } => exercise,
            Told::Judged(judged) => &judged.exercise,
        };
        let Some(place) = self.0.iter().position(|(open, _)| open == exercise) else { return false };
        match said {
            Told::Trouble { .. } => {
                self.0.remove(place);
                true
            }
            Told::Judged(judged) => {
                let checks = &mut self.0[place].1;
                let before = checks.len();
                checks.retain(|check| *check != judged.check);
                checks.len() < before
            }
        }
    }

    fn left(self) -> impl Iterator<Item = (String, String)> {
        self.0.into_iter().flat_map(|(exercise, checks)| checks.into_iter().map(move |check| (exercise.clone(), check)))
    }
}

/// Runs the worker, and hands on what it says.
fn hear(
    socklab: &Path,
    submission: &Submission,
    cancel: &Cancel,
    said: &mut dyn FnMut(Told) -> io::Result<()>,
) -> io::Result<()> {
    let tasks = u32::try_from(submission.tasks.len()).unwrap_or(u32::MAX);
    let deadline = Instant::now() + (TASK + submission.allowance.build_deadline) * tasks;
    let request = serde_json::to_string(submission)?;
    let mut command = Command::new(socklab);
    command.args([COMMAND, &request]).stdin(Stdio::piped()).stdout(Stdio::piped());
    if submission.sandbox {
        command.env("TMPDIR", TEMPORARY);
    }
    let mut worker = Running(command.spawn()?);
    let lines = lines(&mut worker.0)?;
    loop {
        match lines.recv_timeout(LOOK) {
            Ok(line) => said(serde_json::from_slice(&line?)?)?,
            Err(RecvTimeoutError::Disconnected) => return worker.end(),
            Err(RecvTimeoutError::Timeout) if cancel.is_cancelled() => {
                return Err(io::Error::new(io::ErrorKind::Interrupted, "cancelled"));
            }
            Err(RecvTimeoutError::Timeout) if Instant::now() > deadline => {
                return Err(io::Error::new(io::ErrorKind::TimedOut, "the worker did not come to its end in time"));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// A worker. Whoever stops listening to it ends it.
struct Running(Child);

impl Running {
    fn end(mut self) -> io::Result<()> {
        let status = self.0.wait()?;
        if status.success() { Ok(()) } else { Err(io::Error::other(format!("the worker ended: {status}"))) }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // If it has ended already there is nothing to end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Its lines, one at a time in memory.
fn lines(worker: &mut Child) -> io::Result<mpsc::Receiver<io::Result<Vec<u8>>>> {
    let stdout = worker.stdout.take().ok_or_else(|| io::Error::other("no pipe to the worker"))?;
    let (send, receive) = mpsc::sync_channel(0);
    let read = move || {
        let mut stdout = BufReader::new(stdout);
        loop {
            let mut line = Vec::new();
            let read = stdout.by_ref().take(MAX_LINE).read_until(b'\n', &mut line);
            match read {
                Ok(0) => break,
                Ok(_) if send.send(Ok(line)).is_ok() => {}
                Ok(_) => break,
                Err(error) => {
                    // After the deadline nobody listens any more.
                    let _ = send.send(Err(error));
                    break;
                }
            }
        }
    };
    thread::Builder::new().name("worker".to_owned()).spawn(read)?;
    Ok(receive)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(exercise: &str, check: &str) -> Told {
        let (exercise, check) = (exercise.to_owned(), check.to_owned());
        let (elapsed, isolation, trace) = (Duration::ZERO, None, Trace::default());
        Told::Judged(Box::new(Judged { exercise, check, outcome: Outcome::Passed, elapsed, isolation, trace }))
    }

    fn open() -> Open {
        let checks = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        Open(vec![("tcp-echo".to_owned(), checks(&["a", "b"])), ("udp-echo".to_owned(), checks(&["a"]))])
    }

    #[test]
    fn an_outcome_counts_once_and_only_if_it_was_asked_for() {
        let mut open = open();
        assert!(open.take(&judged("tcp-echo", "b")));
        assert!(!open.take(&judged("tcp-echo", "b")), "twice");
        assert!(!open.take(&judged("tcp-echo", "c")), "no such check");
        assert!(!open.take(&judged("http", "a")), "no such exercise");
        assert_eq!(open.left().count(), 2);
    }

    #[test]
    fn after_a_trouble_nothing_of_that_exercise_is_left() {
        let mut open = open();
        let trouble = || Told::Trouble { exercise: "tcp-echo".to_owned(), trouble: Trouble::NoManifest };
        assert!(open.take(&trouble()));
        assert!(!open.take(&trouble()));
        assert!(!open.take(&judged("tcp-echo", "a")));
        assert_eq!(open.left().collect::<Vec<_>>(), [("udp-echo".to_owned(), "a".to_owned())]);
    }
}
