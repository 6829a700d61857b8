//! Who tries a submission's program: the one place where grading meets the checker.
//!
//! A [`Grader`] is asked for some checks of one submission and tells what came of each try. It decides nothing: what is
//! flaky, what is skipped for good and what a check earns is decided above it.

use std::{io, path::PathBuf, time::Duration};

use super::{
    class::{Isolation, Trouble},
    sandbox::{
        Allowance,
        probe::{self, Offers, Refused},
    },
    worker::{self, Judged, Submission, Task},
};
use crate::{
    checker::{Cancel, Outcome},
    exercise::{Check, Exercise},
    render, sys,
};

/// The last calls of a peer that are kept of a failure.
const STEPS: usize = 24;

/// What is to be tried.
#[derive(Clone, Debug)]
pub struct Request {
    /// The student's folder, which is never written to.
    pub folder: PathBuf,
    /// The exercise.
    pub exercise: &'static Exercise,
    /// Those of its checks that are wanted, in its order.
    pub checks: Vec<&'static Check>,
    /// Whether they have failed before: then each is tried, whatever comes of the first.
    pub again: bool,
    /// What everything random comes from.
    pub seed: u64,
}

/// What came of a submission.
#[derive(Clone, Debug)]
pub enum Told {
    /// There is no program to try. Nothing more is told.
    Trouble(Trouble),
    /// One check was tried.
    Tried(Box<Try>),
}

/// One try of one check.
#[derive(Clone, Debug)]
pub struct Try {
    /// The check.
    pub check: &'static Check,
    /// What came of it.
    pub outcome: Outcome,
    /// How the program was kept apart; `None` if it did not run.
    pub isolation: Option<Isolation>,
    /// How long it took.
    pub elapsed: Duration,
    /// The last calls of the peer before a failure, without times and ports.
    pub trace: Vec<String>,
}

/// Tries submissions, several at a time.
pub trait Grader: Sync {
    /// Tries each of the checks once, and tells of each as soon as it is known. Those that depend on one that failed, and are
    /// not tried again, are told as skipped. What is not told, because the grader died or was cancelled, is unjudged.
    fn grade_submission(&self, request: &Request, cancel: &Cancel, told: &mut dyn FnMut(Told));
}

/// Tries each submission by a worker of its own ([`worker`]): in a sandbox where this host allows one.
#[derive(Clone, Debug)]
pub struct Workers {
    socklab: PathBuf,
    sandbox: Result<Offers, Refused>,
    allowance: Allowance,
}

impl Workers {
    /// Workers of this `socklab` program, after a look at what this host allows.
    ///
    /// # Errors
    /// The path of this program is not known.
    pub fn new() -> io::Result<Workers> {
        let socklab = sys::this_program()?;
        let sandbox = probe::probe(&socklab);
        Ok(Workers { socklab, sandbox, allowance: Allowance::usual() })
    }

    /// What this host offers for a sandbox.
    ///
    /// # Errors
    /// It allows none.
    pub fn sandbox(&self) -> Result<Offers, Refused> {
        self.sandbox.clone()
    }
}

impl Grader for Workers {
    fn grade_submission(&self, request: &Request, cancel: &Cancel, told: &mut dyn FnMut(Told)) {
        let Request { folder, exercise, checks, again, seed } = request;
        let checks = checks.iter().map(|check| check.id.to_owned()).collect();
        let submission = Submission {
            folder: folder.clone(),
            tasks: vec![Task { exercise: exercise.slug.to_owned(), seed: *seed, checks, again: *again }],
            sandbox: self.sandbox.is_ok(),
            allowance: self.allowance.clone(),
        };
        worker::grade(&self.socklab, &submission, cancel, &mut |said| match said {
            worker::Told::Trouble { trouble, .. } => told(Told::Trouble(trouble)),
            worker::Told::Judged(judged) => {
                // It says nothing of a check that it was not asked for.
                let check = exercise.check(&judged.check);
                told(Told::Tried(Box::new(tried(check.expect("a check of the exercise"), *judged))));
            }
        });
    }
}

fn tried(check: &'static Check, judged: Judged) -> Try {
    let Judged { outcome, isolation, elapsed, trace, .. } = judged;
    Try { check, outcome, isolation, elapsed, trace: render::stable::calls(&trace, STEPS) }
}
