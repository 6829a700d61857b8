//! Who tries a submission's program: the one place where grading meets the checker.
//!
//! A [`Grader`] is asked for some checks of one submission and tells what came of each try. It decides nothing: what is
//! flaky, what is skipped for good and what a check earns is decided above it.

use std::{io, path::PathBuf, time::Duration};

use super::{
    class::{BuildEnd, Isolation, Trouble},
    submissions::{ManifestTrouble, manifest},
};
use crate::{
    bench::{Exit, Obstacle},
    checker::{self, Cancel, CheckReport, Outcome},
    exercise::{Check, Exercise},
    render,
    workspace::build::{self, Build, Output},
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
    /// What everything random comes from.
    pub seed: u64,
    /// Whether the program must not run outside of a sandbox: then it is rather not judged.
    pub require_sandbox: bool,
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
    /// How programs are kept apart on this host.
    ///
    /// # Errors
    /// Why there is no sandbox, in words for the user.
    fn sandbox(&self) -> Result<(), String>;

    /// Tries each of the checks once, and tells of each as soon as it is known. Those that depend on one that failed
    /// are told as skipped. What is not told, because the grader died or was cancelled, is unjudged.
    fn grade_submission(&self, request: &Request, cancel: &Cancel, told: &mut dyn FnMut(Told));
}

/// Tries programs from this process: each check in a network of its own, and no sandbox around the files.
#[derive(Clone, Copy, Debug)]
pub struct InProcess;

impl Grader for InProcess {
    fn sandbox(&self) -> Result<(), String> {
        Err("this socklab has none".to_owned())
    }

    fn grade_submission(&self, request: &Request, cancel: &Cancel, told: &mut dyn FnMut(Told)) {
        if let Err(trouble) = grade(request, cancel, told) {
            told(Told::Trouble(trouble));
        }
    }
}

fn grade(request: &Request, cancel: &Cancel, told: &mut dyn FnMut(Told)) -> Result<(), Trouble> {
    let Request { folder, exercise, checks, seed, .. } = request;
    let manifest = manifest(folder).map_err(|trouble| match trouble {
        ManifestTrouble::None => Trouble::NoManifest,
        ManifestTrouble::Mistake(mistake) => Trouble::Manifest { mistake },
        ManifestTrouble::Unreadable(error) => ours("read the manifest", &error),
    })?;
    let entry = manifest.entry(exercise.slug).ok_or(Trouble::NoEntry)?;
    if let Some(command) = entry.build(folder) {
        let built = build::run(&command, folder, build::DEADLINE, cancel);
        not_built(built.map_err(|error| ours("build", &error))?)?;
    }
    let plan = checker::Plan::new(exercise, entry.student(folder), *seed);
    let plan = checker::Plan { jobs: 1, ..plan.map_err(|error| ours("find this program", &error))? };
    let mut waiting = checks.iter();
    while let Some(check) = waiting.next() {
        let report = checker::check(&checker::Plan { only: Some(check), ..plan.clone() }, cancel, &mut |_| {});
        let prerequisite = exercise.checks.first().is_some_and(|first| first.id == check.id);
        let mut ended = false;
        for report in report.checks {
            ended |= matches!(&report.outcome, Outcome::Failed(finding) if finding.fault.never_ready());
            told(Told::Tried(Box::new(tried(report))));
        }
        if prerequisite && ended {
            for skipped in waiting.by_ref() {
                let outcome = Outcome::Skipped(check.id.to_owned());
                let elapsed = Duration::ZERO;
                let skipped = Try { check: skipped, outcome, isolation: None, elapsed, trace: Vec::new() };
                told(Told::Tried(Box::new(skipped)));
            }
        }
    }
    Ok(())
}

fn tried(report: CheckReport) -> Try {
    let CheckReport { check, outcome, elapsed, isolated, trace } = report;
    let isolation = match outcome {
        Outcome::Passed | Outcome::Failed(_) if isolated => Some(Isolation::Network),
        Outcome::Passed | Outcome::Failed(_) => Some(Isolation::Host),
        Outcome::Unjudged(_) | Outcome::Skipped(_) => None,
    };
    Try { check, outcome, isolation, elapsed, trace: render::stable::calls(&trace, STEPS) }
}

fn not_built(build: Build) -> Result<(), Trouble> {
    let none = Output::default;
    let (end, Output { lines, cut }) = match build {
        Build::Done => return Ok(()),
        Build::Cancelled => return Err(ours("build", &io::Error::from(io::ErrorKind::Interrupted))),
        Build::Failed { status, output } => (BuildEnd::Exited { exit: Exit::from(status) }, output),
        Build::Deadline { after, output } => (BuildEnd::Deadline { seconds: after.as_secs() }, output),
        Build::NotStarted { program, error } => {
            (BuildEnd::NotStarted { because: format!("start {}: {error}", program.display()) }, none())
        }
    };
    Err(Trouble::NotBuilt { end, output: lines, cut })
}

fn ours(operation: &str, error: &io::Error) -> Trouble {
    Trouble::Ours { obstacle: Obstacle(format!("{operation}: {error}")) }
}
