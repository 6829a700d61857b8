//! Runs an exercise's checks and reports.

use std::time::Duration;

use crate::{
    bench::{Cancel, Student},
    exercise::{Check, Exercise},
    lab::Lab,
    labs,
    runner::Place,
};

/// Every exercise, with its lab.
pub fn exercises() -> impl Iterator<Item = (&'static Lab, &'static Exercise)> {
    labs::ALL.iter().flat_map(|lab| lab.exercises.iter().map(move |exercise| (lab, exercise)))
}

/// What is to be checked.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The exercise.
    pub exercise: &'static Exercise,
    /// The program.
    pub student: Student,
    /// Where.
    pub place: Place,
    /// What the random choices come from.
    pub seed: u64,
    /// The one check to try.
    pub only: Option<&'static Check>,
    /// How many at once.
    pub jobs: usize,
}

/// What became of a check.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// The program does what was demanded.
    Passed,
    /// It does not.
    Failed(String),
    /// Nobody knows.
    Unjudged(String),
    /// Not tried.
    Skipped,
}

/// One check's report.
#[derive(Clone, Debug)]
pub struct CheckReport {
    /// The check.
    pub check: &'static Check,
    /// What became of it.
    pub verdict: Verdict,
    /// How long it took.
    pub elapsed: Duration,
}

/// The report on an exercise.
#[derive(Clone, Debug)]
pub struct ExerciseReport {
    /// The exercise.
    pub exercise: &'static Exercise,
    /// The seed.
    pub seed: u64,
    /// The checks.
    pub checks: Vec<CheckReport>,
}

/// Checks.
pub fn check(plan: &Plan, _: &Cancel, _: &mut dyn FnMut(&CheckReport)) -> ExerciseReport {
    ExerciseReport { exercise: plan.exercise, seed: plan.seed, checks: Vec::new() }
}
