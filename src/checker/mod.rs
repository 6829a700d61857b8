//! Runs the checks of an exercise against a student's program, each in a process and a network of its own, and reports.
//!
//! [`check`] has each check judged by a child (`judge.rs`): first the one that all others depend on, then the others beside
//! each other. What comes of it is an [`ExerciseReport`].

mod judge;
mod report;

use std::{
    collections::VecDeque,
    io,
    sync::{Mutex, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};

pub use crate::child::Cancel;
use crate::{
    bench::Student,
    exercise::{Check, Exercise},
    lab::Lab,
    labs,
};
pub use judge::{COMMAND, Judges, Place, reply};
pub use report::{CheckReport, ExerciseReport, Outcome};

/// Every exercise with its lab, in the order of the labs.
pub fn exercises() -> impl Iterator<Item = (&'static Lab, &'static Exercise)> {
    labs::ALL.iter().flat_map(|lab| lab.exercises.iter().map(move |exercise| (lab, exercise)))
}

/// The exercise of that slug.
#[must_use]
pub fn exercise(slug: &str) -> Option<&'static Exercise> {
    exercises().map(|(_, exercise)| exercise).find(|exercise| exercise.slug == slug)
}

/// The longest that all checks of an exercise may take together. A program that hangs in every one takes less.
const WHOLE: Duration = Duration::from_secs(600);

/// What is to be checked, and how.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The exercise.
    pub exercise: &'static Exercise,
    /// The student's program.
    pub student: Student,
    /// By whom.
    pub judges: Judges,
    /// What everything random comes from.
    pub seed: u64,
    /// Those of its checks that are made, in its order.
    pub checks: Vec<&'static Check>,
}

impl Plan {
    /// All checks at this place, as many at a time as there are processors.
    ///
    /// # Errors
    /// The path of this program is not known.
    pub fn new(exercise: &'static Exercise, student: Student, place: Place, seed: u64) -> io::Result<Plan> {
        let jobs = thread::available_parallelism().map_or(1, usize::from);
        let judges = Judges::Children { socklab: std::env::current_exe()?, place, jobs };
        Ok(Plan { exercise, student, judges, seed, checks: exercise.checks.iter().collect() })
    }
}

/// Judges the program by every check, and tells of each as soon as it is known. The report has them in the exercise's
/// order. A cancelled check is unjudged.
pub fn check(plan: &Plan, cancel: &Cancel, told: &mut dyn FnMut(&CheckReport)) -> ExerciseReport {
    let end = Instant::now() + WHOLE;
    let mut waiting: VecDeque<_> = plan.checks.iter().copied().collect();
    let mut reports = Vec::new();
    let depend_on = |check: &&Check| plan.exercise.checks.first().is_some_and(|first| first.id == check.id);
    if waiting.front().is_some_and(depend_on)
        && let Some(first) = waiting.pop_front()
    {
        let report = judge::judge(plan, first, end, cancel);
        told(&report);
        if let Some(prerequisite) = report.prerequisite_failed() {
            for check in waiting.drain(..) {
                let skipped = CheckReport::skipped(check, prerequisite);
                told(&skipped);
                reports.push(skipped);
            }
        }
        reports.push(report);
    }
    beside_each_other(plan, waiting, end, cancel, &mut |report| {
        told(&report);
        reports.push(report);
    });
    let place = |report: &CheckReport| plan.exercise.checks.iter().position(|check| check.id == report.check.id);
    reports.sort_by_key(place);
    ExerciseReport { exercise: plan.exercise, seed: plan.seed, checks: reports }
}

fn beside_each_other(
    plan: &Plan,
    waiting: VecDeque<&'static Check>,
    end: Instant,
    cancel: &Cancel,
    done: &mut dyn FnMut(CheckReport),
) {
    // One at a time need no thread.
    let threads = Some(plan.judges.at_a_time().min(waiting.len())).filter(|jobs| *jobs > 1).unwrap_or(0);
    let waiting = Mutex::new(waiting);
    let (tell, told) = mpsc::channel();
    thread::scope(|scope| {
        for number in 0..threads {
            let (tell, waiting) = (tell.clone(), &waiting);
            let work = move || {
                loop {
                    let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                    let Some(check) = next else { break };
                    // Whoever listens listens to the last.
                    let _ = tell.send(judge::judge(plan, check, end, cancel));
                }
            };
            let worker = thread::Builder::new().name(format!("check {number}")).spawn_scoped(scope, work);
            if worker.is_err() {
                // Then those that could be started do the work; without any, this thread does.
                break;
            }
        }
        drop(tell);
        for report in told {
            done(report);
        }
    });
    for check in waiting.into_inner().unwrap_or_else(PoisonError::into_inner) {
        done(judge::judge(plan, check, end, cancel));
    }
}
