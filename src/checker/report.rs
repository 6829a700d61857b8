//! What came of the checks.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{
    bench::{Finding, Obstacle, Stop},
    exercise::{Check, Exercise},
    trace::Trace,
};

/// One exercise, judged.
#[derive(Clone, Debug)]
pub struct ExerciseReport {
    /// The exercise.
    pub exercise: &'static Exercise,
    /// What everything random came from: the same seed cuts at the same places again.
    pub seed: u64,
    /// Each check, in the exercise's order.
    pub checks: Vec<CheckReport>,
}

impl ExerciseReport {
    /// What was earned.
    #[must_use]
    pub fn points(&self) -> u32 {
        self.checks.iter().map(CheckReport::points).sum()
    }

    /// What could have been earned, by the checks that were asked for.
    #[must_use]
    pub fn max_points(&self) -> u32 {
        self.checks.iter().map(|report| report.check.points).sum()
    }

    /// Whether every check of the exercise was made, and passed.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.checks.len() == self.exercise.checks.len()
            && self.checks.iter().all(|report| report.outcome == Outcome::Passed)
    }
}

/// One check, judged.
#[derive(Clone, Debug)]
pub struct CheckReport {
    /// The check.
    pub check: &'static Check,
    /// What came of it.
    pub outcome: Outcome,
    /// From the start of the program to its end.
    pub elapsed: Duration,
    /// Whether it had a network of its own.
    pub isolated: bool,
    /// What the peers did and saw; empty for a check that passed.
    pub trace: Trace,
}

/// What came of one check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The program did what the check demands.
    Passed,
    /// It did not.
    Failed(Finding),
    /// Nobody knows: something on our side, or the host's, was in the way.
    Unjudged(Obstacle),
    /// It was not tried, since the program failed the check of this id, on which it depends.
    Skipped(String),
}

impl Outcome {
    /// The name that scripts see.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Outcome::Passed => "passed",
            Outcome::Failed(_) => "failed",
            Outcome::Unjudged(_) => "unjudged",
            Outcome::Skipped(_) => "skipped",
        }
    }
}

impl CheckReport {
    /// What was earned: nothing, but for a check that passed.
    #[must_use]
    pub fn points(&self) -> u32 {
        if self.outcome == Outcome::Passed { self.check.points } else { 0 }
    }

    pub(super) fn of(check: &'static Check, outcome: Result<(), Stop>, elapsed: Duration, trace: Trace) -> CheckReport {
        let outcome = match outcome {
            Ok(()) => Outcome::Passed,
            Err(Stop::Fault(finding)) => Outcome::Failed(*finding),
            Err(Stop::Obstacle(obstacle)) => Outcome::Unjudged(obstacle),
        };
        CheckReport { check, outcome, elapsed, isolated: false, trace }
    }

    pub(super) fn unjudged(check: &'static Check, because: String) -> CheckReport {
        CheckReport::of(check, Err(Stop::Obstacle(Obstacle(because))), Duration::ZERO, Trace::default())
    }

    pub(super) fn skipped(check: &'static Check, prerequisite: &'static str) -> CheckReport {
        let outcome = Outcome::Skipped(prerequisite.to_owned());
        CheckReport { check, outcome, elapsed: Duration::ZERO, isolated: false, trace: Trace::default() }
    }

    /// The id of this check, if it showed that the program cannot be tried at all.
    pub(super) fn prerequisite_failed(&self) -> Option<&'static str> {
        match &self.outcome {
            Outcome::Failed(finding) if finding.fault.never_ready() => Some(self.check.id),
            _ => None,
        }
    }
}
