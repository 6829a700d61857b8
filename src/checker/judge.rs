//! One check, judged by a child.
//!
//! The child has a user, a network and a PID namespace of its own where the host allows it: any port is free, nobody
//! else is there, and when the child ends, the kernel kills whatever the student's program has started. Where the
//! host refuses, the child kills what it finds. Either way the child ends when its parent is gone.

use std::{
    io::{self, Write},
    panic::{self, AssertUnwindSafe},
    path::PathBuf,
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};

use super::{CheckReport, Plan, exercise};
use crate::{
    bench::{Bench, Obstacle, Stop, Student},
    child::{self, Cancel},
    exercise::Check,
    sys::{self, Network, Sandbox},
    trace::Trace,
};

/// The hidden command by which the program starts a judge.
pub const COMMAND: &str = "judge-check";

/// The longest that a judge may take: more than every wait of a check together.
const DEADLINE: Duration = Duration::from_secs(60);

/// Where a student's program is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In namespaces of its own; on the host where that is refused.
    Isolated,
    /// On the host's loopback.
    Host,
}

/// By whom checks are judged.
#[derive(Clone, Debug)]
pub enum Judges {
    /// By children of this program.
    Children {
        /// The program.
        socklab: PathBuf,
        /// Where.
        place: Place,
        /// How many may run at a time.
        jobs: usize,
    },
    /// By forks of this process, one at a time, with the student's program in this sandbox. Isolated, or not at all. The
    /// process must have a single thread, and a wait that has begun is not cancelled.
    Forks(Sandbox),
}

impl Judges {
    /// How many judge at a time.
    pub(super) fn at_a_time(&self) -> usize {
        match *self {
            // A program with a port of its own has that port for one check at a time.
            Judges::Children { place: Place::Host, .. } | Judges::Forks(_) => 1,
            Judges::Children { place: Place::Isolated, jobs, .. } => jobs.max(1),
        }
    }

    fn ask(&self, plan: &Plan, check: &'static Check, deadline: Duration, cancel: &Cancel) -> io::Result<Answer> {
        match self {
            Judges::Children { socklab, place, .. } => {
                let (exercise, check) = (plan.exercise.slug.to_owned(), check.id.to_owned());
                let (student, seed, place) = (plan.student.clone(), plan.seed, *place);
                let answer =
                    child::ask(socklab, COMMAND, &Request { exercise, check, student, seed, place }, deadline, cancel)?;
                serde_json::from_slice(&answer.bytes).map_err(|error| {
                    io::Error::other(format!("{}, {} bytes: {error}", answer.status, answer.bytes.len()))
                })
            }
            Judges::Forks(sandbox) => {
                // A port that the program insists on may be in TIME_WAIT since the check before.
                let network = if plan.student.port.is_some() { Network::Own } else { Network::Shared };
                child::fork(network, sandbox, deadline, |launcher| {
                    play(check, launcher.is_ok(), || Bench::in_sandbox(plan.student.clone(), plan.seed, launcher?))
                })
            }
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Request {
    exercise: String,
    check: String,
    student: Student,
    seed: u64,
    place: Place,
}

#[derive(Serialize, Deserialize)]
struct Answer {
    stop: Option<Stop>,
    elapsed: Duration,
    isolated: bool,
    trace: Trace,
}

/// The parent's side. What is not judged by `end` stays unjudged.
pub(super) fn judge(plan: &Plan, check: &'static Check, end: Instant, cancel: &Cancel) -> CheckReport {
    if cancel.is_cancelled() {
        return CheckReport::unjudged(check, "cancelled".to_owned());
    }
    let left = end.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return CheckReport::unjudged(check, "the checks before it took all the time that there is".to_owned());
    }
    match plan.judges.ask(plan, check, DEADLINE.min(left), cancel) {
        Ok(Answer { stop, elapsed, isolated, trace }) => {
            let outcome = stop.map_or(Ok(()), Err);
            CheckReport { isolated, ..CheckReport::of(check, outcome, elapsed, trace) }
        }
        Err(error) if error.kind() == io::ErrorKind::Interrupted => CheckReport::unjudged(check, error.to_string()),
        Err(error) => CheckReport::unjudged(check, format!("the judge gave no answer: {error}")),
    }
}

/// The child's side: isolates this process, plays the check, and writes the answer to standard output.
///
/// # Errors
/// The request is none that this program's parent makes, or the answer cannot be written.
pub fn reply(request: &str) -> io::Result<()> {
    let Request { exercise: slug, check: id, student, seed, place } = serde_json::from_str(request)?;
    let unknown = |what: &str| io::Error::new(io::ErrorKind::InvalidInput, format!("no such {what}"));
    let exercise = exercise(&slug).ok_or_else(|| unknown("exercise"))?;
    let check = exercise.check(&id).ok_or_else(|| unknown("check"))?;
    let moved = match place {
        Place::Isolated => sys::isolate().and_then(|()| sys::become_first_process()),
        Place::Host => Err(io::Error::other("the host's loopback was asked for")),
    };
    let isolated = moved.is_ok();
    if !isolated {
        match sys::adopt_orphans() {
            Err(error) if error.kind() != io::ErrorKind::Unsupported => return Err(error),
            _ => {}
        }
    }
    child::end_with_the_parent()?;
    let answer = play(check, isolated, || Bench::new(student, seed, isolated));
    let mut out = io::stdout().lock();
    out.write_all(&serde_json::to_vec(&answer)?)?;
    out.flush()
}

fn play(check: &Check, isolated: bool, bench: impl FnOnce() -> io::Result<Bench>) -> Answer {
    let began = Instant::now();
    let (outcome, trace) = match bench() {
        Err(error) => (Err(error.into()), Trace::default()),
        Ok(mut bench) => {
            let played = panic::catch_unwind(AssertUnwindSafe(|| (check.run)(&mut bench)));
            // The panic itself stands on standard error.
            let outcome = played.unwrap_or_else(|_| Err(Stop::Obstacle(Obstacle("the check panicked".to_owned()))));
            bench.end(outcome)
        }
    };
    // Nobody looks at the trace of a check that passed, and it may be long.
    let trace = if outcome.is_ok() { Trace::default() } else { trace };
    Answer { stop: outcome.err(), elapsed: began.elapsed(), isolated, trace }
}
